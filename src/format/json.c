/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* JSON (RFC 8259) and JSON Lines. Each member is shown as "name: value" on a line of its own: a value under "dob" is read as
 * what it is. What is written is the bytes read, but for the cuts: in a string the token stands where the text was; a
 * number with something to hide becomes the token as a string. */
#include "format/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/text_view.h"

/* `{"` or `[{`, white space aside: no report in plain text begins so. */
static bool begins_json(struct str head)
{
	head = str_trim(head);
	if (head.len < 2 || (head.ptr[0] != '{' && head.ptr[0] != '['))
		return false;
	struct str rest = str_trim((struct str){head.ptr + 1, head.len - 1});
	return rest.len && rest.ptr[0] == (head.ptr[0] == '{' ? '"' : '{');
}

static int json_bid(struct str head, struct str name)
{
	static const struct str endings[] = {STR(".json"), STR(".jsonl"), STR(".ndjson"), STR(".geojson")};
	if (format_text.bid(head, name) == 0)
		return 0;
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
		if (str_ends_nocase(name, endings[i]))
			return 60;
	return begins_json(head) && !str_ends_nocase(name, STR(".txt")) ? 50 : 0;
}

static size_t last_place(void *context, const struct text_window *window)
{
	return json_last(context, window);
}

static size_t first_place(void *context, const struct text_window *window, size_t from)
{
	return json_first(context, window, from);
}

static enum err json_open(const struct format_options *options, struct source *source, void **document,
			  struct fault *fault)
{
	(void)fault;
	struct json *json = mem_alloc(1, sizeof *json);
	json->heads = options->heads;
	json->known = mem_alloc(JSON_HEADS, sizeof *json->known);
	text_stream_open(&json->stream, options, source, (struct text_cutter){"value", json, last_place, first_place});
	*document = json;
	return ERR_NONE;
}

static void json_close(void *document)
{
	struct json *json = document;
	text_stream_close(&json->stream);
	text_cuts_free(&json->cuts);
	buf_free(&json->labels);
	buf_free(&json->scratch);
	free(json->values);
	free(json->groups);
	free(json->known);
	free(json);
}

static enum err json_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct json *json = document;
	enum err err = ERR_NONE;
	view_clear(view);
	*more = json->at < json->stream.text.len;
	if (!*more) {
		err = text_stream_next(&json->stream, more, fault);
		json->at = 0;
		json->line = json->stream.line;
	}
	if (err || !*more)
		return err;
	view->table = true;
	json->from = json->at;
	json->views++;
	err = json_read(json, view, fault);
	bool last = json->stream.whole && json->at == json->stream.text.len;
	if (!last || json->views > 1) {
		char where[32];
		snprintf(where, sizeof where, "part %" PRIu64, json->views);
		view->where = view_keep(view, str_of(where));
	}
	*more = !err;
	return err;
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

/* The token inside of a string. */
static void write_escaped(const struct json *json, struct str token, struct buf *out)
{
	for (size_t i = 0; i < token.len;) {
		size_t end = utf8_ceil(token, i + 1);
		if (token.ptr[i] == '"' || token.ptr[i] == '\\')
			text_stream_write(&json->stream, STR("\\"), out);
		text_stream_write(&json->stream, str_part(token, (struct span){i, end}), out);
		i = end;
	}
}

static void write_token(const struct json *json, size_t number, bool quotes, struct edit *edits, size_t begin, struct buf *out)
{
	const struct text_cut *cut = &json->cuts.list[number];
	if (quotes)
		text_stream_write(&json->stream, STR("\""), out);
	if (cut->edit != CUT_OTHERS)
		edits[cut->edit].out = out->len - begin;
	write_escaped(json, text_cuts_token(&json->cuts, number), out);
	if (quotes)
		text_stream_write(&json->stream, STR("\""), out);
}

static enum err json_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			  struct fault *fault)
{
	struct json *json = document;
	size_t begin = out->len, pos = json->from;
	(void)fault;
	text_stream_mark(&json->stream, out);
	text_cuts_make(&json->cuts, view, json->stream.text, edits, count);
	for (size_t from = 0, to; from < json->cuts.count; from = to) {
		const struct json_value *value = &json->values[json->cuts.list[from].value];
		to = text_cuts_value(&json->cuts, from);
		for (size_t i = from; i < to; i++) {
			const struct text_cut *cut = &json->cuts.list[i];
			struct span span = value->literal ? value->span : cut->span;
			if (value->literal && i > from) /* a number goes whole */
				continue;
			text_stream_copy(&json->stream, (struct span){pos, span.from}, out);
			write_token(json, i, value->literal, edits, begin, out);
			pos = span.to;
		}
	}
	text_stream_copy(&json->stream, (struct span){pos, json->at}, out);
	text_cuts_order(edits, count);
	return ERR_NONE;
}

static enum err json_finish(void *document, struct buf *out, struct fault *fault)
{
	struct json *json = document;
	text_stream_mark(&json->stream, out);
	if (json->depth || json->state != JSON_TOP)
		return fault_set(fault, ERR_MALFORMED, "not valid JSON: it ends in the middle of a value; ask for the whole file");
	return ERR_NONE;
}

const struct format format_json = {
	.name = "json",
	.extension = ".json",
	.bid = json_bid,
	.open = json_open,
	.next = json_next,
	.edit = json_edit,
	.finish = json_finish,
	.close = json_close,
};
