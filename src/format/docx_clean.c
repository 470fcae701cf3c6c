/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What is special to docx when it is cleaned: deleted ends of paragraphs and rows, settings, white space at the ends of
 * text. */
#include <string.h>

#include "format/clean.h"

static uint32_t child_named(const struct markup *markup, uint32_t element, const char *local)
{
	for (uint32_t child = markup_child(markup, element); child != XML_NONE; child = markup_next(markup, child))
		if (markup_is(markup, child, SPACE_W, local))
			return child;
	return XML_NONE;
}

/* Is there `mark` in the properties of the thing: <w:p><w:pPr><w:rPr><w:del/>, <w:tr><w:trPr><w:del/>? */
static bool is_deleted(const struct markup *markup, uint32_t properties)
{
	return properties != XML_NONE && (child_named(markup, properties, "del") != XML_NONE ||
					  child_named(markup, properties, "moveFrom") != XML_NONE);
}

static bool end_is_deleted(const struct markup *markup, uint32_t paragraph)
{
	uint32_t properties = child_named(markup, paragraph, "pPr");
	return properties != XML_NONE && is_deleted(markup, child_named(markup, properties, "rPr"));
}

static bool goes(const struct markup *markup, uint32_t element)
{
	static const char *const gone[] = {"pPr",     "del",         "moveFrom",         "proofErr",         "bookmarkStart",
					   "bookmarkEnd", "moveFromRangeStart", "moveFromRangeEnd", "permStart", "permEnd"};
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
		if (markup_is(markup, element, SPACE_W, gone[i]))
			return true;
	return false;
}

static bool is_empty_then(const struct markup *markup, uint32_t paragraph)
{
	for (uint32_t child = markup_child(markup, paragraph); child != XML_NONE; child = markup_next(markup, child))
		if (!goes(markup, child))
			return false;
	return true;
}

/* A paragraph whose end was deleted goes on in the next one; when nothing is left of it, it goes. */
static void join_paragraph(const struct markup *markup, uint32_t member, uint32_t number, struct splices *splices)
{
	const struct xml_element *paragraph = &markup->part.elements[number];
	uint32_t next = markup_next(markup, number);
	if (next == XML_NONE || !markup_is(markup, next, SPACE_W, "p"))
		return;
	if (is_empty_then(markup, number)) {
		clean_drop(markup, member, number, splices);
		return;
	}
	const struct xml_element *after = &markup->part.elements[next];
	if (after->end.from == after->end.to) {
		clean_drop(markup, member, next, splices);
		return;
	}
	uint32_t properties = child_named(markup, next, "pPr");
	splice_add(splices, member, paragraph->end.from, after->tag.to, (struct str){0});
	if (properties != XML_NONE)
		clean_drop(markup, member, properties, splices);
}

static bool row_is_deleted(const struct markup *markup, uint32_t row)
{
	return is_deleted(markup, child_named(markup, row, "trPr"));
}

/* A table with rows, all of which are deleted, goes. */
static bool table_is_deleted(const struct markup *markup, uint32_t table)
{
	bool any = false;
	for (uint32_t child = markup_child(markup, table); child != XML_NONE; child = markup_next(markup, child)) {
		if (!markup_is(markup, child, SPACE_W, "tr"))
			continue;
		if (!row_is_deleted(markup, child))
			return false;
		any = true;
	}
	return any;
}

/* Settings that say how the document looks; all others are of the program, of people, or of other files. */
static bool setting_stays(struct str local)
{
	static const char *const stay[] = {
		"alignBordersAndEdges", "allowSpaceOfSameStyleInTable", "autoHyphenation", "bookFoldPrinting", "bookFoldPrintingSheets",
		"bookFoldRevPrinting", "bordersDoNotSurroundFooter", "bordersDoNotSurroundHeader", "characterSpacingControl",
		"clrSchemeMapping", "compat", "consecutiveHyphenLimit", "decimalSymbol", "defaultTabStop", "displayBackgroundShape",
		"doNotHyphenateCaps", "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "endnotePr", "evenAndOddHeaders",
		"footnotePr", "gutterAtTop", "hyphenationZone", "listSeparator", "mathPr", "mirrorMargins", "noLineBreaksAfter",
		"noLineBreaksBefore", "printTwoOnOne", "strictFirstAndLastChars", "themeFontLang"};
	for (size_t i = 0; i < sizeof stay / sizeof *stay; i++)
		if (str_equal(local, str_of(stay[i])))
			return true;
	return false;
}

static void clean_settings(const struct markup *markup, uint32_t member, struct splices *splices)
{
	for (uint32_t child = markup_child(markup, 0); child != XML_NONE; child = markup_next(markup, child))
		if (!setting_stays(markup_local(markup, child)))
			clean_drop(markup, member, child, splices);
}

/* Without xml:space="preserve" white space at the ends is not text. When a cut leaves a space at an end it must be, so each
 * text says so, and what was none goes. */
static void keep_spaces(const struct markup *markup, uint32_t member, uint32_t number, struct splices *splices)
{
	const struct xml_element *element = &markup->part.elements[number];
	if (element->end.from == element->end.to || element->child_count)
		return;
	uint32_t attribute = markup_attribute(markup, number, SPACE_XML, "space");
	if (attribute != XML_NONE && str_equal(markup_value(markup, number, SPACE_XML, "space"), STR("preserve")))
		return;
	struct str bytes = markup->part.bytes;
	size_t from = element->tag.to, to = element->end.from;
	while (from < to && xml_space(bytes.ptr[from]))
		from++;
	while (to > from && xml_space(bytes.ptr[to - 1]))
		to--;
	if (attribute != XML_NONE)
		clean_drop_attribute(markup, member, attribute, splices);
	splice_add(splices, member, element->tag.to - 1, element->tag.to - 1, STR(" xml:space=\"preserve\""));
	if (from > element->tag.to)
		splice_add(splices, member, element->tag.to, from, (struct str){0});
	if (to < element->end.from)
		splice_add(splices, member, to, element->end.from, (struct str){0});
}

void clean_docx(const struct markup *markup, uint32_t member, struct splices *splices, bool *changed)
{
	if (markup_is(markup, 0, SPACE_W, "settings"))
		clean_settings(markup, member, splices);
	for (uint32_t i = 0; i < markup->part.element_count; i++) {
		if (markup->part.elements[i].uri_id != SPACE_W)
			continue;
		if (markup_is(markup, i, SPACE_W, "t")) {
			keep_spaces(markup, member, i, splices);
		} else if (markup_is(markup, i, SPACE_W, "p") && end_is_deleted(markup, i)) {
			*changed = true;
			join_paragraph(markup, member, i, splices);
		} else if ((markup_is(markup, i, SPACE_W, "tr") && row_is_deleted(markup, i)) ||
			   (markup_is(markup, i, SPACE_W, "tbl") && table_is_deleted(markup, i))) {
			*changed = true;
			clean_drop(markup, member, i, splices);
		}
	}
}
