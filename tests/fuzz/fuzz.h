/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What every fuzz target begins and ends with: its declaration, check(), and a main that gives it files one after another.
 * Built with -DFUZZING_WITH_LIBFUZZER it has no main: libFuzzer brings one. For the one source file of a target. */
#ifndef FUZZ_H
#define FUZZ_H
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a target finds wrong ends the program: that is how a fuzzer knows. */
static inline void check(bool right, const char *what)
{
	if (right)
		return;
	fprintf(stderr, "%s: %s\n", program_invocation_short_name, what);
	abort();
}

#ifndef FUZZING_WITH_LIBFUZZER
static inline void replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct buf bytes = {0};
	size_t got;
	check(file != NULL, "cannot open a file");
	while ((got = fread(buf_room(&bytes, 4096), 1, 4096, file)) > 0)
		bytes.len += got;
	fclose(file);
	uint8_t *exact = malloc(bytes.len ? bytes.len : 1); /* nothing behind the end, so that reading there is seen */
	check(exact != NULL, "no memory");
	memcpy(exact, bytes.ptr, bytes.len);
	LLVMFuzzerTestOneInput(exact, bytes.len);
	buf_free(&bytes);
	free(exact);
}

int main(int count, char **paths)
{
	for (int i = 1; i < count; i++)
		replay(paths[i]);
	return 0;
}
#endif
#endif
