/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "estimate_measure.h"

#include <string.h>

static bool is_uncertain(const struct finding *finding, const struct part *part, unsigned certain)
{
	bool learned = finding->person >= 0 && (size_t)finding->person < part->person_count &&
		       (part->persons[finding->person].is.evidence & BECAUSE_LEARNED);
	return finding->score < certain || (finding->what == WHAT_NAME && learned);
}

static void write(struct buf *record, const struct measured *measured)
{
	buf_add_number(record, measured->err);
	buf_add_number(record, measured->pages);
	buf_add_number(record, measured->uncertain);
	for (unsigned what = 0; what < WHAT_COUNT; what++)
		buf_add_number(record, measured->cuts[what]);
}

void measure_part(struct buf *record, uint64_t pages, const struct finding_list *findings, const struct cuts *cuts,
		  const struct part *part, unsigned certain)
{
	struct measured measured = {.err = cuts->undecided ? ERR_UNDECIDED : ERR_NONE, .pages = pages};
	for (size_t i = 0; i < cuts->count; i++) {
		measured.cuts[cuts->list[i].what]++;
		measured.uncertain += is_uncertain(&findings->list[cuts->list[i].finding], part, certain);
	}
	write(record, &measured);
}

void measure_fault(struct buf *record, enum err err)
{
	struct measured measured = {.err = err};
	write(record, &measured);
}

bool measure_take(struct str bytes, struct measured *measured)
{
	uint64_t err;
	if (!take_number(&bytes, &err) || err > ERR_UNSOUND || !take_number(&bytes, &measured->pages) ||
	    !take_number(&bytes, &measured->uncertain))
		return false;
	measured->err = (enum err)err;
	for (unsigned what = 0; what < WHAT_COUNT; what++)
		if (!take_number(&bytes, &measured->cuts[what]) || measured->cuts[what] > UINT32_MAX)
			return false;
	return bytes.len == 0 && measured->pages <= UINT32_MAX && measured->uncertain <= UINT32_MAX;
}
