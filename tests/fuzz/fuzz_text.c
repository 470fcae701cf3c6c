/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Plain text: no edits give the input back whatever the read and part size; random edits leave the rest. The first
 * byte of the input chooses sizes and edits. */
#include "fuzz_format.h"

static size_t cut(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	struct str text = buf_str(&view->text);
	size_t count = 0, pos = 0;
	for (; count < most; count++) {
		size_t from = utf8_ceil(text, pos + seed % 7 < text.len ? pos + seed % 7 : text.len);
		size_t to = utf8_ceil(text, from + 1 + seed % 5 < text.len ? from + 1 + seed % 5 : text.len);
		if (from >= to)
			break;
		edits[count] = (struct edit){{from, to}, STR("[X]"), WHAT_NAME, 0, {0}};
		pos = to;
	}
	return count;
}

/* Every byte of the view has an origin, and all in their order. */
static void look(void *document, const struct view *view)
{
	(void)document;
	size_t at = 0;
	for (size_t i = 0; i < view->piece_count; i++) {
		check(view->pieces[i].from == at, "pieces do not cover the view");
		check(i == 0 || view->pieces[i].origin >= view->pieces[i - 1].origin + view->pieces[i - 1].origin_len,
		      "origins overlap");
		at = view->pieces[i].to;
	}
	check(at == view->text.len, "pieces end before the view");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str bytes = {(const char *)data + 1, size - 1};
	struct pass once = {.format = &format_text, .options.part_size = data[0] & 1 ? 8u + (data[0] >> 1) : 0, .look = look};
	struct pass again = once, edited = once;
	again.read_size = 1 + data[0] % 5;
	edited.cut = cut;
	edited.seed = 1 + data[0];
	enum err err = pass_run(&once, bytes);
	check(err != ERR_NONE || str_equal(buf_str(&once.out), bytes), "not the bytes that were read");
	check(pass_run(&again, bytes) == err && str_equal(buf_str(&again.out), buf_str(&once.out)), "the read size changes the result");
	check(pass_run(&edited, bytes) == err, "edits change the verdict");
	pass_free(&once);
	pass_free(&again);
	pass_free(&edited);
	return 0;
}
