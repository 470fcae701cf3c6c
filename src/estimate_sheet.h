/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A printed sheet, as plain text of 78 columns or as HTML that needs nothing else: no script, no picture, no font. */
#ifndef ESTIMATE_SHEET_H
#define ESTIMATE_SHEET_H
#include "base/str.h"

enum { SHEET_COLUMNS = 5 };

struct sheet {
	struct buf out;
	bool html;
	/* the table at hand: cells, counted, row by row */
	struct buf cells;
	size_t columns, rows;
};

/* A cell of a row: the first is a text, the others are numbers. A row of one cell is a remark on the row above. */
struct sheet_row {
	struct str cells[SHEET_COLUMNS];
	bool total; /* set apart */
};

void sheet_begin(struct sheet *sheet, bool html, struct str title); /* the title is of the window, not shown */
void sheet_end(struct sheet *sheet);
void sheet_free(struct sheet *sheet);

void sheet_head(struct sheet *sheet, struct str text);    /* of the whole */
void sheet_section(struct sheet *sheet, struct str text);
void sheet_text(struct sheet *sheet, struct str text);    /* a paragraph */
void sheet_line(struct sheet *sheet, struct str text);    /* one of several lines that stay as they are, such as an address */
void sheet_blank(struct sheet *sheet, struct str label);  /* a line to be filled in by hand */

void sheet_table(struct sheet *sheet, const struct sheet_row *heads, size_t columns); /* heads NULL: none */
void sheet_row(struct sheet *sheet, const struct sheet_row *row);
void sheet_remark(struct sheet *sheet, struct str text);
void sheet_table_end(struct sheet *sheet);
#endif
