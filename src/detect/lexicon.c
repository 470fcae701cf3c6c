/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { FIRST_SLOTS = 1 << 12, SIGNS = 128 };

/* Open addressing; a slot holds an entry number and the upper half of its hash, so that a miss seldom touches a word. */
struct slot {
	uint32_t entry, check;
};

struct lexicon {
	struct slot *slots;
	size_t slot_count; /* a power of two */
	struct entry *entries;
	size_t *words; /* offset of the entry's word in `bytes` */
	size_t count, cap, word_cap;
	struct buf bytes; /* folded words, counted by one byte */
	struct buf folded;
	uint32_t signs[SIGNS];
};

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = mem_alloc(1, sizeof *lexicon);
	lexicon->slot_count = FIRST_SLOTS;
	lexicon->slots = mem_alloc(FIRST_SLOTS, sizeof *lexicon->slots);
	lexicon->entries = mem_room(NULL, 0, &lexicon->cap, sizeof *lexicon->entries);
	lexicon->words = mem_room(NULL, 0, &lexicon->word_cap, sizeof *lexicon->words);
	lexicon->entries[0] = (struct entry){.female = 101};
	lexicon->words[0] = 0;
	buf_add_byte(&lexicon->bytes, 0);
	lexicon->count = 1;
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	free(lexicon->slots);
	free(lexicon->entries);
	free(lexicon->words);
	buf_free(&lexicon->bytes);
	buf_free(&lexicon->folded);
	free(lexicon);
}

/* FNV's low bits are good; its high ones are mixed in for the check. */
static uint64_t hash_of(struct str word)
{
	uint64_t hash = str_hash(word);
	return hash ^ hash >> 29;
}

static struct str word_of(const struct lexicon *lexicon, uint32_t number)
{
	const char *at = lexicon->bytes.ptr + lexicon->words[number];
	return (struct str){at + 1, (unsigned char)*at};
}

static struct slot *slot_of(const struct lexicon *lexicon, struct str word, uint64_t hash)
{
	size_t mask = lexicon->slot_count - 1, at = (size_t)hash & mask;
	uint32_t check = (uint32_t)(hash >> 32);
	for (;; at = (at + 1) & mask) {
		struct slot *slot = &lexicon->slots[at];
		if (slot->entry == 0)
			return slot;
		if (slot->check == check && str_equal(word_of(lexicon, slot->entry), word))
			return slot;
	}
}

static void grow(struct lexicon *lexicon)
{
	struct slot *old = lexicon->slots;
	size_t old_count = lexicon->slot_count;
	lexicon->slot_count = mem_mul(old_count, 2);
	lexicon->slots = mem_alloc(lexicon->slot_count, sizeof *lexicon->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].entry) {
			struct str word = word_of(lexicon, old[i].entry);
			*slot_of(lexicon, word, hash_of(word)) = old[i];
		}
	free(old);
}

static uint32_t add_folded(struct lexicon *lexicon, struct str word)
{
	if (word.len > 255)
		word.len = 255;
	uint64_t hash = hash_of(word);
	struct slot *slot = slot_of(lexicon, word, hash);
	if (slot->entry)
		return slot->entry;
	uint32_t number = (uint32_t)lexicon->count;
	lexicon->entries = mem_room(lexicon->entries, lexicon->count, &lexicon->cap, sizeof *lexicon->entries);
	lexicon->words = mem_room(lexicon->words, lexicon->count, &lexicon->word_cap, sizeof *lexicon->words);
	lexicon->entries[number] = (struct entry){.female = 101};
	lexicon->words[number] = lexicon->bytes.len;
	buf_add_byte(&lexicon->bytes, (char)word.len);
	buf_add(&lexicon->bytes, word);
	lexicon->count++;
	*slot = (struct slot){number, (uint32_t)(hash >> 32)};
	if (lexicon->count * 2 > lexicon->slot_count)
		grow(lexicon);
	return number;
}

uint32_t lexicon_add(struct lexicon *lexicon, struct str word)
{
	buf_clear(&lexicon->folded);
	fold_add(&lexicon->folded, word);
	struct str folded = buf_str(&lexicon->folded);
	if (folded.len == 0)
		return 0;
	uint32_t number = add_folded(lexicon, folded);
	unsigned char first = (unsigned char)folded.ptr[0];
	if (folded.len == 1 && first < SIGNS)
		lexicon->signs[first] = number;
	return number;
}

uint32_t lexicon_find(const struct lexicon *lexicon, struct str folded)
{
	if (folded.len == 0 || folded.len > 255)
		return 0;
	return slot_of(lexicon, folded, hash_of(folded))->entry;
}

uint32_t lexicon_sign(const struct lexicon *lexicon, char sign)
{
	unsigned char byte = (unsigned char)sign;
	return byte < SIGNS ? lexicon->signs[byte] : 0;
}

struct entry *lexicon_entry(struct lexicon *lexicon, uint32_t number)
{
	return &lexicon->entries[number];
}

const struct entry *lexicon_get(const struct lexicon *lexicon, uint32_t number)
{
	return &lexicon->entries[number];
}

size_t lexicon_count(const struct lexicon *lexicon)
{
	return lexicon->count;
}
