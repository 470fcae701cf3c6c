/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The XML format for who wants to share what is made once for many documents; format_xml makes its own each time. */
#ifndef FORMAT_XML_H
#define FORMAT_XML_H
#include "format/format.h"
#include "format/xml_engine.h"

/* Like format_xml.open, with an engine made from options->selectors, which is borrowed and serves one document at a
 * time. */
enum err xml_open_with(struct xml_engine *engine, const struct format_options *options, struct source *source,
		       void **document, struct fault *fault) MUST_USE;
#endif
