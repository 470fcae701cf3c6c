/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_file.h"

#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

enum { PACK_LEVEL = 6, CATALOG = 1, PAGES = 2, FIRST_FREE = 3 };

struct pdf_file {
	uint64_t written;  /* bytes so far */
	uint64_t *places;  /* of objects, by number; 0: not written */
	size_t count, cap; /* of places; number 0 is nobody's */
	unsigned *pages;
	size_t page_count, page_cap;
	struct libdeflate_compressor *compressor;
	struct buf packed, text;
};

struct pdf_file *pdf_file_open(struct buf *out)
{
	struct pdf_file *file = mem_alloc(1, sizeof *file);
	size_t start = out->len;
	file->compressor = libdeflate_alloc_compressor(PACK_LEVEL);
	for (unsigned i = 0; i < FIRST_FREE; i++) {
		file->places = mem_room(file->places, file->count, &file->cap, sizeof *file->places);
		file->places[file->count++] = 0;
	}
	buf_add_text(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	file->written = out->len - start;
	return file;
}

void pdf_file_close(struct pdf_file *file)
{
	if (file == NULL)
		return;
	if (file->compressor)
		libdeflate_free_compressor(file->compressor);
	free(file->places);
	free(file->pages);
	buf_free(&file->packed);
	buf_free(&file->text);
	free(file);
}

unsigned pdf_file_reserve(struct pdf_file *file)
{
	file->places = mem_room(file->places, file->count, &file->cap, sizeof *file->places);
	file->places[file->count] = 0;
	return (unsigned)file->count++;
}

void pdf_file_object(struct pdf_file *file, struct buf *out, unsigned number, struct str body)
{
	size_t start = out->len;
	file->places[number] = file->written;
	buf_printf(out, "%u 0 obj\n", number);
	buf_add(out, body);
	buf_add_text(out, "\nendobj\n");
	file->written += out->len - start;
}

/* The data deflated, or as they are when that fails. */
static struct str pack(struct pdf_file *file, struct str data, bool *packed)
{
	*packed = false;
	if (file->compressor == NULL)
		return data;
	size_t bound = libdeflate_zlib_compress_bound(file->compressor, data.len);
	buf_clear(&file->packed);
	char *room = buf_room(&file->packed, bound);
	size_t len = libdeflate_zlib_compress(file->compressor, data.ptr ? data.ptr : "", data.len, room, bound);
	*packed = len > 0;
	return len ? (struct str){room, len} : data;
}

static bool has_filter(struct str entries)
{
	for (size_t i = 0; i < entries.len; i++)
		if (str_starts(str_part(entries, (struct span){i, entries.len}), STR("/Filter")))
			return true;
	return false;
}

void pdf_file_stream(struct pdf_file *file, struct buf *out, unsigned number, struct str entries, struct str data)
{
	size_t start = out->len;
	bool packed = false;
	if (!has_filter(entries))
		data = pack(file, data, &packed);
	file->places[number] = file->written;
	buf_printf(out, "%u 0 obj\n<<", number);
	buf_add(out, entries);
	buf_printf(out, "%s/Length %zu>>\nstream\n", packed ? "/Filter/FlateDecode" : "", data.len);
	buf_add(out, data);
	buf_add_text(out, "\nendstream\nendobj\n");
	file->written += out->len - start;
}

void pdf_file_page(struct pdf_file *file, struct buf *out, float width, float height, struct str resources, struct str content)
{
	unsigned stream = pdf_file_reserve(file), page = pdf_file_reserve(file);
	struct buf *text = &file->text;
	pdf_file_stream(file, out, stream, (struct str){0}, content);
	buf_clear(text);
	buf_printf(text, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 ", PAGES);
	pdf_number(text, width);
	buf_add_byte(text, ' ');
	pdf_number(text, height);
	buf_add_text(text, "]/Resources<<");
	buf_add(text, resources);
	buf_printf(text, ">>/Contents %u 0 R>>", stream);
	pdf_file_object(file, out, page, buf_str(text));
	file->pages = mem_room(file->pages, file->page_count, &file->page_cap, sizeof *file->pages);
	file->pages[file->page_count++] = page;
}

static void write_table(struct pdf_file *file, struct buf *out)
{
	uint64_t start = file->written;
	buf_printf(out, "xref\n0 %zu\n0000000000 65535 f \n", file->count);
	for (size_t i = 1; i < file->count; i++)
		if (file->places[i])
			buf_printf(out, "%010llu 00000 n \n", (unsigned long long)file->places[i]);
		else
			buf_add_text(out, "0000000000 65535 f \n");
	buf_printf(out, "trailer\n<</Size %zu/Root %d 0 R>>\nstartxref\n%llu\n%%%%EOF\n", file->count, CATALOG,
		   (unsigned long long)start);
}

void pdf_file_finish(struct pdf_file *file, struct buf *out)
{
	struct buf *text = &file->text;
	buf_clear(text);
	buf_printf(text, "<</Type/Pages/Count %zu/Kids[", file->page_count);
	for (size_t i = 0; i < file->page_count; i++)
		buf_printf(text, "%s%u 0 R", i ? " " : "", file->pages[i]);
	buf_add_text(text, "]>>");
	pdf_file_object(file, out, PAGES, buf_str(text));
	buf_clear(text);
	buf_printf(text, "<</Type/Catalog/Pages %d 0 R>>", PAGES);
	pdf_file_object(file, out, CATALOG, buf_str(text));
	write_table(file, out);
}

void pdf_number(struct buf *out, double value)
{
	if (!isfinite(value) || fabs(value) > 1e9)
		value = 0;
	long long scaled = llround(value * 10000);
	unsigned long long rest = (unsigned long long)(scaled < 0 ? -scaled : scaled), whole = rest / 10000;
	char digits[24];
	size_t at = sizeof digits;
	unsigned fraction = (unsigned)(rest % 10000);
	for (unsigned i = 0; i < 4; i++, fraction /= 10)
		if (fraction % 10 || at < sizeof digits)
			digits[--at] = (char)('0' + fraction % 10);
	if (at < sizeof digits)
		digits[--at] = '.';
	do
		digits[--at] = (char)('0' + whole % 10);
	while (whole /= 10);
	if (scaled < 0)
		digits[--at] = '-';
	buf_add(out, (struct str){digits + at, sizeof digits - at});
}

unsigned pdf_file_picture(struct pdf_file *file, struct buf *out, const struct pdf_picture *picture)
{
	struct buf entries = {0};
	unsigned number = pdf_file_reserve(file);
	buf_printf(&entries, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent %u/ColorSpace/%s", picture->width,
		   picture->height, picture->bits, picture->channels == 1 ? "DeviceGray" : "DeviceRGB");
	if (picture->filter)
		buf_printf(&entries, "/Filter/%s", picture->filter);
	if (picture->parameters)
		buf_printf(&entries, "/DecodeParms<<%s>>", picture->parameters);
	pdf_file_stream(file, out, number, buf_str(&entries), buf_str(&picture->bytes));
	buf_free(&entries);
	return number;
}
