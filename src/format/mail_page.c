/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A web page in an e-mail says its encoding twice: in the header of its part, which holds, and in the page. What is written is
 * UTF-8, so the page is made to say so too. */
#include <string.h>

#include "format/mail_body.h"

static bool starts_nocase(struct str text, struct str word)
{
	return text.len >= word.len && str_equal_nocase((struct str){text.ptr, word.len}, word);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

/* In text[at..to), behind `word` and '=': where the name stands. */
static bool find_value(struct str text, size_t at, size_t to, struct str word, struct span *value)
{
	for (; at + word.len < to; at++) {
		size_t from = at + word.len;
		if (!starts_nocase(str_part(text, (struct span){at, to}), word))
			continue;
		while (from < to && is_space(text.ptr[from]))
			from++;
		if (from == to || text.ptr[from] != '=')
			continue;
		for (from++; from < to && (is_space(text.ptr[from]) || text.ptr[from] == '"' || text.ptr[from] == '\'');)
			from++;
		*value = (struct span){from, from};
		while (value->to < to && is_name(text.ptr[value->to]))
			value->to++;
		return value->from < value->to;
	}
	return false;
}

/* The next place from `at` on where a page names its encoding. */
static bool next_declared(struct str text, size_t at, struct span *value)
{
	for (; at < text.len; at++) {
		const char *sign = memchr(text.ptr + at, '<', text.len - at);
		if (!sign)
			return false;
		at = (size_t)(sign - text.ptr);
		struct str rest = str_part(text, (struct span){at, text.len});
		bool meta = starts_nocase(rest, STR("<meta")), xml = starts_nocase(rest, STR("<?xml"));
		if (!meta && !xml)
			continue;
		const char *end = memchr(rest.ptr, '>', rest.len);
		if (end && find_value(text, at, (size_t)(end - text.ptr), meta ? STR("charset") : STR("encoding"), value))
			return true;
	}
	return false;
}

struct str mail_page_charset(struct str page)
{
	struct span value;
	return next_declared(page, 0, &value) ? str_part(page, value) : (struct str){0};
}

void mail_page(struct str page, struct buf *to)
{
	struct span value;
	size_t at = 0;
	while (next_declared(page, at, &value)) {
		buf_add(to, str_part(page, (struct span){at, value.from}));
		buf_add(to, STR("utf-8"));
		at = value.to;
	}
	buf_add(to, str_part(page, (struct span){at, page.len}));
}
