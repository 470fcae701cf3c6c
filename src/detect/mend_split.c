/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words between which the scanner lost the space: "atthe", "Weasked", "onFerris", "AGE29". */
#include <string.h>

#include "detect/mend_parts.h"

enum {
	COST_LOST = 60,     /* of a space that is not there */
	COST_NUMBER = 40,
	PART_MOST = 24,
	SHORT = 3,          /* so short a word must be common, a shorter one very common */
	COMMON_LEAST = 6,
	COMMON_SHORT = 9,
	COMMON_FIRST = 13,  /* in front of what begins large: "The", "We", "She" */
	NAME_SHORTEST = 4,  /* "MaryAnn" is two words, "LaShawn" and "McCoy" are not */
	MISREAD_SHORTEST = 4
};

static bool all_of(struct str text, bool (*is)(char))
{
	for (size_t i = 0; i < text.len; i++)
		if (!is(text.ptr[i]))
			return false;
	return text.len > 0;
}

static bool is_upper(char c)
{
	return ascii_upper(c);
}

static bool is_lower(char c)
{
	return ascii_lower(c);
}

static bool is_digit(char c)
{
	return ascii_digit(c);
}

static const struct entry *entry_of(const struct mender *mender, struct str word)
{
	char lower[MEND_WORD_MOST];
	for (size_t i = 0; i < word.len; i++)
		lower[i] = (char)(word.ptr[i] | 0x20);
	return lexicon_get(mender->lexicon, lexicon_find(mender->lexicon, (struct str){lower, word.len}));
}

/* How common an ordinary word is; 0: not common enough for its length. */
static int common_of(const struct mender *mender, struct str word)
{
	int common = entry_of(mender, word)->common;
	if (word.len == 1)
		return word.ptr[0] == 'a' || word.ptr[0] == 'I' || word.ptr[0] == 'A' ? common : 0;
	int least = word.len < SHORT ? COMMON_FIRST : word.len == SHORT ? COMMON_SHORT : COMMON_LEAST;
	return common >= least ? common : 0;
}

static bool is_name(const struct mender *mender, struct str word)
{
	const struct entry *entry = entry_of(mender, word);
	return entry->given || entry->surname || entry->place;
}

/* Two words by their letters: "onFerris", "DoughertyPolice", "AGE29", "2303LANGHAM". */
static bool parts_by_form(const struct mender *mender, struct str left, struct str right)
{
	if (is_digit(right.ptr[0]) != is_digit(left.ptr[left.len - 1])) {
		bool number = all_of(left, is_digit);
		struct str word = number ? right : left, digits = number ? left : right;
		bool code = !number && digits.len == 1 && entry_of(mender, word)->classes; /* "VIC3" */
		return word.len >= SHORT && all_of(digits, is_digit) && (!number || (digits.len >= SHORT && !is_lower(word.ptr[0]))) && !code &&
		       common_of(mender, word);
	}
	if (!is_upper(right.ptr[0]) || !is_lower(left.ptr[left.len - 1]) || right.len < 2 || !is_lower(right.ptr[1]))
		return false;
	if (is_lower(left.ptr[0]))
		return left.len > 1 && common_of(mender, left);
	return left.len >= NAME_SHORTEST && right.len >= NAME_SHORTEST && (common_of(mender, left) || is_name(mender, left)) &&
	       (common_of(mender, right) || is_name(mender, right));
}

/* Two ordinary words in the same letters; the first may begin large when it is one of the commonest. */
static int cost_of_parts(const struct mender *mender, struct str left, struct str right)
{
	bool small = all_of(right, is_lower) && (left.len == 1 || all_of((struct str){left.ptr + 1, left.len - 1}, is_lower));
	bool large = all_of(left, is_upper) && all_of(right, is_upper);
	int first = common_of(mender, left), second = common_of(mender, right);
	if ((!small && !large) || !first || !second)
		return 0;
	if (small && is_upper(left.ptr[0]) && first < COMMON_FIRST)
		return 0;
	return mend_cost_of_level(first) + mend_cost_of_level(second) + COST_LOST;
}

/* One of the two is misread besides: "woulclnot". */
static int cost_of_misread(const struct mender *mender, struct str left, struct str right, struct reading *word, bool *second)
{
	if (!all_of(left, is_lower) || !all_of(right, is_lower))
		return 0;
	for (int way = 0; way < 2; way++) {
		struct str known = way ? right : left, other = way ? left : right;
		int common = common_of(mender, known);
		if (common < COMMON_SHORT || other.len < MISREAD_SHORTEST)
			continue;
		mend_word(mender, other, MEND_JOINED, word);
		if (!word->changed)
			continue;
		*second = !way;
		return mend_cost_of_level(common) + word->cost + COST_LOST;
	}
	return 0;
}

bool mend_split(const struct mender *mender, struct str raw, struct reading *reading)
{
	struct reading best = *reading;
	best.split = 0;
	if (raw.len > PART_MOST)
		return false;
	for (size_t at = 1; at < raw.len; at++) {
		struct str left = {raw.ptr, at}, right = {raw.ptr + at, raw.len - at};
		struct reading word;
		bool second = false;
		int cost = parts_by_form(mender, left, right) ? COST_LOST + COST_NUMBER : cost_of_parts(mender, left, right), misread = 0;
		if (cost == 0 && reading->cost > COST_LOST)
			cost = misread = cost_of_misread(mender, left, right, &word, &second);
		if (cost == 0 || cost >= best.cost)
			continue;
		struct str a = misread && !second ? (struct str){word.text, word.len} : left;
		struct str b = misread && second ? (struct str){word.text, word.len} : right;
		if (a.len + b.len > MEND_WORD_MOST)
			continue;
		best = (struct reading){.len = a.len + b.len, .cost = cost, .changed = true, .split = a.len, .raw_split = at};
		memcpy(best.text, a.ptr, a.len);
		memcpy(best.text + a.len, b.ptr, b.len);
	}
	if (best.split)
		*reading = best;
	return best.split;
}
