/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The estimate for the agency. */
#include <inttypes.h>

#include "estimate_write.h"
#include "output/html.h"

static void count_row(struct sheet *sheet, const char *indent, const char *title, uint64_t count)
{
	struct buf label = {0}, number = {0};
	buf_printf(&label, "%s%s", indent, title);
	html_count(&number, count);
	struct sheet_row row = {{buf_str(&label), buf_str(&number)}, false};
	sheet_row(sheet, &row);
	buf_free(&label);
	buf_free(&number);
}

static const char *people_title(enum who who)
{
	switch (who) {
	case WHO_CHILD: return "children";
	case WHO_JUVENILE: return "children who are suspects";
	case WHO_RELATIVE: return "relatives and household members of a child";
	case WHO_REPORTER: return "people who called the hotline";
	case WHO_VICTIM: return "adult victims of a sexual offence";
	case WHO_OFFICIAL: return "officials";
	case WHO_ARRESTED: return "adults arrested or charged";
	case WHO_ADULT: return "other adults";
	case WHO_UNPLACED: return "people whom nothing places";
	default: return "others";
	}
}

/* The most frequent first; of equal ones the first kind. */
static void cut_rows(struct sheet *sheet, const struct estimate *estimate)
{
	bool shown[WHAT_COUNT] = {false};
	for (unsigned round = 0; round < WHAT_COUNT; round++) {
		unsigned best = WHAT_COUNT;
		for (unsigned what = 0; what < WHAT_COUNT; what++)
			if (!shown[what] && estimate->cuts_of[what] && (best == WHAT_COUNT || estimate->cuts_of[what] > estimate->cuts_of[best]))
				best = what;
		if (best == WHAT_COUNT)
			return;
		shown[best] = true;
		struct buf words = {0};
		what_add_words(&words, str_of(what_name((enum what)best)));
		buf_add_byte(&words, '\0');
		count_row(sheet, ". ", words.ptr, estimate->cuts_of[best]);
		buf_free(&words);
	}
}

static void section_counts(struct sheet *sheet, const struct estimate *estimate)
{
	sheet_section(sheet, STR("What there is"));
	sheet_table(sheet, NULL, 2);
	count_row(sheet, "", "Documents", estimate->documents);
	count_row(sheet, ". ", "that can be released", estimate->releasable);
	count_row(sheet, ". ", "that cannot be released as they are", estimate->units[PER_WITHHELD]);
	for (unsigned err = 0; err <= ERR_UNSOUND; err++)
		if (estimate->withheld_of[err])
			count_row(sheet, ". . ", estimate_reason((enum err)err), estimate->withheld_of[err]);
	count_row(sheet, "", "Pages of those that can be released", estimate->units[PER_PAGE]);
	sheet_remark(sheet, STR("Pages are those of a PDF, scan or presentation, or those that form feeds part; in other text 60 lines are "
				"a page, in tables and XML 3,000 characters."));
	count_row(sheet, "", "Expected cuts", estimate->units[PER_CUT]);
	cut_rows(sheet, estimate);
	count_row(sheet, "", "People, each counted once a document", estimate->people);
	for (unsigned who = 0; who < WHO_COUNT; who++)
		if (estimate->people_of[who])
			count_row(sheet, ". ", people_title((enum who)who), estimate->people_of[who]);
	sheet_table_end(sheet);
	sheet_section(sheet, STR("What needs a person's look besides reading"));
	sheet_table(sheet, NULL, 2);
	count_row(sheet, "", "People whom nothing places", estimate->units[PER_UNPLACED]);
	count_row(sheet, "", "Cuts that are not certain", estimate->units[PER_UNCERTAIN]);
	count_row(sheet, "", "Documents that cannot be released as they are", estimate->units[PER_WITHHELD]);
	sheet_table_end(sheet);
}

static void work_row(struct sheet *sheet, const struct estimate *estimate, size_t index)
{
	const struct rates_work *work = &estimate->rates->works[index];
	struct buf label = {0}, count = {0}, minutes = {0}, hours = {0};
	buf_add_text(&label, work->title);
	if (work->ways != (1u << estimate->rates->way_count) - 1)
		for (size_t i = 0; i < estimate->rates->way_count; i++)
			if (work->ways >> i & 1)
				buf_printf(&label, " (%s)", estimate->rates->ways[i].id);
	html_count(&count, estimate->units[work->per]);
	write_hours(&minutes, work->minutes);
	write_hours(&hours, estimate->hours_of[index]);
	struct sheet_row row = {{buf_str(&label), str_of(per_name(work->per)), buf_str(&count), buf_str(&minutes), buf_str(&hours)}, false};
	sheet_row(sheet, &row);
	buf_free(&label);
	buf_free(&count);
	buf_free(&minutes);
	buf_free(&hours);
}

static void section_work(struct sheet *sheet, const struct estimate *estimate)
{
	static const struct sheet_row heads = {{STR("Work"), STR("for each"), STR("number"), STR("minutes"), STR("hours")}, false};
	sheet_section(sheet, STR("How long it takes"));
	sheet_table(sheet, &heads, 5);
	for (size_t i = 0; i < estimate->rates->work_count; i++)
		work_row(sheet, estimate, i);
	sheet_table_end(sheet);
	struct buf text = {0};
	buf_add_text(&text, "The minutes are assumptions of ");
	buf_add_text(&text, estimate->rates->path);
	buf_printf(&text, "; so are %" PRIu64 " %s at work for ", estimate->rates->people, estimate->rates->people == 1 ? "person" : "people");
	write_hours(&text, estimate->rates->hours);
	buf_add_text(&text, " hours of a working day.");
	sheet_text(sheet, buf_str(&text));
	buf_free(&text);
}

static void section_way(struct sheet *sheet, const struct estimate *estimate, size_t index)
{
	const struct estimate_way *way = &estimate->ways[index];
	struct buf text = {0};
	buf_printf(&text, "Time and fee for %s", estimate->rates->ways[index].title);
	sheet_section(sheet, buf_str(&text));
	buf_clear(&text);
	buf_add_text(&text, "Hours tracked: ");
	write_hours(&text, way->tracked);
	buf_add_text(&text, ". Hours chargeable: ");
	write_hours(&text, way->charged);
	buf_add_text(&text, ". Working days: ");
	html_count(&text, way->days);
	if (way->ready.year) {
		buf_add_text(&text, ". Earliest: ");
		write_day(&text, way->ready);
		buf_printf(&text, ", %s", estimate->rates->ready);
	} else {
		buf_add_text(&text, estimate->start.year ? ". That is too far away for a date." : ". For a date, say when work begins: --start.");
	}
	sheet_text(sheet, buf_str(&text));
	sheet_fees(sheet, estimate, index);
	buf_free(&text);
}

static void add_missing(struct sheet *sheet, const struct rates *rates)
{
	struct buf text = {0};
	for (size_t i = 0; i < rates->pay_count; i++)
		if (!rates->pays[i].known)
			buf_printf(&text, "%s%s:%zu (%s)", text.len ? ", " : "Not filled in, so the fee is not whole: ", rates->path,
				   rates->pays[i].line, rates->pays[i].title);
	if (text.len) {
		buf_add_text(&text, ". Copy the file, fill it in, and give it with --rates.");
		sheet_text(sheet, buf_str(&text));
	}
	buf_free(&text);
}

void estimate_report(struct sheet *sheet, const struct estimate *estimate)
{
	const struct rates *rates = estimate->rates;
	struct buf text = {0};
	sheet_begin(sheet, false, STR("Estimate"));
	sheet_head(sheet, STR("Estimate"));
	sheet_sample(sheet, estimate);
	section_counts(sheet, estimate);
	section_work(sheet, estimate);
	for (size_t i = 0; i < rates->way_count; i++)
		section_way(sheet, estimate, i);
	add_missing(sheet, rates);
	buf_printf(&text, "Rates: %s, version %s (%s).", rates->title, rates->version, rates->jurisdiction);
	if (rates->verified_by[0])
		buf_printf(&text, " Verified by %s on %s.", rates->verified_by, rates->verified_on);
	else
		buf_add_text(&text, " Nobody has verified them: rules and citations are a proposal.");
	sheet_text(sheet, buf_str(&text));
	sheet_end(sheet);
	buf_free(&text);
}
