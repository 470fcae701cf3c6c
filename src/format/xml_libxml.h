/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How libxml2 is used: no network, no DTD, no entities of a document's own, no line on standard error. */
#ifndef FORMAT_XML_LIBXML_H
#define FORMAT_XML_LIBXML_H
#include <libxml/parser.h>

#include "base/fault.h"

enum {
	XML_PARSE_SAFE = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT |
			 XML_PARSE_IGNORE_ENC | XML_PARSE_BIG_LINES
};

/* Says why `parser` does not take a document. libxml2's own message quotes the document, so it is not used. `line_at`:
 * lines before what the parser was given. */
enum err xml_libxml_fault(xmlParserCtxtPtr parser, unsigned long line_at, struct fault *fault);

/* A DOCTYPE that declares anything or points anywhere is refused before libxml2 is given it. */
enum err xml_doctype_fault(unsigned long line, struct fault *fault);
#endif
