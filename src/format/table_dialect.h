/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a table in text parts its cells and rows: RFC 4180 with one sign or another, read as leniently as spreadsheets and
 * Python do (a quote mark inside a cell that does not begin with one is a quote mark). Private to format/table.c. */
#ifndef FORMAT_TABLE_DIALECT_H
#define FORMAT_TABLE_DIALECT_H
#include "format/text_stream.h"

struct dialect {
	char sign;  /* between cells; '\0': no table */
	char quote; /* around them; '\0': none */
};

/* Told from the first bytes of a file. Where the ending of its `name` is not that of a table, the text must leave no doubt. */
struct dialect dialect_tell(struct str head, struct str name);

struct table_cell {
	struct span span; /* with its quotes, without sign and line end */
	bool quoted;
};

struct table_cells {
	struct table_cell *list;
	size_t count, cap;
};

/* The beginning of a text of any encoding, a byte for each character: what is not ASCII is 'x'. `to` has room for as many bytes,
 * at most 4096. */
size_t dialect_head(struct str head, char *to);

/* Adds the cells of the row that begins at `from`; returns the beginning of the next row. `*open`: the text ends inside of
 * quotes. An empty line has no cells. */
size_t dialect_row(const struct dialect *dialect, struct str text, size_t from, struct table_cells *cells, bool *open);

/* Ends of rows in bytes of any encoding, which begin with a row: see struct text_cutter. */
size_t dialect_last(const struct dialect *dialect, const struct text_window *window);
size_t dialect_first(const struct dialect *dialect, const struct text_window *window, size_t from);
#endif
