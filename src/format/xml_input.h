/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The bytes of an XML document as UTF-8, in a window that grows at its end and is dropped at its beginning. */
#ifndef FORMAT_XML_INPUT_H
#define FORMAT_XML_INPUT_H
#include "base/fault.h"
#include "base/str.h"
#include "format/text_charset.h"
#include "format/xml_libxml.h"
#include "input/source.h"

struct xml_input {
	struct source *source; /* borrowed */
	struct charset charset;
	bool ascii; /* declared as US-ASCII: no other character may be written */
	char mark[4];
	size_t mark_len;   /* byte order mark, not in the window */
	struct buf window; /* valid UTF-8, whole characters */
	uint64_t base;     /* offset of the window in the document as UTF-8 */
	uint64_t lines;    /* line ends before the window */
	bool ended;
	xmlParserCtxtPtr checker; /* sees every byte of a large document; NULL: none yet */
};

/* Finds the encoding: byte order mark, NUL pattern, declaration. ERR_UNREADABLE: one that is not supported;
 * ERR_MALFORMED: one that the bytes contradict. */
enum err xml_input_open(struct xml_input *input, struct source *source, struct fault *fault) MUST_USE;
void xml_input_close(struct xml_input *input);

/* At least `more` bytes are added to the window, fewer only at the end, which sets `ended`. */
enum err xml_input_fill(struct xml_input *input, size_t more, struct fault *fault) MUST_USE;
/* The next `len` bytes, which the window begins with, are looked at by a parser that sees the whole document, part by
 * part; `last`: none come after them. To be called when our own limits have been checked. */
enum err xml_input_check(struct xml_input *input, size_t len, bool last, struct fault *fault) MUST_USE;
void xml_input_drop(struct xml_input *input, size_t count);
#endif
