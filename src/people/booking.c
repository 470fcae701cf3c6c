/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Booking sheets of a jail: under "BOOKING RECORD" or beside "BOOKING NO" the first name is of who was booked, and further down stand
 * the charges. And whom a table of a jail lists with a charge. */
#include "people/layout.h"

enum { SHEET_LINES = 14, HEADING = 6 };

static bool begins_cell(const struct people *people, size_t at)
{
	return (people->words[at].line_start || people->words[at].gap) && people->words[at].letters != CASE_LOWER;
}

/* The line of the charges of the sheet that begins in the line, or 0. */
static uint32_t charges_below(const struct people *people, uint32_t line)
{
	for (uint32_t last = line + SHEET_LINES; line < people->line_count && line < last; line++)
		for (size_t at = line_from(people, line); at < line_to(people, line); at++)
			if (begins_cell(people, at) && list_match(people, at, LIST_CHARGES))
				return line;
	return 0;
}

/* The name that stands first from the word on, up to the end of the line. */
static const struct fact *first_name(const struct people *people, size_t from, uint32_t line)
{
	const struct fact *first = NULL;
	for (size_t i = 0; i < people->fact_count; i++) {
		const struct fact *fact = &people->facts[i];
		bool name = fact->what == WHAT_NAME || fact->what == WHAT_NAME_SURNAME || fact->what == WHAT_NAME_GIVEN;
		bool official = str_equal(people->records[fact->record].role, STR("official"));
		if (name && !official && fact->record && fact->from >= from && fact->from < line_to(people, line) &&
		    (!first || fact->from < first->from))
			first = fact;
	}
	return first;
}

/* The sheet's head in the line, or `to`. */
static size_t head_in(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (begins_cell(people, at) && list_match(people, at, LIST_BOOKING))
			return at;
	return to;
}

void bookings_read(struct people *people)
{
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t to = line_to(people, line), at = head_in(people, line_from(people, line), to);
		uint32_t charges = at < to ? charges_below(people, line) : 0;
		const struct fact *name = charges ? first_name(people, at, charges) : NULL;
		if (!name || is_of_pupil(people, line_from(people, line), line_to(people, charges)))
			continue;
		read_charge(people, name->record, line, name->from, name->to);
		line = charges;
	}
}

static bool tells_of(const struct people *people, size_t from, size_t to, cue_set cues)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].folded.len > 2 && word_has_any(people, at, cues))
			return true;
	return false;
}

/* "HARROW JUVENILE DETENTION CENTER": a title above the heads, no label; "ADULT SIDE" below it heads a part of its own. */
static bool lists_juveniles(const struct people *people, uint32_t head_line)
{
	for (uint32_t above = 0; above <= HEADING && above <= head_line; above++) {
		size_t from = line_from(people, head_line - above), to = line_to(people, head_line - above);
		bool label = false;
		for (size_t at = from; at < to; at++) {
			label = label || (sign_is(people, at, ':') && people->words[at - (at > 0)].kind == TOKEN_WORD);
			if (word_is(people, at, "adult") || word_is(people, at, "adults"))
				return tells_of(people, from, to, cue_bit(CUE_CHILD));
		}
		if (!label && tells_of(people, from, to, cue_bit(CUE_CHILD)))
			return true;
	}
	return false;
}

/* "JAIL ROSTER", "ADULT BOOKING SHEET": children are charged, too, and clinics charge. */
static bool is_of_jail(const struct people *people, uint32_t head_line)
{
	for (uint32_t line = head_line > HEADING ? head_line - HEADING : 0; line <= head_line; line++)
		for (size_t at = line_from(people, line); at < line_to(people, line); at++)
			if (word_in(people, at, LIST_JAIL, NULL))
				return true;
	return false;
}

/* A grade, a school, or what only the young are charged with: "TRUANCY". */
bool is_of_pupil(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (word_has(people, at, LABEL_SCHOOL) || people->words[at].blocked == WHAT_SCHOOL || word_in(people, at, LIST_PUPIL, NULL))
			return true;
	return false;
}

void read_charge(struct people *people, uint32_t number, uint32_t head_line, size_t from, size_t to)
{
	struct record *record = &people->records[number];
	const cue_set family = cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY);
	uint32_t line = people->words[from].line, last = line;
	if (people->lines[line].cell) { /* a cell stands on a line of its own, with its head, a row ends at an empty line */
		while (line > 0 && line_from(people, line - 1) < line_to(people, line - 1))
			line--;
		while (last + 1 < people->line_count && line_from(people, last + 1) < line_to(people, last + 1))
			last++;
	}
	bool told = record->role.len && !str_equal(record->role, STR("other"));
	size_t first = line_from(people, line), end = line_to(people, last);
	if (told || !is_of_jail(people, head_line) || lists_juveniles(people, head_line) || tells_of(people, first, end, family) ||
	    is_of_pupil(people, line_from(people, head_line), end))
		return;
	if (to > from && people->words[from].kind != TOKEN_SIGN && !word_has(people, from, CUE_NO_VALUE))
		record->role = STR("arrestee");
}
