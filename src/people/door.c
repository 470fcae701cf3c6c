/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The number of a home alone: "11275 Route DD" is "the porch of 11275" later, "6600 Verbena Way #1044" is "his door, 1044", and
 * "Unit 6" stands again without its street. The number says nothing without what stands around it: a number of a time, an age or a
 * sum may be the same. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/internal.h"

enum { DOOR_LEN = 6, DOOR_LEAST = 2, YEAR_DIGITS = 4, WAY_BACK = 3 };

struct doors {
	struct str *list;
	size_t count, cap;
};

static bool is_door(const struct doors *doors, struct str folded)
{
	for (size_t i = 0; i < doors->count; i++)
		if (str_equal(doors->list[i], folded))
			return true;
	return false;
}

static void add_door(struct doors *doors, struct str folded)
{
	if (is_door(doors, folded))
		return;
	doors->list = mem_room(doors->list, doors->count, &doors->cap, sizeof *doors->list);
	doors->list[doors->count++] = folded;
}

/* The house number at the start of a home, and what stands behind "apt", "#" or the like in it. */
static void take_home(const struct people *people, const struct finding *finding, struct doors *doors)
{
	size_t first = tokens_at(people->tokens, finding->span.from);
	for (size_t at = first; at < people->word_count && people->words[at].from < finding->span.to; at++) {
		const struct word *word = &people->words[at];
		bool letter = word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER;
		size_t dot = at > first && sign_is(people, at - 1, '.') ? 1 : 0;
		bool unit = at > first + dot && (sign_is(people, at - 1, '#') || word_has(people, at - 1 - dot, CUE_DWELLING));
		struct str folded = word->folded;
		unit = unit || (at > first && word->kind == TOKEN_MIXED && folded.len >= 2 && folded.ptr[folded.len - 1] > '9' &&
				ascii_digit(folded.ptr[folded.len - 2])); /* "LOOP 3A" */
		bool house = at == first && word->folded.len >= DOOR_LEAST;
		if (word->folded.len <= DOOR_LEN && ((is_numeric(people, at) && (unit || house)) || (letter && unit)))
			add_door(doors, word->folded);
	}
}

static void take_homes(const struct people *people, struct doors *doors)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		bool home = finding->who == WHO_UNKNOWN || finding->who == WHO_CHILD || finding->who == WHO_JUVENILE ||
			    finding->who == WHO_RELATIVE || finding->who == WHO_UNPLACED;
		if (finding->what == WHAT_ADDRESS && home)
			take_home(people, finding, doors);
	}
}

/* Nothing is counted, and no date or longer number begins or ends there. */
static bool stands_alone(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const struct word *before = at > 0 ? &people->words[at - 1] : NULL, *next = at + 1 < people->word_count ? &people->words[at + 1] : NULL;
	bool joined = before && before->to == word->from && before->sign != '(' && before->sign != '"' && before->sign != '#' && before->sign != '\'';
	if (joined && before->kind != TOKEN_LINE)
		return false;
	if (!next || next->kind == TOKEN_LINE)
		return true;
	if (next->from == word->to)
		return next->sign && strchr(".,;)\"?:", next->sign) &&
		       (at + 2 >= people->word_count || people->words[at + 2].from > next->to || people->words[at + 2].kind == TOKEN_LINE);
	if (next->kind != TOKEN_WORD)
		return next->sign == '"' || next->sign == '(';
	return !word_in(people, at + 1, LIST_NUMBER_UNIT, NULL) && !word_in(people, at + 1, LIST_AGE_UNIT, NULL) &&
	       (next->letters == CASE_LOWER || next->caps || word_has(people, at + 1, CUE_CONJUNCTION));
}

/* "in 2014", "of 1998": four digits of a year. */
static bool is_year(const struct word *word)
{
	struct str century = {word->folded.ptr, YEAR_DIGITS / 2};
	return word->kind == TOKEN_NUMBER && word->folded.len == YEAR_DIGITS && (str_equal(century, STR("19")) || str_equal(century, STR("20")));
}

/* What stands before it says that it is a place. */
static bool is_place(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX || is_year(word))
		return false;
	if (sign_is(people, before, '#'))
		return true;
	if (sign_is(people, before, ',')) {
		size_t noun = word_previous(people, before), end = word_next(people, at);
		bool home = noun != SIZE_MAX && (word_has(people, noun, CUE_HOME_NOUN) || word_is(people, noun, "door"));
		return home && (end >= people->word_count || people->words[end].kind != TOKEN_WORD);
	}
	struct str kind = {0};
	if (!word_in(people, before, LIST_DOOR_BEFORE, &kind))
		return false;
	/* "from 12 to 21", "21 of 39" */
	for (size_t back = before, steps = 0; steps < WAY_BACK && (back = word_previous(people, back)) != SIZE_MAX; steps++)
		if (people->words[back].kind == TOKEN_NUMBER)
			return false;
	return word->folded.len > DOOR_LEAST || word->kind != TOKEN_NUMBER || str_equal(kind, STR("sure"));
}

/* "in Unit 6", "Apt B was clean", "#2": the same unit, named as one. A unit of police has nothing before it. */
static size_t unit_named(const struct people *people, size_t at)
{
	size_t noun = word_previous(people, at);
	noun = noun != SIZE_MAX && sign_is(people, noun, '.') ? word_previous(people, noun) : noun;
	if (noun == SIZE_MAX || people->words[noun].kind != TOKEN_WORD || !word_has(people, noun, CUE_DWELLING) || people->words[noun].line != people->words[at].line)
		return at;
	size_t before = word_previous(people, noun);
	bool way = before != SIZE_MAX && (word_in(people, before, LIST_DOOR_BEFORE, NULL) || word_is(people, before, "the"));
	bool sure = word_in(people, noun, LIST_UNIT_NOUN, NULL) && !word_is(people, noun, "unit");
	return way || sure ? noun : at;
}

static void add_finding(struct people *people, size_t from, size_t at)
{
	struct finding *finding = finding_add(people->findings, (struct span){people->words[from].from, people->words[at].to}, WHAT_ADDRESS, RULE_PEOPLE);
	finding->who = WHO_CHILD;
	finding->score = 70;
}

void doors_read(struct people *people)
{
	struct doors doors = {0};
	take_homes(people, &doors);
	for (size_t at = 0; doors.count && at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->folded.len == 0 || word->folded.len > DOOR_LEN || word->blocked || word->mention != NOBODY || !is_door(&doors, word->folded))
			continue;
		size_t unit = unit_named(people, at);
		bool number = is_numeric(people, at) && (word->folded.len >= DOOR_LEAST || (at > 0 && sign_is(people, at - 1, '#')));
		if (unit < at || (number && stands_alone(people, at) && is_place(people, at)))
			add_finding(people, unit, at);
	}
	free(doors.list);
}
