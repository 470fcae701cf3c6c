/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Office documents from any bytes: no crash; what is accepted is written so that reading it again shows the same and writes the
 * same bytes, and with cuts is accepted again. The first byte says what the rest is: a whole zip, or one part of a document
 * that is sound otherwise. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/format.h"
#include "format/office.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

static size_t cut(const struct view *view, struct edit *edits, size_t most)
{
	size_t count = 0;
	for (size_t at = view->text.len % 7; at + 9 < view_prose(view).len && count < most; at += 23) {
		size_t from = utf8_floor(buf_str(&view->text), at), to = utf8_ceil(buf_str(&view->text), at + 5);
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.from < pieces.to)
			edits[count++] = (struct edit){.span = {from, to}, .token = STR("[<]]>&\"]")};
	}
	return count;
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
static void check_all_shown(const struct office *office)
{
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
			if (!is_shown(&office->shown, member, token.body.from))
				abort();
		}
	}
}

/* Reads and writes the document once; with `cuts`, cut here and there. All that was shown goes to `shown`. */
static enum err pass(struct str bytes, size_t part_size, bool cuts, struct buf *shown, struct buf *out)
{
	const struct heads heads = {NULL, find_head, is_none};
	struct format_options options = {.heads = &heads, .part_size = part_size};
	struct source *source = source_open_bytes(bytes);
	struct view view = {0};
	struct fault fault = {0};
	struct edit edits[32];
	void *document = NULL;
	bool more = true;
	enum err err = format_office.open(&options, source, &document, &fault);
	while (err == ERR_NONE) {
		err = format_office.next(document, &view, &more, &fault);
		if (err || !more)
			break;
		if (utf8_valid(buf_str(&view.text)) != view.text.len)
			abort();
		buf_add(shown, buf_str(&view.text));
		if (part_size == 0)
			check_all_shown(document);
		size_t count = cuts ? cut(&view, edits, sizeof edits / sizeof edits[0]) : 0;
		err = format_office.edit(document, &view, edits, count, out, &fault);
	}
	if (err == ERR_NONE)
		err = format_office.finish(document, out, &fault);
	if ((err == ERR_NONE) != (fault.code == ERR_NONE))
		abort();
	if (document)
		format_office.close(document);
	source_close(source);
	view_free(&view);
	return err;
}

static void check(struct str bytes, size_t part_size)
{
	struct buf out = {0}, again = {0}, shown = {0}, then = {0};
	if (pass(bytes, part_size, false, &shown, &out) == ERR_NONE) {
		if (pass(buf_str(&out), part_size, false, &then, &again) != ERR_NONE || !str_equal(buf_str(&shown), buf_str(&then)) ||
		    !str_equal(buf_str(&out), buf_str(&again)))
			abort();
		buf_clear(&out);
		if (pass(bytes, part_size, true, &shown, &out) == ERR_NONE) {
			enum err err = pass(buf_str(&out), part_size, false, &then, &again);
			if (err == ERR_MALFORMED)
				abort();
		}
	}
	buf_free(&out);
	buf_free(&again);
	buf_free(&shown);
	buf_free(&then);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	struct str bytes = {(const char *)data + 1, size - 1};
	size_t which = data[0] % (PARTS + 2);
	size_t part_size = data[0] & 0x80 ? 40 : 0;
	if (which == PARTS + 1) {
		check(bytes, part_size);
		return 0;
	}
	struct buf zip = wrap(which, bytes);
	check(buf_str(&zip), part_size);
	buf_free(&zip);
	return 0;
}

#ifndef FUZZING_WITH_LIBFUZZER
int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");
		struct buf bytes = {0};
		if (file == NULL) {
			fprintf(stderr, "%s: cannot be opened\n", argv[i]);
			return 1;
		}
		for (size_t got = 1; got;) {
			got = fread(buf_room(&bytes, 4096), 1, 4096, file);
			bytes.len += got;
		}
		fclose(file);
		LLVMFuzzerTestOneInput((const uint8_t *)bytes.ptr, bytes.len);
		buf_free(&bytes);
	}
	return 0;
}
#endif
