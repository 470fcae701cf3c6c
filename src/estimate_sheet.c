/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "estimate_sheet.h"

#include <stdio.h>
#include <string.h>

#include "output/html.h"

enum { WIDTH = 78, INDENT = 4, GAP = 2, FILL = 40 };
enum row_kind { ROW_HEAD, ROW_PLAIN, ROW_TOTAL, ROW_REMARK };

static size_t width_of(struct str text)
{
	size_t width = 0;
	for (size_t i = 0; i < text.len; i++)
		width += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return width;
}

static void add_spaces(struct buf *out, size_t count)
{
	while (count--)
		buf_add_byte(out, ' ');
}

/* The words of `text` that fit into `width` columns, at least one; they are taken off its front. */
static struct str take_line(struct str *text, size_t width)
{
	size_t end = 0, at = 0, columns = 0;
	*text = str_trim(*text);
	while (at < text->len) {
		size_t word = at;
		while (word < text->len && text->ptr[word] == ' ')
			word++;
		while (word < text->len && text->ptr[word] != ' ' && text->ptr[word] != '\n')
			word++;
		columns += width_of(str_part(*text, (struct span){at, word}));
		if (end && columns > width)
			break;
		end = at = word;
		if (at < text->len && text->ptr[at] == '\n')
			break;
	}
	struct str line = str_part(*text, (struct span){0, end});
	*text = str_trim(str_part(*text, (struct span){end, text->len}));
	return line;
}

static void add_wrapped(struct buf *out, struct str text, size_t indent)
{
	do {
		struct str line = take_line(&text, WIDTH - indent);
		add_spaces(out, indent);
		buf_add(out, line);
		buf_add_byte(out, '\n');
	} while (text.len);
}

static void underline(struct buf *out, struct str text, char sign)
{
	buf_add(out, text);
	buf_add_byte(out, '\n');
	for (size_t i = width_of(text); i > 0; i--)
		buf_add_byte(out, sign);
	buf_add_byte(out, '\n');
}

void sheet_begin(struct sheet *sheet, bool html, struct str title)
{
	*sheet = (struct sheet){.html = html};
	if (html)
		html_begin(&sheet->out, title, false);
}

void sheet_end(struct sheet *sheet)
{
	if (sheet->html)
		html_end(&sheet->out);
}

void sheet_free(struct sheet *sheet)
{
	buf_free(&sheet->out);
	buf_free(&sheet->cells);
}

void sheet_head(struct sheet *sheet, struct str text)
{
	if (sheet->html)
		html_element(&sheet->out, "h1", text);
	else
		underline(&sheet->out, text, '=');
}

void sheet_section(struct sheet *sheet, struct str text)
{
	if (sheet->html) {
		html_element(&sheet->out, "h2", text);
		return;
	}
	if (sheet->out.len && !str_ends_nocase(buf_str(&sheet->out), STR("\n\n")))
		buf_add_byte(&sheet->out, '\n');
	underline(&sheet->out, text, '-');
}

void sheet_text(struct sheet *sheet, struct str text)
{
	if (sheet->html) {
		html_element(&sheet->out, "p", text);
		return;
	}
	add_wrapped(&sheet->out, text, 0);
	buf_add_byte(&sheet->out, '\n');
}

void sheet_line(struct sheet *sheet, struct str text)
{
	if (sheet->html)
		html_element(&sheet->out, "p class=\"line\"", text);
	else
		add_wrapped(&sheet->out, text, 0);
}

void sheet_blank(struct sheet *sheet, struct str label)
{
	if (sheet->html) {
		buf_add_text(&sheet->out, "<p>");
		html_text(&sheet->out, label);
		buf_add_text(&sheet->out, " <span class=\"blank\"></span></p>\n");
		return;
	}
	buf_add_byte(&sheet->out, '\n');
	buf_add(&sheet->out, label);
	buf_add_byte(&sheet->out, ' ');
	for (size_t i = 0; i < FILL; i++)
		buf_add_byte(&sheet->out, '_');
	buf_add_byte(&sheet->out, '\n');
}

/* ---- tables -------------------------------------------------------------------------------------------------- */

static void keep_row(struct sheet *sheet, enum row_kind kind, const struct sheet_row *row, size_t columns)
{
	buf_add_number(&sheet->cells, kind);
	for (size_t i = 0; i < columns; i++)
		buf_add_counted(&sheet->cells, row->cells[i]);
	sheet->rows++;
}

void sheet_table(struct sheet *sheet, const struct sheet_row *heads, size_t columns)
{
	buf_clear(&sheet->cells);
	sheet->columns = columns;
	sheet->rows = 0;
	if (heads)
		keep_row(sheet, ROW_HEAD, heads, columns);
}

void sheet_row(struct sheet *sheet, const struct sheet_row *row)
{
	keep_row(sheet, row->total ? ROW_TOTAL : ROW_PLAIN, row, sheet->columns);
}

void sheet_remark(struct sheet *sheet, struct str text)
{
	struct sheet_row row = {{text}, false};
	keep_row(sheet, ROW_REMARK, &row, 1);
}

static enum row_kind take_row(const struct sheet *sheet, struct str *from, struct sheet_row *row)
{
	uint64_t kind = ROW_REMARK;
	if (!take_number(from, &kind))
		return ROW_REMARK;
	for (size_t i = 0; i < (kind == ROW_REMARK ? 1 : sheet->columns); i++)
		if (!take_counted(from, &row->cells[i]))
			row->cells[i] = (struct str){0};
	return (enum row_kind)kind;
}

static void row_html(struct buf *out, enum row_kind kind, const struct sheet_row *row, size_t columns)
{
	static const char *const heads[] = {"th scope=\"col\"", "th scope=\"col\" class=\"n\""}, *const cells[] = {"td", "td class=\"n\""};
	buf_add_text(out, kind == ROW_HEAD ? "<thead><tr>" : kind == ROW_TOTAL ? "<tr class=\"sum\">" : "<tr>");
	for (size_t i = 0; i < columns; i++)
		html_element(out, (kind == ROW_HEAD ? heads : cells)[i > 0], row->cells[i]);
	buf_add_text(out, kind == ROW_HEAD ? "</tr></thead>\n" : "</tr>\n");
}

static void rows_html(struct sheet *sheet)
{
	struct buf *out = &sheet->out;
	struct str rest = buf_str(&sheet->cells);
	char remark[40];
	snprintf(remark, sizeof remark, "td class=\"remark\" colspan=\"%zu\"", sheet->columns);
	buf_add_text(out, "<table class=\"sheet\">\n");
	for (size_t i = 0; i < sheet->rows; i++) {
		struct sheet_row row;
		enum row_kind kind = take_row(sheet, &rest, &row);
		if (kind != ROW_REMARK) {
			row_html(out, kind, &row, sheet->columns);
			continue;
		}
		buf_add_text(out, "<tr class=\"remark\">");
		html_element(out, remark, row.cells[0]);
		buf_add_text(out, "</tr>\n");
	}
	buf_add_text(out, "</table>\n");
}

static void add_cells(struct buf *out, struct sheet_row *row, const size_t *widths, size_t columns)
{
	struct str *first = &row->cells[0];
	bool begun = false;
	do {
		struct str line = take_line(first, widths[0]);
		add_spaces(out, GAP);
		buf_add(out, line);
		for (size_t k = 1; k < columns && !begun; k++) {
			size_t width = width_of(row->cells[k]);
			size_t used = width_of(line), free = k == 1 && used < widths[0] ? widths[0] - used : 0;
			add_spaces(out, free + GAP + widths[k] - width);
			buf_add(out, row->cells[k]);
		}
		while (out->len && out->ptr[out->len - 1] == ' ')
			out->len--;
		buf_add_byte(out, '\n');
		begun = true;
	} while (first->len);
}

static void rows_text(struct sheet *sheet)
{
	struct buf *out = &sheet->out;
	struct str rest = buf_str(&sheet->cells);
	size_t widths[SHEET_COLUMNS] = {0}, used = GAP;
	struct sheet_row row;
	for (size_t i = 0; i < sheet->rows; i++)
		if (take_row(sheet, &rest, &row) != ROW_REMARK)
			for (size_t k = 1; k < sheet->columns; k++) {
				size_t width = width_of(row.cells[k]);
				widths[k] = width > widths[k] ? width : widths[k];
			}
	for (size_t k = 1; k < sheet->columns; k++)
		used += widths[k] + GAP;
	widths[0] = used + 20 < WIDTH ? WIDTH - used : 20;
	rest = buf_str(&sheet->cells);
	for (size_t i = 0; i < sheet->rows; i++) {
		enum row_kind kind = take_row(sheet, &rest, &row);
		if (kind == ROW_REMARK)
			add_wrapped(out, row.cells[0], GAP + INDENT);
		else
			add_cells(out, &row, widths, sheet->columns);
	}
}

void sheet_table_end(struct sheet *sheet)
{
	if (sheet->html) {
		rows_html(sheet);
		return;
	}
	rows_text(sheet);
	buf_add_byte(&sheet->out, '\n');
}
