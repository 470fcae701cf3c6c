/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Surnames of two words and more that an entry tells, "COMES LAST, DELPHINE", "Two Hearts Sage M": wherever the words stand again beside each
 * other they are that surname, whatever each of them means, and a given name before or behind belongs to it. */
#include "people/internal.h"

enum { FAMILIES = 32, WORDS_MOST = 4, GIVEN_LEAST = 3, SURNAME_LEAST = 3, FACTS_AROUND = 16, COMMON_WORD = 10, HALF_OVER = 4 };

struct family {
	struct str words[WORDS_MOST];
	size_t count;
};

static bool is_known(const struct family *families, size_t count, const struct family *family)
{
	for (size_t i = 0; i < count; i++) {
		bool same = families[i].count == family->count;
		for (size_t j = 0; j < family->count && same; j++)
			same = str_equal(families[i].words[j], family->words[j]);
		if (same)
			return true;
	}
	return false;
}

/* The words of the fact that are a surname: of a name with a comma those before it. Where they end, or its start. */
static size_t surname_end(const struct people *people, const struct fact *fact)
{
	if (fact->what == WHAT_NAME_SURNAME)
		return fact->to;
	size_t at = fact->from;
	while (at < fact->to && !sign_is(people, at, ','))
		at++;
	return fact->what == WHAT_NAME && at < fact->to ? at : fact->from;
}

/* The entry says what its person is, or how old: "Haddon Falls, Iowa" is none. */
static bool is_described(const struct people *people, size_t fact)
{
	uint32_t record = people->facts[fact].record;
	if (people->records[record].role.len && !str_equal(people->records[record].role, STR("other")))
		return true;
	for (size_t i = fact > FACTS_AROUND ? fact - FACTS_AROUND : 0; i < people->fact_count && i < fact + FACTS_AROUND; i++)
		if (people->facts[i].record == record && (people->facts[i].what == WHAT_AGE || people->facts[i].what == WHAT_BIRTH_DATE ||
							  people->facts[i].what == WHAT_RELATION || people->facts[i].what == WHAT_NAME_GIVEN))
			return true;
	return false;
}

/* A town, a thing, an agency: no part of a surname. */
static bool is_other(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_AGENCY) | cue_bit(CUE_KIN) | cue_bit(CUE_GOODS) | cue_bit(CUE_PROPERTY) | cue_bit(CUE_LAW_AGENCY);
	const struct word *word = &people->words[at];
	return word->place || word->town || word_has_any(people, at, others) || (word_has(people, at, CUE_ORGANISATION) && word->entry->surname < 7);
}

/* The surnames of several words that entries give to persons with a given name, who are no shops and no officials. */
static size_t read_families(const struct people *people, struct family *families)
{
	size_t count = 0;
	for (size_t i = 0; i < people->fact_count && count < FAMILIES; i++) {
		const struct fact *fact = &people->facts[i];
		struct family family = {0};
		size_t end = surname_end(people, fact);
		int32_t number = fact->record ? people->records[fact->record].person : NOBODY;
		const struct person *person = number == NOBODY ? NULL : &people->persons[number];
		if (!person || end <= fact->from + 1 || !is_described(people, i) || !person_has_given(person) ||
		    (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED)))
			continue;
		for (size_t at = fact->from; at < end; at = people->words[at].next) {
			const struct word *word = &people->words[at];
			if (is_other(people, at)) {
				family.count = 0;
				break;
			}
			if (word->kind == TOKEN_WORD && family.count < WORDS_MOST)
				family.words[family.count++] = word->folded;
			else if (!sign_is(people, at, '-'))
				end = at;
		}
		if (family.count > 1 && !is_known(families, count, &family))
			families[count++] = family;
	}
	return count;
}

/* Where the surname that begins at `at` ends, or 0. */
static size_t family_end(const struct people *people, size_t at, const struct family *family)
{
	const struct word *first = &people->words[at];
	for (size_t i = 0; i < family->count; i++) {
		if (i > 0 && at < people->word_count && (sign_is(people, at, '-') || people->words[at].kind == TOKEN_LINE))
			at++;
		if (at >= people->word_count || people->words[at].kind != TOKEN_WORD || people->words[at].letters != first->letters ||
		    !str_equal(people->words[at].folded, family->words[i]) || people->words[at].wide > (i == 0) || people->words[at].fact)
			return 0;
		at = people->words[at].next;
	}
	return first->letters == CASE_LOWER ? 0 : at;
}

/* A given name right beside the surname, by the lists and as nobody's yet. */
static bool is_given(const struct people *people, size_t at, size_t surname)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters == people->words[surname].letters && !word->fact && !word->blocked &&
	       word->line == people->words[surname].line && word->folded.len > 2 && word->entry->given >= GIVEN_LEAST &&
	       word->entry->given >= word->entry->surname && verb_form(people, at) == VERB_NONE &&
	       !word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_TITLE));
}

/* The mention in running text that has the word, or NOBODY. */
static int32_t mention_of(const struct people *people, size_t at)
{
	int32_t number = people->words[at].mention;
	const struct mention *mention = number == NOBODY ? NULL : &people->mentions[number];
	return mention && mention->source != SOURCE_FACT && mention->from <= at && at < mention->to ? number : NOBODY;
}

/* Every mention that has a word of [from, to) is one with it. Is one of them empty now? */
static bool add_surname(struct people *people, size_t from, size_t to)
{
	size_t begin = from, end = to;
	bool emptied = false;
	if (from > 0 && people->words[from - 1].next == from && people->words[from - 1].mention == NOBODY && !people->words[from].wide &&
	    is_given(people, from - 1, from))
		begin = from - 1;
	else if (end < people->word_count && !people->words[end].wide && people->words[end].mention == NOBODY && is_given(people, end, from) &&
		 !(from > 0 && people->words[from - 1].mention != NOBODY))
		end = people->words[end].next;
	if (begin > 0 && people->words[begin - 1].next == begin && !people->words[begin].wide && mention_of(people, begin - 1) != NOBODY)
		begin = people->mentions[mention_of(people, begin - 1)].from;
	int32_t first = NOBODY;
	for (size_t at = begin; at < end; at++) {
		int32_t other = mention_of(people, at);
		if (other == NOBODY || other == first)
			continue;
		struct mention *mention = &people->mentions[other];
		begin = mention->from < begin ? mention->from : begin;
		end = mention->to > end ? mention->to : end;
		if (first == NOBODY)
			first = other;
		else
			mention->from = mention->to = 0, emptied = true;
	}
	if (first == NOBODY) {
		mention_add(people, begin, end, SOURCE_RUN);
		return false;
	}
	people->mentions[first].from = (uint32_t)begin;
	people->mentions[first].to = (uint32_t)end;
	for (size_t at = begin; at < end; at++)
		people->words[at].mention = first;
	return emptied;
}

/* Behind it nothing of a name comes, and before it nothing but one: "JR", "AGE 11", "DOB". */
static bool closes_name(const struct people *people, size_t at)
{
	bool unit = false;
	return word_has_any(people, at, cue_bit(CUE_SUFFIX) | cue_bit(LABEL_AGE) | cue_bit(LABEL_BIRTH)) ||
	       (at < people->word_count && (people->words[at].blocked == WHAT_BIRTH_DATE || (evidence_years(people, at, &unit) > 0 && unit)));
}

/* "ELDON BEAR SHIELD JR AGE 11": in capitals the word between a name and what closes one belongs to it, and is a part of the surname. */
static bool read_closed(struct people *people, struct mention *mention, struct family *family)
{
	size_t at = mention->to, first = mention->from;
	if (mention->source == SOURCE_FACT || mention->from >= mention->to || at >= people->word_count || !mention_is_full(people, mention) ||
	    is_other(people, at))
		return false;
	const struct word *word = &people->words[at], *given = &people->words[first];
	if (word->kind != TOKEN_WORD || !word->caps || !given->caps || word->wide || word->mention != NOBODY || word->folded.len < 2 ||
	    word->entry->surname < SURNAME_LEAST || is_plain_in_caps(people, at) || !closes_name(people, word->next) ||
	    !(is_unknown(given) || given->entry->given >= given->entry->surname))
		return false;
	*family = (struct family){0};
	for (size_t i = given->next; i <= at; i = people->words[i].next) {
		if (people->words[i].kind != TOKEN_WORD || is_other(people, i) || family->count == WORDS_MOST)
			return false;
		family->words[family->count++] = people->words[i].folded;
	}
	mention->to = word->next;
	people->words[at].mention = (int32_t)(mention - people->mentions);
	return family->count > 1;
}

/* No word of a surname, whatever surnames mean: a small word, a label, what a report says of somebody. */
static bool is_no_surname(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) |
			       cue_bit(CUE_MODAL) | cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) |
			       cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_SPEECH) | cue_bit(CUE_WEEKDAY) |
			       cue_bit(CUE_MONTH) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_AGE) | cue_bit(LABEL_ADDRESS) | cue_bit(LABEL_PHONE) |
			       cue_bit(CUE_SUFFIX) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) |
			       cue_bit(CUE_GOODS) | cue_bit(LABEL_SCHOOL);
	const struct word *word = &people->words[at];
	return word->kind != TOKEN_WORD || !word->caps || word->wide || word->fact || word->short_form || word->folded.len < 2 ||
	       word->town || word_has_any(people, at, others);
}

/* What is told of somebody right behind the name: "(HE IS 15)", ", WHO IS", ", AGE 9", ", 9", "9 YOA". */
static bool tells_of_name(const struct people *people, size_t at)
{
	if (sign_is(people, at, '(') || closes_name(people, at))
		return true;
	return sign_is(people, at, ',') && (is_numeric(people, at + 1) || word_is(people, at + 1, "who") ||
					    word_has_any(people, at + 1, cue_bit(LABEL_AGE) | cue_bit(LABEL_BIRTH)));
}

/* What stands before a given name: kinship with a comma, "HIS MOTHER, GERALDINE", kinship or another sign. */
enum opening { OPENS_NOT, OPENS_COMMA, OPENS_KIN, OPENS_SIGN };

static enum opening opening_of(const struct people *people, size_t first)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	if (first > 1 && sign_is(people, first - 1, ','))
		return cued_before_any(people, first - 1, kin) ? OPENS_COMMA : OPENS_SIGN;
	if (cued_before_any(people, first, kin))
		return OPENS_KIN;
	return people->words[first].line_start || people->words[first].sentence_start ? OPENS_SIGN : OPENS_NOT;
}

/* "HIS MOTHER, GERALDINE RUNS ABOVE, CAME", "HER COUSIN DELMAR TWO STRIKE (HE IS 15)": in capitals what stands between a word of kinship with
 * a given name and a sign is a surname, whatever its words mean; a verb only between two signs. */
static bool read_between(const struct people *people, const struct mention *mention, struct family *family)
{
	size_t first = mention->from;
	const struct word *given = &people->words[first];
	if (mention->source == SOURCE_FACT || mention->from >= mention->to || !given->caps || mention->ranked || mention->titled ||
	    given->kind != TOKEN_WORD || !(is_unknown(given) || given->entry->given >= GIVEN_LEAST))
		return false;
	enum opening opening = opening_of(people, first);
	if (opening == OPENS_NOT)
		return false;
	*family = (struct family){0};
	size_t at = given->next;
	bool acts = false, past = false;
	while (at < people->word_count && people->words[at].line == given->line && !is_no_surname(people, at) && !closes_name(people, at)) {
		if (family->count == WORDS_MOST - 1)
			return false;
		past |= verb_form(people, at) == VERB_PAST || word_has(people, at, CUE_VERB_PAST);
		acts |= (family->count == 0 && (verb_form(people, at) != VERB_NONE || word_has(people, at, CUE_VERB))) ||
			word_has(people, at, CUE_ADVERB);
		family->words[family->count++] = people->words[at].folded;
		at = people->words[at].next;
	}
	if (family->count < 2 || past)
		return false;
	if (opening == OPENS_COMMA && (sign_is(people, at, ',') || sign_is(people, at, '(')))
		return true;
	return !acts && (tells_of_name(people, at) || (opening == OPENS_COMMA && sign_is(people, at, '.')));
}

bool surnames_read(struct people *people)
{
	struct family families[FAMILIES];
	size_t count = read_families(people, families);
	bool any = false;
	for (size_t i = 0; i < people->mention_count && count < FAMILIES; i++)
		if ((read_closed(people, &people->mentions[i], &families[count]) ||
		     read_between(people, &people->mentions[i], &families[count])) &&
		    !is_known(families, count, &families[count]))
			count++;
	for (size_t at = 0; count && at < people->word_count; at++) {
		if (people->words[at].kind != TOKEN_WORD || people->words[at].letters == CASE_LOWER || people->words[at].fact)
			continue;
		for (size_t i = 0; i < count; i++) {
			size_t end = family_end(people, at, &families[i]);
			if (!end)
				continue;
			if (mention_of(people, at) == NOBODY || mention_of(people, at) != mention_of(people, end - 1))
				any |= add_surname(people, at, end);
			at = end - 1;
			break;
		}
	}
	return any;
}

/* In a log, "COMES" of "COMES LAST, STAR": an ordinary word that is hardly a surname is one beside the other half only. */
bool is_half_surname(const struct people *people, const struct person *person, uint32_t part)
{
	bool before = part > 0 && person->parts[part - 1].kind == PART_SURNAME;
	bool behind = part + 1 < person->part_count && person->parts[part + 1].kind == PART_SURNAME;
	if (!people->log || !person->record || person->parts[part].kind != PART_SURNAME || !(before || behind))
		return false;
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, person->parts[part].folded));
	return entry->common >= COMMON_WORD && entry->common >= entry->surname + HALF_OVER && entry->given < entry->common;
}
