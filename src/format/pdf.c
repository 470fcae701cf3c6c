/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* PDF. What is released is written anew from what there is to see on each page; nothing else of the file is looked at, so
 * nothing else of it can be left. See pdf_read.h (looking), page_layout.h (lines), page_set.h (what is left, and where). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "format/format.h"
#include "format/pdf_read.h"
#include "format/pdf_set.h"
#include "format/text_view.h"

#define SIZE_MOST (256 * LIMIT_MIB)
#define PRINT_ANEW "print the PDF to a new one and hand in that"
#define ANOTHER_FORM "ask for the report in another form"
#define LETTERS_MOST ((size_t)2000000)

enum { PART_SIZE = 128 << 10, CURVES_MOST = 400, BEGIN = 1024 };

/* A page of the part at hand. */
struct sheet {
	struct pdf_drawing *drawing;
	struct page page;
	struct page_layout layout;
	uint32_t first; /* number of its first letter among those of the part */
};

struct pdf {
	struct source *source;
	size_t part_size;
	struct pdf_reader *reader;
	struct pdf_file *file;
	size_t page; /* next to be read */
	uint64_t part;
	struct sheet *sheets;
	size_t count, cap, used; /* used: whose memory can be used again */
	struct page_text text;
	struct buf places; /* "page 3" with a NUL, one after another */
};

/* ---- opening ------------------------------------------------------------------------------------------------- */

static int pdf_bid(struct str head, struct str name)
{
	(void)name;
	struct str begin = {head.ptr, head.len < BEGIN ? head.len : BEGIN};
	for (size_t at = 0; at + 5 <= begin.len; at++)
		if (memcmp(begin.ptr + at, "%PDF-", 5) == 0)
			return at == 0 || begin.ptr[at - 1] == '\n' || begin.ptr[at - 1] == '\r' ? 90 : 0;
	return 0;
}

static enum err pdf_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	struct pdf *pdf = mem_alloc(1, sizeof *pdf);
	struct str bytes;
	pdf->source = source;
	pdf->part_size = options->part_size ? options->part_size : PART_SIZE;
	*document = pdf;
	enum err err = source_peek(source, SIZE_MOST + 1, &bytes, fault);
	if (err)
		return err;
	if (bytes.len > SIZE_MOST)
		return fault_set(fault, ERR_LIMIT, "the PDF is larger than %zu MiB; split it into smaller ones", SIZE_MOST / LIMIT_MIB);
	return pdf_reader_open(bytes, &pdf->reader, fault);
}

static void clear_part(struct pdf *pdf)
{
	for (size_t i = 0; i < pdf->count; i++) {
		pdf_drawing_drop(pdf->reader, pdf->sheets[i].drawing);
		pdf->sheets[i].drawing = NULL;
	}
	pdf->count = 0;
	buf_clear(&pdf->text.text);
	buf_clear(&pdf->places);
}

static void pdf_close(void *document)
{
	struct pdf *pdf = document;
	clear_part(pdf);
	for (size_t i = 0; i < pdf->used; i++) {
		page_free(&pdf->sheets[i].page);
		page_layout_free(&pdf->sheets[i].layout);
	}
	free(pdf->sheets);
	pdf_reader_close(pdf->reader);
	pdf_file_close(pdf->file);
	buf_free(&pdf->text.text);
	free(pdf->text.owners);
	buf_free(&pdf->places);
	free(pdf);
}

/* ---- reading ------------------------------------------------------------------------------------------------- */

/* What on a page no one can see into. */
static enum err check_page(const struct sheet *sheet, size_t number, struct fault *fault)
{
	const struct page *page = &sheet->page;
	if (page->hidden_type3)
		return fault_set(fault, ERR_UNREADABLE, "page %zu has letters that are drawn as shapes (Type 3 font); " PRINT_ANEW, number);
	if (page->pictures)
		return fault_set(fault, ERR_UNREADABLE,
				 "page %zu has a picture, which cannot be read; look at it and take it out of the PDF, or withhold it", number);
	if (sheet->layout.unknown)
		return fault_set(fault, ERR_UNREADABLE,
				 "page %zu has letters of which the file does not say what they are; " ANOTHER_FORM, number);
	if (page->curves > CURVES_MOST && page->curves > sheet->layout.count / 4)
		return fault_set(fault, ERR_UNREADABLE, "page %zu has text that is drawn as shapes and cannot be read; " ANOTHER_FORM, number);
	return ERR_NONE;
}

static enum err read_page(struct pdf *pdf, struct fault *fault)
{
	pdf->sheets = mem_room(pdf->sheets, pdf->count, &pdf->cap, sizeof *pdf->sheets);
	struct sheet *sheet = &pdf->sheets[pdf->count];
	if (pdf->count == pdf->used) {
		*sheet = (struct sheet){0};
		pdf->used++;
	}
	enum err err = pdf_reader_draw(pdf->reader, pdf->page, &sheet->drawing, &sheet->page, fault);
	if (err)
		return err;
	const struct sheet *before = pdf->count ? sheet - 1 : NULL;
	sheet->first = before ? before->first + (uint32_t)before->layout.count : 0;
	pdf->count++;
	pdf->page++;
	if (sheet->page.glyph_count > LETTERS_MOST)
		return fault_set(fault, ERR_LIMIT, "page %zu has more than %zu letters; this is no report", pdf->page, LETTERS_MOST);
	page_layout_read(&sheet->layout, &sheet->page);
	page_layout_text(&sheet->layout, &sheet->page, sheet->first, &pdf->text);
	return check_page(sheet, pdf->page, fault);
}

static enum err pdf_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct pdf *pdf = document;
	size_t pages = pdf_reader_pages(pdf->reader), letters = 0;
	view_clear(view);
	clear_part(pdf);
	*more = false;
	size_t begin = pdf->page;
	while (pdf->page < pages && pdf->text.text.len < pdf->part_size && letters < LETTERS_MOST) {
		enum err err = read_page(pdf, fault);
		if (err)
			return err;
		letters += pdf->sheets[pdf->count - 1].page.glyph_count;
	}
	if (pdf->count == 0) {
		struct str rest; /* the source is to be read to its end */
		enum err err = source_peek(pdf->source, SIZE_MOST + 1, &rest, fault);
		if (!err)
			source_take(pdf->source, rest.len);
		return err;
	}
	pdf->part++;
	enum err err = text_view(view, buf_str(&pdf->text.text), 1, fault);
	if (err)
		return err;
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

/* What the edits take of the part's letters. */
struct taking {
	uint32_t *edits; /* by letter: number of the edit, from 1 */
	struct letter_cut *cuts;
	size_t *sheets; /* by edit: where its token stands */
};

/* Bytes of the part's text that a span of the view comes from. */
static struct span bytes_of(const struct view *view, struct span span, struct str text)
{
	struct span pieces = view_pieces(view, span), bytes = {0, 0};
	if (pieces.from == pieces.to)
		return bytes;
	const struct piece *first = &view->pieces[pieces.from], *last = &view->pieces[pieces.to - 1];
	bool exact_first = first->to - first->from == first->origin_len, exact_last = last->to - last->from == last->origin_len;
	bytes.from = (size_t)first->origin + (exact_first && span.from > first->from ? span.from - first->from : 0);
	bytes.to = (size_t)last->origin + (exact_last && span.to < last->to ? span.to - last->from : last->origin_len);
	return bytes.to <= text.len && bytes.from < bytes.to ? bytes : (struct span){0, 0};
}

static size_t sheet_of(const struct pdf *pdf, uint32_t letter)
{
	size_t sheet = 0;
	while (sheet + 1 < pdf->count && pdf->sheets[sheet + 1].first <= letter)
		sheet++;
	return sheet;
}

static enum err take_edit(struct pdf *pdf, const struct view *view, const struct edit *edit, size_t number, struct taking *taking,
			  struct fault *fault)
{
	struct span bytes = bytes_of(view, edit->span, buf_str(&pdf->text.text));
	bool begun = false;
	for (size_t i = bytes.from; i < bytes.to; i++) {
		uint32_t letter = pdf->text.owners[i];
		if (letter == PAGE_NOBODY || taking->edits[letter])
			continue;
		taking->edits[letter] = (uint32_t)number + 1;
		if (begun)
			continue;
		begun = true;
		size_t sheet = taking->sheets[number] = sheet_of(pdf, letter);
		taking->cuts[number] = (struct letter_cut){edit->token, letter - pdf->sheets[sheet].first};
	}
	if (!begun)
		return fault_set(fault, ERR_SYSTEM, "a cut without a place in the PDF; report this as a fault of the program");
	return ERR_NONE;
}

/* A shape that means several letters goes whole. */
static void take_whole_shapes(const struct pdf *pdf, struct taking *taking)
{
	for (size_t s = 0; s < pdf->count; s++) {
		const struct sheet *sheet = &pdf->sheets[s];
		uint32_t *edits = taking->edits + sheet->first;
		for (size_t i = 1; i < sheet->layout.count; i++)
			if (sheet->page.glyphs[sheet->layout.order[i]].flags & GLYPH_TAIL && !edits[i])
				edits[i] = edits[i - 1];
		for (size_t i = sheet->layout.count; i-- > 1;)
			if (sheet->page.glyphs[sheet->layout.order[i]].flags & GLYPH_TAIL && !edits[i - 1])
				edits[i - 1] = edits[i];
	}
}

static enum err measure(void *context, struct str text, float *width, struct fault *fault)
{
	return pdf_reader_measure(context, text, width, fault);
}

static enum err write_sheet(struct pdf *pdf, size_t number, const struct taking *taking, struct buf *out, struct fault *fault)
{
	struct sheet *sheet = &pdf->sheets[number];
	struct page_changes changes = {0};
	struct letter_cuts cuts = {taking->edits + sheet->first, taking->cuts};
	bool any = false;
	for (size_t i = 0; i < sheet->layout.count && !any; i++)
		any = cuts.edits[i] != 0;
	enum err err = any ? page_set(&sheet->page, &sheet->layout, &cuts, measure, pdf->reader, &changes, fault) : ERR_NONE;
	if (!err)
		err = pdf_reader_write(pdf->reader, sheet->drawing, &sheet->page, &changes, pdf->file, out, fault);
	page_changes_free(&changes);
	pdf_drawing_drop(pdf->reader, sheet->drawing);
	sheet->drawing = NULL;
	return err;
}

static void tell_places(struct pdf *pdf, struct edit *edits, size_t count, const struct taking *taking, size_t begin)
{
	size_t *starts = mem_alloc(count, sizeof *starts);
	for (size_t i = 0; i < count; i++) {
		starts[i] = pdf->places.len;
		buf_printf(&pdf->places, "page %zu", begin + taking->sheets[i] + 1);
	}
	for (size_t i = 0; i < count; i++)
		edits[i].place = str_part(buf_str(&pdf->places), (struct span){starts[i], i + 1 < count ? starts[i + 1] : pdf->places.len});
	free(starts);
}

static enum err pdf_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			 struct fault *fault)
{
	struct pdf *pdf = document;
	const struct sheet *last = &pdf->sheets[pdf->count - 1];
	struct taking taking = {mem_alloc(last->first + last->layout.count, sizeof *taking.edits), mem_alloc(count, sizeof *taking.cuts),
				mem_alloc(count, sizeof *taking.sheets)};
	enum err err = ERR_NONE;
	if (pdf->file == NULL)
		pdf->file = pdf_file_open(out);
	for (size_t i = 0; i < count && !err; i++)
		err = take_edit(pdf, view, &edits[i], i, &taking, fault);
	take_whole_shapes(pdf, &taking);
	for (size_t i = 0; i < pdf->count && !err; i++)
		err = write_sheet(pdf, i, &taking, out, fault);
	if (!err)
		err = pdf_reader_write_shared(pdf->reader, pdf->file, out, fault);
	if (!err)
		tell_places(pdf, edits, count, &taking, pdf->page - pdf->count);
	free(taking.edits);
	free(taking.cuts);
	free(taking.sheets);
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
	.bid = pdf_bid,
	.open = pdf_open,
	.next = pdf_next,
	.edit = pdf_edit,
	.finish = pdf_finish,
	.close = pdf_close,
};
