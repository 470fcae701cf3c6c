/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text in capitals as it could stand in small letters: ordinary words small, others with a capital. Byte for byte as long as the
 * original, so what is found in it stands at the same place. For a second look of the rules alone; nobody else sees it. */
#ifndef DETECT_RULES_CASE_H
#define DETECT_RULES_CASE_H
#include "detect/token.h"
#include "view/finding.h"

enum case_reading {
	CASE_SMALL, /* every ordinary word is small */
	CASE_LARGE  /* only common ones: what a street or school is called may be an ordinary word */
};

/* False: nothing is in capitals, `text` is empty. Else `out` has tokens of its own over `text`, in `out->list`, to be freed; all else
 * in it is borrowed. Passages of mixed reports count, a head or label does not. */
bool case_text(const struct tokens *tokens, const struct lexicon *lexicon, enum case_reading reading, struct buf *text, struct tokens *out);

/* Of the findings from number `first` on, which come from the second look, those stay that say something new. The others are in
 * order. */
void case_add(struct finding_list *findings, size_t first);
#endif
