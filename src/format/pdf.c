/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* PDF. What is released is written anew from what there is to see on each page; nothing else of the file is looked at, so
 * nothing else of it can be left. See pdf_read.h (looking), page_layout.h (lines), page_set.h (what is left, and where). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "format/format.h"
#include "format/pdf_proof.h"
#include "format/pdf_read.h"
#include "format/pdf_scan.h"
#include "format/pdf_set.h"
#include "format/text_view.h"

#define SIZE_MOST (256 * LIMIT_MIB)
#define FLATTEN "ask for the report in another form, or choose --pdf flatten"
#define LETTERS_MOST ((size_t)2000000)

enum { PART_SIZE = 128 << 10, BEGIN = 1024, SCANS_MOST = 64 };

/* A page of the part at hand. */
struct sheet {
	struct pdf_drawing *drawing;
	struct page page;
	struct page_layout layout;
	struct page_text text;
	bool is_scan; /* `scan` is what is read and written */
	struct image_page scan;
	uint32_t *edits;      /* by letter in the layout's order: number of the edit that takes it, from 1; NULL: no letter goes */
	struct letter_cut *cuts; /* by edit, for those whose token stands here */
	char place[32];       /* "page 3" */
};

struct pdf {
	const struct format_options *options;
	struct source *source;
	size_t part_size;
	struct pdf_reader *reader;
	struct pdf_file *file;
	struct pdf_proof *proof; /* when what was written is read back */
	size_t page; /* next to be read */
	struct sheet **sheets;
	size_t count, cap;
};

/* ---- opening ------------------------------------------------------------------------------------------------- */

static int pdf_bid(struct str head, struct str name)
{
	(void)name;
	struct str begin = {head.ptr, head.len < BEGIN ? head.len : BEGIN};
	const char *at = begin.len ? memchr(begin.ptr, '%', begin.len) : NULL; /* most texts have none, which is seen faster so */
	at = at ? memmem(at, (size_t)(begin.ptr + begin.len - at), "%PDF-", 5) : NULL;
	if (at == NULL)
		return 0;
	return at == begin.ptr || at[-1] == '\n' || at[-1] == '\r' ? 90 : 0;
}

static enum err pdf_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	struct pdf *pdf = mem_alloc(1, sizeof *pdf);
	struct str bytes;
	pdf->options = options;
	pdf->source = source;
	pdf->part_size = options->part_size ? options->part_size : PART_SIZE;
	*document = pdf;
	enum err err = source_peek(source, SIZE_MOST + 1, &bytes, fault);
	if (err)
		return err;
	if (bytes.len > SIZE_MOST)
		return fault_set(fault, ERR_LIMIT, "the PDF is larger than %zu MiB; split it into smaller ones", SIZE_MOST / LIMIT_MIB);
	if (options->gone)
		err = pdf_proof_open(bytes, options->gone, &pdf->proof, fault);
	return err ? err : pdf_reader_open(bytes, options->passwords, &pdf->reader, fault);
}

static void sheet_free(struct pdf *pdf, struct sheet *sheet)
{
	pdf_drawing_drop(pdf->reader, sheet->drawing);
	page_free(&sheet->page);
	page_layout_free(&sheet->layout);
	page_text_free(&sheet->text);
	if (sheet->is_scan)
		image_page_free(&sheet->scan);
	free(sheet->edits);
	free(sheet->cuts);
	free(sheet);
}

static void clear_part(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->count; i++)
		sheet_free(pdf, pdf->sheets[i]);
	pdf->count = 0;
}

static void pdf_close(void *document)
{
	struct pdf *pdf = document;
	clear_part(pdf);
	free(pdf->sheets);
	pdf_reader_close(pdf->reader);
	pdf_file_close(pdf->file);
	pdf_proof_close(pdf->proof);
	free(pdf);
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

/* What on a page of text no one can see into. */
static enum err check_page(const struct pdf *pdf, const struct sheet *sheet, size_t number, struct fault *fault)
{
	const struct page *page = &sheet->page;
	if (page->pictures && !pdf->options->drop_pictures)
		return fault_set(fault, ERR_UNREADABLE,
				 "page %zu has a picture or drawing beside its text; look at it, then choose --pictures drop or --pdf flatten",
				 number);
	if (page->strange)
		return fault_set(fault, ERR_UNREADABLE, "page %zu has letters that are drawn as pictures or shapes; " FLATTEN, number);
	if (sheet->layout.unknown)
		return fault_set(fault, ERR_UNREADABLE, "page %zu has letters of which the file does not say what they are; " FLATTEN, number);
	return ERR_NONE;
}

static enum err read_scan(struct pdf *pdf, struct sheet *sheet, struct view *view, struct fault *fault)
{
	unsigned number = (unsigned)pdf->page;
	if (pdf->options->gone) {
		enum err err = pdf_scan_prove(pdf->reader, sheet->drawing, &sheet->page, pdf->options, number, buf_str(&sheet->page.behind), fault);
		if (!err && pdf->proof)
			err = pdf_proof_page(pdf->proof, number - 1, buf_str(&sheet->page.behind), fault);
		return err ? err : text_view(view, buf_str(&sheet->page.behind), 1, fault);
	}
	sheet->is_scan = true;
	enum err err = pdf_scan_read(pdf->reader, sheet->drawing, &sheet->page, pdf->options, number, &sheet->scan, fault);
	pdf_drawing_drop(pdf->reader, sheet->drawing);
	sheet->drawing = NULL;
	if (!err)
		image_page_view(&sheet->scan, (uint32_t)pdf->count - 1, view);
	return err;
}

/* The page's lines; its pieces of the view come from bytes of the sheet's text. */
static enum err read_text(struct pdf *pdf, struct sheet *sheet, struct view *view, struct fault *fault)
{
	size_t piece = view->piece_count;
	view_separate(view);
	page_layout_text(&sheet->layout, &sheet->page, &sheet->text);
	enum err err = text_view(view, buf_str(&sheet->text.text), 1, fault);
	for (; piece < view->piece_count; piece++)
		view->pieces[piece].part = (uint32_t)pdf->count - 1;
	if (!err && pdf->proof)
		err = pdf_proof_page(pdf->proof, pdf->page - 1, buf_str(&sheet->text.text), fault);
	if (!err && pdf->proof && pdf->options->prove_by_ocr)
		err = pdf_scan_prove(pdf->reader, sheet->drawing, &sheet->page, pdf->options, (unsigned)pdf->page, buf_str(&sheet->text.text), fault);
	return err;
}

static enum err read_page(struct pdf *pdf, struct view *view, struct fault *fault)
{
	struct sheet *sheet = mem_alloc(1, sizeof *sheet);
	pdf->sheets = mem_room(pdf->sheets, pdf->count, &pdf->cap, sizeof *pdf->sheets);
	pdf->sheets[pdf->count++] = sheet;
	enum err err = pdf_reader_draw(pdf->reader, pdf->page++, &sheet->drawing, &sheet->page, fault);
	if (err)
		return err;
	snprintf(sheet->place, sizeof sheet->place, "page %zu", pdf->page);
	if (sheet->page.glyph_count > LETTERS_MOST)
		return fault_set(fault, ERR_LIMIT, "page %zu has more than %zu letters; this is no report", pdf->page, LETTERS_MOST);
	if (pdf_is_scan(&sheet->page))
		return read_scan(pdf, sheet, view, fault);
	page_layout_read(&sheet->layout, &sheet->page);
	struct fault why = {0};
	err = check_page(pdf, sheet, pdf->page, &why);
	if (err && pdf->options->flatten)
		return read_scan(pdf, sheet, view, fault);
	return err ? fault_set(fault, err, "%s", why.text) : read_text(pdf, sheet, view, fault);
}

static enum err pdf_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct pdf *pdf = document;
	size_t pages = pdf_reader_pages(pdf->reader), letters = 0, scans = 0, begin = pdf->page;
	view_clear(view);
	clear_part(pdf);
	*more = false;
	while (pdf->page < pages && view->text.len < pdf->part_size && letters < LETTERS_MOST && scans < SCANS_MOST) {
		enum err err = read_page(pdf, view, fault);
		if (err)
			return err;
		letters += pdf->sheets[pdf->count - 1]->page.glyph_count;
		scans += pdf->sheets[pdf->count - 1]->is_scan;
	}
	if (pdf->count == 0) {
		struct str rest; /* the source is to be read to its end */
		enum err err = source_peek(pdf->source, SIZE_MOST + 1, &rest, fault);
		if (!err)
			source_take(pdf->source, rest.len);
		return !err && pdf->proof ? pdf_proof_end(pdf->proof, fault) : err;
	}
	view->pages = (uint32_t)(pdf->page - begin);
	if (begin > 0 || pdf->page < pages) {
		char where[64];
		snprintf(where, sizeof where, "pages %zu to %zu", begin + 1, pdf->page);
		view->where = view_keep(view, str_of(where));
	}
	*more = true;
	return ERR_NONE;
}

/* ---- writing ------------------------------------------------------------------------------------------------- */

/* The bytes of the sheet's text that a piece, as far as it lies in the span, comes from. */
static struct span bytes_of(const struct piece *piece, struct span span, struct str text)
{
	bool exact = piece->to - piece->from == piece->origin_len;
	struct span bytes = {(size_t)piece->origin, (size_t)piece->origin + piece->origin_len};
	if (exact && span.from > piece->from)
		bytes.from += span.from - piece->from;
	if (exact && span.to < piece->to)
		bytes.to -= piece->to - span.to;
	return bytes.to <= text.len ? bytes : (struct span){0, 0};
}

/* The letters of one piece that an edit takes; `*begun`: its token has a place. */
static void take_letters(struct sheet *sheet, struct span bytes, struct str token, size_t number, size_t count, bool *begun)
{
	for (size_t i = bytes.from; i < bytes.to; i++) {
		uint32_t letter = sheet->text.owners[i];
		if (letter == PAGE_NOBODY)
			continue;
		if (sheet->edits == NULL) {
			sheet->edits = mem_alloc(sheet->layout.count, sizeof *sheet->edits);
			sheet->cuts = mem_alloc(count, sizeof *sheet->cuts);
		}
		if (sheet->edits[letter])
			continue;
		sheet->edits[letter] = (uint32_t)number + 1;
		if (!*begun)
			sheet->cuts[number] = (struct letter_cut){token, letter};
		*begun = true;
	}
}

static enum err take_edit(struct pdf *pdf, const struct view *view, struct edit *edits, size_t number, size_t count, struct fault *fault)
{
	struct edit *edit = &edits[number];
	struct span pieces = view_pieces(view, edit->span);
	bool begun = false;
	for (size_t i = pieces.from; i < pieces.to; i++) {
		const struct piece *piece = &view->pieces[i];
		struct sheet *sheet = pdf->sheets[piece->part];
		if (!begun)
			edit->place = str_of(sheet->place);
		if (sheet->is_scan)
			begun = true; /* see image_page_write() */
		else
			take_letters(sheet, bytes_of(piece, edit->span, buf_str(&sheet->text.text)), edit->token, number, count, &begun);
	}
	if (!begun)
		return fault_set(fault, ERR_SYSTEM, "a cut without a place in the PDF; report this as a fault of the program");
	return ERR_NONE;
}

/* A shape that means several letters goes whole. */
static void take_whole_shapes(struct sheet *sheet)
{
	uint32_t *edits = sheet->edits;
	for (size_t i = 1; edits && i < sheet->layout.count; i++)
		if (sheet->page.glyphs[sheet->layout.order[i]].flags & PAGE_LETTER_TAIL && !edits[i])
			edits[i] = edits[i - 1];
	for (size_t i = sheet->layout.count; edits && i-- > 1;)
		if (sheet->page.glyphs[sheet->layout.order[i]].flags & PAGE_LETTER_TAIL && !edits[i - 1])
			edits[i - 1] = edits[i];
}

static enum err measure(void *context, struct str text, float *width, struct fault *fault)
{
	return pdf_reader_measure(context, text, width, fault);
}

static void drop_pictures(const struct sheet *sheet, struct page_changes *changes)
{
	if (sheet->page.pictures == 0)
		return;
	if (changes->shapes == NULL)
		changes->shapes = mem_alloc(sheet->page.shape_count, sizeof *changes->shapes);
	for (size_t i = 0; i < sheet->page.shape_count; i++)
		changes->shapes[i] |= sheet->page.shapes[i].picture;
}

static enum err write_text(struct pdf *pdf, struct sheet *sheet, struct buf *out, struct fault *fault)
{
	struct page_changes changes = {0};
	struct letter_cuts cuts = {sheet->edits, sheet->cuts};
	take_whole_shapes(sheet);
	enum err err = sheet->edits ? page_set(&sheet->page, &sheet->layout, &cuts, measure, pdf->reader, &changes, fault) : ERR_NONE;
	drop_pictures(sheet, &changes);
	if (!err)
		err = pdf_reader_write(pdf->reader, sheet->drawing, &sheet->page, &changes, pdf->file, out, fault);
	page_changes_free(&changes);
	return err;
}

static enum err pdf_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out, struct fault *fault)
{
	struct pdf *pdf = document;
	enum err err = ERR_NONE;
	if (pdf->file == NULL)
		pdf->file = pdf_file_open(out);
	for (size_t i = 0; i < count && !err; i++)
		err = take_edit(pdf, view, edits, i, count, fault);
	for (size_t i = 0; i < pdf->count && !err; i++)
		if (pdf->sheets[i]->is_scan)
			image_page_write(&pdf->sheets[i]->scan, view, edits, count, pdf->file, out);
		else
			err = write_text(pdf, pdf->sheets[i], out, fault);
	if (!err)
		err = pdf_reader_write_shared(pdf->reader, pdf->file, out, fault);
	return err;
}

static enum err pdf_finish(void *document, struct buf *out, struct fault *fault)
{
	struct pdf *pdf = document;
	if (pdf->file == NULL)
		return fault_set(fault, ERR_MALFORMED, "the PDF has no pages");
	pdf_file_finish(pdf->file, out);
	return ERR_NONE;
}

const struct format format_pdf = {
	.name = "pdf",
	.extension = ".pdf",
	.reads_back = &format_pdf,
	.by_place = true,
	.bid = pdf_bid,
	.open = pdf_open,
	.next = pdf_next,
	.edit = pdf_edit,
	.finish = pdf_finish,
	.close = pdf_close,
};
