/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writing a page back: the bytes that were read, but for the drops and the cuts. Private to format/html*.c. */
#ifndef FORMAT_HTML_EDIT_H
#define FORMAT_HTML_EDIT_H
#include "format/html_view.h"
#include "format/text_charset.h"

struct html_writer {
	const struct html_page *page;
	const struct charset *charset;
	const struct html_copy *copies; /* of the view */
	size_t copy_count;
	struct buf *out;
	size_t begin; /* of this part in `out` */
};

/* Appends the bytes `part` of the page with `edits` of its view carried out. ERR_UNREADABLE: an edit of a name in the
 * mark-up, or of a head that stands elsewhere and is not cut there. */
enum err html_write(const struct html_writer *writer, struct span part, const struct view *view, struct edit *edits, size_t count,
		    struct fault *fault) MUST_USE;
#endif
