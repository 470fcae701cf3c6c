/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A workbook as it is released when nothing is cut. A string that several cells share is written into each of them, so that it
 * can be cut in one and not in another. A formula with text in it, or of other sheets, becomes the value it has: text in
 * formulas is no reader's. One whose value is not in the file would show what nobody has looked at, and is withheld. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xlsx.h"

/* The shared strings, as they are written into cells. */
struct strings {
	struct buf texts;
	struct span *list;
	size_t count, cap;
	struct str prefix; /* of their elements, with the colon */
	size_t spent;
};

struct cleaning {
	struct office *office;
	struct opc *opc;
	struct markup markup;
	struct strings strings;
	struct splices splices;
	struct buf scratch;
	struct fault *fault;
};

static bool is_text(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

/* "x:" of <x:row>; empty without one. */
static struct str prefix_of(const struct markup *markup, uint32_t element)
{
	struct str name = xml_part_bytes(&markup->part, markup->part.elements[element].name);
	const char *colon = memchr(name.ptr, ':', name.len);
	return (struct str){name.ptr, colon ? (size_t)(colon - name.ptr) + 1 : 0};
}

static struct str content_of(const struct markup *markup, uint32_t number)
{
	const struct xml_element *element = &markup->part.elements[number];
	if (element->end.to <= element->end.from)
		return (struct str){0};
	return str_part(markup->part.bytes, (struct span){element->tag.to, element->end.from});
}

/* ---- shared strings ------------------------------------------------------------------------------------------------ */

/* Runs with their looks, without the readings of signs, which are said again in them. */
static void take_string(struct cleaning *cleaning, uint32_t string)
{
	struct strings *strings = &cleaning->strings;
	const struct markup *markup = &cleaning->markup;
	struct span span = {strings->texts.len, 0};
	for (uint32_t child = markup_child(markup, string); child != XML_NONE; child = markup_next(markup, child)) {
		if (!markup_is(markup, child, SPACE_S, "t") && !markup_is(markup, child, SPACE_S, "r"))
			continue;
		struct span all = markup_span(markup, child);
		buf_add(&strings->texts, str_part(markup->part.bytes, all));
	}
	span.to = strings->texts.len;
	strings->list = mem_room(strings->list, strings->count, &strings->cap, sizeof *strings->list);
	strings->list[strings->count++] = span;
}

static enum err read_strings(struct cleaning *cleaning, uint32_t member)
{
	const struct markup *markup = &cleaning->markup;
	enum err err = office_read(cleaning->office, member, &cleaning->markup, cleaning->fault);
	if (err)
		return err;
	struct str prefix = prefix_of(markup, 0);
	cleaning->strings.prefix = (struct str){mem_text(prefix.ptr, prefix.len), prefix.len};
	for (uint32_t i = 0; i < markup->part.element_count; i++)
		if (markup_is(markup, i, SPACE_S, "si"))
			take_string(cleaning, i);
	return ERR_NONE;
}

static enum err read_all_strings(struct cleaning *cleaning)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < cleaning->opc->count; i++) {
		struct opc_relation *relation = &cleaning->opc->relations[i];
		if (relation->gone || relation->to == PACKAGE_NONE || !is_text(str_of(relation->part->relation), "sharedStrings"))
			continue;
		if (cleaning->strings.count)
			return fault_set(cleaning->fault, ERR_MALFORMED, "the workbook has two lists of strings; open it and save it again");
		err = read_strings(cleaning, relation->to);
		relation->gone = true;
	}
	return err;
}

static bool parse_index(struct str text, size_t *index)
{
	text = str_trim(text);
	*index = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9' || *index > UINT32_MAX / 10)
			return false;
		*index = *index * 10 + (size_t)(text.ptr[i] - '0');
	}
	return text.len > 0;
}

static void open_string(struct cleaning *cleaning, struct str prefix)
{
	buf_clear(&cleaning->scratch);
	buf_add_byte(&cleaning->scratch, '<');
	buf_add(&cleaning->scratch, prefix);
	buf_add_text(&cleaning->scratch, "is>");
}

static void close_string(struct cleaning *cleaning, struct str prefix)
{
	buf_add_text(&cleaning->scratch, "</");
	buf_add(&cleaning->scratch, prefix);
	buf_add_text(&cleaning->scratch, "is>");
}

static enum err put_string(struct cleaning *cleaning, uint32_t member, uint32_t type, uint32_t value)
{
	struct strings *strings = &cleaning->strings;
	const struct markup *markup = &cleaning->markup;
	struct str prefix = prefix_of(markup, value);
	size_t index;
	if (!parse_index(content_of(markup, value), &index) || index >= strings->count)
		return fault_set(cleaning->fault, ERR_MALFORMED, "a cell has a string that is not in the workbook; open it and save it again");
	if (!str_equal(prefix, strings->prefix))
		return office_unreadable(cleaning->fault, "parts with different prefixes", "open it in a spreadsheet program and save it again");
	struct str text = str_part(buf_str(&strings->texts), strings->list[index]);
	strings->spent += text.len;
	if (strings->spent > XLSX_STRINGS)
		return fault_set(cleaning->fault, ERR_LIMIT, "the cells have more than %d MiB of text; split the workbook", XLSX_STRINGS >> 20);
	struct span all = markup_span(markup, value);
	struct xml_range kind = markup->part.attributes[type].value;
	open_string(cleaning, prefix);
	buf_add(&cleaning->scratch, text);
	close_string(cleaning, prefix);
	splice_add(&cleaning->splices, member, kind.from, kind.to, STR("inlineStr"));
	splice_add(&cleaning->splices, member, all.from, all.to, buf_str(&cleaning->scratch));
	return ERR_NONE;
}

/* ---- formulas ------------------------------------------------------------------------------------------------------- */

/* Text in quotes, or a place in another workbook: "[1]Sheet1!A1". */
static bool has_words(struct str formula)
{
	return sheet_formula_quotes(formula) || (formula.len && memchr(formula.ptr, '[', formula.len));
}

/* Formulas that share one with text are named by its number. */
struct shared {
	uint32_t *list;
	size_t count, cap;
};

static bool is_shared(const struct shared *shared, size_t number)
{
	for (size_t i = 0; i < shared->count; i++)
		if (shared->list[i] == number)
			return true;
	return false;
}

static void find_shared(const struct markup *markup, struct shared *shared)
{
	for (uint32_t i = 0; i < markup->part.element_count; i++) {
		size_t number;
		if (!markup_is(markup, i, SPACE_S, "f") || sheet_formula_plain(content_of(markup, i), NULL, NULL) ||
		    !parse_index(markup_value(markup, i, SPACE_NONE, "si"), &number))
			continue;
		shared->list = mem_room(shared->list, shared->count, &shared->cap, sizeof *shared->list);
		shared->list[shared->count++] = (uint32_t)number;
	}
}

static uint32_t child_of(const struct markup *markup, uint32_t element, const char *local)
{
	uint32_t child = markup_child(markup, element);
	while (child != XML_NONE && !markup_is(markup, child, SPACE_S, local))
		child = markup_next(markup, child);
	return child;
}

static enum err clean_formula(struct cleaning *cleaning, uint32_t member, uint32_t cell, uint32_t formula, const struct shared *shared)
{
	const struct markup *markup = &cleaning->markup;
	size_t number;
	bool goes = !sheet_formula_plain(content_of(markup, formula), NULL, NULL) ||
		    (parse_index(markup_value(markup, formula, SPACE_NONE, "si"), &number) && is_shared(shared, number));
	if (child_of(markup, cell, "v") == XML_NONE && child_of(markup, cell, "is") == XML_NONE)
		return office_unreadable(cleaning->fault, "a formula without the value that it shows",
					 "open it in a spreadsheet program and save it, so that values are in the file");
	struct span all = markup_span(markup, formula);
	if (goes)
		splice_add(&cleaning->splices, member, all.from, all.to, (struct str){0});
	return ERR_NONE;
}

/* ---- sheets --------------------------------------------------------------------------------------------------------- */

static enum err clean_cell(struct cleaning *cleaning, uint32_t member, uint32_t cell, const struct shared *shared)
{
	const struct markup *markup = &cleaning->markup;
	uint32_t type = markup_attribute(markup, cell, SPACE_NONE, "t");
	uint32_t value = child_of(markup, cell, "v"), formula = child_of(markup, cell, "f");
	enum err err = formula == XML_NONE ? ERR_NONE : clean_formula(cleaning, member, cell, formula, shared);
	if (err == ERR_NONE && value != XML_NONE && type != XML_NONE &&
	    is_text(xml_part_bytes(&markup->part, markup->part.attributes[type].value), "s"))
		err = put_string(cleaning, member, type, value);
	return err;
}

static enum err clean_sheet(struct cleaning *cleaning, uint32_t member)
{
	struct shared shared = {0};
	enum err err = office_read(cleaning->office, member, &cleaning->markup, cleaning->fault);
	if (err == ERR_NONE)
		find_shared(&cleaning->markup, &shared);
	for (uint32_t i = 0; err == ERR_NONE && i < cleaning->markup.part.element_count; i++)
		if (markup_is(&cleaning->markup, i, SPACE_S, "c"))
			err = clean_cell(cleaning, member, i, &shared);
	free(shared.list);
	return err;
}

/* Formulas with text beside cells: of formats by condition, which go, and of names, which go too. */
static void clean_conditions(struct cleaning *cleaning, uint32_t member)
{
	const struct markup *markup = &cleaning->markup;
	for (uint32_t i = 0; i < markup->part.element_count; i++) {
		bool formula = markup_is(markup, i, SPACE_S, "formula"), name = markup_is(markup, i, SPACE_S, "definedName");
		bool rule = markup_is(markup, i, SPACE_S, "cfRule") && markup_attribute(markup, i, SPACE_NONE, "text") != XML_NONE;
		if (!rule && !((formula || name) && has_words(content_of(markup, i))))
			continue;
		uint32_t goes = i;
		while (!name && goes != XML_NONE && !markup_is(markup, goes, SPACE_S, "conditionalFormatting"))
			goes = markup->part.elements[goes].parent;
		if (goes == XML_NONE)
			continue;
		struct span all = markup_span(markup, goes);
		splice_add(&cleaning->splices, member, all.from, all.to, (struct str){0});
	}
}

static enum err clean_workbook(struct cleaning *cleaning)
{
	const struct opc_relation *book = opc_relation_of(cleaning->opc, PACKAGE_NONE, "officeDocument");
	enum err err = office_read(cleaning->office, book->to, &cleaning->markup, cleaning->fault);
	if (err == ERR_NONE)
		clean_conditions(cleaning, book->to);
	for (size_t i = 0; err == ERR_NONE && i < cleaning->opc->count; i++) {
		const struct opc_relation *relation = &cleaning->opc->relations[i];
		if (relation->from != book->to || relation->gone || relation->to == PACKAGE_NONE ||
		    !is_text(str_of(relation->part->relation), "worksheet"))
			continue;
		err = clean_sheet(cleaning, relation->to);
		if (err == ERR_NONE)
			clean_conditions(cleaning, relation->to);
	}
	return err;
}

enum err xlsx_clean(struct office *office, struct opc *opc, struct fault *fault)
{
	struct cleaning cleaning = {.office = office, .opc = opc, .fault = fault};
	enum err err = read_all_strings(&cleaning);
	if (err == ERR_NONE)
		err = clean_workbook(&cleaning);
	if (err == ERR_NONE)
		splice_apply(&cleaning.splices, &office->package);
	splice_free(&cleaning.splices);
	markup_free(&cleaning.markup);
	free((char *)(uintptr_t)cleaning.strings.prefix.ptr);
	free(cleaning.strings.list);
	buf_free(&cleaning.strings.texts);
	buf_free(&cleaning.scratch);
	return err;
}

/* ---- the sheets of the workbook ---------------------------------------------------------------------------------- */

static void add_sheet(const struct opc *opc, const struct markup *markup, uint32_t element, struct xlsx_sheets *sheets)
{
	struct str id = markup_value(markup, element, SPACE_R, "id");
	uint32_t name = markup_attribute(markup, element, SPACE_NONE, "name");
	for (size_t i = 0; i < opc->count; i++) {
		const struct opc_relation *relation = &opc->relations[i];
		if (relation->from != sheets->workbook || relation->gone || relation->to == PACKAGE_NONE || !str_equal(relation->id, id))
			continue;
		sheets->list = mem_room(sheets->list, sheets->count, &sheets->cap, sizeof *sheets->list);
		sheets->list[sheets->count++] = (struct xlsx_sheet){
			.member = relation->to,
			.name = name == XML_NONE ? (struct xml_range){0} : markup->part.attributes[name].value,
			.cells = is_text(str_of(relation->part->relation), "worksheet"),
		};
	}
}

enum err xlsx_sheets_read(struct office *office, const struct opc *opc, struct xlsx_sheets *sheets, struct fault *fault)
{
	struct markup markup = {0};
	sheets->workbook = opc_relation_of(opc, PACKAGE_NONE, "officeDocument")->to;
	enum err err = office_read(office, sheets->workbook, &markup, fault);
	for (uint32_t i = 0; err == ERR_NONE && i < markup.part.element_count; i++)
		if (markup_is(&markup, i, SPACE_S, "sheet"))
			add_sheet(opc, &markup, i, sheets);
	markup_free(&markup);
	return err;
}
