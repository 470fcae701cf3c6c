/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The estimate as a letter to whoever has asked for the records. */
#include "estimate_write.h"
#include "output/html.h"

static void letter_head(struct sheet *sheet, const struct rates *rates)
{
	if (rates->agency_count == 0)
		sheet_blank(sheet, STR("From:"));
	for (size_t i = 0; i < rates->agency_count; i++)
		sheet_line(sheet, str_of(rates->agency[i]));
	sheet_blank(sheet, STR("Date:"));
	sheet_blank(sheet, STR("To:"));
	sheet_blank(sheet, STR("Your request of:"));
	sheet_section(sheet, STR("Estimate for your request for records"));
}

static void count_line(struct sheet *sheet, const char *title, uint64_t count)
{
	struct buf number = {0};
	html_count(&number, count);
	struct sheet_row row = {{str_of(title), buf_str(&number)}, false};
	sheet_row(sheet, &row);
	buf_free(&number);
}

static void letter_counts(struct sheet *sheet, const struct estimate *estimate)
{
	struct buf label = {0};
	sheet_text(sheet, STR("This is what your request comes to. It is an estimate, made before the work."));
	sheet_table(sheet, NULL, 2);
	count_line(sheet, "Documents that answer the request", estimate->documents);
	count_line(sheet, "Pages, of documents that can be given out", estimate->units[PER_PAGE]);
	count_line(sheet, "Details that are expected to be removed", estimate->units[PER_CUT]);
	count_line(sheet, "Documents that cannot be given out as they are", estimate->units[PER_WITHHELD]);
	for (unsigned err = 0; err <= ERR_UNSOUND; err++) {
		buf_clear(&label);
		buf_printf(&label, "of these: %s", estimate->withheld_of[err] ? estimate_reason((enum err)err) : "");
		buf_add_byte(&label, '\0');
		if (estimate->withheld_of[err])
			count_line(sheet, label.ptr, estimate->withheld_of[err]);
	}
	buf_free(&label);
	sheet_table_end(sheet);
	sheet_sample(sheet, estimate);
}

static void letter_why(struct sheet *sheet, const struct estimate *estimate)
{
	struct buf text = {0};
	sheet_section(sheet, STR("Why it takes time"));
	buf_add_text(&text, "The documents name children and others whom the law protects. What identifies them has to be found and taken "
			    "out, and the rest given out. A program makes the first reading. Then people read every page: ");
	html_count(&text, estimate->units[PER_PAGE]);
	buf_add_text(&text, " pages, with ");
	html_count(&text, estimate->units[PER_UNPLACED]);
	buf_add_text(&text, " persons and ");
	html_count(&text, estimate->units[PER_UNCERTAIN]);
	buf_add_text(&text, " passages that need a decision of their own, and ");
	html_count(&text, estimate->units[PER_WITHHELD]);
	buf_add_text(&text, " documents that must be looked at one by one.");
	sheet_text(sheet, buf_str(&text));
	buf_free(&text);
}

static void letter_way(struct sheet *sheet, const struct estimate *estimate, size_t index)
{
	const struct estimate_way *way = &estimate->ways[index];
	const struct rates *rates = estimate->rates;
	struct buf text = {0};
	buf_printf(&text, "If you want %s", rates->ways[index].title);
	sheet_section(sheet, buf_str(&text));
	buf_clear(&text);
	buf_add_text(&text, "The work takes ");
	write_hours(&text, way->tracked);
	buf_add_text(&text, " hours, of which ");
	write_hours(&text, way->charged);
	buf_add_text(&text, " are charged. ");
	if (way->ready.year) {
		buf_add_text(&text, "The earliest time at which it can be ready is ");
		write_day(&text, way->ready);
		buf_printf(&text, ", %s", rates->ready);
	} else {
		buf_add_text(&text, "It can be ready ");
		html_count(&text, way->days);
		buf_add_text(&text, way->days == 1 ? " working day after the work begins" : " working days after the work begins");
	}
	if (rates->place[0])
		buf_printf(&text, ", at: %s", rates->place);
	if (text.ptr[text.len - 1] != '.')
		buf_add_byte(&text, '.');
	sheet_text(sheet, buf_str(&text));
	sheet_fees(sheet, estimate, index);
	buf_free(&text);
}

void estimate_letter(struct sheet *sheet, const struct estimate *estimate)
{
	const struct rates *rates = estimate->rates;
	struct buf text = {0};
	letter_head(sheet, rates);
	letter_counts(sheet, estimate);
	letter_why(sheet, estimate);
	for (size_t i = 0; i < rates->way_count; i++)
		letter_way(sheet, estimate, i);
	if (rates->note_count)
		sheet_section(sheet, STR("Please note"));
	for (size_t i = 0; i < rates->note_count; i++) {
		buf_clear(&text);
		write_rule(&text, rates->notes[i].text, rates->notes[i].basis, rates->notes[i].basis_count);
		sheet_text(sheet, buf_str(&text));
	}
	sheet_blank(sheet, STR("Signed:"));
	buf_free(&text);
}
