/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { DASHES_MOST = sizeof(((fz_stroke_state *)0)->dash_list) / sizeof(float) };

static struct paint_device *paint_of(fz_device *device)
{
	return (struct paint_device *)(void *)device;
}

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

static void frame_push(struct paint_device *device)
{
	device->frames = mem_room(device->frames, device->frame_count, &device->frame_cap, sizeof *device->frames);
	struct paint_frame *frame = &device->frames[device->frame_count++];
	*frame = (struct paint_frame){0};
	frame->states = mem_room(NULL, 0, &frame->state_cap, sizeof *frame->states);
	frame->states[0] = (struct paint_state){.alpha = ALPHA_STEPS};
	frame->state_count = 1;
}

static void frame_pop(struct paint_device *device)
{
	struct paint_frame *frame = paint_frame_now(device);
	buf_free(&frame->content);
	buf_free(&frame->objects);
	buf_free(&frame->graphics);
	buf_free(&frame->patterns);
	free(frame->fonts);
	free(frame->states);
	device->frame_count--;
}

static void frame_resources(const struct paint_device *device, const struct paint_frame *frame, struct buf *text)
{
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
	buf_add_text(text, ">>");
}

/* ---- numbers, colours, lines --------------------------------------------------------------------------------- */

void paint_numbers(struct buf *out, const float *numbers, size_t count, const char *operator)
{
	for (size_t i = 0; i < count; i++) {
		pdf_number(out, (double)numbers[i]);
		buf_add_byte(out, ' ');
	}
	buf_add_text(out, operator);
	buf_add_byte(out, '\n');
}

void paint_matrix(struct buf *out, fz_matrix matrix, const char *operator)
{
	paint_numbers(out, (float[]){matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f}, 6, operator);
}

static struct paint_color color_of(fz_context *context, fz_colorspace *space, const float *color, fz_color_params params)
{
	struct paint_color paint = {.count = fz_colorspace_n(context, space)};
	enum fz_colorspace_type type = fz_colorspace_type(context, space);
	float parts[FZ_MAX_COLORS] = {0};
	if (type == FZ_COLORSPACE_GRAY || type == FZ_COLORSPACE_RGB || type == FZ_COLORSPACE_CMYK) {
		memcpy(parts, color, (size_t)paint.count * sizeof *parts);
	} else if (space) {
		paint.count = 3;
		fz_convert_color(context, space, color, fz_device_rgb(context), parts, NULL, params);
	} else {
		paint.count = 1;
	}
	for (int i = 0; i < paint.count && i < 4; i++)
		paint.parts[i] = parts[i] >= 0 ? parts[i] <= 1 ? parts[i] : 1 : 0;
	return paint;
}

static bool same_color(const struct paint_color *a, const struct paint_color *b)
{
	return a->count == b->count && memcmp(a->parts, b->parts, sizeof a->parts) == 0;
}

static void set_alpha(struct paint_frame *frame, float alpha)
{
	struct paint_state *state = paint_state_now(frame);
	unsigned steps = alpha >= 1 ? ALPHA_STEPS : alpha > 0 ? (unsigned)lroundf(alpha * ALPHA_STEPS) : 0;
	if (steps == state->alpha)
		return;
	state->alpha = steps;
	frame->alphas[steps] = true;
	buf_printf(&frame->content, "/A%u gs\n", steps);
}

void paint_set_fill(fz_context *context, struct paint_frame *frame, fz_colorspace *space, const float *color, float alpha,
		    fz_color_params params)
{
	struct paint_color paint = color_of(context, space, color, params);
	struct paint_state *state = paint_state_now(frame);
	if (!same_color(&paint, &state->fill))
		paint_numbers(&frame->content, paint.parts, (size_t)paint.count, paint.count == 1 ? "g" : paint.count == 3 ? "rg" : "k");
	state->fill = paint;
	set_alpha(frame, alpha);
}

void paint_set_stroke(fz_context *context, struct paint_frame *frame, fz_colorspace *space, const float *color, float alpha,
		      fz_color_params params)
{
	struct paint_color paint = color_of(context, space, color, params);
	struct paint_state *state = paint_state_now(frame);
	if (!same_color(&paint, &state->stroke))
		paint_numbers(&frame->content, paint.parts, (size_t)paint.count, paint.count == 1 ? "G" : paint.count == 3 ? "RG" : "K");
	state->stroke = paint;
	set_alpha(frame, alpha);
}

static bool same_dashes(const fz_stroke_state *a, const fz_stroke_state *b)
{
	if (a->dash_len != b->dash_len || (a->dash_len && fabsf(a->dash_phase - b->dash_phase) > 0))
		return false;
	return memcmp(a->dash_list, b->dash_list, (size_t)a->dash_len * sizeof *a->dash_list) == 0;
}

void paint_set_line(struct paint_frame *frame, const fz_stroke_state *line)
{
	struct paint_state *state = paint_state_now(frame);
	struct buf *out = &frame->content;
	const fz_stroke_state *old = state->lined ? &state->line : &fz_default_stroke_state;
	size_t dashes = line->dash_len > DASHES_MOST ? DASHES_MOST : (size_t)line->dash_len;
	int cap = line->start_cap > FZ_LINECAP_SQUARE ? FZ_LINECAP_BUTT : (int)line->start_cap;
	if (!state->lined || fabsf(line->linewidth - old->linewidth) > 0)
		paint_numbers(out, &line->linewidth, 1, "w");
	if (!state->lined || line->start_cap != old->start_cap)
		buf_printf(out, "%d J\n", cap);
	if (!state->lined || line->linejoin != old->linejoin)
		buf_printf(out, "%d j\n", line->linejoin > FZ_LINEJOIN_BEVEL ? 0 : (int)line->linejoin);
	if (line->miterlimit >= 1 && (!state->lined || fabsf(line->miterlimit - old->miterlimit) > 0))
		paint_numbers(out, &line->miterlimit, 1, "M");
	if (!same_dashes(line, old)) {
		buf_add_byte(out, '[');
		paint_numbers(out, line->dash_list, dashes, "]");
		paint_numbers(out, &line->dash_phase, 1, "d");
	}
	state->line = *line;
	state->line.dash_len = (int)dashes;
	state->lined = true;
}

/* ---- paths --------------------------------------------------------------------------------------------------- */

struct path_writer {
	struct buf *out;
	fz_matrix matrix;
};

static void path_point(struct path_writer *writer, float x, float y)
{
	fz_point point = fz_transform_point_xy(x, y, writer->matrix);
	pdf_number(writer->out, (double)point.x);
	buf_add_byte(writer->out, ' ');
	pdf_number(writer->out, (double)point.y);
	buf_add_byte(writer->out, ' ');
}

static void path_move(fz_context *context, void *argument, float x, float y)
{
	(void)context;
	struct path_writer *writer = argument;
	path_point(writer, x, y);
	buf_add_text(writer->out, "m\n");
}

static void path_line(fz_context *context, void *argument, float x, float y)
{
	(void)context;
	struct path_writer *writer = argument;
	path_point(writer, x, y);
	buf_add_text(writer->out, "l\n");
}

static void path_curve(fz_context *context, void *argument, float x1, float y1, float x2, float y2, float x3, float y3)
{
	(void)context;
	struct path_writer *writer = argument;
	path_point(writer, x1, y1);
	path_point(writer, x2, y2);
	path_point(writer, x3, y3);
	buf_add_text(writer->out, "c\n");
}

static void path_close(fz_context *context, void *argument)
{
	(void)context;
	struct path_writer *writer = argument;
	buf_add_text(writer->out, "h\n");
}

static void paint_path(fz_context *context, struct buf *out, const fz_path *path, fz_matrix matrix)
{
	static const fz_path_walker walker = {.moveto = path_move, .lineto = path_line, .curveto = path_curve, .closepath = path_close};
	struct path_writer writer = {out, matrix};
	fz_walk_path(context, path, &walker, &writer);
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

static void unsupported(fz_context *context)
{
	fz_throw(context, PDF_UNSUPPORTED, "not yet");
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

static void drop_device(fz_context *context, fz_device *device)
{
	(void)context;
	struct paint_device *paint = paint_of(device);
	while (paint->frame_count)
		frame_pop(paint);
	free(paint->frames);
}

static void close_device(fz_context *context, fz_device *device)
{
	(void)context;
	struct paint_device *paint = paint_of(device);
	struct paint_frame *frame = paint_frame_now(paint);
	struct buf resources = {0};
	while (frame->state_count > 1)
		paint_restore(frame);
	frame_resources(paint, frame, &resources);
	pdf_file_page(paint->file, paint->out, paint->paper.x1, paint->paper.y1, buf_str(&resources), buf_str(&frame->content));
	buf_free(&resources);
}

fz_device *pdf_paint_device(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out, float width,
			    float height)
{
	struct paint_device *device = (struct paint_device *)fz_new_device_of_size(context, (int)sizeof(struct paint_device));
	device->painter = painter;
	device->file = file;
	device->out = out;
	device->paper = (struct page_box){0, 0, width, height};
	device->base.close_device = close_device;
	device->base.drop_device = drop_device;
	device->base.fill_path = fill_path;
	device->base.stroke_path = stroke_path;
	device->base.clip_path = clip_path;
	device->base.fill_text = fill_text;
	device->base.stroke_text = stroke_text;
	device->base.clip_text = clip_text;
	device->base.pop_clip = pop_clip;
	frame_push(device);
	(void)unsupported;
	return &device->base;
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
	free(painter->fonts);
	free(painter);
}

void pdf_paint_shared(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out)
{
	for (size_t i = 0; i < painter->count; i++)
		pdf_font_write(context, &painter->fonts[i], file, out);
	forget(context, painter);
}
