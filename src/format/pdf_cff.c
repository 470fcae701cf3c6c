/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_cff.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
	CHAR_MOVE = 21,
	CHAR_LINE = 5,
	CHAR_CURVE = 8,
	CHAR_END = 14,
	TOP_CHARSET = 15,
	TOP_CHARSTRINGS = 17,
	TOP_PRIVATE = 18,
	ESCAPE = 12,
	TOP_ROS = 30,
	TOP_CID_COUNT = 34,
	TOP_FD_ARRAY = 36,
	TOP_FD_SELECT = 37,
	FIRST_STRING = 391, /* numbers of strings of one's own */
	FARTHEST = 16000,   /* coordinates beyond are not honest */
	OFFSET_SIZE = 4
};

struct pdf_cff {
	struct buf data;  /* charstrings */
	size_t *ends;     /* of each */
	size_t count, cap;
	int x, y;
};

struct pdf_cff *pdf_cff_new(void)
{
	return mem_alloc(1, sizeof(struct pdf_cff));
}

void pdf_cff_free(struct pdf_cff *cff)
{
	if (cff == NULL)
		return;
	buf_free(&cff->data);
	free(cff->ends);
	free(cff);
}

static void add_byte(struct buf *out, unsigned byte)
{
	buf_add_byte(out, (char)(unsigned char)byte);
}

static void add_two(struct buf *out, unsigned value)
{
	add_byte(out, value >> 8 & 0xFF);
	add_byte(out, value & 0xFF);
}

static void add_four(struct buf *out, size_t value)
{
	add_two(out, (unsigned)(value >> 16));
	add_two(out, (unsigned)value);
}

/* ---- charstrings --------------------------------------------------------------------------------------------- */

static void add_number(struct buf *out, int value)
{
	if (value >= -107 && value <= 107) {
		add_byte(out, (unsigned)(value + 139));
	} else if (value >= 108 && value <= 1131) {
		add_byte(out, (unsigned)(value - 108) / 256 + 247);
		add_byte(out, (unsigned)(value - 108) % 256);
	} else if (value >= -1131 && value <= -108) {
		add_byte(out, (unsigned)(-value - 108) / 256 + 251);
		add_byte(out, (unsigned)(-value - 108) % 256);
	} else {
		add_byte(out, 28);
		add_two(out, (unsigned)value & 0xFFFF);
	}
}

/* Places are rounded, not distances, so that errors do not add up. */
static void add_step(struct pdf_cff *cff, float x, float y)
{
	int to_x = isfinite(x) && fabsf(x) < FARTHEST ? (int)lroundf(x) : 0;
	int to_y = isfinite(y) && fabsf(y) < FARTHEST ? (int)lroundf(y) : 0;
	add_number(&cff->data, to_x - cff->x);
	add_number(&cff->data, to_y - cff->y);
	cff->x = to_x;
	cff->y = to_y;
}

void pdf_cff_begin(struct pdf_cff *cff, unsigned width)
{
	cff->x = cff->y = 0;
	add_number(&cff->data, (int)(width > 30000 ? 30000 : width)); /* before the first operator: the width */
}

void pdf_cff_move(struct pdf_cff *cff, float x, float y)
{
	add_step(cff, x, y);
	add_byte(&cff->data, CHAR_MOVE);
}

void pdf_cff_line(struct pdf_cff *cff, float x, float y)
{
	add_step(cff, x, y);
	add_byte(&cff->data, CHAR_LINE);
}

void pdf_cff_curve(struct pdf_cff *cff, const float *points)
{
	for (size_t i = 0; i < 3; i++)
		add_step(cff, points[2 * i], points[2 * i + 1]);
	add_byte(&cff->data, CHAR_CURVE);
}

void pdf_cff_end(struct pdf_cff *cff)
{
	add_byte(&cff->data, CHAR_END);
	cff->ends = mem_room(cff->ends, cff->count, &cff->cap, sizeof *cff->ends);
	cff->ends[cff->count++] = cff->data.len;
}

/* ---- the font ------------------------------------------------------------------------------------------------ */

/* A table of `count` items that end at `ends`. */
static void add_index(struct buf *out, struct str data, const size_t *ends, size_t count)
{
	add_two(out, (unsigned)count);
	if (count == 0)
		return;
	add_byte(out, OFFSET_SIZE);
	add_four(out, 1);
	for (size_t i = 0; i < count; i++)
		add_four(out, ends[i] + 1);
	buf_add(out, data);
}

static void add_one(struct buf *out, struct str item)
{
	add_index(out, item, &item.len, 1);
}

/* A number that takes five bytes whatever it is, so that places can be known before they are. */
static void add_place(struct buf *out, size_t value)
{
	add_byte(out, 29);
	add_four(out, value);
}

struct places {
	size_t charset, select, charstrings, array, private;
};

static void add_top(struct buf *out, const struct places *places, size_t count)
{
	struct buf top = {0};
	add_number(&top, FIRST_STRING);
	add_number(&top, FIRST_STRING + 1);
	add_number(&top, 0);
	add_byte(&top, ESCAPE);
	add_byte(&top, TOP_ROS);
	add_place(&top, count);
	add_byte(&top, ESCAPE);
	add_byte(&top, TOP_CID_COUNT);
	add_place(&top, places->charset);
	add_byte(&top, TOP_CHARSET);
	add_place(&top, places->select);
	add_byte(&top, ESCAPE);
	add_byte(&top, TOP_FD_SELECT);
	add_place(&top, places->charstrings);
	add_byte(&top, TOP_CHARSTRINGS);
	add_place(&top, places->array);
	add_byte(&top, ESCAPE);
	add_byte(&top, TOP_FD_ARRAY);
	add_one(out, buf_str(&top));
	buf_free(&top);
}

static void add_all(const struct pdf_cff *cff, struct buf *out, struct places *places)
{
	static const size_t strings[] = {5, 13};
	static const char private[] = {(char)139, 20}; /* a default width of 0: every glyph has its own */
	size_t start = out->len;
	add_byte(out, 1);
	add_byte(out, 0);
	add_byte(out, 4);
	add_byte(out, OFFSET_SIZE);
	add_one(out, STR("F"));
	add_top(out, places, cff->count);
	add_index(out, STR("AdobeIdentity"), strings, 2);
	add_index(out, (struct str){0}, NULL, 0); /* subroutines */
	places->charset = out->len - start;
	add_byte(out, 2); /* one range: glyph n is for code n */
	add_two(out, 1);
	add_two(out, (unsigned)cff->count - 2);
	places->select = out->len - start;
	add_byte(out, 3); /* one range: all are of the first and only sort */
	add_two(out, 1);
	add_two(out, 0);
	add_byte(out, 0);
	add_two(out, (unsigned)cff->count);
	places->charstrings = out->len - start;
	add_index(out, buf_str(&cff->data), cff->ends, cff->count);
	places->private = out->len - start;
	buf_add(out, (struct str){private, sizeof private});
	places->array = out->len - start;
	struct buf sort = {0};
	add_place(&sort, sizeof private);
	add_place(&sort, places->private);
	add_byte(&sort, TOP_PRIVATE);
	add_one(out, buf_str(&sort));
	buf_free(&sort);
}

void pdf_cff_write(const struct pdf_cff *cff, struct buf *out)
{
	struct places places = {0};
	size_t start = out->len;
	add_all(cff, out, &places);
	out->len = start;
	add_all(cff, out, &places);
}
