/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"
#include "format/xml_edit.h"

static const char *escape(enum xml_kind kind, char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return kind == XML_ATTRIBUTE ? "&quot;" : NULL;
	case '\'':
		return kind == XML_ATTRIBUTE ? "&apos;" : NULL;
	default:
		return NULL;
	}
}

static bool name_character(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ||
	       code == '-' || code == '_' || code == '.';
}

void xml_token_escape(const struct xml_spot *spot, bool unicode, bool ascii, struct str text, struct buf *to)
{
	struct buf plain = {0};
	bool refers = spot->kind == XML_TEXT || spot->kind == XML_ATTRIBUTE;
	/* a name begins with a letter or '_' */
	if (spot->id && text.len && text.ptr[0] != '[')
		buf_add_byte(&plain, '_');
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		struct str rest = str_part(text, (struct span){at, text.len});
		size_t len = utf8_next(rest, &code);
		const char *escaped = refers && code < 0x80 ? escape(spot->kind, text.ptr[at]) : NULL;
		if (spot->id)
			buf_add_byte(&plain, name_character(code) ? text.ptr[at] : '_');
		else if (escaped)
			buf_add_text(&plain, escaped);
		else if (code >= 0x80 && !unicode && refers)
			buf_printf(&plain, "&#x%X;", (unsigned)code);
		else if (code >= 0x80 && ascii)
			buf_add_byte(&plain, '?');
		else
			buf_add(&plain, (struct str){rest.ptr, len});
		at += len;
	}
	if (spot->id)
		buf_printf(&plain, "%s%u_", plain.len && plain.ptr[plain.len - 1] == '_' ? "" : "_", (unsigned)spot->id);
	xml_token_guard(spot->kind, spot->before, buf_str(&plain), to);
	buf_free(&plain);
}

/* What goes in front of `c` after `last` and, before that, `other`. */
static const char *barrier(enum xml_kind kind, char other, char last, char c)
{
	switch (kind) {
	case XML_CDATA:
		return other == ']' && last == ']' && c == '>' ? "]]><![CDATA[" : "";
	case XML_COMMENT:
		return last == '-' && c == '-' ? " " : "";
	case XML_PI:
		return last == '?' && c == '>' ? " " : "";
	default:
		return "";
	}
}

void xml_token_guard(enum xml_kind kind, const char before[2], struct str text, struct buf *to)
{
	char other = before[0], last = before[1];
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (kind == XML_TEXT && other == ']' && last == ']' && c == '>') {
			buf_add_text(to, "&gt;");
		} else {
			buf_add_text(to, barrier(kind, other, last, c));
			buf_add_byte(to, c);
		}
		other = last;
		last = c;
	}
}
