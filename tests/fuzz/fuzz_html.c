/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Web pages of any bytes: no crash; every word that is written is in the view or a word of the standards; what was written
 * is accepted, read as it was, and written the same; and what was cut is still a page.
 * The first byte chooses the size of parts and of reads. */
#include "format/html_page.h"
#include "fuzz_format.h"

/* Words that say nothing: of the standards, numbers, colours. */
static bool is_standard(struct str word, char before)
{
	return html_word(word) || html_attribute_known(word) || html_font(word) || html_plain(word) || before == '#' ||
	       gumbo_tagn_enum(word.ptr, (unsigned)word.len) != GUMBO_TAG_UNKNOWN || str_equal_nocase(word, STR("DOCTYPE")) ||
	       str_equal_nocase(word, STR("encoding")) || str_equal_nocase(word, STR("version"));
}

static bool is_word_char(char c)
{
	return ascii_letter(c) || ascii_digit(c);
}

/* Words of the names of namespaces and fonts that are kept. */
static bool is_namespace(struct str word)
{
	static const char *const words[] = {"http", "schemas", "microsoft", "office", "word", "excel", "REC", "html40", "Math", "MathML", "xhtml", "1999", "Times", "Roman"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equal(word, str_of(words[i])))
			return true;
	return false;
}

static void check_word(struct str word, char before, struct str seen)
{
	if (word.len < 4 || before == '&' || before == '%' || is_standard(word, before) || is_namespace(word))
		return;
	check_seen(word, seen);
}

/* Every word of what is written without cuts must have been seen. */
static void check_words(struct str out, struct str seen)
{
	for (size_t at = 0; at < out.len; at++) {
		size_t from = at;
		char before = from ? out.ptr[from - 1] : ' ';
		while (at < out.len && (is_word_char(out.ptr[at]) || (at > from && out.ptr[at] == '-')))
			at++;
		if (is_standard(str_part(out, (struct span){from, at}), before))
			continue;
		for (size_t part = from, to; part < at; part = to + 1) {
			for (to = part; to < at && out.ptr[to] != '-';)
				to++;
			check_word(str_part(out, (struct span){part, to}), part ? out.ptr[part - 1] : ' ', seen);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pass pass = {.format = &format_html};
	if (size == 0)
		return 0;
	struct str bytes = pass_settings(&pass, data, size);
	bool plain = memchr(bytes.ptr, '\r', bytes.len) == NULL; /* gumbo takes the LF of a CRLF alone for text */
	check_readback(&pass, bytes, plain, check_words);
	pass.cut = cut_in_lines;
	check_cut(&pass, bytes);
	return 0;
}
