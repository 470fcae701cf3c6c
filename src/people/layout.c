/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Face sheets and tables. A line is read from left to right as labels and values; a role code at its start opens the
 * entry ("record") of a person, and what follows belongs to that entry until the next one or until running text. A line
 * of several role codes, or of column labels, makes the lines below it a table. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/layout.h"

enum { RUNNING_WORDS = 9, HEADS_WIDE = 8 };

/* The next word behind `at` where a cell begins or a label may. */
static size_t next_start(const struct people *people, size_t at, size_t to)
{
	for (at++; at < to; at++)
		if (people->words[at].cues || people->words[at].gap || people->words[at - 1].bar)
			break;
	return at;
}

/* "To: Quintero, Luis; Osei, Comfort (Children's Division)": persons of no entry, parted by semicolons. */
static void read_addressees(struct layout *layout, size_t from, size_t to)
{
	struct layout other = {.people = layout->people};
	for (size_t at = from; at < to; at++) {
		size_t name_to = at == from || sign_is(layout->people, at - 1, ';') ? inverted_name(layout->people, at, to) : 0;
		if (name_to)
			add_name(&other, at, name_to, WHAT_NAME, false);
	}
}

/* Reads labels and values of one line, or of one cell of it. */
bool read_labels(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	bool any = false, cell_start = true;
	for (size_t at = from; at < to;) {
		size_t value;
		size_t boxed = cell_start ? read_box(layout, at, to) : at;
		if (boxed > at) {
			at = boxed;
			any = true;
			continue;
		}
		const struct cue_hit *label = people->words[at].cues ? label_at(people, at, to, &value, cell_start) : NULL;
		size_t name_to = !label && cell_start ? inverted_name(people, at, to) : 0;
		if (name_to && (layout->record || at > from || name_to == to)) {
			add_name(layout, at, name_to, WHAT_NAME, false);
			at = name_to;
			any = true;
			continue;
		}
		bool box = !label && cell_start && at + 1 < to && (sign_is(people, at + 1, '.') || people->lines[people->words[at].line].boxed);
		size_t behind = box ? behind_box_number(people, at, to) : at;
		if (behind > at) {
			at = behind;
			continue;
		}
		if (!label) {
			at = next_start(people, at, to);
			cell_start = at < to && (people->words[at].gap || is_bar(people, at - 1));
			continue;
		}
		any = true;
		for (size_t i = at; i < value; i++)
			people->words[i].fact = true;
		size_t end = value_end(people, value, to);
		bool name = label->cue == LABEL_NAME || label->cue == LABEL_SURNAME;
		if (name && layout->record && layout->named && value < end)
			layout->record = 0, layout->named = false;
		if ((name || label->cue == LABEL_GIVEN) && layout->record == 0 && value < end) {
			layout->record = record_new(people, people->words[at].line);
			layout->named = false;
		}
		add_value(layout, (enum cue)label->cue, value, end);
		if (label->cue == LABEL_OTHER && is_release(people, label, value, end))
			add_other(layout, value, end, STR("guardian"));
		else if (label->cue == LABEL_OTHER)
			read_addressees(layout, value, end);
		for (size_t i = value; i < end && end <= value + 2 && word_is(people, at, "county"); i++)
			people->words[i].place = people->words[i].fact = true; /* "COUNTY HARLOW" */
		layout->pending = value >= end && end == to ? label->cue : (uint8_t)CUE_COUNT;
		at = end > at ? end : at + 1;
		cell_start = true;
	}
	return any;
}

/* "SUS NICHOLAS CALBY REL FATHER   PAR VIOLET GREEN REL MOTHER": where the next person of the line begins, or `to`. */
static size_t next_person(const struct layout *layout, size_t from, size_t to)
{
	const struct people *people = layout->people;
	size_t rest;
	struct str role;
	for (size_t at = from; at < to; at++)
		if (people->words[at].gap && people->words[at].letters == CASE_UPPER && people->words[at].folded.len > 1 &&
		    word_has(people, at, CUE_ROLE) && !word_has(people, at, LABEL_RELATION) && !sign_is(people, at + 1, ':') &&
		    role_at(people, at, to, &rest, &role) && rest < to && !people->words[rest].gap)
			return at;
	return to;
}

static void read_entry(struct layout *layout, size_t from, size_t to);

static void read_next_person(struct layout *layout, size_t at, size_t to)
{
	size_t rest;
	struct str role;
	role_at(layout->people, at, to, &rest, &role);
	open_record(layout, layout->people->words[at].line, role);
	layout->due = true;
	read_entry(layout, rest, to);
	layout->due = false;
}

/* After a role code: cells with one part of the name each ("V1|DOE|JANE|M|F|..."), or the name in one piece. */
static void read_entry(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t value;
	from = skip_signs(people, from, to);
	while (from < to && is_bar(people, from))
		from++;
	if (from >= to)
		return;
	if (people->words[from].cues && label_at(people, from, to, &value, true)) {
		read_labels(layout, from, to);
		return;
	}
	size_t end = value_end(people, from, to);
	if (end < to && is_bar(people, end) && end == from + 1 && end + 1 < to && begins_name(people, from) &&
	    begins_name(people, end + 1)) {
		add_name(layout, from, end, WHAT_NAME_SURNAME, false);
		size_t next = value_end(people, end + 1, to);
		add_name(layout, end + 1, next, WHAT_NAME_GIVEN, false);
		if (next + 1 < to && begins_name(people, next + 1) && !word_has(people, next + 1, CUE_ROLE))
			add_name(layout, next + 1, value_end(people, next + 1, to), WHAT_NAME_MIDDLE, false);
		end = next;
	} else {
		add_name(layout, from, end, WHAT_NAME, false);
	}
	size_t next = next_person(layout, end, to);
	read_unlabelled(layout, end, next);
	read_labels(layout, end, next);
	if (next < to)
		read_next_person(layout, next, to);
}

/* "Young person ........ Ann Doe": where the dots begin and end; false: none. */
static bool find_leader(const struct people *people, size_t from, size_t to, size_t *dots, size_t *value)
{
	for (size_t at = from + 1; at + 4 < to; at++) {
		size_t end = at;
		while (end < to && (sign_is(people, end, '.') || sign_is(people, end, '_')))
			end++;
		if (end >= at + 4) {
			*dots = at;
			*value = end;
			return end < to;
		}
	}
	return false;
}

/* What stands before the dots is a label, though no list has it; a name behind them is somebody's. */
static bool read_leader(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t dots, value;
	if (!find_leader(people, from, to, &dots, &value))
		return false;
	size_t cell = dots; /* "OWNER SIGNATURE   A. Orr     RELEASED TO ________" */
	while (cell > from && !people->words[cell].gap)
		cell--;
	if (cell > from && cell < dots) {
		read_labels(layout, from, cell);
		from = cell;
	}
	size_t end = value_end(people, value, to);
	enum cue label = CUE_COUNT;
	for (uint32_t i = people->words[dots].ends; i; i = people->cues[i - 1].next_end)
		if (is_label(&people->cues[i - 1]))
			label = (enum cue)people->cues[i - 1].cue;
	if (label == CUE_COUNT && (inverted_name(people, value, end) || is_value_name(people, value, end)))
		label = LABEL_NAME;
	if (label == CUE_COUNT && is_value_name(people, from, dots))
		return false; /* "Nora Brennan ...... rear seat": the name itself stands before them */
	for (size_t at = from; at < dots; at++)
		people->words[at].fact = true;
	if (label == CUE_COUNT)
		return false;
	/* under "[VIC1] Victim" it names the victim */
	bool opened = layout->record && !layout->named && people->records[layout->record].role.len && word_has(people, from, LABEL_NAME);
	if (label == LABEL_NAME && !opened)
		layout->record = record_new(people, people->words[from].line), layout->named = false;
	add_value(layout, label, value, end);
	if (end < to)
		read_labels(layout, end, to);
	if (layout->record)
		mark_record(people, from, to, layout->record);
	return true;
}

static bool has_words(const struct people *people, size_t from, size_t to, size_t least)
{
	size_t count = 0;
	for (size_t at = from; at < to && count < least; at++)
		count += people->words[at].kind == TOKEN_WORD;
	return count >= least;
}

/* "PARENT                PHONE": labels over what is written under them, two or more cells wide, are no names. */
static void mark_heads(struct people *people, size_t from, size_t to)
{
	size_t labels = 0;
	for (unsigned pass = 0; pass < 2; pass++)
		for (size_t at = from; at < to;) {
			size_t end = at + 1;
			while (end < to && !people->words[end].gap && !is_bar(people, end))
				end++;
			bool label = false;
			for (uint32_t i = people->words[at].cues; i && !label; i = people->cues[i - 1].next_start)
				label = people->cues[i - 1].to == end && (is_label(&people->cues[i - 1]) || people->cues[i - 1].cue == CUE_ROLE);
			labels += label && pass == 0;
			for (size_t i = at; label && pass == 1 && i < end; i++)
				people->words[i].fact = true;
			if (pass == 0 && !label && people->words[at].kind == TOKEN_NUMBER)
				return; /* a line of values */
			at = end + (end < to && is_bar(people, end));
			if (pass == 1 && labels < 2)
				return;
		}
}

uint32_t offset_in_line(const struct people *people, size_t word)
{
	size_t first = line_from(people, people->words[word].line);
	return people->words[word].from - (first ? people->words[first - 1].to : 0);
}

/* The value of the line above goes on, right below where it began: "NAME  O'BANNON-SALEH,", "      TARIQ SEAMUS". */
static bool read_rest(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t value;
	if (layout->value_line == 0 || layout->value_line != line || from >= to || layout->value_fact >= people->fact_count)
		return false;
	struct fact *fact = &people->facts[layout->value_fact];
	uint32_t offset = offset_in_line(people, from);
	bool below = offset + 1 >= layout->value_offset && offset <= layout->value_offset + 1 && offset > 0;
	size_t last = fact->to + 1u; /* the comma ends its line or cell */
	below = below && (last >= people->word_count || people->words[last].kind == TOKEN_LINE || is_bar(people, last));
	if (!below || fact->what != WHAT_NAME || !sign_is(people, fact->to, ',') || has_words(people, from, to, 5) ||
	    !begins_name(people, from) || (people->words[from].cues && label_at(people, from, to, &value, true)))
		return false;
	fact->what = WHAT_NAME_SURNAME;
	add_fact(people, from, value_end(people, from, to), WHAT_NAME_GIVEN, fact->record);
	mark_record(people, from, to, fact->record);
	return true;
}

/* An empty line, or one of running text: the table above has ended, and no value of the label above comes. */
static void end_above(struct layout *layout, size_t from, size_t to)
{
	bool prose = layout->column_count && layout->rows && !layout->piped && has_words(layout->people, from, to, 15);
	if ((from < to && prose) || (from >= to && !layout->piped))
		layout->column_count = 0;
	if (from >= to)
		layout->pending = CUE_COUNT;
}

/* A row of the open table. False: it is none; then the table has ended. */
static bool read_in_table(struct layout *layout, size_t from, size_t to)
{
	const struct people *people = layout->people;
	if (layout->column_count && layout->rows && (is_label_alone(people, from, to) || ends_table(layout, from, to)))
		layout->column_count = 0;
	if (layout->column_count && layout->rows && (!layout->piped || bars_in(people, from, to) + 2 >= layout->column_count) &&
	    (!layout->apart || row_fits(layout, from, to))) {
		read_row(layout, from, to);
		if (layout->once)
			layout->column_count = 0;
		if (layout->nameless && !layout->things)
			read_record(layout, from, to);
		return true;
	}
	if (layout->column_count && !layout->rows && read_person_row(layout, from, to))
		return true;
	/* rows of other kinds stand between: "INC|24-0117|...", "LOC|..." */
	bool other = layout->piped && layout->column_count >= HEADS_WIDE && from < to && bars_in(people, from, to) > 0;
	layout->apart = other;
	if (!layout->rows || !other)
		layout->column_count = 0;
	return false;
}

/* "VICTIM 1: ORR, ANA ...": opens an entry. */
static bool read_role(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t rest;
	struct str role;
	/* "Name:" under "VICTIM 1" names the victim, nobody else */
	bool names_entry = layout->record && !layout->named && people->records[layout->record].role.len && word_has(people, from, LABEL_NAME);
	if (names_entry || !role_at(people, behind_counter(people, from, to), to, &rest, &role))
		return false;
	open_record(layout, line, role);
	for (size_t i = from; i < rest; i++)
		people->words[i].fact = true;
	read_entry(layout, rest, to);
	mark_record(people, from, to, layout->record);
	layout->pending = CUE_COUNT;
	return true;
}

/* The value of a label that stands alone on the line above. */
static bool read_pending(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t value;
	enum cue label = (enum cue)layout->pending;
	layout->pending = CUE_COUNT;
	if (label == CUE_COUNT || label == LABEL_OTHER || has_words(people, from, to, 9) || !begins_name(people, from))
		return false;
	if (label_at(people, from, to, &value, true))
		return false;
	add_value(layout, label, from, value_end(people, from, to));
	mark_record(people, from, to, layout->record);
	return true;
}

void read_line(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	end_above(layout, from, to);
	if (from >= to || read_rest(layout, line, from, to))
		return;
	if (bars_in(people, from, to) && read_keyed(layout, from, to))
		return;
	mark_heads(people, from, to);
	if (open_person_columns(layout, from, to) || open_table(layout, from, to) || read_in_table(layout, from, to))
		return;
	if (bars_in(people, from, to) >= 2 && (read_officers(layout, from, to) || read_record(layout, from, to)))
		return;
	if (read_role_row(layout, line, from, to) || read_role(layout, line, from, to) || read_leader(layout, from, to) ||
	    read_person_line(layout, line, from, to) || read_headed(layout, line, from, to) ||
	    read_under_role(layout, line, from, to) || read_pending(layout, from, to))
		return;
	bool labels = read_between(layout, from, to);
	labels = read_labels(layout, from, to) || labels;
	if (layout->record && layout->named && people->words[from].from > people->words[from - (from > 0)].to + 2)
		read_unlabelled(layout, from, to); /* indented under a name */
	if (!labels && has_words(people, from, to, RUNNING_WORDS))
		layout->record = 0;
	if (layout->record)
		mark_record(people, from, to, layout->record);
}

/* A full name that is a part of a name by another field: a pack that knows less took an element apart. */
static bool is_part_too(const struct field *field, const uint8_t *parts, size_t from)
{
	return field->what == WHAT_NAME && parts[from];
}

/* A cell under a head, as table.c reads those of a text. */
static void read_cell_field(struct people *people, const struct field *field, size_t from, size_t to, uint32_t record)
{
	struct layout cell = {.people = people, .record = record, .pending = CUE_COUNT, .due = !field->guess};
	bool name = field->what == WHAT_NAME || (field->what >= WHAT_NAME_GIVEN && field->what <= WHAT_NAME_ALIAS);
	size_t facts = people->fact_count;
	if (name && field->guess && !inverted_name(people, from, to) && !is_value_name(people, from, to))
		return;
	read_cell(&cell, (enum what)field->what, from, to);
	/* a system that writes everything small */
	bool small = from < to && people->words[from].letters == CASE_LOWER && !word_has(people, from, CUE_NO_VALUE);
	for (size_t at = from; at < to && small; at++)
		small = people->words[at].kind == TOKEN_WORD || people->words[at].kind == TOKEN_SIGN;
	if (name && people->fact_count == facts && small && to <= from + 5)
		add_fact(people, from, to, field->what, record);
}

/* Marks the words at which the format gives a part of a name. */
static void mark_parts(const struct people *people, uint8_t *parts)
{
	for (size_t i = 0; i < people->view->field_count; i++) {
		const struct field *field = &people->view->fields[i];
		if (field->what >= WHAT_NAME_GIVEN && field->what <= WHAT_NAME_ALIAS)
			parts[tokens_at(people->tokens, field->span.from)] = true;
	}
}

/* A cell under "RECEIVED BY" of a chain of custody: custody.c knows whether who got it is in office. */
static bool is_of_chain(const struct people *people, size_t at)
{
	size_t from = line_from(people, people->words[at].line), colon = from;
	while (colon < at && !sign_is(people, colon, ':'))
		colon++;
	return custody_gives(people, from, colon) || custody_gets(people, from, colon);
}

/* The first byte of the row in which a cell stands, which has a line of its own: rows end at empty lines. */
static size_t row_start(const struct people *people, size_t at)
{
	uint32_t line = people->words[at].line;
	while (line > 0 && line_from(people, line - 1) < line_to(people, line - 1))
		line--;
	return people->words[line_from(people, line)].from;
}

/* A cell under "CHARGES" charges the person whom the row has named before. */
static void read_charge_field(struct people *people, size_t number, uint32_t base)
{
	const struct field *fields = people->view->fields, *field = &fields[number];
	size_t from = tokens_at(people->tokens, field->span.from), to = tokens_at(people->tokens, field->span.to);
	const struct cue_hit *head = field->what == WHAT_OFFENCE && from < to
					     ? cue_at(people, line_from(people, people->words[from].line), LABEL_HEAD) : NULL;
	if (!head || what_of(head->value) != WHAT_OFFENCE)
		return;
	uint32_t record = 0, heads = people->words[tokens_at(people->tokens, fields[0].span.from)].line;
	for (size_t i = number, start = row_start(people, from); i-- > 0 && fields[i].span.from >= start;) {
		if (record && fields[i].record && fields[i].record != record)
			return;
		record = fields[i].record ? fields[i].record : record;
	}
	if (record)
		read_charge(people, base + record, heads, from, to);
}

/* The values the format gives by name: elements that a pack selects, columns, headers. */
static void read_fields(struct people *people)
{
	uint8_t *parts = people->view->field_count ? mem_alloc(people->word_count + 1, 1) : NULL;
	uint32_t base = (uint32_t)people->record_count - 1;
	people->field_base = base;
	uint32_t most = 0;
	for (size_t i = 0; i < people->view->field_count; i++)
		if (people->view->fields[i].record > most)
			most = people->view->fields[i].record;
	for (size_t i = 0; i < people->view->role_count; i++)
		if (people->view->roles[i].record > most)
			most = people->view->roles[i].record;
	for (uint32_t i = 0; i < most; i++)
		record_new(people, 0);
	for (size_t i = 0; i < people->view->role_count; i++)
		people->records[base + people->view->roles[i].record].role = people->view->roles[i].role;
	if (parts)
		mark_parts(people, parts);
	bool chain = people->view->table && custody_in_table(people);
	for (size_t i = 0; i < people->view->field_count; i++) {
		const struct field *field = &people->view->fields[i];
		size_t from = tokens_at(people->tokens, field->span.from), to = tokens_at(people->tokens, field->span.to);
		uint32_t record = field->record ? base + field->record : 0;
		if (is_part_too(field, parts, from) || (chain && is_of_chain(people, from)))
			continue;
		mark_record(people, from, to, record);
		if (people->view->table && field->rule == FIELD_HEAD) {
			read_cell_field(people, field, from, to, record);
			read_charge_field(people, i, base);
			continue;
		}
		add_fact(people, from, to, field->what, record);
		people->facts[people->fact_count - 1].value = field->value;
	}
	free(parts);
}

/* The words before a colon at the start of the line, at most four: 0 none. */
static size_t speaker_at(const struct people *people, size_t from, size_t to)
{
	size_t at = from;
	for (; at < to && at < from + 5; at++)
		if (sign_is(people, at, ':'))
			return at > from && at + 1 < to ? at : 0;
		else if (people->words[at].kind != TOKEN_WORD && !sign_is(people, at, '.'))
			return 0;
	return 0;
}

static bool is_said(const struct people *people, size_t to)
{
	return to > 0 && (sign_is(people, to - 1, '.') || sign_is(people, to - 1, '?') || sign_is(people, to - 1, '!') ||
			  sign_is(people, to - 1, '"'));
}

/* Does somebody else speak in the line: another label, and a sentence behind it? */
static bool speaks_other(const struct people *people, uint32_t line, struct str label)
{
	if (line >= people->line_count)
		return false;
	size_t at = line_from(people, line), to = line_to(people, line);
	size_t colon = at < to ? speaker_at(people, at, to) : 0;
	return colon && is_said(people, to) && !str_equal(people->words[at].folded, label);
}

/* "DET: Spell Kaeden." between what others say: an officer who speaks once or twice. */
static bool is_officer_speaking(const struct people *people, size_t from, size_t colon)
{
	uint32_t line = people->words[from].line;
	struct str label = people->words[from].folded;
	size_t to = line_to(people, line);
	return word_has_any(people, from, cue_bit(CUE_RANK) | cue_bit(CUE_SPEAKER)) && colon + 2 < to &&
	       (speaks_other(people, line + 1, label) || (line > 0 && speaks_other(people, line - 1, label)));
}

/* In a transcript the same labels come again and again, each with a sentence behind it: they are speakers, no entries. */
static bool is_speaker(const struct people *people, size_t from, size_t colon)
{
	if (is_officer_speaking(people, from, colon))
		return true;
	size_t lines = 0, said = 0;
	for (uint32_t line = 0; line < people->line_count && lines < 200; line++) {
		size_t at = line_from(people, line), to = line_to(people, line);
		size_t end = at < to ? speaker_at(people, at, to) : 0;
		if (end == 0 || end - at != colon - from)
			continue;
		bool same = true;
		for (size_t i = 0; i < colon - from && same; i++)
			same = str_equal(people->words[at + i].folded, people->words[from + i].folded);
		lines += same;
		said += same && is_said(people, to);
	}
	return said >= 3 && said * 2 > lines;
}

static void read_text_line(struct layout *layout, uint32_t line)
{
	struct people *people = layout->people;
	size_t from = line_from(people, line), to = line_to(people, line);
	while (from < to && (sign_is(people, from, '>') || sign_is(people, from, '*') || sign_is(people, from, '-')))
		from++;
	size_t colon = from < to ? speaker_at(people, from, to) : 0;
	if (colon && is_said(people, to) && is_speaker(people, from, colon)) {
		layout->record = 0;
		return;
	}
	if (from + 2 < to && people->words[from].kind == TOKEN_NUMBER && sign_is(people, from + 1, '.') && people->words[from + 2].gap)
		from += 2;
	if (!read_teletype(layout, from, to))
		read_line(layout, line, from, to);
}

/* A reporting party whose entry names work with children must report by law. */
static void read_mandated(struct people *people)
{
	bool reporting = false;
	for (size_t i = 0; i < people->record_count && !reporting; i++)
		reporting = str_equal(people->records[i].role, STR("reporting"));
	for (size_t at = 0; reporting && at < people->word_count; at++) {
		uint32_t record = people->words[at].record;
		if (record == 0 || people->words[at].kind != TOKEN_WORD || !str_equal(people->records[record].role, STR("reporting")))
			continue;
		if (word_in(people, at, LIST_MANDATED, NULL) || list_match(people, at, LIST_MANDATED))
			people->records[record].role = STR("hotline-reporter");
	}
}

void layout_read(struct people *people)
{
	people->fact_count = people->record_count = 0;
	record_new(people, 0); /* record 0: none */
	if (people->view->structured && people->view->paper_count == 0) {
		read_fields(people);
		return;
	}
	/* cells first; what stands in lines of its own, a narrative, is read as any text */
	bool cells = people->view->table || people->view->structured;
	if (cells) {
		cells_of_heads(people);
		read_fields(people);
		cells_of_fields(people);
		cells_of_values(people);
	}
	struct layout layout = {.people = people, .pending = CUE_COUNT};
	mark_bars(people);
	boxes_mark(people);
	learn_records(&layout);
	const struct layout begun = layout;
	for (uint32_t line = 0; line < people->line_count; line++) {
		if (people->lines[line].cell) {
			layout = begun;
			continue;
		}
		uint32_t behind = columns_read(&layout, line);
		if (behind > line) {
			line = behind - 1;
			continue;
		}
		if (layout.column_count && line > 0 && line - 1 == layout.head_line && rule_below(people, line - 1))
			continue;
		read_text_line(&layout, line);
	}
	keys_settle(people);
	bookings_read(people);
	read_mandated(people);
	if (!cells)
		read_fields(people);
}
