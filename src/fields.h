/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Structured values (view.h, struct field) as findings, so that what follows need not know where they come from. */
#ifndef FIELDS_H
#define FIELDS_H
#include "detect/pack.h"
#include "view/finding.h"
#include "view/view.h"

/* Adds a finding for every field that names a thing (names, roles and ages are read from the fields by people/), drops what
 * the rules say of the same date, and sorts. */
void fields_find(const struct view *view, const struct pack_set *packs, struct finding_list *findings);

/* What the columns and members are called is nothing of anybody: what was found there goes, and what reaches into it gets
 * shorter. `code`: also in names that no list has but that are written as programs do. */
void fields_leave_heads(const struct view *view, struct finding_list *findings, bool code);
#endif
