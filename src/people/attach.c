/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Whose the things are: birth dates, homes, schools, numbers. */
#include "people/internal.h"
#include "people/values.h"

enum { ID_DIGITS = 4, STREET_NEAR = 80, ENTRY_LINES = 40 };

const struct person *owner_at(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].record == 0)
		return NULL;
	int32_t number = people->records[people->words[at].record].person;
	return number == NOBODY ? NULL : &people->persons[number];
}

/* The word stands in somebody's entry, and not in what is told below it, behind an empty line. */
bool in_entry(const struct people *people, size_t at)
{
	if (!owner_at(people, at))
		return false;
	uint32_t line = people->words[at].line, first = people->records[people->words[at].record].line;
	if (people->words[at].fact || people->lines[line].cells > 0 || first > line)
		return true;
	for (unsigned steps = 0; line > first && steps < ENTRY_LINES; line--, steps++)
		if (line_from(people, line) >= line_to(people, line))
			return false;
	return true;
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

/* "Juvenile Probation Officer", "Children's Court": before what somebody is, or an office. */
static bool of_office(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	next += next < people->word_count && people->words[next].kind == TOKEN_TAIL;
	return next < people->word_count && people->words[at].letters != CASE_LOWER && !word_has(people, at, CUE_KIN) &&
	       word_has_any(people, next, cue_bit(CUE_RANK) | cue_bit(CUE_OFFICIAL_AFTER) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY));
}

/* "Dep. Colson called 573-555-0145": what somebody by name does; whose number it is does not stand there. "called from" is the own. */
static bool is_calling(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at);
	bool past = word_has(people, at, CUE_VERB_PAST) || verb_form(people, at) == VERB_PAST;
	return past && before != SIZE_MAX && people->words[before].mention != NOBODY && !word_is(people, people->words[at].next, "from");
}

/* "Victim Advocate, Penny Roark, 573-555-0107", "Ms. Oakes can be reached at 660-555-0103": the number follows the name of an
 * official, with nothing between but office, agency and words about calling. In the row of somebody protected, `own`, only if it
 * stands in the same cell. NULL: not so. */
static const struct person *official_before(const struct people *people, size_t at, bool own)
{
	size_t lines = 0;
	for (unsigned steps = 0; steps < 16 && at > 0; steps++) {
		const struct word *word = &people->words[--at];
		if (own && word->bar)
			return NULL;
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
		/* "My supervisor is Helen Ortega and she can be reached at" */
		if (word_has(people, at, CUE_CONJUNCTION) && (word_is(people, at + 1, "he") || word_is(people, at + 1, "she")) &&
		    at > 0 && people->words[at - 1].mention != NOBODY) {
			size_t is = word_previous(people, people->mentions[people->words[at - 1].mention].from);
			if (is == SIZE_MAX || !word_is(people, is, "is"))
				return NULL;
			continue;
		}
		if ((word_is(people, at, "he") || word_is(people, at, "she")) && at > 0 && word_has(people, at - 1, CUE_CONJUNCTION))
			continue;
		bool stop = is_calling(people, at) || sign_is(people, at, '?') || sign_is(people, at, '!') || (sign_is(people, at, '.') && lines) ||
			    (sign_is(people, at, ':') && people->words[at + 1].kind != TOKEN_NUMBER &&
			     (lines || !word_has(people, at - (at > 0), CUE_REACH)));
		bool capital = !word->caps && word->letters != CASE_LOWER && (!word->sentence_start || word->line_start);
		bool name = capital && !word_has_any(people, at, cue_bit(CUE_PRONOUN) | cue_bit(CUE_ROLE) | cue_bit(CUE_KIN));
		bool office = word_has(people, at, CUE_RANK) || word_has(people, at, CUE_LAW_AGENCY) || word_has(people, at, CUE_OFFICIAL_AFTER) ||
			      word_has(people, at, CUE_BADGE) || of_office(people, at);
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
	bool reach = finding->what == WHAT_PHONE || finding->what == WHAT_EMAIL;
	const struct person *official = reach ? official_before(people, at, owner && person_protected(owner)) : NULL;
	if (official)
		owner = official;
	else if (finding->what == WHAT_PHONE && official_of_line(people, at))
		owner = official_of_line(people, at);
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

/* The fact is all that stands between two bars of a row. */
static bool fills_cell(const struct people *people, const struct fact *fact)
{
	bool begins = fact->from == 0 || people->words[fact->from - 1].bar || people->words[fact->from].line_start;
	bool ends = fact->to >= people->word_count || people->words[fact->to].bar || people->words[fact->to].kind == TOKEN_LINE;
	return begins && ends && people->lines[people->words[fact->from].line].cells > 1;
}

/* "Lives at 2230 Chi1ton Way": the form says what it is, however it is written or misread. */
static void add_fact_finding(struct people *people, const struct fact *fact)
{
	enum what what = (enum what)fact->what;
	const struct person *owner = fact->record && people->records[fact->record].person != NOBODY
					     ? &people->persons[people->records[fact->record].person] : NULL;
	bool other = owner && !person_protected(owner); /* an official's number, where an adult works */
	bool vehicle = what == WHAT_PLATE || what == WHAT_VIN || what == WHAT_ACCOUNT_ID;
	bool number = what == WHAT_LICENCE || what == WHAT_SSN || what == WHAT_OTHER_ID || what == WHAT_STUDENT_ID || what == WHAT_CASE_ID ||
		      what == WHAT_MEDICAL_ID || vehicle;
	bool cell = fills_cell(people, fact); /* in a row of vehicles nobody is named */
	if ((what != WHAT_BIRTH_DATE && what != WHAT_ADDRESS && what != WHAT_SCHOOL && what != WHAT_PHONE && !number) ||
	    (other && what == WHAT_SCHOOL) || (number && !owner && what != WHAT_OTHER_ID && !(vehicle && cell)) ||
	    (number && ((owner && owner->who == WHO_OFFICIAL) || fact->to > fact->from + (cell && vehicle ? 12u : 8u))))
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
	bool whole = (what == WHAT_ADDRESS && fact->record && (people->records[fact->record].cells || cell) && to - from <= 12) ||
		     (what == WHAT_ACCOUNT_ID && cell);
	if ((what != WHAT_SCHOOL && !digit) || (covered_as(people, span, what) && !whole))
		return;
	const struct word *first = &people->words[from];
	bool ticked = first->folded.len == 1 && from + 1 == to; /* "SCHOOL NOTIFIED [X]" */
	if (what == WHAT_SCHOOL && (first->kind != TOKEN_WORD || first->letters == CASE_LOWER || ticked))
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
	desks_read(people);
	schools_read(people);
	size_t count = people->findings->count;
	for (size_t i = 0; i < count; i++)
		attach_finding(people, &people->findings->list[i]);
	shorts_read(people, count);
	phrases_read(people, count);
	saints_read(people);
}
