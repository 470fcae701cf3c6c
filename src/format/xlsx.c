/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* xlsx: sheets in the order of the workbook, each read as a table (table_rows.h): under heads a row is a record. What is hidden
 * is shown like the rest. Rows about another report begin another view. Then comes what stands beside the cells, and the
 * other parts: comments, drawings, charts, tables, styles, links. */
#include "format/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/flow.h"

enum { PART_SIZE = 4 * 1024 * 1024 };

struct xlsx {
	struct opc opc;
	struct xlsx_sheets sheets;
	struct xlsx_dates dates;
	struct markup markup; /* of the part at hand */
	struct sheet_view sheet;
	size_t at; /* the sheet at hand */
	bool open; /* it, or the part behind the sheets, is being shown */
	/* what comes behind the sheets */
	uint32_t *others;
	size_t other_count, other_cap, other;
	struct flow flow;
	/* cells in the view, by spot */
	struct xlsx_shown *shown;
	size_t shown_count, shown_cap;
};

/* ---- cells -------------------------------------------------------------------------------------------------------- */

static enum err cell_text(void *context, const struct sheet_cell *cell, struct buf *to, struct fault *fault)
{
	struct xlsx *xlsx = context;
	return xlsx_cell_text(&xlsx->markup, &xlsx->dates, cell, to, fault);
}

static enum err cell_show(void *context, struct view *view, const struct sheet_cell *cell, struct fault *fault)
{
	struct xlsx *xlsx = context;
	xlsx->shown = mem_room(xlsx->shown, xlsx->shown_count, &xlsx->shown_cap, sizeof *xlsx->shown);
	return xlsx_cell_show(xlsx->sheet.office, view, &xlsx->markup, xlsx->sheets.list[xlsx->at].member, &xlsx->dates, cell,
			      &xlsx->shown[xlsx->shown_count++], fault);
}

static const struct sheet_reader reader = {cell_text, cell_show};

/* ---- a sheet -------------------------------------------------------------------------------------------------------- */

static enum err open_sheet(struct office *office, struct xlsx *xlsx, struct fault *fault)
{
	const struct xlsx_sheet *sheet = &xlsx->sheets.list[xlsx->at];
	xlsx->open = true;
	xlsx->sheet.cells.count = 0;
	enum err err = office_read(office, sheet->member, &xlsx->markup, fault);
	if (err == ERR_NONE)
		office_names(office, sheet->member, &xlsx->markup);
	if (err == ERR_NONE && sheet->cells)
		err = xlsx_cells_read(&xlsx->markup, &xlsx->sheet.cells, fault);
	return err ? err : sheet_view_begin(&xlsx->sheet, fault);
}

/* The place behind the cells. */
static size_t behind_cells(const struct markup *markup)
{
	const struct xml_part *part = &markup->part;
	size_t at = 0, end = 0;
	for (uint32_t i = 0; i < part->element_count; i++)
		if (markup_is(markup, i, SPACE_S, "sheetData"))
			end = markup_span(markup, i).to;
	while (at < part->place_count && part->places[at].bytes.from < end)
		at++;
	return at;
}

static void no_place(struct flow *flow, uint32_t element)
{
	(void)flow, (void)element;
}

static struct flow begin_flow(struct office *office, struct xlsx *xlsx, uint32_t member)
{
	return (struct flow){.office = office,
			     .rules = &flow_ooxml,
			     .markup = &xlsx->markup,
			     .member = member,
			     .place = no_place,
			     .rows = &xlsx->sheet.rows};
}

/* The length of a code in the head or foot of a page at `at`, where an ampersand stands escaped: &L, &12, &"Arial,Bold", &K0000FF. */
static size_t code_len(struct str text, size_t at)
{
	size_t len = 5;
	if (!str_starts(str_part(text, (struct span){at, text.len}), STR("&amp;")))
		return 0;
	if (at + len >= text.len)
		return len;
	char c = text.ptr[at + len];
	if (c == '"' || str_starts(str_part(text, (struct span){at + len, text.len}), STR("&quot;"))) {
		size_t quote = c == '"' ? 1 : 6;
		const char *end = memmem(text.ptr + at + len + quote, text.len - at - len - quote, text.ptr + at + len, quote);
		return end ? (size_t)(end - text.ptr) + quote - at : text.len - at;
	}
	if (c >= '0' && c <= '9') {
		while (at + len < text.len && text.ptr[at + len] >= '0' && text.ptr[at + len] <= '9')
			len++;
		return len;
	}
	if (c == '&')
		return 0; /* a real one */
	return c == 'K' && at + len + 7 <= text.len ? len + 7 : len + 1;
}

/* Heads and feet of pages: what stands between the codes, each piece on its line. */
static void show_page_texts(struct office *office, const struct xlsx *xlsx, uint32_t member)
{
	const struct xml_part *part = &xlsx->markup.part;
	for (size_t i = 0; i < part->place_count; i++) {
		const struct xml_place *place = &part->places[i];
		bool text = place->element != XML_NONE && (place->kind == XML_TEXT || place->kind == XML_CDATA);
		uint32_t parent = text ? part->elements[place->element].parent : XML_NONE;
		if (parent == XML_NONE || !markup_is(&xlsx->markup, parent, SPACE_S, "headerFooter"))
			continue;
		struct str shown = xml_part_bytes(part, place->bytes);
		for (size_t from = 0, at = 0; at <= shown.len;) {
			size_t code = at < shown.len ? code_len(shown, at) : 0;
			if (!code && at < shown.len) {
				at++;
				continue;
			}
			struct xml_range piece = {place->bytes.from + (uint32_t)from, place->bytes.from + (uint32_t)at};
			office_aside(office, member, piece, SPOT_TEXT, false);
			at += code ? code : 1;
			from = at;
		}
	}
}

/* What stands in a sheet beside its cells: heads and feet of pages, links, rules for values. */
static enum err show_beside(struct office *office, struct xlsx *xlsx, struct view *view, struct fault *fault)
{
	const struct xlsx_sheet *sheet = &xlsx->sheets.list[xlsx->at];
	struct flow flow = begin_flow(office, xlsx, sheet->member);
	flow.view = view;
	flow.fault = fault;
	flow.at = sheet->cells ? behind_cells(&xlsx->markup) : 0;
	office_place(office, "Sheet%zu", xlsx->at + 1);
	show_page_texts(office, xlsx, sheet->member);
	return flow_show(&flow, SIZE_MAX);
}

/* As much of the sheet as goes into the view; `*full`: the view ends here. */
static enum err show_sheet(struct office *office, struct xlsx *xlsx, struct view *view, size_t limit, bool *full, struct fault *fault)
{
	enum err err = xlsx->open ? ERR_NONE : open_sheet(office, xlsx, fault);
	if (err == ERR_NONE && xlsx->sheet.first) {
		view_separate(view);
		office_place(office, "name of Sheet%zu", xlsx->at + 1);
		err = office_show(office, view, xlsx->sheets.workbook, xlsx->sheets.list[xlsx->at].name, SPOT_CODE, fault);
		view_separate(view);
		table_show(view, STR("\n"));
	}
	if (err == ERR_NONE)
		err = sheet_view_show(&xlsx->sheet, view, limit, full, fault);
	if (err || *full)
		return err;
	xlsx->open = false;
	err = show_beside(office, xlsx, view, fault);
	xlsx->at++;
	return err;
}

/* ---- the other parts ------------------------------------------------------------------------------------------------- */

static void show_links(struct office *office, const struct xlsx *xlsx, uint32_t member)
{
	const struct markup *markup = &xlsx->markup;
	for (uint32_t child = markup_child(markup, 0); child != XML_NONE; child = markup_next(markup, child)) {
		uint32_t target = markup_attribute(markup, child, SPACE_NONE, "Target");
		bool outside = markup_attribute(markup, child, SPACE_NONE, "TargetMode") != XML_NONE;
		if (target != XML_NONE)
			office_aside(office, member, markup->part.attributes[target].value, outside ? SPOT_ATTRIBUTE : SPOT_NAME, false);
	}
}

static const char *place_of(const struct xlsx *xlsx, uint32_t member)
{
	static const char *const kinds[][2] = {{"comments", "comment"}, {"drawing", "drawing"}, {"chart", "chart"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (opc_is(&xlsx->opc, member, kinds[i][0]))
			return kinds[i][1];
	return "outside the cells";
}

static enum err show_other(struct office *office, struct xlsx *xlsx, struct view *view, size_t limit, struct fault *fault)
{
	uint32_t member = xlsx->others[xlsx->other];
	struct str name = office->package.members[member].name;
	enum err err = ERR_NONE;
	if (!xlsx->open) {
		err = office_read(office, member, &xlsx->markup, fault);
		xlsx->flow = begin_flow(office, xlsx, member);
		if (err == ERR_NONE)
			office_names(office, member, &xlsx->markup);
		xlsx->open = true;
	}
	bool links = str_ends_nocase(name, STR(".rels"));
	office_place(office, "%s", links ? "address of a link" : place_of(xlsx, member));
	xlsx->flow.view = view;
	xlsx->flow.fault = fault;
	if (err == ERR_NONE && links)
		show_links(office, xlsx, member);
	else if (err == ERR_NONE)
		err = flow_show(&xlsx->flow, limit);
	if (err == ERR_NONE && (links || flow_ended(&xlsx->flow))) {
		xlsx->open = false;
		xlsx->other++;
		view_separate(view);
	}
	return err;
}

static bool is_sheet(const struct xlsx *xlsx, uint32_t member)
{
	for (size_t i = 0; i < xlsx->sheets.count; i++)
		if (xlsx->sheets.list[i].member == member)
			return true;
	return false;
}

/* All parts that are kept and are no sheets. */
static void list_others(const struct office *office, struct xlsx *xlsx)
{
	for (uint32_t i = 0; i < office->package.count; i++) {
		const struct package_member *member = &office->package.members[i];
		bool links = str_ends_nocase(member->name, STR(".rels"));
		bool seen = links;
		for (size_t k = 0; k < xlsx->opc.count && !seen; k++)
			seen = xlsx->opc.relations[k].to == i && !xlsx->opc.relations[k].gone && xlsx->opc.relations[k].part->use == OPC_SEEN;
		if (member->dropped || !seen || is_sheet(xlsx, i))
			continue;
		xlsx->others = mem_room(xlsx->others, xlsx->other_count, &xlsx->other_cap, sizeof *xlsx->others);
		xlsx->others[xlsx->other_count++] = i;
	}
}

/* ---- the kind ---------------------------------------------------------------------------------------------------------- */

static enum err xlsx_next(struct office *office, struct view *view, bool *more, struct fault *fault)
{
	struct xlsx *xlsx = office->state;
	size_t limit = office->options->part_size ? office->options->part_size : PART_SIZE;
	enum err err = ERR_NONE;
	bool full = false;
	*more = xlsx->at < xlsx->sheets.count || xlsx->other < xlsx->other_count;
	xlsx->shown_count = 0;
	if (*more)
		table_rows_view(&xlsx->sheet.rows, view);
	while (err == ERR_NONE && !full && view->text.len <= limit && xlsx->at < xlsx->sheets.count)
		err = show_sheet(office, xlsx, view, limit, &full, fault);
	while (err == ERR_NONE && !full && view->text.len <= limit && xlsx->at == xlsx->sheets.count && xlsx->other < xlsx->other_count)
		err = show_other(office, xlsx, view, limit, fault);
	office->parted |= *more && (xlsx->at < xlsx->sheets.count || xlsx->other < xlsx->other_count);
	return err ? err : office_show_asides(office, view, fault);
}

static bool xlsx_cut(struct office *office, uint32_t spot, struct str token)
{
	struct xlsx *xlsx = office->state;
	size_t low = 0, high = xlsx->shown_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (xlsx->shown[middle].first_spot + xlsx->shown[middle].spots <= spot)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == xlsx->shown_count || spot < xlsx->shown[low].first_spot)
		return false;
	return xlsx_cell_cut(office, &xlsx->shown[low], token);
}

static enum err xlsx_open(struct office *office, struct fault *fault)
{
	struct xlsx *xlsx = mem_alloc(1, sizeof *xlsx);
	office->state = xlsx;
	xlsx->sheet = (struct sheet_view){.office = office, .reader = &reader, .context = xlsx};
	xlsx->sheet.rows.heads = office->options->heads;
	xlsx->sheet.rows.number = SIZE_MAX;
	enum err err = opc_open(office, &xlsx->opc, fault);
	if (err == ERR_NONE)
		err = xlsx_clean(office, &xlsx->opc, fault);
	if (err == ERR_NONE)
		err = opc_clean(office, &xlsx->opc, fault);
	if (err == ERR_NONE)
		err = xlsx_sheets_read(office, &xlsx->opc, &xlsx->sheets, fault);
	if (err == ERR_NONE)
		err = xlsx_dates_read(office, &xlsx->opc, &xlsx->dates, fault);
	if (err == ERR_NONE)
		list_others(office, xlsx);
	return err;
}

static void xlsx_close(struct office *office)
{
	struct xlsx *xlsx = office->state;
	if (xlsx == NULL)
		return;
	opc_close(&xlsx->opc);
	markup_free(&xlsx->markup);
	sheet_view_free(&xlsx->sheet);
	free(xlsx->sheets.list);
	free(xlsx->dates.styles);
	free(xlsx->others);
	free(xlsx->shown);
	free(xlsx);
}

static bool is_spreadsheet(struct str type)
{
	static const char *const types[] = {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
					    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
					    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
					    "application/vnd.ms-excel.template.macroEnabled.main+xml"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_equal_nocase(type, str_of(types[i])))
			return true;
	return false;
}

const struct office_kind office_xlsx = {
	.name = "xlsx", .is = is_spreadsheet, .clean = xlsx_open, .next = xlsx_next, .close = xlsx_close, .cut = xlsx_cut};
