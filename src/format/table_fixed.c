/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/table_fixed.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { HEAD = 4096, LINES = 256, TITLES = 10, ROWS_LEAST = 2, COLUMNS_LEAST = 3 };

/* The beginning of the file, a byte for each character. */
struct page {
	char bytes[HEAD];
	struct str lines[LINES];
	size_t count;
	bool *used; /* by place: is it no blank in any row of the block at hand? */
	size_t width; /* nothing is used from there on */
};

static bool is_blank(struct str line)
{
	return str_trim(line).len == 0;
}

/* A page may begin in the line. */
static size_t feeds_in(struct str line)
{
	size_t feeds = 0;
	while (feeds < line.len && line.ptr[feeds] == '\f')
		feeds++;
	return feeds;
}

static struct str strip(struct str line)
{
	while (line.len && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\f'))
		line.len--;
	return str_part(line, (struct span){feeds_in(line), line.len});
}

/* "---- ------": it parts the heads from the rows. */
static bool is_rule(struct str line)
{
	line = str_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (!strchr("-=_+ ", line.ptr[i]))
			return false;
	return line.len >= 3;
}

/* The '\n' or '\r' that ends the line, text.len without one. */
static size_t line_end(struct str text, size_t from)
{
	const char *line = memchr(text.ptr + from, '\n', text.len - from);
	size_t end = line ? (size_t)(line - text.ptr) : text.len;
	const char *back = memchr(text.ptr + from, '\r', end - from);
	return back ? (size_t)(back - text.ptr) : end;
}

static void split(struct page *page, struct str text, bool whole)
{
	size_t from = 0, at;
	while (from < text.len && page->count < LINES && (at = line_end(text, from)) < text.len) {
		page->lines[page->count++] = strip(str_part(text, (struct span){from, at}));
		at += text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
		from = at + 1;
	}
	if (whole && from < text.len && page->count < LINES)
		page->lines[page->count++] = strip(str_part(text, (struct span){from, text.len}));
}

/* What a byte of a line of heads can be; OTHER: the line is none. */
enum look { LOOK_OTHER, LOOK_BLANK, LOOK_SIGN, LOOK_DIGIT, LOOK_LETTER, LOOKS };

static enum look look_at(char c)
{
	enum { O = LOOK_OTHER, B = LOOK_BLANK, S = LOOK_SIGN, D = LOOK_DIGIT, L = LOOK_LETTER };
	static const uint8_t looks[256] = {
		S, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
		B, O, O, S, O, O, S, S, S, S, O, O, O, S, S, S, D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
		O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, S,
		O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O};
	return (enum look)looks[(unsigned char)c];
}

/* Three words or more, hardly a digit and no date, no sign of a sentence or label, and somewhere two blanks between words. */
static bool may_be_heads(struct str line)
{
	size_t count[LOOKS] = {0}, words = 0, wide = 0;
	bool blank = true; /* the byte before */
	for (size_t i = 0; i < line.len; i++) {
		enum look look = look_at(line.ptr[i]);
		bool date = look == LOOK_DIGIT && i > 1 && look_at(line.ptr[i - 1]) == LOOK_SIGN && look_at(line.ptr[i - 2]) == LOOK_DIGIT;
		if (look == LOOK_OTHER || date)
			return false; /* "REPORT   Date  3-3-25" has values in it */
		count[look]++;
		words += look != LOOK_BLANK && blank;
		wide += look == LOOK_BLANK && blank && words > 0;
		blank = look == LOOK_BLANK;
	}
	return words >= COLUMNS_LEAST && wide && count[LOOK_DIGIT] * 4 <= count[LOOK_LETTER] && line.len < FIXED_WIDTH;
}

static bool is_repeated(const struct page *page, size_t head, size_t line)
{
	for (size_t i = 0; i <= head; i++)
		if (str_equal(str_trim(page->lines[i]), str_trim(page->lines[line])))
			return true;
	return false;
}

/* "Student  Ana Orr   Grade 6" over "Student  Ray Poe   Grade 7": both lines begin with one label, and neither is a head. */
static bool begins_alike(struct str head, struct str line)
{
	size_t len = 0;
	while (len < head.len && look_at(head.ptr[len]) == LOOK_LETTER)
		len++;
	return len > 1 && len < line.len && len < head.len && memcmp(head.ptr, line.ptr, len) == 0 && look_at(line.ptr[len]) == LOOK_BLANK &&
	       look_at(head.ptr[len]) == LOOK_BLANK;
}

static void use(struct page *page, struct str line)
{
	size_t width = line.len < FIXED_WIDTH ? line.len : FIXED_WIDTH;
	for (size_t i = 0; i < width; i++)
		page->used[i] = page->used[i] || line.ptr[i] != ' ';
	page->width = page->width > width ? page->width : width;
}

/* Marks what the rows below the heads use, up to a blank line; how many there are. 0: they are none of a table. */
static size_t use_rows(struct page *page, size_t head)
{
	size_t rows = 0, at = head + 1, wide = 0;
	memset(page->used, 0, page->width * sizeof *page->used);
	page->width = 0;
	use(page, page->lines[head]);
	if (at < page->count && is_rule(page->lines[at]))
		use(page, page->lines[at++]);
	for (; at < page->count && !is_blank(page->lines[at]); at++) {
		struct str line = page->lines[at];
		if (line.len >= FIXED_WIDTH || memchr(line.ptr, '\t', line.len))
			return 0;
		if (is_rule(line) || is_repeated(page, head, at))
			continue;
		if (begins_alike(page->lines[head], line))
			return 0;
		use(page, line);
		wide += memmem(line.ptr, line.len, "  ", 2) != NULL;
		rows++;
	}
	return wide * 2 >= rows ? rows : 0;
}

/* The word over a column: the one the heads have between two places. */
static struct str label_in(struct str heads, size_t from, size_t to)
{
	to = to < heads.len ? to : heads.len;
	return from < to ? str_trim(str_part(heads, (struct span){from, to})) : (struct str){0};
}

/* Whether "LAST" and "NAME", which stand side by side, are one. */
static bool is_one_label(const struct heads *known, struct str left, struct str right)
{
	struct head one, both;
	struct str all = {left.ptr, (size_t)(right.ptr - left.ptr) + right.len};
	if (known == NULL || right.ptr != left.ptr + left.len + 1)
		return false;
	known->find(known->context, left, &one);
	known->find(known->context, all, &both);
	return both.known && (!one.known || one.what == both.what);
}

/* Columns are what blanks in all rows part, each under a word of the heads; what has none belongs to the column before. */
static void take_columns(const struct page *page, struct str line, const struct heads *heads, struct fixed *fixed)
{
	struct str last = {0};
	fixed->count = 0;
	for (size_t at = 0, from; at < page->width; at++) {
		if (!page->used[at])
			continue;
		for (from = at; at < page->width && page->used[at];)
			at++;
		struct str label = label_in(line, from, at);
		if (label.len == 0 || (fixed->count && is_one_label(heads, last, label))) {
			last = label.len ? (struct str){last.ptr, (size_t)(label.ptr - last.ptr) + label.len} : last;
			continue;
		}
		if (fixed->count == FIXED_COLUMNS) {
			fixed->count = 0;
			return;
		}
		fixed->starts[fixed->count] = fixed->gaps[fixed->count] = from;
		while (fixed->gaps[fixed->count] && !page->used[fixed->gaps[fixed->count] - 1])
			fixed->gaps[fixed->count]--;
		fixed->count++;
		last = label;
	}
}

/* Has the line something in half of the columns? */
static bool is_row(const struct fixed *fixed, struct str line)
{
	struct table_cells cells = {0};
	size_t filled = 0;
	bool plain = false;
	fixed_row(fixed, line, 0, &cells, &plain);
	for (size_t i = 0; i < cells.count; i++)
		filled += cells.list[i].span.to > cells.list[i].span.from;
	free(cells.list);
	return !plain && filled * 2 >= fixed->count;
}

/* All lines below the heads keep to the columns, but for titles that come again, and a few. */
static bool all_fit(const struct page *page, const struct fixed *fixed)
{
	size_t rows = 0, others = 0;
	for (size_t at = fixed->head + 1; at < page->count; at++) {
		if (is_blank(page->lines[at]) || is_rule(page->lines[at]) || is_repeated(page, fixed->head, at))
			continue;
		bool row = is_row(fixed, page->lines[at]);
		rows += row;
		others += !row;
		if (others > 1 && others * 4 > rows + (page->count - at))
			return false; /* whatever the rest is */
	}
	return rows >= ROWS_LEAST && (others * 4 <= rows || others <= 1);
}

/* All rows of the head are as long as the longest: they are filled up. */
static size_t width_of(struct str text, size_t head)
{
	size_t width = 0, line = 0, rows = 0, from = 0;
	for (size_t at = 0; at < text.len; at++) {
		if (text.ptr[at] != '\n' && text.ptr[at] != '\r')
			continue;
		size_t len = at - from;
		at += text.ptr[at] == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';
		from = at + 1;
		if (line++ <= head || len == 0)
			continue;
		if (rows++ && len != width)
			return 0;
		width = len;
	}
	return rows > ROWS_LEAST ? width : 0;
}

/* Most texts are none, which their first lines tell. */
static bool may_have_heads(struct str head)
{
	size_t from = 0, lines = 0;
	for (size_t at; lines < TITLES && (at = line_end(head, from)) < head.len; from = at + 1) {
		if (may_be_heads(strip(str_part(head, (struct span){from, at}))))
			return true;
		lines += at > from;
	}
	return head.len && (head.ptr[0] == '\0' || (head.ptr[0] & 0x80) || (head.len > 1 && head.ptr[1] == '\0')); /* UTF-16 */
}

void fixed_tell(struct str head, const struct heads *heads, struct fixed *fixed)
{
	*fixed = (struct fixed){0};
	if (!may_have_heads(head))
		return;
	struct page *page = mem_resize(NULL, 1, sizeof *page); /* not zeroed: most of it is not used */
	page->count = page->width = 0;
	struct str text = {page->bytes, dialect_head(head, page->bytes)};
	page->used = mem_alloc(FIXED_WIDTH, sizeof *page->used);
	split(page, text, head.len < HEAD);
	for (size_t i = 0; i < page->count && i < TITLES && fixed->count == 0; i++) {
		bool form = i > 0 && begins_alike(page->lines[i], page->lines[i - 1]);
		if (form || !may_be_heads(page->lines[i]) || use_rows(page, i) < ROWS_LEAST)
			continue;
		fixed->head = i;
		take_columns(page, page->lines[i], heads, fixed);
		if (fixed->count + (heads != NULL) < COLUMNS_LEAST || !all_fit(page, fixed))
			fixed->count = 0;
	}
	fixed->width = fixed->count ? width_of(text, fixed->head) : 0;
	free(page->used);
	free(page);
}

/* ---- rows ----------------------------------------------------------------------------------------------------------- */

size_t fixed_width(struct str text)
{
	size_t width = 0;
	for (size_t i = 0; i < text.len; i++)
		width += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return width;
}

static void add_cell(struct table_cells *cells, struct str text, size_t from, size_t to)
{
	while (from < to && (text.ptr[from] == ' ' || text.ptr[from] == '\f'))
		from++;
	while (to > from && text.ptr[to - 1] == ' ')
		to--;
	cells->list = mem_room(cells->list, cells->count, &cells->cap, sizeof *cells->list);
	cells->list[cells->count++] = (struct table_cell){{from, to}, false};
}

/* Where column `number` begins in the line: at its place, or where a longer value to its left or a number that reaches out of
 * it lets it. `*at`, `*place`: a byte of the line and its place in characters. False: no blank parts the two. */
static bool find_start(const struct fixed *fixed, size_t number, struct str line, size_t *at, size_t *place, size_t *start)
{
	bool found = false;
	for (; *at < line.len && *place < fixed->starts[number]; (*place)++) {
		bool blank = line.ptr[*at] == ' ';
		if (*place >= fixed->gaps[number] && blank) {
			found = true;
			*start = *at + 1;
		}
		for (++*at; *at < line.len && ((unsigned char)line.ptr[*at] & 0xC0) == 0x80;)
			++*at;
	}
	if (*at == line.len) { /* the line ends before */
		*start = found ? *start : line.len;
		return true;
	}
	return found;
}

size_t fixed_row(const struct fixed *fixed, struct str text, size_t from, struct table_cells *cells, bool *plain)
{
	size_t end = from, first = cells->count, at = 0, place = 0, begin = 0;
	while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
		end++;
	from += feeds_in(str_part(text, (struct span){from, end}));
	struct str line = str_part(text, (struct span){from, end});
	size_t next = end + (end < text.len);
	next += end < text.len && text.ptr[end] == '\r' && next < text.len && text.ptr[next] == '\n';
	*plain = *plain || (line.len && memchr(line.ptr, '\t', line.len));
	if (is_blank(line))
		return next; /* it has no cells */
	for (size_t i = 1; i < fixed->count && !*plain; i++) {
		size_t start = line.len;
		*plain = !find_start(fixed, i, line, &at, &place, &start);
		add_cell(cells, text, from + begin, from + start);
		begin = start;
	}
	if (*plain) {
		cells->count = first;
		begin = 0;
	}
	add_cell(cells, text, from + begin, end);
	return next;
}
