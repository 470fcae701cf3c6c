/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A small YAML file as a tree that knows where each value stands, so that messages can name line and column. Strict:
 * no anchors, aliases, tags, second documents, keys twice or keys that are not plain text; 1 MiB, 12 levels deep. */
#ifndef BASE_YAML_H
#define BASE_YAML_H
#include "base/fault.h"
#include "base/str.h"

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	size_t line, column;  /* of the value, from 1 */
	char *text;           /* YAML_TEXT: the scalar, never NULL */
	char *key;            /* of a value in a map, else NULL */
	size_t key_line, key_column;
	struct yaml *items;   /* YAML_LIST, YAML_MAP */
	size_t count, cap;
};

/* Reads `bytes`; `path` is for messages. ERR_PACK names file, line and column. The caller frees `*root`. */
enum err yaml_read(const char *path, struct str bytes, struct yaml **root, struct fault *fault) MUST_USE;
enum err yaml_load(const char *path, struct yaml **root, struct fault *fault) MUST_USE; /* of a file */
void yaml_tree_free(struct yaml *root);

/* Appends the bytes of such a file, but not much more than it may have. */
enum err yaml_file(const char *path, struct buf *bytes, struct fault *fault) MUST_USE;

/* The value of `key`; NULL when the map has none or `map` is no map. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);
#endif
