/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Running text as if no line of it ended: where the next word had no room any more, a space stands for the line end. Byte for byte
 * as long as the original, so what is found in it stands at the same place. For the rules alone; nobody else sees it. */
#ifndef DETECT_RULES_UNWRAP_H
#define DETECT_RULES_UNWRAP_H
#include <stdbool.h>

#include "base/str.h"

/* False: no line goes on in the next, `out` is empty. */
bool unwrap_text(struct str text, struct buf *out);
#endif
