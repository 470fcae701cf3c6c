/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "detect/pack.h"
#include "detect/rules_test.h"

static enum err load(const char *yaml, struct pack_set **set, struct lexicon **lexicon, struct fault *fault)
{
	*lexicon = lexicon_new();
	*set = pack_set_new(*lexicon);
	*fault = (struct fault){0};
	enum err err = pack_load_text(*set, "p.yaml", str_of(yaml), fault);
	return err ? err : pack_set_finish(*set, fault);
}

static void unload(struct pack_set *set, struct lexicon *lexicon)
{
	pack_set_free(set);
	lexicon_free(lexicon);
}

#define GOOD                                                                                                                   \
	"about: one rule\n"                                                                                                    \
	"parts:\n"                                                                                                             \
	"  - {name: n, find: '\\d{3}'}\n"                                                                                      \
	"  - {name: w, words: [years, year, 'y/o']}\n"                                                                         \
	"rules:\n"                                                                                                             \
	"  - id: a-1\n"                                                                                                        \
	"    what: ssn\n"                                                                                                      \
	"    hint: [ssn]\n"                                                                                                    \
	"    find: 'SSN (?<cut>{{n}}-\\d{2})(?:{{w}})?'\n"                                                                     \
	"    score: 90\n"                                                                                                      \
	"    tests: ['SSN [[123-45]]', 'SSX 123-45']\n"

static void loads_a_pack(void **state)
{
	(void)state;
	struct pack_set *set;
	struct lexicon *lexicon;
	struct fault fault;
	assert_int_equal(load(GOOD, &set, &lexicon, &fault), ERR_NONE);
	assert_int_equal(rule_count(set), 1);
	const struct rule *rule = rule_at(set, 0);
	assert_string_equal(rule->id, "a-1");
	assert_int_equal(rule->line, 6);
	assert_int_equal(rule->tests[1].line, 11);
	assert_int_equal(rule->score, 90);
	assert_string_equal(rule->find, "SSN (?<cut>\\d{3}-\\d{2})(?:(?:y(?:ears|ear|\\/o)))?");
	assert_string_equal(pack_at(set, 0)->about, "one rule");
	assert_int_equal(rule_named(set, "a-1"), 0);
	assert_int_equal(rule_named(set, "b"), 1);
	unload(set, lexicon);
}

struct refusal {
	const char *yaml, *says;
};

#define RULE(body) "about: x\nrules:\n  - id: r\n" body
#define TESTS "    tests: ['[[1]]', 'a']\n"

static const struct refusal refusals[] = {
	{"", "p.yaml: the file is empty"},
	{"   \n", "p.yaml: the file is empty"},
	{"[1, 2]", "p.yaml:"},
	{"about: x\n", "the key \"rules\" is missing"},
	{"about: x\nabout: y\nrules: []\n", "the key \"about\" stands twice"},
	{"about: x\nrules:\n  - idd: r\n", "p.yaml:3:5: unknown key \"idd\"; did you mean \"id\"?"},
	{RULE("    fnid: x\n"), "did you mean \"find\"?"},
	{RULE("    colour: x\n"), "unknown key \"colour\""},
	{"about: x\nrules: &a\n  - id: r\n", "p.yaml:2:8: anchors and aliases"},
	{"about: !t x\nrules: []\n", "tags (!)"},
	{"about: x\nrules: []\n---\nabout: y\n", "second document"},
	{"about: 'x\nrules: []\n", "not YAML"},
	{"about: \"\xff\"\nrules: []\n", "not YAML"},
	{RULE("    what: ssn\n    find: '\\d+('\n" TESTS), "p.yaml:5: rule r: PCRE2 says \"missing closing parenthesis\" at offset 4"},
	{RULE("    what: ssn\n    find: '\\d*'\n" TESTS), "can match the empty text"},
	{RULE("    what: ssn\n    find: '\\d'\n    tests: ['[[1]]']\n"), "needs a test that finds nothing"},
	{RULE("    what: ssn\n    find: '\\d'\n    tests: ['a']\n"), "needs a test that finds something"},
	{RULE("    what: ssn\n    find: '\\d'\n"), "needs a test"},
	{RULE("    what: sssn\n    find: '\\d'\n" TESTS), "not a kind of finding"},
	{RULE("    find: '\\d'\n" TESTS), "what: is missing"},
	{RULE("    what: ssn\n" TESTS), "needs either find or xml"},
	{RULE("    what: ssn\n    find: '\\d'\n    check: luck\n" TESTS), "no check \"luck\"; there are birth,"},
	{RULE("    what: ssn\n    find: '\\d'\n    score: 101\n" TESTS), "score is 1 to 100"},
	{RULE("    what: ssn\n    find: '\\d'\n    score: -1\n" TESTS), "p.yaml:6:"},
	{RULE("    what: ssn\n    find: '\\d'\n    start: [somewhere]\n" TESTS), "start takes hint"},
	{RULE("    what: ssn\n    find: '\\d'\n    start: [hint]\n" TESTS), "needs a hint list"},
	{RULE("    what: ssn\n    find: '\\d'\n    hint: [a]\n    start: [number]\n" TESTS), "with hint, start must have"},
	{RULE("    what: ssn\n    find: '\\d'\n    hint: ['']\n" TESTS), "p.yaml:"},
	{RULE("    what: ssn\n    find: '\\d'\n    hint: ['  ']\n" TESTS), "a hint is words"},
	{RULE("    what: ssn\n    find: '\\d'\n    hint: ['a b c d e f g']\n" TESTS), "at most six words"},
	{RULE("    what: ssn\n    find: '{{nope}}'\n" TESTS), "not among the parts"},
	{"about: x\nparts:\n  - {name: p, find: 'a{{p}}'}\nrules:\n  - id: r\n    what: ssn\n    find: '{{p}}'\n" TESTS, "deeper than 8"},
	{"about: x\nparts:\n  - {name: p}\nrules:\n  - id: r\n    what: ssn\n    find: '{{p}}'\n" TESTS, "needs either find or words"},
	{"about: x\nparts:\n  - {name: p, words: [a, '']}\nrules:\n  - id: r\n    what: ssn\n    find: '{{p}}'\n" TESTS, "STRING length < 1"},
	{"about: x\nrules:\n  - id: Rule One\n    what: ssn\n    find: '1'\n" TESTS, "an id has small letters"},
	{RULE("    what: ssn\n    find: '1'\n" TESTS "  - id: r\n    what: ssn\n    find: '1'\n" TESTS),
	 "p.yaml:7: rule r stands already in p.yaml:3"},
	{RULE("    xml: {select: '//a', blank: zero, role: victim}\n    tests: ['<a>[[b]]</a>']\n"), "blank is nil or omit"},
	{RULE("    xml: {select: '//a'}\n    tests: ['<a>[[b]]</a>']\n"), "needs what, role, fields or links"},
	{RULE("    xml: {select: '//a', links: [{path: b, relation: friend}]}\n    tests: ['<a>[[b]]</a>']\n"), "relation is same"},
	{RULE("    xml: {select: '//a', fields: [{path: b, what: nome}]}\n    tests: ['<a>[[b]]</a>']\n"), "no kind of finding is called nome"},
	{RULE("    xml: {select: '//a', role: victim}\n    hint: [a]\n    tests: ['<a>[[b]]</a>']\n"), "belong to find, not to xml"},
};

static void refuses_with_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct pack_set *set;
		struct lexicon *lexicon;
		struct fault fault;
		enum err err = load(refusals[i].yaml, &set, &lexicon, &fault);
		if (err != ERR_PACK || strstr(fault.text, refusals[i].says) == NULL)
			fail_msg("%s\n gives %d: %s\n not: %s", refusals[i].yaml, err, fault.text, refusals[i].says);
		unload(set, lexicon);
	}
}

static void loads_selectors(void **state)
{
	(void)state;
	struct pack_set *set;
	struct lexicon *lexicon;
	struct fault fault;
	assert_int_equal(load("about: x\n"
			      "namespaces:\n"
			      "  - {prefix: nc, uris: ['urn:a', 'urn:b']}\n"
			      "rules:\n"
			      "  - id: person\n"
			      "    xml:\n"
			      "      select: '//nc:Person'\n"
			      "      key: '@id'\n"
			      "      role: victim\n"
			      "      fields: [{path: 'nc:Name', what: given-name}]\n"
			      "      links: [{path: 'nc:Ref/@ref', relation: parent}]\n"
			      "      blank: nil\n"
			      "    tests: ['<x>[[Emma]]</x>']\n",
			      &set, &lexicon, &fault),
			 ERR_NONE);
	size_t count;
	const struct selector *selector = pack_selectors(set, &count);
	assert_int_equal(count, 1);
	assert_string_equal(selector->select, "//nc:Person");
	assert_int_equal(selector->namespace_count, 1);
	assert_int_equal(selector->namespaces[0].uri_count, 2);
	assert_int_equal(selector->parts[0].what, WHAT_NAME_GIVEN);
	assert_int_equal(selector->links[0].relation, RELATION_PARENT);
	assert_int_equal(selector_rule(set, 0), 0);
	assert_int_equal(rule_at(set, 0)->selector, 0);
	unload(set, lexicon);
}

static void print_report(void *context, const struct rule *rule, unsigned line, const char *message)
{
	(void)context;
	print_error("%s:%u: rule %s: %s\n", rule->pack->path, line, rule->id, message);
}

static const char *const shipped[] = {"identifiers", "contacts", "dates", "addresses", "schools", "keep"};

static void shipped_packs_pass_their_tests(void **state)
{
	(void)state;
	struct lexicon *lexicon = lexicon_new();
	struct pack_set *set = pack_set_new(lexicon);
	struct fault fault = {0};
	for (size_t i = 0; i < sizeof shipped / sizeof *shipped; i++) {
		char path[64];
		snprintf(path, sizeof path, "patterns/%s.yaml", shipped[i]);
		if (pack_load(set, path, &fault))
			fail_msg("%s", fault.text);
	}
	assert_int_equal(pack_set_finish(set, &fault), ERR_NONE);
	struct rules_tally tally;
	assert_int_equal(rules_test(set, print_report, NULL, &tally, &fault), ERR_NONE);
	assert_int_equal(tally.failed, 0);
	assert_true(tally.tests > 300);
	assert_int_equal(rules_lint(set, print_report, NULL), 0);
	unload(set, lexicon);
}

static void missing_files_are_named(void **state)
{
	(void)state;
	struct lexicon *lexicon = lexicon_new();
	struct pack_set *set = pack_set_new(lexicon);
	struct fault fault = {0};
	assert_int_equal(pack_load(set, "patterns/none.yaml", &fault), ERR_PACK);
	assert_non_null(strstr(fault.text, "patterns/none.yaml"));
	fault = (struct fault){0};
	assert_int_equal(pack_set_finish(set, &fault), ERR_PACK);
	unload(set, lexicon);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loads_a_pack),    cmocka_unit_test(refuses_with_a_place),
		cmocka_unit_test(loads_selectors), cmocka_unit_test(shipped_packs_pass_their_tests),
		cmocka_unit_test(missing_files_are_named),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
