/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Dates that are somebody's birth because of where they stand: beside a child's name, "Emma (20090617)", in a child's row, or the day
 * of a birth that is known; and dates that a rule took for one where something happened then. */
#include <stdio.h>

#include "people/internal.h"

enum { SENTENCE = 3, YEARS_OLD = 1, YEARS_SURE = 3, DAYS_NEW = 60, BIRTHS_MOST = 64, BORN_REACH = 8, YEAR_LEN = 4, DAYS_RECENT = 120,
       INFANT_REACH = 16, YEAR_WORDS = 3 };
enum { DATE_SURE = 39 }; /* rules for what is a date only where it stands beside somebody have lower scores */

static bool is_century(const char *digits)
{
	return memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0;
}

/* "20240304", "03042024": a day, as systems write it; "1745h": an hour. */
bool is_plain_day(const struct people *people, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	struct str text = word->folded;
	if (word->next >= to && word->kind == TOKEN_MIXED && text.len == 5)
		return text.ptr[4] == 'h' && text.ptr[0] <= '2' && text.ptr[2] <= '5';
	return word->next >= to && word->kind == TOKEN_NUMBER && text.len == 8 &&
	       (is_century(text.ptr) || is_century(text.ptr + 4));
}

/* "Rowan Lind, 7-20-25, infant", "(7-20-25) is two weeks old": near the date an infant is spoken of. */
static bool is_of_infant(const struct people *people, size_t at)
{
	size_t from = line_from(people, people->words[at].line), to = line_to(people, people->words[at].line);
	from = at - from > INFANT_REACH ? at - INFANT_REACH : from;
	to = to - at > INFANT_REACH ? at + INFANT_REACH : to;
	for (size_t i = from; i < to; i++) {
		struct str value;
		if (word_in(people, i, LIST_NEWBORN, &value) && !str_equal(value, STR("any")))
			return true;
		if (word_is(people, i + 1, "old") && word_in(people, i, LIST_AGE_UNIT, &value) && !str_equal(value, STR("year")))
			return true;
	}
	return false;
}

/* A date or a number of six or eight digits that makes whom it stands beside a child; one of the last months only that of an infant. */
static bool is_birth_of_child(const struct people *people, struct str text, size_t at)
{
	struct date date, day = people->incident.year ? people->incident : people->report.year ? people->report : people->last;
	if (!date_parse(text, date_full(day) ? day.year : DATE_NO_PIVOT, &date) || !date_full(date))
		return false;
	if (!date_full(day))
		return people->reference.year == 0; /* nothing but birth dates */
	if (date_order(date, day) >= 0 || date_years(date, day) >= people->under)
		return false;
	return date_days(day) - date_days(date) > DAYS_RECENT || is_of_infant(people, at);
}

/* The mention right before `at`, over a comma, a bracket, an age; `born`: "born on May 5 and Ari on", over "on", too. */
static const struct mention *mention_before(const struct people *people, size_t at, bool born)
{
	for (unsigned steps = 0; steps < 5 && at > 0; steps++) {
		at--;
		const struct word *word = &people->words[at];
		if (word->mention != NOBODY)
			return &people->mentions[word->mention];
		bool small = word->kind == TOKEN_NUMBER ? word->folded.len <= 2
			     : word->kind == TOKEN_WORD ? word_has(people, at, CUE_NUMBER) || word_is(people, at, "is") ||
							  word_is(people, at, "b") || word_is(people, at, "born") || word->folded.len == 1 ||
							  (born && word_is(people, at, "on"))
			     : word->kind == TOKEN_TAIL || sign_is(people, at, ',') || sign_is(people, at, '(') ||
				       sign_is(people, at, '-') || sign_is(people, at, ':') || sign_is(people, at, '/') ||
				       sign_is(people, at, '.') || sign_is(people, at, '[') || is_double_quote(people, at);
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
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	return !is_happening(people, finding) && date_full(day) && date_parse(text, day.year, &date) && date_full(date) &&
	       date_years(date, day) >= YEARS_OLD && date_years(date, day) < people->under && !begins_line(people, at) &&
	       (!date_full(people->reference) || date_order(date, people->reference) < 0) &&
	       !is_event(people, at, date_years(date, day) >= YEARS_SURE) && !begins_entry(people, finding);
}

/* "DOB: Fri 03/07/2014", "birthday is Sunday, April 9", "turned 7 on": birth is spoken of right before. */
static bool is_born_before(const struct people *people, const struct finding *finding, unsigned reach)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	/* a weekday says little: the question for the birthday may stand on the line before */
	size_t before = at < people->word_count ? word_previous(people, at) : SIZE_MAX;
	bool weekday = before != SIZE_MAX && before > 0 &&
		       (word_has(people, before, CUE_WEEKDAY) || word_has(people, before - 1, CUE_WEEKDAY));
	reach = weekday && reach < 2 * BORN_REACH ? 2 * BORN_REACH : reach;
	for (unsigned steps = 0; steps < reach && at > 0 && (weekday || !people->words[at].line_start); steps++) {
		at--;
		if (word_has(people, at, LABEL_BIRTH) || word_in(people, at, LIST_BORN, NULL) || word_is(people, at, "turned") ||
		    word_is(people, at, "turns"))
			return true;
	}
	return false;
}

/* "I give this on 7-28-25": as new as the report itself. Who is so young has the date of birth where birth is spoken of. */
static bool is_new(const struct people *people, const struct finding *finding)
{
	struct date date, day = people->reference.year ? people->reference : people->last;
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	return finding->rule == RULE_LEARNED && date_full(day) && date_parse(text, DATE_NO_PIVOT, &date) && date_full(date) &&
	       date_days(day) - date_days(date) < DAYS_NEW && date_days(date) - date_days(day) < DAYS_NEW;
}

/* "03-14-12 as her son's date of birth", "04/09/2014 was listed as the birthdate": birth is spoken of right behind. */
static bool is_born_behind(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.to);
	if (at >= people->word_count || !(word_is(people, at, "as") || word_is(people, at, "for") || word_has(people, at, CUE_AUXILIARY)))
		return false;
	for (unsigned steps = 0; steps < BORN_REACH && at < people->word_count; steps++, at++) {
		const struct word *word = &people->words[at];
		if (word_has(people, at, LABEL_BIRTH))
			return true;
		bool ends = word->line_start && steps > 0 && !is_wrapped(people, at - 1);
		if (ends || word->kind == TOKEN_NUMBER || sign_is(people, at, '.') || sign_is(people, at, ';'))
			return false;
	}
	return false;
}

static void release_happenings(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_BIRTH_DATE && (is_happening(people, finding) || is_new(people, finding)) &&
		    !is_born_before(people, finding, BORN_REACH))
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

/* "Groundhog Day 2012", "2010, in the spring", "01/2019" beside a name: no day, but a year in which a child may be born. */
static bool is_year_of_child(const struct people *people, struct str text)
{
	int report = people->reference.year ? people->reference.year : people->last.year, year = 0;
	size_t digits = 0;
	for (size_t i = 0; i < text.len && digits < YEAR_LEN; i++) {
		bool digit = ascii_digit(text.ptr[i]);
		year = digit ? (digits ? year : 0) * 10 + (text.ptr[i] - '0') : year;
		digits = digit ? digits + 1 : 0;
	}
	return digits == YEAR_LEN && (report == 0 || (year <= report && year + people->under >= report));
}

/* "Prior report 23-4410 on 11/02/2022": in a sentence below somebody's entry, behind an empty line. A form may have empty lines between
 * its values. */
static bool is_told_below(const struct people *people, size_t at)
{
	unsigned words = 0;
	for (size_t i = line_from(people, people->words[at].line); i < line_to(people, people->words[at].line); i++) {
		if (word_in(people, i, LIST_BORN, NULL) || word_has(people, i, LABEL_BIRTH))
			return false; /* "On March 4, 2014, Mia was born" */
		words += people->words[i].kind == TOKEN_WORD && people->words[i].mention == NOBODY;
	}
	return words >= SENTENCE && !in_entry(people, at);
}

static void find_dates(struct people *people)
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
		bool row = owner && !is_told_below(people, at) && person_protected(owner) && owner->is.age_low < people->under &&
		       !people->words[at].fact &&
			   !is_happening(people, finding);
		struct str text = str_part(buf_str(&people->view->text), span);
		bool beside = may_be_child(people, mention_before(people, at, is_born_before(people, finding, 2 * BORN_REACH)));
		bool year = finding->score < DATE_SURE && beside && is_year_of_child(people, text);
		bool told = is_old(people, finding) || is_born_behind(people, finding) || is_known_birth(people, finding, &births);
		if ((!row && !beside && !told) ||
		    (!year && (!is_birth_of_child(people, text, at) || covered_as(people, span, WHAT_BIRTH_DATE))) ||
		    covered_as(people, span, WHAT_INCIDENT_DATE) || covered_as(people, span, WHAT_REPORT_DATE))
			continue;
		struct finding *birth = finding_add(people->findings, span, WHAT_BIRTH_DATE, RULE_PEOPLE);
		birth->score = 85;
	}
}

/* "CARTER MCVAY 041715", "Emma Carter (20090617)" */
static void find_solid(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		size_t at = mention->to;
		at += sign_is(people, at, ',') || sign_is(people, at, '(') || sign_is(people, at, '['); /* "KOPECKY,TANNER,041115" */
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
		if (!is_birth_of_child(people, str_of(text), at))
			continue;
		struct finding *birth = finding_add(people->findings, (struct span){people->words[at].from, people->words[at].to},
						    WHAT_BIRTH_DATE, RULE_PEOPLE);
		birth->score = 80;
	}
}

/* "two thousand thirteen", "twenty-fourteen", "oh nine"; "2014": where the year that is said ends, `at` if none is. */
static size_t said_year_end(const struct people *people, size_t at)
{
	const struct word *word = at < people->word_count ? &people->words[at] : NULL;
	if (!word)
		return at;
	if (word->kind == TOKEN_NUMBER && word->folded.len == YEAR_LEN && is_century(word->folded.ptr))
		return at + 1;
	size_t end = at + list_match(people, at, LIST_YEAR_SAID), first = end;
	bool thousand = end > at + 1;
	for (unsigned words = 0; first > at && words < YEAR_WORDS; words++) {
		size_t next = end + sign_is(people, end, '-');
		if (!word_has(people, next, CUE_NUMBER) && !(next < people->word_count && word_in(people, next, LIST_DIGIT_SAID, NULL)))
			break;
		end = people->words[next].next;
	}
	return end > first || thousand ? end : at;
}

/* What follows is counted: "twenty four people", "2014 Honda". */
static bool is_measured(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && !word_has_any(people, at, cue_bit(CUE_CONJUNCTION) |
	       cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_ADVERB));
}

/* "born the eleventh of November, oh-twelve": the year behind a day of birth goes with it. */
static void births_grow(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_BIRTH_DATE)
			continue;
		size_t at = words_behind(people, tokens_at(people->tokens, finding->span.from), finding->span.to);
		size_t year = at + (sign_is(people, at, ',') || sign_is(people, at, '.') || sign_is(people, at, '-'));
		year += word_is(people, at, "baby"); /* "a Christmas baby" */
		year += sign_is(people, year, ',');
		year += !sign_is(people, at, '.') && (word_is(people, year, "of") || word_is(people, year, "in"));
		size_t end = said_year_end(people, year);
		if (end == year || people->words[year].blocked || people->words[year].mention != NOBODY || is_measured(people, end))
			continue;
		finding->span.to = people->words[end - 1].to;
	}
}

void births_read(struct people *people)
{
	release_happenings(people);
	find_dates(people);
	find_solid(people);
	births_grow(people);
}
