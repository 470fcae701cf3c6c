/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which rules to try at a token: by the lexicon entry of a hint word, and by the token's shape and first byte. Built once
 * per pack set, read-only. Internal to rules.c and the pack loader. */
#ifndef DETECT_RULES_INDEX_H
#define DETECT_RULES_INDEX_H
#include "detect/lexicon.h"
#include "detect/pack.h"
#include "detect/token.h"

enum { SHAPE_LENGTHS = 32 };

enum hint_mode { HINT_NEAR, HINT_BEFORE, HINT_AT, HINT_AFTER }; /* in the order they are tried */

struct hint_use {
	uint32_t rule;
	uint32_t count;      /* words of the hint */
	uint32_t entries[6];
	enum hint_mode mode;
	uint32_t reach;
};

/* A set of shape-entered rules is `width` 64-bit words; bit i stands for rule `starters[i]`. */
struct rule_index {
	uint32_t *hint_from; /* by entry number: first of its uses; [entry + 1] is the end */
	size_t entry_count;
	struct hint_use *hints;
	size_t hint_count;
	uint32_t *starters;
	size_t starter_count, width;
	uint64_t *by_byte;   /* [256][width] */
	uint64_t *by_shape;  /* [SHAPE_KINDS][SHAPE_LENGTHS][width] */
	uint64_t *by_next;   /* [SHAPE_KINDS][256][width] */
	uint64_t *by_sign;   /* [128][width], first byte already considered */
	uint64_t *any;       /* [SHAPE_KINDS][SHAPE_LENGTHS][4]: bit by first byte, whether by_shape and by_byte have a rule in common */
	uint32_t capture_max;
};

struct rule_index *rule_index_new(const struct pack_set *set);
void rule_index_free(struct rule_index *index);
#endif
