/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bare_numbers.h"

#include <string.h>

static bool is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static size_t run_of(struct str text, size_t at, char low, char high)
{
	size_t from = at;
	while (at < text.len && text.ptr[at] >= low && text.ptr[at] <= high)
		at++;
	return at - from;
}

/* The length of a number that is built as report numbers are, year first, and has no label: "KC24-4471", "PC-25-00702". */
static size_t number_at(struct str text, size_t at)
{
	size_t from = at, letters = run_of(text, at, 'A', 'Z');
	at += letters;
	if (letters && at < text.len && text.ptr[at] == '-')
		at++;
	const char *year = text.ptr + at;
	size_t first = run_of(text, at, '0', '9');
	at += first;
	if (letters > 4 || (first != 2 && first != 4) || at >= text.len || text.ptr[at] != '-')
		return 0;
	size_t second = run_of(text, at + 1, '0', '9');
	const char *rest = text.ptr + at + 1;
	at += 1 + second;
	bool hyphen = at + 1 < text.len && text.ptr[at] == '-' && is_letter_or_digit(text.ptr[at + 1]);
	bool open = hyphen || (at < text.len && is_letter_or_digit(text.ptr[at]));
	bool century = first == 4 && memcmp(year, "19", 2) != 0 && memcmp(year, "20", 2) != 0;
	bool month = letters == 0 && first == 2 && second == 4 && (memcmp(rest, "19", 2) == 0 || memcmp(rest, "20", 2) == 0);
	return open || century || month || second < (letters ? 3u : 4u) || second > 7 ? 0 : at - from;
}

static bool is_part(char c)
{
	return c == '-' || is_letter_or_digit(c);
}

/* A number has a hyphen inside, and begins what letters, digits and hyphens stand around that. */
void bare_numbers_add(struct buf *numbers, struct str text, size_t most)
{
	const char *hyphen;
	for (size_t at = 0; most > 0 && at < text.len && (hyphen = memchr(text.ptr + at, '-', text.len - at));) {
		size_t from = (size_t)(hyphen - text.ptr);
		while (from > at && is_part(text.ptr[from - 1]))
			from--;
		for (at = (size_t)(hyphen - text.ptr); at < text.len && is_part(text.ptr[at]);)
			at++;
		size_t len = is_letter_or_digit(text.ptr[from]) ? number_at(text, from) : 0;
		if (len == 0)
			continue;
		buf_add_counted(numbers, (struct str){text.ptr + from, len});
		most--;
	}
}
