/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Kinship that the words behind a mention tell: "Mai Mouan, Star's mother, held her", "She left with his boys". */
#include "people/internal.h"
#include "people/kin.h"

enum { BEHIND_WORDS = 10, AGE_WORDS = 6, OWNER_WORDS = 3, TOLD_WORDS = 3 };

/* What may stand between somebody and "Star's mother": ", 31,", "(", "who is", "was identified as". */
static bool leads_on(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_SIGN)
		return !sign_is(people, at, '.') && !sign_is(people, at, ':') && !sign_is(people, at, ';') && !sign_is(people, at, '/');
	return word->kind == TOKEN_NUMBER || word->kind == TOKEN_LINE || word_has_any(people, at, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_ADVERB)) ||
	       word_in(people, at, LIST_AGE_FILLER, NULL) || word_in(people, at, LIST_AGE_UNIT, NULL) || word_in(people, at, LIST_KIN_IS, NULL) ||
	       word_in(people, at, LIST_APPOSITION_FILLER, NULL) || word_is(people, at, "identified") || word_is(people, at, "as");
}

/* Behind "Star", "Star Mouan", "S. Mouan" of "Star's mother"; `at` if nobody owns anything there. */
static size_t owner_end(const struct people *people, size_t at)
{
	size_t end = at;
	for (unsigned count = 0; end < people->word_count && count < OWNER_WORDS; end++, count++) {
		const struct word *word = &people->words[end];
		while (count && sign_is(people, end, '.') && people->words[end - 1].folded.len == 1)
			end++;
		word = &people->words[end];
		if (word->kind == TOKEN_TAIL)
			return end;
		if (word->kind != TOKEN_WORD || (word->letters == CASE_LOWER && word->mention == NOBODY))
			return at;
	}
	return end < people->word_count && people->words[end].kind == TOKEN_TAIL ? end : at;
}

/* "mother", "biological mother", "mom's boyfriend": who somebody is to the owner; not "Star's mother Dana", who is another. */
static const struct cue_hit *told_at(const struct people *people, size_t at, enum cue cue)
{
	for (unsigned count = 0; at < people->word_count && count < TOLD_WORDS; at++, count++) {
		const struct cue_hit *hit = cue_at(people, at, cue);
		if (hit && hit->to < people->word_count && people->words[hit->to].kind == TOKEN_TAIL) {
			at = hit->to; /* "Star's mother's boyfriend" */
			continue;
		}
		if (hit && word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_DUTY)))
			return NULL; /* "guardian ad litem" */
		if (hit) {
			const struct word *after = hit->to < people->word_count ? &people->words[hit->to] : NULL;
			return after && after->mention != NOBODY ? NULL : hit;
		}
		if (people->words[at].kind != TOKEN_WORD || people->words[at].letters == CASE_TITLE || people->words[at].mention != NOBODY)
			return NULL;
	}
	return NULL;
}

/* Behind "37", "W/F 37", "DOB 030187"; `number`: there is one. */
static size_t behind_age(const struct people *people, size_t at, bool *number)
{
	*number = false;
	for (unsigned steps = 0; steps < AGE_WORDS && at < people->word_count; steps++, at++) {
		bool small = sign_is(people, at, '/') || sign_is(people, at, '-') || people->words[at].folded.len == 1 ||
			     word_has_any(people, at, cue_bit(LABEL_BIRTH) | cue_bit(LABEL_AGE)) || word_in(people, at, LIST_AGE_UNIT, NULL);
		if (people->words[at].mention != NOBODY || people->words[at].kind == TOKEN_LINE || !(small || is_numeric(people, at)))
			break;
		*number |= is_numeric(people, at);
	}
	return at;
}

/* "RUIZ ANA 37 MOTHER OF V1", "RUIZ ANA DOB 030187 MOM", "RUIZ ANA MOM IN CUSTODY": kin with no sign before it; but not "RUIZ ANA 37
 * MOTHER ADVISED", who may be another. */
static void kin_behind_age(const struct people *people, const struct mention *mention, struct traits *is)
{
	bool number;
	size_t at = behind_age(people, mention->to, &number);
	const struct cue_hit *kin = at < people->word_count && people->words[at].kind == TOKEN_WORD ? cue_at(people, at, CUE_KIN) : NULL;
	if (!kin || (!number && !(people->words[at].caps && people->words[mention->from].next < mention->to)))
		return;
	size_t next = kin->to + (kin->to < people->word_count && people->words[kin->to].kind == TOKEN_TAIL);
	bool told = next < people->word_count &&
		    (word_is(people, next, "of") || word_has_any(people, next, cue_bit(CUE_ARRESTED) | cue_bit(CUE_KIN)));
	bool ends = next >= people->word_count || (people->words[next].kind != TOKEN_WORD && people->words[next].kind != TOKEN_NUMBER);
	if (told || (number && ends))
		evidence_kin(is, kin);
}

/* "Mai Mouan, Star's mother", "Dee Lorrimer (Star's mom)", "Bo Harnack is Star Mouan's grandfather": who has a child is family. */
void kinship_evidence(const struct people *people, const struct mention *mention, struct traits *is)
{
	if (mention->ranked)
		return;
	kin_behind_age(people, mention, is);
	for (size_t at = mention->to; at < people->word_count && at < mention->to + BEHIND_WORDS; at++) {
		size_t tail = owner_end(people, at);
		if (tail > at && at > mention->to) {
			const struct cue_hit *kin = told_at(people, tail + 1, CUE_KIN);
			if (kin)
				evidence_kin(is, kin);
			else if (told_at(people, tail + 1, CUE_KIN_CHILD) || told_at(people, tail + 1, CUE_KIN_ANY))
				is->evidence |= BECAUSE_CHILD_KIN;
			return;
		}
		/* "PELKEY, NORMAN J\nStar's mother said": the next line tells of him only if this one is not at its end */
		bool ends = people->words[at].kind == TOKEN_LINE && (at == mention->to || people->words[at - 1].kind == TOKEN_LINE);
		if (ends || people->words[at].mention != NOBODY || !leads_on(people, at))
			return;
	}
}

/* "his boys", "HER SON", "my daughter": of the person the sentence, or the one before, is about. */
static bool owns_child(const struct people *people, size_t at)
{
	if (!word_is(people, at, "his") && !word_is(people, at, "her") && !word_is(people, at, "their") && !word_is(people, at, "my"))
		return false;
	for (size_t i = at + 1; i < people->word_count && i < at + 4; i++) {
		if (people->words[i].kind != TOKEN_WORD || people->words[i].mention != NOBODY)
			return false;
		if (word_in(people, i, LIST_OWN_CHILD, NULL))
			return true;
	}
	return false;
}

/* ", who lives with the family", "living with the child": of the household, whatever else is said. "Zapata stayed with the children" for an
 * hour. */
static bool lives_with_family(const struct people *people, size_t at)
{
	at += sign_is(people, at, ',');
	bool who = word_is(people, at, "who");
	at += who;
	if (at >= people->word_count || !word_has(people, at, CUE_LIVES) || (!who && verb_form(people, at) == VERB_PAST))
		return false;
	at++;
	at += at < people->word_count && word_has(people, at, CUE_ADVERB);
	size_t whose = at + 1;
	if (!word_is(people, at, "with") || whose + 1 >= people->word_count)
		return false;
	if (!word_has(people, whose, CUE_DETERMINER) && !word_is(people, whose, "your"))
		return word_is(people, whose, "them");
	return word_has_any(people, whose + 1, cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE)) || word_in(people, whose + 1, LIST_UNRELATED_TO, NULL);
}

/* "Bridger told her that her son does this": hers, whom he told. */
static bool is_listener(const struct people *people, size_t at)
{
	bool her = word_is(people, at, "her");
	if ((!her && !word_is(people, at, "him")) || at == 0 || !word_has(people, at - 1, CUE_SPEECH) || owns_child(people, at))
		return false;
	size_t next = at + 1 + word_is(people, at + 1, "that");
	return word_is(people, next, her ? "her" : "his");
}

/* "Bridger drove her son home": says little, as long as somebody else can be meant. */
static void add_owner(struct mention *mention, struct traits *is)
{
	mention->owns = !(is->evidence & BECAUSE_KIN);
	is->evidence |= BECAUSE_KIN;
}

void children_evidence(const struct people *people, struct mention *mention, struct traits *is)
{
	mention->owns = false;
	if (mention->ranked || (is->evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
		return;
	if (lives_with_family(people, mention->to))
		is->evidence |= BECAUSE_KIN;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + 24u; at++) {
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY)
			return;
		if (word->sentence_start && at > mention->to) {
			if (owns_child(people, at))
				add_owner(mention, is);
			/* in the next sentence only its subject's */
			return;
		}
		if (is_listener(people, at))
			return;
		if (owns_child(people, at)) {
			add_owner(mention, is);
			return;
		}
	}
}

static bool is_young(const struct people *people, const struct person *person)
{
	const uint32_t young = BECAUSE_JUVENILE | BECAUSE_CHILD_KIN | BECAUSE_SCHOOL | BECAUSE_FRIEND | BECAUSE_AGE | BECAUSE_BIRTH;
	return (person->is.evidence & young) || (person->outside && (person->who == WHO_CHILD || person->who == WHO_JUVENILE)) ||
	       (person->is.age_low >= 0 && person->is.age_low < people->under);
}

/* Another one with the surname whom words make a child; NOBODY. */
static int32_t young_namesake(const struct people *people, int32_t number, struct str surname)
{
	for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, surname)) != NULL;)
		if ((int32_t)bearer->person != number && is_young(people, &people->persons[bearer->person]))
			return (int32_t)bearer->person;
	return NOBODY;
}

static int32_t child_of_house(struct people *people, const struct mention *mention)
{
	struct person *child = person_new(people);
	child->is.evidence = BECAUSE_JUVENILE;
	child->first = (struct span){people->words[mention->from].from, people->words[mention->to - 1].to};
	person_part(child, people->words[mention->from].folded, PART_SURNAME);
	return (int32_t)people->person_count - 1;
}

/* "the Finn boy", "the Finn children", by the surname alone, where no other words make a child of the one who bears it in full: he is that
 * child if no other is, and one child at most; else one of the family. Of an officer it is another's name. */
void houses_read(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		struct person *person = mention->house && mention->person != NOBODY ? &people->persons[mention->person] : NULL;
		if (!person || (mention->is.evidence & ~evidence_of(people, mention, person)) == 0 || is_young(people, person))
			continue;
		int32_t child = young_namesake(people, mention->person, people->words[mention->from].folded);
		if (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED))
			mention->person = child != NOBODY ? child : child_of_house(people, mention);
		else
			person->is.evidence |= child != NOBODY || mention->house == HOUSE_MANY ? BECAUSE_KIN : BECAUSE_JUVENILE;
	}
}
