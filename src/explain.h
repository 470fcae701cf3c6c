/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `scan --explain`: who is in a part, why, and what is done about each finding, in words. */
#ifndef EXPLAIN_H
#define EXPLAIN_H
#include "engine.h"
#include "people/people.h"

uint64_t explain_line(struct str text, size_t at); /* the line a byte stands on, from 1 */

/* The same for one place after another: zero-initialise to begin. */
struct line_place {
	size_t at;
	uint64_t lines; /* line ends before `at` */
};
uint64_t explain_line_from(struct line_place *place, struct str text, size_t at);
/* Appends persons and findings. It holds names: for the agency only. */
void explain_part(struct buf *text, const struct engine *engine, const struct view *view,
		  const struct finding_list *findings, const struct part *part);
#endif
