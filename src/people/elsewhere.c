/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the other documents of the release say of somebody's name. A tie to a child counts wherever it is told; an office counts
 * only for somebody of whom this document tells nothing but the name. */
#include "people/internal.h"

enum { COMMON_NAME = 13 }; /* level of the lists: about a hundred given names, forty surnames */

/* Nothing is known of the person but the name, and there may be a Mrs before it. */
static bool is_only_named(const struct person *person)
{
	return person->who == WHO_UNPLACED && !(person->is.evidence & ~(uint32_t)(BECAUSE_LEARNED | BECAUSE_TITLE)) &&
	       person->is.age_low < 0 && !person->victim && !person->suspect && !person->missing && !person->reporting;
}

/* Of given names all that is told are letters. */
static bool has_only_letters(const struct person *person)
{
	size_t longest = 0;
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].kind != PART_SURNAME && person->parts[i].folded.len > longest)
			longest = person->parts[i].folded.len;
	return longest == 1;
}

/* "Maria Garcia", "J. Smith": so many bear the name that the official's is no answer. */
static bool is_common(const struct people *people, struct str given, struct str surname)
{
	const struct entry *first = lexicon_get(people->lexicon, lexicon_find(people->lexicon, given));
	const struct entry *last = lexicon_get(people->lexicon, lexicon_find(people->lexicon, surname));
	return (given.len == 1 || first->given >= COMMON_NAME) && last->surname >= COMMON_NAME;
}

/* "Copies: B. Tillis": who gets a report is in office. */
static bool gets_copy(const struct people *people, const struct person *person)
{
	for (size_t i = 0; i < people->mention_count; i++)
		if (people->mentions[i].person == (int32_t)(person - people->persons) && copies_from(people, people->mentions[i].from) != SIZE_MAX)
			return true;
	return false;
}

/* What stands beside B. Tillis stands beside children and relatives: hardly the officer of another report. */
static bool is_doubtful(struct people *people, const struct person *person)
{
	return placed_in_private(people, person, WHO_OFFICIAL) && !gets_copy(people, person);
}

/* A protected person of the release with this given name and surname; of whom nothing is known, an official too, and a letter is
 * enough for the given name then, if no more of it is told and nothing speaks against it. */
enum who known_by_name(struct people *people, const struct person *person)
{
	bool named = is_only_named(person), official = false, other = false; /* all that is known of the name must say so */
	size_t least = named && has_only_letters(person) ? 1 : 2;
	for (size_t i = 0; people->known && i < person->part_count; i++)
		for (size_t j = 0; j < person->part_count; j++) {
			struct str given = person->parts[i].folded, surname = person->parts[j].folded;
			if (i == j || person->parts[j].kind != PART_SURNAME || person->parts[i].kind == PART_SURNAME || given.len < least ||
			    surname.len < 2)
				continue;
			enum who who = given.len > 1 ? known_side(people->known, given, surname) : WHO_NONE;
			if (DIRECTORY_SIDES >> who & 1)
				return who;
			bool has = named && known_official(people->known, given, surname) && !is_common(people, given, surname);
			official |= has;
			other |= !has;
		}
	return official && !other && !(least == 1 && is_doubtful(people, person)) ? WHO_OFFICIAL : WHO_NONE;
}

/* Two findings of the same words. */
static bool same_span(const struct finding *a, const struct finding *b)
{
	return a->span.from == b->span.from && a->span.to == b->span.to;
}

enum who telephone_side(const struct finding_list *findings, size_t number)
{
	const struct finding *list = findings->list, *finding = &list[number];
	size_t from = number, to = number + 1;
	if (finding->what != WHAT_PHONE && finding->what != WHAT_PUBLIC_PHONE)
		return WHO_NONE;
	while (from > 0 && list[from - 1].span.from == finding->span.from)
		from--;
	while (to < findings->count && list[to].span.from == finding->span.from)
		to++;
	bool official = false, private = false;
	for (size_t i = from; i < to; i++) {
		official |= list[i].what == WHAT_PUBLIC_PHONE && same_span(&list[i], finding);
		private |= list[i].what == WHAT_PHONE && same_span(&list[i], finding) && DIRECTORY_SIDES >> list[i].who & 1;
	}
	return private ? WHO_RELATIVE : official ? WHO_OFFICIAL : WHO_NONE;
}
