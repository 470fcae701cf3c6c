/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Was the page read? What is ink and belongs to no word that was read with some confidence is handwriting, a stamp, a photograph, a
 * logo, or print that was too hard: a name can stand in it. Rules of forms, edges of the paper and specks are none of these. */
#include <leptonica/allheaders.h>

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
	MARGIN = 3
};

static bool is_read(const struct ocr_word *word)
{
	return word->confidence >= SURE_WORD;
}

static void remove_words(const struct ocr_page *text, struct Pix *ink)
{
	for (size_t i = 0; i < text->word_count; i++) {
		const struct ocr_box *box = &text->words[i].box;
		if (is_read(&text->words[i]))
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

struct Boxa *image_unread(const struct image_page *page)
{
	struct Boxa *boxes = NULL;
	struct Pix *ink = pixCopy(NULL, page->text.ink);
	if (ink == NULL)
		return NULL;
	remove_words(&page->text, ink);
	remove_rules(ink, page->dpi, false);
	remove_rules(ink, page->dpi, true);
	struct Pix *strokes = strokes_of(ink, page->dpi), *all = joined(ink, 2 * page->dpi / JOIN_DPI + 1);
	struct Pix *whole = strokes && all ? pixSeedfillBinary(NULL, strokes, all, 8) : NULL; /* what solid parts belong to them */
	if (whole)
		boxes = pixConnComp(whole, NULL, 8);
	pixDestroy(&whole);
	pixDestroy(&strokes);
	pixDestroy(&all);
	return boxes;
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
