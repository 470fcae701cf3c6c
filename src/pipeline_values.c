/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What was cut from a document is cut from its name too, where nothing says what it is: "2318 Pellbrook 06-09-2014.txt". Values are
 * compared by their letters and digits alone; a birth date in every order of its numbers. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "pipeline_parts.h"

enum {
	VALUES_MOST = 32 << 10, /* bytes of them of one document */
	VALUE_SHORT = 6,        /* a shorter one could be anything ... */
	WORD_SHORT = 8,         /* ... and so could one without digits: "school" */
	VALUE_LONG = 60,
	WORDS = 9               /* of a file name that can be one value */
};

static bool is_part(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c & 0x80);
}

/* Letters and digits of the text, small. `words`: after so many of them the rest is left out; 0: all. */
static size_t fold(struct str text, size_t words, char folded[VALUE_LONG])
{
	size_t len = 0, count = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool begins = is_part(c) && (i == 0 || !is_part(text.ptr[i - 1]));
		count += begins;
		if ((words && count > words) || (is_part(c) && len == VALUE_LONG))
			return words && count > words ? len : 0;
		if (is_part(c))
			folded[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	return len;
}

static void add(struct pipeline *pipeline, const struct cut *cut, struct str value)
{
	struct buf *values = &pipeline->values;
	bool digits = false;
	for (size_t i = 0; i < value.len; i++)
		digits |= value.ptr[i] >= '0' && value.ptr[i] <= '9';
	if (value.len < (digits ? VALUE_SHORT : WORD_SHORT) || values->len > VALUES_MOST)
		return;
	size_t before = values->len;
	buf_add_number(values, cut->what);
	buf_add_number(values, cut->who);
	buf_add_counted(values, value);
	if (before && memmem(values->ptr, before, values->ptr + before, values->len - before)) /* known */
		values->len = before;
}

static void add_date(struct pipeline *pipeline, const struct cut *cut, struct str text)
{
	struct date date;
	if (!date_parse(text, DATE_NO_PIVOT, &date) || !date_full(date))
		return;
	const unsigned year = (unsigned)date.year % 10000, month = date.month % 100u, day = date.day % 100u, two = year % 100;
	enum { FORMS = 6, FORM = 16 };
	char forms[FORMS][FORM];
	snprintf(forms[0], FORM, "%02u%02u%04u", month, day, year);
	snprintf(forms[1], FORM, "%02u%02u%04u", day, month, year);
	snprintf(forms[2], FORM, "%04u%02u%02u", year, month, day);
	snprintf(forms[3], FORM, "%u%u%04u", month, day, year);
	snprintf(forms[4], FORM, "%02u%02u%02u", month, day, two);
	snprintf(forms[5], FORM, "%02u%02u%02u", two, month, day);
	for (size_t i = 0; i < FORMS; i++)
		add(pipeline, cut, str_of(forms[i]));
}

void pipeline_note_values(struct pipeline *pipeline)
{
	char folded[VALUE_LONG];
	for (size_t i = 0; i < pipeline->cuts.count; i++) {
		const struct cut *cut = &pipeline->cuts.list[i];
		struct str text = str_part(buf_str(&pipeline->view.text), cut->span);
		if (cut->what == WHAT_NAME || cut->what == WHAT_AGE || cut->what == WHAT_REPORT_NUMBER)
			continue; /* names and numbers of reports are found in any case */
		if (cut->what == WHAT_BIRTH_DATE)
			add_date(pipeline, cut, text);
		else if (cut->what == WHAT_ADDRESS) /* the number and the street; without a number it can be a town */
			add(pipeline, cut, (struct str){folded, text.ptr[0] >= '0' && text.ptr[0] <= '9' ? fold(text, 2, folded) : 0});
		else
			add(pipeline, cut, (struct str){folded, fold(text, 0, folded)});
	}
}

/* The longest value that begins at `from`; its end, or `from`. */
static size_t end_of_value(const struct pipeline *pipeline, struct str path, size_t from, uint64_t *what, uint64_t *who)
{
	size_t end = from, at = from;
	char folded[VALUE_LONG];
	for (unsigned words = 0; words < WORDS && at < path.len; words++) {
		while (at < path.len && !is_part(path.ptr[at]))
			at++;
		while (at < path.len && is_part(path.ptr[at]))
			at++;
		struct str so_far = {folded, fold(str_part(path, (struct span){from, at}), 0, folded)};
		struct str rest = buf_str(&pipeline->values), value;
		uint64_t kind, side;
		while (so_far.len >= VALUE_SHORT && take_number(&rest, &kind) && take_number(&rest, &side) && take_counted(&rest, &value))
			if (str_equal(value, so_far)) {
				end = at;
				*what = kind;
				*who = side;
			}
	}
	return end;
}

void pipeline_find_values(struct pipeline *pipeline)
{
	struct str path = buf_str(&pipeline->view.text);
	uint64_t what = WHAT_NONE, who = WHO_NONE;
	for (size_t at = 0; at < path.len; at++) {
		if (!is_part(path.ptr[at]) || (at > 0 && is_part(path.ptr[at - 1])))
			continue;
		size_t end = end_of_value(pipeline, path, at, &what, &who);
		if (end == at)
			continue;
		finding_add(&pipeline->findings, (struct span){at, end}, (enum what)what, RULE_PEOPLE)->who = (enum who)who;
		at = end - 1;
	}
	finding_sort(&pipeline->findings);
}
