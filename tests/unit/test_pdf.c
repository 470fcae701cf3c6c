/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "format/pdf_cff.h"
#include "format/pdf_file.h"
#include "format/pdf_layout.h"
#include "format/pdf_proof.h"
#include "format/pdf_set.h"

/* ---- writing ------------------------------------------------------------------------------------------------- */

static void numbers_are_short_and_exact(void **state)
{
	(void)state;
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0, "0"}, {1, "1"}, {-1, "-1"}, {12.5, "12.5"}, {0.05, "0.05"}, {-0.0001, "-0.0001"}, {0.00004, "0"}, {-0.00004, "0"},
		     {1000.1234, "1000.1234"}, {99.99999, "100"}, {1e12, "0"}, {(double)NAN, "0"}, {(double)INFINITY, "0"}, {2.5004, "2.5004"}};
	struct buf out = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&out);
		pdf_number(&out, cases[i].value);
		if (!str_equal(buf_str(&out), str_of(cases[i].text)))
			fail_msg("%s is written %.*s", cases[i].text, (int)out.len, out.ptr);
	}
	buf_free(&out);
}

/* Whatever was written out in between, places are those in the whole file. */
static void places_count_from_the_beginning(void **state)
{
	(void)state;
	struct buf whole = {0}, part = {0};
	struct pdf_file *file = pdf_file_open(&part);
	for (int i = 0; i < 3; i++) {
		buf_add(&whole, buf_str(&part));
		buf_clear(&part);
		pdf_file_page(file, &part, 612, 792, STR("/Font<<>>"), STR("0 0 m"));
	}
	pdf_file_finish(file, &part);
	buf_add(&whole, buf_str(&part));
	buf_add_byte(&whole, '\0');
	const char *table = memmem(whole.ptr, whole.len, "xref\n0 ", 7);
	assert_non_null(table);
	size_t count = strtoul(table + 7, NULL, 10);
	assert_int_equal(count, 9);
	for (size_t i = 1; i < count; i++) {
		char want[40];
		snprintf(want, sizeof want, "%zu 0 obj\n", i);
		size_t place = strtoul(table + 9 + 20 * i, NULL, 10);
		assert_memory_equal(whole.ptr + place, want, strlen(want));
	}
	pdf_file_close(file);
	buf_free(&whole);
	buf_free(&part);
}

static void a_font_is_as_long_as_it_says(void **state)
{
	(void)state;
	struct pdf_cff *font = pdf_cff_new();
	struct buf out = {0};
	for (unsigned i = 0; i < 300; i++) {
		pdf_cff_begin(font, i * 10);
		pdf_cff_move(font, (float)i, -2000);
		pdf_cff_line(font, 15999, 1e30f);
		pdf_cff_curve(font, (const float[]){1, 2, NAN, 4, 5, 6});
		pdf_cff_end(font);
	}
	pdf_cff_write(font, &out);
	assert_memory_equal(out.ptr, "\1\0\4\4\0\1", 6);
	struct buf again = {0};
	pdf_cff_write(font, &again);
	assert_true(str_equal(buf_str(&out), buf_str(&again)));
	buf_free(&again);
	buf_free(&out);
	pdf_cff_free(font);
}

/* ---- proof --------------------------------------------------------------------------------------------------- */

static void write_pdf(struct buf *out, const char *content, const char *extra)
{
	struct pdf_file *file = pdf_file_open(out);
	if (extra)
		pdf_file_object(file, out, pdf_file_reserve(file), str_of(extra));
	pdf_file_page(file, out, 612, 792, STR("/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"), str_of(content));
	pdf_file_finish(file, out);
	pdf_file_close(file);
}

static enum err prove(const char *content, const char *extra, const char *left)
{
	struct buf out = {0};
	struct gone *gone = gone_new();
	struct pdf_proof *proof = NULL;
	struct fault fault = {0};
	gone_add(gone, STR("Emmeline Vandersloot 774-20-3318"));
	write_pdf(&out, content, extra);
	enum err err = pdf_proof_open(buf_str(&out), gone, &proof, &fault);
	if (!err)
		err = pdf_proof_page(proof, 0, str_of(left), &fault);
	if (!err)
		err = pdf_proof_end(proof, &fault);
	pdf_proof_close(proof);
	gone_free(gone);
	buf_free(&out);
	return err;
}

static void what_is_left_is_found(void **state)
{
	(void)state;
	assert_int_equal(prove("BT /F1 10 Tf 9 9 Td (nothing of it) Tj ET", NULL, "nothing of it"), ERR_NONE);
	assert_int_equal(prove("BT /F1 10 Tf 9 9 Td (I saw Emmeline) Tj ET", NULL, "I saw"), ERR_SURVIVED);
	/* only another program sees it: letter by letter */
	assert_int_equal(prove("BT /F1 10 Tf 9 9 Td (Van) Tj (der) Tj (sloot) Tj ET", NULL, "I saw"), ERR_SURVIVED);
	assert_int_equal(prove("BT /F1 10 Tf 9 9 Td (Van) Tj (der) Tj (sloot) Tj ET", NULL, "a Vandersloot of the police"), ERR_NONE);
	assert_int_equal(prove("BT /F1 10 Tf 9 9 Td (774-20) Tj (-3318) Tj ET", NULL, "no"), ERR_SURVIVED);
	/* beside the pages */
	assert_int_equal(prove("0 0 m", "<</Title(Emmeline was here)>>", ""), ERR_SURVIVED);
	assert_int_equal(prove("0 0 m", "<</Title<FEFF0045006D006D0065006C0069006E0065>>>", ""), ERR_SURVIVED);
	assert_int_equal(prove("0 0 m", "<</Title<56616E646572736C6F6F74>>>", ""), ERR_SURVIVED);
	assert_int_equal(prove("0 0 m", "<</Title(......Emmeline......)>>", ""), ERR_SURVIVED);
	assert_int_equal(prove("0 0 m", "<</Title(Emmeline was here)>>", "another Emmeline"), ERR_NONE);
	/* codes of letters that look like one by chance */
	assert_int_equal(prove("0 0 m", "<</Codes(E+*@,m.m*e+/l,*i;;n==e)>>", ""), ERR_NONE);
	assert_int_equal(prove("774.203318 774203318 m", NULL, ""), ERR_NONE);
}

/* ---- lines --------------------------------------------------------------------------------------------------- */

static void add_text(struct page *page, float x, float y, float size, float advance, const char *text)
{
	for (; *text; text++, x += advance) {
		page->glyphs = mem_room(page->glyphs, page->glyph_count, &page->glyph_cap, sizeof *page->glyphs);
		page->glyphs[page->glyph_count] = (struct page_glyph){.code = (unsigned char)*text, .first = (uint32_t)page->glyph_count, .x = x,
								       .y = y, .ux = 1, .advance = advance, .size = size};
		page->glyph_count++;
	}
}

static void begin_page(struct page *page)
{
	*page = (struct page){.width = 612, .height = 792};
	page->boxes = mem_room(NULL, 0, &page->box_cap, sizeof *page->boxes);
	page->boxes[page->box_count++] = (struct page_box){-1e9f, -1e9f, 1e9f, 1e9f};
}

static void expect_text(struct page *page, const char *want)
{
	struct page_layout layout = {0};
	struct page_text text = {0};
	page_look(page);
	page_layout_read(&layout, page);
	page_layout_text(&layout, page, &text);
	if (!str_equal(buf_str(&text.text), str_of(want)))
		fail_msg("read:\n%.*s\nwanted:\n%s", (int)text.text.len, text.text.ptr, want);
	page_text_free(&text);
	page_layout_free(&layout);
	page_free(page);
}

static void lines_are_read_as_they_stand(void **state)
{
	(void)state;
	struct page page;
	begin_page(&page);
	add_text(&page, 100, 676, 10, 6, "third");
	add_text(&page, 100, 700, 10, 6, "first");
	add_text(&page, 136, 700, 10, 6, "line");
	add_text(&page, 100, 688, 10, 6, "second");
	expect_text(&page, "first line\nsecond\nthird\n");

	begin_page(&page); /* columns stay columns, and a label stays beside its value */
	add_text(&page, 60, 700, 10, 6, "Name: Ash");
	add_text(&page, 168, 700, 10, 6, "Age: 7");
	add_text(&page, 60, 688, 10, 6, "School");
	add_text(&page, 168, 688, 10, 6, "Room 4");
	expect_text(&page, "Name: Ash         Age: 7\nSchool            Room 4\n");

	begin_page(&page); /* a raised ending belongs to its word */
	add_text(&page, 60, 700, 10, 6, "in 3");
	add_text(&page, 84, 704, 6, 3.6f, "rd");
	add_text(&page, 91.2f, 700, 10, 6, " grade");
	expect_text(&page, "in 3rd grade\n");

	begin_page(&page); /* printed twice, a little beside */
	add_text(&page, 60, 700, 10, 6, "bold");
	add_text(&page, 60.3f, 700, 10, 6, "bold");
	expect_text(&page, "bold\n");
}

static void a_letter_for_each_box(void **state)
{
	(void)state;
	struct page page;
	begin_page(&page);
	for (size_t i = 0; i < 8; i++) {
		char letter[2] = {"EMMELINE"[i], '\0'};
		add_text(&page, 60 + 14 * (float)i, 700, 10, 6, letter);
	}
	add_text(&page, 300, 700, 10, 6, "1");
	expect_text(&page, "EMMELINE                                1\n");
}

static void add_rule(struct page *page, float x, float y0, float y1)
{
	page->rules = mem_room(page->rules, page->rule_count, &page->rule_cap, sizeof *page->rules);
	page->rules[page->rule_count++] = (struct page_rule){x, y0, y1, false};
}

static void add_level(struct page *page, float y, float x0, float x1)
{
	page->levels = mem_room(page->levels, page->level_count, &page->level_cap, sizeof *page->levels);
	page->levels[page->level_count++] = (struct page_level){y, x0, x1};
}

/* A cell of two lines between others; without a line below the table it would be two rows. */
static void a_cell_is_read_whole(void **state)
{
	(void)state;
	for (int closed = 0; closed < 2; closed++) {
		struct page page;
		begin_page(&page);
		for (size_t i = 0; i < 5; i++)
			add_rule(&page, 60 + 100 * (float)i, 660, 715);
		add_level(&page, 715, 60, 460);
		add_level(&page, 684, 60, 460);
		if (closed)
			add_level(&page, 660, 60, 460);
		add_text(&page, 65, 700, 10, 6, "Name");
		add_text(&page, 165, 700, 10, 6, "Orr, Ana");
		add_text(&page, 165, 688, 10, 6, "Ruth");
		add_text(&page, 265, 700, 10, 6, "DOB");
		add_text(&page, 365, 700, 10, 6, "06/09/2014");
		add_text(&page, 65, 675, 10, 6, "Lives");
		add_text(&page, 165, 675, 10, 6, "Elm Ter-");
		add_text(&page, 165, 664, 10, 6, "race");
		if (closed)
			expect_text(&page, "Name             Orr, Ana Ruth     DOB            06/09/2014\nLives            Elm Ter-race\n");
		else
			expect_text(&page, "Name             Orr, Ana Ruth     DOB            06/09/2014\nLives            Elm Ter-\n                 race\n");
	}
}

static void what_is_painted_over_is_not_seen(void **state)
{
	(void)state;
	struct page page;
	begin_page(&page);
	add_text(&page, 60, 700, 10, 6, "under");
	page.areas = mem_room(NULL, 0, &page.area_cap, sizeof *page.areas);
	page.areas[page.area_count++] = (struct page_area){{50, 690, 100, 715}, 5, 0, 0, true};
	add_text(&page, 60, 700, 10, 6, "over");
	for (size_t i = 5; i < 9; i++)
		page.glyphs[i].color = 0xFFFFFF;
	add_text(&page, 700, 688, 10, 6, "off the paper");
	add_text(&page, 60, 676, 10, 6, "seen");
	expect_text(&page, "over\nseen\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_short_and_exact),
		cmocka_unit_test(places_count_from_the_beginning),
		cmocka_unit_test(a_font_is_as_long_as_it_says),
		cmocka_unit_test(what_is_left_is_found),
		cmocka_unit_test(lines_are_read_as_they_stand),
		cmocka_unit_test(a_letter_for_each_box),
		cmocka_unit_test(a_cell_is_read_whole),
		cmocka_unit_test(what_is_painted_over_is_not_seen),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
