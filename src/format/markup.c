/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/markup.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xml_input.h"
#include "format/xml_limits.h"

#define OOXML "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
#define MICROSOFT "http://schemas.microsoft.com/office/"
#define VML "urn:schemas-microsoft-com:"
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

static const struct {
	const char *uri;
	enum markup_space space;
} spaces[] = {
	{OOXML "package/2006/content-types", SPACE_TYPES},
	{OOXML "package/2006/relationships", SPACE_RELATIONSHIPS},
	{OOXML "markup-compatibility/2006", SPACE_COMPATIBILITY},
	{OOXML "officeDocument/2006/relationships", SPACE_R},
	{STRICT "officeDocument/relationships", SPACE_R},
	{OOXML "wordprocessingml/2006/main", SPACE_W},
	{STRICT "wordprocessingml/main", SPACE_W},
	{MICROSOFT "word/2010/wordml", SPACE_W14},
	{MICROSOFT "word/2012/wordml", SPACE_W15},
	{OOXML "drawingml/2006/main", SPACE_A},
	{STRICT "drawingml/main", SPACE_A},
	{OOXML "drawingml/2006/wordprocessingDrawing", SPACE_WP},
	{STRICT "drawingml/wordprocessingDrawing", SPACE_WP},
	{MICROSOFT "word/2010/wordprocessingShape", SPACE_WPS},
	{OOXML "drawingml/2006/picture", SPACE_PIC},
	{STRICT "drawingml/picture", SPACE_PIC},
	{OOXML "drawingml/2006/chart", SPACE_CHART},
	{STRICT "drawingml/chart", SPACE_CHART},
	{OOXML "drawingml/2006/diagram", SPACE_DIAGRAM},
	{STRICT "drawingml/diagram", SPACE_DIAGRAM},
	{OOXML "officeDocument/2006/math", SPACE_MATH},
	{STRICT "officeDocument/math", SPACE_MATH},
	{OOXML "presentationml/2006/main", SPACE_P},
	{STRICT "presentationml/main", SPACE_P},
	{MICROSOFT "powerpoint/2010/main", SPACE_P14},
	{MICROSOFT "powerpoint/2012/main", SPACE_P15},
	{MICROSOFT "powerpoint/2018/8/main", SPACE_P188},
	{OOXML "spreadsheetml/2006/main", SPACE_S},
	{STRICT "spreadsheetml/main", SPACE_S},
	{OOXML "drawingml/2006/spreadsheetDrawing", SPACE_XDR},
	{STRICT "drawingml/spreadsheetDrawing", SPACE_XDR},
	{OOXML "officeDocument/2006/customXml", SPACE_CUSTOM_XML},
	{STRICT "officeDocument/customXml", SPACE_CUSTOM_XML},
	{MICROSOFT "word/2010/wordprocessingDrawing", SPACE_WP14},
	{MICROSOFT "drawing/2010/main", SPACE_A14},
	{MICROSOFT "drawing/2016/SVG/main", SPACE_SVG_BLIP},
	{MICROSOFT "2006/xmlPackage", SPACE_PKG},
	{VML "vml", SPACE_VML},
	{VML "office:office", SPACE_VML_OFFICE},
	{VML "office:word", SPACE_VML_WORD},
	{VML "office:excel", SPACE_VML_EXCEL},
	{VML "office:powerpoint", SPACE_VML_POWERPOINT},
	{ODF "office:1.0", SPACE_OFFICE},
	{ODF "text:1.0", SPACE_TEXT},
	{ODF "table:1.0", SPACE_TABLE},
	{ODF "drawing:1.0", SPACE_DRAW},
	{ODF "presentation:1.0", SPACE_PRESENTATION},
	{ODF "style:1.0", SPACE_STYLE},
	{ODF "xsl-fo-compatible:1.0", SPACE_FO},
	{ODF "svg-compatible:1.0", SPACE_SVG},
	{ODF "datastyle:1.0", SPACE_NUMBER},
	{ODF "meta:1.0", SPACE_META},
	{"http://purl.org/dc/elements/1.1/", SPACE_DC},
	{ODF "config:1.0", SPACE_CONFIG},
	{ODF "chart:1.0", SPACE_ODF_CHART},
	{ODF "form:1.0", SPACE_FORM},
	{ODF "script:1.0", SPACE_SCRIPT},
	{"http://www.w3.org/1999/xlink", SPACE_XLINK},
	{ODF "manifest:1.0", SPACE_MANIFEST},
	{ODF "dr3d:1.0", SPACE_DR3D},
	{ODF "animation:1.0", SPACE_ANIM},
	{ODF "smil-compatible:1.0", SPACE_SMIL},
	{"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", SPACE_LOEXT},
	{"http://openoffice.org/2009/office", SPACE_OOO},
	{"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", SPACE_CALCEXT},
	{"http://www.w3.org/XML/1998/namespace", SPACE_XML},
};

void markup_reader_open(struct markup_reader *reader)
{
	*reader = (struct markup_reader){0};
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		xml_names_add(&reader->uris, str_of(spaces[i].uri));
	xml_dom_open(&reader->dom, &reader->names, &reader->uris);
}

void markup_reader_close(struct markup_reader *reader)
{
	xml_dom_close(&reader->dom);
	xml_names_free(&reader->names);
	xml_names_free(&reader->uris);
}

void markup_free(struct markup *markup)
{
	xml_part_free(&markup->part);
}

/* The table has its URIs in the order in which the reader learned them, after XML_NO_URI. */
static uint16_t space_of(uint16_t uri)
{
	if (uri == XML_NO_URI)
		return SPACE_NONE;
	return uri == XML_OTHER ? SPACE_OTHER : (uint16_t)spaces[uri - XML_NO_URI - 1].space;
}

static void resolve(struct xml_part *part)
{
	for (size_t i = 0; i < part->element_count; i++)
		part->elements[i].uri_id = space_of(part->elements[i].uri_id);
	for (size_t i = 0; i < part->attribute_count; i++)
		part->attributes[i].uri_id = space_of(part->attributes[i].uri_id);
}

static enum err refuse_doctype(struct str bytes, struct fault *fault)
{
	if (memmem(bytes.ptr, bytes.len, "<!DOCTYPE", 9) == NULL)
		return ERR_NONE;
	return fault_set(fault, ERR_UNREADABLE,
			 "a part of the document has a DOCTYPE, which office programs do not write and in which text may hide; "
			 "open it and save it again");
}

enum err markup_read(struct markup_reader *reader, struct markup *markup, struct str bytes, struct fault *fault)
{
	struct xml_part *part = &markup->part;
	if (bytes.len == 0)
		return fault_set(fault, ERR_MALFORMED, "a part of the document is empty where XML should be; open it and save it again");
	if (bytes.len > XML_RECORD_LIMIT)
		return fault_set(fault, ERR_LIMIT, "a part of the document is larger than %d MiB; split the document",
				 XML_RECORD_LIMIT >> 20);
	part->bytes = bytes;
	part->outside_end = bytes.len;
	enum err err = refuse_doctype(bytes, fault);
	if (err == ERR_NONE)
		err = xml_part_read(part, XML_TOKEN_LIMIT, fault);
	if (err == ERR_NONE)
		err = xml_dom_check(&reader->dom, part, fault);
	if (err == ERR_NONE)
		resolve(part);
	return err;
}

/* Replaces the declaration, if there is one, by one that says nothing of the encoding: then it is UTF-8. */
static void put_declaration(struct buf *bytes)
{
	struct xml_token token;
	struct buf all = {0};
	if (xml_lex(buf_str(bytes), 0, true, &token) != XML_STEP_TOKEN || token.kind != XML_DECLARATION)
		return;
	buf_add_text(&all, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
	buf_add(&all, str_part(buf_str(bytes), (struct span){token.to, bytes->len}));
	buf_free(bytes);
	*bytes = all;
}

enum err markup_to_utf8(struct buf *bytes, struct fault *fault)
{
	struct source *source = source_open_bytes(buf_str(bytes));
	struct xml_input input;
	enum err err = xml_input_open(&input, source, fault);
	while (err == ERR_NONE && !input.ended)
		err = xml_input_fill(&input, bytes->len + 1, fault);
	bool same = input.charset.kind == CHARSET_UTF8 && input.mark_len == 0 && !input.ascii;
	if (err == ERR_NONE && !same) {
		buf_free(bytes);
		*bytes = input.window;
		input.window = (struct buf){0};
		put_declaration(bytes);
	}
	xml_input_close(&input);
	source_close(source);
	return err;
}

struct str markup_local(const struct markup *markup, uint32_t element)
{
	return xml_local(xml_part_bytes(&markup->part, markup->part.elements[element].name));
}

static bool is_text(struct str s, const char *text)
{
	return str_equal(s, str_of(text));
}

bool markup_is(const struct markup *markup, uint32_t element, enum markup_space space, const char *local)
{
	return markup->part.elements[element].uri_id == (uint16_t)space && is_text(markup_local(markup, element), local);
}

struct str markup_attribute_local(const struct markup *markup, uint32_t attribute)
{
	return xml_local(xml_part_bytes(&markup->part, markup->part.attributes[attribute].name));
}

uint32_t markup_attribute(const struct markup *markup, uint32_t number, enum markup_space space, const char *local)
{
	const struct xml_element *element = &markup->part.elements[number];
	for (uint32_t i = element->first_attribute; i < element->first_attribute + element->attribute_count; i++)
		if (markup->part.attributes[i].uri_id == (uint16_t)space && is_text(markup_attribute_local(markup, i), local))
			return i;
	return XML_NONE;
}

struct str markup_value(const struct markup *markup, uint32_t element, enum markup_space space, const char *local)
{
	uint32_t found = markup_attribute(markup, element, space, local);
	return found == XML_NONE ? (struct str){0} : xml_part_bytes(&markup->part, markup->part.attributes[found].value);
}

enum err markup_value_add(const struct markup *markup, uint32_t attribute, struct buf *to, struct fault *fault)
{
	struct view view = {0};
	struct str raw = xml_part_bytes(&markup->part, markup->part.attributes[attribute].value);
	enum err err = xml_decode(&view, raw, XML_ATTRIBUTE, 0, 0, fault);
	buf_add(to, buf_str(&view.text));
	view_free(&view);
	return err;
}

uint32_t markup_next(const struct markup *markup, uint32_t number)
{
	const struct xml_element *element = &markup->part.elements[number];
	bool there = element->last < markup->part.element_count && markup->part.elements[element->last].parent == element->parent;
	return there ? element->last : XML_NONE;
}

uint32_t markup_child(const struct markup *markup, uint32_t number)
{
	return markup->part.elements[number].child_count ? number + 1 : XML_NONE;
}

struct span markup_span(const struct markup *markup, uint32_t number)
{
	const struct xml_element *element = &markup->part.elements[number];
	return (struct span){element->tag.from, element->end.to};
}

void markup_escape(struct str text, struct buf *to)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'')
			buf_printf(to, "&#%d;", c);
		else
			buf_add_byte(to, c);
	}
}
