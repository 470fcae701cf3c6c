/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a name really begins and ends. A run or a known name may have stopped short: at a surname that is an ordinary word
 * ("Rosalba Friend"), the small half of a hyphenated given name ("Seo-yeon"), an inverted initial ("Lanwi, K."), "Sr.".
 * What is left of a name beside its token tells the rest of it. */
#include "people/internal.h"

enum { GIVEN_LEAST = 4, GIVEN_SURE = 9 };

static bool is_free(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].mention == NOBODY &&
	       !people->words[at].blocked && !people->words[at].fact && !people->words[at].short_form;
}

static bool is_small(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			     cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_NO_VALUE) |
			     cue_bit(CUE_SUFFIX);
	return word_has_any(people, at, cues);
}

/* Words that stand beside names with a capital and are none. */
static bool is_other_word(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) |
			     cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER) | cue_bit(CUE_ROLE) |
			     cue_bit(CUE_ORGANISATION) | cue_bit(CUE_AGENCY) | cue_bit(CUE_GOODS) | cue_bit(CUE_MONTH) |
			     cue_bit(CUE_WEEKDAY) | cue_bit(CUE_REPORT_WORD) | cue_bit(CUE_BADGE) | cue_bit(CUE_OFFICIAL_AFTER) |
			     cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_AGE) | cue_bit(LABEL_SEX) |
			     cue_bit(LABEL_ADDRESS) | cue_bit(LABEL_PHONE) | cue_bit(LABEL_SCHOOL) | cue_bit(LABEL_NAME) |
			     cue_bit(LABEL_OTHER);
	if (word_has_any(people, at, cues))
		return true;
	return is_small(people, at);
}

static bool is_strong(const struct word *word)
{
	int names = word->entry->given > word->entry->surname ? word->entry->given : word->entry->surname;
	return names > word->entry->common + 1;
}

/* The person's family bears the word: it stood behind a given name where only a surname can. */
static bool is_surname_here(const struct people *people, size_t at)
{
	for (size_t i = 0; i < people->person_count; i++)
		if (person_has_kind(&people->persons[i], people->words[at].folded, PART_SURNAME))
			return true;
	return false;
}

static bool is_beside(const struct people *people, size_t left, size_t right)
{
	return people->words[left].next == right && !people->words[right].wide && people->words[right].kind == TOKEN_WORD &&
	       people->words[left].kind == TOKEN_WORD;
}

/* "CASE BRANNIGAN, M, 16" */
static bool is_sex(const struct people *people, size_t at)
{
	return (word_is(people, at, "m") || word_is(people, at, "f")) && sign_is(people, at + 1, ',') && is_numeric(people, at + 2);
}

/* "CHASE ROLAND SPOTTED, JUV M", "ANA CARTER DOB": behind the last word of a name in capitals stands what forms say of persons. */
static bool is_described(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	bool comma = sign_is(people, next, ',');
	next += comma;
	if (next >= people->word_count || people->words[next].line != people->words[at].line)
		return false;
	return (comma && is_sex(people, next)) || word_has(people, next, LABEL_BIRTH) ||
	       (comma && word_has_any(people, next, cue_bit(LABEL_AGE) | cue_bit(CUE_CHILD)));
}

/* "HIS AUNT CORDELIA SPOTTED 555-0184": no word follows, of which it could be the verb. */
static bool ends_there(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	return next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].wide;
}

/* A capital behind a name in the middle of a sentence is its surname: "Iolana Friend, born ...". */
static bool is_surname_behind(const struct people *people, const struct mention *mention, size_t last, size_t at)
{
	const struct word *word = &people->words[at];
	if (!is_free(people, at) || word->folded.len < 2 || word->sentence_start || word->letters == CASE_LOWER)
		return false;
	if (word->caps || people->words[last].caps)
		return word->caps && people->words[last].caps && !is_small(people, at) &&
		       ((word->entry->surname >= 4 && is_surname_here(people, at) && verb_form(people, at) == VERB_NONE) ||
			(ends_there(people, at) && is_surname_here(people, at)) ||
			(is_described(people, at) && !is_other_word(people, at) && people->words[mention->from].entry->given >= 3));
	if (word->letters != CASE_TITLE || people->words[last].letters == CASE_UPPER)
		return false;
	size_t next = word->next;
	bool goes_on = sign_is(people, next, '&') || (next < people->word_count && people->words[next].kind == TOKEN_WORD &&
							people->words[next].letters != CASE_LOWER && !people->words[next].wide);
	if (!is_other_word(people, at))
		return !word->place && (is_strong(word) || !goes_on);
	bool given = !mention->ranked && !mention->titled && people->words[mention->from].entry->given >= 3 &&
		     people->words[mention->from].next == mention->to;
	return given && !goes_on && word->entry->surname >= 5 && (is_surname_here(people, at) || !word_has(people, at, CUE_ORGANISATION)) &&
	       !word_has(people, at, CUE_MONTH) && !word_has(people, at, CUE_WEEKDAY) && !word_has(people, at, CUE_PRONOUN);
}

/* "Seo-yeon", "Ha-eun": the half behind the hyphen is small. */
static bool is_small_half(const struct people *people, size_t hyphen)
{
	const struct word *second = &people->words[hyphen + 1];
	if (!sign_is(people, hyphen, '-') || people->words[hyphen].from != people->words[hyphen - 1].to || hyphen + 1 >= people->word_count ||
	    second->from != people->words[hyphen].to || second->kind != TOKEN_WORD || second->mention != NOBODY || second->folded.len < 2)
		return false;
	const struct word *first = &people->words[hyphen - 1];
	if (second->letters != CASE_LOWER)
		return second->letters == first->letters && is_free(people, hyphen + 1) && !is_other_word(people, hyphen + 1);
	if (str_equal(first->folded, second->folded))
		return true; /* "Clay-clay" */
	bool short_first = first->folded.len <= 5 && first->letters == CASE_TITLE &&
			   (first->entry->common < 8 || first->entry->given > first->entry->common);
	return short_first && second->folded.len <= 5 &&
	       (second->entry->common == 0 || second->entry->given >= 3 || (second->folded.len <= 3 && !is_other_word(people, hyphen + 1)));
}

/* The words [from, to) belong to the mention too. */
static void widen(struct people *people, size_t number, size_t from, size_t to)
{
	struct mention *mention = &people->mentions[number];
	if (from < mention->from)
		mention->from = (uint32_t)from;
	if (to > mention->to)
		mention->to = (uint32_t)to;
	for (size_t at = mention->from; at < mention->to; at++)
		if (people->words[at].mention == NOBODY)
			people->words[at].mention = (int32_t)number;
}

static void add_part(struct people *people, size_t number, size_t at, enum part_kind kind)
{
	int32_t person = people->mentions[number].person;
	if (person != NOBODY && people->words[at].folded.len > 1)
		person_part(&people->persons[person], people->words[at].folded, kind);
}

/* The bearer is called so for short. */
static bool nickname_known(const struct people *people, const struct person *bearer, struct str given)
{
	for (size_t i = 0; i < bearer->part_count; i++)
		if (bearer->parts[i].kind != PART_SURNAME &&
		    (names_related(people, bearer->parts[i].folded, given) || name_distance(bearer->parts[i].folded, given, 1) <= 1))
			return true;
	return false;
}

/* Who is called by the surname of the mention and the given name at the word; a person without a given name takes it, and beside one
 * who has another, and no office, somebody new is named. */
static void add_given(struct people *people, size_t number, size_t at)
{
	struct mention *mention = &people->mentions[number];
	struct str given = people->words[at].folded, surname = people->words[mention->to - 1].folded;
	for (size_t i = 0; i < people->person_count; i++)
		if (person_has(&people->persons[i], given) && person_has(&people->persons[i], surname)) {
			mention->person = (int32_t)i;
			return;
		}
	if (mention->person == NOBODY)
		return;
	const struct person *bearer = &people->persons[mention->person];
	if (!person_has_given(bearer)) {
		add_part(people, number, at, PART_GIVEN);
	} else if (!(bearer->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_WORK | BECAUSE_ARRESTED)) && !nickname_known(people, bearer, given)) {
		struct person *person = person_new(people);
		person->first = (struct span){people->words[at].from, people->words[mention->to - 1].to};
		person_part(person, given, PART_GIVEN);
		person_part(person, surname, PART_SURNAME);
		mention->person = (int32_t)people->person_count - 1;
	}
}

/* "Quick-to-See", "Stands-in-Timber": where the last word of a name in three pieces is, SIZE_MAX: none. */
static size_t third_piece(const struct people *people, size_t hyphen)
{
	size_t second = hyphen + 1, third = hyphen + 3;
	if (third >= people->word_count || !sign_is(people, hyphen, '-') || !sign_is(people, hyphen + 2, '-') ||
	    people->words[third].from - people->words[hyphen].from != people->words[second].to - people->words[second].from + 2 ||
	    people->words[hyphen].from != people->words[hyphen - 1].to)
		return SIZE_MAX;
	bool small = people->words[second].kind == TOKEN_WORD && people->words[second].letters == CASE_LOWER && people->words[second].folded.len <= 4;
	bool name = people->words[third].kind == TOKEN_WORD && people->words[third].letters == CASE_TITLE;
	return small && name && !people->words[third].blocked ? third : SIZE_MAX;
}

/* Somebody's surname begins with the letter, or the name that the mention has begins with it. */
static bool is_letter_of_name(const struct people *people, const struct mention *mention, char letter)
{
	for (size_t i = 0; i < people->person_count; i++) {
		bool own = mention->person == (int32_t)i || person_has(&people->persons[i], people->words[mention->from].folded);
		for (size_t j = 0; own && j < people->persons[i].part_count; j++) {
			const struct name_part *part = &people->persons[i].parts[j];
			if (part->folded.len > 1 && part->folded.ptr[0] == letter && !str_equal(part->folded, people->words[mention->from].folded))
				return true;
		}
	}
	return false;
}

/* What is said of somebody follows, or the sentence ends: "NOTIFIED", "IS", "HERE", a number. */
static bool says_something(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].kind != TOKEN_WORD)
		return true;
	const cue_set verbs = cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_VERB_PAST) | cue_bit(CUE_SPEECH);
	return word_has_any(people, at, verbs) || verb_form(people, at) == VERB_PAST || verb_form(people, at) == VERB_THIRD ||
	       word_is(people, at, "here") || word_is(people, at, "there");
}

/* "Blue V. and a boy", "Trip A. (7": behind a lone given name a letter with a dot is its bearer's surname, unless a name or the next
 * question begins with it. */
static bool is_letter_with_dot(const struct people *people, const struct mention *mention, size_t at)
{
	const struct word *name = &people->words[mention->from];
	size_t next = at + 2;
	if (mention->ranked || mention->titled || name->caps || name->letters != CASE_TITLE || name->next != mention->to || name->entry->given < 3 ||
	    strchr("aqi", people->words[at].folded.ptr[0]) || mention->person == NOBODY || !is_guarded(&people->persons[mention->person]))
		return false;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD)
		return !sign_is(people, next, '-'); /* "Maarten V.-O." */
	return people->words[next].letters == CASE_LOWER || word_has_any(people, next, cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER));
}

/* "Mirlande C. room 4", "DREW H HERE", "Pike, H," for Haukur Pike; "PLEASANT LEROY A 2044 OAK ST". The end of the letter, or 0. */
static size_t letter_behind(const struct people *people, const struct mention *mention)
{
	size_t last = mention->to - 1, at = mention->to;
	bool comma = sign_is(people, at, ',');
	at += comma;
	if (at >= people->word_count || people->words[at].kind != TOKEN_WORD || people->words[at].folded.len != 1 || people->words[at].wide ||
	    people->words[at].letters != CASE_UPPER || people->words[at].mention != NOBODY || people->words[at].blocked ||
	    people->words[at].line != people->words[last].line || people->words[at].from > people->words[at - 1].to + 1)
		return 0;
	size_t next = at + 1;
	if (comma && is_sex(people, at))
		return 0;
	bool joined = next < people->word_count && people->words[next].from == people->words[at].to;
	if (joined && people->words[next].kind != TOKEN_LINE && !strchr(".,;)\"", people->words[next].sign ? people->words[next].sign : ' '))
		return 0;
	bool inverted = mention->from > 1 && sign_is(people, mention->from - 1, ',') && people->words[mention->from - 2].caps;
	bool article = strchr("ai", people->words[at].folded.ptr[0]) && !(joined && sign_is(people, next, '.')) && !inverted;
	bool full = mention->to > people->words[mention->from].next, dot = joined && sign_is(people, next, '.');
	bool ends = next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].gap;
	/* "TRINITY B. ASKED", "TRENT A (7", "PRICE, CHASE R  M 14", without dots, too */
	if (people->words[at].caps && !comma && !mention->ranked && !mention->titled && (full || people->words[last].entry->given >= 5) &&
	    (ends || (!full && !article && says_something(people, next))))
		return at + 1 + (size_t)dot;
	if (full && !comma)
		return 0;
	if (dot && !comma && !full && is_letter_with_dot(people, mention, at))
		return at + 2;
	/* "WROTE MR. JAMA A CHECK", "Mr. Okonjo, I", "Pike, H says" */
	if (full || article || (comma && next < people->word_count && people->words[next].kind == TOKEN_WORD) ||
	    !is_letter_of_name(people, mention, people->words[at].folded.ptr[0]))
		return 0;
	return at + 1 + (size_t)(sign_is(people, next, '.') && !comma && joined);
}

/* A word of a surname in capitals: no small word, verb or label. */
static bool may_be_surname(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return is_free(people, at) && word->caps && word->folded.len >= 3 && !word->wide && !is_other_word(people, at) && !word->place &&
	       !word_has(people, at, CUE_VERB) && !word_has(people, at, CUE_ADVERB) && verb_form(people, at) != VERB_PAST &&
	       verb_form(people, at) != VERB_THIRD;
}

/* "UNCLE CURTIS PLENTY HAWK NOTIFIED", "STEPDAD YUSUF BILGE HERE": the end of what stands between a given name behind a word of kinship
 * and what is said of its bearer; `at` if that is no surname. */
static size_t surname_of_kin(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to, end = at;
	cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	if (at >= people->word_count || people->words[mention->from].next != at || !people->words[mention->from].caps ||
	    people->words[mention->from].entry->given < 3 || !cued_before_any(people, mention->from, kin))
		return at;
	while (end < at + 2 && end < people->word_count && people->words[end].line == people->words[at].line && may_be_surname(people, end))
		end = people->words[end].next;
	bool rare = end == at + 1 && people->words[at].entry->common < 8;
	return end > at && (rare || end == at + 2) && says_something(people, end) ? end : at;
}

/* "his father Tran Van Loc": three letters that are a label only with a colon, behind two words that are nothing but names. */
static bool is_short_surname(const struct people *people, const struct mention *mention, size_t at)
{
	const struct word *word = &people->words[at];
	bool label = word_has_any(people, at, cue_bit(LABEL_PLACE) | cue_bit(LABEL_ADDRESS) | cue_bit(LABEL_OTHER) | cue_bit(LABEL_ID));
	if (word->kind != TOKEN_WORD || word->mention != NOBODY || word->blocked || !label || word->letters != CASE_TITLE || word->wide ||
	    word->folded.len > 4 || word->caps || people->words[mention->from].next >= mention->to ||
	    people->words[mention->from].letters != CASE_TITLE || sign_is(people, word->next, ':'))
		return false;
	for (size_t i = mention->from; i < mention->to; i++)
		if (people->words[i].kind != TOKEN_WORD || people->words[i].entry->common >= 6)
			return false;
	return word->next >= people->word_count || people->words[word->next].letters == CASE_LOWER || sign_is(people, word->next, ',') ||
	       sign_is(people, word->next, '.');
}

static bool go_right(struct people *people, size_t number)
{
	const struct mention *mention = &people->mentions[number];
	size_t last = mention->to - 1, next = mention->to;
	if (people->words[last].kind != TOKEN_WORD || next >= people->word_count)
		return false;
	if (is_short_surname(people, mention, next)) {
		add_part(people, number, next, PART_SURNAME);
		widen(people, number, mention->from, people->words[next].next);
		return true;
	}
	size_t surname = surname_of_kin(people, mention);
	if (surname > next) {
		for (size_t at = next; at < surname; at++)
			add_part(people, number, at, PART_SURNAME);
		widen(people, number, mention->from, surname);
		return true;
	}
	size_t third = third_piece(people, next);
	if (third != SIZE_MAX) {
		add_part(people, number, third, PART_SURNAME);
		widen(people, number, mention->from, people->words[third].next);
		return true;
	}
	if (sign_is(people, next, '-') && is_small_half(people, next)) {
		bool given = people->words[next + 1].letters == CASE_LOWER;
		add_part(people, number, next + 1, given ? PART_GIVEN : PART_SURNAME);
		widen(people, number, mention->from, people->words[next + 1].next);
		return true;
	}
	if (is_beside(people, last, next) && is_surname_behind(people, mention, last, next)) {
		add_part(people, number, next, PART_SURNAME);
		widen(people, number, mention->from, people->words[next].next);
		return true;
	}
	size_t letter = letter_behind(people, mention);
	if (letter) {
		widen(people, number, mention->from, letter);
		return false;
	}
	size_t suffix = next + (sign_is(people, next, ',') ? 1 : 0);
	if (word_has(people, suffix, CUE_SUFFIX) && people->words[suffix].mention == NOBODY && people->words[suffix].letters != CASE_LOWER &&
	    people->words[suffix].line == people->words[last].line) {
		widen(people, number, mention->from, cue_at(people, suffix, CUE_SUFFIX)->to);
		return false;
	}
	return false;
}

/* Somebody with the surname of the mention has a given name that begins with the letter. */
static bool is_letter_of_given(const struct people *people, const struct mention *mention, char letter)
{
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		if (!person_has_kind(person, people->words[mention->from].folded, PART_SURNAME))
			continue;
		for (size_t j = 0; j < person->part_count; j++)
			if (person->parts[j].kind == PART_GIVEN && person->parts[j].folded.ptr[0] == letter)
				return true;
	}
	return false;
}

/* "I. Friend", "L SELF" */
static bool is_initial_before(const struct people *people, const struct mention *mention, size_t *initial)
{
	size_t at = mention->from, before = at - 1;
	bool dot = sign_is(people, before, '.') && before > 0;
	before -= dot;
	const struct word *word = &people->words[before];
	*initial = before;
	/* "25 Q. Marshall who?" */
	bool asked = (word->folded.len == 1 && (word->folded.ptr[0] == 'q' || word->folded.ptr[0] == 'a')) &&
		     (before == 0 || people->words[before - 1].kind == TOKEN_NUMBER);
	bool troop = before > 0 && word_is(people, before - 1, "troop"); /* "TO STATE PATROL TROOP E. OLIVE ENTERED" */
	/* a letter at the start of a line numbers it, unless it is known for the name's or who speaks follows: "V. TREES: She's" */
	bool guarded = mention->person != NOBODY && is_guarded(&people->persons[mention->person]);
	bool known = dot && guarded && word->folded.len == 1 &&
		     (is_letter_of_given(people, mention, word->folded.ptr[0]) || sign_is(people, mention->to, ':'));
	bool numbers = word->line_start && !known;
	if (!is_free(people, before) || asked || troop || is_half_of_day(people, before) || numbers || word->gap || word->folded.len != 1 ||
	    word->letters != CASE_UPPER || word->line != people->words[at].line)
		return false;
	if (people->words[at].wide || (!dot && (word->folded.ptr[0] == 'a' || word->folded.ptr[0] == 'i' || word->folded.ptr[0] == 'w')))
		return false;
	return dot || (before > 0 && people->words[before - 1].kind != TOKEN_NUMBER && people->words[at].caps);
}

/* "SPOTTED, CHASE": the surname and given name of one person. */
static bool is_known_pair(const struct people *people, size_t surname, size_t given)
{
	for (size_t i = 0; i < people->person_count; i++)
		if (person_has_kind(&people->persons[i], people->words[surname].folded, PART_SURNAME) &&
		    person_has(&people->persons[i], people->words[given].folded))
			return true;
	return false;
}

/* What stands behind the lone surname of the mention goes on as behind a whole name: it does something, has something, or ends there;
 * behind "Will" and "May" no verb in its ground form. */
static bool goes_on_as_name(const struct people *people, const struct mention *mention, bool modal)
{
	size_t next = mention->to;
	if (next >= people->word_count || people->words[next].kind == TOKEN_TAIL || people->words[next].kind == TOKEN_LINE)
		return !modal;
	if (people->words[next].kind != TOKEN_WORD)
		return !is_numeric(people, next);
	bool question = modal && (word_is(people, next, "be") || word_is(people, next, "have") || word_is(people, next, "do"));
	if (people->words[next].letters != CASE_LOWER || question)
		return false;
	if (word_has_any(people, next, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_SPEECH)) || verb_form(people, next) >= VERB_THIRD)
		return true;
	return !modal && !word_has_any(people, next, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN)) && verb_form(people, next) == VERB_NONE;
}

/* "Bay Quick asked me", "Hope Lane and", "May Vine, the mother": a word that is a given name too, at the start of a sentence, where its capital
 * says nothing, or of something else ("I, Ward Abbey"), before the lone surname of somebody. */
static bool is_given_at_start(const struct people *people, const struct mention *mention, size_t at)
{
	const cue_set others = cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_RANK) |
			       cue_bit(CUE_AGENCY) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER) | cue_bit(CUE_PREPOSITION) |
			       cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_WEEKDAY);
	const struct word *word = &people->words[at], *name = &people->words[mention->from];
	if (word->letters != CASE_TITLE || word->caps || name->letters != CASE_TITLE || word->entry->given < GIVEN_LEAST ||
	    (word->place && word->entry->given < GIVEN_SURE) || mention->ranked || mention->titled || name->next != mention->to ||
	    word_has_any(people, at, others))
		return false;
	bool surname = is_surname_here(people, mention->from) || (name->entry->surname >= 4 && name->entry->surname + 2 >= name->entry->given);
	return surname && goes_on_as_name(people, mention, word_has(people, at, CUE_MODAL));
}

/* "MOTHER STAR ASH ENRT", "A GRANDFATHER, WARD KING, IN CARLOW", "MRS. NORM PROFFITT BY": the same in capitals, behind what says that somebody
 * is named, and before what is said of persons. */
static bool is_given_in_caps(const struct people *people, const struct mention *mention, size_t at)
{
	const cue_set others = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_KIN) |
			       cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_AGENCY) | cue_bit(CUE_RANK);
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(LABEL_PHONE) | cue_bit(LABEL_BIRTH) |
			      cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_DETERMINER);
	const struct word *word = &people->words[at], *name = &people->words[mention->from];
	size_t next = mention->to, comma = at - (at > 0 && sign_is(people, at - 1, ','));
	if (!word->caps || !name->caps || name->next != mention->to || word->entry->given < GIVEN_LEAST || word->place ||
	    word_has_any(people, at, others) || rank_before(people, at) || !(cued_before(people, at) || cued_before(people, comma)))
		return false;
	bool surname = is_surname_here(people, mention->from) || (name->entry->surname >= 4 && name->entry->surname >= name->entry->given);
	bool modal = word_has(people, at, CUE_MODAL) && next < people->word_count && verb_form(people, next) == VERB_BASE;
	return surname && !modal && (says_something(people, next) || word_has_any(people, next, small));
}

/* "Sunday Okello", "Case Brannigan, 16", "CASE BRANNIGAN, M, 16": a day, month or thing that is a given name, before a lone surname. */
static bool is_given_word(const struct people *people, const struct mention *mention, size_t at)
{
	const cue_set things = cue_bit(CUE_ORGANISATION) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(LABEL_OTHER) | cue_bit(CUE_GOODS);
	const cue_set others = cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_RANK) |
			       cue_bit(CUE_AGENCY) | cue_bit(CUE_ROLE) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER) | cue_bit(CUE_PREPOSITION);
	const struct word *word = &people->words[at], *name = &people->words[mention->from];
	size_t next = mention->to, before = word_previous(people, at);
	if (!word_has_any(people, at, things) || word_has_any(people, at, others) || word->entry->given < 6 || word->place ||
	    people->words[mention->from].next != mention->to || name->entry->common > name->entry->surname || name->place ||
	    word->letters != name->letters)
		return false;
	if (before != SIZE_MAX && (is_numeric(people, before) || word_in(people, before, LIST_DAY_BEFORE, NULL)))
		return false;
	if (word->caps)
		return is_described(people, mention->from) && (word->line_start || word->gap || people->words[at - 1].kind == TOKEN_SIGN);
	bool capital = next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters != CASE_LOWER;
	return word->letters == CASE_TITLE && !word->sentence_start && !capital && !is_numeric(people, next);
}

enum { RARE_MOST = 5 };

/* "PIET VANTONGEREN", "BANJO WHITACRE": in capitals a rare word before a lone surname that is none. */
static bool is_rare_before(const struct people *people, const struct mention *mention, size_t at)
{
	const struct word *word = &people->words[at], *name = &people->words[mention->from];
	bool rare = word->entry->common <= RARE_MOST || (word->entry->common < 2 * RARE_MOST && kin_is(people, at, NULL));
	const struct entry *entry = name->entry;
	bool surname = entry->common == 0 ? entry->given < 4 : entry->surname >= entry->common + 3 && entry->given < entry->surname;
	bool doing = str_ends_nocase(word->folded, STR("ing")) && word->entry->given < 3; /* "TRANSPORTING FORTENBERRY" */
	return word->caps && name->caps && name->next == mention->to && surname && !name->place && rare && !doing &&
	       verb_form(people, at) == VERB_NONE &&
	       !word_has_any(people, at, cue_bit(CUE_LANDMARK) | cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_SPEECH));
}

/* "Key-Bright is 5-2", "Cook-Wu to write": the first half of a hyphenated surname that is an ordinary word. */
static bool is_first_half(const struct people *people, size_t at)
{
	const struct word *first = &people->words[at - 2];
	return sign_is(people, at - 1, '-') && is_free(people, at - 2) && first->to == people->words[at - 1].from &&
	       people->words[at - 1].to == people->words[at].from && first->letters == people->words[at].letters && first->letters != CASE_LOWER &&
	       first->folded.len > 2 && first->entry->surname >= 4 && (!is_small(people, at - 2) || is_surname_here(people, at - 2));
}

static bool go_left(struct people *people, size_t number)
{
	const struct mention *mention = &people->mentions[number];
	size_t at = mention->from, initial;
	if (at == 0)
		return false;
	if (is_initial_before(people, mention, &initial) && !rank_before(people, initial)) {
		widen(people, number, initial, mention->to);
		return false;
	}
	if (at > 1 && is_first_half(people, at)) {
		add_part(people, number, at - 2, PART_SURNAME);
		widen(people, number, at - 2, mention->to);
		return true;
	}
	size_t before = at - 1;
	const struct word *word = &people->words[before];
	if (sign_is(people, before, ',') && before > 0 && people->words[before].line == people->words[at].line) {
		/* "Vukovic, Slavica" in a form */
		size_t surname = before - 1;
		const struct word *name = &people->words[surname];
		bool edge = name->line_start || name->gap || (surname > 0 && (people->words[surname - 1].kind == TOKEN_SIGN));
		bool plain = edge && name->entry->common == 0 && !name->sentence_start;
		if (is_free(people, surname) && name->letters == people->words[at].letters && name->letters != CASE_LOWER &&
		    name->folded.len > 2 && !is_other_word(people, surname) && people->words[at].next == mention->to &&
		    people->words[at].entry->given >= 3 && (plain || is_known_pair(people, surname, at))) {
			add_part(people, number, surname, PART_SURNAME);
			widen(people, number, surname, mention->to);
			return true;
		}
		return false;
	}
	if (!is_beside(people, before, at) || !is_free(people, before) || word->folded.len < 3 || are_two(people, before, at) ||
	    word->line != people->words[at].line)
		return false;
	if (is_given_word(people, mention, before) || is_given_at_start(people, mention, before) ||
	    is_given_in_caps(people, mention, before)) {
		add_given(people, number, before);
		widen(people, number, before, mention->to);
		return true;
	}
	if (word->letters == CASE_LOWER || is_other_word(people, before) || word->place || word_has(people, before, CUE_CHILD))
		return false;
	/* "SEOYEON PARK" in a text with small letters */
	bool upper = word->letters == CASE_UPPER && !word->caps && people->words[at].letters == CASE_UPPER;
	if (word->letters != people->words[at].letters || (word->caps && word->entry->given < 4 && !is_rare_before(people, mention, before)))
		return false;
	if (!upper && !word->caps && word->sentence_start && !(word->entry->common == 0 || is_strong(word)))
		return false;
	if (word->entry->common == 0 || is_strong(word) || is_rare_before(people, mention, before) ||
	    (!word->sentence_start && !word->caps && word->entry->given >= 3)) {
		add_given(people, number, before);
		widen(people, number, before, mention->to);
		return true;
	}
	return false;
}

void names_complete(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		if (people->mentions[i].letters || people->mentions[i].source == SOURCE_FACT || people->mentions[i].person == NOBODY)
			continue;
		for (unsigned steps = 0; steps < 3 && go_right(people, i); steps++)
			;
		if (!people->mentions[i].ranked && !people->mentions[i].titled)
			for (unsigned steps = 0; steps < 3 && go_left(people, i); steps++)
				;
	}
}
