/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_scan.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <stdlib.h>

enum { DPI = 300, LEAST_DPI = 100 };

#define PIXELS_MOST 40e6f
#define INCH 72.0f

bool pdf_is_scan(const struct page *page)
{
	float area = 0, paper = page->width * page->height;
	size_t seen = 0;
	for (size_t i = 0; i < page->shape_count; i++) {
		const struct page_box *box = &page->shapes[i].box;
		float width = fminf(box->x1, page->width) - fmaxf(box->x0, 0), height = fminf(box->y1, page->height) - fmaxf(box->y0, 0);
		if (page->shapes[i].picture && width > 0 && height > 0)
			area += width * height;
	}
	for (size_t i = 0; i < page->glyph_count; i++)
		seen += !(page->glyphs[i].flags & PAGE_LETTER_UNSEEN) && page->glyphs[i].code != ' ';
	return page->pictures && (seen == 0 || area > paper / 2);
}

static struct Pix *picture_of(const unsigned char *bytes, int width, int height)
{
	struct Pix *picture = pixCreate(width, height, 8);
	for (int y = 0; picture && y < height; y++) {
		l_uint32 *row = pixGetData(picture) + (ptrdiff_t)y * pixGetWpl(picture);
		for (int x = 0; x < width; x++)
			SET_DATA_BYTE(row, x, bytes[(ptrdiff_t)y * width + x]);
	}
	return picture;
}

static enum err draw(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page, unsigned number, int *dpi,
		     struct Pix **picture, struct fault *fault)
{
	unsigned char *bytes = NULL;
	int width, height;
	float inches = page->width * page->height / (INCH * INCH);
	*dpi = DPI;
	if (inches * DPI * DPI > PIXELS_MOST)
		*dpi = (int)sqrtf(PIXELS_MOST / inches);
	if (*dpi < LEAST_DPI)
		return fault_set(fault, ERR_LIMIT, "page %u is too large to be read as a picture; print it on smaller paper", number);
	enum err err = pdf_reader_render(reader, drawing, page, *dpi, &width, &height, &bytes, fault);
	if (err)
		return err;
	*picture = picture_of(bytes, width, height);
	free(bytes);
	if (*picture == NULL)
		return fault_set(fault, ERR_LIMIT, "page %u takes too much memory as a picture; scan it with 300 dots per inch", number);
	return ERR_NONE;
}

enum err pdf_scan_read(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page,
		       const struct format_options *options, unsigned number, struct image_page *scan, struct fault *fault)
{
	struct Pix *picture = NULL;
	int dpi = 0;
	enum err err = draw(reader, drawing, page, number, &dpi, &picture, fault);
	return err ? err : image_page_read(options, picture, dpi, number, scan, fault);
}

enum err pdf_scan_prove(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page,
			const struct format_options *options, unsigned number, struct str left, struct fault *fault)
{
	struct Pix *picture = NULL;
	int dpi = 0;
	enum err err = draw(reader, drawing, page, number, &dpi, &picture, fault);
	if (!err)
		err = image_page_prove(options, picture, dpi, number, left, fault);
	pixDestroy(&picture);
	return err;
}
