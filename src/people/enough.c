/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the classifier of homes, schools, births and numbers takes for one, and what is too little to be that, or something else. */
#include "base/date.h"
#include "people/values.h"

enum { PHONE_DIGITS = 7, ID_DIGITS = 4, DATE_DIGITS = 4, DATE_LONG = 6 };

/* "23-01190", "2023 118830": reports are numbered like this, and nothing says that it is anything else. */
static bool is_numbered_by_year(const struct people *people, size_t from, size_t to)
{
	struct str first = people->words[from].folded;
	bool year = people->words[from].kind == TOKEN_NUMBER && to > from + 1 &&
		    ((first.len == 4 && first.ptr[0] == '2' && first.ptr[1] == '0') || (first.len == 2 && (first.ptr[0] == '1' || first.ptr[0] == '2')));
	for (size_t i = from + 1; year && i < to; i++)
		year = people->words[i].kind == TOKEN_NUMBER || sign_is(people, i, '-');
	return year;
}

/* "08 14 [02 DP]", "FT20 [41177]", "90 MPH": the rest of a number that is something else, or how many. */
static bool is_rest(const struct people *people, size_t from)
{
	bool unit = word_in(people, from + 1, LIST_NUMBER_UNIT, NULL) && !word_in(people, from + 1, LIST_MEASURE, NULL); /* no "2 MI N OF" */
	return is_numeric(people, from) && (unit || (from > 0 && is_numeric(people, from - 1)));
}

/* One number of a date: a day, month or short year, a year, or all of them without signs. */
static bool can_be_date(const struct word *word)
{
	struct str digits = word->folded;
	size_t count = 0;
	for (size_t i = 0; i < digits.len; i++)
		count += ascii_digit(digits.ptr[i]);
	if (word->kind == TOKEN_MIXED && count >= 5 && !ascii_digit(digits.ptr[0]))
		return false; /* "JV00077" */
	struct date date;
	if (word->kind == TOKEN_NUMBER && digits.len >= DATE_LONG && !date_parse(digits, DATE_NO_PIVOT, &date))
		return false; /* "009051" is no day */
	return word->kind != TOKEN_NUMBER || digits.len <= 2 || digits.len == 6 || digits.len == 8 ||
	       (digits.len == 4 && ((digits.ptr[0] == '1' && digits.ptr[1] == '9') || (digits.ptr[0] == '2' && digits.ptr[1] == '0')));
}

/* "Harrow City", or a place of the lists: where a town is, not a home. */
static bool is_town(const struct people *people, size_t from, size_t to)
{
	return place_is(people, from, to) || word_has(people, to - 1, CUE_SEAT);
}

/* "PLACE: LAKE SULPHUR, NORTH COVE, BUOY 9": where something happened, on the water or the road, and no part of it is lived in. */
static bool is_open_place(const struct people *people, size_t from, size_t to)
{
	const cue_set homes = cue_bit(CUE_DWELLING) | cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_LIVES) | cue_bit(LABEL_ADDRESS);
	size_t first = line_from(people, people->words[from].line), end = line_to(people, people->words[from].line);
	const struct cue_hit *label = cue_at(people, first, LABEL_PLACE);
	bool open = false;
	if (!label || is_numeric(people, from))
		return false;
	for (size_t at = label->to; at < end; at++) {
		if (word_has_any(people, at, homes) || word_in(people, at, LIST_LODGING, NULL))
			return false;
		open |= at >= from && at < to && is_numeric(people, at + 1) && word_in(people, at, LIST_OPEN_PLACE, NULL);
	}
	return open;
}

/* The sign without a space stands between the number at `at` and another before it. */
static bool is_chained(const struct people *people, size_t at, char sign)
{
	return at > 1 && is_numeric(people, at) && sign_is(people, at - 1, sign) && people->words[at - 1].to == people->words[at].from &&
	       is_numeric(people, at - 2) && people->words[at - 2].to == people->words[at - 1].from;
}

/* "Smith's Food (22 S Aspen)": a shop, where nobody lodges. */
static bool is_shop(const struct people *people, size_t from, size_t to)
{
	bool address = sign_is(people, to, '(') && is_numeric(people, to + 1);
	return address && business_is(people, from, people->words[from].next) && !word_in(people, to - 1, LIST_LODGING, NULL);
}

/* "L.N. 33180477": taken for a birth date, and no day; a number of somebody, unless it is joined to others. */
bool tagged_no_day(const struct people *people, size_t from, size_t to)
{
	struct str digits = people->words[from].folded;
	struct date date;
	return people->words[from].kind == TOKEN_NUMBER && people->words[from].next >= to && digits.len >= DATE_LONG &&
	       !is_chained(people, from, '/') && !is_chained(people, from, '-') && !is_chained(people, to + 1, '-') &&
	       !date_parse(digits, DATE_NO_PIVOT, &date);
}

/* What is too little to be what the classifier took it for. */
bool tagged_enough(const struct people *people, enum weight_of what, size_t from, size_t to)
{
	size_t words = 0, digits = 0, months = 0;
	bool date = true, chained;
	for (size_t i = from; i < to; i++) {
		const struct word *word = &people->words[i];
		months += word_has(people, i, CUE_MONTH);
		/* "25/030718": the number of a report */
		chained = word->folded.len >= DATE_LONG && (is_chained(people, i, '/') || is_chained(people, i, '-'));
		date = date && can_be_date(word) && !chained;
		words += word->kind == TOKEN_WORD && word->folded.len > 1 && !word_has(people, i, CUE_MONTH);
		for (size_t j = 0; is_numeric(people, i) && j < word->folded.len; j++)
			digits += ascii_digit(word->folded.ptr[j]);
	}
	switch (what) {
	case WEIGHT_HOME:
		return words > (digits == 0) && !is_rest(people, from) && (digits || (!is_town(people, from, to) && !is_shop(people, from, to))) &&
		       !is_open_place(people, from, to);
	case WEIGHT_SCHOOL:
		return words > !!word_has(people, from, LABEL_SCHOOL) && !is_town(people, from, to) && !is_officers_town(people, from);
	case WEIGHT_BIRTH:
		/* a year alone is no birth date, nor is a number of a chain: "2.16.840.1.113883.19", "6-24-10-0057" */
		chained = is_chained(people, from, '.') || is_chained(people, to + 1, '-');
		if ((digits == 4 && !months && people->words[from].next >= to) || chained)
			return false;
		return date && !people->words[from].line_start && (digits >= DATE_DIGITS || (months && digits));
	case WEIGHT_CONTACT:
		return digits >= PHONE_DIGITS;
	default:
		return digits >= ID_DIGITS && !people->words[from].line_start && !is_rest(people, from) &&
		       !is_numbered_by_year(people, from, to) && !is_plain_day(people, from, to);
	}
}
