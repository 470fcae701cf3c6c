/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which row of index.csv speaks for its report in the tallies, where several documents are of one report (an original, its
 * supplements, an export of the same: their numbers differ at most in capitals, spaces and the mark of a supplement at the end):
 * the one that lists the most offences; of these the one with the most child victims; of these the one that states the most of
 * report date, incident date, division and disposition; of these the first. A row without a report number speaks for itself, and
 * for exact copies of its document. Memory: 30 to 60 bytes a report number. */
#ifndef OUTPUT_COUNTED_H
#define OUTPUT_COUNTED_H
#include "output/row.h"

struct counted;

struct counted *counted_new(void);
void counted_free(struct counted *counted); /* NULL is fine */
/* Every row of a released report, in the order of index.csv ... */
void counted_note(struct counted *counted, const struct row *row);
/* ... and once more, in the same order, from the first: does it count? */
bool counted_next(struct counted *counted, const struct row *row);
#endif
