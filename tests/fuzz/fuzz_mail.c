/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* E-mails: the size of reads changes nothing; what is written is read again as what was left of the view, with cuts and
 * without, and written again as the same bytes. The first byte of the input chooses sizes and edits. */
#include "input/mail.h"
#include "fuzz_format.h"

/* Cuts within what can be cut; labels and notes cannot. */
static size_t cut(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	struct str text = buf_str(&view->text);
	size_t count = 0, pos = 0;
	for (size_t i = 0; i < view->piece_count && count < most; i++) {
		const struct piece *piece = &view->pieces[i];
		size_t from = utf8_ceil(text, piece->from + seed % 11), to = utf8_ceil(text, from + 1 + seed % 13);
		if (from < pos || from >= piece->to || to > piece->to)
			continue;
		edits[count++] = (struct edit){.span = {from, to}, .token = STR("[X]"), .what = WHAT_NAME};
		pos = to;
	}
	return count;
}

static enum err run(struct pass *pass, struct str bytes)
{
	enum err err = pass_run(pass, bytes);
	check(err != ERR_SYSTEM, "a fault of the program");
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str bytes = {(const char *)data + 1, size - 1};
	struct pass plain = {.format = &format_mail, .options.part_size = data[0] & 1 ? 8u + (data[0] >> 1) : 0, .placed = true};
	struct pass small = plain, edited = plain;
	small.read_size = 1 + data[0] % 5;
	edited.cut = cut;
	edited.seed = 1u + data[0];
	/* of a text in parts it is not known how it was coded */
	check_readback(&plain, bytes, plain.options.part_size == 0, NULL);
	check_readback(&edited, bytes, false, NULL);
	enum err err = run(&plain, bytes);
	check(err || mail_sniff(buf_str(&plain.out), (struct str){0}), "what is written is not known as an e-mail");
	check(run(&small, bytes) == err && str_equal(buf_str(&small.out), buf_str(&plain.out)), "the read size changes the result");
	enum err cut_err = run(&edited, bytes);
	check(cut_err == err || cut_err == ERR_LIMIT, "edits change the verdict");
	pass_free(&plain);
	pass_free(&small);
	pass_free(&edited);
	return 0;
}
