/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_collect.h"

#define LETTER_MOST 72.0f /* points; a stencil larger than this is a picture, whatever it says it means */

struct probe {
	fz_device base;
	bool text, picture, stencil;
};

static struct probe *probe_of(fz_device *device)
{
	return (struct probe *)(void *)device;
}

static void probe_fill_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_colorspace *space,
			    const float *color, float alpha, fz_color_params params)
{
	(void)context, (void)text, (void)matrix, (void)space, (void)color, (void)alpha, (void)params;
	probe_of(device)->text = true;
}

static void probe_stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke,
			      fz_matrix matrix, fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	(void)stroke;
	probe_fill_text(context, device, text, matrix, space, color, alpha, params);
}

static void probe_clip_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_rect scissor)
{
	(void)context, (void)text, (void)matrix, (void)scissor;
	probe_of(device)->text = true;
}

static void probe_clip_stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke,
				   fz_matrix matrix, fz_rect scissor)
{
	(void)stroke;
	probe_clip_text(context, device, text, matrix, scissor);
}

static void probe_ignore_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix)
{
	(void)context, (void)text, (void)matrix;
	probe_of(device)->text = true;
}

static void probe_image(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, float alpha, fz_color_params params)
{
	(void)context, (void)image, (void)matrix, (void)alpha, (void)params;
	probe_of(device)->picture = true;
}

static void probe_stencil(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_colorspace *space,
			  const float *color, float alpha, fz_color_params params)
{
	(void)context, (void)image, (void)matrix, (void)space, (void)color, (void)alpha, (void)params;
	probe_of(device)->stencil = true;
}

bool collect_is_strange(fz_context *context, fz_font *font, int shape, fz_matrix place)
{
	struct probe *probe = (struct probe *)fz_new_device_of_size(context, (int)sizeof *probe);
	volatile bool strange = false;
	probe->base.fill_text = probe_fill_text;
	probe->base.stroke_text = probe_stroke_text;
	probe->base.clip_text = probe_clip_text;
	probe->base.clip_stroke_text = probe_clip_stroke_text;
	probe->base.ignore_text = probe_ignore_text;
	probe->base.fill_image = probe_image;
	probe->base.fill_image_mask = probe_stencil;
	fz_try(context)
	{
		fz_run_t3_glyph(context, font, shape, fz_identity, &probe->base);
		fz_rect box = fz_bound_glyph(context, font, shape, place);
		bool large = box.y1 - box.y0 > LETTER_MOST || box.x1 - box.x0 > LETTER_MOST;
		strange = probe->text || probe->picture || (probe->stencil && large);
		fz_close_device(context, &probe->base);
	}
	fz_always(context)
		fz_drop_device(context, &probe->base);
	fz_catch(context)
		fz_rethrow(context);
	return strange;
}
