/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "detect/weights.h"

static struct weights *load(const char *text, struct fault *fault)
{
	char path[] = "/tmp/blackbar-weights-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	struct weights *weights = weights_load(path, fault);
	unlink(path);
	return weights;
}

static int32_t of(const struct weights *weights, const char *kind, const char *a, const char *b)
{
	return weights_at(weights, feature_hash(str_hash(str_of(kind)), str_hash(str_of(a)), b ? str_hash(str_of(b)) : 0))[WEIGHT_NAME];
}

static void finds_what_is_there(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct weights *weights = load("# head\n-1=mother\t120\n-2-1=the |\t-7\n-1==\t3\nb=Title\t-150\n", &fault);
	assert_non_null(weights);
	assert_int_equal(of(weights, "-1", "mother", NULL), 120);
	assert_int_equal(of(weights, "-2-1", "the", "|"), -7);
	assert_int_equal(of(weights, "-1", "=", NULL), 3);
	assert_int_equal(of(weights, "b", "Title", NULL), -150);
	assert_int_equal(of(weights, "+1", "mother", NULL), 0);
	assert_int_equal(of(weights, "-2-1", "the", NULL), 0);
	weights_free(weights);
}

static void grows(void **state)
{
	(void)state;
	struct fault fault = {0};
	struct buf text = {0};
	for (int i = 1; i <= 20000; i++)
		buf_printf(&text, "w=word%d\t%d\n", i, i);
	buf_add_byte(&text, '\0');
	struct weights *weights = load(text.ptr, &fault);
	assert_non_null(weights);
	assert_int_equal(of(weights, "w", "word1", NULL), 1);
	assert_int_equal(of(weights, "w", "word20000", NULL), 20000);
	weights_free(weights);
	buf_free(&text);
}

static void refuses_what_it_does_not_know(void **state)
{
	(void)state;
	static const char *const bad[] = {"-1=mother\n", "-1=mother\tmany\n", "mother\t5\n", "-1=mother\t5 6\n", "\t5\n", "a=b\t99999999\n"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct fault fault = {0};
		assert_null(load(bad[i], &fault));
		assert_int_equal(fault.code, ERR_PACK);
		assert_non_null(strstr(fault.text, ":1:"));
	}
	struct fault fault = {0};
	assert_null(weights_load("/tmp/blackbar-no-such-file", &fault));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_is_there),
		cmocka_unit_test(grows),
		cmocka_unit_test(refuses_what_it_does_not_know),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
