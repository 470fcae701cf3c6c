/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MEMORY_LIMIT = 1024 * 1024 };

/* O_TMPFILE never has a name; where the file system lacks it, the name is gone before a byte is written. */
static int open_unlinked(void)
{
	const char *folder = getenv("TMPDIR");
	if (folder == NULL || *folder == '\0')
		folder = "/tmp";
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	struct buf name = {0};
	buf_add_text(&name, folder);
	buf_add(&name, (struct str){"/blackbar-XXXXXX", sizeof "/blackbar-XXXXXX"});
	fd = mkostemp(name.ptr, O_CLOEXEC); /* mode 0600 */
	if (fd >= 0)
		unlink(name.ptr);
	buf_free(&name);
	return fd;
}

static enum err write_all(struct store *store, struct str bytes, struct fault *fault)
{
	while (bytes.len) {
		ssize_t put = write(store->fd, bytes.ptr, bytes.len);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return fault_set(fault, ERR_SYSTEM,
					 "cannot write a temporary file: %s; make room, or name another folder "
					 "with TMPDIR",
					 put < 0 ? strerror(errno) : "no room");
		bytes.ptr += put;
		bytes.len -= (size_t)put;
	}
	return ERR_NONE;
}

static enum err move_to_file(struct store *store, struct fault *fault)
{
	store->fd = open_unlinked();
	if (store->fd < 0)
		return fault_set(fault, ERR_SYSTEM,
				 "cannot make a temporary file: %s; name a folder that can be written with "
				 "TMPDIR",
				 strerror(errno));
	enum err err = write_all(store, buf_str(&store->memory), fault);
	buf_free(&store->memory);
	return err;
}

enum err store_add(struct store *store, struct str bytes, struct fault *fault)
{
	if (store->fd < 0 && store->size + bytes.len > MEMORY_LIMIT) {
		enum err err = move_to_file(store, fault);
		if (err)
			return err;
	}
	store->size += bytes.len;
	if (store->fd >= 0)
		return write_all(store, bytes, fault);
	buf_add(&store->memory, bytes);
	return ERR_NONE;
}

enum err store_read(const struct store *store, uint64_t at, char *to, size_t cap, size_t *got, struct fault *fault)
{
	*got = 0;
	if (store->fd < 0) {
		if (at >= store->memory.len)
			return ERR_NONE;
		size_t left = store->memory.len - (size_t)at;
		*got = left < cap ? left : cap;
		memcpy(to, store->memory.ptr + at, *got);
		return ERR_NONE;
	}
	if (at > INT64_MAX)
		return ERR_NONE;
	ssize_t read;
	do
		read = pread(store->fd, to, cap, (off_t)at);
	while (read < 0 && errno == EINTR);
	if (read < 0)
		return fault_set(fault, ERR_UNREADABLE, "cannot be read: %s", strerror(errno));
	*got = (size_t)read;
	return ERR_NONE;
}

bool store_read_all(const struct store *store, uint64_t at, void *to, size_t count)
{
	struct fault ignored = {0};
	size_t got = 0;
	for (size_t done = 0; done < count; done += got)
		if (store_read(store, at + done, (char *)to + done, count - done, &got, &ignored) || got == 0)
			return false;
	return true;
}

void store_close(struct store *store)
{
	if (store->fd >= 0)
		close(store->fd);
	buf_free(&store->memory);
	*store = STORE_EMPTY;
}
