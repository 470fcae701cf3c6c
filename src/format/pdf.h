/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* PDF, for who reads pages that are only a picture. A text PDF needs nothing of this.
 *
 * Such a page is drawn as pixels and shown to the reader, who says which words stand where. The words are the page's text in
 * the view. When cuts are known, the reader overwrites their boxes in the pixels and codes what is left; it is written as a
 * page of that picture, with the remaining words as text that is there but not drawn. */
#ifndef FORMAT_PDF_H
#define FORMAT_PDF_H
#include <stdint.h>

#include "base/fault.h"
#include "base/str.h"
#include "format/pdf_file.h"

/* Rows from the top, no padding. */
struct page_pixels {
	unsigned width, height, channels, dpi; /* 1 gray, 3 RGB; a byte each */
	unsigned char *bytes;
};

/* In pixels, from the upper left corner. */
struct page_box {
	float x0, y0, x1, y1;
};

struct page_word {
	struct span text; /* in page_words.text */
	struct page_box box;
	uint32_t line; /* words of one line have the same; lines are in reading order */
};

struct page_words {
	struct buf text; /* of all words, one after another; UTF-8 */
	struct page_word *list; /* in reading order */
	size_t count, cap;
};

/* A cut: these boxes go, and at the first of them stands the token. */
struct page_cut {
	struct page_box box;
	struct str token; /* empty: none here */
};

struct page_reader {
	void *context;
	/* May straighten the pixels in place. ERR_UNREADABLE, with advice, when the page is not to be trusted to have been read. */
	enum err (*read)(void *context, struct page_pixels *pixels, struct page_words *words, struct fault *fault);
	/* Overwrites what is cut, in `pixels` too, and gives the picture as it is released. */
	enum err (*cover)(void *context, struct page_pixels *pixels, const struct page_cut *cuts, size_t count,
			  struct pdf_picture *picture, struct fault *fault);
};

void page_words_clear(struct page_words *words);
void page_words_free(struct page_words *words);
void page_words_add(struct page_words *words, struct str text, struct page_box box, uint32_t line);

/* A page of one picture, as large as its pixels are at `dpi`, and over it, not drawn, the words that `kept` has true for. */
void pdf_file_picture_page(struct pdf_file *file, struct buf *out, const struct pdf_picture *picture, unsigned dpi,
			   const struct page_words *words, const bool *kept, const struct page_cut *tokens, size_t token_count);
#endif
