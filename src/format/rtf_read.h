/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From rich text to views: each paragraph is a line, cells of a row stand on one line, what stands aside (headers, notes,
 * codes of fields) comes behind the paragraph it hangs on. Private to format/rtf*.c. */
#ifndef FORMAT_RTF_READ_H
#define FORMAT_RTF_READ_H
#include "base/fault.h"
#include "format/rtf_lex.h"
#include "format/rtf_words.h"
#include "view/view.h"

enum { RTF_DEPTH = 400, RTF_ASIDES = 8 };

struct rtf_font {
	int number, page; /* page: of codes, as rtf_code_page() has it; -1: not known */
};

/* Of a group. */
struct rtf_state {
	int font;
	unsigned fallback; /* characters behind \u that are for programs that do not know it */
	bool deleted;
	bool address; /* the code of a field, which can be a link */
};

/* Text without formatting in between: what may go when it is cut. Value i is stream i of the view's pieces. */
struct rtf_value {
	size_t from, to;
	unsigned long paragraph, row; /* row 0: not in a table */
	uint8_t place;                /* enum rtf_place */
};

enum rtf_place { RTF_PLACE_BODY, RTF_PLACE_ASIDE, RTF_PLACE_FONT };

struct rtf_aside {
	size_t from, to;
	bool address;
};

struct rtf_drop {
	size_t from, to;
};

struct rtf_reader {
	struct str text;
	bool drop_pictures, withhold_changes; /* as format_options */
	size_t part_size;
	size_t at; /* read up to here */
	bool ended;
	int page; /* of codes, of the document */
	struct rtf_font *fonts;
	size_t font_count, font_cap;
	struct rtf_state *stack; /* stack[depth - 1]: of the group at hand */
	size_t depth, stack_cap;
	unsigned long paragraph, row;
	bool in_row;
	/* of the part at hand */
	struct view *view;
	struct rtf_value *values;
	size_t value_count, value_cap;
	struct rtf_drop *drops;
	size_t drop_count, drop_cap;
	struct rtf_aside *asides; /* groups that wait for the end of the paragraph */
	size_t aside_count, aside_cap;
	unsigned aside_depth;
	bool open;        /* the last value may go on */
	unsigned lines;   /* line ends that are due before the next text: 2: a blank line too */
	bool at_end;      /* a line, cell or row has just ended */
	bool cell;        /* a cell ended in this line */
	bool starts;      /* the next text begins a row or a paragraph of its own */
	size_t cell_from; /* where the cell at hand begins in the view */
	struct fault *fault;
};

/* Checks the beginning and the end. ERR_MALFORMED, ERR_UNREADABLE. `text` must stay. */
enum err rtf_begin(struct rtf_reader *reader, struct str text, struct fault *fault) MUST_USE;
/* The next part. `*more` false: there was none. */
enum err rtf_next(struct rtf_reader *reader, struct view *view, bool *more, struct fault *fault) MUST_USE;
void rtf_free(struct rtf_reader *reader);

/* rtf_group.c: the group that begins at `at`, unless it is plain: `*end` is where to go on. */
enum err rtf_take_group(struct rtf_reader *reader, size_t at, size_t *end) MUST_USE;
void rtf_drop(struct rtf_reader *reader, size_t from, size_t to);
enum err rtf_refuse(struct rtf_reader *reader, size_t at, enum err code, const char *why);
#endif
