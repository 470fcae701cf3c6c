/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/weights.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Half of the hash: the place says the rest. Small, because workers look up some thousand features for each document. */
struct slot {
	uint32_t half; /* 0: free; then all weights are 0 */
	int16_t weights[WEIGHT_COUNT];
};

/* A slot as eight numbers to add up at once: the first two are its half of the hash. */
typedef int16_t slot_numbers __attribute__((vector_size(16)));
typedef int32_t slot_sums __attribute__((vector_size(32)));
enum { NUMBERS_BEFORE = 2 };
_Static_assert(sizeof(struct slot) == sizeof(slot_numbers), "a slot is eight small numbers");

struct weights {
	struct slot *slots; /* open addressing */
	size_t cap;
};

static uint32_t half_of(uint64_t hash)
{
	uint32_t half = (uint32_t)(hash >> 32);
	return half ? half : 1;
}

static struct slot *find(const struct weights *weights, uint64_t hash)
{
	size_t at = (size_t)hash & (weights->cap - 1);
	uint32_t half = half_of(hash);
	while (weights->slots[at].half && weights->slots[at].half != half)
		at = (at + 1) & (weights->cap - 1);
	return &weights->slots[at];
}

/* Room for so many features: half of the slots stay free. */
static struct weights *weights_new(size_t most)
{
	struct weights *weights = mem_alloc(1, sizeof *weights);
	for (weights->cap = 64; weights->cap / 2 <= most;)
		weights->cap = mem_mul(weights->cap, 2);
	weights->slots = mem_alloc(weights->cap, sizeof *weights->slots);
	return weights;
}

static size_t count_lines(FILE *file)
{
	size_t lines = 1;
	for (int c; (c = getc_unlocked(file)) != EOF;)
		lines += c == '\n';
	rewind(file);
	return lines;
}

/* "\t120\t-3": at least one of them, and nothing else. */
static bool read_weights(const char *at, const char *end, int16_t weights[WEIGHT_COUNT])
{
	size_t count = 0;
	while (at < end && *at == '\t' && count < WEIGHT_COUNT) {
		char *stop;
		long weight = strtol(at + 1, &stop, 10);
		if (stop == at + 1 || weight < INT16_MIN || weight > INT16_MAX)
			return false;
		weights[count++] = (int16_t)weight;
		at = stop;
	}
	return count && at == end;
}

static bool add(struct weights *weights, struct str line)
{
	const char *tab = memchr(line.ptr, '\t', line.len), *equal = tab ? memchr(line.ptr, '=', (size_t)(tab - line.ptr)) : NULL;
	struct slot new = {0};
	if (!equal || equal == line.ptr || !read_weights(tab, line.ptr + line.len, new.weights))
		return false;
	const char *a = equal + 1, *space = memchr(a, ' ', (size_t)(tab - a)), *a_end = space ? space : tab;
	uint64_t hash = feature_hash(str_hash((struct str){line.ptr, (size_t)(equal - line.ptr)}), str_hash((struct str){a, (size_t)(a_end - a)}),
				     space ? str_hash((struct str){space + 1, (size_t)(tab - space - 1)}) : 0);
	new.half = half_of(hash);
	*find(weights, hash) = new;
	return true;
}

struct weights *weights_load(const char *path, struct fault *fault)
{
	FILE *file = fopen(path, "re");
	if (!file) {
		fault_set(fault, ERR_PACK, "%s: cannot read the weights: %s", path, strerror(errno));
		return NULL;
	}
	struct weights *weights = weights_new(count_lines(file));
	char *line = NULL;
	size_t cap = 0, number = 0;
	ssize_t len;
	enum err err = ERR_NONE;
	while (!err && (len = getline(&line, &cap, file)) >= 0) {
		size_t size = (size_t)len - (len && line[len - 1] == '\n');
		line[size] = '\0';
		number++;
		if (size && line[0] != '#' && !add(weights, (struct str){line, size}))
			err = fault_set(fault, ERR_PACK, "%s:%zu: not a feature and its weights, a tab before each", path, number);
	}
	if (!err && ferror(file))
		err = fault_set(fault, ERR_PACK, "%s: reading failed: %s", path, strerror(errno));
	free(line);
	fclose(file);
	if (err) {
		weights_free(weights);
		return NULL;
	}
	return weights;
}

void weights_free(struct weights *weights)
{
	if (weights)
		free(weights->slots);
	free(weights);
}

const int16_t *weights_at(const struct weights *weights, uint64_t hash)
{
	return find(weights, hash)->weights;
}

/* They lie anywhere in the table, which is as large as the cache. */
void weights_fetch(const struct weights *weights, const uint64_t *hashes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&weights->slots[hashes[i] & (weights->cap - 1)]);
}

void weights_add(const struct weights *weights, const uint64_t *hashes, size_t count, int32_t sums[WEIGHT_COUNT])
{
	slot_sums all = {0};
	for (size_t i = 0; i < count; i++) {
		slot_numbers numbers;
		memcpy(&numbers, find(weights, hashes[i]), sizeof numbers);
		all += __builtin_convertvector(numbers, slot_sums);
	}
	for (size_t i = 0; i < WEIGHT_COUNT; i++)
		sums[i] += all[NUMBERS_BEFORE + i];
}
