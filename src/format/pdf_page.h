/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A page of a PDF as the eye has it: letters with their places, areas that were painted, pictures. Plain values, private
 * to the PDF format. Coordinates are points from the lower left corner of the page as it is seen (rotated, cropped). */
#ifndef FORMAT_PDF_PAGE_H
#define FORMAT_PDF_PAGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct page_box {
	float x0, y0, x1, y1;
};

enum page_glyph_flag {
	PAGE_LETTER_UNSEEN = 1, /* off the page, clipped away, painted over, without colour of its own: not in the view, not in the output */
	PAGE_LETTER_TAIL = 2,   /* no shape of its own: one more letter of the shape before it (ligature) */
	PAGE_LETTER_BEHIND = 8, /* unseen, since it is text that is not to be drawn */
	PAGE_LETTER_COPY = 4    /* drawn again at the place of `first` (outline, shadow, bold by printing twice) */
};

/* Letters are in the order in which they are drawn; their index is that of every later run over the page. */
struct page_glyph {
	uint32_t code;  /* what it means; PAGE_UNKNOWN: the file does not say */
	uint32_t first; /* of a copy */
	uint32_t clip;  /* index in boxes: where paint had an effect */
	uint32_t cover; /* the area that hides it, over it or under it in the same colour: index + 1; 0: none */
	uint16_t flags;
	uint32_t color; /* 0xRRGGBB, PAGE_COLOR_UNKNOWN */
	float x, y;     /* where it is set on its base line */
	float ux, uy;   /* direction of writing, of length 1 */
	float advance;  /* its width in that direction, as the font has it */
	float size;
};

enum { PAGE_UNKNOWN = 0xFFFD, PAGE_COLOR_UNKNOWN = 0x1000000, PAGE_NO_SHAPE = 0x7FFFFFFF };

/* Something painted that is no letter. Shapes are numbered in the order in which they are drawn. */
struct page_shape {
	struct page_box box;
	uint32_t after; /* drawn after this many letters */
	uint32_t color; /* as of letters */
	bool picture;   /* pixels, or a drawing */
	bool thin;      /* a rule, a line under text */
	uint32_t order; /* among shapes and areas */
	bool loose;     /* only part of it may show: it is clipped to letters or masked */
};

/* A line that goes up the page, as between the cells of a table. */
struct page_rule {
	float x, y0, y1;
	bool edge; /* of an area that is filled: it may only be marked text */
};

/* A line that goes along the page, as between the rows of a table. */
struct page_level {
	float y, x0, x1;
};

/* An area that was painted. */
struct page_area {
	struct page_box box;
	uint32_t after, color, order; /* as of shapes */
	bool solid; /* what lies under it is not seen any more */
};

/* A part of a shape that could be a letter, or is too rich to be a line or box. */
struct page_mark {
	struct page_box box;
	uint32_t shape; /* PAGE_NO_SHAPE: of a clip */
	bool drawn; /* too rich */
	bool plain; /* a box or line, such as some letters are */
};

struct page {
	float width, height;
	struct page_glyph *glyphs;
	size_t glyph_count, glyph_cap;
	struct page_shape *shapes;
	size_t shape_count, shape_cap;
	struct page_area *areas;
	size_t area_count, area_cap;
	struct page_mark *marks;
	size_t mark_count, mark_cap;
	struct page_rule *rules; /* by x, after page_look() */
	size_t rule_count, rule_cap;
	struct page_level *levels; /* by y, after page_look() */
	size_t level_count, level_cap;
	struct page_box *boxes; /* clips */
	size_t box_count, box_cap;
	struct page_box *marked; /* areas that were marked for redaction, and are black now */
	size_t marked_count, marked_cap;
	size_t pictures; /* with something to see on them */
	bool strange;    /* letters are drawn apart from the text that names them, or as pictures (Type 3 fonts) */
	struct buf behind; /* text that is not drawn, as behind a scan; UTF-8 */
};

void page_clear(struct page *page); /* empty again, keeps memory */
void page_free(struct page *page);

/* Marks the letters that the eye does not see, and those drawn twice; makes pictures of what is drawn like letters. */
void page_look(struct page *page);
void page_take_drawings(struct page *page); /* pdf_marks.c: part of it */

/* What is done with a letter. */
struct page_change {
	bool drop;
	bool move;         /* to x, y, and made narrower or wider by `stretch` */
	float x, y, stretch;
};

/* A token, set where the first letter of a cut was drawn. */
struct page_token {
	uint32_t glyph; /* drawn in its stead */
	struct str text;
	float x, y, ux, uy, size, stretch;
};

/* A page's changes; none for a page without cuts. */
struct page_changes {
	struct page_change *glyphs; /* one for each, or NULL */
	bool *shapes;              /* true: goes; one for each, or NULL */
	struct page_token *tokens;  /* by glyph */
	size_t token_count, token_cap;
};
#endif
