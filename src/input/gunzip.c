/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/gunzip.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"

enum { BLOCK_SIZE = 64 * 1024, WINDOW_GZIP = 15 + 16 }; /* + 16: zlib checks gz headers and checksums */

struct gunzip {
	const struct store *store;
	uint64_t at;
	z_stream stream;
	bool between; /* packings: the next one, padding or the end may follow */
	bool padding;
	char block[BLOCK_SIZE];
};

struct gunzip *gunzip_open(const struct store *store)
{
	struct gunzip *gunzip = mem_alloc(1, sizeof *gunzip);
	gunzip->store = store;
	if (inflateInit2(&gunzip->stream, WINDOW_GZIP) != Z_OK) {
		free(gunzip);
		return NULL; /* no memory */
	}
	return gunzip;
}

void gunzip_close(struct gunzip *gunzip)
{
	if (gunzip == NULL)
		return;
	inflateEnd(&gunzip->stream);
	free(gunzip);
}

uint64_t gunzip_packed(const struct gunzip *gunzip)
{
	return gunzip->at - gunzip->stream.avail_in;
}

static enum err fill(struct gunzip *gunzip, struct fault *fault)
{
	size_t got = 0;
	if (gunzip->stream.avail_in)
		return ERR_NONE;
	enum err err = store_read(gunzip->store, gunzip->at, gunzip->block, sizeof gunzip->block, &got, fault);
	gunzip->at += got;
	gunzip->stream.next_in = (unsigned char *)gunzip->block;
	gunzip->stream.avail_in = (unsigned)got;
	return err;
}

/* Behind a packing: zero bytes to the end, which tapes add, or the next packing. */
static enum err pass_between(struct gunzip *gunzip, struct fault *fault)
{
	z_stream *stream = &gunzip->stream;
	for (;;) {
		enum err err = fill(gunzip, fault);
		if (err || stream->avail_in == 0)
			return err;
		if (!gunzip->padding && *stream->next_in == 0x1f) {
			gunzip->between = false;
			inflateReset(stream);
			return ERR_NONE;
		}
		if (*stream->next_in != 0)
			return fault_set(fault, ERR_MALFORMED,
					 "something else lies behind the gz data; get the archive again");
		gunzip->padding = true;
		stream->next_in++;
		stream->avail_in--;
	}
}

enum err gunzip_read(struct gunzip *gunzip, char *to, size_t cap, size_t *got, struct fault *fault)
{
	z_stream *stream = &gunzip->stream;
	stream->next_out = (unsigned char *)to;
	stream->avail_out = cap > UINT_MAX ? UINT_MAX : (unsigned)cap;
	unsigned room = stream->avail_out;
	*got = 0;
	while (stream->avail_out == room) {
		enum err err = gunzip->between ? pass_between(gunzip, fault) : fill(gunzip, fault);
		if (err)
			return err;
		if (gunzip->between)
			return ERR_NONE;
		if (stream->avail_in == 0)
			return fault_set(fault, ERR_MALFORMED, "the gz is cut short; get the archive again");
		int result = inflate(stream, Z_NO_FLUSH);
		if (result != Z_OK && result != Z_STREAM_END)
			return fault_set(fault, ERR_MALFORMED, "the gz is damaged (%s); get the archive again",
					 stream->msg ? stream->msg : "no reason given");
		gunzip->between = result == Z_STREAM_END;
	}
	*got = room - stream->avail_out;
	return ERR_NONE;
}
