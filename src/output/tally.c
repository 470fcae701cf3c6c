/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "output/classes.h"
#include "output/tally_parts.h"

const struct tally_column tally_columns[COLUMNS] = {
	{"documents-by-first-offence", "Documents by the offence listed first", "documents, first offence", "document",
	 "Every document is counted once, in the class of the offence that it lists first.", true},
	{"reports-by-first-offence", "Reports by the offence listed first", "reports, first offence", "report",
	 "Every report is counted once, in the class of the offence that it lists first.", true},
	{"reports-by-any-offence", "Reports by any offence", "reports, any offence", "report",
	 "A report is counted in every class of which it lists an offence, once in each. So these numbers can sum to more than there are "
	 "reports.", false},
	{"offences", "Offences", "offences", "offence",
	 "Every offence that a report lists is counted, up to the 500th. A report can list several.", true},
	{"child-victims-by-first-offence", "Child victims by the offence listed first", "child victims", "child victim",
	 "Every child whom a report lists as a victim is counted, in the class of the offence that the report lists first. A child in two "
	 "reports is counted twice, because nothing in a release may show that it is the same child.", true},
};

const char tally_report_rule[] =
	"A report is known by its number. Where several documents have the same number (an original, its supplements, an export of the "
	"same), one row of index.csv speaks for the report, the one with \"yes\" under \"counted\": the row that lists the most offences; "
	"of these the one with the most child victims; of these the one that states the most of report date, incident date, division and "
	"disposition; of these the first. Capitals, spaces and the mark of a supplement at its end (S1, SUPP 2) make no other number. A "
	"document without a report number counts as a report of its own, and exact copies of it once.";

struct tally *tally_new(void)
{
	struct tally *tally = mem_alloc(1, sizeof *tally);
	tally->divisions.most = DIVISIONS_MOST;
	tally->months.most = MONTHS_MOST;
	return tally;
}

static void groups_free(struct tally_groups *groups)
{
	for (size_t i = 0; i < groups->count; i++)
		free(groups->list[i].name);
	free(groups->list);
	cross_free(&groups->cross);
}

void tally_free(struct tally *tally)
{
	if (tally == NULL)
		return;
	for (size_t i = 0; i < tally->class_count; i++)
		free(tally->classes[i].name);
	groups_free(&tally->divisions);
	groups_free(&tally->months);
	free(tally);
}

/* The number of a class. There is always room for unclassified, which takes in what has no room. */
static size_t class_of(struct tally *tally, struct str name)
{
	size_t i = 0;
	while (i < tally->class_count && !str_equal(str_of(tally->classes[i].name), name))
		i++;
	if (i < tally->class_count)
		return i;
	bool none = str_equal(name, STR(CLASS_NONE));
	if (!none && tally->class_count >= TALLY_CLASSES - 1)
		return class_of(tally, STR(CLASS_NONE));
	tally->classes[tally->class_count] = (struct tally_class){.name = mem_text(name.ptr, name.len)};
	return tally->class_count++;
}

/* The group of this name, which may be new; NULL: there is no room. */
static struct tally_group *group_of(struct tally_groups *groups, struct str name)
{
	size_t i = 0;
	while (i < groups->count && !str_equal_nocase(str_of(groups->list[i].name), name))
		i++;
	if (i == groups->count && groups->count >= groups->most) {
		groups->overflow = true;
		return NULL;
	}
	if (i == groups->count) {
		groups->list = mem_room(groups->list, groups->count, &groups->cap, sizeof *groups->list);
		groups->list[groups->count++] = (struct tally_group){.name = mem_text(name.ptr, name.len)};
	}
	return &groups->list[i];
}

static void add_group(struct tally_groups *groups, struct str name, size_t class)
{
	struct tally_group *group = group_of(groups, name);
	if (group == NULL)
		return;
	group->cells[class]++;
	group->total++;
}

/* The month of the report, or else of the incident: "2011-02". */
static struct str month_of(const struct report *report)
{
	enum { MONTH = 7 };
	struct str date = report->reported.len >= MONTH ? report->reported : report->from;
	return date.len >= MONTH ? (struct str){date.ptr, MONTH} : (struct str){0};
}

static void add_to(struct tally *tally, size_t class, enum column column, uint64_t count)
{
	*(class == TALLY_NONE ? &tally->none[column] : &tally->classes[class].cells[column]) += count;
	tally->total[column] += count;
}

static void add_offences(struct tally *tally, const struct report *report)
{
	struct str rest = report->offences;
	struct offence offence;
	for (uint64_t i = 0; i < report->offence_count && offence_take(&rest, &offence); i++) {
		size_t class = class_of(tally, offence.class);
		add_to(tally, class, COLUMN_OFFENCES, 1);
		tally->attempted += offence.attempted;
		if (tally->classes[class].last != tally->total[COLUMN_FIRST]) {
			tally->classes[class].last = tally->total[COLUMN_FIRST];
			tally->classes[class].cells[COLUMN_ANY]++;
		}
	}
}

void tally_add(struct tally *tally, const struct row *row, bool counted)
{
	const struct report *report = &row->report;
	struct str rest = report->offences;
	struct offence first;
	if (row->withheld) {
		tally->withheld++;
		tally->total[COLUMN_DOCUMENTS]++;
		return;
	}
	size_t class = report->offence_count && offence_take(&rest, &first) ? class_of(tally, first.class) : TALLY_NONE;
	tally->rows++;
	if (!row->further)
		add_to(tally, class, COLUMN_DOCUMENTS, 1);
	if (!counted)
		return;
	add_to(tally, class, COLUMN_FIRST, 1);
	add_to(tally, class, COLUMN_VICTIMS, report_victims(report));
	tally->total[COLUMN_ANY]++;
	tally->none[COLUMN_ANY] += class == TALLY_NONE;
	tally->numbered += report->number.len > 0;
	tally->beyond += report->more_offences;
	add_offences(tally, report);
	add_group(&tally->divisions, report->division, class);
	add_group(&tally->months, month_of(report), class);
}

/* ---- at the end ---------------------------------------------------------------------------------------------- */

static bool goes_before(const struct tally_class *a, const struct tally_class *b)
{
	bool last_a = strcmp(a->name, CLASS_NONE) == 0, last_b = strcmp(b->name, CLASS_NONE) == 0;
	if (last_a != last_b)
		return last_b;
	if (a->cells[COLUMN_FIRST] != b->cells[COLUMN_FIRST])
		return a->cells[COLUMN_FIRST] > b->cells[COLUMN_FIRST];
	if (a->cells[COLUMN_ANY] != b->cells[COLUMN_ANY])
		return a->cells[COLUMN_ANY] > b->cells[COLUMN_ANY];
	return strcmp(a->name, b->name) < 0;
}

static void sort_classes(struct tally *tally)
{
	class_of(tally, STR(CLASS_NONE)); /* is stated also when it is 0 */
	for (size_t i = 0; i < tally->class_count; i++) {
		size_t at = i;
		for (; at > 0 && goes_before(&tally->classes[i], &tally->classes[tally->order[at - 1]]); at--)
			tally->order[at] = tally->order[at - 1];
		tally->order[at] = i;
	}
	for (size_t i = 0; i < tally->class_count; i++)
		if (tally->classes[tally->order[i]].cells[COLUMN_FIRST])
			tally->columns[tally->column_count++] = tally->order[i];
	if (tally->none[COLUMN_FIRST])
		tally->columns[tally->column_count++] = TALLY_NONE;
}

static int group_order(const void *left, const void *right)
{
	const struct tally_group *a = left, *b = right;
	if (!*a->name || !*b->name)
		return !*a->name - !*b->name;
	return strcmp(a->name, b->name);
}

static void cross_groups(const struct tally *tally, struct tally_groups *groups, uint64_t mask_below)
{
	struct cross *cross = &groups->cross;
	if (groups->count)
		qsort(groups->list, groups->count, sizeof *groups->list, group_order);
	cross_make(cross, groups->count, tally->column_count);
	for (size_t row = 0; row < cross->rows; row++) {
		cross->totals[row] = groups->list[row].total;
		for (size_t column = 0; column < cross->columns; column++)
			cross->cells[row * cross->columns + column] = groups->list[row].cells[tally->columns[column]];
	}
	cross_mask(cross, mask_below);
	cross->shown = cross->shown && !groups->overflow;
}

/* A table of which most totals are hidden tells nobody anything: then years take the place of months. Only one of the two is
 * published: what is hidden in one could be worked out from the other. */
static void fold_years(struct tally *tally, uint64_t mask_below)
{
	enum { YEAR = 4 };
	struct tally_groups *months = &tally->months, years = {.most = MONTHS_MOST};
	size_t hidden = 0;
	for (size_t i = 0; i < months->cross.rows; i++)
		hidden += months->cross.total_hidden[i];
	if (hidden * 2 <= months->cross.rows || months->overflow)
		return;
	for (size_t i = 0; i < months->count; i++) {
		const struct tally_group *month = &months->list[i];
		struct str name = str_of(month->name);
		struct tally_group *year = group_of(&years, name.len > YEAR ? (struct str){name.ptr, YEAR} : name);
		for (size_t k = 0; year && k < TALLY_CELLS; k++)
			year->cells[k] += month->cells[k];
		if (year)
			year->total += month->total;
	}
	groups_free(months);
	*months = years;
	tally->by_year = true;
	cross_groups(tally, months, mask_below);
}

static bool groups_sum(const struct tally_groups *groups, uint64_t total)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < groups->count; i++)
		sum += groups->list[i].total;
	return groups->overflow || sum == total;
}

static bool columns_sum(const struct tally *tally)
{
	for (enum column column = 0; column < COLUMNS; column++) {
		uint64_t sum = tally->none[column] + (column == COLUMN_DOCUMENTS ? tally->withheld : 0);
		for (size_t i = 0; i < tally->class_count; i++) {
			const uint64_t *cells = tally->classes[i].cells;
			sum += cells[column];
			if (cells[COLUMN_FIRST] > cells[COLUMN_ANY] || cells[COLUMN_ANY] > cells[COLUMN_OFFENCES])
				return false;
		}
		if (tally_columns[column].sums ? sum != tally->total[column] : sum < tally->total[column])
			return false;
	}
	return tally->total[COLUMN_FIRST] == tally->total[COLUMN_ANY] && tally->total[COLUMN_FIRST] <= tally->rows &&
	       tally->total[COLUMN_DOCUMENTS] - tally->withheld <= tally->rows;
}

bool tally_finish(struct tally *tally, uint64_t mask_below)
{
	sort_classes(tally);
	cross_groups(tally, &tally->divisions, mask_below);
	cross_groups(tally, &tally->months, mask_below);
	fold_years(tally, mask_below);
	return columns_sum(tally) && groups_sum(&tally->divisions, tally->total[COLUMN_FIRST]) &&
	       groups_sum(&tally->months, tally->total[COLUMN_FIRST]);
}

struct str tally_column_name(const struct tally *tally, size_t i)
{
	size_t class = tally->columns[i];
	return class == TALLY_NONE ? STR("no offence listed") : str_of(tally->classes[class].name);
}
