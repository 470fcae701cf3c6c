/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <math.h>

#include "base/mem.h"
#include "format/pdf_collect.h"

/* In points: what could be a letter. */
#define MARK_LEAST 3.0f
#define MARK_MOST 60.0f

enum {
	PARTS_MOST = 256,  /* of a path that is looked at for boxes */
	MARKS_MOST = 200000,
	CURVES_MOST = 16,  /* a part with more is a drawing */
	LINES_MOST = 60
};

static enum way ways_now(const struct collector *collector)
{
	unsigned ways = collector->depth > COLLECT_DEPTH ? WAY_LOOSE : WAY_PLAIN;
	for (unsigned i = 0; i < collector->depth && i < COLLECT_DEPTH; i++)
		ways |= collector->ways[i];
	return ways;
}

void collect_enter(fz_device *device, enum way way)
{
	struct collector *collector = collector_of(device);
	if (collector->depth < COLLECT_DEPTH)
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

/* ---- shapes -------------------------------------------------------------------------------------------------- */

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
	*shape = (struct page_shape){.after = (uint32_t)page->glyph_count, .color = color, .order = (uint32_t)page->shape_count};
	shape->loose = ways_now(collector_of(device)) & WAY_LOOSE;
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

static void add_area(struct page *page, const struct page_shape *shape, struct page_box box, bool solid)
{
	page->areas = mem_room(page->areas, page->area_count, &page->area_cap, sizeof *page->areas);
	page->areas[page->area_count++] = (struct page_area){box, shape->after, shape->color, shape->order, solid};
}

static bool holds(const struct page_box *a, const struct page_box *b)
{
	return a->x0 <= b->x0 && a->y0 <= b->y0 && a->x1 >= b->x1 && a->y1 >= b->y1;
}

/* Whether a part of a path is filled whole: a box, or nearly, with no other part in it. */
static bool is_full(const struct outline *outline, size_t index)
{
	const struct outline_contour *contour = &outline->list[index];
	double box = (double)(contour->box.x1 - contour->box.x0) * (double)(contour->box.y1 - contour->box.y0);
	if (fabs(contour->area) < 0.9 * box || outline->count > PARTS_MOST)
		return false;
	for (size_t i = 0; i < outline->count; i++)
		if (i != index && holds(&contour->box, &outline->list[i].box))
			return false;
	return true;
}

static bool is_thin(const struct page_box *box)
{
	return box->y1 - box->y0 < 2.5f || box->x1 - box->x0 < 2.5f;
}

static struct page_box clipped(fz_context *context, fz_device *device, const struct page_box *box)
{
	fz_rect rect = fz_intersect_rect((fz_rect){box->x0, box->y0, box->x1, box->y1}, fz_device_current_scissor(context, device));
	return fz_is_empty_rect(rect) ? (struct page_box){0} : box_of(rect);
}

/* Notes what could be a letter drawn as a shape, or a part of a drawing. */
static void add_marks(struct page *page, const struct outline *outline, uint32_t shape)
{
	for (size_t i = 0; i < outline->count && page->mark_count < MARKS_MOST; i++) {
		const struct outline_contour *contour = &outline->list[i];
		float height = contour->box.y1 - contour->box.y0, width = contour->box.x1 - contour->box.x0;
		bool drawn = contour->curves > CURVES_MOST || contour->lines > LINES_MOST;
		bool plain = (contour->upright && contour->lines <= 4) || contour->lines + contour->curves < 2;
		bool large = height > MARK_MOST || width > MARK_MOST || (height < MARK_LEAST && width < MARK_LEAST);
		if (!drawn && large)
			continue;
		page->marks = mem_room(page->marks, page->mark_count, &page->mark_cap, sizeof *page->marks);
		page->marks[page->mark_count++] = (struct page_mark){contour->box, shape, drawn, plain};
	}
}

static void fill_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	(void)even_odd;
	struct collector *collector = collector_of(device);
	struct page *page = collector->page;
	struct outline *outline = &collector->outline;
	outline_read(context, path, matrix, outline, NULL);
	uint32_t rgb = collect_color(context, space, color, params);
	struct page_shape *shape = add_shape(context, device, fz_bound_path(context, path, NULL, matrix), rgb);
	shape->thin = is_thin(&shape->box);
	bool hiding = hides(collector, shape->color, alpha);
	for (size_t i = 0; i < outline->count; i++) {
		const struct page_box *box = &outline->list[i].box;
		bool full = is_full(outline, i), thin = is_thin(box);
		if (!thin && alpha > 0.02f)
			add_area(page, shape, clipped(context, device, box), full && hiding);
		if (full) {
			outline_rule(page, box->x0, box->y0, box->y1, !thin);
			outline_rule(page, box->x1, box->y0, box->y1, !thin);
			outline_level(page, box->y0, box->x0, box->x1);
			outline_level(page, box->y1, box->x0, box->x1);
		}
	}
	if (alpha > 0.02f && shape->box.x1 > shape->box.x0)
		add_marks(page, outline, (uint32_t)page->shape_count - 1);
}

static void stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	struct collector *collector = collector_of(device);
	fz_rect line = fz_bound_path(context, path, NULL, matrix);
	float width = stroke->linewidth * fz_matrix_expansion(matrix);
	fz_rect rect = fz_expand_rect(line, width / 2 + 0.05f); /* MuPDF would count in the longest spikes there could be */
	struct page_shape *shape = add_shape(context, device, rect, collect_color(context, space, color, params));
	bool straight = line.x1 - line.x0 < 0.5f || line.y1 - line.y0 < 0.5f;
	shape->thin = is_thin(&shape->box);
	outline_read(context, path, matrix, &collector->outline, collector->page);
	if (!shape->thin && alpha > 0.02f)
		add_area(collector->page, shape, shape->box,
			 straight && width > 4 && stroke->dash_len == 0 && hides(collector, shape->color, alpha));
	if (alpha > 0.02f && shape->box.x1 > shape->box.x0)
		add_marks(collector->page, &collector->outline, (uint32_t)collector->page->shape_count - 1);
}

static void fill_shade(fz_context *context, fz_device *device, fz_shade *shade, fz_matrix matrix, float alpha, fz_color_params params)
{
	(void)alpha, (void)params;
	struct page_shape *shape = add_shape(context, device, fz_bound_shade(context, shade, matrix), PAGE_COLOR_UNKNOWN);
	add_area(collector_of(device)->page, shape, shape->box, false);
}

/* ---- pictures ------------------------------------------------------------------------------------------------ */

static void add_picture(fz_context *context, fz_device *device, fz_image *image, fz_matrix matrix, bool solid)
{
	struct page *page = collector_of(device)->page;
	fz_rect rect = fz_transform_rect(fz_unit_rect, matrix);
	struct page_shape *shape = add_shape(context, device, rect, PAGE_COLOR_UNKNOWN);
	bool upright = fabsf(matrix.b) + fabsf(matrix.c) < 0.01f || fabsf(matrix.a) + fabsf(matrix.d) < 0.01f;
	add_area(page, shape, shape->box, solid && upright);
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
	collect_enter(device, WAY_LOOSE);
}

/* ---- clips and groups ---------------------------------------------------------------------------------------- */

static bool scissor_is_empty(fz_context *context, fz_device *device)
{
	return fz_is_empty_rect(fz_device_current_scissor(context, device));
}

static void clip_path(fz_context *context, fz_device *device, const fz_path *path, int even_odd, fz_matrix matrix, fz_rect scissor)
{
	(void)even_odd, (void)scissor;
	struct collector *collector = collector_of(device);
	size_t marks = collector->page->mark_count;
	outline_read(context, path, matrix, &collector->outline, NULL);
	add_marks(collector->page, &collector->outline, PAGE_NO_SHAPE);
	if (scissor_is_empty(context, device))
		collector->page->mark_count = marks;
	collect_enter(device, collector->outline.count == 1 && is_full(&collector->outline, 0) ? WAY_PLAIN : WAY_LOOSE);
}

static void clip_stroke_path(fz_context *context, fz_device *device, const fz_path *path, const fz_stroke_state *stroke,
			     fz_matrix matrix, fz_rect scissor)
{
	(void)context, (void)path, (void)stroke, (void)matrix, (void)scissor;
	collect_enter(device, WAY_LOOSE);
}

static void begin_mask(fz_context *context, fz_device *device, fz_rect area, int luminosity, fz_colorspace *space, const float *color,
		       fz_color_params params)
{
	(void)context, (void)area, (void)luminosity, (void)space, (void)color, (void)params;
	collect_enter(device, WAY_LOOSE); /* until pop_clip: what is masked, too */
}

static int begin_tile(fz_context *context, fz_device *device, fz_rect area, fz_rect view, float step_x, float step_y,
		      fz_matrix matrix, int id)
{
	(void)context, (void)area, (void)view, (void)step_x, (void)step_y, (void)matrix, (void)id;
	collect_enter(device, WAY_LOOSE);
	return 0;
}

static void begin_group(fz_context *context, fz_device *device, fz_rect area, fz_colorspace *space, int isolated, int knockout,
			int blend, float alpha)
{
	(void)context, (void)area, (void)space, (void)isolated, (void)knockout;
	collect_enter(device, blend != FZ_BLEND_NORMAL || alpha < 0.98f ? WAY_BLENDED : WAY_PLAIN);
}

void collect_shape_calls(fz_device *device)
{
	device->fill_path = fill_path;
	device->stroke_path = stroke_path;
	device->fill_shade = fill_shade;
	device->fill_image = fill_image;
	device->fill_image_mask = fill_image_mask;
	device->clip_image_mask = clip_image_mask;
	device->clip_path = clip_path;
	device->clip_stroke_path = clip_stroke_path;
	device->pop_clip = leave;
	device->begin_mask = begin_mask;
	device->begin_group = begin_group;
	device->end_group = leave;
	device->begin_tile = begin_tile;
	device->end_tile = leave;
}
