/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The lexicon: every word the packs and word lists know, folded (lower case, no diacritics), with what it can be.
 * Filled once while loading, then read-only, shared by all workers. Entry numbers are stable once given; 0 is "not known". */
#ifndef DETECT_LEXICON_H
#define DETECT_LEXICON_H
#include "base/fault.h"
#include "base/str.h"

struct lexicon;

/* What the list of places says of a word. */
enum place_bits {
	PLACE_ALONE = 1,  /* a town, county, state or country by itself */
	PLACE_BEGINS = 2, /* begins the name of one in several words */
	PLACE_PEOPLE = 4  /* a nationality or language */
};

/* How common a word is as a given name, a surname, an ordinary English word: 0 never, else 1 (rare) .. 15 (very
 * common), on a logarithmic scale. `classes`: bit i is set when the word alone is in class i (see words.h). */
struct entry {
	uint64_t classes;
	uint8_t given, surname, common;
	uint8_t female; /* share of the given name's bearers that are female, 0..100; 101 unknown */
	bool begins;    /* begins at least one phrase of several words */
	bool nick;      /* has a nickname or is one: names_same() can say yes */
	uint8_t place;  /* bits of enum place_bits */
};

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);

/* The entry number of `word` (any case), made if new. */
uint32_t lexicon_add(struct lexicon *lexicon, struct str word);
/* The entry number of a folded word, or 0. Not for one ASCII punctuation character: see lexicon_sign. */
uint32_t lexicon_find(const struct lexicon *lexicon, struct str folded);
/* The same, faster for words asked for lately: those of one archive are few, and the lexicon is larger than any cache. For one
 * reader, after the lexicon is filled; 256 KiB. */
struct lexicon_recent;
struct lexicon_recent *lexicon_recent_new(void);
void lexicon_recent_free(struct lexicon_recent *recent);
uint32_t lexicon_find_recent(const struct lexicon *lexicon, struct lexicon_recent *recent, struct str folded);
/* Entry number of one ASCII punctuation character, 0 unless somebody added it. */
uint32_t lexicon_sign(const struct lexicon *lexicon, char sign);
struct entry *lexicon_entry(struct lexicon *lexicon, uint32_t number); /* valid until the next lexicon_add */
const struct entry *lexicon_get(const struct lexicon *lexicon, uint32_t number); /* number 0: an empty entry. The entries lie in a row */
size_t lexicon_count(const struct lexicon *lexicon); /* numbers are below this */

/* Folds UTF-8 into lower case without diacritics, appending to `out`: "José" -> "jose", "Müller" -> "muller",
 * typographic apostrophes -> "'". The name comparison of the whole program. */
void fold_add(struct buf *out, struct str text);
#endif
