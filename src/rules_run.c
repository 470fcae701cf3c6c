/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "rules_run.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "format/format.h"
#include "risk.h"

struct spans {
	struct span *list;
	size_t count, cap;
};

static void add_span(struct spans *spans, struct span span)
{
	spans->list = mem_room(spans->list, spans->count, &spans->cap, sizeof *spans->list);
	spans->list[spans->count++] = span;
}

static int order(const void *left, const void *right)
{
	const struct span *a = left, *b = right;
	return a->from != b->from ? (a->from < b->from ? -1 : 1) : (a->to > b->to) - (a->to < b->to);
}

/* Where the fields of one selector come from, in bytes of the test's text. */
static void take_fields(const struct view *view, size_t selector, struct spans *spans)
{
	for (size_t i = 0; i < view->field_count; i++) {
		const struct field *field = &view->fields[i];
		if (field->rule != selector || field->span.from == field->span.to)
			continue;
		struct span pieces = view_pieces(view, field->span);
		if (pieces.from == pieces.to)
			continue;
		const struct piece *first = &view->pieces[pieces.from], *last = &view->pieces[pieces.to - 1];
		uint64_t from = first->origin + (field->span.from > first->from ? field->span.from - first->from : 0);
		uint64_t to = last->origin + (field->span.to < last->to ? field->span.to - last->from : last->origin_len);
		add_span(spans, (struct span){(size_t)from, (size_t)to});
	}
}

static enum err run_case(const struct pack_set *packs, const struct rule_case *test, struct spans *found, struct fault *fault)
{
	struct format_options options = {0};
	struct view view = {0};
	void *document = NULL;
	bool more = true;
	options.selectors = pack_selectors(packs, &options.selector_count);
	struct source *source = source_open_bytes(buf_str(&test->text));
	enum err err = format_xml.open(&options, source, &document, fault);
	while (!err && more) {
		err = format_xml.next(document, &view, &more, fault);
		if (!err && more)
			take_fields(&view, test->rule->selector, found);
	}
	if (document)
		format_xml.close(document);
	source_close(source);
	view_free(&view);
	if (found->count)
		qsort(found->list, found->count, sizeof *found->list, order);
	size_t kept = 0;
	for (size_t i = 0; i < found->count; i++)
		if (kept == 0 || order(&found->list[kept - 1], &found->list[i]) != 0)
			found->list[kept++] = found->list[i];
	found->count = kept;
	return err;
}

static enum err run_xml(const struct pack_set *packs, size_t rule, size_t number, rules_report *report, void *context,
			struct rules_tally *tally, struct fault *fault)
{
	struct rule_case test;
	enum err err = rule_case_read(packs, rule, number, &test, fault);
	if (err)
		return err;
	struct spans found = {0};
	struct buf message = {0};
	struct fault why = {0};
	bool agrees = false;
	if (run_case(packs, &test, &found, &why))
		buf_add_text(&message, why.text);
	else
		agrees = rule_case_agrees(&test, found.list, found.count, &message);
	tally->tests++;
	tally->skipped--;
	if (!agrees) {
		buf_add_byte(&message, '\0');
		report(context, test.rule, test.line, message.ptr);
		tally->failed++;
	}
	free(found.list);
	buf_free(&message);
	rule_case_free(&test);
	return ERR_NONE;
}

/* The rules of patterns/risk are a set of their own. */
static enum err run_risk_tests(const struct engine *engine, rules_report *report, void *context, struct rules_tally *tally,
			       struct fault *fault)
{
	struct risk_kit *kit = NULL;
	struct rules_tally own = {0};
	enum err err = risk_kit_load(engine->patterns, &kit, fault);
	if (!err)
		err = rules_test(kit->packs, report, context, &own, fault);
	tally->tests += own.tests;
	tally->failed += own.failed;
	risk_kit_free(kit);
	return err;
}

enum err rules_run_tests(const struct engine *engine, rules_report *report, void *context, struct rules_tally *tally,
			 struct fault *fault)
{
	enum err err = rules_test(engine->packs, report, context, tally, fault);
	for (size_t i = 0; i < rule_count(engine->packs) && !err; i++) {
		const struct rule *rule = rule_at(engine->packs, i);
		if (rule->selector == PACK_NO_SELECTOR)
			continue;
		for (size_t j = 0; j < rule->test_count && !err; j++)
			err = run_xml(engine->packs, i, j, report, context, tally, fault);
	}
	return err ? err : run_risk_tests(engine, report, context, tally, fault);
}

void rules_print_failure(void *to, const struct rule *rule, unsigned line, const char *message)
{
	fprintf(to, "%s:%u: rule %s: %s\n", rule->pack->path, line, rule->id, message);
}

enum err rules_print_tests(const struct engine *engine, bool json, size_t *failed, struct fault *fault)
{
	struct rules_tally tally = {0};
	enum err err = rules_run_tests(engine, rules_print_failure, json ? stderr : stdout, &tally, fault);
	*failed = tally.failed;
	if (!err && json)
		printf("{\"tests\":%zu,\"failed\":%zu}\n", tally.tests, tally.failed);
	else if (!err)
		printf("%zu passed, %zu failed\n", tally.tests - tally.failed, tally.failed);
	return err;
}

void rules_print_list(const struct engine *engine)
{
	printf("%-32s %-14s %-6s %-5s %s\n", "RULE", "FINDS", "TESTS", "DOES", "PACK");
	for (size_t i = 0; i < rule_count(engine->packs); i++) {
		struct rule_row row = rule_row_at(engine->packs, i);
		printf("%-32s %-14s %-6zu %-5s %s:%u\n", row.id, row.what, row.tests, row.keeps ? "keep" : "find", row.pack, row.line);
	}
}

void rules_print_check(const struct engine *engine)
{
	size_t warnings = rules_lint(engine->packs, rules_print_failure, stdout);
	printf("%zu packs, %zu rules, policy %s: well formed, %zu warning%s\n", pack_count(engine->packs), rule_count(engine->packs),
	       engine->policy->name, warnings, warnings == 1 ? "" : "s");
}
