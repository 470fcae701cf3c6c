/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One document's bytes, read forward once: peek, then take. Memory held is what was peeked. */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H
#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"

struct source;

/* Puts up to `cap` bytes (cap > 0) at `to` and their number into `*got`; 0 bytes is the end. */
typedef enum err (*source_read)(void *context, char *to, size_t cap, size_t *got, struct fault *fault);

/* `read_size`: bytes asked for in one call of `read`; 0 is the default (64 KiB). Tests run everything with 1, 2, 3 ...
 * `limit`: more bytes than this is ERR_LIMIT. The context stays the caller's. */
struct source *source_open(source_read read, void *context, size_t read_size, uint64_t limit);
struct source *source_open_bytes(struct str bytes); /* borrows the bytes */
void source_close(struct source *source);

/* At least `want` bytes from here, fewer only at the end; may give more. Valid until the next call. */
enum err source_peek(struct source *source, size_t want, struct str *have, struct fault *fault) MUST_USE;
/* Goes on by `count` bytes, which must have been peeked. */
void source_take(struct source *source, size_t count);
/* Bytes taken so far. */
uint64_t source_taken(const struct source *source);
#endif
