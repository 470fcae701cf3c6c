/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/source.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { READ_SIZE = 64 * 1024, ROOM_LEAST = 4096 };

struct source {
	source_read read;
	void *context;
	size_t read_size;
	uint64_t limit, fetched, taken;
	struct buf window; /* bytes fetched; those before `pos` are taken */
	struct str bytes;  /* instead of the window, for a source in memory */
	size_t pos;
	bool end;
	struct fault failed; /* once failed, always failed: nothing after a gap may pass for the rest */
};

struct source *source_open(source_read read, void *context, size_t read_size, uint64_t limit)
{
	struct source *source = mem_alloc(1, sizeof *source);
	source->read = read;
	source->context = context;
	source->read_size = read_size ? read_size : READ_SIZE;
	source->limit = limit;
	return source;
}

struct source *source_open_bytes(struct str bytes)
{
	struct source *source = mem_alloc(1, sizeof *source);
	source->bytes = bytes;
	source->end = true;
	return source;
}

void source_close(struct source *source)
{
	if (source == NULL)
		return;
	buf_free(&source->window);
	free(source);
}

static struct str fetched(const struct source *source)
{
	struct str all = source->read ? buf_str(&source->window) : source->bytes;
	return source->pos ? str_part(all, (struct span){source->pos, all.len}) : all;
}

/* Taken bytes are dropped only when they are the larger half, so the moving is linear in all. */
static void make_room(struct source *source)
{
	struct buf *window = &source->window;
	if (source->pos == 0 || source->pos < window->len - source->pos)
		return;
	memmove(window->ptr, window->ptr + source->pos, window->len - source->pos);
	window->len -= source->pos;
	source->pos = 0;
}

/* How much is read next: what there is room for, unless that is little. Most files end there, and the window is not moved to
 * find that out. */
static size_t next_size(const struct source *source)
{
	size_t room = source->window.cap - source->window.len;
	return room >= ROOM_LEAST && room < source->read_size ? room : source->read_size;
}

static enum err fetch(struct source *source, struct fault *fault)
{
	size_t got = 0;
	make_room(source);
	size_t size = next_size(source);
	char *room = buf_room(&source->window, size);
	enum err err = source->read(source->context, room, size, &got, fault);
	if (err)
		return err;
	source->window.len += got;
	source->fetched += got;
	source->end = got == 0;
	if (source->fetched > source->limit)
		return fault_set(fault, ERR_LIMIT,
				 "larger than the limit of %" PRIu64 " bytes; raise it with --max-size", source->limit);
	return ERR_NONE;
}

enum err source_peek(struct source *source, size_t want, struct str *have, struct fault *fault)
{
	*have = fetched(source);
	while (have->len < want && !source->end && source->failed.code == ERR_NONE) {
		source->failed.code = fetch(source, &source->failed);
		*have = fetched(source);
	}
	if (source->failed.code == ERR_NONE)
		return ERR_NONE;
	*have = (struct str){0};
	return fault_set(fault, source->failed.code, "%s", source->failed.text);
}

void source_take(struct source *source, size_t count)
{
	assert(count <= fetched(source).len);
	source->pos += count;
	source->taken += count;
}

uint64_t source_taken(const struct source *source)
{
	return source->taken;
}
