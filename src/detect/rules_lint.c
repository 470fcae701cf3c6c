/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Which rules are slow, told before anybody waits for them. Deterministic: it counts steps, not time. */
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "detect/pack_build.h"
#include "detect/rules_test.h"

enum { LINE_BYTES = 600, STEPS_LINE = 100000, BYTES_BROAD = 64 };

/* Texts that make careless repetition explode. */
static const char *const hostile[] = {"a",  "A ",  "1",   "1-",  "a.",   "1.1 ", "Aa ",   "a-1 ", " ",     "-",     ". ",
				      "A. ", "1 a ", "(1) ", ", ", "Aa, ", "\t",   "123 Main ", "Jan 1 ", "a_b.", "one two "};

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

static bool explodes(const struct rule *rule, const char *piece, pcre2_match_data *data, pcre2_match_context *context)
{
	char line[LINE_BYTES + 1];
	size_t len = 0, piece_len = strlen(piece);
	while (len + piece_len <= LINE_BYTES) {
		memcpy(line + len, piece, piece_len);
		len += piece_len;
	}
	/* the interpreter: its step count does not depend on the processor */
	int pairs = pcre2_match(rule->pattern->code, (PCRE2_SPTR)line, len, 0, PCRE2_NO_JIT, data, context);
	return pairs < 0 && pairs != PCRE2_ERROR_NOMATCH;
}

static unsigned first_bytes(const struct rule *rule)
{
	unsigned count = 0;
	for (unsigned byte = 0; byte < 256; byte++)
		count += pattern_admits(rule->pattern, (unsigned char)byte);
	return count;
}

struct lint {
	rules_report *report;
	void *context;
	size_t warnings;
};

static void warn(struct lint *lint, const struct rule *rule, const char *message)
{
	lint->warnings++;
	lint->report(lint->context, rule, rule->find_line, message);
}

static void lint_rule(struct lint *lint, const struct rule *rule, pcre2_match_data *data, pcre2_match_context *context)
{
	char message[200];
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
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
		if (explodes(rule, hostile[i], data, context)) {
			snprintf(message, sizeof message, "slow: needs more than %d steps on a line of \"%s\"; bound its repetitions",
				 STEPS_LINE, hostile[i]);
			warn(lint, rule, message);
			break;
		}
}

size_t rules_lint(const struct pack_set *set, rules_report *report, void *context)
{
	struct lint lint = {.report = report, .context = context};
	pcre2_match_context *limits = pcre2_match_context_create(NULL);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	if (limits == NULL || data == NULL)
		mem_alloc(SIZE_MAX, 1);
	pcre2_set_match_limit(limits, STEPS_LINE);
	for (size_t i = 0; i < rule_count(set); i++)
		if (rule_at(set, i)->pattern)
			lint_rule(&lint, rule_at(set, i), data, limits);
	pcre2_match_data_free(data);
	pcre2_match_context_free(limits);
	return lint.warnings;
}
