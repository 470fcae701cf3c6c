/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Bytes of one value that go; the token comes in the first value that an edit touches. */
struct splice {
	size_t from, to;
	uint32_t value;
	struct edit *edit; /* NULL: its token stands elsewhere */
};

struct editing {
	const struct html_writer *writer;
	const struct view *view;
	struct splice *splices;
	size_t count, cap;
	size_t drop; /* the next of the page's drops */
	size_t pos;  /* written up to here */
	struct fault *fault;
};

/* ---- from the view to the source ------------------------------------------------------------------------------- */

static size_t origin_of(const struct piece *piece, size_t at, bool end)
{
	bool exact = piece->to - piece->from == piece->origin_len;
	if (at < piece->from || at > piece->to || !exact)
		return (size_t)piece->origin + (end ? piece->origin_len : 0);
	return (size_t)piece->origin + (at - piece->from);
}

static void add_splice(struct editing *editing, struct splice splice)
{
	struct str text = editing->writer->page->text;
	splice.from = utf8_floor(text, splice.from);
	splice.to = utf8_ceil(text, splice.to);
	editing->splices = mem_room(editing->splices, editing->count, &editing->cap, sizeof *editing->splices);
	editing->splices[editing->count++] = splice;
}

/* What is not in the view between what is cut (soft hyphens) goes too: up to the ends of the values it goes over. */
static enum err add_edit(struct editing *editing, struct edit *edit)
{
	const struct html_page *page = editing->writer->page;
	struct span range = view_pieces(editing->view, edit->span);
	for (size_t i = range.from, next; i < range.to; i = next) {
		const struct piece *first = &editing->view->pieces[i];
		const struct html_value *value = &page->values[first->part];
		for (next = i + 1; next < range.to && editing->view->pieces[next].part == first->part;)
			next++;
		const struct piece *last = &editing->view->pieces[next - 1];
		if (value->kind == HTML_NAME)
			return fault_set(editing->fault, ERR_UNREADABLE,
					 "line %lu: the name of an element or attribute of the web page names somebody; have it renamed, or withhold "
					 "the page",
					 html_line(page->text, value->bytes.from));
		struct splice splice = {.value = first->part, .edit = i == range.from ? edit : NULL};
		splice.from = i == range.from ? origin_of(first, edit->span.from, false) : value->bytes.from;
		splice.to = next == range.to ? origin_of(last, edit->span.to, true) : value->bytes.to;
		add_splice(editing, splice);
	}
	return ERR_NONE;
}

/* An edit of a head that was written before a value is one of the head itself. */
static enum err check_copies(const struct editing *editing, const struct edit *edit)
{
	const struct html_writer *writer = editing->writer;
	for (size_t i = 0; i < writer->copy_count; i++) {
		const struct html_copy *copy = &writer->copies[i];
		if (copy->text.to <= edit->span.from || copy->text.from >= edit->span.to)
			continue;
		bool cut = false;
		for (size_t j = 0; j < editing->count && !cut; j++)
			cut = editing->splices[j].from < copy->source.to && editing->splices[j].to > copy->source.from;
		if (!cut)
			return fault_set(editing->fault, ERR_UNREADABLE,
					 "line %lu: a heading or a name of a field in the web page names somebody; have it renamed, or "
					 "withhold the page",
					 html_line(writer->page->text, copy->source.from));
	}
	return ERR_NONE;
}

static int by_place(const void *left, const void *right)
{
	const struct splice *a = left, *b = right;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->to < b->to ? -1 : a->to > b->to;
}

/* ---- writing --------------------------------------------------------------------------------------------------- */

static void write_text(struct editing *editing, struct str text)
{
	const struct charset *charset = editing->writer->charset;
	if (charset->kind == CHARSET_UTF8 || charset->kind == CHARSET_ASCII)
		buf_add(editing->writer->out, text);
	else
		charset_encode(charset, text, editing->writer->out);
}

/* The page from where it is written to `to`, without the drops. */
static void write_page(struct editing *editing, size_t to)
{
	const struct html_page *page = editing->writer->page;
	for (; editing->drop < page->drop_count && page->drops[editing->drop].bytes.from < to; editing->drop++) {
		const struct html_drop *drop = &page->drops[editing->drop];
		if (drop->bytes.from >= editing->pos) {
			write_text(editing, str_part(page->text, (struct span){editing->pos, drop->bytes.from}));
			write_text(editing, str_of(drop->instead));
		}
		if (editing->pos < drop->bytes.to)
			editing->pos = drop->bytes.to;
	}
	if (editing->pos < to) {
		write_text(editing, str_part(page->text, (struct span){editing->pos, to}));
		editing->pos = to;
	}
}

/* What stands before a token in its value: would a letter there be read as part of a tag or a reference? */
static bool is_open(struct str before)
{
	size_t at = before.len;
	while (at > 0 && (ascii_letter(before.ptr[at - 1]) || ascii_digit(before.ptr[at - 1]) || strchr("#/!?", before.ptr[at - 1])))
		at--;
	return at > 0 && (before.ptr[at - 1] == '<' || before.ptr[at - 1] == '&');
}

static bool must_escape(const struct html_value *value, uint32_t code)
{
	if (code == '&' || code == '<' || code == '>')
		return true;
	if (value->kind == HTML_BARE)
		return code <= ' ' || strchr("\"'`=", (int)code);
	return value->kind == HTML_VALUE && code == (unsigned char)value->quote;
}

/* "_CHILD-1_": in names of classes and ids, which selectors and other elements refer to. */
static void add_name_token(struct buf *to, struct str token)
{
	for (size_t i = 0; i < token.len; i++) {
		char c = token.ptr[i];
		buf_add_byte(to, ascii_letter(c) || ascii_digit(c) || c == '-' ? c : '_');
	}
}

static void add_token(const struct editing *editing, const struct html_value *value, struct str before, struct str token, struct buf *to)
{
	enum charset_kind kind = editing->writer->charset->kind;
	bool unicode = kind != CHARSET_SINGLE && kind != CHARSET_ASCII, guarded = is_open(before);
	for (size_t at = 0; at < token.len;) {
		uint32_t code;
		size_t len = utf8_next(str_part(token, (struct span){at, token.len}), &code);
		bool escaped = must_escape(value, code) || (code >= 0x80 && !unicode) || (at == 0 && guarded && code != '[');
		if (escaped && value->kind == HTML_RAW)
			buf_add_byte(to, ' ');
		else if (escaped)
			buf_printf(to, "&#%u;", (unsigned)code);
		else
			buf_add(to, str_part(token, (struct span){at, at + len}));
		at += len;
	}
}

/* Tags in the midst of a text that goes: gumbo makes nothing of them, but a browser may. */
static void write_marks(struct editing *editing, size_t to)
{
	const struct html_page *page = editing->writer->page;
	struct html_tag tag;
	while (editing->pos < to) {
		const char *mark = memchr(page->text.ptr + editing->pos, '<', to - editing->pos);
		if (mark == NULL)
			return;
		editing->pos = (size_t)(mark - page->text.ptr);
		char next = editing->pos + 1 < to ? mark[1] : ' ';
		if (ascii_letter(next) || next == '/' || next == '!' || next == '?')
			write_page(editing, html_mark_end(page, editing->pos, to, &tag));
		else
			editing->pos++;
	}
}

static void write_splice(struct editing *editing, const struct splice *splice)
{
	const struct html_writer *writer = editing->writer;
	const struct html_value *value = &writer->page->values[splice->value];
	size_t from = splice->from > editing->pos ? splice->from : editing->pos;
	struct buf token = {0};
	write_page(editing, from);
	struct str before = {NULL, 0};
	if (value->bytes.from < from)
		before = str_part(writer->page->text, (struct span){value->bytes.from, from});
	bool code = value->kind == HTML_CSS || value->show == HTML_SHOW_CODE;
	if (splice->edit) {
		splice->edit->out = writer->out->len - writer->begin;
		if (code)
			add_name_token(&token, splice->edit->token);
		else
			add_token(editing, value, before, splice->edit->token, &token);
	} else if (value->kind == HTML_BARE && splice->from <= value->bytes.from && splice->to >= value->bytes.to) {
		buf_add_text(&token, "\"\""); /* else the next attribute would be its value */
	}
	write_text(editing, buf_str(&token));
	buf_free(&token);
	if (value->kind == HTML_TEXT)
		write_marks(editing, splice->to);
	if (editing->pos < splice->to)
		editing->pos = splice->to;
}

enum err html_write(const struct html_writer *writer, struct span part, const struct view *view, struct edit *edits, size_t count,
		    struct fault *fault)
{
	struct editing editing = {.writer = writer, .view = view, .pos = part.from, .fault = fault};
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < count; i++) {
		edits[i].out = 0;
		err = add_edit(&editing, &edits[i]);
	}
	for (size_t i = 0; err == ERR_NONE && i < count && writer->copy_count; i++)
		err = check_copies(&editing, &edits[i]);
	if (editing.count)
		qsort(editing.splices, editing.count, sizeof *editing.splices, by_place);
	while (editing.drop < writer->page->drop_count && writer->page->drops[editing.drop].bytes.from < part.from)
		editing.drop++;
	for (size_t i = 0; err == ERR_NONE && i < editing.count; i++)
		write_splice(&editing, &editing.splices[i]);
	if (err == ERR_NONE)
		write_page(&editing, part.to);
	free(editing.splices);
	return err;
}
