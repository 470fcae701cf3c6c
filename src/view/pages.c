/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/pages.h"

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

static void add(struct sheet_of_text *sheet, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c == '\n')
			end_line(sheet);
		else
			sheet->columns += (c & 0xC0) != 0x80;
		sheet->characters += (c & 0xC0) != 0x80;
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
