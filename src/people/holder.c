/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sentences that say who holds an office: "the on-call worker for the night was Merritt Sloane", "the worker, whose name is Hart", "Lotte
 * Sorensen is the county's child protection worker", "DET: My name is Stark". */
#include "people/internal.h"

enum { BEHIND_OFFICE = 6, BEHIND_WORKER = 14, TURN_WORDS = 7, MORE_OFTEN = 3, SPEAKER_WORDS = 5, PHRASE_WORDS = 6 };

/* "his social worker is", "their caseworker is" */
static bool is_owner(const struct people *people, size_t at)
{
	return word_is(people, at, "his") || word_is(people, at, "her") || word_is(people, at, "their") || word_is(people, at, "our");
}

/* An office that ends before the word and begins behind an article, an agency or a sentence's start, and is no part of what somebody
 * owns: no "the deputy's wife". */
static const struct cue_hit *office_ending(const struct people *people, size_t at)
{
	for (uint32_t i = at < people->word_count ? people->words[at].ends : 0; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		size_t before = word_previous(people, hit->from);
		if (before != SIZE_MAX && before > 0 && list_match_as(people, before, LIST_WRITER, STR("other")) > 0)
			before = word_previous(people, before); /* "the other officer" */
		if (hit->cue != CUE_RANK || people->words[hit->to - 1].folded.len <= 4 || people->words[hit->from].mention != NOBODY)
			continue;
		if (before == SIZE_MAX || people->words[hit->from].sentence_start || people->words[before].kind == TOKEN_TAIL ||
		    word_has(people, before, CUE_DETERMINER) || is_owner(people, before) || (people->ends_in[hit->from] & cue_bit(CUE_LAW_AGENCY)))
			return hit;
	}
	return NULL;
}

/* What stands between an office and "is" only says which one: "on the Division side", "for the night". */
static bool says_which(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const cue_set others = cue_bit(CUE_PRONOUN) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
			       cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_MODAL);
	return (word->kind == TOKEN_WORD || word->kind == TOKEN_LINE || sign_is(people, at, '-')) && word->mention == NOBODY &&
	       !word_has_any(people, at, others) && verb_form(people, at) != VERB_PAST && verb_form(people, at) != VERB_THIRD;
}

/* A surname alone, hardly a given name. */
static bool is_bare_surname(const struct people *people, const struct mention *mention)
{
	const struct word *word = &people->words[mention->from];
	bool rarely_given = word->entry->given == 0 || word->entry->surname >= word->entry->given + MORE_OFTEN;
	return !mention->titled && !mention->plural && word->next >= mention->to && word->letters != CASE_LOWER && word->folded.len > 3 &&
	       rarely_given && word->entry->common == 0;
}

/* Everybody of this surname stands with a rank, or with nothing at all: no "Ed Pruitt", no "Mr. Pruitt". */
static bool is_only_official(const struct people *people, struct str surname)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		bool same = false;
		for (size_t at = mention->from; at < mention->to; at++)
			same = same || str_equal(people->words[at].folded, surname);
		if (same && !rank_before(people, mention->from) &&
		    (mention->titled || mention->plural || people->words[mention->from].next < mention->to ||
		     cue_before(people, mention->from, CUE_TITLE) || cue_before(people, mention->from, CUE_KIN) ||
		     cue_before(people, mention->from, CUE_KIN_ANY) ||
		     cue_before(people, mention->from, CUE_CHILD) || cue_before(people, mention->from, CUE_DETERMINER)))
			return false;
	}
	return true;
}

/* In double quotes on the line, or behind a speaker and a colon, somebody else says it. */
static bool is_said_by_other(const struct people *people, size_t at)
{
	bool quoted = false;
	for (size_t back = at; back > 0 && people->words[back - 1].kind != TOKEN_LINE; back--) {
		quoted = quoted != is_double_quote(people, back - 1);
		if (sign_is(people, back - 1, ':') && back - 1 < line_from(people, people->words[at].line) + SPEAKER_WORDS)
			return true;
	}
	return quoted;
}

/* "Kjeldahl sent me to the place", "I asked Pruitt for a second unit": a surname, and what is done to who writes, or asked for, by colleagues
 * alone. */
static bool is_writers_colleague(const struct people *people, const struct mention *mention)
{
	if (!is_bare_surname(people, mention) || is_said_by_other(people, mention->from))
		return false;
	bool asked = mention->from > 2 && list_match_as(people, mention->from - 2u, LIST_WRITER, STR("asks")) == 2;
	bool met = false; /* "I relieved Kaplan", "my partner that night was Kaplan" */
	for (size_t words = 2; words <= PHRASE_WORDS && words < mention->from && !met; words++)
		met = list_match_as(people, mention->from - words, LIST_WRITER, STR("colleague")) == words;
	return (met || list_match_as(people, mention->to, LIST_WRITER, STR("superior")) > 0 ||
		(asked && list_match_as(people, mention->to, LIST_WRITER, STR("backup")) > 0)) &&
	       is_only_official(people, people->words[mention->from].folded);
}

/* What stands before an office and says of which agency or which of several it is: "the county's", "the other". */
static bool is_part_of_office(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const cue_set parts = cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_SEAT);
	return word->kind == TOKEN_TAIL || word_has_any(people, at, parts) || list_match_as(people, at, LIST_WRITER, STR("other")) > 0 ||
	       (word->kind == TOKEN_WORD && word->letters == CASE_TITLE && word->mention == NOBODY && !word->sentence_start);
}

/* A clause begins with the office: no "the girl with the officer there", "the child the deputy had". */
static bool opens_clause(const struct people *people, const struct cue_hit *office)
{
	const cue_set openers = cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_SPEECH) | cue_bit(CUE_ADVERB) | cue_bit(CUE_PRONOUN);
	size_t at = office->from;
	bool owned = false;
	for (unsigned steps = 0; steps < BEHIND_OFFICE; steps++) {
		size_t before = people->words[at].sentence_start || people->words[at].line_start ? SIZE_MAX : word_previous(people, at);
		if (before == SIZE_MAX || people->words[before].kind == TOKEN_SIGN)
			return true;
		bool owner = !owned && (word_has(people, before, CUE_DETERMINER) || is_owner(people, before));
		if (!owner && (owned || !is_part_of_office(people, before)))
			return word_has_any(people, before, openers);
		owned = owner;
		at = before;
	}
	return false;
}

/* "The on-call worker was Mr. Fitzroy Bean", "The caseworker on the Division side is Fabian Osei", "The officer there is Hazel
 * Orr", "The prosecutor will be Hazel Orr" */
static bool office_is(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	size_t is = word_previous(people, title ? title->from : mention->from);
	bool full = title || mention_is_full(people, mention);
	if (is == SIZE_MAX || people->words[mention->to].kind == TOKEN_TAIL) /* "The deputy was Karen Lott's neighbor" */
		return false;
	bool will = full && is > 0 && word_is(people, is, "be") && word_is(people, is - 1, "will");
	is -= will;
	bool named = full || is_bare_surname(people, mention);
	if (!(will || word_is(people, is, "is") || word_is(people, is, "was")) || !named)
		return false;
	for (size_t at = is, steps = 0; steps <= BEHIND_OFFICE && at > 0; steps++, at--) {
		const struct cue_hit *office = office_ending(people, at);
		if (office && opens_clause(people, office))
			return true;
		if (!says_which(people, at - 1) && !(full && list_match_as(people, at - 1, LIST_WRITER, STR("which")) > 0))
			return false;
	}
	return false;
}

/* "The worker, whose name is Hart", "the officer's name is Pruett", "until the worker calls. Her name is Ms. Bergstrom" */
static bool is_name_of_office(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	size_t is = word_previous(people, title ? title->from : mention->from);
	size_t name = is != SIZE_MAX && (word_is(people, is, "is") || word_is(people, is, "was")) ? word_previous(people, is) : SIZE_MAX;
	if (name == SIZE_MAX || name < 2 || !word_is(people, name, "name"))
		return false;
	size_t owner = name - 1;
	if (people->words[owner].kind == TOKEN_TAIL)
		return office_ending(people, owner) != NULL;
	bool whose = word_is(people, owner, "whose");
	if (!whose && !word_is(people, owner, "her") && !word_is(people, owner, "his"))
		return false;
	for (size_t at = owner - (whose && sign_is(people, owner - 1, ',')), steps = 0; steps < BEHIND_WORKER && at > 0; steps++, at--) {
		if (office_ending(people, at))
			return true;
		if (whose || people->words[at - 1].mention != NOBODY || word_is(people, at - 1, "her") || word_is(people, at - 1, "him") ||
		    word_has_any(people, at - 1, cue_bit(CUE_PRONOUN) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) |
						   cue_bit(CUE_CHILD) | cue_bit(CUE_TEACHER)))
			return false;
	}
	return false;
}

/* Only a greeting or the agency's name before it, and no quotation: "Hi. My name is". */
static bool begins_turn(const struct people *people, size_t from, size_t to)
{
	size_t words = 0;
	for (; from < to; from++) {
		if (is_double_quote(people, from) || people->words[from].mention != NOBODY || word_is(people, from, "said") ||
		    word_is(people, from, "told") || word_is(people, from, "you"))
			return false;
		words += people->words[from].kind == TOKEN_WORD;
	}
	return words <= TURN_WORDS;
}

/* In a transcript, what an officer or interviewer says of himself: "DET: My name is Stark", "OFFICER (background): Police, it's Pruett". */
static bool says_own_name(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, first = line_from(people, people->words[at].line);
	bool its = at >= 4 && people->words[at - 1].kind == TOKEN_TAIL && word_is(people, at - 2, "it") && sign_is(people, at - 3, ',') &&
		   word_has_any(people, at - 4, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_RANK));
	bool tail = people->words[at - 1].kind == TOKEN_TAIL;
	const struct cue_hit *own = cue_before(people, tail ? at - 1 : at, CUE_SELF_NAMED);
	bool others = own && word_is(people, own->from, "name"); /* "DISPATCH: The child's name is Storm" */
	if (!its && (!own || others))
		return false;
	const struct cue_hit *office = cue_at(people, first, CUE_RANK);
	if (!office)
		office = cue_at(people, first, CUE_SPEAKER);
	if (sign_is(people, mention->to, '?'))
		return false;
	for (size_t colon = office ? office->to : at; colon < at && colon < first + 8; colon++)
		if (sign_is(people, colon, ':'))
			return begins_turn(people, colon + 1, at);
		else if (word_is(people, colon, "reading"))
			return false;
		else if (people->words[colon].mention != NOBODY)
			return false;
	return false;
}

/* "Lotte Sorensen is the county's child protection worker": to the end of a clause, and no "the worker's sister". */
static bool is_office_holder(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to;
	if (!mention_is_full(people, mention) || !(word_is(people, at, "is") || word_is(people, at, "was")) ||
	    !word_has(people, at + 1, CUE_DETERMINER))
		return false;
	bool agency = false;
	for (size_t i = at + 2; i < people->word_count && i < at + 9; i++) {
		const struct cue_hit *rank = cue_at(people, i, CUE_RANK);
		agency = agency || word_has_any(people, i, cue_bit(CUE_SEAT) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY));
		if (rank)
			return (agency || rank->to > rank->from + 1) && people->words[rank->to].kind != TOKEN_TAIL;
		if (people->words[i].kind == TOKEN_SIGN || people->words[i].mention != NOBODY ||
		    word_has_any(people, i, cue_bit(CUE_KIN) | cue_bit(CUE_CHILD)))
			return false;
	}
	return false;
}

/* "The responding officer, Sayles, said ...": a surname between commas behind an office that begins the sentence, and
 * then a verb. */
static bool is_apposed_to_office(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from - 1;
	const struct word *name = &people->words[mention->from];
	if (name->next != mention->to || !sign_is(people, comma, ',') || !sign_is(people, mention->to, ',') || name->caps ||
	    name->entry->given > name->entry->surname)
		return false;
	const struct cue_hit *office = office_ending(people, comma);
	size_t before = office ? word_previous(people, office->from) : SIZE_MAX, verb = mention->to + 1u;
	bool first = before != SIZE_MAX && word_has(people, before, CUE_DETERMINER) && people->words[before].sentence_start;
	if (!first || verb >= people->word_count)
		return false;
	return verb_form(people, verb) == VERB_PAST || word_has_any(people, verb, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL));
}

/* "The other officer, a young lady named": where the comma stands behind the office; or `at`. */
static size_t over_description(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE);
	size_t back = at;
	if (at > 2 && word_is(people, at - 1, "the") && word_is(people, at - 2, "by"))
		back = at = at - 2; /* "A deputy by the name of" */
	for (unsigned steps = 0; steps < BEHIND_OFFICE && back > 1; steps++) {
		back--;
		if (sign_is(people, back, ','))
			return word_has(people, back + 1, CUE_DETERMINER) ? back : at;
		if (people->words[back].kind != TOKEN_WORD || people->words[back].letters != CASE_LOWER || people->words[back].mention != NOBODY ||
		    (word_has_any(people, back, others) && people->words[back].folded.len > 1))
			return at;
	}
	return at;
}

/* "a trooper named Marsh took him": a surname; "the officer named Mia as the suspect" says something else. */
static bool is_called_in_office(const struct people *people, const struct mention *mention)
{
	const struct entry *entry = people->words[mention->from].entry;
	const struct cue_hit *named = cue_before(people, mention->from, CUE_NAMED);
	if (!named || people->words[named->from].letters != CASE_LOWER || !office_ending(people, over_description(people, named->from)) ||
	    (!mention_is_full(people, mention) && entry->given >= entry->surname))
		return false;
	size_t at = mention->to + sign_is(people, mention->to, ',');
	const cue_set verbs = cue_bit(CUE_VERB_PAST) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_SPEECH);
	return at < people->word_count && (verb_form(people, at) == VERB_PAST || word_has_any(people, at, verbs));
}

/* "The worker who came out that night was Dolores Quinlan": what the office did stands between, and nobody else. */
static bool is_office_that_did(const struct people *people, const struct mention *mention)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) |
			       cue_bit(CUE_BYSTANDER) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER) | cue_bit(CUE_CONJUNCTION);
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	size_t is = word_previous(people, title ? title->from : mention->from);
	is = is != SIZE_MAX && word_is(people, is, "a") ? word_previous(people, is) : is;
	if (is == SIZE_MAX || !(word_is(people, is, "is") || word_is(people, is, "was")) || !(title || mention_is_full(people, mention)))
		return false;
	for (size_t at = is, steps = 0; steps <= BEHIND_OFFICE && at > 1; steps++) {
		const struct word *word = &people->words[--at];
		bool who = word_is(people, at, "who");
		if (who || (word_is(people, at, "that") && office_ending(people, at)))
			return office_ending(people, at) != NULL;
		if (word->mention != NOBODY || (word->kind != TOKEN_WORD && word->kind != TOKEN_LINE) || word->sentence_start ||
		    list_match_as(people, at, LIST_WRITER, STR("quotes")) > 0 ||
		    (word_has_any(people, at, others) && word->folded.len > 1 && !word_is(people, at, "that")))
			return false;
	}
	return false;
}

/* "I called the hotline and spoke with Tina Baker": whoever answers the line that is called, behind the first person. */
static bool is_spoken_to_at_line(const struct people *people, const struct mention *mention)
{
	if (mention->from < 3 || !mention_is_full(people, mention) || list_match_as(people, mention->from - 3u, LIST_WRITER, STR("met")) != 3)
		return false;
	bool line = false;
	for (size_t at = mention->from - 3u, steps = 0; at > 0 && steps < BEHIND_WORKER; steps++) {
		at--;
		line = line || word_has(people, at, CUE_HOTLINE) || list_match(people, at, LIST_WELFARE_LINE) > 0;
		if (word_is(people, at, "i") || word_is(people, at, "officer") || word_is(people, at, "we"))
			return line;
		if (people->words[at].mention != NOBODY || (people->words[at].kind != TOKEN_WORD && people->words[at].kind != TOKEN_TAIL))
			return false;
	}
	return false;
}

bool is_named_official(const struct people *people, const struct mention *mention)
{
	return mention->source != SOURCE_FACT && mention->from > 1 &&
	       (is_name_of_office(people, mention) || is_office_that_did(people, mention) || says_own_name(people, mention) ||
		is_apposed_to_office(people, mention) || is_called_in_office(people, mention) || is_spoken_to_at_line(people, mention) ||
		is_writers_colleague(people, mention));
}

bool holds_by_words(const struct people *people, const struct mention *mention)
{
	return office_is(people, mention) || is_office_holder(people, mention);
}

/* Who is left with an agency, or was got from it, does not work there; but "I've got Joan Pell from Child Protection coming". */
bool is_handed_over(const struct people *people, size_t before)
{
	size_t had = before == SIZE_MAX ? SIZE_MAX : word_previous(people, before);
	bool has = had != SIZE_MAX && word_is(people, before, "got") &&
		   (people->words[had].short_form || people->words[had].kind == TOKEN_TAIL || word_has(people, had, CUE_AUXILIARY));
	return before != SIZE_MAX && word_has(people, before, CUE_HANDED_OVER) && !has;
}
