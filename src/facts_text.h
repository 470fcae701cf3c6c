/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Values of a report as the released document has them, for facts.c. Strings live in `value`, until it changes. */
#ifndef FACTS_TEXT_H
#define FACTS_TEXT_H
#include "base/date.h"
#include "facts.h"

/* The span with its cuts as tokens. Empty when there is nothing left of it, or more than `limit`. */
struct str facts_released(struct buf *value, const struct facts_part *part, struct span span, size_t limit);
/* The same for what must be whole: empty if a cut touches it. */
struct str facts_untouched(struct buf *value, const struct facts_part *part, struct span span, size_t limit);
/* A date whose time of day is cut, with what follows it, is still a date. */
bool facts_date(const struct facts_part *part, struct span span, struct date *date);

/* "11-004417" without a label: the first one in `text` is added to `to`; the first of what is released. */
void facts_add_bare(struct buf *to, struct str text);
void facts_find_bare(struct buf *to, const struct facts_part *part);
#endif
