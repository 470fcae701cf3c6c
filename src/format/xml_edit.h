/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writing a part back: the bytes that were read, but for the cuts. */
#ifndef FORMAT_XML_EDIT_H
#define FORMAT_XML_EDIT_H
#include "format/text_charset.h"
#include "format/xml_part.h"

/* The ids that were cut, numbered in the order in which they first stand in the document: two that were different stay
 * different, and what refers to one goes on doing so. */
struct xml_ids {
	uint64_t *hashes; /* 0: free */
	uint32_t *numbers;
	size_t count, cap; /* cap: a power of two */
};
uint32_t xml_ids_number(struct xml_ids *ids, struct str id);
void xml_ids_free(struct xml_ids *ids);

struct xml_writer {
	const struct charset *charset;
	bool ascii; /* nothing but ASCII may be written */
	struct xml_ids *ids;
	struct buf *out;
};

/* Appends the part with `edits` (sorted, not overlapping) carried out and tells each where its token is; for a value
 * that is cut by xsi:nil, where that attribute is; for one that is left out, where it was. ERR_UNREADABLE: an edit of
 * what has no place in the file, or of a name in the mark-up. */
enum err xml_part_write(const struct xml_writer *writer, const struct xml_part *part, const struct view *view,
			struct edit *edits, size_t count, struct fault *fault) MUST_USE;

/* xml_token.c: `text` escaped for its place, and so that with the two characters `before` it nothing ends too early. */
struct xml_spot {
	enum xml_kind kind;
	uint32_t id;    /* number of the id that was cut: what comes is a name and ends with it. 0: no id */
	char before[2];
};
void xml_token_escape(const struct xml_spot *spot, bool unicode, bool ascii, struct str text, struct buf *to);
/* `text` as it stands, but for what would end its value too early. */
void xml_token_guard(enum xml_kind kind, const char before[2], struct str text, struct buf *to);
#endif
