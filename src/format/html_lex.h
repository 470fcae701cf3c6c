/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tags of HTML cut into names and attributes with their exact places, as the tokenizer of the HTML standard does it
 * (html.spec.whatwg.org, 13.2.5). Where a tag begins is for gumbo to say. Private to format/html*.c. */
#ifndef FORMAT_HTML_LEX_H
#define FORMAT_HTML_LEX_H
#include "base/str.h"

struct html_tag {
	size_t from, to;  /* all of it, with '<' and '>' */
	struct span name;
	bool closing;     /* "</p>" */
	bool self_closing;
};

struct html_attribute_token {
	struct span all, name, value; /* `value` without quotes; empty at the end of `name` when there is none */
	char quote;                   /* '"', '\'', or 0: none */
};

/* The tag at text[at], which is '<' and a letter, or '</' and a letter. False: it is not closed before the end. */
bool html_lex_tag(struct str text, size_t at, struct html_tag *tag);
/* The next attribute of `tag` from `*pos` (0 to begin) on; false: no more. */
bool html_lex_attribute(struct str text, const struct html_tag *tag, size_t *pos, struct html_attribute_token *found);
bool html_space(char c);  /* what HTML calls white space: space, tab, LF, FF, CR */
#endif
