/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/csv.h"

#include <string.h>

/* Spreadsheets in East Asian languages take the full-width signs for the others. */
static bool is_formula(struct str cell)
{
	static const struct str signs[] = {STR("="), STR("+"), STR("-"), STR("@"), STR("\t"), STR("\r"), STR("\n"),
					   STR("\xef\xbc\x9d"), STR("\xef\xbc\x8b"), STR("\xef\xbc\x8d"), STR("\xef\xbc\xa0")};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts(cell, signs[i]))
			return true;
	return false;
}

static bool needs_quotes(struct str cell)
{
	if (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ')
		return true;
	for (size_t i = 0; i < cell.len; i++)
		if (cell.ptr[i] == ',' || cell.ptr[i] == '"' || cell.ptr[i] == '\n' || cell.ptr[i] == '\r')
			return true;
	return false;
}

void csv_add(struct buf *buf, struct str cell)
{
	if (cell.len == 0)
		return;
	bool quotes = needs_quotes(cell);
	if (quotes)
		buf_add_byte(buf, '"');
	if (is_formula(cell))
		buf_add_byte(buf, '\'');
	for (size_t from = 0, at = 0; at <= cell.len; at++) {
		if (at < cell.len && cell.ptr[at] != '"')
			continue;
		buf_add(buf, str_part(cell, (struct span){from, at}));
		if (at < cell.len)
			buf_add(buf, STR("\"\""));
		from = at + 1;
	}
	if (quotes)
		buf_add_byte(buf, '"');
}

void csv_unguard(struct buf *cell)
{
	if (cell->len > 1 && cell->ptr[0] == '\'' && is_formula((struct str){cell->ptr + 1, cell->len - 1}))
		memmove(cell->ptr, cell->ptr + 1, --cell->len);
}

static void skip(struct str *row, size_t count)
{
	row->ptr += count;
	row->len -= count;
}

static bool take_quoted(struct str *row, struct buf *cell)
{
	skip(row, 1);
	for (;;) {
		const char *quote = row->len ? memchr(row->ptr, '"', row->len) : NULL;
		if (quote == NULL)
			return false;
		size_t len = (size_t)(quote - row->ptr);
		buf_add(cell, (struct str){row->ptr, len});
		skip(row, len + 1);
		if (row->len == 0 || row->ptr[0] != '"')
			return true;
		buf_add_byte(cell, '"');
		skip(row, 1);
	}
}

bool csv_take(struct str *row, struct buf *cell, bool *more)
{
	if (row->len && row->ptr[0] == '"') {
		if (!take_quoted(row, cell))
			return false;
	} else {
		size_t len = 0;
		while (len < row->len && row->ptr[len] != ',' && row->ptr[len] != '"')
			len++;
		buf_add(cell, (struct str){row->ptr, len});
		skip(row, len);
	}
	*more = row->len > 0;
	if (*more && row->ptr[0] != ',')
		return false;
	if (*more)
		skip(row, 1);
	return true;
}
