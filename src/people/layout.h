/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What layout.c (lines), label.c (labels, roles, values) and table.c (columns, cells) share. */
#ifndef PEOPLE_LAYOUT_H
#define PEOPLE_LAYOUT_H
#include "people/internal.h"

enum { COLUMNS = 24 };

struct column {
	uint8_t what;    /* enum what, for a table with labels on top */
	uint32_t record; /* for a form whose columns are persons */
	uint32_t from;   /* bytes from the head's first word: where a column of a form without bars begins */
	struct str role; /* for a column that names another person of the row: "GUARDIAN" */
};

struct layout {
	struct people *people;
	uint32_t record;      /* the open entry */
	bool named;           /* it has a name already */
	struct column columns[COLUMNS];
	size_t column_count;
	bool rows;            /* columns are labels, each line a record; else columns are records, each line a label */
	bool piped;
	uint8_t pending;      /* label without a value on the line before */
};

static inline bool is_bar(const struct people *people, size_t word)
{
	return word < people->word_count && people->words[word].bar;
}

/* label.c */
enum what label_what(enum cue cue);
void mark_bars(struct people *people, size_t from, size_t to); /* of one line, before it is read */
bool is_label(const struct cue_hit *hit);
const struct cue_hit *label_at(const struct people *people, size_t at, size_t end, size_t *value, bool cell_start);
size_t value_end(const struct people *people, size_t at, size_t end);
bool begins_name(const struct people *people, size_t at);
size_t inverted_name(const struct people *people, size_t at, size_t end); /* "SMITH, JOHN A": where it ends, or 0 */
bool role_at(const struct people *people, size_t at, size_t end, size_t *rest, struct str *role);
void add_fact(struct people *people, size_t from, size_t to, enum what what, uint32_t record);
void add_name(struct layout *layout, size_t from, size_t to, enum what what, bool official);
void add_value(struct layout *layout, enum cue label, size_t from, size_t to);
void mark_record(struct people *people, size_t from, size_t to, uint32_t record);
void open_record(struct layout *layout, uint32_t line, struct str role);

/* table.c */
bool open_person_columns(struct layout *layout, size_t from, size_t to);
bool open_table(struct layout *layout, size_t from, size_t to);
void read_row(struct layout *layout, size_t from, size_t to);
bool read_person_row(struct layout *layout, size_t from, size_t to);
size_t bars_in(const struct people *people, size_t from, size_t to);
bool read_cells(struct layout *layout, size_t from, size_t to); /* a line of cells without a head */
void read_official_columns(struct layout *layout); /* AUTHOR, ENTERED_BY: columns of exports */

/* layout.c */
bool read_labels(struct layout *layout, size_t from, size_t to);
#endif
