/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rich text of any bytes: no crash; every word that is written as text is in the view or the name of a usual font; what was
 * written is accepted, read as it was, and written the same; and what was cut is read as it was meant to be left.
 * The first byte chooses the size of parts and of reads. */
#include "format/html_words.h"
#include "format/rtf_lex.h"
#include "fuzz_format.h"

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
			if (word.len >= 4 && !is_known(word))
				check_seen(word, seen);
		}
		unicode = rtf_word_is(&token, "u") || (unicode && token.kind == RTF_BREAK);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pass pass = {.format = &format_rtf, .options.drop_pictures = true};
	if (size == 0)
		return 0;
	struct str bytes = pass_settings(&pass, data, size);
	check_readback(&pass, bytes, true, check_words);
	pass.cut = cut_in_lines;
	check_readback(&pass, bytes, false, NULL);
	return 0;
}
