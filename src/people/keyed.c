/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Exports that write a key before each value: "...|child.1.name|Orr, Ana|...". */
#include "people/layout.h"

/* "child.1.name", "mother_phone", "officer.1": words and numbers, joined by dots or underscores, that begin with a role. Sets
 * where the label in it begins (`to` if there is none). */
static bool is_key(const struct people *people, size_t from, size_t to, struct str *role, size_t *label)
{
	size_t joints = 0;
	for (size_t at = from; at < to; at++) {
		if (at > from && people->words[at].from != people->words[at - 1].to)
			return false;
		joints += sign_is(people, at, '.') || sign_is(people, at, '_');
		if (people->words[at].kind == TOKEN_SIGN && !sign_is(people, at, '.') && !sign_is(people, at, '_'))
			return false;
	}
	const struct cue_hit *hit = joints ? cue_at(people, from, CUE_ROLE) : NULL;
	const struct cue_hit *rank = joints ? cue_at(people, from, CUE_RANK) : NULL;
	if ((!hit && !rank) || people->words[from].folded.len < 2)
		return false;
	*role = hit ? hit->value : STR("official");
	for (*label = from + 1; *label < to; ++*label)
		if (people->words[*label].kind == TOKEN_WORD)
			return true;
	return true;
}

static uint32_t record_of_key(struct layout *layout, struct str key, struct str role, uint32_t line)
{
	for (size_t i = 0; i < layout->key_count; i++)
		if (str_equal(layout->keys[i].key, key))
			return layout->keys[i].record;
	uint32_t record = record_new(layout->people, line);
	layout->people->records[record].role = role;
	if (layout->key_count < sizeof layout->keys / sizeof *layout->keys)
		layout->keys[layout->key_count++] = (struct key_record){key, record};
	return record;
}

static void add_keyed_value(struct layout *layout, enum cue label, size_t from, size_t to)
{
	if (label != LABEL_ALIAS) {
		add_value(layout, label, from, to);
		return;
	}
	for (size_t at = from; at < to; at++) {
		size_t end = at;
		while (end < to && !sign_is(layout->people, end, ';') && !sign_is(layout->people, end, '/'))
			end++;
		if (at < end)
			add_name(layout, at, end, WHAT_NAME_ALIAS, false);
		at = end;
	}
}

bool read_keyed(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	struct cells cells;
	struct str role;
	split_cells(people, from, to, &cells);
	size_t cell = 0, label = 0;
	while (cell < cells.count && cell < 5 && !is_key(people, cells.from[cell], cells.to[cell], &role, &label))
		cell++;
	if (cell + 1 >= cells.count || cell >= 5 || cells.from[cell] >= cells.to[cell])
		return false;
	size_t key = cells.from[cell], at = cells.from[cell + 1], end = cells.to[cell + 1], last = label < cells.to[cell] ? label - 1 : label;
	struct span span = {people->words[key].from, people->words[last - 1].to};
	layout->record = record_of_key(layout, str_part(buf_str(&people->view->text), span), role, people->words[key].line);
	layout->named = false;
	mark_record(people, at, end, layout->record);
	enum cue what = label >= cells.to[cell] ? LABEL_NAME : LABEL_OTHER;
	for (uint32_t i = label < cells.to[cell] ? people->words[label].cues : 0; i; i = people->cues[i - 1].next_start)
		if (is_label(&people->cues[i - 1]) && people->cues[i - 1].to == cells.to[cell])
			what = (enum cue)people->cues[i - 1].cue;
	add_keyed_value(layout, what, at, end);
	if (cell + 2 < cells.count && cells.from[cell + 2] < cells.to[cell + 2] && layout->columns[cell + 2].what == WHAT_BADGE)
		add_name(layout, cells.from[cell + 2], cells.to[cell + 2], WHAT_NAME, true);
	layout->record = 0;
	return true;
}
