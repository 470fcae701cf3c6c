/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the papers of a release say of the reports in a document (output/report.h), read while the document is written:
 * from findings of rules for facts (patterns/facts.yaml), dates, and persons. Only what is released counts: a number, date
 * or division that a cut touches is not stated, and the title of an offence is given as the released document has it.
 *
 * A document holds one report, unless the number of another stands at the head of a line with an offence or a date of its own
 * close behind, as in an export or a file of many reports. Memory: the reports of the document, until they are taken. */
#ifndef FACTS_H
#define FACTS_H
#include "output/report.h"
#include "people/people.h"

struct facts; /* one per worker */

struct facts *facts_new(void);
void facts_free(struct facts *facts);
void facts_begin(struct facts *facts); /* a new document */

/* Moves the findings of kinds that what_is_fact() to `stated`, which is emptied: they are no business of those who find out who
 * is who. */
void facts_set_apart(struct finding_list *findings, struct finding_list *stated);

struct facts_part {
	struct str text;                     /* of the view */
	const struct finding_list *findings; /* dates, numbers */
	const struct finding_list *stated;   /* of the kinds that what_is_fact() */
	const struct part *people;
	const uint64_t *keys;                /* of people: who is the same in all parts of the document */
	const struct edit *edits;            /* what is cut, sorted */
	size_t edit_count;
	bool ages;                           /* ages of children stay in the document */
};
void facts_read(struct facts *facts, const struct facts_part *part);

/* Reports that are complete, as report_add() writes them; taken: the next call gives others. */
struct str facts_done(struct facts *facts);
void facts_taken(struct facts *facts);
/* After the last part: now all are. At least one, which may state nothing. `path` as released: its number is the report's if no
 * label says which is. */
void facts_end(struct facts *facts, struct str path);
#endif
