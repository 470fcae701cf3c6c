/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "output/log_page.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "output/html.h"
#include "view/what.h"

enum {
	WITHHELD_ROWS = 1000, /* rows of the parts of the page that grow with the release */
	SUMMARY_ROWS = 2000,
	DETAIL_ROWS = 6000,
	GROUPS_MOST = 300, /* rows of one document */
	PLACES_MOST = 24,  /* places in one row */
	COUNTERS_MOST = 500
};

/* How often something was the ground or kind of a cut. */
struct counter {
	struct buf name;
	uint64_t cuts, documents;
	uint64_t last; /* number of the document that was counted last */
	uint64_t here; /* cuts of the document at hand */
};

struct counters {
	struct counter *list;
	size_t count, cap;
};

/* Cuts of the document at hand with one token, kind and ground. */
struct group {
	struct buf token, places, last;
	size_t kind, basis;
	uint64_t cuts, repeats, shown, more; /* of the last place; places shown, and not */
};

/* Citations and reason, as they come together. */
struct basis {
	struct buf citations, reason;
	size_t *list; /* of citations */
	size_t count;
};

struct log_page {
	struct counters citations, kinds;
	struct basis *bases;
	size_t basis_count, basis_cap;
	struct group *groups;
	size_t group_count, group_cap;
	uint64_t document;       /* number of the document at hand, from 1 */
	uint64_t cuts, here, beyond; /* of all; of the document at hand; of those the ones in no group */
	uint64_t released, untouched, withheld, detailed, rows;
	struct buf summary, detail, kept_back;
};

struct log_page *log_page_new(void)
{
	struct log_page *page = mem_alloc(1, sizeof *page);
	page->document = 1;
	return page;
}

static void counters_free(struct counters *counters)
{
	for (size_t i = 0; i < counters->count; i++)
		buf_free(&counters->list[i].name);
	free(counters->list);
}

void log_page_free(struct log_page *page)
{
	if (page == NULL)
		return;
	counters_free(&page->citations);
	counters_free(&page->kinds);
	for (size_t i = 0; i < page->basis_count; i++) {
		buf_free(&page->bases[i].citations);
		buf_free(&page->bases[i].reason);
		free(page->bases[i].list);
	}
	for (size_t i = 0; i < page->group_cap; i++) {
		buf_free(&page->groups[i].token);
		buf_free(&page->groups[i].places);
		buf_free(&page->groups[i].last);
	}
	free(page->bases);
	free(page->groups);
	buf_free(&page->summary);
	buf_free(&page->detail);
	buf_free(&page->kept_back);
	free(page);
}

/* ---- counting ------------------------------------------------------------------------------------------------ */

/* There are few names; should somebody write a bundle with many, the last one stands for all further ones. */
static size_t counter_of(struct counters *counters, struct str name)
{
	size_t i = 0;
	while (i < counters->count && !str_equal(buf_str(&counters->list[i].name), name))
		i++;
	if (i < counters->count || counters->count == COUNTERS_MOST)
		return i < counters->count ? i : i - 1;
	counters->list = mem_room(counters->list, counters->count, &counters->cap, sizeof *counters->list);
	counters->list[counters->count] = (struct counter){0};
	buf_add(&counters->list[counters->count].name, name);
	return counters->count++;
}

static void count(struct log_page *page, struct counter *counter)
{
	counter->here = counter->last == page->document ? counter->here + 1 : 1;
	counter->documents += counter->last != page->document;
	counter->last = page->document;
	counter->cuts++;
}

static void split_citations(struct log_page *page, struct basis *basis)
{
	struct str rest = buf_str(&basis->citations);
	size_t cap = 0;
	while (rest.len) {
		const char *end = memmem(rest.ptr, rest.len, "; ", 2);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len, skip = end ? len + 2 : len;
		basis->list = mem_room(basis->list, basis->count, &cap, sizeof *basis->list);
		basis->list[basis->count++] = counter_of(&page->citations, (struct str){rest.ptr, len});
		rest = str_part(rest, (struct span){skip, rest.len});
	}
}

static size_t basis_of(struct log_page *page, struct str citations, struct str reason)
{
	for (size_t i = 0; i < page->basis_count; i++)
		if (str_equal(buf_str(&page->bases[i].citations), citations) && str_equal(buf_str(&page->bases[i].reason), reason))
			return i;
	if (page->basis_count == COUNTERS_MOST)
		return COUNTERS_MOST - 1;
	page->bases = mem_room(page->bases, page->basis_count, &page->basis_cap, sizeof *page->bases);
	struct basis *basis = &page->bases[page->basis_count];
	*basis = (struct basis){0};
	buf_add(&basis->citations, citations);
	buf_add(&basis->reason, reason);
	split_citations(page, basis);
	return page->basis_count++;
}

static struct group *group_of(struct log_page *page, struct str token, size_t kind, size_t basis)
{
	for (size_t i = page->group_count; i-- > 0;)
		if (page->groups[i].kind == kind && page->groups[i].basis == basis && str_equal(buf_str(&page->groups[i].token), token))
			return &page->groups[i];
	if (page->group_count == GROUPS_MOST)
		return NULL;
	size_t cap = page->group_cap;
	page->groups = mem_room(page->groups, page->group_count, &page->group_cap, sizeof *page->groups);
	for (; cap < page->group_cap; cap++)
		page->groups[cap] = (struct group){0};
	struct group *group = &page->groups[page->group_count++];
	buf_clear(&group->token);
	buf_clear(&group->places);
	buf_clear(&group->last);
	buf_add(&group->token, token);
	group->kind = kind;
	group->basis = basis;
	group->cuts = group->repeats = group->shown = group->more = 0;
	return group;
}

static void add_repeats(struct group *group)
{
	if (group->repeats > 1)
		buf_printf(&group->places, " (%llu times)", (unsigned long long)group->repeats);
	group->repeats = 0;
}

/* "line 3, 7 (2 times), 9; file name" */
static void add_place(struct group *group, struct str place)
{
	const struct str line = STR("line ");
	group->cuts++;
	if (group->shown && str_equal(buf_str(&group->last), place)) {
		group->repeats++;
		return;
	}
	if (group->shown == PLACES_MOST) {
		group->more++;
		return;
	}
	add_repeats(group);
	bool goes_on = group->shown && str_starts(place, line) && str_starts(buf_str(&group->last), line);
	if (group->shown)
		buf_add_text(&group->places, goes_on ? ", " : "; ");
	html_text(&group->places, goes_on ? str_part(place, (struct span){line.len, place.len}) : place);
	buf_clear(&group->last);
	buf_add(&group->last, place);
	group->shown++;
	group->repeats = 1;
}

void log_page_cut(struct log_page *page, const struct log_page_cut *cut)
{
	size_t kind = counter_of(&page->kinds, cut->kind), number = basis_of(page, cut->citations, cut->reason);
	const struct basis *basis = &page->bases[number];
	page->cuts++;
	page->here++;
	count(page, &page->kinds.list[kind]);
	for (size_t i = 0; i < basis->count; i++)
		count(page, &page->citations.list[basis->list[i]]);
	if (page->rows >= DETAIL_ROWS)
		return;
	struct group *group = group_of(page, cut->token, kind, number);
	if (group)
		add_place(group, cut->place);
	else
		page->beyond++;
}

/* ---- parts of the page --------------------------------------------------------------------------------------- */

/* Those of the document at hand, most cuts first, named once each. */
static void add_here(const struct log_page *page, const struct counters *counters, bool kinds, struct buf *out)
{
	bool any = false;
	for (size_t i = 0; i < counters->count; i++) {
		const struct counter *counter = &counters->list[i];
		if (counter->last != page->document)
			continue;
		buf_add_text(out, !any ? "" : kinds ? ", " : "; ");
		any = true;
		if (!kinds) {
			html_text(out, buf_str(&counter->name));
			continue;
		}
		what_add_words(out, buf_str(&counter->name));
		buf_add_byte(out, ' ');
		html_count(out, counter->here);
	}
}

static void add_summary(struct log_page *page, struct str document)
{
	struct buf *out = &page->summary;
	if (page->released > SUMMARY_ROWS)
		return;
	buf_add_text(out, "<tr><td class=\"path\">");
	html_text(out, document);
	buf_add_text(out, "</td>");
	html_number_cell(out, page->here);
	buf_add_text(out, page->here ? "<td class=\"small\">" : "<td class=\"small\">released whole");
	add_here(page, &page->kinds, true, out);
	buf_add_text(out, "</td><td class=\"small\">");
	add_here(page, &page->citations, false, out);
	buf_add_text(out, "</td></tr>\n");
}

static void add_group(struct log_page *page, struct group *group)
{
	struct buf *out = &page->detail;
	const struct basis *basis = &page->bases[group->basis];
	add_repeats(group);
	buf_add_text(out, "<tr><td class=\"token\">");
	html_text(out, buf_str(&group->token));
	buf_add_text(out, "</td><td>");
	what_add_words(out, buf_str(&page->kinds.list[group->kind].name));
	buf_add_text(out, "</td><td class=\"small\">");
	buf_add(out, buf_str(&group->places));
	if (group->more)
		buf_printf(out, " and %llu more", (unsigned long long)group->more);
	buf_add_text(out, "</td><td class=\"small\">");
	html_text(out, buf_str(&basis->reason));
	buf_add_text(out, basis->reason.len && basis->citations.len ? ": " : "");
	html_text(out, buf_str(&basis->citations));
	buf_add_text(out, "</td></tr>\n");
}

static void add_detail(struct log_page *page, struct str document)
{
	struct buf *out = &page->detail;
	if (page->here == 0 || page->rows >= DETAIL_ROWS)
		return;
	page->detailed++;
	page->rows += page->group_count;
	buf_add_text(out, "<h3>");
	html_text(out, document);
	buf_add_text(out, "</h3>\n<table class=\"cuts\">\n<thead><tr><th>stands there now</th><th>what was cut</th><th>where</th>"
			  "<th>why</th></tr></thead>\n"
			  "<tbody>\n");
	for (size_t i = 0; i < page->group_count; i++)
		add_group(page, &page->groups[i]);
	buf_add_text(out, "</tbody>\n</table>\n");
	if (page->beyond)
		buf_printf(out, "<p class=\"small\">And %llu more cuts in this document: see redaction-log.csv.</p>\n",
			   (unsigned long long)page->beyond);
}

void log_page_released(struct log_page *page, struct str document)
{
	page->released++;
	page->untouched += page->here == 0;
	add_summary(page, document);
	add_detail(page, document);
	page->document++;
	page->here = page->beyond = 0;
	page->group_count = 0;
}

void log_page_withheld(struct log_page *page, struct str document, struct str reason)
{
	struct buf *out = &page->kept_back;
	if (page->withheld++ >= WITHHELD_ROWS)
		return;
	buf_add_text(out, "<tr><td class=\"path\">");
	html_text(out, document);
	buf_add_text(out, "</td><td>");
	html_text(out, reason);
	buf_add_text(out, "</td></tr>\n");
}

static int counter_order(const void *left, const void *right)
{
	const struct counter *a = *(const struct counter *const *)left, *b = *(const struct counter *const *)right;
	if (a->cuts != b->cuts)
		return a->cuts > b->cuts ? -1 : 1;
	return str_order(buf_str(&a->name), buf_str(&b->name));
}

static void add_totals(const struct counters *counters, bool kinds, struct buf *out)
{
	const struct counter **sorted = mem_alloc(counters->count + 1, sizeof *sorted);
	for (size_t i = 0; i < counters->count; i++)
		sorted[i] = &counters->list[i];
	if (counters->count)
		qsort(sorted, counters->count, sizeof *sorted, counter_order);
	buf_printf(out, "<table class=\"totals\">\n<thead><tr><th>%s</th><th class=\"n\">cuts</th><th class=\"n\">documents</th></tr></thead>\n"
			"<tbody>\n",
		   kinds ? "what was cut" : "citation");
	for (size_t i = 0; i < counters->count; i++) {
		buf_add_text(out, "<tr><td>");
		if (kinds)
			what_add_words(out, buf_str(&sorted[i]->name));
		else
			html_text(out, buf_str(&sorted[i]->name));
		buf_add_text(out, "</td>");
		html_number_cell(out, sorted[i]->cuts);
		html_number_cell(out, sorted[i]->documents);
		buf_add_text(out, "</tr>\n");
	}
	buf_add_text(out, "</tbody>\n</table>\n");
	free(sorted);
}

static void add_beyond(struct buf *out, uint64_t all, uint64_t most, const char *what, const char *table)
{
	if (all <= most)
		return;
	buf_add_text(out, "<p>This page ends here. ");
	html_count(out, all - most);
	buf_printf(out, " more %s %s in %s.</p>\n", what, all - most == 1 ? "is" : "are", table);
}

static void add_policy(const struct log_page_head *head, struct buf *out)
{
	buf_add_text(out, "<p>The grounds come from the policy &quot;");
	html_text(out, head->policy);
	buf_add_text(out, "&quot;");
	if (head->policy_version.len) {
		buf_add_text(out, ", version ");
		html_text(out, head->policy_version);
	}
	if (head->title.len) {
		buf_add_text(out, ": ");
		html_text(out, head->title);
	}
	if (head->jurisdiction.len) {
		buf_add_text(out, " (");
		html_text(out, head->jurisdiction);
		buf_add_text(out, ")");
	}
	if (head->verified_by.len && head->verified_on.len) {
		buf_add_text(out, ". It was verified by ");
		html_text(out, head->verified_by);
		buf_add_text(out, " on ");
		html_text(out, head->verified_on);
		buf_add_text(out, ".</p>\n");
	} else {
		buf_add_text(out, ". No lawyer has signed this policy: its citations are a proposal.</p>\n");
	}
}

static void add_opening(const struct log_page *page, const struct log_page_head *head, struct buf *out)
{
	html_begin(out, STR("Redaction log"), true);
	buf_add_text(out, "<p>What was cut from the documents of this release, where, and on what ground. ");
	html_count(out, page->released);
	buf_add_text(out, page->released == 1 ? " document was released, " : " documents were released, ");
	html_count(out, page->untouched);
	buf_add_text(out, " of them whole; ");
	html_count(out, page->withheld);
	buf_add_text(out, " withheld; ");
	html_count(out, page->cuts);
	buf_add_text(out, page->cuts == 1 ? " cut was made." : " cuts were made.");
	if (head->kept)
		buf_printf(out, " %llu %s kept because somebody decided so; audit.jsonl lists them.", (unsigned long long)head->kept,
			   head->kept == 1 ? "detail was" : "details were");
	buf_add_text(out, "</p>\n<p>Where something was cut, a word in square brackets stands in the document, such as <code>"
			  "[CHILD-1]</code>. In one "
			  "document the same word is the same person; in another document it can be another. How long the word is says "
			  "nothing about what it replaces. Lines and pages are those of the released document.</p>\n");
	add_policy(head, out);
}

void log_page_write(const struct log_page *page, const struct log_page_head *head, struct buf *out)
{
	add_opening(page, head, out);
	buf_add_text(out, "<h2>Totals by citation</h2>\n<p class=\"small\">A cut that rests on several citations is counted for each, so these "
			  "numbers sum to more than the number of cuts.</p>\n");
	add_totals(&page->citations, false, out);
	buf_add_text(out, "<h2>Totals by kind</h2>\n<p class=\"small\">Every cut is counted once.</p>\n");
	add_totals(&page->kinds, true, out);
	buf_add_text(out, "<h2>Withheld documents</h2>\n");
	if (page->withheld) {
		buf_add_text(out, "<table>\n<thead><tr><th>document</th><th>why</th></tr></thead>\n<tbody>\n");
		buf_add(out, buf_str(&page->kept_back));
		buf_add_text(out, "</tbody>\n</table>\n");
		add_beyond(out, page->withheld, WITHHELD_ROWS, "withheld documents", "index.csv");
	} else {
		buf_add_text(out, "<p>None.</p>\n");
	}
	buf_add_text(out, "<h2>Summary by document</h2>\n<table>\n<thead><tr><th>document</th><th class=\"n\">cuts</th><th>what was cut</th>"
			  "<th>citations</th></tr></thead>\n<tbody>\n");
	buf_add(out, buf_str(&page->summary));
	buf_add_text(out, "</tbody>\n</table>\n");
	add_beyond(out, page->released, SUMMARY_ROWS, "documents", "index.csv");
	buf_add_text(out, "<h2>The cuts of each document</h2>\n");
	buf_add(out, buf_str(&page->detail));
	if (page->cuts == 0)
		buf_add_text(out, "<p>None.</p>\n");
	add_beyond(out, page->released - page->untouched, page->detailed, "documents with cuts", "redaction-log.csv");
	buf_add_text(out, "<p class=\"small\">Made with blackbar ");
	html_text(out, head->version);
	buf_add_text(out, ". redaction-log.csv has one line for each cut.</p>\n");
	html_end(out);
}
