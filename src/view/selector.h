/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Structured selection, as packs write it (`xml:` rules) and formats carry it out. Plain values, owned by the pack set.
 *
 * XML: `select` is an XPath 1.0 expression with the prefixes of `namespaces`; it yields elements or attributes.
 * Each selected node opens a record (a person, a place, a role, an association ...), and the parts, XPath relative to
 * that node, yield the record's fields. See docs/blackbar-pack.5. */
#ifndef VIEW_SELECTOR_H
#define VIEW_SELECTOR_H
#include "base/str.h"
#include "view/view.h"

/* One prefix, one or more URIs: a vocabulary's versions differ in their URIs alone. The format evaluates a selector once for
 * every combination of URIs that occurs in the document (usually one). */
struct selector_namespace {
	char *prefix;
	char **uris;
	size_t uri_count;
};

/* One value of a record: `path` is relative XPath, what it yields is a field of kind `what`. */
struct selector_part {
	char *path;
	enum what what;
};

/* The record is linked to other records: `path` yields ref attributes (compared with id attributes over the whole
 * document or record) or elements that are themselves selected. For an association between two others, `from` yields
 * the first end and `path` the second; with from NULL the record itself is the first end. */
struct selector_link {
	char *from, *path;
	enum relation relation;
};

struct selector {
	char *id;    /* rule id, "niem-person" */
	char *pack;  /* pack file name, for messages */
	char *select;
	const struct selector_namespace *namespaces; /* of the whole pack, shared by its selectors */
	size_t namespace_count;
	struct selector_part *parts;
	size_t part_count;
	struct selector_link *links;
	size_t link_count;
	char *role;  /* gives every selected record this role; NULL: none */
	char *key;   /* relative XPath of the id attribute(s) by which others refer to this record; NULL: s:id and id of any namespace */
	char *value; /* for one-field selectors: `what` of the selected node itself */
	enum what what;
	char *blank; /* how a cut value is written where the schema wants a type: "nil" | "omit" | NULL (token text) */
};
#endif
