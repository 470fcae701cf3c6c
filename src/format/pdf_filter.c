/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The device that cuts: it passes on what is drawn, but for letters that go or move, tokens that come, and shapes that go.
 * It counts letters and shapes as pdf_collect.c does. Text that is not drawn does not pass at all. */
#include <math.h>

#include "format/pdf_mupdf.h"

#define GRID 36.0f /* points */

struct filter {
	fz_device base;
	fz_device *to;
	const struct page *page;
	const struct page_changes *changes;
	fz_font *token_font;
	size_t glyph, shape, token; /* so many have passed */
	fz_text *text; /* being made; dropped with the device when something is thrown */
};

static struct filter *filter_of(fz_device *device)
{
	return (struct filter *)(void *)device;
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

static int token_shape(fz_context *context, fz_font *font, char sign)
{
	return fz_encode_character(context, font, (unsigned char)sign);
}

float pdf_token_width(fz_context *context, fz_font *font, struct str text)
{
	float width = 0;
	for (size_t i = 0; i < text.len; i++)
		width += fz_advance_glyph(context, font, token_shape(context, font, text.ptr[i]), 0);
	return width;
}

static void add_token(fz_context *context, struct filter *filter, const struct page_token *token, fz_matrix back)
{
	float wide = token->size * token->stretch, x = token->x, y = token->y;
	for (size_t i = 0; i < token->text.len; i++) {
		int shape = token_shape(context, filter->token_font, token->text.ptr[i]);
		fz_matrix place = {wide * token->ux, wide * token->uy, -token->size * token->uy, token->size * token->ux, x, y};
		fz_show_glyph(context, filter->text, filter->token_font, fz_concat(place, back), shape, (unsigned char)token->text.ptr[i],
			      0, 0, FZ_BIDI_LTR, FZ_LANG_UNSET);
		float step = fz_advance_glyph(context, filter->token_font, shape, 0) * wide;
		x += step * token->ux;
		y += step * token->uy;
	}
}

static void add_glyph(fz_context *context, struct filter *filter, const fz_text_span *span, const fz_text_item *item,
		      const struct page_change *change, fz_matrix back)
{
	fz_matrix place = span->trm;
	place.e = item->x;
	place.f = item->y;
	if (change && change->move) {
		fz_point point = fz_transform_point_xy(change->x, change->y, back);
		place.a *= change->stretch;
		place.b *= change->stretch;
		place.e = point.x;
		place.f = point.y;
	}
	fz_show_glyph(context, filter->text, span->font, place, item->gid, item->ucs, (int)span->wmode, (int)span->bidi_level,
		      (fz_bidi_direction)span->markup_dir, (fz_text_language)span->language);
}

static bool stays_as_it_is(const struct filter *filter, const fz_text *text)
{
	size_t glyph = filter->glyph;
	for (const fz_text_span *span = text->head; span; span = span->next)
		for (int i = 0; i < span->len; i++, glyph++) {
			const struct page_change *change = filter->changes->glyphs ? &filter->changes->glyphs[glyph] : NULL;
			if (filter->page->glyphs[glyph].flags & PAGE_LETTER_UNSEEN || (change && (change->drop || change->move)))
				return false;
		}
	return true;
}

/* The text as it is to be: kept by the filter. */
static const fz_text *changed(fz_context *context, struct filter *filter, const fz_text *text, fz_matrix matrix)
{
	const struct page_changes *changes = filter->changes;
	size_t letters = 0;
	for (const fz_text_span *span = text->head; span; span = span->next)
		letters += (size_t)span->len;
	if (letters > filter->page->glyph_count - filter->glyph)
		fz_throw(context, PDF_UNSUPPORTED, "drawn otherwise than before");
	if (stays_as_it_is(filter, text)) {
		filter->glyph += letters;
		return text;
	}
	fz_matrix back;
	if (fz_try_invert_matrix(&back, matrix))
		back = fz_identity;
	fz_drop_text(context, filter->text);
	filter->text = NULL;
	filter->text = fz_new_text(context);
	for (const fz_text_span *span = text->head; span; span = span->next)
		for (int i = 0; i < span->len; i++, filter->glyph++) {
			const struct page_change *change = changes->glyphs ? &changes->glyphs[filter->glyph] : NULL;
			for (; filter->token < changes->token_count && changes->tokens[filter->token].glyph <= filter->glyph; filter->token++)
				add_token(context, filter, &changes->tokens[filter->token], back);
			if (!(filter->page->glyphs[filter->glyph].flags & PAGE_LETTER_UNSEEN) && !(change && change->drop))
				add_glyph(context, filter, span, &span->items[i], change, back);
		}
	return filter->text;
}

static void fill_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	fz_fill_text(context, filter->to, changed(context, filter, text, matrix), matrix, space, color, alpha, params);
}

static void stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	fz_stroke_text(context, filter->to, changed(context, filter, text, matrix), stroke, matrix, space, color, alpha, params);
}

static void clip_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_rect scissor)
{
	struct filter *filter = filter_of(device);
	fz_clip_text(context, filter->to, changed(context, filter, text, matrix), matrix, scissor);
}

static void clip_stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	struct filter *filter = filter_of(device);
	fz_clip_stroke_text(context, filter->to, changed(context, filter, text, matrix), stroke, matrix, scissor);
}

static void ignore_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix)
{
	(void)context, (void)matrix;
	for (const fz_text_span *span = text->head; span; span = span->next)
		filter_of(device)->glyph += (size_t)span->len;
}

/* ---- shapes and pictures ------------------------------------------------------------------------------------- */

static bool goes(fz_context *context, struct filter *filter)
{
	size_t shape = filter->shape++;
	if (shape >= filter->page->shape_count)
		fz_throw(context, PDF_UNSUPPORTED, "drawn otherwise than before");
	return filter->changes->shapes && filter->changes->shapes[shape];
}

/* Where the picture was. */
static void put_square(fz_context *context, struct filter *filter, fz_matrix matrix, float alpha)
{
	const float gray = 0.85f;
	fz_path *square = fz_new_path(context);
	fz_try(context)
	{
		fz_rectto(context, square, 0, 0, 1, 1);
		fz_fill_path(context, filter->to, square, 0, matrix, fz_device_gray(context), &gray, alpha, fz_default_color_params);
	}
	fz_always(context)
		fz_drop_path(context, square);
	fz_catch(context)
		fz_rethrow(context);
}

/* Where the drawing was: on a grid, since it may have been a name, whose length is not to be told. */
static void put_square_if_drawn(fz_context *context, struct filter *filter)
{
	const struct page_shape *shape = &filter->page->shapes[filter->shape - 1];
	float left = floorf(shape->box.x0 / GRID) * GRID, right = ceilf(shape->box.x1 / GRID) * GRID;
	fz_matrix box = {right - left, 0, 0, shape->box.y1 - shape->box.y0, left, shape->box.y0};
	if (shape->picture)
		put_square(context, filter, box, 1);
}

static void fill_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	if (!goes(context, filter))
		fz_fill_path(context, filter->to, path, even_odd, matrix, space, color, alpha, params);
	else
		put_square_if_drawn(context, filter);
}

static void stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	if (!goes(context, filter))
		fz_stroke_path(context, filter->to, path, stroke, matrix, space, color, alpha, params);
	else
		put_square_if_drawn(context, filter);
}

static void fill_shade(fz_context *context, fz_device *device, fz_shade *shade, fz_matrix matrix, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	if (!goes(context, filter))
		fz_fill_shade(context, filter->to, shade, matrix, alpha, params);
}

static void fill_image(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	if (!goes(context, filter))
		fz_fill_image(context, filter->to, image, matrix, alpha, params);
	else
		put_square(context, filter, matrix, alpha);
}

static void fill_image_mask(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_colorspace *space,
			    const float *color, float alpha, fz_color_params params)
{
	struct filter *filter = filter_of(device);
	if (!goes(context, filter))
		fz_fill_image_mask(context, filter->to, image, matrix, space, color, alpha, params);
	else
		put_square(context, filter, matrix, alpha);
}

/* ---- clips and groups pass as they are ----------------------------------------------------------------------- */

static void clip_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_rect scissor)
{
	fz_clip_path(context, filter_of(device)->to, path, even_odd, matrix, scissor);
}

static void clip_stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	fz_clip_stroke_path(context, filter_of(device)->to, path, stroke, matrix, scissor);
}

/* A mask that goes is replaced by its frame. */
static void clip_image_mask(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_rect scissor)
{
	struct filter *filter = filter_of(device);
	if (!goes(context, filter)) {
		fz_clip_image_mask(context, filter->to, image, matrix, scissor);
		return;
	}
	fz_path *square = fz_new_path(context);
	fz_try(context)
	{
		fz_rectto(context, square, 0, 0, 1, 1);
		fz_clip_path(context, filter->to, square, 0, matrix, scissor);
	}
	fz_always(context)
		fz_drop_path(context, square);
	fz_catch(context)
		fz_rethrow(context);
}

static void pop_clip(fz_context *context, fz_device *device)
{
	fz_pop_clip(context, filter_of(device)->to);
}

static void begin_mask(fz_context *context, fz_device *device, fz_rect area, int luminosity, fz_colorspace *space, const float *color,
		       fz_color_params params)
{
	fz_begin_mask(context, filter_of(device)->to, area, luminosity, space, color, params);
}

static void end_mask(fz_context *context, fz_device *device)
{
	fz_end_mask(context, filter_of(device)->to);
}

static void begin_group(fz_context *context, fz_device *device, fz_rect area, fz_colorspace *space, int isolated, int knockout,
			int blend, float alpha)
{
	fz_begin_group(context, filter_of(device)->to, area, space, isolated, knockout, blend, alpha);
}

static void end_group(fz_context *context, fz_device *device)
{
	fz_end_group(context, filter_of(device)->to);
}

/* Tiles may differ by their place, once letters are cut: none is taken from a store. */
static int begin_tile(fz_context *context, fz_device *device, fz_rect area, fz_rect view, float step_x, float step_y,
		      fz_matrix matrix, int id)
{
	(void)id;
	fz_begin_tile(context, filter_of(device)->to, area, view, step_x, step_y, matrix);
	return 0;
}

static void end_tile(fz_context *context, fz_device *device)
{
	fz_end_tile(context, filter_of(device)->to);
}

static void drop_device(fz_context *context, fz_device *device)
{
	fz_drop_text(context, filter_of(device)->text);
}

fz_device *pdf_filter_device(fz_context *context, fz_device *to, const struct page *page, const struct page_changes *changes,
			     fz_font *token_font)
{
	struct filter *filter = (struct filter *)fz_new_device_of_size(context, (int)sizeof(struct filter));
	filter->to = to;
	filter->page = page;
	filter->changes = changes;
	filter->token_font = token_font;
	filter->base.drop_device = drop_device;
	filter->base.fill_path = fill_path;
	filter->base.stroke_path = stroke_path;
	filter->base.clip_path = clip_path;
	filter->base.clip_stroke_path = clip_stroke_path;
	filter->base.fill_text = fill_text;
	filter->base.stroke_text = stroke_text;
	filter->base.clip_text = clip_text;
	filter->base.clip_stroke_text = clip_stroke_text;
	filter->base.ignore_text = ignore_text;
	filter->base.fill_shade = fill_shade;
	filter->base.fill_image = fill_image;
	filter->base.fill_image_mask = fill_image_mask;
	filter->base.clip_image_mask = clip_image_mask;
	filter->base.pop_clip = pop_clip;
	filter->base.begin_mask = begin_mask;
	filter->base.end_mask = end_mask;
	filter->base.begin_group = begin_group;
	filter->base.end_group = end_group;
	filter->base.begin_tile = begin_tile;
	filter->base.end_tile = end_tile;
	return &filter->base;
}
