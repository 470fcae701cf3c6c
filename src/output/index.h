/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* index.csv, offences.csv, tallies.json and TALLY.html. Rows wait in a nameless temporary file until the end, because only then
 * it is known which row counts for its report (counted.h); memory does not grow with them but for that. */
#ifndef OUTPUT_INDEX_H
#define OUTPUT_INDEX_H
#include "output/bundle.h"
#include "output/row.h"
#include "output/tally.h"

struct index;

/* `beside`: temporary files lie in the folder of this path. Errors as spool_open(). */
enum err index_open(const char *beside, struct index **index, struct fault *fault) MUST_USE;
void index_close(struct index *index); /* NULL is fine; what is in it is lost */
enum err index_add(struct index *index, const struct row *row, struct fault *fault) MUST_USE;
/* Writes the four papers into the bundle. Afterwards only index_close() is allowed. */
enum err index_publish(struct index *index, const struct tally_head *head, struct bundle *bundle, struct fault *fault) MUST_USE;
#endif
