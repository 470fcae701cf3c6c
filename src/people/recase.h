/* SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef PEOPLE_RECASE_H
#define PEOPLE_RECASE_H
#include "people/internal.h"

/* Words in capitals get other letters: ordinary words small, others a capital. NULL: there are too few. */
uint8_t *recase_small(struct people *people);
/* As they were; frees `changed`. */
void recase_back(struct people *people, uint8_t *changed);
#endif
