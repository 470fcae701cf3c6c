/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The list of what is left in each document (risk.h), in the case: for the second reviewer, never for a bundle. */
#ifndef JOB_LEFT_H
#define JOB_LEFT_H
#include <stdio.h>

#include "case/case.h"
#include "risk.h"

/* When the whole release has been read: words that many of its documents have are no longer listed, the lists are cut to their
 * length, and each document gets its few, some or many. Cheap when done before. Uses some megabytes, whatever the release. */
enum err left_settle(struct case_file *file, const struct risk_kit *kit, struct fault *fault) MUST_USE;

/* CSV: document, left (few, some, many), kind, text, first place; documents with many first, each in the order of the input.
 * ERR_USAGE when the case has no such list. */
enum err left_list(struct case_file *file, FILE *to, struct fault *fault) MUST_USE;
/* The same as text, in the order of the input. */
enum err left_explain(struct case_file *file, FILE *to, struct fault *fault) MUST_USE;
#endif
