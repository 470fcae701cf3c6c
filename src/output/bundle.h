/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The zip that is released. It grows as a file without a name beside its target, and appears whole, under its name, in
 * bundle_commit(); whatever ends the program before that leaves nothing behind. Members stay in the order in which
 * they are added, headers are fixed (zip.h), so the same members give the same bytes. The last two members are
 * written by bundle_commit(): SHA256SUMS, for `sha256sum -c`, with a line for every member before it and a first line
 *     # SHA-256 of the zip file up to this list: <hex>
 * which covers what the other lines cannot (the compressed form and the headers), and, with a key, SHA256SUMS.minisig.
 * Both are stored, not compressed, so that every bit of the file is accounted for. Memory: 16 bytes or so a member.
 *
 * An own writer of the zip records instead of minizip: minizip's raw members cost three times as much (80,000 members:
 * 0.24 s), it leaves no hand on the version, flag and extra fields that must be fixed, and it writes the file itself
 * where we must hash every byte on its way. */
#ifndef OUTPUT_BUNDLE_H
#define OUTPUT_BUNDLE_H
#include "base/fault.h"
#include "base/str.h"
#include "output/key.h"

struct bundle;
struct spool;

/* What is known of a member. `size`, `crc` and `sha256` are of the unpacked bytes; they are believed. */
struct bundle_member {
	struct str path;
	bool deflated; /* the bytes are a raw deflate stream, else they are the member itself */
	uint64_t packed, size;
	uint32_t crc;
	unsigned char sha256[SHA256_SIZE];
};

/* `target` is borrowed. ERR_USAGE when it exists and `force` is not set, when it is not a plain file, or when its
 * folder does not exist. `force` replaces it at the very end. */
enum err bundle_open(const char *target, bool force, struct bundle **bundle, struct fault *fault) MUST_USE;

/* Adds a document: `bytes` are member->packed bytes. A path that is not safe (path.h) or already there is ERR_MALFORMED
 * with the bundle unchanged: withhold that document and go on. Any other error is ERR_SYSTEM and ends the release. */
enum err bundle_add(struct bundle *bundle, const struct bundle_member *member, struct str bytes,
		    struct fault *fault) MUST_USE;
/* The same with member->packed bytes from the open file `fd`, from its beginning; the offset of `fd` is not used. */
enum err bundle_add_file(struct bundle *bundle, const struct bundle_member *member, int fd,
			 struct fault *fault) MUST_USE;

/* For audit.c, papers.c and tests: one of the papers beside documents/. The caller sees to names. */
enum err bundle_add_paper(struct bundle *bundle, const struct bundle_member *member, struct str bytes,
			  struct fault *fault) MUST_USE;
enum err bundle_add_spool(struct bundle *bundle, const struct bundle_member *member, struct spool *spool,
			  struct fault *fault) MUST_USE;

/* A paper that is at hand as a whole; compressed. */
enum err bundle_add_text(struct bundle *bundle, struct str path, struct str text, struct fault *fault) MUST_USE;

/* Writes sums, signature (key may be NULL) and directory, and makes the file appear. Frees the bundle in any case;
 * on an error there is no file, and an older one under the same name is untouched. */
enum err bundle_commit(struct bundle *bundle, const struct key_secret *key, struct fault *fault) MUST_USE;
void bundle_abandon(struct bundle *bundle); /* NULL is fine */
#endif
