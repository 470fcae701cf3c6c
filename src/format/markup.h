/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One XML part of an office document: its elements, attributes and texts with their bytes (the tables of
 * format/xml_part.h), checked by libxml2, with namespaces resolved. No DOCTYPE, no entities but XML's own, depth and
 * sizes limited as for any XML (format/xml_limits.h). */
#ifndef FORMAT_MARKUP_H
#define FORMAT_MARKUP_H
#include "format/xml_dom.h"
#include "view/view.h"

/* The vocabularies that office documents are written in. The two forms of a namespace of OOXML, transitional and strict,
 * are one. SPACE_OTHER: one that is not listed; SPACE_NONE: no namespace. */
enum markup_space {
	SPACE_OTHER,
	SPACE_NONE,
	/* packages */
	SPACE_TYPES,         /* [Content_Types].xml */
	SPACE_RELATIONSHIPS, /* _rels/.rels */
	SPACE_COMPATIBILITY, /* mc */
	SPACE_R,             /* r:id and the like */
	/* OOXML */
	SPACE_W,
	SPACE_W14,
	SPACE_W15,
	SPACE_A,
	SPACE_WP,
	SPACE_WPS,
	SPACE_PIC,
	SPACE_CHART,
	SPACE_DIAGRAM,
	SPACE_MATH,
	SPACE_P,
	SPACE_P14,
	SPACE_P15,
	SPACE_P188,
	SPACE_S, /* spreadsheets */
	SPACE_WP14,
	SPACE_A14,
	SPACE_SVG_BLIP,
	SPACE_PKG,
	SPACE_VML,
	SPACE_VML_OFFICE,
	SPACE_VML_WORD,
	SPACE_VML_EXCEL,
	SPACE_VML_POWERPOINT,
	SPACE_XDR,
	SPACE_CUSTOM_XML,
	/* ODF */
	SPACE_OFFICE,
	SPACE_TEXT,
	SPACE_TABLE,
	SPACE_DRAW,
	SPACE_PRESENTATION,
	SPACE_STYLE,
	SPACE_FO,
	SPACE_SVG,
	SPACE_NUMBER,
	SPACE_META,
	SPACE_DC,
	SPACE_CONFIG,
	SPACE_ODF_CHART,
	SPACE_FORM,
	SPACE_SCRIPT,
	SPACE_XLINK,
	SPACE_MANIFEST,
	SPACE_DR3D,
	SPACE_ANIM,
	SPACE_SMIL,
	SPACE_LOEXT,
	SPACE_OOO, /* of LibreOffice */
	SPACE_CALCEXT,
	SPACE_XML, /* xml:space, xml:lang, xml:id */
	SPACE_COUNT
};

/* What is made once for all parts of a document. */
struct markup_reader {
	struct xml_names names, uris;
	struct xml_dom dom;
};

void markup_reader_open(struct markup_reader *reader);
void markup_reader_close(struct markup_reader *reader);

/* Zero-initialise to begin; may be read into again. */
struct markup {
	struct xml_part part; /* its bytes are borrowed; element->uri_id and attribute->uri_id are enum markup_space */
};

/* Makes UTF-8 of a part in another encoding, without a byte order mark, and changes what the declaration says. */
enum err markup_to_utf8(struct buf *bytes, struct fault *fault) MUST_USE;

/* Reads UTF-8, which must stay. ERR_MALFORMED, ERR_LIMIT, ERR_UNREADABLE: a DOCTYPE. */
enum err markup_read(struct markup_reader *reader, struct markup *markup, struct str bytes, struct fault *fault) MUST_USE;
void markup_free(struct markup *markup);

/* What stands in the part, by number of an element or an attribute of it. */
struct str markup_local(const struct markup *markup, uint32_t element);
bool markup_is(const struct markup *markup, uint32_t element, enum markup_space space, const char *local);
struct str markup_attribute_local(const struct markup *markup, uint32_t attribute);
/* The element's attribute of this name, XML_NONE: none. */
uint32_t markup_attribute(const struct markup *markup, uint32_t element, enum markup_space space, const char *local);
/* Its value as it stands (escaped), empty when there is none. */
struct str markup_value(const struct markup *markup, uint32_t element, enum markup_space space, const char *local);
/* The same decoded, appended to `to`. */
enum err markup_value_add(const struct markup *markup, uint32_t attribute, struct buf *to, struct fault *fault) MUST_USE;
/* The next element after `element` and its descendants that has the same parent; XML_NONE: none. */
uint32_t markup_next(const struct markup *markup, uint32_t element);
/* Its first child element, XML_NONE: none. */
uint32_t markup_child(const struct markup *markup, uint32_t element);
/* All bytes of an element, with its tags. */
struct span markup_span(const struct markup *markup, uint32_t element);

/* Appends `text` as it has to be written in text or in an attribute's value in quotes of either kind. */
void markup_escape(struct str text, struct buf *to);
#endif
