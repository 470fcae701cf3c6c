/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Office documents from any bytes: no crash; what is accepted is written so that reading it again shows the same and writes the
 * same bytes, and with cuts is accepted again. The first byte says what the rest is: a whole zip, or one part of a document
 * that is sound otherwise. */
#include "format/office.h"
#include "fuzz_format.h"

#define XML "<?xml version=\"1.0\"?>"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."

static const struct {
	const char *name, *content; /* NULL: the bytes at hand */
} docx[] = {
	{"[Content_Types].xml", XML "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
				    "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/></Types>"},
	{"_rels/.rels", XML "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" REL
			    "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
	{"word/document.xml", XML "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
				  "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body><w:p><w:r>"
				  "<w:t>One two three</w:t></w:r></w:p></w:body></w:document>"},
	{"word/_rels/document.xml.rels", XML "<Relationships xmlns=\"" PACKAGE "relationships\"/>"},
};

enum { PARTS = sizeof docx / sizeof *docx };

/* A docx with `bytes` in place of its part `which`; of an odt for PARTS, its text. */
static struct buf wrap(size_t which, struct str bytes)
{
	struct package package = {0};
	struct fault fault = {0};
	struct buf out = {0}, part = {0};
	if (which == PARTS) {
		buf_add_text(&part, "application/vnd.oasis.opendocument.text");
		package_add(&package, STR("mimetype"), &part);
		buf_add(&part, bytes);
		package_add(&package, STR("content.xml"), &part);
		buf_add_text(&part, XML "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>");
		package_add(&package, STR("META-INF/manifest.xml"), &part);
	}
	for (size_t i = 0; i < PARTS && which < PARTS; i++) {
		buf_add(&part, i == which ? bytes : str_of(docx[i].content));
		package_add(&package, str_of(docx[i].name), &part);
	}
	if (package_write(&package, &out, &fault) != ERR_NONE)
		abort();
	package_free(&package);
	return out;
}

static size_t cut(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	(void)seed;
	return cut_every(view, STR("[<]]>&\"]"), edits, most);
}

/* A list that knows short words as heads, so that tables and forms are read too. */
static void find_head(void *context, struct str label, struct head *head)
{
	(void)context;
	*head = (struct head){.what = label.len % 2 ? WHAT_NAME : WHAT_PHONE, .known = label.len < 6, .alone = label.len == 3};
}

static bool is_none(void *context, struct str value)
{
	(void)context;
	return value.len == 1;
}

static bool is_shown(const struct spots *spots, uint32_t member, size_t from)
{
	for (size_t i = 0; i < spots->count; i++)
		if (spots->list[i].member == member && spots->list[i].bytes.from == from)
			return true;
	return false;
}

/* Every text of every part is in the view, but for blanks and measures. */
static void check_all_shown(void *document, const struct view *view)
{
	const struct office *office = document;
	(void)view;
	for (uint32_t member = 0; member < office->package.count; member++) {
		struct str bytes = buf_str(&office->package.members[member].bytes);
		struct xml_token token;
		if (office->package.members[member].dropped || !str_ends_nocase(office->package.members[member].name, STR(".xml")))
			continue;
		for (size_t at = 0; xml_lex(bytes, at, true, &token) == XML_STEP_TOKEN; at = token.to) {
			struct str text = str_trim(str_part(bytes, token.body));
			bool measure = text.len && text.ptr[0] <= '9';
			if ((token.kind != XML_TEXT && token.kind != XML_CDATA) || text.len == 0 || measure)
				continue;
			check(is_shown(&office->shown, member, token.body.from), "text that is not in the view");
		}
	}
}

static void check_document(struct str bytes, size_t part_size)
{
	static const struct heads heads = {NULL, find_head, is_none};
	const struct pass pass = {.format = &format_office,
				  .options = {.heads = &heads, .part_size = part_size},
				  .cut = cut,
				  .look = part_size == 0 ? check_all_shown : NULL};
	check_shown_again(&pass, bytes);
	check_cut(&pass, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str bytes = {(const char *)data + 1, size - 1};
	size_t which = data[0] % (PARTS + 2);
	size_t part_size = data[0] & 0x80 ? 40 : 0;
	if (which == PARTS + 1) {
		check_document(bytes, part_size);
		return 0;
	}
	struct buf zip = wrap(which, bytes);
	check_document(buf_str(&zip), part_size);
	buf_free(&zip);
	return 0;
}
