/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Fonts whose letters are pieces of content, written as such again: only those that are kept. */
#include <string.h>

#include "format/pdf_paint.h"

/* Whether a letter brings no colour of its own: its content begins with d1, not d0 (ISO 32000-1, 9.6.5). */
static bool takes_color(fz_context *context, const struct pdf_font *font, int shape)
{
	fz_buffer *content = fz_font_t3_procs(context, font->font)[shape & 0xFF];
	unsigned char *bytes;
	size_t len = content ? fz_buffer_storage(context, content, &bytes) : 0;
	for (size_t i = 0; i + 1 < len; i++)
		if (bytes[i] == 'd' && (bytes[i + 1] == '0' || bytes[i + 1] == '1') && (i == 0 || strchr(" \t\r\n\f", bytes[i - 1])))
			return bytes[i + 1] == '1';
	return false;
}

static void add_box(struct buf *text, fz_rect box)
{
	paint_numbers(text, (const float[]){box.x0, box.y0, box.x1, box.y1}, 4, "");
}

/* One letter as an object; `resources` gathers what it uses. */
static unsigned write_letter(fz_context *context, struct paint_device *device, const struct pdf_font *font, size_t index)
{
	const struct pdf_font_glyph *glyph = &font->glyphs[index];
	struct paint_frame *frame = paint_push(device, FRAME_GROUP);
	fz_rect box = fz_bound_glyph(context, font->font, glyph->shape, fz_scale(1000, 1000));
	frame->uncolored = takes_color(context, font, glyph->shape);
	buf_printf(&frame->content, "%u 0 ", glyph->width);
	if (frame->uncolored)
		add_box(&frame->content, box);
	buf_add_text(&frame->content, frame->uncolored ? "d1\n" : "d0\n");
	fz_run_t3_glyph(context, font->font, glyph->shape, fz_scale(1000, 1000), &device->base);
	frame = paint_frame_now(device);
	unsigned number = pdf_file_reserve(device->file);
	paint_close(frame);
	pdf_file_stream(device->file, device->out, number, (struct str){0}, buf_str(&frame->content));
	struct paint_frame *all = &device->frames[0]; /* a letter has no resources of its own: those of the font serve */
	buf_add(&all->objects, buf_str(&frame->objects));
	buf_add(&all->graphics, buf_str(&frame->graphics));
	buf_add(&all->patterns, buf_str(&frame->patterns));
	buf_add(&all->shadings, buf_str(&frame->shadings));
	for (size_t i = 0; i <= ALPHA_STEPS; i++)
		all->alphas[i] |= frame->alphas[i];
	paint_pop(device);
	return number;
}

static void write_font(fz_context *context, struct paint_device *device, size_t index, struct buf *procedures, struct buf *text)
{
	const struct pdf_font *font = &device->painter->fonts[index];
	unsigned meanings = pdf_file_reserve(device->file);
	for (size_t i = 0; i < font->count; i++)
		buf_printf(procedures, "/L%zu %u 0 R", i + 1, write_letter(context, device, font, i));
	buf_add_text(text, "<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox[0 0 0 0]/CharProcs<<");
	buf_add(text, buf_str(procedures));
	buf_printf(text, ">>/Encoding<</Type/Encoding/Differences[1");
	for (size_t i = 0; i < font->count; i++)
		buf_printf(text, "/L%zu", i + 1);
	buf_printf(text, "]>>/FirstChar 1/LastChar %zu/Widths[", font->count);
	for (size_t i = 0; i < font->count; i++)
		buf_printf(text, "%s%u", i ? " " : "", font->glyphs[i].width);
	buf_printf(text, "]/ToUnicode %u 0 R/Resources<<", meanings);
	paint_resources(device, &device->frames[0], text);
	buf_add_text(text, ">>>>");
	pdf_file_object(device->file, device->out, font->number, buf_str(text));
	pdf_font_write_meanings(font, 2, device->file, device->out, meanings);
}

void pdf_type3_write(fz_context *context, struct pdf_painter *painter, size_t index, struct pdf_file *file, struct buf *out)
{
	struct buf procedures = {0}, text = {0};
	fz_device *device = paint_device_new(context, painter, file, out);
	fz_try(context)
	{
		paint_of(device)->paper = (struct page_box){-4000, -4000, 4000, 4000};
		write_font(context, paint_of(device), index, &procedures, &text);
		fz_close_device(context, device);
	}
	fz_always(context)
	{
		buf_free(&procedures);
		buf_free(&text);
		fz_drop_device(context, device);
	}
	fz_catch(context)
		fz_rethrow(context);
}
