/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Forms in tables: the head stands to the left of its value, or of a row of values, one for each person. */
#include <string.h>

#include "base/mem.h"
#include "format/table_rows.h"

bool table_form_label(const struct table_rows *rows, struct str text, struct head *head)
{
	text = str_trim(text);
	while (text.len && text.ptr[text.len - 1] == ':')
		text.len--;
	*head = (struct head){.what = WHAT_NONE};
	if (rows->heads == NULL || text.len < 2 || text.len > HEAD_BYTES)
		return false;
	rows->heads->find(rows->heads->context, text, head);
	return head->known;
}

void table_form_begin(struct table_rows *rows)
{
	table_rows_clear(rows);
	table_rows_settle(rows);
	rows->section = (struct head){.what = WHAT_NONE};
}

void table_form_row(struct table_rows *rows, struct view *view)
{
	view_separate(view);
	rows->form = FORM_BARE;
}

/* Whose the values under the label are in this column. */
static struct table_group *group_for(struct table_rows *rows, struct view *view, const struct head *head, size_t column)
{
	struct head whose = *head;
	if (whose.whose == 0)
		whose.whose = rows->section.whose, whose.role = rows->section.role;
	uint32_t number = head->whose ? head->number : (uint32_t)column + 100;
	uint32_t at = table_group_of(rows, whose.whose, number, &whose);
	struct table_group *group = &rows->groups[at];
	if (group->record == 0) {
		group->record = ++rows->record;
		if (group->role.len)
			view_add_role(view, group->record, group->role);
	}
	return group;
}

bool table_form_cell(struct table_rows *rows, struct view *view, struct str text, size_t len, bool alone)
{
	struct head head;
	bool label = table_form_label(rows, text, &head);
	if (rows->form == FORM_LABEL)
		label = false; /* what follows a label is its value */
	if (label && head.alone && alone) {
		rows->section = head;
		label = false;
		rows->form = FORM_BARE;
	} else if (label && head.alone && rows->form != FORM_BARE) {
		label = false;
	}
	if (label) {
		view_separate(view);
		rows->label = head;
		buf_clear(&rows->names);
		head_words(&rows->names, str_trim(text));
		rows->form = FORM_LABEL;
		return true;
	}
	if (rows->form == FORM_VALUE) { /* the next value of the row, with the label again */
		view_separate(view);
		size_t from = view->text.len;
		table_show(view, buf_str(&rows->names));
		view_add_head(view, (struct span){from, view->text.len}, rows->label.known);
	}
	if (rows->form == FORM_BARE)
		view_separate(view);
	else
		table_show(view, len > TABLE_LONG ? STR(":\n") : STR(": "));
	return false;
}

void table_form_end(struct table_rows *rows, struct view *view, size_t column, size_t from, bool label, bool first)
{
	struct span span = {from, view->text.len};
	if (label) {
		view_add_head(view, span, rows->label.known);
		return;
	}
	/* over the columns of a form stands whose they are */
	struct head name = {.what = WHAT_NAME, .alone = true};
	if (first && column > 0 && (rows->form == FORM_BARE || rows->label.what == WHAT_NONE))
		table_field(rows->heads, view, &name, span, group_for(rows, view, &name, column)->record);
	if (rows->form == FORM_BARE) {
		view_separate(view);
		return;
	}
	rows->form = FORM_VALUE;
	uint32_t record = table_personal(&rows->label) ? group_for(rows, view, &rows->label, column)->record : 0;
	table_field(rows->heads, view, &rows->label, span, record);
}
