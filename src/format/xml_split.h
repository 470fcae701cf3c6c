/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Cuts a large document into parts. A part ends after an element, where nothing but white space stands before the next
 * tag. Elements are kept whole up to XML_DESCEND times the size of a part; a larger one is cut at its children, and its
 * start tag is put in front of every later part, so that namespaces and paths hold. Where parts end depends on the
 * bytes alone, not on how they were read. */
#ifndef FORMAT_XML_SPLIT_H
#define FORMAT_XML_SPLIT_H
#include "format/xml_input.h"
#include "format/xml_limits.h"

struct xml_open {
	struct span tag; /* in the window */
	struct str name; /* in `saved` */
	char *saved;     /* the start tag, once the window has gone past it; else NULL */
	size_t saved_len;
};

struct xml_splitter {
	size_t part_size, token_limit;
	struct xml_open stack[XML_DEPTH_LIMIT + 1]; /* open elements */
	size_t depth;
	size_t cut_depth; /* elements at this depth are kept whole: those above are open around all of them */
	size_t pos;       /* in the window */
	size_t record;    /* where the element begins that is being kept whole */
	size_t boundary;  /* the last place where a part may end, 0: none yet */
	size_t boundary_depth;
	size_t pending; /* it may end here, if no text follows; 0: no */
};

/* Finds the end of the part that begins at the window's beginning. Before `*len` bytes of the window all is one part;
 * `before` gets the start tags around it, `after` the end tags of what is still open. `*last`: no part comes after it.
 */
enum err xml_split(struct xml_splitter *splitter, struct xml_input *input, struct buf *before, struct buf *after,
		   size_t *len, bool *last, struct fault *fault) MUST_USE;
void xml_split_free(struct xml_splitter *splitter);
#endif
