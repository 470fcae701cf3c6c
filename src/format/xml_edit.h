/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writing a part back: the bytes that were read, but for the cuts. */
#ifndef FORMAT_XML_EDIT_H
#define FORMAT_XML_EDIT_H
#include "format/text_charset.h"
#include "format/xml_part.h"

struct xml_writer {
	const struct charset *charset;
	bool ascii; /* nothing but ASCII may be written */
	struct buf *out;
};

/* Appends the part with `edits` (sorted, not overlapping) carried out and tells each where its token is; for a value
 * that is cut by xsi:nil, where that attribute is; for one that is left out, where it was. ERR_UNREADABLE: an edit of
 * what has no place in the file. */
enum err xml_part_write(const struct xml_writer *writer, const struct xml_part *part, const struct view *view,
			struct edit *edits, size_t count, struct fault *fault) MUST_USE;

/* xml_token.c: `text` escaped for its place, and so that with the two characters `before` it nothing ends too early. */
struct xml_spot {
	enum xml_kind kind;
	bool name_only; /* only names are allowed */
	bool first;     /* nothing of the value stands before it */
	char before[2];
};
void xml_token_escape(const struct xml_spot *spot, bool unicode, bool ascii, struct str text, struct buf *to);
/* `text` as it stands, but for what would end its value too early. */
void xml_token_guard(enum xml_kind kind, const char before[2], struct str text, struct buf *to);
#endif
