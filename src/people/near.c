/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* When two words are the same name: short forms, and slips of the pen. */
#include <string.h>

#include "people/internal.h"

bool names_related(const struct people *people, struct str a, struct str b)
{
	if (str_equal(a, b))
		return true;
	/* a short form that begins like the long one: Alex, Alexander */
	if (a.len >= 3 && b.len >= 3 && a.len != b.len) {
		size_t len = a.len < b.len ? a.len : b.len;
		if (len >= 3 && memcmp(a.ptr, b.ptr, len) == 0)
			return true;
	}
	return names_same(people->names, people->lexicon, a, b);
}

/* Which letters a name has: a slip changes at most two of these. */
static uint32_t letters_of(struct str name)
{
	uint32_t letters = 0;
	for (size_t i = 0; i < name.len; i++)
		letters |= (uint32_t)1 << (name.ptr[i] & 31);
	return letters;
}

/* Damerau's distance (optimal string alignment), or limit + 1 when it is larger. Bytes: folded names are ASCII mostly. */
unsigned name_distance(struct str a, struct str b, unsigned limit)
{
	enum { LONGEST = 32 };
	unsigned rows[3][LONGEST + 1];
	if (a.len > LONGEST || b.len > LONGEST || (a.len > b.len ? a.len - b.len : b.len - a.len) > limit)
		return limit + 1;
	if ((unsigned)__builtin_popcount(letters_of(a) ^ letters_of(b)) > 2 * limit)
		return limit + 1;
	for (unsigned j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3], least = i;
		row[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			unsigned cost = a.ptr[i - 1] != b.ptr[j - 1];
			unsigned best = above[j - 1] + cost;
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
			if (best < least)
				least = best;
		}
		if (least > limit)
			return limit + 1;
	}
	return rows[a.len % 3][b.len];
}
