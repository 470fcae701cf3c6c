/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The road of a home again without the number of the house, where a number or letter is its name: "870 CR 553" is "the CR 553 turnoff"
 * later, "County Road 553", and "457 48th Ave" is "the house on 48th". */
#include "people/internal.h"

enum { ROADS_MOST = 16, NAME_LEN = 5, WAY_BACK = 2, SCORE = 72, KEPT_MOST = 3 };

struct road {
	struct str name, from; /* "553", "j", "48th"; from: of "S 1500 E" the first letter */
	bool kind;             /* the name stands behind a kind of road */
	bool grid;             /* and between two letters of the compass */
};

struct roads {
	struct road list[ROADS_MOST];
	size_t count;
};

/* "48th" */
static bool is_ordinal(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	struct str folded = word->folded;
	return word->kind == TOKEN_MIXED && folded.len >= 3 && ascii_digit(folded.ptr[0]) && ascii_digit(folded.ptr[folded.len - 3]) &&
	       ascii_lower(folded.ptr[folded.len - 2]) && ascii_lower(folded.ptr[folded.len - 1]);
}

/* "S" of "S 1500 E": one capital letter of the compass. */
static bool is_compass(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at < people->word_count && word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len == 1 &&
	       strchr("nsew", word->folded.ptr[0]);
}

/* "553", "2A", "J", "PP" behind a kind of road. */
static bool is_road_name(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	bool letters = word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len <= 2;
	return word->folded.len <= NAME_LEN && (letters || (is_numeric(people, at) && !is_ordinal(people, at)));
}

/* "County Road" before `at`: where it begins, `at` when none stands there. */
static size_t kind_before(const struct people *people, size_t at)
{
	size_t kind = at - (at > 1 && (sign_is(people, at - 1, '-') || sign_is(people, at - 1, '.')));
	struct str what = {0};
	if (kind == 0 || !word_in(people, kind - 1, LIST_ROAD_KIND, &what) || what.len || people->words[kind - 1].letters == CASE_LOWER ||
	    people->words[kind - 1].line != people->words[at].line)
		return at;
	size_t from = kind - 1;
	for (size_t back = 0; back < WAY_BACK && from > 0; back++, from--)
		if (!word_in(people, from - 1, LIST_ROAD_KIND, NULL) || people->words[from - 1].letters == CASE_LOWER)
			break; /* "County", or "US" of "US Highway 61" */
	return from;
}

static void add_road(struct roads *roads, struct road road)
{
	if (roads->count < ROADS_MOST && road.name.len <= NAME_LEN)
		roads->list[roads->count++] = road;
}

/* What is the road's name in the home, behind the number of the house. */
static void take_home(const struct people *people, const struct finding *finding, struct roads *roads)
{
	size_t first = tokens_at(people->tokens, finding->span.from);
	if (first >= people->word_count || !is_numeric(people, first))
		return;
	for (size_t at = first + 1; at < people->word_count && people->words[at].to <= finding->span.to; at++) {
		if (sign_is(people, at, ',') || sign_is(people, at, '#'))
			return;
		bool grid = people->words[at].kind == TOKEN_NUMBER && is_compass(people, at - 1) && is_compass(people, at + 1);
		if (grid)
			add_road(roads, (struct road){people->words[at].folded, people->words[at - 1].folded, false, true});
		else if (is_ordinal(people, at))
			add_road(roads, (struct road){.name = people->words[at].folded});
		else if (is_road_name(people, at) && kind_before(people, at) < at)
			add_road(roads, (struct road){.name = people->words[at].folded, .kind = true});
		else
			continue;
		return;
	}
}

/* Of "48th": no day of a month is called so. */
static bool is_beyond_days(struct str ordinal)
{
	enum { DAYS = 31 };
	unsigned number = 0;
	for (size_t i = 0; i + 2 < ordinal.len; i++)
		number = number * 10 + (unsigned)(ordinal.ptr[i] - '0');
	return number > DAYS;
}

/* "on 48th", and nothing behind it that is counted so: no grade, no day of a month. */
static bool is_street_told(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PRONOUN) |
			      cue_bit(CUE_AUXILIARY) | cue_bit(CUE_DETERMINER);
	size_t before = word_previous(people, at), next = people->words[at].next;
	if (word_in(people, next, LIST_STREET_KIND, NULL) && !word_is(people, next, "place"))
		return true;
	if (before == SIZE_MAX || word_is(people, before, "in") || word_has(people, next, LABEL_SCHOOL) ||
	    !(word_in(people, before, LIST_HOME_AT, NULL) || word_is(people, before, "to") || word_is(people, before, "from")))
		return false;
	return next >= people->word_count || people->words[next].kind != TOKEN_WORD ||
	       (is_beyond_days(people->words[at].folded) && people->words[next].letters == CASE_LOWER) ||
	       (word_has_any(people, next, small) && !word_is(people, next, "of"));
}

/* Where the road that ends with the word begins, `at + 1` when it is none. */
static size_t road_from(const struct people *people, const struct roads *roads, size_t at)
{
	for (size_t i = 0; i < roads->count; i++) {
		const struct road *road = &roads->list[i];
		if (!str_equal(road->name, people->words[at].folded))
			continue;
		if (road->grid && is_compass(people, at - 1) && is_compass(people, at + 1) && str_equal(road->from, people->words[at - 1].folded))
			return at - 1;
		if (road->kind && is_road_name(people, at) && kind_before(people, at) < at)
			return kind_before(people, at);
		if (!road->kind && !road->grid && is_street_told(people, at))
			return at;
	}
	return at + 1;
}

/* "MM 12", "mile 88" behind it, "northbound" before or behind, "Highway 25 and Depot", "0.3 mi S of Route 44", "Lower Landing, Route 88":
 * a place on a long road, and nobody's home. */
static bool is_travelled(const struct people *people, size_t from, size_t at)
{
	size_t next = people->words[at].next, before = word_previous(people, from);
	bool joined = word_is(people, next, "and") || sign_is(people, next, '&') || sign_is(people, next, '/') || word_is(people, next, "at");
	bool crossing = joined && next + 1 < people->word_count && people->words[next + 1].kind == TOKEN_WORD &&
			people->words[next + 1].letters != CASE_LOWER;
	bool measured = before != SIZE_MAX && (word_is(people, before, "of") || word_is(people, before, "and") || sign_is(people, before, ','));
	measured |= sign_is(people, next, ',') && next + 1 < people->word_count && is_numeric(people, next + 1);
	return crossing || measured || word_in(people, next, LIST_ROAD_TRAVEL, NULL) ||
	       (before != SIZE_MAX && word_in(people, before, LIST_ROAD_TRAVEL, NULL));
}

/* The roads go with a child into the other documents of the case: a letter for what they are, that of the compass, and the name. */
static void keep_roads(struct people *people, const struct roads *roads)
{
	struct person *keeper = roads->count ? person_keeper(people) : NULL;
	size_t kept = 0;
	while (keeper && kept < PERSON_PLACES && keeper->places[kept].folded.len)
		kept++;
	for (size_t i = 0; keeper && i < roads->count && i < KEPT_MOST && kept < PERSON_PLACES; i++) {
		const struct road *road = &roads->list[i];
		char text[2 + NAME_LEN] = {road->kind ? 'k' : road->grid ? 'g' : 'o', road->grid ? road->from.ptr[0] : '-'};
		memcpy(text + 2, road->name.ptr, road->name.len);
		struct str folded = people_keep(people, (struct str){text, 2 + road->name.len});
		keeper->places[kept++] = (struct person_place){folded, WHAT_ADDRESS, PLACE_ROAD};
	}
}

static void take_kept(const struct people *people, struct roads *roads)
{
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; people->persons[i].outside && j < PERSON_PLACES && people->persons[i].places[j].folded.len; j++) {
			struct str text = people->persons[i].places[j].folded;
			struct str name = {text.ptr + 2, text.len - 2}, from = {text.ptr + 1, 1};
			if (people->persons[i].places[j].kind == PLACE_ROAD && text.len > 2)
				add_road(roads, (struct road){name, from, text.ptr[0] == 'k', text.ptr[0] == 'g'});
		}
}

void roads_read(struct people *people)
{
	struct roads roads = {0};
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_ADDRESS && finding->who != WHO_ADULT && finding->who != WHO_OFFICIAL)
			take_home(people, finding, &roads);
	}
	keep_roads(people, &roads);
	take_kept(people, &roads);
	for (size_t at = 1; roads.count && at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->folded.len == 0 || word->folded.len > NAME_LEN || word->blocked || word->mention != NOBODY)
			continue;
		size_t from = road_from(people, &roads, at), end = at;
		if (from > at || people->words[from].blocked || is_travelled(people, from, at))
			continue;
		end += from < at && is_compass(people, from) && is_compass(people, at + 1);
		end += from == at && word_in(people, at + 1, LIST_STREET_KIND, NULL) && !people->words[at + 1].blocked;
		struct finding *finding = finding_add(people->findings, (struct span){people->words[from].from, people->words[end].to},
						      WHAT_ADDRESS, RULE_PEOPLE);
		finding->who = WHO_CHILD;
		finding->score = SCORE;
	}
}
