/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The part of a cut value that a policy lets stand. Private to decide/. */
#ifndef DECIDE_KEPT_H
#define DECIDE_KEPT_H
#include "decide/policy.h"

/* Appends the part to `out`: ASCII letters, digits, spaces, . , - ' only, at most 48 bytes. False, and nothing appended,
 * where it cannot be told with certainty. Not for PART_NONE. */
bool kept_add(struct buf *out, enum policy_part part, struct str value);
size_t kept_words(struct str name); /* how many initials the name gives */
#endif
