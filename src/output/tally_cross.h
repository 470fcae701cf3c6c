/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Small numbers of a crossed table, hidden so that they cannot be worked out again from what is shown.
 *
 * Whoever reads the table knows the total of every column (the uncrossed tally gives it), every row total that is shown, and
 * that no number is below 0. After cross_mask(), for every small number and every small row total there is another table that
 * agrees with all of that and has another number there: for each of them numbers are hidden in a rectangle, or two row totals
 * with a number of each, along which 1 can be moved. Where no such table exists the whole table is not shown. */
#ifndef OUTPUT_TALLY_CROSS_H
#define OUTPUT_TALLY_CROSS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cross {
	size_t rows, columns;
	uint64_t *cells; /* row by row; the caller's to set, owned by the struct */
	uint64_t *totals; /* of rows */
	bool *hidden;      /* as `cells` */
	bool *total_hidden;
	bool shown;
};

/* Cells and totals are 0; free with cross_free(). */
void cross_make(struct cross *cross, size_t rows, size_t columns);
void cross_free(struct cross *cross);
/* Hides numbers from 1 to below - 1, and what must be hidden with them. */
void cross_mask(struct cross *cross, uint64_t below);
#endif
