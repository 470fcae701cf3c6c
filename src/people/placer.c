/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officials by the company that their names keep: a report in a style that no rule knows names its officers all the same in the
 * way that officers are named. A linear classifier, trained on the officials and the protected persons of marked reports, weighs
 * what stands beside all mentions of a person, and what the rules say of it; asked about those whom nothing places, it must be
 * very sure. It must be sure of the contrary to doubt those whom a rule calls officials or uninvolved adults. */

#include "base/mem.h"
#include "people/seen.h"

enum { CUES_REACH = 5, FEATURES_MOST = 2048 };

/* Hundredths of the logarithm of the odds, chosen on sets that were left out. */
enum { SURE_OFFICE = 220, SURE_PRIVATE = -100, SURE_NO_ADULT = -150 };

/* What is seen beside all mentions, each thing once. */
struct company {
	struct people *people;
	size_t person, count;
	uint64_t seen[FEATURES_MOST];
};

static void see(struct company *company, enum kind kind, const struct seen *a, const struct seen *b)
{
	struct people *people = company->people;
	if (company->count < FEATURES_MOST)
		company->seen[company->count++] = feature_hash(people->seen->kinds[kind], a->hash, b->hash);
	if (people->listener.person) {
		struct buf text = {0};
		seen_write(&text, kind, a, b);
		people->listener.person(people->listener.context, company->person, buf_str(&text));
		buf_free(&text);
	}
}

static void see_cues(struct company *company, enum kind kind, size_t at)
{
	const struct seen_table *table = company->people->seen;
	cue_set has = at < company->people->word_count ? company->people->words[at].has : 0;
	for (unsigned half = 0; half < 2; half++)
		for (uint64_t bits = (uint64_t)(has >> 64 * half); bits; bits &= bits - 1)
			see(company, kind, &table->cues[64 * half + (unsigned)__builtin_ctzll(bits)], &table->nothing);
}

/* Nothing more need be seen, unless somebody listens. */
static bool is_full(const struct company *company)
{
	return company->count == FEATURES_MOST && !company->people->listener.person;
}

static bool names_official(const struct people *people, size_t at)
{
	int32_t mention = people->words[at].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
	return person != NOBODY && people->persons[person].who == WHO_OFFICIAL;
}

static void see_line(struct company *company, const struct mention *mention)
{
	const struct people *people = company->people;
	size_t line = people->words[mention->from].line;
	for (size_t at = line_from(people, line), end = line_to(people, line); at < end && !is_full(company); at++) {
		if (at >= mention->from && at < mention->to)
			continue;
		see_cues(company, KIND_ON_LINE, at);
		if (names_official(people, at))
			see(company, KIND_ON_LINE, &people->seen->values[VALUE_OFFICIAL], &people->seen->nothing);
	}
}

static void see_mention(struct company *company, const struct mention *mention)
{
	const struct people *people = company->people;
	const struct seen_table *table = people->seen;
	const struct seen *before[SEEN_NEAR + 1], *after[SEEN_NEAR + 1];
	for (int i = 1; i <= SEEN_NEAR; i++) {
		before[i] = seen_neighbour(people, mention->from < (size_t)i ? people->word_count : mention->from - (size_t)i);
		after[i] = seen_neighbour(people, mention->to + (size_t)i - 1);
		see(company, kind_at(KIND_NEAR, -i), before[i], &table->nothing);
		see(company, kind_at(KIND_NEAR, i), after[i], &table->nothing);
	}
	see(company, KIND_BEFORE2, before[2], before[1]);
	see(company, KIND_AFTER2, after[1], after[2]);
	for (int i = 1; i <= CUES_REACH; i++) {
		int far = i < SEEN_NEAR ? i : SEEN_NEAR;
		see_cues(company, kind_at(KIND_CUE, -far), mention->from < (size_t)i ? people->word_count : mention->from - (size_t)i);
		see_cues(company, kind_at(KIND_CUE, far), mention->to + (size_t)i - 1);
	}
	see_line(company, mention);
	see(company, KIND_FORM, seen_form(people, mention->from), &table->nothing);
	see(company, KIND_LEVEL, seen_levels(people, mention->from), &table->nothing);
}

/* Is the feature none of those that are in the table, a power of two of slots? It is then. */
static bool is_first(uint64_t *table, size_t slots, uint64_t feature)
{
	size_t at = (size_t)(feature >> 32) & (slots - 1);
	while (table[at] && table[at] != feature)
		at = (at + 1) & (slots - 1);
	bool first = table[at] == 0;
	table[at] = feature;
	return first;
}

/* The weights of all, each once. */
static int32_t weigh(const struct company *company)
{
	uint64_t table[2 * FEATURES_MOST];
	size_t slots = 64;
	int32_t sum = 0;
	while (slots < 2 * company->count)
		slots *= 2;
	memset(table, 0, slots * sizeof *table);
	for (size_t i = 0; i < company->count; i++)
		if (is_first(table, slots, company->seen[i]))
			sum += weights_at(company->people->office, company->seen[i])[0];
	return sum;
}

/* What the rules say of the person. */
static void see_evidence(struct company *company)
{
	const struct seen_table *table = company->people->seen;
	uint32_t said = company->people->persons[company->person].is.evidence & (BECAUSE_TITLE * 2 - 1) & ~(uint32_t)BECAUSE_KNOWN;
	for (; said; said &= said - 1)
		see(company, KIND_EVIDENCE, &table->evidence[__builtin_ctz(said)], &table->nothing);
}

/* False: it is mentioned nowhere. */
static bool see_person(struct company *company)
{
	struct people *people = company->people;
	const struct mention *first = NULL;
	for (size_t i = 0; i < people->mention_count && !is_full(company); i++)
		if (people->mentions[i].person == (int32_t)company->person) {
			first = first ? first : &people->mentions[i];
			see_mention(company, &people->mentions[i]);
		}
	see_evidence(company);
	if (first)
		see(company, KIND_THIRD, &people->seen->values[VALUE_LENGTH + 3 * (size_t)first->from / people->word_count], &people->seen->nothing);
	return first != NULL;
}

/* "Castle-Sundarams": a family of which the report speaks. */
static bool is_plural(const struct people *people, const struct name_part *part)
{
	struct str one = {part->folded.ptr, part->folded.len - 1};
	return one.len > 2 && one.ptr[one.len] == 's' && bearer_next(people, NULL, one);
}

/* All that is known of the person is that a letter went to it, or a form names it: it may be the child's mother. */
static bool is_named_by_form(const struct people *people, size_t person)
{
	bool alone = true; /* a letter's head is all that names it */
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == (int32_t)person && mention->source == SOURCE_FACT)
			return true;
		alone = alone && (mention->person != (int32_t)person ||
				  word_has(people, line_from(people, people->words[mention->from].line), CUE_MAIL_HEAD));
	}
	return alone;
}

/* "Yes, officer. Corbyn Steig.", "Hi, Deputy. Tasha here.": a rank by which somebody is spoken to ends the sentence before. */
static bool is_behind_address(const struct people *people, size_t person)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		size_t end = people->mentions[i].from;
		if (people->mentions[i].person != (int32_t)person || end < 2 || people->words[end - 1].kind != TOKEN_SIGN ||
		    (!sign_is(people, end - 1, '.') && !sign_is(people, end - 1, '!')))
			continue;
		const struct word *rank = &people->words[end - 2];
		if ((people->ends_in[end - 1] & cue_bit(CUE_RANK)) && rank->folded.len > 4 && !rank->caps && !rank_before(people, end))
			return true;
	}
	return false;
}

/* Initials, families, addressees and names in forms are never told to be in office by what stands beside them. */
static bool can_be_in_office(const struct people *people, const struct person *person)
{
	bool word = false;
	for (size_t i = 0; i < person->part_count; i++) {
		if (person->parts[i].folded.len > 0 && is_plural(people, &person->parts[i]))
			return false;
		word |= person->parts[i].folded.len > 2;
	}
	return word && !person->victim && !is_named_by_form(people, (size_t)(person - people->persons)) && !is_only_handed(people, person);
}

/* 0: nothing can be said, or not all of it was seen. Asked again while officials are the same, the answer is the same. */
static int32_t weight_of(struct people *people, const struct person *asked)
{
	struct person *person = &people->persons[asked - people->persons];
	if (person->weighed == people->officials)
		return person->weight;
	struct company company;
	company.people = people;
	company.person = (size_t)(person - people->persons);
	company.count = 0;
	bool seen = people->office && !people->listener.person && see_person(&company) && company.count < FEATURES_MOST;
	person->weight = seen ? weigh(&company) : 0;
	person->weighed = people->officials;
	return person->weight;
}

bool placed_in_office(struct people *people, const struct person *person)
{
	return can_be_in_office(people, person) && weight_of(people, person) > SURE_OFFICE &&
	       !is_behind_address(people, (size_t)(person - people->persons));
}

/* "Dr. Poe", but not "at 9 Rosin Dr. Ann came". */
static bool is_doctor(const struct people *people, size_t from)
{
	size_t at = from - (from > 0 && sign_is(people, from - 1, '.'));
	if (at == 0 || !word_is(people, at - 1, "dr"))
		return false;
	return at == 1 || people->words[at - 2].kind != TOKEN_WORD || people->words[at - 2].letters == CASE_LOWER;
}

/* "A neighbour, Ann Poe", "Ann Poe, the clerk", "Dr. Poe": called one of those who happen to be there, or are asked as doctors. */
static bool is_bystander(const struct people *people, int32_t person)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == person && is_doctor(people, mention->from))
			return true;
		for (size_t by = 1; mention->person == person && by <= SEEN_NEAR; by++)
			if ((mention->from >= by && word_has(people, mention->from - by, CUE_BYSTANDER)) ||
			    word_has(people, mention->to + by - 1, CUE_BYSTANDER))
				return true;
	}
	return false;
}

bool placed_in_private(struct people *people, const struct person *person, enum who who)
{
	bool listed = person->witness || person->record != 0;
	if (who == WHO_ADULT && ((person->is.evidence & BECAUSE_UNRELATED) || (listed && (person->is.evidence & BECAUSE_ADULT)) ||
				 people->protect.release_unknown_age ||
				 is_bystander(people, (int32_t)(person - people->persons))))
		return false; /* a witness, or in a form, with an age; a neighbour; or the policy lets go whom nothing places */
	return weight_of(people, person) < (who == WHO_ADULT ? SURE_NO_ADULT : SURE_PRIVATE);
}

void placer_tell(struct people *people)
{
	for (size_t i = 0; people->listener.person && i < people->person_count; i++) {
		struct buf text = {0};
		for (size_t j = 0; j < people->mention_count; j++) {
			const struct mention *mention = &people->mentions[j];
			if (mention->person != (int32_t)i)
				continue;
			text.len = 0;
			buf_printf(&text, "@%zu-%zu", (size_t)people->words[mention->from].from, (size_t)people->words[mention->to - 1].to);
			people->listener.person(people->listener.context, i, buf_str(&text));
		}
		text.len = 0;
		buf_printf(&text, "!%s", who_name(people->persons[i].who));
		people->listener.person(people->listener.context, i, buf_str(&text));
		buf_free(&text);
		struct company company;
		company.people = people;
		company.person = i;
		company.count = 0;
		see_person(&company);
	}
}
