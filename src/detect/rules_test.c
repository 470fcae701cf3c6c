/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "detect/rules_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "detect/rules.h"
#include "detect/token.h"
#include "view/view.h"

enum { SPANS_MAX = 64 };

static enum err marks_fault(const struct rule_case *rule_case, const char *what, struct fault *fault)
{
	return fault_set(fault, ERR_PACK, "%s:%u: rule %s: %s in this test", rule_case->rule->pack->path, rule_case->line,
			 rule_case->rule->id, what);
}

enum err rule_case_read(const struct pack_set *set, size_t rule, size_t test, struct rule_case *out, struct fault *fault)
{
	const struct rule_test *from = &rule_at(set, rule)->tests[test];
	*out = (struct rule_case){.rule = rule_at(set, rule), .rule_index = rule, .line = from->line};
	out->spans = mem_alloc(SPANS_MAX, sizeof *out->spans);
	enum err err = ERR_NONE;
	bool open = false;
	for (const char *at = from->text; *at && !err;) {
		/* "]]]" closes after its first bracket, so that a marked text may end with one */
		bool opens = at[0] == '[' && at[1] == '[', closes = at[0] == ']' && at[1] == ']' && (at[2] != ']' || !open);
		if (!opens && !(closes && open)) {
			buf_add_byte(&out->text, *at++);
			continue;
		}
		if (opens && open)
			err = marks_fault(out, "[[ stands within [[ ]]", fault);
		else if (opens && out->span_count == SPANS_MAX)
			err = marks_fault(out, "more than 64 marks", fault);
		else if (opens)
			out->spans[out->span_count].from = out->text.len;
		else
			out->spans[out->span_count++].to = out->text.len;
		open = opens;
		at += 2;
	}
	if (!err && open)
		err = marks_fault(out, "[[ without ]]", fault);
	if (err)
		rule_case_free(out);
	return err;
}

void rule_case_free(struct rule_case *rule_case)
{
	buf_free(&rule_case->text);
	free(rule_case->spans);
	*rule_case = (struct rule_case){0};
}

static void add_spans(struct buf *out, struct str text, const struct span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str part = str_part(text, spans[i]);
		buf_printf(out, "%s\"%.*s\"", i ? ", " : "", (int)part.len, part.ptr);
	}
	if (count == 0)
		buf_add_text(out, "nothing");
}

bool rule_case_agrees(const struct rule_case *rule_case, const struct span *found, size_t count, struct buf *message)
{
	bool same = count == rule_case->span_count;
	for (size_t i = 0; i < count && same; i++)
		same = found[i].from == rule_case->spans[i].from && found[i].to == rule_case->spans[i].to;
	if (same)
		return true;
	struct str text = buf_str(&rule_case->text);
	buf_add_text(message, "must find ");
	add_spans(message, text, rule_case->spans, rule_case->span_count);
	buf_add_text(message, ", found ");
	add_spans(message, text, found, count);
	return false;
}

/* What one run of the tests uses again and again. */
struct bench {
	const struct pack_set *set;
	struct matcher *matcher;
	struct view view;
	struct tokens tokens;
	struct finding_list findings;
	struct buf message;
	rules_report *report;
	void *context;
	struct rules_tally *tally;
};

static size_t spans_of(const struct bench *bench, size_t rule, struct span *spans, size_t cap)
{
	size_t count = 0;
	for (size_t i = 0; i < bench->findings.count && count < cap; i++)
		if (bench->findings.list[i].rule == rule)
			spans[count++] = bench->findings.list[i].span;
	return count;
}

static enum err run_case(struct bench *bench, const struct rule_case *rule_case, struct fault *fault)
{
	struct span found[SPANS_MAX];
	view_clear(&bench->view);
	view_add(&bench->view, buf_str(&rule_case->text), 0, 0, (uint32_t)rule_case->text.len);
	tokens_read(&bench->tokens, pack_lexicon(bench->set), buf_str(&bench->view.text));
	bench->findings.count = 0;
	enum err err = rules_match(bench->matcher, &bench->tokens, &bench->findings, fault);
	if (err)
		return err;
	rules_settle(&bench->findings);
	size_t count = spans_of(bench, rule_case->rule_index, found, SPANS_MAX);
	bench->tally->tests++;
	buf_clear(&bench->message);
	if (rule_case_agrees(rule_case, found, count, &bench->message))
		return ERR_NONE;
	bench->tally->failed++;
	buf_add_byte(&bench->message, 0);
	bench->report(bench->context, rule_case->rule, rule_case->line, bench->message.ptr);
	return ERR_NONE;
}

static enum err run_rule(struct bench *bench, size_t index, struct fault *fault)
{
	const struct rule *rule = rule_at(bench->set, index);
	if (rule->selector != PACK_NO_SELECTOR) {
		bench->tally->skipped += rule->test_count;
		return ERR_NONE;
	}
	enum err err = ERR_NONE;
	for (size_t t = 0; t < rule->test_count && !err; t++) {
		struct rule_case rule_case;
		err = rule_case_read(bench->set, index, t, &rule_case, fault);
		if (err)
			break;
		err = run_case(bench, &rule_case, fault);
		rule_case_free(&rule_case);
	}
	return err;
}

enum err rules_test(const struct pack_set *set, rules_report *report, void *context, struct rules_tally *tally,
		    struct fault *fault)
{
	*tally = (struct rules_tally){0};
	struct bench bench = {.set = set, .report = report, .context = context, .tally = tally};
	bench.matcher = matcher_new(set);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < rule_count(set) && !err; i++)
		err = run_rule(&bench, i, fault);
	matcher_free(bench.matcher);
	view_free(&bench.view);
	tokens_free(&bench.tokens);
	finding_free(&bench.findings);
	buf_free(&bench.message);
	return err;
}

static const char *entry_of(const struct rule *rule)
{
	if (rule->selector != PACK_NO_SELECTOR)
		return "xml";
	if (rule->start.hint)
		return "hint";
	if (rule->hint_count)
		return "near a hint";
	return rule->start.given ? "token shape" : "any token";
}

struct rule_row rule_row_at(const struct pack_set *set, size_t index)
{
	const struct rule *rule = rule_at(set, index);
	return (struct rule_row){.id = rule->id,
				 .what = what_name(rule->what),
				 .pack = rule->pack->name,
				 .about = rule->about ? rule->about : "",
				 .line = rule->line,
				 .score = rule->score,
				 .tests = rule->test_count,
				 .keeps = rules_keeps(rule->what),
				 .xml = rule->selector != PACK_NO_SELECTOR,
				 .entry = entry_of(rule)};
}
