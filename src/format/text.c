/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Plain text. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/text_stream.h"
#include "format/text_view.h"
#include "format/unknown.h"

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

static size_t last_cut(void *context, const struct text_window *window)
{
	(void)context;
	return text_cut(window);
}

static size_t line_end(void *context, const struct text_window *window, size_t from)
{
	(void)context;
	return text_line_end(window, from);
}

static enum err text_open(const struct format_options *options, struct source *source, void **document,
			  struct fault *fault)
{
	(void)fault;
	struct text_stream *stream = mem_alloc(1, sizeof *stream);
	text_stream_open(stream, options, source, (struct text_cutter){"line", NULL, last_cut, line_end});
	*document = stream;
	return ERR_NONE;
}

static void text_close(void *document)
{
	text_stream_close(document);
	free(document);
}

static enum err text_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct text_stream *stream = document;
	view_clear(view);
	enum err err = text_stream_next(stream, more, fault);
	if (err || !*more)
		return err;
	err = text_view(view, stream->text, stream->line, fault);
	if (err) {
		view_clear(view);
		*more = false;
		return err;
	}
	if (!stream->whole || stream->part > 1) {
		char where[32];
		snprintf(where, sizeof where, "part %" PRIu64, stream->part);
		view->where = view_keep(view, str_of(where));
	}
	return ERR_NONE;
}

/* The bytes of the part that an edit takes away: whole characters, and what is not in the view between them. */
static bool origin_span(struct str text, const struct view *view, struct span span, struct span *origin)
{
	struct span pieces = view_pieces(view, span);
	if (span.from >= span.to || pieces.from == pieces.to)
		return false;
	const struct piece *first = &view->pieces[pieces.from], *last = &view->pieces[pieces.to - 1];
	origin->from =
		utf8_floor(text, text_origin(first, span.from < first->from ? first->from : span.from, false));
	origin->to = utf8_ceil(text, text_origin(last, span.to > last->to ? last->to : span.to, true));
	return true;
}

static enum err text_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			  struct fault *fault)
{
	struct text_stream *stream = document;
	size_t begin = out->len, pos = 0;
	text_stream_mark(stream, out);
	for (size_t i = 0; i < count; i++) {
		struct span cut;
		if (!origin_span(stream->text, view, edits[i].span, &cut))
			return fault_set(fault, ERR_SYSTEM,
					 "a cut without a place in the text; report this as a fault of the program");
		if (cut.from < pos)
			cut.from = pos;
		text_stream_copy(stream, (struct span){pos, cut.from}, out);
		edits[i].out = out->len - begin;
		text_stream_write(stream, edits[i].token, out);
		if (cut.to > pos)
			pos = cut.to;
	}
	if (count)
		text_stream_copy(stream, (struct span){pos, stream->text.len}, out);
	else
		buf_add(out, stream->raw);
	return ERR_NONE;
}

static enum err text_finish(void *document, struct buf *out, struct fault *fault)
{
	(void)fault;
	text_stream_mark(document, out);
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
