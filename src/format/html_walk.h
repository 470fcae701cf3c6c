/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Through gumbo's tree without recursion, for it may be as deep as the page is long. Private to format/html*.c. */
#ifndef FORMAT_HTML_WALK_H
#define FORMAT_HTML_WALK_H
#include <gumbo.h>
#include <stdbool.h>
#include <stddef.h>

struct html_walk {
	struct html_place *stack; /* begin with zeros */
	size_t depth, cap;
	bool down;
};

void html_walk_begin(struct html_walk *walk, const GumboNode *root);
/* Each element twice, before and behind its children; anything else once. False: the end. */
bool html_walk_next(struct html_walk *walk, const GumboNode **node, bool *leaving);
void html_walk_over(struct html_walk *walk); /* not into the children of the element that was just entered */
void html_walk_free(struct html_walk *walk);

bool html_is_element(const GumboNode *node);
bool html_is_text(const GumboNode *node);
/* An element of this kind in the namespace of HTML. */
bool html_is(const GumboNode *node, GumboTag tag);
#endif
