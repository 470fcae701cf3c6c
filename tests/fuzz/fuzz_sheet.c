/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Spreadsheets with any bytes for a part: no crash; what is accepted is written so that reading it again shows the same and writes
 * the same bytes, and with cuts it is accepted again. The first byte says which part the rest is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "format/format.h"
#include "format/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define XML "<?xml version=\"1.0\"?>"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."
#define OVERRIDE(name, type) "<Override PartName=\"/xl/" name "\" ContentType=\"" TYPE type "+xml\"/>"

static const struct part {
	const char *name, *content;
} xlsx[] = {
	{"xl/worksheets/sheet1.xml",
	 XML "<worksheet xmlns=\"" MAIN "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
	     "<row><c t=\"s\"><v>2</v></c><c s=\"1\"><v>41799</v></c><c t=\"str\"><f>A2&amp;B2</f><v>one two</v></c></row></sheetData></worksheet>"},
	{"xl/sharedStrings.xml", XML "<sst xmlns=\"" MAIN "\"><si><t>Name</t></si><si><t>DOB</t></si><si><r><t>One </t></r><r><t>two</t></r></si></sst>"},
	{"xl/styles.xml", XML "<styleSheet xmlns=\"" MAIN "\"><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
	{"xl/workbook.xml", XML "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" REL "\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
	{"[Content_Types].xml", XML "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>" OVERRIDE(
					"workbook.xml", "sheet.main") "</Types>"},
	{"_rels/.rels", XML "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" REL
			    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
	{"xl/_rels/workbook.xml.rels", XML "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" REL
					   "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" REL
					   "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" REL
					   "/styles\" Target=\"styles.xml\"/></Relationships>"},
};

static const struct part ods[] = {
	{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
	{"META-INF/manifest.xml", XML "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"},
	{"content.xml", NULL},
};

enum { XLSX = sizeof xlsx / sizeof *xlsx, ODS = sizeof ods / sizeof *ods };

static struct buf wrap(size_t which, struct str bytes)
{
	struct package package = {0};
	struct fault fault = {0};
	struct buf out = {0}, part = {0};
	for (size_t i = 0; i < XLSX && which < XLSX; i++) {
		buf_add(&part, i == which ? bytes : str_of(xlsx[i].content));
		package_add(&package, str_of(xlsx[i].name), &part);
	}
	for (size_t i = 0; i < ODS && which == XLSX; i++) {
		buf_add(&part, ods[i].content ? str_of(ods[i].content) : bytes);
		package_add(&package, str_of(ods[i].name), &part);
	}
	if (package_write(&package, &out, &fault) != ERR_NONE)
		abort();
	package_free(&package);
	return out;
}

static void head_find(void *context, struct str label, struct head *head)
{
	(void)context;
	uint64_t hash = str_hash(label);
	*head = (struct head){.what = hash % 2 ? WHAT_NAME : WHAT_BIRTH_DATE, .known = hash % 3 != 0, .alone = hash % 7 == 0, .whose = hash % 3};
}

static bool head_is_none(void *context, struct str value)
{
	(void)context;
	return value.len && value.ptr[0] == 'N';
}

/* As the pipeline cuts: what is whole is cut whole, and what has no place is left. */
static size_t cut(const struct view *view, struct edit *edits, size_t most)
{
	size_t count = 0, done = 0;
	for (size_t at = view->text.len % 7; at + 9 < view_prose(view).len && count < most; at += 11) {
		size_t from = utf8_floor(buf_str(&view->text), at), to = utf8_ceil(buf_str(&view->text), at + 5);
		struct span pieces = view_pieces(view, (struct span){from, to});
		if (pieces.from == pieces.to)
			continue;
		const struct piece *first = &view->pieces[pieces.from], *last = &view->pieces[pieces.to - 1];
		from = first->whole || from < first->from ? first->from : from;
		to = last->whole || to > last->to ? last->to : to;
		if (from < done)
			continue;
		edits[count++] = (struct edit){.span = {from, to}, .token = STR("[<]]>&\"]")};
		done = to;
	}
	return count;
}

static enum err pass(struct str bytes, size_t part_size, bool cuts, struct buf *shown, struct buf *out)
{
	struct heads heads = {NULL, head_find, head_is_none};
	struct format_options options = {.part_size = part_size, .heads = &heads};
	struct source *source = source_open_bytes(bytes);
	struct view view = {0};
	struct fault fault = {0};
	struct edit edits[64];
	void *document = NULL;
	bool more = true;
	enum err err = format_office.open(&options, source, &document, &fault);
	while (err == ERR_NONE) {
		err = format_office.next(document, &view, &more, &fault);
		if (err || !more)
			break;
		if (utf8_valid(buf_str(&view.text)) != view.text.len)
			abort();
		for (size_t i = 0; i < view.field_count; i++)
			if (view.fields[i].span.from > view.fields[i].span.to || view.fields[i].span.to > view.text.len)
				abort();
		buf_add(shown, buf_str(&view.text));
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
		if (pass(bytes, part_size, true, &shown, &out) == ERR_NONE && pass(buf_str(&out), part_size, false, &then, &again) == ERR_MALFORMED)
			abort();
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
	struct buf zip = wrap(data[0] % (XLSX + 1), (struct str){(const char *)data + 1, size - 1});
	check(buf_str(&zip), data[0] & 0x80 ? 40 : 0);
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
