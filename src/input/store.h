/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Bytes that can be read at any place: an open file, or what was added: in memory while small, then in an unlinked
 * temporary file (mode 0600, in $TMPDIR or /tmp), so that a killed run leaves nothing behind. */
#ifndef INPUT_STORE_H
#define INPUT_STORE_H
#include <stdbool.h>

#include "base/fault.h"
#include "base/str.h"

struct store {
	int fd; /* -1: in memory */
	struct buf memory;
	uint64_t size;
};

#define STORE_EMPTY ((struct store){.fd = -1})

/* ERR_SYSTEM when there is no room. */
enum err store_add(struct store *store, struct str bytes, struct fault *fault) MUST_USE;
/* Up to `cap` bytes from `at`; 0 at the end. */
enum err store_read(const struct store *store, uint64_t at, char *to, size_t cap, size_t *got,
		    struct fault *fault) MUST_USE;
/* Exactly `count` bytes, or false. */
bool store_read_all(const struct store *store, uint64_t at, void *to, size_t count);
void store_close(struct store *store);
#endif
