/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/tally_cross.h"

#include <stdlib.h>

#include "base/mem.h"

void cross_make(struct cross *cross, size_t rows, size_t columns)
{
	size_t cells = mem_mul(rows, columns);
	*cross = (struct cross){.rows = rows,
				.columns = columns,
				.cells = mem_alloc(cells, sizeof *cross->cells),
				.totals = mem_alloc(rows, sizeof *cross->totals),
				.hidden = mem_alloc(cells, sizeof *cross->hidden),
				.total_hidden = mem_alloc(rows, sizeof *cross->total_hidden),
				.shown = true};
}

void cross_free(struct cross *cross)
{
	free(cross->cells);
	free(cross->totals);
	free(cross->hidden);
	free(cross->total_hidden);
	*cross = (struct cross){0};
}

static size_t at(const struct cross *cross, size_t row, size_t column)
{
	return row * cross->columns + column;
}

/* What is lost by hiding a number: the number, and that it is shown at all. */
static uint64_t cost(const struct cross *cross, size_t row, size_t column)
{
	size_t cell = at(cross, row, column);
	return cross->hidden[cell] ? 0 : cross->cells[cell] + 1;
}

static uint64_t cost_total(const struct cross *cross, size_t row)
{
	return cross->total_hidden[row] ? 0 : cross->totals[row] + 1;
}

/* The row total is hidden: 1 can move down or up the column if a number and the total of another row are hidden too. */
static bool hide_pair(struct cross *cross, size_t row, size_t column)
{
	size_t best = row;
	uint64_t least = UINT64_MAX;
	for (size_t other = 0; other < cross->rows; other++) {
		uint64_t loss = other == row ? UINT64_MAX : cost(cross, other, column) + cost_total(cross, other);
		if (loss < least) {
			least = loss;
			best = other;
		}
	}
	if (best == row)
		return false;
	cross->hidden[at(cross, best, column)] = true;
	cross->total_hidden[best] = true;
	return true;
}

/* Whether 1 can go round the rectangle: two opposite corners lose it, so they must have it. */
static bool can_turn(const struct cross *cross, size_t row, size_t column, size_t row2, size_t column2)
{
	bool down = cross->cells[at(cross, row2, column2)] > 0; /* the number itself is not 0 */
	bool up = cross->cells[at(cross, row, column2)] > 0 && cross->cells[at(cross, row2, column)] > 0;
	return down || up;
}

static bool hide_rectangle(struct cross *cross, size_t row, size_t column)
{
	size_t best = row, best_column = column;
	uint64_t least = UINT64_MAX;
	for (size_t row2 = 0; row2 < cross->rows; row2++)
		for (size_t column2 = 0; row2 != row && column2 < cross->columns; column2++) {
			if (column2 == column || !can_turn(cross, row, column, row2, column2))
				continue;
			uint64_t loss = cost(cross, row, column2) + cost(cross, row2, column) + cost(cross, row2, column2);
			if (loss < least) {
				least = loss;
				best = row2;
				best_column = column2;
			}
		}
	if (best == row)
		return false;
	cross->hidden[at(cross, row, best_column)] = true;
	cross->hidden[at(cross, best, column)] = true;
	cross->hidden[at(cross, best, best_column)] = true;
	return true;
}

static bool is_small(uint64_t value, uint64_t below)
{
	return value > 0 && value < below;
}

void cross_mask(struct cross *cross, uint64_t below)
{
	for (size_t row = 0; row < cross->rows; row++) {
		cross->total_hidden[row] = is_small(cross->totals[row], below);
		for (size_t column = 0; column < cross->columns; column++)
			cross->hidden[at(cross, row, column)] = is_small(cross->cells[at(cross, row, column)], below);
	}
	for (size_t row = 0; row < cross->rows; row++)
		for (size_t column = 0; column < cross->columns && cross->shown; column++)
			if (is_small(cross->cells[at(cross, row, column)], below))
				cross->shown = is_small(cross->totals[row], below) ? hide_pair(cross, row, column)
										     : hide_rectangle(cross, row, column);
}
