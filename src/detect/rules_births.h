/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Dates that only look like births: told from the other dates of the same text. */
#ifndef DETECT_RULES_BIRTHS_H
#define DETECT_RULES_BIRTHS_H
#include "base/str.h"
#include "view/finding.h"

/* A birth date with a lower score than this is doubtful. */
enum { BIRTH_SURE = 70 };

/* Removes from a sorted list the doubtful birth dates that are less than six weeks older than the youngest other date of the
 * text, and the plain dates that are birth dates. */
void births_sift(struct finding_list *findings, struct str text);
#endif
