/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Web pages: HTML, and XHTML as browsers read it. What is written is the bytes read, but for the cuts and the drops. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/format.h"
#include "format/html_edit.h"
#include "format/html_input.h"
#include "format/unknown.h"

enum { PART_SIZE = 4 * 1024 * 1024 };

struct html {
	struct source *source;
	struct html_input input;
	struct html_page page;
	struct html_view showing;
	size_t part_size;
	bool begun;
	unsigned long number; /* of the part */
	struct span part;     /* in the source */
};

/* ---- is it one? ------------------------------------------------------------------------------------------------- */

enum { HEAD = 4096 };

/* ASCII characters of the head, whatever the encoding. */
static struct str plain_head(struct str head, char to[HEAD])
{
	size_t len = 0;
	bool wide = head.len > 3 && memchr(head.ptr, '\0', 4) != NULL;
	for (size_t i = 0; i < head.len && len < HEAD; i++) {
		unsigned char byte = (unsigned char)head.ptr[i];
		if ((byte < 0x80 || len) && (byte || !wide))
			to[len++] = (char)byte;
	}
	return (struct str){to, len};
}

/* Behind what may stand before the first element: "<?xml ...?>", comments; `*doctype`: the DOCTYPE says HTML. */
static struct str first_element(struct str text, bool *doctype)
{
	for (text = str_trim(text); text.len > 2 && text.ptr[0] == '<' && (text.ptr[1] == '!' || text.ptr[1] == '?'); text = str_trim(text)) {
		*doctype = *doctype || (text.len >= 14 && str_equal_nocase((struct str){text.ptr, 14}, STR("<!doctype html")));
		bool comment = str_starts(text, STR("<!--"));
		const char *end = comment ? memmem(text.ptr + 2, text.len - 2, "-->", 3) : memchr(text.ptr, '>', text.len);
		size_t to = end ? (size_t)(end - text.ptr) + (comment ? 3 : 1) : text.len;
		text = str_part(text, (struct span){to, text.len});
	}
	return text;
}

/* An element that pages begin with, and other XML hardly. */
static bool is_known_element(struct str text)
{
	static const GumboTag tags[] = {
		GUMBO_TAG_HEAD, GUMBO_TAG_BODY, GUMBO_TAG_TITLE, GUMBO_TAG_META, GUMBO_TAG_LINK, GUMBO_TAG_STYLE, GUMBO_TAG_SCRIPT,
		GUMBO_TAG_DIV, GUMBO_TAG_P, GUMBO_TAG_TABLE, GUMBO_TAG_CENTER, GUMBO_TAG_FONT, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
		GUMBO_TAG_H4, GUMBO_TAG_SPAN, GUMBO_TAG_BR, GUMBO_TAG_HR, GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL, GUMBO_TAG_FORM,
		GUMBO_TAG_PRE, GUMBO_TAG_IMG};
	struct html_tag tag = {0};
	if (text.len < 3 || text.ptr[0] != '<' || !ascii_letter(text.ptr[1]))
		return false;
	html_lex_tag(text, 0, &tag);
	struct str name = str_part(text, tag.name);
	GumboTag kind = gumbo_tagn_enum(name.ptr, (unsigned)name.len);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (kind == tags[i])
			return true;
	return false;
}

static bool is_named(struct str name)
{
	static const char *const endings[] = {".html", ".htm", ".xhtml", ".xht", ".shtml"};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends_nocase(name, str_of(endings[i])))
			return true;
	return false;
}

/* Before all elements stands no letter: most files are not looked at farther than this. */
static bool begins_as_markup(struct str head)
{
	size_t at = 0;
	while (at < head.len && (head.ptr[at] == '\0' || (head.ptr[at] & 0x80) || memchr(" \t\n\v\f\r", head.ptr[at], 6)))
		at++;
	return at < head.len && head.ptr[at] == '<';
}

static int html_bid(struct str head, struct str name)
{
	char plain[HEAD];
	bool doctype = false;
	if (!begins_as_markup(head) && !is_named(name))
		return 0;
	if (unknown_kind(head))
		return 0;
	struct str element = first_element(plain_head(head, plain), &doctype);
	struct html_tag tag = {0};
	if (element.len > 5 && str_equal_nocase((struct str){element.ptr, 5}, STR("<html")) && html_lex_tag(element, 0, &tag) &&
	    tag.name.to == 5)
		return 95; /* also with "<?xml" before it */
	if (doctype)
		return 95;
	if (is_named(name))
		return 55;
	return is_known_element(element) ? 50 : 0;
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

static enum err html_open(const struct format_options *options, struct source *source, void **document, struct fault *fault)
{
	(void)fault;
	struct html *html = mem_alloc(1, sizeof *html);
	html->source = source;
	html->page.drop_pictures = options->drop_pictures;
	html->part_size = options->part_size ? options->part_size : PART_SIZE;
	*document = html;
	return ERR_NONE;
}

static void html_close(void *document)
{
	struct html *html = document;
	html_view_free(&html->showing);
	html_page_free(&html->page);
	html_input_free(&html->input);
	free(html);
}

static enum err begin(struct html *html, struct fault *fault)
{
	html->begun = true;
	enum err err = html_input_read(&html->input, html->source, fault);
	if (err == ERR_NONE)
		err = html_page_read(&html->page, html->input.text, fault);
	html->showing.page = &html->page;
	html->showing.part_size = html->part_size;
	return err;
}

static enum err html_next(void *document, struct view *view, bool *more, struct fault *fault)
{
	struct html *html = document;
	view_clear(view);
	*more = false;
	enum err err = html->begun ? ERR_NONE : begin(html, fault);
	html->part.from = html->part.to;
	if (err == ERR_NONE)
		err = html_view_next(&html->showing, view, more, &html->part.to, fault);
	if (err || !*more) {
		view_clear(view);
		*more = false;
		return err;
	}
	html->number++;
	if (html->number > 1 || html->part.to < html->page.text.len) {
		char where[32];
		snprintf(where, sizeof where, "part %lu", html->number);
		view->where = view_keep(view, str_of(where));
	}
	return ERR_NONE;
}

static enum err html_edit(void *document, const struct view *view, struct edit *edits, size_t count, struct buf *out, struct fault *fault)
{
	struct html *html = document;
	struct html_writer writer = {&html->page, &html->input.charset, html->showing.copies, html->showing.copy_count, out, out->len};
	if (html->part.from == 0)
		buf_add(out, (struct str){html->input.mark, html->input.mark_len});
	return html_write(&writer, html->part, view, edits, count, fault);
}

static enum err html_finish(void *document, struct buf *out, struct fault *fault)
{
	const struct html *html = document;
	(void)out;
	if (!html->showing.ended)
		return fault_set(fault, ERR_MALFORMED, "the web page was not read to its end");
	return ERR_NONE;
}

const struct format format_html = {
	.name = "html",
	.extension = ".html",
	.bid = html_bid,
	.open = html_open,
	.next = html_next,
	.edit = html_edit,
	.finish = html_finish,
	.close = html_close,
};
