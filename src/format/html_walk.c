/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_walk.h"

#include <stdlib.h>

#include "base/mem.h"

struct html_place {
	const GumboNode *node;
	unsigned next; /* child */
};

bool html_is_element(const GumboNode *node)
{
	return node && (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE);
}

bool html_is_text(const GumboNode *node)
{
	return node && (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA);
}

bool html_is(const GumboNode *node, GumboTag tag)
{
	return html_is_element(node) && node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML && node->v.element.tag == tag;
}

static void push(struct html_walk *walk, const GumboNode *node)
{
	walk->stack = mem_room(walk->stack, walk->depth, &walk->cap, sizeof *walk->stack);
	walk->stack[walk->depth++] = (struct html_place){node, 0};
}

void html_walk_begin(struct html_walk *walk, const GumboNode *root)
{
	walk->depth = 0;
	push(walk, root);
}

void html_walk_free(struct html_walk *walk)
{
	free(walk->stack);
	*walk = (struct html_walk){0};
}

void html_walk_over(struct html_walk *walk)
{
	struct html_place *place = &walk->stack[walk->depth - 1];
	place->next = place->node->v.element.children.length;
}

bool html_walk_next(struct html_walk *walk, const GumboNode **node, bool *leaving)
{
	while (walk->depth) {
		struct html_place *place = &walk->stack[walk->depth - 1];
		const GumboVector *children =
			place->node->type == GUMBO_NODE_DOCUMENT ? &place->node->v.document.children : &place->node->v.element.children;
		*leaving = place->next >= children->length;
		if (*leaving) {
			*node = place->node;
			walk->depth--;
			if (walk->depth)
				return true;
			break; /* the document itself */
		}
		*node = children->data[place->next++];
		if (html_is_element(*node))
			push(walk, *node);
		return true;
	}
	return false;
}
