/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who bears a word as a part of the name: in a table everybody would be compared with everybody. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/internal.h"

enum { SLOTS_LEAST = 16 };

static uint32_t *slot_of(const struct people *people, struct str folded)
{
	return &people->bearer_slots[str_hash(folded) & (people->bearer_slot_count - 1)];
}

void bearers_free(struct people *people)
{
	free(people->bearers);
	free(people->bearer_slots);
}

void bearers_read(struct people *people)
{
	size_t count = 0, slots = SLOTS_LEAST;
	for (size_t i = 0; i < people->person_count; i++)
		count += people->persons[i].part_count;
	while (slots < count)
		slots *= 2;
	if (slots > people->bearer_slot_count || people->bearers == NULL) {
		bearers_free(people);
		people->bearers = mem_alloc(slots, sizeof *people->bearers);
		people->bearer_slots = mem_alloc(slots, sizeof *people->bearer_slots);
		people->bearer_slot_count = slots;
	}
	memset(people->bearer_slots, 0, people->bearer_slot_count * sizeof *people->bearer_slots);
	count = 0;
	for (size_t i = people->person_count; i-- > 0;) /* each goes before those that are there: the first person is found first */
		for (size_t j = people->persons[i].part_count; j-- > 0;) {
			struct str folded = people->persons[i].parts[j].folded;
			uint32_t *slot = slot_of(people, folded);
			people->bearers[count++] = (struct bearer){folded, (uint32_t)i, *slot, people->persons[i].parts[j].kind};
			*slot = (uint32_t)count;
		}
}

const struct bearer *bearer_next(const struct people *people, const struct bearer *bearer, struct str folded)
{
	uint32_t next = bearer ? bearer->next : *slot_of(people, folded);
	while (next && !str_equal(people->bearers[next - 1].folded, folded))
		next = people->bearers[next - 1].next;
	return next ? &people->bearers[next - 1] : NULL;
}

/* "Franklin", who is a child Frank as well as a grown one: the child, or NOBODY. The word is only a form of the grown one's name. */
int32_t child_called(const struct people *people, const struct person *grown, struct str folded)
{
	if (!person_has_kind(grown, folded, PART_NICK))
		return NOBODY;
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; people->persons[i].who == WHO_CHILD && j < people->persons[i].part_count; j++)
			if (people->persons[i].parts[j].kind == PART_GIVEN && people->persons[i].parts[j].folded.len > 2 &&
			    names_related(people, people->persons[i].parts[j].folded, folded))
				return (int32_t)i;
	return NOBODY;
}

/* Another one who is such has the same surname. */
bool shares_surname(const struct people *people, const struct person *person, bool (*is_such)(const struct person *other))
{
	for (size_t j = 0; j < person->part_count; j++) {
		struct str surname = person->parts[j].folded;
		const struct bearer *bearer = NULL;
		bool surnamed = person->parts[j].kind == PART_SURNAME && surname.len > 1;
		while (surnamed && (bearer = bearer_next(people, bearer, surname)) != NULL) {
			const struct person *other = &people->persons[bearer->person];
			if (bearer->kind == PART_SURNAME && other != person && is_such(other))
				return true;
		}
	}
	return false;
}
