/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The text of a page image, by Tesseract. What it reads with (tens of megabytes) is made on the first page and then kept:
 * a run without scans costs nothing. It works in a closed sandbox: no file is opened, no thread started, nothing printed.
 * The same image gives the same words, whatever was read before.
 *
 * Source of the data: the file eng.traineddata of the package tesseract-ocr-eng (Apache licence). */
#ifndef FORMAT_OCR_H
#define FORMAT_OCR_H
#include "base/fault.h"
#include "base/str.h"

struct Pix; /* Leptonica's image */
struct ocr;

/* In pixels of the image, half open. */
struct ocr_box {
	int left, top, right, bottom;
};

struct ocr_word {
	struct span text; /* in the text of the page; never empty, valid UTF-8, no white space */
	struct ocr_box box;
	float confidence; /* 0 to 100 */
	uint32_t line;    /* words of one line follow each other, left to right */
};

struct ocr_page {
	struct buf text; /* of the words, in any order */
	struct ocr_word *words;
	size_t word_count, word_cap;
	size_t sideways; /* words of lines that go down or up the page */
	struct Pix *ink; /* 1 bit a pixel, what is black on the page; owned by it */
};

/* Maps what Tesseract reads with into memory, from $TESSDATA_PREFIX or where packages put it; before the sandbox closes.
 * Empty when it is not installed. */
struct str ocr_data_open(void);
void ocr_data_close(struct str data);

/* `data` is borrowed, and may be empty: then reading says what to install. */
struct ocr *ocr_new(struct str data);
void ocr_free(struct ocr *ocr); /* NULL is fine */

/* `ocr`: NULL is as if nothing were installed. `image`: 8 bits a pixel; `dpi`: its resolution, as well as it is known;
 * `ink`: the same in black and white. `page` is cleared. */
enum err ocr_read(struct ocr *ocr, struct Pix *image, int dpi, struct Pix *ink, struct ocr_page *page, struct fault *fault) MUST_USE;
void ocr_page_free(struct ocr_page *page);
#endif
