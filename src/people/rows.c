/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Exports whose lines begin with a code for what they are about: "PER|...", "VEH|...", "O|4471|KLINE|JANET|PATROL". What a code means is
 * learned from all lines that begin with it: ranks stand in those of officers, makes and serial numbers in those of things. */
#include "people/layout.h"

enum { CODE_LEN = 6, THING_WORDS = 2, GIVEN_COMMON = 11, STORY_WORDS = 12, AUTHOR_WORDS = 3, BADGE_LEAST = 3 };

/* The code of the line: its first cell, or the second behind a number; false: none. */
static bool row_code(const struct people *people, const struct cells *cells, struct str *code)
{
	for (size_t cell = 0; cell < 2 && cell < cells->count; cell++) {
		size_t at = cells->from[cell];
		if (at >= cells->to[cell])
			return false;
		const struct word *word = &people->words[at];
		if (cells->to[cell] == at + 1 && word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len <= CODE_LEN) {
			*code = word->folded;
			return true;
		}
		if (word->kind == TOKEN_WORD)
			return false;
	}
	return false;
}

static bool cell_is(const struct people *people, const struct cells *cells, size_t cell, enum cue cue)
{
	const struct cue_hit *hit = cells->from[cell] < cells->to[cell] ? cue_at(people, cells->from[cell], cue) : NULL;
	return hit && hit->to == cells->to[cell];
}

static bool is_thing_cell(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t at = cells->from[cell];
	if (at >= cells->to[cell])
		return false;
	uint8_t what = people->words[at].blocked;
	return what == WHAT_VIN || what == WHAT_PLATE || what == WHAT_DEVICE_ID ||
	       word_has_any(people, at, cue_bit(CUE_GOODS) | cue_bit(CUE_PROPERTY));
}

static struct row_type *type_of(struct layout *layout, struct str code, bool add)
{
	for (size_t i = 0; i < layout->type_count; i++)
		if (str_equal(layout->types[i].code, code))
			return &layout->types[i];
	if (!add || layout->type_count == sizeof layout->types / sizeof *layout->types)
		return NULL;
	layout->types[layout->type_count] = (struct row_type){.code = code};
	return &layout->types[layout->type_count++];
}

void rows_learn(struct layout *layout, const struct cells *cells, bool person)
{
	const struct people *people = layout->people;
	struct str code;
	struct row_type *type = row_code(people, cells, &code) ? type_of(layout, code, true) : NULL;
	if (!type)
		return;
	bool office = false, thing = false;
	for (size_t cell = 1; cell < cells->count; cell++) {
		bool kin = cell_is(people, cells, cell, CUE_KIN) || cell_is(people, cells, cell, CUE_KIN_CHILD) ||
			   cell_is(people, cells, cell, CUE_CHILD) || cell_is(people, cells, cell, CUE_ROLE);
		person |= kin && people->words[cells->from[cell]].folded.len > 2; /* MO is a state, too */
		office |= cell_is(people, cells, cell, CUE_RANK) || cell_is(people, cells, cell, CUE_LABEL_OFFICIAL);
		thing |= is_thing_cell(people, cells, cell);
	}
	type->persons += person;
	type->officers += office;
	type->things += thing;
}

enum row_kind row_kind(struct layout *layout, const struct cells *cells)
{
	struct str code;
	const struct row_type *type = row_code(layout->people, cells, &code) ? type_of(layout, code, false) : NULL;
	if (!type || type->persons)
		return ROW_ANY;
	return type->things > type->officers ? ROW_THING : type->officers ? ROW_OFFICE : ROW_ANY;
}

/* A common given name that is no make of anything: it may be on what was found. */
static bool is_given(const struct people *people, size_t at)
{
	return people->words[at].kind == TOKEN_WORD && people->words[at].entry->given >= GIVEN_COMMON && !word_has(people, at, CUE_GOODS);
}

/* Makes, models and colours are no names; what looks like a whole name may be the owner's. */
void read_thing(struct people *people, const struct cells *cells)
{
	for (size_t cell = 0; cell < cells->count; cell++) {
		size_t words = 0;
		for (size_t at = cells->from[cell]; at < cells->to[cell]; at++)
			words += people->words[at].kind == TOKEN_WORD && name_level(&people->words[at]) > 0;
		for (size_t at = cells->from[cell]; at < cells->to[cell] && words < THING_WORDS; at++)
			people->words[at].fact |= !is_given(people, at);
	}
}

static size_t words_in_cell(const struct people *people, const struct cells *cells, size_t cell)
{
	size_t words = 0;
	for (size_t at = cells->from[cell]; at < cells->to[cell]; at++)
		words += people->words[at].kind == TOKEN_WORD;
	return words;
}

/* Somebody whom the report lists as a person of another kind does not write it. */
static bool is_listed(const struct people *people, size_t from, size_t to)
{
	for (size_t i = 0; i < people->fact_count; i++) {
		const struct fact *fact = &people->facts[i];
		if (fact->what != WHAT_NAME && !(fact->what >= WHAT_NAME_GIVEN && fact->what <= WHAT_NAME_ALIAS))
			continue;
		if (fact->record && str_equal(people->records[fact->record].role, STR("official")))
			continue;
		for (size_t at = fact->from; at < fact->to; at++)
			for (size_t own = from; own < to; own++)
				if (people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1 &&
				    str_equal(people->words[at].folded, people->words[own].folded))
					return true;
	}
	return false;
}

static bool is_narrative(const struct people *people, const struct cells *cells)
{
	for (size_t cell = 0; cell < 3 && cell < cells->count; cell++)
		if (cells->from[cell] < cells->to[cell] && word_in(people, cells->from[cell], LIST_NARRATIVE, NULL))
			return true;
	return false;
}

bool row_author(const struct people *people, const struct cells *cells, size_t *cell)
{
	size_t last = cells->count - 1;
	if (!is_narrative(people, cells))
		return false; /* "STMT|WENDT|SHE SAID ...": who says so is no author */
	while (last > 1 && cells->from[last] >= cells->to[last])
		last--;
	if (last < 2 || words_in_cell(people, cells, last) < STORY_WORDS)
		return false;
	for (size_t i = last; i-- > 1 && i + 4 > last;) {
		size_t from = cells->from[i], to = cells->to[i], words = words_in_cell(people, cells, i);
		if (from >= to || words == 0)
			continue; /* a date, a badge */
		const cue_set none = cue_bit(CUE_ROLE) | cue_bit(CUE_ROLE_CELL) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
				     cue_bit(CUE_AGENCY) | cue_bit(CUE_REPORT_WORD) | cue_bit(LABEL_OTHER);
		const struct word *first = &people->words[from];
		bool name = words <= AUTHOR_WORDS && first->kind == TOKEN_WORD && first->letters != CASE_LOWER && first->folded.len > 2 &&
			    begins_name(people, from) && !word_has_any(people, from, none);
		for (size_t at = from; at < to; at++)
			name = name && (people->words[at].kind == TOKEN_WORD || people->words[at].kind == TOKEN_SIGN);
		*cell = i;
		return name && name_score(people, from) >= 2 && !is_listed(people, from, to);
	}
	return false;
}

/* The end of the name of an officer in a cell that says so: "R. COTTON 312", "TPR. M. JORDAN MSHP", "H. PRICE LT 302"; 0: it does not. */
static size_t officer_end(const struct people *people, size_t from, size_t to)
{
	const cue_set office = cue_bit(CUE_RANK) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_BADGE) | cue_bit(CUE_OFFICIAL_AFTER);
	size_t words = 0;
	bool ranked = false;
	for (size_t at = from; at < to; at = people->words[at].next) {
		bool of_office = word_has_any(people, at, office);
		bool age = !of_office && people->words[at].folded.len < BADGE_LEAST; /* "KEYON CARTER 12" */
		if (words > 0 && (of_office || is_numeric(people, at)))
			return ranked || (words > 1 && !age) ? at : 0;
		ranked |= of_office;
		if (words == 0 && !of_office && people->words[at].kind == TOKEN_WORD && !begins_name(people, at))
			return 0; /* "AGE 9" */
		words += !of_office && people->words[at].kind == TOKEN_WORD;
	}
	return ranked && words > 0 ? to : 0;
}

/* "~OFFICER|R. COTTON 312|TPR. M. JORDAN MSHP": a row that begins with the word for officers and names nobody else. */
bool read_officers(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	struct cells cells;
	split_cells(people, from, to, &cells);
	size_t first = cells.from[0], end;
	while (first < cells.to[0] && people->words[first].kind == TOKEN_SIGN)
		first++;
	const struct cue_hit *label = first < cells.to[0] ? cue_at(people, first, CUE_LABEL_OFFICIAL) : NULL;
	if (!label || label->to != cells.to[0] || !word_has(people, first, CUE_RANK) || people->words[first].letters != CASE_UPPER)
		return false;
	for (size_t cell = 1; cell < cells.count; cell++)
		if (cells.from[cell] < cells.to[cell] && officer_end(people, cells.from[cell], cells.to[cell]) == 0)
			return false; /* "SUP|1|NAKAI|MOTHER PHONED" */
	for (size_t cell = 1; cell < cells.count; cell++)
		if ((end = officer_end(people, cells.from[cell], cells.to[cell])) > 0)
			add_other(layout, cells.from[cell], end, STR("official"));
	return cells.count > 1;
}
