/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "readback.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

enum { GROUP = 96 }; /* bytes of the longest bracket group that is passed over */

struct readback {
	struct hash *expected, *seen;
	struct buf text, visible;
};

struct readback *readback_new(void)
{
	struct readback *readback = mem_alloc(1, sizeof *readback);
	readback->expected = hash_open(HASH_SHA256);
	readback->seen = hash_open(HASH_SHA256);
	return readback;
}

void readback_free(struct readback *readback)
{
	if (readback == NULL)
		return;
	hash_close(readback->expected);
	hash_close(readback->seen);
	buf_free(&readback->text);
	buf_free(&readback->visible);
	free(readback);
}

void readback_begin(struct readback *readback)
{
	hash_begin(readback->expected);
	hash_begin(readback->seen);
}

static bool in_name_token(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

/* "_CHILD-1_": a token where only a name of XML may stand. */
static size_t name_token_len(struct str text, size_t at)
{
	size_t end = at + 1;
	while (end < text.len && end < at + GROUP && in_name_token(text.ptr[end]))
		end++;
	return end - at >= 3 && text.ptr[end - 1] == '_' ? end - at : 0;
}

/* Length of "[...]" at `at`, or 0: closed on the same line, near, and without another bracket inside. */
static size_t group_len(struct str text, size_t at)
{
	if (text.ptr[at] == '_')
		return name_token_len(text, at);
	for (size_t i = at + 1; i < text.len && i < at + GROUP; i++) {
		if (text.ptr[i] == ']')
			return i + 1 - at;
		if (text.ptr[i] == '[' || text.ptr[i] == '\n')
			return 0;
	}
	return 0;
}

static void add(struct readback *readback, struct hash *hash, struct str text)
{
	struct buf *visible = &readback->visible;
	buf_clear(visible);
	char *to = buf_room(visible, text.len);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
			continue;
		size_t group = c == '[' || c == '_' ? group_len(text, i) : 0;
		if (group)
			i += group - 1;
		else
			to[len++] = c;
	}
	hash_add(hash, (struct str){to, len});
}

void readback_expect(struct readback *readback, struct str text, const struct edit *edits, size_t count)
{
	size_t at = 0;
	buf_clear(&readback->text);
	for (size_t i = 0; i < count; i++) {
		buf_add(&readback->text, str_part(text, (struct span){at, edits[i].span.from}));
		buf_add(&readback->text, edits[i].token);
		at = edits[i].span.to;
	}
	buf_add(&readback->text, str_part(text, (struct span){at, text.len}));
	add(readback, readback->expected, buf_str(&readback->text));
}

void readback_see(struct readback *readback, struct str text)
{
	add(readback, readback->seen, text);
}

bool readback_agrees(struct readback *readback)
{
	unsigned char expected[SHA256_SIZE], seen[SHA256_SIZE];
	hash_end(readback->expected, expected);
	hash_end(readback->seen, seen);
	return memcmp(expected, seen, sizeof expected) == 0;
}
