/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of the pool share; nobody else includes this. The parent's loop is in pool.c, its processes in
 * pool_process.c, the documents under way and their order in pool_hold.c, the feeding in pool_feed.c, the worker's side
 * in pool_worker.c. */
#ifndef JOB_POOL_PARTS_H
#define JOB_POOL_PARTS_H
#include <signal.h>
#include <stdatomic.h>
#include <sys/types.h>

#include "base/limits.h"
#include "job/pool.h"

/* Both directions of the connection: this head, then `head`, `body` and `text` bytes. */
enum pool_kind {
	POOL_WHOLE = 1, /* to the worker: a small document; `code` and `text` are the fault at its end */
	POOL_BEGIN,     /* a large document begins */
	POOL_DATA,      /* some bytes of it */
	POOL_END,       /* its end, with the fault */
	POOL_READY,     /* from the worker: body is its sandbox_state */
	POOL_REFUSED,   /* it could not start: code, text */
	POOL_RECORD,    /* code is the tag */
	POOL_DONE       /* code, text */
};

struct pool_frame {
	uint64_t number; /* of the document */
	uint32_t kind, code, head, body, text, zero;
};

void pool_frame_add(struct buf *to, struct pool_frame frame, struct str head, struct str body, struct str text);

/* A worker's sign of life, in memory it shares with the parent, so that it costs no system call. The worker is not
 * trusted: what is read here can only decide which of its own documents is to blame. */
struct pool_beat {
	_Atomic uint64_t current; /* number + 1 of the document at work */
	_Atomic uint64_t tick;
	_Atomic uint32_t waiting; /* for input: silence is not its fault */
	_Atomic uint32_t pages;   /* of the document at work, that take long */
	char pad[40];
};

/* Part of a document's results that went to the spill file. */
struct pool_segment {
	uint64_t at;
	size_t len;
};

struct pool_document {
	uint64_t number, size;
	struct buf frame; /* what to send (again) for a small one; empty for a large one */
	bool large, begun, finished; /* begun: some of its records are here */
	enum err err;
	struct fault *why; /* when err */
	struct buf held;   /* frames of records whose turn has not come */
	struct pool_segment *segments;
	size_t segment_count, segment_cap;
};

struct pool_worker {
	pid_t pid; /* 0: not running */
	int fd;
	bool ready;
	enum err blame; /* why the parent killed it, and the sentence; ERR_NONE: it died by itself */
	char sentence[160];
	struct buf out, in;
	size_t out_pos;
	struct pool_document **queue; /* given to the worker, oldest first */
	size_t queue_count, queue_cap, flight;
	uint64_t done, seen_at, seen_tick; /* documents done; the place in all it was given where it was last seen */
	int64_t silent_ms, processor_ms;   /* processor time when it was first seen at that place */
};

/* Documents between the feed and the drain: a ring of those numbered [first, next). */
struct pool_hold {
	struct pool_document **ring;
	size_t cap; /* power of two */
	uint64_t first, next;
	size_t memory, bound; /* held bytes in memory, and how many may be */
	int spill;
	uint64_t spill_end, spill_live;
};

struct pool {
	struct pool_options options;
	struct pool_job job;
	struct pool_worker *workers;
	struct pool_beat *beats;
	struct pool_hold hold;
	struct pool_document **retry; /* taken from a dead worker, by number */
	size_t retry_count, retry_cap;
	struct pool_document *stream; /* the large document whose source is open, and that source */
	struct source *source;
	size_t stream_worker; /* who gets it; `workers` count: nobody yet */
	bool fed;             /* the feed has ended */
	unsigned ready, replaced, idle_deaths;
	struct sandbox_state sandbox;
	const struct pool_feed *feed;
	const struct pool_drain *drain;
	int signals; /* signalfd */
	int stopped; /* the signal that asked to stop */
	struct sigaction old_action[3];
	sigset_t old_mask;
	int64_t checked_ms;
	struct buf scrap; /* for one piece of work at a time */
};

/* pool_hold.c */
struct pool_document *pool_hold_new(struct pool_hold *hold);
struct pool_document *pool_hold_at(const struct pool_hold *hold, uint64_t number);
bool pool_hold_full(const struct pool_hold *hold);
/* A record of a document, as a whole frame: to the drain when its turn has come, else kept. */
enum err pool_hold_record(struct pool *pool, struct pool_document *document, struct str frame, struct fault *fault);
enum err pool_hold_finish(struct pool *pool, struct pool_document *document, enum err err, struct str why,
			  struct fault *fault);
/* Drops what is kept of a document that failed for good. */
void pool_hold_drop(struct pool *pool, struct pool_document *document);
/* Everything whose turn has come goes to the drain. */
enum err pool_hold_deliver(struct pool *pool, struct fault *fault);
void pool_hold_free(struct pool_hold *hold);

/* pool_process.c */
enum err pool_process_start(struct pool *pool, size_t index, struct fault *fault);
/* Kills a worker, and says why. What it has sent is still read; then it is replaced. */
void pool_process_kill(struct pool_worker *worker, enum err blame, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Buries a worker that has gone, charges one document, puts the others up for another worker and starts a new one. */
enum err pool_process_replace(struct pool *pool, size_t index, struct fault *fault);
/* Worker time limits; `elapsed` since the last call, in milliseconds. */
void pool_process_watch(struct pool *pool, int64_t elapsed);
int pool_temporary_file(const char *folder, struct fault *fault); /* unlinked, 0600; -1 */

/* pool_feed.c */
enum err pool_feed_fill(struct pool *pool, struct fault *fault);
void pool_feed_stop(struct pool *pool); /* nobody wants the rest of the open source */

/* pool.c */
bool pool_stop_asked(struct pool *pool);
/* Gives the worker as much of what is to be sent as it takes without waiting. */
void pool_send(struct pool_worker *worker);

/* pool_worker.c */
_Noreturn void pool_worker_main(const struct pool *pool, size_t index, int fd, int scratch);
#endif
