/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/pages.h"

#include "base/utf8.h"

struct sheet_of_text {
	uint64_t characters, lines; /* lines up to the last that is not blank */
	uint64_t blank, columns;    /* blank lines since; of the line at hand */
};

static void end_line(struct sheet_of_text *sheet)
{
	if (sheet->columns) {
		sheet->lines += sheet->blank + (sheet->columns + PAGE_COLUMNS - 1) / PAGE_COLUMNS;
		sheet->blank = 0;
	} else {
		sheet->blank += sheet->lines > 0;
	}
	sheet->columns = 0;
}

static uint64_t characters_in(struct str text)
{
	size_t ascii = utf8_ascii(text);
	uint64_t characters = ascii;
	for (size_t i = ascii; i < text.len; i++)
		characters += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return characters;
}

static void add(struct sheet_of_text *sheet, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		uint64_t characters = characters_in(str_part(text, (struct span){at, to}));
		sheet->columns += characters;
		sheet->characters += characters + (end != NULL);
		if (end)
			end_line(sheet);
		at = to + 1;
	}
}

static uint64_t begun(uint64_t count, uint64_t a_page)
{
	return count ? (count + a_page - 1) / a_page : 1;
}

uint64_t view_pages(const struct view *view, const struct edit *edits, size_t count)
{
	struct str text = view_prose(view);
	struct sheet_of_text sheet = {0};
	size_t at = 0;
	if (view->pages)
		return view->pages;
	for (size_t i = 0; i < count && edits[i].span.to <= text.len; i++) {
		if (edits[i].span.from > at)
			add(&sheet, str_part(text, (struct span){at, edits[i].span.from}));
		add(&sheet, edits[i].token);
		at = edits[i].span.to;
	}
	add(&sheet, str_part(text, (struct span){at, text.len}));
	end_line(&sheet);
	return view->structured || view->table ? begun(sheet.characters, PAGE_CHARACTERS) : begun(sheet.lines, PAGE_LINES);
}
