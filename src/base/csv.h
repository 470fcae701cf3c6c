/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* CSV cells, quoted as RFC 4180 says. The caller writes commas and line ends. */
#ifndef BASE_CSV_H
#define BASE_CSV_H
#include <stdbool.h>

#include "base/str.h"

/* UTF-8 with a byte order mark, because Excel takes a file without one for Windows-1252; lines end as RFC 4180 says. */
#define CSV_MARK "\xef\xbb\xbf"
#define CSV_END "\r\n"

/* Appends one cell. A cell that a spreadsheet would run as a formula (it begins with = + - @, also in full width, a tab or an
 * end of a line) gets an apostrophe in front. Quotes only where needed: , " line ends, a space at either end. */
void csv_add(struct buf *buf, struct str cell);

void csv_unguard(struct buf *cell); /* takes that apostrophe off */

/* Takes the cell at the front of `row` (one line without its end) and the comma after it, if there is one, which
 * `*more` tells, and appends the cell without its quotes to `cell`. False for wrong quoting. */
bool csv_take(struct str *row, struct buf *cell, bool *more);
#endif
