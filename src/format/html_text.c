/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the bytes of one value say, with every character's origin. */
#include "base/utf8.h"
#include "format/address.h"
#include "format/html_view.h"

enum { CODES = 2 };

struct text {
	struct html_view *showing;
	const struct html_value *value;
	struct str bytes; /* the page's, up to the end of the value */
	uint32_t number;
	bool preserve; /* white space stays as it is */
};

static bool has_references(const struct text *text)
{
	return text->value->kind != HTML_RAW && text->value->kind != HTML_CSS && text->value->kind != HTML_NAME;
}

static bool is_plain(const struct text *text, char c)
{
	return (unsigned char)c > 0x20 && (unsigned char)c < 0x7F && c != '&' && c != '<' &&
	       !(c == '%' && text->value->show == HTML_SHOW_URL);
}

static size_t add_plain(const struct text *text, size_t at)
{
	size_t end = at;
	while (end < text->bytes.len && is_plain(text, text->bytes.ptr[end]))
		end++;
	if (end > at) {
		html_text_begin(text->showing);
		view_add(text->showing->view, str_part(text->bytes, (struct span){at, end}), text->number, at, (uint32_t)(end - at));
	}
	return end;
}

static void add(const struct text *text, struct str says, size_t at, size_t len)
{
	html_text_begin(text->showing);
	view_add(text->showing->view, says, text->number, at, (uint32_t)len);
}

/* White space is one space, and none where a line begins or ends. */
static size_t add_space(const struct text *text, size_t at)
{
	struct html_view *showing = text->showing;
	size_t end = at;
	while (end < text->bytes.len && html_space(text->bytes.ptr[end]))
		end++;
	if (showing->space.origin_len == 0)
		showing->space = (struct piece){.origin = at, .origin_len = (uint32_t)(end - at), .part = text->number};
	return end;
}

static size_t add_preserved(const struct text *text, size_t at)
{
	char c = text->bytes.ptr[at];
	bool two = c == '\r' && at + 1 < text->bytes.len && text->bytes.ptr[at + 1] == '\n';
	size_t len = two ? 2 : 1;
	add(text, c == '\n' || c == '\r' ? STR("\n") : c == '\t' ? STR("\t") : STR(" "), at, len);
	return at + len;
}

/* One or two characters that stand at `at` and take `len` bytes. */
static enum err add_codes(const struct text *text, const uint32_t codes[CODES], size_t at, size_t len)
{
	char says[CODES * UTF8_MAX];
	size_t says_len = 0;
	for (size_t i = 0; i < CODES && codes[i]; i++)
		switch (utf8_look(codes[i])) {
		case LOOK_SIGN:
			says_len += utf8_put(says + says_len, codes[i]);
			break;
		case LOOK_SPACE:
			says[says_len++] = ' ';
			break;
		case LOOK_LINE:
			says[says_len++] = '\n';
			break;
		case LOOK_NOTHING:
			break;
		case LOOK_CONTROL:
			return fault_set(text->showing->fault, ERR_UNREADABLE,
					 "line %lu of the web page has the control character U+%04X, which can hide a name; save it anew without it",
					 html_line(text->showing->page->text, at), (unsigned)codes[i]);
		}
	if (says_len)
		add(text, (struct str){says, says_len}, at, len);
	return ERR_NONE;
}

/* The character at `at`, which is not plain; its length into `*len`. */
static enum err add_character(const struct text *text, size_t at, size_t *len)
{
	struct str rest = str_part(text->bytes, (struct span){at, text->bytes.len});
	uint32_t codes[CODES] = {0, 0};
	*len = 0;
	bool attribute = text->value->kind == HTML_VALUE || text->value->kind == HTML_BARE;
	if (rest.ptr[0] == '&' && has_references(text))
		*len = html_reference(text->showing->page->references, rest, attribute, codes);
	if (rest.ptr[0] == '%' && text->value->show == HTML_SHOW_URL)
		*len = address_character(text->bytes, at, &codes[0]);
	if (*len == 0) {
		codes[1] = 0;
		*len = utf8_next(rest, &codes[0]);
	}
	return add_codes(text, codes, at, *len);
}

/* A tag in the midst of a text, of which gumbo made nothing; another browser may begin a new line there. */
static size_t pass_mark(const struct text *text, size_t at)
{
	struct html_tag tag;
	size_t end = html_mark_end(text->showing->page, at, text->bytes.len, &tag);
	struct str name = str_part(text->bytes, tag.name);
	static const char *const blocks[] = {"form", "div", "p", "tr", "td", "th", "li", "table", "option", "br", "hr", "body", "html"};
	for (size_t i = 0; tag.to && i < sizeof blocks / sizeof *blocks; i++)
		if ((!tag.closing || i == 0) && str_equal_nocase(name, str_of(blocks[i])))
			html_line_end(text->showing, 1);
	return end;
}

static bool is_mark(const struct text *text, size_t at)
{
	char next = at + 1 < text->bytes.len ? text->bytes.ptr[at + 1] : ' ';
	return text->value->kind == HTML_TEXT && text->bytes.ptr[at] == '<' && (ascii_letter(next) || next == '/' || next == '!' || next == '?');
}

enum err html_show_value(struct html_view *showing, uint32_t number, bool preserve)
{
	const struct html_value *value = &showing->page->values[number];
	struct text text = {showing, value, {showing->page->text.ptr, value->bytes.to}, number, preserve};
	enum err err = ERR_NONE;
	for (size_t at = value->bytes.from; err == ERR_NONE && at < text.bytes.len;) {
		at = add_plain(&text, at);
		size_t len = 0;
		if (at == text.bytes.len)
			break;
		if (is_mark(&text, at))
			at = pass_mark(&text, at);
		else if (html_space(text.bytes.ptr[at]))
			at = preserve ? add_preserved(&text, at) : add_space(&text, at);
		else
			err = add_character(&text, at, &len);
		at += len;
	}
	return err;
}
