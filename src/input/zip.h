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
	ZIP_OFFICE, /* has a [Content_Types].xml, or begins with a mimetype: a document; not checked further */
	ZIP_CUT     /* no directory: cut short; only what is in front can be read */
};

/* ERR_MALFORMED when front and directory disagree, ERR_UNREADABLE when there is no member, ERR_LIMIT for more than
 * `members`. */
enum err zip_check(const struct store *store, uint64_t members, enum zip_kind *kind, struct fault *fault) MUST_USE;

/* The name of the first member, empty when `start` (the first bytes) does not hold it. */
struct str zip_first_name(struct str start);
#endif
