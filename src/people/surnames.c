/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Surnames of two words and more that an entry tells, "COMES LAST, DELPHINE", "Two Hearts Sage M": wherever the words stand again beside each
 * other they are that surname, whatever each of them means, and a given name before or behind belongs to it. */
#include "people/internal.h"

enum { FAMILIES = 32, WORDS_MOST = 4, GIVEN_LEAST = 3 };

struct family {
	struct str words[WORDS_MOST];
	size_t count;
};

static bool is_known(const struct family *families, size_t count, const struct family *family)
{
	for (size_t i = 0; i < count; i++) {
		bool same = families[i].count == family->count;
		for (size_t j = 0; j < family->count && same; j++)
			same = str_equal(families[i].words[j], family->words[j]);
		if (same)
			return true;
	}
	return false;
}

/* The surnames of several words that entries give. Longer ones first would change nothing: who has one has no other. */
static size_t read_families(const struct people *people, struct family *families)
{
	size_t count = 0;
	for (size_t i = 0; i < people->person_count && count < FAMILIES; i++) {
		const struct person *person = &people->persons[i];
		struct family family = {0};
		for (size_t j = 0; j < person->part_count && person->record && person_has_given(person); j++) /* no shop */
			if (person->parts[j].kind != PART_SURNAME || person->parts[j].folded.len < 2) {
				if (family.count > 1)
					break;
				family.count = 0;
			} else if (family.count < WORDS_MOST) {
				family.words[family.count++] = person->parts[j].folded;
			}
		if (family.count > 1 && !is_known(families, count, &family))
			families[count++] = family;
	}
	return count;
}

/* Where the surname that begins at `at` ends, or 0. */
static size_t family_end(const struct people *people, size_t at, const struct family *family)
{
	const struct word *first = &people->words[at];
	for (size_t i = 0; i < family->count; i++) {
		if (i > 0 && at < people->word_count && (sign_is(people, at, '-') || people->words[at].kind == TOKEN_LINE))
			at++;
		if (at >= people->word_count || people->words[at].kind != TOKEN_WORD || people->words[at].letters != first->letters ||
		    !str_equal(people->words[at].folded, family->words[i]) || people->words[at].wide > (i == 0) || people->words[at].fact)
			return 0;
		at = people->words[at].next;
	}
	return first->letters == CASE_LOWER ? 0 : at;
}

/* A given name right beside the surname, by the lists and as nobody's yet. */
static bool is_given(const struct people *people, size_t at, size_t surname)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters == people->words[surname].letters && !word->fact && !word->blocked &&
	       word->line == people->words[surname].line && word->folded.len > 2 && word->entry->given >= GIVEN_LEAST &&
	       word->entry->given >= word->entry->surname && verb_form(people, at) == VERB_NONE &&
	       !word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_TITLE));
}

/* The mention in running text that has the word, or NOBODY. */
static int32_t mention_of(const struct people *people, size_t at)
{
	int32_t number = people->words[at].mention;
	const struct mention *mention = number == NOBODY ? NULL : &people->mentions[number];
	return mention && mention->source != SOURCE_FACT && mention->from <= at && at < mention->to ? number : NOBODY;
}

/* Every mention that has a word of [from, to) is one with it. */
static void add_surname(struct people *people, size_t from, size_t to)
{
	size_t begin = from, end = to;
	if (from > 0 && people->words[from - 1].next == from && people->words[from - 1].mention == NOBODY && !people->words[from].wide &&
	    is_given(people, from - 1, from))
		begin = from - 1;
	else if (end < people->word_count && !people->words[end].wide && people->words[end].mention == NOBODY && is_given(people, end, from) &&
		 !(from > 0 && people->words[from - 1].mention != NOBODY))
		end = people->words[end].next;
	if (begin > 0 && people->words[begin - 1].next == begin && !people->words[begin].wide && mention_of(people, begin - 1) != NOBODY)
		begin = people->mentions[mention_of(people, begin - 1)].from;
	int32_t first = NOBODY;
	for (size_t at = begin; at < end; at++) {
		int32_t other = mention_of(people, at);
		if (other == NOBODY || other == first)
			continue;
		struct mention *mention = &people->mentions[other];
		begin = mention->from < begin ? mention->from : begin;
		end = mention->to > end ? mention->to : end;
		if (first == NOBODY)
			first = other;
		else
			mention->from = mention->to = 0;
	}
	if (first == NOBODY) {
		mention_add(people, begin, end, SOURCE_RUN);
		return;
	}
	people->mentions[first].from = (uint32_t)begin;
	people->mentions[first].to = (uint32_t)end;
	for (size_t at = begin; at < end; at++)
		people->words[at].mention = first;
}

bool surnames_read(struct people *people)
{
	struct family families[FAMILIES];
	size_t count = read_families(people, families);
	bool any = false;
	for (size_t at = 0; count && at < people->word_count; at++) {
		if (people->words[at].kind != TOKEN_WORD || people->words[at].letters == CASE_LOWER || people->words[at].fact)
			continue;
		for (size_t i = 0; i < count; i++) {
			size_t end = family_end(people, at, &families[i]);
			if (!end)
				continue;
			add_surname(people, at, end);
			any = true;
			at = end - 1;
			break;
		}
	}
	return any;
}
