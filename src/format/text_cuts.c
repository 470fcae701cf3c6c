/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/text_cuts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/text_stream.h"

void text_cuts_free(struct text_cuts *cuts)
{
	free(cuts->list);
	buf_free(&cuts->tokens);
}

/* The bytes of the text that pieces [*first, last) of one value have in the span; goes on to the next value. */
static struct span next_value(const struct view *view, struct str text, struct span span, size_t *first, size_t last)
{
	const struct piece *begin = &view->pieces[*first], *end = begin;
	while (*first < last && view->pieces[*first].part == begin->part)
		end = &view->pieces[(*first)++];
	return (struct span){utf8_floor(text, text_origin(begin, span.from < begin->from ? begin->from : span.from, false)),
			     utf8_ceil(text, text_origin(end, span.to > end->to ? end->to : span.to, true))};
}

static void add_edit(struct text_cuts *cuts, const struct view *view, struct str text, const struct edit *edit, size_t number)
{
	struct span pieces = view_pieces(view, edit->span), token = {cuts->tokens.len, 0};
	buf_add(&cuts->tokens, edit->token);
	token.to = cuts->tokens.len;
	for (size_t at = pieces.from; at < pieces.to;) {
		uint32_t value = view->pieces[at].part;
		struct span span = next_value(view, text, edit->span, &at, pieces.to);
		size_t done = cuts->count ? cuts->list[cuts->count - 1].span.to : 0;
		if (span.from < done)
			span.from = done;
		if (span.to < span.from)
			span.to = span.from;
		cuts->list = mem_room(cuts->list, cuts->count, &cuts->cap, sizeof *cuts->list);
		cuts->list[cuts->count++] = (struct text_cut){span, token, number, value};
		token.to = token.from;
		number = CUT_OTHERS;
	}
}

void text_cuts_make(struct text_cuts *cuts, const struct view *view, struct str text, const struct edit *edits, size_t count)
{
	cuts->count = 0;
	buf_clear(&cuts->tokens);
	for (size_t i = 0; i < count; i++)
		add_edit(cuts, view, text, &edits[i], i);
}

struct str text_cuts_token(const struct text_cuts *cuts, size_t cut)
{
	return str_part(buf_str(&cuts->tokens), cuts->list[cut].token);
}

size_t text_cuts_value(const struct text_cuts *cuts, size_t from)
{
	size_t to = from + 1;
	while (to < cuts->count && cuts->list[to].value == cuts->list[from].value)
		to++;
	return to;
}

void text_cuts_order(struct edit *edits, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (edits[i].out < edits[i - 1].out)
			edits[i].out = edits[i - 1].out;
}
