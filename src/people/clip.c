/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The beginning of a known given name that stands for it: "Pri", "Sas", "Row", words too where only a name can stand. */
#include "people/internal.h"
#include "people/turns.h"

bool is_neighbour_capital(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].letters != CASE_LOWER &&
	       !people->words[at].caps;
}

/* Nothing makes the person an official or a bystander. */
bool is_guarded(const struct person *person)
{
	bool young = (person->is.evidence & (BECAUSE_AGE | BECAUSE_BIRTH | BECAUSE_KIN)) != 0; /* beside whom work is named, or who has some */
	return !(person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_ARRESTED | (young ? 0 : BECAUSE_WORK)));
}

/* "with Jewel and Row", "Arch needs his drops", "AS DAIS BRINGS IN THE MAIL", "YOUR HOODIE LIL": a word with a capital that nothing else
 * asks for, or before what its bearer does. */
static bool is_clipped_word(const struct people *people, size_t at)
{
	const cue_set other = cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_GOODS) | cue_bit(CUE_ORGANISATION) | cue_bit(CUE_REPORT_WORD) |
			      cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_KIN) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_PARTICLE);
	const struct word *word = &people->words[at];
	size_t next = word->next, before = word_previous(people, at), first = before == SIZE_MAX ? SIZE_MAX : word_previous(people, before);
	/* "Jewel and Row" */
	bool paired = first != SIZE_MAX && word_has(people, before, CUE_CONJUNCTION) && people->words[first].mention != NOBODY &&
		      !word_has_any(people, at, cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_TITLE));
	if (word->kind != TOKEN_WORD || word->folded.len < 3 || word->folded.len > 5 || word->letters == CASE_LOWER || word->blocked ||
	    word->short_form || word->place || word->fact || (word_has_any(people, at, other) && !paired) ||
	    next >= people->word_count || before == SIZE_MAX)
		return false;
	bool tail = people->words[next].kind == TOKEN_TAIL, ends = people->words[next].kind != TOKEN_WORD && !tail;
	bool acts = tail || word_has(people, next, CUE_AUXILIARY) || verb_form(people, next) >= VERB_THIRD;
	if (word->caps)
		return (acts && word->entry->common <= 4) || (ends && name_level(word) >= 3 && name_level(word) + 2 >= word->entry->common);
	if (word->letters != CASE_TITLE || is_neighbour_capital(people, next))
		return false;
	if (word->sentence_start)
		return acts && word->entry->common <= 10;
	bool beside = people->words[before].kind == TOKEN_WORD && people->words[before].letters == CASE_LOWER;
	return beside && (ends || acts) && !sign_is(people, next, '-');
}

/* "JOUR: Yes.", of Journey: no word for what a speaker is. */
static bool is_clipped_speaker(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->folded.len >= 3 && word->folded.len <= 5 && !word->blocked && !word->speaker && !is_cue(people, at) &&
	       !word_has_any(people, at, cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY)) && !word_in(people, at, LIST_SPEAKER_CODE, NULL) &&
	       speaks_again(people, at);
}

/* "Pri", "Sas": three letters with a capital that are no other word, and no abbreviation; or that do something. */
static bool is_clipped(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (is_clipped_word(people, at) || is_clipped_speaker(people, at))
		return true;
	if (word->kind != TOKEN_WORD || word->folded.len != 3 || word->letters != CASE_TITLE || word->blocked || word->short_form ||
	    word_has(people, at, CUE_MONTH) || sign_is(people, word->next, '.') || word->next >= people->word_count)
		return false;
	bool acts = people->words[word->next].kind == TOKEN_TAIL || word_has(people, word->next, CUE_AUXILIARY) ||
		    verb_form(people, word->next) >= VERB_THIRD;
	if (acts && word->entry->common <= 8)
		return true;
	return word->entry->common == 0 && !word->place && !is_cue(people, at) && !word_has(people, at, CUE_REPORT_WORD) &&
	       !word_has(people, at, CUE_GOODS);
}

/* The one person, no official, whose given name begins so: Priyanka, Saskia. */
static int32_t find_clipped(const struct people *people, size_t at)
{
	struct str folded = people->words[at].folded;
	size_t least = folded.len + (folded.len > 3 || people->words[at].entry->common == 0 ? 1 : 2);
	int32_t found = NOBODY;
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; j < people->persons[i].part_count; j++) {
			const struct name_part *part = &people->persons[i].parts[j];
			bool begins = part->kind == PART_GIVEN && part->folded.len >= least && memcmp(part->folded.ptr, folded.ptr, folded.len) == 0;
			if (begins && is_guarded(&people->persons[i]))
				found = (int32_t)i;
		}
	return found;
}

int32_t clipped_read(const struct people *people, size_t at)
{
	return is_clipped(people, at) ? find_clipped(people, at) : NOBODY;
}
