/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/fold.h"

enum class { C_OTHER, C_LETTER, C_DIGIT, C_SPACE, C_LINE, C_APOSTROPHE };

/* A cursor over the text: the character at `at`, its length and class. */
struct cursor {
	const char *text;
	size_t len, at, width;
	uint32_t point;
	enum class class;
};

static void look(struct cursor *cursor)
{
	unsigned char byte = (unsigned char)cursor->text[cursor->at];
	cursor->width = 1;
	cursor->point = byte;
	if (byte >= 0x80) {
		cursor->point = fold_decode(cursor->text + cursor->at, cursor->text + cursor->len, &cursor->width);
		bool mark = cursor->point >= 0x300 && cursor->point <= 0x36F;
		cursor->class = fold_is_apostrophe(cursor->point)           ? C_APOSTROPHE
				: mark || fold_is_letter(cursor->point)     ? C_LETTER
									    : C_OTHER;
		return;
	}
	if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
		cursor->class = C_LETTER;
	else if (byte >= '0' && byte <= '9')
		cursor->class = C_DIGIT;
	else if (byte == ' ' || byte == '\t' || byte == '\r')
		cursor->class = C_SPACE;
	else if (byte == '\n' || byte == '\f')
		cursor->class = C_LINE;
	else
		cursor->class = byte == '\'' ? C_APOSTROPHE : C_OTHER;
}

static bool step(struct cursor *cursor)
{
	cursor->at += cursor->width;
	if (cursor->at >= cursor->len) {
		cursor->class = C_LINE;
		cursor->width = 0;
		return false;
	}
	look(cursor);
	return true;
}

/* Is the apostrophe here inside a word (O'Shea), rather than before a possessive s or at its end? `upper`: in capitals
 * the possessive is 'S. */
static bool apostrophe_joins(struct cursor ahead)
{
	if (!step(&ahead) || ahead.class != C_LETTER)
		return false;
	bool s = ahead.point == 's' || ahead.point == 'S';
	if (!s)
		return true;
	return step(&ahead) && (ahead.class == C_LETTER || ahead.class == C_DIGIT);
}

struct shape {
	unsigned upper, lower, letters, digits;
	bool first_upper;
};

static uint8_t shape_case(const struct shape *shape)
{
	if (shape->letters == 0)
		return CASE_NONE;
	if (shape->lower == 0 && shape->upper)
		return CASE_UPPER;
	if (shape->upper == 0)
		return CASE_LOWER;
	/* McIlroy and DeLuppo have two capitals; iPad and mIXED begin small */
	return shape->first_upper && shape->upper <= 3 && shape->lower >= shape->upper ? CASE_TITLE : CASE_MIXED;
}

static void read_word(struct cursor *cursor, struct token *token)
{
	struct shape shape = {.first_upper = fold_is_upper(cursor->point)};
	do {
		if (cursor->class == C_LETTER) {
			shape.letters++;
			if (fold_is_upper(cursor->point))
				shape.upper++;
			else if (cursor->point < 0x300 || cursor->point > 0x36F)
				shape.lower++;
		} else if (cursor->class == C_DIGIT) {
			shape.digits++;
		} else if (cursor->class != C_APOSTROPHE || shape.letters == 0 || !apostrophe_joins(*cursor)) {
			break;
		}
	} while (step(cursor));
	token->to = (uint32_t)cursor->at;
	token->letters = shape_case(&shape);
	token->kind = shape.digits == 0 ? TOKEN_WORD : shape.letters == 0 ? TOKEN_NUMBER : TOKEN_MIXED;
}

/* An apostrophe right after a word: a tail with its s, else a sign. */
static void read_apostrophe(struct cursor *cursor, struct token *token, const struct token *before)
{
	bool after_word = before && before->kind == TOKEN_WORD && before->to == token->from;
	step(cursor);
	if (after_word && cursor->class == C_LETTER && (cursor->point == 's' || cursor->point == 'S'))
		step(cursor);
	token->kind = after_word ? TOKEN_TAIL : TOKEN_SIGN;
	token->to = (uint32_t)cursor->at;
}

/* A scanner reads O as 0, l and I as 1 or each other, S as 5: "0fficer", "W1LL1AM", "SHERlFF". A word that no list knows is
 * read again with these exchanged, and taken so if that is a known word. Its digits must be few. */
static bool may_be_misread(const struct token *token, const char *text)
{
	size_t digits = 0, letters = 0, odd = 0, len = token->to - token->from;
	if (len < 3 || len > 24 || (token->letters == CASE_LOWER && token->kind != TOKEN_MIXED))
		return false;
	for (size_t i = 0; i < len; i++) {
		bool upper = text[i] >= 'A' && text[i] <= 'Z', lower = text[i] >= 'a' && text[i] <= 'z';
		if (text[i] == '\'')
			continue;
		if (!upper && !lower && text[i] != '0' && text[i] != '1' && text[i] != '5')
			return false;
		digits += !upper && !lower;
		letters += upper || lower;
		odd += text[i] == 'l' || (text[i] == 'I' && i > 0);
	}
	bool ordinal = text[0] >= '0' && text[0] <= '9' && letters < 4; /* 1st, 15th */
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
		uint32_t entry = lexicon_find(lexicon, (struct str){repaired, len});
		if (entry == 0)
			continue;
		memcpy(folded, repaired, len);
		token->entry = entry;
		return;
	}
}

static void fold_token(struct tokens *tokens, const struct lexicon *lexicon, struct token *token)
{
	struct buf *folded = &tokens->folded;
	size_t start = folded->len;
	fold_add(folded, (struct str){tokens->text.ptr + token->from, token->to - token->from});
	size_t len = folded->len - start;
	if (len > 255) {
		len = 255;
		folded->len = start + len;
	}
	token->folded = (uint32_t)start;
	token->folded_len = (uint8_t)len;
	token->entry = lexicon_find(lexicon, (struct str){folded->ptr + start, len});
	if (token->entry == 0 && may_be_misread(token, tokens->text.ptr + token->from))
		repair_token(tokens, lexicon, token);
}

static void read_token(struct tokens *tokens, const struct lexicon *lexicon, struct cursor *cursor, struct token *token)
{
	const struct token *before = tokens->count ? &tokens->list[tokens->count - 1] : NULL;
	switch (cursor->class) {
	case C_LETTER:
	case C_DIGIT:
		read_word(cursor, token);
		fold_token(tokens, lexicon, token);
		break;
	case C_APOSTROPHE:
		read_apostrophe(cursor, token, before);
		break;
	case C_LINE:
		token->kind = TOKEN_LINE;
		step(cursor);
		token->to = (uint32_t)cursor->at;
		break;
	default:
		token->kind = TOKEN_SIGN;
		if (cursor->width == 1)
			token->entry = lexicon_sign(lexicon, (char)cursor->point);
		step(cursor);
		token->to = (uint32_t)cursor->at;
	}
}

void tokens_read(struct tokens *tokens, const struct lexicon *lexicon, struct str text)
{
	tokens->text = text;
	tokens->count = 0;
	buf_clear(&tokens->folded);
	if (text.len == 0)
		return;
	struct cursor cursor = {.text = text.ptr, .len = text.len};
	look(&cursor);
	bool space = true;
	while (cursor.at < cursor.len) {
		if (cursor.class == C_SPACE) {
			space = true;
			step(&cursor);
			continue;
		}
		tokens->list = mem_room(tokens->list, tokens->count, &tokens->cap, sizeof *tokens->list);
		struct token token = {.from = (uint32_t)cursor.at, .space = space};
		read_token(tokens, lexicon, &cursor, &token);
		tokens->list[tokens->count++] = token;
		space = token.kind == TOKEN_LINE;
	}
}

void tokens_free(struct tokens *tokens)
{
	free(tokens->list);
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
