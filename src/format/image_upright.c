/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <leptonica/allheaders.h>

#include "format/image_page.h"

enum {
	DPI = 300,       /* what Tesseract reads best */
	DPI_MOST = 400,  /* more is brought down to DPI */
	DPI_LEAST = 200, /* less is doubled */
	INCHES_MOST = 18,
	INCHES_LEAST = 2,
	INCHES_PAGE = 11, /* the long side of most pages */
	SPECK_DPI = 100,  /* parts of an inch: no mark of print is so small */
	MARK_HIGH = 40,   /* parts of an inch: a dot or dash of a row, and the gap to the next */
	MARK_WIDE = 10,
	MARK_GAP = 8
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

static bool is_black_and_white(struct Pix *page)
{
	struct Numa *histogram = pixGetGrayHistogram(page, 1);
	float middle = 0;
	for (int value = 1; histogram && value < 255; value++) {
		float count = 0;
		numaGetFValue(histogram, value, &count);
		middle += count;
	}
	numaDestroy(&histogram);
	return middle == 0;
}

/* The paper may be darker on one side than on the other. */
static void make_even(struct Pix **page)
{
	if (!is_black_and_white(*page))
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

/* The lower dot of a colon at the end of such a row: another mark stands right above it. */
static void keep_colons(struct Pix *leaders, struct Pix *marks, int gap)
{
	struct Pix *others = pixSubtract(NULL, marks, leaders), *tall = others ? pixDilateBrick(NULL, others, 1, 2 * gap) : NULL;
	struct Pix *under = tall ? pixAnd(NULL, tall, leaders) : NULL, *colons = under ? pixSeedfillBinary(NULL, under, leaders, 8) : NULL;
	if (colons)
		pixSubtract(leaders, leaders, colons);
	pixDestroy(&others);
	pixDestroy(&tall);
	pixDestroy(&under);
	pixDestroy(&colons);
}

/* Rows of dots or dashes that lead from a label to its value: read as letters, they spoil the value. NULL: there are none. */
static struct Pix *leaders_of(struct Pix *ink, int dpi)
{
	int high = dpi / MARK_HIGH, wide = dpi / MARK_WIDE, gap = dpi / MARK_GAP;
	struct Pix *flat = pixSelectBySize(ink, 0, high, 8, L_SELECT_HEIGHT, L_SELECT_IF_LTE, NULL);
	struct Pix *marks = flat ? pixSelectBySize(flat, wide, 0, 8, L_SELECT_WIDTH, L_SELECT_IF_LTE, NULL) : NULL;
	struct Pix *rows = marks ? pixCloseSafeBrick(NULL, marks, gap, 1) : NULL;
	struct Pix *longer = rows ? pixSelectBySize(rows, dpi * 2 / 5, 0, 8, L_SELECT_WIDTH, L_SELECT_IF_GTE, NULL) : NULL;
	struct Pix *leaders = longer ? pixAnd(NULL, marks, longer) : NULL;
	l_int32 none = 1;
	if (leaders) {
		keep_colons(leaders, marks, gap);
		pixZero(leaders, &none);
	}
	if (none)
		pixDestroy(&leaders);
	pixDestroy(&flat);
	pixDestroy(&marks);
	pixDestroy(&rows);
	pixDestroy(&longer);
	return leaders;
}

/* Dust, smaller than the point of an i: between words it is read as a hyphen. */
static void wipe_specks(struct Pix *page, struct Pix *ink, int dpi)
{
	int size = dpi / SPECK_DPI;
	struct Pix *large = pixSelectBySize(ink, size, size, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, NULL);
	struct Pix *specks = large ? pixSubtract(NULL, ink, large) : NULL, *wide = specks ? pixDilateBrick(NULL, specks, 3, 3) : NULL;
	if (wide && pixSubtract(wide, wide, large))
		pixSetMasked(page, wide, 255);
	pixDestroy(&large);
	pixDestroy(&specks);
	pixDestroy(&wide);
}

struct Pix *image_to_read(struct Pix *upright, int dpi, struct Pix **ink)
{
	bool sharp = is_black_and_white(upright);
	*ink = sharp ? pixThresholdToBinary(upright, 128) : ink_of(upright);
	struct Pix *page = pixCopy(NULL, upright), *leaders = *ink ? leaders_of(*ink, dpi) : NULL;
	if (page && leaders) {
		struct Pix *wide = pixDilateBrick(NULL, leaders, 3, 3);
		pixSetMasked(page, wide ? wide : leaders, 255);
		pixDestroy(&wide);
	}
	pixDestroy(&leaders);
	if (page && *ink)
		wipe_specks(page, *ink, dpi);
	if (page && sharp)
		replace(&page, pixBlockconv(page, 1, 1));
	return page;
}
