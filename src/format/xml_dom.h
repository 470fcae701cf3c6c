/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* libxml2's two readings of a part: a quick one that checks it and compares it with our tables, always; and a tree,
 * only when a selector needs libxml2's XPath. Both parsers serve one document after another. */
#ifndef FORMAT_XML_DOM_H
#define FORMAT_XML_DOM_H
#include <libxml/parser.h>

#include "base/fault.h"
#include "format/xml_names.h"
#include "format/xml_part.h"

struct xml_dom {
	xmlParserCtxtPtr checker, parser;
	const struct xml_names *names, *uris;
	uint32_t *first_named, *last_named; /* by name id, of the part at hand */
	bool *present;                      /* by uri id */
	bool *attribute_named;              /* by name id: is there an attribute of that name */
	xmlDocPtr doc;                      /* NULL: not built */
	xmlNodePtr *nodes;                  /* by element number, when built */
	size_t node_cap;
};

void xml_dom_open(struct xml_dom *dom, const struct xml_names *names, const struct xml_names *uris);
void xml_dom_close(struct xml_dom *dom);

/* Is the part well-formed, and is every element and attribute where our tables have it? Fills the tables' name and uri
 * ids, `first_named` and `present`. */
enum err xml_dom_check(struct xml_dom *dom, struct xml_part *part, struct fault *fault) MUST_USE;
/* libxml2's own sentence on what is wrong with the part; ERR_NONE when it finds nothing. */
enum err xml_dom_wrong(struct xml_dom *dom, const struct xml_part *part, struct fault *fault) MUST_USE;
/* Builds `doc` and `nodes` if they are not there yet; each node has its number plus one in _private. */
enum err xml_dom_need(struct xml_dom *dom, const struct xml_part *part, struct fault *fault) MUST_USE;
void xml_dom_drop(struct xml_dom *dom);
#endif
