/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pixels: nothing of a picture file passes but what it shows. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/pdf_paint.h"

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

static const struct paint_picture *known(const struct pdf_painter *painter, const unsigned char *digest)
{
	for (size_t i = 0; i < painter->picture_count; i++)
		if (memcmp(painter->pictures[i].digest, digest, sizeof painter->pictures[i].digest) == 0)
			return &painter->pictures[i];
	return NULL;
}

static void remember(struct pdf_painter *painter, const unsigned char *digest, unsigned number)
{
	painter->pictures = mem_room(painter->pictures, painter->picture_count, &painter->picture_cap, sizeof *painter->pictures);
	struct paint_picture *picture = &painter->pictures[painter->picture_count++];
	memcpy(picture->digest, digest, sizeof picture->digest);
	picture->number = number;
}

/* The parts [from, to) of every pixel, in rows. */
static void take_parts(const fz_pixmap *pixels, int from, int to, struct buf *bytes)
{
	size_t width = (size_t)pixels->w, parts = (size_t)(to - from);
	for (int y = 0; y < pixels->h; y++) {
		const unsigned char *row = pixels->samples + (ptrdiff_t)y * pixels->stride + from;
		char *at = buf_room(bytes, width * parts);
		for (size_t x = 0; x < width; x++, row += pixels->n, at += parts)
			memcpy(at, row, parts);
		bytes->len += width * parts;
	}
}

static unsigned write_plane(struct paint_device *device, const fz_pixmap *pixels, int from, int to, unsigned mask)
{
	struct buf bytes = {0}, entries = {0};
	unsigned number = pdf_file_reserve(device->file);
	take_parts(pixels, from, to, &bytes);
	buf_printf(&entries, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/%s", pixels->w, pixels->h,
		   to - from == 1 ? "DeviceGray" : to - from == 3 ? "DeviceRGB" : "DeviceCMYK");
	if (mask)
		buf_printf(&entries, "/SMask %u 0 R", mask);
	pdf_file_stream(device->file, device->out, number, buf_str(&entries), buf_str(&bytes));
	buf_free(&bytes);
	buf_free(&entries);
	return number;
}

unsigned paint_pixels(fz_context *context, struct paint_device *device, fz_pixmap *pixels)
{
	unsigned char digest[16];
	fz_md5_pixmap(context, pixels, digest);
	digest[0] ^= pixels->n;
	const struct paint_picture *before = known(device->painter, digest);
	if (before)
		return before->number;
	int colors = pixels->n - pixels->alpha;
	unsigned mask = pixels->alpha && colors ? write_plane(device, pixels, colors, colors + 1, 0) : 0;
	unsigned number = write_plane(device, pixels, 0, colors ? colors : 1, mask);
	remember(device->painter, digest, number);
	return number;
}

unsigned paint_stencil(fz_context *context, struct paint_device *device, fz_pixmap *pixels)
{
	unsigned char digest[16];
	fz_md5_pixmap(context, pixels, digest);
	digest[0] ^= 0xFF;
	const struct paint_picture *before = known(device->painter, digest);
	if (before)
		return before->number;
	struct buf bytes = {0}, entries = {0};
	unsigned number = pdf_file_reserve(device->file);
	size_t row = ((size_t)pixels->w + 7) / 8;
	for (int y = 0; y < pixels->h; y++) {
		const unsigned char *from = pixels->samples + (ptrdiff_t)y * pixels->stride;
		char *to = buf_room(&bytes, row);
		memset(to, 0, row);
		for (int x = 0; x < pixels->w; x++)
			if (from[x * pixels->n] >= 128)
				to[x / 8] = (char)(to[x / 8] | 0x80 >> x % 8);
		bytes.len += row;
	}
	buf_printf(&entries, "/Type/XObject/Subtype/Image/Width %d/Height %d/ImageMask true/BitsPerComponent 1/Decode[1 0]", pixels->w,
		   pixels->h);
	pdf_file_stream(device->file, device->out, number, buf_str(&entries), buf_str(&bytes));
	buf_free(&bytes);
	buf_free(&entries);
	remember(device->painter, digest, number);
	return number;
}
