/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who writes in the first person is "I", and never the Grace or Chase of whom is told: a child may have the officer's surname for a
 * given name. */
#include "people/internal.h"

enum { FIRST_PERSONS = 2, SIGN_LINES = 12, SIGN_WORDS = 12, LABEL_WORDS = 6 };

/* The report says "I": not every one does. */
static bool is_in_first_person(const struct people *people)
{
	unsigned count = 0;
	for (size_t at = 0; at < people->word_count && count < FIRST_PERSONS; at++) {
		size_t next = people->words[at].next;
		bool told = next < people->word_count && people->words[next].letters == CASE_LOWER;
		count += (told && word_is(people, at, "i")) || word_is(people, at, "me") || word_is(people, at, "my");
	}
	return count >= FIRST_PERSONS;
}

/* "Reporting officer: Dale Chase", "Narrative by Det. Brooke": the label stands right before. */
static bool is_author(const struct people *people, const struct mention *mention)
{
	size_t from = line_from(people, people->words[mention->from].line);
	for (size_t at = mention->from, steps = 0; at > from && steps < LABEL_WORDS; steps++)
		if (list_match_as(people, --at, LIST_WRITER, STR("author")) > 0)
			return true;
	return false;
}

/* A short line at the end that has nothing in small letters. */
static bool is_signature_line(const struct people *people, uint32_t line)
{
	if (line_to(people, line) - line_from(people, line) > SIGN_WORDS || line + SIGN_LINES < people->line_count)
		return false;
	for (size_t at = line_from(people, line); at < line_to(people, line); at++)
		if (people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_LOWER)
			return false;
	return true;
}

void signers_mark(struct people *people)
{
	if (people->log || !is_in_first_person(people))
		return;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		struct person *person = mention->person == NOBODY ? NULL : &people->persons[mention->person];
		if (person && (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
			person->signs = person->signs || is_author(people, mention) ||
					(!mention->record && is_signature_line(people, people->words[mention->from].line));
	}
}

/* "Thank you for coming with Grace" over the name of Sgt. Everett Grace: who writes is "I", so a given name in a sentence is another's. */
bool is_told_by_signer(const struct people *people, const struct mention *mention)
{
	const struct word *word = &people->words[mention->from];
	size_t before = word_previous(people, mention->from), next = word_next(people, mention->from);
	if (word->entry->given == 0 || word->caps || mention->source != SOURCE_RUN || (mention->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
		return false;
	bool sentence = before != SIZE_MAX && people->words[before].kind == TOKEN_WORD && people->words[before].letters == CASE_LOWER;
	return sentence || (next < people->word_count && people->words[next].kind == TOKEN_TAIL) ||
	       (next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters == CASE_LOWER);
}
