/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Input: archives that are hostile, damaged, cut short or lie about themselves. */
#include "archives.h"

static void bad_names(void **state)
{
	struct zip zip = {0};
	char name[300], path[700];
	(void)state;
	static const char *const bad[] = {"/root",
					  "../up",
					  "a/../b",
					  "..",
					  "c:\\x",
					  "\\\\host\\x",
					  "a\nb",
					  "\x7f",
					  "a\xe2\x80\xae"
					  "b",
					  "a\xc2\xad"
					  "b",
					  "..\\..\\x",
					  "./.",
					  "\xc8\xe2\xe0\xed",
					  "\xff\xfe\xfd"};
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
	zip_add(&zip, "jos\xe9", "1252");  /* é too: the same name */
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
	buf_printf(&expected,
		   "names.zip/%s...!LIMIT\nnames.zip/%s=longest\nnames.zip/jos\xc3\xa9=cp437\n"
		   "names.zip/jos\xc3\xa9!MALFORMED\nnames.zip/JOS\xc3\x89!MALFORMED\nnames.zip/x=1\nnames.zip/"
		   "x!MALFORMED\n"
		   "names.zip/X!MALFORMED\nnames.zip/x/y!MALFORMED\nnames.zip/q/y=5\nnames.zip/Q!MALFORMED\nnames.zip/"
		   "a:b=7\n",
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
	static const struct {
		const char *path;
		int format, filter;
	} kinds[] = {{"c.zip", ZIP, PLAIN}, {"c.7z", SEVENZIP, PLAIN}, {"c.tar", TAR, PLAIN},  {"c.tar.gz", TAR, GZ},
		     {"c.tar.xz", TAR, XZ}, {"c.tar.zst", TAR, ZST},   {"c.tar.bz2", TAR, BZ2}};
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
	static const struct lie lies[] = {{.name = "b"}, {.size = 3}, {.local_size = 9},
					  {.from = 4},   {.from = 2}, {.from = 0x7fffffff}};
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
	expect_fast("b.tar", (struct input_limits){.document_size = 100}, true,
		    "b.tar/a=one\nb.tar/zeros!LIMIT\nb.tar/z=two\n");
	expect_fast("b.tar", (struct input_limits){.documents = 1}, true, "b.tar/a=one\nb.tar/zeros!LIMIT\n");
	pack_file("n.tar.gz", TAR, GZ, "b.tar.gz", "in.tar.gz");
	expect_fast("n.tar.gz", total, true,
		    "n.tar.gz/in.tar.gz/a=one\nn.tar.gz/in.tar.gz/zeros!LIMIT\n"
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
	zip_add_lie(&zip, "huge", STR("\3\0"),
		    (struct lie){.size = 0xfffffff0u, .local_size = 0xfffffff0u, .method = 8});
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
	expect("junk.tar", "junk.tar/a/1.txt=one\njunk.tar/empty=\njunk.tar/b/2=two\njunk.tar/"
			   "more=behind\njunk.tar!MALFORMED\n");
	buf_free(&two);
}

/* A gz says what it unpacks to; nothing but zero bytes or another gz may follow it. */
static void damaged_gz(void **state)
{
	static const struct packed one[] = {{"x", "a document"}, {0}};
	(void)state;
	for (int tar = 0; tar < 2; tar++) {
		const char *path = tar ? "d.tar.gz" : "d.gz",
			   *good = tar ? "d.tar.gz/x=a document\n" : "d=a document\n",
			   *damaged = tar ? "d.tar.gz!MALFORMED\n" : "d.gz!MALFORMED\n",
			   *followed = tar ? "d.tar.gz/x=a document\nd.tar.gz!MALFORMED\n" : "d!MALFORMED\n",
			   *twice = tar ? "d.tar.gz/x=a document\nd.tar.gz/x!MALFORMED\n" : "d=a documenta document\n";
		pack(path, tar ? TAR : RAW, GZ, one);
		struct buf whole = get_file(path), again = {0};
		for (size_t from_end = 1; from_end <= 8; from_end++) { /* length and checksum */
			whole.ptr[whole.len - from_end] ^= 1;
			put_file(path, buf_str(&whole));
			expect_fast(path, (struct input_limits){0}, true, damaged);
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
		expect_fast(path, (struct input_limits){0}, true, followed);
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
		cmocka_unit_test(bad_names),        cmocka_unit_test(links_and_secrets), cmocka_unit_test(cut_short),
		cmocka_unit_test(broken_half_way),  cmocka_unit_test(two_faced_zips),    cmocka_unit_test(bombs),
		cmocka_unit_test(huge_claims),      cmocka_unit_test(tar_ends),          cmocka_unit_test(damaged_gz),
		cmocka_unit_test(damaged_large_gz), cmocka_unit_test(many_members),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, enter_root, leave_root);
}
