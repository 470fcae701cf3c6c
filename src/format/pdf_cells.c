/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_cells.h"

#include <math.h>

/* In parts of the size of letters. */
#define LINES_APART 1.9f /* no further within a cell */
#define PADDING 4.0f     /* no more room between a level and the row's first or last line */

#define NEAR 2.0f        /* points: where rules and levels meet */

enum { LINES_MOST = 6, RULES_TRIED = 500 };

bool page_rule_crosses(const struct page_rule *rule, float y, float size)
{
	return rule->y0 < y + 0.3f * size && rule->y1 > y + 0.2f * size && (!rule->edge || rule->y1 - rule->y0 > 1.7f * size);
}

size_t page_first_rule(const struct page *page, float x)
{
	size_t from = 0, to = page->rule_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (page->rules[middle].x < x)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void find_rules(struct page_chunk *chunk, const struct page *page, float y)
{
	size_t begin = page_first_rule(page, chunk->s0 + 0.2f * chunk->size), tried = 0;
	for (size_t i = begin; i-- > 0 && tried++ < RULES_TRIED && chunk->left == PAGE_NO_RULE;)
		if (page_rule_crosses(&page->rules[i], y, chunk->size))
			chunk->left = page->rules[i].x;
	tried = 0;
	for (size_t i = page_first_rule(page, chunk->s1 - 0.2f * chunk->size);
	     i < page->rule_count && tried++ < RULES_TRIED && chunk->right == PAGE_NO_RULE; i++)
		if (page_rule_crosses(&page->rules[i], y, chunk->size))
			chunk->right = page->rules[i].x;
}

bool page_same_cell(const struct page_chunk *a, const struct page_chunk *b)
{
	return fabsf(a->left - b->left) < NEAR;
}

/* Whether a line goes along the page between `low` and `high`, from the rule left of the chunk on and over its beginning. */
static bool has_level(const struct page *page, const struct page_chunk *chunk, float low, float high)
{
	size_t from = 0, to = page->level_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (page->levels[middle].y < low)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < page->level_count && page->levels[from].y < high; from++)
		if (page->levels[from].x0 < chunk->left + NEAR && page->levels[from].x1 > chunk->s0)
			return true;
	return false;
}

static bool is_upright(const struct page_line *line)
{
	return line->ux > 0.999f;
}

/* Whether one of the lines [from, to) has something in the chunk's cell. */
static bool fills(const struct page_layout *layout, size_t from, size_t to, const struct page_chunk *chunk)
{
	for (size_t i = layout->lines[from].from; i < layout->lines[to - 1].to; i++)
		if (page_same_cell(&layout->chunks[i], chunk))
			return true;
	return false;
}

/* Whether line `next` is one more of the row of lines [from, next): in cells of it, and not in all of them. */
static bool goes_on(const struct page_layout *layout, const struct page *page, size_t from, size_t next)
{
	const struct page_line *above = &layout->lines[next - 1], *line = &layout->lines[next];
	float low = -line->t + 0.3f * line->size, high = -above->t - 0.02f * above->size;
	if (next - from == LINES_MOST || line->region != above->region || !is_upright(line) || !is_upright(above) ||
	    line->t - above->t > LINES_APART * line->size)
		return false;
	for (size_t i = line->from; i < line->to; i++)
		if (layout->chunks[i].left == PAGE_NO_RULE || has_level(page, &layout->chunks[i], low, high))
			return false;
	for (size_t i = layout->lines[from].from; i < above->to; i++)
		if (!fills(layout, next, next + 1, &layout->chunks[i]))
			return true;
	return false;
}

/* Whether levels go along above and below each of the cells. */
static bool is_closed(const struct page_layout *layout, const struct page *page, size_t from, size_t to)
{
	const struct page_line *first = &layout->lines[from], *last = &layout->lines[to - 1];
	for (size_t i = first->from; i < last->to; i++) {
		const struct page_chunk *chunk = &layout->chunks[i];
		if (chunk->left == PAGE_NO_RULE || !has_level(page, chunk, -first->t, -first->t + PADDING * first->size) ||
		    !has_level(page, chunk, -last->t - PADDING * last->size, -last->t))
			return false;
	}
	return true;
}

void page_cells(struct page_layout *layout, const struct page *page)
{
	for (size_t i = 0; i < layout->chunk_count; i++) {
		struct page_chunk *chunk = &layout->chunks[i];
		chunk->left = chunk->right = PAGE_NO_RULE;
		if (is_upright(&layout->lines[chunk->line]))
			find_rules(chunk, page, -layout->lines[chunk->line].t);
	}
	for (size_t from = 0, to; from < layout->line_count; from = to) {
		for (to = from + 1; to < layout->line_count && goes_on(layout, page, from, to); to++)
			;
		bool one = to > from + 1 && is_closed(layout, page, from, to);
		for (size_t i = from; i < to; i++)
			layout->lines[i].row = (uint32_t)(one ? from : i);
	}
}
