/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/date.h"

#include <string.h>

enum { YEAR_MIN = 1800, YEAR_MAX = 2199, YEAR_LATEST = 2049 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* A digit, or a letter that OCR makes of one; -1. */
static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	switch (c) {
	case 'O':
	case 'o':
		return 0;
	case 'l':
	case 'I':
	case '|':
		return 1;
	case 'S':
		return 5;
	case 'B':
		return 8;
	default:
		return -1;
	}
}

bool date_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12)
		return 0;
	return month == 2 && date_leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date date)
{
	if (date.year < YEAR_MIN || date.year > YEAR_MAX || date.month > 12)
		return false;
	if (date.month == 0)
		return date.day == 0;
	return date.day <= date_month_days(date.year, date.month);
}

bool date_full(struct date date)
{
	return date.year && date.month && date.day;
}

int date_order(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

int32_t date_days(struct date date)
{
	/* years begin in March, so that the leap day is the last of its year */
	int32_t year = date.year - (date.month <= 2), month = (date.month + 9) % 12;
	int32_t era = year / 400, of_era = year % 400;
	int32_t of_year = (153 * month + 2) / 5 + date.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_of_days(int32_t days)
{
	int32_t day = days + 719468, era = day / 146097, of_era = day % 146097;
	int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
	struct date date = {.month = (uint8_t)(month < 10 ? month + 3 : month - 9),
			    .day = (uint8_t)(of_year - (153 * month + 2) / 5 + 1)};
	date.year = (int16_t)(year + era * 400 + (date.month <= 2));
	return date;
}

/* The day of `month` on which a month is full, counted from `birth`: 29 February becomes 1 March, as months are compared
 * by (month, day) and 28 February is before the 29th. */
int date_months(struct date birth, struct date day)
{
	int months = (day.year - birth.year) * 12;
	/* unknown parts: the latest birth and the earliest day */
	int birth_month = birth.month ? birth.month : 12, day_month = day.month ? day.month : 1;
	int birth_day = birth.day ? birth.day : 31, on_day = day.day ? day.day : 1;
	months += day_month - birth_month;
	return on_day < birth_day ? months - 1 : months;
}

int date_years(struct date birth, struct date day)
{
	int months = date_months(birth, day);
	return months >= 0 ? months / 12 : -((11 - months) / 12);
}

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
					  "july",    "august",   "september", "october", "november", "december"};

/* Spanish and French, in full; those that begin as in English are found as such. */
static const char *const foreign_names[][2] = {{"enero", "janvier"},    {"febrero", "fevrier"},    {"marzo", "mars"},
					       {"abril", "avril"},      {"mayo", "mai"},           {"junio", "juin"},
					       {"julio", "juillet"},    {"agosto", "aout"},        {"septiembre", "septembre"},
					       {"octubre", "octobre"},  {"noviembre", "novembre"}, {"diciembre", "decembre"}};

static bool is_foreign(int month, struct str word)
{
	return str_equal_nocase(word, str_of(foreign_names[month][0])) || str_equal_nocase(word, str_of(foreign_names[month][1]));
}

int date_month_of(struct str word)
{
	if (word.len < 3)
		return 0;
	for (int m = 0; m < 12; m++) {
		size_t i = 0, full = strlen(month_names[m]);
		while (i < word.len && i < full && lower(word.ptr[i]) == month_names[m][i])
			i++;
		if (i == word.len || is_foreign(m, word))
			return m + 1;
	}
	return 0;
}

static struct str take_word(struct str *text)
{
	struct str word = {text->ptr, 0};
	while (word.len < text->len && ascii_letter(text->ptr[word.len]))
		word.len++;
	text->ptr += word.len;
	text->len -= word.len;
	return word;
}

static void skip_gaps(struct str *text)
{
	while (text->len && strchr(" \t\n,.-/_'", text->ptr[0])) {
		text->ptr++;
		text->len--;
	}
}

struct number_word {
	const char *word;
	int value;
};

static const struct number_word number_words[] = {
	{"zero", 0},        {"oh", 0},         {"one", 1},        {"first", 1},       {"two", 2},        {"second", 2},
	{"three", 3},       {"third", 3},      {"four", 4},       {"fourth", 4},      {"five", 5},       {"fifth", 5},
	{"six", 6},         {"sixth", 6},      {"seven", 7},      {"seventh", 7},     {"eight", 8},      {"eighth", 8},
	{"nine", 9},        {"ninth", 9},      {"ten", 10},       {"tenth", 10},      {"eleven", 11},    {"eleventh", 11},
	{"twelve", 12},     {"twelfth", 12},   {"thirteen", 13},  {"thirteenth", 13}, {"fourteen", 14},  {"fourteenth", 14},
	{"fifteen", 15},    {"fifteenth", 15}, {"sixteen", 16},   {"sixteenth", 16},  {"seventeen", 17}, {"seventeenth", 17},
	{"eighteen", 18},   {"eighteenth", 18}, {"nineteen", 19}, {"nineteenth", 19}, {"twenty", 20},    {"twentieth", 20},
	{"thirty", 30},     {"thirtieth", 30}, {"forty", 40},     {"fifty", 50},      {"sixty", 60},     {"seventy", 70},
	{"eighty", 80},     {"ninety", 90},    {"hundred", 100},  {"thousand", 1000},
};

static int word_value(struct str word)
{
	for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
		if (str_equal_nocase(word, str_of(number_words[i].word)))
			return number_words[i].value;
	return -1;
}

/* One more word of a number: may it follow, and what comes out. "ninety nine" 99; "nineteen" then "ninety" 1990; "oh nine" 9. */
static bool join(int *total, int value)
{
	if (*total == 0 && value > 0 && value < 20) {
		*total = value;
	} else if (value == 1000 || value == 100) {
		if (*total == 0 || *total >= value)
			return false;
		*total *= value;
	} else if (*total % 1000 == 0 && *total) {
		*total += value;
	} else if (*total % 100 == 0 && *total >= 100) {
		*total += value;
	} else if (*total >= 20 && *total % 10 == 0 && *total < 100 && value > 0 && value < 10) {
		*total += value;
	} else if (*total % 100 >= 20 && *total % 10 == 0 && *total > 1000 && value > 0 && value < 10) {
		*total += value;
	} else if ((*total == 19 || *total == 20 || *total == 18) && value >= 10) {
		*total = *total * 100 + value;
	} else {
		return false;
	}
	return true;
}

/* How many digits, real and misread, stand at the start. Letters before more letters are none: "3SEP", "1st". */
static size_t digit_run(struct str text, size_t most)
{
	size_t len = 0;
	while (len < text.len && len < most && digit(text.ptr[len]) >= 0)
		len++;
	if (len < text.len && ascii_letter(text.ptr[len]))
		while (len > 0 && ascii_letter(text.ptr[len - 1]))
			len--;
	return len;
}

static int take_digits(struct str *text)
{
	int value = 0;
	size_t len = digit_run(*text, 8);
	for (size_t i = 0; i < len; i++)
		value = value * 10 + digit(text->ptr[i]);
	text->ptr += len;
	text->len -= len;
	struct str rest = *text, word = take_word(&rest);
	if (word.len == 2 && (str_equal_nocase(word, STR("st")) || str_equal_nocase(word, STR("nd")) ||
			      str_equal_nocase(word, STR("rd")) || str_equal_nocase(word, STR("th"))))
		*text = rest;
	return value;
}

int date_take_number(struct str *text)
{
	skip_gaps(text);
	if (text->len && text->ptr[0] >= '0' && text->ptr[0] <= '9')
		return take_digits(text);
	int total = -1;
	for (;;) {
		struct str rest = *text, word;
		skip_gaps(&rest);
		word = take_word(&rest);
		if (total > 0 && str_equal_nocase(word, STR("and"))) {
			*text = rest;
			continue;
		}
		int value = word.len ? word_value(word) : -1;
		if (value < 0 || (total >= 0 && !join(&total, value)))
			return total;
		if (total < 0)
			total = value;
		*text = rest;
	}
}

static int full_year(int year, size_t digits, int pivot)
{
	if (digits > 2 || year > 99)
		return year;
	int latest = pivot > 0 ? pivot : YEAR_LATEST, century = latest - latest % 100;
	return century + year > latest ? century - 100 + year : century + year;
}

static bool set_date(struct date *date, int year, int month, int day)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 0 || month > 12 || day < 0 || day > 31)
		return false;
	*date = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return date_valid(*date);
}

/* month/day/year, or day/month/year where only that is a date */
static bool set_american(struct date *date, int first, int second, int year)
{
	return set_date(date, year, first, second) || set_date(date, year, second, first);
}

struct group {
	int value;
	size_t digits;
};

/* Groups of digits with one separator sign (or spaces) between them, at most three; the time after them is not read. */
static size_t read_groups(struct str text, struct group *groups, char *separator)
{
	size_t count = 0;
	*separator = 0;
	while (count < 3) {
		struct group group = {.digits = digit_run(text, 9)};
		for (size_t i = 0; i < group.digits; i++)
			group.value = group.value * 10 + digit(text.ptr[i]);
		text.ptr += group.digits;
		text.len -= group.digits;
		if (group.digits == 0)
			break;
		groups[count++] = group;
		bool sign = false;
		while (text.len && (strchr(" \t\n", text.ptr[0]) || (!sign && strchr("/-._", text.ptr[0])))) {
			if (strchr("/-._", text.ptr[0])) {
				sign = true;
				*separator = text.ptr[0];
			}
			text.ptr++, text.len--;
		}
	}
	return count;
}

static bool parse_compact(struct group group, int pivot, struct date *date)
{
	int v = group.value;
	if (group.digits == 8) {
		if (v / 10000 >= 1850 && v / 10000 <= 2100 && set_date(date, v / 10000, v / 100 % 100, v % 100))
			return true;
		return set_american(date, v / 1000000, v / 10000 % 100, v % 10000);
	}
	if (group.digits == 6)
		return set_american(date, v / 10000, v / 100 % 100, full_year(v % 100, 2, pivot));
	return group.digits == 4 && set_date(date, v, 0, 0);
}

static bool parse_numeric(struct str text, int pivot, struct date *date)
{
	struct group g[3];
	char separator;
	size_t count = read_groups(text, g, &separator);
	if (count == 1)
		return parse_compact(g[0], pivot, date);
	if (count == 2) /* 09/2015, 2015-09 */
		return g[0].digits == 4   ? set_date(date, g[0].value, g[1].value, 0)
		       : g[1].digits == 4 ? set_date(date, g[1].value, g[0].value, 0)
					  : false;
	if (count != 3)
		return false;
	if (g[0].digits == 4)
		return g[1].digits <= 2 && g[2].digits <= 2 && set_date(date, g[0].value, g[1].value, g[2].value);
	if (g[0].digits > 2 || g[1].digits > 2 || (g[2].digits != 2 && g[2].digits != 4))
		return g[0].digits == 4;
	return set_american(date, g[0].value, g[1].value, full_year(g[2].value, g[2].digits, pivot));
}

static bool is_filler(struct str word)
{
	static const char *const fillers[] = {"the", "of",  "day", "in",  "on",  "th",  "mon", "tue", "tues", "wed",
					      "thu", "thur", "thurs", "fri", "sat", "sun", "year"};
	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_equal_nocase(word, str_of(fillers[i])))
			return true;
	return str_ends_nocase(word, STR("day"));
}

/* Numbers before and after the name of a month, in digits or words. */
static bool parse_named(struct str text, int pivot, struct date *date)
{
	int numbers[3], month = 0, count = 0, before = 0;
	size_t digits[3];
	while (text.len && count < 3) {
		skip_gaps(&text);
		struct str rest = text, word = take_word(&rest);
		if (word.len && month == 0 && date_month_of(word)) {
			month = date_month_of(word);
			before = count;
			text = rest;
			continue;
		}
		if (word.len && is_filler(word)) {
			text = rest;
			continue;
		}
		const char *start = text.ptr;
		numbers[count] = date_take_number(&text);
		digits[count] = (size_t)(text.ptr - start);
		if (numbers[count] < 0)
			break;
		count++;
		if (month && (count - before == 2 || (before && count > before)))
			break;
	}
	if (month == 0 || count == 0)
		return false;
	if (count == 1)
		return numbers[0] > 31 && set_date(date, numbers[0], month, 0);
	if (before == 1 && numbers[0] > 31) /* 2015 September 3 */
		return set_date(date, numbers[0], month, numbers[1]);
	return set_date(date, full_year(numbers[1], numbers[1] > 99 ? digits[1] : 2, pivot), month, numbers[0]);
}

bool date_parse(struct str text, int pivot, struct date *date)
{
	*date = (struct date){0};
	text = str_trim(text);
	bool letters = false;
	for (size_t i = 0; i + 2 < text.len && !letters; i++)
		letters = ascii_letter(text.ptr[i]) && ascii_letter(text.ptr[i + 1]) && ascii_letter(text.ptr[i + 2]);
	bool found = letters ? parse_named(text, pivot, date) : false;
	if (!found && text.len && digit(text.ptr[0]) >= 0)
		found = parse_numeric(text, pivot, date);
	if (!found)
		*date = (struct date){0};
	return found;
}
