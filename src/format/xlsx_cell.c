/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xlsx.h"

static bool is_text(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

static uint32_t child_of(const struct markup *markup, uint32_t element, const char *local)
{
	uint32_t child = markup_child(markup, element);
	while (child != XML_NONE && !markup_is(markup, child, SPACE_S, local))
		child = markup_next(markup, child);
	return child;
}

static enum err malformed(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED, "a sheet has a cell in a place that there is not; open it in a spreadsheet program and save it again");
}

/* ---- places --------------------------------------------------------------------------------------------------------- */

/* "B7" -> 1, 6; without a letter or digit the number stays as it is. */
static bool parse_place(struct str name, uint32_t *column, uint32_t *row)
{
	uint32_t letters = 0, digits = 0;
	size_t at = 0;
	for (; at < name.len && ((name.ptr[at] >= 'A' && name.ptr[at] <= 'Z') || (name.ptr[at] >= 'a' && name.ptr[at] <= 'z')); at++)
		letters = letters > SHEET_COLUMNS ? letters : letters * 26 + (uint32_t)((name.ptr[at] & ~0x20) - 'A' + 1);
	for (; at < name.len && name.ptr[at] >= '0' && name.ptr[at] <= '9'; at++)
		digits = digits > SHEET_ROWS ? digits : digits * 10 + (uint32_t)(name.ptr[at] - '0');
	if (at < name.len || letters > SHEET_COLUMNS || digits > SHEET_ROWS)
		return false;
	if (letters)
		*column = letters - 1;
	if (digits)
		*row = digits - 1;
	return true;
}

static enum xlsx_value value_of(const struct markup *markup, uint32_t cell)
{
	struct str type = markup_value(markup, cell, SPACE_NONE, "t");
	if (is_text(type, "inlineStr"))
		return child_of(markup, cell, "is") == XML_NONE ? XLSX_EMPTY : XLSX_TEXT;
	if (child_of(markup, cell, "v") == XML_NONE)
		return XLSX_EMPTY;
	return is_text(type, "str") ? XLSX_RESULT : XLSX_WHOLE;
}

enum err xlsx_cells_read(const struct markup *markup, struct sheet_cells *cells, struct fault *fault)
{
	struct sheet_cell next = {0};
	cells->count = 0;
	for (uint32_t i = 0; i < markup->part.element_count; i++) {
		uint32_t none = 0;
		if (markup_is(markup, i, SPACE_S, "row")) {
			next.row = cells->count || next.element ? next.row + 1 : 0;
			next.column = 0;
			next.element = i;
			if (!parse_place(markup_value(markup, i, SPACE_NONE, "r"), &none, &next.row))
				return malformed(fault);
		}
		if (!markup_is(markup, i, SPACE_S, "c"))
			continue;
		if (!parse_place(markup_value(markup, i, SPACE_NONE, "r"), &next.column, &next.row) || next.row >= SHEET_ROWS ||
		    next.column >= SHEET_COLUMNS)
			return malformed(fault);
		next.element = i;
		next.value = (uint8_t)value_of(markup, i);
		if (next.value != XLSX_EMPTY)
			sheet_cell_add(cells, next);
		next.column++;
	}
	sheet_cell_sort(cells);
	return ERR_NONE;
}

/* ---- what a cell says ------------------------------------------------------------------------------------------------- */

/* The next run of text of the cell from place `*at` on; NULL: there is none. */
static const struct xml_place *next_text(const struct markup *markup, const struct sheet_cell *cell, size_t *at)
{
	const struct xml_part *part = &markup->part;
	uint32_t last = part->elements[cell->element].last;
	for (; *at < part->place_count; ++*at) {
		const struct xml_place *place = &part->places[*at];
		if (place->element != XML_NONE && place->element >= last)
			return NULL;
		if ((place->kind != XML_TEXT && place->kind != XML_CDATA) || place->element == XML_NONE || place->element < cell->element)
			continue;
		if (markup_is(markup, place->element, SPACE_S, "t") || markup_is(markup, place->element, SPACE_S, "v")) {
			++*at;
			return place;
		}
	}
	return NULL;
}

/* The first place of the cell. */
static size_t first_place(const struct markup *markup, const struct sheet_cell *cell)
{
	const struct xml_part *part = &markup->part;
	size_t from = part->elements[cell->element].tag.from, low = 0, high = part->place_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (part->places[middle].bytes.from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t number_of(struct str text)
{
	size_t number = 0;
	for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && number < UINT32_MAX / 10; i++)
		number = number * 10 + (size_t)(text.ptr[i] - '0');
	return number;
}

/* A number, day, truth value or error. */
static void add_whole(const struct markup *markup, const struct xlsx_dates *dates, const struct sheet_cell *cell, struct str value, struct buf *to)
{
	struct str type = markup_value(markup, cell->element, SPACE_NONE, "t");
	size_t style = number_of(markup_value(markup, cell->element, SPACE_NONE, "s"));
	value = str_trim(value);
	if (is_text(type, "b"))
		buf_add_text(to, is_text(value, "0") ? "FALSE" : "TRUE");
	else if ((type.len && !is_text(type, "n")) || !xlsx_date_show(dates, style, value, to))
		buf_add(to, value);
}

static enum err add_text(const struct markup *markup, const struct xml_place *place, struct buf *to, struct fault *fault)
{
	struct view view = {0};
	enum err err = xml_decode(&view, xml_part_bytes(&markup->part, place->bytes), (enum xml_kind)place->kind, 0, 0, fault);
	buf_add(to, buf_str(&view.text));
	view_free(&view);
	return err;
}

enum err xlsx_cell_text(const struct markup *markup, const struct xlsx_dates *dates, const struct sheet_cell *cell, struct buf *to,
			struct fault *fault)
{
	size_t at = first_place(markup, cell);
	const struct xml_place *place;
	enum err err = ERR_NONE;
	while (err == ERR_NONE && (place = next_text(markup, cell, &at)) != NULL) {
		if (cell->value == XLSX_WHOLE)
			add_whole(markup, dates, cell, xml_part_bytes(&markup->part, place->bytes), to);
		else
			err = add_text(markup, place, to, fault);
	}
	return err;
}

static struct xml_range range_of(const struct markup *markup, uint32_t element, bool end)
{
	if (element == XML_NONE)
		return (struct xml_range){0};
	const struct xml_element *found = &markup->part.elements[element];
	return end ? found->end : found->tag;
}

static struct xlsx_shown shown_of(const struct markup *markup, uint32_t member, const struct sheet_cell *cell)
{
	const struct xml_element *element = &markup->part.elements[cell->element];
	uint32_t type = markup_attribute(markup, cell->element, SPACE_NONE, "t"), formula = child_of(markup, cell->element, "f");
	uint32_t value = child_of(markup, cell->element, "v");
	struct xlsx_shown shown = {.member = member, .tag = element->tag, .value = (enum xlsx_value)cell->value};
	shown.content = (struct xml_range){element->tag.to, element->end.from};
	if (type != XML_NONE)
		shown.type = markup->part.attributes[type].all;
	if (formula != XML_NONE) {
		struct span all = markup_span(markup, formula);
		shown.formula = (struct xml_range){(uint32_t)all.from, (uint32_t)all.to};
	}
	shown.open = range_of(markup, value, false);
	shown.close = range_of(markup, value, true);
	return shown;
}

/* Where the formula stands, for the names of functions in it. */
struct naming {
	struct office *office;
	uint32_t member, from;
};

static void name_function(void *context, struct span name)
{
	const struct naming *naming = context;
	struct xml_range range = {naming->from + (uint32_t)name.from, naming->from + (uint32_t)name.to};
	office_aside(naming->office, naming->member, range, SPOT_NAME, false);
}

static void show_functions(struct office *office, const struct markup *markup, uint32_t member, uint32_t cell)
{
	uint32_t formula = child_of(markup, cell, "f");
	if (formula == XML_NONE)
		return;
	const struct xml_element *element = &markup->part.elements[formula];
	struct naming naming = {office, member, element->tag.to};
	struct xml_range inside = {element->tag.to, element->end.from};
	if (element->end.to > element->end.from)
		(void)sheet_formula_plain(xml_part_bytes(&markup->part, inside), name_function, &naming);
}

enum err xlsx_cell_show(struct office *office, struct view *view, const struct markup *markup, uint32_t member,
			const struct xlsx_dates *dates, const struct sheet_cell *cell, struct xlsx_shown *shown, struct fault *fault)
{
	size_t at = first_place(markup, cell);
	const struct xml_place *place;
	struct buf text = {0};
	enum err err = ERR_NONE;
	*shown = shown_of(markup, member, cell);
	shown->first_spot = (uint32_t)office->shown.count;
	show_functions(office, markup, member, cell->element);
	while (err == ERR_NONE && (place = next_text(markup, cell, &at)) != NULL) {
		if (cell->value == XLSX_WHOLE) {
			buf_clear(&text);
			add_whole(markup, dates, cell, xml_part_bytes(&markup->part, place->bytes), &text);
			office_show_as(office, view, member, place->bytes, buf_str(&text));
		} else {
			err = office_show(office, view, member, place->bytes, place->kind == XML_CDATA ? SPOT_CDATA : SPOT_TEXT, fault);
		}
	}
	shown->spots = (uint32_t)office->shown.count - shown->first_spot;
	buf_free(&text);
	return err;
}

/* ---- cutting ---------------------------------------------------------------------------------------------------------- */

static void add_tag(struct buf *to, const char *begin, struct str prefix, const char *name)
{
	buf_add_text(to, begin);
	buf_add(to, prefix);
	buf_add_text(to, name);
}

/* The cell becomes one of text: its type, and the tags around its value. */
static void make_text(struct office *office, const struct xlsx_shown *shown, struct str prefix, struct str token)
{
	struct splices *splices = &office->splices;
	struct buf xml = {0};
	size_t type = shown->type.to ? shown->type.from : shown->tag.to - 1;
	splice_add(splices, shown->member, type, shown->type.to ? shown->type.to : type, STR(" t=\"inlineStr\""));
	add_tag(&xml, "<", prefix, "is><");
	add_tag(&xml, "", prefix, "t xml:space=\"preserve\">");
	if (shown->value == XLSX_RESULT) {
		splice_add(splices, shown->member, shown->open.from, shown->open.to, buf_str(&xml));
		buf_clear(&xml);
	} else {
		markup_escape(token, &xml);
	}
	add_tag(&xml, "</", prefix, "t></");
	add_tag(&xml, "", prefix, "is>");
	if (shown->value == XLSX_RESULT)
		splice_add(splices, shown->member, shown->close.from, shown->close.to, buf_str(&xml));
	else
		splice_add(splices, shown->member, shown->content.from, shown->content.to, buf_str(&xml));
	buf_free(&xml);
}

bool xlsx_cell_cut(struct office *office, struct xlsx_shown *shown, struct str token)
{
	struct str tag = str_part(package_bytes(&office->package, shown->member), (struct span){shown->tag.from, shown->tag.to});
	const char *colon = memchr(tag.ptr, ':', tag.len), *space = memchr(tag.ptr, ' ', tag.len);
	struct str prefix = {tag.ptr + 1, colon && (!space || colon < space) ? (size_t)(colon - tag.ptr) : 0};
	bool first = !shown->cut;
	shown->cut = true;
	if (shown->value == XLSX_TEXT)
		return false;
	if (first && shown->value == XLSX_RESULT && shown->formula.to)
		splice_add(&office->splices, shown->member, shown->formula.from, shown->formula.to, (struct str){0});
	if (first)
		make_text(office, shown, prefix, token);
	return shown->value == XLSX_WHOLE;
}
