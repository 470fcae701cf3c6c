/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text in any encoding, part by part, and the way back: what plain text, tables in text and JSON have in common. A part is
 * held as the source's own bytes and, unless it is UTF-8, once more in UTF-8; origins are offsets in that. What is written
 * is the bytes read, but for the cuts. Private to format/. */
#ifndef FORMAT_TEXT_STREAM_H
#define FORMAT_TEXT_STREAM_H
#include "format/format.h"
#include "format/text_charset.h"

enum { TEXT_PART_SIZE = 4 * 1024 * 1024, TEXT_LINE_LIMIT = 8 * 1024 * 1024, TEXT_UNIT_MAX = 4 };

/* Bytes of the encoding, in units of `unit`. */
struct text_window {
	struct str bytes;
	size_t unit;
	bool little;
};

/* Where parts may end. */
struct text_cutter {
	const char *what; /* what ends there: "line" */
	void *context;
	/* the last place in the window; 0: none */
	size_t (*last)(void *context, const struct text_window *window);
	/* the first place at or after `from`; 0: none */
	size_t (*first)(void *context, const struct text_window *window, size_t from);
};

struct text_stream {
	struct source *source;
	struct text_cutter cutter;
	size_t part_size, limit; /* limit: of the bytes without a place to cut */
	struct charset charset;
	bool begun;
	char mark[TEXT_UNIT_MAX]; /* the byte order mark, until it is written */
	size_t mark_len;
	struct str raw;  /* the part's bytes, borrowed from the source: taken when the next part is asked for */
	struct str text; /* the same in UTF-8: `raw` itself or `decoded` */
	struct buf decoded;
	uint64_t part; /* its number, from 1 */
	uint64_t line; /* the number of its first line, from 1 */
	bool whole;    /* nothing comes after it */
};

void text_stream_open(struct text_stream *stream, const struct format_options *options, struct source *source,
		      struct text_cutter cutter);
void text_stream_close(struct text_stream *stream);

/* The next part into `raw` and `text`; `*more` false at the end. ERR_LIMIT: no place to cut within the limit.
 * ERR_UNREADABLE: an attachment in coded form. */
enum err text_stream_next(struct text_stream *stream, bool *more, struct fault *fault) MUST_USE;

/* The byte order mark, once, before anything else. */
void text_stream_mark(struct text_stream *stream, struct buf *out);
/* Bytes [from, to) of `text`, as the file had them; and other text in its encoding. */
void text_stream_copy(const struct text_stream *stream, struct span span, struct buf *out);
void text_stream_write(const struct text_stream *stream, struct str text, struct buf *out);

/* Where the byte `at` of the view, which `piece` covers, is in the text; `end`: as the end of a cut. */
size_t text_origin(const struct piece *piece, size_t at, bool end);

/* The unit at offset `at` as a character when it is ASCII, else 0xFF: all that cutting needs to know. */
uint64_t text_lines(struct str text); /* line ends in it */
unsigned char text_unit(const struct text_window *window, size_t at);
#endif
