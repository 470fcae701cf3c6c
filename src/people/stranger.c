/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Adults who were cited, served or charged beside the matter, and of whom the report says that they have no part in it: "one Arlo Beck,
 * open container", "Delray was cited. He has no part in this". One of the two alone is also said of children and of parents. */
#include "people/internal.h"

enum { REACH = 32, SENTENCES = 2, BEFORE = 4 };

/* Does a sentence begin at the word? "SUPV. HALE" and "cit. 12" are none. */
static bool begins_sentence(const struct people *people, size_t at)
{
	return people->words[at].sentence_start && at > 1 && sign_is(people, at - 1, '.');
}

/* One of the list's phrases stands behind the mention, in its sentence or the next, before anybody else is named. */
static bool says_behind(const struct people *people, const struct mention *mention, enum word_list list)
{
	unsigned sentences = 0;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + (size_t)REACH; at++) {
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY && people->mentions[word->mention].person != mention->person)
			return false;
		if (begins_sentence(people, at) && ++sentences == SENTENCES)
			return false;
		if (list_match(people, at, list))
			return true;
	}
	return false;
}

/* The same right before the mention: "one Arlo Beck", "served Toby Flint", "wrote up one Arlo Beck"; signs and small words between. */
static bool says_before(const struct people *people, const struct mention *mention, enum word_list list)
{
	size_t at = mention->from;
	for (unsigned steps = 0; steps < BEFORE && at > 0; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX || people->words[before].mention != NOBODY || sign_is(people, before, '.'))
			return false;
		if (list_match(people, before, list))
			return true;
		at = before;
	}
	return false;
}

/* "Unrelated: C.W. served Toby Flint", "Separately, ..." */
static bool sentence_says(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, from = at;
	while (from > 0 && at - from < REACH && (!people->words[from].sentence_start || sign_is(people, from - 1, ':')))
		from--;
	return list_match(people, from, LIST_APART_BEGINS) > 0;
}

/* "one Arlo Beck", but not "page one Beck", "one Tyler": a whole name behind the small word. */
static bool is_one(const struct people *people, const struct mention *mention)
{
	size_t one = word_previous(people, mention->from), before = one == SIZE_MAX ? SIZE_MAX : word_previous(people, one);
	return one != SIZE_MAX && word_is(people, one, "one") && (people->words[one].caps || people->words[one].letters == CASE_LOWER) &&
	       mention->to > people->words[mention->from].next && !(before != SIZE_MAX && people->words[before].kind == TOKEN_NUMBER);
}

bool is_charged_stranger(const struct people *people, const struct person *person)
{
	bool charged = (person->is.evidence & BECAUSE_ARRESTED) != 0, apart = false;
	for (size_t i = 0; i < people->mention_count && !(charged && apart); i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person != (int32_t)(person - people->persons))
			continue;
		charged = charged || says_before(people, mention, LIST_CHARGED) || says_behind(people, mention, LIST_CHARGED);
		apart = apart || is_one(people, mention) || says_behind(people, mention, LIST_APART) || sentence_says(people, mention);
	}
	return charged && apart;
}
