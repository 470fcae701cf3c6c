/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names of towns and agencies, which look like names of persons. */
#include "people/internal.h"

bool place_before(const struct people *people, size_t from)
{
	/* "in Maysburg", "at Skyline": an unknown word after these is a place more often than a person */
	size_t before = word_previous(people, from);
	if (before == SIZE_MAX)
		return false;
	if (word_is(people, before, "of")) {
		/* "the city of Maysburg", but "of Brooks and of Vivvy" */
		size_t earlier = word_previous(people, before);
		return earlier == SIZE_MAX || word_has(people, earlier, CUE_ORGANISATION) || people->words[earlier].letters != CASE_LOWER;
	}
	/* "tells me that Sawyer has not slept" */
	size_t next = people->words[from].next;
	if (word_is(people, before, "that") && (word_has(people, next, CUE_AUXILIARY) || word_has(people, next, CUE_MODAL) ||
						 verb_form(people, next) == VERB_PAST || verb_form(people, next) == VERB_THIRD))
		return false;
	return word_has(people, before, CUE_PREPOSITION_PLACE) || word_has(people, before, CUE_DETERMINER);
}

/* Words in a row after the run, up to one that says what it all is: "WINSLOW TWP POLICE", "Flat River Marshal". */
bool is_agency(const struct people *people, size_t to)
{
	bool owned = false;
	for (unsigned steps = 0; steps < 5 && to < people->word_count; steps++) {
		const struct word *word = &people->words[to];
		if (word->kind == TOKEN_TAIL || sign_is(people, to, ',') || sign_is(people, to, '-')) {
			owned = owned || word->kind == TOKEN_TAIL;
			to++;
			continue;
		}
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || (word->wide && steps))
			return false;
		if (word_has(people, to, CUE_AGENCY) || (owned && steps > 1 && word_has(people, to, CUE_ORGANISATION)))
			return true;
		if (verb_form(people, to) != VERB_NONE || word_has(people, to, CUE_AUXILIARY) || word_has(people, to, CUE_PREPOSITION) ||
		    word_has(people, to, CUE_CONJUNCTION) || word_has(people, to, CUE_PREPOSITION_PLACE) || word_has(people, to, CUE_KIN) ||
		    (steps < 2 && word_has(people, to, CUE_CHILD)) || word->folded.len < 3)
			return false;
		to = word->next;
	}
	return false;
}

/* All of the run is the name of a town, county, state or people, and nothing shows a person of that name. */
bool place_is(const struct people *people, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	for (size_t at = from; at < to; at = people->words[at].next)
		if (people->words[at].kind == TOKEN_WORD && !people->words[at].place)
			return false;
	if (word->places >= 2 || from + word->places < to)
		return true; /* "Cape Girardeau", "Beaumont Texas" */
	size_t next = word->next;
	bool state = sign_is(people, next, ',') && next + 1 < people->word_count && people->words[next + 1].place;
	return state || place_before(people, from) || word->entry->given < 7;
}
