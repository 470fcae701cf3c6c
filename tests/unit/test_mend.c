/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "detect/mend.h"

/* A lexicon of a few words, all common. */
static struct lexicon *make_lexicon(void)
{
	static const char *const known[] = {"officer", "the", "and", "was", "him", "father", "victim", "neighbor", "said", "come",
					    "august", "children", "division", "phone", "walked", "burns", "i", "modern", "dad"};
	static const char *const names[] = {"mila", "ivy", "oliver", "kelsie", "burris"};
	struct lexicon *lexicon = lexicon_new();
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		lexicon_entry(lexicon, lexicon_add(lexicon, str_of(known[i])))->common = 12;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		lexicon_entry(lexicon, lexicon_add(lexicon, str_of(names[i])))->given = 9;
	return lexicon;
}

struct reader {
	struct lexicon *lexicon;
	struct mender *mender;
	struct tokens tokens;
	struct view view;
};

static const struct view *read_text(struct reader *reader, const char *text)
{
	*reader = (struct reader){.lexicon = make_lexicon()};
	reader->mender = mender_new(reader->lexicon);
	view_add(&reader->view, str_of(text), 0, 0, (uint32_t)strlen(text));
	return mend_view(reader->mender, &reader->view, &reader->tokens);
}

static void close_reader(struct reader *reader)
{
	tokens_free(&reader->tokens);
	view_free(&reader->view);
	mender_free(reader->mender);
	lexicon_free(reader->lexicon);
}

#define NOISE "0fficer 0ff1cer v1ctim\n"
#define CLEAN "Officer officer victim\n"

static void check_mended(const char *text, const char *mended)
{
	struct reader reader;
	struct buf noisy = {0}, clean = {0};
	buf_printf(&noisy, NOISE "%s", text);
	buf_printf(&clean, CLEAN "%s", mended);
	buf_add_byte(&noisy, '\0');
	const struct view *view = read_text(&reader, noisy.ptr);
	assert_ptr_not_equal(view, &reader.view);
	if (!str_equal(buf_str(&view->text), buf_str(&clean)))
		fail_msg("'%.*s' instead of '%.*s'", (int)view->text.len, view->text.ptr, (int)clean.len, clean.ptr);
	close_reader(&reader);
	buf_free(&noisy);
	buf_free(&clean);
}

static void letters_and_digits(void **state)
{
	(void)state;
	check_mended("lvy walked", "Ivy walked");
	check_mended("the f4ther and 0liver", "the father and Oliver");
	check_mended("VlCTIM 1", "VICTIM 1");
	check_mended("carpe and hirn", "carpe and him"); /* the first is no word that anybody knows */
	check_mended("modem dacl", "modern dad");
	check_mended("Burns", "Burns");
	check_mended("0'Shea and P.0. Burns", "O'Shea and P.O. Burns");
	check_mended("l was", "I was");
	check_mended("VlCTIM l", "VICTIM 1");
}

static void letters_for_others(void **state)
{
	(void)state;
	check_mended("fhe fofher wos tbe victjm", "the father was the victim");
	check_mended("thc neighbar saicl him", "the neighbor said him");
	check_mended("FATHFR ANO VICTIIVI", "FATHER AND VICTIM");
	check_mended("VlCTIM ANO FATHER", "VICTIM AND FATHER");
	check_mended("Ivv and lvy walked", "Ivy and Ivy walked");
	check_mended("the 4tb and 30fh of Augusf", "the 4th and 30th of August");
	check_mended("BF, CN, V1 and W2D, JOHN4", "BF, CN, V1 and W2D, JOHN4"); /* codes stay */
	check_mended("M/IVI and IV", "M/M and IV");
}

static void lost_spaces(void **state)
{
	(void)state;
	check_mended("thefather and saidhim walked", "the father and said him walked");
	check_mended("FATHER29 and 2303MODERN", "FATHER 29 and 2303 MODERN");
	check_mended("Lucken and Lacour", "Lucken and Lacour");
}

static void letters_as_signs(void **state)
{
	(void)state;
	check_mended("fami|iar O|iver and V|CTIM", "familiar Oliver and VICTIM");
	check_mended("| was said", "I was said");
	check_mended("I|V|C\nI|V|C\nI|V|C\nI|V|C", "I|V|C\nI|V|C\nI|V|C\nI|V|C");
	check_mended("P,J. and Mr, Burns, Mrs, Burns", "P.J. and Mr. Burns, Mrs. Burns");
	check_mended("DOB; today\nthe officer; the father", "DOB: today\nthe officer; the father");
	check_mended("785.555,0116 and 12,3456 and x@y,org", "785.555.0116 and 12,3456 and x@y.org");
	check_mended("816 S55 0149 and B12 1804", "816 555 0149 and B12 1804");
}

static void broken_words(void **state)
{
	(void)state;
	check_mended("Ke lsie", "Kelsie");
	check_mended("M i1a said", "Mila said");
	check_mended("n eighbor and fath er", "neighbor and father");
	check_mended("the Kel-\nsie walked", "the Kelsie walked");
	check_mended("Au gus t", "August");
	check_mended("the father", "the father"); /* not "thefather" */
	check_mended("Zb1gn1ew Tor", "Zblgnlew Tor");
	check_mended("father modern", "father modern"); /* words that stand apart are no one word */
	check_mended("MOD ERN and modern", "MODERN and modern");
}

static void the_document_is_a_witness(void **state)
{
	(void)state;
	check_mended("Luckenbill was, Lucken bi11 was", "Luckenbill was, Luckenbill was");
	check_mended("GLASSBLOWER and G1assbl0wer", "GLASSBLOWER and Glassblower");
}

static void numbers(void **state)
{
	(void)state;
	check_mended("7 9 8-1O-5 566", "798-10-5566");
	check_mended("O8 / O2 / 2Ol7", "08/02/2017");
	check_mended("5 73-555 -OI45", "573-555-0145");
	check_mended("(8l6) 555-Ol04", "(816) 555-0104");
	check_mended("H11882O457", "H118820457");
	check_mended("l7O5 and 09S5", "1705 and 0955");
	check_mended("S2200 9l87l", "S2200 91871"); /* the S of a code stays */
	check_mended("2ncl and 4TH", "2nd and 4TH");
	check_mended("12 and 555", "12 and 555");
}

static void spaces_and_marks(void **state)
{
	(void)state;
	check_mended("  ` Mila , the father .", "   Mila, the father.");
	check_mended("Mila -Ivy", "Mila-Ivy");
	check_mended("Mila -ivy", "Mila -ivy");
}

static void clean_text_is_left_alone(void **state)
{
	(void)state;
	struct reader reader;
	static const char text[] = "Officer Burns, unit 2B, plate 1OB-4I2: the father was said to come, the 3rd and 4th.";
	assert_ptr_equal(read_text(&reader, text), &reader.view);
	close_reader(&reader);
	static const char foreign[] = "the father said: zarnq olbi grofa teskuni walde pirrumo, and was walked. Officer Quillthorpe|Burns said the neighbor was him.";
	assert_ptr_equal(read_text(&reader, foreign), &reader.view);
	close_reader(&reader);
}

/* Every span of the mended text leads back to what it was read from. */
static void the_way_back(void **state)
{
	(void)state;
	static const char text[] = NOISE "fath er said lvy  and Ke-\nlsie walked";
	struct reader reader;
	const struct view *view = read_text(&reader, text);
	assert_ptr_not_equal(view, &reader.view);
	static const struct {
		const char *mended, *original;
	} parts[] = {{"father", "fath er"}, {"Ivy", "lvy"}, {"Kelsie", "Ke-\nlsie"}, {"said Ivy", "said lvy"}, {"walked", "walked"}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t len = strlen(parts[i].mended);
		const char *at = memmem(view->text.ptr, view->text.len, parts[i].mended, len);
		assert_non_null(at);
		size_t from = (size_t)(at - view->text.ptr);
		struct span back = mend_back(view, (struct span){from, from + len});
		assert_true(str_equal(str_part(buf_str(&reader.view.text), back), str_of(parts[i].original)));
	}
	close_reader(&reader);
}

/* What the whole text is read as; NULL: as it stands. */
static void check_read(const char *text, const char *as)
{
	struct reader reader;
	const struct view *view = read_text(&reader, text);
	if (!as)
		assert_ptr_equal(view, &reader.view);
	else if (!str_equal(buf_str(&view->text), str_of(as)))
		fail_msg("read as: %.*s", (int)view->text.len, view->text.ptr);
	close_reader(&reader);
}

static void capitals_that_say_nothing(void **state)
{
	(void)state;
	check_read("the father said that mila and ivy was walked", "THE FATHER SAID THAT MILA AND IVY WAS WALKED");
	check_read("the father said mila, \xc5\x82ukasz and \xc3\xa9lodie and mila@b.org come", "THE FATHER SAID MILA, \xc5\x81UKASZ AND \xc3\x89LODIE AND mila@b.org COME");
	check_read("father mila", NULL);                                            /* too few words to tell */
	check_read("The father said that Mila and Ivy was walked", NULL);
	check_read("father said Mila come and was him and the phone", NULL); /* one name says that names have them */
}

static void marks_around_words(void **state)
{
	(void)state;
	check_read("**Mila** was said to be *Ivy*'s dad, __and__ him", "Mila was said to be Ivy's dad, and him");
	check_read("the father said **Mila** *Ivy* come", "the father said Mila Ivy come");
	check_read("**The father\nsaid** to come", "The father\nsaid to come");
	check_read("the father said [Mila Ivy] was him, [ivy] [phone]", "the father said Mila Ivy was him, [ivy] [phone]");
	check_read("3*4*5 and *** come *** and * dad *", NULL);
	check_read("**the father\n\nsaid** to come", NULL);
	check_read("[Mila] come", NULL); /* who speaks */
}

static void lines_of_the_paper(void **state)
{
	(void)state;
	check_read("> The father said that Mila was\n> and Ivy was walked.\n> The neighbor come.\n",
		   "The father said that Mila was and Ivy was walked.\nThe neighbor come.\n");
	check_read("The father said that Mila and\n\nIvy was walked and the dad was\n\nsaid by the neighbor to come to\n\nthe phone and was him and not a\n\n"
		   "modern dad and the children of\n\nthe Officer was the dad of him\n\nand Burns come.",
		   "The father said that Mila and Ivy was walked and the dad was said by the neighbor to come to the phone and was him and not a modern "
		   "dad and the children of the Officer was the dad of him and Burns come.");
	check_read("Mila Burns\nIvy Burns\nthe dad", NULL);
	check_read("1  The father said that\n2  Mila and Ivy was\n3  Oliver\n", NULL); /* so few may count people */
	check_read("The father said to come to Ke-\nlsie and was him and Mila", NULL);  /* a word that is broken is mended elsewhere */
}

/* A place of a line that was joined leads back over what stood between. */
static void the_way_back_over_lines(void **state)
{
	(void)state;
	struct reader reader;
	const struct view *view = read_text(&reader, "> The father said that the Mila\n> Burns was walked and the dad said\n> to come to the children.\n");
	const char *at = memmem(view->text.ptr, view->text.len, "Mila Burns", 10);
	assert_non_null(at);
	size_t from = (size_t)(at - view->text.ptr);
	struct span back = mend_back(view, (struct span){from, from + 10});
	assert_true(str_equal(str_part(buf_str(&reader.view.text), back), STR("Mila\n> Burns")));
	close_reader(&reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_and_digits), cmocka_unit_test(letters_for_others), cmocka_unit_test(lost_spaces),
		cmocka_unit_test(letters_as_signs),   cmocka_unit_test(broken_words),	      cmocka_unit_test(the_document_is_a_witness),
		cmocka_unit_test(numbers),	      cmocka_unit_test(spaces_and_marks),     cmocka_unit_test(clean_text_is_left_alone),
		cmocka_unit_test(the_way_back), cmocka_unit_test(capitals_that_say_nothing), cmocka_unit_test(lines_of_the_paper),
		cmocka_unit_test(the_way_back_over_lines), cmocka_unit_test(marks_around_words),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
