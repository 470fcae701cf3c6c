/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which option is for which command: what a command would only ignore is refused, and its help does not speak of it. */
#ifndef OPTIONS_H
#define OPTIONS_H
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

enum long_option { OPTION_KEY = 256, OPTION_RESUME, OPTION_FORCE, OPTION_RULES, OPTION_PATTERNS, OPTION_MAX_SIZE, OPTION_EXPLAIN, OPTION_PICTURES,
		   OPTION_CHANGES, OPTION_PDF, OPTION_SCANS, OPTION_PROOF, OPTION_PASSWORDS, OPTION_JSON, OPTION_BY, OPTION_NOTE, OPTION_READ_SIZE, OPTION_PART_SIZE, OPTION_TIME,
		   OPTION_RATES, OPTION_START, OPTION_SAMPLE, OPTION_LETTER, OPTION_NULL };

extern const char options_short[];
extern const struct option options_long[];

/* The long name of an option: "output". */
const char *options_name(int option);
bool options_belong(int option, const char *command);
/* The help of a command's options; of all for NULL. */
void options_print(FILE *to, const char *command);
#endif
