/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/ods.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void ods_begin(struct ods *ods, struct office *office, struct flow *flow)
{
	ods->flow = flow;
	ods->sheet = XML_NONE;
	ods->view.office = office;
	ods->view.reader = &ods_reader;
	ods->view.context = ods;
	ods->view.rows.heads = office->options->heads;
	ods->view.rows.number = SIZE_MAX;
}

void ods_forget(struct ods *ods)
{
	ods->shown_count = 0;
	ods->range_count = 0;
}

void ods_free(struct ods *ods)
{
	sheet_view_free(&ods->view);
	free(ods->shown);
	free(ods->ranges);
	free(ods->waiting.list);
	buf_free(&ods->scratch);
}

/* ---- what is a sheet ---------------------------------------------------------------------------------------------- */

bool ods_is_sheet(const struct markup *markup, uint32_t element)
{
	uint32_t parent = markup->part.elements[element].parent;
	return markup_is(markup, element, SPACE_TABLE, "table") && parent != XML_NONE &&
	       (markup_is(markup, parent, SPACE_OFFICE, "spreadsheet") || markup_is(markup, parent, SPACE_ODF_CHART, "chart"));
}

bool ods_has_sheets(const struct markup *markup)
{
	for (uint32_t i = 0; i < markup->part.element_count; i++)
		if (ods_is_sheet(markup, i))
			return true;
	return false;
}

static bool is_one_of(const struct markup *markup, uint32_t element, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (markup_is(markup, element, SPACE_TABLE, names[i]))
			return true;
	return false;
}

bool ods_is_cell(const struct markup *markup, uint32_t element, uint32_t *sheet)
{
	static const char *const cells[] = {"table-cell", "covered-table-cell"};
	static const char *const groups[] = {"table-row-group", "table-rows", "table-header-rows"};
	const struct xml_element *elements = markup->part.elements;
	if (!is_one_of(markup, element, cells, 2))
		return false;
	uint32_t above = elements[element].parent;
	if (above == XML_NONE || !markup_is(markup, above, SPACE_TABLE, "table-row"))
		return false;
	above = elements[above].parent;
	while (above != XML_NONE && is_one_of(markup, above, groups, 3))
		above = elements[above].parent;
	if (above == XML_NONE || !ods_is_sheet(markup, above))
		return false;
	if (sheet)
		*sheet = above;
	return true;
}

bool ods_is_value(const struct markup *markup, uint32_t attribute)
{
	static const char *const values[] = {"value", "date-value", "time-value", "boolean-value", "string-value", "currency"},
				 *const formulas[] = {"formula", "number-matrix-columns-spanned", "number-matrix-rows-spanned"};
	struct str local = markup_attribute_local(markup, attribute);
	uint16_t space = markup->part.attributes[attribute].uri_id;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		if (space == SPACE_OFFICE && str_equal(local, str_of(values[i])))
			return true;
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
		if (space == SPACE_TABLE && str_equal(local, str_of(formulas[i])))
			return true;
	return space == SPACE_CALCEXT && str_equal(local, STR("value-type"));
}

uint32_t ods_repeated(const struct markup *markup, uint32_t element, const char *local)
{
	struct str text = markup_value(markup, element, SPACE_TABLE, local);
	uint32_t number = 0;
	for (size_t i = 0; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9' && number < SHEET_ROWS; i++)
		number = number * 10 + (uint32_t)(text.ptr[i] - '0');
	return number > SHEET_ROWS ? SHEET_ROWS : number ? number : 1;
}

/* ---- a sheet ------------------------------------------------------------------------------------------------------- */

size_t ods_next_sheet(const struct ods *ods)
{
	const struct xml_part *part = &ods->flow->markup->part;
	for (size_t at = ods->flow->at; at < part->place_count; at++)
		if (part->places[at].kind == XML_START && ods_is_sheet(ods->flow->markup, part->places[at].element))
			return at;
	return 0;
}

static enum err open_sheet(struct ods *ods, struct view *view, struct fault *fault)
{
	struct flow *flow = ods->flow;
	const struct markup *markup = flow->markup;
	ods->sheet = markup->part.places[flow->at].element;
	ods->view.cells.count = 0;
	enum err err = ods_cells_read(ods, fault);
	if (err == ERR_NONE)
		err = sheet_view_begin(&ods->view, fault);
	uint32_t name = markup_attribute(markup, ods->sheet, SPACE_TABLE, "name");
	if (err || name == XML_NONE || !markup_is(markup, markup->part.elements[ods->sheet].parent, SPACE_OFFICE, "spreadsheet"))
		return err; /* of the data of a chart: shown beside it */
	view_separate(view);
	if (!ods->view.inside)
		office_place(flow->office, "name of Sheet%u", ods->view.number);
	err = office_show(flow->office, view, flow->member, markup->part.attributes[name].value, SPOT_CODE, fault);
	view_separate(view);
	table_show(view, STR("\n"));
	return err;
}

/* Does a paragraph of a cell of the sheet begin here? */
static bool is_shown(const struct ods *ods, size_t at)
{
	const struct markup *markup = ods->flow->markup;
	const struct xml_place *place = &markup->part.places[at];
	if ((place->kind != XML_START && place->kind != XML_EMPTY) || !markup_is(markup, place->element, SPACE_TEXT, "p"))
		return false;
	uint32_t cell = markup->part.elements[place->element].parent, sheet = XML_NONE;
	return cell != XML_NONE && ods_is_cell(markup, cell, &sheet) && sheet == ods->sheet;
}

/* All of the sheet but the paragraphs of its cells: comments, shapes, attributes. */
static enum err show_beside(struct ods *ods, struct view *view, struct fault *fault)
{
	struct flow *flow = ods->flow;
	size_t from = flow->at, end = flow_behind(flow, flow->at);
	enum err err = ERR_NONE;
	flow->view = view;
	flow->fault = fault;
	if (!ods->view.inside)
		office_place(flow->office, "Sheet%u", ods->view.number);
	for (size_t at = from; err == ERR_NONE && at < end;) {
		if (!is_shown(ods, at)) {
			at++;
			continue;
		}
		err = flow_show_blocks(flow, (struct flow_range){from, at});
		from = at = flow_behind(flow, at);
	}
	if (err == ERR_NONE)
		err = flow_show_blocks(flow, (struct flow_range){from, end});
	if (err == ERR_NONE)
		err = flow_show_waiting(flow, &ods->waiting);
	flow->at = end;
	return err;
}

enum err ods_show(struct ods *ods, struct view *view, size_t limit, bool *full, struct fault *fault)
{
	enum err err = ERR_NONE;
	if (!view->table)
		table_rows_view(&ods->view.rows, view);
	ods->flow->view = view;
	ods->flow->fault = fault;
	if (ods->sheet == XML_NONE)
		err = open_sheet(ods, view, fault);
	if (err == ERR_NONE)
		err = sheet_view_show(&ods->view, view, limit, full, fault);
	if (err || *full)
		return err;
	err = show_beside(ods, view, fault);
	ods->sheet = XML_NONE;
	return err;
}

bool ods_cut(struct office *office, struct ods *ods, uint32_t spot, struct str token)
{
	size_t low = 0, high = ods->shown_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (ods->shown[middle].first_spot + ods->shown[middle].spots <= spot)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == ods->shown_count || spot < ods->shown[low].first_spot)
		return false;
	return ods_cell_cut(office, ods, &ods->shown[low], token);
}
