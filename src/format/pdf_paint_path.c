/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers, colours, pens and paths as operators of a content stream. */
#include <math.h>
#include <string.h>

#include "format/pdf_paint.h"

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
	if (steps == state->alpha || frame->uncolored)
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
	if (!frame->uncolored && !same_color(&paint, &state->fill))
		paint_numbers(&frame->content, paint.parts, (size_t)paint.count, paint.count == 1 ? "g" : paint.count == 3 ? "rg" : "k");
	state->fill = paint;
	set_alpha(frame, alpha);
}

void paint_set_stroke(fz_context *context, struct paint_frame *frame, fz_colorspace *space, const float *color, float alpha,
		      fz_color_params params)
{
	struct paint_color paint = color_of(context, space, color, params);
	struct paint_state *state = paint_state_now(frame);
	if (!frame->uncolored && !same_color(&paint, &state->stroke))
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
	if (!state->lined || !same_dashes(line, old)) {
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

void paint_path(fz_context *context, struct buf *out, const fz_path *path, fz_matrix matrix)
{
	static const fz_path_walker walker = {.moveto = path_move, .lineto = path_line, .curveto = path_curve, .closepath = path_close};
	struct path_writer writer = {out, matrix};
	fz_walk_path(context, path, &walker, &writer);
}
