/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "fields.h"

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

/* What the format names by its structure is found without a rule: an element that a pack selects, a column. A date of
 * that kind is no date of another. */
void fields_find(const struct view *view, const struct pack_set *packs, struct finding_list *findings)
{
	size_t rules = findings->count;
	for (size_t i = 0; i < view->field_count; i++) {
		const struct field *field = &view->fields[i];
		if (!is_thing(field->what) || field->span.from >= field->span.to)
			continue;
		finding_add(findings, field->span, field->what, (uint16_t)selector_rule(packs, field->rule))->who =
			WHO_UNKNOWN;
	}
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		bool told = false;
		for (size_t j = rules; i < rules && findings->list[i].what == WHAT_DATE && j < findings->count && !told; j++)
			told = findings->list[j].span.from <= findings->list[i].span.from &&
			       findings->list[j].span.to >= findings->list[i].span.to;
		if (!told)
			findings->list[kept++] = findings->list[i];
	}
	findings->count = kept;
	finding_sort(findings);
}
