/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A page that is only a picture: of an image file, or of a PDF. It is turned upright, straightened and read; what was taken for
 * ink is the page from then on, in black and white: what the reader of the text did not see is not released either (faint
 * writing, the other side of the paper, the dots of a printer).
 *
 *   read ── words ── a piece of the view each ── cuts ── the words' place is overwritten, in the pixels ── a page of a PDF */
#ifndef FORMAT_IMAGE_PAGE_H
#define FORMAT_IMAGE_PAGE_H
#include "format/format.h"
#include "format/ocr.h"
#include "format/pdf_file.h"

struct image_page {
	struct ocr_page text; /* with the picture */
	int dpi;
	struct ocr_box *black; /* parts that were not read, and are painted over */
	size_t black_count;
	int line_height; /* of most of its lines, with what goes up and down */
	size_t first_piece; /* of the view, for its first word; set by image_page_view() */
	struct str place;   /* "page 3", kept by the view */
};

/* Takes `grey`, 8 bits a pixel. `dpi` as the file says, 0: not said. `number`: of the page, for sentences. ERR_UNREADABLE when not all
 * of the page was read with enough confidence, unless options->scans says to make that black or to let it stay. */
enum err image_page_read(const struct format_options *options, struct Pix *grey, int dpi, unsigned number, struct image_page *page,
			 struct fault *fault) MUST_USE;
void image_page_free(struct image_page *page);

/* Appends the page's text, a piece for each word; `part` is the pieces' part. */
void image_page_view(struct image_page *page, uint32_t part, struct view *view);

/* Overwrites in the picture what the edits cut of this page, and writes it to the PDF with the words that are left and the
 * tokens. `edits`: all of the view. */
void image_page_write(struct image_page *page, const struct view *view, const struct edit *edits, size_t count, struct pdf_file *file,
		      struct buf *out);

/* Reads a page that was written once more: ERR_SURVIVED when a word of options->gone is seen that is not in `left`, the text
 * behind the page. Borrows `grey`. */
enum err image_page_prove(const struct format_options *options, struct Pix *grey, int dpi, unsigned number, struct str left,
			  struct fault *fault) MUST_USE;

/* ---- between the files of pages ------------------------------------------------------------------------------ */

/* image_upright.c: takes `grey`; gives it evenly lit and at a resolution that can be read well. */
struct Pix *image_even(struct Pix *grey, int *dpi);
/* The page turned by so many quarters clockwise, and straight. NULL: no memory. */
struct Pix *image_upright(struct Pix *even, unsigned quarters);
/* The page as it is given to the reader of text: softened if it is only black and white, which is read with far fewer mistakes so,
 * and without what leads from labels to values. `ink`: black and white as it is. */
struct Pix *image_to_read(struct Pix *upright, int dpi, struct Pix **ink);

/* image_judge.c: where there is ink that is no word that was read; the caller destroys it. NULL: no memory. */
struct Boxa *image_unread(const struct image_page *page);
/* Whether the words of the page were read with enough confidence to be looked at for names. */
bool image_trusted(const struct image_page *page);
/* To compare two readings of a page: the higher the better. */
double image_understood(const struct image_page *page);

/* image_cover.c: paints over a part of the page, with a word in it. */
void image_black(struct image_page *page, struct ocr_box box, struct str word);
/* Paints over words [first, last) of one line, and as much beside them as tells less of their length; writes the
 * token there if it is not empty and there is room. Returns what was painted over. */
struct ocr_box image_cover(struct image_page *page, size_t first, size_t last, struct str token);

/* image_layer.c: a page of the picture, and the words over it, invisible, where they stand, so that they can be searched, copied
 * and read aloud. */
struct image_word {
	struct str text; /* UTF-8; signs that the encoding of the layer lacks become "?" */
	struct ocr_box box;
};
void image_layer_write(struct Pix *picture, int dpi, const struct image_word *words, size_t count, struct pdf_file *file, struct buf *out);
/* `text` as the layer will have it. */
void image_layer_plain(struct str text, struct buf *plain);
#endif
