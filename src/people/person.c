/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Persons and their names. Mentions with more words are linked first, so that a first name alone finds the full name. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "people/internal.h"
#include "people/kin.h"

struct person *person_new(struct people *people)
{
	people->persons = mem_room(people->persons, people->person_count, &people->person_cap, sizeof *people->persons);
	struct person *person = &people->persons[people->person_count++];
	*person = (struct person){.is = {.age_low = -1, .age_high = -1}, .child = NOBODY};
	return person;
}

bool person_has_given(const struct person *person)
{
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].kind == PART_GIVEN && person->parts[i].folded.len > 1)
			return true;
	return false;
}

void person_part(struct person *person, struct str folded, enum part_kind kind)
{
	if (folded.len == 0)
		return;
	for (size_t i = 0; i < person->part_count; i++)
		if (str_equal(person->parts[i].folded, folded)) {
			/* who has a given name keeps the surname, though it stands first: "Huynh Khoi"; so does who has it from a form */
			bool surname = person->parts[i].kind == PART_SURNAME && (person->record || person_has_given(person));
			if (person->parts[i].kind > (uint8_t)kind && !surname)
				person->parts[i].kind = (uint8_t)kind;
			return;
		}
	if (person->part_count < PERSON_PARTS)
		person->parts[person->part_count++] = (struct name_part){folded, (uint8_t)kind};
}

bool person_has_kind(const struct person *person, struct str folded, enum part_kind kind)
{
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].kind == (uint8_t)kind && str_equal(person->parts[i].folded, folded))
			return true;
	return false;
}

bool person_has(const struct person *person, struct str folded)
{
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].folded.len > 1 && str_equal(person->parts[i].folded, folded))
			return true;
	return false;
}

/* No part of the name [from, to). Where nothing follows, a particle is a name: "HASKIE, BEN". */
static bool skip_part(const struct people *people, size_t at, size_t from, size_t to)
{
	const struct word *word = &people->words[at];
	bool last = word->next >= to;
	return word->kind != TOKEN_WORD || word_has(people, at, CUE_SUFFIX) ||
	       (word->letters == CASE_LOWER && word->folded.len <= 3 && ends_particle(people, at)) ||
	       (word_has(people, at, CUE_PARTICLE) && word->folded.len <= 3 && !(last && word->entry->given >= 9)) ||
	       is_newborn_word(people, at, from, to);
}

static enum part_kind kind_at(const struct people *people, size_t at, size_t position, size_t count, bool surname_first)
{
	if (people->words[at].folded.len == 1)
		return PART_INITIAL;
	if (surname_first)
		return position == 0 ? PART_SURNAME : position == 1 ? PART_GIVEN : PART_MIDDLE;
	if (position == 0)
		return PART_GIVEN;
	return position + 1 == count || position >= 2 ? PART_SURNAME : PART_MIDDLE;
}

static bool hyphen_before(const struct people *people, size_t at)
{
	return at > 0 && sign_is(people, at - 1, '-') && people->words[at].from == people->words[at - 1].to;
}

/* "SMITH JOHN A": the first word is a surname when it is one far more often than a given name, and the second is not. */
static bool surname_leads(const struct people *people, const uint32_t *at, size_t count)
{
	if (count < 2 || !people->words[at[0]].caps)
		return false;
	const struct entry *first = people->words[at[0]].entry, *second = people->words[at[1]].entry;
	return first->given + 2 < first->surname && second->given > second->surname + 1;
}

void person_name(struct people *people, struct person *person, size_t from, size_t to, bool surname_first)
{
	uint32_t at[PERSON_PARTS];
	size_t count = 0, comma = SIZE_MAX;
	bool quoted = false;
	for (size_t i = from; i < to; i = people->words[i].next) {
		if (sign_is(people, i, ',') && comma == SIZE_MAX)
			comma = count;
		if (is_double_quote(people, i) || sign_is(people, i, '(') || sign_is(people, i, ')'))
			quoted = !quoted;
		if (skip_part(people, i, from, to))
			continue;
		if (quoted)
			person_part(person, people->words[i].folded, PART_NICK);
		else if (count < PERSON_PARTS)
			at[count++] = (uint32_t)i;
	}
	if (comma != SIZE_MAX && comma > 0 && comma < count) {
		for (size_t i = 0; i < comma; i++)
			person_part(person, people->words[at[i]].folded, PART_SURNAME);
		for (size_t i = comma; i < count; i++) {
			bool joined = i > comma && hyphen_before(people, at[i]);
			person_part(person, people->words[at[i]].folded,
				    people->words[at[i]].folded.len == 1 ? PART_INITIAL
				    : i == comma || joined               ? PART_GIVEN
									 : PART_MIDDLE);
		}
		return;
	}
	bool inverted = surname_first || surname_leads(people, at, count);
	for (size_t i = 0; i < count; i++) {
		enum part_kind kind = kind_at(people, at[i], i, count, inverted);
		if (i > 0 && hyphen_before(people, at[i]) && kind == PART_MIDDLE && !inverted)
			kind = i == 1 ? PART_GIVEN : PART_SURNAME;
		if (i + 1 < count && hyphen_before(people, at[i + 1]) && i > 0 && kind == PART_MIDDLE && !inverted)
			kind = PART_SURNAME;
		if (i > 0 && hyphen_before(people, at[i]) && inverted && i == 1)
			kind = PART_SURNAME;
		person_part(person, people->words[at[i]].folded, kind);
	}
}

bool person_protected(const struct person *person)
{
	return person->who != WHO_OFFICIAL && person->who != WHO_ADULT && person->who != WHO_ARRESTED;
}

bool names_unprotected(const struct people *people, size_t word)
{
	int32_t number = people->words[word].mention;
	const struct mention *mention = number == NOBODY ? NULL : &people->mentions[number];
	return mention && mention->person != NOBODY && mention->source != SOURCE_RUN && !person_protected(&people->persons[mention->person]);
}

/* ---- linking ------------------------------------------------------------------------------------------------- */

struct given_name {
	struct str parts[8];
	bool nick[8]; /* has a nickname or is one */
	size_t count; /* parts of two letters or more */
	size_t initials;
	struct str initial;
};

static struct given_name name_of(const struct people *people, const struct mention *mention)
{
	struct given_name name = {0};
	for (size_t i = mention->from; i < mention->to; i = people->words[i].next) {
		if (skip_part(people, i, mention->from, mention->to))
			continue;
		if (people->words[i].folded.len == 1) {
			name.initials++;
			name.initial = people->words[i].folded;
		} else if (name.count < 8) {
			name.nick[name.count] = people->words[i].entry->nick;
			name.parts[name.count++] = people->words[i].folded;
		}
	}
	const struct word *alone = &people->words[mention->from];
	if (name.count == 0 && name.initials == 0 && alone->kind == TOKEN_WORD && alone->folded.len > 1) {
		name.nick[0] = alone->entry->nick; /* "Ben" alone is no particle */
		name.parts[name.count++] = alone->folded;
	}
	return name;
}

static bool is_ranked(const struct person *person)
{
	return (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)) != 0;
}

static unsigned allowed_distance(size_t len)
{
	return len >= 8 ? 2 : len >= 4 ? 1 : 0;
}

static bool is_close(struct str a, struct str b)
{
	/* both ends differ: hardly a slip */
	if (a.ptr[0] != b.ptr[0] && a.ptr[a.len - 1] != b.ptr[b.len - 1])
		return false;
	unsigned allowed = allowed_distance(a.len);
	return allowed && name_distance(a, b, allowed) <= allowed;
}

/* names_related() without a look at the lists when `nick` says that they have nothing. */
static bool is_related(const struct people *people, struct str a, struct str b, bool nick)
{
	if (nick)
		return names_related(people, a, b);
	size_t len = a.len < b.len ? a.len : b.len;
	return a.len != b.len && len >= 3 && memcmp(a.ptr, b.ptr, len) == 0;
}

/* How well the parts of a mention fit a person: 0 they do not. */
static int fit_parts(const struct people *people, const struct given_name *name, const struct person *person)
{
	size_t exact = 0, close = 0;
	for (size_t i = 0; i < name->count; i++) {
		int best = 0;
		for (size_t j = 0; j < person->part_count && best < 2; j++) {
			struct str part = person->parts[j].folded;
			if (part.len < 2)
				continue;
			if (str_equal(part, name->parts[i]))
				best = 2;
			else if ((person->parts[j].kind != PART_SURNAME && is_related(people, part, name->parts[i], name->nick[i])) ||
				 is_close(part, name->parts[i]))
				best = 1;
		}
		exact += best == 2;
		close += best == 1;
	}
	if (exact + close == name->count)
		return exact ? (int)(6 + 2 * exact + close) : 3;
	/* one part of two or more does not fit: a middle name or second surname the person does not have yet */
	if (exact >= 2)
		return 6;
	return 0;
}

static bool has_initial(const struct person *person, struct str initial)
{
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].folded.ptr[0] == initial.ptr[0])
			return true;
	return false;
}

static size_t full_parts(const struct person *person)
{
	size_t count = 0;
	for (size_t i = 0; i < person->part_count; i++)
		count += person->parts[i].folded.len > 1 && person->parts[i].kind != PART_NICK;
	return count;
}

static int fit_single(const struct people *people, const struct mention *mention, struct str part, bool nick,
		      const struct person *person)
{
	bool surname = person_has_kind(person, part, PART_SURNAME);
	bool other = !surname && person_has(person, part);
	if (mention->ranked)
		return is_ranked(person) && (surname || other) ? 12 : 0;
	bool official = person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_WORK);
	bool bystander = (person->reporting || person->witness) && person->is.age_low >= people->under && !(person->is.evidence & BECAUSE_KIN);
	if (mention->alias && (official || bystander)) /* nobody tells what they are called */
		return 0;
	/* "the Whitfield boy" is not his mother */
	bool grown = (person->is.evidence & (BECAUSE_KIN | BECAUSE_TITLE | BECAUSE_ADULT)) && person->is.age_low >= people->under;
	if ((mention->is.evidence & BECAUSE_JUVENILE) && (grown || (person->is.evidence & (BECAUSE_KIN | BECAUSE_TITLE))))
		return 0;
	if (person->signs && !mention->titled && is_told_by_signer(people, mention))
		return 0;
	const uint32_t young = BECAUSE_JUVENILE | BECAUSE_CHILD_KIN | BECAUSE_AGE | BECAUSE_BIRTH;
	if ((mention->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)) && !is_ranked(person) && (person->is.evidence & young))
		return 0; /* "I. Pollock #505" is not the child Pollock */
	if ((mention->is.evidence & BECAUSE_RANK) && other && !is_ranked(person) && !(person->is.evidence & BECAUSE_WORK))
		return 0; /* "the trooper's name was Chase too" is not Chase Ledbetter */
	if ((mention->is.evidence & BECAUSE_WORK) && surname && (person->is.evidence & (BECAUSE_RANK | BECAUSE_WORK)))
		return 12; /* "Clerk Summer" is not the child of that name */
	/* "the other child, Pollock" is not Officer Pollock */
	bool in_office = is_ranked(person) || (person->outside && person->who == WHO_OFFICIAL);
	const uint32_t private = BECAUSE_JUVENILE | BECAUSE_CHILD_KIN | BECAUSE_FRIEND | (mention->owns ? 0 : BECAUSE_KIN);
	if (in_office && (mention->is.evidence & private))
		return 0;
	/* "her teacher, Mr. Ellsworth" is not the crossing guard Ellsworth-Bray */
	if ((mention->is.evidence & BECAUSE_TEACHER) && (person->is.evidence & BECAUSE_WORK) && !(person->is.evidence & BECAUSE_TEACHER))
		return 0;
	if (mention->titled)
		return surname ? (is_ranked(person) ? (mention->addressed ? 10 : 3)
				  : person->is.age_high >= 0 && person->is.age_high < people->under ? 4 : 9)
			       : (other ? 3 : 0);
	/* an officer is called by a given name alone only after the full name, in the same document, and never by a nickname of children */
	bool before = person->outside || person->first.from > people->words[mention->from].from;
	if (other && is_ranked(person) && (mention->alias || before))
		return 0;
	if (other)
		return is_ranked(person) ? 3 : 11;
	if (surname)
		return is_ranked(person) ? 4 : 8;
	for (size_t i = 0; nick && i < person->part_count; i++)
		if (person->parts[i].kind != PART_SURNAME && person->parts[i].folded.len > 1 &&
		    names_same(people->names, people->lexicon, person->parts[i].folded, part))
			return is_ranked(person) ? 0 : 5;
	return 0;
}

/* How well the person fits the mention, 0 not at all: the more parts they share the better. Who has a rank in one place only is two. */
static int fit(const struct people *people, const struct mention *mention, const struct given_name *name,
	       const struct person *person)
{
	if (name->count == 0)
		return 0;
	if (name->count == 1 && name->initials == 0)
		return fit_single(people, mention, name->parts[0], name->nick[0], person);
	if (name->count == 1) {
		/* "R. Young", "Justice B." */
		int single = fit_single(people, mention, name->parts[0], name->nick[0], person);
		return single && (has_initial(person, name->initial) || full_parts(person) == 1) ? single + 2 : 0;
	}
	int score = fit_parts(people, name, person);
	if (full_parts(person) == 1 && person_has(person, name->parts[0]) && !person_has_kind(person, name->parts[0], PART_SURNAME))
		score = score < 7 ? 7 : score;
	if (is_ranked(person) != mention->ranked && score < 8 + (int)name->count)
		return 0;
	return score;
}

static bool is_young(const struct people *people, const struct person *person)
{
	return person->is.age_low >= 0 && person->is.age_low < people->under;
}

static int32_t find_person(const struct people *people, const struct mention *mention, const struct given_name *name)
{
	int32_t best = NOBODY;
	int best_score = 2;
	bool grown = mention->is.evidence & (BECAUSE_KIN | BECAUSE_TITLE | BECAUSE_ADULT | BECAUSE_WORK | BECAUSE_RANK);
	for (size_t i = 0; i < people->person_count; i++) {
		int score = fit(people, mention, name, &people->persons[i]);
		if (score && mention->record && people->persons[i].record == mention->record)
			score += 4;
		/* on a tie a child, then the one mentioned last before this place */
		bool later = best != NOBODY && people->persons[i].first.from <= people->words[mention->from].from &&
			     people->persons[i].first.from > people->persons[best].first.from;
		bool child = best != NOBODY && !grown && is_young(people, &people->persons[i]);
		bool to_child = best != NOBODY && !grown && is_young(people, &people->persons[best]);
		if (score > best_score || (score == best_score && (child == to_child ? later : child))) {
			best_score = score;
			best = (int32_t)i;
		}
	}
	return best;
}

static void add_parts(struct people *people, struct person *person, const struct mention *mention)
{
	struct given_name name = name_of(people, mention);
	if (name.count == 1 && name.initials == 0) {
		const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, name.parts[0]));
		bool surname = mention->titled || mention->ranked || entry->surname > entry->given + 3;
		if (!person_has(person, name.parts[0]))
			person_part(person, name.parts[0], surname ? PART_SURNAME : PART_GIVEN);
		return;
	}
	if (name.count == 1 && (mention->ranked || mention->titled)) {
		person_part(person, name.initial, PART_INITIAL);
		person_part(person, name.parts[0], PART_SURNAME);
		return;
	}
	person_name(people, person, mention->from, mention->to, false);
}

static bool is_nickname_of(const struct people *people, const struct person *person, struct str folded)
{
	if (person_has(person, folded) || is_ranked(person))
		return false;
	for (size_t i = 0; i < person->part_count; i++)
		if (person->parts[i].kind == PART_GIVEN && person->parts[i].folded.len > 1 && names_related(people, person->parts[i].folded, folded))
			return true;
	return false;
}

static void link_mention(struct people *people, struct mention *mention)
{
	if (mention->person == NOBODY)
		mention->person = log_writer(people, mention);
	struct given_name name = name_of(people, mention);
	if (name.count == 0 && mention->alias) {
		struct person *letter = person_new(people); /* "C" of "C-Mac" */
		letter->first = (struct span){people->words[mention->from].from, people->words[mention->from].to};
		person_part(letter, name.initial, PART_INITIAL);
		mention->person = (int32_t)people->person_count - 1;
	}
	if (name.count == 0)
		return;
	int32_t person = mention->person != NOBODY ? mention->person : find_person(people, mention, &name);
	if (person == NOBODY) {
		struct person *fresh = person_new(people);
		fresh->record = mention->record;
		fresh->first = (struct span){people->words[mention->from].from, people->words[mention->from].to};
		if (mention->ranked)
			fresh->is.evidence |= BECAUSE_RANK;
		person = (int32_t)people->person_count - 1;
	}
	struct person *found = &people->persons[person];
	if (found->outside && found->first.to == 0)
		found->first = (struct span){people->words[mention->from].from, people->words[mention->from].to};
	mention->person = person;
	found->is.evidence |= evidence_of(people, mention, found);
	if (name.count > 1 || found->part_count == 0)
		add_parts(people, found, mention);
	else if (is_nickname_of(people, found, name.parts[0]) || (mention->alias && !person_has(found, name.parts[0]) && !is_ranked(found)))
		person_part(found, name.parts[0], PART_NICK); /* "Will" of William: a word that is looked for from now on */
}

/* ---- labelled names ------------------------------------------------------------------------------------------ */

static struct mention *fact_mention(struct people *people, const struct fact *fact, int32_t person)
{
	struct mention *mention = mention_add(people, fact->from, fact->to, SOURCE_FACT);
	mention->record = fact->record;
	mention->person = person;
	mention->ranked = str_equal(people->records[fact->record].role, STR("official"));
	return mention;
}

static int32_t record_person(struct people *people, uint32_t record)
{
	if (people->records[record].person == NOBODY) {
		struct person *person = person_new(people);
		person->record = record;
		people->records[record].person = (int32_t)people->person_count - 1;
	}
	return people->records[record].person;
}

/* Another record may name the same person in full: one person then, unless one is an official and one is not. */
static int32_t same_person(const struct people *people, const struct mention *mention)
{
	struct given_name name = name_of(people, mention);
	if (name.count < (mention->ranked ? 1 : 2))
		return NOBODY;
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		size_t have = 0;
		if (name.count == 1 && person->part_count != 1 + name.initials)
			continue;
		for (size_t j = 0; j < name.count; j++)
			have += person_has(person, name.parts[j]);
		if (have == name.count && is_ranked(person) == mention->ranked && full_parts(person) <= name.count + 1)
			return (int32_t)i;
	}
	return NOBODY;
}

static void link_fact(struct people *people, const struct fact *fact)
{
	struct mention *mention = fact_mention(people, fact, NOBODY);
	int32_t number = people->records[fact->record].person;
	if (number == NOBODY && fact->what == WHAT_NAME) {
		number = same_person(people, mention);
		if (number != NOBODY)
			people->records[fact->record].person = number;
	}
	if (number == NOBODY)
		number = record_person(people, fact->record);
	struct person *person = &people->persons[number];
	mention->person = number;
	if (mention->ranked)
		person->is.evidence |= BECAUSE_RANK;
	if (person->first.to == 0)
		person->first = (struct span){people->words[fact->from].from, people->words[fact->from].to};
	enum part_kind kind = PART_GIVEN;
	switch (fact->what) {
	case WHAT_NAME:
		add_parts(people, person, mention);
		return;
	case WHAT_NAME_SURNAME:
		kind = PART_SURNAME;
		break;
	case WHAT_NAME_MIDDLE:
		kind = PART_MIDDLE;
		break;
	case WHAT_NAME_ALIAS:
		kind = PART_NICK;
		break;
	default:
		break;
	}
	for (size_t i = fact->from; i < fact->to; i = people->words[i].next)
		if (people->words[i].kind == TOKEN_WORD && !(kind == PART_NICK && person_has(person, people->words[i].folded)))
			person_part(person, people->words[i].folded, people->words[i].folded.len == 1 ? PART_INITIAL : kind);
}

static bool is_name_fact(const struct fact *fact)
{
	return fact->what == WHAT_NAME || fact->what == WHAT_NAME_GIVEN || fact->what == WHAT_NAME_MIDDLE ||
	       fact->what == WHAT_NAME_SURNAME || fact->what == WHAT_NAME_ALIAS;
}

static void note_cues(struct people *people, struct mention *mention)
{
	mention->ranked = rank_before(people, mention->from) && !is_agencys_case(people, mention);
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	mention->titled = mention->titled || title != NULL;
	if (people->words[mention->from].next == mention->to && cue_before(people, mention->from, CUE_NAMED))
		mention->alias = true;
	mention->addressed = title && title->from > 0 && word_is(people, title->from - 1, "dear");
}

/* "theo.marchetti@agency": an official of that name, so that a greeting "Theo," is his. */
static void read_address(struct people *people, const struct finding *finding)
{
	size_t from = tokens_at(people->tokens, finding->span.from), to = tokens_at(people->tokens, finding->span.to), at = from;
	while (at < to && !sign_is(people, at, '@'))
		at++;
	if (at >= to || at == from || at - from > 5)
		return;
	struct person *person = NULL;
	for (size_t i = from; i < at; i++) {
		const struct word *word = &people->words[i];
		if (word->kind != TOKEN_WORD || word->folded.len < 2 || word->cues)
			continue;
		if (!person) {
			person = person_new(people);
			person->is.evidence = BECAUSE_RANK;
			person->first = (struct span){people->words[from].from, people->words[at].to};
		}
		person_part(person, word->folded, person->part_count || i + 1 == at ? PART_SURNAME : PART_GIVEN);
	}
}

/* "INTERVIEW OF WITNESS    Case No.": what somebody is in the report, and no name. */
static bool is_role_alone(const struct people *people, const struct fact *fact)
{
	const struct cue_hit *role = cue_at(people, fact->from, CUE_ROLE);
	return role && role->to == fact->to && people->words[fact->from].folded.len > 5 && name_level(&people->words[fact->from]) < 5;
}

void persons_of_facts(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++)
		if (people->findings->list[i].what == WHAT_AGENCY)
			read_address(people, &people->findings->list[i]);
	for (size_t i = 0; i < people->fact_count; i++)
		if (is_name_fact(&people->facts[i]) && people->facts[i].to > people->facts[i].from && !is_role_alone(people, &people->facts[i]))
			link_fact(people, &people->facts[i]);
}

/* Names of several words, then officers by a surname and a letter, "Dep. A. Cruz", then all others: "I had Cruz take photos". */
static unsigned turn_of(const struct people *people, const struct mention *mention)
{
	struct given_name name = name_of(people, mention);
	if (name.count > 1)
		return 0;
	const struct entry *entry = people->words[mention->to - 1].entry;
	return mention->ranked && name.initials && name.count == 1 && entry->surname > entry->given ? 1 : 2;
}

void persons_link(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++)
		if (people->mentions[i].person == NOBODY)
			note_cues(people, &people->mentions[i]);
	for (unsigned turn = 0; turn < 3; turn++) {
		if (turn == 2)
			signers_mark(people);
		for (size_t i = 0; i < people->mention_count; i++) {
			struct mention *mention = &people->mentions[i];
			if (mention->person == NOBODY && turn_of(people, mention) <= turn)
				link_mention(people, mention);
		}
	}
}
