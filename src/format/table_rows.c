/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/table_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { NAME_LIMIT = 64, NUMBER_LIMIT = 40 };

void table_rows_free(struct table_rows *rows)
{
	buf_free(&rows->names);
	free(rows->columns);
	free(rows->groups);
}

void table_show(struct view *view, struct str text)
{
	buf_add(&view->text, text);
}

/* ---- heads ------------------------------------------------------------------------------------------------------ */

void table_rows_clear(struct table_rows *rows)
{
	buf_clear(&rows->names);
	rows->column_count = rows->group_count = 0;
	rows->number = SIZE_MAX;
}

void table_rows_head(struct table_rows *rows, struct str label)
{
	struct table_column column = {.name.from = rows->names.len};
	label = str_trim(label);
	while (label.len && (label.ptr[label.len - 1] == ':' || label.ptr[label.len - 1] == '*'))
		label.len--;
	head_words(&rows->names, label);
	column.name.to = rows->names.len;
	if (rows->heads && label.len && label.len <= NAME_LIMIT)
		rows->heads->find(rows->heads->context, label, &column.head);
	rows->columns = mem_room(rows->columns, rows->column_count, &rows->column_cap, sizeof *rows->columns);
	rows->columns[rows->column_count++] = column;
}

static bool is_name(enum what what)
{
	return what == WHAT_NAME || (what >= WHAT_NAME_GIVEN && what <= WHAT_NAME_ALIAS);
}

bool table_personal(const struct head *head)
{
	switch (head->what) {
	case WHAT_NONE:
	case WHAT_REPORT_NUMBER:
	case WHAT_INCIDENT_DATE:
	case WHAT_REPORT_DATE:
	case WHAT_OFFENCE:
	case WHAT_STATUTE:
	case WHAT_DATE:
	case WHAT_PLACE:
	case WHAT_AGENCY:
		return false;
	default:
		return !head->apart;
	}
}

uint32_t table_group_of(struct table_rows *rows, uint64_t whose, uint32_t number, const struct head *head)
{
	uint64_t part = is_name(head->what) && head->what != WHAT_NAME_ALIAS && head->what != WHAT_NAME_MIDDLE ? (uint64_t)1 << head->what : 0;
	for (size_t i = rows->group_count; i-- > 1;) {
		struct table_group *group = &rows->groups[i];
		if (group->whose != whose || group->number != number)
			continue;
		if (group->parts & part)
			break;
		group->parts |= part;
		return (uint32_t)i;
	}
	rows->groups = mem_room(rows->groups, rows->group_count, &rows->group_cap, sizeof *rows->groups);
	rows->groups[rows->group_count] = (struct table_group){whose, number, whose ? head->role : (struct str){0}, part, 0};
	return (uint32_t)rows->group_count++;
}

bool table_rows_named(const struct table_rows *rows)
{
	for (size_t i = 0; i < rows->column_count; i++)
		if (is_name(rows->columns[i].head.what))
			return true;
	return false;
}

/* "Name 1", "DOB 1", "Name 2", "DOB 2": the number is a person's. Of "Phone 1", "Phone 2" it is not. */
static bool is_numbered(const struct table_rows *rows, uint32_t number)
{
	for (size_t i = 0; number && i < rows->column_count; i++)
		if (is_name(rows->columns[i].head.what) && rows->columns[i].head.whose == 0 && rows->columns[i].head.number == number)
			return true;
	return false;
}

/* The first column of a name of which nothing says whose, or NULL. */
static const struct table_column *plain_name(const struct table_rows *rows)
{
	for (size_t i = 0; i < rows->column_count; i++)
		if (is_name(rows->columns[i].head.what) && rows->columns[i].head.whose == 0)
			return &rows->columns[i];
	return NULL;
}

/* The person whom columns before the first name are about. */
static uint32_t first_named(struct table_rows *rows)
{
	for (size_t i = 0; i < rows->column_count; i++) {
		const struct head *head = &rows->columns[i].head;
		if (is_name(head->what) && head->whose)
			return table_group_of(rows, head->whose, head->number, &(struct head){.role = head->role});
	}
	return table_group_of(rows, 0, 0, &(struct head){.what = WHAT_NONE});
}

void table_rows_settle(struct table_rows *rows)
{
	rows->groups = mem_room(rows->groups, 0, &rows->group_cap, sizeof *rows->groups);
	rows->groups[0] = (struct table_group){0};
	rows->group_count = 1;
	bool plain = plain_name(rows) != NULL;
	uint32_t current = plain ? table_group_of(rows, 0, 0, &(struct head){.what = WHAT_NONE}) : first_named(rows);
	for (size_t i = 0; i < rows->column_count; i++) {
		struct table_column *column = &rows->columns[i];
		const struct head *head = &column->head;
		if (head->what == WHAT_REPORT_NUMBER && rows->number == SIZE_MAX && head->whose == 0)
			rows->number = i;
		if (!table_personal(head))
			continue;
		if (head->whose)
			column->group = table_group_of(rows, head->whose, head->number, head);
		else if (is_numbered(rows, head->number))
			column->group = table_group_of(rows, 0, head->number, head);
		else if (is_name(head->what))
			column->group = table_group_of(rows, 0, 0, head);
		else
			column->group = current;
		if (is_name(head->what) && (!plain || head->whose == 0))
			current = column->group;
	}
}

/* A name of a column is short and has no digits but behind letters ("phone2"). */
static bool looks_head(struct str name)
{
	bool letters = false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		if (c >= '0' && c <= '9' && !letters)
			return false;
		letters = letters || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
	}
	return letters && name.len <= NAME_LIMIT && memchr(name.ptr, '@', name.len) == NULL;
}

bool table_rows_headed(const struct table_rows *rows, bool sure)
{
	size_t named = 0, known = 0, told = 0, empty = 0;
	for (size_t i = 0; i < rows->column_count; i++) {
		const struct table_column *column = &rows->columns[i];
		struct str name = str_part(buf_str(&rows->names), column->name);
		empty += name.len == 0;
		named += name.len && looks_head(name);
		known += column->head.known && !column->head.alone;
		told += column->head.what != WHAT_NONE && !column->head.alone;
	}
	if (named == 0 || named + empty < rows->column_count || empty > named)
		return false;
	return known >= 2 ? known * 4 >= named : !sure && known == 1 && (told == 1 ? named <= 3 : named == 1);
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

void table_rows_view(struct table_rows *rows, struct view *view)
{
	rows->record = 0;
	for (size_t i = 0; i < rows->group_count; i++)
		rows->groups[i].record = 0;
	view->table = true;
}

void table_row_begin(struct table_rows *rows, struct view *view)
{
	view_separate(view);
	if (view->text.len > 1 && view->text.ptr[view->text.len - 2] != '\n')
		table_show(view, STR("\n"));
	for (size_t i = 0; i < rows->group_count; i++)
		rows->groups[i].record = 0;
}

void table_cell_begin(const struct table_rows *rows, struct view *view, size_t column, size_t len)
{
	view_separate(view);
	if (column >= rows->column_count)
		return;
	struct str name = str_part(buf_str(&rows->names), rows->columns[column].name);
	if (name.len == 0)
		return;
	size_t from = view->text.len;
	table_show(view, name);
	table_show(view, len > TABLE_LONG ? STR(":\n") : STR(": "));
	view_add_head(view, (struct span){from, from + name.len + 1}, rows->columns[column].head.known);
}

static bool has_digit(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] >= '0' && value.ptr[i] <= '9')
			return true;
	return false;
}

static bool has_letter(struct str value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((value.ptr[i] >= 'a' && value.ptr[i] <= 'z') || (value.ptr[i] >= 'A' && value.ptr[i] <= 'Z') || (value.ptr[i] & 0x80))
			return true;
	return false;
}

static size_t spaces_in(struct str value)
{
	size_t spaces = 0;
	for (size_t i = 0; i < value.len; i++)
		spaces += value.ptr[i] == ' ' || value.ptr[i] == '\n';
	return spaces;
}

/* Five digits, or a letter and four: less is the number of a row. */
static bool is_id(struct str value)
{
	size_t digits = 0, letters = 0;
	for (size_t i = 0; i < value.len; i++) {
		digits += value.ptr[i] >= '0' && value.ptr[i] <= '9';
		letters += (value.ptr[i] >= 'A' && value.ptr[i] <= 'Z') || (value.ptr[i] >= 'a' && value.ptr[i] <= 'z');
	}
	return digits >= (letters ? 4 : 5);
}

/* Can it be what the head says? A telephone has digits, "see below" has none. */
static bool fits(enum what what, struct str value)
{
	switch (what) {
	case WHAT_NONE:
	case WHAT_PLACE:
		return false;
	case WHAT_EMAIL:
		return memchr(value.ptr, '@', value.len) != NULL;
	case WHAT_NAME:
	case WHAT_NAME_GIVEN:
	case WHAT_NAME_MIDDLE:
	case WHAT_NAME_SURNAME:
	case WHAT_NAME_ALIAS:
	case WHAT_SCHOOL:
		return has_letter(value) && value.len <= TABLE_LONG;
	case WHAT_REPORT_NUMBER:
		return has_digit(value) && value.len <= NUMBER_LIMIT && spaces_in(value) < 3;
	case WHAT_OTHER_ID:
		return is_id(value) && spaces_in(value) < 3;
	case WHAT_BIRTH_DATE:
	case WHAT_PHONE:
	case WHAT_SSN:
	case WHAT_LICENCE:
	case WHAT_MEDICAL_ID:
	case WHAT_STUDENT_ID:
	case WHAT_CASE_ID:
	case WHAT_ACCOUNT_ID:
	case WHAT_PLATE:
	case WHAT_VIN:
	case WHAT_DEVICE_ID:
	case WHAT_INCIDENT_DATE:
	case WHAT_REPORT_DATE:
		return has_digit(value) && value.len <= TABLE_LONG;
	default:
		return value.len <= TABLE_LONG;
	}
}

void table_field(const struct heads *heads, struct view *view, const struct head *head, struct span value, uint32_t record)
{
	struct str text = buf_str(&view->text);
	while (value.from < value.to && (text.ptr[value.from] == ' ' || text.ptr[value.from] == '\n' || text.ptr[value.from] == '\t'))
		value.from++;
	while (value.to > value.from && (text.ptr[value.to - 1] == ' ' || text.ptr[value.to - 1] == '\n' || text.ptr[value.to - 1] == '\t'))
		value.to--;
	text = str_part(text, value);
	if (text.len == 0 || !fits(head->what, text) || (heads && heads->is_none(heads->context, text)))
		return;
	struct field *field = view_add_field(view, value, head->what, record);
	field->rule = FIELD_HEAD;
	field->guess = head->alone;
}

void table_cell_end(struct table_rows *rows, struct view *view, size_t column, size_t from)
{
	struct span value = {from, view->text.len};
	view_separate(view);
	if (column >= rows->column_count)
		return;
	const struct table_column *of = &rows->columns[column];
	struct table_group *group = of->group ? &rows->groups[of->group] : NULL;
	if (group && group->record == 0) {
		group->record = ++rows->record;
		if (group->role.len)
			view_add_role(view, group->record, group->role);
	}
	table_field(rows->heads, view, &of->head, value, group ? group->record : 0);
}
