/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which findings lie over a place: a document of many rows has thousands, and is asked for each number in it. */
#include "base/mem.h"
#include "people/internal.h"

/* Findings of rules and fields are in order, those that were added since follow them. */
void reach_read(struct people *people)
{
	const struct finding *list = people->findings->list;
	size_t count = people->findings->count > 0;
	while (count < people->findings->count && list[count - 1].span.from <= list[count].span.from)
		count++;
	while (people->reach_cap < count)
		people->reach = mem_room(people->reach, people->reach_cap, &people->reach_cap, sizeof *people->reach);
	finding_reach(list, count, people->reach);
	people->reach_count = count;
}

const struct finding *finding_over(const struct people *people, struct span span, size_t *at)
{
	const struct finding *list = people->findings->list;
	size_t i = *at ? *at : finding_beyond(people->reach, people->reach_count, span.from);
	for (; i < people->findings->count; i++) {
		if (i < people->reach_count && list[i].span.from >= span.to)
			i = people->reach_count;
		if (i < people->findings->count && list[i].span.from < span.to && span.from < list[i].span.to) {
			*at = i + 1;
			return &list[i];
		}
	}
	return NULL;
}
