/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose the things are: birth dates, homes, schools, numbers; and where a home or a school is named again in short. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/internal.h"

enum { PLACE_WORDS = 6, ID_DIGITS = 4, STREET_NEAR = 80 };

const struct person *owner_at(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].record == 0)
		return NULL;
	int32_t number = people->records[people->words[at].record].person;
	return number == NOBODY ? NULL : &people->persons[number];
}

static bool of_child_side(const struct person *person)
{
	return person->who == WHO_CHILD || person->who == WHO_JUVENILE || person->who == WHO_RELATIVE;
}

static void attach_birth(const struct people *people, struct finding *finding, const struct person *owner)
{
	struct date birth;
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	int pivot = people->reference.year > people->last.year ? people->reference.year : people->last.year;
	bool read = date_parse(text, people->reference.year ? pivot : 2035, &birth);
	if (read && people->reference.year == 0 && people->latest.year && date_years(birth, people->latest) >= people->under) {
		finding->who = WHO_ADULT;
		return;
	}
	bool minor = !read || people->reference.year == 0 || date_years(birth, people->reference) < people->under;
	bool child = owner && (owner->who == WHO_CHILD || owner->who == WHO_JUVENILE);
	finding->who = minor || child ? WHO_CHILD : WHO_ADULT;
}

/* "Mr. Fenn will be the contact. He can be reached at ...": all who are named in the sentence before are officials. */
static const struct person *official_of_sentence(const struct people *people, size_t at)
{
	const struct person *found = NULL;
	for (unsigned steps = 0; steps < 40 && at > 0; steps++) {
		const struct word *word = &people->words[--at];
		if (word->mention != NOBODY) {
			int32_t number = people->mentions[word->mention].person;
			if (number == NOBODY || people->persons[number].who != WHO_OFFICIAL)
				return NULL;
			found = &people->persons[number];
		}
		if (word->sentence_start || (word->kind == TOKEN_LINE && at > 0 && people->words[at - 1].kind == TOKEN_LINE))
			return found;
	}
	return NULL;
}

/* "Victim Advocate, Penny Roark, 573-555-0107", "Ms. Oakes can be reached at 660-555-0103": the number follows the name of an
 * official, with nothing between but office, agency and words about calling. NULL: not so. */
static const struct person *official_before(const struct people *people, size_t at)
{
	size_t lines = 0;
	for (unsigned steps = 0; steps < 16 && at > 0; steps++) {
		const struct word *word = &people->words[--at];
		if (word->mention != NOBODY) {
			/* "4:55 PM Hale: 816 555 0194": in a thread of messages it is what somebody says */
			size_t said = word->next;
			if (sign_is(people, said, ':') && log_behind_time(people, word->line))
				return NULL;
			int32_t number = people->mentions[word->mention].person;
			bool official = number != NOBODY && people->persons[number].who == WHO_OFFICIAL;
			return official ? &people->persons[number] : NULL;
		}
		if (word->kind == TOKEN_LINE) {
			if (++lines > 2)
				return NULL;
			continue;
		}
		bool reach = word_has(people, at, CUE_REACH);
		if (word->sentence_start && !lines && (word_is(people, at, "he") || word_is(people, at, "she")))
			return official_of_sentence(people, at);
		bool stop = sign_is(people, at, '?') || sign_is(people, at, '!') || (sign_is(people, at, '.') && lines) ||
			    (sign_is(people, at, ':') && people->words[at + 1].kind != TOKEN_NUMBER &&
			     (lines || !word_has(people, at - (at > 0), CUE_REACH)));
		bool name = !word->caps && word->letters != CASE_LOWER && !word->sentence_start && !word_has(people, at, CUE_PRONOUN) &&
			    !word_has(people, at, CUE_ROLE);
		bool office = word_has(people, at, CUE_RANK) || word_has(people, at, CUE_LAW_AGENCY) || word_has(people, at, CUE_OFFICIAL_AFTER) ||
			      word_has(people, at, CUE_BADGE);
		if (stop || (word->kind == TOKEN_WORD && !reach && !name && !office))
			return NULL;
	}
	return NULL;
}

/* The address right before, over signs: of the street whose town this is. */
static const struct finding *street_before(const struct people *people, const struct finding *finding)
{
	const char *text = people->view->text.ptr;
	for (const struct finding *other = finding; other > people->findings->list;) {
		other--;
		if (other->span.from + STREET_NEAR < finding->span.from)
			return NULL;
		if (other->what != WHAT_ADDRESS || other->span.to >= finding->span.from || other->span.to + 3 < finding->span.from)
			continue;
		bool signs = true;
		for (size_t at = other->span.to; at < finding->span.from; at++)
			signs = signs && (text[at] == ',' || text[at] == ' ' || text[at] == '.');
		if (signs)
			return other;
	}
	return NULL;
}

static void attach_finding(const struct people *people, struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	const struct person *owner = owner_at(people, at);
	if ((finding->what == WHAT_PHONE || finding->what == WHAT_EMAIL) && official_before(people, at))
		owner = official_before(people, at);
	if (finding->what == WHAT_EMAIL && official_of_mailbox(people, at))
		owner = official_of_mailbox(people, at);
	if (owner)
		finding->person = (int32_t)(owner - people->persons);
	switch (finding->what) {
	case WHAT_BIRTH_DATE:
		attach_birth(people, finding, owner);
		break;
	case WHAT_SCHOOL:
		finding->who = WHO_CHILD;
		break;
	case WHAT_ADDRESS:
		/* the home of a child's family, or of whom nobody knows; an adult's own home only where the entry says so */
		finding->who = !owner ? WHO_UNKNOWN : of_child_side(owner) ? WHO_CHILD : owner->who;
		if (street_before(people, finding))
			finding->who = street_before(people, finding)->who;
		break;
	default:
		finding->who = owner ? owner->who : WHO_UNKNOWN;
		break;
	}
}

/* ---- short forms --------------------------------------------------------------------------------------------- */

struct keyword {
	struct str folded;
	uint8_t what;
	bool unit; /* 2B, 310: an apartment */
};

struct keywords {
	struct keyword *list;
	size_t count, cap;
	uint64_t sketches; /* of all: what is not in it is none */
};

static uint64_t sketch_of(struct str folded)
{
	unsigned ends = (unsigned char)folded.ptr[0] * 5u + (unsigned char)folded.ptr[folded.len - 1];
	return (uint64_t)1 << ((ends + folded.len * 11) & 63);
}

static void add_keyword(struct keywords *keywords, struct str folded, enum what what, bool unit)
{
	for (size_t i = 0; i < keywords->count; i++)
		if (str_equal(keywords->list[i].folded, folded))
			return;
	keywords->list = mem_room(keywords->list, keywords->count, &keywords->cap, sizeof *keywords->list);
	keywords->list[keywords->count++] = (struct keyword){folded, (uint8_t)what, unit};
	keywords->sketches |= sketch_of(folded);
}

/* What is particular in the name of a street or school: words that are neither its kind nor very common. */
static void read_keywords(const struct people *people, const struct finding *finding, struct keywords *keywords)
{
	bool numbered = false, added = false;
	for (size_t at = tokens_at(people->tokens, finding->span.from);
	     at < people->word_count && people->words[at].from < finding->span.to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		numbered = numbered || (word->kind == TOKEN_NUMBER && word->folded.len >= 2);
		if (finding->what == WHAT_ADDRESS && sign_is(people, at, ',') && numbered && added)
			break; /* what follows is the town */
		if (word->kind == TOKEN_WORD && word->folded.len >= 4 && !word_has(people, at, CUE_ORGANISATION) &&
		    !word_has(people, at, CUE_PARTICLE) && word->entry->common < 9) {
			add_keyword(keywords, word->folded, finding->what, false);
			added = numbered;
		} else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_MIXED && word->folded.len <= 4 &&
			 at > 0 && word->from > finding->span.from && word->folded.ptr[word->folded.len - 1] >= 'a' &&
			 !word_has(people, at, CUE_SUFFIX))
			add_keyword(keywords, word->folded, finding->what, true);
		else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_NUMBER && at > 0 && word->folded.len >= 2 &&
			 word_in(people, at - 1, LIST_UNIT_NOUN, NULL))
			add_keyword(keywords, word->folded, finding->what, true);
	}
}

static bool is_short_form(const struct people *people, const struct keyword *keyword, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (keyword->unit) {
		if (word->kind == TOKEN_MIXED)
			return word->letters == CASE_UPPER;
		return before != SIZE_MAX && (word_is(people, before, "in") || word_is(people, before, "outside") || word_is(people, before, "at") ||
					      word_is(people, before, "to") || sign_is(people, before, '#') ||
					      word_in(people, before, LIST_UNIT_NOUN, NULL));
	}
	if (word->letters == CASE_LOWER)
		return word->entry->common == 0 && word->folded.len >= 5;
	return word->entry->common < 5 || !word->sentence_start;
}

/* "City of Porter's Landing": the town. */
static bool is_town(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 4; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX)
			return false;
		if (word_is(people, before, "of")) {
			size_t kind = word_previous(people, before);
			return kind != SIZE_MAX && (word_is(people, kind, "city") || word_is(people, kind, "town") ||
						    word_is(people, kind, "village") || word_is(people, kind, "county"));
		}
		if (people->words[before].letters == CASE_LOWER || people->words[before].kind == TOKEN_SIGN)
			return false;
		at = before;
	}
	return false;
}

static void find_short_forms(struct people *people, const struct keywords *keywords)
{
	for (size_t at = 0; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->folded.len == 0 || !(keywords->sketches & sketch_of(word->folded)) || word->blocked || word->mention != NOBODY)
			continue;
		bool street = word->next < people->word_count && word_is(people, word->next, "court");
		for (size_t i = 0; i < keywords->count; i++) {
			const struct keyword *keyword = &keywords->list[i];
			if (!str_equal(keyword->folded, word->folded) || !is_short_form(people, keyword, at) ||
			    (is_agency(people, at) && !street) || is_town(people, at) || (!keyword->unit && !street && is_other_place(people, at)))
				continue;
			size_t end = word->next;
			/* "Saddlehorn Court", "Seven Larches School": the kind goes with the name */
			if (!keyword->unit && end < people->word_count && word_has(people, end, CUE_ORGANISATION) &&
			    people->words[end].letters != CASE_LOWER && !people->words[end].caps)
				end = people->words[end].next;
			struct finding *finding = finding_add(people->findings,
							      (struct span){word->from, people->words[end - 1].to},
							      (enum what)keyword->what, RULE_PEOPLE);
			finding->who = WHO_CHILD;
			finding->score = 80;
			break;
		}
	}
}

struct person *person_keeper(struct people *people)
{
	struct person *keeper = NULL;
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (person->first.to == 0 || person->outside || !of_child_side(person))
			continue;
		if (!keeper || (keeper->who == WHO_RELATIVE && person->who != WHO_RELATIVE))
			keeper = person;
	}
	return keeper;
}

/* Homes and schools go with a child (or whoever is protected) into the other documents of the case. */
static void keep_places(struct people *people, const struct keywords *keywords)
{
	struct person *keeper = person_keeper(people);
	for (size_t i = 0; keeper && i < keywords->count && i < PLACE_WORDS; i++)
		keeper->places[i] = (struct person_place){keywords->list[i].folded, keywords->list[i].what,
							  keywords->list[i].unit ? PLACE_UNIT : PLACE_WORD};
}

/* An adult's address in the child's street or house tells the child's. */
static void protect_neighbours(struct people *people, const struct keywords *keywords)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_ADDRESS || finding->who != WHO_ADULT)
			continue;
		for (size_t at = tokens_at(people->tokens, finding->span.from);
		     at < people->word_count && people->words[at].from < finding->span.to; at++)
			for (size_t k = 0; k < keywords->count; k++)
				if (keywords->list[k].what == WHAT_ADDRESS && !keywords->list[k].unit &&
				    str_equal(keywords->list[k].folded, people->words[at].folded))
					finding->who = WHO_CHILD;
	}
}

/* ---- values that a label names and no rule knew -------------------------------------------------------------------- */

bool covered_as(const struct people *people, struct span span, enum what what)
{
	size_t at = 0;
	for (const struct finding *finding; (finding = finding_over(people, span, &at)) != NULL;)
		if (finding->what == what || finding->what == WHAT_REPORT_NUMBER || finding->what == WHAT_PUBLIC_PHONE ||
		    finding->what == WHAT_BADGE)
			return true;
	return false;
}

/* Five digits or more behind a label for the number of somebody who is no official: badges are shorter. */
static bool is_id(const struct people *people, const struct fact *fact, struct span span)
{
	bool letter = false;
	size_t digits = 0;
	for (size_t i = span.from; i < span.to; i++) {
		char c = people->view->text.ptr[i];
		letter = letter || ascii_upper(c);
		digits += ascii_digit(c);
	}
	int32_t owner = fact->record ? people->records[fact->record].person : NOBODY;
	return digits >= (letter ? ID_DIGITS : ID_DIGITS + 1) && (owner == NOBODY || people->persons[owner].who != WHO_OFFICIAL);
}

/* "Lives at 2230 Chi1ton Way": the form says what it is, however it is written or misread. */
static void add_fact_finding(struct people *people, const struct fact *fact)
{
	enum what what = (enum what)fact->what;
	const struct person *owner = fact->record && people->records[fact->record].person != NOBODY
					     ? &people->persons[people->records[fact->record].person] : NULL;
	bool other = owner && !person_protected(owner); /* an official's number, where an adult works */
	bool number = what == WHAT_LICENCE || what == WHAT_SSN || what == WHAT_OTHER_ID || what == WHAT_STUDENT_ID || what == WHAT_CASE_ID ||
		      what == WHAT_MEDICAL_ID || what == WHAT_PLATE || what == WHAT_VIN;
	if ((what != WHAT_BIRTH_DATE && what != WHAT_ADDRESS && what != WHAT_SCHOOL && what != WHAT_PHONE && !number) ||
	    (other && what == WHAT_SCHOOL) || (number && !owner && what != WHAT_OTHER_ID) ||
	    (number && ((owner && owner->who == WHO_OFFICIAL) || fact->to > fact->from + 8u)))
		return;
	size_t from = fact->from, to = fact->to;
	while (from < to && people->words[from].kind == TOKEN_SIGN && !sign_is(people, from, '(') && !sign_is(people, from, '#'))
		from++;
	while (to > from && people->words[to - 1].kind == TOKEN_SIGN && !sign_is(people, to - 1, ')'))
		to--;
	if (from >= to || word_has(people, from, CUE_NO_VALUE) || people->words[from].mention != NOBODY || to - from > 24)
		return;
	bool digit = false;
	for (size_t at = from; at < to; at++)
		digit = digit || is_numeric(people, at);
	struct span span = {people->words[from].from, people->words[to - 1].to};
	/* a cell is an address to its end: "9 ELM WAY, FLAT B" */
	bool whole = what == WHAT_ADDRESS && fact->record && people->records[fact->record].cells && to - from <= 12;
	if ((what != WHAT_SCHOOL && !digit) || (covered_as(people, span, what) && !whole))
		return;
	if (what == WHAT_SCHOOL && (people->words[from].kind != TOKEN_WORD || people->words[from].letters == CASE_LOWER))
		return;
	if (what == WHAT_OTHER_ID && !is_id(people, fact, span))
		return;
	struct finding *finding = finding_add(people->findings, span, what, RULE_PEOPLE);
	finding->score = 80;
}

void attach_read(struct people *people)
{
	reach_read(people);
	homes_read(people);
	for (size_t i = 0; i < people->fact_count; i++)
		add_fact_finding(people, &people->facts[i]);
	births_read(people);
	numbers_read(people);
	handles_read(people);
	schools_read(people);
	struct keywords keywords = {0};
	size_t count = people->findings->count;
	for (size_t i = 0; i < count; i++) {
		struct finding *finding = &people->findings->list[i];
		attach_finding(people, finding);
		if (finding->what == WHAT_SCHOOL ||
		    (finding->what == WHAT_ADDRESS && finding->who != WHO_ADULT && !street_before(people, finding)))
			read_keywords(people, finding, &keywords);
	}
	keep_places(people, &keywords);
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; people->persons[i].outside && j < PERSON_PLACES && people->persons[i].places[j].folded.len; j++) {
			const struct person_place *place = &people->persons[i].places[j];
			if (place->kind != PLACE_VALUE)
				add_keyword(&keywords, place->folded, (enum what)place->what, place->kind == PLACE_UNIT);
		}
	if (keywords.count) {
		protect_neighbours(people, &keywords);
		find_short_forms(people, &keywords);
	}
	saints_read(people);
	free(keywords.list);
}
