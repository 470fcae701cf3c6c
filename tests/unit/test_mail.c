/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* E-mails in small: codings at every size of pieces, what is one and what is not, headers to text and back, the structure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/mail_address.h"
#include "format/mail_body.h"
#include "format/mail_word.h"
#include "input/mail.h"

static void assert_str(struct str got, const char *expected)
{
	if (got.len != strlen(expected) || (got.len && memcmp(got.ptr, expected, got.len) != 0))
		fail_msg("got '%.*s', expected '%s'", (int)got.len, got.ptr, expected);
}

/* ---- codings ---- */

static enum err decode(enum mail_coding coding, struct str text, size_t step, struct buf *to)
{
	struct mail_decoder decoder = {.coding = coding};
	struct fault fault = {0};
	enum err err = ERR_NONE;
	buf_clear(to);
	for (size_t at = 0; at < text.len && !err; at += step)
		err = mail_decode(&decoder, str_part(text, (struct span){at, at + step < text.len ? at + step : text.len}), to, &fault);
	return err ? err : mail_decode_end(&decoder, &fault);
}

static void codings(void **state)
{
	static const struct {
		enum mail_coding coding;
		const char *coded, *text; /* NULL: damaged */
	} cases[] = {
		{MAIL_PLAIN, "a=41\r\n", "a=41\r\n"},
		{MAIL_BASE64, "", ""},
		{MAIL_BASE64, "YQ==", "a"},
		{MAIL_BASE64, " YW\r\nI=\n", "ab"},
		{MAIL_BASE64, "YWJj", "abc"},
		{MAIL_BASE64, "YQ", NULL},
		{MAIL_BASE64, "YQ=", NULL},
		{MAIL_BASE64, "Y===", NULL},
		{MAIL_BASE64, "YR==", NULL}, /* bits that would be lost */
		{MAIL_BASE64, "YWJ=", NULL},
		{MAIL_BASE64, "YQ==YQ==", NULL},
		{MAIL_BASE64, "YW-j", NULL},
		{MAIL_QUOTED, "a=3Db=3d\n", "a=b=\n"},
		{MAIL_QUOTED, "a=\nb= \t\r\nc", "abc"},
		{MAIL_QUOTED, "a=", "a"}, /* its line end was the boundary's */
		{MAIL_QUOTED, "a=4", NULL},
		{MAIL_QUOTED, "a=4x", NULL},
		{MAIL_QUOTED, "a= b", NULL},
		{MAIL_QUOTED, "a==41", NULL},
	};
	struct buf to = {0};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		for (size_t step = 1; step < 8; step++) {
			enum err err = decode(cases[i].coding, str_of(cases[i].coded), step, &to);
			assert_int_equal(err, cases[i].text ? ERR_NONE : ERR_MALFORMED);
			if (cases[i].text)
				assert_str(buf_str(&to), cases[i].text);
		}
	buf_free(&to);
}

static void quoting(void **state)
{
	static const char *const texts[] = {"", "a\n", "From me\n=41 \n\t\nx \n", "\xc3\xa9t\xc3\xa9\nno end", "a\n\n\nb", "tab\tx ",
					    "a very long line that goes on and on until it has to be broken somewhere, = sign and all \n"};
	struct buf coded = {0}, back = {0};
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct mail_quoter quoter = {0};
		buf_clear(&coded);
		mail_quote(&quoter, str_of(texts[i]), STR("\n"), &coded);
		assert_int_equal(decode(MAIL_QUOTED, buf_str(&coded), 3, &back), ERR_NONE);
		assert_str(buf_str(&back), texts[i]);
		for (size_t at = 0, line = 0; at < coded.len; at++) {
			line = coded.ptr[at] == '\n' ? 0 : line + 1;
			assert_true(line <= 76 && (unsigned char)coded.ptr[at] < 0x80);
		}
	}
	assert_true(mail_is_plain(STR("a\r\n--b\n")));
	assert_false(mail_is_plain(STR("a\n--=_x\n")));
	assert_false(mail_is_plain(STR("a\rb\n")));
	buf_free(&coded);
	buf_free(&back);
}

/* ---- what is an e-mail ---- */

static void sniffing(void **state)
{
	static const struct {
		const char *head, *name;
		bool mail;
	} cases[] = {
		{"MIME-Version: 1.0\n", "x", true},
		{"From: a\nMessage-ID: <a@b>\n\nx", "x", true},
		{"From: a\r\nReceived: from a\r\n\tby b; date\r\n\r\n", "x", true},
		{"From: a\r\nReceived: from a by b; date\r\n\r\n", "x", true},
		{"Subject: =?utf-8?q?a?=\n\nx", "x", true},
		{"From: Sgt. A\nTo: Capt. B\nSubject: c\nDate: 1/2/2012\n\nx", "x.txt", false},
		{"From: Sgt. A\nTo: Capt. B\n\nx", "x.EML", true},
		{"Received: 03/04/2012 1640 hours; by phone\n\nx", "x", true}, /* all of it is shown either way */
		{"Received: 03/04/2012 1640 hours\n\nx", "x", false},
		{"Message-ID: <a@b>\nName of child: x\n\nx", "x", false},
		{"Content-Type: text/plain\nno header\n\n", "x.eml", false},
		{"", "x.eml", false},
		{" From: a\n", "x.eml", false},
		{"Report: 1\n\nMIME-Version: 1.0\n", "x", false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (mail_sniff(str_of(cases[i].head), str_of(cases[i].name)) != cases[i].mail)
			fail_msg("case %zu", i);
	assert_true(mail_box_sniff(STR("From a@b Tue Oct  1 08:47:12 2024\nFrom: a\n")));
	assert_true(mail_box_sniff(STR("From 1 @xxx Mon Jan 01 00:00:00 +0000 2018\r\nX-A: b\r\n")));
	assert_false(mail_box_sniff(STR("From a@b Tue Oct  1 08:47:12 2024\nno header\n")));
	assert_false(mail_box_sniff(STR("From the desk of\nMay: x\n")));
}

/* ---- headers ---- */

static void words(void **state)
{
	static const struct {
		const char *value, *text;
	} cases[] = {
		{"a  b\tc", "a b c"},
		{"=?utf-8?q?a_b?=", "a b"},
		{"=?utf-8?b?w6k=?= =?UTF-8?Q?=C3?=\t=?utf-8?q?=A9?= x", "\xc3\xa9\xc3\xa9 x"},
		{"x =?iso-8859-1*fr?q?=e9?=, y", "x \xc3\xa9, y"},
		{"=?utf-8?q?a=E2=80=8Bb?=", "ab"}, /* nothing that does not show */
		{"a =? b ?= c", "a =? b ?= c"},
		{"=?utf-8?q?=41=3?=", NULL},
		{"=?utf-8?q?a", NULL},
		{"=?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3F=3D?=", NULL},
		{"=?utf-8?q?a=0Ab?=", NULL},
		{"=?utf-8?q?=FF?=", NULL},
		{"=?nothing?q?a?=", NULL},
		{"\xff", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf text = {0};
		struct fault fault = {0};
		enum err err = mail_words(str_of(cases[i].value), &text, &fault);
		assert_int_equal(err == ERR_NONE, cases[i].text != NULL);
		if (cases[i].text)
			assert_str(buf_str(&text), cases[i].text);
		buf_free(&text);
	}
}

/* A header's value, read, with what lies between `cut` and its end replaced, and written. */
static void rewrite(const char *value, const char *cut, struct buf *text, struct buf *out)
{
	struct view view = {0};
	struct mail_boxes boxes = {0};
	struct fault fault = {0};
	struct edit edit = {.token = STR("[X]")};
	buf_clear(text);
	buf_clear(out);
	assert_int_equal(mail_read_addresses(str_of(value), text, &boxes, &fault), ERR_NONE);
	view_add(&view, buf_str(text), 0, 0, (uint32_t)text->len);
	const char *at = cut ? memmem(text->ptr, text->len, cut, strlen(cut)) : NULL;
	assert_true(cut == NULL || at != NULL);
	if (at)
		edit.span = (struct span){(size_t)(at - text->ptr), (size_t)(at - text->ptr) + strlen(cut)};
	struct mail_left left = {&view, &edit, at != NULL, 0};
	mail_write_addresses("To", (struct span){0, text->len}, boxes.list, boxes.count, &left, STR("\n"), out);
	free(boxes.list);
	view_free(&view);
}

static void addresses(void **state)
{
	static const struct {
		const char *value, *text, *cut, *out;
	} cases[] = {
		{"a@b.c", "a@b.c", NULL, "To: a@b.c\n"},
		{"\"Doe, Jane\" <j@b.c>", "Doe, Jane <j@b.c>", NULL, "To: \"Doe, Jane\" <j@b.c>\n"},
		{"Jane Doe <j@b.c>,x@y.z", "Jane Doe <j@b.c>, x@y.z", "j@b.c", "To: Jane Doe <\"[X]\"@redacted.invalid>, x@y.z\n"},
		{"Jane Doe <j@b.c>", "Jane Doe <j@b.c>", "Jane Doe", "To: \"[X]\" <j@b.c>\n"},
		{"Jane Doe <j.doe@b.c>", "Jane Doe <j.doe@b.c>", "doe", "To: Jane Doe <\"j.[X]@b.c\"@redacted.invalid>\n"},
		{"Jane Doe <j@b.c>, K", "Jane Doe <j@b.c>, K", "Doe <j", "To: \"Jane [X]@b.c>\" <removed@redacted.invalid>,\n K <removed@redacted.invalid>\n"},
		{"Jane <j@b.c>, K <k@b.c>", "Jane <j@b.c>, K <k@b.c>", "j@b.c>, K", "To: \"Jane <[X] <k@b.c>\" <removed@redacted.invalid>\n"},
		{"j@b.c (Jane (J.) Doe)", "j@b.c (Jane (J.) Doe)", "Doe", "To: j@b.c (Jane \\(J.\\) [X])\n"},
		{"Team: a@b.c, J <j@b.c>;", "Team: a@b.c, J <j@b.c>;", "j@b.c", "To: Team: a@b.c, J <\"[X]\"@redacted.invalid>;\n"},
		{"undisclosed-recipients:;", "undisclosed-recipients:;", NULL, "To: undisclosed-recipients:;\n"},
		{"\"[X]\"@redacted.invalid", "[X]", NULL, "To: \"[X]\"@redacted.invalid\n"},
		{"\"a\" <removed@redacted.invalid>", "a", NULL, "To: a <removed@redacted.invalid>\n"},
		{"=?utf-8?q?Zo=C3=AB,?= <z@b.c>", "Zo\xc3\xab, <z@b.c>", NULL, "To: =?utf-8?Q?Zo=C3=AB=2C?= <z@b.c>\n"},
		{"\"\\\"Jo\\\"\" <j@b.c>", "\"Jo\" <j@b.c>", NULL, "To: \"\\\"Jo\\\"\" <j@b.c>\n"},
		{"<@r:j@b.c>", "@r:j@b.c", NULL, "To: \"@r:j@b.c\"@redacted.invalid\n"},
		{"z\xc3\xab@b.c", "z\xc3\xab@b.c", NULL, "To: =?utf-8?Q?z=C3=AB=40b=2Ec?= <removed@redacted.invalid>\n"},
		{"j@[192.0.2.1]", "j@[192.0.2.1]", NULL, "To: j@[192.0.2.1]\n"},
		{",, ;", "", NULL, ""},
	};
	struct buf text = {0}, out = {0}, again = {0};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		rewrite(cases[i].value, cases[i].cut, &text, &out);
		assert_str(buf_str(&text), cases[i].text);
		assert_str(buf_str(&out), cases[i].out);
		if (out.len == 0)
			continue;
		struct buf value = {0};
		for (size_t at = 4; at + 1 < out.len; at++)
			if (out.ptr[at] != '\n')
				buf_add_byte(&value, out.ptr[at]);
		buf_add_byte(&value, '\0');
		struct buf first = {0};
		buf_add(&first, buf_str(&out));
		rewrite(value.ptr, NULL, &text, &again);
		if (cases[i].cut == NULL)
			assert_str(buf_str(&text), cases[i].text);
		buf_add_byte(&first, '\0');
		assert_str(buf_str(&again), first.ptr); /* what is written is written again */
		buf_free(&first);
		buf_free(&value);
	}
	buf_free(&text);
	buf_free(&out);
	buf_free(&again);
}

/* ---- structure ---- */

/* "multipart(text apart:1-a.txt)" */
static enum err outline(const char *text, struct buf *out)
{
	struct source *source = source_open_bytes(str_of(text));
	struct mail_reader *reader = mail_reader_open(source, false);
	enum mail_event event = MAIL_BEGIN;
	const struct mail_part *part;
	struct str bytes;
	struct fault fault = {0};
	enum err err = ERR_NONE;
	buf_clear(out);
	while (!err && event != MAIL_DONE) {
		err = mail_next(reader, &event, &part, &bytes, &fault);
		if (err)
			break;
		if (event == MAIL_BODY)
			buf_printf(out, "<%.*s>", (int)bytes.len, bytes.ptr);
		else if (event == MAIL_BEGIN)
			buf_printf(out, "%s%.*s(", part->use == MAIL_APART ? "apart:" : part->use == MAIL_DROPPED ? "dropped:" : "",
				   (int)(part->use == MAIL_APART ? part->name.len : part->subtype.len), part->use == MAIL_APART ? part->name.ptr : part->subtype.ptr);
		else if (event == MAIL_END)
			buf_add_byte(out, ')');
	}
	mail_reader_close(reader);
	source_close(source);
	return err;
}

static void structure(void **state)
{
	static const struct {
		const char *text, *outline;
	} cases[] = {
		{"A: b\n\nx\n", "plain(<x\n>)"},
		{"A: b\n", "plain()"},
		{"A: b", "plain()"},
		{"Content-Type: multipart/mixed; boundary=b\n\npre\n--b\n\nx\n\n--b\nContent-Type: text/html;\n--b--\npost", "mixed(plain(<x\n>)html())"},
		{"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\t\r\n\r\nx\r\n--b-- \r\n", "mixed(plain(<x>))"},
		{"Content-Type: multipart/digest; boundary=b\n\n--b\n\nA: b\n--b--", "digest(apart:1.eml(<A: b>))"},
		{"Content-Type: multipart/a; boundary=b\n\n--b\nContent-Type: multipart/c; boundary=\"b c:?\"\n\n--b c:?\n\nx\n--b c:?--\n--b\n\ny\n--b--", NULL},
		{"Content-Type: multipart/a; boundary=b\n\n--b\nContent-Type: multipart/c; boundary=\"c:?\"\n\n--c:?\n\nx\n--c:?--\n--b\n\ny\n--b--", "a(c(plain(<x>))plain(<y>))"},
		{"Content-Type: text/plain; name=a b.txt\nContent-Disposition: attachment\n\nx", "apart:1-a b.txt(<x>)"},
		{"Content-Disposition: attachment; filename*=utf-8''%c3%a9%20a.txt; filename=\"e.txt\"\n\nx", "apart:1-\xc3\xa9 a.txt(<x>)"},
		{"Content-Disposition: attachment; filename*1=b.txt; filename*0*=us-ascii'en'a%20\n\nx", "apart:1-a b.txt(<x>)"},
		{"Content-Disposition: attachment; filename=\"=?iso-8859-1?q?=e9_a?= =?utf-8?b?Yg==?=.txt\"\n\nx", "apart:1-\xc3\xa9 ab.txt(<x>)"},
		{"Content-Disposition: attachment; filename=\"..\\\\..\\\\a/b:c.pdf . \"\n\nx", "apart:1-c.pdf(<x>)"},
		{"Content-Disposition: attachment; filename*=koi8-r''%c1.csv\n\nx", "apart:1.csv(<x>)"},
		{"Content-Disposition: attachment; filename=\"a\xe2\x80\xae" "b.csv\"\n\nx", "apart:1.csv(<x>)"},
		{"Content-Type: application/pkcs7-signature\n\nx", "dropped:pkcs7-signature(<x>)"},
		{"Content-Type: text/plain; charset=a; charset=b\n\nx", NULL},
		{"Content-Type: text/plain (a)\n\nx", NULL},
		{"Content-Type: text\n\nx", NULL},
		{"a b: c\n\nx", NULL},
		{" a: c\n\nx", NULL},
		{"\nx", NULL},
	};
	struct buf out = {0};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		enum err err = outline(cases[i].text, &out);
		if ((err == ERR_NONE) != (cases[i].outline != NULL))
			fail_msg("case %zu: error %d", i, (int)err);
		if (!err)
			assert_str(buf_str(&out), cases[i].outline);
	}
	buf_free(&out);
}

static void bodies(void **state)
{
	static const struct {
		struct mail_part part;
		const char *bytes, *text;
	} cases[] = {
		{{.text = MAIL_TEXT}, "a \r\nb", "a \r\nb"},
		{{.text = MAIL_TEXT, .flowed = true}, "a \r\nb\r\n> c \n> d\n -- \n-- \nx \n", "a b\n> c d\n-- \n-- \nx \n"},
		{{.text = MAIL_TEXT, .flowed = true, .delete = true}, "a \nb \n>c", "ab\n> c"},
		{{.text = MAIL_CARD}, "SUMMARY:Em\r\n ily\\, x\\nnew\\\\n\r\nEND\r\n", "SUMMARY:Emily, x\nnew\\n\nEND\n"},
		{{.text = MAIL_CARD}, "N;encoding=quoted-printable:=45\n", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf text = {0};
		struct fault fault = {0};
		enum err err = mail_body(&cases[i].part, STR("utf-8"), str_of(cases[i].bytes), &text, &fault);
		assert_int_equal(err == ERR_NONE, cases[i].text != NULL);
		if (cases[i].text)
			assert_str(buf_str(&text), cases[i].text);
		buf_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codings), cmocka_unit_test(quoting),   cmocka_unit_test(sniffing), cmocka_unit_test(words),
		cmocka_unit_test(addresses), cmocka_unit_test(structure), cmocka_unit_test(bodies),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
