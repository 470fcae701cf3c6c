/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* For tests of input: makes archives, sound and lying, and lists what an input gives as text: a line `path=content` for
 * a document, `path!CODE` for a refused item. Static, so that each test stays one file and this. */
#ifndef TESTS_ARCHIVES_H
#define TESTS_ARCHIVES_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "input/input.h"

static const size_t sizes[] = {1, 2, 3, 7, 4096, 0};
enum { SIZES = sizeof sizes / sizeof *sizes };

static const char *const codes[] = {"NONE", "USAGE", "PACK", "SYSTEM", "MALFORMED", "UNREADABLE", "LIMIT"};

/* ---- what is in an input ---- */

/* Contents longer than 60 bytes are told as their length. */
static inline void list_item(struct buf *out, struct input_item *item)
{
	struct buf content = {0};
	struct str have;
	buf_add(out, item->path);
	assert_true((item->source == NULL) == (item->fault.code != ERR_NONE));
	while (item->source && source_peek(item->source, 1, &have, &item->fault) == ERR_NONE && have.len) {
		if (content.len < 61)
			buf_add(&content, have);
		source_take(item->source, have.len);
	}
	uint64_t total = item->source ? source_taken(item->source) : 0;
	if (item->fault.code) {
		assert_true(strlen(item->fault.text) > 10);
		buf_printf(out, "!%s\n", codes[item->fault.code]);
	} else {
		assert_true(item->size == UINT64_MAX || item->size == total);
		buf_add_byte(out, '=');
		if (total > 60)
			buf_printf(out, "<%llu>", (unsigned long long)total);
		else
			buf_add(out, buf_str(&content));
		buf_add_byte(out, '\n');
	}
	buf_free(&content);
}

static inline void list_pass(struct input *input, struct buf *out)
{
	struct fault fault = {0};
	struct input_item item;
	bool more;
	buf_clear(out);
	while (assert_int_equal(input_next(input, &item, &more, &fault), ERR_NONE), more)
		list_item(out, &item);
	assert_int_equal(input_next(input, &item, &more, &fault), ERR_NONE);
	assert_false(more);
	buf_add_byte(out, '\0');
}

static inline void expect_paths(const char *const *paths, size_t count, struct input_limits limits,
				const char *expected)
{
	struct buf out = {0};
	for (size_t i = 0; i < SIZES; i++) {
		struct input *input;
		struct fault fault = {0};
		limits.read_size = sizes[i];
		assert_int_equal(input_open(&input, paths, count, &limits, &fault), ERR_NONE);
		list_pass(input, &out);
		assert_string_equal(out.ptr, expected);
		assert_int_equal(input_rewind(input, &fault), ERR_NONE);
		list_pass(input, &out);
		assert_string_equal(out.ptr, expected);
		input_close(input);
	}
	buf_free(&out);
}

static inline void expect_with(const char *path, struct input_limits limits, const char *expected)
{
	expect_paths(&path, 1, limits, expected);
}

static inline void expect(const char *path, const char *expected)
{
	expect_with(path, (struct input_limits){0}, expected);
}

/* Once, as fast as it goes; `read`: with the contents. */
static inline void expect_fast(const char *path, struct input_limits limits, bool read, const char *expected)
{
	struct input *input;
	struct fault fault = {0};
	struct input_item item;
	struct buf out = {0};
	bool more;
	assert_int_equal(input_open(&input, &path, 1, &limits, &fault), ERR_NONE);
	while (assert_int_equal(input_next(input, &item, &more, &fault), ERR_NONE), more) {
		if (read) {
			list_item(&out, &item);
		} else {
			buf_add(&out, item.path);
			buf_add_text(&out, item.fault.code ? "!\n" : "\n");
		}
	}
	buf_add_byte(&out, '\0');
	assert_string_equal(out.ptr, expected);
	input_close(input);
	buf_free(&out);
}

/* ---- files ---- */

static inline void put_file(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr ? bytes.ptr : "", 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

static inline struct buf get_file(const char *path)
{
	struct buf bytes = {0};
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	for (size_t got = 1; got; bytes.len += got)
		got = fread(buf_room(&bytes, 4096), 1, 4096, file);
	fclose(file);
	return bytes;
}

static inline void put_buf(const char *path, struct buf *bytes)
{
	put_file(path, buf_str(bytes));
	buf_free(bytes);
}

static inline int remove_one(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
	(void)status, (void)type, (void)ftw;
	return remove(path);
}

static char root[64];

static inline int enter_root(void **state)
{
	(void)state;
	strcpy(root, "/tmp/test_input-XXXXXX");
	return mkdtemp(root) == NULL || chdir(root);
}

static inline int leave_root(void **state)
{
	(void)state;
	return chdir("/") || nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- archives by libarchive ---- */

struct packed {
	const char *name, *content; /* a name that ends in '/' is a folder; content "->x" a symbolic link */
};

static inline void pack_member(struct archive *archive, const char *name, struct str content)
{
	struct archive_entry *entry = archive_entry_new();
	bool link = content.len > 2 && memcmp(content.ptr, "->", 2) == 0, folder = name[strlen(name) - 1] == '/';
	archive_entry_set_pathname(entry, name);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_filetype(entry, link ? AE_IFLNK : folder ? AE_IFDIR : AE_IFREG);
	if (link)
		archive_entry_set_symlink(entry, content.ptr + 2);
	else
		archive_entry_set_size(entry, (la_int64_t)content.len);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	if (!link && !folder && content.len)
		assert_int_equal(archive_write_data(archive, content.ptr, content.len), content.len);
	archive_entry_free(entry);
}

static inline struct archive *pack_begin(const char *path, int format, int filter, const char *options)
{
	struct archive *archive = archive_write_new();
	assert_int_equal(archive_write_set_format(archive, format), ARCHIVE_OK);
	assert_int_equal(archive_write_add_filter(archive, filter), ARCHIVE_OK);
	if (options) {
		assert_int_equal(archive_write_set_passphrase(archive, "secret"), ARCHIVE_OK);
		assert_int_equal(archive_write_set_options(archive, options), ARCHIVE_OK);
	}
	assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
	return archive;
}

static inline void pack_end(struct archive *archive)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

static inline void pack(const char *path, int format, int filter, const struct packed *members)
{
	struct archive *archive = pack_begin(path, format, filter, NULL);
	for (; members->name; members++)
		pack_member(archive, members->name, str_of(members->content));
	pack_end(archive);
}

static inline void pack_file(const char *path, int format, int filter, const char *from, const char *name)
{
	struct archive *archive = pack_begin(path, format, filter, NULL);
	struct buf bytes = get_file(from);
	pack_member(archive, name, buf_str(&bytes));
	buf_free(&bytes);
	pack_end(archive);
}

enum {
	ZIP = ARCHIVE_FORMAT_ZIP,
	TAR = ARCHIVE_FORMAT_TAR_PAX_RESTRICTED,
	RAW = ARCHIVE_FORMAT_RAW,
	SEVENZIP = ARCHIVE_FORMAT_7ZIP,
	PLAIN = ARCHIVE_FILTER_NONE,
	GZ = ARCHIVE_FILTER_GZIP,
	XZ = ARCHIVE_FILTER_XZ,
	ZST = ARCHIVE_FILTER_ZSTD,
	BZ2 = ARCHIVE_FILTER_BZIP2
};

/* ---- zips by hand, so that they can lie: stored members without checksums told by others ---- */

struct zip {
	struct buf bytes, directory;
	unsigned count;
};

struct lie {
	const char *name;          /* in the directory, when another one */
	uint32_t size, local_size; /* 0: the right one */
	unsigned flags, method;
	uint32_t from; /* where the directory says it is, plus 1 */
};

static inline void add_le(struct buf *to, uint64_t value, unsigned bytes)
{
	for (; bytes; bytes--, value >>= 8)
		buf_add_byte(to, (char)value);
}

static inline uint32_t crc_of(struct str s)
{
	uint32_t crc = 0xffffffffu;
	for (size_t i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.ptr[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
	}
	return ~crc;
}

static inline void zip_add_lie(struct zip *zip, const char *name, struct str content, struct lie lie)
{
	uint32_t from = (uint32_t)zip->bytes.len, crc = crc_of(content), len = (uint32_t)content.len;
	const char *other = lie.name ? lie.name : name;
	add_le(&zip->bytes, 0x04034b50, 4);
	add_le(&zip->bytes, 20, 2);
	add_le(&zip->bytes, lie.flags, 2);
	add_le(&zip->bytes, lie.method, 2);
	add_le(&zip->bytes, 0, 4);
	add_le(&zip->bytes, crc, 4);
	add_le(&zip->bytes, lie.method ? len : lie.local_size ? lie.local_size : len, 4);
	add_le(&zip->bytes, lie.local_size ? lie.local_size : len, 4);
	add_le(&zip->bytes, strlen(name), 2);
	add_le(&zip->bytes, 0, 2);
	buf_add_text(&zip->bytes, name);
	buf_add(&zip->bytes, content);
	add_le(&zip->directory, 0x02014b50, 4);
	add_le(&zip->directory, 20, 2);
	add_le(&zip->directory, 20, 2);
	add_le(&zip->directory, lie.flags, 2);
	add_le(&zip->directory, lie.method, 2);
	add_le(&zip->directory, 0, 4);
	add_le(&zip->directory, crc, 4);
	add_le(&zip->directory, len, 4);
	add_le(&zip->directory, lie.size ? lie.size : len, 4);
	add_le(&zip->directory, strlen(other), 2);
	add_le(&zip->directory, 0, 12);
	add_le(&zip->directory, lie.from ? lie.from - 1 : from, 4);
	buf_add_text(&zip->directory, other);
	zip->count++;
}

static inline void zip_add(struct zip *zip, const char *name, const char *content)
{
	zip_add_lie(zip, name, str_of(content), (struct lie){0});
}

static inline void zip_end_with(struct zip *zip, const char *path, unsigned count, const char *comment)
{
	size_t from = zip->bytes.len;
	buf_add(&zip->bytes, buf_str(&zip->directory));
	add_le(&zip->bytes, 0x06054b50, 4);
	add_le(&zip->bytes, 0, 4);
	add_le(&zip->bytes, count, 2);
	add_le(&zip->bytes, count, 2);
	add_le(&zip->bytes, zip->directory.len, 4);
	add_le(&zip->bytes, from, 4);
	add_le(&zip->bytes, strlen(comment), 2);
	buf_add_text(&zip->bytes, comment);
	buf_free(&zip->directory);
	put_buf(path, &zip->bytes);
	zip->count = 0;
}

static inline void zip_end(struct zip *zip, const char *path)
{
	zip_end_with(zip, path, zip->count, "");
}

/* What most archives here hold. */
static const struct packed plain[] = {{"a/", ""}, {"a/1.txt", "one"}, {"empty", ""}, {"./b\\2", "two"}, {0}};
#endif
