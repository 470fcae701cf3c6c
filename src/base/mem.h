/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Memory. Running out of it ends the process with EXIT_NO_MEMORY after one line on standard error: in a worker that
 * withholds one document, in the parent it ends the job without a bundle. So no caller checks for NULL. */
#ifndef BASE_MEM_H
#define BASE_MEM_H
#include <stddef.h>

enum { EXIT_NO_MEMORY = 71 };

/* `count` objects of `size` bytes, zeroed. Never NULL, not even for nothing. Free with free(). */
void *mem_alloc(size_t count, size_t size);

/* `ptr` (NULL or from this header) grown or shrunk to `count * size` bytes; new bytes are not initialised. */
void *mem_resize(void *ptr, size_t count, size_t size);

/* Room for one more element in a growing array: returns `ptr`, perhaps moved, and updates `*cap` when `len == *cap`. */
void *mem_room(void *ptr, size_t len, size_t *cap, size_t size);

/* A NUL-terminated copy of `len` bytes. */
char *mem_text(const char *ptr, size_t len);

/* a + b and a * b, or the end of the process: sizes that overflow are never honest. */
size_t mem_add(size_t a, size_t b);
size_t mem_mul(size_t a, size_t b);
#endif
