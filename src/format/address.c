/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/address.h"

#include "base/utf8.h"

static int hex(char c)
{
	char small = (char)(c | 0x20);
	return c >= '0' && c <= '9' ? c - '0' : small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

size_t address_character(struct str bytes, size_t at, uint32_t *code)
{
	char raw[UTF8_MAX];
	size_t len = 0;
	for (; len < sizeof raw && bytes.len - at >= 3 && bytes.ptr[at] == '%'; at += 3) {
		int high = hex(bytes.ptr[at + 1]), low = hex(bytes.ptr[at + 2]);
		if (high < 0 || low < 0)
			break;
		raw[len++] = (char)(high * 16 + low);
		if (utf8_next((struct str){raw, len}, code) == len && *code != UTF8_BAD)
			return *code >= 0x20 && *code != 0x7F ? len * 3 : 0;
	}
	return 0;
}
