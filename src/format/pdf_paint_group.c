/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is painted together: transparent groups, soft masks, tiles; and pictures. */
#include <string.h>

#include "format/pdf_paint.h"

enum { DEPTH_MOST = 64 };

static struct paint_frame *push(fz_context *context, struct paint_device *device, enum paint_kind kind)
{
	if (device->frame_count > DEPTH_MOST)
		fz_throw(context, PDF_UNSUPPORTED, "groups in groups without end");
	return paint_push(device, kind);
}

/* The whole paper, for groups whose extent does not matter. */
static void add_paper(const struct paint_device *device, struct buf *text)
{
	buf_add_byte(text, '[');
	paint_numbers(text, (const float[]){device->paper.x0, device->paper.y0, device->paper.x1, device->paper.y1}, 4, "]");
}

/* Ends the frame and writes it as a form; its number. */
static unsigned write_form(struct paint_device *device, const char *group)
{
	struct paint_frame *frame = paint_frame_now(device);
	struct buf entries = {0};
	unsigned number = pdf_file_reserve(device->file);
	buf_add_text(&entries, "/Type/XObject/Subtype/Form/BBox");
	add_paper(device, &entries);
	buf_printf(&entries, "/Group<</S/Transparency%s>>/Resources<<", group);
	paint_resources(device, frame, &entries);
	buf_add_text(&entries, ">>");
	pdf_file_stream(device->file, device->out, number, buf_str(&entries), buf_str(&frame->content));
	buf_free(&entries);
	paint_pop(device);
	return number;
}

static void use_object(struct paint_device *device, unsigned number)
{
	struct paint_frame *frame = paint_frame_now(device);
	buf_printf(&frame->objects, "/X%u %u 0 R", device->names, number);
	buf_printf(&frame->content, "/X%u Do\n", device->names++);
}

/* ---- groups -------------------------------------------------------------------------------------------------- */

static const char *blend_name(int blend)
{
	static const char *const names[] = {"Normal", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
					    "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"};
	size_t index = (size_t)(blend & FZ_BLEND_MODEMASK);
	return names[index < sizeof names / sizeof *names ? index : 0];
}

static void begin_group(fz_context *context, fz_device *device, fz_rect area, fz_colorspace *space, int isolated, int knockout,
			int blend, float alpha)
{
	(void)area, (void)space;
	if (blend == FZ_BLEND_NORMAL && alpha >= 1 && !knockout && paint_of(device)->frame_count == 1)
		return; /* the page is such a group anyway */
	struct paint_frame *frame = push(context, paint_of(device), FRAME_GROUP);
	frame->isolated = isolated;
	frame->knockout = knockout;
	frame->blend = blend;
	frame->alpha = alpha;
}

static void end_group(fz_context *context, fz_device *device)
{
	struct paint_device *paint = paint_of(device);
	struct paint_frame *frame = paint_frame_now(paint);
	if (frame->kind == FRAME_PAGE)
		return;
	if (frame->kind != FRAME_GROUP)
		fz_throw(context, PDF_UNSUPPORTED, "a group that did not begin");
	int blend = frame->blend;
	float alpha = frame->alpha;
	const char *group = frame->isolated ? frame->knockout ? "/CS/DeviceRGB/I true/K true" : "/CS/DeviceRGB/I true" :
					      frame->knockout ? "/K true" : "";
	unsigned number = write_form(paint, group);
	frame = paint_frame_now(paint);
	paint_save(frame);
	buf_printf(&frame->graphics, "/G%u<</BM/%s/ca ", paint->names, blend_name(blend));
	pdf_number(&frame->graphics, (double)alpha);
	buf_add_text(&frame->graphics, "/CA ");
	pdf_number(&frame->graphics, (double)alpha);
	buf_add_text(&frame->graphics, ">>");
	buf_printf(&frame->content, "/G%u gs\n", paint->names++);
	use_object(paint, number);
	paint_restore(frame);
}

/* ---- masks --------------------------------------------------------------------------------------------------- */

static void begin_mask(fz_context *context, fz_device *device, fz_rect area, int luminosity, fz_colorspace *space, const float *color,
		       fz_color_params params)
{
	(void)area;
	struct paint_frame *frame = push(context, paint_of(device), FRAME_MASK);
	frame->luminosity = luminosity;
	if (space && color) {
		float rgb[FZ_MAX_COLORS] = {0};
		fz_convert_color(context, space, color, fz_device_rgb(context), rgb, NULL, params);
		memcpy(frame->ground, rgb, sizeof frame->ground);
	}
}

/* What comes is seen through the mask, until the clip is popped. */
static void end_mask(fz_context *context, fz_device *device)
{
	struct paint_device *paint = paint_of(device);
	struct paint_frame *frame = paint_frame_now(paint);
	if (frame->kind != FRAME_MASK)
		fz_throw(context, PDF_UNSUPPORTED, "a mask that did not begin");
	int luminosity = frame->luminosity;
	float ground[3];
	memcpy(ground, frame->ground, sizeof ground);
	unsigned number = write_form(paint, "/CS/DeviceRGB/I true");
	frame = paint_frame_now(paint);
	paint_save(frame);
	buf_printf(&frame->graphics, "/G%u<</SMask<</S/%s/G %u 0 R", paint->names, luminosity ? "Luminosity" : "Alpha", number);
	if (luminosity) {
		buf_add_text(&frame->graphics, "/BC[");
		paint_numbers(&frame->graphics, ground, 3, "]");
	}
	buf_add_text(&frame->graphics, ">>>>");
	buf_printf(&frame->content, "/G%u gs\n", paint->names++);
}

static void begin_shape_mask(fz_context *context, fz_device *device, int luminosity)
{
	begin_mask(context, device, fz_infinite_rect, luminosity, NULL, NULL, fz_default_color_params);
}

static void clip_stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	const float black = 0;
	begin_shape_mask(context, device, 0);
	device->stroke_path(context, device, path, stroke, matrix, fz_device_gray(context), &black, 1, fz_default_color_params);
	end_mask(context, device);
}

static void clip_stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	const float black = 0;
	begin_shape_mask(context, device, 0);
	device->stroke_text(context, device, text, stroke, matrix, fz_device_gray(context), &black, 1, fz_default_color_params);
	end_mask(context, device);
}

/* ---- tiles --------------------------------------------------------------------------------------------------- */

static int begin_tile(fz_context *context, fz_device *device, fz_rect area, fz_rect view, float step_x, float step_y,
		      fz_matrix matrix, int id)
{
	(void)id;
	struct paint_frame *frame = push(context, paint_of(device), FRAME_TILE);
	fz_matrix back;
	frame->area = area;
	frame->view = view;
	frame->step_x = step_x;
	frame->step_y = step_y;
	frame->matrix = matrix;
	if (fz_try_invert_matrix(&back, matrix))
		fz_throw(context, PDF_UNSUPPORTED, "a pattern without extent");
	paint_matrix(&frame->content, back, "cm"); /* what comes is in the coordinates of the page */
	return 0;
}

static unsigned write_pattern(struct paint_device *device, struct paint_frame *frame)
{
	struct buf entries = {0};
	unsigned number = pdf_file_reserve(device->file);
	buf_add_text(&entries, "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[");
	paint_numbers(&entries, (const float[]){frame->view.x0, frame->view.y0, frame->view.x1, frame->view.y1}, 4, "]/XStep");
	pdf_number(&entries, (double)frame->step_x);
	buf_add_text(&entries, "/YStep ");
	pdf_number(&entries, (double)frame->step_y);
	buf_add_text(&entries, "/Matrix[");
	paint_matrix(&entries, frame->matrix, "]/Resources<<");
	paint_resources(device, frame, &entries);
	buf_add_text(&entries, ">>");
	pdf_file_stream(device->file, device->out, number, buf_str(&entries), buf_str(&frame->content));
	buf_free(&entries);
	return number;
}

static void end_tile(fz_context *context, fz_device *device)
{
	struct paint_device *paint = paint_of(device);
	struct paint_frame *frame = paint_frame_now(paint);
	if (frame->kind != FRAME_TILE)
		fz_throw(context, PDF_UNSUPPORTED, "a pattern that did not begin");
	fz_rect area = fz_transform_rect(frame->area, frame->matrix);
	unsigned number = write_pattern(paint, frame);
	paint_pop(paint);
	frame = paint_frame_now(paint);
	paint_save(frame);
	buf_printf(&frame->patterns, "/P%u %u 0 R", paint->names, number);
	buf_printf(&frame->content, "/Pattern cs /P%u scn\n", paint->names++);
	paint_numbers(&frame->content, (const float[]){area.x0, area.y0, area.x1 - area.x0, area.y1 - area.y0}, 4, "re f");
	paint_restore(frame);
}

/* ---- pixels -------------------------------------------------------------------------------------------------- */

static void set_alpha(fz_context *context, struct paint_frame *frame, float alpha)
{
	const float black = 0;
	paint_set_fill(context, frame, fz_device_gray(context), &black, alpha, fz_default_color_params);
}

static void put_pixels(struct paint_device *device, unsigned number, fz_matrix matrix)
{
	struct paint_frame *frame = paint_frame_now(device);
	paint_save(frame);
	paint_matrix(&frame->content, fz_pre_scale(fz_pre_translate(matrix, 0, 1), 1, -1), "cm"); /* rows of pictures begin at the top */
	use_object(device, number);
	paint_restore(frame);
}

/* Colours that PDF has without a profile; premultiplied colours as they were. */
static fz_pixmap *plain_pixels(fz_context *context, fz_pixmap *pixels)
{
	enum fz_colorspace_type type = pixels->colorspace ? fz_colorspace_type(context, pixels->colorspace) : FZ_COLORSPACE_GRAY;
	if (type == FZ_COLORSPACE_GRAY || type == FZ_COLORSPACE_RGB || type == FZ_COLORSPACE_CMYK)
		return fz_keep_pixmap(context, pixels);
	return fz_convert_pixmap(context, pixels, fz_device_rgb(context), NULL, NULL, fz_default_color_params, 1);
}

static unsigned write_pixels(fz_context *context, struct paint_device *device, fz_pixmap *pixels)
{
	volatile unsigned number = 0;
	fz_pixmap *plain = plain_pixels(context, pixels);
	fz_try(context)
		number = paint_pixels(context, device, plain);
	fz_always(context)
		fz_drop_pixmap(context, plain);
	fz_catch(context)
		fz_rethrow(context);
	return number;
}

static unsigned write_image(fz_context *context, struct paint_device *device, fz_image *image, bool stencil)
{
	volatile unsigned number = 0;
	fz_pixmap *pixels = fz_get_pixmap_from_image(context, image, NULL, NULL, NULL, NULL);
	fz_try(context)
		number = stencil ? paint_stencil(context, device, pixels) : write_pixels(context, device, pixels);
	fz_always(context)
		fz_drop_pixmap(context, pixels);
	fz_catch(context)
		fz_rethrow(context);
	return number;
}

/* MuPDF's picture space has its origin at the top. */
static void fill_image(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, float alpha, fz_color_params params)
{
	(void)params;
	set_alpha(context, paint_frame_now(paint_of(device)), alpha);
	put_pixels(paint_of(device), write_image(context, paint_of(device), image, false), matrix);
}

static void fill_image_mask(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_colorspace *space,
			    const float *color, float alpha, fz_color_params params)
{
	paint_set_fill(context, paint_frame_now(paint_of(device)), space, color, alpha, params);
	put_pixels(paint_of(device), write_image(context, paint_of(device), image, true), matrix);
}

/* What of the mask is bright shows what comes. */
static void clip_image_mask(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	unsigned number = write_image(context, paint_of(device), image, false);
	begin_shape_mask(context, device, 1);
	put_pixels(paint_of(device), number, matrix);
	end_mask(context, device);
}

void paint_group_calls(fz_device *device)
{
	device->begin_group = begin_group;
	device->end_group = end_group;
	device->begin_mask = begin_mask;
	device->end_mask = end_mask;
	device->begin_tile = begin_tile;
	device->end_tile = end_tile;
	device->clip_stroke_path = clip_stroke_path;
	device->clip_stroke_text = clip_stroke_text;
	device->clip_image_mask = clip_image_mask;
	device->fill_image = fill_image;
	device->fill_image_mask = fill_image_mask;
	device->fill_shade = paint_shade;
}
