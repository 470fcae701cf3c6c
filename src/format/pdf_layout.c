/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_layout.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"

/* In parts of the size of letters. */
#define GAP_CHUNK 1.5f /* wider: another column */
#define GAP_WORD 0.2f  /* wider: another word */
#define BASELINE 0.35f /* nearer: the same line */

/* Letters drawn one after another, as a program writes a word or a line. */
struct run {
	size_t from, to; /* in order */
	float s, t, size;
	uint32_t group;
};

struct reading {
	struct page_layout *layout;
	const struct page *page;
	struct run *runs;
	size_t count, cap;
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
	double turns = atan2((double)glyph->uy, (double)glyph->ux) / (2 * M_PI);
	if (turns < -1.0 / 144)
		turns += 1;
	return (uint32_t)lround(turns * 72);
}

static bool is_space(const struct page *page, uint32_t glyph)
{
	return page->glyphs[glyph].code == ' ' || page->glyphs[glyph].code == 0xA0;
}

/* ---- runs ---------------------------------------------------------------------------------------------------- */

static bool goes_on(const struct page_glyph *last, const struct page_glyph *next)
{
	if (next->flags & PAGE_LETTER_TAIL)
		return true;
	struct page_line frame = frame_of(last);
	float size = last->size > next->size ? last->size : next->size;
	float gap = page_along(&frame, next->x - last->x, next->y - last->y) - last->advance;
	float drop = page_down(&frame, next->x - last->x, next->y - last->y);
	return group_of(last) == group_of(next) && fabsf(drop) < 0.15f * size && gap > -0.5f * size && gap < GAP_CHUNK * size;
}

static void find_runs(struct reading *reading)
{
	struct page_layout *layout = reading->layout;
	const struct page_glyph *glyphs = reading->page->glyphs, *last = NULL;
	for (size_t i = 0; i < reading->page->glyph_count; i++) {
		if (glyphs[i].flags & (PAGE_LETTER_UNSEEN | PAGE_LETTER_COPY))
			continue;
		if (last == NULL || !goes_on(last, &glyphs[i])) {
			struct page_line frame = frame_of(&glyphs[i]);
			reading->runs = mem_room(reading->runs, reading->count, &reading->cap, sizeof *reading->runs);
			reading->runs[reading->count++] = (struct run){
				.from = layout->count, .to = layout->count, .s = page_along(&frame, glyphs[i].x, glyphs[i].y),
				.t = page_down(&frame, glyphs[i].x, glyphs[i].y), .size = glyphs[i].size, .group = group_of(&glyphs[i])};
		}
		struct run *run = &reading->runs[reading->count - 1];
		layout->order = mem_room(layout->order, layout->count, &layout->cap, sizeof *layout->order);
		layout->order[layout->count++] = (uint32_t)i;
		run->to = layout->count;
		if (glyphs[i].size > run->size)
			run->size = glyphs[i].size;
		if (!(glyphs[i].flags & PAGE_LETTER_TAIL))
			last = &glyphs[i];
	}
}

static int by_place(const void *a, const void *b)
{
	const struct run *one = a, *two = b;
	if (one->group != two->group)
		return one->group < two->group ? -1 : 1;
	if (one->t < two->t || one->t > two->t)
		return one->t < two->t ? -1 : 1;
	return one->from < two->from ? -1 : 1;
}

static int by_line(const void *a, const void *b)
{
	const struct run *one = a, *two = b;
	if (one->s < two->s || one->s > two->s)
		return one->s < two->s ? -1 : 1;
	return one->from < two->from ? -1 : 1;
}

/* ---- lines and chunks ---------------------------------------------------------------------------------------- */

static struct page_chunk *chunk_new(struct page_layout *layout, size_t from, float s, float size)
{
	layout->chunks = mem_room(layout->chunks, layout->chunk_count, &layout->chunk_cap, sizeof *layout->chunks);
	struct page_chunk *chunk = &layout->chunks[layout->chunk_count++];
	*chunk = (struct page_chunk){.from = from, .to = from, .s0 = s, .s1 = s, .size = size, .line = (uint32_t)layout->line_count};
	return chunk;
}

/* The letters of a line's runs, left to right, into `order` anew and into chunks. */
static void add_line(struct reading *reading, const struct run *runs, size_t count, const uint32_t *old, size_t *at)
{
	struct page_layout *layout = reading->layout;
	const struct page_glyph *glyphs = reading->page->glyphs, *first = &glyphs[old[runs[0].from]];
	struct page_line line = {.from = layout->chunk_count, .t = runs[0].t, .ux = first->ux, .uy = first->uy};
	struct page_chunk *chunk = NULL;
	for (size_t i = 0; i < count; i++)
		for (size_t k = runs[i].from; k < runs[i].to; k++) {
			const struct page_glyph *glyph = &glyphs[old[k]];
			float s = page_along(&line, glyph->x, glyph->y), size = glyph->size;
			bool ink = !is_space(reading->page, old[k]) && !(glyph->flags & PAGE_LETTER_TAIL);
			if (chunk && size > chunk->size)
				size = chunk->size;
			if (chunk == NULL || (ink && (s - chunk->s1 > GAP_CHUNK * size || (k == runs[i].from && s < chunk->s1 - 0.5f * size))))
				chunk = chunk_new(layout, *at, s, glyph->size);
			layout->order[(*at)++] = old[k];
			chunk->to = *at;
			if (ink) {
				if (s + glyph->advance > chunk->s1)
					chunk->s1 = s + glyph->advance;
				if (glyph->size > chunk->size)
					chunk->size = glyph->size;
			}
			if (glyph->size > line.size)
				line.size = glyph->size;
		}
	line.to = layout->chunk_count;
	layout->lines = mem_room(layout->lines, layout->line_count, &layout->line_cap, sizeof *layout->lines);
	layout->lines[layout->line_count++] = line;
}

static void find_lines(struct reading *reading)
{
	struct run *runs = reading->runs;
	size_t at = 0, count = reading->layout->count;
	uint32_t *old = mem_alloc(count, sizeof *old);
	for (size_t i = 0; i < count; i++)
		old[i] = reading->layout->order[i];
	if (reading->count)
		qsort(runs, reading->count, sizeof *runs, by_place);
	for (size_t from = 0, to; from < reading->count; from = to) {
		float size = runs[from].size;
		for (to = from + 1; to < reading->count && runs[to].group == runs[from].group; to++) {
			float smaller = runs[to].size < size ? runs[to].size : size;
			if (runs[to].t - runs[from].t > BASELINE * smaller)
				break;
		}
		qsort(runs + from, to - from, sizeof *runs, by_line);
		add_line(reading, runs + from, to - from, old, &at);
	}
	free(old);
}

/* A sign of its own (a bullet, a box to tick) can name nobody; one among letters can. */
static void count_unknown(struct page_layout *layout, const struct page *page)
{
	for (size_t i = 0; i < layout->chunk_count; i++)
		for (size_t k = layout->chunks[i].from; k < layout->chunks[i].to; k++) {
			if (page->glyphs[layout->order[k]].code != PAGE_UNKNOWN)
				continue;
			bool before = k > layout->chunks[i].from && !is_space(page, layout->order[k - 1]);
			bool after = k + 1 < layout->chunks[i].to && !is_space(page, layout->order[k + 1]);
			layout->unknown += before || after;
		}
}

void page_layout_read(struct page_layout *layout, const struct page *page)
{
	struct reading reading = {.layout = layout, .page = page};
	layout->count = layout->chunk_count = layout->line_count = layout->unknown = 0;
	find_runs(&reading);
	find_lines(&reading);
	free(reading.runs);
	count_unknown(layout, page);
}
