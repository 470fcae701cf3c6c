/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rule packs: YAML files of rules, each with its own tests (manual: blackbar-pack.5). A pack set is loaded once, before
 * workers are forked, and is read-only afterwards. It owns everything it gives out; pointers live as long as the set. */
#ifndef DETECT_PACK_H
#define DETECT_PACK_H
#include "base/fault.h"
#include "base/hash.h"
#include "base/str.h"
#include "detect/check.h"
#include "detect/lexicon.h"
#include "view/selector.h"
#include "view/what.h"

enum { PACK_RULES_MAX = 4096, PACK_FILE_MAX = 4 << 20 };

struct pack {
	char *path;  /* as it was opened */
	char *name;  /* file name without folders */
	char *about; /* one line */
	unsigned char sha256[SHA256_SIZE];
};

/* One line of `tests:`; [[ ]] marks what must be found. */
struct rule_test {
	char *text;
	unsigned line; /* in the pack file */
};

/* Where a match may begin. Tokens: lengths in bytes, one bit each, bit 31 for 31 and more; and the byte that stands right
 * behind the token, one bit each (the first byte of a longer character; a line end where the text ends). A space before a
 * capital letter or digit has a code of its own, and so has a line end: that code and SHAPE_LINE. */
struct rule_shape {
	uint32_t lengths;
	uint64_t next[4];
};

enum {
	SHAPE_CAPITAL = 1,
	SHAPE_DIGIT,   /* a number, or a code in capitals that begins with a digit: 4410, 2B */
	SHAPE_ORDINAL, /* digits and small letters: 3rd */
	SHAPE_LINE = 4
};
/* Words all in capitals are a kind of their own behind TOKEN_WORD, TOKEN_NUMBER and TOKEN_MIXED: what is said of words holds for
 * them, and more may. */
enum { SHAPE_CAPITALS = 3, SHAPE_KINDS };

struct rule_start {
	bool hint;   /* at the first word of the hint */
	bool after;  /* right behind the last word of the hint */
	bool before; /* at a capitalised word or number shortly before the hint */
	struct rule_shape shapes[SHAPE_KINDS];
	uint64_t signs[2]; /* ASCII characters */
	bool given; /* the pack says so, this is not the default */
};

struct hint {
	uint32_t entries[6]; /* lexicon numbers of its words */
	uint32_t count;
};

struct pattern; /* the compiled regular expression, rules.c */

struct rule {
	char *id;
	const struct pack *pack;
	unsigned line;   /* of the rule in its file */
	unsigned find_line;
	char *about;     /* NULL: none */
	enum what what;
	uint8_t score;
	char *find;      /* with its parts filled in; NULL for xml rules */
	char *check_name; /* NULL: none */
	check_function *check;
	char **hint_texts;
	struct hint *hints;
	size_t hint_count;
	uint32_t reach; /* a digit must stand at most so many bytes behind the hint; UINT32_MAX: none need */
	struct rule_start start;
	struct rule_test *tests;
	size_t test_count;
	size_t selector; /* index into the selectors, or PACK_NO_SELECTOR */
	struct pattern *pattern;
};

#define PACK_NO_SELECTOR SIZE_MAX

struct pack_set;

/* `lexicon` is borrowed; the words of hints are added to it. Load packs before long name lists: entries of hints then
 * have small numbers, and looking them up stays in the cache. */
struct pack_set *pack_set_new(struct lexicon *lexicon);
void pack_set_free(struct pack_set *set);

/* Loads one file, or all "*.yaml" of a folder (not its folders) in order of their names. ERR_PACK names file, line, column
 * and what to write instead. After an error the set may only be freed. */
enum err pack_load(struct pack_set *set, const char *path, struct fault *fault) MUST_USE;
/* Of a folder all but the file `except`, which is no pack. */
enum err pack_load_folder(struct pack_set *set, const char *path, const char *except, struct fault *fault) MUST_USE;

/* Loads a pack from memory; `path` is for messages. */
enum err pack_load_text(struct pack_set *set, const char *path, struct str yaml, struct fault *fault) MUST_USE;

/* To be called once, after the last pack and before the first match: builds the indexes. Some expressions are compiled
 * meanwhile, and what is wrong with them is said here only. */
enum err pack_set_finish(struct pack_set *set, struct fault *fault) MUST_USE;

size_t pack_count(const struct pack_set *set);
const struct pack *pack_at(const struct pack_set *set, size_t index);
size_t rule_count(const struct pack_set *set);
const struct rule *rule_at(const struct pack_set *set, size_t index); /* finding.rule is such an index */
size_t rule_named(const struct pack_set *set, const char *id);        /* index, or rule_count() */

/* All xml rules, as formats want them; the index is field.rule. */
const struct selector *pack_selectors(const struct pack_set *set, size_t *count);
size_t selector_rule(const struct pack_set *set, size_t selector); /* the rule a selector belongs to */

struct lexicon *pack_lexicon(const struct pack_set *set);
#endif
