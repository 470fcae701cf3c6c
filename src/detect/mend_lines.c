/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Running text whose lines are not a writer's: answered mail with "> " before each, the numbered lines of a court's transcript, double
 * spacing, the short lines of a column. What is put right is put right byte for byte, so that every place stays what it was: what
 * stands before a line becomes its indent, an end of line within a sentence a space. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/mend_parts.h"

enum {
	QUOTED_LEAST = 3,     /* lines in a row that begin with the sign of a quotation */
	NUMBERED_LEAST = 8,   /* lines in a row that count on, */
	NUMBERED_GOING_ON = 2, /* and of them those that go on with a small letter */
	NUMBER_DIGITS = 3,
	SPACED_LEAST = 6,     /* lines with an empty one before and behind, */
	SPACED_SHARE = 10,    /* for one without, */
	GOING_ON_SHARE = 4,   /* and of all lines, those that go on with a small letter */
	NARROW_LEAST = 4,     /* short lines that go on, */
	NARROW_MOST = 60,     /* bytes of the longest, */
	NARROW_SHORTEST = 20, /* and the shortest that is full */
	NEIGHBOURS = 4
};

static bool is_blank(struct str text, struct line line)
{
	while (line.from < line.to && memchr(" \t", text.ptr[line.from], 2))
		line.from++;
	return line.from == line.to;
}

static void read_lines(struct mender *mender, struct str text)
{
	mender->line_count = 0;
	for (size_t from = 0; from < text.len;) {
		const char *end = memchr(text.ptr + from, '\n', text.len - from);
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		mender->lines = mem_room(mender->lines, mender->line_count, &mender->line_cap, sizeof *mender->lines);
		mender->lines[mender->line_count++] = (struct line){from, to};
		from = to + 1;
	}
}

static size_t content_of(struct str text, struct line line)
{
	while (line.from < line.to && text.ptr[line.from] == ' ')
		line.from++;
	return line.from;
}

/* Does the line begin with a small letter: it goes on with what stood before? */
static bool goes_on(struct str text, struct line line)
{
	size_t at = content_of(text, line);
	return at < line.to && ascii_lower(text.ptr[at]);
}

/* Has the line cells: bars, tabs, wide gaps? */
static bool has_cells(struct str text, struct line line)
{
	size_t gap = 0;
	for (size_t at = content_of(text, line); at < line.to; at++) {
		gap = text.ptr[at] == ' ' ? gap + 1 : 0;
		if (gap >= 3 || text.ptr[at] == '|' || text.ptr[at] == '\t')
			return true;
	}
	return false;
}

static void blank(struct buf *text, size_t from, size_t to)
{
	memset(text->ptr + from, ' ', to - from);
}

/* ---- what stands before each line ------------------------------------------------------------------------------------ */

/* Behind the "> " or ">> " that the line begins with; its begin, if with none. */
static size_t quotation_end(struct str text, struct line line)
{
	size_t at = line.from;
	while (at < line.to && (text.ptr[at] == '>' || (text.ptr[at] == ' ' && at > line.from)))
		at++;
	return at;
}

static bool mend_quotations(struct mender *mender, struct buf *text)
{
	bool any = false;
	for (size_t i = 0, end; i < mender->line_count; i = end + 1) {
		for (end = i; end < mender->line_count && text->ptr[mender->lines[end].from] == '>' && mender->lines[end].from < mender->lines[end].to;)
			end++;
		for (size_t k = i; end - i >= QUOTED_LEAST && k < end; k++, any = true)
			blank(text, mender->lines[k].from, quotation_end(buf_str(text), mender->lines[k]));
	}
	return any;
}

/* The number before a line, and behind it; 0: none. */
static unsigned number_of(struct str text, struct line line, size_t *end)
{
	size_t at = content_of(text, line), from = at;
	unsigned number = 0;
	while (at < line.to && at - from <= NUMBER_DIGITS && ascii_digit(text.ptr[at]))
		number = number * 10 + (unsigned)(text.ptr[at++] - '0');
	*end = at;
	bool apart = at == line.to || text.ptr[at] == '\t' || (text.ptr[at] == ' ' && (at + 1 == line.to || text.ptr[at + 1] == ' ' || at > from));
	return at > from && at - from <= NUMBER_DIGITS && apart ? number : 0;
}

/* Behind the last of the lines from `first` on that count on: each one more than the last, or the first of a page. */
static size_t numbered_end(const struct mender *mender, struct str text, size_t first)
{
	size_t end = first, behind;
	for (unsigned last = 0; end < mender->line_count; end++) {
		if (is_blank(text, mender->lines[end]) && end > first)
			continue;
		unsigned number = number_of(text, mender->lines[end], &behind);
		if (number == 0 || (end > first && number != last + 1 && number != 1))
			break;
		last = number;
	}
	return end;
}

static bool mend_numbers_before(struct mender *mender, struct buf *text)
{
	bool any = false;
	for (size_t i = 0, end; i < mender->line_count; i = end) {
		size_t behind, numbered = 0, on = 0;
		end = numbered_end(mender, buf_str(text), i);
		for (size_t k = i; k < end; k++) {
			numbered += number_of(buf_str(text), mender->lines[k], &behind) > 0;
			on += goes_on(buf_str(text), (struct line){behind, mender->lines[k].to});
		}
		for (size_t k = i; numbered >= NUMBERED_LEAST && on >= NUMBERED_GOING_ON && k < end; k++, any = true)
			if (number_of(buf_str(text), mender->lines[k], &behind))
				blank(text, mender->lines[k].from, behind);
		end += end == i;
	}
	return any;
}

/* ---- where lines end -------------------------------------------------------------------------------------------------- */

/* Every line has an empty one behind it, and sentences go on over them. */
static bool is_spaced(const struct mender *mender, struct str text)
{
	size_t spaced = 0, close = 0, on = 0;
	for (size_t i = 1; i < mender->line_count; i++) {
		if (is_blank(text, mender->lines[i]))
			continue;
		bool apart = is_blank(text, mender->lines[i - 1]);
		*(apart ? &spaced : &close) += 1;
		on += apart && goes_on(text, mender->lines[i]);
	}
	return spaced >= SPACED_LEAST && spaced > close * SPACED_SHARE && on * GOING_ON_SHARE >= spaced;
}

/* One empty line is none; of more, one is left to part paragraphs. */
static bool mend_spacing(struct mender *mender, struct buf *text)
{
	if (!is_spaced(mender, buf_str(text)))
		return false;
	for (size_t i = 1; i + 1 < mender->line_count; i++) {
		bool alone = !is_blank(buf_str(text), mender->lines[i - 1]) && !is_blank(buf_str(text), mender->lines[i + 1]);
		if (alone && is_blank(buf_str(text), mender->lines[i]))
			text->ptr[mender->lines[i - 1].to] = ' ';
	}
	return true;
}

static size_t width_of(struct line line)
{
	return line.to - line.from;
}

/* The longest of the lines of running text around line `at`. */
static size_t column_of(const struct mender *mender, struct str text, size_t at)
{
	size_t widest = width_of(mender->lines[at]);
	for (size_t k = at; k-- > 0 && at - k <= NEIGHBOURS && !is_blank(text, mender->lines[k]) && !has_cells(text, mender->lines[k]);)
		widest = width_of(mender->lines[k]) > widest ? width_of(mender->lines[k]) : widest;
	for (size_t k = at + 1; k < mender->line_count && k - at <= NEIGHBOURS && !is_blank(text, mender->lines[k]) && !has_cells(text, mender->lines[k]); k++)
		widest = width_of(mender->lines[k]) > widest ? width_of(mender->lines[k]) : widest;
	return widest;
}

static size_t first_word(struct str text, struct line line)
{
	size_t from = content_of(text, line), at = from;
	while (at < line.to && text.ptr[at] != ' ')
		at++;
	return at - from;
}

/* Does line `at` end because the next word had no room in a narrow column? */
static bool is_full(const struct mender *mender, struct str text, size_t at)
{
	const struct line *line = &mender->lines[at], *next = line + 1;
	if (at + 1 >= mender->line_count || width_of(*line) < NARROW_SHORTEST || is_blank(text, *next) || has_cells(text, *line) || has_cells(text, *next))
		return false;
	size_t column = column_of(mender, text, at);
	return column < NARROW_MOST && width_of(*line) + 1 + first_word(text, *next) > column;
}

/* Many full lines, in which sentences go on. */
static bool mend_column(struct mender *mender, struct buf *text)
{
	size_t full = 0, on = 0;
	for (size_t i = 0; i + 1 < mender->line_count; i++) {
		bool narrow = is_full(mender, buf_str(text), i);
		full += narrow;
		on += narrow && goes_on(buf_str(text), mender->lines[i + 1]);
	}
	if (on < NARROW_LEAST || on * GOING_ON_SHARE < full)
		return false;
	for (size_t i = 0; i + 1 < mender->line_count; i++)
		if (is_full(mender, buf_str(text), i))
			text->ptr[mender->lines[i].to] = ' ';
	return true;
}

bool mend_lines(struct mender *mender, struct buf *text)
{
	read_lines(mender, buf_str(text));
	bool any = mend_quotations(mender, text);
	any |= mend_numbers_before(mender, text);
	if (mend_spacing(mender, text)) {
		any = true;
		read_lines(mender, buf_str(text));
	}
	return mend_column(mender, text) || any;
}
