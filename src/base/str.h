/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Borrowed bytes, half-open spans, and the only thing that grows. */
#ifndef BASE_STR_H
#define BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* `len` bytes that somebody else owns; not NUL-terminated; `ptr` may be NULL when `len` is 0. */
struct str {
	const char *ptr;
	size_t len;
};

/* Byte offsets [from, to). */
struct span {
	size_t from, to;
};

/* Bytes that grow; zero-initialise to begin, buf_free() to end. Appending never fails (see mem.h). */
struct buf {
	char *ptr;
	size_t len, cap;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

/* The whole C string; NULL gives an empty one. */
static inline struct str str_of(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

/* `span` must lie inside `s`. */
static inline struct str str_part(struct str s, struct span span)
{
	return (struct str){s.ptr ? s.ptr + span.from : NULL, span.to - span.from};
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Of ASCII, in every locale. */
static inline bool ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_letter(char c)
{
	return ascii_lower(c) || ascii_upper(c);
}

struct str str_trim(struct str s); /* without ASCII white space at both ends */
bool str_equal_nocase(struct str a, struct str b); /* ASCII letters only */
bool str_starts(struct str s, struct str prefix);
bool str_ends_nocase(struct str s, struct str suffix); /* ASCII letters only */
int str_order(struct str a, struct str b); /* by bytes, like memcmp; a total order */
uint64_t str_hash(struct str s); /* FNV-1a, 64 bit: the same everywhere; no defence against chosen input */

char *buf_room(struct buf *buf, size_t more); /* a place for `more` bytes after len; the caller raises len */

static inline void buf_add(struct buf *buf, struct str s)
{
	if (s.len == 0)
		return;
	char *to = s.len <= buf->cap - buf->len ? buf->ptr + buf->len : buf_room(buf, s.len);
	memcpy(to, s.ptr, s.len);
	buf->len += s.len;
}

static inline void buf_add_byte(struct buf *buf, char byte)
{
	char *to = buf->len < buf->cap ? buf->ptr + buf->len : buf_room(buf, 1);
	*to = byte;
	buf->len++;
}

void buf_add_text(struct buf *buf, const char *text);
void buf_add_decimal(struct buf *buf, uint64_t value);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *buf);

/* Keeps the memory. */
static inline void buf_clear(struct buf *buf)
{
	buf->len = 0;
}

/* Valid until the next change. */
static inline struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->ptr, buf->len};
}

/* A compact record: unsigned LEB128 numbers and length-prefixed bytes. Readers fail on anything cut short. */
void buf_add_number(struct buf *buf, uint64_t value);
void buf_add_counted(struct buf *buf, struct str s);
bool take_number(struct str *from, uint64_t *value);
bool take_counted(struct str *from, struct str *value);
#endif
