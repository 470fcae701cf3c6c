/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <string.h>

#include "format/pdf_mupdf.h"

enum { PATCH_MOST = 4096 }; /* pixels of what is looked at for being one colour */

static bool one_color(const fz_pixmap *pixmap)
{
	const unsigned char *row = pixmap->samples;
	for (int y = 0; y < pixmap->h; y++, row += pixmap->stride)
		for (int x = 0; x < pixmap->w; x++)
			if (memcmp(row + x * pixmap->n, pixmap->samples, pixmap->n) != 0)
				return false;
	return true;
}

bool pdf_picture_shows(fz_context *context, fz_image *image)
{
	if ((int64_t)image->w * image->h > PATCH_MOST)
		return true;
	fz_pixmap *pixmap = fz_get_pixmap_from_image(context, image, NULL, NULL, NULL, NULL);
	bool shows = !one_color(pixmap);
	fz_drop_pixmap(context, pixmap);
	return shows;
}
