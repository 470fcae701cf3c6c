/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The device that looks: every letter with its place, every area, every picture. */
#include <math.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/pdf_collect.h"

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

uint32_t collect_color(fz_context *context, fz_colorspace *space, const float *color, fz_color_params params)
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
		     uint32_t clip, uint32_t color, bool unseen)
{
	struct page *page = collector->page;
	page->glyphs = mem_room(page->glyphs, page->glyph_count, &page->glyph_cap, sizeof *page->glyphs);
	struct page_glyph *glyph = &page->glyphs[page->glyph_count];
	fz_point place = fz_transform_point_xy(item->x, item->y, matrix);
	fz_matrix all = fz_concat(span->trm, matrix);
	float along = span->wmode ? hypotf(all.c, all.d) : hypotf(all.a, all.b), up = hypotf(all.c, all.d);
	*glyph = (struct page_glyph){.code = pdf_meaning(item->ucs), .first = (uint32_t)page->glyph_count, 
				     .clip = clip, .x = place.x, .y = place.y, .ux = 1, .size = up, .color = color};
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

static bool is_blank(fz_context *context, fz_font *font, int shape)
{
	fz_path *path = fz_outline_glyph(context, font, shape, fz_identity);
	bool blank = path && fz_is_empty_rect(fz_bound_path(context, path, NULL, fz_identity));
	fz_drop_path(context, path);
	return blank;
}

static const struct collect_letter *letter_of(fz_context *context, struct collector *collector, const fz_text_span *span, int shape,
					      fz_matrix matrix)
{
	struct collect_letter *letter = &collector->letters[((uintptr_t)span->font / 64 + (uintptr_t)shape) % COLLECT_LETTERS];
	if (letter->font == span->font && letter->shape == shape)
		return letter;
	*letter = (struct collect_letter){span->font, shape, fz_advance_glyph(context, span->font, shape, (int)span->wmode), false};
	if (fz_font_t3_procs(context, span->font))
		collector->page->strange |= collect_is_strange(context, span->font, shape, fz_concat(span->trm, matrix));
	else
		letter->blank = is_blank(context, span->font, shape);
	return letter;
}

static void add_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, uint32_t color, bool unseen)
{
	static const struct collect_letter none;
	struct collector *collector = collector_of(device);
	uint32_t clip = clip_now(context, device, collector->page);
	for (const fz_text_span *span = text->head; span; span = span->next)
		for (int i = 0; i < span->len; i++) {
			const fz_text_item *item = &span->items[i];
			const struct collect_letter *letter = item->gid < 0 ? &none : letter_of(context, collector, span, item->gid, matrix);
			bool hidden = letter->blank && pdf_meaning(item->ucs) != ' ' && item->ucs != 0xA0;
			add_item(collector, span, item, matrix, letter->advance, clip, color, unseen || hidden);
		}
}

static void fill_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_colorspace *space,
		      const float *color, float alpha, fz_color_params params)
{
	add_text(context, device, text, matrix, collect_color(context, space, color, params), alpha < 0.02f);
}

static void stroke_text(fz_context *context, fz_device *device, const fz_text *text, const fz_stroke_state *stroke, fz_matrix matrix,
			fz_colorspace *space, const float *color, float alpha, fz_color_params params)
{
	(void)stroke;
	add_text(context, device, text, matrix, collect_color(context, space, color, params), alpha < 0.02f);
}

static void clip_text(fz_context *context, fz_device *device, const fz_text *text, fz_matrix matrix, fz_rect scissor)
{
	(void)scissor;
	add_text(context, device, text, matrix, PAGE_COLOR_UNKNOWN, false);
	collect_enter(device, WAY_LOOSE);
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
	struct page *page = collector_of(device)->page;
	size_t first = page->glyph_count;
	add_text(context, device, text, matrix, PAGE_COLOR_UNKNOWN, true);
	for (size_t i = first; i < page->glyph_count; i++)
		page->glyphs[i].flags |= PAGE_LETTER_BEHIND;
	for (const fz_text_span *span = text->head; span; span = span->next) {
		page->strange |= fz_font_t3_procs(context, span->font) != NULL;
		for (int i = 0; i < span->len; i++)
			utf8_add(&page->behind, pdf_meaning_written(pdf_meaning(span->items[i].ucs)));
		buf_add_byte(&page->behind, '\n');
	}
}

static void drop_device(fz_context *context, fz_device *device)
{
	(void)context;
	outline_free(&collector_of(device)->outline);
}

fz_device *pdf_collect_device(fz_context *context, struct page *page)
{
	struct collector *collector = (struct collector *)fz_new_device_of_size(context, (int)sizeof(struct collector));
	collector->page = page;
	collector->base.drop_device = drop_device;
	collector->base.fill_text = fill_text;
	collector->base.stroke_text = stroke_text;
	collector->base.clip_text = clip_text;
	collector->base.clip_stroke_text = clip_stroke_text;
	collector->base.ignore_text = ignore_text;
	collect_shape_calls(&collector->base);
	return &collector->base;
}
