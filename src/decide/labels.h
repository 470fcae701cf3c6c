/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The numbers in tokens: CHILD-1 is the same person throughout a document, another person has another number, and each
 * word (CHILD, JUVENILE, VICTIM ...) counts from 1 by first appearance. One per document, or labels could link people
 * of different documents. Memory grows with the persons of the document, 15 to 30 bytes each. */
#ifndef DECIDE_LABELS_H
#define DECIDE_LABELS_H
#include "base/str.h"

struct labels;

struct labels *labels_new(void);
void labels_clear(struct labels *labels); /* for the next document */
void labels_free(struct labels *labels);

/* The number of person `key` among those whose token is made from `word`; the next free one at first sight. */
uint32_t labels_number(struct labels *labels, struct str word, uint64_t key);
#endif
