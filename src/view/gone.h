/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words of what was cut from a document, to look for in what was written where texts cannot be compared letter by letter:
 * in pages that are pictures. A word is a run of letters and digits with whatever joins them (06/09/2014, O'Neil) but spaces;
 * case and signs do not count; one of fewer than four letters and digits is too common to prove anything and is left out. */
#ifndef VIEW_GONE_H
#define VIEW_GONE_H
#include "view/view.h"

struct gone;

struct gone *gone_new(void);
void gone_free(struct gone *gone); /* NULL is fine */
void gone_clear(struct gone *gone);
bool gone_is_empty(const struct gone *gone);
void gone_add(struct gone *gone, struct str text);
/* Whether a word of `text` is one of those, and does not stand in `left` too, where it was not cut. */
bool gone_survives(const struct gone *gone, struct str text, struct str left);
/* Adds to `found` the words of `text` that are in `gone`; takes out of `found` those that are in `text`. */
void gone_find(const struct gone *gone, struct str text, struct gone *found);
void gone_forgive(struct gone *found, struct str text);
#endif
