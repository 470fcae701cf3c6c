/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The line of whoever writes: "I can be reached at 641-555-0102" in a paper that an official signs below. Nobody else speaks in the
 * sentence, and a parent's letter has the parent's name at its end. */
#include "people/internal.h"

enum { NEAR = 9, SENTENCE = 60, PARAGRAPH = 300, HEAD = 6, SIGN_LINES = 60, SIGN_WORDS = 700, NAME_WORDS = 14 };

static bool is_official_here(const struct people *people, size_t at)
{
	int32_t number = people->words[at].mention == NOBODY ? NOBODY : people->mentions[people->words[at].mention].person;
	return number != NOBODY && people->persons[number].who == WHO_OFFICIAL;
}

/* A sentence or paragraph ends at the sign or line end. */
static bool is_end_of_sentence(const struct people *people, size_t at)
{
	if (people->words[at].kind == TOKEN_LINE)
		return at > 0 && people->words[at - 1].kind == TOKEN_LINE;
	return sign_is(people, at, '?') || sign_is(people, at, '!') || (sign_is(people, at, '.') && people->words[at + 1].sentence_start);
}

/* Whoever else could be meant between "call me" and the number. */
static bool is_somebody_else(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_DWELLING);
	if (people->words[at].mention != NOBODY)
		return !is_official_here(people, at);
	bool phone = word_in(people, at, LIST_PHONE_NOUN, NULL); /* "number" is what a flat has, too */
	return (word_has_any(people, at, others) && !phone) || list_match_as(people, at, LIST_WRITER, STR("others")) > 0;
}

/* "Any driver with dash video may call", "Anyone who saw the car should call": to the public. "Anyone who sees Emily" is a family's. */
static bool is_appeal(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < SENTENCE && !is_end_of_sentence(people, at - 1); steps++) {
		if (is_somebody_else(people, --at))
			return false;
		if (list_match_as(people, at, LIST_WRITER, STR("public")) > 0)
			return true;
	}
	return false;
}

/* "I am in every day but Thursday. Call 573-555-0109.": an order that is the whole sentence, and whoever writes is who the one before
 * it tells of. */
static bool is_order(const struct people *people, size_t at, size_t number)
{
	size_t order = list_match_as(people, at, LIST_WRITER, STR("order"));
	if (order == 0 || at + order != number || !people->words[at].sentence_start || at == 0)
		return false;
	bool own = false;
	at--; /* the dot */
	for (unsigned steps = 0; at > 0 && steps < SENTENCE && !is_end_of_sentence(people, at - 1); steps++) {
		at--;
		if (is_somebody_else(people, at) || word_in(people, at, LIST_DESK_OBJECT, NULL))
			return false;
		own |= list_match_as(people, at, LIST_WRITER, STR("own")) > 0 || list_match_as(people, at, LIST_WRITER, STR("said")) > 0;
	}
	return own;
}

/* Nothing happens between "call me" and the number: "at", "or text my county cell,"; but not "From my phone I called". */
static bool leads_to(const struct people *people, size_t at, size_t number)
{
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_CONJUNCTION);
	while (at < number) {
		size_t said = list_match_as(people, at, LIST_WRITER, STR("said")), named = list_match_as(people, at, LIST_WRITER, STR("beside"));
		bool from = word_is(people, at, "from") || word_is(people, at, "of") || word_is(people, at, "to");
		bool other = people->words[at].kind == TOKEN_WORD && people->words[at].mention == NOBODY && !word_is(people, at, "is") &&
			     !word_is(people, at, "text") && !word_has_any(people, at, small);
		if (!said && !named && (from || other))
			return false;
		at += said ? said : named ? named : 1;
	}
	return true;
}

/* Where "call me", "I am at" begins, so near before the number and without anybody between; SIZE_MAX. */
static size_t said_before(const struct people *people, size_t number)
{
	size_t at = number;
	for (unsigned steps = 0; steps < NEAR && at > 0; steps++) {
		at--;
		size_t said = list_match_as(people, at, LIST_WRITER, STR("said")), call = list_match_as(people, at, LIST_WRITER, STR("call"));
		if (is_order(people, at, number))
			return at;
		if ((said > 0 && at + said <= number) || (call > 0 && at + call <= number && is_appeal(people, at)))
			return leads_to(people, at + (said ? said : call), number) ? at : SIZE_MAX;
		if (is_end_of_sentence(people, at) || is_double_quote(people, at) || is_somebody_else(people, at))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* "Mother texted, call me at": somebody else's words. */
static bool is_told_by_others(const struct people *people, size_t said, size_t number)
{
	size_t at = said;
	for (unsigned steps = 0; at > 0 && !is_end_of_sentence(people, at - 1); steps++) {
		at--;
		if (steps > SENTENCE || list_match_as(people, at, LIST_WRITER, STR("quotes")) > 0)
			return true;
	}
	for (; at < people->word_count; at++)
		if (at > said && is_end_of_sentence(people, at))
			return false;
		else if (at > number && list_match_as(people, at, LIST_WRITER, STR("quotes")) > 0)
			return true; /* "Call me at 641-555-0102, it read." */
	return false;
}

/* No quote is open where the word stands, and the paragraph begins with no label or speaker. */
static bool is_prose(const struct people *people, size_t word)
{
	size_t at = word;
	unsigned quotes = 0;
	for (unsigned steps = 0; at > 0; steps++) {
		if (steps > PARAGRAPH)
			return false;
		at--;
		quotes += is_double_quote(people, at);
		if (people->words[at].kind == TOKEN_LINE && (at == 0 || people->words[at - 1].kind == TOKEN_LINE))
			break;
	}
	const uint32_t line = people->words[word].line;
	for (unsigned steps = 0; steps < HEAD && at < word; steps++, at++)
		if (sign_is(people, at, ':') || sign_is(people, at, '>') || people->words[at].bar)
			return false;
	for (at = line_from(people, line); at < word; at++)
		if ((sign_is(people, at, ':') && !is_numeric(people, at + 1)) || sign_is(people, at, '>') || people->words[at].bar)
			return false;
	return quotes % 2 == 0;
}

/* The name with which the line begins, behind ranks and titles, if nothing is told in it: SIZE_MAX. */
static size_t name_alone(const struct people *people, size_t line)
{
	size_t at = line_from(people, line), end = line_to(people, line), name = SIZE_MAX;
	if (end - at > NAME_WORDS)
		return SIZE_MAX;
	for (; at < end; at++) {
		const struct word *word = &people->words[at];
		if (name != SIZE_MAX && word->wide)
			break; /* another cell */
		if (name == SIZE_MAX && word->mention != NOBODY)
			name = at;
		bool rank = word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_OFFICIAL_AFTER) | cue_bit(CUE_BADGE));
		if (sign_is(people, at, ':') || (word->kind == TOKEN_WORD && word->letters == CASE_LOWER && word->folded.len > 2 && !rank))
			return SIZE_MAX;
		if (name == SIZE_MAX && word->kind == TOKEN_WORD && !rank && !inside_title(people, at))
			return SIZE_MAX;
	}
	return name;
}

/* "my daughter", "I live", "I am her mother", outside of quotes: whoever writes is no official. Also "Dear Detective", a heading
 * "STATEMENT OF WITNESS", "Signed:", "Taken by": somebody else's paper, which the official only took. */
static bool is_anothers_paper(const struct people *people, size_t from, size_t to)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_HOME_NOUN);
	bool quoted = false;
	for (size_t at = from; at < to; at++) {
		if (people->words[at].kind == TOKEN_LINE && at > 0 && people->words[at - 1].kind == TOKEN_LINE)
			quoted = false; /* a paragraph ends */
		quoted = quoted != is_double_quote(people, at);
		if (people->words[at].kind != TOKEN_WORD || quoted)
			continue;
		if ((word_is(people, at, "my") || word_is(people, at, "our")) && word_has_any(people, at + 1, kin))
			return true;
		if (list_match_as(people, at, LIST_WRITER, STR("private")) > 0)
			return true;
		bool short_line = line_to(people, people->words[at].line) - line_from(people, people->words[at].line) <= HEAD;
		if (short_line && list_match_as(people, at, LIST_WRITER, STR("paper")) > 0)
			return true;
		bool mark = at > 0 && word_is(people, at, "s") && sign_is(people, at - 1, '/') && sign_is(people, at + 1, '/');
		bool taken = people->words[at].line_start && list_match_as(people, at, LIST_WRITER, STR("taken")) > 0;
		if ((mark || taken) && to < people->word_count && people->words[at].line != people->words[to].line)
			return true;
	}
	return false;
}

/* The line closes a letter, "Sincerely,", and whoever signs in the next is no official by name: "K.", "Mom of Emily". */
static bool is_closed_by_others(const struct people *people, uint32_t line)
{
	if (list_match_as(people, line_from(people, line), LIST_WRITER, STR("closing")) == 0)
		return false;
	uint32_t next = line + 1;
	while (next < people->line_count && line_from(people, next) >= line_to(people, next))
		next++;
	if (next >= people->line_count)
		return true;
	for (size_t at = line_from(people, next); at < line_to(people, next); at++)
		if (is_official_here(people, at) || word_has(people, at, CUE_RANK))
			return false;
	return true;
}

/* The first name that stands alone on its line below is an official's. */
static bool official_signs(const struct people *people, size_t at)
{
	uint32_t first = people->words[at].line;
	if (is_anothers_paper(people, at > PARAGRAPH ? at - PARAGRAPH : 0, at))
		return false;
	for (uint32_t line = first + 1; line < people->line_count && line < first + SIGN_LINES; line++) {
		if (line_from(people, line) > at + SIGN_WORDS)
			return false;
		size_t name = name_alone(people, line);
		if (name != SIZE_MAX)
			return is_official_here(people, name) && !is_anothers_paper(people, at, name);
		if (is_closed_by_others(people, line))
			return false;
	}
	return false;
}

bool is_writers_line(const struct people *people, size_t number)
{
	size_t said = said_before(people, number);
	return said != SIZE_MAX && !is_told_by_others(people, said, number) && is_prose(people, said) && official_signs(people, number);
}
