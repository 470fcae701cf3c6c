/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Face sheets and tables. A line is read from left to right as labels and values; a role code at its start opens the
 * entry ("record") of a person, and what follows belongs to that entry until the next one or until running text. A line
 * of several role codes, or of column labels, makes the lines below it a table. */
#include "base/mem.h"
#include "people/internal.h"

enum { COLUMNS = 24, RUNNING_WORDS = 9 };

struct column {
	uint8_t what;    /* enum what, for a table with labels on top */
	uint32_t record; /* for a form whose columns are persons */
};

struct layout {
	struct people *people;
	uint32_t record;      /* the open entry */
	bool named;           /* it has a name already */
	struct column columns[COLUMNS];
	size_t column_count;
	bool rows;            /* columns are labels, each line a record; else columns are records, each line a label */
	bool piped;
	uint8_t pending;      /* label without a value on the line before */
};

static enum what label_what(enum cue cue)
{
	switch (cue) {
	case LABEL_NAME: return WHAT_NAME;
	case LABEL_SURNAME: return WHAT_NAME_SURNAME;
	case LABEL_GIVEN: return WHAT_NAME_GIVEN;
	case LABEL_MIDDLE: return WHAT_NAME_MIDDLE;
	case LABEL_ALIAS: return WHAT_NAME_ALIAS;
	case LABEL_BIRTH: return WHAT_BIRTH_DATE;
	case LABEL_AGE: return WHAT_AGE;
	case LABEL_ADDRESS: return WHAT_ADDRESS;
	case LABEL_PHONE: return WHAT_PHONE;
	case LABEL_SCHOOL: return WHAT_SCHOOL;
	case LABEL_RELATION: return WHAT_RELATION;
	case LABEL_SEX: return WHAT_SEX;
	case LABEL_ROLE: return WHAT_ROLE;
	case LABEL_PLACE:
	case LABEL_PLACE_NAME: return WHAT_PLACE;
	default: return WHAT_NONE;
	}
}

uint32_t record_new(struct people *people, uint32_t line)
{
	people->records = mem_room(people->records, people->record_count, &people->record_cap, sizeof *people->records);
	people->records[people->record_count] = (struct record){.person = NOBODY, .line = line};
	return (uint32_t)people->record_count++;
}

static void add_fact(struct people *people, size_t from, size_t to, enum what what, uint32_t record)
{
	people->facts = mem_room(people->facts, people->fact_count, &people->fact_cap, sizeof *people->facts);
	people->facts[people->fact_count++] =
		(struct fact){.from = (uint32_t)from, .to = (uint32_t)to, .what = (uint8_t)what, .record = record};
	for (size_t i = from; i < to; i++)
		people->words[i].fact = true;
}

static bool is_bar(const struct people *people, size_t word)
{
	return sign_is(people, word, '|');
}

/* The label that starts at `at`, and where its value begins. A label stands at the start of a line or cell, or anywhere
 * with a colon after it. */
static const struct cue_hit *label_at(const struct people *people, size_t at, size_t end, size_t *value, bool cell_start)
{
	const struct cue_hit *best = NULL;
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start) {
		const struct cue_hit *hit = &people->cues[i - 1];
		if (hit->cue != CUE_LABEL_OFFICIAL && (hit->cue < LABEL_NAME || hit->cue > LABEL_OTHER))
			continue;
		if (hit->to <= end && (!best || hit->to > best->to || (hit->to == best->to && hit->cue < best->cue)))
			best = hit;
	}
	if (!best)
		return NULL;
	size_t after = best->to;
	bool marked = false, dotted = false;
	if (after < end && sign_is(people, after, ')'))
		after++;
	if (after < end && people->words[after].kind == TOKEN_NUMBER && after + 1 < end && sign_is(people, after + 1, ':'))
		after++; /* "OFFICER 1:" */
	while (after < end && (sign_is(people, after, '.') || sign_is(people, after, ':') || sign_is(people, after, '_') ||
			       sign_is(people, after, '#') || sign_is(people, after, '='))) {
		marked = marked || !sign_is(people, after, '.');
		dotted = dotted || (sign_is(people, after, '.') && after + 1 < end && sign_is(people, after + 1, '.'));
		after++;
	}
	*value = after;
	if (marked && people->words[best->from].letters != CASE_LOWER)
		return best;
	if (!cell_start)
		return NULL;
	if (dotted || after >= end || is_bar(people, after) || (marked && cell_start))
		return best;
	bool upper = people->words[best->from].letters == CASE_UPPER;
	return people->words[after].gap && upper ? best : NULL;
}

/* Where the value that starts at `at` ends: at a bar, a wide gap, the next label or the line's end. */
static size_t value_end(const struct people *people, size_t at, size_t end)
{
	size_t first = at, value;
	for (; at < end; at++) {
		if (is_bar(people, at))
			return at;
		if (at > first && people->words[at].gap)
			return at;
		if (at > first && people->words[at].cues && label_at(people, at, end, &value, false))
			return at;
	}
	return end;
}

static bool is_code(const struct people *people, size_t at, size_t end)
{
	/* W/F, M / B: sex and race */
	return at + 2 < end && people->words[at].kind == TOKEN_WORD && people->words[at].to - people->words[at].from == 1 &&
	       sign_is(people, at + 1, '/') && people->words[at + 2].kind == TOKEN_WORD &&
	       people->words[at + 2].to - people->words[at + 2].from == 1;
}

/* The part of [from, to) that can be a name: words, initials, commas, hyphens; ends before numbers and codes. */
static size_t name_end(const struct people *people, size_t from, size_t to)
{
	size_t end = from, commas = 0;
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD) {
			if (is_code(people, at, to) || word_has(people, at, CUE_NO_VALUE))
				break;
			if (at > from && word->blocked && word->blocked != WHAT_SCHOOL)
				break;
			if (commas > 0 && (word_has(people, at, CUE_OCCUPATION) || word_has(people, at, CUE_DOCTOR) ||
					   word_has(people, at, CUE_KIN) || word_has(people, at, CUE_TEACHER)) &&
			    sign_is(people, at - 1, ','))
				break;
			end = word->next;
		} else if (sign_is(people, at, ',')) {
			if (++commas > 2 || at == from)
				break;
		} else if (word->kind != TOKEN_TAIL && !sign_is(people, at, '.') && !sign_is(people, at, '-') &&
			   !sign_is(people, at, '"') && !(word->kind == TOKEN_LINE)) {
			break;
		}
	}
	return end < to ? end : to;
}

static bool begins_name(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word_has(people, at, CUE_NO_VALUE) &&
	       (word->blocked == 0 || word->blocked == WHAT_SCHOOL);
}

static size_t skip_signs(const struct people *people, size_t at, size_t end)
{
	while (at < end && people->words[at].kind == TOKEN_SIGN && !is_bar(people, at))
		at++;
	return at;
}

static size_t skip_ranks(const struct people *people, size_t at, size_t end)
{
	for (;;) {
		const struct cue_hit *hit = cue_at(people, at, CUE_RANK);
		if (!hit)
			hit = cue_at(people, at, CUE_TITLE);
		if (!hit)
			hit = cue_at(people, at, CUE_DOCTOR);
		if (!hit || hit->to >= end)
			return at;
		at = hit->to;
		while (at < end && sign_is(people, at, '.'))
			at++;
	}
}

static void add_name(struct layout *layout, size_t from, size_t to, enum what what, bool official)
{
	struct people *people = layout->people;
	from = skip_signs(people, from, to);
	from = skip_ranks(people, from, to);
	if (from >= to || !begins_name(people, from))
		return;
	size_t end = name_end(people, from, to);
	if (end <= from)
		return;
	uint32_t record = layout->record;
	if (official || record == 0) {
		record = record_new(people, people->words[from].line);
		if (official)
			people->records[record].role = STR("official");
	} else if (what == WHAT_NAME && layout->named) {
		struct str role = people->records[record].role;
		record = layout->record = record_new(people, people->words[from].line);
		if (str_equal(role, STR("official")))
			people->records[record].role = role;
	}
	if (!official && what == WHAT_NAME)
		layout->named = true;
	add_fact(people, from, end, what, record);
}

static void add_value(struct layout *layout, enum cue label, size_t from, size_t to)
{
	struct people *people = layout->people;
	if (from >= to)
		return;
	if (label == CUE_LABEL_OFFICIAL) {
		add_name(layout, from, to, WHAT_NAME, true);
		return;
	}
	enum what what = label_what(label);
	if (what == WHAT_NAME || what == WHAT_NAME_ALIAS || what == WHAT_NAME_GIVEN || what == WHAT_NAME_MIDDLE ||
	    what == WHAT_NAME_SURNAME)
		add_name(layout, from, to, what, false);
	else if (what != WHAT_NONE)
		add_fact(people, from, to, what, what == WHAT_PLACE ? 0 : layout->record);
	if (what == WHAT_ROLE && layout->record) {
		const struct cue_hit *role = cue_at(people, from, CUE_ROLE);
		if (role)
			people->records[layout->record].role = role->value;
	}
}

/* A role code at `at`: "VIC 1", "SUS-1 (JUV)", "(V)", "V1", "CHILD:", "REPORTING PARTY..:". Sets where the rest begins. */
static bool role_at(const struct people *people, size_t at, size_t end, size_t *rest, struct str *role)
{
	bool bracket = sign_is(people, at, '(') || sign_is(people, at, '[');
	size_t first = at + bracket;
	if (first >= end)
		return false;
	const struct word *word = &people->words[first];
	const struct cue_hit *hit = cue_at(people, first, CUE_ROLE);
	size_t after = hit ? hit->to : first + 1;
	if (!hit || word->letters == CASE_LOWER)
		return false;
	*role = hit->value;
	bool numbered = word->kind == TOKEN_MIXED; /* V1 */
	bool single = word->folded.len == 1;
	if (bracket) {
		while (after < end && !sign_is(people, after, ')') && !sign_is(people, after, ']'))
			after++;
		if (after >= end)
			return false;
		*rest = after + 1;
		return *rest >= end || people->words[*rest].letters == CASE_UPPER || people->words[*rest].gap;
	}
	size_t code_end = after;
	if (after < end && (sign_is(people, after, '-') || sign_is(people, after, '#') || sign_is(people, after, '/')))
		after++;
	if (after < end && people->words[after].kind == TOKEN_NUMBER && people->words[after].to - people->words[after].from <= 2)
		numbered = true, code_end = ++after;
	else if (after < end && after == code_end + 1 && sign_is(people, after - 1, '-') && people->words[after].kind == TOKEN_WORD &&
		 people->words[after].to - people->words[after].from == 1)
		numbered = true, code_end = ++after; /* SUS-J */
	after = code_end;
	if (after < end && sign_is(people, after, '(')) {
		/* (JUV), (VIC / RUNAWAY): a second code */
		size_t inner = after + 1;
		if (inner < end && word_has(people, inner, CUE_ROLE))
			*role = str_equal(*role, STR("suspect")) || str_equal(cue_at(people, inner, CUE_ROLE)->value, STR("juvenile"))
					? STR("juvenile") : cue_at(people, inner, CUE_ROLE)->value;
		while (after < end && !sign_is(people, after, ')'))
			after++;
		after += after < end;
		numbered = true;
	}
	bool marked = false;
	while (after < end && (sign_is(people, after, ':') || sign_is(people, after, '.') || sign_is(people, after, '-') ||
			       sign_is(people, after, '=')))
		marked = true, after++;
	*rest = after;
	if (after >= end)
		return word->letters == CASE_UPPER && (numbered || marked || !single);
	if (marked || is_bar(people, after))
		return !single || numbered || marked;
	if (word->letters != CASE_UPPER || (single && !numbered))
		return false;
	return numbered || people->words[after].gap;
}

static void mark_record(struct people *people, size_t from, size_t to, uint32_t record)
{
	for (size_t i = from; i < to; i++)
		people->words[i].record = record;
}

/* Reads labels and values of one line, or of one cell of it. */
static bool read_labels(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	bool any = false, cell_start = true;
	for (size_t at = from; at < to;) {
		size_t value;
		const struct cue_hit *label = people->words[at].cues ? label_at(people, at, to, &value, cell_start) : NULL;
		if (!label) {
			at++;
			cell_start = at < to && (people->words[at].gap || is_bar(people, at - 1));
			continue;
		}
		any = true;
		for (size_t i = at; i < value; i++)
			people->words[i].fact = true;
		size_t end = value_end(people, value, to);
		if (label->cue == LABEL_NAME && layout->record && layout->named && value < end)
			layout->record = 0, layout->named = false;
		if (label->cue == LABEL_NAME && layout->record == 0 && value < end) {
			layout->record = record_new(people, people->words[at].line);
			layout->named = false;
		}
		add_value(layout, (enum cue)label->cue, value, end);
		layout->pending = value >= end && end == to ? label->cue : (uint8_t)CUE_COUNT;
		at = end > at ? end : at + 1;
		cell_start = true;
	}
	return any;
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
static bool open_person_columns(struct layout *layout, size_t from, size_t to)
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
static bool open_table(struct layout *layout, size_t from, size_t to)
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
		for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start) {
			const struct cue_hit *hit = &people->cues[i - 1];
			if (hit->to != end || (hit->cue != CUE_LABEL_OFFICIAL && (hit->cue < LABEL_NAME || hit->cue > LABEL_OTHER)))
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

static void read_row(struct layout *layout, size_t from, size_t to)
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
		at = end + (layout->piped && end < to);
	}
	layout->record = 0;
}

static bool read_person_row(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t value, column = 0;
	const struct cue_hit *label = people->words[from].cues ? label_at(people, from, to, &value, true) : NULL;
	if (!label)
		return false;
	for (size_t at = value; at < to && column < layout->column_count; column++) {
		size_t end = next_cell(people, at, to, false);
		layout->record = layout->columns[column].record;
		layout->named = false;
		mark_record(people, at, end, layout->record);
		add_value(layout, (enum cue)label->cue, at, end);
		at = end;
	}
	layout->record = 0;
	return true;
}

static size_t bars_in(const struct people *people, size_t from, size_t to)
{
	size_t bars = 0;
	for (size_t at = from; at < to; at++)
		bars += is_bar(people, at);
	return bars;
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
	read_labels(layout, end, to);
}

static size_t words_in(const struct people *people, size_t from, size_t to)
{
	size_t count = 0;
	for (size_t at = from; at < to; at++)
		count += people->words[at].kind == TOKEN_WORD;
	return count;
}

static void read_line(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t rest;
	struct str role;
	if (from >= to || (layout->column_count && layout->rows && !layout->piped && words_in(people, from, to) > 14)) {
		if (layout->column_count && (from < to || !layout->piped))
			layout->column_count = 0;
		if (from >= to)
			layout->pending = CUE_COUNT;
		if (from >= to)
			return;
	}
	if (open_person_columns(layout, from, to) || open_table(layout, from, to))
		return;
	if (layout->column_count && layout->rows && (!layout->piped || bars_in(people, from, to) + 2 >= layout->column_count)) {
		read_row(layout, from, to);
		return;
	}
	if (layout->column_count && !layout->rows && read_person_row(layout, from, to))
		return;
	if (layout->column_count)
		layout->column_count = 0;
	if (role_at(people, from, to, &rest, &role)) {
		layout->record = record_new(people, line);
		layout->named = false;
		people->records[layout->record].role = role;
		for (size_t i = from; i < rest; i++)
			people->words[i].fact = true;
		read_entry(layout, rest, to);
		mark_record(people, from, to, layout->record);
		layout->pending = CUE_COUNT;
		return;
	}
	if (layout->pending != CUE_COUNT && words_in(people, from, to) <= 8 && begins_name(people, from)) {
		enum cue label = (enum cue)layout->pending;
		layout->pending = CUE_COUNT;
		size_t value;
		if (!label_at(people, from, to, &value, true)) {
			add_value(layout, label, from, value_end(people, from, to));
			mark_record(people, from, to, layout->record);
			return;
		}
	}
	bool labels = read_labels(layout, from, to);
	if (!labels && words_in(people, from, to) >= RUNNING_WORDS)
		layout->record = 0;
	if (layout->record)
		mark_record(people, from, to, layout->record);
}

/* The values the format gives by name: elements that a pack selects, columns, headers. */
static void read_fields(struct people *people)
{
	uint32_t base = (uint32_t)people->record_count - 1;
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
	for (size_t i = 0; i < people->view->field_count; i++) {
		const struct field *field = &people->view->fields[i];
		size_t from = tokens_at(people->tokens, field->span.from), to = tokens_at(people->tokens, field->span.to);
		uint32_t record = field->record ? base + field->record : 0;
		mark_record(people, from, to, record);
		add_fact(people, from, to, field->what, record);
		people->facts[people->fact_count - 1].value = field->value;
	}
}

void layout_read(struct people *people)
{
	people->fact_count = people->record_count = 0;
	record_new(people, 0); /* record 0: none */
	if (people->view->structured) {
		read_fields(people);
		return;
	}
	struct layout layout = {.people = people, .pending = CUE_COUNT};
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = people->line_words[line];
		size_t to = line + 1 < people->line_count ? people->line_words[line + 1] - 1 : people->word_count;
		while (from < to && (sign_is(people, from, '>') || sign_is(people, from, '*') || sign_is(people, from, '-')))
			from++;
		read_line(&layout, line, from, to);
	}
	read_fields(people);
}
