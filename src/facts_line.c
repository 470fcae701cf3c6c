/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "facts_line.h"

#include <string.h>

#include "output/report.h"

enum { HEAD = 48 }; /* a label and its number at the head of a line: the number begins within so many bytes */

bool facts_at_head(struct str text, size_t at)
{
	size_t from = at;
	while (from > 0 && text.ptr[from - 1] != '\n' && at - from <= HEAD)
		from--;
	return at - from <= HEAD;
}

/* A field's value stands behind a colon, a bar or a gap; "report no. 24-000778" has none, and may be running text. */
static bool is_field(struct str text, size_t at)
{
	size_t from = at;
	while (from > 0 && strchr(" \t.#_-", text.ptr[from - 1]) && text.ptr[from - 1])
		from--;
	return from == 0 || strchr("\n:=|", text.ptr[from - 1]) || at - from > 3;
}

bool facts_in_sentence(struct str text, struct span number)
{
	bool field = is_field(text, number.from);
	size_t at = number.to;
	if (at < text.len && strchr(".,;)", text.ptr[at]) && !field) {
		if (text.ptr[at] == '.')
			return true;
		at++;
	}
	if (at + 1 >= text.len || (text.ptr[at] != ' ' && (field || text.ptr[at] != '\n')) || !ascii_lower(text.ptr[at + 1]))
		return false;
	for (at++; at < text.len && ascii_lower(text.ptr[at]);)
		at++;
	return at == text.len || strchr(":=|_", text.ptr[at]) == NULL; /* no label of the next field */
}

bool facts_blank_between(struct str text, struct span span)
{
	bool blank = false;
	for (size_t i = span.from; i < span.to && i < text.len; i++) {
		if (text.ptr[i] == '\n' && blank)
			return true;
		if (text.ptr[i] == '\n')
			blank = true;
		else if (text.ptr[i] != ' ' && text.ptr[i] != '\t')
			blank = false;
	}
	return false;
}

uint64_t facts_count_lines(struct str text, size_t from, size_t to)
{
	uint64_t lines = 0;
	for (const char *at = text.ptr + from; from < to && (at = memchr(at, '\n', (size_t)(text.ptr + to - at))); at++)
		lines++;
	return lines;
}

/* What parts this offence from the next: ';' or '/', or ',' in a list that is parted so. */
static bool parts(struct str text, size_t at, bool commas)
{
	bool stroke = text.ptr[at] == '/' && at > 0 && text.ptr[at - 1] == ' ';
	return text.ptr[at] == ';' || stroke || (commas && text.ptr[at] == ',');
}

struct span facts_next_listed(struct str text, size_t at, bool commas)
{
	enum { SECTION = 40 };
	size_t sep, to;
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	if (at < text.len && text.ptr[at] == '(') {
		for (sep = at; sep < text.len && sep - at < SECTION && text.ptr[sep] != ')' && text.ptr[sep] != '\n';)
			sep++;
		if (sep == text.len || text.ptr[sep] != ')')
			return (struct span){at, at};
		at = sep + 1;
	}
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	if (at == text.len || (text.ptr[at] != '/' && !parts(text, at, commas)))
		return (struct span){at, at};
	for (at++; at < text.len && text.ptr[at] == ' ';)
		at++;
	for (to = at; to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '(' && !parts(text, to, commas);)
		to++;
	bool letter = at < text.len && ((text.ptr[at] >= 'A' && text.ptr[at] <= 'Z') || (!commas && ascii_lower(text.ptr[at])));
	return letter && to - at <= REPORT_TEXT_LIMIT ? (struct span){at, to} : (struct span){at, at};
}
