/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What a release will take, reckoned from a look at its documents: what was counted, hours, the day it can be ready, and the
 * fee. Numbers of documents and their parts only: nothing here holds a name or text of a document. */
#ifndef ESTIMATE_H
#define ESTIMATE_H
#include "estimate_measure.h"
#include "estimate_rates.h"

/* One document; `err`: it cannot be released as it is. */
struct estimate_document {
	enum err err;
	uint64_t pages, uncertain;
	uint64_t cuts[WHAT_COUNT];
	uint64_t people[WHO_COUNT];
};

/* A quantity over the documents that were read, and its squares, for the margin. */
struct estimate_sum {
	uint64_t sum;
	double squares;
};

struct estimate_tally {
	uint64_t documents; /* of the input */
	uint64_t read;      /* that were looked into */
	uint64_t every;     /* one in so many was read; 1: all */
	uint64_t uncertain;
	uint64_t cuts_of[WHAT_COUNT], people_of[WHO_COUNT], withheld_of[ERR_UNSOUND + 1];
	struct estimate_sum pages, cuts, people, withheld, minutes; /* minutes: hundredths, of all work that is per something */
};

void estimate_add(struct estimate_tally *tally, const struct rates *rates, const struct estimate_document *document);

/* What a fee line comes to. */
struct estimate_fee {
	uint64_t quantity; /* of `per`; or hundredths of an hour */
	uint64_t cents;
	bool known;        /* false: its rate is not filled in */
};

/* For one of the rates' ways. Times are hundredths of an hour. */
struct estimate_way {
	uint64_t tracked, charged, days;
	struct date ready; /* the earliest day; year 0: no start was given */
	uint64_t cents;
	bool complete; /* every rate it needs is filled in */
};

/* Margins in percent of the number given, that hold in 19 of 20 samples; 0: everything was read. */
struct estimate_margins {
	bool too_few; /* documents read for a margin */
	unsigned pages, cuts, people, hours;
};

struct estimate {
	const struct rates *rates;
	uint64_t documents, read, every, releasable;
	uint64_t units[PER_COUNT];
	uint64_t cuts_of[WHAT_COUNT], people_of[WHO_COUNT], withheld_of[ERR_UNSOUND + 1], people;
	uint64_t hours_of[RATES_WORKS];
	struct date start;
	struct estimate_way ways[RATES_WAYS];
	struct estimate_margins margins;
};

/* `start`: the first day of work; year 0: none is given. */
void estimate_make(struct estimate *estimate, const struct estimate_tally *tally, const struct rates *rates, struct date start);
struct estimate_fee estimate_fee(const struct estimate *estimate, const struct rates_fee *fee);
/* Hundredths of an hour of these works. */
uint64_t estimate_hours(const struct estimate *estimate, uint32_t works);
/* Why documents cannot be released: "cannot be read"; for ERR_NONE NULL. */
const char *estimate_reason(enum err err);
const char *estimate_reason_id(enum err err); /* "unreadable" */
#endif
