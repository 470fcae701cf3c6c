/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_unwrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PROSE "The girl said that she was born on March\n" "4, 2014 and lives with her aunt, and the\n" "officer wrote that down before he left.\n"
#define LONG  "The girl said to the deputy that she was born on March\n" "4, 2014 and that she lives with her aunt and uncle in\n" \
	      "town, and the officer wrote that down before he left.\n"

/* What is expected, or NULL: no line goes on in the next. */
static void expect(const char *text, const char *unwrapped)
{
	struct buf out = {0};
	assert_int_equal(unwrap_text(str_of(text), &out), unwrapped != NULL);
	assert_int_equal(out.len, unwrapped ? strlen(text) : 0);
	if (unwrapped)
		assert_memory_equal(out.ptr, unwrapped, out.len);
	buf_free(&out);
}

static void test_prose(void **state)
{
	(void)state;
	expect(LONG, "The girl said to the deputy that she was born on March 4, 2014 and that she lives with her aunt and uncle in "
		     "town, and the officer wrote that down before he left.\n");
	expect("", NULL);
	expect("\n\n", NULL);
	expect("One line without an end", NULL);
	expect(PROSE, NULL); /* too narrow to be told from a list */
}

/* Nothing goes on in a label, an item, an entry of a log, below a cell or over an empty line. */
static void test_kept(void **state)
{
	(void)state;
	static const char *const next[] = {"Name: Ana Orr\n", "2. Ana Orr came\n", "- Ana Orr\n", "> Ana Orr\n", "\nAna Orr came\n", "Ana   Orr   came\n",
					   "Ana|Orr\n", " Ana Orr\n"};
	for (size_t i = 0; i < sizeof next / sizeof *next; i++) {
		struct buf text = {0}, out = {0};
		buf_add(&text, str_of(LONG "The deputy left the house at noon and came back again\n"));
		size_t end = text.len - 1;
		buf_add(&text, str_of(next[i]));
		assert_true(unwrap_text(buf_str(&text), &out));
		assert_int_equal(out.ptr[end], '\n');
		buf_free(&text);
		buf_free(&out);
	}
}

/* Whatever the text: as long as before, and nothing but line ends become spaces. */
static void test_same_places(void **state)
{
	(void)state;
	static const char bytes[] = "aaaaaaaabcdeABC   19.:|-\n\n\t\xc3\xa9\r";
	uint64_t random = 1;
	for (unsigned round = 0; round < 2000; round++) {
		struct buf text = {0}, out = {0};
		for (unsigned i = 0; i < 40 + round % 600; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			bool line = (random >> 33) % 60 == 0;
			buf_add_byte(&text, line ? '\n' : bytes[(random >> 40) % (round % 2 ? 11 : sizeof bytes)]);
		}
		if (unwrap_text(buf_str(&text), &out)) {
			assert_int_equal(out.len, text.len);
			for (size_t i = 0; i < out.len; i++)
				assert_true(out.ptr[i] == text.ptr[i] || (text.ptr[i] == '\n' && out.ptr[i] == ' '));
		} else {
			assert_int_equal(out.len, 0);
		}
		buf_free(&text);
		buf_free(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prose),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_same_places),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
