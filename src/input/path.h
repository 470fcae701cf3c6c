/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Paths in a release: made safe or refused (the rules are in input.h), and each given out once. */
#ifndef INPUT_PATH_H
#define INPUT_PATH_H
#include "base/fault.h"
#include "base/str.h"

/* Adds `name`, as a file system or an archive has it, to `path`, behind a '/' when path is not empty. `zip`: what is
 * not UTF-8 may be CP437. When refused (ERR_MALFORMED, ERR_LIMIT) what is added is safe to show and to log, and short.
 */
enum err path_add(struct buf *path, struct str name, bool zip, struct fault *fault) MUST_USE;

/* "a.txt.gz" is about "a.txt": takes the ending of a packing away, if there is one. */
bool path_strip_packing(struct buf *path);

/* The paths given out so far, as 64-bit hashes: about 16 bytes a path. */
struct names;
struct names *names_open(void);
void names_clear(struct names *names);
void names_close(struct names *names);
/* ERR_MALFORMED when a document has this path already, or one of its folders, or this path is a folder of one. */
enum err names_add(struct names *names, struct str path, struct fault *fault) MUST_USE;
#endif
