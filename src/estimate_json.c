/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <inttypes.h>

#include "base/json.h"
#include "estimate_write.h"

static void add_key(struct buf *out, const char *key)
{
	char last = out->len ? out->ptr[out->len - 1] : '{';
	if (last != '{' && last != '[')
		buf_add_byte(out, ',');
	json_add(out, str_of(key));
	buf_add_byte(out, ':');
}

static void add_number(struct buf *out, const char *key, uint64_t number)
{
	add_key(out, key);
	buf_printf(out, "%" PRIu64, number);
}

/* Hundredths, as a decimal number. */
static void add_hundredths(struct buf *out, const char *key, uint64_t number)
{
	add_key(out, key);
	buf_printf(out, "%" PRIu64 ".%02u", number / 100, (unsigned)(number % 100));
}

static void add_text(struct buf *out, const char *key, const char *text)
{
	add_key(out, key);
	json_add(out, str_of(text));
}

static void add_basis(struct buf *out, char *const *basis, size_t count)
{
	add_key(out, "basis");
	buf_add_byte(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_byte(out, ',');
		json_add(out, str_of(basis[i]));
	}
	buf_add_byte(out, ']');
}

static void open_object(struct buf *out, const char *key)
{
	if (key)
		add_key(out, key);
	else if (out->ptr[out->len - 1] != '[')
		buf_add_byte(out, ',');
	buf_add_byte(out, '{');
}

static void add_counts(struct buf *out, const struct estimate *estimate)
{
	open_object(out, "withheld");
	for (unsigned err = 0; err <= ERR_UNSOUND; err++)
		if (estimate->withheld_of[err])
			add_number(out, estimate_reason_id((enum err)err), estimate->withheld_of[err]);
	buf_add_byte(out, '}');
	open_object(out, "cuts");
	for (unsigned what = 0; what < WHAT_COUNT; what++)
		if (estimate->cuts_of[what])
			add_number(out, what_name((enum what)what), estimate->cuts_of[what]);
	buf_add_byte(out, '}');
	open_object(out, "people");
	for (unsigned who = 0; who < WHO_COUNT; who++)
		if (estimate->people_of[who])
			add_number(out, who_name((enum who)who), estimate->people_of[who]);
	buf_add_byte(out, '}');
	open_object(out, "units");
	for (unsigned per = 0; per < PER_COUNT; per++)
		add_number(out, per_name((enum per)per), estimate->units[per]);
	buf_add_byte(out, '}');
}

static void add_sample(struct buf *out, const struct estimate *estimate)
{
	const struct estimate_margins *margins = &estimate->margins;
	add_number(out, "every", estimate->every);
	add_key(out, "margins_percent");
	if (margins->too_few || estimate->read == estimate->documents) {
		buf_add_text(out, "null");
		return;
	}
	buf_add_byte(out, '{');
	add_number(out, "pages", margins->pages);
	add_number(out, "cuts", margins->cuts);
	add_number(out, "people", margins->people);
	add_number(out, "hours", margins->hours);
	buf_add_byte(out, '}');
}

static void add_works(struct buf *out, const struct estimate *estimate)
{
	add_key(out, "work");
	buf_add_byte(out, '[');
	for (size_t i = 0; i < estimate->rates->work_count; i++) {
		const struct rates_work *work = &estimate->rates->works[i];
		open_object(out, NULL);
		add_text(out, "id", work->id);
		add_text(out, "title", work->title);
		add_text(out, "per", per_name(work->per));
		add_number(out, "number", estimate->units[work->per]);
		add_hundredths(out, "minutes", work->minutes);
		add_hundredths(out, "hours", estimate->hours_of[i]);
		buf_add_byte(out, '}');
	}
	buf_add_byte(out, ']');
}

static void add_fee(struct buf *out, const struct estimate *estimate, const struct rates_fee *line)
{
	struct estimate_fee fee = estimate_fee(estimate, line);
	open_object(out, NULL);
	add_text(out, "title", line->title);
	if (line->pay == RATES_NONE) {
		add_number(out, "number", fee.quantity);
	} else {
		add_hundredths(out, "hours", fee.quantity);
		add_text(out, "rate", estimate->rates->pays[line->pay].id);
	}
	if (fee.known) {
		add_hundredths(out, "amount", fee.cents);
	} else {
		add_key(out, "amount");
		buf_add_text(out, "null");
	}
	add_text(out, "rule", line->rule);
	add_basis(out, line->basis, line->basis_count);
	buf_add_byte(out, '}');
}

static void add_free(struct buf *out, const struct estimate *estimate, const struct rates_rule *line)
{
	open_object(out, NULL);
	add_hundredths(out, "hours", estimate_hours(estimate, line->works));
	add_text(out, "rule", line->text);
	add_basis(out, line->basis, line->basis_count);
	buf_add_byte(out, '}');
}

static void add_way(struct buf *out, const struct estimate *estimate, size_t index)
{
	const struct rates *rates = estimate->rates;
	const struct estimate_way *way = &estimate->ways[index];
	open_object(out, NULL);
	add_text(out, "id", rates->ways[index].id);
	add_hundredths(out, "hours_tracked", way->tracked);
	add_hundredths(out, "hours_chargeable", way->charged);
	add_number(out, "working_days", way->days);
	add_key(out, "earliest");
	if (way->ready.year)
		buf_printf(out, "\"%04d-%02d-%02d\"", way->ready.year, way->ready.month, way->ready.day);
	else
		buf_add_text(out, "null");
	add_hundredths(out, "fee", way->cents);
	add_key(out, "fee_complete");
	buf_add_text(out, way->complete ? "true" : "false");
	add_key(out, "fees");
	buf_add_byte(out, '[');
	for (size_t i = 0; i < rates->fee_count; i++)
		if (rates->fees[i].ways >> index & 1)
			add_fee(out, estimate, &rates->fees[i]);
	buf_add_byte(out, ']');
	add_key(out, "not_charged");
	buf_add_byte(out, '[');
	for (size_t i = 0; i < rates->free_count; i++)
		if (rates->free[i].ways >> index & 1)
			add_free(out, estimate, &rates->free[i]);
	buf_add_text(out, "]}");
}

void estimate_json(struct buf *out, const struct estimate *estimate)
{
	buf_add_byte(out, '{');
	add_number(out, "documents", estimate->documents);
	add_number(out, "read", estimate->read);
	add_number(out, "releasable", estimate->releasable);
	add_sample(out, estimate);
	add_counts(out, estimate);
	add_works(out, estimate);
	add_key(out, "ways");
	buf_add_byte(out, '[');
	for (size_t i = 0; i < estimate->rates->way_count; i++)
		add_way(out, estimate, i);
	buf_add_byte(out, ']');
	open_object(out, "rates");
	add_text(out, "name", estimate->rates->name);
	add_text(out, "version", estimate->rates->version);
	add_text(out, "verified_by", estimate->rates->verified_by);
	add_text(out, "verified_on", estimate->rates->verified_on);
	buf_add_text(out, "}}");
}
