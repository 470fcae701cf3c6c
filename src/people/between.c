/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Logs in capitals: "CALLER COMES LAST DELPHINE PH 605", "PLATE CWF 662 R/O BUCKNER HOLLY J ADDR 19 SOUTH". What stands between the word for a
 * party, or for whoever a vehicle or file belongs to, and the label of a telephone, home or license is the party's name, surname first. */
#include "people/layout.h"

enum { NAME_MOST = 5, GIVEN_LEAST = 5, SMALL_OVER = 12 };

/* Where a label begins that stands behind whole names only, or a telephone. */
static bool is_closing(const struct people *people, size_t at)
{
	const cue_set labels = cue_bit(LABEL_PHONE) | cue_bit(LABEL_ADDRESS) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_ALIAS) | cue_bit(LABEL_ID);
	return at < people->word_count &&
	       (people->words[at].blocked == WHAT_PHONE || (word_has_any(people, at, labels) && people->words[at].folded.len <= 5));
}

/* No word of a name, though the text is in capitals: "CALLER SAYS", "RP AND SON". */
static bool is_said(const struct people *people, size_t at)
{
	const cue_set none = cue_bit(CUE_SPEECH) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
			     cue_bit(CUE_ROLE) | cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_AGENCY) |
			     cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_NAMED) | cue_bit(CUE_REPORT_WORD) | cue_bit(LABEL_NAME) | cue_bit(LABEL_OTHER) |
			     cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PREPOSITION);
	const struct word *word = &people->words[at];
	bool small = word_has(people, at, CUE_DETERMINER) && word->entry->common > SMALL_OVER && name_level(word) == 0; /* not FIRST, LAST, TWO */
	return word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->fact || (word->blocked && word->blocked != WHAT_SCHOOL) ||
	       small || word_has_any(people, at, none);
}

/* The name that begins at `from` and ends before such a label: where it ends, or 0. */
static size_t closed_name(const struct people *people, size_t from, size_t to)
{
	size_t at = from, words = 0, letters = 0;
	bool given = false, verb = at < to && verb_form(people, at) != VERB_NONE;
	for (; at < to && !is_closing(people, at); at++) {
		const struct word *word = &people->words[at];
		if ((at > from && sign_is(people, at, '-')) || (words == 1 && sign_is(people, at, ',')))
			continue;
		bool child = at > from && word_has(people, at, CUE_CHILD) && !word_has(people, at, CUE_KIN_CHILD) &&
			     !is_closing(people, at + 1); /* "YELLOW BOY ART" */
		if (letters || words == NAME_MOST || (is_said(people, at) && !child) || (at > from && word->wide))
			return 0;
		letters += word->folded.len == 1;
		words += word->folded.len > 1;
		bool common = word->entry->given < GIVEN_LEAST || word->entry->given + 2 < word->entry->common;
		given = given || (word->folded.len > 1 && (is_unknown(word) || !common));
	}
	return at < to && given && words >= 2u + verb ? at : 0;
}

/* "R/O", "RO", "COMES BACK TO", "PER FILE": whose it is follows. Where that begins, or `at`. */
static size_t behind_owner(const struct people *people, size_t at)
{
	size_t words = list_match(people, at, LIST_OWNER_BEFORE);
	return at + words;
}

/* A party's word that begins the line, or follows the time and the unit of an entry. */
static bool begins_entry(const struct people *people, size_t from, size_t at)
{
	for (size_t i = from; i < at; i++)
		if (people->words[i].kind == TOKEN_WORD && people->words[i].folded.len > 2)
			return false;
	return true;
}

bool read_between(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	if (!people->words[from].caps || people->lines[people->words[from].line].cells > 0)
		return false;
	bool any = false;
	for (size_t at = from; at + 2 < to; at++) {
		const struct cue_hit *role = cue_at(people, at, CUE_ROLE);
		bool party = role && people->words[at].folded.len > 1 && people->words[at].letters == CASE_UPPER && begins_entry(people, from, at);
		size_t name = party ? role->to : behind_owner(people, at), end = name > at ? closed_name(people, name, to) : 0;
		if (!end)
			continue;
		open_record(layout, people->words[at].line, party ? role->value : STR("other"));
		layout->due = layout->sure = true;
		if (!add_described_name(layout, name, end))
			add_name(layout, name, end, WHAT_NAME, false);
		any = true;
		layout->due = layout->sure = false;
		mark_record(people, at, end, layout->record);
		layout->record = 0;
		layout->named = false;
		at = end - 1;
	}
	return any;
}
