/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who is arrested without an age, and then handed to a parent or brought to what is there for the young, is young: "Keyon Marsh was
 * arrested and released to his mother", "He was taken to the juvenile center". */
#include "people/internal.h"
#include "people/kin.h"

enum { SENTENCE_WORDS = 30, TARGET_WORDS = 6 };

/* "to the custody of his mother", "at the county juvenile hall": up to the words, nobody else is spoken of. */
static bool reaches(const struct people *people, size_t at, struct str kind)
{
	for (size_t end = at + TARGET_WORDS; at < end && at < people->word_count; at++) {
		if (people->words[at].kind == TOKEN_LINE)
			continue;
		if (list_match_as(people, at, LIST_YOUNG_HELD, kind) > 0)
			return true;
		if (people->words[at].kind != TOKEN_WORD || people->words[at].mention != NOBODY || word_in(people, at, LIST_NOMINATIVE, NULL) ||
		    word_has_any(people, at, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD)))
			return false;
	}
	return false;
}

/* "released to his parents", "turned over to a guardian"; not "released the children to their mother". */
static bool is_handed_to_elder(const struct people *people, size_t at)
{
	if (!word_has(people, at, CUE_HANDED_OVER))
		return false;
	size_t to = word_next(people, at);
	while (to < people->word_count && !word_is(people, to, "to") && (word_has(people, to, CUE_ADVERB) || word_is(people, to, "over")))
		to = word_next(people, to);
	return to < people->word_count && word_is(people, to, "to") && reaches(people, to + 1, STR("elder"));
}

static bool is_brought_to_juveniles(const struct people *people, size_t at)
{
	if (at >= people->word_count)
		return false;
	bool way = word_is(people, at, "to") || word_is(people, at, "at") || word_is(people, at, "in") || word_is(people, at, "into");
	return way && reaches(people, at + 1, STR("place"));
}

/* "and was", ", cited", "and then released": the subject stays who it was; not "and the children were". */
static bool goes_on(const struct people *people, size_t at)
{
	if (!word_is(people, at, "and") && !sign_is(people, at, ',') && !sign_is(people, at, ';'))
		return people->words[at].mention == NOBODY && !word_in(people, at, LIST_NOMINATIVE, NULL);
	size_t next = word_next(people, at);
	return next < people->word_count &&
	       (word_is(people, next, "and") || verb_form(people, next) != VERB_NONE ||
		word_has_any(people, next, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_ADVERB) | cue_bit(CUE_ARRESTED) | cue_bit(CUE_HANDED_OVER)));
}

/* In the rest of the sentence, and in the next one if it is about him or her. */
static bool is_held_young(const struct people *people, const struct mention *mention)
{
	bool next = false;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + SENTENCE_WORDS; at++) {
		if (people->words[at].sentence_start && at > mention->to) {
			if (next || !(word_is(people, at, "he") || word_is(people, at, "she")))
				return false;
			next = true;
			continue;
		}
		if (people->words[at].kind == TOKEN_LINE || sign_is(people, at, '.'))
			continue;
		if (is_handed_to_elder(people, at) || is_brought_to_juveniles(people, at) || (next && word_is(people, at, "grade")))
			return true;
		if (!goes_on(people, at))
			return false;
	}
	return false;
}

/* "Marsh was released to his parents", "Marsh was taken to the juvenile center", wherever the arrest is told. */
static bool is_released(const struct people *people, const struct mention *mention)
{
	size_t be = mention->to, verb = be < people->word_count ? word_next(people, be) : people->word_count;
	return verb < people->word_count && word_has(people, be, CUE_AUXILIARY) && word_has(people, verb, CUE_HANDED_OVER) &&
	       (is_handed_to_elder(people, verb) || is_brought_to_juveniles(people, word_next(people, verb)));
}

/* "The boy's Noah, birthday ...": that is who the boy is; but "the boy's Aunt Rose". */
static bool is_who_child_is(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	return at >= 3 && people->words[at - 1].kind == TOKEN_TAIL && word_has(people, at - 2, CUE_CHILD) &&
	       word_has(people, at - 3, CUE_DETERMINER) && people->words[at].entry->given > 0 && people->words[at].next == mention->to &&
	       !(mention->to < people->word_count && people->words[mention->to].kind == TOKEN_WORD);
}

void young_evidence(const struct people *people, const struct mention *mention, struct traits *is)
{
	if (is_who_child_is(people, mention))
		is->evidence |= BECAUSE_JUVENILE;
	if (mention->ranked || mention->titled || (is->evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
		return;
	if (((is->evidence & BECAUSE_ARRESTED) && is_held_young(people, mention)) || is_released(people, mention))
		is->evidence = (is->evidence & ~(uint32_t)BECAUSE_ARRESTED) | BECAUSE_JUVENILE;
}
