/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A policy: what the law wants done with each kind of finding on each side, as counsel wrote it (patterns/policy/, see
 * blackbar-policy(5)). Loaded once, then read-only and shared by all workers.
 *
 * Which line speaks does not depend on the order of lines: one that names a side goes before one for `anyone`, and two
 * lines for the same kind and side are refused on loading, as is a policy that says nothing about an identifying kind
 * on some side. So a lookup never fails and never surprises. */
#ifndef DECIDE_POLICY_H
#define DECIDE_POLICY_H
#include "base/fault.h"
#include "base/str.h"
#include "view/finding.h"

/* What of a cut value may stay, inside the token. Where it cannot be told with certainty nothing stays. */
enum policy_part {
	PART_NONE,
	PART_YEAR,     /* of a date, when written with four digits */
	PART_LAST4,    /* last four characters of a number that has at least eight */
	PART_INITIALS, /* of a person, from the fullest mention */
	PART_CITY,     /* ", CITY, ST" at the end of an address */
	PART_BLOCK,    /* the hundred block and street of an address */
	PART_BAND,     /* of an age: 0-5, 6-11, 12-17 */
	PART_COUNT
};

struct policy_line {
	bool cut;        /* else keep */
	size_t line;     /* in the file */
	char *token;     /* template: "CHILD-{N}", "{KIN} OF {CHILD}", "DOB" */
	char *otherwise; /* template for a {CHILD} that is not known; else NULL */
	enum policy_part part;
	char **basis; /* citations */
	size_t basis_count;
	char *reason; /* a few words for the public log (cut) or why it stays (keep) */
};

enum policy_hole { HOLE_WITHHOLD, HOLE_DROP };
/* Parts of scanned pages that were not read: the document is withheld, they are made black, or stay. */
enum policy_scans { POLICY_SCANS_WITHHOLD, POLICY_SCANS_BLACK, POLICY_SCANS_RELEASE };

struct policy {
	char *name, *title, *version, *jurisdiction;
	char *verified_by, *verified_on; /* empty: counsel has not signed */
	char **sources;
	size_t source_count;
	unsigned under;              /* a child is under this age ... */
	bool at_incident, at_report; /* ... at one of these dates */
	bool protect_unknown_age;    /* an unknown age counts as a child's */
	bool ask_unplaced; /* persons whom the evidence cannot place: withheld until decided, else cut and listed */
	enum policy_hole pictures, unreadable;
	bool flatten;          /* a page of a PDF that cannot be seen into becomes a picture; else it is withheld */
	enum policy_scans scans;
	bool prove_by_ocr; /* a page of a PDF that was written is also drawn and read by OCR */
	bool withhold_changes; /* a document with tracked changes; else they are accepted */
	struct policy_line *lines;
	size_t line_count;
	int16_t table[WHAT_COUNT][WHO_COUNT]; /* index of the line that speaks, -1: none, so it stays */
	bool uses_initials;
};

/* ERR_PACK with file, line, column and what to write instead. */
enum err policy_load(const char *path, struct policy **policy, struct fault *fault) MUST_USE;
enum err policy_read(const char *path, struct str yaml, struct policy **policy, struct fault *fault) MUST_USE;
void policy_free(struct policy *policy);

/* The line that speaks for this kind on this side; NULL: nothing is said, it stays. Parts of names count as names. */
const struct policy_line *policy_line(const struct policy *policy, enum what what, enum who who);
/* Whether the line speaks of this kind, on any side. One that does not was taken because a decision cuts against the policy. */
bool policy_covers(const struct policy *policy, const struct policy_line *line, enum what what);
enum what policy_kind(enum what what);           /* WHAT_NAME for the parts of names, else itself */
bool policy_signed(const struct policy *policy); /* verified_by and verified_on are filled in */
#endif
