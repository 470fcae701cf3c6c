/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Verify: the zip's directory, and the content of members. */
#include <errno.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/mem.h"
#include "output/path.h"
#include "output/verify_parts.h"

enum { BLOCK = 64 * 1024, LINE_LIMIT = 1024 * 1024, NAME_SHOWN = 200 };

enum err verify_read(const struct verify *verify, uint64_t at, char *to, size_t cap, size_t *got)
{
	*got = 0;
	while (*got < cap && at + *got < verify->size) {
		ssize_t done = pread(verify->fd, to + *got, cap - *got, (off_t)(at + *got));
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return fault_set(verify->fault, ERR_SYSTEM, "cannot read the bundle (%.100s): check the disk",
					 strerror(errno));
		if (done == 0)
			break;
		*got += (size_t)done;
	}
	return ERR_NONE;
}

static int shown(struct str name)
{
	return (int)(name.len < NAME_SHOWN ? name.len : NAME_SHOWN);
}

/* the end record, which also says where the directory is; false, and told, when it is not a canonical one */
static enum err read_end(struct verify *verify, uint64_t *count, uint64_t *size, bool *good)
{
	char tail[ZIP_END_SIZE + ZIP_END64_SIZE];
	size_t want = verify->size < sizeof tail ? (size_t)verify->size : sizeof tail, got;
	enum err err = verify_read(verify, verify->size - want, tail, want, &got);
	if (err)
		return err;
	struct str end = {tail, got};
	struct buf again = {0};
	*good = got == want && zip_end_read(end, count, size, &verify->directory);
	if (*good) {
		zip_end_write(&again, *count, *size, verify->directory);
		*good = again.len <= end.len && memcmp(again.ptr, end.ptr + end.len - again.len, again.len) == 0 &&
			verify->directory <= verify->size && *size <= verify->size - verify->directory &&
			verify->directory + *size + again.len == verify->size &&
			*count <= *size / ZIP_CENTRAL_SIZE;
	}
	buf_free(&again);
	if (!*good)
		verify_problem(verify, "this is not a whole bundle: the end of the zip is missing or changed");
	return ERR_NONE;
}

/* one record of the directory, at the front of `from` */
static bool add_member(struct verify *verify, struct str from, size_t *len)
{
	struct zip_entry entry;
	if (!zip_central_read(from, &entry, len))
		return false;
	struct buf again = {0};
	zip_central_write(&again, &entry);
	bool good = str_equal(buf_str(&again), (struct str){from.ptr, *len}) && entry.name.len <= PATH_LIMIT;
	buf_free(&again);
	if (!good)
		return false;
	/* names move while they are gathered: keep the offset until all are there */
	size_t at = verify->names.len;
	buf_add(&verify->names, entry.name);
	entry.name.ptr = NULL;
	verify->members[verify->member_count] = (struct member){.entry = entry};
	verify->members[verify->member_count].entry.name.len = verify->names.len - at;
	verify->member_count++;
	return true;
}

static enum err read_members(struct verify *verify, uint64_t count, uint64_t size, bool *good)
{
	char *block = mem_alloc(BLOCK, 1);
	uint64_t at = 0;
	enum err err = ERR_NONE;
	*good = true;
	while (*good && verify->member_count < count) {
		size_t want = size - at < BLOCK ? (size_t)(size - at) : BLOCK, got;
		err = verify_read(verify, verify->directory + at, block, want, &got);
		if (err)
			break;
		struct str rest = {block, got};
		size_t len;
		/* a record that the block's end cuts off is read again with the next block */
		while (verify->member_count < count && (rest.len >= ZIP_RECORD_LIMIT || at + rest.len == size)) {
			*good = add_member(verify, rest, &len);
			if (!*good)
				break;
			rest.ptr += len;
			rest.len -= len;
			at += len;
		}
		if (rest.len == got) /* nothing was taken: the file is changing under us */
			*good = false;
	}
	free(block);
	*good = *good && at == size;
	if (err == ERR_NONE && !*good)
		verify_problem(verify, "the zip's directory was changed at entry %zu, or this is no bundle of blackbar", verify->member_count + 1);
	return err;
}

static int by_name(const void *a, const void *b, void *context)
{
	const struct member *members = context;
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
	int order = str_order(members[left].entry.name, members[right].entry.name);
	return order ? order : (left > right) - (left < right);
}

struct member *verify_find(const struct verify *verify, struct str name)
{
	size_t from = 0, to = verify->member_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		struct member *member = &verify->members[verify->order[middle]];
		int order = str_order(member->entry.name, name);
		if (order == 0)
			return member;
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static bool is_paper(struct str name)
{
	for (size_t i = 0; i < PATH_PAPERS; i++)
		if (str_equal(name, str_of(path_papers[i])))
			return true;
	return false;
}

static void check_name(struct verify *verify, struct member *member, const struct member *before)
{
	struct str name = member->entry.name;
	member->is_document = path_is_document(name);
	if (before && str_equal(before->entry.name, name))
		verify_problem(verify, "%.*s is in the zip twice", shown(name), name.ptr);
	if (!member->is_document && !is_paper(name))
		verify_problem(verify, "%.*s does not belong in a bundle: it was added, or its name is unsafe", shown(name),
			       name.ptr);
	for (size_t len = 1; member->is_document && len < name.len; len++)
		if (name.ptr[len] == '/' && verify_find(verify, (struct str){name.ptr, len}))
			verify_problem(verify, "%.*s lies in a folder that is also a file", shown(name), name.ptr);
}

/* sorts the names, and checks that members lie one behind the other from the first byte to the directory */
static void check_members(struct verify *verify)
{
	const char *name = verify->names.ptr;
	verify->order = mem_alloc(verify->member_count, sizeof *verify->order);
	for (size_t i = 0; i < verify->member_count; i++) {
		verify->members[i].entry.name.ptr = name;
		name += verify->members[i].entry.name.len;
		verify->order[i] = (uint32_t)i;
	}
	qsort_r(verify->order, verify->member_count, sizeof *verify->order, by_name, verify->members);
	for (size_t i = 0; i < verify->member_count; i++)
		check_name(verify, &verify->members[verify->order[i]],
			   i ? &verify->members[verify->order[i - 1]] : NULL);
	uint64_t at = 0;
	struct buf header = {0};
	for (size_t i = 0; i < verify->member_count; i++) {
		const struct zip_entry *entry = &verify->members[i].entry;
		buf_clear(&header);
		zip_local_write(&header, entry);
		if (entry->offset != at || (!entry->deflated && entry->packed != entry->size) ||
		    verify->directory - at < header.len || verify->directory - at - header.len < entry->packed) {
			verify_problem(verify, "%.*s is not where the zip's directory says: bytes were removed, added or changed",
				       shown(entry->name), entry->name.ptr);
			verify->member_count = i; /* what comes after cannot be found */
			break;
		}
		at += header.len + entry->packed;
		if (i + 1 == verify->member_count && at != verify->directory)
			verify_problem(verify, "there are bytes after the last member that belong to none");
	}
	buf_free(&header);
}

enum err verify_directory(struct verify *verify, bool *readable)
{
	uint64_t count = 0, size = 0;
	enum err err = read_end(verify, &count, &size, readable);
	if (err || !*readable)
		return err;
	if (count > VERIFY_MEMBERS)
		return fault_set(verify->fault, ERR_LIMIT, "the zip says it has %llu members; blackbar checks up to %d",
				 (unsigned long long)count, VERIFY_MEMBERS);
	verify->members = mem_alloc((size_t)count, sizeof *verify->members);
	err = read_members(verify, count, size, readable);
	if (err || !*readable)
		return err;
	size_t whole = verify->member_count;
	check_members(verify);
	*readable = verify->member_count == whole;
	return ERR_NONE;
}

struct reader {
	struct verify *verify;
	struct member *member;
	struct hash *sha;
	uint32_t crc;
	uint64_t at, end;  /* of the packed bytes not yet read */
	uint64_t produced; /* unpacked bytes */
	bool begun, done, inflating; /* header seen; nothing more to come; stream is to be ended */
	z_stream stream;
	char in[BLOCK], out[BLOCK];
};

struct reader *reader_open(struct verify *verify)
{
	struct reader *reader = mem_alloc(1, sizeof *reader);
	reader->verify = verify;
	reader->sha = hash_open(HASH_SHA256);
	return reader;
}

void reader_begin(struct reader *reader, struct member *member)
{
	reader->member = member;
	reader->begun = reader->done = false;
	reader->crc = 0;
	reader->produced = 0;
	hash_begin(reader->sha);
}

void reader_close(struct reader *reader)
{
	if (reader == NULL)
		return;
	if (reader->inflating)
		inflateEnd(&reader->stream);
	hash_close(reader->sha);
	free(reader);
}

static void reader_bad(struct reader *reader, const char *what)
{
	struct str name = reader->member->entry.name;
	verify_problem(reader->verify, "%.*s changed: %s", shown(name), name.ptr, what);
	reader->done = true;
}

/* the header, which must be the one that the directory's numbers ask for */
static enum err reader_header(struct reader *reader)
{
	const struct zip_entry *entry = &reader->member->entry;
	struct buf header = {0};
	zip_local_write(&header, entry);
	size_t got;
	enum err err = verify_read(reader->verify, entry->offset, reader->in, header.len, &got);
	if (err == ERR_NONE && !str_equal(buf_str(&header), (struct str){reader->in, got}))
		reader_bad(reader, "its header in the zip is not as it was written");
	reader->at = entry->offset + header.len;
	reader->end = reader->at + entry->packed;
	buf_free(&header);
	reader->begun = true;
	reader->stream.avail_in = 0;
	if (reader->inflating) {
		inflateReset(&reader->stream);
	} else {
		reader->inflating = inflateInit2(&reader->stream, -MAX_WBITS) == Z_OK;
		if (!reader->inflating)
			return fault_set(reader->verify->fault, ERR_SYSTEM, "not enough memory to unpack the bundle");
	}
	return err;
}

static enum err reader_fill(struct reader *reader, size_t *got)
{
	size_t want = reader->end - reader->at < BLOCK ? (size_t)(reader->end - reader->at) : BLOCK;
	enum err err = verify_read(reader->verify, reader->at, reader->in, want, got);
	reader->at += *got;
	return err;
}

/* the next inflated piece; empty at a proper end */
static enum err reader_inflate(struct reader *reader, struct str *piece)
{
	z_stream *stream = &reader->stream;
	stream->next_out = (Bytef *)reader->out;
	stream->avail_out = BLOCK;
	for (;;) {
		if (stream->avail_in == 0) {
			size_t got;
			enum err err = reader_fill(reader, &got);
			if (err)
				return err;
			stream->next_in = (Bytef *)reader->in;
			stream->avail_in = (uInt)got;
		}
		int result = inflate(stream, Z_NO_FLUSH);
		*piece = (struct str){reader->out, BLOCK - stream->avail_out};
		if (result == Z_STREAM_END && (stream->avail_in || reader->at < reader->end))
			reader_bad(reader, "there are bytes behind its compressed data");
		else if (result != Z_OK && result != Z_STREAM_END)
			reader_bad(reader, "its compressed data is damaged");
		if (result != Z_OK || stream->avail_out == 0) {
			if (result == Z_STREAM_END)
				reader->end = reader->at = 0;
			return ERR_NONE;
		}
	}
}

static void reader_finish(struct reader *reader)
{
	const struct zip_entry *entry = &reader->member->entry;
	if (reader->produced != entry->size)
		reader_bad(reader, "it is not as long as the zip says");
	else if (reader->crc != entry->crc)
		reader_bad(reader, "its content does not have the checksum in the zip");
	hash_end(reader->sha, reader->member->sha256);
	reader->member->is_measured = true;
	reader->done = true;
}

enum err reader_next(struct reader *reader, struct str *piece)
{
	enum err err = reader->begun ? ERR_NONE : reader_header(reader);
	*piece = (struct str){0};
	if (err || reader->done)
		return err;
	if (!reader->member->entry.deflated) {
		size_t got;
		err = reader_fill(reader, &got);
		*piece = (struct str){reader->in, got};
	} else if (reader->end) {
		err = reader_inflate(reader, piece);
	}
	if (err)
		return err;
	reader->produced += piece->len;
	if (!reader->done && reader->produced > reader->member->entry.size)
		reader_bad(reader, "it is longer than the zip says");
	if (reader->done) {
		*piece = (struct str){0};
	} else if (piece->len == 0) {
		reader_finish(reader);
	} else {
		hash_add(reader->sha, *piece);
		reader->crc = libdeflate_crc32(reader->crc, piece->ptr, piece->len);
	}
	return ERR_NONE;
}

void lines_open(struct verify *verify, struct lines *lines, struct member *member, const char *name)
{
	*lines = (struct lines){.reader = reader_open(verify), .name = name, .piece = STR("")};
	reader_begin(lines->reader, member);
}

enum err lines_next(struct verify *verify, struct lines *lines, struct str *line, bool *more)
{
	buf_clear(&lines->whole);
	*more = false;
	while (!lines->ended) {
		const char *end = lines->piece.len ? memchr(lines->piece.ptr, '\n', lines->piece.len) : NULL;
		size_t len = end ? (size_t)(end - lines->piece.ptr) : lines->piece.len;
		struct str part = {lines->piece.ptr, len};
		if (end && lines->whole.len == 0) {
			*line = part;
		} else {
			buf_add(&lines->whole, part);
			*line = buf_str(&lines->whole);
		}
		lines->piece.ptr += end ? len + 1 : len;
		lines->piece.len -= end ? len + 1 : len;
		if (line->len > LINE_LIMIT) {
			verify_problem(verify, "%s: line %llu is too long to be blackbar's", lines->name,
				       (unsigned long long)lines->number + 1);
			lines->ended = true;
		} else if (end) {
			lines->number++;
			*more = true;
			return ERR_NONE;
		} else {
			enum err err = reader_next(lines->reader, &lines->piece);
			if (err)
				return err;
			lines->ended = lines->piece.len == 0;
			if (lines->ended && lines->whole.len)
				verify_problem(verify, "%s: the last line has no end: the end of the file is missing",
					       lines->name);
		}
	}
	return ERR_NONE;
}

enum err lines_finish(struct lines *lines)
{
	enum err err;
	struct str piece;
	do {
		err = reader_next(lines->reader, &piece);
	} while (err == ERR_NONE && piece.len);
	return err;
}

void lines_close(struct lines *lines)
{
	reader_close(lines->reader);
	lines->reader = NULL;
	buf_free(&lines->whole);
}
