/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What ties a grown person to a child's family in another sentence than the one that names an arrest, a work or nothing at all: "He has
 * lived with Ann Brook since 2019", "Mia calls him dad", "of the same address". Asked of those only who would stand. */
#include "people/internal.h"
#include "people/kin.h"

enum { CLAUSE_WORDS = 40, LOG_WORDS = 24, NEAR_WORDS = 4, RELATION_WORDS = 6, HEAD_WORDS = 4, LETTER_WORDS = 400 };

static bool would_stand(const struct person *person)
{
	bool placed = person->who == WHO_OFFICIAL && !(person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_DUTY));
	return !person->outside && (placed || person->who == WHO_ADULT || person->who == WHO_ARRESTED);
}

static const struct person *person_at(const struct people *people, size_t at)
{
	int32_t mention = at < people->word_count ? people->words[at].mention : NOBODY;
	int32_t person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
	return person == NOBODY ? NULL : &people->persons[person];
}

static bool is_family(const struct person *person)
{
	return person && (person->who == WHO_CHILD || person->who == WHO_JUVENILE || person->who == WHO_RELATIVE);
}

/* Where the sentence ends in which `at` stands; in a log, and in a row, where the entry does. */
static size_t clause_end(const struct people *people, size_t at)
{
	size_t most = at + (people->log ? LOG_WORDS : CLAUSE_WORDS), end = at;
	for (; end < people->word_count && end < most; end++) {
		const struct word *word = &people->words[end];
		if (word->kind != TOKEN_LINE) {
			if (word->sentence_start && end > at)
				break;
			continue;
		}
		bool entry = end + 1 < people->word_count && (people->words[end + 1].kind == TOKEN_LINE || is_numeric(people, end + 1));
		if (entry || people->lines[word->line].bars)
			break;
	}
	return end;
}

static bool is_tail(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_TAIL;
}

/* Somebody of the family, or a word for it, right behind: "with Ann", "to the mother", "of V1". */
static bool family_behind(const struct people *people, size_t at, size_t end)
{
	const cue_set family = cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_ROLE);
	for (size_t i = at; i < end && i < at + NEAR_WORDS; i++) {
		const struct person *person = person_at(people, i);
		if (word_is(people, i, "his") || word_is(people, i, "her") || word_is(people, i, "their"))
			return is_family(person_at(people, i + 1)); /* "lives with his mother" is of another family */
		if (person || word_has_any(people, i, family))
			return person ? is_family(person) : !word_has(people, i, CUE_RANK);
		if (people->words[i].kind != TOKEN_WORD && people->words[i].kind != TOKEN_LINE)
			return false;
	}
	return false;
}

/* "He is Eli's father but not Mia's": behind the verb at `at`. */
static bool is_kin_of_family(const struct people *people, size_t at, size_t end)
{
	while (at < end && is_family(person_at(people, at)))
		at++;
	bool owned = is_tail(people, at) && is_family(person_at(people, at - 1));
	for (size_t i = at + 1; owned && i < end && i < at + NEAR_WORDS; i++)
		if (word_has(people, i, CUE_KIN))
			return people->words[i + 1 < people->word_count ? i + 1 : i].mention == NOBODY;
	return false;
}

/* What stands at `at` says of its subject alone: "lives with Ann", "of the same address", "boyfriend of Ann", "is Eli's father". */
static bool says_of_subject(const struct people *people, size_t at, size_t end)
{
	size_t len = list_match_as(people, at, LIST_TIE, STR("to"));
	if ((len > 0 && family_behind(people, at + len, end)) || list_match_as(people, at, LIST_TIE, STR("home")) > 0)
		return true;
	const struct cue_hit *kin = cue_at(people, at, CUE_KIN);
	if (kin && word_is(people, kin->to, "of") && family_behind(people, kin->to + 1u, end))
		return true;
	if ((word_is(people, at, "his") || word_is(people, at, "her")) && word_in(people, at + 1, LIST_OWN_CHILD, NULL))
		return true; /* "He had come to pick up his son" */
	return word_has(people, at, CUE_AUXILIARY) && is_kin_of_family(people, at + 1, end);
}

/* What the words [from, end) say of their subject; `met`: one of the family is named with it, "Ann and Banks". */
static bool says_tie(const struct people *people, size_t from, size_t end, int32_t subject, bool met)
{
	bool another = false; /* the family is named: what follows may be of them */
	for (size_t at = from; at < end; at++) {
		const struct person *person = person_at(people, at);
		bool other = person && !is_family(person) && person != &people->persons[subject];
		if (other || word_is(people, at, "who") || word_is(people, at, "whose"))
			return false; /* of somebody else */
		if (!another && says_of_subject(people, at, end))
			return true;
		bool joined = at == from + 1 && word_is(people, from, "and");
		met = met || is_family(person);
		another = another || (is_family(person) && !joined && !(at > from && person_at(people, at - 1) == person));
		if (met && list_match_as(people, at, LIST_TIE, STR("both")) > 0)
			return true;
		size_t len = met ? list_match_as(people, at, LIST_TIE, STR("called")) : 0;
		if (len > 0 && word_has(people, at + len, CUE_KIN))
			return true;
	}
	return false;
}

/* "REL TO V1: MOTHERS PARAMOUR", "|REL: LIVE-IN|" on the line of the name. */
static bool is_kin_by_label(const struct people *people, const struct mention *mention)
{
	size_t end = line_to(people, people->words[mention->from].line);
	for (size_t at = mention->to; at < end && people->words[at].mention == NOBODY; at++) {
		const struct cue_hit *label = cue_at(people, at, LABEL_RELATION);
		for (size_t i = label ? label->to : end; i < end && i < label->to + RELATION_WORDS && people->words[i].mention == NOBODY; i++)
			if (word_has(people, i, CUE_UNRELATED))
				return false;
			else if (word_has(people, i, CUE_KIN))
				return true;
	}
	return false;
}

/* "Living in the home: Ann, 32; Derrick Faulk, 35": a list of who lives there is opened before, in the same sentence. */
static bool is_of_household(const struct people *people, const struct mention *mention)
{
	for (size_t at = mention->from, steps = 0; at > 0 && steps < CLAUSE_WORDS; steps++) {
		at--;
		bool wraps = people->words[at].kind != TOKEN_LINE || (at > 0 && is_wrapped(people, at - 1));
		if (!wraps || (people->words[at + 1].sentence_start && sign_is(people, at, '.')))
			return false;
		size_t behind = at + list_match(people, at, LIST_HOUSEHOLD);
		if (behind == at || behind >= mention->from + 1)
			continue;
		if (sign_is(people, behind, ':') || sign_is(people, behind, '-') || sign_is(people, behind, '=') || word_is(people, behind, "are") ||
		    word_is(people, behind, "were"))
			return true;
	}
	return false;
}

static bool is_tied(const struct people *people, const struct mention *mention)
{
	if (is_of_household(people, mention))
		return true;
	size_t end = clause_end(people, mention->to), and = word_previous(people, mention->from);
	/* "Ann Brook and Banks have been together" */
	bool met = and != SIZE_MAX && and > 0 && word_is(people, and, "and") && is_family(person_at(people, and - 1));
	if (says_tie(people, mention->to, end, mention->person, met) || is_kin_by_label(people, mention))
		return true;
	if (end >= people->word_count || !(word_is(people, end, "he") || word_is(people, end, "she")))
		return false;
	bool two = word_is(people, end + 1, "and") && is_family(person_at(people, end + 2)); /* "He and Ann": he is not she */
	for (size_t at = mention->to; at < end; at++)
		if (people->words[at].mention != NOBODY && !(two && is_family(person_at(people, at))))
			return false; /* whom "he" means is not sure */
	return says_tie(people, end + 1, clause_end(people, end + 1), mention->person, false);
}

/* "my grandson", outside of quotes. */
static bool tells_of_own_kin(const struct people *people)
{
	const cue_set kin = cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	bool quoted = false;
	for (size_t at = 0; at + 1 < people->word_count; at++) {
		if (people->words[at].kind == TOKEN_LINE)
			quoted = false;
		quoted = quoted != is_double_quote(people, at);
		if (!quoted && word_is(people, at, "my") && word_has_any(people, at + 1, kin))
			return true;
	}
	return false;
}

/* "Statement of Gloria Petty", "Witness: Gloria Petty", "signed Gloria Petty": whose paper this is. */
static bool writes_paper(const struct people *people, const struct mention *mention)
{
	size_t from = line_from(people, people->words[mention->from].line);
	size_t first = mention->from > from + HEAD_WORDS ? mention->from - HEAD_WORDS : from;
	for (size_t at = first; at < mention->from; at++)
		if (list_match_as(people, at, LIST_WRITER, STR("paper")) > 0 || word_is(people, at, "signed") || word_is(people, at, "witness"))
			return true;
	return false;
}

/* "The suspect is the victim's stepfather": whose father the one is who was arrested. */
static bool suspect_is_kin(const struct people *people)
{
	for (size_t at = 0; at + 1 < people->word_count; at++) {
		bool said = word_in(people, at, LIST_SUSPECT, NULL) && word_has(people, at + 1, CUE_AUXILIARY);
		size_t end = said ? clause_end(people, at) : 0;
		for (size_t i = at + 2; i < end && i < at + NEAR_WORDS + NEAR_WORDS; i++) {
			bool child = word_has_any(people, i, cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE)) || is_family(person_at(people, i));
			const struct cue_hit *kin = cue_at(people, i, CUE_KIN);
			if (child && is_tail(people, i + 1) && word_has(people, i + 2, CUE_KIN))
				return true;
			if (kin && word_is(people, kin->to, "of") && family_behind(people, kin->to + 1u, end))
				return true;
		}
	}
	return false;
}

/* The one person who was arrested; NOBODY: none, or several. */
static int32_t only_arrested(const struct people *people)
{
	int32_t found = NOBODY;
	for (size_t i = 0; i < people->person_count; i++) {
		if (people->persons[i].who != WHO_ARRESTED || people->persons[i].outside)
			continue;
		if (found != NOBODY)
			return NOBODY;
		found = (int32_t)i;
	}
	return found;
}

static bool is_child_of_owner(const struct people *people, size_t at)
{
	return word_has_any(people, at, cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_KIN_ANY)) || word_in(people, at, LIST_OWN_CHILD, NULL);
}

/* "Dear Mr. Pope: ... your daughter": until somebody else is addressed. */
static bool is_written_to_parent(const struct people *people, const struct mention *mention)
{
	for (size_t at = mention->to; at + 2 < people->word_count && at < mention->to + LETTER_WORDS; at++) {
		if (word_is(people, at, "dear") && people->words[at].line_start)
			return false;
		/* "your daughter", "your youngest daughter" */
		if (word_is(people, at, "your") && (is_child_of_owner(people, at + 1) || is_child_of_owner(people, at + 2)))
			return true;
	}
	return false;
}

/* Somebody of the family who has the word for a given name, and a surname. */
static const struct person *given_to(const struct people *people, struct str folded)
{
	for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, folded)) != NULL;) {
		const struct person *person = &people->persons[bearer->person];
		if (is_family(person) && person->part_count > 1 && person_has_kind(person, folded, PART_GIVEN))
			return person;
	}
	return NULL;
}

/* "CRAWLEY IN CUSTODY, ROWAN IRIS AND CRUZ UNHARMED": the given names of two children side by side are nobody's whole name. */
static bool is_pair(const struct people *people, const struct mention *mention)
{
	size_t next = people->words[mention->from].next;
	if (next >= mention->to || people->words[next].next != mention->to || people->words[mention->from].kind != TOKEN_WORD)
		return false;
	const struct person *one = given_to(people, people->words[mention->from].folded), *two = given_to(people, people->words[next].folded);
	return one && two && one != two;
}

void ties_read(struct people *people)
{
	int32_t arrested = only_arrested(people);
	if (arrested != NOBODY && suspect_is_kin(people))
		people->persons[arrested].is.evidence |= BECAUSE_KIN;

	int own = -1; /* nobody asked yet */
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		struct person *person = mention->person == NOBODY ? NULL : &people->persons[mention->person];
		if (!person || !would_stand(person) || mention->ranked || (person->is.evidence & BECAUSE_KIN))
			continue;
		bool paper = writes_paper(people, mention);
		if (paper && own < 0)
			own = tells_of_own_kin(people);
		if ((paper && own > 0) || is_tied(people, mention) || is_pair(people, mention) ||
		    (mention->addressed && is_written_to_parent(people, mention)))
			person->is.evidence = (person->is.evidence & ~(uint32_t)BECAUSE_PLACED) | BECAUSE_KIN;
	}
}
