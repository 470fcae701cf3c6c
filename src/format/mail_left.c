/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/mail_left.h"

bool mail_edit_touches(const struct edit *edit, struct span span)
{
	return edit->span.from < span.to && edit->span.to > span.from;
}

bool mail_edit_inside(const struct edit *edit, struct span span)
{
	return edit->span.from >= span.from && edit->span.to <= span.to && span.from < span.to;
}

/* The first edit that ends behind `at`. */
static size_t first_behind(const struct mail_left *left, size_t at)
{
	size_t low = 0, high = left->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (left->edits[middle].span.to <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool mail_left_touches(const struct mail_left *left, struct span span)
{
	size_t i = first_behind(left, span.from);
	return span.from < span.to && i < left->count && mail_edit_touches(&left->edits[i], span);
}

void mail_left_add(struct mail_left *left, struct span span, struct buf *to)
{
	struct str text = buf_str(&left->view->text);
	size_t at = span.from;
	for (size_t i = first_behind(left, span.from); i < left->count && mail_edit_touches(&left->edits[i], span); i++) {
		const struct edit *edit = &left->edits[i];
		if (edit->span.from > at)
			buf_add(to, str_part(text, (struct span){at, edit->span.from}));
		if (i >= left->written) {
			buf_add(to, edit->token);
			left->written = i + 1;
		}
		at = edit->span.to < span.to ? edit->span.to : span.to;
	}
	if (at < span.to)
		buf_add(to, str_part(text, (struct span){at, span.to}));
}
