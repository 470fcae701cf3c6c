/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Places where a word that is a child's or relative's name in the report is meant as the name, though the word, its capitals or what a
 * rule found there say otherwise. */
#include "people/internal.h"

enum { QUOTE_WORDS = 24 };

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

/* Is somebody protected called by this given name and, right behind it, this surname? */
static bool is_protected_pair(const struct people *people, size_t given, size_t surname)
{
	if (surname >= people->word_count || people->words[given].next != surname || people->words[surname].kind != TOKEN_WORD ||
	    !people->words[given].caps || people->words[surname].line != people->words[given].line)
		return false;
	for (size_t i = 0; i < people->person_count; i++)
		if (is_guarded(&people->persons[i]) && person_has_kind(&people->persons[i], people->words[given].folded, PART_GIVEN) &&
		    person_has_kind(&people->persons[i], people->words[surname].folded, PART_SURNAME))
			return true;
	return false;
}

/* "A22 EMILY CARTER FIRE STATION LOBBY": in a log, the whole name of a child before what could be named after somebody. */
bool is_whole_name(const struct people *people, size_t at, bool guarded)
{
	const struct word *word = &people->words[at];
	if (!people->log || !guarded || !word->caps || (word->blocked != WHAT_PLACE && word->blocked))
		return false;
	size_t before = word_previous(people, at);
	return is_protected_pair(people, at, word->next) || (before != SIZE_MAX && is_protected_pair(people, before, at));
}

/* The words from `at` on, forward or back, up to a quote mark: are there few, and none with a capital? */
static bool is_small_to_quote(const struct people *people, size_t at, int step)
{
	for (size_t words = 0; words < QUOTE_WORDS && at > 0 && at < people->word_count; words++, at += (size_t)step) {
		if (is_double_quote(people, at))
			return true;
		if (people->words[at].kind == TOKEN_WORD && people->words[at].letters != CASE_LOWER)
			return false;
	}
	return false;
}

/* "keeping pearl til monday": an ordinary word, but not a small one of grammar, in a quoted message that is typed without capitals. */
bool is_typed_small(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_MODAL) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER) |
			      cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_KIN);
	size_t before = word_previous(people, at);
	bool thing = before != SIZE_MAX && (word_is(people, before, "the") || word_is(people, before, "a") || word_is(people, before, "an"));
	return !thing && !word_has_any(people, at, small) && is_small_to_quote(people, at, 1) && is_small_to_quote(people, at, -1);
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

/* The word behind one or two words with capitals, the first of which stands behind `at`; `at` if none does. */
static size_t names_end(const struct people *people, size_t at)
{
	size_t end = people->words[at].next;
	for (unsigned count = 0; count < 2 && is_neighbour_capital(people, end) && !people->words[end].wide; count++)
		end = people->words[end].next;
	return end > people->words[at].next ? end : at;
}

/* "The father, Major Gray,", "foster parents, Chip and Major True", "Lagi Major Field": where no officer would stand, a rank that is a given
 * name before a surname. */
bool is_rank_in_family(const struct people *people, size_t at)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	const struct word *word = &people->words[at];
	size_t end = names_end(people, at);
	if (at < 2 || end == at || word->letters != CASE_TITLE || word->caps || word->entry->given < 8 || word->sentence_start)
		return false;
	if (sign_is(people, at - 1, ','))
		return word_has_any(people, at - 2, kin) && ends_phrase(people, end);
	const struct word *before = &people->words[at - 1];
	if (before->kind != TOKEN_WORD || before->next != at || word->wide)
		return false;
	if (word_is(people, at - 1, "and") && is_neighbour_capital(people, at - 2)) /* the first of two of the family */
		return at > 3 && word_has_any(people, at - 3 - (size_t)sign_is(people, at - 3, ','), kin);
	const struct entry *surname = people->words[end - 1].entry;
	bool given = (before->entry->given >= 7 && before->entry->given >= before->entry->common) || is_unknown(before);
	return before->letters == CASE_TITLE && given && !before->place && (surname->surname >= 4 || surname->common == 0) &&
	       !word_has_any(people, at - 1, kin | cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_ORGANISATION));
}

/* "Ray Arms, her uncle", "Rose Day (33)", "April Book, who lives": what is said of no house, shop or street behind a given name and a word
 * that is a surname too. */
bool is_person_behind(const struct people *people, size_t from, size_t to)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	const struct word *given = &people->words[from], *last = &people->words[to - 1];
	if (to >= people->word_count || given->next >= to || given->entry->given < 7 || last->kind != TOKEN_WORD || last->entry->surname < 5 ||
	    given->place || (!sign_is(people, to, ',') && !sign_is(people, to, '(')))
		return false;
	size_t at = to + 1;
	if (word_is(people, at, "who"))
		return word_has(people, at + 1, CUE_LIVES);
	if (is_numeric(people, at))
		return people->words[at].folded.len <= 2 && !people->words[at].blocked && ends_phrase(people, at + 1);
	at += word_has_any(people, at, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN));
	return word_has(people, at, LABEL_BIRTH) || word_has(people, at, LABEL_AGE) ||
	       (word_has_any(people, at, kin) && (given->caps || people->words[at].letters == CASE_LOWER));
}

/* An unknown word of which a known name may be misspelt. */
bool may_be_misspelt(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->short_form || word_has(people, at, CUE_REPORT_WORD) || (word->place && word->entry->given < 5))
		return false;
	return word->kind != TOKEN_TAIL && word->folded.len >= 4 && word->entry->common == 0 && !word->blocked &&
	       word->letters != CASE_LOWER && !word_has(people, at, CUE_GOODS) && !word_has(people, at, CUE_ORGANISATION);
}
