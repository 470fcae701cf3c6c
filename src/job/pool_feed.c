/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Feeding: which document goes to which worker. Small ones go whole, several ahead, to the worker that has least to do.
 * A large one waits for an idle worker and streams; as inputs are read in sequence, nothing new is fetched meanwhile.
 */
#include <string.h>

#include "base/mem.h"
#include "job/pool_parts.h"

enum { CHUNK = 256 * 1024, SEND_EARLY = 64 * 1024 };

static bool has_room(const struct pool_worker *worker)
{
	return worker->pid > 0 && worker->flight < LIMIT_FLIGHT_BYTES && worker->queue_count < LIMIT_FLIGHT_DOCUMENTS;
}

/* The running worker that has least to do; `workers` when none has room. */
static size_t pick(const struct pool *pool, bool idle)
{
	size_t best = pool->options.workers;
	for (size_t i = 0; i < pool->options.workers; i++) {
		const struct pool_worker *worker = &pool->workers[i];
		if (!has_room(worker) || (idle && worker->queue_count))
			continue;
		if (best == pool->options.workers || worker->flight < pool->workers[best].flight)
			best = i;
	}
	return best;
}

static void give(struct pool *pool, size_t index, struct pool_document *document)
{
	struct pool_worker *worker = &pool->workers[index];
	if (worker->queue_count == 0)
		worker->silent_ms = 0;
	worker->queue = mem_room(worker->queue, worker->queue_count, &worker->queue_cap, sizeof *worker->queue);
	worker->queue[worker->queue_count++] = document;
	worker->flight += document->large ? LIMIT_FLIGHT_BYTES : document->frame.len;
	buf_add(&worker->out, buf_str(&document->frame));
	if (worker->out.len - worker->out_pos >= SEND_EARLY)
		pool_send(worker);
}

static void finish_source(struct pool *pool)
{
	struct source *source = pool->source;
	pool->source = NULL;
	pool->stream = NULL;
	pool->stream_worker = pool->options.workers;
	pool->feed->finish(pool->feed->context, source);
}

static void end_stream(struct pool *pool, const struct fault *fault)
{
	struct pool_frame frame = {.number = pool->stream->number, .kind = POOL_END, .code = fault->code};
	if (pool->stream_worker < pool->options.workers)
		pool_frame_add(&pool->workers[pool->stream_worker].out, frame, (struct str){0}, (struct str){0},
			       str_of(fault->code ? fault->text : NULL));
	finish_source(pool);
}

void pool_feed_stop(struct pool *pool)
{
	struct fault none = {0};
	if (pool->stream)
		end_stream(pool, &none);
	else if (pool->source)
		finish_source(pool);
}

/* The open source goes on, as far as its worker keeps up. */
static void pump(struct pool *pool)
{
	if (pool->stream_worker == pool->options.workers) {
		pool->stream_worker = pick(pool, true);
		if (pool->stream_worker == pool->options.workers)
			return;
		give(pool, pool->stream_worker, pool->stream);
		buf_free(&pool->stream->frame);
	}
	struct buf *out = &pool->workers[pool->stream_worker].out;
	while (out->len - pool->workers[pool->stream_worker].out_pos < LIMIT_STREAM_AHEAD) {
		struct fault fault = {0};
		struct str have;
		if (source_peek(pool->source, 1, &have, &fault) || have.len == 0) {
			end_stream(pool, &fault);
			return;
		}
		if (have.len > CHUNK)
			have.len = CHUNK;
		struct pool_frame frame = {.number = pool->stream->number, .kind = POOL_DATA};
		pool_frame_add(out, frame, (struct str){0}, have, (struct str){0});
		pool->stream->size += have.len;
		source_take(pool->source, have.len);
		pool_send(&pool->workers[pool->stream_worker]);
	}
}

static void retry(struct pool *pool, size_t index)
{
	struct pool_document *document = pool->retry[0];
	pool->retry_count--;
	memmove(pool->retry, pool->retry + 1, pool->retry_count * sizeof *pool->retry);
	give(pool, index, document);
}

/* The next document of the feed: to worker `index` when it is small, else it becomes the stream. */
static enum err fetch(struct pool *pool, size_t index, struct fault *fault)
{
	struct fault damage = {0};
	struct str bytes;
	buf_clear(&pool->scrap);
	enum err err = pool->feed->next(pool->feed->context, &pool->scrap, &pool->source, fault);
	if (err || pool->source == NULL) {
		pool->fed = true;
		return err;
	}
	if (pool->scrap.len > LIMIT_RECORD)
		return fault_set(fault, ERR_SYSTEM, "the request for a document is too large; this is a bug");
	enum err peeked = source_peek(pool->source, LIMIT_SMALL_DOCUMENT + 1, &bytes, &damage);
	if (peeked && pool_stop_asked(pool))
		return ERR_NONE; /* the damage may be the signal's; the loop reports it */
	struct pool_document *document = pool_hold_new(&pool->hold);
	struct pool_frame frame = {.number = document->number, .kind = POOL_WHOLE};
	if (peeked == ERR_NONE && bytes.len > LIMIT_SMALL_DOCUMENT) {
		frame.kind = POOL_BEGIN;
		document->large = true;
		pool->stream = document;
		pool_frame_add(&document->frame, frame, buf_str(&pool->scrap), (struct str){0}, (struct str){0});
		return ERR_NONE;
	}
	document->size = bytes.len;
	frame.code = peeked;
	pool_frame_add(&document->frame, frame, buf_str(&pool->scrap), bytes, str_of(peeked ? damage.text : NULL));
	finish_source(pool);
	give(pool, index, document);
	return ERR_NONE;
}

enum err pool_feed_fill(struct pool *pool, struct fault *fault)
{
	enum err err = ERR_NONE;
	while (err == ERR_NONE && !pool->stopped) {
		size_t index = pick(pool, false);
		if (pool->retry_count && index < pool->options.workers) {
			retry(pool, index);
			continue;
		}
		if (pool->stream) {
			pump(pool);
			if (pool->stream)
				break;
			continue;
		}
		if (pool->fed || index == pool->options.workers || pool_hold_full(&pool->hold))
			break;
		err = fetch(pool, index, fault);
	}
	return err;
}
