/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rows of ruled tables whose cells have several lines: each cell is read as a whole, as a reader does. */
#ifndef FORMAT_PDF_CELLS_H
#define FORMAT_PDF_CELLS_H
#include "format/pdf_layout.h"

/* Whether a rule crosses the base line at `y` of letters of this size; not the edge of a mark around words. */
bool page_rule_crosses(const struct page_rule *rule, float y, float size);
/* The first rule at or right of `x`; rule_count: none. */
size_t page_first_rule(const struct page *page, float x);

/* Sets the chunks' rules and the lines' rows. */
void page_cells(struct page_layout *layout, const struct page *page);
/* Whether two chunks of one row stand in the same cell. */
bool page_same_cell(const struct page_chunk *a, const struct page_chunk *b);
#endif
