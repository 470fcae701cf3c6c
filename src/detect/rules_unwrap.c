/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_unwrap.h"

#include <string.h>

enum { WIDTH_LEAST = 45, WIDTH_MOST = 200, GAP = 3, LABEL_MOST = 30, LONGER = 8 };

/* A line of the text: its bytes, and how many characters they are. */
struct row {
	size_t from, to, width;
	bool form; /* cells, bars or leaders stand in it */
};

static bool is_form(struct str line)
{
	size_t spaces = 0, dots = 0;
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];
		spaces = c == ' ' ? spaces + 1 : 0;
		dots = c == '.' || c == '_' ? dots + 1 : 0;
		if (c == '|' || c == '\t' || c == '\r' || spaces >= GAP || dots > GAP)
			return true;
	}
	return false;
}

static struct row row_at(struct str text, size_t from)
{
	const char *end = memchr(text.ptr + from, '\n', text.len - from);
	struct row row = {.from = from, .to = end ? (size_t)(end - text.ptr) : text.len};
	for (size_t i = from; i < row.to; i++)
		row.width += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
	row.form = is_form((struct str){text.ptr + from, row.to - from});
	return row;
}

/* "Name: ", "DET. HALE: ": a label or speaker begins the line. */
static bool begins_with_label(struct str line)
{
	size_t words = 0;
	for (size_t i = 0; i < line.len && i < LABEL_MOST && words < 4; i++) {
		words += line.ptr[i] == ' ';
		if (line.ptr[i] == ':' && (i + 1 == line.len || line.ptr[i + 1] == ' '))
			return true;
	}
	return false;
}

/* An item of a list or log, a label, a line set apart: no line goes on in it. */
static bool begins_anew(struct str line, char first)
{
	char c = line.ptr[0];
	if (strchr(" -*>#[<=+/\\", c) || begins_with_label(line))
		return true;
	size_t digits = 0;
	while (digits < line.len && ascii_digit(line.ptr[digits]))
		digits++;
	bool item = digits < line.len && (line.ptr[digits] == '.' || line.ptr[digits] == ')');
	bool entry = digits == 4 || (digits > 0 && digits < line.len && (line.ptr[digits] == ':' || line.ptr[digits] == '/'));
	return digits > 0 && ((item && digits <= 2 && digits + 1 < line.len && line.ptr[digits + 1] == ' ') || (entry && ascii_digit(first)));
}

static size_t first_word(struct str line)
{
	const char *space = memchr(line.ptr, ' ', line.len);
	return space ? (size_t)(space - line.ptr) : line.len;
}

/* The next line goes on in small letters: this one was surely wrapped. */
static bool surely_wraps(struct str text, const struct row *row, const struct row *next)
{
	char c = text.ptr[next->from];
	return !row->form && !next->form && row->width >= WIDTH_LEAST && row->width <= WIDTH_MOST && ascii_lower(c);
}

/* How long lines of the running text are, or a little less: 0 where nothing shows that it is wrapped. */
static size_t width_of(struct str text)
{
	size_t widest = 0;
	struct row row = {0};
	for (size_t at = 0; at < text.len; at = row.to + 1) {
		struct row next = row_at(text, at);
		if (at > 0 && next.to > next.from && row.width > widest && surely_wraps(text, &row, &next))
			widest = row.width;
		row = next;
	}
	return widest;
}

bool unwrap_text(struct str text, struct buf *out)
{
	size_t widest = width_of(text);
	struct row row = {0};
	buf_clear(out);
	for (size_t at = 0; widest && at < text.len; at = row.to + 1) {
		struct row next = row_at(text, at);
		struct str line = {text.ptr + next.from, next.to - next.from};
		bool full = row.width >= WIDTH_LEAST && row.width <= widest + LONGER && row.width + 1 + first_word(line) > widest;
		if (at > 0 && full && line.len && !row.form && !next.form && !begins_anew(line, text.ptr[row.from])) {
			if (out->len == 0)
				buf_add(out, text);
			out->ptr[row.to] = ' ';
		}
		row = next;
	}
	return out->len > 0;
}
