/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A set of 64-bit hashes, open addressing. The hash is SipHash-2-4 with a random key, because names come from strangers
 * and chosen ones could make the table crawl. The key changes no result, but for two names in 2^64 that fall together,
 * of which one would be refused. */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/mem.h"
#include "input/path.h"

struct names {
	uint64_t key[2];
	uint64_t *slots; /* 0: free */
	size_t count, cap;
};

static uint64_t turn(uint64_t value, unsigned bits)
{
	return value << bits | value >> (64 - bits);
}

static void mix(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = turn(v[1], 13) ^ v[0];
	v[0] = turn(v[0], 32);
	v[2] += v[3];
	v[3] = turn(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = turn(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = turn(v[1], 17) ^ v[2];
	v[2] = turn(v[2], 32);
}

static void absorb(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	mix(v);
	mix(v);
	v[0] ^= word;
}

static uint64_t hash(const struct names *names, struct str s)
{
	uint64_t v[4] = {names->key[0] ^ 0x736f6d6570736575u, names->key[1] ^ 0x646f72616e646f6du,
			 names->key[0] ^ 0x6c7967656e657261u, names->key[1] ^ 0x7465646279746573u};
	uint64_t word;
	size_t at = 0;
	for (; s.len - at >= 8; at += 8) {
		memcpy(&word, s.ptr + at, 8);
		absorb(v, word);
	}
	word = (uint64_t)s.len << 56;
	for (unsigned i = 0; at < s.len; i++, at++)
		word |= (uint64_t)(unsigned char)s.ptr[at] << (8 * i);
	absorb(v, word);
	v[2] ^= 0xff;
	for (int i = 0; i < 4; i++)
		mix(v);
	uint64_t result = v[0] ^ v[1] ^ v[2] ^ v[3];
	return result ? result : 1;
}

struct names *names_open(void)
{
	struct names *names = mem_alloc(1, sizeof *names);
	/* without randomness the zero key is only less of a defence */
	if (getrandom(names->key, sizeof names->key, GRND_NONBLOCK) != (ssize_t)sizeof names->key)
		memset(names->key, 0, sizeof names->key);
	names->cap = 1024;
	names->slots = mem_alloc(names->cap, sizeof *names->slots);
	return names;
}

void names_clear(struct names *names)
{
	memset(names->slots, 0, names->cap * sizeof *names->slots);
	names->count = 0;
}

void names_close(struct names *names)
{
	if (names == NULL)
		return;
	free(names->slots);
	free(names);
}

static uint64_t *slot_of(const struct names *names, uint64_t value)
{
	size_t at = (size_t)value & (names->cap - 1);
	while (names->slots[at] && names->slots[at] != value)
		at = (at + 1) & (names->cap - 1);
	return &names->slots[at];
}

static void insert(struct names *names, uint64_t value)
{
	uint64_t *slot = slot_of(names, value);
	if (*slot)
		return;
	*slot = value;
	if (++names->count < names->cap / 4 * 3)
		return;
	uint64_t *old = names->slots;
	size_t count = names->cap;
	names->cap = mem_mul(count, 2);
	names->slots = mem_alloc(names->cap, sizeof *names->slots);
	for (size_t i = 0; i < count; i++)
		if (old[i])
			*slot_of(names, old[i]) = old[i];
	free(old);
}

static bool has(const struct names *names, struct str text)
{
	return *slot_of(names, hash(names, text)) != 0;
}

/* ASCII and Latin-1 letters: in UTF-8 the latter are 0xc3 with 0x80 to 0x9e, but for the multiplication sign. */
static void fold(char *ptr, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)ptr[i], last = i ? (unsigned char)ptr[i - 1] : 0;
		if ((byte >= 'A' && byte <= 'Z') || (last == 0xc3 && byte >= 0x80 && byte <= 0x9e && byte != 0x97))
			ptr[i] = (char)(byte + 0x20);
	}
}

/* Documents are kept as "a/b", folders as "a/". */
static enum err add_folded(struct names *names, struct str path, struct fault *fault)
{
	if (has(names, path))
		return fault_set(fault, ERR_MALFORMED,
				 "another document has this path already (capital letters do not count); "
				 "rename one, or run the inputs one by one");
	struct str as_folder = {path.ptr, path.len + 1}; /* the copy has a '/' behind it */
	if (has(names, as_folder))
		return fault_set(fault, ERR_MALFORMED, "a folder has this path already; rename one");
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/' && has(names, (struct str){path.ptr, i}))
			return fault_set(fault, ERR_MALFORMED, "one of its folders is a document as well; rename one");
	for (size_t i = 0; i < path.len; i++)
		if (path.ptr[i] == '/')
			insert(names, hash(names, (struct str){path.ptr, i + 1}));
	insert(names, hash(names, path));
	return ERR_NONE;
}

enum err names_add(struct names *names, struct str path, struct fault *fault)
{
	struct buf folded = {0};
	buf_add(&folded, path);
	fold(folded.ptr, folded.len);
	buf_add_byte(&folded, '/');
	enum err err = add_folded(names, (struct str){folded.ptr, path.len}, fault);
	buf_free(&folded);
	return err;
}
