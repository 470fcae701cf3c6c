/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/utf8.h"

#include <string.h>

static bool follows(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Length that a lead byte promises and the range of its second byte; 0: no lead byte. */
static size_t lead_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = 0x80;
	*high = 0xBF;
	if (lead < 0x80)
		return 1;
	if (lead < 0xC2 || lead > 0xF4)
		return 0;
	if (lead < 0xE0)
		return 2;
	if (lead == 0xE0)
		*low = 0xA0;
	if (lead == 0xED)
		*high = 0x9F;
	if (lead == 0xF0)
		*low = 0x90;
	if (lead == 0xF4)
		*high = 0x8F;
	return lead < 0xF0 ? 3 : 4;
}

/* How many bytes from the beginning of `s` agree with one character, `*need` what it takes; need 0: no lead byte. */
static size_t agreeing(struct str s, size_t *need)
{
	unsigned char low, high;
	const unsigned char *p = (const unsigned char *)s.ptr;
	*need = lead_length(p[0], &low, &high);
	size_t have = 1;
	if (*need > 1 && s.len > 1 && p[1] >= low && p[1] <= high)
		for (have = 2; have < *need && have < s.len && follows(p[have]);)
			have++;
	return have;
}

size_t utf8_next(struct str s, uint32_t *code)
{
	const unsigned char *p = (const unsigned char *)s.ptr;
	size_t need, have = agreeing(s, &need);
	if (need == 0 || have < need) {
		*code = UTF8_BAD;
		return 1;
	}
	static const unsigned char masks[UTF8_MAX + 1] = {0, 0x7F, 0x1F, 0x0F, 0x07};
	uint32_t value = p[0] & masks[need];
	for (size_t i = 1; i < need; i++)
		value = value << 6 | (p[i] & 0x3F);
	*code = value;
	return need;
}

size_t utf8_put(char *to, uint32_t code)
{
	if (code < 0x80) {
		to[0] = (char)code;
		return 1;
	}
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char leads[UTF8_MAX + 1] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (size_t i = len; i-- > 1; code >>= 6)
		to[i] = (char)(0x80 | (code & 0x3F));
	to[0] = (char)(leads[len] | code);
	return len;
}

void utf8_add(struct buf *buf, uint32_t code)
{
	buf->len += utf8_put(buf_room(buf, UTF8_MAX), code);
}

size_t utf8_ascii(struct str s)
{
	size_t at = 0;
	for (; s.len - at >= 32; at += 32) {
		unsigned char any = 0;
		for (size_t i = 0; i < 32; i++)
			any |= (unsigned char)s.ptr[at + i];
		if (any & 0x80)
			break;
	}
	while (at < s.len && !(s.ptr[at] & 0x80))
		at++;
	return at;
}

size_t utf8_valid(struct str s)
{
	for (size_t at = 0;;) {
		at += utf8_ascii(str_part(s, (struct span){at, s.len}));
		if (at == s.len)
			return at;
		uint32_t code;
		size_t len = utf8_next(str_part(s, (struct span){at, s.len}), &code);
		if (code == UTF8_BAD)
			return at;
		at += len;
	}
}

size_t utf8_tail(struct str s)
{
	for (size_t back = 1; back < UTF8_MAX && back <= s.len; back++) {
		struct str tail = str_part(s, (struct span){s.len - back, s.len});
		if (follows((unsigned char)tail.ptr[0]))
			continue;
		size_t need, have = agreeing(tail, &need);
		return have == back && have < need ? back : 0;
	}
	return 0;
}

size_t utf8_floor(struct str s, size_t at)
{
	while (at > 0 && at < s.len && follows((unsigned char)s.ptr[at]))
		at--;
	return at;
}

size_t utf8_ceil(struct str s, size_t at)
{
	while (at < s.len && follows((unsigned char)s.ptr[at]))
		at++;
	return at;
}

struct range {
	uint32_t from, to;
	enum utf8_look look;
};

/* Sorted; what lies between is LOOK_SIGN. */
static const struct range looks[] = {
	{0x0000, 0x0008, LOOK_CONTROL},   {0x000A, 0x000D, LOOK_LINE},      {0x000E, 0x001B, LOOK_CONTROL},
	{0x001C, 0x001F, LOOK_LINE},      {0x0020, 0x0020, LOOK_SPACE},     {0x007F, 0x0084, LOOK_CONTROL},
	{0x0085, 0x0085, LOOK_LINE},      {0x0086, 0x009F, LOOK_CONTROL},   {0x00A0, 0x00A0, LOOK_SPACE},
	{0x00AD, 0x00AD, LOOK_NOTHING},   {0x034F, 0x034F, LOOK_NOTHING},   {0x061C, 0x061C, LOOK_NOTHING},
	{0x115F, 0x1160, LOOK_SPACE},     {0x1680, 0x1680, LOOK_SPACE},     {0x17B4, 0x17B5, LOOK_NOTHING},
	{0x180B, 0x180F, LOOK_NOTHING},   {0x2000, 0x200A, LOOK_SPACE},     {0x200B, 0x200F, LOOK_NOTHING},
	{0x2028, 0x2029, LOOK_LINE},      {0x202A, 0x202E, LOOK_NOTHING},   {0x202F, 0x202F, LOOK_SPACE},
	{0x205F, 0x205F, LOOK_SPACE},     {0x2060, 0x206F, LOOK_NOTHING},   {0x2800, 0x2800, LOOK_SPACE},
	{0x3000, 0x3000, LOOK_SPACE},     {0x3164, 0x3164, LOOK_SPACE},     {0xFE00, 0xFE0F, LOOK_NOTHING},
	{0xFEFF, 0xFEFF, LOOK_NOTHING},   {0xFFA0, 0xFFA0, LOOK_SPACE},     {0xFFF9, 0xFFFB, LOOK_NOTHING},
	{0x1D173, 0x1D17A, LOOK_NOTHING}, {0xE0000, 0xE0FFF, LOOK_NOTHING},
};

enum utf8_look utf8_look(uint32_t code)
{
	size_t low = 0, high = sizeof looks / sizeof looks[0];
	if (code > 0xAD && code < 0x34F)
		return LOOK_SIGN;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (code > looks[middle].to)
			low = middle + 1;
		else if (code < looks[middle].from)
			high = middle;
		else
			return looks[middle].look;
	}
	return LOOK_SIGN;
}
