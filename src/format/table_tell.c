/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What kind of table this is: with heads over its columns, a form, or neither. */
#include "format/table_rows.h"

enum { ROWS_BEFORE = 8 }; /* titles that may stand over the heads */

static struct span row_of(const struct table_sample *sample, size_t row)
{
	return (struct span){sample->first[row], sample->first[row + 1]};
}

static size_t cells_in(const struct table_sample *sample, size_t row)
{
	return sample->first[row + 1] - sample->first[row];
}

/* How many cells most of the rows have. */
static size_t usual_count(const struct table_sample *sample)
{
	size_t best = 0, most = 0;
	for (size_t i = 0; i < sample->rows; i++) {
		size_t same = 0;
		for (size_t j = 0; j < sample->rows && cells_in(sample, i); j++)
			same += cells_in(sample, j) == cells_in(sample, i);
		if (same > most)
			most = same, best = cells_in(sample, i);
	}
	return best;
}

static bool try_heads(struct table_rows *rows, const struct table_sample *sample, size_t row, bool sure)
{
	struct span cells = row_of(sample, row);
	table_rows_clear(rows);
	for (size_t i = cells.from; i < cells.to; i++)
		table_rows_head(rows, sample->texts[i]);
	if (!table_rows_headed(rows, sure)) {
		table_rows_clear(rows);
		return false;
	}
	table_rows_settle(rows);
	return true;
}

/* At least two rows, and two of five, begin with a label and go on with something else. */
static bool is_form(const struct table_rows *rows, const struct table_sample *sample)
{
	size_t labels = 0, filled = 0;
	for (size_t i = 0; i < sample->rows; i++) {
		struct head head, next;
		const struct str *cells = sample->texts + sample->first[i];
		filled += cells_in(sample, i) > 0;
		labels += cells_in(sample, i) > 1 && table_form_label(rows, cells[0], &head) && !head.alone && cells[1].len &&
			  !table_form_label(rows, cells[1], &next);
	}
	return labels >= 2 && labels * 5 >= filled * 2;
}

enum table_kind table_tell(struct table_rows *rows, const struct table_sample *sample, size_t *heads)
{
	size_t tried = 0, usual = usual_count(sample), first = SIZE_MAX;
	for (size_t i = 0; i < sample->rows && tried < ROWS_BEFORE; i++) {
		size_t count = cells_in(sample, i);
		tried += count > 0;
		if (count && tried == 1)
			first = i;
		if (count && count + 1 >= usual && try_heads(rows, sample, i, true)) {
			*heads = i;
			return TABLE_HEADS;
		}
	}
	*heads = SIZE_MAX;
	if (is_form(rows, sample)) {
		table_form_begin(rows);
		return TABLE_FORM;
	}
	if (first == SIZE_MAX || cells_in(sample, first) + 1 < usual || !try_heads(rows, sample, first, false))
		return TABLE_PLAIN;
	*heads = first;
	return TABLE_HEADS;
}
