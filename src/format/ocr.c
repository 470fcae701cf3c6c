/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/ocr.h"

#include <fcntl.h>
#include <glob.h>
#include <leptonica/allheaders.h>
#include <limits.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tesseract/capi.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/quiet.h"

enum { WORDS_MOST = 100000, LOOKS_MOST = 90 };
static const float UNSURE = 60; /* below, a word is read a second time */
static const float TWICE = 60;  /* what two readings agree on */


struct ocr {
	struct str data;
	TessBaseAPI *engine; /* NULL until the first page */
};

/* ---- what it reads with -------------------------------------------------------------------------------------- */

static struct str map_file(const char *path)
{
	struct stat info;
	struct str data = {0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return data;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 && info.st_size <= INT_MAX) {
		void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (at != MAP_FAILED)
			data = (struct str){at, (size_t)info.st_size};
	}
	close(fd);
	return data;
}

static struct str map_below(const char *folder)
{
	struct buf path = {0};
	buf_printf(&path, "%s/eng.traineddata", folder);
	buf_add_byte(&path, '\0');
	struct str data = map_file(path.ptr);
	buf_free(&path);
	return data;
}

struct str ocr_data_open(void)
{
	static const char *const places[] = {"/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata"};
	const char *named = getenv("TESSDATA_PREFIX");
	if (named && *named)
		return map_below(named);
	struct str data = {0};
	for (size_t i = 0; i < sizeof places / sizeof *places && data.len == 0; i++) {
		glob_t found = {0};
		if (glob(places[i], 0, NULL, &found) == 0)
			for (size_t j = found.gl_pathc; j > 0 && data.len == 0; j--) /* the newest version is the last */
				data = map_below(found.gl_pathv[j - 1]);
		globfree(&found);
	}
	return data;
}

void ocr_data_close(struct str data)
{
	if (data.len)
		munmap((void *)data.ptr, data.len);
}

/* ---- the engine ---------------------------------------------------------------------------------------------- */

struct ocr *ocr_new(struct str data)
{
	struct ocr *ocr = mem_alloc(1, sizeof *ocr);
	ocr->data = data;
	return ocr;
}

void ocr_free(struct ocr *ocr)
{
	if (ocr == NULL)
		return;
	if (ocr->engine) {
		FILE *loud = quiet_begin();
		TessBaseAPIDelete(ocr->engine);
		quiet_end(loud);
	}
	free(ocr);
}

static enum err start(struct ocr *ocr, struct fault *fault)
{
	if (ocr && ocr->engine)
		return ERR_NONE;
	if (ocr == NULL || ocr->data.len == 0)
		return fault_set(fault, ERR_UNREADABLE,
				 "a scan, and what is needed to read its text is not installed: install the package tesseract-ocr-eng, or set "
				 "TESSDATA_PREFIX to the folder that has eng.traineddata");
	omp_set_max_active_levels(0); /* a worker may not start threads */
	TessBaseAPI *engine = TessBaseAPICreate();
	if (TessBaseAPIInit5(engine, ocr->data.ptr, (int)ocr->data.len, "eng", OEM_LSTM_ONLY, NULL, 0, NULL, NULL, 0, 0) != 0) {
		TessBaseAPIDelete(engine);
		return fault_set(fault, ERR_UNREADABLE,
				 "a scan, and the file eng.traineddata that is needed to read its text is damaged: install the package "
				 "tesseract-ocr-eng again");
	}
	TessBaseAPISetPageSegMode(engine, PSM_SINGLE_COLUMN);
	ocr->engine = engine;
	return ERR_NONE;
}

/* ---- a page -------------------------------------------------------------------------------------------------- */

static void clear(struct ocr_page *page)
{
	buf_clear(&page->text);
	page->word_count = 0;
	page->sideways = 0;
	pixDestroy(&page->ink);
}

void ocr_page_free(struct ocr_page *page)
{
	clear(page);
	buf_free(&page->text);
	free(page->words);
	*page = (struct ocr_page){0};
}

/* Only signs: what is no valid text, or would be nothing in a view, is not a word. */
static struct span add_text(struct ocr_page *page, struct str text)
{
	struct span span = {page->text.len, page->text.len};
	for (size_t at = 0; at < text.len;) {
		uint32_t code;
		size_t len = utf8_next((struct str){text.ptr + at, text.len - at}, &code);
		if (code != UTF8_BAD && utf8_look(code) == LOOK_SIGN && code != '\t')
			buf_add(&page->text, (struct str){text.ptr + at, len});
		at += len;
	}
	span.to = page->text.len;
	return span;
}

static bool take_word(TessResultIterator *at, struct ocr_page *page, struct ocr_word *word)
{
	struct ocr_box *box = &word->box;
	char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
	bool taken = text && TessPageIteratorBoundingBox(TessResultIteratorGetPageIterator(at), RIL_WORD, &box->left, &box->top,
							 &box->right, &box->bottom);
	word->confidence = TessResultIteratorConfidence(at, RIL_WORD);
	if (taken)
		word->text = add_text(page, str_of(text));
	TessDeleteText(text);
	return taken && word->text.from < word->text.to;
}

static bool is_sideways(TessResultIterator *at)
{
	TessOrientation orientation;
	TessWritingDirection direction = WRITING_DIRECTION_LEFT_TO_RIGHT;
	TessTextlineOrder order;
	float skew;
	TessPageIteratorOrientation(TessResultIteratorGetPageIterator(at), &orientation, &direction, &order, &skew);
	return direction == WRITING_DIRECTION_TOP_TO_BOTTOM;
}

/* Appends what was recognised. `line`: that of all words, or 0: as Tesseract has them. */
static void take_words(struct ocr *ocr, uint32_t line, struct ocr_page *page)
{
	TessResultIterator *at = TessBaseAPIGetIterator(ocr->engine);
	struct ocr_word word = {.line = line};
	if (at == NULL)
		return; /* nothing was found */
	do {
		if (line == 0)
			word.line += TessPageIteratorIsAtBeginningOf(TessResultIteratorGetPageIterator(at), RIL_TEXTLINE) != 0;
		if (!take_word(at, page, &word))
			continue;
		page->sideways += is_sideways(at);
		page->words = mem_room(page->words, page->word_count, &page->word_cap, sizeof *page->words);
		page->words[page->word_count++] = word;
	} while (page->word_count < WORDS_MOST && TessResultIteratorNext(at, RIL_WORD));
	TessResultIteratorDelete(at);
}

/* ---- a second look ------------------------------------------------------------------------------------------- */

/* The box around words [from, to), and some more. */
static struct ocr_box around(const struct ocr_page *page, size_t from, size_t to)
{
	struct ocr_box box = page->words[from].box;
	for (size_t i = from + 1; i < to; i++) {
		const struct ocr_box *more = &page->words[i].box;
		box.left = more->left < box.left ? more->left : box.left;
		box.top = more->top < box.top ? more->top : box.top;
		box.right = more->right > box.right ? more->right : box.right;
		box.bottom = more->bottom > box.bottom ? more->bottom : box.bottom;
	}
	int more = (box.bottom - box.top) / 4 + 2, width = pixGetWidth(page->ink), height = pixGetHeight(page->ink);
	box.left = box.left > more ? box.left - more : 0;
	box.top = box.top > more ? box.top - more : 0;
	box.right = box.right + more < width ? box.right + more : width;
	box.bottom = box.bottom + more < height ? box.bottom + more : height;
	return box;
}

static int back(int at, float scale, int start)
{
	return start + (int)((float)at / scale + 0.5f);
}

/* The part of the image read by itself, larger or smaller; words are appended as words of `line`. */
static void look_at(struct ocr *ocr, struct Pix *image, int dpi, struct ocr_box box, float scale, uint32_t line, struct ocr_page *page)
{
	struct Box *part = boxCreate(box.left, box.top, box.right - box.left, box.bottom - box.top);
	struct Pix *piece = part ? pixClipRectangle(image, part, NULL) : NULL, *scaled = piece ? pixScale(piece, scale, scale) : NULL;
	size_t first = page->word_count;
	if (scaled) {
		TessBaseAPISetImage2(ocr->engine, scaled);
		TessBaseAPISetSourceResolution(ocr->engine, (int)((float)dpi * scale));
		if (TessBaseAPIRecognize(ocr->engine, NULL) == 0)
			take_words(ocr, line, page);
	}
	for (size_t i = first; i < page->word_count; i++) {
		struct ocr_box *at = &page->words[i].box;
		*at = (struct ocr_box){back(at->left, scale, box.left), back(at->top, scale, box.top), back(at->right, scale, box.left),
				       back(at->bottom, scale, box.top)};
	}
	boxDestroy(&part);
	pixDestroy(&piece);
	pixDestroy(&scaled);
}

static struct str text_of(const struct ocr_page *page, size_t word)
{
	return str_part(buf_str(&page->text), page->words[word].text);
}

static float mean(const struct ocr_page *page, size_t from, size_t to)
{
	float sum = 0;
	for (size_t i = from; i < to; i++)
		sum += page->words[i].confidence;
	return to > from ? sum / (float)(to - from) : 0;
}

/* As many words as before: of each the surer reading, and what both say is sure. */
static void settle_each(struct ocr_page *page, size_t from, size_t again, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct ocr_word *old = &page->words[from + i], *new = &page->words[again + i];
		if (str_equal(text_of(page, from + i), text_of(page, again + i)))
			old->confidence = old->confidence > TWICE ? old->confidence : TWICE;
		else if (new->confidence > old->confidence)
			*old = *new;
	}
}

/* The words [from, to) against the second reading, which begins at `again` and goes to the end: the better one is left, in the
 * place of the first. Returns the end of the words that took the place. */
static size_t settle(struct ocr_page *page, size_t from, size_t to, size_t again)
{
	size_t old_count = to - from, new_count = page->word_count - again;
	page->word_count = again;
	if (new_count == old_count)
		settle_each(page, from, again, old_count);
	if (new_count == 0 || new_count >= old_count || mean(page, again, again + new_count) <= mean(page, from, to))
		return to;
	memmove(page->words + from, page->words + again, new_count * sizeof *page->words);
	memmove(page->words + from + new_count, page->words + to, (again - to) * sizeof *page->words);
	page->word_count -= old_count - new_count;
	return from + new_count;
}

static bool is_sure(const struct ocr_page *page, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (page->words[i].confidence < UNSURE)
			return false;
	return true;
}

/* Words that came with little confidence are read again by themselves, in other sizes: on a page, what stands around them confuses,
 * and so does the grid of the scanner. */
static void read_again(struct ocr *ocr, struct Pix *image, int dpi, struct ocr_page *page)
{
	static const float scales[] = {1.5f, 0.75f, 1.0f};
	size_t looks = 0;
	TessBaseAPISetPageSegMode(ocr->engine, PSM_SINGLE_LINE);
	for (size_t from = 0, to; from < page->word_count && looks < LOOKS_MOST; from = to) {
		to = from + 1;
		if (page->words[from].confidence >= UNSURE)
			continue;
		while (to < page->word_count && page->words[to].line == page->words[from].line && page->words[to].confidence < UNSURE)
			to++;
		struct ocr_box box = around(page, from, to);
		for (size_t i = 0; i < sizeof scales / sizeof *scales && !is_sure(page, from, to); i++) {
			size_t again = page->word_count;
			look_at(ocr, image, dpi, box, scales[i], page->words[from].line, page);
			to = settle(page, from, to, again);
			looks++;
		}
	}
	TessBaseAPISetPageSegMode(ocr->engine, PSM_SINGLE_COLUMN);
}

/* Letters and digits; all beyond ASCII count as such. */
static bool is_sign(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		if (c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			return false;
	}
	return true;
}

/* A word where there is no ink was never there, and one of signs that came with little confidence is a speck. */
static void drop_ghosts(struct ocr_page *page)
{
	size_t left = 0;
	for (size_t i = 0; i < page->word_count; i++) {
		const struct ocr_box *at = &page->words[i].box;
		struct Box *box = boxCreate(at->left, at->top, at->right - at->left, at->bottom - at->top);
		l_int32 count = 0;
		if (box && pixCountPixelsInRect(page->ink, box, &count, NULL) == 0 && count > 0 &&
		    (page->words[i].confidence >= UNSURE || !is_sign(text_of(page, i))))
			page->words[left++] = page->words[i];
		boxDestroy(&box);
	}
	page->word_count = left;
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

enum err ocr_read(struct ocr *ocr, struct Pix *image, int dpi, struct Pix *ink, struct ocr_page *page, struct fault *fault)
{
	clear(page);
	FILE *loud = quiet_begin();
	enum err err = start(ocr, fault);
	if (!err) {
		page->ink = pixClone(ink);
		TessBaseAPISetImage2(ocr->engine, image);
		TessBaseAPISetSourceResolution(ocr->engine, dpi);
		if (TessBaseAPIRecognize(ocr->engine, NULL) == 0)
			take_words(ocr, 0, page);
		read_again(ocr, image, dpi, page);
		drop_ghosts(page);
		TessBaseAPIClear(ocr->engine);
		TessBaseAPIClearAdaptiveClassifier(ocr->engine);
		if (page->word_count == WORDS_MOST)
			err = fault_set(fault, ERR_LIMIT, "a page image has more than %d words; scan it again", WORDS_MOST);
	}
	quiet_end(loud);
	return err;
}
