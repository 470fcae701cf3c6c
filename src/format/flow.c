/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/flow_row.h"
#include "format/table_rows.h"

enum { SPACES_MOST = 80 };

static bool is_text(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

static const struct xml_part *part_of(const struct flow *flow)
{
	return &flow->markup->part;
}

static bool is_inside(const struct flow *flow, const struct xml_element *element, const char *parent)
{
	return parent == NULL || (element->parent != XML_NONE && is_text(markup_local(flow->markup, element->parent), parent));
}

enum flow_role flow_role_of(const struct flow *flow, uint32_t number)
{
	const struct xml_element *element = &part_of(flow)->elements[number];
	struct str local = markup_local(flow->markup, number);
	for (size_t i = 0; i < flow->rules->element_count; i++) {
		const struct flow_element *rule = &flow->rules->elements[i];
		if (rule->space != element->uri_id || !is_text(local, rule->local))
			continue;
		if (is_inside(flow, element, rule->inside))
			return rule->role;
	}
	return FLOW_PLAIN;
}

/* ---- attributes ------------------------------------------------------------------------------------------------ */

/* Numbers, measures, colours, dates, ids of 4 or more hexadecimal digits, true and false: they name nobody. */
static bool is_measure(struct str value)
{
	static const char *const words[] = {"true", "false", "on", "off", "auto", "none"};
	bool digit = false, hex = true;
	size_t letters = 0;
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		digit |= ascii_digit(c);
		hex &= ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-' || c == '{' || c == '}' || c == '#';
		letters = letter ? letters + 1 : 0;
		if (letter ? letters > 2 && !hex : !(ascii_digit(c) || strchr(" .,+-%;:#{}()/*_", c)))
			break;
		if (i + 1 == value.len)
			return digit || value.len <= 2;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is_text(value, words[i]))
			return true;
	return hex && (digit || value.len == 6 || value.len == 8);
}

static const struct flow_attribute *attribute_rule(const struct flow *flow, const struct xml_attr *attribute, struct str local)
{
	const struct xml_element *element = &part_of(flow)->elements[attribute->element];
	struct str name = markup_local(flow->markup, attribute->element);
	for (size_t i = 0; i < flow->rules->attribute_count; i++) {
		const struct flow_attribute *rule = &flow->rules->attributes[i];
		if (rule->space == attribute->uri_id && is_text(local, rule->local) &&
		    (rule->element_space == SPACE_COUNT || rule->element_space == element->uri_id) &&
		    (rule->element == NULL || is_text(name, rule->element)) && is_inside(flow, element, rule->inside))
			return rule;
	}
	return NULL;
}

/* A1, $B$2; nothing at all */
static bool is_cell(struct str text)
{
	size_t letters = 0;
	while (letters < text.len && text.ptr[letters] >= 'A' && text.ptr[letters] <= 'Z')
		letters++;
	for (size_t i = letters; i < text.len; i++)
		if (!ascii_digit(text.ptr[i]))
			return false;
	return letters <= 3;
}

/* The length of the apostrophe at `at`, as XML may have it; 0: none. */
static size_t quote_len(struct str value, size_t at)
{
	static const char *const spellings[] = {"'", "&apos;", "&#39;", "&#x27;"};
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		if (str_starts(str_part(value, (struct span){at, value.len}), str_of(spellings[i])))
			return strlen(spellings[i]);
	return 0;
}

/* "$'One two'.$A$1:.$B$2 Three.C3": whatever is no cell is the name of a sheet, in quotes or not. */
static void show_sheets(struct flow *flow, const struct xml_attr *attribute)
{
	struct str value = xml_part_bytes(part_of(flow), attribute->value);
	for (size_t at = 0, end; at < value.len; at = end + (end < value.len ? 1 : 0)) {
		size_t quote = quote_len(value, at);
		at += quote;
		for (end = at; end < value.len && (quote ? quote_len(value, end) == 0 : strchr(" .:$'", value.ptr[end]) == NULL);)
			end++;
		bool sheet = quote || (end < value.len && value.ptr[end] == '.') || !is_cell(str_part(value, (struct span){at, end}));
		struct xml_range range = {attribute->value.from + (uint32_t)at, attribute->value.from + (uint32_t)end};
		if (sheet)
			office_aside(flow->office, flow->member, range, SPOT_CODE, false);
		end += quote && end < value.len ? quote_len(value, end) - 1 : 0;
	}
}

void flow_show_attributes(struct flow *flow, uint32_t number)
{
	const struct xml_part *part = part_of(flow);
	const struct xml_element *element = &part->elements[number];
	for (uint32_t i = element->first_attribute; i < element->first_attribute + element->attribute_count; i++) {
		const struct xml_attr *attribute = &part->attributes[i];
		struct str value = xml_part_bytes(part, attribute->value);
		if (xml_blank(value))
			continue;
		const struct flow_attribute *rule = attribute_rule(flow, attribute, markup_attribute_local(flow->markup, i));
		if (rule && rule->use == FLOW_NOTHING)
			continue;
		if (rule && rule->use == FLOW_SHEETS) {
			show_sheets(flow, attribute);
			continue;
		}
		if (rule && rule->use != FLOW_NAME)
			office_aside(flow->office, flow->member, attribute->value, rule->use == FLOW_ID ? SPOT_CODE : SPOT_ATTRIBUTE, false);
		else if (!is_measure(value)) /* what nobody knows nothing is known to refer to: it may be cut */
			office_aside(flow->office, flow->member, attribute->value,
				     attribute->uri_id == SPACE_OTHER || element->uri_id == SPACE_OTHER ? SPOT_CODE : SPOT_NAME, false);
	}
}

/* ---- text ------------------------------------------------------------------------------------------------------ */

static enum spot_kind kind_of(const struct xml_place *place)
{
	return place->kind == XML_CDATA ? SPOT_CDATA : SPOT_TEXT;
}

static enum err show_text(struct flow *flow, const struct xml_place *place)
{
	return office_show(flow->office, flow->view, flow->member, place->bytes, kind_of(place), flow->fault);
}

static void show_spaces(struct flow *flow, uint32_t element)
{
	struct str count = markup_value(flow->markup, element, SPACE_TEXT, "c");
	size_t spaces = 0;
	for (size_t i = 0; i < count.len && ascii_digit(count.ptr[i]) && spaces < SPACES_MOST; i++)
		spaces = spaces * 10 + (size_t)(count.ptr[i] - '0');
	spaces = count.len == 0 ? 1 : spaces < SPACES_MOST ? spaces : SPACES_MOST;
	while (spaces-- > 0)
		buf_add_byte(&flow->view->text, ' ');
}

/* Text that is not of a paragraph. `*joined`: it goes on where the last left off. */
static void show_beside(struct flow *flow, const struct xml_place *place, enum flow_role role, bool *joined)
{
	struct str text = xml_part_bytes(part_of(flow), place->bytes);
	if (place->blank || role == FLOW_ELSEWHERE || (role == FLOW_SILENT && is_measure(str_trim(text))))
		return;
	office_aside(flow->office, flow->member, place->bytes, role == FLOW_LINKED ? SPOT_NAME : kind_of(place), *joined);
	*joined = role != FLOW_LINKED;
}

/* One place inside a paragraph; true: it begins something that waits until the paragraph is at its end. */
static bool show_inline(struct flow *flow, size_t at, bool *joined, enum err *err)
{
	const struct xml_place *place = &part_of(flow)->places[at];
	bool starts = place->kind == XML_START || place->kind == XML_EMPTY;
	if (place->element == XML_NONE || !(starts || place->kind == XML_TEXT || place->kind == XML_CDATA))
		return false;
	enum flow_role role = flow_role_of(flow, place->element);
	if (!starts) {
		bool own = role == FLOW_TEXT || (flow->rules->mixed && (role == FLOW_PLAIN || role == FLOW_PARAGRAPH));
		if (!own) {
			show_beside(flow, place, role, joined);
			return false;
		}
		*joined = false;
		*err = show_text(flow, place);
		return false;
	}
	if (role == FLOW_NESTED || role == FLOW_PARAGRAPH || role == FLOW_TABLE)
		return true;
	flow_show_attributes(flow, place->element);
	if (role == FLOW_SPACES)
		show_spaces(flow, place->element);
	else if (role == FLOW_TAB || role == FLOW_BREAK || role == FLOW_DASH)
		buf_add_byte(&flow->view->text, role == FLOW_TAB ? '\t' : role == FLOW_BREAK ? '\n' : '-');
	return false;
}

/* The text of a paragraph, without a line end; what waits goes to `waiting`. */
enum err flow_show_line(struct flow *flow, struct flow_range range, struct flow_waiting *waiting)
{
	enum err err = ERR_NONE;
	bool joined = false;
	flow_show_attributes(flow, part_of(flow)->places[range.from].element);
	for (size_t at = range.from + 1; err == ERR_NONE && at < range.to;) {
		if (!show_inline(flow, at, &joined, &err)) {
			at++;
			continue;
		}
		waiting->list = mem_room(waiting->list, waiting->count, &waiting->cap, sizeof *waiting->list);
		waiting->list[waiting->count++] = (struct flow_range){at, flow_behind(flow, at)};
		at = flow_behind(flow, at);
	}
	return err;
}

enum err flow_show_waiting(struct flow *flow, struct flow_waiting *waiting)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < waiting->count; i++)
		err = flow_show_blocks(flow, waiting->list[i]);
	free(waiting->list);
	*waiting = (struct flow_waiting){0};
	return err;
}

static enum err show_paragraph(struct flow *flow, struct flow_range range)
{
	struct flow_waiting waiting = {0};
	flow->paragraph++;
	flow->place(flow, part_of(flow)->places[range.from].element);
	enum err err = flow_show_line(flow, range, &waiting);
	buf_add_byte(&flow->view->text, '\n');
	if (err == ERR_NONE)
		return flow_show_waiting(flow, &waiting);
	free(waiting.list);
	return err;
}

/* ---- tables ---------------------------------------------------------------------------------------------------- */

/* All of a row but its paragraphs: attributes, and text where none should be. */
static void show_around(struct flow *flow, struct flow_range row)
{
	const struct xml_part *part = part_of(flow);
	for (size_t at = row.from; at < row.to;) {
		const struct xml_place *place = &part->places[at];
		bool starts = place->kind == XML_START || place->kind == XML_EMPTY, joined = false;
		enum flow_role role = flow_role_of(flow, place->element);
		if (starts && role == FLOW_PARAGRAPH) {
			at = flow_behind(flow, at);
			continue;
		}
		if (starts)
			flow_show_attributes(flow, place->element);
		else if (place->kind == XML_TEXT || place->kind == XML_CDATA)
			show_beside(flow, place, role, &joined);
		at++;
	}
}

static size_t shown_len(struct str text)
{
	return text.len && memchr(text.ptr, '\n', text.len) ? SIZE_MAX : text.len;
}

/* What stands before a cell; true: it is a label of a form. */
static bool begin_cell(struct flow *flow, enum flow_shape shape, const struct flow_row *row, size_t cell)
{
	struct str text = flow_row_text(row, cell);
	if (shape == SHAPE_FORM)
		return table_form_cell(flow->rows, flow->view, text, shown_len(text), row->filled == 1);
	if (shape == SHAPE_HEADS)
		table_cell_begin(flow->rows, flow->view, cell, shown_len(text));
	else if (cell && shape == SHAPE_PLAIN)
		table_show(flow->view, STR(" | "));
	else
		view_separate(flow->view);
	return false;
}

static enum err show_cells(struct flow *flow, const struct flow_row *row, struct flow_waiting *waiting)
{
	bool heads;
	enum flow_shape shape = flow_row_shape(flow, row, &heads);
	enum err err = ERR_NONE;
	if ((shape == SHAPE_HEADS || shape == SHAPE_FORM) && !flow->view->table)
		table_rows_view(flow->rows, flow->view);
	if (shape == SHAPE_HEADS)
		table_row_begin(flow->rows, flow->view);
	if (shape == SHAPE_FORM)
		table_form_row(flow->rows, flow->view);
	for (size_t i = 0; err == ERR_NONE && i < row->count; i++) {
		bool filled = flow_row_text(row, i).len > 0;
		bool label = (filled || shape == SHAPE_PLAIN) && begin_cell(flow, heads ? SHAPE_LINES : shape, row, i);
		size_t from = flow->view->text.len;
		if (row->cells[i].to)
			err = flow_show_line(flow, row->cells[i], waiting);
		if (err || !filled)
			continue;
		if (shape == SHAPE_FORM)
			table_form_end(flow->rows, flow->view, i, from, label, flow->row == 1);
		else if (heads && flow->rows->columns[i].head.known)
			view_add_head(flow->view, (struct span){from, flow->view->text.len}, true);
		else if (shape == SHAPE_HEADS && !heads)
			table_cell_end(flow->rows, flow->view, i, from);
	}
	if (shape == SHAPE_PLAIN)
		buf_add_byte(&flow->view->text, '\n');
	else
		view_separate(flow->view);
	return err;
}

static enum err show_row(struct flow *flow, struct flow_range range)
{
	struct flow_row row = {0};
	struct flow_waiting waiting = {0};
	enum err err = ERR_NONE;
	flow->row++;
	flow->in_row = true;
	flow->place(flow, part_of(flow)->places[range.from].element);
	if (flow_row_read(flow, range, &row)) {
		show_around(flow, range);
		err = show_cells(flow, &row, &waiting);
	} else {
		flow_show_attributes(flow, part_of(flow)->places[range.from].element);
		err = flow_show_blocks(flow, (struct flow_range){range.from + 1, range.to});
	}
	flow->in_row = false;
	flow_row_free(&row);
	if (err == ERR_NONE)
		return flow_show_waiting(flow, &waiting);
	free(waiting.list);
	return err;
}

/* ---- blocks ---------------------------------------------------------------------------------------------------- */

static void begin_table(struct flow *flow, struct flow_range range)
{
	flow->table++;
	flow->row = 0;
	flow_table_begin(flow, range);
}

/* A table inside another reads by itself; the rows of the outer one after it are plain. */
static enum err show_table(struct flow *flow, struct flow_range range)
{
	uint32_t row = flow->row;
	bool in_row = flow->in_row;
	begin_table(flow, range);
	flow_show_attributes(flow, part_of(flow)->places[range.from].element);
	enum err err = flow_show_blocks(flow, (struct flow_range){range.from + 1, range.to});
	flow->row = row;
	flow->in_row = in_row;
	flow->shape = SHAPE_PLAIN;
	return err;
}

/* One block, or one place that is none; `*at` goes behind it. */
static enum err show_block(struct flow *flow, size_t *at, bool *joined)
{
	const struct xml_place *place = &part_of(flow)->places[*at];
	bool starts = place->kind == XML_START || place->kind == XML_EMPTY;
	struct flow_range range = {*at, starts ? flow_behind(flow, *at) : *at + 1};
	enum flow_role role = place->element == XML_NONE ? FLOW_PLAIN : flow_role_of(flow, place->element);
	++*at;
	if (!starts) {
		if ((place->kind == XML_TEXT || place->kind == XML_CDATA) && place->element != XML_NONE)
			show_beside(flow, place, role, joined);
		if (place->kind == XML_FINISH && role == FLOW_TABLE)
			buf_add_byte(&flow->view->text, '\n'); /* what comes is no row of it */
		return ERR_NONE;
	}
	*joined = false;
	if (role == FLOW_PARAGRAPH || role == FLOW_ROW)
		*at = range.to;
	if (role == FLOW_PARAGRAPH)
		return show_paragraph(flow, range);
	if (role == FLOW_ROW)
		return show_row(flow, range);
	if (role == FLOW_TABLE && flow->in_row) {
		*at = range.to;
		return show_table(flow, range);
	}
	if (role == FLOW_TABLE)
		begin_table(flow, range);
	flow_show_attributes(flow, place->element);
	return ERR_NONE;
}

enum err flow_show_blocks(struct flow *flow, struct flow_range range)
{
	enum err err = ERR_NONE;
	bool joined = false;
	for (size_t at = range.from; err == ERR_NONE && at < range.to;)
		err = show_block(flow, &at, &joined);
	return err;
}

bool flow_ended(const struct flow *flow)
{
	return flow->at >= part_of(flow)->place_count;
}

enum err flow_show(struct flow *flow, size_t limit)
{
	enum err err = ERR_NONE;
	bool joined = false;
	while (err == ERR_NONE && !flow_ended(flow) && (flow->stop == 0 || flow->at < flow->stop) && flow->view->text.len <= limit)
		err = show_block(flow, &flow->at, &joined);
	return err;
}
