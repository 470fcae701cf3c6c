/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/text_charset.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

size_t charset_unit(const struct charset *charset)
{
	switch (charset->kind) {
	case CHARSET_UTF16LE:
	case CHARSET_UTF16BE:
		return 2;
	case CHARSET_UTF32LE:
	case CHARSET_UTF32BE:
		return 4;
	default:
		return 1;
	}
}

/* UTF-16 without a mark is taken as such only when it is obvious: most characters ASCII, so that every other byte is
 * mostly NUL and none of the rest is. */
static enum charset_kind wide_pattern(struct str head)
{
	size_t nul[2] = {0, 0}, units = head.len / 2;
	if (units < 2 || memchr(head.ptr, '\0', head.len) == NULL)
		return CHARSET_ASCII;
	for (size_t i = 0; i < units * 2; i++)
		nul[i % 2] += head.ptr[i] == '\0';
	if (nul[0] == 0 && nul[1] * 2 > units)
		return CHARSET_UTF16LE;
	if (nul[1] == 0 && nul[0] * 2 > units)
		return CHARSET_UTF16BE;
	return CHARSET_ASCII;
}

struct charset charset_begin(struct str head, size_t *mark)
{
	static const struct {
		struct str mark;
		enum charset_kind kind;
	} marks[] = {
		{{"\xEF\xBB\xBF", 3}, CHARSET_UTF8},    {{"\xFF\xFE\0\0", 4}, CHARSET_UTF32LE},
		{{"\0\0\xFE\xFF", 4}, CHARSET_UTF32BE}, {{"\xFF\xFE", 2}, CHARSET_UTF16LE},
		{{"\xFE\xFF", 2}, CHARSET_UTF16BE},
	};
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (str_starts(head, marks[i].mark)) {
			*mark = marks[i].mark.len;
			return (struct charset){marks[i].kind, NULL};
		}
	*mark = 0;
	return (struct charset){wide_pattern(head), NULL};
}

/* One unit of two or four bytes. */
static uint32_t read_unit(const struct charset *charset, const char *from)
{
	const unsigned char *p = (const unsigned char *)from;
	switch (charset->kind) {
	case CHARSET_UTF16LE:
		return (uint32_t)(p[0] | p[1] << 8);
	case CHARSET_UTF16BE:
		return (uint32_t)(p[0] << 8 | p[1]);
	case CHARSET_UTF32LE:
		return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
	default:
		return (uint32_t)p[3] | (uint32_t)p[2] << 8 | (uint32_t)p[1] << 16 | (uint32_t)p[0] << 24;
	}
}

static void write_unit(const struct charset *charset, uint32_t value, char *to)
{
	size_t size = charset_unit(charset);
	bool little = charset->kind == CHARSET_UTF16LE || charset->kind == CHARSET_UTF32LE;
	for (size_t i = 0; i < size; i++)
		to[little ? i : size - 1 - i] = (char)(value >> (8 * i));
}

static size_t read_wide(const struct charset *charset, struct str raw, uint32_t *code)
{
	size_t unit = charset_unit(charset);
	*code = UTF8_BAD;
	if (raw.len < unit)
		return raw.len;
	uint32_t value = read_unit(charset, raw.ptr);
	bool surrogate = value >= 0xD800 && value < 0xE000;
	if (!surrogate && value <= 0x10FFFF)
		*code = value;
	if (!surrogate || unit == 4 || value >= 0xDC00 || raw.len < 4)
		return unit;
	uint32_t low = read_unit(charset, raw.ptr + 2);
	if (low < 0xDC00 || low > 0xDFFF)
		return unit;
	*code = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
	return 4;
}

static size_t read_code(const struct charset *charset, struct str raw, uint32_t *code)
{
	if (charset->kind != CHARSET_SINGLE)
		return read_wide(charset, raw, code);
	unsigned char byte = (unsigned char)raw.ptr[0];
	*code = byte < 0x80 ? byte : charset->table->codes[byte - 0x80];
	if (byte >= 0x80 && *code == 0)
		*code = UTF8_BAD;
	return 1;
}

/* Up to 4 bytes at `to`; 0 when the encoding has no such character. */
static size_t write_code(const struct charset *charset, uint32_t code, char *to)
{
	switch (charset->kind) {
	case CHARSET_UTF8:
		return utf8_put(to, code);
	case CHARSET_UTF32LE:
	case CHARSET_UTF32BE:
		write_unit(charset, code, to);
		return 4;
	case CHARSET_UTF16LE:
	case CHARSET_UTF16BE:
		if (code < 0x10000) {
			write_unit(charset, code, to);
			return 2;
		}
		write_unit(charset, 0xD800 + ((code - 0x10000) >> 10), to);
		write_unit(charset, 0xDC00 + ((code - 0x10000) & 0x3FF), to + 2);
		return 4;
	case CHARSET_ASCII:
	case CHARSET_SINGLE:
		break;
	}
	if (code < 0x80) {
		*to = (char)code;
		return 1;
	}
	for (unsigned i = 0; charset->table && i < 128; i++)
		if (charset->table->codes[i] == code) {
			*to = (char)(0x80 + i);
			return 1;
		}
	return 0;
}

static enum err bad_code(const struct charset *charset, uint64_t at, struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "byte %" PRIu64 " is not a character of %s: ask for the file again or convert it to UTF-8",
			 at + 1,
			 charset->kind == CHARSET_SINGLE ? charset->table->name
			 : charset_unit(charset) == 2    ? "UTF-16"
							 : "UTF-32");
}

enum err charset_decode(const struct charset *charset, struct str raw, uint64_t at, struct buf *to, struct fault *fault)
{
	for (size_t pos = 0; pos < raw.len;) {
		uint32_t code;
		char again[UTF8_MAX];
		struct str rest = str_part(raw, (struct span){pos, raw.len});
		size_t len = read_code(charset, rest, &code);
		if (code == UTF8_BAD || write_code(charset, code, again) != len || memcmp(again, rest.ptr, len) != 0)
			return bad_code(charset, at + pos, fault);
		utf8_add(to, code);
		pos += len;
	}
	return ERR_NONE;
}

enum err charset_check(struct str raw, uint64_t at, struct fault *fault)
{
	size_t valid = utf8_valid(raw);
	if (valid == raw.len)
		return ERR_NONE;
	return fault_set(fault, ERR_MALFORMED,
			 "invalid UTF-8 at byte %" PRIu64
			 ": the file is damaged or of two encodings; ask for it again or convert it",
			 at + valid + 1);
}

void charset_encode(const struct charset *charset, struct str text, struct buf *to)
{
	if (charset->kind == CHARSET_UTF8) {
		buf_add(to, text);
		return;
	}
	for (size_t pos = 0; pos < text.len;) {
		if (charset_unit(charset) == 1) {
			size_t plain = utf8_ascii(str_part(text, (struct span){pos, text.len}));
			buf_add(to, str_part(text, (struct span){pos, pos + plain}));
			pos += plain;
			if (pos == text.len)
				return;
		}
		uint32_t code;
		pos += utf8_next(str_part(text, (struct span){pos, text.len}), &code);
		size_t len = write_code(charset, code, buf_room(to, UTF8_MAX));
		if (len == 0)
			len = write_code(charset, '?', buf_room(to, UTF8_MAX));
		to->len += len;
	}
}

/* Names that documents use for what text_tables.c names otherwise. */
static const struct {
	const char *name, *table;
} aliases[] = {
	{"ISO-8859-1", "Windows-1252"}, {"ISO_8859-1", "Windows-1252"}, {"ISO8859-1", "Windows-1252"}, {"latin1", "Windows-1252"},
	{"latin-1", "Windows-1252"},    {"cp1252", "Windows-1252"},     {"x-cp1252", "Windows-1252"},  {"cp1250", "Windows-1250"},
	{"cp1251", "Windows-1251"},     {"mac", "Macintosh"},           {"x-mac-roman", "Macintosh"},  {"cp437", "IBM437"},
	{"cp850", "IBM850"},            {"latin2", "ISO-8859-2"},       {"latin9", "ISO-8859-15"},     {"cp852", "IBM852"},
	{"cp866", "IBM866"},
};

const struct charset_table *charset_named(struct str name)
{
	for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
		if (str_equal_nocase(name, str_of(aliases[i].name)))
			name = str_of(aliases[i].table);
	for (size_t i = 0; i < charset_table_count; i++)
		if (str_equal_nocase(name, str_of(charset_tables[i].name)))
			return &charset_tables[i];
	return NULL;
}
