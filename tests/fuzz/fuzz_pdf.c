/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* PDF: whatever the bytes, there is a view or one sentence why not; with every word cut that is long enough, what is written is a
 * PDF that reads, and has none of them. Pages that are pictures are not read here: there is no OCR. */
#include "base/mem.h"
#include "format/format.h"
#include "format/ocr.h"
#include "format/pdf_inspect.h"
#include "view/gone.h"
#include "fuzz.h"

enum { EDITS_MOST = 200, WORD_LEAST = 4 };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Every second word of letters. */
static size_t choose(struct str text, struct edit *edits, struct gone *gone)
{
	size_t count = 0, words = 0;
	for (size_t at = 0; at < text.len && count < EDITS_MOST;) {
		size_t from = at;
		while (at < text.len && is_letter(text.ptr[at]))
			at++;
		if (at - from >= WORD_LEAST && words++ % 2 == 0) {
			edits[count++] = (struct edit){.span = {from, at}, .token = STR("[TOKEN]")};
			gone_add(gone, str_part(text, (struct span){from, at}));
		}
		at += at == from;
	}
	return count;
}

static enum err walk(const struct format_options *options, struct str bytes, struct buf *out, struct gone *gone, struct fault *fault)
{
	struct source *source = source_open_bytes(bytes);
	struct view view = {0};
	struct edit edits[EDITS_MOST];
	void *document = NULL;
	bool more = true;
	enum err err = format_pdf.open(options, source, &document, fault);
	while (!err && more) {
		err = format_pdf.next(document, &view, &more, fault);
		if (err || !more || out == NULL)
			continue;
		size_t count = choose(buf_str(&view.text), edits, gone);
		err = format_pdf.edit(document, &view, edits, count, out, fault);
		for (size_t i = 0; !err && i < count; i++)
			check(edits[i].place.len > 0, "a cut without a place");
	}
	if (!err && out)
		err = format_pdf.finish(document, out, fault);
	if (document)
		format_pdf.close(document);
	view_free(&view);
	source_close(source);
	return err;
}

static void ignore(void *context, const struct pdf_covered *covered)
{
	(void)context, (void)covered;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = {(const char *)data, size};
	struct ocr *ocr = ocr_new((struct str){0});
	struct format_options options = {.part_size = 2000, .ocr = ocr, .drop_pictures = size % 2 == 0};
	struct gone *gone = gone_new();
	struct fault fault = {0}, again = {0};
	struct buf out = {0};
	size_t pages;
	enum err err = walk(&options, bytes, &out, gone, &fault);
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error without a sentence");
	if (!err) {
		options.gone = gone;
		options.drop_pictures = false;
		err = walk(&options, buf_str(&out), NULL, NULL, &again);
		check(err == ERR_NONE || err == ERR_SURVIVED, "what was written cannot be read");
	}
	fault_clear(&fault);
	err = pdf_inspect(bytes, ignore, NULL, &pages, &fault);
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error of inspect without a sentence");
	buf_free(&out);
	gone_free(gone);
	ocr_free(ocr);
	return 0;
}
