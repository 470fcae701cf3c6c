/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Reads back what image.c wrote, by other code: MuPDF takes the file apart, the words behind the picture are the view, and the
 * picture itself is read once more by Tesseract. No word that was cut may be seen in it unless the words behind have it too. */
#include <leptonica/allheaders.h>
#include <mupdf/fitz.h>
#include <mupdf/pdf.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/image_page.h"

enum { STORE = 64 << 20, DPI = 300 };

struct proof {
	const struct format_options *options;
	struct source *source;
	fz_context *context;
	pdf_document *document;
	int page, page_count;
};

static int proof_bid(struct str head, struct str name)
{
	(void)head, (void)name;
	return 0; /* only for what was just written */
}

static enum err proof_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	struct proof *proof = mem_alloc(1, sizeof *proof);
	proof->options = options;
	proof->source = source;
	proof->context = fz_new_context(NULL, NULL, STORE);
	*document = proof;
	if (proof->context == NULL)
		return fault_set(fault, ERR_SYSTEM, "no memory to read a PDF");
	fz_set_warning_callback(proof->context, NULL, NULL);
	fz_set_error_callback(proof->context, NULL, NULL);
	return ERR_NONE;
}

static void proof_close(void *document)
{
	struct proof *proof = document;
	if (proof->context)
		pdf_drop_document(proof->context, proof->document);
	fz_drop_context(proof->context);
	free(proof);
}

static bool open_pdf(struct proof *proof, struct str bytes)
{
	fz_context *context = proof->context;
	fz_stream *stream = NULL;
	bool opened = true;
	fz_var(stream);
	fz_try(context)
	{
		stream = fz_open_memory(context, (const unsigned char *)bytes.ptr, bytes.len);
		proof->document = pdf_open_document_with_stream(context, stream);
		proof->page_count = pdf_count_pages(context, proof->document);
	}
	fz_always(context)
		fz_drop_stream(context, stream);
	fz_catch(context)
		opened = false;
	return opened && !pdf_was_repaired(context, proof->document);
}

static enum err begin(struct proof *proof, struct fault *fault)
{
	struct str bytes;
	if (proof->document)
		return ERR_NONE;
	enum err err = source_peek(proof->source, SIZE_MAX, &bytes, fault);
	if (!err && !open_pdf(proof, bytes))
		err = fault_set(fault, ERR_MALFORMED, "a PDF that was written cannot be read");
	return err;
}

static void add_letters(const fz_stext_page *text, struct view *view)
{
	for (const fz_stext_block *block = text->first_block; block; block = block->next)
		for (const fz_stext_line *line = block->type == FZ_STEXT_BLOCK_TEXT ? block->u.t.first_line : NULL; line; line = line->next) {
			for (const fz_stext_char *letter = line->first_char; letter; letter = letter->next) {
				char says[UTF8_MAX];
				size_t len = utf8_put(says, (uint32_t)letter->c);
				view_add(view, (struct str){says, len}, 0, view->text.len, (uint32_t)len);
			}
			buf_add_byte(&view->text, '\n');
		}
}

/* One bit a pixel, as image_layer.c writes them; anything else is not ours. */
static struct Pix *picture_of(fz_context *context, fz_pixmap *pixels)
{
	struct Pix *picture = pixels->n == 1 ? pixCreate(pixels->w, pixels->h, 8) : NULL;
	(void)context;
	for (int y = 0; picture && y < pixels->h; y++) {
		const unsigned char *from = pixels->samples + (ptrdiff_t)y * pixels->stride;
		l_uint32 *to = pixGetData(picture) + (ptrdiff_t)y * pixGetWpl(picture);
		for (int x = 0; x < pixels->w; x++)
			SET_DATA_BYTE(to, x, from[x]);
	}
	return picture;
}

static bool read_page(struct proof *proof, struct view *view, struct Pix **picture)
{
	fz_context *context = proof->context;
	pdf_page *page = NULL;
	fz_stext_page *text = NULL;
	fz_image *image = NULL;
	fz_pixmap *pixels = NULL;
	bool whole = true;
	fz_var(page);
	fz_var(text);
	fz_var(image);
	fz_var(pixels);
	fz_try(context)
	{
		page = pdf_load_page(context, proof->document, proof->page);
		text = fz_new_stext_page_from_page(context, &page->super, NULL);
		add_letters(text, view);
		pdf_obj *object = pdf_dict_getp(context, pdf_page_resources(context, page), "XObject/I");
		image = pdf_load_image(context, proof->document, object);
		pixels = fz_get_unscaled_pixmap_from_image(context, image);
		*picture = picture_of(context, pixels);
	}
	fz_always(context)
	{
		fz_drop_pixmap(context, pixels);
		fz_drop_image(context, image);
		fz_drop_stext_page(context, text);
		fz_drop_page(context, &page->super);
	}
	fz_catch(context)
		whole = false;
	return whole && *picture;
}

static enum err proof_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct proof *proof = document;
	struct Pix *picture = NULL;
	view_clear(view);
	*more = false;
	enum err err = begin(proof, fault);
	if (err || proof->page == proof->page_count)
		return err;
	if (!read_page(proof, view, &picture))
		err = fault_set(fault, ERR_MALFORMED, "a page of a PDF that was written cannot be read");
	else
		err = image_page_prove(proof->options, picture, DPI, (unsigned)proof->page + 1, buf_str(&view->text), fault);
	pixDestroy(&picture);
	proof->page++;
	*more = !err;
	return err;
}

static enum err proof_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out, struct fault *fault)
{
	(void)document, (void)view, (void)edits, (void)count, (void)out;
	return fault_set(fault, ERR_SYSTEM, "what is read back is not cut; report this as a fault of the program");
}

static enum err proof_finish(void *document, struct buf *out, struct fault *fault)
{
	(void)document, (void)out;
	return fault_set(fault, ERR_SYSTEM, "what is read back is not written; report this as a fault of the program");
}

const struct format format_image_proof = {
	.name = "image, read back",
	.extension = ".pdf",
	.bid = proof_bid,
	.open = proof_open,
	.next = proof_next,
	.edit = proof_edit,
	.finish = proof_finish,
	.close = proof_close,
};
