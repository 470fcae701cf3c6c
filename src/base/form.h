/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Strict reading of a small YAML file with fixed keys: policies, rates, lists of kinds. What is not understood in full is
 * ERR_PACK, with file, line, column and what to write instead. */
#ifndef BASE_FORM_H
#define BASE_FORM_H
#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/yaml.h"

struct form {
	const char *path; /* for messages; borrowed */
	struct fault *fault;
};

/* Always ERR_PACK. */
enum err form_refuse(const struct form *form, size_t line, size_t column, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
#define FORM_REFUSE(form, node, ...) form_refuse(form, (node)->line, (node)->column, __VA_ARGS__)

/* The map has no other keys than these (NULL at the end); `what` is what messages call it: "a policy". */
enum err form_keys(const struct form *form, const struct yaml *map, const char *const *keys, const char *what) MUST_USE;

/* One text that must be there; with `empty`, it may be "". The caller frees `*text`. */
enum err form_text(const struct form *form, const struct yaml *map, const char *key, bool empty, char **text) MUST_USE;

/* One text or a list of texts, none empty; `*items` borrows from the tree. */
enum err form_items(const struct form *form, const struct yaml *map, const char *key, const struct yaml **items,
		    size_t *count) MUST_USE;
/* The same, copied; the caller frees with form_texts_free(). */
enum err form_texts(const struct form *form, const struct yaml *map, const char *key, char ***texts, size_t *count) MUST_USE;
void form_texts_free(char **texts, size_t count);

/* A list of maps, which may be empty when `least` is 0. */
enum err form_list(const struct form *form, const struct yaml *map, const char *key, size_t least, size_t most,
		   const struct yaml **list) MUST_USE;

/* Which of `words` (NULL at the end) the value is; `list` is what to say when it is none of them. */
enum err form_choice(const struct form *form, const struct yaml *value, const char *const *words, const char *list,
		     size_t *choice) MUST_USE;

/* A decimal number with at most `places` digits behind the point, as that many ten-parts: "0.10" with 2 places is 10. */
enum err form_decimal(const struct form *form, const struct yaml *map, const char *key, unsigned places, uint64_t least,
		      uint64_t most, uint64_t *number) MUST_USE;

bool form_is_day(const char *text); /* has the form 2025-01-31 */
#endif
