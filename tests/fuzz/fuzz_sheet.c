/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Spreadsheets with any bytes for a part: no crash; what is accepted is written so that reading it again shows the same and writes
 * the same bytes, and with cuts it is accepted again. The first byte says which part the rest is. */
#include "format/package.h"
#include "fuzz_format.h"

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
static size_t cut(const struct view *view, unsigned seed, struct edit *edits, size_t most)
{
	(void)seed;
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct heads heads = {NULL, head_find, head_is_none};
	if (size == 0)
		return 0;
	const struct pass pass = {.format = &format_office, .options = {.heads = &heads, .part_size = data[0] & 0x80 ? 40 : 0}, .cut = cut};
	struct buf zip = wrap(data[0] % (XLSX + 1), (struct str){(const char *)data + 1, size - 1});
	check_shown_again(&pass, buf_str(&zip));
	check_cut(&pass, buf_str(&zip));
	buf_free(&zip);
	return 0;
}
