/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables in text and JSON on any bytes: no crash; without edits the bytes written are those read, whatever the sizes of reads
 * and parts; with edits the result is read again, and shows what the view said but for the cuts. The first byte chooses the
 * format, sizes and edits. Heads are told by their letters, as if every third were known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"

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

static void check(bool right, const char *what)
{
	if (right)
		return;
	fprintf(stderr, "fuzz_table: %s\n", what);
	abort();
}

static void head_find(void *context, struct str label, struct head *head)
{
	(void)context;
	uint64_t hash = str_hash(label);
	*head = (struct head){.what = (enum what)(hash % WHAT_COUNT), .known = hash % 3 != 0, .alone = hash % 17 == 0, .whose = hash % 5, .number = (uint32_t)(hash % 3)};
	if (!head->known)
		head->what = WHAT_NONE;
}

static bool head_is_none(void *context, struct str value)
{
	(void)context;
	return value.len && value.ptr[0] == 'N';
}

/* Cuts here and there, split as the pipeline splits them; nothing in heads that are shown again. */
static size_t make_edits(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	struct str text = buf_str(&view->text);
	size_t count = 0;
	for (size_t at = seed % 11; seed && at + 6 < text.len && count < most; at += 13 + seed % 7) {
		size_t from = utf8_floor(text, at), to = utf8_ceil(text, at + 4);
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.to != pieces.from + 1)
			continue;
		const struct piece *piece = &view->pieces[pieces.from];
		from = from < piece->from ? piece->from : from;
		to = to > piece->to ? piece->to : to;
		if (from < to && (count == 0 || edits[count - 1].span.to <= from))
			edits[count++] = (struct edit){.span = {from, to}, .token = seed & 1 ? STR("[A, \"B\"]") : STR("[X]"), .what = WHAT_NAME};
	}
	return count;
}

static void check_view(const struct view *view)
{
	check(utf8_valid(buf_str(&view->text)) == view->text.len, "the view is not UTF-8");
	for (size_t i = 1; i < view->piece_count; i++)
		check(view->pieces[i].from >= view->pieces[i - 1].to, "pieces overlap");
	for (size_t i = 0; i < view->field_count; i++)
		check(view->fields[i].span.from < view->fields[i].span.to && view->fields[i].span.to <= view->text.len, "a field outside of the view");
	for (size_t i = 0; i < view->head_count; i++)
		check(view->heads[i].span.from <= view->heads[i].span.to && view->heads[i].span.to <= view->text.len, "a head outside of the view");
}

static enum err pass(const struct format *format, struct str bytes, size_t read_size, size_t part_size, unsigned seed, struct buf *out)
{
	struct heads heads = {NULL, head_find, head_is_none};
	struct feed feed = {bytes.ptr, bytes.len};
	struct source *source = source_open(feed_read, &feed, read_size, 1u << 24);
	struct format_options options = {.heads = &heads, .part_size = part_size, .line_limit = 1 << 16};
	struct view view = {0};
	struct fault fault = {0};
	struct edit edits[32];
	void *document = NULL;
	bool more = true;
	enum err err = format->open(&options, source, &document, &fault);
	while (!err && more) {
		err = format->next(document, &view, &more, &fault);
		if (err || !more)
			break;
		check_view(&view);
		size_t count = make_edits(&view, seed, edits, sizeof edits / sizeof *edits), begin = out->len;
		err = format->edit(document, &view, edits, count, out, &fault);
		for (size_t i = 0; i < count; i++)
			check(begin + edits[i].out <= out->len, "a token outside of the output");
	}
	if (!err)
		err = format->finish(document, out, &fault);
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error without a sentence");
	format->close(document);
	view_free(&view);
	source_close(source);
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	const struct format *format = data[0] & 1 ? &format_json : data[0] < 0xC0 ? &format_table : &format_fixed;
	struct str bytes = {(const char *)data + 1, size - 1};
	struct buf once = {0}, again = {0}, cut = {0}, back = {0};
	size_t part_size = data[0] & 2 ? 16u + (data[0] >> 2) : 0;
	enum err err = pass(format, bytes, 0, part_size, 0, &once);
	check(err != ERR_NONE || str_equal(buf_str(&once), bytes), "not the bytes that were read");
	check(pass(format, bytes, 1 + data[0] % 5, part_size, 0, &again) == err, "the read size changes the verdict");
	check(err || str_equal(buf_str(&again), buf_str(&once)), "the read size changes the result");
	/* bytes above ASCII may mean something else once others are gone, and then all of it is refused */
	bool plain = utf8_ascii(bytes) == bytes.len;
	if (!err && pass(format, bytes, 0, part_size, 2u + data[0], &cut) == ERR_NONE) {
		err = pass(format, buf_str(&cut), 0, part_size, 0, &back);
		check(!plain || err == ERR_NONE || err == ERR_LIMIT || format != &format_json, "what was cut cannot be read again");
	}
	buf_free(&once);
	buf_free(&again);
	buf_free(&cut);
	buf_free(&back);
	return 0;
}

#ifndef FUZZING_WITH_LIBFUZZER
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		struct buf bytes = {0};
		check(file != NULL, "cannot open a file");
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
