/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* XML cut into tokens with their exact places. It does not check: whether a document is well-formed is for libxml2 to
 * say; this reads any bytes without harm and calls what it cannot read bad. */
#ifndef FORMAT_XML_LEX_H
#define FORMAT_XML_LEX_H
#include "base/str.h"

enum xml_kind {
	XML_TEXT,
	XML_CDATA,
	XML_ATTRIBUTE, /* only as the kind of a value, never of a token */
	XML_COMMENT,
	XML_PI,
	XML_START,
	XML_EMPTY,  /* a start tag that is an end tag too */
	XML_FINISH, /* an end tag */
	XML_DECLARATION,
	XML_DOCTYPE,
	XML_NAME /* only as the kind of a value: a name in the mark-up */
};

struct xml_token {
	enum xml_kind kind;
	size_t from, to;  /* all of it */
	struct span name; /* of an element or a processing instruction */
	struct span body; /* the text, comment, CDATA or PI data; the inside of a tag after its name */
	bool external;    /* a DOCTYPE that declares anything or points anywhere */
};

enum xml_step {
	XML_STEP_TOKEN,
	XML_STEP_MORE, /* the token is not complete: more bytes are needed */
	XML_STEP_END,
	XML_STEP_BAD
};

/* The token at `pos`; `ended`: no bytes come after `bytes`, so that nothing is ever MORE. Text is given without looking
 * for what follows it only when `ended` or a '<' follows. */
enum xml_step xml_lex(struct str bytes, size_t pos, bool ended, struct xml_token *token);

struct xml_attribute {
	struct span name, value;
	size_t from; /* of the white space before the name */
	size_t to;   /* after the closing quote */
};

/* The next attribute in the inside of a tag; `*pos` goes on. False at the end; `*bad` when it is none. */
bool xml_lex_attribute(struct str bytes, struct span body, size_t *pos, struct xml_attribute *attribute, bool *bad);

bool xml_space(char byte);
/* Text of nothing but white space. */
bool xml_blank(struct str text);
/* The part of a name after its colon, or all of it. */
struct str xml_local(struct str name);
#endif
