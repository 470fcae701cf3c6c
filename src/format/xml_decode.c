/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"
#include "format/xml_part.h"

struct decoding {
	struct view *view;
	struct str raw;
	enum xml_kind kind;
	uint32_t number;
	uint64_t origin;
};

/* Bytes that need a second look: those that begin a character which is not always itself. */
static bool special(const struct decoding *decoding, unsigned char byte)
{
	if (byte >= 0x80)
		return true;
	if (byte == '&')
		return decoding->kind == XML_TEXT || decoding->kind == XML_ATTRIBUTE;
	return byte == '\r' || byte == 0x7F || (byte == '\n' && decoding->kind == XML_ATTRIBUTE);
}

static void add_run(const struct decoding *decoding, size_t from, size_t to)
{
	if (to > from)
		view_add(decoding->view, str_part(decoding->raw, (struct span){from, to}), decoding->number,
			 decoding->origin + from, (uint32_t)(to - from));
}

/* A character other than itself, or by another spelling: from `from` to `to` in the raw bytes. */
static void add_character(const struct decoding *decoding, uint32_t code, size_t from, size_t to)
{
	char text[UTF8_MAX];
	enum utf8_look look = utf8_look(code);
	if (look == LOOK_NOTHING)
		return;
	if (look == LOOK_SPACE || look == LOOK_CONTROL)
		code = ' ';
	if (look == LOOK_LINE)
		code = '\n';
	view_add(decoding->view, (struct str){text, utf8_put(text, code)}, decoding->number, decoding->origin + from,
		 (uint32_t)(to - from));
}

static uint32_t number_of(struct str digits, uint32_t base)
{
	uint32_t value = 0;
	if (digits.len == 0)
		return UTF8_BAD;
	for (size_t i = 0; i < digits.len; i++) {
		char digit = digits.ptr[i];
		uint32_t one = digit >= '0' && digit <= '9'   ? (uint32_t)(digit - '0')
			       : digit >= 'a' && digit <= 'f' ? (uint32_t)(digit - 'a' + 10)
			       : digit >= 'A' && digit <= 'F' ? (uint32_t)(digit - 'A' + 10)
							      : 99;
		if (one >= base)
			return UTF8_BAD;
		value = value * base + one;
		if (value > 0x10FFFF)
			return UTF8_BAD;
	}
	return value;
}

/* `name` stands between '&' and ';'. UTF8_BAD: nothing XML itself knows. */
static uint32_t reference(struct str name)
{
	static const struct {
		struct str name;
		char code;
	} known[] = {{{"lt", 2}, '<'}, {{"gt", 2}, '>'}, {{"amp", 3}, '&'}, {{"quot", 4}, '"'}, {{"apos", 4}, '\''}};
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (str_equal(name, known[i].name))
			return (uint32_t)known[i].code;
	if (str_starts(name, STR("#x")))
		return number_of(str_part(name, (struct span){2, name.len}), 16);
	if (str_starts(name, STR("#")))
		return number_of(str_part(name, (struct span){1, name.len}), 10);
	return UTF8_BAD;
}

/* Bytes of the reference at `at`; 0: none that XML knows. */
static size_t add_reference(const struct decoding *decoding, size_t at)
{
	size_t end = at + 1;
	while (end < decoding->raw.len && decoding->raw.ptr[end] != ';' && decoding->raw.ptr[end] != '&')
		end++;
	if (end == decoding->raw.len || decoding->raw.ptr[end] != ';')
		return 0;
	uint32_t code = reference(str_part(decoding->raw, (struct span){at + 1, end}));
	if (code == UTF8_BAD || code == 0 || (code >= 0xD800 && code < 0xE000))
		return 0;
	add_character(decoding, code, at, end + 1);
	return end + 1 - at;
}

/* Bytes of the character at `at`, which is not itself in a view; 0 on an unknown entity. */
static size_t add_special(const struct decoding *decoding, size_t at)
{
	struct str rest = str_part(decoding->raw, (struct span){at, decoding->raw.len});
	uint32_t code;
	if (rest.ptr[0] == '&')
		return add_reference(decoding, at);
	size_t len = utf8_next(rest, &code);
	if (rest.len > 1 && rest.ptr[0] == '\r' && rest.ptr[1] == '\n')
		len = 2;
	if (rest.ptr[0] == '\r' || rest.ptr[0] == '\n')
		code = decoding->kind == XML_ATTRIBUTE ? ' ' : '\n';
	add_character(decoding, code, at, at + len);
	return len;
}

/* Length of a character beyond ASCII that is itself in a view, else 0. */
static size_t itself(const struct decoding *decoding, size_t at)
{
	uint32_t code;
	if (!(decoding->raw.ptr[at] & 0x80))
		return 0;
	size_t len = utf8_next(str_part(decoding->raw, (struct span){at, decoding->raw.len}), &code);
	return utf8_look(code) == LOOK_SIGN ? len : 0;
}

enum err xml_decode(struct view *view, struct str raw, enum xml_kind kind, uint32_t number, uint64_t origin,
		    struct fault *fault)
{
	struct decoding decoding = {view, raw, kind, number, origin};
	size_t run = 0;
	for (size_t at = 0, len; at < raw.len; at += len) {
		len = special(&decoding, (unsigned char)raw.ptr[at]) ? itself(&decoding, at) : 1;
		if (len)
			continue;
		add_run(&decoding, run, at);
		len = add_special(&decoding, at);
		if (len == 0)
			return fault_set(fault, ERR_UNREADABLE,
					 "an entity or character reference that XML itself does not know; write the "
					 "character instead");
		run = at + len;
	}
	add_run(&decoding, run, raw.len);
	return ERR_NONE;
}
