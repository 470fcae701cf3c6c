/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A list of words as a regular expression. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"

/* By first byte, then backwards by bytes: "years" before "year". */
static int order_words(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	if (x[0] != y[0])
		return (unsigned char)x[0] < (unsigned char)y[0] ? -1 : 1;
	return -strcmp(x, y);
}

static void add_literal(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == ' ') {
			buf_add_text(out, "[ ]");
			continue;
		}
		if (strchr("\\^$.[]|()?*+{}#-/", *text))
			buf_add_byte(out, '\\');
		buf_add_byte(out, *text);
	}
}

/* The first character of a word, as long as it is in UTF-8. */
static size_t first_len(const char *word)
{
	size_t len = 1;
	while (((unsigned char)word[len] & 0xC0) == 0x80)
		len++;
	return len;
}

void words_expression(struct buf *out, char **words, unsigned count)
{
	const char **sorted = mem_alloc(count, sizeof *sorted);
	for (unsigned i = 0; i < count; i++)
		sorted[i] = words[i];
	qsort(sorted, count, sizeof *sorted, order_words);
	buf_add_text(out, "(?:");
	for (unsigned i = 0; i < count;) {
		size_t len = first_len(sorted[i]);
		char first[8] = "";
		memcpy(first, sorted[i], len < 7 ? len : 7);
		buf_add_text(out, i ? "|" : "");
		add_literal(out, first);
		buf_add_text(out, "(?:");
		for (bool more = false; i < count && strncmp(sorted[i], first, len) == 0; i++, more = true) {
			buf_add_text(out, more ? "|" : "");
			add_literal(out, sorted[i] + len);
		}
		buf_add_text(out, ")");
	}
	buf_add_text(out, ")");
	free(sorted);
}
