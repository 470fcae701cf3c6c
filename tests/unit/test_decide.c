/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "decide/decide.h"
#include "decide/kept.h"

/* A finding in a test: the `nth` (from 0) place of `text`. */
struct mark {
	const char *text;
	unsigned nth;
	enum what what;
	enum who who;
	int32_t person;
	uint8_t score;
};

struct world {
	struct policy *policy[3]; /* missouri, federal, foia */
	struct labels *labels;
};
enum { MISSOURI, FEDERAL, FOIA };

static int open_world(void **state)
{
	static struct world world;
	static const char *const paths[] = {"patterns/policy/missouri.yaml", "patterns/policy/federal.yaml",
					    "patterns/policy/foia.yaml"};
	struct fault fault = {0};
	for (size_t i = 0; i < 3; i++)
		if (policy_load(paths[i], &world.policy[i], &fault))
			fail_msg("%s", fault.text);
	world.labels = labels_new();
	*state = &world;
	return 0;
}

static int close_world(void **state)
{
	struct world *world = *state;
	for (size_t i = 0; i < 3; i++)
		policy_free(world->policy[i]);
	labels_free(world->labels);
	return 0;
}

/* 0 Emma Doe, 1 Ryan Doe (juvenile), 2 their mother, 3 another mother of Emma, 4 an officer, 5 kin of nobody known, 6 unplaced */
static const struct subject people[] = {
	{.who = WHO_CHILD, .child = NOBODY, .age = 9},
	{.who = WHO_JUVENILE, .child = NOBODY, .age = 15},
	{.who = WHO_RELATIVE, .child = 0, .age = -1, .kin = {"MOTHER", 6}},
	{.who = WHO_RELATIVE, .child = 0, .age = -1, .kin = {"MOTHER", 6}},
	{.who = WHO_OFFICIAL, .child = NOBODY, .age = -1},
	{.who = WHO_RELATIVE, .child = NOBODY, .age = -1},
	{.who = WHO_UNPLACED, .child = NOBODY, .age = -1},
	{.who = WHO_CHILD, .child = NOBODY, .age = 9},
};
static const uint64_t keys[] = {100, 101, 102, 103, 104, 105, 106, 107};

static void find_all(struct finding_list *findings, struct str text, const struct mark *marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *at = text.ptr - 1;
		for (unsigned n = 0; n <= marks[i].nth; n++) {
			at = memmem(at + 1, text.len - (size_t)(at + 1 - text.ptr), marks[i].text,
				    strlen(marks[i].text));
			assert_non_null(at);
		}
		size_t from = (size_t)(at - text.ptr);
		struct finding *finding = finding_add(findings, (struct span){from, from + strlen(marks[i].text)},
						      marks[i].what, (uint16_t)i);
		finding->who = marks[i].who;
		finding->person = marks[i].person;
		finding->score = marks[i].score ? marks[i].score : 90;
	}
	finding_sort(findings);
}

static struct decide_input input_of(const struct world *world, int policy, struct str text,
				    struct finding_list *findings)
{
	return (struct decide_input){.policy = world->policy[policy],
				     .text = text,
				     .findings = findings->list,
				     .count = findings->count,
				     .subjects = people,
				     .keys = keys,
				     .subject_count = sizeof people / sizeof people[0]};
}

static void apply(struct str text, const struct cuts *cuts, struct buf *out)
{
	size_t pos = 0;
	for (size_t i = 0; i < cuts->count; i++) {
		assert_true(cuts->list[i].span.from >= pos && cuts->list[i].span.to > cuts->list[i].span.from);
		buf_add(out, str_part(text, (struct span){pos, cuts->list[i].span.from}));
		buf_add(out, cuts->list[i].token);
		pos = cuts->list[i].span.to;
	}
	buf_add(out, str_part(text, (struct span){pos, text.len}));
}

static void assert_becomes(struct world *world, int policy, const char *text, const struct mark *marks, size_t count,
			   const char *want)
{
	struct finding_list findings = {0};
	struct cuts cuts = {0};
	struct buf out = {0};
	find_all(&findings, str_of(text), marks, count);
	struct decide_input input = input_of(world, policy, str_of(text), &findings);
	decide_cuts(world->labels, &input, &cuts);
	apply(str_of(text), &cuts, &out);
	if (!str_equal(buf_str(&out), str_of(want)))
		fail_msg("got  %.*s\nwant %s", (int)out.len, out.ptr, want);
	buf_free(&out);
	cuts_free(&cuts);
	finding_free(&findings);
}

#define BECOMES(policy, text, want, ...) \
	do { \
		const struct mark marks[] = {__VA_ARGS__}; \
		labels_clear(((struct world *)*state)->labels); \
		assert_becomes(*state, policy, text, marks, sizeof marks / sizeof marks[0], want); \
	} while (0)

static void persons_get_their_tokens(void **state)
{
	BECOMES(MISSOURI, "Tina, mother of Emma, said Emma's friend Kim saw Ryan, but Ofc. Lee did not.",
		"[MOTHER OF CHILD-1], mother of [CHILD-1], said [CHILD-1]'s friend [CHILD-2] saw [JUVENILE-1], but "
		"Ofc. Lee did not.",
		{"Tina", 0, WHAT_NAME, WHO_RELATIVE, 2, 0}, {"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"Emma", 1, WHAT_NAME, WHO_CHILD, 0, 0}, {"Kim", 0, WHAT_NAME, WHO_CHILD, 7, 0},
		{"Ryan", 0, WHAT_NAME, WHO_JUVENILE, 1, 0}, {"Lee", 0, WHAT_NAME, WHO_OFFICIAL, 4, 0});
	BECOMES(MISSOURI, "Tina and Mia and Uncle Bob and Zed",
		"[MOTHER OF CHILD-1] and [MOTHER-2 OF CHILD-1] and Uncle [RELATIVE-1] and [NAME]",
		{"Tina", 0, WHAT_NAME, WHO_RELATIVE, 2, 0}, {"Mia", 0, WHAT_NAME, WHO_RELATIVE, 3, 0},
		{"Bob", 0, WHAT_NAME, WHO_RELATIVE, 5, 0}, {"Zed", 0, WHAT_NAME, WHO_UNPLACED, 6, 0});
	BECOMES(MISSOURI, "caller Ann, victim Eve, victim eve, victim Sue",
		"caller [REPORTER], victim [VICTIM-1], victim [VICTIM-1], victim [VICTIM-2]",
		{"Ann", 0, WHAT_NAME, WHO_REPORTER, NOBODY, 0}, {"Eve", 0, WHAT_NAME, WHO_VICTIM, NOBODY, 0},
		{"eve", 0, WHAT_NAME, WHO_VICTIM, NOBODY, 0}, {"Sue", 0, WHAT_NAME, WHO_VICTIM, NOBODY, 0});
	/* the side of the person counts where the finding has none */
	BECOMES(MISSOURI, "Emma and Lee", "[CHILD-1] and Lee", {"Emma", 0, WHAT_NAME, WHO_NONE, 0, 0},
		{"Lee", 0, WHAT_NAME_SURNAME, WHO_UNKNOWN, 4, 0});
}

static void things_get_their_tokens(void **state)
{
	BECOMES(MISSOURI, "DOB 09/03/2015, 4417 Larkspur Ct, 555-0113, 219-09-9999, TAG AB1 C2D",
		"DOB [DOB], [ADDRESS], [PHONE], [SSN], TAG [PLATE]",
		{"09/03/2015", 0, WHAT_BIRTH_DATE, WHO_CHILD, 0, 0},
		{"4417 Larkspur Ct", 0, WHAT_ADDRESS, WHO_CHILD, 0, 0},
		{"555-0113", 0, WHAT_PHONE, WHO_UNKNOWN, NOBODY, 0},
		{"219-09-9999", 0, WHAT_SSN, WHO_UNKNOWN, NOBODY, 0},
		{"AB1 C2D", 0, WHAT_PLATE, WHO_ARRESTED, NOBODY, 0});
	BECOMES(MISSOURI, "he lives at 4417 Larkspur Ct Apt 2B, Riverton",
		"he lives at [4400 BLOCK OF LARKSPUR CT], Riverton",
		{"4417 Larkspur Ct Apt 2B", 0, WHAT_ADDRESS, WHO_ADULT, NOBODY, 0});
	BECOMES(MISSOURI, "call 816-555-0100, report 14-0012", "call 816-555-0100, report 14-0012",
		{"816-555-0100", 0, WHAT_PUBLIC_PHONE, WHO_NONE, NOBODY, 0},
		{"14-0012", 0, WHAT_REPORT_NUMBER, WHO_NONE, NOBODY, 0});
}

static void federal_rules_keep_a_part(void **state)
{
	BECOMES(FEDERAL,
		"Emma saw. DOE, EMMA L, born 2015-09-03, SSN 219-09-9999, lives 12 Oak St, Apt 3, Kansas City, MO "
		"64101",
		"[MINOR-1 E.L.D.] saw. [MINOR-1 E.L.D.], born [DOB 2015], SSN [SSN 9999], lives [ADDRESS, Kansas City, "
		"MO]",
		{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0}, {"DOE, EMMA L", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"2015-09-03", 0, WHAT_BIRTH_DATE, WHO_CHILD, 0, 0}, {"219-09-9999", 0, WHAT_SSN, WHO_ADULT, NOBODY, 0},
		{"12 Oak St, Apt 3, Kansas City, MO 64101", 0, WHAT_ADDRESS, WHO_CHILD, 0, 0});
	BECOMES(FEDERAL, "born 9/3/15, SSN 219-09-9999", "born [DOB], SSN [SSN]",
		{"9/3/15", 0, WHAT_BIRTH_DATE, WHO_CHILD, 0, 0}, {"219-09-9999", 0, WHAT_SSN, WHO_CHILD, 0, 0});
	/* nothing is kept of a value that has another secret inside */
	BECOMES(FEDERAL, "at 12 Oak St, Emma Hill, MO", "at [ADDRESS]",
		{"12 Oak St, Emma Hill, MO", 0, WHAT_ADDRESS, WHO_ADULT, NOBODY, 0},
		{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0});
	BECOMES(FOIA, "Tina, Emma", "[MOTHER OF CHILD-1 (b)(6), (b)(7)(C)], [CHILD-1 (b)(6), (b)(7)(C)]",
		{"Tina", 0, WHAT_NAME, WHO_RELATIVE, 2, 0}, {"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0});
}

static void overlaps_lose_nothing(void **state)
{
	/* inside a larger one */
	BECOMES(MISSOURI, "mail emma.doe@example.com now", "mail [EMAIL] now",
		{"emma.doe@example.com", 0, WHAT_EMAIL, WHO_CHILD, 0, 0}, {"emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"doe", 0, WHAT_NAME, WHO_CHILD, 0, 0});
	BECOMES(MISSOURI, "at 14 Emma Doe Lane", "at [ADDRESS]", {"14 Emma Doe Lane", 0, WHAT_ADDRESS, WHO_CHILD, 0, 0},
		{"Emma Doe", 0, WHAT_NAME, WHO_CHILD, 0, 0});
	/* in part: both tokens, nothing between */
	BECOMES(MISSOURI, "saw Emma Doe Street 14 there", "saw [CHILD-1] [ADDRESS] there",
		{"Emma Doe", 0, WHAT_NAME, WHO_CHILD, 0, 0}, {"Doe Street 14", 0, WHAT_ADDRESS, WHO_CHILD, 0, 0});
	BECOMES(MISSOURI, "saw Emma Doe Kim there", "saw [CHILD-1] there", {"Emma Doe", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"Doe Kim", 0, WHAT_NAME, WHO_CHILD, 0, 0});
	BECOMES(MISSOURI, "saw Emma Doe. there", "saw [CHILD-1] there", {"Emma Doe", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"Doe.", 0, WHAT_ADDRESS, WHO_CHILD, 0, 0});
	/* the same place twice: the higher score; of two names the one whose person is known */
	BECOMES(MISSOURI, "no 123456", "no [PHONE]", {"123456", 0, WHAT_OTHER_ID, WHO_UNKNOWN, NOBODY, 60},
		{"123456", 0, WHAT_PHONE, WHO_UNKNOWN, NOBODY, 80});
	BECOMES(MISSOURI, "saw Emma", "saw [CHILD-1]", {"Emma", 0, WHAT_NAME, WHO_UNPLACED, NOBODY, 95},
		{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 70});
	BECOMES(MISSOURI, "saw Emma Q Doe", "saw [CHILD-1]", {"Emma Q Doe", 0, WHAT_NAME, WHO_UNPLACED, NOBODY, 95},
		{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 70});
	/* nothing that anybody is named */
	BECOMES(MISSOURI, "\"Big\n Sol\"", "\"[CHILD-1]\n [CHILD-2]\"", {"Big", 0, WHAT_NAME, WHO_CHILD, 0, 0}, {"\n", 0, WHAT_NAME, WHO_UNPLACED, 6, 0},
		{"Sol", 0, WHAT_NAME, WHO_CHILD, 7, 0});
	/* a chain */
	BECOMES(MISSOURI, "abcdefghij", "[PHONE][EMAIL][SSN]j", {"abcd", 0, WHAT_PHONE, WHO_ADULT, NOBODY, 0},
		{"cdefg", 0, WHAT_EMAIL, WHO_ADULT, NOBODY, 0}, {"fghi", 0, WHAT_SSN, WHO_ADULT, NOBODY, 0},
		{"de", 0, WHAT_PLATE, WHO_ADULT, NOBODY, 0});
}

static void parts_of_one_name_are_one(void **state)
{
	BECOMES(MISSOURI, "Emma \"Em\" Doe, DOE, EMMA; E. Doe (Emma) left. Doe said",
		"[CHILD-1], [CHILD-1]; [CHILD-1] left. [CHILD-1] said", {"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"Em\"", 0, WHAT_NAME, WHO_CHILD, 0, 0}, {"Doe", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"DOE", 0, WHAT_NAME, WHO_CHILD, 0, 0}, {"EMMA", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"E", 4, WHAT_NAME, WHO_CHILD, 0, 0}, {"Doe", 1, WHAT_NAME, WHO_CHILD, 0, 0},
		{"Emma", 1, WHAT_NAME, WHO_CHILD, 0, 0}, {"Doe", 2, WHAT_NAME, WHO_CHILD, 0, 0});
	BECOMES(MISSOURI, "told Emma. Emma left", "told [CHILD-1]. [CHILD-1] left",
		{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0}, {"Emma", 1, WHAT_NAME, WHO_CHILD, 0, 0});
	BECOMES(MISSOURI, "Emma\nEmma Kim", "[CHILD-1]\n[CHILD-1] [CHILD-2]", {"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
		{"Emma", 1, WHAT_NAME, WHO_CHILD, 0, 0}, {"Kim", 0, WHAT_NAME, WHO_CHILD, 7, 0});
}

static void keeps_win_by_score_where_they_cover(void **state)
{
	BECOMES(MISSOURI, "Officer Grace Young", "Officer Grace Young",
		{"Grace Young", 0, WHAT_NAME, WHO_OFFICIAL, 4, 95}, {"Grace", 0, WHAT_NAME, WHO_CHILD, 0, 80});
	BECOMES(MISSOURI, "Officer Grace Young", "Officer [CHILD-1] Young",
		{"Grace Young", 0, WHAT_NAME, WHO_OFFICIAL, 4, 80}, {"Grace", 0, WHAT_NAME, WHO_CHILD, 0, 80});
	BECOMES(MISSOURI, "Mercy Hospital Drive 4", "[ADDRESS]",
		{"Mercy Hospital", 0, WHAT_PLACE, WHO_NONE, NOBODY, 100},
		{"Hospital Drive 4", 0, WHAT_ADDRESS, WHO_CHILD, 0, 50},
		{"Mercy Hospital Drive", 0, WHAT_ADDRESS, WHO_CHILD, 0, 50});
	BECOMES(MISSOURI, "CRN 219-09-9999", "CRN 219-09-9999",
		{"219-09-9999", 0, WHAT_REPORT_NUMBER, WHO_NONE, NOBODY, 95},
		{"219-09-9999", 0, WHAT_SSN, WHO_UNKNOWN, NOBODY, 60});
	/* what merely stays protects nothing */
	BECOMES(MISSOURI, "born 09/03/2015", "born [DOB]", {"09/03/2015", 0, WHAT_DATE, WHO_NONE, NOBODY, 100},
		{"09/03/2015", 0, WHAT_BIRTH_DATE, WHO_CHILD, 0, 60});
	BECOMES(MISSOURI, "age Emma 9", "age [CHILD-1] 9", {"age Emma 9", 0, WHAT_AGE, WHO_CHILD, 0, 100},
		{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 60});
}

static void numbers_go_on_through_the_parts(void **state)
{
	struct world *world = *state;
	static const struct mark first[] = {{"Kim", 0, WHAT_NAME, WHO_CHILD, 7, 0}};
	static const struct mark second[] = {{"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
					     {"Kim", 0, WHAT_NAME, WHO_CHILD, 7, 0}};
	labels_clear(world->labels);
	assert_becomes(world, MISSOURI, "Kim", first, 1, "[CHILD-1]");
	assert_becomes(world, MISSOURI, "Emma, Kim", second, 2, "[CHILD-2], [CHILD-1]");
	labels_clear(world->labels);
	assert_becomes(world, MISSOURI, "Emma, Kim", second, 2, "[CHILD-1], [CHILD-2]");
}

static void many_persons_have_many_numbers(void **state)
{
	(void)state;
	struct labels *labels = labels_new();
	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 50000; i++) {
			assert_int_equal(labels_number(labels, STR("CHILD-"), i), i + 1);
			assert_int_equal(labels_number(labels, STR("VICTIM-"), (uint64_t)i << 32), i + 1);
		}
	labels_free(labels);
}

static void rulings_come_first(void **state)
{
	struct world *world = *state;
	static const struct mark marks[] = {{"Zed", 0, WHAT_NAME, WHO_UNPLACED, 6, 0},
					    {"Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
					    {"Lee", 0, WHAT_NAME, WHO_OFFICIAL, 4, 0},
					    {"Ann", 0, WHAT_NAME, WHO_UNPLACED, NOBODY, 0}};
	static const uint8_t rulings[] = {RULED_KEEP, RULED_NOT, RULED_CUT, RULED_NOT};
	struct str text = STR("Zed, Emma, Lee, Ann");
	struct finding_list findings = {0};
	struct cuts cuts = {0};
	struct buf out = {0};
	find_all(&findings, text, marks, 4);
	struct decide_input input = input_of(world, MISSOURI, text, &findings);
	input.rulings = rulings;
	labels_clear(world->labels);
	decide_cuts(world->labels, &input, &cuts);
	apply(text, &cuts, &out);
	assert_true(str_equal(buf_str(&out), STR("Zed, [CHILD-1], [NAME], [NAME]")));
	assert_false(cuts.list[1].review);
	assert_true(cuts.list[2].review);
	assert_int_equal(findings.list[0].verdict, VERDICT_KEEP);
	assert_int_equal(findings.list[3].verdict, VERDICT_CUT);
	world->policy[MISSOURI]->ask_unplaced = true;
	decide_cuts(world->labels, &input, &cuts);
	assert_int_equal(findings.list[0].verdict, VERDICT_KEEP);
	assert_int_equal(findings.list[2].verdict, VERDICT_CUT);
	assert_int_equal(findings.list[3].verdict, VERDICT_ASK);
	assert_int_equal(cuts.count, 3);
	world->policy[MISSOURI]->ask_unplaced = false;
	buf_free(&out);
	cuts_free(&cuts);
	finding_free(&findings);
}

static void paths_lose_names_only(void **state)
{
	struct world *world = *state;
	static const struct mark marks[] = {{"Doe_Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
					    {"Doe/Emma", 0, WHAT_NAME, WHO_CHILD, 0, 0},
					    {"219-09-9999", 0, WHAT_SSN, WHO_UNKNOWN, NOBODY, 0}};
	struct str text = STR("2013/Doe_Emma-statement.txt/Doe/Emma/219-09-9999.txt");
	struct finding_list findings = {0};
	struct buf path = {0};
	find_all(&findings, text, marks, 3);
	struct decide_input input = input_of(world, MISSOURI, text, &findings);
	labels_clear(world->labels);
	assert_int_equal(decide_path(world->labels, &input, &path), 3);
	assert_true(str_equal(buf_str(&path), STR("2013/[CHILD-1]-statement.txt/[CHILD-1]/[CHILD-1]/[SSN].txt")));
	buf_free(&path);
	finding_free(&findings);
}

static void only_the_certain_part_is_kept(void **state)
{
	(void)state;
	static const struct {
		enum policy_part part;
		const char *value, *kept; /* NULL: nothing */
	} cases[] = {
		{PART_YEAR, "03/04/2005", "2005"},
		{PART_YEAR, "March 4, 2005", "2005"},
		{PART_YEAR, "03/04/05", NULL},
		{PART_YEAR, "20050304", NULL},
		{PART_YEAR, "2005 or 2006", NULL},
		{PART_LAST4, "219-09-9999", "9999"},
		{PART_LAST4, "xxx-xx-9999", "9999"},
		{PART_LAST4, "12345", NULL},
		{PART_INITIALS, "Emma Doe", "E.D."},
		{PART_INITIALS, "DOE, EMMA LYNN", "E.L.D."},
		{PART_INITIALS, "Doe, Jr., John", "J.D."},
		{PART_INITIALS, "\xC3\x81ngel Mateo Hern\xC3\xA1ndez", "A.M.H."},
		{PART_INITIALS, "Mary O'Shea", "M.O."},
		{PART_INITIALS, "42", NULL},
		{PART_CITY, "12 Oak St, Kansas City, MO 64101-1234", "Kansas City, MO"},
		{PART_CITY, "12 Oak St, St. Louis MO", "St. Louis, MO"},
		{PART_CITY, "12 Oak St\nIndependence, mo", "Independence, MO"},
		{PART_CITY, "12 Oak St Kansas City MO", NULL},
		{PART_CITY, "Kansas City, MO", NULL},
		{PART_CITY, "12 Oak St, Apt 4, MO", NULL},
		{PART_CITY, "12 Oak St", NULL},
		{PART_CITY, "", NULL},
		{PART_BLOCK, "4417 Larkspur Ct", "4400 BLOCK OF LARKSPUR CT"},
		{PART_BLOCK, "4417 NE 75th St #4", "4400 BLOCK OF NE 75TH ST"},
		{PART_BLOCK, "4417 Oak St Apt. 4, Riverton", "4400 BLOCK OF OAK ST"},
		{PART_BLOCK, "17 Oak St", "UNIT BLOCK OF OAK ST"},
		{PART_BLOCK, "the house on Oak St", NULL},
		{PART_BLOCK, "4417", NULL},
		{PART_BAND, "9", "6-11"},
		{PART_BAND, "age 17 years", "12-17"},
		{PART_BAND, "18 months", "0-5"},
		{PART_BAND, "18", NULL},
		{PART_BAND, "old", NULL},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf out = {0};
		bool kept = kept_add(&out, cases[i].part, str_of(cases[i].value));
		if (kept != (cases[i].kept != NULL) || !str_equal(buf_str(&out), str_of(cases[i].kept)))
			fail_msg("case %zu (%s): %.*s", i, cases[i].value, (int)out.len, out.ptr);
		buf_free(&out);
	}
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* Whatever the findings: cuts are in order and apart, and every byte that must go is in one. */
static void random_findings_are_covered(void **state)
{
	struct world *world = *state;
	static const char text[] =
		"Emma Doe, of 14 Oak St. told \"Em\" (Kim) that 555-0113 is E. Doe's\nphone; he-she Lee_Young said so";
	for (uint64_t round = 1; round < 20000; round++) {
		uint64_t seed = round;
		struct finding_list findings = {0};
		struct cuts cuts = {0};
		uint8_t must[sizeof text] = {0};
		bool keeps = round % 2;
		for (size_t n = next_random(&seed) % 12; n > 0; n--) {
			size_t from = next_random(&seed) % (sizeof text - 1);
			size_t to = from + next_random(&seed) % 14;
			to = to > sizeof text - 1 ? sizeof text - 1 : to;
			static const enum what kinds[] = {WHAT_NAME, WHAT_ADDRESS, WHAT_PHONE, WHAT_SCHOOL, WHAT_PLACE};
			struct finding *finding = finding_add(&findings, (struct span){from, to},
							      kinds[next_random(&seed) % (keeps ? 5 : 4)], 0);
			finding->person = (int32_t)(next_random(&seed) % 9) - 1;
			finding->who = finding->person < 0 ? WHO_UNKNOWN : people[finding->person].who;
			finding->score = (uint8_t)(50 + next_random(&seed) % 50);
		}
		finding_sort(&findings);
		struct decide_input input =
			input_of(world, (int)(round % 3), (struct str){text, sizeof text - 1}, &findings);
		labels_clear(world->labels);
		decide_cuts(world->labels, &input, &cuts);
		for (size_t i = 0; i < findings.count; i++)
			if (findings.list[i].verdict != VERDICT_KEEP)
				memset(must + findings.list[i].span.from, 1,
				       findings.list[i].span.to - findings.list[i].span.from);
		for (size_t i = 0, pos = 0; i < cuts.count; i++) {
			assert_true(cuts.list[i].span.from >= pos && cuts.list[i].span.to > cuts.list[i].span.from);
			assert_true(cuts.list[i].token.len > 2 && cuts.list[i].token.ptr[0] == '[');
			pos = cuts.list[i].span.to;
			memset(must + cuts.list[i].span.from, 0, cuts.list[i].span.to - cuts.list[i].span.from);
		}
		for (size_t i = 0; i < sizeof text - 1; i++)
			assert_true(!must[i] || text[i] == ' ');
		cuts_free(&cuts);
		finding_free(&findings);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(persons_get_their_tokens),
		cmocka_unit_test(things_get_their_tokens),
		cmocka_unit_test(federal_rules_keep_a_part),
		cmocka_unit_test(overlaps_lose_nothing),
		cmocka_unit_test(parts_of_one_name_are_one),
		cmocka_unit_test(keeps_win_by_score_where_they_cover),
		cmocka_unit_test(numbers_go_on_through_the_parts),
		cmocka_unit_test(many_persons_have_many_numbers),
		cmocka_unit_test(rulings_come_first),
		cmocka_unit_test(paths_lose_names_only),
		cmocka_unit_test(only_the_certain_part_is_kept),
		cmocka_unit_test(random_findings_are_covered),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, open_world, close_world);
}
