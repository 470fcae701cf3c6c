/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/gone.h"

#include <stdlib.h>

#include "base/mem.h"

enum { LEAST = 4, EMPTY = 0 };

/* Hashes, in a table with open addresses; the names themselves need not be kept. */
struct gone {
	uint64_t *table;
	size_t count, cap; /* cap: power of two, or 0 */
};

struct gone *gone_new(void)
{
	return mem_alloc(1, sizeof(struct gone));
}

void gone_free(struct gone *gone)
{
	if (gone == NULL)
		return;
	free(gone->table);
	free(gone);
}

void gone_clear(struct gone *gone)
{
	for (size_t i = 0; i < gone->cap; i++)
		gone->table[i] = EMPTY;
	gone->count = 0;
}

/* The place of the hash, or of the hole where it would be. */
static size_t place(const struct gone *gone, uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 32) & (gone->cap - 1);
	while (gone->table[at] != EMPTY && gone->table[at] != hash)
		at = (at + 1) & (gone->cap - 1);
	return at;
}

static void put(struct gone *gone, uint64_t hash)
{
	if (2 * gone->count >= gone->cap) {
		struct gone larger = {.cap = gone->cap ? 2 * gone->cap : 64};
		larger.table = mem_alloc(larger.cap, sizeof *larger.table);
		for (size_t i = 0; i < gone->cap; i++)
			if (gone->table[i] != EMPTY)
				larger.table[place(&larger, gone->table[i])] = gone->table[i];
		larger.count = gone->count;
		free(gone->table);
		*gone = larger;
	}
	size_t at = place(gone, hash);
	gone->count += gone->table[at] == EMPTY;
	gone->table[at] = hash;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The next word of the text; 0 at its end. Bytes of letters beyond ASCII count as they are. */
static uint64_t next_word(struct str *text)
{
	while (text->len) {
		uint64_t hash = 14695981039346656037u;
		size_t i = 0, letters = 0;
		for (; i < text->len && is_space(text->ptr[i]); i++)
			;
		for (; i < text->len && !is_space(text->ptr[i]); i++) {
			unsigned char c = (unsigned char)text->ptr[i];
			if (c >= 'A' && c <= 'Z')
				c = (unsigned char)(c - 'A' + 'a');
			if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c < 0x80)
				continue;
			hash = (hash ^ c) * 1099511628211u;
			letters++;
		}
		*text = (struct str){text->ptr + i, text->len - i};
		if (letters >= LEAST)
			return hash == EMPTY ? 1 : hash;
	}
	return EMPTY;
}

void gone_add(struct gone *gone, struct str text)
{
	for (uint64_t hash; (hash = next_word(&text)) != EMPTY;)
		put(gone, hash);
}

static bool stands_in(struct str text, uint64_t wanted)
{
	for (uint64_t hash; (hash = next_word(&text)) != EMPTY;)
		if (hash == wanted)
			return true;
	return false;
}

bool gone_is_empty(const struct gone *gone)
{
	return gone->count == 0;
}

bool gone_survives(const struct gone *gone, struct str text, struct str left)
{
	if (gone->count == 0)
		return false;
	for (uint64_t hash; (hash = next_word(&text)) != EMPTY;)
		if (gone->table[place(gone, hash)] == hash && !stands_in(left, hash))
			return true;
	return false;
}

void gone_find(const struct gone *gone, struct str text, struct gone *found)
{
	if (gone->count == 0)
		return;
	for (uint64_t hash; (hash = next_word(&text)) != EMPTY;)
		if (gone->table[place(gone, hash)] == hash)
			put(found, hash);
}

/* A hole would part others from their places: they are put anew. */
static void take_out(struct gone *gone, uint64_t hash)
{
	struct gone rest = {.cap = gone->cap};
	rest.table = mem_alloc(rest.cap, sizeof *rest.table);
	for (size_t i = 0; i < gone->cap; i++)
		if (gone->table[i] != EMPTY && gone->table[i] != hash)
			put(&rest, gone->table[i]);
	free(gone->table);
	*gone = rest;
}

void gone_forgive(struct gone *found, struct str text)
{
	for (uint64_t hash; found->count && (hash = next_word(&text)) != EMPTY;)
		if (found->table[place(found, hash)] == hash)
			take_out(found, hash);
}
