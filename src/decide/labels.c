/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct slot {
	uint64_t hash; /* of word and key; 0: free */
	uint32_t number;
};

struct labels {
	struct slot *slots;
	size_t count, cap; /* cap: a power of two */
};

enum { FIRST_CAP = 64, CAP_KEPT = 1024 };

struct labels *labels_new(void)
{
	struct labels *labels = mem_alloc(1, sizeof *labels);
	labels->cap = FIRST_CAP;
	labels->slots = mem_alloc(labels->cap, sizeof *labels->slots);
	return labels;
}

void labels_clear(struct labels *labels)
{
	if (labels->count == 0)
		return;
	if (labels->cap > CAP_KEPT) { /* one huge document does not make all others slow */
		free(labels->slots);
		labels->cap = FIRST_CAP;
		labels->slots = mem_alloc(labels->cap, sizeof *labels->slots);
	} else {
		memset(labels->slots, 0, labels->cap * sizeof *labels->slots);
	}
	labels->count = 0;
}

void labels_free(struct labels *labels)
{
	if (labels)
		free(labels->slots);
	free(labels);
}

static struct slot *find(struct labels *labels, uint64_t hash)
{
	size_t at = hash & (labels->cap - 1);
	while (labels->slots[at].hash && labels->slots[at].hash != hash)
		at = (at + 1) & (labels->cap - 1);
	return &labels->slots[at];
}

static void grow(struct labels *labels)
{
	struct labels larger = {.cap = mem_mul(labels->cap, 2)};
	larger.slots = mem_alloc(larger.cap, sizeof *larger.slots);
	for (size_t i = 0; i < labels->cap; i++)
		if (labels->slots[i].hash)
			*find(&larger, labels->slots[i].hash) = labels->slots[i];
	larger.count = labels->count;
	free(labels->slots);
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

static struct slot *claim(struct labels *labels, uint64_t hash)
{
	if ((labels->count + 2) * 5 > labels->cap * 4)
		grow(labels);
	struct slot *slot = find(labels, hash);
	if (slot->hash == 0) {
		slot->hash = hash;
		labels->count++;
	}
	return slot;
}

uint32_t labels_number(struct labels *labels, struct str word, uint64_t key)
{
	uint64_t group = str_hash(word), own = mix(mix(group, 1), key);
	struct slot *slot = claim(labels, own);
	if (slot->number == 0) {
		uint32_t next = ++claim(labels, mix(group, 2))->number;
		find(labels, own)->number = next; /* claiming may have moved it */
	}
	return find(labels, own)->number;
}
