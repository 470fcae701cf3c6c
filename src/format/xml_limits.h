/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every limit of the XML format. What goes beyond one of them is ERR_LIMIT, never read in part. */
#ifndef FORMAT_XML_LIMITS_H
#define FORMAT_XML_LIMITS_H

enum {
	XML_PART_SIZE = 4 * 1024 * 1024,     /* default of format_options.part_size */
	XML_TOKEN_LIMIT = 8 * 1024 * 1024,   /* one tag, comment or run of text; default of format_options.line_limit */
	XML_RECORD_LIMIT = 64 * 1024 * 1024, /* what must be held at once: one part of a document, as UTF-8 */
	XML_DEPTH_LIMIT = 256,               /* elements inside elements; libxml2 has the same */
	XML_DESCEND = 2,                     /* an element larger than this many parts is cut at its children */
	XML_COMBINATIONS = 16,               /* of namespace versions in one document, for one selector */
	XML_XPATH_STEPS = 200 * 1000 * 1000, /* of libxml2's evaluator, for one part */
	XML_ATTRIBUTES = 1000,               /* in one tag; libxml2 compares each with each */
	XML_NAMESPACES = 1000,               /* declared at one place of the document; libxml2 looks through all */
	XML_PAIRS = 10 * 1000,               /* of ends, for one link of one record */
	XML_LINKS = 2 * 1000 * 1000,         /* in one part */
	XML_WORDS = 1000,                    /* ids in one reference */
	XML_DICTIONARY = 20 * 1000,          /* names kept by a parser from one document to the next */
	XML_BINARY_RUN = 128,                /* so much base64 without a break is no text */
	XML_HEX_RUN = 256,                   /* so many hexadecimal digits either */
	XML_BINARY_LINE = 40                 /* shortest line, but for the last, of wrapped base64 */
};
#endif
