/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Shades of every kind, as the triangles that MuPDF takes them apart into (ISO 32000-1, 8.7.4.5.5). */
#include <math.h>

#include "format/pdf_paint.h"

enum { COLORS = 256, PLACES = 0xFFFFFF, TRIANGLES_MOST = 500000 };

struct mesh {
	fz_shade *shade;
	fz_colorspace *rgb;
	fz_color_params params;
	struct buf data;
	fz_rect area; /* which places are in */
	size_t triangles;
};

static const float *table_row(const fz_shade *shade, int row)
{
#if PDF_MUPDF_VERSION >= 1024
	return shade->function + row * shade->function_stride;
#else
	return shade->function[row];
#endif
}

static bool has_table(const fz_shade *shade)
{
#if PDF_MUPDF_VERSION >= 1024
	return shade->function_stride > 0;
#else
	return shade->use_function;
#endif
}

static void prepare(fz_context *context, void *argument, fz_vertex *vertex, const float *color)
{
	struct mesh *mesh = argument;
	if (has_table(mesh->shade))
		vertex->c[0] = color[0];
	else
		fz_convert_color(context, mesh->shade->colorspace, color, mesh->rgb, vertex->c, NULL, mesh->params);
}

static void add_bytes(struct buf *data, float share, unsigned most, unsigned bytes)
{
	unsigned value = share > 0 ? share < 1 ? (unsigned)lround((double)share * most) : most : 0;
	while (bytes--)
		buf_add_byte(data, (char)(unsigned char)(value >> (8 * bytes)));
}

static void add_vertex(struct mesh *mesh, const fz_vertex *vertex)
{
	fz_rect area = mesh->area;
	buf_add_byte(&mesh->data, 0);
	add_bytes(&mesh->data, (vertex->p.x - area.x0) / (area.x1 - area.x0), PLACES, 3);
	add_bytes(&mesh->data, (vertex->p.y - area.y0) / (area.y1 - area.y0), PLACES, 3);
	if (has_table(mesh->shade))
		add_bytes(&mesh->data, vertex->c[0], 0xFFFF, 2);
	else
		for (int i = 0; i < 3; i++)
			add_bytes(&mesh->data, vertex->c[i], 0xFFFF, 2);
}

static void add_triangle(fz_context *context, void *argument, fz_vertex *a, fz_vertex *b, fz_vertex *c)
{
	struct mesh *mesh = argument;
	if (++mesh->triangles > TRIANGLES_MOST)
		fz_throw(context, PDF_UNSUPPORTED, "a shade of too many triangles");
	add_vertex(mesh, a);
	add_vertex(mesh, b);
	add_vertex(mesh, c);
}

static unsigned write_table(fz_context *context, struct paint_device *device, const struct mesh *mesh)
{
	struct buf data = {0};
	unsigned number = pdf_file_reserve(device->file);
	for (int i = 0; i < COLORS; i++) {
		float rgb[FZ_MAX_COLORS] = {0};
		fz_convert_color(context, mesh->shade->colorspace, table_row(mesh->shade, i), mesh->rgb, rgb, NULL, mesh->params);
		for (int k = 0; k < 3; k++)
			add_bytes(&data, rgb[k], 255, 1);
	}
	pdf_file_stream(device->file, device->out, number,
			STR("/FunctionType 0/Domain[0 1]/Range[0 1 0 1 0 1]/Size[256]/BitsPerSample 8"), buf_str(&data));
	buf_free(&data);
	return number;
}

static unsigned write_mesh(fz_context *context, struct paint_device *device, const struct mesh *mesh)
{
	struct buf entries = {0};
	bool table = has_table(mesh->shade);
	buf_add_text(&entries, "/ShadingType 4/ColorSpace/DeviceRGB/BitsPerCoordinate 24/BitsPerComponent 16/BitsPerFlag 8/Decode[");
	paint_numbers(&entries, (const float[]){mesh->area.x0, mesh->area.x1, mesh->area.y0, mesh->area.y1, 0, 1}, 6, "");
	buf_add_text(&entries, table ? "]" : "0 1 0 1]");
	if (table)
		buf_printf(&entries, "/Function %u 0 R", write_table(context, device, mesh));
	unsigned number = pdf_file_reserve(device->file);
	pdf_file_stream(device->file, device->out, number, buf_str(&entries), buf_str(&mesh->data));
	buf_free(&entries);
	return number;
}

static fz_rect bounds_of(const struct mesh *mesh, fz_rect area)
{
	(void)mesh;
	return fz_expand_rect(area, fmaxf(area.x1 - area.x0, area.y1 - area.y0)); /* triangles reach beyond what is seen of them */
}

static unsigned make_mesh(fz_context *context, struct paint_device *device, struct mesh *mesh, fz_matrix matrix, fz_rect area)
{
	volatile unsigned number = 0;
	mesh->area = bounds_of(mesh, area);
	fz_try(context)
	{
		fz_process_shade(context, mesh->shade, fz_concat(mesh->shade->matrix, matrix), area, prepare, add_triangle, mesh);
		if (mesh->triangles)
			number = write_mesh(context, device, mesh);
	}
	fz_always(context)
		buf_free(&mesh->data);
	fz_catch(context)
		fz_rethrow(context);
	return number;
}

void paint_shade(fz_context *context, fz_device *device, fz_shade *shade, fz_matrix matrix, float alpha, fz_color_params params)
{
	struct paint_device *paint = paint_of(device);
	struct paint_frame *frame = paint_frame_now(paint);
	fz_rect paper = {paint->paper.x0, paint->paper.y0, paint->paper.x1, paint->paper.y1};
	fz_rect clip = fz_intersect_rect(fz_device_current_scissor(context, device), paper);
	fz_rect area = fz_intersect_rect(fz_bound_shade(context, shade, matrix), clip);
	if (shade->use_background && !fz_is_empty_rect(clip)) {
		paint_set_fill(context, frame, shade->colorspace, shade->background, alpha, params);
		paint_numbers(&frame->content, (const float[]){clip.x0, clip.y0, clip.x1 - clip.x0, clip.y1 - clip.y0}, 4, "re f");
	}
	if (fz_is_empty_rect(area))
		return;
	struct mesh mesh = {.shade = shade, .rgb = fz_device_rgb(context), .params = params};
	unsigned number = make_mesh(context, paint, &mesh, matrix, area);
	if (number == 0)
		return;
	const float black = 0;
	paint_set_fill(context, frame, fz_device_gray(context), &black, alpha, params);
	paint_save(frame);
	paint_numbers(&frame->content, (const float[]){area.x0, area.y0, area.x1 - area.x0, area.y1 - area.y0}, 4, "re W n");
	buf_printf(&frame->shadings, "/S%u %u 0 R", paint->names, number);
	buf_printf(&frame->content, "/S%u sh\n", paint->names++);
	paint_restore(frame);
}
