/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Redactions that hide and do not remove: what a PDF shows as covered and still has. */
#ifndef FORMAT_PDF_INSPECT_H
#define FORMAT_PDF_INSPECT_H
#include "base/fault.h"
#include "format/pdf_page.h"

enum pdf_cover {
	PDF_COVER_DARK,    /* a dark box, mark or line */
	PDF_COVER_LIGHT,   /* a box in a light colour */
	PDF_COVER_PICTURE,
	PDF_COVER_MARK     /* an area marked for redaction, which was never done */
};

/* What lies under one cover. */
struct pdf_covered {
	size_t page; /* from 1 */
	enum pdf_cover cover;
	struct page_box box; /* points from the lower left corner of the page */
	size_t letters;      /* that a program can read, without spaces */
	struct str text;     /* them, in lines; borrowed */
	bool picture;        /* and part of a picture, whose pixels are there */
};

typedef void (*pdf_covered_found)(void *context, const struct pdf_covered *covered);

/* Calls `found` for each cover under which something is, page by page. */
enum err pdf_inspect(struct str bytes, pdf_covered_found found, void *context, size_t *pages, struct fault *fault) MUST_USE;
#endif
