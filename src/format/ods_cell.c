/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Cells of OpenDocument sheets. A cell has paragraphs, which show it, and may have its value in another form, and a formula. When
 * both say the same, the paragraphs are seen; else the value, then what is shown for it. A cell that is cut is text. */
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "format/ods.h"

static uint32_t next_paragraph(const struct markup *markup, uint32_t child)
{
	while (child != XML_NONE && !markup_is(markup, child, SPACE_TEXT, "p"))
		child = markup_next(markup, child);
	return child;
}

static uint32_t first_paragraph(const struct markup *markup, uint32_t cell)
{
	return next_paragraph(markup, markup_child(markup, cell));
}

static struct flow_range range_of(const struct flow *flow, uint32_t element)
{
	size_t from = flow_begin(flow, element);
	return (struct flow_range){from, flow_behind(flow, from)};
}

/* The paragraphs, each but the first behind a `part`. */
static void add_paragraphs(const struct flow *flow, uint32_t cell, char part, struct buf *to)
{
	size_t begin = to->len;
	for (uint32_t p = first_paragraph(flow->markup, cell); p != XML_NONE; p = next_paragraph(flow->markup, markup_next(flow->markup, p))) {
		if (to->len > begin)
			buf_add_byte(to, part);
		flow_text(flow, range_of(flow, p), to);
	}
}

/* ---- values -------------------------------------------------------------------------------------------------------- */

/* The one attribute that holds the value, which is a number, a day, a time or a truth value: ods_clean.c sees to that. */
static uint32_t value_of(const struct markup *markup, uint32_t cell)
{
	static const char *const names[] = {"value", "date-value", "time-value", "boolean-value"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		uint32_t found = markup_attribute(markup, cell, SPACE_OFFICE, names[i]);
		if (found != XML_NONE)
			return found;
	}
	return XML_NONE;
}

/* Digits without the zeros at both ends: 1234.50, 1,234.5 and 12345 are the same. */
static void add_digits(struct str text, struct buf *to)
{
	size_t begin = to->len;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] >= '0' && text.ptr[i] <= '9' && (text.ptr[i] != '0' || to->len > begin))
			buf_add_byte(to, text.ptr[i]);
	while (to->len > begin && to->ptr[to->len - 1] == '0')
		to->len--;
}

static bool same_digits(struct str a, struct str b)
{
	struct buf first = {0}, second = {0};
	add_digits(a, &first);
	add_digits(b, &second);
	bool same = str_equal(buf_str(&first), buf_str(&second));
	buf_free(&first);
	buf_free(&second);
	return same;
}

/* Does what is shown say all that the value says? */
static bool says_same(struct str value, struct str shown)
{
	struct date day, seen;
	bool dated = value.len >= 10 && value.ptr[4] == '-' && date_parse(value, DATE_NO_PIVOT, &day);
	if (dated)
		return date_parse(shown, DATE_NO_PIVOT, &seen) && date_full(day) && date_full(seen) && date_order(day, seen) == 0;
	if (str_equal(value, STR("true")) || str_equal(value, STR("false")))
		return str_equal_nocase(value, shown);
	return shown.len && same_digits(value, shown);
}

/* "2014-06-09T16:40:00" and "PT16H40M00S" as people write it. */
static void add_value(struct str value, struct buf *to)
{
	bool time = str_starts(value, STR("PT"));
	for (size_t i = time ? 2 : 0; i < value.len; i++) {
		char c = value.ptr[i];
		if (time && c == 'S')
			continue;
		buf_add_byte(to, c == 'T' ? ' ' : time && (c == 'H' || c == 'M') ? ':' : c);
	}
}

static enum ods_value kind_of(const struct flow *flow, uint32_t cell, struct buf *scratch)
{
	uint32_t value = value_of(flow->markup, cell);
	buf_clear(scratch);
	if (value == XML_NONE)
		return ODS_TEXT;
	add_paragraphs(flow, cell, ' ', scratch);
	struct str text = xml_part_bytes(&flow->markup->part, flow->markup->part.attributes[value].value);
	return says_same(text, str_trim(buf_str(scratch))) ? ODS_TEXT : ODS_WHOLE;
}

/* ---- reading ------------------------------------------------------------------------------------------------------- */

static bool has_content(const struct markup *markup, uint32_t cell)
{
	return first_paragraph(markup, cell) != XML_NONE || value_of(markup, cell) != XML_NONE;
}

enum err ods_cells_read(struct ods *ods, struct fault *fault)
{
	const struct markup *markup = ods->flow->markup;
	struct sheet_cell next = {0};
	uint32_t row = XML_NONE, rows = 0, repeated = 0, sheet;
	for (uint32_t i = ods->sheet; i < markup->part.elements[ods->sheet].last; i++) {
		if (!ods_is_cell(markup, i, &sheet) || sheet != ods->sheet)
			continue;
		if (markup->part.elements[i].parent != row) {
			row = markup->part.elements[i].parent;
			next.row = rows += repeated;
			next.column = 0;
			repeated = ods_repeated(markup, row, "number-rows-repeated");
		}
		bool content = has_content(markup, i);
		if (content && (next.row >= SHEET_ROWS || next.column >= SHEET_COLUMNS))
			return fault_set(fault, ERR_MALFORMED, "a cell in a place that there is not; open the document and save it again");
		next.element = i;
		next.value = content ? (uint8_t)kind_of(ods->flow, i, &ods->scratch) : ODS_TEXT;
		if (content)
			sheet_cell_add(&ods->view.cells, next);
		next.column += ods_repeated(markup, i, "number-columns-repeated");
	}
	sheet_cell_sort(&ods->view.cells);
	return ERR_NONE;
}

/* ---- showing ------------------------------------------------------------------------------------------------------- */

static enum err cell_text(void *context, const struct sheet_cell *cell, struct buf *to, struct fault *fault)
{
	struct ods *ods = context;
	const struct markup *markup = ods->flow->markup;
	(void)fault;
	if (cell->value == ODS_WHOLE) {
		add_value(xml_part_bytes(&markup->part, markup->part.attributes[value_of(markup, cell->element)].value), to);
		if (first_paragraph(markup, cell->element) != XML_NONE)
			buf_add_byte(to, ' ');
	}
	add_paragraphs(ods->flow, cell->element, cell->value == ODS_WHOLE ? ' ' : '\n', to);
	return ERR_NONE;
}

static uint32_t add_range(struct ods *ods, struct xml_range range)
{
	ods->ranges = mem_room(ods->ranges, ods->range_count, &ods->range_cap, sizeof *ods->ranges);
	ods->ranges[ods->range_count++] = range;
	return 1;
}

static struct ods_shown shown_of(struct ods *ods, const struct sheet_cell *cell)
{
	const struct markup *markup = ods->flow->markup;
	const struct xml_element *element = &markup->part.elements[cell->element];
	struct ods_shown shown = {.member = ods->flow->member, .tag = element->tag, .name = element->name, .first_range = ods->range_count};
	shown.empty = element->end.from == element->end.to;
	shown.whole = cell->value == ODS_WHOLE;
	uint32_t type = markup_attribute(markup, cell->element, SPACE_OFFICE, "value-type");
	if (type != XML_NONE)
		shown.type = markup->part.attributes[type].value;
	for (uint32_t i = element->first_attribute; i < element->first_attribute + element->attribute_count; i++)
		if (ods_is_value(markup, i))
			shown.attributes += add_range(ods, markup->part.attributes[i].all);
	uint32_t first = shown.whole ? first_paragraph(markup, cell->element) : XML_NONE;
	for (uint32_t p = first; p != XML_NONE; p = next_paragraph(markup, markup_next(markup, p))) {
		struct span all = markup_span(markup, p);
		shown.paragraphs += add_range(ods, (struct xml_range){(uint32_t)all.from, (uint32_t)all.to});
	}
	return shown;
}

/* Where the formula stands, for the names of functions in it. */
struct naming {
	const struct flow *flow;
	uint32_t from;
};

static void name_function(void *context, struct span name)
{
	const struct naming *naming = context;
	struct xml_range range = {naming->from + (uint32_t)name.from, naming->from + (uint32_t)name.to};
	office_aside(naming->flow->office, naming->flow->member, range, SPOT_NAME, false);
}

static void show_functions(const struct flow *flow, uint32_t cell)
{
	uint32_t formula = markup_attribute(flow->markup, cell, SPACE_TABLE, "formula");
	if (formula == XML_NONE)
		return;
	struct xml_range value = flow->markup->part.attributes[formula].value;
	struct naming naming = {flow, value.from};
	(void)sheet_formula_plain(xml_part_bytes(&flow->markup->part, value), name_function, &naming);
}

static enum err show_paragraphs(struct ods *ods, struct view *view, uint32_t cell)
{
	struct flow *flow = ods->flow;
	enum err err = ERR_NONE;
	for (uint32_t p = first_paragraph(flow->markup, cell), first = p; err == ERR_NONE && p != XML_NONE;
	     p = next_paragraph(flow->markup, markup_next(flow->markup, p))) {
		if (p != first)
			buf_add_byte(&view->text, '\n');
		err = flow_show_line(flow, range_of(flow, p), &ods->waiting);
	}
	return err;
}

static enum err cell_show(void *context, struct view *view, const struct sheet_cell *cell, struct fault *fault)
{
	struct ods *ods = context;
	struct office *office = ods->flow->office;
	const struct xml_part *part = &ods->flow->markup->part;
	struct ods_shown shown = shown_of(ods, cell);
	enum err err = ERR_NONE;
	show_functions(ods->flow, cell->element);
	shown.first_spot = (uint32_t)office->shown.count;
	if (shown.whole) {
		buf_clear(&ods->scratch);
		err = cell_text(ods, cell, &ods->scratch, fault);
		uint32_t value = value_of(ods->flow->markup, cell->element);
		office_show_as(office, view, shown.member, part->attributes[value].value, buf_str(&ods->scratch));
	} else {
		err = show_paragraphs(ods, view, cell->element);
	}
	shown.spots = (uint32_t)office->shown.count - shown.first_spot;
	if (shown.attributes == 0 || shown.spots == 0) {
		ods->range_count = shown.first_range;
		return err;
	}
	ods->shown = mem_room(ods->shown, ods->shown_count, &ods->shown_cap, sizeof *ods->shown);
	ods->shown[ods->shown_count++] = shown;
	return err;
}

const struct sheet_reader ods_reader = {cell_text, cell_show};

/* ---- cutting ------------------------------------------------------------------------------------------------------- */

/* The token takes the place of the first paragraph, or stands where none was. */
static void put_token(struct splices *splices, struct str bytes, const struct ods *ods, const struct ods_shown *shown, struct str token)
{
	const struct xml_range *paragraphs = &ods->ranges[shown->first_range + shown->attributes];
	struct buf xml = {0};
	size_t at = shown->tag.to, end = at;
	if (shown->paragraphs) {
		at = paragraphs[0].from;
		end = paragraphs[0].to;
	} else if (shown->empty) {
		at = shown->tag.to - 2;
		buf_add_byte(&xml, '>');
	}
	buf_add_text(&xml, "<text:p xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">");
	markup_escape(token, &xml);
	buf_add_text(&xml, "</text:p>");
	if (shown->empty) {
		buf_add_text(&xml, "</");
		buf_add(&xml, str_part(bytes, (struct span){shown->name.from, shown->name.to}));
		buf_add_byte(&xml, '>');
	}
	splice_add(splices, shown->member, at, end, buf_str(&xml));
	for (uint32_t i = 1; i < shown->paragraphs; i++)
		splice_add(splices, shown->member, paragraphs[i].from, paragraphs[i].to, (struct str){0});
	buf_free(&xml);
}

bool ods_cell_cut(struct office *office, struct ods *ods, struct ods_shown *shown, struct str token)
{
	struct splices *splices = &office->splices;
	if (shown->cut)
		return shown->whole;
	shown->cut = true;
	for (uint32_t i = 0; i < shown->attributes; i++) {
		struct xml_range range = ods->ranges[shown->first_range + i];
		splice_add(splices, shown->member, range.from, range.to, (struct str){0});
	}
	if (shown->type.to)
		splice_add(splices, shown->member, shown->type.from, shown->type.to, STR("string"));
	if (shown->whole)
		put_token(splices, package_bytes(&office->package, shown->member), ods, shown, token);
	return shown->whole;
}
