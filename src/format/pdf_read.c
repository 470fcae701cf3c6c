/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_read.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "format/pdf_mupdf.h"

#define MEMORY_MOST (512 * LIMIT_MIB)
#define STORE_MOST (48 * LIMIT_MIB)

enum { PAGES_MOST = 50000, PASSWORD_MOST = 127 };

struct pdf_reader {
	fz_alloc_context memory;
	size_t used;
	fz_context *context;
	pdf_document *document;
	fz_font *token_font;
	struct pdf_painter *painter;
	size_t pages;
};

struct pdf_drawing {
	fz_display_list *list;
};

/* ---- memory -------------------------------------------------------------------------------------------------- */

static void *reader_malloc(void *user, size_t size)
{
	struct pdf_reader *reader = user;
	void *got = size > MEMORY_MOST - reader->used ? NULL : malloc(size);
	if (got)
		reader->used += malloc_usable_size(got);
	if (reader->used > MEMORY_MOST)
		reader->used = MEMORY_MOST;
	return got;
}

static void reader_free(void *user, void *old)
{
	struct pdf_reader *reader = user;
	size_t size = old ? malloc_usable_size(old) : 0;
	reader->used -= size < reader->used ? size : reader->used;
	free(old);
}

static void *reader_realloc(void *user, void *old, size_t size)
{
	struct pdf_reader *reader = user;
	size_t before = old ? malloc_usable_size(old) : 0;
	if (size > before && size - before > MEMORY_MOST - reader->used)
		return NULL;
	void *got = realloc(old, size);
	if (got == NULL)
		return NULL;
	reader->used -= before < reader->used ? before : reader->used;
	reader->used += malloc_usable_size(got);
	if (reader->used > MEMORY_MOST)
		reader->used = MEMORY_MOST;
	return got;
}

/* What MuPDF has to say may quote the document: nobody hears it. */
static void be_silent(void *user, const char *message)
{
	(void)user, (void)message;
}

/* ---- opening ------------------------------------------------------------------------------------------------- */

static enum err damaged(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "the PDF is damaged; open it in a PDF program, save it again, and look whether all of it is there");
}

/* The error that was thrown, as ours. */
static enum err caught(struct pdf_reader *reader, struct fault *fault)
{
	if (fz_caught(reader->context) == FZ_ERROR_MEMORY)
		return fault_set(fault, ERR_LIMIT, "the PDF needs too much memory; split it into smaller ones");
	return damaged(fault);
}

static bool opens_with(struct pdf_reader *reader, struct str password)
{
	char text[PASSWORD_MOST + 1];
	if (password.len == 0 || password.len > PASSWORD_MOST)
		return false;
	memcpy(text, password.ptr, password.len);
	text[password.len] = '\0';
	bool opens = pdf_authenticate_password(reader->context, reader->document, text) != 0;
	explicit_bzero(text, sizeof text);
	return opens;
}

/* Whether it is open, or opens with the empty password or one of these. */
static bool unlock(struct pdf_reader *reader, struct str passwords)
{
	bool open = !pdf_needs_password(reader->context, reader->document);
	while (!open && passwords.len) {
		const char *end = memchr(passwords.ptr, '\n', passwords.len);
		struct str line = {passwords.ptr, end ? (size_t)(end - passwords.ptr) : passwords.len};
		passwords = str_part(passwords, (struct span){line.len + (end != NULL), passwords.len});
		if (line.len && line.ptr[line.len - 1] == '\r')
			line.len--;
		open = opens_with(reader, line);
	}
	return open;
}

static enum err check(struct pdf_reader *reader, struct str passwords, struct fault *fault)
{
	fz_context *context = reader->context;
	if (reader->document->repair_attempted)
		return damaged(fault);
	if (!unlock(reader, passwords))
		return fault_set(fault, ERR_UNREADABLE,
				 "the PDF is encrypted with a password; save it without one, or give its password with --passwords");
	pdf_obj *root = pdf_dict_get(context, pdf_trailer(context, reader->document), PDF_NAME(Root));
	if (pdf_dict_gets(context, root, "Collection"))
		return fault_set(fault, ERR_UNREADABLE, "the PDF is a portfolio of other files; save each of them and hand in those");
	if (pdf_to_bool(context, pdf_dict_gets(context, root, "NeedsRendering")))
		return fault_set(fault, ERR_UNREADABLE,
				 "the PDF is a form that only one program can show (XFA); print it to a new PDF and hand in that");
	int pages = pdf_count_pages(context, reader->document);
	if (pages < 1)
		return damaged(fault);
	if (pages > PAGES_MOST)
		return fault_set(fault, ERR_LIMIT, "the PDF has more than %d pages; split it into smaller ones", PAGES_MOST);
	reader->pages = (size_t)pages;
	return ERR_NONE;
}

enum err pdf_reader_open(struct str bytes, struct str passwords, struct pdf_reader **made, struct fault *fault)
{
	struct pdf_reader *reader = mem_alloc(1, sizeof *reader);
	enum err err = ERR_NONE;
	reader->memory = (fz_alloc_context){reader, reader_malloc, reader_realloc, reader_free};
	reader->context = fz_new_context(&reader->memory, NULL, STORE_MOST);
	if (reader->context == NULL) {
		free(reader);
		return fault_set(fault, ERR_SYSTEM, "no memory to read PDFs");
	}
	fz_context *context = reader->context;
	fz_stream *volatile stream = NULL;
	fz_set_warning_callback(context, be_silent, NULL);
	fz_set_error_callback(context, be_silent, NULL);
	reader->painter = pdf_painter_new();
	fz_try(context)
	{
		stream = fz_open_memory(context, (const unsigned char *)bytes.ptr, bytes.len);
		reader->document = pdf_open_document_with_stream(context, stream);
		reader->token_font = fz_new_base14_font(context, "Helvetica");
		err = check(reader, passwords, fault);
	}
	fz_always(context)
		fz_drop_stream(context, stream);
	fz_catch(context)
		err = caught(reader, fault);
	if (err)
		pdf_reader_close(reader);
	else
		*made = reader;
	return err;
}

void pdf_reader_close(struct pdf_reader *reader)
{
	if (reader == NULL)
		return;
	pdf_painter_free(reader->context, reader->painter);
	fz_drop_font(reader->context, reader->token_font);
	pdf_drop_document(reader->context, reader->document);
	fz_drop_context(reader->context);
	free(reader);
}

size_t pdf_reader_pages(const struct pdf_reader *reader)
{
	return reader->pages;
}

/* ---- drawing ------------------------------------------------------------------------------------------------- */

/* What is told of a page and is not on it: notes, links, sounds, files; and scribbling, which could be writing. */
static bool is_beside(enum pdf_annot_type type)
{
	static const enum pdf_annot_type beside[] = {PDF_ANNOT_TEXT, PDF_ANNOT_LINK, PDF_ANNOT_CARET, PDF_ANNOT_INK, PDF_ANNOT_POPUP,
						     PDF_ANNOT_FILE_ATTACHMENT, PDF_ANNOT_SOUND, PDF_ANNOT_MOVIE, PDF_ANNOT_RICH_MEDIA,
						     PDF_ANNOT_SCREEN, PDF_ANNOT_PRINTER_MARK, PDF_ANNOT_TRAP_NET, PDF_ANNOT_3D,
						     PDF_ANNOT_PROJECTION, PDF_ANNOT_UNKNOWN};
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		if (type == beside[i])
			return true;
	return false;
}

static void blacken(fz_context *context, fz_device *device, fz_rect rect, fz_matrix matrix)
{
	const float black = 0;
	fz_path *path = fz_new_path(context);
	fz_try(context)
	{
		fz_rectto(context, path, rect.x0, rect.y0, rect.x1, rect.y1);
		fz_fill_path(context, device, path, 0, matrix, fz_device_gray(context), &black, 1, fz_default_color_params);
	}
	fz_always(context)
		fz_drop_path(context, path);
	fz_catch(context)
		fz_rethrow(context);
}

/* Somebody marked it for redaction and never did it: now it is done. */
static void redact_area(fz_context *context, fz_device *device, struct page *page, fz_rect rect, fz_matrix matrix)
{
	fz_rect placed = fz_transform_rect(rect, matrix);
	page->marked = mem_room(page->marked, page->marked_count, &page->marked_cap, sizeof *page->marked);
	page->marked[page->marked_count++] = (struct page_box){placed.x0, placed.y0, placed.x1, placed.y1};
	blacken(context, device, rect, matrix);
}

static void redact(fz_context *context, fz_device *device, struct page *page, pdf_annot *mark, fz_matrix matrix)
{
	int quads = pdf_annot_quad_point_count(context, mark);
	if (quads == 0)
		redact_area(context, device, page, pdf_annot_rect(context, mark), matrix);
	for (int i = 0; i < quads; i++)
		redact_area(context, device, page, fz_rect_from_quad(pdf_annot_quad_point(context, mark, i)), matrix);
}

static void draw_annotations(fz_context *context, struct page *seen, pdf_page *page, fz_device *device, fz_matrix matrix, fz_cookie *cookie)
{
	for (pdf_annot *note = pdf_first_annot(context, page); note; note = pdf_next_annot(context, note)) {
		enum pdf_annot_type type = pdf_annot_type(context, note);
		if (type == PDF_ANNOT_REDACT)
			redact(context, device, seen, note, matrix);
		else if (!is_beside(type))
			pdf_run_annot(context, note, device, matrix, cookie);
	}
	pdf_run_page_widgets(context, page, device, matrix, cookie);
}

static void draw(struct pdf_reader *reader, size_t number, struct pdf_drawing *drawing, struct page *page, fz_page **loaded,
		 fz_device **device, fz_cookie *cookie)
{
	fz_context *context = reader->context;
	*loaded = (fz_page *)pdf_load_page(context, reader->document, (int)number);
	fz_rect paper = fz_bound_page(context, *loaded);
	page->width = paper.x1 - paper.x0;
	page->height = paper.y1 - paper.y0;
	fz_matrix upright = {1, 0, 0, -1, -paper.x0, paper.y1}; /* MuPDF counts from the top */
	fz_rect sheet = {0, 0, page->width, page->height};
	drawing->list = fz_new_display_list(context, sheet);
	*device = fz_new_list_device(context, drawing->list);
	fz_run_page_contents(context, *loaded, *device, upright, cookie);
	draw_annotations(context, page, pdf_page_from_fz_page(context, *loaded), *device, upright, cookie);
	fz_close_device(context, *device);
	fz_drop_device(context, *device);
	*device = NULL;
	*device = pdf_collect_device(context, page);
	fz_run_display_list(context, drawing->list, *device, fz_identity, fz_infinite_rect, cookie);
	fz_close_device(context, *device);
}

enum err pdf_reader_draw(struct pdf_reader *reader, size_t number, struct pdf_drawing **made, struct page *page, struct fault *fault)
{
	fz_context *context = reader->context;
	struct pdf_drawing *drawing = mem_alloc(1, sizeof *drawing);
	fz_page *loaded = NULL;
	fz_device *device = NULL;
	fz_cookie cookie = {0};
	enum err err = ERR_NONE;
	fz_var(loaded);
	fz_var(device);
	page_clear(page);
	fz_try(context)
		draw(reader, number, drawing, page, &loaded, &device, &cookie);
	fz_always(context)
	{
		fz_drop_device(context, device);
		fz_drop_page(context, loaded);
	}
	fz_catch(context)
		err = caught(reader, fault);
	if (!err && (cookie.errors || cookie.incomplete || reader->document->repair_attempted))
		err = damaged(fault);
	if (err) {
		pdf_drawing_drop(reader, drawing);
		return err;
	}
	page_look(page);
	*made = drawing;
	return ERR_NONE;
}

void pdf_drawing_drop(struct pdf_reader *reader, struct pdf_drawing *drawing)
{
	if (drawing == NULL)
		return;
	fz_drop_display_list(reader->context, drawing->list);
	free(drawing);
}

static void render(fz_context *context, struct pdf_drawing *drawing, fz_pixmap *pixels, fz_matrix matrix, fz_cookie *cookie)
{
	fz_device *device = fz_new_draw_device(context, matrix, pixels);
	fz_try(context)
	{
		fz_clear_pixmap_with_value(context, pixels, 0xFF);
		fz_run_display_list(context, drawing->list, device, fz_identity, fz_infinite_rect, cookie);
		fz_close_device(context, device);
	}
	fz_always(context)
		fz_drop_device(context, device);
	fz_catch(context)
		fz_rethrow(context);
}

static unsigned char *rows_of(const fz_pixmap *pixels)
{
	unsigned char *bytes = mem_alloc((size_t)pixels->w, (size_t)pixels->h);
	for (int y = 0; y < pixels->h; y++)
		memcpy(bytes + (ptrdiff_t)y * pixels->w, pixels->samples + (ptrdiff_t)y * pixels->stride, (size_t)pixels->w);
	return bytes;
}

enum err pdf_reader_render(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page, int dpi, int *width,
			   int *height, unsigned char **bytes, struct fault *fault)
{
	fz_context *context = reader->context;
	float scale = (float)dpi / 72;
	fz_matrix matrix = {scale, 0, 0, -scale, 0, page->height * scale};
	fz_pixmap *pixels = NULL;
	fz_cookie cookie = {0};
	volatile enum err err = ERR_NONE;
	*width = (int)ceilf(page->width * scale);
	*height = (int)ceilf(page->height * scale);
	fz_var(pixels);
	fz_try(context)
	{
		pixels = fz_new_pixmap(context, fz_device_gray(context), *width, *height, NULL, 0);
		render(context, drawing, pixels, matrix, &cookie);
		*bytes = rows_of(pixels);
	}
	fz_always(context)
		fz_drop_pixmap(context, pixels);
	fz_catch(context)
		err = caught(reader, fault);
	if (!err && cookie.errors) {
		free(*bytes);
		err = damaged(fault);
	}
	return err;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

enum err pdf_reader_measure(struct pdf_reader *reader, struct str text, float *width, struct fault *fault)
{
	enum err err = ERR_NONE;
	fz_try(reader->context)
		*width = pdf_token_width(reader->context, reader->token_font, text);
	fz_catch(reader->context)
		err = caught(reader, fault);
	return err;
}

enum err pdf_reader_write(struct pdf_reader *reader, struct pdf_drawing *drawing, const struct page *page,
			  const struct page_changes *changes, struct pdf_file *file, struct buf *out, struct fault *fault)
{
	fz_context *context = reader->context;
	fz_device *paint = NULL, *filter = NULL;
	fz_cookie cookie = {0};
	enum err err = ERR_NONE;
	fz_var(paint);
	fz_var(filter);
	fz_try(context)
	{
		paint = pdf_paint_device(context, reader->painter, file, out, page->width, page->height);
		filter = pdf_filter_device(context, paint, page, changes, reader->token_font);
		fz_run_display_list(context, drawing->list, filter, fz_identity, fz_infinite_rect, &cookie);
		fz_close_device(context, filter);
		if (cookie.errors)
			fz_throw(context, PDF_UNSUPPORTED, "a page that cannot be written");
		fz_close_device(context, paint);
	}
	fz_always(context)
	{
		fz_drop_device(context, filter);
		fz_drop_device(context, paint);
	}
	fz_catch(context)
		err = fault_set(fault, ERR_UNREADABLE,
				"a page is drawn in a way that cannot be written again; print the PDF to a new one and hand in that");
	return err;
}

enum err pdf_reader_write_shared(struct pdf_reader *reader, struct pdf_file *file, struct buf *out, struct fault *fault)
{
	enum err err = ERR_NONE;
	fz_try(reader->context)
		pdf_paint_shared(reader->context, reader->painter, file, out);
	fz_catch(reader->context)
		err = caught(reader, fault);
	return err;
}
