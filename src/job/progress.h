/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One line on the terminal that says how far the job is: pass, documents, rate, time left, withheld. Nothing at all
 * when standard error is no terminal or the user wants quiet. It is rewritten at most five times a second and gone at
 * the end. Numbers only: never a path or text of a document. */
#ifndef JOB_PROGRESS_H
#define JOB_PROGRESS_H
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct progress;

struct progress *progress_open(bool quiet);
/* A new pass begins: "reading", "writing". `total`: documents, 0 when not known. */
void progress_pass(struct progress *progress, const char *pass, uint64_t total);
/* So many are done, so many of them withheld. Cheap enough to be called for each document. */
void progress_at(struct progress *progress, uint64_t done, uint64_t withheld);
/* A document under way is at this page; shown until the next is done. */
void progress_pages(struct progress *progress, uint64_t pages);
/* Takes the line away, so that a message can be written; the next progress_at() brings it back. */
void progress_hide(struct progress *progress);
void progress_close(struct progress *progress); /* NULL is fine */

/* The line itself, for a time since the pass began (tests). `at_most`: columns. */
void progress_line(struct buf *line, const char *pass, uint64_t done, uint64_t total, uint64_t withheld, int64_t ms,
		   size_t at_most);
#endif
