/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that somebody else wrote down wrong, surname first: 'the band says "RIVERS, STONE"', 'filed under Banks, Marshal'. One half is
 * known; the other is the same person's, however it is spelt. */
#include "people/internal.h"

enum { FAMILIES_MOST = 500 };

static bool is_half(const struct people *people, size_t at, size_t other)
{
	const struct word *word = &people->words[at], *half = &people->words[other];
	return word->kind == TOKEN_WORD && word->mention == NOBODY && !word->blocked && !word->fact && word->letters != CASE_LOWER &&
	       (word->folded.len == 1 || (word->letters == CASE_TITLE) == (half->letters == CASE_TITLE)) && !word_has(people, at, CUE_RANK);
}

/* Behind the words of a half: one or two, and the letter of a middle name. */
static size_t half_end(const struct people *people, size_t at, size_t other)
{
	size_t end = at;
	for (unsigned count = 0; count < 3 && end < people->word_count && is_half(people, end, other) && !(count && people->words[end].wide); count++)
		end = people->words[end].folded.len == 1 && sign_is(people, people->words[end].next, '.') ? people->words[end].next + 1
														  : people->words[end].next;
	return end;
}

/* A quotation ends here, if need be with a comma or full stop in it. */
static bool closes(const struct people *people, size_t at)
{
	at += sign_is(people, at, ',') || sign_is(people, at, '.');
	return at < people->word_count && is_double_quote(people, at);
}

static size_t over_line(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_LINE ? at + 1 : at;
}

/* "MARSHAL" is how somebody wrote the given name of one of that family. */
static bool is_nearly_given(const struct people *people, size_t at, int32_t family)
{
	const struct word *word = &people->words[at];
	if (word->folded.len < 3 || (word->caps && (word->entry->common >= 9 || verb_form(people, at) != VERB_NONE)))
		return false;
	const struct person *known = &people->persons[family];
	bool many = people->person_count > FAMILIES_MOST; /* a document of many rows: only the one who is meant */
	for (size_t i = many ? (size_t)family : 0; i < (many ? (size_t)family + 1 : people->person_count); i++) {
		const struct person *person = &people->persons[i];
		bool same = i == (size_t)family;
		for (size_t j = 0; j < known->part_count && !same; j++)
			same = known->parts[j].kind == PART_SURNAME && known->parts[j].folded.len > 1 &&
			       person_has_kind(person, known->parts[j].folded, PART_SURNAME);
		for (size_t j = 0; same && j < person->part_count; j++)
			if (person->parts[j].kind != PART_SURNAME && person->parts[j].folded.len >= 3 &&
			    name_distance(person->parts[j].folded, word->folded, 1) <= 1)
				return true;
	}
	return false;
}

/* The words [from, to) are the mention's. */
static void take(struct people *people, size_t number, size_t from, size_t to)
{
	struct mention *mention = &people->mentions[number];
	mention->from = (uint32_t)from;
	mention->to = (uint32_t)to;
	for (size_t at = from; at < to; at++)
		if (people->words[at].mention == NOBODY)
			people->words[at].mention = (int32_t)number;
}

/* '"Van den Hoovel, Franklin."': the given name was taken for somebody else's. */
static bool join_right(struct people *people, const struct mention *mention, size_t given)
{
	int32_t other = people->words[given].mention;
	size_t from = mention->from;
	while (from > 0 && people->words[from - 1].kind != TOKEN_SIGN && from + 4 > mention->from)
		from--;
	if (other == NOBODY || people->mentions[other].from != given || people->mentions[other].ranked ||
	    from == 0 || !is_double_quote(people, from - 1) || !closes(people, people->mentions[other].to))
		return false;
	people->mentions[other].person = mention->person;
	return true;
}

/* "Filed as MUKENDI, DEODONE.": how somebody entered a name in a list, the second half of which is no word. */
static bool is_entered_as(const struct people *people, size_t from, size_t given)
{
	size_t as = word_previous(people, from), verb = as == SIZE_MAX ? SIZE_MAX : word_previous(people, as);
	return verb != SIZE_MAX && (word_is(people, as, "as") || word_is(people, as, "under")) && verb_form(people, verb) == VERB_PAST &&
	       people->words[given].entry->common <= 4;
}

static void read_right(struct people *people, size_t number)
{
	const struct mention *mention = &people->mentions[number];
	size_t from = mention->from, given = over_line(people, mention->to + 1u);
	if (!sign_is(people, mention->to, ',') || given >= people->word_count || join_right(people, mention, given) ||
	    !is_half(people, given, from))
		return;
	size_t end = half_end(people, given, from);
	bool quoted = from > 0 && is_double_quote(people, from - 1) && closes(people, end);
	bool single = people->words[from].next == mention->to;
	if (quoted || (single && (is_entered_as(people, from, given) || is_nearly_given(people, given, mention->person))))
		take(people, number, from, end);
}

static void read_left(struct people *people, size_t number)
{
	const struct mention *mention = &people->mentions[number];
	size_t from = mention->from, words = 0;
	if (from < 3 || !sign_is(people, from - 1, ','))
		return;
	size_t at = from - 1;
	while (at > 0 && words < 2 && is_half(people, at - 1, from))
		at--, words++;
	if (words && at > 0 && is_double_quote(people, at - 1) && closes(people, mention->to))
		take(people, number, at, mention->to);
}

/* 'it came out as "Now Noo."': all of a short quotation that says how a name was heard or written. */
static void read_quoted(struct people *people, size_t number)
{
	const struct mention *mention = &people->mentions[number];
	size_t from = mention->from, to = mention->to;
	while (from > 0 && from + 2 > mention->from && is_half(people, from - 1, mention->from))
		from--;
	while (to < people->word_count && to < mention->to + 2u && is_half(people, to, mention->from))
		to++;
	size_t before = from > 1 && is_double_quote(people, from - 1) ? word_previous(people, from - 1) : SIZE_MAX;
	if ((from < mention->from || to > mention->to) && before != SIZE_MAX && closes(people, to) &&
	    (word_is(people, before, "as") || word_has(people, before, CUE_NAMED)))
		take(people, number, from, to);
}

void inverted_read(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || mention->ranked || mention->titled || mention->letters || mention->source == SOURCE_FACT)
			continue;
		read_right(people, i);
		read_left(people, i);
		read_quoted(people, i);
	}
}
