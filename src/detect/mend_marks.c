/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Signs that stand around words and are no part of what is written: emphasis as messengers and Markdown have it, "**Kayla** left", and the
 * brackets in which a writer puts a name into another's words, "he hit [Kayla]". Byte for byte; see mend_lines.c. */
#include <string.h>

#include "detect/mend_parts.h"

enum { EMPHASIS_MOST = 3, EMPHASIS_REACH = 240, BRACKET_WORDS = 4 };

static bool is_inner(char c)
{
	return ascii_letter(c) || ascii_digit(c) || (unsigned char)c >= 0x80;
}

static size_t same_signs(struct str text, size_t at)
{
	size_t end = at;
	while (end < text.len && text.ptr[end] == text.ptr[at])
		end++;
	return end - at;
}

/* Where the emphasis that `count` signs at `at` begin ends: the same signs behind a word, on the same page; 0: nowhere. */
static size_t emphasis_end(struct str text, size_t at, size_t count)
{
	size_t most = at + EMPHASIS_REACH < text.len ? at + EMPHASIS_REACH : text.len;
	for (size_t i = at + count; i < most; i++) {
		if (text.ptr[i] == '\n' && text.ptr[i - 1] == '\n')
			return 0;
		if (text.ptr[i] != text.ptr[at])
			continue;
		size_t signs = same_signs(text, i);
		bool behind = text.ptr[i - 1] != ' ' && text.ptr[i - 1] != '\n';
		if (signs == count && behind && (i + signs == text.len || !is_inner(text.ptr[i + signs])))
			return i;
		i += signs - 1;
	}
	return 0;
}

static bool mend_emphasis(struct buf *text, char sign, size_t least)
{
	bool any = false;
	const char *found;
	for (size_t at = 0, count; at < text->len && (found = memchr(text->ptr + at, sign, text->len - at)); at += count) {
		at = (size_t)(found - text->ptr);
		count = same_signs(buf_str(text), at);
		bool begins = count >= least && count <= EMPHASIS_MOST && (at == 0 || !is_inner(text->ptr[at - 1])) && at + count < text->len &&
			      (is_inner(text->ptr[at + count]) || memchr("\"'([", text->ptr[at + count], 4));
		size_t end = begins ? emphasis_end(buf_str(text), at, count) : 0;
		if (end == 0)
			continue;
		memset(text->ptr + at, ' ', count);
		memset(text->ptr + end, ' ', count);
		any = true;
	}
	return any;
}

static bool is_sign(const struct tokens *tokens, size_t at, char sign)
{
	return at < tokens->count && tokens->list[at].kind == TOKEN_SIGN && tokens->text.ptr[tokens->list[at].from] == sign;
}

/* A word that may be a name and is nothing else: no "[Redacted]", no "[Illegible]". */
static bool is_name(const struct mender *mender, const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	const struct entry *entry = lexicon_get(mender->lexicon, token->entry);
	bool named = entry->given > entry->common || entry->surname > entry->common, title = token->letters == CASE_TITLE;
	return token->kind == TOKEN_WORD && token->to - token->from > 1 && (title || token->letters == CASE_UPPER) &&
	       (named || (title && entry->common == 0));
}

/* The closing bracket behind the names that a bracket within a line encloses; 0: it does not. */
static size_t bracket_end(const struct mender *mender, const struct tokens *tokens, size_t at)
{
	size_t end = at + 1;
	if (at == 0 || tokens->list[at - 1].kind == TOKEN_LINE)
		return 0;
	while (end < tokens->count && end <= at + BRACKET_WORDS && (is_name(mender, tokens, end) || tokens->list[end].kind == TOKEN_TAIL))
		end++;
	return end > at + 1 && is_sign(tokens, end, ']') ? end : 0;
}

static bool mend_brackets(const struct mender *mender, const struct tokens *tokens, struct buf *text)
{
	bool any = false;
	for (size_t i = 0; i < tokens->count; i++) {
		size_t end = is_sign(tokens, i, '[') ? bracket_end(mender, tokens, i) : 0;
		if (end == 0)
			continue;
		text->ptr[tokens->list[i].from] = text->ptr[tokens->list[end].from] = ' ';
		any = true;
	}
	return any;
}

bool mend_marks(const struct mender *mender, const struct tokens *tokens, struct buf *text)
{
	bool any = text->len && memchr(text->ptr, '[', text->len) && mend_brackets(mender, tokens, text);
	any |= mend_emphasis(text, '*', 1);
	any |= mend_emphasis(text, '_', 2);
	return any;
}
