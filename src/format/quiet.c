/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/quiet.h"

#include <sys/types.h>

static ssize_t lose(void *cookie, const char *bytes, size_t len)
{
	(void)cookie, (void)bytes;
	return (ssize_t)len;
}

FILE *quiet_begin(void)
{
	FILE *loud = stderr, *nothing = fopencookie(NULL, "w", (cookie_io_functions_t){.write = lose});
	if (nothing)
		stderr = nothing;
	return loud;
}

void quiet_end(FILE *loud)
{
	if (stderr == loud)
		return;
	fclose(stderr);
	stderr = loud;
}
