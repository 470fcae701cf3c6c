/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which documents are one case: those that name the same report number, directly or through a third. A union-find over
 * the numbers of the release; memory grows with their count, about 40 bytes each. */
#ifndef JOB_GROUPS_H
#define JOB_GROUPS_H
#include "case/case.h"

struct groups;

struct groups *groups_new(void);
void groups_free(struct groups *groups);

/* Joins the numbers (each counted, as printed) and appends the one that stands for their group at this moment, or nothing
 * when there is none worth it (four letters or digits, with at least one digit). */
void groups_join(struct groups *groups, struct str numbers, struct buf *number);

/* Tells the case which groups became one after documents had been entered under them. */
enum err groups_settle(struct groups *groups, struct case_file *file, struct fault *fault) MUST_USE;
#endif
