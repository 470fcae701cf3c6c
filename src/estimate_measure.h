/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What an estimate wants to know of a document: numbers only, from a worker to the parent. */
#ifndef ESTIMATE_MEASURE_H
#define ESTIMATE_MEASURE_H
#include "decide/decide.h"
#include "people/people.h"

struct measured {
	enum err err; /* why it cannot be released, where this shows only when it is decided on or written */
	uint64_t pages;
	uint64_t uncertain; /* cuts that the rules are not sure of */
	uint64_t cuts[WHAT_COUNT];
};

/* Appends the record of one part, whose pages are by view_pages(). Not sure: a score below `certain`, or a name that no rule knows. */
void measure_part(struct buf *record, uint64_t pages, const struct finding_list *findings, const struct cuts *cuts,
		  const struct part *part, unsigned certain);
/* Of a document that has been found not to be releasable after all. */
void measure_fault(struct buf *record, enum err err);
bool measure_take(struct str bytes, struct measured *measured);
#endif
