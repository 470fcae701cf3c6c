/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_part.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xml_libxml.h"
#include "format/xml_limits.h"

struct reading {
	struct xml_part *part;
	uint32_t stack[XML_DEPTH_LIMIT + 1];
	uint32_t namespaces[XML_DEPTH_LIMIT + 1]; /* declared by that element and those around it */
	size_t depth;
	struct fault *fault;
};

static struct xml_range range_of(struct span span)
{
	return (struct xml_range){(uint32_t)span.from, (uint32_t)span.to};
}

struct str xml_part_bytes(const struct xml_part *part, struct xml_range range)
{
	return (struct str){part->bytes.ptr + range.from, range.to - range.from};
}

unsigned long xml_part_line(const struct xml_part *part, size_t at)
{
	unsigned long line = (unsigned long)part->lines + 1;
	for (size_t i = part->outside; i < at && i < part->bytes.len; i++)
		line += part->bytes.ptr[i] == '\n';
	return line;
}

void xml_part_free(struct xml_part *part)
{
	free(part->elements);
	free(part->attributes);
	free(part->places);
	free(part->values);
	free(part->names);
	free(part->name_slots);
	*part = (struct xml_part){0};
}

static enum err bad_markup(const struct reading *reading, size_t at)
{
	return fault_set(
		reading->fault, ERR_MALFORMED,
		"not well-formed XML: line %lu: the mark-up is broken; ask for the file again or mend it by hand",
		xml_part_line(reading->part, at));
}

/* Ids and what refers to them: marks of the program that wrote the file, in which no prose is to be looked for. */
static bool is_code(struct str name, struct str value)
{
	static const char *const names[] = {"id", "ref", "refs", "idref", "idrefs", "uri"};
	struct str local = xml_local(name);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_nocase(local, str_of(names[i])))
			return true;
	return str_starts(value, STR("#")) && (str_equal(local, STR("value")) || str_equal(local, STR("href")));
}

static bool declares_namespace(struct str name)
{
	return str_equal(name, STR("xmlns")) || str_starts(name, STR("xmlns:"));
}

static enum err read_attributes(struct reading *reading, const struct xml_token *token, uint32_t number)
{
	struct xml_part *part = reading->part;
	struct xml_attribute found;
	size_t pos = token->body.from, count = 0;
	uint32_t *namespaces = &reading->namespaces[reading->depth];
	bool bad;
	*namespaces = reading->depth ? namespaces[-1] : 0;
	while (xml_lex_attribute(part->bytes, token->body, &pos, &found, &bad)) {
		struct str name = str_part(part->bytes, found.name);
		bool declares = declares_namespace(name);
		*namespaces += declares;
		if (++count > XML_ATTRIBUTES || *namespaces > XML_NAMESPACES)
			return fault_set(reading->fault, ERR_LIMIT,
					 "line %lu: too many attributes or namespaces in one place",
					 xml_part_line(part, token->from));
		if (token->from >= part->outside) {
			xml_part_name(part, range_of(found.name));
			if (declares)
				xml_part_name(part, range_of(found.value));
		}
		if (declares)
			continue;
		part->attributes = mem_room(part->attributes, part->attribute_count, &part->attribute_cap,
					    sizeof *part->attributes);
		part->attributes[part->attribute_count++] =
			(struct xml_attr){.name = range_of(found.name),
					  .value = range_of(found.value),
					  .all = range_of((struct span){found.from, found.to}),
					  .element = number,
					  .in_view = XML_NONE,
					  .code = is_code(name, str_part(part->bytes, found.value))};
		part->elements[number].attribute_count++;
	}
	return bad ? bad_markup(reading, token->from) : ERR_NONE;
}

static uint32_t inside(const struct reading *reading)
{
	return reading->depth ? reading->stack[reading->depth - 1] : XML_NONE;
}

static void close_element(struct reading *reading, struct span end)
{
	struct xml_part *part = reading->part;
	struct xml_element *element = &part->elements[inside(reading)];
	element->end = range_of(end);
	element->last = (uint32_t)part->element_count;
	reading->depth--;
}

static enum err open_element(struct reading *reading, const struct xml_token *token)
{
	struct xml_part *part = reading->part;
	uint32_t number = (uint32_t)part->element_count, parent = inside(reading);
	if (reading->depth >= XML_DEPTH_LIMIT)
		return fault_set(reading->fault, ERR_LIMIT, "line %lu: elements are nested more than %d deep",
				 xml_part_line(part, token->from), XML_DEPTH_LIMIT);
	part->elements = mem_room(part->elements, part->element_count, &part->element_cap, sizeof *part->elements);
	part->elements[part->element_count++] =
		(struct xml_element){.name = range_of(token->name),
				     .tag = range_of((struct span){token->from, token->to}),
				     .parent = parent,
				     .first_attribute = (uint32_t)part->attribute_count,
				     .outside = token->from < part->outside};
	if (parent != XML_NONE)
		part->elements[parent].child_count++;
	if (token->from >= part->outside)
		xml_part_name(part, range_of(token->name));
	enum err err = read_attributes(reading, token, number);
	reading->stack[reading->depth++] = number;
	if (err == ERR_NONE && token->kind == XML_EMPTY)
		close_element(reading, (struct span){token->to, token->to});
	return err;
}

static enum err finish_element(struct reading *reading, const struct xml_token *token)
{
	struct xml_part *part = reading->part;
	if (reading->depth == 0 ||
	    !str_equal(xml_part_bytes(part, part->elements[inside(reading)].name), str_part(part->bytes, token->name)))
		return bad_markup(reading, token->from);
	close_element(reading, (struct span){token->from, token->to});
	return ERR_NONE;
}

static void add_place(struct reading *reading, const struct xml_token *token, uint32_t element)
{
	struct xml_part *part = reading->part;
	bool markup = token->kind == XML_START || token->kind == XML_EMPTY || token->kind == XML_FINISH;
	struct span bytes = markup ? (struct span){token->from, token->to} : token->body;
	bool blank = !markup && xml_blank(str_part(part->bytes, bytes));
	part->places = mem_room(part->places, part->place_count, &part->place_cap, sizeof *part->places);
	part->places[part->place_count++] = (struct xml_place){range_of(bytes), element, (uint8_t)token->kind, blank};
	if (element == XML_NONE || markup)
		return;
	if ((token->kind == XML_TEXT || token->kind == XML_CDATA) && !blank)
		part->elements[element].has_text = true;
}

static enum err read_token(struct reading *reading, const struct xml_token *token)
{
	uint32_t element = inside(reading);
	enum err err = ERR_NONE;
	switch (token->kind) {
	case XML_START:
	case XML_EMPTY:
		element = (uint32_t)reading->part->element_count;
		err = open_element(reading, token);
		break;
	case XML_FINISH:
		err = finish_element(reading, token);
		break;
	case XML_DOCTYPE:
		if (token->external)
			return xml_doctype_fault(xml_part_line(reading->part, token->from), reading->fault);
		xml_part_name(reading->part, range_of((struct span){token->from, token->to}));
		return ERR_NONE;
	case XML_PI:
		xml_part_name(reading->part, range_of(token->name));
		break;
	case XML_DECLARATION:
		return ERR_NONE;
	default:
		break;
	}
	if (err == ERR_NONE)
		add_place(reading, token, element);
	return err;
}

enum err xml_part_read(struct xml_part *part, size_t token_limit, struct fault *fault)
{
	struct reading reading = {.part = part, .fault = fault};
	struct xml_token token;
	size_t pos = 0;
	enum xml_step step;
	enum err err = ERR_NONE;
	part->element_count = part->attribute_count = part->place_count = part->value_count = part->name_count = 0;
	while (err == ERR_NONE && (step = xml_lex(part->bytes, pos, true, &token)) != XML_STEP_END) {
		if (step != XML_STEP_TOKEN)
			return bad_markup(&reading, pos);
		if (token.to - token.from > token_limit)
			return fault_set(fault, ERR_LIMIT,
					 "line %lu: one tag, comment or run of text is longer than %zu bytes",
					 xml_part_line(part, pos), token_limit);
		err = read_token(&reading, &token);
		pos = token.to;
	}
	if (err == ERR_NONE && (reading.depth || part->element_count == 0))
		return bad_markup(&reading, part->bytes.len);
	return err;
}
