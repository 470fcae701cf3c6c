/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The parts of a path: each contour with its box, in the coordinates of the page. */
#ifndef FORMAT_PDF_OUTLINE_H
#define FORMAT_PDF_OUTLINE_H
#include "format/pdf_mupdf.h"

struct outline_contour {
	struct page_box box;
	double area; /* without regard to holes */
	unsigned lines, curves;
	bool upright; /* nothing but lines along and up the page */
};

struct outline {
	struct outline_contour *list;
	size_t count, cap;
	unsigned curves; /* in all */
};

/* `outline` may have been used before; `page`: rules and levels are added for lines that go up or along it; NULL: none. */
void outline_read(fz_context *context, const fz_path *path, fz_matrix matrix, struct outline *outline, struct page *page);
void outline_free(struct outline *outline);

/* Adds a rule or level, if it is long enough to part anything. */
void outline_rule(struct page *page, float x, float y0, float y1, bool edge);
void outline_level(struct page *page, float y, float x0, float x1);
#endif
