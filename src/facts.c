/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "facts_line.h"
#include "facts_text.h"

enum {
	NEAR_LINES = 12,  /* between the number of another report and its first offence or date */
	BLOCK_LINES = 3,  /* offences farther apart than this are not of one list */
	STATUTE_LINES = 2 /* a section stands on the line of its offence, or so far below */
};

enum event_kind { EVENT_NUMBER, EVENT_OTHER, EVENT_INCIDENT, EVENT_REPORTED, EVENT_CHARGE, EVENT_STATUTE, EVENT_DIVISION, EVENT_DISPOSITION,
		  EVENT_VICTIM };

struct event {
	struct span span;
	enum event_kind kind;
	unsigned band; /* of a victim, ... */
	uint64_t key;  /* ... and who it is */
};

/* One offence of the report at hand: parts of `draft.text`. */
struct listed {
	struct span title, statute;
	uint64_t line;
};

/* A report being read. */
struct draft {
	struct buf number, division, disposition, text;
	struct date reported, from, to;
	uint64_t victims[REPORT_BANDS];
	uint64_t *children; /* who was counted: keys */
	size_t child_count, child_cap;
	struct listed list[REPORT_OFFENCES];
	size_t count;
	bool more;                      /* offences than there is room for */
	size_t target;                  /* the offence that a section behind it belongs to; count: none */
	uint64_t target_line, last_line; /* of that one; of the last offence of the list */
	uint64_t from_line;
};

/* Where another report is named as related: what follows close behind can be that one's. */
struct aside {
	bool on;
	bool list;     /* under the head of a list of such reports: all is theirs, up to a blank line */
	bool taken;    /* an offence was, so that what follows it is, too */
	size_t at;     /* in the text of the part */
	uint64_t line;
};

struct facts {
	struct draft draft;
	struct aside aside;
	struct buf done;
	struct buf pending;    /* number of another report, which begins when something of it follows */
	uint64_t pending_line;
	struct buf early;      /* a section that stands before its offence on this line */
	uint64_t early_line;
	struct buf fallback;   /* a number without a label, which is the document's own if nothing better comes */
	struct event *events;
	size_t event_count, event_cap;
	uint64_t line; /* of the event at hand, from 1 at the beginning of the document */
	struct buf value;
};

struct facts *facts_new(void)
{
	return mem_alloc(1, sizeof(struct facts));
}

static void draft_clear(struct draft *draft)
{
	struct buf *const bufs[] = {&draft->number, &draft->division, &draft->disposition, &draft->text};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_clear(bufs[i]);
	draft->reported = draft->from = draft->to = (struct date){0};
	memset(draft->victims, 0, sizeof draft->victims);
	draft->count = draft->target = draft->child_count = 0;
	draft->more = false;
	draft->target_line = draft->last_line = draft->from_line = 0;
}

void facts_free(struct facts *facts)
{
	if (facts == NULL)
		return;
	struct buf *const bufs[] = {&facts->draft.number, &facts->draft.division, &facts->draft.disposition, &facts->draft.text,
				    &facts->done, &facts->pending, &facts->early, &facts->fallback, &facts->value};
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_free(bufs[i]);
	free(facts->draft.children);
	free(facts->events);
	free(facts);
}

void facts_begin(struct facts *facts)
{
	draft_clear(&facts->draft);
	buf_clear(&facts->done);
	buf_clear(&facts->pending);
	buf_clear(&facts->early);
	buf_clear(&facts->fallback);
	facts->line = 1;
}

void facts_set_apart(struct finding_list *findings, struct finding_list *stated)
{
	size_t kept = 0;
	stated->count = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		if (what_is_fact(finding->what))
			*finding_add(stated, finding->span, finding->what, finding->rule) = *finding;
		else
			findings->list[kept++] = *finding;
	}
	findings->count = kept;
}

/* ---- one report ---------------------------------------------------------------------------------------------- */

static struct str date_text(struct date date, char text[16])
{
	int len = date.year == 0 ? 0
		  : date.month == 0 ? snprintf(text, 16, "%04d", date.year % 10000)
		  : date.day == 0 ? snprintf(text, 16, "%04d-%02u", date.year % 10000, date.month % 100u)
				  : snprintf(text, 16, "%04d-%02u-%02u", date.year % 10000, date.month % 100u, date.day % 100u);
	return (struct str){text, (size_t)len};
}

static void finish_report(struct facts *facts)
{
	struct draft *draft = &facts->draft;
	char reported[16], from[16], to[16];
	struct buf offences = {0};
	for (size_t i = 0; i < draft->count; i++) {
		struct str text = buf_str(&draft->text);
		struct offence offence = {.title = str_part(text, draft->list[i].title), .statute = str_part(text, draft->list[i].statute)};
		offence_add(&offences, &offence);
	}
	struct report report = {.number = buf_str(&draft->number),
				.reported = date_text(draft->reported, reported),
				.from = date_text(draft->from, from),
				.to = date_text(draft->to, to),
				.division = buf_str(&draft->division),
				.disposition = buf_str(&draft->disposition),
				.offences = buf_str(&offences),
				.offence_count = draft->count,
				.more_offences = draft->more};
	memcpy(report.victims, draft->victims, sizeof report.victims);
	report_add(&facts->done, &report);
	buf_free(&offences);
	draft_clear(draft);
}

static struct span keep_text(struct draft *draft, struct str text)
{
	size_t from = draft->text.len;
	buf_add(&draft->text, text);
	return (struct span){from, draft->text.len};
}

/* Something of a report stands here: if the number of another stood close above, it is of that one. */
static void begin_pending(struct facts *facts)
{
	if (facts->pending.len && facts->line <= facts->pending_line + NEAR_LINES) {
		finish_report(facts);
		buf_add(&facts->draft.number, buf_str(&facts->pending));
	}
	buf_clear(&facts->pending);
}

/* "Related report no. 24-000778" */
static void on_other(struct facts *facts, const struct facts_part *part, struct span span)
{
	struct str other = str_part(part->text, span);
	bool list = true;
	for (size_t i = 0; i < other.len; i++)
		list &= other.ptr[i] < '0' || other.ptr[i] > '9';
	if (str_equal_nocase(buf_str(&facts->draft.number), other))
		return;
	while (list && span.to < part->text.len && strchr(" :\n", part->text.ptr[span.to]))
		span.to++;
	facts->aside = (struct aside){.on = true, .list = list, .at = span.to, .line = facts->line};
}

static bool aside_ends(const struct facts *facts, const struct facts_part *part, const struct event *event)
{
	const struct aside *aside = &facts->aside;
	bool own = str_equal_nocase(buf_str(&facts->draft.number), str_part(part->text, event->span));
	return facts->line > aside->line + NEAR_LINES ||
	       facts_blank_between(part->text, (struct span){aside->at, event->span.from}) ||
	       (event->kind == EVENT_NUMBER && (own || (!aside->list && facts->line != aside->line)));
}

/* Whether the event is of the report that was named as related. The first offence of a head is the report's own, though a
 * related number may stand before it: "RELATED REPORT: 24-1   OFFENSE: THEFT". */
static bool is_aside(struct facts *facts, const struct facts_part *part, const struct event *event)
{
	struct aside *aside = &facts->aside;
	if (!aside->on || event->span.from < aside->at)
		return false;
	if (aside_ends(facts, part, event)) {
		aside->on = false;
		return false;
	}
	bool bracket = event->span.from == aside->at + 2 && part->text.ptr[event->span.from - 1] == '(';
	if (event->kind == EVENT_CHARGE && (facts->draft.count || bracket))
		aside->taken = true;
	return aside->list || aside->taken;
}

static void on_number(struct facts *facts, const struct facts_part *part, struct span span)
{
	struct buf *own = &facts->draft.number;
	struct str number = facts_untouched(&facts->value, part, span, REPORT_NUMBER_LIMIT);
	if (number.len == 0)
		return;
	if (own->len == 0) {
		buf_add(own, number);
	} else if (str_equal_nocase(buf_str(own), number)) {
		buf_clear(&facts->pending);
	} else if (facts_at_head(part->text, span.from) && !facts_in_sentence(part->text, span)) {
		buf_clear(&facts->pending);
		buf_add(&facts->pending, number);
		facts->pending_line = facts->line;
	}
}

static void on_date(struct facts *facts, const struct facts_part *part, const struct event *event)
{
	struct draft *draft = &facts->draft;
	struct date date;
	if (!facts_date(part, event->span, &date))
		return;
	if (facts->pending.len && facts_at_head(part->text, event->span.from))
		begin_pending(facts);
	if (event->kind == EVENT_REPORTED) {
		if (draft->reported.year == 0)
			draft->reported = date;
	} else if (draft->from.year == 0) {
		draft->from = date;
		draft->from_line = facts->line;
	} else if (draft->to.year == 0 && facts->line <= draft->from_line + 2 && date_order(date, draft->from) >= 0) {
		draft->to = date;
	}
}

static size_t find_title(const struct draft *draft, struct str title)
{
	size_t i = 0;
	while (i < draft->count && !str_equal_nocase(str_part(buf_str(&draft->text), draft->list[i].title), title))
		i++;
	return i;
}

/* An offence that is named again elsewhere, in the head of another page or a summary, is the one that was listed. */
static void on_charge(struct facts *facts, const struct facts_part *part, struct span span)
{
	struct draft *draft = &facts->draft;
	begin_pending(facts);
	struct str title = facts_released(&facts->value, part, span, REPORT_TEXT_LIMIT);
	if (title.len == 0 || title.ptr[0] == '[') /* what begins with a person is a sentence */
		return;
	size_t known = find_title(draft, title);
	bool list = draft->count == 0 || facts->line <= draft->last_line + BLOCK_LINES;
	draft->target = known;
	draft->target_line = facts->line;
	if (known < draft->count && !list)
		return;
	draft->more |= draft->count == REPORT_OFFENCES;
	if (draft->count == REPORT_OFFENCES)
		return;
	draft->target = draft->count++;
	draft->last_line = facts->line;
	draft->list[draft->target] = (struct listed){.title = keep_text(draft, title), .line = facts->line};
	if (facts->early.len && facts->early_line == facts->line)
		draft->list[draft->target].statute = keep_text(draft, buf_str(&facts->early));
	buf_clear(&facts->early);
}

/* The offence that a section belongs to: the one before it on its line; below a list on one line, the first that has none. */
static struct listed *offence_of(struct facts *facts)
{
	struct draft *draft = &facts->draft;
	if (draft->target >= draft->count || facts->line > draft->target_line + STATUTE_LINES)
		return NULL;
	struct listed *offence = &draft->list[draft->target];
	for (struct listed *other = draft->list; facts->line > draft->target_line && other < offence; other++)
		if (other->line == offence->line && other->statute.to == 0)
			return other;
	return offence->statute.to == 0 ? offence : NULL;
}

static void on_statute(struct facts *facts, const struct facts_part *part, struct span span)
{
	struct draft *draft = &facts->draft;
	struct str statute = facts_untouched(&facts->value, part, span, REPORT_NUMBER_LIMIT);
	struct listed *offence = offence_of(facts);
	if (statute.len == 0)
		return;
	if (offence) {
		offence->statute = keep_text(draft, statute);
		return;
	}
	buf_clear(&facts->early);
	buf_add(&facts->early, statute);
	facts->early_line = facts->line;
}

static void take_first(struct buf *to, struct str text)
{
	if (to->len == 0)
		buf_add(to, text);
}

/* ---- a part -------------------------------------------------------------------------------------------------- */

static void add_event(struct facts *facts, struct span span, enum event_kind kind)
{
	facts->events = mem_room(facts->events, facts->event_count, &facts->event_cap, sizeof *facts->events);
	facts->events[facts->event_count++] = (struct event){.span = span, .kind = kind};
}

/* An element or cell can hold a list: each offence of it is one. */
static void add_charges(struct facts *facts, struct str text, struct span span)
{
	while (span.from < span.to) {
		const char *found = memchr(text.ptr + span.from, ';', span.to - span.from);
		size_t end = found ? (size_t)(found - text.ptr) : span.to;
		struct span one = {span.from, end};
		while (one.from < one.to && text.ptr[one.from] == ' ')
			one.from++;
		if (one.from < one.to)
			add_event(facts, one, EVENT_CHARGE);
		span.from = end + 1;
	}
}

static void add_findings(struct facts *facts, struct str text, const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->list[i];
		switch (finding->what) {
		case WHAT_OWN_NUMBER: add_event(facts, finding->span, EVENT_NUMBER); break;
		case WHAT_OTHER_NUMBER: add_event(facts, finding->span, EVENT_OTHER); break;
		case WHAT_INCIDENT_DATE: add_event(facts, finding->span, EVENT_INCIDENT); break;
		case WHAT_REPORT_DATE: add_event(facts, finding->span, EVENT_REPORTED); break;
		case WHAT_CHARGE: add_charges(facts, text, finding->span); break;
		case WHAT_CHARGE_STATUTE: add_event(facts, finding->span, EVENT_STATUTE); break;
		case WHAT_DIVISION: add_event(facts, finding->span, EVENT_DIVISION); break;
		case WHAT_DISPOSITION: add_event(facts, finding->span, EVENT_DISPOSITION); break;
		default: break;
		}
	}
}

/* Whether a comma parts the offences of a list: between these two, at the end of what stands there. */
static bool has_comma(struct str text, size_t from, size_t to)
{
	while (to > from && strchr(" \t", text.ptr[to - 1]))
		to--;
	return to > from && text.ptr[to - 1] == ',';
}

/* A rule finds so many offences of a line and no more; a longer list is read on to its end. */
static void add_rest_of_lists(struct facts *facts, const struct facts_part *part)
{
	enum { RULE_FINDS = 6 };
	size_t on_line = 0, line = 0;
	for (size_t i = 0; i < part->stated->count; i++) {
		const struct finding *finding = &part->stated->list[i];
		if (finding->what != WHAT_CHARGE)
			continue;
		size_t before = line, from = finding->span.from;
		on_line = line && memchr(part->text.ptr + line, '\n', from > line ? from - line : 0) == NULL ? on_line + 1 : 1;
		line = finding->span.to;
		if (on_line != RULE_FINDS)
			continue;
		bool commas = has_comma(part->text, before, from);
		struct span next = facts_next_listed(part->text, line, commas);
		for (; next.to > next.from; next = facts_next_listed(part->text, line, commas)) {
			add_event(facts, next, EVENT_CHARGE);
			line = next.to;
		}
	}
}

static void add_victim(struct facts *facts, const struct facts_part *part, size_t index, struct span span)
{
	const struct person *person = &part->people->persons[index];
	bool child = person->who == WHO_CHILD || person->who == WHO_JUVENILE;
	if (!child || !person->victim || person->first.to == 0)
		return;
	int years = part->ages && person->is.printed ? person->is.printed - 1 : -1;
	add_event(facts, span, EVENT_VICTIM);
	facts->events[facts->event_count - 1].band = report_band(years);
	facts->events[facts->event_count - 1].key = part->keys[index];
}

/* A child counts wherever it is listed as a victim: once a report, which on_victim() sees to. One whom no list has, but running
 * text, counts where it is named first. */
static void add_victims(struct facts *facts, const struct facts_part *part)
{
	const struct part *people = part->people;
	bool *is_listed = mem_alloc(people->person_count + 1, sizeof *is_listed);
	for (size_t i = 0; i < people->victim_count; i++) {
		const struct victim_entry *listing = &people->victims[i];
		is_listed[listing->person] = true;
		add_victim(facts, part, (size_t)listing->person, (struct span){listing->at, listing->at + 1});
	}
	for (size_t i = 0; i < people->person_count; i++)
		if (!is_listed[i])
			add_victim(facts, part, i, people->persons[i].first);
	free(is_listed);
}

static int event_order(const void *left, const void *right)
{
	const struct event *a = left, *b = right;
	if (a->span.from != b->span.from)
		return a->span.from < b->span.from ? -1 : 1;
	if (a->span.to != b->span.to)
		return a->span.to > b->span.to ? -1 : 1;
	return (int)a->kind - (int)b->kind;
}

static void on_victim(struct draft *draft, const struct event *event)
{
	for (size_t i = 0; i < draft->child_count; i++)
		if (draft->children[i] == event->key)
			return;
	draft->children = mem_room(draft->children, draft->child_count, &draft->child_cap, sizeof *draft->children);
	draft->children[draft->child_count++] = event->key;
	draft->victims[event->band]++;
}

static void on_event(struct facts *facts, const struct facts_part *part, const struct event *event)
{
	struct draft *draft = &facts->draft;
	if (event->kind != EVENT_OTHER && is_aside(facts, part, event)) {
		if (event->kind == EVENT_CHARGE)
			draft->target = draft->count; /* a section behind it is not of the offence before */
		return;
	}
	switch (event->kind) {
	case EVENT_OTHER: on_other(facts, part, event->span); break;
	case EVENT_NUMBER: on_number(facts, part, event->span); break;
	case EVENT_INCIDENT:
	case EVENT_REPORTED: on_date(facts, part, event); break;
	case EVENT_CHARGE: on_charge(facts, part, event->span); break;
	case EVENT_STATUTE: on_statute(facts, part, event->span); break;
	case EVENT_DIVISION: take_first(&draft->division, facts_untouched(&facts->value, part, event->span, REPORT_TEXT_LIMIT)); break;
	case EVENT_DISPOSITION: take_first(&draft->disposition, facts_untouched(&facts->value, part, event->span, REPORT_TEXT_LIMIT)); break;
	case EVENT_VICTIM: on_victim(draft, event); break;
	}
}

void facts_read(struct facts *facts, const struct facts_part *part)
{
	size_t at = 0;
	uint64_t first = facts->line;
	facts->event_count = 0;
	facts->aside.on = false;
	add_findings(facts, part->text, part->findings);
	add_findings(facts, part->text, part->stated);
	add_rest_of_lists(facts, part);
	add_victims(facts, part);
	if (facts->event_count)
		qsort(facts->events, facts->event_count, sizeof *facts->events, event_order);
	for (size_t i = 0; i < facts->event_count; i++) {
		const struct event *event = &facts->events[i];
		facts->line += facts_count_lines(part->text, at, event->span.from);
		at = event->span.from;
		on_event(facts, part, event);
	}
	facts->line += facts_count_lines(part->text, at, part->text.len) + 1;
	if (first == 1 && facts->draft.number.len == 0 && facts->fallback.len == 0)
		facts_find_bare(&facts->fallback, part);
}

struct str facts_done(struct facts *facts)
{
	return buf_str(&facts->done);
}

void facts_taken(struct facts *facts)
{
	buf_clear(&facts->done);
}

void facts_end(struct facts *facts, struct str path)
{
	struct buf *number = &facts->draft.number;
	if (number->len == 0)
		facts_add_bare(number, path);
	if (number->len == 0)
		buf_add(number, buf_str(&facts->fallback));
	finish_report(facts);
}
