/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose the things are: birth dates, homes, schools, numbers; and where a home or a school is named again in short. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"

static const struct person *owner_at(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].record == 0)
		return NULL;
	int32_t number = people->records[people->words[at].record].person;
	return number == NOBODY ? NULL : &people->persons[number];
}

static bool of_child_side(const struct person *person)
{
	return person->who == WHO_CHILD || person->who == WHO_JUVENILE || person->who == WHO_RELATIVE;
}

static void attach_birth(const struct people *people, struct finding *finding, const struct person *owner)
{
	struct date birth;
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	bool read = date_parse(text, people->reference.year ? people->reference.year : 2035, &birth);
	if (read && people->reference.year == 0 && people->latest.year && date_years(birth, people->latest) >= people->under) {
		finding->who = WHO_ADULT;
		return;
	}
	bool minor = !read || people->reference.year == 0 || date_years(birth, people->reference) < people->under;
	bool child = owner && (owner->who == WHO_CHILD || owner->who == WHO_JUVENILE);
	finding->who = minor || child ? WHO_CHILD : WHO_ADULT;
}

static void attach_finding(const struct people *people, struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	const struct person *owner = owner_at(people, at);
	if (owner)
		finding->person = (int32_t)(owner - people->persons);
	switch (finding->what) {
	case WHAT_BIRTH_DATE:
		attach_birth(people, finding, owner);
		break;
	case WHAT_SCHOOL:
		finding->who = WHO_CHILD;
		break;
	case WHAT_ADDRESS:
		/* the home of a child's family, or of whom nobody knows; an adult's own home only where the entry says so */
		finding->who = !owner ? WHO_UNKNOWN : of_child_side(owner) ? WHO_CHILD : owner->who;
		break;
	default:
		finding->who = owner ? owner->who : WHO_UNKNOWN;
		break;
	}
}

/* ---- short forms --------------------------------------------------------------------------------------------- */

struct keyword {
	struct str folded;
	uint8_t what;
	bool unit; /* 2B, 310: an apartment */
};

struct keywords {
	struct keyword *list;
	size_t count, cap;
};

static void add_keyword(struct keywords *keywords, struct str folded, enum what what, bool unit)
{
	for (size_t i = 0; i < keywords->count; i++)
		if (str_equal(keywords->list[i].folded, folded))
			return;
	keywords->list = mem_room(keywords->list, keywords->count, &keywords->cap, sizeof *keywords->list);
	keywords->list[keywords->count++] = (struct keyword){folded, (uint8_t)what, unit};
}

/* What is particular in the name of a street or school: words that are neither its kind nor very common. */
static void read_keywords(const struct people *people, const struct finding *finding, struct keywords *keywords)
{
	for (size_t at = tokens_at(people->tokens, finding->span.from);
	     at < people->word_count && people->words[at].from < finding->span.to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD && word->folded.len >= 4 && !word_has(people, at, CUE_ORGANISATION) &&
		    !word_has(people, at, CUE_PARTICLE) && word->entry->common < 9)
			add_keyword(keywords, word->folded, finding->what, false);
		else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_MIXED && word->folded.len <= 4 &&
			 at > 0 && word->from > finding->span.from && word->folded.ptr[word->folded.len - 1] >= 'a' &&
			 !word_has(people, at, CUE_SUFFIX))
			add_keyword(keywords, word->folded, finding->what, true);
		else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_NUMBER && at > 0 &&
			 (word_is(people, at - 1, "apt") || word_is(people, at - 1, "unit") || word_is(people, at - 1, "apartment")) &&
			 word->folded.len >= 2)
			add_keyword(keywords, word->folded, finding->what, true);
	}
}

static bool is_short_form(const struct people *people, const struct keyword *keyword, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (keyword->unit) {
		if (word->kind == TOKEN_MIXED)
			return word->letters == CASE_UPPER;
		return before != SIZE_MAX && (word_is(people, before, "in") || word_is(people, before, "outside") ||
					      word_is(people, before, "at") || word_is(people, before, "apartment") ||
					      word_is(people, before, "apt") || word_is(people, before, "unit") ||
					      word_is(people, before, "to") || sign_is(people, before, '#'));
	}
	if (word->letters == CASE_LOWER)
		return word->entry->common == 0 && word->folded.len >= 5;
	return word->entry->common < 5 || !word->sentence_start;
}

static void find_short_forms(struct people *people, const struct keywords *keywords)
{
	for (size_t at = 0; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->blocked || word->mention != NOBODY || is_agency(people, at) || (word->kind != TOKEN_WORD && word->kind != TOKEN_MIXED &&
								 word->kind != TOKEN_NUMBER))
			continue;
		for (size_t i = 0; i < keywords->count; i++) {
			const struct keyword *keyword = &keywords->list[i];
			if (!str_equal(keyword->folded, word->folded) || !is_short_form(people, keyword, at))
				continue;
			size_t end = word->next;
			/* "Saddlehorn Court", "Seven Larches School": the kind goes with the name */
			if (!keyword->unit && end < people->word_count && word_has(people, end, CUE_ORGANISATION) &&
			    people->words[end].letters != CASE_LOWER && !people->words[end].caps)
				end = people->words[end].next;
			struct finding *finding = finding_add(people->findings,
							      (struct span){word->from, people->words[end - 1].to},
							      (enum what)keyword->what, 0);
			finding->who = WHO_CHILD;
			finding->score = 80;
			break;
		}
	}
}

void attach_read(struct people *people)
{
	struct keywords keywords = {0};
	size_t count = people->findings->count;
	for (size_t i = 0; i < count; i++) {
		struct finding *finding = &people->findings->list[i];
		attach_finding(people, finding);
		if (finding->what == WHAT_SCHOOL || (finding->what == WHAT_ADDRESS && finding->who != WHO_ADULT))
			read_keywords(people, finding, &keywords);
	}
	if (keywords.count)
		find_short_forms(people, &keywords);
	free(keywords.list);
}
