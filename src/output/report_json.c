/* SPDX-License-Identifier: AGPL-3.0-or-later */

#include "base/json.h"
#include "output/report.h"

static void add_text(struct buf *out, const char *key, struct str text)
{
	buf_add_text(out, key);
	json_add(out, text);
}

void report_json(struct buf *out, const struct report *report)
{
	struct str rest = report->offences;
	struct offence offence;
	add_text(out, "\"report\":", report->number);
	add_text(out, ",\"reported\":", report->reported);
	add_text(out, ",\"from\":", report->from);
	add_text(out, ",\"to\":", report->to);
	add_text(out, ",\"division\":", report->division);
	add_text(out, ",\"disposition\":", report->disposition);
	for (unsigned band = 0; band < REPORT_BANDS; band++) {
		buf_add_text(out, band ? "," : ",\"child_victims\":[");
		buf_add_decimal(out, report->victims[band]);
	}
	buf_add_text(out, "],\"offences\":[");
	for (uint64_t i = 0; i < report->offence_count && offence_take(&rest, &offence); i++) {
		add_text(out, i ? ",{\"title\":" : "{\"title\":", offence.title);
		add_text(out, ",\"statute\":", offence.statute);
		add_text(out, ",\"class\":", offence.class);
		buf_add_text(out, offence.attempted ? ",\"attempted\":true}" : ",\"attempted\":false}");
	}
	buf_add_text(out, report->more_offences ? "],\"more_offences\":true" : "]");
}

static bool take(struct str *from, const char *text)
{
	struct str want = str_of(text);
	if (!str_starts(*from, want))
		return false;
	*from = str_part(*from, (struct span){want.len, from->len});
	return true;
}

static bool take_text(struct str *from, const char *before, struct buf *to, struct str *text)
{
	buf_clear(to);
	bool good = take(from, before) && json_take(from, to);
	*text = buf_str(to);
	return good;
}

static bool take_count(struct str *from, uint64_t *count)
{
	enum { DIGITS = 9 };
	size_t len = 0;
	*count = 0;
	for (; len < from->len && len < DIGITS && from->ptr[len] >= '0' && from->ptr[len] <= '9'; len++)
		*count = *count * 10 + (uint64_t)(from->ptr[len] - '0');
	*from = str_part(*from, (struct span){len, from->len});
	return len > 0;
}

/* The title is known when the statute is read, so it must not lie in the same buffer. */
static bool take_offence(struct str *from, struct report_text *text)
{
	struct buf title = {0}, statute = {0};
	struct offence offence;
	bool good = take_text(from, "{\"title\":", &title, &offence.title) && take_text(from, ",\"statute\":", &statute, &offence.statute) &&
		    take_text(from, ",\"class\":", &text->scratch, &offence.class) && take(from, ",\"attempted\":");
	offence.attempted = good && take(from, "true}");
	good = good && (offence.attempted || take(from, "false}"));
	if (good)
		offence_add(&text->offences, &offence);
	buf_free(&title);
	buf_free(&statute);
	return good;
}

bool report_json_take(struct str *from, struct report *report, struct report_text *text)
{
	*report = (struct report){0};
	if (!take_text(from, "\"report\":", &text->number, &report->number) ||
	    !take_text(from, ",\"reported\":", &text->reported, &report->reported) ||
	    !take_text(from, ",\"from\":", &text->from, &report->from) || !take_text(from, ",\"to\":", &text->to, &report->to) ||
	    !take_text(from, ",\"division\":", &text->division, &report->division) ||
	    !take_text(from, ",\"disposition\":", &text->disposition, &report->disposition))
		return false;
	for (unsigned band = 0; band < REPORT_BANDS; band++)
		if (!take(from, band ? "," : ",\"child_victims\":[") || !take_count(from, &report->victims[band]))
			return false;
	buf_clear(&text->offences);
	if (!take(from, "],\"offences\":["))
		return false;
	while (!str_starts(*from, STR("]"))) {
		if ((report->offence_count && !take(from, ",")) || report->offence_count == REPORT_OFFENCES || !take_offence(from, text))
			return false;
		report->offence_count++;
	}
	report->offences = buf_str(&text->offences);
	report->more_offences = take(from, "],\"more_offences\":true");
	return report->more_offences ? report->offence_count == REPORT_OFFENCES : take(from, "]");
}

void report_text_free(struct report_text *text)
{
	struct buf *const bufs[] = {&text->number, &text->reported, &text->from, &text->to, &text->division, &text->disposition,
				    &text->offences, &text->scratch};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
}
