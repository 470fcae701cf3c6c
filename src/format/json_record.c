/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose the values of a JSON document are. An object is about one person, and so are the objects in it that only part its
 * values ("name", "address", "contact"); an item of an array, an object with a role ("victim", "mother"), one with a name in
 * it, and one that has a person's name itself are about another. */
#include <string.h>

#include "base/mem.h"
#include "format/json.h"

enum { AHEAD = 4096, NESTED = 2 };

static struct head find(struct json *json, struct str outer, struct str name)
{
	struct head head = {.what = WHAT_NONE};
	if (json->heads == NULL || name.len == 0 || name.len > HEAD_BYTES)
		return head;
	uint64_t key = (str_hash(outer) * 31 + str_hash(name)) | 1;
	size_t at = (size_t)(key ^ key >> 29) % JSON_HEADS;
	for (size_t i = 0; i < 8; i++, at = (at + 1) % JSON_HEADS) {
		if (json->known[at].key == key)
			return json->known[at].head;
		if (json->known[at].key == 0)
			break;
	}
	struct head own;
	json->heads->find(json->heads->context, name, &own);
	head = own;
	if (outer.len && outer.len + name.len < HEAD_BYTES) {
		buf_clear(&json->scratch);
		buf_add(&json->scratch, outer);
		buf_add_byte(&json->scratch, ' ');
		buf_add(&json->scratch, name);
		json->heads->find(json->heads->context, buf_str(&json->scratch), &head);
		head.alone = own.alone;
		/* whose it is by the outer name is the level's to say */
		head.whose = own.whose;
		head.role = own.role;
		head.known = head.known || own.known;
		if (own.alone)
			head = own;
	}
	json->known[at] = (struct json_known){key, head};
	return head;
}

static struct str label_of(const struct json *json, const struct json_level *level)
{
	return str_part(buf_str(&json->labels), (struct span){level->from, level->from + level->len});
}

struct head json_head(struct json *json, const struct json_level *level, struct str name)
{
	return find(json, level ? label_of(json, level) : (struct str){0}, name);
}

static bool is_name(enum what what)
{
	return what == WHAT_NAME || (what >= WHAT_NAME_GIVEN && what <= WHAT_NAME_ALIAS);
}

/* ---- looking ahead ----------------------------------------------------------------------------------------------- */

struct ahead {
	bool name;       /* a member is somebody's name */
	uint64_t report; /* hash of the report's number */
};

/* The plain name that begins at `at`; with escapes it is none of the lists. */
static struct str name_at(struct str text, size_t at, size_t end)
{
	return at + 2 <= end ? str_part(text, (struct span){at + 1, end - 1}) : (struct str){0};
}

static void look(struct json *json, struct str outer, struct str text, size_t at, size_t limit, unsigned nested, struct ahead *ahead)
{
	if (limit > text.len)
		limit = text.len;
	while (at < limit && text.ptr[at] != '}') {
		if (text.ptr[at] != '"') {
			at++;
			continue;
		}
		size_t end = json_string_end(text, at);
		struct str name = name_at(text, at, end < limit ? end : limit);
		for (at = end; at < limit && (json_space(text.ptr[at]) || text.ptr[at] == ':'); at++)
			;
		if (at >= limit)
			return;
		struct head head = find(json, outer, name);
		end = json_value_end(text, at, limit);
		struct str value = str_trim(str_part(text, (struct span){at, end}));
		ahead->name = ahead->name || is_name(head.what);
		bool number = head.what == WHAT_REPORT_NUMBER && head.whose == 0 && value.len > 2;
		if (number && ahead->report == 0 && text.ptr[at] != '{' && text.ptr[at] != '[')
			ahead->report = str_hash(value) | 1;
		if (text.ptr[at] == '{' && nested) {
			struct ahead inner = {.name = true};
			look(json, name, text, at + 1, end, nested - 1, &inner);
			ahead->report = ahead->report ? ahead->report : inner.report;
		}
		at = end;
	}
}

uint64_t json_record_report(struct json *json, struct str text, size_t at)
{
	struct ahead ahead = {0};
	look(json, (struct str){0}, text, at, at + AHEAD, NESTED, &ahead);
	return ahead.report;
}

/* ---- records ------------------------------------------------------------------------------------------------------ */

/* "Emmeline Vandersloot", "Vandersloot, Emmeline": words with capitals. */
static bool may_be_name(struct str label)
{
	size_t words = 0;
	for (size_t i = 0; i < label.len; i++) {
		char c = label.ptr[i];
		bool begins = i == 0 || label.ptr[i - 1] == ' ';
		if (c == '_' || c == '/' || c == ':' || (c >= '0' && c <= '9') || (begins && c >= 'a' && c <= 'z'))
			return false;
		words += begins && c != ' ';
	}
	return words >= 2 && words <= 5;
}

static uint32_t new_record(struct json *json, struct view *view, struct str role)
{
	uint32_t record = ++json->record;
	if (role.len)
		view_add_role(view, record, role);
	return record;
}

static bool parts_values(const struct head *head)
{
	return head->what != WHAT_NONE && !head->alone && head->whose == 0 && table_personal(head);
}

void json_record_open(struct json *json, struct json_level *level, struct view *view, struct str text, size_t at)
{
	const struct json_level *outer = json->depth ? &json->levels[json->depth - 1] : NULL;
	level->record = outer ? outer->record : 0;
	level->parts = outer ? outer->parts : 0;
	level->role = outer ? outer->role : (struct str){0};
	level->whose = outer ? outer->whose : 0;
	bool item = outer == NULL || outer->kind == '[', own = level->head.whose != 0 && level->head.whose != level->whose;
	if (level->head.whose)
		level->role = level->head.role, level->whose = level->head.whose;
	if (level->kind == '[') {
		level->heads = json_record_columns(json, text, at);
		if (outer && outer->kind == '[' && json->column_count && !level->heads)
			level->record = 0; /* a row */
		return;
	}
	struct ahead ahead = {0};
	if (!item && !own && !parts_values(&level->head))
		look(json, label_of(json, level), text, at, at + AHEAD, 0, &ahead);
	bool named = json->member && !level->head.known && may_be_name(label_of(json, level));
	if (!item && !own && !ahead.name && !named)
		return;
	level->record = new_record(json, view, level->role);
	level->parts = 0;
	if (named) {
		struct field *field = view_add_field(view, json->name, WHAT_NAME, level->record);
		field->rule = FIELD_HEAD;
		field->guess = true;
	}
}

/* The record of the object for a person whom a member names by a role: "mother_phone". */
static struct json_group *group_of(struct json *json, struct view *view, uint32_t of, const struct head *head)
{
	for (size_t i = json->group_count; i-- > 0;) {
		struct json_group *group = &json->groups[i];
		if (group->of == of && group->whose == head->whose && group->number == head->number)
			return group;
	}
	json->groups = mem_room(json->groups, json->group_count, &json->group_cap, sizeof *json->groups);
	json->groups[json->group_count] = (struct json_group){of, head->whose, head->number, new_record(json, view, head->role), 0};
	return &json->groups[json->group_count++];
}

/* A second name of the same kind is another person's. */
static void take_part(struct json *json, struct view *view, enum what what, struct str role, uint64_t *parts, uint32_t *record)
{
	uint64_t part = is_name(what) && what != WHAT_NAME_ALIAS && what != WHAT_NAME_MIDDLE ? (uint64_t)1 << what : 0;
	if (*record == 0 || (*parts & part)) {
		*record = new_record(json, view, role);
		*parts = 0;
	}
	*parts |= part;
}

/* A value in an array of an array is a cell. */
static const struct head *head_of(const struct json *json, const struct json_level *level)
{
	if (json->member)
		return &json->head;
	bool row = level->kind == '[' && json->depth > 1 && level[-1].kind == '[';
	return row && level->index < json->column_count ? &json->columns[level->index] : &level->head;
}

bool json_record_columns(struct json *json, struct str text, size_t at)
{
	struct head heads[JSON_COLUMNS];
	size_t count = 0, known = 0, told = 0;
	for (; at < text.len && text.ptr[at] != ']'; at++) {
		if (json_space(text.ptr[at]) || text.ptr[at] == ',')
			continue;
		size_t end = json_string_end(text, at);
		if (text.ptr[at] != '"' || count == JSON_COLUMNS || end - at > HEAD_BYTES)
			return false;
		heads[count] = find(json, (struct str){0}, name_at(text, at, end));
		known += heads[count].known;
		told += heads[count++].what != WHAT_NONE;
		at = end - 1;
	}
	if (told < 2 || known * 2 < count)
		return false;
	memcpy(json->columns, heads, count * sizeof *heads);
	json->column_count = count;
	return true;
}

void json_record_value(struct json *json, struct view *view, struct span value)
{
	struct json_level *level = json->depth ? &json->levels[json->depth - 1] : NULL;
	if (level == NULL || level->heads)
		return;
	const struct head *head = head_of(json, level);
	uint32_t record = 0;
	if (head->what == WHAT_NONE)
		return;
	if (table_personal(head) && head->whose && head->whose != level->whose) {
		struct json_group *group = group_of(json, view, level->record, head);
		take_part(json, view, head->what, head->role, &group->parts, &group->record);
		record = group->record;
	} else if (table_personal(head)) {
		take_part(json, view, head->what, level->role, &level->parts, &level->record);
		record = level->record;
	}
	table_field(json->heads, view, head, value, record);
}
