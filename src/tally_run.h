/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `blackbar tally`, and how it and `verify` tell what they find. */
#ifndef TALLY_RUN_H
#define TALLY_RUN_H
#include "output/verify.h"

struct verdicts {
	bool json, quiet;
	uint64_t lines; /* told so far */
};

/* A verify_report; `context` is a struct verdicts. */
void verdicts_print(void *context, enum verify_kind kind, const char *sentence);

/* Counts again and prints the tallies and whether the bundle says the same. ERR_UNSOUND: it does not. */
enum err tally_run(const char *bundle, struct verdicts *verdicts, struct fault *fault) MUST_USE;
#endif
