/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A view's text cut into words, numbers, signs and line ends. Every byte but spaces and tabs belongs to one token. */
#ifndef DETECT_TOKEN_H
#define DETECT_TOKEN_H
#include "base/str.h"
#include "detect/lexicon.h"

enum token_kind {
	TOKEN_WORD,   /* letters, with apostrophes between letters (O'Shea); not the possessive 's, which is TOKEN_TAIL */
	TOKEN_NUMBER, /* digits only */
	TOKEN_MIXED,  /* begins with a letter or digit and has both: 2B, 3rd, R4 */
	TOKEN_SIGN,   /* one other character, ASCII or not */
	TOKEN_TAIL,   /* a possessive 's or ' after a word */
	TOKEN_LINE    /* one '\n' (or form feed) */
};

/* TITLE: first upper, rest not; one capital letter alone is UPPER; McIlroy, O'Shea are TITLE. */
enum token_case { CASE_NONE, CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED };

struct token {
	uint32_t from, to;     /* in the view's text */
	uint32_t entry;        /* lexicon number of the folded word, 0 unknown; of a misread word ("SHERlFF") that of the right one */
	uint32_t folded;       /* offset of the folded word in tokens.folded (words and mixed only); a misread one is put right */
	uint8_t folded_len;    /* words longer than 255 folded bytes are cut at 255 */
	uint8_t kind, letters; /* enum token_kind, enum token_case */
	bool space;            /* a space, tab or line end stands before it */
};

struct tokens {
	struct str text;
	struct token *list;
	size_t count, cap;
	struct buf folded;
	struct lexicon_recent *recent; /* NULL: none */
};

/* Before the first of many texts is read: looks up words faster, while the lexicon stays as it is. */
void tokens_remember(struct tokens *tokens);

/* Reads `text` (valid UTF-8, at most 4 GiB) anew; borrows it. */
void tokens_read(struct tokens *tokens, const struct lexicon *lexicon, struct str text);

/* Indexes of tokens, ascending. */
struct tokens_changed {
	uint32_t *list;
	size_t count, cap;
};

/* The same as tokens_read() of a `text` that differs from that of `from` in the letters and digits of some tokens only, not in
 * their lengths; the rest is not read again. Letters and digits are ASCII. */
void tokens_change(struct tokens *tokens, const struct tokens *from, const struct lexicon *lexicon, struct str text,
		   const struct tokens_changed *changed);
void tokens_free(struct tokens *tokens);

struct str token_text(const struct tokens *tokens, size_t index);
struct str token_folded(const struct tokens *tokens, size_t index);
/* Index of the first token with from >= at; count if none. */
size_t tokens_at(const struct tokens *tokens, size_t at);
#endif
