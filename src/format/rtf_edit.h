/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Writing rich text back: the bytes that were read, but for the drops and the cuts. Private to format/rtf*.c. */
#ifndef FORMAT_RTF_EDIT_H
#define FORMAT_RTF_EDIT_H
#include "format/rtf_read.h"

/* Appends the bytes `part`, which are those of the reader's part, with `edits` carried out. Their places are kept in `places`.
 * ERR_UNREADABLE: an edit of the name of a font. */
enum err rtf_write(struct rtf_reader *reader, struct span part, const struct view *view, struct edit *edits, size_t count, struct buf *places,
		   struct buf *out, struct fault *fault) MUST_USE;
#endif
