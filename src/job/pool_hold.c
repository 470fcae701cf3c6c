/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Documents between the feed and the drain. Results wait here until all documents before theirs are drained: in memory
 * up to a bound, then in one unlinked file that is only appended to and emptied when nothing in it is wanted. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "job/pool_parts.h"

enum { SEGMENT_WORTH = 256 * 1024 };

void pool_frame_add(struct buf *to, struct pool_frame frame, struct str head, struct str body, struct str text)
{
	frame.head = (uint32_t)head.len;
	frame.body = (uint32_t)body.len;
	frame.text = (uint32_t)text.len;
	buf_add(to, (struct str){(const char *)&frame, sizeof frame});
	buf_add(to, head);
	buf_add(to, body);
	buf_add(to, text);
}

struct pool_document *pool_hold_at(const struct pool_hold *hold, uint64_t number)
{
	return hold->ring[number & (hold->cap - 1)];
}

static void grow(struct pool_hold *hold)
{
	size_t cap = hold->cap ? mem_mul(hold->cap, 2) : 1024;
	struct pool_document **ring = mem_alloc(cap, sizeof *ring);
	for (uint64_t number = hold->first; number < hold->next; number++)
		ring[number & (cap - 1)] = pool_hold_at(hold, number);
	free(hold->ring);
	hold->ring = ring;
	hold->cap = cap;
}

struct pool_document *pool_hold_new(struct pool_hold *hold)
{
	if (hold->next - hold->first == hold->cap)
		grow(hold);
	struct pool_document *document = mem_alloc(1, sizeof *document);
	document->number = hold->next++;
	hold->ring[document->number & (hold->cap - 1)] = document;
	return document;
}

bool pool_hold_full(const struct pool_hold *hold)
{
	return hold->next - hold->first >= LIMIT_LOOK_AHEAD || hold->spill_live >= LIMIT_HELD_FILE;
}

static void document_free(struct pool_document *document)
{
	buf_free(&document->frame);
	buf_free(&document->held);
	free(document->segments);
	free(document->why);
	free(document);
}

void pool_hold_free(struct pool_hold *hold)
{
	for (uint64_t number = hold->first; number < hold->next; number++)
		document_free(pool_hold_at(hold, number));
	free(hold->ring);
	if (hold->spill >= 0)
		close(hold->spill);
	*hold = (struct pool_hold){.spill = -1};
}

static enum err spill_write(int fd, struct str bytes, uint64_t at, struct fault *fault)
{
	while (bytes.len) {
		ssize_t wrote = pwrite(fd, bytes.ptr, bytes.len, (off_t)at);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return fault_set(fault, ERR_SYSTEM,
					 "cannot write a temporary file (%s); free space or set TMPDIR to a "
					 "folder with more",
					 strerror(wrote < 0 ? errno : ENOSPC));
		bytes = str_part(bytes, (struct span){(size_t)wrote, bytes.len});
		at += (uint64_t)wrote;
	}
	return ERR_NONE;
}

static enum err spill_read(int fd, char *to, size_t len, uint64_t at, struct fault *fault)
{
	for (size_t have = 0; have < len;) {
		ssize_t got = pread(fd, to + have, len - have, (off_t)(at + have));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return fault_set(fault, ERR_SYSTEM, "cannot read a temporary file back (%s)",
					 got < 0 ? strerror(errno) : "it is too short");
		have += (size_t)got;
	}
	return ERR_NONE;
}

static enum err spill(struct pool *pool, struct pool_document *document, struct fault *fault)
{
	struct pool_hold *hold = &pool->hold;
	if (hold->spill < 0) {
		hold->spill = pool_temporary_file(pool->options.temporary, fault);
		if (hold->spill < 0)
			return ERR_SYSTEM;
	}
	enum err err = spill_write(hold->spill, buf_str(&document->held), hold->spill_end, fault);
	if (err)
		return err;
	document->segments = mem_room(document->segments, document->segment_count, &document->segment_cap,
				      sizeof *document->segments);
	document->segments[document->segment_count++] = (struct pool_segment){hold->spill_end, document->held.len};
	hold->spill_end += document->held.len;
	hold->spill_live += document->held.len;
	hold->memory -= document->held.len;
	buf_free(&document->held);
	return ERR_NONE;
}

static void spill_release(struct pool_hold *hold, struct pool_document *document)
{
	for (size_t i = 0; i < document->segment_count; i++)
		hold->spill_live -= document->segments[i].len;
	document->segment_count = 0;
	/* when shrinking fails the file is merely larger than it must be */
	if (hold->spill_live == 0 && hold->spill_end && ftruncate(hold->spill, 0) == 0)
		hold->spill_end = 0;
}

static bool is_next(const struct pool_hold *hold, const struct pool_document *document)
{
	return document->number == hold->first && document->held.len == 0 && document->segment_count == 0;
}

static enum err drain_frame(struct pool *pool, uint64_t number, struct str bytes, struct fault *fault)
{
	struct pool_frame frame;
	memcpy(&frame, bytes.ptr, sizeof frame);
	struct str body = {bytes.ptr + sizeof frame, frame.body};
	return pool->drain->record(pool->drain->context, number, frame.code, body, fault);
}

static enum err drain_frames(struct pool *pool, uint64_t number, struct str bytes, struct fault *fault)
{
	enum err err = ERR_NONE;
	while (err == ERR_NONE && bytes.len >= sizeof(struct pool_frame)) {
		struct pool_frame frame;
		memcpy(&frame, bytes.ptr, sizeof frame);
		err = drain_frame(pool, number, bytes, fault);
		bytes = str_part(bytes, (struct span){sizeof frame + frame.body, bytes.len});
	}
	return err;
}

enum err pool_hold_record(struct pool *pool, struct pool_document *document, struct str frame, struct fault *fault)
{
	struct pool_hold *hold = &pool->hold;
	if (is_next(hold, document))
		return drain_frame(pool, document->number, frame, fault);
	buf_add(&document->held, frame);
	hold->memory += frame.len;
	if (hold->memory > hold->bound && document->held.len >= SEGMENT_WORTH)
		return spill(pool, document, fault);
	return ERR_NONE;
}

enum err pool_hold_finish(struct pool *pool, struct pool_document *document, enum err err, struct str why,
			  struct fault *fault)
{
	document->finished = true;
	document->err = err;
	buf_free(&document->frame);
	if (err) {
		document->why = mem_alloc(1, sizeof *document->why);
		document->why->code = err;
		size_t len = why.len < sizeof document->why->text ? why.len : sizeof document->why->text - 1;
		if (len)
			memcpy(document->why->text, why.ptr, len);
	}
	if (pool->hold.memory > pool->hold.bound && document->held.len && document->number != pool->hold.first)
		return spill(pool, document, fault);
	return ERR_NONE;
}

void pool_hold_drop(struct pool *pool, struct pool_document *document)
{
	pool->hold.memory -= document->held.len;
	buf_free(&document->held);
	spill_release(&pool->hold, document);
}

/* The held records of the document whose turn it is. */
static enum err deliver_held(struct pool *pool, struct pool_document *document, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < document->segment_count; i++) {
		struct pool_segment segment = document->segments[i];
		buf_clear(&pool->scrap);
		char *to = buf_room(&pool->scrap, segment.len);
		err = spill_read(pool->hold.spill, to, segment.len, segment.at, fault);
		if (err == ERR_NONE)
			err = drain_frames(pool, document->number, (struct str){to, segment.len}, fault);
	}
	if (document->segment_count)
		buf_free(&pool->scrap);
	if (err == ERR_NONE)
		err = drain_frames(pool, document->number, buf_str(&document->held), fault);
	pool_hold_drop(pool, document);
	return err;
}

enum err pool_hold_deliver(struct pool *pool, struct fault *fault)
{
	struct pool_hold *hold = &pool->hold;
	while (hold->first < hold->next) {
		struct pool_document *document = pool_hold_at(hold, hold->first);
		enum err err = deliver_held(pool, document, fault);
		if (err || !document->finished)
			return err;
		struct fault none = {0};
		err = pool->drain->done(pool->drain->context, document->number, document->err,
					document->why ? document->why : &none, fault);
		if (err)
			return err;
		hold->first++;
		document_free(document);
	}
	return ERR_NONE;
}
