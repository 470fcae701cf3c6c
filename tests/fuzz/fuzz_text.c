/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Plain text: no edits give the input back whatever the read and part size; random edits leave the rest. The first
 * byte of the input chooses sizes and edits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct memory {
	struct str bytes;
	size_t pos;
};

static enum err memory_read(void *context, char *to, size_t cap, size_t *got, struct fault *fault)
{
	(void)fault;
	struct memory *memory = context;
	size_t left = memory->bytes.len - memory->pos;
	*got = left < cap ? left : cap;
	if (*got)
		memcpy(to, memory->bytes.ptr + memory->pos, *got);
	memory->pos += *got;
	return ERR_NONE;
}

static void check(bool right, const char *what)
{
	if (right)
		return;
	fprintf(stderr, "fuzz_text: %s\n", what);
	abort();
}

static size_t make_edits(const struct view *view, unsigned seed, struct edit edits[4])
{
	struct str text = buf_str(&view->text);
	size_t count = 0, pos = 0;
	for (; seed && count < 4; count++) {
		size_t from = utf8_ceil(text, pos + seed % 7 < text.len ? pos + seed % 7 : text.len);
		size_t to = utf8_ceil(text, from + 1 + seed % 5 < text.len ? from + 1 + seed % 5 : text.len);
		if (from >= to)
			break;
		edits[count] = (struct edit){{from, to}, STR("[X]"), WHAT_NAME, 0, {0}};
		pos = to;
	}
	return count;
}

static void check_view(const struct view *view)
{
	size_t at = 0;
	check(utf8_valid(buf_str(&view->text)) == view->text.len, "the view is not UTF-8");
	for (size_t i = 0; i < view->piece_count; i++) {
		check(view->pieces[i].from == at && view->pieces[i].to > at, "pieces do not cover the view");
		check(i == 0 || view->pieces[i].origin >= view->pieces[i - 1].origin + view->pieces[i - 1].origin_len,
		      "origins overlap");
		at = view->pieces[i].to;
	}
	check(at == view->text.len, "pieces end before the view");
}

static enum err run(struct str bytes, size_t read_size, size_t part_size, unsigned seed, struct buf *out)
{
	struct memory memory = {bytes, 0};
	struct source *source = source_open(memory_read, &memory, read_size, 1u << 30);
	struct format_options options = {.part_size = part_size};
	struct view view = {0};
	struct fault fault = {0};
	void *document = NULL;
	bool more = true;
	enum err err = format_text.open(&options, source, &document, &fault);
	while (!err && more) {
		struct edit edits[4];
		err = format_text.next(document, &view, &more, &fault);
		if (err || !more)
			break;
		check_view(&view);
		err = format_text.edit(document, &view, edits, make_edits(&view, seed, edits), out, &fault);
	}
	if (!err)
		err = format_text.finish(document, out, &fault);
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error without a sentence");
	format_text.close(document);
	view_free(&view);
	source_close(source);
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str bytes = {(const char *)data + 1, size - 1};
	struct buf once = {0}, again = {0}, cut = {0};
	size_t part_size = data[0] & 1 ? 8u + (data[0] >> 1) : 0;
	enum err err = run(bytes, 0, part_size, 0, &once);
	check(err != ERR_NONE || str_equal(buf_str(&once), bytes), "not the bytes that were read");
	check(run(bytes, 1 + data[0] % 5, part_size, 0, &again) == err && str_equal(buf_str(&again), buf_str(&once)),
	      "the read size changes the result");
	check(run(bytes, 0, part_size, 1 + data[0], &cut) == err, "edits change the verdict");
	buf_free(&once);
	buf_free(&again);
	buf_free(&cut);
	return 0;
}

#ifndef FUZZING_WITH_LIBFUZZER
static void replay(const char *path)
{
	FILE *file = fopen(path, "rb");
	struct buf buf = {0};
	size_t got;
	check(file != NULL, "cannot open a file");
	while ((got = fread(buf_room(&buf, 4096), 1, 4096, file)) > 0)
		buf.len += got;
	fclose(file);
	LLVMFuzzerTestOneInput((const uint8_t *)buf.ptr, buf.len);
	buf_free(&buf);
}

int main(int count, char **paths)
{
	for (int i = 1; i < count; i++)
		replay(paths[i]);
	return 0;
}
#endif
