/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_repair.h"

#include <string.h>

#include "base/mem.h"
#include "detect/misread.h"

/* Is every letter one that stands for a digit, so that the token is a number? */
static bool is_number(struct str token, bool needs_digit)
{
	size_t digits = 0, sure = 0, doubtful = 0;
	for (size_t i = 0; i < token.len; i++) {
		if (ascii_digit(token.ptr[i]))
			digits++;
		else if (!misread_digit(token.ptr[i]))
			return false;
		else if (misread_doubtful(token.ptr[i]))
			doubtful++;
		else
			sure++;
	}
	if (sure == 0 || (needs_digit && digits == 0))
		return false;
	return doubtful == 0 || digits >= 2;
}

/* "Z4l", "88oK": capital letters and digits, but for a small l or o. */
static bool is_code(struct str token)
{
	size_t others = 0, misread = 0;
	for (size_t i = 0; i < token.len; i++) {
		char c = token.ptr[i];
		if (c == 'l' || c == 'o')
			misread++;
		else if (ascii_upper(c) || ascii_digit(c))
			others++;
		else
			return false;
	}
	return misread && others >= 2;
}

/* All of them, or in a code the small ones only. */
static void write_number(char *to, size_t len, bool code)
{
	for (size_t i = 0; i < len; i++)
		if (!ascii_digit(to[i]) && (!code || !ascii_upper(to[i])))
			to[i] = misread_digit(to[i]);
}

static bool touches(const struct tokens *tokens, size_t i)
{
	return i > 0 && i < tokens->count && !tokens->list[i].space;
}

static bool is_numeral(const struct tokens *tokens, size_t i)
{
	return tokens->list[i].kind == TOKEN_NUMBER ||
	       (tokens->list[i].kind == TOKEN_MIXED && is_number(token_text(tokens, i), true));
}

/* A word like "lO" or "O" between signs, with a number on the other side of one of them: "O/l2/24", "555-OlOO". */
static bool is_joined_number(const struct tokens *tokens, size_t i)
{
	if (touches(tokens, i + 1) && misread_joint(tokens, i + 1) && touches(tokens, i + 2) && is_numeral(tokens, i + 2))
		return true;
	return i >= 2 && touches(tokens, i) && misread_joint(tokens, i - 1) && touches(tokens, i - 1) && is_numeral(tokens, i - 2);
}

/* "PR1MARY", "H0llifield", "0ffense": a few of 0, 1, 5 among letters. Not "VIC1", "R4" and not parts of e-mail addresses and
 * account names. */
static bool is_misread_word(const struct tokens *tokens, const struct token *token)
{
	const char *text = tokens->text.ptr;
	size_t letters = 0, digits = 0, last_letter = 0;
	if (token->to - token->from == 2 && memcmp(text + token->from, "N0", 2) == 0)
		return true;
	for (size_t i = token->from; i < token->to; i++) {
		if (ascii_letter(text[i])) {
			letters++;
			last_letter = i;
		} else if (text[i] == '0' || text[i] == '1' || text[i] == '5') {
			digits++;
		} else if (text[i] != '\'') {
			return false;
		}
	}
	bool behind = token->to < tokens->text.len && memchr("@_#", text[token->to], 3);
	bool dotted = token->to + 1 < tokens->text.len && text[token->to] == '.' && ascii_letter(text[token->to + 1]);
	bool before = token->from > 0 && memchr("@_.#/", text[token->from - 1], 5);
	return letters >= 2 && digits && (letters >= 3 || token->entry) && digits * 2 <= letters && last_letter + 1 >= token->to - 1 &&
	       !ascii_digit(text[token->to - 1]) && !behind && !dotted && !before;
}

static void write_word(const struct tokens *tokens, const struct token *token, char *to)
{
	size_t len = token->to - token->from, upper = 0, letters = 0;
	const char *folded = tokens->folded.ptr + token->folded;
	for (size_t i = 0; i < len; i++) {
		upper += ascii_upper(to[i]);
		letters += ascii_letter(to[i]);
	}
	bool capital = upper * 2 > letters, known = token->entry && token->folded_len == len;
	for (size_t i = 0; i < len; i++) {
		char good = known ? folded[i] : to[i] == '0' ? 'o' : to[i] == '5' ? 's' : to[i] == '1' ? (capital ? 'i' : 'l') : 0;
		if (good < 'a' || good > 'z' || (ascii_letter(to[i]) && (to[i] | 0x20) == good))
			continue;
		to[i] = (char)(capital || (i == 0 && upper) ? good - 0x20 : good);
	}
}

/* "SHERlFF": letters only, put right by the word lists. */
static bool is_repaired(const struct tokens *tokens, const struct token *token)
{
	size_t len = token->to - token->from;
	if (token->letters != CASE_MIXED || token->entry == 0 || token->folded_len != len)
		return false;
	const char *folded = tokens->folded.ptr + token->folded, *text = tokens->text.ptr + token->from;
	for (size_t i = 0; i < len; i++)
		if (ascii_letter(text[i]) && (text[i] | 0x20) != folded[i])
			return true;
	return false;
}

/* Most tokens are neither mixed nor short words that begin with a letter like a digit. */
static bool may_be_misread(const struct tokens *tokens, const struct token *token)
{
	if (token->kind != TOKEN_WORD)
		return token->kind == TOKEN_MIXED;
	return token->letters == CASE_MIXED || (token->to - token->from <= 4 && misread_digit(tokens->text.ptr[token->from]));
}

bool repair_text(const struct tokens *tokens, struct buf *out, struct tokens_changed *changed)
{
	enum { NONE, NUMBER, CODE, WORD } as;
	buf_clear(out);
	changed->count = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->list[i];
		if (!may_be_misread(tokens, token))
			continue;
		struct str text = token_text(tokens, i);
		as = NONE;
		if (token->kind == TOKEN_MIXED)
			as = is_number(text, true) ? NUMBER : is_misread_word(tokens, token) ? WORD : is_code(text) ? CODE : NONE;
		else if (is_repaired(tokens, token))
			as = WORD;
		else if (is_number(text, false) && is_joined_number(tokens, i))
			as = NUMBER;
		if (as == NONE)
			continue;
		if (out->len == 0)
			buf_add(out, tokens->text);
		changed->list = mem_room(changed->list, changed->count, &changed->cap, sizeof *changed->list);
		changed->list[changed->count++] = (uint32_t)i;
		if (as != WORD)
			write_number(out->ptr + token->from, text.len, as == CODE);
		else
			write_word(tokens, token, out->ptr + token->from);
	}
	return out->len > 0;
}
