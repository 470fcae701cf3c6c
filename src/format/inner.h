/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A piece of a document that another format reads: the text of an e-mail, a web page in it. Its view becomes a stretch of
 * the outer document's view, so that people of the whole know each other, and edits go back the same way. */
#ifndef FORMAT_INNER_H
#define FORMAT_INNER_H
#include "format/format.h"

enum { INNER_DEPTH = 2 }; /* pieces in pieces */

struct inner;

/* `bytes`, `format` and what `options` borrows must stay. ERR_LIMIT: deeper than INNER_DEPTH. */
enum err inner_open(struct inner **inner, const struct format *format, const struct format_options *options, struct str bytes,
		    struct fault *fault) MUST_USE;

/* Appends the next part to `outer`, which need not be empty; `*more` is false, and nothing added, after the last. `part` is
 * the number that its pieces have in `outer`. What the outer view had of the last part must be edited before, or
 * not be wanted any more. */
enum err inner_next(struct inner *inner, struct view *outer, uint32_t part, bool *more, struct fault *fault) MUST_USE;

/* Where the part stands in the outer view. */
struct span inner_span(const struct inner *inner);

/* Names in the mark-up, to be added at the end of the outer view: see view->names. */
void inner_add_names(const struct inner *inner, struct view *outer);

/* Writes the part. `edits` are all of the outer view; those that lie outside are passed over, of those that reach over an
 * end only what lies inside is cut. The first `*written` of them have their token already; it is raised. Sets `out`
 * (in the bytes appended) and `place` of those whose token came here. */
enum err inner_edit(struct inner *inner, struct edit *edits, size_t count, size_t *written, struct buf *out,
		    struct fault *fault) MUST_USE;

/* After the last part: what comes at the end. ERR_SYSTEM when there is another part after all, which nobody saw. */
enum err inner_finish(struct inner *inner, struct buf *out, struct fault *fault) MUST_USE;
void inner_close(struct inner *inner); /* NULL is fine */
#endif
