/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sheets in OpenDocument: the tables of a spreadsheet, and the data of a chart, wherever such a part stands. What odf.c does for
 * paragraphs, ods.c does for them: sheets into views (format/sheet.h), then what hangs on the cells. ods_clean.c is what is
 * made of them before anybody looks, ods_cell.c one cell. */
#ifndef FORMAT_ODS_H
#define FORMAT_ODS_H
#include "format/clean.h"
#include "format/flow_row.h"
#include "format/sheet.h"

enum { ODS_EXPANDED = 64 << 20 /* bytes that cells written once and shown many times may come to */ };

/* Has the part sheets? Is this element one, or is this element a cell, of a row of one (its number goes to `*sheet`, unless it
 * is NULL)? */
bool ods_has_sheets(const struct markup *markup);
bool ods_is_sheet(const struct markup *markup, uint32_t element);
bool ods_is_cell(const struct markup *markup, uint32_t element, uint32_t *sheet);
/* What says what a cell is: its value in the form of programs, its formula. */
bool ods_is_value(const struct markup *markup, uint32_t attribute);
/* How often an element stands there, at least once: table:number-columns-repeated and the like. */
uint32_t ods_repeated(const struct markup *markup, uint32_t element, const char *local);

/* Cells that stand for several are written out, text in another form than the one that is shown goes, and formulas with text in
 * them become their values. `*spent`: of ODS_EXPANDED. Again and again until nothing changes. */
enum err ods_clean(const struct markup *markup, uint32_t member, struct splices *splices, size_t *spent, struct fault *fault) MUST_USE;

/* A cell in the view that is more than its paragraphs. */
struct ods_shown {
	uint32_t member, first_spot, spots;
	struct xml_range tag, name; /* its start tag, and the element's name in it */
	struct xml_range type;      /* the value of office:value-type */
	size_t first_range;         /* of ods.ranges: attributes that go, then paragraphs */
	uint32_t attributes, paragraphs;
	bool empty; /* it has no end tag */
	bool whole; /* one spot is all of it */
	bool cut;   /* it is written anew already */
};

struct ods {
	struct sheet_view view;
	struct flow *flow; /* borrowed: the part at hand; its rules are flow_ods */
	uint32_t sheet;    /* the element, XML_NONE: none at hand */
	struct ods_shown *shown;
	size_t shown_count, shown_cap;
	struct xml_range *ranges;
	size_t range_count, range_cap;
	struct flow_waiting waiting; /* what hangs on paragraphs in cells */
	struct buf scratch;
};

/* ods_cell.c */
enum ods_value {
	ODS_TEXT, /* what it shows is all there is: cut where it stands */
	ODS_WHOLE /* it shows something else than its value: both are seen, and go whole */
};
enum err ods_cells_read(struct ods *ods, struct fault *fault) MUST_USE;
extern const struct sheet_reader ods_reader;
/* A spot of the cell is cut: the rest of the cell changes so that it is text. True: the token is written, too. */
bool ods_cell_cut(struct office *office, struct ods *ods, struct ods_shown *shown, struct str token);

/* Zero-initialise, then begin; forget when a view begins. */
void ods_begin(struct ods *ods, struct office *office, struct flow *flow);
void ods_forget(struct ods *ods);
void ods_free(struct ods *ods);
/* The place of the next sheet of the part, 0: none. */
size_t ods_next_sheet(const struct ods *ods);
/* As much of the sheet that begins at flow->at, or is at hand, as goes into the view; `*full`: the view ends here. */
enum err ods_show(struct ods *ods, struct view *view, size_t limit, bool *full, struct fault *fault) MUST_USE;
/* As office_kind.cut. */
bool ods_cut(struct office *office, struct ods *ods, uint32_t spot, struct str token);
#endif
