/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/inner.h"

#include <stdlib.h>

#include "base/mem.h"

struct inner {
	const struct format *format;
	struct format_options options;
	struct source *source;
	void *document;
	struct view view; /* the part, as the format gave it */
	struct span span; /* where its prose stands in the outer view */
	struct edit *edits;
	size_t edit_cap;
	bool ended;
};

enum err inner_open(struct inner **made, const struct format *format, const struct format_options *options, struct str bytes,
		    struct fault *fault)
{
	*made = NULL;
	if (options->depth >= INNER_DEPTH)
		return fault_set(fault, ERR_LIMIT, "documents within documents, more than %d deep; save them as files", INNER_DEPTH);
	struct inner *inner = mem_alloc(1, sizeof *inner);
	inner->format = format;
	inner->options = *options;
	inner->options.depth++;
	inner->source = source_open_bytes(bytes);
	enum err err = format->open(&inner->options, inner->source, &inner->document, fault);
	if (err)
		inner_close(inner);
	else
		*made = inner;
	return err;
}

void inner_close(struct inner *inner)
{
	if (inner == NULL)
		return;
	if (inner->document)
		inner->format->close(inner->document);
	source_close(inner->source);
	view_free(&inner->view);
	free(inner->edits);
	free(inner);
}

struct span inner_span(const struct inner *inner)
{
	return inner->span;
}

static uint32_t last_record(const struct view *view)
{
	uint32_t last = 0;
	for (size_t i = 0; i < view->field_count; i++)
		last = view->fields[i].record > last ? view->fields[i].record : last;
	for (size_t i = 0; i < view->link_count; i++) {
		last = view->links[i].a > last ? view->links[i].a : last;
		last = view->links[i].b > last ? view->links[i].b : last;
	}
	for (size_t i = 0; i < view->role_count; i++)
		last = view->roles[i].record > last ? view->roles[i].record : last;
	return last;
}

/* Text with pieces that lead to the place in the inner view; what cannot be cut there cannot be cut here. */
static void append_text(const struct inner *inner, struct view *outer, uint32_t part)
{
	struct str prose = view_prose(&inner->view);
	size_t at = 0;
	for (size_t i = 0; i < inner->view.piece_count && inner->view.pieces[i].from < prose.len; i++) {
		struct span span = {inner->view.pieces[i].from, inner->view.pieces[i].to};
		if (span.to > prose.len)
			span.to = prose.len;
		buf_add(&outer->text, str_part(prose, (struct span){at, span.from}));
		for (size_t from = span.from; from < span.to;) {
			size_t len = span.to - from > UINT32_MAX ? UINT32_MAX : span.to - from;
			view_add(outer, str_part(prose, (struct span){from, from + len}), part, from, (uint32_t)len);
			from += len;
		}
		at = span.to;
	}
	buf_add(&outer->text, str_part(prose, (struct span){at, prose.len}));
}

static void append_fields(const struct inner *inner, struct view *outer, size_t base)
{
	const struct view *view = &inner->view;
	uint32_t records = last_record(outer);
	for (size_t i = 0; i < view->field_count; i++) {
		const struct field *from = &view->fields[i];
		struct field *field = view_add_field(outer, (struct span){from->span.from + base, from->span.to + base}, from->what,
						     from->record ? from->record + records : 0);
		field->rule = from->rule;
		if (from->value.len)
			field->value = view_keep(outer, from->value);
	}
	for (size_t i = 0; i < view->link_count; i++)
		view_add_link(outer, view->links[i].a + records, view->links[i].b + records, view->links[i].relation);
	for (size_t i = 0; i < view->role_count; i++)
		view_add_role(outer, view->roles[i].record + records, view->roles[i].role);
}

enum err inner_next(struct inner *inner, struct view *outer, uint32_t part, bool *more, struct fault *fault)
{
	size_t base = outer->text.len;
	inner->span = (struct span){base, base};
	enum err err = inner->ended ? ERR_NONE : inner->format->next(inner->document, &inner->view, more, fault);
	if (err)
		return err;
	inner->ended = inner->ended || !*more;
	*more = !inner->ended;
	if (inner->ended)
		return ERR_NONE;
	append_text(inner, outer, part);
	append_fields(inner, outer, base);
	inner->span.to = outer->text.len;
	return ERR_NONE;
}

void inner_add_names(const struct inner *inner, struct view *outer)
{
	struct span names = inner->view.names;
	if (inner->ended || names.from >= names.to)
		return;
	view_separate(outer);
	if (outer->names.from >= outer->names.to)
		outer->names.from = outer->text.len;
	buf_add(&outer->text, str_part(buf_str(&inner->view.text), names));
	outer->names.to = outer->text.len;
}

static struct span clip(struct span span, struct span to)
{
	span.from = span.from < to.from ? to.from : span.from > to.to ? to.to : span.from;
	span.to = span.to < to.from ? to.from : span.to > to.to ? to.to : span.to;
	return span;
}

static bool touches(const struct inner *inner, struct span span)
{
	span = clip(span, inner->span);
	struct span pieces = view_pieces(&inner->view, (struct span){span.from - inner->span.from, span.to - inner->span.from});
	return pieces.from < pieces.to;
}

static struct edit *room_for(struct inner *inner, size_t count)
{
	if (count > inner->edit_cap) {
		inner->edits = mem_resize(inner->edits, count, sizeof *inner->edits);
		inner->edit_cap = count;
	}
	return inner->edits;
}

enum err inner_edit(struct inner *inner, struct edit *edits, size_t count, size_t *written, struct buf *out, struct fault *fault)
{
	size_t first = 0, own = 0, begin = out->len;
	while (first < count && edits[first].span.to <= inner->span.from)
		first++;
	if (first < count && first < *written && !touches(inner, edits[first].span))
		first++; /* one that began before, of which nothing is left here */
	while (first + own < count && edits[first + own].span.from < inner->span.to)
		own++;
	struct edit *list = room_for(inner, own);
	for (size_t i = 0; i < own; i++) {
		struct span span = clip(edits[first + i].span, inner->span);
		list[i] = edits[first + i];
		list[i].span = (struct span){span.from - inner->span.from, span.to - inner->span.from};
		if (first + i < *written)
			list[i].token = (struct str){0};
	}
	enum err err = inner->format->edit(inner->document, &inner->view, list, own, out, fault);
	for (size_t i = 0; !err && i < own; i++) {
		if (first + i < *written)
			continue;
		edits[first + i].out = list[i].out + begin;
		edits[first + i].place = list[i].place;
	}
	if (!err && first + own > *written)
		*written = first + own;
	return err;
}

enum err inner_finish(struct inner *inner, struct buf *out, struct fault *fault)
{
	bool more = false;
	enum err err = inner->ended ? ERR_NONE : inner->format->next(inner->document, &inner->view, &more, fault);
	if (!err && more)
		err = fault_set(fault, ERR_SYSTEM,
				"a piece of the document has more parts than it has room for; report this as a fault of the program");
	inner->ended = true;
	return err ? err : inner->format->finish(inner->document, out, fault);
}
