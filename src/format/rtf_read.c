/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/rtf_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/address.h"

void rtf_free(struct rtf_reader *reader)
{
	free(reader->fonts);
	free(reader->stack);
	free(reader->values);
	free(reader->drops);
	free(reader->asides);
	*reader = (struct rtf_reader){0};
}

static struct rtf_state *state_of(struct rtf_reader *reader)
{
	return &reader->stack[reader->depth - 1];
}

/* ---- text ---------------------------------------------------------------------------------------------------------- */

/* Writes what is due before a text. */
static void begin_text(struct rtf_reader *reader)
{
	struct buf *text = &reader->view->text;
	struct str before = str_trim(buf_str(text));
	if (reader->cell && !reader->lines && text->len > reader->cell_from)
		buf_add_text(text, before.len && before.ptr[before.len - 1] == ':' ? " " : " | ");
	else if (reader->cell || reader->lines)
		view_separate(reader->view);
	if (reader->lines > 1 && text->len)
		buf_add_byte(text, '\n');
	if (reader->cell || reader->starts)
		reader->cell_from = text->len;
	reader->cell = reader->starts = false;
	reader->lines = 0;
}

static void begin_value(struct rtf_reader *reader, size_t at)
{
	if (reader->open)
		return;
	reader->values = mem_room(reader->values, reader->value_count, &reader->value_cap, sizeof *reader->values);
	reader->values[reader->value_count++] = (struct rtf_value){.from = at,
								   .to = at,
								   .paragraph = reader->paragraph,
								   .row = reader->in_row ? reader->row : 0,
								   .place = reader->aside_depth ? RTF_PLACE_ASIDE : RTF_PLACE_BODY};
	reader->open = true;
}

/* The character `code` stands at [from, to). */
static enum err add_code(struct rtf_reader *reader, uint32_t code, size_t from, size_t to)
{
	char says[UTF8_MAX];
	size_t len = 1;
	if (state_of(reader)->deleted) {
		rtf_drop(reader, from, to);
		reader->open = false;
		return ERR_NONE;
	}
	switch (utf8_look(code)) {
	case LOOK_SIGN:
		len = utf8_put(says, code);
		break;
	case LOOK_SPACE:
		says[0] = ' ';
		break;
	case LOOK_LINE:
		says[0] = '\n';
		break;
	case LOOK_NOTHING:
		len = 0;
		break;
	case LOOK_CONTROL:
		return rtf_refuse(reader, from, ERR_UNREADABLE, "a control character, which can hide a name; save it anew, or as plain text");
	}
	begin_value(reader, from);
	if (len) {
		begin_text(reader);
		view_add(reader->view, (struct str){says, len}, (uint32_t)(reader->value_count - 1), from, (uint32_t)(to - from));
	}
	reader->values[reader->value_count - 1].to = to;
	return ERR_NONE;
}

static int page_of(const struct rtf_reader *reader)
{
	int font = reader->stack[reader->depth - 1].font;
	for (size_t i = reader->font_count; i-- > 0;)
		if (reader->fonts[i].number == font)
			return reader->fonts[i].page;
	return reader->page;
}

static enum err add_byte(struct rtf_reader *reader, unsigned char byte, size_t from, size_t to)
{
	if (byte < 0x80)
		return add_code(reader, byte, from, to);
	const struct charset_table *table = rtf_code_page(page_of(reader));
	uint32_t code = table ? table->codes[byte - 0x80] : 0;
	if (code == 0)
		return rtf_refuse(reader, from, ERR_UNREADABLE,
				  "a character in an encoding that is not supported; save it anew with a newer program, or as plain text");
	return add_code(reader, code, from, to);
}

static bool is_plain(char c)
{
	return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7F;
}

/* A byte that is not plain, or "%20" in an address; `*end` is behind it. */
static enum err add_special(struct rtf_reader *reader, size_t at, size_t *end)
{
	uint32_t code;
	size_t len = reader->text.ptr[at] == '%' ? address_character(reader->text, at, &code) : 0;
	*end = at + (len ? len : 1);
	return len ? add_code(reader, code, at, *end) : add_byte(reader, (unsigned char)reader->text.ptr[at], at, *end);
}

static enum err add_text(struct rtf_reader *reader, const struct rtf_token *token)
{
	const struct rtf_state *state = state_of(reader);
	enum err err = ERR_NONE;
	if (state->deleted)
		return add_code(reader, ' ', token->from, token->to);
	for (size_t at = token->from, end; err == ERR_NONE && at < token->to; at = end) {
		for (end = at; end < token->to && is_plain(reader->text.ptr[end]) && !(state->address && reader->text.ptr[end] == '%');)
			end++;
		if (end == at) {
			err = add_special(reader, at, &end);
			continue;
		}
		begin_value(reader, at);
		begin_text(reader);
		view_add(reader->view, str_part(reader->text, (struct span){at, end}), (uint32_t)(reader->value_count - 1), at, (uint32_t)(end - at));
		reader->values[reader->value_count - 1].to = end;
	}
	return err;
}

/* ---- \u ------------------------------------------------------------------------------------------------------------ */

/* Behind the characters that stand for the one before them, for programs that do not know \u. They are not in the view, so
 * they may not say anything else: `*hides` is set when they are more than one letter, or another than `code`. */
static size_t skip_fallback(const struct rtf_reader *reader, size_t at, uint32_t code, bool *hides)
{
	struct rtf_token token;
	unsigned letters = 0;
	for (unsigned left = reader->stack[reader->depth - 1].fallback; left && at < reader->text.len; at = token.to) {
		if (!rtf_lex(reader->text, at, &token) || token.kind == RTF_OPEN || token.kind == RTF_CLOSE)
			break;
		if (token.kind == RTF_BREAK)
			continue;
		if (token.kind == RTF_TEXT && token.to - token.from > left)
			token.to = token.from + left;
		for (size_t i = token.from; token.kind == RTF_TEXT && i < token.to; i++) {
			bool letter = ascii_letter(reader->text.ptr[i]);
			letters += letter;
			*hides = *hides || letters > 1 || (letter && code < 0x80 && code != (unsigned char)reader->text.ptr[i]);
		}
		left -= token.kind == RTF_TEXT ? (unsigned)(token.to - token.from) : 1;
	}
	return at;
}

static enum err add_unicode(struct rtf_reader *reader, struct rtf_token *token)
{
	uint32_t code = (uint32_t)(token->number & 0xFFFF);
	size_t from = token->from;
	struct rtf_token low;
	bool hides = false;
	token->to = skip_fallback(reader, token->to, code, &hides);
	if (code >= 0xD800 && code < 0xDC00 && token->to < reader->text.len && rtf_lex(reader->text, token->to, &low) && rtf_word_is(&low, "u")) {
		uint32_t second = (uint32_t)(low.number & 0xFFFF);
		token->to = skip_fallback(reader, low.to, 0xFFFF, &hides);
		code = second >= 0xDC00 && second < 0xE000 ? 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00) : 0xD800;
	}
	if (hides)
		return rtf_refuse(reader, from, ERR_UNREADABLE,
				  "letters that old programs show in the place of others; save it anew with a newer program, or as plain text");
	if (code >= 0xD800 && code < 0xE000)
		return rtf_refuse(reader, from, ERR_MALFORMED, "half of a character; save it anew, or as plain text");
	return add_code(reader, code, from, token->to);
}

/* ---- words --------------------------------------------------------------------------------------------------------- */

static void end_line(struct rtf_reader *reader, enum rtf_end end)
{
	struct str text = buf_str(&reader->view->text);
	reader->open = false;
	reader->at_end = true;
	if (end == RTF_END_CELL) {
		/* a cell of several lines stands by itself */
		bool several = reader->cell_from < text.len && memchr(text.ptr + reader->cell_from, '\n', text.len - reader->cell_from);
		reader->lines = several;
		reader->cell = true;
		return;
	}
	reader->lines += reader->lines < 2;
	reader->cell = false;
	if (end == RTF_END_ROW) {
		reader->row++;
		reader->in_row = false;
	} else {
		reader->paragraph++;
	}
	reader->starts = end == RTF_END_ROW || !reader->in_row;
}

static enum err take_change(struct rtf_reader *reader, const struct rtf_token *token)
{
	bool on = !token->has_number || token->number;
	if (reader->withhold_changes && on)
		return rtf_refuse(reader, token->from, ERR_UNREADABLE, "tracked changes; accept or reject them, and save it anew");
	if (rtf_is_deletion(token->word))
		state_of(reader)->deleted = on;
	rtf_drop(reader, token->from, token->to);
	reader->open = false;
	return ERR_NONE;
}

static void take_setting(struct rtf_reader *reader, const struct rtf_token *token)
{
	struct rtf_state *state = state_of(reader);
	if (rtf_word_is(token, "uc") && token->has_number && token->number >= 0)
		state->fallback = (unsigned)token->number;
	else if ((rtf_word_is(token, "f") || rtf_word_is(token, "deff")) && token->has_number)
		state->font = token->number;
	else if (rtf_word_is(token, "ansicpg") && token->number)
		reader->page = token->number;
	else if (rtf_word_is(token, "mac"))
		reader->page = 10000;
	else if (rtf_word_is(token, "pc") || rtf_word_is(token, "pca"))
		reader->page = rtf_word_is(token, "pc") ? 437 : 850;
	else if (rtf_word_is(token, "plain")) {
		state->font = reader->stack[0].font;
		state->deleted = false;
	} else if (rtf_word_is(token, "trowd") || rtf_word_is(token, "intbl")) {
		reader->in_row = true;
	} else if (rtf_word_is(token, "pard")) {
		reader->in_row = false;
	}
}

static enum err take_word(struct rtf_reader *reader, struct rtf_token *token)
{
	enum rtf_end end = rtf_end_of(token->word);
	uint32_t code = rtf_character_of(token->word);
	if (rtf_word_is(token, "u") && token->has_number)
		return add_unicode(reader, token);
	if (code)
		return add_code(reader, code, token->from, token->to);
	if (end) {
		end_line(reader, end);
		return ERR_NONE;
	}
	if (rtf_is_change(token->word))
		return take_change(reader, token);
	if (rtf_word_is(token, "bin"))
		return rtf_refuse(reader, token->from, ERR_UNREADABLE, "binary data in the text; save it anew, or as plain text");
	reader->open = false;
	take_setting(reader, token);
	return ERR_NONE;
}

static enum err take_symbol(struct rtf_reader *reader, const struct rtf_token *token)
{
	switch (token->number) {
	case '\\':
	case '{':
	case '}':
		return add_code(reader, (uint32_t)token->number, token->from, token->to);
	case '~':
		return add_code(reader, 0xA0, token->from, token->to);
	case '_':
		return add_code(reader, '-', token->from, token->to);
	case '-':
		return add_code(reader, 0xAD, token->from, token->to);
	case '\t':
		return add_code(reader, '\t', token->from, token->to);
	case '\n':
	case '\r':
		end_line(reader, RTF_END_LINE);
		return ERR_NONE;
	case '|':
	case ':':
		return ERR_NONE;
	default:
		return rtf_refuse(reader, token->from, ERR_UNREADABLE, "a sign that rich text does not have; save it anew, or as plain text");
	}
}

static enum err push(struct rtf_reader *reader, size_t at)
{
	if (reader->depth == RTF_DEPTH)
		return rtf_refuse(reader, at, ERR_LIMIT, "groups are nested too deep; save it anew, or as plain text");
	reader->stack = mem_room(reader->stack, reader->depth, &reader->stack_cap, sizeof *reader->stack);
	reader->stack[reader->depth] = reader->stack[reader->depth - 1];
	reader->depth++;
	return ERR_NONE;
}

/* Whether the word begins the group at hand; then rtf_take_group() has seen it. */
static bool begins_group(const struct rtf_reader *reader, const struct rtf_token *token)
{
	size_t at = token->from;
	while (at > 0 && (reader->text.ptr[at - 1] == '\n' || reader->text.ptr[at - 1] == '\r'))
		at--;
	if (at > 1 && reader->text.ptr[at - 1] == '*' && reader->text.ptr[at - 2] == '\\')
		at -= 2;
	while (at > 0 && (reader->text.ptr[at - 1] == '\n' || reader->text.ptr[at - 1] == '\r'))
		at--;
	return at > 0 && reader->text.ptr[at - 1] == '{';
}

static enum err take_token(struct rtf_reader *reader, struct rtf_token *token)
{
	size_t end = 0;
	enum err err = ERR_NONE;
	switch (token->kind) {
	case RTF_OPEN:
		reader->open = false;
		err = rtf_take_group(reader, token->from, &end);
		token->to = end ? end : token->to;
		return err || end ? err : push(reader, token->from);
	case RTF_CLOSE:
		reader->open = false;
		reader->depth--;
		return ERR_NONE;
	case RTF_WORD:
		if (rtf_begins_group(token->word) && !begins_group(reader, token))
			return rtf_refuse(reader, token->from, ERR_UNREADABLE,
					  "something that stands where it may not, so that programs understand it differently; save it anew, or as plain "
					  "text");
		return take_word(reader, token);
	case RTF_SYMBOL:
		if (token->number == '*' && begins_group(reader, &(struct rtf_token){.from = token->to}))
			return ERR_NONE;
		return take_symbol(reader, token);
	case RTF_BYTE:
		return add_byte(reader, (unsigned char)token->number, token->from, token->to);
	case RTF_TEXT:
		return add_text(reader, token);
	case RTF_BREAK:
		break;
	}
	return ERR_NONE;
}

/* Reads [from, to), groups within it whole. */
static enum err read_range(struct rtf_reader *reader, size_t from, size_t to);

/* What waited for the end of the line: each on a line of its own. */
static enum err show_asides(struct rtf_reader *reader)
{
	enum err err = ERR_NONE;
	bool cell = reader->cell, in_row = reader->in_row;
	unsigned lines = reader->lines;
	if (reader->aside_count == 0)
		return ERR_NONE;
	if (reader->aside_depth == RTF_ASIDES)
		return rtf_refuse(reader, reader->asides[0].from, ERR_LIMIT, "notes are nested too deep; save it anew, or as plain text");
	size_t count = reader->aside_count;
	struct rtf_aside *list = reader->asides;
	reader->asides = NULL;
	reader->aside_count = reader->aside_cap = 0;
	reader->aside_depth++;
	for (size_t i = 0; err == ERR_NONE && i < count; i++) {
		reader->open = reader->cell = reader->in_row = false;
		reader->lines = 1;
		err = push(reader, list[i].from);
		if (err)
			break;
		state_of(reader)->deleted = false;
		state_of(reader)->address = list[i].address;
		err = read_range(reader, list[i].from + 1, list[i].to - 1);
		reader->depth--;
	}
	reader->aside_depth--;
	reader->open = false;
	reader->lines = lines > 1 ? lines : 1;
	reader->cell = cell;
	reader->in_row = in_row;
	free(list);
	return err;
}

/* What waits is shown where a line ends, but not between cells. */
static enum err end_token(struct rtf_reader *reader)
{
	bool end = reader->at_end && !reader->cell;
	reader->at_end = false;
	return end && reader->aside_count ? show_asides(reader) : ERR_NONE;
}

static enum err read_range(struct rtf_reader *reader, size_t from, size_t to)
{
	struct rtf_token token;
	enum err err = ERR_NONE;
	for (size_t at = from; err == ERR_NONE && at < to; at = token.to) {
		if (!rtf_lex(reader->text, at, &token))
			return rtf_refuse(reader, at, ERR_MALFORMED, "it is damaged; ask for it again");
		err = take_token(reader, &token);
		if (err == ERR_NONE)
			err = end_token(reader);
	}
	return err ? err : show_asides(reader);
}

/* ---- parts --------------------------------------------------------------------------------------------------------- */

enum err rtf_begin(struct rtf_reader *reader, struct str text, struct fault *fault)
{
	reader->text = text;
	reader->fault = fault;
	reader->page = 1252;
	if (!str_starts(text, STR("{\\rtf")))
		return rtf_refuse(reader, 0, ERR_MALFORMED, "it is none");
	size_t end = rtf_group_end(text, 0);
	if (end == 0)
		return rtf_refuse(reader, text.len, ERR_MALFORMED, "it is cut short or damaged; ask for it again");
	for (size_t i = end; i < text.len; i++)
		if (!strchr(" \r\n\t", text.ptr[i]))
			return rtf_refuse(reader, i, ERR_MALFORMED, "something comes after its end; save it anew, or as plain text");
	reader->stack = mem_room(NULL, 0, &reader->stack_cap, sizeof *reader->stack);
	reader->stack[0] = (struct rtf_state){.fallback = 1};
	reader->depth = 1;
	reader->at = 1;
	return ERR_NONE;
}

/* Names of fonts come last, where only names of known persons are looked for. */
static void show_fonts(struct rtf_reader *reader)
{
	struct view *view = reader->view;
	size_t from;
	view_separate(view);
	from = view->text.len;
	for (size_t i = 0; i < reader->value_count; i++) {
		const struct rtf_value *value = &reader->values[i];
		if (value->place != RTF_PLACE_FONT)
			continue;
		for (size_t at = value->from; at < value->to; at++)
			if (is_plain(reader->text.ptr[at]))
				view_add(view, str_part(reader->text, (struct span){at, at + 1}), (uint32_t)i, at, 1);
		view_separate(view);
	}
	view->names = (struct span){from, view->text.len};
}

enum err rtf_next(struct rtf_reader *reader, struct view *view, bool *more, struct fault *fault)
{
	struct rtf_token token;
	enum err err = ERR_NONE;
	*more = !reader->ended;
	reader->view = view;
	reader->fault = fault;
	reader->value_count = reader->drop_count = reader->cell_from = 0;
	reader->open = reader->cell = false;
	reader->starts = true;
	reader->lines = 0;
	while (err == ERR_NONE && !reader->ended) {
		if (reader->lines && !reader->in_row && !reader->aside_count && view->text.len >= reader->part_size)
			break;
		if (!rtf_lex(reader->text, reader->at, &token))
			return rtf_refuse(reader, reader->at, ERR_MALFORMED, "it is damaged; ask for it again");
		if (token.kind == RTF_CLOSE && reader->depth == 1) {
			reader->ended = true;
			break;
		}
		err = take_token(reader, &token);
		reader->at = token.to;
		if (err == ERR_NONE)
			err = end_token(reader);
	}
	if (err == ERR_NONE)
		err = show_asides(reader);
	if (err == ERR_NONE)
		show_fonts(reader);
	return err;
}
