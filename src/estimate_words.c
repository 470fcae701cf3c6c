/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers, days, rules and fees as the estimate's sheets say them. */
#include <inttypes.h>

#include "estimate_write.h"
#include "output/html.h"

void write_hours(struct buf *out, uint64_t hundredths)
{
	html_count(out, hundredths / 100);
	buf_printf(out, ".%02u", (unsigned)(hundredths % 100));
}

void write_money(struct buf *out, const struct rates *rates, uint64_t cents)
{
	buf_add_text(out, rates->currency);
	write_hours(out, cents);
}

void write_amount(struct buf *out, const struct rates *rates, uint64_t parts)
{
	write_money(out, rates, parts / 100);
	if (parts % 100)
		buf_printf(out, "%02u", (unsigned)(parts % 100));
}

void write_day(struct buf *out, struct date day)
{
	static const char *const weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	int32_t since = date_days(day) + 3;
	buf_printf(out, "%s, %s %d, %d", weekdays[(since % 7 + 7) % 7], months[day.month - 1], day.day, day.year);
}

void write_rule(struct buf *out, const char *rule, char *const *basis, size_t count)
{
	buf_add_text(out, rule);
	for (size_t i = 0; i < count; i++) {
		buf_add_text(out, i ? "; " : " (");
		buf_add_text(out, basis[i]);
	}
	buf_add_text(out, ")");
}

static void add_margin(struct buf *out, bool *any, unsigned percent, const char *what)
{
	if (percent == 0)
		return;
	buf_printf(out, "%s%u%%%s for %s", *any ? ", " : "The true number can be ", percent, *any ? "" : " higher or lower", what);
	*any = true;
}

void sheet_sample(struct sheet *sheet, const struct estimate *estimate)
{
	const struct estimate_margins *margins = &estimate->margins;
	struct buf text = {0};
	bool any = false;
	if (estimate->read == estimate->documents) {
		buf_add_text(&text, estimate->documents == 1 ? "The document was read. " : "All documents were read. ");
	} else {
		buf_printf(&text, "One document in %" PRIu64 " was read, ", estimate->every);
		html_count(&text, estimate->read);
		buf_add_text(&text, " of ");
		html_count(&text, estimate->documents);
		buf_add_text(&text, "; what is said of all is reckoned from these. ");
	}
	if (margins->too_few) {
		buf_add_text(&text, "These are too few to say how far the numbers may be off. ");
	} else if (estimate->read < estimate->documents) {
		add_margin(&text, &any, margins->pages, "pages");
		add_margin(&text, &any, margins->cuts, "cuts");
		add_margin(&text, &any, margins->people, "people");
		add_margin(&text, &any, margins->hours, "hours of review");
		if (any)
			buf_add_text(&text, "; in one sample of 20 it is farther off. What is seldom seen is a guess. ");
	}
	buf_add_text(&text, "The numbers are those of a first reading by a program; nothing has been released.");
	sheet_text(sheet, buf_str(&text));
	buf_free(&text);
}

/* ---- fees ---------------------------------------------------------------------------------------------------- */

static void fee_row(struct sheet *sheet, const struct estimate *estimate, const struct rates_fee *line)
{
	const struct rates *rates = estimate->rates;
	struct estimate_fee fee = estimate_fee(estimate, line);
	struct buf quantity = {0}, rate = {0}, money = {0}, rule = {0};
	if (line->pay == RATES_NONE) {
		html_count(&quantity, fee.quantity);
		write_amount(&rate, rates, line->amount);
	} else {
		write_hours(&quantity, fee.quantity);
		buf_add_text(&quantity, " h");
		if (fee.known)
			write_money(&rate, rates, rates->pays[line->pay].cents);
		else
			buf_add_text(&rate, "not set");
	}
	if (fee.known)
		write_money(&money, rates, fee.cents);
	else
		buf_add_text(&money, "?");
	struct sheet_row row = {{str_of(line->title), buf_str(&quantity), buf_str(&rate), buf_str(&money)}, false};
	sheet_row(sheet, &row);
	write_rule(&rule, line->rule, line->basis, line->basis_count);
	sheet_remark(sheet, buf_str(&rule));
	buf_free(&quantity);
	buf_free(&rate);
	buf_free(&money);
	buf_free(&rule);
}

/* Time that is not charged, with the rule. */
static void free_row(struct sheet *sheet, const struct estimate *estimate, const struct rates_rule *line)
{
	struct buf title = {0}, quantity = {0}, money = {0}, rule = {0};
	const struct rates *rates = estimate->rates;
	bool any = false;
	buf_add_text(&title, "Not charged: ");
	for (size_t i = 0; i < rates->work_count; i++)
		if (line->works >> i & 1) {
			size_t begin = title.len + (any ? 2 : 0);
			buf_printf(&title, "%s%s", any ? ", " : "", rates->works[i].title);
			if (title.ptr[begin] >= 'A' && title.ptr[begin] <= 'Z' && title.ptr[begin + 1] >= 'a' && title.ptr[begin + 1] <= 'z')
				title.ptr[begin] = (char)(title.ptr[begin] | 0x20);
			any = true;
		}
	write_hours(&quantity, estimate_hours(estimate, line->works));
	buf_add_text(&quantity, " h");
	write_money(&money, rates, 0);
	struct sheet_row row = {{buf_str(&title), buf_str(&quantity), {0}, buf_str(&money)}, false};
	sheet_row(sheet, &row);
	write_rule(&rule, line->text, line->basis, line->basis_count);
	sheet_remark(sheet, buf_str(&rule));
	buf_free(&title);
	buf_free(&quantity);
	buf_free(&money);
	buf_free(&rule);
}

void sheet_fees(struct sheet *sheet, const struct estimate *estimate, size_t way)
{
	static const struct sheet_row heads = {{STR("Fee"), STR("quantity"), STR("at"), STR("amount")}, false};
	const struct rates *rates = estimate->rates;
	struct buf sum = {0};
	sheet_table(sheet, &heads, 4);
	for (size_t i = 0; i < rates->fee_count; i++)
		if (rates->fees[i].ways >> way & 1)
			fee_row(sheet, estimate, &rates->fees[i]);
	for (size_t i = 0; i < rates->free_count; i++)
		if (rates->free[i].ways >> way & 1)
			free_row(sheet, estimate, &rates->free[i]);
	write_money(&sum, rates, estimate->ways[way].cents);
	if (!estimate->ways[way].complete)
		buf_add_text(&sum, " + ?");
	struct sheet_row row = {{STR("Fee in all"), {0}, {0}, buf_str(&sum)}, true};
	sheet_row(sheet, &row);
	sheet_table_end(sheet);
	buf_free(&sum);
}
