/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose line a telephone is where no rule can tell: that of a desk or a service, by the words right before it ("given the youth
 * shelter line, 641-555-0108"), of the official whom "his office" means, of the agency in the head of the paper; and the home
 * telephones that look like an agency's, because the street is a Court, or in a row of somebody's own ("LOWER UNIT PH ..."). */
#include "people/internal.h"

enum { PHRASE = 6, BETWEEN = 4, NOUN_WORDS = 6, ANTECEDENT = 80, HEAD_LINES = 6, HEAD_WORDS = 120, SCORE = 97, TOLL_FREE = 8,
       PLAIN_DIGITS = 10, MAIL_PART = 3,
       DESKS_MOST = 32 };

/* 800, 888, 877: nobody's own. */
static bool is_toll_free(struct str text)
{
	char digits[PLAIN_DIGITS + 1];
	size_t count = 0;
	for (size_t i = 0; i < text.len && count <= PLAIN_DIGITS; i++)
		if (ascii_digit(text.ptr[i]))
			digits[count++] = text.ptr[i];
	const char *code = digits + (count > PLAIN_DIGITS);
	return count >= PLAIN_DIGITS && code[0] - '0' == TOLL_FREE && code[1] == code[2];
}

static bool is_official_mention(const struct people *people, size_t at)
{
	int32_t number = people->mentions[people->words[at].mention].person;
	return number != NOBODY && people->persons[number].who == WHO_OFFICIAL;
}

/* "his", "her", "their", "my": somebody's own line. */
static bool is_possessive(const struct people *people, size_t at)
{
	return list_match(people, at, LIST_POSSESSIVE) > 0;
}

/* Of a relative or child: "her mother's", "the boy's"; "youth shelter" is none. */
static bool is_of_kin(const struct people *people, size_t at)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_HOME_NOUN);
	return word_has_any(people, at, kin) && list_match(people, at, LIST_DESK_KIND) == 0;
}

/* A sentence or paragraph ends before the word behind `at`. */
static bool is_break(const struct people *people, size_t at)
{
	if (people->words[at].kind == TOKEN_LINE)
		return at > 0 && people->words[at - 1].kind == TOKEN_LINE;
	return sign_is(people, at, '?') || sign_is(people, at, '!') || sign_is(people, at, '"') ||
	       (sign_is(people, at, '.') && people->words[at + 1].sentence_start);
}

/* The word before the number, over signs, "is at" and "for follow up is now": "line", "card". SIZE_MAX: a sentence is between. */
static size_t noun_before(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < NOUN_WORDS && at > 0; steps++) {
		at--;
		if (is_break(people, at))
			return SIZE_MAX;
		const cue_set between = cue_bit(CUE_AUXILIARY) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE);
		if (people->words[at].kind == TOKEN_WORD && !word_has_any(people, at, between) && !word_in(people, at, LIST_DESK_BETWEEN, NULL))
			return at;
	}
	return SIZE_MAX;
}

static const struct person *person_of(const struct people *people, size_t at)
{
	int32_t number = people->mentions[people->words[at].mention].person;
	return number == NOBODY ? NULL : &people->persons[number];
}

/* Whoever is no official: kin, a child, a neighbor, "I am", "the family", or somebody by name. */
static bool is_other(const struct people *people, size_t at)
{
	const cue_set other = cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_UNRELATED) | cue_bit(CUE_BYSTANDER) |
			      cue_bit(CUE_UNNAMED);
	if (people->words[at].mention != NOBODY)
		return !is_official_mention(people, at);
	bool letter = people->words[at].folded.len < 2 || inside_title(people, at); /* "A" is a role in cells only; "Juvenile Officer" */
	return (word_has_any(people, at, other) && !letter && list_match(people, at, LIST_DESK_KIND) == 0) ||
	       list_match(people, at, LIST_DESK_OTHER) > 0;
}

/* Such a one stands in the sentence before the word `at`, or in the one before that. */
static bool tells_of_others(const struct people *people, size_t at)
{
	unsigned ends = 0;
	for (unsigned steps = 0; at > 0 && steps < ANTECEDENT; steps++) {
		at--;
		if (is_break(people, at) && (people->words[at].kind == TOKEN_LINE || ++ends > 1))
			return false;
		if (is_other(people, at))
			return true;
	}
	return at > 0; /* too long to say */
}

/* What stands before the rank and name that end at the word. SIZE_MAX: nothing. */
static size_t before_rank(const struct people *people, size_t at)
{
	for (at = word_previous(people, at); at != SIZE_MAX; at = word_previous(people, at)) {
		bool rank = people->words[at].letters != CASE_LOWER && word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER));
		if (people->words[at].mention == NOBODY && people->words[at].kind == TOKEN_WORD && !rank && !inside_title(people, at))
			return at;
	}
	return SIZE_MAX;
}

/* "by Det. Hale", "to Officer Thull": what the sentence says, somebody else did or is. */
static bool is_object(const struct people *people, size_t at)
{
	size_t before = before_rank(people, at);
	return before != SIZE_MAX && word_has(people, before, CUE_PREPOSITION);
}

/* "attn. Juvenile Court Officer Bernice Thull, and her line", "Referral to JCO Leland Park; his office": the official right before,
 * to whom a paper goes. NULL: nobody such. */
static const struct person *official_sent(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < BETWEEN && at > 0 && !is_break(people, at - 1); steps++) {
		at--;
		if (people->words[at].mention != NOBODY) {
			size_t before = is_official_mention(people, at) ? before_rank(people, at) : SIZE_MAX;
			size_t first = before != SIZE_MAX ? word_previous(people, before) : SIZE_MAX;
			bool sent = before != SIZE_MAX && (list_match(people, before, LIST_DESK_SENT) == 1 ||
							   (first != SIZE_MAX && list_match(people, first, LIST_DESK_SENT) == 2));
			return sent ? person_of(people, at) : NULL;
		}
		if ((people->words[at].kind == TOKEN_WORD && !word_has(people, at, CUE_CONJUNCTION)) || sign_is(people, at, ':'))
			return NULL;
	}
	return NULL;
}

/* "If he is out, his office is", "talk to him before that, his office is": the same one, by another word. */
static bool is_same_one(const struct people *people, size_t object, size_t whose)
{
	if (word_is(people, whose, "his"))
		return word_is(people, object, "him") || word_is(people, object, "he");
	return word_is(people, whose, "her") && word_is(people, object, "she");
}

/* "JCO Leland Park; his office is at", "His desk is" behind a sentence that names an official: nobody else is spoken of in it or
 * in the one before. A line that may be somebody's own (`own`) is the official's only who does what the sentence says. */
static const struct person *official_meant(const struct people *people, size_t at, bool own)
{
	const struct person *found = NULL;
	const size_t whose = at;
	unsigned last = people->words[at].sentence_start; /* the sentence before is read as this one */
	unsigned ends = 0;
	for (unsigned steps = 0; at > 0 && steps < ANTECEDENT; steps++) {
		at--;
		if (is_break(people, at) && (people->words[at].kind == TOKEN_LINE || ++ends > last + 1))
			return found;
		bool object = word_in(people, at, LIST_DESK_OBJECT, NULL), same = object && !own && is_same_one(people, at, whose);
		last = same ? ends + 1 : last;
		if (is_other(people, at) || (is_possessive(people, at) && !word_is(people, at, "your")) || (object && !same) ||
		    (sign_is(people, at, ':') && ends <= last))
			return NULL; /* somebody else may be meant */
		if (people->words[at].mention == NOBODY || ends > last)
			continue;
		const struct person *person = person_of(people, at);
		if ((found && found != person) || (own && is_object(people, at)))
			return NULL;
		found = person;
	}
	return at > 0 ? NULL : found;
}

/* Where the words of a desk begin that end at the noun: "desk number"; SIZE_MAX: it is no desk's. */
static size_t desk_begins(const struct people *people, size_t noun)
{
	size_t before = word_previous(people, noun);
	if (before != SIZE_MAX && list_match(people, before, LIST_DESK_PLACE) > 0 &&
	    before + list_match(people, before, LIST_DESK_NOUN) == noun + 1)
		return before;
	return list_match(people, noun, LIST_DESK_NOUN) > 0 ? noun : SIZE_MAX;
}

const struct person *official_of_line(const struct people *people, size_t at)
{
	size_t noun = noun_before(people, at);
	size_t desk = noun == SIZE_MAX ? SIZE_MAX : desk_begins(people, noun);
	size_t whose = desk != SIZE_MAX ? word_previous(people, desk) : SIZE_MAX;
	if (noun != SIZE_MAX && noun > 0 && list_match_as(people, noun - 1, LIST_WRITER, STR("meant")) > 0)
		return official_meant(people, noun, true); /* "you may reach her at" */
	if (noun != SIZE_MAX && whose == SIZE_MAX && word_in(people, noun, LIST_PHONE_NOUN, NULL))
		whose = word_previous(people, noun);
	bool his = whose != SIZE_MAX && (word_is(people, whose, "his") || word_is(people, whose, "her"));
	if (!his || list_match(people, noun, LIST_PHONE_OWN) > 0)
		return NULL;
	const struct person *sent = desk != SIZE_MAX ? official_sent(people, whose) : NULL;
	return sent ? sent : official_meant(people, whose, desk == SIZE_MAX && word_in(people, noun, LIST_PHONE_NOUN, NULL));
}

/* "I am the grandmother. You can call our number": whoever speaks before the word, if not an official. Whom the line was left with
 * does not: "Left with father: our number". */
static bool is_said_by_others(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < ANTECEDENT; steps++) {
		at--;
		if (people->words[at].kind == TOKEN_LINE && is_break(people, at))
			return false;
		size_t before = word_previous(people, at);
		bool given = before != SIZE_MAX && word_has_any(people, before, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_DETERMINER));
		if (is_double_quote(people, at) || list_match(people, at, LIST_DESK_OTHER) > 0 || (is_other(people, at) && !given))
			return true;
	}
	return at > 0;
}

/* "our number, 802-555-0100, day or night" */
static bool is_ours(const struct people *people, size_t our, size_t noun, size_t behind)
{
	if (!word_is(people, our, "our"))
		return false;
	if (is_said_by_others(people, our))
		return false;
	bool desk = list_match(people, noun, LIST_DESK_PLACE) > 0;
	behind += behind < people->word_count && sign_is(people, behind, ',');
	return desk || list_match(people, behind, LIST_DESK_HOURS) > 0;
}

/* "the youth's", "Mia's": of somebody, unless the words are those of a service: "the sheriff's desk" */
static bool is_of_somebody(const struct people *people, size_t tail)
{
	return people->words[tail].kind == TOKEN_TAIL && tail > 0 && list_match(people, tail - 1, LIST_DESK_KIND) < 2 &&
	       !word_has_any(people, tail - 1, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_RANK));
}

/* "wrote her own number on the card", "her cell": somebody's own line is spoken of before it in the sentence. */
static bool tells_of_own(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < ANTECEDENT && !is_break(people, at - 1); steps++) {
		at--;
		size_t before = word_in(people, at, LIST_PHONE_NOUN, NULL) ? word_previous(people, at) : SIZE_MAX;
		if (before != SIZE_MAX && is_possessive(people, before))
			return true;
	}
	return false;
}

/* "the youth shelter line", "the mediation card", "a list from the Housing Coalition": no word says that it is somebody's own. */
static bool is_service(const struct people *people, size_t noun)
{
	bool service = false;
	size_t at = noun;
	for (unsigned steps = 0; steps < PHRASE && at > 0; steps++) {
		at--;
		const struct word *word = &people->words[at];
		if (is_break(people, at) || sign_is(people, at, ',') || word_has(people, at, CUE_DETERMINER) || word->bar)
			break;
		if (is_possessive(people, at) || is_of_kin(people, at) || is_of_somebody(people, at) ||
		    (word->mention != NOBODY && !is_official_mention(people, at)))
			return false;
		size_t len = list_match(people, at, LIST_DESK_KIND);
		service |= len > 0 && at + len <= noun;
		if (word->wide)
			break; /* its cell begins here */
	}
	size_t before = at > 0 ? word_previous(people, at) : SIZE_MAX;
	bool given = word_is(people, at, "the") || word_is(people, at, "a"); /* "gave her the advocate's card" */
	return service && !tells_of_own(people, noun) && !is_possessive(people, at) && (before == SIZE_MAX || given ||
	       !is_possessive(people, before));
}

/* "Osceola Co. Ambulance", "Housing Coalition": a capital before what serves the public. */
static bool is_public_body(const struct people *people, size_t noun)
{
	size_t before = word_previous(people, noun);
	return list_match(people, noun, LIST_DESK_BODY) > 0 && people->words[noun].letters != CASE_LOWER && before != SIZE_MAX &&
	       people->words[before].letters != CASE_LOWER && people->words[before].mention == NOBODY && !is_of_kin(people, before);
}

static bool is_end(const struct people *people, size_t at)
{
	return at >= people->word_count || people->words[at].kind == TOKEN_LINE;
}

/* Capitals, labels and signs before it on the line, and nothing behind it: a line of a head. */
static bool is_head_line(const struct people *people, size_t at, size_t behind)
{
	for (size_t i = line_from(people, people->words[at].line); i < at; i++) {
		const struct word *word = &people->words[i];
		bool small = word->letters == CASE_LOWER || word_has_any(people, i, cue_bit(CUE_VERB_PAST) | cue_bit(CUE_PREPOSITION));
		if (word->kind == TOKEN_WORD && small && !word_is(people, i, "of") && !word_is(people, i, "floor"))
			return false;
	}
	return is_end(people, behind) || people->words[behind].line != people->words[at].line;
}

/* Where the agency is, in words or as an address. */
static bool has_place(const struct people *people, size_t from, size_t to)
{
	bool place = false;
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		bool building = word_in(people, at, LIST_DOOR_BUILDING, NULL) && word->letters != CASE_LOWER && is_numeric(people, at + 1);
		place |= word->place || word->places > 0 || word->town || word->blocked == WHAT_ADDRESS || building;
	}
	return place;
}

/* In the first lines, behind the name of the agency or below where it is, before any person is named and nobody calls. */
static bool is_of_head(const struct people *people, size_t at, size_t behind)
{
	const cue_set persons = cue_bit(CUE_ROLE) | cue_bit(LABEL_NAME) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(LABEL_ADDRESS);
	const cue_set agencies = cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_RANK);
	const uint32_t line = people->words[at].line;
	bool agency = false, beside = false, above = false;
	if (line >= HEAD_LINES || at > HEAD_WORDS || people->words[at].record || !is_head_line(people, at, behind))
		return false;
	for (size_t i = 0; i < at; i++) {
		bool person = people->words[i].mention != NOBODY && !is_official_mention(people, i);
		if (person || word_has_any(people, i, persons) || list_match(people, i, LIST_HEAD_CALL) > 0)
			return false;
		bool named = word_has_any(people, i, agencies) && people->words[i].blocked != WHAT_ADDRESS; /* "410 Court Street" */
		agency |= named;
		beside |= named && people->words[i].line == line;
		above |= named && people->words[i].line + 1 == line;
	}
	beside |= has_place(people, line_from(people, line), at);
	return agency && (beside || (line > 0 && !above && has_place(people, line_from(people, line - 1), line_from(people, line))));
}

/* "(MOTHER)"; but not "given to mother" */
static bool is_before_kin(const struct people *people, size_t behind)
{
	for (size_t at = behind; at < people->word_count && at < behind + BETWEEN && people->words[at].kind != TOKEN_LINE; at++)
		if (is_break(people, at) || list_match(people, at, LIST_DESK_GIVEN) > 0)
			return false;
		else if (is_of_kin(people, at) || (people->words[at].mention != NOBODY && !is_official_mention(people, at)))
			return true;
	return false;
}

/* "Desk 251-555-0100     Fax 251-555-0101", "1-800-392-3738 / 641-555-0110": the next number of the same desk. */
static bool is_behind_public(const struct people *people, size_t at)
{
	bool joined = false;
	for (unsigned steps = 0; at > 0 && steps < PHRASE; steps++) {
		at--;
		const struct span span = {people->words[at].from, people->words[at].to};
		if (people->words[at].kind == TOKEN_LINE)
			return false;
		if (people->words[at].kind == TOKEN_NUMBER)
			return joined && covered_as(people, span, WHAT_PUBLIC_PHONE);
		const bool named = list_match_as(people, at, LIST_WRITER, STR("beside")) > 0;
		joined |= named || sign_is(people, at, '/');
		if (people->words[at].kind != TOKEN_SIGN && !named)
			return false;
	}
	return false;
}

/* The address of somebody right before, with no more than a label between: "27 Tamarind Court   Tel." */
static bool is_behind_home(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < BETWEEN; steps++) {
		at--;
		size_t from = 0;
		struct span span = {people->words[at].from, people->words[at].to};
		if (people->words[at].kind == TOKEN_LINE || people->words[at].bar)
			return false;
		for (const struct finding *finding; (finding = finding_over(people, span, &from)) != NULL;)
			if (finding->what == WHAT_ADDRESS)
				return true;
		if (people->words[at].kind != TOKEN_SIGN && !word_has(people, at, LABEL_PHONE))
			return false;
	}
	return false;
}

/* "I called Chue Neng at 641-555-0107", "RP number 641-555-0107": somebody who is not known to be in office is named right before, or
 * said to be kin, a child or who told it. */
static bool is_behind_private(const struct people *people, size_t at)
{
	const cue_set persons = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) |
				cue_bit(LABEL_ROLE);
	for (unsigned steps = 0; at > 0 && steps < BETWEEN && !is_break(people, at - 1); steps++) {
		const struct person *person = people->words[--at].mention == NOBODY ? NULL : person_of(people, at);
		if (person)
			return person->who != WHO_OFFICIAL;
		if (word_has_any(people, at, persons))
			return true;
	}
	return false;
}

/* Somebody else, or who says or does it, stands before the number in its sentence: "she wrote", "Mother asked us to call". */
static bool is_said_before(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < ANTECEDENT && !is_break(people, at - 1) && people->words[at - 1].kind != TOKEN_LINE; steps++) {
		at--;
		if (is_other(people, at) || is_possessive(people, at) || is_of_kin(people, at) || word_in(people, at, LIST_NOMINATIVE, NULL) ||
		    word_is(people, at, "i"))
			return true;
	}
	return false;
}

/* Nothing but the name of an agency or office to the end of the sentence, line or bracket, or one who is in office: "call 573-555-0100,
 * Fairmont dispatch", "573-555-0144 (juvenile office)". */
static bool is_before_office(const struct people *people, size_t number, size_t behind)
{
	const cue_set offices = cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY);
	size_t at = behind, before = word_previous(people, number);
	bool called = people->words[number].line_start || word_is(people, before, "call") || word_is(people, before, "contact");
	bool office = false;
	if (word_is(people, before, "from") || word_is(people, before, "of") || word_is(people, before, "by"))
		return false; /* "Texts from 573-555-0100, Det. Otto": where it came from */
	for (unsigned steps = 0; steps < 2 && at < people->word_count && people->words[at].sign && strchr(",(-", people->words[at].sign); steps++)
		at++;
	for (unsigned words = 0; words < PHRASE; words++, at++) {
		bool ends = at >= people->word_count || people->words[at].kind == TOKEN_LINE || sign_is(people, at, ')') ||
			    (sign_is(people, at, '.') && (at + 1 >= people->word_count || people->words[at + 1].kind != TOKEN_WORD ||
							  people->words[at + 1].sentence_start));
		if (ends)
			return office && words > 0;
		const struct word *word = &people->words[at];
		bool official = word->mention != NOBODY && is_official_mention(people, at);
		if ((word->mention != NOBODY && !official) || (word->kind != TOKEN_WORD && !sign_is(people, at, '.')) || is_of_kin(people, at) ||
		    word_has_any(people, at, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_VERB_PAST) | cue_bit(CUE_PREPOSITION)))
			return false;
		office |= (official && called) || word_has_any(people, at, offices) || list_match_as(people, at, LIST_CONSOLE, STR("")) > 0;
	}
	return false;
}

static bool is_desk(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from), behind = tokens_at(people->tokens, finding->span.to);
	if (at < people->word_count && is_agencys_cell(people, at))
		return true;
	if (at >= people->word_count || in_entry(people, at) || is_before_kin(people, behind))
		return false;
	if (is_before_office(people, at, behind) && !is_said_before(people, at) && !is_behind_private(people, at) && !is_behind_home(people, at))
		return true;
	if (is_of_head(people, at, behind) || in_letterhead(people, at) || is_writers_line(people, at) || is_behind_public(people, at) ||
	    is_called_agencys(people, at))
		return true;
	size_t noun = noun_before(people, at);
	if (noun == SIZE_MAX)
		return false;
	for (size_t from = noun + 1 > PHRASE ? noun + 1 - PHRASE : 0; from <= noun; from++) {
		size_t len = list_match(people, from, LIST_DESK_SAID);
		if (len > 0 && from + len > noun)
			return !tells_of_others(people, at);
	}
	if (is_public_body(people, noun))
		return true;
	size_t before = word_previous(people, noun);
	size_t desk = desk_begins(people, noun), our = desk != SIZE_MAX && desk < noun ? word_previous(people, desk) : SIZE_MAX;
	bool line = desk != SIZE_MAX || is_number_of_service(people, noun);
	if (before == SIZE_MAX || (!line && !word_in(people, noun, LIST_PHONE_NOUN, NULL)))
		return false;
	return is_ours(people, before, noun, behind) || (our != SIZE_MAX && is_ours(people, our, desk, behind)) || (line && is_service(people, noun));
}

/* "his mother's desk line" */
static bool is_behind_kin(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < PHRASE; steps++) {
		at--;
		if (is_break(people, at))
			return false;
		if (people->words[at].kind == TOKEN_TAIL && at > 0 && is_of_kin(people, at - 1) &&
		    !word_has_any(people, at - 1, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY)))
			return true;
	}
	return false;
}

/* The letters are somebody's name, or begin or end in one: "prell", "mprell", "miaprell". */
static bool is_part_of(const struct person *person, struct str letters)
{
	for (size_t i = 0; i < person->part_count; i++) {
		struct str part = person->parts[i].folded;
		if (part.len < MAIL_PART || part.len > letters.len)
			continue;
		struct str head = {letters.ptr, part.len}, tail = {letters.ptr + letters.len - part.len, part.len};
		bool within = part.len > MAIL_PART && (str_equal_nocase(head, part) || str_equal_nocase(tail, part));
		if (within || str_equal_nocase(letters, part))
			return true;
	}
	return false;
}

/* "mia.prell@hhs", "mprell27@dps": in the domain letters that agencies and schools have, before it the name of somebody protected. */
static bool is_mail_of_protected(const struct people *people, struct span span)
{
	const struct str text = str_part(buf_str(&people->view->text), span);
	const char *end = memchr(text.ptr, '@', text.len);
	if (!end || official_of_mailbox(people, tokens_at(people->tokens, span.from)))
		return false;
	for (const char *from = text.ptr; from < end; from++) {
		const char *to = from;
		while (to < end && ascii_letter(*to))
			to++;
		for (size_t i = 0; to > from && i < people->person_count; i++)
			if (person_protected(&people->persons[i]) && is_part_of(&people->persons[i], (struct str){from, (size_t)(to - from)}))
				return true;
		from = to < end ? to : end - 1;
	}
	return false;
}

/* "GDN CONSTABLE ODESSA PH": a protected person is named right before, though the name looks like a rank. */
static bool is_behind_protected(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < BETWEEN; steps++) {
		at--;
		if (people->words[at].mention != NOBODY) {
			const struct person *person = person_of(people, at);
			return person && of_child_side(person);
		}
		if (is_break(people, at) || (people->words[at].kind == TOKEN_WORD && !word_has(people, at, LABEL_PHONE)))
			return false;
	}
	return false;
}

/* Nothing tells whose it is here, and another document says that an official or agency has it. */
static bool is_desk_elsewhere(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	return finding->who == WHO_UNKNOWN && !is_behind_private(people, at) && !is_behind_home(people, at) && !is_behind_kin(people, at) &&
	       known_desk(people->known, str_part(buf_str(&people->view->text), finding->span));
}

static bool is_private(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	if (at >= people->word_count || is_toll_free(str_part(buf_str(&people->view->text), finding->span)))
		return false;
	const struct person *owner = owner_at(people, at);
	size_t label = at > 0 && sign_is(people, at - 1, '.') ? at - 1 : at;
	bool row = owner && owner->who != WHO_OFFICIAL && (people->ends_in[label] & cue_bit(LABEL_PHONE));
	bool home = is_behind_home(people, at) && !in_letterhead(people, at);
	return row || is_behind_protected(people, at) || home || is_behind_kin(people, at);
}

static void note_desk(struct people *people, struct span span)
{
	finding_add(people->findings, span, WHAT_PUBLIC_PHONE, RULE_PEOPLE)->score = SCORE;
}

/* The digits of the telephone, as far as there is room for them. */
static struct str phone_digits(const struct people *people, const struct finding *finding, char digits[PLAIN_DIGITS])
{
	size_t count = 0;
	for (size_t at = finding->span.to; at > finding->span.from && count < PLAIN_DIGITS; at--)
		if (ascii_digit(people->view->text.ptr[at - 1]))
			digits[count++] = people->view->text.ptr[at - 1];
	return (struct str){digits, count};
}

/* "Questions to 309-555-0100" below "Phone 309-555-0100" in the letterhead: an agency's number stays one where nothing is said of it. */
static void repeat_desks(struct people *people)
{
	char digits[DESKS_MOST][PLAIN_DIGITS], own[PLAIN_DIGITS];
	struct str desks[DESKS_MOST];
	size_t count = 0, last = people->findings->count;
	for (size_t i = 0; i < last && count < DESKS_MOST; i++)
		if (people->findings->list[i].what == WHAT_PUBLIC_PHONE) {
			desks[count] = phone_digits(people, &people->findings->list[i], digits[count]);
			count += desks[count].len == PLAIN_DIGITS;
		}
	for (size_t i = 0; count && i < last; i++) {
		const struct finding *finding = &people->findings->list[i];
		size_t at = finding->what == WHAT_PHONE ? tokens_at(people->tokens, finding->span.from) : people->word_count;
		if (at >= people->word_count || in_entry(people, at) || is_behind_private(people, at) || is_behind_home(people, at) ||
		    is_behind_kin(people, at) || tells_of_own(people, at) || is_before_kin(people, tokens_at(people->tokens, finding->span.to)) ||
		    covered_as(people, finding->span, WHAT_PUBLIC_PHONE))
			continue;
		struct str number = phone_digits(people, finding, own);
		for (size_t desk = 0; desk < count; desk++)
			if (str_equal(desks[desk], number)) {
				note_desk(people, finding->span);
				break;
			}
	}
}

void desks_read(struct people *people)
{
	size_t count = people->findings->count;
	for (size_t i = 0; i < count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_AGENCY && is_mail_of_protected(people, finding->span)) {
			finding->what = WHAT_EMAIL;
		} else if (finding->what == WHAT_PUBLIC_PHONE && is_private(people, finding)) {
			finding->what = WHAT_PHONE;
		} else if (finding->what == WHAT_PHONE && !covered_as(people, finding->span, WHAT_PUBLIC_PHONE) &&
			   (is_desk(people, finding) || is_desk_elsewhere(people, finding))) {
			note_desk(people, finding->span);
		}
	}
	repeat_desks(people);
}
