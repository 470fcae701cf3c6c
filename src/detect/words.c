/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The first 64 classes have a bit in struct entry; words of later ones are found by their phrases alone. */
enum { CLASSES = 96, CLASS_BITS = 64, PHRASE_WORDS = 8 };

struct phrase {
	uint32_t entries[PHRASE_WORDS];
	uint32_t next; /* the next phrase that begins with the same word, not longer; 0 ends */
	uint8_t count, class;
	char *value;
};

struct words {
	struct lexicon *lexicon;
	char *classes[CLASSES];
	int class_count;
	struct phrase *phrases; /* [0] is not used */
	size_t count, cap;
	uint32_t *heads; /* by entry number: its longest phrase */
	size_t head_count;
};

struct words *words_new(struct lexicon *lexicon)
{
	struct words *words = mem_alloc(1, sizeof *words);
	words->lexicon = lexicon;
	words->phrases = mem_room(NULL, 0, &words->cap, sizeof *words->phrases);
	words->count = 1;
	return words;
}

void words_free(struct words *words)
{
	if (words == NULL)
		return;
	for (int i = 0; i < words->class_count; i++)
		free(words->classes[i]);
	for (size_t i = 1; i < words->count; i++)
		free(words->phrases[i].value);
	free(words->phrases);
	free(words->heads);
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

/* Keeps the chain of a first word longest phrase first, so that the first match is the longest. */
static void add_phrase(struct words *words, struct phrase phrase)
{
	words->phrases = mem_room(words->phrases, words->count, &words->cap, sizeof *words->phrases);
	uint32_t number = (uint32_t)words->count++;
	uint32_t *link = head_of(words, phrase.entries[0]);
	while (*link && words->phrases[*link].count >= phrase.count)
		link = &words->phrases[*link].next;
	phrase.next = *link;
	*link = number;
	words->phrases[number] = phrase;
	struct entry *entry = lexicon_entry(words->lexicon, phrase.entries[0]);
	if (phrase.count > 1 || phrase.class >= CLASS_BITS)
		entry->begins = true;
	else
		entry->classes |= (uint64_t)1 << phrase.class;
}

static enum err add_line(struct words *words, struct str line, int class, const char *path, size_t number,
			 struct fault *fault)
{
	struct phrase phrase = {.class = (uint8_t)class};
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
		phrase.value = mem_text(value.ptr, value.len);
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
	if (words->class_count == CLASSES) {
		free(name);
		return fault_set(fault, ERR_PACK, "%s:%zu: more than %d classes of words", path, number, CLASSES);
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

/* Signs between the words of a phrase do not matter, but a line end or more than two signs do. */
static size_t phrase_matches(const struct phrase *phrase, const struct tokens *tokens, size_t at)
{
	size_t i = at + 1;
	for (unsigned word = 1; word < phrase->count; word++) {
		unsigned signs = 0;
		while (i < tokens->count && (tokens->list[i].kind == TOKEN_SIGN || tokens->list[i].kind == TOKEN_TAIL) &&
		       signs++ < 2)
			i++;
		if (i >= tokens->count || tokens->list[i].kind > TOKEN_MIXED || tokens->list[i].entry != phrase->entries[word])
			return 0;
		i++;
	}
	return i - at;
}

size_t words_match(const struct words *words, const struct tokens *tokens, size_t at, int class, struct str *value)
{
	uint32_t entry = tokens->list[at].entry;
	if (value)
		*value = (struct str){0};
	if (entry == 0 || entry >= words->head_count)
		return 0;
	for (uint32_t i = words->heads[entry]; i; i = words->phrases[i].next) {
		const struct phrase *phrase = &words->phrases[i];
		if (phrase->class != class)
			continue;
		size_t len = phrase_matches(phrase, tokens, at);
		if (len == 0)
			continue;
		if (value)
			*value = str_of(phrase->value);
		return len;
	}
	return 0;
}

size_t words_all(const struct words *words, const struct tokens *tokens, size_t at, struct words_hit *hits, size_t cap)
{
	uint32_t entry = tokens->list[at].entry;
	bool seen[CLASSES] = {false};
	size_t count = 0;
	if (entry == 0 || entry >= words->head_count)
		return 0;
	for (uint32_t i = words->heads[entry]; i && count < cap; i = words->phrases[i].next) {
		const struct phrase *phrase = &words->phrases[i];
		if (seen[phrase->class])
			continue;
		size_t len = phrase_matches(phrase, tokens, at);
		if (len == 0)
			continue;
		seen[phrase->class] = true;
		hits[count++] = (struct words_hit){str_of(phrase->value), (uint32_t)len, phrase->class};
	}
	return count;
}
