/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Forms that are filled in by hand or by a machine that prints no colons: the cells of a line are parted by blanks, and each begins
 * with its label, one blank before the value. A single cell would be too little to tell that from running text; several are not.
 *     Last Orr     First Ana     MI K     Goes by Annie
 *     10. VICTIM NAME (LAST, FIRST) ORR, ANA   11. SEX F   12. DOB 07/04/2015 */
#include "people/layout.h"

enum { CELLS_MOST = 14, WORDS_MOST = 70, CELL_WORDS = 12, NAME_LEVEL = 5 };

/* What the cells of a line begin with. */
struct boxes {
	size_t cells, labels, bare, numbers; /* bare: no colon behind the label; numbers: "10." before it */
};

static size_t cell_end(const struct people *people, size_t at, size_t to)
{
	for (at++; at < to && !people->words[at].gap; at++)
		if (people->words[at].bar)
			break;
	return at;
}

/* "signed ana r.", "Reported by Ana's aunt" are no labels of one in office; "Reporting officer A. Orr", "Deputy A. Orr" are. */
static bool is_bare_label(const struct people *people, const struct cue_hit *hit)
{
	bool office = hit->cue == CUE_LABEL_OFFICIAL;
	bool unit = hit->to < people->word_count && people->words[hit->to].kind == TOKEN_MIXED; /* "PRIMARY 4L12 ORR" */
	bool phrase = hit->to > hit->from + 1 && !word_is(people, hit->to - 1, "by");
	bool role = (hit->cue == CUE_ROLE || hit->cue == CUE_ROLE_CELL) && people->words[hit->from].folded.len > 2;
	return role || (is_label(hit) && (!office || unit || phrase || word_has(people, hit->from, CUE_RANK)));
}

/* The longest label, or word for a role, at the start of the cell: the word behind it, or `from`. */
static size_t behind_label(const struct people *people, size_t from, size_t to)
{
	size_t end = from;
	for (uint32_t i = people->words[from].cues; i; i = people->cues[i - 1].next_start) {
		const struct cue_hit *hit = &people->cues[i - 1];
		if (is_bare_label(people, hit) && hit->to <= to && hit->to > end)
			end = hit->to;
	}
	return end;
}

/* "10. VICTIM NAME", "02 DATE": the number of a box, and the word behind it; else `from`. */
size_t behind_box_number(const struct people *people, size_t from, size_t to)
{
	if (from + 1 >= to || people->words[from].kind != TOKEN_NUMBER || people->words[from].folded.len > 3)
		return from;
	size_t at = from + 1 + sign_is(people, from + 1, '.');
	bool label = at < to && people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_UPPER && !people->words[at].gap;
	return label || (at > from + 1 && at < to) ? at : from;
}

static void count_cell(const struct people *people, size_t from, size_t to, struct boxes *boxes)
{
	boxes->cells++;
	size_t behind = behind_box_number(people, from, to);
	boxes->numbers += behind > from;
	from = behind;
	const struct word *word = &people->words[from];
	if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->raised || to > from + CELL_WORDS)
		return;
	size_t end = behind_label(people, from, to);
	bool sentence = end < to && people->words[end].kind == TOKEN_WORD && people->words[end].letters == CASE_LOWER;
	bool with = end < to && word_has(people, end, CUE_PREPOSITION) && people->words[end].entry->common >= 11; /* "LIVES WITH.. ORR, ANA" */
	if (end == from || sign_is(people, end, ',') || sentence || with)
		return;
	boxes->labels++;
	boxes->bare += end < to && !sign_is(people, end, ':') && !sign_is(people, end, '.'); /* "PH.. 555-0100" */
}

static bool ends_sentence(const struct people *people, size_t to)
{
	return to > 1 && sign_is(people, to - 1, '.') && people->words[to - 2].kind == TOKEN_WORD && people->words[to - 2].letters == CASE_LOWER;
}

static bool is_boxed(const struct people *people, uint32_t line)
{
	struct boxes boxes = {0};
	size_t from = line_from(people, line), to = line_to(people, line);
	if (from >= to || to > from + WORDS_MOST || people->lines[line].cells == 0 || people->lines[line].bars || ends_sentence(people, to))
		return false;
	for (size_t at = from, end; at < to && boxes.cells <= CELLS_MOST; at = end) {
		end = cell_end(people, at, to);
		count_cell(people, at, end, &boxes);
	}
	if (boxes.cells > CELLS_MOST)
		return false;
	bool numbered = boxes.numbers >= 2 && boxes.numbers + 1 >= boxes.cells && boxes.labels > 0;
	return numbered || (boxes.labels >= 2 && boxes.bare > 0 && boxes.labels * 2 > boxes.cells);
}

/* A line of one cell. */
static bool is_alone(const struct people *people, uint32_t line)
{
	struct boxes boxes = {0};
	size_t from = line_from(people, line), to = line_to(people, line);
	if (from >= to || people->lines[line].cells > 0 || people->lines[line].bars || ends_sentence(people, to))
		return false;
	count_cell(people, from, to, &boxes);
	return boxes.labels > 0;
}

size_t behind_tick(const struct people *people, size_t at, size_t to)
{
	bool round = sign_is(people, at, '(');
	if (!round && !sign_is(people, at, '['))
		return at;
	size_t close = at + 1 + (word_is(people, at + 1, "x") || word_is(people, at + 1, "v") || sign_is(people, at + 1, '*'));
	return close < to && sign_is(people, close, round ? ')' : ']') ? close + 1 : at;
}

/* "REASON:  (x) Curfew   ( ) Truancy": what can be ticked is in several boxes of a line; one word behind such a box names nobody. */
static void mark_ticks(struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line), ticks = 0;
	for (unsigned pass = 0; pass < 2 && (pass == 0 || ticks > 1); pass++)
		for (size_t at = from; at < to; at++) {
			size_t end = behind_tick(people, at, to);
			if (end == at)
				continue;
			ticks++;
			bool word = end < to && people->words[end].kind == TOKEN_WORD && name_level(&people->words[end]) < NAME_LEVEL;
			bool ends = end + 1 >= to || people->words[end + 1].gap || sign_is(people, end + 1, '/');
			bool alone = word && (ends || behind_tick(people, end + 1, to) > end + 1);
			for (; pass == 1 && at < end + alone; at++)
				people->words[at].fact = true;
			at = end - 1 + (pass == 1 && alone);
		}
}

/* "A. JUVENILE", "B. PARENTS": letters that count the parts of a form are nobody's first. Returns the letter that comes next. */
static char mark_section(struct people *people, uint32_t line, char due, uint32_t *last)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	const struct word *word = &people->words[from];
	if (from + 2 >= to || word->kind != TOKEN_WORD || word->folded.len != 1 || word->letters != CASE_UPPER || !sign_is(people, from + 1, '.') ||
	    people->words[from + 2].kind != TOKEN_WORD || people->words[from + 2].letters != CASE_UPPER || people->words[from + 2].folded.len < 2)
		return due;
	char letter = word->folded.ptr[0];
	if (letter != 'a' && letter != due)
		return due;
	if (letter != 'a')
		people->words[from].fact = people->words[*last].fact = true;
	*last = (uint32_t)from;
	return (char)(letter + 1);
}

void boxes_mark(struct people *people)
{
	uint32_t section = 0;
	char due = 0;
	bool ticks = text_has(people, '[') || text_has(people, '(');
	for (uint32_t line = 0; line < people->line_count; line++) {
		due = mark_section(people, line, due, &section);
		people->lines[line].boxed = is_boxed(people, line);
		if (ticks && people->lines[line].cells > 0)
			mark_ticks(people, line);
		if (line > 1 && people->lines[line].boxed && people->lines[line - 2].boxed && is_alone(people, line - 1))
			people->lines[line - 1].boxed = true;
	}
}

/* The first word of its cell, but for a number before it: "10. NAME". */
static bool is_cell_start(const struct people *people, size_t at)
{
	size_t number = at > 1 && sign_is(people, at - 1, '.') ? at - 2 : at > 0 ? at - 1 : at;
	if (number < at && people->words[number].kind == TOKEN_NUMBER && people->words[number].line == people->words[at].line)
		at = number;
	return people->words[at].gap || people->words[at].line_start;
}

bool is_box(const struct people *people, size_t at, const struct cue_hit *label)
{
	return people->lines[people->words[at].line].boxed && people->words[at].letters != CASE_LOWER && is_cell_start(people, at) &&
	       is_bare_label(people, label) && !sign_is(people, label->to, ','); /* "Judge, Emmett" */
}

size_t read_box(struct layout *layout, size_t at, size_t to)
{
	struct people *people = layout->people;
	const struct cue_hit *role = cue_at(people, at, CUE_ROLE), *label = longest_label(people, at, to);
	const struct word *word = &people->words[at];
	role = role ? role : cue_at(people, at, CUE_ROLE_CELL);
	if (label && role && label->to > role->to)
		return at; /* "SUSPECT NAME ORR, ANA" */
	if (!people->lines[word->line].boxed || !role || role->to >= to || word->folded.len < 3 || word->letters == CASE_LOWER ||
	    !is_cell_start(people, at) || people->words[role->to].gap || people->words[role->to].kind != TOKEN_WORD)
		return at;
	bool name = inverted_coded(people, role->to, to) || is_value_name(people, role->to, value_end(people, role->to, to));
	if (!name || str_equal(role->value, STR("reporting")))
		return at;
	open_record(layout, word->line, role->value);
	if (word_is(people, at, "driver") || word_is(people, at, "operator") || word_is(people, at, "owner"))
		layout->record = 0; /* perhaps a parent, whatever the age */
	for (size_t i = at; i < role->to; i++)
		people->words[i].fact = true;
	size_t end = value_end(people, role->to, to);
	add_name(layout, role->to, end, WHAT_NAME, false);
	return end;
}

bool is_release(const struct people *people, const struct cue_hit *label, size_t value, size_t end)
{
	if (!word_is(people, label->from, "to") || !(inverted_name(people, value, end) || is_value_name(people, value, end)))
		return false;
	for (size_t at = line_from(people, people->words[label->from].line); at < label->from; at++)
		if (word_is(people, at, "released"))
			return true;
	return false;
}

/* "Last Orr", "RES. PHONE 555-0100", "VICTIM NAME (LAST, FIRST) ORR, ANA": of several labels the last one says what the value is. */
const struct cue_hit *boxed_label(const struct people *people, const struct cue_hit *label, size_t end, size_t *value)
{
	for (;;) {
		size_t at = label->to;
		if (at < end && sign_is(people, at, '('))
			while (at < end && !sign_is(people, at - 1, ')'))
				at++;
		while (at < end && people->words[at].kind == TOKEN_SIGN && !people->words[at].gap && !sign_is(people, at, '"') &&
		       !sign_is(people, at, '['))
			at++;
		*value = at;
		const struct cue_hit *next = at < end && !people->words[at].gap ? longest_label(people, at, end) : NULL;
		enum what what = label_what((enum cue)label->cue);
		if (!next || !is_bare_label(people, next)) /* "Contact Sgt. Orr" */
			return (what == WHAT_PHONE || what == WHAT_OTHER_ID) && !has_numeric(people, at, value_end(people, at, end)) ? NULL : label;
		label = next;
	}
}

bool births_behind(const struct people *people, size_t at)
{
	const cue_set labels = cue_bit(LABEL_BIRTH) | cue_bit(LABEL_ADDRESS); /* no line tells when an official was born, or of the home */
	size_t to = at < people->word_count ? line_to(people, people->words[at].line) : at, value;
	for (; at < to && !word_has(people, at, CUE_LABEL_OFFICIAL); at++)
		if (people->words[at].gap && people->words[at].letters == CASE_UPPER && word_has_any(people, at, labels) &&
		    label_at(people, at, to, &value, true))
			return true;
	return false;
}

/* "ADDRESS" on a line of its own ends a table. */
bool is_label_alone(const struct people *people, size_t from, size_t to)
{
	for (uint32_t i = from < to ? people->words[from].cues : 0; i; i = people->cues[i - 1].next_start)
		if (is_label(&people->cues[i - 1]) && people->cues[i - 1].to == to && people->words[from].letters == CASE_UPPER)
			return true;
	return false;
}
