/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/json.h"

#include "base/hash.h"

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

/* the letter after the backslash, 0 when there is none */
static char short_escape(char c)
{
	switch (c) {
	case '"':
	case '\\': return c;
	case '\n': return 'n';
	case '\r': return 'r';
	case '\t': return 't';
	default: return 0;
	}
}

static void add_escape(struct buf *buf, char c)
{
	char letter = short_escape(c);
	if (letter) {
		buf_add(buf, (struct str){(char[]){'\\', letter}, 2});
		return;
	}
	char code[6] = {'\\', 'u', '0', '0'};
	hex_write((const unsigned char *)&c, 1, code + 4);
	buf_add(buf, (struct str){code, sizeof code});
}

void json_add(struct buf *buf, struct str text)
{
	if (text.len == 0) {
		buf_add(buf, STR("\"\""));
		return;
	}
	buf_add_byte(buf, '"');
	size_t from = 0;
	for (size_t at = 0; at < text.len; at++) {
		if (is_plain(text.ptr[at]))
			continue;
		buf_add(buf, str_part(text, (struct span){from, at}));
		add_escape(buf, text.ptr[at]);
		from = at + 1;
	}
	buf_add(buf, str_part(text, (struct span){from, text.len}));
	buf_add_byte(buf, '"');
}

static void skip(struct str *from, size_t count)
{
	from->ptr += count;
	from->len -= count;
}

static bool take_escape(struct str *from, struct buf *text)
{
	static const char letters[] = "\"\\nrt", values[] = "\"\\\n\r\t";
	if (from->len < 2)
		return false;
	for (size_t i = 0; letters[i]; i++)
		if (from->ptr[1] == letters[i]) {
			buf_add_byte(text, values[i]);
			skip(from, 2);
			return true;
		}
	unsigned char value;
	if (from->len < 6 || !str_starts(*from, STR("\\u00")) || !hex_read((struct str){from->ptr + 4, 2}, &value))
		return false;
	if (value >= 0x20 || short_escape((char)value))
		return false;
	buf_add_byte(text, (char)value);
	skip(from, 6);
	return true;
}

bool json_take(struct str *from, struct buf *text)
{
	if (from->len == 0 || from->ptr[0] != '"')
		return false;
	skip(from, 1);
	for (;;) {
		size_t len = 0;
		while (len < from->len && is_plain(from->ptr[len]))
			len++;
		buf_add(text, (struct str){from->ptr, len});
		skip(from, len);
		if (from->len == 0)
			return false;
		if (from->ptr[0] == '"') {
			skip(from, 1);
			return true;
		}
		if (from->ptr[0] != '\\' || !take_escape(from, text))
			return false;
	}
}
