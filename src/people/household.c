/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who lives where a child lives: an entry with the same home address is one of the household. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/internal.h"

struct home {
	uint64_t hash; /* of the words of the address, up to the end of its cell */
	uint32_t at;   /* word */
	int32_t person;
};

/* House number, street and unit: until the cell or line ends, or something else begins. */
static uint64_t address_hash(const struct people *people, const struct finding *finding)
{
	uint64_t hash = 0;
	size_t at = tokens_at(people->tokens, finding->span.from);
	uint32_t record = people->words[at].record;
	for (unsigned count = 0; at < people->word_count && count < 12; at++, count++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_LINE || word->bar || word->record != record || (word->wide && count))
			break;
		if (word->blocked && word->blocked != WHAT_ADDRESS && word->from >= finding->span.to)
			break;
		if (word->kind == TOKEN_WORD || word->kind == TOKEN_NUMBER || word->kind == TOKEN_MIXED)
			hash = hash * 31 + str_hash(word->folded);
	}
	return hash;
}

static int home_order(const void *left, const void *right)
{
	const struct home *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static bool is_childs(const struct people *people, uint64_t hash, const struct home *homes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum who who = people->persons[homes[i].person].who;
		if (homes[i].hash == hash && (who == WHO_CHILD || who == WHO_JUVENILE))
			return true;
	}
	return false;
}

/* "SAME", "SAME AS V1" in the place of an address: it is where the entry before lives. */
static size_t add_same(const struct people *people, struct home **homes, size_t count, size_t *cap)
{
	size_t known = count, last = 0;
	for (size_t at = 1; known && at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		int32_t person = word->record ? people->records[word->record].person : NOBODY;
		if (!word_has(people, at, CUE_NO_VALUE) || !word_is(people, at, "same") || person == NOBODY ||
		    !(word->gap || people->words[at - 1].bar || cue_before(people, at, LABEL_ADDRESS)))
			continue;
		while (last + 1 < known && (*homes)[last + 1].at < at)
			last++;
		if ((*homes)[last].at > at)
			continue;
		*homes = mem_room(*homes, count, cap, sizeof **homes);
		(*homes)[count++] = (struct home){(*homes)[last].hash, (uint32_t)at, person};
	}
	return count;
}

void households_read(struct people *people)
{
	struct home *homes = NULL;
	size_t count = 0, cap = 0;
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_ADDRESS)
			continue;
		size_t at = tokens_at(people->tokens, finding->span.from);
		if (at >= people->word_count || people->words[at].kind != TOKEN_NUMBER)
			continue;
		int32_t person = people->words[at].record ? people->records[people->words[at].record].person : NOBODY;
		if (person == NOBODY)
			continue;
		homes = mem_room(homes, count, &cap, sizeof *homes);
		homes[count++] = (struct home){address_hash(people, finding), (uint32_t)at, person};
	}
	count = add_same(people, &homes, count, &cap);
	if (count > 1)
		qsort(homes, count, sizeof *homes, home_order);
	for (size_t i = 0; i < count;) {
		size_t end = i + 1;
		while (end < count && homes[end].hash == homes[i].hash)
			end++;
		bool child = end > i + 1 && is_childs(people, homes[i].hash, homes + i, end - i);
		for (; i < end; i++) {
			struct person *person = &people->persons[homes[i].person];
			if (child && person->who == WHO_NONE && !(person->is.evidence & BECAUSE_UNRELATED))
				person->is.evidence |= BECAUSE_KIN;
		}
	}
	free(homes);
}
