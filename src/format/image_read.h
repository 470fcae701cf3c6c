/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pages of an image file, one after another, as grey pixels over white: PNG and JPEG (one page), TIFF (any number). Of
 * what else such a file holds (EXIF, GPS, comments, profiles, thumbnails, bytes after the end) nothing is kept. Every file
 * is hostile: sizes are looked at before anything is unpacked, and what is cut short or does not add up is refused. */
#ifndef FORMAT_IMAGE_READ_H
#define FORMAT_IMAGE_READ_H
#include "base/fault.h"
#include "base/str.h"

enum image_kind { IMAGE_NONE, IMAGE_PNG, IMAGE_JPEG, IMAGE_TIFF };

enum {
	IMAGE_SIDE_MOST = 20000,     /* pixels */
	IMAGE_PIXELS_MOST = 40000000 /* a letter page at 600 dpi has 34 million */
};

struct Pix;
struct image_file;

enum image_kind image_kind(struct str head);

/* `bytes` are borrowed. ERR_MALFORMED: not a whole file of the kind. */
enum err image_open(enum image_kind kind, struct str bytes, struct image_file **file, struct fault *fault) MUST_USE;
/* The next page, 8 bits a pixel, no colour map; NULL after the last. `dpi`: as written in the file, else 0. */
enum err image_next(struct image_file *file, struct Pix **page, int *dpi, struct fault *fault) MUST_USE;
void image_close(struct image_file *file); /* NULL is fine */

/* ---- between the files of this reader ------------------------------------------------------------------------ */

/* "page 3 is ..." sizes that no scanner makes. */
enum err image_check_size(unsigned page, uint32_t width, uint32_t height, struct fault *fault) MUST_USE;

struct image_tiff;
enum err image_tiff_open(struct str bytes, struct image_tiff **tiff, struct fault *fault) MUST_USE;
enum err image_tiff_next(struct image_tiff *tiff, struct Pix **page, int *dpi, struct fault *fault) MUST_USE;
void image_tiff_close(struct image_tiff *tiff);
#endif
