/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Labels ("DOB:", "LAST NAME") and the values behind them. */
#include "base/mem.h"
#include "people/capital.h"
#include "people/layout.h"

enum what label_what(enum cue cue)
{
	switch (cue) {
	case LABEL_NAME: return WHAT_NAME;
	case LABEL_SURNAME: return WHAT_NAME_SURNAME;
	case LABEL_GIVEN: return WHAT_NAME_GIVEN;
	case LABEL_MIDDLE: return WHAT_NAME_MIDDLE;
	case LABEL_ALIAS: return WHAT_NAME_ALIAS;
	case LABEL_BIRTH: return WHAT_BIRTH_DATE;
	case LABEL_AGE: return WHAT_AGE;
	case LABEL_ADDRESS: return WHAT_ADDRESS;
	case LABEL_PHONE: return WHAT_PHONE;
	case LABEL_SCHOOL: return WHAT_SCHOOL;
	case LABEL_RELATION: return WHAT_RELATION;
	case LABEL_SEX: return WHAT_SEX;
	case LABEL_ROLE: return WHAT_ROLE;
	case LABEL_PLACE:
	case LABEL_PLACE_NAME: return WHAT_PLACE;
	case LABEL_ID: return WHAT_OTHER_ID;
	default: return WHAT_NONE;
	}
}

uint32_t record_new(struct people *people, uint32_t line)
{
	people->records = mem_room(people->records, people->record_count, &people->record_cap, sizeof *people->records);
	people->records[people->record_count] = (struct record){.person = NOBODY, .line = line};
	return (uint32_t)people->record_count++;
}

/* No value is longer; what stands behind, in a line that does not end where the value does, is read like any text. */
enum { VALUE_WORDS = 14 };

/* "Y. BANKS, D-207": a comma, a letter and a number are no given name. */
static size_t without_badge(const struct people *people, size_t from, size_t end)
{
	size_t letter = end - 1;
	bool badge = end > from + 2 && people->words[letter].folded.len == 1 && sign_is(people, letter - 1, ',') && sign_is(people, end, '-') &&
		     people->words[end].from == people->words[letter].to && end + 1 < people->word_count &&
		     people->words[end + 1].kind == TOKEN_NUMBER && people->words[end + 1].from == people->words[end].to;
	return badge ? letter - 1 : end;
}

void add_fact(struct people *people, size_t from, size_t to, enum what what, uint32_t record)
{
	if (what == WHAT_NAME)
		to = without_badge(people, from, to);
	people->facts = mem_room(people->facts, people->fact_count, &people->fact_cap, sizeof *people->facts);
	people->facts[people->fact_count++] =
		(struct fact){.from = (uint32_t)from, .to = (uint32_t)to, .what = (uint8_t)what, .record = record};
	for (size_t i = from; i < to; i++) {
		people->words[i].fact = people->words[i].fact || i < from + VALUE_WORDS;
		if (what == WHAT_BIRTH_DATE && people->words[i].blocked == WHAT_DATE)
			people->words[i].blocked = WHAT_BIRTH_DATE, people->births = true;
	}
}

bool is_label(const struct cue_hit *hit)
{
	return hit->cue == CUE_LABEL_OFFICIAL || (hit->cue >= LABEL_NAME && hit->cue <= LABEL_OTHER);
}

/* "Name (L, F M):": what is in brackets before the colon says how the value is written. */
static size_t bracket_behind(const struct people *people, size_t at, size_t end)
{
	if (!sign_is(people, at, '('))
		return at;
	for (size_t close = at + 1; close + 1 < end && close < at + 10; close++)
		if (sign_is(people, close, ')'))
			return sign_is(people, close + 1, ':') ? close + 1 : at;
	return at;
}

/* A name in capitals, and then the cell ends: surname first, or one word for an alias. */
static bool is_sole_name(const struct people *people, size_t at, size_t end, bool alias)
{
	if (people->words[at].letters != CASE_UPPER || people->words[at].folded.len < 2)
		return false;
	size_t to = alias ? people->words[at].next : inverted_name(people, at, end);
	return to > 0 && (to >= end || people->words[to].gap);
}

/* The longest label at the word, NULL: none. */
const struct cue_hit *longest_label(const struct people *people, size_t at, size_t end)
{
	const struct cue_hit *best = NULL;
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start) {
		const struct cue_hit *hit = &people->cues[i - 1];
		if (!is_label(hit))
			continue;
		if (hit->to <= end && (!best || hit->to > best->to || (hit->to == best->to && hit->cue < best->cue)))
			best = hit;
	}
	return best;
}

/* The label that starts at `at`, and where its value begins. A label stands at the start of a line or cell, or anywhere
 * with a colon after it. */
const struct cue_hit *label_at(const struct people *people, size_t at, size_t end, size_t *value, bool cell_start)
{
	const struct cue_hit *best = longest_label(people, at, end);
	if (!best)
		return NULL;
	if (cell_start && is_box(people, at, best))
		return boxed_label(people, best, end, value);
	size_t after = bracket_behind(people, best->to, end);
	if (after == best->to && sign_is(people, after, '(') && word_is(people, after + 1, "s") && sign_is(people, after + 2, ')'))
		after += 3; /* "Subject officer(s):" */
	bool marked = false, dotted = false;
	if (after < end && sign_is(people, after, ')'))
		after++, marked = cell_start; /* "NAME (LAST, FIRST)" */
	if (after < end && people->words[after].kind == TOKEN_NUMBER && after + 1 < end && sign_is(people, after + 1, ':'))
		after++; /* "OFFICER 1:" */
	while (after < end && (sign_is(people, after, '.') || sign_is(people, after, ':') || sign_is(people, after, '_') ||
			       sign_is(people, after, '#') || sign_is(people, after, '='))) {
		marked = marked || !sign_is(people, after, '.');
		dotted = dotted || (sign_is(people, after, '.') && after + 1 < end && sign_is(people, after + 1, '.'));
		after++;
	}
	*value = after;
	if (marked && people->words[best->from].letters != CASE_LOWER)
		return best;
	if (after + 1 < end && sign_is(people, after, '[') && people->words[best->from].letters != CASE_LOWER &&
	    people->words[after + 1].letters != CASE_LOWER && people->words[after + 1].kind == TOKEN_WORD)
		return best; /* "Taken by [ B. Ostergaard ]" */
	if (!cell_start)
		return NULL;
	if (dotted || after >= end || is_bar(people, after) || (marked && cell_start))
		return best;
	bool upper = people->words[best->from].letters == CASE_UPPER;
	/* "NAME CARTER, EMILY JUNE     SEX F" */
	if (upper && (best->cue == LABEL_NAME || best->cue == LABEL_ALIAS) && is_sole_name(people, after, end, best->cue == LABEL_ALIAS))
		return best;
	/* "Submitted by      K. Arroyo 311" */
	bool phrase = best->cue == CUE_LABEL_OFFICIAL && best->to > best->from + 1 && people->words[best->from].letters == CASE_TITLE;
	bool turns = people->lines[people->words[at].line].turns && people->words[best->from].letters == CASE_TITLE;
	return people->words[after].gap && (upper || phrase || turns) ? best : NULL;
}

/* "School: Thornbury Prep. The clerk there, ...": running text goes on behind the value. */
static bool ends_value(const struct people *people, size_t at, size_t end)
{
	return sign_is(people, at, '.') && at + 2 < end && people->words[at + 1].sentence_start && people->words[at + 1].letters != CASE_LOWER &&
	       word_has_any(people, at + 1, cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER)) && people->words[at + 1].folded.len > 1;
}

/* Where the value that starts at `at` ends: at a bar, a wide gap, the next label or sentence, or the line's end. */
size_t value_end(const struct people *people, size_t at, size_t end)
{
	size_t first = at, value;
	bool boxed = at < end && sign_is(people, at, '[');
	for (; at < end; at++) {
		if (is_bar(people, at) || (boxed && sign_is(people, at, ']')))
			return at;
		if (at > first && ends_value(people, at, end))
			return at + 1;
		if (at > first && people->words[at].gap)
			return at;
		if (at > first && people->words[at].cues && label_at(people, at, end, &value, false))
			return at;
	}
	return end;
}

static bool is_code(const struct people *people, size_t at, size_t end)
{
	/* W/F, M / B: sex and race */
	return at + 2 < end && people->words[at].kind == TOKEN_WORD && people->words[at].to - people->words[at].from == 1 &&
	       sign_is(people, at + 1, '/') && people->words[at + 2].kind == TOKEN_WORD &&
	       people->words[at + 2].to - people->words[at + 2].from == 1;
}

/* "yeon" of "Seo-yeon" */
static bool is_small_half(const struct people *people, size_t at)
{
	return at > 1 && sign_is(people, at - 1, '-') && people->words[at - 1].to == people->words[at].from &&
	       people->words[at - 2].to == people->words[at - 1].from && people->words[at - 2].letters == CASE_TITLE &&
	       people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1;
}

/* A small word that belongs to the name: "van der Meer", "al-Jumaili", "Min-seo". */
static bool goes_on(const struct people *people, size_t at, size_t to)
{
	if (is_small_half(people, at))
		return true;
	for (; at < to && people->words[at].letters == CASE_LOWER; at = people->words[at].next + (sign_is(people, at + 1, '-')))
		if (!word_has(people, at, CUE_PARTICLE) && !ends_particle(people, at))
			return false;
	return at < to && people->words[at].kind == TOKEN_WORD;
}

bool is_sentence_word(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_AUXILIARY) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PREPOSITION);
	return word_has_any(people, at, small);
}

static bool is_full_name(const struct people *people, size_t from, size_t to)
{
	size_t next = people->words[from].next;
	return to > next && people->words[from].letters == CASE_TITLE && !ends_particle(people, next);
}

/* Two capitalised words and then a comma or the end: a further name, no given name of the one before. */
static bool begins_full_name(const struct people *people, size_t at, size_t to)
{
	size_t next = at < to ? people->words[at].next : to;
	return next < to && people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_TITLE &&
	       people->words[next].kind == TOKEN_WORD && people->words[next].letters == CASE_TITLE && !word_has(people, at, CUE_SUFFIX) &&
	       people->words[at].entry->given >= 3 && begins_name(people, at);
}

/* ", DPSST 50127": letters of an office and a number, behind a name that is not written in capitals. */
static bool is_badge_of(const struct people *people, size_t at, size_t name)
{
	const struct word *word = &people->words[at];
	return word->letters == CASE_UPPER && !word->caps && people->words[name].letters == CASE_TITLE && is_unknown(word) &&
	       word->next < people->word_count && people->words[word->next].kind == TOKEN_NUMBER;
}

/* "Mia's uncle" */
static bool owns_kin(const struct people *people, size_t at)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	size_t tail = people->words[at].next;
	return tail + 1 < people->word_count && people->words[tail].kind == TOKEN_TAIL && word_has_any(people, tail + 1, kin);
}

/* "L. Vann." at the end of a sentence: the dot behind a surname that an initial or a name stands before. */
static bool ends_full_name(const struct people *people, size_t dot)
{
	if (!sign_is(people, dot, '.') || dot < 2 || people->words[dot - 1].kind != TOKEN_WORD || people->words[dot - 1].folded.len < 4 ||
	    word_has_any(people, dot - 1, cue_bit(CUE_SUFFIX) | cue_bit(CUE_RANK) | cue_bit(CUE_TITLE)))
		return false;
	size_t before = dot - 2 - sign_is(people, dot - 2, '.');
	return people->words[before].kind == TOKEN_WORD && people->words[before].letters != CASE_LOWER && people->words[dot - 1].letters == CASE_TITLE;
}

/* The part of [from, to) that can be a name: words, initials, commas, hyphens; ends before numbers and codes. */
static size_t name_end(const struct people *people, size_t from, size_t to)
{
	size_t end = from, commas = 0;
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD) {
			if (at > from + 2 && ends_full_name(people, at - 1) && people->words[at].letters == CASE_TITLE)
				break;
			/* "MISSING JUVENILE - BOLO" */
			bool said = at == from && word_has(people, at, CUE_REPORT_WORD) && name_level(word) < 4 && !sign_is(people, word->next, ',');
			if (is_code(people, at, to) || word_has(people, at, CUE_NO_VALUE) || said)
				break;
			if (word->letters == CASE_LOWER && !goes_on(people, at, to))
				break;
			if (at > from && word->letters == CASE_TITLE && is_sentence_word(people, at))
				break;
			if (at > from && word->blocked && word->blocked != WHAT_SCHOOL)
				break;
			if (at > from && word->letters == CASE_UPPER && word_has_any(people, at, (cue_set)1 << LABEL_RELATION | (cue_set)1 << LABEL_BIRTH))
				break; /* "HUNTER GRAY REL FATHER" */
			if (at > from && word_has(people, at, LABEL_PHONE) && word->next < to && people->words[word->next].blocked == WHAT_PHONE)
				break; /* "ROSE RUNNER CELL 605" */
			if (at > from && sign_is(people, at - 1, ',') && is_full_name(people, from, at - 1) && begins_full_name(people, at, to) &&
			    people->words[from].entry->given > people->words[from].entry->surname)
				break; /* "Kyle Brandeis, Tomas Orozco" */
			if (commas > 0 && sign_is(people, at - 1, ',') &&
			    (is_badge_of(people, at, from) || (is_full_name(people, from, at - 1) && is_agency(people, at))))
				break; /* "Kyle Brandeis, Harlow Police Department" */
			if (commas > 0 && (word_has(people, at, LABEL_BIRTH) || word_has(people, at, LABEL_AGE))) /* "Carter, Ana, DOB" */
				break;
			if (commas > 0 && (word_has(people, at, CUE_OCCUPATION) || word_has(people, at, CUE_DOCTOR) ||
					   word_has(people, at, CUE_KIN) || word_has(people, at, CUE_TEACHER)) &&
			    sign_is(people, at - 1, ','))
				break;
			if (commas > 0 && sign_is(people, at - 1, ',') && owns_kin(people, at))
				break; /* "Corey Banks, Mia's uncle" */
			end = word->next;
		} else if (sign_is(people, at, ',')) {
			if (++commas > 2 || at == from)
				break;
		} else if (sign_is(people, at, '-') && at + 1 < to && people->words[at].from > people->words[at - 1].to &&
			   people->words[at + 1].from > people->words[at].to) {
			break; /* " - " parts a name from what follows */
		} else if (word->kind != TOKEN_TAIL && (!sign_is(people, at, '.') || ends_in_caps(people, at)) && !sign_is(people, at, '-') &&
			   !sign_is(people, at, '"') && !(word->kind == TOKEN_LINE)) {
			break;
		}
	}
	return end < to ? end : to;
}

bool begins_name(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word_has(people, at, CUE_NO_VALUE) || begins_agency(people, at) ||
	    begins_number(people, at) || (word->blocked && word->blocked != WHAT_SCHOOL) ||
	    (at > 0 && behind_tick(people, at - 1, people->word_count) > at))
		return false;
	/* "Subject: Interview of ..." */
	bool plain = word->letters == CASE_TITLE && word->entry->common >= 6 && word->entry->given < 4 && word->entry->surname < 5;
	if (list_match_as(people, at, LIST_WRITER, STR("closing")) > 0 && word->letters == CASE_TITLE)
		return false; /* "Respectfully, T. Bondurant" */
	return !plain && !(word->letters == CASE_TITLE && is_sentence_word(people, at) && word->entry->given < 7);
}

static size_t name_words(const struct people *people, size_t at, size_t end, size_t most, size_t *count)
{
	*count = 0;
	for (; at < end && *count < most; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD && word->letters != CASE_LOWER && (!word->gap || *count == 0) && !is_code(people, at, end))
			++*count;
		else if (word->kind == TOKEN_WORD && *count && !word->gap && word->letters == CASE_LOWER && goes_on(people, at, end))
			continue;
		else if (!sign_is(people, at, '-') && !(sign_is(people, at, '.') && *count))
			break;
	}
	return at;
}

/* "Alvin Pope, Juvenile Officer", "J. Gill, Clerk": what stands behind the comma is no given name. */
static bool is_office(const struct people *people, size_t at)
{
	static const enum cue cues[] = {CUE_RANK, CUE_OFFICIAL_AFTER, CUE_KIN, CUE_KIN_ANY, CUE_KIN_CHILD, CUE_CHILD, CUE_OCCUPATION,
					CUE_TEACHER, CUE_DOCTOR, CUE_AGENCY, CUE_ORGANISATION, CUE_LAW_AGENCY};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_at(people, at, cues[i]);
		if (hit && (hit->to > at + 1 || people->words[at].entry->given < (cues[i] == CUE_RANK ? 9 : 5)))
			return true;
	}
	return false;
}

/* Two or three capitalised words, a comma, one to three more, and then the cell ends or something else begins. A code said that a
 * person comes: then its words may be any. */
static size_t inverted_words(const struct people *people, size_t at, size_t end, bool coded)
{
	size_t count, names = coded;
	const struct word *first = &people->words[at];
	if (first->kind != TOKEN_WORD || first->letters == CASE_LOWER || first->blocked || word_has(people, at, CUE_NO_VALUE))
		return 0;
	size_t comma = name_words(people, at, end, 3, &count);
	if (count == 0 || comma >= end || !sign_is(people, comma, ',') || comma + 1 >= end)
		return 0;
	if (!coded && comma == at + 1 && word_has(people, at, CUE_OCCUPATION) && first->entry->surname < first->entry->common)
		return 0; /* "CLERK, DOLLAR BARN", but "BAKER, ANN" */
	size_t last = name_words(people, comma + 1, end, 3, &count);
	if (count == 0 || people->words[comma + 1].blocked || is_office(people, comma + 1))
		return 0;
	for (size_t i = at; i < last; i++) {
		const struct entry *entry = people->words[i].entry;
		unsigned level = entry->given > entry->surname ? entry->given : entry->surname;
		if (people->words[i].kind == TOKEN_WORD && people->words[i].folded.len > 1)
			names += level + 1 >= entry->common && !people->words[i].place;
		if (people->words[i].kind == TOKEN_WORD && (word_has(people, i, CUE_AGENCY) || word_has(people, i, CUE_GOODS)))
			return 0;
	}
	if (names == 0)
		return 0;
	if (last >= end || is_bar(people, last) || people->words[last].gap || people->words[last].kind == TOKEN_NUMBER ||
	    people->words[last].kind == TOKEN_LINE || is_code(people, last, end) || sign_is(people, last, '(') ||
	    sign_is(people, last, ';') || (sign_is(people, last, ',') && word_has(people, last + 1, CUE_BADGE))) /* "Orr, Denver J., DSN 316" */
		return last;
	return 0;
}

size_t inverted_name(const struct people *people, size_t at, size_t end)
{
	return inverted_words(people, at, end, false);
}

size_t inverted_coded(const struct people *people, size_t at, size_t end)
{
	return inverted_words(people, at, end, true);
}

size_t skip_signs(const struct people *people, size_t at, size_t end)
{
	while (at < end && people->words[at].kind == TOKEN_SIGN && !is_bar(people, at))
		at++;
	return at;
}

static size_t skip_ranks(const struct people *people, size_t at, size_t end)
{
	for (;;) {
		const struct cue_hit *hit = cue_at(people, at, CUE_RANK);
		if (!hit)
			hit = cue_at(people, at, CUE_TITLE);
		if (!hit)
			hit = cue_at(people, at, CUE_DOCTOR);
		if (!hit || hit->to >= end || sign_is(people, hit->to, ','))
			return at; /* "Judge, Emmett T." */
		at = hit->to;
		while (at < end && sign_is(people, at, '.'))
			at++;
	}
}

/* "RE: DWI - ..." */
static bool is_acronym(const struct people *people, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	return word->next == to && !word->caps && word->letters == CASE_UPPER && word->folded.len <= 4 && word->entry->given == 0 &&
	       word->entry->surname == 0;
}

/* "COMM CTR", "Records Unit": no person signs there. */
static bool is_unit(const struct people *people, size_t from, size_t to)
{
	return people->words[from].next < to && word_has(people, to - 1, CUE_AGENCY) && !word_has(people, from, CUE_TITLE) &&
	       people->words[to - 1].entry->surname < 7 && people->words[from].entry->given < 7;
}

/* "D2  Det. Owen Fairweather": in an entry that says nothing else of its person, or behind the entry's own name. */
static bool opens_with_rank(const struct layout *layout, size_t from, size_t to, enum what what)
{
	const struct people *people = layout->people;
	const struct cue_hit *rank = from < to ? cue_at(people, from, CUE_RANK) : NULL;
	size_t name = rank ? rank->to + sign_is(people, rank->to, '.') : to;
	bool role = layout->record && !layout->named && people->records[layout->record].role.len; /* the entry's person is still to be named */
	return what == WHAT_NAME && !role && rank && people->words[from].letters != CASE_LOWER &&
	       people->words[from].entry->given < 3 && people->words[from].entry->surname < 5 && name < to && begins_name(people, name);
}

/* "JUVENILE - AWAY FROM HOME": what goes on with a preposition is no name. */
static bool is_phrase(const struct people *people, size_t from, size_t to)
{
	if (is_said_in_caps(people, from, to)) /* "OFFICER NOTE: CHILD IS ALBERTO" */
		return true;
	for (size_t at = people->words[from].next; at < to; at++)
		if (people->words[at].folded.len >= 3 && word_has_any(people, at, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_MODAL)) &&
		    people->words[at].entry->common >= 11 && name_level(&people->words[at]) < 5)
			return true;
		else if (word_has(people, at, CUE_MODAL) && verb_form(people, people->words[at].next) != VERB_NONE && people->words[at].next < to)
			return true; /* "TANNER MAY COME BY" */
	return false;
}

/* The school that begins there is named with its kind, or is more than one word. */
static bool has_kind_of_school(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to && people->words[at].blocked == WHAT_SCHOOL; at++)
		if (word_has_any(people, at, cue_bit(CUE_SCHOOL_PART) | cue_bit(CUE_SCHOOL_KIND)) || word_in(people, at, LIST_SCHOOL_NOUN, NULL))
			return true;
	return false;
}

void add_name(struct layout *layout, size_t from, size_t to, enum what what, bool official)
{
	struct people *people = layout->people;
	from = skip_signs(people, from, to);
	if (official && from + 1 < to && people->words[from].kind == TOKEN_MIXED && people->words[from].letters == CASE_UPPER &&
	    people->words[from].folded.len <= 4 && people->words[from + 1].kind == TOKEN_WORD && people->words[from + 1].letters != CASE_LOWER)
		from++; /* "Reviewed: 1SG M. T. Breckinridge" */
	official = official || opens_with_rank(layout, from, to, what);
	from = skip_ranks(people, from, to);
	bool nickname = (what == WHAT_NAME_ALIAS || layout->due) && from < to && people->words[from].kind == TOKEN_WORD && !people->words[from].blocked &&
			people->words[from].letters != CASE_LOWER && !word_has(people, from, CUE_NO_VALUE); /* Bug, Moo Moo */
	if (from >= to || !(nickname || begins_name(people, from)))
		return;
	if (official && people->words[from].blocked == WHAT_SCHOOL && has_kind_of_school(people, from, to))
		return; /* "CC  Larch Hill Elem. Ms. Orr": whom a note calls on is no official's name */
	size_t end = layout->sure ? to : name_end(people, from, to);
	if (people->words[from].next == end && word_has(people, from, CUE_ORGANISATION) && end < to && people->words[end].kind == TOKEN_NUMBER)
		return; /* "RE: Case 19-20881" */
	if (end <= from || (official && is_unit(people, from, end)) ||
	    (what == WHAT_NAME && !layout->sure && (is_acronym(people, from, end) || is_phrase(people, from, end))))
		return;
	uint32_t record = layout->record;
	if (official || record == 0) {
		record = record_new(people, people->words[from].line);
		if (official)
			people->records[record].role = STR("official");
	} else if (what == WHAT_NAME && layout->named) {
		struct str role = people->records[record].role;
		record = layout->record = record_new(people, people->words[from].line);
		if (str_equal(role, STR("official")))
			people->records[record].role = role;
	}
	if (!official && (what == WHAT_NAME || what == WHAT_NAME_SURNAME))
		layout->named = true;
	layout->value_fact = (uint32_t)people->fact_count;
	layout->value_line = people->words[from].line + 1;
	layout->value_offset = offset_in_line(people, from);
	add_fact(people, from, end, what, record);
	/* "SUS NICHOLAS CALBY REL FATHER" */
	const struct cue_hit *relation = end < to && people->words[end].letters == CASE_UPPER ? cue_at(people, end, LABEL_RELATION) : NULL;
	if (relation && relation->to < to && word_has(people, relation->to, CUE_KIN))
		add_fact(people, relation->to, relation->to + 1, WHAT_RELATION, record);
}

void open_record(struct layout *layout, uint32_t line, struct str role)
{
	layout->record = record_new(layout->people, line);
	layout->named = false;
	layout->people->records[layout->record].role = role;
}

/* "Pos 6 / Renner", "CT4 - Ames": the place at which the official sits stands before the name. */
static size_t behind_console(const struct people *people, size_t from, size_t to)
{
	size_t at = from;
	if (at < to && people->words[at].kind == TOKEN_WORD && people->words[at].folded.len <= 8)
		at++;
	if (at >= to || (people->words[at].kind != TOKEN_NUMBER && people->words[at].kind != TOKEN_MIXED) || people->words[at].folded.len > 4)
		return from;
	at++;
	return at + 1 < to && (sign_is(people, at, '/') || sign_is(people, at, '-')) && people->words[at + 1].kind == TOKEN_WORD ? at + 1 : from;
}

/* "MONTOYA / GREER", "Ames & Cantu": one name behind the other. */
static void add_officials(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	from = behind_console(people, from, to);
	for (size_t count = people->fact_count; from < to; count = people->fact_count) {
		add_name(layout, from, to, WHAT_NAME, true);
		if (people->fact_count == count)
			return;
		from = people->facts[count].to;
		if (sign_is(people, from, ',') && is_full_name(people, people->facts[count].from, from) && begins_full_name(people, from + 1, to)) {
			from++; /* "Kyle Brandeis, Tomas Orozco" */
			continue;
		}
		if (!sign_is(people, from, '/') && !sign_is(people, from, ';') && !sign_is(people, from, '&') && !word_is(people, from, "and"))
			return;
		from++;
	}
}

/* The part of [from, to) that can be a number: digits, capitals and signs, with a digit soon; from if there is none. */
static size_t id_end(const struct people *people, size_t from, size_t to)
{
	size_t end = from;
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		bool number = word->kind == TOKEN_NUMBER || word->kind == TOKEN_MIXED;
		if (number && (!word->blocked || (word->blocked >= WHAT_SSN && word->blocked <= WHAT_OTHER_ID)))
			end = at + 1;
		else if (!(word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len <= 4) &&
			 !sign_is(people, at, '-') && !sign_is(people, at, '/') && !sign_is(people, at, '.') && !sign_is(people, at, '#'))
			break;
	}
	return end;
}

void add_value(struct layout *layout, enum cue label, size_t from, size_t to)
{
	struct people *people = layout->people;
	if (from >= to)
		return;
	if (label == CUE_LABEL_OFFICIAL) {
		size_t name = from; /* "Operator   Name ORR, ANA    DOB 5/5/1988": of a vehicle */
		const struct cue_hit *own = people->words[from].cues ? label_at(people, from, to, &name, true) : NULL;
		from = own && own->cue == LABEL_NAME ? name : from;
		size_t sign = word_previous(people, from), op = sign != SIZE_MAX && sign > 0 && sign_is(people, sign, ':') ? sign - 1 : sign;
		if (!births_behind(people, to) && !kin_notified(people, from) && !(op != SIZE_MAX && is_driver(people, op))) {
			add_officials(layout, from, to);
			return;
		}
		layout->record = 0; /* perhaps a parent, whatever the age */
		layout->named = false;
		label = LABEL_NAME;
	}
	enum what what = label_what(label);
	if (what == WHAT_OTHER_ID)
		to = id_end(people, from, to);
	if (from == to)
		return;
	if (what == WHAT_NAME || what == WHAT_NAME_ALIAS || what == WHAT_NAME_GIVEN || what == WHAT_NAME_MIDDLE ||
	    what == WHAT_NAME_SURNAME)
		add_name(layout, from, to, what, false);
	else if (what != WHAT_NONE)
		add_fact(people, from, to, what, what == WHAT_PLACE ? 0 : layout->record);
	if (what == WHAT_ROLE) {
		const struct cue_hit *role = cue_at(people, from, CUE_ROLE);
		if (role && (layout->record == 0 || layout->named))
			open_record(layout, people->words[from].line, role->value);
		else if (role)
			people->records[layout->record].role = role->value;
	}
}

void mark_record(struct people *people, size_t from, size_t to, uint32_t record)
{
	for (size_t i = from; i < to; i++)
		people->words[i].record = record;
}
