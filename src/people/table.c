/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables: columns of persons, rows under a head of labels, cells parted by bars. */
#include "people/layout.h"

/* The quote marks around a cell are no part of it. */
static void trim_cell(const struct people *people, size_t *from, size_t *to)
{
	if (*from < *to && sign_is(people, *from, '"'))
		++*from;
	if (*from < *to && sign_is(people, *to - 1, '"'))
		--*to;
}

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
	bool bracket = sign_is(people, from, '(') || sign_is(people, from, '[');
	if (!word_has(people, from + bracket, CUE_ROLE))
		return false;
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

/* "Victim (Last, First Middle)", "Parent / Guardian": a role heads a column of names. */
static const struct cue_hit *role_head(const struct people *people, size_t at, size_t end)
{
	const struct cue_hit *hit = at < end ? cue_at(people, at, CUE_ROLE) : NULL;
	if (hit && people->words[at].folded.len > 2 && (hit->to == end || sign_is(people, hit->to, '(') || sign_is(people, hit->to, '/')))
		return hit;
	return NULL;
}

/* Labels stand above their values, if the line under them has as many cells or fewer, and this line has no value. */
static bool stands_above(const struct people *people, size_t from, size_t to, size_t count)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].kind == TOKEN_NUMBER || sign_is(people, at, ':'))
			return false;
	uint32_t line = people->words[from].line + 1;
	if (line >= people->line_count)
		return false;
	size_t at = line_from(people, line), end = line_to(people, line), cells = 0;
	for (; at < end; at = next_cell(people, at, end, false))
		cells++;
	return cells > 0 && cells <= count;
}

/* A line of three or more cells of which most are labels, with a name among them: the head of a table. */
bool open_table(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	bool piped = false, name = false;
	if (people->lines[people->words[from].line].cells < 2)
		return false; /* too few columns */
	for (size_t at = from; at < to; at++)
		piped = piped || is_bar(people, at);
	size_t count = 0, labels = 0, badges = 0;
	bool person = false;
	struct column columns[COLUMNS];
	for (size_t at = from; at < to && count < COLUMNS;) {
		size_t next = next_cell(people, at, to, piped), end = next;
		columns[count] = (struct column){.from = people->words[at].from - people->words[from].from};
		trim_cell(people, &at, &end);
		size_t before = labels;
		if (at < end && cue_at(people, at, CUE_ROLE) && cue_at(people, at, CUE_ROLE)->to == end)
			columns[count].role = cue_at(people, at, CUE_ROLE)->value;
		for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start) {
			const struct cue_hit *hit = &people->cues[i - 1];
			if (hit->to != end || !is_label(hit))
				continue;
			labels++;
			columns[count].what = (uint8_t)(hit->cue == CUE_LABEL_OFFICIAL ? WHAT_BADGE : label_what((enum cue)hit->cue));
			name = name || hit->cue == LABEL_NAME || hit->cue == LABEL_SURNAME;
			person = person || hit->cue == CUE_LABEL_OFFICIAL;
			break;
		}
		if (labels == before && !piped && role_head(people, at, end)) {
			columns[count].role = role_head(people, at, end)->value;
			columns[count].what = WHAT_NAME;
			badges++, person = true;
		} else if (labels == before && cue_at(people, at, CUE_BADGE) && cue_at(people, at, CUE_BADGE)->to == end) {
			badges++;
		}
		count++;
		at = next + (piped && next < to);
	}
	bool above = person && !name && !piped && labels + badges + 1 >= count && stands_above(people, from, to, count);
	if (count < 3 || (labels + (above ? badges : 0)) * 2 < count || labels + (above ? badges : 0) < 2 || !(name || above))
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

static void read_role(struct people *people, size_t at, size_t end, uint32_t record)
{
	const struct cue_hit *hit = cue_at(people, at, CUE_ROLE);
	if (!hit)
		hit = cue_at(people, at, CUE_ROLE_CELL);
	const struct cue_hit *official = cue_at(people, at, CUE_LABEL_OFFICIAL);
	if (!official)
		official = cue_at(people, at, CUE_RANK);
	if (hit)
		people->records[record].role = hit->value;
	else if (official && official->to == end)
		people->records[record].role = STR("official");
}

void read_row(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	layout->record = record_new(people, people->words[from].line);
	layout->named = false;
	mark_record(people, from, to, layout->record);
	size_t column = 0;
	for (size_t at = from; at < to && column < layout->column_count; column++) {
		size_t next = next_cell(people, at, to, layout->piped), end = next;
		trim_cell(people, &at, &end);
		uint32_t offset = people->words[at].from - people->words[from].from;
		while (!layout->piped && column + 1 < layout->column_count && layout->columns[column + 1].from <= offset + 1 &&
		       layout->columns[column + 1].from > layout->columns[column].from)
			column++; /* a cell between is empty */
		enum what what = (enum what)layout->columns[column].what;
		if (what == WHAT_ROLE && at < end)
			read_role(people, at, end, layout->record);
		else if (what == WHAT_BADGE && at < end)
			add_name(layout, at, end, WHAT_NAME, true);
		else if (what == WHAT_NAME && layout->columns[column].role.len && layout->named)
			add_other(layout, at, end, layout->columns[column].role);
		else if (what == WHAT_NAME || what == WHAT_NAME_GIVEN || what == WHAT_NAME_SURNAME || what == WHAT_NAME_MIDDLE ||
			 what == WHAT_NAME_ALIAS)
			add_name(layout, at, end, what, false);
		else if (what != WHAT_NONE && at < end)
			add_fact(people, at, end, what, layout->record);
		else if (layout->columns[column].role.len && at < end)
			add_other(layout, at, end, layout->columns[column].role);
		if (what == WHAT_NAME && layout->columns[column].role.len && people->records[layout->record].role.len == 0)
			people->records[layout->record].role = layout->columns[column].role;
		at = next + (layout->piped && next < to);
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
	if (people->lines[people->words[from].line].cells == 0)
		return 0;
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
		size_t end = next_cell(people, at, to, true), first = at, last = end;
		trim_cell(people, &first, &last);
		cells->from[cells->count] = (uint32_t)first;
		cells->to[cells->count++] = (uint32_t)last;
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

/* A cell of words that could be a name where one is due, though they are ordinary words: CHURCH, PRICE, CONSTABLE. */
static bool is_bare_cell(const struct people *people, const struct cells *cells, size_t cell, size_t most)
{
	size_t at = cells->from[cell], count = cell < cells->count ? cell_words(people, cells, cell) : 0;
	return count > 0 && count <= most && people->words[at].folded.len > 1 && !people->words[at].blocked &&
	       !word_has(people, at, CUE_NO_VALUE) && !word_has(people, at, CUE_AGENCY);
}

static bool is_role_cell(const struct people *people, const struct cells *cells, size_t cell, struct str *role)
{
	size_t at = cells->from[cell];
	if (at >= cells->to[cell])
		return false;
	const struct cue_hit *hit = cue_at(people, at, CUE_ROLE);
	if (!hit || hit->to != cells->to[cell])
		hit = cue_at(people, at, CUE_ROLE_CELL);
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

/* One short word or code in capitals: a role that no list has. */
static bool is_code_cell(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t at = cells->from[cell];
	return cells->to[cell] == at + 1 && people->words[at].letters == CASE_UPPER && people->words[at].folded.len <= 3 &&
	       !word_has(people, at, CUE_AGENCY) && !people->words[at].blocked;
}

/* Two cells of a name, and a date or an age within the four cells after them, or the code of a role before them. */
static bool is_person_row(const struct people *people, const struct cells *cells, size_t cell)
{
	if (cell + 2 >= cells->count || (!is_name_cell(people, cells, cell, 3) && !is_name_cell(people, cells, cell + 1, 2)))
		return false;
	bool named = is_bare_cell(people, cells, cell, 3) && is_bare_cell(people, cells, cell + 1, 2);
	if (named && cell > 0 && cells->count >= 6 && is_code_cell(people, cells, cell - 1) && !is_code_cell(people, cells, cell) &&
	    people->words[cells->from[cell + 1]].folded.len > 2)
		return true;
	/* SELF and NONE are surnames before a given name and a birth date */
	if (!named && (cell_words(people, cells, cell) != 1 || !is_name_cell(people, cells, cell + 1, 2)))
		return false;
	for (size_t i = cell + 2; i < cells->count && i < cell + 6; i++) {
		uint8_t what = cells->from[i] < cells->to[i] ? people->words[cells->from[i]].blocked : 0;
		if (what == WHAT_BIRTH_DATE || what == WHAT_DATE)
			return true;
	}
	return false;
}

/* Surname, given name and middle name in cells of their own: how many cells, 0 if they are not that. */
static size_t split_name(struct layout *layout, const struct cells *cells, size_t cell)
{
	struct people *people = layout->people;
	bool person = is_person_row(people, cells, cell);
	if (cell + 1 >= cells->count || !(person || is_name_cell(people, cells, cell, 3) || is_bare_cell(people, cells, cell, 3)) ||
	    !(is_name_cell(people, cells, cell + 1, 2) || is_bare_cell(people, cells, cell + 1, 2)))
		return 0;
	if (!is_name_cell(people, cells, cell, 3) && !is_name_cell(people, cells, cell + 1, 2))
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
	struct str first = people->words[cells->from[cell + 2]].folded;
	bool sex = letters && memchr("mfuxwbhai", first.ptr[0], 9) != NULL;
	if (letters && letters < 3 && (letters == 2 || sex))
		return 2;
	add_fact(people, cells->from[cell + 2], cells->to[cell + 2], WHAT_NAME_MIDDLE, layout->record);
	return 3;
}

/* ---- columns of officials -------------------------------------------------------------------------------------- */

/* The column that a head of labels gives to officials ("RECTYPE|CASE|FIELD|VALUE|ENTERED_BY"); COLUMNS when there is none. */
static size_t official_column(const struct people *people, size_t from, size_t to, const struct cells *cells)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].kind == TOKEN_NUMBER || people->words[at].kind == TOKEN_MIXED || sign_is(people, at, ':'))
			return COLUMNS;
	size_t labels = 0, found = COLUMNS;
	for (size_t cell = 0; cell < cells->count; cell++) {
		size_t at = cells->from[cell];
		if (at >= cells->to[cell])
			continue;
		const struct cue_hit *official = cue_at(people, at, CUE_LABEL_OFFICIAL);
		bool whole = false;
		for (uint32_t i = people->words[at].cues; i && !whole; i = people->cues[i - 1].next_start)
			whole = people->cues[i - 1].to == cells->to[cell] && is_label(&people->cues[i - 1]);
		labels += whole;
		if (official && official->to == cells->to[cell])
			found = cell;
	}
	return labels >= 2 ? found : COLUMNS;
}

void read_official_columns(struct layout *layout)
{
	struct people *people = layout->people;
	struct cells cells;
	size_t column = COLUMNS, bars = 0;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		mark_bars(people, from, to);
		size_t count = from < to ? bars_in(people, from, to) : 0;
		if (count < 2 || count != bars)
			column = COLUMNS;
		if (count < 2)
			continue;
		split_cells(people, from, to, &cells);
		size_t head = official_column(people, from, to, &cells);
		if (head != COLUMNS) {
			column = head;
			bars = count;
		} else if (column < cells.count && is_name_cell(people, &cells, column, 4)) {
			add_name(layout, cells.from[column], cells.to[column], WHAT_NAME, true);
		} else if (column < cells.count && inverted_name(people, cells.from[column], cells.to[column])) {
			add_name(layout, cells.from[column], cells.to[column], WHAT_NAME, true);
		}
	}
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
	bool any = false, opened = false;
	for (size_t cell = 0; cell < cells.count; cell++) {
		size_t at = cells.from[cell], end = cells.to[cell];
		if (at >= end || people->words[at].fact)
			continue;
		/* behind a rank a word that is a rank too is a surname: "DEP|CONSTABLE|RILEY" */
		bool named = str_equal(role, STR("official")) && people->words[at].entry->surname >= 4 && cell + 1 < cells.count &&
			     is_bare_cell(people, &cells, cell + 1, 2) && !cue_at(people, cells.from[cell + 1], CUE_ROLE);
		if (cell < 4 && !named && is_role_cell(people, &cells, cell, &role)) {
			open_record(layout, people->words[at].line, role);
			any = true;
			continue;
		}
		if (role.len == 0 && !layout->named && cell < 6 && is_person_row(people, &cells, cell))
			open_record(layout, people->words[at].line, (struct str){0}), opened = true;
		size_t used = (role.len || opened) && !layout->named ? split_name(layout, &cells, cell) : 0;
		if (used) {
			cell += used - 1;
			any = true;
			continue;
		}
		const struct cue_hit *rank = cue_at(people, at, CUE_RANK);
		size_t name_to = rank && rank->to < end ? inverted_name(people, rank->to, end) : 0;
		if (name_to) { /* "PTL ST. JOHN, ROBERT" in any cell */
			add_other(layout, at, name_to, STR("official"));
			any = true;
			continue;
		}
		name_to = inverted_name(people, at, end);
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
	if (any && (role.len || opened)) {
		mark_record(people, from, to, layout->record);
		people->records[layout->record].cells = true;
	}
	layout->record = 0;
	layout->named = false;
	return any;
}
