/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "format/xml_edit.h"

enum { FIRST_CAP = 64 };

void xml_ids_free(struct xml_ids *ids)
{
	free(ids->hashes);
	free(ids->numbers);
	*ids = (struct xml_ids){0};
}

static size_t slot_of(const struct xml_ids *ids, uint64_t hash)
{
	size_t at = hash & (ids->cap - 1);
	while (ids->hashes[at] && ids->hashes[at] != hash)
		at = (at + 1) & (ids->cap - 1);
	return at;
}

static void grow(struct xml_ids *ids)
{
	struct xml_ids larger = {.count = ids->count, .cap = ids->cap ? mem_mul(ids->cap, 2) : FIRST_CAP};
	larger.hashes = mem_alloc(larger.cap, sizeof *larger.hashes);
	larger.numbers = mem_alloc(larger.cap, sizeof *larger.numbers);
	for (size_t i = 0; i < ids->cap; i++) {
		if (ids->hashes[i] == 0)
			continue;
		size_t at = slot_of(&larger, ids->hashes[i]);
		larger.hashes[at] = ids->hashes[i];
		larger.numbers[at] = ids->numbers[i];
	}
	xml_ids_free(ids);
	*ids = larger;
}

uint32_t xml_ids_number(struct xml_ids *ids, struct str id)
{
	uint64_t hash = str_hash(id);
	hash += hash == 0;
	if (ids->count * 2 >= ids->cap)
		grow(ids);
	size_t at = slot_of(ids, hash);
	if (ids->hashes[at] == 0) {
		ids->hashes[at] = hash;
		ids->numbers[at] = (uint32_t)++ids->count;
	}
	return ids->numbers[at];
}
