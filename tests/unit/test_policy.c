/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "decide/policy.h"

static struct policy *load(const char *name)
{
	struct buf path = {0};
	struct fault fault = {0};
	struct policy *policy = NULL;
	buf_printf(&path, "patterns/policy/%s.yaml", name);
	buf_add_byte(&path, '\0');
	if (policy_load(path.ptr, &policy, &fault))
		fail_msg("%s", fault.text);
	buf_free(&path);
	return policy;
}

static void every_shipped_policy_is_whole(void **state)
{
	(void)state;
	static const char *const names[] = {"missouri", "federal", "foia", "washington"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct policy *policy = load(names[i]);
		assert_string_equal(policy->name, names[i]);
		assert_int_equal(policy->under, 18);
		assert_true(policy->at_incident && policy->at_report && policy->protect_unknown_age);
		assert_false(policy->ask_unplaced);
		assert_int_equal(policy->pictures, HOLE_WITHHOLD);
		assert_int_equal(policy->unreadable, HOLE_WITHHOLD);
		assert_false(policy_signed(policy));
		assert_true(policy->source_count > 0);
		for (size_t k = 0; k < policy->line_count; k++)
			assert_true(policy->lines[k].reason[0] &&
				    policy->lines[k].cut == (policy->lines[k].basis_count > 0));
		static const enum who always[] = {WHO_CHILD,  WHO_JUVENILE, WHO_RELATIVE, WHO_REPORTER,
						  WHO_VICTIM, WHO_UNPLACED, WHO_UNKNOWN,  WHO_NONE};
		for (size_t k = 0; k < sizeof always / sizeof always[0]; k++)
			assert_true(policy_line(policy, WHAT_NAME, always[k])->cut);
		for (unsigned who = 0; who < WHO_COUNT; who++)
			assert_true(policy_line(policy, WHAT_SSN, (enum who)who)->cut);
		assert_false(policy_line(policy, WHAT_NAME, WHO_OFFICIAL)->cut);
		assert_null(policy_line(policy, WHAT_REPORT_NUMBER, WHO_NONE));
		policy_free(policy);
	}
}

static void missouri_says_what_the_design_says(void **state)
{
	(void)state;
	static const struct {
		enum what what;
		enum who who;
		const char *token; /* NULL: stays */
	} cases[] = {
		{WHAT_NAME, WHO_CHILD, "CHILD-{N}"},
		{WHAT_NAME_SURNAME, WHO_CHILD, "CHILD-{N}"},
		{WHAT_NAME, WHO_JUVENILE, "JUVENILE-{N}"},
		{WHAT_NAME, WHO_RELATIVE, "{KIN} OF {CHILD}"},
		{WHAT_NAME, WHO_REPORTER, "REPORTER"},
		{WHAT_NAME, WHO_VICTIM, "VICTIM-{N}"},
		{WHAT_NAME, WHO_OFFICIAL, NULL},
		{WHAT_NAME, WHO_ARRESTED, NULL},
		{WHAT_NAME, WHO_ADULT, NULL},
		{WHAT_NAME, WHO_UNPLACED, "NAME"},
		{WHAT_BIRTH_DATE, WHO_CHILD, "DOB"},
		{WHAT_BIRTH_DATE, WHO_UNKNOWN, "DOB"},
		{WHAT_BIRTH_DATE, WHO_ADULT, NULL},
		{WHAT_ADDRESS, WHO_CHILD, "ADDRESS"},
		{WHAT_ADDRESS, WHO_NONE, "ADDRESS"},
		{WHAT_SCHOOL, WHO_OFFICIAL, "SCHOOL"},
		{WHAT_PHONE, WHO_ADULT, "PHONE"},
		{WHAT_PHONE, WHO_OFFICIAL, NULL},
		{WHAT_PUBLIC_PHONE, WHO_NONE, NULL},
		{WHAT_HANDLE, WHO_ARRESTED, "ACCOUNT"},
		{WHAT_CASE_ID, WHO_UNKNOWN, "ID"},
		{WHAT_PLATE, WHO_ARRESTED, "PLATE"},
		{WHAT_AGE, WHO_CHILD, NULL},
		{WHAT_OFFENCE, WHO_NONE, NULL},
		{WHAT_BADGE, WHO_OFFICIAL, NULL},
	};
	struct policy *policy = load("missouri");
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct policy_line *line = policy_line(policy, cases[i].what, cases[i].who);
		if (cases[i].token == NULL)
			assert_true(line == NULL || !line->cut);
		else
			assert_string_equal(line->token, cases[i].token);
	}
	assert_int_equal(policy_line(policy, WHAT_ADDRESS, WHO_ADULT)->part, PART_BLOCK);
	policy_free(policy);
}

#define HEAD \
	"name: x\ntitle: X\nversion: '1'\njurisdiction: Here\nverified_by: ''\nverified_on: ''\nsources: [law]\n" \
	"protect: {under: 18, at: [incident, report], unknown_age: protect, lapse: never}\n" \
	"unplaced: cut\npictures: withhold\nunreadable: drop\n"
#define REST \
	"{what: [birth-date, age, address, school, phone, email, handle, url, ssn, licence, medical-id, student-id, " \
	"case-id, " \
	"account-id, plate, vin, device-id, other-id], who: anyone, token: X, basis: law, reason: why}\n"
#define ALL HEAD "cut:\n- {what: name, who: anyone, token: NAME, basis: law, reason: why}\n- " REST "keep:\n"

static void a_line_for_a_side_goes_first(void **state)
{
	(void)state;
	static const char *const both[] = {
		ALL "- {what: name, who: [adult, none], why: w}\n",
		HEAD "keep:\n- {what: name, who: [adult, none], why: w}\ncut:\n- " REST
		     "- {what: name, who: anyone, token: NAME, basis: law, reason: why}\n",
	};
	for (size_t i = 0; i < 2; i++) {
		struct policy *policy;
		struct fault fault = {0};
		if (policy_read("p.yaml", str_of(both[i]), &policy, &fault))
			fail_msg("%s", fault.text);
		assert_false(policy_line(policy, WHAT_NAME, WHO_ADULT)->cut);
		assert_false(policy_line(policy, WHAT_NAME, WHO_NONE)->cut);
		assert_true(policy_line(policy, WHAT_NAME, WHO_CHILD)->cut);
		assert_int_equal(policy->unreadable, HOLE_DROP);
		policy_free(policy);
	}
}

static void wrong_policies_are_explained(void **state)
{
	(void)state;
	static const struct {
		const char *yaml, *says;
	} cases[] = {
		{"", "p.yaml:1:1: the file is empty"},
		{"- a\n", "p.yaml:1:1: a policy is written as key: value"},
		{"name: x\nnmae: y\n", "p.yaml:2:1: unknown key \"nmae\"; a policy has name, title"},
		{"name: x\nname: y\n", "p.yaml:2:1: the key \"name\" stands twice"},
		{"name: &a x\n", "p.yaml:1:7: an anchor"},
		{"name: [x\n", "p.yaml:2:1: not YAML"},
		{"name: x\n", "p.yaml:1:1: the key \"title\" is missing"},
		{"name: x\n---\nname: y\n", "a second document"},
		{"name: caf\xE9\n", "p.yaml: not UTF-8 (byte 10)"},
		{HEAD, "p.yaml:1:1: \"cut\" must be there"},
		{ALL "- {what: division, who: anyone, why: w}\n", "\"division\" is only what the papers of a release state"},
		{ALL "- {what: [offence, charge], who: anyone, why: w}\n", "\"charge\" is only what the papers"},
		{ALL "- {what: nmae, who: adult, why: w}\n", "p.yaml:16:10: \"nmae\" is no kind of finding"},
		{ALL "- {what: name, who: kid, why: w}\n",
		 "p.yaml:16:21: \"kid\" is no side; write anyone, none, child"},
		{ALL "- {what: name, who: anyone, why: w}\n",
		 "p.yaml:16:10: line 13 speaks for name of anyone already"},
		{ALL "- {what: name, who: adult, why: w}\n- {what: name, who: adult, why: w}\n",
		 "p.yaml:17:10: line 16 speaks for name of adult"},
		{ALL "- {what: name, who: adult, why: w, token: X}\n",
		 "p.yaml:16:36: unknown key \"token\"; a line of \"keep\" has what, who, why"},
		{ALL "- {what: given-name, who: adult, why: w}\n", "parts of names are names"},
		{ALL "- {what: picture, who: adult, why: w}\n", "is set with the keys pictures:"},
		{ALL "- {what: name, who: [], why: w}\n", "an empty list"},
		{HEAD "cut:\n- " REST "keep:\n- {what: name, who: [adult], why: w}\n",
		 "nothing is said about name where who is none"},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: '[X]', basis: law, reason: why}\n",
		 "p.yaml:14:36: a token has letters"},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: '{N', basis: law, reason: why}\n",
		 "a token has letters"},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: '12', basis: law, reason: why}\n",
		 "at least one letter"},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: 'OF {CHILD}', basis: law, reason: why}\n",
		 "needs an \"else\""},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: X, basis: law}\n",
		 "p.yaml:14:3: the key \"reason\" is missing"},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: X, reason: why}\n",
		 "the key \"basis\" is missing"},
		{HEAD "keep: []\ncut:\n- {what: name, who: anyone, token: X, keep: half, basis: law, reason: why}\n",
		 "\"keep\" is none, year, last4"},
		{"name: x\ntitle: X\nversion: '1'\njurisdiction: Here\nverified_by: A. Counsel\nverified_on: "
		 "soon\nsources: [law]\n",
		 "p.yaml:6:14: \"verified_on\" is a day"},
		{"name: x\ntitle: X\nversion: '1'\njurisdiction: Here\nverified_by: A. Counsel\nverified_on: "
		 "''\nsources: [law]\n",
		 "both filled in or both empty"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct policy *policy;
		struct fault fault = {0};
		assert_int_equal(policy_read("p.yaml", str_of(cases[i].yaml), &policy, &fault), ERR_PACK);
		assert_null(policy);
		if (strstr(fault.text, cases[i].says) == NULL)
			fail_msg("case %zu: '%s' has no '%s'", i, fault.text, cases[i].says);
	}
	struct policy *policy;
	struct fault fault = {0};
	assert_int_equal(policy_load("no/such.yaml", &policy, &fault), ERR_PACK);
	assert_non_null(strstr(fault.text, "no/such.yaml: cannot be read"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shipped_policy_is_whole),
		cmocka_unit_test(missouri_says_what_the_design_says),
		cmocka_unit_test(a_line_for_a_side_goes_first),
		cmocka_unit_test(wrong_policies_are_explained),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
