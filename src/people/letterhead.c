/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The letterhead: the first lines of a paper up to an empty one, which name an agency and say where it is and how to call it.
 * "Office of the Chief, 1 District Plaza, Sorrel     402-555-0109". Nobody is named there and nothing is told: the head of a report
 * that has its number, a date or a label for the place in it is no letterhead. */
#include "people/internal.h"

enum { LINES_MOST = 6, LINE_WORDS = 24, ZIP_DIGITS = 5, PART_WORDS = 6 };

static bool is_empty(const struct people *people, uint32_t line)
{
	return line_from(people, line) >= line_to(people, line);
}

/* A word that stands in the head of a paper: with a capital, or one that joins such words or says that a telephone follows. */
static bool is_head_word(const struct people *people, size_t at)
{
	const cue_set joins = cue_bit(CUE_DETERMINER) | cue_bit(CUE_CONJUNCTION) | cue_bit(LABEL_PHONE);
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->letters != CASE_LOWER || word->blocked == WHAT_ADDRESS ||
	    word_is(people, at, "of") || word_is(people, at, "for") || word_is(people, at, "floor"))
		return true;
	return word_has_any(people, at, joins) || list_match_as(people, at, LIST_WRITER, STR("beside")) > 0;
}

/* "100 North Main, Charleston", "410 Court Street • Harlan, MO": a word behind the address that could be a name is the town. */
static bool is_town_behind(const struct people *people, size_t at)
{
	const struct mention *mention = &people->mentions[people->words[at].mention];
	size_t first = line_from(people, people->words[at].line);
	if (mention_is_full(people, mention) || people->persons[mention->person].who != WHO_UNPLACED || at <= first + 1 ||
	    people->words[at - 1].kind != TOKEN_SIGN)
		return false;
	for (size_t before = first; before < at; before++)
		if ((before == first && is_numeric(people, before)) || people->words[before].blocked == WHAT_ADDRESS ||
		    people->words[before].blocked == WHAT_PLACE)
			return true;
	return false;
}

/* What no letterhead has: persons, what was reported, a date, a school that is no agency's. */
static bool is_told(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	/* "14 Market Street" has a word in it that elsewhere is a label */
	const bool street = word->blocked == WHAT_ADDRESS || word->blocked == WHAT_PLACE;
	const cue_set labels = street ? 0 : cue_bit(LABEL_NAME) | cue_bit(LABEL_ADDRESS) | cue_bit(LABEL_PLACE);
	const cue_set persons = labels | cue_bit(CUE_KIN) | cue_bit(CUE_HOME_NOUN);
	int32_t person = word->mention == NOBODY ? NOBODY : people->mentions[word->mention].person;
	if (person != NOBODY && people->persons[person].who != WHO_OFFICIAL)
		return !is_town_behind(people, at);
	if (word->blocked == WHAT_REPORT_NUMBER || word->blocked == WHAT_OFFENCE || word->blocked == WHAT_DATE || word->blocked == WHAT_BIRTH_DATE)
		return true;
	/* "Victim: ", but "Victim Assistance Program" */
	const struct cue_hit *role = cue_at(people, at, CUE_ROLE);
	bool next_ends = role && (role->to >= people->word_count || people->words[role->to].kind != TOKEN_WORD);
	if (next_ends && !list_match(people, at, LIST_DESK_KIND) && !word_has(people, at, CUE_LAW_AGENCY))
		return true;
	return word->record || (word_has_any(people, at, persons) && !list_match(people, at, LIST_DESK_KIND)) ||
	       list_match(people, at, LIST_HEAD_CALL) > 0;
}

/* The line names an agency, as a whole or by one of its offices. */
static bool has_agency(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].letters != CASE_LOWER &&
		    (word_has_any(people, at, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY)) ||
		     list_match(people, at, LIST_DESK_PLACE) > 0 || list_match(people, at, LIST_HEAD_AGENCY) > 0))
			return true;
	return false;
}

/* An official signs for it: "Anna Holt, Sheriff". */
static bool has_official(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].mention != NOBODY || word_has(people, at, CUE_RANK))
			return true;
	return false;
}

/* An address with which a line begins is the agency's only with a ZIP code or a telephone behind it. */
static bool has_zip(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from + 1; at < to; at++)
		if (people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len == ZIP_DIGITS)
			return true;
	return false;
}

/* A telephone stands on the line, or the next begins with one. */
static bool has_phone(const struct people *people, uint32_t line)
{
	for (size_t at = line_from(people, line); at < line_to(people, line); at++)
		if (people->words[at].blocked == WHAT_PHONE)
			return true;
	if (line + 1 >= people->line_count || is_empty(people, line + 1))
		return false;
	size_t next = line_from(people, line + 1), last = line_to(people, line) - 1;
	next += sign_is(people, next, '(');
	/* in capitals a place and the number of a caller look the same */
	bool alone = next < people->word_count && people->words[next].blocked == WHAT_PHONE && people->words[last].letters != CASE_UPPER;
	return next < people->word_count && (word_has(people, next, LABEL_PHONE) || alone);
}

/* `below`: an agency stands in a line above; then "Victim Assistance Program" and "14th Judicial Circuit" are parts of it. */
static bool is_line_of_head(const struct people *people, uint32_t line, bool below)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	if (to - from > LINE_WORDS)
		return false;
	bool agency = has_agency(people, from, to), address = false;
	for (size_t at = from; at < to; at++) {
		if (!is_head_word(people, at) || is_told(people, at) || (people->words[at].blocked == WHAT_SCHOOL && !agency))
			return false;
		address |= people->words[at].blocked == WHAT_ADDRESS;
	}
	if (people->words[from].blocked == WHAT_ADDRESS)
		return has_zip(people, from, to) || has_phone(people, line);
	bool phone = word_has(people, from, LABEL_PHONE) || people->words[from].blocked == WHAT_PHONE || (below && has_phone(people, line));
	return agency || address || phone || has_official(people, from, to) || (below && to - from <= PART_WORDS);
}

/* The word stands in the letterhead, below the name of the agency. */
bool in_letterhead(const struct people *people, size_t word)
{
	const uint32_t own = people->words[word].line;
	uint32_t line = 0;
	bool agency = false, above = false;
	if (own >= LINES_MOST)
		return false;
	while (line < own && is_empty(people, line))
		line++;
	for (; line < people->line_count && !is_empty(people, line); line++) {
		if (line >= LINES_MOST || !is_line_of_head(people, line, above))
			return false;
		bool names = has_agency(people, line_from(people, line), line_to(people, line));
		above |= names;
		agency |= line < own && names;
	}
	return agency && line > own && line < people->line_count;
}
