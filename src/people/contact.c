/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who answers for an agency or office, and is named once beside it: "CPS phone, Elise Hanks", "Sgt. Ott notified Juvenile Probation,
 * C. Olmsted", "County Attorney, Asst. Kari Moe", "Comm Ctr op. 12 (Nystrom)". It is work that they do: any tie to a child counts more. */
#include "people/internal.h"

enum { OFFICE_WORDS = 5, SEAT_DIGITS = 3 };

static bool ends_clause(const struct people *people, size_t at)
{
	return at >= people->word_count || people->words[at].kind == TOKEN_LINE || (people->words[at].sign && strchr(".;)", people->words[at].sign));
}

/* Where the phrase of the list begins that ends right before `at`, or `at`. */
static size_t before_phrase(const struct people *people, size_t at, struct str value)
{
	for (size_t len = OFFICE_WORDS; len > 0; len--)
		if (len < at && list_match_as(people, at - len, LIST_CONTACT, value) == len)
			return at - len;
	return at;
}

/* The agency right before `at` or before words that say how somebody is reached there, "CPS on the phone"; `how`: by such words. */
static size_t reached_agency(const struct people *people, size_t at, bool *how)
{
	size_t from = before_phrase(people, at, STR("how"));
	*how = from < at;
	return agency_to(people, from);
}

/* "notified CPS", "called Juvenile Probation", "on the phone with CPS": the agency was reached. */
static bool is_reached(const struct people *people, size_t agency)
{
	size_t at = agency;
	for (unsigned steps = 0; steps < OFFICE_WORDS; steps++) {
		at = word_previous(people, at);
		if (at == SIZE_MAX || people->words[at].line + 1 < people->words[agency].line)
			return false;
		if (word_in(people, at, LIST_INFORMED, NULL) ||
		    word_in(people, at, LIST_REACHED_ONE, NULL))
			return true;
		bool part = word_is(people, at, "the") || word_is(people, at, "with") || word_is(people, at, "to") ||
			    (people->words[at].letters != CASE_LOWER && people->words[at].kind == TOKEN_WORD && people->words[at].mention == NOBODY);
		if (!part)
			return false;
	}
	return false;
}

/* "C. Olmsted": as nobody writes the name of a child of whom it is told to an agency. */
static bool is_letter_and_surname(const struct people *people, const struct mention *mention)
{
	const struct word *first = &people->words[mention->from], *last = &people->words[mention_last(people, mention)];
	return first->folded.len == 1 && last != first && last->entry->surname >= last->entry->given;
}

/* "CPS phone, Elise Hanks.", "notified Juvenile Probation, C. Olmsted.", "Juvenile Probation, C. Olmsted, was notified" */
static bool is_reached_there(const struct people *people, const struct mention *mention)
{
	const size_t sign = mention->from - (mention->from > 0), behind = mention->to + sign_is(people, mention->to, ',');
	bool how = false;
	if (!mention_is_full(people, mention) || sign == 0 || !(sign_is(people, sign, ',') || sign_is(people, sign, '-') || sign_is(people, sign, '(')))
		return false;
	size_t agency = reached_agency(people, sign, &how);
	if (agency == SIZE_MAX || is_handed_to(people, agency) || tells_of_care(people, agency))
		return false;
	bool told = behind > mention->to && word_has(people, behind, CUE_AUXILIARY) && word_in(people, behind + 1, LIST_INFORMED, NULL);
	if (told)
		return how || is_letter_and_surname(people, mention);
	if (!ends_clause(people, mention->to) || is_told_of(people, mention, mention->to))
		return false;
	const bool with = before_phrase(people, agency, STR("with")) < agency;
	return how || with || (is_letter_and_surname(people, mention) && is_reached(people, agency));
}

static bool is_assistant(const struct people *people, size_t at)
{
	return list_match_as(people, at, LIST_CONTACT, STR("assistant")) > 0 && people->words[at].letters != CASE_LOWER;
}

static bool ends_in_office(const struct people *people, size_t at)
{
	return (people->ends_in[at] & (cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER))) != 0 || agency_to(people, at) != SIZE_MAX;
}

/* "County Attorney, Asst. Kari Moe", "Kari Moe (Asst. Otter County Attorney)": whose assistant it is stands on the other side. */
static bool assists(const struct people *people, const struct mention *mention)
{
	size_t before = mention->from;
	before -= before > 1 && sign_is(people, before - 1, '.');
	if (before >= 2 && is_assistant(people, before - 1) && sign_is(people, before - 2, ','))
		return ends_in_office(people, before - 2);
	size_t at = mention->to + 1u;
	if (!mention_is_full(people, mention) || !(sign_is(people, mention->to, '(') || sign_is(people, mention->to, ',')) || !is_assistant(people, at))
		return false;
	at += 1u + sign_is(people, at + 1, '.');
	for (unsigned steps = 0; steps < OFFICE_WORDS && at < people->word_count; steps++, at++) {
		if (people->words[at].kind != TOKEN_WORD || people->words[at].letters == CASE_LOWER || people->words[at].mention != NOBODY)
			return false;
		if (ends_in_office(people, at + 1) && (ends_clause(people, at + 1) || sign_is(people, at + 1, ',')))
			return true;
	}
	return false;
}

/* "Comm Ctr op. 12 (Nystrom)", "Operator 31 (Castellon)": a surname in brackets behind the number of a seat. */
static bool is_in_seats_bracket(const struct people *people, const struct mention *mention)
{
	const size_t open = mention->from - (mention->from > 0);
	const struct entry *entry = people->words[mention_last(people, mention)].entry;
	if (open < 4 || !sign_is(people, open, '(') || !sign_is(people, mention->to, ')') || entry->given > entry->surname)
		return false;
	const struct word *number = &people->words[open - 1];
	size_t seat = open - 2;
	seat -= seat > 0 && (sign_is(people, seat, '.') || sign_is(people, seat, '#'));
	bool named = people->words[seat].letters != CASE_LOWER || people->words[seat - 1].letters == CASE_TITLE; /* a pupil has a desk, too */
	struct str kind;
	return named && number->kind == TOKEN_NUMBER && number->folded.len <= SEAT_DIGITS && number->blocked != WHAT_ADDRESS &&
	       number->line == people->words[open].line && word_in(people, seat, LIST_CONSOLE, &kind) &&
	       (kind.len == 0 || str_equal(kind, STR("seat")));
}

bool is_contact(const struct people *people, const struct mention *mention)
{
	return mention->to > mention->from && mention->source != SOURCE_FACT &&
	       (is_reached_there(people, mention) || assists(people, mention) || is_in_seats_bracket(people, mention));
}
