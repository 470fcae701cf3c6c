/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Passages without capitals are read as text in capitals is, since no letter tells a name there: a child's typed statement, messages
 * of a telephone, a note in an export. A passage is what empty lines part, or a row with bars. */
#include "people/internal.h"

enum {
	TEXT_SMALL = 25, TEXT_RATIO = 20, /* of a whole text */
	LEAST_WORDS = 8, LEAST_STARTS = 2, SHORT_LINE = 45
};

/* What the words of some lines look like. */
struct count {
	size_t small, big;               /* words of two letters and more */
	size_t small_starts, big_starts; /* words at the start of sentences; "i" is small where everybody writes it large */
	size_t inner;                    /* capitalised words elsewhere: who writes those tells names by them */
};

static void count_words(const struct people *people, uint32_t line, struct count *count)
{
	const uint32_t *letters = people->lines[line].letters;
	for (size_t i = 0; i <= CASE_MIXED; i++)
		*(i == CASE_LOWER ? &count->small : &count->big) += letters[i];
}

static bool is_empty_line(const struct people *people, uint32_t line)
{
	return line_from(people, line) >= people->word_count || people->words[line_from(people, line)].kind == TOKEN_LINE;
}

/* The line before is empty, or so short that it did not run on into this one. */
static bool begins_anew(const struct people *people, uint32_t line)
{
	if (line == 0 || is_empty_line(people, line - 1))
		return true;
	size_t end = line_to(people, line - 1);
	return people->words[end].from - people->words[line_from(people, line - 1)].from < SHORT_LINE;
}

/* A sentence ends before the word: with a full stop behind a word of some length that has no capital, or another sign. */
static bool is_after_sentence(const struct people *people, size_t at)
{
	if (at < 2 || people->words[at].from == people->words[at - 1].to)
		return false;
	if (sign_is(people, at - 1, '?') || sign_is(people, at - 1, '!'))
		return true;
	const struct word *last = &people->words[at - 2];
	return sign_is(people, at - 1, '.') && last->kind == TOKEN_WORD && last->folded.len > 2 && last->letters == CASE_LOWER &&
	       last->entry->common;
}

static bool is_small_i(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t next = word->next;
	bool own = word_is(people, at, "i") || (word->short_form && word->folded.ptr[0] == 'i' && word->folded.ptr[1] == '\'');
	return own && word->letters == CASE_LOWER && !sign_is(people, next, '.') && !sign_is(people, next, ')');
}

/* A gap stands in the line, and not behind a sentence: a row of columns. */
static bool is_row(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	for (size_t at = from + 1; people->lines[line].cells > 0 && at < to; at++)
		if (people->words[at].gap && people->words[at - 1].kind != TOKEN_SIGN)
			return true;
	return false;
}

static void count_starts(const struct people *people, uint32_t line, struct count *count)
{
	size_t from = line_from(people, line);
	for (size_t at = from; at <= line_to(people, line) && at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD)
			continue;
		bool first = at == from && !is_row(people, line);
		bool start = at == from ? first && begins_anew(people, line) : is_after_sentence(people, at) || sign_is(people, at - 1, '|');
		if (is_small_i(people, at) || (start && word->letters == CASE_LOWER))
			count->small_starts++;
		else if (word->letters == CASE_TITLE)
			(*(start ? &count->big_starts : &count->inner))++;
	}
}

static bool has_no_capitals(const struct count *count)
{
	return count->small >= LEAST_WORDS && count->small_starts >= LEAST_STARTS && count->big_starts * 2 <= count->small_starts &&
	       count->big * 4 <= count->small && count->inner * TEXT_RATIO <= count->small;
}

static void raise_line(struct people *people, uint32_t line)
{
	for (size_t at = line_from(people, line); at <= line_to(people, line) && at < people->word_count; at++) {
		struct word *word = &people->words[at];
		word->raised = true;
		if (word->kind == TOKEN_WORD && word->letters == CASE_LOWER)
			word->letters = CASE_UPPER;
	}
	people->lines[line].letters[CASE_UPPER] += people->lines[line].letters[CASE_LOWER];
	people->lines[line].letters[CASE_LOWER] = 0;
}

/* "signed kareem e.": a line right behind such a passage that begins as it does. */
static bool goes_on_small(const struct people *people, uint32_t line)
{
	struct count count = {0};
	count_words(people, line, &count);
	const struct word *first = &people->words[line_from(people, line)];
	return first->kind == TOKEN_WORD && first->letters == CASE_LOWER && count.small >= count.big && !people->lines[line].bars;
}

/* The lines [from, to) are one passage; `after` one that was raised. */
static bool raise_passage(struct people *people, uint32_t from, uint32_t to, bool after)
{
	struct count count = {0};
	for (uint32_t line = from; line < to; line++) {
		count_words(people, line, &count);
		count_starts(people, line, &count);
	}
	if (has_no_capitals(&count)) {
		for (uint32_t line = from; line < to; line++)
			raise_line(people, line);
		return true;
	}
	if (after && count.small < TEXT_SMALL && goes_on_small(people, from))
		raise_line(people, from);
	return false;
}

static bool raise_text(struct people *people)
{
	struct count count = {0};
	for (uint32_t line = 0; line < people->line_count; line++)
		count_words(people, line, &count);
	bool raise = count.small >= TEXT_SMALL && count.big * TEXT_RATIO <= count.small;
	for (uint32_t line = 0; raise && line < people->line_count; line++)
		raise_line(people, line);
	return raise;
}

bool raise_small(struct people *people)
{
	if (raise_text(people))
		return true;
	bool any = false, last = false;
	for (uint32_t from = 0, to; from < people->line_count; from = to) {
		to = from + 1;
		if (is_empty_line(people, from))
			continue;
		while (to < people->line_count && !people->lines[from].bars && !people->lines[to].bars && !is_empty_line(people, to))
			to++;
		last = raise_passage(people, from, to, last);
		any = any || last;
	}
	return any;
}
