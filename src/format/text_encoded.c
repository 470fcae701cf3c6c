/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands in a text in coded form, so that no rule can see into it: attachments as base64, coded words of headers of
 * e-mails. Then the text is refused. */
#include <string.h>

#include "format/text_view.h"

enum { LINE = 60, TOTAL = 200, FAR = 20 * TOTAL };

static bool is_base64(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' ||
	       c == '=';
}

/* End of the run that begins at `at`; tells which kinds of character it has. */
static size_t run_end(struct str text, size_t at, unsigned *kinds)
{
	for (; at < text.len && is_base64(text.ptr[at]); at++) {
		char c = text.ptr[at];
		*kinds |= c >= 'a' && c <= 'z' ? 1u : c >= 'A' && c <= 'Z' ? 2u : c >= '0' && c <= '9' ? 4u : 0u;
	}
	return at;
}

static size_t skip_line_end(struct str text, size_t at)
{
	if (at < text.len && text.ptr[at] == '\r')
		at++;
	if (at < text.len && text.ptr[at] == '\n')
		at++;
	return at;
}

/* Whether lines of base64 begin at `at`; `*end` is where the first of them ends. */
static bool begins_block(struct str text, size_t at, size_t *end)
{
	unsigned kinds = 0;
	size_t total = 0;
	*end = 0;
	for (;;) {
		size_t to = run_end(text, at, &kinds);
		total += to - at;
		if (*end == 0)
			*end = to;
		if (total >= TOTAL && kinds == 7)
			return true;
		size_t next = skip_line_end(text, to);
		if (to - at < LINE || next == to || total > FAR) /* so that a long drawn line costs no more */
			return false;
		at = next;
	}
}

size_t text_encoded(struct str text)
{
	/* a run of LINE bytes has one at every LINE-th place: look there, and go back only where there is one */
	for (size_t from = 0; text.len - from >= LINE;) {
		size_t at = from + LINE;
		while (at > from && is_base64(text.ptr[at - 1]))
			at--;
		size_t end = at;
		if (at == from && begins_block(text, from, &end))
			return from;
		from = at == from ? end : at;
	}
	return text.len;
}

/* "=?utf-8?q?Em=6Dily?=" (RFC 2047) */
size_t text_coded_word(struct str text)
{
	enum { CHARSET = 40 };
	if (text.len == 0)
		return 0;
	const char *end = text.ptr + text.len, *at = text.ptr, *from = at;
	while ((at = memchr(at, '?', (size_t)(end - at))) != NULL) { /* rarer than '=' */
		const char *name = ++at;
		if (name - from < 2 || name[-2] != '=')
			continue;
		while (at < end && at - name < CHARSET && (is_base64(*at) || *at == '-' || *at == '_' || *at == '*') && *at != '=')
			at++;
		if (end - at > 3 && at > name && at[0] == '?' && at[1] != '\0' && strchr("bBqQ", at[1]) && at[2] == '?')
			return (size_t)(name - 2 - text.ptr);
		at = from = name;
	}
	return text.len;
}

/* ---- other codings of e-mails -------------------------------------------------------------------------------------- */

static struct str line_at(struct str text, size_t at, size_t *next)
{
	const char *end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
	size_t to = end ? (size_t)(end - text.ptr) : text.len;
	*next = end ? to + 1 : text.len;
	return str_trim(str_part(text, (struct span){at < to ? at : to, to}));
}

/* "begin 644 name" and a line whose first sign tells its length. */
static bool begins_uuencoded(struct str text, size_t at)
{
	size_t next, digits = 0, sign = at + 6;
	for (; sign < text.len && text.ptr[sign] >= '0' && text.ptr[sign] <= '7'; sign++)
		digits++;
	if (digits < 3 || digits > 4 || sign >= text.len || text.ptr[sign] != ' ')
		return false;
	(void)line_at(text, at, &next);
	struct str line = line_at(text, next, &next);
	size_t bytes = line.len && *line.ptr >= ' ' && *line.ptr <= '`' ? (size_t)(*line.ptr - ' ') % 64 : 0;
	return bytes > 0 && line.len > 1 && line.len <= 1 + (bytes + 2) / 3 * 4 + 1 && line.len + 4 > (bytes + 2) / 3 * 4;
}

/* "Content-Transfer-Encoding: base64", as where the source of an e-mail was put into a text. */
static bool ends_coding(struct str text, size_t colon)
{
	static const struct str name = STR("Content-Transfer-Encoding");
	static const struct str plain[] = {STR("7bit"), STR("8bit"), STR("binary")};
	size_t next;
	if (colon < name.len || !str_equal_nocase(str_part(text, (struct span){colon - name.len, colon}), name))
		return false;
	struct str value = line_at(text, colon + 1, &next);
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (value.len >= plain[i].len && str_equal_nocase((struct str){value.ptr, plain[i].len}, plain[i]))
			return false;
	return value.len > 0;
}

/* The line that says that BinHex follows, or NULL. */
static const char *find_binhex(struct str text)
{
	static const struct str line = STR("(This file must be converted with BinHex");
	const char *end = text.ptr + text.len, *at = text.ptr;
	for (; (at = memchr(at, '(', (size_t)(end - at))) != NULL; at++)
		if ((size_t)(end - at) >= line.len && memcmp(at, line.ptr, line.len) == 0)
			return at;
	return NULL;
}

/* The next "begin ", or NULL. */
static const char *next_begin(const char *at, const char *end)
{
	static const struct str word = STR("begin ");
	for (; (at = memchr(at, 'b', (size_t)(end - at))) != NULL; at++) /* much faster than memmem() */
		if ((size_t)(end - at) >= word.len && memcmp(at, word.ptr, word.len) == 0)
			return at;
	return NULL;
}

size_t text_coded_part(struct str text)
{
	if (text.len == 0)
		return 0;
	const char *end = text.ptr + text.len, *at = next_begin(text.ptr, end);
	const char *found = at ? memmem(text.ptr, text.len, "=ybegin ", 8) : NULL;
	if (!found)
		found = find_binhex(text);
	if (found)
		return (size_t)(found - text.ptr);
	for (; at; at = next_begin(at, end)) {
		size_t from = (size_t)(at - text.ptr);
		if ((from == 0 || at[-1] == '\n' || at[-1] == ' ') && begins_uuencoded(text, from))
			return from;
		at += 6;
	}
	for (at = text.ptr; (at = memchr(at, ':', (size_t)(end - at))) != NULL; at++)
		if (at > text.ptr && (at[-1] | 0x20) == 'g' && ends_coding(text, (size_t)(at - text.ptr)))
			return (size_t)(at - text.ptr);
	return text.len;
}
