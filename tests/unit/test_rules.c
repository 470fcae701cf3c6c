/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "detect/rules.h"
#include "detect/rules_test.h"

struct world {
	struct lexicon *lexicon;
	struct pack_set *set;
	struct matcher *matcher;
	struct tokens tokens;
	struct finding_list findings;
	struct fault fault;
	char *text; /* a copy without room behind it, so that sanitizers see reading beyond the end */
};

static void open_world(struct world *world, const char *rules)
{
	struct buf yaml = {0};
	*world = (struct world){0};
	buf_add_text(&yaml, "about: t\nrules:\n");
	buf_add_text(&yaml, rules);
	world->lexicon = lexicon_new();
	world->set = pack_set_new(world->lexicon);
	if (pack_load_text(world->set, "t.yaml", buf_str(&yaml), &world->fault) || pack_set_finish(world->set, &world->fault))
		fail_msg("%s", world->fault.text);
	world->matcher = matcher_new(world->set);
	buf_free(&yaml);
}

static void close_world(struct world *world)
{
	matcher_free(world->matcher);
	tokens_free(&world->tokens);
	finding_free(&world->findings);
	pack_set_free(world->set);
	lexicon_free(world->lexicon);
	free(world->text);
}

static enum err match(struct world *world, const char *text, size_t len)
{
	free(world->text);
	world->text = malloc(len ? len : 1);
	assert_non_null(world->text);
	memcpy(world->text, text, len);
	tokens_read(&world->tokens, world->lexicon, (struct str){world->text, len});
	world->findings.count = 0;
	world->fault = (struct fault){0};
	return rules_match(world->matcher, &world->tokens, &world->findings, &world->fault);
}

/* All findings as "a|b|c". */
static void expect(struct world *world, const char *text, const char *found)
{
	struct buf all = {0};
	assert_int_equal(match(world, text, strlen(text)), ERR_NONE);
	for (size_t i = 0; i < world->findings.count; i++) {
		if (i)
			buf_add_byte(&all, '|');
		buf_add(&all, str_part(world->tokens.text, world->findings.list[i].span));
	}
	buf_add_byte(&all, 0);
	assert_string_equal(all.ptr, found);
	buf_free(&all);
}

#define TESTS(cut) "    tests: ['[[" cut "]]', 'z']\n"

static void begins_at_token_shapes(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    start: ['number-2-3 then -', 'mixed-2', '(']\n"
			   "    find: '(?:\\d+-\\d+|\\d[A-Z]|\\(\\d\\))'\n" TESTS("12-3"));
	expect(&world, "12-3 1-2 1234-5 123-4 2B 2BC (7) 22 5", "12-3|123-4|2B|(7)");
	expect(&world, "", "");
	expect(&world, "12", "");
	expect(&world, "2B", "2B");
	close_world(&world);
}

static void begins_at_words_in_capitals(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    start: [capitals-2-3 then digit]\n    find: '[A-Za-z]+ \\d'\n" TESTS("AB 1")
			   "  - id: b\n    what: url\n    start: [word-2 then space]\n    find: '[A-Za-z]+ x'\n" TESTS("ab x"));
	expect(&world, "AB 1 Ab 2 ab 3 ABCD 4 ABC\n5 ABC 6 AB7 8", "AB 1|ABC 6");
	expect(&world, "AB x Ab x ab x", "AB x|Ab x|ab x");
	close_world(&world);
}

static void begins_anywhere_without_start(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    find: '(?i)k\\d|\\+1|é\\w'\n" TESTS("k1"));
	expect(&world, "k1 K2 xk3 +1 \xc3\xa9t", "k1|K2|+1|\xc3\xa9t");
	close_world(&world);
}

static void begins_at_hints(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    hint: ['soc sec', dob, '#']\n    start: [hint]\n"
			   "    find: '(?i)(?:soc\\W+sec|dob|#)\\W*(?<cut>\\d+)'\n" TESTS("1"));
	world.findings.count = 0;
	expect(&world, "Soc. Sec. 12 soc 13 sec DOB:14 # 15 dobs 16", "12|14|15");
	expect(&world, "soc\nsec 17", "17");
	expect(&world, "soc\n\nsec 17", "");
	close_world(&world);
}

static void begins_before_hints(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: school\n    hint: [school]\n    start: [before]\n"
			   "    find: '(?:[A-Z]\\w+ ){1,4}(?i:school)'\n" TESTS("A1 School"));
	expect(&world, "at Harrow Hill School. the school. Oak School", "Harrow Hill School|Oak School");
	expect(&world, "School", "");
	expect(&world, "Oak School", "Oak School");
	close_world(&world);
}

static void begins_behind_hints(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: r\n    what: ssn\n    hint: [card, bank card]\n    start: [after]\n"
			   "    find: '[ :]{1,2}\\d{3}'\n    tests: ['card[[ 123]]', 'no']\n");
	expect(&world, "card 123 and bank card: 456, bank 789", " 123|: 456");
	expect(&world, "CARD\n123 cards 123", "");
	close_world(&world);
}

/* What a scanner misread is found, at its place in the text as it stands. */
static void reads_misread_text(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: r\n    what: ssn\n    hint: [dob, phone]\n    start: [hint]\n"
			   "    find: '(?i:dob|phone)[ :]{1,2}(?<cut>\\d[\\d/-]+)'\n    tests: ['dob [[12]]', 'no']\n");
	expect(&world, "D0B: O9/22/2O2l and PH0NE 573-555-O1S3", "O9/22/2O2l|573-555-O1S3");
	expect(&world, "DOB: 09/22/2021", "09/22/2021");
	expect(&world, "DOB: S5B/", "");
	expect(&world, "dob 12/O/2O2l", "12/O/2O2l");
	expect(&world, "dob O", "");
	close_world(&world);
}

/* A doubtful birth date is none where it is as young as the report. */
static void sifts_doubtful_births(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: b\n    what: birth-date\n    score: 60\n    hint: [b]\n    start: [after]\n"
			   "    find: ' (?<cut>[\\d/]+)'\n    tests: ['b [[1/2/2014]], d 1/2/2024', 'no']\n"
			   "  - id: d\n    what: date\n    hint: [b, d]\n    start: [after]\n"
			   "    find: ' (?<cut>[\\d/]+)'\n    tests: ['d [[1/2/2014]]', 'no']\n");
	expect(&world, "b 1/2/2014 and d 5/6/2024", "1/2/2014|5/6/2024");
	expect(&world, "b 4/30/2024 and d 5/6/2024", "4/30/2024|5/6/2024");
	for (size_t i = 0; i < world.findings.count; i++)
		assert_int_equal(world.findings.list[i].what, WHAT_DATE);
	close_world(&world);
}

static void searches_near_hints(void **state)
{
	(void)state;
	struct world world;
	struct buf text = {0};
	open_world(&world, "  - id: a\n    what: ssn\n    hint: [call]\n    find: '\\d{5}'\n" TESTS("12345 call"));
	expect(&world, "11111\n22222\ncall 33333\n44444\n55555", "22222|33333|44444");
	expect(&world, "call call 12345 call 23456", "12345|23456");
	buf_add_text(&text, "12345 ");
	for (int i = 0; i < 60; i++)
		buf_add_text(&text, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 ");
	buf_add_text(&text, "call 23456");
	buf_add_byte(&text, 0);
	expect(&world, text.ptr, "23456");
	buf_free(&text);
	close_world(&world);
}

static void wants_a_digit_within_reach(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    hint: [no]\n    start: [hint]\n    reach: 5\n"
			   "    find: 'no[ .]*(?<cut>\\d)'\n" TESTS("1")
			   "  - id: b\n    what: url\n    hint: ['@']\n    start: [before]\n    find: '[a-z.]+@\\w+'\n" TESTS("a@b")
			   "  - id: c\n    what: plate\n    start: [number then capital]\n    find: '\\d\\s\\w'\n" TESTS("1 A"));
	expect(&world, "no 1 no ... 2 no ...... 3", "1|2");
	expect(&world, "say a.b@c or b@d", "a.b@c|b@d");
	expect(&world, "4 A 5 b 6 7 8\nC 9\nd 1", "4 A|6 7|8\nC");
	close_world(&world);
}

static void gives_every_cut_group(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    hint: [dob]\n    start: [hint]\n    check: digit\n"
			   "    find: 'DOB (?<cut>\\w+)(?: (?<cut>\\w+))?(?: and (?<cut>\\w+))?'\n"
			   "    tests: ['DOB [[1]]', 'z']\n");
	expect(&world, "DOB 1 x2 and 3", "1|x2|3");
	expect(&world, "DOB none 2", "2");
	close_world(&world);
}

static void a_failed_check_does_not_hide_the_next(void **state)
{
	(void)state;
	struct world world;
	open_world(&world, "  - id: a\n    what: ssn\n    check: ssn\n    start: [number-3]\n"
			   "    find: '\\d{3}-\\d{2}-\\d{4}(?:-\\d{3}-\\d{2}-\\d{4})?'\n" TESTS("219-09-9999"));
	expect(&world, "000-12-3456-219-09-9999", "219-09-9999");
	close_world(&world);
}

static void stops_at_hostile_text(void **state)
{
	(void)state;
	struct world world;
	struct buf text = {0};
	open_world(&world, "  - id: a\n    what: ssn\n    start: [word]\n    find: '(?:a|aa|a+)+b'\n" TESTS("ab"));
	for (int i = 0; i < 3000; i++)
		buf_add_byte(&text, 'a');
	assert_int_equal(match(&world, text.ptr, text.len), ERR_LIMIT);
	assert_non_null(strstr(world.fault.text, "rule a needs too many steps"));
	expect(&world, "aab", "aab");
	buf_free(&text);
	close_world(&world);
}

static void keeps_win_by_score(void **state)
{
	(void)state;
	struct world world;
	open_world(&world,
		   "  - id: cut\n    what: ssn\n    score: 70\n    start: [number-3]\n    find: '\\d{3}-\\d{2}'\n" TESTS("123-45")
		   "  - id: again\n    what: ssn\n    score: 60\n    start: [number-3]\n    find: '\\d{3}-\\d'\n" TESTS("123-4")
		   "  - id: keep\n    what: report-number\n    score: 80\n    hint: [case]\n    start: [hint]\n"
		   "    find: 'case (?<cut>[\\d-]+)'\n" TESTS("1") /* not run here */
		   "  - id: weak\n    what: badge\n    score: 50\n    hint: [badge]\n    start: [hint]\n"
		   "    find: 'badge (?<cut>[\\d-]+)'\n" TESTS("1"));
	assert_int_equal(match(&world, "case 123-45 badge 678-90", 24), ERR_NONE);
	rules_settle(&world.findings);
	rules_unite(&world.findings);
	assert_int_equal(world.findings.count, 3);
	assert_int_equal(world.findings.list[0].what, WHAT_REPORT_NUMBER);
	assert_int_equal(world.findings.list[0].who, WHO_NONE);
	for (size_t i = 1; i < 3; i++)
		assert_int_equal(world.findings.list[i].span.from, 18);
	close_world(&world);
}

static void reads_marks_of_tests(void **state)
{
	(void)state;
	struct world world;
	struct rule_case rule_case;
	open_world(&world, "  - id: a\n    what: ssn\n    start: [number]\n    find: '\\d'\n"
			   "    tests: ['x [[1]] y [[2]]', 'z', '[a[[1]]]', 'x [[1', 'a ]] b']\n");
	assert_int_equal(rule_case_read(world.set, 0, 0, &rule_case, &world.fault), ERR_NONE);
	assert_true(str_equal(buf_str(&rule_case.text), STR("x 1 y 2")));
	assert_int_equal(rule_case.span_count, 2);
	assert_int_equal(rule_case.spans[1].from, 6);
	rule_case_free(&rule_case);
	assert_int_equal(rule_case_read(world.set, 0, 2, &rule_case, &world.fault), ERR_NONE);
	assert_int_equal(rule_case.span_count, 1);
	rule_case_free(&rule_case);
	assert_int_equal(rule_case_read(world.set, 0, 3, &rule_case, &world.fault), ERR_PACK);
	world.fault = (struct fault){0};
	assert_int_equal(rule_case_read(world.set, 0, 4, &rule_case, &world.fault), ERR_NONE);
	rule_case_free(&rule_case);
	close_world(&world);
}

static void count_reports(void *context, const struct rule *rule, unsigned line, const char *message)
{
	(void)rule;
	(void)line;
	(void)message;
	++*(size_t *)context;
}

static void reports_failing_tests_and_slow_rules(void **state)
{
	(void)state;
	struct world world;
	struct rules_tally tally;
	size_t reports = 0;
	open_world(&world, "  - id: a\n    what: ssn\n    find: '\\w+\\d'\n    tests: ['x [[1]]', '12', 'a1']\n"
			   "  - id: b\n    what: ssn\n    start: [word]\n    find: '(?:a+)+c'\n    tests: ['[[ac]]', 'b']\n");
	assert_int_equal(rules_test(world.set, count_reports, &reports, &tally, &world.fault), ERR_NONE);
	assert_int_equal(tally.tests, 5);
	assert_int_equal(tally.failed, reports);
	assert_int_equal(tally.failed, 3);
	reports = 0;
	size_t warnings = rules_lint(world.set, count_reports, &reports);
	assert_int_equal(warnings, reports);
	assert_true(warnings >= 2);
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(begins_at_token_shapes),
		cmocka_unit_test(begins_at_words_in_capitals),
		cmocka_unit_test(begins_anywhere_without_start),
		cmocka_unit_test(begins_at_hints),
		cmocka_unit_test(begins_before_hints),
		cmocka_unit_test(begins_behind_hints),
		cmocka_unit_test(reads_misread_text),
		cmocka_unit_test(sifts_doubtful_births),
		cmocka_unit_test(searches_near_hints),
		cmocka_unit_test(wants_a_digit_within_reach),
		cmocka_unit_test(gives_every_cut_group),
		cmocka_unit_test(a_failed_check_does_not_hide_the_next),
		cmocka_unit_test(stops_at_hostile_text),
		cmocka_unit_test(keeps_win_by_score),
		cmocka_unit_test(reads_marks_of_tests),
		cmocka_unit_test(reports_failing_tests_and_slow_rules),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
