/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

static void every_scalar_value_round_trips(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		if (code == 0xD800)
			code = 0xE000;
		char bytes[UTF8_MAX];
		uint32_t back;
		size_t len = utf8_put(bytes, code);
		assert_int_equal(utf8_next((struct str){bytes, len}, &back), len);
		assert_int_equal(back, code);
		assert_int_equal(utf8_valid((struct str){bytes, len}), len);
		for (size_t cut = 1; cut < len; cut++) {
			assert_int_equal(utf8_valid((struct str){bytes, cut}), 0);
			assert_int_equal(utf8_tail((struct str){bytes, cut}), cut);
		}
		assert_int_equal(utf8_tail((struct str){bytes, len}), 0);
	}
}

static void bad_sequences_are_refused(void **state)
{
	(void)state;
	static const struct str bad[] = {
		STR("\x80"),
		STR("\xBF"),
		STR("\xC0\xAF"),
		STR("\xC1\xBF"),
		STR("\xE0\x9F\xBF"),
		STR("\xED\xA0\x80"),
		STR("\xED\xBF\xBF"),
		STR("\xF0\x8F\xBF\xBF"),
		STR("\xF4\x90\x80\x80"),
		STR("\xF5\x80\x80\x80"),
		STR("\xFF"),
		STR("\xC3("),
		STR("\xE2\x80"
		    "A"),
		STR("\xF0\x9F\x98"
		    "x"),
	};
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		uint32_t code;
		assert_int_equal(utf8_next(bad[i], &code), 1);
		assert_int_equal(code, UTF8_BAD);
		struct buf buf = {0};
		buf_add(&buf, STR("plain text before it, longer than a block of thirty-two bytes \xC3\xA9"));
		size_t at = buf.len;
		buf_add(&buf, bad[i]);
		buf_add_text(&buf, " and after");
		assert_int_equal(utf8_valid(buf_str(&buf)), at);
		buf_free(&buf);
	}
}

static void borders_of_characters(void **state)
{
	(void)state;
	struct str s = STR("a\xC3\xA9\xE2\x82\xAC");
	static const size_t floors[] = {0, 1, 1, 3, 3, 3, 6}, ceils[] = {0, 1, 3, 3, 6, 6, 6};
	for (size_t i = 0; i <= s.len; i++) {
		assert_int_equal(utf8_floor(s, i), floors[i]);
		assert_int_equal(utf8_ceil(s, i), ceils[i]);
	}
	assert_int_equal(utf8_ascii(s), 1);
	assert_int_equal(utf8_ascii(STR("")), 0);
	assert_int_equal(utf8_ascii(STR("all of this is ASCII and it is longer than one block of bytes")), 61);
}

static void looks(void **state)
{
	(void)state;
	static const struct {
		uint32_t code;
		enum utf8_look look;
	} cases[] = {
		{'a', LOOK_SIGN},       {'\t', LOOK_SIGN},      {' ', LOOK_SPACE},       {'\n', LOOK_LINE},
		{'\f', LOOK_LINE},      {'\r', LOOK_LINE},      {0x85, LOOK_LINE},       {0x2028, LOOK_LINE},
		{0xA0, LOOK_SPACE},     {0x202F, LOOK_SPACE},   {0x3000, LOOK_SPACE},    {0xAD, LOOK_NOTHING},
		{0x200B, LOOK_NOTHING}, {0x200D, LOOK_NOTHING}, {0x202E, LOOK_NOTHING},  {0x2066, LOOK_NOTHING},
		{0xFEFF, LOOK_NOTHING}, {0xFE0F, LOOK_NOTHING}, {0xE0061, LOOK_NOTHING}, {0, LOOK_CONTROL},
		{0x1B, LOOK_CONTROL},   {0x9B, LOOK_CONTROL},   {0x7F, LOOK_CONTROL},    {0xE9, LOOK_SIGN},
		{0x301, LOOK_SIGN},     {0x2019, LOOK_SIGN},    {0x1F600, LOOK_SIGN},    {0x10FFFF, LOOK_SIGN},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(utf8_look(cases[i].code), cases[i].look);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_scalar_value_round_trips),
		cmocka_unit_test(bad_sequences_are_refused),
		cmocka_unit_test(borders_of_characters),
		cmocka_unit_test(looks),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
