/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A web page taken apart. gumbo says which bytes are text, tags and comments; every byte is then one of these:
 *
 *   a value    text, or an attribute's value: in the view, can be cut
 *   a drop     what nobody can look into, or what does something: not written
 *   mark-up    names of elements and attributes, and attributes that hold nothing but numbers and words of the standard
 *
 * What gumbo itself leaves out (text where none may stand, a second attribute of one name, broken tags) is dropped, for
 * another browser may show it. Private to format/html*.c. */
#ifndef FORMAT_HTML_PAGE_H
#define FORMAT_HTML_PAGE_H
#include "format/html_lex.h"
#include "format/html_tree.h"
#include "format/html_words.h"
#include "view/view.h"

enum { HTML_NONE = 0xFFFFFFFF };

struct html_range {
	uint32_t from, to;
};

enum html_kind {
	HTML_TEXT,    /* with character references */
	HTML_RCDATA,  /* the same, but '<' is a sign as any: <title>, <textarea> */
	HTML_RAW,     /* neither: <xmp>, <plaintext> */
	HTML_VALUE,   /* of an attribute, quoted */
	HTML_BARE,    /* of an attribute, not quoted */
	HTML_CSS,     /* a name in a style sheet */
	HTML_NAME     /* a name in the mark-up, which cannot be cut */
};

/* How a value is shown. */
enum html_show {
	HTML_SHOW_LINE,  /* on a line of its own */
	HTML_SHOW_ENTRY, /* what is filled in in a form: where it stands on the page */
	HTML_SHOW_URL,   /* on a line, with %20 as a space */
	HTML_SHOW_CODE   /* on a line, as a mark of the program */
};

struct html_value {
	struct html_range bytes;
	uint8_t kind; /* enum html_kind */
	uint8_t show; /* enum html_show, of attributes */
	char quote;   /* of an attribute's value, 0: none */
	struct html_range label; /* bytes of what is written before it ("dob" of data-dob); empty: nothing */
	const GumboNode *node;   /* the text itself, or the element the attribute belongs to; NULL: neither */
};

/* Bytes that are not written; `instead` is, where the place must not close. */
struct html_drop {
	struct html_range bytes;
	const char *instead;
};

/* What of the source a node of the tree is. */
struct html_entry {
	struct html_range bytes;
	const GumboNode *node;
	uint32_t first_value, value_count;
	uint32_t turn; /* place in the order of the tree */
};

/* Names of the mark-up, each once. */
struct html_names {
	struct html_range *list;
	uint32_t *slots; /* by hash, as index + 1 */
	size_t count, cap, slot_count;
};

struct html_page {
	struct str text; /* the whole page in UTF-8, borrowed */
	struct html_tree tree;
	struct html_references *references;
	struct html_entry *entries; /* by place in the source */
	size_t entry_count, entry_cap;
	uint32_t *rest; /* by turn: where the first of the entries from this one on begins */
	struct html_value *values; /* by place in the source; value i is stream i of the view's pieces */
	size_t value_count, value_cap;
	struct html_drop *drops; /* by place in the source */
	size_t drop_count, drop_cap;
	struct html_names names; /* of elements and attributes that the standard does not have */
	bool xml;           /* it says that it is XHTML */
	bool drop_pictures; /* set before it is read: those inside the page go, else it is ERR_UNREADABLE */
};

/* ERR_UNREADABLE, ERR_LIMIT. After an error too: html_page_free(). */
enum err html_page_read(struct html_page *page, struct str text, struct fault *fault) MUST_USE;
void html_page_free(struct html_page *page);

unsigned long html_line(struct str text, size_t at); /* from 1 */
enum err html_cut_short(struct str text, size_t at, struct fault *fault);
struct str html_bytes(const struct html_page *page, struct html_range range);
/* The entry of a text or an element; NULL: it has none, as a parser's own elements and copies have. */
const struct html_entry *html_entry_of(const struct html_page *page, const GumboNode *node);
/* Where the tag or other mark at `at`, which is '<', ends; `end` at most. */
size_t html_mark_end(const struct html_page *page, size_t at, size_t end, struct html_tag *tag);
void html_add_drop(struct html_page *page, size_t from, size_t to, const char *instead);
struct html_value *html_add_value(struct html_page *page, enum html_kind kind, struct span bytes);
void html_add_name(struct html_page *page, struct span name); /* html_names.c */
bool html_knows_name(const struct html_page *page, struct str name);
void html_names_free(struct html_names *names);

/* html_bounds.c: ERR_LIMIT: deeper or with more attributes than can be read in time. */
enum err html_bounds(struct str text, struct fault *fault) MUST_USE;

/* html_attribute.c: what becomes of the attributes of `tag`; `element`: NULL for a tag that gumbo passes over. */
enum err html_attributes(struct html_page *page, const GumboNode *element, const struct html_tag *tag,
			 struct fault *fault) MUST_USE;

/* html_css.c: a style sheet at these bytes: what is not known to be harmless is dropped, names in selectors become values. */
void html_css(struct html_page *page, struct span sheet);
void html_style(struct html_page *page, struct span declarations); /* the same for the value of a style attribute */
bool html_style_known(struct str declarations); /* whether nothing of them would be dropped */
bool html_plain(struct str value); /* nothing but numbers and words of the standards */
bool html_fonts(struct str value); /* usual fonts, parted by commas */
#endif
