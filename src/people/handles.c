/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Accounts by who speaks in a printed thread of messages: "[21:02] chasethebag: tell her". A small word that no list knows is no
 * officer who writes a log; where it stands again, repeat.c finds it. And whose mailbox it is, "k.abara@". */
#include "people/internal.h"
#include "people/values.h"

enum { LEAST = 6, MOST = 30, THREAD_LEAST = 3, SCORE = 70 };

/* The speaker between the time that begins the line and a colon, or SIZE_MAX. */
static size_t speaker_of(const struct people *people, uint32_t line)
{
	size_t at = log_behind_time(people, line);
	if (at && people->words[at].kind <= TOKEN_MIXED && sign_is(people, people->words[at].next, ':'))
		return at;
	return SIZE_MAX;
}

static bool is_account(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind != TOKEN_NUMBER && word->letters == CASE_LOWER && is_unknown(word) && word->has == 0 && word->mention == NOBODY &&
	       !word->blocked && word->folded.len >= LEAST && word->folded.len <= MOST;
}

void handles_read(struct people *people)
{
	size_t speakers = 0;
	for (uint32_t line = 0; line < people->line_count && speakers < THREAD_LEAST; line++)
		speakers += speaker_of(people, line) != SIZE_MAX;
	for (uint32_t line = 0; line < people->line_count && speakers >= THREAD_LEAST; line++) {
		size_t at = speaker_of(people, line);
		if (at == SIZE_MAX || !is_account(people, at))
			continue;
		struct span span = {people->words[at].from, people->words[at].to};
		finding_add(people->findings, span, WHAT_HANDLE, RULE_PEOPLE)->score = SCORE;
	}
}

/* ---- mailboxes ------------------------------------------------------------------------------------------------------------ */

/* The letter of a given name, if the official's is known. */
static bool fits_letter(const struct person *person, char letter)
{
	bool known = false, fits = false;
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].kind != PART_SURNAME && person->parts[i].folded.len) {
			known = true;
			fits = fits || person->parts[i].folded.ptr[0] == letter;
		}
	return fits || !known;
}

/* "lishee@": the letter of the given name and the surname in one. */
static bool is_joined(const struct person *person, struct str folded)
{
	struct str rest = {folded.ptr + 1, folded.len - 1};
	return rest.len >= 4 && person_has_kind(person, rest, PART_SURNAME) && fits_letter(person, folded.ptr[0]);
}

/* "k.abara@", "kabara@": the mailbox that begins at the word has an official's surname, and nobody else's. */
const struct person *official_of_mailbox(const struct people *people, size_t at)
{
	const struct person *found = NULL;
	char letter = 0;
	for (unsigned steps = 0; steps < 8 && at < people->word_count && !sign_is(people, at, '@'); steps++, at++) {
		struct str folded = people->words[at].folded;
		if (folded.len == 1)
			letter = folded.ptr[0];
		for (size_t i = 0; folded.len >= 3 && i < people->person_count; i++) {
			const struct person *person = &people->persons[i];
			if (person->who == WHO_OFFICIAL && sign_is(people, at + 1, '@') && is_joined(person, folded)) {
				found = person;
				continue;
			}
			if (!person_has(person, folded))
				continue;
			if (person->who != WHO_OFFICIAL)
				return NULL;
			found = person_has_kind(person, folded, PART_SURNAME) || person->part_count == 1 ? person : found;
		}
	}
	return found && (letter == 0 || fits_letter(found, letter)) ? found : NULL;
}
