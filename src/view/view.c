/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/view.h"

#include <stdlib.h>

#include "base/mem.h"

static void drop_kept(struct view *view)
{
	for (size_t i = 0; i < view->kept_count; i++)
		free(view->kept[i]);
	view->kept_count = 0;
}

void view_clear(struct view *view)
{
	view->where = (struct str){0};
	buf_clear(&view->text);
	drop_kept(view);
	view->piece_count = view->field_count = view->head_count = view->link_count = view->role_count = view->paper_count = 0;
	view->names = (struct span){0};
	view->structured = view->bare = view->table = false;
	view->pages = 0;
}

void view_free(struct view *view)
{
	drop_kept(view);
	buf_free(&view->text);
	free(view->pieces);
	free(view->fields);
	free(view->heads);
	free(view->links);
	free(view->roles);
	free(view->papers);
	free(view->kept);
	*view = (struct view){0};
}

struct str view_prose(const struct view *view)
{
	size_t to = view->names.from < view->names.to ? view->names.from : view->text.len;
	return str_part(buf_str(&view->text), (struct span){0, to});
}

static bool joins(const struct view *view, const struct piece *next)
{
	if (view->piece_count == 0)
		return false;
	const struct piece *last = &view->pieces[view->piece_count - 1];
	return !last->whole && last->part == next->part && last->to == next->from && last->to - last->from == last->origin_len &&
	       next->to - next->from == next->origin_len && last->origin + last->origin_len == next->origin &&
	       (uint64_t)last->origin_len + next->origin_len <= UINT32_MAX;
}

struct span view_add(struct view *view, struct str text, uint32_t part, uint64_t origin, uint32_t origin_len)
{
	struct piece next = {view->text.len, view->text.len + text.len, origin, origin_len, part, false};
	buf_add(&view->text, text);
	if (joins(view, &next)) {
		struct piece *last = &view->pieces[view->piece_count - 1];
		last->to = next.to;
		last->origin_len += next.origin_len;
	} else {
		view->pieces = mem_room(view->pieces, view->piece_count, &view->piece_cap, sizeof *view->pieces);
		view->pieces[view->piece_count++] = next;
	}
	return (struct span){next.from, next.to};
}

void view_add_whole(struct view *view, struct str text, uint32_t part, uint64_t origin, uint32_t origin_len)
{
	struct piece next = {view->text.len, view->text.len + text.len, origin, origin_len, part, true};
	buf_add(&view->text, text);
	view->pieces = mem_room(view->pieces, view->piece_count, &view->piece_cap, sizeof *view->pieces);
	view->pieces[view->piece_count++] = next;
}

void view_separate(struct view *view)
{
	if (view->text.len && view->text.ptr[view->text.len - 1] != '\n')
		buf_add_byte(&view->text, '\n');
}

struct field *view_add_field(struct view *view, struct span span, enum what what, uint32_t record)
{
	view->fields = mem_room(view->fields, view->field_count, &view->field_cap, sizeof *view->fields);
	struct field *field = &view->fields[view->field_count++];
	*field = (struct field){.span = span, .what = what, .record = record};
	return field;
}

struct view_head *view_add_head(struct view *view, struct span span, bool known)
{
	view->heads = mem_room(view->heads, view->head_count, &view->head_cap, sizeof *view->heads);
	view->heads[view->head_count] = (struct view_head){.span = span, .known = known};
	return &view->heads[view->head_count++];
}

void view_add_link(struct view *view, uint32_t a, uint32_t b, enum relation relation)
{
	view->links = mem_room(view->links, view->link_count, &view->link_cap, sizeof *view->links);
	view->links[view->link_count++] = (struct link){a, b, relation};
}

void view_add_role(struct view *view, uint32_t record, struct str role)
{
	view->roles = mem_room(view->roles, view->role_count, &view->role_cap, sizeof *view->roles);
	view->roles[view->role_count++] = (struct view_role){record, role};
}

void view_add_paper(struct view *view, struct span span)
{
	view->papers = mem_room(view->papers, view->paper_count, &view->paper_cap, sizeof *view->papers);
	view->papers[view->paper_count++] = span;
}

struct str view_keep(struct view *view, struct str value)
{
	view->kept = mem_room(view->kept, view->kept_count, &view->kept_cap, sizeof *view->kept);
	char *copy = mem_text(value.ptr, value.len);
	view->kept[view->kept_count++] = copy;
	return (struct str){copy, value.len};
}

struct span view_pieces(const struct view *view, struct span span)
{
	size_t low = 0, high = view->piece_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (view->pieces[middle].to <= span.from)
			low = middle + 1;
		else
			high = middle;
	}
	size_t last = low;
	while (last < view->piece_count && view->pieces[last].from < span.to)
		last++;
	return (struct span){low, last};
}
