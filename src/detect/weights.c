/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/weights.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct slot {
	uint64_t hash;
	int32_t weights[WEIGHT_COUNT];
};

struct weights {
	struct slot *slots; /* open addressing; hash 0 is free */
	size_t cap, count;
};

static struct slot *find(const struct weights *weights, uint64_t hash)
{
	size_t at = (size_t)(hash ^ hash >> 32) & (weights->cap - 1);
	while (weights->slots[at].hash && weights->slots[at].hash != hash)
		at = (at + 1) & (weights->cap - 1);
	return &weights->slots[at];
}

static void grow(struct weights *weights)
{
	struct weights bigger = {.cap = weights->cap ? 2 * weights->cap : 4096};
	bigger.slots = mem_alloc(bigger.cap, sizeof *bigger.slots);
	for (size_t i = 0; i < weights->cap; i++)
		if (weights->slots[i].hash)
			*find(&bigger, weights->slots[i].hash) = weights->slots[i];
	free(weights->slots);
	weights->slots = bigger.slots;
	weights->cap = bigger.cap;
}

/* "\t120\t-3": at least one of them, and nothing else. */
static bool read_weights(const char *at, const char *end, int32_t weights[WEIGHT_COUNT])
{
	size_t count = 0;
	while (at < end && *at == '\t' && count < WEIGHT_COUNT) {
		char *stop;
		long weight = strtol(at + 1, &stop, 10);
		if (stop == at + 1 || weight < -1000000 || weight > 1000000)
			return false;
		weights[count++] = (int32_t)weight;
		at = stop;
	}
	return count && at == end;
}

static bool add(struct weights *weights, struct str line)
{
	const char *tab = memchr(line.ptr, '\t', line.len);
	struct slot new = {0};
	if (!tab || tab == line.ptr || !read_weights(tab, line.ptr + line.len, new.weights))
		return false;
	if (2 * weights->count >= weights->cap)
		grow(weights);
	const char *equal = memchr(line.ptr, '=', (size_t)(tab - line.ptr)), *a = equal ? equal + 1 : NULL;
	if (!equal)
		return false;
	const char *space = memchr(a, ' ', (size_t)(tab - a)), *a_end = space ? space : tab;
	new.hash = feature_hash(str_hash((struct str){line.ptr, (size_t)(equal - line.ptr)}), str_hash((struct str){a, (size_t)(a_end - a)}),
				space ? str_hash((struct str){space + 1, (size_t)(tab - space - 1)}) : 0);
	struct slot *slot = find(weights, new.hash);
	weights->count += slot->hash == 0;
	*slot = new;
	return true;
}

struct weights *weights_load(const char *path, struct fault *fault)
{
	FILE *file = fopen(path, "re");
	if (!file) {
		fault_set(fault, ERR_PACK, "%s: cannot read the weights: %s", path, strerror(errno));
		return NULL;
	}
	struct weights *weights = mem_alloc(1, sizeof *weights);
	grow(weights);
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

const int32_t *weights_of(const struct weights *weights, uint64_t kind, uint64_t a, uint64_t b)
{
	return find(weights, feature_hash(kind, a, b))->weights;
}
