/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct paint_frame *paint_frame_now(struct paint_device *device)
{
	return &device->frames[device->frame_count - 1];
}

struct paint_state *paint_state_now(struct paint_frame *frame)
{
	return &frame->states[frame->state_count - 1];
}

void paint_save(struct paint_frame *frame)
{
	buf_add_text(&frame->content, "q\n");
	frame->states = mem_room(frame->states, frame->state_count, &frame->state_cap, sizeof *frame->states);
	frame->states[frame->state_count] = frame->states[frame->state_count - 1];
	frame->state_count++;
}

void paint_restore(struct paint_frame *frame)
{
	if (frame->state_count < 2)
		return;
	buf_add_text(&frame->content, "Q\n");
	frame->state_count--;
}

struct paint_frame *paint_push(struct paint_device *device, enum paint_kind kind)
{
	device->frames = mem_room(device->frames, device->frame_count, &device->frame_cap, sizeof *device->frames);
	struct paint_frame *frame = &device->frames[device->frame_count++];
	*frame = (struct paint_frame){.kind = kind, .uncolored = device->frame_count > 1 && frame[-1].uncolored};
	frame->states = mem_room(NULL, 0, &frame->state_cap, sizeof *frame->states);
	frame->states[0] = (struct paint_state){.alpha = ALPHA_STEPS};
	frame->state_count = 1;
	return frame;
}

void paint_pop(struct paint_device *device)
{
	struct paint_frame *frame = paint_frame_now(device);
	buf_free(&frame->content);
	buf_free(&frame->objects);
	buf_free(&frame->graphics);
	buf_free(&frame->patterns);
	buf_free(&frame->shadings);
	free(frame->fonts);
	free(frame->states);
	device->frame_count--;
}

void paint_close(struct paint_frame *frame)
{
	while (frame->state_count > 1)
		paint_restore(frame);
}

void paint_resources(struct paint_device *device, struct paint_frame *frame, struct buf *text)
{
	paint_close(frame);
	bool any = false;
	for (size_t i = 0; i < frame->font_cap; i++)
		if (frame->fonts[i]) {
			buf_printf(text, "%s/F%zu %u 0 R", any ? "" : "/Font<<", i, device->painter->fonts[i].number);
			any = true;
		}
	buf_add_text(text, any ? ">>" : "");
	buf_add_text(text, "/ExtGState<<");
	for (unsigned i = 0; i <= ALPHA_STEPS; i++)
		if (frame->alphas[i])
			buf_printf(text, "/A%u<</ca %u.%03u/CA %u.%03u>>", i, i / ALPHA_STEPS, i % ALPHA_STEPS, i / ALPHA_STEPS, i % ALPHA_STEPS);
	buf_add(text, buf_str(&frame->graphics));
	buf_add_text(text, ">>/XObject<<");
	buf_add(text, buf_str(&frame->objects));
	buf_add_text(text, ">>/Pattern<<");
	buf_add(text, buf_str(&frame->patterns));
	buf_add_text(text, ">>/Shading<<");
	buf_add(text, buf_str(&frame->shadings));
	buf_add_text(text, ">>");
}

static void fill_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	struct paint_frame *frame = paint_frame_now(paint_of(device));
	paint_set_fill(context, frame, space, color, alpha, params);
	paint_path(context, &frame->content, path, matrix);
	buf_add_text(&frame->content, even_odd ? "f*\n" : "f\n");
}

static void stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	struct paint_frame *frame = paint_frame_now(paint_of(device));
	bool same = fabsf(matrix.a - 1) + fabsf(matrix.d - 1) + fabsf(matrix.b) + fabsf(matrix.c) < 1e-5f;
	if (!same) { /* the pen is scaled with the page */
		paint_save(frame);
		paint_matrix(&frame->content, matrix, "cm");
	}
	paint_set_stroke(context, frame, space, color, alpha, params);
	paint_set_line(frame, stroke);
	paint_path(context, &frame->content, path, same ? matrix : fz_identity);
	buf_add_text(&frame->content, "S\n");
	if (!same)
		paint_restore(frame);
}

static void clip_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	struct paint_frame *frame = paint_frame_now(paint_of(device));
	paint_save(frame);
	size_t before = frame->content.len;
	paint_path(context, &frame->content, path, matrix);
	if (frame->content.len == before)
		buf_add_text(&frame->content, "0 0 m\n"); /* nothing shows through an empty clip */
	buf_add_text(&frame->content, even_odd ? "W* n\n" : "W n\n");
}

static void pop_clip(fz_context *context, fz_device *device)
{
	(void)context;
	paint_restore(paint_frame_now(paint_of(device)));
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

static void fill_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	paint_set_fill(context, paint_frame_now(paint_of(device)), space, color, alpha, params);
	paint_text(context, paint_of(device), text, matrix, 0);
}

static void stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	struct paint_frame *frame = paint_frame_now(paint_of(device));
	fz_stroke_state line = *stroke;
	line.dash_len = line.dash_len > DASHES_MOST ? DASHES_MOST : line.dash_len;
	line.linewidth *= fz_matrix_expansion(matrix);
	paint_set_stroke(context, frame, space, color, alpha, params);
	paint_set_line(frame, &line);
	paint_text(context, paint_of(device), text, matrix, 1);
}

static void clip_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	paint_save(paint_frame_now(paint_of(device)));
	paint_text(context, paint_of(device), text, matrix, 7);
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

static void drop_device(fz_context *context, fz_device *device)
{
	(void)context;
	struct paint_device *paint = paint_of(device);
	while (paint->frame_count)
		paint_pop(paint);
	free(paint->frames);
}

static void close_device(fz_context *context, fz_device *device)
{
	(void)context;
	struct paint_device *paint = paint_of(device);
	struct paint_frame *frame = paint_frame_now(paint);
	struct buf resources = {0};
	paint_resources(paint, frame, &resources);
	pdf_file_page(paint->file, paint->out, paint->paper.x1, paint->paper.y1, buf_str(&resources), buf_str(&frame->content));
	buf_free(&resources);
}

fz_device *paint_device_new(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out)
{
	struct paint_device *device = (struct paint_device *)fz_new_device_of_size(context, (int)sizeof(struct paint_device));
	device->painter = painter;
	device->file = file;
	device->out = out;
	device->base.drop_device = drop_device;
	device->base.fill_path = fill_path;
	device->base.stroke_path = stroke_path;
	device->base.clip_path = clip_path;
	device->base.fill_text = fill_text;
	device->base.stroke_text = stroke_text;
	device->base.clip_text = clip_text;
	device->base.pop_clip = pop_clip;
	paint_group_calls(&device->base);
	paint_push(device, FRAME_PAGE);
	return &device->base;
}

fz_device *pdf_paint_device(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out, float width,
			    float height)
{
	fz_device *device = paint_device_new(context, painter, file, out);
	paint_of(device)->paper = (struct page_box){0, 0, width, height};
	device->close_device = close_device;
	return device;
}

struct pdf_painter *pdf_painter_new(void)
{
	return mem_alloc(1, sizeof(struct pdf_painter));
}

static void forget(fz_context *context, struct pdf_painter *painter)
{
	for (size_t i = 0; i < painter->count; i++)
		pdf_font_drop(context, &painter->fonts[i]);
	painter->count = 0;
}

void pdf_painter_free(fz_context *context, struct pdf_painter *painter)
{
	if (painter == NULL)
		return;
	forget(context, painter);
	free(painter->pictures);
	free(painter->fonts);
	free(painter);
}

void pdf_paint_shared(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out)
{
	for (size_t i = 0; i < painter->count; i++)
		if (painter->fonts[i].drawn)
			pdf_type3_write(context, painter, i, file, out);
	for (size_t i = 0; i < painter->count; i++)
		if (!painter->fonts[i].drawn)
			pdf_font_write(context, &painter->fonts[i], file, out);
	forget(context, painter);
}
