/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

struct spelling {
	const char *text;
	int pivot, year, month, day;
};

static const struct spelling spellings[] = {
	{"09/03/2015", 0, 2015, 9, 3},
	{"9-3-15", 2024, 2015, 9, 3},
	{"9.3.2015", 0, 2015, 9, 3},
	{"12.9.2013", 0, 2013, 12, 9},
	{"2015-09-03", 0, 2015, 9, 3},
	{"2015/9/3", 0, 2015, 9, 3},
	{"2016.03.31", 0, 2016, 3, 31},
	{"2015-09-03T10:00:00", 0, 2015, 9, 3},
	{"09/03/2015 1745", 0, 2015, 9, 3},
	{"3 SEP 2015", 0, 2015, 9, 3},
	{"03-SEP-15", 2024, 2015, 9, 3},
	{"18-FEB-2017", 0, 2017, 2, 18},
	{"01 SEPT 2011", 0, 2011, 9, 1},
	{"MAY 30 2019", 0, 2019, 5, 30},
	{"Sept. 3rd, 2015", 0, 2015, 9, 3},
	{"September 3 2015", 0, 2015, 9, 3},
	{"September 3, '15", 2024, 2015, 9, 3},
	{"Thu, 3 Sep 2015 10:00:00 +0000", 0, 2015, 9, 3},
	{"Thursday the 3rd of September, 2015", 0, 2015, 9, 3},
	{"20150903", 0, 2015, 9, 3},
	{"09032015", 0, 2015, 9, 3},
	{"the third of September two thousand fifteen", 0, 2015, 9, 3},
	{"the fourth of October, two thousand nine", 0, 2009, 10, 4},
	{"the third of November 2023", 0, 2023, 11, 3},
	{"September twenty-third, nineteen ninety-nine", 0, 1999, 9, 23},
	{"May the first, two thousand and one", 0, 2001, 5, 1},
	{"the twenty second of June twenty fifteen", 0, 2015, 6, 22},
	{"the eleventh of November, oh-twelve", 2024, 2012, 11, 11},
	{"June third, oh nine", 2024, 2009, 6, 3},
	{"28 FEB\n\t2013", 0, 2013, 2, 28},
	{"03-03-\n        2010", 0, 2010, 3, 3},
	{"O9/O3/2Ol5", 0, 2015, 9, 3},
	{"0S/1B/2O1S", 0, 2015, 5, 18},
	{"3SEP2015", 0, 2015, 9, 3},
	{"1st of Oct 2015", 0, 2015, 10, 1},
	{"090315", 2024, 2015, 9, 3},
	{"011289", 2024, 1989, 1, 12},
	{"25/12/2012", 0, 2012, 12, 25},
	{"08-19-78", 2024, 1978, 8, 19},
	{"06-12-25", 2024, 1925, 6, 12},
	{"06-12-24", 2024, 2024, 6, 12},
	{"09/2015", 0, 2015, 9, 0},
	{"September 2015", 0, 2015, 9, 0},
	{"2015", 0, 2015, 0, 0},
	{"02/29/2016", 0, 2016, 2, 29},
};

static void reads_many_spellings(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
		const struct spelling *s = &spellings[i];
		struct date date;
		bool found = date_parse(str_of(s->text), s->pivot, &date);
		if (!found || date.year != s->year || date.month != s->month || date.day != s->day)
			fail_msg("%s: found %d, %d-%d-%d", s->text, found, date.year, date.month, date.day);
	}
}

static void refuses_what_is_no_date(void **state)
{
	(void)state;
	static const char *const texts[] = {"", " ", "abc", "13/13/2015", "02/30/2016", "02/29/2015", "1745", "99999999", "may",
					    "24-041877", "1/2", "the third", "0000-00-00", "12/12/0012x", "816-555-0171"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date;
		if (date_parse(str_of(texts[i]), DATE_NO_PIVOT, &date))
			fail_msg("%s: taken as %d-%d-%d", texts[i], date.year, date.month, date.day);
		assert_int_equal(date.year, 0);
	}
}

static void counts_days_both_ways(void **state)
{
	(void)state;
	assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
	assert_int_equal(date_days((struct date){2000, 3, 1}) - date_days((struct date){2000, 2, 28}), 2);
	for (int32_t day = date_days((struct date){1800, 1, 1}); day <= date_days((struct date){2199, 12, 31}); day++) {
		struct date date = date_of_days(day);
		assert_true(date_valid(date));
		assert_int_equal(date_days(date), day);
	}
}

static void counts_full_years(void **state)
{
	(void)state;
	struct date leap = {2008, 2, 29}, birth = {2015, 9, 3};
	assert_int_equal(date_years(birth, (struct date){2024, 9, 2}), 8);
	assert_int_equal(date_years(birth, (struct date){2024, 9, 3}), 9);
	/* born on 29 February: still a minor on 28 February */
	assert_int_equal(date_years(leap, (struct date){2026, 2, 28}), 17);
	assert_int_equal(date_years(leap, (struct date){2026, 3, 1}), 18);
	assert_int_equal(date_years(leap, (struct date){2028, 2, 29}), 20);
	/* unknown parts: the lower age */
	assert_int_equal(date_years((struct date){2008, 0, 0}, (struct date){2024, 6, 1}), 15);
	assert_int_equal(date_years((struct date){2008, 6, 0}, (struct date){2024, 6, 15}), 15);
	assert_int_equal(date_years((struct date){2008, 5, 0}, (struct date){2024, 6, 15}), 16);
	assert_int_equal(date_years(birth, (struct date){2015, 9, 2}), -1);
	assert_int_equal(date_months((struct date){2023, 5, 14}, (struct date){2024, 11, 21}), 18);
}

static void orders_dates(void **state)
{
	(void)state;
	assert_true(date_order((struct date){2015, 9, 3}, (struct date){2015, 9, 4}) < 0);
	assert_true(date_order((struct date){2015, 10, 3}, (struct date){2015, 9, 4}) > 0);
	assert_int_equal(date_order((struct date){2015, 9, 3}, (struct date){2015, 9, 3}), 0);
}

static void takes_numbers_in_words(void **state)
{
	(void)state;
	struct str text = STR("two thousand fifteen and more");
	assert_int_equal(date_take_number(&text), 2015);
	assert_true(str_starts(str_trim(text), STR("and more")) || str_starts(str_trim(text), STR("more")));
	text = STR("eight year old");
	assert_int_equal(date_take_number(&text), 8);
	text = STR("twenty-three");
	assert_int_equal(date_take_number(&text), 23);
	text = STR("15th of");
	assert_int_equal(date_take_number(&text), 15);
	text = STR("cat");
	assert_int_equal(date_take_number(&text), -1);
	assert_int_equal(date_month_of(STR("SEPT")), 9);
	assert_int_equal(date_month_of(STR("ma")), 0);
	assert_int_equal(date_month_of(STR("mayor")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_many_spellings), cmocka_unit_test(refuses_what_is_no_date),
		cmocka_unit_test(counts_days_both_ways), cmocka_unit_test(counts_full_years), cmocka_unit_test(orders_dates),
		cmocka_unit_test(takes_numbers_in_words),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
