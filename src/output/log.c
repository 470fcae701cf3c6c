/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/log.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/hash.h"
#include "base/mem.h"
#include "output/spool.h"

/* The hashes in log lines do not compress, and the rest is found by the fastest level too. */
enum { BLOCK = 64 << 10, LEVEL = 1 };

struct log {
	struct spool *spool;
	z_stream stream;
	bool streaming;
	struct hash *sha;
	struct buf pending;
	uint64_t size;
	uint32_t crc;
};

enum err log_open(const char *beside, struct log **log, struct fault *fault)
{
	struct log *made = mem_alloc(1, sizeof *made);
	made->sha = hash_open(HASH_SHA256);
	hash_begin(made->sha);
	made->streaming = deflateInit2(&made->stream, LEVEL, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) == Z_OK;
	enum err err = made->streaming ? spool_open(beside, &made->spool, fault)
				       : fault_set(fault, ERR_SYSTEM, "no memory for the compressor");
	if (err)
		log_close(made);
	else
		*log = made;
	return err;
}

void log_close(struct log *log)
{
	if (log == NULL)
		return;
	if (log->streaming)
		deflateEnd(&log->stream);
	spool_close(log->spool);
	hash_close(log->sha);
	buf_free(&log->pending);
	free(log);
}

static enum err log_flush(struct log *log, bool end, struct fault *fault)
{
	char out[BLOCK];
	struct str bytes = buf_str(&log->pending);
	enum err err = ERR_NONE;
	hash_add(log->sha, bytes);
	log->crc = libdeflate_crc32(log->crc, bytes.ptr ? bytes.ptr : "", bytes.len);
	log->size += bytes.len;
	log->stream.next_in = (unsigned char *)bytes.ptr;
	log->stream.avail_in = (uInt)bytes.len;
	do {
		log->stream.next_out = (unsigned char *)out;
		log->stream.avail_out = sizeof out;
		deflate(&log->stream, end ? Z_FINISH : Z_NO_FLUSH);
		err = spool_add(log->spool, (struct str){out, sizeof out - log->stream.avail_out}, fault);
	} while (!err && log->stream.avail_out == 0);
	buf_clear(&log->pending);
	return err;
}

enum err log_add(struct log *log, struct str bytes, struct fault *fault)
{
	enum err err = ERR_NONE;
	while (bytes.len && !err) {
		size_t take = bytes.len < BLOCK ? bytes.len : BLOCK;
		buf_add(&log->pending, str_part(bytes, (struct span){0, take}));
		bytes = str_part(bytes, (struct span){take, bytes.len});
		if (log->pending.len >= BLOCK)
			err = log_flush(log, false, fault);
	}
	return err;
}

enum err log_publish(struct log *log, const char *name, struct bundle *bundle, struct fault *fault)
{
	struct bundle_member member = {.path = str_of(name), .deflated = true};
	enum err err = log_flush(log, true, fault);
	hash_end(log->sha, member.sha256);
	member.size = log->size;
	member.crc = log->crc;
	member.packed = spool_size(log->spool);
	return err ? err : bundle_add_spool(bundle, &member, log->spool, fault);
}
