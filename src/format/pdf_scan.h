/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A page of a PDF that is only a picture, or is to be taken as one. */
#ifndef FORMAT_PDF_SCAN_H
#define FORMAT_PDF_SCAN_H
#include "format/format.h"
#include "format/image_page.h"
#include "format/pdf_read.h"

/* Whether pictures are what there is to see. */
bool pdf_is_scan(const struct page *page);

/* Draws the page and reads it from its pixels. `number` is for sentences. */
enum err pdf_scan_read(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page,
		       const struct format_options *options, unsigned number, struct image_page *scan, struct fault *fault) MUST_USE;

/* Draws a page that was written, and reads it: ERR_SURVIVED when a word that was cut is there, but not in `left`, its text. */
enum err pdf_scan_prove(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page,
			const struct format_options *options, unsigned number, struct str left, struct fault *fault) MUST_USE;
#endif
