/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers that are built as numbers of reports are, and have no label: "follow up, KC24-4471". Documents that name the same
 * one belong together. */
#ifndef BARE_NUMBERS_H
#define BARE_NUMBERS_H
#include "base/str.h"

/* Appends at most `most` of them, each counted (take_counted). */
void bare_numbers_add(struct buf *numbers, struct str text, size_t most);

/* The same with all that may be a number of a case in any form, "SP-0925-0418", "240918-063", or a tag or serial number: whatever it
 * is, few documents have it, and they belong together. Each begins with LOOSE_NUMBER. */
enum { LOOSE_NUMBER = '?' };
void loose_numbers_add(struct buf *numbers, struct str text, size_t most);
#endif
