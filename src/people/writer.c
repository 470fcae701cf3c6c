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
	return word_has_any(people, at, others) || list_match_as(people, at, LIST_WRITER, STR("others")) > 0;
}

/* "Any driver with dash video may call", "Anyone who saw the car should call": to the public. */
static bool is_appeal(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < SENTENCE && !is_end_of_sentence(people, at - 1); steps++)
		if (list_match_as(people, --at, LIST_WRITER, STR("public")) > 0)
			return true;
	return false;
}

/* Where "call me", "I am at" begins, so near before the number and without anybody between; SIZE_MAX. */
static size_t said_before(const struct people *people, size_t number)
{
	size_t at = number;
	for (unsigned steps = 0; steps < NEAR && at > 0; steps++) {
		at--;
		size_t said = list_match_as(people, at, LIST_WRITER, STR("said")), call = list_match_as(people, at, LIST_WRITER, STR("call"));
		if ((said > 0 && at + said <= number) || (call > 0 && at + call <= number && is_appeal(people, at)))
			return at;
		if (is_end_of_sentence(people, at) || is_double_quote(people, at) || is_somebody_else(people, at))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* "Mother texted, call me at": somebody else's words. */
static bool is_told_by_others(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && !is_end_of_sentence(people, at - 1); steps++) {
		at--;
		if (steps > SENTENCE || list_match_as(people, at, LIST_WRITER, STR("quotes")) > 0)
			return true;
	}
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

/* The first name that stands alone on its line below is an official's. */
static bool official_signs(const struct people *people, size_t at)
{
	uint32_t first = people->words[at].line;
	for (uint32_t line = first + 1; line < people->line_count && line < first + SIGN_LINES; line++) {
		if (line_from(people, line) > at + SIGN_WORDS)
			return false;
		size_t name = name_alone(people, line);
		if (name != SIZE_MAX)
			return is_official_here(people, name);
	}
	return false;
}

bool is_writers_line(const struct people *people, size_t number)
{
	size_t said = said_before(people, number);
	return said != SIZE_MAX && !is_told_by_others(people, said) && is_prose(people, said) && official_signs(people, number);
}
