/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bytes of a released document, from when they are written until they are read back and compressed: in memory, or in
 * the worker's scratch file when they are many. */
#ifndef SPOOLED_H
#define SPOOLED_H
#include "base/fault.h"
#include "base/hash.h"
#include "base/str.h"

enum { SPOOL_MEMORY = 4 << 20 }; /* more than this goes to the file, if there is one */

struct spooled {
	struct buf *memory;
	int file; /* -1: none */
	uint64_t in_file, lines;
};

/* A place in the spooled bytes; spooled_read() is a source_read (input/source.h). */
struct spooled_reader {
	const struct spooled *spool;
	uint64_t at;
};

/* Moves what is in memory to the file. ERR_LIMIT when there is no room. */
enum err spooled_flush(struct spooled *spool, struct fault *fault) MUST_USE;
enum err spooled_read(void *reader, char *to, size_t cap, size_t *got, struct fault *fault);

struct spooled_sums {
	uint64_t size, packed;
	uint32_t crc;
};

/* Raw deflate of all bytes, block by block, to `emit`; `hash` gets the bytes as they are. */
enum err spooled_deflate(const struct spooled *spool, struct hash *hash, void (*emit)(void *context, struct str bytes),
		       void *context, struct spooled_sums *sums, struct fault *fault) MUST_USE;
#endif
