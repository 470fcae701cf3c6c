/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_libxml.h"

#include <stddef.h>
#include <unistd.h>

#include "base/mem.h"

struct reason {
	int code;
	const char *text;
};

static const struct reason reasons[] = {
	{XML_ERR_DOCUMENT_EMPTY, "there is no element"},
	{XML_ERR_DOCUMENT_END, "something stands after the end of the root element, or the file is cut short"},
	{XML_ERR_TAG_NAME_MISMATCH, "a start tag and an end tag do not match"},
	{XML_ERR_TAG_NOT_FINISHED, "an element has no end tag: the file may be cut short"},
	{XML_ERR_GT_REQUIRED, "a tag has no end"},
	{XML_ERR_LT_REQUIRED, "a tag has no beginning"},
	{XML_ERR_ATTRIBUTE_REDEFINED, "an attribute stands twice in one tag"},
	{XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute value has no quotes"},
	{XML_ERR_ATTRIBUTE_NOT_FINISHED, "an attribute value has no end"},
	{XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute has no value"},
	{XML_ERR_LT_IN_ATTRIBUTE, "an attribute value holds '<'"},
	{XML_ERR_SPACE_REQUIRED, "white space is missing between attributes"},
	{XML_ERR_UNDECLARED_ENTITY, "an entity is used that XML does not have"},
	{XML_ERR_ENTITYREF_SEMICOL_MISSING, "an '&' begins no entity"},
	{XML_ERR_NAME_REQUIRED, "a name is missing, often after a bare '&' or '<'"},
	{XML_ERR_INVALID_CHAR, "a character that XML does not allow"},
	{XML_ERR_INVALID_CHARREF, "a character reference that XML does not allow"},
	{XML_ERR_MISPLACED_CDATA_END, "']]>' stands in text"},
	{XML_ERR_HYPHEN_IN_COMMENT, "a comment holds '--'"},
	{XML_ERR_RESERVED_XML_NAME, "the XML declaration is not at the beginning of the file"},
};

enum err xml_libxml_fault(xmlParserCtxtPtr parser, unsigned long line_at, struct fault *fault)
{
	const xmlError *error = xmlCtxtGetLastError(parser);
	int code = error ? error->code : 0;
	unsigned long line = error && error->line > 0 ? (unsigned long)error->line : 1;
	const char *text = "the mark-up is broken";
	if (code == XML_ERR_NO_MEMORY)
		_exit(EXIT_NO_MEMORY);
	for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (reasons[i].code == code)
			text = reasons[i].text;
	return fault_set(
		fault, ERR_MALFORMED,
		"not well-formed XML: line %lu: %s (libxml2 error %d); ask for the file again or mend it by hand",
		line_at + line, text, code);
}

enum err xml_doctype_fault(unsigned long line, struct fault *fault)
{
	return fault_set(fault, ERR_UNREADABLE,
			 "line %lu: a DOCTYPE that declares entities or points to another file; such files are not "
			 "read, because text may hide in what they declare: remove it and check the file",
			 line);
}
