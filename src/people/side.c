/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* On which side a person is. A child stays a child whatever else is said; what is said of adults is weighed after that.
 * Whom nothing places is WHO_UNPLACED, which policies protect. */
#include "people/kin.h"
#include "people/turns.h"

static bool is_minor_by_number(const struct people *people, const struct person *person)
{
	return person->is.age_low >= 0 && person->is.age_low < people->under;
}

static bool is_adult_by_number(const struct people *people, const struct person *person)
{
	return person->is.age_low >= people->under;
}

static bool is_child(const struct people *people, const struct person *person)
{
	if (is_minor_by_number(people, person))
		return true;
	if ((person->is.evidence & BECAUSE_BIRTH) && person->is.age_low < 0)
		return true; /* a birth date, and no date to count from */
	if (is_adult_by_number(people, person))
		return false;
	if (person->is.evidence & BECAUSE_JUVENILE)
		return !(person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED));
	if (person->is.evidence & (BECAUSE_CHILD_KIN | BECAUSE_SCHOOL | BECAUSE_FRIEND))
		return !(person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_KIN | BECAUSE_TITLE | BECAUSE_WORK |
					     BECAUSE_TEACHER | BECAUSE_ADULT | BECAUSE_UNRELATED));
	return false;
}

/* Reported to the hotline as a private person; "nurse" and "teacher" are no offices then. */
static bool reported_to_hotline(const struct people *people, const struct person *person)
{
	if (!person->reporting || !people->hotline)
		return false;
	for (size_t i = 0; i < people->mention_count; i++)
		if (people->mentions[i].person == person - people->persons &&
		    (people->mentions[i].ranked || rank_before(people, people->mentions[i].from)))
			return false;
	return true;
}

static bool is_official(const struct people *people, const struct person *person)
{
	bool kin = person->is.evidence & (BECAUSE_KIN | BECAUSE_CHILD_KIN);
	if (reported_to_hotline(people, person) || (kin && ranked_by_any_firm(people, person)))
		return false;
	/* a victim with a rank is a misread one in running text; a file that says both by name means an officer who was hurt */
	bool victim = person->victim && (people->sexual || !people->view->structured);
	return (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)) && !(person->is.evidence & BECAUSE_FAMILY) && !victim;
}

/* An official by what he or she does, no more: any tie to a child counts more. */
static bool by_duty(const struct person *person)
{
	return person->who == WHO_OFFICIAL && !(person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED));
}

/* Of a child's side, as far as anybody is placed. */
static bool is_family(const struct person *other)
{
	return other->who == WHO_CHILD || other->who == WHO_JUVENILE || other->who == WHO_RELATIVE;
}

/* "Tristan Rusk" may be the child of "State v. Holland Rusk". */
static bool is_unplaced(const struct person *other)
{
	return (other->who == WHO_NONE || other->who == WHO_UNPLACED) &&
	       !(other->is.evidence & (BECAUSE_WORK | BECAUSE_ARRESTED | BECAUSE_UNRELATED));
}

static bool is_given_name(const struct people *people, struct str folded)
{
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, folded));
	return entry->given > entry->surname;
}

/* Has a name in common with somebody whom nothing places: who may be a child's relative, and then this one is too. */
static bool may_be_family(const struct people *people, const struct person *person)
{
	for (size_t j = 0; j < person->part_count; j++) {
		struct str part = person->parts[j].folded;
		if (part.len <= 2 || ((person->is.evidence & BECAUSE_WORK) && is_given_name(people, part)))
			continue;
		for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, part)) != NULL;) {
			const struct person *other = &people->persons[bearer->person];
			if (other != person && (other->who == WHO_NONE || other->who == WHO_UNPLACED) && !(other->is.evidence & BECAUSE_WORK))
				return true;
		}
	}
	return false;
}

static bool full_name(const struct person *person)
{
	bool given = false, surname = (person->is.evidence & BECAUSE_TITLE) != 0;
	for (size_t i = 0; i < person->part_count; i++) {
		given = given || (person->parts[i].kind == PART_GIVEN && person->parts[i].folded.len > 1);
		surname = surname || (person->parts[i].kind == PART_SURNAME && person->parts[i].folded.len > 1);
	}
	return surname && (given || (person->is.evidence & BECAUSE_TITLE));
}

/* "E. Sadler" under the report of "Deputy Emmeline Sadler": each part of the name is one of the official's. */
static bool is_namesake(const struct person *person, const struct person *official)
{
	bool surname = false, given = false;
	for (size_t i = 0; i < person->part_count; i++) {
		const struct name_part *part = &person->parts[i];
		bool fits = false;
		for (size_t j = 0; j < official->part_count && !fits; j++) {
			const struct name_part *other = &official->parts[j];
			bool family = part->kind == PART_SURNAME;
			bool letter = part->folded.len == 1 || other->folded.len == 1;
			if (family == (other->kind == PART_SURNAME))
				fits = str_equal(part->folded, other->folded) ||
				       (letter && !family && part->folded.ptr[0] == other->folded.ptr[0]);
		}
		if (!fits)
			return false;
		surname = surname || part->kind == PART_SURNAME;
		given = given || part->kind != PART_SURNAME;
	}
	return surname && given;
}

static bool shares_office(const struct people *people, const struct person *person)
{
	for (size_t j = 0; j < person->part_count; j++) {
		if (person->parts[j].kind != PART_SURNAME) /* a namesake has the same one */
			continue;
		for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, person->parts[j].folded)) != NULL;) {
			const struct person *other = &people->persons[bearer->person];
			if (other->who == WHO_OFFICIAL && other != person && is_namesake(person, other))
				return true;
		}
	}
	return false;
}

/* "Casimir Wojtan\nR.R. 3, Box 188": a name alone over an address, as who writes a letter from home puts it. */
static bool writes_from_home(const struct people *people, const struct person *person)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		size_t below = mention->to + 1u;
		if (mention->person == (int32_t)(person - people->persons) && people->words[mention->from].line_start &&
		    below < people->word_count && people->words[mention->to].kind == TOKEN_LINE && people->words[below].blocked == WHAT_ADDRESS)
			return true;
	}
	return false;
}

/* "Maas w/ car", and later "Ofc. Maas": only a surname that officials bear, and nobody else of whom anything is known. */
static bool is_bare_official(const struct people *people, const struct person *person)
{
	if (person->part_count != 1 || person->is.evidence != 0 || person->is.age_low >= 0 || person->victim || person->parts[0].folded.len < 3)
		return false;
	struct str name = person->parts[0].folded;
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, name));
	bool official = false;
	if (entry->given > 0 || entry->common > 0)
		return false;
	for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, name)) != NULL;) {
		const struct person *other = &people->persons[bearer->person];
		bool ranked = other->who == WHO_OFFICIAL && (other->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED));
		if (other != person && !ranked)
			return false;
		official = official || ranked;
	}
	return official;
}

static enum who adult_side(struct people *people, struct person *person)
{
	if (person->is.evidence & (BECAUSE_KIN | BECAUSE_CHILD_KIN))
		return WHO_RELATIVE;
	if ((person->is.evidence & BECAUSE_REPORTED) || reported_to_hotline(people, person))
		return WHO_REPORTER;
	if (people->sexual && person->victim)
		return WHO_VICTIM;
	if ((person->is.evidence & BECAUSE_UNRELATED) == 0 && shares_surname(people, person, is_family)) {
		person->is.evidence |= BECAUSE_SURNAME;
		return WHO_RELATIVE;
	}
	if ((!person->victim && shares_office(people, person)) || is_bare_official(people, person))
		person->is.evidence |= BECAUSE_SAME_NAME;
	if ((person->is.evidence & (BECAUSE_DUTY | BECAUSE_SAME_NAME)) && !person->victim)
		return WHO_OFFICIAL;
	if ((person->is.evidence & BECAUSE_ARRESTED) && (full_name(person) || is_adult_by_number(people, person)))
		return !(person->is.evidence & BECAUSE_UNRELATED) && shares_surname(people, person, is_unplaced) ? WHO_UNPLACED : WHO_ARRESTED;
	if (person->is.evidence & BECAUSE_TEACHER)
		return WHO_UNPLACED; /* cut as the way to a school: people.c */
	if (person->is.evidence & BECAUSE_UNRELATED)
		return WHO_ADULT;
	if (may_be_family(people, person))
		return WHO_UNPLACED;
	if (person->is.evidence & (BECAUSE_WORK | BECAUSE_MENTIONED))
		return WHO_ADULT;
	/* an adult victim beside a child victim is the child's mother more often than not */
	bool parent = person->victim && person->is.age_low >= people->under + 3;
	/* "Derrick, 35, said": whom a report calls by the given name alone is of the household more often than not */
	bool given = person->part_count == 1 && is_given_name(people, person->parts[0].folded);
	if (is_adult_by_number(people, person) && !parent && !given && !(person->is.evidence & BECAUSE_JUVENILE))
		return WHO_ADULT;
	if (people->protect.release_unknown_age && person->is.age_low < 0)
		return WHO_ADULT;
	if (writes_from_home(people, person) || !placed_in_office(people, person))
		return WHO_UNPLACED;
	person->is.evidence |= BECAUSE_PLACED;
	return WHO_OFFICIAL;
}

/* "Fire Marshal Joan Sunday", "DET: My name is Joan": the whole name with its rank, or said to be an official's; no doubt is strong enough. */
static bool is_ranked_whole(const struct people *people, const struct person *person)
{
	bool ranked = false;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person != (int32_t)(person - people->persons))
			continue;
		if (mention->source == SOURCE_FACT)
			return false; /* a name in a form, whatever stands before it */
		ranked |= is_named_official(people, mention) || (mention_is_full(people, mention) && has_agency_mail(people, mention->to));
		bool second = false;
		ranked |= people->words[mention->from].next < mention->to && plural_before(people, mention, &second) && second;
		ranked |= people->words[mention->from].next < mention->to && mention->from > 0 && !sign_is(people, mention->from - 1, ',') &&
			  rank_before(people, mention->from);
	}
	return ranked;
}

/* Something beside the mention says child, relative or private person, or the rank is a name too, "Major Whitlow, 14". */
static bool is_doubtful(const struct people *people, const struct mention *mention)
{
	const uint32_t private = BECAUSE_JUVENILE | BECAUSE_CHILD_KIN | BECAUSE_KIN | BECAUSE_FRIEND | BECAUSE_SCHOOL | BECAUSE_TITLE;
	const struct cue_hit *rank = cue_before(people, mention->from, CUE_RANK);
	const struct word *first = rank ? &people->words[rank->from] : NULL;
	bool name = first && first->entry->given > 0 && (first->caps || first->letters != CASE_UPPER); /* but "PO Stavrou" */
	return (mention->is.evidence & private) || mention->source == SOURCE_FACT || name;
}

/* "Deputies Farr and Szymanski", "Deputy Alix Fournier": the surname, if it is no given name and no other word, stands with its rank
 * and is borne by nobody else here; such a name can mean no child. Else empty. */
static struct str ranked_surname(const struct people *people, const struct person *person)
{
	struct str surname = {0};
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person != (int32_t)(person - people->persons))
			continue;
		if (is_doubtful(people, mention))
			return (struct str){0};
		const struct word *last = &people->words[mention->to - 1];
		if (surname.len == 0 && (mention->is.evidence & BECAUSE_RANK) && last->kind == TOKEN_WORD && last->folded.len > 2)
			surname = last->folded;
	}
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, surname));
	if (surname.len == 0 || entry->common > 0 || entry->given > entry->surname)
		return (struct str){0};
	for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, surname)) != NULL;)
		if (people->persons[bearer->person].who != WHO_OFFICIAL && &people->persons[bearer->person] != person)
			return (struct str){0};
	return surname;
}

/* The side, unless the company of the name says that nobody should be so sure of it. */
static enum who doubted(struct people *people, struct person *person, enum who who)
{
	if ((who != WHO_OFFICIAL && who != WHO_ADULT) || (person->is.evidence & (BECAUSE_DECIDED | BECAUSE_KNOWN)) ||
	    !placed_in_private(people, person, who) ||
	    (who == WHO_OFFICIAL &&
	     (is_ranked_whole(people, person) || ranked_surname(people, person).len || listed_often(people, person) ||
	      on_staff_for_sure(people, person))))
		return who;
	person->is.evidence |= BECAUSE_DOUBTED;
	return WHO_UNPLACED;
}

/* The side a reader of the other document gave; the more protective of two sides holds. */
static enum who stronger(enum who here, enum who there)
{
	static const unsigned rank[WHO_COUNT] = {
		[WHO_CHILD] = 9, [WHO_JUVENILE] = 9, [WHO_RELATIVE] = 8, [WHO_REPORTER] = 7, [WHO_VICTIM] = 7,
		[WHO_OFFICIAL] = 6, [WHO_ARRESTED] = 4, [WHO_ADULT] = 4, [WHO_UNPLACED] = 2,
	};
	return rank[there] > rank[here] ? there : here;
}

static bool is_child_here(const struct person *person, bool here)
{
	return (person->who == WHO_CHILD || person->who == WHO_JUVENILE) && (person->first.to > 0) == here;
}

/* The first child, NOBODY without one. */
static int32_t first_child(const struct people *people, bool here)
{
	for (size_t i = 0; i < people->person_count; i++)
		if (is_child_here(&people->persons[i], here))
			return (int32_t)i;
	return NOBODY;
}

/* The first child of that surname. */
static int32_t child_of_name(const struct people *people, const struct person *person, bool here)
{
	int32_t first = NOBODY;
	for (size_t j = 0; j < person->part_count; j++) {
		if (person->parts[j].kind != PART_SURNAME)
			continue;
		const struct bearer *bearer = NULL;
		while ((bearer = bearer_next(people, bearer, person->parts[j].folded)) != NULL)
			if (bearer->kind == PART_SURNAME && is_child_here(&people->persons[bearer->person], here))
				break;
		if (bearer && (first == NOBODY || (int32_t)bearer->person < first))
			first = (int32_t)bearer->person;
	}
	return first;
}

/* The child of that surname, else the first; one who is named in this document goes before one who is known from others. */
static void find_children(struct people *people)
{
	int32_t here = first_child(people, true), first = here == NOBODY ? first_child(people, false) : here;
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (person->who != WHO_RELATIVE)
			continue;
		person->child = child_of_name(people, person, true);
		if (person->child == NOBODY)
			person->child = child_of_name(people, person, false);
		if (person->child == NOBODY)
			person->child = first;
	}
}

static bool is_open(const struct person *person)
{
	return person->who == WHO_ADULT || person->who == WHO_ARRESTED || person->who == WHO_UNPLACED;
}

/* Whom the document itself does not protect may be protected in another, or be an official there. Nobody else is asked about:
 * what was written stands as long as the answers are the same. */
static bool ask_others(struct people *people)
{
	bool told = false;
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (!is_open(person) && (person->outside || !by_duty(person)))
			continue;
		enum who named = known_by_name(people, person);
		if (named == WHO_NONE)
			continue;
		person->is.evidence |= BECAUSE_KNOWN | (named == WHO_OFFICIAL ? BECAUSE_SAME_NAME : 0);
		person->who = named;
		told = true;
	}
	return told;
}

static void adults_decide(struct people *people, bool again)
{
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		bool official = person->who == WHO_OFFICIAL;
		if (person->outside && is_open(person) && person->first.to)
			person->who = stronger(doubted(people, person, adult_side(people, person)), person->who); /* this document may know more */
		else if (person->who == WHO_NONE || (again && (is_open(person) || by_duty(person)) && !person->outside))
			person->who = doubted(people, person, adult_side(people, person));
		people->officials += official != (person->who == WHO_OFFICIAL);
	}
}

static void officials_doubt(struct people *people)
{
	uint32_t changed = 0;
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (person->who != WHO_OFFICIAL || person->outside)
			continue;
		person->who = doubted(people, person, WHO_OFFICIAL);
		changed += person->who != WHO_OFFICIAL;
	}
	people->officials += changed;
}

/* Who is named with a rank keeps it; what else is called so, "Sunday has a toy", may be another. */
static void part_bare(struct people *people, size_t official)
{
	size_t other = SIZE_MAX;
	struct str surname = ranked_surname(people, &people->persons[official]);
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		if (str_equal(people->words[mention->from].folded, surname))
			continue;
		if (mention->person != (int32_t)official || mention->ranked ||
		    (mention->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_DUTY)) ||
		    people->words[mention->from].next < mention->to || mention->source == SOURCE_FACT)
			continue;
		if (other == SIZE_MAX) {
			struct person *person = person_new(people);
			other = people->person_count - 1;
			person->who = WHO_UNPLACED;
			person->is.evidence = BECAUSE_DOUBTED;
			person->first = (struct span){people->words[mention->from].from, people->words[mention->to - 1].to};
			person_part(person, people->words[mention->from].folded, PART_GIVEN);
		}
		mention->person = (int32_t)other;
	}
}

static void officials_part(struct people *people)
{
	for (size_t i = 0, count = people->person_count; i < count; i++) {
		const struct person *person = &people->persons[i];
		if (person->who == WHO_OFFICIAL && !person->outside && is_ranked_whole(people, person) &&
		    placed_in_private(people, person, WHO_OFFICIAL))
			part_bare(people, i);
	}
}

/* "Mother: Karen Tolland ... Notified: Karen Tolland, Juvenile Probation": a label alone makes nobody an official whose whole name is that
 * of a child or relative. The rank before a name does: they are two persons. */
static bool has_rank_of_own(const struct people *people, const struct person *person)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == (int32_t)(person - people->persons) &&
		    (mention->source != SOURCE_FACT || rank_before(people, mention->from)))
			return true;
	}
	return false;
}

/* Each part of the other's name, written out, is one of the person's. */
static bool has_all_of(const struct person *person, const struct person *other)
{
	for (size_t i = 0; i < other->part_count; i++)
		if (other->parts[i].folded.len < 2 || !person_has(person, other->parts[i].folded))
			return false;
	return other->part_count >= 2;
}

static void officials_yield(struct people *people)
{
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (person->who != WHO_OFFICIAL || person->outside || !full_name(person) || has_rank_of_own(people, person))
			continue;
		for (size_t j = 0; j < people->person_count; j++) {
			const struct person *other = &people->persons[j];
			if (j != i && (other->who == WHO_CHILD || other->who == WHO_JUVENILE || other->who == WHO_RELATIVE) && full_name(other) &&
			    has_all_of(person, other)) {
				person->who = other->who;
				people->officials++;
				break;
			}
		}
	}
}

void sides_decide(struct people *people)
{
	bearers_read(people);
	houses_read(people);
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		enum who outside = person->outside ? person->who : WHO_NONE;
		if (is_child(people, person))
			person->who = person->suspect ? WHO_JUVENILE : WHO_CHILD;
		else if (is_official(people, person))
			person->who = WHO_OFFICIAL;
		else
			person->who = WHO_NONE;
		if (person->who != WHO_OFFICIAL && outside != WHO_NONE)
			person->who = stronger(person->who, outside);
	}
	people->officials++;
	households_read(people);
	/* relatives make relatives: once for those who are called kin, once for those who share a surname with them */
	adults_decide(people, false);
	officials_doubt(people);
	ties_read(people);
	adults_decide(people, true);
	if (ask_others(people)) {
		people->officials++;
		households_read(people);
		adults_decide(people, true);
	}
	officials_part(people);
	officials_yield(people);
	find_children(people);
}

static bool is_protected(const struct person *person)
{
	return person->who != WHO_OFFICIAL && person->who != WHO_ADULT && person->who != WHO_ARRESTED &&
	       person->who != WHO_UNPLACED;
}

/* "Notified: Emily": only a given name, and no rank is written before it. */
static bool is_labelled_given(const struct people *people, const struct mention *mention)
{
	const struct entry *entry = people->words[mention->from].entry;
	return mention->source == SOURCE_FACT && mention->person != NOBODY && people->persons[mention->person].part_count == 1 &&
	       entry->given > entry->surname && !rank_before(people, mention->from);
}

/* "Pruitt, Ransom, was seen" where the officer is Ransom Tull: an official's given name behind somebody else's surname and a comma. */
static const struct mention *surname_before(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from - (mention->from > 0);
	if (mention->source == SOURCE_FACT || comma == 0 || !sign_is(people, comma, ',') || people->words[comma - 1].mention == NOBODY)
		return NULL;
	const struct mention *before = &people->mentions[people->words[comma - 1].mention];
	struct str given = people->words[mention->from].folded, surname = people->words[comma - 1].folded;
	if (before->to != comma || before->person == NOBODY || people->words[before->from].next != before->to ||
	    !person_has_kind(&people->persons[mention->person], given, PART_GIVEN) || person_has(&people->persons[mention->person], surname))
		return NULL;
	enum who who = people->persons[before->person].who;
	return who != WHO_OFFICIAL && people->words[comma - 1].entry->given <= people->words[comma - 1].entry->surname ? before : NULL;
}

/* "Cooper dela Viña" in pieces, where the witness is a Viña too: the word right before is a part of that name of a protected person. */
static const struct mention *whole_before(const struct people *people, const struct mention *mention)
{
	int32_t number = mention->from > 0 && !people->words[mention->from].gap ? people->words[mention->from - 1].mention : NOBODY;
	const struct mention *before = number == NOBODY ? NULL : &people->mentions[number];
	return before && before->to == mention->from && before->person != NOBODY && before->person != mention->person &&
	       is_protected(&people->persons[before->person]) &&
	       person_has(&people->persons[before->person], people->words[mention->from].folded) ? before : NULL;
}

/* "He calls her Sunny", where a grown witness is Sunny too: somebody of whom no more is known than what he or she is called. */
static bool is_called(const struct people *people, size_t number)
{
	const struct person *person = &people->persons[number];
	bool called = false;
	for (size_t i = 0; i < people->mention_count && person->who == WHO_UNPLACED && person->part_count == 1 && !called; i++)
		called = people->mentions[i].alias && people->mentions[i].person == (int32_t)number;
	return called;
}

/* "HARLOW: Where do you live?", of Detective Ann Harlow, who interviews a child of that name, or "ANN:": NOBODY, or who is in office. */
static int32_t asking_official(const struct people *people, const struct mention *mention, struct str asker)
{
	if (asker.len < 2 || !str_equal(people->words[mention->from].folded, asker) || !is_named_turn(people, mention->from))
		return NOBODY;
	int32_t asking = NOBODY;
	bool surname = false, others = false;
	for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, asker)) != NULL;) {
		const struct person *person = &people->persons[bearer->person];
		bool office = person->who == WHO_OFFICIAL && (person->is.evidence & BECAUSE_RANK);
		others |= !office && (person->who != WHO_UNPLACED || person->part_count > 1); /* somebody else has the given name */
		if (!office || surname)
			continue;
		asking = (int32_t)bearer->person;
		surname = bearer->kind == PART_SURNAME;
	}
	return surname || !others ? asking : NOBODY;
}

void sides_protect(struct people *people)
{
	struct str asker = asker_named(people);
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		int32_t asking = asking_official(people, mention, asker);
		if (asking != NOBODY) {
			mention->person = asking;
			continue;
		}
		const struct mention *surname = mention->person != NOBODY && people->words[mention->from].next == mention->to &&
							people->persons[mention->person].who == WHO_OFFICIAL ? surname_before(people, mention) : NULL;
		if (!surname && mention->person != NOBODY && !is_protected(&people->persons[mention->person]))
			surname = whole_before(people, mention);
		if (surname)
			mention->person = surname->person;
		if (mention->person == NOBODY || people->words[mention->from].next != mention->to ||
		    (!is_labelled_given(people, mention) && (mention->ranked || mention->source == SOURCE_FACT)))
			continue;
		enum who who = people->persons[mention->person].who;
		if (who != WHO_OFFICIAL && who != WHO_ADULT && who != WHO_ARRESTED)
			continue;
		/* "Miles is interpreter for everyone": nobody has more of a name than the child has */
		bool bare = people->persons[mention->person].part_count == 1 && people->words[mention->from].folded.len > 3;
		if (mention->source != SOURCE_FACT && !bare && (mention->is.evidence & (BECAUSE_WORK | BECAUSE_RANK)))
			continue;
		struct str folded = people->words[mention->from].folded;
		for (const struct bearer *bearer = NULL; folded.len > 1 && (bearer = bearer_next(people, bearer, folded)) != NULL;)
			if (is_protected(&people->persons[bearer->person]) || (who == WHO_ADULT && is_called(people, bearer->person))) {
				mention->person = (int32_t)bearer->person;
				break;
			}
		int32_t child = child_called(people, &people->persons[mention->person], folded);
		mention->person = child != NOBODY ? child : mention->person;
	}
}
