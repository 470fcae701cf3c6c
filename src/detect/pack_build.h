/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Between the files of the pack loader and the matcher; nobody else includes this. */
#ifndef DETECT_PACK_BUILD_H
#define DETECT_PACK_BUILD_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack.h"
#include "detect/pack_yaml.h"
#include "detect/rules_index.h"

/* A compiled regular expression. Anchored where matches begin at tokens, searching where they lie in a window. */
struct pattern {
	pcre2_code *code;
	bool jit, anchored;
	uint32_t captures;
	uint32_t *cuts; /* numbers of the groups named "cut" */
	size_t cut_count;
	uint64_t first[4]; /* bytes a match can begin with */
};

static inline bool pattern_admits(const struct pattern *pattern, unsigned char first)
{
	return pattern->first[first >> 6] >> (first & 63) & 1;
}

struct pack_set {
	struct lexicon *lexicon;
	struct pack **packs;
	size_t pack_count, pack_cap;
	struct rule **rules;
	size_t rule_count, rule_cap;
	struct selector *selectors;
	size_t *selector_rules;
	size_t selector_count, selector_cap, selector_rule_cap;
	struct selector_namespace **namespaces; /* one list per pack that has any */
	size_t *namespace_counts;
	size_t namespace_count, namespace_cap, namespace_count_cap;
	struct rule_index *index;
	struct compiling **compiling; /* one for each pack whose expressions are being compiled */
	size_t compiling_count, compiling_cap;
};

/* Where a sentence about a pack points: path and line. */
struct place {
	const char *path;
	unsigned line;
};

static inline char *text_copy(const char *text) /* of NULL: NULL */
{
	return text ? mem_text(text, strlen(text)) : NULL;
}

enum err rule_build(struct pack_set *set, const struct pack *pack, const struct raw_pack *raw,
		    const struct raw_lines *lines, unsigned i, struct fault *fault) MUST_USE;
void rule_free(struct rule *rule);

enum err selector_build(struct pack_set *set, struct rule *rule, const struct raw_rule *raw, struct fault *fault) MUST_USE;
enum err namespaces_build(struct pack_set *set, const struct pack *pack, const struct raw_pack *raw,
			  struct fault *fault) MUST_USE;
void selectors_free(struct pack_set *set);

enum err start_parse(struct rule *rule, const struct raw_rule *raw, struct fault *fault) MUST_USE;
enum err hints_parse(struct pack_set *set, struct rule *rule, const struct raw_rule *raw, struct fault *fault) MUST_USE;

/* Appends an expression for one of the words, taken literally, a longer one before its own beginning; words with the same
 * first letter share it, which PCRE2 tries much faster than a plain list. */
void words_expression(struct buf *out, char **words, unsigned count);

/* Compiles the expressions of the rules from `first` on, which are whole otherwise, beside what goes on. */
void patterns_start(struct pack_set *set, size_t first);
/* Waits for all of them; to be called before the set is used or freed. Says what is wrong with the first bad one. */
enum err patterns_finish(struct pack_set *set, struct fault *fault) MUST_USE;
enum err pattern_compile(struct rule *rule, struct fault *fault) MUST_USE;
void pattern_free(struct pattern *pattern);
#endif
