/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From the tables to the view. Values of elements and attributes stand on lines of their own; but where an element has
 * text beside its child elements, all of it is one running text, so that `Em<b>ily</b>` is one word. What would break
 * a running text (attributes, comments) waits for its end. */
#include <stdlib.h>

#include "base/mem.h"
#include "format/xml_part.h"

enum { PAPER_LINES = 3 };

struct showing {
	struct xml_part *part;
	struct view *view;
	struct fault *fault;
	uint32_t *waiting; /* numbers of values */
	size_t waiting_count, waiting_cap;
};

/* Elements of XHTML and of HL7's narrative blocks that begin a new line wherever they stand. */
static bool is_block(struct str local)
{
	static const char *const blocks[] = {
		"br",   "p",    "div", "li",   "ul",    "ol",    "dl",    "dt",         "dd",      "tr",
		"td",   "th",   "hr",  "pre",  "table", "thead", "tbody", "tfoot",      "caption", "h1",
		"h2",   "h3",   "h4",  "h5",   "h6",    "list",  "item",  "paragraph",  "section", "title",
		"text", "para", "row", "cell", "entry", "line",  "body",  "blockquote", "address", "renderMultiMedia"};
	for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++)
		if (str_equal_nocase(local, str_of(blocks[i])))
			return true;
	return false;
}

static bool runs_on(const struct xml_part *part, const struct xml_element *element)
{
	if (element->parent == XML_NONE)
		return false;
	const struct xml_element *parent = &part->elements[element->parent];
	if (parent->outside || !(parent->has_text || (parent->running && parent->child_count == 1)))
		return false;
	return !is_block(xml_local(xml_part_bytes(part, element->name)));
}

static enum err unreadable(const struct showing *showing, uint32_t at)
{
	return fault_set(showing->fault, ERR_UNREADABLE,
			 "line %lu: a binary body (base64 or hexadecimal: a picture, a PDF, a signature) that cannot "
			 "be looked into; take it out and release it by itself",
			 xml_part_line(showing->part, at));
}

static enum err show(struct showing *showing, uint32_t number)
{
	struct xml_part *part = showing->part;
	struct xml_value *value = &part->values[number];
	struct view *view = showing->view;
	struct str raw = xml_part_bytes(part, value->bytes);
	uint64_t origin = part->base + (value->bytes.from - part->outside);
	value->text.from = (uint32_t)view->text.len;
	enum xml_kind kind = value->kind == XML_NAME ? XML_ATTRIBUTE : (enum xml_kind)value->kind; /* as namespaces are */
	enum err err = xml_decode(view, raw, kind, number, origin, showing->fault);
	value->text.to = (uint32_t)view->text.len;
	value->shown = true;
	return err;
}

/* A text of several lines is a page of its own, a report within the report: no line of it goes on with the values beside it. */
static bool is_paper(const struct xml_element *element, struct str text)
{
	size_t lines = 0;
	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	return lines >= PAPER_LINES && element->child_count == 0 && !element->running;
}

static void end_page(struct view *view)
{
	view_separate(view);
	if (view->text.len)
		buf_add_byte(&view->text, '\n');
}

static enum err show_line(struct showing *showing, uint32_t number)
{
	struct xml_value *value = &showing->part->values[number];
	view_separate(showing->view);
	enum err err = show(showing, number);
	view_separate(showing->view);
	struct str text = str_part(buf_str(&showing->view->text), (struct span){value->text.from, value->text.to});
	if (err == ERR_NONE && xml_binary_text(text))
		return unreadable(showing, value->bytes.from);
	return err;
}

static enum err end_line(struct showing *showing)
{
	enum err err = ERR_NONE;
	view_separate(showing->view);
	for (size_t i = 0; err == ERR_NONE && i < showing->waiting_count; i++)
		err = show_line(showing, showing->waiting[i]);
	showing->waiting_count = 0;
	return err;
}

static uint32_t add_value(struct showing *showing, enum xml_kind kind, struct xml_range bytes, uint32_t element,
			  uint32_t attribute)
{
	struct xml_part *part = showing->part;
	part->values = mem_room(part->values, part->value_count, &part->value_cap, sizeof *part->values);
	part->values[part->value_count] =
		(struct xml_value){.bytes = bytes, .element = element, .attribute = attribute, .kind = (uint8_t)kind};
	return (uint32_t)part->value_count++;
}

static enum err show_aside(struct showing *showing, uint32_t number, bool wait)
{
	if (!wait)
		return show_line(showing, number);
	showing->waiting =
		mem_room(showing->waiting, showing->waiting_count, &showing->waiting_cap, sizeof *showing->waiting);
	showing->waiting[showing->waiting_count++] = number;
	return ERR_NONE;
}

/* xsi:nil="true": a mark for schemas that says nothing of anybody, and that writing a cut value may add or take away. */
static bool is_nil(const struct xml_part *part, const struct xml_attr *attribute)
{
	struct str name = xml_part_bytes(part, attribute->name), value = xml_part_bytes(part, attribute->value);
	return xml_local(name).len < name.len && str_equal(xml_local(name), STR("nil")) &&
	       (str_equal(value, STR("true")) || str_equal(value, STR("false")) || str_equal(value, STR("1")) ||
		str_equal(value, STR("0")));
}

static enum err show_attributes(struct showing *showing, uint32_t number)
{
	struct xml_part *part = showing->part;
	struct xml_element *element = &part->elements[number];
	enum err err = ERR_NONE;
	for (uint32_t i = 0; err == ERR_NONE && i < element->attribute_count; i++) {
		struct xml_attr *attribute = &part->attributes[element->first_attribute + i];
		if (xml_blank(xml_part_bytes(part, attribute->value)) || is_nil(part, attribute))
			continue;
		attribute->in_view =
			add_value(showing, XML_ATTRIBUTE, attribute->value, number, element->first_attribute + i);
		err = show_aside(showing, attribute->in_view, element->running);
	}
	return err;
}

static enum err show_start(struct showing *showing, uint32_t number)
{
	struct xml_element *element = &showing->part->elements[number];
	enum err err = ERR_NONE;
	element->running = runs_on(showing->part, element);
	if (!element->running)
		err = end_line(showing);
	if (err == ERR_NONE && !element->outside)
		err = show_attributes(showing, number);
	element->first_value = element->last_value = (uint32_t)showing->part->value_count;
	element->text_from = element->text_to = (uint32_t)showing->view->text.len;
	return err;
}

/* The element's whole text is seen again without the values' borders: base64 may be cut up by comments. */
static enum err show_end(struct showing *showing, uint32_t number)
{
	struct xml_part *part = showing->part;
	struct xml_element *element = &part->elements[number];
	struct str text = buf_str(&showing->view->text);
	element->last_value = (uint32_t)part->value_count;
	element->text_to = (uint32_t)text.len;
	if (element->has_text && !element->outside) {
		struct str own = str_part(text, (struct span){element->text_from, element->text_to});
		if ((element->child_count == 0 && xml_binary_element(part, element)) ||
		    (!element->running && xml_binary_text(own)))
			return unreadable(showing, element->tag.from);
		if (is_paper(element, own)) {
			view_add_paper(showing->view, (struct span){element->text_from, element->text_to});
			end_page(showing->view);
		}
	}
	return element->running ? ERR_NONE : end_line(showing);
}

static enum err show_empty(struct showing *showing, uint32_t number)
{
	enum err err = show_start(showing, number);
	return err ? err : show_end(showing, number);
}

static enum err show_place(struct showing *showing, const struct xml_place *place)
{
	struct xml_part *part = showing->part;
	struct xml_element *around = place->element == XML_NONE ? NULL : &part->elements[place->element];
	bool running = around && (around->has_text || around->running);
	switch ((enum xml_kind)place->kind) {
	case XML_START:
		return show_start(showing, place->element);
	case XML_FINISH:
		return show_end(showing, place->element);
	case XML_EMPTY:
		return show_empty(showing, place->element);
	case XML_TEXT:
	case XML_CDATA:
		if (place->bytes.from == place->bytes.to || around == NULL || (place->blank && !running))
			return ERR_NONE;
		if (showing->view->text.len == around->text_from && is_paper(around, xml_part_bytes(part, place->bytes))) {
			end_page(showing->view);
			around->text_from = (uint32_t)showing->view->text.len;
		}
		return show(showing,
			    add_value(showing, (enum xml_kind)place->kind, place->bytes, place->element, XML_NONE));
	case XML_COMMENT:
	case XML_PI:
		if (place->blank)
			return ERR_NONE;
		return show_aside(
			showing, add_value(showing, (enum xml_kind)place->kind, place->bytes, place->element, XML_NONE),
			running);
	default:
		return ERR_NONE;
	}
}

/* Each of the words of a reference is an id; the '#' of one within the document is not part of it. */
static void add_codes(const struct xml_part *part, struct view *view, const struct xml_value *value)
{
	const char *text = view->text.ptr;
	for (size_t from = value->text.from, to; from < value->text.to; from = to) {
		while (from < value->text.to && (text[from] == ' ' || text[from] == '#'))
			from++;
		for (to = from; to < value->text.to && text[to] != ' ';)
			to++;
		if (from < to && part->attributes[value->attribute].code)
			view_add_field(view, (struct span){from, to}, WHAT_CODE, 0);
	}
}

static enum err show_names(struct showing *showing)
{
	struct xml_part *part = showing->part;
	struct view *view = showing->view;
	size_t from = view->text.len;
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < part->name_count; i++) {
		err = show(showing, add_value(showing, XML_NAME, part->names[i], XML_NONE, XML_NONE));
		view_separate(view);
	}
	view->names = (struct span){from, view->text.len};
	return err;
}

enum err xml_part_view(struct xml_part *part, struct view *view, struct fault *fault)
{
	struct showing showing = {.part = part, .view = view, .fault = fault};
	enum err err = ERR_NONE;
	view_clear(view);
	view->structured = true;
	part->value_count = 0;
	for (size_t i = 0; err == ERR_NONE && i < part->place_count; i++)
		err = show_place(&showing, &part->places[i]);
	if (err == ERR_NONE)
		err = end_line(&showing);
	for (size_t i = 0; err == ERR_NONE && i < part->value_count; i++)
		if (part->values[i].shown && part->values[i].attribute != XML_NONE)
			add_codes(part, view, &part->values[i]);
	if (err == ERR_NONE)
		err = show_names(&showing);
	free(showing.waiting);
	return err;
}
