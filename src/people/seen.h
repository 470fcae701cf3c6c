/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What classifiers see of a word: features, each a kind and one or two values, written "kind=a b" (detect/weights.h). */
#ifndef PEOPLE_SEEN_H
#define PEOPLE_SEEN_H
#include "detect/weights.h"
#include "people/internal.h"

enum { SEEN_NEAR = 3, SEEN_TEXT_MAX = 64, SHAPE_MAX = 10 };

/* A value that features are made of. Text: borrowed from the word, from the table or from the caller. */
struct seen {
	struct str text;
	uint64_t hash;
};

static inline struct seen seen(struct str text)
{
	return (struct seen){text, str_hash(text)};
}

/* What a feature is about: the text before its "=". */
enum kind {
	KIND_FORM, KIND_LEVEL, KIND_LEVEL_FORM, KIND_LEVEL_PLACE, KIND_LENGTH, KIND_END3, KIND_END2, KIND_START3,
	KIND_WORD, KIND_TOWN, KIND_LINE,
	KIND_NEAR, /* seven, one for each distance */
	KIND_BEFORE2 = KIND_NEAR + 2 * SEEN_NEAR + 1, KIND_AFTER2, KIND_AROUND, KIND_BEFORE_LEVEL, KIND_AFTER_LEVEL, KIND_LEVEL_BEFORE,
	KIND_LEVEL_AFTER, KIND_FORM_BEFORE, KIND_FORM_AFTER, KIND_BESIDE,
	KIND_WAYS, KIND_WAYS_LEVEL, /* how the same word stands in all of the text */
	KIND_CUE, /* seven */
	KIND_PART = KIND_CUE + 2 * SEEN_NEAR + 1, KIND_PARTS, KIND_PART_WORD, /* what the words before were taken for */
	KIND_ON_LINE, KIND_THIRD, KIND_EVIDENCE, /* placer.c: the same line; third of the text; what the rules say */
	KIND_COUNT
};

/* The ways in which a word stands in a text: in lower case, inside a sentence with a capital, with capitals, so twice. */
enum seen_way { SEEN_LOWER = 1, SEEN_INSIDE = 2, SEEN_CAPITAL = 4, SEEN_AGAIN = 8 };

/* Values that are not taken from the text. */
enum value {
	VALUE_FORM, /* by enum token_case */
	VALUE_LETTER = VALUE_FORM + CASE_MIXED + 1, VALUE_OUTSIDE, VALUE_DASH, VALUE_LINE, VALUE_NUMBER, VALUE_MIXED, VALUE_TAIL, VALUE_CAPS,
	VALUE_START, VALUE_IN, VALUE_WIDE, VALUE_YES, VALUE_NO, VALUE_BEFORE, VALUE_AFTER, VALUE_OFFICIAL,
	VALUE_PART, /* by enum weight_of */
	VALUE_LENGTH = VALUE_PART + WEIGHT_COUNT, /* 0 to 15 */
	VALUE_COUNT = VALUE_LENGTH + 16
};

/* How common as a given name, a surname and an ordinary word, in few steps: "g2s0c1". */
enum { NAME_STEPS = 5, COMMON_STEPS = 6, LEVELS = NAME_STEPS * NAME_STEPS * COMMON_STEPS, LEVEL_LEN = 6 };

/* Weights of all features of a word, added up. */
struct sums {
	int32_t list[WEIGHT_COUNT];
};

/* Sums of some features, by a hash of all that they depend on. */
enum { KEPT_BITS = 14 };
struct kept_sums {
	uint64_t key;
	struct sums sums;
};

struct seen_table {
	/* all of these with their hashes, made once */
	uint64_t kinds[KIND_COUNT];
	struct seen values[VALUE_COUNT], cues[CUE_COUNT], levels[LEVELS], evidence[BECAUSE_BITS], nothing;
	char level_texts[LEVELS][LEVEL_LEN], evidence_texts[BECAUSE_BITS][2];
	struct sums beside[2][2], parts[WEIGHT_COUNT][WEIGHT_COUNT]; /* tagger.c: of what can be seen in few ways, all of them */
	struct kept_sums *of_words, *of_neighbours; /* tagger.c: of those seen lately, in this text and in others; 1 << KEPT_BITS each */
	/* by word of the text at hand */
	struct seen *neighbours;
	uint8_t *ways; /* enum seen_way by a part of the word's hash; way_mask + 1 of them */
	size_t way_mask, way_cap;
	struct sums *sums; /* tagger.c: of what does not change while names are found */
	bool *summed;      /* whether they are known */
	size_t cap;
};

struct seen_table *seen_table_new(void);
void seen_table_free(struct seen_table *table); /* NULL is fine */
void seen_begin(struct people *people); /* once the words of a text are as they are */

/* One of seven kinds, by the distance. */
static inline enum kind kind_at(enum kind first, int by)
{
	return (enum kind)((int)first + SEEN_NEAR + by);
}

/* "kind=a b" to `out`, which is emptied first. */
void seen_write(struct buf *out, enum kind kind, const struct seen *a, const struct seen *b);

/* `at` may be word_count or beyond: there is no word then. */
const struct seen *seen_form(const struct people *people, size_t at); /* capitals, one letter alone */
/* What a neighbour is: the word itself when it is a common one or a cue, else its form; signs and line ends as they are. */
static inline const struct seen *seen_neighbour(const struct people *people, size_t at)
{
	return at < people->word_count ? &people->seen->neighbours[at] : &people->seen->values[VALUE_OUTSIDE];
}

unsigned seen_ways(const struct people *people, size_t at); /* enum seen_way, anywhere in the text */
const struct seen *seen_levels(const struct people *people, size_t at);
struct seen seen_shape(const struct people *people, size_t at, char text[SHAPE_MAX]); /* of a number: "99-999", "a999" */
#endif
