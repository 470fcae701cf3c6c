/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Verify: one line of audit.jsonl, read strictly. Any other spelling than blackbar's own is refused. Private to verify*.c. */
#ifndef OUTPUT_VERIFY_RECORD_H
#define OUTPUT_VERIFY_RECORD_H
#include "output/report.h"
#include "output/verify.h"

enum record_kind { RECORD_NONE, RECORD_FIRST, RECORD_CUT, RECORD_KEEP, RECORD_RELEASED, RECORD_WITHHELD, RECORD_END };

/* What the first line says of how the release was made. */
struct record_head {
	struct buf version, policy, policy_version, title, jurisdiction, verified_by, verified_on, table_version, table_sha256;
	uint64_t mask_below;
};

struct record {
	enum record_kind kind;
	struct buf document, place, what, token, citations, reason, rule; /* citations: joined as in the tables */
	uint64_t line;
	/* RECORD_RELEASED: a report in a released document; `further`: not its first */
	struct buf sha256;
	bool further;
	uint64_t pages;
	struct report report;
	struct report_text text;
	uint64_t end; /* of the last line: how many lines there are */
	struct verify_counts counts;
};

/* A line behind its prev, from the comma on. `head` is set by the first line only. */
bool record_read(struct str from, struct record *record, struct record_head *head);
/* The first line of audit.jsonl, if a program wrote it that writes another form of log, or one from before forms had numbers; which
 * `version` it names. */
bool record_is_of_other(struct str line, struct buf *version);
void record_free(struct record *record);
void record_head_free(struct record_head *head);
#endif
