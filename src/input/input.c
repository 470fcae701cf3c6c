/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The arguments, one after another. Inside one: a folder being walked, and in that (or in a file given) a stack of
 * archives, each in a member of the one below. Of these the innermost gives the next item. */
#include "input/input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "input/archive.h"
#include "input/mail_members.h"
#include "input/path.h"
#include "input/standard.h"
#include "input/store.h"
#include "input/walk.h"
#include "input/zip.h"

#define TOO_LARGE "larger than the limit of %" PRIu64 " bytes; raise it with --max-size"

struct level {
	struct members *members;
	struct buf path; /* the archive's own */
	bool zip, told;  /* told: it gave an item */
	bool single;     /* of one document, whose own fault says it all */
	unsigned depth;  /* 0: the archive given */
};

struct input {
	struct input_limits limits;
	const char *const *paths;
	size_t count, next;
	struct walk *walk;
	struct level *levels;
	size_t level_count, level_cap;
	struct budget budget;
	struct names *names;
	struct buf path;
	struct source *source; /* of the item last given, with its bytes when they are not a member's */
	struct store store;
	uint64_t at;
	struct store standard; /* standard input */
	struct fault standard_fault;
	uint64_t given;
	bool ended;
};

static struct input_limits fill_limits(const struct input_limits *limits)
{
	struct input_limits full = limits ? *limits : (struct input_limits){0};
	full.document_size = full.document_size ? full.document_size : (uint64_t)4 << 30;
	full.archive_size = full.archive_size ? full.archive_size : (uint64_t)64 << 30;
	full.documents = full.documents ? full.documents : 10000000;
	full.depth = full.depth ? full.depth : 4;
	full.ratio = full.ratio ? full.ratio : 200;
	return full;
}

/* No file descriptor or memory left for the system: every further file would fail as well. */
static bool ends_job(int code)
{
	return code == EMFILE || code == ENFILE || code == ENOMEM;
}

static bool is_standard(const char *path)
{
	return strcmp(path, "-") == 0;
}

static enum err check_paths(const char *const *paths, size_t count, bool *standard, struct fault *fault)
{
	struct stat status;
	*standard = false;
	if (count == 0)
		return fault_set(fault, ERR_USAGE,
				 "no input: name a file, a folder, an archive, or - for standard input");
	for (size_t i = 0; i < count; i++) {
		if (is_standard(paths[i])) {
			if (*standard)
				return fault_set(fault, ERR_USAGE, "standard input (-) can be given once only");
			*standard = true;
		} else if (stat(paths[i], &status) != 0) {
			return fault_set(fault, ERR_USAGE, "%.200s: %s; check the name",
					 *paths[i] ? paths[i] : "(empty name)", strerror(errno));
		}
	}
	return ERR_NONE;
}

enum err input_open(struct input **out, const char *const *paths, size_t count, const struct input_limits *limits,
		    struct fault *fault)
{
	bool standard;
	enum err err = check_paths(paths, count, &standard, fault);
	if (err)
		return err;
	struct input *input = mem_alloc(1, sizeof *input);
	input->limits = fill_limits(limits);
	input->paths = paths;
	input->count = count;
	input->names = names_open();
	input->store = input->standard = STORE_EMPTY;
	if (standard)
		err = standard_read(&input->standard, input->limits.archive_size, &input->standard_fault, fault);
	if (err) {
		input_close(input);
		return err;
	}
	*out = input;
	return ERR_NONE;
}

static void close_item(struct input *input)
{
	source_close(input->source);
	input->source = NULL;
	store_close(&input->store);
}

static void close_level(struct input *input)
{
	struct level *level = &input->levels[--input->level_count];
	members_close(level->members);
	buf_free(&level->path);
}

static void close_levels(struct input *input)
{
	while (input->level_count)
		close_level(input);
	walk_close(input->walk);
	input->walk = NULL;
}

enum err input_rewind(struct input *input, struct fault *fault)
{
	(void)fault;
	close_item(input);
	close_levels(input);
	names_clear(input->names);
	input->next = 0;
	input->given = 0;
	input->ended = false;
	return ERR_NONE;
}

void input_close(struct input *input)
{
	if (input == NULL)
		return;
	close_item(input);
	close_levels(input);
	names_close(input->names);
	store_close(&input->standard);
	buf_free(&input->path);
	free(input->levels);
	free(input);
}

/* An item without a source. */
static void refuse(struct input *input, const struct fault *why, struct input_item *item)
{
	close_item(input);
	*item = (struct input_item){.path = buf_str(&input->path), .fault = *why, .size = UINT64_MAX};
}

/* The document in input->source, unless its path is taken. */
static void give(struct input *input, uint64_t size, struct input_item *item)
{
	struct fault fault = {0};
	if (size != UINT64_MAX && size > input->limits.document_size)
		fault_set(&fault, ERR_LIMIT, TOO_LARGE, input->limits.document_size);
	else
		(void)!names_add(input->names, buf_str(&input->path), &fault);
	if (fault.code) {
		refuse(input, &fault, item);
		return;
	}
	*item = (struct input_item){.path = buf_str(&input->path), .source = input->source, .size = size};
}

static enum err read_store(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct input *input = context;
	enum err err = store_read(&input->store, input->at, to, cap, got, fault);
	input->at += *got;
	return err;
}

static void open_store_source(struct input *input)
{
	source_close(input->source);
	input->at = 0;
	input->source = source_open(read_store, input, input->limits.read_size, input->limits.document_size);
}

/* Moves a member that is an archive out of the archive it is in, so that it can be read at any place. */
static enum err spool(struct input *input, struct fault *fault)
{
	struct store store = STORE_EMPTY;
	struct str have;
	enum err err;
	while ((err = source_peek(input->source, 1, &have, fault)) == ERR_NONE && have.len) {
		err = store_add(&store, have, fault);
		if (err)
			break;
		source_take(input->source, have.len);
	}
	input->store = store;
	return err;
}

/* Takes input->store, unless `*members` stays NULL: an e-mail without attachments. */
static enum err open_members(struct input *input, enum archive_kind kind, struct members **members, struct fault *fault)
{
	if (input->level_count == 0)
		input->budget =
			(struct budget){input->limits.archive_size, input->limits.archive_size, input->limits.ratio};
	if (kind == ARCHIVE_MAIL)
		return mail_members_open(members, &input->store, &input->budget, input->limits.drop_pictures, fault);
	if (kind != ARCHIVE_MAILBOX)
		return archive_open(members, kind, &input->store, &input->budget, input->limits.read_size, fault);
	*members = mail_box_open(&input->store, &input->budget, input->limits.document_size);
	return ERR_NONE;
}

/* Takes the members. The archive's path is input->path. */
static void push_level(struct input *input, enum archive_kind kind, struct members *members)
{
	struct level level = {.members = members, .zip = kind == ARCHIVE_ZIP || kind == ARCHIVE_ZIP_CUT};
	if (input->level_count)
		level.depth = input->levels[input->level_count - 1].depth + 1;
	buf_add(&level.path, buf_str(&input->path));
	input->levels = mem_room(input->levels, input->level_count, &input->level_cap, sizeof *input->levels);
	input->levels[input->level_count++] = level;
}

/* How deep the next archive would be: packings around a single document count. */
static unsigned next_depth(const struct input *input)
{
	return input->level_count ? input->levels[input->level_count - 1].depth + 1 : 0;
}

static enum err check_depth(const struct input *input, struct fault *fault)
{
	if (next_depth(input) <= input->limits.depth)
		return ERR_NONE;
	return fault_set(fault, ERR_LIMIT, "an archive, or an e-mail with attachments, more than %u deep in others; unpack it first",
			 input->limits.depth);
}

/* `*document`: it is none, but an office file, or an e-mail without attachments. Only looking can tell, and such a one may
 * lie one deeper. */
static enum err open_archive(struct input *input, enum archive_kind kind, bool member, bool *document,
			     struct fault *fault)
{
	enum zip_kind zip = ZIP_SOUND;
	struct members *members = NULL;
	*document = false;
	enum err err = kind == ARCHIVE_ZIP || kind == ARCHIVE_MAIL ? ERR_NONE : check_depth(input, fault);
	if (err == ERR_NONE && member)
		err = spool(input, fault);
	if (err == ERR_NONE && kind == ARCHIVE_ZIP)
		err = zip_check(&input->store, input->limits.documents, &zip, fault);
	if (err == ERR_NONE && zip != ZIP_OFFICE)
		err = open_members(input, zip == ZIP_CUT ? ARCHIVE_ZIP_CUT : kind, &members, fault);
	*document = err == ERR_NONE && members == NULL;
	if (err || *document)
		return err;
	err = check_depth(input, fault);
	if (err) {
		members_close(members);
		return err;
	}
	source_close(input->source);
	input->source = NULL;
	push_level(input, kind, members);
	return ERR_NONE;
}

/* What is behind input->source: a document (`*made`), an archive to go into, or a refused item (`*made`). */
static enum err look(struct input *input, bool member, uint64_t size, struct input_item *item, bool *made,
		     struct fault *fault)
{
	struct fault own = {0};
	struct str start;
	bool document = false;
	*made = true;
	char block[ARCHIVE_START];
	enum err err = source_peek(input->source, ARCHIVE_START, &start, &own);
	if (err == ERR_LIMIT && !member && store_read_all(&input->store, 0, block, sizeof block)) {
		fault_clear(&own); /* too large for a document, perhaps not for an archive */
		start = (struct str){block, sizeof block};
		err = archive_sniff(start, buf_str(&input->path)) == ARCHIVE_NONE
			      ? fault_set(&own, err, TOO_LARGE, input->limits.document_size)
			      : ERR_NONE;
	}
	enum archive_kind kind = err ? ARCHIVE_NONE : archive_sniff(start, buf_str(&input->path));
	if (err == ERR_NONE && kind != ARCHIVE_NONE)
		err = open_archive(input, kind, member, &document, &own);
	if (err == ERR_SYSTEM) {
		*fault = own;
		return err;
	}
	if (err) {
		refuse(input, &own, item);
		return ERR_NONE;
	}
	if (kind != ARCHIVE_NONE && !document) {
		*made = false;
		return ERR_NONE;
	}
	if (document)
		open_store_source(input);
	give(input, document ? input->store.size : size, item);
	return ERR_NONE;
}

/* Takes fd: a file, or anything else that was behind the name. */
static enum err look_at_file(struct input *input, int fd, struct input_item *item, bool *made, struct fault *fault)
{
	struct stat status;
	struct fault own = {0};
	*made = true;
	if (fstat(fd, &status) != 0)
		fault_set(&own, ERR_UNREADABLE, "cannot be read: %s", strerror(errno));
	else if (!S_ISREG(status.st_mode))
		fault_set(&own, ERR_UNREADABLE,
			  "not a file but a device, pipe or socket; give a pipe as standard input (-)");
	if (own.code) {
		close(fd);
		refuse(input, &own, item);
		return ERR_NONE;
	}
	input->store = (struct store){.fd = fd, .size = (uint64_t)status.st_size};
	open_store_source(input);
	return look(input, false, input->store.size, item, made, fault);
}

static enum err refuse_open(struct input *input, int code, struct input_item *item, bool *made, struct fault *fault)
{
	struct fault own = {0};
	*made = true;
	if (ends_job(code))
		return fault_set(fault, ERR_SYSTEM, "cannot open a file: %s; raise the limit (ulimit -n)",
				 strerror(code));
	fault_set(&own, ERR_UNREADABLE, "cannot be opened: %s",
		  code == ELOOP    ? "it is a symbolic link"
		  : code == EACCES ? "you have no right to read it (Permission denied); ask for it, or for a copy"
				   : strerror(code));
	refuse(input, &own, item);
	return ERR_NONE;
}

/* The last part of a path as given; nothing is left of "/" or "..". */
static struct str last_part(const char *path)
{
	struct str s = str_of(path);
	while (s.len > 1 && s.ptr[s.len - 1] == '/')
		s.len--;
	const char *slash = memrchr(s.ptr, '/', s.len);
	size_t from = slash && s.len > 1 ? (size_t)(slash - s.ptr) + 1 : 0;
	return str_part(s, (struct span){from, s.len});
}

/* The store of an item is closed with it, so this is a second one. */
static enum err look_at_standard(struct input *input, struct input_item *item, bool *made, struct fault *fault)
{
	buf_add_text(&input->path, "stdin");
	if (input->standard_fault.code) {
		*made = true;
		refuse(input, &input->standard_fault, item);
		return ERR_NONE;
	}
	input->store.size = input->standard.size;
	if (input->standard.fd < 0) {
		buf_add(&input->store.memory, buf_str(&input->standard.memory));
	} else {
		input->store.fd = fcntl(input->standard.fd, F_DUPFD_CLOEXEC, 0);
		if (input->store.fd < 0)
			return fault_set(fault, ERR_SYSTEM,
					 "cannot open standard input again: %s; raise the limit (ulimit -n)",
					 strerror(errno));
	}
	open_store_source(input);
	return look(input, false, input->store.size, item, made, fault);
}

static enum err next_argument(struct input *input, struct input_item *item, bool *made, struct fault *fault)
{
	const char *path = input->paths[input->next++];
	struct fault own = {0};
	buf_clear(&input->path);
	if (is_standard(path))
		return look_at_standard(input, item, made, fault);
	enum err err = path_add(&input->path, last_part(path), false, &own);
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	if (fd < 0)
		return refuse_open(input, errno, item, made, fault);
	if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
		input->walk = walk_open(fd, input->limits.documents);
		return ERR_NONE;
	}
	if (err) {
		close(fd);
		*made = true;
		refuse(input, &own, item);
		return ERR_NONE;
	}
	return look_at_file(input, fd, item, made, fault);
}

static enum err next_in_folder(struct input *input, struct input_item *item, bool *made, struct fault *fault)
{
	struct walk_entry entry;
	if (!walk_next(input->walk, &entry)) {
		walk_close(input->walk);
		input->walk = NULL;
		return ERR_NONE;
	}
	buf_clear(&input->path);
	struct fault own = {0};
	struct str path = entry.path.len ? entry.path : last_part(input->paths[input->next - 1]);
	(void)!path_add(&input->path, path, false, &own);
	if (entry.fault.code)
		own = entry.fault;
	if (own.code) {
		*made = true;
		if (own.code == ERR_SYSTEM) {
			*fault = own;
			return own.code;
		}
		refuse(input, &own, item);
		return ERR_NONE;
	}
	int fd = openat(entry.folder, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return refuse_open(input, errno, item, made, fault);
	return look_at_file(input, fd, item, made, fault);
}

static void restore_path(struct input *input, const struct level *level)
{
	buf_clear(&input->path);
	buf_add(&input->path, buf_str(&level->path));
}

/* The archive is done, or broken: then an item under its own path says so. */
static void pop_level(struct input *input, const struct fault *why, struct input_item *item, bool *made)
{
	struct level *level = &input->levels[input->level_count - 1];
	struct fault own = level->single ? (struct fault){0} : *why;
	if (own.code == ERR_NONE && !level->told)
		fault_set(&own, ERR_UNREADABLE, "the archive holds no documents");
	restore_path(input, level);
	close_level(input);
	if (own.code) {
		refuse(input, &own, item);
		*made = true;
	}
}

/* The member's path, or why it has none. */
static enum err name_member(struct input *input, const struct level *level, const struct member *member,
			    struct fault *fault)
{
	restore_path(input, level);
	if (member->message)
		return ERR_NONE;
	if (member->attached)
		buf_add_text(&input->path, ".parts"); /* not the message's own path, which is a document's */
	if (!member->single)
		return path_add(&input->path, member->name, level->zip, fault);
	for (unsigned i = members_packings(level->members); i > 0 && path_strip_packing(&input->path);)
		i--;
	return ERR_NONE;
}

static enum err next_member(struct input *input, struct input_item *item, bool *made, struct fault *fault)
{
	struct level *level = &input->levels[input->level_count - 1];
	struct member member;
	struct fault own = {0};
	bool more = false;
	enum err err = members_next(level->members, &member, &more, &own);
	if (err || !more) {
		pop_level(input, &own, item, made);
		return ERR_NONE;
	}
	unsigned packings = members_packings(level->members);
	if (packings > 1 && level->depth + packings - 1 > input->limits.depth) {
		fault_set(&own, ERR_LIMIT, "packed more than %u times; unpack it first", input->limits.depth);
		pop_level(input, &own, item, made);
		return ERR_NONE;
	}
	if (member.folder && member.fault.code == ERR_NONE) {
		input->given++; /* so that folders without end are a fault too */
		return ERR_NONE;
	}
	level->told = true;
	level->single = member.single;
	err = name_member(input, level, &member, &own);
	if (member.fault.code == ERR_NONE && err == ERR_NONE && member.size != UINT64_MAX &&
	    member.size > input->limits.document_size)
		fault_set(&own, ERR_LIMIT,
			  "says it is %" PRIu64 " bytes, more than the limit of %" PRIu64 "; raise it with "
			  "--max-size",
			  member.size, input->limits.document_size);
	if (member.fault.code || own.code) {
		*made = true;
		refuse(input, own.code ? &own : &member.fault, item);
		return ERR_NONE;
	}
	input->source = source_open(members_read, level->members, input->limits.read_size, input->limits.document_size);
	if (member.message) {
		*made = true;
		give(input, member.size, item);
		item->has_parts = true;
		return ERR_NONE;
	}
	return look(input, true, member.size, item, made, fault);
}

static void refuse_more(struct input *input, struct input_item *item)
{
	struct fault own = {0};
	close_levels(input);
	input->ended = true;
	fault_set(&own, ERR_LIMIT,
		  "the release has more than %" PRIu64 " documents: from here on nothing was read; split it",
		  input->limits.documents);
	refuse(input, &own, item);
}

enum err input_next(struct input *input, struct input_item *item, bool *more, struct fault *fault)
{
	bool made = false;
	close_item(input);
	*more = true;
	while (!made) {
		enum err err;
		if (input->ended || (input->level_count == 0 && input->walk == NULL && input->next == input->count)) {
			*more = false;
			return ERR_NONE;
		}
		if (input->level_count)
			err = next_member(input, item, &made, fault);
		else if (input->walk)
			err = next_in_folder(input, item, &made, fault);
		else
			err = next_argument(input, item, &made, fault);
		if (err)
			return err;
		input->given += made;
		if (input->given > input->limits.documents) {
			refuse_more(input, item);
			made = true;
		}
	}
	return ERR_NONE;
}
