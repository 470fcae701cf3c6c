/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Silence for libraries that print what they think of a file on standard error, where it would stand among the messages
 * for people and could quote the document. */
#ifndef FORMAT_QUIET_H
#define FORMAT_QUIET_H
#include <stdio.h>

/* What is written to `stderr` is lost until quiet_end() with the value returned. Not for threads. */
FILE *quiet_begin(void);
void quiet_end(FILE *loud);
#endif
