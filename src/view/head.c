/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/head.h"

void head_words(struct buf *to, struct str label)
{
	for (size_t i = 0; i < label.len && i < HEAD_BYTES; i++) {
		char c = label.ptr[i], before = i ? label.ptr[i - 1] : ' ', next = i + 1 < label.len ? label.ptr[i + 1] : ' ';
		bool hump = (ascii_upper(c) && ascii_lower(before)) || (ascii_upper(c) && ascii_upper(before) && ascii_lower(next));
		bool number = ascii_digit(c) && (ascii_upper(before) || ascii_lower(before));
		bool behind = (ascii_upper(c) || ascii_lower(c)) && ascii_digit(before);
		if (hump || number || behind)
			buf_add_byte(to, ' ');
		buf_add_byte(to, c == '_' || c == '\n' || c == '\r' || c == '\t' || c == '*' ? ' ' : c);
	}
}
