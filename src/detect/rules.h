/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The matcher: tokens in, findings out. One per worker; it holds scratch memory only and never document text between
 * calls.
 *
 * A rule is tried only where it can begin: at its hint words, in the window around them, or at tokens whose shape and
 * first byte its expression admits (manual: blackbar-pack.5). Matches of one rule are leftmost and do not overlap. */
#ifndef DETECT_RULES_H
#define DETECT_RULES_H
#include "base/fault.h"
#include "detect/pack.h"
#include "detect/token.h"
#include "view/finding.h"

struct matcher;

/* `set` is finished (pack_set_finish) and borrowed. */
struct matcher *matcher_new(const struct pack_set *set);
void matcher_free(struct matcher *matcher);

/* Appends what the find rules say about the text of `tokens` (valid UTF-8) to `out` and sorts `out` (finding_sort).
 * Findings of different rules may overlap or repeat. person is NOBODY, who is WHO_UNKNOWN for things and WHO_NONE for what
 * stays. ERR_LIMIT when an expression needs too many steps on this text: the findings are then not complete. */
enum err rules_match(struct matcher *matcher, const struct tokens *tokens, struct finding_list *out,
		     struct fault *fault) MUST_USE;

/* Kinds that say "this stays": agency numbers, report numbers, places ... */
bool rules_keeps(enum what what);

/* Removes from a sorted list every finding to cut whose span lies inside a finding that keeps and has a higher score. */
void rules_settle(struct finding_list *findings);

/* Removes from a sorted list every finding that lies inside another of the same kind (of equal ones the best score stays). */
void rules_unite(struct finding_list *findings);
#endif
