/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/text_stream.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/text_view.h"

enum { HEAD = 4096 };

void text_stream_open(struct text_stream *stream, const struct format_options *options, struct source *source,
		      struct text_cutter cutter)
{
	size_t part_size = options->part_size ? options->part_size : TEXT_PART_SIZE;
	stream->part_size = part_size < TEXT_UNIT_MAX ? TEXT_UNIT_MAX : part_size / TEXT_UNIT_MAX * TEXT_UNIT_MAX;
	stream->limit = options->line_limit ? options->line_limit : TEXT_LINE_LIMIT;
	stream->source = source;
	stream->cutter = cutter;
	stream->line = 1;
}

void text_stream_close(struct text_stream *stream)
{
	buf_free(&stream->decoded);
}

unsigned char text_unit(const struct text_window *window, size_t at)
{
	const char *bytes = window->bytes.ptr;
	size_t unit = window->unit;
	bool little = window->little;
	unsigned char any = 0, c = (unsigned char)bytes[little ? at : at + unit - 1];
	for (size_t i = 1; i < unit; i++)
		any |= (unsigned char)bytes[little ? at + i : at + unit - 1 - i];
	return any || c >= 0x80 ? 0xFF : c;
}

/* The next `want` bytes, fewer only at the end, never more: what is decided must not depend on the read size. */
static enum err peek(struct text_stream *stream, size_t want, struct str *have, struct fault *fault)
{
	enum err err = source_peek(stream->source, want, have, fault);
	if (have->len > want)
		have->len = want;
	return err;
}

static enum err begin(struct text_stream *stream, struct fault *fault)
{
	struct str head;
	enum err err = peek(stream, HEAD, &head, fault);
	if (err)
		return err;
	stream->charset = charset_begin(head, &stream->mark_len);
	if (stream->mark_len)
		memcpy(stream->mark, head.ptr, stream->mark_len);
	source_take(stream->source, stream->mark_len);
	stream->begun = true;
	return ERR_NONE;
}

/* Settles the encoding if the first `len` bytes ahead are the first that are not all ASCII. */
static enum err settle(struct text_stream *stream, size_t len, struct fault *fault)
{
	struct str window;
	enum err err = peek(stream, len, &window, fault);
	if (err || stream->charset.kind != CHARSET_ASCII)
		return err;
	size_t first = utf8_ascii(window);
	if (first == window.len)
		return ERR_NONE;
	first -= first > 0;
	err = peek(stream, first + CHARSET_WINDOW + 1, &window, fault);
	if (err)
		return err;
	bool more = window.len > first + CHARSET_WINDOW;
	struct str rest = str_part(window, (struct span){first, window.len - more});
	return charset_detect(&stream->charset, rest, more, source_taken(stream->source) + first, fault);
}

static enum err too_long(const struct text_stream *stream, struct fault *fault)
{
	return fault_set(fault, ERR_LIMIT,
			 "a %s of more than %zu bytes in part %" PRIu64
			 "; ask for the file with line ends or break its lines",
			 stream->cutter.what, stream->limit, stream->part);
}

static struct text_window window_of(const struct text_stream *stream, struct str bytes)
{
	bool little = stream->charset.kind == CHARSET_UTF16LE || stream->charset.kind == CHARSET_UTF32LE;
	size_t unit = charset_unit(&stream->charset);
	return (struct text_window){{bytes.ptr, bytes.len / unit * unit}, unit, little};
}

static enum err check_lines(const struct text_stream *stream, struct str part, struct fault *fault)
{
	struct text_window window = window_of(stream, part);
	size_t from = 0;
	while (part.len - from > stream->limit) {
		size_t end = stream->cutter.first(stream->cutter.context, &window, from);
		if (end == 0 || end - from > stream->limit)
			return too_long(stream, fault);
		from = end;
	}
	return ERR_NONE;
}

/* A part whose first `part_size` bytes hold no place to cut: up to the first that comes, within the limit. */
static enum err measure_long(struct text_stream *stream, struct str *part, struct fault *fault)
{
	size_t unit = charset_unit(&stream->charset), limit = mem_add(stream->limit, unit);
	struct str bytes;
	if (limit < stream->part_size)
		limit = stream->part_size;
	limit = limit / unit * unit;
	enum err err = peek(stream, mem_add(limit, 1), &bytes, fault);
	if (err)
		return err;
	bool more = bytes.len > limit;
	bytes.len -= more;
	struct text_window window = window_of(stream, bytes);
	size_t end = stream->cutter.first(stream->cutter.context, &window, stream->part_size - unit);
	if (end == 0 && more)
		return too_long(stream, fault);
	*part = (struct str){bytes.ptr, end ? end : bytes.len};
	return ERR_NONE;
}

/* The bytes of the next part; empty at the end. */
static enum err measure(struct text_stream *stream, struct str *part, struct fault *fault)
{
	enum err err = settle(stream, stream->part_size, fault);
	if (!err)
		err = peek(stream, stream->part_size + 1, part, fault);
	if (err)
		return err;
	stream->whole = part->len <= stream->part_size;
	if (!stream->whole) {
		part->len = stream->part_size;
		struct text_window window = window_of(stream, *part);
		size_t cut = stream->cutter.last(stream->cutter.context, &window);
		if (cut)
			part->len = cut;
		else
			err = measure_long(stream, part, fault);
	}
	return err ? err : check_lines(stream, *part, fault);
}

/* A long part can reach past the bytes that settle() saw; `raw` must be borrowed anew after it. */
static enum err decode(struct text_stream *stream, struct str part, struct fault *fault)
{
	enum err err = settle(stream, part.len, fault);
	if (!err)
		err = peek(stream, part.len, &stream->raw, fault);
	if (err)
		return err;
	uint64_t at = source_taken(stream->source);
	buf_clear(&stream->decoded);
	stream->text = stream->raw;
	if (stream->charset.kind == CHARSET_UTF8)
		return charset_check(stream->raw, at, fault);
	if (stream->charset.kind == CHARSET_ASCII)
		return ERR_NONE;
	err = charset_decode(&stream->charset, stream->raw, at, &stream->decoded, fault);
	stream->text = buf_str(&stream->decoded);
	return err;
}

uint64_t text_lines(struct str text)
{
	static const char ends[] = "\n\r"; /* old Macintosh files have CR alone */
	for (size_t i = 0; i < 2 && text.len; i++) {
		uint64_t lines = 0;
		const char *at = text.ptr, *end = text.ptr + text.len;
		while (at < end && (at = memchr(at, ends[i], (size_t)(end - at))) != NULL)
			at++, lines++;
		if (lines)
			return lines;
	}
	return 0;
}

static uint64_t line_of(const struct text_stream *stream, size_t at)
{
	return stream->line + text_lines(str_part(stream->text, (struct span){0, at}));
}

static enum err check_encoded(const struct text_stream *stream, struct fault *fault)
{
	size_t at = text_encoded(stream->text), word = text_coded_word(stream->text), part = text_coded_part(stream->text);
	if (part < stream->text.len)
		return fault_set(fault, ERR_UNREADABLE,
				 "a part in coded form, as e-mails have, begins in line %" PRIu64
				 "; take it out, or hand in the e-mail itself",
				 line_of(stream, part));
	if (at < stream->text.len)
		return fault_set(fault, ERR_UNREADABLE,
				 "an attachment in coded form (base64) begins in line %" PRIu64
				 "; take it out, or save it as a file of its own",
				 line_of(stream, at));
	if (word < stream->text.len)
		return fault_set(fault, ERR_UNREADABLE,
				 "a coded word (=?...?=), as e-mails have, in line %" PRIu64 "; hand in the e-mail itself, or save it as text",
				 line_of(stream, word));
	return ERR_NONE;
}

enum err text_stream_next(struct text_stream *stream, bool *more, struct fault *fault)
{
	struct str part;
	*more = false;
	enum err err = stream->begun ? ERR_NONE : begin(stream, fault);
	if (err)
		return err;
	stream->line += text_lines(stream->text);
	source_take(stream->source, stream->raw.len);
	stream->raw = stream->text = (struct str){0};
	stream->part++;
	err = measure(stream, &part, fault);
	if (err || part.len == 0)
		return err;
	err = decode(stream, part, fault);
	if (!err)
		err = check_encoded(stream, fault);
	*more = !err;
	return err;
}

void text_stream_mark(struct text_stream *stream, struct buf *out)
{
	buf_add(out, (struct str){stream->mark, stream->mark_len});
	stream->mark_len = 0;
}

void text_stream_copy(const struct text_stream *stream, struct span span, struct buf *out)
{
	struct str piece = str_part(stream->text, span);
	if (stream->text.ptr == stream->raw.ptr)
		buf_add(out, piece);
	else
		charset_encode(&stream->charset, piece, out);
}

void text_stream_write(const struct text_stream *stream, struct str text, struct buf *out)
{
	charset_encode(&stream->charset, text, out);
}

size_t text_origin(const struct piece *piece, size_t at, bool end)
{
	bool exact = piece->to - piece->from == piece->origin_len;
	if (at < piece->from || at > piece->to || !exact)
		return (size_t)piece->origin + (end ? piece->origin_len : 0);
	return (size_t)piece->origin + (at - piece->from);
}
