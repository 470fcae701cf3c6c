/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Image files: whatever the bytes, every page is grey pixels of a permitted size, or there is one sentence why not. The text on
 * the pages is not read here: that is Tesseract's own matter, and slow. */
#include <leptonica/allheaders.h>

#include "format/image_page.h"
#include "format/image_read.h"
#include "fuzz.h"

enum { PAGES = 8 };

static void check_page(struct Pix *page, int dpi)
{
	uint64_t width = (uint64_t)pixGetWidth(page), height = (uint64_t)pixGetHeight(page);
	check(pixGetDepth(page) == 8 && pixGetColormap(page) == NULL, "a page is not grey");
	check(width <= IMAGE_SIDE_MOST && height <= IMAGE_SIDE_MOST && width * height <= IMAGE_PIXELS_MOST, "a page is too large");
	page = width * height < 250000 ? image_even(page, &dpi) : page;
	check(page != NULL, "a page cannot be made even");
	pixDestroy(&page);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	struct image_file *file = NULL;
	struct fault fault = {0};
	struct Pix *page = NULL;
	int dpi;
	enum image_kind kind = image_kind(bytes);
	if (kind == IMAGE_NONE)
		return 0;
	enum err err = image_open(kind, bytes, &file, &fault);
	for (int i = 0; !err && i < PAGES; i++) {
		err = image_next(file, &page, &dpi, &fault);
		check(!err || page == NULL, "a page in spite of an error");
		if (page == NULL)
			break;
		check_page(page, dpi);
	}
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error without a sentence");
	image_close(file);
	return 0;
}
