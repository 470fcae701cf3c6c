/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.len && is_space(s.ptr[s.len - 1]))
		s.len--;
	while (s.len && is_space(s.ptr[0]))
		s.ptr++, s.len--;
	return s;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_equal_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (lower(a.ptr[i]) != lower(b.ptr[i]))
			return false;
	return true;
}

bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len && str_equal((struct str){s.ptr, prefix.len}, prefix);
}

bool str_ends_nocase(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_equal_nocase((struct str){s.ptr + s.len - suffix.len, suffix.len}, suffix);
}

int str_order(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.ptr, b.ptr, len) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

uint64_t str_hash(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
	return hash;
}

char *buf_room(struct buf *buf, size_t more)
{
	size_t need = mem_add(buf->len, more);
	if (need > buf->cap || buf->ptr == NULL) { /* nothing has a place too */
		size_t cap = buf->cap ? buf->cap : 64;
		while (cap < need)
			cap = mem_mul(cap, 2);
		buf->ptr = mem_resize(buf->ptr, cap, 1);
		buf->cap = cap;
	}
	return buf->ptr + buf->len;
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, str_of(text));
}

void buf_add_decimal(struct buf *buf, uint64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	buf_add(buf, (struct str){digits + at, sizeof digits - at});
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int need = vsnprintf(buf->ptr ? buf->ptr + buf->len : NULL, buf->cap - buf->len, format, args);
	va_end(args);
	if (need <= 0)
		return;
	if ((size_t)need < buf->cap - buf->len) {
		buf->len += (size_t)need;
		return;
	}
	char *room = buf_room(buf, (size_t)need + 1);
	va_start(args, format);
	vsnprintf(room, (size_t)need + 1, format, args);
	va_end(args);
	buf->len += (size_t)need;
}

void buf_free(struct buf *buf)
{
	free(buf->ptr);
	*buf = (struct buf){0};
}

void buf_add_number(struct buf *buf, uint64_t value)
{
	while (value >= 0x80) {
		buf_add_byte(buf, (char)(value | 0x80));
		value >>= 7;
	}
	buf_add_byte(buf, (char)value);
}

void buf_add_counted(struct buf *buf, struct str s)
{
	buf_add_number(buf, s.len);
	buf_add(buf, s);
}

bool take_number(struct str *from, uint64_t *value)
{
	*value = 0;
	for (unsigned shift = 0; from->len && shift < 64; shift += 7) {
		unsigned char byte = (unsigned char)*from->ptr++;
		from->len--;
		*value |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

bool take_counted(struct str *from, struct str *value)
{
	uint64_t len;
	if (!take_number(from, &len) || len > from->len)
		return false;
	*value = (struct str){from->ptr, (size_t)len};
	from->ptr += len;
	from->len -= (size_t)len;
	return true;
}
