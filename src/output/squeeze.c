/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/squeeze.h"

#include <endian.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

enum {
	ROOM = 4 * SQUEEZE_WINDOW,
	PIECE = SQUEEZE_WINDOW / 2, /* longer input is taken in such pieces */
	MATCH_MIN = 3,
	MATCH_MAX = 258,
	SYMBOLS = 286, /* literals 0..255, end of block, 29 length codes */
	SYMBOL_END = 256,
	SYMBOL_LENGTH = 257,
	DISTANCES = 30,
	CODE_MAX = 13
};

struct code {
	uint16_t bits; /* as deflate wants them, first bit lowest */
	uint8_t len;
};

struct squeeze {
	struct hash *sha;
	uint32_t crc;
	uint64_t start;         /* position of raw[0] */
	size_t len, summed;     /* bytes in raw, and those of them that sha and crc have seen */
	size_t match, distance; /* a match that the next piece may make longer */
	uint64_t bits;          /* not yet a whole byte */
	unsigned bit_count;
	struct buf out;
	struct code symbols[SYMBOLS], distances[DISTANCES];
	uint8_t length_code[MATCH_MAX + 1]; /* index into the 29 */
	char raw[ROOM];
};

static const uint16_t length_base[29] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
					 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_extra[29] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
					 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};

/* The lengths of the code. Their sum, 2^-length each, is exactly one, as inflaters demand: in units of 2^-13
 * 10 digits * 512 + 6 letters * 256 + 28 lengths * 32 + 1 * 128 + 8 signs * 8 + 71 other printables * 4 + line end and
 * tab 2 * 2 + the other 160 * 1 = 8192. */
static unsigned symbol_length(unsigned symbol)
{
	if (symbol >= SYMBOL_LENGTH)
		return symbol == SYMBOLS - 1 ? 6 : 8;
	if (symbol >= '0' && symbol <= '9')
		return 4;
	if (symbol >= 'a' && symbol <= 'f')
		return 5;
	if (symbol < SYMBOL_END && symbol && strchr("-/., \"[]", (int)symbol))
		return 10;
	if (symbol >= 0x20 && symbol < 0x7f)
		return 11;
	return symbol == '\n' || symbol == '\t' ? 12 : CODE_MAX;
}

/* 12/16 + 14/64 + 4/128 = 1; most repetitions are 129 to 8192 bytes away */
static unsigned distance_length(unsigned distance)
{
	if (distance >= 14 && distance < 26)
		return 4;
	return distance < 4 ? 7 : 6;
}

/* canonical codes for the lengths (RFC 1951, 3.2.2), turned round */
static void make_codes(struct code *codes, unsigned count, unsigned (*length)(unsigned))
{
	unsigned next = 0;
	for (unsigned len = 1; len <= CODE_MAX; len++, next <<= 1)
		for (unsigned i = 0; i < count; i++) {
			if (length(i) != len)
				continue;
			unsigned turned = 0;
			for (unsigned bit = 0; bit < len; bit++)
				turned |= (next >> bit & 1) << (len - 1 - bit);
			codes[i] = (struct code){(uint16_t)turned, (uint8_t)len};
			next++;
		}
}

/* whole bytes to the output, which has room for eight */
static inline void bits_write(struct squeeze *squeeze)
{
	uint64_t little = htole64(squeeze->bits);
	memcpy(squeeze->out.ptr + squeeze->out.len, &little, sizeof little);
	unsigned bytes = squeeze->bit_count / 8;
	squeeze->out.len += bytes;
	squeeze->bits = bytes < 8 ? squeeze->bits >> 8 * bytes : 0;
	squeeze->bit_count %= 8;
}

static void bits_flush(struct squeeze *squeeze)
{
	buf_room(&squeeze->out, 8);
	bits_write(squeeze);
}

/* at most 56 bits between two flushes */
static inline void bits_put(struct squeeze *squeeze, unsigned value, unsigned count)
{
	squeeze->bits |= (uint64_t)value << squeeze->bit_count;
	squeeze->bit_count += count;
}

static inline void code_put(struct squeeze *squeeze, struct code code)
{
	bits_put(squeeze, code.bits, code.len);
}

/* one block with its own code: the lengths are written in a code of four bits each for the lengths 0 to 15 */
static void write_header(struct squeeze *squeeze)
{
	bits_put(squeeze, 1 | 2 << 1, 3);
	bits_put(squeeze, SYMBOLS - 257, 5);
	bits_put(squeeze, DISTANCES - 1, 5);
	bits_put(squeeze, 19 - 4, 4);
	for (unsigned i = 0; i < 19; i++) {
		bits_put(squeeze, i < 3 ? 0 : 4, 3); /* the first three are the repeat codes, unused */
		bits_flush(squeeze);
	}
	for (unsigned i = 0; i < SYMBOLS + DISTANCES; i++) {
		unsigned len = i < SYMBOLS ? symbol_length(i) : distance_length(i - SYMBOLS);
		unsigned turned = (len & 1) << 3 | (len & 2) << 1 | (len & 4) >> 1 | (len & 8) >> 3;
		bits_put(squeeze, turned, 4);
		bits_flush(squeeze);
	}
}

struct squeeze *squeeze_open(void)
{
	struct squeeze *squeeze = mem_alloc(1, sizeof *squeeze);
	squeeze->sha = hash_open(HASH_SHA256);
	make_codes(squeeze->symbols, SYMBOLS, symbol_length);
	make_codes(squeeze->distances, DISTANCES, distance_length);
	for (unsigned code = 0; code < 29; code++)
		for (unsigned len = length_base[code]; len <= MATCH_MAX; len++)
			squeeze->length_code[len] = (uint8_t)code;
	write_header(squeeze);
	return squeeze;
}

void squeeze_close(struct squeeze *squeeze)
{
	if (squeeze == NULL)
		return;
	hash_close(squeeze->sha);
	buf_free(&squeeze->out);
	free(squeeze);
}

static void put_literals(struct squeeze *squeeze, struct str bytes)
{
	buf_room(&squeeze->out, 2 * bytes.len + 2 * sizeof squeeze->bits);
	size_t at = 0;
	for (; bytes.len - at >= 4; at += 4) { /* 7 + 4 * 13 bits fit */
		for (size_t i = 0; i < 4; i++)
			code_put(squeeze, squeeze->symbols[(unsigned char)bytes.ptr[at + i]]);
		bits_write(squeeze);
	}
	for (; at < bytes.len; at++)
		code_put(squeeze, squeeze->symbols[(unsigned char)bytes.ptr[at]]);
	bits_write(squeeze);
}

static void put_one_match(struct squeeze *squeeze, size_t len, size_t distance)
{
	unsigned code = squeeze->length_code[len];
	code_put(squeeze, squeeze->symbols[SYMBOL_LENGTH + code]);
	bits_put(squeeze, (unsigned)(len - length_base[code]), length_extra[code]);
	/* distance codes: 0..3 for 1..4, then two codes for each power of two */
	unsigned less = (unsigned)distance - 1, symbol = less, extra = 0;
	if (less >= 4) {
		unsigned top = 31u - (unsigned)__builtin_clz(less);
		extra = top - 1;
		symbol = 2 * top + (less >> extra & 1);
	}
	code_put(squeeze, squeeze->distances[symbol]);
	bits_put(squeeze, less & ((1u << extra) - 1), extra);
	bits_flush(squeeze);
}

static void end_match(struct squeeze *squeeze)
{
	size_t left = squeeze->match;
	while (left) {
		size_t len = left;
		if (len > MATCH_MAX) /* what remains must not be shorter than a match can be */
			len = len - MATCH_MAX < MATCH_MIN ? len - MATCH_MIN : MATCH_MAX;
		put_one_match(squeeze, len, squeeze->distance);
		left -= len;
	}
	squeeze->match = 0;
}

static void sum_up(struct squeeze *squeeze)
{
	struct str fresh = {squeeze->raw + squeeze->summed, squeeze->len - squeeze->summed};
	hash_add(squeeze->sha, fresh);
	squeeze->crc = libdeflate_crc32(squeeze->crc, fresh.ptr, fresh.len);
	squeeze->summed = squeeze->len;
}

static void slide(struct squeeze *squeeze)
{
	sum_up(squeeze);
	size_t gone = squeeze->len - SQUEEZE_WINDOW;
	memmove(squeeze->raw, squeeze->raw + gone, SQUEEZE_WINDOW);
	squeeze->start += gone;
	squeeze->len = squeeze->summed = SQUEEZE_WINDOW;
}

static uint64_t eight_at(const char *from)
{
	uint64_t value;
	memcpy(&value, from, sizeof value);
	return value;
}

/* how many bytes at a and b are equal, of `limit` */
static size_t equal_length(const char *a, const char *b, size_t limit)
{
	size_t len = 0;
	while (limit - len >= 8 && eight_at(a + len) == eight_at(b + len))
		len += 8;
	while (len < limit && a[len] == b[len])
		len++;
	return len;
}

static void add_piece(struct squeeze *squeeze, struct str bytes, squeeze_place *place)
{
	if (squeeze->len + bytes.len > ROOM)
		slide(squeeze);
	char *to = squeeze->raw + squeeze->len;
	memcpy(to, bytes.ptr, bytes.len);
	uint64_t here = squeeze->start + squeeze->len;
	bool near = place && squeeze_reaches(squeeze, *place);
	squeeze->len += bytes.len;
	size_t same = 0, distance = 0;
	if (squeeze->match && equal_length(to - squeeze->distance, bytes.ptr, bytes.len) == bytes.len) {
		distance = squeeze->distance; /* goes on like what the piece before repeats */
		same = bytes.len;
	} else if (near) {
		distance = (size_t)(here - (*place - 1));
		same = equal_length(to - distance, bytes.ptr, bytes.len);
	}
	if (place)
		*place = here + 1;
	bool longer = squeeze->match && squeeze->distance == distance;
	if (same && !longer)
		end_match(squeeze);
	if (longer || same >= MATCH_MIN) {
		squeeze->match += same;
		squeeze->distance = distance;
	} else {
		same = 0;
	}
	if (same == bytes.len)
		return;
	end_match(squeeze);
	put_literals(squeeze, (struct str){bytes.ptr + same, bytes.len - same});
}

void squeeze_add(struct squeeze *squeeze, struct str bytes, squeeze_place *place)
{
	while (bytes.len > PIECE) {
		add_piece(squeeze, (struct str){bytes.ptr, PIECE}, NULL);
		bytes.ptr += PIECE;
		bytes.len -= PIECE;
	}
	if (bytes.len)
		add_piece(squeeze, bytes, place);
}

squeeze_place squeeze_here(const struct squeeze *squeeze)
{
	return squeeze->start + squeeze->len + 1;
}

bool squeeze_reaches(const struct squeeze *squeeze, squeeze_place place)
{
	uint64_t here = squeeze->start + squeeze->len;
	return place && place <= here && here - (place - 1) <= SQUEEZE_WINDOW;
}

uint64_t squeeze_position(const struct squeeze *squeeze)
{
	return squeeze->start + squeeze->len;
}

struct str squeeze_since(const struct squeeze *squeeze, uint64_t position)
{
	size_t from = (size_t)(position - squeeze->start);
	return (struct str){squeeze->raw + from, squeeze->len - from};
}

struct str squeeze_output(const struct squeeze *squeeze)
{
	return buf_str(&squeeze->out);
}

void squeeze_taken(struct squeeze *squeeze)
{
	buf_clear(&squeeze->out);
}

void squeeze_end(struct squeeze *squeeze, uint32_t *crc, unsigned char sha256[32])
{
	end_match(squeeze);
	code_put(squeeze, squeeze->symbols[SYMBOL_END]);
	squeeze->bit_count = (squeeze->bit_count + 7) / 8 * 8;
	bits_flush(squeeze);
	sum_up(squeeze);
	*crc = squeeze->crc;
	hash_end(squeeze->sha, sha256);
}
