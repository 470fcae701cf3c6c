/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Chains of custody: a table with a column for who gave something and one for who got it. Who got it from somebody and gave it to
 * somebody else keeps evidence for an agency, also without a rank. Who only gave or only got it may be anybody: the family that
 * handed over a shirt, and has it back.
 *     DATE       FROM             TO
 *     03/04/24   Ptl. I. Feld     Oyarzun
 *     03/05/24   Oyarzun          Ana Carter
 */
#include "people/internal.h"

enum { HEADS = 24, ROWS = 300, NAMES = 400, NAME_LEAST = 3, CELL_WORDS = 12, OFTEN = 3, HEADS_ABOVE = 6 };

struct chain {
	uint32_t keys[HEADS]; /* where the columns begin */
	size_t count, from, to;
	bool bars, tabs;
};

/* Words of one column. */
struct names_in {
	uint32_t words[NAMES];
	size_t count;
};

static size_t cell_end(const struct people *people, size_t at, size_t end)
{
	for (at++; at < end; at++)
		if (people->words[at].gap || people->words[at].bar)
			break;
	return at;
}

/* In which column a cell stands: bars or tabs before it, else characters from the start of the line. */
static uint32_t key_of(const struct people *people, const struct chain *chain, size_t first, size_t at)
{
	const char *text = people->view->text.ptr;
	size_t start = first > 0 ? people->words[first - 1].to : 0;
	uint32_t key = 0;
	if (chain->bars) {
		for (size_t i = first; i < at; i++)
			key += people->words[i].bar;
		return key;
	}
	for (size_t i = start; i < people->words[at].from; i++)
		key += chain->tabs ? text[i] == '\t' : (text[i] & 0xc0) != 0x80;
	return key;
}

static bool has_tab(const struct people *people, size_t from, size_t to)
{
	return memchr(people->view->text.ptr + people->words[from].from, '\t', people->words[to - 1].to - people->words[from].from) != NULL;
}

static bool is_head(const struct people *people, size_t from, size_t to, int class)
{
	while (to > from + 1 && people->words[to - 1].kind == TOKEN_SIGN)
		to--;
	return (people->words[from].letters != CASE_LOWER || to > from + 1) &&
	       words_match(people->words_list, people->tokens, from, class, NULL) == to - from;
}

bool custody_gives(const struct people *people, size_t from, size_t to)
{
	return from < to && is_head(people, from, to, people->lists[LIST_CUSTODY_FROM]);
}

bool custody_gets(const struct people *people, size_t from, size_t to)
{
	return from < to && is_head(people, from, to, people->lists[LIST_CUSTODY_TO]);
}

/* Cells that say who gave and, right behind, who got. */
static bool read_heads(const struct people *people, size_t from, size_t to, struct chain *chain)
{
	*chain = (struct chain){.from = SIZE_MAX, .to = SIZE_MAX};
	if (from >= to || people->lines[people->words[from].line].cells < 1)
		return false;
	for (size_t at = from; at < to && !chain->bars; at++)
		chain->bars = people->words[at].bar;
	chain->tabs = !chain->bars && has_tab(people, from, to);
	for (size_t at = from; at < to && chain->count < HEADS;) {
		if (people->words[at].bar) {
			at++;
			continue;
		}
		size_t end = cell_end(people, at, to);
		chain->keys[chain->count] = key_of(people, chain, from, at);
		if (chain->from == SIZE_MAX && custody_gives(people, at, end))
			chain->from = chain->count;
		else if (chain->from != SIZE_MAX && chain->count == chain->from + 1 && custody_gets(people, at, end))
			chain->to = chain->count;
		chain->count++;
		at = end;
	}
	return chain->to != SIZE_MAX && chain->count > 2;
}

static size_t column_of(const struct chain *chain, uint32_t key)
{
	size_t column = SIZE_MAX;
	for (size_t i = 0; i < chain->count; i++) {
		if (chain->bars || chain->tabs ? chain->keys[i] == key : chain->keys[i] <= key + 1)
			column = i;
	}
	return column;
}

/* A sentence stands there, of prose that was taken for a row. */
static bool is_said(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].letters == CASE_LOWER && word_has_any(people, at, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_PRONOUN)))
			return true;
	return false;
}

static void add_names(const struct people *people, struct names_in *names, size_t from, size_t to)
{
	if (is_said(people, from, to))
		return;
	for (size_t at = from; at < to && at < from + CELL_WORDS && names->count < NAMES; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD && word->letters != CASE_LOWER && word->folded.len >= NAME_LEAST)
			names->words[names->count++] = (uint32_t)at;
	}
}

/* Reads the rows under the heads; returns the line behind them. */
static uint32_t read_rows(const struct people *people, const struct chain *chain, uint32_t line, struct names_in *gave, struct names_in *got)
{
	uint32_t empty = 0, last = line + ROWS;
	for (; line < people->line_count && line < last && empty < 2; line++) {
		size_t first = line_from(people, line), to = line_to(people, line);
		if (first >= to) {
			empty++;
			continue;
		}
		if (people->lines[line].cells < 1 && !chain->bars)
			break;
		empty = 0;
		for (size_t at = first; at < to;) {
			if (people->words[at].bar) {
				at++;
				continue;
			}
			size_t end = cell_end(people, at, to), column = column_of(chain, key_of(people, chain, first, at));
			if (column == chain->from || column == chain->to)
				add_names(people, column == chain->from ? gave : got, at, end);
			at = end;
		}
	}
	return line;
}

/* Whoever hands over things is told from whoever sends messages or visits: ranks, agencies or evidence are named near the heads. */
static bool keeps_evidence(const struct people *people, uint32_t line, uint32_t last)
{
	const cue_set office = cue_bit(CUE_RANK) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY);
	bool told = false;
	for (size_t at = line_from(people, line); at < line_to(people, line); at++)
		if (word_in(people, at, LIST_MESSAGE, NULL))
			return false;
	for (line -= line < HEADS_ABOVE ? line : HEADS_ABOVE; line < people->line_count && line < last; line++)
		for (size_t at = line_from(people, line); at < line_to(people, line); at++)
			told = told || word_has_any(people, at, office) || word_in(people, at, LIST_EVIDENCE, NULL);
	return told;
}

/* Where the name stands first: whoever gave before getting is the owner, who gets the thing back. */
static bool is_got_first(const struct people *people, struct str name, const struct names_in *got, const struct names_in *gave)
{
	uint32_t first_got = UINT32_MAX, first_gave = UINT32_MAX;
	for (size_t i = 0; i < got->count; i++)
		if (str_equal(people->words[got->words[i]].folded, name) && people->words[got->words[i]].line < first_got)
			first_got = people->words[got->words[i]].line;
	for (size_t i = 0; i < gave->count; i++)
		if (str_equal(people->words[gave->words[i]].folded, name) && people->words[gave->words[i]].line < first_gave)
			first_gave = people->words[gave->words[i]].line;
	return first_got < first_gave;
}

static void mark_both(struct people *people, const struct names_in *some, const struct names_in *others, const struct names_in *gave,
		      const struct names_in *got)
{
	for (size_t i = 0; i < some->count; i++)
		people->words[some->words[i]].handed = true;
	for (size_t i = 0; i < some->count; i++)
		for (size_t j = 0; j < others->count; j++)
			if (str_equal(people->words[some->words[i]].folded, people->words[others->words[j]].folded) &&
			    is_got_first(people, people->words[some->words[i]].folded, got, gave)) {
				people->words[some->words[i]].listed = people->words[others->words[j]].listed = true;
				break;
			}
}

/* In a table each cell stands on a line of its own behind its head: "RECEIVED BY: Oyarzun". */
static void read_cells(const struct people *people, struct names_in *gave, struct names_in *got)
{
	for (size_t i = 0; i < people->view->head_count; i++) {
		size_t from = tokens_at(people->tokens, people->view->heads[i].span.from), colon = from;
		while (colon < people->word_count && people->words[colon].from < people->view->heads[i].span.to)
			colon++;
		if (colon >= people->word_count || !people->lines[people->words[from].line].cell)
			continue;
		if (custody_gives(people, from, colon))
			add_names(people, gave, colon, line_to(people, people->words[from].line));
		else if (custody_gets(people, from, colon))
			add_names(people, got, colon, line_to(people, people->words[from].line));
	}
}

bool custody_in_table(const struct people *people)
{
	bool gave = false, got = false;
	for (size_t i = 0; i < people->view->head_count && i < ROWS && !(gave && got); i++) {
		struct span span = people->view->heads[i].span;
		size_t from = tokens_at(people->tokens, span.from), to = tokens_at(people->tokens, span.to);
		gave = gave || custody_gives(people, from, to);
		got = got || custody_gets(people, from, to);
	}
	return gave && got;
}

/* "Sent,From,To,Text" */
static bool tells_messages(const struct people *people)
{
	for (size_t i = 0; i < people->view->head_count && i < ROWS; i++)
		if (word_in(people, tokens_at(people->tokens, people->view->heads[i].span.from), LIST_MESSAGE, NULL))
			return true;
	return false;
}

void custody_mark(struct people *people)
{
	struct chain chain;
	if (people->view->table && custody_in_table(people) && !tells_messages(people) && keeps_evidence(people, 0, people->line_count)) {
		struct names_in gave = {.count = 0}, got = {.count = 0};
		read_cells(people, &gave, &got);
		mark_both(people, &gave, &got, &gave, &got);
		mark_both(people, &got, &gave, &gave, &got);
	}
	for (uint32_t line = 0; line + 1 < people->line_count; line++) {
		if (people->lines[line].cell || !read_heads(people, line_from(people, line), line_to(people, line), &chain))
			continue;
		struct names_in gave = {.count = 0}, got = {.count = 0};
		uint32_t heads = line;
		line = read_rows(people, &chain, line + 1, &gave, &got) - 1;
		if (!keeps_evidence(people, heads, line + 1))
			continue;
		mark_both(people, &gave, &got, &gave, &got);
		mark_both(people, &got, &gave, &gave, &got);
	}
}

bool is_in_list(const struct people *people, const struct mention *mention)
{
	for (size_t at = mention->from; at < mention->to; at++)
		if (people->words[at].listed)
			return true;
	return false;
}

bool listed_often(const struct people *people, const struct person *person)
{
	size_t count = 0;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person != (int32_t)(person - people->persons))
			continue;
		if (in_office_group(people, mention->from))
			return true;
		if (!is_in_list(people, mention))
			continue;
		if (people->words[mention->from].console)
			return true;
		count++;
	}
	return count >= OFTEN || (count && (person->is.evidence & BECAUSE_RANK));
}

/* "Clement Achebe 231" */
static bool has_badge(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_NUMBER && !people->words[at].gap &&
	       people->words[at].line == people->words[at - 1].line && people->words[at].folded.len > 1;
}

bool is_only_handed(const struct people *people, const struct person *person)
{
	bool handed = false;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person != (int32_t)(person - people->persons))
			continue;
		if (is_in_list(people, mention) || has_badge(people, mention->to))
			return false;
		handed = handed || people->words[mention->from].handed;
	}
	return handed;
}
