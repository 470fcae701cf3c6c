/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct lexicon *words(void)
{
	static const struct {
		const char *word;
		uint8_t common, surname;
	} list[] = {{"he", 15, 0}, {"went", 12, 0}, {"to", 15, 0}, {"the", 15, 0}, {"house", 12, 5}, {"on", 15, 0}, {"walnut", 5, 2}, {"bikes", 7, 0},
		    {"with", 15, 0}, {"is", 15, 0}, {"her", 15, 1}, {"page", 10, 9}, {"at", 15, 0}};
	struct lexicon *lexicon = lexicon_new();
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct entry *entry = lexicon_entry(lexicon, lexicon_add(lexicon, str_of(list[i].word)));
		entry->common = list[i].common;
		entry->surname = list[i].surname;
	}
	return lexicon;
}

/* What is expected, or NULL: nothing is in capitals. */
static void expect(const char *text, enum case_reading reading, const char *cased)
{
	struct lexicon *lexicon = words();
	struct tokens tokens = {0}, out = {0};
	struct buf copy = {0};
	tokens_read(&tokens, lexicon, str_of(text));
	assert_int_equal(case_text(&tokens, lexicon, reading, &copy, &out), cased != NULL);
	if (cased) {
		buf_add_byte(&copy, 0);
		assert_string_equal(copy.ptr, cased);
	}
	free(out.list);
	buf_free(&copy);
	tokens_free(&tokens);
	lexicon_free(lexicon);
}

static void test_readings(void **state)
{
	(void)state;
	const char *text = "HE WENT TO THE HOUSE ON WALNUT WITH DESTYN. HER PAGE IS PIPES.L AT XQV";
	expect(text, CASE_SMALL, "He went to the house on walnut with Destyn. Her page is pipes.l at XQV");
	expect(text, CASE_LARGE, "He went to the house on Walnut with Destyn. Her page is pipes.l at XQV");
	expect("HE WENT TO THE HOUSE WITH 2 BIKES AND 58 WALNUT", CASE_LARGE, "He went to the house with 2 bikes AND 58 Walnut");
	expect("HE WENT TO THE HOUSE ON WALNUT OLN_SSN|PIPES.L", CASE_SMALL, "He went to the house on walnut OLN_SSN|PIPES.L");
}

/* Text with small letters stays as it is, but for a whole passage in capitals; a head is none. */
static void test_passages(void **state)
{
	(void)state;
	expect("", CASE_SMALL, NULL);
	expect("HE WENT TO THE HOUSE", CASE_SMALL, NULL);
	expect("He went to the house on Walnut with her and to the house on Walnut.", CASE_SMALL, NULL);
	expect("HE WENT TO THE HOUSE ON WALNUT WITH HER\n\nHe went to the house on Walnut with her.\n", CASE_SMALL, NULL);
	expect("HE WENT TO THE HOUSE ON WALNUT WITH HER HE WENT TO THE HOUSE ON WALNUT WITH HER HE WENT TO THE HOUSE\n\nHe is OK, he went with her\n",
	       CASE_SMALL,
	       "He went to the house on walnut with her he went to the house on walnut with her he went to the house\n\nHe is OK, he went with her\n");
}

/* Whatever the text: as long as before, and nothing but capitals become small. */
static void test_same_places(void **state)
{
	(void)state;
	static const char bytes[] = "ABCDEFGHE   19.:|_=(,)'-\n\xc3\x89";
	struct lexicon *lexicon = words();
	uint64_t random = 1;
	for (unsigned round = 0; round < 2000; round++) {
		struct buf text = {0}, copy = {0};
		struct tokens tokens = {0}, out = {0};
		for (unsigned i = 0; i < round % 200; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			size_t at = (random >> 40) % (sizeof bytes - 2);
			buf_add(&text, (struct str){bytes + at, at == sizeof bytes - 3 ? 2 : 1});
		}
		tokens_read(&tokens, lexicon, buf_str(&text));
		if (case_text(&tokens, lexicon, round % 2 ? CASE_SMALL : CASE_LARGE, &copy, &out)) {
			assert_int_equal(copy.len, text.len);
			for (size_t i = 0; i < copy.len; i++)
				assert_true(copy.ptr[i] == text.ptr[i] || copy.ptr[i] == text.ptr[i] + ('a' - 'A'));
		} else {
			assert_int_equal(copy.len, 0);
		}
		free(out.list);
		tokens_free(&tokens);
		buf_free(&text);
		buf_free(&copy);
	}
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_readings),
		cmocka_unit_test(test_passages),
		cmocka_unit_test(test_same_places),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
