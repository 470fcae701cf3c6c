/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/mix.h"

enum { FIRST_SLOTS = 1 << 16, SIGNS = 128, DIGIT_BITS = 1 << 13 };

/* Open addressing; a slot holds an entry number and the word's whole hash, so that a look-up touches one cache line. Two
 * different words with the same 64 bits do not happen by chance among the few hundred thousand there are, and what is
 * looked up in documents could at worst be taken for a known word: words are evidence, never proof. */
struct slot {
	uint64_t hash;
	uint32_t entry;
};

struct lexicon {
	struct slot *slots;
	size_t slot_count; /* a power of two */
	struct entry *entries;
	size_t count, cap;
	struct buf folded;
	uint32_t signs[SIGNS];
	uint64_t digits[DIGIT_BITS / 64]; /* by hash: whether one that begins with a digit may be an entry; few do, and numbers are many */
};

struct lexicon *lexicon_new(void)
{
	struct lexicon *lexicon = mem_alloc(1, sizeof *lexicon);
	lexicon->slot_count = FIRST_SLOTS;
	lexicon->slots = mem_alloc(FIRST_SLOTS, sizeof *lexicon->slots);
	lexicon->entries = mem_room(NULL, 0, &lexicon->cap, sizeof *lexicon->entries);
	lexicon->entries[0] = (struct entry){.female = 101};
	lexicon->count = 1;
	return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	free(lexicon->slots);
	free(lexicon->entries);
	buf_free(&lexicon->folded);
	free(lexicon);
}

static inline struct slot *slot_of(const struct lexicon *lexicon, uint64_t hash)
{
	size_t mask = lexicon->slot_count - 1, at = (size_t)hash & mask;
	while (lexicon->slots[at].entry && lexicon->slots[at].hash != hash)
		at = (at + 1) & mask;
	return &lexicon->slots[at];
}

static void grow(struct lexicon *lexicon)
{
	struct slot *old = lexicon->slots;
	size_t old_count = lexicon->slot_count;
	lexicon->slot_count = mem_mul(old_count, 2);
	lexicon->slots = mem_alloc(lexicon->slot_count, sizeof *lexicon->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].entry)
			*slot_of(lexicon, old[i].hash) = old[i];
	free(old);
}

/* False: surely no entry. */
static inline bool may_be_entry(const struct lexicon *lexicon, struct str word, uint64_t hash)
{
	return !ascii_digit(word.ptr[0]) || (lexicon->digits[hash % DIGIT_BITS / 64] >> hash % 64 & 1);
}

static uint32_t add_folded(struct lexicon *lexicon, struct str word)
{
	if (word.len > 255)
		word.len = 255;
	uint64_t hash = str_mix(word);
	struct slot *slot = slot_of(lexicon, hash);
	if (slot->entry)
		return slot->entry;
	uint32_t number = (uint32_t)lexicon->count;
	lexicon->entries = mem_room(lexicon->entries, lexicon->count, &lexicon->cap, sizeof *lexicon->entries);
	lexicon->entries[number] = (struct entry){.female = 101};
	lexicon->count++;
	*slot = (struct slot){hash, number};
	if (ascii_digit(word.ptr[0]))
		lexicon->digits[hash % DIGIT_BITS / 64] |= (uint64_t)1 << hash % 64;
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
	uint64_t hash = str_mix(folded);
	return may_be_entry(lexicon, folded, hash) ? slot_of(lexicon, hash)->entry : 0;
}

/* One slot for each hash; what comes later takes the place. */
enum { RECENT_SLOTS = 1 << 14 };

struct lexicon_recent {
	struct slot slots[RECENT_SLOTS];
};

struct lexicon_recent *lexicon_recent_new(void)
{
	return mem_alloc(1, sizeof(struct lexicon_recent));
}

void lexicon_recent_free(struct lexicon_recent *recent)
{
	free(recent);
}

uint32_t lexicon_find_recent(const struct lexicon *lexicon, struct lexicon_recent *recent, struct str folded)
{
	if (folded.len == 0 || folded.len > 255)
		return 0;
	uint64_t hash = str_mix(folded);
	if (!may_be_entry(lexicon, folded, hash))
		return 0;
	struct slot *slot = &recent->slots[hash % RECENT_SLOTS];
	if (slot->hash != hash)
		*slot = (struct slot){hash, slot_of(lexicon, hash)->entry};
	return slot->entry;
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
