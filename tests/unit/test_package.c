/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The zip around office documents, and the XML in it: what is written from what was read; lies and tricks are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <libdeflate.h>
#include <stdlib.h>

#include "base/zip.h"
#include "format/markup.h"
#include "format/package.h"
#include "format/splice.h"

struct file {
	const char *name, *content;
};

static void put_member(struct buf *zip, struct buf *directory, const char *name, struct str content, uint64_t *count)
{
	struct zip_entry entry = {.name = str_of(name),
				  .crc = libdeflate_crc32(0, content.ptr, content.len),
				  .packed = content.len,
				  .size = content.len,
				  .offset = zip->len};
	zip_local_write(zip, &entry);
	buf_add(zip, content);
	zip_central_write(directory, &entry);
	++*count;
}

static struct buf make_zip(const struct file *files)
{
	struct buf zip = {0}, directory = {0};
	uint64_t count = 0;
	for (; files->name; files++)
		put_member(&zip, &directory, files->name, str_of(files->content), &count);
	size_t at = zip.len;
	buf_add(&zip, buf_str(&directory));
	zip_end_write(&zip, count, directory.len, at);
	buf_free(&directory);
	return zip;
}

static enum err read_bytes(struct package *package, struct str bytes)
{
	struct fault fault = {0};
	struct source *source = source_open_bytes(bytes);
	enum err err = package_read(package, source, &fault);
	assert_int_equal(err, fault.code);
	assert_true(err == ERR_NONE || strlen(fault.text) > 20);
	source_close(source);
	return err;
}

static enum err read_files(const struct file *files)
{
	struct package package;
	struct buf zip = make_zip(files);
	enum err err = read_bytes(&package, buf_str(&zip));
	if (err == ERR_NONE)
		package_free(&package);
	buf_free(&zip);
	return err;
}

static struct buf write(const struct package *package)
{
	struct buf out = {0};
	struct fault fault = {0};
	assert_int_equal(package_write(package, &out, &fault), ERR_NONE);
	return out;
}

static const struct file docx[] = {{"word/document.xml", "<a/>"}, {"word/media/a.png", "\x89PNG"}, {"[Content_Types].xml", "<t/>"}, {0}};
static const struct file odt[] = {{"mimetype", "application/x"}, {"content.xml", "<a/>"}, {"META-INF/manifest.xml", "<m/>"}, {0}};

static void written_anew(void **state)
{
	(void)state;
	struct package package;
	struct buf zip = make_zip(docx), part = {0};
	assert_int_equal(read_bytes(&package, buf_str(&zip)), ERR_NONE);
	assert_int_equal(package.count, 3);
	uint32_t document = package_find(&package, STR("/WORD/document.xml")), picture = package_find(&package, STR("word/media/a.png"));
	assert_int_equal(document, 0);
	buf_add_text(&part, "<b/>");
	package_replace(&package, document, &part);
	package_drop(&package, picture);
	assert_int_equal(package_find(&package, STR("word/media/a.png")), PACKAGE_NONE);
	buf_add_text(&part, "<c/>");
	assert_int_equal(package_add(&package, STR("word/c.xml"), &part), 3);
	struct buf out = write(&package), again;
	package_free(&package);
	assert_true(str_starts(str_part(buf_str(&out), (struct span){30, out.len}), STR("[Content_Types].xml")));
	assert_null(memmem(out.ptr, out.len, "media", 5));
	assert_int_equal(read_bytes(&package, buf_str(&out)), ERR_NONE);
	assert_int_equal(package.count, 3);
	assert_true(str_equal(package_bytes(&package, 1), STR("<b/>")));
	again = write(&package);
	assert_true(str_equal(buf_str(&out), buf_str(&again)));
	package_free(&package);
	buf_free(&again);
	buf_free(&out);
	buf_free(&zip);
}

static void mimetype_is_stored(void **state)
{
	(void)state;
	struct package package;
	struct buf zip = make_zip(odt);
	assert_int_equal(read_bytes(&package, buf_str(&zip)), ERR_NONE);
	struct buf out = write(&package);
	assert_memory_equal(out.ptr + 30, "mimetypeapplication/x", 21);
	package_free(&package);
	buf_free(&out);
	buf_free(&zip);
}

static void bad_names(void **state)
{
	(void)state;
	static const char *const bad[] = {"/etc/passwd", "../a", "a/../b", "a//b", "a/./b", "a\\b", "a\nb", "C:b", "\xff", "..", "a/..", "mimetype/"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const struct file files[] = {{"mimetype", "x"}, {bad[i], "y"}, {0}};
		assert_int_equal(read_files(files), ERR_MALFORMED);
	}
	assert_int_equal(read_files((const struct file[]){{"a.xml", "x"}, {"A.xml", "y"}, {0}}), ERR_MALFORMED);
	assert_int_equal(read_files((const struct file[]){{"a.xml", "x"}, {"b/", ""}, {"c\xc3\xa9.xml", "y"}, {0}}), ERR_NONE);
}

/* Whatever byte is changed or missing: refused, or the same members. */
static void damaged(void **state)
{
	(void)state;
	struct package package;
	struct buf zip = make_zip(odt);
	assert_int_equal(read_bytes(&package, buf_str(&zip)), ERR_NONE);
	struct buf whole = write(&package), out;
	package_free(&package);
	for (size_t len = 0; len < whole.len; len++)
		assert_int_not_equal(read_bytes(&package, (struct str){whole.ptr, len}), ERR_NONE);
	for (size_t at = 0; at < whole.len; at++)
		for (unsigned bit = 1; bit < 256; bit <<= 1) {
			whole.ptr[at] = (char)((unsigned char)whole.ptr[at] ^ bit);
			if (read_bytes(&package, buf_str(&whole)) == ERR_NONE) {
				out = write(&package);
				whole.ptr[at] = (char)((unsigned char)whole.ptr[at] ^ bit);
				assert_true(str_equal(buf_str(&whole), buf_str(&out)));
				whole.ptr[at] = (char)((unsigned char)whole.ptr[at] ^ bit);
				package_free(&package);
				buf_free(&out);
			}
			whole.ptr[at] = (char)((unsigned char)whole.ptr[at] ^ bit);
		}
	buf_free(&whole);
	buf_free(&zip);
}

static void encrypted(void **state)
{
	(void)state;
	struct package package;
	struct buf zip = make_zip(odt);
	char *entry = memmem(zip.ptr, zip.len, "PK\1\2", 4);
	zip.ptr[6] = (char)(zip.ptr[6] | 1);
	entry[8] = (char)(entry[8] | 1);
	assert_int_equal(read_bytes(&package, buf_str(&zip)), ERR_UNREADABLE);
	buf_free(&zip);
}

static void bombs(void **state)
{
	(void)state;
	struct package package = {0}, read;
	struct buf zeros = {0};
	memset(buf_room(&zeros, 40 << 20), 0, 40 << 20);
	zeros.len = 40 << 20;
	package_add(&package, STR("a.xml"), &zeros);
	struct buf out = write(&package);
	assert_true(out.len < 100000);
	assert_int_equal(read_bytes(&read, buf_str(&out)), ERR_LIMIT);
	package_free(&package);
	buf_free(&out);
	for (size_t i = 0; i <= PACKAGE_MEMBERS; i++) {
		char name[16];
		int len = snprintf(name, sizeof name, "%zu.xml", i);
		package_add(&package, (struct str){name, (size_t)len}, &zeros);
	}
	out = write(&package);
	assert_int_equal(read_bytes(&read, buf_str(&out)), ERR_LIMIT);
	package_free(&package);
	buf_free(&out);
}

/* ---- markup ---------------------------------------------------------------------------------------------------- */

static enum err read_markup(struct markup *markup, struct str bytes)
{
	struct markup_reader reader;
	struct fault fault = {0};
	markup_reader_open(&reader);
	enum err err = markup_read(&reader, markup, bytes, &fault);
	markup_reader_close(&reader);
	return err;
}

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

static void names_by_namespace(void **state)
{
	(void)state;
	struct markup markup = {0};
	struct str text = STR("<?xml version='1.0'?><d:document xmlns:d='" W "' xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'>"
			      "<p d:id='a&amp;b' id='c'/><d:p>x<r/></d:p><p xmlns=''/></d:document>");
	struct buf value = {0};
	struct fault fault = {0};
	assert_int_equal(read_markup(&markup, text), ERR_NONE);
	assert_true(markup_is(&markup, 0, SPACE_W, "document"));
	assert_true(markup_is(&markup, 1, SPACE_W, "p"));
	assert_true(markup_is(&markup, 2, SPACE_W, "p"));
	assert_true(markup_is(&markup, 4, SPACE_NONE, "p"));
	assert_false(markup_is(&markup, 4, SPACE_NONE, "pp"));
	assert_int_equal(markup_child(&markup, 0), 1);
	assert_int_equal(markup_next(&markup, 1), 2);
	assert_int_equal(markup_next(&markup, 2), 4);
	assert_int_equal(markup_next(&markup, 4), XML_NONE);
	assert_true(str_equal(markup_value(&markup, 1, SPACE_NONE, "id"), STR("c")));
	assert_int_equal(markup_value_add(&markup, markup_attribute(&markup, 1, SPACE_W, "id"), &value, &fault), ERR_NONE);
	assert_true(str_equal(buf_str(&value), STR("a&b")));
	assert_true(str_equal(str_part(text, markup_span(&markup, 2)), STR("<d:p>x<r/></d:p>")));
	assert_true(str_equal(str_part(text, markup_span(&markup, 1)), STR("<p d:id='a&amp;b' id='c'/>")));
	buf_free(&value);
	markup_free(&markup);
}

static void refused_markup(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		enum err err;
	} cases[] = {{"", ERR_MALFORMED},
		     {"<a>", ERR_MALFORMED},
		     {"<a></b>", ERR_MALFORMED},
		     {"<a/><b/>", ERR_MALFORMED},
		     {"<a b='1' b='2'/>", ERR_MALFORMED},
		     {"<!DOCTYPE a><a/>", ERR_UNREADABLE},
		     {"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", ERR_UNREADABLE},
		     {"<a>&e;</a>", ERR_MALFORMED}};
	struct markup markup = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(read_markup(&markup, str_of(cases[i].text)), cases[i].err);
	struct buf deep = {0};
	for (size_t i = 0; i < 1000; i++)
		buf_add_text(&deep, "<a>");
	for (size_t i = 0; i < 1000; i++)
		buf_add_text(&deep, "</a>");
	assert_int_equal(read_markup(&markup, buf_str(&deep)), ERR_LIMIT);
	buf_free(&deep);
	markup_free(&markup);
}

static void other_encodings(void **state)
{
	(void)state;
	static const char wide[] = "\xff\xfe<\0?\0x\0m\0l\0 \0v\0e\0r\0s\0i\0o\0n\0=\0'\0001\0.\0000\0'\0 \0e\0n\0c\0o\0d\0i\0n\0g\0=\0'\0U\0T\0F\0-\0001\0006\0'\0?\0>\0<\0\xe9\0/\0>\0";
	struct buf bytes = {0};
	struct fault fault = {0};
	buf_add(&bytes, (struct str){wide, sizeof wide - 1});
	assert_int_equal(markup_to_utf8(&bytes, &fault), ERR_NONE);
	assert_true(str_equal(buf_str(&bytes), STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><\xc3\xa9/>")));
	buf_clear(&bytes);
	buf_add_text(&bytes, "\xef\xbb\xbf<a/>");
	assert_int_equal(markup_to_utf8(&bytes, &fault), ERR_NONE);
	assert_true(str_equal(buf_str(&bytes), STR("<a/>")));
	buf_clear(&bytes);
	buf_add_text(&bytes, "<a>\xff</a>");
	assert_int_equal(markup_to_utf8(&bytes, &fault), ERR_MALFORMED);
	buf_free(&bytes);
}

static void spliced(void **state)
{
	(void)state;
	struct package package = {0};
	struct splices splices = {0};
	struct buf a = {0}, b = {0};
	buf_add_text(&a, "0123456789");
	buf_add_text(&b, "abc");
	package_add(&package, STR("a"), &a);
	package_add(&package, STR("b"), &b);
	splice_add(&splices, 1, 3, 3, STR("d"));
	splice_add(&splices, 0, 4, 5, STR("inside"));
	splice_add(&splices, 0, 3, 7, STR("<>"));
	splice_add(&splices, 0, 3, 3, STR("1"));
	splice_add(&splices, 0, 3, 3, STR("2"));
	splice_add(&splices, 0, 9, 10, STR(""));
	splice_apply(&splices, &package);
	assert_true(str_equal(package_bytes(&package, 0), STR("01212<>78")));
	assert_true(str_equal(package_bytes(&package, 1), STR("abcd")));
	splice_apply(&splices, &package);
	assert_true(str_equal(package_bytes(&package, 1), STR("abcd")));
	splice_free(&splices);
	package_free(&package);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(written_anew), cmocka_unit_test(mimetype_is_stored), cmocka_unit_test(bad_names),
		cmocka_unit_test(damaged),      cmocka_unit_test(encrypted),          cmocka_unit_test(bombs),
		cmocka_unit_test(names_by_namespace), cmocka_unit_test(refused_markup), cmocka_unit_test(other_encodings),
		cmocka_unit_test(spliced),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
