/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The names and namespace URIs that selectors speak of, as small numbers. Whatever no selector knows is XML_OTHER. */
#ifndef FORMAT_XML_NAMES_H
#define FORMAT_XML_NAMES_H
#include "base/str.h"

enum { XML_OTHER = 0, XML_NO_URI = 1, XML_NAMES_MAX = 60000 };

struct xml_names {
	char **list; /* number i is list[i - 1] */
	size_t count, cap;
	uint16_t *slots; /* a power of two of them, at most half full */
	size_t slot_count;
};

uint16_t xml_names_add(struct xml_names *names, struct str name); /* XML_OTHER when there are too many */
uint16_t xml_names_find(const struct xml_names *names, struct str name);
void xml_names_free(struct xml_names *names);
#endif
