/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "detect/token.h"

struct expected {
	const char *text;
	enum token_kind kind;
	enum token_case letters;
	const char *folded; /* NULL: no word */
};

static void check(const char *text, const struct expected *expected, size_t count)
{
	static const char *const known[] = {"officer", "not", "sheriff", "narrative", "zaina", "hollis", "division", "william"};
	struct lexicon *lexicon = lexicon_new();
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		lexicon_add(lexicon, str_of(known[i]));
	struct tokens tokens = {0};
	tokens_read(&tokens, lexicon, str_of(text));
	assert_int_equal(tokens.count, count);
	for (size_t i = 0; i < count; i++) {
		const struct token *token = &tokens.list[i];
		assert_true(str_equal(token_text(&tokens, i), str_of(expected[i].text)));
		assert_int_equal(token->kind, expected[i].kind);
		assert_int_equal(token->letters, expected[i].letters);
		if (expected[i].folded)
			assert_true(str_equal(token_folded(&tokens, i), str_of(expected[i].folded)));
	}
	tokens_free(&tokens);
	lexicon_free(lexicon);
}

#define CHECK(text, expected) check(text, expected, sizeof(expected) / sizeof *(expected))

static void words_numbers_and_signs(void **state)
{
	(void)state;
	static const struct expected expected[] = {
		{"Dr", TOKEN_WORD, CASE_TITLE, "dr"},         {".", TOKEN_SIGN, CASE_NONE, NULL},
		{"O'Shea", TOKEN_WORD, CASE_TITLE, "o'shea"}, {"'s", TOKEN_TAIL, CASE_NONE, NULL},
		{"JOSÉ", TOKEN_WORD, CASE_UPPER, "jose"},     {"2B", TOKEN_MIXED, CASE_UPPER, "2b"},
		{"417", TOKEN_NUMBER, CASE_NONE, "417"},      {"\n", TOKEN_LINE, CASE_NONE, NULL},
		{"home", TOKEN_WORD, CASE_LOWER, "home"},
	};
	CHECK("Dr. O'Shea's JOSÉ 2B 417\nhome", expected);
}

static void misread_words_are_put_right(void **state)
{
	(void)state;
	static const struct expected expected[] = {
		{"0fficer", TOKEN_MIXED, CASE_LOWER, "officer"}, {"n0t", TOKEN_MIXED, CASE_LOWER, "not"},
		{"SHERlFF", TOKEN_WORD, CASE_MIXED, "sheriff"},  {"NARRATlVE", TOKEN_WORD, CASE_MIXED, "narrative"},
		{"Za1na", TOKEN_MIXED, CASE_TITLE, "zaina"},     {"HoIlis", TOKEN_WORD, CASE_TITLE, "hollis"},
		{"W1LL1AM", TOKEN_MIXED, CASE_UPPER, "william"},
	};
	CHECK("0fficer n0t SHERlFF NARRATlVE Za1na HoIlis W1LL1AM", expected);
}

static void what_no_list_knows_stays(void **state)
{
	(void)state;
	static const struct expected expected[] = {
		{"B0B", TOKEN_MIXED, CASE_UPPER, "b0b"},
		{"TH4", TOKEN_MIXED, CASE_UPPER, "th4"},
		{"5OO", TOKEN_MIXED, CASE_UPPER, "5oo"},
		{"iPad", TOKEN_WORD, CASE_MIXED, "ipad"},
	};
	CHECK("B0B TH4 5OO iPad", expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_numbers_and_signs),
		cmocka_unit_test(misread_words_are_put_right),
		cmocka_unit_test(what_no_list_knows_stays),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
