/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/html_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "format/html_walk.h"
#include "format/text_view.h"

#define NOTHING "<!---->" /* a comment says nothing, and what stood before and behind does not grow together */

struct str html_bytes(const struct html_page *page, struct html_range range)
{
	return str_part(page->text, (struct span){range.from, range.to});
}

unsigned long html_line(struct str text, size_t at)
{
	unsigned long line = 1;
	for (size_t i = 0; i < at && i < text.len; i++)
		line += text.ptr[i] == '\n';
	return line;
}

void html_page_free(struct html_page *page)
{
	html_tree_free(&page->tree);
	html_references_free(page->references);
	free(page->entries);
	free(page->rest);
	free(page->values);
	free(page->drops);
	html_names_free(&page->names);
	*page = (struct html_page){0};
}

static enum err strange(const struct html_page *page, size_t at, struct fault *fault)
{
	return fault_set(fault, ERR_UNREADABLE,
			 "line %lu: the mark-up of the web page is broken in a way that programs understand differently; save it "
			 "anew with a browser, or as plain text",
			 html_line(page->text, at));
}

enum err html_cut_short(struct str text, size_t at, struct fault *fault)
{
	return fault_set(fault, ERR_MALFORMED, "the web page ends inside what begins in line %lu: it is cut short; ask for it again",
			 html_line(text, at));
}

void html_add_drop(struct html_page *page, size_t from, size_t to, const char *instead)
{
	if (from == to || str_equal(str_part(page->text, (struct span){from, to}), str_of(instead)))
		return;
	page->drops = mem_room(page->drops, page->drop_count, &page->drop_cap, sizeof *page->drops);
	page->drops[page->drop_count++] = (struct html_drop){{(uint32_t)from, (uint32_t)to}, instead};
}

struct html_value *html_add_value(struct html_page *page, enum html_kind kind, struct span bytes)
{
	page->values = mem_room(page->values, page->value_count, &page->value_cap, sizeof *page->values);
	struct html_value *value = &page->values[page->value_count++];
	*value = (struct html_value){.bytes = {(uint32_t)bytes.from, (uint32_t)bytes.to}, .kind = (uint8_t)kind};
	return value;
}

/* ---- what gumbo found, by place in the source ------------------------------------------------------------------ */

static GumboStringPiece source_of(const GumboNode *node)
{
	return html_is_element(node) ? node->v.element.original_tag : node->v.text.original_text;
}

static enum err add_entry(struct html_page *page, const GumboNode *node, struct fault *fault)
{
	GumboStringPiece piece = source_of(node);
	size_t from = piece.length ? (size_t)((uintptr_t)piece.data - (uintptr_t)page->text.ptr) : 0;
	if (node->parse_flags & GUMBO_INSERTION_FROM_ISINDEX)
		return fault_set(fault, ERR_UNREADABLE,
				 "the web page has an <isindex>, which browsers do not agree about; save it anew, or as plain text");
	if (piece.length == 0)
		return html_is_element(node) ? ERR_NONE : strange(page, 0, fault);
	if (from > page->text.len || piece.length > page->text.len - from)
		return strange(page, 0, fault);
	page->entries = mem_room(page->entries, page->entry_count, &page->entry_cap, sizeof *page->entries);
	page->entries[page->entry_count] = (struct html_entry){
		.bytes = {(uint32_t)from, (uint32_t)(from + piece.length)}, .node = node, .turn = (uint32_t)page->entry_count};
	page->entry_count++;
	return ERR_NONE;
}

static int by_place(const void *left, const void *right)
{
	const struct html_entry *a = left, *b = right;
	if (a->bytes.from != b->bytes.from)
		return a->bytes.from < b->bytes.from ? -1 : 1;
	return a->turn < b->turn ? -1 : a->turn > b->turn;
}

/* Browsers copy elements that are not closed where they should be ("<b><p>x</b>y"): the first one has the attributes. */
static void drop_copies(struct html_page *page)
{
	size_t kept = 0;
	for (size_t i = 0; i < page->entry_count; i++)
		if (kept == 0 || page->entries[kept - 1].bytes.from != page->entries[i].bytes.from ||
		    !html_is_element(page->entries[i].node))
			page->entries[kept++] = page->entries[i];
	page->entry_count = kept;
}

static void measure_rest(struct html_page *page, size_t turns)
{
	page->rest = mem_alloc(turns + 1, sizeof *page->rest);
	for (size_t i = 0; i <= turns; i++)
		page->rest[i] = (uint32_t)page->text.len;
	for (size_t i = 0; i < page->entry_count; i++)
		page->rest[page->entries[i].turn] = page->entries[i].bytes.from;
	for (size_t i = turns; i-- > 0;)
		if (page->rest[i + 1] < page->rest[i])
			page->rest[i] = page->rest[i + 1];
}

static enum err collect(struct html_page *page, struct fault *fault)
{
	struct html_walk walk = {0};
	const GumboNode *node;
	bool leaving;
	enum err err = ERR_NONE;
	html_walk_begin(&walk, page->tree.output->document);
	while (err == ERR_NONE && html_walk_next(&walk, &node, &leaving))
		if (!leaving)
			err = add_entry(page, node, fault);
	html_walk_free(&walk);
	size_t turns = page->entry_count;
	if (turns)
		qsort(page->entries, turns, sizeof *page->entries, by_place);
	drop_copies(page);
	measure_rest(page, turns);
	return err;
}

const struct html_entry *html_entry_of(const struct html_page *page, const GumboNode *node)
{
	GumboStringPiece piece = source_of(node);
	size_t low = 0, high = page->entry_count;
	if (piece.length == 0)
		return NULL;
	size_t from = (size_t)(piece.data - page->text.ptr);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (page->entries[middle].bytes.from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < page->entry_count && page->entries[low].node == node ? &page->entries[low] : NULL;
}

/* ---- what gumbo passes over ------------------------------------------------------------------------------------- */

static bool is_listed(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_equal_nocase(word, str_of(*words)))
			return true;
	return false;
}

/* Whether `text` has no word but these and numbers. */
static bool has_only(struct str text, const char *const *words)
{
	for (size_t at = 0; at < text.len;) {
		size_t from = at, digits = 0;
		while (at < text.len && (ascii_letter(text.ptr[at]) || ascii_digit(text.ptr[at]) || (text.ptr[at] & 0x80)))
			digits += ascii_digit(text.ptr[at++]);
		struct str word = str_part(text, (struct span){from, at});
		if (word.len && !(digits == word.len && digits <= 4) && !is_listed(word, words))
			return false;
		at += at == from;
	}
	return true;
}

static bool is_doctype(struct str mark)
{
	return mark.len >= 9 && str_equal_nocase((struct str){mark.ptr, 9}, STR("<!doctype"));
}

static bool is_usual_doctype(struct str mark)
{
	static const char *const words[] = {
		"doctype", "html", "public", "system", "about", "legacy", "compat", "w3c", "ietf", "dtd", "xhtml",
		"transitional", "strict", "frameset", "final", "basic", "mobile", "en", "http", "https", "www", "w3", "org",
		"tr", "rec", "html4", "html40", "html401", "xhtml1", "xhtml11", "loose", NULL};
	return has_only(mark, words);
}

static bool is_xml_declaration(struct str mark)
{
	static const char *const words[] = {
		"xml", "version", "encoding", "standalone", "yes", "no", "utf", "iso", "windows", "us", "ascii", NULL};
	return str_starts(mark, STR("<?xml")) && has_only(mark, words);
}

/* A tag that gumbo passes over, or an end tag: its name may stay when it is one of the standard or of an element that
 * stays, what else is in it goes. */
static enum err pass_tag(struct html_page *page, const struct html_tag *tag, struct fault *fault)
{
	struct str name = str_part(page->text, tag->name);
	bool known = gumbo_tagn_enum(name.ptr, (unsigned)name.len) != GUMBO_TAG_UNKNOWN || html_word(name);
	if (known || (tag->closing && html_knows_name(page, name)))
		return html_attributes(page, NULL, tag, fault);
	html_add_drop(page, tag->from, tag->to, NOTHING);
	return ERR_NONE;
}

size_t html_mark_end(const struct html_page *page, size_t at, size_t end, struct html_tag *tag)
{
	struct str before = {page->text.ptr, end};
	size_t sign = at + 1 + (at + 1 < end && page->text.ptr[at + 1] == '/');
	bool named = sign < end && ascii_letter(page->text.ptr[sign]);
	if (named && html_lex_tag(before, at, tag))
		return tag->to;
	*tag = (struct html_tag){0};
	if (named)
		return end;
	const char *close = memchr(page->text.ptr + at, '>', end - at);
	return close ? (size_t)(close - page->text.ptr) + 1 : end;
}

/* The mark at `*at`, which is '<', up to `end` at most; `*at` goes behind it. */
static enum err pass_mark(struct html_page *page, size_t *at, size_t end, struct fault *fault)
{
	struct html_tag tag;
	size_t from = *at;
	*at = html_mark_end(page, from, end, &tag);
	if (tag.to)
		return pass_tag(page, &tag, fault);
	struct str mark = str_part(page->text, (struct span){from, *at});
	if (mark.ptr[mark.len - 1] != '>')
		return html_cut_short(page->text, from, fault);
	if (!is_doctype(mark))
		html_add_drop(page, from, *at, NOTHING);
	else if (!is_usual_doctype(mark))
		html_add_drop(page, from, *at, "<!DOCTYPE html>");
	return ERR_NONE;
}

/* Bytes of which gumbo makes nothing: end tags, and tags where they may not stand. Text is none of it: it would be lost. */
static enum err pass_gap(struct html_page *page, size_t from, size_t to, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t at = from; err == ERR_NONE && at < to;) {
		if (page->text.ptr[at] == '<')
			err = pass_mark(page, &at, to, fault);
		else if (html_space(page->text.ptr[at]))
			at++;
		else
			err = strange(page, at, fault);
	}
	return err;
}

/* ---- what gumbo made something of ------------------------------------------------------------------------------ */

static bool is_raw(const GumboNode *element)
{
	static const GumboTag tags[] = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_IFRAME, GUMBO_TAG_NOEMBED, GUMBO_TAG_NOFRAMES,
					GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT, GUMBO_TAG_TITLE, GUMBO_TAG_TEXTAREA};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (html_is(element, tags[i]))
			return true;
	return false;
}

static enum err read_tag(struct html_page *page, struct html_entry *entry, struct fault *fault)
{
	struct html_tag tag;
	if (!html_lex_tag(page->text, entry->bytes.from, &tag) || tag.to != entry->bytes.to || tag.closing)
		return strange(page, entry->bytes.from, fault);
	struct str name = str_part(page->text, tag.name);
	if (page->xml && tag.self_closing && is_raw(entry->node))
		return fault_set(fault, ERR_UNREADABLE,
				 "line %lu: XHTML that a browser and an XML reader understand differently (an empty element that ends itself); "
				 "save it anew as HTML",
				 html_line(page->text, tag.from));
	if (entry->node->v.element.tag == GUMBO_TAG_UNKNOWN && !html_word(name))
		html_add_name(page, tag.name);
	if (is_raw(entry->node) && !html_is(entry->node, GUMBO_TAG_PLAINTEXT) && entry->node->v.element.original_end_tag.length == 0)
		return html_cut_short(page->text, tag.from, fault);
	entry->first_value = (uint32_t)page->value_count;
	enum err err = html_attributes(page, entry->node, &tag, fault);
	entry->value_count = (uint32_t)page->value_count - entry->first_value;
	return err;
}

static bool is_foreign(const GumboNode *element)
{
	return html_is_element(element) && element->v.element.tag_namespace != GUMBO_NAMESPACE_HTML;
}

static bool is_foreign_code(const GumboNode *element)
{
	return is_foreign(element) && (element->v.element.tag == GUMBO_TAG_SCRIPT || element->v.element.tag == GUMBO_TAG_STYLE);
}

/* Tags that gumbo passed over inside a text. */
static enum err read_marks(struct html_page *page, struct html_range bytes, struct fault *fault)
{
	enum err err = ERR_NONE;
	for (size_t at = bytes.from; err == ERR_NONE && at + 1 < bytes.to;) {
		char next = page->text.ptr[at + 1];
		if (page->text.ptr[at] != '<' || !(ascii_letter(next) || next == '/' || next == '!' || next == '?')) {
			at++;
			continue;
		}
		err = pass_mark(page, &at, bytes.to, fault);
	}
	return err;
}

/* One character of a text as gumbo has it, which makes a line end of a CR and U+FFFD of what may not be. */
static size_t next_code(const struct html_page *page, struct str rest, bool references, uint32_t codes[2])
{
	size_t len = rest.ptr[0] == '&' && references ? html_reference(page->references, rest, false, codes) : 0;
	if (len)
		return len;
	codes[1] = 0;
	len = utf8_next(rest, &codes[0]);
	if (codes[0] == '\r') {
		codes[0] = '\n';
		return rest.len > 1 && rest.ptr[1] == '\n' ? 2 : 1;
	}
	bool control = codes[0] < 0x20 && !html_space((char)codes[0]);
	bool none = (codes[0] >= 0xFDD0 && codes[0] < 0xFDF0) || (codes[0] & 0xFFFE) == 0xFFFE;
	if (control || none || (codes[0] >= 0x7F && codes[0] < 0xA0))
		codes[0] = 0xFFFD;
	return len;
}

/* Whether gumbo took all characters there for this text: it passes over some where none may stand, as in <colgroup>. */
static bool is_whole(const struct html_page *page, const struct html_entry *entry, enum html_kind kind)
{
	struct str text = {page->text.ptr, entry->bytes.to};
	const char *says = entry->node->v.text.text;
	struct html_tag tag;
	for (size_t at = entry->bytes.from; at < text.len;) {
		char next = at + 1 < text.len ? text.ptr[at + 1] : ' ';
		if (kind == HTML_TEXT && text.ptr[at] == '<' && (ascii_letter(next) || next == '/' || next == '!' || next == '?')) {
			at = html_mark_end(page, at, text.len, &tag);
			continue;
		}
		uint32_t codes[2] = {0, 0};
		at += next_code(page, str_part(text, (struct span){at, text.len}), kind != HTML_RAW, codes);
		for (size_t i = 0; i < 2 && codes[i]; i++) {
			char bytes[UTF8_MAX];
			size_t len = utf8_put(bytes, codes[i]);
			if (strncmp(says, bytes, len) != 0)
				return false;
			says += len;
		}
	}
	return *says == '\0';
}

static enum err read_text(struct html_page *page, struct html_entry *entry, struct fault *fault)
{
	const GumboNode *parent = entry->node->parent;
	struct span bytes = {entry->bytes.from, entry->bytes.to};
	if (html_is(parent, GUMBO_TAG_STYLE)) {
		entry->first_value = (uint32_t)page->value_count;
		html_css(page, bytes);
		entry->value_count = (uint32_t)page->value_count - entry->first_value;
		return ERR_NONE;
	}
	if (is_foreign_code(parent) || (is_raw(parent) && !html_is(parent, GUMBO_TAG_TITLE) && !html_is(parent, GUMBO_TAG_TEXTAREA) &&
					!html_is(parent, GUMBO_TAG_XMP) && !html_is(parent, GUMBO_TAG_PLAINTEXT))) {
		html_add_drop(page, bytes.from, bytes.to, "");
		return ERR_NONE;
	}
	if (text_encoded(str_part(page->text, bytes)) < bytes.to - bytes.from)
		return fault_set(fault, ERR_UNREADABLE,
				 "a file in coded form (base64) in the text of the web page, near line %lu; take it out, or save it as a file "
				 "of its own",
				 html_line(page->text, bytes.from));
	enum html_kind kind = !is_raw(parent) ? HTML_TEXT
			      : html_is(parent, GUMBO_TAG_TITLE) || html_is(parent, GUMBO_TAG_TEXTAREA) ? HTML_RCDATA
													 : HTML_RAW;
	if (is_foreign(parent) && memmem(page->text.ptr + bytes.from, bytes.to - bytes.from, "<![CDATA[", 9))
		return fault_set(fault, ERR_UNREADABLE,
				 "line %lu: a CDATA section in a drawing, which readers do not agree about; save the page anew, or as plain text",
				 html_line(page->text, bytes.from));
	if (!is_whole(page, entry, kind))
		return strange(page, bytes.from, fault);
	entry->first_value = (uint32_t)page->value_count;
	entry->value_count = 1;
	struct html_value *value = html_add_value(page, kind, bytes);
	value->node = entry->node;
	return kind == HTML_TEXT ? read_marks(page, entry->bytes, fault) : ERR_NONE;
}

static enum err read_entry(struct html_page *page, struct html_entry *entry, struct fault *fault)
{
	if (html_is_element(entry->node))
		return read_tag(page, entry, fault);
	if (html_is_text(entry->node))
		return read_text(page, entry, fault);
	struct str comment = html_bytes(page, entry->bytes);
	if (comment.ptr[comment.len - 1] != '>')
		return html_cut_short(page->text, entry->bytes.from, fault);
	if (is_xml_declaration(comment) && entry == page->entries)
		page->xml = true;
	else
		html_add_drop(page, entry->bytes.from, entry->bytes.to, NOTHING);
	return ERR_NONE;
}

enum err html_page_read(struct html_page *page, struct str text, struct fault *fault)
{
	size_t at = 0;
	page->text = text;
	page->references = html_references_new();
	enum err err = html_bounds(text, fault);
	if (err == ERR_NONE)
		err = html_tree_parse(&page->tree, text, fault);
	if (err == ERR_NONE)
		err = collect(page, fault);
	for (size_t i = 0; err == ERR_NONE && i < page->entry_count; i++) {
		struct html_entry *entry = &page->entries[i];
		if (entry->bytes.from < at)
			return strange(page, at, fault);
		err = pass_gap(page, at, entry->bytes.from, fault);
		if (err == ERR_NONE)
			err = read_entry(page, entry, fault);
		at = entry->bytes.to;
	}
	return err ? err : pass_gap(page, at, text.len, fault);
}
