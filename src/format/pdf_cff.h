/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A font program made from outlines: a CFF font with CIDs (Adobe Technical Note 5176), whose glyphs are Type 2 charstrings
 * (5177), a thousand units to the size of letters. Coordinates are rounded to whole units. */
#ifndef FORMAT_PDF_CFF_H
#define FORMAT_PDF_CFF_H
#include "base/str.h"

struct pdf_cff;

struct pdf_cff *pdf_cff_new(void);
void pdf_cff_free(struct pdf_cff *cff);

/* One glyph after another; the first, which is for codes that nobody uses, is number 0. Outlines close by themselves. */
void pdf_cff_begin(struct pdf_cff *cff, unsigned width);
void pdf_cff_move(struct pdf_cff *cff, float x, float y);
void pdf_cff_line(struct pdf_cff *cff, float x, float y);
void pdf_cff_curve(struct pdf_cff *cff, const float *points); /* x, y of two control points and the end */
void pdf_cff_end(struct pdf_cff *cff);

/* At least two glyphs, at most 65535. */
void pdf_cff_write(const struct pdf_cff *cff, struct buf *out);
#endif
