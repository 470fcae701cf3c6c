/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "format/format.h"
#include "format/text_charset.h"

struct memory {
	struct str bytes;
	size_t pos;
};

static enum err memory_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	(void)fault;
	struct memory *memory = context;
	size_t left = memory->bytes.len - memory->pos;
	*got = left < cap ? left : cap;
	if (*got)
		memcpy(to, memory->bytes.ptr + memory->pos, *got);
	memory->pos += *got;
	return ERR_NONE;
}

struct result {
	enum err err;
	struct fault fault;
	struct buf out, text; /* all parts' texts, joined */
	size_t parts;
	uint64_t shape; /* hash of the borders of parts */
};

static void result_free(struct result *result)
{
	buf_free(&result->out);
	buf_free(&result->text);
}

/* Cuts every occurrence of the word in `context`. */
static size_t cut_word(const struct view *view, struct edit *edits, void *context)
{
	struct str word = str_of(context), text = buf_str(&view->text);
	size_t count = 0;
	for (size_t i = 0; i + word.len <= text.len && count < 64; i++)
		if (str_equal(str_part(text, (struct span){i, i + word.len}), word)) {
			edits[count++] = (struct edit){{i, i + word.len}, STR("[CHILD-1]"), WHAT_NAME, 0, {0}};
			i += word.len - 1;
		}
	return count;
}

/* Makes the edits for one view, at most 64. */
typedef size_t (*edit_maker)(const struct view *view, struct edit *edits, void *context);

static struct result run(struct str bytes, size_t read_size, const struct format_options *options, edit_maker maker,
			 void *context)
{
	struct result result = {0};
	struct memory memory = {bytes, 0};
	struct source *source = source_open(memory_read, &memory, read_size, 1u << 30);
	struct view view = {0};
	void *document = NULL;
	bool more = true;
	result.err = format_text.open(options, source, &document, &result.fault);
	while (!result.err && more) {
		result.err = format_text.next(document, &view, &more, &result.fault);
		if (result.err || !more)
			break;
		struct edit edits[64];
		size_t count = maker ? maker(&view, edits, context) : 0, before = result.out.len;
		result.err = format_text.edit(document, &view, edits, count, &result.out, &result.fault);
		for (size_t i = 0; i < count && maker == cut_word && bytes.ptr[0] != '\xFF'; i++)
			assert_memory_equal(result.out.ptr + before + edits[i].out, edits[i].token.ptr,
					    edits[i].token.len);
		buf_add(&result.text, buf_str(&view.text));
		result.parts++;
		result.shape = result.shape * 31 + view.text.len;
	}
	if (!result.err)
		result.err = format_text.finish(document, &result.out, &result.fault);
	format_text.close(document);
	view_free(&view);
	source_close(source);
	return result;
}

static const struct format_options defaults = {0};
static const size_t read_sizes[] = {1, 2, 3, 5, 7, 4096, 0};
enum { READ_SIZES = sizeof read_sizes / sizeof read_sizes[0] };

static const char report[] = "KANSAS REPORT 14-0012\r\nVictim: Jos\xC3\xA9 Mu\xC3\xB1oz\tDOB: 03/04/2005\r\n\r\n"
			     "He said \xE2\x80\x9Cno\xE2\x80\x9D \xE2\x80\x94 then O\xE2\x80\x99Shea left.\n\fPage "
			     "2\rold Mac line\r\rend\n\n  \nlast";

/* `report` in an encoding, with its mark. */
static struct buf encoded(const struct charset *charset, const char *mark, size_t mark_len)
{
	struct buf buf = {0};
	buf_add(&buf, (struct str){mark, mark_len});
	charset_encode(charset, (struct str){report, sizeof report - 1}, &buf);
	return buf;
}

static const struct {
	enum charset_kind kind;
	const char *table, *mark;
	size_t mark_len;
} encodings[] = {
	{CHARSET_UTF8, NULL, "", 0},
	{CHARSET_UTF8, NULL, "\xEF\xBB\xBF", 3},
	{CHARSET_UTF16LE, NULL, "\xFF\xFE", 2},
	{CHARSET_UTF16BE, NULL, "\xFE\xFF", 2},
	{CHARSET_UTF16LE, NULL, "", 0},
	{CHARSET_UTF16BE, NULL, "", 0},
	{CHARSET_UTF32LE, NULL, "\xFF\xFE\0\0", 4},
	{CHARSET_UTF32BE, NULL, "\0\0\xFE\xFF", 4},
	{CHARSET_SINGLE, "Windows-1252", "", 0},
	{CHARSET_SINGLE, "Macintosh", "", 0},
};
enum { ENCODINGS = sizeof encodings / sizeof encodings[0] };

static struct charset charset_of(size_t i)
{
	struct charset charset = {encodings[i].kind, NULL};
	for (size_t t = 0; encodings[i].table && t < charset_table_count; t++)
		if (strcmp(charset_tables[t].name, encodings[i].table) == 0)
			charset.table = &charset_tables[t];
	return charset;
}

static void assert_bytes(struct str got, struct str want)
{
	assert_int_equal(got.len, want.len);
	if (want.len)
		assert_memory_equal(got.ptr, want.ptr, want.len);
}

static bool contains(struct buf text, const char *word)
{
	return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

static void unchanged_without_edits(void **state)
{
	(void)state;
	for (size_t i = 0; i < ENCODINGS; i++) {
		struct charset charset = charset_of(i);
		struct buf bytes = encoded(&charset, encodings[i].mark, encodings[i].mark_len);
		for (size_t part_size = 0; part_size <= 64; part_size += 8) {
			uint64_t shape = 0;
			for (size_t r = 0; r < READ_SIZES; r++) {
				struct format_options options = {.part_size = part_size};
				struct result result = run(buf_str(&bytes), read_sizes[r], &options, NULL, NULL);
				if (result.err)
					fail_msg("encoding %zu: %s", i, result.fault.text);
				assert_bytes(buf_str(&result.out), buf_str(&bytes));
				assert_true(contains(result.text, "Jos\xC3\xA9 Mu\xC3\xB1oz\t"));
				assert_true(part_size ? result.parts > 1 : result.parts == 1);
				assert_true(r == 0 || shape == result.shape);
				shape = result.shape;
				result_free(&result);
			}
		}
		buf_free(&bytes);
	}
}

static void the_view_is_what_a_reader_sees(void **state)
{
	(void)state;
	static const char bytes[] = "a\r\nb\rc\fd\x0B"
				    "e\xC2\x85"
				    "f\xE2\x80\xA8g\xC2\xA0h\xE2\x80\xAFi\tj  k\xE2\x80\x8BL\xC2\xADM"
				    "\xE2\x80\xAEN\xEF\xB8\x8F\x07O \x01 P\x1A";
	struct result result = run((struct str){bytes, sizeof bytes - 1}, 0, &defaults, NULL, NULL);
	assert_int_equal(result.err, ERR_NONE);
	assert_bytes(buf_str(&result.text), STR("a\nb\nc\nd\ne\nf\ng h i\tj  kLMN\nO   P "));
	assert_bytes(buf_str(&result.out), (struct str){bytes, sizeof bytes - 1});
	result_free(&result);
}

static void assert_cut(struct str bytes, const char *word, struct str want)
{
	for (size_t r = 0; r < READ_SIZES; r++) {
		char copy[64];
		snprintf(copy, sizeof copy, "%s", word);
		struct result result = run(bytes, read_sizes[r], &defaults, cut_word, copy);
		if (result.err)
			fail_msg("%s", result.fault.text);
		assert_bytes(buf_str(&result.out), want);
		result_free(&result);
	}
}

static void what_hides_in_a_cut_goes_with_it(void **state)
{
	(void)state;
	assert_cut(STR("by Jo\xC2\xADhn Doe."), "John Doe", STR("by [CHILD-1]."));
	assert_cut(STR("by J\xE2\x80\x8Bo\xE2\x80\x8Bh\xE2\x80\xAEn\xC2\xA0"
		       "Doe."),
		   "John Doe", STR("by [CHILD-1]."));
	assert_cut(STR("John\r\nDoe\r\n"), "John\nDoe", STR("[CHILD-1]\r\n"));
	assert_cut(STR("Jos\xE9 went, Jos\xE9 came\r\n"), "Jos\xC3\xA9", STR("[CHILD-1] went, [CHILD-1] came\r\n"));
	assert_cut(STR("\xEF\xBB\xBFJos\xC3\xA9\n"), "Jos\xC3\xA9", STR("\xEF\xBB\xBF[CHILD-1]\n"));
	assert_cut(STR("\xFF\xFEJ\0o\0s\0\xE9\0.\0\n\0"), "Jos\xC3\xA9",
		   STR("\xFF\xFE[\0C\0H\0I\0L\0D\0-\0001\0]\0.\0\n\0"));
}

static size_t cut_with_dash(const struct view *view, struct edit *edits, void *context)
{
	(void)view;
	edits[0] = (struct edit){{0, 1}, str_of(context), WHAT_NAME, 0, {0}};
	return 1;
}

static void a_token_stays_writable(void **state)
{
	(void)state;
	char token[] = "[A\xE2\x82\xAC\xE2\x98\x83]"; /* euro and snowman */
	struct result result = run(STR("x\xE9t\xE9"), 0, &defaults, cut_with_dash, token);
	assert_bytes(buf_str(&result.out), STR("[A\x80?]\xE9t\xE9"));
	result_free(&result);
	result = run(STR("xyz"), 0, &defaults, cut_with_dash, token);
	assert_bytes(buf_str(&result.out), STR("[A??]yz"));
	result_free(&result);
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* The bytes that the random edits leave, told from the pieces alone. */
struct expected {
	uint64_t seed;
	struct buf rest;
	const struct charset *charset;
	struct str text; /* the whole document in UTF-8, no mark: one part only */
};

static size_t cut_random(const struct view *view, struct edit *edits, void *context)
{
	struct expected *expected = context;
	struct str text = buf_str(&view->text);
	size_t count = 0, pos = 0, kept = 0;
	for (; count < 20; count++) {
		size_t from = utf8_ceil(text, pos + next_random(&expected->seed) % 30);
		size_t to = from >= text.len ? text.len : utf8_ceil(text, from + 1 + next_random(&expected->seed) % 9);
		if (to > text.len)
			to = text.len;
		if (from >= to)
			break;
		edits[count] = (struct edit){{from, to}, STR("#"), WHAT_NAME, 0, {0}};
		struct span pieces = view_pieces(view, edits[count].span);
		const struct piece *first = &view->pieces[pieces.from], *last = &view->pieces[pieces.to - 1];
		bool exact_first = first->to - first->from == first->origin_len;
		bool exact_last = last->to - last->from == last->origin_len;
		size_t begin = first->origin + (exact_first ? from - first->from : 0);
		size_t end = last->origin + (exact_last ? to - last->from : last->origin_len);
		charset_encode(expected->charset, str_part(expected->text, (struct span){kept, begin}),
			       &expected->rest);
		charset_encode(expected->charset, STR("#"), &expected->rest);
		kept = end;
		pos = to;
	}
	charset_encode(expected->charset, str_part(expected->text, (struct span){kept, expected->text.len}),
		       &expected->rest);
	return count;
}

static void random_edits_leave_the_rest(void **state)
{
	(void)state;
	for (size_t i = 0; i < ENCODINGS; i++) {
		struct charset charset = charset_of(i);
		struct buf bytes = encoded(&charset, encodings[i].mark, encodings[i].mark_len);
		for (uint64_t seed = 1; seed < 200; seed++) {
			struct expected expected = {
				.seed = seed, .charset = &charset, .text = {report, sizeof report - 1}};
			buf_add(&expected.rest, (struct str){encodings[i].mark, encodings[i].mark_len});
			struct result result =
				run(buf_str(&bytes), read_sizes[seed % READ_SIZES], &defaults, cut_random, &expected);
			assert_int_equal(result.err, ERR_NONE);
			assert_bytes(buf_str(&result.out), buf_str(&expected.rest));
			result_free(&result);
			buf_free(&expected.rest);
		}
		buf_free(&bytes);
	}
}

static void assert_refused(struct str bytes, enum err want, const char *words)
{
	for (size_t r = 0; r < READ_SIZES; r++) {
		struct result result = run(bytes, read_sizes[r], &defaults, NULL, NULL);
		assert_int_equal(result.err, want);
		if (strstr(result.fault.text, words) == NULL)
			fail_msg("'%s' has no '%s'", result.fault.text, words);
		result_free(&result);
	}
}

static void bad_text_is_refused(void **state)
{
	(void)state;
	assert_refused(STR("Jos\xC3\xA9 and Mar\xC3\xAD"
			   "a, Ren\xC3 damaged"),
		       ERR_MALFORMED, "invalid UTF-8 at byte 22");
	assert_refused(STR("\xEF\xBB\xBFJos\xE9"), ERR_MALFORMED, "invalid UTF-8 at byte 7");
	assert_refused(STR("abc\0def"), ERR_UNREADABLE, "binary");
	assert_refused(STR("\x01\x02\x03\x04\x05\x06\x0E\x0F\x10\x11\x12\x13\x14"), ERR_UNREADABLE, "binary");
	assert_refused(STR("line\nline\nJo\x01hn"), ERR_UNREADABLE, "line 3 has the control character U+0001");
	assert_refused(STR("Photo:\r\n"
			   "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAC\r\n"
			   "hwGA60e6kgAAAABJRU5ErkJggg0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAA\r\n"
			   "DUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg0KGgoAAAANSUhEUgAAAAEA\r\n"),
		       ERR_UNREADABLE, "(base64) begins in line 2");
	assert_refused(STR("\x1B[1mJohn\x1B[0m"), ERR_UNREADABLE, "U+001B");
	assert_refused(STR("\xFF\xFE"
			   "a\0b"),
		       ERR_MALFORMED, "byte 5 is not a character of UTF-16");
	assert_refused(STR("\xFF\xFE"
			   "a\0\0\xD8"
			   "b\0"),
		       ERR_MALFORMED, "byte 5 is not a character of UTF-16");
	assert_refused(STR("\xFF\xFE\0\0\0\0\x11\0"), ERR_MALFORMED, "byte 5 is not a character of UTF-32");
	assert_refused(STR("\x81 caf\xE9 caf\xE9 caf\xE9 caf\xE9 caf\xE9 caf\xE9"), ERR_MALFORMED,
		       "byte 1 is not a character of Windows-1252");
}

static void long_words_are_no_attachment(void **state)
{
	(void)state;
	static const char *const fine[] = {
		"=======================================================================\n"
		"=======================================================================\n"
		"=======================================================================\n",
		"SHA-512: "
		"0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n",
		"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
		"XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
	};
	for (size_t i = 0; i < sizeof fine / sizeof fine[0]; i++) {
		struct result result = run(str_of(fine[i]), 0, &defaults, NULL, NULL);
		assert_int_equal(result.err, ERR_NONE);
		result_free(&result);
	}
}

static void the_empty_file_is_no_view(void **state)
{
	(void)state;
	struct result result = run(STR(""), 0, &defaults, NULL, NULL);
	assert_int_equal(result.err, ERR_NONE);
	assert_int_equal(result.parts, 0);
	assert_int_equal(result.out.len, 0);
	result_free(&result);
	result = run(STR("\xEF\xBB\xBF"), 0, &defaults, NULL, NULL);
	assert_int_equal(result.parts, 0);
	assert_bytes(buf_str(&result.out), STR("\xEF\xBB\xBF"));
	result_free(&result);
}

static void encodings_are_told_apart(void **state)
{
	(void)state;
	static const struct {
		struct str bytes, text;
	} cases[] = {
		{STR("Jos\xE9 Pe\xF1"
		     "a \x93no\x94 \x96 O\x92Shea"),
		 STR("Jos\xC3\xA9 Pe\xC3\xB1"
		     "a \xE2\x80\x9Cno\xE2\x80\x9D \xE2\x80\x93 O\xE2\x80\x99Shea")},
		{STR("Jos\x8E Pe\x96"
		     "a \xD2no\xD3 O\xD5Shea"),
		 STR("Jos\xC3\xA9 Pe\xC3\xB1"
		     "a \xE2\x80\x9Cno\xE2\x80\x9D O\xE2\x80\x99Shea")},
		{STR("Jos\x82 Pe\xA4"
		     "a"),
		 STR("Jos\xC3\xA9 Pe\xC3\xB1"
		     "a")},
		{STR("\xC4\xC4\xC4\xBF\nJos\x82 \xB3 x\n\xC0\xC4\xC4\xD9"),
		 STR("\xE2\x94\x80\xE2\x94\x80\xE2\x94\x80\xE2\x94\x90\nJos\xC3\xA9 \xE2\x94\x82 "
		     "x\n\xE2\x94\x94\xE2\x94\x80\xE2\x94\x80\xE2\x94\x98")},
		/* "In the yard there was a boy, his name was Petya, and he lived with his mother" in Windows-1251 */
		{STR("\xC2\xEE \xE4\xE2\xEE\xF0\xE5 \xE1\xFB\xEB \xEC\xE0\xEB\xFC\xF7\xE8\xEA, \xE5\xE3\xEE "
		     "\xE7\xE2\xE0\xEB\xE8 \xCF\xE5\xF2\xFF, \xE8 \xEE\xED \xE6\xE8\xEB \xF1 \xEC\xE0\xEC\xEE\xE9."),
		 STR("\xD0\x92\xD0\xBE \xD0\xB4\xD0\xB2\xD0\xBE\xD1\x80\xD0\xB5 \xD0\xB1\xD1\x8B\xD0\xBB "
		     "\xD0\xBC\xD0\xB0\xD0\xBB\xD1\x8C\xD1\x87\xD0\xB8\xD0\xBA, \xD0\xB5\xD0\xB3\xD0\xBE "
		     "\xD0\xB7\xD0\xB2\xD0\xB0\xD0\xBB\xD0\xB8 \xD0\x9F\xD0\xB5\xD1\x82\xD1\x8F, \xD0\xB8 "
		     "\xD0\xBE\xD0\xBD \xD0\xB6\xD0\xB8\xD0\xBB \xD1\x81 \xD0\xBC\xD0\xB0\xD0\xBC\xD0\xBE\xD0\xB9.")},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct result result = run(cases[i].bytes, 3, &defaults, NULL, NULL);
		if (result.err)
			fail_msg("case %zu: %s", i, result.fault.text);
		if (!str_equal(buf_str(&result.text), cases[i].text))
			fail_msg("case %zu: %.*s", i, (int)result.text.len, result.text.ptr);
		assert_bytes(buf_str(&result.out), cases[i].bytes);
		result_free(&result);
	}
}

static void tables_are_one_to_one(void **state)
{
	(void)state;
	for (size_t t = 0; t < charset_table_count; t++)
		for (size_t i = 0; i < 128; i++)
			for (size_t k = i + 1; charset_tables[t].codes[i] && k < 128; k++)
				assert_int_not_equal(charset_tables[t].codes[i], charset_tables[t].codes[k]);
}

/* The encoding of a long text is told by its first byte above ASCII, wherever it stands. */
static void late_bytes_decide(void **state)
{
	(void)state;
	struct buf buf = {0};
	for (int i = 0; i < 3000; i++)
		buf_add_text(&buf, "a line of plain text\r\n");
	buf_add_text(&buf, "Jos\xE9\r\n");
	for (size_t r = 0; r < READ_SIZES; r++) {
		struct format_options options = {.part_size = 1000};
		struct result result = run(buf_str(&buf), read_sizes[r], &options, NULL, NULL);
		assert_int_equal(result.err, ERR_NONE);
		assert_bytes(buf_str(&result.out), buf_str(&buf));
		assert_true(result.parts > 60);
		assert_true(contains(result.text, "Jos\xC3\xA9\n"));
		result_free(&result);
	}
	buf_free(&buf);
}

static void parts_end_where_pages_do(void **state)
{
	(void)state;
	struct view view = {0};
	struct fault fault = {0};
	void *document;
	bool more;
	static const char *const want[] = {"one\ntwo\n\n", "three\nfour\n", "five\n",
					   "a-line-that-is-longer-than-a-part\n", "six"};
	struct format_options options = {.part_size = 16};
	struct source *source =
		source_open_bytes(STR("one\ntwo\n\nthree\nfour\ffive\na-line-that-is-longer-than-a-part\nsix"));
	assert_int_equal(format_text.open(&options, source, &document, &fault), ERR_NONE);
	for (size_t i = 0;; i++) {
		assert_int_equal(format_text.next(document, &view, &more, &fault), ERR_NONE);
		if (!more) {
			assert_int_equal(i, sizeof want / sizeof want[0]);
			break;
		}
		assert_bytes(buf_str(&view.text), str_of(want[i]));
		assert_true(str_starts(view.where, STR("part ")));
	}
	format_text.close(document);
	view_free(&view);
	source_close(source);
}

static void long_lines_are_refused(void **state)
{
	(void)state;
	struct buf buf = {0};
	for (int i = 0; i < 300; i++)
		buf_add_byte(&buf, 'x');
	for (size_t part_size = 8; part_size < 2000; part_size *= 3)
		for (size_t r = 0; r < READ_SIZES; r++) {
			struct format_options options = {.part_size = part_size, .line_limit = 299};
			struct result result = run(buf_str(&buf), read_sizes[r], &options, NULL, NULL);
			assert_int_equal(result.err, ERR_LIMIT);
			assert_non_null(strstr(result.fault.text, "a line of more than 299 bytes"));
			result_free(&result);
			options.line_limit = 300;
			result = run(buf_str(&buf), read_sizes[r], &options, NULL, NULL);
			assert_int_equal(result.err, ERR_NONE);
			assert_bytes(buf_str(&result.out), buf_str(&buf));
			result_free(&result);
		}
	buf_free(&buf);
}

static void kinds_are_told(void **state)
{
	(void)state;
	static const struct {
		struct str head;
		const char *format;
	} cases[] = {
		{STR(""), "text"},
		{STR("Report 14-0012\n"), "text"},
		{STR("Jos\xE9\n"), "text"},
		{STR("\xFF\xFE"
		     "a\0"),
		 "text"},
		{STR("a\0b\0c\0\n\0"), "text"},
		{STR("BMW, blue, plate unknown\n"), "text"},
		{STR("From: clerk\nTo: chief\n\nplain letter\n"), "text"},
		{STR("%PDF-1.7\n"), "pdf"},
		{STR("PK\3\4...."), "office"},
		{STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "unknown"},
		{STR("\xFF\xD8\xFF\xE0"), "image"},
		{STR("{\\rtf1\\ansi"), "rtf"},
		{STR("<!DOCTYPE html>\n"), "html"},
		{STR("a\0\0\0binary"), "unknown"},
		{STR("Subject: x\nContent-Transfer-Encoding: base64\n\nSm9obg=="), "mail"},
		{STR("From: clerk\nno header\nContent-Transfer-Encoding: base64\n\nSm9obg=="), "unknown"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct format *format = format_choose(cases[i].head, STR("x.dat"));
		if (strcmp(format->name, cases[i].format) != 0)
			fail_msg("case %zu is %s", i, format->name);
		if (format != &format_unknown)
			continue;
		struct source *source = source_open_bytes(cases[i].head);
		struct fault fault = {0};
		void *document;
		assert_int_equal(format->open(&defaults, source, &document, &fault), ERR_UNREADABLE);
		assert_true(strlen(fault.text) > 20);
		source_close(source);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(unchanged_without_edits),
		cmocka_unit_test(the_view_is_what_a_reader_sees),
		cmocka_unit_test(what_hides_in_a_cut_goes_with_it),
		cmocka_unit_test(a_token_stays_writable),
		cmocka_unit_test(random_edits_leave_the_rest),
		cmocka_unit_test(bad_text_is_refused),
		cmocka_unit_test(long_words_are_no_attachment),
		cmocka_unit_test(the_empty_file_is_no_view),
		cmocka_unit_test(encodings_are_told_apart),
		cmocka_unit_test(tables_are_one_to_one),
		cmocka_unit_test(late_bytes_decide),
		cmocka_unit_test(parts_end_where_pages_do),
		cmocka_unit_test(long_lines_are_refused),
		cmocka_unit_test(kinds_are_told),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
