/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_births.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"

enum { SIX_WEEKS = 42, NEAR = 16, LATEST_YEAR = 2049 };

static bool is_other_date(enum what what)
{
	return what == WHAT_INCIDENT_DATE || what == WHAT_REPORT_DATE || what == WHAT_DATE;
}

static bool read_date(const struct finding *finding, struct str text, int pivot, struct date *date)
{
	return date_parse(str_part(text, finding->span), pivot, date) && date_full(*date);
}

/* Stands a finding near number `i`, of a kind that `accept` wants, over its span? The list is sorted. */
static bool lies_under(const struct finding_list *findings, size_t i, bool birth)
{
	const struct span span = findings->list[i].span;
	size_t first = i > NEAR ? i - NEAR : 0, end = findings->count - i > NEAR ? i + NEAR : findings->count;
	for (size_t j = first; j < end; j++) {
		const struct finding *other = &findings->list[j];
		bool wanted = birth ? other->what == WHAT_BIRTH_DATE
				    : other->what == WHAT_BIRTH_DATE && other->score >= BIRTH_SURE;
		if (wanted && other->span.from <= span.from && other->span.to >= span.to)
			return true;
	}
	return false;
}

/* The youngest date that is surely no birth, in days; INT32_MIN: none. Labelled ones come first. */
static int32_t latest_day(const struct finding_list *findings, struct str text)
{
	int32_t labelled = INT32_MIN, any = INT32_MIN;
	struct date date;
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		if (!is_other_date(finding->what) || !read_date(finding, text, LATEST_YEAR, &date) || lies_under(findings, i, false))
			continue;
		int32_t day = date_days(date);
		if (finding->what != WHAT_DATE && day > labelled)
			labelled = day;
		if (day > any)
			any = day;
	}
	return labelled != INT32_MIN ? labelled : any;
}

void births_sift(struct finding_list *findings, struct str text)
{
	int32_t latest = latest_day(findings, text);
	int pivot = latest == INT32_MIN ? LATEST_YEAR : date_of_days(latest).year;
	size_t kept = 0;
	struct date date;
	for (size_t i = 0; i < findings->count; i++) {
		struct finding finding = findings->list[i];
		if (finding.what == WHAT_BIRTH_DATE && finding.score < BIRTH_SURE && read_date(&finding, text, pivot, &date) &&
		    latest != INT32_MIN && date_days(date) > latest - SIX_WEEKS)
			continue;
		findings->list[kept++] = finding;
	}
	findings->count = kept;
	bool *gone = mem_alloc(findings->count, sizeof *gone);
	for (size_t i = 0; i < findings->count; i++)
		gone[i] = findings->list[i].what == WHAT_DATE && lies_under(findings, i, true);
	kept = 0;
	for (size_t i = 0; i < findings->count; i++)
		if (!gone[i])
			findings->list[kept++] = findings->list[i];
	findings->count = kept;
	free(gone);
}
