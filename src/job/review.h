/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A case as a table for a reviewer. It holds names: it is for the agency only. */
#ifndef JOB_REVIEW_H
#define JOB_REVIEW_H
#include <stdio.h>

#include "case/case.h"

/* CSV: document, name, side, kinship, age, why, first mention, documents with the same case; unplaced persons first, for
 * they need a person's look most. */
enum err review_list(struct case_file *file, FILE *to, struct fault *fault) MUST_USE;
struct str review_name(const struct case_person *person); /* as the list shows it */
/* The form in which names are compared, whatever their order and spelling of capitals: folded words, sorted. */
void review_key(struct buf *key, struct str name);
/* How many persons have this name (a key). */
enum err review_find(struct case_file *file, struct str name, uint64_t *count, struct fault *fault) MUST_USE;
#endif
