/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Open Packaging Conventions: which part of a docx, pptx or xlsx is what (ECMA-376 part 2). A part is known by the
 * relationship that leads to it; opc_parts.c has the table of all kinds. What no relationship leads to is not part of the
 * document and is dropped. Names of types and relationships are written anew. */
#ifndef FORMAT_OPC_H
#define FORMAT_OPC_H
#include "format/office.h"

enum opc_use {
	OPC_SEEN,    /* XML that is shown and kept */
	OPC_DROPPED, /* goes, with the relationship */
	OPC_PICTURE, /* withheld, or a placeholder comes for it */
	OPC_WITHHELD,
	OPC_LINK     /* a place outside the document, kept: the address is shown */
};

/* One kind of part. */
struct opc_part {
	const char *relation; /* last segment of the relationship's type */
	enum opc_use use;
	const char *type; /* SEEN: its content type; NULL: as the document says, which must be XML */
	const char *what; /* WITHHELD: for people, "a macro" */
};
const struct opc_part *opc_part_of(struct str relation);

struct opc_relation {
	uint32_t from; /* the member that it is of; PACKAGE_NONE: the package */
	uint32_t to;   /* PACKAGE_NONE: outside */
	struct str id, type, target; /* as they stand, escaped; owned */
	const struct opc_part *part;
	bool gone;
};

struct opc {
	struct opc_relation *relations;
	size_t count, cap;
	struct str *types; /* by member: its content type, empty when there is none; owned */
	size_t type_count;
};

/* The content type of the main part, appended. ERR_UNREADABLE: no such part. */
enum err opc_main_type(struct office *office, struct buf *type, struct fault *fault) MUST_USE;

/* Reads types and relationships. ERR_UNREADABLE: a part that is withheld, or of an unknown kind. */
enum err opc_open(struct office *office, struct opc *opc, struct fault *fault) MUST_USE;
void opc_close(struct opc *opc);

/* The first relation of this kind that `from` has and that is not gone; NULL: none. */
const struct opc_relation *opc_relation_of(const struct opc *opc, uint32_t from, const char *kind);
/* The member is reached by a relation of this kind. */
bool opc_is(const struct opc *opc, uint32_t member, const char *kind);

/* The name of the member with the relationships of `member`: "word/document.xml" -> "word/_rels/document.xml.rels"; of the
 * package, whose name is empty: "_rels/.rels". */
void opc_relations_name(struct str member, struct buf *name);

/* Cleans each part that is kept (clean.h), drops all others, puts placeholders for pictures, and writes types and
 * relationships anew. ERR_UNREADABLE: a part refers to one that is not there any more. */
enum err opc_clean(struct office *office, struct opc *opc, struct fault *fault) MUST_USE;
#endif
