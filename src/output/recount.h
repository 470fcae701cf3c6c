/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The tallies of a bundle counted again from index.csv and offences.csv alone, and compared with tallies.json. It does not say
 * whether the tables are what blackbar wrote: that is verify's. */
#ifndef OUTPUT_RECOUNT_H
#define OUTPUT_RECOUNT_H
#include "output/verify.h"

struct recount {
	struct buf json; /* as tallies.json should be */
	struct buf text; /* for a terminal */
};

/* ERR_NONE: the bundle says the same. ERR_UNSOUND: it does not, `report` was told why; what could be counted is in `recount`.
 * ERR_USAGE, ERR_SYSTEM: could not look. */
enum err recount_bundle(const char *path, verify_report report, void *context, struct recount *recount, struct fault *fault) MUST_USE;
void recount_free(struct recount *recount);
#endif
