/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"

static bool is_starter(const struct rule *rule)
{
	const struct rule_start *start = &rule->start;
	if (rule->pattern == NULL)
		return false;
	for (unsigned kind = 0; kind < SHAPE_KINDS; kind++)
		if (start->shapes[kind].lengths)
			return true;
	return start->signs[0] || start->signs[1];
}

static int order_uses(const void *a, const void *b)
{
	const struct hint_use *x = a, *y = b;
	if (x->entries[0] != y->entries[0])
		return x->entries[0] < y->entries[0] ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->mode != y->mode)
		return x->mode < y->mode ? -1 : 1;
	return x->count < y->count ? -1 : x->count > y->count; /* the shortest hint decides first */
}

/* A shorter hint of the same rule that begins like this one makes it superfluous. */
static size_t drop_covered(struct hint_use *uses, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		bool covered = false;
		for (size_t j = kept; j > 0 && uses[j - 1].rule == uses[i].rule && !covered; j--)
			covered = uses[j - 1].mode == uses[i].mode && uses[i].mode != HINT_AFTER &&
				  memcmp(uses[j - 1].entries, uses[i].entries,
					 uses[j - 1].count * sizeof *uses[i].entries) == 0;
		if (!covered)
			uses[kept++] = uses[i];
	}
	return kept;
}

/* A rule may begin at its hints, before and behind them: then each hint is used up to three times. */
static size_t add_uses(struct hint_use *uses, size_t count, const struct rule *rule, size_t number, const struct hint *hint)
{
	struct hint_use use = {.rule = (uint32_t)number, .count = hint->count, .mode = HINT_NEAR, .reach = rule->reach};
	memcpy(use.entries, hint->entries, sizeof use.entries);
	if (!rule->start.given)
		uses[count++] = use;
	use.mode = HINT_AT;
	if (rule->start.hint)
		uses[count++] = use;
	use.mode = HINT_BEFORE;
	if (rule->start.before)
		uses[count++] = use;
	use.mode = HINT_AFTER;
	if (rule->start.after)
		uses[count++] = use;
	return count;
}

static void index_hints(struct rule_index *index, const struct pack_set *set)
{
	size_t count = 0;
	for (size_t i = 0; i < rule_count(set); i++)
		count += 3 * rule_at(set, i)->hint_count;
	index->hints = mem_alloc(count, sizeof *index->hints);
	count = 0;
	for (size_t i = 0; i < rule_count(set); i++) {
		const struct rule *rule = rule_at(set, i);
		for (size_t h = 0; h < rule->hint_count; h++)
			count = add_uses(index->hints, count, rule, i, &rule->hints[h]);
	}
	if (count)
		qsort(index->hints, count, sizeof *index->hints, order_uses);
	index->hint_count = drop_covered(index->hints, count);
	if (index->hint_count)
		index->entry_count = index->hints[index->hint_count - 1].entries[0] + (size_t)1;
	index->hint_from = mem_alloc(index->entry_count + 1, sizeof *index->hint_from);
	for (size_t i = 0; i < index->hint_count; i++)
		index->hint_from[index->hints[i].entries[0] + 1] = (uint32_t)i + 1;
	for (size_t i = 1; i <= index->entry_count; i++)
		if (index->hint_from[i] == 0)
			index->hint_from[i] = index->hint_from[i - 1];
}

static void set_bit(uint64_t *table, const struct rule_index *index, size_t row, size_t bit)
{
	table[row * index->width + bit / 64] |= (uint64_t)1 << bit % 64;
}

static void index_shape(struct rule_index *index, const struct rule_shape *shape, size_t kind, size_t bit)
{
	for (unsigned len = 0; len < SHAPE_LENGTHS; len++)
		if (shape->lengths >> len & 1)
			set_bit(index->by_shape, index, kind * SHAPE_LENGTHS + len, bit);
	for (unsigned byte = 0; byte < 256; byte++)
		if (shape->next[byte >> 6] >> (byte & 63) & 1)
			set_bit(index->by_next, index, kind * 256 + byte, bit);
}

static void index_starter(struct rule_index *index, const struct rule *rule, size_t bit)
{
	for (unsigned byte = 0; byte < 256; byte++)
		if (pattern_admits(rule->pattern, (unsigned char)byte)) {
			set_bit(index->by_byte, index, byte, bit);
			if (byte < 128 && rule->start.signs[byte >> 6] >> (byte & 63) & 1)
				set_bit(index->by_sign, index, byte, bit);
		}
	for (unsigned kind = 0; kind < SHAPE_KINDS; kind++)
		index_shape(index, &rule->start.shapes[kind], kind, bit);
	index_shape(index, &rule->start.shapes[TOKEN_WORD], SHAPE_CAPITALS, bit);
}

static void index_any(struct rule_index *index)
{
	for (size_t row = 0; row < SHAPE_KINDS * (size_t)SHAPE_LENGTHS; row++)
		for (size_t byte = 0; byte < 256; byte++)
			for (size_t i = 0; i < index->width; i++)
				if (index->by_shape[row * index->width + i] & index->by_byte[byte * index->width + i])
					index->any[4 * row + (byte >> 6)] |= (uint64_t)1 << (byte & 63);
}

struct rule_index *rule_index_new(const struct pack_set *set)
{
	struct rule_index *index = mem_alloc(1, sizeof *index);
	index_hints(index, set);
	index->starters = mem_alloc(rule_count(set), sizeof *index->starters);
	for (size_t i = 0; i < rule_count(set); i++) {
		const struct rule *rule = rule_at(set, i);
		if (is_starter(rule))
			index->starters[index->starter_count++] = (uint32_t)i;
		if (rule->pattern && rule->pattern->captures > index->capture_max)
			index->capture_max = rule->pattern->captures;
	}
	index->width = index->starter_count / 64 + 1;
	index->by_byte = mem_alloc(256 * index->width, sizeof(uint64_t));
	index->by_shape = mem_alloc(SHAPE_KINDS * SHAPE_LENGTHS * index->width, sizeof(uint64_t));
	index->by_next = mem_alloc(SHAPE_KINDS * 256 * index->width, sizeof(uint64_t));
	index->by_sign = mem_alloc(128 * index->width, sizeof(uint64_t));
	index->any = mem_alloc(SHAPE_KINDS * SHAPE_LENGTHS * (size_t)4, sizeof(uint64_t));
	for (size_t i = 0; i < index->starter_count; i++)
		index_starter(index, rule_at(set, index->starters[i]), i);
	index_any(index);
	return index;
}

void rule_index_free(struct rule_index *index)
{
	if (index == NULL)
		return;
	free(index->hint_from);
	free(index->hints);
	free(index->starters);
	free(index->by_byte);
	free(index->by_shape);
	free(index->by_next);
	free(index->by_sign);
	free(index->any);
	free(index);
}
