/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines of letters as lines of text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/pdf_cells.h"

#define GAP_WORD 0.2f /* in parts of the size of letters; wider: another word */

#define CELL 2.0f     /* points: rules so near are one */
#define COMB 0.05f    /* how much steps of a comb differ */

enum { COMB_LEAST = 5, COLUMN_MOST = 400, BLANK_MOST = 2, APART = 3 };

struct printer {
	const struct page_layout *layout;
	const struct page *page;
	struct page_text *text;
	uint32_t *columns; /* of chunks */
	uint32_t *signs;   /* of chunks; of the first one in a cell: of the cell */
	float pitch;       /* from line to line */
};

static bool is_space(uint32_t code)
{
	return code == ' ' || code == 0xA0;
}

static int by_number(const void *a, const void *b)
{
	const float *one = a, *two = b;
	return (*one > *two) - (*one < *two);
}

static float middle_of(float *numbers, size_t count, float otherwise)
{
	if (count == 0)
		return otherwise;
	qsort(numbers, count, sizeof *numbers, by_number);
	return numbers[count / 2];
}

/* ---- letters ------------------------------------------------------------------------------------------------- */

static void put(struct printer *printer, struct str bytes, uint32_t owner)
{
	struct page_text *text = printer->text;
	size_t at = text->text.len, need = at + bytes.len;
	buf_add(&text->text, bytes);
	if (need > text->owner_cap) {
		text->owner_cap = need * 2;
		text->owners = mem_resize(text->owners, text->owner_cap, sizeof *text->owners);
	}
	for (; at < need; at++)
		text->owners[at] = owner;
}

static void put_spaces(struct printer *printer, size_t count)
{
	while (count--)
		put(printer, STR(" "), PAGE_NOBODY);
}

static void put_letter(struct printer *printer, size_t place)
{
	static const char *const joined[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
	uint32_t code = printer->page->glyphs[printer->layout->order[place]].code;
	char bytes[UTF8_MAX];
	if (code >= 0xFB00 && code <= 0xFB06)
		put(printer, str_of(joined[code - 0xFB00]), (uint32_t)place);
	else
		put(printer, (struct str){bytes, utf8_put(bytes, code == PAGE_UNKNOWN ? 0x2022 : code)}, (uint32_t)place);
}

/* From the letter before to that at `place`, from left edge to left edge or from middle to middle. */
static float step_to(const struct printer *printer, const struct page_line *line, size_t place, bool middles)
{
	const struct page_glyph *glyph = &printer->page->glyphs[printer->layout->order[place]];
	const struct page_glyph *last = &printer->page->glyphs[printer->layout->order[place - 1]];
	float step = page_along(line, glyph->x - last->x, glyph->y - last->y);
	return middles ? step + (glyph->advance - last->advance) / 2 : step;
}

/* Whether the letter and the one before are two of a row that stand equally far apart, as in a form with a box for each. */
static bool in_comb(const struct printer *printer, const struct page_chunk *chunk, size_t place)
{
	const struct page_line *line = &printer->layout->lines[chunk->line];
	for (int middles = 0; middles < 2; middles++) {
		float step = step_to(printer, line, place, middles);
		size_t from = place, to = place;
		while (from > chunk->from && fabsf(step_to(printer, line, from, middles) - step) < COMB * step)
			from--;
		while (to + 1 < chunk->to && fabsf(step_to(printer, line, to + 1, middles) - step) < COMB * step)
			to++;
		if (to - from + 1 >= COMB_LEAST)
			return true;
	}
	return false;
}

/* Spaces that nobody wrote, before the letter at `place`: as many as there is room for. */
static size_t gap_before(const struct printer *printer, const struct page_chunk *chunk, size_t place)
{
	const struct page_line *line = &printer->layout->lines[chunk->line];
	const struct page_glyph *glyphs = printer->page->glyphs;
	const struct page_glyph *glyph = &glyphs[printer->layout->order[place]], *last = &glyphs[printer->layout->order[place - 1]];
	for (size_t i = place - 1; last->flags & PAGE_LETTER_TAIL && i > chunk->from;)
		last = &glyphs[printer->layout->order[--i]];
	float size = last->size < glyph->size ? last->size : glyph->size;
	float gap = page_along(line, glyph->x - last->x, glyph->y - last->y) - last->advance;
	if (glyph->flags & PAGE_LETTER_TAIL || is_space(glyph->code) || is_space(last->code) || gap < GAP_WORD * size)
		return 0;
	return !in_comb(printer, chunk, place);
}

static bool is_blank(const struct printer *printer, const struct page_chunk *chunk)
{
	for (size_t i = chunk->from; i < chunk->to; i++)
		if (!is_space(printer->page->glyphs[printer->layout->order[i]].code))
			return false;
	return true;
}

static void put_chunk(struct printer *printer, const struct page_chunk *chunk)
{
	size_t end = chunk->to;
	while (end > chunk->from && is_space(printer->page->glyphs[printer->layout->order[end - 1]].code))
		end--;
	for (size_t i = chunk->from; i < end; i++) {
		if (i > chunk->from)
			put_spaces(printer, gap_before(printer, chunk, i));
		put_letter(printer, i);
	}
}

/* ---- columns ------------------------------------------------------------------------------------------------- */

/* As a typewriter would count: signs of the chunk, without spaces at its end. */
static uint32_t chunk_len(const struct printer *printer, const struct page_chunk *chunk)
{
	uint32_t len = 0, whole = 0;
	for (size_t i = chunk->from; i < chunk->to; i++) {
		len += (uint32_t)(i > chunk->from ? gap_before(printer, chunk, i) : 0) + 1;
		if (!is_space(printer->page->glyphs[printer->layout->order[i]].code))
			whole = len;
	}
	return whole;
}

/* The first chunk of the row [from, to) in the same cell as chunk `at`. */
static size_t first_in_cell(const struct page_layout *layout, size_t from, size_t at)
{
	while (!page_same_cell(&layout->chunks[from], &layout->chunks[at]))
		from++;
	return from;
}

/* The lines from `from` on, up to `to`, that are one row. */
static size_t row_end(const struct page_layout *layout, size_t from, size_t to)
{
	size_t end = from + 1;
	while (end < to && layout->lines[end].row == layout->lines[from].row)
		end++;
	return end;
}

static void count_signs(struct printer *printer, size_t from, size_t to)
{
	const struct page_layout *layout = printer->layout;
	for (size_t i = from, end; i < to; i = end) {
		end = row_end(layout, i, to);
		size_t begin = layout->lines[i].from;
		for (size_t k = begin; k < layout->lines[end - 1].to; k++)
			printer->signs[k] = chunk_len(printer, &layout->chunks[k]);
		for (size_t k = begin; end > i + 1 && k < layout->lines[end - 1].to; k++) {
			size_t first = first_in_cell(layout, begin, k);
			if (first < k)
				printer->signs[first] += printer->signs[k] + APART;
		}
	}
}

struct edge {
	float s;
	uint32_t chunk;
};

static int by_edge(const void *a, const void *b)
{
	const struct edge *one = a, *two = b;
	if (one->s < two->s || one->s > two->s)
		return one->s < two->s ? -1 : 1;
	return one->chunk < two->chunk ? -1 : 1;
}

static uint32_t column_of(float s, float left, float width)
{
	float column = width > 0 ? (s - left) / width : 0;
	return column > COLUMN_MOST ? COLUMN_MOST : column > 0 ? (uint32_t)lroundf(column) : 0;
}

/* Chunks that begin at the same place begin in the same column, and that is far enough from what stands before each. */
static void set_columns(struct printer *printer, struct edge *edges, size_t count, float width)
{
	const struct page_chunk *chunks = printer->layout->chunks;
	for (size_t from = 0, to; from < count; from = to) {
		uint32_t column = column_of(edges[from].s, edges[0].s, width);
		for (to = from; to < count && edges[to].s - edges[from].s < 0.6f * width; to++) {
			uint32_t chunk = edges[to].chunk;
			const struct page_line *line = &printer->layout->lines[chunks[chunk].line];
			if (chunk == line->from || chunks[chunk - 1].s0 > chunks[chunk].s0)
				continue;
			uint32_t least = printer->columns[chunk - 1] + printer->signs[chunk - 1] + APART;
			if (least > column && least <= COLUMN_MOST)
				column = least;
		}
		for (size_t i = from; i < to; i++)
			printer->columns[edges[i].chunk] = column;
	}
}

/* Lines [from, to), all of one region. */
static void find_columns(struct printer *printer, size_t from, size_t to)
{
	const struct page_layout *layout = printer->layout;
	size_t begin = layout->lines[from].from, count = layout->lines[to - 1].to - begin, letters = 0;
	struct edge *edges = mem_alloc(count, sizeof *edges);
	float *numbers = mem_alloc(layout->chunks[begin + count - 1].to - layout->chunks[begin].from + to - from, sizeof *numbers);
	for (size_t i = 0; i < count; i++) {
		const struct page_chunk *chunk = &layout->chunks[begin + i];
		edges[i] = (struct edge){chunk->s0, (uint32_t)(begin + i)};
		for (size_t k = chunk->from; k < chunk->to; k++) {
			const struct page_glyph *glyph = &printer->page->glyphs[layout->order[k]];
			if (!is_space(glyph->code) && glyph->advance > 0)
				numbers[letters++] = glyph->advance;
		}
	}
	qsort(edges, count, sizeof *edges, by_edge);
	count_signs(printer, from, to);
	set_columns(printer, edges, count, middle_of(numbers, letters, 6));
	size_t steps = 0;
	for (size_t i = from + 1; i < to; i++)
		if (layout->lines[i].t - layout->lines[i - 1].t > 0.5f * layout->lines[i].size)
			numbers[steps++] = layout->lines[i].t - layout->lines[i - 1].t;
	printer->pitch = middle_of(numbers, steps, 0);
	free(numbers);
	free(edges);
}

/* ---- lines --------------------------------------------------------------------------------------------------- */

/* From the column where it begins, or behind what stands there. */
static void put_in_column(struct printer *printer, size_t index, size_t begin, size_t *signs)
{
	size_t want = printer->columns[index], least = printer->text->text.len > begin ? *signs + APART : 0;
	put_spaces(printer, (want > least ? want : least) - *signs);
	*signs = want > least ? want : least;
}

/* More of a cell: on the same line, or on the next, where a word may go on. */
static void put_more(struct printer *printer, const struct page_chunk *last, const struct page_chunk *chunk, size_t *signs)
{
	const struct buf *text = &printer->text->text;
	size_t gap = last->line == chunk->line ? APART : text->len && text->ptr[text->len - 1] == '-' ? 0 : 1;
	put_spaces(printer, gap);
	*signs += gap;
}

/* Lines [from, to), which are one row, as one line: cell by cell. */
static void put_row(struct printer *printer, size_t from, size_t to)
{
	const struct page_layout *layout = printer->layout;
	const struct page_chunk *chunks = layout->chunks;
	size_t first = layout->lines[from].from, last = layout->lines[to - 1].to, text = printer->text->text.len, signs = 0;
	for (float done = -PAGE_NO_RULE, left; done < PAGE_NO_RULE; done = left) {
		const struct page_chunk *before = NULL;
		left = PAGE_NO_RULE;
		for (size_t i = first; i < last; i++)
			if (chunks[i].left > done && chunks[i].left < left)
				left = chunks[i].left;
		for (size_t i = first; i < last; i++) {
			if (chunks[i].left < left || chunks[i].left > left + CELL || is_blank(printer, &chunks[i]))
				continue;
			if (before)
				put_more(printer, before, &chunks[i], &signs);
			else
				put_in_column(printer, i, text, &signs);
			signs += chunk_len(printer, &chunks[i]);
			put_chunk(printer, &chunks[i]);
			before = &chunks[i];
		}
		left += CELL;
	}
	put(printer, STR("\n"), PAGE_NOBODY);
}

static void put_line(struct printer *printer, const struct page_line *line)
{
	struct buf *text = &printer->text->text;
	size_t begin = text->len, signs = 0;
	for (size_t i = line->from; i < line->to; i++) {
		const struct page_chunk *chunk = &printer->layout->chunks[i];
		if (is_blank(printer, chunk))
			continue;
		put_in_column(printer, i, begin, &signs);
		signs += chunk_len(printer, chunk);
		put_chunk(printer, chunk);
	}
	while (text->len > begin && text->ptr[text->len - 1] == ' ')
		text->len--;
	put(printer, STR("\n"), PAGE_NOBODY);
}

static void put_blank_lines(struct printer *printer, const struct page_line *above, const struct page_line *line)
{
	float steps = printer->pitch > 0 ? (line->t - above->t) / printer->pitch : 0;
	size_t blank = steps < 1.4f ? 0 : steps < 2.5f ? 1 : BLANK_MOST;
	while (blank--)
		put(printer, STR("\n"), PAGE_NOBODY);
}

void page_text_free(struct page_text *text)
{
	buf_free(&text->text);
	free(text->owners);
	*text = (struct page_text){0};
}

void page_layout_text(const struct page_layout *layout, const struct page *page, struct page_text *text)
{
	struct printer printer = {.layout = layout, .page = page, .text = text};
	printer.columns = mem_alloc(layout->chunk_count, sizeof *printer.columns);
	printer.signs = mem_alloc(layout->chunk_count, sizeof *printer.signs);
	for (size_t from = 0, to; from < layout->line_count; from = to) {
		for (to = from; to < layout->line_count && layout->lines[from].region == layout->lines[to].region; to++)
			;
		find_columns(&printer, from, to);
		if (from)
			put(&printer, STR("\n"), PAGE_NOBODY);
		for (size_t i = from, end; i < to; i = end) {
			end = row_end(layout, i, to);
			if (i > from)
				put_blank_lines(&printer, &layout->lines[i - 1], &layout->lines[i]);
			if (end > i + 1)
				put_row(&printer, i, end);
			else
				put_line(&printer, &layout->lines[i]);
		}
	}
	free(printer.columns);
	free(printer.signs);
}
