/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rows of a table without what was cut. A token stands in its cell as any text would: in quotes where it has the sign, a
 * quote mark or a line end. */
#include <string.h>

#include "format/table.h"

static bool needs_quotes(const struct table *table, struct str token)
{
	for (size_t i = 0; i < token.len; i++)
		if (token.ptr[i] == table->dialect.sign || token.ptr[i] == '\n' || token.ptr[i] == '\r' ||
		    (table->dialect.quote && token.ptr[i] == table->dialect.quote))
			return true;
	return false;
}

struct writer {
	struct table *table;
	struct buf *out;
	size_t pos; /* of the text, what is written */
};

/* Text inside of quotes. */
static void write_quoted(const struct writer *writer, struct str text)
{
	char quote = writer->table->dialect.quote;
	for (size_t at = 0; at < text.len;) {
		const char *next = memchr(text.ptr + at, quote, text.len - at);
		size_t end = next ? (size_t)(next - text.ptr) + 1 : text.len;
		text_stream_write(&writer->table->stream, str_part(text, (struct span){at, end}), writer->out);
		if (next)
			text_stream_write(&writer->table->stream, (struct str){&quote, 1}, writer->out);
		at = end;
	}
}

/* Where no quotes are known a token cannot have such signs: they become spaces. */
static void write_token(const struct writer *writer, struct str token, bool quoted)
{
	if (quoted) {
		write_quoted(writer, token);
		return;
	}
	if (!needs_quotes(writer->table, token)) {
		text_stream_write(&writer->table->stream, token, writer->out);
		return;
	}
	for (size_t i = 0; i < token.len; i++) {
		struct str sign = {token.ptr + i, 1};
		text_stream_write(&writer->table->stream, needs_quotes(writer->table, sign) ? STR(" ") : sign, writer->out);
	}
}

static void copy_to(struct writer *writer, size_t to)
{
	if (to > writer->pos)
		text_stream_copy(&writer->table->stream, (struct span){writer->pos, to}, writer->out);
	writer->pos = to > writer->pos ? to : writer->pos;
}

/* Is the row around a cell, which ends at `end`, as wide as all of a table whose rows are filled up? */
static bool is_filled(const struct table *table, size_t from, size_t end)
{
	struct str text = table->stream.text;
	while (from && text.ptr[from - 1] != '\n' && text.ptr[from - 1] != '\r')
		from--;
	return table->fixed.width && fixed_width(str_part(text, (struct span){from, end})) == table->fixed.width;
}

/* What comes behind a cell of a fixed table that was `old` characters wide and is `new` now: blanks, so that the next one stands
 * where it stood, if there is room. Rows that are not filled up end with their last cell. */
static void write_blanks(struct writer *writer, size_t number, size_t old, size_t new)
{
	const struct table *table = writer->table;
	struct str text = table->stream.text;
	struct span cell = table->cells.list[number].span, next = {cell.to, cell.to};
	while (next.to < text.len && text.ptr[next.to] == ' ')
		next.to++;
	bool last = next.to == text.len || text.ptr[next.to] == '\n' || text.ptr[next.to] == '\r';
	if (last && !is_filled(table, cell.from, next.to))
		return;
	size_t room = old + next.to - next.from, blanks = room > new ? room - new : !last;
	while (blanks-- > 0)
		text_stream_write(&table->stream, STR(" "), writer->out);
	writer->pos = next.to;
}

/* The width of a cell with cuts [from, to) when they are made. */
static size_t width_left(const struct table *table, size_t from, size_t to)
{
	size_t width = fixed_width(str_part(table->stream.text, table->cells.list[table->cuts.list[from].value].span));
	for (size_t i = from; i < to; i++)
		width += fixed_width(text_cuts_token(&table->cuts, i)) - fixed_width(str_part(table->stream.text, table->cuts.list[i].span));
	return width;
}

/* A cell with cuts [from, to). */
static void write_cell(struct writer *writer, size_t from, size_t to, struct edit *edits, size_t begin)
{
	struct table *table = writer->table;
	struct table_cell cell = table->cells.list[table->cuts.list[from].value];
	char quote = table->dialect.quote;
	bool wrap = false;
	for (size_t i = from; i < to && quote && !cell.quoted; i++)
		wrap = wrap || needs_quotes(table, text_cuts_token(&table->cuts, i));
	copy_to(writer, cell.span.from);
	if (wrap)
		text_stream_write(&table->stream, (struct str){&quote, 1}, writer->out);
	for (size_t i = from; i < to; i++) {
		const struct text_cut *cut = &table->cuts.list[i];
		if (wrap) {
			write_quoted(writer, str_part(table->stream.text, (struct span){writer->pos, cut->span.from}));
			writer->pos = cut->span.from;
		}
		copy_to(writer, cut->span.from);
		if (cut->edit != CUT_OTHERS)
			edits[cut->edit].out = writer->out->len - begin;
		write_token(writer, text_cuts_token(&table->cuts, i), cell.quoted || wrap);
		writer->pos = cut->span.to;
	}
	if (wrap) {
		write_quoted(writer, str_part(table->stream.text, (struct span){writer->pos, cell.span.to}));
		writer->pos = cell.span.to;
		text_stream_write(&table->stream, (struct str){&quote, 1}, writer->out);
	}
	if (table->fixed.count) {
		copy_to(writer, cell.span.to);
		write_blanks(writer, table->cuts.list[from].value, fixed_width(str_part(table->stream.text, cell.span)), width_left(table, from, to));
	}
}

enum err table_write(struct table *table, const struct view *view, struct edit *edits, size_t count, struct buf *out,
		     struct fault *fault)
{
	size_t begin = out->len, end = table->lines[table->next - 1].to;
	struct writer writer = {table, out, table->lines[table->first].from};
	(void)fault;
	text_cuts_make(&table->cuts, view, table->stream.text, edits, count);
	for (size_t from = 0, to; from < table->cuts.count; from = to) {
		to = text_cuts_value(&table->cuts, from);
		write_cell(&writer, from, to, edits, begin);
	}
	copy_to(&writer, end);
	text_cuts_order(edits, count);
	return ERR_NONE;
}
