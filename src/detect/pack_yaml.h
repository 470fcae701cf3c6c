/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The pack file as it is written: libcyaml checks it against the schema, libyaml tells where things stand. */
#ifndef DETECT_PACK_YAML_H
#define DETECT_PACK_YAML_H
#include "base/fault.h"
#include "base/str.h"

struct raw_namespace {
	char *prefix;
	char **uris;
	unsigned uris_count;
};

struct raw_part {
	char *name, *find;
	char **words;
	unsigned words_count;
};

struct raw_field {
	char *path, *what;
};

struct raw_link {
	char *from, *path, *relation;
};

struct raw_xml {
	char *select, *key, *role, *value, *blank;
	struct raw_field *fields;
	unsigned fields_count;
	struct raw_link *links;
	unsigned links_count;
};

struct raw_rule {
	char *id, *what, *find, *check, *about;
	unsigned *score, *reach;
	char **hint, **start, **tests;
	unsigned hint_count, start_count, tests_count;
	struct raw_xml *xml;
};

struct raw_pack {
	char *about;
	struct raw_namespace *namespaces;
	struct raw_part *parts;
	struct raw_rule *rules;
	unsigned namespaces_count, parts_count, rules_count;
};

/* Lines of the file, parallel to raw_pack: line of each rule, of its find and of each test; of each part. */
struct raw_lines {
	unsigned *rules, *finds, *parts;
	unsigned **tests;
	unsigned rule_count, part_count;
	unsigned *test_counts;
};

/* ERR_PACK with file, line and column. On success the caller frees with raw_pack_free() and raw_lines_free(). */
enum err raw_pack_load(const char *path, struct str yaml, struct raw_pack **raw, struct raw_lines *lines,
		       struct fault *fault) MUST_USE;
void raw_pack_free(struct raw_pack *raw);
void raw_lines_free(struct raw_lines *lines);
#endif
