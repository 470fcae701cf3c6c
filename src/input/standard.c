/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/standard.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

enum err standard_read(struct store *store, uint64_t most, struct fault *why, struct fault *fault)
{
	const size_t cap = 65536;
	char *block = mem_alloc(cap, 1);
	enum err err = ERR_NONE;
	while (err == ERR_NONE && why->code == ERR_NONE) {
		ssize_t got = read(STDIN_FILENO, block, cap);
		if (got == 0)
			break;
		if (got > 0)
			err = store_add(store, (struct str){block, (size_t)got}, fault);
		else if (errno != EINTR)
			fault_set(why, ERR_UNREADABLE, "standard input cannot be read: %s",
				  strerror(errno));
		if (store->size > most)
			fault_set(why, ERR_LIMIT,
				  "standard input is larger than the limit of %" PRIu64 " bytes",
				  most);
	}
	free(block);
	return err;
}
