/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The tests that stand in packs, the list of rules, and the lint for slow or useless rules. */
#ifndef DETECT_RULES_TEST_H
#define DETECT_RULES_TEST_H
#include "base/fault.h"
#include "detect/pack.h"

/* One test line, marks taken out: in `text`, exactly `spans` must be found by the rule. Owned; rule_case_free(). */
struct rule_case {
	const struct rule *rule;
	size_t rule_index;
	unsigned line;
	struct buf text;
	struct span *spans;
	size_t span_count;
};

/* Test `test` of rule `rule`. ERR_PACK when [[ and ]] do not pair up. For xml rules too: who runs those asks here. */
enum err rule_case_read(const struct pack_set *set, size_t rule, size_t test, struct rule_case *out,
			struct fault *fault) MUST_USE;
void rule_case_free(struct rule_case *rule_case);

/* "pack.yaml:12: rule x: ..." for people; `context` is the caller's. Pack text only, so it may be printed. */
typedef void rules_report(void *context, const struct rule *rule, unsigned line, const char *message);

struct rules_tally {
	size_t tests, failed, skipped; /* skipped: of xml rules, run elsewhere */
};

/* Runs all tests of find rules: text, view, tokens, matcher with the whole set, rules_settle; then the spans of the rule
 * under test must be those marked. Reports each failure; returns an error only when a test cannot be run. */
enum err rules_test(const struct pack_set *set, rules_report *report, void *context, struct rules_tally *tally,
		    struct fault *fault) MUST_USE;

/* Does what was found agree with the case? Else writes what differs into `message`. Spans sorted. */
bool rule_case_agrees(const struct rule_case *rule_case, const struct span *found, size_t count, struct buf *message);

/* Warnings about rules that cost too much: tried at nearly every token, nested repetition, too many steps on hostile
 * lines. Returns how many. */
size_t rules_lint(const struct pack_set *set, rules_report *report, void *context);

/* One line of `blackbar rules list`. */
struct rule_row {
	const char *id, *what, *pack, *about;
	unsigned line, score;
	size_t tests;
	bool keeps, xml;
	const char *entry; /* "hint" | "near a hint" | "token shape" | "any token" | "xml" */
};

struct rule_row rule_row_at(const struct pack_set *set, size_t index);
#endif
