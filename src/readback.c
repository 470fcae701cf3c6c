/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "readback.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/mem.h"

enum { GROUP = 96 }; /* bytes of the longest bracket group that is passed over */

/* A check against our own mistakes, not against an enemy: a fast checksum and the length are enough. */
struct sum {
	uint64_t bytes, letters; /* letters: a sum over each of them, whatever their order */
	uint32_t crc;
};

struct readback {
	struct sum expected, seen;
	struct buf text, visible;
	bool by_place;
};

struct readback *readback_new(void)
{
	return mem_alloc(1, sizeof(struct readback));
}

void readback_free(struct readback *readback)
{
	if (readback == NULL)
		return;
	buf_free(&readback->text);
	buf_free(&readback->visible);
	free(readback);
}

void readback_by_place(struct readback *readback)
{
	readback->by_place = true;
}

void readback_begin(struct readback *readback)
{
	readback->by_place = false;
	readback->expected = readback->seen = (struct sum){0};
}

static bool in_name_token(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/* "_CHILD-1_": a token where only a name of XML may stand. */
static size_t name_token_len(struct str text, size_t at)
{
	size_t end = at + 1;
	while (end < text.len && end < at + GROUP && in_name_token(text.ptr[end]))
		end++;
	return end - at >= 3 && text.ptr[end - 1] == '_' ? end - at : 0;
}

/* Length of "[...]" at `at`, or 0: closed on the same line, near, and without another bracket inside. */
static size_t group_len(struct str text, size_t at)
{
	if (text.ptr[at] == '_')
		return name_token_len(text, at);
	for (size_t i = at + 1; i < text.len && i < at + GROUP; i++) {
		if (text.ptr[i] == ']')
			return i + 1 - at;
		if (text.ptr[i] == '[' || text.ptr[i] == '\n')
			return 0;
	}
	return 0;
}

/* Bytes of one letter are taken together, so that letters cannot trade them. */
static uint64_t letters_of(struct str text)
{
	uint64_t sum = 0, letter = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		letter = (byte & 0xC0) == 0x80 ? letter << 8 | byte : byte;
		if (i + 1 == text.len || ((unsigned char)text.ptr[i + 1] & 0xC0) != 0x80) {
			uint64_t mixed = (letter + 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
			sum += (mixed ^ mixed >> 31) * 0x94D049BB133111EBu;
		}
	}
	return sum;
}

/* Where the next `c` stands from `at` on, text.len without one; `last` is where the one before did. */
static size_t next_of(struct str text, size_t at, char c, size_t last)
{
	if (last >= at && last != SIZE_MAX)
		return last;
	const char *next = memchr(text.ptr + at, c, text.len - at);
	return next ? (size_t)(next - text.ptr) : text.len;
}

static void add(struct readback *readback, struct sum *sum, struct str text)
{
	struct buf *visible = &readback->visible;
	buf_clear(visible);
	char *to = buf_room(visible, text.len);
	static const bool counts_not[256] = {[' '] = true, ['\n'] = true, ['\t'] = true, ['\r'] = true};
	size_t len = 0, bracket = SIZE_MAX, line = SIZE_MAX;
	for (size_t at = 0; at < text.len;) {
		bracket = next_of(text, at, '[', bracket);
		line = next_of(text, at, '_', line);
		size_t group = bracket < line ? bracket : line;
		for (; at < group; at++) {
			to[len] = text.ptr[at]; /* spaces stand anywhere: no branch for them */
			len += !counts_not[(unsigned char)text.ptr[at]];
		}
		size_t skipped = at < text.len ? group_len(text, at) : 0;
		if (at < text.len && !skipped)
			to[len++] = text.ptr[at];
		at += skipped ? skipped : 1;
	}
	if (readback->by_place)
		sum->letters += letters_of((struct str){to, len});
	else
		sum->crc = libdeflate_crc32(sum->crc, to, len);
	sum->bytes += len;
}

/* The piece without what is cut of it; edits before `*next` are done with. */
static void add_piece(struct readback *readback, struct str text, struct span piece, const struct edit *edits, size_t count, size_t *next,
		      bool *begun)
{
	size_t at = piece.from;
	for (; *next < count && edits[*next].span.from < piece.to; ++*next, *begun = false) {
		const struct span cut = edits[*next].span;
		if (cut.to <= at)
			continue;
		buf_add(&readback->text, str_part(text, (struct span){at, cut.from > at ? cut.from : at}));
		if (!*begun)
			buf_add(&readback->text, edits[*next].token);
		*begun = true;
		at = cut.to < piece.to ? cut.to : piece.to;
		if (cut.to > piece.to)
			return;
	}
	buf_add(&readback->text, str_part(text, (struct span){at, piece.to}));
}

/* Text without an origin (separators, heads written before values) is the view's own, not the document's: a line end. */
static void add_view(struct readback *readback, struct sum *sum, const struct view *view, const struct edit *edits, size_t count)
{
	size_t at = 0, next = 0, end = view_prose(view).len;
	bool begun = false;
	buf_clear(&readback->text);
	for (size_t i = 0; i < view->piece_count && view->pieces[i].from < end; i++) {
		const struct piece *piece = &view->pieces[i];
		if (piece->from > at)
			buf_add_byte(&readback->text, '\n');
		at = piece->to < end ? piece->to : end;
		add_piece(readback, buf_str(&view->text), (struct span){piece->from, at}, edits, count, &next, &begun);
	}
	add(readback, sum, buf_str(&readback->text));
}

void readback_expect(struct readback *readback, const struct view *view, const struct edit *edits, size_t count)
{
	add_view(readback, &readback->expected, view, edits, count);
}

void readback_see(struct readback *readback, const struct view *view)
{
	add_view(readback, &readback->seen, view, NULL, 0);
}

bool readback_agrees(struct readback *readback)
{
	const struct sum *expected = &readback->expected, *seen = &readback->seen;
	bool agrees = expected->bytes == seen->bytes && expected->crc == seen->crc && expected->letters == seen->letters;
	readback_begin(readback);
	return agrees;
}
