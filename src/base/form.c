/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/form.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum err form_refuse(const struct form *form, size_t line, size_t column, const char *format, ...)
{
	char text[240];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return fault_set(form->fault, ERR_PACK, "%s:%zu:%zu: %s", form->path, line, column, text);
}

enum err form_keys(const struct form *form, const struct yaml *map, const char *const *keys, const char *what)
{
	if (map->kind != YAML_MAP)
		return FORM_REFUSE(form, map, "%s is written as key: value", what);
	for (size_t i = 0; i < map->count; i++) {
		const struct yaml *item = &map->items[i];
		size_t k = 0;
		while (keys[k] && strcmp(keys[k], item->key) != 0)
			k++;
		if (keys[k])
			continue;
		struct buf list = {0};
		for (k = 0; keys[k]; k++)
			buf_printf(&list, "%s%s", k ? ", " : "", keys[k]);
		enum err err = form_refuse(form, item->key_line, item->key_column, "unknown key \"%.30s\"; %s has %.*s",
					   item->key, what, (int)list.len, list.ptr);
		buf_free(&list);
		return err;
	}
	return ERR_NONE;
}

static enum err find(const struct form *form, const struct yaml *map, const char *key, const struct yaml **value)
{
	*value = yaml_get(map, key);
	return *value ? ERR_NONE : FORM_REFUSE(form, map, "the key \"%s\" is missing; add it", key);
}

enum err form_text(const struct form *form, const struct yaml *map, const char *key, bool empty, char **text)
{
	const struct yaml *value;
	enum err err = find(form, map, key, &value);
	if (err)
		return err;
	if (value->kind != YAML_TEXT)
		return FORM_REFUSE(form, value, "\"%s\" is one text, not a list", key);
	if (!empty && value->text[0] == 0)
		return FORM_REFUSE(form, value, "\"%s\" is empty; fill it in", key);
	*text = mem_text(value->text, strlen(value->text));
	return ERR_NONE;
}

enum err form_items(const struct form *form, const struct yaml *map, const char *key, const struct yaml **items,
		    size_t *count)
{
	const struct yaml *value;
	*count = 0;
	enum err err = find(form, map, key, &value);
	if (err)
		return err;
	*items = value->kind == YAML_LIST ? value->items : value;
	*count = value->kind == YAML_LIST ? value->count : 1;
	for (size_t i = 0; i < *count; i++)
		if ((*items)[i].kind != YAML_TEXT || (*items)[i].text[0] == 0)
			return FORM_REFUSE(form, &(*items)[i], "\"%s\" is a text or a list of texts, none of them empty",
					   key);
	if (*count == 0)
		return FORM_REFUSE(form, value, "\"%s\" is an empty list; name at least one", key);
	return ERR_NONE;
}

enum err form_texts(const struct form *form, const struct yaml *map, const char *key, char ***texts, size_t *count)
{
	const struct yaml *items;
	enum err err = form_items(form, map, key, &items, count);
	if (err) {
		*count = 0;
		return err;
	}
	*texts = mem_alloc(*count, sizeof **texts);
	for (size_t i = 0; i < *count; i++)
		(*texts)[i] = mem_text(items[i].text, strlen(items[i].text));
	return ERR_NONE;
}

void form_texts_free(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
}

enum err form_list(const struct form *form, const struct yaml *map, const char *key, size_t least, size_t most,
		   const struct yaml **list)
{
	enum err err = find(form, map, key, list);
	if (err)
		return err;
	if ((*list)->kind != YAML_LIST)
		return FORM_REFUSE(form, *list, "\"%s\" is a list, each line of it behind a -", key);
	if ((*list)->count < least || (*list)->count > most)
		return FORM_REFUSE(form, *list, "\"%s\" has %zu lines; from %zu to %zu are possible", key, (*list)->count,
				   least, most);
	return ERR_NONE;
}

enum err form_choice(const struct form *form, const struct yaml *value, const char *const *words, const char *list,
		     size_t *choice)
{
	for (*choice = 0; value->kind == YAML_TEXT && words[*choice]; ++*choice)
		if (strcmp(value->text, words[*choice]) == 0)
			return ERR_NONE;
	return FORM_REFUSE(form, value, "\"%s\" is %s", value->key ? value->key : "this", list);
}

/* False: no decimal number, or too long to be one here. */
static bool take_decimal(const char *text, unsigned places, uint64_t *number)
{
	unsigned digits = 0, behind = 0;
	bool point = false;
	*number = 0;
	for (; *text; text++) {
		if (*text == '.' && !point && digits) {
			point = true;
			continue;
		}
		if (*text < '0' || *text > '9' || ++digits > 15 || (behind += point) > places)
			return false;
		*number = *number * 10 + (uint64_t)(*text - '0');
	}
	for (; behind < places; behind++)
		*number *= 10;
	return digits > 0;
}

enum err form_decimal(const struct form *form, const struct yaml *map, const char *key, unsigned places, uint64_t least,
		      uint64_t most, uint64_t *number)
{
	const struct yaml *value;
	uint64_t one = 1;
	enum err err = find(form, map, key, &value);
	if (err)
		return err;
	for (unsigned i = 0; i < places; i++)
		one *= 10;
	if (value->kind != YAML_TEXT || !take_decimal(value->text, places, number) || *number < least || *number > most)
		return FORM_REFUSE(form, value, "\"%s\" is a number from %g to %g with at most %u digits behind the point", key,
				   (double)least / (double)one, (double)most / (double)one, places);
	return ERR_NONE;
}

bool form_is_day(const char *text)
{
	static const char form[] = "0000-00-00";
	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	return text[sizeof form - 1] == 0;
}
