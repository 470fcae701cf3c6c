/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Edits of a view as cuts in the text it was made from, for formats whose values stand in a text: cells, strings. The part of
 * a piece (view.h) is the number of its value. Private to format/. */
#ifndef FORMAT_TEXT_CUTS_H
#define FORMAT_TEXT_CUTS_H
#include "view/view.h"

enum { CUT_OTHERS = SIZE_MAX };

/* What stands at `span` of the text goes, the token comes. */
struct text_cut {
	struct span span, token; /* token: in `tokens` */
	size_t edit;             /* whose token it is; CUT_OTHERS: the edit has it in a value before */
	uint32_t value;
};

/* Zero-initialise to begin. */
struct text_cuts {
	struct text_cut *list; /* in order, not overlapping; the cuts of one value stand together */
	size_t count, cap;
	struct buf tokens;
};

void text_cuts_free(struct text_cuts *cuts);
/* Fills `cuts` anew. A cut over several values leaves its token in the first. What is shown without an origin is cut where
 * it stands, by an edit of its own. */
void text_cuts_make(struct text_cuts *cuts, const struct view *view, struct str text, const struct edit *edits, size_t count);
struct str text_cuts_token(const struct text_cuts *cuts, size_t cut);
/* The end of the cuts of the value that begins with cut `from`. */
size_t text_cuts_value(const struct text_cuts *cuts, size_t from);
/* Edits without a place of their own get that of the one before: the log wants them in order. */
void text_cuts_order(struct edit *edits, size_t count);
#endif
