/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What scanners take for digits, as the repair of words before rules are tried and the mender of whole scans know it. */
#ifndef DETECT_MISREAD_H
#define DETECT_MISREAD_H
#include <string.h>

#include "detect/token.h"

/* The digit that a letter was read for; 0: for none. */
static inline char misread_digit(char c)
{
	switch (c) {
	case 'O':
	case 'o':
		return '0';
	case 'l':
	case 'I':
		return '1';
	case 'S':
		return '5';
	case 'B':
		return '8';
	default:
		return 0;
	}
}

/* Letters that also stand in real numbers (plates, apartments): it needs one of the others beside them. */
static inline bool misread_doubtful(char c)
{
	return c == 'S' || c == 'B';
}

/* A sign that stands inside numbers: "555-OlOO". */
static inline bool misread_joint(const struct tokens *tokens, size_t at)
{
	return at < tokens->count && tokens->list[at].kind == TOKEN_SIGN && memchr("-/.:()", tokens->text.ptr[tokens->list[at].from], 6);
}
#endif
