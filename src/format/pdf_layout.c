/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_layout.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/pdf_cells.h"
#include "format/pdf_columns.h"

/* In parts of the size of letters. */
#define GAP_CHUNK 1.5f /* wider: another column */
#define GAP_RUN 0.6f   /* wider: perhaps another column */
#define BASELINE 0.35f /* nearer: the same line */

struct reading {
	struct page_layout *layout;
	const struct page *page;
	struct page_run *runs;
	size_t count, cap;
	struct page_row *rows;
	size_t row_count, row_cap;
};

void page_layout_free(struct page_layout *layout)
{
	free(layout->order);
	free(layout->chunks);
	free(layout->lines);
	*layout = (struct page_layout){0};
}

float page_along(const struct page_line *line, float x, float y)
{
	return x * line->ux + y * line->uy;
}

float page_down(const struct page_line *line, float x, float y)
{
	return x * line->uy - y * line->ux;
}

static struct page_line frame_of(const struct page_glyph *glyph)
{
	return (struct page_line){.ux = glyph->ux, .uy = glyph->uy};
}

/* Text of one direction is read together: first what is upright, then what was turned, by its angle. */
static uint32_t group_of(const struct page_glyph *glyph)
{
	if (glyph->ux > 0.999f)
		return 0;
	double turns = atan2((double)glyph->uy, (double)glyph->ux) / (2 * M_PI);
	if (turns < -1.0 / 144)
		turns += 1;
	return (uint32_t)lround(turns * 72);
}

static bool is_space(const struct page_glyph *glyph)
{
	return glyph->code == ' ' || glyph->code == 0xA0;
}

/* ---- runs ---------------------------------------------------------------------------------------------------- */

/* The last letters that were drawn: two, and the last that was not raised or lowered. */
struct tail {
	const struct page_glyph *base, *last, *before;
};

static bool goes_on(const struct tail *tail, const struct page_glyph *next)
{
	const struct page_glyph *base = tail->base, *last = tail->last;
	if (next->flags & PAGE_LETTER_TAIL)
		return true;
	struct page_line frame = frame_of(base);
	float size = base->size > next->size ? base->size : next->size;
	float gap = page_along(&frame, next->x - last->x, next->y - last->y) - last->advance;
	float drop = page_down(&frame, next->x - base->x, next->y - base->y);
	if (group_of(base) != group_of(next) || gap < -0.5f * size || gap > GAP_RUN * size)
		return false;
	if (tail->before && is_space(tail->before) && is_space(last) && !is_space(next))
		return false;
	bool raised = next->size < 0.85f * base->size && drop > -0.7f * size && drop < 0.35f * size && fabsf(gap) < 0.4f * size;
	return fabsf(drop) < 0.15f * size || raised;
}

static bool is_level(const struct page_glyph *base, const struct page_glyph *next)
{
	struct page_line frame = frame_of(base);
	return fabsf(page_down(&frame, next->x - base->x, next->y - base->y)) < 0.15f * base->size;
}

static struct page_run *new_run(struct reading *reading, const struct page_glyph *glyph)
{
	struct page_line frame = frame_of(glyph);
	size_t at = reading->layout->count;
	reading->runs = mem_room(reading->runs, reading->count, &reading->cap, sizeof *reading->runs);
	struct page_run *run = &reading->runs[reading->count++];
	*run = (struct page_run){.from = at, .to = at, .t = page_down(&frame, glyph->x, glyph->y), .size = glyph->size,
				 .group = group_of(glyph)};
	run->s0 = run->s1 = page_along(&frame, glyph->x, glyph->y);
	return run;
}

static void find_runs(struct reading *reading)
{
	struct page_layout *layout = reading->layout;
	const struct page_glyph *glyphs = reading->page->glyphs;
	struct page_run *run = NULL;
	struct tail tail = {0};
	for (size_t i = 0; i < reading->page->glyph_count; i++) {
		const struct page_glyph *glyph = &glyphs[i];
		if (glyph->flags & (PAGE_LETTER_UNSEEN | PAGE_LETTER_COPY))
			continue;
		if (run == NULL || !goes_on(&tail, glyph)) {
			run = new_run(reading, glyph);
			tail = (struct tail){.base = glyph};
		}
		layout->order = mem_room(layout->order, layout->count, &layout->cap, sizeof *layout->order);
		layout->order[layout->count++] = (uint32_t)i;
		run->to = layout->count;
		if (glyph->flags & PAGE_LETTER_TAIL)
			continue;
		struct page_line frame = frame_of(tail.base);
		float s = page_along(&frame, glyph->x, glyph->y) + glyph->advance;
		if (!is_space(glyph) && s > run->s1)
			run->s1 = s;
		if (glyph->size > run->size)
			run->size = glyph->size;
		tail.before = tail.last;
		tail.last = glyph;
		if (is_level(tail.base, glyph))
			tail.base = glyph;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct page_run *one = a, *two = b;
	if (one->group != two->group)
		return one->group < two->group ? -1 : 1;
	if (one->t < two->t || one->t > two->t)
		return one->t < two->t ? -1 : 1;
	return one->from < two->from ? -1 : 1;
}

static int by_line(const void *a, const void *b)
{
	const struct page_run *one = a, *two = b;
	if (one->s0 < two->s0 || one->s0 > two->s0)
		return one->s0 < two->s0 ? -1 : 1;
	return one->from < two->from ? -1 : 1;
}

/* ---- rows, lines, chunks ------------------------------------------------------------------------------------- */

/* Runs on one base line, left to right. */
static void find_rows(struct reading *reading)
{
	struct page_run *runs = reading->runs;
	if (reading->count)
		qsort(runs, reading->count, sizeof *runs, by_place);
	for (size_t from = 0, to; from < reading->count; from = to) {
		struct page_row row = {.from = from, .t = runs[from].t, .size = runs[from].size, .group = runs[from].group};
		for (to = from + 1; to < reading->count && runs[to].group == row.group; to++) {
			float smaller = runs[to].size < runs[from].size ? runs[to].size : runs[from].size;
			if (runs[to].t - row.t > BASELINE * smaller)
				break;
			if (runs[to].size > row.size)
				row.size = runs[to].size;
		}
		qsort(runs + from, to - from, sizeof *runs, by_line);
		row.to = to;
		reading->rows = mem_room(reading->rows, reading->row_count, &reading->row_cap, sizeof *reading->rows);
		reading->rows[reading->row_count++] = row;
	}
}

/* Whether a clip lets paint through at the place of both letters. */
static bool share_clip(const struct page *page, const struct page_glyph *a, const struct page_glyph *b)
{
	if (a->clip == b->clip)
		return true;
	const struct page_box *one = &page->boxes[a->clip], *two = &page->boxes[b->clip];
	bool a_in_two = a->x >= two->x0 && a->x <= two->x1, b_in_one = b->x >= one->x0 && b->x <= one->x1;
	return a_in_two && b_in_one;
}

/* The first rule from `from` on that crosses the base line at `y`; rule_count: none. */
static size_t next_rule(const struct page *page, size_t from, float y, float size)
{
	while (from < page->rule_count && !page_rule_crosses(&page->rules[from], y, size))
		from++;
	return from;
}

/* Whether a rule goes down the page between `end` and `glyph`, and is not one of many that part letters (a comb). */
static bool is_ruled_off(const struct page *page, float end, const struct page_glyph *glyph, float size)
{
	if (glyph->ux < 0.999f)
		return false;
	size_t rule = next_rule(page, page_first_rule(page, end - 0.2f * size), glyph->y, size);
	if (rule == page->rule_count || page->rules[rule].x > glyph->x + 0.2f * size)
		return false;
	size_t before = next_rule(page, page_first_rule(page, end - 2 * size), glyph->y, size);
	size_t after = next_rule(page, page_first_rule(page, glyph->x + 0.3f * size), glyph->y, size);
	bool comb = before < rule && page->rules[rule].x - page->rules[before].x > 0.3f * size && after < page->rule_count &&
		    page->rules[after].x - glyph->x < 2 * size;
	return !comb;
}

/* Whether a letter stands apart from the chunk before it. */
static bool is_apart(const struct reading *reading, const struct page_chunk *chunk, const struct page_glyph *glyph, float s, bool begins)
{
	const struct page_glyph *first = &reading->page->glyphs[reading->layout->order[chunk->from]];
	float size = chunk->size < glyph->size ? chunk->size : glyph->size;
	if (is_space(glyph) || glyph->flags & PAGE_LETTER_TAIL)
		return false;
	if (chunk->s1 > chunk->s0 && is_ruled_off(reading->page, chunk->s1, glyph, size))
		return true;
	return s - chunk->s1 > GAP_CHUNK * size || (begins && s < chunk->s1 - 0.5f * size) || !share_clip(reading->page, first, glyph);
}

static struct page_chunk *new_chunk(struct page_layout *layout, size_t from, float s, float size)
{
	layout->chunks = mem_room(layout->chunks, layout->chunk_count, &layout->chunk_cap, sizeof *layout->chunks);
	struct page_chunk *chunk = &layout->chunks[layout->chunk_count++];
	*chunk = (struct page_chunk){.from = from, .to = from, .s0 = s, .s1 = s, .size = size, .line = (uint32_t)layout->line_count};
	return chunk;
}

/* The letters of a row, left to right, into `order` anew and into chunks. */
static void add_line(struct reading *reading, const struct page_row *row, const uint32_t *old, size_t *at)
{
	struct page_layout *layout = reading->layout;
	const struct page_glyph *glyphs = reading->page->glyphs, *first = &glyphs[old[reading->runs[row->from].from]];
	struct page_line line = {.from = layout->chunk_count, .t = row->t, .size = row->size, .ux = first->ux, .uy = first->uy,
				 .region = row->region};
	struct page_chunk *chunk = NULL;
	for (size_t i = row->from; i < row->to; i++)
		for (size_t k = reading->runs[i].from; k < reading->runs[i].to; k++) {
			const struct page_glyph *glyph = &glyphs[old[k]];
			float s = page_along(&line, glyph->x, glyph->y);
			if (chunk == NULL || is_apart(reading, chunk, glyph, s, k == reading->runs[i].from))
				chunk = new_chunk(layout, *at, s, glyph->size);
			layout->order[(*at)++] = old[k];
			chunk->to = *at;
			if (is_space(glyph) || glyph->flags & PAGE_LETTER_TAIL)
				continue;
			if (s + glyph->advance > chunk->s1)
				chunk->s1 = s + glyph->advance;
			if (glyph->size > chunk->size)
				chunk->size = glyph->size;
		}
	line.to = layout->chunk_count;
	layout->lines = mem_room(layout->lines, layout->line_count, &layout->line_cap, sizeof *layout->lines);
	layout->lines[layout->line_count++] = line;
}

static void find_lines(struct reading *reading)
{
	size_t at = 0, count = reading->layout->count;
	uint32_t *old = mem_alloc(count, sizeof *old);
	for (size_t i = 0; i < count; i++)
		old[i] = reading->layout->order[i];
	for (size_t i = 0; i < reading->row_count; i++)
		add_line(reading, &reading->rows[i], old, &at);
	free(old);
}

/* A sign of its own (a bullet, a box to tick) can name nobody; one among letters can. */
static void count_unknown(struct page_layout *layout, const struct page *page)
{
	for (size_t i = 0; i < layout->chunk_count; i++)
		for (size_t k = layout->chunks[i].from; k < layout->chunks[i].to; k++) {
			if (page->glyphs[layout->order[k]].code != PAGE_UNKNOWN)
				continue;
			bool before = k > layout->chunks[i].from && !is_space(&page->glyphs[layout->order[k - 1]]);
			bool after = k + 1 < layout->chunks[i].to && !is_space(&page->glyphs[layout->order[k + 1]]);
			layout->unknown += before || after;
		}
}

void page_layout_read(struct page_layout *layout, const struct page *page)
{
	struct reading reading = {.layout = layout, .page = page};
	layout->count = layout->chunk_count = layout->line_count = layout->unknown = 0;
	find_runs(&reading);
	find_rows(&reading);
	page_columns(reading.runs, &reading.rows, &reading.row_count, &reading.row_cap);
	find_lines(&reading);
	page_cells(layout, page);
	free(reading.runs);
	free(reading.rows);
	count_unknown(layout, page);
}
