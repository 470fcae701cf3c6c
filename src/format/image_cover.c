/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What remains to be seen of a cut in a scan: that there is one, and where. Its box reaches to the neighbours on the line if they
 * are near, else to a coarse grid, and has the height of the line: neither its edges nor bits of letters beside it tell more. */
#include <leptonica/allheaders.h>

#include "format/image_page.h"

enum {
	NEAR = 3,          /* line heights to the neighbour that are covered whole */
	FONT_LEAST = 4,    /* Leptonica's sizes: 4, 6 ... 20 */
	FONT_MOST = 20,
	FONT_PIXELS = 4,   /* pixels of a line's height to one of a size */
	TOKEN_MOST = 80
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* Top and bottom of the line around the words: small letters alone would tell that there was no tall one. */
static struct ocr_box line_box(const struct ocr_page *text, size_t first, size_t last)
{
	struct ocr_box box = text->words[first].box;
	for (size_t i = first; i < last; i++) {
		box.left = least(box.left, text->words[i].box.left);
		box.right = most(box.right, text->words[i].box.right);
	}
	size_t from = first, to = last;
	while (from > 0 && first - from < 4 && text->words[from - 1].line == text->words[first].line)
		from--;
	while (to < text->word_count && to - last < 4 && text->words[to].line == text->words[first].line)
		to++;
	for (size_t i = from; i < to; i++) {
		box.top = least(box.top, text->words[i].box.top);
		box.bottom = most(box.bottom, text->words[i].box.bottom);
	}
	return box;
}

/* To the neighbour if it is near, else to the next line of a grid that is as coarse as two line heights. */
static int grown_left(const struct ocr_page *text, size_t first, int left, int height)
{
	int free_to = -1, edge = 0;
	if (first > 0 && text->words[first - 1].line == text->words[first].line)
		free_to = edge = text->words[first - 1].box.right + height / 3;
	if (free_to >= 0 && left - free_to <= NEAR * height)
		return least(free_to, left);
	int grid = (left - height / 2) / (2 * height) * (2 * height);
	return least(left, most(grid, edge));
}

static int grown_right(const struct ocr_page *text, size_t last, int right, int height, int width)
{
	int free_to = -1, edge = width;
	if (last < text->word_count && text->words[last].line == text->words[last - 1].line)
		free_to = edge = text->words[last].box.left - height / 3;
	if (free_to >= 0 && free_to - right <= NEAR * height)
		return most(free_to, right);
	int grid = ((right + height / 2) / (2 * height) + 1) * (2 * height);
	return most(right, least(grid, edge));
}

/* White on black, in one of few fixed sizes: `height` of a line decides, and less if that is too wide. So what is written has the same
 * shape for every cut of one token on lines of one height, and says nothing of what was there. */
static void draw_token(struct Pix *picture, struct ocr_box box, int height, struct str token)
{
	char line[TOKEN_MOST + 1];
	size_t len = token.len < TOKEN_MOST ? token.len : TOKEN_MOST;
	int first = height / FONT_PIXELS / 2 * 2;
	bool drawn = len == 0;
	for (size_t i = 0; i < len; i++)
		line[i] = token.ptr[i] >= ' ' && token.ptr[i] <= '~' ? token.ptr[i] : '?';
	line[len] = '\0';
	for (int size = least(most(first, FONT_LEAST), FONT_MOST); !drawn && size >= FONT_LEAST; size -= 2) {
		l_int32 width = 0, overflow = 0;
		L_BMF *font = bmfCreate(NULL, size);
		if (font == NULL)
			return;
		drawn = bmfGetStringWidth(font, line, &width) == 0 && width <= box.right - box.left - 4 && font->lineheight <= box.bottom - box.top;
		if (drawn)
			pixSetTextline(picture, font, line, 0, box.left + 2, box.top + (box.bottom - box.top - font->lineheight) / 2 + font->baselinetab['A' - ' '],
				       &width, &overflow);
		bmfDestroy(&font);
	}
}

void image_black(struct image_page *page, struct ocr_box box, struct str word)
{
	pixRasterop(page->text.ink, box.left, box.top, box.right - box.left, box.bottom - box.top, PIX_SET, NULL, 0, 0);
	draw_token(page->text.ink, box, least(box.bottom - box.top, page->line_height), word);
}

struct ocr_box image_cover(struct image_page *page, size_t first, size_t last, struct str token)
{
	struct Pix *picture = page->text.ink;
	struct ocr_box box = line_box(&page->text, first, last);
	int missing = most(0, page->line_height - (box.bottom - box.top)); /* a line of digits is lower than one of letters */
	box.top -= missing / 2;
	box.bottom += missing / 2;
	int height = most(box.bottom - box.top, 8), grow = most(2, height / 6);
	box.left = most(0, grown_left(&page->text, first, box.left, height));
	box.right = least(pixGetWidth(picture), grown_right(&page->text, last, box.right, height, pixGetWidth(picture)));
	box.top = most(0, box.top - grow);
	box.bottom = least(pixGetHeight(picture), box.bottom + grow);
	image_black(page, box, token);
	return box;
}
