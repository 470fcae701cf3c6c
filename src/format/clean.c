/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/clean.h"

#include <string.h>

void clean_drop(const struct markup *markup, uint32_t member, uint32_t element, struct splices *splices)
{
	struct span span = markup_span(markup, element);
	splice_add(splices, member, span.from, span.to, (struct str){0});
}

void clean_unwrap(const struct markup *markup, uint32_t member, uint32_t number, struct splices *splices)
{
	const struct xml_element *element = &markup->part.elements[number];
	splice_add(splices, member, element->tag.from, element->tag.to, (struct str){0});
	if (element->end.to > element->end.from)
		splice_add(splices, member, element->end.from, element->end.to, (struct str){0});
}

void clean_drop_attribute(const struct markup *markup, uint32_t member, uint32_t attribute, struct splices *splices)
{
	struct xml_range all = markup->part.attributes[attribute].all;
	splice_add(splices, member, all.from, all.to, (struct str){0});
}

enum err clean_endless(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "a part of the document has elements inside of others where they may not stand; open it and save it again");
}

static bool is_text(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

/* `pattern` may end with '*'. */
static bool fits(struct str s, const char *pattern)
{
	size_t len = strlen(pattern);
	if (len == 0 || pattern[len - 1] != '*')
		return is_text(s, pattern);
	return s.len >= len - 1 && memcmp(s.ptr, pattern, len - 1) == 0;
}

static const struct clean_element *element_rule(const struct clean_rules *rules, const struct markup *markup, uint32_t element)
{
	struct str local = markup_local(markup, element);
	uint16_t space = markup->part.elements[element].uri_id;
	for (size_t i = 0; i < rules->element_count; i++)
		if (rules->elements[i].space == space && is_text(local, rules->elements[i].local))
			return &rules->elements[i];
	return NULL;
}

static bool attribute_goes(const struct clean_rules *rules, const struct markup *markup, uint32_t attribute)
{
	const struct xml_attr *found = &markup->part.attributes[attribute];
	struct str local = markup_attribute_local(markup, attribute);
	for (size_t i = 0; i < rules->attribute_count; i++) {
		const struct clean_attribute *rule = &rules->attributes[i];
		if (rule->space == found->uri_id && fits(local, rule->local) &&
		    (rule->element == NULL || is_text(markup_local(markup, found->element), rule->element)))
			return true;
	}
	return false;
}

static enum err clean_element(const struct clean_element *rule, const struct markup *markup, uint32_t member, uint32_t element,
			      struct splices *splices, bool *changed, struct fault *fault)
{
	switch (rule->action) {
	case CLEAN_REFUSE:
		return office_unreadable(fault, rule->what, "open the document, take it out and save it again");
	case CLEAN_CHANGE:
		*changed = true;
		clean_drop(markup, member, element, splices);
		break;
	case CLEAN_INSERT:
		*changed = true;
		clean_unwrap(markup, member, element, splices);
		break;
	case CLEAN_UNWRAP:
		clean_unwrap(markup, member, element, splices);
		break;
	case CLEAN_DROP:
		clean_drop(markup, member, element, splices);
		break;
	}
	return ERR_NONE;
}

/* The bytes of a comment or instruction with its signs. */
static void drop_aside(const struct xml_place *place, const struct markup *markup, uint32_t member, struct splices *splices)
{
	struct str bytes = markup->part.bytes;
	size_t from = place->bytes.from, to = place->bytes.to;
	if (place->kind == XML_COMMENT) {
		splice_add(splices, member, from - 4, to + 3, (struct str){0});
		return;
	}
	while (bytes.ptr[from] != '<' || bytes.ptr[from + 1] != '?')
		from--;
	splice_add(splices, member, from, to + 2, (struct str){0});
}

enum err clean_part(const struct clean_rules *rules, const struct markup *markup, uint32_t member, struct splices *splices,
		    bool *changed, struct fault *fault)
{
	const struct xml_part *part = &markup->part;
	enum err err = ERR_NONE;
	for (uint32_t i = 0; err == ERR_NONE && i < part->element_count; i++) {
		const struct clean_element *rule = element_rule(rules, markup, i);
		if (rule)
			err = clean_element(rule, markup, member, i, splices, changed, fault);
	}
	for (uint32_t i = 0; i < part->attribute_count; i++)
		if (attribute_goes(rules, markup, i))
			clean_drop_attribute(markup, member, i, splices);
	for (size_t i = 0; i < part->place_count; i++)
		if (part->places[i].kind == XML_COMMENT || part->places[i].kind == XML_PI)
			drop_aside(&part->places[i], markup, member, splices);
	return err;
}
