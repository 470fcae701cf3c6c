/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* redaction-log.html: what it says of places, that it escapes, and that it has an end however large the release is. */
#include "small_release.h"

#include "output/log_page.h"

static const struct log_page_head head = {.version = STR("0"), .policy = STR("a<b"), .title = STR("T & U"), .kept = 2};

static struct buf written(const struct log_page *page)
{
	struct buf text = {0};
	log_page_write(page, &head, &text);
	buf_add_byte(&text, '\0');
	return text;
}

static void expect(const struct buf *text, const char *want, bool there)
{
	if ((strstr(text->ptr, want) != NULL) != there)
		fail_msg("%s \"%s\" in:\n%.6000s", there ? "expected" : "did not expect", want, text->ptr);
}

static void cut(struct log_page *page, const char *place, const char *kind, const char *token)
{
	const struct log_page_cut made = {str_of(place), str_of(kind), str_of(token), STR("RSMo 1; RSMo 2"), STR("name of a \"minor\"")};
	log_page_cut(page, &made);
}

static void places(void **state)
{
	(void)state;
	struct log_page *page = log_page_new();
	const char *const where[] = {"line 3", "line 7", "line 7", "line 9", "file name", "page 2", "page 2", "line 12"};
	for (size_t i = 0; i < sizeof where / sizeof *where; i++)
		cut(page, where[i], "birth-date", "[CHILD-1]");
	cut(page, "Sheet1!B7", "name", "[<X>]");
	log_page_released(page, STR("documents/<a> & b.txt"));
	log_page_released(page, STR("documents/whole.txt"));
	log_page_withheld(page, STR("documents/c.pdf"), STR("it is <odd>"));
	struct buf text = written(page);
	expect(&text, "line 3, 7 (2 times), 9; file name; page 2 (2 times); line 12</td>", true);
	expect(&text, "<td>birth date</td>", true);
	expect(&text, "[&lt;X&gt;]", true);
	expect(&text, "documents/&lt;a&gt; &amp; b.txt", true);
	expect(&text, "it is &lt;odd&gt;", true);
	expect(&text, "a&lt;b&quot;: T &amp; U", true);
	expect(&text, "name of a &quot;minor&quot;: RSMo 1; RSMo 2", true);
	expect(&text, "<td>RSMo 2</td><td class=\"n\">9</td><td class=\"n\">1</td>", true);
	expect(&text, "birth date 8, name 1", true);
	expect(&text, "released whole", true);
	expect(&text, "2 documents were released, 1 of them whole; 1 withheld; 9 cuts were made. 2 details were kept", true);
	expect(&text, "This page ends here", false);
	buf_free(&text);
	log_page_free(page);
	log_page_free(NULL);
}

static void nothing(void **state)
{
	(void)state;
	struct log_page *page = log_page_new();
	struct buf text = written(page);
	expect(&text, "0 documents were released", true);
	expect(&text, "<p>None.</p>", true);
	buf_free(&text);
	log_page_free(page);
}

/* A huge document and a huge release: the page says how much it leaves out, and its totals are whole. */
static void ends(void **state)
{
	(void)state;
	struct log_page *page = log_page_new();
	char name[40];
	for (unsigned i = 0; i < 20000; i++) {
		snprintf(name, sizeof name, "[CHILD-%u]", i % 1000);
		char place[20];
		snprintf(place, sizeof place, "line %u", i);
		cut(page, place, "name", name);
	}
	log_page_released(page, STR("documents/huge.txt"));
	for (unsigned i = 0; i < 12000; i++) {
		snprintf(name, sizeof name, "documents/%u.txt", i);
		cut(page, "line 1", "name", "[CHILD-1]");
		log_page_released(page, str_of(name));
		if (i % 4 == 0)
			log_page_withheld(page, str_of(name), STR("encrypted"));
	}
	struct buf text = written(page);
	assert_true(text.len < 6 << 20);
	expect(&text, "and 14000 more cuts in this document", false); /* it is said with a capital */
	expect(&text, "And 14000 more cuts in this document: see redaction-log.csv", true);
	expect(&text, "<td class=\"n\">32,000</td><td class=\"n\">12,001</td>", true);
	expect(&text, "10,001 more documents are in index.csv", true);
	expect(&text, "2,000 more withheld documents are in index.csv", true);
	expect(&text, "6,300 more documents with cuts are in redaction-log.csv", true);
	buf_free(&text);
	log_page_free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(places), cmocka_unit_test(nothing), cmocka_unit_test(ends)};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
