/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A hash of short words for tables in memory, eight bytes at a time. It is the same on every machine of one byte order, so it is
 * never stored: what is stored takes str_hash(). */
#ifndef BASE_MIX_H
#define BASE_MIX_H
#include "base/str.h"

static inline uint64_t mix_load(const char *ptr, size_t len)
{
	uint64_t block = 0;
	memcpy(&block, ptr, len);
	return block;
}

/* At most seven bytes, as blocks that may overlap: no loop. */
static inline uint64_t mix_rest(const char *ptr, size_t len)
{
	if (len >= 4)
		return mix_load(ptr, 4) << 32 | mix_load(ptr + len - 4, 4);
	if (len == 0)
		return 0;
	return (uint64_t)(unsigned char)ptr[0] << 16 | (uint64_t)(unsigned char)ptr[len / 2] << 8 | (unsigned char)ptr[len - 1];
}

static inline uint64_t str_mix(struct str word)
{
	uint64_t hash = word.len * 0x9E3779B97F4A7C15u;
	size_t at = 0;
	for (; at + 8 <= word.len; at += 8) {
		hash = (hash ^ mix_load(word.ptr + at, 8)) * 0xD6E8FEB86659FD93u;
		hash ^= hash >> 32;
	}
	hash = (hash ^ mix_rest(word.ptr + at, word.len - at)) * 0xD6E8FEB86659FD93u;
	hash ^= hash >> 32;
	hash *= 0xD6E8FEB86659FD93u;
	return hash ^ hash >> 29;
}
#endif
