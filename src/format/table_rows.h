/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rows of a table in a view: a line "HEAD: value" for each cell, a blank line between rows, and fields with the record of
 * the person each value belongs to. What tables in text, spreadsheets and JSON have in common. Private to format/. */
#ifndef FORMAT_TABLE_ROWS_H
#define FORMAT_TABLE_ROWS_H
#include "view/head.h"
#include "view/view.h"

enum { TABLE_COLUMNS = 4096, TABLE_LONG = 160 }; /* TABLE_LONG: bytes of a value that is shown as a paragraph */

struct table_column {
	struct span name; /* in words, in `names` */
	struct head head;
	uint32_t group;   /* which of the row's persons it is about, from 1; 0: nobody */
};

struct table_group {
	uint64_t whose;
	uint32_t number;
	struct str role;
	uint64_t parts;  /* bits by enum what: parts of a name that it has */
	uint32_t record; /* in the row at hand; 0: none yet */
};

/* Zero-initialise to begin, `heads` apart. */
struct table_rows {
	const struct heads *heads; /* NULL: nothing is known */
	struct buf names;
	struct table_column *columns;
	size_t column_count, column_cap;
	struct table_group *groups; /* [0] is nobody */
	size_t group_count, group_cap;
	size_t number;   /* the column of the report's number; SIZE_MAX: none */
	uint32_t record; /* the last of the view */
	/* of a form: table_form.c */
	enum { FORM_BARE, FORM_LABEL, FORM_VALUE } form; /* what the row has so far */
	struct head label;   /* its last label, whose words are in `names` */
	struct head section; /* "VICTIM" on a row of its own: of what is below */
};

void table_rows_free(struct table_rows *rows);

/* The heads, from left to right, then settle: whose the columns are. */
void table_rows_clear(struct table_rows *rows);
void table_rows_head(struct table_rows *rows, struct str label);
void table_rows_settle(struct table_rows *rows);
bool table_rows_named(const struct table_rows *rows); /* is there a column of names? */
/* Are they heads, or values of a table without? `sure`: one that is known is not enough. */
bool table_rows_headed(const struct table_rows *rows, bool sure);

/* table_tell.c: what kind of table the first rows are of; for heads, which row has them (else SIZE_MAX), and `rows` is settled. */
enum table_kind { TABLE_PLAIN, TABLE_HEADS, TABLE_FORM };
struct table_sample {
	const struct str *texts; /* of the cells, trimmed or not */
	const size_t *first;     /* by row: its first cell; one more at the end */
	size_t rows;
};
enum table_kind table_tell(struct table_rows *rows, const struct table_sample *sample, size_t *heads);

/* A fresh view: its records begin anew. */
void table_rows_view(struct table_rows *rows, struct view *view);
void table_row_begin(struct table_rows *rows, struct view *view);
/* Shows the head of the column, if it has one; the caller adds the value, at most `len` bytes, then ends the cell. */
void table_cell_begin(const struct table_rows *rows, struct view *view, size_t column, size_t len);
void table_cell_end(struct table_rows *rows, struct view *view, size_t column, size_t from);

/* The group of this person; one that has that part of a name already is another person's. */
uint32_t table_group_of(struct table_rows *rows, uint64_t whose, uint32_t number, const struct head *head);

/* Forms. A row begins; then for each cell that is not empty: table_form_cell() shows what stands before it and tells whether
 * it is a label; the caller adds its text (value: `len` bytes; `alone`: nothing else is in the row), then ends it.
 * `first`: the row is the first of the form. */
bool table_form_label(const struct table_rows *rows, struct str text, struct head *head);
void table_form_begin(struct table_rows *rows);
void table_form_row(struct table_rows *rows, struct view *view);
bool table_form_cell(struct table_rows *rows, struct view *view, struct str text, size_t len, bool alone);
void table_form_end(struct table_rows *rows, struct view *view, size_t column, size_t from, bool label, bool first);

/* Adds the field for a value of this head, if it is one; `record`: 0, nobody's. */
void table_field(const struct heads *heads, struct view *view, const struct head *head, struct span value, uint32_t record);
/* Is the value about the person, not about the report or a thing? */
bool table_personal(const struct head *head);
/* Text for the eye only, without origin. */
void table_show(struct view *view, struct str text);
#endif
