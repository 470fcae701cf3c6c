/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/head.h"

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

void head_words(struct buf *to, struct str label)
{
	for (size_t i = 0; i < label.len && i < HEAD_BYTES; i++) {
		char c = label.ptr[i], before = i ? label.ptr[i - 1] : ' ', next = i + 1 < label.len ? label.ptr[i + 1] : ' ';
		bool hump = (is_upper(c) && is_lower(before)) || (is_upper(c) && is_upper(before) && is_lower(next));
		bool number = is_digit(c) && (is_upper(before) || is_lower(before));
		bool behind = (is_upper(c) || is_lower(c)) && is_digit(before);
		if (hump || number || behind)
			buf_add_byte(to, ' ');
		buf_add_byte(to, c == '_' || c == '\n' || c == '\r' || c == '\t' || c == '*' ? ' ' : c);
	}
}
