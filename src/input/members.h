/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The members of an archive, one after another, whatever kind of archive it is. */
#ifndef INPUT_MEMBERS_H
#define INPUT_MEMBERS_H
#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"

/* What one archive given, with all archives in it, may still unpack. */
struct budget {
	uint64_t total, left;
	unsigned ratio;
};

struct member {
	struct str name;    /* as stored; empty for the one document of a packed file, and for a message */
	uint64_t size;      /* UINT64_MAX: unknown */
	bool single;        /* the one document in a packed file */
	bool message;       /* the e-mail itself, whose other members are its attachments: a document, whatever it looks like */
	bool attached;      /* one of these */
	bool folder;        /* nothing to release */
	struct fault fault; /* refused: link, device, encrypted, damaged */
};

struct members {
	const struct members_kind *kind;
};

struct members_kind {
	enum err (*next)(struct members *members, struct member *member, bool *more, struct fault *fault);
	enum err (*read)(struct members *members, char *to, size_t cap, size_t *got, struct fault *fault);
	unsigned (*packings)(const struct members *members); /* may be NULL: none */
	void (*close)(struct members *members);
};

/* The budget is the caller's and outlives the members. */

/* The next member. An error means that the rest of the archive cannot be read. */
enum err members_next(struct members *members, struct member *member, bool *more, struct fault *fault) MUST_USE;
/* A source_read() of the current member; the context is the struct members. */
enum err members_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault) MUST_USE;
/* How many packings (xz in xz ...) were around; known after the first member. */
unsigned members_packings(const struct members *members);
void members_close(struct members *members);

/* Takes `got` bytes from what may still be unpacked. ERR_LIMIT. */
enum err budget_take(struct budget *budget, size_t got, struct fault *fault) MUST_USE;
#endif
