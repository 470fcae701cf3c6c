/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Calendar dates as reports write them, and the arithmetic of ages. Proleptic Gregorian calendar, years 1800..2199. */
#ifndef BASE_DATE_H
#define BASE_DATE_H
#include "base/str.h"

/* month 0: only the year is known; day 0: only year and month are. year 0: no date. */
struct date {
	int16_t year;
	uint8_t month, day;
};

enum { DATE_NO_PIVOT = 0 };

/* Reads text that a rule has matched as a date: 09/03/2015, 9-3-15, 9.3.2015, 2015-09-03, 2015/9/3, 3 SEP 2015, 03-SEP-15,
 * Sept. 3rd, 2015, Thu, 3 Sep 2015, 20150903, 09032015, 090315, 2015-09-03T10:00:00, "the third of September, two thousand fifteen",
 * 09/2015, September 2015, 2015. A time or other text after the date is not looked at. Month comes before day unless that
 * gives no date. Letters that scanners put for digits (O, l, I, S, B) are read as digits. `pivot` is the last year a two-digit year can mean
 * (the year of the report): 26 with pivot 2025 is 1926; with DATE_NO_PIVOT it is taken as 2049. False: not a date. */
bool date_parse(struct str text, int pivot, struct date *date);

bool date_valid(struct date date); /* a day of the calendar, or a month or year alone */
bool date_full(struct date date);  /* year, month and day are known */
int date_order(struct date a, struct date b); /* <0, 0, >0; unknown month or day counts as 0 */
bool date_leap(int year);
int date_month_days(int year, int month);

/* Days since 1970-01-01, and back; `date` is full. */
int32_t date_days(struct date date);
struct date date_of_days(int32_t days);

/* Full calendar years from a birth to a day: the age on that day. Who is born on 29 February has the birthday on 1 March in
 * other years. Where month or day is unknown on either side, the lower age that is possible. Negative: `day` is before `birth`. */
int date_years(struct date birth, struct date day);
int date_months(struct date birth, struct date day); /* the same in full months */

/* 1..12 for the first letters of an English month ("sep", "SEPT", "september"), else 0. */
int date_month_of(struct str word);

/* "two thousand fifteen", "twenty-three", "third", "15th": the number in words or digits at the start of *text, which is
 * moved behind it; -1 when there is none. */
int date_take_number(struct str *text);
#endif
