/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Everything that is loaded once before the work: packs, word lists, name lists, policy. Read-only afterwards, shared by
 * all workers after fork(). */
#ifndef ENGINE_H
#define ENGINE_H
#include "base/fault.h"
#include "base/hash.h"
#include "decide/policy.h"
#include "detect/names.h"
#include "detect/pack.h"
#include "detect/words.h"

struct engine_options {
	const char *patterns; /* folder with the packs; NULL: beside the program, else where it was installed */
	const char *policy;   /* name ("missouri") or path of a policy file; NULL: missouri */
	const char *const *extra; /* more packs, files or folders */
	size_t extra_count;
	const char *pictures; /* instead of the policy's: "withhold", "drop"; NULL: as the policy says */
	const char *pdf;      /* "withhold", "flatten"; NULL: as the policy says */
	const char *scans;    /* "withhold", "black", "release"; NULL: as the policy says */
	const char *proof;    /* "text", "ocr"; NULL: as the policy says */
	const char *passwords; /* a file with passwords of documents, one a line; NULL: none */
	const char *changes;  /* "accept", "withhold"; NULL: as the policy says */
};

struct engine {
	char *patterns; /* the folder used */
	struct lexicon *lexicon;
	struct pack_set *packs;
	size_t shared; /* so many of the packs, the first ones, are of the folder; the others are somebody's own for this release */
	struct words *words;
	struct names *names;
	struct policy *policy;
	struct buf passwords; /* secret, a line each */
	struct str ocr_data; /* what scans are read with; empty: not installed */
	unsigned char packs_hash[SHA256_SIZE];  /* of all packs, word lists and name lists */
	unsigned char policy_hash[SHA256_SIZE]; /* of the policy file, and of what was said instead of it */
};

/* ERR_USAGE or ERR_PACK says what is missing or wrong and where. */
enum err engine_open(struct engine **engine, const struct engine_options *options, struct fault *fault) MUST_USE;
void engine_close(struct engine *engine);
#endif
