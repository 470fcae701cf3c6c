/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A rates file (patterns/fees/): how long the work on a release takes and what the law lets an agency charge for it, with the
 * rule in words and its citations. Written by people, read strictly; the keys are explained in blackbar(1). */
#ifndef ESTIMATE_RATES_H
#define ESTIMATE_RATES_H
#include "base/date.h"
#include "base/fault.h"

/* What work and fees are counted by. */
enum per { PER_RELEASE, PER_DOCUMENT, PER_PAGE, PER_CUT, PER_UNPLACED, PER_UNCERTAIN, PER_WITHHELD, PER_COUNT };
const char *per_name(enum per per); /* "page" */

enum {
	RATES_WAYS = 4,   /* forms in which a release can be had; sets of them are bits */
	RATES_WORKS = 32, /* likewise */
	RATES_NONE = SIZE_MAX
};

struct rates_way {
	char *id, *title;
};

struct rates_work {
	char *id, *title;
	enum per per;
	uint32_t ways;
	uint64_t minutes; /* hundredths of a minute for each */
	size_t line, column;
};

struct rates_pay {
	char *id, *title;
	bool known;     /* false: the agency has not filled it in */
	uint64_t cents; /* an hour */
	size_t line;    /* in the file */
};

/* An amount for each of something, or (`pay` is not RATES_NONE) the time of some work at a rate. */
struct rates_fee {
	char *title, *rule;
	char **basis;
	size_t basis_count;
	uint32_t ways, works;
	size_t pay;
	enum per per;
	uint64_t amount; /* ten-thousandths of the currency */
};

/* Work that is not charged, and why; with works 0 a note for the letter. */
struct rates_rule {
	char *text;
	char **basis;
	size_t basis_count;
	uint32_t ways, works;
};

struct rates {
	char *path; /* as it was opened */
	char *name, *title, *version, *jurisdiction, *verified_by, *verified_on;
	char **sources, **agency;
	size_t source_count, agency_count;
	char *place, *currency;
	bool days[7]; /* on which work is done; 0 is Monday */
	struct date *closed;
	size_t closed_count;
	uint64_t hours;  /* hundredths of an hour a day */
	uint64_t people;
	char *ready;
	uint64_t uncertain_below;
	struct rates_way ways[RATES_WAYS];
	size_t way_count;
	struct rates_work works[RATES_WORKS];
	size_t work_count;
	struct rates_pay *pays;
	size_t pay_count;
	struct rates_fee *fees;
	size_t fee_count;
	struct rates_rule *free, *notes;
	size_t free_count, note_count;
};

/* ERR_PACK with file, line, column and what to write instead: a work that is neither charged nor said to be free, an amount
 * above the most that the file itself names, and all that is not understood in full. */
enum err rates_load(const char *path, struct rates **rates, struct fault *fault) MUST_USE;
enum err rates_read(const char *path, struct str yaml, struct rates **rates, struct fault *fault) MUST_USE;
void rates_free(struct rates *rates);
#endif
