/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose letters are those that turns.c found at the turns of a transcript: of whom the legend names, else of whom alone they can
 * be. They go with the name; letters that say what somebody is, "Q", "FI", "MO", stay. Whose they are nobody can tell, they go. */
#include <string.h>

#include "people/initial.h"
#include "people/internal.h"
#include "people/turns.h"

enum { SPEAKERS = 32, QUESTIONS_LEAST = 3 };
enum fit { FIT_NONE, FIT_ONE, FIT_ENDS, FIT_WHOLE };

/* What is known of one speaker's letters. */
struct speaker {
	char text[SPEAKER_LETTERS + 1]; /* of letters with dots: without them */
	struct str letters;             /* the same, or the word at the turns */
	size_t at;      /* where they stand first */
	int32_t person;
	enum fit fit;
	bool said;      /* a legend tells more than the letters */
	bool official;  /* by what it tells */
	bool reporter;  /* "the nurse who called the hotline" */
	bool equated;   /* with "=" or "is", before a bracket: not the short form of what stands before it */
	uint32_t because; /* evidence: the legend tells of a child, or of kin */
	bool code;
	bool unsure;    /* nothing but the letters speaks for it */
	size_t turns, asked; /* turns, and those with a question that is none of "I" and "my" */
	size_t addressed;    /* with one to "you" */
	bool asks;      /* most of the questions: whoever interviews */
};

static size_t surname_of(const struct person *person)
{
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].kind == PART_SURNAME)
			return i;
	return person->part_count;
}

static bool begins(const struct person *person, char letter, bool given, bool surname)
{
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].folded.ptr[0] == letter && (person->parts[i].kind == PART_SURNAME ? surname : given) &&
		    (person->parts[i].folded.len > 1 || person->parts[i].kind != PART_NICK)) /* the letter that the legend gives, "A" */
			return true;
	return false;
}

/* How well the letters are those of the name. */
static enum fit letters_fit(const struct person *person, struct str letters)
{
	char first = letters.ptr[0], last = letters.ptr[letters.len - 1];
	bool surname = surname_of(person) < person->part_count, inner = true;
	size_t others = surname ? person->part_count - 1u : person->part_count;
	if (letters.len == 1)
		return begins(person, first, true, false) ? FIT_WHOLE : begins(person, first, false, true) ? FIT_ONE : FIT_NONE;
	for (size_t i = 1; i + 1 < letters.len; i++)
		inner = inner && begins(person, letters.ptr[i], true, true);
	if (inner && surname && others && begins(person, first, true, false) && begins(person, last, false, true))
		return FIT_WHOLE;
	bool a = begins(person, first, true, true), b = begins(person, last, true, true);
	if (a && b && person->part_count > 1)
		return FIT_ENDS;
	return a || b ? FIT_ONE : FIT_NONE;
}

/* "KH   Khadra Warsan" */
static bool shortens(const struct person *person, struct str letters)
{
	bool is = false;
	for (size_t i = 0; i < person->part_count && letters.len > 1; i++)
		is = is || str_starts(person->parts[i].folded, letters);
	return is;
}

/* The person whom the legend names; of several the one whose letters they are, else the one beside them. */
static int32_t person_in(const struct people *people, struct legend legend, struct str letters, enum fit *fit)
{
	int32_t found = NOBODY;
	*fit = FIT_NONE;
	for (size_t at = legend.from; at < legend.to; at++) {
		int32_t mention = people->words[at].mention;
		int32_t person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
		if (person == NOBODY)
			continue;
		enum fit is = shortens(&people->persons[person], letters) ? FIT_WHOLE : letters_fit(&people->persons[person], letters);
		if (found == NOBODY || is > *fit || (is == *fit && legend.before)) {
			found = person;
			*fit = is;
		}
	}
	return found;
}

/* What the legend tells of the speaker, where it names nobody: "BF (mother)", "IN   court interpreter". */
static void read_role(const struct people *people, struct speaker *speaker, struct legend legend)
{
	const cue_set office = cue_bit(CUE_RANK) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_SPEAKER) |
			       cue_bit(CUE_DOCTOR) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_HELPER);
	for (size_t at = legend.from; at < legend.to; at++) {
		if (word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_KIN_CHILD))
			speaker->because |= BECAUSE_JUVENILE;
		else if (word_has(people, at, CUE_KIN) || word_has(people, at, CUE_KIN_ANY))
			speaker->because |= BECAUSE_KIN;
		else if (word_has_any(people, at, office) && people->words[at + 1 < legend.to ? at + 1 : at].kind != TOKEN_TAIL)
			speaker->official = true; /* "officer's daughter" is none */
		speaker->reporter |= word_has(people, at, CUE_HOTLINE) || (word_has(people, at, CUE_ROLE) && !word_has_any(people, at, office));
		/* "M = mother": the letter of what she is */
		speaker->code |= speaker->letters.len == 1 && people->words[at].letters == CASE_LOWER &&
				 people->words[at].folded.len > 2 && people->words[at].folded.ptr[0] == speaker->letters.ptr[0];
	}
}

static void read_legend(const struct people *people, struct speaker *speaker, size_t at)
{
	struct legend legend = legend_at(people, at);
	char text[SPEAKER_LETTERS + 1];
	if (!people->words[at].turn && is_young_behind(people, speaker_letters(people, at, text))) /* "J.M., age 9" */
		speaker->because |= BECAUSE_JUVENILE;
	if (legend.form == LEGEND_NONE || legend.from >= legend.to)
		return;
	enum fit fit;
	int32_t person = person_in(people, legend, speaker->letters, &fit);
	bool row = legend.form == LEGEND_ROW;
	if (legend.before && person != NOBODY && fit == FIT_NONE)
		return; /* the name before the letters is another's */
	if (row && !(person != NOBODY && fit >= FIT_ONE && legend_begins(people, speaker->letters, legend)))
		return;
	speaker->said = true;
	speaker->equated = speaker->equated || !legend.before || sign_is(people, at - 1, '=');
	if (person != NOBODY && (speaker->person == NOBODY || fit > speaker->fit)) {
		speaker->person = person;
		speaker->fit = fit;
	}
	read_role(people, speaker, legend);
}

/* Without a legend: whose letters they can be. Of several a protected person, unless the speaker asks the questions. */
static void read_bearer(const struct people *people, struct speaker *speaker)
{
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		enum fit fit = person->outside || person->part_count == 0 ? FIT_NONE : letters_fit(person, speaker->letters);
		if ((fit == FIT_ENDS && person->part_count < 3) || (fit == FIT_ONE && person->part_count > 1))
			fit = FIT_NONE;
		bool wanted = person_protected(person) != speaker->asks;
		bool better = fit > speaker->fit ||
			      (fit && fit == speaker->fit && wanted && person_protected(&people->persons[speaker->person]) == speaker->asks);
		if (!better)
			continue;
		speaker->fit = fit;
		speaker->person = (int32_t)i;
	}
}

/* A child or relative of whom only the letters are told. */
static int32_t person_of_letters(struct people *people, const struct speaker *speaker)
{
	struct person *person = person_new(people);
	const struct word *word = &people->words[speaker->at];
	person->first = (struct span){word->from, word->to};
	person->is.evidence = speaker->because;
	person->who = speaker->because & BECAUSE_JUVENILE ? WHO_CHILD : speaker->because ? WHO_RELATIVE : WHO_UNPLACED;
	if (!speaker->text[0]) /* nobody else has letters with dots for a name */
		person_part(person, speaker->letters, speaker->letters.len == 1 ? PART_INITIAL : PART_NICK);
	return (int32_t)people->person_count - 1;
}

/* Letters with dots are those without. */
static struct speaker *speaker_get(const struct people *people, struct speaker *list, size_t *count, size_t at)
{
	char text[SPEAKER_LETTERS + 1];
	bool dotted = speaker_letters(people, at, text) > at + 1;
	struct str letters = dotted ? str_of(text) : people->words[at].folded;
	for (size_t i = 0; i < *count; i++)
		if (str_equal(list[i].letters, letters))
			return &list[i];
	if (*count == SPEAKERS)
		return NULL;
	struct speaker *speaker = &list[*count];
	*speaker = (struct speaker){.letters = letters, .at = at, .person = NOBODY};
	if (dotted) {
		memcpy(speaker->text, text, sizeof text);
		speaker->letters = (struct str){speaker->text, letters.len};
	}
	list[*count].unsure = people->words[at].unsure;
	list[*count].code = letters.len > 1 && !dotted && word_in(people, at, LIST_SPEAKER_CODE, NULL);
	return &list[(*count)++];
}

bool is_named_turn(const struct people *people, size_t at)
{
	return people->words[at].kind == TOKEN_WORD && people->words[at].letters != CASE_LOWER && said_behind(people, at, 1) > 0;
}

/* What is asked in one turn: who interviews asks what "you" did, a child "Can I go?", "Is my mom here?" */
struct asked {
	bool own, you; /* in the sentence so far */
	bool any, addressed;
};

static void read_question(const struct people *people, size_t at, struct speaker *speaker, struct asked *turn)
{
	turn->own |= word_is(people, at, "i") || word_is(people, at, "my");
	turn->you |= word_is(people, at, "you") || word_is(people, at, "your");
	if (people->words[at].kind != TOKEN_SIGN || !people->words[at].sign || !strchr(".!?", people->words[at].sign))
		return;
	bool question = sign_is(people, at, '?') && !turn->own;
	speaker->asked += question && !turn->any;
	speaker->addressed += question && turn->you && !turn->addressed;
	turn->any |= question;
	turn->addressed |= question && turn->you;
	turn->own = turn->you = false;
}

/* Turns by letters, or by names, and those in which something is asked. */
static void count_questions(const struct people *people, struct speaker *list, size_t *count, bool names)
{
	struct speaker *speaks = NULL;
	struct asked turn = {0};
	for (size_t at = 0; at < people->word_count; at++) {
		if (names ? is_named_turn(people, at) : people->words[at].turn) {
			speaks = speaker_get(people, list, count, at);
			turn = (struct asked){0};
			if (speaks)
				speaks->turns++;
		} else if (speaks) {
			read_question(people, at, speaks, &turn);
		}
	}
}

/* Who asks in every other turn, and twice as often as anybody else, and asks more often than not what the other did. */
static struct speaker *find_asker(struct speaker *list, size_t count)
{
	struct speaker *most = NULL;
	size_t second = 0;
	for (size_t i = 0; i < count; i++) {
		if (!most || list[i].asked > most->asked) {
			second = most ? most->asked : 0;
			most = &list[i];
		} else if (list[i].asked > second) {
			second = list[i].asked;
		}
	}
	return most && most->asked >= QUESTIONS_LEAST && 2 * most->asked >= most->turns && most->asked >= 2 * second &&
			       2 * most->addressed >= most->asked ? most : NULL;
}

static bool is_interview(const struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++)
		if (word_in(people, at, LIST_INTERVIEW_WORD, NULL))
			return true;
	return false;
}

/* "K:", of whom no legend tells: a child whose name alone begins so. Letters that often say what somebody is are nobody's. */
static void read_single(const struct people *people, struct speaker *speaker)
{
	size_t count = 0;
	if (speaker->asks || strchr("qacdo", speaker->letters.ptr[0]))
		return;
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		if (person->outside || !begins(person, speaker->letters.ptr[0], true, false))
			continue;
		speaker->person = (int32_t)i;
		count++;
	}
	speaker->fit = FIT_WHOLE;
	if (count != 1 || !person_protected(&people->persons[speaker->person]))
		speaker->person = NOBODY;
}

static void decide(struct people *people, struct speaker *speaker, bool answers, bool asked)
{
	bool one = speaker->letters.len == 1;
	if (!speaker->said && one)
		read_single(people, speaker);
	else if (!speaker->said)
		read_bearer(people, speaker);
	if (!speaker->said && answers && speaker->person != NOBODY && !person_protected(&people->persons[speaker->person]))
		speaker->person = NOBODY; /* whoever is interviewed has the letters of an official by chance */
	if (!speaker->said && speaker->asks && speaker->person == NOBODY && is_interview(people))
		return; /* nobody in office has the letters here, but who else asks? */
	if (speaker->unsure && speaker->fit < FIT_WHOLE) {
		speaker->person = NOBODY;
		return;
	}
	if (speaker->person != NOBODY) {
		bool word = speaker->code || speaker->letters.len > 3; /* "PAPA = her father" */
		bool letter = one && strchr("qa", speaker->letters.ptr[0]) != NULL; /* of a question or answer, whoever is told of it */
		bool says_what = one ? speaker->code || (asked && letter) : word && speaker->fit < FIT_WHOLE;
		if (says_what || (one && speaker->fit < (letter ? FIT_WHOLE : FIT_ONE)))
			speaker->person = NOBODY;
		return;
	}
	if ((one && (asked || !speaker->because)) || speaker->code ||
	    (speaker->official && !speaker->reporter) || (speaker->said && !speaker->because && !speaker->equated))
		return;
	if (speaker->because)
		read_bearer(people, speaker);
	if (speaker->person == NOBODY || !person_protected(&people->persons[speaker->person]))
		speaker->person = person_of_letters(people, speaker);
}

/* Questions and answers, "Q." and "A.". */
static bool has_questions(const struct speaker *list, size_t count)
{
	bool question = false, answer = false;
	for (size_t i = 0; i < count; i++) {
		question |= str_equal(list[i].letters, STR("q"));
		answer |= str_equal(list[i].letters, STR("a"));
	}
	return question && answer;
}

void speakers_read(struct people *people)
{
	struct speaker list[SPEAKERS];
	size_t count = 0;
	for (size_t at = 0; at < people->word_count; at++) {
		struct speaker *speaker = people->words[at].speaker ? speaker_get(people, list, &count, at) : NULL;
		if (speaker)
			read_legend(people, speaker, at);
	}
	count_questions(people, list, &count, false);
	struct speaker *asker = find_asker(list, count);
	if (asker)
		asker->asks = true;
	for (size_t i = 0; i < count; i++)
		decide(people, &list[i], asker && count == 2 && !list[i].asks, has_questions(list, count));
	for (size_t at = 0; count && at < people->word_count; at++) {
		bool free = people->words[at].speaker && people->words[at].mention == NOBODY;
		struct speaker *speaker = free ? speaker_get(people, list, &count, at) : NULL;
		char text[SPEAKER_LETTERS + 1];
		size_t end = speaker && speaker->person != NOBODY ? speaker_letters(people, at, text) : 0;
		if (end)
			mention_add(people, at, end, SOURCE_SWEEP)->person = speaker->person;
	}
}

struct str asker_named(const struct people *people)
{
	struct speaker list[SPEAKERS];
	size_t count = 0;
	count_questions(people, list, &count, true);
	const struct speaker *asker = find_asker(list, count);
	return asker ? asker->letters : (struct str){0};
}
