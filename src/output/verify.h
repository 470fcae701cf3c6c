/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whether a bundle is what blackbar wrote: every bit of the zip accounted for, every member listed in SHA256SUMS and
 * the other way round, the audit chain whole, the logs of one mind with each other and with the documents, and, with a
 * public key, the signature good. It reads the zip by itself, strictly: what another program packed again is not sound
 * even if its contents are. It does not read the documents for what should have been cut; that is another check.
 *
 * Without a signature that was checked, soundness says only that nothing broke: who changes a bundle on purpose can
 * write new sums and a new chain.
 *
 * Memory: about 200 bytes a member, whatever their size; a bundle of more than VERIFY_MEMBERS is ERR_LIMIT. Time is
 * linear in the bytes unpacked, which deflate bounds at about a thousand times the size of the file. */
#ifndef OUTPUT_VERIFY_H
#define OUTPUT_VERIFY_H
#include "base/fault.h"
#include "base/str.h"
#include "output/key.h"

enum { VERIFY_MEMBERS = 5000000, VERIFY_PROBLEMS = 50 };

enum verify_kind { VERIFY_PROBLEM, VERIFY_NOTE };

/* One sentence, without line end or control characters; names members and lines, quotes nothing of their text. After
 * VERIFY_PROBLEMS problems a last one says that there are more. */
typedef void (*verify_report)(void *context, enum verify_kind kind, const char *sentence);

struct verify_counts {
	uint64_t released, withheld, cuts, kept, problems;
	bool is_signed, is_checked; /* has a signature; it is good under the key given */
};

/* ERR_NONE: sound. ERR_UNSOUND: it is not, `report` was told why. ERR_USAGE, ERR_SYSTEM, ERR_LIMIT: could not look. */
enum err verify_bundle(const char *path, const struct key_public *key, verify_report report, void *context,
		       struct verify_counts *counts, struct fault *fault) MUST_USE;
/* The same for an open file; `fd` stays the caller's. */
enum err verify_file(int fd, const struct key_public *key, verify_report report, void *context,
		     struct verify_counts *counts, struct fault *fault) MUST_USE;
#endif
