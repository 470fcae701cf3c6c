/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/weights.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Half of the hash: the place says the rest. Small, because workers look up some thousand features for each document. */
struct slot {
	uint32_t half;
	int32_t weight; /* 0: free */
};

struct weights {
	struct slot *slots; /* open addressing */
	size_t cap;
};

static struct slot *find(const struct weights *weights, uint64_t hash)
{
	size_t at = (size_t)hash & (weights->cap - 1);
	uint32_t half = (uint32_t)(hash >> 32);
	while (weights->slots[at].weight && weights->slots[at].half != half)
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

static bool add(struct weights *weights, struct str line)
{
	const char *tab = memrchr(line.ptr, '\t', line.len);
	if (!tab || tab == line.ptr)
		return false;
	char *end;
	long weight = strtol(tab + 1, &end, 10);
	if (end == tab + 1 || end != line.ptr + line.len || weight < -1000000 || weight > 1000000)
		return false;
	const char *equal = memchr(line.ptr, '=', (size_t)(tab - line.ptr)), *a = equal ? equal + 1 : NULL;
	if (!equal)
		return false;
	const char *space = memchr(a, ' ', (size_t)(tab - a)), *a_end = space ? space : tab;
	uint64_t hash = feature_hash(str_hash((struct str){line.ptr, (size_t)(equal - line.ptr)}), str_hash((struct str){a, (size_t)(a_end - a)}),
				     space ? str_hash((struct str){space + 1, (size_t)(tab - space - 1)}) : 0);
	if (weight)
		*find(weights, hash) = (struct slot){(uint32_t)(hash >> 32), (int32_t)weight};
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
			err = fault_set(fault, ERR_PACK, "%s:%zu: not a feature, a tab and a weight", path, number);
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

int32_t weights_of(const struct weights *weights, uint64_t kind, uint64_t a, uint64_t b)
{
	return find(weights, feature_hash(kind, a, b))->weight;
}
