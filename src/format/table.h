/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What table.c (reading) and table_write.c share. */
#ifndef FORMAT_TABLE_H
#define FORMAT_TABLE_H
#include "format/table_fixed.h"
#include "format/table_rows.h"
#include "format/text_cuts.h"

/* One row of the part at hand. */
struct table_line {
	size_t first, count; /* cells */
	size_t from, to;     /* bytes of the part's text, with the line end */
	uint64_t number;     /* of its first line in the file */
	bool heads;
	bool plain; /* it does not keep to the columns of a fixed table: a title, a sum */
};

struct table {
	struct text_stream stream;
	struct dialect dialect;
	bool told; /* by what is in the text, not by its name: under heads only when there are names in it */
	struct fixed fixed; /* its columns, instead of a sign between cells */
	struct buf head;    /* the line of its heads, which may come again on each page */
	struct table_rows rows;
	struct table_cells cells;
	struct table_line *lines;
	size_t line_count, line_cap;
	size_t first, next; /* lines [first, next) are the view */
	uint64_t views;
	bool begun;
	enum table_kind kind;
	struct text_cuts cuts;
};

/* table_write.c: the rows of the view without the cuts. */
enum err table_write(struct table *table, const struct view *view, struct edit *edits, size_t count, struct buf *out,
		     struct fault *fault) MUST_USE;
#endif
