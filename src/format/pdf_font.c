/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "format/pdf_font.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/pdf_cff.h"

enum { CODES_MOST = 65000, DRAWN_CODES_MOST = 255, MAP_BLOCK = 100 };

static bool is_same(const struct pdf_font_glyph *glyph, int shape, const uint32_t *meaning, size_t count)
{
	return glyph->shape == shape && glyph->meaning_count == count && memcmp(glyph->meaning, meaning, count * sizeof *meaning) == 0;
}

unsigned pdf_font_code(fz_context *context, struct pdf_font *font, int shape, const uint32_t *meaning, size_t count, int vertical)
{
	uint32_t *head = &font->heads[((unsigned)shape * 31 + meaning[0]) % 256];
	for (uint32_t code = *head; code; code = font->glyphs[code - 1].next)
		if (is_same(&font->glyphs[code - 1], shape, meaning, count))
			return code;
	if (font->count == (font->drawn ? DRAWN_CODES_MOST : CODES_MOST))
		return 0;
	float advance = fz_advance_glyph(context, font->font, shape, vertical) * 1000;
	font->glyphs = mem_room(font->glyphs, font->count, &font->cap, sizeof *font->glyphs);
	struct pdf_font_glyph *glyph = &font->glyphs[font->count++];
	*glyph = (struct pdf_font_glyph){.shape = shape, .meaning_count = count, .next = *head};
	glyph->width = isfinite(advance) && advance > 0 && advance < 30000 ? (unsigned)lroundf(advance) : 0;
	memcpy(glyph->meaning, meaning, count * sizeof *meaning);
	return *head = (uint32_t)font->count;
}

/* ---- outlines ------------------------------------------------------------------------------------------------ */

static void walk_move(fz_context *context, void *argument, float x, float y)
{
	(void)context;
	pdf_cff_move(argument, x, y);
}

static void walk_line(fz_context *context, void *argument, float x, float y)
{
	(void)context;
	pdf_cff_line(argument, x, y);
}

static void walk_curve(fz_context *context, void *argument, float x1, float y1, float x2, float y2, float x3, float y3)
{
	(void)context;
	pdf_cff_curve(argument, (float[]){x1, y1, x2, y2, x3, y3});
}

static void walk_close(fz_context *context, void *argument)
{
	(void)context, (void)argument; /* every part is closed by what comes next */
}

static void add_outline(fz_context *context, const struct pdf_font *font, const struct pdf_font_glyph *glyph, struct pdf_cff *cff)
{
	static const fz_path_walker walker = {.moveto = walk_move, .lineto = walk_line, .curveto = walk_curve, .closepath = walk_close};
	fz_path *path = fz_outline_glyph(context, font->font, glyph->shape, fz_scale(1000, 1000));
	pdf_cff_begin(cff, glyph->width);
	if (path) {
		fz_try(context)
			fz_walk_path(context, path, &walker, cff);
		fz_always(context)
			fz_drop_path(context, path);
		fz_catch(context)
			fz_rethrow(context);
	}
	pdf_cff_end(cff);
}

static struct pdf_cff *make_program(fz_context *context, const struct pdf_font *font)
{
	struct pdf_cff *cff = pdf_cff_new();
	fz_try(context)
	{
		pdf_cff_begin(cff, 0);
		pdf_cff_end(cff);
		for (size_t i = 0; i < font->count; i++)
			add_outline(context, font, &font->glyphs[i], cff);
	}
	fz_catch(context)
	{
		pdf_cff_free(cff);
		fz_rethrow(context);
	}
	return cff;
}

static void write_program(fz_context *context, const struct pdf_font *font, struct pdf_file *file, struct buf *out, unsigned number)
{
	struct pdf_cff *cff = make_program(context, font);
	struct buf program = {0};
	pdf_cff_write(cff, &program);
	pdf_file_stream(file, out, number, STR("/Subtype/CIDFontType0C"), buf_str(&program));
	buf_free(&program);
	pdf_cff_free(cff);
}

/* ---- meaning and widths -------------------------------------------------------------------------------------- */

static void add_meaning(struct buf *text, const struct pdf_font_glyph *glyph, size_t code, int digits)
{
	buf_printf(text, "<%0*zX><", digits, code);
	for (size_t i = 0; i < glyph->meaning_count; i++)
		if (glyph->meaning[i] < 0x10000)
			buf_printf(text, "%04X", glyph->meaning[i]);
		else
			buf_printf(text, "%04X%04X", 0xD7C0 + (glyph->meaning[i] >> 10), 0xDC00 + (glyph->meaning[i] & 0x3FF));
	buf_add_text(text, ">\n");
}

void pdf_font_write_meanings(const struct pdf_font *font, int digits, struct pdf_file *file, struct buf *out, unsigned number)
{
	struct buf text = {0};
	buf_add_text(&text, "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n"
			    "/CMapType 2 def\n1 begincodespacerange\n");
	buf_add_text(&text, digits == 2 ? "<00><FF>\nendcodespacerange\n" : "<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < font->count; i++) {
		size_t left = font->count - i;
		if (i % MAP_BLOCK == 0)
			buf_printf(&text, "%zu beginbfchar\n", left < MAP_BLOCK ? left : MAP_BLOCK);
		add_meaning(&text, &font->glyphs[i], i + 1, digits);
		if (i % MAP_BLOCK == MAP_BLOCK - 1 || left == 1)
			buf_add_text(&text, "endbfchar\n");
	}
	buf_add_text(&text, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
	pdf_file_stream(file, out, number, (struct str){0}, buf_str(&text));
	buf_free(&text);
}

static void write_descriptor(fz_context *context, const struct pdf_font *font, struct pdf_file *file, struct buf *out, unsigned number,
			     unsigned program)
{
	struct buf text = {0};
	float ascent = fz_font_ascender(context, font->font) * 1000, descent = fz_font_descender(context, font->font) * 1000;
	bool usual = ascent > 300 && ascent < 2000 && descent < 0 && descent > -1000;
	buf_printf(&text, "<</Type/FontDescriptor/FontName/F%u/Flags %d/FontBBox[-200 -300 1200 1000]/ItalicAngle 0/Ascent %ld/Descent %ld"
		   "/CapHeight 700/StemV 80/FontFile3 %u 0 R>>",
		   font->number, 4 + fz_font_is_monospaced(context, font->font) + 2 * fz_font_is_serif(context, font->font),
		   usual ? lroundf(ascent) : 800, usual ? lroundf(descent) : -200, program);
	pdf_file_object(file, out, number, buf_str(&text));
	buf_free(&text);
}

void pdf_font_write(fz_context *context, const struct pdf_font *font, struct pdf_file *file, struct buf *out)
{
	unsigned letters = pdf_file_reserve(file), descriptor = pdf_file_reserve(file), program = pdf_file_reserve(file),
		 meanings = pdf_file_reserve(file);
	write_program(context, font, file, out, program);
	pdf_font_write_meanings(font, 4, file, out, meanings);
	write_descriptor(context, font, file, out, descriptor, program);
	struct buf text = {0};
	buf_printf(&text, "<</Type/Font/Subtype/CIDFontType0/BaseFont/F%u/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
		   "/FontDescriptor %u 0 R/DW 0/W[1[", font->number, descriptor);
	for (size_t i = 0; i < font->count; i++)
		buf_printf(&text, "%s%u", i ? " " : "", font->glyphs[i].width);
	buf_add_text(&text, "]]>>");
	pdf_file_object(file, out, letters, buf_str(&text));
	buf_clear(&text);
	buf_printf(&text, "<</Type/Font/Subtype/Type0/BaseFont/F%u/Encoding/Identity-H/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
		   font->number, letters, meanings);
	pdf_file_object(file, out, font->number, buf_str(&text));
	buf_free(&text);
}

void pdf_font_drop(fz_context *context, struct pdf_font *font)
{
	fz_drop_font(context, font->font);
	free(font->glyphs);
	*font = (struct pdf_font){0};
}
