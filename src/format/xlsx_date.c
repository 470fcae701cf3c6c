/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Days in spreadsheets are numbers: of days since 30 December 1899 (so that the calendar is right from March 1900 on) or
 * 1 January 1904, with a fraction for the time. Whether a number is one says its format (ECMA-376 part 1, 18.8.30). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "format/xlsx.h"

enum { BUILTIN = 164, DAYS_MOST = 2958466, NUMBER_MOST = 40 };

/* Formats that programs know by number. */
static uint8_t builtin_kind(unsigned format)
{
	if ((format >= 14 && format <= 17) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58))
		return XLSX_DATE;
	if (format == 22)
		return XLSX_DATE | XLSX_TIME;
	return (format >= 18 && format <= 21) || (format >= 45 && format <= 47) ? XLSX_TIME : 0;
}

/* What the letters of a format stand for, outside of quotes, brackets and escapes. */
static uint8_t format_kind(struct str code)
{
	uint8_t kind = 0;
	bool month = false; /* or minutes */
	for (size_t i = 0; i < code.len; i++) {
		char c = code.ptr[i] | 0x20;
		char end = code.ptr[i] == '"' ? '"' : code.ptr[i] == '[' ? ']' : '\0';
		if (code.ptr[i] == '\\' || code.ptr[i] == '_' || code.ptr[i] == '*') {
			i++;
		} else if (end) {
			for (i++; i < code.len && code.ptr[i] != end;)
				i++;
		} else if (code.ptr[i] == ';') {
			break; /* the rest is for other numbers */
		} else if (c == 'y' || c == 'd') {
			kind |= XLSX_DATE;
		} else if (c == 'h' || c == 's') {
			kind |= XLSX_TIME;
		} else if (c == 'm') {
			month = true;
		} else if (c == 'g' && code.len - i >= 7) {
			return 0; /* General */
		}
	}
	return month && !(kind & XLSX_TIME) ? kind | XLSX_DATE : kind;
}

static unsigned number_of(struct str text)
{
	unsigned number = 0;
	for (size_t i = 0; i < text.len && i < 9 && text.ptr[i] >= '0' && text.ptr[i] <= '9'; i++)
		number = number * 10 + (unsigned)(text.ptr[i] - '0');
	return number;
}

struct formats {
	unsigned *numbers;
	uint8_t *kinds;
	size_t count, cap, kind_cap;
};

static void add_format(struct formats *formats, const struct markup *markup, uint32_t element)
{
	formats->numbers = mem_room(formats->numbers, formats->count, &formats->cap, sizeof *formats->numbers);
	formats->kinds = mem_room(formats->kinds, formats->count, &formats->kind_cap, sizeof *formats->kinds);
	formats->numbers[formats->count] = number_of(markup_value(markup, element, SPACE_NONE, "numFmtId"));
	/* escapes of XML only stand for signs that say nothing here */
	formats->kinds[formats->count++] = format_kind(markup_value(markup, element, SPACE_NONE, "formatCode"));
}

static uint8_t kind_of(const struct formats *formats, unsigned number)
{
	for (size_t i = 0; i < formats->count; i++)
		if (formats->numbers[i] == number)
			return formats->kinds[i];
	return number < BUILTIN ? builtin_kind(number) : 0;
}

static void read_styles(const struct markup *markup, struct xlsx_dates *dates)
{
	struct formats formats = {0};
	size_t cap = 0;
	for (uint32_t i = 0; i < markup->part.element_count; i++) {
		if (markup_is(markup, i, SPACE_S, "numFmt"))
			add_format(&formats, markup, i);
		if (!markup_is(markup, i, SPACE_S, "xf") || !markup_is(markup, markup->part.elements[i].parent, SPACE_S, "cellXfs"))
			continue;
		dates->styles = mem_room(dates->styles, dates->count, &cap, sizeof *dates->styles);
		dates->styles[dates->count++] = kind_of(&formats, number_of(markup_value(markup, i, SPACE_NONE, "numFmtId")));
	}
	free(formats.numbers);
	free(formats.kinds);
}

enum err xlsx_dates_read(struct office *office, const struct opc *opc, struct xlsx_dates *dates, struct fault *fault)
{
	const struct opc_relation *book = opc_relation_of(opc, PACKAGE_NONE, "officeDocument");
	const struct opc_relation *styles = opc_relation_of(opc, book->to, "styles");
	struct markup markup = {0};
	enum err err = office_read(office, book->to, &markup, fault);
	for (uint32_t i = 0; err == ERR_NONE && i < markup.part.element_count; i++) {
		struct str value = markup_is(&markup, i, SPACE_S, "workbookPr") ? markup_value(&markup, i, SPACE_NONE, "date1904") : (struct str){0};
		dates->from_1904 |= str_equal(value, STR("1")) || str_equal(value, STR("true"));
	}
	if (err == ERR_NONE && styles && styles->to != PACKAGE_NONE)
		err = office_read(office, styles->to, &markup, fault);
	if (err == ERR_NONE && styles && styles->to != PACKAGE_NONE)
		read_styles(&markup, dates);
	markup_free(&markup);
	return err;
}

bool xlsx_date_show(const struct xlsx_dates *dates, size_t style, struct str number, struct buf *to)
{
	char text[NUMBER_MOST + 1], *end;
	uint8_t kind = style < dates->count ? dates->styles[style] : 0;
	if (kind == 0 || number.len == 0 || number.len > NUMBER_MOST)
		return false;
	memcpy(text, number.ptr, number.len);
	text[number.len] = '\0';
	double value = strtod(text, &end);
	if (*end || !(value >= 0) || value >= DAYS_MOST)
		return false;
	int32_t days = (int32_t)value, minutes = (int32_t)lround((value - (double)days) * 24 * 60);
	if (minutes == 24 * 60)
		days++, minutes = 0;
	struct date epoch = dates->from_1904 ? (struct date){1904, 1, 1} : (struct date){1899, 12, 30};
	if ((kind & XLSX_DATE) && (days > 0 || !(kind & XLSX_TIME))) {
		struct date date = date_of_days(date_days(epoch) + days);
		buf_printf(to, "%04d-%02d-%02d", date.year, date.month, date.day);
		if (minutes && (kind & XLSX_TIME))
			buf_add_byte(to, ' ');
		else
			return true;
	}
	buf_printf(to, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
	return true;
}
