/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of the mender share. Data flow:
 *   mend.c           is it a scan at all; the changes put into a view
 *   mend_case.c      text whose capitals say nothing
 *   mend_marks.c     signs around words
 *   mend_lines.c     lines that are not the writer's
 *   mend_spelling.c  how the document spells the words that few lists know
 *   mend_word.c      the best reading of one word
 *   mend_sign.c      letters that became signs
 *   mend_split.c     words that are two
 *   mend_run.c       the best reading of words in a row: which are one word, broken
 *   mend_number.c    digits */
#ifndef DETECT_MEND_PARTS_H
#define DETECT_MEND_PARTS_H
#include "detect/mend.h"

enum { MEND_WORD_MOST = 32 }; /* bytes; longer words are left as they are */

/* Text that takes the place of bytes [from, to) of the original. */
struct change {
	size_t from, to;
	size_t text, len; /* in mender.texts */
};

/* A word that the document spells, by its skeleton: what is left of it when everything a scanner confuses is one. */
struct spelling {
	uint64_t skeleton;
	uint32_t text, count; /* in mender.spellings; how often a spelling of this skeleton was seen */
	uint8_t len;
	bool known; /* the lexicon has it */
};

/* Of the text, without its end. */
struct line {
	size_t from, to;
};

struct mender {
	const struct lexicon *lexicon;
	const struct tokens *tokens; /* of the current call */
	struct view view;
	struct change *changes;
	size_t change_count, change_cap;
	struct buf texts, spelling_text;
	struct buf prose; /* the text of the view, with signs put right */
	struct line *lines; /* of the current text */
	size_t line_count, line_cap;
	struct spelling *spellings; /* open addressing */
	size_t spelling_slots, spelling_count;
};

/* A reading of the bytes of one word. Costs are tenths of a logarithm: the lower, the likelier. */
struct reading {
	char text[MEND_WORD_MOST];
	size_t len;
	int cost;
	bool changed;
	size_t split, raw_split; /* where a second word begins, in `text` and as it stood; 0: it is one word */
};

void mend_spellings(struct mender *mender);
const struct spelling *mend_spelling(const struct mender *mender, struct str word);

enum mend_how {
	MEND_ALONE = 1,  /* it stands so in the document, which is then no witness for it */
	MEND_INSIDE = 2, /* within a sentence */
	MEND_JOINED = 4, /* of pieces that stand apart */
	MEND_HYPHEN = 8  /* before a hyphen and a name */
};

/* The best reading of `raw` (at most MEND_WORD_MOST bytes); `how`: bits of enum mend_how. */
void mend_word(const struct mender *mender, struct str raw, unsigned how, struct reading *best);

/* Is it two words in one, at less cost than `reading`, which is then theirs? */
bool mend_split(const struct mender *mender, struct str raw, struct reading *reading);

/* What a known word costs by how common it is. */
int mend_cost_of_level(int level);

/* Is `raw`, which no list knows, a common word but for a letter? */
bool mend_sign(const struct mender *mender, struct str raw);

/* Puts right what became a sign, byte by byte; says whether anything did. */
bool mend_signs(const struct mender *mender, struct buf *text);

/* Puts text whose capitals say nothing of names in capitals; says whether there is any. `text` is that of the tokens, whole. */
bool mend_case(const struct mender *mender, const struct tokens *tokens, struct buf *text);

/* Takes from `text`, that of the tokens, signs around words, byte for byte: they become spaces; says whether it did. */
bool mend_marks(const struct mender *mender, const struct tokens *tokens, struct buf *text);

/* The same for what lines have before them and for ends of lines within sentences. */
bool mend_lines(struct mender *mender, struct buf *text);

/* Mends the words in a row that begin at token `at`; returns the token behind them, `at` if none begins there. */
size_t mend_run(struct mender *mender, size_t at);

/* The same for a number in groups with signs between them. */
size_t mend_number(struct mender *mender, size_t at);

/* The token behind the groups of one number that begins at token `at`; `at` if none begins there. */
size_t mend_shaped(const struct tokens *tokens, size_t at);

/* Does a number go on here, over a sign that touches both: "O/l2/24"? */
bool mend_joined(const struct tokens *tokens, size_t at);

/* Is the token a number with letters in it, or (`code`) a code with small letters in it? Then its reading. */
bool mend_digits(const struct tokens *tokens, size_t at, bool code, struct reading *reading);
/* Behind the plate of a car that begins at `at`, "SH4L7B", "4TB X92", `at` if none does: whatever its letters resemble, it is a plate. */
size_t mend_plate_end(const struct tokens *tokens, size_t at);

void mend_add(struct mender *mender, size_t from, size_t to, struct str text);
#endif
