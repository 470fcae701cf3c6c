/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/row.h"


#include "base/csv.h"

enum { BANDS_MOST = 200 }; /* children whose bands are spelled out */

void row_add(struct buf *out, const struct row *row)
{
	const struct str *const texts[] = {&row->document, &row->sha256, &row->citations, &row->reason};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		buf_add_counted(out, *texts[i]);
	buf_add_number(out, row->withheld);
	buf_add_number(out, row->further);
	buf_add_number(out, row->pages);
	buf_add_number(out, row->cuts);
	report_add(out, &row->report);
}

bool row_take(struct str *from, struct row *row)
{
	struct str *const texts[] = {&row->document, &row->sha256, &row->citations, &row->reason};
	uint64_t withheld, further;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!take_counted(from, texts[i]))
			return false;
	if (!take_number(from, &withheld) || !take_number(from, &further) || !take_number(from, &row->pages) ||
	    !take_number(from, &row->cuts))
		return false;
	row->withheld = withheld;
	row->further = further;
	return report_take(from, &row->report);
}

void row_bands(struct buf *out, const struct report *report)
{
	size_t written = 0;
	for (unsigned band = 0; band < REPORT_BANDS; band++)
		for (uint64_t i = 0; i < report->victims[band] && written < BANDS_MOST; i++) {
			buf_add_text(out, written++ ? "; " : "");
			buf_add_text(out, report_bands[band]);
		}
}

static void add_cell(struct buf *out, struct str text)
{
	csv_add(out, text);
	buf_add_byte(out, ',');
}

static void add_number(struct buf *out, uint64_t value)
{
	buf_add_decimal(out, value);
	buf_add_byte(out, ',');
}

static void add_released(struct buf *out, const struct row *row, bool counted)
{
	const struct report *report = &row->report;
	add_cell(out, row->sha256);
	add_cell(out, report->number);
	buf_add_text(out, counted ? "yes," : "no,");
	add_cell(out, report->reported);
	add_cell(out, report->from);
	add_cell(out, report->to);
	add_cell(out, report->division);
	add_cell(out, report->disposition);
	add_number(out, report->offence_count);
	add_number(out, report_victims(report));
	row_bands(out, report);
	buf_add_byte(out, ',');
	if (row->further) {
		buf_add_text(out, ",,,");
		return;
	}
	if (row->pages)
		buf_add_decimal(out, row->pages);
	buf_add_byte(out, ',');
	add_number(out, row->cuts);
	add_cell(out, row->citations);
}

void row_index(struct buf *out, const struct row *row, bool counted)
{
	add_cell(out, row->document);
	buf_add_text(out, row->withheld ? "withheld," : "released,");
	if (row->withheld)
		buf_add_text(out, ",,,,,,,,,,,,0,,");
	else
		add_released(out, row, counted);
	csv_add(out, row->reason);
	buf_add_text(out, CSV_END);
}

/* A spreadsheet takes 568.050 for 568.05: a bare number gets the sign of a section. */
static void add_statute(struct buf *out, struct str statute)
{
	size_t digits = 0;
	while (digits < statute.len && ((statute.ptr[digits] >= '0' && statute.ptr[digits] <= '9') || statute.ptr[digits] == '.'))
		digits++;
	if (digits && digits == statute.len)
		buf_add_text(out, "\xc2\xa7 ");
	add_cell(out, statute);
}

void row_offences(struct buf *out, const struct row *row, bool counted)
{
	struct str rest = row->report.offences;
	struct offence offence;
	for (uint64_t number = 1; number <= row->report.offence_count && offence_take(&rest, &offence); number++) {
		add_cell(out, row->document);
		add_cell(out, row->report.number);
		add_number(out, number);
		add_cell(out, offence.title);
		add_statute(out, offence.statute);
		add_cell(out, offence.class);
		buf_add_text(out, offence.attempted ? "yes," : "no,");
		buf_add_text(out, counted ? "yes," : "no,");
		if (row->report.more_offences && number == row->report.offence_count)
			csv_add(out, STR(ROW_MORE_OFFENCES));
		buf_add_text(out, CSV_END);
	}
}

void row_withheld(struct buf *out, struct str document, struct str reason)
{
	add_cell(out, document);
	buf_add_text(out, "whole document,withheld,,,");
	csv_add(out, reason);
	buf_add_text(out, CSV_END);
}
