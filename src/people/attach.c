/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose the things are: birth dates, homes, schools, numbers. */
#include <stdio.h>
#include <string.h>

#include "people/internal.h"

enum { YEARS_OLD = 1, YEARS_SURE = 3, ID_DIGITS = 4, STREET_NEAR = 80, BIRTHS_MOST = 64, BORN_REACH = 8 };

static const struct person *owner_at(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].record == 0)
		return NULL;
	int32_t number = people->records[people->words[at].record].person;
	return number == NOBODY ? NULL : &people->persons[number];
}

bool of_child_side(const struct person *person)
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
const struct finding *street_before(const struct people *people, const struct finding *finding)
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

/* ---- values that a label names and no rule knew -------------------------------------------------------------------- */

static bool covered(const struct people *people, struct span span, enum what what)
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
	if ((what != WHAT_SCHOOL && !digit) || (covered(people, span, what) && !whole))
		return;
	if (what == WHAT_SCHOOL && (people->words[from].kind != TOKEN_WORD || people->words[from].letters == CASE_LOWER))
		return;
	if (what == WHAT_OTHER_ID && !is_id(people, fact, span))
		return;
	struct finding *finding = finding_add(people->findings, span, what, RULE_PEOPLE);
	finding->score = 80;
}

/* ---- birth dates beside a name --------------------------------------------------------------------------------- */

/* A date or a number of six or eight digits that makes whom it stands beside a child. */
static bool is_birth_of_child(const struct people *people, struct str text)
{
	struct date date, day = people->incident.year ? people->incident : people->report.year ? people->report : people->last;
	if (!date_parse(text, date_full(day) ? day.year : DATE_NO_PIVOT, &date) || !date_full(date))
		return false;
	if (!date_full(day))
		return people->reference.year == 0; /* nothing but birth dates */
	return date_order(date, day) < 0 && date_years(date, day) < people->under && date_days(day) - date_days(date) > 120;
}

/* The mention right before `at`, over a comma, a bracket, an age. */
static const struct mention *mention_before(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 5 && at > 0; steps++) {
		at--;
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY)
			return &people->mentions[word->mention];
		bool small = word->kind == TOKEN_NUMBER ? word->folded.len <= 2
			     : word->kind == TOKEN_WORD ? word_has(people, at, CUE_NUMBER) || word_is(people, at, "is") ||
							  word_is(people, at, "b") || word_is(people, at, "born") || word->folded.len == 1
			     : word->kind == TOKEN_TAIL || sign_is(people, at, ',') || sign_is(people, at, '(') ||
				       sign_is(people, at, '-') || sign_is(people, at, ':') || sign_is(people, at, '/') ||
				       sign_is(people, at, '.');
		if (!small)
			return NULL;
	}
	return NULL;
}

static bool may_be_child(const struct people *people, const struct mention *mention)
{
	if (!mention || mention->person == NOBODY || mention->ranked)
		return false;
	const struct person *person = &people->persons[mention->person];
	return person_protected(person) && person->is.age_low < people->under;
}

/* "on 3/4/2019", "since", "order of": when something happened. */
static bool is_event(const struct people *people, size_t at, bool old)
{
	for (unsigned steps = 0; steps < 3; steps++) {
		at = word_previous(people, at);
		if (at == SIZE_MAX)
			return false;
		if (word_in(people, at, LIST_EVENT_DATE, NULL) || (!old && word_is(people, at, "and")))
			return true;
		if (people->words[at].kind == TOKEN_WORD || people->words[at].mention != NOBODY)
			return false;
	}
	return false;
}

/* "02/17/2011  2212  P.O. Quennell ...": a day and a time at the start of a line are an entry of a log. */
static bool begins_entry(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from), time = tokens_at(people->tokens, finding->span.to);
	if (at >= people->word_count || time + 1 >= people->word_count || !people->words[at].line_start ||
	    people->words[time].kind != TOKEN_NUMBER || people->words[time].line != people->words[at].line)
		return false;
	return people->words[time].folded.len == 4 || (people->words[time].folded.len <= 2 && sign_is(people, time + 1, ':'));
}

/* At the start of a line that is not the rest of the sentence before. */
static bool begins_line(const struct people *people, size_t at)
{
	return people->words[at].line_start && (at == 0 || !is_wrapped(people, at - 1));
}

/* "QUARANTINE 082219", "RCVD 082219 1310", "on Sunday, April ninth": what stands right before it says that something happened then. */
static bool is_happening(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from), before = at < people->word_count ? word_previous(people, at) : SIZE_MAX;
	if (before == SIZE_MAX || people->words[at].line_start)
		return false;
	bool comma = sign_is(people, before, ',');
	before = comma || sign_is(people, before, ':') ? word_previous(people, before) : before;
	if (before == SIZE_MAX || people->words[before].mention != NOBODY)
		return false;
	if (word_has(people, before, CUE_WEEKDAY)) {
		size_t born = word_previous(people, before);
		born = born != SIZE_MAX && word_is(people, born, "on") ? word_previous(people, born) : born;
		return born == SIZE_MAX || !word_in(people, born, LIST_BORN, NULL);
	}
	return !comma && word_in(people, before, LIST_HAPPENED, NULL);
}

/* A date years before all that is reported, which nothing calls another: somebody's of that age is the subject. */
static bool is_old(const struct people *people, const struct finding *finding)
{
	struct date date, day = people->incident.year ? people->incident : people->report.year ? people->report : people->last;
	size_t at = tokens_at(people->tokens, finding->span.from);
	return !is_happening(people, finding) && date_full(day) && date_parse(str_part(buf_str(&people->view->text), finding->span), day.year, &date) && date_full(date) &&
	       date_years(date, day) >= YEARS_OLD && date_years(date, day) < people->under && !begins_line(people, at) &&
	       (!date_full(people->reference) || date_order(date, people->reference) < 0) &&
	       !is_event(people, at, date_years(date, day) >= YEARS_SURE) && !begins_entry(people, finding);
}

/* "DOB: Fri 03/07/2014", "birthday is Sunday, April 9", "turned 7 on": birth is spoken of right before. */
static bool is_born_before(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	/* a weekday says little: the question for the birthday may stand on the line before */
	size_t before = at < people->word_count ? word_previous(people, at) : SIZE_MAX;
	bool weekday = before != SIZE_MAX && before > 0 &&
		       (word_has(people, before, CUE_WEEKDAY) || word_has(people, before - 1, CUE_WEEKDAY));
	for (unsigned steps = 0; steps < (weekday ? 2 * BORN_REACH : BORN_REACH) && at > 0 && (weekday || !people->words[at].line_start); steps++) {
		at--;
		if (word_has(people, at, LABEL_BIRTH) || word_in(people, at, LIST_BORN, NULL) || word_is(people, at, "turned") ||
		    word_is(people, at, "turns"))
			return true;
	}
	return false;
}

static void release_happenings(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_BIRTH_DATE && is_happening(people, finding) && !is_born_before(people, finding))
			finding->what = WHAT_DATE;
	}
}

struct births {
	int32_t days[BIRTHS_MOST];
	size_t count;
};

/* The same day as a date of birth of this text or of a child known from another. */
static bool is_known_birth(const struct people *people, const struct finding *finding, const struct births *births)
{
	struct str text = buf_str(&people->view->text);
	struct date date;
	int pivot = people->reference.year ? people->reference.year : DATE_NO_PIVOT;
	if (!date_parse(str_part(text, finding->span), pivot, &date) || !date_full(date))
		return false;
	for (size_t i = 0; i < births->count; i++)
		if (births->days[i] == date_days(date))
			return true;
	return false;
}

/* Of this text, and of children known from others. */
static void read_births(const struct people *people, struct births *births)
{
	int pivot = people->reference.year ? people->reference.year : DATE_NO_PIVOT;
	births->count = 0;
	for (size_t i = 0; i < people->person_count && births->count < BIRTHS_MOST; i++)
		if (date_full(people->persons[i].birth) &&
		    (people->persons[i].who == WHO_CHILD || people->persons[i].who == WHO_JUVENILE))
			births->days[births->count++] = date_days(people->persons[i].birth);
	struct date birth;
	for (size_t i = 0; i < people->findings->count && births->count < BIRTHS_MOST; i++)
		if (people->findings->list[i].what == WHAT_BIRTH_DATE &&
		    date_parse(str_part(buf_str(&people->view->text), people->findings->list[i].span), pivot, &birth) && date_full(birth))
			births->days[births->count++] = date_days(birth);
}

static void find_births(struct people *people)
{
	size_t count = people->findings->count;
	struct births births;
	read_births(people, &births);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_DATE)
			continue;
		struct span span = finding->span;
		size_t at = tokens_at(people->tokens, span.from);
		const struct person *owner = owner_at(people, at);
		bool row = owner && person_protected(owner) && owner->is.age_low < people->under && !people->words[at].fact && !is_happening(people, finding);
		if ((!row && !may_be_child(people, mention_before(people, at)) && !is_old(people, finding) &&
		     !is_known_birth(people, finding, &births)) ||
		    !is_birth_of_child(people, str_part(buf_str(&people->view->text), span)) || covered(people, span, WHAT_BIRTH_DATE) ||
		    covered(people, span, WHAT_INCIDENT_DATE) || covered(people, span, WHAT_REPORT_DATE))
			continue;
		struct finding *birth = finding_add(people->findings, span, WHAT_BIRTH_DATE, RULE_PEOPLE);
		birth->score = 85;
	}
	/* "CARTER MCVAY 041715" */
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		size_t at = mention->to;
		at += sign_is(people, at, ','); /* "KOPECKY,TANNER,041115" */
		if (at >= people->word_count || people->words[at].kind != TOKEN_NUMBER || people->words[at].blocked ||
		    (people->words[at].folded.len != 6 && people->words[at].folded.len != 8) || !may_be_child(people, mention))
			continue;
		char text[11];
		struct str digits = people->words[at].folded;
		bool century = digits.len == 8 && (digits.ptr[0] == '2' || (digits.ptr[0] == '1' && digits.ptr[1] == '9'));
		if (century)
			snprintf(text, sizeof text, "%.4s-%.2s-%.2s", digits.ptr, digits.ptr + 4, digits.ptr + 6);
		else
			snprintf(text, sizeof text, "%.2s-%.2s-%.4s", digits.ptr, digits.ptr + 2, digits.ptr + 4);
		if (digits.len == 6)
			text[8] = 0;
		if (!is_birth_of_child(people, str_of(text)))
			continue;
		struct finding *birth = finding_add(people->findings, (struct span){people->words[at].from, people->words[at].to},
						    WHAT_BIRTH_DATE, RULE_PEOPLE);
		birth->score = 80;
	}
}

void attach_read(struct people *people)
{
	reach_read(people);
	homes_read(people);
	for (size_t i = 0; i < people->fact_count; i++)
		add_fact_finding(people, &people->facts[i]);
	release_happenings(people);
	find_births(people);
	numbers_read(people);
	handles_read(people);
	schools_read(people);
	size_t count = people->findings->count;
	for (size_t i = 0; i < count; i++)
		attach_finding(people, &people->findings->list[i]);
	shorts_read(people, count);
	saints_read(people);
}
