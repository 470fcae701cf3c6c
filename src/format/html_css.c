/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Styles. A style sheet can hold text (comments, "content", names of fonts) and can fetch things (url, @import). What stays
 * is what is known: selectors of elements, classes and ids, and declarations of known properties whose values are numbers,
 * words of the standard and usual fonts. Anything else is dropped. */
#include <string.h>

#include "format/html_page.h"

enum { NUMBER = 7, NESTED = 3 };

static bool is_name_char(char c)
{
	return ascii_letter(c) || ascii_digit(c) || c == '-' || c == '_';
}

static size_t name_end(struct str text, size_t at)
{
	while (at < text.len && is_name_char(text.ptr[at]))
		at++;
	return at;
}

/* "12", "1.5em", "100%": its end; 0: no number, or a long one, or an unknown unit. */
static size_t number_end(struct str text, size_t at)
{
	size_t from = at;
	while (at < text.len && (ascii_digit(text.ptr[at]) || text.ptr[at] == '.'))
		at++;
	if (at - from > NUMBER)
		return 0;
	size_t unit = at;
	while (at < text.len && ascii_letter(text.ptr[at]))
		at++;
	return at == unit || html_word(str_part(text, (struct span){unit, at})) ? at : 0;
}

static size_t colour_end(struct str text, size_t at)
{
	size_t from = ++at;
	while (at < text.len && (ascii_digit(text.ptr[at]) || ((text.ptr[at] | 0x20) >= 'a' && (text.ptr[at] | 0x20) <= 'f')))
		at++;
	size_t len = at - from;
	return len == 3 || len == 4 || len == 6 || len == 8 ? at : 0;
}

bool html_plain(struct str value)
{
	for (size_t at = 0; at < value.len;) {
		char c = value.ptr[at];
		size_t end = 0;
		if (ascii_digit(c))
			end = number_end(value, at);
		else if (c == '#')
			end = colour_end(value, at);
		else if (c == '-' && at + 1 < value.len && !is_name_char(value.ptr[at + 1]))
			end = at + 1;
		else if (c == '-' && at + 1 < value.len && ascii_digit(value.ptr[at + 1]))
			end = at + 1;
		else if (is_name_char(c))
			end = html_word(str_part(value, (struct span){at, name_end(value, at)})) ? name_end(value, at) : 0;
		else if (html_space(c) || strchr(",/()!+*.:;=%", c))
			end = at + 1;
		if (end == 0)
			return false;
		at = end;
	}
	return true;
}

static struct str without_quotes(struct str text)
{
	if (text.len >= 2 && (text.ptr[0] == '"' || text.ptr[0] == '\'') && text.ptr[text.len - 1] == text.ptr[0])
		return str_part(text, (struct span){1, text.len - 1});
	return text;
}

/* One of several fonts, and in the short form what stands before the first: "bold 12px Arial". */
static bool is_font(struct str item)
{
	item = str_trim(item);
	for (size_t at = 0; at < item.len; at++) {
		struct str before = str_part(item, (struct span){0, at}), font = str_part(item, (struct span){at, item.len});
		if ((at == 0 || html_space(item.ptr[at - 1])) && html_plain(before) && html_font(without_quotes(font)))
			return true;
	}
	return html_plain(item);
}

bool html_fonts(struct str value)
{
	for (size_t from = 0, to; from <= value.len; from = to + 1) {
		const char *comma = from < value.len ? memchr(value.ptr + from, ',', value.len - from) : NULL;
		to = comma ? (size_t)(comma - value.ptr) : value.len;
		if (!is_font(str_part(value, (struct span){from, to})))
			return false;
	}
	return true;
}

/* "color: red" */
static bool is_known(struct str declaration)
{
	const char *colon = declaration.len ? memchr(declaration.ptr, ':', declaration.len) : NULL;
	if (colon == NULL)
		return str_trim(declaration).len == 0;
	size_t at = (size_t)(colon - declaration.ptr);
	struct str property = str_trim((struct str){declaration.ptr, at});
	struct str value = str_part(declaration, (struct span){at + 1, declaration.len});
	if (memmem(value.ptr, value.len, "/*", 2) || !html_word(property))
		return false;
	if (str_equal_nocase(property, STR("font-family")) || str_equal_nocase(property, STR("font")))
		return html_fonts(value);
	return html_plain(value);
}

static size_t skip_comment(struct str text, size_t at)
{
	const char *end = memmem(text.ptr + at + 2, text.len - at - 2, "*/", 2);
	return end ? (size_t)(end - text.ptr) + 2 : text.len;
}

static bool is_comment(struct str text, size_t at)
{
	return text.len - at >= 2 && text.ptr[at] == '/' && text.ptr[at + 1] == '*';
}

static size_t skip_string(struct str text, size_t at)
{
	char quote = text.ptr[at++];
	for (; at < text.len && text.ptr[at] != quote; at++)
		if (text.ptr[at] == '\\' && at + 1 < text.len)
			at++;
	return at < text.len ? at + 1 : at;
}

/* The first of `stops` at or after `at` outside of strings, comments, brackets and braces; text.len: none. */
static size_t find(struct str text, size_t at, const char *stops)
{
	for (size_t depth = 0; at < text.len;) {
		char c = text.ptr[at];
		if (is_comment(text, at)) {
			at = skip_comment(text, at);
			continue;
		}
		if (c == '"' || c == '\'') {
			at = skip_string(text, at);
			continue;
		}
		if (depth == 0 && strchr(stops, c))
			return at;
		if (c == '(' || c == '[' || c == '{')
			depth++;
		if ((c == ')' || c == ']' || c == '}') && depth)
			depth--;
		at += c == '\\' && at + 1 < text.len ? 2 : 1;
	}
	return at;
}

struct sheet {
	struct html_page *page;
	struct str text; /* up to the end of the sheet, or of the block at hand */
};

static void drop(struct sheet *sheet, size_t from, size_t to)
{
	html_add_drop(sheet->page, from, to, " ");
}

static void read_declarations(struct sheet *sheet, size_t at)
{
	struct str text = sheet->text;
	while (at < text.len) {
		if (html_space(text.ptr[at]) || text.ptr[at] == ';') {
			at++;
			continue;
		}
		size_t end = is_comment(text, at) ? skip_comment(text, at) : find(text, at, ";");
		if (is_comment(text, at) || !is_known(str_part(text, (struct span){at, end})))
			drop(sheet, at, end);
		at = end;
	}
}

/* A class or an id in a selector; ids that are words can still be somebody's. */
static size_t read_selector_name(struct sheet *sheet, size_t at)
{
	size_t end = name_end(sheet->text, at + 1);
	struct str name = str_part(sheet->text, (struct span){at + 1, end});
	if (name.len == 0)
		return 0;
	if (sheet->text.ptr[at] == '#' || !html_word(name))
		html_add_value(sheet->page, HTML_CSS, (struct span){at + 1, end})->show = HTML_SHOW_CODE;
	return end;
}

static bool is_element_name(struct str name)
{
	return gumbo_tagn_enum(name.ptr, (unsigned)name.len) != GUMBO_TAG_UNKNOWN || html_word(name);
}

/* What stands before a block: false when not all of it is known. */
static bool read_selector(struct sheet *sheet, size_t at, size_t to)
{
	struct str text = {sheet->text.ptr, to};
	while (at < to) {
		char c = text.ptr[at];
		size_t end = 0;
		if (c == '.' || c == '#')
			end = read_selector_name(sheet, at);
		else if (ascii_digit(c))
			end = number_end(text, at);
		else if (is_name_char(c))
			end = is_element_name(str_part(text, (struct span){at, name_end(text, at)})) ? name_end(text, at) : 0;
		else if (html_space(c) || strchr("*>+~,:()", c))
			end = at + 1;
		if (end == 0 || end > to)
			return false;
		at = end;
	}
	return true;
}

static void read_rules(struct sheet *sheet, size_t at, unsigned depth);

/* A rule from `at` to its block, and the block; returns its end. */
static size_t read_rule(struct sheet *sheet, size_t at, unsigned depth)
{
	struct html_page *page = sheet->page;
	struct str text = sheet->text;
	size_t values = page->value_count, drops = page->drop_count, open = find(text, at, "{;");
	if (open < text.len && text.ptr[open] == ';' && text.ptr[at] != '@')
		open = find(text, at, "{");
	bool has_block = open < text.len && text.ptr[open] == '{';
	size_t close = has_block ? find(text, open + 1, "}") : open;
	size_t end = close < text.len ? close + 1 : close;
	struct str prelude = str_part(text, (struct span){at, open});
	bool media = prelude.len > 6 && str_equal_nocase((struct str){prelude.ptr, 6}, STR("@media"));
	bool known = has_block && close < text.len;
	if (media)
		known = known && depth < NESTED && html_plain(str_part(prelude, (struct span){6, prelude.len}));
	else
		known = known && prelude.ptr[0] != '@' && read_selector(sheet, at, open);
	if (!known) {
		page->value_count = values;
		page->drop_count = drops;
		drop(sheet, at, end);
		return end;
	}
	sheet->text.len = close;
	if (media)
		read_rules(sheet, open + 1, depth + 1);
	else
		read_declarations(sheet, open + 1);
	sheet->text = text;
	return end;
}

static void read_rules(struct sheet *sheet, size_t at, unsigned depth)
{
	struct str text = sheet->text;
	while (at < text.len) {
		struct str rest = str_part(text, (struct span){at, text.len});
		if (html_space(text.ptr[at])) {
			at++;
		} else if (is_comment(text, at)) {
			drop(sheet, at, skip_comment(text, at));
			at = skip_comment(text, at);
		} else if (depth == 0 && (str_starts(rest, STR("<!--")) || str_starts(rest, STR("-->")))) {
			at += rest.ptr[0] == '<' ? 4 : 3;
		} else {
			at = read_rule(sheet, at, depth);
		}
	}
}

void html_css(struct html_page *page, struct span span)
{
	struct sheet sheet = {page, {page->text.ptr, span.to}};
	read_rules(&sheet, span.from, 0);
}

void html_style(struct html_page *page, struct span declarations)
{
	struct sheet sheet = {page, {page->text.ptr, declarations.to}};
	read_declarations(&sheet, declarations.from);
}

bool html_style_known(struct str declarations)
{
	for (size_t at = 0, end; at < declarations.len; at = end + 1) {
		end = find(declarations, at, ";");
		if (!is_known(str_part(declarations, (struct span){at, end})))
			return false;
	}
	return true;
}
