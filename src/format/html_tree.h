/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* gumbo, which reads HTML as browsers do, within bounds: its memory is counted, and given back all at once, so that
 * neither a deep nor a huge tree does harm. Private to format/html*.c. */
#ifndef FORMAT_HTML_TREE_H
#define FORMAT_HTML_TREE_H
#include <gumbo.h>

#include "base/fault.h"
#include "base/str.h"

struct html_tree {
	struct html_block *blocks;
	size_t used;
	GumboOutput *output;
};

/* `text`: valid UTF-8 without NUL; must stay, for the tree points into it. ERR_LIMIT: the tree gets too large.
 * After an error too: html_tree_free(). */
enum err html_tree_parse(struct html_tree *tree, struct str text, struct fault *fault) MUST_USE;
void html_tree_free(struct html_tree *tree);

/* What the character reference at text[0], which is '&', says: its length in bytes, 0 when it is none; `codes`: one or two
 * characters, the second 0 when there is one. `attribute`: in an attribute's value "&copy=" is none. */
struct html_references; /* those asked for lately */
struct html_references *html_references_new(void);
void html_references_free(struct html_references *references);
size_t html_reference(struct html_references *references, struct str text, bool attribute, uint32_t codes[2]);
#endif
