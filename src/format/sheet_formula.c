/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What formulas of spreadsheets name. A formula may say somebody's name: as text, as the name of a sheet, of another file, or of
 * a range of cells. One that names only cells of its own sheet and functions says nothing of anybody. */
#include <string.h>

#include "format/sheet.h"

struct scan {
	struct str text;
	size_t at;
};

static struct str rest_of(const struct scan *scan)
{
	return str_part(scan->text, (struct span){scan->at, scan->text.len});
}

/* The sign at hand, as it stands in XML; its length goes to `*len`. 0: one that cannot be told. */
static char sign_at(const struct scan *scan, size_t *len)
{
	static const struct {
		const char *entity;
		char sign;
	} entities[] = {{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
	char c = scan->text.ptr[scan->at];
	*len = 1;
	if (c != '&')
		return c;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (str_starts(rest_of(scan), str_of(entities[i].entity))) {
			*len = strlen(entities[i].entity);
			return entities[i].sign;
		}
	return '\0';
}

/* Text in quotes without a letter or digit: an empty one, a bar. */
static bool pass_text(struct scan *scan)
{
	size_t len;
	for (; scan->at < scan->text.len; scan->at += len) {
		char c = sign_at(scan, &len);
		if (c == '\0' || ascii_letter(c) || ascii_digit(c) || (c & 0x80))
			return false;
		if (c == '"') {
			scan->at += len;
			return true;
		}
	}
	return false;
}

/* "[.A1:.$B$2]" of OpenDocument: cells of the same sheet. */
static bool pass_brackets(struct scan *scan)
{
	bool begins = true;
	for (; scan->at < scan->text.len; scan->at++) {
		char c = scan->text.ptr[scan->at];
		if (c == ']') {
			scan->at++;
			return !begins;
		}
		if (begins ? c != '.' : !(ascii_letter(c) || ascii_digit(c) || c == '$' || c == ':'))
			return false;
		begins = c == ':';
	}
	return false;
}

/* A1, $B$2, AA, 12 */
static bool is_cell(struct str word, bool column)
{
	size_t letters = 0, digits = 0;
	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '$')
			continue;
		if (ascii_letter(word.ptr[i]) && digits)
			return false;
		letters += ascii_letter(word.ptr[i]);
		digits += ascii_digit(word.ptr[i]);
		if (!ascii_letter(word.ptr[i]) && !ascii_digit(word.ptr[i]))
			return false;
	}
	return letters <= 3 && digits <= 7 && (digits || column);
}

static char beside(const struct str *text, size_t at)
{
	return at < text->len ? text->ptr[at] : '\0';
}

/* A function, which is told, a cell, or a truth value. */
static bool pass_word(struct scan *scan, sheet_function told, void *context)
{
	struct span span = {scan->at, scan->at};
	for (char c; span.to < scan->text.len; span.to++) {
		c = scan->text.ptr[span.to];
		if (!ascii_letter(c) && !ascii_digit(c) && c != '.' && c != '_' && c != '$')
			break;
	}
	struct str word = str_part(scan->text, span);
	scan->at = span.to;
	if (beside(&scan->text, span.to) == '(') {
		if (told)
			told(context, span);
		return true;
	}
	bool column = beside(&scan->text, span.to) == ':' || (span.from && scan->text.ptr[span.from - 1] == ':');
	return is_cell(word, column) || str_equal_nocase(word, STR("TRUE")) || str_equal_nocase(word, STR("FALSE"));
}

static bool pass_number(struct scan *scan)
{
	while (scan->at < scan->text.len && (ascii_digit(scan->text.ptr[scan->at]) || strchr(".Ee", scan->text.ptr[scan->at])))
		scan->at++;
	return scan->at == scan->text.len || !ascii_letter(scan->text.ptr[scan->at]);
}

bool sheet_formula_plain(struct str formula, sheet_function told, void *context)
{
	struct scan scan = {formula, 0};
	const char *begin = formula.len ? memmem(formula.ptr, formula.len, ":=", 2) : NULL;
	if (begin && begin - formula.ptr <= 6) /* "of:=" says whose language it is */
		scan.at = (size_t)(begin - formula.ptr) + 2;
	while (scan.at < formula.len) {
		size_t len;
		char c = sign_at(&scan, &len);
		if (c == '\0')
			return false;
		if (ascii_letter(c) || c == '$' || c == '_') {
			if (!pass_word(&scan, told, context))
				return false;
		} else if (ascii_digit(c)) {
			if (!pass_number(&scan))
				return false;
		} else if (c == '"' || c == '[') {
			scan.at += len;
			if (c == '"' ? !pass_text(&scan) : !pass_brackets(&scan))
				return false;
		} else if (strchr(" \t\r\n+-*/^%=<>&,;:.(){}|~@", c)) {
			scan.at += len;
		} else {
			return false;
		}
	}
	return true;
}

bool sheet_formula_quotes(struct str formula)
{
	bool quoted = false;
	size_t len;
	for (struct scan scan = {formula, 0}; scan.at < formula.len; scan.at += len) {
		char c = sign_at(&scan, &len);
		if (c == '"')
			quoted = !quoted;
		else if (quoted && (c == '\0' || ascii_letter(c) || ascii_digit(c) || (c & 0x80)))
			return true;
	}
	return false;
}
