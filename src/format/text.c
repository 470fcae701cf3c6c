/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Plain text in any encoding. A part is held as the source's own bytes and, unless it is UTF-8, once more in UTF-8;
 * origins are offsets in that. What is written is the bytes read, but for the cuts. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/text_charset.h"
#include "format/text_view.h"
#include "format/unknown.h"

enum { PART_SIZE = 4 * 1024 * 1024, LINE_LIMIT = 8 * 1024 * 1024, HEAD = 4096, UNIT_MAX = 4 };

struct text {
	struct source *source;
	size_t part_size, line_limit;
	struct charset charset;
	bool begun;
	char mark[UNIT_MAX]; /* the byte order mark, until it is written */
	size_t mark_len;
	struct str raw;  /* the part's bytes, borrowed from the source: taken when the next part is asked for */
	struct str text; /* the same in UTF-8: `raw` itself or `decoded` */
	struct buf decoded;
	uint64_t part, line; /* number of the part, and of its first line, from 1 */
};

static int text_bid(struct str head, struct str name)
{
	(void)name;
	size_t mark;
	if (unknown_kind(head) != NULL)
		return 0;
	struct charset charset = charset_begin(head, &mark);
	if (charset.kind != CHARSET_ASCII)
		return 10;
	return head.len && memchr(head.ptr, '\0', head.len) ? 0 : 10;
}

static enum err text_open(const struct format_options *options, struct source *source, void **document,
			  struct fault *fault)
{
	(void)fault;
	struct text *text = mem_alloc(1, sizeof *text);
	size_t part_size = options->part_size ? options->part_size : PART_SIZE;
	text->part_size = part_size < UNIT_MAX ? UNIT_MAX : part_size / UNIT_MAX * UNIT_MAX;
	text->line_limit = options->line_limit ? options->line_limit : LINE_LIMIT;
	text->source = source;
	text->line = 1;
	*document = text;
	return ERR_NONE;
}

static void text_close(void *document)
{
	struct text *text = document;
	buf_free(&text->decoded);
	free(text);
}

/* The next `want` bytes, fewer only at the end, never more: what is decided must not depend on the read size. */
static enum err peek(struct text *text, size_t want, struct str *have, struct fault *fault)
{
	enum err err = source_peek(text->source, want, have, fault);
	if (have->len > want)
		have->len = want;
	return err;
}

static enum err begin(struct text *text, struct fault *fault)
{
	struct str head;
	enum err err = peek(text, HEAD, &head, fault);
	if (err)
		return err;
	text->charset = charset_begin(head, &text->mark_len);
	if (text->mark_len)
		memcpy(text->mark, head.ptr, text->mark_len);
	source_take(text->source, text->mark_len);
	text->begun = true;
	return ERR_NONE;
}

/* Settles the encoding if the first `len` bytes ahead are the first that are not all ASCII. */
static enum err settle(struct text *text, size_t len, struct fault *fault)
{
	struct str window;
	enum err err = peek(text, len, &window, fault);
	if (err || text->charset.kind != CHARSET_ASCII)
		return err;
	size_t first = utf8_ascii(window);
	if (first == window.len)
		return ERR_NONE;
	first -= first > 0;
	err = peek(text, first + CHARSET_WINDOW + 1, &window, fault);
	if (err)
		return err;
	bool more = window.len > first + CHARSET_WINDOW;
	struct str rest = str_part(window, (struct span){first, window.len - more});
	return charset_detect(&text->charset, rest, more, source_taken(text->source) + first, fault);
}

static enum err line_too_long(const struct text *text, struct fault *fault)
{
	return fault_set(fault, ERR_LIMIT,
			 "a line of more than %zu bytes in part %" PRIu64
			 "; ask for the file with line ends or break its lines",
			 text->line_limit, text->part);
}

static bool is_little(const struct text *text)
{
	return text->charset.kind == CHARSET_UTF16LE || text->charset.kind == CHARSET_UTF32LE;
}

static enum err check_lines(const struct text *text, struct str part, struct fault *fault)
{
	size_t unit = charset_unit(&text->charset), from = 0;
	while (part.len - from > text->line_limit) {
		size_t end = text_line_end(part, unit, is_little(text), from);
		if (end == 0 || end - from > text->line_limit)
			return line_too_long(text, fault);
		from = end;
	}
	return ERR_NONE;
}

/* A part whose first `part_size` bytes hold no line end: up to the first that comes, within the limit. */
static enum err measure_long(struct text *text, struct str *part, struct fault *fault)
{
	size_t unit = charset_unit(&text->charset), limit = mem_add(text->line_limit, unit);
	struct str window;
	if (limit < text->part_size)
		limit = text->part_size;
	limit = limit / unit * unit;
	enum err err = peek(text, mem_add(limit, 1), &window, fault);
	if (err)
		return err;
	bool more = window.len > limit;
	window.len -= more;
	size_t end = text_line_end(window, unit, is_little(text), text->part_size - unit);
	if (end == 0 && more)
		return line_too_long(text, fault);
	*part = (struct str){window.ptr, end ? end : window.len};
	return ERR_NONE;
}

/* The bytes of the next part; empty at the end. `*whole`: there is nothing after it. */
static enum err measure(struct text *text, struct str *part, bool *whole, struct fault *fault)
{
	enum err err = settle(text, text->part_size, fault);
	if (!err)
		err = peek(text, text->part_size + 1, part, fault);
	if (err)
		return err;
	*whole = part->len <= text->part_size;
	if (!*whole) {
		part->len = text->part_size;
		size_t cut = text_cut(*part, charset_unit(&text->charset), is_little(text));
		if (cut)
			part->len = cut;
		else
			err = measure_long(text, part, fault);
	}
	return err ? err : check_lines(text, *part, fault);
}

/* A long part can reach past the bytes that settle() saw; `raw` must be borrowed anew after it. */
static enum err decode(struct text *text, struct str part, struct fault *fault)
{
	enum err err = settle(text, part.len, fault);
	if (!err)
		err = peek(text, part.len, &text->raw, fault);
	if (err)
		return err;
	uint64_t at = source_taken(text->source);
	buf_clear(&text->decoded);
	text->text = text->raw;
	if (text->charset.kind == CHARSET_UTF8)
		return charset_check(text->raw, at, fault);
	if (text->charset.kind == CHARSET_ASCII)
		return ERR_NONE;
	err = charset_decode(&text->charset, text->raw, at, &text->decoded, fault);
	text->text = buf_str(&text->decoded);
	return err;
}

static uint64_t line_of(const struct text *text, size_t at)
{
	uint64_t line = text->line;
	for (size_t i = 0; i < at; i++)
		line += text->text.ptr[i] == '\n';
	return line;
}

static enum err check_encoded(const struct text *text, struct fault *fault)
{
	size_t at = text_encoded(text->text), word = text_coded_word(text->text);
	if (at < text->text.len)
		return fault_set(fault, ERR_UNREADABLE,
				 "an attachment in coded form (base64) begins in line %" PRIu64
				 "; take it out, or save it as a file of its own",
				 line_of(text, at));
	if (word < text->text.len)
		return fault_set(fault, ERR_UNREADABLE,
				 "a coded word (=?...?=), as e-mails have, in line %" PRIu64 "; hand in the e-mail itself, or save it as text",
				 line_of(text, word));
	return ERR_NONE;
}

static void count_lines(struct text *text, const struct view *view)
{
	if (view->text.len == 0)
		return;
	const char *at = view->text.ptr, *end = at + view->text.len;
	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		text->line++;
		at++;
	}
}

static enum err text_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct text *text = document;
	struct str part;
	bool whole;
	view_clear(view);
	*more = false;
	enum err err = text->begun ? ERR_NONE : begin(text, fault);
	if (err)
		return err;
	source_take(text->source, text->raw.len);
	text->raw = text->text = (struct str){0};
	text->part++;
	err = measure(text, &part, &whole, fault);
	if (err || part.len == 0)
		return err;
	err = decode(text, part, fault);
	if (!err)
		err = check_encoded(text, fault);
	if (!err)
		err = text_view(view, text->text, text->line, fault);
	if (err) {
		view_clear(view);
		return err;
	}
	if (!whole || text->part > 1) {
		char where[32];
		snprintf(where, sizeof where, "part %" PRIu64, text->part);
		view->where = view_keep(view, str_of(where));
		count_lines(text, view);
	}
	*more = true;
	return ERR_NONE;
}

/* Origin of the view's text at `at`, which `piece` covers; `end`: as the end of a cut. */
static size_t origin_of(const struct piece *piece, size_t at, bool end)
{
	bool exact = piece->to - piece->from == piece->origin_len;
	if (at < piece->from || at > piece->to || !exact)
		return (size_t)piece->origin + (end ? piece->origin_len : 0);
	return (size_t)piece->origin + (at - piece->from);
}

/* The bytes of the part that an edit takes away: whole characters, and what is not in the view between them. */
static bool origin_span(const struct text *text, const struct view *view, struct span span, struct span *origin)
{
	struct span pieces = view_pieces(view, span);
	if (span.from >= span.to || pieces.from == pieces.to)
		return false;
	const struct piece *first = &view->pieces[pieces.from], *last = &view->pieces[pieces.to - 1];
	origin->from =
		utf8_floor(text->text, origin_of(first, span.from < first->from ? first->from : span.from, false));
	origin->to = utf8_ceil(text->text, origin_of(last, span.to > last->to ? last->to : span.to, true));
	return true;
}

static void add_mark(struct text *text, struct buf *out)
{
	buf_add(out, (struct str){text->mark, text->mark_len});
	text->mark_len = 0;
}

/* Bytes [from, to) of the part in UTF-8, as the file had them. */
static void add_text(const struct text *text, size_t from, size_t to, struct buf *out)
{
	struct str piece = str_part(text->text, (struct span){from, to});
	if (text->text.ptr == text->raw.ptr)
		buf_add(out, piece);
	else
		charset_encode(&text->charset, piece, out);
}

static enum err text_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			  struct fault *fault)
{
	struct text *text = document;
	size_t begin = out->len, pos = 0;
	add_mark(text, out);
	if (count == 0) {
		buf_add(out, text->raw);
		return ERR_NONE;
	}
	for (size_t i = 0; i < count; i++) {
		struct span cut;
		if (!origin_span(text, view, edits[i].span, &cut))
			return fault_set(fault, ERR_SYSTEM,
					 "a cut without a place in the text; report this as a fault of the program");
		if (cut.from < pos)
			cut.from = pos;
		add_text(text, pos, cut.from, out);
		edits[i].out = out->len - begin;
		charset_encode(&text->charset, edits[i].token, out);
		if (cut.to > pos)
			pos = cut.to;
	}
	add_text(text, pos, text->text.len, out);
	return ERR_NONE;
}

static enum err text_finish(void *document, struct buf *out, struct fault *fault)
{
	(void)fault;
	add_mark(document, out);
	return ERR_NONE;
}

const struct format format_text = {
	.name = "text",
	.extension = ".txt",
	.bid = text_bid,
	.open = text_open,
	.next = text_next,
	.edit = text_edit,
	.finish = text_finish,
	.close = text_close,
};
