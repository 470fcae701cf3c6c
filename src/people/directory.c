/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "people/people.h"

/* A full name and the side of its bearer in one number: the hash of the name but for its last bits, which are the side. */
enum { SIDE = 15 };

struct directory {
	uint64_t *list; /* sorted when finished, then of each name one */
	size_t count, cap;
	size_t *starts; /* by the first `bits` bits: where such names begin; one more at the end */
	unsigned bits;
};

struct directory *directory_new(void)
{
	return mem_alloc(1, sizeof(struct directory));
}

void directory_free(struct directory *directory)
{
	if (directory == NULL)
		return;
	directory_clear(directory);
	free(directory->list);
	free(directory);
}

void directory_clear(struct directory *directory)
{
	free(directory->starts);
	directory->starts = NULL;
	directory->count = 0;
	directory->bits = 0;
}

/* The same for both orders of the two names. */
static uint64_t pair_hash(struct str given, struct str surname)
{
	uint64_t a = str_hash(given), b = str_hash(surname);
	return (((a + b) ^ (a ^ b) >> 29) * 0x9e3779b97f4a7c15u) & ~(uint64_t)SIDE;
}

void directory_add(struct directory *directory, const struct person *person)
{
	for (size_t i = 0; i < person->part_count; i++)
		for (size_t j = 0; j < person->part_count; j++) {
			const struct name_part *given = &person->parts[i], *surname = &person->parts[j];
			if (given->folded.len < 2 || surname->folded.len < 2 || surname->kind != PART_SURNAME ||
			    (given->kind != PART_GIVEN && given->kind != PART_NICK))
				continue;
			directory->list = mem_room(directory->list, directory->count, &directory->cap, sizeof *directory->list);
			directory->list[directory->count++] = pair_hash(given->folded, surname->folded) | person->who;
		}
}

static int order(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
	return (a > b) - (a < b);
}

static size_t slot_of(const struct directory *directory, uint64_t hash)
{
	return directory->bits ? (size_t)(hash >> (64 - directory->bits)) : 0;
}

/* Of several persons with the same name the side that comes first in enum who, a child's before all, is kept. */
void directory_finish(struct directory *directory)
{
	size_t kept = 0;
	if (directory->count)
		qsort(directory->list, directory->count, sizeof *directory->list, order);
	for (size_t i = 0; i < directory->count; i++)
		if (i == 0 || (directory->list[i] ^ directory->list[i - 1]) > SIDE)
			directory->list[kept++] = directory->list[i];
	directory->count = kept;
	while (directory->bits < 32 && (size_t)1 << directory->bits < kept)
		directory->bits++;
	size_t slots = (size_t)1 << directory->bits;
	directory->starts = mem_alloc(slots + 1, sizeof *directory->starts);
	for (size_t i = 0; i < kept; i++)
		directory->starts[slot_of(directory, directory->list[i]) + 1]++;
	for (size_t i = 0; i < slots; i++)
		directory->starts[i + 1] += directory->starts[i];
}

static enum who find(const struct directory *directory, uint64_t hash)
{
	size_t slot = slot_of(directory, hash);
	for (size_t i = directory->starts[slot]; i < directory->starts[slot + 1]; i++)
		if ((directory->list[i] ^ hash) <= SIDE)
			return (enum who)(directory->list[i] & SIDE);
	return WHO_NONE;
}

enum who directory_find(const struct directory *directory, struct str given, struct str surname)
{
	return find(directory, pair_hash(given, surname));
}

enum who known_side(const struct known *known, struct str given, struct str surname)
{
	if (known == NULL || (known->directory == NULL && known->asked == NULL))
		return WHO_NONE;
	uint64_t hash = pair_hash(given, surname);
	enum who who = known->directory ? find(known->directory, hash) : WHO_NONE;
	if (known->asked) {
		hash |= who;
		buf_add(known->asked, (struct str){(const char *)&hash, sizeof hash});
	}
	return who;
}

bool directory_differs(const struct directory *directory, struct str asked)
{
	for (size_t i = 0; i + sizeof(uint64_t) <= asked.len; i += sizeof(uint64_t)) {
		uint64_t question;
		memcpy(&question, asked.ptr + i, sizeof question);
		if (find(directory, question & ~(uint64_t)SIDE) != (enum who)(question & SIDE))
			return true;
	}
	return asked.len % sizeof(uint64_t) != 0;
}
