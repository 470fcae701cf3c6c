/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* UTF-8, strict: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include "base/str.h"

enum { UTF8_MAX = 4, UTF8_BAD = 0xFFFFFFFF };

/* Reads one character at s.ptr (s.len > 0) into `*code` and returns its length in bytes. Where none begins: returns 1
 * and UTF8_BAD. A character that is cut off by the end of `s` is bad too. */
size_t utf8_next(struct str s, uint32_t *code);
/* Writes `code` (a scalar value) at `to`, which has room for UTF8_MAX bytes; returns the number of bytes. */
size_t utf8_put(char *to, uint32_t code);
void utf8_add(struct buf *buf, uint32_t code);
/* Offset of the first byte that is not part of a whole character; s.len when all is valid. */
size_t utf8_valid(struct str s);
/* Length of the run of ASCII bytes at the beginning of `s`. */
size_t utf8_ascii(struct str s);
/* Bytes at the end of `s` that begin a character which could be completed by bytes to come: 0..3. */
size_t utf8_tail(struct str s);
/* The nearest beginning of a character at or before `at` (`at` <= s.len; s valid). */
size_t utf8_floor(struct str s, size_t at);
/* The nearest beginning of a character, or end of `s`, at or after `at`. */
size_t utf8_ceil(struct str s, size_t at);

/* How a character looks to a reader, which is how a view has it (view/view.h). */
enum utf8_look {
	LOOK_SIGN,    /* itself: letters, digits, signs, tab */
	LOOK_SPACE,   /* any space, no-break or not, and blank letters: ' ' in a view */
	LOOK_LINE,    /* ends a line: LF, VT, FF, CR, separators 1C..1F, NEL, U+2028, U+2029: '\n' */
	LOOK_NOTHING, /* soft hyphen, zero-width, bidi, variation selectors, tags: not in a view */
	LOOK_CONTROL  /* any other control character: up to the format */
};
enum utf8_look utf8_look(uint32_t code);
#endif
