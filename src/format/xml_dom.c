/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "format/xml_engine.h"
#include "format/xml_libxml.h"
#include "format/xml_limits.h"

struct matching {
	struct xml_engine *engine;
	struct xml_part *part;
	uint32_t count; /* elements so far */
};

/* libxml2's name of a node is the one written there; a prefix that is not declared stays in front of the name. */
static bool same_name(struct str written, const xmlChar *name, const xmlNs *ns)
{
	struct str local = str_of((const char *)name);
	struct str prefix = str_of(ns ? (const char *)ns->prefix : NULL);
	if (prefix.len == 0)
		return str_equal(written, local);
	return written.len == prefix.len + 1 + local.len && memcmp(written.ptr, prefix.ptr, prefix.len) == 0 &&
	       written.ptr[prefix.len] == ':' && memcmp(written.ptr + prefix.len + 1, local.ptr, local.len) == 0;
}

/* The number of a namespace is looked up where it is declared and kept there. */
static uint16_t uri_id(const xmlNs *ns)
{
	return ns == NULL ? XML_NO_URI : (uint16_t)(uintptr_t)ns->_private;
}

static void number_namespaces(struct matching *matching, const xmlNode *node)
{
	for (xmlNsPtr ns = node->nsDef; ns; ns = ns->next) {
		uint16_t found = xml_names_find(&matching->engine->uris, str_of((const char *)ns->href));
		uint16_t id = ns->href == NULL || *ns->href == '\0' ? XML_NO_URI : found ? (uint16_t)(found + 1) : XML_OTHER;
		ns->_private = (void *)(uintptr_t)id;
		matching->engine->present[id] = true;
	}
}

static bool match_attributes(struct matching *matching, const xmlNode *node, const struct xml_element *element)
{
	struct xml_part *part = matching->part;
	uint32_t number = element->first_attribute, end = number + element->attribute_count;
	for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next, number++) {
		if (number == end ||
		    !same_name(xml_part_bytes(part, part->attributes[number].name), attribute->name, attribute->ns))
			return false;
		attribute->_private = (void *)((uintptr_t)number + 1);
		part->attributes[number].name_id =
			xml_names_find(&matching->engine->names, str_of((const char *)attribute->name));
		part->attributes[number].uri_id = uri_id(attribute->ns);
	}
	return number == end;
}

static void chain(struct matching *matching, uint32_t number)
{
	struct xml_engine *engine = matching->engine;
	struct xml_element *elements = matching->part->elements;
	uint16_t name = elements[number].name_id;
	elements[number].next_named = XML_NONE;
	if (name == XML_OTHER)
		return;
	if (engine->first_named[name] == XML_NONE)
		engine->first_named[name] = number;
	else
		elements[engine->last_named[name]].next_named = number;
	engine->last_named[name] = number;
}

static bool match_element(struct matching *matching, xmlNodePtr node)
{
	struct xml_part *part = matching->part;
	uint32_t number = matching->count++;
	if (number >= part->element_count)
		return false;
	struct xml_element *element = &part->elements[number];
	if (!same_name(xml_part_bytes(part, element->name), node->name, node->ns))
		return false;
	number_namespaces(matching, node);
	element->name_id = xml_names_find(&matching->engine->names, str_of((const char *)node->name));
	element->uri_id = uri_id(node->ns);
	node->_private = (void *)((uintptr_t)number + 1);
	matching->engine->dom[number] = node;
	if (!element->outside)
		chain(matching, number);
	return match_attributes(matching, node, element);
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

static bool match(struct matching *matching, xmlDocPtr doc)
{
	struct xml_engine *engine = matching->engine;
	memset(engine->first_named, 0xFF, (engine->names.count + 1) * sizeof *engine->first_named);
	memset(engine->present, 0, (engine->uris.count + 2) * sizeof *engine->present);
	if (engine->dom_cap < matching->part->element_count) {
		engine->dom_cap = matching->part->element_count;
		engine->dom = mem_resize(engine->dom, engine->dom_cap, sizeof *engine->dom);
	}
	for (xmlNodePtr node = xmlDocGetRootElement(doc); node; node = after(node)) {
		if (node->type == XML_ENTITY_REF_NODE)
			return false;
		if (node->type == XML_ELEMENT_NODE && !match_element(matching, node))
			return false;
	}
	return matching->count == matching->part->element_count;
}

/* The names a parser keeps are useful for the next document and must not grow with all of them. */
static void ready_parser(struct xml_engine *engine)
{
	if (engine->parser && xmlDictSize(engine->parser->dict) > XML_DICTIONARY) {
		xmlFreeParserCtxt(engine->parser);
		engine->parser = NULL;
	}
	if (engine->parser == NULL)
		engine->parser = xmlNewParserCtxt();
	if (engine->parser == NULL)
		_exit(EXIT_NO_MEMORY);
}

enum err xml_dom_wrong(struct xml_engine *engine, const struct xml_part *part, struct fault *fault)
{
	ready_parser(engine);
	xmlDocPtr doc =
		xmlCtxtReadMemory(engine->parser, part->bytes.ptr, (int)part->bytes.len, NULL, NULL, XML_PARSE_SAFE);
	if (doc == NULL)
		return xml_libxml_fault(engine->parser, (unsigned long)part->lines, fault);
	xmlFreeDoc(doc);
	return ERR_NONE;
}

enum err xml_dom_parse(struct xml_engine *engine, struct xml_part *part, xmlDocPtr *doc, struct fault *fault)
{
	struct matching matching = {.engine = engine, .part = part};
	ready_parser(engine);
	*doc = xmlCtxtReadMemory(engine->parser, part->bytes.ptr, (int)part->bytes.len, NULL, NULL, XML_PARSE_SAFE);
	if (*doc == NULL)
		return xml_libxml_fault(engine->parser, (unsigned long)part->lines, fault);
	if (match(&matching, *doc))
		return ERR_NONE;
	xmlFreeDoc(*doc);
	*doc = NULL;
	return fault_set(fault, ERR_MALFORMED,
			 "two readings of the mark-up do not agree (near element %u), so it is not safe to change; ask for the file in another form",
			 matching.count);
}
