/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names of the members of a bundle, and sets of them. */
#ifndef OUTPUT_PATH_H
#define OUTPUT_PATH_H
#include "base/str.h"

enum { PATH_LIMIT = 1000 }; /* bytes */

#define PATH_AUDIT "audit.jsonl"
#define PATH_LOG "redaction-log.csv"
#define PATH_LOG_PAGE "redaction-log.html"
#define PATH_INDEX "index.csv"
#define PATH_OFFENCES "offences.csv"
#define PATH_TALLIES "tallies.json"
#define PATH_TALLY "TALLY.html"
#define PATH_README "README.txt"
#define PATH_SUMS "SHA256SUMS"
#define PATH_SIGNATURE "SHA256SUMS.minisig"

/* What a bundle has beside documents, in that order; the signature only when there is a key. */
enum { PATH_PAPERS = 10 };
extern const char *const path_papers[PATH_PAPERS];

/* A name a document may have in a bundle: "documents/" and one or more parts between slashes; no part is empty, "."
 * or ".."; valid UTF-8, no control characters, no backslash, at most PATH_LIMIT bytes. Safe to unpack anywhere. */
bool path_is_document(struct str path);

/* Paths that were given away. Holds 16 bytes or so a path and no text. Two paths may be taken for one (once in 2^64
 * pairs, or when somebody makes them so): then the second is refused, never lost. */
struct path_set {
	uint64_t *files, *folders; /* hash tables; 0 is free */
	size_t file_count, file_cap, folder_count, folder_cap;
};

/* False when the path is taken already, as a file or as a folder, or when one of its folders is a file. */
bool path_set_add(struct path_set *set, struct str path);
bool path_set_has(const struct path_set *set, struct str path);
void path_set_free(struct path_set *set);
#endif
