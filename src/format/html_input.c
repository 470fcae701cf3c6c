/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_input.h"

#include <string.h>

#include "base/utf8.h"
#include "format/html_lex.h"

enum { PAGE_LIMIT = 16 * 1024 * 1024, DECLARED = 64 * 1024 };

static enum err contradiction(struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED,
			 "the web page says that it has another encoding than it has, so that a browser shows other letters than were written; save "
			 "it anew as UTF-8");
}

/* The encoding that "text/html; charset=utf-8" names; empty: none. */
static struct str charset_in(struct str content)
{
	for (size_t at = 0; at + 7 < content.len; at++) {
		if (!str_equal_nocase((struct str){content.ptr + at, 7}, STR("charset")))
			continue;
		size_t from = at + 7;
		while (from < content.len && (html_space(content.ptr[from]) || strchr("=\"'", content.ptr[from])))
			from++;
		size_t to = from;
		while (to < content.len && !html_space(content.ptr[to]) && !strchr(";\"'", content.ptr[to]))
			to++;
		return str_part(content, (struct span){from, to});
	}
	return (struct str){0};
}

static struct str declared_by(struct str text, const struct html_tag *tag)
{
	struct html_attribute_token token;
	struct str content = {0};
	for (size_t pos = 0; html_lex_attribute(text, tag, &pos, &token);) {
		struct str name = str_part(text, token.name), value = str_part(text, token.value);
		if (str_equal_nocase(name, STR("charset")))
			return str_trim(value);
		if (str_equal_nocase(name, STR("content")))
			content = charset_in(value);
	}
	return content;
}

/* encoding="..." of an XML declaration */
static struct str declared_by_xml(struct str text)
{
	const char *end = str_starts(text, STR("<?xml")) ? memchr(text.ptr, '>', text.len) : NULL;
	struct str head = {text.ptr, end ? (size_t)(end - text.ptr) : 0};
	const char *name = head.len ? memmem(head.ptr, head.len, "encoding", 8) : NULL;
	if (name == NULL)
		return (struct str){0};
	size_t from = (size_t)(name - text.ptr) + 8;
	while (from < head.len && (html_space(head.ptr[from]) || strchr("=\"'", head.ptr[from])))
		from++;
	size_t to = from;
	while (to < head.len && !html_space(head.ptr[to]) && !strchr("\"'?", head.ptr[to]))
		to++;
	return str_part(head, (struct span){from, to});
}

static bool is_utf8(struct str name)
{
	/* who reads it as bytes has no UTF-16: the standard says to take UTF-8 then */
	static const char *const names[] = {"utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be", "unicode"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_nocase(name, str_of(names[i])))
			return true;
	return false;
}

static bool is_same(struct str a, struct str b)
{
	return (is_utf8(a) && is_utf8(b)) || (charset_named(a) && charset_named(a) == charset_named(b)) || str_equal_nocase(a, b);
}

/* The encoding that the page names, in <meta> or as XML; ERR_MALFORMED: two different ones. */
static enum err find_declared(struct str text, struct str *name, struct fault *fault)
{
	struct str head = {text.ptr, text.len < DECLARED ? text.len : DECLARED};
	struct html_tag tag;
	*name = declared_by_xml(head);
	for (size_t at = 0; at + 5 < head.len; at++) {
		if (head.ptr[at] != '<')
			continue;
		struct str rest = str_part(head, (struct span){at, head.len});
		if (str_starts(rest, STR("<!--"))) {
			const char *end = memmem(rest.ptr + 2, rest.len - 2, "-->", 3);
			at = end ? (size_t)(end - head.ptr) : head.len;
			continue;
		}
		if (!str_equal_nocase((struct str){rest.ptr + 1, 4}, STR("meta")) || !html_lex_tag(head, at, &tag))
			continue;
		struct str found = declared_by(head, &tag);
		if (found.len && name->len && !is_same(found, *name))
			return contradiction(fault);
		if (found.len)
			*name = found;
	}
	return ERR_NONE;
}

static enum err choose(struct html_input *input, struct str raw, struct fault *fault)
{
	struct str name;
	enum err err = find_declared(raw, &name, fault);
	size_t first = utf8_ascii(raw);
	if (err || first == raw.len)
		return err;
	if (name.len == 0) {
		first -= first > 0;
		size_t window = raw.len - first < CHARSET_WINDOW ? raw.len - first : CHARSET_WINDOW;
		return charset_detect(&input->charset, str_part(raw, (struct span){first, first + window}), window < raw.len - first, first, fault);
	}
	bool valid = utf8_valid(raw) == raw.len;
	if (is_utf8(name)) {
		input->charset.kind = CHARSET_UTF8;
		return valid ? ERR_NONE : contradiction(fault);
	}
	input->charset = (struct charset){CHARSET_SINGLE, charset_named(name)};
	if (input->charset.table == NULL)
		return fault_set(fault, ERR_UNREADABLE, "the web page names an encoding that is not supported; save it anew as UTF-8");
	return valid ? contradiction(fault) : ERR_NONE;
}

static enum err decode(struct html_input *input, struct str raw, struct fault *fault)
{
	enum err err = ERR_NONE;
	input->text = raw;
	if (input->charset.kind == CHARSET_UTF8)
		err = charset_check(raw, input->mark_len, fault);
	else if (input->charset.kind != CHARSET_ASCII) {
		err = charset_decode(&input->charset, raw, input->mark_len, &input->decoded, fault);
		input->text = buf_str(&input->decoded);
	}
	if (err == ERR_NONE && input->text.len && memchr(input->text.ptr, '\0', input->text.len))
		err = fault_set(fault, ERR_UNREADABLE, "binary data in a web page; save it anew with a browser, or as plain text");
	return err;
}

enum err html_input_read(struct html_input *input, struct source *source, struct fault *fault)
{
	struct str raw;
	enum err err = source_peek(source, PAGE_LIMIT + 1, &raw, fault);
	if (err)
		return err;
	if (raw.len > PAGE_LIMIT)
		return fault_set(fault, ERR_LIMIT, "a web page of more than %d MiB; export it in pieces, or as plain text or CSV", PAGE_LIMIT >> 20);
	input->charset = charset_begin(raw, &input->mark_len);
	memcpy(input->mark, raw.ptr ? raw.ptr : "", input->mark_len);
	raw = str_part(raw, (struct span){input->mark_len, raw.len});
	if (input->charset.kind == CHARSET_ASCII)
		err = choose(input, raw, fault);
	return err ? err : decode(input, raw, fault);
}

void html_input_free(struct html_input *input)
{
	buf_free(&input->decoded);
	*input = (struct html_input){0};
}
