/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/splice.h"

#include <stdlib.h>

#include "base/mem.h"

void splice_add(struct splices *splices, uint32_t member, size_t from, size_t to, struct str with)
{
	struct span text = {splices->texts.len, splices->texts.len + with.len};
	buf_add(&splices->texts, with);
	splices->list = mem_room(splices->list, splices->count, &splices->cap, sizeof *splices->list);
	splices->list[splices->count] = (struct splice){member, from, to, text, splices->count};
	splices->count++;
}

/* By place; at one place what only comes before what goes, and the larger before what is inside of it. */
static int order(const void *first, const void *second)
{
	const struct splice *a = first, *b = second;
	bool adds = a->from == a->to, other = b->from == b->to;
	if (a->member != b->member)
		return a->member < b->member ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (adds != other)
		return adds ? -1 : 1;
	if (a->to != b->to)
		return a->to > b->to ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* The splices of one member: [first, last). */
static void apply_member(const struct splices *splices, size_t first, size_t last, struct package *package)
{
	uint32_t member = splices->list[first].member;
	struct str bytes = package_bytes(package, member), texts = buf_str(&splices->texts);
	struct buf made = {0};
	size_t at = 0;
	for (size_t i = first; i < last; i++) {
		const struct splice *splice = &splices->list[i];
		if (splice->from < at)
			continue;
		buf_add(&made, str_part(bytes, (struct span){at, splice->from}));
		buf_add(&made, str_part(texts, splice->with));
		at = splice->to;
	}
	buf_add(&made, str_part(bytes, (struct span){at, bytes.len}));
	package_replace(package, member, &made);
}

void splice_apply(struct splices *splices, struct package *package)
{
	if (splices->count)
		qsort(splices->list, splices->count, sizeof *splices->list, order);
	for (size_t first = 0, last; first < splices->count; first = last) {
		for (last = first; last < splices->count && splices->list[last].member == splices->list[first].member;)
			last++;
		if (!package->members[splices->list[first].member].dropped)
			apply_member(splices, first, last, package);
	}
	splices->count = 0;
	buf_clear(&splices->texts);
}

void splice_free(struct splices *splices)
{
	free(splices->list);
	buf_free(&splices->texts);
	*splices = (struct splices){0};
}
