/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A view: the text of a document, or of one part of a large one, as the rules see it, with the way back from every
 * byte to its origin. Plain values; formats fill it, detection reads it, nobody else writes it.
 *
 * The text is valid UTF-8. Lines end with '\n' whatever the file has. What the eye does not see and what could hide a
 * name is not in it: soft hyphens, zero-width characters, bidi marks; every kind of space but tab is ' '. Separate
 * pieces of a structured document (paragraphs, cells, element texts, attributes) are separated by '\n'.
 *
 * A view is the unit of people: persons of one view know each other. A document of ordinary size is one view; of a
 * huge one each view is a bounded part (text cut at a blank line or form feed, XML at a record). */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H
#include "base/str.h"
#include "view/what.h"

/* Bytes text[from..to) come from bytes origin..origin+origin_len of stream `part`. A piece with to - from ==
 * origin_len maps byte by byte; any other is atomic (an entity, a CRLF): who cuts a byte of it cuts it whole. Pieces
 * are in text order and do not overlap; text between pieces (separators) has no origin and cannot be cut. */
struct piece {
	size_t from, to;
	uint64_t origin;
	uint32_t origin_len;
	uint32_t part; /* the format's own number for the stream, text node, cell ...; 0 in plain text */
	bool whole;    /* it is cut whole or not at all, whatever the lengths: a number that stands for a day */
};

/* A named structured value: an XML element selected by a pack, a spreadsheet column, an e-mail header. */
struct field {
	struct span span; /* of the value, in view text; may be empty when the value is only in `value` */
	enum what what;
	uint32_t record;  /* fields of one record belong to one person or thing; 0: none */
	uint16_t rule;    /* index of the selector that found it, or FIELD_HEAD: the head of its column */
	bool guess;       /* a name only if it looks like one: the head says whose the column is, not what */
	struct str value; /* the value where it differs from the text (trimmed, decoded); else empty. Owned by the view */
};

enum { FIELD_HEAD = UINT16_MAX };

/* The head of a column, shown before each cell of it, or the name of a member: "DOB" of "DOB: 03/04/2012". */
struct view_head {
	struct span span;
	bool known; /* to the word lists: no text of somebody's own */
	bool code;  /* as programs write names: no prose, but it could be made of somebody's name */
};

/* What two records have to do with each other. */
enum relation {
	RELATION_NONE,
	RELATION_SAME,    /* both are the same person: a role element and the person it refers to */
	RELATION_PARENT,  /* a is a parent, guardian or foster parent of b */
	RELATION_KIN,     /* a and b are related in some other way, or of one household */
	RELATION_LIVES,   /* person a lives at the place b */
	RELATION_CONTACT, /* telephone, e-mail or other thing b belongs to person a */
	RELATION_SCHOOL,  /* person a goes to school b */
	RELATION_HARMED,  /* a is the subject of what happened to victim b */
	RELATION_COUNT
};

struct link {
	uint32_t a, b; /* record numbers */
	enum relation relation;
};

/* A role a pack gives to a record ("victim", "officer" ...): names as in patterns/words/roles.words. */
struct view_role {
	uint32_t record;
	struct str role; /* borrowed from the selector */
};

struct view {
	struct str where; /* place in the document for people: "" | "record 17" | "part 3" */
	struct buf text;
	struct piece *pieces;
	size_t piece_count, piece_cap;
	struct field *fields;
	size_t field_count, field_cap;
	struct view_head *heads;
	size_t head_count, head_cap;
	struct link *links;
	size_t link_count, link_cap;
	struct view_role *roles;
	size_t role_count, role_cap;
	struct span *papers; /* of the text: values of a structured document that are written in lines, an account of several; ascending */
	size_t paper_count, paper_cap;
	char **kept;
	size_t kept_count, kept_cap;
	struct span names; /* of the text: names in the mark-up (of namespaces, elements), a line each, which cannot be cut; at the
			    * end, and not for rules: only names of known persons are looked for there. Empty: none */
	uint32_t pages;  /* in it, as far as the format knows; 0: it does not */
	bool bare;       /* the text is a name of something (a file's path), not prose: every word that can be a name is one */
	bool structured; /* text is a sequence of separate values (XML), not running lines, but for the papers */
	bool table;      /* lines that begin with a head are cells, whose values are fields; all others are running lines */
};

/* A change to a view: what was at `span` goes, `token` (valid UTF-8, no control characters) comes. Edits are sorted
 * and do not overlap. The format writes it in its own syntax (escaped, xsi:nil where the schema wants a date). */
struct edit {
	struct span span;
	struct str token;
	enum what what;
	size_t out; /* set by the format: offset, in the bytes it appended, of the first byte of the token */
	struct str place; /* set by a format whose lines mean nothing to a reader: where in the released document, "page 3",
			   * "Sheet1!B7", without text of the document; kept by the view. Empty: the line of `out` */
};

void view_clear(struct view *view); /* empty again, keeps memory */
void view_free(struct view *view);

/* Adds text with its origin; returns the span it got. Consecutive byte-by-byte pieces of one part are joined. */
struct span view_add(struct view *view, struct str text, uint32_t part, uint64_t origin, uint32_t origin_len);
/* The same for text that is cut whole or not at all. */
void view_add_whole(struct view *view, struct str text, uint32_t part, uint64_t origin, uint32_t origin_len);
void view_separate(struct view *view); /* one '\n' without origin, unless the text is empty or ends with one */
struct str view_prose(const struct view *view); /* the text without the names of the mark-up */
struct field *view_add_field(struct view *view, struct span span, enum what what, uint32_t record);
struct view_head *view_add_head(struct view *view, struct span span, bool known);
void view_add_link(struct view *view, uint32_t a, uint32_t b, enum relation relation);
void view_add_role(struct view *view, uint32_t record, struct str role);
void view_add_paper(struct view *view, struct span span);
struct str view_keep(struct view *view, struct str value); /* a copy that lives as long as the view's content */

/* The pieces that `span` touches: indexes [first, last). */
struct span view_pieces(const struct view *view, struct span span);
#endif
