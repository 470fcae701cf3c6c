/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/rtf_lex.h"

#include <string.h>

enum { WORD_LETTERS = 32, NUMBER_DIGITS = 9 };

static int hex(char c)
{
	char small = (char)(c | 0x20);
	return ascii_digit(c) ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* "-12" at `*at`; false: too long to be one. */
static bool lex_number(struct str text, size_t *at, struct rtf_token *token)
{
	bool minus = *at < text.len && text.ptr[*at] == '-';
	size_t first = *at + minus, end = first;
	if (first >= text.len || !ascii_digit(text.ptr[first]))
		return true;
	for (token->number = 0; end < text.len && ascii_digit(text.ptr[end]); end++) {
		if (end - first == NUMBER_DIGITS + 1)
			return false;
		token->number = end - first == NUMBER_DIGITS ? token->number : token->number * 10 + (text.ptr[end] - '0');
	}
	token->number = minus ? -token->number : token->number;
	token->has_number = true;
	*at = end;
	return true;
}

static bool lex_word(struct str text, size_t at, struct rtf_token *token)
{
	size_t from = at;
	while (at < text.len && ascii_letter(text.ptr[at]))
		at++;
	token->word = str_part(text, (struct span){from, at});
	if (token->word.len > WORD_LETTERS || !lex_number(text, &at, token))
		return false;
	at += at < text.len && text.ptr[at] == ' ';
	if (str_equal(token->word, STR("bin")) && token->has_number) {
		if (token->number < 0 || (size_t)token->number > text.len - at)
			return false;
		at += (size_t)token->number;
	}
	token->kind = RTF_WORD;
	token->to = at;
	return true;
}

static bool lex_escape(struct str text, size_t at, struct rtf_token *token)
{
	if (at >= text.len)
		return false;
	if (ascii_letter(text.ptr[at]))
		return lex_word(text, at, token);
	token->kind = RTF_SYMBOL;
	token->number = (unsigned char)text.ptr[at];
	token->to = at + 1;
	if (text.ptr[at] != '\'')
		return true;
	if (text.len - at < 3 || hex(text.ptr[at + 1]) < 0 || hex(text.ptr[at + 2]) < 0)
		return false;
	token->kind = RTF_BYTE;
	token->number = hex(text.ptr[at + 1]) * 16 + hex(text.ptr[at + 2]);
	token->to = at + 3;
	return true;
}

bool rtf_lex(struct str text, size_t at, struct rtf_token *token)
{
	char c = text.ptr[at];
	*token = (struct rtf_token){.from = at, .to = at + 1};
	if (c == '\\')
		return lex_escape(text, at + 1, token);
	if (c == '{' || c == '}') {
		token->kind = c == '{' ? RTF_OPEN : RTF_CLOSE;
		return true;
	}
	bool line = c == '\n' || c == '\r';
	token->kind = line ? RTF_BREAK : RTF_TEXT;
	for (at++; at < text.len && !strchr("\\{}", text.ptr[at]) && (text.ptr[at] == '\n' || text.ptr[at] == '\r') == line;)
		at++;
	token->to = at;
	return true;
}

bool rtf_word_is(const struct rtf_token *token, const char *word)
{
	return token->kind == RTF_WORD && str_equal(token->word, str_of(word));
}

size_t rtf_group_end(struct str text, size_t at)
{
	struct rtf_token token;
	for (size_t depth = 0; at < text.len; at = token.to) {
		if (!rtf_lex(text, at, &token))
			return 0;
		depth += token.kind == RTF_OPEN;
		depth -= token.kind == RTF_CLOSE;
		if (depth == 0)
			return token.to;
	}
	return 0;
}
