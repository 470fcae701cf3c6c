/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* XPath of selectors. What is only steps by name ("//nc:Person", "nc:PersonName/nc:PersonGivenName",
 * "@*[local-name()='id']") is walked in our own tables, which is many times faster; anything else is libxml2's. Both
 * must give the same nodes. */
#ifndef FORMAT_XML_PATH_H
#define FORMAT_XML_PATH_H
#include <libxml/xpath.h>

#include "base/fault.h"
#include "format/xml_dom.h"
#include "view/selector.h"

enum { XML_PREFIXES_MAX = 64, XML_STEPS_MAX = 32 };

/* An element, or with `attribute` an attribute. */
struct xml_node {
	uint32_t element, attribute; /* XML_NONE: no attribute */
};

struct xml_nodes {
	struct xml_node *list;
	size_t count, cap;
};

enum xml_axis { XML_CHILD, XML_BELOW, XML_AT, XML_SELF, XML_UP };

struct xml_path_step {
	enum xml_axis axis;
	uint16_t name_id; /* XML_OTHER: any */
	uint8_t prefix;   /* index into the namespaces, or one of these: */
};
enum { XML_PREFIX_ANY = 254, XML_PREFIX_NONE = 255 };

struct xml_way {
	struct xml_path_step *steps; /* NULL: not simple */
	size_t step_count;
	bool from_top;
	uint16_t *needs; /* local names without which it yields nothing */
	size_t need_count;
	uint16_t attribute; /* the name of its last step, an attribute; else XML_OTHER */
};

struct xml_path {
	const char *text;     /* borrowed; NULL: no path */
	struct xml_way *ways; /* its alternatives, split at '|' */
	size_t way_count;
	bool simple;
	uint64_t prefixes;            /* which of the selector's namespaces it speaks of */
	xmlXPathCompExprPtr compiled; /* only when not simple */
};

/* What paths are walked in. */
struct xml_scene {
	const struct xml_part *part;
	struct xml_dom *dom;
	xmlXPathContextPtr context;
	const struct selector_namespace *namespaces;
	uint16_t bound[XML_PREFIXES_MAX]; /* uri id of each prefix in this combination */
	const char *bound_uri[XML_PREFIXES_MAX];
};

/* Compiles `text` (NULL is fine) and tries it out on the context's document. ERR_PACK says what is wrong, naming the
 * selector. */
enum err xml_path_compile(struct xml_path *path, const char *text, const struct selector *selector,
			  struct xml_names *names, xmlXPathContextPtr context, struct fault *fault) MUST_USE;
void xml_path_free(struct xml_path *path);

/* False when it certainly yields nothing, whatever its namespaces. */
bool xml_path_possible(const struct xml_path *path, const struct xml_scene *scene);
/* Puts what `path` yields from `from` (element XML_NONE: the document) into `nodes`, in document order, each once. */
enum err xml_path_walk(const struct xml_path *path, const struct xml_scene *scene, struct xml_node from,
		       struct xml_nodes *nodes, struct fault *fault) MUST_USE;
void xml_nodes_free(struct xml_nodes *nodes);
#endif
