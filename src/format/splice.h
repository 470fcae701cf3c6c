/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Changes to the members of a package, collected while these are read and made all at once. */
#ifndef FORMAT_SPLICE_H
#define FORMAT_SPLICE_H
#include "format/package.h"

struct splice {
	uint32_t member;
	size_t from, to; /* bytes of the member that go */
	struct span with; /* of the texts: what comes */
	size_t order;
};

/* Zero-initialise to begin. */
struct splices {
	struct splice *list;
	size_t count, cap;
	struct buf texts;
};

/* Bytes [from, to) of the member go and `with`, which is copied, comes: as it is to be written, escaped. */
void splice_add(struct splices *splices, uint32_t member, size_t from, size_t to, struct str with);
/* Makes all changes and forgets them. What lies inside of something larger that goes, goes with it, and nothing comes for
 * it; what comes at one place comes in the order of the calls. */
void splice_apply(struct splices *splices, struct package *package);
void splice_free(struct splices *splices);
#endif
