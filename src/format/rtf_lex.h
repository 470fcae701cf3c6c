/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rich text (RTF 1.9.1, Microsoft) cut into tokens with their places. Private to format/rtf*.c. */
#ifndef FORMAT_RTF_LEX_H
#define FORMAT_RTF_LEX_H
#include "base/str.h"

enum rtf_kind {
	RTF_OPEN,   /* { */
	RTF_CLOSE,  /* } */
	RTF_WORD,   /* \par, \f12, with the space that ends it; \bin with its bytes */
	RTF_SYMBOL, /* \~ */
	RTF_BYTE,   /* \'e9 */
	RTF_TEXT,   /* other bytes */
	RTF_BREAK   /* CR and LF, which say nothing */
};

struct rtf_token {
	enum rtf_kind kind;
	size_t from, to;
	struct str word;   /* letters of a control word */
	bool has_number;
	int number;        /* of a control word; of RTF_BYTE: the byte; of RTF_SYMBOL: the character */
};

/* The token at `at`, which is before the end. False: none begins there, or it is cut short. */
bool rtf_lex(struct str text, size_t at, struct rtf_token *token);
bool rtf_word_is(const struct rtf_token *token, const char *word);
/* Behind the group that begins at `at`, which is '{'; 0: it does not end. */
size_t rtf_group_end(struct str text, size_t at);
#endif
