/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Letters that are drawn as shapes. Nobody can read them here, so a row of small shapes side by side, as letters stand, and a
 * shape with many bends (a seal, a signature) count as pictures. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/pdf_page.h"

/* In parts of their height. */
#define GAP 0.8f     /* letters stand no further apart */
#define STEP 0.2f    /* nor begin closer together: then one is in the other */
#define LEVEL 0.5f   /* so much of them is at the same height */
#define LEAST 3.0f   /* points: the highest of a row */

enum { ROW_LEAST = 4, BENT_LEAST = 2 };

static int by_place(const void *a, const void *b)
{
	const struct page_mark *one = a, *two = b;
	if (one->box.x0 < two->box.x0 || one->box.x0 > two->box.x0)
		return one->box.x0 < two->box.x0 ? -1 : 1;
	return (one->shape > two->shape) - (one->shape < two->shape);
}

static float height_of(const struct page_box *box)
{
	return box->y1 - box->y0;
}

static bool level(const struct page_box *a, const struct page_box *b)
{
	float both = fminf(a->y1, b->y1) - fmaxf(a->y0, b->y0);
	return both > LEVEL * fminf(height_of(a), height_of(b));
}

static void take(struct page *page, const struct page_mark *mark)
{
	if (mark->shape == PAGE_NO_SHAPE) {
		page->strange = true;
		return;
	}
	page->pictures += !page->shapes[mark->shape].picture;
	page->shapes[mark->shape].picture = true;
}

/* A row of marks as it grows from left to right. */
struct row {
	struct page_box last; /* as far as the row has come */
	float begin, highest; /* of the last letter; of all */
	uint32_t first, count, bent; /* bent: of them, those that are no boxes */
};

/* Rows that marks further right can still join; older ones are left behind. */
enum { ROWS = 64 };

static struct row *find_row(struct row *rows, const struct page_box *box)
{
	for (size_t i = 0; i < ROWS; i++) {
		float size = fmaxf(rows[i].highest, height_of(box));
		if (rows[i].count && level(&rows[i].last, box) && box->x0 - rows[i].last.x1 < GAP * size && box->x0 >= rows[i].begin)
			return &rows[i];
	}
	return NULL;
}

static struct row *oldest(struct row *rows)
{
	struct row *found = rows;
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].count == 0)
			return &rows[i];
		else if (rows[i].last.x1 < found->last.x1)
			found = &rows[i];
	return found;
}

/* Every mark is in one row; rows long enough are taken. `row_of` and `counts` are by mark and by the first mark of a row. */
static void find_rows(struct page *page, uint32_t *row_of, uint32_t *counts, float *heights)
{
	struct row rows[ROWS] = {0};
	for (size_t i = 0; i < page->mark_count; i++) {
		const struct page_box *box = &page->marks[i].box;
		struct row *row = find_row(rows, box);
		if (row == NULL) {
			row = oldest(rows);
			*row = (struct row){.last = *box, .begin = box->x0, .highest = height_of(box), .first = (uint32_t)i, .count = 1};
			row->bent = !page->marks[i].plain;
		} else if (box->x0 > row->begin + STEP * height_of(box)) {
			row->count++;
			row->bent += !page->marks[i].plain;
			row->begin = box->x0;
		}
		row->highest = fmaxf(row->highest, height_of(box));
		row->last.x1 = fmaxf(row->last.x1, box->x1);
		row->last.y0 = height_of(box) > 0.6f * row->highest ? box->y0 : row->last.y0;
		row->last.y1 = height_of(box) > 0.6f * row->highest ? box->y1 : row->last.y1;
		row_of[i] = row->first;
		counts[row->first] = row->bent >= BENT_LEAST ? row->count : 0;
		heights[row->first] = row->highest;
	}
}

void page_take_drawings(struct page *page)
{
	size_t count = page->mark_count;
	if (count == 0)
		return;
	qsort(page->marks, count, sizeof *page->marks, by_place);
	uint32_t *row_of = mem_alloc(count, sizeof *row_of), *counts = mem_alloc(count, sizeof *counts);
	float *heights = mem_alloc(count, sizeof *heights);
	find_rows(page, row_of, counts, heights);
	for (size_t i = 0; i < count; i++)
		if (page->marks[i].drawn || (counts[row_of[i]] >= ROW_LEAST && heights[row_of[i]] >= LEAST))
			take(page, &page->marks[i]);
	free(row_of);
	free(counts);
	free(heights);
}
