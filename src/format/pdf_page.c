/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void page_clear(struct page *page)
{
	struct page empty = {.glyphs = page->glyphs, .glyph_cap = page->glyph_cap, .shapes = page->shapes,
				 .shape_cap = page->shape_cap, .boxes = page->boxes, .box_cap = page->box_cap, .behind = page->behind,
			     .rules = page->rules, .rule_cap = page->rule_cap, .levels = page->levels,
			     .level_cap = page->level_cap, .areas = page->areas, .area_cap = page->area_cap,
			     .marks = page->marks, .mark_cap = page->mark_cap, .marked = page->marked,
			     .marked_cap = page->marked_cap};
	*page = empty;
	buf_clear(&page->behind);
}

void page_free(struct page *page)
{
	free(page->glyphs);
	free(page->shapes);
	free(page->boxes);
	free(page->rules);
	free(page->levels);
	free(page->areas);
	free(page->marks);
	free(page->marked);
	buf_free(&page->behind);
	*page = (struct page){0};
}

static bool holds(const struct page_box *box, float x, float y)
{
	return x >= box->x0 && x <= box->x1 && y >= box->y0 && y <= box->y1;
}

/* The middle of the letter: a little above its base line, half way along. */
static void middle(const struct page_glyph *glyph, float *x, float *y)
{
	*x = glyph->x + glyph->ux * glyph->advance / 2 - glyph->uy * glyph->size / 4;
	*y = glyph->y + glyph->uy * glyph->advance / 2 + glyph->ux * glyph->size / 4;
}

static bool close_colors(uint32_t a, uint32_t b)
{
	if (a >= PAGE_COLOR_UNKNOWN || b >= PAGE_COLOR_UNKNOWN)
		return false;
	for (int shift = 0; shift < 24; shift += 8)
		if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > 4)
			return false;
	return true;
}

/* Whether the eye sees it: on the page, inside the clip, not painted over, of another colour than what it stands on. */
static bool is_seen(struct page *page, size_t index)
{
	struct page_glyph *glyph = &page->glyphs[index];
	const struct page_box paper = {0, 0, page->width, page->height};
	float x, y;
	middle(glyph, &x, &y);
	if (!holds(&paper, x, y) || !holds(&page->boxes[glyph->clip], x, y))
		return false;
	uint32_t ground = 0xFFFFFF, under = 0;
	for (size_t i = 0; i < page->area_count; i++) {
		const struct page_area *area = &page->areas[i];
		if (!holds(&area->box, x, y))
			continue;
		if (index < area->after && area->solid)
			glyph->cover = (uint32_t)i + 1;
		if (index >= area->after) {
			ground = area->solid ? area->color : PAGE_COLOR_UNKNOWN;
			under = (uint32_t)i + 1;
		}
	}
	if (glyph->cover == 0 && close_colors(glyph->color, ground))
		glyph->cover = under;
	return glyph->cover == 0 && !close_colors(glyph->color, ground);
}

/* ---- letters drawn twice ------------------------------------------------------------------------------------- */

#define SAME_PLACE 0.12f /* in parts of the size of letters */

struct places {
	uint32_t *slots; /* index + 1 */
	size_t mask;
	float step;
};

static size_t place_hash(uint32_t code, long x, long y)
{
	uint64_t hash = (uint64_t)code * 0x9E3779B97F4A7C15u ^ (uint64_t)x * 0xC2B2AE3D27D4EB4Fu ^ (uint64_t)y * 0x165667B19E3779F9u;
	return (size_t)(hash ^ hash >> 29);
}

static bool is_copy(const struct page_glyph *glyph, const struct page_glyph *of)
{
	float near = SAME_PLACE * glyph->size;
	return glyph->code == of->code && fabsf(glyph->size - of->size) < 0.1f * glyph->size && fabsf(glyph->x - of->x) < near &&
	       fabsf(glyph->y - of->y) < near && glyph->ux * of->ux + glyph->uy * of->uy > 0.9f;
}

static long column(const struct places *places, float x)
{
	return lroundf(x / places->step);
}

/* The letter that this one is drawn over, or itself; a new one takes the free slot. */
static uint32_t find_first(const struct page *page, const struct places *places, uint32_t index)
{
	const struct page_glyph *glyph = &page->glyphs[index];
	float near = SAME_PLACE * glyph->size;
	for (long x = column(places, glyph->x - near); x <= column(places, glyph->x + near); x++)
		for (long y = column(places, glyph->y - near); y <= column(places, glyph->y + near); y++)
			for (size_t slot = place_hash(glyph->code, x, y) & places->mask; places->slots[slot]; slot = (slot + 1) & places->mask)
				if (is_copy(glyph, &page->glyphs[places->slots[slot] - 1]))
					return places->slots[slot] - 1;
	size_t slot = place_hash(glyph->code, column(places, glyph->x), column(places, glyph->y)) & places->mask;
	while (places->slots[slot])
		slot = (slot + 1) & places->mask;
	places->slots[slot] = index + 1;
	return index;
}

static void find_copies(struct page *page)
{
	struct places places = {.mask = 1, .step = 2};
	for (size_t i = 0; i < page->glyph_count; i++)
		if (page->glyphs[i].size * SAME_PLACE > places.step)
			places.step = page->glyphs[i].size * SAME_PLACE;
	while (places.mask < page->glyph_count * 2)
		places.mask *= 2;
	places.slots = mem_alloc(places.mask, sizeof *places.slots);
	places.mask--;
	for (size_t i = 0; i < page->glyph_count; i++) {
		struct page_glyph *glyph = &page->glyphs[i];
		if (glyph->flags & (PAGE_LETTER_UNSEEN | PAGE_LETTER_TAIL) || glyph->code == ' ')
			continue;
		glyph->first = find_first(page, &places, (uint32_t)i);
		if (glyph->first != (uint32_t)i)
			glyph->flags |= PAGE_LETTER_COPY;
	}
	free(places.slots);
}

static int by_x(const void *a, const void *b)
{
	const struct page_rule *one = a, *two = b;
	return (one->x > two->x) - (one->x < two->x);
}

static int by_y(const void *a, const void *b)
{
	const struct page_level *one = a, *two = b;
	return (one->y > two->y) - (one->y < two->y);
}

void page_look(struct page *page)
{
	if (page->rule_count)
		qsort(page->rules, page->rule_count, sizeof *page->rules, by_x);
	if (page->level_count)
		qsort(page->levels, page->level_count, sizeof *page->levels, by_y);
	page_take_drawings(page);
	for (size_t i = 0; i < page->glyph_count; i++) {
		struct page_glyph *glyph = &page->glyphs[i];
		if (glyph->flags & PAGE_LETTER_TAIL && i)
			glyph->flags |= page->glyphs[i - 1].flags & PAGE_LETTER_UNSEEN;
		else if (!is_seen(page, i))
			glyph->flags |= PAGE_LETTER_UNSEEN;
	}
	find_copies(page);
	for (size_t i = 1; i < page->glyph_count; i++)
		if (page->glyphs[i].flags & PAGE_LETTER_TAIL) {
			page->glyphs[i].flags |= page->glyphs[i - 1].flags & PAGE_LETTER_COPY;
			page->glyphs[i].first = page->glyphs[i - 1].flags & PAGE_LETTER_COPY ? page->glyphs[i - 1].first : (uint32_t)i;
		}
}
