/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_link.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xml_limits.h"

enum { ENDS_MAX = 32 };

/* The records that one end of a link means. */
struct ends {
	uint32_t records[ENDS_MAX];
	size_t count;
};

void xml_links_add(struct xml_links *links, struct xml_node a, struct xml_node b, enum relation relation)
{
	links->list = mem_room(links->list, links->count, &links->cap, sizeof *links->list);
	links->list[links->count++] = (struct xml_link_ends){a, b, relation};
}

static void add_key(struct xml_links *links, struct str value, uint32_t element)
{
	if (value.len == 0)
		return;
	links->keys = mem_room(links->keys, links->key_count, &links->key_cap, sizeof *links->keys);
	links->keys[links->key_count++] = (struct xml_key){value, element};
}

/* What an attribute says, or the text of an element as it is written. */
static struct str value_of(const struct xml_part *part, struct xml_node node)
{
	if (node.attribute != XML_NONE)
		return str_trim(xml_part_bytes(part, part->attributes[node.attribute].value));
	const struct xml_element *element = &part->elements[node.element];
	if (element->child_count || !element->has_text)
		return (struct str){0};
	return str_trim(xml_part_bytes(part, (struct xml_range){element->tag.to, element->end.from}));
}

/* `#P1` and `file.xml#P1` refer to P1. */
static struct str fragment(struct str value)
{
	const char *hash = value.len ? memrchr(value.ptr, '#', value.len) : NULL;
	if (hash == NULL)
		return value;
	size_t skip = (size_t)(hash - value.ptr) + 1;
	return str_part(value, (struct span){skip, value.len});
}

void xml_links_key(struct xml_links *links, const struct xml_part *part, struct xml_node value, uint32_t element)
{
	add_key(links, fragment(value_of(part, value)), element);
}

static int key_order(const void *first, const void *second)
{
	const struct xml_key *a = first, *b = second;
	int order = str_order(a->value, b->value);
	return order ? order : a->element < b->element ? -1 : a->element > b->element;
}

static bool refers(const struct xml_attr *attribute)
{
	return attribute->name_id == XML_NAME_REF || attribute->name_id == XML_NAME_URI;
}

/* Ids of all elements, and what NIEM 6 calls the same thing in several places: equal uri. */
static void collect_keys(struct xml_links *links, const struct xml_part *part)
{
	for (uint32_t i = 0; i < part->attribute_count; i++) {
		const struct xml_attr *attribute = &part->attributes[i];
		const struct xml_element *element = &part->elements[attribute->element];
		if (element->outside)
			continue;
		struct str value = value_of(part, (struct xml_node){attribute->element, i});
		if (attribute->name_id == XML_NAME_ID)
			add_key(links, value, attribute->element);
		else if (attribute->name_id == XML_NAME_URI && element->record)
			add_key(links, fragment(value), attribute->element);
	}
	if (links->key_count)
		qsort(links->keys, links->key_count, sizeof *links->keys, key_order);
}

static void index_records(struct xml_links *links, const struct xml_part *part)
{
	uint32_t near = XML_NONE;
	links->near = mem_alloc(part->element_count, sizeof *links->near);
	for (uint32_t i = (uint32_t)part->element_count; i-- > 0;) {
		if (part->elements[i].record)
			near = i;
		links->near[i] = near;
	}
}

static void add_end(struct ends *ends, uint32_t record)
{
	for (size_t i = 0; i < ends->count; i++)
		if (ends->records[i] == record)
			return;
	if (record && ends->count < ENDS_MAX)
		ends->records[ends->count++] = record;
}

/* The element's record, or of the first one inside it. */
static bool add_near(const struct xml_links *links, const struct xml_part *part, uint32_t element, struct ends *ends)
{
	uint32_t near = links->near[element];
	if (near == XML_NONE || near >= part->elements[element].last)
		return false;
	add_end(ends, part->elements[near].record);
	return true;
}

static void look_up(const struct xml_links *links, const struct xml_part *part, struct str value, struct ends *ends)
{
	size_t low = 0, high = links->key_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_order(links->keys[middle].value, value) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < links->key_count && ends->count < ENDS_MAX && str_equal(links->keys[low].value, value); low++)
		add_near(links, part, links->keys[low].element, ends);
}

/* One id, or several with white space between them. */
static void add_referred(const struct xml_links *links, const struct xml_part *part, struct str value,
			 struct ends *ends)
{
	value = str_trim(value);
	look_up(links, part, fragment(value), ends);
	for (size_t at = 0, words = 0; at < value.len && ends->count < ENDS_MAX && words < XML_WORDS; words++) {
		size_t from = at;
		while (at < value.len && !xml_space(value.ptr[at]))
			at++;
		if (at - from < value.len)
			look_up(links, part, fragment(str_part(value, (struct span){from, at})), ends);
		while (at < value.len && xml_space(value.ptr[at]))
			at++;
	}
}

static void find_ends(const struct xml_links *links, const struct xml_part *part, struct xml_node node,
		      struct ends *ends)
{
	const struct xml_element *element = &part->elements[node.element];
	ends->count = 0;
	if (node.attribute != XML_NONE) {
		add_referred(links, part, value_of(part, node), ends);
		return;
	}
	if (element->record) {
		add_end(ends, element->record);
		return;
	}
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if (refers(&part->attributes[element->first_attribute + i]))
			add_referred(links, part,
				     value_of(part, (struct xml_node){node.element, element->first_attribute + i}),
				     ends);
	if (ends->count == 0)
		add_referred(links, part, value_of(part, node), ends);
	if (ends->count == 0)
		add_near(links, part, node.element, ends);
}

/* An element that has a reference of its own is the thing it refers to, in another place. */
static void link_references(struct xml_links *links, const struct xml_part *part)
{
	for (uint32_t i = 0; i < part->attribute_count; i++)
		if (refers(&part->attributes[i]) && part->elements[part->attributes[i].element].record)
			xml_links_add(links, (struct xml_node){part->attributes[i].element, XML_NONE},
				      (struct xml_node){part->attributes[i].element, i}, RELATION_SAME);
}

/* The number that stands for all records that are the same; the lowest of them. */
static uint32_t root_of(uint32_t *same, uint32_t record)
{
	while (same[record] != record)
		record = same[record] = same[same[record]];
	return record;
}

static void unite(uint32_t *same, uint32_t a, uint32_t b)
{
	uint32_t x = root_of(same, a), y = root_of(same, b);
	if (x < y)
		same[y] = x;
	else
		same[x] = y;
}

/* A role element and the person it refers to are one record to all who read the view. */
static void join_records(struct view *view, uint32_t *same)
{
	size_t kept = 0;
	for (size_t i = 0; i < view->field_count; i++)
		view->fields[i].record = root_of(same, view->fields[i].record);
	for (size_t i = 0; i < view->role_count; i++)
		view->roles[i].record = root_of(same, view->roles[i].record);
	for (size_t i = 0; i < view->link_count; i++) {
		struct link link = view->links[i];
		link.a = root_of(same, link.a);
		link.b = root_of(same, link.b);
		if (link.a != link.b)
			view->links[kept++] = link;
	}
	view->link_count = kept;
}

static enum err resolve(struct xml_links *links, const struct xml_part *part, struct view *view, uint32_t *same,
			struct fault *fault)
{
	struct ends a, b;
	for (size_t i = 0; i < links->count; i++) {
		find_ends(links, part, links->list[i].a, &a);
		find_ends(links, part, links->list[i].b, &b);
		for (size_t k = 0; k < a.count * b.count; k++) {
			uint32_t from = a.records[k / b.count], to = b.records[k % b.count];
			if (links->list[i].relation == RELATION_SAME)
				unite(same, from, to);
			else
				view_add_link(view, from, to, links->list[i].relation);
		}
		if (view->link_count > XML_LINKS)
			return fault_set(fault, ERR_LIMIT, "more than %d links between its records; split the document",
					 XML_LINKS);
	}
	return ERR_NONE;
}

enum err xml_links_resolve(struct xml_links *links, const struct xml_part *part, struct view *view, uint32_t records,
			   struct fault *fault)
{
	link_references(links, part);
	if (links->count == 0)
		return ERR_NONE;
	uint32_t *same = mem_alloc((size_t)records + 1, sizeof *same);
	for (uint32_t i = 0; i <= records; i++)
		same[i] = i;
	collect_keys(links, part);
	index_records(links, part);
	enum err err = resolve(links, part, view, same, fault);
	if (err == ERR_NONE)
		join_records(view, same);
	free(same);
	return err;
}

void xml_links_free(struct xml_links *links)
{
	free(links->list);
	free(links->keys);
	free(links->near);
	*links = (struct xml_links){0};
}
