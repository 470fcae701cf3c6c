/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sources: peek and take at every read size, the limit, and failures that stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "input/source.h"

struct feed {
	struct str bytes;
	size_t at, fail_at; /* fail_at: a fault there once, then the end; 0: never */
	unsigned calls;
};

static enum err read_feed(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct feed *feed = context;
	feed->calls++;
	if (feed->fail_at && feed->at >= feed->fail_at) {
		feed->bytes.len = feed->at;
		feed->fail_at = 0;
		return fault_set(fault, ERR_UNREADABLE, "broken");
	}
	*got = feed->bytes.len - feed->at < cap ? feed->bytes.len - feed->at : cap;
	if (*got)
		memcpy(to, feed->bytes.ptr + feed->at, *got);
	feed->at += *got;
	return ERR_NONE;
}

static const size_t sizes[] = {1, 2, 3, 5, 7, 4096, 0};
enum { SIZES = sizeof sizes / sizeof *sizes };

static void reads_all(void **state)
{
	char bytes[1000];
	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 7);
	for (size_t i = 0; i < SIZES; i++)
		for (size_t want = 1; want < 40; want += 6) {
			struct feed feed = {.bytes = {bytes, sizeof bytes}};
			struct source *source = source_open(read_feed, &feed, sizes[i], sizeof bytes);
			struct fault fault = {0};
			struct str have;
			size_t at = 0;
			while (assert_int_equal(source_peek(source, want, &have, &fault), ERR_NONE), have.len) {
				assert_true(have.len >= want || at + have.len == sizeof bytes);
				assert_memory_equal(have.ptr, bytes + at, have.len);
				size_t step = have.len < want ? have.len : want;
				source_take(source, step);
				at += step;
				assert_int_equal(source_taken(source), at);
			}
			assert_int_equal(at, sizeof bytes);
			source_close(source);
		}
}

static void stops_at_limit(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		struct feed feed = {.bytes = STR("0123456789")};
		struct source *source = source_open(read_feed, &feed, sizes[i], 9);
		struct fault fault = {0};
		struct str have;
		assert_int_equal(source_peek(source, 10, &have, &fault), ERR_LIMIT);
		assert_int_equal(fault.code, ERR_LIMIT);
		fault_clear(&fault);
		assert_int_equal(source_peek(source, 1, &have, &fault), ERR_LIMIT);
		assert_int_equal(have.len, 0);
		source_close(source);
	}
}

static void failure_stays(void **state)
{
	(void)state;
	for (size_t i = 0; i < SIZES; i++) {
		struct feed feed = {.bytes = STR("0123456789"), .fail_at = 5};
		struct source *source = source_open(read_feed, &feed, sizes[i], 100);
		struct fault fault = {0};
		struct str have;
		enum err err = source_peek(source, 11, &have, &fault);
		unsigned calls = feed.calls;
		assert_int_equal(err, ERR_UNREADABLE);
		assert_string_equal(fault.text, "broken");
		fault_clear(&fault);
		assert_int_equal(source_peek(source, 11, &have, &fault), ERR_UNREADABLE);
		assert_string_equal(fault.text, "broken");
		assert_int_equal(feed.calls, calls);
		source_close(source);
	}
}

static void bytes_and_nothing(void **state)
{
	struct fault fault = {0};
	struct str have;
	(void)state;
	struct source *source = source_open_bytes(STR("abc"));
	assert_int_equal(source_peek(source, 100, &have, &fault), ERR_NONE);
	assert_int_equal(have.len, 3);
	source_take(source, 2);
	assert_int_equal(source_peek(source, 1, &have, &fault), ERR_NONE);
	assert_int_equal(have.len, 1);
	source_close(source);
	source = source_open_bytes((struct str){0});
	assert_int_equal(source_peek(source, 1, &have, &fault), ERR_NONE);
	assert_int_equal(have.len, 0);
	source_take(source, 0);
	source_close(source);
	struct feed feed = {0};
	source = source_open(read_feed, &feed, 0, 0);
	assert_int_equal(source_peek(source, 1, &have, &fault), ERR_NONE);
	assert_int_equal(have.len, 0);
	assert_int_equal(source_peek(source, 1, &have, &fault), ERR_NONE);
	assert_int_equal(feed.calls, 1); /* the end is asked for once */
	source_close(source);
	source_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_all),
		cmocka_unit_test(stops_at_limit),
		cmocka_unit_test(failure_stays),
		cmocka_unit_test(bytes_and_nothing),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
