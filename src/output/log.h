/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A member of the bundle that grows line by line while the release is made: compressed as it grows (deflate, RFC 1951,
 * by zlib) into a nameless temporary file, so memory does not grow with it. The same lines give the same bytes. */
#ifndef OUTPUT_LOG_H
#define OUTPUT_LOG_H
#include "base/fault.h"
#include "base/str.h"
#include "output/bundle.h"

struct log;

/* `beside`: the temporary file lies in the folder of this path. Errors as spool_open(). */
enum err log_open(const char *beside, struct log **log, struct fault *fault) MUST_USE;
void log_close(struct log *log); /* NULL is fine; what is in it is lost */
enum err log_add(struct log *log, struct str bytes, struct fault *fault) MUST_USE;
/* Ends it, and adds it to the bundle under `name`. Afterwards only log_close() is allowed. */
enum err log_publish(struct log *log, const char *name, struct bundle *bundle, struct fault *fault) MUST_USE;
#endif
