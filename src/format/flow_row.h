/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How a table of an office document reads: rows under heads, a form of labels and values, or plain cells. What the lists know
 * of heads decides (view/head.h). Private to format/flow*.c and ods*.c. */
#ifndef FORMAT_FLOW_ROW_H
#define FORMAT_FLOW_ROW_H
#include "format/flow.h"

enum { FLOW_CELLS = 64 };

/* Places [from, to) of a part. */
struct flow_range {
	size_t from, to;
};

/* A row whose cells are one paragraph each. */
struct flow_row {
	struct flow_range cells[FLOW_CELLS]; /* their paragraphs; from == to: empty */
	struct span texts[FLOW_CELLS];       /* trimmed; of `text` */
	size_t count, filled;
	struct buf text;
};

enum flow_shape {
	SHAPE_PLAIN, /* cells parted by bars */
	SHAPE_LINES, /* a cell has label and value, "Name: Doe, Jane": cells are lines */
	SHAPE_HEADS, /* under heads; or heads themselves */
	SHAPE_FORM
};

/* What waits for the end of a paragraph. */
struct flow_waiting {
	struct flow_range *list;
	size_t count, cap;
};

/* flow.c, for kinds that know their paragraphs (ods*.c): the text of one, without a line end; then what waits, which is freed;
 * whatever stands in a range; an element's attributes. */
enum err flow_show_line(struct flow *flow, struct flow_range range, struct flow_waiting *waiting) MUST_USE;
enum err flow_show_waiting(struct flow *flow, struct flow_waiting *waiting) MUST_USE;
enum err flow_show_blocks(struct flow *flow, struct flow_range range) MUST_USE;
void flow_show_attributes(struct flow *flow, uint32_t element);

/* The place behind the element that begins at place `at`; the place where an element begins. */
size_t flow_behind(const struct flow *flow, size_t at);
size_t flow_begin(const struct flow *flow, uint32_t element);
/* Appends the text of a paragraph, as far as it decides what the cell is. */
void flow_text(const struct flow *flow, struct flow_range paragraph, struct buf *to);

/* Reads the row that begins there; false: it is not so simple, or has one cell. Zero-initialise; may be read into again. */
bool flow_row_read(const struct flow *flow, struct flow_range range, struct flow_row *row);
void flow_row_free(struct flow_row *row);
struct str flow_row_text(const struct flow_row *row, size_t cell);

/* What kind of table begins there. */
void flow_table_begin(struct flow *flow, struct flow_range range);
/* The row's own shape; `*heads`: it has heads, which are those of the rows below from now on. */
enum flow_shape flow_row_shape(struct flow *flow, const struct flow_row *row, bool *heads);
#endif
