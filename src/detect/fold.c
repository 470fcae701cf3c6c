/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/fold.h"

#include <string.h>

#include "base/utf8.h"
#include "detect/lexicon.h"

uint32_t fold_decode(const char *ptr, const char *end, size_t *len)
{
	const unsigned char *byte = (const unsigned char *)ptr;
	size_t have = (size_t)(end - ptr);
	*len = 1;
	if (byte[0] < 0xC0 || have < 2)
		return byte[0];
	if (byte[0] < 0xE0) {
		*len = 2;
		return (uint32_t)(byte[0] & 0x1F) << 6 | (byte[1] & 0x3F);
	}
	if (byte[0] < 0xF0 && have >= 3) {
		*len = 3;
		return (uint32_t)(byte[0] & 0x0F) << 12 | (uint32_t)(byte[1] & 0x3F) << 6 | (byte[2] & 0x3F);
	}
	if (have < 4)
		return byte[0];
	*len = 4;
	return (uint32_t)(byte[0] & 0x07) << 18 | (uint32_t)(byte[1] & 0x3F) << 12 | (uint32_t)(byte[2] & 0x3F) << 6 |
	       (byte[3] & 0x3F);
}

bool fold_is_apostrophe(uint32_t point)
{
	return point == '\'' || point == 0x2019 || point == 0x2018 || point == 0x02BC || point == 0x02BB || point == 0x00B4;
}

bool fold_is_letter(uint32_t point)
{
	if (point < 0x80)
		return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
	if (point < 0xC0)
		return point == 0xAA || point == 0xB5 || point == 0xBA;
	if (point == 0xD7 || point == 0xF7)
		return false;
	if (point >= 0x2000 && point < 0x2C00)
		return false; /* punctuation, symbols, arrows, boxes */
	if (point >= 0x3000 && point < 0x3040)
		return false;
	if ((point >= 0xFE10 && point < 0xFE70) || (point >= 0xFF00 && point < 0xFF21))
		return false;
	return point < 0x1F000; /* beyond: pictographs */
}

bool fold_is_upper(uint32_t point)
{
	if (point < 0x80)
		return point >= 'A' && point <= 'Z';
	if (point <= 0xDE)
		return point >= 0xC0 && point != 0xD7;
	if (point >= 0x100 && point <= 0x17F) {
		/* the case of pairs alternates, with its parity shifted in two ranges */
		bool odd = (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
		return point == 0x178 || (point & 1) == (odd ? 1u : 0u);
	}
	if (point >= 0x1E00 && point <= 0x1EFF)
		return (point & 1) == 0;
	return (point >= 0x391 && point <= 0x3A9) || (point >= 0x400 && point <= 0x42F) ||
	       point == 0x18F || point == 0x1A0 || point == 0x1AF || (point >= 0x1CD && point <= 0x1DC && (point & 1));
}

bool fold_is_mark(uint32_t point)
{
	return point >= 0x300 && point <= 0x36F;
}

static const char *plain_form(uint32_t point)
{
	if (point >= FOLD_LATIN_FROM && point <= FOLD_LATIN_TO)
		return fold_latin[point - FOLD_LATIN_FROM];
	if (point >= FOLD_ADDITIONAL_FROM && point <= FOLD_ADDITIONAL_TO)
		return fold_additional[point - FOLD_ADDITIONAL_FROM];
	return "";
}

char *fold_point(char *to, uint32_t point)
{
	const char *plain = plain_form(point);
	if (plain[0]) {
		*to++ = plain[0];
		if (plain[1])
			*to++ = plain[1];
		return to;
	}
	if (fold_is_mark(point))
		return to;
	if (fold_is_apostrophe(point))
		point = '\'';
	else if (point >= 0xFF21 && point <= 0xFF5A)
		point = (point - 0xFF21 + 'A') | 0x20;
	else if ((point >= 0x391 && point <= 0x3A9) || (point >= 0x410 && point <= 0x42F))
		point += 0x20;
	else if (point >= 0x400 && point <= 0x40F)
		point += 0x50;
	return to + utf8_put(to, point);
}

/* Folds eight ASCII characters at once; false: not all are ASCII. */
static bool fold_block(char *to, const char *from)
{
	const uint64_t ones = 0x0101010101010101u, high = ones << 7;
	uint64_t block;
	memcpy(&block, from, sizeof block);
	if (block & high)
		return false;
	/* the high bit of each byte in 'A'..'Z', moved to the bit that makes it small */
	uint64_t capital = (block + ones * (0x80 - 'A')) & ~(block + ones * (0x7f - 'Z')) & high;
	block |= capital >> 2;
	memcpy(to, &block, sizeof block);
	return true;
}

void fold_add(struct buf *out, struct str text)
{
	const char *ptr = text.ptr, *end = text.ptr + text.len;
	char *to = buf_room(out, text.len);
	while (ptr < end) {
		if (end - ptr >= 8 && fold_block(to, ptr)) {
			ptr += 8;
			to += 8;
			continue;
		}
		if ((unsigned char)*ptr < 0x80) {
			char c = *ptr++;
			*to++ = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
			continue;
		}
		size_t len;
		uint32_t point = fold_decode(ptr, end, &len);
		to = fold_point(to, point);
		ptr += len;
	}
	out->len = (size_t)(to - out->ptr);
}
