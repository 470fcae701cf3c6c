/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `blackbar inspect`: redactions of a PDF that only hide. The file is read by a process of its own, which is confined before it
 * sees the first byte's meaning. */
#ifndef JOB_INSPECT_H
#define JOB_INSPECT_H
#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

struct inspect_options {
	bool show; /* also what can be read: it is secret */
	bool json; /* one object a line */
	bool quiet;
};

/* Prints to standard output, file after file, up to the first that cannot be read. `*found` becomes true when a cover hides
 * something that is still there. */
enum err inspect_files(const char *const *paths, size_t count, const struct inspect_options *options, bool *found,
		       struct fault *fault) MUST_USE;
#endif
