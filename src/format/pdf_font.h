/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Fonts of the released PDF. Each is made anew: outlines of the letters that are kept, their widths and what they mean, and
 * nothing else of the font they come from. */
#ifndef FORMAT_PDF_FONT_H
#define FORMAT_PDF_FONT_H
#include "format/pdf_mupdf.h"

enum { PDF_MEANING_MOST = 8 }; /* letters that one shape can mean */

struct pdf_font_glyph {
	int shape;      /* number in the original font */
	unsigned width; /* thousandths of the size */
	uint32_t meaning[PDF_MEANING_MOST];
	size_t meaning_count;
	uint32_t next; /* of the same hash: code, 0 none */
};

struct pdf_font {
	fz_font *font;   /* kept */
	unsigned number; /* of the object */
	struct pdf_font_glyph *glyphs; /* that of code 1 is the first */
	size_t count, cap;
	uint32_t heads[256];
	bool drawn; /* a Type 3 font: its letters are pieces of content */
};

/* The code of a shape that means this; a new one when there is none. 0: there are no more codes. */
unsigned pdf_font_code(fz_context *context, struct pdf_font *font, int shape, const uint32_t *meaning, size_t count, int vertical);
void pdf_font_write(fz_context *context, const struct pdf_font *font, struct pdf_file *file, struct buf *out);
/* pdf_type3.c */
struct pdf_painter;
void pdf_type3_write(fz_context *context, struct pdf_painter *painter, size_t index, struct pdf_file *file, struct buf *out);
/* Fonts' meaning of codes, as a CMap; codes have so many digits. */
void pdf_font_write_meanings(const struct pdf_font *font, int digits, struct pdf_file *file, struct buf *out, unsigned number);
void pdf_font_drop(fz_context *context, struct pdf_font *font);
#endif
