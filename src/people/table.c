/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables: columns of persons, rows under a head of labels, cells parted by bars. */
#include "people/layout.h"

static size_t next_cell(const struct people *people, size_t at, size_t end, bool piped)
{
	while (at < end && !(piped ? is_bar(people, at) : false)) {
		at++;
		if (!piped && at < end && people->words[at].gap)
			break;
	}
	return at;
}

/* A line of two or more role codes and nothing else: columns of persons. */
bool open_person_columns(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t count = 0;
	struct str roles[COLUMNS];
	for (size_t at = from; at < to && count < COLUMNS;) {
		size_t end = next_cell(people, at, to, false), rest;
		if (!role_at(people, at, end, &rest, &roles[count]) || rest < end)
			return false;
		count++;
		at = end;
	}
	if (count < 2)
		return false;
	for (size_t i = 0; i < count; i++) {
		uint32_t record = record_new(people, people->words[from].line);
		people->records[record].role = roles[i];
		layout->columns[i] = (struct column){.record = record};
	}
	layout->column_count = count;
	layout->rows = false;
	mark_record(people, from, to, 0);
	for (size_t i = from; i < to; i++)
		people->words[i].fact = true;
	return true;
}

/* A line of three or more cells of which most are labels, with a name among them: the head of a table. */
bool open_table(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	bool piped = false, name = false;
	for (size_t at = from; at < to; at++)
		piped = piped || is_bar(people, at);
	size_t count = 0, labels = 0;
	struct column columns[COLUMNS];
	for (size_t at = from; at < to && count < COLUMNS;) {
		size_t end = next_cell(people, at, to, piped);
		columns[count] = (struct column){0};
		if (at < end && cue_at(people, at, CUE_ROLE) && cue_at(people, at, CUE_ROLE)->to == end)
			columns[count].role = cue_at(people, at, CUE_ROLE)->value;
		for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start) {
			const struct cue_hit *hit = &people->cues[i - 1];
			if (hit->to != end || !is_label(hit))
				continue;
			labels++;
			columns[count].what = (uint8_t)(hit->cue == CUE_LABEL_OFFICIAL ? WHAT_BADGE : label_what((enum cue)hit->cue));
			name = name || hit->cue == LABEL_NAME || hit->cue == LABEL_SURNAME;
			break;
		}
		count++;
		at = end + (piped && end < to);
	}
	if (count < 3 || labels * 2 < count || labels < 2 || !name)
		return false;
	for (size_t i = 0; i < count; i++)
		layout->columns[i] = columns[i];
	layout->column_count = count;
	layout->rows = true;
	layout->piped = piped;
	for (size_t i = from; i < to; i++)
		people->words[i].fact = true;
	return true;
}

/* A cell that names another person: the guardian of the row's person. */
static void add_other(struct layout *layout, size_t from, size_t to, struct str role)
{
	struct layout other = *layout;
	open_record(&other, layout->people->words[from].line, role);
	add_name(&other, from, to, WHAT_NAME, str_equal(role, STR("official")));
}

void read_row(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	layout->record = record_new(people, people->words[from].line);
	layout->named = false;
	mark_record(people, from, to, layout->record);
	size_t column = 0;
	for (size_t at = from; at < to && column < layout->column_count; column++) {
		size_t end = next_cell(people, at, to, layout->piped);
		enum what what = (enum what)layout->columns[column].what;
		if (what == WHAT_ROLE && at < end && cue_at(people, at, CUE_ROLE))
			people->records[layout->record].role = cue_at(people, at, CUE_ROLE)->value;
		else if (what == WHAT_BADGE && at < end)
			add_name(layout, at, end, WHAT_NAME, true);
		else if (what == WHAT_NAME || what == WHAT_NAME_GIVEN || what == WHAT_NAME_SURNAME || what == WHAT_NAME_MIDDLE ||
			 what == WHAT_NAME_ALIAS)
			add_name(layout, at, end, what, false);
		else if (what != WHAT_NONE && at < end)
			add_fact(people, at, end, what, layout->record);
		else if (layout->columns[column].role.len && at < end)
			add_other(layout, at, end, layout->columns[column].role);
		at = end + (layout->piped && end < to);
	}
	layout->record = 0;
}

bool read_person_row(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t value, column = 0;
	const struct cue_hit *label = people->words[from].cues ? label_at(people, from, to, &value, true) : NULL;
	if (!label)
		return false;
	for (size_t at = value; at < to && column < layout->column_count; column++) {
		size_t end = next_cell(people, at, to, false), after;
		while (end < to && people->words[at].cues && label_at(people, at, to, &after, true) && after >= end) {
			for (; at < end; at++)
				people->words[at].fact = true;
			end = next_cell(people, at, to, false);
		}
		layout->record = layout->columns[column].record;
		layout->named = false;
		mark_record(people, at, end, layout->record);
		add_value(layout, (enum cue)label->cue, at, end);
		at = end;
	}
	layout->record = 0;
	return true;
}

size_t bars_in(const struct people *people, size_t from, size_t to)
{
	size_t bars = 0;
	for (size_t at = from; at < to; at++)
		bars += is_bar(people, at);
	return bars;
}


/* The cells of one line. */
struct cells {
	uint32_t from[COLUMNS], to[COLUMNS];
	size_t count;
};

static void split_cells(const struct people *people, size_t from, size_t to, struct cells *cells)
{
	cells->count = 0;
	for (size_t at = from; cells->count < COLUMNS; at++) {
		size_t end = next_cell(people, at, to, true);
		cells->from[cells->count] = (uint32_t)at;
		cells->to[cells->count++] = (uint32_t)end;
		at = end;
		if (at >= to)
			break;
	}
}

static size_t cell_words(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t count = 0;
	for (size_t at = cells->from[cell]; at < cells->to[cell]; at = people->words[at].next) {
		if (people->words[at].kind == TOKEN_WORD && people->words[at].letters != CASE_LOWER)
			count++;
		else if (!sign_is(people, at, '-') && !sign_is(people, at, '.'))
			return 0;
	}
	return count;
}

static bool is_name_cell(const struct people *people, const struct cells *cells, size_t cell, size_t most)
{
	size_t at = cells->from[cell], count = cell < cells->count ? cell_words(people, cells, cell) : 0;
	if (count == 0 || count > most || !begins_name(people, at) || people->words[at].folded.len < 2 || word_has(people, at, CUE_AGENCY))
		return false;
	const struct entry *entry = people->words[at].entry;
	unsigned level = entry->given > entry->surname ? entry->given : entry->surname;
	return level > 0 || entry->common == 0;
}

static bool is_role_cell(const struct people *people, const struct cells *cells, size_t cell, struct str *role)
{
	size_t at = cells->from[cell];
	if (at >= cells->to[cell])
		return false;
	const struct cue_hit *hit = cue_at(people, at, CUE_ROLE);
	if (hit && hit->to == cells->to[cell] && people->words[at].letters == CASE_UPPER) {
		*role = hit->value;
		return true;
	}
	hit = cue_at(people, at, CUE_LABEL_OFFICIAL);
	if (!hit)
		hit = cue_at(people, at, CUE_RANK);
	if (!hit || hit->to != cells->to[cell])
		return false;
	*role = STR("official");
	return true;
}

/* Surname, given name and middle name in cells of their own: how many cells, 0 if they are not that. */
static size_t split_name(struct layout *layout, const struct cells *cells, size_t cell)
{
	struct people *people = layout->people;
	if (cell + 1 >= cells->count || !is_name_cell(people, cells, cell, 3) || !is_name_cell(people, cells, cell + 1, 2))
		return 0;
	bool official = str_equal(people->records[layout->record].role, STR("official"));
	if (official)
		return 0;
	add_fact(people, cells->from[cell], cells->to[cell], WHAT_NAME_SURNAME, layout->record);
	add_fact(people, cells->from[cell + 1], cells->to[cell + 1], WHAT_NAME_GIVEN, layout->record);
	layout->named = true;
	if (cell + 2 >= cells->count || cell_words(people, cells, cell + 2) != 1)
		return 2;
	/* "O|M|B" is an initial, a sex and a race; "F|W" is none */
	size_t letters = 0;
	while (cell + 2 + letters < cells->count && cell_words(people, cells, cell + 2 + letters) == 1 &&
	       people->words[cells->from[cell + 2 + letters]].folded.len == 1)
		letters++;
	if (letters && letters < 3)
		return 2;
	add_fact(people, cells->from[cell + 2], cells->to[cell + 2], WHAT_NAME_MIDDLE, layout->record);
	return 3;
}

/* Exports without a head: "PER|2|SUSP|DOE|JANE|A|F|W|...". A role in one of the first cells opens a person; the first cells
 * after it that look like a name are one. Elsewhere on the line only "SURNAME, GIVEN" is. */
bool read_cells(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	struct cells cells;
	struct str role = {0};
	if (bars_in(people, from, to) < 2)
		return false;
	split_cells(people, from, to, &cells);
	bool any = false;
	for (size_t cell = 0; cell < cells.count; cell++) {
		size_t at = cells.from[cell], end = cells.to[cell];
		if (at >= end || people->words[at].fact)
			continue;
		if (cell < 4 && is_role_cell(people, &cells, cell, &role)) {
			open_record(layout, people->words[at].line, role);
			any = true;
			continue;
		}
		size_t used = role.len && !layout->named ? split_name(layout, &cells, cell) : 0;
		if (used) {
			cell += used - 1;
			continue;
		}
		size_t name_to = inverted_name(people, at, end);
		if (name_to == 0 && role.len && !layout->named && is_name_cell(people, &cells, cell, 4))
			name_to = end;
		if (name_to == 0)
			continue;
		if (role.len && !layout->named)
			add_name(layout, at, name_to, WHAT_NAME, str_equal(role, STR("official")));
		else
			add_other(layout, at, name_to, str_equal(role, STR("official")) ? role : (struct str){0});
		layout->named = true;
		any = true;
	}
	if (any && role.len) {
		mark_record(people, from, to, layout->record);
		people->records[layout->record].cells = true;
	}
	layout->record = 0;
	layout->named = false;
	return any;
}
