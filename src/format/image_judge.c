/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Was the page read? What is ink and belongs to no word that was read with some confidence is handwriting, a stamp, a photograph, a
 * logo, or print that was too hard: a name can stand in it. Rules of forms, edges of the paper and specks are none of these. */
#include <leptonica/allheaders.h>
#include <string.h>

#include "format/image_page.h"

enum {
	SURE_WORD = 25,  /* confidence below which a word counts as not read: noisy print that is read right has 30 and more */
	SURE_PAGE = 70,  /* mean of the page's words, each weighed by its length; clean print has 95, a noisy fax 85 */
	SPECK_DPI = 40,  /* a speck is less than a fortieth of an inch in both directions */
	RULE_DPI = 3,    /* a rule is a third of an inch long or longer ... */
	THIN_DPI = 50,   /* ... and thinner than a fiftieth */
	JOIN_DPI = 12,   /* strokes nearer than this belong together */
	SIZE_DPI = 6,    /* what is smaller than a sixth of an inch in both directions is a mark: a bullet, a tick */
	FLAT_DPI = 30,   /* what is flatter than a thirtieth has no letters: a row of dots or dashes */
	SOLID_DPI = 15,  /* black on this square all over: it has no letters */
	LARGE_DPI = 2,   /* half an inch both ways: a picture ... */
	AROUND_DPI = 4,  /* ... to which everything within a quarter of an inch belongs */
	MARGIN = 3
};

/* A word that takes the room of several has swallowed some. */
static bool is_read(const struct image_page *page, const struct ocr_word *word)
{
	int letters = (int)(word->text.to - word->text.from), width = word->box.right - word->box.left;
	return word->confidence >= SURE_WORD && (word->box.bottom - word->box.top < page->line_height / 2 || width < 2 * letters * page->line_height);
}

static void remove_words(const struct image_page *page, struct Pix *ink)
{
	const struct ocr_page *text = &page->text;
	for (size_t i = 0; i < text->word_count; i++) {
		const struct ocr_box *box = &text->words[i].box;
		if (is_read(page, &text->words[i]))
			pixRasterop(ink, box->left - MARGIN, box->top - MARGIN, box->right - box->left + 2 * MARGIN, box->bottom - box->top + 2 * MARGIN,
				    PIX_CLR, NULL, 0, 0);
	}
}

/* Takes away what `found` has, and a pixel around it. */
static void subtract(struct Pix *ink, struct Pix *found)
{
	struct Pix *wide = found ? pixDilateBrick(NULL, found, 3, 3) : NULL;
	if (wide)
		pixSubtract(ink, ink, wide);
	pixDestroy(&wide);
	pixDestroy(&found);
}

/* Long thin strokes in one direction. What crosses them stays. */
static void remove_rules(struct Pix *ink, int dpi, bool upright)
{
	int length = dpi / RULE_DPI, thin = dpi / THIN_DPI + 1;
	struct Pix *strokes = pixOpenBrick(NULL, ink, upright ? 1 : length, upright ? length : 1);
	struct Pix *broad = strokes ? pixOpenBrick(NULL, strokes, upright ? thin : 1, upright ? 1 : thin) : NULL;
	if (strokes && broad)
		pixSubtract(strokes, strokes, broad);
	pixDestroy(&broad);
	if (strokes)
		subtract(ink, strokes);
}

static void remove_solid(struct Pix *ink, int dpi)
{
	int side = dpi / SOLID_DPI + 1;
	subtract(ink, pixOpenBrick(NULL, ink, side, side));
}

/* Takes `ink`: only its pieces of `side` or more in one direction. */
static struct Pix *only_large(struct Pix *ink, int side)
{
	struct Pix *large = ink ? pixSelectBySize(ink, side, side, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE, NULL) : NULL;
	pixDestroy(&ink);
	return large;
}

/* Takes `ink`: strokes that are near each other are one. */
static struct Pix *joined(struct Pix *ink, int distance)
{
	struct Pix *one = ink ? pixCloseSafeBrick(NULL, ink, distance, distance) : NULL;
	pixDestroy(&ink);
	return one;
}

/* What may be writing: strokes, large enough together. */
static struct Pix *strokes_of(struct Pix *ink, int dpi)
{
	int flat = dpi / FLAT_DPI + 1;
	struct Pix *strokes = pixCopy(NULL, ink), *large, *high;
	if (strokes)
		remove_solid(strokes, dpi);
	large = only_large(joined(only_large(strokes, dpi / SPECK_DPI + 1), dpi / JOIN_DPI + 1), dpi / SIZE_DPI + 1);
	high = large ? pixSelectBySize(large, flat, flat, 8, L_SELECT_IF_BOTH, L_SELECT_IF_GTE, NULL) : NULL;
	pixDestroy(&large);
	return high;
}

static bool is_near(const l_int32 *a, const l_int32 *b, int distance)
{
	return a[0] < b[0] + b[2] + distance && b[0] < a[0] + a[2] + distance && a[1] < b[1] + b[3] + distance &&
	       b[1] < a[1] + a[3] + distance;
}

static void unite(l_int32 *a, const l_int32 *b)
{
	l_int32 right = L_MAX(a[0] + a[2], b[0] + b[2]), bottom = L_MAX(a[1] + a[3], b[1] + b[3]);
	a[0] = L_MIN(a[0], b[0]);
	a[1] = L_MIN(a[1], b[1]);
	a[2] = right - a[0];
	a[3] = bottom - a[1];
}

/* A photograph falls into many pieces, some of them solid or small: what lies around a large part belongs to it. */
static struct Boxa *with_pieces(struct Boxa *boxes, struct Boxa *pieces, int dpi)
{
	struct Boxa *all = boxaCreate(0);
	for (l_int32 i = 0; all && boxes && i < boxaGetCount(boxes); i++) {
		l_int32 box[4], piece[4];
		bool grown = boxaGetBoxGeometry(boxes, i, &box[0], &box[1], &box[2], &box[3]) == 0;
		while (grown && pieces && box[2] > dpi / LARGE_DPI && box[3] > dpi / LARGE_DPI) {
			l_int32 was[4] = {box[0], box[1], box[2], box[3]};
			for (l_int32 j = 0; j < boxaGetCount(pieces); j++)
				if (boxaGetBoxGeometry(pieces, j, &piece[0], &piece[1], &piece[2], &piece[3]) == 0 && is_near(box, piece, dpi / AROUND_DPI))
					unite(box, piece);
			grown = memcmp(was, box, sizeof was) != 0;
		}
		boxaAddBox(all, boxCreate(box[0], box[1], box[2], box[3]), L_INSERT);
	}
	return all;
}

struct Boxa *image_unread(const struct image_page *page)
{
	struct Boxa *boxes = NULL, *pieces = NULL, *all_boxes = NULL;
	struct Pix *ink = pixCopy(NULL, page->text.ink);
	if (ink == NULL)
		return NULL;
	remove_words(page, ink);
	remove_rules(ink, page->dpi, false);
	remove_rules(ink, page->dpi, true);
	struct Pix *strokes = strokes_of(ink, page->dpi), *all = joined(ink, 2 * page->dpi / JOIN_DPI + 1);
	struct Pix *whole = strokes && all ? pixSeedfillBinary(NULL, strokes, all, 8) : NULL; /* what solid parts belong to them */
	if (whole) {
		boxes = pixConnComp(whole, NULL, 8);
		pieces = boxes && boxaGetCount(boxes) ? pixConnComp(all, NULL, 8) : NULL;
		all_boxes = with_pieces(boxes, pieces, page->dpi);
	}
	if (all_boxes) {
		struct Boxa *merged = boxaCombineOverlaps(all_boxes, NULL);
		boxaDestroy(&all_boxes);
		all_boxes = merged;
	}
	boxaDestroy(&boxes);
	boxaDestroy(&pieces);
	pixDestroy(&whole);
	pixDestroy(&strokes);
	pixDestroy(&all);
	return all_boxes;
}

/* Letters that were read, weighed by confidence. */
static double read_letters(const struct image_page *page, double *letters)
{
	double sum = 0;
	*letters = 0;
	for (size_t i = 0; i < page->text.word_count; i++) {
		const struct ocr_word *word = &page->text.words[i];
		double len = (double)(word->text.to - word->text.from);
		*letters += len;
		sum += len * (double)word->confidence;
	}
	return sum;
}

double image_understood(const struct image_page *page)
{
	double letters, sum = read_letters(page, &letters);
	return sum - SURE_PAGE * letters / 2;
}

bool image_trusted(const struct image_page *page)
{
	double letters, sum = read_letters(page, &letters);
	return sum >= SURE_PAGE * letters;
}
