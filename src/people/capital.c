/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What capitals without commas leave to other signs: where a name, and what is said of its bearer, begin and end. */
#include "people/capital.h"

/* The longest name of an office that starts here. */
const struct cue_hit *office_at(const struct people *people, size_t at)
{
	const struct cue_hit *after = cue_at(people, at, CUE_OFFICIAL_AFTER), *rank = cue_at(people, at, CUE_RANK);
	return !after || (rank && rank->to > after->to) ? rank : after;
}

/* "FROM ROSARIO FIELD INVESTIGATOR", "ELEANOR DAYE COURT INVESTIGATOR (BY PHONE)": in capitals no comma need part a whole name from the office
 * that ends the line or phrase; "RELEASED TO OLA BELL DEPUTY\nFROST" tells of two. */
bool is_office_behind(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to, before = word_previous(people, mention->from);
	if (at >= people->word_count || !people->words[at].caps || !mention_is_full(people, mention) || mention->titled || people->words[at].wide ||
	    (before != SIZE_MAX && (people->ends_in[mention->from] & (cue_bit(CUE_HANDED_OVER) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD)))))
		return false;
	const cue_set agency = cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY);
	for (unsigned steps = 0; steps < 2 && !office_at(people, at) && word_has_any(people, at, agency); steps++)
		at = people->words[at].next;
	const struct cue_hit *office = office_at(people, at);
	size_t end = office ? office->to : at;
	if (!office || people->words[office->from].wide || people->words[office->to - 1].folded.len < 3)
		return false;
	while (end < people->word_count && people->words[end].kind == TOKEN_WORD && people->words[end].folded.len <= 3 &&
	       strspn(people->words[end].folded.ptr, "iv") >= people->words[end].folded.len)
		end++; /* "CASEWORKER II" */
	if (end < people->word_count && people->words[end].kind == TOKEN_LINE) {
		const struct word *next = &people->words[end + (end + 1 < people->word_count)];
		return next->kind != TOKEN_WORD || (next->mention == NOBODY && next->entry->common > name_level(next));
	}
	return ends_phrase(people, end) && !sign_is(people, end, ':') && !sign_is(people, end, '/');
}

/* "STATE OF MISSOURI V. KELVIN PRATT" */
bool is_versus(const struct people *people, size_t at)
{
	size_t before = at;
	for (unsigned steps = 0; word_is(people, at, "v") && steps < 5 && before > 0 && people->words[before - 1].kind == TOKEN_WORD; steps++)
		if (word_has(people, --before, CUE_PROSECUTING))
			return true;
	return false;
}

/* "MOTHER ON SCENE: OFELIA PRADO": in capitals a given name and a surname that are hardly anything else, where a label wants something else. */
bool is_sure_name(const struct people *people, size_t at)
{
	const struct word *given = &people->words[at];
	size_t next = given->next, after = next < people->word_count ? people->words[next].next : next;
	if (!given->caps || at == 0 || next >= people->word_count || !(sign_is(people, at - 1, ':') || sign_is(people, at - 1, ',')))
		return false;
	const struct word *surname = &people->words[next];
	if (given->entry->given < 6 || given->entry->given < given->entry->common + 3 || given->place || given->blocked ||
	    surname->kind != TOKEN_WORD || surname->blocked || surname->wide || surname->place || surname->line != given->line ||
	    surname->entry->surname < surname->entry->common + 3 || surname->entry->surname < 5 || names_other(people, next))
		return false;
	return ends_phrase(people, after) || is_numeric(people, after) || after >= people->word_count;
}

/* "CHILD IS ALBERTO", "SHE DIED": a word that no name has, unlike "DO" and "HER". */
bool is_said_in_caps(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to && people->words[from].caps; at++) {
		const struct word *word = &people->words[at];
		bool pronoun = word_has(people, at, CUE_PRONOUN) && (at == from || to > from + 3); /* not of "MAY YOU LEE" */
		if ((pronoun || word_has(people, at, CUE_AUXILIARY)) && word->entry->common >= name_level(word) + 7)
			return true;
	}
	return false;
}

/* "PUBLIC DEFENDER. ROLL SHEET": behind a word of some length that is no shortened one the dot ends a sentence. */
bool ends_in_caps(const struct people *people, size_t dot)
{
	const struct word *last = &people->words[dot - (dot > 0)];
	return last->caps && last->kind == TOKEN_WORD && last->folded.len >= 4 && last->entry->common >= 6 && !word_has(people, dot - 1, CUE_SUFFIX);
}

/* "HUDSON WAITS IN": in capitals what somebody does, as small words go on. */
bool goes_on_verb(const struct people *people, size_t at)
{
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN);
	return people->words[at].caps && verb_form(people, at) == VERB_THIRD && word_has_any(people, people->words[at].next, small);
}

/* In capitals "MAJOR TOLD ME", "AND MAJOR,": no officer's name follows, nor what an ordinary word would say more of ("NO MAJOR INJURIES"). */
bool is_rank_alone(const struct people *people, size_t at)
{
	size_t next = people->words[at].next, before = word_previous(people, at);
	bool beside = before != SIZE_MAX && people->words[before].line == people->words[at].line;
	if (beside && (word_has(people, before, CUE_DETERMINER) || word_is(people, before, "no")))
		return false;
	const cue_set leads = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_CONJUNCTION) |
			      cue_bit(CUE_AUXILIARY) | cue_bit(CUE_SPEECH) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) |
			      cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_NAMED);
	if (beside && people->words[before].kind == TOKEN_WORD && !word_has_any(people, before, leads) && verb_form(people, before) == VERB_NONE)
		return false; /* "FIRE MARSHAL" */
	if (beside && before > 0 && sign_is(people, before, '.') && people->words[before - 1].folded.len == 1)
		return false; /* "U.S. MARSHAL" */
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].line != people->words[at].line)
		return true;
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_NUMBER);
	return word_has_any(people, next, small) ||
	       (verb_form(people, next) >= VERB_THIRD && people->words[next].entry->common > name_level(&people->words[next]));
}

/* "HOPE SHORT CB 618", "JACK HUNT 417 555 0160", "WILL HUNT OLN H19": in capitals a telephone, birth date or license follows, as it does a
 * whole name. */
bool is_reached_behind(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t next = word->next;
	if (!word->caps || word->proper || next >= people->word_count || people->words[next].line != word->line)
		return false;
	uint8_t blocked = people->words[next].blocked;
	if (blocked == WHAT_PHONE || blocked == WHAT_BIRTH_DATE)
		return true;
	size_t value = people->words[next].next;
	if (people->words[next].kind != TOKEN_WORD || people->words[next].folded.len > 4 || value >= people->word_count)
		return false;
	return people->words[value].blocked == WHAT_PHONE ||
	       (word_has_any(people, next, cue_bit(LABEL_BIRTH) | cue_bit(LABEL_ID)) && is_numeric(people, value));
}
