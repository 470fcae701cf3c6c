/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_path.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/xml_limits.h"

void xml_nodes_free(struct xml_nodes *nodes)
{
	free(nodes->list);
	*nodes = (struct xml_nodes){0};
}

static void add_node(struct xml_nodes *nodes, struct xml_node node)
{
	nodes->list = mem_room(nodes->list, nodes->count, &nodes->cap, sizeof *nodes->list);
	nodes->list[nodes->count++] = node;
}

static int node_order(const void *first, const void *second)
{
	const struct xml_node *a = first, *b = second;
	if (a->element != b->element)
		return a->element < b->element ? -1 : 1;
	/* an element stands before its attributes; XML_NONE + 1 is 0 */
	uint32_t at = a->attribute + 1, bt = b->attribute + 1;
	return at < bt ? -1 : at > bt;
}

static void put_in_order(struct xml_nodes *nodes)
{
	bool sorted = true;
	for (size_t i = 1; sorted && i < nodes->count; i++)
		sorted = node_order(&nodes->list[i - 1], &nodes->list[i]) < 0;
	if (sorted)
		return;
	qsort(nodes->list, nodes->count, sizeof *nodes->list, node_order);
	size_t kept = 1;
	for (size_t i = 1; i < nodes->count; i++)
		if (node_order(&nodes->list[kept - 1], &nodes->list[i]) != 0)
			nodes->list[kept++] = nodes->list[i];
	nodes->count = kept;
}

struct walk {
	const struct xml_scene *scene;
	const struct xml_way *way;
	struct xml_nodes *nodes;
};

static bool fits(const struct walk *walk, const struct xml_path_step *step, uint16_t name_id, uint16_t uri_id)
{
	if (step->name_id != XML_OTHER && step->name_id != name_id)
		return false;
	if (step->prefix == XML_PREFIX_ANY)
		return true;
	return uri_id == (step->prefix == XML_PREFIX_NONE ? XML_NO_URI : walk->scene->bound[step->prefix]);
}

static void go_on(const struct walk *walk, size_t index, struct xml_node node);

static void try_element(const struct walk *walk, size_t index, uint32_t number)
{
	const struct xml_element *element = &walk->scene->part->elements[number];
	if (fits(walk, &walk->way->steps[index], element->name_id, element->uri_id))
		go_on(walk, index + 1, (struct xml_node){number, XML_NONE});
}

static void go_below(const struct walk *walk, size_t index, uint32_t from)
{
	const struct xml_part *part = walk->scene->part;
	uint16_t name = walk->way->steps[index].name_id;
	if (from == XML_NONE && name != XML_OTHER) {
		for (uint32_t i = walk->scene->dom->first_named[name]; i != XML_NONE; i = part->elements[i].next_named)
			try_element(walk, index, i);
		return;
	}
	uint32_t first = from == XML_NONE ? 0 : from + 1;
	uint32_t end = from == XML_NONE ? (uint32_t)part->element_count : part->elements[from].last;
	for (uint32_t i = first; i < end; i++)
		try_element(walk, index, i);
}

static void go_to_children(const struct walk *walk, size_t index, uint32_t from)
{
	const struct xml_part *part = walk->scene->part;
	if (from == XML_NONE) {
		try_element(walk, index, 0);
		return;
	}
	for (uint32_t i = from + 1; i < part->elements[from].last; i = part->elements[i].last)
		try_element(walk, index, i);
}

static void go_up(const struct walk *walk, size_t index, uint32_t from)
{
	if (from != XML_NONE && walk->scene->part->elements[from].parent != XML_NONE)
		go_on(walk, index + 1, (struct xml_node){walk->scene->part->elements[from].parent, XML_NONE});
}

static void go_to_attributes(const struct walk *walk, size_t index, uint32_t from)
{
	const struct xml_part *part = walk->scene->part;
	if (from == XML_NONE)
		return;
	const struct xml_element *element = &part->elements[from];
	for (uint32_t i = element->first_attribute; i < element->first_attribute + element->attribute_count; i++)
		if (fits(walk, &walk->way->steps[index], part->attributes[i].name_id, part->attributes[i].uri_id))
			go_on(walk, index + 1, (struct xml_node){from, i});
}

/* As deep as the way has steps, at most XML_STEPS_MAX. */
static void go_on(const struct walk *walk, size_t index, struct xml_node node)
{
	if (index == walk->way->step_count) {
		if (node.element != XML_NONE)
			add_node(walk->nodes, node);
		return;
	}
	enum xml_axis axis = walk->way->steps[index].axis;
	if (axis == XML_SELF)
		go_on(walk, index + 1, node);
	else if (node.attribute != XML_NONE && axis == XML_UP)
		go_on(walk, index + 1, (struct xml_node){node.element, XML_NONE});
	else if (node.attribute != XML_NONE)
		return;
	else if (axis == XML_UP)
		go_up(walk, index, node.element);
	else if (axis == XML_CHILD)
		go_to_children(walk, index, node.element);
	else if (axis == XML_BELOW)
		go_below(walk, index, node.element);
	else
		go_to_attributes(walk, index, node.element);
}

static xmlNodePtr dom_node(const struct xml_scene *scene, struct xml_node node)
{
	if (node.element == XML_NONE)
		return (xmlNodePtr)scene->dom->doc;
	xmlNodePtr element = scene->dom->nodes[node.element];
	if (node.attribute == XML_NONE)
		return element;
	xmlAttrPtr attribute = element->properties;
	for (uint32_t i = scene->part->elements[node.element].first_attribute; attribute && i < node.attribute; i++)
		attribute = attribute->next;
	return (xmlNodePtr)attribute;
}

/* libxml2's node carries our number plus one (xml_dom.c). */
static void take_node(const struct xml_scene *scene, const xmlNode *node, struct xml_nodes *nodes)
{
	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		node = node->parent;
	if (node == NULL || node->_private == NULL)
		return;
	uint32_t number = (uint32_t)((uintptr_t)node->_private - 1);
	if (node->type == XML_ELEMENT_NODE)
		add_node(nodes, (struct xml_node){number, XML_NONE});
	else if (node->type == XML_ATTRIBUTE_NODE)
		add_node(nodes, (struct xml_node){scene->part->attributes[number].element, number});
}

static enum err evaluate(const struct xml_path *path, const struct xml_scene *scene, struct xml_node from,
			 struct xml_nodes *nodes, struct fault *fault)
{
	xmlXPathContextPtr context = scene->context;
	enum err err = xml_dom_need(scene->dom, scene->part, fault);
	if (err)
		return err;
	context->doc = scene->dom->doc;
	for (size_t i = 0; path->prefixes >> i && i < XML_PREFIXES_MAX; i++)
		if (path->prefixes >> i & 1)
			xmlXPathRegisterNs(context, (const xmlChar *)scene->namespaces[i].prefix,
					   (const xmlChar *)scene->bound_uri[i]);
	context->node = dom_node(scene, from);
	xmlXPathObjectPtr result = xmlXPathCompiledEval(path->compiled, context);
	if (result == NULL)
		return fault_set(fault, ERR_LIMIT,
				 "the document is too entangled for the XPath \"%s\"; split the document or write the "
				 "rule in another way",
				 path->text);
	if (result->type != XPATH_NODESET)
		err = fault_set(fault, ERR_PACK, "XPath \"%s\" yields a value; it must yield elements or attributes",
				path->text);
	for (int i = 0; err == ERR_NONE && result->nodesetval && i < result->nodesetval->nodeNr; i++)
		if (result->nodesetval->nodeTab[i]->type != XML_NAMESPACE_DECL)
			take_node(scene, result->nodesetval->nodeTab[i], nodes);
	xmlXPathFreeObject(result);
	return err;
}

static bool way_possible(const struct xml_way *way, const struct xml_dom *dom)
{
	for (size_t i = 0; i < way->need_count; i++)
		if (dom->first_named[way->needs[i]] == XML_NONE)
			return false;
	return way->attribute == XML_OTHER || dom->attribute_named[way->attribute];
}

bool xml_path_possible(const struct xml_path *path, const struct xml_scene *scene)
{
	for (size_t i = 0; i < path->way_count; i++)
		if (way_possible(&path->ways[i], scene->dom))
			return true;
	return false;
}

enum err xml_path_walk(const struct xml_path *path, const struct xml_scene *scene, struct xml_node from,
		       struct xml_nodes *nodes, struct fault *fault)
{
	nodes->count = 0;
	if (path->text == NULL)
		return ERR_NONE;
	if (!path->simple) {
		enum err err = evaluate(path, scene, from, nodes, fault);
		put_in_order(nodes);
		return err;
	}
	for (size_t i = 0; i < path->way_count; i++) {
		struct walk walk = {scene, &path->ways[i], nodes};
		if (!way_possible(walk.way, scene->dom))
			continue;
		struct xml_node start = walk.way->from_top ? (struct xml_node){XML_NONE, XML_NONE} : from;
		go_on(&walk, 0, start);
	}
	put_in_order(nodes);
	return ERR_NONE;
}
