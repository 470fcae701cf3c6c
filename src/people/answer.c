/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that answer a question, whatever else the words mean: "What's your last name?" "Teller.", "What should I call you?" "ro",
 * "And the baby?" "Pip." In a transcript the answer stands in the next turn, behind who speaks. */
#include <string.h>

#include "people/internal.h"

enum { QUESTION_WORDS = 12, KIN_WORDS = 6, SPEAKER_WORDS = 5, FILLERS = 6, ANSWER_WORDS = 2, GIVEN_LEAST = 5, COMMON_MOST = 4 };

enum question { ASKS_NOTHING, ASKS_NAME, ASKS_WHO };

/* What the question that ends at the sign asks for: "... your last name?", "What should I call you?"; "And the baby?". */
static enum question question_at(const struct people *people, size_t sign)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	size_t last = word_previous(people, sign), words = 0;
	bool called = false, who = false, official = false;
	for (size_t at = last; at != SIZE_MAX && words < QUESTION_WORDS; at = word_previous(people, at), words++) {
		called |= list_match(people, at, LIST_NAME_ASKED) > 0;
		official |= word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) |
						     cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_ORGANISATION));
		who |= list_match(people, at, LIST_WHO_ASKED) > 0;
		const struct word *word = &people->words[at]; /* "..., ma'am?" goes on */
		if (word->sentence_start || word->line_start || word->kind == TOKEN_LINE || (word->sign && strchr(".;:?!\"", word->sign)))
			break;
	}
	if (last == SIZE_MAX || official)
		return ASKS_NOTHING;
	if (called && words < QUESTION_WORDS)
		return ASKS_NAME;
	return words < KIN_WORDS && (who || word_has_any(people, last, kin)) ? ASKS_WHO : ASKS_NOTHING;
}

/* Over quotes, ends of lines, a time and who speaks, "BOY:", "A.", to the first word of the answer. */
static size_t answer_at(const struct people *people, size_t sign)
{
	size_t at = sign + 1, lines = 0;
	while (at < people->word_count && (is_double_quote(people, at) || people->words[at].kind == TOKEN_LINE) && lines <= 2)
		lines += people->words[at++].kind == TOKEN_LINE;
	for (size_t words = 0, colon = at; lines && colon < people->word_count && words < SPEAKER_WORDS; words++, colon++) {
		const struct word *word = &people->words[colon];
		bool letter = colon == at + 1 && people->words[at].folded.len == 1 && word->sign == '.';
		if (word->kind == TOKEN_LINE)
			break;
		bool label = word->sign == ':' || word->sign == '>' || word->sign == ']' || word->sign == ')' || letter;
		if (label || (words > 0 && (word->gap || (word->kind == TOKEN_SIGN && (!word->sign || word->sign == '-')))))
			return colon + (word->kind == TOKEN_SIGN);
	}
	return at;
}

/* Not what says that there is no answer, nor a small word. */
static bool may_answer(const struct people *people, size_t at, bool small, enum question question)
{
	const cue_set ranks = small && question == ASKS_NAME ? 0 : cue_bit(CUE_RANK) | cue_bit(CUE_TITLE); /* "ro" */
	const cue_set others = ranks | cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			       cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) |
			       cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_AGENCY) |
			       cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_NUMBER);
	const struct word *word = &people->words[at];
	if (at >= people->word_count || word->kind != TOKEN_WORD || word->blocked || word->mention != NOBODY || word->folded.len < 2 || word->fact ||
	    word_has_any(people, at, others) || word_in(people, at, LIST_NO_ANSWER, NULL) || (word->letters == CASE_LOWER && !small))
		return false;
	return question == ASKS_NAME || (word->entry->given >= GIVEN_LEAST && word->entry->given + 4 >= word->entry->common) ||
	       (word->entry->common <= COMMON_MOST && word->letters == CASE_TITLE);
}

static bool ends_answer(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].kind == TOKEN_LINE || is_double_quote(people, at))
		return true;
	return (people->words[at].sign && strchr(".,;!?-", people->words[at].sign)) || word_is(people, at, "but") || word_is(people, at, "and");
}

static void read_answer(struct people *people, size_t sign)
{
	enum question question = question_at(people, sign);
	size_t at = question == ASKS_NOTHING ? people->word_count : answer_at(people, sign), first = at;
	for (unsigned steps = 0; steps < FILLERS && at < people->word_count; steps++, at++)
		if (!word_in(people, at, LIST_ANSWER_FILLER, NULL) &&
		    !(at > first && (sign_is(people, at, ',') || people->words[at].kind == TOKEN_TAIL)))
			break;
	bool small = first < people->word_count && people->words[first].letters == CASE_LOWER; /* who types so */
	size_t end = at, words = 0;
	while (words < ANSWER_WORDS && end < people->word_count && may_answer(people, end, small, question))
		end = people->words[end].next, words++;
	int32_t rest = words && end < people->word_count && !people->words[end].wide ? people->words[end].mention : NOBODY;
	if (rest != NOBODY && people->mentions[rest].from == end && people->mentions[rest].source == SOURCE_RUN) { /* "Rich Stone." */
		people->mentions[rest].from = (uint32_t)at;
		for (size_t i = at; i < end; i++)
			people->words[i].mention = rest;
	} else if (words && ends_answer(people, end)) {
		mention_add(people, at, end, SOURCE_RUN)->alias = true;
	}
}

void answers_read(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++)
		if (people->words[at].sign == '?')
			read_answer(people, at);
}
