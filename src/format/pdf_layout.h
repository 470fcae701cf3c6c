/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From letters with places to lines of text as a reader sees them: words that stand apart on a line stay apart by as many
 * spaces, so that columns, labels and the values under them stand as they do in a report typed on a machine. */
#ifndef FORMAT_PDF_LAYOUT_H
#define FORMAT_PDF_LAYOUT_H
#include "format/pdf_page.h"

/* Letters next to each other: order[from..to). `s` runs along the line, `t` down the page. */
struct page_chunk {
	size_t from, to;
	float s0, s1; /* of its ink */
	float size;
	uint32_t line, column;
	float left, right; /* rules of the cell it stands in; PAGE_NO_RULE: none */
};
#define PAGE_NO_RULE 1e9f

struct page_line {
	size_t from, to; /* chunks */
	float t, size;
	float ux, uy; /* direction of its letters */
	uint32_t row;  /* lines of one row of a ruled table have the same: the lines of each of its cells are read together */
	uint32_t region; /* lines of one are read together: a column, or what stands above, between and below columns */
};

struct page_layout {
	uint32_t *order; /* letters in reading order: those that are seen, without copies */
	size_t count, cap;
	struct page_chunk *chunks;
	size_t chunk_count, chunk_cap;
	struct page_line *lines;
	size_t line_count, line_cap;
	size_t unknown; /* letters among others of which the file does not say what they mean */
};

void page_layout_free(struct page_layout *layout);

/* `layout` may have been used before. */
void page_layout_read(struct page_layout *layout, const struct page *page);

/* Text with, for each byte, the letter it comes from. */
struct page_text {
	struct buf text; /* UTF-8 */
	uint32_t *owners; /* index in order, or PAGE_NOBODY: a space or line end that nobody wrote */
	size_t owner_cap;
};
enum { PAGE_NOBODY = 0x7FFFFFFF };

/* Appends the page's lines. */
void page_layout_text(const struct page_layout *layout, const struct page *page, struct page_text *text);
void page_text_free(struct page_text *text);

/* Along and down, in the direction of writing. */
float page_along(const struct page_line *line, float x, float y);
float page_down(const struct page_line *line, float x, float y);
#endif
