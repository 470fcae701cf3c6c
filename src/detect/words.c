/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { PHRASE_WORDS = 8, FIRST_SLOTS = 1 << 10 };

struct phrase {
	uint32_t entries[PHRASE_WORDS];
	uint32_t next; /* the next phrase of its chain, not longer; 0 ends */
	uint16_t class;
	uint8_t count;
	struct str value; /* owned */
};

/* The phrases that begin with the same two words; open addressing. */
struct pair_slot {
	uint64_t key; /* both entry numbers; 0 free */
	uint32_t head;
};

struct words {
	struct lexicon *lexicon;
	char *classes[WORDS_CLASSES];
	int class_count;
	struct phrase *phrases; /* [0] is not used */
	size_t count, cap;
	uint32_t *heads; /* by entry number: its phrases of one word */
	size_t head_count;
	struct pair_slot *pairs;
	size_t pair_count, pair_slots; /* slots: a power of two */
};

struct words *words_new(struct lexicon *lexicon)
{
	struct words *words = mem_alloc(1, sizeof *words);
	words->lexicon = lexicon;
	words->phrases = mem_room(NULL, 0, &words->cap, sizeof *words->phrases);
	words->count = 1;
	words->pair_slots = FIRST_SLOTS;
	words->pairs = mem_alloc(FIRST_SLOTS, sizeof *words->pairs);
	return words;
}

void words_free(struct words *words)
{
	if (words == NULL)
		return;
	for (int i = 0; i < words->class_count; i++)
		free(words->classes[i]);
	for (size_t i = 1; i < words->count; i++)
		free((char *)words->phrases[i].value.ptr);
	free(words->phrases);
	free(words->heads);
	free(words->pairs);
	free(words);
}

int words_class(const struct words *words, const char *name)
{
	for (int i = 0; i < words->class_count; i++)
		if (strcmp(words->classes[i], name) == 0)
			return i;
	return -1;
}

static uint32_t *head_of(struct words *words, uint32_t entry)
{
	if (entry >= words->head_count) {
		size_t count = mem_mul(lexicon_count(words->lexicon), 2);
		words->heads = mem_resize(words->heads, count, sizeof *words->heads);
		memset(words->heads + words->head_count, 0, (count - words->head_count) * sizeof *words->heads);
		words->head_count = count;
	}
	return &words->heads[entry];
}

static struct pair_slot *pair_slot(const struct words *words, uint32_t first, uint32_t second)
{
	uint64_t key = (uint64_t)first << 32 | second;
	size_t mask = words->pair_slots - 1, at = (size_t)(key * 0x9E3779B97F4A7C15u >> 40) & mask;
	while (words->pairs[at].key && words->pairs[at].key != key)
		at = (at + 1) & mask;
	return &words->pairs[at];
}

static void grow_pairs(struct words *words)
{
	struct pair_slot *old = words->pairs;
	size_t count = words->pair_slots;
	words->pair_slots = mem_mul(count, 2);
	words->pairs = mem_alloc(words->pair_slots, sizeof *words->pairs);
	for (size_t i = 0; i < count; i++)
		if (old[i].key)
			*pair_slot(words, (uint32_t)(old[i].key >> 32), (uint32_t)old[i].key) = old[i];
	free(old);
}

/* The chain of the phrases that begin as this one does. */
static uint32_t *chain_of(struct words *words, const struct phrase *phrase)
{
	if (phrase->count == 1)
		return head_of(words, phrase->entries[0]);
	if (words->pair_count * 2 >= words->pair_slots)
		grow_pairs(words);
	struct pair_slot *slot = pair_slot(words, phrase->entries[0], phrase->entries[1]);
	words->pair_count += slot->key == 0;
	slot->key = (uint64_t)phrase->entries[0] << 32 | phrase->entries[1];
	return &slot->head;
}

/* Keeps a chain longest phrase first, so that the first match is the longest. */
static void add_phrase(struct words *words, struct phrase phrase)
{
	words->phrases = mem_room(words->phrases, words->count, &words->cap, sizeof *words->phrases);
	uint32_t number = (uint32_t)words->count++;
	uint32_t *link = chain_of(words, &phrase);
	while (*link && words->phrases[*link].count >= phrase.count)
		link = &words->phrases[*link].next;
	phrase.next = *link;
	*link = number;
	words->phrases[number] = phrase;
	struct entry *entry = lexicon_entry(words->lexicon, phrase.entries[0]);
	if (phrase.count > 1 || phrase.class >= WORDS_CLASS_BITS)
		entry->begins = true;
	else
		entry->classes |= (uint64_t)1 << phrase.class;
}

static enum err add_line(struct words *words, struct str line, int class, const char *path, size_t number,
			 struct fault *fault)
{
	struct phrase phrase = {.class = (uint16_t)class};
	struct str value = {0};
	const char *equals = memchr(line.ptr, '=', line.len);
	if (equals) {
		value = str_trim((struct str){equals + 1, (size_t)(line.ptr + line.len - equals - 1)});
		line = str_trim((struct str){line.ptr, (size_t)(equals - line.ptr)});
	}
	struct tokens tokens = {0};
	tokens_read(&tokens, words->lexicon, line);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < tokens.count && !err; i++) {
		if (tokens.list[i].kind > TOKEN_MIXED)
			continue;
		if (phrase.count == PHRASE_WORDS)
			err = fault_set(fault, ERR_PACK, "%s:%zu: more than %d words; shorten the phrase", path, number,
					PHRASE_WORDS);
		else
			phrase.entries[phrase.count++] = lexicon_add(words->lexicon, token_text(&tokens, i));
	}
	if (!err && phrase.count == 0)
		err = fault_set(fault, ERR_PACK, "%s:%zu: no word on this line; begin a comment with #", path, number);
	if (!err) {
		phrase.value = (struct str){mem_text(value.ptr, value.len), value.len};
		add_phrase(words, phrase);
	}
	tokens_free(&tokens);
	return err;
}

static enum err open_class(struct words *words, struct str line, int *class, const char *path, size_t number,
			   struct fault *fault)
{
	if (line.len < 3 || line.ptr[line.len - 1] != ']')
		return fault_set(fault, ERR_PACK, "%s:%zu: a class is written [name]", path, number);
	char *name = mem_text(line.ptr + 1, line.len - 2);
	*class = words_class(words, name);
	if (*class >= 0) {
		free(name);
		return ERR_NONE;
	}
	if (words->class_count == WORDS_CLASSES) {
		free(name);
		return fault_set(fault, ERR_PACK, "%s:%zu: more than %d classes of words", path, number, WORDS_CLASSES);
	}
	*class = words->class_count;
	words->classes[words->class_count++] = name;
	return ERR_NONE;
}

static enum err load_line(struct words *words, struct str line, int *class, const char *path, size_t number,
			  struct fault *fault)
{
	line = str_trim(line);
	if (line.len == 0 || line.ptr[0] == '#')
		return ERR_NONE;
	if (line.ptr[0] == '[')
		return open_class(words, line, class, path, number, fault);
	if (*class < 0)
		return fault_set(fault, ERR_PACK, "%s:%zu: a word before the first [class]", path, number);
	return add_line(words, line, *class, path, number, fault);
}

enum err words_load(struct words *words, const char *path, struct fault *fault)
{
	FILE *file = fopen(path, "re");
	if (file == NULL)
		return fault_set(fault, ERR_PACK, "%s: cannot read the word list: %s", path, strerror(errno));
	char *line = NULL;
	size_t cap = 0, number = 0;
	ssize_t len;
	int class = -1;
	enum err err = ERR_NONE;
	while (!err && (len = getline(&line, &cap, file)) >= 0)
		err = load_line(words, (struct str){line, (size_t)len}, &class, path, ++number, fault);
	if (!err && ferror(file))
		err = fault_set(fault, ERR_PACK, "%s: reading failed: %s", path, strerror(errno));
	free(line);
	fclose(file);
	return err;
}

/* The word that may be the next of a phrase: over no more than two signs, and over a line end only in wrapped text. */
static size_t next_word(const struct tokens *tokens, size_t at, bool wrapped)
{
	for (size_t end = at + 4 < tokens->count ? at + 4 : tokens->count; ++at < end;)
		if (tokens->list[at].kind <= TOKEN_MIXED)
			return at;
		else if (tokens->list[at].kind == TOKEN_LINE && !wrapped)
			break;
	return SIZE_MAX;
}

/* The last token of the phrase, whose first two words stand at `at` and `second`; SIZE_MAX if it does not stand here. */
static size_t phrase_end(const struct phrase *phrase, const struct tokens *tokens, size_t at, size_t second, bool wrapped)
{
	if (phrase->count == 1)
		return at;
	for (unsigned word = 2; word < phrase->count; word++) {
		second = next_word(tokens, second, wrapped);
		if (second == SIZE_MAX || tokens->list[second].entry != phrase->entries[word])
			return SIZE_MAX;
	}
	return second;
}

/* The two chains of phrases that may begin at `at`, the longer ones first. */
struct chains {
	uint32_t heads[2];
	size_t second; /* the token of the second word */
};

static struct chains chains_at(const struct words *words, const struct tokens *tokens, size_t at, bool wrapped)
{
	struct chains chains = {.second = SIZE_MAX};
	uint32_t entry = tokens->list[at].entry;
	if (entry == 0)
		return chains;
	if (entry < words->head_count)
		chains.heads[1] = words->heads[entry];
	if (lexicon_get(words->lexicon, entry)->begins)
		chains.second = next_word(tokens, at, wrapped);
	if (chains.second != SIZE_MAX && tokens->list[chains.second].entry)
		chains.heads[0] = pair_slot(words, entry, tokens->list[chains.second].entry)->head;
	return chains;
}

static size_t match(const struct words *words, const struct tokens *tokens, size_t at, int class, bool wrapped, struct str *value)
{
	struct chains chains = chains_at(words, tokens, at, wrapped);
	if (value)
		*value = (struct str){0};
	for (unsigned chain = 0; chain < 2; chain++)
		for (uint32_t i = chains.heads[chain]; i; i = words->phrases[i].next) {
			const struct phrase *phrase = &words->phrases[i];
			size_t last = phrase->class == class ? phrase_end(phrase, tokens, at, chains.second, wrapped) : SIZE_MAX;
			if (last == SIZE_MAX)
				continue;
			if (value)
				*value = phrase->value;
			return last + 1 - at;
		}
	return 0;
}

size_t words_match(const struct words *words, const struct tokens *tokens, size_t at, int class, struct str *value)
{
	return match(words, tokens, at, class, false, value);
}

size_t words_match_wrapped(const struct words *words, const struct tokens *tokens, size_t at, int class, struct str *value)
{
	return match(words, tokens, at, class, true, value);
}

static size_t all(const struct words *words, const struct tokens *tokens, size_t at, bool wrapped, struct words_hit *hits, size_t cap)
{
	struct chains chains = chains_at(words, tokens, at, wrapped);
	uint64_t seen[(WORDS_CLASSES + 63) / 64] = {0};
	size_t count = 0;
	for (unsigned chain = 0; chain < 2; chain++)
		for (uint32_t i = chains.heads[chain]; i && count < cap; i = words->phrases[i].next) {
			const struct phrase *phrase = &words->phrases[i];
			uint64_t bit = (uint64_t)1 << (phrase->class & 63);
			size_t last = seen[phrase->class >> 6] & bit ? SIZE_MAX : phrase_end(phrase, tokens, at, chains.second, wrapped);
			if (last == SIZE_MAX)
				continue;
			seen[phrase->class >> 6] |= bit;
			hits[count++] = (struct words_hit){phrase->value, (uint32_t)(last + 1 - at), phrase->class};
		}
	return count;
}

size_t words_all(const struct words *words, const struct tokens *tokens, size_t at, struct words_hit *hits, size_t cap)
{
	return all(words, tokens, at, false, hits, cap);
}

size_t words_all_wrapped(const struct words *words, const struct tokens *tokens, size_t at, struct words_hit *hits, size_t cap)
{
	return all(words, tokens, at, true, hits, cap);
}

size_t words_of(const struct words *words, struct str folded, struct words_hit *hits, size_t cap)
{
	uint32_t entry = lexicon_find(words->lexicon, folded);
	size_t count = 0;
	for (uint32_t i = entry && entry < words->head_count ? words->heads[entry] : 0; i && count < cap; i = words->phrases[i].next)
		hits[count++] = (struct words_hit){words->phrases[i].value, 1, words->phrases[i].class};
	return count;
}

bool words_alone(const struct words *words, uint32_t entry, int class, struct str *value)
{
	const struct entry *is = lexicon_get(words->lexicon, entry);
	if (class < WORDS_CLASS_BITS ? !(is->classes >> class & 1) : !is->begins)
		return false;
	for (uint32_t i = entry < words->head_count ? words->heads[entry] : 0; i; i = words->phrases[i].next)
		if (words->phrases[i].class == class) {
			if (value)
				*value = words->phrases[i].value;
			return true;
		}
	return false;
}

bool words_has(const struct words *words, struct str folded, int class, struct str *value)
{
	return folded.len && words_alone(words, lexicon_find(words->lexicon, folded), class, value);
}
