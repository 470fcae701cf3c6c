/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is made once for all documents: selectors compiled, libxml2's parser and XPath context. One process uses it for
 * one document at a time; after fork() each process has its own. */
#ifndef FORMAT_XML_ENGINE_H
#define FORMAT_XML_ENGINE_H
#include <libxml/xpath.h>

#include "base/fault.h"
#include "format/xml_path.h"
#include "view/selector.h"

/* Names every engine knows, by these numbers. */
enum { XML_NAME_ID = 1, XML_NAME_REF, XML_NAME_URI };

struct xml_rule_link {
	struct xml_path from, path;
};

struct xml_rule {
	const struct selector *selector;
	struct xml_path select, key;
	struct xml_path *parts;
	struct xml_rule_link *links;
	uint64_t prefixes; /* of all its paths */
	bool opens;        /* its nodes are records; else they are values of the record around them */
	uint8_t blank;     /* enum xml_blank_style */
};

struct xml_engine {
	struct xml_rule *rules;
	size_t rule_count;
	struct xml_names names, uris;
	xmlXPathContextPtr context;
	struct xml_dom dom; /* of the part at hand */
};

/* Compiles `selectors`, which stay the caller's and must live as long as the engine. ERR_PACK names pack, rule and
 * XPath. */
enum err xml_engine_new(const struct selector *selectors, size_t count, struct xml_engine **engine,
			struct fault *fault) MUST_USE;
void xml_engine_free(struct xml_engine *engine);

/* Adds the fields, records, roles and links that the selectors find in a part that was checked. */
enum err xml_select(struct xml_engine *engine, struct xml_part *part, struct view *view, struct fault *fault) MUST_USE;

/* xml_field.c: one value as a field of `record`; nothing when it is empty or not in this part. */
void xml_add_field(struct xml_part *part, struct view *view, struct xml_node node, enum what what, uint32_t record,
		   uint16_t rule, enum xml_blank_style blank);
/* The text of a node as the view has it, trimmed. */
struct span xml_node_span(const struct xml_part *part, const struct view *view, struct xml_node node);
#endif
