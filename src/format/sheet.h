/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A sheet of a spreadsheet in a view, whatever file it comes from: it is read as a table (table_rows.h), rows about another
 * report begin another view, and each cell has its place, "Sheet1!B7". Private to format/xlsx*.c and format/ods*.c. */
#ifndef FORMAT_SHEET_H
#define FORMAT_SHEET_H
#include "format/office.h"
#include "format/table_rows.h"

enum { SHEET_COLUMNS = 16384, SHEET_ROWS = 1048576 };

struct sheet_cell {
	uint32_t row, column; /* from 0 */
	uint32_t element;     /* and value: the kind's own */
	uint8_t value;
};

/* The cells that have something to show, row by row. */
struct sheet_cells {
	struct sheet_cell *list;
	size_t count, cap;
};
void sheet_cell_add(struct sheet_cells *cells, struct sheet_cell cell);
void sheet_cell_sort(struct sheet_cells *cells); /* programs write them in order; others need not */

/* What the kind knows of cells. `context` is its own. */
struct sheet_reader {
	/* Appends the cell's text as a reader sees it. */
	enum err (*text)(void *context, const struct sheet_cell *cell, struct buf *to, struct fault *fault);
	/* The same into the view, where it ends. */
	enum err (*show)(void *context, struct view *view, const struct sheet_cell *cell, struct fault *fault);
};

/* Zero-initialise to begin; set office, reader, context and rows.heads. One for all sheets of a document. */
struct sheet_view {
	struct office *office;
	const struct sheet_reader *reader;
	void *context;
	struct table_rows rows;
	struct sheet_cells cells;
	size_t at;       /* the next cell */
	unsigned number; /* of the sheet, from 1 */
	enum table_kind kind;
	uint32_t heads; /* the row of the heads */
	bool first;     /* nothing of the sheet was shown yet */
	bool inside;    /* of an embedded object, which is the place of all in it; it is not counted */
	struct buf report, text;
};
void sheet_view_free(struct sheet_view *sheet);

/* The next sheet, whose cells are filled in. */
enum err sheet_view_begin(struct sheet_view *sheet, struct fault *fault) MUST_USE;
/* Rows until the sheet ends or the view does: it has more than `limit` bytes, or the next row is about another report. Then
 * `*full` is true. */
enum err sheet_view_show(struct sheet_view *sheet, struct view *view, size_t limit, bool *full, struct fault *fault) MUST_USE;

/* sheet_formula.c: does the formula, as it stands in XML, name nothing but cells of its own sheet and functions? These are told
 * (NULL: to nobody), as spans of it. Any other formula goes and its value stays. */
typedef void (*sheet_function)(void *context, struct span name);
bool sheet_formula_plain(struct str formula, sheet_function told, void *context);
/* Has it text in quotes? */
bool sheet_formula_quotes(struct str formula);
#endif
