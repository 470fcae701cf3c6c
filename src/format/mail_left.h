/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What cuts leave of stretches of a view that are written one after another. Private to format/mail*.c. */
#ifndef FORMAT_MAIL_LEFT_H
#define FORMAT_MAIL_LEFT_H
#include "view/view.h"

struct mail_left {
	const struct view *view;
	struct edit *edits;
	size_t count;
	size_t written; /* so many edits have their token already: each has it once, in the first stretch it touches */
};

/* Appends what is left of the view's text in `span`. Spans are asked for from the beginning to the end. */
void mail_left_add(struct mail_left *left, struct span span, struct buf *to);
bool mail_left_touches(const struct mail_left *left, struct span span);
/* Whether `edit` reaches into `span`, and whether it does not go beyond. */
bool mail_edit_touches(const struct edit *edit, struct span span);
bool mail_edit_inside(const struct edit *edit, struct span span);
#endif
