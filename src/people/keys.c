/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The number of the report in an export without heads: it stands in the first or second cell of (nearly) every row, whatever the row is
 * about: "PSN|SL25006614|VIC|...", "PRP|SL25006614|BICYCLE|...". No person has a number in the rows of others, of things and of the story. */
#include "people/layout.h"

enum { ROWS_LEAST = 4, ROWS_MOST = 4000, KEY_COLUMNS = 2, DIGITS_LEAST = 5, LENGTH_MOST = 24, LETTERS_BEFORE = 4, PHONE = 10, SSN = 9 };

struct key {
	struct str text;
	size_t column, rows, all; /* rows that have it there, of all */
	size_t least, most;       /* cells of them */
	bool agency;              /* an agency of the law, or an offence, is named in one of them or in the first row */
};

/* The end of the cell that begins at `from`. */
static size_t cell_end(const struct people *people, size_t from, size_t to)
{
	while (from < to && !sign_is(people, from, '|'))
		from++;
	return from;
}

/* The words of the cell in the column, false if the line has none. */
static bool find_cell(const struct people *people, uint32_t line, size_t column, size_t *from, size_t *to)
{
	size_t end = line_to(people, line);
	*from = line_from(people, line);
	*to = cell_end(people, *from, end);
	for (size_t i = 0; i < column && *to < end; i++) {
		*from = *to + 1;
		*to = cell_end(people, *from, end);
	}
	return *to < end && *from < *to; /* a bar stands behind */
}

static size_t count_cells(const struct people *people, uint32_t line)
{
	size_t cells = 1;
	for (size_t at = line_from(people, line); at < line_to(people, line); at++)
		cells += sign_is(people, at, '|');
	return cells;
}

static struct str cell_text(const struct people *people, size_t from, size_t to)
{
	return str_part(buf_str(&people->view->text), (struct span){people->words[from].from, people->words[to - 1].to});
}

/* Digits in groups, a few capitals before them at most: and neither a telephone nor a social security number. */
static bool is_number(struct str text)
{
	size_t digits = 0, letters = 0;
	for (size_t i = 0; i < text.len; i++) {
		digits += ascii_digit(text.ptr[i]);
		letters += ascii_upper(text.ptr[i]);
		if (!ascii_digit(text.ptr[i]) && !ascii_upper(text.ptr[i]) && text.ptr[i] != '-')
			return false;
	}
	bool phone = digits == PHONE && letters == 0 && text.len > 0 && text.ptr[0] != '0';
	bool ssn = digits == SSN && letters == 0;
	return digits >= DIGITS_LEAST && letters <= LETTERS_BEFORE && text.len <= LENGTH_MOST && !phone && !ssn;
}

/* A day, or a day and a time, is no number. */
static bool is_day(const struct people *people, size_t at)
{
	uint8_t what = people->words[at].blocked;
	return what == WHAT_DATE || what == WHAT_INCIDENT_DATE || what == WHAT_REPORT_DATE || what == WHAT_BIRTH_DATE;
}

static bool names_law(const struct people *people, uint32_t line)
{
	for (size_t at = line_from(people, line); at < line_to(people, line); at++)
		if (word_has(people, at, CUE_LAW_AGENCY) || people->words[at].blocked == WHAT_OFFENCE || people->words[at].blocked == WHAT_AGENCY)
			return true;
	return false;
}

static void count_rows(const struct people *people, struct key *key)
{
	for (uint32_t line = 0; line < people->line_count && line < ROWS_MOST; line++) {
		size_t from, to, cells = count_cells(people, line);
		if (cells < 2)
			continue;
		bool first = key->all++ == 0;
		bool has = find_cell(people, line, key->column, &from, &to) && str_equal(cell_text(people, from, to), key->text);
		if ((has || first) && names_law(people, line))
			key->agency = true;
		if (!has)
			continue;
		key->rows++;
		key->least = key->least && key->least < cells ? key->least : cells;
		key->most = cells > key->most ? cells : key->most;
	}
}

/* A table that has the same columns in all rows has a head for them, or is a list of somebody's things. */
static bool is_key(const struct key *key)
{
	return key->rows >= ROWS_LEAST && key->rows * 10 >= key->all * 9 - 10 && key->most > key->least && key->agency;
}

static void mark_number(struct people *people, size_t from, size_t to)
{
	struct span span = {people->words[from].from, people->words[to - 1].to};
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->span.from >= span.from && finding->span.to <= span.to && finding->what != WHAT_SSN && finding->what != WHAT_PHONE &&
		    finding->what != WHAT_STUDENT_ID && finding->what != WHAT_MEDICAL_ID)
			finding->what = WHAT_REPORT_NUMBER;
	}
	finding_add(people->findings, span, WHAT_REPORT_NUMBER, RULE_PEOPLE)->score = 90;
	for (size_t at = from; at < to; at++)
		people->words[at].blocked = WHAT_REPORT_NUMBER;
}

void key_read(struct people *people, size_t from, size_t to)
{
	if (from >= to || is_day(people, from) || !is_number(cell_text(people, from, to)))
		return;
	for (size_t at = from; at < to; at++)
		people->words[at].blocked = WHAT_REPORT_NUMBER, people->words[at].fact = true;
}

void keys_settle(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		size_t at = finding->what == WHAT_OTHER_ID ? tokens_at(people->tokens, finding->span.from) : people->word_count;
		if (at < people->word_count && people->words[at].blocked == WHAT_REPORT_NUMBER && people->words[at].fact)
			finding->what = WHAT_REPORT_NUMBER;
	}
}

static void mark_rows(struct people *people, const struct key *key)
{
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from, to;
		if (!find_cell(people, line, key->column, &from, &to) || !str_equal(cell_text(people, from, to), key->text))
			continue;
		mark_number(people, from, to);
	}
	finding_sort(people->findings);
}

void keys_mark(struct people *people)
{
	if (!text_has(people, '|'))
		return;
	struct key key = {0};
	for (uint32_t line = 0, tried = 0; line < people->line_count && tried < ROWS_LEAST; line++) {
		if (count_cells(people, line) < 2)
			continue;
		tried++;
		for (size_t column = 0; column < KEY_COLUMNS; column++) {
			size_t from, to;
			if (!find_cell(people, line, column, &from, &to) || is_day(people, from) || !is_number(cell_text(people, from, to)))
				continue;
			key = (struct key){.text = cell_text(people, from, to), .column = column};
			count_rows(people, &key);
			if (is_key(&key)) {
				mark_rows(people, &key);
				return;
			}
		}
	}
}
