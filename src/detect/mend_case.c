/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text whose capitals say nothing of names, as a dispatcher would have typed it, which is read already: without capitals, "cp adv her son
 * kevin is not home"; with those of sentences alone, as dictated; with one on Every Word. Byte for byte; addresses of mail and handles,
 * which are written small by everybody, stay. */
#include <string.h>

#include "detect/mend_parts.h"

enum { TEXT_WORDS = 8, TEXT_SHARE = 50, PASSAGE_WORDS = 12, PROSE_WORDS = 30, PROSE_SHARE = 40, LINE_SMALL = 1, LETTERS_MOST = 4, DOT_BEHIND = 3 };
enum { NAME_LEAST = 5, NAME_MORE = 2, NAMES_FEWEST = 2 }; /* levels of struct entry, and how many names in small letters */
enum { ORDINARY_LEAST = 10, SHORT_LEAST = 13, SHORT_LETTERS = 3, LINE_WORDS = 5, TITLES_LEAST = 20, TITLES_SHARE = 4 };

/* Words of two letters and more. */
struct words_count {
	size_t small, other;
	size_t inner; /* of the others, those that have a capital for no other reason than to be a name */
};

/* Does a sentence, a line, a quotation or the text behind a label begin here? */
static bool is_start(const struct tokens *tokens, size_t at)
{
	if (at == 0 || tokens->list[at - 1].kind == TOKEN_LINE)
		return true;
	return tokens->list[at - 1].kind == TOKEN_SIGN && !memchr(",'&", tokens->text.ptr[tokens->list[at - 1].from], 3);
}

static void count_word(const struct tokens *tokens, size_t at, struct words_count *count)
{
	const struct token *token = &tokens->list[at];
	size_t len = token->to - token->from;
	if (token->kind != TOKEN_WORD || len < 2)
		return;
	bool small = token->letters == CASE_LOWER, letters = token->letters == CASE_UPPER && len <= LETTERS_MOST;
	*(small ? &count->small : &count->other) += 1;
	count->inner += !small && !letters && !is_start(tokens, at);
}

static struct words_count count_words(const struct tokens *tokens, size_t from, size_t to)
{
	struct words_count count = {0};
	for (size_t i = from; i < to; i++)
		count_word(tokens, i, &count);
	return count;
}

/* Where the line that begins here ends, with its end. */
static size_t line_end(const struct tokens *tokens, size_t from)
{
	while (from < tokens->count && tokens->list[from].kind != TOKEN_LINE)
		from++;
	return from < tokens->count ? from + 1 : from;
}

/* Where the passage that begins here ends: at an empty line. */
static size_t passage_end(const struct tokens *tokens, size_t from)
{
	size_t i = from + 1;
	while (i < tokens->count && (tokens->list[i].kind != TOKEN_LINE || tokens->list[i - 1].kind != TOKEN_LINE))
		i++;
	return i;
}

/* Some small words, and more than others: running text, not a head or a row of names. */
static bool is_prose(struct words_count line)
{
	return line.small >= LINE_SMALL && line.small > line.other;
}

/* A name, and hardly anything else, in small letters. */
static bool is_small_name(const struct mender *mender, const struct tokens *tokens, size_t at)
{
	const struct entry *entry = lexicon_get(mender->lexicon, tokens->list[at].entry);
	int level = entry->given > entry->surname ? entry->given : entry->surname;
	return tokens->list[at].kind == TOKEN_WORD && tokens->list[at].letters == CASE_LOWER && level >= NAME_LEAST &&
	       level > entry->common + NAME_MORE;
}

static size_t count_small_names(const struct mender *mender, const struct tokens *tokens)
{
	size_t count = 0;
	for (size_t i = 0; i < tokens->count; i++)
		count += is_small_name(mender, tokens, i);
	return count;
}

/* Does the running text have capitals at the start of sentences alone, and names without? A short report may have none but there. */
static bool is_small_prose(const struct mender *mender, const struct tokens *tokens)
{
	struct words_count prose = {0};
	for (size_t from = 0, to; from < tokens->count; from = to) {
		to = line_end(tokens, from);
		struct words_count line = count_words(tokens, from, to);
		prose.small += is_prose(line) ? line.small : 0;
		prose.inner += is_prose(line) ? line.inner : 0;
	}
	if (prose.small < PROSE_WORDS || prose.small < prose.inner * PROSE_SHARE)
		return false;
	size_t names = count_small_names(mender, tokens);
	return names >= NAMES_FEWEST && names > prose.inner;
}

/* A word within a line that nobody is called. */
static bool is_ordinary(const struct mender *mender, const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	const struct entry *entry = lexicon_get(mender->lexicon, token->entry);
	size_t len = token->to - token->from;
	unsigned least = len <= SHORT_LETTERS ? SHORT_LEAST : ORDINARY_LEAST;
	return token->kind == TOKEN_WORD && len > 1 && !is_start(tokens, at) && entry->common >= least && entry->common > entry->given &&
	       entry->common > entry->surname;
}

/* The ordinary words of a line, `other` those with one capital. */
static struct words_count count_ordinary(const struct mender *mender, const struct tokens *tokens, size_t from, size_t to)
{
	struct words_count count = {0};
	for (size_t i = from; i < to; i++)
		if (is_ordinary(mender, tokens, i))
			*(tokens->list[i].letters == CASE_TITLE ? &count.other : &count.small) += 1;
	return count;
}

/* Has Every Word A Capital? Heads of forms have them, so only lines with some ordinary words tell. */
static bool is_titled(const struct mender *mender, const struct tokens *tokens)
{
	size_t titles = 0, others = 0;
	for (size_t from = 0, to; from < tokens->count; from = to) {
		to = line_end(tokens, from);
		struct words_count line = count_ordinary(mender, tokens, from, to);
		titles += line.other + line.small >= LINE_WORDS ? line.other : 0;
		others += line.other + line.small >= LINE_WORDS ? line.small : 0;
	}
	return titles >= TITLES_LEAST && titles > others * TITLES_SHARE;
}

/* The small letter of two bytes at `at` as a capital of two bytes: those of Western and Central Europe (Unicode, Latin-1 Supplement and
 * Latin Extended-A). */
static void raise_two(char *at)
{
	unsigned sign = ((unsigned char)at[0] & 0x1fU) << 6 | ((unsigned char)at[1] & 0x3fU);
	bool latin = sign >= 0xe0 && sign <= 0xfe && sign != 0xf7, odd = (sign >= 0x100 && sign <= 0x137) || (sign >= 0x14a && sign <= 0x177);
	bool even = (sign >= 0x139 && sign <= 0x148) || (sign >= 0x179 && sign <= 0x17e);
	if (sign == 0x131) /* its capital is I, of one byte */
		return;
	sign -= latin ? 0x20 : (odd && (sign & 1)) || (even && !(sign & 1));
	at[0] = (char)(0xc0 | sign >> 6);
	at[1] = (char)(0x80 | (sign & 0x3f));
}

/* "tyrudd.x": a dot behind a word and before a letter or digit. */
static bool has_inner_dot(const char *word, size_t len)
{
	size_t letters = 0;
	for (size_t i = 0; i + 1 < len; i++) {
		if (word[i] == '.' && letters >= DOT_BEHIND && ascii_lower(word[i + 1]))
			return true;
		letters = ascii_lower(word[i]) ? letters + 1 : 0;
	}
	return false;
}

/* "64l-555-0l36": a number whose ones and noughts a scanner took for letters. */
static bool is_misread_number(const char *word, size_t len)
{
	size_t digits = 0, letters = 0;
	for (size_t i = 0; i < len; i++) {
		digits += ascii_digit(word[i]);
		letters += ascii_letter(word[i]) && word[i] != 'l' && word[i] != 'o';
	}
	return digits > 0 && letters == 0;
}

/* An address of mail or of a page, a handle. */
static bool is_address(const char *word, size_t len)
{
	return has_inner_dot(word, len) || memchr(word, '@', len) || memchr(word, '_', len) || memmem(word, len, "://", 3) || (len > 4 && memcmp(word, "www.", 4) == 0);
}

static void raise_word(char *word, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (ascii_lower(word[i]))
			word[i] = (char)(word[i] - ('a' - 'A'));
		else if ((unsigned char)word[i] >= 0xc3 && (unsigned char)word[i] <= 0xc5 && i + 1 < len)
			raise_two(word + i++);
	}
}

static void raise_text(char *text, size_t len)
{
	for (size_t from = 0, to; from < len; from = to + 1) {
		for (to = from; to < len && !memchr(" \t\n", text[to], 3);)
			to++;
		if (!is_address(text + from, to - from) && !is_misread_number(text + from, to - from))
			raise_word(text + from, to - from);
	}
}

enum prose { PROSE_ORDINARY, PROSE_SMALL, PROSE_TITLED };

static enum prose prose_of(const struct mender *mender, const struct tokens *tokens)
{
	return is_small_prose(mender, tokens) ? PROSE_SMALL : is_titled(mender, tokens) ? PROSE_TITLED : PROSE_ORDINARY;
}

static bool is_raised(const struct mender *mender, const struct tokens *tokens, size_t from, size_t to, enum prose prose)
{
	struct words_count part = count_words(tokens, from, to);
	if (prose == PROSE_TITLED) {
		struct words_count line = count_ordinary(mender, tokens, from, to);
		return line.other > 1 && line.other > line.small;
	}
	return prose == PROSE_SMALL ? is_prose(part) : part.small >= PASSAGE_WORDS && part.other == 0;
}

bool mend_case(const struct mender *mender, const struct tokens *tokens, struct buf *text)
{
	enum prose prose = prose_of(mender, tokens);
	struct words_count all = count_words(tokens, 0, tokens->count);
	bool whole = all.small >= TEXT_WORDS && all.small >= (prose == PROSE_SMALL ? all.inner : all.other) * TEXT_SHARE, any = false;
	for (size_t from = 0, to; from < tokens->count; from = to) {
		to = whole ? tokens->count : prose ? line_end(tokens, from) : passage_end(tokens, from);
		if (!whole && !is_raised(mender, tokens, from, to, prose))
			continue;
		raise_text(text->ptr + tokens->list[from].from, tokens->list[to - 1].to - tokens->list[from].from);
		any = true;
	}
	return any;
}
