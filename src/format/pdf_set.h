/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where what is left of a page stands. A line with a cut is set anew, with the widths its font has: so neither the gap nor the
 * spaces between words, which a justified line stretches, tell how wide the cut was. A line that began where others do begins
 * there again; one that ended where others do, or stood in the middle, does so again; one by itself begins on a coarse grid.
 * Lines under text that end with its words go. */
#ifndef FORMAT_PDF_SET_H
#define FORMAT_PDF_SET_H
#include "base/fault.h"
#include "format/pdf_layout.h"

/* One cut: its token and where, by place in the layout's order, that stands. */
struct letter_cut {
	struct str token;
	size_t place;
};

struct letter_cuts {
	const uint32_t *edits; /* by place in the layout's order: number of the cut that takes the letter, from 1; 0 none */
	const struct letter_cut *cuts; /* that of number 1 is the first */
};

/* The width of a token at size 1. */
typedef enum err (*page_measure)(void *context, struct str text, float *width, struct fault *fault);

enum err page_set(const struct page *page, const struct page_layout *layout, const struct letter_cuts *cuts, page_measure measure,
		 void *context, struct page_changes *changes, struct fault *fault) MUST_USE;
void page_changes_free(struct page_changes *changes);
#endif
