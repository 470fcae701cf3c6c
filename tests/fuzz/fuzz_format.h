/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the fuzz targets of the formats share: one pass over a document, with cuts or without, and what must be true of it and of
 * what it wrote, whatever the format is. */
#ifndef FUZZ_FORMAT_H
#define FUZZ_FORMAT_H
#include "base/utf8.h"
#include "format/format.h"
#include "fuzz.h"
#include "readback.h"

enum { PASS_EDITS = 64, PASS_SIZE = 1 << 24 };

struct pass {
	const struct format *format;
	struct format_options options;
	size_t read_size; /* 0: as the source likes */
	size_t (*cut)(const struct view *view, unsigned seed, struct edit *edits, size_t most); /* NULL: nothing is cut */
	unsigned seed;
	bool placed; /* every cut must say where it is */
	void (*look)(void *document, const struct view *view); /* what else must be true; NULL: nothing */
	struct readback *expect, *see; /* NULL: nothing is compared */
	struct buf out, seen;          /* what was written; the text of all views */
};

static inline void pass_free(struct pass *pass)
{
	buf_free(&pass->out);
	buf_free(&pass->seen);
}

/* Bytes that are read in pieces. */
static inline enum err feed_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct str *rest = context;
	(void)fault;
	*got = rest->len < cap ? rest->len : cap;
	if (*got)
		memcpy(to, rest->ptr, *got);
	*rest = str_part(*rest, (struct span){*got, rest->len});
	return ERR_NONE;
}

static inline void check_view(const struct view *view)
{
	check(utf8_valid(buf_str(&view->text)) == view->text.len, "the view is not UTF-8");
	for (size_t i = 0; i < view->piece_count; i++)
		check(view->pieces[i].from < view->pieces[i].to && view->pieces[i].to <= view->text.len &&
			      (i == 0 || view->pieces[i].from >= view->pieces[i - 1].to), "pieces overlap");
	for (size_t i = 0; i < view->field_count; i++)
		check(view->fields[i].span.from <= view->fields[i].span.to && view->fields[i].span.to <= view->text.len,
		      "a field outside of the view");
}

static inline enum err pass_view(struct pass *pass, void *document, const struct view *view, struct fault *fault)
{
	struct edit edits[PASS_EDITS];
	check_view(view);
	if (pass->look)
		pass->look(document, view);
	buf_add(&pass->seen, buf_str(&view->text));
	buf_add_byte(&pass->seen, '\n');
	size_t count = pass->cut ? pass->cut(view, pass->seed, edits, PASS_EDITS) : 0, begin = pass->out.len;
	if (pass->expect)
		readback_expect(pass->expect, view, edits, count);
	if (pass->see)
		readback_see(pass->see, view);
	enum err err = pass->format->edit(document, view, edits, count, &pass->out, fault);
	for (size_t i = 0; !err && i < count; i++) {
		check(edits[i].place.len > 0 || !pass->placed, "a cut without a place");
		check(edits[i].place.len > 0 || edits[i].out <= pass->out.len - begin, "a token outside of the output");
	}
	return err;
}

/* Reads and writes the document once. */
static inline enum err pass_run(struct pass *pass, struct str bytes)
{
	struct str rest = bytes;
	struct source *source = source_open(feed_read, &rest, pass->read_size, PASS_SIZE);
	struct view view = {0};
	struct fault fault = {0};
	void *document = NULL;
	bool more = true;
	enum err err = pass->format->open(&pass->options, source, &document, &fault);
	while (!err) {
		err = pass->format->next(document, &view, &more, &fault);
		if (err || !more)
			break;
		err = pass_view(pass, document, &view, &fault);
	}
	if (!err)
		err = pass->format->finish(document, &pass->out, &fault);
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error without a sentence");
	if (document)
		pass->format->close(document);
	source_close(source);
	view_free(&view);
	return err;
}

/* A word of what was written that must have been in a view. */
static inline void check_seen(struct str word, struct str seen)
{
	if (memmem(seen.ptr, seen.len, word.ptr, word.len) == NULL) {
		fprintf(stderr, "not seen: %.*s\n", (int)word.len, word.ptr);
		abort();
	}
}

/* What is written is accepted, and is read as it was meant to be left. With `same` it is written again as the same bytes.
 * `words` (may be NULL) is asked what it says of what was written and seen. */
static inline void check_readback(const struct pass *settings, struct str bytes, bool same, void (*words)(struct str out, struct str seen))
{
	struct readback *readback = readback_new();
	struct pass first = *settings, second = {.format = settings->format, .options = settings->options};
	readback_begin(readback);
	first.expect = second.see = readback;
	if (pass_run(&first, bytes) == ERR_NONE) {
		if (words)
			words(buf_str(&first.out), buf_str(&first.seen));
		check(pass_run(&second, buf_str(&first.out)) == ERR_NONE, "what is written cannot be read");
		check(readback_agrees(readback), "what is written is read as something else");
		check(!same || str_equal(buf_str(&first.out), buf_str(&second.out)), "what is written is not written again");
	}
	readback_free(readback);
	pass_free(&first);
	pass_free(&second);
}

/* The same for a format that shows again what it wrote, letter for letter, unless something is cut. */
static inline void check_shown_again(const struct pass *settings, struct str bytes)
{
	struct pass first = *settings, second = {.format = settings->format, .options = settings->options};
	first.cut = NULL;
	if (pass_run(&first, bytes) == ERR_NONE) {
		check(pass_run(&second, buf_str(&first.out)) == ERR_NONE, "what is written cannot be read");
		check(str_equal(buf_str(&first.seen), buf_str(&second.seen)), "what is written shows something else");
		check(str_equal(buf_str(&first.out), buf_str(&second.out)), "what is written is not written again");
	}
	pass_free(&first);
	pass_free(&second);
}

/* Cut here and there it is still a document of its format. What it says may differ: a cut beside "&copy" makes a sign of it. */
static inline void check_cut(const struct pass *settings, struct str bytes)
{
	struct pass first = *settings, second = {.format = settings->format, .options = settings->options};
	check(pass_run(&first, bytes) != ERR_NONE || pass_run(&second, buf_str(&first.out)) != ERR_MALFORMED, "what was cut is malformed");
	pass_free(&first);
	pass_free(&second);
}

/* A few bytes every 23 bytes, wherever something has an origin. */
static inline size_t cut_every(const struct view *view, struct str token, struct edit *edits, size_t most)
{
	size_t count = 0;
	for (size_t at = view->text.len % 7; at + 9 < view_prose(view).len && count < most; at += 23) {
		size_t from = utf8_floor(buf_str(&view->text), at), to = utf8_ceil(buf_str(&view->text), at + 5);
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.from < pieces.to)
			edits[count++] = (struct edit){.span = {from, to}, .token = token};
	}
	return count;
}

/* Of a code all is cut or nothing, as fields.c does. */
static inline void widen_to_field(const struct view *view, size_t *from, size_t *to)
{
	for (size_t i = 0; i < view->field_count; i++)
		if (view->fields[i].span.from < *to && view->fields[i].span.to > *from) {
			*from = *from < view->fields[i].span.from ? *from : view->fields[i].span.from;
			*to = *to > view->fields[i].span.to ? *to : view->fields[i].span.to;
		}
}

/* As names are cut in pages: within a line, and of a code all or nothing. */
static inline size_t cut_in_lines(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	(void)seed;
	size_t count = 0;
	for (size_t at = view->text.len % 7; at + 9 < view_prose(view).len && count < most; at += 17) {
		size_t from = utf8_floor(buf_str(&view->text), at), to = utf8_ceil(buf_str(&view->text), at + 3 + at % 5);
		const char *end = memchr(view->text.ptr + from, '\n', to - from);
		to = end ? (size_t)(end - view->text.ptr) : to;
		widen_to_field(view, &from, &to);
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.from < pieces.to && (count == 0 || edits[count - 1].span.to <= from) && to < view_prose(view).len)
			edits[count++] = (struct edit){.span = {from, to}, .token = STR("[CHILD-1]")};
	}
	return count;
}

/* The first byte of the input chooses the size of parts and of reads; the rest is the document. */
static inline struct str pass_settings(struct pass *pass, const uint8_t *data, size_t size)
{
	static const size_t sizes[] = {0, 1, 40, 300};
	pass->options.part_size = sizes[data[0] & 3];
	pass->read_size = 1 + (data[0] >> 2);
	return (struct str){(const char *)data + 1, size - 1};
}
#endif
