/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The members of one archive, one after another, through libarchive. */
#ifndef INPUT_ARCHIVE_H
#define INPUT_ARCHIVE_H
#include "base/fault.h"
#include "base/str.h"
#include "input/store.h"

enum archive_kind {
	ARCHIVE_NONE, /* a document */
	ARCHIVE_ZIP,
	ARCHIVE_ZIP_CUT, /* without its directory: what is in front is read, then the fault is told */
	ARCHIVE_SEVENZIP,
	ARCHIVE_TAR,
	ARCHIVE_GZ,    /* of a tar or of one document */
	ARCHIVE_PACKED /* the same for xz, zst, bz2 */
};

enum { ARCHIVE_START = 512 }; /* bytes that archive_sniff() wants to see */

/* What the first bytes of something say it is. An office file that shows it at once is ARCHIVE_NONE. */
enum archive_kind archive_sniff(struct str start);

/* What one archive given, with all archives in it, may still unpack. */
struct budget {
	uint64_t total, left;
	unsigned ratio;
};

struct member {
	struct str name;    /* as stored; empty for the one document of a packed file */
	uint64_t size;      /* UINT64_MAX: unknown */
	bool single;        /* the one document in a packed file */
	bool folder;        /* nothing to release */
	struct fault fault; /* refused: link, device, encrypted, damaged */
};

struct members;

/* Takes the store. `block`: bytes read at once, 0 for the default. The budget is the caller's and outlives the members.
 */
enum err members_open(struct members **members, enum archive_kind kind, struct store *store, struct budget *budget,
		      size_t block, struct fault *fault) MUST_USE;
/* The next member. An error means that the rest of the archive cannot be read. */
enum err members_next(struct members *members, struct member *member, bool *more, struct fault *fault) MUST_USE;
/* A source_read() of the current member; the context is the struct members. */
enum err members_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault) MUST_USE;
/* How many packings (xz in xz ...) were around; known after the first member. */
unsigned members_packings(const struct members *members);
void members_close(struct members *members);
#endif
