/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The members of one archive, through libarchive, and what kind of archive something is. */
#ifndef INPUT_ARCHIVE_H
#define INPUT_ARCHIVE_H
#include "base/fault.h"
#include "base/str.h"
#include "input/members.h"
#include "input/store.h"

enum archive_kind {
	ARCHIVE_NONE, /* a document */
	ARCHIVE_ZIP,
	ARCHIVE_ZIP_CUT, /* without its directory: what is in front is read, then the fault is told */
	ARCHIVE_SEVENZIP,
	ARCHIVE_TAR,
	ARCHIVE_GZ,    /* of a tar or of one document */
	ARCHIVE_PACKED, /* the same for xz, zst, bz2 */
	ARCHIVE_MAIL,   /* an e-mail: itself and its attachments; see mail_members.h for this and the next */
	ARCHIVE_MAILBOX
};

enum { ARCHIVE_START = 4096 }; /* bytes that archive_sniff() wants to see */

/* What the first bytes of something, and its name, say it is. An office file that shows it at once is ARCHIVE_NONE. */
enum archive_kind archive_sniff(struct str start, struct str name);

/* Takes the store. `block`: bytes read at once, 0 for the default. */
enum err archive_open(struct members **members, enum archive_kind kind, struct store *store, struct budget *budget,
		      size_t block, struct fault *fault) MUST_USE;
#endif
