/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Titles of offences: behind their label, "Charge: Larceny of a House", or alone on the line before a section of law. An ordinary word
 * of one is no name, however good a name it would make: "Breaking or Entering", "Reckless Handling", "Terrorizing, RS 14:40.1". */
#include "people/internal.h"
#include "people/titles.h"

enum { TITLE_WORDS = 16, SIGNS_MOST = 24 };

/* Where the value of a label begins that ends before `at`: behind a colon, a bar, dots or a gap. `at` if it is none. */
static size_t value_at(const struct people *people, size_t at, size_t to)
{
	size_t end = at;
	while (end < to && end < at + SIGNS_MOST && people->words[end].kind == TOKEN_SIGN && !sign_is(people, end, '"'))
		end++;
	bool dot = end == at + 1 && sign_is(people, at, '.');
	return end + 1 < to && !dot && (end > at || people->words[end].gap) ? end : at;
}

/* A word with a capital, or in capitals, that is a name rather than anything else. */
static bool is_name_like(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && name_level(word) > word->entry->common;
}

/* An ordinary word that is hardly a given name, and no part of somebody's: "RUNAWAY (EMILY CARTER)". */
static bool is_ordinary(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->blocked || word->mention != NOBODY || word->entry->common <= word->entry->given)
		return false;
	return !(at > 0 && is_name_like(people, at - 1)) && !(word->next < people->word_count && is_name_like(people, word->next));
}

/* What is read as ordinary words in a title of two or more. */
static void block_words(struct people *people, size_t from, size_t to)
{
	if (from + 1 >= to || people->words[from + 1].bar || people->words[from + 1].wide)
		return;
	for (size_t at = from; at < to && at < from + TITLE_WORDS; at++) {
		struct word *word = &people->words[at];
		if ((at > from && (word->wide || word->bar)) || sign_is(people, at, '('))
			return;
		if (!is_ordinary(people, at))
			continue;
		word->blocked = WHAT_OFFENCE;
		word->title = true;
	}
}

/* "Terrorizing (bullying threats), RS 14:40.1", a line of its own: where the title ends, else `from`. */
static size_t title_end(const struct people *people, size_t from, size_t to)
{
	if (from >= to || to > from + TITLE_WORDS || people->words[from].kind != TOKEN_WORD || people->words[from].letters == CASE_LOWER)
		return from;
	size_t end = to;
	while (end > from && people->words[end - 1].blocked == WHAT_STATUTE)
		end--;
	return end < to ? end : from;
}

void titles_mark(struct people *people)
{
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		block_words(people, from, title_end(people, from, to));
		for (size_t at = from; at < to; at++) {
			bool begins = at == from || people->words[at].gap || people->words[at].bar || people->words[at - 1].bar;
			size_t label = begins ? list_match(people, at, LIST_OFFENCE_LABEL) : 0;
			size_t value = label ? value_at(people, at + label, to) : 0;
			if (value > at + label || (label && value < to && people->words[value].gap))
				block_words(people, value, to);
		}
	}
}

void titles_clear(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++)
		if (people->words[at].title)
			people->words[at].blocked = 0;
}
