/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rows of an export that do not stand under their heads: the line of heads begins with a code of its own ("HDR|PER|SEQ|NAME"), or
 * a row has an empty cell too many. What the cells hold tells under which heads they belong. */
#include "people/layout.h"

enum { BETTER = 2 };

/* 1: the value is what the head says; -1: it cannot be; 0: nothing can be said. */
static int fits(const struct people *people, enum what what, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	bool single = word->next >= to, letters = word->kind == TOKEN_WORD;
	switch (what) {
	case WHAT_NAME:
		if (has_numeric(people, from, to) || (single && word->folded.len <= 3) || word_has(people, from, CUE_NO_VALUE))
			return -1;
		return inverted_name(people, from, to) == to || (letters && !single) ? 1 : 0;
	case WHAT_BIRTH_DATE:
		if (has_numeric(people, from, to) && to - from >= 3)
			return 1;
		return letters && !word_has_any(people, from, cue_bit(CUE_MONTH) | cue_bit(CUE_NO_VALUE)) ? -1 : 0;
	case WHAT_AGE:
		return single && word->kind == TOKEN_NUMBER && word->folded.len <= 2 ? 1 : -1;
	case WHAT_SEX:
		return single && letters && word->folded.len == 1 ? 1 : word->folded.len > 1 && !word_has(people, from, LABEL_SEX) ? -1 : 0;
	case WHAT_ROLE:
		return word_has_any(people, from, cue_bit(CUE_ROLE) | cue_bit(CUE_ROLE_CELL)) ? 1 : has_numeric(people, from, to) ? -1 : 0;
	default:
		return 0;
	}
}

static int fit(const struct layout *layout, const struct cells *cells, struct shift shift)
{
	int sum = 0;
	for (size_t cell = 0; cell < cells->count; cell++) {
		size_t column = shifted(shift, cell);
		if (column < layout->column_count && cells->from[cell] < cells->to[cell])
			sum += fits(layout->people, (enum what)layout->columns[column].what, cells->from[cell], cells->to[cell]);
	}
	return sum;
}

bool row_fits(const struct layout *layout, size_t from, size_t to)
{
	struct cells cells;
	split_cells(layout->people, from, to, &cells);
	return fit(layout, &cells, row_shift(layout, from, to)) >= BETTER;
}

struct shift row_shift(const struct layout *layout, size_t from, size_t to)
{
	struct cells cells;
	struct shift best = {0};
	split_cells(layout->people, from, to, &cells);
	size_t empty = 0;
	while (empty < cells.count && cells.from[empty] < cells.to[empty])
		empty++;
	int least = fit(layout, &cells, best) + BETTER;
	const struct shift others[] = {{0, 1}, {0, -1}, {empty, 1}, {empty, -1}};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		int sum = fit(layout, &cells, others[i]);
		if (sum >= least)
			best = others[i], least = sum + 1;
	}
	return best;
}
