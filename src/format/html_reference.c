/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Character references ("&eacute;", "&#233;"). There are more than two thousand names, some without a semicolon; gumbo
 * has them all but shows them only inside a parsed page, so a page of one reference is parsed, once for each name. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/html_lex.h"
#include "format/html_tree.h"
#include "format/text_charset.h"

enum { NAME = 34, SLOTS = 256 }; /* the longest name has 32 characters, with its semicolon */

struct slot {
	char name[NAME];
	uint8_t name_len, len;
	bool attribute;
	uint32_t codes[2];
};

struct html_references {
	struct slot slots[SLOTS];
};

struct html_references *html_references_new(void)
{
	return mem_alloc(1, sizeof(struct html_references));
}

void html_references_free(struct html_references *references)
{
	free(references);
}

static int digit_value(char c, unsigned base)
{
	int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
	return value < (int)base ? value : -1;
}

/* What a number means: the bytes of Windows-1252 mean what they mean there; what is no character is U+FFFD. */
static uint32_t number_code(uint32_t number)
{
	if (number >= 0x80 && number < 0xA0 && charset_tables[0].codes[number - 0x80])
		return charset_tables[0].codes[number - 0x80];
	if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
		return 0xFFFD;
	return number;
}

static size_t read_number(struct str text, uint32_t *code)
{
	size_t at = 2;
	unsigned base = at < text.len && (text.ptr[at] | 0x20) == 'x' ? 16 : 10;
	at += base == 16;
	size_t from = at;
	uint32_t number = 0;
	for (; at < text.len && digit_value(text.ptr[at], base) >= 0; at++)
		if (number <= 0x10FFFF)
			number = number * base + (uint32_t)digit_value(text.ptr[at], base);
	if (at == from)
		return 0;
	*code = number_code(number);
	return at + (at < text.len && text.ptr[at] == ';');
}

/* "&name;" as far as a name can go, and in an attribute the '=' that would keep it from being one. */
static size_t name_end(struct str text, bool attribute)
{
	size_t at = 1;
	while (at < text.len && at < NAME - 1 && (ascii_letter(text.ptr[at]) || ascii_digit(text.ptr[at])))
		at++;
	if (at > 1 && at < text.len && at < NAME && (text.ptr[at] == ';' || (attribute && text.ptr[at] == '=')))
		at++;
	return at > 1 ? at : 0;
}

static const GumboNode *child_at(const GumboNode *node, unsigned index)
{
	const GumboVector *children = &node->v.element.children;
	return index < children->length ? children->data[index] : NULL;
}

/* What gumbo makes of `name`, in UTF-8. */
static bool ask_gumbo(struct str name, bool attribute, struct buf *answer)
{
	struct html_tree tree = {0};
	struct fault fault = {0};
	struct buf page = {0};
	buf_add_text(&page, attribute ? "<!DOCTYPE html><head></head><body title=\"" : "<!DOCTYPE html><head></head><body>");
	buf_add(&page, name);
	buf_add_text(&page, attribute ? "\">" : "");
	bool found = html_tree_parse(&tree, buf_str(&page), &fault) == ERR_NONE;
	const GumboNode *body = found ? child_at(tree.output->root, 1) : NULL;
	const GumboNode *text = body && !attribute ? child_at(body, 0) : NULL;
	const GumboAttribute *title = body && attribute ? gumbo_get_attribute(&body->v.element.attributes, "title") : NULL;
	const char *says = text && text->type == GUMBO_NODE_TEXT ? text->v.text.text : title ? title->value : NULL;
	if (says)
		buf_add_text(answer, says);
	html_tree_free(&tree);
	buf_free(&page);
	return says != NULL;
}

/* The answer is what the reference says, one or two characters, and the rest of `name`. */
static size_t taken(struct str name, struct str answer, uint32_t codes[2])
{
	struct str rest = answer;
	if (str_equal(name, answer))
		return 0;
	for (size_t i = 0; i < 2 && rest.len; i++) {
		rest.ptr += utf8_next(rest, &codes[i]);
		rest.len = answer.len - (size_t)(rest.ptr - answer.ptr);
		if (rest.len < name.len && str_equal(rest, str_part(name, (struct span){name.len - rest.len, name.len})))
			return name.len - rest.len;
	}
	return 0;
}

size_t html_reference(struct html_references *references, struct str text, bool attribute, uint32_t codes[2])
{
	codes[0] = codes[1] = 0;
	if (text.len > 1 && text.ptr[1] == '#')
		return read_number(text, &codes[0]);
	struct str name = {text.ptr, name_end(text, attribute)};
	if (name.len == 0)
		return 0;
	struct slot *slot = &references->slots[str_hash(name) % SLOTS];
	if (!str_equal(name, (struct str){slot->name, slot->name_len}) || slot->attribute != attribute) {
		struct buf answer = {0};
		*slot = (struct slot){.name_len = (uint8_t)name.len, .attribute = attribute};
		memcpy(slot->name, name.ptr, name.len);
		if (ask_gumbo(name, attribute, &answer))
			slot->len = (uint8_t)taken(name, buf_str(&answer), slot->codes);
		buf_free(&answer);
	}
	memcpy(codes, slot->codes, sizeof slot->codes);
	return slot->len;
}
