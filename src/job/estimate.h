/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The first reading of the whole input, or of one document in so many, for an estimate. Makes no case and no bundle. */
#ifndef JOB_ESTIMATE_H
#define JOB_ESTIMATE_H
#include "job/release.h"

struct estimate_options {
	const struct release_options *release; /* inputs, letter (.html or .txt), workers, limits, quiet, force: replace a letter */
	const char *rates;  /* name ("missouri") or path of a rates file; NULL: missouri */
	const char *start;  /* first day of work, 2026-07-03; NULL: not said */
	uint64_t every;     /* one document in so many is read; 0 and 1: all */
	bool json;
};

/* Prints the estimate to standard output. Nothing is printed after an error. `counts` gets documents and withheld. */
enum err release_estimate(const struct engine *engine, const struct estimate_options *options, struct release_counts *counts,
			  struct fault *fault) MUST_USE;
#endif
