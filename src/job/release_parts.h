/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of a release share: release.c (order of things), release_scan.c (pass 1), release_cut.c (pass 2),
 * release_feed.c (the input through workers), release_write.c (into bundle and log), release_work.c (what runs in them). */
#ifndef JOB_RELEASE_PARTS_H
#define JOB_RELEASE_PARTS_H
#include "case/case.h"
#include "job/pool.h"
#include "job/progress.h"
#include "job/release.h"
#include "output/audit.h"
#include "output/bundle.h"

struct release {
	const struct engine *engine;
	const struct release_options *options;
	struct release_counts *counts;
	struct input *input;
	struct case_file *file;
	struct progress *progress;
	struct directory *directory;
	struct writer *writer; /* NULL: no bundle is made, or it is done */
	/* feed: the item at hand */
	struct input_item item;
	bool silent; /* silent: pass 2 will name withheld documents */
	uint64_t number; /* of the next item */
	struct pipeline *namer; /* for the names of documents that are withheld; made when needed */
	struct source *refused; /* stands for an item that cannot be read */
	/* numbers of the documents that were fed, in order; the pool counts only these */
	uint64_t *fed;
	size_t fed_count, fed_cap;
	const struct risk_kit *risk; /* scan: what is left is listed; NULL: it is not */
	bool scanned; /* this run has read every document: what the case has of them is fresh */
};

/* The limits of the input, and what of it the policy does not want. */
struct input_limits release_limits(const struct engine *engine, const struct release_options *options);

/* What runs in a worker. */
struct work {
	const struct engine *engine;
	struct pipeline_options options;
	struct pipeline *pipeline;
	bool cut;
};

enum err work_start(void *context, struct fault *fault);
void work_stop(void *context);
enum err work_document(void *context, struct str head, struct source *source, struct pool_reply *reply,
		       struct fault *fault);
/* The request: the document's path; in pass 2 persons, rulings and findings too. */
void work_head(struct buf *head, struct str path);
void work_head_person(struct buf *head, struct str facts);
void work_head_ruling(struct buf *head, const struct pipeline_ruling *ruling);
void work_head_found(struct buf *head, struct str found); /* TAG_FOUND of pass 1 */
bool work_take_path(struct str *head, struct str *path);

/* The input through workers: what a pass asks of each document, and what it does with the answers. Documents go by their
 * numbers in the release. */
struct release_pass {
	void *context;
	/* Is the item at hand to be fed? `*more` may be set false: nothing behind it is. NULL: all are. */
	enum err (*want)(void *context, bool *wanted, bool *more, struct fault *fault);
	/* What its request says besides its path; NULL: nothing. */
	enum err (*ask)(void *context, struct buf *head, struct fault *fault);
	enum err (*record)(void *context, uint64_t number, uint32_t tag, struct str bytes, struct fault *fault);
	enum err (*done)(void *context, uint64_t number, enum err err, const struct fault *why, struct fault *fault);
};

enum err release_feed(struct release *release, struct work *work, const struct release_pass *pass, struct fault *fault) MUST_USE;
/* A source for the item at hand: its own, or one that fails with the reason it was refused for. */
struct source *release_source(struct release *release);
void release_source_done(struct release *release);
/* The name a withheld document is listed and spoken of under: its own, without names of people; numbered if that fails. */
void release_safe_path(struct release *release, uint64_t number, struct str path, struct buf *safe);
/* Says to the user that a document is withheld. */
void release_say_withheld(struct release *release, uint64_t number, struct str path, const char *why);

/* release_place.c */
char *release_folder_of(const char *path); /* the folder a file lies in; owned by the caller */
/* ERR_USAGE: the bundle or the case would lie in a folder that is read. */
enum err release_check_places(const struct release_options *options, const char *const *inputs, size_t count,
			      struct fault *fault) MUST_USE;
/* ERR_USAGE: nothing was there to read. */
enum err release_check_any(const struct release *release, const char *const *inputs, size_t count,
			   struct fault *fault) MUST_USE;

enum err scan_run(struct release *release, struct fault *fault) MUST_USE;
enum err cut_run(struct release *release, struct fault *fault) MUST_USE;

struct writer;
enum err writer_open(struct writer **writer, struct release *release, struct fault *fault) MUST_USE;
void writer_abandon(struct writer *writer);
enum err writer_record(struct writer *writer, uint32_t tag, struct str bytes, struct fault *fault) MUST_USE;
/* What was recorded for the document is complete: into the bundle with it. `*withheld`: it could not be; `why` says why. */
enum err writer_release(struct writer *writer, uint64_t number, const unsigned char *digest, bool *withheld, struct fault *why,
			struct fault *fault) MUST_USE;
void writer_drop(struct writer *writer); /* forget what was recorded */
enum err writer_withhold(struct writer *writer, uint64_t number, struct str path, const char *why,
			 struct fault *fault) MUST_USE;
enum err writer_close(struct writer *writer, struct fault *fault) MUST_USE;
#endif
