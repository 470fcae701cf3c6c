/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Booking sheets of a jail: under "BOOKING RECORD" or beside "BOOKING NO" the first name is of who was booked, and further down stand
 * the charges. */
#include "people/layout.h"

enum { SHEET_LINES = 14 };

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
