/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How many reports of which offences, counted five ways, each with its unit and its rule in words, each reconciled to its total.
 * Two newsrooms once counted the same reports and published different numbers; who counts from index.csv and offences.csv with
 * these rules reaches these numbers, and `blackbar tally` does so.
 *
 * Memory: counters for each class, division and month, of which there are at most a few hundred. */
#ifndef OUTPUT_TALLY_H
#define OUTPUT_TALLY_H
#include "output/row.h"

struct tally;

/* What the papers say of how they were made. */
struct tally_head {
	struct str version;                      /* of the program */
	struct str policy, policy_version;
	struct str table_version, table_sha256; /* of the table of classes; the hash in hex */
	uint64_t mask_below;
};

struct tally *tally_new(void);
void tally_free(struct tally *tally); /* NULL is fine */
/* Rows in the order of index.csv; the first of a document before its further ones. */
void tally_add(struct tally *tally, const struct row *row, bool counted);
/* Once, after the last row. False, and nothing may be written, if the parts of a tally are not its total. */
bool tally_finish(struct tally *tally, uint64_t mask_below);

void tally_write_json(const struct tally *tally, const struct tally_head *head, struct buf *out);
void tally_write_html(const struct tally *tally, const struct tally_head *head, struct buf *out);
void tally_write_text(const struct tally *tally, struct buf *out); /* for a terminal */

/* The line of tallies.json that cannot be counted from the tables; the rest can. */
#define TALLY_TABLE_LINE "  \"class_table\": "
#define TALLY_MASK_KEY "\"mask_below\": "
#endif
