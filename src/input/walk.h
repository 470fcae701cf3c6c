/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The files below a folder, in the order of the bytes of their paths. Links are not followed: every step down is an
 * openat() that refuses them. Memory: the names of the folders that are open. */
#ifndef INPUT_WALK_H
#define INPUT_WALK_H
#include "base/fault.h"
#include "base/str.h"

struct walk;

struct walk_entry {
	struct str path; /* below the folder, as the file system has it; empty for the folder itself */
	int folder;      /* open `name` with openat(folder, name, O_NOFOLLOW ...) */
	const char *name;
	struct fault fault; /* set: refused (a link, a device, a folder that cannot be read, too deep); ERR_SYSTEM: no
			       descriptors left */
};

/* Takes `fd`, an open folder. `entries`: a folder with more names than this is refused (ERR_LIMIT). */
struct walk *walk_open(int fd, uint64_t entries);
/* False at the end; the entry is valid until the next call. */
bool walk_next(struct walk *walk, struct walk_entry *entry);
void walk_close(struct walk *walk);
#endif
