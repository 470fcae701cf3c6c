/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/xml_engine.h"

static const char instance[] = "http://www.w3.org/2001/XMLSchema-instance";

enum splice_kind { SPLICE_TOKEN, SPLICE_NOTHING, SPLICE_MARKUP };

/* Bytes [from, to) of the part go, and something comes. */
struct splice {
	size_t from, to;
	enum splice_kind kind;
	uint32_t value;    /* it is in this one; XML_NONE: in mark-up */
	struct edit *edit; /* whose place it tells; NULL: another splice of the edit does */
	char *markup;      /* owned */
	size_t order;
};

struct editing {
	const struct xml_writer *writer;
	const struct xml_part *part;
	const struct view *view;
	struct fault *fault;
	struct splice *splices;
	size_t count, cap;
	struct buf scratch;
};

static void add_splice(struct editing *editing, struct splice splice)
{
	editing->splices = mem_room(editing->splices, editing->count, &editing->cap, sizeof *editing->splices);
	splice.order = editing->count;
	editing->splices[editing->count++] = splice;
}

static int splice_order(const void *first, const void *second)
{
	const struct splice *a = first, *b = second;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* The prefix that means XML Schema's instance namespace here; empty: none. `*taken`: "xsi" means something else. */
static struct str instance_prefix(const struct xml_part *part, uint32_t number, bool *taken)
{
	*taken = false;
	for (; number != XML_NONE; number = part->elements[number].parent) {
		const struct xml_element *element = &part->elements[number];
		struct span body = {element->name.to, element->tag.to - 1};
		struct xml_attribute found;
		bool bad;
		if (part->bytes.ptr[body.to - 1] == '/')
			body.to--;
		for (size_t pos = body.from; xml_lex_attribute(part->bytes, body, &pos, &found, &bad);) {
			struct str name = str_part(part->bytes, found.name);
			if (!str_starts(name, STR("xmlns:")))
				continue;
			name = xml_local(name);
			if (str_equal(str_part(part->bytes, found.value), STR(instance)) &&
			    !(*taken && str_equal(name, STR("xsi"))))
				return name;
			*taken |= str_equal(name, STR("xsi"));
		}
	}
	return (struct str){0};
}

/* The text goes, and the start tag says so. */
static void add_nil(struct editing *editing, uint32_t number, struct edit *edit)
{
	const struct xml_part *part = editing->part;
	const struct xml_element *element = &part->elements[number];
	bool taken;
	struct str prefix = instance_prefix(part, number, &taken);
	struct buf markup = {0};
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		const struct xml_attr *attribute = &part->attributes[element->first_attribute + i];
		struct str name = xml_part_bytes(part, attribute->name);
		if (!str_equal(xml_local(name), STR("nil")) || xml_local(name).len == name.len)
			continue;
		add_splice(editing, (struct splice){attribute->all.from, attribute->all.to, SPLICE_NOTHING, XML_NONE,
						    NULL, NULL, 0});
	}
	if (prefix.len)
		buf_printf(&markup, " %.*s:nil=\"true\"", (int)prefix.len, prefix.ptr);
	else
		buf_printf(&markup, " xmlns:%s=\"%s\" %s:nil=\"true\"", taken ? "xsi_" : "xsi", instance,
			   taken ? "xsi_" : "xsi");
	size_t end = element->tag.to - 1;
	add_splice(editing,
		   (struct splice){end, end, SPLICE_MARKUP, XML_NONE, edit, mem_text(markup.ptr, markup.len), 0});
	add_splice(editing,
		   (struct splice){element->tag.to, element->end.from, SPLICE_NOTHING, XML_NONE, NULL, NULL, 0});
	buf_free(&markup);
}

/* Cuts a value whose type allows no words. False: not a whole value, or the root; the token is written then. */
static bool add_blank(struct editing *editing, const struct xml_value *value, struct edit *edit, bool first)
{
	const struct xml_part *part = editing->part;
	bool attribute = value->attribute != XML_NONE;
	if (!attribute && value->kind != XML_TEXT && value->kind != XML_CDATA)
		return false;
	const struct xml_element *element = &part->elements[value->element];
	uint8_t style = attribute ? part->attributes[value->attribute].blank : element->blank;
	if (style == XML_BLANK_TOKEN || (!attribute && (element->child_count || element->parent == XML_NONE)))
		return false;
	struct span whole = xml_node_span(part, editing->view, (struct xml_node){value->element, value->attribute});
	if (edit->span.from > whole.from || edit->span.to < whole.to)
		return false;
	struct edit *told = first ? edit : NULL;
	if (attribute) {
		struct xml_range all = part->attributes[value->attribute].all;
		add_splice(editing, (struct splice){all.from, all.to, SPLICE_NOTHING, XML_NONE, told, NULL, 0});
	} else if (style == XML_BLANK_NIL) {
		add_nil(editing, value->element, told);
	} else {
		add_splice(editing, (struct splice){element->tag.from, element->end.to, SPLICE_NOTHING, XML_NONE, told,
						    NULL, 0});
	}
	return true;
}

/* The bytes of the part behind a piece, as far as the edit covers it. */
static struct span piece_bytes(const struct editing *editing, const struct piece *piece, struct span span)
{
	size_t from = (size_t)(piece->origin - editing->part->base) + editing->part->outside;
	struct span bytes = {from, from + piece->origin_len};
	if (piece->to - piece->from == piece->origin_len) {
		if (span.from > piece->from)
			bytes.from += span.from - piece->from;
		if (span.to < piece->to)
			bytes.to -= piece->to - span.to;
	}
	bytes.from = utf8_floor(editing->part->bytes, bytes.from);
	bytes.to = utf8_ceil(editing->part->bytes, bytes.to);
	return bytes;
}

static enum err in_markup(const struct editing *editing, const struct xml_value *value)
{
	return fault_set(editing->fault, ERR_UNREADABLE,
			 "line %lu: what must be cut stands in the mark-up itself (the name of a namespace, element, "
			 "attribute or instruction) and cannot be cut there; rename it by hand",
			 xml_part_line(editing->part, value->bytes.from));
}

/* The token goes where the first of its values is cut; from the others the text is only taken away. */
static enum err add_edit(struct editing *editing, struct edit *edit)
{
	struct span pieces = view_pieces(editing->view, edit->span);
	bool first = true;
	for (size_t i = pieces.from; i < pieces.to;) {
		const struct piece *piece = &editing->view->pieces[i];
		uint32_t number = piece->part;
		if (editing->part->values[number].kind == XML_NAME)
			return in_markup(editing, &editing->part->values[number]);
		struct span bytes = piece_bytes(editing, piece, edit->span);
		for (i++; i < pieces.to && editing->view->pieces[i].part == number; i++)
			bytes.to = piece_bytes(editing, &editing->view->pieces[i], edit->span).to;
		if (!add_blank(editing, &editing->part->values[number], edit, first))
			add_splice(editing, (struct splice){bytes.from, bytes.to, first ? SPLICE_TOKEN : SPLICE_NOTHING,
							    number, first ? edit : NULL, NULL, 0});
		first = false;
	}
	if (first)
		return fault_set(
			editing->fault, ERR_UNREADABLE,
			"a cut falls on nothing that is in the file; this is a fault of the program, please report it");
	return ERR_NONE;
}

static void write_text(const struct editing *editing, struct str text)
{
	charset_encode(editing->writer->charset, text, editing->writer->out);
}

static void write_bytes(const struct editing *editing, size_t from, size_t to)
{
	if (from < to)
		write_text(editing, str_part(editing->part->bytes, (struct span){from, to}));
}

/* The last two characters of `text` in front of which `before` stands. */
static void remember(char before[2], struct str text)
{
	for (size_t i = text.len > 2 ? text.len - 2 : 0; i < text.len; i++) {
		before[0] = before[1];
		before[1] = text.ptr[i];
	}
}

/* Inside one value, from its first splice to its end or to mark-up: `*pos` goes on in the part. */
struct state {
	size_t pos;
	uint32_t value; /* whose text was written last, XML_NONE */
	char before[2];
};

/* Of each id that the edit cuts the token with its number. */
static void add_ids(struct editing *editing, const struct xml_value *value, struct xml_spot *spot, const struct edit *edit)
{
	struct str ids = str_part(buf_str(&editing->view->text), edit->span);
	if (edit->span.to > value->text.to)
		ids.len -= edit->span.to - value->text.to;
	while (ids.len) {
		const char *space = memchr(ids.ptr, ' ', ids.len);
		size_t len = space ? (size_t)(space - ids.ptr) : ids.len, taken = len + (space != NULL);
		spot->id = len ? xml_ids_number(editing->writer->ids, (struct str){ids.ptr, len}) : 0;
		if (len)
			xml_token_escape(spot, false, true, edit->token, &editing->scratch);
		if (space)
			buf_add_byte(&editing->scratch, ' ');
		ids = str_part(ids, (struct span){taken, ids.len});
	}
}

static void write_token(struct editing *editing, const struct splice *splice, struct state *state)
{
	const struct xml_value *value = &editing->part->values[splice->value];
	bool unicode = editing->writer->charset->kind != CHARSET_SINGLE && !editing->writer->ascii;
	struct xml_spot spot = {.kind = (enum xml_kind)value->kind};
	memcpy(spot.before, state->before, sizeof spot.before);
	buf_clear(&editing->scratch);
	if (value->attribute != XML_NONE && editing->part->attributes[value->attribute].code)
		add_ids(editing, value, &spot, splice->edit);
	else
		xml_token_escape(&spot, unicode, editing->writer->ascii, splice->edit->token, &editing->scratch);
	write_text(editing, buf_str(&editing->scratch));
	remember(state->before, buf_str(&editing->scratch));
}

/* The two characters after a cut could, with what stands before it now, end the value too early. */
static void write_joint(struct editing *editing, const struct splice *splice, size_t next, struct state *state)
{
	const struct xml_value *value = &editing->part->values[splice->value];
	size_t end = value->bytes.to < next ? value->bytes.to : next;
	size_t to = state->pos + 2 < end ? utf8_ceil(editing->part->bytes, state->pos + 2) : end;
	buf_clear(&editing->scratch);
	if (state->pos < to)
		xml_token_guard((enum xml_kind)value->kind, state->before,
				str_part(editing->part->bytes, (struct span){state->pos, to}), &editing->scratch);
	remember(state->before, buf_str(&editing->scratch));
	state->pos = state->pos < to ? to : state->pos;
	/* a comment must not end with '-' */
	if (value->kind == XML_COMMENT && state->pos == value->bytes.to && state->before[1] == '-')
		buf_add_byte(&editing->scratch, ' ');
	write_text(editing, buf_str(&editing->scratch));
}

static void write_splice(struct editing *editing, const struct splice *splice, size_t next, struct state *state)
{
	size_t from = splice->from > state->pos ? splice->from : state->pos;
	bool swallowed = splice->from < state->pos && splice->to <= state->pos;
	write_bytes(editing, state->pos, from);
	if (splice->value != state->value)
		memset(state->before, 0, sizeof state->before);
	if (splice->value != XML_NONE && from > state->pos) {
		size_t start = editing->part->values[splice->value].bytes.from;
		start = start > state->pos ? start : state->pos;
		remember(state->before, str_part(editing->part->bytes, (struct span){start, from}));
	}
	state->value = splice->value;
	if (splice->edit)
		splice->edit->out = editing->writer->out->len;
	if (swallowed)
		return;
	if (splice->kind == SPLICE_TOKEN)
		write_token(editing, splice, state);
	if (splice->kind == SPLICE_MARKUP)
		write_text(editing, str_of(splice->markup));
	state->pos = splice->to > from ? splice->to : from;
	if (splice->value != XML_NONE)
		write_joint(editing, splice, next, state);
}

enum err xml_part_write(const struct xml_writer *writer, const struct xml_part *part, const struct view *view,
			struct edit *edits, size_t count, struct fault *fault)
{
	struct editing editing = {.writer = writer, .part = part, .view = view, .fault = fault};
	struct state state = {.pos = part->outside, .value = XML_NONE};
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < count; i++)
		err = add_edit(&editing, &edits[i]);
	if (editing.count)
		qsort(editing.splices, editing.count, sizeof *editing.splices, splice_order);
	for (size_t i = 0; err == ERR_NONE && i < editing.count; i++)
		write_splice(&editing, &editing.splices[i],
			     i + 1 < editing.count ? editing.splices[i + 1].from : part->outside_end, &state);
	if (err == ERR_NONE)
		write_bytes(&editing, state.pos, part->outside_end);
	for (size_t i = 0; i < editing.count; i++)
		free(editing.splices[i].markup);
	free(editing.splices);
	buf_free(&editing.scratch);
	return err;
}
