/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The number of a home alone: "11275 Route DD" is "the porch of 11275" later, "6600 Verbena Way #1044" is "his door, 1044", and
 * "Unit 6" stands again without its street. The number says nothing without what stands around it: a number of a time, an age or a
 * sum may be the same. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/internal.h"

enum { DOOR_LEN = 6, DOOR_LEAST = 2, YEAR_DIGITS = 4, WAY_BACK = 3, CODES_MOST = 16, CODE_DIGITS = 4 };
enum { SPOKEN_LEAST = 2, SPOKEN_MOST = 32 };

struct door {
	struct str number, noun; /* "6", "unit"; the noun may be empty */
	bool road;               /* "98" of "State Road 98" */
	bool unit;               /* of a flat or room, no house: "14" of "905 N Tamarack St 14" */
};

/* "C-4", "G3": a letter and digits. digits 0: a building, whose doors begin with its letter. */
struct code {
	char letter;
	size_t digits, from, to; /* words */
	uint32_t number;
	bool hyphen;
};

struct doors {
	struct door *list;
	size_t count, cap;
	struct code codes[CODES_MOST];
	size_t code_count;
};

/* The door with this number, and with this noun if one is given; or NULL. */
static const struct door *find_door(const struct doors *doors, struct str number, struct str noun)
{
	for (size_t i = 0; i < doors->count; i++)
		if (str_equal(doors->list[i].number, number) && (noun.len == 0 || str_equal(doors->list[i].noun, noun)))
			return &doors->list[i];
	return NULL;
}

static void add_door(struct doors *doors, struct door door)
{
	for (size_t i = 0; i < doors->count; i++)
		if (str_equal(doors->list[i].number, door.number) && str_equal(doors->list[i].noun, door.noun))
			return;
	doors->list = mem_room(doors->list, doors->count, &doors->cap, sizeof *doors->list);
	doors->list[doors->count++] = door;
}

/* ---- letters and digits ------------------------------------------------------------------------------------------ */

static uint32_t number_of(struct str digits)
{
	uint32_t number = 0;
	for (size_t i = 0; i < digits.len; i++)
		number = number * 10 + (uint32_t)(digits.ptr[i] - '0');
	return number;
}

/* A letter and up to four digits that begin here, with a hyphen between them or nothing. */
static bool read_code(const struct people *people, size_t at, struct code *code)
{
	const struct word *word = &people->words[at], *digits = word;
	struct str number = {0};
	*code = (struct code){.from = at, .to = at + 1};
	if (word->letters == CASE_LOWER || word->folded.len == 0 || word->folded.ptr[0] < 'a' || word->folded.ptr[0] > 'z')
		return false;
	if (word->kind == TOKEN_MIXED) {
		number = (struct str){word->folded.ptr + 1, word->folded.len - 1};
	} else if (word->kind == TOKEN_WORD && word->folded.len == 1 && sign_is(people, at + 1, '-') && at + 2 < people->word_count) {
		digits = &people->words[at + 2];
		if (digits->kind != TOKEN_NUMBER || digits->from != word->to + 1)
			return false;
		number = digits->folded;
		code->hyphen = true;
		code->to = at + 3;
	}
	for (size_t i = 0; i < number.len; i++)
		if (!ascii_digit(number.ptr[i]))
			return false;
	code->letter = word->folded.ptr[0];
	code->digits = number.len;
	code->number = number_of(number);
	return number.len > 0 && number.len <= CODE_DIGITS && (at == 0 || !sign_is(people, at - 1, '-'));
}

static void add_code(struct doors *doors, struct code code)
{
	if (doors->code_count < CODES_MOST)
		doors->codes[doors->code_count++] = code;
}

/* "Building C", "Bldg. C", "C-building" in a home. */
static bool is_building(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->folded.len != 1 || word->letters == CASE_LOWER || at == 0)
		return false;
	size_t before = at - 1 - sign_is(people, at - 1, '.'), behind = at + 1 + sign_is(people, at + 1, '-');
	return word_in(people, before, LIST_DOOR_BUILDING, NULL) || word_in(people, behind, LIST_DOOR_BUILDING, NULL);
}

/* The house number at the start of a home, what stands behind "apt", "#" or the like in it, and the number of its road. */
static void take_home(const struct people *people, const struct finding *finding, struct doors *doors)
{
	size_t first = tokens_at(people->tokens, finding->span.from);
	bool numbered = false;
	for (size_t at = first; at < people->word_count && people->words[at].from < finding->span.to; at++) {
		const struct word *word = &people->words[at];
		bool letter = word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER;
		size_t dot = at > first && sign_is(people, at - 1, '.') ? 1 : 0;
		bool noun = at > first + dot && word_has(people, at - 1 - dot, CUE_DWELLING);
		bool unit = noun || (at > first && sign_is(people, at - 1, '#'));
		struct str folded = word->folded;
		/* "next door in 16", found alone */
		unit = unit || (at == first && at > 0 && word->to == finding->span.to && word_is(people, at - 1, "in"));
		unit = unit || (at > first && word->kind == TOKEN_MIXED && folded.len >= 2 && folded.ptr[folded.len - 1] > '9' &&
				ascii_digit(folded.ptr[folded.len - 2])); /* "LOOP 3A" */
		/* "the basement unit at 55 Marigold" */
		bool street = at > first && !numbered && !unit && is_numeric(people, at) && word->next < people->word_count &&
			      people->words[word->next].kind == TOKEN_WORD && people->words[word->next].letters == CASE_TITLE;
		bool house = (at == first || street) && word->folded.len >= DOOR_LEAST;
		numbered |= is_numeric(people, at);
		bool road = at > first && word->kind == TOKEN_NUMBER && folded.len >= DOOR_LEAST && word_has(people, at - 1, CUE_ORGANISATION);
		struct str numbered_kind = {0}; /* "Road 98" bears its number, "905 N Tamarack St 14" does not */
		bool flat = road && at > first + 2 && is_numeric(people, first) && word_in(people, at - 1, LIST_STREET_KIND, &numbered_kind) &&
			    numbered_kind.len == 0;
		struct code code;
		if (is_building(people, at))
			add_code(doors, (struct code){.letter = folded.ptr[0]});
		else if (at > first && read_code(people, at, &code))
			add_code(doors, code);
		if (folded.len <= DOOR_LEN && ((is_numeric(people, at) && (unit || house || road)) || (letter && unit)))
			add_door(doors, (struct door){folded, noun ? people->words[at - 1 - dot].folded : (struct str){0}, road && !unit && !flat,
						      unit || flat});
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

/* "1108 had no lights": it begins a sentence that says what it is like. */
static bool is_subject(const struct people *people, size_t at, size_t before)
{
	const struct word *next = &people->words[at + 1];
	return sign_is(people, before, '.') && people->words[at].folded.len > DOOR_LEAST && at + 1 < people->word_count && next->kind == TOKEN_WORD &&
	       next->letters == CASE_LOWER && word_has(people, at + 1, CUE_AUXILIARY);
}

/* What stands before it says that it is a place. */
static bool is_place(const struct people *people, const struct door *door, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX || is_year(word))
		return false;
	if (is_subject(people, at, before))
		return true;
	if (sign_is(people, before, '#') || (is_double_quote(people, before) && is_double_quote(people, at + 1) && word->folded.len > DOOR_LEAST))
		return true;
	if (sign_is(people, before, ',')) {
		size_t noun = word_previous(people, before), end = word_next(people, at);
		noun = noun != SIZE_MAX && word_is(people, noun, "number") ? word_previous(people, noun) : noun; /* "the house number, 640" */
		bool home = noun != SIZE_MAX && (word_has(people, noun, CUE_HOME_NOUN) || word_is(people, noun, "door"));
		return home && (end >= people->word_count || people->words[end].kind != TOKEN_WORD);
	}
	struct str kind = {0};
	if (!word_in(people, before, LIST_DOOR_BEFORE, &kind))
		return false;
	/* "from 12 to 21", "21 of 39" */
	size_t said = log_behind_time(people, people->words[at].line); /* the time of a log's entry is no such number */
	for (size_t back = before, steps = 0; steps < WAY_BACK && (back = word_previous(people, back)) != SIZE_MAX && back >= said; steps++)
		if (people->words[back].kind == TOKEN_NUMBER && people->words[back].folded.len <= YEAR_DIGITS)
			return false;
	return word->folded.len > DOOR_LEAST || word->kind != TOKEN_NUMBER || door->unit || str_equal(kind, STR("sure"));
}

/* "in Unit 6", "Apt B was clean", "#2": the same unit, named as one. A unit of police has nothing before it. */
static size_t unit_named(const struct people *people, const struct doors *doors, size_t at)
{
	size_t noun = word_previous(people, at);
	noun = noun != SIZE_MAX && sign_is(people, noun, '.') ? word_previous(people, noun) : noun;
	if (noun == SIZE_MAX || people->words[noun].kind != TOKEN_WORD || !word_has(people, noun, CUE_DWELLING) ||
	    people->words[noun].line != people->words[at].line)
		return at;
	size_t before = word_previous(people, noun);
	bool way = before != SIZE_MAX && (word_in(people, before, LIST_DOOR_BEFORE, NULL) || word_is(people, before, "the"));
	bool unit = word_is(people, noun, "unit") || word_is(people, noun, "number") || word_is(people, noun, "no");
	const struct door *own = find_door(doors, people->words[at].folded, people->words[noun].folded);
	/* "the Coquina Court, number 16" is "Room 16" */
	bool room = word_is(people, noun, "room") && find_door(doors, people->words[at].folded, STR("number"));
	bool sure = !unit && (word_in(people, noun, LIST_UNIT_NOUN, NULL) || own || room);
	return way || sure ? noun : at;
}

static void add_finding(struct people *people, size_t from, size_t at)
{
	struct span span = {people->words[from].from, people->words[at].to};
	struct finding *finding = finding_add(people->findings, span, WHAT_ADDRESS, RULE_PEOPLE);
	finding->who = WHO_CHILD;
	finding->score = 70;
}

/* A door of the same form as that of a home, or of the same building: "a television from C-4", "Will check G3 and G7". */
static void find_codes(struct people *people, const struct doors *doors)
{
	size_t last = 0;
	for (size_t at = 1; at < people->word_count; at++) {
		struct code code;
		if (people->words[at].blocked || people->words[at].mention != NOBODY || !read_code(people, at, &code))
			continue;
		size_t before = word_previous(people, at);
		bool same = false, like = false;
		for (size_t i = 0; i < doors->code_count; i++) {
			const struct code *own = &doors->codes[i];
			bool letter = own->letter == code.letter;
			same |= letter && own->digits && own->number == code.number && own->digits == code.digits;
			like |= own->digits ? own->digits == code.digits && own->hyphen == code.hyphen : letter;
		}
		bool way = before != SIZE_MAX && (word_in(people, before, LIST_DOOR_BEFORE, NULL) || word_in(people, before, LIST_DOOR_SAID, NULL) ||
						  (last && before >= last && before <= last + 1));
		if (!same && !(like && way))
			continue;
		add_finding(people, at, code.to - 1);
		last = code.to;
	}
}

/* "the complaint on 98" where the home is on State Road 98; told "2210" where it is on Fire Road 2210 */
static bool is_on_road(const struct people *people, const struct door *door, size_t at)
{
	size_t before = word_previous(people, at);
	return door->road && before != SIZE_MAX && stands_alone(people, at) &&
	       (word_is(people, before, "on") || (is_double_quote(people, before) && is_double_quote(people, at + 1)));
}

/* ---- numbers in words -------------------------------------------------------------------------------------------- */

/* The end of the number in words that begins here; hyphens may stand in it. */
static size_t spoken_end(const struct people *people, size_t at, size_t *words)
{
	size_t end = at;
	for (*words = 0; at < people->word_count && (word_has(people, at, CUE_NUMBER) || word_in(people, at, LIST_DIGIT_SAID, NULL)); ++*words) {
		end = people->words[at].next;
		at = end + sign_is(people, end, '-');
	}
	return end;
}

static bool is_same_spoken(const struct people *people, size_t a, size_t b, size_t words)
{
	for (size_t i = 0; i < words; i++) {
		if (!str_equal(people->words[a].folded, people->words[b].folded))
			return false;
		a = people->words[a].next, a += sign_is(people, a, '-');
		b = people->words[b].next, b += sign_is(people, b, '-');
	}
	return true;
}

/* Numbers in words of homes, each once. */
struct spoken {
	size_t at[SPOKEN_MOST], words[SPOKEN_MOST], count;
};

/* Digits of a number in words, as they are put together. */
struct digits {
	char text[DOOR_LEN + 4];
	size_t len;
	uint32_t tens; /* of "twenty", before it is known whether "one" follows */
	bool hundred;  /* "six hundred": two digits follow */
};

static void add_digits(struct digits *digits, uint32_t number)
{
	if (digits->len > DOOR_LEN)
		return;
	if (digits->hundred || number >= 10)
		digits->text[digits->len++] = (char)('0' + number / 10 % 10);
	digits->text[digits->len++] = (char)('0' + number % 10);
	digits->hundred = false;
}

static void end_tens(struct digits *digits)
{
	if (digits->tens)
		add_digits(digits, digits->tens);
	digits->tens = 0;
}

/* 615 for "six fifteen" and "six hundred fifteen", 1402 for "fourteen oh two", 2100 for "twenty-one hundred". */
static void read_digits(const struct people *people, size_t at, size_t words, struct digits *digits)
{
	*digits = (struct digits){0};
	for (; words; words--) {
		struct str value = {0};
		const struct cue_hit *hit = cue_at(people, at, CUE_NUMBER);
		if (hit)
			value = hit->value;
		else
			word_in(people, at, LIST_DIGIT_SAID, &value);
		uint32_t number = number_of(value);
		bool hundred = value.len == 2 && number == 0, one = number > 0 && number < 10;
		if (digits->tens && one)
			number += digits->tens, digits->tens = 0;
		end_tens(digits);
		if (hundred)
			digits->hundred = true;
		else if (number >= 20 && number % 10 == 0)
			digits->tens = number;
		else
			add_digits(digits, number);
		at = people->words[at].next;
		at += sign_is(people, at, '-');
	}
	end_tens(digits);
	if (digits->hundred)
		add_digits(digits, 0);
}

/* "hours", "a.m." */
static bool is_time_behind(const struct people *people, size_t end)
{
	bool letter = word_is(people, end, "a") || word_is(people, end, "p");
	return word_in(people, end, LIST_NUMBER_UNIT, NULL) || (letter && sign_is(people, end + 1, '.'));
}

/* "I live at six fifteen", "my address is six fifteen", "the house number six fifteen": right before a time of day no such words
 * stand; "left the house at six fifteen" is one. */
static bool is_home_said(const struct people *people, size_t at, size_t end)
{
	const cue_set homes = cue_bit(CUE_HOME_NOUN) | cue_bit(LABEL_ADDRESS);
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX)
		return false;
	bool at_time = word_is(people, before, "at"), apposed = sign_is(people, before, ',') && sign_is(people, end, ',');
	if (at_time || apposed || sign_is(people, before, ':') || word_has(people, before, CUE_AUXILIARY) ||
	    people->words[before].kind == TOKEN_TAIL)
		before = word_previous(people, before);
	if (before == SIZE_MAX || people->words[before].kind != TOKEN_WORD)
		return false;
	/* "lives" is on forms a label of homes, too */
	bool home = word_has(people, before, CUE_HOME_NOUN) || word_in(people, before, LIST_LODGING, NULL) ||
		    (word_has_any(people, before, homes) && !verb_form(people, before));
	return (word_has(people, before, CUE_LIVES) && !home) || (!at_time && (home || word_is(people, before, "number")));
}

/* The number in words is that of a home which the text has in digits. */
static bool is_door_said(const struct people *people, const struct doors *doors, size_t at, size_t words)
{
	struct digits digits;
	size_t end = spoken_end(people, at, &words);
	if (!is_home_said(people, at, end) || is_time_behind(people, end))
		return false;
	read_digits(people, at, words, &digits);
	return digits.len > DOOR_LEAST && digits.len <= DOOR_LEN && find_door(doors, (struct str){digits.text, digits.len}, (struct str){0});
}

static bool is_spoken(const struct people *people, const struct spoken *spoken, size_t at, size_t words)
{
	for (size_t i = 0; i < spoken->count; i++)
		if (spoken->words[i] == words && is_same_spoken(people, spoken->at[i], at, words))
			return true;
	return false;
}

static void take_spoken(const struct people *people, struct spoken *spoken)
{
	for (size_t i = 0; i < people->findings->count && spoken->count < SPOKEN_MOST; i++) {
		const struct finding *finding = &people->findings->list[i];
		size_t at = tokens_at(people->tokens, finding->span.from), words = 0;
		if (finding->what != WHAT_ADDRESS || finding->who == WHO_ADULT || at >= people->word_count)
			continue;
		spoken_end(people, at, &words);
		if (words < SPOKEN_LEAST || is_spoken(people, spoken, at, words))
			continue;
		spoken->at[spoken->count] = at;
		spoken->words[spoken->count++] = words;
	}
}

/* "Fourteen oh two, the back door" where the home is "fourteen-oh-two Juniper", "I live at six fifteen" where it is 615 Mill Dr */
static void read_spoken(struct people *people, const struct doors *doors)
{
	struct spoken spoken = {0};
	take_spoken(people, &spoken);
	bool any = spoken.count || (doors->count && people->has & cue_bit(CUE_NUMBER));
	for (size_t at = 0, end, words; any && at < people->word_count; at = end > at ? end : at + 1) {
		end = spoken_end(people, at, &words);
		if (words >= SPOKEN_LEAST && !people->words[at].blocked && people->words[at].mention == NOBODY &&
		    (is_spoken(people, &spoken, at, words) || is_door_said(people, doors, at, words)))
			add_finding(people, at, end - 1);
	}
}

/* Nothing that is counted stands behind the number: the phrase ends, or a small word goes on. */
static bool ends_number(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PRONOUN) |
			      cue_bit(CUE_AUXILIARY) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_KIN);
	size_t next = at + 1;
	return stands_alone(people, at) &&
	       (next >= people->word_count || people->words[next].kind != TOKEN_WORD || word_has_any(people, next, small));
}

/* "LIVES IN 16", "can Liban stay in 16 when": the verb says what the number is. */
static bool is_lived_in(const struct people *people, size_t at)
{
	size_t in = word_previous(people, at), verb = in == SIZE_MAX ? SIZE_MAX : word_previous(people, in);
	const cue_set nouns = cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_DWELLING) | cue_bit(LABEL_ADDRESS);
	if (verb != SIZE_MAX && word_is(people, in, "in") && word_is(people, verb, "stay"))
		return true; /* "can Liban stay in 16" */
	return verb != SIZE_MAX && word_is(people, in, "in") && word_has(people, verb, CUE_LIVES) &&
	       (verb_form(people, verb) != VERB_NONE || !word_has_any(people, verb, nouns));
}

/* "ASKED HIM ROOM HE SAYS 117": a word for a unit, and who says its number. */
static bool is_unit_said(const struct people *people, size_t at)
{
	const cue_set speakers = cue_bit(CUE_PRONOUN) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD);
	size_t said = word_previous(people, at);
	if (said == SIZE_MAX || !word_has(people, said, CUE_SPEECH))
		return false;
	for (size_t back = said, steps = 0; steps < WAY_BACK && (back = word_previous(people, back)) != SIZE_MAX; steps++) {
		bool noun = word_in(people, back, LIST_UNIT_NOUN, NULL) || word_is(people, back, "room");
		if (noun)
			return !is_numeric(people, people->words[back].next);
		if (people->words[back].kind != TOKEN_WORD || !word_has_any(people, back, speakers))
			return false;
	}
	return false;
}

/* "1430" may be a time, "2290" and "814" are none. */
static bool may_be_time(const struct word *word)
{
	const char *digit = word->folded.ptr;
	return word->folded.len == YEAR_DIGITS && (digit[0] < '2' || (digit[0] == '2' && digit[1] < '4')) && digit[2] < '6';
}

/* "at his place (2290)", "back to Mia's house, 814": whose it is stands before the word for it. */
static bool is_behind_home(const struct people *people, size_t at)
{
	size_t noun = at >= 2 && (sign_is(people, at - 1, '(') || sign_is(people, at - 1, ',')) ? at - 2 : SIZE_MAX;
	bool home = noun != SIZE_MAX && (word_has(people, noun, CUE_HOME_NOUN) || word_is(people, noun, "place"));
	size_t owner = home ? word_previous(people, noun) : SIZE_MAX;
	size_t end = at + 1;
	if (owner == SIZE_MAX || people->words[at].folded.len <= DOOR_LEAST || may_be_time(&people->words[at]) ||
	    (end < people->word_count && people->words[end].kind == TOKEN_WORD))
		return false;
	return people->words[owner].kind == TOKEN_TAIL || people->words[owner].mention != NOBODY ||
	       list_match(people, owner, LIST_POSSESSIVE) > 0;
}

/* Numbers of units that no home in the text has, but that somebody is said to live in. */
static void take_lived_in(struct people *people, struct doors *doors)
{
	for (size_t at = 2; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_NUMBER || word->folded.len < DOOR_LEAST || word->folded.len > YEAR_DIGITS || word->blocked ||
		    word->mention != NOBODY || is_year(word) || !ends_number(people, at) ||
		    !(is_lived_in(people, at) || is_unit_said(people, at) || is_behind_home(people, at)))
			continue;
		add_finding(people, at, at);
		add_door(doors, (struct door){.number = word->folded, .unit = true});
	}
}

/* "to #D", "at #D", "apartment #D": a way or a home stands before it. */
static bool is_behind_way(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at);
	return before != SIZE_MAX && people->words[before].line == people->words[at].line &&
	       (word_in(people, before, LIST_DOOR_BEFORE, NULL) || word_has(people, before, CUE_HOME_NOUN) ||
		word_in(people, before, LIST_UNIT_NOUN, NULL) || word_in(people, before, LIST_DOOR_BUILDING, NULL));
}

/* "She's Monique Archambeau, at 2257", "Gus over at 2257", "the family at 2257" beside 2250 Ridgecrest Circle: a number of the same
 * hundred behind whoever is protected or lives there. */
static bool is_next_door(const struct people *people, const struct doors *doors, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (word->kind != TOKEN_NUMBER || word->folded.len <= DOOR_LEAST || word->blocked || word->mention != NOBODY || before == SIZE_MAX ||
	    !(word_is(people, before, "at") || word_is(people, before, "in") || word_is(people, before, "from")) || is_year(word) ||
	    !stands_alone(people, at))
		return false;
	bool like = false;
	const size_t hundred = word->folded.len - DOOR_LEAST;
	for (size_t i = 0; i < doors->count && !like; i++) {
		const struct door *door = &doors->list[i];
		like = !door->road && !door->unit && door->number.len == word->folded.len && memcmp(door->number.ptr, word->folded.ptr, hundred) == 0;
	}
	for (unsigned steps = 0; like && steps < WAY_BACK && (before = word_previous(people, before)) != SIZE_MAX; steps++) {
		int32_t mention = people->words[before].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
		if (mention != NOBODY)
			return person != NOBODY && person_protected(&people->persons[person]);
		if (steps == 0 && list_match_as(people, before, LIST_HOME_FAMILY, STR("")) > 0)
			return true;
		if (!sign_is(people, before, ',') && list_match_as(people, before, LIST_HOME_FAMILY, STR("way")) == 0)
			return false;
	}
	return false;
}

void doors_read(struct people *people)
{
	struct doors doors = {0};
	take_homes(people, &doors);
	take_lived_in(people, &doors);
	for (size_t at = 0; doors.count && at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		const struct door *door = word->folded.len == 0 || word->folded.len > DOOR_LEN || word->blocked || word->mention != NOBODY
						  ? NULL : find_door(&doors, word->folded, (struct str){0});
		if (!door && is_next_door(people, &doors, at))
			add_finding(people, at, at);
		if (!door)
			continue;
		size_t unit = unit_named(people, &doors, at);
		bool hash = at > 0 && sign_is(people, at - 1, '#');
		bool number = is_numeric(people, at) && (word->folded.len >= DOOR_LEAST || hash);
		/* "walked with her to #D", but no "#D-12", "exhibit #D" */
		bool letter = hash && word->letters == CASE_UPPER && !is_numeric(people, at) && !sign_is(people, at + 1, '-') &&
			      is_behind_way(people, at - 1);
		bool placed = number && ((!door->road && stands_alone(people, at) && is_place(people, door, at)) || is_on_road(people, door, at));
		if (unit < at || letter || placed)
			add_finding(people, unit, at);
	}
	if (doors.code_count)
		find_codes(people, &doors);
	read_spoken(people, &doors);
	free(doors.list);
}
