/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* `verify -c CASE`: does a full name that the case protects still stand in the released documents or their names? */
#ifndef JOB_SURVIVORS_H
#define JOB_SURVIVORS_H
#include "engine.h"

typedef void (*survivors_report)(void *context, const char *sentence);

/* Reads every document of the bundle as any reader would. Each finding is one sentence: document and line, no name.
 * `*found`: how many. ERR_UNSOUND when a document cannot be read. */
enum err survivors_find(const struct engine *engine, const char *bundle, const char *case_path, survivors_report report,
			void *context, uint64_t *found, struct fault *fault) MUST_USE;
#endif
