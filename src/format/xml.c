/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/xml_edit.h"
#include "format/xml_split.h"

struct xml_document {
	struct xml_engine *engine;
	bool own_engine;
	size_t part_size, token_limit;
	struct xml_input input;
	struct xml_splitter *splitter; /* NULL: the document is one part */
	struct xml_part part;
	struct xml_ids ids;
	struct buf bytes; /* of the part, with the tags around it; unused when there are none */
	size_t part_len;  /* bytes of the window that the part takes */
	unsigned long number;
	bool last; /* no part comes after this one */
	char where[32];
};

static bool is_html(struct str head)
{
	return str_equal_nocase((struct str){head.ptr, head.len < 14 ? head.len : 14}, STR("<!doctype html")) ||
	       str_equal_nocase((struct str){head.ptr, head.len < 5 ? head.len : 5}, STR("<html"));
}

/* ASCII characters of the head, whatever the encoding: enough to know XML by. */
static size_t plain_head(struct str head, char *to, size_t cap)
{
	size_t len = 0;
	bool wide = head.len > 3 && (memchr(head.ptr, '\0', 4) != NULL);
	for (size_t i = 0; i < head.len && len < cap; i++) {
		unsigned char byte = (unsigned char)head.ptr[i];
		if (byte >= 0x80 && len == 0)
			continue; /* a byte order mark */
		if (byte || !wide)
			to[len++] = (char)byte;
	}
	return len;
}

static bool name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '!' || c == '?' || (c & 0x80);
}

static int xml_bid(struct str head, struct str name)
{
	char plain[256];
	struct str text = {plain, plain_head(head, plain, sizeof plain)};
	bool named = str_ends_nocase(name, STR(".xml")) || str_ends_nocase(name, STR(".xsd")) ||
		     str_ends_nocase(name, STR(".xsl")) || str_ends_nocase(name, STR(".xslt"));
	bool html_named = str_ends_nocase(name, STR(".html")) || str_ends_nocase(name, STR(".htm"));
	if (str_starts(text, STR("<?xml")) && text.len > 5 && xml_space(text.ptr[5])) {
		struct str all = {head.ptr, head.len};
		bool html = html_named || memmem(all.ptr, all.len, "<html", 5) || memmem(all.ptr, all.len, "<HTML", 5);
		return html ? 40 : 90;
	}
	text = str_trim(text);
	if (text.len < 2 || text.ptr[0] != '<' || is_html(text) || html_named)
		return 0;
	if (!name_start(text.ptr[1]))
		return 0;
	return named ? 60 : 30;
}

static void xml_close(void *opaque)
{
	struct xml_document *document = opaque;
	if (document == NULL)
		return;
	if (document->own_engine)
		xml_engine_free(document->engine);
	if (document->splitter)
		xml_split_free(document->splitter);
	free(document->splitter);
	xml_input_close(&document->input);
	xml_part_free(&document->part);
	xml_ids_free(&document->ids);
	buf_free(&document->bytes);
	free(document);
}

enum err xml_open_with(struct xml_engine *engine, const struct format_options *options, struct source *source,
		       void **opened, struct fault *fault)
{
	struct xml_document *document = mem_alloc(1, sizeof *document);
	document->engine = engine;
	document->part_size = options->part_size ? options->part_size : XML_PART_SIZE;
	document->token_limit = options->line_limit ? options->line_limit : XML_TOKEN_LIMIT;
	enum err err = xml_input_open(&document->input, source, fault);
	if (err) {
		xml_close(document);
		document = NULL;
	}
	*opened = document;
	return err;
}

static enum err xml_open(const struct format_options *options, struct source *source, void **opened,
			 struct fault *fault)
{
	struct xml_engine *engine;
	*opened = NULL;
	enum err err = xml_engine_new(options->selectors, options->selector_count, &engine, fault);
	if (err)
		return err;
	err = xml_open_with(engine, options, source, opened, fault);
	if (err)
		xml_engine_free(engine);
	else
		((struct xml_document *)*opened)->own_engine = true;
	return err;
}

/* Reads as much as it takes to know whether the document is one part or many. */
static enum err begin(struct xml_document *document, struct fault *fault)
{
	struct xml_input *input = &document->input;
	enum err err = ERR_NONE;
	while (err == ERR_NONE && !input->ended && input->window.len <= document->part_size)
		err = xml_input_fill(input, document->part_size + 1 - input->window.len, fault);
	if (err)
		return err;
	if (input->window.len == 0)
		return fault_set(fault, ERR_MALFORMED, "the file is empty");
	if (input->window.len <= document->part_size) {
		document->part_len = input->window.len;
		document->last = true;
		return ERR_NONE;
	}
	document->splitter = mem_alloc(1, sizeof *document->splitter);
	document->splitter->part_size = document->part_size;
	document->splitter->token_limit = document->token_limit;
	return ERR_NONE;
}

/* The next part's bytes: the window's own where nothing has to be put around them. */
static enum err take_part(struct xml_document *document, struct fault *fault)
{
	struct xml_input *input = &document->input;
	struct buf after = {0};
	enum err err = ERR_NONE;
	document->part.base = input->base;
	document->part.lines = input->lines;
	buf_clear(&document->bytes);
	if (document->splitter)
		err = xml_split(document->splitter, input, &document->bytes, &after, &document->part_len,
				&document->last, fault);
	document->part.outside = document->bytes.len;
	document->part.outside_end = document->bytes.len + document->part_len;
	document->part.bytes = (struct str){input->window.ptr, document->part_len};
	if (err == ERR_NONE && (document->bytes.len || after.len)) {
		buf_add(&document->bytes, document->part.bytes);
		buf_add(&document->bytes, buf_str(&after));
		document->part.bytes = buf_str(&document->bytes);
	}
	buf_free(&after);
	return err;
}

/* libxml2 knows better what is wrong; but it is not shown a DOCTYPE that nobody looked at. */
static enum err explain(struct xml_document *document, const struct fault *own, struct fault *fault)
{
	struct str bytes = document->part.bytes;
	if (own->code == ERR_MALFORMED && memmem(bytes.ptr, bytes.len, "<!DOCTYPE", 9) == NULL &&
	    xml_dom_wrong(&document->engine->dom, &document->part, fault))
		return fault->code;
	return fault_set(fault, own->code, "%s", own->text);
}

static enum err read_part(struct xml_document *document, struct view *view, struct fault *fault)
{
	struct fault own = {0};
	enum err err = xml_part_read(&document->part, document->token_limit, &own);
	if (err)
		return explain(document, &own, fault);
	if (document->splitter)
		err = xml_input_check(&document->input, document->part_len, document->last, fault);
	if (err)
		return err;
	err = xml_dom_check(&document->engine->dom, &document->part, fault);
	if (err == ERR_NONE)
		err = xml_part_view(&document->part, view, fault);
	if (err == ERR_NONE)
		err = xml_select(document->engine, &document->part, view, fault);
	return err;
}

static enum err xml_next(void *opaque, struct view *view, bool *more, struct fault *fault)
{
	struct xml_document *document = opaque;
	view_clear(view);
	*more = false;
	if (document->number && document->last)
		return ERR_NONE;
	enum err err = document->number ? ERR_NONE : begin(document, fault);
	if (document->number)
		xml_input_drop(&document->input, document->part_len);
	document->number++;
	if (err == ERR_NONE)
		err = take_part(document, fault);
	if (err == ERR_NONE)
		err = read_part(document, view, fault);
	if (err)
		return err;
	if (document->number > 1 || !document->last) {
		snprintf(document->where, sizeof document->where, "part %lu", document->number);
		view->where = str_of(document->where);
	}
	*more = true;
	return ERR_NONE;
}

static enum err xml_edit(void *opaque, const struct view *view, struct edit *edits, size_t count, struct buf *out,
			 struct fault *fault)
{
	struct xml_document *document = opaque;
	struct xml_writer writer = {&document->input.charset, document->input.ascii, &document->ids, out};
	size_t begin = out->len;
	if (document->number == 1)
		buf_add(out, (struct str){document->input.mark, document->input.mark_len});
	enum err err = xml_part_write(&writer, &document->part, view, edits, count, fault);
	for (size_t i = 0; i < count; i++)
		edits[i].out -= edits[i].out < begin ? edits[i].out : begin;
	return err;
}

static enum err xml_finish(void *opaque, struct buf *out, struct fault *fault)
{
	const struct xml_document *document = opaque;
	(void)out;
	if (document->number == 0 || !document->last)
		return fault_set(fault, ERR_MALFORMED, "the document was not read to its end");
	return ERR_NONE;
}

const struct format format_xml = {
	.name = "xml",
	.extension = ".xml",
	.bid = xml_bid,
	.open = xml_open,
	.next = xml_next,
	.edit = xml_edit,
	.finish = xml_finish,
	.close = xml_close,
};
