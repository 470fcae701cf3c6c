/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The device that looks: every letter with its place, every area, every picture. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/pdf_mupdf.h"

enum { FONTS_MOST = 4096, DEPTH_MOST = 256, DRAWN_KEPT = 1024 };

#define LETTER_MOST 72.0f /* points; a stencil larger than this is a picture, whatever it says it means */

/* What a clip or group does to what is painted in it. */
enum way {
	WAY_PLAIN,
	WAY_LOOSE = 1, /* only part of it may show */
	WAY_BLENDED = 2 /* mixed with what is below */
};

struct drawn {
	const fz_font *font;
	int shape;
};

struct collector {
	fz_device base;
	struct page *page;
	fz_font *fonts[FONTS_MOST];
	size_t font_count;
	unsigned depth;            /* of what stands open: clips, masks, groups, tiles */
	uint8_t ways[DEPTH_MOST]; /* enum way of each */
	struct drawn drawn[DRAWN_KEPT]; /* letters of Type 3 fonts that were looked into */
};

static struct collector *collector_of(fz_device *device)
{
	return (struct collector *)(void *)device;
}

static enum way ways_now(const struct collector *collector)
{
	unsigned ways = collector->depth > DEPTH_MOST ? WAY_LOOSE : WAY_PLAIN;
	for (unsigned i = 0; i < collector->depth && i < DEPTH_MOST; i++)
		ways |= collector->ways[i];
	return ways;
}

static void enter(fz_device *device, enum way way)
{
	struct collector *collector = collector_of(device);
	if (collector->depth < DEPTH_MOST)
		collector->ways[collector->depth] = (uint8_t)way;
	collector->depth++;
}

static void leave(fz_context *context, fz_device *device)
{
	(void)context;
	struct collector *collector = collector_of(device);
	collector->depth -= collector->depth > 0;
}

static struct page_box box_of(fz_rect rect)
{
	return (struct page_box){rect.x0, rect.y0, rect.x1, rect.y1};
}

static bool same_box(const struct page_box *a, const struct page_box *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* The current clip as an index; most letters share the one before. */
static uint32_t clip_now(fz_context *context, fz_device *device, struct page *page)
{
	struct page_box box = box_of(fz_device_current_scissor(context, device));
	if (page->box_count == 0 || !same_box(&page->boxes[page->box_count - 1], &box)) {
		page->boxes = mem_room(page->boxes, page->box_count, &page->box_cap, sizeof *page->boxes);
		page->boxes[page->box_count++] = box;
	}
	return (uint32_t)(page->box_count - 1);
}

static uint16_t font_number(struct collector *collector, fz_font *font)
{
	for (size_t i = collector->font_count; i-- > 0;)
		if (collector->fonts[i] == font)
			return (uint16_t)i;
	if (collector->font_count == FONTS_MOST)
		return FONTS_MOST;
	collector->fonts[collector->font_count] = font;
	return (uint16_t)collector->font_count++;
}

static bool is_private(int code)
{
	return code >= 0xE000 && code <= 0xF8FF;
}

uint32_t pdf_meaning(int code)
{
	if (code <= 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) || is_private(code) || code == 0xFFFE || code == 0xFFFF)
		return PAGE_UNKNOWN;
	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		return code == '\t' || code == '\r' || code == '\n' ? ' ' : PAGE_UNKNOWN;
	return (uint32_t)code;
}

uint32_t pdf_meaning_written(uint32_t meaning)
{
	return meaning == PAGE_UNKNOWN ? 0x2022 : meaning;
}

static uint32_t color_of(fz_context *context, fz_colorspace *space, const float *color, fz_color_params params)
{
	float rgb[FZ_MAX_COLORS] = {0};
	if (space == NULL || color == NULL)
		return 0;
	fz_convert_color(context, space, color, fz_device_rgb(context), rgb, NULL, params);
	uint32_t all = 0;
	for (int i = 0; i < 3; i++) {
		float part = rgb[i] < 0 ? 0 : rgb[i] > 1 ? 1 : rgb[i];
		all = all << 8 | (uint32_t)lroundf(part * 255);
	}
	return all;
}

static void add_item(struct collector *collector, const fz_text_span *span, const fz_text_item *item, fz_matrix matrix, float advance,
		     uint32_t clip, uint16_t font, uint32_t color, bool unseen)
{
	struct page *page = collector->page;
	page->glyphs = mem_room(page->glyphs, page->glyph_count, &page->glyph_cap, sizeof *page->glyphs);
	struct page_glyph *glyph = &page->glyphs[page->glyph_count];
	fz_point place = fz_transform_point_xy(item->x, item->y, matrix);
	fz_matrix all = fz_concat(span->trm, matrix);
	float along = span->wmode ? hypotf(all.c, all.d) : hypotf(all.a, all.b), up = hypotf(all.c, all.d);
	*glyph = (struct page_glyph){.code = pdf_meaning(item->ucs), .first = (uint32_t)page->glyph_count, .clip = clip, .font = font,
				    .x = place.x, .y = place.y, .ux = 1, .size = up, .color = color};
	if (along > 0 && isfinite(along)) {
		glyph->ux = (span->wmode ? all.c : all.a) / along;
		glyph->uy = (span->wmode ? all.d : all.b) / along;
	}
	if (item->gid < 0)
		glyph->flags |= PAGE_LETTER_TAIL;
	else
		glyph->advance = advance * along;
	if (unseen || !isfinite(place.x) || !isfinite(place.y) || !isfinite(up) || !isfinite(glyph->advance))
		glyph->flags |= PAGE_LETTER_UNSEEN;
	page->glyph_count++;
}

/* ---- letters that are pieces of content (Type 3) ------------------------------------------------------------- */

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

/* A letter that is made of other letters says what nobody reads; one made of pixels, unless it is as large as a letter, too. */
static void probe_letter(fz_context *context, struct collector *collector, fz_font *font, int shape, fz_matrix place)
{
	struct probe *probe = (struct probe *)fz_new_device_of_size(context, (int)sizeof *probe);
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
		collector->page->strange |= probe->text || probe->picture || (probe->stencil && large);
		fz_close_device(context, &probe->base);
	}
	fz_always(context)
		fz_drop_device(context, &probe->base);
	fz_catch(context)
		fz_rethrow(context);
}

static void look_into(fz_context *context, struct collector *collector, const fz_text_span *span, fz_matrix matrix)
{
	for (int i = 0; i < span->len; i++) {
		struct drawn *seen = &collector->drawn[((uintptr_t)span->font / 64 + (uintptr_t)span->items[i].gid) % DRAWN_KEPT];
		if (span->items[i].gid < 0 || (seen->font == span->font && seen->shape == span->items[i].gid))
			continue;
		*seen = (struct drawn){span->font, span->items[i].gid};
		probe_letter(context, collector, span->font, span->items[i].gid, fz_concat(span->trm, matrix));
	}
}

static void add_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, uint32_t color, bool unseen)
{
	struct collector *collector = collector_of(device);
	uint32_t clip = clip_now(context, device, collector->page);
	for (const fz_text_span *span = text->head; span; span = span->next) {
		uint16_t font = font_number(collector, span->font);
		if (fz_font_t3_procs(context, span->font))
			look_into(context, collector, span, matrix);
		for (int i = 0; i < span->len; i++) {
			const fz_text_item *item = &span->items[i];
			float advance = item->gid < 0 ? 0 : fz_advance_glyph(context, span->font, item->gid, (int)span->wmode);
			add_item(collector, span, item, matrix, advance, clip, font, color, unseen);
		}
	}
}

static void fill_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	add_text(context, device, text, matrix, color_of(context, space, color, params), alpha < 0.02f);
}

static void stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	(void)stroke;
	add_text(context, device, text, matrix, color_of(context, space, color, params), alpha < 0.02f);
}

static void clip_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	add_text(context, device, text, matrix, PAGE_COLOR_UNKNOWN, false);
	enter(device, WAY_LOOSE);
}

static void clip_stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	(void)stroke;
	clip_text(context, device, text, matrix, scissor);
}

/* Text that is not drawn; but MuPDF also draws a Type 3 letter that takes over colours or line widths as mere shapes, and
 * tells its text like this. */
static void ignore_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix)
{
	(void)matrix;
	struct page *page = collector_of(device)->page;
	for (const fz_text_span *span = text->head; span; span = span->next) {
		page->strange |= fz_font_t3_procs(context, span->font) != NULL;
		for (int i = 0; i < span->len; i++)
			utf8_add(&page->behind, pdf_meaning_written(pdf_meaning(span->items[i].ucs)));
		buf_add_byte(&page->behind, '\n');
	}
}

/* ---- shapes -------------------------------------------------------------------------------------------------- */

/* How much of its box a path fills, and whether it has curves. */
struct outline {
	double area, x, y, first_x, first_y;
	unsigned curves, parts;
};

static void outline_line(fz_context *context, void *argument, float x, float y)
{
	(void)context;
	struct outline *outline = argument;
	outline->area += outline->x * (double)y - (double)x * outline->y;
	outline->x = (double)x;
	outline->y = (double)y;
}

static void outline_close(fz_context *context, void *argument)
{
	struct outline *outline = argument;
	outline_line(context, argument, (float)outline->first_x, (float)outline->first_y);
}

static void outline_move(fz_context *context, void *argument, float x, float y)
{
	struct outline *outline = argument;
	outline_close(context, argument);
	outline->x = outline->first_x = (double)x;
	outline->y = outline->first_y = (double)y;
	outline->parts++;
}

static void outline_curve(fz_context *context, void *argument, float x1, float y1, float x2, float y2, float x3, float y3)
{
	struct outline *outline = argument;
	outline->curves++;
	outline_line(context, argument, x1, y1);
	outline_line(context, argument, x2, y2);
	outline_line(context, argument, x3, y3);
}

static struct outline outline_of(fz_context *context, const fz_path *path)
{
	static const fz_path_walker walker = {.moveto = outline_move, .lineto = outline_line, .curveto = outline_curve, .closepath = outline_close};
	struct outline outline = {0};
	fz_walk_path(context, path, &walker, &outline);
	outline_close(context, &outline);
	return outline;
}

static bool is_dark(uint32_t color)
{
	return (color >> 16 & 0xFF) * 3 + (color >> 8 & 0xFF) * 6 + (color & 0xFF) < 10 * 0x50;
}

static struct page_shape *add_shape(fz_context *context, fz_device *device, fz_rect rect, uint32_t color)
{
	struct page *page = collector_of(device)->page;
	rect = fz_intersect_rect(rect, fz_device_current_scissor(context, device));
	page->shapes = mem_room(page->shapes, page->shape_count, &page->shape_cap, sizeof *page->shapes);
	struct page_shape *shape = &page->shapes[page->shape_count++];
	*shape = (struct page_shape){.after = (uint32_t)page->glyph_count, .color = color};
	if (!fz_is_empty_rect(rect) && isfinite(rect.x0 + rect.y0 + rect.x1 + rect.y1))
		shape->box = box_of(rect);
	return shape;
}

/* What is under a solid shape is not seen any more. Dark marker pen hides as well as paint does. */
static bool hides(const struct collector *collector, uint32_t color, float alpha)
{
	enum way ways = ways_now(collector);
	return !(ways & WAY_LOOSE) && (is_dark(color) ? alpha > 0.8f : alpha > 0.98f && !(ways & WAY_BLENDED));
}

/* Which share of its box a path fills; no box: all. */
static double filled_share(fz_context *context, const fz_path *path, fz_matrix matrix, fz_rect rect)
{
	struct outline outline = outline_of(context, path);
	double box = (double)(rect.x1 - rect.x0) * (double)(rect.y1 - rect.y0);
	double area = fabs(outline.area) / 2 * fabs((double)matrix.a * (double)matrix.d - (double)matrix.b * (double)matrix.c);
	return box > 0 ? area / box : 1;
}

static void fill_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	(void)even_odd;
	struct collector *collector = collector_of(device);
	fz_rect rect = fz_bound_path(context, path, NULL, matrix);
	bool curved = outline_of(context, path).curves > 2;
	uint32_t rgb = color_of(context, space, color, params);
	float height = rect.y1 - rect.y0, width = rect.x1 - rect.x0;
	struct page_shape *shape = add_shape(context, device, rect, rgb);
	shape->thin = height < 2.5f || width < 2.5f;
	shape->solid = filled_share(context, path, matrix, rect) > 0.9 && hides(collector, rgb, alpha) && !shape->thin;
	if (curved && height > 3 && height < 60 && width < 60 && alpha > 0.02f)
		collector->page->curves++;
}

static void stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	fz_rect line = fz_bound_path(context, path, NULL, matrix), rect = fz_bound_path(context, path, stroke, matrix);
	uint32_t rgb = color_of(context, space, color, params);
	float width = stroke->linewidth * fz_matrix_expansion(matrix);
	struct page_shape *shape = add_shape(context, device, rect, rgb);
	bool straight = line.x1 - line.x0 < 0.5f || line.y1 - line.y0 < 0.5f;
	shape->thin = rect.y1 - rect.y0 < 2.5f || rect.x1 - rect.x0 < 2.5f;
	shape->solid = straight && width > 4 && stroke->dash_len == 0 && hides(collector_of(device), rgb, alpha);
}

static void fill_shade(fz_context *context, fz_device *device, fz_shade *shade, fz_matrix matrix, float alpha, fz_color_params params)
{
	(void)alpha, (void)params;
	add_shape(context, device, fz_bound_shade(context, shade, matrix), PAGE_COLOR_UNKNOWN);
}

/* ---- pictures ------------------------------------------------------------------------------------------------ */

static void add_picture(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, bool solid)
{
	struct page *page = collector_of(device)->page;
	fz_rect rect = fz_transform_rect(fz_unit_rect, matrix);
	struct page_shape *shape = add_shape(context, device, rect, PAGE_COLOR_UNKNOWN);
	bool upright = fabsf(matrix.b) + fabsf(matrix.c) < 0.01f || fabsf(matrix.a) + fabsf(matrix.d) < 0.01f;
	shape->solid = solid && upright;
	shape->picture = pdf_picture_shows(context, image) && shape->box.x1 > shape->box.x0;
	page->pictures += shape->picture;
}

static void fill_image(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, float alpha, fz_color_params params)
{
	(void)params;
	add_picture(context, device, image, matrix, alpha > 0.98f && ways_now(collector_of(device)) == WAY_PLAIN);
}

static void fill_image_mask(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_colorspace *space,
			    const float *color, float alpha, fz_color_params params)
{
	(void)space, (void)color, (void)alpha, (void)params;
	add_picture(context, device, image, matrix, false);
}

static void clip_image_mask(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	add_picture(context, device, image, matrix, false);
	enter(device, WAY_LOOSE);
}

/* ---- clips and groups ---------------------------------------------------------------------------------------- */

static void clip_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_rect scissor)
{
	(void)even_odd, (void)scissor;
	fz_rect rect = fz_bound_path(context, path, NULL, matrix);
	enter(device, filled_share(context, path, matrix, rect) > 0.9 ? WAY_PLAIN : WAY_LOOSE);
}

static void clip_stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	(void)context, (void)path, (void)stroke, (void)matrix, (void)scissor;
	enter(device, WAY_LOOSE);
}

static void begin_mask(fz_context *context, fz_device *device, fz_rect area, int luminosity, fz_colorspace *space, const float *color,
		       fz_color_params params)
{
	(void)context, (void)area, (void)luminosity, (void)space, (void)color, (void)params;
	enter(device, WAY_LOOSE); /* until pop_clip: what is masked, too */
}

static int begin_tile(fz_context *context, fz_device *device, fz_rect area, fz_rect view, float step_x, float step_y,
		      fz_matrix matrix, int id)
{
	(void)context, (void)area, (void)view, (void)step_x, (void)step_y, (void)matrix, (void)id;
	enter(device, WAY_LOOSE);
	return 0;
}

static void begin_group(fz_context *context, fz_device *device, fz_rect area, fz_colorspace *space, int isolated, int knockout,
			int blend, float alpha)
{
	(void)context, (void)area, (void)space, (void)isolated, (void)knockout;
	enter(device, blend != FZ_BLEND_NORMAL || alpha < 0.98f ? WAY_BLENDED : WAY_PLAIN);
}

fz_device *pdf_collect_device(fz_context *context, struct page *page)
{
	struct collector *collector = (struct collector *)fz_new_device_of_size(context, (int)sizeof(struct collector));
	collector->page = page;
	collector->base.fill_path = fill_path;
	collector->base.stroke_path = stroke_path;
	collector->base.fill_text = fill_text;
	collector->base.stroke_text = stroke_text;
	collector->base.clip_text = clip_text;
	collector->base.clip_stroke_text = clip_stroke_text;
	collector->base.ignore_text = ignore_text;
	collector->base.fill_shade = fill_shade;
	collector->base.fill_image = fill_image;
	collector->base.fill_image_mask = fill_image_mask;
	collector->base.clip_image_mask = clip_image_mask;
	collector->base.clip_path = clip_path;
	collector->base.clip_stroke_path = clip_stroke_path;
	collector->base.pop_clip = leave;
	collector->base.begin_mask = begin_mask;
	collector->base.begin_group = begin_group;
	collector->base.end_group = leave;
	collector->base.begin_tile = begin_tile;
	collector->base.end_tile = leave;
	return &collector->base;
}
