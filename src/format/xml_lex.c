/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/xml_lex.h"

#include <string.h>

bool xml_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool xml_blank(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!xml_space(text.ptr[i]))
			return false;
	return true;
}

struct str xml_local(struct str name)
{
	const char *colon = name.len ? memchr(name.ptr, ':', name.len) : NULL;
	if (colon == NULL)
		return name;
	size_t skip = (size_t)(colon - name.ptr) + 1;
	return (struct str){name.ptr + skip, name.len - skip};
}

static size_t skip_space(struct str bytes, size_t pos, size_t end)
{
	while (pos < end && xml_space(bytes.ptr[pos]))
		pos++;
	return pos;
}

/* Past the first `mark` at or after `pos`; 0 when there is none. */
static size_t past(struct str bytes, size_t pos, struct str mark)
{
	char last = mark.ptr[mark.len - 1];
	for (size_t at = pos + mark.len - 1; at < bytes.len; at++) {
		const char *found = memchr(bytes.ptr + at, last, bytes.len - at);
		if (found == NULL)
			return 0;
		at = (size_t)(found - bytes.ptr);
		if (memcmp(found - (mark.len - 1), mark.ptr, mark.len) == 0)
			return at + 1;
	}
	return 0;
}

static enum xml_step unfinished(bool ended)
{
	return ended ? XML_STEP_BAD : XML_STEP_MORE;
}

static enum xml_step enclosed(struct str bytes, size_t pos, bool ended, size_t open, struct str close,
			      struct xml_token *token)
{
	size_t to = past(bytes, pos + open, close);
	if (to == 0)
		return unfinished(ended);
	token->to = to;
	token->body = (struct span){pos + open, to - close.len};
	return XML_STEP_TOKEN;
}

static bool name_end(char byte)
{
	return xml_space(byte) || byte == '>' || byte == '/' || byte == '=' || byte == '?';
}

static enum xml_step lex_pi(struct str bytes, size_t pos, bool ended, struct xml_token *token)
{
	enum xml_step step = enclosed(bytes, pos, ended, 2, STR("?>"), token);
	if (step != XML_STEP_TOKEN)
		return step;
	size_t at = token->body.from;
	while (at < token->body.to && !xml_space(bytes.ptr[at]))
		at++;
	token->name = (struct span){token->body.from, at};
	token->body.from = skip_space(bytes, at, token->body.to);
	token->kind = str_equal(str_part(bytes, token->name), STR("xml")) ? XML_DECLARATION : XML_PI;
	return XML_STEP_TOKEN;
}

/* `<!DOCTYPE name>` and `<!DOCTYPE name [ ]>` are harmless. Of all others no more is read than it takes to know. */
static enum xml_step lex_doctype(struct str bytes, size_t pos, bool ended, struct xml_token *token)
{
	size_t at = skip_space(bytes, pos + 9, bytes.len);
	while (at < bytes.len && !xml_space(bytes.ptr[at]) && bytes.ptr[at] != '[' && bytes.ptr[at] != '>')
		at++;
	at = skip_space(bytes, at, bytes.len);
	if (at < bytes.len && bytes.ptr[at] == '[') {
		at = skip_space(bytes, at + 1, bytes.len);
		if (at < bytes.len && bytes.ptr[at] == ']')
			at = skip_space(bytes, at + 1, bytes.len);
		else if (at < bytes.len)
			token->external = true;
	}
	if (at == bytes.len)
		return unfinished(ended);
	if (bytes.ptr[at] != '>')
		token->external = true;
	token->kind = XML_DOCTYPE;
	token->to = at + 1;
	return XML_STEP_TOKEN;
}

static enum xml_step lex_declared(struct str bytes, size_t pos, bool ended, struct xml_token *token)
{
	static const struct {
		struct str open, close;
		enum xml_kind kind;
	} marks[] = {{{"<!--", 4}, {"-->", 3}, XML_COMMENT},
		     {{"<![CDATA[", 9}, {"]]>", 3}, XML_CDATA},
		     {{"<!DOCTYPE", 9}, {"", 0}, XML_DOCTYPE}};
	struct str rest = str_part(bytes, (struct span){pos, bytes.len});
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (str_starts(rest, marks[i].open)) {
			token->kind = marks[i].kind;
			if (token->kind == XML_DOCTYPE)
				return lex_doctype(bytes, pos, ended, token);
			return enclosed(bytes, pos, ended, marks[i].open.len, marks[i].close, token);
		}
		if (rest.len < marks[i].open.len && str_starts(marks[i].open, rest))
			return unfinished(ended);
	}
	return XML_STEP_BAD;
}

/* Past the '>' of a tag, which may hold '>' inside quotes; 0: not there. */
static size_t tag_end(struct str bytes, size_t pos)
{
	for (; pos < bytes.len; pos++) {
		char byte = bytes.ptr[pos];
		if (byte == '>')
			return pos + 1;
		if (byte != '"' && byte != '\'')
			continue;
		const char *quote = memchr(bytes.ptr + pos + 1, byte, bytes.len - pos - 1);
		if (quote == NULL)
			return 0;
		pos = (size_t)(quote - bytes.ptr);
	}
	return 0;
}

static enum xml_step lex_tag(struct str bytes, size_t pos, bool ended, struct xml_token *token)
{
	bool finish = bytes.ptr[pos + 1] == '/';
	size_t name = pos + (finish ? 2 : 1), to = tag_end(bytes, name);
	if (to == 0)
		return unfinished(ended);
	size_t at = name, end = to - 1;
	bool empty = !finish && bytes.ptr[end - 1] == '/';
	if (empty)
		end--;
	while (at < end && !name_end(bytes.ptr[at]))
		at++;
	if (at == name)
		return XML_STEP_BAD;
	token->kind = finish ? XML_FINISH : empty ? XML_EMPTY : XML_START;
	token->to = to;
	token->name = (struct span){name, at};
	token->body = (struct span){at, end};
	return XML_STEP_TOKEN;
}

static enum xml_step lex_text(struct str bytes, size_t pos, bool ended, struct xml_token *token)
{
	const char *open = memchr(bytes.ptr + pos, '<', bytes.len - pos);
	if (open == NULL && !ended)
		return XML_STEP_MORE;
	token->kind = XML_TEXT;
	token->to = open ? (size_t)(open - bytes.ptr) : bytes.len;
	token->body = (struct span){pos, token->to};
	return XML_STEP_TOKEN;
}

enum xml_step xml_lex(struct str bytes, size_t pos, bool ended, struct xml_token *token)
{
	if (pos >= bytes.len)
		return ended ? XML_STEP_END : XML_STEP_MORE;
	*token = (struct xml_token){.from = pos};
	if (bytes.ptr[pos] != '<')
		return lex_text(bytes, pos, ended, token);
	if (bytes.len - pos < 2)
		return unfinished(ended);
	switch (bytes.ptr[pos + 1]) {
	case '!':
		return lex_declared(bytes, pos, ended, token);
	case '?':
		return lex_pi(bytes, pos, ended, token);
	default:
		return lex_tag(bytes, pos, ended, token);
	}
}

bool xml_lex_attribute(struct str bytes, struct span body, size_t *pos, struct xml_attribute *attribute, bool *bad)
{
	size_t from = *pos, at = skip_space(bytes, from, body.to), name = at;
	*bad = false;
	if (at == body.to)
		return false;
	*bad = true;
	while (at < body.to && !name_end(bytes.ptr[at]))
		at++;
	attribute->from = from;
	attribute->name = (struct span){name, at};
	at = skip_space(bytes, at, body.to);
	if (name == attribute->name.to || at == body.to || bytes.ptr[at] != '=')
		return false;
	at = skip_space(bytes, at + 1, body.to);
	if (at == body.to || (bytes.ptr[at] != '"' && bytes.ptr[at] != '\''))
		return false;
	const char *quote = memchr(bytes.ptr + at + 1, bytes.ptr[at], body.to - at - 1);
	if (quote == NULL)
		return false;
	attribute->value = (struct span){at + 1, (size_t)(quote - bytes.ptr)};
	attribute->to = attribute->value.to + 1;
	*pos = attribute->to;
	*bad = false;
	return true;
}
