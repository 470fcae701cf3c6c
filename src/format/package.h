/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The zip around an office document (OPC: docx, xlsx, pptx; ODF: odt, ods, odp) as a list of members in memory, which are
 * looked at, changed and dropped, and written again into a fresh zip that has nothing of the old one but the members.
 *
 * Read strictly: the zip must not contradict itself (input/zip.h), every member has a plain relative name, no two have
 * the same but for case, each unpacks to exactly what it says, and all of them to no more than the limits below. */
#ifndef FORMAT_PACKAGE_H
#define FORMAT_PACKAGE_H
#include "base/fault.h"
#include "base/str.h"
#include "input/source.h"

enum {
	PACKAGE_PACKED = 128 << 20,   /* bytes of the zip */
	PACKAGE_UNPACKED = 256 << 20, /* of all members */
	PACKAGE_MEMBERS = 4096,
	PACKAGE_RATIO = 200,       /* no member is larger than this many times its packed size ... */
	PACKAGE_FREE = 16 << 20,   /* ... beyond so many bytes */
	PACKAGE_NAME = 255,        /* bytes of a member's name */
	PACKAGE_NONE = 0xFFFFFFFF  /* no member */
};

struct package_member {
	struct str name;  /* "word/document.xml"; owned by the package */
	struct buf bytes; /* unpacked */
	bool dropped;
};

struct package {
	struct package_member *members; /* in the directory's order, folders left out */
	size_t count, cap;
};

/* Reads all of `source`. ERR_MALFORMED, ERR_LIMIT, ERR_UNREADABLE (encrypted; a packing that is not known). */
enum err package_read(struct package *package, struct source *source, struct fault *fault) MUST_USE;
void package_free(struct package *package);

/* The member of this name (ASCII letters of either case, and with or without a '/' in front); PACKAGE_NONE: none, or
 * dropped. */
uint32_t package_find(const struct package *package, struct str name);
/* Of a member that is there. The bytes are valid until they are replaced. */
struct str package_bytes(const struct package *package, uint32_t number);
/* The member's bytes are now these; takes them and leaves `bytes` empty. */
void package_replace(struct package *package, uint32_t number, struct buf *bytes);
void package_drop(struct package *package, uint32_t number);
/* A new member at the end, whose name must not be there yet; its number. Takes the bytes. */
uint32_t package_add(struct package *package, struct str name, struct buf *bytes);

/* Appends a zip of the members that are left: `mimetype` first and stored, or [Content_Types].xml first, then the others in
 * their order, deflated; fixed times, no comments, no extra fields. The same members give the same bytes. */
enum err package_write(const struct package *package, struct buf *out, struct fault *fault) MUST_USE;

/* Whether the first bytes of a file (a few hundred will do) begin a zip. */
bool package_begins(struct str head);
#endif
