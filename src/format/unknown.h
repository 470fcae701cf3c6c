/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Kinds of file that no format here reads, told by their first bytes, and what to do with each. */
#ifndef FORMAT_UNKNOWN_H
#define FORMAT_UNKNOWN_H
#include "base/str.h"

/* One sentence for people: what it is, and what to hand in instead. NULL: not a known kind, so perhaps plain text. */
const char *unknown_kind(struct str head);
#endif
