/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_inspect.h"

#include <math.h>

#include "format/pdf_layout.h"
#include "format/pdf_read.h"

#define OVERLAP 0.9f /* so much of a box lies on the picture */

struct inspection {
	struct pdf_reader *reader;
	struct page page;
	struct page_layout layout;
	struct page_text text;
	pdf_covered_found found;
	void *context;
};

static bool is_dark(uint32_t color)
{
	return (color >> 16 & 0xFF) + (color >> 8 & 0xFF) + (color & 0xFF) < 3 * 0x60;
}

static bool same_box(const struct page_box *a, const struct page_box *b)
{
	return fabsf(a->x0 - b->x0) + fabsf(a->y0 - b->y0) + fabsf(a->x1 - b->x1) + fabsf(a->y1 - b->y1) < 1;
}

static enum pdf_cover kind_of(const struct page *page, const struct page_area *area)
{
	for (size_t i = 0; i < page->marked_count; i++)
		if (same_box(&page->marked[i], &area->box))
			return PDF_COVER_MARK;
	if (area->color == PAGE_COLOR_UNKNOWN)
		return PDF_COVER_PICTURE;
	return is_dark(area->color) ? PDF_COVER_DARK : PDF_COVER_LIGHT;
}

/* Whether most of the box lies on a picture that was there before. */
static bool hides_picture(const struct page *page, const struct page_area *area)
{
	float size = (area->box.x1 - area->box.x0) * (area->box.y1 - area->box.y0);
	for (size_t i = 0; i < page->shape_count; i++) {
		const struct page_shape *shape = &page->shapes[i];
		float width = fminf(shape->box.x1, area->box.x1) - fmaxf(shape->box.x0, area->box.x0);
		float height = fminf(shape->box.y1, area->box.y1) - fmaxf(shape->box.y0, area->box.y0);
		if (shape->picture && shape->color == PAGE_COLOR_UNKNOWN && shape->order < area->order && width > 0 && height > 0 &&
		    width * height > OVERLAP * size)
			return true;
	}
	return false;
}

/* The letters under an area, as lines: they are shown, all others hidden. */
static size_t read_under(struct inspection *inspection, uint32_t area)
{
	struct page *page = &inspection->page;
	size_t letters = 0;
	for (size_t i = 0; i < page->glyph_count; i++) {
		struct page_glyph *glyph = &page->glyphs[i];
		bool under = glyph->cover == area + 1;
		glyph->flags = (uint16_t)(under ? glyph->flags & PAGE_LETTER_TAIL : glyph->flags | PAGE_LETTER_UNSEEN);
		letters += under && glyph->code != ' ';
	}
	inspection->text.text.len = 0;
	if (letters) {
		page_layout_read(&inspection->layout, page);
		page_layout_text(&inspection->layout, page, &inspection->text);
	}
	return letters;
}

static void look(struct inspection *inspection, size_t number)
{
	const struct page *page = &inspection->page;
	for (size_t i = 0; i < page->area_count; i++) {
		const struct page_area *area = &page->areas[i];
		if (!area->solid)
			continue;
		struct pdf_covered covered = {.page = number, .cover = kind_of(page, area), .box = area->box};
		covered.letters = read_under(inspection, (uint32_t)i);
		covered.text = buf_str(&inspection->text.text);
		covered.picture = covered.cover != PDF_COVER_PICTURE && hides_picture(page, area);
		if (covered.letters || covered.picture)
			inspection->found(inspection->context, &covered);
	}
}

enum err pdf_inspect(struct str bytes, pdf_covered_found found, void *context, size_t *pages, struct fault *fault)
{
	struct inspection inspection = {.found = found, .context = context};
	enum err err = pdf_reader_open(bytes, (struct str){0}, &inspection.reader, fault);
	*pages = err ? 0 : pdf_reader_pages(inspection.reader);
	for (size_t i = 0; i < *pages && !err; i++) {
		struct pdf_drawing *drawing = NULL;
		err = pdf_reader_draw(inspection.reader, i, &drawing, &inspection.page, fault);
		if (!err)
			look(&inspection, i + 1);
		pdf_drawing_drop(inspection.reader, drawing);
	}
	page_free(&inspection.page);
	page_layout_free(&inspection.layout);
	page_text_free(&inspection.text);
	pdf_reader_close(inspection.reader);
	return err;
}
