/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables whose columns stand in fixed places, as programs print and export them: heads over columns that are parted by blanks
 * in every row. Places are counted in characters. Private to format/table*.c. */
#ifndef FORMAT_TABLE_FIXED_H
#define FORMAT_TABLE_FIXED_H
#include "format/table_dialect.h"

enum { FIXED_COLUMNS = 128, FIXED_WIDTH = 2048 /* characters of a row of the head */ };

struct fixed {
	size_t count; /* columns; 0: it is no such table */
	size_t starts[FIXED_COLUMNS], gaps[FIXED_COLUMNS]; /* where each begins, and the blanks before it */
	size_t width; /* of all rows, which are filled up with blanks; 0: of none */
	size_t head;  /* lines before the heads */
};

/* Told from the first bytes of a file: all of it must be a table, but for titles and a line or two behind. `heads`: says which
 * words of the heads belong together; may be NULL. */
void fixed_tell(struct str head, const struct heads *heads, struct fixed *fixed);

/* Adds the cells of the row that begins at `from`, as many as there are columns and without blanks around, or, when `*plain` is
 * true or the row does not keep to the columns, which sets it, one with all of it; returns the beginning of the next row. */
size_t fixed_row(const struct fixed *fixed, struct str text, size_t from, struct table_cells *cells, bool *plain);

/* Characters in UTF-8. */
size_t fixed_width(struct str text);
#endif
