/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/rtf_edit.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/text_stream.h"

enum { PLACE = 64 };

/* Bytes of one value that go; the token comes in the first value that an edit touches. */
struct cut {
	size_t from, to;
	uint32_t value;
	struct edit *edit; /* NULL: its token stands elsewhere */
};

struct writing {
	struct rtf_reader *reader;
	struct cut *cuts;
	size_t count, cap;
	size_t pos, drop; /* written up to here; the next of the drops */
	struct buf *out;
};

static enum err add_edit(struct writing *writing, const struct view *view, struct edit *edit, struct fault *fault)
{
	struct span range = view_pieces(view, edit->span);
	for (size_t i = range.from, next; i < range.to; i = next) {
		const struct piece *first = &view->pieces[i];
		const struct rtf_value *value = &writing->reader->values[first->part];
		for (next = i + 1; next < range.to && view->pieces[next].part == first->part;)
			next++;
		if (value->place == RTF_PLACE_FONT)
			return fault_set(fault, ERR_UNREADABLE, "a font of the rich text has the name of somebody; save it anew with another font");
		/* what is not in the view between what is cut goes too */
		struct cut cut = {.value = first->part, .edit = i == range.from ? edit : NULL};
		cut.from = i == range.from ? text_origin(first, edit->span.from, false) : value->from;
		cut.to = next == range.to ? text_origin(&view->pieces[next - 1], edit->span.to, true) : value->to;
		writing->cuts = mem_room(writing->cuts, writing->count, &writing->cap, sizeof *writing->cuts);
		writing->cuts[writing->count++] = cut;
	}
	return ERR_NONE;
}

static int cut_order(const void *left, const void *right)
{
	const struct cut *a = left, *b = right;
	return a->from != b->from ? (a->from < b->from ? -1 : 1) : (a->to > b->to) - (a->to < b->to);
}

static int drop_order(const void *left, const void *right)
{
	const struct rtf_drop *a = left, *b = right;
	return a->from < b->from ? -1 : a->from > b->from;
}

/* A control word without the space that ends it stands before `at`: what comes would be part of it. */
static bool is_open_word(struct str text, size_t at)
{
	size_t from = at, slashes = 0;
	while (from > 0 && ((text.ptr[from - 1] >= '0' && text.ptr[from - 1] <= '9') || text.ptr[from - 1] == '-'))
		from--;
	size_t letters = from;
	while (from > 0 && ((text.ptr[from - 1] | 0x20) >= 'a' && (text.ptr[from - 1] | 0x20) <= 'z'))
		from--;
	while (slashes < from && text.ptr[from - 1 - slashes] == '\\')
		slashes++;
	return from < letters && slashes % 2 == 1;
}

/* One unit of UTF-16, with nothing for programs that do not know \\u. */
static void write_unit(uint32_t unit, struct buf *out)
{
	buf_printf(out, "\\u%d", unit < 0x8000 ? (int)unit : (int)unit - 0x10000);
}

static void write_token(struct str token, struct buf *out)
{
	for (size_t at = 0; at < token.len;) {
		uint32_t code;
		at += utf8_next(str_part(token, (struct span){at, token.len}), &code);
		if (code == '\\' || code == '{' || code == '}')
			buf_add_byte(out, '\\');
		if (code < 0x80) {
			buf_add_byte(out, (char)code);
			continue;
		}
		buf_add_text(out, "{\\uc0");
		if (code >= 0x10000) {
			write_unit(0xD800 + ((code - 0x10000) >> 10), out);
			code = 0xDC00 + ((code - 0x10000) & 0x3FF);
		}
		write_unit(code, out);
		buf_add_byte(out, '}');
	}
}

static void write_to(struct writing *writing, size_t to)
{
	const struct rtf_reader *reader = writing->reader;
	for (; writing->drop < reader->drop_count && reader->drops[writing->drop].from < to; writing->drop++) {
		const struct rtf_drop *drop = &reader->drops[writing->drop];
		if (drop->from < writing->pos)
			continue;
		buf_add(writing->out, str_part(reader->text, (struct span){writing->pos, drop->from}));
		buf_add_text(writing->out, "{}"); /* what stands before and behind does not grow together */
		writing->pos = drop->to;
	}
	if (writing->pos < to)
		buf_add(writing->out, str_part(reader->text, (struct span){writing->pos, to}));
	writing->pos = writing->pos < to ? to : writing->pos;
}

/* Lines of rich text mean nothing to a reader. */
static void set_places(const struct writing *writing, struct buf *places)
{
	buf_clear(places);
	buf_room(places, mem_mul(writing->count, PLACE)); /* so that it does not move */
	for (size_t i = 0; i < writing->count; i++) {
		const struct cut *cut = &writing->cuts[i];
		const struct rtf_value *value = &writing->reader->values[cut->value];
		size_t from = places->len;
		if (cut->edit == NULL)
			continue;
		if (value->row)
			buf_printf(places, "table row %lu", value->row);
		else if (value->place == RTF_PLACE_ASIDE)
			buf_printf(places, "header, note or field at paragraph %lu", value->paragraph + 1);
		else
			buf_printf(places, "paragraph %lu", value->paragraph + 1);
		cut->edit->place = str_part(buf_str(places), (struct span){from, places->len});
	}
}

enum err rtf_write(struct rtf_reader *reader, struct span part, const struct view *view, struct edit *edits, size_t count, struct buf *places,
		   struct buf *out, struct fault *fault)
{
	struct writing writing = {.reader = reader, .pos = part.from, .out = out};
	size_t begin = out->len;
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < count; i++)
		err = add_edit(&writing, view, &edits[i], fault);
	set_places(&writing, places);
	if (writing.count)
		qsort(writing.cuts, writing.count, sizeof *writing.cuts, cut_order);
	if (reader->drop_count)
		qsort(reader->drops, reader->drop_count, sizeof *reader->drops, drop_order);
	for (size_t i = 0; err == ERR_NONE && i < writing.count; i++) {
		const struct cut *cut = &writing.cuts[i];
		write_to(&writing, cut->from);
		if (is_open_word(reader->text, cut->from))
			buf_add_byte(out, ' ');
		if (cut->edit) {
			cut->edit->out = out->len - begin;
			write_token(cut->edit->token, out);
		}
		writing.pos = writing.pos < cut->to ? cut->to : writing.pos;
	}
	if (err == ERR_NONE)
		write_to(&writing, part.to);
	free(writing.cuts);
	return err;
}
