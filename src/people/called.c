/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The line of an agency that somebody says to have called: "My husband called the station that same night (417-555-0100)". */
#include "people/internal.h"

enum { BETWEEN = 7 };

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

/* "called the", "phoned your" right before the word. */
static bool is_called(const struct people *people, size_t at)
{
	size_t article = word_previous(people, at), verb = article == SIZE_MAX ? SIZE_MAX : word_previous(people, article);
	if (verb == SIZE_MAX || !(word_is(people, article, "the") || word_is(people, article, "your")))
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
