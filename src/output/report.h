/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the papers say of one report: a row of index.csv, and its rows of offences.csv. Read from the released document
 * (facts.h), so nothing in it was cut. Plain values; strings are borrowed. */
#ifndef OUTPUT_REPORT_H
#define OUTPUT_REPORT_H
#include <stdbool.h>

#include "base/str.h"

/* bytes; what is longer is left out where it is read, and refused where it is taken */
enum { REPORT_NUMBER_LIMIT = 64, REPORT_TEXT_LIMIT = 160, REPORT_DATE_LIMIT = 10, REPORT_OFFENCES = 500 };

/* Ages of children as bands (view/age_band.h), never as numbers; the last is for those whose age the released document does not
 * print. */
enum { REPORT_BANDS = 4 };
extern const char *const report_bands[REPORT_BANDS];
unsigned report_band(int years); /* index into report_bands; years < 0: unknown */

/* Title and statute as printed; either may be empty. */
struct offence {
	struct str title, statute;
	struct str class; /* by the table of classes; empty until it has been asked (classes.h) */
	bool attempted;
};

struct report {
	struct str number;              /* as printed; empty: the document states none */
	struct str reported, from, to;  /* 2011-02-17, 2011-02 or 2011, as far as known; empty: not stated */
	struct str division, disposition;
	uint64_t victims[REPORT_BANDS]; /* children who are victims, by band */
	struct str offences;            /* one after another: offence_take() */
	uint64_t offence_count;
	bool more_offences;             /* it lists more than REPORT_OFFENCES; those are left out */
};

uint64_t report_victims(const struct report *report); /* all bands together */
void offence_add(struct buf *out, const struct offence *offence);
bool offence_take(struct str *from, struct offence *offence);

/* Compact records. A worker may have been broken into: taking fails on anything that no honest one writes. */
void report_add(struct buf *out, const struct report *report);
bool report_take(struct str *from, struct report *report);

/* Texts of a report that was read from JSON. */
struct report_text {
	struct buf number, reported, from, to, division, disposition, offences, scratch;
};
void report_text_free(struct report_text *text);
/* The fields as a line of audit.jsonl has them, from `"report":` to the last; and back, exactly that spelling. The strings of the
 * report live in `text`. */
void report_json(struct buf *out, const struct report *report);
bool report_json_take(struct str *from, struct report *report, struct report_text *text);
#endif
