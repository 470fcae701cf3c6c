/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whole names where something else has told that nothing but a name can stand: their words may mean anything. */
#include "people/layout.h"

/* The words of letters, as names are written, "EL MASRI", "FITZ-GERALD", "ST. JOHN", "O'NEAL", if nothing else stands there; else 0. */
size_t words_of_name(const struct people *people, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t at = from; at < to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		bool none = word_has(people, at, CUE_NO_VALUE) && word->entry->surname == 0; /* Self is a surname too */
		if (word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !none)
			words++;
		else if (!sign_is(people, at, '-') && !sign_is(people, at, '.') && !sign_is(people, at, '\'') &&
			 !(word->kind == TOKEN_WORD && word_has(people, at, CUE_PARTICLE)))
			return 0;
	}
	const struct word *first = &people->words[from];
	bool free = !first->blocked || first->blocked == WHAT_SCHOOL || first->blocked == WHAT_ADDRESS;
	return first->kind == TOKEN_WORD && free && !(words == 1 && first->folded.len < 2) ? words : 0;
}

/* "HER MANY HORSES, JET", "YELLOW BOY^SUNNY^KAY" in a cell of its own: what stands before the first sign is the surname. */
bool add_parted_name(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t part = from;
	while (part < to && !sign_is(people, part, ',') && !sign_is(people, part, '^'))
		part++;
	size_t given = part + 1, last = given;
	while (last < to && !sign_is(people, last, '^'))
		last++;
	if (part == from || last <= given || !words_of_name(people, from, part) || !words_of_name(people, given, last))
		return false;
	if (last < to && (last + 1 >= to || !words_of_name(people, last + 1, to)))
		return false;
	add_fact(people, from, part, WHAT_NAME_SURNAME, layout->record);
	add_fact(people, given, to, WHAT_NAME_GIVEN, layout->record);
	layout->named = true;
	return true;
}

/* "Two Hearts Sage M" where a name must stand: the surname comes first, as in exports, unless the first word is a given name and the last
 * is a surname far more. */
bool add_described_name(struct layout *layout, size_t from, size_t to)
{
	enum { GIVEN_LEAST = 5, MOST = 6 };
	struct people *people = layout->people;
	uint32_t words[MOST];
	size_t count = 0, all = words_of_name(people, from, to);
	if (all < 2 || all > MOST)
		return false;
	for (size_t at = from; at < to; at = people->words[at].next) {
		if (people->words[at].kind != TOKEN_WORD || (at > from && sign_is(people, at - 1, '-')))
			continue;
		if (word_has_any(people, at, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN) | cue_bit(CUE_GOODS) | cue_bit(CUE_RANK)) || count == MOST)
			return false;
		words[count++] = (uint32_t)at;
	}
	if (count < 2)
		return false;
	const struct entry *first = people->words[words[0]].entry, *last = people->words[words[count - 1]].entry;
	bool lettered = people->words[words[count - 1]].folded.len == 1;
	size_t given = 1;
	while (given + 1 < count - lettered && people->words[words[given]].entry->given < GIVEN_LEAST)
		given++;
	bool turned = !lettered && first->given >= GIVEN_LEAST && first->given > first->surname && last->surname > last->given;
	size_t own = 1; /* "ANA MARIA LOPEZ", "DELPHINE COMES LAST" */
	while (own + 1 < count && people->words[words[own]].entry->given >= GIVEN_LEAST)
		own++;
	size_t split = words[turned ? own : given];
	add_fact(people, from, split, turned ? WHAT_NAME_GIVEN : WHAT_NAME_SURNAME, layout->record);
	add_fact(people, split, to, turned ? WHAT_NAME_SURNAME : WHAT_NAME_GIVEN, layout->record);
	layout->named = true;
	return true;
}
