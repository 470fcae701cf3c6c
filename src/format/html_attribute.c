/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What becomes of each attribute: it is shown, dropped, or stays unseen because it can say nothing. */
#include <string.h>

#include "base/utf8.h"
#include "format/html_page.h"
#include "format/html_walk.h"
#include "format/text_view.h"

enum { ATTRIBUTES = 400, SCHEME = 16, SHORT = 3 };

/* One tag, and those of its attributes that say what others mean. */
struct attributes {
	struct html_page *page;
	const GumboNode *element;
	const struct html_tag *tag;
	struct html_attribute_token list[ATTRIBUTES];
	size_t count;
	struct buf decoded;
};

static struct str part(const struct attributes *in, struct span span)
{
	return str_part(in->page->text, span);
}

static bool named(const struct attributes *in, const struct html_attribute_token *token, const char *name)
{
	return str_equal_nocase(part(in, token->name), str_of(name));
}

static bool is_one_of(const struct attributes *in, const struct html_attribute_token *token, const char *const *names)
{
	for (; *names; names++)
		if (named(in, token, *names))
			return true;
	return false;
}

static const struct html_attribute_token *find(const struct attributes *in, const char *name)
{
	for (size_t i = 0; i < in->count; i++)
		if (named(in, &in->list[i], name))
			return &in->list[i];
	return NULL;
}

static bool says(const struct attributes *in, const char *name, const char *value)
{
	const struct html_attribute_token *token = find(in, name);
	return token && str_equal_nocase(str_trim(part(in, token->value)), str_of(value));
}

/* The value as the page means it, in in->decoded. */
static struct str decode(struct attributes *in, struct span value)
{
	buf_clear(&in->decoded);
	for (size_t at = value.from; at < value.to;) {
		uint32_t codes[2] = {0, 0};
		size_t len = 0;
		if (in->page->text.ptr[at] == '&')
			len = html_reference(in->page->references, part(in, (struct span){at, value.to}), true, codes);
		if (len == 0)
			buf_add_byte(&in->decoded, in->page->text.ptr[at]);
		for (size_t i = 0; len && i < 2 && codes[i]; i++)
			utf8_add(&in->decoded, codes[i]);
		at += len ? len : 1;
	}
	return buf_str(&in->decoded);
}

/* "https" of an address, as browsers read it: without white space in it; empty: it is relative. */
static struct str scheme_of(struct str address, char scheme[SCHEME])
{
	size_t len = 0;
	for (size_t i = 0; i < address.len; i++) {
		char c = address.ptr[i];
		if (c == ':')
			return (struct str){scheme, len};
		if (html_space(c) || (unsigned char)c < 0x20)
			continue;
		if (len == SCHEME || !(ascii_letter(c) || ascii_digit(c) || c == '+' || c == '-' || c == '.'))
			break;
		scheme[len++] = c;
	}
	return len == SCHEME ? (struct str){scheme, len} : (struct str){scheme, 0};
}

static bool is_safe_address(struct str address)
{
	static const char *const safe[] = {"http", "https", "mailto", "tel", "sms", "fax", "ftp", "file", "cid", "news"};
	char room[SCHEME];
	struct str scheme = scheme_of(address, room);
	for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
		if (str_equal_nocase(scheme, str_of(safe[i])))
			return true;
	return scheme.len == 0;
}

static void drop(struct attributes *in, const struct html_attribute_token *token)
{
	/* "<svg x/y=z>" must not become "<svg x/>", which ends itself */
	html_add_drop(in->page, token->all.from, token->all.to, in->page->text.ptr[token->all.from - 1] == '/' ? " " : "");
}

static struct html_value *show(struct attributes *in, const struct html_attribute_token *token, struct span value, enum html_show how)
{
	struct html_value *shown = html_add_value(in->page, token->quote ? HTML_VALUE : HTML_BARE, value);
	shown->show = (uint8_t)how;
	shown->quote = token->quote;
	shown->node = in->element;
	return shown;
}

static void label(struct html_value *value, const struct html_attribute_token *token)
{
	if (token)
		value->label = (struct html_range){(uint32_t)token->value.from, (uint32_t)token->value.to};
}

/* ---- kinds of attributes ---------------------------------------------------------------------------------------- */

/* Elements that run or fetch something, whatever their attributes. */
static bool is_active(const GumboNode *element)
{
	static const GumboTag tags[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_APPLET, GUMBO_TAG_IFRAME,
					GUMBO_TAG_FRAME,  GUMBO_TAG_BASE,   GUMBO_TAG_LINK,  GUMBO_TAG_PARAM,  GUMBO_TAG_BGSOUND};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (element->v.element.tag == tags[i])
			return true;
	return false;
}

/* Changes other elements after the page was loaded. */
static bool is_animation(const struct attributes *in)
{
	struct str name = part(in, in->tag->name);
	return in->element->v.element.tag_namespace == GUMBO_NAMESPACE_SVG &&
	       (str_equal_nocase(name, STR("set")) || (name.len >= 7 && str_equal_nocase((struct str){name.ptr, 7}, STR("animate"))));
}

static bool fetches(const struct attributes *in, const struct html_attribute_token *token)
{
	static const char *const names[] = {
		"src", "srcset", "srcdoc", "background", "poster", "data", "code", "codebase", "archive", "classid", "action",
		"formaction", "ping", "manifest", "profile", "longdesc", "lowsrc", "dynsrc", "nonce", "integrity", "imagesrcset",
		"xml:base", "cite", "codetype", "behavior", "datasrc", "formtarget", "itemtype", "attributionsrc", "filter",
		"from", "to", "by", "values", NULL};
	return is_one_of(in, token, names);
}

static bool is_code(const struct attributes *in, const struct html_attribute_token *token)
{
	static const char *const names[] = {"id",          "name",           "for",           "headers",      "list",
					    "form",        "itemid",         "itemref",       "usemap",       "aria-labelledby",
					    "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-activedescendant",
					    "popovertarget", "contextmenu",  "xml:id",        "target",       "itemprop", NULL};
	return is_one_of(in, token, names);
}

/* Attributes that a person may have filled in: whatever they say, they are shown. */
static bool is_prose(const struct attributes *in, const struct html_attribute_token *token)
{
	static const char *const names[] = {
		"title", "alt", "value", "content", "placeholder", "label", "summary", "abbr", "prompt", "standby", "datetime",
		"aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext", "xlink:title",
		NULL};
	return is_one_of(in, token, names) || str_starts(part(in, token->name), STR("data-"));
}

static bool is_drawing(const struct attributes *in, const struct html_attribute_token *token)
{
	return in->element->v.element.tag_namespace == GUMBO_NAMESPACE_SVG && (named(in, token, "d") || named(in, token, "points"));
}

static enum err picture(const struct attributes *in, const struct html_attribute_token *token, const char *what, struct fault *fault)
{
	return fault_set(fault, ERR_UNREADABLE,
			 "line %lu: %s in the web page, which cannot be looked into; take it out, and release it only after a person has looked "
			 "at it",
			 html_line(in->page->text, token->all.from), what);
}

/* A file written into the page itself. */
static bool is_inline_file(struct attributes *in, const struct html_attribute_token *token)
{
	char room[SCHEME];
	struct str value = decode(in, token->value);
	return str_equal_nocase(scheme_of(value, room), STR("data")) || memmem(value.ptr ? value.ptr : "", value.len, "data:image", 10);
}

static enum err drop_address(struct attributes *in, const struct html_attribute_token *token, struct fault *fault)
{
	if (!in->page->drop_pictures && in->element->v.element.tag != GUMBO_TAG_SCRIPT && in->element->v.element.tag != GUMBO_TAG_LINK && is_inline_file(in, token))
		return picture(in, token, "a picture or file", fault);
	drop(in, token);
	return ERR_NONE;
}

static enum err take_address(struct attributes *in, const struct html_attribute_token *token, struct fault *fault)
{
	struct span value = token->value;
	bool link = html_is(in->element, GUMBO_TAG_A) || html_is(in->element, GUMBO_TAG_AREA);
	if (in->page->text.ptr[value.from] == '#') {
		value.from++;
		if (value.from < value.to)
			show(in, token, value, HTML_SHOW_CODE);
	} else if (!link) {
		return drop_address(in, token, fault);
	} else if (is_safe_address(decode(in, value))) {
		show(in, token, value, HTML_SHOW_URL);
	} else {
		drop(in, token);
	}
	return ERR_NONE;
}

static void take_class(struct attributes *in, const struct html_attribute_token *token)
{
	for (size_t at = token->value.from, end; at < token->value.to; at = end) {
		for (end = at; end < token->value.to && !html_space(in->page->text.ptr[end]);)
			end++;
		if (!html_word(part(in, (struct span){at, end}))) {
			show(in, token, token->value, HTML_SHOW_CODE);
			return;
		}
		end += end < token->value.to;
	}
}

static void take_code(struct attributes *in, const struct html_attribute_token *token)
{
	bool word = html_is(in->element, GUMBO_TAG_META) || named(in, token, "target");
	if (!(word && html_word(part(in, token->value))))
		show(in, token, token->value, HTML_SHOW_CODE);
}

static void take_style(struct attributes *in, const struct html_attribute_token *token)
{
	bool whole = token->quote == 0 || memchr(part(in, token->value).ptr, '&', token->value.to - token->value.from);
	if (!whole)
		html_style(in->page, token->value);
	else if (!html_style_known(decode(in, token->value)))
		drop(in, token);
}

/* Entries of forms that a person fills in and sees. */
static bool is_entry(const struct attributes *in)
{
	static const char *const unseen[] = {"hidden", "submit", "button", "reset", "checkbox", "radio", "image", "file"};
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (says(in, "type", unseen[i]))
			return false;
	return html_is(in->element, GUMBO_TAG_INPUT);
}

static bool is_few_digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_digit(text.ptr[i]))
			return false;
	return text.len <= SHORT;
}

static void take_prose(struct attributes *in, const struct html_attribute_token *token)
{
	struct str name = part(in, token->name);
	bool entry = named(in, token, "value") && is_entry(in);
	if (text_encoded(decode(in, token->value)) < in->decoded.len) {
		drop(in, token); /* what a program keeps for itself in coded form, as __VIEWSTATE */
		return;
	}
	if (!entry && is_few_digits(part(in, token->value)))
		return;
	struct html_value *value = show(in, token, token->value, entry ? HTML_SHOW_ENTRY : HTML_SHOW_LINE);
	if (named(in, token, "value"))
		label(value, find(in, "name"));
	if (named(in, token, "content"))
		label(value, find(in, "name") ? find(in, "name") : find(in, "property"));
	if (str_starts(name, STR("data-")))
		value->label = (struct html_range){(uint32_t)token->name.from + 5, (uint32_t)token->name.to};
}

/* "http-equiv" is an order to the browser: only the one that names the encoding stays. */
static bool is_order(const struct attributes *in, const struct html_attribute_token *token)
{
	return html_is(in->element, GUMBO_TAG_META) && find(in, "http-equiv") && !says(in, "http-equiv", "content-type") &&
	       (named(in, token, "http-equiv") || named(in, token, "content"));
}

static bool is_namespace(const struct attributes *in, const struct html_attribute_token *token)
{
	struct str name = part(in, token->name);
	return str_equal_nocase(name, STR("xmlns")) || (name.len > 6 && str_equal_nocase((struct str){name.ptr, 6}, STR("xmlns:")));
}

static void take_namespace(struct attributes *in, const struct html_attribute_token *token)
{
	static const char *const known[] = {
		"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
		"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/TR/REC-html40", "urn:schemas-microsoft-com:vml",
		"urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:word",
		"urn:schemas-microsoft-com:office:excel", "http://schemas.microsoft.com/office/2004/12/omml"};
	in->page->xml = in->page->xml || (html_is(in->element, GUMBO_TAG_HTML) && named(in, token, "xmlns"));
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_equal(part(in, token->value), str_of(known[i])))
			return;
	drop(in, token);
}

static void take_name(struct attributes *in, const struct html_attribute_token *token)
{
	struct str name = part(in, token->name);
	if (html_attribute_known(name) || html_word(name))
		return;
	for (size_t at = 0, end; at < name.len; at = end + 1) {
		for (end = at; end < name.len && name.ptr[end] != '-';)
			end++;
		struct str word = str_part(name, (struct span){at, end});
		if (!html_word(word) && !html_attribute_known(word)) {
			html_add_name(in->page, token->name);
			return;
		}
	}
}

/* "en-US" */
static bool is_language(const struct attributes *in, const struct html_attribute_token *token)
{
	static const char *const names[] = {"lang", "xml:lang", "hreflang", "srclang", "language", NULL};
	struct str value = str_trim(part(in, token->value));
	size_t len = 0, most = SHORT;
	for (size_t i = 0; i < value.len; i++) {
		len = value.ptr[i] == '-' ? 0 : len + 1;
		if (value.ptr[i] == '-')
			most = SHORT + 1;
		else if (len > most || !(ascii_letter(value.ptr[i]) || ascii_digit(value.ptr[i])))
			return false;
	}
	return is_one_of(in, token, names);
}

/* What a program says of itself in <meta>. */
static bool is_program(const struct attributes *in, const struct html_attribute_token *token)
{
	static const char *const names[] = {"generator", "progid", "originator", "viewport", "robots", "formatter"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (html_is(in->element, GUMBO_TAG_META) && named(in, token, "content") && says(in, "name", names[i]))
			return true;
	return false;
}

static bool is_empty(const struct attributes *in, const struct html_attribute_token *token)
{
	return str_trim(part(in, token->value)).len == 0;
}

static enum err take(struct attributes *in, const struct html_attribute_token *token, struct fault *fault)
{
	struct str name = part(in, token->name);
	bool on = name.len > 2 && str_equal_nocase((struct str){name.ptr, 2}, STR("on"));
	bool address = named(in, token, "href") || named(in, token, "xlink:href");
	if (on || is_order(in, token) || (is_program(in, token) && !html_plain(part(in, token->value)))) {
		drop(in, token);
		return ERR_NONE;
	}
	if (fetches(in, token))
		return drop_address(in, token, fault);
	if (is_namespace(in, token)) {
		take_namespace(in, token);
		return ERR_NONE;
	}
	bool prose = is_prose(in, token), code = is_code(in, token);
	if ((is_active(in->element) || is_animation(in)) && (prose || code || address || !html_plain(part(in, token->value)))) {
		drop(in, token);
		return ERR_NONE;
	}
	take_name(in, token);
	if (is_empty(in, token) || is_language(in, token) || is_program(in, token))
		return ERR_NONE;
	if (address)
		return take_address(in, token, fault);
	if (is_drawing(in, token) && !in->page->drop_pictures)
		return picture(in, token, "a drawing", fault);
	if (is_drawing(in, token))
		drop(in, token);
	else if (named(in, token, "class"))
		take_class(in, token);
	else if (named(in, token, "style"))
		take_style(in, token);
	else if (code)
		take_code(in, token);
	else if (prose || !(html_plain(part(in, token->value)) || (named(in, token, "face") && html_fonts(part(in, token->value)))))
		take_prose(in, token);
	return ERR_NONE;
}

static bool is_repeated(const struct attributes *in, const struct html_attribute_token *token)
{
	for (size_t i = 0; i < in->count; i++)
		if (str_equal_nocase(part(in, in->list[i].name), part(in, token->name)))
			return true;
	return false;
}

enum err html_attributes(struct html_page *page, const GumboNode *element, const struct html_tag *tag, struct fault *fault)
{
	struct attributes in;
	struct html_attribute_token token;
	bool first[ATTRIBUTES] = {0};
	in.page = page;
	in.element = element;
	in.tag = tag;
	in.count = 0;
	in.decoded = (struct buf){0};
	for (size_t pos = 0; html_lex_attribute(page->text, tag, &pos, &token);) {
		if (in.count == ATTRIBUTES)
			return fault_set(fault, ERR_LIMIT, "line %lu: an element with more than %d attributes; save the page anew, or as plain text",
					 html_line(page->text, tag->from), ATTRIBUTES);
		first[in.count] = element && !is_repeated(&in, &token);
		in.list[in.count++] = token;
	}
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < in.count; i++) {
		if (first[i])
			err = take(&in, &in.list[i], fault);
		else
			drop(&in, &in.list[i]);
	}
	buf_free(&in.decoded);
	return err;
}
