/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A pool of worker processes. The parent feeds documents, workers turn each into records, the parent drains the records
 * strictly in document order: which worker was first, and how many there are, changes nothing in what comes out.
 *
 * Workers are forked from the calling process, so they share what it has loaded. They have no other way to the world
 * than their document, their reply and a scratch file (see sandbox.h). A worker that crashes, hangs or takes too much
 * is killed and replaced; this costs the document it worked on and no other: documents waiting behind it go to another
 * worker. The pool knows nothing of what the documents are. */
#ifndef JOB_POOL_H
#define JOB_POOL_H
#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "input/source.h"
#include "sandbox/sandbox.h"

struct pool;
struct pool_reply;

/* Runs in the worker, once for each document. `head` is what the feed gave; `source` streams the document: a fault in
 * the parent while reading it is a fault of the source here. It need not be read to its end. The value returned and
 * `fault` reach pool_drain.done(). Nothing may be kept between documents that could change a result. */
typedef enum err (*pool_work)(void *context, struct str head, struct source *source, struct pool_reply *reply,
			      struct fault *fault);

struct pool_job {
	void *context;
	pool_work work;
	/* In the worker, before its sandbox closes (start) and at an orderly end (stop); both may be NULL. */
	enum err (*start)(void *context, struct fault *fault);
	void (*stop)(void *context);
};

/* Sends one record of at most LIMIT_RECORD bytes (more is a bug and ends the worker). Never fails: a worker without a
 * parent ends. May wait until the parent takes it. */
void pool_reply_add(struct pool_reply *reply, uint32_t tag, struct str bytes);
/* A file of the worker's own, unlinked, readable and writable, positioned anywhere; emptied after each document. */
int pool_reply_scratch(struct pool_reply *reply);
/* A sign of life; needed only by work that neither reads nor replies for long. Processor time counts all the same. */
void pool_reply_beat(struct pool_reply *reply);
/* One more page that takes long begins: the document may take LIMIT_PAGE_MS more. */
void pool_reply_page(struct pool_reply *reply);

/* Zero is the default of each. */
struct pool_options {
	unsigned workers;          /* 1 */
	size_t memory;             /* of a worker, see limits.h */
	size_t scratch;            /* of a worker's scratch file */
	unsigned document_ms;      /* time for one document ... */
	unsigned document_ms_per_mb; /* ... and for each megabyte of it */
	size_t held_memory;        /* results that wait for their turn */
	size_t read_size;          /* the workers' source reads so many bytes at a time (tests) */
	const char *temporary;     /* folder for unlinked temporary files; NULL: $TMPDIR or /tmp */
	bool no_sandbox;           /* tests under valgrind only */
};

/* In the parent. Documents are numbered 0, 1, 2 ... in the order of next(). */
struct pool_feed {
	void *context;
	/* The next document: its request header appended to `head` (empty when called) and its bytes. `*source` stays
	 * NULL at the end. A fault here ends the job; a document that cannot be read is a source that fails. */
	enum err (*next)(void *context, struct buf *head, struct source **source, struct fault *fault);
	/* The source is no longer needed, perhaps before its end. Called once for each, before the next next(). */
	void (*finish)(void *context, struct source *source);
};

/* In the parent, in document order: records of document 0, done 0, records of document 1 ... A fault ends the job.
 * When done() says anything but ERR_NONE, records of this document that came before may be incomplete: drop them. */
struct pool_drain {
	void *context;
	enum err (*record)(void *context, uint64_t document, uint32_t tag, struct str bytes, struct fault *fault);
	enum err (*done)(void *context, uint64_t document, enum err err, const struct fault *why, struct fault *fault);
	/* Now and then while nothing is done: so many pages that take long have been begun in one of the documents under way. May
	 * be NULL. */
	void (*pages)(void *context, uint64_t pages);
};

/* Starts the workers. The context of `job` and everything reachable from it is what it is now; later changes in the
 * parent are seen only by replaced workers, so do not change it. SIGINT, SIGTERM and SIGHUP (unless ignored) make
 * pool_run() fail with ERR_SYSTEM until the pool is closed; a second one has its old effect. */
enum err pool_open(struct pool **pool, const struct pool_options *options, const struct pool_job *job,
		   struct fault *fault) MUST_USE;

/* Runs the whole feed through the workers. Once per pool. After a fault only pool_abort() makes sense. */
enum err pool_run(struct pool *pool, const struct pool_feed *feed, const struct pool_drain *drain,
		  struct fault *fault) MUST_USE;

/* What the workers' sandbox enforces (of all of them: the weakest). Known after pool_run(). */
const struct sandbox_state *pool_sandbox(const struct pool *pool);
unsigned pool_replaced(const struct pool *pool); /* workers that had to be replaced so far */

void pool_close(struct pool *pool); /* waits for the workers' orderly end, some seconds at most; NULL is fine */
void pool_abort(struct pool *pool); /* kills them; NULL is fine */
#endif
