/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who writes in a thread of messages, as the telephone calls them: "9:15 PM  kenz: ya", "[21:04] lil jay> who", where names have no
 * capitals. */
#include <string.h>

#include "people/internal.h"

enum { PREFIX_MOST = 16, LINES_LEAST = 2, COMMON_MOST = 8, LABEL_WORDS = 2, CLOCK_LEN = 4 };

/* The half of the day: "PM", "15pm" is one token with the minutes. */
static bool is_half_day(const struct people *people, size_t at)
{
	return word_is(people, at, "am") || word_is(people, at, "pm");
}

/* Behind a time, a date and their brackets; `timed`: one stands there. */
static size_t behind_time(const struct people *people, uint32_t line, bool *timed)
{
	size_t at = line_from(people, line), to = line_to(people, line);
	*timed = false;
	for (unsigned steps = 0; at < to && steps < PREFIX_MOST; steps++, at++) {
		const struct word *word = &people->words[at];
		bool number = word->kind == TOKEN_NUMBER ||
			      (word->kind == TOKEN_MIXED && ascii_digit(word->folded.ptr[0]) && word->folded.len <= CLOCK_LEN);
		bool sign = word->kind == TOKEN_SIGN && word->sign && strchr("[](),.:-/*", word->sign);
		*timed = *timed || (number && sign_is(people, at + 1, ':'));
		if (!number && !sign && !(*timed && is_half_day(people, at)))
			break;
	}
	return at;
}

/* What the label of the line says: nobody, who owns the telephone, or somebody by name. */
enum label { LABEL_NONE, LABEL_OWN, LABEL_SENDER };

/* Words that are no name, whatever they stand before. */
static bool is_no_sender(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_PRONOUN) |
			       cue_bit(CUE_DETERMINER) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_ROLE) | cue_bit(CUE_SPEAKER) | cue_bit(CUE_RANK) |
			       cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_REPORT_WORD) |
			       cue_bit(CUE_SPEECH) | cue_bit(CUE_MAIL_HEAD) | cue_bit(CUE_TEACHER) | cue_bit(CUE_AUXILIARY);
	if (word_has_any(people, at, others))
		return true;
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start)
		if (people->cues[i - 1].cue >= LABEL_NAME && people->cues[i - 1].cue <= LABEL_OTHER)
			return true;
	return false;
}

static enum label label_at(const struct people *people, uint32_t line, size_t *from, size_t *to)
{
	bool timed;
	size_t at = behind_time(people, line, &timed), end = line_to(people, line), words = 0;
	*from = at;
	for (; at < end && words < LABEL_WORDS && people->words[at].kind == TOKEN_WORD; words++, at = people->words[at].next)
		if (people->words[at].letters != CASE_LOWER && !word_is(people, at, "me"))
			return LABEL_NONE;
	*to = at;
	if (!timed || words == 0 || at + 1 >= end || (!sign_is(people, at, ':') && !sign_is(people, at, '>')))
		return LABEL_NONE;
	if (words == 1 && word_is(people, *from, "me"))
		return LABEL_OWN;
	const struct word *first = &people->words[*from];
	return first->mention != NOBODY || first->blocked || first->folded.len < 2 || is_no_sender(people, *from) ? LABEL_NONE : LABEL_SENDER;
}

/* '"grobo" is Kenzie', '"kay" = unknown girl', '"tay" saved as Taylor', '"papa g" (Gene Poole)': where the words behind the quotes tell
 * who is called so, what they say begins; else `at`. `sure`: nothing else is told so. */
static size_t told_behind(const struct people *people, size_t at, bool *sure)
{
	size_t next = at + sign_is(people, at, ',');
	size_t words = list_match(people, next, LIST_HANDLE_IS);
	*sure = words > 1 || sign_is(people, next, '=');
	return words ? next + words : sign_is(people, next, '=') || sign_is(people, next, '(') ? next + 1 : at;
}

static void read_handle(struct people *people, size_t quote)
{
	size_t from = quote + 1, at = from, words = 0;
	bool kin = word_has(people, from, CUE_KIN);
	for (; at < people->word_count && words < LABEL_WORDS && people->words[at].kind == TOKEN_WORD; words++) {
		const struct word *word = &people->words[at];
		if (word->letters != CASE_LOWER || word->mention != NOBODY || word->blocked || (!(kin && words == 0) && is_no_sender(people, at)))
			return;
		at = word->next + (words == 0 && sign_is(people, word->next, '-')); /* "dre-dre" */
	}
	if (words <= kin || at >= people->word_count || !is_double_quote(people, at) || people->words[from].folded.len < 2)
		return;
	bool sure;
	size_t told = told_behind(people, at + 1, &sure);
	bool named = told > at + 1 && told < people->word_count && people->words[told].mention != NOBODY;
	const cue_set persons = cue_bit(CUE_CHILD) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD);
	bool person = sure && (word_has_any(people, told, persons) || word_has_any(people, told + 1, persons));
	if (person || (named && (sure || people->words[from].entry->common <= COMMON_MOST)))
		mention_add(people, from, at, SOURCE_RUN)->alias = true;
}

void threads_read(struct people *people)
{
	bool quotes = text_has(people, '"') || text_has(people, QUOTE_OPEN);
	for (size_t at = 0; quotes && at < people->word_count; at++)
		if (is_double_quote(people, at))
			read_handle(people, at);
	size_t lines = 0, own = 0, from, to;
	for (uint32_t line = 0; line < people->line_count; line++) {
		enum label label = label_at(people, line, &from, &to);
		lines += label != LABEL_NONE;
		own += label == LABEL_OWN;
	}
	for (uint32_t line = 0; lines >= LINES_LEAST && line < people->line_count; line++)
		if (label_at(people, line, &from, &to) == LABEL_SENDER && (own || people->words[from].entry->common <= COMMON_MOST))
			mention_add(people, from, to, SOURCE_RUN)->alias = true;
}
