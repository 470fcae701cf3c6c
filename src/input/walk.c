/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { DEPTH_LIMIT = 100 }; /* each open folder holds a file descriptor */

struct name {
	size_t at;        /* of the text in `texts`, which moves while it grows */
	const char *text; /* with a '/' at the end for a folder, so that sorting names sorts paths */
	unsigned char type;
};

struct folder {
	DIR *dir;
	struct buf texts;
	struct name *names;
	size_t count, next, path_len;
};

struct walk {
	struct folder folders[DEPTH_LIMIT];
	size_t depth;
	struct buf path, name;
	uint64_t entries;
	struct fault first; /* why the folder given cannot be read */
};

static unsigned char type_of(int folder, const char *name)
{
	struct stat status;
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return DT_UNKNOWN;
	return (unsigned char)IFTODT(status.st_mode);
}

static enum err read_names(struct folder *folder, uint64_t entries, struct fault *fault)
{
	size_t cap = 0;
	struct dirent *entry;
	while (errno = 0, (entry = readdir(folder->dir)) != NULL) {
		const char *text = entry->d_name;
		if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0)
			continue;
		if (folder->count >= entries)
			return fault_set(fault, ERR_LIMIT, "the folder has more than %" PRIu64 " files; split it",
					 entries);
		folder->names = mem_room(folder->names, folder->count, &cap, sizeof *folder->names);
		struct name *name = &folder->names[folder->count++];
		name->type = entry->d_type == DT_UNKNOWN ? type_of(dirfd(folder->dir), text) : entry->d_type;
		name->at = folder->texts.len;
		buf_add_text(&folder->texts, text);
		if (name->type == DT_DIR)
			buf_add_byte(&folder->texts, '/');
		buf_add_byte(&folder->texts, '\0');
	}
	if (errno)
		return fault_set(fault, ERR_UNREADABLE, "the folder cannot be read: %s; ask for the right, or for a copy", strerror(errno));
	for (size_t i = 0; i < folder->count; i++)
		folder->names[i].text = folder->texts.ptr + folder->names[i].at;
	return ERR_NONE;
}

static int order_names(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->text, ((const struct name *)b)->text);
}

static void close_folder(struct folder *folder)
{
	closedir(folder->dir);
	buf_free(&folder->texts);
	free(folder->names);
}

/* Takes fd. */
static enum err push_folder(struct walk *walk, int fd, struct fault *fault)
{
	struct folder folder = {.dir = fdopendir(fd), .path_len = walk->path.len};
	if (folder.dir == NULL) {
		fault_set(fault, ERR_UNREADABLE, "the folder cannot be read: %s; ask for the right, or for a copy", strerror(errno));
		close(fd);
		return fault->code;
	}
	enum err err = read_names(&folder, walk->entries, fault);
	if (err) {
		close_folder(&folder);
		return err;
	}
	if (folder.count)
		qsort(folder.names, folder.count, sizeof *folder.names, order_names);
	walk->folders[walk->depth++] = folder;
	return ERR_NONE;
}

struct walk *walk_open(int fd, uint64_t entries)
{
	struct walk *walk = mem_alloc(1, sizeof *walk);
	walk->entries = entries;
	(void)!push_folder(walk, fd, &walk->first); /* told by walk_next() */
	return walk;
}

static enum err enter(struct walk *walk, int parent, const char *name, struct fault *fault)
{
	if (walk->depth == DEPTH_LIMIT)
		return fault_set(fault, ERR_LIMIT, "more than %d folders deep; move it up", DEPTH_LIMIT);
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		enum err err = errno == EMFILE || errno == ENFILE ? ERR_SYSTEM : ERR_UNREADABLE;
		return fault_set(fault, err, "the folder cannot be read: %s; ask for the right, or for a copy", strerror(errno));
	}
	return push_folder(walk, fd, fault);
}

static enum err check_type(unsigned char type, struct fault *fault)
{
	if (type == DT_REG || type == DT_UNKNOWN) /* unknown: opening it will say */
		return ERR_NONE;
	if (type == DT_LNK)
		return fault_set(fault, ERR_UNREADABLE,
				 "a symbolic link, which is not followed; put the file itself here");
	return fault_set(fault, ERR_UNREADABLE, "not a file but a device, pipe or socket");
}

/* One name of the innermost folder; true when it is something to tell. */
static bool take_name(struct walk *walk, const struct name *name, struct walk_entry *entry)
{
	struct folder *folder = &walk->folders[walk->depth - 1];
	size_t len = strlen(name->text) - (name->type == DT_DIR);
	walk->path.len = folder->path_len;
	if (walk->path.len)
		buf_add_byte(&walk->path, '/');
	buf_add(&walk->path, (struct str){name->text, len});
	buf_clear(&walk->name);
	buf_add(&walk->name, (struct str){name->text, len}); /* "x/" would follow a link */
	buf_add_byte(&walk->name, '\0');
	*entry = (struct walk_entry){buf_str(&walk->path), dirfd(folder->dir), walk->name.ptr, {0}};
	if (name->type == DT_DIR)
		return enter(walk, entry->folder, entry->name, &entry->fault) != ERR_NONE;
	(void)!check_type(name->type, &entry->fault);
	return true;
}

bool walk_next(struct walk *walk, struct walk_entry *entry)
{
	if (walk->first.code) {
		*entry = (struct walk_entry){.folder = -1, .fault = walk->first};
		fault_clear(&walk->first);
		return true;
	}
	while (walk->depth) {
		struct folder *folder = &walk->folders[walk->depth - 1];
		if (folder->next == folder->count) {
			close_folder(folder);
			walk->depth--;
			continue;
		}
		if (take_name(walk, &folder->names[folder->next++], entry))
			return true;
	}
	return false;
}

void walk_close(struct walk *walk)
{
	if (walk == NULL)
		return;
	while (walk->depth)
		close_folder(&walk->folders[--walk->depth]);
	buf_free(&walk->path);
	buf_free(&walk->name);
	free(walk);
}
