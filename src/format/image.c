/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Scans: image files whose pages are read by image_page.h. What is released is a PDF of the pages. A document is one view, but
 * for very long ones. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/format.h"
#include "format/image_page.h"
#include "format/image_read.h"

enum {
	FILE_MOST = 512 << 20,
	PART_SIZE = 128 << 10,
	PART_PAGES = 64 /* each has about a megabyte of pixels */
};

struct image {
	const struct format_options *options;
	struct source *source;
	size_t part_size;
	struct image_file *file;
	struct pdf_file *out;
	struct image_page *pages; /* of the part at hand */
	size_t page_count, page_cap;
	unsigned before; /* pages of the parts before */
};

static int image_bid(struct str head, struct str name)
{
	(void)name;
	return image_kind(head) == IMAGE_NONE ? 0 : 90;
}

static enum err image_open_document(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	(void)fault;
	struct image *image = mem_alloc(1, sizeof *image);
	image->options = options;
	image->source = source;
	image->part_size = options->part_size ? options->part_size : PART_SIZE;
	*document = image;
	return ERR_NONE;
}

static void drop_pages(struct image *image)
{
	for (size_t i = 0; i < image->page_count; i++)
		image_page_free(&image->pages[i]);
	image->before += (unsigned)image->page_count;
	image->page_count = 0;
}

static void image_close_document(void *document)
{
	struct image *image = document;
	drop_pages(image);
	free(image->pages);
	image_close(image->file);
	pdf_file_close(image->out);
	free(image);
}

/* All of the file: the pixels of a page can be anywhere in it. The source keeps the bytes. */
static enum err begin(struct image *image, struct fault *fault)
{
	struct str bytes;
	if (image->file)
		return ERR_NONE;
	enum err err = source_peek(image->source, (size_t)FILE_MOST + 1, &bytes, fault);
	if (err)
		return err;
	if (bytes.len > FILE_MOST)
		return fault_set(fault, ERR_LIMIT, "a picture of more than %d MiB; split it, or scan it with 300 dots per inch", FILE_MOST >> 20);
	return image_open(image_kind(bytes), bytes, &image->file, fault);
}

static enum err next_page(struct image *image, struct view *view, bool *more, struct fault *fault)
{
	struct Pix *grey;
	char place[32];
	int dpi;
	enum err err = image_next(image->file, &grey, &dpi, fault);
	*more = grey != NULL;
	if (err || grey == NULL)
		return err;
	image->pages = mem_room(image->pages, image->page_count, &image->page_cap, sizeof *image->pages);
	struct image_page *page = &image->pages[image->page_count];
	unsigned number = image->before + (unsigned)image->page_count + 1;
	err = image_page_read(image->options, grey, dpi, number, page, fault);
	if (err)
		return err;
	snprintf(place, sizeof place, "page %u", number);
	page->place = view_keep(view, str_of(place));
	image_page_view(page, (uint32_t)image->page_count, view);
	image->page_count++;
	return ERR_NONE;
}

static enum err image_next_view(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct image *image = document;
	view_clear(view);
	drop_pages(image);
	enum err err = begin(image, fault);
	*more = true;
	while (!err && *more && view->text.len < image->part_size && image->page_count < PART_PAGES)
		err = next_page(image, view, more, fault);
	if (!err && image->before && image->page_count) {
		char where[40];
		snprintf(where, sizeof where, "pages from %u", image->before + 1);
		view->where = view_keep(view, str_of(where));
	}
	view->pages = (uint32_t)image->page_count;
	*more = !err && image->page_count > 0;
	return err;
}

/* A page stays a page, so its number is right in the released document too. */
static void name_places(const struct image *image, const struct view *view, struct edit *edits, size_t count)
{
	struct str place = {0};
	for (size_t i = 0; i < count; i++) {
		struct span pieces = view_pieces(view, edits[i].span);
		if (pieces.from < pieces.to)
			place = image->pages[view->pieces[pieces.from].part].place;
		edits[i].place = place;
	}
}

static enum err image_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out, struct fault *fault)
{
	struct image *image = document;
	(void)fault;
	if (image->out == NULL)
		image->out = pdf_file_open(out);
	name_places(image, view, edits, count);
	for (size_t i = 0; i < image->page_count; i++)
		image_page_write(&image->pages[i], view, edits, count, image->out, out);
	return ERR_NONE;
}

static enum err image_finish(void *document, struct buf *out, struct fault *fault)
{
	struct image *image = document;
	if (image->out == NULL)
		return fault_set(fault, ERR_MALFORMED, "a picture without a page; ask for it again");
	pdf_file_finish(image->out, out);
	return ERR_NONE;
}

const struct format format_image = {
	.name = "image",
	.extension = ".pdf",
	.adds = ".pdf",
	.reads_back = &format_pdf,
	.bid = image_bid,
	.open = image_open_document,
	.next = image_next_view,
	.edit = image_edit,
	.finish = image_finish,
	.close = image_close_document,
};
