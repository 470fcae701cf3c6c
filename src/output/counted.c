/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/counted.h"

#include <stdlib.h>

#include "base/mem.h"

struct slot {
	uint64_t key, rank, row; /* key 0: free; rows from 0 */
};

struct counted {
	struct slot *slots;
	size_t count, cap;
	uint64_t noted, asked;
};

struct counted *counted_new(void)
{
	return mem_alloc(1, sizeof(struct counted));
}

void counted_free(struct counted *counted)
{
	if (counted == NULL)
		return;
	free(counted->slots);
	free(counted);
}

/* Capitals and spaces make no other report. Two numbers may be taken for one once in 2^64 pairs. */
static uint64_t key_of(struct str number)
{
	char folded[REPORT_NUMBER_LIMIT];
	size_t len = 0;
	for (size_t i = 0; i < number.len && len < sizeof folded; i++) {
		char c = number.ptr[i];
		if (c != ' ')
			folded[len++] = c >= 'a' && c <= 'z' ? (char)(c - ('a' - 'A')) : c;
	}
	uint64_t key = str_hash((struct str){folded, len});
	return key ? key : 1;
}

static struct slot *slot_of(struct slot *slots, size_t cap, uint64_t key)
{
	size_t at = (size_t)(key ^ key >> 29) & (cap - 1);
	while (slots[at].key && slots[at].key != key)
		at = (at + 1) & (cap - 1);
	return &slots[at];
}

static void grow(struct counted *counted)
{
	struct slot *old = counted->slots;
	size_t cap = counted->cap;
	counted->cap = cap ? mem_mul(cap, 2) : 256;
	counted->slots = mem_alloc(counted->cap, sizeof *counted->slots);
	for (size_t i = 0; i < cap; i++)
		if (old[i].key)
			*slot_of(counted->slots, counted->cap, old[i].key) = old[i];
	free(old);
}

static uint64_t rank_of(const struct report *report)
{
	enum { MOST = 1 << 20 };
	uint64_t victims = report_victims(report);
	const size_t lens[] = {report->reported.len, report->from.len, report->division.len, report->disposition.len};
	uint64_t stated = 0;
	for (size_t i = 0; i < sizeof lens / sizeof *lens; i++)
		stated += lens[i] > 0;
	return report->offence_count << 32 | (victims < MOST ? victims : MOST) << 8 | stated;
}

void counted_note(struct counted *counted, const struct report *report)
{
	uint64_t row = counted->noted++, key = key_of(report->number), rank = rank_of(report);
	if (report->number.len == 0)
		return;
	if (counted->count * 2 >= counted->cap)
		grow(counted);
	struct slot *slot = slot_of(counted->slots, counted->cap, key);
	if (slot->key && slot->rank >= rank)
		return;
	counted->count += slot->key == 0;
	*slot = (struct slot){key, rank, row};
}

bool counted_next(struct counted *counted, const struct report *report)
{
	uint64_t row = counted->asked++;
	if (report->number.len == 0)
		return true;
	const struct slot *slot = counted->cap ? slot_of(counted->slots, counted->cap, key_of(report->number)) : NULL;
	return slot && slot->key && slot->row == row;
}
