/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the elements and attributes of docx and pptx mean to a reader. Attributes of the standard with free text are all
 * here; what is not here is a name that others refer to, or a word of the standard. */
#include "format/flow.h"

#define COUNT(list) (sizeof list / sizeof *list)

static const struct flow_element elements[] = {
	{SPACE_W, "t", FLOW_TEXT, NULL},
	{SPACE_A, "t", FLOW_TEXT, NULL},
	{SPACE_MATH, "t", FLOW_TEXT, NULL},
	{SPACE_S, "t", FLOW_TEXT, NULL},
	{SPACE_S, "comment", FLOW_PARAGRAPH, NULL},
	{SPACE_S, "definedName", FLOW_LINKED, NULL},
	{SPACE_S, "oddHeader", FLOW_ELSEWHERE, NULL}, /* xlsx.c */
	{SPACE_S, "oddFooter", FLOW_ELSEWHERE, NULL},
	{SPACE_S, "evenHeader", FLOW_ELSEWHERE, NULL},
	{SPACE_S, "evenFooter", FLOW_ELSEWHERE, NULL},
	{SPACE_S, "firstHeader", FLOW_ELSEWHERE, NULL},
	{SPACE_S, "firstFooter", FLOW_ELSEWHERE, NULL},
	{SPACE_S, "formula", FLOW_LINKED, NULL},
	{SPACE_S, "f", FLOW_LINKED, NULL},
	{SPACE_W, "p", FLOW_PARAGRAPH, NULL},
	{SPACE_A, "p", FLOW_PARAGRAPH, NULL},
	{SPACE_W, "tbl", FLOW_TABLE, NULL},
	{SPACE_A, "tbl", FLOW_TABLE, NULL},
	{SPACE_W, "tr", FLOW_ROW, NULL},
	{SPACE_A, "tr", FLOW_ROW, NULL},
	{SPACE_W, "tc", FLOW_CELL, NULL},
	{SPACE_A, "tc", FLOW_CELL, NULL},
	{SPACE_W, "tab", FLOW_TAB, "r"},
	{SPACE_W, "ptab", FLOW_TAB, NULL},
	{SPACE_W, "br", FLOW_BREAK, NULL},
	{SPACE_W, "cr", FLOW_BREAK, NULL},
	{SPACE_A, "br", FLOW_BREAK, NULL},
	{SPACE_W, "noBreakHyphen", FLOW_DASH, NULL},
	{SPACE_W, "drawing", FLOW_NESTED, NULL},
	{SPACE_W, "pict", FLOW_NESTED, NULL},
	{SPACE_W, "object", FLOW_NESTED, NULL},
	{SPACE_W, "rt", FLOW_NESTED, NULL},
	{SPACE_WP, "posOffset", FLOW_SILENT, NULL},
	{SPACE_WP, "align", FLOW_SILENT, NULL},
	{SPACE_WP14, "pctPosHOffset", FLOW_SILENT, NULL},
	{SPACE_WP14, "pctPosVOffset", FLOW_SILENT, NULL},
	{SPACE_WP14, "pctWidth", FLOW_SILENT, NULL},
	{SPACE_WP14, "pctHeight", FLOW_SILENT, NULL},
	{SPACE_XDR, "col", FLOW_SILENT, NULL},
	{SPACE_XDR, "colOff", FLOW_SILENT, NULL},
	{SPACE_XDR, "row", FLOW_SILENT, NULL},
	{SPACE_XDR, "rowOff", FLOW_SILENT, NULL},
	{SPACE_A, "tableStyleId", FLOW_SILENT, NULL},
	{SPACE_CHART, "formatCode", FLOW_LINKED, NULL},
	{SPACE_VML_EXCEL, "Anchor", FLOW_SILENT, NULL},
	{SPACE_VML_EXCEL, "Row", FLOW_SILENT, NULL},
	{SPACE_VML_EXCEL, "Column", FLOW_SILENT, NULL},
	{SPACE_VML_EXCEL, "AutoFill", FLOW_SILENT, NULL},
};

#define ANY SPACE_COUNT

static const struct flow_attribute attributes[] = {
	/* alternative texts and names of drawings, wherever they stand */
	{ANY, NULL, SPACE_NONE, "descr", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_NONE, "title", FLOW_SHOWN, NULL},
	{ANY, NULL, SPACE_NONE, "tooltip", FLOW_SHOWN, NULL},
	{ANY, "docPr", SPACE_NONE, "name", FLOW_ID, NULL},
	{ANY, "cNvPr", SPACE_NONE, "name", FLOW_ID, NULL},
	{SPACE_A, "blip", SPACE_NONE, "cstate", FLOW_NOTHING, NULL},
	{SPACE_A, "gd", SPACE_NONE, "fmla", FLOW_NOTHING, NULL},
	{SPACE_A, "gd", SPACE_NONE, "name", FLOW_NOTHING, NULL},
	{SPACE_A, "ext", SPACE_NONE, "uri", FLOW_NOTHING, NULL},
	/* comments and changes */
	{SPACE_W, NULL, SPACE_W, "author", FLOW_SHOWN, NULL},
	{SPACE_W, NULL, SPACE_W, "initials", FLOW_SHOWN, NULL},
	{SPACE_P, "cmAuthor", SPACE_NONE, "name", FLOW_SHOWN, NULL},
	{SPACE_P, "cmAuthor", SPACE_NONE, "initials", FLOW_SHOWN, NULL},
	{SPACE_P188, NULL, SPACE_NONE, "name", FLOW_SHOWN, NULL},
	{SPACE_P188, NULL, SPACE_NONE, "initials", FLOW_SHOWN, NULL},
	{SPACE_P188, NULL, SPACE_NONE, "userId", FLOW_SHOWN, NULL},
	{SPACE_P188, NULL, SPACE_NONE, "providerId", FLOW_SHOWN, NULL},
	/* fields, links, bookmarks */
	{SPACE_W, "fldSimple", SPACE_W, "instr", FLOW_SHOWN, NULL},
	{SPACE_W, "hyperlink", SPACE_W, "tooltip", FLOW_SHOWN, NULL},
	{SPACE_W, "hyperlink", SPACE_W, "docLocation", FLOW_SHOWN, NULL},
	{SPACE_W, "hyperlink", SPACE_W, "anchor", FLOW_ID, NULL},
	{SPACE_W, "bookmarkStart", SPACE_W, "name", FLOW_ID, NULL},
	/* content controls and form fields */
	{SPACE_W, "alias", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "tag", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "listItem", SPACE_W, "displayText", FLOW_SHOWN, NULL},
	{SPACE_W, "listItem", SPACE_W, "value", FLOW_SHOWN, NULL},
	{SPACE_W, "name", SPACE_W, "val", FLOW_ID, "ffData"}, /* of a form field; of a style it is not to be cut */
	{SPACE_W, "helpText", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "statusText", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "default", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "listEntry", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "entryMacro", SPACE_W, "val", FLOW_ID, NULL},
	{SPACE_W, "exitMacro", SPACE_W, "val", FLOW_ID, NULL},
	{SPACE_W15, "sectionTitle", SPACE_W15, "val", FLOW_SHOWN, NULL},
	/* tables and lists */
	{SPACE_W, "tblCaption", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "tblDescription", SPACE_W, "val", FLOW_SHOWN, NULL},
	{SPACE_W, "lvlText", SPACE_W, "val", FLOW_SHOWN, NULL},
	/* slides */
	{SPACE_P, "cSld", SPACE_NONE, "name", FLOW_SHOWN, NULL},
	{SPACE_P, "custShow", SPACE_NONE, "name", FLOW_SHOWN, NULL},
	{SPACE_P14, "section", SPACE_NONE, "name", FLOW_SHOWN, NULL},
	{SPACE_P, "tag", SPACE_NONE, "val", FLOW_SHOWN, NULL},
	/* spreadsheets */
	{SPACE_S, "sheet", SPACE_NONE, "name", FLOW_NOTHING, NULL}, /* shown over the sheet: xlsx.c */
	{SPACE_S, "hyperlink", SPACE_NONE, "display", FLOW_SHOWN, NULL},
	{SPACE_S, "hyperlink", SPACE_NONE, "location", FLOW_SHOWN, NULL},
	{SPACE_S, "dataValidation", SPACE_NONE, "prompt", FLOW_SHOWN, NULL},
	{SPACE_S, "dataValidation", SPACE_NONE, "promptTitle", FLOW_SHOWN, NULL},
	{SPACE_S, "dataValidation", SPACE_NONE, "error", FLOW_SHOWN, NULL},
	{SPACE_S, "dataValidation", SPACE_NONE, "errorTitle", FLOW_SHOWN, NULL},
	{SPACE_S, "definedName", SPACE_NONE, "comment", FLOW_SHOWN, NULL},
	{SPACE_S, "definedName", SPACE_NONE, "description", FLOW_SHOWN, NULL},
	{SPACE_S, "definedName", SPACE_NONE, "help", FLOW_SHOWN, NULL},
	{SPACE_S, "definedName", SPACE_NONE, "customMenu", FLOW_SHOWN, NULL},
	{SPACE_S, "definedName", SPACE_NONE, "statusBar", FLOW_SHOWN, NULL},
	{SPACE_S, "tableColumn", SPACE_NONE, "totalsRowLabel", FLOW_SHOWN, NULL},
	{SPACE_S, "table", SPACE_NONE, "comment", FLOW_SHOWN, NULL},
	/* old drawings */
	{SPACE_VML, NULL, SPACE_NONE, "alt", FLOW_SHOWN, NULL},
	{SPACE_VML, NULL, SPACE_NONE, "href", FLOW_SHOWN, NULL},
	{SPACE_VML, NULL, SPACE_VML_OFFICE, "title", FLOW_SHOWN, NULL},
	{SPACE_VML, "textpath", SPACE_NONE, "string", FLOW_SHOWN, NULL},
	{SPACE_VML, NULL, SPACE_NONE, "style", FLOW_NOTHING, NULL},
	{SPACE_VML, NULL, SPACE_NONE, "path", FLOW_NOTHING, NULL},
	{SPACE_VML, NULL, SPACE_NONE, "eqn", FLOW_NOTHING, NULL},
	{SPACE_VML, NULL, SPACE_NONE, "adj", FLOW_NOTHING, NULL},
	/* what the package's own tables say */
	{SPACE_RELATIONSHIPS, NULL, SPACE_NONE, "Type", FLOW_NOTHING, NULL},
};

const struct flow_rules flow_ooxml = {elements, COUNT(elements), attributes, COUNT(attributes), false};
