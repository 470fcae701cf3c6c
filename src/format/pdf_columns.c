/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_columns.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* In parts of the size of letters. */
#define GUTTER 0.55f     /* no narrower */
#define COLUMN_LEAST 12.0f /* no narrower */
#define LINES_APART 3.5f /* no further from line to line */

#define HOLE 1.4f        /* wider: between cells, not words */
#define FULL 0.65f /* running text fills so much of its column, on average */

enum {
	LINES_LEAST = 6,
	HOLES_MOST = 5,	    /* lines to a hole, at least */
	LETTERS_LEAST = 28, /* on a line, on average: cells of forms have fewer */
	DEPTH_MOST = 6,
	CANDIDATES_MOST = 400,
	ROWS_MOST = 2000
};

struct splitter {
	const struct page_run *runs;
	struct page_row *done;
	size_t count, cap;
	uint32_t region;
};

/* A gutter at `s` between lines of rows [from, to). */
struct gutter {
	float s;
	size_t from, to;
};

/* Where the row's runs go over from left to right of `s`; `*crosses`: ink stands there. */
static size_t split_at(const struct splitter *splitter, const struct page_row *row, float s, bool *crosses)
{
	size_t at = row->from;
	float half = GUTTER / 2 * row->size;
	*crosses = false;
	for (size_t i = row->from; i < row->to; i++) {
		const struct page_run *run = &splitter->runs[i];
		*crosses |= run->s0 < s + half && run->s1 > s - half && run->s1 > run->s0;
		if (run->s0 < s)
			at = i + 1;
	}
	return at;
}

/* What stands on one side of a gutter. */
struct side {
	float from, to, filled;
	size_t lines, letters, holes; /* holes: wide gaps within lines */
};

static void add_side(struct side *side, const struct splitter *splitter, size_t from, size_t to)
{
	float begin = 1e9f, end = -1e9f;
	size_t letters = 0;
	for (size_t i = from; i < to; i++) {
		begin = fminf(begin, splitter->runs[i].s0);
		end = fmaxf(end, splitter->runs[i].s1);
		letters += splitter->runs[i].to - splitter->runs[i].from;
		side->holes += i > from && splitter->runs[i].s0 - splitter->runs[i - 1].s1 > HOLE * splitter->runs[i].size;
	}
	if (end <= begin)
		return;
	side->from = side->lines ? fminf(side->from, begin) : begin;
	side->to = side->lines ? fmaxf(side->to, end) : end;
	side->filled += end - begin;
	side->letters += letters;
	side->lines++;
}

static bool is_prose(const struct side *side, float size)
{
	float width = side->to - side->from;
	return side->lines >= LINES_LEAST && width > COLUMN_LEAST * size && side->letters >= LETTERS_LEAST * side->lines &&
	       HOLES_MOST * side->holes <= side->lines &&
	       side->filled > FULL * width * (float)side->lines;
}

/* As many rows around `row` as the gutter at `s` goes through. */
static struct gutter extend(const struct splitter *splitter, const struct page_row *rows, size_t count, size_t row, float s)
{
	struct gutter gutter = {s, row, row + 1};
	bool crosses;
	for (; gutter.from > 0; gutter.from--) {
		const struct page_row *next = &rows[gutter.from - 1];
		split_at(splitter, next, s, &crosses);
		if (crosses || rows[gutter.from].t - next->t > LINES_APART * next->size)
			break;
	}
	for (; gutter.to < count; gutter.to++) {
		const struct page_row *next = &rows[gutter.to];
		split_at(splitter, next, s, &crosses);
		if (crosses || next->t - rows[gutter.to - 1].t > LINES_APART * next->size)
			break;
	}
	return gutter;
}

static bool parts_prose(const struct splitter *splitter, const struct page_row *rows, const struct gutter *gutter)
{
	struct side left = {0}, right = {0};
	bool crosses;
	for (size_t i = gutter->from; i < gutter->to; i++) {
		size_t at = split_at(splitter, &rows[i], gutter->s, &crosses);
		add_side(&left, splitter, rows[i].from, at);
		add_side(&right, splitter, at, rows[i].to);
	}
	float size = rows[gutter->from].size;
	return is_prose(&left, size) && is_prose(&right, size);
}

/* The gutter through most rows. */
static bool find_gutter(const struct splitter *splitter, const struct page_row *rows, size_t count, struct gutter *best)
{
	size_t tried = 0;
	best->from = best->to = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = rows[i].from + 1; k < rows[i].to && tried < CANDIDATES_MOST; k++) {
			float gap = splitter->runs[k].s0 - splitter->runs[k - 1].s1, s = splitter->runs[k].s0 - gap / 2;
			bool known = i < best->to && i >= best->from && fabsf(s - best->s) < gap / 2;
			if (gap < GUTTER * rows[i].size || known)
				continue;
			tried++;
			struct gutter gutter = extend(splitter, rows, count, i, s);
			if (gutter.to - gutter.from > best->to - best->from && parts_prose(splitter, rows, &gutter))
				*best = gutter;
		}
	return best->to > best->from;
}

static void emit(struct splitter *splitter, const struct page_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		splitter->done = mem_room(splitter->done, splitter->count, &splitter->cap, sizeof *splitter->done);
		splitter->done[splitter->count] = rows[i];
		splitter->done[splitter->count++].region = splitter->region;
	}
	splitter->region++;
}

static void split(struct splitter *splitter, const struct page_row *rows, size_t count, unsigned depth);

/* The rows of a gutter, on one of its sides. */
static void split_side(struct splitter *splitter, const struct page_row *rows, const struct gutter *gutter, bool right, unsigned depth)
{
	struct page_row *part = mem_alloc(gutter->to - gutter->from, sizeof *part);
	size_t count = 0;
	bool crosses;
	for (size_t i = gutter->from; i < gutter->to; i++) {
		size_t at = split_at(splitter, &rows[i], gutter->s, &crosses);
		struct page_row row = rows[i];
		row.from = right ? at : row.from;
		row.to = right ? row.to : at;
		if (row.from < row.to)
			part[count++] = row;
	}
	split(splitter, part, count, depth + 1);
	free(part);
}

static void split(struct splitter *splitter, const struct page_row *rows, size_t count, unsigned depth)
{
	struct gutter gutter;
	if (count == 0)
		return;
	if (depth == DEPTH_MOST || count > ROWS_MOST || !find_gutter(splitter, rows, count, &gutter)) {
		emit(splitter, rows, count);
		return;
	}
	split(splitter, rows, gutter.from, depth + 1);
	split_side(splitter, rows, &gutter, false, depth);
	split_side(splitter, rows, &gutter, true, depth);
	split(splitter, rows + gutter.to, count - gutter.to, depth + 1);
}

void page_columns(const struct page_run *runs, struct page_row **rows, size_t *count, size_t *cap)
{
	struct splitter splitter = {.runs = runs};
	for (size_t from = 0, to; from < *count; from = to) {
		for (to = from; to < *count && (*rows)[to].group == (*rows)[from].group; to++)
			;
		split(&splitter, *rows + from, to - from, 0);
	}
	free(*rows);
	*rows = splitter.done;
	*count = splitter.count;
	*cap = splitter.cap;
}
