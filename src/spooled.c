/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "spooled.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"

enum { DEFLATE_BLOCK = 256 << 10, DEFLATE_LEVEL = 6 };

enum err spooled_flush(struct spooled *spool, struct fault *fault)
{
	struct str bytes = buf_str(spool->memory);
	while (bytes.len) {
		ssize_t put = pwrite(spool->file, bytes.ptr, bytes.len, (off_t)spool->in_file);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return fault_set(fault, ERR_LIMIT, "no room for the released document in the temporary file: %s",
					 put < 0 ? strerror(errno) : "nothing written");
		spool->in_file += (uint64_t)put;
		bytes = str_part(bytes, (struct span){(size_t)put, bytes.len});
	}
	buf_clear(spool->memory);
	return ERR_NONE;
}

enum err spooled_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct spooled_reader *reader = context;
	const struct spooled *spool = reader->spool;
	if (reader->at < spool->in_file) {
		uint64_t left = spool->in_file - reader->at;
		ssize_t have = pread(spool->file, to, cap < left ? cap : (size_t)left, (off_t)reader->at);
		if (have <= 0)
			return fault_set(fault, ERR_LIMIT, "the temporary file could not be read back");
		*got = (size_t)have;
	} else {
		struct str rest = buf_str(spool->memory);
		size_t from = (size_t)(reader->at - spool->in_file);
		*got = rest.len - from < cap ? rest.len - from : cap;
		if (*got)
			memcpy(to, rest.ptr + from, *got);
	}
	reader->at += *got;
	return ERR_NONE;
}

enum err spooled_deflate(const struct spooled *spool, struct hash *hash, void (*emit)(void *context, struct str bytes),
		       void *context, struct spooled_sums *sums, struct fault *fault)
{
	struct spooled_reader reader = {spool, 0};
	z_stream stream = {0};
	if (deflateInit2(&stream, DEFLATE_LEVEL, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return fault_set(fault, ERR_SYSTEM, "no memory for the compressor");
	unsigned char *in = mem_alloc(2, DEFLATE_BLOCK), *out = in + DEFLATE_BLOCK;
	enum err err = ERR_NONE;
	for (bool end = false; !end && !err;) {
		size_t got = 0;
		err = spooled_read(&reader, (char *)in, DEFLATE_BLOCK, &got, fault);
		end = got == 0;
		hash_add(hash, (struct str){(char *)in, got});
		sums->crc = (uint32_t)crc32(sums->crc, in, (uInt)got);
		sums->size += got;
		stream.next_in = in;
		stream.avail_in = (uInt)got;
		do {
			stream.next_out = out;
			stream.avail_out = DEFLATE_BLOCK;
			deflate(&stream, end ? Z_FINISH : Z_NO_FLUSH);
			size_t have = DEFLATE_BLOCK - stream.avail_out;
			sums->packed += have;
			if (have)
				emit(context, (struct str){(char *)out, have});
		} while (stream.avail_out == 0);
	}
	deflateEnd(&stream);
	free(in);
	return err;
}
