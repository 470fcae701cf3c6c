/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables in text and JSON on any bytes: no crash; without edits the bytes written are those read, whatever the sizes of reads
 * and parts; with edits the result is read again, and shows what the view said but for the cuts. The first byte chooses the
 * format, sizes and edits. Heads are told by their letters, as if every third were known. */
#include "fuzz_format.h"

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
static size_t cut(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	struct str text = buf_str(&view->text);
	size_t count = 0;
	for (size_t at = seed % 11; at + 6 < text.len && count < most; at += 13 + seed % 7) {
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

static void look(void *document, const struct view *view)
{
	(void)document;
	for (size_t i = 0; i < view->field_count; i++)
		check(view->fields[i].span.from < view->fields[i].span.to, "an empty field");
	for (size_t i = 0; i < view->head_count; i++)
		check(view->heads[i].span.from <= view->heads[i].span.to && view->heads[i].span.to <= view->text.len, "a head outside of the view");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct heads heads = {NULL, head_find, head_is_none};
	if (size == 0)
		return 0;
	const struct format *format = data[0] & 1 ? &format_json : data[0] < 0xC0 ? &format_table : &format_fixed;
	struct str bytes = {(const char *)data + 1, size - 1};
	struct pass once = {.format = format,
			    .options = {.heads = &heads, .part_size = data[0] & 2 ? 16u + (data[0] >> 2) : 0, .line_limit = 1 << 16},
			    .look = look};
	struct pass again = once, edited = once, back = once;
	again.read_size = 1 + data[0] % 5;
	edited.cut = cut;
	edited.seed = 2u + data[0];
	enum err err = pass_run(&once, bytes);
	check(err != ERR_NONE || str_equal(buf_str(&once.out), bytes), "not the bytes that were read");
	check(pass_run(&again, bytes) == err, "the read size changes the verdict");
	check(err || str_equal(buf_str(&again.out), buf_str(&once.out)), "the read size changes the result");
	/* bytes above ASCII may mean something else once others are gone, and then all of it is refused */
	bool plain = utf8_ascii(bytes) == bytes.len;
	if (!err && pass_run(&edited, bytes) == ERR_NONE) {
		err = pass_run(&back, buf_str(&edited.out));
		check(!plain || err == ERR_NONE || err == ERR_LIMIT || format != &format_json, "what was cut cannot be read again");
	}
	pass_free(&once);
	pass_free(&again);
	pass_free(&edited);
	pass_free(&back);
	return 0;
}
