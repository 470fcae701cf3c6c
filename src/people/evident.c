/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Ordinary words with a capital that the report treats as a person: "Chapter, 15. She is", "Maya, Reason and Jonah", "a son, Evidence, 7".
 * Each place says something; all places of a word together decide, and one of them must be sure: an age, a birth date, kin, a list of
 * names. */
#include "people/internal.h"

enum { WORDS_MOST = 64, SURE = 2, NEEDED = 3, NEAR_WORDS = 6 };

/* What has been said of a word so far. */
struct claim {
	struct str folded;
	unsigned total, best;
};

struct claims {
	struct claim list[WORDS_MOST];
	size_t count;
};

/* Words that stand for persons, or small ones, have a capital for other reasons. */
static bool may_be_person(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_ADVERB) |
			      cue_bit(CUE_NUMBER);
	const cue_set persons = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_TITLE) |
				cue_bit(CUE_DOCTOR) | cue_bit(CUE_ROLE) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) |
				cue_bit(CUE_ARRESTED) | cue_bit(CUE_OFFICE_PART) | cue_bit(CUE_BYSTANDER);
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (word->kind != TOKEN_WORD || word->letters != CASE_TITLE || word->caps || word->mention != NOBODY || word->blocked || word->fact ||
	    word->short_form || word->place || word->raised || word->folded.len < 3 || word_has_any(people, at, small | persons))
		return false;
	if (is_neighbour_capital(people, word->next) && !people->words[word->next].wide)
		return false;
	bool joined = before != SIZE_MAX && !word->sentence_start && people->words[before].mention == NOBODY &&
		      (is_neighbour_capital(people, before) || word_has_any(people, before, cue_bit(CUE_DETERMINER)));
	return !joined && !sign_is(people, word->next, ':') && !sign_is(people, word->next, '-');
}

/* Said of more than persons: a day, an office, a thing; only what is sure counts. */
static bool is_other(const struct people *people, size_t at)
{
	const cue_set other = cue_bit(CUE_WEEKDAY) | cue_bit(CUE_MONTH) | cue_bit(CUE_ORGANISATION) | cue_bit(CUE_GOODS) | cue_bit(CUE_RANK) |
			      cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER);
	return word_has_any(people, at, other);
}

/* The years of a child at the word, 0: none. */
static int child_years(const struct people *people, size_t at)
{
	bool unit;
	int years = evidence_years(people, at, &unit);
	return years > 0 && years < people->under ? years : 0;
}

/* The next sentence speaks of "he" or "she". */
static bool goes_on_with_pronoun(const struct people *people, size_t at)
{
	size_t next = at < people->word_count ? word_next(people, at) : at;
	return word_is(people, next, "he") || word_is(people, next, "she") || word_is(people, next, "his") || word_is(people, next, "her");
}

/* "Chapter, 15. She", "Chapter (11)", "Chapter is 9", "Chapter, who is ten", "Chapter, born" */
static unsigned aged(const struct people *people, size_t at)
{
	size_t next = people->words[at].next, second = next + 1;
	if (sign_is(people, next, ',') && word_has(people, second, LABEL_BIRTH))
		return NEEDED;
	if (sign_is(people, next, ',') && word_is(people, second, "who") && word_has(people, second + 1, CUE_AUXILIARY))
		return child_years(people, second + 2) ? NEEDED : 0;
	bool said = word_is(people, next, "is") || word_is(people, next, "was");
	bool apposed = sign_is(people, next, ',') || sign_is(people, next, '(');
	if ((!said && !apposed) || !child_years(people, second))
		return 0;
	size_t end = second + 1;
	bool full = word_has_any(people, end, cue_bit(CUE_CONJUNCTION)) || word_in(people, end, LIST_AGE_UNIT, NULL);
	if (!full && !ends_phrase(people, end))
		return 0;
	if (said && full)
		return NEEDED;
	if (sign_is(people, next, '(')) /* "Photographs (12) were taken" */
		return str_ends_nocase(people->words[at].folded, STR("s")) ? 0 : people->words[at].entry->common >= 10 ? 1 : SURE;
	return SURE + goes_on_with_pronoun(people, end);
}

/* "his sister Chapter", "a son, Chapter, 7" */
static unsigned of_kin(const struct people *people, size_t at)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	size_t next = people->words[at].next;
	bool goes_on = next < people->word_count && (people->words[next].letters == CASE_LOWER || people->words[next].kind == TOKEN_TAIL);
	bool fresh = at == 0 || people->words[at].sentence_start || (people->words[at].line_start && !(is_wrapped(people, at - 1) && goes_on));
	bool dotted = word_has(people, at, CUE_RANK) && sign_is(people, next, '.'); /* "the child Det. Lund" */
	if (fresh || dotted)
		return 0;
	bool day = word_has_any(people, at, cue_bit(CUE_WEEKDAY) | cue_bit(CUE_MONTH)); /* "saw her sister Wednesday" */
	if (sign_is(people, at - 1, ',')) {
		bool aged = child_years(people, next + 1) && !word_has(people, next + 2, CUE_MONTH); /* "the mother, Sunday, 14 March, said" */
		return cued_before_any(people, at - 1, kin) && sign_is(people, next, ',') && (!day || aged) ? NEEDED : 0;
	}
	bool does = next < people->word_count && (people->words[next].kind == TOKEN_TAIL || word_has(people, next, CUE_AUXILIARY));
	return cued_before_any(people, at, kin) && (!day || does) ? NEEDED : 0;
}

/* A child is spoken of just before. */
static bool near_children(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < NEAR_WORDS; steps++)
		if (word_has_any(people, --at, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD)))
			return true;
	return false;
}

static bool joins(const struct people *people, size_t at)
{
	return sign_is(people, at, ',') || word_is(people, at, "and") || word_is(people, at, "or") || sign_is(people, at, '&');
}

/* "Maya, Reason and Jonah" */
static unsigned among_names(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at), next = word_next(people, at);
	size_t first = before == SIZE_MAX ? SIZE_MAX : word_previous(people, before);
	size_t last = next < people->word_count ? word_next(people, next) : next;
	bool left = first != SIZE_MAX && joins(people, before) && people->words[first].mention != NOBODY;
	bool right = last < people->word_count && joins(people, next) && people->words[last].mention != NOBODY;
	bool both_commas = left && sign_is(people, before, ',') && !right;
	if ((!left && !right) || both_commas || (right && !left && (people->words[at].sentence_start || sign_is(people, next, ','))))
		return 0;
	return (left && right) || near_children(people, at) ? NEEDED : SURE;
}

/* "Chapter told me", "Chapter's", "with Chapter": what is done by and to persons, and to much else. */
static unsigned acts(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t next = word->next, before = word_previous(people, at);
	if (is_other(people, at) || next >= people->word_count)
		return 0;
	if (people->words[next].kind == TOKEN_TAIL || word_has(people, next, CUE_SPEECH) || verb_form(people, next) == VERB_PAST ||
	    word_has(people, next, CUE_AUXILIARY))
		return 1;
	return !word->sentence_start && before != SIZE_MAX && people->words[before].letters == CASE_LOWER &&
	       (word_has(people, before, CUE_PREPOSITION) || word_has(people, before, CUE_SPEECH) || verb_form(people, before) == VERB_PAST);
}

static struct claim *claim_of(struct claims *claims, struct str folded)
{
	for (size_t i = 0; i < claims->count; i++)
		if (str_equal(claims->list[i].folded, folded))
			return &claims->list[i];
	return NULL;
}

static void weigh(const struct people *people, size_t at, struct claims *claims)
{
	struct str folded = people->words[at].folded;
	unsigned parts[] = {aged(people, at), of_kin(people, at), among_names(people, at), acts(people, at)}, total = 0, best = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		total += parts[i];
		best = parts[i] > best ? parts[i] : best;
	}
	struct claim *claim = total ? claim_of(claims, folded) : NULL;
	if (total && !claim && claims->count < WORDS_MOST) {
		claim = &claims->list[claims->count++];
		*claim = (struct claim){.folded = folded};
	}
	if (claim) {
		claim->total += total < NEEDED ? total : NEEDED;
		claim->best = best > claim->best ? best : claim->best;
	}
}

void evident_read(struct people *people)
{
	struct claims claims = {0};
	for (size_t i = 0; i < people->striking_count; i++)
		if (may_be_person(people, people->striking[i]))
			weigh(people, people->striking[i], &claims);
	for (size_t i = 0; i < people->striking_count && claims.count > 0; i++) {
		size_t at = people->striking[i];
		const struct claim *claim = may_be_person(people, at) ? claim_of(&claims, people->words[at].folded) : NULL;
		bool named = claim && claim->best >= SURE && claim->total >= NEEDED;
		if (named && (!people->words[at].sentence_start || aged(people, at) || acts(people, at)))
			mention_add(people, at, people->words[at].next, SOURCE_RUN);
	}
}
