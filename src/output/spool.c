/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { BUFFER = 128 * 1024, ATTEMPTS = 100 };

struct spool {
	int fd, folder;     /* folder: the directory, open with O_PATH */
	char *path;         /* of the folder, for messages */
	uint64_t written;   /* bytes in the file */
	struct buf pending; /* bytes not yet written */
};

static enum err write_fault(const char *folder, struct fault *fault)
{
	if (errno == ENOSPC || errno == EDQUOT)
		return fault_set(fault, ERR_SYSTEM, "the disk is full: free space in the folder %.200s or write elsewhere with -o",
				 folder);
	if (errno == EFBIG)
		return fault_set(fault, ERR_SYSTEM,
				 "a file in %.200s grew larger than its disk or the system allows: write elsewhere with -o", folder);
	return fault_set(fault, ERR_SYSTEM, "cannot write in the folder %.180s (%.80s): check it, or write elsewhere with -o",
			 folder, strerror(errno));
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (slash == NULL)
		return mem_text(".", 1);
	return slash == path ? mem_text("/", 1) : mem_text(path, (size_t)(slash - path));
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

/* a new file of mode 0600 in the folder under a name nobody has; no clock and no chance: the process number and a
 * counter do */
static int open_named(int folder, char *name, size_t size)
{
	for (unsigned attempt = 0; attempt < ATTEMPTS; attempt++) {
		snprintf(name, size, ".blackbar-%ld-%u.tmp", (long)getpid(), attempt);
		int fd = openat(folder, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static int open_nameless(int folder)
{
	int fd = openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT && errno != EINVAL))
		return fd;
	/* a file system without O_TMPFILE: the name lives for a moment, while the file is empty */
	char name[64];
	fd = open_named(folder, name, sizeof name);
	if (fd >= 0)
		unlinkat(folder, name, 0);
	return fd;
}

enum err spool_open(const char *beside, struct spool **spool, struct fault *fault)
{
	struct spool *made = mem_alloc(1, sizeof *made);
	made->fd = -1;
	made->path = folder_of(beside);
	made->folder = open(made->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	enum err err = ERR_NONE;
	if (made->folder < 0)
		err = fault_set(fault, ERR_USAGE, "there is no folder %.200s: make it first, or choose another one with -o",
				made->path);
	else if ((made->fd = open_nameless(made->folder)) < 0)
		err = write_fault(made->path, fault);
	if (err) {
		spool_close(made);
		return err;
	}
	*spool = made;
	return ERR_NONE;
}

void spool_close(struct spool *spool)
{
	if (spool == NULL)
		return;
	if (spool->fd >= 0)
		close(spool->fd);
	if (spool->folder >= 0)
		close(spool->folder);
	buf_free(&spool->pending);
	free(spool->path);
	free(spool);
}

static bool write_all(int fd, struct str bytes, uint64_t at)
{
	while (bytes.len) {
		ssize_t done = pwrite(fd, bytes.ptr, bytes.len, (off_t)at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			errno = done < 0 ? errno : ENOSPC;
			return false;
		}
		bytes.ptr += done;
		bytes.len -= (size_t)done;
		at += (uint64_t)done;
	}
	return true;
}

static enum err spool_write(struct spool *spool, struct str bytes, struct fault *fault)
{
	if (!write_all(spool->fd, bytes, spool->written))
		return write_fault(spool->path, fault);
	spool->written += bytes.len;
	return ERR_NONE;
}

static enum err spool_flush(struct spool *spool, struct fault *fault)
{
	enum err err = spool_write(spool, buf_str(&spool->pending), fault);
	if (err == ERR_NONE)
		buf_clear(&spool->pending);
	return err;
}

enum err spool_add(struct spool *spool, struct str bytes, struct fault *fault)
{
	if (spool->pending.len + bytes.len > BUFFER) {
		enum err err = spool_flush(spool, fault);
		if (err)
			return err;
	}
	if (bytes.len >= BUFFER)
		return spool_write(spool, bytes, fault);
	buf_add(&spool->pending, bytes);
	return ERR_NONE;
}

uint64_t spool_size(const struct spool *spool)
{
	return spool->written + spool->pending.len;
}

enum err spool_read(struct spool *spool, uint64_t at, char *to, size_t cap, size_t *got, struct fault *fault)
{
	*got = 0;
	enum err err = spool_flush(spool, fault);
	while (err == ERR_NONE && *got < cap && at + *got < spool->written) {
		ssize_t done = pread(spool->fd, to + *got, cap - *got, (off_t)(at + *got));
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return fault_set(fault, ERR_SYSTEM, "cannot read back a temporary file in %.200s: check the disk",
					 spool->path);
		*got += (size_t)done;
	}
	return err;
}

/* the file, which has a name or not, under the name `to` in its folder; errno tells why not */
static bool link_nameless(const struct spool *spool, const char *to)
{
	char self[64];
	snprintf(self, sizeof self, "/proc/self/fd/%d", spool->fd);
	return linkat(AT_FDCWD, self, spool->folder, to, AT_SYMLINK_FOLLOW) == 0;
}

/* for systems where a nameless file cannot be given a name: a copy under a hidden one, readable by its owner only */
static enum err copy_named(struct spool *spool, char *name, size_t size, mode_t mode, struct fault *fault)
{
	int fd = open_named(spool->folder, name, size);
	if (fd < 0)
		return write_fault(spool->path, fault);
	char *block = mem_alloc(BUFFER, 1);
	enum err err = ERR_NONE;
	for (uint64_t at = 0; err == ERR_NONE && at < spool->written;) {
		size_t got;
		err = spool_read(spool, at, block, BUFFER, &got, fault);
		if (err == ERR_NONE && !write_all(fd, (struct str){block, got}, at))
			err = write_fault(spool->path, fault);
		at += got;
	}
	if (err == ERR_NONE && (fchmod(fd, mode) || fsync(fd)))
		err = write_fault(spool->path, fault);
	free(block);
	close(fd);
	if (err)
		unlinkat(spool->folder, name, 0);
	return err;
}

static enum err exists_fault(const char *target, struct fault *fault)
{
	return fault_set(fault, ERR_USAGE, "%.200s exists already: choose another name, or replace it with --force", target);
}

/* from the hidden name to the real one */
static enum err name_finally(struct spool *spool, const char *name, const char *target, bool replace,
			     struct fault *fault)
{
	if (renameat2(spool->folder, name, spool->folder, name_of(target), replace ? 0 : RENAME_NOREPLACE) == 0)
		return ERR_NONE;
	if (!replace && errno == EINVAL && linkat(spool->folder, name, spool->folder, name_of(target), 0) == 0) {
		unlinkat(spool->folder, name, 0);
		return ERR_NONE;
	}
	enum err err = errno == EEXIST ? exists_fault(target, fault) : write_fault(spool->path, fault);
	unlinkat(spool->folder, name, 0);
	return err;
}

static enum err publish(struct spool *spool, const char *target, bool replace, mode_t mode, struct fault *fault)
{
	if (!replace) {
		if (link_nameless(spool, name_of(target)))
			return ERR_NONE;
		if (errno == EEXIST)
			return exists_fault(target, fault);
	}
	char name[64];
	bool linked = false;
	for (unsigned attempt = 0; replace && !linked && attempt < ATTEMPTS; attempt++) {
		snprintf(name, sizeof name, ".blackbar-%ld-%u.tmp", (long)getpid(), attempt);
		linked = link_nameless(spool, name);
		if (!linked && errno != EEXIST)
			break;
	}
	if (!linked) {
		enum err err = copy_named(spool, name, sizeof name, mode, fault);
		if (err)
			return err;
	}
	return name_finally(spool, name, target, replace, fault);
}

enum err spool_publish(struct spool *spool, const char *target, bool replace, struct fault *fault)
{
	enum err err = spool_flush(spool, fault);
	if (err)
		return err;
	mode_t mask = umask(0);
	umask(mask);
	mode_t mode = 0666 & ~mask;
	if (fchmod(spool->fd, mode) || fsync(spool->fd))
		return write_fault(spool->path, fault);
	err = publish(spool, target, replace, mode, fault);
	int folder = err ? -1 : openat(spool->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder >= 0) {
		/* the name too survives a power cut; where folders cannot be synced there is nothing better */
		(void)!fsync(folder);
		close(folder);
	}
	return err;
}
