/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void html_view_free(struct html_view *showing)
{
	html_walk_free(&showing->walk);
	html_table_free(showing->table);
	free(showing->waiting);
	free(showing->copies);
	*showing = (struct html_view){0};
}

/* ---- lines -------------------------------------------------------------------------------------------------------- */

void html_line_end(struct html_view *showing, unsigned lines)
{
	if (showing->lines < lines)
		showing->lines = lines;
}

static char last_sign(const struct html_view *showing)
{
	struct str text = str_trim(buf_str(&showing->view->text));
	return text.len ? text.ptr[text.len - 1] : '\0';
}

static void add_label(struct html_view *showing, struct str label, struct html_range source)
{
	struct view *view = showing->view;
	size_t from = view->text.len;
	buf_add(&view->text, label);
	showing->copies = mem_room(showing->copies, showing->copy_count, &showing->copy_cap, sizeof *showing->copies);
	showing->copies[showing->copy_count++] = (struct html_copy){{from, view->text.len}, source};
	buf_add_text(&view->text, ": ");
}

/* The words of a name in the mark-up: "victimName", "victim-name". */
static void add_mark_label(struct html_view *showing, struct html_range source)
{
	struct str name = html_bytes(showing->page, source);
	struct buf words = {0};
	for (size_t i = 0; i < name.len && words.len < sizeof showing->head->text; i++) {
		char c = name.ptr[i], before = i ? name.ptr[i - 1] : ' ';
		bool sign = ascii_letter(c) || ascii_digit(c);
		if (sign && c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z')
			buf_add_byte(&words, ' ');
		buf_add_byte(&words, sign ? c : ' ');
	}
	struct str label = str_trim(buf_str(&words));
	if (label.len)
		add_label(showing, label, source);
	buf_free(&words);
}

static void add_codes(struct view *view, struct span text)
{
	for (size_t from = text.from, to; from < text.to; from = to) {
		while (from < text.to && (view->text.ptr[from] == ' ' || view->text.ptr[from] == '\n'))
			from++;
		for (to = from; to < text.to && view->text.ptr[to] != ' ' && view->text.ptr[to] != '\n';)
			to++;
		if (from < to)
			view_add_field(view, (struct span){from, to}, WHAT_CODE, 0);
	}
}

static enum err show_line(struct html_view *showing, uint32_t number)
{
	const struct html_value *value = &showing->page->values[number];
	view_separate(showing->view);
	if (value->label.from < value->label.to)
		add_mark_label(showing, value->label);
	size_t from = showing->view->text.len;
	enum err err = html_show_value(showing, number, true);
	if (value->show == HTML_SHOW_CODE)
		add_codes(showing->view, (struct span){from, showing->view->text.len});
	view_separate(showing->view);
	return err;
}

/* Ends the line at hand, and shows what waited for that. */
static enum err end_line(struct html_view *showing, unsigned lines)
{
	enum err err = ERR_NONE;
	showing->lines = 0;
	showing->join = NULL;
	showing->head = NULL;
	showing->gap = false;
	showing->space.origin_len = 0;
	if (showing->view->text.len)
		view_separate(showing->view);
	for (size_t i = 0; err == ERR_NONE && i < showing->waiting_count; i++)
		err = show_line(showing, showing->waiting[i]);
	showing->waiting_count = 0;
	if (lines > 1 && showing->view->text.len && showing->view->text.len != showing->fresh)
		buf_add_byte(&showing->view->text, '\n');
	return err;
}

void html_line_begin(struct html_view *showing)
{
	unsigned lines = showing->lines;
	if (lines && !showing->join && end_line(showing, lines))
		return;
}

/* Faults of what waited are kept in showing->fault, where the walk finds them. */
void html_text_begin(struct html_view *showing)
{
	const char *join = showing->join;
	const struct html_head *head = showing->head;
	unsigned lines = showing->lines;
	struct buf *text = &showing->view->text;
	struct piece space = showing->space;
	bool inside = text->len && text->ptr[text->len - 1] != '\n', gap = showing->gap;
	showing->space.origin_len = 0;
	showing->gap = false;
	if (!join && !head && !lines) {
		if (gap && inside)
			buf_add_text(text, "   ");
		else if (space.origin_len && inside && text->ptr[text->len - 1] != ' ')
			view_add(showing->view, STR(" "), space.part, space.origin, space.origin_len);
		return;
	}
	showing->join = NULL;
	showing->head = NULL;
	showing->lines = 0;
	if (join && inside)
		buf_add_text(text, join);
	else if (lines && end_line(showing, lines))
		return;
	if (head)
		add_label(showing, (struct str){head->text, head->len}, head->source);
}

/* ---- elements ---------------------------------------------------------------------------------------------------- */

static bool is_one_of(const GumboNode *element, const GumboTag *tags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (element->v.element.tag == tags[i])
			return true;
	return false;
}

static const char *style_of(const GumboNode *element)
{
	const GumboAttribute *style = gumbo_get_attribute(&element->v.element.attributes, "style");
	return style ? style->value : "";
}

/* Elements that the page itself makes blocks, however it writes that. */
static bool is_styled_block(const GumboNode *element)
{
	static const char *const signs[] = {
		"display:block", "display: block", "display:table", "display: table", "display:flex", "display: flex",
		"display:grid", "display: grid", "display:list", "display: list", "position:absolute", "position: absolute",
		"float:", "float :"};
	const char *style = style_of(element);
	for (size_t i = 0; style[0] && i < sizeof signs / sizeof *signs; i++)
		if (strcasestr(style, signs[i]))
			return true;
	return false;
}

/* 0: stands in a line, 1: has its own, 2: with a blank line before and behind. */
static unsigned lines_of(const GumboNode *element)
{
	static const GumboTag apart[] = {
		GUMBO_TAG_P, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6, GUMBO_TAG_TABLE,
		GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE, GUMBO_TAG_HR, GUMBO_TAG_SECTION,
		GUMBO_TAG_ARTICLE, GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGURE, GUMBO_TAG_TITLE, GUMBO_TAG_XMP, GUMBO_TAG_LISTING,
		GUMBO_TAG_PLAINTEXT, GUMBO_TAG_BODY};
	static const GumboTag lines[] = {
		GUMBO_TAG_DIV, GUMBO_TAG_LI, GUMBO_TAG_TR, GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP, GUMBO_TAG_LEGEND,
		GUMBO_TAG_CAPTION, GUMBO_TAG_CENTER, GUMBO_TAG_HEADER, GUMBO_TAG_FOOTER, GUMBO_TAG_NAV, GUMBO_TAG_MAIN,
		GUMBO_TAG_ASIDE, GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY, GUMBO_TAG_SELECT, GUMBO_TAG_HTML, GUMBO_TAG_HEAD,
		GUMBO_TAG_FORM, GUMBO_TAG_ADDRESS, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_OBJECT, GUMBO_TAG_APPLET, GUMBO_TAG_FRAMESET,
		GUMBO_TAG_MENU, GUMBO_TAG_DIR, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_TEMPLATE, GUMBO_TAG_THEAD, GUMBO_TAG_TBODY,
		GUMBO_TAG_TFOOT, GUMBO_TAG_HGROUP, GUMBO_TAG_BUTTON, GUMBO_TAG_STYLE, GUMBO_TAG_META, GUMBO_TAG_MARQUEE,
		GUMBO_TAG_VIDEO, GUMBO_TAG_AUDIO, GUMBO_TAG_CANVAS, GUMBO_TAG_TEXTAREA, GUMBO_TAG_RT, GUMBO_TAG_RP};
	static const GumboTag drawn[] = {GUMBO_TAG_TITLE, GUMBO_TAG_DESC, GUMBO_TAG_MTEXT, GUMBO_TAG_ANNOTATION_XML};
	const GumboStringPiece *tag = &element->v.element.original_tag;
	if (element->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
		return is_one_of(element, drawn, sizeof drawn / sizeof *drawn) || (tag->length > 5 && strncasecmp(tag->data, "<text", 5) == 0) ||
		       (tag->length > 11 && strncasecmp(tag->data, "<annotation", 11) == 0);
	if (is_one_of(element, apart, sizeof apart / sizeof *apart))
		return 2;
	return is_one_of(element, lines, sizeof lines / sizeof *lines) || is_styled_block(element);
}

static bool keeps_space(const GumboNode *element)
{
	static const GumboTag tags[] = {GUMBO_TAG_PRE, GUMBO_TAG_TEXTAREA, GUMBO_TAG_LISTING, GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT};
	return is_one_of(element, tags, sizeof tags / sizeof *tags) || strcasestr(style_of(element), "white-space:pre") ||
	       strcasestr(style_of(element), "white-space: pre");
}

static enum err show_entry(struct html_view *showing, uint32_t number)
{
	const struct html_value *value = &showing->page->values[number];
	char last = last_sign(showing);
	bool begins = showing->lines || showing->join || showing->head || last == '\0' ||
		      showing->view->text.ptr[showing->view->text.len - 1] == '\n';
	if (begins && !showing->join && !showing->head && value->label.from < value->label.to) {
		html_line_end(showing, showing->view->text.len ? 1 : 0);
		html_text_begin(showing);
		add_mark_label(showing, value->label);
	} else if (!begins) {
		showing->join = last == ':' ? " " : ": ";
	}
	enum err err = html_show_value(showing, number, true);
	showing->gap = true;
	return err;
}

static enum err show_attributes(struct html_view *showing, const struct html_entry *entry)
{
	enum err err = ERR_NONE;
	for (uint32_t i = 0; err == ERR_NONE && i < entry->value_count; i++) {
		uint32_t number = entry->first_value + i;
		if (showing->page->values[number].show == HTML_SHOW_ENTRY) {
			err = show_entry(showing, number);
			continue;
		}
		showing->waiting = mem_room(showing->waiting, showing->waiting_count, &showing->waiting_cap, sizeof *showing->waiting);
		showing->waiting[showing->waiting_count++] = number;
	}
	return err;
}

static bool is_term(const GumboNode *element)
{
	return html_is(element, GUMBO_TAG_DT);
}

static void enter(struct html_view *showing, const GumboNode *element)
{
	unsigned lines = lines_of(element);
	if (is_term(element)) {
		showing->join = NULL;
		lines = 1;
	}
	if (html_is(element, GUMBO_TAG_DD) && !showing->join)
		lines = 1;
	html_line_end(showing, lines);
	html_table_enter(showing, element);
	if (html_is(element, GUMBO_TAG_BR))
		showing->lines = showing->lines < 2 ? showing->lines + 1 : 2;
	showing->preserved += keeps_space(element);
}

static void leave(struct html_view *showing, const GumboNode *element)
{
	unsigned lines = lines_of(element);
	showing->preserved -= keeps_space(element);
	html_table_leave(showing, element);
	if (is_term(element) && !showing->lines) /* what follows is what it says */
		showing->join = last_sign(showing) == ':' ? " " : ": ";
	if (html_is(element, GUMBO_TAG_DD) || html_is(element, GUMBO_TAG_DL)) {
		showing->join = NULL;
		html_line_end(showing, 1);
	}
	html_line_end(showing, lines);
}

static enum err visit(struct html_view *showing, const GumboNode *node, bool leaving)
{
	if (leaving) {
		leave(showing, node);
		return ERR_NONE;
	}
	const struct html_entry *entry = html_entry_of(showing->page, node);
	if (html_is_element(node))
		enter(showing, node);
	if (entry == NULL)
		return ERR_NONE;
	showing->turn = entry->turn + 1;
	if (showing->reached < entry->bytes.to)
		showing->reached = entry->bytes.to;
	if (html_is_text(node) && entry->value_count && showing->page->values[entry->first_value].kind != HTML_CSS)
		return html_show_value(showing, entry->first_value, showing->preserved > 0);
	return show_attributes(showing, entry);
}

/* ---- parts ------------------------------------------------------------------------------------------------------- */

/* Nothing that is still to come stands before what has been, so the page can be cut here. */
static bool can_end(const struct html_view *showing, const GumboNode *node, bool leaving)
{
	return showing->view->text.len >= showing->part_size && showing->lines && !showing->join && !showing->head && !leaving &&
	       html_is_element(node) && lines_of(node) && showing->reached <= showing->page->rest[showing->turn];
}

static enum err show_names(struct html_view *showing)
{
	struct html_page *page = showing->page;
	struct view *view = showing->view;
	size_t from = view->text.len, count = page->names.count;
	enum err err = ERR_NONE;
	for (size_t i = 0; err == ERR_NONE && i < count; i++) {
		uint32_t number = (uint32_t)page->value_count;
		struct html_range name = page->names.list[i];
		html_add_value(page, HTML_NAME, (struct span){name.from, name.to});
		err = html_show_value(showing, number, true);
		view_separate(view);
	}
	view->names = (struct span){from, view->text.len};
	return err;
}

enum err html_view_next(struct html_view *showing, struct view *view, bool *more, size_t *end, struct fault *fault)
{
	const GumboNode *node = showing->ahead;
	bool leaving = showing->ahead_leaving, first = showing->walk.stack == NULL;
	enum err err = ERR_NONE;
	showing->view = view;
	showing->fault = fault;
	showing->copy_count = 0;
	*more = !showing->ended;
	if (showing->ended)
		return ERR_NONE;
	if (first)
		html_walk_begin(&showing->walk, showing->page->tree.output->document);
	if (node)
		err = visit(showing, node, leaving);
	for (showing->ahead = NULL; err == ERR_NONE && !showing->ahead;) {
		if (!html_walk_next(&showing->walk, &node, &leaving)) {
			showing->ended = true;
			break;
		}
		if (can_end(showing, node, leaving)) {
			showing->ahead = node;
			showing->ahead_leaving = leaving;
			break;
		}
		err = visit(showing, node, leaving);
		if (err == ERR_NONE)
			err = fault->code;
	}
	if (err == ERR_NONE)
		err = end_line(showing, 1);
	if (err == ERR_NONE && first)
		err = show_names(showing);
	*end = showing->ended ? showing->page->text.len : showing->page->rest[showing->turn];
	return err;
}
