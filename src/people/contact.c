/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who answers for an agency or office, and is named once beside it: "CPS phone, Elise Hanks", "Sgt. Ott notified Juvenile Probation,
 * C. Olmsted", "County Attorney, Asst. Kari Moe", "Comm Ctr op. 12 (Nystrom)". It is work that they do: any tie to a child counts more. */
#include "people/internal.h"

enum { OFFICE_WORDS = 5, SEAT_DIGITS = 3, DAY_WORDS = 7 };

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

/* "Juvenile bureau told (Ms. Odell Crane)", "Juv probation, K. Dominguez, wants a talk", "DHS is Verna Bohanon.", "JUV PROB K MOE NOTIFIED" */
static bool is_named_for_agency(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	size_t first = title ? title->from : mention->from, before = first - (first > 0), behind = mention->to;
	if (before == 0 || !mention_is_full(people, mention))
		return false;
	size_t told = sign_is(people, before, '(') && sign_is(people, behind, ')') ? before - 1 : SIZE_MAX;
	if (told != SIZE_MAX && word_in(people, told, LIST_INFORMED, NULL)) {
		size_t agency = agency_to(people, told - (told > 0 && word_has(people, told - 1, CUE_AUXILIARY)));
		return agency != SIZE_MAX && !tells_of_care(people, agency) && !is_told_of(people, mention, behind);
	}
	bool is = word_is(people, before, "is");
	size_t agency = agency_to(people, sign_is(people, before, ',') || is ? before : first);
	if (agency == SIZE_MAX || tells_of_care(people, agency))
		return false;
	bool begins = people->words[agency].sentence_start || people->words[agency].line_start;
	if (is)
		return begins && ends_clause(people, behind) && !is_told_of(people, mention, behind);
	if (!is_letter_and_surname(people, mention) || is_handed_to(people, agency))
		return false;
	if (!sign_is(people, before, ','))
		return word_in(people, behind, LIST_INFORMED, NULL);
	return sign_is(people, before, ',') && sign_is(people, behind, ',') &&
	       (verb_form(people, behind + 1) == VERB_THIRD || verb_form(people, behind + 1) == VERB_PAST ||
		word_has_any(people, behind + 1, cue_bit(CUE_MODAL)));
}

/* "Transcribed 03-30-11 by Patsy Gunter": nothing but a day between what was done to the paper and who did it. */
static bool is_doer_on_day(const struct people *people, const struct mention *mention)
{
	size_t by = word_previous(people, mention->from);
	if (by == SIZE_MAX || !word_is(people, by, "by") || !mention_is_full(people, mention))
		return false;
	for (size_t at = by, steps = 0; at > 0 && steps < DAY_WORDS; steps++) {
		at--;
		if (word_in(people, at, LIST_DONE_BY, NULL))
			return steps > 0 && people->words[at].sentence_start;
		if (people->words[at].kind != TOKEN_NUMBER && people->words[at].kind != TOKEN_SIGN && !word_has(people, at, CUE_MONTH))
			return false;
	}
	return false;
}

/* "Operator: #T-38 Lashonda Greer": the code of a badge between the label of an official and the name. */
static bool is_behind_badge(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, behind = mention->to;
	bool sign = false, digits = false;
	if (!(behind >= people->word_count || people->words[behind].kind == TOKEN_LINE || people->words[behind].wide))
		return false;
	for (unsigned steps = 0; at > 1 && steps < OFFICE_WORDS && !sign_is(people, at - 1, ':'); steps++) {
		at--;
		sign |= sign_is(people, at, '#');
		digits |= is_numeric(people, at);
		if (!people->words[at].sign && !is_numeric(people, at) && people->words[at].folded.len > 2)
			return false;
	}
	const cue_set others = cue_bit(CUE_ROLE) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(LABEL_NAME);
	const cue_set offices = cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_RANK);
	return sign && digits && at > 1 && sign_is(people, at - 1, ':') && (people->ends_in[at - 1] & offices) &&
	       !(people->ends_in[at - 1] & others);
}

/* "From: Bondurant, 418": who sends a paper of an agency, by surname and badge. */
static bool sends_with_badge(const struct people *people, const struct mention *mention)
{
	size_t colon = mention->from - (mention->from > 0), number = mention->to + 1u;
	if (colon == 0 || mention_is_full(people, mention) || !sign_is(people, colon, ':') || !sign_is(people, mention->to, ',') ||
	    !people->words[colon - 1].line_start || !word_has(people, colon - 1, CUE_MAIL_HEAD) || number >= people->word_count)
		return false;
	const struct word *digits = &people->words[number];
	return digits->kind == TOKEN_NUMBER && digits->folded.len >= 3 && digits->folded.len <= 4 && digits->line == people->words[colon].line &&
	       (number + 1 >= people->word_count || people->words[number + 1].kind == TOKEN_LINE);
}

/* "CPS phone, Elise Hanks.", "notified Juvenile Probation, C. Olmsted.", "Juvenile Probation, C. Olmsted, was notified" */
static bool is_reached_there(const struct people *people, const struct mention *mention)
{
	const size_t sign = mention->from - (mention->from > 0), behind = mention->to + sign_is(people, mention->to, ',');
	bool how = false;
	const bool parted = sign_is(people, sign, ',') || sign_is(people, sign, '-') || sign_is(people, sign, '(');
	if (!mention_is_full(people, mention) || sign == 0 || !parted)
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
	const bool apposed = sign_is(people, mention->to, '(') || sign_is(people, mention->to, ',');
	if (!mention_is_full(people, mention) || !apposed || !is_assistant(people, at))
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
	if (mention->to <= mention->from)
		return false;
	if (is_behind_badge(people, mention) || sends_with_badge(people, mention))
		return true;
	return mention->source != SOURCE_FACT &&
	       (is_reached_there(people, mention) || is_named_for_agency(people, mention) || assists(people, mention) ||
		is_in_seats_bracket(people, mention) || is_doer_on_day(people, mention));
}
