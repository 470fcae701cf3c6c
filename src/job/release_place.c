/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where results may go: not into a folder that is read, or the next run would take them for reports. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "job/release_parts.h"

char *release_folder_of(const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	if (!slash)
		return mem_text(".", 1);
	return mem_text(path, slash == path ? 1 : (size_t)(slash - path));
}

/* False as well when one of them is not there: whoever opens it will say so. */
static bool is_inside(const char *path, const char *folder)
{
	struct stat status;
	if (!path || stat(folder, &status) != 0 || !S_ISDIR(status.st_mode))
		return false;
	char *beside = release_folder_of(path);
	char *outer = realpath(folder, NULL), *inner = realpath(beside, NULL);
	size_t len = outer ? strlen(outer) : 0;
	bool inside = outer && inner && strncmp(inner, outer, len) == 0 &&
		      (inner[len] == '\0' || inner[len] == '/' || (len && outer[len - 1] == '/'));
	free(outer);
	free(inner);
	free(beside);
	return inside;
}

enum err release_check_places(const struct release_options *options, const char *const *inputs, size_t count,
			      struct fault *fault)
{
	const struct {
		const char *path, *option;
	} places[] = {{options->output, "-o"}, {options->case_path, "-c"}, {options->letter, "--letter"}};
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof places / sizeof *places; k++)
			if (is_inside(places[k].path, inputs[i]))
				return fault_set(fault, ERR_USAGE,
						 "%.100s would lie in the folder %.100s, which is read, and be taken for a report: "
						 "write it elsewhere with %s",
						 places[k].path, inputs[i], places[k].option);
	return ERR_NONE;
}

enum err release_check_any(const struct release *release, const char *const *inputs, size_t count, struct fault *fault)
{
	if (release->counts->documents)
		return ERR_NONE;
	return fault_set(fault, ERR_USAGE, "there is no document in %.200s%s: check the name, nothing was written", count ? inputs[0] : "the input",
			 count > 1 ? " and the others" : "");
}
