/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/flow_row.h"

#include <string.h>

#include "format/table_rows.h"

enum { LABEL_MOST = 40, ROWS_LOOKED = 60, HEADS_TRIED = 3 };

/* The first place from `low` on that does not begin before byte `end`. */
static size_t place_from(const struct flow *flow, size_t low, size_t end)
{
	const struct xml_part *part = &flow->markup->part;
	size_t high = part->place_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (part->places[middle].bytes.from < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t flow_behind(const struct flow *flow, size_t at)
{
	return place_from(flow, at + 1, flow->markup->part.elements[flow->markup->part.places[at].element].end.to);
}

size_t flow_begin(const struct flow *flow, uint32_t element)
{
	return place_from(flow, 0, flow->markup->part.elements[element].tag.from);
}

/* ---- reading --------------------------------------------------------------------------------------------------- */

static enum flow_role role_at(const struct flow *flow, size_t at)
{
	const struct xml_place *place = &flow->markup->part.places[at];
	bool starts = place->kind == XML_START || place->kind == XML_EMPTY;
	return starts ? flow_role_of(flow, place->element) : FLOW_PLAIN;
}

/* The one paragraph of a cell; false: it has more, or what is no paragraph. */
static bool only_paragraph(const struct flow *flow, struct flow_range cell, struct flow_range *found)
{
	*found = (struct flow_range){0};
	for (size_t at = cell.from + 1; at < cell.to;) {
		enum flow_role role = role_at(flow, at);
		if (role == FLOW_TABLE || role == FLOW_NESTED || (role == FLOW_PARAGRAPH && found->to))
			return false;
		if (role == FLOW_PARAGRAPH)
			*found = (struct flow_range){at, flow_behind(flow, at)};
		at = role == FLOW_PARAGRAPH ? found->to : at + 1;
	}
	return true;
}

void flow_text(const struct flow *flow, struct flow_range range, struct buf *to)
{
	const struct xml_part *part = &flow->markup->part;
	struct view text = {0};
	struct fault ignored = {0};
	for (size_t at = range.from; at < range.to; at++) {
		const struct xml_place *place = &part->places[at];
		if ((place->kind != XML_TEXT && place->kind != XML_CDATA) || place->element == XML_NONE)
			continue;
		enum flow_role role = flow_role_of(flow, place->element);
		if (role == FLOW_TEXT || (flow->rules->mixed && (role == FLOW_PLAIN || role == FLOW_PARAGRAPH)))
			(void)!xml_decode(&text, xml_part_bytes(part, place->bytes), (enum xml_kind)place->kind, 0, 0, &ignored);
	}
	buf_add(to, buf_str(&text.text));
	view_free(&text);
}

static void add_cell(const struct flow *flow, struct flow_range paragraph, struct flow_row *row)
{
	struct buf all = {0};
	flow_text(flow, paragraph, &all);
	struct str text = str_trim(buf_str(&all));
	row->cells[row->count] = paragraph;
	row->texts[row->count++] = (struct span){row->text.len, row->text.len + text.len};
	row->filled += text.len > 0;
	buf_add(&row->text, text);
	buf_free(&all);
}

bool flow_row_read(const struct flow *flow, struct flow_range range, struct flow_row *row)
{
	struct flow_range paragraph;
	row->count = row->filled = 0;
	buf_clear(&row->text);
	for (size_t at = range.from + 1; at < range.to;) {
		enum flow_role role = role_at(flow, at);
		if (role == FLOW_PARAGRAPH || role == FLOW_NESTED || role == FLOW_TABLE || role == FLOW_ROW)
			return false; /* not in a cell */
		if (role != FLOW_CELL) {
			at++;
			continue;
		}
		struct flow_range cell = {at, flow_behind(flow, at)};
		if (row->count == FLOW_CELLS || !only_paragraph(flow, cell, &paragraph))
			return false;
		add_cell(flow, paragraph, row);
		at = cell.to;
	}
	return row->count > 1;
}

void flow_row_free(struct flow_row *row)
{
	buf_free(&row->text);
}

struct str flow_row_text(const struct flow_row *row, size_t cell)
{
	return str_part(buf_str(&row->text), row->texts[cell]);
}

/* ---- what it is ------------------------------------------------------------------------------------------------ */

/* Labels are short and have neither commas nor numbers, but in parentheses or at their end: "Doe, Jane, age 9" is none. */
static bool may_be_label(struct str text)
{
	size_t open = 0;
	if (text.len > LABEL_MOST)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		open += c == '(';
		bool digit = c >= '0' && c <= '9', last = i + 1 == text.len || text.ptr[i + 1] == ':';
		if (open == 0 && (c == ',' || (digit && !last)))
			return false;
	}
	return text.len > 1;
}

static bool is_label(const struct flow *flow, struct str text)
{
	struct head head;
	return may_be_label(text) && table_form_label(flow->rows, text, &head) && !head.alone;
}

/* Labels that have a value to their right. */
static size_t count_pairs(const struct flow *flow, const struct flow_row *row)
{
	size_t pairs = 0;
	for (size_t i = 0; i + 1 < row->count; i++) {
		struct str value = flow_row_text(row, i + 1);
		bool pair = value.len && is_label(flow, flow_row_text(row, i)) && !is_label(flow, value);
		pairs += pair;
		i += pair;
	}
	return pairs;
}

/* "Name: Doe, Jane" */
static bool has_own_label(struct str text)
{
	const char *colon = text.len ? memchr(text.ptr, ':', text.len) : NULL;
	size_t before = colon ? (size_t)(colon - text.ptr) : 0;
	if (before == 0 || before > LABEL_MOST || before + 1 == text.len)
		return false;
	for (size_t i = 0; i < before; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
			return false;
	return true;
}

static bool has_own_labels(const struct flow_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (has_own_label(flow_row_text(row, i)))
			return true;
	return false;
}

static void take_heads(struct flow *flow, const struct flow_row *row)
{
	table_rows_clear(flow->rows);
	for (size_t i = 0; i < row->count; i++)
		table_rows_head(flow->rows, flow_row_text(row, i));
	table_rows_settle(flow->rows);
}

void flow_table_begin(struct flow *flow, struct flow_range range)
{
	struct flow_row row = {0};
	size_t rows = 0, forms = 0, pairs = 0;
	flow->tried = 0;
	flow->shape = SHAPE_PLAIN;
	for (size_t at = range.from + 1; at < range.to && rows < ROWS_LOOKED;) {
		enum flow_role role = role_at(flow, at);
		size_t behind = role == FLOW_ROW || role == FLOW_TABLE ? flow_behind(flow, at) : at + 1;
		bool simple = role == FLOW_ROW && flow_row_read(flow, (struct flow_range){at, behind}, &row);
		size_t found = simple ? count_pairs(flow, &row) : 0;
		rows += simple && row.filled > 0;
		forms += found > 0;
		pairs += found;
		at = behind;
	}
	flow_row_free(&row);
	if (pairs > (rows > 1) && forms * 5 >= rows * 2) {
		flow->shape = SHAPE_FORM;
		table_form_begin(flow->rows);
	}
}

/* Heads stand over the table; a row of labels and nothing else begins anew. */
static bool are_heads(struct flow *flow, const struct flow_row *row)
{
	if (flow->shape == SHAPE_FORM || row->filled == 0 || has_own_labels(row))
		return false;
	if (flow->shape == SHAPE_PLAIN) {
		if (flow->tried++ >= HEADS_TRIED)
			return false;
		take_heads(flow, row);
		return table_rows_headed(flow->rows, flow->tried == 1);
	}
	for (size_t i = 0; i < row->count; i++)
		if (row->texts[i].from < row->texts[i].to && !is_label(flow, flow_row_text(row, i)))
			return false;
	take_heads(flow, row);
	return true;
}

enum flow_shape flow_row_shape(struct flow *flow, const struct flow_row *row, bool *heads)
{
	*heads = are_heads(flow, row);
	if (*heads)
		flow->shape = SHAPE_HEADS;
	return flow->shape == SHAPE_PLAIN && has_own_labels(row) ? SHAPE_LINES : (enum flow_shape)flow->shape;
}
