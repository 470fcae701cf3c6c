/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Dispatch logs in capitals: call signs that are names too ("ADAM 4 EN RT"), and the officers behind the numbers of units
 * ("4B12 VANCE ON SCENE"). */
#include "people/internal.h"

/* How far around a call sign or unit others of it are looked for: a log of hours, and no more work for a long one. */
enum { AROUND = 4000 };
enum { CONSOLE_LETTERS = 2 };

static size_t window_from(size_t at)
{
	return at > AROUND ? at - AROUND : 1;
}

static size_t window_to(const struct people *people, size_t at)
{
	return at + AROUND < people->word_count ? at + AROUND : people->word_count;
}

/* Behind a call sign stands what a dispatcher says of a unit, a further unit between at most. */
static bool has_status(const struct people *people, size_t at)
{
	if (at < people->word_count && word_has(people, at, CUE_RADIO))
		return true;
	return at + 2 < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].caps &&
	       people->words[at + 1].kind == TOKEN_NUMBER && word_has(people, at + 2, CUE_RADIO);
}

static bool is_number_of(const struct people *people, size_t number, size_t word)
{
	return number < people->word_count && people->words[number].kind == TOKEN_NUMBER && people->words[number].folded.len <= 3 &&
	       !people->words[number].wide && people->words[number].line == people->words[word].line;
}

/* A word that has a number behind it wherever it stands, and twice or with two numbers a status behind that: a child's age is
 * not repeated like this. */
static bool is_call_sign(const struct people *people, size_t first)
{
	size_t statuses = 0, other = 0, count = 0;
	struct str number = people->words[first].next < people->word_count ? people->words[people->words[first].next].folded : (struct str){0};
	for (size_t at = window_from(first) - 1; at < window_to(people, first); at++) {
		if (people->words[at].kind != TOKEN_WORD || !str_equal(people->words[at].folded, people->words[first].folded))
			continue;
		size_t next = people->words[at].next;
		bool unit;
		if (!is_number_of(people, next, at) || (evidence_years(people, next, &unit) >= 0 && unit))
			return false;
		count++;
		statuses += has_status(people, next + 1) || cue_at(people, next + 1, CUE_RANK) != NULL; /* "LORING 11 DEP MILLER" */
		other += !str_equal(people->words[next].folded, number);
	}
	return statuses >= 2 || (statuses && (other || count >= 4));
}

void radio_mark(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++) {
		struct word *word = &people->words[at];
		size_t next = word->next;
		if (word->kind != TOKEN_WORD || !word->caps || word->blocked || word->fact || !is_number_of(people, next, at) ||
		    !(has_status(people, next + 1) || cue_at(people, next + 1, CUE_RANK)) || !is_call_sign(people, at))
			continue;
		struct str sign = word->folded;
		for (size_t i = at; i < window_to(people, at); i++)
			if (people->words[i].kind == TOKEN_WORD && str_equal(people->words[i].folded, sign))
				people->words[i].blocked = WHAT_BADGE;
	}
}

/* "4B12", "OP7", "211": a number of a unit, with a status behind it or before it somewhere in the log. */
static bool is_unit(const struct people *people, size_t at)
{
	const struct word *unit = &people->words[at];
	bool mixed = unit->kind == TOKEN_MIXED && unit->folded.len <= 5;
	bool number = unit->kind == TOKEN_NUMBER && unit->folded.len == 3;
	if ((!mixed && !number) || !unit->caps || (unit->blocked && unit->blocked != WHAT_CODE) || unit->line_start)
		return mixed && unit->line_start && unit->caps && has_status(people, at + 1);
	for (size_t i = window_from(at); i + 1 < window_to(people, at); i++)
		if (i != at && people->words[i].kind == unit->kind && str_equal(people->words[i].folded, unit->folded) &&
		    (word_has(people, i + 1, CUE_RADIO) || word_has(people, i - 1, CUE_RADIO)))
			return true;
	return false;
}

/* "POS3", "DISP07": a code of letters and a number, of a console that speaks in the log or by its letters. */
static bool is_console(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t letters = 0;
	while (letters < word->folded.len && word->folded.ptr[letters] >= 'a' && word->folded.ptr[letters] <= 'z')
		letters++;
	if (word->kind != TOKEN_MIXED || !word->caps || letters < CONSOLE_LETTERS)
		return false;
	if (word->blocked == WHAT_CODE)
		return true;
	struct words_hit hits[16];
	size_t count = words_of(people->words_list, (struct str){word->folded.ptr, letters}, hits, 16);
	for (size_t i = 0; i < count; i++)
		if (people->cue_of[hits[i].class] == CUE_RANK || people->cue_of[hits[i].class] == CUE_LABEL_OFFICIAL)
			return true;
	return false;
}

bool radio_console_before(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, next = mention->to;
	if (at == 0 || people->words[at].spoken || people->words[at - 1].line != people->words[at].line || people->words[at].gap ||
	    !is_console(people, at - 1))
		return false;
	return next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].gap || word_is(people, next, "on") ||
	       word_is(people, next, "off");
}

/* Lines that begin with a time and then the code, of one word or of two with a sign between. */
static size_t lines_of(const struct people *people, size_t word, size_t number)
{
	size_t count = 0;
	for (uint32_t line = 0; line < people->line_count && line < AROUND; line++) {
		size_t at = log_behind_time(people, line), last = at + (number - word);
		if (at == 0 || last >= people->word_count || !str_equal(people->words[at].folded, people->words[word].folded))
			continue;
		count += str_equal(people->words[last].folded, people->words[number].folded);
	}
	return count;
}

bool radio_opens_entries(const struct people *people, size_t word, size_t number)
{
	return lines_of(people, word, number) > 0;
}

/* "KEY: RM-7 = R. Mossbacher, JL-11 = J. Lemaire": who stands behind the code that begins entries of the log writes them. */
bool radio_legend_before(const struct people *people, const struct mention *mention)
{
	size_t sign = mention->from;
	while (sign > 0 && mention->from - sign < 3 && !sign_is(people, sign, '='))
		sign--;
	if (sign == 0 || !sign_is(people, sign, '='))
		return false;
	size_t number = sign - 1;
	if (people->words[number].kind != TOKEN_NUMBER && people->words[number].kind != TOKEN_MIXED)
		return false;
	return lines_of(people, number >= 2 && sign_is(people, number - 1, '-') ? number - 2 : number, number) >= 2;
}

/* "88 RIVERS ENRT 71 WINTERS ENRT": the second of two units, of which the same is said; nobody else is named so. */
bool radio_unit_chained(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	return at >= 2 && people->words[at].caps && people->words[at - 1].kind == TOKEN_NUMBER && people->words[at - 1].folded.len <= 3 &&
	       people->words[at - 2].line == people->words[at].line && word_has(people, at - 2, CUE_RADIO_UNIT) &&
	       word_has(people, mention->to, CUE_RADIO_UNIT) && radio_unit_before(people, mention);
}

bool radio_unit_before(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, next = mention->to;
	const struct entry *entry = people->words[mention->to - 1].entry;
	if (at == 0 || !people->words[at].caps || people->words[at].wide || entry->given > entry->surname)
		return false;
	size_t before = at - 1;
	if (people->words[before].kind == TOKEN_WORD && people->words[before].folded.len == 1 && before > 0)
		before--; /* "214 K BRANNON" */
	if (people->words[before].line != people->words[at].line)
		return false;
	/* "1619 88 RIVERS ENRT 71 WINTERS ENRT": a number that begins entries of the log, or stands between what two units do */
	bool chained = before > 0 && word_has(people, before - 1, CUE_RADIO_UNIT) && people->words[before - 1].line == people->words[before].line;
	bool number = people->words[before].kind == TOKEN_NUMBER && people->words[before].folded.len <= 3 && people->words[before].folded.len >= 2;
	bool numbered = number && word_has(people, next, CUE_RADIO_UNIT) &&
			((chained && people->words[before].folded.len == 3) || lines_of(people, before, before) >= 2);
	if (!numbered && !is_unit(people, before))
		return false;
	/* "DISP 211 SUTTER" and no more; "2036 4B12 VANCE ON SCENE": but "RADIO 211 DEMARCO HAS A TEXT" is what the unit says */
	bool end = next >= people->word_count || people->words[next].kind == TOKEN_LINE;
	if (end)
		return before > 0 && word_has(people, before - 1, CUE_RADIO);
	for (size_t i = line_from(people, people->words[at].line); i < before && !chained; i++)
		if (people->words[i].kind == TOKEN_WORD)
			return false;
	return word_has(people, next, CUE_RADIO_UNIT);
}
