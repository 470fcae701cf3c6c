/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables in text: CSV (RFC 4180), TSV and others whose cells are parted by one sign or stand in fixed places. Under heads each row is shown as a
 * record, "HEAD: value" a line, so that a cell under DOB is read as what it is; rows with the same report number are one
 * view. A table without heads is shown as the text it is. What is written is the bytes read, but for the cells with cuts,
 * which are put in quotes where the token needs them. */
#include "format/table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/text_view.h"
#include "format/unknown.h"

enum { HEAD = 4096, ROWS_LOOKED = 64 };

static struct str peeked(struct source *source, struct fault *fault, enum err *err)
{
	struct str head;
	*err = source_peek(source, HEAD, &head, fault);
	if (head.len > HEAD)
		head.len = HEAD;
	return head;
}

static int table_bid(struct str head, struct str name)
{
	if (unknown_kind(head) || format_text.bid(head, name) == 0)
		return 0;
	return dialect_tell(head, name).sign ? 60 : 0;
}

/* Whatever its name. */
static int fixed_bid(struct str head, struct str name)
{
	struct fixed fixed;
	fixed_tell(head, NULL, &fixed);
	return fixed.count && unknown_kind(head) == NULL && format_text.bid(head, name) ? 20 : 0;
}

static size_t last_row(void *context, const struct text_window *window)
{
	return dialect_last(&((struct table *)context)->dialect, window);
}

static size_t first_row(void *context, const struct text_window *window, size_t from)
{
	return dialect_first(&((struct table *)context)->dialect, window, from);
}

static struct table *begin(const struct format_options *options, struct source *source)
{
	struct table *table = mem_alloc(1, sizeof *table);
	table->rows.heads = options->heads;
	table->rows.number = SIZE_MAX;
	text_stream_open(&table->stream, options, source, (struct text_cutter){"row", table, last_row, first_row});
	return table;
}

static enum err table_open(const struct format_options *options, struct source *source, void **document,
			   struct fault *fault)
{
	enum err err;
	struct str head = peeked(source, fault, &err);
	struct table *table = begin(options, source);
	*document = table;
	if (err == ERR_NONE)
		table->dialect = dialect_tell(head, STR("")); /* by what is in it, whatever its name */
	table->told = table->dialect.sign != '\0';
	if (err == ERR_NONE && !table->told) /* the name was looked at by the bid; any ending will do here */
		table->dialect = dialect_tell(head, STR(".csv"));
	return err;
}

static enum err fixed_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	enum err err;
	struct str head = peeked(source, fault, &err);
	struct table *table = begin(options, source);
	*document = table;
	if (err == ERR_NONE)
		fixed_tell(head, options->heads, &table->fixed);
	if (err == ERR_NONE && table->fixed.count == 0)
		table->fixed.count = 1; /* what looked like columns is one: the lines are shown as they are */
	return err;
}

static void table_close(void *document)
{
	struct table *table = document;
	text_stream_close(&table->stream);
	table_rows_free(&table->rows);
	free(table->cells.list);
	free(table->lines);
	text_cuts_free(&table->cuts);
	buf_free(&table->head);
	free(table);
}

/* ---- the rows of a part ------------------------------------------------------------------------------------------ */

static struct table_cell cell_at(const struct table *table, const struct table_line *line, size_t column)
{
	return table->cells.list[line->first + column];
}

/* The text of a cell as it stands, without its quotes. */
static struct str bare(const struct table *table, struct table_cell cell)
{
	struct str text = str_part(table->stream.text, cell.span);
	if (cell.quoted && text.len >= 2 && text.ptr[text.len - 1] == table->dialect.quote)
		text = (struct str){text.ptr + 1, text.len - 2};
	return str_trim(text);
}

static enum err read_lines(struct table *table, struct fault *fault)
{
	struct str text = table->stream.text;
	uint64_t number = table->stream.line;
	bool open = false;
	table->cells.count = table->line_count = table->next = 0;
	for (size_t at = 0; at < text.len;) {
		struct table_line line = {.first = table->cells.count, .from = at, .number = number};
		line.plain = !table->begun && table->line_count < table->fixed.head;
		if (table->fixed.count)
			at = fixed_row(&table->fixed, text, at, &table->cells, &line.plain);
		else
			at = dialect_row(&table->dialect, text, at, &table->cells, &open);
		line.to = at;
		line.count = table->cells.count - line.first;
		if (open)
			return fault_set(fault, ERR_MALFORMED,
					 "a quote mark that opens a cell in the row of line %" PRIu64
					 " is never closed; export the table again",
					 number);
		if (line.count > TABLE_COLUMNS)
			return fault_set(fault, ERR_LIMIT, "more than %d columns in the row of line %" PRIu64, TABLE_COLUMNS, number);
		number += text_lines(str_part(text, (struct span){line.from, line.to}));
		table->lines = mem_room(table->lines, table->line_count, &table->line_cap, sizeof *table->lines);
		table->lines[table->line_count++] = line;
	}
	return ERR_NONE;
}

static struct str line_text(const struct table *table, const struct table_line *line)
{
	return str_trim(str_part(table->stream.text, (struct span){line->from, line->to}));
}

/* Each page of a print has its heads. */
static void find_heads(struct table *table)
{
	for (size_t i = 0; i < table->line_count && table->head.len; i++)
		table->lines[i].heads = table->lines[i].heads || str_equal(line_text(table, &table->lines[i]), buf_str(&table->head));
}

static enum table_kind tell_kind(struct table *table)
{
	size_t rows = table->line_count < ROWS_LOOKED ? table->line_count : ROWS_LOOKED, heads;
	size_t cells = rows ? table->lines[rows - 1].first + table->lines[rows - 1].count : 0, first[ROWS_LOOKED + 1] = {0};
	struct str *texts = mem_alloc(cells + 1, sizeof *texts);
	for (size_t i = 0; i < cells; i++)
		texts[i] = bare(table, table->cells.list[i]);
	for (size_t i = 0; i < rows; i++)
		first[i + 1] = table->lines[i].first + table->lines[i].count;
	struct table_sample sample = {texts, first, rows};
	enum table_kind kind = table_tell(&table->rows, &sample, &heads);
	if (table->told && kind == TABLE_HEADS && !table_rows_named(&table->rows))
		kind = TABLE_PLAIN, heads = SIZE_MAX; /* a log */
	if (heads < table->line_count)
		table->lines[heads].heads = true;
	if (heads < table->line_count && table->fixed.count)
		buf_add(&table->head, line_text(table, &table->lines[heads]));
	free(texts);
	return kind == TABLE_FORM && table->fixed.count ? TABLE_PLAIN : kind;
}

/* The report that the row is about; empty: the one of the row before. */
static struct str report_of(const struct table *table, const struct table_line *line)
{
	size_t column = table->rows.number;
	if (line->heads || line->plain || column >= line->count)
		return (struct str){0};
	return bare(table, cell_at(table, line, column));
}

/* The rows from `next` on that are one view: those of one report, or all. */
static size_t group_end(const struct table *table)
{
	struct str report = {0};
	size_t at = table->next;
	for (; at < table->line_count; at++) {
		struct str next = table->kind == TABLE_HEADS ? report_of(table, &table->lines[at]) : (struct str){0};
		if (report.len && next.len && !str_equal(report, next))
			break;
		if (next.len)
			report = next;
	}
	return at;
}

/* ---- showing ----------------------------------------------------------------------------------------------------- */

/* What is in the cell, without quotes: a doubled quote mark is one. */
static enum err show_content(struct table *table, struct view *view, const struct table_line *line, size_t column, struct fault *fault)
{
	struct table_cell cell = cell_at(table, line, column);
	struct str text = table->stream.text;
	uint32_t part = (uint32_t)(line->first + column);
	size_t at = cell.span.from + cell.quoted;
	bool quoted = cell.quoted;
	enum err err = ERR_NONE;
	while (at < cell.span.to && !err) {
		const char *quote = quoted ? memchr(text.ptr + at, table->dialect.quote, cell.span.to - at) : NULL;
		size_t end = quote ? (size_t)(quote - text.ptr) : cell.span.to;
		if (end > at)
			err = text_view_value(view, text, (struct span){at, end}, part, line->number, fault);
		at = end;
		if (quote && at + 1 < cell.span.to && text.ptr[at + 1] == table->dialect.quote) {
			view_add(view, str_part(text, (struct span){at, at + 1}), part, at, 2);
			at += 2;
		} else if (quote) {
			quoted = false; /* what follows a closing quote mark stands in the cell too */
			at++;
		}
	}
	return err;
}

static enum err show_heads(struct table *table, struct view *view, const struct table_line *line, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < line->count && !err; i++) {
		view_separate(view);
		size_t from = view->text.len;
		err = show_content(table, view, line, i, fault);
		if (table->rows.columns[i].head.known)
			view_add_head(view, (struct span){from, view->text.len}, true);
	}
	return err;
}

static size_t shown_len(struct str value)
{
	return value.len && memchr(value.ptr, '\n', value.len) ? SIZE_MAX : value.len;
}

static enum err show_row(struct table *table, struct view *view, const struct table_line *line, struct fault *fault)
{
	enum err err = ERR_NONE;
	table_row_begin(&table->rows, view);
	if (line->heads && !line->plain)
		return show_heads(table, view, line, fault);
	if (line->plain && line->count)
		return show_content(table, view, line, 0, fault);
	for (size_t i = 0; i < line->count && !err; i++) {
		struct str value = bare(table, cell_at(table, line, i));
		if (value.len == 0)
			continue;
		table_cell_begin(&table->rows, view, i, shown_len(value));
		size_t from = view->text.len;
		err = show_content(table, view, line, i, fault);
		if (!err)
			table_cell_end(&table->rows, view, i, from);
	}
	return err;
}

static enum err show_form(struct table *table, struct view *view, const struct table_line *line, bool first, struct fault *fault)
{
	enum err err = ERR_NONE;
	size_t filled = 0;
	for (size_t i = 0; i < line->count; i++)
		filled += bare(table, cell_at(table, line, i)).len > 0;
	table_form_row(&table->rows, view);
	for (size_t i = 0; i < line->count && !err; i++) {
		struct str text = bare(table, cell_at(table, line, i));
		if (text.len == 0)
			continue;
		bool label = table_form_cell(&table->rows, view, text, shown_len(text), filled == 1);
		size_t from = view->text.len;
		err = show_content(table, view, line, i, fault);
		if (!err)
			table_form_end(&table->rows, view, i, from, label, first);
	}
	return err;
}

/* The blanks between the columns of a fixed table, as it has them. */
static void show_blanks(const struct table *table, struct view *view, const struct table_line *line, size_t column)
{
	size_t from = column ? cell_at(table, line, column - 1).span.to : line->from, to = cell_at(table, line, column).span.from;
	for (; from < to; from++)
		table_show(view, STR(" "));
}

/* Without heads: the text as it is; signs, quotes and line ends are no part of any cell. */
static enum err show_plain(struct table *table, struct view *view, const struct table_line *line, struct fault *fault)
{
	char sign[1] = {table->dialect.sign}, quote[1] = {table->dialect.quote};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < line->count && !err; i++) {
		struct str text = bare(table, cell_at(table, line, i));
		bool quoted = cell_at(table, line, i).quoted && text.len && memchr(text.ptr, sign[0], text.len);
		if (table->fixed.count)
			show_blanks(table, view, line, i);
		else if (i)
			table_show(view, (struct str){sign, 1});
		if (quoted)
			table_show(view, (struct str){quote, 1});
		err = show_content(table, view, line, i, fault);
		if (quoted)
			table_show(view, (struct str){quote, 1});
	}
	table_show(view, STR("\n"));
	return err;
}

static enum err show_line(struct table *table, struct view *view, size_t number, struct fault *fault)
{
	struct table_line *line = &table->lines[number];
	if (table->kind == TABLE_PLAIN)
		return show_plain(table, view, line, fault);
	if (table->kind == TABLE_FORM)
		return show_form(table, view, line, table->views == 1 && number == 0, fault);
	return show_row(table, view, line, fault);
}

static enum err table_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct table *table = document;
	enum err err = ERR_NONE;
	view_clear(view);
	*more = table->next < table->line_count;
	if (!*more) {
		err = text_stream_next(&table->stream, more, fault);
		if (!err && *more)
			err = read_lines(table, fault);
		if (!err && *more && !table->begun)
			table->kind = tell_kind(table);
		if (!err && *more)
			find_heads(table);
		table->begun = true;
	}
	if (err || !*more)
		return err;
	table->first = table->next;
	table->next = group_end(table);
	table->views++;
	if (table->kind != TABLE_PLAIN)
		table_rows_view(&table->rows, view);
	for (size_t i = table->first; i < table->next && !err; i++)
		err = show_line(table, view, i, fault);
	if (!table->stream.whole || table->views > 1 || table->next < table->line_count) {
		char where[32];
		snprintf(where, sizeof where, "part %" PRIu64, table->views);
		view->where = view_keep(view, str_of(where));
	}
	*more = !err;
	return err;
}

static enum err table_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			   struct fault *fault)
{
	struct table *table = document;
	text_stream_mark(&table->stream, out);
	return table_write(table, view, edits, count, out, fault);
}

static enum err table_finish(void *document, struct buf *out, struct fault *fault)
{
	(void)fault;
	text_stream_mark(&((struct table *)document)->stream, out);
	return ERR_NONE;
}

const struct format format_table = {
	.name = "table",
	.extension = ".csv",
	.bid = table_bid,
	.open = table_open,
	.next = table_next,
	.edit = table_edit,
	.finish = table_finish,
	.close = table_close,
};

const struct format format_fixed = {
	.name = "columns",
	.extension = ".txt",
	.bid = fixed_bid,
	.open = fixed_open,
	.next = table_next,
	.edit = table_edit,
	.finish = table_finish,
	.close = table_close,
	.reads_back = &format_text, /* a token may be wider than its column: then the text is the same, the columns are not */
};
