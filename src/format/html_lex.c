/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_lex.h"

bool html_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static size_t skip_space(struct str text, size_t at)
{
	while (at < text.len && html_space(text.ptr[at]))
		at++;
	return at;
}

/* "before attribute name": white space, and slashes that do not end the tag. */
static size_t skip_between(struct str text, size_t at)
{
	while (at < text.len && (html_space(text.ptr[at]) || text.ptr[at] == '/'))
		at++;
	return at;
}

/* Behind the '=': sets value and quote; false when the text ends before the value does. */
static bool lex_value(struct str text, size_t at, struct html_attribute_token *found)
{
	if (at < text.len && (text.ptr[at] == '"' || text.ptr[at] == '\'')) {
		found->quote = text.ptr[at++];
		found->value = (struct span){at, at};
		while (at < text.len && text.ptr[at] != found->quote)
			at++;
		found->value.to = at;
		found->all.to = at + 1;
		return at < text.len;
	}
	found->value = (struct span){at, at};
	while (at < text.len && !html_space(text.ptr[at]) && text.ptr[at] != '>')
		at++;
	found->value.to = found->all.to = at;
	return at < text.len;
}

enum step { STEP_FOUND, STEP_END, STEP_CUT };

/* The attribute at or after `at`; `*to`: where to go on, or the '>'. */
static enum step lex_attribute(struct str text, size_t at, struct html_attribute_token *found, size_t *to)
{
	*found = (struct html_attribute_token){0};
	at = skip_between(text, at);
	*to = at;
	if (at == text.len)
		return STEP_CUT;
	if (text.ptr[at] == '>')
		return STEP_END;
	found->all.from = found->name.from = at++; /* a '=' in the first place is part of the name */
	while (at < text.len && !html_space(text.ptr[at]) && text.ptr[at] != '/' && text.ptr[at] != '>' && text.ptr[at] != '=')
		at++;
	found->name.to = found->all.to = at;
	found->value = (struct span){at, at};
	size_t equals = skip_space(text, at);
	if (equals < text.len && text.ptr[equals] == '=') {
		at = skip_space(text, equals + 1);
		if (!lex_value(text, at, found))
			return STEP_CUT;
	}
	*to = found->all.to;
	return STEP_FOUND;
}

bool html_lex_tag(struct str text, size_t at, struct html_tag *tag)
{
	struct html_attribute_token attribute;
	enum step step;
	*tag = (struct html_tag){.from = at};
	tag->closing = at + 1 < text.len && text.ptr[at + 1] == '/';
	tag->name.from = at = at + 1 + tag->closing;
	while (at < text.len && !html_space(text.ptr[at]) && text.ptr[at] != '/' && text.ptr[at] != '>')
		at++;
	tag->name.to = at;
	do
		step = lex_attribute(text, at, &attribute, &at);
	while (step == STEP_FOUND);
	tag->to = at + 1;
	tag->self_closing = step == STEP_END && text.ptr[at - 1] == '/' && attribute.all.to != at;
	return step == STEP_END;
}

bool html_lex_attribute(struct str text, const struct html_tag *tag, size_t *pos, struct html_attribute_token *found)
{
	struct str inside = {text.ptr, tag->to};
	return lex_attribute(inside, *pos ? *pos : tag->name.to, found, pos) == STEP_FOUND;
}
