/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Evidence: its sentences, ages, and what the entries of face sheets and tables say of their persons. */
#include "base/mem.h"
#include "people/internal.h"
#include "people/kin.h"

static const struct {
	enum evidence bit;
	const char *text;
} sentences[] = {
	{BECAUSE_DECIDED, "a reviewer decided"},
	{BECAUSE_BIRTH, "the birth date makes the person a minor at the incident or report"},
	{BECAUSE_AGE, "an age below the limit is printed"},
	{BECAUSE_JUVENILE, "the report calls the person a child, juvenile, student or the like"},
	{BECAUSE_CHILD_KIN, "son, daughter, brother, sister or cousin in the report"},
	{BECAUSE_SCHOOL, "attends a school or day care, or a grade is given"},
	{BECAUSE_FRIEND, "friend or classmate of a child"},
	{BECAUSE_FAMILY, "an official, but of the child's family by the report's own words"},
	{BECAUSE_RANK, "rank, badge number or public office stands with the name"},
	{BECAUSE_SIGNED, "signed, reviewed or approved the report"},
	{BECAUSE_DUTY, "does what only officials do, or is named as one of an agency"},
	{BECAUSE_SAME_NAME, "surname and given name, or its first letter, are those of an official of the report or the release"},
	{BECAUSE_KIN, "parent, guardian, relative or household member"},
	{BECAUSE_REPORTED, "made the hotline or abuse report"},
	{BECAUSE_VICTIM, "victim of a sexual offence"},
	{BECAUSE_TEACHER, "teacher or coach, who points to the child's school"},
	{BECAUSE_SURNAME, "shares the surname of a child in the report"},
	{BECAUSE_ARRESTED, "an adult who was arrested or charged"},
	{BECAUSE_UNRELATED, "the report says: not related"},
	{BECAUSE_WORK, "named by work or standing: clerk, doctor, neighbour"},
	{BECAUSE_ADULT, "age or birth date of an adult"},
	{BECAUSE_MENTIONED, "reported the matter, no tie to a child is stated"},
	{BECAUSE_KNOWN, "known from another document of the release"},
	{BECAUSE_LEARNED, "no rule knows the name; what stands beside it is what stands beside names in marked reports"},
	{BECAUSE_PLACED, "nothing ties the person to a child, and what stands beside the name is what stands beside officials in marked reports"},
	{BECAUSE_DOUBTED, "a rule says official or adult, but what stands beside the name is what stands beside families in marked reports"},
	{BECAUSE_TITLE, "Mr, Mrs or Ms: an adult, no more is known"},
};

const char *evidence_text(enum evidence bit)
{
	for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
		if (sentences[i].bit == bit)
			return sentences[i].text;
	return "no evidence: protected because nothing says otherwise";
}

static void keep_printed(struct traits *is, uint8_t printed)
{
	if (printed && (is->printed == 0 || printed < is->printed))
		is->printed = printed;
}

void evidence_age(const struct people *people, struct traits *is, int years)
{
	if (years < 0 || years > 110)
		return;
	keep_printed(is, (uint8_t)(years + 1));
	if (is->age_low < 0 || years < is->age_low)
		is->age_low = years;
	if (years > is->age_high)
		is->age_high = years;
	is->evidence |= years < people->under ? BECAUSE_AGE : BECAUSE_ADULT;
}

/* "a nine-year veteran", "his six-year sentence": no age. */
static bool counts_service(const struct people *people, size_t year)
{
	size_t next = year + 1 + (sign_is(people, year + 1, '-') ? 1u : 0u);
	return word_is(people, year, "year") && year > 0 && sign_is(people, year - 1, '-') && next < people->word_count &&
	       people->words[next].kind == TOKEN_WORD && !word_is(people, next, "old") && !word_is(people, next, "olds") &&
	       people->words[next].letters == CASE_LOWER && !word_has(people, next, CUE_CHILD) && !word_has(people, next, CUE_KIN_CHILD);
}

/* "25-JU-0117", "25-0118" */
static bool is_docket(const struct people *people, size_t at)
{
	size_t end = at;
	bool letters = false;
	while (sign_is(people, end + 1, '-') && people->words[end + 1].from == people->words[end].to && end + 2 < people->word_count &&
	       people->words[end + 2].from == people->words[end + 1].to) {
		end += 2;
		letters |= end > at + 2 && people->words[end - 2].kind == TOKEN_WORD;
	}
	bool number = is_numeric(people, end);
	return end > at && number && (letters || (end == at + 2 && people->words[end].folded.len > 3));
}

enum { MONTHS = 12, MONTHS_MOST = 200 };

/* A number of years in digits or words at `at`; -1 none. Units below a year count as 0. */
int evidence_years(const struct people *people, size_t at, bool *unit)
{
	*unit = false;
	if (at >= people->word_count)
		return -1;
	const struct word *word = &people->words[at];
	int years = -1;
	if (word->kind == TOKEN_NUMBER && word->folded.len <= 3) {
		years = 0;
		for (size_t i = 0; i < word->folded.len; i++)
			years = years * 10 + (word->folded.ptr[i] - '0');
	} else {
		const struct cue_hit *number = cue_at(people, at, CUE_NUMBER);
		if (!number)
			return -1;
		years = 0;
		for (size_t i = 0; i < number->value.len; i++)
			years = years * 10 + (number->value.ptr[i] - '0');
	}
	size_t next = at + 1;
	if (next < people->word_count && sign_is(people, next, '-'))
		next++;
	if (next >= people->word_count)
		return years;
	struct str unit_value;
	bool counted = word_in(people, next, LIST_AGE_UNIT, &unit_value), full = counted && str_equal(unit_value, STR("year"));
	if (counted && !full) {
		*unit = true;
		return years > MONTHS_MOST ? -1 : str_equal(unit_value, STR("month")) ? years / MONTHS : 0;
	}
	if (counts_service(people, next) || is_docket(people, at))
		return -1;
	if (full)
		*unit = true;
	return years;
}

void evidence_kin(struct traits *is, const struct cue_hit *hit)
{
	is->evidence |= BECAUSE_KIN;
	if (is->kin.len == 0)
		is->kin = hit->value;
}

bool role_is_victim(struct str role)
{
	return str_equal(role, STR("victim")) || str_equal(role, STR("child-victim"));
}

void evidence_role(struct person *person, struct str role)
{
	static const struct {
		const char *role;
		uint32_t evidence;
	} roles[] = {
		{"juvenile", BECAUSE_JUVENILE}, {"child-victim", BECAUSE_JUVENILE}, {"parent", BECAUSE_KIN},
		{"guardian", BECAUSE_KIN},      {"sibling", BECAUSE_CHILD_KIN},     {"arrestee", BECAUSE_ARRESTED},
		{"hotline-reporter", BECAUSE_REPORTED}, {"official", BECAUSE_RANK}, {"officer", BECAUSE_RANK},
		{"worker", BECAUSE_RANK},       {"reporting", BECAUSE_MENTIONED},   {"reporting-party", BECAUSE_MENTIONED},
	};
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_equal(role, str_of(roles[i].role)))
			person->is.evidence |= roles[i].evidence;
	person->victim = person->victim || role_is_victim(role);
	person->witness = person->witness || str_equal(role, STR("witness"));
	person->suspect = person->suspect || str_equal(role, STR("suspect")) || str_equal(role, STR("arrestee")) ||
			  str_equal(role, STR("subject"));
	person->missing = person->missing || str_equal(role, STR("missing"));
	person->reporting = person->reporting || str_equal(role, STR("reporting")) || str_equal(role, STR("reporting-party"));
}

/* "MOTHER OF VIC 1", "son of SUS", "neighbor", "paid sitter, not related": the first word that says something decides, but
 * "not related" overrules. */
static void read_relation(const struct people *people, const struct fact *fact, struct traits *is)
{
	bool decided = false;
	for (size_t at = fact->from; at < fact->to; at++) {
		if (word_has(people, at, CUE_UNRELATED)) {
			is->evidence |= BECAUSE_UNRELATED;
			return;
		}
		if (decided)
			continue;
		const struct cue_hit *agency = cue_at(people, at, CUE_LAW_AGENCY);
		if (agency && agency->to == fact->to && people->words[at].letters != CASE_LOWER)
			is->evidence |= BECAUSE_DUTY, decided = true; /* "Summit Co. Children Services": comes from there */
		else if (word_has(people, at, CUE_KIN_CHILD) || word_has(people, at, CUE_KIN_ANY))
			is->evidence |= BECAUSE_CHILD_KIN, decided = true;
		else if (cue_at(people, at, CUE_KIN))
			evidence_kin(is, cue_at(people, at, CUE_KIN)), decided = true;
		else if (word_has(people, at, CUE_CHILD))
			is->evidence |= BECAUSE_FRIEND, decided = true;
		else if (word_has(people, at, CUE_TEACHER))
			is->evidence |= BECAUSE_TEACHER, decided = true;
		else if (word_has(people, at, CUE_OCCUPATION))
			is->evidence |= BECAUSE_WORK, decided = true;
	}
}

static void note_birth(const struct people *people, struct person *person, struct date birth)
{
	struct traits *is = &person->is;
	if (birth.year == 0)
		return;
	if (person->birth.year == 0 || date_order(birth, person->birth) > 0)
		person->birth = birth; /* the later of two makes the person younger */
	if (people->reference.year == 0) {
		bool adult = people->latest.year && date_years(birth, people->latest) >= people->under;
		is->evidence |= adult ? BECAUSE_ADULT : BECAUSE_BIRTH;
		if (adult && is->age_low < 0)
			is->age_low = is->age_high = date_years(birth, people->latest);
		return;
	}
	int years = date_years(birth, people->reference);
	is->evidence |= years < people->under ? BECAUSE_BIRTH : BECAUSE_ADULT;
	if (years >= 0 && (is->age_low < 0 || years < is->age_low))
		is->age_low = years;
	if (years > is->age_high)
		is->age_high = years;
}

static int pivot(const struct people *people)
{
	return people->reference.year ? people->reference.year : 2035;
}

static struct str fact_text(const struct people *people, const struct fact *fact)
{
	if (fact->value.len)
		return fact->value;
	if (fact->to <= fact->from)
		return (struct str){0};
	return str_part(buf_str(&people->view->text), (struct span){people->words[fact->from].from, people->words[fact->to - 1].to});
}

static void read_fact(struct people *people, const struct fact *fact)
{
	if (fact->record == 0 || people->records[fact->record].person == NOBODY)
		return;
	struct person *person = &people->persons[people->records[fact->record].person];
	struct date birth;
	bool unit;
	switch (fact->what) {
	case WHAT_RELATION:
		read_relation(people, fact, &person->is);
		break;
	case WHAT_BIRTH_DATE:
		if (date_parse(fact_text(people, fact), pivot(people), &birth))
			note_birth(people, person, birth);
		break;
	case WHAT_AGE:
		if (fact->from < fact->to)
			evidence_age(people, &person->is, evidence_years(people, fact->from, &unit));
		break;
	case WHAT_SCHOOL:
		if (fact->to > fact->from && !word_has(people, fact->from, CUE_NO_VALUE) && !word_is(people, fact->from, "graduated"))
			person->is.evidence |= BECAUSE_SCHOOL;
		break;
	default:
		break;
	}
}

/* The rules' own findings on a line of an entry: birth dates, ages. */
static void read_findings(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_BIRTH_DATE && finding->what != WHAT_DATE && finding->what != WHAT_AGE)
			continue;
		size_t at = tokens_at(people->tokens, finding->span.from);
		if (at >= people->word_count || people->words[at].record == 0)
			continue;
		int32_t number = people->records[people->words[at].record].person;
		if (number == NOBODY)
			continue;
		struct person *person = &people->persons[number];
		struct date birth;
		bool unit;
		if (finding->what == WHAT_BIRTH_DATE &&
		    date_parse(str_part(buf_str(&people->view->text), finding->span), pivot(people), &birth))
			note_birth(people, person, birth);
		else if (finding->what == WHAT_DATE && people->records[people->words[at].record].cells && person->birth.year == 0 &&
			 date_parse(str_part(buf_str(&people->view->text), finding->span), pivot(people), &birth) &&
			 people->last.year > birth.year + 1)
			note_birth(people, person, birth);
		else if (finding->what == WHAT_AGE)
			evidence_age(people, &person->is, evidence_years(people, at, &unit));
	}
}

static bool line_has(const struct people *people, size_t at, enum cue cue)
{
	for (size_t i = line_from(people, people->words[at].line); i < people->word_count && people->words[i].kind != TOKEN_LINE; i++)
		if (word_has(people, i, cue))
			return true;
	return false;
}

/* "|07182006|18|M|W|BOOKED": in a row without column heads a cell of one or two digits right behind a date, or a number written
 * like one, is an age. Of an adult it says something only with an arrest: a parent has an age too. */
static void read_row_ages(struct people *people)
{
	for (size_t at = 2; at + 1 < people->word_count; at++) {
		const struct word *word = &people->words[at], *before = &people->words[at - 2];
		if (word->kind != TOKEN_NUMBER || word->folded.len > 2 || word->blocked || !sign_is(people, at - 1, '|') ||
		    !sign_is(people, at + 1, '|') || word->record == 0 || !people->records[word->record].cells ||
		    people->records[word->record].person == NOBODY)
			continue;
		if (before->blocked != WHAT_DATE && before->blocked != WHAT_BIRTH_DATE &&
		    (before->kind != TOKEN_NUMBER || before->folded.len != 8))
			continue;
		struct person *person = &people->persons[people->records[word->record].person];
		bool unit;
		int years = evidence_years(people, at, &unit);
		if (years >= people->under && !line_has(people, at, CUE_ARRESTED))
			continue;
		evidence_age(people, &person->is, years);
		if (years >= people->under)
			person->is.evidence |= BECAUSE_ARRESTED;
	}
}

/* "|F|H|MOTHER", "|NO RELATION|": a whole cell of a row without column heads says who its person is. */
static void read_row_relations(struct people *people)
{
	for (size_t at = 1; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (!people->words[at - 1].bar || word->cues == 0 || word->record == 0 || !people->records[word->record].cells ||
		    people->records[word->record].person == NOBODY)
			continue;
		struct traits *is = &people->persons[people->records[word->record].person].is;
		for (uint32_t i = word->cues; i; i = people->cues[i - 1].next_start) {
			const struct cue_hit *hit = &people->cues[i - 1];
			if (hit->to < people->word_count && !people->words[hit->to].bar && people->words[hit->to].kind != TOKEN_LINE)
				continue;
			if (hit->cue == CUE_KIN)
				evidence_kin(is, hit);
			else if (hit->cue == CUE_KIN_CHILD || hit->cue == CUE_KIN_ANY)
				is->evidence |= BECAUSE_CHILD_KIN;
		}
	}
}

void evidence_of_victims(struct people *people)
{
	people->victim_count = 0;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || mention->record == 0 || mention->record >= people->record_count)
			continue;
		const struct record *record = &people->records[mention->record];
		if (!record->victim || record->person != mention->person)
			continue;
		people->victims = mem_room(people->victims, people->victim_count, &people->victim_cap, sizeof *people->victims);
		people->victims[people->victim_count++] = (struct victim_entry){people->words[mention->from].from, mention->person};
	}
}

void evidence_of_records(struct people *people)
{
	for (size_t i = 1; i < people->record_count; i++)
		people->records[i].victim = role_is_victim(people->records[i].role);
	for (size_t i = 1; i < people->record_count; i++)
		if (people->records[i].person != NOBODY)
			evidence_role(&people->persons[people->records[i].person], people->records[i].role);
	for (size_t i = 0; i < people->fact_count; i++)
		read_fact(people, &people->facts[i]);
	read_findings(people);
	read_row_ages(people);
	read_row_relations(people);
	for (size_t i = 0; i < people->fact_count; i++) {
		const struct record *record = people->facts[i].record ? &people->records[people->facts[i].record] : NULL;
		if (record && record->person != NOBODY && people->facts[i].what == WHAT_BIRTH_DATE && str_equal(record->role, STR("official")))
			people->persons[record->person].is.evidence &= ~(uint32_t)BECAUSE_RANK; /* "RO|BROOK ANN|DOB": who owns a car */
	}
}

static bool is_unranked_word(const struct people *people, const struct mention *mention)
{
	return mention->source != SOURCE_FACT && !mention->ranked && !mention->titled && people->words[mention->from].next == mention->to;
}

/* A child and an officer have a name in common: what is said of the child by the bare name is not said of the officer. */
static void part_officials(struct people *people)
{
	const uint32_t young = BECAUSE_AGE;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || !is_unranked_word(people, mention) || !(mention->is.evidence & young) ||
		    (mention->is.evidence & BECAUSE_RANK))
			continue;
		int32_t old = mention->person;
		bool ranked = false;
		for (size_t j = 0; j < people->mention_count && !ranked; j++)
			ranked = people->mentions[j].person == old && people->mentions[j].ranked;
		if (!ranked || people->persons[old].outside)
			continue;
		struct str folded = people->words[mention->from].folded;
		struct span first = {people->words[mention->from].from, people->words[mention->from].to};
		struct person *person = person_new(people);
		person_part(person, folded, PART_GIVEN);
		person->first = first;
		for (size_t j = 0; j < people->mention_count; j++) {
			struct mention *other = &people->mentions[j];
			if (other->person == old && is_unranked_word(people, other) &&
			    str_equal(people->words[other->from].folded, folded))
				other->person = (int32_t)people->person_count - 1;
		}
	}
}

/* "N. Vickers, 15" below the report of Deputy Noel Vickers: a badge, no age. */
static void unread_badges(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || !(mention->is.evidence & BECAUSE_SIGNED) || !(mention->is.evidence & BECAUSE_AGE))
			continue;
		bool ranked = false;
		for (size_t j = 0; j < people->mention_count && !ranked; j++)
			ranked = j != i && people->mentions[j].person == mention->person && (people->mentions[j].is.evidence & BECAUSE_RANK);
		if (!ranked)
			continue;
		mention->is.evidence &= ~(uint32_t)BECAUSE_AGE;
		mention->is.age_low = mention->is.age_high = -1;
		mention->is.printed = 0;
	}
}

uint32_t evidence_of(const struct people *people, const struct mention *mention, const struct person *person)
{
	struct str surname = people->words[mention->from].folded;
	uint32_t evidence = mention->is.evidence;
	if (mention->house && person_has_given(person) && person_has_kind(person, surname, PART_SURNAME))
		evidence &= ~(uint32_t)BECAUSE_JUVENILE;
	if (mention->owns && (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
		evidence &= ~(uint32_t)BECAUSE_KIN;
	return evidence;
}

void evidence_join(struct people *people)
{
	unread_badges(people);
	part_officials(people);
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY)
			continue;
		struct traits *is = &people->persons[mention->person].is;
		is->evidence |= evidence_of(people, mention, &people->persons[mention->person]);
		if (mention->is.age_low >= 0 && (is->age_low < 0 || mention->is.age_low < is->age_low))
			is->age_low = mention->is.age_low;
		if (mention->is.age_high > is->age_high)
			is->age_high = mention->is.age_high;
		keep_printed(is, mention->is.printed);
		if (is->kin.len == 0)
			is->kin = mention->is.kin;
	}
	reporters_join(people);
}
