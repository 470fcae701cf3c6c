/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text as a scanner should have read it: "O9/22/2O2l" as 09/22/2021, "D0B" as DOB, "PR1MARY" as PRIMARY. Byte for byte as
 * long as the original, so what is found in it stands at the same place. For the rules alone; nobody else sees it. */
#ifndef DETECT_RULES_REPAIR_H
#define DETECT_RULES_REPAIR_H
#include "detect/token.h"

/* False: nothing looks misread, `out` is empty. Else `out` has the text with the misread characters replaced,
 * and `changed` the tokens they stand in. */
bool repair_text(const struct tokens *tokens, struct buf *out, struct tokens_changed *changed);
#endif
