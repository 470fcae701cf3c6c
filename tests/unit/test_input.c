/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Input: files, folders, standard input and sound archives of every kind, each walked at several read sizes and twice.
 */
#include "archives.h"

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

static void sound_archives(void **state)
{
	static const struct {
		const char *path;
		int format, filter;
	} kinds[] = {{"k.zip", ZIP, PLAIN},
		     {"k.7z", SEVENZIP, PLAIN},
		     {"k.tar", TAR, PLAIN},
		     {"k.tar.gz", TAR, GZ},
		     {"k.tar.xz", TAR, XZ},
		     {"k.tar.zst", TAR, ZST},
		     {"k.tar.bz2", TAR, BZ2},
		     {"k.old", ARCHIVE_FORMAT_TAR_USTAR, PLAIN},
		     {"k.gnu", ARCHIVE_FORMAT_TAR_GNUTAR, GZ},
		     {"k.txt", ZIP, PLAIN}};
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
	static const struct {
		const char *path;
		int filter;
	} kinds[] = {{"one.txt.gz", GZ}, {"one.txt.xz", XZ}, {"one.txt.ZST", ZST}, {"one.txt.bz2", BZ2}};
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
	expect("out.7z", "out.7z/in.tgz/sub/in.zip/a/1.txt=one\nout.7z/in.tgz/sub/in.zip/empty=\nout.7z/in.tgz/sub/"
			 "in.zip/b/2=two\n");
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
			assert_string_equal(bytes.ptr,
					    i ? "stdin/a/1.txt=one\nstdin/empty=\nstdin/b/2=two\n" : "stdin=a text\n");
			assert_int_equal(input_rewind(input, &fault), ERR_NONE);
		}
		input_close(input);
		buf_free(&bytes);
	}
	dup2(saved, 0);
	close(saved);
}

/* Texts that other readers take for archives. */
static void plain_texts(void **state)
{
	static const char *const texts[] = {"#mtree\n./x type=file\n",
					    "From: a@example.org\n\ntext\n",
					    "<?xml version=\"1.0\"?><x/>",
					    "070707 an old cpio number",
					    "!<arch>\nnot ours",
					    "BZh9 is not enough",
					    "WARC/1.0\r\nx",
					    "begin 644 x\nend\n",
					    "Rar!",
					    "\x1f\x8b no",
					    "PK",
					    "7z"};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char expected[200];
		put_file("text", str_of(texts[i]));
		snprintf(expected, sizeof expected, "text=%s\n", texts[i]);
		expect("text", expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(usage),          cmocka_unit_test(files_and_folders), cmocka_unit_test(deep_folders),
		cmocka_unit_test(sound_archives), cmocka_unit_test(single_documents),  cmocka_unit_test(nested),
		cmocka_unit_test(office_files),   cmocka_unit_test(standard_input),    cmocka_unit_test(plain_texts),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, enter_root, leave_root);
}
