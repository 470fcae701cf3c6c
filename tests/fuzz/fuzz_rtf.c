/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rich text of any bytes: no crash; every word that is written as text is in the view or the name of a usual font; what was
 * written is accepted, read as it was, and written the same; and what was cut is read as it was meant to be left.
 * The first byte chooses the size of parts and of reads. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"
#include "format/html_words.h"
#include "format/rtf_lex.h"
#include "readback.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct feed {
	const char *at;
	size_t left;
};

static enum err feed_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	struct feed *feed = context;
	(void)fault;
	*got = feed->left < cap ? feed->left : cap;
	if (*got)
		memcpy(to, feed->at, *got);
	feed->at += *got;
	feed->left -= *got;
	return ERR_NONE;
}

static size_t cut(const struct view *view, struct edit *edits, size_t most)
{
	size_t count = 0;
	for (size_t at = view->text.len % 7; at + 9 < view_prose(view).len && count < most; at += 17) {
		size_t from = utf8_floor(buf_str(&view->text), at), to = utf8_ceil(buf_str(&view->text), at + 3 + at % 5);
		const char *end = memchr(view->text.ptr + from, '\n', to - from);
		to = end ? (size_t)(end - view->text.ptr) : to;
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.from < pieces.to && (count == 0 || edits[count - 1].span.to <= from) && to < view_prose(view).len)
			edits[count++] = (struct edit){.span = {from, to}, .token = STR("[CHILD-1]")};
	}
	return count;
}

struct pass {
	const struct format_options *options;
	size_t read_size;
	bool cuts;
	struct readback *expect, *see; /* NULL: nothing is compared */
	struct buf out, seen;
};

static void check_view(const struct view *view, struct pass *pass)
{
	if (utf8_valid(buf_str(&view->text)) != view->text.len)
		abort();
	for (size_t i = 0; i < view->field_count; i++)
		if (view->fields[i].span.to > view->text.len || view->fields[i].span.from > view->fields[i].span.to)
			abort();
	buf_add(&pass->seen, buf_str(&view->text));
	buf_add_byte(&pass->seen, '\n');
}

/* Reads and writes it once. */
static enum err go(struct pass *pass, struct str bytes)
{
	struct feed feed = {bytes.ptr, bytes.len};
	struct source *source = source_open(feed_read, &feed, pass->read_size, 1 << 24);
	struct view view = {0};
	struct fault fault = {0};
	struct edit edits[64];
	void *document = NULL;
	bool more = true;
	enum err err = format_rtf.open(pass->options, source, &document, &fault);
	while (err == ERR_NONE) {
		err = format_rtf.next(document, &view, &more, &fault);
		if (err || !more)
			break;
		check_view(&view, pass);
		size_t count = pass->cuts ? cut(&view, edits, sizeof edits / sizeof edits[0]) : 0;
		if (pass->expect)
			readback_expect(pass->expect, &view, edits, count);
		if (pass->see)
			readback_see(pass->see, &view);
		err = format_rtf.edit(document, &view, edits, count, &pass->out, &fault);
		for (size_t i = 0; err == ERR_NONE && i < count; i++)
			if (edits[i].out > pass->out.len)
				abort();
	}
	if (err == ERR_NONE)
		err = format_rtf.finish(document, &pass->out, &fault);
	if ((err == ERR_NONE) != (fault.code == ERR_NONE))
		abort();
	format_rtf.close(document);
	source_close(source);
	view_free(&view);
	return err;
}

static void pass_free(struct pass *pass)
{
	buf_free(&pass->out);
	buf_free(&pass->seen);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Of usual fonts, and of fields that say nothing. */
static bool is_known(struct str word)
{
	static const char *const words[] = {"Times", "Roman", "PAGE", "DATE", "yyyy", "MERGEFORMAT"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(word, str_of(words[i])))
			return true;
	return html_font(word);
}

/* Every word of what is written without cuts must have been seen; names of fonts are at the end of the view. `sn`: names of
 * a shape's own numbers. */
static void check_words(struct str out, struct str seen)
{
	struct rtf_token token;
	bool name = false, unicode = false; /* behind \u: one or two characters stand for it */
	for (size_t at = 0; at < out.len && rtf_lex(out, at, &token); at = token.to) {
		name = rtf_word_is(&token, "sn") || (name && token.kind == RTF_TEXT);
		for (size_t i = token.from, end; token.kind == RTF_TEXT && !name && i < token.to; i = end + 1) {
			for (end = i; end < token.to && is_letter(out.ptr[end]);)
				end++;
			size_t fallback = unicode && i < token.from + 2 && end > i ? token.from + 2 - i : 0;
			struct str word = str_part(out, (struct span){end - i > fallback ? i + fallback : end, end});
			if (word.len < 4 || is_known(word) || memmem(seen.ptr, seen.len, word.ptr, word.len))
				continue;
			fprintf(stderr, "not seen: %.*s\n", (int)word.len, word.ptr);
			abort();
		}
		unicode = rtf_word_is(&token, "u") || (unicode && token.kind == RTF_BREAK);
	}
}

static void check_again(struct str bytes, const struct format_options *options, size_t read_size)
{
	struct pass first = {.options = options, .read_size = read_size}, second = {.options = options, .read_size = 4096};
	struct readback *readback = readback_new();
	readback_begin(readback);
	first.expect = second.see = readback;
	if (go(&first, bytes) == ERR_NONE) {
		check_words(buf_str(&first.out), buf_str(&first.seen));
		if (go(&second, buf_str(&first.out)) || !readback_agrees(readback) || !str_equal(buf_str(&first.out), buf_str(&second.out)))
			abort();
	}
	readback_free(readback);
	pass_free(&first);
	pass_free(&second);
}

static void check_cut(struct str bytes, const struct format_options *options, size_t read_size)
{
	struct pass first = {.options = options, .read_size = read_size, .cuts = true}, second = {.options = options, .read_size = 4096};
	struct readback *readback = readback_new();
	readback_begin(readback);
	first.expect = second.see = readback;
	if (go(&first, bytes) == ERR_NONE && (go(&second, buf_str(&first.out)) || !readback_agrees(readback)))
		abort();
	readback_free(readback);
	pass_free(&first);
	pass_free(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const size_t sizes[] = {0, 1, 40, 300};
	struct format_options options = {.drop_pictures = true};
	if (size == 0)
		return 0;
	options.part_size = sizes[data[0] & 3];
	size_t read_size = 1 + (data[0] >> 2);
	struct str bytes = {(const char *)data + 1, size - 1};
	check_again(bytes, &options, read_size);
	check_cut(bytes, &options, read_size);
	return 0;
}

#ifndef FUZZING_WITH_LIBFUZZER
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		struct buf bytes = {0};
		if (file == NULL) {
			fprintf(stderr, "%s: cannot be opened\n", argv[i]);
			return 1;
		}
		for (size_t got = 1; got;) {
			got = fread(buf_room(&bytes, 4096), 1, 4096, file);
			bytes.len += got;
		}
		fclose(file);
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
		buf_free(&bytes);
	}
	return 0;
}
#endif
