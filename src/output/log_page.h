/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* redaction-log.html: the log of cuts for people, to be read and printed. Totals by citation and kind, the withheld documents,
 * a summary by document (in the manner of a Vaughn index), and the cuts of each document. It says what redaction-log.csv and
 * index.csv say and no more. Of a large release it lists the first documents and points to the tables for the rest; so memory
 * has a limit, a few MiB. */
#ifndef OUTPUT_LOG_PAGE_H
#define OUTPUT_LOG_PAGE_H
#include "base/str.h"

struct log_page;

/* One cut, as the row of redaction-log.csv has it. */
struct log_page_cut {
	struct str place, kind, token, citations, reason;
};

struct log_page_head {
	struct str version, policy, policy_version, title, jurisdiction, verified_by, verified_on;
	uint64_t kept; /* by decision */
};

struct log_page *log_page_new(void);
void log_page_free(struct log_page *page); /* NULL is fine */
void log_page_cut(struct log_page *page, const struct log_page_cut *cut); /* of the document that is released next */
void log_page_released(struct log_page *page, struct str document);
void log_page_withheld(struct log_page *page, struct str document, struct str reason);
void log_page_write(const struct log_page *page, const struct log_page_head *head, struct buf *out);
#endif
