/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/classes.h"

#include <stdlib.h>
#include <string.h>

#include "base/form.h"
#include "base/mem.h"

enum { CLASSES_MOST = 60, MASK_MOST = 99 };

struct class {
	char *name;
	const struct yaml *titles, *statutes; /* in the tree; NULL: none */
	size_t title_count, statute_count;
};

struct classes {
	struct yaml *root;
	char *version;
	uint64_t mask_below;
	unsigned char sha256[SHA256_SIZE];
	struct class *list;
	size_t count;
	struct class attempt;
};

/* A list of texts that may be left out. */
static enum err take_list(const struct form *form, const struct yaml *map, const char *key, const struct yaml **list, size_t *count)
{
	return yaml_get(map, key) ? form_items(form, map, key, list, count) : ERR_NONE;
}

static enum err take_class(const struct form *form, const struct yaml *map, const char *const *keys, struct class *class)
{
	enum err err = form_keys(form, map, keys, "a class");
	if (!err)
		err = take_list(form, map, "titles", &class->titles, &class->title_count);
	if (!err)
		err = take_list(form, map, "statutes", &class->statutes, &class->statute_count);
	if (!err && !class->titles && !class->statutes)
		err = FORM_REFUSE(form, map, "this class has neither titles nor statutes");
	return err;
}

static enum err take_name(const struct form *form, struct classes *classes, const struct yaml *map)
{
	struct class *class = &classes->list[classes->count];
	enum err err = form_text(form, map, "class", false, &class->name);
	if (err)
		return err;
	classes->count++;
	if (strcmp(class->name, CLASS_NONE) == 0 || strlen(class->name) > CLASS_NAME_LIMIT)
		return FORM_REFUSE(form, map, "a class needs a name of its own, of at most %d bytes", CLASS_NAME_LIMIT);
	for (const struct class *other = classes->list; other < class; other++)
		if (strcmp(other->name, class->name) == 0)
			return FORM_REFUSE(form, map, "the class \"%s\" is there already", class->name);
	return ERR_NONE;
}

static enum err take_file(const struct form *form, struct classes *classes)
{
	static const char *const keys[] = {"about", "version", "mask_below", "attempt", "classes", NULL};
	static const char *const class_keys[] = {"class", "titles", "statutes", NULL}, *const attempt_keys[] = {"titles", "statutes", NULL};
	const struct yaml *root = classes->root, *list, *attempt = yaml_get(root, "attempt");
	enum err err = form_keys(form, root, keys, "a table of classes");
	if (!err)
		err = form_text(form, root, "version", false, &classes->version);
	if (!err)
		err = form_decimal(form, root, "mask_below", 0, 1, MASK_MOST, &classes->mask_below);
	if (!err && attempt)
		err = take_class(form, attempt, attempt_keys, &classes->attempt);
	if (!err)
		err = form_list(form, root, "classes", 1, CLASSES_MOST, &list);
	if (!err)
		classes->list = mem_alloc(list->count, sizeof *classes->list);
	for (size_t i = 0; !err && i < list->count; i++) {
		err = form_keys(form, &list->items[i], class_keys, "a class");
		if (!err)
			err = take_name(form, classes, &list->items[i]);
		if (!err)
			err = take_class(form, &list->items[i], class_keys, &classes->list[i]);
	}
	return err;
}

enum err classes_load(const char *path, struct classes **made, struct fault *fault)
{
	struct buf bytes = {0};
	struct classes *classes = mem_alloc(1, sizeof *classes);
	enum err err = yaml_file(path, &bytes, fault);
	if (!err)
		err = yaml_read(path, buf_str(&bytes), &classes->root, fault);
	const struct form form = {path, fault};
	if (!err)
		err = take_file(&form, classes);
	hash_sha256(buf_str(&bytes), classes->sha256);
	buf_free(&bytes);
	if (err)
		classes_free(classes);
	else
		*made = classes;
	return err;
}

void classes_free(struct classes *classes)
{
	if (classes == NULL)
		return;
	for (size_t i = 0; i < classes->count; i++)
		free(classes->list[i].name);
	free(classes->version);
	free(classes->list);
	yaml_tree_free(classes->root);
	free(classes);
}

struct str classes_version(const struct classes *classes)
{
	return str_of(classes->version);
}

uint64_t classes_mask_below(const struct classes *classes)
{
	return classes->mask_below;
}

const unsigned char *classes_sha256(const struct classes *classes)
{
	return classes->sha256;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* Does `phrase` stand in `text` as whole words? Any run of blanks is one blank. */
static bool has_phrase(struct str text, struct str phrase)
{
	for (size_t at = 0; at + phrase.len <= text.len; at++) {
		if (at > 0 && is_word(text.ptr[at - 1]))
			continue;
		size_t i = at, j = 0;
		while (i < text.len && j < phrase.len) {
			if (!str_equal_nocase((struct str){text.ptr + i, 1}, (struct str){phrase.ptr + j, 1}))
				break;
			bool blank = phrase.ptr[j++] == ' ';
			i++;
			while (blank && i < text.len && text.ptr[i] == ' ')
				i++;
		}
		if (j == phrase.len && (i == text.len || !is_word(text.ptr[i])))
			return true;
	}
	return false;
}

/* "568.045" is the statute of "568.045", "568.045.1", "RSMo 568.045(2)", not of "568.0451". */
static bool has_statute(struct str printed, struct str statute)
{
	const char *found = printed.len ? memmem(printed.ptr, printed.len, statute.ptr, statute.len) : NULL;
	if (found == NULL)
		return false;
	size_t from = (size_t)(found - printed.ptr), to = from + statute.len;
	bool begins = from == 0 || !((printed.ptr[from - 1] >= '0' && printed.ptr[from - 1] <= '9') || printed.ptr[from - 1] == '.');
	return begins && (to == printed.len || !(printed.ptr[to] >= '0' && printed.ptr[to] <= '9'));
}

static bool any(const struct yaml *list, size_t count, struct str text, bool (*has)(struct str, struct str))
{
	for (size_t i = 0; i < count; i++)
		if (has(text, str_of(list[i].text)))
			return true;
	return false;
}

struct str classes_of(const struct classes *classes, struct str title, struct str statute)
{
	for (size_t i = 0; i < classes->count; i++)
		if (any(classes->list[i].statutes, classes->list[i].statute_count, statute, has_statute))
			return str_of(classes->list[i].name);
	for (size_t i = 0; i < classes->count; i++)
		if (any(classes->list[i].titles, classes->list[i].title_count, title, has_phrase))
			return str_of(classes->list[i].name);
	return STR(CLASS_NONE);
}

bool classes_attempted(const struct classes *classes, struct str title, struct str statute)
{
	return any(classes->attempt.titles, classes->attempt.title_count, title, has_phrase) ||
	       any(classes->attempt.statutes, classes->attempt.statute_count, statute, has_statute);
}
