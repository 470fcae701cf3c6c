/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/mail_address.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/mail_word.h"

enum { LINE_MOST = 76, QUOTED_MOST = 300, ADDRESS_MOST = 320 };

#define NOWHERE "redacted.invalid"

/* ---- reading ------------------------------------------------------------------------------------------------- */

/* One address while it is read, as it stands: `words` without quotes, `raw` with them. */
struct parser {
	struct str value;
	size_t at;
	struct buf words, raw, address, comment;
	bool angle, group;
	struct buf *text;
	struct mail_boxes *boxes;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool ended(const struct parser *parser)
{
	return parser->at >= parser->value.len;
}

static char take(struct parser *parser)
{
	return parser->value.ptr[parser->at++];
}

/* Behind a '"': the text up to the next, which is taken. */
static void take_quoted(struct parser *parser, struct buf *plain, struct buf *raw)
{
	buf_add_byte(raw, '"');
	while (!ended(parser)) {
		char c = take(parser);
		buf_add_byte(raw, c);
		if (c == '"')
			return;
		if (c == '\\' && !ended(parser)) {
			c = take(parser);
			buf_add_byte(raw, c);
		}
		buf_add_byte(plain, c);
	}
}

/* Behind a '(': comments in comments keep their brackets. */
static void take_comment(struct parser *parser)
{
	size_t depth = 1;
	if (parser->comment.len)
		buf_add_byte(&parser->comment, ' ');
	while (!ended(parser)) {
		char c = take(parser);
		if (c == '\\' && !ended(parser)) {
			buf_add_byte(&parser->comment, take(parser));
			continue;
		}
		depth += c == '(';
		depth -= c == ')';
		if (depth == 0)
			return;
		buf_add_byte(&parser->comment, c);
	}
}

/* Behind a '<', up to the '>'. */
static void take_angle(struct parser *parser)
{
	struct buf ignored = {0};
	if (parser->angle)
		buf_add_byte(&parser->address, ' ');
	parser->angle = true;
	while (!ended(parser)) {
		char c = take(parser);
		if (c == '>')
			break;
		if (c == '"')
			take_quoted(parser, &ignored, &parser->address);
		else
			buf_add_byte(&parser->address, c);
	}
	buf_free(&ignored);
}

/* An encoded word can hold signs that elsewhere end an address. */
static size_t word_length(struct str text)
{
	size_t len = 0;
	const char *stop = str_starts(text, STR("=?")) && text.len > 2 ? memchr(text.ptr + 2, '?', text.len - 2) : NULL;
	size_t at = stop ? (size_t)(stop - text.ptr) : text.len;
	stop = at + 3 < text.len && text.ptr[at + 2] == '?' ? memmem(text.ptr + at + 3, text.len - at - 3, "?=", 2) : NULL;
	if (!stop)
		return 0;
	len = (size_t)(stop - text.ptr) + 2;
	return memchr(text.ptr, ' ', len) || memchr(text.ptr, '<', len) ? 0 : len;
}

static bool is_bare_address(struct str raw)
{
	bool quoted = false, at = false;
	for (size_t i = 0; i < raw.len; i++) {
		if (quoted && raw.ptr[i] == '\\') {
			i++;
			continue;
		}
		quoted = raw.ptr[i] == '"' ? !quoted : quoted;
		if (!quoted && is_blank(raw.ptr[i]))
			return false;
		at = at || (!quoted && raw.ptr[i] == '@');
	}
	return at;
}

/* `"[EMAIL]"@redacted.invalid` is what a cut left; see the header. */
static void restore(struct str address, struct buf *to)
{
	static const struct str behind = STR("\"@" NOWHERE);
	if (str_equal_nocase(address, STR("removed@" NOWHERE)))
		return;
	if (address.len <= behind.len || *address.ptr != '"' || !str_ends_nocase(address, behind)) {
		buf_add(to, address);
		return;
	}
	for (size_t i = 1; i < address.len - behind.len; i++) {
		if (address.ptr[i] == '\\' && i + 1 < address.len - behind.len)
			i++;
		buf_add_byte(to, address.ptr[i]);
	}
}

static enum err add_words(struct parser *parser, struct str value, struct span *span, struct fault *fault)
{
	span->from = parser->text->len;
	enum err err = mail_words(value, parser->text, fault);
	span->to = parser->text->len;
	return err;
}

static enum err add_parts(struct parser *parser, struct mail_box *box, struct fault *fault)
{
	struct buf *text = parser->text, address = {0};
	struct str raw = str_trim(buf_str(&parser->raw));
	bool bare = !parser->angle && !box->group && is_bare_address(raw);
	restore(str_trim(bare ? raw : buf_str(&parser->address)), &address);
	enum err err = bare ? ERR_NONE : add_words(parser, buf_str(&parser->words), &box->phrase, fault);
	bool beside = text->len > box->whole.from;
	if (!err && address.len) {
		buf_add_text(text, beside ? " <" : "");
		err = add_words(parser, buf_str(&address), &box->address, fault);
		buf_add_text(text, beside ? ">" : "");
	}
	if (!err && parser->comment.len) {
		buf_add_text(text, text->len > box->whole.from ? " (" : "(");
		err = add_words(parser, buf_str(&parser->comment), &box->comment, fault);
		buf_add_byte(text, ')');
	}
	buf_free(&address);
	return err;
}

/* The address is complete: its text, and where its parts are. */
static enum err end_box(struct parser *parser, bool group, struct fault *fault)
{
	struct buf *text = parser->text;
	struct mail_boxes *boxes = parser->boxes;
	size_t before = text->len;
	bool after = boxes->count && boxes->list[boxes->count - 1].group && !boxes->list[boxes->count - 1].last;
	if (boxes->count)
		buf_add_text(text, after ? " " : ", ");
	struct mail_box box = {.whole.from = text->len, .group = group};
	enum err err = add_parts(parser, &box, fault);
	box.whole.to = text->len;
	if (group)
		buf_add_byte(text, ':');
	buf_clear(&parser->words);
	buf_clear(&parser->raw);
	buf_clear(&parser->address);
	buf_clear(&parser->comment);
	parser->angle = false;
	if (err || (box.whole.from == box.whole.to && !group)) {
		text->len = before;
		return err;
	}
	boxes->list = mem_room(boxes->list, boxes->count, &boxes->cap, sizeof *boxes->list);
	boxes->list[boxes->count++] = box;
	return ERR_NONE;
}

static void end_group(struct parser *parser)
{
	if (!parser->group)
		return;
	parser->group = false;
	parser->boxes->list[parser->boxes->count - 1].last = true;
	buf_add_byte(parser->text, ';');
}

static void take_text(struct parser *parser, char c)
{
	struct str rest = str_part(parser->value, (struct span){parser->at - 1, parser->value.len});
	size_t len = word_length(rest);
	if (len == 0 && c == '[') { /* a domain that is a number */
		const char *end = memchr(rest.ptr, ']', rest.len);
		len = end ? (size_t)(end - rest.ptr) + 1 : 0;
	}
	len = len ? len : 1;
	buf_add(&parser->words, (struct str){rest.ptr, len});
	buf_add(&parser->raw, (struct str){rest.ptr, len});
	parser->at += len - 1;
}

static enum err take_sign(struct parser *parser, struct fault *fault)
{
	char c = take(parser);
	enum err err = ERR_NONE;
	switch (c) {
	case '"':
		take_quoted(parser, &parser->words, &parser->raw);
		break;
	case '(':
		take_comment(parser);
		break;
	case '<':
		take_angle(parser);
		break;
	case ',':
		err = end_box(parser, false, fault);
		break;
	case ';':
		err = end_box(parser, false, fault);
		if (!err)
			end_group(parser);
		break;
	case ':':
		if (parser->group || parser->angle || parser->words.len == 0) {
			take_text(parser, c);
			break;
		}
		err = end_box(parser, true, fault);
		parser->group = !err;
		break;
	default:
		take_text(parser, c);
	}
	return err;
}

enum err mail_read_addresses(struct str value, struct buf *text, struct mail_boxes *boxes, struct fault *fault)
{
	struct parser parser = {.value = value, .text = text, .boxes = boxes};
	enum err err = ERR_NONE;
	boxes->count = 0;
	while (!err && !ended(&parser))
		err = take_sign(&parser, fault);
	if (!err)
		err = end_box(&parser, false, fault);
	if (!err)
		end_group(&parser);
	buf_free(&parser.words);
	buf_free(&parser.raw);
	buf_free(&parser.address);
	buf_free(&parser.comment);
	return err;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

static bool is_atom(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static void add_escaped(struct str text, const char *signs, struct buf *to)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr(signs, text.ptr[i]))
			buf_add_byte(to, '\\');
		buf_add_byte(to, text.ptr[i]);
	}
}

static void add_quoted(struct str text, struct buf *to)
{
	buf_add_byte(to, '"');
	add_escaped(text, "\"\\", to);
	buf_add_byte(to, '"');
}

static void add_phrase(struct str text, struct str eol, struct buf *to)
{
	bool plain = true;
	for (size_t i = 0; i < text.len; i++)
		plain = plain && (is_atom(text.ptr[i]) || (text.ptr[i] == ' ' && i && text.ptr[i - 1] != ' ' && i + 1 < text.len));
	if (mail_needs_words(text) || text.len > QUOTED_MOST)
		mail_encode_words(text, eol, to);
	else if (plain)
		buf_add(to, text);
	else
		add_quoted(text, to);
}

static size_t dot_atom(struct str text, size_t at)
{
	size_t from = at;
	while (at < text.len && (is_atom(text.ptr[at]) || (text.ptr[at] == '.' && at > from && text.ptr[at - 1] != '.')))
		at++;
	return at > from && text.ptr[at - 1] != '.' ? at : from;
}

/* local@domain of RFC 5322, without its obsolete forms. */
static bool is_address(struct str text)
{
	size_t at = dot_atom(text, 0);
	if (at == 0 && text.len && *text.ptr == '"') {
		for (at = 1; at < text.len && text.ptr[at] != '"'; at++)
			if (text.ptr[at] == '\\' || text.ptr[at] < ' ' || text.ptr[at] > '~')
				return false;
		at++;
	}
	if (at == 0 || at + 1 >= text.len || text.ptr[at] != '@' || text.len > ADDRESS_MOST)
		return false;
	if (text.ptr[at + 1] != '[')
		return dot_atom(text, at + 1) == text.len;
	for (size_t i = at + 2; i + 1 < text.len; i++)
		if (!is_atom(text.ptr[i]) && text.ptr[i] != '.' && text.ptr[i] != ':')
			return false;
	return text.ptr[text.len - 1] == ']';
}

/* A text without a shape. */
static void add_flat(struct str text, struct str eol, struct buf *to)
{
	if (text.len == 0)
		return;
	add_phrase(text, eol, to);
	buf_add(to, STR(" <removed@" NOWHERE ">"));
}

/* Whether all cuts in the box lie within its parts, so that it keeps its shape. */
static bool has_shape(const struct mail_left *left, const struct mail_box *box)
{
	for (size_t i = 0; i < left->count; i++) {
		const struct edit *edit = &left->edits[i];
		if (mail_edit_touches(edit, box->whole) && !mail_edit_inside(edit, box->phrase) &&
		    !mail_edit_inside(edit, box->address) && !mail_edit_inside(edit, box->comment))
			return false;
	}
	return true;
}

static void add_comment(struct str text, struct str eol, struct buf *to)
{
	buf_add_text(to, to->len ? " (" : "(");
	if (mail_needs_words(text) || text.len > QUOTED_MOST)
		mail_encode_words(text, eol, to);
	else
		add_escaped(text, "()\\", to);
	buf_add_byte(to, ')');
}

static void add_address(struct str text, struct buf *to)
{
	if (is_address(text)) {
		buf_add(to, text);
		return;
	}
	add_quoted(text, to);
	buf_add(to, STR("@" NOWHERE));
}

/* Appends one box; nothing when nothing is left. */
static void add_box(const struct mail_box *box, struct mail_left *left, struct str eol, struct buf *to)
{
	struct buf phrase = {0}, address = {0}, comment = {0}, whole = {0};
	struct mail_left before = *left;
	bool shape = has_shape(left, box);
	mail_left_add(left, box->phrase, &phrase);
	mail_left_add(left, box->address, &address);
	mail_left_add(left, box->comment, &comment);
	shape = shape && utf8_ascii(buf_str(&address)) == address.len && address.len <= ADDRESS_MOST;
	if (!shape) {
		*left = before;
		mail_left_add(left, box->whole, &whole);
		add_flat(buf_str(&whole), eol, to);
	} else if (box->group) {
		add_phrase(buf_str(&phrase), eol, to);
	} else {
		if (phrase.len || address.len == 0)
			add_phrase(buf_str(&phrase), eol, to);
		if (phrase.len && address.len) {
			buf_add_text(to, " <");
			add_address(buf_str(&address), to);
			buf_add_byte(to, '>');
		} else if (address.len) {
			add_address(buf_str(&address), to);
		} else {
			buf_add(to, STR(" <removed@" NOWHERE ">"));
		}
		if (comment.len)
			add_comment(buf_str(&comment), eol, to);
	}
	buf_free(&phrase);
	buf_free(&address);
	buf_free(&comment);
	buf_free(&whole);
}

/* Whether every cut lies within one box, and none in the name of a group. */
static bool keeps_list(const struct mail_left *left, struct span all, const struct mail_box *boxes, size_t count)
{
	size_t at = 0;
	for (size_t i = 0; i < left->count; i++) {
		if (!mail_edit_touches(&left->edits[i], all))
			continue;
		while (at < count && boxes[at].whole.to <= left->edits[i].span.from)
			at++;
		if (at == count || !mail_edit_inside(&left->edits[i], boxes[at].whole) ||
		    (boxes[at].group && !mail_edit_inside(&left->edits[i], boxes[at].phrase)))
			return false;
	}
	return true;
}

void mail_write_addresses(const char *name, struct span all, const struct mail_box *boxes, size_t count, struct mail_left *left,
			  struct str eol, struct buf *to)
{
	struct buf one = {0}, line = {0};
	size_t width = strlen(name) + 2;
	const char *between = "";
	if (!keeps_list(left, all, boxes, count)) {
		mail_left_add(left, all, &one);
		add_flat(buf_str(&one), eol, &line);
		count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		buf_clear(&one);
		add_box(&boxes[i], left, eol, &one);
		if (boxes[i].group)
			buf_add_byte(&one, ':');
		if (boxes[i].last)
			buf_add_byte(&one, ';');
		if (one.len == 0)
			continue;
		buf_add_text(&line, between);
		if (line.len && width + one.len + 2 > LINE_MOST) {
			buf_add(&line, eol);
			width = 0;
		}
		if (line.len)
			buf_add_byte(&line, ' ');
		buf_add(&line, buf_str(&one));
		width += one.len + 2;
		between = boxes[i].group && !boxes[i].last ? "" : ",";
	}
	if (line.len) {
		buf_add_text(to, name);
		buf_add(to, STR(": "));
		buf_add(to, buf_str(&line));
		buf_add(to, eol);
	}
	buf_free(&one);
	buf_free(&line);
}
