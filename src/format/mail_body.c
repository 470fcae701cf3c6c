/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/mail_body.h"

#include <string.h>

#include "format/mail_word.h"

enum { LINE_PLAIN = 900, LINE_QUOTED = 75 };

/* The line at `at` without its end; `*next` is behind it. */
static struct str line_at(struct str text, size_t at, size_t *next)
{
	const char *end = memchr(text.ptr + at, '\n', text.len - at);
	size_t to = end ? (size_t)(end - text.ptr) : text.len;
	*next = end ? to + 1 : text.len;
	if (end && to > at && text.ptr[to - 1] == '\r')
		to--;
	return str_part(text, (struct span){at, to});
}

/* ---- format=flowed ------------------------------------------------------------------------------------------- */

/* Takes the marks of quoting, and the blank that protects what begins like one. */
static size_t take_quotes(struct str *line)
{
	size_t depth = 0;
	while (depth < line->len && line->ptr[depth] == '>')
		depth++;
	size_t from = depth + (depth < line->len && line->ptr[depth] == ' ');
	*line = str_part(*line, (struct span){from, line->len});
	return depth;
}

static void add_quotes(size_t depth, struct buf *to)
{
	for (size_t i = 0; i < depth; i++)
		buf_add_byte(to, '>');
	if (depth)
		buf_add_byte(to, ' ');
}

/* A line that ends with a blank goes on in the next one of the same quoting, unless it is the mark before a signature. */
static void join_flowed(struct str text, bool delete, struct buf *to)
{
	size_t open = SIZE_MAX; /* quoting of the paragraph that goes on */
	for (size_t at = 0, next; at < text.len; at = next) {
		struct str line = line_at(text, at, &next);
		size_t depth = take_quotes(&line);
		bool mark = str_equal(line, STR("-- "));
		if (open != SIZE_MAX && (open != depth || mark))
			buf_add_byte(to, '\n');
		if (open != depth || mark)
			add_quotes(depth, to);
		bool flows = !mark && line.len && line.ptr[line.len - 1] == ' ' && next < text.len;
		line.len -= flows && delete;
		buf_add(to, line);
		open = flows ? depth : SIZE_MAX;
		if (!flows && text.ptr[next - 1] == '\n')
			buf_add_byte(to, '\n');
	}
}

/* ---- calendars and cards ------------------------------------------------------------------------------------- */

static bool has_nocase(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if (str_equal_nocase((struct str){text.ptr + i, word.len}, word))
			return true;
	return false;
}

static enum err join_folded(struct str text, struct buf *to, struct fault *fault)
{
	static const struct str coded[] = {STR("QUOTED-PRINTABLE"), STR("ENCODING=B"), STR("=BASE64"), STR(";BASE64")};
	for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
		if (has_nocase(text, coded[i]))
			return fault_set(fault, ERR_UNREADABLE,
					 "a card or calendar with coded values, such as a picture; save it as text");
	for (size_t at = 0, next; at < text.len; at = next) {
		struct str line = line_at(text, at, &next);
		for (size_t i = 0; i < line.len; i++) {
			char after = i + 1 < line.len ? line.ptr[i + 1] : '\0';
			bool escape = line.ptr[i] == '\\' && after != '\0' && strchr("nN,;\\", after);
			i += escape;
			buf_add_byte(to, escape && (after | 0x20) == 'n' ? '\n' : line.ptr[i]);
		}
		if (next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == '\t'))
			next++;
		else if (text.ptr[next - 1] == '\n')
			buf_add_byte(to, '\n');
	}
	return ERR_NONE;
}

enum err mail_body(const struct mail_part *part, struct str charset, struct str bytes, struct buf *to, struct fault *fault)
{
	struct buf text = {0};
	if (part->text == MAIL_HTML && charset.len == 0)
		charset = mail_page_charset(bytes);
	enum err err = mail_charset(charset, bytes, &text, fault);
	if (!err && part->text == MAIL_CARD)
		err = join_folded(buf_str(&text), to, fault);
	else if (!err && part->text == MAIL_TEXT && part->flowed)
		join_flowed(buf_str(&text), part->delete, to);
	else if (!err && part->text == MAIL_HTML)
		mail_page(buf_str(&text), to);
	else if (!err)
		buf_add(to, buf_str(&text));
	buf_free(&text);
	return err;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

bool mail_is_plain(struct str text)
{
	for (size_t at = 0, next; at < text.len; at = next) {
		struct str line = line_at(text, at, &next);
		if (line.len > LINE_PLAIN || str_starts(line, STR("--=_")) || (line.len && memchr(line.ptr, '\r', line.len)))
			return false;
	}
	return true;
}

void mail_add_lines(struct str text, struct str eol, struct buf *to)
{
	for (size_t at = 0, next; at < text.len; at = next) {
		buf_add(to, line_at(text, at, &next));
		if (text.ptr[next - 1] == '\n')
			buf_add(to, eol);
	}
}

static bool is_line_end(struct str text, size_t at)
{
	return at < text.len && (text.ptr[at] == '\n' || (text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n'));
}

static bool is_quoted(struct str text, size_t at, size_t column)
{
	char c = text.ptr[at];
	if (c == ' ' || c == '\t')
		return at + 1 == text.len || is_line_end(text, at + 1);
	if (column == 0 && c == 'F' && str_starts(str_part(text, (struct span){at, text.len}), STR("From ")))
		return true; /* in a mailbox it would begin another message */
	return c < ' ' || c > '~' || c == '=';
}

void mail_quote(struct mail_quoter *quoter, struct str text, struct str eol, struct buf *to)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t at = 0; at < text.len; at++) {
		unsigned char c = (unsigned char)text.ptr[at];
		if (is_line_end(text, at)) {
			at += c == '\r';
			buf_add(to, eol);
			quoter->column = 0;
			continue;
		}
		size_t need = is_quoted(text, at, quoter->column) ? 3 : 1;
		if (quoter->column + need > LINE_QUOTED) {
			buf_add_byte(to, '=');
			buf_add(to, eol);
			quoter->column = 0;
			need = is_quoted(text, at, 0) ? 3 : 1;
		}
		quoter->column += need;
		if (need == 1) {
			buf_add_byte(to, (char)c);
			continue;
		}
		buf_add_byte(to, '=');
		buf_add_byte(to, digits[c >> 4]);
		buf_add_byte(to, digits[c & 15]);
	}
}
