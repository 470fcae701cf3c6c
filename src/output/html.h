/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Pages for people, of a release and of an estimate: self-contained, no script, nothing from outside, made for paper as well as for the screen. */
#ifndef OUTPUT_HTML_H
#define OUTPUT_HTML_H
#include <stdbool.h>

#include "base/str.h"

void html_begin(struct buf *out, struct str title, bool shown); /* up to and with the heading, if it is shown */
void html_end(struct buf *out);
/* <tag>text</tag>, on a line; the tag may have attributes: "td class=\"n\"". */
void html_element(struct buf *out, const char *tag, struct str text);
void html_text(struct buf *out, struct str text); /* escaped; control characters are spaces */
void html_count(struct buf *out, uint64_t count);  /* "12,480" */
void html_number_cell(struct buf *out, uint64_t count);
#endif
