/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/heads.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { WORDS = 12, KINDS = 20, VALUE_BYTES = 60 };

/* Classes of the lists by what their values are; those that come first win. */
static const struct kind {
	const char *class;
	enum what what;
} kinds[KINDS] = {
	{"column", WHAT_NONE}, /* its entries say what */
	{"label-official", WHAT_NAME},
	{"label-birth", WHAT_BIRTH_DATE},
	{"label-surname", WHAT_NAME_SURNAME},
	{"label-given", WHAT_NAME_GIVEN},
	{"label-middle", WHAT_NAME_MIDDLE},
	{"label-alias", WHAT_NAME_ALIAS},
	{"label-name", WHAT_NAME},
	{"label-age", WHAT_AGE},
	{"label-address", WHAT_ADDRESS},
	{"label-phone", WHAT_PHONE},
	{"label-school", WHAT_SCHOOL},
	{"label-relation", WHAT_RELATION},
	{"label-sex", WHAT_SEX},
	{"label-role", WHAT_ROLE},
	{"label-head", WHAT_NONE}, /* the same */
	{"label-place", WHAT_NONE},
	{"label-place-name", WHAT_NONE},
	{"label-id", WHAT_OTHER_ID},
	{"label-other", WHAT_NONE},
};
enum { KIND_COLUMN = 0, KIND_OFFICIAL = 1, KIND_HEAD = 15, KIND_PLACE = 16, KIND_PLACE_NAME = 17, KIND_OTHER = 19 };

struct head_reader {
	const struct words *words;
	const struct lexicon *lexicon;
	int kinds[KINDS], role, tail, none;
	int things[4]; /* classes of what has a name and is no person */
	struct buf text;
	struct tokens tokens;
};

struct head_reader *head_reader_new(const struct words *words, const struct lexicon *lexicon)
{
	static const char *const things[] = {"agency", "law-agency", "organisation", "goods"};
	struct head_reader *reader = mem_alloc(1, sizeof *reader);
	reader->words = words;
	reader->lexicon = lexicon;
	for (size_t i = 0; i < KINDS; i++)
		reader->kinds[i] = words_class(words, kinds[i].class);
	for (size_t i = 0; i < sizeof things / sizeof *things; i++)
		reader->things[i] = words_class(words, things[i]);
	reader->role = words_class(words, "role");
	reader->tail = words_class(words, "column-tail");
	reader->none = words_class(words, "no-value");
	return reader;
}

void head_reader_free(struct head_reader *reader)
{
	if (reader == NULL)
		return;
	buf_free(&reader->text);
	tokens_free(&reader->tokens);
	free(reader);
}

/* Words of the head, as token numbers. */
struct line {
	size_t words[WORDS];
	size_t count;
};

static bool is_word(const struct token *token)
{
	return token->kind <= TOKEN_MIXED;
}

/* All words, or with `inner` those in brackets only, or without those. */
static struct line line_of(const struct tokens *tokens, bool inner)
{
	struct line line = {.count = 0};
	bool bracket = false;
	for (size_t i = 0; i < tokens->count && line.count < WORDS; i++) {
		char c = tokens->text.ptr[tokens->list[i].from];
		if (c == '(' || c == '[')
			bracket = true;
		else if (c == ')' || c == ']')
			bracket = false;
		else if (is_word(&tokens->list[i]) && bracket == inner)
			line.words[line.count++] = i;
	}
	return line;
}

/* How many words of the line the class has from word `at` on. */
static size_t match(const struct head_reader *reader, const struct line *line, size_t at, int class, struct str *value)
{
	if (class < 0 || at >= line->count)
		return 0;
	size_t tokens = words_match(reader->words, &reader->tokens, line->words[at], class, value), count = 0;
	while (at + count < line->count && tokens && line->words[at + count] < line->words[at] + tokens)
		count++;
	return count;
}

static bool in_any(const struct head_reader *reader, const struct line *line, size_t at, const int *classes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (match(reader, line, at, classes[i], NULL))
			return true;
	return false;
}

static bool names_person(enum what what)
{
	return what == WHAT_NAME || (what >= WHAT_NAME_GIVEN && what <= WHAT_NAME_ALIAS);
}

struct found {
	size_t from, to; /* words of the label */
	size_t kind;
	enum what what;
};

/* The label in words [from, to) exactly. */
static bool label_in(const struct head_reader *reader, const struct line *line, size_t from, size_t to, struct found *found)
{
	for (size_t kind = 0; kind < KINDS; kind++) {
		struct str value = {0};
		if (match(reader, line, from, reader->kinds[kind], &value) != to - from)
			continue;
		bool told = kind == KIND_COLUMN || kind == KIND_HEAD;
		*found = (struct found){from, to, kind, told ? what_of(value) : kinds[kind].what};
		if (found->what == WHAT_CODE)
			found->what = WHAT_NONE;
		return true;
	}
	return false;
}

/* The longest label that ends the head, with words that may also say nothing or before these; else the longest that begins
 * it. */
static bool find_label(const struct head_reader *reader, const struct line *line, size_t end, struct found *found)
{
	for (size_t from = 0; from + 1 < line->count && end < line->count; from++)
		if (label_in(reader, line, from, line->count, found))
			return true;
	for (size_t from = 0; from < end; from++)
		if (label_in(reader, line, from, end, found))
			return true;
	for (size_t to = end; to-- > 1;)
		if (label_in(reader, line, 0, to, found))
			return true;
	return false;
}

/* Who is spoken of in words [from, to); `*at` and the length of the phrase. */
static size_t find_role(const struct head_reader *reader, const struct line *line, size_t from, size_t to, size_t *at, struct str *role)
{
	for (size_t i = from; i < to; i++) {
		size_t len = match(reader, line, i, reader->role, role);
		const struct token *token = &reader->tokens.list[line->words[i]];
		bool letter = len == 1 && token->to - token->from == 1 && to - from > 1;
		if (len && i + len <= to && !letter) {
			*at = i;
			return len;
		}
		if (match(reader, line, i, reader->kinds[KIND_OFFICIAL], NULL)) {
			*role = STR("official");
			*at = i;
			return 1;
		}
	}
	return 0;
}

static bool is_number(const struct head_reader *reader, const struct line *line, size_t word)
{
	return reader->tokens.list[line->words[word]].kind == TOKEN_NUMBER;
}

static uint32_t number_of(const struct head_reader *reader, const struct line *line, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct str text = token_text(&reader->tokens, line->words[i]);
		if (is_number(reader, line, i) && text.len <= 2)
			return text.len == 2 ? (uint32_t)((text.ptr[0] - '0') * 10 + text.ptr[1] - '0') : (uint32_t)(text.ptr[0] - '0');
	}
	return 0;
}

static void set_role(const struct head_reader *reader, const struct line *line, size_t at, size_t len, struct str role, struct head *head)
{
	if (str_equal(role, STR("official"))) {
		head->role = role;
		head->whose = 1;
		return;
	}
	head->role = role;
	head->whose = 2;
	for (size_t i = at; i < at + len; i++)
		head->whose = head->whose * 31 + str_hash(token_folded(&reader->tokens, line->words[i]));
	head->whose |= 2;
}

/* Signs and words that say nothing of the value: "DOB_DT", "SEX_CD", "PHONE 2". */
static size_t without_tail(const struct head_reader *reader, const struct line *line)
{
	size_t end = line->count;
	while (end > 1 && (is_number(reader, line, end - 1) || match(reader, line, end - 1, reader->tail, NULL)))
		end--;
	return end;
}

/* What stands around the label says whose the value is, or that it is nobody's. */
static void read_around(const struct head_reader *reader, const struct line *line, const struct found *found, struct head *head)
{
	struct str role = {0};
	size_t at = 0, len = find_role(reader, line, 0, found->from, &at, &role);
	if (len == 0)
		len = find_role(reader, line, found->to, line->count, &at, &role);
	if (len == 0 && found->kind != KIND_COLUMN && found->kind != KIND_OTHER) /* "victim name" is one label */
		len = find_role(reader, line, found->from, found->to > found->from + 1 ? found->to - 1 : found->from, &at, &role);
	if (found->kind == KIND_OFFICIAL)
		role = STR("official"), len = 1;
	if (len) {
		set_role(reader, line, at, len, role, head);
		return;
	}
	static const size_t places[] = {KIND_PLACE, KIND_PLACE_NAME, KIND_OTHER};
	bool thing = false;
	for (size_t i = 0; i < line->count && !thing; i++) {
		if (i >= found->from && i < found->to)
			continue;
		thing = in_any(reader, line, i, reader->things, sizeof reader->things / sizeof *reader->things);
		for (size_t j = 0; j < sizeof places / sizeof *places; j++)
			thing = thing || match(reader, line, i, reader->kinds[places[j]], NULL);
	}
	if (thing && (names_person(head->what) || head->what == WHAT_PHONE || head->what == WHAT_BIRTH_DATE))
		head->what = WHAT_NONE;
	head->apart = thing;
	/* "Name change", "name source": no name of anybody */
	if (found->to < without_tail(reader, line) && names_person(head->what))
		head->what = WHAT_NONE;
}

static void find(void *context, struct str label, struct head *head)
{
	struct head_reader *reader = context;
	*head = (struct head){.what = WHAT_NONE};
	buf_clear(&reader->text);
	head_words(&reader->text, label);
	tokens_read(&reader->tokens, reader->lexicon, buf_str(&reader->text));
	struct line line = line_of(&reader->tokens, false), inner = line_of(&reader->tokens, true);
	struct found found;
	size_t at = 0, end = without_tail(reader, &line);
	struct str role = {0};
	if (line.count == 0)
		return;
	head->number = number_of(reader, &line, 1, line.count);
	if (find_label(reader, &line, end, &found)) {
		head->known = true;
		head->what = found.what;
		read_around(reader, &line, &found, head);
		size_t len = head->whose == 0 ? find_role(reader, &inner, 0, inner.count, &at, &role) : 0;
		if (len)
			set_role(reader, &inner, at, len, role, head);
		return;
	}
	size_t len = find_role(reader, &line, 0, line.count, &at, &role);
	if (len == 0)
		return;
	set_role(reader, &line, at, len, role, head);
	if (at == 0 && len >= end) {
		head->known = head->alone = true;
		head->what = WHAT_NAME;
	}
}

static bool is_none(void *context, struct str value)
{
	struct head_reader *reader = context;
	value = str_trim(value);
	if (value.len == 0 || value.len > VALUE_BYTES)
		return value.len == 0;
	tokens_read(&reader->tokens, reader->lexicon, value);
	struct line line = line_of(&reader->tokens, false);
	return line.count == 0 || match(reader, &line, 0, reader->none, NULL) == line.count;
}

struct heads head_reader_heads(struct head_reader *reader)
{
	return (struct heads){reader, find, is_none};
}
