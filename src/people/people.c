/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The order of the steps (README.md), the day against which ages are counted, and the findings that come of the mentions. */
#include "people/initial.h"
#include "people/internal.h"
#include "people/people.h"
#include "people/seen.h"
#include "people/titles.h"
#include "people/turns.h"
#include "people/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { PERSONS_MOST = 20000, MENTIONS_MOST = 500000 };
enum { YEAR_LEAST = 1950, YEAR_MOST = 2099, MONTHS = 12, MONTHS_BEFORE = 3, DATE_SURE = 40, DAYS_NEAR = 31, MAILED_REACH = 6 };

struct people *people_open(const struct lexicon *lexicon, const struct words *words, const struct names *names,
			   const struct protection *protect, struct fault *fault)
{
	struct people *people = mem_alloc(1, sizeof *people);
	people->lexicon = lexicon;
	people->words_list = words;
	people->names = names;
	people->protect = *protect;
	people->under = protect->under;
	people->weights = names_weights(names);
	people->office = names_office(names);
	people->seen = seen_table_new();
	tagger_prepare(people);
	if (classes_read(people, fault)) {
		people_close(people);
		return NULL;
	}
	return people;
}

static void drop_kept(struct people *people)
{
	for (size_t i = 0; i < people->kept_count; i++)
		free(people->kept[i]);
	people->kept_count = 0;
}

void people_close(struct people *people)
{
	if (people == NULL)
		return;
	drop_kept(people);
	free(people->words);
	free(people->ends_in);
	free(people->cues);
	free(people->facts);
	free(people->records);
	free(people->mentions);
	free(people->persons);
	free(people->victims);
	free(people->reach);
	bearers_free(people);
	free(people->kept);
	free(people->lines);
	free(people->striking);
	seen_table_free(people->seen);
	again_free(people);
	free(people);
}

static struct date finding_date(const struct people *people, const struct finding *finding, int pivot)
{
	struct date date;
	return date_parse(str_part(buf_str(&people->view->text), finding->span), pivot, &date) ? date : (struct date){0};
}

static void keep_earlier(struct date *best, struct date date)
{
	if (date.year && (best->year == 0 || date_order(date, *best) < 0))
		*best = date;
}

static void keep_later(struct date *best, struct date date)
{
	if (date.year && (best->year == 0 || date_order(date, *best) > 0))
		*best = date;
}

/* The date of an e-mail, as its format labels it: a report is often mailed years after it was written. */
static bool is_mailed(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	for (unsigned step = 0; step < MAILED_REACH && at > 0 && people->words[at - 1].kind != TOKEN_LINE; step++)
		at--;
	return at < people->word_count && word_is(people, at, "mailed");
}

/* The year that most dates of no known kind are in, of several the one that is named first: birth dates that no rule knew
 * and terms to come are in others. */
static int usual_year(const struct people *people, bool mailed)
{
	uint32_t count[YEAR_MOST - YEAR_LEAST + 1] = {0};
	int best = 0;
	for (unsigned round = 0; round < 2; round++)
		for (size_t i = 0; i < people->findings->count; i++) {
			const struct finding *finding = &people->findings->list[i];
			int year = finding->what == WHAT_DATE && finding->score >= DATE_SURE ? finding_date(people, finding, DATE_NO_PIVOT).year : 0;
			if (year < YEAR_LEAST || year > YEAR_MOST || (!mailed && is_mailed(people, finding)))
				continue;
			if (round == 0)
				count[year - YEAR_LEAST]++;
			else if (best == 0 || count[year - YEAR_LEAST] > count[best - YEAR_LEAST])
				best = year;
		}
	return best;
}

/* The dates ages are counted from. Without a labelled one: the earliest of the year that most are in, or of the months before. */
static void read_dates(struct people *people)
{
	struct date any = {0};
	size_t days = 0; /* of no known kind */
	int usual = usual_year(people, false);
	usual = usual ? usual : usual_year(people, true);
	people->incident = people->report = people->reference = people->latest = people->last = (struct date){0};
	people->report_number = (struct str){0};
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (people->births && finding->what == WHAT_DATE &&
		    people->words[tokens_at(people->tokens, finding->span.from)].blocked == WHAT_BIRTH_DATE)
			continue;
		if (finding->what == WHAT_INCIDENT_DATE)
			keep_earlier(&people->incident, finding_date(people, finding, DATE_NO_PIVOT));
		else if (finding->what == WHAT_REPORT_DATE)
			keep_earlier(&people->report, finding_date(people, finding, DATE_NO_PIVOT));
		else if (finding->what == WHAT_BIRTH_DATE)
			keep_later(&people->latest, finding_date(people, finding, 2035));
		else if (finding->what == WHAT_DATE && finding->score >= DATE_SURE)
		{
			struct date date = finding_date(people, finding, DATE_NO_PIVOT);
			days++;
			if (date.year == usual || (date.year + 1 == usual && date.month > MONTHS - MONTHS_BEFORE))
				keep_earlier(&any, date);
			if (date.year == usual || !is_mailed(people, finding))
				keep_later(&people->last, date);
		}
		else if (finding->what == WHAT_REPORT_NUMBER && people->report_number.len == 0)
			people->report_number = str_part(buf_str(&people->view->text), finding->span);
	}
	if (people->protect.at_incident)
		keep_earlier(&people->reference, people->incident);
	if (people->protect.at_report)
		keep_earlier(&people->reference, people->report);
	if (people->reference.year == 0)
		people->reference = people->incident.year ? people->incident : people->report;
	/* a day or some before what a label gives: who was a child then is one */
	bool near = date_full(any) && date_full(people->reference) && date_days(people->reference) - date_days(any) <= DAYS_NEAR;
	bool labelled = people->reference.year != 0;
	if (!labelled || (near && date_order(any, people->reference) < 0))
		people->reference = any;
	/* nobody is born after the day of the report: then the only date is another, such as a birth date that no rule knew */
	if (!labelled && days == 1 && date_full(people->latest) && date_years(any, people->latest) > 0)
		people->reference = (struct date){0};
	people->sexual = (people->has & cue_bit(CUE_SEXUAL)) != 0;
	people->hotline = people->view->where.len > 0; /* of a part nobody knows what stands in the others */
	for (size_t at = 0; at < people->word_count && !people->hotline; at++)
		people->hotline = word_is(people, at, "hotline");
}

static uint16_t reason_of(const struct person *person)
{
	if (person->is.evidence & BECAUSE_DOUBTED) /* what the rules say did not count */
		return (uint16_t)(1 + __builtin_ctz(BECAUSE_DOUBTED));
	for (unsigned bit = 0; bit < BECAUSE_BITS; bit++)
		if (person->is.evidence >> bit & 1)
			return (uint16_t)(bit + 1);
	return 0;
}

static void add_findings(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || mention->from >= mention->to)
			continue;
		const struct person *person = &people->persons[mention->person];
		size_t last = mention_last(people, mention), from = mention->from;
		if (from > 0 && person->who != WHO_OFFICIAL && is_given_beside(people, from - 1, from))
			from--; /* "JO" of "HER MOTHER, JO PREWITT" is no office */
		bool teacher = (person->is.evidence & BECAUSE_TEACHER) && person->who == WHO_UNPLACED;
		struct finding *finding = finding_add(people->findings,
						      (struct span){people->words[from].from, people->words[last].to},
						      teacher ? WHAT_SCHOOL : WHAT_NAME, RULE_PEOPLE);
		finding->who = teacher ? WHO_CHILD : person->who;
		finding->person = mention->person;
		finding->evidence = reason_of(person);
		finding->score = mention->source == SOURCE_FACT ? 100 : 90;
	}
}

static void add_known(struct people *people, const struct known *known)
{
	for (size_t i = 0; known && i < known->count; i++) {
		struct person *person = person_new(people);
		*person = known->persons[i];
		person->outside = true;
		person->first = (struct span){0, 0};
		person->child = NOBODY;
		person->record = 0;
		person->is.evidence = BECAUSE_KNOWN | (person->who == WHO_OFFICIAL ? BECAUSE_RANK : 0);
	}
}

static enum err check_size(const struct people *people, struct fault *fault)
{
	if (people->person_count > PERSONS_MOST || people->mention_count > MENTIONS_MOST)
		return fault_set(fault, ERR_LIMIT,
				 "more than %d persons or %d mentions in one part; split the document and try again",
				 PERSONS_MOST, MENTIONS_MOST);
	return ERR_NONE;
}

/* What does not depend on other documents: entries, and names in running text. */
static enum err read_alone(struct people *people, struct fault *fault)
{
	words_build(people);
	seen_begin(people);
	if (people->view->bare)
		return ERR_NONE;
	logs_mark(people);
	keys_mark(people);
	shifts_mark(people);
	messages_mark(people);
	speakers_mark(people);
	people->births = false;
	read_dates(people);
	layout_read(people);
	custody_mark(people);
	titles_mark(people);
	if (people->births)
		read_dates(people);
	persons_of_facts(people);
	evidence_of_records(people);
	links_before(people);
	places_learn(people);
	runs_read(people);
	tagger_read(people);
	described_read(people);
	titles_clear(people);
	names_join(people);
	aliases_read(people);
	enum err err = check_size(people, fault);
	if (err)
		return err;
	evidence_of_mentions(people, 0);
	persons_link(people);
	names_complete(people);
	return ERR_NONE;
}

static enum err read_bare(struct people *people, struct part *part)
{
	bare_read(people);
	sides_decide(people);
	add_findings(people);
	finding_sort(people->findings);
	*part = (struct part){.persons = people->persons, .person_count = people->person_count};
	return ERR_NONE;
}

/* Known names everywhere, and whole; who is known by a whole name only now, "Case Brannigan", is looked for again. */
static void sweep_all(struct people *people)
{
	for (unsigned turn = 0; turn < 2; turn++) {
		sweep_read(people);
		size_t persons = people->person_count;
		names_complete(people);
		if (people->person_count == persons)
			return;
	}
}

/* What may ask the directory, and all that comes after. */
static enum err read_rest(struct people *people, struct part *part, struct fault *fault)
{
	if (people->view->bare)
		return read_bare(people, part);
	size_t swept = people->mention_count;
	legends_read(people);
	spelled_read(people);
	sweep_all(people);
	inverted_read(people);
	newborns_read(people);
	letters_read(people);
	initials_read(people);
	enum err err = check_size(people, fault);
	if (err)
		return err;
	evidence_of_mentions(people, swept);
	evidence_join(people);
	sides_decide(people);
	sides_protect(people);
	placer_tell(people);
	links_after(people);
	attach_read(people);
	publics_read(people);
	repeats_read(people);
	homes_grow(people);
	doors_read(people);
	roads_read(people);
	speakers_read(people);
	add_findings(people);
	codes_read(people);
	finding_sort(people->findings);
	evidence_of_victims(people);
	*part = (struct part){people->persons,  people->person_count, people->report_number, people->incident,
			      people->report, people->victims,      people->victim_count};
	return ERR_NONE;
}

enum err people_read(struct people *people, const struct view *view, const struct tokens *tokens,
		     struct finding_list *findings, const struct known *known, struct part *part, struct fault *fault)
{
	drop_kept(people);
	people->view = view;
	people->tokens = tokens;
	people->findings = findings;
	people->known = known;
	people->person_count = people->mention_count = 0;
	add_known(people, known);
	enum err err = read_alone(people, fault);
	if (err)
		return err;
	if (known && known->asked)
		again_save(people);
	return read_rest(people, part, fault);
}

enum err people_read_again(struct people *people, const struct known *known, struct part *part, struct fault *fault)
{
	again_restore(people);
	people->known = known;
	return read_rest(people, part, fault);
}

void person_write(struct buf *out, const struct person *person)
{
	buf_add_number(out, person->who);
	buf_add_number(out, person->is.evidence);
	buf_add_number(out, (uint64_t)(person->is.age_low + 1));
	buf_add_number(out, (uint64_t)(person->is.age_high + 1));
	buf_add_number(out, (uint64_t)person->birth.year << 16 | (uint64_t)person->birth.month << 8 | person->birth.day);
	buf_add_counted(out, person->is.kin);
	buf_add_number(out, person->part_count);
	for (size_t i = 0; i < person->part_count; i++) {
		buf_add_number(out, person->parts[i].kind);
		buf_add_counted(out, person->parts[i].folded);
	}
	size_t places = 0;
	while (places < PERSON_PLACES && person->places[places].folded.len)
		places++;
	buf_add_number(out, places);
	for (size_t i = 0; i < places; i++) {
		buf_add_counted(out, person->places[i].folded);
		buf_add_number(out, person->places[i].what);
		buf_add_number(out, person->places[i].kind);
	}
}

bool person_take(struct str *from, struct person *person)
{
	uint64_t who, evidence, low, high, birth, parts, kind;
	*person = (struct person){.child = NOBODY};
	if (!take_number(from, &who) || !take_number(from, &evidence) || !take_number(from, &low) || !take_number(from, &high) ||
	    !take_number(from, &birth) || !take_counted(from, &person->is.kin) || !take_number(from, &parts) ||
	    who >= WHO_COUNT || parts > PERSON_PARTS || low > 200 || high > 200)
		return false;
	person->who = (enum who)who;
	person->is.evidence = (uint32_t)evidence;
	person->is.age_low = (int32_t)low - 1;
	person->is.age_high = (int32_t)high - 1;
	person->birth = (struct date){(int16_t)(birth >> 16), (uint8_t)(birth >> 8), (uint8_t)birth};
	for (size_t i = 0; i < parts; i++) {
		if (!take_number(from, &kind) || kind > PART_INITIAL || !take_counted(from, &person->parts[i].folded))
			return false;
		person->parts[i].kind = (uint8_t)kind;
	}
	person->part_count = (uint8_t)parts;
	uint64_t places, what, place;
	if (!take_number(from, &places) || places > PERSON_PLACES)
		return false;
	for (size_t i = 0; i < places; i++) {
		if (!take_counted(from, &person->places[i].folded) || !take_number(from, &what) || !take_number(from, &place) ||
		    what >= WHAT_COUNT || place > PLACE_ROAD)
			return false;
		person->places[i].what = (uint8_t)what;
		person->places[i].kind = (uint8_t)place;
	}
	return true;
}
