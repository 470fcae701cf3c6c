/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Does a file begin like an e-mail, or like a mailbox? */
#include <string.h>

#include "input/mail.h"

static bool has(struct str text, const char *word)
{
	return text.len && memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

/* A field that only mail programs write. "Received: 03/04/2012" in a report is none. */
static bool is_mark(struct str name, struct str value)
{
	if (str_equal_nocase(name, STR("MIME-Version")))
		return str_starts(value, STR("1."));
	if (str_equal_nocase(name, STR("Message-ID")))
		return str_starts(value, STR("<")) && has(value, "@");
	if (str_equal_nocase(name, STR("Received")))
		return (has(value, "by ") || has(value, "from ")) && has(value, ";");
	if (str_equal_nocase(name, STR("Return-Path")))
		return str_starts(value, STR("<"));
	if (str_equal_nocase(name, STR("Content-Type")))
		return has(value, "/");
	return str_equal_nocase(name, STR("Content-Transfer-Encoding")) || str_equal_nocase(name, STR("DKIM-Signature")) ||
	       (has(value, "=?") && has(value, "?="));
}

static bool is_usual(struct str name)
{
	return str_equal_nocase(name, STR("From")) || str_equal_nocase(name, STR("To")) || str_equal_nocase(name, STR("Subject")) ||
	       str_equal_nocase(name, STR("Date")) || str_equal_nocase(name, STR("Sender"));
}

static bool is_continued(struct str line)
{
	return line.ptr[0] == ' ' || line.ptr[0] == '\t';
}

/* The line at `at`, without its end; `*next` is behind it. */
static struct str line_at(struct str head, size_t at, size_t *next)
{
	const char *end = memchr(head.ptr + at, '\n', head.len - at);
	*next = end ? (size_t)(end - head.ptr) + 1 : head.len;
	struct str line = {head.ptr + at, end ? (size_t)(end - head.ptr) - at : head.len - at};
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

bool mail_sniff(struct str head, struct str name)
{
	bool mark = false, usual = false;
	struct str field = {0};
	if (head.len > MAIL_HEAD)
		head.len = MAIL_HEAD;
	for (size_t at = 0, next; at < head.len; at = next) {
		struct str line = line_at(head, at, &next);
		bool cut = next == head.len && head.len == MAIL_HEAD;
		if (line.len == 0)
			break;
		if (!is_continued(line) || at == 0) {
			size_t len = mail_field_name(line);
			if (len == 0 && cut && at)
				break;
			if (len == 0)
				return false;
			field = (struct str){line.ptr, len};
			line = str_part(line, (struct span){len + 1, line.len});
			usual = usual || is_usual(field);
		}
		mark = mark || is_mark(field, str_trim(line));
	}
	return mark || (usual && str_ends_nocase(name, STR(".eml")));
}

static bool is_word_of(struct str text, const char *words)
{
	for (; *words; words += 3)
		if (text.len >= 3 && memcmp(text.ptr, words, 3) == 0)
			return true;
	return false;
}

/* "Tue Oct  1 08:47" */
static bool is_date(struct str text)
{
	size_t at = 8;
	if (text.len < 16 || !is_word_of(text, "MonTueWedThuFriSatSun") || text.ptr[3] != ' ' ||
	    !is_word_of(str_part(text, (struct span){4, text.len}), "JanFebMarAprMayJunJulAugSepOctNovDec") || text.ptr[7] != ' ')
		return false;
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	while (at < text.len && ascii_digit(text.ptr[at]))
		at++;
	return text.len - at >= 6 && text.ptr[at] == ' ' && ascii_digit(text.ptr[at + 1]) && ascii_digit(text.ptr[at + 2]) &&
	       text.ptr[at + 3] == ':' && ascii_digit(text.ptr[at + 4]) && ascii_digit(text.ptr[at + 5]);
}

bool mail_box_line(struct str line, struct str after)
{
	if (!str_starts(line, STR("From ")) || mail_field_name(after) == 0)
		return false;
	for (size_t i = 5; i < line.len; i++)
		if (line.ptr[i - 1] == ' ' && is_date(str_part(line, (struct span){i, line.len})))
			return true;
	return false;
}

bool mail_box_sniff(struct str head)
{
	size_t next;
	if (head.len == 0 || *head.ptr != 'F')
		return false;
	struct str line = line_at(head, 0, &next);
	return mail_box_line(line, str_part(head, (struct span){next, head.len}));
}
