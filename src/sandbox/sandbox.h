/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a process may still do. A worker reads hostile documents, so it keeps nothing but its memory, its connection to
 * the parent and its scratch file: no network, no program, no file, no new process, no new executable memory. The
 * parent opens files and so keeps more: no network, no program, and writing only where the release is written.
 *
 * Where the kernel (or the container around it) lacks a part, the rest still applies and `why` says what is missing:
 * nothing here pretends. Everything is for good: there is no way back, and children inherit it. */
#ifndef SANDBOX_SANDBOX_H
#define SANDBOX_SANDBOX_H
#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

/* What is enforced in this process. A plain value, no pointers: workers send it to the parent as bytes. */
struct sandbox_state {
	bool no_new_privileges;
	bool no_dump;      /* no core file, no ptrace by others of the same user */
	bool files_closed; /* no file descriptor but the kept ones */
	bool limits;       /* memory and file size */
	bool landlock;     /* kernel refuses paths */
	bool seccomp;      /* kernel refuses system calls */
	bool no_new_code;  /* no memory can be made executable */
	char why[160];     /* what is missing, for people; empty when all of it is there */
};

struct sandbox_limits {
	size_t memory;     /* bytes of data on top of what the process has now; 0: no limit; never set under ASan */
	size_t file_size;  /* no file grows beyond this; 0: no limit */
	const int *keep;   /* file descriptors that stay open, ascending */
	size_t keep_count;
};

/* Confines the calling process as a worker. Call it when everything a worker needs is loaded: what is not in memory by
 * now (locales, gconv modules of iconv, PCRE2 JIT code) cannot be had later. ERR_SYSTEM only when a limit that the
 * kernel surely has cannot be set. */
enum err sandbox_worker(const struct sandbox_limits *limits, struct sandbox_state *state, struct fault *fault) MUST_USE;

/* Confines the parent: reading stays free below `read` (NULL: everywhere), writing only below the folders in `write`;
 * both end with NULL. System folders that libraries read are always readable. Missing paths are skipped.
 * Workers forked later inherit it. */
enum err sandbox_parent(const char *const *read, const char *const *write, struct sandbox_state *state,
			struct fault *fault) MUST_USE;

/* "Landlock, seccomp, no new code" or "nothing": one line for -v, into `text`. */
void sandbox_describe(const struct sandbox_state *state, char *text, size_t cap);
#endif
