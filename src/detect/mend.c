/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/mend.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/mend_parts.h"

enum {
	SIGNS_FEWEST = 3, /* misread words that make a scan, */
	SIGNS_SHARE = 400, /* one of so many tokens at least; */
	SIGNS_TWO = 2,     /* in a short text fewer, */
	SIGNS_SHORT = 250,
	ORDINARY = 6,
	ASKED_MOST = 500,
	TITLE_SHORTEST = 6,
	WIDE = 5,
	SMALL_FEWEST = 20,
	SMALL_SHARE = 30,
	NARROW_SHARE = 12
};

struct mender *mender_new(const struct lexicon *lexicon)
{
	struct mender *mender = mem_alloc(1, sizeof *mender);
	mender->lexicon = lexicon;
	return mender;
}

void mender_free(struct mender *mender)
{
	if (mender == NULL)
		return;
	view_free(&mender->view);
	free(mender->changes);
	free(mender->lines);
	free(mender->spellings);
	buf_free(&mender->prose);
	buf_free(&mender->texts);
	buf_free(&mender->spelling_text);
	free(mender);
}

void mend_add(struct mender *mender, size_t from, size_t to, struct str text)
{
	if (text.len == to - from && memcmp(mender->tokens->text.ptr + from, text.ptr, text.len) == 0)
		return;
	mender->changes = mem_room(mender->changes, mender->change_count, &mender->change_cap, sizeof *mender->changes);
	mender->changes[mender->change_count++] = (struct change){from, to, mender->texts.len, text.len};
	buf_add(&mender->texts, text);
}

/* A word that the tokens put right, a digit between small letters, a letter in a number. */
static bool is_misread(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	struct str text = token_text(tokens, at), folded = token_folded(tokens, at);
	if (token->kind == TOKEN_WORD) {
		for (size_t i = 0; token->entry && folded.len == text.len && i < text.len; i++)
			if (ascii_letter(text.ptr[i]) && (text.ptr[i] | 0x20) != folded.ptr[i])
				return true;
		return false;
	}
	size_t letters = 0, digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		bool small = i > 0 && i + 1 < text.len && text.ptr[i - 1] >= 'a' && text.ptr[i + 1] >= 'a';
		if (small && (c == '0' || c == '1' || c == '5'))
			return true;
		letters += c == 'O' || c == 'l' || c == 'I';
		digits += ascii_digit(c);
	}
	if (letters && digits && letters + digits == text.len)
		return true;
	for (size_t i = 0; i < folded.len; i++)
		if (ascii_digit(folded.ptr[i]))
			return false;
	return token->entry != 0;
}

/* A word with a space within it, "mothe r", where one part at least is none. */
static bool is_broken(const struct mender *mender, const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at], *before = token - 1;
	char word[MEND_WORD_MOST];
	if (at == 0 || before->kind != TOKEN_WORD || token->from == before->to || token->from > before->to + 2)
		return false;
	struct str a = token_folded(tokens, at - 1), b = token_folded(tokens, at);
	if (a.len + b.len > sizeof word || (token->letters != CASE_LOWER && before->letters != CASE_UPPER))
		return false;
	memcpy(word, a.ptr, a.len);
	memcpy(word + a.len, b.ptr, b.len);
	return lexicon_get(mender->lexicon, lexicon_find(mender->lexicon, (struct str){word, a.len + b.len}))->common >= ORDINARY;
}

/* An l or I that a scanner took for a bar: "Vanderbi|t". */
static bool is_barred(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	return at && at + 1 < tokens->count && tokens->text.ptr[token->from] == '|' && !token->space && !token[1].space &&
	       token[-1].kind == TOKEN_WORD && token[1].kind == TOKEN_WORD && token[1].letters == CASE_LOWER;
}

/* Names are words of no list, too: short ones tell nothing. */
static bool is_asked(const struct token *token)
{
	return token->letters != CASE_TITLE || token->to - token->from >= TITLE_SHORTEST;
}

/* Words of no list are few in a clean text, but there are texts in other languages: so many of them tell what the rest is. */
static bool is_scan(const struct mender *mender, const struct tokens *tokens)
{
	size_t signs = 0, asked = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->list[i];
		if (token->kind == TOKEN_MIXED || (token->kind == TOKEN_WORD && token->letters == CASE_MIXED))
			signs += is_misread(tokens, i);
		else if (token->kind == TOKEN_WORD && token->entry == 0 && is_asked(token) && asked++ < ASKED_MOST)
			signs += mend_sign(mender, token_text(tokens, i)) || is_broken(mender, tokens, i) ||
				 (i + 1 < tokens->count && tokens->list[i + 1].kind == TOKEN_WORD && is_broken(mender, tokens, i + 1));
		else if (token->kind == TOKEN_SIGN)
			signs += is_barred(tokens, i);
	}
	return (signs >= SIGNS_FEWEST && signs * SIGNS_SHARE >= tokens->count) || (signs == SIGNS_TWO && signs * SIGNS_SHORT >= tokens->count);
}

static bool is_capital(const struct tokens *tokens, size_t at)
{
	return at < tokens->count && tokens->list[at].kind <= TOKEN_MIXED && tokens->list[at].letters != CASE_LOWER;
}

static bool is_sign(const struct tokens *tokens, size_t at, const char *signs)
{
	return at < tokens->count && tokens->list[at].kind == TOKEN_SIGN && tokens->text.ptr[tokens->list[at].from] > 0 &&
	       strchr(signs, tokens->text.ptr[tokens->list[at].from]);
}

static bool is_short(const struct tokens *tokens, size_t at, size_t most)
{
	const struct token *token = &tokens->list[at];
	return token->kind == TOKEN_WORD && token->letters == CASE_UPPER && token->to - token->from <= most;
}

/* A digit alone that is a letter: "0'Shea", "P.0. Lund". */
static bool mend_alone(struct mender *mender, size_t at)
{
	const struct tokens *tokens = mender->tokens;
	const struct token *token = &tokens->list[at];
	if (token->kind != TOKEN_NUMBER || token->to - token->from != 1 || at + 1 >= tokens->count || token[1].space)
		return false;
	char digit = tokens->text.ptr[token->from], sign = tokens->text.ptr[token[1].from];
	bool particle = digit == '0' && sign == '\'' && at + 2 < tokens->count && !token[2].space && token[2].kind <= TOKEN_MIXED;
	bool initial = sign == '.' && at >= 2 && is_sign(tokens, at - 1, ".") && !token->space && !token[-1].space &&
		       is_short(tokens, at - 2, 1);
	if ((!particle && !initial) || !memchr("058", digit, 3))
		return false;
	mend_add(mender, token->from, token->to, digit == '0' ? STR("O") : digit == '5' ? STR("S") : STR("B"));
	return true;
}

static void mend_tokens(struct mender *mender)
{
	const struct tokens *tokens = mender->tokens;
	struct reading reading;
	for (size_t at = 0; at < tokens->count;) {
		if (mend_plate_end(tokens, at) > at) {
			at = mend_plate_end(tokens, at);
			continue;
		}
		size_t end = mend_alone(mender, at) ? at + 1 : mend_number(mender, at);
		if (end == at)
			end = mend_run(mender, at);
		if (end == at && tokens->list[at].kind <= TOKEN_MIXED && mend_digits(tokens, at, false, &reading)) {
			end++;
			mend_add(mender, tokens->list[at].from, tokens->list[at].to, (struct str){reading.text, reading.len});
		}
		at = end > at ? end : at + 1;
	}
}

/* ---- spaces and stray marks ------------------------------------------------------------------------------------------ */

static bool is_long_number(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	return (token->kind == TOKEN_NUMBER || token->kind == TOKEN_MIXED) && token->to - token->from >= 3;
}

/* Does the sign `at` join what stands beside it, though a space stands on one side or both: "KOWALCZYK -BRIGGS", "Grey- Wolf",
 * "CA / N", "PC - 00412"? */
static bool is_joint(const struct tokens *tokens, size_t at)
{
	if (at == 0 || at + 1 >= tokens->count || !is_sign(tokens, at, "-/") || tokens->list[at - 1].kind > TOKEN_MIXED ||
	    tokens->list[at + 1].kind > TOKEN_MIXED)
		return false;
	bool slash = tokens->text.ptr[tokens->list[at].from] == '/', both = tokens->list[at].space && tokens->list[at + 1].space;
	if (slash)
		return is_short(tokens, at - 1, 2) && is_short(tokens, at + 1, 2);
	if (is_long_number(tokens, at + 1))
		return is_long_number(tokens, at - 1) || is_short(tokens, at - 1, 3) || (!both && tokens->list[at - 1].kind != TOKEN_WORD);
	return !both && is_capital(tokens, at - 1) && is_capital(tokens, at + 1);
}

/* Does the gap before token `at` not belong there: "Mrs .", "S .O.", "( x", "CHILDREN 'S"? */
static bool is_loose(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at], *before = token - 1;
	bool space_behind = at + 1 >= tokens->count || tokens->list[at + 1].space || tokens->list[at + 1].kind == TOKEN_LINE;
	if (before->kind == TOKEN_LINE || token->kind == TOKEN_LINE || token->from - before->to > 2)
		return false;
	if (is_sign(tokens, at, ".,;:)") && (before->kind <= TOKEN_MIXED || before->kind == TOKEN_TAIL))
		return space_behind || (is_short(tokens, at - 1, 1) && is_short(tokens, at + 1, 1));
	if (is_sign(tokens, at, "'"))
		return before->kind == TOKEN_WORD && at + 1 < tokens->count && !token[1].space && token[1].to - token[1].from == 1 &&
		       (tokens->text.ptr[token[1].from] | 0x20) == 's';
	return is_sign(tokens, at - 1, "(") || is_joint(tokens, at) || is_joint(tokens, at - 1);
}

/* A mark of dirt: alone, or at the start of a line. */
static bool is_stray(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	bool first = at == 0 || token[-1].kind == TOKEN_LINE;
	if (at + 1 >= tokens->count || !token[1].space || !(token->space || first))
		return false;
	return is_sign(tokens, at, "`~^") || (first && is_sign(tokens, at, "'.,_;"));
}

/* Two spaces are one in a document that is full of them, if there are some between small words, where none part columns. */
static bool is_narrow(const struct tokens *tokens)
{
	size_t gaps[2][2] = {{0}};
	for (size_t i = 1; i < tokens->count; i++) {
		const struct token *token = &tokens->list[i], *before = token - 1;
		size_t gap = token->from - before->to;
		bool inside = token->kind != TOKEN_LINE && before->kind != TOKEN_LINE;
		bool small = token->letters == CASE_LOWER && before->letters == CASE_LOWER;
		if (inside && (gap == 1 || gap == 2))
			gaps[small][gap - 1]++;
	}
	size_t two = gaps[0][1] + gaps[1][1], one = gaps[0][0] + gaps[1][0];
	bool few = gaps[1][0] + gaps[1][1] < SMALL_FEWEST;
	return two >= 3 && two * NARROW_SHARE >= one && (few || gaps[1][1] * SMALL_SHARE >= gaps[1][0]);
}

/* "#3 OTHR  STOJANOVIC": the gap behind what a line begins with. */
static bool is_column(const struct tokens *tokens, size_t at)
{
	size_t before = at - 1;
	for (unsigned words = 1; words < 3 && before > 0 && tokens->list[before - 1].kind != TOKEN_LINE; before--)
		words += tokens->list[before - 1].kind <= TOKEN_MIXED;
	const struct token *token = &tokens->list[at - 1];
	return token->letters == CASE_UPPER && token->to - token->from <= 5 && (before == 0 || tokens->list[before - 1].kind == TOKEN_LINE);
}

/* A row of a table: the line that begins at `at` has wide gaps. */
static bool is_row(const struct tokens *tokens, size_t at)
{
	size_t wide = 0;
	for (size_t i = at + 1; i < tokens->count && tokens->list[i].kind != TOKEN_LINE; i++)
		wide += tokens->list[i].from - tokens->list[i - 1].to >= WIDE;
	return wide >= 2;
}

static void mend_gaps(struct mender *mender)
{
	const struct tokens *tokens = mender->tokens;
	size_t words = mender->change_count, change = 0;
	bool narrow = is_narrow(tokens), row = false;
	for (size_t at = 0; at < tokens->count; at++) {
		const struct token *token = &tokens->list[at];
		if (at == 0 || token[-1].kind == TOKEN_LINE)
			row = narrow && is_row(tokens, at);
		while (change < words && mender->changes[change].to <= token->from)
			change++;
		if (change < words && mender->changes[change].from < token->from)
			continue;
		if (is_stray(tokens, at)) {
			mend_add(mender, token->from, token->to, STR(""));
			continue;
		}
		if (at == 0 || token->from == token[-1].to)
			continue;
		if (is_loose(tokens, at))
			mend_add(mender, token[-1].to, token->from, STR(""));
		else if (narrow && !row && token->from - token[-1].to == 2 && token->kind != TOKEN_LINE && token[-1].kind != TOKEN_LINE &&
			 !is_column(tokens, at))
			mend_add(mender, token[-1].to, token->from, STR(" "));
	}
}

/* ---- the mended view ---------------------------------------------------------------------------------------------------- */

static int change_order(const void *left, const void *right)
{
	const struct change *a = left, *b = right;
	return a->from != b->from ? (a->from > b->from) - (a->from < b->from) : (a->to > b->to) - (a->to < b->to);
}

static void add_text(struct mender *mender, struct str text, size_t from, size_t to)
{
	if (text.len)
		view_add(&mender->view, text, 0, from, (uint32_t)(to - from));
}

/* Where a place of the view is in the mended one; one inside of a change is at its beginning, or `end`. */
static size_t forward(const struct mender *mender, size_t at, bool end)
{
	size_t low = 0, high = mender->view.piece_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct piece *piece = &mender->view.pieces[middle];
		if (piece->origin + piece->origin_len <= at - (end && at > 0))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == mender->view.piece_count)
		return mender->view.text.len;
	const struct piece *piece = &mender->view.pieces[low];
	if (at < piece->origin)
		return piece->from;
	if (piece->to - piece->from == piece->origin_len)
		return piece->from + (at - (size_t)piece->origin);
	return end ? piece->to : piece->from;
}

/* What cells hold and whose they are. */
static void write_fields(struct mender *mender, const struct view *view)
{
	struct view *to = &mender->view;
	for (size_t i = 0; i < view->field_count; i++) {
		const struct field *field = &view->fields[i];
		struct span span = {forward(mender, field->span.from, false), forward(mender, field->span.to, true)};
		struct field *added = view_add_field(to, span, field->what, field->record);
		added->rule = field->rule;
		added->guess = field->guess;
		added->value = field->value;
	}
	for (size_t i = 0; i < view->head_count; i++) {
		const struct view_head *head = &view->heads[i];
		struct span span = {forward(mender, head->span.from, false), forward(mender, head->span.to, true)};
		view_add_head(to, span, head->known)->code = head->code;
	}
	for (size_t i = 0; i < view->link_count; i++)
		view_add_link(to, view->links[i].a, view->links[i].b, view->links[i].relation);
	for (size_t i = 0; i < view->role_count; i++)
		view_add_role(to, view->roles[i].record, view->roles[i].role);
	to->table = view->table;
	to->structured = view->structured;
}

/* The names in the mark-up stay as they are. */
static void write_names(struct mender *mender, const struct view *view)
{
	size_t from = mender->view.text.len;
	add_text(mender, str_part(buf_str(&view->text), view->names), view->names.from, view->names.to);
	if (view->names.to > view->names.from)
		mender->view.names = (struct span){from, mender->view.text.len};
}

static void write_view(struct mender *mender, const struct view *view)
{
	size_t at = 0;
	struct str text = buf_str(&mender->prose);
	view_clear(&mender->view);
	mender->view.where = view->where;
	if (mender->change_count > 0)
		qsort(mender->changes, mender->change_count, sizeof *mender->changes, change_order);
	for (size_t i = 0; i < mender->change_count; i++) {
		const struct change *change = &mender->changes[i];
		add_text(mender, str_part(text, (struct span){at, change->from}), at, change->from);
		struct str put = {mender->texts.ptr + change->text, change->len};
		if (change->from == change->to) /* a space that was lost has no place of its own */
			buf_add(&mender->view.text, put);
		else
			add_text(mender, put, change->from, change->to);
		at = change->to;
	}
	add_text(mender, str_part(text, (struct span){at, text.len}), at, text.len);
	write_fields(mender, view);
	write_names(mender, view);
}

/* Cells of a table are not the text of a page, but for one that holds a report. */
static bool is_tabular(const struct view *view)
{
	size_t inside = 0;
	for (size_t i = 0; i < view->field_count; i++)
		inside += view->fields[i].span.to - view->fields[i].span.from;
	return view->field_count && (!view->table || inside * 10 > view->text.len);
}

/* The spaces that took the place of an end of line are one with those beside it, those of other signs go. At the begin of a line all go
 * that stand before the last of them. */
static void mend_taken(struct mender *mender, struct str was)
{
	struct str text = buf_str(&mender->prose);
	for (size_t from = 0, to; from < text.len; from = to + 1) {
		size_t first = SIZE_MAX, last = 0;
		bool end = false;
		for (to = from; to < text.len && text.ptr[to] == ' '; to++)
			if (was.ptr[to] != ' ') {
				end |= was.ptr[to] == '\n';
				first = first < to ? first : to;
				last = to + 1;
			}
		bool begins = from == 0 || text.ptr[from - 1] == '\n', within = last && memchr(was.ptr + first, ' ', last - first);
		if (last)
			mend_add(mender, begins || end ? from : first, begins || end ? to : last, end || (within && !begins) ? STR(" ") : STR(""));
	}
}

/* What a scanner misread. */
static void mend_scan(struct mender *mender, struct tokens *tokens)
{
	if (mend_signs(mender, &mender->prose))
		tokens_read(tokens, mender->lexicon, buf_str(&mender->prose));
	mend_spellings(mender);
	mend_tokens(mender);
	mend_gaps(mender);
}

const struct view *mend_view(struct mender *mender, const struct view *view, struct tokens *tokens)
{
	tokens_read(tokens, mender->lexicon, view_prose(view));
	if (view->bare)
		return view;
	buf_clear(&mender->prose);
	buf_add(&mender->prose, view_prose(view));
	bool paper = !view->structured && !is_tabular(view), taken = mend_marks(mender, tokens, &mender->prose);
	taken |= paper && mend_lines(mender, &mender->prose);
	if (taken)
		tokens_read(tokens, mender->lexicon, buf_str(&mender->prose));
	bool raised = mend_case(mender, tokens, &mender->prose), scan = paper && is_scan(mender, tokens);
	if (!taken && !raised && !scan)
		return view;
	if (raised)
		tokens_read(tokens, mender->lexicon, buf_str(&mender->prose));
	mender->change_count = 0;
	buf_clear(&mender->texts);
	mender->tokens = tokens;
	if (scan)
		mend_scan(mender, tokens);
	else if (taken)
		mend_taken(mender, view_prose(view));
	mender->tokens = NULL;
	write_view(mender, view);
	tokens_read(tokens, mender->lexicon, view_prose(&mender->view));
	return &mender->view;
}

struct span mend_back(const struct view *mended, struct span span)
{
	struct span pieces = view_pieces(mended, span);
	if (pieces.from >= pieces.to)
		return (struct span){0, 0};
	const struct piece *first = &mended->pieces[pieces.from], *last = &mended->pieces[pieces.to - 1];
	struct span back = {first->origin, last->origin + last->origin_len};
	if (first->to - first->from == first->origin_len && span.from > first->from)
		back.from += span.from - first->from;
	if (last->to - last->from == last->origin_len && span.to < last->to)
		back.to -= last->to - span.to;
	return back;
}

/* A digit or two that a space parts from the number they belong to: "8 06 Persimmon", "00601488 22". */
static struct span with_lost_digits(struct str text, const struct finding *finding)
{
	struct span span = finding->span;
	bool number = finding->what >= WHAT_SSN && finding->what <= WHAT_OTHER_ID;
	size_t at = span.from, digits = 0;
	if ((!number && finding->what != WHAT_ADDRESS && finding->what != WHAT_PHONE) || span.from >= span.to)
		return span;
	if (at > 1 && ascii_digit(text.ptr[at]) && text.ptr[at - 1] == ' ')
		for (at--; at > 0 && ascii_digit(text.ptr[at - 1]); at--)
			digits++;
	if (digits >= 1 && digits <= 2 && (at == 0 || text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\n'))
		span.from = at;
	digits = 0;
	at = span.to;
	if (finding->what != WHAT_ADDRESS && at + 1 < text.len && ascii_digit(text.ptr[at - 1]) && text.ptr[at] == ' ')
		for (at++; at < text.len && ascii_digit(text.ptr[at]); at++)
			digits++;
	if (digits >= 1 && digits <= 3 && (at == text.len || memchr(" \n.,;)", text.ptr[at], 6)))
		span.to = at;
	return span;
}

void mend_findings_back(const struct view *mended, struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++)
		findings->list[i].span = mend_back(mended, with_lost_digits(buf_str(&mended->text), &findings->list[i]));
	finding_sort(findings);
}
