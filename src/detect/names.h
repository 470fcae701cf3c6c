/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Name lists: patterns/names (given.tsv, surnames.tsv, common.tsv, nicknames.tsv). Levels go into the lexicon's entries;
 * nicknames are kept here. Sources and licences: patterns/names/SOURCES.md. */
#ifndef DETECT_NAMES_H
#define DETECT_NAMES_H
#include "detect/lexicon.h"
#include "detect/token.h"

struct names;
struct weights;

/* Loads the lists of `folder` into `lexicon`. ERR_PACK names file and line. */
struct names *names_load(struct lexicon *lexicon, const char *folder, struct fault *fault) MUST_USE;
void names_free(struct names *names);

/* Of the classifier that tells names by what stands beside them (weights.tsv); NULL when the folder has none. */
const struct weights *names_weights(const struct names *names);

/* Of the one that tells who acts in office (office.tsv); NULL when the folder has none. */
const struct weights *names_office(const struct names *names);

/* Is one a usual short form of the other, or are both of a third (Bill, William, Billy)? Folded names. */
bool names_same(const struct names *names, const struct lexicon *lexicon, struct str a, struct str b);

/* The number of tokens of the longest place name that begins at token `at` and is written with capitals, 0 if none. */
size_t names_place(const struct names *names, const struct lexicon *lexicon, const struct tokens *tokens, size_t at);
#endif
