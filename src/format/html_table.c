/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tables. Under a row of heads (<th>, or nothing but bold) each cell is a line "HEAD: value". In others the cells of a row
 * stand on one line, and a cell in bold, or one that ends with a colon, is the label of the cell behind it. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/html_view.h"

enum { COLUMNS = 64, NESTED = 32, INSIDE = 8 };

struct html_table {
	struct html_table *outer;
	const GumboNode *node;
	unsigned depth;
	bool head_row, headed;  /* the row at hand; whether there was one */
	bool labelled, label;   /* a label stands in the row; the cell before is one */
	bool several;           /* the cell before is more than one line */
	unsigned column, cells;
	size_t cell_from;       /* in the view */
	struct html_range cell; /* in the source */
	unsigned below[COLUMNS]; /* rows that cells of rows above still fill */
	struct html_head heads[COLUMNS];
};

void html_table_free(struct html_table *table)
{
	while (table) {
		struct html_table *outer = table->outer;
		free(table);
		table = outer;
	}
}

static bool is_blank(const GumboNode *node)
{
	return node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_COMMENT;
}

static const GumboNode *child(const GumboNode *node, unsigned index)
{
	return node->v.element.children.data[index];
}

/* The only child that is not white space; NULL: there are more, or none. */
static const GumboNode *only_child(const GumboNode *node)
{
	const GumboNode *only = NULL;
	for (unsigned i = 0; i < node->v.element.children.length; i++) {
		if (is_blank(child(node, i)))
			continue;
		if (only)
			return NULL;
		only = child(node, i);
	}
	return only;
}

static bool is_empty(const GumboNode *cell)
{
	for (unsigned i = 0; i < cell->v.element.children.length; i++)
		if (!is_blank(child(cell, i)))
			return false;
	return true;
}

static bool is_cell(const GumboNode *node)
{
	return html_is(node, GUMBO_TAG_TD) || html_is(node, GUMBO_TAG_TH);
}

/* By its mark-up alone, for that stays whatever is cut. */
static bool is_label(const GumboNode *cell)
{
	if (html_is(cell, GUMBO_TAG_TH))
		return true;
	const GumboNode *inside = only_child(cell);
	for (unsigned depth = 0; depth < INSIDE && html_is_element(inside); depth++) {
		if (html_is(inside, GUMBO_TAG_B) || html_is(inside, GUMBO_TAG_STRONG) || html_is(inside, GUMBO_TAG_LABEL))
			return true;
		inside = only_child(inside);
	}
	return false;
}

/* Whether a row comes behind this one. */
static bool is_followed(const GumboNode *row)
{
	const GumboNode *around = row->parent;
	for (unsigned level = 0; level < 2 && html_is_element(around); level++) {
		bool behind = false;
		for (unsigned i = 0; i < around->v.element.children.length; i++) {
			const GumboNode *sibling = child(around, i);
			if (behind && (html_is(sibling, GUMBO_TAG_TR) || (level == 1 && !is_empty(sibling) && html_is_element(sibling))))
				return true;
			behind = behind || sibling == row;
		}
		if (html_is(around, GUMBO_TAG_TABLE))
			return false;
		row = around;
		around = around->parent;
	}
	return false;
}

static bool is_head_row(const GumboNode *row)
{
	unsigned labels = 0;
	for (unsigned i = 0; i < row->v.element.children.length; i++) {
		const GumboNode *cell = child(row, i);
		if (!is_cell(cell) || is_empty(cell))
			continue;
		if (!is_label(cell))
			return false;
		labels++;
	}
	return labels > 1 && is_followed(row);
}

static unsigned span_of(const GumboNode *cell, const char *name)
{
	const GumboAttribute *attribute = gumbo_get_attribute(&cell->v.element.attributes, name);
	long value = attribute ? strtol(attribute->value, NULL, 10) : 1;
	return value < 1 ? 1 : value > COLUMNS ? COLUMNS : (unsigned)value;
}

static void enter_row(struct html_view *showing, const GumboNode *row)
{
	struct html_table *table = showing->table;
	table->head_row = is_head_row(row);
	if (table->head_row)
		memset(table->heads, 0, sizeof table->heads);
	table->headed = table->headed || table->head_row;
	table->labelled = table->label = table->several = false;
	table->column = table->cells = 0;
	html_line_end(showing, table->headed && !table->head_row ? 2 : 1);
}

/* What parts the cell from the one before it. */
static void part_cells(struct html_view *showing)
{
	struct html_table *table = showing->table;
	const struct html_head *head = table->column < COLUMNS ? &table->heads[table->column] : NULL;
	bool label_before = table->cells && table->label && !table->head_row;
	if (table->headed && !table->head_row) {
		html_line_end(showing, 1);
		html_line_begin(showing);
		showing->head = head && head->len ? head : NULL;
	} else if (table->cells == 0 || table->several || (table->labelled && !label_before && !table->head_row)) {
		html_line_end(showing, 1);
	} else {
		struct str text = str_trim(buf_str(&showing->view->text));
		bool colon = text.len && text.ptr[text.len - 1] == ':';
		showing->join = !label_before ? " | " : colon ? " " : ": ";
	}
}

static void enter_cell(struct html_view *showing, const GumboNode *cell)
{
	struct html_table *table = showing->table;
	const struct html_entry *entry = html_entry_of(showing->page, cell);
	for (; table->column < COLUMNS && table->below[table->column]; table->column++)
		table->below[table->column]--;
	part_cells(showing);
	html_line_begin(showing);
	table->cell_from = showing->fresh = showing->view->text.len;
	table->cell = entry ? entry->bytes : (struct html_range){0};
}

static void take_head(struct html_view *showing, struct str text)
{
	struct html_table *table = showing->table;
	struct html_head *head = &table->heads[table->column];
	text = str_trim(text);
	while (text.len && (text.ptr[text.len - 1] == ':' || text.ptr[text.len - 1] == ' '))
		text.len--;
	if (text.len > sizeof head->text)
		return;
	for (size_t i = 0; i < text.len; i++)
		head->text[i] = text.ptr[i] == '\n' ? ' ' : text.ptr[i];
	head->len = text.len;
	head->source = (struct html_range){table->cell.from, showing->reached};
}

static void leave_cell(struct html_view *showing, const GumboNode *cell)
{
	struct html_table *table = showing->table;
	struct str view = buf_str(&showing->view->text), text = {NULL, 0};
	unsigned wide = span_of(cell, "colspan"), high = span_of(cell, "rowspan");
	struct span pieces = view_pieces(showing->view, (struct span){table->cell_from, view.len});
	if (pieces.from < pieces.to) /* without what was put before it */
		text = str_part(view, (struct span){showing->view->pieces[pieces.from].from, view.len});
	if (table->head_row && table->column < COLUMNS)
		take_head(showing, text);
	struct str trimmed = str_trim(text);
	table->several = text.len && memchr(text.ptr, '\n', text.len);
	bool label = !table->label && trimmed.len && (is_label(cell) || trimmed.ptr[trimmed.len - 1] == ':');
	table->labelled = table->labelled || label;
	table->label = label;
	table->cells += trimmed.len > 0;
	for (unsigned i = 0; i < wide && table->column < COLUMNS; i++)
		table->below[table->column++] = high - 1;
	showing->head = NULL;
	showing->join = NULL;
	if (!table->several)
		showing->lines = table->headed && !table->head_row ? showing->lines : 0;
}

static void leave_row(struct html_view *showing)
{
	struct html_table *table = showing->table;
	for (; table->column < COLUMNS; table->column++)
		if (table->below[table->column])
			table->below[table->column]--;
	showing->join = NULL;
	showing->head = NULL;
	html_line_end(showing, table->headed && !table->head_row ? 2 : 1);
}

static struct html_table *table_around(const struct html_view *showing, const GumboNode *node)
{
	const GumboNode *around = node->parent;
	for (unsigned level = 0; level < 3 && html_is_element(around); level++, around = around->parent)
		if (html_is(around, GUMBO_TAG_TABLE))
			return showing->table && showing->table->node == around ? showing->table : NULL;
	return NULL;
}

void html_table_enter(struct html_view *showing, const GumboNode *element)
{
	if (html_is(element, GUMBO_TAG_TABLE)) {
		unsigned depth = showing->table ? showing->table->depth + 1 : 0;
		if (depth == NESTED)
			return;
		struct html_table *table = mem_alloc(1, sizeof *table);
		table->node = element;
		table->outer = showing->table;
		table->depth = depth;
		showing->table = table;
		return;
	}
	if (!(html_is(element, GUMBO_TAG_TR) || is_cell(element)))
		return;
	if (table_around(showing, element) == NULL)
		html_line_end(showing, 1);
	else if (html_is(element, GUMBO_TAG_TR))
		enter_row(showing, element);
	else
		enter_cell(showing, element);
}

void html_table_leave(struct html_view *showing, const GumboNode *element)
{
	if (html_is(element, GUMBO_TAG_TABLE) && showing->table && showing->table->node == element) {
		struct html_table *table = showing->table;
		showing->table = table->outer;
		free(table);
		showing->head = NULL;
		showing->join = NULL;
		return;
	}
	if (!(html_is(element, GUMBO_TAG_TR) || is_cell(element)))
		return;
	if (table_around(showing, element) == NULL)
		html_line_end(showing, 1);
	else if (html_is(element, GUMBO_TAG_TR))
		leave_row(showing);
	else
		leave_cell(showing, element);
}
