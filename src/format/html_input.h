/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A whole web page in UTF-8, whatever encoding it has and says it has. Private to format/html*.c. */
#ifndef FORMAT_HTML_INPUT_H
#define FORMAT_HTML_INPUT_H
#include "format/text_charset.h"
#include "input/source.h"

struct html_input {
	struct charset charset;
	char mark[4]; /* the byte order mark */
	size_t mark_len;
	struct str text;    /* borrowed from the source, or `decoded` */
	struct buf decoded;
};

/* ERR_LIMIT: too large. ERR_MALFORMED, ERR_UNREADABLE: the encoding is wrong, or not known. Also after an error:
 * html_input_free(). The source must not be read any further. */
enum err html_input_read(struct html_input *input, struct source *source, struct fault *fault) MUST_USE;
void html_input_free(struct html_input *input);
#endif
