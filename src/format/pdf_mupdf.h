/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files that speak MuPDF share. All functions here may throw (fz_throw): they hold nothing that a jump would lose. */
#ifndef FORMAT_PDF_MUPDF_H
#define FORMAT_PDF_MUPDF_H
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include "format/pdf_file.h"
#include "format/pdf_page.h"

#define PDF_MUPDF_VERSION (FZ_VERSION_MAJOR * 1000 + FZ_VERSION_MINOR)

/* What cannot be written as it is drawn; caught in pdf_read.c. */
enum { PDF_UNSUPPORTED = FZ_ERROR_GENERIC };

/* pdf_collect.c: a device that fills `page`, which is borrowed. */
fz_device *pdf_collect_device(fz_context *context, struct page *page);

/* What a letter means as a view has it, PAGE_UNKNOWN for what means nothing; and as it is written. */
uint32_t pdf_meaning(int code);
uint32_t pdf_meaning_written(uint32_t meaning);

/* pdf_picture.c: whether there is anything to see: not a patch of one colour. */
bool pdf_picture_shows(fz_context *context, fz_image *image);

/* pdf_filter.c: a device that gives `to` what it is given, but for `changes`. All are borrowed. */
fz_device *pdf_filter_device(fz_context *context, fz_device *to, const struct page *page, const struct page_changes *changes,
			     fz_font *token_font);
/* The width of a token at size 1. */
float pdf_token_width(fz_context *context, fz_font *font, struct str text);

/* pdf_paint.c: a device that writes what it is given as the next page of `file`, when it is closed. All are borrowed. */
struct pdf_painter; /* what pages share: fonts, pictures */
struct pdf_painter *pdf_painter_new(void);
void pdf_painter_free(fz_context *context, struct pdf_painter *painter);
fz_device *pdf_paint_device(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out, float width,
			    float height);
/* Fonts, and forgets all. */
void pdf_paint_shared(fz_context *context, struct pdf_painter *painter, struct pdf_file *file, struct buf *out);
#endif
