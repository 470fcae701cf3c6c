/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* From a selected node to a field: which text it spans, and its value where that is written in another way. */
#include <string.h>

#include "format/xml_engine.h"

static struct span trimmed(const struct view *view, size_t from, size_t to)
{
	const char *text = view->text.ptr;
	while (from < to && (text[from] == ' ' || text[from] == '\n' || text[from] == '\t'))
		from++;
	while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n' || text[to - 1] == '\t'))
		to--;
	return (struct span){from, to};
}

/* From the first to the last character of its text, comments and attributes around it left out. */
static struct span element_span(const struct xml_part *part, const struct view *view, const struct xml_element *element)
{
	size_t from = SIZE_MAX, to = 0;
	for (uint32_t i = element->first_value; i < element->last_value; i++) {
		const struct xml_value *value = &part->values[i];
		if (!value->shown || (value->kind != XML_TEXT && value->kind != XML_CDATA))
			continue;
		from = from < value->text.from ? from : value->text.from;
		to = to > value->text.to ? to : value->text.to;
	}
	return from < to ? trimmed(view, from, to) : (struct span){0, 0};
}

struct span xml_node_span(const struct xml_part *part, const struct view *view, struct xml_node node)
{
	if (node.attribute == XML_NONE)
		return element_span(part, view, &part->elements[node.element]);
	uint32_t number = part->attributes[node.attribute].in_view;
	if (number == XML_NONE || !part->values[number].shown)
		return (struct span){0, 0};
	return trimmed(view, part->values[number].text.from, part->values[number].text.to);
}

static bool is_date(enum what what)
{
	return what == WHAT_BIRTH_DATE || what == WHAT_INCIDENT_DATE || what == WHAT_REPORT_DATE || what == WHAT_DATE;
}

static bool digits(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return text.len > 0;
}

/* HL7 writes 20120314 and 201203140930-0600: as 2012-03-14 and 2012-03-14T09:30. */
static struct str plain_date(struct view *view, struct str text)
{
	char date[] = "0000-00-00T00:00";
	size_t zone = text.len;
	for (size_t i = 8; i < text.len && zone == text.len; i++)
		if (text.ptr[i] == '+' || text.ptr[i] == '-' || text.ptr[i] == '.')
			zone = i;
	if (!digits((struct str){text.ptr, zone}) || (zone != 8 && zone != 10 && zone != 12 && zone != 14))
		return (struct str){0};
	memcpy(date, text.ptr, 4);
	memcpy(date + 5, text.ptr + 4, 2);
	memcpy(date + 8, text.ptr + 6, 2);
	if (zone >= 10)
		memcpy(date + 11, text.ptr + 8, 2);
	if (zone >= 12)
		memcpy(date + 14, text.ptr + 10, 2);
	return view_keep(view, (struct str){date, zone >= 10 ? 16 : 10});
}

/* The text with every run of white space as one space; empty when it has none but single spaces. */
static struct str on_one_line(struct view *view, struct str text)
{
	struct buf line = {0};
	struct str value = {0};
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i];
		if (c != ' ' || (line.len && line.ptr[line.len - 1] != ' '))
			buf_add_byte(&line, c);
	}
	if (!str_equal(buf_str(&line), text))
		value = view_keep(view, buf_str(&line));
	buf_free(&line);
	return value;
}

/* `tel:` and its like say what the rest is, and stay when it is cut. */
static struct span without_scheme(const struct view *view, struct span span, enum what *what)
{
	static const struct {
		struct str scheme;
		enum what what;
	} schemes[] = {{{"tel:", 4}, WHAT_PHONE},
		       {{"fax:", 4}, WHAT_PHONE},
		       {{"sms:", 4}, WHAT_PHONE},
		       {{"mailto:", 7}, WHAT_EMAIL}};
	struct str text = str_part(buf_str(&view->text), span);
	if (*what != WHAT_PHONE && *what != WHAT_EMAIL && *what != WHAT_URL)
		return span;
	for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
		struct str scheme = schemes[i].scheme;
		if (text.len <= scheme.len || !str_equal_nocase((struct str){text.ptr, scheme.len}, scheme))
			continue;
		*what = schemes[i].what;
		return (struct span){span.from + scheme.len, span.to};
	}
	if (*what != WHAT_URL && (str_starts(text, STR("http://")) || str_starts(text, STR("https://"))))
		*what = WHAT_URL;
	return span;
}

static void add_span(struct view *view, struct span span, enum what what, uint32_t record, uint16_t rule)
{
	if (span.from == span.to)
		return;
	span = without_scheme(view, span, &what);
	struct field *field = view_add_field(view, span, what, record);
	field->rule = rule;
	/* no str is kept across view_keep(): it does not move the text */
	struct str text = str_part(buf_str(&view->text), span);
	struct str value = is_date(what) ? plain_date(view, text) : (struct str){0};
	field->value = value.len ? value : on_one_line(view, text);
}

/* Elements with text are values; elements of elements are taken apart into the values inside. */
static void add_inside(struct xml_part *part, struct view *view, uint32_t number, enum what what, uint32_t record,
		       uint16_t rule, enum xml_blank_style blank)
{
	for (uint32_t i = number; i < part->elements[number].last;) {
		struct xml_element *element = &part->elements[i];
		if (!element->has_text && !element->running) {
			i++;
			continue;
		}
		add_span(view, element_span(part, view, element), what, record, rule);
		if (blank && element->child_count == 0)
			element->blank = (uint8_t)blank;
		i = element->last;
	}
}

void xml_add_field(struct xml_part *part, struct view *view, struct xml_node node, enum what what, uint32_t record,
		   uint16_t rule, enum xml_blank_style blank)
{
	if (part->elements[node.element].outside)
		return;
	if (node.attribute == XML_NONE) {
		add_inside(part, view, node.element, what, record, rule, blank);
		return;
	}
	if (blank)
		part->attributes[node.attribute].blank = (uint8_t)blank;
	add_span(view, xml_node_span(part, view, node), what, record, rule);
}
