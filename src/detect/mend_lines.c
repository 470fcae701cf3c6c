/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Running text whose lines are not the writer's: answered mail with "> " before each, the numbered lines of a court's transcript, double
 * spacing, lines that end because the paper does. What stands before a line goes, an end of line within a sentence becomes a space.
 * Byte for byte, so that every place stays what it was: the spaces that are too many go with the mended view. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/mend_parts.h"

enum {
	QUOTED_LEAST = 3,     /* lines in a row that begin with the sign of a quotation */
	NUMBERED_LEAST = 8,   /* lines in a row that count on, */
	NUMBERED_GOING_ON = 2, /* and of them those that go on with a small letter, */
	NUMBERED_SHARE = 4,   /* one of so many of them */
	NUMBERS_LOST = 6,
	NUMBERED_ALONE = 16,  /* or so many that none need to */
	NUMBER_DIGITS = 3,
	SPACED_LEAST = 6,     /* lines with an empty one before and behind, */
	SPACED_SHARE = 10,    /* for one without, */
	GOING_ON_SHARE = 4,   /* and of all lines, those that go on with a small letter */
	COLUMN_MOST = 120,    /* bytes of the longest line of a paragraph, */
	FULL_SHORTEST = 28,   /* and the shortest that is full; */
	WORD_LEAST = 5,       /* letters of a word before a full stop */
	FULL_SHARE = 2        /* of the full, those that go on */
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
		mender->lines[mender->line_count++] = (struct line){.from = from, .to = to};
		from = to + 1;
	}
}

static size_t content_of(struct str text, struct line line)
{
	while (line.from < line.to && text.ptr[line.from] == ' ')
		line.from++;
	return line.from;
}

static size_t first_word(struct str text, struct line line)
{
	size_t from = content_of(text, line), at = from;
	while (at < line.to && text.ptr[at] != ' ')
		at++;
	return at - from;
}

/* Does the line begin with a small letter that is not an address's or a speaker's: it goes on with what stood before? */
static bool goes_on(struct str text, struct line line)
{
	size_t at = content_of(text, line), len = first_word(text, line);
	return len > 0 && ascii_lower(text.ptr[at]) && !memchr(text.ptr + at, '@', len) && text.ptr[at + len - 1] != ':';
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

static void blank_before(struct buf *text, const struct line *line, size_t to)
{
	memset(text->ptr + line->from, ' ', to - line->from);
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
		end = i;
		while (end < mender->line_count && quotation_end(buf_str(text), mender->lines[end]) > mender->lines[end].from)
			end++;
		for (size_t k = i; end - i >= QUOTED_LEAST && k < end; k++, any = true)
			blank_before(text, &mender->lines[k], quotation_end(buf_str(text), mender->lines[k]));
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
	bool apart = at == line.to || text.ptr[at] == '\t' || text.ptr[at] == ' ';
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
		bool next = number > last && number <= last + NUMBERS_LOST; /* a cut may have taken some */
		if (number == 0 || (end > first && !next && number != 1))
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
			on += goes_on(buf_str(text), (struct line){.from = behind, .to = mender->lines[k].to});
		}
		bool going = on >= NUMBERED_GOING_ON && on * NUMBERED_SHARE >= numbered;
		for (size_t k = i; numbered >= NUMBERED_LEAST && (going || numbered >= NUMBERED_ALONE) && k < end; k++, any = true)
			if (number_of(buf_str(text), mender->lines[k], &behind))
				blank_before(text, &mender->lines[k], behind);
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

static size_t end_of(struct str text, struct line line)
{
	while (line.to > line.from && text.ptr[line.to - 1] == ' ')
		line.to--;
	return line.to;
}

/* Behind the paragraph that begins with line `at`: lines in a row without cells. */
static size_t paragraph_end(const struct mender *mender, struct str text, size_t at)
{
	while (at < mender->line_count && !is_blank(text, mender->lines[at]) && !has_cells(text, mender->lines[at]))
		at++;
	return at;
}

/* Heads of forms have none. */
static bool has_small(struct str text, struct line line)
{
	while (line.from < line.to && !ascii_lower(text.ptr[line.from]))
		line.from++;
	return line.from < line.to;
}

/* A stop behind a word that is too long for a short form, "Rd.", "St.", "Mrs.". */
static bool ends_sentence(struct str text, size_t from, size_t end)
{
	size_t letters = 0;
	while (end - from > letters + 1 && ascii_letter(text.ptr[end - 2 - letters]))
		letters++;
	return memchr("?!:", text.ptr[end - 1], 3) || (text.ptr[end - 1] == '.' && letters >= WORD_LEAST);
}

/* Does line `at` end because the next word had no room in the column? Not within a word, nor behind a sentence. */
static bool is_full(const struct mender *mender, struct str text, size_t at, size_t column)
{
	size_t end = end_of(text, mender->lines[at]), width = end - mender->lines[at].from;
	bool running = width >= FULL_SHORTEST && text.ptr[end - 1] != '-' && has_small(text, mender->lines[at]);
	return running && !ends_sentence(text, mender->lines[at].from, end) && width + 1 + first_word(text, mender->lines[at + 1]) > column;
}

/* The full lines of a paragraph of which most go on with a small letter. */
static bool mend_paragraph(struct mender *mender, struct buf *text, size_t first, size_t end)
{
	size_t column = 0, full = 0, on = 0;
	for (size_t i = first; i < end; i++) {
		size_t width = end_of(buf_str(text), mender->lines[i]) - mender->lines[i].from;
		column = width > column ? width : column;
	}
	for (size_t i = first; i + 1 < end; i++) {
		bool is = is_full(mender, buf_str(text), i, column);
		full += is;
		on += is && goes_on(buf_str(text), mender->lines[i + 1]);
	}
	if (on == 0 || column > COLUMN_MOST || on * FULL_SHARE < full)
		return false;
	for (size_t i = first; i + 1 < end; i++)
		if (is_full(mender, buf_str(text), i, column))
			text->ptr[mender->lines[i].to] = ' ';
	return true;
}

/* Do sentences begin with small letters? Then lines do, too, and that says nothing of them. */
static bool begins_small(struct str text)
{
	size_t small = 0, capital = 0;
	for (size_t at = 2; at < text.len; at++)
		if (text.ptr[at - 1] == ' ' && memchr(".?!", text.ptr[at - 2], 3)) {
			small += ascii_lower(text.ptr[at]);
			capital += ascii_upper(text.ptr[at]);
		}
	return small > capital;
}

static bool mend_column(struct mender *mender, struct buf *text)
{
	bool any = false;
	if (begins_small(buf_str(text)))
		return false;
	for (size_t i = 0, end; i < mender->line_count; i = end + 1) {
		end = paragraph_end(mender, buf_str(text), i);
		any |= mend_paragraph(mender, text, i, end);
	}
	return any;
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
