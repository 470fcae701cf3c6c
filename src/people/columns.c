/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Forms of two or three columns side by side, parted by bars that stand one below the other. Each column is a form of its
 * own: it is read from top to bottom, with its own open entry.
 *     JUVENILE 1               | JUVENILE 2
 *      NAME  O'BANNON, TARIQ   |  NAME  NEZ, CODY
 *      BORN  09.09.2009        |  BORN  14-APR-2010 */
#include "people/layout.h"

enum { SIDES = 3, LINES_LEAST = 3, LINES_TRIED = 12 };

/* The inner bars of a line, by character from its start. */
struct inner {
	uint32_t bar[SIDES], offset[SIDES];
	size_t count;
};

static uint32_t offset_of(const struct people *people, uint32_t line, size_t word)
{
	const char *text = people->view->text.ptr;
	uint32_t offset = 0;
	size_t start = line_from(people, line);
	for (size_t i = start ? people->words[start - 1].to : 0; i < people->words[word].from; i++)
		offset += (text[i] & 0xc0) != 0x80;
	return offset;
}

static bool is_spaced(const struct people *people, size_t bar)
{
	return bar == 0 || people->words[bar].from > people->words[bar - 1].to || people->words[bar - 1].kind == TOKEN_LINE;
}

static struct inner inner_of(const struct people *people, uint32_t line, size_t from, size_t to)
{
	struct inner inner = {0};
	for (size_t at = from; at < to; at++) {
		if (!sign_is(people, at, '|') || at + 1 == to || (at == from && offset_of(people, line, at) < 3))
			continue;
		if (inner.count == SIDES - 1 || !is_spaced(people, at))
			return (struct inner){0};
		inner.bar[inner.count] = (uint32_t)at;
		inner.offset[inner.count++] = offset_of(people, line, at);
	}
	return inner;
}

/* A rule between parts of the form: "+-----+-----+", "=====+====". */
static bool is_rule(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].kind != TOKEN_SIGN)
			return false;
	return to > from + 3;
}

static bool same_bars(const struct inner *a, const struct inner *b)
{
	if (a->count != b->count || a->count == 0)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->offset[i] > b->offset[i] + 2 || b->offset[i] > a->offset[i] + 2)
			return false;
	return true;
}

static bool begins_label(const struct people *people, size_t from, size_t to)
{
	size_t value, rest;
	struct str role;
	return from < to && ((people->words[from].cues && label_at(people, from, to, &value, true)) || role_at(people, from, to, &rest, &role));
}

static void read_side(struct layout *side, uint32_t line, size_t from, size_t to)
{
	while (from < to && sign_is(side->people, from, '|'))
		from++;
	while (to > from && sign_is(side->people, to - 1, '|'))
		to--;
	if (from < to)
		read_line(side, line, from, to);
}

uint32_t columns_read(struct layout *layout, uint32_t line)
{
	struct people *people = layout->people;
	if (!people->lines[line].bars)
		return line;
	struct inner first = inner_of(people, line, line_from(people, line), line_to(people, line));
	size_t lines = 0, labels = 0;
	uint32_t end = line;
	for (; first.count && end < people->line_count && !(lines >= LINES_TRIED && labels < 2); end++) {
		size_t from = line_from(people, end), to = line_to(people, end);
		if (is_rule(people, from, to))
			continue;
		struct inner inner = inner_of(people, end, from, to);
		if (!same_bars(&first, &inner))
			break;
		lines++;
		labels += begins_label(people, inner.bar[0] + 1, inner.count > 1 ? inner.bar[1] : to);
	}
	if (lines < LINES_LEAST || labels < 2 || labels * 4 < lines)
		return line;
	struct layout sides[SIDES];
	for (size_t i = 0; i <= first.count; i++)
		sides[i] = (struct layout){.people = people, .pending = CUE_COUNT};
	for (; line < end; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		if (is_rule(people, from, to))
			continue;
		struct inner inner = inner_of(people, line, from, to);
		for (size_t i = 0; i <= inner.count; i++)
			read_side(&sides[i], line, i ? inner.bar[i - 1] + 1u : from, i < inner.count ? inner.bar[i] : to);
	}
	return end;
}

/* A line of two or more role codes and nothing else: columns of persons. */
bool open_person_columns(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t count = 0;
	struct str roles[COLUMNS];
	bool bracket = sign_is(people, from, '(') || sign_is(people, from, '[');
	if (!word_has_any(people, from + bracket, cue_bit(CUE_ROLE) | cue_bit(CUE_LABEL_OFFICIAL)))
		return false;
	for (size_t at = from; at < to && count < COLUMNS;) {
		size_t end = next_cell(people, at, to, false), rest;
		const struct cue_hit *official = cue_at(people, at, CUE_LABEL_OFFICIAL);
		if (official && official->to == end && people->words[at].letters == CASE_UPPER)
			roles[count] = STR("official");
		else if (!role_at(people, at, end, &rest, &roles[count]) || rest < end)
			return false;
		count++;
		at = end;
	}
	if (count < 2)
		return false;
	for (size_t i = 0; i < count; i++) {
		uint32_t record = record_new(people, people->words[from].line);
		people->records[record].role = roles[i];
		layout->columns[i] = (struct column){.record = record};
	}
	layout->column_count = count;
	layout->rows = false;
	mark_record(people, from, to, 0);
	for (size_t i = from; i < to; i++)
		people->words[i].fact = true;
	return true;
}

bool read_person_row(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t value, column = 0;
	const struct cue_hit *label = people->words[from].cues ? label_at(people, from, to, &value, true) : NULL;
	if (!label)
		return false;
	for (size_t at = value; at < to && column < layout->column_count; column++) {
		size_t end = next_cell(people, at, to, false), after;
		while (end < to && people->words[at].cues && label_at(people, at, to, &after, true) && after >= end) {
			for (; at < end; at++)
				people->words[at].fact = true;
			end = next_cell(people, at, to, false);
		}
		layout->record = layout->columns[column].record;
		layout->named = false;
		mark_record(people, at, end, layout->record);
		/* "Phone: 555-0177        Badge: 4410" */
		const struct cue_hit *own = people->words[at].cues ? label_at(people, at, end, &after, true) : NULL;
		if (own && after < end)
			add_value(layout, (enum cue)own->cue, after, end);
		else if (!(at + 1 < end && sign_is(people, at + 1, ':') && column > 0))
			add_value(layout, (enum cue)label->cue, at, end);
		at = end;
	}
	layout->record = 0;
	return true;
}
