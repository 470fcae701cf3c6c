/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names of children that only what stands behind them tells, because their words are words: "Poison is what they call her",
 * 'the baby is BIG RED for a nickname', "JAYBIRD (SO CALLED)", '"SPROUT" LNU', "* Little Man, boy, 4". */
#include "people/internal.h"

enum { NICK_WORDS = 3 };

static bool is_small(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			     cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_VERB_PAST) |
			     cue_bit(CUE_SPEECH) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
			     cue_bit(CUE_NO_VALUE) | cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_NAMED);
	return word_has_any(people, at, cues);
}

static bool may_be_nick(const struct people *people, size_t at, size_t last)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->mention == NOBODY && !word->blocked && !word->fact && word->letters != CASE_LOWER &&
	       (word->letters == CASE_TITLE) == (people->words[last].letters == CASE_TITLE) && word->folded.len > 1 && !is_small(people, at);
}

/* The first word behind the mark of a list: "* Little Man, boy, 4" */
static bool opens_item(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at > 0 && word->kind == TOKEN_WORD && word->letters == CASE_TITLE && word->mention == NOBODY && !word->blocked &&
	       people->words[at - 1].kind == TOKEN_SIGN && (at < 2 || people->words[at - 1].line_start);
}

/* The capitalised words that end before `end`, quoted or not; `end` if there are none. */
static size_t nick_begin(const struct people *people, size_t end)
{
	size_t at = end;
	while (at > 0 && end - at < NICK_WORDS && (may_be_nick(people, at - 1, end - 1) || (at < end && opens_item(people, at - 1))) &&
	       people->words[at - 1].next == at && !(at < end && people->words[at].wide))
		at--;
	return at;
}

static void add_nick(struct people *people, size_t end)
{
	size_t from = nick_begin(people, end);
	if (from < end)
		mention_add(people, from, end, SOURCE_RUN)->alias = true;
}

/* "Little Man" of whom only "Man" was taken for a name. */
static bool widen_nick(struct people *people, size_t end)
{
	int32_t number = people->words[end - 1].mention;
	if (number == NOBODY || people->mentions[number].to != end)
		return number != NOBODY;
	struct mention *mention = &people->mentions[number];
	size_t from = mention->from;
	while (from > 0 && end - from < NICK_WORDS && (may_be_nick(people, from - 1, end - 1) || opens_item(people, from - 1)) &&
	       people->words[from - 1].next == from && !people->words[from].wide)
		people->words[--from].mention = number;
	mention->from = (uint32_t)from;
	return true;
}

/* Back over quote marks and what else may stand between a name and what is said of it. */
static size_t before_signs(const struct people *people, size_t at)
{
	while (at > 0 && (is_double_quote(people, at - 1) || people->words[at - 1].kind == TOKEN_LINE || sign_is(people, at - 1, '(') ||
			  sign_is(people, at - 1, ',') || sign_is(people, at - 1, '.')))
		at--;
	return at;
}

/* '"SPROUT" LNU': the letters that stand for a surname are part of the name; else what stands before says how somebody is called. */
static void read_called(struct people *people, const struct cue_hit *hit)
{
	size_t end = before_signs(people, hit->from);
	int32_t number = end > 0 ? people->words[end - 1].mention : NOBODY;
	if (number == NOBODY) {
		add_nick(people, end);
		number = end > 0 ? people->words[end - 1].mention : NOBODY;
	}
	if (number != NOBODY && str_equal(hit->value, STR("surname")) && people->mentions[number].to == end && hit->from <= end + 2u) {
		people->mentions[number].to = hit->to;
		for (size_t at = end; at < hit->to; at++)
			people->words[at].mention = number;
	}
}

/* ", boy, 4" */
static bool lists_child(const struct people *people, const struct cue_hit *hit)
{
	size_t at = hit->from;
	return at > 1 && sign_is(people, at - 1, ',') && sign_is(people, hit->to, ',') && hit->to + 1u < people->word_count &&
	       people->words[hit->to + 1].kind == TOKEN_NUMBER && people->words[hit->to + 1].folded.len <= 2 && !people->words[at - 2].caps;
}

void nicknames_read(struct people *people)
{
	for (size_t i = 0; i < people->cue_count; i++) {
		const struct cue_hit *hit = &people->cues[i];
		if (hit->cue == CUE_CALLED && hit->from > 0)
			read_called(people, hit);
		else if (hit->cue == CUE_CHILD && lists_child(people, hit) && !widen_nick(people, hit->from - 1u))
			add_nick(people, hit->from - 1u);
	}
}
