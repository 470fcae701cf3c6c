/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { SAMPLE_ROWS = 64 };

void sheet_view_free(struct sheet_view *sheet)
{
	table_rows_free(&sheet->rows);
	free(sheet->cells.list);
	buf_free(&sheet->report);
	buf_free(&sheet->text);
}

void sheet_cell_add(struct sheet_cells *cells, struct sheet_cell cell)
{
	cells->list = mem_room(cells->list, cells->count, &cells->cap, sizeof *cells->list);
	cells->list[cells->count++] = cell;
}

static int order(const void *first, const void *second)
{
	const struct sheet_cell *a = first, *b = second;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->element != b->element)
		return a->element < b->element ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

void sheet_cell_sort(struct sheet_cells *cells)
{
	bool sorted = true;
	for (size_t i = 1; i < cells->count && sorted; i++)
		sorted = order(&cells->list[i - 1], &cells->list[i]) < 0;
	if (!sorted)
		qsort(cells->list, cells->count, sizeof *cells->list, order);
}

static size_t row_end(const struct sheet_view *sheet, size_t at)
{
	uint32_t row = sheet->cells.list[at].row;
	while (at < sheet->cells.count && sheet->cells.list[at].row == row)
		at++;
	return at;
}

/* ---- what kind of table it is --------------------------------------------------------------------------------------- */

/* The first rows as text, with empty cells between. */
struct sampling {
	struct buf text;
	struct span *cells;
	size_t count, cap;
	size_t first[SAMPLE_ROWS + 1];
	size_t rows;
	uint32_t numbers[SAMPLE_ROWS];
};

static void add_cell(struct sampling *sampling, struct span span)
{
	sampling->cells = mem_room(sampling->cells, sampling->count, &sampling->cap, sizeof *sampling->cells);
	sampling->cells[sampling->count++] = span;
}

static enum err sample_row(struct sheet_view *sheet, struct sampling *sampling, size_t from, size_t to, struct fault *fault)
{
	enum err err = ERR_NONE;
	uint32_t column = 0;
	sampling->first[sampling->rows] = sampling->count;
	sampling->numbers[sampling->rows++] = sheet->cells.list[from].row;
	for (size_t i = from; err == ERR_NONE && i < to; i++) {
		const struct sheet_cell *cell = &sheet->cells.list[i];
		if (cell->column >= TABLE_COLUMNS)
			break;
		for (; column < cell->column; column++)
			add_cell(sampling, (struct span){0, 0});
		struct span span = {sampling->text.len, 0};
		err = sheet->reader->text(sheet->context, cell, &sampling->text, fault);
		span.to = sampling->text.len;
		add_cell(sampling, span);
		column = cell->column + 1;
	}
	sampling->first[sampling->rows] = sampling->count;
	return err;
}

static enum err tell_kind(struct sheet_view *sheet, struct fault *fault)
{
	struct sampling sampling = {.rows = 0};
	enum err err = ERR_NONE;
	for (size_t at = 0; err == ERR_NONE && at < sheet->cells.count && sampling.rows < SAMPLE_ROWS;) {
		size_t end = row_end(sheet, at);
		err = sample_row(sheet, &sampling, at, end, fault);
		at = end;
	}
	struct str *texts = mem_alloc(sampling.count + 1, sizeof *texts);
	for (size_t i = 0; i < sampling.count; i++)
		texts[i] = str_part(buf_str(&sampling.text), sampling.cells[i]);
	struct table_sample sample = {texts, sampling.first, sampling.rows};
	size_t heads = SIZE_MAX;
	if (err == ERR_NONE)
		sheet->kind = table_tell(&sheet->rows, &sample, &heads);
	sheet->heads = heads == SIZE_MAX ? UINT32_MAX : sampling.numbers[heads];
	free(texts);
	free(sampling.cells);
	buf_free(&sampling.text);
	return err;
}

enum err sheet_view_begin(struct sheet_view *sheet, struct fault *fault)
{
	sheet->first = true;
	sheet->at = 0;
	sheet->number += !sheet->inside;
	return tell_kind(sheet, fault);
}

/* ---- rows --------------------------------------------------------------------------------------------------------------- */

static void tell_place(const struct sheet_view *sheet, const struct sheet_cell *cell)
{
	char letters[8];
	size_t at = sizeof letters - 1;
	letters[at] = '\0';
	for (uint32_t column = cell->column + 1; column && at; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	/* the name of the sheet could be somebody's */
	office_place(sheet->office, "Sheet%u!%s%u", sheet->number, letters + at, (unsigned)cell->row + 1);
}

static enum err show_cell(struct sheet_view *sheet, struct view *view, const struct sheet_cell *cell, struct fault *fault)
{
	if (!sheet->inside)
		tell_place(sheet, cell);
	return sheet->reader->show(sheet->context, view, cell, fault);
}

static enum err show_heads(struct sheet_view *sheet, struct view *view, size_t to, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (; err == ERR_NONE && sheet->at < to; sheet->at++) {
		const struct sheet_cell *cell = &sheet->cells.list[sheet->at];
		view_separate(view);
		size_t from = view->text.len;
		err = show_cell(sheet, view, cell, fault);
		if (cell->column < sheet->rows.column_count && sheet->rows.columns[cell->column].head.known)
			view_add_head(view, (struct span){from, view->text.len}, true);
	}
	view_separate(view);
	return err;
}

static size_t shown_len(struct str text)
{
	return text.len && memchr(text.ptr, '\n', text.len) ? SIZE_MAX : text.len;
}

/* One cell in its place; what it says is in sheet->text. */
static enum err place_cell(struct sheet_view *sheet, struct view *view, const struct sheet_cell *cell, bool alone,
			   struct fault *fault)
{
	struct str text = str_trim(buf_str(&sheet->text));
	bool label = false;
	if (sheet->kind == TABLE_HEADS)
		table_cell_begin(&sheet->rows, view, cell->column, shown_len(text));
	else if (sheet->kind == TABLE_FORM)
		label = table_form_cell(&sheet->rows, view, text, shown_len(text), alone);
	else if (view->text.len && view->text.ptr[view->text.len - 1] != '\n')
		table_show(view, STR("|"));
	size_t from = view->text.len;
	enum err err = show_cell(sheet, view, cell, fault);
	if (err == ERR_NONE && sheet->kind == TABLE_HEADS)
		table_cell_end(&sheet->rows, view, cell->column, from);
	else if (err == ERR_NONE && sheet->kind == TABLE_FORM)
		table_form_end(&sheet->rows, view, cell->column, from, label, sheet->first);
	return err;
}

static enum err show_row(struct sheet_view *sheet, struct view *view, size_t to, struct fault *fault)
{
	enum err err = ERR_NONE;
	bool alone = to == sheet->at + 1;
	if (sheet->kind == TABLE_HEADS)
		table_row_begin(&sheet->rows, view);
	else if (sheet->kind == TABLE_FORM)
		table_form_row(&sheet->rows, view);
	else
		view_separate(view);
	if (sheet->kind == TABLE_HEADS && sheet->cells.list[sheet->at].row == sheet->heads)
		return show_heads(sheet, view, to, fault);
	for (; err == ERR_NONE && sheet->at < to; sheet->at++) {
		buf_clear(&sheet->text);
		err = sheet->reader->text(sheet->context, &sheet->cells.list[sheet->at], &sheet->text, fault);
		if (err == ERR_NONE && str_trim(buf_str(&sheet->text)).len)
			err = place_cell(sheet, view, &sheet->cells.list[sheet->at], alone, fault);
	}
	view_separate(view);
	return err;
}

/* Is the row about another report than those before? */
static enum err is_other_report(struct sheet_view *sheet, size_t to, bool *other, struct fault *fault)
{
	*other = false;
	for (size_t i = sheet->at; i < to; i++) {
		const struct sheet_cell *cell = &sheet->cells.list[i];
		if (sheet->kind != TABLE_HEADS || cell->row == sheet->heads || cell->column != sheet->rows.number)
			continue;
		buf_clear(&sheet->text);
		enum err err = sheet->reader->text(sheet->context, cell, &sheet->text, fault);
		struct str report = str_trim(buf_str(&sheet->text));
		if (err || report.len == 0)
			return err;
		*other = sheet->report.len && !str_equal(report, buf_str(&sheet->report));
		buf_clear(&sheet->report);
		buf_add(&sheet->report, report);
	}
	return ERR_NONE;
}

enum err sheet_view_show(struct sheet_view *sheet, struct view *view, size_t limit, bool *full, struct fault *fault)
{
	enum err err = ERR_NONE;
	while (err == ERR_NONE && sheet->at < sheet->cells.count) {
		size_t to = row_end(sheet, sheet->at);
		bool other = false;
		err = is_other_report(sheet, to, &other, fault);
		*full = view->text.len > 0 && !sheet->first && (other || view->text.len > limit);
		if (err || *full)
			return err;
		err = show_row(sheet, view, to, fault);
		sheet->first = false;
	}
	return err;
}
