/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Word lists: patterns/words (all .words files) say what a word or phrase can be: a rank, a kinship, a role code, a label.
 *
 *     # comment
 *     [rank]
 *     officer
 *     det
 *     police officer
 *     [kin]
 *     mother = MOTHER
 *
 * One word or phrase a line under its class; ` = VALUE` gives the value the program uses (a role, the kin of a token).
 * Matching is on folded words; signs between the words of a phrase ("date-of-birth", "D.O.B.") do not matter. */
#ifndef DETECT_WORDS_H
#define DETECT_WORDS_H
#include "detect/lexicon.h"
#include "detect/token.h"

struct words;

/* So many classes there can be, of all files together. The first ones have a bit in struct entry; words of the others are found by
 * their phrases alone. */
enum { WORDS_CLASSES = 480, WORDS_CLASS_BITS = 64 };

struct words *words_new(struct lexicon *lexicon);
void words_free(struct words *words);
/* Loads one file into the set; ERR_PACK names file and line. New classes get the next free number. */
enum err words_load(struct words *words, const char *path, struct fault *fault) MUST_USE;
int words_class(const struct words *words, const char *name); /* its number, or -1 */

/* A word or phrase of class `class` that begins at token `at`: the number of tokens it takes (longest wins), 0 if
 * none. `value` (may be NULL) gets what stands after '=', or an empty string. */
size_t words_match(const struct words *words, const struct tokens *tokens, size_t at, int class, struct str *value);

/* The same where a line of running text may end between the words. */
size_t words_match_wrapped(const struct words *words, const struct tokens *tokens, size_t at, int class, struct str *value);

/* Everything that begins at token `at`: the longest phrase of each class, longest first. Returns how many (at most `cap`). */
struct words_hit {
	struct str value;
	uint32_t len; /* tokens */
	uint16_t class;
};
size_t words_all(const struct words *words, const struct tokens *tokens, size_t at, struct words_hit *hits, size_t cap);
size_t words_all_wrapped(const struct words *words, const struct tokens *tokens, size_t at, struct words_hit *hits, size_t cap);

/* Is the word alone in the class? `value` as above. */
bool words_has(const struct words *words, struct str folded, int class, struct str *value);
bool words_alone(const struct words *words, uint32_t entry, int class, struct str *value); /* the same by its number in the lexicon */

/* The classes of a single word that need not stand in the text by itself: "dob" of "PDOB". */
size_t words_of(const struct words *words, struct str folded, struct words_hit *hits, size_t cap);
#endif
