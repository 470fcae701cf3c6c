/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/names.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "detect/weights.h"

/* Two names of one person, as lexicon numbers, a < b. */
struct pair {
	uint32_t a, b;
};

enum { PLACE_WORDS = 5 };

/* A place name of several words, as lexicon numbers. */
struct place_name {
	uint32_t words[PLACE_WORDS];
	uint32_t count;
};

struct names {
	struct pair *pairs; /* sorted */
	size_t count, cap;
	struct place_name *places; /* sorted by first word, longest first */
	size_t place_count, place_cap;
	struct weights *weights, *office; /* may be NULL */
};

enum { COLUMNS = 3 };
typedef enum err (*add_row)(struct names *names, struct lexicon *lexicon, const struct str *columns, size_t count);

static unsigned number_of(struct str s, unsigned most)
{
	unsigned value = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return most + 1;
		value = value * 10 + (unsigned)(s.ptr[i] - '0');
		if (value > most)
			return most + 1;
	}
	return s.len ? value : most + 1;
}

static enum err add_given(struct names *names, struct lexicon *lexicon, const struct str *columns, size_t count)
{
	(void)names;
	unsigned level = count > 1 ? number_of(columns[1], 15) : 16;
	unsigned female = count > 2 ? number_of(columns[2], 100) : 101;
	if (level > 15)
		return ERR_PACK;
	struct entry *entry = lexicon_entry(lexicon, lexicon_add(lexicon, columns[0]));
	entry->given = (uint8_t)level;
	entry->female = (uint8_t)female;
	return ERR_NONE;
}

static enum err add_surname(struct names *names, struct lexicon *lexicon, const struct str *columns, size_t count)
{
	(void)names;
	unsigned level = count > 1 ? number_of(columns[1], 15) : 16;
	if (level > 15)
		return ERR_PACK;
	lexicon_entry(lexicon, lexicon_add(lexicon, columns[0]))->surname = (uint8_t)level;
	return ERR_NONE;
}

static enum err add_common(struct names *names, struct lexicon *lexicon, const struct str *columns, size_t count)
{
	(void)names;
	unsigned level = count > 1 ? number_of(columns[1], 15) : 16;
	if (level > 15)
		return ERR_PACK;
	lexicon_entry(lexicon, lexicon_add(lexicon, columns[0]))->common = (uint8_t)level;
	return ERR_NONE;
}

static void add_pair(struct names *names, uint32_t a, uint32_t b)
{
	names->pairs = mem_room(names->pairs, names->count, &names->cap, sizeof *names->pairs);
	names->pairs[names->count++] = a < b ? (struct pair){a, b} : (struct pair){b, a};
}

static enum err add_nickname(struct names *names, struct lexicon *lexicon, const struct str *columns, size_t count)
{
	if (count < 2)
		return ERR_PACK;
	uint32_t nick = lexicon_add(lexicon, columns[0]);
	struct str rest = columns[1];
	while (rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		struct str name = {rest.ptr, comma ? (size_t)(comma - rest.ptr) : rest.len};
		uint32_t full = lexicon_add(lexicon, str_trim(name));
		add_pair(names, nick, full);
		lexicon_entry(lexicon, nick)->nick = lexicon_entry(lexicon, full)->nick = true;
		size_t used = name.len + (comma != NULL);
		rest = (struct str){rest.ptr + used, rest.len - used};
	}
	return ERR_NONE;
}

/* State codes (MO, KS, OR, IN) are no words of their own here. */
static enum err add_place(struct names *names, struct lexicon *lexicon, const struct str *columns, size_t count)
{
	if (count < 2)
		return ERR_PACK;
	if (str_equal(columns[1], STR("state-code")))
		return ERR_NONE;
	bool people = str_equal(columns[1], STR("nationality")) || str_equal(columns[1], STR("language"));
	struct tokens tokens = {0};
	struct place_name place = {0};
	tokens_read(&tokens, lexicon, columns[0]);
	for (size_t i = 0; i < tokens.count && place.count < PLACE_WORDS; i++)
		if (tokens.list[i].kind == TOKEN_WORD)
			place.words[place.count++] = lexicon_add(lexicon, token_text(&tokens, i));
	tokens_free(&tokens);
	if (place.count == 0)
		return ERR_PACK;
	struct entry *first = lexicon_entry(lexicon, place.words[0]);
	if (place.count == 1) {
		first->place |= people ? PLACE_PEOPLE : PLACE_ALONE;
		return ERR_NONE;
	}
	first->place |= PLACE_BEGINS;
	names->places = mem_room(names->places, names->place_count, &names->place_cap, sizeof *names->places);
	names->places[names->place_count++] = place;
	return ERR_NONE;
}

static size_t split(struct str line, struct str columns[COLUMNS])
{
	size_t count = 0;
	while (count < COLUMNS) {
		const char *tab = memchr(line.ptr, '\t', line.len);
		size_t len = tab ? (size_t)(tab - line.ptr) : line.len;
		columns[count++] = (struct str){line.ptr, len};
		if (!tab)
			break;
		line = (struct str){tab + 1, line.len - len - 1};
	}
	return count;
}

static enum err read_file(const char *path, struct buf *text, struct fault *fault)
{
	enum { BLOCK = 1 << 16 };
	FILE *file = fopen(path, "re");
	if (!file)
		return fault_set(fault, ERR_PACK, "%s: cannot read the name list: %s", path, strerror(errno));
	size_t got;
	while ((got = fread(buf_room(text, BLOCK), 1, BLOCK, file)) > 0)
		text->len += got;
	enum err err = ferror(file) ? fault_set(fault, ERR_PACK, "%s: reading failed: %s", path, strerror(errno)) : ERR_NONE;
	fclose(file);
	return err;
}

/* The next line of `text`, which loses it; false at the end. */
static bool take_line(struct str *text, struct str *line)
{
	if (text->len == 0)
		return false;
	const char *end = memchr(text->ptr, '\n', text->len);
	size_t len = end ? (size_t)(end - text->ptr) : text->len, used = len + (end != NULL);
	*line = str_trim((struct str){text->ptr, len});
	*text = (struct str){text->ptr + used, text->len - used};
	return true;
}

static enum err load(struct names *names, struct lexicon *lexicon, const char *folder, const char *name, add_row add,
		     struct fault *fault)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	struct buf file = {0};
	enum err err = read_file(path, &file, fault);
	struct str text = buf_str(&file), line, columns[COLUMNS];
	for (size_t number = 1; !err && take_line(&text, &line); number++)
		if (line.len && line.ptr[0] != '#' && add(names, lexicon, columns, split(line, columns)))
			err = fault_set(fault, ERR_PACK, "%s:%zu: not a line of this list (see SOURCES.md)", path, number);
	buf_free(&file);
	return err;
}

static int pair_order(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

static int place_order(const void *left, const void *right)
{
	const struct place_name *a = left, *b = right;
	if (a->words[0] != b->words[0])
		return a->words[0] < b->words[0] ? -1 : 1;
	return (a->count < b->count) - (a->count > b->count);
}

/* A folder may do without. */
static enum err load_weights(struct weights **weights, const char *folder, const char *name, struct fault *fault)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	*weights = access(path, F_OK) == 0 ? weights_load(path, fault) : NULL;
	return *weights || access(path, F_OK) != 0 ? ERR_NONE : ERR_PACK;
}

struct names *names_load(struct lexicon *lexicon, const char *folder, struct fault *fault)
{
	struct names *names = mem_alloc(1, sizeof *names);
	if (load(names, lexicon, folder, "given.tsv", add_given, fault) ||
	    load(names, lexicon, folder, "surnames.tsv", add_surname, fault) ||
	    load(names, lexicon, folder, "common.tsv", add_common, fault) ||
	    load(names, lexicon, folder, "nicknames.tsv", add_nickname, fault) ||
	    load(names, lexicon, folder, "places.tsv", add_place, fault)) {
		names_free(names);
		return NULL;
	}
	if (load_weights(&names->weights, folder, "weights.tsv", fault) || load_weights(&names->office, folder, "office.tsv", fault)) {
		names_free(names);
		return NULL;
	}
	if (names->count)
		qsort(names->pairs, names->count, sizeof *names->pairs, pair_order);
	if (names->place_count)
		qsort(names->places, names->place_count, sizeof *names->places, place_order);
	return names;
}

const struct weights *names_weights(const struct names *names)
{
	return names->weights;
}

const struct weights *names_office(const struct names *names)
{
	return names->office;
}

void names_free(struct names *names)
{
	if (names) {
		weights_free(names->weights);
		weights_free(names->office);
		free(names->pairs);
		free(names->places);
	}
	free(names);
}

bool names_same(const struct names *names, const struct lexicon *lexicon, struct str a, struct str b)
{
	uint32_t first = lexicon_find(lexicon, a);
	if (first == 0 || str_equal(a, b))
		return first != 0;
	uint32_t second = lexicon_get(lexicon, first)->nick ? lexicon_find(lexicon, b) : 0;
	if (second == 0)
		return false;
	struct pair want = first < second ? (struct pair){first, second} : (struct pair){second, first};
	return names->count && bsearch(&want, names->pairs, names->count, sizeof want, pair_order) != NULL;
}

/* The tokens of `place` at `at`, over dots ("St. Louis"). */
static size_t place_matches(const struct place_name *place, const struct tokens *tokens, size_t at)
{
	size_t i = at;
	for (uint32_t word = 0; word < place->count; word++, i++) {
		while (word > 0 && i < tokens->count && i <= at + 2 * word && tokens->list[i].kind == TOKEN_SIGN &&
		       tokens->text.ptr[tokens->list[i].from] == '.')
			i++;
		if (i >= tokens->count || tokens->list[i].kind != TOKEN_WORD || tokens->list[i].entry != place->words[word] ||
		    (word == 0 && tokens->list[i].letters == CASE_LOWER))
			return 0;
	}
	return i - at;
}

size_t names_place(const struct names *names, const struct lexicon *lexicon, const struct tokens *tokens, size_t at)
{
	const struct token *token = &tokens->list[at];
	uint8_t place = lexicon_get(lexicon, token->entry)->place;
	if (place == 0 || token->letters == CASE_LOWER)
		return 0;
	size_t low = 0, high = place & PLACE_BEGINS ? names->place_count : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (names->places[middle].words[0] < token->entry)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < names->place_count && names->places[low].words[0] == token->entry; low++) {
		size_t len = place_matches(&names->places[low], tokens, at);
		if (len)
			return len;
	}
	return place & (PLACE_ALONE | PLACE_PEOPLE) ? 1 : 0;
}
