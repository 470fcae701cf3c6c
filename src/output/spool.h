/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A temporary file that nobody else sees: it has no name, so when the program ends, however it ends, it is gone. It
 * lies in the folder of the file it is made for, because that is where the user expects the space to be used.
 * Written at the end, through a buffer; read at any place. */
#ifndef OUTPUT_SPOOL_H
#define OUTPUT_SPOOL_H
#include "base/fault.h"
#include "base/str.h"

struct spool;

/* ERR_USAGE when the folder of `beside` does not exist, ERR_SYSTEM when no file can be made there. */
enum err spool_open(const char *beside, struct spool **spool, struct fault *fault) MUST_USE;
void spool_close(struct spool *spool); /* NULL is fine; what is in it is lost */
enum err spool_add(struct spool *spool, struct str bytes, struct fault *fault) MUST_USE;
uint64_t spool_size(const struct spool *spool);
/* Up to `cap` bytes from offset `at`; `*got` is 0 only at the end. */
enum err spool_read(struct spool *spool, uint64_t at, char *to, size_t cap, size_t *got, struct fault *fault) MUST_USE;

/* Everything added to it so far is on disk, safe against a power cut, and the file appears whole under `target`, the
 * name spool_open() was given, with mode 0666 less the umask. An existing file is replaced only when `replace` is
 * set, else it is ERR_USAGE and the spool is unchanged. */
enum err spool_publish(struct spool *spool, const char *target, bool replace, struct fault *fault) MUST_USE;
#endif
