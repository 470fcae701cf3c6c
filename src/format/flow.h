/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From the XML of an office document to a view: each paragraph is a line, runs and fields in it are one text; a row of a table
 * reads as rows of tables do everywhere (table_rows.h), when each cell is a paragraph; an empty line ends the table. Text boxes
 * and notes that stand inside a paragraph come after it; field codes, names and descriptions at the end of the view, each on
 * its line. Lists say what is what. */
#ifndef FORMAT_FLOW_H
#define FORMAT_FLOW_H
#include "format/office.h"

enum flow_role {
	FLOW_PLAIN, /* what is not listed: its children are looked at, text of its own is shown at the end of the view */
	FLOW_PARAGRAPH,
	FLOW_TABLE,
	FLOW_ROW,
	FLOW_CELL,
	FLOW_TEXT,   /* its text is of the paragraph */
	FLOW_TAB,
	FLOW_BREAK,
	FLOW_DASH,
	FLOW_SPACES, /* one, or as many as an attribute `c` says */
	FLOW_NESTED, /* stands in a paragraph and is not of its text: a text box, a note */
	FLOW_ELSEWHERE, /* its text is shown by the kind */
	FLOW_LINKED,  /* its text is what others refer to, and cannot be cut */
	FLOW_SILENT  /* its text is nothing but measures; anything else is shown */
};

struct flow_element {
	enum markup_space space;
	const char *local;
	enum flow_role role;
	const char *inside; /* only in an element of this name; NULL: anywhere */
};

enum flow_use {
	FLOW_SHOWN,  /* text for readers */
	FLOW_ID,     /* a name without spaces that can be changed: cut like an id */
	FLOW_NAME,   /* others refer to it: not cut */
	FLOW_SHEETS, /* places in sheets: the names of the sheets are cut like ids */
	FLOW_NOTHING /* measures, formulas and the like */
};

struct flow_attribute {
	enum markup_space element_space; /* SPACE_COUNT: any */
	const char *element; /* NULL: any of the space */
	enum markup_space space;
	const char *local;
	enum flow_use use;
	const char *inside; /* only of an element in one of this name; NULL: anywhere */
};

struct flow_rules {
	const struct flow_element *elements;
	size_t element_count;
	const struct flow_attribute *attributes;
	size_t attribute_count;
	bool mixed; /* text of a paragraph stands in it and in its children; else only in FLOW_TEXT */
};

struct table_rows;

/* A part being shown. */
struct flow {
	struct office *office;
	const struct flow_rules *rules;
	struct view *view;
	const struct markup *markup;
	uint32_t member;
	size_t at; /* the next of the part's places */
	size_t stop; /* flow_show() goes no further; 0: to the end */
	uint32_t paragraph, table, row;
	/* Tells office_place() where this is; paragraph, table and row are counted by then. `element`: the paragraph or row. */
	void (*place)(struct flow *flow, uint32_t element);
	void *context;
	bool in_row;
	struct table_rows *rows; /* borrowed: one for all parts of the document */
	uint8_t shape;           /* enum flow_shape, of the table at hand */
	unsigned tried;          /* rows of it in which heads were looked for */
	struct fault *fault;
};

/* Shows the part from `at` on, until it ends or the view has more than `limit` bytes and a paragraph or row is at its end. */
enum err flow_show(struct flow *flow, size_t limit) MUST_USE;
bool flow_ended(const struct flow *flow);
enum flow_role flow_role_of(const struct flow *flow, uint32_t element);

extern const struct flow_rules flow_ooxml, flow_odf, flow_ods;
#endif
