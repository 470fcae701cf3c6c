/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "facts_text.h"

#include <string.h>

#include "bare_numbers.h"
#include "base/utf8.h"

static const struct edit *first_edit(const struct facts_part *part, size_t at)
{
	size_t from = 0, to = part->edit_count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (part->edits[middle].span.to <= at)
			from = middle + 1;
		else
			to = middle;
	}
	return part->edits + from;
}

static bool is_clear(const struct facts_part *part, struct span span)
{
	const struct edit *edit = first_edit(part, span.from);
	return edit == part->edits + part->edit_count || edit->span.from >= span.to;
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7f;
}

/* Text with every run of blanks as one space, none in front. */
static void add_words(struct buf *to, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool blank = is_blank(text.ptr[i]);
		if (!blank)
			buf_add_byte(to, text.ptr[i]);
		else if (to->len && to->ptr[to->len - 1] != ' ')
			buf_add_byte(to, ' ');
	}
}

static void trim_end(struct buf *text)
{
	while (text->len && strchr(" ,;:.-/\"'", text->ptr[text->len - 1]))
		text->len--;
}

struct str facts_released(struct buf *value, const struct facts_part *part, struct span span, size_t limit)
{
	size_t at = span.from;
	buf_clear(value);
	const struct edit *end = part->edits + part->edit_count;
	for (const struct edit *edit = first_edit(part, span.from); edit < end && edit->span.from < span.to; edit++) {
		if (edit->span.from >= at)
			add_words(value, str_part(part->text, (struct span){at, edit->span.from}));
		if (edit->span.from >= span.from)
			add_words(value, edit->token);
		at = edit->span.to;
	}
	if (at < span.to)
		add_words(value, str_part(part->text, (struct span){at, span.to}));
	trim_end(value);
	bool good = value->len <= limit && utf8_valid(buf_str(value)) == value->len;
	return good ? buf_str(value) : (struct str){0};
}

struct str facts_untouched(struct buf *value, const struct facts_part *part, struct span span, size_t limit)
{
	return is_clear(part, span) ? facts_released(value, part, span, limit) : (struct str){0};
}

bool facts_date(const struct facts_part *part, struct span span, struct date *date)
{
	const struct edit *edit = first_edit(part, span.from);
	bool clear = edit == part->edits + part->edit_count || edit->span.from >= span.to;
	if (!clear && edit->span.from > span.from)
		span.to = edit->span.from;
	else if (!clear)
		return false;
	return date_parse(str_part(part->text, span), DATE_NO_PIVOT, date) && (clear || date_full(*date));
}

void facts_add_bare(struct buf *to, struct str text)
{
	struct buf numbers = {0};
	struct str number, all;
	bare_numbers_add(&numbers, text, 1);
	all = buf_str(&numbers);
	if (take_counted(&all, &number) && number.len <= REPORT_NUMBER_LIMIT)
		buf_add(to, number);
	buf_free(&numbers);
}

void facts_find_bare(struct buf *to, const struct facts_part *part)
{
	size_t at = 0;
	for (size_t i = 0; i <= part->edit_count && to->len == 0; i++) {
		size_t end = i < part->edit_count ? part->edits[i].span.from : part->text.len;
		facts_add_bare(to, str_part(part->text, (struct span){at, end}));
		at = i < part->edit_count ? part->edits[i].span.to : end;
	}
}
