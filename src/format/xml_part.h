/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One part of a document (of an ordinary one: all of it) as tables of its elements, attributes and values, each with
 * its bytes. Elements are numbered in document order, so that libxml2's element i is ours. */
#ifndef FORMAT_XML_PART_H
#define FORMAT_XML_PART_H
#include "base/fault.h"
#include "base/str.h"
#include "format/xml_lex.h"
#include "view/view.h"

enum { XML_NONE = 0xFFFFFFFF };

/* How a value of a type that allows no token is cut. */
enum xml_blank_style { XML_BLANK_TOKEN, XML_BLANK_NIL, XML_BLANK_OMIT };

struct xml_range {
	uint32_t from, to;
};

struct xml_element {
	struct xml_range name;
	struct xml_range tag;     /* bytes of the start tag */
	struct xml_range end;     /* bytes of the end tag; empty for an empty element */
	uint32_t parent;          /* XML_NONE: the root */
	uint32_t first_attribute; /* without namespace declarations */
	uint32_t attribute_count;
	uint32_t first_value, last_value; /* values inside it: [first, last), its own attributes not among them */
	uint32_t child_count;
	uint32_t last;               /* one past its last descendant */
	uint32_t record;             /* 0: none */
	uint32_t text_from, text_to; /* its text in the view, with that of its descendants */
	uint32_t next_named;         /* the next element of the same name that a selector knows */
	uint16_t name_id, uri_id;    /* xml_names.h */
	uint8_t blank;               /* enum xml_blank_style */
	bool has_text;               /* text of its own that is not white space */
	bool running;                /* part of the running text around it */
	bool outside;                /* an ancestor of what is in this part: its start tag is in an earlier one */
};

struct xml_attr {
	struct xml_range name, value, all; /* all: with the white space before it */
	uint32_t element;
	uint32_t record;
	uint16_t name_id, uri_id;
	uint8_t blank;    /* enum xml_blank_style */
	uint32_t in_view; /* its number among the values, XML_NONE when it is not there */
	bool code;        /* an id or what refers to one: what replaces it must be a name, and another for each id */
};

/* What has text: a run of text, a CDATA section, an attribute's value, a comment, the data of an instruction. */
struct xml_value {
	struct xml_range bytes, text; /* in the part, in the view */
	uint32_t element, attribute;  /* XML_NONE: none */
	uint8_t kind;                 /* enum xml_kind */
	bool shown;                   /* it is in the view */
};

struct xml_place {
	struct xml_range bytes;
	uint32_t element; /* of the element itself, or of the one around it */
	uint8_t kind;
	bool blank;
};

struct xml_part {
	struct str bytes;   /* borrowed */
	size_t outside;     /* so many bytes at the beginning are start tags of ancestors, and ... */
	size_t outside_end; /* from here on are their end tags: not part of the document */
	uint64_t base;      /* offset of bytes[outside] in the document as UTF-8 */
	struct xml_element *elements;
	size_t element_count, element_cap;
	struct xml_attr *attributes;
	size_t attribute_count, attribute_cap;
	struct xml_place *places; /* the tokens */
	size_t place_count, place_cap;
	struct xml_value *values; /* value i is stream i of the view's pieces */
	size_t value_count, value_cap;
	struct xml_range *names; /* of namespaces, elements, attributes, instructions: each once */
	size_t name_count, name_cap;
	uint32_t *name_slots; /* by hash, as index + 1 */
	size_t name_slot_count;
	uint64_t lines; /* line ends before this part, for messages */
};

/* Reads the tables anew. `bytes` must stay. ERR_LIMIT: too deep or too long a token; ERR_MALFORMED; ERR_UNREADABLE:
 * a DOCTYPE that declares or points anywhere. */
enum err xml_part_read(struct xml_part *part, size_t token_limit, struct fault *fault) MUST_USE;
/* Fills the view's text and pieces, and the values. ERR_UNREADABLE: a binary body, an entity that XML does not have. */
enum err xml_part_view(struct xml_part *part, struct view *view, struct fault *fault) MUST_USE;
void xml_part_free(struct xml_part *part);

struct str xml_part_bytes(const struct xml_part *part, struct xml_range range);
/* The line of the document that a byte of the part is on, from 1. */
unsigned long xml_part_line(const struct xml_part *part, size_t at);

/* xml_markup.c: adds a name of the mark-up, unless it is there. */
void xml_part_name(struct xml_part *part, struct xml_range name);
/* xml_decode.c: what `raw` says, with every character's origin; `origin` is its offset in the document. */
enum err xml_decode(struct view *view, struct str raw, enum xml_kind kind, uint32_t number, uint64_t origin,
		    struct fault *fault) MUST_USE;
/* xml_binary.c: text that is not text, by itself or by what its element says. */
bool xml_binary_text(struct str text);
bool xml_binary_element(const struct xml_part *part, const struct xml_element *element);
#endif
