/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* docx and pptx: the order in which their parts are shown. Charts, diagrams, styles and what else may hold text come after
 * what a reader reads first; links come last. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/flow.h"
#include "format/opc.h"
#include "format/table_rows.h"

enum { PART_SIZE = 4 * 1024 * 1024 };

/* A part to be shown, and how places in it are called. */
struct story {
	uint32_t member;
	const char *place; /* "footnote %u": counted by `note` */
	const char *note;  /* name of the element that is counted; NULL: `number` is put in */
	uint32_t number;
};

struct ooxml {
	struct opc opc;
	struct story *stories;
	size_t count, cap, at;
	bool *listed; /* by member */
	struct markup markup;
	struct flow flow;
	struct table_rows rows;
	bool open;
	uint32_t note, notes; /* the element counted last, and how many so far */
};

/* Where parts of a kind are, for people, in the order in which they are shown. */
struct section {
	const char *kind, *place, *note;
};

static const struct section word_sections[] = {
	{"officeDocument", "", NULL},
	{"footnotes", "footnote %u", "footnote"},
	{"endnotes", "endnote %u", "endnote"},
	{"comments", "comment %u", "comment"},
	{"header", "header", NULL},
	{"footer", "footer", NULL},
};

static const struct section slide_sections[] = {
	{"notesSlide", "notes of slide %u", NULL},
	{"comments", "comments on slide %u", NULL},
};

static const struct section other_sections[] = {
	{"chart", "chart", NULL},
	{"chartEx", "chart", NULL},
	{"diagramData", "diagram", NULL},
	{"diagramDrawing", "diagram", NULL},
	{"commentAuthors", "authors of comments", NULL},
	{"authors", "authors of comments", NULL},
	{"slideLayout", "slide layout", NULL},
	{"slideMaster", "slide master", NULL},
	{"notesMaster", "notes master", NULL},
	{"handoutMaster", "handout master", NULL},
	{"numbering", "list numbering", NULL},
	{"styles", "styles", NULL},
	{"settings", "settings", NULL},
};

/* ---- stories --------------------------------------------------------------------------------------------------- */

static void add_story(const struct office *office, struct ooxml *ooxml, uint32_t member, const char *place, const char *note, uint32_t number)
{
	if (ooxml->listed[member] || office->package.members[member].dropped)
		return;
	ooxml->listed[member] = true;
	ooxml->stories = mem_room(ooxml->stories, ooxml->count, &ooxml->cap, sizeof *ooxml->stories);
	ooxml->stories[ooxml->count++] = (struct story){member, place, note, number};
}

static bool leads_to_text(const struct opc_relation *relation)
{
	return !relation->gone && relation->to != PACKAGE_NONE && relation->part->use == OPC_SEEN;
}

static bool is_kind(const struct opc_relation *relation, const char *kind)
{
	return leads_to_text(relation) && str_equal(str_of(relation->part->relation), str_of(kind));
}

/* All parts of these kinds, that `from` leads to or (PACKAGE_NONE) that any leads to. */
static void add_sections(const struct office *office, struct ooxml *ooxml, const struct section *sections, size_t count,
			 uint32_t from, uint32_t number)
{
	for (size_t k = 0; k < count; k++)
		for (size_t i = 0; i < ooxml->opc.count; i++) {
			const struct opc_relation *relation = &ooxml->opc.relations[i];
			if (is_kind(relation, sections[k].kind) && (from == PACKAGE_NONE || relation->from == from))
				add_story(office, ooxml, relation->to, sections[k].place, sections[k].note, number);
		}
}

static bool is_table(struct str name)
{
	return str_ends_nocase(name, STR(".rels")) || str_equal(name, STR("[Content_Types].xml"));
}

static void add_rest(struct office *office, struct ooxml *ooxml)
{
	add_sections(office, ooxml, other_sections, sizeof other_sections / sizeof *other_sections, PACKAGE_NONE, 0);
	for (size_t i = 0; i < ooxml->opc.count; i++)
		if (leads_to_text(&ooxml->opc.relations[i]))
			add_story(office, ooxml, ooxml->opc.relations[i].to, "outside the text", NULL, 0);
	for (uint32_t i = 0; i < office->package.count; i++) {
		const struct package_member *member = &office->package.members[i];
		if (!member->dropped && is_table(member->name))
			add_story(office, ooxml, i, "address of a link", NULL, 0);
	}
}

static void add_word(struct office *office, struct ooxml *ooxml)
{
	add_sections(office, ooxml, word_sections, sizeof word_sections / sizeof *word_sections, PACKAGE_NONE, 0);
}

/* Slides in the order of the presentation, each with its notes. */
static enum err add_slides(struct office *office, struct ooxml *ooxml, struct fault *fault)
{
	const struct opc_relation *main = opc_relation_of(&ooxml->opc, PACKAGE_NONE, "officeDocument");
	uint32_t number = 0;
	enum err err = office_read(office, main->to, &ooxml->markup, fault);
	for (uint32_t i = 0; err == ERR_NONE && i < ooxml->markup.part.element_count; i++) {
		if (!markup_is(&ooxml->markup, i, SPACE_P, "sldId"))
			continue;
		struct str id = markup_value(&ooxml->markup, i, SPACE_R, "id");
		number++;
		for (size_t k = 0; k < ooxml->opc.count; k++) {
			const struct opc_relation *relation = &ooxml->opc.relations[k];
			if (relation->from != main->to || !str_equal(relation->id, id) || !is_kind(relation, "slide"))
				continue;
			add_story(office, ooxml, relation->to, "slide %u", NULL, number);
			add_sections(office, ooxml, slide_sections, sizeof slide_sections / sizeof *slide_sections, relation->to, number);
		}
	}
	office->slides = number;
	return err;
}

/* ---- showing --------------------------------------------------------------------------------------------------- */

/* The note around an element, counted: those that are only lines between text and notes have a type. */
static void count_note(struct ooxml *ooxml, const struct story *story, uint32_t element)
{
	const struct markup *markup = &ooxml->markup;
	while (element != XML_NONE && !markup_is(markup, element, SPACE_W, story->note))
		element = markup->part.elements[element].parent;
	if (element == XML_NONE || element == ooxml->note)
		return;
	ooxml->note = element;
	ooxml->notes += markup_attribute(markup, element, SPACE_W, "type") == XML_NONE;
}

static void tell_place(struct flow *flow, uint32_t element)
{
	struct ooxml *ooxml = flow->context;
	const struct story *story = &ooxml->stories[ooxml->at];
	if (*story->place == '\0' && flow->in_row) {
		office_place(flow->office, "table %u row %u", flow->table, flow->row);
	} else if (*story->place == '\0') {
		office_place(flow->office, "paragraph %u", flow->paragraph);
	} else {
		uint32_t number = story->number;
		if (story->note) {
			count_note(ooxml, story, element);
			number = ooxml->notes;
		}
		const char *hole = strstr(story->place, "%u");
		if (hole)
			office_place(flow->office, "%.*s%u", (int)(hole - story->place), story->place, number);
		else
			office_place(flow->office, "%s", story->place);
	}
}

static void show_attribute(struct office *office, const struct markup *markup, uint32_t member, uint32_t attribute, enum spot_kind kind)
{
	if (attribute != XML_NONE)
		office_aside(office, member, markup->part.attributes[attribute].value, kind, false);
}

/* The package's own tables. Addresses outside are text; inside they are names of parts. */
static void show_table(struct office *office, const struct ooxml *ooxml, uint32_t member)
{
	const struct markup *markup = &ooxml->markup;
	for (uint32_t child = markup_child(markup, 0); child != XML_NONE; child = markup_next(markup, child)) {
		struct str value = markup_value(markup, child, SPACE_NONE, "Target");
		bool outside = markup_attribute(markup, child, SPACE_NONE, "TargetMode") != XML_NONE || str_starts(value, STR("#"));
		show_attribute(office, markup, member, markup_attribute(markup, child, SPACE_NONE, "Target"),
			       outside ? SPOT_ATTRIBUTE : SPOT_NAME);
		show_attribute(office, markup, member, markup_attribute(markup, child, SPACE_NONE, "Id"), SPOT_NAME);
		static const char *const names[] = {"Type", "PartName", "ContentType", "Extension"};
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			show_attribute(office, markup, member, markup_attribute(markup, child, SPACE_NONE, names[i]), SPOT_NAME);
	}
}

static enum err open_story(struct office *office, struct ooxml *ooxml, struct fault *fault)
{
	uint32_t member = ooxml->stories[ooxml->at].member;
	enum err err = office_read(office, member, &ooxml->markup, fault);
	if (err)
		return err;
	ooxml->flow = (struct flow){.office = office,
				    .rules = &flow_ooxml,
				    .markup = &ooxml->markup,
				    .member = member,
				    .place = tell_place,
				    .context = ooxml,
				    .rows = &ooxml->rows};
	ooxml->note = XML_NONE;
	ooxml->notes = 0;
	ooxml->open = true;
	office_names(office, member, &ooxml->markup);
	tell_place(&ooxml->flow, XML_NONE);
	if (is_table(office->package.members[member].name)) {
		show_table(office, ooxml, member);
		ooxml->flow.at = ooxml->markup.part.place_count;
	}
	return ERR_NONE;
}

static enum err ooxml_next(struct office *office, struct view *view, bool *more, struct fault *fault)
{
	struct ooxml *ooxml = office->state;
	size_t limit = office->options->part_size ? office->options->part_size : PART_SIZE;
	enum err err = ERR_NONE;
	*more = ooxml->at < ooxml->count;
	while (err == ERR_NONE && ooxml->at < ooxml->count && view->text.len <= limit) {
		if (!ooxml->open)
			err = open_story(office, ooxml, fault);
		ooxml->flow.view = view;
		ooxml->flow.fault = fault;
		if (err == ERR_NONE)
			err = flow_show(&ooxml->flow, limit);
		if (err || !flow_ended(&ooxml->flow))
			continue;
		ooxml->open = false;
		ooxml->at++;
		if (view->text.len)
			buf_add_byte(&view->text, '\n');
	}
	office->parted |= *more && ooxml->at < ooxml->count;
	return err ? err : office_show_asides(office, view, fault);
}

static enum err ooxml_clean(struct office *office, bool slides, struct fault *fault)
{
	struct ooxml *ooxml = mem_alloc(1, sizeof *ooxml);
	office->state = ooxml;
	ooxml->rows.heads = office->options->heads;
	enum err err = opc_open(office, &ooxml->opc, fault);
	if (err == ERR_NONE)
		err = opc_clean(office, &ooxml->opc, fault);
	if (err)
		return err;
	ooxml->listed = mem_alloc(office->package.count, sizeof *ooxml->listed);
	if (slides)
		err = add_slides(office, ooxml, fault);
	else
		add_word(office, ooxml);
	add_rest(office, ooxml);
	return err;
}

static void ooxml_close(struct office *office)
{
	struct ooxml *ooxml = office->state;
	if (ooxml == NULL)
		return;
	opc_close(&ooxml->opc);
	markup_free(&ooxml->markup);
	table_rows_free(&ooxml->rows);
	free(ooxml->stories);
	free(ooxml->listed);
	free(ooxml);
}

/* ---- the kinds ------------------------------------------------------------------------------------------------- */

static bool is_one_of(struct str type, const char *const *types)
{
	for (; *types; types++)
		if (str_equal_nocase(type, str_of(*types)))
			return true;
	return false;
}

static bool is_word(struct str type)
{
	static const char *const types[] = {"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
					    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
					    "application/vnd.ms-word.document.macroEnabled.main+xml",
					    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml", NULL};
	return is_one_of(type, types);
}

static bool is_presentation(struct str type)
{
	static const char *const types[] = {"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
					    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
					    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
					    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml",
					    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml",
					    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml", NULL};
	return is_one_of(type, types);
}

static enum err clean_word(struct office *office, struct fault *fault)
{
	return ooxml_clean(office, false, fault);
}

static enum err clean_slides(struct office *office, struct fault *fault)
{
	return ooxml_clean(office, true, fault);
}

const struct office_kind office_docx = {"docx", is_word, clean_word, ooxml_next, ooxml_close, NULL};
const struct office_kind office_pptx = {"pptx", is_presentation, clean_slides, ooxml_next, ooxml_close, NULL};
