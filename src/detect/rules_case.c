/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_case.h"

#include <string.h>

#include "base/mem.h"

enum { TEXT_WORDS = 8, PASSAGE_WORDS = 20, RATIO = 8, LOOK_BACK = 64, NEAR = 4, LETTERS_MOST = 4 };
enum { COMMON_LEAST = 10, COUNTED_LEAST = 7 }; /* of struct entry's scale */

/* Words of two letters and more. */
struct words_count {
	size_t upper, other;
};

static struct words_count count_words(const struct tokens *tokens, size_t from, size_t to)
{
	struct words_count count = {0};
	for (size_t i = from; i < to; i++) {
		const struct token *token = &tokens->list[i];
		if (token->kind == TOKEN_WORD && token->to - token->from > 1)
			*(token->letters == CASE_UPPER ? &count.upper : &count.other) += 1;
	}
	return count;
}

/* Where the passage that begins here ends: at an empty line. */
static size_t passage_end(const struct tokens *tokens, size_t from)
{
	size_t i = from + 1;
	while (i < tokens->count && (tokens->list[i].kind != TOKEN_LINE || tokens->list[i - 1].kind != TOKEN_LINE))
		i++;
	return i;
}

/* Behind a number: "58 BITTERSWEET", "9 SUMMONSES", "SITE 41, WARNED". */
static bool is_counted(const struct tokens *tokens, size_t at)
{
	bool comma = at > 1 && tokens->list[at - 1].kind == TOKEN_SIGN && tokens->text.ptr[tokens->list[at - 1].from] == ',';
	size_t before = at - comma;
	return before > 0 && tokens->list[before - 1].kind == TOKEN_NUMBER;
}

/* More an ordinary word than a name; in the larger reading, where rare words are names of streets and schools, a common one too, or what
 * is counted. */
static bool is_ordinary(const struct tokens *tokens, const struct lexicon *lexicon, size_t at, enum case_reading reading)
{
	const struct entry *entry = lexicon_get(lexicon, tokens->list[at].entry);
	bool counted = is_counted(tokens, at), several = counted && tokens->text.ptr[tokens->list[at].to - 1] == 'S';
	if (reading == CASE_LARGE && !several && entry->common < (counted ? COUNTED_LEAST : COMMON_LEAST))
		return false;
	return entry->common > entry->given && entry->common > entry->surname;
}

static bool begins_sentence(const struct tokens *tokens, size_t at)
{
	if (at == 0)
		return true;
	const struct token *last = &tokens->list[at - 1];
	return last->kind == TOKEN_SIGN && tokens->list[at].space && memchr(".?!", tokens->text.ptr[last->from], 3);
}

/* A dot or underscore between two words without a space. */
static bool is_joint(const struct tokens *tokens, size_t at)
{
	const struct token *sign = &tokens->list[at];
	return at > 0 && at + 1 < tokens->count && sign->kind == TOKEN_SIGN && !sign->space && !sign[1].space && sign[-1].kind <= TOKEN_MIXED &&
	       sign[1].kind <= TOKEN_MIXED && memchr("._", tokens->text.ptr[sign->from], 2);
}

/* "(B. 8/30/08": a letter right behind a bracket or comma, and not between the words of a name. */
static bool is_set_apart(const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	return token->to - token->from == 1 && at > 0 && token[-1].kind == TOKEN_SIGN && memchr("(,", tokens->text.ptr[token[-1].from], 2);
}

/* "RMS_EXPORT|AGENCY=", "OLN_SSN|": heads and fields of an export, which are joined likewise. */
static bool is_of_export(const struct tokens *tokens, size_t at)
{
	size_t to = at + NEAR < tokens->count ? at + NEAR : tokens->count;
	for (size_t i = at > NEAR ? at - NEAR : 0; i < to; i++)
		if (tokens->list[i].kind == TOKEN_SIGN && memchr("|=", tokens->text.ptr[tokens->list[i].from], 2))
			return true;
	return false;
}

/* "PIPES.L", "BIG_C0RN_5": a piece of a word with signs within. */
static bool is_joined(const struct tokens *tokens, size_t at)
{
	return is_joint(tokens, at + 1) || (at > 0 && is_joint(tokens, at - 1));
}

/* "LOC", "RM": letters that no list knows stay as they are. */
static bool is_letters(const struct tokens *tokens, const struct lexicon *lexicon, size_t at)
{
	const struct token *token = &tokens->list[at];
	const struct entry *entry = lexicon_get(lexicon, token->entry);
	return token->kind == TOKEN_WORD && token->to - token->from <= LETTERS_MOST && token->to - token->from > 1 && !entry->common &&
	       !entry->given && !entry->surname;
}

/* Would the word begin with a capital in a text that has small letters? */
static bool is_capitalised(const struct tokens *tokens, const struct lexicon *lexicon, size_t at, enum case_reading reading)
{
	if (tokens->list[at].kind != TOKEN_WORD || is_joined(tokens, at) || is_set_apart(tokens, at))
		return false;
	return begins_sentence(tokens, at) || !is_ordinary(tokens, lexicon, at, reading);
}

static void write_small(struct token *token, char *text, bool capital)
{
	for (size_t at = token->from + capital; at < token->to; at++)
		text[at] = ascii_upper(text[at]) ? (char)(text[at] + ('a' - 'A')) : text[at];
	if (token->letters == CASE_UPPER && (!capital || token->to - token->from > 1))
		token->letters = capital ? CASE_TITLE : CASE_LOWER;
}

/* Is it written anew? */
static bool is_read_anew(const struct tokens *tokens, const struct lexicon *lexicon, size_t at)
{
	uint8_t kind = tokens->list[at].kind;
	if (kind > TOKEN_MIXED && kind != TOKEN_TAIL)
		return false;
	return is_joined(tokens, at) ? !is_of_export(tokens, at) : !is_letters(tokens, lexicon, at);
}

static void write_passage(const struct tokens *tokens, const struct lexicon *lexicon, struct span passage, enum case_reading reading,
			  struct tokens *out, char *text)
{
	for (size_t i = passage.from; i < passage.to; i++)
		if (is_read_anew(tokens, lexicon, i))
			write_small(&out->list[i], text, is_capitalised(tokens, lexicon, i, reading));
}

static void copy(const struct tokens *tokens, struct tokens *out, struct buf *text)
{
	buf_add(text, tokens->text);
	*out = *tokens;
	out->text = buf_str(text);
	out->list = mem_alloc(tokens->count, sizeof *out->list);
	memcpy(out->list, tokens->list, tokens->count * sizeof *out->list);
}

bool case_text(const struct tokens *tokens, const struct lexicon *lexicon, enum case_reading reading, struct buf *text, struct tokens *out)
{
	struct words_count all = count_words(tokens, 0, tokens->count);
	bool whole = all.upper >= TEXT_WORDS && all.upper >= all.other * RATIO;
	buf_clear(text);
	for (size_t from = 0, to; from < tokens->count; from = to) {
		to = whole ? tokens->count : passage_end(tokens, from);
		struct words_count here = whole ? all : count_words(tokens, from, to);
		if (!whole && (here.upper < PASSAGE_WORDS || here.upper < here.other * RATIO))
			continue;
		if (text->len == 0)
			copy(tokens, out, text);
		write_passage(tokens, lexicon, (struct span){from, to}, reading, out, text->ptr);
	}
	return text->len > 0;
}

/* The place of the first finding that begins behind `at`. */
static size_t behind(const struct finding *list, size_t count, size_t at)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		if (list[middle].span.from > at)
			count = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Is there one of the kind over all of it among the first `count`? A place that stays needs capitals that somebody wrote: what
 * looks like two streets may be a home. */
static bool says_nothing_new(const struct finding *list, size_t count, const struct finding *finding)
{
	if (finding->what == WHAT_PLACE)
		return true;
	size_t end = behind(list, count, finding->span.from);
	for (size_t i = end; i-- > 0 && end - i <= LOOK_BACK;)
		if (list[i].what == finding->what && list[i].span.to >= finding->span.to)
			return true;
	return false;
}

void case_add(struct finding_list *findings, size_t first)
{
	size_t kept = first;
	for (size_t i = first; i < findings->count; i++)
		if (!says_nothing_new(findings->list, first, &findings->list[i]))
			findings->list[kept++] = findings->list[i];
	findings->count = kept;
}
