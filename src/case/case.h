/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The case: the working file of one release. It holds who is named in every document, what was found, what a reviewer
 * decided, and, so that a killed run can go on, the finished documents. It never leaves the agency, so nobody but its
 * owner may read it: mode 0600, and one that others can read is refused.
 *
 * One process uses a case at a time. Writing is batched: what is written becomes lasting at case_document_end(), every
 * 2048 documents or once a second; a killed run loses at most that. A batch always ends between documents.
 *
 * Strings given are copied; strings handed to callbacks live until the callback returns. Numbers of documents are those
 * of the input order, from 0, at most CASE_DOCUMENTS. */
#ifndef CASE_CASE_H
#define CASE_CASE_H
#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "view/finding.h"

struct case_file;

enum { CASE_DIGEST = 32 };
#define CASE_DOCUMENTS ((uint64_t)1 << 38)

/* How a release came to be; a case is good only for the same again. */
struct case_settings {
	struct str program; /* "blackbar 1.0" */
	struct str policy;  /* name and hash */
	struct str packs;   /* hash of all packs and word lists */
	struct str inputs;  /* the arguments, as a list the lead writes and reads */
};

/* Opens the case at `path`, making it when it is not there. With `path` NULL a temporary one in the folder `temporary`
 * (NULL: $TMPDIR or /tmp): an unlinked file, gone when the process ends however it ends.
 * ERR_USAGE: not a case, damaged, of another version, readable by others, a symbolic link. ERR_SYSTEM: the disk, or
 * another blackbar is using it. */
enum err case_open(struct case_file **file, const char *path, const char *temporary, struct fault *fault) MUST_USE;
/* What is not lasting yet is dropped. */
void case_close(struct case_file *file);
/* Makes everything lasting now. */
enum err case_commit(struct case_file *file, struct fault *fault) MUST_USE;

/* Fresh: nothing was written to it before, not even settings. */
bool case_is_fresh(const struct case_file *file);
/* A fresh case takes the settings; any other must have the same, else ERR_USAGE says which differ and what to do.
 * `inputs` may be empty (apply): then the case's own are taken. */
enum err case_settle(struct case_file *file, const struct case_settings *settings, struct fault *fault) MUST_USE;
/* The settings of the case; strings live until case_close(). All empty when fresh. */
enum err case_settings(struct case_file *file, struct case_settings *settings, struct fault *fault) MUST_USE;

/* ---- pass 1: documents and who is in them ---- */

/* One person of one part of a document, as people/ read it. */
struct case_person {
	uint64_t document; /* set by queries only */
	uint32_t part;
	uint32_t number; /* within the part */
	enum who who;
	int32_t age;         /* -1 unknown */
	struct str kin;      /* "MOTHER" */
	struct str birth;    /* ISO date or empty */
	struct str names;    /* full name forms, each ended by '\n'; the first is the one to show */
	struct str evidence; /* why `who`: the sentence */
	struct str place;    /* of the first mention, for a reviewer: "record 17", "line 12" */
	struct str facts;    /* opaque: person_write() */
};

/* A document's output as it stands when nothing else of the release changes it is tried; case_outputs_settle() finds
 * those that are good. */
enum case_output { CASE_NO_OUTPUT, CASE_TRIED, CASE_RELEASED };

struct case_document {
	uint64_t number;
	struct str path;
	enum err err; /* why withheld; ERR_NONE: not */
	struct str fault;
	struct str numbers;     /* report numbers it names, each counted: documents that share one are one case */
	struct str case_number; /* equal bytes are the same case; empty: no other document is of its case */
	unsigned char digest[CASE_DIGEST]; /* SHA-256 of the input's bytes: stays in the case */
	uint64_t parts;
	enum case_output output;
};

/* A document begins, then its persons, then it ends with what is known only then. Beginning a document that is there
 * already forgets what was known of it (decisions stay). */
enum err case_document_begin(struct case_file *file, uint64_t number, struct str path, struct fault *fault) MUST_USE;
enum err case_person_add(struct case_file *file, const struct case_person *person, struct fault *fault) MUST_USE;
/* Before the end of a document whose output is tried: its records (see case_output_add), in one piece, and the questions
 * it stands or falls with. */
enum err case_document_try(struct case_file *file, struct str records, struct str asked, struct fault *fault) MUST_USE;
enum err case_document_end(struct case_file *file, const struct case_document *document, struct fault *fault) MUST_USE;
/* Of a document that has ended: pass 2 withholds it after all. */
enum err case_document_withhold(struct case_file *file, uint64_t number, enum err err, struct str why,
				struct fault *fault) MUST_USE;

/* The document belongs to a case that others belong to. */
enum err case_document_join(struct case_file *file, uint64_t number, struct str case_number, struct fault *fault) MUST_USE;
/* Pass 1 has seen the whole input: builds what the queries of pass 2 need. Cheap when done before. */
enum err case_scanned(struct case_file *file, struct fault *fault) MUST_USE;
bool case_is_scanned(const struct case_file *file);

/* ---- queries: callbacks must not call the query they are in ---- */

typedef enum err (*case_on_document)(void *context, const struct case_document *document, struct fault *fault);
typedef enum err (*case_on_person)(void *context, const struct case_person *person, struct fault *fault);

/* The document, or `*found` false (then nothing else is set). Its strings live until the next call with this file. */
enum err case_document_get(struct case_file *file, uint64_t number, struct case_document *document, bool *found,
			   struct fault *fault) MUST_USE;
enum err case_documents(struct case_file *file, case_on_document on, void *context, struct fault *fault) MUST_USE;
uint64_t case_document_count(const struct case_file *file); /* those that have ended */

/* Persons of one document, and of all documents with its case number, itself included (only itself when it has none):
 * by document, part, number. */
enum err case_persons(struct case_file *file, uint64_t number, case_on_person on, void *context,
		      struct fault *fault) MUST_USE;
enum err case_relatives(struct case_file *file, uint64_t number, case_on_person on, void *context,
			struct fault *fault) MUST_USE;
/* Every person of the release that has a full name and is on one of the sides in `sides` (bits 1 << who), in the same
 * order. The same name comes as often as documents have it. */
enum err case_people(struct case_file *file, uint32_t sides, case_on_person on, void *context,
		     struct fault *fault) MUST_USE;

/* ---- decisions of people ---- */

enum { CASE_WHOLE_RELEASE = -1 };

struct case_decision {
	int64_t id;       /* set by queries */
	int64_t document; /* or CASE_WHOLE_RELEASE */
	struct str name;  /* a person's full name, or empty: then `what` */
	enum what what;
	enum verdict verdict;
	struct str by, at, note; /* who, when (ISO, the caller's clock), why */
};

typedef enum err (*case_on_decision)(void *context, const struct case_decision *decision, struct fault *fault);

enum err case_decide(struct case_file *file, const struct case_decision *decision, struct fault *fault) MUST_USE;
/* Those for the whole release first, then the document's, each in the order they were made: the last one wins.
 * CASE_WHOLE_RELEASE gives only the first kind. */
enum err case_decisions(struct case_file *file, int64_t document, case_on_decision on, void *context,
			struct fault *fault) MUST_USE;

/* ---- what is left: for the second reviewer, see risk.h ---- */

/* How much there is that could lead to a child; RAW: as it was found, before the whole release was read. */
enum case_left { CASE_LEFT_RAW, CASE_LEFT_FEW, CASE_LEFT_SOME, CASE_LEFT_MANY };

/* Of a document that was begun; replaces what was there. */
enum err case_left_set(struct case_file *file, uint64_t number, enum case_left left, struct str items, struct fault *fault) MUST_USE;
/* `*found` false: nothing was noted. Appends to `items`. */
enum err case_left_get(struct case_file *file, uint64_t number, bool *found, enum case_left *left, struct buf *items,
		       struct fault *fault) MUST_USE;

/* ---- pass 2: finished documents, for --resume ---- */

/* The records of document `number` (any tags, any bytes up to LIMIT_RECORD), in order; then case_output_end() makes it
 * one that need not be done again. Beginning anew drops what was there. */
enum err case_output_begin(struct case_file *file, uint64_t number, struct fault *fault) MUST_USE;
enum err case_output_add(struct case_file *file, uint32_t tag, struct str bytes, struct fault *fault) MUST_USE;
enum err case_output_end(struct case_file *file, struct fault *fault) MUST_USE;

typedef enum err (*case_on_output)(void *context, uint32_t tag, struct str bytes, struct fault *fault);

/* `*found`: the output was ended; then its records, as they were added. */
enum err case_output_read(struct case_file *file, uint64_t number, bool *found, case_on_output on, void *context,
			  struct fault *fault) MUST_USE;
/* The first record of an output that was tried or ended, if its tag is `tag`; else empty. Lives until the next call with this file. */
enum err case_output_first(struct case_file *file, uint64_t number, uint32_t tag, struct str *bytes, struct fault *fault) MUST_USE;
/* Records as case_output_add() writes them, for case_document_try(). */
void case_output_write(struct buf *records, uint32_t tag, struct str bytes);

/* Whether the output of a document cannot stand, by its questions. */
typedef bool (*case_falls)(void *context, struct str asked);
/* After pass 1: outputs that were tried are those of the release, but where a reviewer has decided, another document is of
 * the same case, or `falls` says so. `*open`: one more than the last document that has no output and is not withheld. */
enum err case_outputs_settle(struct case_file *file, case_falls falls, void *context, uint64_t *open,
			     struct fault *fault) MUST_USE;
/* Outputs are no longer wanted: the bundle is whole, or decisions have changed. */
enum err case_outputs_drop(struct case_file *file, struct fault *fault) MUST_USE;
#endif
