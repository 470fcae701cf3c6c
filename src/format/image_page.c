/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/image_page.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/quiet.h"
#include "view/gone.h"

enum { SPACES_MOST = 24, BLACK_MARGIN = 30 /* parts of an inch */ };
#define NOT_READ "[NOT READ]"

static int height_of(const struct ocr_word *word)
{
	return word->box.bottom - word->box.top;
}

static int compare(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

static int middle(int *values, size_t count, int otherwise)
{
	if (count == 0)
		return otherwise;
	qsort(values, count, sizeof *values, compare);
	return values[count / 2];
}

/* Of the words, three in four are not higher. */
static int line_height(const struct ocr_page *text)
{
	int *values = mem_alloc(text->word_count, sizeof *values);
	for (size_t i = 0; i < text->word_count; i++)
		values[i] = height_of(&text->words[i]);
	if (text->word_count)
		qsort(values, text->word_count, sizeof *values, compare);
	int height = text->word_count ? values[text->word_count * 3 / 4] : 40;
	free(values);
	return height;
}

static enum err read_turned(struct ocr *ocr, struct Pix *even, unsigned quarters, struct image_page *page, struct fault *fault)
{
	FILE *loud = quiet_begin();
	struct Pix *ink = NULL, *upright = image_upright(even, quarters), *soft = upright ? image_to_read(upright, page->dpi, &ink) : NULL;
	quiet_end(loud);
	enum err err = soft && ink ? ocr_read(ocr, soft, page->dpi, ink, &page->text, fault)
				   : fault_set(fault, ERR_LIMIT, "a picture that takes too much memory; scan it with 300 dots per inch");
	pixDestroy(&ink);
	pixDestroy(&soft);
	pixDestroy(&upright);
	return err;
}

/* Tesseract reads lines that go down the page too, but then the page lies on its side. */
static bool is_sideways(const struct image_page *page)
{
	return page->text.sideways > page->text.word_count / 2;
}

/* Reads the page as it lies; if that is not understood, turned. The best is left in `page`. */
static enum err read_upright(struct ocr *ocr, struct Pix *even, struct image_page *page, struct fault *fault)
{
	static const unsigned order[] = {0, 2, 3, 1};
	double best = 0;
	bool lies = false;
	enum err err = ERR_NONE;
	for (size_t i = 0; i < sizeof order / sizeof *order && !err; i++) {
		struct image_page next = {.dpi = page->dpi};
		if (order[i] == 2 && lies)
			continue;
		err = read_turned(ocr, even, order[i], &next, fault);
		lies = is_sideways(&next);
		double understood = lies ? -1 : image_understood(&next);
		if (page->text.ink == NULL || understood > best) {
			image_page_free(page);
			*page = next;
			best = understood;
		} else {
			image_page_free(&next);
		}
		if (image_trusted(page) && !lies)
			break;
	}
	return err;
}

/* A part of the page goes: nothing of a word that stands in it is left to be seen, so none is left to be read. */
static void make_black(struct image_page *page, struct ocr_box box)
{
	struct ocr_page *text = &page->text;
	size_t left = 0, cap = page->black_count;
	for (size_t i = 0; i < text->word_count; i++) {
		const struct ocr_box *word = &text->words[i].box;
		bool apart = word->right <= box.left || word->left >= box.right || word->bottom <= box.top || word->top >= box.bottom;
		if (!apart)
			image_black(page, *word, (struct str){0});
		else
			text->words[left++] = text->words[i];
	}
	text->word_count = left;
	page->black = mem_room(page->black, page->black_count, &cap, sizeof *page->black);
	page->black[page->black_count++] = box;
}

static struct ocr_box grown(const struct image_page *page, int x, int y, int w, int h)
{
	int more = page->dpi / BLACK_MARGIN, width = pixGetWidth(page->text.ink), height = pixGetHeight(page->text.ink);
	return (struct ocr_box){x > more ? x - more : 0, y > more ? y - more : 0, x + w + more < width ? x + w + more : width,
				y + h + more < height ? y + h + more : height};
}

static enum err judge_page(const struct format_options *options, struct image_page *page, unsigned number, struct fault *fault)
{
	if (image_trusted(page))
		return ERR_NONE;
	if (options->scans == SCANS_BLACK) {
		make_black(page, grown(page, 0, 0, pixGetWidth(page->text.ink), pixGetHeight(page->text.ink)));
		return ERR_NONE;
	}
	return fault_set(fault, ERR_UNREADABLE,
			 "the text of page %u cannot be read with enough confidence, so names in it could be missed: scan it again with 300 dots "
			 "per inch, or hand in its text",
			 number);
}

static enum err judge_parts(const struct format_options *options, struct image_page *page, unsigned number, struct fault *fault)
{
	struct Boxa *unread = image_unread(page);
	int count = unread ? boxaGetCount(unread) : 0, x, y, w, h;
	enum err err = unread ? ERR_NONE : fault_set(fault, ERR_LIMIT, "no memory for page %u", number);
	if (count && options->scans == SCANS_WITHHOLD)
		err = fault_set(fault, ERR_UNREADABLE,
				"page %u has a part that is not read as print (handwriting, a stamp, a photograph, a drawing): look at it, and use "
				"--scans black to paint such parts over, or --scans release to let them stay",
				number);
	for (int i = 0; !err && i < count; i++)
		if (boxaGetBoxGeometry(unread, i, &x, &y, &w, &h) == 0)
			make_black(page, grown(page, x, y, w, h));
	boxaDestroy(&unread);
	for (size_t i = 0; i < page->black_count; i++)
		image_black(page, page->black[i], STR(NOT_READ));
	return err;
}

static enum err judge(const struct format_options *options, struct image_page *page, unsigned number, struct fault *fault)
{
	if (options->scans == SCANS_RELEASE)
		return ERR_NONE;
	enum err err = judge_page(options, page, number, fault);
	return err ? err : judge_parts(options, page, number, fault);
}

enum err image_page_read(const struct format_options *options, struct Pix *grey, int dpi, unsigned number, struct image_page *page,
			 struct fault *fault)
{
	*page = (struct image_page){.dpi = dpi};
	if (options->page)
		options->page(options->page_context);
	FILE *loud = quiet_begin();
	grey = image_even(grey, &page->dpi);
	quiet_end(loud);
	enum err err = read_upright(options->ocr, grey, page, fault);
	pixDestroy(&grey);
	page->line_height = line_height(&page->text);
	if (!err)
		err = judge(options, page, number, fault);
	if (err)
		image_page_free(page);
	return err;
}

enum err image_page_prove(const struct format_options *options, struct Pix *grey, int dpi, unsigned number, struct str left, struct fault *fault)
{
	struct ocr_page seen = {0};
	if (gone_is_empty(options->gone))
		return ERR_NONE;
	if (options->page)
		options->page(options->page_context);
	struct Pix *ink = NULL, *soft = image_to_read(grey, dpi, &ink);
	enum err err = soft && ink ? ocr_read(options->ocr, soft, dpi, ink, &seen, fault)
				   : fault_set(fault, ERR_LIMIT, "no memory for a page that was written");
	for (size_t i = 0; !err && i < seen.word_count; i++)
		if (gone_survives(options->gone, str_part(buf_str(&seen.text), seen.words[i].text), left))
			err = fault_set(fault, ERR_SURVIVED, "a word that was cut is still to be seen on page %u; please report this as a fault of blackbar", number);
	pixDestroy(&soft);
	pixDestroy(&ink);
	ocr_page_free(&seen);
	return err;
}

void image_page_free(struct image_page *page)
{
	ocr_page_free(&page->text);
	free(page->black);
	page->black = NULL;
	page->black_count = 0;
}

/* ---- the view ------------------------------------------------------------------------------------------------ */

/* How the page is set, in pixels. */
struct setting {
	int space, letter; /* between words; a letter with what is beside it */
	int edge;          /* where lines end that are full */
};

static struct setting measure(const struct ocr_page *text)
{
	struct setting setting;
	int *values = mem_alloc(text->word_count, sizeof *values);
	size_t count = 0;
	for (size_t i = 1; i < text->word_count; i++)
		if (text->words[i].line == text->words[i - 1].line)
			values[count++] = text->words[i].box.left - text->words[i - 1].box.right;
	setting.space = middle(values, count, 12);
	count = 0;
	for (size_t i = 0; i < text->word_count; i++) {
		int letters = (int)(text->words[i].text.to - text->words[i].text.from);
		if (letters >= 4)
			values[count++] = (text->words[i].box.right - text->words[i].box.left) / letters;
	}
	setting.letter = middle(values, count, 24);
	count = 0;
	setting.edge = 0;
	for (size_t i = 0; i < text->word_count; i++)
		if (text->words[i].box.right > setting.edge)
			setting.edge = text->words[i].box.right;
	free(values);
	setting.space = setting.space < 4 ? 4 : setting.space;
	setting.letter = setting.letter < 4 ? 4 : setting.letter;
	return setting;
}

/* As many as a typewriter would have put there: columns stay columns. */
static void add_spaces(struct view *view, const struct setting *setting, const struct ocr_word *last, const struct ocr_word *next)
{
	int gap = next->box.left - last->box.right, count = 1;
	if (gap > 2 * setting->space)
		count = gap / setting->letter;
	count = count < 1 ? 1 : count > SPACES_MOST ? SPACES_MOST : count;
	while (count-- > 0)
		buf_add_byte(&view->text, ' ');
}

/* A blank line where the page has one, or where reading goes on in another column. A line that ended for want of room goes on. */
static void add_line(struct view *view, const struct setting *setting, const struct ocr_word *last, const struct ocr_word *next)
{
	int gap = next->box.top - last->box.bottom, high = height_of(next) > height_of(last) ? height_of(next) : height_of(last);
	if (gap >= -high && gap <= high && view->text.ptr[view->text.len - 1] != '-' &&
	    last->box.right + setting->space + next->box.right - next->box.left > setting->edge) {
		buf_add_byte(&view->text, ' ');
		return;
	}
	buf_add_byte(&view->text, '\n');
	if (gap > high || gap < -4 * high)
		buf_add_byte(&view->text, '\n');
}

void image_page_view(struct image_page *page, uint32_t part, struct view *view)
{
	const struct ocr_page *text = &page->text;
	if (view->text.len) {
		view_separate(view);
		buf_add_byte(&view->text, '\n');
	}
	struct buf plain = {0};
	struct setting setting = measure(text);
	page->first_piece = view->piece_count;
	for (size_t i = 0; i < text->word_count; i++) {
		const struct ocr_word *word = &text->words[i], *last = i ? word - 1 : NULL;
		if (last && last->line == word->line)
			add_spaces(view, &setting, last, word);
		else if (last)
			add_line(view, &setting, last, word);
		buf_clear(&plain);
		image_layer_plain(str_part(buf_str(&text->text), word->text), &plain);
		view_add(view, buf_str(&plain), part, i, 0);
	}
	buf_free(&plain);
}

/* ---- the page that is released ------------------------------------------------------------------------------- */

struct layer {
	struct buf text;
	struct image_word *words;
	struct span *spans; /* of the words in `text` */
	size_t count;
};

/* The words [first, last) of the page that an edit touches. */
static struct span words_of(const struct image_page *page, const struct view *view, const struct edit *edit)
{
	struct span pieces = view_pieces(view, edit->span);
	size_t from = page->first_piece, to = from + page->text.word_count;
	if (pieces.from < from)
		pieces.from = from;
	if (pieces.to > to)
		pieces.to = to;
	if (pieces.from >= pieces.to || edit->span.from >= edit->span.to)
		return (struct span){0, 0};
	return (struct span){pieces.from - from, pieces.to - from};
}

/* Whether the first word that the edit touches is on this page: there stands the token. */
static bool begins_here(const struct image_page *page, const struct view *view, const struct edit *edit)
{
	return view_pieces(view, edit->span).from >= page->first_piece;
}

static void cover(struct image_page *page, const struct view *view, const struct edit *edit, struct layer *layer)
{
	struct span words = words_of(page, view, edit);
	struct str token = begins_here(page, view, edit) ? edit->token : (struct str){0};
	for (size_t from = words.from, to; from < words.to; from = to) {
		for (to = from + 1; to < words.to && page->text.words[to].line == page->text.words[from].line;)
			to++;
		struct ocr_box box = image_cover(page, from, to, token);
		for (size_t i = from; i < to; i++)
			layer->words[i].box = box;
		token = (struct str){0};
	}
}

/* What is left of the view's text in [from, to), with the tokens that begin there. */
static void add_left(const struct view *view, struct span piece, const struct edit *edits, size_t count, size_t *next, struct buf *text)
{
	size_t at = piece.from, i = *next;
	while (i < count && edits[i].span.to <= piece.from)
		i++;
	*next = i;
	for (; i < count && edits[i].span.from < piece.to; i++) {
		if (edits[i].span.from > at)
			buf_add(text, str_part(buf_str(&view->text), (struct span){at, edits[i].span.from}));
		if (edits[i].span.from >= piece.from)
			buf_add(text, edits[i].token);
		at = edits[i].span.to;
	}
	if (at < piece.to)
		buf_add(text, str_part(buf_str(&view->text), (struct span){at, piece.to}));
}

static void make_layer(const struct image_page *page, const struct view *view, const struct edit *edits, size_t count, struct layer *layer)
{
	size_t next = 0;
	struct buf left = {0};
	for (size_t i = 0; i < layer->count; i++) {
		const struct piece *piece = &view->pieces[page->first_piece + i];
		buf_clear(&left);
		add_left(view, (struct span){piece->from, piece->to}, edits, count, &next, &left);
		layer->spans[i].from = layer->text.len;
		image_layer_plain(buf_str(&left), &layer->text);
		layer->spans[i].to = layer->text.len;
		layer->words[i].box = page->text.words[i].box;
	}
	for (size_t i = 0; i < layer->count; i++)
		layer->words[i].text = str_part(buf_str(&layer->text), layer->spans[i]);
	buf_free(&left);
}

void image_page_write(struct image_page *page, const struct view *view, const struct edit *edits, size_t count, struct pdf_file *file,
		      struct buf *out)
{
	struct layer layer = {.count = page->text.word_count};
	layer.words = mem_alloc(layer.count + page->black_count, sizeof *layer.words);
	layer.spans = mem_alloc(layer.count, sizeof *layer.spans);
	make_layer(page, view, edits, count, &layer);
	for (size_t i = 0; i < count; i++)
		cover(page, view, &edits[i], &layer);
	for (size_t i = 0; i < page->black_count; i++)
		layer.words[layer.count++] = (struct image_word){STR(NOT_READ), page->black[i]};
	image_layer_write(page->text.ink, page->dpi, layer.words, layer.count, file, out);
	buf_free(&layer.text);
	free(layer.words);
	free(layer.spans);
}
