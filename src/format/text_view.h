/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a part of a plain text, in UTF-8, to a view; and where a long text is cut into parts. Private to format/text.c. */
#ifndef FORMAT_TEXT_VIEW_H
#define FORMAT_TEXT_VIEW_H
#include "base/fault.h"
#include "format/text_stream.h"
#include "view/view.h"

/* Adds valid UTF-8 to an empty view; origins are offsets in `text`. `line`: number of its first line, for messages.
 * ERR_UNREADABLE: control characters that no plain text has, or that could hide a name. */
enum err text_view(struct view *view, struct str text, uint64_t line, struct fault *fault) MUST_USE;
/* The same for the span of a text that is one value of many; origins are of stream `part`. */
enum err text_view_value(struct view *view, struct str text, struct span span, uint32_t part, uint64_t line,
			 struct fault *fault) MUST_USE;

/* Where to end the part that begins with `window`: after the last form feed,
 * else after the last blank line, else after the last line; 0 when no line ends in the window. A CR at the very end
 * does not count, since its LF may follow. */
size_t text_cut(const struct text_window *window);
/* End of the first line that ends at or after `from`, 0: none. */
size_t text_line_end(const struct text_window *window, size_t from);
/* Where an attachment written as base64 begins; text.len: nowhere. */
size_t text_encoded(struct str text);
/* Where a coded word of an e-mail's header stands; text.len: nowhere. */
size_t text_coded_word(struct str text);
/* Where something in another coding of e-mails begins: uuencode, yEnc, BinHex, or a part that says it is coded. */
size_t text_coded_part(struct str text);
#endif
