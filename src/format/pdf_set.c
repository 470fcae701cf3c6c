/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_set.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* In parts of the size of letters. */
#define GAP_WORD 0.2f
#define SPACE 0.28f /* where the file has no letter for it */
#define INDENT 5.0f /* of a paragraph, at most */
#define PADDING 0.3f /* from the rule of a cell */
#define APART 2.0f  /* between columns that only followed one another */

/* In points. */
#define SAME_EDGE 0.6f
#define GRID 36.0f
#define MARGIN 14.0f

#define NARROW 0.5f /* letters so narrow are hard to read */

enum { NEAR_LINES = 6 };

struct setter {
	const struct page *page;
	const struct page_layout *layout;
	const struct letter_cuts *cuts;
	page_measure measure;
	void *context;
	struct page_changes *changes;
	float left; /* where the leftmost line begins */
	float usual; /* size of letters */
};

static const struct page_glyph *glyph_at(const struct setter *setter, size_t place)
{
	return &setter->page->glyphs[setter->layout->order[place]];
}

static struct page_change *change_at(const struct setter *setter, size_t place)
{
	return &setter->changes->glyphs[setter->layout->order[place]];
}

static bool is_space(const struct page_glyph *glyph)
{
	return glyph->code == ' ' || glyph->code == 0xA0;
}

static bool has_cut(const struct setter *setter, const struct page_chunk *chunk)
{
	for (size_t i = chunk->from; i < chunk->to; i++)
		if (setter->cuts->edits[i])
			return true;
	return false;
}

/* ---- how a chunk is aligned ---------------------------------------------------------------------------------- */

enum align { ALIGN_NONE, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_MIDDLE };

/* What a chunk is aligned to: where others begin, end, or have their middle. Taken from another if there is one without a cut,
 * since the last digits of the chunk's own could tell of its width. */
struct alignment {
	enum align align;
	float edge;
};

/* Votes for an edge. */
struct votes {
	size_t count;
	float edge;
	bool good; /* the edge is that of a chunk without a cut */
};

static void vote(struct votes *votes, bool same, float edge, bool good)
{
	if (same && (votes->count == 0 || (good && !votes->good))) {
		votes->edge = good ? edge : roundf(edge * 2) / 2;
		votes->good = good;
	}
	votes->count += same;
}

static bool same_edge(float a, float b)
{
	return fabsf(a - b) < SAME_EDGE;
}

/* Whether the next line, or the one after, ends where this one does and begins a little further left: this is the first line of
 * a paragraph, whose indent says nothing. */
static bool begins_paragraph(const struct setter *setter, size_t index)
{
	const struct page_layout *layout = setter->layout;
	const struct page_chunk *chunk = &layout->chunks[index];
	for (size_t i = chunk->line + 1; i < layout->line_count && i <= chunk->line + 2; i++)
		for (size_t k = layout->lines[i].from; k < layout->lines[i].to; k++) {
			const struct page_chunk *next = &layout->chunks[k];
			if (same_edge(next->s1, chunk->s1) && next->s0 < chunk->s0 && chunk->s0 - next->s0 < INDENT * chunk->size)
				return true;
		}
	return false;
}

/* What it has in common with chunks of lines up to `reach` lines away. */
static struct alignment align_of(const struct setter *setter, size_t index, size_t reach)
{
	const struct page_layout *layout = setter->layout;
	const struct page_chunk *chunk = &layout->chunks[index];
	const struct page_line *line = &layout->lines[chunk->line];
	float middle = (chunk->s0 + chunk->s1) / 2;
	struct votes left = {0}, right = {0}, centre = {0};
	size_t from = chunk->line > reach ? chunk->line - reach : 0;
	for (size_t i = from; i < layout->line_count && i <= chunk->line + reach; i++) {
		const struct page_line *other = &layout->lines[i];
		if (i == chunk->line || other->ux * line->ux + other->uy * line->uy < 0.99f)
			continue;
		for (size_t k = other->from; k < other->to; k++) {
			const struct page_chunk *near = &layout->chunks[k];
			bool good = !has_cut(setter, near);
			vote(&left, same_edge(near->s0, chunk->s0), near->s0, good);
			vote(&right, same_edge(near->s1, chunk->s1), near->s1, good);
			vote(&centre, same_edge((near->s0 + near->s1) / 2, middle), (near->s0 + near->s1) / 2, good);
		}
	}
	if (line->ux > 0.99f)
		vote(&centre, same_edge(middle, setter->page->width / 2), setter->page->width / 2, true);
	bool justified = left.count > 1 && 2 * left.count >= right.count; /* though one of the lines is indented */
	if (left.count && left.count >= centre.count && (left.count >= right.count || justified))
		return (struct alignment){ALIGN_LEFT, left.edge};
	if (right.count && begins_paragraph(setter, index))
		return (struct alignment){ALIGN_LEFT, chunk->s0};
	if (right.count && right.count >= centre.count)
		return (struct alignment){ALIGN_RIGHT, right.edge};
	return (struct alignment){centre.count ? ALIGN_MIDDLE : ALIGN_NONE, centre.edge};
}

/* ---- setting a chunk ----------------------------------------------------------------------------------------- */

/* Room for a chunk: not before, not beyond. */
struct room {
	float from, to;
};

static float gap_between(const struct setter *setter, const struct page_line *line, size_t place)
{
	const struct page_glyph *glyph = glyph_at(setter, place), *last = glyph_at(setter, place - 1);
	for (size_t i = place - 1; last->flags & PAGE_LETTER_TAIL && i > 0;)
		last = glyph_at(setter, --i);
	float gap = page_along(line, glyph->x - last->x, glyph->y - last->y) - last->advance;
	float size = last->size < glyph->size ? last->size : glyph->size;
	if (glyph->flags & PAGE_LETTER_TAIL || is_space(glyph) || is_space(last) || gap < GAP_WORD * size)
		return 0;
	return SPACE * size;
}

/* The size of letters that stay beside the cut; of the page when none do. */
static float token_size(const struct setter *setter, const struct page_chunk *chunk, size_t place)
{
	for (size_t step = 1; step < chunk->to - chunk->from; step++) {
		size_t before = place - step, after = place + step;
		if (place >= chunk->from + step && !setter->cuts->edits[before] && !is_space(glyph_at(setter, before)))
			return glyph_at(setter, before)->size;
		if (after < chunk->to && !setter->cuts->edits[after] && !is_space(glyph_at(setter, after)))
			return glyph_at(setter, after)->size;
	}
	return setter->usual < chunk->size ? setter->usual : chunk->size;
}

static struct page_token *add_token(struct page_changes *changes)
{
	changes->tokens = mem_room(changes->tokens, changes->token_count, &changes->token_cap, sizeof *changes->tokens);
	return &changes->tokens[changes->token_count++];
}

/* Sets the letters that stay, and tokens, one after another from `start` on, in page coordinates relative to nothing but the
 * line; `*width` is what they take. Called once to measure, with stretch 1, and once to place. */
static enum err run_chunk(struct setter *setter, const struct page_chunk *chunk, float start, float stretch, bool place_them,
			  float *width, struct fault *fault)
{
	const struct page_line *line = &setter->layout->lines[chunk->line];
	float pen = 0, ink = 0;
	uint32_t last_edit = 0;
	for (size_t i = chunk->from; i < chunk->to; i++) {
		const struct page_glyph *glyph = glyph_at(setter, i);
		uint32_t edit = setter->cuts->edits[i];
		bool inside = edit && edit == last_edit;
		if (i > chunk->from && !inside)
			pen += gap_between(setter, line, i);
		last_edit = edit;
		/* its place, without a trace of where it stood along the line */
		float along = start + pen * stretch, down = page_down(line, glyph->x, glyph->y);
		float x = along * line->ux + down * line->uy, y = along * line->uy - down * line->ux;
		const struct letter_cut *cut = edit ? &setter->cuts->cuts[edit - 1] : NULL;
		if (cut && cut->place == i && cut->token.len) {
			float size = token_size(setter, chunk, i), wide;
			enum err err = setter->measure(setter->context, cut->token, &wide, fault);
			if (err)
				return err;
			if (place_them)
				*add_token(setter->changes) = (struct page_token){setter->layout->order[i], cut->token, x, y,
										   line->ux, line->uy, size, stretch};
			pen += wide * size;
			ink = pen;
		}
		if (place_them) {
			struct page_change *change = change_at(setter, i);
			*change = (struct page_change){.drop = edit != 0, .move = true, .x = x, .y = y, .stretch = stretch};
		}
		if (!edit && !(glyph->flags & PAGE_LETTER_TAIL)) {
			pen += glyph->advance;
			if (!is_space(glyph))
				ink = pen;
		}
	}
	*width = ink;
	return ERR_NONE;
}

static float start_of(const struct setter *setter, size_t index, struct alignment to, float width, const struct room *room)
{
	const struct page_chunk *chunk = &setter->layout->chunks[index];
	const struct page_line *line = &setter->layout->lines[chunk->line];
	float start = chunk->s0;
	if (to.align == ALIGN_LEFT)
		start = to.edge;
	else if (to.align == ALIGN_RIGHT)
		start = to.edge - width;
	else if (to.align == ALIGN_MIDDLE)
		start = to.edge - width / 2;
	else if (chunk->left < PAGE_NO_RULE)
		start = chunk->left + PADDING * chunk->size;
	else if (index > line->from)
		start = room->from + APART * chunk->size;
	else
		start = setter->left + floorf((chunk->s0 - setter->left) / GRID) * GRID;
	return start > room->from ? start : room->from;
}

/* `*squeezed` becomes true when there was too little room. */
static enum err set_chunk(struct setter *setter, size_t index, struct alignment to, const struct room *room, float *end, bool *squeezed,
			  struct fault *fault)
{
	const struct page_chunk *chunk = &setter->layout->chunks[index];
	float width = 0, unused;
	enum err err = run_chunk(setter, chunk, 0, 1, false, &width, fault);
	if (err)
		return err;
	float start = start_of(setter, index, to, width, room), most = room->to - start, cell = chunk->right - PADDING * chunk->size - start;
	if (cell > NARROW * width && cell < most)
		most = cell;
	float stretch = width > most && width > 0 ? most > width / 10 ? most / width : 0.1f : 1;
	*end = start + width * stretch;
	*squeezed = *squeezed || stretch < NARROW;
	return run_chunk(setter, chunk, start, stretch, true, &unused, fault);
}

/* ---- lines --------------------------------------------------------------------------------------------------- */

/* Where paint ends to the right: the paper, and the clip when the text is upright. */
static float room_end(const struct setter *setter, const struct page_chunk *chunk)
{
	const struct page *page = setter->page;
	const struct page_line *line = &setter->layout->lines[chunk->line];
	if (line->ux > 0.99f) {
		float clip = page->boxes[glyph_at(setter, chunk->from)->clip].x1;
		return clip < page->width - MARGIN ? clip : page->width - MARGIN;
	}
	if (line->uy > 0.99f)
		return page->height - MARGIN;
	return line->uy < -0.99f || line->ux < -0.99f ? -MARGIN : chunk->s1 + page->width;
}

/* What stands to the right on other lines of about the same height: in another column. */
static float next_column(const struct setter *setter, const struct page_chunk *chunk)
{
	const struct page_layout *layout = setter->layout;
	const struct page_line *line = &layout->lines[chunk->line];
	float nearest = 1e6f;
	for (size_t i = 0; i < layout->line_count; i++) {
		const struct page_line *other = &layout->lines[i];
		if (other->region == line->region || fabsf(other->t - line->t) > line->size || other->ux * line->ux + other->uy * line->uy < 0.99f)
			continue;
		for (size_t k = other->from; k < other->to; k++)
			if (layout->chunks[k].s0 > chunk->s1 - 0.5f * chunk->size)
				nearest = fminf(nearest, layout->chunks[k].s0 - SPACE * chunk->size);
	}
	return nearest;
}

static float room_begin(const struct setter *setter, const struct page_chunk *chunk)
{
	const struct page_line *line = &setter->layout->lines[chunk->line];
	return line->ux > 0.99f ? setter->page->boxes[glyph_at(setter, chunk->from)->clip].x0 : -1e6f;
}

/* Whether it stands where its cell is, whatever comes before it. */
static bool has_place(const struct setter *setter, const struct page_line *line, size_t index)
{
	const struct page_chunk *chunk = &setter->layout->chunks[index];
	bool ruled_off = chunk->left < PAGE_NO_RULE && (index == line->from || chunk->left > chunk[-1].s1 - chunk->size);
	return ruled_off || align_of(setter, index, 1).align != ALIGN_NONE;
}

/* Sets the chunks one after another from the first one with a cut on, each where it is aligned to; `*first`: that chunk. */
static enum err set_chunks(struct setter *setter, const struct page_line *line, size_t *first, bool *squeezed, struct fault *fault)
{
	const struct page_layout *layout = setter->layout;
	float end = -1e6f;
	*first = line->to;
	for (size_t i = line->from; i < line->to; i++) {
		const struct page_chunk *chunk = &layout->chunks[i];
		bool cut = has_cut(setter, chunk);
		if (cut && *first == line->to)
			*first = i;
		bool begun = *first < line->to;
		struct alignment to = begun ? align_of(setter, i, cut ? NEAR_LINES : 1) : (struct alignment){ALIGN_LEFT, chunk->s0};
		if (!begun || (!cut && has_place(setter, line, i))) {
			end = chunk->s1;
			continue;
		}
		struct room room = {fmaxf(i > line->from ? end + SPACE * chunk->size : -1e6f, room_begin(setter, chunk)), room_end(setter, chunk)};
		if (i + 1 < line->to && layout->chunks[i + 1].s0 > chunk->s0 && has_place(setter, line, i + 1))
			room.to = fminf(room.to, layout->chunks[i + 1].s0 - SPACE * chunk->size);
		room.to = fminf(room.to, next_column(setter, chunk));
		enum err err = set_chunk(setter, i, to, &room, &end, squeezed, fault);
		if (err)
			return err;
	}
	return ERR_NONE;
}

/* All chunks from `first` on, made narrower alike until they fit; `*stretch` is by how much. */
static enum err squeeze(struct setter *setter, const struct page_line *line, size_t first, bool place_them, float *stretch,
			struct fault *fault)
{
	const struct page_chunk *chunks = setter->layout->chunks, *last = &chunks[line->to - 1];
	float pen = first > line->from ? chunks[first - 1].s1 + APART * last->size : has_cut(setter, &chunks[first]) ? setter->left : chunks[first].s0;
	float room = fminf(room_end(setter, last), next_column(setter, last)) - fmaxf(pen, room_begin(setter, last)), all = 0, width;
	for (size_t i = first; i < line->to; all += width + APART * chunks[i++].size) {
		enum err err = run_chunk(setter, &chunks[i], 0, 1, false, &width, fault);
		if (err)
			return err;
	}
	*stretch = all > room ? fmaxf(room, 0) / all : 1;
	for (size_t i = first; place_them && i < line->to; pen += *stretch * (width + APART * chunks[i++].size)) {
		enum err err = run_chunk(setter, &chunks[i], pen, *stretch, true, &width, fault);
		if (err)
			return err;
	}
	return ERR_NONE;
}

static enum err set_line(struct setter *setter, const struct page_line *line, struct fault *fault)
{
	size_t first, tokens = setter->changes->token_count;
	bool squeezed = false;
	float stretch = 0;
	enum err err = set_chunks(setter, line, &first, &squeezed, fault);
	if (err || !squeezed)
		return err;
	setter->changes->token_count = tokens; /* they are placed anew */
	err = squeeze(setter, line, first, false, &stretch, fault);
	if (!err && stretch < NARROW)
		first = line->from;
	return err ? err : squeeze(setter, line, first, true, &stretch, fault);
}

/* ---- lines under text ---------------------------------------------------------------------------------------- */

/* Whether a word or a cut begins or ends before the letter at `place`. */
static bool parts_words(const struct setter *setter, const struct page_chunk *chunk, size_t place)
{
	if (place == chunk->from || place == chunk->to || setter->cuts->edits[place] != setter->cuts->edits[place - 1])
		return true;
	return is_space(glyph_at(setter, place)) || is_space(glyph_at(setter, place - 1));
}

static bool ends_word(const struct setter *setter, const struct page_line *line, float s)
{
	for (size_t i = line->from; i < line->to; i++) {
		const struct page_chunk *chunk = &setter->layout->chunks[i];
		for (size_t k = chunk->from; k < chunk->to; k++) {
			const struct page_glyph *glyph = glyph_at(setter, k);
			if (is_space(glyph) || glyph->flags & PAGE_LETTER_TAIL)
				continue;
			float from = page_along(line, glyph->x, glyph->y), to = from + glyph->advance;
			if ((fabsf(from - s) < 2.5f && parts_words(setter, chunk, k)) || (fabsf(to - s) < 2.5f && parts_words(setter, chunk, k + 1)))
				return true;
		}
	}
	return false;
}

static void drop_marks(struct setter *setter, const struct page_line *line)
{
	if (line->ux < 0.99f)
		return;
	float from = 1e6f, to = -1e6f;
	for (size_t i = line->from; i < line->to; i++)
		if (has_cut(setter, &setter->layout->chunks[i])) {
			from = fminf(from, setter->layout->chunks[i].s0);
			to = fmaxf(to, setter->layout->chunks[i].s1);
		}
	for (size_t i = 0; i < setter->page->shape_count; i++) {
		const struct page_box *box = &setter->page->shapes[i].box;
		float height = box->y1 - box->y0, base = -line->t; /* t runs down the page */
		bool beside = box->x1 < from || box->x0 > to || box->y1 < base - 0.5f * line->size || box->y0 > base + line->size;
		if (!beside && !setter->page->shapes[i].loose && height < 1.8f * line->size && ends_word(setter, line, box->x0) && ends_word(setter, line, box->x1))
			setter->changes->shapes[i] = true;
	}
}

/* ---- the page ------------------------------------------------------------------------------------------------ */

static int by_glyph(const void *a, const void *b)
{
	const struct page_token *one = a, *two = b;
	return (one->glyph > two->glyph) - (one->glyph < two->glyph);
}

/* Letters that were drawn again go where the first went. */
static void move_copies(struct setter *setter)
{
	for (size_t i = 0; i < setter->page->glyph_count; i++) {
		const struct page_glyph *glyph = &setter->page->glyphs[i];
		if (!(glyph->flags & PAGE_LETTER_COPY))
			continue;
		const struct page_glyph *first = &setter->page->glyphs[glyph->first];
		struct page_change *change = &setter->changes->glyphs[i];
		*change = setter->changes->glyphs[glyph->first];
		change->x += glyph->x - first->x;
		change->y += glyph->y - first->y;
	}
}

static int by_size(const void *a, const void *b)
{
	const float *one = a, *two = b;
	return (*one > *two) - (*one < *two);
}

static void look_around(struct setter *setter)
{
	const struct page_layout *layout = setter->layout;
	float *sizes = mem_alloc(layout->count, sizeof *sizes);
	for (size_t i = 0; i < layout->count; i++)
		sizes[i] = glyph_at(setter, i)->size;
	qsort(sizes, layout->count, sizeof *sizes, by_size);
	setter->usual = layout->count ? sizes[layout->count / 2] : 10;
	free(sizes);
	setter->left = layout->chunk_count ? layout->chunks[0].s0 : 0;
	for (size_t i = 0; i < layout->chunk_count; i++)
		if (layout->lines[layout->chunks[i].line].ux > 0.99f)
			setter->left = fminf(setter->left, layout->chunks[i].s0);
}

enum err page_set(const struct page *page, const struct page_layout *layout, const struct letter_cuts *cuts, page_measure measure,
		 void *context, struct page_changes *changes, struct fault *fault)
{
	struct setter setter = {page, layout, cuts, measure, context, changes, 0, 0};
	changes->glyphs = mem_alloc(page->glyph_count, sizeof *changes->glyphs);
	changes->shapes = mem_alloc(page->shape_count, sizeof *changes->shapes);
	look_around(&setter);
	for (size_t i = 0; i < layout->line_count; i++) {
		const struct page_line *line = &layout->lines[i];
		bool cut = false;
		for (size_t k = line->from; k < line->to; k++)
			cut = cut || has_cut(&setter, &layout->chunks[k]);
		if (!cut)
			continue;
		enum err err = set_line(&setter, line, fault);
		if (err)
			return err;
		drop_marks(&setter, line);
	}
	move_copies(&setter);
	if (changes->token_count)
		qsort(changes->tokens, changes->token_count, sizeof *changes->tokens, by_glyph);
	return ERR_NONE;
}

void page_changes_free(struct page_changes *changes)
{
	free(changes->glyphs);
	free(changes->shapes);
	free(changes->tokens);
	*changes = (struct page_changes){0};
}
