/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* OpenDocument (ISO/IEC 26300): odt, odp, odg, ods. Text is in content.xml and styles.xml, of the document and of each object in it
 * that is itself such a document; pictures are members that these refer to; all else goes. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/odf.h"
#include "format/ods.h"

enum { PART_SIZE = 4 * 1024 * 1024 };

struct odf {
	uint32_t *parts; /* members that are shown, in order */
	size_t count, cap, at;
	struct markup markup;
	struct flow flow;
	struct ods ods;
	bool open;
	bool sheets; /* the part has some */
	uint32_t note, notes; /* the note counted last, and how many so far; the same for slides */
};

static bool is_name(const struct office *office, uint32_t member, const char *name)
{
	return str_equal(office->package.members[member].name, str_of(name));
}

/* ---- showing --------------------------------------------------------------------------------------------------- */

static uint32_t around(const struct markup *markup, uint32_t element, enum markup_space space, const char *local)
{
	while (element != XML_NONE && !markup_is(markup, element, space, local))
		element = markup->part.elements[element].parent;
	return element;
}

static uint32_t count(struct odf *odf, uint32_t element)
{
	odf->notes += element != odf->note;
	odf->note = element;
	return odf->notes;
}

static bool tell_slide(struct flow *flow, uint32_t element)
{
	uint32_t page = around(flow->markup, element, SPACE_DRAW, "page");
	if (page == XML_NONE)
		return false;
	uint32_t number = count(flow->context, page);
	bool notes = around(flow->markup, element, SPACE_PRESENTATION, "notes") != XML_NONE;
	flow->office->slides = number;
	office_place(flow->office, "%sslide %u", notes ? "notes of " : "", number);
	return true;
}

static bool tell_aside(struct flow *flow, uint32_t element)
{
	static const struct {
		enum markup_space space;
		const char *local, *place;
	} asides[] = {{SPACE_OFFICE, "annotation", "comment"}, {SPACE_STYLE, "header", "header"}, {SPACE_STYLE, "header-first", "header"},
		      {SPACE_STYLE, "header-left", "header"},  {SPACE_STYLE, "footer", "footer"}, {SPACE_STYLE, "footer-first", "footer"},
		      {SPACE_STYLE, "footer-left", "footer"}};
	for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
		if (around(flow->markup, element, asides[i].space, asides[i].local) != XML_NONE) {
			office_place(flow->office, "%s", asides[i].place);
			return true;
		}
	return false;
}

static void tell_place(struct flow *flow, uint32_t element)
{
	struct odf *odf = flow->context;
	if (tell_aside(flow, element) || tell_slide(flow, element))
		return;
	uint32_t note = around(flow->markup, element, SPACE_TEXT, "note");
	if (note != XML_NONE)
		office_place(flow->office, "note %u", count(odf, note));
	else if (is_name(flow->office, flow->member, "styles.xml"))
		office_place(flow->office, "styles");
	else if (!is_name(flow->office, flow->member, "content.xml"))
		office_place(flow->office, "embedded object");
	else if (odf->ods.sheet != XML_NONE)
		office_place(flow->office, "Sheet%u", odf->ods.view.number);
	else if (odf->sheets)
		office_place(flow->office, "outside the cells");
	else if (flow->in_row)
		office_place(flow->office, "table %u row %u", flow->table, flow->row);
	else
		office_place(flow->office, "paragraph %u", flow->paragraph);
}

static enum err open_part(struct office *office, struct odf *odf, struct fault *fault)
{
	uint32_t member = odf->parts[odf->at];
	enum err err = office_read(office, member, &odf->markup, fault);
	odf->sheets = err == ERR_NONE && ods_has_sheets(&odf->markup);
	odf->flow = (struct flow){.office = office,
				  .rules = odf->sheets ? &flow_ods : &flow_odf,
				  .markup = &odf->markup,
				  .member = member,
				  .place = tell_place,
				  .context = odf,
				  .rows = &odf->ods.view.rows};
	odf->note = XML_NONE;
	odf->notes = 0;
	odf->open = err == ERR_NONE;
	if (err)
		return err;
	odf->ods.view.inside = !is_name(office, member, "content.xml");
	odf->flow.stop = odf->sheets ? ods_next_sheet(&odf->ods) : 0;
	office_names(office, member, &odf->markup);
	tell_place(&odf->flow, XML_NONE);
	return ERR_NONE;
}

/* As much of the part as goes into the view; `*full`: the view ends here. */
static enum err show_part(struct odf *odf, struct view *view, size_t limit, bool *full, struct fault *fault)
{
	enum err err = ERR_NONE;
	odf->flow.view = view;
	odf->flow.fault = fault;
	while (err == ERR_NONE && !*full && view->text.len <= limit && !flow_ended(&odf->flow)) {
		if (odf->flow.stop == 0 || odf->flow.at < odf->flow.stop) {
			err = flow_show(&odf->flow, limit);
			continue;
		}
		err = ods_show(&odf->ods, view, limit, full, fault);
		if (err == ERR_NONE && !*full) {
			odf->flow.stop = ods_next_sheet(&odf->ods);
			tell_place(&odf->flow, XML_NONE);
		}
	}
	return err;
}

static enum err odf_next(struct office *office, struct view *view, bool *more, struct fault *fault)
{
	struct odf *odf = office->state;
	size_t limit = office->options->part_size ? office->options->part_size : PART_SIZE;
	enum err err = ERR_NONE;
	bool full = false;
	*more = odf->at < odf->count;
	ods_forget(&odf->ods);
	while (err == ERR_NONE && !full && odf->at < odf->count && view->text.len <= limit) {
		if (!odf->open)
			err = open_part(office, odf, fault);
		if (err == ERR_NONE)
			err = show_part(odf, view, limit, &full, fault);
		if (err || !flow_ended(&odf->flow))
			continue;
		odf->open = false;
		odf->at++;
		if (view->text.len)
			buf_add_byte(&view->text, '\n');
	}
	office->parted |= *more && odf->at < odf->count;
	return err ? err : office_show_asides(office, view, fault);
}

static bool odf_cut(struct office *office, uint32_t spot, struct str token)
{
	struct odf *odf = office->state;
	return ods_cut(office, &odf->ods, spot, token);
}

/* ---- the kind -------------------------------------------------------------------------------------------------- */

static void add_part(struct odf *odf, uint32_t member)
{
	odf->parts = mem_room(odf->parts, odf->count, &odf->cap, sizeof *odf->parts);
	odf->parts[odf->count++] = member;
}

/* The document's text, then headers and footers, then objects. */
static void list_parts(const struct office *office, struct odf *odf)
{
	for (int pass = 0; pass < 3; pass++)
		for (uint32_t i = 0; i < office->package.count; i++) {
			int when = is_name(office, i, "content.xml") ? 0 : is_name(office, i, "styles.xml") ? 1 : 2;
			if (when == pass && !office->package.members[i].dropped && odf_is_text(office->package.members[i].name))
				add_part(odf, i);
		}
	add_part(odf, package_find(&office->package, STR("META-INF/manifest.xml"))); /* has the names of members */
}

static bool is_odf(struct str type)
{
	static const char *const types[] = {"text", "text-template", "presentation", "presentation-template", "graphics", "graphics-template",
					    "spreadsheet", "spreadsheet-template"};
	static const char begin[] = "application/vnd.oasis.opendocument.";
	if (!str_starts(type, str_of(begin)))
		return false;
	type = str_part(type, (struct span){sizeof begin - 1, type.len});
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_equal(type, str_of(types[i])))
			return true;
	return false;
}

static enum err clean(struct office *office, struct fault *fault)
{
	struct odf *odf = mem_alloc(1, sizeof *odf);
	office->state = odf;
	ods_begin(&odf->ods, office, &odf->flow);
	enum err err = odf_clean(office, fault);
	if (err == ERR_NONE)
		list_parts(office, odf);
	return err;
}

static void odf_close(struct office *office)
{
	struct odf *odf = office->state;
	if (odf == NULL)
		return;
	markup_free(&odf->markup);
	ods_free(&odf->ods);
	free(odf->parts);
	free(odf);
}

const struct office_kind office_odf = {"odt", is_odf, clean, odf_next, odf_close, odf_cut};
