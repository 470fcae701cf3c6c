/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A name that nothing but its neighbours make a school's: "a Larkspur fourth grader", "her Larkspur hoodie", "the principal of
 * Ridgeway", "swims for the Marlins", "from PS 118 to IS 52". */
#include "people/internal.h"
#include "people/values.h"

enum { WORDS_MOST = 4, SMALL_MOST = 3, SCORE = 70, COMMON = 3, COMMON_CAPS = 6, SENTENCE_WORDS = 16, KNOWN_MOST = 5 };

/* What begins or is something else than the name of a school. */
static bool is_other(const struct people *people, size_t at)
{
	const cue_set other = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) |
			      cue_bit(CUE_KIN) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_ROLE) | cue_bit(CUE_GOODS) | cue_bit(CUE_CHAIN) |
			      cue_bit(CUE_OFFICE_HEAD) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_DETERMINER) |
			      cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) |
			      cue_bit(CUE_NO_VALUE) | cue_bit(CUE_TEACHER) | cue_bit(CUE_NUMBER) | cue_bit(CUE_CHILD);
	const struct word *word = &people->words[at];
	return word_has_any(people, at, other) || word->blocked || word->town ||
	       (word->entry->place & PLACE_PEOPLE) || names_unprotected(people, at) ||
	       word_in(people, at, LIST_NO_SCHOOL, NULL);
}

static bool is_part(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (at >= people->word_count || word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->folded.len < 2 || is_other(people, at))
		return false;
	if (!word->caps)
		return true;
	const cue_set verbs = cue_bit(CUE_VERB) | cue_bit(CUE_VERB_PAST) | cue_bit(CUE_MODAL) | cue_bit(CUE_SPEECH);
	return word->folded.len > 2 && word->entry->common < COMMON_CAPS && !word_has_any(people, at, verbs);
}

static bool is_joined(const struct people *people, size_t at)
{
	return at > 0 && !people->words[at].bar && !people->words[at].wide && people->words[at].from <= people->words[at - 1].to + 2;
}

/* Does the name [from, to) go on to say that it is no school: "Larkspur Hospital", "Fifth Street", "Truman State University"? */
static bool is_place(const struct people *people, size_t from, size_t to)
{
	bool side = to > from + 1 && word_in(people, to - 1, LIST_SIDE, NULL); /* "Carver North" is one of two schools */
	const cue_set places = cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_LANDMARK) | cue_bit(CUE_ORGANISATION) | cue_bit(CUE_HOME_NOUN);
	for (size_t at = people->words[from].next; at < to - side; at = people->words[at].next)
		if ((!side && (word_has_any(people, at, places) || word_in(people, at, LIST_STREET_KIND, NULL))) ||
		    word_in(people, at, LIST_NO_SCHOOL, NULL))
			return true;
	size_t next = word_next(people, to - 1); /* also on the next line */
	bool capital = next < people->word_count && is_joined(people, next) && people->words[next].letters != CASE_LOWER && !people->words[next].caps;
	bool kind = capital && (word_has_any(people, next, places) || word_in(people, next, LIST_NO_SCHOOL, NULL));
	return kind || word_has(people, from, CUE_PUBLIC_PLACE);
}

/* The end of the name that begins at `from`; `from`: none. */
static size_t name_end(const struct people *people, size_t from)
{
	size_t at = from;
	for (unsigned words = 0; words < WORDS_MOST && is_part(people, at) && (at == from || is_joined(people, at)); words++)
		at = people->words[at].next;
	return at;
}

static bool is_protected_person(const struct people *people, size_t at)
{
	int32_t mention = people->words[at].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
	return person != NOBODY && person_protected(&people->persons[person]) && people->persons[person].who != WHO_UNPLACED;
}

static void add_school(struct people *people, size_t from, size_t to)
{
	struct span span = {people->words[from].from, people->words[to - 1].to};
	struct finding *finding = finding_add(people->findings, span, WHAT_SCHOOL, RULE_PEOPLE);
	finding->score = SCORE;
	finding->who = WHO_CHILD;
}

/* ---- behind the name: "a Larkspur fourth grader" ------------------------------------------------------------------ */

static bool begins_phrase(const struct people *people, size_t from)
{
	const struct word *word = &people->words[from];
	size_t before = word_previous(people, from);
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_PRONOUN);
	bool behind = before != SIZE_MAX && (word_has_any(people, before, small) || people->words[before].kind == TOKEN_TAIL ||
					     word_is(people, before, "other") || word_is(people, before, "another") ||
					     word_is(people, before, "fellow"));
	return word->sentence_start || word->line_start ? word->entry->common < COMMON : behind;
}

/* "a Pelican Rapids West senior", "the Larkspur front office", "Nelsborg Public": a town that a school is called by. */
static bool is_town_part(const struct people *people, size_t at, size_t thing, bool school)
{
	const struct word *word = &people->words[at];
	bool side = word_in(people, thing - 1, LIST_SIDE, NULL);
	return (school || side) && (word->town || word->place || (side && at == thing - 1)) && word->kind == TOKEN_WORD &&
	       word->letters == CASE_TITLE && !word->caps && !word->blocked &&
	       !word_has_any(people, at, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_DETERMINER));
}

/* "a Carver senior who", "a Carver senior.", but "a Carver senior citizen": nothing follows that could be the thing itself. */
static bool ends_noun(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) |
			      cue_bit(CUE_AUXILIARY);
	return at >= people->word_count || people->words[at].kind != TOKEN_WORD || word_has_any(people, at, small) || word_is(people, at, "who");
}

/* The name that ends before the thing of so many words at `at`. Some things are the end of the name: "Nelsborg Public". */
static void read_before(struct people *people, size_t at, size_t thing)
{
	size_t from = at, to = at;
	bool part = list_match_as(people, at, LIST_SCHOOL_THING, STR("part")) == thing;
	bool school = part || list_match_as(people, at, LIST_SCHOOL_THING, STR("office")) == thing;
	if (part) {
		to = at + thing;
		bool goes_on = to < people->word_count && is_joined(people, to) && people->words[to].kind == TOKEN_WORD &&
			       people->words[to].letters != CASE_LOWER;
		if (goes_on || people->words[at].caps || (thing == 1 && people->words[at].letters != CASE_TITLE))
			return; /* "Carver Public Works", "the Carver public" */
	}
	if (list_match_as(people, at, LIST_SCHOOL_THING, STR("year")) == thing && !ends_noun(people, at + thing))
		return;
	for (unsigned words = 0; words < WORDS_MOST && from > 0 && is_joined(people, from) &&
				 (is_part(people, from - 1) || is_town_part(people, from - 1, at, school)); words++)
		from -= from > 2 && sign_is(people, from - 2, '-') && is_part(people, from - 3) ? 3 : 1; /* "Al-Huda" */
	if (from + 1 == at && word_in(people, from, LIST_SIDE, NULL))
		return;
	bool caps = from < at && people->words[from].caps;
	bool known = from < at && people->words[from].entry->common >= COMMON;
	if (from == at || !begins_phrase(people, from) || (caps && (known || people->words[from].sentence_start)) ||
	    (part ? word_has(people, from, CUE_PUBLIC_PLACE) : is_place(people, from, at)) || (thing == 1 && is_agency(people, at)) ||
	    is_protected_person(people, from))
		return;
	add_school(people, from, to);
}

/* ---- before the name: "the principal of Ridgeway", "swims for the Marlins" ---------------------------------------- */

static void read_name(struct people *people, size_t at)
{
	at += word_is(people, at, "the");
	if (at == 0 || at >= people->word_count || !is_joined(people, at) || people->words[at].sentence_start)
		return;
	size_t to = name_end(people, at);
	if (to > at && !is_place(people, at, to) && !is_agency(people, to) && !is_protected_person(people, at))
		add_school(people, at, to);
}

/* Two words or more, the last of which is no town, shop or agency. */
static void read_acquaintance(struct people *people, size_t at)
{
	const cue_set other = cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_CHAIN) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY);
	size_t to = at += word_is(people, at, "the"), words = 0;
	bool plain = true;
	for (; words < WORDS_MOST && to < people->word_count && people->words[to].letters == CASE_TITLE && is_joined(people, to); words++) {
		plain = plain && !people->words[to].blocked && !word_has_any(people, to, other) && !people->words[to].caps;
		to = people->words[to].next;
	}
	bool town = words > 0 && people->words[to - 1].place;
	if (words > 1 && plain && !town && people->words[at].mention == NOBODY && !is_agency(people, to))
		add_school(people, at, to);
}

/* "lives with his dad, goes to Neelyville.": nothing follows the name. */
static void read_goes(struct people *people, size_t at)
{
	size_t name = at + 2, to = name < people->word_count && people->words[name].letters == CASE_TITLE ? name_end(people, name) : name;
	bool ends = to > name && ends_phrase(people, to) && !sign_is(people, to, ':');
	if (ends && word_is(people, at + 1, "to") && !people->words[name].sentence_start && people->words[name].mention == NOBODY)
		read_name(people, name);
}

/* "They braided hair in Kvistad's room": the rare name of nobody known, before what teachers have. */
static void read_bare_teacher(struct people *people, size_t at)
{
	size_t name = at < 3 || people->words[at - 1].kind != TOKEN_TAIL ? 0 : at - 2;
	const struct word *word = &people->words[name];
	if (name && word_has_any(people, name - 1, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE)) && word->letters == CASE_TITLE &&
	    word->entry->common == 0 && word->mention == NOBODY && !word->blocked && !word->place && is_part(people, name))
		add_school(people, name, name + 1);
}

/* "knew him as Juice from Phillips Commons": where the young know each other from. */
static void read_known(struct people *people, size_t at)
{
	const cue_set stops = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION);
	for (unsigned steps = 0; steps < KNOWN_MOST && at < people->word_count; steps++, at = people->words[at].next) {
		if (word_is(people, at, "from")) {
			read_acquaintance(people, at + 1);
			return;
		}
		if (people->words[at].kind != TOKEN_WORD || (word_has_any(people, at, stops) && !word_is(people, at, "as")))
			return;
	}
}

/* "in Mrs. Dominguez's room at Prairie View": a teacher's room. */
static bool is_teachers_room(const struct people *people, size_t at)
{
	if (at < 3 || !word_is(people, at, "room") || people->words[at - 1].kind != TOKEN_TAIL || people->words[at - 2].letters == CASE_LOWER)
		return false;
	size_t title = at - 3 - sign_is(people, at - 3, '.');
	return title < at && word_has(people, title, CUE_TITLE);
}

static void read_behind(struct people *people, size_t at)
{
	at += word_is(people, at, "over");
	if (word_is(people, at, "at") || word_is(people, at, "of") || word_is(people, at, "from"))
		read_name(people, at + 1);
}

/* "for the Marlins", "left tackle for Central" */
static void read_team(struct people *people, size_t at)
{
	for (unsigned steps = 0; steps <= SMALL_MOST && at < people->word_count; steps++, at++) {
		if (word_is(people, at, "for") || (steps && word_is(people, at, "at"))) {
			read_name(people, at + 1);
			return;
		}
		if (people->words[at].kind != TOKEN_WORD || word_has_any(people, at, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PRONOUN)))
			return;
	}
}

/* "from [PS 118] to IS 52", "Eastview and Pine Hollow": another school behind one that was found. */
static void read_chain(struct people *people, size_t at)
{
	enum { VERB_BACK = 3 };
	size_t before = word_previous(people, at), to = at;
	while (to < people->word_count && people->words[to].blocked == WHAT_SCHOOL)
		to++;
	if (before == SIZE_MAX || !word_is(people, before, "from") || !word_is(people, to, "to"))
		return;
	for (size_t steps = 0; steps < VERB_BACK && before != SIZE_MAX && (before = word_previous(people, before)) != SIZE_MAX; steps++)
		if (word_in(people, before, LIST_SCHOOL_CHANGED, NULL)) {
			size_t next = to + 1;
			bool letters = next + 1 < people->word_count && people->words[next].letters == CASE_UPPER;
			bool number = letters && people->words[next + 1].kind == TOKEN_NUMBER && is_joined(people, next + 1); /* "IS 52" */
			if (number)
				add_school(people, next, next + 2);
			else
				read_name(people, next);
			return;
		}
}

/* ---- somewhere in the sentence: "I called Ridgeway and the attendance clerk said" ---------------------------------- */

/* A word about school, or the number of a school's bus. */
static bool is_school_word(const struct people *people, size_t at)
{
	bool bus = people->words[at].blocked == WHAT_SCHOOL && people->words[at].kind == TOKEN_NUMBER;
	return bus || word_in(people, at, LIST_SCHOOL_SAID, NULL);
}

/* Is school spoken of in the sentence of the name [from, to)? */
static bool is_school_sentence(const struct people *people, size_t from, size_t to)
{
	for (size_t steps = 0, at = from; steps < SENTENCE_WORDS && at > 0 && !people->words[at].sentence_start; steps++) {
		at--;
		if (people->words[at].kind == TOKEN_LINE && at > 0 && people->words[at - 1].kind == TOKEN_LINE)
			break;
		if (is_school_word(people, at))
			return true;
	}
	for (size_t at = to, steps = 0; steps < SENTENCE_WORDS && at < people->word_count && !people->words[at].sentence_start; at++, steps++) {
		if (people->words[at].kind == TOKEN_LINE && at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_LINE)
			break;
		if (is_school_word(people, at))
			return true;
	}
	return false;
}

/* A rare word with a capital, or several words, behind "at", "to" or "called", where school is spoken of. */
static void read_told(struct people *people, size_t at)
{
	at += word_is(people, at, "the");
	if (at == 0 || at >= people->word_count || !is_joined(people, at) || people->words[at].sentence_start ||
	    people->words[at].letters != CASE_TITLE)
		return;
	size_t to = name_end(people, at);
	bool several = to > at && people->words[at].next < to;
	bool rare = to > at && (several || people->words[at].entry->common < COMMON) && people->words[at].mention == NOBODY &&
		    !people->words[at].fact;
	if (rare && !is_place(people, at, to) && !is_agency(people, to) && is_school_sentence(people, at, to))
		add_school(people, at, to);
}

/* A word of a list, or the first of a phrase: most words are none. */
static bool may_begin(const struct people *people, size_t at)
{
	const struct entry *entry = lexicon_get(people->lexicon, people->tokens->list[at].entry);
	return entry->begins || entry->classes;
}

void pupils_read(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++) {
		bool begins = people->words[at].blocked == WHAT_SCHOOL && (at == 0 || people->words[at - 1].blocked != WHAT_SCHOOL);
		if (begins)
			read_chain(people, at);
		if (word_is(people, at, "goes"))
			read_goes(people, at);
		if (!may_begin(people, at))
			continue;
		if (word_in(people, at, LIST_SCHOOL_WAY, NULL) && !(at > 0 && word_in(people, at - 1, LIST_TRAVEL, NULL)))
			read_told(people, people->words[at].next);
		size_t thing = list_match(people, at, LIST_SCHOOL_THING);
		if (thing && at > 0)
			read_before(people, at, thing);
		if ((thing = list_match(people, at, LIST_SCHOOL_ROOM)) > 0 || (thing = is_teachers_room(people, at)) > 0)
			read_behind(people, at + thing);
		if ((thing = list_match(people, at, LIST_TEAM_VERB)) > 0)
			read_team(people, at + thing);
		if (word_in(people, at, LIST_TEACHERS_OWN, NULL))
			read_bare_teacher(people, at);
		if ((thing = list_match(people, at, LIST_KNOWS)) > 0)
			read_known(people, at + thing);
	}
}
