/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tallies for programs (tallies.json) and for a terminal. */
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "output/tally_parts.h"

const char tally_mask_rule[] =
	"Small numbers are hidden (*). Others are hidden with them, so that nobody can work out a small one from the totals: a hidden "
	"number can be any, also 0. This keeps small numbers out of quotations. It hides no report: its date and division stand in "
	"index.csv and in the report itself.";

static void add_text(struct buf *out, const char *key, struct str text)
{
	buf_add_text(out, key);
	json_add(out, text);
}

static void add_count(struct buf *out, const char *key, uint64_t count)
{
	buf_printf(out, "%s%" PRIu64, key, count);
}

static void add_column(const struct tally *tally, enum column column, struct buf *out)
{
	const struct tally_column *about = &tally_columns[column];
	add_text(out, "    {\"id\": ", str_of(about->id));
	add_text(out, ", \"title\": ", str_of(about->title));
	add_text(out, ", \"unit\": ", str_of(about->unit));
	add_text(out, ",\n     \"rule\": ", str_of(about->rule));
	add_count(out, ",\n     \"total\": ", tally->total[column]);
	buf_printf(out, ", \"sums_to_total\": %s", about->sums ? "true" : "false");
	if (column == COLUMN_DOCUMENTS)
		add_count(out, ", \"withheld\": ", tally->withheld);
	if (column != COLUMN_OFFENCES)
		add_count(out, ", \"no_offence_listed\": ", tally->none[column]);
	else
		add_count(out, ", \"attempted\": ", tally->attempted);
	if (column == COLUMN_OFFENCES)
		add_count(out, ", \"reports_with_more\": ", tally->beyond);
	buf_add_text(out, ",\n     \"classes\": {");
	for (size_t i = 0; i < tally->class_count; i++) {
		const struct tally_class *class = &tally->classes[tally->order[i]];
		add_text(out, i ? ", " : "", str_of(class->name));
		add_count(out, ": ", class->cells[column]);
	}
	buf_add_text(out, "}}");
}

static void add_hidden(struct buf *out, bool hidden, uint64_t count)
{
	if (hidden)
		buf_add_text(out, "null");
	else
		add_count(out, "", count);
}

static void add_groups(const struct tally *tally, const struct tally_groups *groups, const char *id, const char *rule, struct buf *out)
{
	const struct cross *cross = &groups->cross;
	add_text(out, "    {\"id\": ", str_of(id));
	add_text(out, ", \"unit\": \"report\", \"rule\": ", str_of(rule));
	buf_printf(out, ",\n     \"shown\": %s", cross->shown ? "true" : "false");
	buf_add_text(out, ", \"columns\": [");
	for (size_t i = 0; cross->shown && i < cross->columns; i++)
		add_text(out, i ? ", " : "", tally_column_name(tally, i));
	buf_add_text(out, "], \"rows\": [");
	for (size_t row = 0; cross->shown && row < cross->rows; row++) {
		add_text(out, row ? ",\n       {\"name\": " : "\n       {\"name\": ", str_of(groups->list[row].name));
		buf_add_text(out, ", \"total\": ");
		add_hidden(out, cross->total_hidden[row], cross->totals[row]);
		buf_add_text(out, ", \"cells\": [");
		for (size_t i = 0; i < cross->columns; i++) {
			buf_add_text(out, i ? ", " : "");
			add_hidden(out, cross->hidden[row * cross->columns + i], cross->cells[row * cross->columns + i]);
		}
		buf_add_text(out, "]}");
	}
	buf_add_text(out, "]}");
}

void tally_write_json(const struct tally *tally, const struct tally_head *head, struct buf *out)
{
	uint64_t released = tally->total[COLUMN_DOCUMENTS] - tally->withheld, reports = tally->total[COLUMN_FIRST];
	buf_add_text(out, "{\n");
	add_text(out, TALLY_TABLE_LINE "{\"version\": ", head->table_version);
	add_text(out, ", \"sha256\": ", head->table_sha256);
	add_count(out, ", " TALLY_MASK_KEY, head->mask_below);
	add_count(out, "},\n  \"documents\": ", tally->total[COLUMN_DOCUMENTS]);
	add_count(out, ", \"withheld\": ", tally->withheld);
	add_count(out, ", \"released\": ", released);
	add_count(out, ",\n  \"rows\": ", tally->rows);
	add_count(out, ", \"further_reports_in_documents\": ", tally->rows - released);
	add_count(out, ", \"further_documents_of_reports\": ", tally->rows - reports);
	add_count(out, ", \"reports\": ", reports);
	add_count(out, ", \"reports_without_number\": ", reports - tally->numbered);
	add_text(out, ",\n  \"report_rule\": ", str_of(tally_report_rule));
	buf_add_text(out, ",\n  \"tallies\": [\n");
	for (enum column column = 0; column < COLUMNS; column++) {
		add_column(tally, column, out);
		buf_add_text(out, column + 1 < COLUMNS ? ",\n" : "\n  ],\n");
	}
	add_text(out, "  \"mask_rule\": ", str_of(tally_mask_rule));
	buf_add_text(out, ",\n  \"crossed\": [\n");
	add_groups(tally, &tally->divisions, "reports-by-division", "Reports by division and by the class of the offence listed first.", out);
	buf_add_text(out, ",\n");
	if (tally->by_year)
		add_groups(tally, &tally->months, "reports-by-year",
			   "Reports by year of the report date, or of the incident where no report date is stated, and by the class of the "
			   "offence listed first. By month most numbers would be small, and hidden.", out);
	else
		add_groups(tally, &tally->months, "reports-by-month",
			   "Reports by month of the report date, or of the incident where no report date is stated, and by the class of the "
			   "offence listed first.", out);
	buf_add_text(out, "\n  ]\n}\n");
}

static void text_row(struct buf *out, struct str name, const uint64_t *cells, const bool *empty)
{
	buf_printf(out, "%-26.*s", (int)name.len, name.ptr);
	for (enum column column = 0; column < COLUMNS; column++)
		if (empty && empty[column])
			buf_printf(out, " %11s", "");
		else
			buf_printf(out, " %11" PRIu64, cells[column]);
	buf_add_byte(out, '\n');
}

void tally_write_text(const struct tally *tally, struct buf *out)
{
	static const bool no_offences[COLUMNS] = {[COLUMN_OFFENCES] = true};
	static const bool documents_only[COLUMNS] = {[COLUMN_FIRST] = true, [COLUMN_ANY] = true, [COLUMN_OFFENCES] = true,
						     [COLUMN_VICTIMS] = true};
	uint64_t withheld[COLUMNS] = {[COLUMN_DOCUMENTS] = tally->withheld};
	uint64_t released = tally->total[COLUMN_DOCUMENTS] - tally->withheld, reports = tally->total[COLUMN_FIRST];
	buf_printf(out, "%" PRIu64 " documents: %" PRIu64 " released, %" PRIu64 " withheld. %" PRIu64 " reports, of which %" PRIu64
			" have no number.\n\n",
		   tally->total[COLUMN_DOCUMENTS], released, tally->withheld, reports, reports - tally->numbered);
	buf_printf(out, "%-26s %11s %11s %11s %11s %11s\n", "", "documents", "reports", "reports", "offences", "child");
	buf_printf(out, "%-26s %11s %11s %11s %11s %11s\n", "class", "by first", "by first", "by any", "", "victims");
	for (size_t i = 0; i < tally->class_count; i++)
		text_row(out, str_of(tally->classes[tally->order[i]].name), tally->classes[tally->order[i]].cells, NULL);
	text_row(out, STR("no offence listed"), tally->none, no_offences);
	text_row(out, STR("withheld"), withheld, documents_only);
	text_row(out, STR("total"), tally->total, NULL);
	if (tally->beyond)
		buf_printf(out, "\n%" PRIu64 " of the reports list more than %d offences; what comes after that is not counted.\n", tally->beyond,
			   REPORT_OFFENCES);
	buf_add_text(out, "\nReports by any offence can sum to more than their total; the others sum to it.\n");
}
