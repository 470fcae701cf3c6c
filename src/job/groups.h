/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which documents are one case: those that name the same report number, or number of a person, directly or through a third. A
 * union-find over the numbers of the release; memory grows with their count, about 60 bytes each, until it is done. */
#ifndef JOB_GROUPS_H
#define JOB_GROUPS_H
#include "case/case.h"

/* Tells the case which of its documents belong together: once, when all of them have been read. Numbers that are not
 * worth it (fewer than four letters or digits, or no digit) join nobody. */
enum err groups_find(struct case_file *file, struct fault *fault) MUST_USE;
#endif
