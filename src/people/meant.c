/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Places where a word that is a child's or relative's name in the report is meant as the name, though the word, its capitals or what a
 * rule found there say otherwise. */
#include "people/internal.h"

/* "is not a Waters", "THE THIRD CHILD IS NOT A WATERS." */
bool is_of_family(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t article = word_previous(people, at), verb = article == SIZE_MAX ? SIZE_MAX : word_previous(people, article);
	if (verb == SIZE_MAX || (!word_is(people, article, "a") && !word_is(people, article, "an")) || word->entry->surname < 5 ||
	    word->letters == CASE_LOWER || (word->next < people->word_count && people->words[word->next].kind == TOKEN_WORD))
		return false;
	bool denied = word_is(people, verb, "not") || people->words[verb].short_form;
	return denied || (!word->caps && word_has(people, verb, CUE_AUXILIARY));
}

/* "a threat to An", "assault on Grace": the end of an offence's title in small letters is whom it was done to. */
bool ends_offence(const struct people *people, size_t at, bool guarded)
{
	size_t before = word_previous(people, at);
	return guarded && people->words[at].blocked == WHAT_OFFENCE && before != SIZE_MAX && people->words[at].letters == CASE_TITLE &&
	       !people->words[at].caps && people->words[before].letters == CASE_LOWER &&
	       word_has_any(people, before, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE));
}

/* "TRANSPORT JUNE PRAIRIE VIEW HOSP": a verb right before, and behind the child's name the hospital. */
bool is_taken_there(const struct people *people, size_t at, bool guarded)
{
	size_t before = word_previous(people, at);
	return guarded && people->words[at].caps && before != SIZE_MAX && word_in(people, before, LIST_TAKEN, NULL);
}

/* 'He says "wen."' of a sister called Wren: no other word, and nothing else between the quote marks. */
bool is_said_alone(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t end = word->next;
	end += end < people->word_count && people->words[end].kind == TOKEN_SIGN && !is_double_quote(people, end);
	return word->kind == TOKEN_WORD && word->folded.len >= 3 && word->entry->common <= 4 && !word->blocked && at > 0 &&
	       is_double_quote(people, at - 1) && people->words[at - 1].to == word->from && is_double_quote(people, end);
}
