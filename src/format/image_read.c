/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/image_read.h"

#include <leptonica/allheaders.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/quiet.h"

enum { SIDE_LEAST = 16, PNG_CHUNK = 12, PNG_HEAD = 8 };

struct image_file {
	enum image_kind kind;
	struct str bytes;
	bool read;
	struct image_tiff *tiff;
};

enum image_kind image_kind(struct str head)
{
	if (str_starts(head, (struct str){"\x89PNG\r\n\x1A\n", PNG_HEAD}))
		return IMAGE_PNG;
	if (str_starts(head, (struct str){"\xFF\xD8\xFF", 3}))
		return IMAGE_JPEG;
	static const struct str tiff[] = {{"II*\0", 4}, {"MM\0*", 4}, {"II+\0", 4}, {"MM\0+", 4}}; /* the last two of more than 4 GiB */
	for (size_t i = 0; i < sizeof tiff / sizeof *tiff; i++)
		if (str_starts(head, tiff[i]))
			return IMAGE_TIFF;
	return IMAGE_NONE;
}

enum err image_check_size(unsigned page, uint32_t width, uint32_t height, struct fault *fault)
{
	if (width < SIDE_LEAST || height < SIDE_LEAST)
		return fault_set(fault, ERR_UNREADABLE, "page %u is too small to have text that can be read", page);
	if (width > IMAGE_SIDE_MOST || height > IMAGE_SIDE_MOST || (uint64_t)width * height > IMAGE_PIXELS_MOST)
		return fault_set(fault, ERR_LIMIT,
				 "page %u is larger than %d million pixels or %d pixels on one side; scan it with 300 dots per inch", page,
				 IMAGE_PIXELS_MOST / 1000000, IMAGE_SIDE_MOST);
	return ERR_NONE;
}

/* ---- PNG ----------------------------------------------------------------------------------------------------- */

static uint32_t big_endian(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* All chunks up to IEND are there and whole, and nothing moves: only the first of many pictures would be read. */
static enum err check_png(struct str bytes, struct fault *fault)
{
	size_t at = PNG_HEAD;
	while (bytes.len - at >= PNG_CHUNK) {
		uint32_t len = big_endian(bytes.ptr + at);
		const char *type = bytes.ptr + at + 4;
		if (len > bytes.len - at - PNG_CHUNK)
			break;
		if (libdeflate_crc32(0, type, (size_t)len + 4) != big_endian(type + 4 + len))
			return fault_set(fault, ERR_MALFORMED, "a damaged PNG picture: a checksum in it is wrong; ask for it again");
		if (memcmp(type, "acTL", 4) == 0)
			return fault_set(fault, ERR_UNREADABLE, "a PNG picture that moves; save what is to be released as still pictures");
		if (memcmp(type, "IEND", 4) == 0)
			return ERR_NONE;
		at += PNG_CHUNK + (size_t)len;
	}
	return fault_set(fault, ERR_MALFORMED, "a PNG picture that is cut short; ask for it again");
}

static enum err read_png(struct str bytes, struct Pix **page, struct fault *fault)
{
	l_int32 width = 0, height = 0, bits, samples, map;
	enum err err = check_png(bytes, fault);
	if (err)
		return err;
	if (readHeaderMemPng((const l_uint8 *)bytes.ptr, bytes.len, &width, &height, &bits, &samples, &map) != 0 || width < 0 || height < 0)
		return fault_set(fault, ERR_MALFORMED, "a damaged PNG picture; ask for it again");
	err = image_check_size(1, (uint32_t)width, (uint32_t)height, fault);
	if (err)
		return err;
	*page = pixReadMemPng((const l_uint8 *)bytes.ptr, bytes.len);
	if (*page == NULL)
		return fault_set(fault, ERR_MALFORMED, "a damaged PNG picture; ask for it again");
	return ERR_NONE;
}

/* ---- JPEG ---------------------------------------------------------------------------------------------------- */

static enum err read_jpeg(struct str bytes, struct Pix **page, struct fault *fault)
{
	l_int32 width = 0, height = 0, samples = 0, warnings = 0;
	if (readHeaderMemJpeg((const l_uint8 *)bytes.ptr, bytes.len, &width, &height, &samples, NULL, NULL) != 0 || width < 0 || height < 0)
		return fault_set(fault, ERR_MALFORMED, "a damaged JPEG picture; ask for it again");
	if (samples != 1 && samples != 3)
		return fault_set(fault, ERR_UNREADABLE, "a JPEG picture in colours for print (CMYK); save it as RGB");
	enum err err = image_check_size(1, (uint32_t)width, (uint32_t)height, fault);
	if (err)
		return err;
	*page = pixReadMemJpeg((const l_uint8 *)bytes.ptr, bytes.len, 0, 1, &warnings, 0);
	if (*page == NULL || warnings)
		return fault_set(fault, ERR_MALFORMED, "a JPEG picture that is damaged or cut short; ask for it again");
	return ERR_NONE;
}

/* ---- all ----------------------------------------------------------------------------------------------------- */

/* Takes `page`: any depth, colour map or transparency becomes grey over white. */
static struct Pix *to_grey(struct Pix *page)
{
	struct Pix *plain = pixRemoveColormap(page, REMOVE_CMAP_BASED_ON_SRC);
	pixDestroy(&page);
	struct Pix *opaque = plain ? pixRemoveAlpha(plain) : NULL;
	pixDestroy(&plain);
	struct Pix *grey = opaque ? pixConvertTo8(opaque, 0) : NULL;
	if (grey && opaque) {
		pixSetXRes(grey, pixGetXRes(opaque));
		pixSetYRes(grey, pixGetYRes(opaque));
	}
	pixDestroy(&opaque);
	return grey;
}

enum err image_open(enum image_kind kind, struct str bytes, struct image_file **made, struct fault *fault)
{
	struct image_file *file = mem_alloc(1, sizeof *file);
	enum err err = ERR_NONE;
	file->kind = kind;
	file->bytes = bytes;
	if (kind == IMAGE_TIFF)
		err = image_tiff_open(bytes, &file->tiff, fault);
	if (err)
		image_close(file);
	else
		*made = file;
	return err;
}

void image_close(struct image_file *file)
{
	if (file == NULL)
		return;
	image_tiff_close(file->tiff);
	free(file);
}

enum err image_next(struct image_file *file, struct Pix **page, int *dpi, struct fault *fault)
{
	*page = NULL;
	*dpi = 0;
	if (file->tiff)
		return image_tiff_next(file->tiff, page, dpi, fault);
	if (file->read)
		return ERR_NONE;
	file->read = true;
	FILE *loud = quiet_begin();
	struct Pix *pix = NULL;
	enum err err = file->kind == IMAGE_PNG ? read_png(file->bytes, &pix, fault) : read_jpeg(file->bytes, &pix, fault);
	if (err) {
		pixDestroy(&pix);
	} else {
		*page = to_grey(pix);
		if (*page == NULL)
			err = fault_set(fault, ERR_UNREADABLE, "a picture whose kind of pixels cannot be read; save it as grey or RGB");
		else
			*dpi = pixGetXRes(*page);
	}
	quiet_end(loud);
	return err;
}
