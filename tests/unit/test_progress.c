/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "job/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void expect(const char *text, uint64_t done, uint64_t total, uint64_t withheld, int64_t ms, size_t at_most)
{
	struct buf line = {0};
	progress_line(&line, "reading", done, total, withheld, ms, at_most);
	buf_add_byte(&line, '\0');
	assert_string_equal(line.ptr, text);
	buf_free(&line);
}

static void test_line(void **state)
{
	(void)state;
	expect("reading: 0 documents", 0, 0, 0, 0, 99);
	expect("reading: 1 document, 2.0 a second", 1, 0, 0, 500, 99);
	expect("reading: 50 of 149 documents, 25 a second, 4 s left, 2 withheld", 50, 149, 2, 2000, 99);
	expect("reading: 50 of 149 documents, 100 a second", 50, 149, 0, 500, 99);
	expect("reading: 10 of 10000 documents, 1.0 a second, 2 h 46 min left", 10, 10000, 0, 10000, 99);
	expect("reading: 10 of 100 documents, 1.0 a second, 1 min 31 s left", 10, 100, 0, 10000, 99);
	expect("reading: 50 of 1", 50, 149, 0, 500, 16);
}

/* Not a terminal: silence. */
static void test_silence(void **state)
{
	(void)state;
	int ends[2], old = dup(STDERR_FILENO);
	assert_int_equal(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	struct progress *progress = progress_open(false);
	progress_pass(progress, "reading", 100);
	for (uint64_t i = 0; i < 100; i++)
		progress_at(progress, i, 0);
	progress_close(progress);
	dup2(old, STDERR_FILENO);
	close(old);
	close(ends[1]);
	char byte;
	assert_int_equal(read(ends[0], &byte, 1), 0);
	close(ends[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_silence),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
