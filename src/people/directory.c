/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>

#include "base/mem.h"
#include "people/people.h"

struct full_name {
	uint64_t hash;
	enum who who;
};

struct directory {
	struct full_name *list; /* sorted when finished */
	size_t count, cap;
};

struct directory *directory_new(void)
{
	return mem_alloc(1, sizeof(struct directory));
}

void directory_free(struct directory *directory)
{
	if (directory)
		free(directory->list);
	free(directory);
}

/* The same for both orders of the two names. */
static uint64_t pair_hash(struct str given, struct str surname)
{
	return str_hash(given) + str_hash(surname) * 3 + (str_hash(given) ^ str_hash(surname));
}

static void add(struct directory *directory, struct str given, struct str surname, enum who who)
{
	directory->list = mem_room(directory->list, directory->count, &directory->cap, sizeof *directory->list);
	directory->list[directory->count++] = (struct full_name){pair_hash(given, surname), who};
}

void directory_add(struct directory *directory, const struct person *person)
{
	for (size_t i = 0; i < person->part_count; i++)
		for (size_t j = 0; j < person->part_count; j++) {
			const struct name_part *given = &person->parts[i], *surname = &person->parts[j];
			if (given->folded.len < 2 || surname->folded.len < 2 || surname->kind != PART_SURNAME ||
			    (given->kind != PART_GIVEN && given->kind != PART_NICK))
				continue;
			add(directory, given->folded, surname->folded, person->who);
			add(directory, surname->folded, given->folded, person->who);
		}
}

static int order(const void *left, const void *right)
{
	const struct full_name *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->who > b->who) - (a->who < b->who);
}

/* Of several persons with the same name the side that comes first in enum who, a child's before all, is kept. */
void directory_finish(struct directory *directory)
{
	if (directory->count == 0)
		return;
	qsort(directory->list, directory->count, sizeof *directory->list, order);
	size_t kept = 1;
	for (size_t i = 1; i < directory->count; i++)
		if (directory->list[i].hash != directory->list[kept - 1].hash)
			directory->list[kept++] = directory->list[i];
	directory->count = kept;
}

enum who directory_find(const struct directory *directory, struct str given, struct str surname)
{
	uint64_t hash = pair_hash(given, surname);
	size_t low = 0, high = directory->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (directory->list[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < directory->count && directory->list[low].hash == hash ? directory->list[low].who : WHO_NONE;
}
