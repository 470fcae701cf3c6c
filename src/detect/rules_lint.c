/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which rules are slow, told before anybody waits for them. Deterministic: it counts steps, not time. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"
#include "detect/rules_test.h"

enum { LINE_BYTES = 600, STEPS_LINE = 30000, BYTES_BROAD = 64 };

/* Texts that make careless repetition explode. */
static const char *const hostile[] = {"a",  "A ",  "1",   "1-",  "a.",   "1.1 ", "Aa ",   "a-1 ", " ",     "-",     ". ",
				      "A. ", "A", "1A ", "A\n", "x@", "1 a ", "(1) ", ", ", "Aa, ", "\t",   "123 Main ", "Jan 1 ", "a_b.", "one two "};

/* A group that ends in an unbounded repetition and is repeated itself: (a+)+. Those that end in something fixed, like
 * (?: +word)*, are harmless. */
static bool nests_repetition(const char *find)
{
	bool last = false, in_class = false; /* last: what was just read repeats without bound */
	for (const char *c = find; *c; c++) {
		bool closed = *c == ')' && !in_class, inner = last;
		last = false;
		if (*c == '\\' && c[1]) {
			c++;
		} else if (in_class) {
			in_class = *c != ']';
		} else if (*c == '[') {
			in_class = true;
			c += c[1] == '^' ? 1 : 0;
			c += c[1] == ']' ? 1 : 0;
		} else if ((*c == '*' || *c == '+') && c > find && c[-1] != '(') {
			last = c[1] != '+';
			c += c[1] == '?' || c[1] == '+' ? 1 : 0;
		}
		bool again = closed && (c[1] == '*' || c[1] == '+') && c[2] != '+';
		if (inner && again)
			return true;
	}
	return false;
}

/* What one lint run uses again and again. */
struct lint {
	const struct pack_set *set;
	rules_report *report;
	void *context;
	size_t warnings;
	pcre2_match_data *data;
	pcre2_match_context *limits;
	struct buf line;
};

/* The interpreter counts the steps: its count does not depend on the processor. */
static int steps_match(const struct lint *lint, const struct rule *rule, struct str text, size_t at)
{
	return pcre2_match(rule->pattern->code, (PCRE2_SPTR)text.ptr, text.len, at, PCRE2_NO_JIT | PCRE2_NO_UTF_CHECK, lint->data,
			   lint->limits);
}

/* `start` and then the piece again and again: more than STEPS_LINE steps? */
static bool explodes(struct lint *lint, const struct rule *rule, struct str start, const char *piece)
{
	buf_clear(&lint->line);
	buf_add(&lint->line, start);
	while (lint->line.len < start.len + LINE_BYTES)
		buf_add_text(&lint->line, piece);
	int pairs = steps_match(lint, rule, buf_str(&lint->line), 0);
	return pairs < 0 && pairs != PCRE2_ERROR_NOMATCH;
}

/* Tries every hostile line behind `start`; NULL, or the piece that explodes. */
static const char *hostile_after(struct lint *lint, const struct rule *rule, struct str start)
{
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		if (explodes(lint, rule, start, hostile[i]))
			return hostile[i];
	return NULL;
}

/* The tests of the rule show how matches begin: hostile text is tried behind each beginning, up to the first cut, and behind
 * the whole match. */
static const char *hostile_after_test(struct lint *lint, const struct rule *rule, struct str text)
{
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(lint->data);
	for (size_t at = 0; at < text.len; at++) {
		if (((unsigned char)text.ptr[at] & 0xC0) == 0x80 || steps_match(lint, rule, text, at) < 0)
			continue;
		size_t from = ends[0], to = ends[1], cut = to;
		for (size_t i = 0; i < rule->pattern->cut_count; i++) {
			size_t group = ends[2 * rule->pattern->cuts[i]];
			cut = group != PCRE2_UNSET && group < cut ? group : cut;
		}
		if (from >= to || from > cut)
			continue;
		const char *piece = hostile_after(lint, rule, (struct str){text.ptr + from, cut - from});
		if (piece == NULL)
			piece = hostile_after(lint, rule, (struct str){text.ptr + from, to - from});
		if (piece)
			return piece;
		at = to > at ? to - 1 : at;
	}
	return NULL;
}

static const char *find_explosion(struct lint *lint, size_t index)
{
	const struct rule *rule = rule_at(lint->set, index);
	const char *piece = hostile_after(lint, rule, (struct str){0});
	for (size_t t = 0; t < rule->test_count && piece == NULL; t++) {
		struct rule_case rule_case;
		struct fault fault = {0};
		if (rule_case_read(lint->set, index, t, &rule_case, &fault))
			continue; /* rules_test tells */
		piece = hostile_after_test(lint, rule, buf_str(&rule_case.text));
		rule_case_free(&rule_case);
	}
	return piece;
}

static unsigned first_bytes(const struct rule *rule)
{
	unsigned count = 0;
	for (unsigned byte = 0; byte < 256; byte++)
		count += pattern_admits(rule->pattern, (unsigned char)byte);
	return count;
}

static void warn(struct lint *lint, const struct rule *rule, const char *message)
{
	lint->warnings++;
	lint->report(lint->context, rule, rule->find_line, message);
}

static void lint_rule(struct lint *lint, size_t index)
{
	char message[200];
	const struct rule *rule = rule_at(lint->set, index);
	unsigned bytes = first_bytes(rule);
	if (!rule->start.given && rule->hint_count == 0 && bytes >= BYTES_BROAD) {
		snprintf(message, sizeof message,
			 "slow: tried at nearly every word (a match can begin with %u different bytes); give a hint or start", bytes);
		warn(lint, rule, message);
	}
	if (!rule->pattern->jit)
		warn(lint, rule, "slow: PCRE2 cannot compile it to machine code");
	if (nests_repetition(rule->find))
		warn(lint, rule, "may be slow: repetition within repetition; make the inner one possessive (++) or bounded");
	const char *piece = find_explosion(lint, index);
	if (piece) {
		snprintf(message, sizeof message,
			 "slow: needs more than %d steps on a line with many \"%s\"; make repetitions possessive (++) or bounded",
			 STEPS_LINE, piece);
		warn(lint, rule, message);
	}
}

size_t rules_lint(const struct pack_set *set, rules_report *report, void *context)
{
	struct lint lint = {.set = set, .report = report, .context = context};
	lint.limits = pcre2_match_context_create(NULL);
	lint.data = pcre2_match_data_create(set->index ? set->index->capture_max + 1 : 256, NULL);
	if (lint.limits == NULL || lint.data == NULL)
		mem_alloc(SIZE_MAX, 1);
	pcre2_set_match_limit(lint.limits, STEPS_LINE);
	for (size_t i = 0; i < rule_count(set); i++)
		if (rule_at(set, i)->pattern)
			lint_rule(&lint, i);
	pcre2_match_data_free(lint.data);
	pcre2_match_context_free(lint.limits);
	buf_free(&lint.line);
	return lint.warnings;
}
