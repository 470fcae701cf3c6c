/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/check.h"

#include <string.h>

#include "base/date.h"

enum { DIGITS_MAX = 32 };

/* The digits of a value, without what stands between them; the count, at most DIGITS_MAX. */
static size_t digits_of(struct str value, bool ocr, char *digits)
{
	size_t count = 0;
	for (size_t i = 0; i < value.len && count < DIGITS_MAX; i++) {
		char c = value.ptr[i];
		if (ocr && (c == 'O' || c == 'o'))
			c = '0';
		else if (ocr && (c == 'l' || c == 'I'))
			c = '1';
		if (ascii_digit(c))
			digits[count++] = c;
	}
	return count;
}

bool check_ssn(struct str value)
{
	char d[DIGITS_MAX];
	if (digits_of(value, true, d) != 9)
		return false;
	if (memcmp(d, "000", 3) == 0 || memcmp(d, "666", 3) == 0 || d[0] == '9')
		return false;
	return memcmp(d + 3, "00", 2) != 0 && memcmp(d + 5, "0000", 4) != 0;
}

bool check_phone(struct str value)
{
	char digits[DIGITS_MAX], *d = digits;
	size_t count = digits_of(value, true, digits);
	if (count >= 11 && d[0] == '1') {
		d++;
		count--;
	}
	return count >= 10 && d[0] >= '2' && d[3] >= '2';
}

static bool luhn(const char *d, size_t count)
{
	unsigned sum = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned digit = (unsigned)(d[count - 1 - i] - '0');
		if (i % 2)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0;
}

bool check_luhn(struct str value)
{
	char d[DIGITS_MAX];
	size_t count = digits_of(value, false, d);
	return count >= 12 && luhn(d, count);
}

bool check_imei(struct str value)
{
	char d[DIGITS_MAX];
	size_t count = digits_of(value, false, d);
	return count == 14 || count == 16 || (count == 15 && luhn(d, 15));
}

bool check_vin(struct str value)
{
	size_t letters = 0, digits = 0;
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		letters += ascii_letter(c);
		digits += ascii_digit(c);
	}
	return letters + digits == 17 && digits >= 5 && letters >= 2;
}

bool check_date(struct str value)
{
	struct date date;
	return date_parse(value, DATE_NO_PIVOT, &date);
}

bool check_birth(struct str value)
{
	struct date date;
	return date_parse(value, DATE_NO_PIVOT, &date) && date.year >= 1900 && date.year <= 2099;
}

bool check_ipv4(struct str value)
{
	unsigned parts = 0, number = 0, digits = 0, first = 0;
	for (size_t i = 0; i <= value.len; i++) {
		if (i < value.len && ascii_digit(value.ptr[i])) {
			number = number * 10 + (unsigned)(value.ptr[i] - '0');
			if (++digits > 3 || number > 255)
				return false;
		} else if (i == value.len || value.ptr[i] == '.') {
			if (digits == 0)
				return false;
			if (parts++ == 0)
				first = number;
			number = digits = 0;
		} else {
			return false;
		}
	}
	return parts == 4 && first > 0;
}

bool check_digit(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (ascii_digit(value.ptr[i]))
			return true;
	return false;
}

bool check_given(struct str value)
{
	static const char *const nothing[] = {
		"none", "unk", "unknown", "na", "n/a", "same", "nil", "null", "not", "no", "yes", "y", "n", "tbd",
		"pending", "refused", "declined", "withheld", "redacted", "blank", "listed", "above", "below", "on", "see",
		"ditto", "is", "was", "and", "the", "of", "to", "for", "in", "at", "by", "or"};
	value = str_trim(value);
	size_t len = 0;
	while (len < value.len && (ascii_letter(value.ptr[len]) || value.ptr[len] == '/'))
		len++;
	if (value.len == 0 || (len == 0 && value.len < 2 && !ascii_digit(value.ptr[0])))
		return false;
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		if (str_equal_nocase((struct str){value.ptr, len}, str_of(nothing[i])))
			return false;
	return true;
}

struct named {
	const char *name;
	check_function *check;
};

static const struct named checks[] = {
	{"birth", check_birth}, {"date", check_date}, {"digit", check_digit}, {"given", check_given}, {"imei", check_imei},
	{"ipv4", check_ipv4},   {"luhn", check_luhn}, {"phone", check_phone}, {"ssn", check_ssn},     {"vin", check_vin},
};

check_function *check_named(const char *name)
{
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if (strcmp(checks[i].name, name) == 0)
			return checks[i].check;
	return NULL;
}

const char *check_names(void)
{
	return "birth, date, digit, given, imei, ipv4, luhn, phone, ssn, vin";
}
