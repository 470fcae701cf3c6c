/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "format/pdf_paint.h"

/* A line of letters on its way into the content. */
struct writer {
	struct paint_device *device;
	struct buf *content;
	fz_matrix matrix, back; /* of text to page, without a place; and the way back */
	float x, y;             /* where the pen is, on the page */
	bool open, shown;       /* in an array; in a string of it */
};

static size_t new_font(fz_context *context, struct paint_device *device, fz_font *font)
{
	struct pdf_painter *painter = device->painter;
	painter->fonts = mem_room(painter->fonts, painter->count, &painter->cap, sizeof *painter->fonts);
	painter->fonts[painter->count] = (struct pdf_font){.font = fz_keep_font(context, font), .number = pdf_file_reserve(device->file),
							    .drawn = fz_font_t3_procs(context, font) != NULL};
	return painter->count++;
}

/* The last one made of it, since earlier ones are full. */
static size_t font_number(fz_context *context, struct paint_device *device, fz_font *font)
{
	const struct pdf_painter *painter = device->painter;
	for (size_t i = painter->count; i-- > 0;)
		if (painter->fonts[i].font == font)
			return i;
	return new_font(context, device, font);
}

static void use_font(struct paint_frame *frame, size_t number)
{
	if (number >= frame->font_cap) {
		size_t cap = number * 2 + 16;
		frame->fonts = mem_resize(frame->fonts, cap, sizeof *frame->fonts);
		memset(frame->fonts + frame->font_cap, 0, (cap - frame->font_cap) * sizeof *frame->fonts);
		frame->font_cap = cap;
	}
	frame->fonts[number] = true;
}

/* What the shape at `item` means: its own letter and those of what follows without a shape. */
static size_t meaning_of(const fz_text_span *span, int item, uint32_t *meaning)
{
	size_t count = 0;
	do
		meaning[count++] = pdf_meaning_written(pdf_meaning(span->items[item].ucs));
	while (++item < span->len && span->items[item].gid < 0 && count < PDF_MEANING_MOST);
	return count;
}

static void close_array(struct writer *writer)
{
	if (writer->shown)
		buf_add_byte(writer->content, '>');
	if (writer->open)
		buf_add_text(writer->content, "]TJ\n");
	writer->open = writer->shown = false;
}

/* Moves the pen to (x, y): by a kern in the array when it lies on the line, else anew. */
static void go_to(struct writer *writer, float x, float y)
{
	fz_point way = fz_transform_vector((fz_point){x - writer->x, y - writer->y}, writer->back);
	if (writer->open && fabsf(way.y) < 0.002f && fabsf(way.x) < 30) {
		float kern = roundf(-way.x * 10000) / 10;
		if (kern != 0) {
			if (writer->shown)
				buf_add_byte(writer->content, '>');
			writer->shown = false;
			pdf_number(writer->content, (double)kern);
			fz_point real = fz_transform_vector((fz_point){-kern / 1000, 0}, writer->matrix);
			writer->x += real.x;
			writer->y += real.y;
		}
		return;
	}
	close_array(writer);
	fz_matrix place = writer->matrix;
	place.e = x;
	place.f = y;
	paint_matrix(writer->content, place, "Tm[");
	writer->x = x;
	writer->y = y;
	writer->open = true;
}

static void add_code(struct buf *content, unsigned code, bool wide)
{
	static const char hex[] = "0123456789ABCDEF";
	char digits[4] = {hex[code >> 12 & 15], hex[code >> 8 & 15], hex[code >> 4 & 15], hex[code & 15]};
	buf_add(content, wide ? (struct str){digits, 4} : (struct str){digits + 2, 2});
}

static void show(struct writer *writer, const struct pdf_font *font, unsigned code, float x, float y)
{
	go_to(writer, x, y);
	if (!writer->shown)
		buf_add_byte(writer->content, '<');
	writer->shown = true;
	add_code(writer->content, code, !font->drawn);
	float advance = (float)font->glyphs[code - 1].width / 1000;
	fz_point real = fz_transform_vector((fz_point){advance, 0}, writer->matrix);
	writer->x += real.x;
	writer->y += real.y;
}

static void set_font(struct writer *writer, size_t number)
{
	use_font(paint_frame_now(writer->device), number);
	buf_printf(writer->content, "/F%zu 1 Tf\n", number);
}

static void paint_span(fz_context *context, struct writer *writer, const fz_text_span *span, fz_matrix matrix)
{
	struct paint_device *device = writer->device;
	uint32_t meaning[PDF_MEANING_MOST];
	writer->matrix = fz_concat(span->trm, matrix);
	writer->matrix.e = writer->matrix.f = 0;
	if (fz_try_invert_matrix(&writer->back, writer->matrix))
		return; /* squeezed to nothing: not to be seen */
	size_t number = font_number(context, device, span->font);
	set_font(writer, number);
	for (int i = 0; i < span->len; i++) {
		if (span->items[i].gid < 0)
			continue;
		size_t count = meaning_of(span, i, meaning);
		unsigned code = pdf_font_code(context, &device->painter->fonts[number], span->items[i].gid, meaning, count, (int)span->wmode);
		if (code == 0) {
			close_array(writer);
			number = new_font(context, device, span->font);
			set_font(writer, number);
			i--;
			continue;
		}
		fz_point place = fz_transform_point_xy(span->items[i].x, span->items[i].y, matrix);
		show(writer, &device->painter->fonts[number], code, place.x, place.y);
	}
	close_array(writer);
}

void paint_text(fz_context *context, struct paint_device *device, const fz_text *text, fz_matrix matrix, int mode)
{
	struct writer writer = {.device = device, .content = &paint_frame_now(device)->content};
	buf_add_text(writer.content, "BT\n");
	if (mode)
		buf_printf(writer.content, "%d Tr\n", mode);
	for (const fz_text_span *span = text->head; span; span = span->next)
		paint_span(context, &writer, span, matrix);
	if (mode)
		buf_add_text(writer.content, "0 Tr\n");
	buf_add_text(writer.content, "ET\n");
}
