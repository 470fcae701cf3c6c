/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* "The owner's son, Tico Varela, 26, is not related to any of the children": the rest of the sentence says that somebody is nobody's kin
 * here. Who lives with a child is no stranger to it, whatever the sentence says, nor is who is called kin of anybody but a bystander. */
#include "people/internal.h"

enum { SENTENCE_WORDS = 16, TARGET_WORDS = 7, CHARGE_WORDS = 16 };

/* "no relation", "unrelated": more than the standing of somebody who may be family too, "sitter". */
size_t unrelated_end(const struct people *people, size_t at)
{
	const struct cue_hit *hit = cue_at(people, at, CUE_UNRELATED);
	bool said = hit && (hit->to > hit->from + 1 || word_is(people, at, "unrelated"));
	return said ? hit->to : at;
}

/* "to the children", "to any of them", "of the two victims": not "to the detective", "to RO per him". */
static bool is_of_child(const struct people *people, size_t at)
{
	const cue_set child = cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_ROLE);
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_NUMBER);
	bool to = word_is(people, at, "to") || word_is(people, at, "of") || word_is(people, at, "with");
	for (size_t end = at + TARGET_WORDS; to && at < people->word_count && at < end; at++) {
		if (people->words[at].kind == TOKEN_LINE)
			continue;
		if (people->words[at].kind == TOKEN_SIGN || word_has(people, at, CUE_RANK))
			return false;
		if (word_has_any(people, at, child) || word_in(people, at, LIST_UNRELATED_TO, NULL))
			return true;
		if (!word_has_any(people, at, small) && !word_is(people, at, "of"))
			return false;
	}
	return false;
}

static bool says_unrelated(const struct people *people, const struct mention *mention)
{
	bool unrelated = false;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + SENTENCE_WORDS; at++) {
		const struct word *word = &people->words[at];
		if ((word->sentence_start && at > mention->to) || word->mention != NOBODY || word->gap)
			break;
		if (word_has_any(people, at, cue_bit(CUE_LIVES) | cue_bit(CUE_HOME_NOUN)))
			return false;
		size_t end = unrelated_end(people, at);
		unrelated |= end > at && is_of_child(people, end);
	}
	return unrelated;
}

/* "the owner's son", "a neighbor's cousin": kin of somebody who is named by work or standing. */
static bool is_kin_of_bystander(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *kin = cue_before(people, mention->from, CUE_KIN_CHILD);
	kin = kin ? kin : cue_before(people, mention->from, CUE_KIN_ANY);
	return kin && kin->from >= 2 && people->words[kin->from - 1].kind == TOKEN_TAIL &&
	       word_has_any(people, kin->from - 2, cue_bit(CUE_OCCUPATION) | cue_bit(CUE_UNRELATED));
}

void unrelated_evidence(const struct people *people, const struct mention *mention, struct traits *is)
{
	bool grown = is->age_low >= people->under || (is->age_low < 0 && (is->evidence & (BECAUSE_ARRESTED | BECAUSE_TITLE | BECAUSE_WORK)));
	if (!(people->has & cue_bit(CUE_UNRELATED)) || mention->ranked || !grown || !says_unrelated(people, mention))
		return;
	is->evidence |= BECAUSE_UNRELATED;
	if (is->age_low >= people->under && is_kin_of_bystander(people, mention))
		is->evidence &= ~(uint32_t)BECAUSE_CHILD_KIN;
}

/* "DEFENDANT: TERRANCE BOOKER, 27     CHARGE: Battery 3rd": on the line stands with what he is charged. In a petition a parent may be one. */
bool is_charged_on_line(const struct people *people, const struct mention *mention)
{
	size_t colon = mention->from - (mention->from > 0), to = line_to(people, people->words[mention->from].line);
	if (colon == 0 || !sign_is(people, colon, ':') || !(people->ends_in[colon] & cue_bit(CUE_ARRESTED)) || !mention_is_full(people, mention))
		return false;
	for (size_t at = mention->to; at < to && at < mention->to + CHARGE_WORDS; at++) {
		bool unit = false;
		int years = people->words[at].kind == TOKEN_NUMBER ? evidence_years(people, at, &unit) : -1;
		if (word_has(people, at, LABEL_BIRTH) || (years >= 0 && years < people->under))
			return false;
		if (people->words[at].gap && list_match(people, at, LIST_CHARGES) > 0)
			return true;
	}
	return false;
}
