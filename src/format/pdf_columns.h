/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Columns of running text, which are read one after another. Cells of a table or form are not: they are read by rows. */
#ifndef FORMAT_PDF_COLUMNS_H
#define FORMAT_PDF_COLUMNS_H
#include "format/pdf_page.h"

/* Letters drawn one after another, as a program writes a word or a line: order[from..to), ink from s0 to s1 along the line. */
struct page_run {
	size_t from, to;
	float s0, s1, t, size; /* t: of the base line, down the page */
	uint32_t group; /* by direction */
};

/* Runs [from, to) on one base line. Rows of one region are read together. */
struct page_row {
	size_t from, to;
	float t, size;
	uint32_t group, region;
};

/* Takes rows from the top of the page; gives them in the order in which they are read, rows across columns split. */
void page_columns(const struct page_run *runs, struct page_row **rows, size_t *count, size_t *cap);
#endif
