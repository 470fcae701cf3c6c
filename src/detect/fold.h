/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables and helpers behind fold_add() (lexicon.h), for token.c and fold.c only. */
#ifndef DETECT_FOLD_H
#define DETECT_FOLD_H
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { FOLD_LATIN_FROM = 0xC0, FOLD_LATIN_TO = 0x25F, FOLD_ADDITIONAL_FROM = 0x1E00, FOLD_ADDITIONAL_TO = 0x1EFF };
extern const char fold_latin[FOLD_LATIN_TO - FOLD_LATIN_FROM + 1][3];
extern const char fold_additional[FOLD_ADDITIONAL_TO - FOLD_ADDITIONAL_FROM + 1][3];

/* The code point at ptr (valid UTF-8, at least one byte before end) and its length in bytes. */
uint32_t fold_decode(const char *ptr, const char *end, size_t *len);
bool fold_is_letter(uint32_t point);      /* of any script; digits and signs are not */
bool fold_is_apostrophe(uint32_t point);  /* ' and its typographic forms */
bool fold_is_mark(uint32_t point);        /* combines with the letter before it */
/* Writes the folded character (nothing for a mark), at most as many bytes as it has in UTF-8; returns their end. */
char *fold_point(char *to, uint32_t point);
bool fold_is_upper(uint32_t point);       /* good enough for Latin, Greek and Cyrillic */
#endif
