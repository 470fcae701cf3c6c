/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Signs that a scanner put for letters or for other signs, each one byte for one: "Vanderbi|t", "J,T.". What is put right here is
 * read as part of words and numbers afterwards. */
#include <string.h>

#include "detect/mend_parts.h"

/* Where so many lines have bars, and one of so many, they part cells: only small letters on both sides tell a letter. */
enum { BARRED_LEAST = 2, BARRED_SHARE = 6, LINE_MOST = 120, INNER_LEVEL = 4, SHORT_HALF = 2 };

enum bars { BARS_LETTERS, BARS_SOME, BARS_CELLS };

enum { SHORT_MOST = 4, NEAR = 2000, GIVEN_LEAST = 3 }; /* letters of a short form; bytes within which it stands again; levels of names */

static bool is_letter(struct str text, size_t at)
{
	return at < text.len && ascii_letter(text.ptr[at]);
}

static bool is_small(struct str text, size_t at)
{
	return at < text.len && ascii_lower(text.ptr[at]);
}

static bool is_number(struct str text, size_t at)
{
	return at < text.len && ascii_digit(text.ptr[at]);
}

/* Is nothing at `at` that a letter could be part of a word with: the edge of the text, a space, a stop? */
static bool is_edge(struct str text, size_t at)
{
	return at >= text.len || memchr(" \n\t.,;:'\"", text.ptr[at], 9);
}

/* How common the word around `at` is with this letter there. */
static int level_with(const struct mender *mender, struct str text, size_t at, char letter)
{
	char word[MEND_WORD_MOST];
	size_t from = at, to = at + 1;
	while (from > 0 && at - from < MEND_WORD_MOST && is_letter(text, from - 1))
		from--;
	while (to - from < MEND_WORD_MOST && is_letter(text, to))
		to++;
	for (size_t i = from; i < to; i++)
		word[i - from] = i == at ? letter : (char)(text.ptr[i] | 0x20);
	const struct entry *entry = lexicon_get(mender->lexicon, lexicon_find(mender->lexicon, (struct str){word, to - from}));
	int level = entry->common > entry->given ? entry->common : entry->given;
	return level > entry->surname ? level : entry->surname;
}

/* Is the bar at `at` a letter within a known word? */
static bool is_inner(const struct mender *mender, struct str text, size_t at)
{
	return at > 0 && is_letter(text, at - 1) && is_letter(text, at + 1) &&
	       (level_with(mender, text, at, 'i') >= INNER_LEVEL || level_with(mender, text, at, 'l') >= INNER_LEVEL);
}

/* What bars are in this text. */
static enum bars bars_of(const struct mender *mender, struct str text)
{
	size_t lines = 0, barred = 0, within = 0, inner = 0;
	for (const char *at = text.ptr, *end = text.ptr + text.len; at < end; lines++) {
		const char *line = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((line ? line : end) - at);
		barred += memchr(at, '|', len) != NULL;
		at += len + 1;
	}
	for (size_t at = 1; barred && at + 1 < text.len; at++) {
		bool both = text.ptr[at] == '|' && is_letter(text, at - 1) && is_letter(text, at + 1);
		within += both;
		inner += both && is_inner(mender, text, at);
	}
	if (inner >= BARRED_LEAST && inner * 2 > within)
		return BARS_LETTERS;
	return barred > BARRED_LEAST && barred * BARRED_SHARE > lines ? BARS_CELLS : BARS_SOME;
}

/* Does the line of `at` have another bar? */
static bool has_more(struct str text, size_t at)
{
	size_t from = at, to = at + 1;
	while (from > 0 && at - from < LINE_MOST && text.ptr[from - 1] != '\n' && text.ptr[from - 1] != '|')
		from--;
	while (to < text.len && to - at < LINE_MOST && text.ptr[to] != '\n' && text.ptr[to] != '|')
		to++;
	return (from > 0 && text.ptr[from - 1] == '|') || (to < text.len && text.ptr[to] == '|');
}

/* How common the word is that ends before `at`, or begins behind it; 0: no list has it. */
static int level_beside(const struct mender *mender, struct str text, size_t at, bool before)
{
	size_t from = before ? at : at + 1, to = from;
	while (before && from > 0 && is_letter(text, from - 1))
		from--;
	while (!before && is_letter(text, to))
		to++;
	return to - from > SHORT_HALF && to - from < MEND_WORD_MOST && from < to ? level_with(mender, text, from, (char)(text.ptr[from] | 0x20)) : 0;
}

/* "Dahl Rich|father": in a text whose bars part cells, a word ends before the bar or begins behind it. */
static bool parts_words(const struct mender *mender, struct str text, size_t at)
{
	return !is_inner(mender, text, at) && (level_beside(mender, text, at, true) || level_beside(mender, text, at, false));
}

/* What the bar at `at` was; 0: a bar. */
static char letter_for(const struct mender *mender, struct str text, size_t at, enum bars bars)
{
	bool barred = bars == BARS_CELLS || (bars == BARS_SOME && has_more(text, at));
	size_t before = at - 1; /* beyond the text for the first byte */
	bool left = is_letter(text, before), right = is_letter(text, at + 1);
	if (is_number(text, before) || is_number(text, at + 1))
		return !barred && is_number(text, before) && is_number(text, at + 1) ? '1' : 0;
	if (!left && !right)
		return !barred && is_edge(text, before) && is_small(text, at + 2) && text.ptr[at + 1] == ' ' ? 'I' : 0;
	if (barred ? !is_small(text, before) || !is_small(text, at + 1) : (!left && !is_edge(text, before)) || (!right && !is_edge(text, at + 1)))
		return 0;
	if (bars == BARS_CELLS && parts_words(mender, text, at))
		return 0;
	bool small = is_small(text, before) || (is_small(text, at + 1) && left);
	if (!left && is_small(text, at + 1))
		return level_with(mender, text, at, 'l') > level_with(mender, text, at, 'i') ? 'l' : 'I';
	if (!small)
		return 'I';
	return level_with(mender, text, at, 'i') > level_with(mender, text, at, 'l') ? 'i' : 'l';
}

/* Initials with a comma for one of their stops: "P,J.", "L.E,". */
static bool is_initial_stop(struct str text, size_t at)
{
	bool before = at > 0 && ascii_upper(text.ptr[at - 1]) && (at == 1 || !is_letter(text, at - 2));
	bool next = at + 2 < text.len && ascii_upper(text.ptr[at + 1]) && text.ptr[at + 2] == '.';
	bool last = at > 2 && text.ptr[at - 2] == '.' && ascii_upper(text.ptr[at - 3]) && (at == 3 || !is_letter(text, at - 4));
	return before && (next || last);
}

/* "785.555,0116", "sam@example,com" */
static bool is_inner_stop(struct str text, size_t at)
{
	enum { PART = 3, LAST = 4, TOKEN = 48 };
	size_t from = at, to = at + 1;
	while (from > 0 && is_number(text, from - 1))
		from--;
	while (is_number(text, to))
		to++;
	if (at - from == PART && to - at - 1 == LAST && from > 0 && memchr(".-", text.ptr[from - 1], 2))
		return true;
	bool left = at > 0 && (is_letter(text, at - 1) || is_number(text, at - 1)), right = is_letter(text, at + 1) || is_number(text, at + 1);
	for (from = at; left && from > 0 && at - from < TOKEN && !memchr(" \n\t", text.ptr[from - 1], 3); from--)
		if (text.ptr[from - 1] == '@')
			return right;
	for (to = at + 1; left && to < text.len && to - at < TOKEN && !memchr(" \n\t", text.ptr[to], 3); to++)
		if (text.ptr[to] == '@')
			return right;
	return false;
}

/* A short word without a vowel, or one, no name, that the text near by has with its stop. */
static bool is_short_form(const struct mender *mender, struct str text, size_t from, size_t to)
{
	char dotted[SHORT_MOST + 1], lower[SHORT_MOST];
	bool vowel = false;
	for (size_t i = from; i < to; i++) {
		dotted[i - from] = text.ptr[i];
		lower[i - from] = (char)(text.ptr[i] | 0x20);
		vowel = vowel || memchr("aeiouy", text.ptr[i] | 0x20, 6);
	}
	dotted[to - from] = '.';
	if (!vowel)
		return true;
	size_t begin = from > NEAR ? from - NEAR : 0, end = text.len - to > NEAR ? to + NEAR : text.len;
	return lexicon_get(mender->lexicon, lexicon_find(mender->lexicon, (struct str){lower, to - from}))->given < GIVEN_LEAST &&
	       memmem(text.ptr + begin, end - begin, dotted, to - from + 1);
}

/* "Sgt, Cato Byrd", "Minn, Stat. 609.37": a stop behind a short form. Not the one behind "Byrd Jr, Cato". */
static bool is_short_stop(const struct mender *mender, struct str text, size_t at)
{
	size_t from = at;
	while (from > 0 && at - from <= SHORT_MOST && is_letter(text, from - 1))
		from--;
	if (at - from < 2 || at - from > SHORT_MOST || !ascii_upper(text.ptr[from]) || !is_small(text, from + 1))
		return false;
	if (at + 2 >= text.len || text.ptr[at + 1] != ' ' || !ascii_upper(text.ptr[at + 2]))
		return false;
	size_t before = from > 0 && text.ptr[from - 1] == ' ' ? from - 1 : from, start = before;
	while (start > 0 && before - start < MEND_WORD_MOST && is_letter(text, start - 1))
		start--;
	return !(start < before && ascii_upper(text.ptr[start])) && is_short_form(mender, text, from, at);
}

/* "DOB; 3/4/12": behind the first words of a line. */
static bool is_label_sign(struct str text, size_t at)
{
	size_t from = at, words = 0;
	while (from > 0 && (is_letter(text, from - 1) || text.ptr[from - 1] == ' ') && at - from < MEND_WORD_MOST) {
		from--;
		words += text.ptr[from] == ' ' && from > 0 && text.ptr[from - 1] != ' ';
	}
	bool begins = from == 0 || text.ptr[from - 1] == '\n';
	while (text.ptr[from] == ' ')
		from++;
	bool label = from < at && ascii_upper(text.ptr[from]) && text.ptr[at - 1] != ' ' && words <= 2;
	return begins && label && at + 1 < text.len && text.ptr[at + 1] == ' ';
}

bool mend_signs(const struct mender *mender, struct buf *text)
{
	struct str seen = {text->ptr, text->len};
	bool changed = false;
	enum bars bars = bars_of(mender, seen);
	for (size_t at = 0; at < seen.len; at++) {
		char c = seen.ptr[at], put = 0;
		if (c == '|')
			put = letter_for(mender, seen, at, bars);
		else if (c == ',' && (is_initial_stop(seen, at) || is_short_stop(mender, seen, at) || is_inner_stop(seen, at)))
			put = '.';
		else if (c == ';' && is_label_sign(seen, at))
			put = ':';
		if (put) {
			text->ptr[at] = put;
			changed = true;
		}
	}
	return changed;
}
