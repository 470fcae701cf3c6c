/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How many pages a document has: one rule for all papers, the index and the estimate.
 *
 * Where the format knows its pages (PDF, scans, slides, text with form feeds) they are counted. Else pages are reckoned: running
 * lines, wrapped at 80 columns, fill one at 60; of a table or XML, whose lines are single values, each 3,000 characters begun are
 * one. There is always one.
 *
 * It is the released text that is reckoned, with tokens for cuts: a count of the original would tell how long they were. */
#ifndef VIEW_PAGES_H
#define VIEW_PAGES_H
#include "view/view.h"

enum { PAGE_COLUMNS = 80, PAGE_LINES = 60, PAGE_CHARACTERS = 3000 };

/* Of one part of a document: the sum is the document's. */
uint64_t view_pages(const struct view *view, const struct edit *edits, size_t count);
#endif
