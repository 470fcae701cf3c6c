/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "bare_numbers.h"

#include <string.h>

#include "base/date.h"

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

/* "1998", "2024": four digits or more that begin as a year of our time does. */
static bool is_year(const char *digits)
{
	return memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0;
}

/* "2024-2025", as schools and budgets have it. */
static bool is_next_year(const char *year, const char *other)
{
	int number = 0, next = 0;
	for (unsigned i = 0; i < 4; i++) {
		number = number * 10 + (year[i] - '0');
		next = next * 10 + (other[i] - '0');
	}
	return next == number + 1;
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
	size_t kind = at < text.len && text.ptr[at] == '-' ? run_of(text, at + 1, 'A', 'Z') : 0; /* "24-T-2071" */
	if (letters == 0 && kind > 0 && kind < 3)
		at += 1 + kind;
	if (letters > 4 || (first != 2 && first != 4) || at >= text.len || text.ptr[at] != '-')
		return 0;
	size_t second = run_of(text, at + 1, '0', '9');
	const char *rest = text.ptr + at + 1;
	at += 1 + second;
	bool hyphen = at + 1 < text.len && text.ptr[at] == '-' && is_letter_or_digit(text.ptr[at + 1]);
	bool open = hyphen || (at < text.len && is_letter_or_digit(text.ptr[at]));
	bool century = first == 4 && !is_year(year), years = first == 4 && second == 4 && is_next_year(year, rest);
	bool month = letters == 0 && first == 2 && second == 4 && is_year(rest);
	return open || century || years || month || second < (letters ? 3u : 4u) || second > 7 ? 0 : at - from;
}

static bool is_part(char c)
{
	return c == '-' || is_letter_or_digit(c);
}

/* What letters, digits and hyphens stand around the next hyphen; without any at the end. */
static bool next_token(struct str text, size_t *at, struct str *token)
{
	const char *hyphen = *at < text.len ? memchr(text.ptr + *at, '-', text.len - *at) : NULL;
	if (hyphen == NULL)
		return false;
	size_t from = (size_t)(hyphen - text.ptr), to = from;
	while (from > *at && is_part(text.ptr[from - 1]))
		from--;
	while (to < text.len && is_part(text.ptr[to]))
		to++;
	*token = (struct str){text.ptr + from, to - from};
	*at = to;
	return true;
}

/* A number has a hyphen inside, and begins what letters, digits and hyphens stand around that. */
void bare_numbers_add(struct buf *numbers, struct str text, size_t most)
{
	struct str token;
	for (size_t at = 0; most > 0 && next_token(text, &at, &token);) {
		size_t len = is_letter_or_digit(token.ptr[0]) ? number_at(text, (size_t)(token.ptr - text.ptr)) : 0;
		if (len == 0)
			continue;
		buf_add_counted(numbers, (struct str){token.ptr, len});
		most--;
	}
}

enum { LOOSE_DIGITS = 6, LOOSE_LONG = 24, GROUPS_MOST = 4 };

/* How long the groups between hyphens are; 0: too many of them, or one is empty. */
static size_t groups_of(struct str token, size_t lengths[GROUPS_MOST])
{
	size_t count = 0, from = 0;
	for (size_t i = 0; i <= token.len; i++) {
		if (i < token.len && token.ptr[i] != '-')
			continue;
		if (i == from || count == GROUPS_MOST)
			return 0;
		lengths[count++] = i - from;
		from = i + 1;
	}
	return count;
}

/* Digits only: no date, telephone number, time from and to, or years or days from and to; no time of a day, "20240304-1530". */
static bool is_plain_number(struct str token)
{
	size_t lengths[GROUPS_MOST], count = groups_of(token, lengths);
	if (count == 2)
		return lengths[0] >= LOOSE_DIGITS && !(lengths[0] == 8 && is_year(token.ptr));
	return count == 3 && lengths[0] + lengths[1] + lengths[2] > 8 && lengths[0] > 1 && !(lengths[0] == 3 && lengths[1] == 3);
}

/* "04-MAR-2024", "2024-03-04T00", as systems print it, "0800-1600HRS", "SY2024-2025", "TEL-417-555-0103": on that day, at that hour or by
 * that telephone there was many a case. */
static bool is_day_or_hour(struct str token)
{
	size_t lengths[GROUPS_MOST], count = groups_of(token, lengths), digits[GROUPS_MOST] = {0};
	size_t all = 0;
	bool telephone = count >= 3, month = false;
	for (size_t i = 0, from = 0; i < count; from += lengths[i++] + 1) {
		struct str group = str_part(token, (struct span){from, from + lengths[i]});
		month |= date_month_of(group) > 0;
		for (size_t j = 0; j < group.len; j++)
			digits[i] += group.ptr[j] >= '0' && group.ptr[j] <= '9';
		all += digits[i];
	}
	for (size_t i = 0; telephone && i < 3; i++)
		telephone = digits[count - 3 + i] == (i == 2 ? 4 : 3);
	bool printed = count == 3 && lengths[0] == 4 && digits[0] == 4 && is_year(token.ptr) && lengths[1] == 2 && digits[1] == 2 && digits[2] >= 2 &&
		       token.ptr[8] >= '0' && token.ptr[8] <= '3' && !(lengths[2] == digits[2]);
	return (month && count == 3 && all <= 6) || telephone || printed || (count == 2 && digits[0] == 4 && digits[1] == 4);
}

static bool is_loose(struct str token)
{
	size_t digits = 0, letters = 0, small = 0, lengths[GROUPS_MOST];
	for (size_t i = 0; i < token.len; i++) {
		digits += token.ptr[i] >= '0' && token.ptr[i] <= '9';
		letters += token.ptr[i] >= 'A' && token.ptr[i] <= 'Z';
		small += token.ptr[i] >= 'a' && token.ptr[i] <= 'z';
	}
	if (digits < LOOSE_DIGITS || small > 0 || letters > digits || token.len > LOOSE_LONG)
		return false;
	return letters ? groups_of(token, lengths) > 1 && !is_day_or_hour(token) : is_plain_number(token);
}

void loose_numbers_add(struct buf *numbers, struct str text, size_t most)
{
	struct str token;
	for (size_t at = 0; most > 0 && next_token(text, &at, &token);) {
		char marked[LOOSE_LONG + 1] = {LOOSE_NUMBER};
		if (!is_loose(token))
			continue;
		memcpy(marked + 1, token.ptr, token.len);
		buf_add_counted(numbers, (struct str){marked, token.len + 1});
		most--;
	}
}
