/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Two tables beside each other: in one of slots, a third would be padding. */
struct labels {
	uint64_t *hashes; /* of word and key; 0: free */
	uint32_t *numbers;
	size_t count, cap; /* cap: a power of two */
};

enum { FIRST_CAP = 64, CAP_KEPT = 1024 };

static void make_tables(struct labels *labels, size_t cap)
{
	labels->cap = cap;
	labels->hashes = mem_alloc(cap, sizeof *labels->hashes);
	labels->numbers = mem_alloc(cap, sizeof *labels->numbers);
}

static void free_tables(struct labels *labels)
{
	free(labels->hashes);
	free(labels->numbers);
}

struct labels *labels_new(void)
{
	struct labels *labels = mem_alloc(1, sizeof *labels);
	make_tables(labels, FIRST_CAP);
	return labels;
}

void labels_clear(struct labels *labels)
{
	if (labels->count == 0)
		return;
	if (labels->cap > CAP_KEPT) { /* one huge document does not make all others slow */
		free_tables(labels);
		make_tables(labels, FIRST_CAP);
	} else {
		memset(labels->hashes, 0, labels->cap * sizeof *labels->hashes);
		memset(labels->numbers, 0, labels->cap * sizeof *labels->numbers);
	}
	labels->count = 0;
}

void labels_free(struct labels *labels)
{
	if (labels)
		free_tables(labels);
	free(labels);
}

static size_t find(const struct labels *labels, uint64_t hash)
{
	size_t at = hash & (labels->cap - 1);
	while (labels->hashes[at] && labels->hashes[at] != hash)
		at = (at + 1) & (labels->cap - 1);
	return at;
}

static void grow(struct labels *labels)
{
	struct labels larger = {.count = labels->count};
	make_tables(&larger, mem_mul(labels->cap, 2));
	for (size_t i = 0; i < labels->cap; i++) {
		if (labels->hashes[i] == 0)
			continue;
		size_t at = find(&larger, labels->hashes[i]);
		larger.hashes[at] = labels->hashes[i];
		larger.numbers[at] = labels->numbers[i];
	}
	free_tables(labels);
	*labels = larger;
}

/* Never 0; two rounds of multiplication spread person keys, which may be small numbers. */
static uint64_t mix(uint64_t a, uint64_t b)
{
	uint64_t hash = (a ^ (b + 0x9E3779B97F4A7C15u)) * 0xBF58476D1CE4E5B9u;
	hash = (hash ^ hash >> 29) * 0x94D049BB133111EBu;
	hash ^= hash >> 32;
	return hash ? hash : 1;
}

static uint32_t *claim(struct labels *labels, uint64_t hash)
{
	if ((labels->count + 1) * 5 > labels->cap * 4)
		grow(labels);
	size_t at = find(labels, hash);
	if (labels->hashes[at] == 0) {
		labels->hashes[at] = hash;
		labels->count++;
	}
	return &labels->numbers[at];
}

uint32_t labels_number(struct labels *labels, struct str word, uint64_t key)
{
	uint64_t group = str_hash(word), own = mix(mix(group, 1), key);
	uint32_t number = *claim(labels, own);
	if (number == 0) {
		number = ++*claim(labels, mix(group, 2));
		labels->numbers[find(labels, own)] = number; /* claiming may have moved it */
	}
	return number;
}
