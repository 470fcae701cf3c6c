/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words of the HTML, SVG and CSS standards, and the usual fonts: what consists of them says nothing of anybody. ASCII letters of
 * any case. */
#ifndef FORMAT_HTML_WORDS_H
#define FORMAT_HTML_WORDS_H
#include "base/str.h"

bool html_word(struct str word);
bool html_attribute_known(struct str name);
bool html_font(struct str name);
#endif
