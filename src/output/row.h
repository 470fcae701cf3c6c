/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rows of index.csv, offences.csv and redaction-log.csv. Plain values; exactly one spelling of each, so verify writes them again and compares. */
#ifndef OUTPUT_ROW_H
#define OUTPUT_ROW_H
#include "base/csv.h"
#include "output/report.h"

#define ROW_INDEX_HEAD                                                                                                 \
	CSV_MARK "document,status,sha256,report,counted,reported,occurred_from,occurred_to,division,disposition,offences," \
		 "child_victims,age_bands,pages,cuts,citations,reason" CSV_END
#define ROW_OFFENCES_HEAD CSV_MARK "document,report,number,title,statute,class,attempted,counted,note" CSV_END
/* Beside the last offence of a report that lists more than REPORT_OFFENCES. */
#define ROW_MORE_OFFENCES "the report lists more offences: they are not in this table and not counted"

/* One report in one document, or a document that is withheld. */
struct row {
	struct str document;
	bool withheld;
	bool further;      /* not the first report of its document: pages, cuts and citations stand with the first */
	struct str sha256; /* in hex, of the released document */
	uint64_t pages, cuts;
	struct str citations; /* joined */
	struct str reason;    /* why withheld */
	struct report report;
};

/* Compact records, for keeping rows in a file. */
void row_add(struct buf *out, const struct row *row);
bool row_take(struct str *from, struct row *row);

void row_index(struct buf *out, const struct row *row, bool counted);
/* A line for each, or nothing. A statute that is a bare number has a section sign in front. */
void row_offences(struct buf *out, const struct row *row, bool counted);

/* Of redaction-log.csv: a document that is withheld whole. */
void row_withheld(struct buf *out, struct str document, struct str reason);

/* "0 to 5; 6 to 11; 6 to 11": one for each child, youngest first. (A spreadsheet takes "6-11" for the eleventh of June.) */
void row_bands(struct buf *out, const struct report *report);
#endif
