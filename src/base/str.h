/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Borrowed bytes, half-open spans, and the only thing that grows. */
#ifndef BASE_STR_H
#define BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

struct str str_of(const char *text); /* the whole C string; NULL gives an empty one */
struct str str_part(struct str s, struct span span); /* span must lie inside s */
struct str str_trim(struct str s); /* without ASCII white space at both ends */
bool str_equal(struct str a, struct str b);
bool str_equal_nocase(struct str a, struct str b); /* ASCII letters only */
bool str_starts(struct str s, struct str prefix);
bool str_ends_nocase(struct str s, struct str suffix); /* ASCII letters only */
int str_order(struct str a, struct str b); /* by bytes, like memcmp; a total order */
uint64_t str_hash(struct str s); /* FNV-1a, 64 bit: the same everywhere; no defence against chosen input */

void buf_add(struct buf *buf, struct str s);
void buf_add_byte(struct buf *buf, char byte);
void buf_add_text(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *buf_room(struct buf *buf, size_t more); /* a place for `more` bytes after len; the caller raises len */
void buf_clear(struct buf *buf); /* keeps the memory */
void buf_free(struct buf *buf);
struct str buf_str(const struct buf *buf); /* valid until the next change */

/* A compact record: unsigned LEB128 numbers and length-prefixed bytes. Readers fail on anything cut short. */
void buf_add_number(struct buf *buf, uint64_t value);
void buf_add_counted(struct buf *buf, struct str s);
bool take_number(struct str *from, uint64_t *value);
bool take_counted(struct str *from, struct str *value);
#endif
