/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "detect/names.h"
#include "detect/words.h"

/* A word list in a file of its own; the caller removes it. */
static char *list_of(const char *text)
{
	char *path = strdup("/tmp/blackbar-words-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	return path;
}

static enum err load(struct words *words, const char *text, struct fault *fault)
{
	char *path = list_of(text);
	enum err err = words_load(words, path, fault);
	unlink(path);
	free(path);
	return err;
}

static void phrases_match_longest_first(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct lexicon *lexicon = lexicon_new();
	struct words *words = words_new(lexicon);
	assert_int_equal(load(words, "# roles\n[rank]\nofficer\npolice officer\n[kin]\nmother = MOTHER\ndate of birth\n", &fault), ERR_NONE);
	struct tokens tokens = {0};
	tokens_read(&tokens, lexicon, STR("Police officer, Mother, DATE-OF-BIRTH"));
	int rank = words_class(words, "rank"), kin = words_class(words, "kin");
	struct str value;
	assert_int_equal(words_match(words, &tokens, 0, rank, &value), 2);
	assert_int_equal(words_match(words, &tokens, 1, rank, &value), 1);
	assert_int_equal(words_match(words, &tokens, 3, kin, &value), 1);
	assert_true(str_equal(value, STR("MOTHER")));
	assert_int_equal(words_match(words, &tokens, 5, kin, NULL), 5);
	assert_int_equal(words_match(words, &tokens, 0, kin, NULL), 0);
	struct words_hit hits[4];
	assert_int_equal(words_all(words, &tokens, 0, hits, 4), 1);
	assert_int_equal(hits[0].len, 2);
	tokens_free(&tokens);
	words_free(words);
	lexicon_free(lexicon);
}

static void more_classes_than_bits(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct lexicon *lexicon = lexicon_new();
	struct words *words = words_new(lexicon);
	char text[4096];
	size_t len = 0;
	for (int i = 0; i < 80; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "[class%d]\nword%c%c\n", i, 'a' + i / 26, 'a' + i % 26);
	assert_int_equal(load(words, text, &fault), ERR_NONE);
	struct tokens tokens = {0};
	tokens_read(&tokens, lexicon, STR("wordaa worddb"));
	assert_int_equal(words_match(words, &tokens, 0, words_class(words, "class0"), NULL), 1);
	assert_int_equal(words_match(words, &tokens, 1, words_class(words, "class79"), NULL), 1);
	tokens_free(&tokens);
	words_free(words);
	lexicon_free(lexicon);
}

static void bad_lists_are_refused(void **state)
{
	(void)state;
	static const char *const lists[] = {"word\n[late]\n", "[open\nword\n", "[a]\n...\n", "[a]\na b c d e f g h i\n"};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct fault fault = {0};
		struct lexicon *lexicon = lexicon_new();
		struct words *words = words_new(lexicon);
		assert_int_equal(load(words, lists[i], &fault), ERR_PACK);
		words_free(words);
		lexicon_free(lexicon);
	}
}

static void places_and_nicknames(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct lexicon *lexicon = lexicon_new();
	struct names *names = names_load(lexicon, "patterns/names", &fault);
	assert_non_null(names);
	struct tokens tokens = {0};
	tokens_read(&tokens, lexicon, STR("Cape Girardeau St. Louis Missouri missouri table"));
	assert_int_equal(names_place(names, lexicon, &tokens, 0), 2);
	assert_int_equal(names_place(names, lexicon, &tokens, 2), 3);
	assert_int_equal(names_place(names, lexicon, &tokens, 5), 1);
	assert_int_equal(names_place(names, lexicon, &tokens, 6), 0);
	assert_int_equal(names_place(names, lexicon, &tokens, 7), 0);
	assert_true(names_same(names, lexicon, STR("bill"), STR("william")));
	assert_false(names_same(names, lexicon, STR("bill"), STR("robert")));
	assert_true(lexicon_get(lexicon, lexicon_find(lexicon, STR("bill")))->nick);
	tokens_free(&tokens);
	names_free(names);
	lexicon_free(lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(phrases_match_longest_first),
		cmocka_unit_test(more_classes_than_bits),
		cmocka_unit_test(bad_lists_are_refused),
		cmocka_unit_test(places_and_nicknames),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
