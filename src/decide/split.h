/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Cuts that reach over what a format shows for the eye only (the head of the next cell of a row, a sign between cells)
 * become one for each value, with the same token: what has no place in the file is not cut there. And what is cut whole or not at
 * all (view.h) is. */
#ifndef DECIDE_SPLIT_H
#define DECIDE_SPLIT_H
#include "decide/decide.h"
#include "view/view.h"

void cuts_split(struct cuts *cuts, const struct view *view);
#endif
