/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "people/seen.h"

#include <stdlib.h>

#include "base/mem.h"

static const char *const kind_names[KIND_COUNT] = {
	"b", "n", "nf", "nc", "len", "end", "en", "st", "w", "place", "line",
	"-3", "-2", "-1", "0", "+1", "+2", "+3",
	"-2-1", "+1+2", "-1+1", "-1n", "+1n", "n-1", "n+1", "f-1", "f+1", "beside",
	"ways", "waysn",
	"cue-3", "cue-2", "cue-1", "cue", "cue+1", "cue+2", "cue+3",
	"p", "pp", "pw", "beside-line", "third", "rule",
};

static const char *const value_names[VALUE_COUNT] = {
	"none", "lower", "Title", "UPPER", "miXed",
	"X", "<>", "-", "<line>", "<number>", "<mixed>", "<'s>", "caps",
	"start", "in", "wide", "y", "n", "before", "after", "OFFICIAL",
	"-", "home", "school", "birth", "contact", "id",
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
};

struct seen_table *seen_table_new(void)
{
	struct seen_table *table = mem_alloc(1, sizeof *table);
	for (size_t i = 0; i < KIND_COUNT; i++)
		table->kinds[i] = str_hash(str_of(kind_names[i]));
	for (size_t i = 0; i < VALUE_COUNT; i++)
		table->values[i] = seen(str_of(value_names[i]));
	for (size_t i = 0; i < CUE_COUNT; i++)
		table->cues[i] = seen(str_of(cue_names[i]));
	for (size_t i = 0; i < BECAUSE_BITS; i++) {
		char *text = table->evidence_texts[i];
		text[0] = (char)('0' + i / 10);
		text[1] = (char)('0' + i % 10);
		table->evidence[i] = seen((struct str){text, 2});
	}
	for (size_t i = 0; i < LEVELS; i++) {
		char *text = table->level_texts[i];
		memcpy(text, (char[]){'g', (char)('0' + i / (NAME_STEPS * COMMON_STEPS)), 's', (char)('0' + i / COMMON_STEPS % NAME_STEPS), 'c',
				      (char)('0' + i % COMMON_STEPS)}, LEVEL_LEN);
		table->levels[i] = seen((struct str){text, LEVEL_LEN});
	}
	table->of_words = mem_alloc((size_t)1 << KEPT_BITS, sizeof *table->of_words);
	table->of_neighbours = mem_alloc((size_t)1 << KEPT_BITS, sizeof *table->of_neighbours);
	return table;
}

void seen_table_free(struct seen_table *table)
{
	if (table == NULL)
		return;
	free(table->of_words);
	free(table->of_neighbours);
	free(table->neighbours);
	free(table->ways);
	free(table->sums);
	free(table->summed);
	free(table);
}

void seen_write(struct buf *out, enum kind kind, const struct seen *a, const struct seen *b)
{
	out->len = 0;
	buf_add_text(out, kind_names[kind]);
	buf_add_byte(out, '=');
	buf_add(out, a->text);
	if (b->text.len) {
		buf_add_byte(out, ' ');
		buf_add(out, b->text);
	}
}

const struct seen *seen_form(const struct people *people, size_t at)
{
	const struct seen *values = people->seen->values;
	if (at >= people->word_count)
		return &values[VALUE_OUTSIDE];
	const struct word *word = &people->words[at];
	return &values[word->kind != TOKEN_WORD ? VALUE_DASH : word->folded.len == 1 ? VALUE_LETTER : VALUE_FORM + word->letters];
}

static struct seen neighbour(const struct people *people, size_t at)
{
	static const enum value kinds[] = {
		[TOKEN_LINE] = VALUE_LINE, [TOKEN_NUMBER] = VALUE_NUMBER, [TOKEN_MIXED] = VALUE_MIXED, [TOKEN_TAIL] = VALUE_TAIL};
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_SIGN)
		return seen(str_part(buf_str(&people->view->text), (struct span){word->from, word->to}));
	if (word->kind != TOKEN_WORD)
		return people->seen->values[kinds[word->kind]];
	if ((word->entry->common >= 5 || word->has) && word->folded.len <= SEEN_TEXT_MAX)
		return seen(word->folded);
	return *seen_form(people, at);
}

/* So few words share a byte that it does not matter. */
enum { WAYS_LEAST = 4096, WAYS_PER_WORD = 8, WAYS_SHIFT = 20 };

static uint8_t *ways_of(const struct seen_table *table, struct str folded)
{
	return &table->ways[(str_hash(folded) >> WAYS_SHIFT) & table->way_mask];
}

unsigned seen_ways(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD ? *ways_of(people->seen, word->folded) : 0;
}

/* As many as the text at hand needs, whatever was read before it. */
static void begin_ways(struct seen_table *table, size_t words)
{
	for (table->way_mask = WAYS_LEAST - 1; table->way_mask / WAYS_PER_WORD < words;)
		table->way_mask = 2 * table->way_mask + 1;
	if (table->way_cap <= table->way_mask) {
		table->way_cap = table->way_mask + 1;
		table->ways = mem_resize(table->ways, table->way_cap, sizeof *table->ways);
	}
	memset(table->ways, 0, table->way_mask + 1);
}

static void note_ways(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD)
		return;
	uint8_t *ways = ways_of(people->seen, word->folded);
	if (word->letters == CASE_LOWER) {
		*ways |= SEEN_LOWER;
		return;
	}
	if (*ways & SEEN_CAPITAL)
		*ways |= SEEN_AGAIN;
	*ways |= SEEN_CAPITAL;
	if (!word->sentence_start && !word->line_start && !word->caps && word->letters == CASE_TITLE)
		*ways |= SEEN_INSIDE;
}

void seen_begin(struct people *people)
{
	struct seen_table *table = people->seen;
	if (table->cap < people->word_count) {
		table->cap = people->word_cap;
		table->neighbours = mem_resize(table->neighbours, table->cap, sizeof *table->neighbours);
		table->sums = mem_resize(table->sums, table->cap, sizeof *table->sums);
		table->summed = mem_resize(table->summed, table->cap, sizeof *table->summed);
	}
	begin_ways(table, people->word_count);
	for (size_t at = 0; at < people->word_count; at++) {
		note_ways(people, at);
		table->neighbours[at] = neighbour(people, at);
		table->summed[at] = false;
	}
}

const struct seen *seen_levels(const struct people *people, size_t at)
{
	if (at >= people->word_count)
		return &people->seen->values[VALUE_OUTSIDE];
	if (people->words[at].kind != TOKEN_WORD)
		return &people->seen->values[VALUE_DASH];
	const struct entry *entry = people->words[at].entry;
	unsigned given = (entry->given + 3u) / 4, surname = (entry->surname + 3u) / 4, common = (entry->common + 2u) / 3;
	return &people->seen->levels[(given * NAME_STEPS + surname) * COMMON_STEPS + common];
}

struct seen seen_shape(const struct people *people, size_t at, char text[SHAPE_MAX])
{
	const struct word *word = &people->words[at];
	struct str raw = str_part(buf_str(&people->view->text), (struct span){word->from, word->to});
	size_t len = raw.len < SHAPE_MAX ? raw.len : SHAPE_MAX;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		text[i] = c >= '0' && c <= '9' ? '9' : c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? 'a' : c <= ' ' ? '_' : (char)c;
	}
	return seen((struct str){text, len});
}
