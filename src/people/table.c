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

size_t next_cell(const struct people *people, size_t at, size_t end, bool piped)
{
	while (at < end && !(piped ? is_bar(people, at) : false)) {
		at++;
		if (!piped && at < end && people->words[at].gap)
			break;
	}
	return at;
}

/* A line of signs under the heads: "-------------". */
bool rule_below(const struct people *people, uint32_t line)
{
	if (line + 1 >= people->line_count)
		return false;
	size_t from = line_from(people, line + 1), to = line_to(people, line + 1);
	for (size_t at = from; at < to; at++)
		if (people->words[at].kind != TOKEN_SIGN)
			return false;
	return to >= from + 4;
}

/* "VEH SEAT NAME": one blank parts narrow heads, where cells of the line below begin right under their words. */
static size_t next_head(const struct people *people, size_t first, size_t at, size_t to)
{
	size_t end = next_cell(people, at, to, false);
	uint32_t line = people->words[first].line + 1 + rule_below(people, people->words[first].line);
	if (end < at + 2 || line >= people->line_count)
		return end;
	size_t row = line_from(people, line), last = line_to(people, line);
	for (size_t head = at + 1; head < end; head++) {
		uint32_t offset = offset_in_line(people, head);
		while (row < last && offset_in_line(people, row) < offset)
			row++;
		bool blank = people->words[head].from > people->words[head - 1].to;
		if (blank && row < last && people->words[row].gap && offset_in_line(people, row) == offset)
			return head;
	}
	return end;
}

/* "102 Orr, Ana" under "RM  RESIDENT": one blank parts a narrow cell of one word from the next, which begins right under its head. */
static size_t next_under(const struct layout *layout, size_t first, size_t at, size_t to)
{
	const struct people *people = layout->people;
	size_t end = next_cell(people, at, to, false);
	if (end < at + 2 || people->words[at].kind != TOKEN_NUMBER || people->words[at + 1].from == people->words[at].to)
		return end;
	uint32_t offset = people->words[at + 1].from - people->words[first].from;
	for (size_t i = 1; i < layout->column_count; i++)
		if (layout->columns[i].from == offset)
			return at + 1;
	return end;
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
	uint32_t line = people->words[from].line + 1 + rule_below(people, people->words[from].line);
	if (line >= people->line_count)
		return false;
	size_t at = line_from(people, line), end = line_to(people, line), cells = 0;
	if (at < people->word_count && people->words[at].kind == TOKEN_SIGN && !sign_is(people, at, '('))
		return false;
	for (; at < end; at = next_cell(people, at, end, false))
		cells++;
	return cells > 0 && cells <= count;
}

enum { PREFIX_MOST = 6, TITLE_WORDS = 5, FORM_LINES = 3 };

struct heads {
	size_t labels, badges;
	bool name, person, last; /* the last column has a label, no role */
	bool vehicle;            /* make or number of a vehicle */
	size_t tag;              /* the column, from 1 on, under "TAG": a plate where it is one of a vehicle */
};

/* "PDOB", "OCC_DT", "VNAME": codes whose end is a label. */
static bool guess_head(const struct people *people, size_t at, size_t end, struct column *column, struct heads *heads)
{
	while (end > at + 1 && sign_is(people, end - 2, '_'))
		at = end - 1;
	const struct word *word = &people->words[at];
	struct words_hit hits[16];
	if (at + 1 != end || word->kind != TOKEN_WORD || word->letters == CASE_LOWER)
		return false;
	for (size_t cut = sign_is(people, at - 1, '_') ? 0 : 1; cut <= PREFIX_MOST && cut + 2 <= word->folded.len; cut++) {
		size_t count = words_of(people->words_list, (struct str){word->folded.ptr + cut, word->folded.len - cut}, hits, 16);
		for (size_t i = 0; i < count; i++) {
			enum cue cue = (enum cue)people->cue_of[hits[i].class];
			const struct cue_hit hit = {.cue = (uint8_t)cue};
			bool head = cue == LABEL_HEAD || hits[i].class == people->lists[LIST_HEAD_CODE];
			if (!(head || (is_label(&hit) && word->folded.len - cut > 2)))
				continue;
			heads->labels++;
			column->what = (uint8_t)(cue == CUE_LABEL_OFFICIAL ? WHAT_BADGE : head ? what_of(hits[i].value) : label_what(cue));
			if (column->what == WHAT_CODE)
				column->what = WHAT_NONE;
			heads->name = heads->name || cue == LABEL_NAME || cue == LABEL_SURNAME;
			heads->person = heads->person || cue == CUE_LABEL_OFFICIAL;
			return true;
		}
	}
	return false;
}

/* What the head of a column says: fills in `column`; false: nothing that is known. */
static bool read_head(const struct people *people, size_t at, size_t end, bool piped, struct column *column, struct heads *heads)
{
	if (at < end && sign_is(people, at, '"') && sign_is(people, end - 1, '"'))
		at++, end--;
	while (end > at && (sign_is(people, end - 1, '.') || sign_is(people, end - 1, '#') || sign_is(people, end - 1, ':')))
		end--; /* "ID NO." */
	if (at >= end)
		return false;
	const struct cue_hit *role = cue_at(people, at, CUE_ROLE), *badge = cue_at(people, at, CUE_BADGE);
	if (role && role->to == end)
		column->role = role->value;
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start) {
		const struct cue_hit *hit = &people->cues[i - 1];
		/* "Name (Last, First MI)" */
		bool explained = hit->to < end && sign_is(people, hit->to, '(') && sign_is(people, end - 1, ')');
		if ((hit->to != end && !explained) || !(is_label(hit) || hit->cue == LABEL_HEAD))
			continue;
		heads->labels++;
		column->what = (uint8_t)(hit->cue == CUE_LABEL_OFFICIAL ? WHAT_BADGE : label_what((enum cue)hit->cue));
		const struct cue_hit *head = cue_at(people, at, LABEL_HEAD);
		if (head && head->to == end && column->what == WHAT_NONE)
			column->what = (uint8_t)what_of(head->value);
		if (column->what == WHAT_CODE)
			column->what = WHAT_NONE; /* known, and nothing of a person */
		heads->name = heads->name || hit->cue == LABEL_NAME || hit->cue == LABEL_SURNAME || column->what == WHAT_NAME;
		heads->person = heads->person || hit->cue == CUE_LABEL_OFFICIAL;
		return true;
	}
	if (!piped && role_head(people, at, end)) {
		column->role = role_head(people, at, end)->value;
		column->what = WHAT_NAME;
		heads->badges++, heads->person = true;
	} else if (badge && badge->to == end) {
		heads->badges++;
	} else {
		return piped && guess_head(people, at, end, column, heads);
	}
	return false;
}

/* Tabs between the start of the line and the word. */
static size_t tabs_before(const struct people *people, size_t from, size_t word)
{
	size_t tabs = 0;
	for (size_t i = people->words[from].from; i < people->words[word].from; i++)
		tabs += people->view->text.ptr[i] == '\t';
	return tabs;
}

/* Every cell is one code in capitals: nobody is named in such a line. */
static bool all_codes(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		bool code = word->kind == TOKEN_WORD && word->letters == CASE_UPPER;
		bool joined = sign_is(people, at, '_') || is_bar(people, at);
		if ((!code && !joined) || (code && at > from && people->words[at - 1].kind == TOKEN_WORD))
			return false;
	}
	return true;
}

/* "REC|SEQ|AUTHOR|DTTM|TEXT": a few of the cells are labels, and the line below has as many cells, with numbers in them. */
static bool heads_export(const struct people *people, size_t from, size_t to, size_t count, const struct heads *heads)
{
	uint32_t line = people->words[from].line + 1;
	if (heads->labels < 2 || (heads->labels * 4 < count && !all_codes(people, from, to)) || line >= people->line_count ||
	    has_numeric(people, from, to))
		return false;
	size_t below = line_from(people, line);
	size_t end = line_to(people, line);
	size_t bars = bars_in(people, below, end);
	return bars + 3 >= count && bars <= count && has_numeric(people, below, end);
}

/* Two labels side by side, and one or two values below: "PARENT          PHONE". */
static bool heads_pair(const struct people *people, size_t from, size_t to, size_t count, const struct heads *heads)
{
	/* "RELATIONSHIP   MOTHER" is a label and its value */
	bool upper = people->words[from].letters == CASE_UPPER || rule_below(people, people->words[from].line);
	return count == 2 && heads->labels + heads->badges == 2 && heads->last && upper && !has_numeric(people, from, to) &&
	       stands_above(people, from, to, count);
}

/* "With juvenile at the time      Age" over a rule: persons, and something of each. */
static bool heads_persons(const struct people *people, size_t from, size_t to, const struct heads *heads, const struct column *columns)
{
	enum what what = (enum what)columns[1].what;
	if (heads->labels != 1 || !rule_below(people, people->words[from].line) ||
	    (what != WHAT_AGE && what != WHAT_BIRTH_DATE && what != WHAT_RELATION && what != WHAT_PHONE && what != WHAT_ADDRESS))
		return false;
	for (size_t at = from; at < to && at < next_cell(people, from, to, false); at++)
		if (people->words[at].folded.len > 2 && (word_has(people, at, CUE_ROLE) || word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_KIN)))
			return true;
	return false;
}

static bool has_value(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (sign_is(people, at, ','))
			return true;
	return has_numeric(people, from, to);
}

/* "Name   Orr, Ana   DOB   06/09/2014": every second cell is a label, the others are their values. A line of a form, no heads. */
struct turns {
	bool broken, value;
};

static void take_turn(struct turns *turns, const struct people *people, size_t from, size_t to, size_t cell, bool label)
{
	turns->broken = turns->broken || label == (cell % 2 == 1);
	turns->value = turns->value || (cell % 2 == 1 && has_value(people, from, to));
}

/* A cell that begins where none of the columns does. */
static size_t cells_astray(const struct people *people, size_t from, size_t to, const struct column *columns, size_t count, size_t *cells)
{
	size_t astray = 0;
	*cells = 0;
	for (size_t at = from; at < to; at = next_cell(people, at, to, false), ++*cells) {
		uint32_t offset = people->words[at].from - people->words[from].from;
		bool found = false;
		for (size_t i = 0; i < count && !found; i++)
			found = columns[i].from <= offset + 1 && offset <= columns[i].from + 1;
		astray += !found;
	}
	return astray;
}

/* "RELEASED BY   RECEIVED BY": the columns of a chain of custody name whoever gave and got; custody.c knows who of them is in office. */
static void leave_chains(const struct people *people, size_t from, size_t to, struct column *columns, size_t count, bool piped)
{
	size_t column = 0, gave = SIZE_MAX;
	for (size_t at = from; at < to && column < count; column++) {
		size_t end = next_cell(people, at, to, piped);
		if (custody_gives(people, at, end))
			gave = column;
		else if (custody_gets(people, at, end) && gave != SIZE_MAX && gave + 1 == column)
			columns[gave].what = columns[column].what = WHAT_NONE;
		at = end + (piped && end < to);
	}
}

static bool has_label_cell(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at = next_cell(people, at, to, false))
		for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start)
			if (is_label(&people->cues[i - 1]) && (people->cues[i - 1].to == next_cell(people, at, to, false) ||
							       sign_is(people, people->cues[i - 1].to, ':')))
				return true;
	return false;
}

/* "CHARGE   ARR OFC   DISP": beside an officer or a charge no dispatcher is meant, but what became of it. */
static void leave_dispositions(const struct people *people, size_t from, size_t to, struct column *columns, size_t count, bool piped)
{
	size_t column = 0, disp = SIZE_MAX;
	bool others = false;
	for (size_t at = from; at < to && column < count; column++) {
		size_t end = next_cell(people, at, to, piped);
		bool is = word_is(people, at, "disp") && columns[column].what == WHAT_BADGE;
		disp = is ? column : disp;
		others |= !is && (columns[column].what == WHAT_BADGE || columns[column].what == WHAT_OFFENCE);
		at = end + (piped && end < to);
	}
	if (disp != SIZE_MAX && others)
		columns[disp].what = WHAT_NONE;
}

/* The line goes on with a table whose columns begin where its cells do. */
static bool is_aligned_row(const struct people *people, size_t from, size_t to, const struct column *columns, size_t count)
{
	size_t cells;
	return from < to && cells_astray(people, from, to, columns, count, &cells) <= 1 && cells >= 3 && !has_label_cell(people, from, to);
}

/* "POST   CAR   OFFICER   VEST CAM": most heads are in no list, but two lines or more of cells stand right below them. */
static bool heads_aligned(const struct people *people, size_t from, size_t to, size_t count, const struct column *columns)
{
	if (count < 3 || has_numeric(people, from, to))
		return false;
	for (size_t at = from; at < to; at++)
		if (sign_is(people, at, ':') || sign_is(people, at, ',') || people->words[at].letters == CASE_LOWER)
			return false;
	uint32_t line = people->words[from].line + 1;
	line += rule_below(people, line - 1);
	size_t rows = 0;
	while (line < people->line_count && rows < 3 && is_aligned_row(people, line_from(people, line), line_to(people, line), columns, count))
		rows++, line++;
	return rows >= 2;
}

/* "~NAMES: DOB|AGE|REL|...": what the rows are about stands before their first head. */
static size_t behind_title(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at + 1 < to && at < from + TITLE_WORDS && !people->words[at].bar; at++)
		if (sign_is(people, at, ':') && people->words[at + 1].kind == TOKEN_WORD)
			return at + 1;
	return from;
}

/* The lines below begin with labels of their own: "DOB   8-8-10", "ADDR  6 OAK". This is a line of a form then, and no head. */
static bool is_in_form(const struct people *people, size_t from)
{
	unsigned labelled = 0;
	uint32_t line = people->words[from].line + 1;
	for (uint32_t below = line; below < people->line_count && below < line + FORM_LINES; below++) {
		size_t at = line_from(people, below), to = line_to(people, below);
		size_t end = at < to ? next_cell(people, at, to, false) : to;
		for (uint32_t i = at < to && end < to ? people->words[at].cues : 0; i; i = people->cues[i - 1].next_start)
			if (people->cues[i - 1].to == end && is_label(&people->cues[i - 1])) {
				labelled++;
				break;
			}
	}
	return labelled >= FORM_LINES - 1;
}

/* "YOUTH   ORR, ANA   DOB 10/28/2010   M": heads have no values. */
static bool has_values(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].blocked == WHAT_BIRTH_DATE || people->words[at].blocked == WHAT_PHONE ||
		    people->words[at].blocked == WHAT_ADDRESS)
			return true;
	return false;
}

/* A line of three or more cells of which most are labels, with a name among them: the head of a table. */
bool open_table(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	if (people->lines[people->words[from].line].cells < 1)
		return false; /* too few columns */
	bool piped = bars_in(people, from, to) > 0;
	if (!piped && cell_before_kin(people, from, to))
		return false; /* "Ida Rowe   mother   home" are values */
	if (piped)
		from = behind_title(people, from, to);
	struct heads heads = {0};
	struct turns turns = {0};
	size_t count = 0;
	struct column columns[COLUMNS];
	for (size_t at = from; at < to && count < COLUMNS; count++) {
		size_t end = piped ? next_cell(people, at, to, true) : next_head(people, from, at, to);
		columns[count] = (struct column){.from = people->words[at].from - people->words[from].from};
		heads.last = read_head(people, at, end, piped, &columns[count], &heads);
		heads.vehicle |= columns[count].what == WHAT_VIN || word_has(people, at, CUE_GOODS) || word_in(people, at, LIST_VEHICLE, NULL);
		if (word_is(people, at, "tag") && columns[count].what == WHAT_PLATE)
			heads.tag = count + 1;
		take_turn(&turns, people, at, end, count, heads.last);
		at = end + (piped && end < to);
	}
	if (!piped && count % 2 == 0 && !turns.broken && turns.value) {
		people->lines[people->words[from].line].turns = true;
		return false;
	}
	bool above = heads.person && !heads.name && !piped && heads.labels + heads.badges + 1 >= count &&
		     stands_above(people, from, to, count);
	size_t known = heads.labels + (above ? heads.badges : 0);
	bool export = piped && heads_export(people, from, to, count, &heads);
	bool pair = !piped && heads_pair(people, from, to, count, &heads);
	if (!pair && count == 2 && !piped && heads_persons(people, from, to, &heads, columns))
		columns[0].what = WHAT_NAME, pair = true;
	leave_chains(people, from, to, columns, count, piped);
	leave_dispositions(people, from, to, columns, count, piped);
	if (heads.tag && piped && !heads.vehicle && !heads.name)
		columns[heads.tag - 1].what = WHAT_NONE; /* of what is kept as evidence */
	bool most = count >= 3 && (export || (known * 2 >= count && known >= 2 && (heads.name || above)));
	bool aligned = !pair && !most && !piped && (heads.name || heads.person) && heads_aligned(people, from, to, count, columns);
	if ((!pair && !most && !aligned) || (!piped && (is_in_form(people, from) || has_values(people, from, to))))
		return false;
	layout->nameless = piped && !heads.name && !above;
	layout->things = layout->nameless && heads.vehicle && !heads.person;
	layout->tabbed = !piped && tabs_before(people, from, to - 1) + 1 == count && count > 2;
	layout->once = pair && !rule_below(people, people->words[from].line);
	layout->aligned = aligned && !layout->tabbed;
	layout->head_line = people->words[from].line;
	layout->apart = false;
	memcpy(layout->columns, columns, count * sizeof *columns);
	layout->column_count = count;
	layout->rows = true;
	layout->piped = piped;
	for (size_t i = from; i < to; i++)
		people->words[i].fact = true;
	return true;
}

/* A cell that names another person: the guardian of the row's person. */
void add_other(struct layout *layout, size_t from, size_t to, struct str role)
{
	struct layout other = *layout;
	open_record(&other, layout->people->words[from].line, role);
	add_name(&other, from, to, WHAT_NAME, str_equal(role, STR("official")));
}

static bool read_role_code(struct people *people, size_t at, size_t end, uint32_t record)
{
	const struct cue_hit *hit = cue_at(people, at, CUE_ROLE);
	if (!hit)
		hit = cue_at(people, at, CUE_ROLE_CELL);
	if (!hit)
		return false;
	people->records[record].role = hit->value;
	young_role(people, hit->to, end, &people->records[record].role);
	return true;
}

static void read_role(struct people *people, size_t at, size_t end, uint32_t record)
{
	if (read_role_code(people, at, end, record))
		return;
	const struct cue_hit *official = cue_at(people, at, CUE_LABEL_OFFICIAL);
	if (!official)
		official = cue_at(people, at, CUE_RANK);
	if (official && official->to == end)
		people->records[record].role = STR("official");
}

static void read_officer(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t fact = people->fact_count;
	add_name(layout, from, to, WHAT_NAME, true);
	for (size_t at = from; people->fact_count > fact && at < people->facts[fact].to; at++)
		people->words[at].listed = true;
}

static bool is_kin_cell(const struct people *people, size_t at)
{
	return word_has_any(people, at, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_UNRELATED));
}

void read_cell(struct layout *layout, enum what what, size_t from, size_t to)
{
	if (from >= to)
		return;
	if (what == WHAT_ROLE)
		read_role(layout->people, from, to, layout->record);
	else if (what == WHAT_BADGE)
		read_officer(layout, from, to);
	else if (what == WHAT_NAME || what == WHAT_NAME_GIVEN || what == WHAT_NAME_SURNAME || what == WHAT_NAME_MIDDLE ||
		 what == WHAT_NAME_ALIAS)
		add_name(layout, from, to, what, false);
	else if (what != WHAT_NONE)
		add_fact(layout->people, from, to, what, layout->record);
	if (what == WHAT_RELATION && layout->people->records[layout->record].role.len == 0 && !is_kin_cell(layout->people, from))
		read_role_code(layout->people, from, to, layout->record); /* "JUV-W", "COMP"; but "CAPTAIN" may be an uncle */
}

bool ends_table(const struct layout *layout, size_t from, size_t to)
{
	return layout->aligned && !is_aligned_row(layout->people, from, to, layout->columns, layout->column_count);
}

static void put_cell(struct layout *layout, size_t column, size_t at, size_t end)
{
	struct people *people = layout->people;
	enum what what = (enum what)layout->columns[column].what;
	struct str role = layout->columns[column].role;
	if (what == WHAT_NAME && role.len && layout->named)
		add_other(layout, at, end, role);
	else if (what == WHAT_REPORT_NUMBER)
		key_read(people, at, end);
	else if (what == WHAT_OFFENCE)
		read_charge(people, layout->record, layout->head_line, at, end);
	else if (what != WHAT_NONE)
		read_cell(layout, what, at, end);
	else if (role.len && at < end)
		add_other(layout, at, end, role);
	if (what == WHAT_NAME && role.len && people->records[layout->record].role.len == 0)
		people->records[layout->record].role = role;
}

static void read_piped(struct layout *layout, size_t from, size_t to)
{
	struct cells cells;
	struct shift shift = row_shift(layout, from, to);
	split_cells(layout->people, from, to, &cells);
	for (size_t cell = 0; cell < cells.count; cell++) {
		size_t column = shifted(shift, cell);
		if (column < layout->column_count)
			put_cell(layout, column, cells.from[cell], cells.to[cell]);
	}
}

/* Cells parted by tabs or blanks. */
static void read_spaced(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t column = 0;
	for (size_t at = from; at < to && column < layout->column_count; column++) {
		size_t next = layout->tabbed ? next_cell(people, at, to, false) : next_under(layout, from, at, to), end = next;
		trim_cell(people, &at, &end);
		if (layout->tabbed && (column = tabs_before(people, from, at)) >= layout->column_count)
			break;
		uint32_t offset = people->words[at].from - people->words[from].from;
		while (!layout->tabbed && column + 1 < layout->column_count && layout->columns[column + 1].from <= offset + 1 &&
		       layout->columns[column + 1].from > layout->columns[column].from)
			column++; /* a cell between is empty */
		put_cell(layout, column, at, end);
		at = next;
	}
}

void read_row(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	layout->record = record_new(people, people->words[from].line);
	layout->named = false;
	layout->due = true;
	mark_record(people, from, to, layout->record);
	if (layout->piped)
		read_piped(layout, from, to);
	else
		read_spaced(layout, from, to);
	layout->due = false;
	layout->record = 0;
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
