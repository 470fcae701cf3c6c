/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* TIFF through libtiff: its own warnings about pixels count as damage, because a line it could not unpack is shown white. */
#include <leptonica/allheaders.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "base/limits.h"
#include "base/mem.h"
#include "format/image_read.h"

enum { ALLOC_MOST = 512 << 20, WHITE = 255 };

struct image_tiff {
	TIFF *tiff;
	struct str bytes;
	uint64_t pos;
	unsigned page;       /* read so far */
	unsigned complaints; /* warnings and errors while pixels are read */
	bool begun;
};

/* ---- the file in memory -------------------------------------------------------------------------------------- */

static tmsize_t memory_read(thandle_t handle, void *to, tmsize_t size)
{
	struct image_tiff *tiff = handle;
	uint64_t left = tiff->pos < tiff->bytes.len ? tiff->bytes.len - tiff->pos : 0;
	size_t got = size < 0 ? 0 : (uint64_t)size < left ? (size_t)size : (size_t)left;
	if (got)
		memcpy(to, tiff->bytes.ptr + tiff->pos, got);
	tiff->pos += got;
	return (tmsize_t)got;
}

static tmsize_t memory_write(thandle_t handle, void *from, tmsize_t size)
{
	(void)handle, (void)from, (void)size;
	return 0;
}

static toff_t memory_seek(thandle_t handle, toff_t offset, int whence)
{
	struct image_tiff *tiff = handle;
	tiff->pos = whence == SEEK_CUR ? tiff->pos + offset : whence == SEEK_END ? tiff->bytes.len + offset : offset;
	return tiff->pos;
}

static int memory_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t memory_size(thandle_t handle)
{
	return ((struct image_tiff *)handle)->bytes.len;
}

static int complain(TIFF *handle, void *context, const char *where, const char *format, va_list arguments)
{
	(void)handle, (void)where, (void)format, (void)arguments;
	((struct image_tiff *)context)->complaints++;
	return 1; /* nothing is printed */
}

/* ---- pages --------------------------------------------------------------------------------------------------- */

enum err image_tiff_open(struct str bytes, struct image_tiff **made, struct fault *fault)
{
	struct image_tiff *tiff = mem_alloc(1, sizeof *tiff);
	TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
	tiff->bytes = bytes;
	if (options) {
		TIFFOpenOptionsSetMaxSingleMemAlloc(options, ALLOC_MOST);
		TIFFOpenOptionsSetErrorHandlerExtR(options, complain, tiff);
		TIFFOpenOptionsSetWarningHandlerExtR(options, complain, tiff);
		tiff->tiff = TIFFClientOpenExt("scan", "rm", tiff, memory_read, memory_write, memory_seek, memory_close, memory_size, NULL,
					       NULL, options);
		TIFFOpenOptionsFree(options);
	}
	*made = tiff;
	if (tiff->tiff)
		return ERR_NONE;
	*made = NULL;
	free(tiff);
	return fault_set(fault, ERR_MALFORMED, "a damaged TIFF file; ask for it again");
}

void image_tiff_close(struct image_tiff *tiff)
{
	if (tiff == NULL)
		return;
	TIFFClose(tiff->tiff);
	free(tiff);
}

static int resolution(TIFF *handle)
{
	float dots = 0;
	uint16_t unit = RESUNIT_INCH;
	if (!TIFFGetField(handle, TIFFTAG_XRESOLUTION, &dots) || !(dots > 0 && dots < 10000))
		return 0;
	TIFFGetFieldDefaulted(handle, TIFFTAG_RESOLUTIONUNIT, &unit);
	return unit == RESUNIT_CENTIMETER ? (int)(dots * 2.54f + 0.5f) : unit == RESUNIT_INCH ? (int)(dots + 0.5f) : 0;
}

/* Colours come as libtiff packs them, already weighed by their opacity. */
static l_uint8 grey_of(uint32_t colour)
{
	uint32_t grey = (TIFFGetR(colour) * 30 + TIFFGetG(colour) * 59 + TIFFGetB(colour) * 11) / 100;
	grey += WHITE - TIFFGetA(colour);
	return (l_uint8)(grey < WHITE ? grey : WHITE);
}

static struct Pix *grey_page(const uint32_t *raster, uint32_t width, uint32_t height)
{
	struct Pix *page = pixCreateNoInit((l_int32)width, (l_int32)height, 8);
	if (page == NULL)
		return NULL;
	size_t words = (size_t)pixGetWpl(page);
	for (uint32_t y = 0; y < height; y++) {
		l_uint32 *line = pixGetData(page) + y * words;
		for (uint32_t x = 0; x < width; x++)
			SET_DATA_BYTE(line, x, grey_of(raster[(size_t)y * width + x]));
	}
	return page;
}

static enum err read_page(struct image_tiff *tiff, struct Pix **page, struct fault *fault)
{
	uint32_t width = 0, height = 0;
	TIFFGetField(tiff->tiff, TIFFTAG_IMAGEWIDTH, &width);
	TIFFGetField(tiff->tiff, TIFFTAG_IMAGELENGTH, &height);
	enum err err = image_check_size(tiff->page, width, height, fault);
	if (err)
		return err;
	uint32_t *raster = mem_alloc((size_t)width * height, sizeof *raster);
	tiff->complaints = 0;
	int read = TIFFReadRGBAImageOriented(tiff->tiff, width, height, raster, ORIENTATION_TOPLEFT, 1);
	if (read && tiff->complaints == 0)
		*page = grey_page(raster, width, height);
	free(raster);
	if (*page)
		return ERR_NONE;
	return fault_set(fault, ERR_MALFORMED,
			 "page %u of a TIFF file is damaged, cut short or packed in a way that is not supported; scan or save it again", tiff->page);
}

/* Small copies and masks of a page stand between the pages; they are no pages. */
static bool is_page(TIFF *handle)
{
	uint32_t type = 0;
	TIFFGetFieldDefaulted(handle, TIFFTAG_SUBFILETYPE, &type);
	return !(type & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK));
}

/* The next directory of the file; false at the end. */
static enum err next_directory(struct image_tiff *tiff, bool *more, struct fault *fault)
{
	*more = !tiff->begun || !TIFFLastDirectory(tiff->tiff);
	if (tiff->begun && *more && !TIFFReadDirectory(tiff->tiff))
		return fault_set(fault, ERR_MALFORMED, "a TIFF file whose list of pages is damaged; ask for it again");
	tiff->begun = true;
	return ERR_NONE;
}

enum err image_tiff_next(struct image_tiff *tiff, struct Pix **page, int *dpi, struct fault *fault)
{
	bool more = true;
	enum err err = next_directory(tiff, &more, fault);
	while (!err && more && !is_page(tiff->tiff))
		err = next_directory(tiff, &more, fault);
	if (!err && !more && tiff->page == 0)
		err = fault_set(fault, ERR_MALFORMED, "a TIFF file without a page; ask for it again");
	if (err || !more)
		return err;
	if (++tiff->page > LIMIT_PICTURE_PAGES)
		return fault_set(fault, ERR_LIMIT, "a TIFF file of more than %u pages; split it", LIMIT_PICTURE_PAGES);
	*dpi = resolution(tiff->tiff);
	return read_page(tiff, page, fault);
}
