/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_input.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/xml_lex.h"

enum { HEAD = 1024, CHUNK = 64 * 1024, CHECK_STEP = 1024 * 1024 };

static bool named(struct str name, const char *other)
{
	return str_equal_nocase(name, str_of(other));
}

/* The encoding that the XML declaration names; empty: none. */
static struct str declared(struct str head)
{
	struct xml_token token;
	struct xml_attribute attribute;
	bool bad;
	if (!str_starts(head, STR("<?xml")) || xml_lex(head, 0, false, &token) != XML_STEP_TOKEN ||
	    token.kind != XML_DECLARATION)
		return (struct str){0};
	for (size_t pos = token.body.from; xml_lex_attribute(head, token.body, &pos, &attribute, &bad);)
		if (str_equal(str_part(head, attribute.name), STR("encoding")))
			return str_part(head, attribute.value);
	return (struct str){0};
}

static enum err contradiction(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "the XML declaration names another encoding than the file has; correct the declaration or "
			 "export the file again");
}

static enum err choose_narrow(struct xml_input *input, struct str name, struct fault *fault)
{
	input->charset.kind = CHARSET_UTF8;
	if (name.len == 0 || named(name, "UTF-8") || named(name, "UTF8"))
		return ERR_NONE;
	input->ascii = named(name, "US-ASCII") || named(name, "ASCII");
	if (input->ascii)
		return ERR_NONE;
	if (input->mark_len || named(name, "UTF-16") || named(name, "UTF-16LE") || named(name, "UTF-16BE") ||
	    named(name, "UTF-32") || named(name, "UCS-2") || named(name, "UCS-4"))
		return contradiction(fault);
	input->charset = (struct charset){CHARSET_SINGLE, charset_named(name)};
	if (input->charset.table == NULL)
		return fault_set(
			fault, ERR_UNREADABLE,
			"the XML declaration names an encoding that is not supported; convert the file to UTF-8");
	return ERR_NONE;
}

static enum err choose_wide(struct xml_input *input, struct str raw, struct fault *fault)
{
	struct buf text = {0};
	size_t unit = charset_unit(&input->charset);
	enum err err = ERR_NONE;
	/* only the declaration is read here, which is ASCII: stop before anything else */
	for (size_t pos = 0; pos + unit <= raw.len && text.len < HEAD; pos += unit) {
		bool little = input->charset.kind == CHARSET_UTF16LE || input->charset.kind == CHARSET_UTF32LE;
		buf_add_byte(&text, raw.ptr[little ? pos : pos + unit - 1]);
	}
	struct str name = declared(buf_str(&text)), family = unit == 2 ? STR("UTF-16") : STR("UTF-32");
	bool ucs = unit == 2 ? named(name, "UCS-2") || named(name, "ISO-10646-UCS-2")
			     : named(name, "UCS-4") || named(name, "ISO-10646-UCS-4");
	if (name.len && !ucs && !(name.len >= 6 && str_equal_nocase((struct str){name.ptr, 6}, family)))
		err = contradiction(fault);
	buf_free(&text);
	return err;
}

enum err xml_input_open(struct xml_input *input, struct source *source, struct fault *fault)
{
	struct str head;
	*input = (struct xml_input){.source = source};
	enum err err = source_peek(source, HEAD, &head, fault);
	if (err)
		return err;
	head.len = head.len < HEAD ? head.len : HEAD;
	input->charset = charset_begin(head, &input->mark_len);
	memcpy(input->mark, head.ptr ? head.ptr : "", input->mark_len);
	struct str rest = str_part(head, (struct span){input->mark_len, head.len});
	err = charset_unit(&input->charset) == 1 ? choose_narrow(input, declared(rest), fault)
						 : choose_wide(input, rest, fault);
	source_take(source, input->mark_len);
	return err;
}

void xml_input_close(struct xml_input *input)
{
	buf_free(&input->window);
	if (input->checker == NULL)
		return;
	if (input->checker->myDoc)
		xmlFreeDoc(input->checker->myDoc);
	xmlFreeParserCtxt(input->checker);
	input->checker = NULL;
}

/* Bytes of `have` that are whole characters, as far as that can be told without decoding. */
static size_t whole(const struct xml_input *input, struct str have)
{
	if (input->charset.kind == CHARSET_UTF8)
		return have.len - utf8_tail(have);
	size_t unit = charset_unit(&input->charset), len = have.len - have.len % unit;
	/* a high surrogate at the end waits for the low one */
	if (unit == 2 && len >= 2) {
		unsigned char high =
			(unsigned char)have.ptr[input->charset.kind == CHARSET_UTF16LE ? len - 1 : len - 2];
		if (high >= 0xD8 && high <= 0xDB)
			len -= 2;
	}
	return len;
}

static enum err convert(struct xml_input *input, struct str raw, struct fault *fault)
{
	uint64_t at = source_taken(input->source);
	size_t before = input->window.len;
	enum err err;
	if (input->charset.kind == CHARSET_UTF8) {
		err = charset_check(raw, at, fault);
		buf_add(&input->window, raw);
	} else {
		err = charset_decode(&input->charset, raw, at, &input->window, fault);
	}
	if (err)
		return err;
	size_t added = input->window.len - before;
	if (added == 0)
		return ERR_NONE;
	const char *from = input->window.ptr + before;
	if (memchr(from, '\0', added))
		return fault_set(fault, ERR_MALFORMED, "a NUL character: this is not XML, or the file is damaged");
	if (input->ascii && utf8_ascii((struct str){from, added}) < added)
		return contradiction(fault);
	return ERR_NONE;
}

/* One step: some bytes of the source become text at the window's end. */
static enum err step(struct xml_input *input, size_t want, struct fault *fault)
{
	struct str have;
	enum err err = source_peek(input->source, want, &have, fault);
	if (err)
		return err;
	input->ended = have.len < want;
	if (have.len > want)
		have.len = want;
	if (!input->ended)
		have.len = whole(input, have);
	err = convert(input, have, fault);
	if (err == ERR_NONE)
		source_take(input->source, have.len);
	return err;
}

enum err xml_input_fill(struct xml_input *input, size_t more, struct fault *fault)
{
	size_t goal = mem_add(input->window.len, more ? more : 1);
	enum err err = ERR_NONE;
	while (err == ERR_NONE && !input->ended && input->window.len < goal)
		err = step(input, CHUNK, fault);
	return err;
}

static void open_checker(struct xml_input *input)
{
	xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC};
	input->checker = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
	if (input->checker == NULL)
		_exit(EXIT_NO_MEMORY);
	xmlCtxtUseOptions(input->checker, XML_PARSE_SAFE);
}

enum err xml_input_check(struct xml_input *input, size_t len, bool last, struct fault *fault)
{
	if (input->checker == NULL)
		open_checker(input);
	/* in steps, because libxml2 copies what it is given */
	for (size_t from = 0; from < len || (last && from == len); from += CHECK_STEP) {
		size_t size = len - from < CHECK_STEP ? len - from : CHECK_STEP;
		bool end = last && from + size == len;
		xmlParseChunk(input->checker, size ? input->window.ptr + from : "", (int)size, end);
		if (!input->checker->wellFormed)
			return xml_libxml_fault(input->checker, 0, fault);
		if (end)
			break;
	}
	return ERR_NONE;
}

void xml_input_drop(struct xml_input *input, size_t count)
{
	struct buf *window = &input->window;
	for (const char *at = window->ptr, *end = at + count; count && (at = memchr(at, '\n', (size_t)(end - at)));
	     at++)
		input->lines++;
	if (count)
		memmove(window->ptr, window->ptr + count, window->len - count);
	window->len -= count;
	input->base += count;
}
