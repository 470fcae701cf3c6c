/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* JSON values into a view: a line "name: value" for each member, names in words, objects parted by blank lines. */
#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/json.h"
#include "format/text_view.h"

static enum err malformed(const struct json *json, const char *what, struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED, "not valid JSON: %s in line %" PRIu64 "; export the data again", what, json->line);
}

static void end_line(struct view *view, bool blank)
{
	view_separate(view);
	if (blank && view->text.len > 1 && view->text.ptr[view->text.len - 2] != '\n')
		table_show(view, STR("\n"));
}

/* ---- strings ---------------------------------------------------------------------------------------------------- */

static uint32_t new_value(struct json *json, struct span span, bool literal)
{
	json->values = mem_room(json->values, json->value_count, &json->value_cap, sizeof *json->values);
	json->values[json->value_count] = (struct json_value){span, literal};
	return (uint32_t)json->value_count++;
}

/* As format/text_view.c shows characters; a control character could hide a name. */
static enum err add_character(struct json *json, struct view *view, uint32_t code, struct span at, struct fault *fault)
{
	char bytes[UTF8_MAX];
	struct str shown = {bytes, 0};
	uint32_t part = (uint32_t)json->value_count - 1;
	switch (utf8_look(code)) {
	case LOOK_NOTHING:
		return ERR_NONE;
	case LOOK_LINE:
		shown = STR("\n");
		break;
	case LOOK_CONTROL:
		return fault_set(fault, ERR_UNREADABLE,
				 "line %" PRIu64 " has the control character U+%04X in a string, which can hide a name; export the data without it",
				 json->line, (unsigned)code);
	case LOOK_SPACE:
		shown = STR(" ");
		break;
	case LOOK_SIGN:
		shown.len = utf8_put(bytes, code);
		break;
	}
	view_add(view, shown, part, at.from, (uint32_t)(at.to - at.from));
	return ERR_NONE;
}

static bool is_hump(struct str text, size_t at)
{
	return text.ptr[at] >= 'A' && text.ptr[at] <= 'Z' && text.ptr[at - 1] >= 'a' && text.ptr[at - 1] <= 'z';
}

static bool is_plain(char c)
{
	return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
}

/* The string whose quote is at json->at; goes past it. `name`: in words. */
static enum err read_string(struct json *json, struct view *view, bool name, struct fault *fault)
{
	struct str text = json->stream.text;
	size_t from = json->at, at = from + 1;
	enum err err = ERR_NONE;
	uint32_t value = new_value(json, (struct span){from, from}, false);
	while (!err && at < text.len && text.ptr[at] != '"') {
		size_t run = at;
		while (!name && run < text.len && is_plain(text.ptr[run]))
			run++;
		if (run > at) {
			view_add(view, str_part(text, (struct span){at, run}), value, at, (uint32_t)(run - at));
			at = run;
			continue;
		}
		uint32_t code;
		size_t len = utf8_next(str_part(text, (struct span){at, text.len}), &code);
		if (code < ' ')
			return malformed(json, "a control character in a string", fault);
		if (code == '\\') {
			len = json_escape(text, at, &code);
			if (len == 0)
				return malformed(json, "an escape that is no character", fault);
		} else if (name && code == '_') {
			code = ' ';
		} else if (name && at > from + 1 && is_hump(text, at)) {
			table_show(view, STR(" "));
		}
		err = add_character(json, view, code, (struct span){at, at + len}, fault);
		at += len;
	}
	if (!err && at >= text.len)
		return malformed(json, "a string without an end", fault);
	json->at = at + 1;
	json->values[value].span.to = json->at;
	return err;
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

/* A name as programs write them, no text of somebody's own: "address_line_1", but no telephone, no "Ann Doe". */
static bool is_code(struct str label)
{
	size_t digits = 0;
	for (size_t i = 0; i < label.len; i++) {
		char c = label.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (i > 0 && c >= 'A' && c <= 'Z') || c == '_' || c == '$';
		digits += c >= '0' && c <= '9';
		if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':')))
			return false;
	}
	return digits <= 3;
}

static enum err read_name(struct json *json, struct view *view, struct fault *fault)
{
	if (json->stream.text.ptr[json->at] != '"')
		return malformed(json, "a member without a name", fault);
	end_line(view, false);
	struct json_level *level = &json->levels[json->depth - 1];
	size_t from = view->text.len, begin = json->at;
	enum err err = read_string(json, view, true, fault);
	if (err)
		return err;
	json->labels.len = level->from + level->len;
	json->label_from = json->labels.len;
	buf_add(&json->labels, str_part(json->stream.text, (struct span){begin + 1, json->at - 1}));
	struct str label = str_part(buf_str(&json->labels), (struct span){json->label_from, json->labels.len});
	json->head = json_head(json, level, label);
	json->member = true;
	table_show(view, STR(": "));
	json->name = (struct span){from, view->text.len - 2};
	view_add_head(view, (struct span){from, view->text.len - 1}, json->head.known)->code = is_code(label);
	json->state = JSON_COLON;
	return ERR_NONE;
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

/* An array in an array is a row of cells. */
static bool in_row(const struct json *json)
{
	return json->depth > 1 && json->levels[json->depth - 1].kind == '[' && json->levels[json->depth - 2].kind == '[';
}

static void after_value(struct json *json, struct view *view)
{
	json->member = false;
	json->state = json->depth ? JSON_COMMA : JSON_TOP;
	if (json->depth)
		json->levels[json->depth - 1].index++;
	if (in_row(json))
		table_show(view, STR("|"));
	else
		end_line(view, false);
}

/* A long text stands below its name, as a paragraph. */
static void begin_value(const struct json *json, struct view *view, size_t end)
{
	struct str text = str_part(json->stream.text, (struct span){json->at, end});
	bool lines = memmem(text.ptr, text.len, "\\n", 2) != NULL;
	if (json->member && (lines || text.len > TABLE_LONG) && view->text.len && view->text.ptr[view->text.len - 1] == ' ') {
		view->text.len--;
		end_line(view, false);
	}
}

static enum err check_encoded(const struct json *json, const struct view *view, size_t from, struct fault *fault)
{
	struct str shown = str_part(buf_str(&view->text), (struct span){from, view->text.len});
	if (text_encoded(shown) == shown.len)
		return ERR_NONE;
	return fault_set(fault, ERR_UNREADABLE,
			 "an attachment in coded form (base64) in line %" PRIu64 "; take it out, or save it as a file of its own", json->line);
}

static enum err read_text(struct json *json, struct view *view, struct fault *fault)
{
	begin_value(json, view, json_string_end(json->stream.text, json->at));
	size_t from = view->text.len;
	enum err err = read_string(json, view, false, fault);
	if (!err)
		err = check_encoded(json, view, from, fault);
	if (err)
		return err;
	json_record_value(json, view, (struct span){from, view->text.len});
	after_value(json, view);
	return ERR_NONE;
}

static enum err read_word(struct json *json, struct view *view, struct fault *fault)
{
	struct str text = json->stream.text;
	size_t from = json->at, end = from;
	while (end < text.len && json_word(text.ptr[end]))
		end++;
	struct str word = str_part(text, (struct span){from, end});
	if (!json_literal(word))
		return malformed(json, "something that is no value", fault);
	uint32_t value = new_value(json, (struct span){from, end}, true);
	if (!str_equal(word, STR("null"))) {
		struct span span = {view->text.len, view->text.len + word.len};
		view_add_whole(view, word, value, from, (uint32_t)word.len);
		json_record_value(json, view, span);
	}
	json->at = end;
	after_value(json, view);
	return ERR_NONE;
}

static enum err open_level(struct json *json, struct view *view, struct fault *fault)
{
	if (json->depth == JSON_DEPTH)
		return fault_set(fault, ERR_LIMIT, "JSON nested more than %d deep, in line %" PRIu64, JSON_DEPTH, json->line);
	const struct json_level *outer = json->depth ? &json->levels[json->depth - 1] : NULL;
	struct json_level level = {.kind = json->stream.text.ptr[json->at]};
	if (json->member) {
		level.head = json->head;
		level.from = json->label_from;
		level.len = json->labels.len - json->label_from;
	} else if (outer) {
		level.head = outer->head;
		level.from = outer->from;
		level.len = outer->len;
	}
	json->at++;
	end_line(view, level.kind == '{' && !json->member);
	json_record_open(json, &level, view, json->stream.text, json->at);
	json->levels[json->depth++] = level;
	json->member = false;
	json->state = level.kind == '{' ? JSON_MEMBER : JSON_ITEM;
	return ERR_NONE;
}

static void close_level(struct json *json, struct view *view)
{
	const struct json_level *level = &json->levels[--json->depth];
	json->labels.len = json->depth ? json->levels[json->depth - 1].from + json->levels[json->depth - 1].len : 0;
	json->at++;
	end_line(view, level->kind == '{');
	after_value(json, view);
}

static enum err read_value(struct json *json, struct view *view, struct fault *fault)
{
	char c = json->stream.text.ptr[json->at];
	if (c == '{' || c == '[')
		return open_level(json, view, fault);
	return c == '"' ? read_text(json, view, fault) : read_word(json, view, fault);
}

static bool closes(const struct json *json, char c)
{
	if (json->depth == 0 || (json->state != JSON_COMMA && json->state != JSON_MEMBER && json->state != JSON_ITEM))
		return false;
	return c == (json->levels[json->depth - 1].kind == '{' ? '}' : ']');
}

/* What begins at json->at, which is no white space. */
static enum err read_next(struct json *json, struct view *view, struct fault *fault)
{
	char c = json->stream.text.ptr[json->at];
	if (closes(json, c)) {
		close_level(json, view);
		return ERR_NONE;
	}
	switch (json->state) {
	case JSON_MEMBER:
	case JSON_NAME:
		return read_name(json, view, fault);
	case JSON_COLON:
		if (c != ':')
			return malformed(json, "a member without a colon", fault);
		json->state = JSON_VALUE;
		break;
	case JSON_COMMA:
		if (c != ',')
			return malformed(json, "a comma is missing", fault);
		json->state = json->levels[json->depth - 1].kind == '{' ? JSON_NAME : JSON_VALUE;
		break;
	default:
		return read_value(json, view, fault);
	}
	json->at++;
	return ERR_NONE;
}

/* Another report begins here: an item of an array, or a value of a file of many, with another number. */
static bool begins_report(struct json *json)
{
	bool item = json->depth == 0 || json->levels[json->depth - 1].kind == '[';
	bool value = json->state == JSON_TOP || json->state == JSON_VALUE || json->state == JSON_ITEM;
	if (!item || !value || json->stream.text.ptr[json->at] != '{')
		return false;
	uint64_t report = json_record_report(json, json->stream.text, json->at + 1);
	bool other = report && json->report && report != json->report && json->read;
	if (report)
		json->report = report;
	return other;
}

enum err json_read(struct json *json, struct view *view, struct fault *fault)
{
	struct str text = json->stream.text;
	enum err err = ERR_NONE;
	json->value_count = json->group_count = 0;
	json->record = 0;
	json->read = false;
	for (size_t i = 0; i < json->depth; i++)
		json->levels[i].record = 0, json->levels[i].parts = 0;
	while (!err && json->at < text.len) {
		if (json_space(text.ptr[json->at])) {
			json->line += text.ptr[json->at++] == '\n';
			continue;
		}
		if (begins_report(json))
			break;
		err = read_next(json, view, fault);
		json->read = true;
	}
	return err;
}
