/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the elements and attributes of odt, odp and odg mean to a reader. What is not here is a name that others refer to, or
 * a word of the standard. */
#include "format/flow.h"

#define COUNT(list) (sizeof list / sizeof *list)
#define ANY SPACE_COUNT

static const struct flow_element elements[] = {
	{SPACE_TEXT, "p", FLOW_PARAGRAPH, NULL},
	{SPACE_TEXT, "h", FLOW_PARAGRAPH, NULL},
	{SPACE_TABLE, "table", FLOW_TABLE, NULL},
	{SPACE_TABLE, "table-row", FLOW_ROW, NULL},
	{SPACE_TABLE, "table-cell", FLOW_CELL, NULL},
	{SPACE_TABLE, "covered-table-cell", FLOW_CELL, NULL},
	{SPACE_TEXT, "s", FLOW_SPACES, NULL},
	{SPACE_TEXT, "tab", FLOW_TAB, NULL},
	{SPACE_TEXT, "line-break", FLOW_BREAK, NULL},
	{SPACE_TEXT, "note", FLOW_NESTED, NULL},
	{SPACE_TEXT, "ruby-text", FLOW_NESTED, NULL},
	{SPACE_OFFICE, "annotation", FLOW_NESTED, NULL},
	{SPACE_DRAW, "frame", FLOW_NESTED, NULL},
	{SPACE_DRAW, "g", FLOW_NESTED, NULL},
	{SPACE_DRAW, "a", FLOW_NESTED, NULL},
	{SPACE_DRAW, "custom-shape", FLOW_NESTED, NULL},
	{SPACE_DRAW, "rect", FLOW_NESTED, NULL},
	{SPACE_DRAW, "line", FLOW_NESTED, NULL},
	{SPACE_DRAW, "polyline", FLOW_NESTED, NULL},
	{SPACE_DRAW, "polygon", FLOW_NESTED, NULL},
	{SPACE_DRAW, "path", FLOW_NESTED, NULL},
	{SPACE_DRAW, "circle", FLOW_NESTED, NULL},
	{SPACE_DRAW, "ellipse", FLOW_NESTED, NULL},
	{SPACE_DRAW, "regular-polygon", FLOW_NESTED, NULL},
	{SPACE_DRAW, "connector", FLOW_NESTED, NULL},
	{SPACE_DRAW, "caption", FLOW_NESTED, NULL},
	{SPACE_DRAW, "measure", FLOW_NESTED, NULL},
	{SPACE_DRAW, "control", FLOW_NESTED, NULL},
	{SPACE_DR3D, "scene", FLOW_NESTED, NULL},
};

static const struct flow_attribute attributes[] = {
	/* links */
	{SPACE_TEXT, "a", SPACE_XLINK, "href", FLOW_SHOWN, NULL},
	{SPACE_DRAW, "a", SPACE_XLINK, "href", FLOW_SHOWN, NULL},
	{SPACE_PRESENTATION, "event-listener", SPACE_XLINK, "href", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_OFFICE, "title", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_OFFICE, "name", FLOW_ID, NULL},
	{ANY, NULL, SPACE_XLINK, "title", FLOW_SHOWN, NULL},
	/* names that can be changed: what refers to them has the same and changes with them */
	{ANY, NULL, SPACE_TEXT, "name", FLOW_ID, NULL},
	{ANY, NULL, SPACE_TEXT, "ref-name", FLOW_ID, NULL},
	{ANY, NULL, SPACE_DRAW, "name", FLOW_ID, NULL},
	{ANY, NULL, SPACE_TABLE, "name", FLOW_ID, NULL},
	/* fields, indexes, hidden text */
	{ANY, NULL, SPACE_OFFICE, "string-value", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "string-value", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "string-value-if-true", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "string-value-if-false", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "string-value-phonetic", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "condition", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "formula", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "key1", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "key2", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "description", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "help", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "hint", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "value", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "author", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "title", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "note", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "annote", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "address", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "url", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "identifier", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "custom1", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "custom2", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "custom3", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "custom4", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "custom5", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "database-name", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "table-name", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_TEXT, "column-name", FLOW_SHOWN, NULL},
	{SPACE_LOEXT, NULL, SPACE_LOEXT, "alias", FLOW_SHOWN, NULL},
	{SPACE_LOEXT, NULL, SPACE_LOEXT, "tag", FLOW_SHOWN, NULL},
	{SPACE_LOEXT, NULL, SPACE_LOEXT, "display-text", FLOW_SHOWN, NULL},
	{SPACE_LOEXT, NULL, SPACE_LOEXT, "value", FLOW_SHOWN, NULL},
	/* lists */
	{ANY, NULL, SPACE_STYLE, "num-prefix", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_STYLE, "num-suffix", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_STYLE, "num-list-format", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_LOEXT, "num-list-format", FLOW_SHOWN, NULL},
	/* forms */
	{SPACE_FORM, NULL, SPACE_FORM, "name", FLOW_ID, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "value", FLOW_SHOWN, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "current-value", FLOW_SHOWN, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "label", FLOW_SHOWN, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "title", FLOW_SHOWN, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "data-field", FLOW_SHOWN, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "command", FLOW_SHOWN, NULL},
	{SPACE_FORM, NULL, SPACE_FORM, "filter", FLOW_SHOWN, NULL},
	/* slides */
	{SPACE_PRESENTATION, NULL, SPACE_PRESENTATION, "name", FLOW_ID, NULL},
	{ANY, NULL, SPACE_PRESENTATION, "pages", FLOW_SHOWN, NULL},
	/* measures */
	{ANY, NULL, SPACE_SVG, "d", FLOW_NOTHING, NULL},
	{ANY, NULL, SPACE_SVG, "viewBox", FLOW_NOTHING, NULL},
	{ANY, NULL, SPACE_DRAW, "enhanced-path", FLOW_NOTHING, NULL},
	{ANY, NULL, SPACE_DRAW, "points", FLOW_NOTHING, NULL},
	{ANY, NULL, SPACE_DRAW, "transform", FLOW_NOTHING, NULL},
	{ANY, NULL, SPACE_DRAW, "formula", FLOW_NOTHING, NULL},
	{ANY, NULL, SPACE_DRAW, "modifiers", FLOW_NOTHING, NULL},
};

const struct flow_rules flow_odf = {elements, COUNT(elements), attributes, COUNT(attributes), true};
