/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "estimate.h"

#include <math.h>
#include <string.h>

enum { FEW = 30, DAYS_MOST = 60000, COUNT_MOST = 1000000000 };

const char *estimate_reason(enum err err)
{
	switch (err) {
	case ERR_UNREADABLE: return "cannot be read in every part (kind of file, encryption, pictures, empty)";
	case ERR_MALFORMED: return "damaged, cut short, or not what the file says it is";
	case ERR_LIMIT: return "too large, too deep, or too slow to read";
	case ERR_UNDECIDED: return "name somebody on whom a person must decide first";
	case ERR_NONE: return NULL;
	default: return "could not be written or proven clean";
	}
}

const char *estimate_reason_id(enum err err)
{
	switch (err) {
	case ERR_UNREADABLE: return "unreadable";
	case ERR_MALFORMED: return "damaged";
	case ERR_LIMIT: return "too-large";
	case ERR_UNDECIDED: return "undecided";
	case ERR_NONE: return NULL;
	default: return "not-proven";
	}
}

/* ---- counting ------------------------------------------------------------------------------------------------ */

static void sum_add(struct estimate_sum *sum, uint64_t value)
{
	sum->sum += value;
	sum->squares += (double)value * (double)value;
}

/* What is not said by estimate_reason_id() apart is counted as one. */
static enum err reason_of(enum err err)
{
	bool known = err == ERR_UNREADABLE || err == ERR_MALFORMED || err == ERR_LIMIT || err == ERR_UNDECIDED;
	return known ? err : ERR_SYSTEM;
}

void estimate_add(struct estimate_tally *tally, const struct rates *rates, const struct estimate_document *document)
{
	uint64_t units[PER_COUNT] = {0}, cuts = 0, people = 0, minutes = 0;
	tally->read++;
	if (document->err) {
		tally->withheld_of[reason_of(document->err)]++;
		units[PER_WITHHELD] = 1;
	} else {
		for (unsigned what = 0; what < WHAT_COUNT; what++) {
			tally->cuts_of[what] += document->cuts[what];
			cuts += document->cuts[what];
		}
		for (unsigned who = 0; who < WHO_COUNT; who++) {
			tally->people_of[who] += document->people[who];
			people += document->people[who];
		}
		tally->uncertain += document->uncertain;
		units[PER_DOCUMENT] = 1;
		units[PER_PAGE] = document->pages;
		units[PER_CUT] = cuts;
		units[PER_UNPLACED] = document->people[WHO_UNPLACED];
		units[PER_UNCERTAIN] = document->uncertain;
	}
	for (size_t i = 0; i < rates->work_count; i++)
		minutes += units[rates->works[i].per] * rates->works[i].minutes;
	sum_add(&tally->pages, units[PER_PAGE]);
	sum_add(&tally->cuts, cuts);
	sum_add(&tally->people, people);
	sum_add(&tally->withheld, units[PER_WITHHELD]);
	sum_add(&tally->minutes, minutes);
}

/* ---- from what was read to the whole ------------------------------------------------------------------------- */

static uint64_t whole(const struct estimate_tally *tally, uint64_t value)
{
	double all = tally->read ? (double)value * (double)tally->documents / (double)tally->read : 0;
	return all > COUNT_MOST ? COUNT_MOST : (uint64_t)(all + 0.5);
}

/* 95 % of a simple random sample without putting back, of the mean, as a part of it. */
static unsigned margin(const struct estimate_tally *tally, const struct estimate_sum *sum)
{
	double count = (double)tally->read, mean = (double)sum->sum / count;
	double variance = (sum->squares - mean * mean * count) / (count - 1);
	double left = 1 - count / (double)tally->documents;
	if (mean <= 0 || variance <= 0)
		return 0;
	double percent = 196 * sqrt(variance * left / count) / mean;
	return percent > 999 ? 999 : (unsigned)ceil(percent);
}

static void make_margins(struct estimate *estimate, const struct estimate_tally *tally)
{
	if (tally->read == tally->documents)
		return;
	if (tally->read < FEW) {
		estimate->margins.too_few = true;
		return;
	}
	estimate->margins = (struct estimate_margins){
		.pages = margin(tally, &tally->pages),
		.cuts = margin(tally, &tally->cuts),
		.people = margin(tally, &tally->people),
		.hours = margin(tally, &tally->minutes),
	};
}

/* The parts add up to what is printed as their sum. */
static uint64_t whole_list(const struct estimate_tally *tally, const uint64_t *parts, uint64_t *to, size_t count)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += to[i] = whole(tally, parts[i]);
	return sum;
}

static void make_units(struct estimate *estimate, const struct estimate_tally *tally)
{
	uint64_t *units = estimate->units;
	units[PER_RELEASE] = 1;
	units[PER_WITHHELD] = whole_list(tally, tally->withheld_of, estimate->withheld_of, ERR_UNSOUND + 1);
	if (units[PER_WITHHELD] > tally->documents) /* by rounding */
		units[PER_WITHHELD] = tally->documents;
	units[PER_DOCUMENT] = tally->documents - units[PER_WITHHELD];
	units[PER_PAGE] = whole(tally, tally->pages.sum);
	units[PER_CUT] = whole_list(tally, tally->cuts_of, estimate->cuts_of, WHAT_COUNT);
	estimate->people = whole_list(tally, tally->people_of, estimate->people_of, WHO_COUNT);
	units[PER_UNPLACED] = estimate->people_of[WHO_UNPLACED];
	units[PER_UNCERTAIN] = whole(tally, tally->uncertain);
	estimate->releasable = units[PER_DOCUMENT];
}

/* ---- hours, days, fee ---------------------------------------------------------------------------------------- */

uint64_t estimate_hours(const struct estimate *estimate, uint32_t works)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < estimate->rates->work_count; i++)
		if (works >> i & 1)
			sum += estimate->hours_of[i];
	return sum;
}

struct estimate_fee estimate_fee(const struct estimate *estimate, const struct rates_fee *fee)
{
	if (fee->pay == RATES_NONE) {
		uint64_t count = estimate->units[fee->per];
		return (struct estimate_fee){count, (count * fee->amount + 50) / 100, true};
	}
	const struct rates_pay *pay = &estimate->rates->pays[fee->pay];
	uint64_t hours = estimate_hours(estimate, fee->works);
	return (struct estimate_fee){hours, pay->known ? (hours * pay->cents + 50) / 100 : 0, pay->known};
}

static bool is_working(const struct rates *rates, struct date day)
{
	int32_t since = date_days(day) + 3; /* 1970-01-01 was a Thursday */
	if (!rates->days[(since % 7 + 7) % 7])
		return false;
	for (size_t i = 0; i < rates->closed_count; i++)
		if (date_order(rates->closed[i], day) == 0)
			return false;
	return true;
}

/* The `days`th working day from `start` on; year 0 when that is too far away to say. */
static struct date working_day(const struct rates *rates, struct date start, uint64_t days)
{
	int32_t first = date_days(start);
	for (int32_t at = 0; at < DAYS_MOST; at++) {
		struct date day = date_of_days(first + at);
		if (!date_valid(day))
			break;
		if (is_working(rates, day) && --days == 0)
			return day;
	}
	return (struct date){0};
}

static void make_way(struct estimate *estimate, size_t index)
{
	const struct rates *rates = estimate->rates;
	struct estimate_way *way = &estimate->ways[index];
	way->complete = true;
	for (size_t i = 0; i < rates->work_count; i++)
		if (rates->works[i].ways >> index & 1)
			way->tracked += estimate->hours_of[i];
	for (size_t i = 0; i < rates->fee_count; i++) {
		if (!(rates->fees[i].ways >> index & 1))
			continue;
		struct estimate_fee fee = estimate_fee(estimate, &rates->fees[i]);
		way->cents += fee.cents;
		way->complete &= fee.known;
		if (rates->fees[i].pay != RATES_NONE)
			way->charged += fee.quantity;
	}
	uint64_t a_day = rates->hours * rates->people;
	way->days = (way->tracked + a_day - 1) / a_day;
	if (way->days == 0)
		way->days = 1;
	if (estimate->start.year)
		way->ready = working_day(rates, estimate->start, way->days);
}

void estimate_make(struct estimate *estimate, const struct estimate_tally *tally, const struct rates *rates, struct date start)
{
	*estimate = (struct estimate){
		.rates = rates, .documents = tally->documents, .read = tally->read, .every = tally->every, .start = start};
	make_units(estimate, tally);
	make_margins(estimate, tally);
	for (size_t i = 0; i < rates->work_count; i++)
		estimate->hours_of[i] = (estimate->units[rates->works[i].per] * rates->works[i].minutes + 30) / 60;
	for (size_t i = 0; i < rates->way_count; i++)
		make_way(estimate, i);
}
