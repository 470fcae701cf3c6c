/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* An estimate for people and programs. None of these has a name or text of a document. */
#ifndef ESTIMATE_WRITE_H
#define ESTIMATE_WRITE_H
#include "estimate.h"
#include "estimate_sheet.h"

/* For the agency: all there is. */
void estimate_report(struct sheet *sheet, const struct estimate *estimate);
/* For the requester, on paper. */
void estimate_letter(struct sheet *sheet, const struct estimate *estimate);
void estimate_json(struct buf *out, const struct estimate *estimate); /* one line */

/* What both sheets share: numbers as people read them, appended. Counts: html_count(). */
void write_hours(struct buf *out, uint64_t hundredths);       /* 1,234.50 */
void write_money(struct buf *out, const struct rates *rates, uint64_t cents);
void write_amount(struct buf *out, const struct rates *rates, uint64_t parts); /* ten-thousandths */
void write_day(struct buf *out, struct date day);             /* Friday, July 3, 2026 */
void write_rule(struct buf *out, const char *rule, char *const *basis, size_t count); /* Rule (citation; citation). */

void sheet_sample(struct sheet *sheet, const struct estimate *estimate); /* how many documents were read, and the margins */
void sheet_fees(struct sheet *sheet, const struct estimate *estimate, size_t way);
#endif
