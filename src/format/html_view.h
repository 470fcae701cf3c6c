/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a page to views, as a reader sees it: blocks on lines of their own, text run together whatever tags stand in it,
 * white space as one space, "HEAD: value" for cells. What would break a line (attributes) waits for its end.
 * Private to format/html*.c. */
#ifndef FORMAT_HTML_VIEW_H
#define FORMAT_HTML_VIEW_H
#include "format/html_page.h"
#include "format/html_walk.h"

/* Text of the view that is written a second time: a head before each value of its column. It has no origin there. */
struct html_copy {
	struct span text; /* of the view */
	struct html_range source;
};

struct html_head {
	char text[64];
	size_t len;
	struct html_range source;
};

struct html_view {
	struct html_page *page;
	struct view *view;
	struct fault *fault;
	size_t part_size;
	struct html_walk walk;
	const GumboNode *ahead; /* where the next part begins; NULL: at the beginning, or nowhere */
	bool ahead_leaving, ended;
	unsigned lines;          /* line ends that are due before the next text */
	const char *join;        /* comes before the next text in their place; NULL: nothing does */
	bool gap;                /* three spaces do, unless a line end is due */
	size_t fresh;            /* where a cell begins in the view: no blank line at its beginning */
	const struct html_head *head; /* comes behind them */
	struct piece space;      /* white space that comes before the next text of the line; origin_len 0: none */
	unsigned preserved;      /* elements around that keep white space */
	uint32_t *waiting;       /* values that are due at the end of the line */
	size_t waiting_count, waiting_cap;
	struct html_copy *copies; /* in this view */
	size_t copy_count, copy_cap;
	struct html_table *table; /* the innermost; html_table.c */
	uint32_t turn;            /* entries that are behind us, in the order of the tree, and ... */
	uint32_t reached;         /* ... the end of the last of them in the source */
};

/* Fills the next part. `*more` false: there was none; `*end`: where it ends in the source. ERR_UNREADABLE: control
 * characters. The page and the view must outlive it. */
enum err html_view_next(struct html_view *showing, struct view *view, bool *more, size_t *end, struct fault *fault) MUST_USE;
void html_view_free(struct html_view *showing);

void html_line_end(struct html_view *showing, unsigned lines); /* due before the next text: 1: a line, 2: a blank line too */
void html_line_begin(struct html_view *showing); /* the line ends that are due */
void html_text_begin(struct html_view *showing); /* all that is due */

/* html_text.c: adds a value's text. */
enum err html_show_value(struct html_view *showing, uint32_t number, bool preserve) MUST_USE;

/* html_table.c: at the beginning and the end of the elements of tables; others are no matter to it. */
void html_table_enter(struct html_view *showing, const GumboNode *element);
void html_table_leave(struct html_view *showing, const GumboNode *element);
void html_table_free(struct html_table *table);
#endif
