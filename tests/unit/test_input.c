/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Input: files, folders and archives made here, sound and hostile, each walked at several read sizes and twice. What comes
 * out is compared as text: a line `path=content` for a document, `path!CODE` for a refused item. */
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
#include "input/zip.h"

static const size_t sizes[] = {1, 2, 3, 7, 4096, 0};
enum { SIZES = sizeof sizes / sizeof *sizes };

static const char *const codes[] = {"NONE", "USAGE", "PACK", "SYSTEM", "MALFORMED", "UNREADABLE", "LIMIT"};

/* ---- what is in an input ---- */

/* Contents longer than 60 bytes are told as their length. */
static void list_item(struct buf *out, struct input_item *item)
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

static void list_pass(struct input *input, struct buf *out)
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

static void expect_paths(const char *const *paths, size_t count, struct input_limits limits, const char *expected)
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

static void expect_with(const char *path, struct input_limits limits, const char *expected)
{
	expect_paths(&path, 1, limits, expected);
}

static void expect(const char *path, const char *expected)
{
	expect_with(path, (struct input_limits){0}, expected);
}

/* Once, as fast as it goes; `read`: with the contents. */
static void expect_fast(const char *path, struct input_limits limits, bool read, const char *expected)
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

static void put_file(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes.ptr ? bytes.ptr : "", 1, bytes.len, file), bytes.len);
	assert_int_equal(fclose(file), 0);
}

static struct buf get_file(const char *path)
{
	struct buf bytes = {0};
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	for (size_t got = 1; got; bytes.len += got)
		got = fread(buf_room(&bytes, 4096), 1, 4096, file);
	fclose(file);
	return bytes;
}

static void put_buf(const char *path, struct buf *bytes)
{
	put_file(path, buf_str(bytes));
	buf_free(bytes);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
	(void)status, (void)type, (void)ftw;
	return remove(path);
}

static char root[64];

static int enter_root(void **state)
{
	(void)state;
	strcpy(root, "/tmp/test_input-XXXXXX");
	return mkdtemp(root) == NULL || chdir(root);
}

static int leave_root(void **state)
{
	(void)state;
	return chdir("/") || nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- archives by libarchive ---- */

struct packed {
	const char *name, *content; /* a name that ends in '/' is a folder; content "->x" a symbolic link */
};

static void pack_member(struct archive *archive, const char *name, struct str content)
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

static struct archive *pack_begin(const char *path, int format, int filter, const char *options)
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

static void pack_end(struct archive *archive)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

static void pack(const char *path, int format, int filter, const struct packed *members)
{
	struct archive *archive = pack_begin(path, format, filter, NULL);
	for (; members->name; members++)
		pack_member(archive, members->name, str_of(members->content));
	pack_end(archive);
}

static void pack_file(const char *path, int format, int filter, const char *from, const char *name)
{
	struct archive *archive = pack_begin(path, format, filter, NULL);
	struct buf bytes = get_file(from);
	pack_member(archive, name, buf_str(&bytes));
	buf_free(&bytes);
	pack_end(archive);
}

enum { ZIP = ARCHIVE_FORMAT_ZIP, TAR = ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, RAW = ARCHIVE_FORMAT_RAW,
       SEVENZIP = ARCHIVE_FORMAT_7ZIP, PLAIN = ARCHIVE_FILTER_NONE, GZ = ARCHIVE_FILTER_GZIP, XZ = ARCHIVE_FILTER_XZ,
       ZST = ARCHIVE_FILTER_ZSTD, BZ2 = ARCHIVE_FILTER_BZIP2 };

/* ---- zips by hand, so that they can lie: stored members without checksums told by others ---- */

struct zip {
	struct buf bytes, directory;
	unsigned count;
};

struct lie {
	const char *name;          /* in the directory, when another one */
	uint32_t size, local_size; /* 0: the right one */
	unsigned flags, method;
	uint32_t from;             /* where the directory says it is, plus 1 */
};

static void add_le(struct buf *to, uint64_t value, unsigned bytes)
{
	for (; bytes; bytes--, value >>= 8)
		buf_add_byte(to, (char)value);
}

static uint32_t crc_of(struct str s)
{
	uint32_t crc = 0xffffffffu;
	for (size_t i = 0; i < s.len; i++) {
		crc ^= (unsigned char)s.ptr[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
	}
	return ~crc;
}

static void zip_add_lie(struct zip *zip, const char *name, struct str content, struct lie lie)
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

static void zip_add(struct zip *zip, const char *name, const char *content)
{
	zip_add_lie(zip, name, str_of(content), (struct lie){0});
}

static void zip_end_with(struct zip *zip, const char *path, unsigned count, const char *comment)
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

static void zip_end(struct zip *zip, const char *path)
{
	zip_end_with(zip, path, zip->count, "");
}

/* ---- tests ---- */

static void usage(void **state)
{
	struct input *input;
	struct fault fault = {0};
	const char *missing[] = {"missing"}, *twice[] = {"-", "-"};
	(void)state;
	assert_int_equal(input_open(&input, NULL, 0, NULL, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(input_open(&input, missing, 1, NULL, &fault), ERR_USAGE);
	fault_clear(&fault);
	assert_int_equal(input_open(&input, twice, 2, NULL, &fault), ERR_USAGE);
}

static void files_and_folders(void **state)
{
	(void)state;
	assert_int_equal(mkdir("f", 0700) | mkdir("f/a", 0700) | mkdir("f/empty", 0700) | mkdir("f/a/deep", 0700), 0);
	put_file("f/a/2", STR("two"));
	put_file("f/a/deep/3", STR("three"));
	put_file("f/a-b", STR("")); /* '-' is before '/' */
	put_file("f/a.txt", STR("PK is no zip"));
	put_file("f/\xe9t\xe9", STR("1252"));
	put_file("f/tab\t", STR("x"));
	put_file("f/ustar.txt", STR("ustar"));
	assert_int_equal(symlink("a.txt", "f/link") | symlink("a", "f/linked") | mkfifo("f/pipe", 0600), 0);
	const char *inside = "a-b=\na.txt=PK is no zip\na/2=two\na/deep/3=three\nlink!UNREADABLE\nlinked!UNREADABLE\n"
			     "pipe!UNREADABLE\ntab\xef\xbf\xbd!MALFORMED\nustar.txt=ustar\n\xc3\xa9t\xc3\xa9=1252\n";
	expect("f", inside);
	expect("f/", inside);
	expect("./f/.", inside);
	expect("f/a/2", "2=two\n");
	expect("f/empty", "");
	expect("f/pipe", "pipe!UNREADABLE\n");
	expect("f/link", "link=PK is no zip\n"); /* given by name: followed */
	const char *several[] = {"f/a/2", "f/a", "f/a.txt"};
	expect_paths(several, 3, (struct input_limits){0}, "2=two\n2!MALFORMED\ndeep/3=three\na.txt=PK is no zip\n");
	expect_with("f/a", (struct input_limits){.document_size = 4}, "2=two\ndeep/3!LIMIT\n");
	expect_with("f/a", (struct input_limits){.documents = 1}, "a!LIMIT\n");
	expect_paths(several, 3, (struct input_limits){.documents = 2}, "2=two\n2!MALFORMED\ndeep/3!LIMIT\n");
	expect_with("f", (struct input_limits){.documents = 2}, "f!LIMIT\n");
	if (geteuid() != 0) { /* root may read everything */
		assert_int_equal(chmod("f/a/deep", 0), 0);
		expect("f/a", "2=two\ndeep!UNREADABLE\n");
		assert_int_equal(chmod("f/a/deep", 0700), 0);
	}
}

static void deep_folders(void **state)
{
	struct buf path = {0};
	(void)state;
	buf_add_text(&path, "deep");
	for (int i = 0; i < 120; i++) {
		buf_add_byte(&path, '\0');
		path.len--;
		assert_int_equal(mkdir(path.ptr, 0700), 0);
		buf_add_text(&path, "/d");
	}
	struct input *input;
	struct fault fault = {0};
	struct input_item item;
	const char *given = "deep";
	bool more;
	assert_int_equal(input_open(&input, &given, 1, NULL, &fault), ERR_NONE);
	assert_int_equal(input_next(input, &item, &more, &fault), ERR_NONE);
	assert_true(more && item.fault.code == ERR_LIMIT);
	assert_int_equal(input_next(input, &item, &more, &fault), ERR_NONE);
	assert_false(more);
	input_close(input);
	buf_free(&path);
}

static const struct packed plain[] = {{"a/", ""}, {"a/1.txt", "one"}, {"empty", ""}, {"./b\\2", "two"}, {0}};

static void sound_archives(void **state)
{
	static const struct { const char *path; int format, filter; } kinds[] = {
		{"k.zip", ZIP, PLAIN}, {"k.7z", SEVENZIP, PLAIN}, {"k.tar", TAR, PLAIN}, {"k.tar.gz", TAR, GZ},
		{"k.tar.xz", TAR, XZ}, {"k.tar.zst", TAR, ZST}, {"k.tar.bz2", TAR, BZ2}, {"k.old", ARCHIVE_FORMAT_TAR_USTAR, PLAIN},
		{"k.gnu", ARCHIVE_FORMAT_TAR_GNUTAR, GZ}, {"k.txt", ZIP, PLAIN}};
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char expected[200];
		const char *path = kinds[i].path;
		pack(path, kinds[i].format, kinds[i].filter, plain);
		/* a 7z stores empty files last */
		const char *form = kinds[i].format == SEVENZIP ? "%s/a/1.txt=one\n%s/b/2=two\n%s/empty=\n"
							       : "%s/a/1.txt=one\n%s/empty=\n%s/b/2=two\n";
		snprintf(expected, sizeof expected, form, path, path, path);
		expect(path, expected);
	}
}

static void single_documents(void **state)
{
	static const struct { const char *path; int filter; } kinds[] = {
		{"one.txt.gz", GZ}, {"one.txt.xz", XZ}, {"one.txt.ZST", ZST}, {"one.txt.bz2", BZ2}};
	static const struct packed one[] = {{"x", "a document"}, {0}}, none[] = {{"x", ""}, {0}};
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		pack(kinds[i].path, RAW, kinds[i].filter, one);
		expect(kinds[i].path, "one.txt=a document\n");
		pack(kinds[i].path, RAW, kinds[i].filter, none);
		expect(kinds[i].path, "one.txt=\n");
	}
	pack("noname", RAW, GZ, one);
	expect("noname", "noname=a document\n");
	pack(".gz", RAW, GZ, one);
	expect(".gz", ".gz=a document\n");
	pack("one.gz", RAW, GZ, one);
	pack_file("two.gz.gz", RAW, GZ, "one.gz", "x");
	expect("two.gz.gz", "two=a document\n");
	put_file("prev.gz", STR(""));
	for (int i = 0; i < 8; i++) {
		pack_file("next.gz", RAW, GZ, i ? "prev.gz" : "one.gz", "x");
		assert_int_equal(rename("next.gz", "prev.gz"), 0);
	}
	expect("prev.gz", "prev!LIMIT\n");
}

static void nested(void **state)
{
	(void)state;
	pack("in.zip", ZIP, PLAIN, plain);
	pack_file("in.tar.gz", TAR, GZ, "in.zip", "sub/in.zip");
	pack_file("out.7z", SEVENZIP, PLAIN, "in.tar.gz", "in.tgz");
	expect("out.7z", "out.7z/in.tgz/sub/in.zip/a/1.txt=one\nout.7z/in.tgz/sub/in.zip/empty=\nout.7z/in.tgz/sub/in.zip/b/2=two\n");
	expect_with("out.7z", (struct input_limits){.depth = 1}, "out.7z/in.tgz/sub/in.zip!LIMIT\n");
	pack_file("in.zip.gz", RAW, GZ, "in.zip", "x");
	expect("in.zip.gz", "in.zip/a/1.txt=one\nin.zip/empty=\nin.zip/b/2=two\n");
	struct buf big = {0}; /* over a megabyte: spooled to a file */
	memset(buf_room(&big, 3000000), 'x', 3000000);
	big.len = 3000000;
	struct zip zip = {0};
	zip_add_lie(&zip, "big.txt", buf_str(&big), (struct lie){0});
	zip_end(&zip, "big.zip");
	buf_free(&big);
	pack_file("big.tar", TAR, PLAIN, "big.zip", "big.zip");
	const char *path = "big.tar";
	struct input *input;
	struct fault fault = {0};
	assert_int_equal(input_open(&input, &path, 1, NULL, &fault), ERR_NONE);
	list_pass(input, &big);
	assert_string_equal(big.ptr, "big.tar/big.zip/big.txt=<3000000>\n");
	input_close(input);
	buf_free(&big);
}

static void office_files(void **state)
{
	static const struct packed odt[] = {{"mimetype", "application/x"}, {"content.xml", "<x/>"}, {0}},
		docx[] = {{"word/document.xml", "<x/>"}, {"[Content_Types].xml", "<x/>"}, {0}};
	char expected[100];
	(void)state;
	pack("x.odt", ZIP, PLAIN, odt);
	pack("x.docx", ZIP, PLAIN, docx);
	struct buf bytes = get_file("x.odt");
	snprintf(expected, sizeof expected, "x.odt=<%zu>\n", bytes.len);
	expect("x.odt", expected);
	buf_free(&bytes);
	bytes = get_file("x.docx");
	snprintf(expected, sizeof expected, "x.docx=<%zu>\n", bytes.len);
	expect("x.docx", expected);
	snprintf(expected, sizeof expected, "o.tar/sub/x.docx=<%zu>\n", bytes.len);
	pack_file("o.tar", TAR, PLAIN, "x.docx", "sub/x.docx");
	expect("o.tar", expected);
	buf_free(&bytes);
}

static void standard_input(void **state)
{
	int fds[2], saved = dup(0);
	(void)state;
	pack("k.zip", ZIP, PLAIN, plain);
	for (int i = 0; i < 2; i++) {
		struct buf bytes = i ? get_file("k.zip") : (struct buf){0};
		struct input *input;
		struct fault fault = {0};
		const char *path = "-";
		if (i == 0)
			buf_add_text(&bytes, "a text");
		assert_int_equal(pipe(fds), 0);
		assert_int_equal(write(fds[1], bytes.ptr, bytes.len), bytes.len);
		close(fds[1]);
		assert_true(dup2(fds[0], 0) == 0);
		close(fds[0]);
		assert_int_equal(input_open(&input, &path, 1, NULL, &fault), ERR_NONE);
		for (int pass = 0; pass < 2; pass++) {
			list_pass(input, &bytes);
			assert_string_equal(bytes.ptr, i ? "stdin/a/1.txt=one\nstdin/empty=\nstdin/b/2=two\n" : "stdin=a text\n");
			assert_int_equal(input_rewind(input, &fault), ERR_NONE);
		}
		input_close(input);
		buf_free(&bytes);
	}
	dup2(saved, 0);
	close(saved);
}

static void bad_names(void **state)
{
	struct zip zip = {0};
	char name[300], path[700];
	(void)state;
	static const char *const bad[] = {"/root", "../up", "a/../b", "..", "c:\\x", "\\\\host\\x", "a\nb", "\x7f", "a\xe2\x80\xae" "b",
					  "a\xc2\xad" "b", "..\\..\\x", "./.", "\xc8\xe2\xe0\xed", "\xff\xfe\xfd"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		zip_add(&zip, bad[i], "bad");
		zip_end(&zip, "bad.zip");
		const char *given = "bad.zip";
		struct buf out = {0};
		struct input *input;
		struct fault fault = {0};
		assert_int_equal(input_open(&input, &given, 1, NULL, &fault), ERR_NONE);
		list_pass(input, &out);
		assert_non_null(strstr(out.ptr, "!MALFORMED\n"));
		assert_null(strstr(out.ptr, ".."));
		assert_true(str_starts(buf_str(&out), STR("bad.zip/")));
		input_close(input);
		buf_free(&out);
	}
	memset(name, 'n', 256);
	name[256] = '\0';
	zip_add(&zip, name, "long");
	name[255] = '\0';
	zip_add(&zip, name, "longest");
	zip_add(&zip, "jos\x82", "cp437");
	zip_add(&zip, "jos\xe9", "1252"); /* é too: the same name */
	zip_add(&zip, "JOS\x90", "cp437"); /* É */
	zip_add(&zip, "x", "1");
	zip_add(&zip, "x", "2");
	zip_add(&zip, "X", "3");
	zip_add(&zip, "x/y", "4");
	zip_add(&zip, "q/y", "5");
	zip_add(&zip, "Q", "6");
	zip_add(&zip, "a:b", "7");
	zip_end(&zip, "names.zip");
	memset(path, 'n', 199); /* with the '/': 200 */
	path[199] = '\0';
	struct buf expected = {0};
	buf_printf(&expected, "names.zip/%s...!LIMIT\nnames.zip/%s=longest\nnames.zip/jos\xc3\xa9=cp437\n"
		   "names.zip/jos\xc3\xa9!MALFORMED\nnames.zip/JOS\xc3\x89!MALFORMED\nnames.zip/x=1\nnames.zip/x!MALFORMED\n"
		   "names.zip/X!MALFORMED\nnames.zip/x/y!MALFORMED\nnames.zip/q/y=5\nnames.zip/Q!MALFORMED\nnames.zip/a:b=7\n",
		   path, name);
	buf_add_byte(&expected, '\0');
	expect("names.zip", expected.ptr);
	buf_free(&expected);
}

static void links_and_secrets(void **state)
{
	static const struct packed links[] = {{"a", "one"}, {"l", "->/etc/passwd"}, {"z", "two"}, {0}};
	(void)state;
	pack("l.zip", ZIP, PLAIN, links);
	expect("l.zip", "l.zip/a=one\nl.zip/l!UNREADABLE\nl.zip/z=two\n");
	pack("l.tar.gz", TAR, GZ, links);
	expect("l.tar.gz", "l.tar.gz/a=one\nl.tar.gz/l!UNREADABLE\nl.tar.gz/z=two\n");
	struct archive *archive = pack_begin("e.zip", ZIP, PLAIN, "zip:encryption=zipcrypt");
	pack_member(archive, "secret", STR("text"));
	pack_end(archive);
	expect("e.zip", "e.zip/secret!UNREADABLE\n");
	archive = pack_begin("h.tar", TAR, PLAIN, NULL);
	pack_member(archive, "a", STR("one"));
	struct archive_entry *entry = archive_entry_new();
	archive_entry_set_pathname(entry, "hard");
	archive_entry_set_hardlink(entry, "a");
	archive_entry_set_filetype(entry, AE_IFREG);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	archive_entry_clear(entry);
	archive_entry_set_pathname(entry, "dev");
	archive_entry_set_filetype(entry, AE_IFCHR);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	archive_entry_free(entry);
	pack_end(archive);
	expect("h.tar", "h.tar/a=one\nh.tar/hard!UNREADABLE\nh.tar/dev!UNREADABLE\n");
}

/* Whatever the cut, nothing may crash, and a cut archive always says that it is one. */
static void cut_short(void **state)
{
	static const struct { const char *path; int format, filter; } kinds[] = {
		{"c.zip", ZIP, PLAIN}, {"c.7z", SEVENZIP, PLAIN}, {"c.tar", TAR, PLAIN}, {"c.tar.gz", TAR, GZ},
		{"c.tar.xz", TAR, XZ}, {"c.tar.zst", TAR, ZST}, {"c.tar.bz2", TAR, BZ2}};
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		pack(kinds[i].path, kinds[i].format, kinds[i].filter, plain);
		struct buf whole = get_file(kinds[i].path);
		size_t end = kinds[i].filter == PLAIN && kinds[i].format == TAR ? 3584 : whole.len;
		size_t step = kinds[i].format == TAR && kinds[i].filter == PLAIN ? 64 : 1;
		for (size_t len = step == 64 ? 512 : 12; len < end; len += step) {
			struct input *input;
			struct fault fault = {0};
			struct buf out = {0};
			put_file("cut", (struct str){whole.ptr, len});
			const char *path = "cut";
			assert_int_equal(input_open(&input, &path, 1, NULL, &fault), ERR_NONE);
			list_pass(input, &out);
			if (strchr(out.ptr, '!') == NULL)
				print_message("# %s cut at %zu of %zu: %s\n", kinds[i].path, len, whole.len, out.ptr);
			assert_non_null(strchr(out.ptr, '!'));
			input_close(input);
			buf_free(&out);
		}
		buf_free(&whole);
	}
}

static void broken_half_way(void **state)
{
	struct zip zip = {0};
	(void)state;
	zip_add(&zip, "a", "first text");
	zip_add(&zip, "b", "second text");
	zip_add(&zip, "c", "third text");
	zip_end(&zip, "crc.zip");
	struct buf bytes = get_file("crc.zip");
	char *at = memmem(bytes.ptr, bytes.len, "second", 6);
	assert_non_null(at);
	*at = 'S';
	put_buf("crc.zip", &bytes);
	expect("crc.zip", "crc.zip/a=first text\ncrc.zip/b!MALFORMED\ncrc.zip/c=third text\n");
	zip_add(&zip, "a", "first text");
	zip_add(&zip, "b", "second text");
	zip_end(&zip, "cut.zip");
	bytes = get_file("cut.zip");
	put_file("cut.zip", (struct str){bytes.ptr, 80}); /* in the second text */
	expect("cut.zip", "cut.zip/a=first text\ncut.zip/b!MALFORMED\ncut.zip!MALFORMED\n");
	put_file("cut.zip", (struct str){bytes.ptr, 83}); /* behind it, without the directory */
	buf_free(&bytes);
	expect("cut.zip", "cut.zip/a=first text\ncut.zip/b=second text\ncut.zip!MALFORMED\n");
	zip_end(&zip, "empty.zip");
	expect("empty.zip", "empty.zip!UNREADABLE\n");
}

/* A zip that says one thing in front and another in its directory is not read at all. */
static void two_faced_zips(void **state)
{
	struct zip zip = {0};
	(void)state;
	static const struct lie lies[] = {{.name = "b"}, {.size = 3}, {.local_size = 9}, {.from = 4}, {.from = 2}, {.from = 0x7fffffff}};
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		zip_add(&zip, "first", "text");
		zip_add_lie(&zip, "a", STR("other text"), lies[i]);
		zip_end(&zip, "lie.zip");
		expect("lie.zip", "lie.zip!MALFORMED\n");
	}
	zip_add(&zip, "a", "text");
	zip_end_with(&zip, "lie.zip", 2, "");
	expect("lie.zip", "lie.zip!MALFORMED\n");
	zip_add(&zip, "a", "text");
	zip_end_with(&zip, "lie.zip", 1, "a comment");
	expect("lie.zip", "lie.zip/a=text\n");
	struct buf bytes = get_file("lie.zip");
	buf_add_text(&bytes, "more");
	put_buf("lie.zip", &bytes);
	expect("lie.zip", "lie.zip!MALFORMED\n");
	zip_add(&zip, "a", "text");
	buf_clear(&zip.directory); /* a member that the directory does not name */
	zip_add(&zip, "b", "text");
	zip_end_with(&zip, "lie.zip", 1, "");
	expect("lie.zip", "lie.zip!MALFORMED\n");
	zip_add(&zip, "a", "text");
	zip_add_lie(&zip, "b", STR("text"), (struct lie){.from = 1, .name = "a"}); /* the same bytes twice */
	zip_end(&zip, "lie.zip");
	expect("lie.zip", "lie.zip!MALFORMED\n");
}

/* A zero that is long, well packed. */
static void pack_zeros(const char *path, int format, int filter, size_t count)
{
	struct archive *archive = pack_begin(path, format, filter, NULL);
	struct buf zeros = {0};
	memset(buf_room(&zeros, count), 0, count);
	zeros.len = count;
	pack_member(archive, "a", STR("one"));
	pack_member(archive, "zeros", buf_str(&zeros));
	pack_member(archive, "z", STR("two"));
	buf_free(&zeros);
	pack_end(archive);
}

static void bombs(void **state)
{
	struct input_limits none = {0}, total = {.archive_size = 1000000}, strict = {.ratio = 20};
	(void)state;
	pack_zeros("b.zip", ZIP, PLAIN, 60000000);
	expect_fast("b.zip", none, true, "b.zip/a=one\nb.zip/zeros!LIMIT\nb.zip/z=two\n");
	expect_fast("b.zip", none, false, "b.zip/a\nb.zip/zeros\nb.zip/z\n");
	pack_zeros("b.7z", SEVENZIP, PLAIN, 60000000);
	expect_fast("b.7z", none, true, "b.7z/a=one\nb.7z/zeros!LIMIT\nb.7z!LIMIT\n");
	expect_fast("b.7z", none, false, "b.7z/a\nb.7z/zeros\nb.7z!\n");
	pack_zeros("b.tar.gz", TAR, GZ, 60000000);
	expect_fast("b.tar.gz", none, true, "b.tar.gz/a=one\nb.tar.gz/zeros!LIMIT\nb.tar.gz!LIMIT\n");
	expect_fast("b.tar.gz", strict, false, "b.tar.gz/a\nb.tar.gz/zeros\nb.tar.gz!\n");
	strict.read_size = 4096;
	expect_fast("b.tar.gz", strict, false, "b.tar.gz/a\nb.tar.gz/zeros\nb.tar.gz!\n");
	pack_zeros("b.tar", TAR, PLAIN, 2000000);
	expect_fast("b.tar", total, true, "b.tar/a=one\nb.tar/zeros!LIMIT\nb.tar/z!LIMIT\n");
	expect_fast("b.tar", none, true, "b.tar/a=one\nb.tar/zeros=<2000000>\nb.tar/z=two\n");
	expect_fast("b.tar", (struct input_limits){.document_size = 100}, true, "b.tar/a=one\nb.tar/zeros!LIMIT\nb.tar/z=two\n");
	expect_fast("b.tar", (struct input_limits){.documents = 1}, true, "b.tar/a=one\nb.tar/zeros!LIMIT\n");
	pack_file("n.tar.gz", TAR, GZ, "b.tar.gz", "in.tar.gz");
	expect_fast("n.tar.gz", total, true, "n.tar.gz/in.tar.gz/a=one\nn.tar.gz/in.tar.gz/zeros!LIMIT\n"
		    "n.tar.gz/in.tar.gz!LIMIT\n");
}

/* 500 GB that are not there. */
static void huge_claims(void **state)
{
	(void)state;
	pack("h.tar", ARCHIVE_FORMAT_TAR_USTAR, PLAIN, plain + 1);
	struct buf tar = get_file("h.tar");
	unsigned sum = 0;
	memcpy(tar.ptr + 124, "\x80\0\0\0\0\0\0\x74\x6a\x52\x88\0", 12); /* the size, in the form for large ones */
	memset(tar.ptr + 148, ' ', 8);
	for (int i = 0; i < 512; i++)
		sum += (unsigned char)tar.ptr[i];
	snprintf(tar.ptr + 148, 7, "%06o", sum);
	put_buf("h.tar", &tar);
	expect("h.tar", "h.tar/a/1.txt!LIMIT\nh.tar!MALFORMED\n");
	struct zip zip = {0};
	zip_add_lie(&zip, "huge", STR("\3\0"), (struct lie){.size = 0xfffffff0u, .local_size = 0xfffffff0u, .method = 8});
	zip_add(&zip, "a", "text");
	zip_end(&zip, "h.zip");
	expect_with("h.zip", (struct input_limits){.document_size = 1000000}, "h.zip/huge!LIMIT\nh.zip/a=text\n");
}

static void tar_ends(void **state)
{
	(void)state;
	pack("e.tar", TAR, PLAIN, plain);
	struct buf one = get_file("e.tar");
	static const struct packed more[] = {{"more", "behind"}, {0}};
	pack("m.tar", TAR, PLAIN, more);
	struct buf two = get_file("m.tar");
	put_file("cut.tar", (struct str){one.ptr, 512 * 3}); /* the folder, a member, and no mark */
	expect("cut.tar", "cut.tar/a/1.txt=one\ncut.tar!MALFORMED\n");
	buf_add(&one, buf_str(&two));
	put_file("both.tar", buf_str(&one));
	expect("both.tar", "both.tar/a/1.txt=one\nboth.tar/empty=\nboth.tar/b/2=two\nboth.tar/more=behind\n");
	buf_add_text(&one, "something else");
	put_buf("junk.tar", &one);
	expect("junk.tar", "junk.tar/a/1.txt=one\njunk.tar/empty=\njunk.tar/b/2=two\njunk.tar/more=behind\njunk.tar!MALFORMED\n");
	buf_free(&two);
}

/* A gz says what it unpacks to; nothing but zero bytes or another gz may follow it. */
static void damaged_gz(void **state)
{
	static const struct packed one[] = {{"x", "a document"}, {0}};
	(void)state;
	for (int tar = 0; tar < 2; tar++) {
		const char *path = tar ? "d.tar.gz" : "d.gz", *good = tar ? "d.tar.gz/x=a document\n" : "d=a document\n",
			   *bad = tar ? "d.tar.gz/x=a document\nd.tar.gz!MALFORMED\n" : "d.gz!MALFORMED\n",
			   *twice = tar ? "d.tar.gz/x=a document\nd.tar.gz/x!MALFORMED\n" : "d=a documenta document\n";
		pack(path, tar ? TAR : RAW, GZ, one);
		struct buf whole = get_file(path), again = {0};
		for (size_t from_end = 1; from_end <= 8; from_end++) { /* length and checksum */
			whole.ptr[whole.len - from_end] ^= 1;
			put_file(path, buf_str(&whole));
			expect_fast(path, (struct input_limits){0}, true, bad);
			whole.ptr[whole.len - from_end] ^= 1;
		}
		buf_add(&again, buf_str(&whole));
		buf_add(&again, buf_str(&whole));
		put_file(path, buf_str(&again));
		expect(path, twice);
		buf_add(&whole, STR("\0\0\0\0"));
		put_file(path, buf_str(&whole));
		expect(path, good);
		buf_add(&whole, STR("junk"));
		put_file(path, buf_str(&whole));
		expect_fast(path, (struct input_limits){0}, true, tar ? bad : "d!MALFORMED\n");
		buf_free(&whole);
		buf_free(&again);
	}
}

/* One document that breaks late is one item. */
static void damaged_large_gz(void **state)
{
	struct buf bytes = {0};
	(void)state;
	memset(buf_room(&bytes, 300000), 'x', 300000);
	bytes.len = 300000;
	put_buf("large", &bytes);
	pack_file("large.gz", RAW, GZ, "large", "x");
	expect_fast("large.gz", (struct input_limits){0}, true, "large=<300000>\n");
	bytes = get_file("large.gz");
	bytes.ptr[bytes.len - 6] ^= 1;
	put_buf("large.gz", &bytes);
	expect_fast("large.gz", (struct input_limits){0}, true, "large!MALFORMED\n");
}

/* Texts that other readers take for archives. */
static void plain_texts(void **state)
{
	static const char *const texts[] = {
		"#mtree\n./x type=file\n", "From: a@example.org\n\ntext\n", "<?xml version=\"1.0\"?><x/>", "070707 an old cpio number",
		"!<arch>\nnot ours", "BZh9 is not enough", "WARC/1.0\r\nx", "begin 644 x\nend\n", "Rar!", "\x1f\x8b no", "PK", "7z"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char expected[200];
		put_file("text", str_of(texts[i]));
		snprintf(expected, sizeof expected, "text=%s\n", texts[i]);
		expect("text", expected);
	}
}

static void many_members(void **state)
{
	struct zip zip = {0};
	char name[30];
	(void)state;
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof name, "%d/%d.txt", i % 100, i);
		zip_add(&zip, name, "x");
	}
	zip_end(&zip, "many.zip");
	struct input *input;
	struct fault fault = {0};
	struct input_item item;
	const char *path = "many.zip";
	bool more;
	size_t count = 0;
	assert_int_equal(input_open(&input, &path, 1, NULL, &fault), ERR_NONE);
	while (assert_int_equal(input_next(input, &item, &more, &fault), ERR_NONE), more)
		count += item.source != NULL;
	assert_int_equal(count, 20000);
	input_close(input);
	expect_fast("many.zip", (struct input_limits){.documents = 19999}, false, "many.zip!\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(usage), cmocka_unit_test(files_and_folders), cmocka_unit_test(deep_folders),
		cmocka_unit_test(sound_archives), cmocka_unit_test(single_documents), cmocka_unit_test(nested),
		cmocka_unit_test(office_files), cmocka_unit_test(standard_input), cmocka_unit_test(bad_names),
		cmocka_unit_test(links_and_secrets), cmocka_unit_test(cut_short), cmocka_unit_test(broken_half_way),
		cmocka_unit_test(two_faced_zips), cmocka_unit_test(bombs), cmocka_unit_test(huge_claims),
		cmocka_unit_test(tar_ends), cmocka_unit_test(damaged_gz), cmocka_unit_test(damaged_large_gz),
		cmocka_unit_test(plain_texts), cmocka_unit_test(many_members),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, enter_root, leave_root);
}
