/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names in capitals whose words mean something else, right before a birth date: "CK FOSTER RUSTY   DOB 7 08 12", "ON MARSH SUMMER DOB".
 * What dispatchers ask the computer for is a surname and a given name, whatever else the words are. */
#include "people/internal.h"

enum { WORDS_LEAST = 2, WORDS_MOST = 3, NAME_LEAST = 3, SURNAME_LEAST = 5 };

/* In capitals no part of a name, whatever the lists say. */
bool is_plain_in_caps(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_NO_VALUE) |
			      cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) |
			      cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) |
			      cue_bit(LABEL_NAME) | cue_bit(LABEL_OTHER) | cue_bit(CUE_NAMED);
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	bool opens = word->sentence_start || word->line_start || (before != SIZE_MAX && people->words[before].kind == TOKEN_NUMBER);
	bool done = verb_form(people, at) >= (opens ? VERB_BASE : VERB_THIRD) && word->entry->common > name_level(word);
	return done || word->blocked || word->fact || word->letters != CASE_UPPER || word_has_any(people, at, small);
}

/* The first word of a name whose last is right before the label, or the label itself where there is none. */
static size_t first_of_name(const struct people *people, size_t label, size_t *last)
{
	bool given = false, surname = false;
	size_t first = label, count = 0, comma = 0, at = word_previous(people, label);
	*last = at;
	for (; at != SIZE_MAX && count < WORDS_MOST; at = word_previous(people, at)) {
		const struct word *word = &people->words[at];
		if (count == 0 && first == label && word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER) {
			first = at; /* "WOJCIK, HEATH A, DOB" */
			continue;
		}
		if (count == 1 && sign_is(people, at, ',') && at > 0 && people->words[at - 1].entry->surname >= SURNAME_LEAST) {
			comma = at;
			continue;
		}
		bool beside = at == *last || people->words[at].next == (comma ? comma : first);
		if (word->kind != TOKEN_WORD || word->line != people->words[label].line || !beside || is_plain_in_caps(people, at) ||
		    name_level(word) < NAME_LEAST)
			break;
		given |= word->entry->given >= NAME_LEAST;
		surname |= word->entry->surname >= SURNAME_LEAST;
		first = at;
		comma = 0;
		count++;
		if (word->wide)
			break;
	}
	return count >= WORDS_LEAST && given && surname ? first : label;
}

/* The label before a birth date, or the date's own first word. */
static size_t label_of(const struct people *people, size_t date)
{
	size_t at = date;
	while (at > 0 && people->words[at - 1].line == people->words[date].line &&
	       (people->words[at - 1].kind == TOKEN_SIGN || word_has(people, at - 1, LABEL_BIRTH)))
		at--;
	return at;
}

void described_read(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		size_t date = finding->what == WHAT_BIRTH_DATE ? tokens_at(people->tokens, finding->span.from) : people->word_count;
		if (date >= people->word_count || !people->words[date].caps)
			continue;
		size_t last, label = label_of(people, date), first = first_of_name(people, label, &last);
		if (first == label)
			continue;
		int32_t known = NOBODY;
		for (size_t at = first; at <= last && known == NOBODY; at++)
			known = people->words[at].mention;
		if (known == NOBODY) {
			mention_add(people, first, last + 1, SOURCE_RUN);
			continue;
		}
		struct mention *mention = &people->mentions[known];
		if (mention->from < first)
			continue;
		mention->from = (uint32_t)first;
		if (mention->to < last + 1)
			mention->to = (uint32_t)last + 1;
		for (size_t at = first; at < mention->to; at++)
			if (people->words[at].mention == NOBODY)
				people->words[at].mention = known;
	}
}
