/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "view/finding.h"

#include <stdlib.h>

#include "base/mem.h"

static const char *const names[WHO_COUNT] = {
	[WHO_NONE] = "none",         [WHO_CHILD] = "child",       [WHO_JUVENILE] = "juvenile",
	[WHO_RELATIVE] = "relative", [WHO_REPORTER] = "reporter", [WHO_VICTIM] = "victim",
	[WHO_OFFICIAL] = "official", [WHO_ARRESTED] = "arrested", [WHO_ADULT] = "adult",
	[WHO_UNPLACED] = "unplaced", [WHO_UNKNOWN] = "unknown",
};

const char *who_name(enum who who)
{
	return (unsigned)who < WHO_COUNT ? names[who] : names[WHO_NONE];
}

enum who who_of(struct str name)
{
	for (unsigned i = 1; i < WHO_COUNT; i++)
		if (str_equal(name, str_of(names[i])))
			return (enum who)i;
	return WHO_NONE;
}

struct finding *finding_add(struct finding_list *findings, struct span span, enum what what, uint16_t rule)
{
	findings->list = mem_room(findings->list, findings->count, &findings->cap, sizeof *findings->list);
	struct finding *finding = &findings->list[findings->count++];
	*finding = (struct finding){.span = span, .what = what, .person = NOBODY, .rule = rule, .score = 100};
	return finding;
}

static int order(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	if (a->span.from != b->span.from)
		return a->span.from < b->span.from ? -1 : 1;
	if (a->span.to != b->span.to)
		return a->span.to > b->span.to ? -1 : 1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	return (a->what > b->what) - (a->what < b->what);
}

/* Findings come nearly in order: then this is faster than qsort(). */
static void insert_sort(struct finding_list *findings)
{
	for (size_t i = 1; i < findings->count; i++) {
		struct finding finding = findings->list[i];
		size_t at = i;
		for (; at > 0 && order(&findings->list[at - 1], &finding) > 0; at--)
			findings->list[at] = findings->list[at - 1];
		findings->list[at] = finding;
	}
}

void finding_sort(struct finding_list *findings)
{
	enum { FEW = 64 };
	if (findings->count <= FEW)
		insert_sort(findings);
	else
		qsort(findings->list, findings->count, sizeof *findings->list, order);
}

void finding_reach(const struct finding *list, size_t count, size_t *reach)
{
	for (size_t i = 0; i < count; i++)
		reach[i] = i > 0 && reach[i - 1] > list[i].span.to ? reach[i - 1] : list[i].span.to;
}

size_t finding_beyond(const size_t *reach, size_t count, size_t at)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		if (reach[middle] > at)
			count = middle;
		else
			low = middle + 1;
	}
	return low;
}

void finding_free(struct finding_list *findings)
{
	free(findings->list);
	*findings = (struct finding_list){0};
}
