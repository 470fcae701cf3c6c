/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words in capitals as they could stand in small letters, for a second look of the classifier: most of what it has learned of homes and
 * schools it has from text in which their names alone have capitals. */
#include "people/recase.h"

#include <stdlib.h>

#include "base/mem.h"

enum { LEAST_WORDS = 20, COMMON_LEAST = 10, COUNTED_LEAST = 7 };

static bool is_raised_word(const struct word *word)
{
	return word->kind == TOKEN_WORD && word->caps && !word->raised && word->letters == CASE_UPPER && word->folded.len > 1;
}

/* An ordinary word: a common one, or what is counted, "9 SUMMONSES". */
static bool is_ordinary(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const struct entry *entry = word->entry;
	bool counted = at > 0 && people->words[at - 1].kind == TOKEN_NUMBER, several = counted && word->folded.ptr[word->folded.len - 1] == 's';
	return (several || entry->common >= (counted ? COUNTED_LEAST : COMMON_LEAST)) && entry->common > entry->given &&
	       entry->common > entry->surname;
}

uint8_t *recase_small(struct people *people)
{
	size_t count = 0;
	for (size_t i = 0; i < people->word_count; i++)
		count += is_raised_word(&people->words[i]);
	if (count < LEAST_WORDS)
		return NULL;
	uint8_t *changed = mem_alloc(people->word_count, 1);
	for (size_t i = 0; i < people->word_count; i++) {
		struct word *word = &people->words[i];
		if (!(changed[i] = is_raised_word(word)))
			continue;
		word->letters = word->sentence_start || !is_ordinary(people, i) ? CASE_TITLE : CASE_LOWER;
		word->caps = false;
	}
	return changed;
}

void recase_back(struct people *people, uint8_t *changed)
{
	for (size_t i = 0; i < people->word_count; i++)
		if (changed[i])
			people->words[i].letters = CASE_UPPER, people->words[i].caps = true;
	free(changed);
}
