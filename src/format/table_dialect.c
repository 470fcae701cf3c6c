/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/table_dialect.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { HEAD = 4096, ROWS = 64, COLUMNS = 4096, STRICT_COLUMNS = 5, STRICT_ROWS = 3 };

enum state { AT_CELL, PLAIN, QUOTED, AFTER_QUOTE };

/* The state after the character `c`; *end: it ends a cell ('c'), a row ('r'), or nothing (0). */
static enum state step(const struct dialect *dialect, enum state state, unsigned char c, char *end)
{
	*end = 0;
	bool quote = dialect->quote && c == (unsigned char)dialect->quote;
	if (state == QUOTED)
		return quote ? AFTER_QUOTE : QUOTED;
	if (c == (unsigned char)dialect->sign)
		*end = 'c';
	else if (c == '\n' || c == '\r')
		*end = 'r';
	if (*end)
		return AT_CELL;
	return quote && state != PLAIN ? QUOTED : PLAIN;
}

/* ---- cells of a row --------------------------------------------------------------------------------------------- */

size_t dialect_row(const struct dialect *dialect, struct str text, size_t from, struct table_cells *cells, bool *open)
{
	size_t at = from, begin = from;
	enum state state = AT_CELL;
	bool quoted = false;
	char end = 0;
	while (at < text.len && end != 'r') {
		if (state == QUOTED) { /* the fast way through long cells */
			const char *quote = memchr(text.ptr + at, dialect->quote, text.len - at);
			at = quote ? (size_t)(quote - text.ptr) : text.len;
			if (at == text.len)
				break;
		}
		state = step(dialect, state, (unsigned char)text.ptr[at], &end);
		quoted = quoted || state == QUOTED;
		at++;
		if (!end)
			continue;
		if (end == 'c' || at - 1 > from) {
			cells->list = mem_room(cells->list, cells->count, &cells->cap, sizeof *cells->list);
			cells->list[cells->count++] = (struct table_cell){{begin, at - 1}, quoted};
		}
		begin = at;
		quoted = false;
	}
	*open = state == QUOTED;
	if (end != 'r' && at > from) {
		cells->list = mem_room(cells->list, cells->count, &cells->cap, sizeof *cells->list);
		cells->list[cells->count++] = (struct table_cell){{begin, at}, quoted};
	}
	if (end == 'r' && text.ptr[at - 1] == '\r' && at < text.len && text.ptr[at] == '\n')
		at++;
	return at;
}

/* ---- ends of rows ----------------------------------------------------------------------------------------------- */

/* A CR at the very end does not count, since its LF may follow. */
static size_t row_end(const struct dialect *dialect, const struct text_window *window, size_t from, bool first)
{
	enum state state = AT_CELL;
	size_t unit = window->unit, found = 0;
	char end;
	for (size_t at = 0; at + unit <= window->bytes.len; at += unit) {
		unsigned char c = text_unit(window, at);
		state = step(dialect, state, c, &end);
		size_t next = at + unit;
		if (end != 'r' || (c == '\r' && next + unit > window->bytes.len))
			continue;
		if (c == '\r' && text_unit(window, next) == '\n')
			continue;
		found = next;
		if (first && found > from)
			return found;
	}
	return first ? 0 : found;
}

size_t dialect_last(const struct dialect *dialect, const struct text_window *window)
{
	return row_end(dialect, window, 0, false);
}

size_t dialect_first(const struct dialect *dialect, const struct text_window *window, size_t from)
{
	return row_end(dialect, window, from, true);
}

/* ---- which one -------------------------------------------------------------------------------------------------- */

size_t dialect_head(struct str head, char *to)
{
	size_t mark, len = 0;
	if (head.len > HEAD)
		head.len = HEAD;
	struct charset charset = charset_begin(head, &mark);
	bool little = charset.kind == CHARSET_UTF16LE || charset.kind == CHARSET_UTF32LE;
	struct text_window window = {str_part(head, (struct span){mark, head.len}), charset_unit(&charset), little};
	if (window.unit == 1) {
		len = utf8_ascii(window.bytes);
		memcpy(to, window.bytes.ptr, len);
	}
	for (size_t at = len; window.unit == 1 && at < window.bytes.len; at++) {
		char c = window.bytes.ptr[at];
		if (!(c & 0x80))
			to[len++] = c;
		else if (at == 0 || (c & 0xC0) != 0x80 || !(window.bytes.ptr[at - 1] & 0x80)) /* else it goes on */
			to[len++] = 'x';
	}
	for (size_t at = 0; window.unit > 1 && at + window.unit <= window.bytes.len; at += window.unit) {
		unsigned char c = text_unit(&window, at);
		to[len++] = c < 0x80 ? (char)c : 'x';
	}
	return len;
}

/* How the rows of the head look when they are read so. Titles and blank lines, of one cell, do not count. */
struct reading {
	size_t columns; /* most rows have so many; 0: there is no such number */
	size_t first;   /* the first row with more than one cell */
	size_t wide;    /* rows with more than one cell */
	size_t quoted;  /* rows with a cell in quotes */
	bool even;      /* all of these rows have so many cells */
	bool heads;     /* the cells of the first one can be names of columns: short, hardly a digit */
	bool broken;    /* a quote mark closes and text follows, or none closes */
};

static void settle(struct reading *reading, const size_t *counts, size_t rows)
{
	size_t most = 0, wide = 0;
	for (size_t i = 0; i < rows; i++) {
		size_t same = 0;
		if (counts[i] < 2)
			continue;
		if (wide++ == 0)
			reading->first = i;
		for (size_t j = 0; j < rows; j++)
			same += counts[j] == counts[i];
		if (same > most)
			most = same, reading->columns = counts[i];
	}
	reading->wide = wide;
	reading->even = most == wide;
	if (most * 10 < wide * 6 || reading->columns > COLUMNS)
		reading->columns = 0;
}

static bool can_be_heads(struct str head, const struct table_cells *cells)
{
	size_t digits = 0;
	for (size_t i = 0; i < cells->count; i++) {
		struct span span = cells->list[i].span;
		bool digit = false;
		for (size_t at = span.from; at < span.to; at++)
			digit = digit || (head.ptr[at] >= '0' && head.ptr[at] <= '9');
		if (span.to - span.from > 40)
			return false;
		digits += digit;
	}
	return digits * 4 <= cells->count;
}

static struct reading reading_of(const struct dialect *dialect, struct str head, bool whole)
{
	struct reading reading = {.first = SIZE_MAX};
	struct table_cells cells = {0};
	size_t counts[ROWS], rows = 0;
	bool open = false;
	for (size_t at = 0; at < head.len && rows < ROWS;) {
		cells.count = 0;
		at = dialect_row(dialect, head, at, &cells, &open);
		bool quoted = false;
		for (size_t i = 0; i < cells.count; i++) {
			quoted = quoted || cells.list[i].quoted;
			reading.broken = reading.broken || (cells.list[i].quoted && head.ptr[cells.list[i].span.to - 1] != dialect->quote);
		}
		reading.quoted += quoted;
		if (rows == 0)
			reading.heads = can_be_heads(head, &cells);
		if (cells.count && (at < head.len || whole || rows == 0))
			counts[rows++] = cells.count;
	}
	free(cells.list);
	reading.broken = reading.broken || (open && whole);
	settle(&reading, counts, rows);
	return reading;
}

static const char *signs_of(struct str name)
{
	if (str_ends_nocase(name, STR(".tsv")) || str_ends_nocase(name, STR(".tab")))
		return "\t,;|";
	if (str_ends_nocase(name, STR(".psv")))
		return "|,;\t";
	return str_ends_nocase(name, STR(".csv")) ? ",;\t|" : "";
}

static bool has_as_many(struct str text, char sign, size_t least)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
	for (; least && (at = memchr(at, sign, (size_t)(end - at))); at++)
		least--;
	return least == 0;
}

/* Most texts have too few signs and quote marks for rows that are read strictly. */
static bool may_be_strict(struct str text, char sign)
{
	return has_as_many(text, sign, STRICT_ROWS * (STRICT_COLUMNS - 1)) && (sign == '\t' || has_as_many(text, '"', STRICT_ROWS));
}

/* A text under heads whose rows all have the same number of cells, five or more, parted by tabs, or in quotes as tables write
 * them. */
static struct dialect tell_strictly(struct str head)
{
	char plain[HEAD];
	bool whole = head.len < HEAD;
	struct str text = {plain, 0};
	if (!memchr(head.ptr, '\t', head.len) && !memchr(head.ptr, '"', head.len))
		return (struct dialect){0};
	text.len = dialect_head(head, plain);
	for (const char *sign = "\t,|;"; *sign; sign++) {
		struct dialect dialect = {*sign, '"'};
		if (!may_be_strict(text, *sign))
			continue;
		struct reading reading = reading_of(&dialect, text, whole);
		/* where no cell is in quotes, a quote mark further down is what somebody said */
		if (*sign == '\t' && (reading.broken || reading.quoted == 0)) {
			dialect.quote = '\0';
			reading = reading_of(&dialect, text, whole);
		}
		if (reading.columns >= STRICT_COLUMNS && reading.even && reading.heads && reading.wide >= STRICT_ROWS && !reading.broken &&
		    (*sign == '\t' || reading.quoted * 2 > reading.wide))
			return dialect;
	}
	return (struct dialect){0};
}

/* The sign that parts rows first, and of those the one that gives the most columns; without quotes only where these make no
 * sense. */
struct dialect dialect_tell(struct str head, struct str name)
{
	const char *signs = signs_of(name);
	if (*signs == '\0')
		return tell_strictly(head);
	char plain[HEAD];
	bool whole = head.len < HEAD;
	struct str text = {plain, dialect_head(head, plain)};
	struct dialect best = {*signs, '"'}; /* one column: cells with the sign in them are in quotes */
	struct reading most = {.first = SIZE_MAX};
	for (unsigned pass = 0; pass < 2 && most.columns == 0; pass++)
		for (const char *sign = signs; *sign; sign++) {
			struct dialect dialect = {*sign, pass ? '\0' : '"'};
			struct reading reading = reading_of(&dialect, text, whole);
			if (pass == 0 && *sign == '\t' && reading.broken) { /* a mark of inches: tabs seldom have quotes */
				dialect.quote = '\0';
				reading = reading_of(&dialect, text, whole);
			}
			bool more = reading.first < most.first || (reading.first == most.first && reading.columns > most.columns);
			if (reading.columns && more)
				most = reading, best = dialect;
		}
	return best;
}
