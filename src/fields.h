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
#endif
