/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What layout.c (lines), label.c (labels, roles, values), table.c (columns) and record.c (cells) share. */
#ifndef PEOPLE_LAYOUT_H
#define PEOPLE_LAYOUT_H
#include "people/internal.h"

enum { COLUMNS = 40 };

struct column {
	uint8_t what;    /* enum what, for a table with labels on top */
	uint32_t record; /* for a form whose columns are persons */
	uint32_t from;   /* bytes from the head's first word: where a column of a form without bars begins */
	struct str role; /* for a column that names another person of the row: "GUARDIAN" */
};

/* The record that values with one key belong to: "child.1" of "child.1.name". */
struct key_record {
	struct str key;
	uint32_t record;
};

/* Lines that begin with the same code, and in how many of them something shows what they are about. */
struct row_type {
	struct str code;
	uint32_t persons, officers, things;
};

struct layout {
	struct people *people;
	uint32_t record;      /* the open entry */
	bool named;           /* it has a name already */
	struct column columns[COLUMNS];
	size_t column_count;
	bool rows;            /* columns are labels, each line a record; else columns are records, each line a label */
	bool piped, tabbed;   /* bars or tabs part the cells, also empty ones */
	bool fields;          /* of a message to a file of missing persons */
	bool aligned;         /* a table by where its cells stand: it ends where they stand elsewhere */
	uint32_t value_fact, value_line, value_offset; /* the last value: it may go on in the next line, right below */
	bool due;             /* a name stands here by its column, though its words are ordinary */
	bool sure;            /* nothing but a name stands there: not even what reads like a sentence is one */
	bool apart;           /* rows of other kinds stand between the heads and here */
	bool once;            /* a pair of heads: one line of values stands below */
	uint32_t head_line;   /* of the heads */
	bool nameless;        /* no column holds the names of persons */
	bool things;          /* the rows are about vehicles */
	uint8_t pending;      /* label without a value on the line before */
	struct key_record keys[32];
	size_t key_count;
	struct row_type types[24];
	size_t type_count;
	uint8_t votes[COLUMNS]; /* lines in which the name of a person begins in that cell */
};

static inline bool is_bar(const struct people *people, size_t word)
{
	return word < people->word_count && people->words[word].bar;
}

/* label.c */
enum what label_what(enum cue cue);
bool is_label(const struct cue_hit *hit);
const struct cue_hit *longest_label(const struct people *people, size_t at, size_t end); /* that starts there; NULL: none */
const struct cue_hit *label_at(const struct people *people, size_t at, size_t end, size_t *value, bool cell_start);
size_t value_end(const struct people *people, size_t at, size_t end);
bool is_sentence_word(const struct people *people, size_t at); /* "He", "And": what it stands in is no value */
bool begins_name(const struct people *people, size_t at);
bool kin_notified(const struct people *people, size_t from);
size_t inverted_name(const struct people *people, size_t at, size_t end); /* "SMITH, JOHN A": where it ends, or 0 */
size_t inverted_coded(const struct people *people, size_t at, size_t end); /* the same behind the code of a role, whatever its words mean */
size_t skip_signs(const struct people *people, size_t at, size_t end); /* but for those between cells */
void add_fact(struct people *people, size_t from, size_t to, enum what what, uint32_t record);
void add_name(struct layout *layout, size_t from, size_t to, enum what what, bool official);
void add_value(struct layout *layout, enum cue label, size_t from, size_t to);
void mark_record(struct people *people, size_t from, size_t to, uint32_t record);
void open_record(struct layout *layout, uint32_t line, struct str role);

/* role.c */
bool role_at(const struct people *people, size_t at, size_t end, size_t *rest, struct str *role);

bool counted_role(const struct people *people, size_t at, struct str *role); /* "JV1", "SUBJ2" */
void young_role(const struct people *people, size_t at, size_t to, struct str *role); /* "-J" behind a role: of somebody young */

/* unlabelled.c */
size_t behind_counter(const struct people *people, size_t from, size_t to); /* "#2", "(3)", "4.": the word behind it; else from */
bool read_under_role(struct layout *layout, uint32_t line, size_t from, size_t to); /* a name below the head of its section */
/* "Travis Nunnally   mother's paramour": the end of a cell with a name before one with a kinship; 0: it is none. */
size_t cell_before_kin(const struct people *people, size_t from, size_t to);
bool read_person_line(struct layout *layout, uint32_t line, size_t from, size_t to);
bool read_role_row(struct layout *layout, uint32_t line, size_t from, size_t to); /* "VIC RIVERS B 4127  SIB PRICE J 5032" */
bool read_headed(struct layout *layout, uint32_t line, size_t from, size_t to); /* "Arrested    Pelkey, Norman J.   M, W, 38" */
size_t house_end(const struct people *people, size_t at, size_t to); /* "6764 FROG POND" */
bool read_unlabelled(struct layout *layout, size_t from, size_t to); /* behind the name of the open entry */
bool is_value_name(const struct people *people, size_t from, size_t to); /* the value, or its first cell, is two to four words of a name */

/* table.c */
size_t next_cell(const struct people *people, size_t at, size_t end, bool piped); /* behind the cell that begins at `at` */
bool open_table(struct layout *layout, size_t from, size_t to);
void read_cell(struct layout *layout, enum what what, size_t from, size_t to); /* of the open entry */
void read_row(struct layout *layout, size_t from, size_t to);
bool ends_table(const struct layout *layout, size_t from, size_t to); /* the line is none of its rows */
bool rule_below(const struct people *people, uint32_t line);
size_t bars_in(const struct people *people, size_t from, size_t to);

void add_other(struct layout *layout, size_t from, size_t to, struct str role);

/* record.c */
struct cells {
	uint32_t from[COLUMNS], to[COLUMNS]; /* words, without the quote marks around */
	size_t count;
};
void mark_bars(struct people *people);
void split_cells(const struct people *people, size_t from, size_t to, struct cells *cells);
void learn_records(struct layout *layout);
bool read_record(struct layout *layout, size_t from, size_t to); /* a line of cells without a head */

/* whole.c */
size_t words_of_name(const struct people *people, size_t from, size_t to); /* of [from, to), if nothing else stands there */
bool add_parted_name(struct layout *layout, size_t from, size_t to);    /* "HER MANY HORSES, JET", of the open entry */
bool add_described_name(struct layout *layout, size_t from, size_t to); /* "Two Hearts Sage M", of the open entry */

/* between.c */
bool read_between(struct layout *layout, size_t from, size_t to); /* names between a party's word and a label, in capitals */

/* keyed.c */
bool read_keyed(struct layout *layout, size_t from, size_t to); /* "...|child.1.name|Orr, Ana|..." */

/* align.c */
struct shift {
	size_t from; /* cells from here on */
	int by;      /* stand so many heads further on */
};
struct shift row_shift(const struct layout *layout, size_t from, size_t to);
bool row_fits(const struct layout *layout, size_t from, size_t to); /* its cells are what the heads say */

static inline size_t shifted(struct shift shift, size_t cell)
{
	return cell < shift.from ? cell : cell + (size_t)shift.by; /* before the first head: SIZE_MAX */
}

/* keys.c */
void key_read(struct people *people, size_t from, size_t to); /* a cell under the head of a column for the numbers of reports */
void keys_settle(struct people *people); /* what is found in such cells is no identifier of anybody */

/* rows.c */
enum row_kind { ROW_ANY, ROW_OFFICE, ROW_THING };
void rows_learn(struct layout *layout, const struct cells *cells, bool person); /* person: the line describes one */
enum row_kind row_kind(struct layout *layout, const struct cells *cells);
/* "NARR|2|EASTERLING|I WAS SENT TO ...": the cell of the officer who wrote the long text at the end of the row. */
bool row_author(const struct people *people, const struct cells *cells, size_t *cell);
void read_thing(struct people *people, const struct cells *cells);
bool read_officers(struct layout *layout, size_t from, size_t to); /* a row of them and nobody else */

/* booking.c */
void bookings_read(struct people *people); /* once all facts are there */
/* Whoever a roster or docket lists with a charge is charged; but what is done to children is often done by their family, and a list
 * of juveniles names juveniles. The record is that of a row under heads, [from, to) its cell of charges. */
bool is_of_pupil(const struct people *people, size_t from, size_t to); /* a school, a grade, a charge against the young */
void read_charge(struct people *people, uint32_t record, uint32_t head_line, size_t from, size_t to);

/* teletype.c */
bool read_teletype(struct layout *layout, size_t from, size_t to); /* a line of fields: "NAM/CARTER, EMILY.SEX/F." */

/* boxes.c */
void boxes_mark(struct people *people);
bool is_box(const struct people *people, size_t at, const struct cue_hit *label); /* the label begins a cell of such a line */
bool is_label_alone(const struct people *people, size_t from, size_t to);
bool births_behind(const struct people *people, size_t at); /* the line goes on with when somebody was born: no official */
size_t behind_box_number(const struct people *people, size_t from, size_t to); /* "10. NAME", "02 DATE": the word behind it */
size_t behind_tick(const struct people *people, size_t at, size_t to); /* "[X]", "( )": the word behind it, or `at` */
/* "10 DRIVER ORR, ANA": reads the role that begins such a cell, and the name behind it. Returns the end of the cell; else `at`. */
size_t read_box(struct layout *layout, size_t at, size_t to);
/* "Released by: B. Orr   To: Ana Poe": who gets a child back, or what was kept, is named behind the label. */
bool is_release(const struct people *people, const struct cue_hit *label, size_t value, size_t end);
/* The last label of the cell that begins with this one, and where the value begins. */
const struct cue_hit *boxed_label(const struct people *people, const struct cue_hit *label, size_t end, size_t *value);

/* columns.c */
bool open_person_columns(struct layout *layout, size_t from, size_t to);
bool read_person_row(struct layout *layout, size_t from, size_t to); /* under them: a label, and a value of each */
uint32_t columns_read(struct layout *layout, uint32_t line); /* a form of columns that begins here: the line behind it */

/* layout.c */
void read_line(struct layout *layout, uint32_t line, size_t from, size_t to);
uint32_t offset_in_line(const struct people *people, size_t word); /* bytes */
bool read_labels(struct layout *layout, size_t from, size_t to);
#endif
