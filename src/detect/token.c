/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/fold.h"

/* What a byte is; one of a character beyond ASCII is LOOK_HIGH, and the character decoded first. LOOK_UPPER is the bit
 * that makes a capital small. */
enum look {
	LOOK_SIGN = 0, LOOK_LETTER = 1, LOOK_DIGIT = 2, LOOK_SPACE = 4, LOOK_LINE = 8, LOOK_APOSTROPHE = 16, LOOK_UPPER = 32,
	LOOK_HIGH = 64, LOOK_LOWER = 128
};

enum {
	U = LOOK_LETTER | LOOK_UPPER, L = LOOK_LETTER | LOOK_LOWER, D = LOOK_DIGIT, S = LOOK_SPACE, N = LOOK_LINE,
	Q = LOOK_APOSTROPHE, H = LOOK_HIGH
};

enum { FOLD_BLOCK = 8 };

static const uint8_t looks[256] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, S, N, 0, N, S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	S, 0, 0, 0, 0, 0, 0, Q, 0, 0, 0, 0, 0, 0, 0, 0, D, D, D, D, D, D, D, D, D, D, 0, 0, 0, 0, 0, 0,
	0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0,
	0, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, 0, 0, 0, 0, 0,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
	H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};

static inline uint8_t look_at(char byte)
{
	return looks[(unsigned char)byte];
}

/* The character at `at`, of any script. */
struct character {
	uint32_t point;
	size_t len;
	uint8_t look; /* never LOOK_HIGH */
};

static struct character character_at(const char *at, const char *end)
{
	struct character is = {.point = (unsigned char)*at, .len = 1, .look = look_at(*at)};
	if (is.look != LOOK_HIGH)
		return is;
	is.point = fold_decode(at, end, &is.len);
	if (fold_is_apostrophe(is.point))
		is.look = LOOK_APOSTROPHE;
	else if (fold_is_mark(is.point) || fold_is_letter(is.point))
		is.look = fold_is_upper(is.point) ? LOOK_LETTER | LOOK_UPPER : LOOK_LETTER;
	else
		is.look = LOOK_SIGN;
	return is;
}

static bool is_s(struct character character)
{
	return character.point == 's' || character.point == 'S';
}

/* Is the apostrophe before `at` inside a word (O'Shea), rather than before a possessive s or at its end? In capitals the
 * possessive is 'S. */
static bool apostrophe_joins(const char *at, const char *end)
{
	if (at >= end)
		return false;
	struct character is = character_at(at, end);
	if (!(is.look & LOOK_LETTER))
		return false;
	at += is.len;
	return !is_s(is) || (at < end && (character_at(at, end).look & (LOOK_LETTER | LOOK_DIGIT)));
}

/* The characters of a word, counted. */
struct shape {
	size_t letters, upper, marks, digits;
	bool first_upper;
};

static uint8_t shape_case(const struct shape *shape)
{
	size_t lower = shape->letters - shape->upper - shape->marks;
	if (shape->letters == 0)
		return CASE_NONE;
	if (lower == 0 && shape->upper)
		return CASE_UPPER;
	if (shape->upper == 0)
		return CASE_LOWER;
	/* McIlroy and DeLuppo have two capitals; iPad and mIXED begin small */
	return shape->first_upper && shape->upper <= 3 && lower >= shape->upper ? CASE_TITLE : CASE_MIXED;
}

/* Goes over a character that the fast path leaves to this, if it belongs to the word. */
static bool read_other(const char **at, const char *end, char **folded, struct shape *shape)
{
	struct character is = character_at(*at, end);
	if (is.look & LOOK_LETTER) {
		shape->letters++;
		shape->upper += (is.look & LOOK_UPPER) != 0;
		shape->marks += fold_is_mark(is.point);
	} else if (is.look != LOOK_APOSTROPHE || shape->letters == 0 || !apostrophe_joins(*at + is.len, end)) {
		return false;
	}
	*folded = fold_point(*folded, is.point);
	*at += is.len;
	return true;
}

/* A word that is not all of ASCII letters and digits, or has capitals inside; begins at `from`. Returns its end. */
static const char *read_slowly(const char *from, const char *end, char **folded, struct token *token)
{
	struct shape shape = {.first_upper = (character_at(from, end).look & LOOK_UPPER) != 0};
	const char *at = from;
	while (at < end) {
		uint8_t look = look_at(*at);
		if (look & (LOOK_LETTER | LOOK_DIGIT)) {
			shape.upper += look >> 5 & 1;
			shape.digits += look >> 1 & 1;
			shape.letters += look & 1;
			*(*folded)++ = (char)(*at++ | (look & LOOK_UPPER));
		} else if (!read_other(&at, end, folded, &shape)) {
			break;
		}
	}
	token->letters = shape_case(&shape);
	token->kind = shape.digits == 0 ? TOKEN_WORD : shape.letters == 0 ? TOKEN_NUMBER : TOKEN_MIXED;
	return at;
}

/* The kind and case of ASCII letters and digits; `first` looks so, the rest so. False: only counting tells. */
static bool read_plainly(uint8_t first, uint8_t rest, struct token *token)
{
	uint8_t any = first | rest;
	token->kind = !(any & LOOK_DIGIT) ? TOKEN_WORD : any & LOOK_LETTER ? TOKEN_MIXED : TOKEN_NUMBER;
	if (!(any & LOOK_UPPER))
		token->letters = any & LOOK_LETTER ? CASE_LOWER : CASE_NONE;
	else if (!(any & LOOK_LOWER))
		token->letters = CASE_UPPER;
	else if (!(rest & LOOK_UPPER))
		token->letters = CASE_TITLE;
	else
		return false;
	return true;
}

/* Folds ASCII letters and digits, eight at a time: all of them are small with this bit set. */
static void fold_plain(char *to, const char *from, size_t len, const char *end)
{
	const uint64_t small = 0x2020202020202020u;
	for (size_t at = 0; at < len; at += FOLD_BLOCK) {
		uint64_t block = 0;
		if ((size_t)(end - from) >= at + FOLD_BLOCK)
			memcpy(&block, from + at, FOLD_BLOCK);
		else
			memcpy(&block, from + at, len - at);
		block |= small;
		memcpy(to + at, &block, FOLD_BLOCK);
	}
}

/* Reads a word or number from `at` and folds it. Returns its end. */
static const char *read_word(struct tokens *tokens, struct token *token, const char *at, const char *end)
{
	const char *from = at;
	char *start = tokens->folded.ptr + tokens->folded.len, *folded = start;
	uint8_t first = look_at(*at), look = first, rest = 0;
	while (++at < end && (look = look_at(*at)) & (LOOK_LETTER | LOOK_DIGIT))
		rest |= look;
	bool ends = first != LOOK_HIGH && (at == end || !(look & (LOOK_APOSTROPHE | LOOK_HIGH)));
	if (ends && read_plainly(first, rest, token)) {
		fold_plain(start, from, (size_t)(at - from), end);
		folded += at - from;
	} else {
		at = read_slowly(from, end, &folded, token);
	}
	size_t len = (size_t)(folded - start);
	token->folded = (uint32_t)tokens->folded.len;
	token->folded_len = len < 255 ? (uint8_t)len : 255;
	tokens->folded.len += token->folded_len;
	return at;
}

/* An apostrophe right after a word: a tail with its s, else a sign. */
static const char *read_apostrophe(struct token *token, const struct token *before, const char *at, const char *end)
{
	bool after_word = before && before->kind == TOKEN_WORD && before->to == token->from;
	token->kind = after_word ? TOKEN_TAIL : TOKEN_SIGN;
	return after_word && at < end && (*at == 's' || *at == 'S') ? at + 1 : at;
}

/* A scanner reads O as 0, l and I as 1 or each other, S as 5: "0fficer", "W1LL1AM", "SHERlFF". A word that no list knows is
 * read again with these exchanged, and taken so if that is a known word. Its digits must be few. */
static bool may_be_misread(const struct token *token, const char *text)
{
	size_t digits = 0, letters = 0, odd = 0, len = token->to - token->from;
	if (len < 3 || len > 24 || token->kind == TOKEN_NUMBER || (token->letters == CASE_LOWER && token->kind != TOKEN_MIXED))
		return false;
	for (size_t i = 0; i < len; i++) {
		bool upper = ascii_upper(text[i]), lower = ascii_lower(text[i]);
		if (text[i] == '\'')
			continue;
		if (!upper && !lower && text[i] != '0' && text[i] != '1' && text[i] != '5')
			return false;
		digits += !upper && !lower;
		letters += upper || lower;
		odd += text[i] == 'l' || (text[i] == 'I' && i > 0);
	}
	bool ordinal = ascii_digit(text[0]) && letters < 4 && !(text[0] == '0' && digits == 1); /* 1st, 15th */
	return digits ? letters >= 2 && letters >= 2 * digits && !ordinal : token->letters != CASE_UPPER && odd > 0;
}

static void repair_token(struct tokens *tokens, const struct lexicon *lexicon, struct token *token)
{
	static const char *const read_as[] = {"ol", "oi", "oi", "ol"}; /* for 0 and 1; in the last two I and l are exchanged too */
	const char *text = tokens->text.ptr + token->from;
	char *folded = tokens->folded.ptr + token->folded, repaired[24];
	size_t len = token->folded_len;
	if (len > sizeof repaired || len != token->to - token->from)
		return;
	for (size_t way = 0; way < sizeof read_as / sizeof *read_as; way++) {
		for (size_t i = 0; i < len; i++) {
			char byte = folded[i];
			repaired[i] = byte == '0'                              ? read_as[way][0]
				      : byte == '1'                            ? read_as[way][1]
				      : byte == '5'                            ? 's'
				      : way == 2 && text[i] == 'l'             ? 'i'
				      : way == 3 && text[i] == 'I' && i > 0    ? 'l'
									       : byte;
		}
		bool same = memcmp(repaired, folded, len) == 0; /* which is not known */
		uint32_t entry = same ? 0 : lexicon_find(lexicon, (struct str){repaired, len});
		if (entry == 0)
			continue;
		memcpy(folded, repaired, len);
		token->entry = entry;
		return;
	}
}

static void find_entry(struct tokens *tokens, const struct lexicon *lexicon, struct token *token)
{
	struct str folded = {tokens->folded.ptr + token->folded, token->folded_len};
	token->entry = tokens->recent ? lexicon_find_recent(lexicon, tokens->recent, folded) : lexicon_find(lexicon, folded);
	if (token->entry == 0 && may_be_misread(token, tokens->text.ptr + token->from))
		repair_token(tokens, lexicon, token);
}

/* Reads the token that begins at `at`, which is no space. Returns its end. */
static const char *read_token(struct tokens *tokens, const struct lexicon *lexicon, struct token *token, const char *at,
			      const char *end)
{
	struct character first = {.look = look_at(*at), .len = 1};
	if (first.look == LOOK_HIGH)
		first = character_at(at, end);
	if (first.look & (LOOK_LETTER | LOOK_DIGIT)) {
		at = read_word(tokens, token, at, end);
		token->to = (uint32_t)(at - tokens->text.ptr);
		find_entry(tokens, lexicon, token);
		return at;
	}
	token->kind = first.look == LOOK_LINE ? TOKEN_LINE : TOKEN_SIGN;
	if (first.look == LOOK_SIGN && first.len == 1)
		token->entry = lexicon_sign(lexicon, *at);
	at += first.len;
	if (first.look == LOOK_APOSTROPHE)
		at = read_apostrophe(token, tokens->count ? token - 1 : NULL, at, end);
	token->to = (uint32_t)(at - tokens->text.ptr);
	return at;
}

/* Reads text[from..to), the beginning or what follows a space, behind the tokens that are there. */
static void read_part(struct tokens *tokens, const struct lexicon *lexicon, size_t from, size_t to)
{
	struct str text = tokens->text;
	const char *at = text.ptr + from, *end = text.ptr + text.len, *last = text.ptr + to;
	bool space = true;
	while (at < last) {
		if (look_at(*at) == LOOK_SPACE) {
			space = true;
			at++;
			continue;
		}
		if (tokens->count == tokens->cap)
			tokens->list = mem_room(tokens->list, tokens->count, &tokens->cap, sizeof *tokens->list);
		struct token *token = &tokens->list[tokens->count];
		*token = (struct token){.from = (uint32_t)(at - text.ptr), .space = space};
		at = read_token(tokens, lexicon, token, at, end);
		tokens->count++;
		space = token->kind == TOKEN_LINE;
	}
}

void tokens_read(struct tokens *tokens, const struct lexicon *lexicon, struct str text)
{
	tokens->text = text;
	tokens->count = 0;
	buf_clear(&tokens->folded);
	buf_room(&tokens->folded, mem_add(text.len, FOLD_BLOCK)); /* folding makes nothing longer */
	if (text.len)
		read_part(tokens, lexicon, 0, text.len);
}

static void copy_tokens(struct tokens *tokens, const struct tokens *from, size_t first, size_t end)
{
	while (tokens->cap < mem_add(tokens->count, end - first))
		tokens->list = mem_room(tokens->list, tokens->cap, &tokens->cap, sizeof *tokens->list);
	if (end > first)
		memcpy(tokens->list + tokens->count, from->list + first, (end - first) * sizeof *tokens->list);
	tokens->count += end - first;
}

void tokens_change(struct tokens *tokens, const struct tokens *from, const struct lexicon *lexicon, struct str text,
		   const struct tokens_changed *changed)
{
	size_t done = 0;
	tokens->text = text;
	tokens->count = 0;
	buf_clear(&tokens->folded);
	buf_room(&tokens->folded, mem_add(mem_mul(text.len, 2), FOLD_BLOCK));
	buf_add(&tokens->folded, buf_str(&from->folded));
	for (size_t i = 0; i < changed->count; i++) {
		size_t first = changed->list[i], end = first + 1;
		if (first < done)
			continue;
		while (first > done && !from->list[first].space)
			first--;
		while (end < from->count && !from->list[end].space)
			end++;
		copy_tokens(tokens, from, done, first);
		read_part(tokens, lexicon, from->list[first].from, from->list[end - 1].to);
		done = end;
	}
	copy_tokens(tokens, from, done, from->count);
}

void tokens_remember(struct tokens *tokens)
{
	if (!tokens->recent)
		tokens->recent = lexicon_recent_new();
}

void tokens_free(struct tokens *tokens)
{
	free(tokens->list);
	lexicon_recent_free(tokens->recent);
	buf_free(&tokens->folded);
	*tokens = (struct tokens){0};
}

struct str token_text(const struct tokens *tokens, size_t index)
{
	const struct token *token = &tokens->list[index];
	return (struct str){tokens->text.ptr + token->from, token->to - token->from};
}

struct str token_folded(const struct tokens *tokens, size_t index)
{
	const struct token *token = &tokens->list[index];
	return (struct str){tokens->folded.ptr + token->folded, token->folded_len};
}

size_t tokens_at(const struct tokens *tokens, size_t at)
{
	size_t low = 0, high = tokens->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (tokens->list[middle].from < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
