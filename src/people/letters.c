/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Agencies that a report calls by letters no list has: "EFPD", "PHPD", "the DFP worker". Three letters may be a child's initials:
 * they are an agency's only where an office stands behind them. And the letterhead, which names the agency, its town and state. */
#include "people/internal.h"

enum { LEAST = 3, MOST = 6, PRONOUNCED_LEAST = 4, HEAD_LINES = 4, NEAR = 12, ASKED_MOST = 200 };

static bool has_vowel(struct str folded)
{
	for (size_t i = 0; i < folded.len; i++)
		if (strchr("aeiouy", folded.ptr[i]))
			return true;
	return false;
}

/* Letters that stand for words: capitals that no list has as a name or a word. */
static bool are_letters(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len >= LEAST && word->folded.len <= MOST &&
	       is_unknown(word) && !word->blocked && !people->broken && !word->raised;
}

/* "24-0918": the year and a number with a hyphen right between. */
static bool is_number_of_report(const struct people *people, size_t at)
{
	return at + 2 < people->word_count && people->words[at].kind == TOKEN_NUMBER && sign_is(people, at + 1, '-') &&
	       people->words[at + 1].from == people->words[at].to && people->words[at + 2].kind == TOKEN_NUMBER &&
	       people->words[at + 2].from == people->words[at + 1].to;
}

/* "EFPD", "PHPD", "MCSO 24-0918": nobody is called so. "KRCH" may be a child. */
static bool is_police(const struct people *people, size_t at)
{
	struct str folded = people->words[at].folded;
	size_t next = people->words[at].next;
	if ((is_numeric(people, next) && !is_number_of_report(people, next)) || (next < people->word_count && (people->words[next].folded.len == 1 ||
								       people->words[next].blocked == WHAT_ADDRESS)))
		return false; /* "TRLR 25", "QTRS C" */
	bool sheriff = str_ends_nocase(folded, STR("cso")) && !has_vowel((struct str){folded.ptr, folded.len - 1}); /* "HCSO" */
	return folded.len >= PRONOUNCED_LEAST && people->words[at].has == 0 && (sheriff || str_ends_nocase(folded, STR("pd")));
}

/* "the DFP worker", "EFPD OFC": an office right behind; in capitals only behind letters that nobody can say. */
static bool has_office_behind(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	const struct cue_hit *rank = next < people->word_count && !people->words[next].wide ? cue_at(people, next, CUE_RANK) : NULL;
	if (!rank || people->words[rank->to - 1].folded.len < 3 || people->words[next].line != people->words[at].line)
		return false;
	return people->words[at].caps ? !has_vowel(people->words[at].folded) : people->words[rank->to - 1].folded.len > 4;
}

/* "JOY PETRAKIS OCFP CALLED BACK": behind a given name and a surname letters that nobody can say, and what is done from an agency. */
static bool is_behind_whole_name(const struct people *people, size_t at)
{
	struct str folded = people->words[at].folded;
	size_t next = people->words[at].next;
	if (at < 2 || !people->words[at].caps || folded.len < PRONOUNCED_LEAST || has_vowel((struct str){folded.ptr + 1, folded.len - 1}) ||
	    people->words[at - 1].kind != TOKEN_WORD || people->words[at - 2].kind != TOKEN_WORD || people->words[at].gap)
		return false;
	const struct entry *surname = people->words[at - 1].entry, *given = people->words[at - 2].entry;
	bool name = (given->given >= 3 || given->given > given->surname) && surname->given < 3 &&
		    surname->surname >= surname->common && people->words[at - 1].folded.len > 2;
	bool acts = word_has_any(people, next, cue_bit(CUE_RADIO_UNIT) | cue_bit(CUE_RADIO)) || word_is(people, next, "called") ||
		    word_in(people, next, LIST_INFORMED, NULL);
	return name && acts && people->words[next].line == people->words[at].line;
}

/* "ILSA AND KRCH", "KRCH AND ILSA": joined to what is a name. */
static bool is_beside_name(const struct people *people, size_t at)
{
	size_t join = people->words[at].next, before = word_previous(people, at);
	if (word_is(people, join, "and") || sign_is(people, join, '&'))
		if (join + 1 < people->word_count && people->words[join + 1].kind == TOKEN_WORD &&
		    (people->words[join + 1].mention != NOBODY || people->words[join + 1].entry->given >= 5))
			return true;
	if (before == SIZE_MAX || before == 0 || !(word_is(people, before, "and") || sign_is(people, at - 1, '&')))
		return false;
	size_t other = sign_is(people, at - 1, '&') ? before : word_previous(people, before);
	return other != SIZE_MAX && people->words[other].kind == TOKEN_WORD &&
	       (people->words[other].mention != NOBODY || people->words[other].entry->given >= 5);
}

/* A given name or kin before it, or a comma and a name behind it: somebody's name. */
static bool is_name_here(const struct people *people, size_t at)
{
	const cue_set persons = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_TITLE) |
				cue_bit(LABEL_NAME) | cue_bit(LABEL_SURNAME) | cue_bit(LABEL_GIVEN) | cue_bit(CUE_ROLE);
	size_t next = people->words[at].next, row = at;
	if (is_police(people, at) && is_number_of_report(people, next))
		return people->words[at].mention != NOBODY; /* "Re: MCSO 24-0918" */
	while (row > 0 && (is_numeric(people, row - 1) || (people->words[row - 1].sign && strchr(":#|", people->words[row - 1].sign))))
		row--; /* "JUV 2: KRCH" */
	if (people->words[at].mention != NOBODY || (people->ends_in[row] & (persons | cue_bit(LABEL_ROLE) | cue_bit(LABEL_RELATION))) ||
	    word_has(people, next, LABEL_AGE) || is_beside_name(people, at))
		return true;
	if (cued_before_any(people, at, persons) || kin_of(people, at) || kin_is(people, at, NULL) || cue_before(people, at, CUE_NAMED))
		return true;
	if (at > 0 && people->words[at - 1].kind == TOKEN_WORD && people->words[at - 1].entry->given >= 5 &&
	    people->words[at - 1].letters != CASE_LOWER && !word_has_any(people, at - 1, cue_bit(CUE_RANK) | cue_bit(CUE_LAW_AGENCY)))
		return true;
	return sign_is(people, next, ',') && next + 1 < people->word_count && people->words[next + 1].kind == TOKEN_WORD &&
	       people->words[next + 1].entry->given >= 5 && people->words[next + 1].letters != CASE_LOWER;
}

static bool same_letters(const struct people *people, size_t at, size_t found)
{
	return people->words[at].letters == CASE_UPPER && !people->words[at].blocked &&
	       str_equal(people->words[at].folded, people->words[found].folded);
}

static void mark_letters(struct people *people, size_t found)
{
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		if (at != found && same_letters(people, at, found))
			people->words[at].blocked = WHAT_AGENCY;
	}
	people->words[found].blocked = WHAT_AGENCY;
}

/* Wherever they stand, unless they are somebody's name in one place. */
static void mark_same(struct people *people, size_t found)
{
	for (size_t i = 0; i < people->striking_count; i++)
		if (same_letters(people, people->striking[i], found) && is_name_here(people, people->striking[i]))
			return;
	mark_letters(people, found);
}

/* How many words from `at` on begin with the letters, one after another, over small ones: the end, or `at`. */
static size_t spelled_from(const struct people *people, size_t at, struct str letters, bool *agency)
{
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_DETERMINER);
	size_t end = at;
	for (size_t i = 0; i < letters.len; end = word_next(people, end)) {
		const struct word *word = end < people->word_count ? &people->words[end] : NULL;
		if (!word || word->kind != TOKEN_WORD || word->folded.len < 2 || word->blocked == WHAT_SCHOOL ||
		    word_has_any(people, end, cue_bit(CUE_SCHOOL_PART) | cue_bit(CUE_SCHOOL_KIND)))
			return at; /* "CPMS" of Cedar Point Middle School tells where a child goes */
		*agency = *agency || word_has_any(people, end, cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_SEAT));
		if (word->letters != CASE_LOWER && word->folded.ptr[0] == letters.ptr[i])
			i++;
		else if (i == 0 || !word_has_any(people, end, small))
			return at;
	}
	return end;
}

/* "OFFICE OF CHILD AND FAMILY PROTECTION ... OCFP": the report names the agency in full. */
static bool is_spelled_out(const struct people *people, size_t letters)
{
	struct str folded = people->words[letters].folded;
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		bool agency = false;
		if (people->words[at].folded.ptr[0] == folded.ptr[0] && at != letters && spelled_from(people, at, folded, &agency) != at && agency)
			return true;
	}
	return false;
}

void agency_letters_mark(struct people *people)
{
	size_t asked = 0;
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		bool fresh = asked < ASKED_MOST && are_letters(people, at) && people->words[at].folded.len > LEAST;
		asked += fresh; /* each is looked for in all of the text */
		if (fresh && is_spelled_out(people, at))
			mark_letters(people, at);
		else if (are_letters(people, at) && (is_police(people, at) || has_office_behind(people, at) ||
						    (fresh && is_behind_whole_name(people, at))))
			mark_same(people, at);
	}
}

/* ---- letterheads --------------------------------------------------------------------------------------------------------- */

/* The end of the part that begins here: at a sign, or where columns part. */
static size_t part_end(const struct people *people, size_t at, size_t to)
{
	size_t end = at;
	while (end < to && people->words[end].kind == TOKEN_WORD && (end == at || !people->words[end].wide))
		end++;
	return end;
}

static bool is_repeated(const struct people *people, size_t from, size_t to, size_t head)
{
	for (size_t i = 0; from + i < to; i++)
		if (!str_equal(people->words[from + i].folded, people->words[head + i].folded))
			return false;
	return to > from;
}

/* What a part of a letterhead can be: the agency, "TOWN OF CORBIN NOTCH", a state, or the first words of the line again. */
static bool is_head_part(const struct people *people, size_t from, size_t to, size_t first, bool *agency)
{
	bool places = true, office = false;
	for (size_t at = from; at < to; at++) {
		if (people->words[at].letters != CASE_UPPER ||
		    word_has_any(people, at, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_ROLE) | cue_bit(LABEL_NAME)))
			return false;
		places = places && people->words[at].place;
		office = office || word_has_any(people, at, cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_SEAT));
	}
	*agency = *agency || office;
	return office || places || (from > first && is_repeated(people, from, to, first));
}

/* All of the line, to where columns part, is a letterhead: one part is the agency, and no part can be a person. */
static size_t head_end(const struct people *people, uint32_t line)
{
	size_t first = line_from(people, line), to = line_to(people, line), at = first;
	bool agency = false;
	while (at < to && !(at > first && people->words[at].wide)) {
		if (people->words[at].kind == TOKEN_SIGN && people->words[at].sign && strchr("*-,/", people->words[at].sign)) {
			at++;
			continue;
		}
		size_t end = part_end(people, at, to);
		if (end == at || !is_head_part(people, at, end, first, &agency))
			return first;
		at = end;
	}
	return agency ? at : first;
}

/* "... DEPARTMENT, NEW MEXICO\nContinuation sheet": what a rule took for a school over the end of the line is none. */
static void drop_schools(struct people *people, size_t from, size_t to)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_SCHOOL && finding->span.from >= people->words[from].from &&
		    finding->span.from < people->words[to - 1].to &&
		    finding->span.to > people->words[line_to(people, people->words[from].line) - 1].to)
			finding->what = WHAT_AGENCY;
	}
}

/* "Troop 4 Headquarters", "told to call Troop 4": of a state's patrol, when nobody near is a scout. */
static void mark_troops(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		size_t at = tokens_at(people->tokens, finding->span.from), number = at + 1;
		if (finding->what != WHAT_SCHOOL || !word_is(people, at, "troop") || number >= people->word_count ||
		    people->words[number].folded.len > 2 || people->words[number].to != finding->span.to)
			continue;
		bool scouts = false;
		for (size_t near = at > NEAR ? at - NEAR : 0; near < at + NEAR && near < people->word_count; near++)
			scouts = scouts || word_in(people, near, LIST_SCOUTS, NULL);
		if (!scouts)
			finding->what = WHAT_AGENCY;
	}
}

void letterhead_mark(struct people *people)
{
	for (uint32_t line = 0, heads = 0; line < people->line_count && heads < HEAD_LINES; line++) {
		size_t from = line_from(people, line), to = from < line_to(people, line) ? head_end(people, line) : from;
		heads += from < line_to(people, line);
		bool patrol = false;
		for (size_t at = from; at < to; at++) {
			patrol = patrol || word_in(people, at, LIST_STATE_POLICE, NULL);
			if (people->words[at].kind == TOKEN_WORD && !people->words[at].blocked)
				people->words[at].blocked = WHAT_AGENCY;
		}
		if (to > from)
			drop_schools(people, from, to);
		if (patrol)
			mark_troops(people);
	}
}
