/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Input given hostile bytes: the file is a document or an archive of any kind. Walked twice under small budgets; both
 * walks must give the same items with safe paths. */
#include <sys/mman.h>
#include <unistd.h>

#include "input/input.h"
#include "fuzz.h"

static void check_path(struct str path)
{
	struct str rest = path;
	if (path.len == 0 || path.ptr[0] == '/' || path.ptr[path.len - 1] == '/')
		abort();
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.ptr[i] < 0x20 || path.ptr[i] == 0x7f || path.ptr[i] == '\\')
			abort();
	while (rest.len) {
		const char *slash = memchr(rest.ptr, '/', rest.len);
		size_t part = slash ? (size_t)(slash - rest.ptr) : rest.len;
		if (part == 0 || (part == 2 && memcmp(rest.ptr, "..", 2) == 0) || (part == 1 && rest.ptr[0] == '.'))
			abort();
		rest = str_part(rest, (struct span){part + (slash != NULL), rest.len});
	}
}

static uint64_t walk_once(struct input *input)
{
	uint64_t hash = 0;
	struct input_item item;
	struct fault fault = {0};
	bool more;
	struct str have;
	while (input_next(input, &item, &more, &fault) == ERR_NONE && more) {
		check_path(item.path);
		if ((item.source == NULL) != (item.fault.code != ERR_NONE))
			abort();
		while (item.source && source_peek(item.source, 100, &have, &item.fault) == ERR_NONE && have.len) {
			hash = hash * 31 + str_hash(have);
			source_take(item.source, have.len);
		}
		hash = (hash * 31 + str_hash(item.path)) * 31 + item.fault.code;
	}
	return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static const struct input_limits limits = {
		.document_size = 1 << 20, .archive_size = 4 << 20, .documents = 1000};
	char path[40];
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	const char *given = path;
	struct fault fault = {0};
	struct input *input;
	if (input_open(&input, &given, 1, &limits, &fault))
		abort();
	uint64_t first = walk_once(input);
	if (input_rewind(input, &fault) || walk_once(input) != first)
		abort();
	input_close(input);
	close(fd);
	return 0;
}
