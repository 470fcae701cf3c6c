/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tallies for people: one table with all ways of counting side by side, so that two numbers that differ are seen to be of
 * different columns. */
#include <string.h>

#include "output/html.h"
#include "output/tally_parts.h"

enum { FOLD_ROWS = 12 }; /* more hidden rows than this are not listed */

static void add_step(struct buf *out, const char *kind, const char *sign, const char *what, uint64_t count)
{
	buf_printf(out, "<tr%s><td>%s</td>", kind, sign);
	html_number_cell(out, count);
	buf_printf(out, "<td>%s</td></tr>\n", what);
}

static void add_reconciled(const struct tally *tally, struct buf *out)
{
	uint64_t released = tally->total[COLUMN_DOCUMENTS] - tally->withheld, reports = tally->total[COLUMN_FIRST];
	buf_add_text(out, "<h2>From documents to reports</h2>\n<table class=\"steps\">\n<tbody>\n");
	add_step(out, "", "", "documents in this release", tally->total[COLUMN_DOCUMENTS]);
	add_step(out, "", "&minus;", "withheld: not in the bundle; index.csv says why", tally->withheld);
	add_step(out, " class=\"sum\"", "=", "documents released", released);
	add_step(out, "", "+", "further reports in documents that hold several", tally->rows - released);
	add_step(out, "", "&minus;", "further documents of a report that is counted already: supplements, logs, exports", tally->rows - reports);
	add_step(out, " class=\"sum\"", "=", "reports counted", reports);
	add_step(out, " class=\"rest\"", "", "of these without a report number", reports - tally->numbered);
	buf_add_text(out, "</tbody>\n</table>\n<p class=\"small\">");
	html_text(out, str_of(tally_report_rule));
	buf_add_text(out, "</p>\n");
}

static void add_class_row(struct buf *out, const char *kind, struct str name, const uint64_t *cells, const bool *empty)
{
	buf_printf(out, "<tr%s><td>", kind);
	html_text(out, name);
	buf_add_text(out, "</td>");
	for (enum column column = 0; column < COLUMNS; column++)
		if (empty && empty[column])
			buf_add_text(out, "<td class=\"n\"></td>");
		else
			html_number_cell(out, cells[column]);
	buf_add_text(out, "</tr>\n");
}

/* Columns C and D are too small then, and who quotes them must know. */
static void add_beyond(const struct tally *tally, struct buf *out)
{
	if (tally->beyond == 0)
		return;
	buf_add_text(out, "<p><strong>C and D are not whole:</strong> ");
	html_count(out, tally->beyond);
	buf_printf(out, tally->beyond == 1 ? " report lists more than %d offences" : " reports list more than %d offences", REPORT_OFFENCES);
	buf_add_text(out, ", of which only so many are counted. offences.csv has a note beside the last one.</p>\n");
}

static void add_classes(const struct tally *tally, const struct tally_head *head, struct buf *out)
{
	static const bool no_offences[COLUMNS] = {[COLUMN_OFFENCES] = true};
	static const bool documents_only[COLUMNS] = {[COLUMN_FIRST] = true, [COLUMN_ANY] = true, [COLUMN_OFFENCES] = true,
						     [COLUMN_VICTIMS] = true};
	uint64_t withheld[COLUMNS] = {[COLUMN_DOCUMENTS] = tally->withheld};
	buf_add_text(out, "<h2>By class of offence</h2>\n<table>\n<thead><tr><th>class</th>");
	for (enum column column = 0; column < COLUMNS; column++)
		buf_printf(out, "<th class=\"n\">%c. %s</th>", 'A' + (int)column, tally_columns[column].head);
	buf_add_text(out, "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < tally->class_count; i++)
		add_class_row(out, "", str_of(tally->classes[tally->order[i]].name), tally->classes[tally->order[i]].cells, NULL);
	add_class_row(out, " class=\"rest\"", STR("no offence listed"), tally->none, no_offences);
	add_class_row(out, " class=\"rest\"", STR("withheld, not classed"), withheld, documents_only);
	add_class_row(out, " class=\"sum\"", STR("total"), tally->total, NULL);
	buf_add_text(out, "</tbody>\n</table>\n<p class=\"small\">Which offence is of which class says the table of classes, version ");
	html_text(out, head->table_version);
	buf_add_text(out, ". An offence that is in no class is unclassified. Titles and statutes stand in offences.csv as the reports print "
			  "them. Attempts are counted with the others; of the offences in D, ");
	html_count(out, tally->attempted);
	buf_add_text(out, tally->attempted == 1 ? " is an attempt.</p>\n" : " are attempts.</p>\n");
	add_beyond(tally, out);
	buf_add_text(out, "<dl>\n");
	for (enum column column = 0; column < COLUMNS; column++) {
		buf_printf(out, "<dt>%c. %s</dt>\n<dd>Unit: %s. ", 'A' + (int)column, tally_columns[column].title, tally_columns[column].unit);
		html_text(out, str_of(tally_columns[column].rule));
		buf_add_text(out, tally_columns[column].sums ? " The column sums to its total.</dd>\n" : "</dd>\n");
	}
	buf_add_text(out, "</dl>\n");
}

static void add_cell(struct buf *out, bool hidden, uint64_t count)
{
	if (hidden)
		buf_add_text(out, "<td class=\"n\">*</td>");
	else if (count == 0)
		buf_add_text(out, "<td class=\"n\">&middot;</td>");
	else
		html_number_cell(out, count);
}

/* Rows without a total that is shown are not worth pages. */
static size_t count_hidden(const struct cross *cross)
{
	size_t hidden = 0;
	for (size_t row = 0; row < cross->rows; row++)
		hidden += cross->total_hidden[row];
	return hidden;
}

static void add_cross(const struct tally *tally, const struct tally_groups *groups, struct buf *out)
{
	const struct cross *cross = &groups->cross;
	buf_add_text(out, "<table>\n<thead><tr><th></th><th class=\"v\">all reports</th>");
	for (size_t i = 0; i < cross->columns; i++) {
		buf_add_text(out, "<th class=\"v\">");
		html_text(out, tally_column_name(tally, i));
		buf_add_text(out, "</th>");
	}
	buf_add_text(out, "</tr></thead>\n<tbody>\n");
	size_t folded = count_hidden(cross);
	folded = folded > FOLD_ROWS ? folded : 0;
	for (size_t row = 0; row < cross->rows; row++) {
		if (folded && cross->total_hidden[row])
			continue;
		const char *name = groups->list[row].name;
		buf_add_text(out, "<tr><td>");
		html_text(out, str_of(*name ? name : "not stated"));
		buf_add_text(out, "</td>");
		add_cell(out, cross->total_hidden[row], cross->totals[row]);
		for (size_t i = 0; i < cross->columns; i++)
			add_cell(out, cross->hidden[row * cross->columns + i], cross->cells[row * cross->columns + i]);
		buf_add_text(out, "</tr>\n");
	}
	buf_add_text(out, "</tbody>\n</table>\n");
	if (folded)
		buf_printf(out, "<p class=\"small\">%zu more rows, whose totals are hidden, are left out here; tallies.json has them.</p>\n", folded);
}

static void add_groups(const struct tally *tally, const struct tally_groups *groups, const char *title, const char *rule, struct buf *out)
{
	buf_printf(out, "<h2>%s</h2>\n<p class=\"small\">%s</p>\n", title, rule);
	if (groups->cross.rows && groups->cross.columns && groups->cross.shown)
		add_cross(tally, groups, out);
	else if (groups->overflow)
		buf_printf(out, "<p>Not shown: there are more than %zu. Count from index.csv.</p>\n", groups->most);
	else
		buf_add_text(out, "<p>Not shown: in a table as small as this one hidden numbers could be worked out.</p>\n");
}

void tally_write_html(const struct tally *tally, const struct tally_head *head, struct buf *out)
{
	html_begin(out, STR("Tally of the reports in this release"), true);
	buf_add_text(out, "<p>How many reports of which offences. The same reports can be counted in several ways, and each way gives other "
			  "numbers. So say which you quote: A, B, C, D or E.</p>\n");
	add_reconciled(tally, out);
	add_classes(tally, head, out);
	buf_add_text(out, "<h2>Small numbers</h2>\n<p class=\"small\">In the tables below numbers from 1 to ");
	html_count(out, head->mask_below - 1);
	buf_add_text(out, " are small. ");
	html_text(out, str_of(tally_mask_rule));
	buf_add_text(out, "</p>\n");
	add_groups(tally, &tally->divisions, "Reports by division", "Unit: report. Every report is counted once, under its division and in the "
		   "class of the offence that it lists first, as in B.", out);
	if (tally->by_year)
		add_groups(tally, &tally->months, "Reports by year", "Unit: report. Every report is counted once, under the year of its report date, "
			   "or of the incident where no report date is stated, and in the class of the offence that it lists first, as in B. "
			   "By month most numbers would be small, and hidden.", out);
	else
		add_groups(tally, &tally->months, "Reports by month", "Unit: report. Every report is counted once, under the month of its report "
			   "date, or of the incident where no report date is stated, and in the class of the offence that it lists first, as "
			   "in B.", out);
	buf_add_text(out, "<h2>Count again</h2>\n<p class=\"small\">All numbers come from index.csv and offences.csv. In a spreadsheet: B is the "
			  "number of rows of offences.csv with \"yes\" under counted and 1 under number, by class; D is the same without "
			  "looking at number. <code>blackbar tally</code> on the zip file counts again and compares.</p>\n"
			  "<p class=\"small\">Made with blackbar ");
	html_text(out, head->version);
	buf_add_text(out, " under the policy &quot;");
	html_text(out, head->policy);
	buf_add_text(out, "&quot;");
	if (head->policy_version.len) {
		buf_add_text(out, ", version ");
		html_text(out, head->policy_version);
	}
	buf_add_text(out, ".</p>\n");
	html_end(out);
}
