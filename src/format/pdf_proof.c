/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_proof.h"

#include <libdeflate.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"

#define STREAM_MOST (512 * LIMIT_MIB)

struct pdf_proof {
	PopplerDocument *document;
	const struct gone *gone;
	struct gone *found; /* in the bytes, and so far on no page */
};

static enum err survived(struct fault *fault, size_t page)
{
	if (page)
		return fault_set(fault, ERR_SURVIVED, "a word that was cut can still be read on page %zu; please report this as a fault of blackbar", page);
	return fault_set(fault, ERR_SURVIVED, "a word that was cut is still in the bytes of the PDF; please report this as a fault of blackbar");
}

/* ---- bytes --------------------------------------------------------------------------------------------------- */

struct search {
	const struct gone *gone;
	struct gone *found;
	struct buf unpacked, words;
	struct libdeflate_decompressor *unpacker;
};

/* What stands in any PDF. */
static const char syntax[] =
	"obj endobj stream endstream xref trailer startxref begin end dict def begincmap endcmap findresource defineresource pop "
	"begincodespacerange endcodespacerange beginbfchar endbfchar currentdict/CMap CMapName /CMapName/Adobe-Identity-UCS "
	"/CIDInit/ProcSet";

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_plain(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

static bool ends_word(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']';
}

/* Bytes of UTF-16 that are none of UTF-8, and those that make Latin letters of it. */
static bool is_filler(char c)
{
	return c == '\0' || (unsigned char)c == 0xFE || (unsigned char)c == 0xFF;
}

/* What may be a word of a text: with a letter, since numbers of PDF are places and could be like anything; and of few signs, since
 * the codes that fonts give their letters are bytes of all kinds. */
static bool may_be_word(struct str word)
{
	size_t letters = 0, plain = 0;
	while (word.len && !is_plain(word.ptr[0]))
		word = str_part(word, (struct span){1, word.len});
	while (word.len && !is_plain(word.ptr[word.len - 1]))
		word.len--;
	for (size_t i = 0; i < word.len; i++) {
		letters += is_letter(word.ptr[i]);
		plain += is_plain(word.ptr[i]);
	}
	return letters && plain * 4 >= word.len * 3;
}

static void take_words(struct search *search, struct str text)
{
	struct buf *words = &search->words;
	buf_clear(words);
	for (size_t i = 0; i < text.len;) {
		size_t from = words->len;
		for (; i < text.len && !ends_word(text.ptr[i]); i++)
			if (!is_filler(text.ptr[i]))
				buf_add_byte(words, text.ptr[i]);
		if (!may_be_word(str_part(buf_str(words), (struct span){from, words->len})))
			words->len = from;
		buf_add_byte(words, ' ');
		for (; i < text.len && ends_word(text.ptr[i]); i++)
			;
	}
}

static void find_gone(struct search *search, struct str text)
{
	take_words(search, text);
	gone_find(search->gone, buf_str(&search->words), search->found);
}

static int hex_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Strings written in hexadecimal digits, each on a line of its own. */
static void take_hex(struct str text, struct buf *bytes)
{
	buf_clear(bytes);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '<')
			continue;
		for (i++; i + 1 < text.len && hex_of(text.ptr[i]) >= 0 && hex_of(text.ptr[i + 1]) >= 0; i += 2)
			buf_add_byte(bytes, (char)(hex_of(text.ptr[i]) << 4 | hex_of(text.ptr[i + 1])));
		buf_add_byte(bytes, '\n');
	}
}

static void look_into(struct search *search, struct str text)
{
	struct buf strings = {0};
	find_gone(search, text);
	take_hex(text, &strings);
	find_gone(search, buf_str(&strings));
	buf_free(&strings);
}

/* The stream's bytes as they are meant, or as they are when they are not packed. False: too large to be looked at. */
static bool unpack(struct search *search, struct str data, struct str *plain)
{
	size_t room = data.len * 4 + 4096, got = 0;
	for (*plain = data; room <= STREAM_MOST; room *= 2) {
		buf_clear(&search->unpacked);
		char *to = buf_room(&search->unpacked, room);
		enum libdeflate_result result = libdeflate_zlib_decompress(search->unpacker, data.ptr, data.len, to, room, &got);
		if (result == LIBDEFLATE_SUCCESS)
			*plain = (struct str){to, got};
		if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
			return true;
	}
	return false;
}

static const char *find(struct str text, size_t from, struct str what)
{
	return from < text.len ? memmem(text.ptr + from, text.len - from, what.ptr, what.len) : NULL;
}

/* Everything between streams, and every stream but those of pixels. False: there is something that cannot be looked at. */
static bool look_everywhere(struct search *search, struct str bytes)
{
	size_t at = 0;
	for (const char *begin; (begin = find(bytes, at, STR("\nstream\n"))) != NULL;) {
		size_t from = (size_t)(begin - bytes.ptr) + 8;
		const char *end = find(bytes, from, STR("\nendstream"));
		struct str head = str_part(bytes, (struct span){at, from}), plain;
		if (end == NULL)
			return false;
		struct str data = str_part(bytes, (struct span){from, (size_t)(end - bytes.ptr)});
		at = from + data.len;
		look_into(search, head);
		const char *last = find(head, head.len > 400 ? head.len - 400 : 0, STR("/Subtype/Image"));
		if (last)
			continue;
		if (!unpack(search, data, &plain))
			return false;
		look_into(search, plain);
	}
	look_into(search, str_part(bytes, (struct span){at, bytes.len}));
	return true;
}

static enum err look_at_bytes(struct pdf_proof *proof, struct str bytes, struct fault *fault)
{
	struct search search = {.gone = proof->gone, .found = proof->found, .unpacker = libdeflate_alloc_decompressor()};
	bool whole = search.unpacker && look_everywhere(&search, bytes);
	gone_forgive(proof->found, STR(syntax));
	libdeflate_free_decompressor(search.unpacker);
	buf_free(&search.unpacked);
	buf_free(&search.words);
	return whole ? ERR_NONE : survived(fault, 0);
}

/* ---- pages --------------------------------------------------------------------------------------------------- */

enum err pdf_proof_open(struct str bytes, const struct gone *gone, struct pdf_proof **made, struct fault *fault)
{
	GError *error = NULL;
	GBytes *borrowed = g_bytes_new_static(bytes.ptr, bytes.len);
	struct pdf_proof *proof = mem_alloc(1, sizeof *proof);
	proof->document = poppler_document_new_from_bytes(borrowed, NULL, &error);
	proof->gone = gone;
	proof->found = gone_new();
	g_bytes_unref(borrowed);
	g_clear_error(&error);
	*made = proof;
	if (proof->document == NULL)
		return fault_set(fault, ERR_SURVIVED, "the PDF that was written cannot be read by another program");
	return look_at_bytes(proof, bytes, fault);
}

void pdf_proof_close(struct pdf_proof *proof)
{
	if (proof == NULL)
		return;
	if (proof->document)
		g_object_unref(proof->document);
	gone_free(proof->found);
	free(proof);
}

enum err pdf_proof_page(struct pdf_proof *proof, size_t number, struct str left, struct fault *fault)
{
	PopplerPage *page = poppler_document_get_page(proof->document, (int)number);
	if (page == NULL)
		return fault_set(fault, ERR_SURVIVED, "page %zu of the PDF that was written cannot be read by another program", number + 1);
	char *text = poppler_page_get_text(page);
	bool survives = text && gone_survives(proof->gone, str_of(text), left);
	g_free(text);
	g_object_unref(page);
	gone_forgive(proof->found, left);
	return survives ? survived(fault, number + 1) : ERR_NONE;
}

enum err pdf_proof_end(const struct pdf_proof *proof, struct fault *fault)
{
	return gone_is_empty(proof->found) ? ERR_NONE : survived(fault, 0);
}
