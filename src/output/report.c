/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/report.h"

#include "base/utf8.h"
#include "view/age_band.h"

const char *const report_bands[REPORT_BANDS] = {"0 to 5", "6 to 11", "12 to 17", "unknown"};

unsigned report_band(int years)
{
	enum age_band band = years < 0 ? BAND_NONE : age_band((unsigned)years);
	return band == BAND_NONE ? REPORT_BANDS - 1 : (unsigned)band;
}

uint64_t report_victims(const struct report *report)
{
	uint64_t all = 0;
	for (unsigned band = 0; band < REPORT_BANDS; band++)
		all += report->victims[band];
	return all;
}

/* One line of text: UTF-8 without control characters. */
static bool is_text(struct str text, size_t limit)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7f)
			return false;
	return text.len <= limit && (text.len == 0 || utf8_valid(text) == text.len);
}

static bool is_date(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (i == 4 || i == 7 ? text.ptr[i] != '-' : text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len == 0 || text.len == 4 || text.len == 7 || text.len == 10;
}

void offence_add(struct buf *out, const struct offence *offence)
{
	buf_add_counted(out, offence->title);
	buf_add_counted(out, offence->statute);
	buf_add_counted(out, offence->class);
	buf_add_number(out, offence->attempted);
}

bool offence_take(struct str *from, struct offence *offence)
{
	uint64_t attempted;
	if (!take_counted(from, &offence->title) || !take_counted(from, &offence->statute) || !take_counted(from, &offence->class) ||
	    !take_number(from, &attempted) || attempted > 1)
		return false;
	offence->attempted = attempted;
	return true;
}

static bool are_offences(const struct report *report)
{
	struct str rest = report->offences;
	struct offence offence;
	if (report->offence_count > REPORT_OFFENCES)
		return false;
	for (uint64_t i = 0; i < report->offence_count; i++)
		if (!offence_take(&rest, &offence) || !is_text(offence.title, REPORT_TEXT_LIMIT) ||
		    !is_text(offence.statute, REPORT_NUMBER_LIMIT) || !is_text(offence.class, REPORT_NUMBER_LIMIT) ||
		    offence.title.len + offence.statute.len == 0)
			return false;
	return rest.len == 0;
}

void report_add(struct buf *out, const struct report *report)
{
	const struct str *const texts[] = {&report->number, &report->reported, &report->from, &report->to, &report->division,
					   &report->disposition, &report->offences};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_add_counted(out, *texts[i]);
	buf_add_number(out, report->offence_count);
	buf_add_number(out, report->more_offences);
	for (unsigned band = 0; band < REPORT_BANDS; band++)
		buf_add_number(out, report->victims[band]);
}

bool report_take(struct str *from, struct report *report)
{
	struct str *const texts[] = {&report->number, &report->reported, &report->from, &report->to, &report->division,
				     &report->disposition, &report->offences};
	enum { VICTIMS_MOST = 1000000 };
	uint64_t more;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!take_counted(from, texts[i]))
			return false;
	if (!take_number(from, &report->offence_count) || !take_number(from, &more) || more > (report->offence_count == REPORT_OFFENCES))
		return false;
	report->more_offences = more;
	for (unsigned band = 0; band < REPORT_BANDS; band++)
		if (!take_number(from, &report->victims[band]) || report->victims[band] > VICTIMS_MOST)
			return false;
	return is_text(report->number, REPORT_NUMBER_LIMIT) && is_date(report->reported) && is_date(report->from) && is_date(report->to) &&
	       is_text(report->division, REPORT_TEXT_LIMIT) && is_text(report->disposition, REPORT_TEXT_LIMIT) && are_offences(report);
}
