/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_dom.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "format/xml_libxml.h"
#include "format/xml_limits.h"

enum { CACHE = 512 };

/* libxml2 gives the same pointer for the same name all through a document. */
struct cached {
	const xmlChar *text;
	uint16_t id;
};

struct matching {
	struct xml_dom *dom;
	struct xml_part *part;
	uint32_t count; /* elements so far */
	bool differs;
	struct cached names[CACHE], uris[CACHE];
};

void xml_dom_open(struct xml_dom *dom, const struct xml_names *names, const struct xml_names *uris)
{
	*dom = (struct xml_dom){.names = names, .uris = uris};
	dom->first_named = mem_alloc(names->count + 1, sizeof *dom->first_named);
	dom->last_named = mem_alloc(names->count + 1, sizeof *dom->last_named);
	dom->attribute_named = mem_alloc(names->count + 1, sizeof *dom->attribute_named);
	dom->present = mem_alloc(uris->count + 2, sizeof *dom->present);
}

void xml_dom_drop(struct xml_dom *dom)
{
	if (dom->doc)
		xmlFreeDoc(dom->doc);
	dom->doc = NULL;
}

void xml_dom_close(struct xml_dom *dom)
{
	xml_dom_drop(dom);
	if (dom->checker)
		xmlFreeParserCtxt(dom->checker);
	if (dom->parser)
		xmlFreeParserCtxt(dom->parser);
	free(dom->first_named);
	free(dom->last_named);
	free(dom->attribute_named);
	free(dom->present);
	free(dom->nodes);
	*dom = (struct xml_dom){0};
}

static struct cached *slot(struct cached *cache, const xmlChar *text)
{
	uintptr_t key = (uintptr_t)text;
	return &cache[(key >> 3 ^ key >> 12) % CACHE];
}

static uint16_t name_id(struct matching *matching, const xmlChar *name)
{
	struct cached *cached = slot(matching->names, name);
	if (cached->text != name)
		*cached = (struct cached){name, xml_names_find(matching->dom->names, str_of((const char *)name))};
	return cached->id;
}

static uint16_t uri_id(struct matching *matching, const xmlChar *uri)
{
	if (uri == NULL || *uri == '\0')
		return XML_NO_URI;
	struct cached *cached = slot(matching->uris, uri);
	if (cached->text != uri) {
		uint16_t found = xml_names_find(matching->dom->uris, str_of((const char *)uri));
		*cached = (struct cached){uri, found ? (uint16_t)(found + 1) : XML_OTHER};
	}
	return cached->id;
}

/* libxml2's name is the one written there; a prefix that is not declared may stay in front of the name. */
static bool same_name(struct str written, const xmlChar *name, const xmlChar *prefix)
{
	size_t len = strlen((const char *)name), before = prefix ? strlen((const char *)prefix) : 0;
	if (before == 0)
		return written.len == len && memcmp(written.ptr, name, len) == 0;
	return written.len == before + 1 + len && memcmp(written.ptr, prefix, before) == 0 &&
	       written.ptr[before] == ':' && memcmp(written.ptr + before + 1, name, len) == 0;
}

static void chain(struct matching *matching, uint32_t number)
{
	struct xml_dom *dom = matching->dom;
	struct xml_element *elements = matching->part->elements;
	uint16_t name = elements[number].name_id;
	elements[number].next_named = XML_NONE;
	if (name == XML_OTHER || elements[number].outside)
		return;
	if (dom->first_named[name] == XML_NONE)
		dom->first_named[name] = number;
	else
		elements[dom->last_named[name]].next_named = number;
	dom->last_named[name] = number;
}

/* `attributes` has five pointers for each: name, prefix, uri, value and the value's end. */
static bool match_attributes(struct matching *matching, const struct xml_element *element, int count,
			     const xmlChar **attributes)
{
	struct xml_part *part = matching->part;
	if (count < 0 || (uint32_t)count != element->attribute_count)
		return false;
	for (uint32_t i = 0; i < element->attribute_count; i++, attributes += 5) {
		struct xml_attr *attribute = &part->attributes[element->first_attribute + i];
		if (!same_name(xml_part_bytes(part, attribute->name), attributes[0], attributes[1]))
			return false;
		attribute->name_id = name_id(matching, attributes[0]);
		attribute->uri_id = uri_id(matching, attributes[2]);
		matching->dom->attribute_named[attribute->name_id] = true;
	}
	return true;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
	struct matching *matching = context;
	struct xml_part *part = matching->part;
	uint32_t number = matching->count++;
	if (matching->differs || number >= part->element_count) {
		matching->differs = true;
		return;
	}
	struct xml_element *element = &part->elements[number];
	for (int i = 0; i < namespace_count; i++)
		matching->dom->present[uri_id(matching, namespaces[2 * i + 1])] = true;
	element->name_id = name_id(matching, name);
	element->uri_id = uri_id(matching, uri);
	chain(matching, number);
	matching->differs = defaulted || !same_name(xml_part_bytes(part, element->name), name, prefix) ||
			    !match_attributes(matching, element, count, attributes);
}

/* The names a parser keeps are useful for the next document and must not grow with all of them. */
static void ready(xmlParserCtxtPtr *parser)
{
	if (*parser && xmlDictSize((*parser)->dict) > XML_DICTIONARY) {
		xmlFreeParserCtxt(*parser);
		*parser = NULL;
	}
	if (*parser == NULL)
		*parser = xmlNewParserCtxt();
	if (*parser == NULL)
		_exit(EXIT_NO_MEMORY);
}

static enum err disagree(uint32_t at, struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "two readings of the mark-up do not agree (near element %u), so it is not safe to change; ask "
			 "for the file in another form",
			 at);
}

enum err xml_dom_check(struct xml_dom *dom, struct xml_part *part, struct fault *fault)
{
	struct matching *matching = mem_alloc(1, sizeof *matching);
	*matching = (struct matching){.dom = dom, .part = part};
	memset(dom->first_named, 0xFF, (dom->names->count + 1) * sizeof *dom->first_named);
	memset(dom->attribute_named, 0, (dom->names->count + 1) * sizeof *dom->attribute_named);
	memset(dom->present, 0, (dom->uris->count + 2) * sizeof *dom->present);
	ready(&dom->checker);
	*dom->checker->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC, .startElementNs = on_start};
	dom->checker->userData = matching;
	xmlDocPtr doc =
		xmlCtxtReadMemory(dom->checker, part->bytes.ptr, (int)part->bytes.len, NULL, NULL, XML_PARSE_SAFE);
	if (doc) /* there is none without handlers that make it */
		xmlFreeDoc(doc);
	bool agrees = !matching->differs && matching->count == part->element_count;
	uint32_t at = matching->count;
	free(matching);
	if (!dom->checker->wellFormed)
		return xml_libxml_fault(dom->checker, (unsigned long)part->lines, fault);
	return agrees ? ERR_NONE : disagree(at, fault);
}

static xmlDocPtr parse(struct xml_dom *dom, const struct xml_part *part)
{
	ready(&dom->parser);
	return xmlCtxtReadMemory(dom->parser, part->bytes.ptr, (int)part->bytes.len, NULL, NULL, XML_PARSE_SAFE);
}

enum err xml_dom_wrong(struct xml_dom *dom, const struct xml_part *part, struct fault *fault)
{
	xmlDocPtr doc = parse(dom, part);
	if (doc == NULL)
		return xml_libxml_fault(dom->parser, (unsigned long)part->lines, fault);
	xmlFreeDoc(doc);
	return ERR_NONE;
}

/* The next node in document order; without recursion, because documents choose the depth. */
static xmlNodePtr after(xmlNodePtr node)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && node->next == NULL)
		node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
	return node ? node->next : NULL;
}

static bool number_attributes(const struct xml_element *element, const xmlNode *node)
{
	uint32_t number = element->first_attribute;
	for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next)
		attribute->_private = (void *)((uintptr_t)number++ + 1);
	return number == element->first_attribute + element->attribute_count;
}

enum err xml_dom_need(struct xml_dom *dom, const struct xml_part *part, struct fault *fault)
{
	uint32_t count = 0;
	bool agrees = true;
	if (dom->doc)
		return ERR_NONE;
	dom->doc = parse(dom, part);
	if (dom->doc == NULL)
		return xml_libxml_fault(dom->parser, (unsigned long)part->lines, fault);
	if (dom->node_cap < part->element_count) {
		dom->node_cap = part->element_count;
		dom->nodes = mem_resize(dom->nodes, dom->node_cap, sizeof(*dom->nodes));
	}
	for (xmlNodePtr node = xmlDocGetRootElement(dom->doc); agrees && node; node = after(node)) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		agrees = count < part->element_count && number_attributes(&part->elements[count], node);
		if (agrees)
			dom->nodes[count] = node;
		node->_private = (void *)((uintptr_t)++count);
	}
	return agrees && count == part->element_count ? ERR_NONE : disagree(count, fault);
}
