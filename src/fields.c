/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fields.h"

#include <stdlib.h>

#include "base/mem.h"

static bool is_thing(enum what what)
{
	switch (what) {
	case WHAT_NONE:
	case WHAT_NAME:
	case WHAT_NAME_GIVEN:
	case WHAT_NAME_MIDDLE:
	case WHAT_NAME_SURNAME:
	case WHAT_NAME_SUFFIX:
	case WHAT_NAME_ALIAS:
	case WHAT_ROLE:
	case WHAT_RELATION:
	case WHAT_SEX:
	case WHAT_AGE:
	case WHAT_GRADE:
		return false; /* people/ reads these from the fields */
	default:
		return true;
	}
}

/* A rule that ran from an id into the value beside it found the value only. */
static void leave_code(struct span *span, struct span code, struct str text)
{
	if (span->from >= code.from && span->from < code.to && span->to > code.to) {
		span->from = code.to;
		while (span->from < span->to && (text.ptr[span->from] == '\n' || text.ptr[span->from] == ' '))
			span->from++;
	} else if (span->from < code.from && span->to > code.from && span->to <= code.to) {
		span->to = code.from;
		while (span->to > span->from && (text.ptr[span->to - 1] == '\n' || text.ptr[span->to - 1] == ' '))
			span->to--;
	}
}

/* Of an id nothing may be left, or two could become the same; and wherever the same id stands it is the same thing. */
static void take_codes(const struct view *view, struct finding_list *findings, size_t rules)
{
	bool any = false;
	for (size_t i = 0; i < view->field_count && !any; i++)
		any = view->fields[i].what == WHAT_CODE;
	if (!any)
		return;
	for (size_t i = 0; i < rules; i++) {
		struct span whole = {0, 0};
		if (findings->list[i].what >= WHAT_REPORT_NUMBER || findings->list[i].span.from >= findings->list[i].span.to)
			continue;
		for (size_t j = 0; j < view->field_count && whole.to == 0; j++)
			if (view->fields[j].what == WHAT_CODE && view->fields[j].span.from <= findings->list[i].span.from &&
			    view->fields[j].span.to >= findings->list[i].span.to)
				whole = view->fields[j].span;
		for (size_t j = 0; j < view->field_count && whole.to; j++) {
			struct span span = view->fields[j].span;
			struct str text = buf_str(&view->text);
			if (view->fields[j].what != WHAT_CODE || !str_equal(str_part(text, span), str_part(text, whole)))
				continue;
			struct finding copy = findings->list[i];
			struct finding *same = finding_add(findings, span, copy.what, copy.rule);
			copy.span = span;
			*same = copy;
		}
	}
}

/* A telephone of a contact of an agency is no private one because it is a telephone too. */
static bool is_public(const struct view *view, const struct field *field)
{
	for (size_t i = 0; field->what == WHAT_PHONE && i < view->field_count; i++)
		if (view->fields[i].what == WHAT_PUBLIC_PHONE && view->fields[i].span.from == field->span.from &&
		    view->fields[i].span.to == field->span.to)
			return true;
	return false;
}

static uint16_t rule_of(const struct pack_set *packs, const struct field *field)
{
	return field->rule == FIELD_HEAD ? RULE_PEOPLE : (uint16_t)selector_rule(packs, field->rule);
}

static bool is_date(enum what what)
{
	return what == WHAT_INCIDENT_DATE || what == WHAT_REPORT_DATE || what == WHAT_BIRTH_DATE;
}

/* A rule knows the value for what it is: the telephone of an agency under the head of telephones. `reach`: see finding.h. */
static bool is_told(const struct finding_list *findings, const size_t *reach, size_t rules, const struct field *field)
{
	for (size_t i = finding_beyond(reach, rules, field->span.from); i < rules && findings->list[i].span.from < field->span.to; i++) {
		const struct finding *finding = &findings->list[i];
		if (finding->span.to > field->span.from &&
		    (finding->what == WHAT_PUBLIC_PHONE || finding->what == WHAT_BADGE ||
		     (finding->what == WHAT_REPORT_NUMBER && field->what == WHAT_OTHER_ID)))
			return true;
	}
	return false;
}

/* The known head that `at` is in or right behind, over the sign that follows it; NULL: none. Heads are in order. */
static const struct view_head *head_over(const struct view *view, size_t at, bool code)
{
	size_t low = 0, high = view->head_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (view->heads[middle].span.from <= at)
			low = middle + 1;
		else
			high = middle;
	}
	const struct view_head *head = low ? &view->heads[low - 1] : NULL;
	return head && (head->known || (code && head->code)) && at < head->span.to ? head : NULL;
}

void fields_leave_heads(const struct view *view, struct finding_list *findings, bool code)
{
	struct str text = buf_str(&view->text);
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->list[i];
		struct span *span = &finding->span;
		for (const struct view_head *head; span->from < span->to && (head = head_over(view, span->from, code)) != NULL;) {
			span->from = head->span.to;
			while (span->from < span->to && (text.ptr[span->from] == '\n' || text.ptr[span->from] == ' '))
				span->from++;
		}
		for (const struct view_head *head; span->from < span->to && (head = head_over(view, span->to - 1, code)) != NULL;) {
			span->to = head->span.from;
			while (span->from < span->to && (text.ptr[span->to - 1] == '\n' || text.ptr[span->to - 1] == ' '))
				span->to--;
		}
		if (span->from < span->to)
			findings->list[kept++] = *finding;
	}
	findings->count = kept;
	finding_sort(findings);
}

static void add_fields(const struct view *view, const struct pack_set *packs, struct finding_list *findings)
{
	size_t rules = findings->count;
	size_t *reach = mem_alloc(rules, sizeof *reach);
	finding_reach(findings->list, rules, reach);
	for (size_t i = 0; i < view->field_count; i++) {
		const struct field *field = &view->fields[i];
		if (!is_thing(field->what) || field->span.from >= field->span.to || is_public(view, field) ||
		    (field->rule == FIELD_HEAD && is_told(findings, reach, rules, field)))
			continue;
		struct finding *finding = finding_add(findings, field->span, field->what, rule_of(packs, field));
		finding->who = field->what == WHAT_CODE ? WHO_NONE : WHO_UNKNOWN;
	}
	free(reach);
}

/* Is all of it one of `fields`, as a date of a kind where it is one? */
static bool is_in_field(const struct finding *finding, const struct finding_list *fields, const size_t *reach)
{
	for (size_t i = finding_beyond(reach, fields->count, finding->span.to - 1);
	     i < fields->count && fields->list[i].span.from <= finding->span.from; i++)
		if (fields->list[i].span.to >= finding->span.to && (finding->what == WHAT_DATE || is_date(fields->list[i].what)))
			return true;
	return false;
}

static void drop_dates(const struct view *view, struct finding_list *findings, size_t rules)
{
	struct finding_list fields = {0};
	size_t kept = 0;
	for (size_t i = rules; i < findings->count; i++)
		*finding_add(&fields, findings->list[i].span, findings->list[i].what, 0) = findings->list[i];
	finding_sort(&fields);
	size_t *reach = mem_alloc(fields.count, sizeof *reach);
	finding_reach(fields.list, fields.count, reach);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		bool date = finding->what == WHAT_DATE || (view->table && is_date(finding->what));
		if (i >= rules || !date || !is_in_field(finding, &fields, reach))
			findings->list[kept++] = *finding;
	}
	findings->count = kept;
	free(reach);
	finding_free(&fields);
}

/* What the format names by its structure is found without a rule: an element that a pack selects, a column. A date of
 * that kind is no date of another. */
void fields_find(const struct view *view, const struct pack_set *packs, struct finding_list *findings)
{
	if (view->head_count)
		fields_leave_heads(view, findings, true);
	size_t rules = findings->count;
	if (view->field_count)
		add_fields(view, packs, findings);
	for (size_t j = rules; j < findings->count; j++)
		if (findings->list[j].what == WHAT_CODE)
			for (size_t i = 0; i < rules; i++)
				leave_code(&findings->list[i].span, findings->list[j].span, buf_str(&view->text));
	take_codes(view, findings, rules);
	if (findings->count > rules)
		drop_dates(view, findings, rules);
	finding_sort(findings);
}
