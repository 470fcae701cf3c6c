/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <leptonica/allheaders.h>

#include "format/image_page.h"

enum {
	DPI = 300,       /* what Tesseract reads best */
	DPI_MOST = 400,  /* more is brought down to DPI */
	DPI_LEAST = 200, /* less is doubled */
	INCHES_MOST = 18,
	INCHES_LEAST = 2,
	INCHES_PAGE = 11 /* the long side of most pages */
};
static const float SKEW_LEAST = 0.15f, SKEW_SURE = 2.5f, DEGREE = 3.14159265f / 180;

/* The resolution that a file gives is often made up: then the page is taken for a letter. */
static int likely_dpi(struct Pix *page, int given)
{
	int width = pixGetWidth(page), height = pixGetHeight(page), side = width > height ? width : height;
	if (given >= 50 && side / given >= INCHES_LEAST && side / given <= INCHES_MOST)
		return given;
	return side / INCHES_PAGE > 50 ? side / INCHES_PAGE : 50;
}

/* Replaces `*page` unless `next` is NULL. */
static void replace(struct Pix **page, struct Pix *next)
{
	if (next == NULL)
		return;
	pixDestroy(page);
	*page = next;
}

static void scale(struct Pix **page, int *dpi)
{
	float factor = *dpi > DPI_MOST ? (float)DPI / (float)*dpi : *dpi < DPI_LEAST ? 2.0f : 1.0f;
	if (factor > 1.0f && (pixGetWidth(*page) > 8000 || pixGetHeight(*page) > 8000))
		factor = 1.0f;
	if (factor == 1.0f)
		return;
	replace(page, pixScale(*page, factor, factor));
	*dpi = (int)((float)*dpi * factor + 0.5f);
}

static struct Pix *ink_of(struct Pix *grey)
{
	struct Pix *ink = NULL;
	if (pixOtsuAdaptiveThreshold(grey, pixGetWidth(grey), pixGetHeight(grey), 0, 0, 0.1f, NULL, &ink) != 0)
		return NULL;
	return ink;
}

static void straighten(struct Pix **page, struct Pix *ink)
{
	float angle = 0, sure = 0;
	if (pixFindSkew(ink, &angle, &sure) != 0 || sure < SKEW_SURE || (angle < SKEW_LEAST && angle > -SKEW_LEAST))
		return;
	replace(page, pixRotate(*page, angle * DEGREE, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, pixGetWidth(*page), pixGetHeight(*page)));
}

/* More than black and white: then the paper may be darker on one side than on the other, which is made even. */
static void make_even(struct Pix **page)
{
	struct Numa *histogram = pixGetGrayHistogram(*page, 1);
	float middle = 0;
	for (int value = 1; histogram && value < 255; value++) {
		float count = 0;
		numaGetFValue(histogram, value, &count);
		middle += count;
	}
	numaDestroy(&histogram);
	if (middle > 0)
		replace(page, pixBackgroundNormSimple(*page, NULL, NULL));
}

struct Pix *image_even(struct Pix *grey, int *dpi)
{
	*dpi = likely_dpi(grey, *dpi);
	make_even(&grey);
	scale(&grey, dpi);
	return grey;
}

struct Pix *image_upright(struct Pix *even, unsigned quarters)
{
	struct Pix *page = quarters ? pixRotateOrth(even, (l_int32)quarters) : pixClone(even), *ink = page ? ink_of(page) : NULL;
	if (ink)
		straighten(&page, ink);
	pixDestroy(&ink);
	return page;
}
