/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "decide/split.h"

#include <stdlib.h>

#include "base/mem.h"

static bool is_blank(struct str text)
{
	return str_trim(text).len == 0;
}

/* The last of the pieces [at, last) that follow each other with nothing shown between but white space. */
static size_t value_end(const struct view *view, size_t at, size_t last)
{
	struct str text = buf_str(&view->text);
	while (++at < last)
		if (!is_blank(str_part(text, (struct span){view->pieces[at - 1].to, view->pieces[at].from})))
			break;
	return at;
}

static struct span within(struct span span, size_t from, size_t to)
{
	return (struct span){from > span.from ? from : span.from, to < span.to ? to : span.to};
}

/* Nothing that is shown only lies in the cut, or nothing else: a head that is shown again, which goes where it stands. */
static bool is_whole(const struct view *view, const struct cut *cut)
{
	struct span pieces = view_pieces(view, cut->span);
	if (pieces.from == pieces.to)
		return true;
	struct str text = buf_str(&view->text);
	struct span first = within(cut->span, cut->span.from, view->pieces[pieces.from].from);
	struct span last = within(cut->span, view->pieces[pieces.to - 1].to, cut->span.to);
	return value_end(view, pieces.from, pieces.to) == pieces.to && (first.to <= first.from || is_blank(str_part(text, first))) &&
	       (last.to <= last.from || is_blank(str_part(text, last)));
}

static void add_values(const struct view *view, const struct cut *cut, struct cuts *to)
{
	struct span pieces = view_pieces(view, cut->span);
	size_t at = pieces.from;
	do {
		size_t next = at < pieces.to ? value_end(view, at, pieces.to) : at;
		struct cut part = *cut;
		if (at < pieces.to)
			part.span = within(cut->span, view->pieces[at].from, view->pieces[next - 1].to);
		to->list = mem_room(to->list, to->count, &to->cap, sizeof *to->list);
		to->list[to->count++] = part;
		at = next;
	} while (at < pieces.to);
}

/* What is cut whole goes whole. */
static void widen(struct cuts *cuts, const struct view *view)
{
	size_t kept = 0;
	for (size_t i = 0; i < cuts->count; i++) {
		struct cut cut = cuts->list[i];
		struct span pieces = view_pieces(view, cut.span);
		const struct piece *first = &view->pieces[pieces.from], *last = first + (pieces.to - pieces.from);
		if (pieces.from < pieces.to && first->whole && first->from < cut.span.from)
			cut.span.from = first->from;
		if (pieces.from < pieces.to && last[-1].whole && last[-1].to > cut.span.to)
			cut.span.to = last[-1].to;
		size_t done = kept ? cuts->list[kept - 1].span.to : 0;
		if (cut.span.from < done)
			cut.span.from = done;
		if (cut.span.from < cut.span.to)
			cuts->list[kept++] = cut;
	}
	cuts->count = kept;
}

void cuts_split(struct cuts *cuts, const struct view *view)
{
	struct cuts split = {0};
	size_t i = 0;
	if (view->piece_count)
		widen(cuts, view);
	while (i < cuts->count && is_whole(view, &cuts->list[i]))
		i++;
	if (i == cuts->count)
		return;
	for (i = 0; i < cuts->count; i++)
		add_values(view, &cuts->list[i], &split);
	free(cuts->list);
	cuts->list = split.list;
	cuts->count = split.count;
	cuts->cap = split.cap;
}
