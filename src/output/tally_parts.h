/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What tally.c counts and tally_write.c and tally_html.c show. Private to output/tally*.c. */
#ifndef OUTPUT_TALLY_PARTS_H
#define OUTPUT_TALLY_PARTS_H
#include "output/tally.h"
#include "output/tally_cross.h"

enum { TALLY_CLASSES = 64, TALLY_NONE = TALLY_CLASSES, TALLY_CELLS = TALLY_CLASSES + 1, DIVISIONS_MOST = 200, MONTHS_MOST = 240 };

/* The ways of counting. */
enum column { COLUMN_DOCUMENTS, COLUMN_FIRST, COLUMN_ANY, COLUMN_OFFENCES, COLUMN_VICTIMS, COLUMNS };

struct tally_column {
	const char *id, *title, *head, *unit, *rule;
	bool sums; /* classes and what is in none are the total */
};
extern const struct tally_column tally_columns[COLUMNS];

struct tally_class {
	char *name;
	uint64_t cells[COLUMNS];
	uint64_t last; /* number of the last report that was counted as having any offence of the class */
};

/* Reports of one division or month, by class of the offence listed first; TALLY_NONE: no offence is listed. */
struct tally_group {
	char *name; /* empty: not stated */
	uint64_t cells[TALLY_CELLS], total;
};

struct tally_groups {
	struct tally_group *list;
	size_t count, cap, most;
	bool overflow;      /* there are more than `most` */
	struct cross cross; /* rows as in `list`, columns as in tally.columns */
};

struct tally {
	struct tally_class classes[TALLY_CLASSES];
	size_t class_count;
	size_t order[TALLY_CLASSES]; /* of classes, for people: most reports first, unclassified last */
	size_t columns[TALLY_CELLS]; /* of the crossed tables: classes that reports list first, in that order; TALLY_NONE last */
	size_t column_count;
	uint64_t none[COLUMNS];  /* listing no offence */
	uint64_t total[COLUMNS]; /* of all classes, none, and the withheld documents */
	uint64_t withheld, rows, numbered, attempted;
	uint64_t beyond; /* reports that list more offences than are counted */
	struct tally_groups divisions, months;
	bool by_year; /* the months are years: by month most totals were too small to be shown */
};

/* The name of a class as index `i` of tally.columns. */
struct str tally_column_name(const struct tally *tally, size_t i);
extern const char tally_report_rule[], tally_mask_rule[];
#endif
