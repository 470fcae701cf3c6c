/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the files of the xlsx format share: xlsx.c (the kind: sheets into views), xlsx_clean.c (what is made of them before
 * anybody looks), xlsx_cell.c (the cells of a sheet, and how they are cut), xlsx_date.c (numbers that are days). */
#ifndef FORMAT_XLSX_H
#define FORMAT_XLSX_H
#include "format/opc.h"
#include "format/sheet.h"

enum { XLSX_STRINGS = 64 << 20 /* bytes that shared strings may come to */ };

/* xlsx_date.c: which styles of cells show a number as a day, and what the number says. */
enum { XLSX_DATE = 1, XLSX_TIME = 2 };
struct xlsx_dates {
	uint8_t *styles; /* bits, by style */
	size_t count;
	bool from_1904;
};
enum err xlsx_dates_read(struct office *office, const struct opc *opc, struct xlsx_dates *dates, struct fault *fault) MUST_USE;
/* Appends the number as a reader sees it, "2014-06-09 16:40"; false: it is no day. */
bool xlsx_date_show(const struct xlsx_dates *dates, size_t style, struct str number, struct buf *to);

/* xlsx_clean.c: shared strings go where they are used, formulas with text in them become their values. Before opc_clean(). */
enum err xlsx_clean(struct office *office, struct opc *opc, struct fault *fault) MUST_USE;
/* The sheets in the order of the workbook, as relations of it; each has its element of the workbook. */
struct xlsx_sheet {
	uint32_t member;
	struct xml_range name; /* in the workbook */
	bool cells;            /* a worksheet; else a chart sheet */
};
struct xlsx_sheets {
	struct xlsx_sheet *list;
	size_t count, cap;
	uint32_t workbook;
};
enum err xlsx_sheets_read(struct office *office, const struct opc *opc, struct xlsx_sheets *sheets, struct fault *fault) MUST_USE;

enum xlsx_value {
	XLSX_EMPTY,
	XLSX_TEXT,   /* inline: cut where it stands */
	XLSX_RESULT, /* text that a formula gave: the same, and the formula goes */
	XLSX_WHOLE   /* a number, day, truth value: goes whole, with its formula */
};

/* xlsx_cell.c */
enum err xlsx_cells_read(const struct markup *markup, struct sheet_cells *cells, struct fault *fault) MUST_USE;
/* Appends the cell's text as a reader sees it. */
enum err xlsx_cell_text(const struct markup *markup, const struct xlsx_dates *dates, const struct sheet_cell *cell, struct buf *to,
			struct fault *fault) MUST_USE;

/* A cell in the view: what there is to change of it when it is cut. */
struct xlsx_shown {
	uint32_t member, first_spot, spots;
	struct xml_range tag, content, type, formula, open, close; /* type: the attribute t with its value; open, close: tags of v */
	enum xlsx_value value;
	bool cut; /* it is written anew already */
};
enum err xlsx_cell_show(struct office *office, struct view *view, const struct markup *markup, uint32_t member,
			const struct xlsx_dates *dates, const struct sheet_cell *cell, struct xlsx_shown *shown, struct fault *fault) MUST_USE;
/* A spot of the cell is cut: the rest of the cell changes so that it is text. True: the token is written, too. */
bool xlsx_cell_cut(struct office *office, struct xlsx_shown *shown, struct str token);
#endif
