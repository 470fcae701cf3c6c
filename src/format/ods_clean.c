/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sheets as they are released when nothing is cut. Each cell stands for itself, its text stands in paragraphs only, its value is
 * of one kind, and its formula names nothing but cells: see sheet_formula.c. */
#include <string.h>

#include "format/ods.h"

struct cleaning {
	const struct markup *markup;
	uint32_t member;
	struct splices *splices;
	size_t *spent;
	struct fault *fault;
};

static bool is_text(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

static void drop_attribute(struct cleaning *cleaning, uint32_t attribute)
{
	clean_drop_attribute(cleaning->markup, cleaning->member, attribute, cleaning->splices);
}

static struct str value_at(const struct markup *markup, uint32_t attribute)
{
	return xml_part_bytes(&markup->part, markup->part.attributes[attribute].value);
}

/* ---- cells that stand for several ----------------------------------------------------------------------------------- */

static bool has_value(const struct markup *markup, uint32_t cell)
{
	const struct xml_element *element = &markup->part.elements[cell];
	for (uint32_t i = element->first_attribute; i < element->first_attribute + element->attribute_count; i++)
		if (ods_is_value(markup, i))
			return true;
	return element->child_count > 0 || element->has_text;
}

/* Equal cells side by side are written once, but each has a head of its own. True: it was written out. */
static enum err expand(struct cleaning *cleaning, uint32_t cell, bool *expanded)
{
	uint32_t times = ods_repeated(cleaning->markup, cell, "number-columns-repeated");
	uint32_t attribute = markup_attribute(cleaning->markup, cell, SPACE_TABLE, "number-columns-repeated");
	*expanded = times > 1 && has_value(cleaning->markup, cell);
	if (!*expanded)
		return ERR_NONE;
	struct span all = markup_span(cleaning->markup, cell);
	struct xml_range gone = cleaning->markup->part.attributes[attribute].all;
	size_t len = all.to - all.from;
	if (times > SHEET_COLUMNS || len * times > ODS_EXPANDED - *cleaning->spent)
		return fault_set(cleaning->fault, ERR_LIMIT, "a cell that is repeated too often; open the document and save it again");
	*cleaning->spent += len * times;
	struct buf copies = {0};
	for (uint32_t i = 0; i < times; i++) {
		buf_add(&copies, str_part(cleaning->markup->part.bytes, (struct span){all.from, gone.from}));
		buf_add(&copies, str_part(cleaning->markup->part.bytes, (struct span){gone.to, all.to}));
	}
	splice_add(cleaning->splices, cleaning->member, all.from, all.to, buf_str(&copies));
	buf_free(&copies);
	return ERR_NONE;
}

/* ---- text in another form ------------------------------------------------------------------------------------------- */

/* The text of an element's paragraphs without white space. */
static enum err add_shown(struct cleaning *cleaning, uint32_t cell, struct buf *to)
{
	const struct xml_part *part = &cleaning->markup->part;
	struct view view = {0};
	enum err err = ERR_NONE;
	for (uint32_t p = markup_child(cleaning->markup, cell); p != XML_NONE; p = markup_next(cleaning->markup, p)) {
		struct span all = markup_span(cleaning->markup, p);
		if (!markup_is(cleaning->markup, p, SPACE_TEXT, "p"))
			continue;
		for (size_t at = all.from; err == ERR_NONE && at < all.to;) {
			const char *open = memchr(part->bytes.ptr + at, '<', all.to - at), *close;
			struct span text = {at, open ? (size_t)(open - part->bytes.ptr) : all.to};
			err = xml_decode(&view, str_part(part->bytes, text), XML_TEXT, 0, 0, cleaning->fault);
			close = open ? memchr(open, '>', all.to - text.to) : NULL;
			at = close ? (size_t)(close - part->bytes.ptr) + 1 : all.to;
		}
	}
	buf_add(to, buf_str(&view.text));
	view_free(&view);
	return err;
}

static void squeeze(struct buf *text)
{
	size_t len = 0;
	for (size_t i = 0; i < text->len; i++)
		if (text->ptr[i] != ' ' && text->ptr[i] != '\n' && text->ptr[i] != '\t')
			text->ptr[len++] = text->ptr[i];
	text->len = len;
}

static void drop_paragraphs(struct cleaning *cleaning, uint32_t cell)
{
	for (uint32_t p = markup_child(cleaning->markup, cell); p != XML_NONE; p = markup_next(cleaning->markup, p))
		if (markup_is(cleaning->markup, p, SPACE_TEXT, "p"))
			clean_drop(cleaning->markup, cleaning->member, p, cleaning->splices);
}

/* Paragraphs that say what the attribute says stand first in the cell, whatever it had. */
static void put_paragraphs(struct cleaning *cleaning, uint32_t cell, struct str text)
{
	const struct xml_element *element = &cleaning->markup->part.elements[cell];
	bool empty = element->end.from == element->end.to;
	struct buf xml = {0};
	if (empty)
		buf_add_byte(&xml, '>');
	for (size_t from = 0; from <= text.len;) {
		const char *end = from < text.len ? memchr(text.ptr + from, '\n', text.len - from) : NULL;
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		buf_add_text(&xml, "<text:p xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">");
		markup_escape(str_part(text, (struct span){from, to}), &xml);
		buf_add_text(&xml, "</text:p>");
		from = to + 1;
	}
	if (empty) {
		buf_add_text(&xml, "</");
		buf_add(&xml, xml_part_bytes(&cleaning->markup->part, element->name));
		buf_add_byte(&xml, '>');
	}
	splice_add(cleaning->splices, cleaning->member, element->tag.to - (empty ? 2 : 0), element->tag.to, buf_str(&xml));
	buf_free(&xml);
}

/* Text in an attribute is what programs read, and hidden: it becomes what is shown, unless it is. */
static enum err clean_string(struct cleaning *cleaning, uint32_t cell, uint32_t attribute)
{
	struct buf value = {0}, said = {0}, shown = {0};
	enum err err = markup_value_add(cleaning->markup, attribute, &value, cleaning->fault);
	if (err == ERR_NONE)
		err = add_shown(cleaning, cell, &shown);
	buf_add(&said, buf_str(&value));
	squeeze(&said);
	squeeze(&shown);
	if (err == ERR_NONE && said.len && !str_equal(buf_str(&said), buf_str(&shown))) {
		drop_paragraphs(cleaning, cell);
		put_paragraphs(cleaning, cell, buf_str(&value));
	}
	drop_attribute(cleaning, attribute);
	buf_free(&value);
	buf_free(&said);
	buf_free(&shown);
	return err;
}

/* ---- values --------------------------------------------------------------------------------------------------------- */

/* Nothing but numbers and their signs, or a word of the standard. */
static bool is_value(const char *name, struct str value)
{
	if (is_text(str_of(name), "boolean-value"))
		return str_equal(value, STR("true")) || str_equal(value, STR("false"));
	for (size_t i = 0; i < value.len; i++)
		if (!((value.ptr[i] >= '0' && value.ptr[i] <= '9') || strchr("+-.,:eETZPHMSDINF", value.ptr[i])))
			return false;
	return value.len > 0 && value.len <= 40;
}

/* The attribute in which a cell of this type has its value; NULL: it has none but its text. */
static const char *value_name(struct str type)
{
	static const char *const types[][2] = {{"float", "value"}, {"percentage", "value"}, {"currency", "value"},
					       {"date", "date-value"}, {"time", "time-value"}, {"boolean", "boolean-value"}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (is_text(type, types[i][0]))
			return types[i][1];
	return NULL;
}

/* A number is shown without marks of its own: paragraphs without attributes, and no elements in them but spaces. */
static void flatten(struct cleaning *cleaning, uint32_t cell)
{
	const struct markup *markup = cleaning->markup;
	for (uint32_t p = markup_child(markup, cell); p != XML_NONE; p = markup_next(markup, p)) {
		const struct xml_element *paragraph = &markup->part.elements[p];
		if (!markup_is(markup, p, SPACE_TEXT, "p"))
			continue;
		for (uint32_t i = paragraph->first_attribute; i < paragraph->first_attribute + paragraph->attribute_count; i++)
			drop_attribute(cleaning, i);
		for (uint32_t i = p + 1; i < paragraph->last; i++)
			if (!markup_is(markup, i, SPACE_TEXT, "s"))
				clean_unwrap(markup, cleaning->member, i, cleaning->splices);
	}
}

static bool is_currency(struct str code)
{
	for (size_t i = 0; i < code.len; i++)
		if (code.ptr[i] < 'A' || code.ptr[i] > 'Z')
			return false;
	return code.len == 3;
}

static enum err clean_value(struct cleaning *cleaning, uint32_t cell, uint32_t attribute, const char *wanted)
{
	struct str local = markup_attribute_local(cleaning->markup, attribute), value = value_at(cleaning->markup, attribute);
	if (is_text(local, "string-value") && wanted == NULL)
		return clean_string(cleaning, cell, attribute);
	if (is_text(local, "currency") ? wanted && is_currency(value) : wanted && is_text(local, wanted)) {
		if (!is_text(local, "currency") && !is_value(wanted, value))
			return fault_set(cleaning->fault, ERR_MALFORMED,
					 "a cell has a value that is none of its kind; open the document and save it again");
		return ERR_NONE;
	}
	drop_attribute(cleaning, attribute);
	return ERR_NONE;
}

static enum err clean_cell(struct cleaning *cleaning, uint32_t cell)
{
	const struct markup *markup = cleaning->markup;
	const struct xml_element *element = &markup->part.elements[cell];
	const char *wanted = value_name(markup_value(markup, cell, SPACE_OFFICE, "value-type"));
	uint32_t formula = markup_attribute(markup, cell, SPACE_TABLE, "formula");
	bool expanded, goes = formula != XML_NONE && !sheet_formula_plain(value_at(markup, formula), NULL, NULL);
	enum err err = expand(cleaning, cell, &expanded);
	if (err || expanded)
		return err; /* the rest when it is read again */
	bool valued = element->child_count > 0 || markup_attribute(markup, cell, SPACE_OFFICE, "value-type") != XML_NONE;
	if (formula != XML_NONE && !valued)
		return office_unreadable(cleaning->fault, "a formula without the value that it shows",
					 "open it in a spreadsheet program and save it, so that values are in the file");
	for (uint32_t i = element->first_attribute; err == ERR_NONE && i < element->first_attribute + element->attribute_count; i++) {
		const struct xml_attr *attribute = &markup->part.attributes[i];
		if (attribute->uri_id == SPACE_OFFICE && ods_is_value(markup, i))
			err = clean_value(cleaning, cell, i, wanted);
		else if (attribute->uri_id == SPACE_TABLE && goes && ods_is_value(markup, i))
			drop_attribute(cleaning, i);
	}
	if (wanted)
		flatten(cleaning, cell);
	return err;
}

/* ---- beside the cells ------------------------------------------------------------------------------------------------ */

static bool quotes(const struct markup *markup, uint32_t element, enum markup_space space, const char *local)
{
	return sheet_formula_quotes(markup_value(markup, element, space, local));
}

/* Another document's sheet, kept because cells refer to it: "'file:///C:/old.ods'#Sheet1". */
static bool is_foreign(const struct markup *markup, uint32_t element)
{
	struct str name = markup_value(markup, element, SPACE_TABLE, "name");
	bool quoted = str_starts(name, STR("'")) || str_starts(name, STR("&apos;"));
	return ods_is_sheet(markup, element) && quoted && memchr(name.ptr, '#', name.len);
}

/* Text that decides how a cell looks, or that a name stands for; the formats that hold it go. */
static void clean_beside(struct cleaning *cleaning, uint32_t i)
{
	const struct markup *markup = cleaning->markup;
	uint32_t goes = XML_NONE;
	if (markup_is(markup, i, SPACE_CALCEXT, "condition") && quotes(markup, i, SPACE_CALCEXT, "value"))
		for (goes = i; goes != XML_NONE && !markup_is(markup, goes, SPACE_CALCEXT, "conditional-format");)
			goes = markup->part.elements[goes].parent;
	else if ((markup_is(markup, i, SPACE_STYLE, "map") && quotes(markup, i, SPACE_STYLE, "condition")) ||
		 (markup_is(markup, i, SPACE_TABLE, "named-expression") && quotes(markup, i, SPACE_TABLE, "expression")) || is_foreign(markup, i))
		goes = i;
	if (goes != XML_NONE)
		clean_drop(markup, cleaning->member, goes, cleaning->splices);
}

enum err ods_clean(const struct markup *markup, uint32_t member, struct splices *splices, size_t *spent, struct fault *fault)
{
	struct cleaning cleaning = {markup, member, splices, spent, fault};
	enum err err = ERR_NONE;
	for (uint32_t i = 0; err == ERR_NONE && i < markup->part.element_count; i++) {
		bool cell = markup_is(markup, i, SPACE_TABLE, "table-cell") || markup_is(markup, i, SPACE_TABLE, "covered-table-cell");
		const struct xml_element *element = &markup->part.elements[i];
		if (cell && ods_is_cell(markup, i, NULL)) {
			err = clean_cell(&cleaning, i);
			continue;
		}
		for (uint32_t k = element->first_attribute; cell && k < element->first_attribute + element->attribute_count; k++)
			if (ods_is_value(markup, k))
				drop_attribute(&cleaning, k);
		clean_beside(&cleaning, i);
	}
	return err;
}
