/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* MuPDF behind a wall: opens a PDF in memory, draws a page into a list of what is drawn, and plays that list, once to see
 * what there is, once more to write what is left of it. Nothing outside pdf_read.c, pdf_collect.c, pdf_filter.c, pdf_paint*.c
 * and pdf_font.c knows MuPDF's types. Its exceptions (longjmp) end in pdf_read.c and become an enum err.
 *
 * It may not open files, has no fonts but those in the document and the fourteen standard ones, runs no script, and has a
 * budget of memory. */
#ifndef FORMAT_PDF_READ_H
#define FORMAT_PDF_READ_H
#include "base/fault.h"
#include "format/pdf_file.h"
#include "format/pdf_page.h"

struct pdf_reader;
struct pdf_drawing; /* a page as it is drawn */

/* `bytes` must live as long as the reader. `passwords`: a line each, tried if the file is encrypted. */
enum err pdf_reader_open(struct str bytes, struct str passwords, struct pdf_reader **reader, struct fault *fault) MUST_USE;
void pdf_reader_close(struct pdf_reader *reader);
size_t pdf_reader_pages(const struct pdf_reader *reader);

/* Draws page `number` (from 0) and fills `page` with what there is to see. Drop the drawing. */
enum err pdf_reader_draw(struct pdf_reader *reader, size_t number, struct pdf_drawing **drawing, struct page *page,
			 struct fault *fault) MUST_USE;
void pdf_drawing_drop(struct pdf_reader *reader, struct pdf_drawing *drawing);

/* Width of `text` (Latin letters, digits, signs) in the font of tokens, at size 1. */
enum err pdf_reader_measure(struct pdf_reader *reader, struct str text, float *width, struct fault *fault) MUST_USE;

/* The page as gray pixels, a byte each, rows from the top without padding; to be freed. */
enum err pdf_reader_render(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page, int dpi, int *width,
			   int *height, unsigned char **pixels, struct fault *fault) MUST_USE;

/* Writes the page with its changes. Fonts and pictures are shared by pages until pdf_reader_write_shared() writes them,
 * with the letters that these pages use and no other. */
enum err pdf_reader_write(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page,
			  const struct page_changes *changes, struct pdf_file *file, struct buf *out,
			  struct fault *fault) MUST_USE;
enum err pdf_reader_write_shared(struct pdf_reader *reader, struct pdf_file *file, struct buf *out, struct fault *fault) MUST_USE;
#endif
