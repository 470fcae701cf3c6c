/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void no_memory(void)
{
	static const char line[] = "blackbar: out of memory\n";
	/* nothing may allocate here, so stdio is out of the question */
	if (write(STDERR_FILENO, line, sizeof line - 1) < 0)
		_exit(EXIT_NO_MEMORY);
	_exit(EXIT_NO_MEMORY);
}

size_t mem_add(size_t a, size_t b)
{
	size_t sum;
	if (__builtin_add_overflow(a, b, &sum))
		no_memory();
	return sum;
}

size_t mem_mul(size_t a, size_t b)
{
	size_t product;
	if (__builtin_mul_overflow(a, b, &product))
		no_memory();
	return product;
}

void *mem_alloc(size_t count, size_t size)
{
	void *ptr = calloc(count ? count : 1, size ? size : 1);
	if (ptr == NULL)
		no_memory();
	return ptr;
}

void *mem_resize(void *ptr, size_t count, size_t size)
{
	size_t bytes = mem_mul(count, size);
	void *moved = realloc(ptr, bytes ? bytes : 1);
	if (moved == NULL)
		no_memory();
	return moved;
}

void *mem_room(void *ptr, size_t len, size_t *cap, size_t size)
{
	if (len < *cap)
		return ptr;
	*cap = *cap ? mem_mul(*cap, 2) : 8;
	return mem_resize(ptr, *cap, size);
}

char *mem_text(const char *ptr, size_t len)
{
	char *copy = mem_alloc(mem_add(len, 1), 1);
	if (len)
		memcpy(copy, ptr, len);
	return copy;
}
