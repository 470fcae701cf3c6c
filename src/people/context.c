/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Does a word that is a name and an ordinary word too stand for a person here? In capitals, and at the start of a sentence,
 * only its neighbours can tell. Each says something for or against; the sum decides. */
#include <string.h>

#include "people/internal.h"

/* What a word beside the doubtful one can be. */
struct neighbour {
	size_t at;
	bool here; /* there is one, in the same sentence */
	bool determiner, pronoun, preposition, place, conjunction, auxiliary, modal, number, name, cue, noun;
	bool state; /* "BACK", "ASLEEP": how somebody is, in few words */
	bool doing; /* "BAILING", "PULLING" */
	enum verb_form verb;
};

static bool verb_is_listed(const struct people *people, const char *stem, size_t len)
{
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, (struct str){stem, len}));
	return entry->classes >> people->class_of[CUE_VERB] & 1;
}

/* "walked", "tried", "stopped", "hid" are past; "walks", "tries" third person; "walk" is the ground form. */
enum verb_form verb_form(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].kind != TOKEN_WORD)
		return VERB_NONE;
	struct str word = people->words[at].folded;
	if (word_has(people, at, CUE_VERB_PAST))
		return VERB_PAST;
	if (word_has(people, at, CUE_VERB))
		return VERB_BASE;
	char stem[40];
	if (word.len < 4 || word.len >= sizeof stem)
		return VERB_NONE;
	memcpy(stem, word.ptr, word.len);
	bool past = memcmp(word.ptr + word.len - 2, "ed", 2) == 0;
	if (!past && word.ptr[word.len - 1] != 's')
		return VERB_NONE;
	size_t len = word.len - (past ? 2 : 1);
	enum verb_form form = past ? VERB_PAST : VERB_THIRD;
	if (verb_is_listed(people, stem, len) || verb_is_listed(people, stem, past ? len + 1 : len - 1))
		return form;
	if (past && len > 2 && stem[len - 1] == stem[len - 2] && verb_is_listed(people, stem, len - 1))
		return form;
	if (past ? stem[len - 1] == 'i' : len > 2 && stem[len - 1] == 'e' && stem[len - 2] == 'i') {
		size_t end = past ? len : len - 1;
		stem[end - 1] = 'y';
		if (verb_is_listed(people, stem, end))
			return form;
	}
	/* any other word on -ed that is no name */
	return past && people->words[at].entry->common && people->words[at].entry->given < 5 ? VERB_PAST : VERB_NONE;
}

/* "pulling", "making", "running" */
static bool is_gerund(const struct people *people, size_t at)
{
	struct str word = people->words[at].folded;
	char stem[40];
	if (word.len < 6 || word.len >= sizeof stem || !str_ends_nocase(word, STR("ing")))
		return false;
	size_t len = word.len - 3;
	memcpy(stem, word.ptr, len);
	if (verb_is_listed(people, stem, len) || (stem[len - 1] == stem[len - 2] && verb_is_listed(people, stem, len - 1)))
		return true;
	stem[len] = 'e';
	return verb_is_listed(people, stem, len + 1);
}

bool is_statement(const struct people *people, size_t at)
{
	cue_set says = cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) |
		       cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_RANK) | cue_bit(CUE_CONJUNCTION);
	return word_has_any(people, at, says) || (people->words[at].letters == CASE_LOWER && verb_form(people, at) == VERB_PAST);
}

static struct neighbour neighbour_at(const struct people *people, size_t at)
{
	struct neighbour is = {.at = at, .here = true};
	const struct word *word = &people->words[at];
	if (is_numeric(people, at)) {
		is.number = true;
		return is;
	}
	if (word->kind != TOKEN_WORD)
		return is;
	is.determiner = word_has(people, at, CUE_DETERMINER);
	is.pronoun = word_has(people, at, CUE_PRONOUN);
	is.preposition = word_has(people, at, CUE_PREPOSITION);
	is.place = word_has(people, at, CUE_PREPOSITION_PLACE);
	is.conjunction = word_has(people, at, CUE_CONJUNCTION);
	is.auxiliary = word_has(people, at, CUE_AUXILIARY);
	is.modal = word_has(people, at, CUE_MODAL) && word->mention == NOBODY;
	is.number = is.number || word_has(people, at, CUE_NUMBER);
	is.name = word->mention != NOBODY || (word->caps && word->entry->common == 0 && word->folded.len > 2 && !word->blocked &&
					       !word_has(people, at, CUE_REPORT_WORD) && word->cues == 0);
	is.cue = word_has(people, at, CUE_KIN) || word_has(people, at, CUE_KIN_ANY) || word_has(people, at, CUE_KIN_CHILD) ||
		 word_has(people, at, CUE_CHILD);
	is.verb = is.name ? VERB_NONE : verb_form(people, at);
	is.doing = !is.name && is_gerund(people, at);
	is.state = !is.name && word_in(people, at, LIST_STATE, NULL);
	is.noun = !is.name && !is.doing && !is.state && !is.cue && !is.determiner && !is.pronoun && !is.preposition && !is.place && !is.conjunction &&
		  !is.auxiliary && !is.modal && is.verb == VERB_NONE && word->folded.len > 1 && word->entry->common >= 4;
	return is;
}

/* Whether the doubtful word itself can be a verb: "chase", "hope", "drew", or the modal "will", "may". */
struct doubt {
	bool modal, verb, past;
};

/* Somebody is named there right behind a word for children. */
static bool is_named_child(const struct people *people, size_t at)
{
	return people->words[at].mention != NOBODY && (cue_before(people, at, CUE_CHILD) || cue_before(people, at, CUE_KIN_CHILD));
}

static int score_before(const struct people *people, size_t at, const struct doubt *doubt)
{
	if (people->words[at].sentence_start || (word_in(people, at, LIST_INTERVIEW_WORD, NULL) && cue_before(people, at, CUE_CHILD)))
		return 0; /* "JUVENILE INTERVIEW" */
	if (cue_before(people, at, CUE_KIN) || cue_before(people, at, CUE_KIN_CHILD) || cue_before(people, at, CUE_CHILD) ||
	    cue_before(people, at, CUE_KIN_ANY) || cue_before(people, at, CUE_NAMED) || cue_before(people, at, CUE_TITLE) ||
	    rank_before(people, at))
		return 5;
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX || people->words[at].wide)
		return 1;
	struct neighbour is = neighbour_at(people, before);
	int score = 0;
	if (word_is(people, before, "that") && before > 0 && (verb_form(people, before - 1) != VERB_NONE ||
							       word_has(people, before - 1, CUE_SPEECH)))
		is.determiner = false; /* "said that Mercy ..." */
	size_t next = word_next(people, at);
	bool family = next < people->word_count && (word_has(people, next, CUE_CHILD) || word_has(people, next, CUE_KIN_CHILD));
	if (is.determiner)
		return family && people->words[at].entry->common < 10 ? 2 : -5;
	if (family)
		return 3;
	bool called = word_is(people, before, "you") && ends_phrase(people, people->words[at].next); /* "HOW OLD ARE YOU HOLLY?" */
	if (called)
		score += 2;
	else if (is.pronoun || word_has(people, before, CUE_ROLE))
		score -= doubt->modal || doubt->verb || doubt->past ? 5 : 2;
	if (word_is(people, before, "to"))
		score += doubt->verb ? -3 : 1;
	if (is.modal && doubt->verb)
		score -= 4;
	if (word_is(people, before, "not"))
		score -= 3;
	if (is.preposition)
		score += word_is(people, before, "of") ? 0 : 2;
	size_t verb = word_previous(people, before);
	if (is.place) /* "LOOKED AT WREN", "AT KING" */
		score += doubt->modal ? 2 : verb != SIZE_MAX && verb_form(people, verb) != VERB_NONE && word_is(people, before, "at") ? 1 : -2;
	if (is.conjunction) {
		size_t earlier = word_previous(people, before);
		if (earlier != SIZE_MAX && is_named_child(people, earlier))
			return 5; /* "HER KIDS HUNTER AND SUMMER" */
		score += 1 + (earlier != SIZE_MAX && people->words[earlier].mention != NOBODY);
	}
	if ((is.verb != VERB_NONE || is.doing) && !is.preposition)
		score += doubt->modal ? 1 : 2;
	if (is.auxiliary)
		score -= doubt->modal ? 0 : 1;
	if (is.number)
		score -= 3;
	if (is.noun || is.state)
		score -= doubt->modal ? 4 : 2;
	if (is.name && before + 1 == at)
		score += doubt->modal || doubt->verb || doubt->past ? -3 : 2;
	if (sign_is(people, before, '"') || sign_is(people, before, ','))
		score += 1;
	return score;
}

/* What an article or pronoun behind the word says. Behind "will" and "may" stands a verb, or in a question who does it: "GIVING WILL
 * HIS DOSE", "HAS WILL AT HOME" tell of a boy. */
static int score_object(const struct people *people, size_t at, const struct neighbour *is, const struct doubt *doubt)
{
	bool subject = word_in(people, is->at, LIST_NOMINATIVE, NULL) && !doubt->modal; /* "Price I do not know" */
	bool object = doubt->modal && !people->words[at].sentence_start && !people->words[at].line_start;
	if (object && (is->determiner || is->preposition || is->place || word_in(people, is->at, LIST_POSSESSIVE, NULL)))
		return 2;
	if (is->determiner || (is->pronoun && !subject && !word_is(people, is->at, "who")))
		return doubt->verb || doubt->past || doubt->modal ? -4 : 0;
	return 0;
}

static int score_after(const struct people *people, size_t at, const struct doubt *doubt)
{
	size_t next = people->words[at].next;
	if (next >= people->word_count)
		return 1;
	if (people->words[next].kind == TOKEN_TAIL)
		return 5;
	bool line_end = people->words[next].kind == TOKEN_LINE;
	next = word_next(people, at);
	if (next >= people->word_count || people->words[next].wide || (line_end && people->words[next].kind == TOKEN_NUMBER))
		return 1;
	if (sign_is(people, next, '.') || sign_is(people, next, ',') || sign_is(people, next, ')') || sign_is(people, next, '"') ||
	    sign_is(people, next, '?') || sign_is(people, next, '!')) {
		size_t after = next + 1;
		bool age = sign_is(people, next, ',') && after < people->word_count &&
			   (people->words[after].kind == TOKEN_NUMBER || word_has(people, after, CUE_NUMBER));
		bool alone = people->words[at].sentence_start && !sign_is(people, next, '"');
		return age || doubt->modal || alone ? 3 : 1;
	}
	if (is_race_and_sex(people, next) && people->words[at].cues == 0)
		return 5; /* "CHASE CARTER B/M", not "RACE  B/M" */
	struct neighbour is = neighbour_at(people, next);
	int score = 0;
	if (people->words[next].folded.len == 1 && people->words[next].letters == CASE_UPPER && sign_is(people, next + 1, '.'))
		return 3; /* "Hope S." */
	if (is.auxiliary)
		score += doubt->modal && (word_is(people, next, "have") || word_is(people, next, "be") || word_is(people, next, "do"))
				 ? -5 : 4;
	if (word_is(people, next, "not") || word_is(people, next, "also") || word_is(people, next, "never"))
		score -= doubt->modal ? 4 : 0;
	if (is.modal)
		score += 3;
	if (!is.auxiliary && (is.verb == VERB_PAST || is.verb == VERB_THIRD))
		score += 4;
	if (is.verb == VERB_BASE)
		score += doubt->modal ? -5 : doubt->verb ? -1 : 1;
	if (is.state && !people->words[next].gap && !doubt->verb && !doubt->modal)
		score += 2;
	if (is.doing && !doubt->verb && !doubt->modal)
		score += 1;
	if (is.conjunction) {
		size_t other = word_next(people, next);
		score += 1 + (other < people->word_count && people->words[other].mention != NOBODY);
	}
	if (is.name)
		score += 2;
	if (is.cue)
		score += 1;
	if (word_is(people, next, "of"))
		score -= 4;
	score += score_object(people, at, &is, doubt);
	if (is.noun)
		score -= 3;
	bool unit = false;
	if (people->words[next].blocked == WHAT_BIRTH_DATE)
		score += word_has(people, at, LABEL_BIRTH) ? 0 : 4; /* not "(BIRTHDATE 10/10/2014" */
	else if (is.number) /* "RIDGE 9 YOA" */
		score += evidence_years(people, next, &unit) >= 0 && unit ? 4 : -2;
	if (word_has(people, next, CUE_ORGANISATION) && !is.cue)
		score -= 2;
	return score;
}

static struct doubt doubt_of(const struct people *people, size_t at)
{
	struct doubt doubt = {.modal = word_has(people, at, CUE_MODAL)};
	enum verb_form form = verb_form(people, at);
	doubt.verb = form == VERB_BASE && !doubt.modal;
	doubt.past = form == VERB_PAST;
	return doubt;
}

int context_score(const struct people *people, size_t at)
{
	struct doubt doubt = doubt_of(people, at);
	return score_before(people, at, &doubt) + score_after(people, at, &doubt);
}

int context_of_pair(const struct people *people, size_t given, size_t surname)
{
	struct doubt first = doubt_of(people, given), second = {0};
	return score_before(people, given, &first) + score_after(people, surname, &second);
}

enum { TWO_MOST = 200 }; /* persons whose entries are asked for each pair of words */

/* "ROWAN IRIS AND CRUZ": in capitals without commas, the given names of two persons with entries. */
bool are_two(const struct people *people, size_t first, size_t second)
{
	if (!people->words[first].caps || people->words[first].kind != TOKEN_WORD || people->person_count > TWO_MOST)
		return false;
	struct str one = people->words[first].folded, other = people->words[second].folded;
	bool has_one = false, has_other = false;
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		bool a = person_has(person, one), b = person_has(person, other);
		if (a && b)
			return false;
		has_one = has_one || (a && person->record && person_has_kind(person, one, PART_GIVEN));
		has_other = has_other || (b && person->record && person_has_kind(person, other, PART_GIVEN));
	}
	return has_one && has_other;
}

/* "would call Cole Monday and": a day behind a name, not "Joan Sunday said". */
bool is_day_behind(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	return word_has(people, at, CUE_WEEKDAY) && at > 0 && people->words[at - 1].kind == TOKEN_WORD && next < people->word_count &&
	       (word_has_any(people, next, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION)) || word_is(people, next, "because"));
}
