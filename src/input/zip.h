/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Is a zip what it says it is? A zip tells about each member twice, in front of it and in the directory at the end, and
 * programs differ in whom they believe: a member that one of them does not see could be read as released or be missed.
 * So before anything is read, both must agree, members must not overlap, and no bytes may lie between them. */
#ifndef INPUT_ZIP_H
#define INPUT_ZIP_H
#include "base/fault.h"
#include "input/store.h"

enum zip_kind {
	ZIP_SOUND,
	ZIP_OFFICE, /* has a [Content_Types].xml or META-INF/manifest.xml: a document; not checked further */
	ZIP_CUT     /* no directory: cut short; only what is in front can be read */
};

/* ERR_MALFORMED when front and directory disagree, ERR_UNREADABLE when there is no member, ERR_LIMIT for more than
 * `members`. */
enum err zip_check(const struct store *store, uint64_t members, enum zip_kind *kind, struct fault *fault) MUST_USE;

struct zip_member {
	struct str name; /* as stored; borrowed for the time of the call */
	uint64_t at;     /* where its packed bytes are */
	uint64_t packed, size;
	uint32_t crc; /* of the bytes unpacked */
	unsigned method;
	bool encrypted;
};

/* An error ends the reading. */
typedef enum err (*zip_visit)(void *context, const struct zip_member *member, struct fault *fault);

/* Checks the zip in `bytes` as strictly, and tells each member in the directory's order while doing so: what `visit` saw
 * holds only when all is well. Also ERR_MALFORMED: without a directory. */
enum err zip_members(struct str bytes, uint64_t most, zip_visit visit, void *context, struct fault *fault) MUST_USE;

/* The name of the first member, empty when `start` (the first bytes) does not hold it. */
struct str zip_first_name(struct str start);
#endif
