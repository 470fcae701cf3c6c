/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "input/mail.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK = 32 * 1024, DELIMITER = 1000 /* bytes of a line that may be one */ };

/* A multipart that is open, or whose end was seen and behind which nothing but its parent's next part may come. */
struct frame {
	char boundary[MAIL_BOUNDARY];
	size_t len;
	bool closed, digest;
};

/* Of a field in `header`: where its name and its value end. */
struct ends {
	size_t name, value;
};

enum state { AT_HEADER, AT_BODY, BETWEEN, AT_DELIMITER, AT_END };

struct mail_reader {
	struct source *source;
	enum state state;
	struct frame frames[MAIL_DEPTH];
	unsigned depth;
	unsigned parts, apart;
	bool shown; /* a text was there */
	bool drop_pictures;
	bool open;  /* the part at hand has begun, and its end was not told */
	struct buf header;     /* of the part at hand: names and values one after another */
	struct mail_field *fields;
	struct ends *ends; /* of the same, until the header is complete */
	size_t field_count, field_cap, end_cap;
	struct buf scratch;
	struct mail_part part;
	struct buf body;
	char line_end[2]; /* of the line before: part of the body only if another line follows */
	size_t line_end_len;
	bool in_line;
	unsigned frame; /* AT_DELIMITER: whose it is, and whether it is the last */
	bool last;
};

struct mail_reader *mail_reader_open(struct source *source, bool drop_pictures)
{
	struct mail_reader *reader = mem_alloc(1, sizeof *reader);
	reader->source = source;
	reader->drop_pictures = drop_pictures;
	return reader;
}

void mail_reader_close(struct mail_reader *reader)
{
	if (reader == NULL)
		return;
	buf_free(&reader->header);
	buf_free(&reader->scratch);
	buf_free(&reader->body);
	free(reader->fields);
	free(reader->ends);
	free(reader);
}

/* ---- lines --------------------------------------------------------------------------------------------------- */

static enum err malformed(struct fault *fault, const char *what)
{
	return fault_set(fault, ERR_MALFORMED,
			 "%s; programs would read it in different ways: get the message again, or save its parts as files", what);
}

static enum err cut_short(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "the message is cut short: the last boundary of its parts is missing; get it again");
}

/* The line ahead, with its end, at most `most` bytes; longer: `*line` is what is there of it. */
static enum err peek_line(struct mail_reader *reader, size_t most, struct str *line, bool *whole, struct fault *fault)
{
	const char *end = NULL;
	size_t seen = 0;
	for (size_t want = 256;; want *= 2) {
		want = want < most ? want : most;
		enum err err = source_peek(reader->source, want, line, fault);
		if (err)
			return err;
		bool all = line->len < want;
		if (line->len > most)
			line->len = most;
		end = line->len > seen ? memchr(line->ptr + seen, '\n', line->len - seen) : NULL;
		seen = line->len;
		if (end || all || want == most) {
			*whole = end || all;
			break;
		}
	}
	if (end)
		line->len = (size_t)(end - line->ptr) + 1;
	return ERR_NONE;
}

static struct str without_end(struct str line)
{
	if (line.len && line.ptr[line.len - 1] == '\n')
		line.len--;
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether `line` is a boundary of one of the open multiparts. A line that only begins like one is refused: some programs
 * look no further. */
static enum err find_delimiter(struct mail_reader *reader, struct str line, bool whole, bool *found, struct fault *fault)
{
	*found = false;
	struct str text = without_end(line);
	if (text.len < 2 || text.ptr[0] != '-' || text.ptr[1] != '-')
		return ERR_NONE;
	for (unsigned i = reader->depth; i-- > 0;) {
		const struct frame *frame = &reader->frames[i];
		size_t at = 2 + frame->len;
		if (text.len < at || memcmp(text.ptr + 2, frame->boundary, frame->len) != 0)
			continue;
		reader->last = text.len >= at + 2 && text.ptr[at] == '-' && text.ptr[at + 1] == '-';
		at += reader->last ? 2 : 0;
		while (at < text.len && is_blank(text.ptr[at]))
			at++;
		if (at < text.len || !whole)
			return malformed(fault, "a line begins like a boundary of its parts and goes on");
		reader->frame = i;
		*found = true;
		return ERR_NONE;
	}
	return ERR_NONE;
}

/* The delimiter ahead: takes it. */
static void take_delimiter(struct mail_reader *reader, struct str line)
{
	source_take(reader->source, line.len);
	reader->state = AT_DELIMITER;
}

/* ---- headers ------------------------------------------------------------------------------------------------- */

size_t mail_field_name(struct str line)
{
	size_t len = 0;
	while (len < line.len && line.ptr[len] > ' ' && line.ptr[len] < 0x7f && line.ptr[len] != ':')
		len++;
	return len && len < line.len && line.ptr[len] == ':' ? len : 0;
}

static bool has_control(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (((unsigned char)text.ptr[i] < ' ' && text.ptr[i] != '\t') || text.ptr[i] == 0x7f)
			return true;
	return false;
}

static enum err add_header_line(struct mail_reader *reader, struct str line, struct fault *fault)
{
	struct str text = without_end(line);
	size_t name = mail_field_name(text);
	if (reader->header.len + text.len > MAIL_HEADER_MOST)
		return fault_set(fault, ERR_LIMIT, "a header of more than %d bytes; save the text of the message as a file",
				 MAIL_HEADER_MOST);
	if (has_control(text))
		return malformed(fault, "a control character in a header");
	if (is_blank(text.ptr[0])) {
		if (reader->field_count == 0 || str_trim(text).len == 0)
			return malformed(fault, "a header line of blanks, or one that continues none");
		buf_add(&reader->header, text);
		reader->ends[reader->field_count - 1].value = reader->header.len;
		return ERR_NONE;
	}
	if (name == 0)
		return malformed(fault, "a header line that has no name, or no empty line behind the header");
	reader->ends = mem_room(reader->ends, reader->field_count, &reader->end_cap, sizeof *reader->ends);
	struct ends *ends = &reader->ends[reader->field_count++];
	buf_add(&reader->header, str_part(text, (struct span){0, name}));
	ends->name = reader->header.len;
	buf_add(&reader->header, str_part(text, (struct span){name + 1, text.len}));
	ends->value = reader->header.len;
	return ERR_NONE;
}

static void set_fields(struct mail_reader *reader)
{
	struct str all = buf_str(&reader->header);
	size_t at = 0;
	if (reader->field_count > reader->field_cap) {
		reader->field_cap = reader->field_count;
		reader->fields = mem_resize(reader->fields, reader->field_cap, sizeof *reader->fields);
	}
	for (size_t i = 0; i < reader->field_count; i++) {
		struct span name = {at, reader->ends[i].name}, value = {name.to, reader->ends[i].value};
		reader->fields[i] = (struct mail_field){str_part(all, name), str_trim(str_part(all, value))};
		at = value.to;
	}
}

/* Reads a header with the empty line behind it. In a multipart a boundary may end it: then the part is empty. */
static enum err read_header(struct mail_reader *reader, bool *delimiter, struct fault *fault)
{
	struct str line;
	bool whole;
	buf_clear(&reader->header);
	reader->field_count = 0;
	*delimiter = false;
	for (;;) {
		enum err err = peek_line(reader, MAIL_HEADER_MOST + 2, &line, &whole, fault);
		if (err)
			return err;
		if (line.len == 0 && reader->depth)
			return cut_short(fault);
		if (line.len == 0)
			break;
		err = find_delimiter(reader, line, whole, delimiter, fault);
		if (err)
			return err;
		if (*delimiter)
			break;
		bool end = without_end(line).len == 0;
		err = end ? ERR_NONE : add_header_line(reader, line, fault);
		if (err)
			return err;
		source_take(reader->source, line.len);
		if (end)
			break;
	}
	set_fields(reader);
	if (*delimiter)
		take_delimiter(reader, line);
	return ERR_NONE;
}

/* ---- parts --------------------------------------------------------------------------------------------------- */

static bool begins(const struct frame *frame, struct str boundary)
{
	size_t len = frame->len < boundary.len ? frame->len : boundary.len;
	return memcmp(frame->boundary, boundary.ptr, len) == 0;
}

static enum err push_frame(struct mail_reader *reader, struct str boundary, struct fault *fault)
{
	if (reader->depth == MAIL_DEPTH)
		return fault_set(fault, ERR_LIMIT, "parts within parts, more than %d deep; save them as files", MAIL_DEPTH);
	for (unsigned i = 0; i < reader->depth; i++)
		if (begins(&reader->frames[i], boundary))
			return malformed(fault, "a boundary that is the beginning of another one");
	struct frame *frame = &reader->frames[reader->depth++];
	*frame = (struct frame){.len = boundary.len, .digest = str_equal(reader->part.subtype, STR("digest"))};
	memcpy(frame->boundary, boundary.ptr, boundary.len);
	return ERR_NONE;
}

static enum err begin_part(struct mail_reader *reader, struct fault *fault)
{
	struct mail_place place = {reader->depth && reader->frames[reader->depth - 1].digest, !reader->shown, reader->drop_pictures};
	bool delimiter;
	struct str boundary = {0};
	enum err err = read_header(reader, &delimiter, fault);
	if (err)
		return err;
	if (reader->depth == 0 && reader->field_count == 0)
		return malformed(fault, "a message without a header");
	if (++reader->parts > MAIL_PARTS)
		return fault_set(fault, ERR_LIMIT, "a message of more than %d parts; save them as files", MAIL_PARTS);
	reader->part = (struct mail_part){.fields = reader->fields, .field_count = reader->field_count, .depth = reader->depth,
					  .number = reader->apart + 1};
	buf_clear(&reader->scratch);
	err = mail_describe(&reader->part, &place, &boundary, &reader->scratch, fault);
	if (err)
		return err;
	reader->part.from = reader->part.to = source_taken(reader->source);
	reader->open = reader->part.use != MAIL_MULTIPART;
	reader->shown = reader->shown || reader->part.use == MAIL_SHOWN;
	reader->apart += reader->part.use == MAIL_APART;
	reader->line_end_len = 0;
	reader->in_line = false;
	if (reader->part.use != MAIL_MULTIPART) {
		if (!delimiter)
			reader->state = AT_BODY;
		return ERR_NONE;
	}
	if (delimiter)
		return malformed(fault, "a part of parts that has none");
	reader->state = BETWEEN;
	return push_frame(reader, boundary, fault);
}

/* Goes on behind a boundary. */
static enum err pass_delimiter(struct mail_reader *reader, bool *ended, struct fault *fault)
{
	unsigned at = reader->frame;
	*ended = false;
	for (unsigned i = at + 1; i < reader->depth; i++)
		if (!reader->frames[i].closed)
			return cut_short(fault);
	reader->depth = at + 1;
	if (reader->frames[at].closed)
		return malformed(fault, "a boundary behind the last one of its kind");
	if (reader->last) {
		reader->frames[at].closed = true;
		*ended = true;
	}
	reader->state = reader->last ? BETWEEN : AT_HEADER;
	return ERR_NONE;
}

/* Before the first boundary and behind the last is nothing that a program shows. */
static enum err pass_between(struct mail_reader *reader, struct fault *fault)
{
	struct str line;
	bool whole, delimiter;
	for (;;) {
		enum err err = peek_line(reader, DELIMITER, &line, &whole, fault);
		if (err)
			return err;
		if (line.len == 0) {
			reader->state = AT_END;
			return reader->frames[0].closed ? ERR_NONE : cut_short(fault);
		}
		bool begin = !reader->in_line;
		err = begin ? find_delimiter(reader, line, whole, &delimiter, fault) : ERR_NONE;
		if (err)
			return err;
		if (begin && delimiter) {
			take_delimiter(reader, line);
			return ERR_NONE;
		}
		reader->in_line = line.ptr[line.len - 1] != '\n';
		if (memchr(line.ptr, '\0', line.len) || memchr(without_end(line).ptr, '\r', without_end(line).len))
			return malformed(fault, "a NUL, or a CR by itself, between its parts");
		source_take(reader->source, line.len);
	}
}

/* Adds the line ahead, or a piece of a long one, to the body; its end waits. */
static enum err take_line(struct mail_reader *reader, struct str line, struct fault *fault)
{
	size_t len = line.len, text = without_end(line).len;
	bool ended = line.ptr[len - 1] == '\n';
	if (!ended)
		text = len;
	if (!ended && len > 1 && line.ptr[len - 1] == '\r')
		len = text = len - 1; /* its LF may follow */
	if (memchr(line.ptr, '\0', text))
		return malformed(fault, "a NUL in the message");
	if (text && memchr(line.ptr, '\r', text))
		return malformed(fault, "a CR by itself in the message");
	buf_add(&reader->body, (struct str){reader->line_end, reader->line_end_len});
	buf_add(&reader->body, (struct str){line.ptr, text});
	reader->line_end_len = len - text;
	if (reader->line_end_len)
		memcpy(reader->line_end, line.ptr + text, reader->line_end_len);
	reader->in_line = !ended;
	source_take(reader->source, len);
	return ERR_NONE;
}

/* A piece of the body into `body`; nothing is left of it when that is empty. */
static enum err read_body(struct mail_reader *reader, struct fault *fault)
{
	struct str line;
	bool whole, delimiter = false;
	buf_clear(&reader->body);
	while (reader->body.len < BLOCK) {
		enum err err = peek_line(reader, reader->in_line ? BLOCK : DELIMITER, &line, &whole, fault);
		if (err)
			return err;
		if (line.len == 0 && reader->depth)
			return cut_short(fault);
		if (line.len == 0) {
			buf_add(&reader->body, (struct str){reader->line_end, reader->line_end_len});
			reader->line_end_len = 0;
			reader->part.to = source_taken(reader->source);
			reader->state = AT_END;
			return ERR_NONE;
		}
		if (!reader->in_line)
			err = find_delimiter(reader, line, whole, &delimiter, fault);
		if (!err && delimiter) {
			reader->part.to = source_taken(reader->source) - reader->line_end_len;
			take_delimiter(reader, line);
			return ERR_NONE;
		}
		if (!err)
			err = take_line(reader, line, fault);
		if (err)
			return err;
	}
	return ERR_NONE;
}

static enum err next(struct mail_reader *reader, enum mail_event *event, bool *told, struct fault *fault)
{
	enum err err = ERR_NONE;
	*told = true;
	switch (reader->state) {
	case AT_HEADER:
		*event = MAIL_BEGIN;
		return begin_part(reader, fault);
	case AT_BODY:
		*event = MAIL_BODY;
		err = read_body(reader, fault);
		*told = reader->body.len > 0;
		return err;
	case BETWEEN:
		*told = false;
		return pass_between(reader, fault);
	case AT_DELIMITER:
		*event = MAIL_END;
		if (!reader->open)
			err = pass_delimiter(reader, told, fault);
		break;
	case AT_END:
		*event = reader->open ? MAIL_END : MAIL_DONE;
		break;
	}
	if (reader->open)
		reader->open = false;
	else
		reader->part = (struct mail_part){.use = MAIL_MULTIPART, .depth = reader->frame};
	return err;
}

enum err mail_next(struct mail_reader *reader, enum mail_event *event, const struct mail_part **part, struct str *bytes,
		   struct fault *fault)
{
	bool told = false;
	while (!told) {
		enum err err = next(reader, event, &told, fault);
		if (err)
			return err;
	}
	*part = &reader->part;
	*bytes = buf_str(&reader->body);
	return ERR_NONE;
}
