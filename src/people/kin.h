/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who belongs to a child's family, by words other than right before the name. Part of internal.h. */
#ifndef PEOPLE_KIN_H
#define PEOPLE_KIN_H
#include "people/internal.h"

/* What a mention says of the person it is linked to: of "the Finn boy" less, where that is not Finn alone (houses_read); nor is an officer the
 * father who "drove her son home". */
uint32_t evidence_of(const struct people *people, const struct mention *mention, const struct person *person);

/* kinship.c */
void kinship_evidence(const struct people *people, const struct mention *mention, struct traits *is); /* "Mai Mouan, Star's mother" */
void children_evidence(const struct people *people, struct mention *mention, struct traits *is); /* "Mai went with her boys" */
void houses_read(struct people *people); /* "the Finn boy"; before sides are decided */

/* young.c */
void young_evidence(const struct people *people, const struct mention *mention, struct traits *is); /* "released to his mother" */

/* tie.c */
void ties_read(struct people *people); /* "He has lived with Ann since 2019"; when sides are decided but for what follows from it */
#endif
