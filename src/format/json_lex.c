/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "format/json.h"

bool json_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool json_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' || c == '-' || c == '.';
}

static size_t digits(struct str word, size_t at)
{
	size_t from = at;
	while (at < word.len && word.ptr[at] >= '0' && word.ptr[at] <= '9')
		at++;
	return at - from;
}

/* -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)? */
static bool is_number(struct str word)
{
	size_t at = word.len && word.ptr[0] == '-', len = digits(word, at);
	if (len == 0 || (len > 1 && word.ptr[at] == '0'))
		return false;
	at += len;
	if (at < word.len && word.ptr[at] == '.') {
		len = digits(word, at + 1);
		if (len == 0)
			return false;
		at += 1 + len;
	}
	if (at < word.len && (word.ptr[at] == 'e' || word.ptr[at] == 'E')) {
		at++;
		at += at < word.len && (word.ptr[at] == '+' || word.ptr[at] == '-');
		len = digits(word, at);
		if (len == 0)
			return false;
		at += len;
	}
	return at == word.len;
}

bool json_literal(struct str word)
{
	return str_equal(word, STR("true")) || str_equal(word, STR("false")) || str_equal(word, STR("null")) || is_number(word);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))
		return (c | 0x20) - 'a' + 10;
	return -1;
}

static bool read_unit(struct str text, size_t at, uint32_t *unit)
{
	*unit = 0;
	if (at > text.len || text.len - at < 6 || text.ptr[at] != '\\' || text.ptr[at + 1] != 'u')
		return false;
	for (size_t i = 2; i < 6; i++) {
		int digit = hex_digit(text.ptr[at + i]);
		if (digit < 0)
			return false;
		*unit = *unit * 16 + (uint32_t)digit;
	}
	return true;
}

size_t json_escape(struct str text, size_t at, uint32_t *code)
{
	static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	uint32_t low;
	if (text.len - at < 2)
		return 0;
	const char *letter = text.ptr[at + 1] ? strchr(letters, text.ptr[at + 1]) : NULL;
	if (letter) {
		*code = (unsigned char)means[letter - letters];
		return 2;
	}
	if (!read_unit(text, at, code))
		return 0;
	if (*code < 0xD800 || *code > 0xDFFF)
		return 6;
	if (*code > 0xDBFF || !read_unit(text, at + 6, &low) || low < 0xDC00 || low > 0xDFFF)
		return 0;
	*code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
	return 12;
}

size_t json_string_end(struct str text, size_t at)
{
	for (at++; at < text.len; at++) {
		if (text.ptr[at] == '\\')
			at++;
		else if (text.ptr[at] == '"')
			return at + 1;
	}
	return text.len;
}

size_t json_value_end(struct str text, size_t at, size_t limit)
{
	size_t depth = 0;
	if (limit < text.len)
		text.len = limit;
	while (at < text.len) {
		char c = text.ptr[at];
		if (c == '"') {
			at = json_string_end(text, at);
			if (depth == 0)
				return at;
			continue;
		}
		if (depth == 0 && (c == ',' || c == '}' || c == ']'))
			return at;
		depth += c == '{' || c == '[';
		at++;
		if ((c == '}' || c == ']') && --depth == 0)
			return at;
	}
	return text.len;
}

/* ---- where parts end --------------------------------------------------------------------------------------------- */

/* Between the values of a file of many, or behind a comma: the last such place that is least deep, or the first at or after
 * `from`. A part begins outside of strings. */
static size_t place(const struct json *json, const struct text_window *window, size_t from, bool first)
{
	size_t depth = json->depth, found = 0, least = SIZE_MAX, unit = window->unit;
	bool string = false;
	for (size_t at = 0; at + unit <= window->bytes.len; at += unit) {
		unsigned char c = text_unit(window, at);
		if (string) {
			if (c == '\\')
				at += unit;
			string = c != '"';
			continue;
		}
		if (c == '"')
			string = true;
		depth += c == '{' || c == '[';
		depth -= depth && (c == '}' || c == ']');
		bool here = depth ? c == ',' : c == '\n';
		if (!here || depth > least)
			continue;
		found = at + unit;
		if (first && found > from)
			return found;
		least = first ? SIZE_MAX : depth;
	}
	return first ? 0 : found;
}

size_t json_last(const struct json *json, const struct text_window *window)
{
	return place(json, window, 0, false);
}

size_t json_first(const struct json *json, const struct text_window *window, size_t from)
{
	return place(json, window, from, true);
}
