/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Links between records, by id and reference, in both directions and over the whole part: collected while selecting,
 * resolved when every record is known. */
#ifndef FORMAT_XML_LINK_H
#define FORMAT_XML_LINK_H
#include "format/xml_engine.h"

struct xml_link_ends {
	struct xml_node a, b;
	enum relation relation;
};

struct xml_key {
	struct str value;
	uint32_t element;
};

struct xml_links {
	struct xml_link_ends *list;
	size_t count, cap;
	struct xml_key *keys;
	size_t key_count, key_cap;
	uint32_t *near; /* by element: the first element from it on that is a record */
};

void xml_links_add(struct xml_links *links, struct xml_node a, struct xml_node b, enum relation relation);
/* `value`, an attribute or an element with text, is a name of `element` by which others refer to it. */
void xml_links_key(struct xml_links *links, const struct xml_part *part, struct xml_node value, uint32_t element);
/* Adds the links to the view. An end that refers to nothing that was selected gives no link. Records that are the same
 * (RELATION_SAME) become one record, so that no such link is left: a person's record has its roles too. */
enum err xml_links_resolve(struct xml_links *links, const struct xml_part *part, struct view *view, uint32_t records,
			   struct fault *fault) MUST_USE;
void xml_links_free(struct xml_links *links);
#endif
