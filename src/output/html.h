/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages of a release: self-contained, no script, nothing from outside, made for paper as well as for the screen. */
#ifndef OUTPUT_HTML_H
#define OUTPUT_HTML_H
#include "base/str.h"

void html_begin(struct buf *out, const char *title); /* up to and with the heading */
void html_end(struct buf *out);
void html_text(struct buf *out, struct str text); /* escaped; control characters are spaces */
void html_count(struct buf *out, uint64_t count);  /* "12,480" */
void html_number_cell(struct buf *out, uint64_t count);
#endif
