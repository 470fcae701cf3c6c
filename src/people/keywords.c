/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a home or a school that was found is named again in short. */
#include "people/keywords.h"

#include "base/mem.h"

static uint64_t sketch_of(struct str folded)
{
	unsigned ends = (unsigned char)folded.ptr[0] * 5u + (unsigned char)folded.ptr[folded.len - 1];
	return (uint64_t)1 << ((ends + folded.len * 11) & 63);
}

void keyword_add(struct keywords *keywords, struct keyword keyword)
{
	for (size_t i = 0; i < keywords->count; i++)
		if (str_equal(keywords->list[i].folded, keyword.folded))
			return;
	keywords->list = mem_room(keywords->list, keywords->count, &keywords->cap, sizeof *keywords->list);
	keywords->list[keywords->count++] = keyword;
	keywords->sketches |= sketch_of(keyword.folded);
}

/* The word before in the name of the school, if it is one with a capital. */
static struct str word_of_name(const struct people *people, const struct finding *finding, size_t at)
{
	const struct word *before = at > 0 ? &people->words[at - 1] : NULL;
	bool part = before && finding->what == WHAT_SCHOOL && before->from >= finding->span.from && before->kind == TOKEN_WORD &&
		    before->letters != CASE_LOWER && before->line == people->words[at].line;
	return part ? before->folded : (struct str){0};
}

/* What is particular in the name of a street or school: words that are neither its kind nor very common. */
void keywords_take(const struct people *people, const struct finding *finding, struct keywords *keywords)
{
	bool numbered = false, added = false;
	for (size_t at = tokens_at(people->tokens, finding->span.from);
	     at < people->word_count && people->words[at].from < finding->span.to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		numbered = numbered || (word->kind == TOKEN_NUMBER && word->folded.len >= 2);
		if (finding->what == WHAT_ADDRESS && sign_is(people, at, ',') && numbered && added)
			break; /* what follows is the town */
		if (word->kind == TOKEN_WORD && word->folded.len >= 4 && !word_has(people, at, CUE_ORGANISATION) &&
		    !word_has(people, at, CUE_PARTICLE) && word->entry->common < 9) {
			keyword_add(keywords, (struct keyword){word->folded, word_of_name(people, finding, at), finding->what, false});
			added = numbered;
		} else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_MIXED && word->folded.len <= 4 &&
			 at > 0 && word->from > finding->span.from && word->folded.ptr[word->folded.len - 1] >= 'a' &&
			 !word_has(people, at, CUE_SUFFIX))
			keyword_add(keywords, (struct keyword){.folded = word->folded, .what = finding->what, .unit = true});
		else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_NUMBER && at > 0 && word->folded.len >= 2 &&
			 word_in(people, at - 1, LIST_UNIT_NOUN, NULL))
			keyword_add(keywords, (struct keyword){.folded = word->folded, .what = finding->what, .unit = true});
	}
}

static bool is_short_form(const struct people *people, const struct keyword *keyword, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (keyword->unit) {
		if (word->kind == TOKEN_MIXED)
			return word->letters == CASE_UPPER;
		return before != SIZE_MAX && (word_is(people, before, "in") || word_is(people, before, "outside") || word_is(people, before, "at") ||
					      word_is(people, before, "to") || sign_is(people, before, '#') ||
					      word_in(people, before, LIST_UNIT_NOUN, NULL));
	}
	if (word->letters == CASE_LOWER)
		return word->entry->common == 0 && word->folded.len >= 5;
	return word->entry->common < 5 || !word->sentence_start;
}

/* "City of Porter's Landing": the town. */
static bool is_town(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 4; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX)
			return false;
		if (word_is(people, before, "of")) {
			size_t kind = word_previous(people, before);
			return kind != SIZE_MAX && (word_is(people, kind, "city") || word_is(people, kind, "town") ||
						    word_is(people, kind, "village") || word_is(people, kind, "county"));
		}
		if (people->words[before].letters == CASE_LOWER || people->words[before].kind == TOKEN_SIGN)
			return false;
		at = before;
	}
	return false;
}

/* "Lake Amity" of Lake Amity Middle School begins with the word before. */
static uint32_t short_from(const struct people *people, const struct keyword *keyword, size_t at)
{
	const struct word *word = &people->words[at], *before = at > 0 ? word - 1 : NULL;
	bool same = before && keyword->before.len && before->letters != CASE_LOWER && before->line == word->line &&
		    str_equal(before->folded, keyword->before);
	return same ? before->from : word->from;
}

void short_forms_find(struct people *people, const struct keywords *keywords)
{
	for (size_t at = 0; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->folded.len == 0 || !(keywords->sketches & sketch_of(word->folded)) || word->blocked || word->mention != NOBODY)
			continue;
		bool street = word->next < people->word_count && word_is(people, word->next, "court");
		for (size_t i = 0; i < keywords->count; i++) {
			const struct keyword *keyword = &keywords->list[i];
			if (!str_equal(keyword->folded, word->folded) || !is_short_form(people, keyword, at) ||
			    (is_agency(people, at) && !street) || is_town(people, at) || (!keyword->unit && !street && is_other_place(people, at)))
				continue;
			size_t end = word->next;
			/* "Saddlehorn Court", "Seven Larches School": the kind goes with the name */
			if (!keyword->unit && end < people->word_count && word_has(people, end, CUE_ORGANISATION) &&
			    people->words[end].letters != CASE_LOWER && !people->words[end].caps)
				end = people->words[end].next;
			struct finding *finding = finding_add(people->findings,
							      (struct span){short_from(people, keyword, at), people->words[end - 1].to},
							      (enum what)keyword->what, RULE_PEOPLE);
			finding->who = WHO_CHILD;
			finding->score = 80;
			break;
		}
	}
}
