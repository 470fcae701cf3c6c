/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/yaml.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { DEPTH_LIMIT = 12, SIZE_LIMIT = 1024 * 1024 };

struct reader {
	const char *path;
	yaml_parser_t parser;
	struct fault *fault;
};

static enum err refuse(struct reader *reader, yaml_mark_t at, const char *why)
{
	return fault_set(reader->fault, ERR_PACK, "%s:%zu:%zu: %s", reader->path, at.line + 1, at.column + 1, why);
}

static enum err next_event(struct reader *reader, yaml_event_t *event)
{
	if (yaml_parser_parse(&reader->parser, event))
		return ERR_NONE;
	const yaml_parser_t *parser = &reader->parser;
	return fault_set(reader->fault, ERR_PACK,
			 "%s:%zu:%zu: not YAML: %s; check indentation, quotes and brackets there", reader->path,
			 parser->problem_mark.line + 1, parser->problem_mark.column + 1,
			 parser->problem ? parser->problem : "unreadable");
}

/* What YAML offers and these files do without. */
static enum err check_event(struct reader *reader, const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;
	if (event->type == YAML_ALIAS_EVENT)
		return refuse(reader, event->start_mark, "an alias (*); write the text out");
	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		if (memchr(event->data.scalar.value, 0, event->data.scalar.length))
			return refuse(reader, event->start_mark, "a NUL character in a text");
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	if (anchor || tag)
		return refuse(reader, event->start_mark, "an anchor (&) or tag (!); put the text in quotes");
	return ERR_NONE;
}

static struct yaml *add_item(struct yaml *parent)
{
	parent->items = mem_room(parent->items, parent->count, &parent->cap, sizeof *parent->items);
	struct yaml *item = &parent->items[parent->count++];
	*item = (struct yaml){0};
	return item;
}

static enum err read_value(struct reader *reader, const yaml_event_t *event, unsigned depth, struct yaml *value);

static enum err read_list(struct reader *reader, unsigned depth, struct yaml *list)
{
	for (;;) {
		yaml_event_t event;
		enum err err = next_event(reader, &event);
		if (err)
			return err;
		bool end = event.type == YAML_SEQUENCE_END_EVENT;
		if (!end)
			err = read_value(reader, &event, depth, add_item(list));
		yaml_event_delete(&event);
		if (err || end)
			return err;
	}
}

static enum err read_key(struct reader *reader, const yaml_event_t *event, struct yaml *map, struct yaml **item)
{
	enum err err = check_event(reader, event);
	if (err)
		return err;
	if (event->type != YAML_SCALAR_EVENT)
		return refuse(reader, event->start_mark, "a key must be a plain word");
	if (yaml_get(map, (const char *)event->data.scalar.value))
		return fault_set(reader->fault, ERR_PACK, "%s:%zu:%zu: the key \"%.40s\" stands twice; remove one",
				 reader->path, event->start_mark.line + 1, event->start_mark.column + 1,
				 (const char *)event->data.scalar.value);
	*item = add_item(map);
	(*item)->key = mem_text((const char *)event->data.scalar.value, event->data.scalar.length);
	(*item)->key_line = event->start_mark.line + 1;
	(*item)->key_column = event->start_mark.column + 1;
	return ERR_NONE;
}

static enum err read_map(struct reader *reader, unsigned depth, struct yaml *map)
{
	for (;;) {
		yaml_event_t event;
		struct yaml *item = NULL;
		enum err err = next_event(reader, &event);
		if (err)
			return err;
		bool end = event.type == YAML_MAPPING_END_EVENT;
		if (!end)
			err = read_key(reader, &event, map, &item);
		yaml_event_delete(&event);
		if (err || end)
			return err;
		err = next_event(reader, &event);
		if (err)
			return err;
		err = read_value(reader, &event, depth, item);
		yaml_event_delete(&event);
		if (err)
			return err;
	}
}

static enum err read_value(struct reader *reader, const yaml_event_t *event, unsigned depth, struct yaml *value)
{
	enum err err = check_event(reader, event);
	value->line = event->start_mark.line + 1;
	value->column = event->start_mark.column + 1;
	if (err)
		return err;
	if (depth == DEPTH_LIMIT)
		return refuse(reader, event->start_mark, "nested too deeply");
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		value->kind = YAML_TEXT;
		value->text = mem_text((const char *)event->data.scalar.value, event->data.scalar.length);
		return ERR_NONE;
	case YAML_SEQUENCE_START_EVENT:
		value->kind = YAML_LIST;
		return read_list(reader, depth + 1, value);
	case YAML_MAPPING_START_EVENT:
		value->kind = YAML_MAP;
		return read_map(reader, depth + 1, value);
	default:
		return refuse(reader, event->start_mark, "a value is missing here");
	}
}

/* Goes on to the next event of `type`; stops with an error at any other but the stream's and document's beginnings. */
static enum err read_root(struct reader *reader, struct yaml *root)
{
	for (;;) {
		yaml_event_t event;
		enum err err = next_event(reader, &event);
		if (err)
			return err;
		bool begins = event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT;
		if (event.type == YAML_STREAM_END_EVENT)
			err = refuse(reader, event.start_mark, "the file is empty");
		else if (!begins)
			err = read_value(reader, &event, 0, root);
		yaml_event_delete(&event);
		if (err || !begins)
			return err;
	}
}

static enum err read_end(struct reader *reader)
{
	for (;;) {
		yaml_event_t event;
		enum err err = next_event(reader, &event);
		if (err)
			return err;
		bool end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT)
			err = refuse(reader, event.start_mark,
				     "a second document (---) begins here; use one file for each");
		yaml_event_delete(&event);
		if (err || end)
			return err;
	}
}

enum err yaml_read(const char *path, struct str bytes, struct yaml **root, struct fault *fault)
{
	struct reader reader = {.path = path, .fault = fault};
	*root = NULL;
	if (bytes.len > SIZE_LIMIT)
		return fault_set(fault, ERR_PACK, "%s: larger than %d bytes; that is no such file", path, SIZE_LIMIT);
	if (utf8_valid(bytes) != bytes.len)
		return fault_set(fault, ERR_PACK, "%s: not UTF-8 (byte %zu); save the file as UTF-8", path,
				 utf8_valid(bytes) + 1);
	if (!yaml_parser_initialize(&reader.parser))
		mem_alloc(SIZE_MAX, 1); /* out of memory, said in the usual way */
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser, (const unsigned char *)bytes.ptr, bytes.len);
	*root = mem_alloc(1, sizeof **root);
	enum err err = read_root(&reader, *root);
	if (!err)
		err = read_end(&reader);
	yaml_parser_delete(&reader.parser);
	if (err) {
		yaml_tree_free(*root);
		*root = NULL;
	}
	return err;
}

enum err yaml_file(const char *path, struct buf *bytes, struct fault *fault)
{
	FILE *file = fopen(path, "rbe");
	if (file == NULL)
		return fault_set(fault, ERR_PACK, "%s: cannot be read: %s", path, strerror(errno));
	size_t got;
	while (bytes->len <= SIZE_LIMIT && (got = fread(buf_room(bytes, 65536), 1, 65536, file)) > 0)
		bytes->len += got;
	bool failed = ferror(file);
	fclose(file);
	return failed ? fault_set(fault, ERR_PACK, "%s: reading failed; is it a file?", path) : ERR_NONE;
}

enum err yaml_load(const char *path, struct yaml **root, struct fault *fault)
{
	struct buf bytes = {0};
	*root = NULL;
	enum err err = yaml_file(path, &bytes, fault);
	if (!err)
		err = yaml_read(path, buf_str(&bytes), root, fault);
	buf_free(&bytes);
	return err;
}

static void free_inside(struct yaml *value)
{
	for (size_t i = 0; i < value->count; i++)
		free_inside(&value->items[i]);
	free(value->items);
	free(value->text);
	free(value->key);
}

void yaml_tree_free(struct yaml *root)
{
	if (root)
		free_inside(root);
	free(root);
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
	if (map == NULL || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->items[i].key, key) == 0)
			return &map->items[i];
	return NULL;
}
