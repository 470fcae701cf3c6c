/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The line of an agency that somebody says to have called: "My husband called the station that same night (417-555-0100)"; and the cell of
 * a row that gives an agency's or official's: "SUBSTATION | 505-555-0100", "REVIEW | CAPT J. DVORAK | OFFICE | 367-555-0120". */
#include "people/internal.h"

enum { BETWEEN = 7, KIND_WORDS = 3, ROW_WORDS = 60 };

/* Somebody, or somebody's own line, is spoken of, or something else than the call. */
static bool is_somebody(const struct people *people, size_t at)
{
	const cue_set persons = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
				cue_bit(CUE_ROLE) | cue_bit(CUE_HOME_NOUN);
	if (word_is(people, at, "and") || word_is(people, at, "or") || word_is(people, at, "from") || word_is(people, at, "with"))
		return true; /* "phoned the desk from" */
	return people->words[at].mention != NOBODY || (word_has_any(people, at, persons) && people->words[at].folded.len > 1) ||
	       list_match(people, at, LIST_POSSESSIVE) > 0 || word_in(people, at, LIST_DESK_OBJECT, NULL);
}

/* The words of an agency begin here: "station", "sheriff's office". */
static bool is_agency_called(const struct people *people, size_t at)
{
	return word_has_any(people, at, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY)) || list_match(people, at, LIST_DESK_PLACE) > 0;
}

/* "called the", "phoned your", "called me at the" right before the word. */
static bool is_called(const struct people *people, size_t at)
{
	size_t article = word_previous(people, at), verb = article == SIZE_MAX ? SIZE_MAX : word_previous(people, article);
	size_t me = verb != SIZE_MAX && word_is(people, verb, "at") ? word_previous(people, verb) : SIZE_MAX;
	if (me != SIZE_MAX && me > 0 && (word_is(people, me, "me") || word_is(people, me, "us")))
		verb = word_previous(people, me);
	if (verb == SIZE_MAX || !(word_is(people, article, "the") || word_is(people, article, "your") || word_is(people, article, "our")))
		return false;
	return word_is(people, verb, "called") || word_is(people, verb, "phoned") || word_is(people, verb, "rang") ||
	       word_is(people, verb, "telephoned");
}

bool is_called_agencys(const struct people *people, size_t number)
{
	size_t at = number;
	for (unsigned steps = 0; steps < BETWEEN && at > 0; steps++) {
		at--;
		const struct word *word = &people->words[at];
		if (is_agency_called(people, at) && is_called(people, at))
			return true;
		bool sign = word->kind == TOKEN_SIGN && !sign_is(people, at, '(') && !sign_is(people, at, ',') && !sign_is(people, at, '\'');
		if (sign || is_somebody(people, at) || (word->kind == TOKEN_LINE && at > 0 && people->words[at - 1].kind == TOKEN_LINE))
			return false;
	}
	return false;
}

/* "the food shelf number": what it is for stands right before the word. */
bool is_number_of_service(const struct people *people, size_t noun)
{
	if (!word_is(people, noun, "number"))
		return false;
	for (size_t len = 1; len <= KIND_WORDS && len <= noun; len++)
		if (list_match(people, noun - len, LIST_DESK_KIND) == len)
			return true;
	return false;
}

/* An official is named in the row before the cell, and nobody else is spoken of. */
static bool is_officials_row(const struct people *people, size_t cell)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_TEACHER);
	bool official = false;
	for (size_t at = line_from(people, people->words[cell].line), steps = 0; at < cell; at++, steps++) {
		int32_t mention = people->words[at].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
		if (steps > ROW_WORDS || (person != NOBODY && people->persons[person].who != WHO_OFFICIAL) || word_has_any(people, at, others))
			return false;
		official |= person != NOBODY;
	}
	return official;
}

bool is_agencys_cell(const struct people *people, size_t number)
{
	if (number < 2 || !people->words[number - 1].bar)
		return false;
	size_t from = number - 1;
	while (from > 0 && !people->words[from - 1].bar && people->words[from - 1].kind != TOKEN_LINE && number - from <= KIND_WORDS)
		from--;
	size_t said = list_match(people, from, LIST_DESK_SAID), place = list_match(people, from, LIST_DESK_PLACE);
	bool cell = from == 0 || people->words[from - 1].bar || people->words[from - 1].kind == TOKEN_LINE;
	return cell && ((said > 0 && from + said == number - 1) || (place > 0 && from + place == number - 1 && is_officials_row(people, from)));
}
