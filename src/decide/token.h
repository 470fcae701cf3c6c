/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The token of one cut. Private to decide/. */
#ifndef DECIDE_TOKEN_H
#define DECIDE_TOKEN_H
#include "decide/decide.h"

/* Appends "[...]" for `cut`, whose line is a cut line. `best`: for each subject the index of the finding that is its
 * fullest name, or -1; NULL when the policy asks for no initials. */
void token_add(struct labels *labels, const struct decide_input *input, const struct cut *cut, const int64_t *best,
	       struct buf *out);
#endif
