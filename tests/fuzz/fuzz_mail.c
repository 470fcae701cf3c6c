/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* E-mails: the size of reads changes nothing; what is written is read again as what was left of the view, with cuts and
 * without, and written again as the same bytes. The first byte of the input chooses sizes and edits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/format.h"
#include "input/mail.h"
#include "readback.h"

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
	fprintf(stderr, "fuzz_mail: %s\n", what);
	abort();
}

/* Cuts within what can be cut; labels and notes cannot. */
static size_t make_edits(const struct view *view, unsigned seed, struct edit edits[8])
{
	struct str text = buf_str(&view->text);
	size_t count = 0, pos = 0;
	for (size_t i = 0; seed && i < view->piece_count && count < 8; i++) {
		const struct piece *piece = &view->pieces[i];
		size_t from = utf8_ceil(text, piece->from + seed % 11), to = utf8_ceil(text, from + 1 + seed % 13);
		if (from < pos || from >= piece->to || to > piece->to)
			continue;
		edits[count++] = (struct edit){.span = {from, to}, .token = STR("[X]"), .what = WHAT_NAME};
		pos = to;
	}
	return count;
}

static void check_view(const struct view *view)
{
	check(utf8_valid(buf_str(&view->text)) == view->text.len, "the view is not UTF-8");
	for (size_t i = 0; i < view->piece_count; i++)
		check(view->pieces[i].from < view->pieces[i].to && view->pieces[i].to <= view->text.len &&
			      (i == 0 || view->pieces[i].from >= view->pieces[i - 1].to),
		      "pieces overlap");
}

struct settings {
	size_t read_size, part_size;
	unsigned seed;
};

/* `expect`: what is to be left; NULL: what is seen. */
static enum err run(struct str bytes, struct settings settings, struct readback *readback, bool expect, struct buf *out)
{
	struct memory memory = {bytes, 0};
	struct source *source = source_open(memory_read, &memory, settings.read_size, 1u << 30);
	struct format_options options = {.part_size = settings.part_size};
	struct view view = {0};
	struct fault fault = {0};
	void *document = NULL;
	bool more = true;
	enum err err = format_mail.open(&options, source, &document, &fault);
	while (!err && more) {
		struct edit edits[8];
		err = format_mail.next(document, &view, &more, &fault);
		if (err || !more)
			break;
		check_view(&view);
		size_t count = make_edits(&view, settings.seed, edits);
		if (expect)
			readback_expect(readback, &view, edits, count);
		else
			readback_see(readback, &view);
		err = format_mail.edit(document, &view, edits, count, out, &fault);
		for (size_t i = 0; i < count && !err; i++)
			check(edits[i].place.len > 0 && edits[i].out <= out->len, "a cut without a place");
	}
	if (!err)
		err = format_mail.finish(document, out, &fault);
	check(err == fault.code && (err == ERR_NONE || fault.text[0]), "an error without a sentence");
	check(err != ERR_SYSTEM, "a fault of the program");
	format_mail.close(document);
	view_free(&view);
	source_close(source);
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str bytes = {(const char *)data + 1, size - 1};
	struct buf once = {0}, again = {0}, cut = {0}, last = {0};
	struct settings plain = {0, data[0] & 1 ? 8u + (data[0] >> 1) : 0, 0};
	struct settings small = {1 + data[0] % 5, plain.part_size, 0}, edited = {0, plain.part_size, 1u + data[0]};
	struct readback *readback = readback_new();
	enum err err = run(bytes, plain, readback, true, &once);
	if (!err) {
		check(mail_sniff(buf_str(&once), (struct str){0}), "what is written is not known as an e-mail");
		check(run(buf_str(&once), plain, readback, false, &again) == ERR_NONE, "what is written cannot be read");
		check(readback_agrees(readback), "what is written is read as something else");
		/* of a text in parts it is not known how it was coded */
		check(plain.part_size || str_equal(buf_str(&again), buf_str(&once)), "what is written is not written again");
	}
	readback_begin(readback);
	buf_clear(&again);
	check(run(bytes, small, readback, true, &again) == err && str_equal(buf_str(&again), buf_str(&once)), "the read size changes the result");
	readback_begin(readback);
	enum err cut_err = run(bytes, edited, readback, true, &cut);
	check(cut_err == err || cut_err == ERR_LIMIT, "edits change the verdict");
	if (!cut_err) {
		check(run(buf_str(&cut), plain, readback, false, &last) == ERR_NONE, "what is left cannot be read");
		check(readback_agrees(readback), "what is left is read as something else");
	}
	readback_free(readback);
	buf_free(&once);
	buf_free(&again);
	buf_free(&cut);
	buf_free(&last);
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
