/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers that their form tells, or the place they stand in: plates behind a vehicle, numbers of cards, a number in brackets behind a
 * child's name or with the name in brackets behind it, and the rest of a number of which a rule knows a part. */
#include "people/numbers.h"

enum { BRACKET_LENGTH = 5, BRACKET_DIGITS = 6, COUNTY_DIGITS = 2, COUNTY_LEAST = 6, COUNTY_MOST = 7, COUNTY_AWAY = 4 };
enum { SERIAL_LEAST = 2, SERIAL_MOST = 4, PREFIX_MOST = 4 };

static bool has_letter_word(const struct people *people, const struct number *number)
{
	for (size_t at = number->from; at < number->to; at++)
		if (people->words[at].kind == TOKEN_WORD)
			return true;
	return false;
}

/* "his truck, 53-48063": in some states the number of a county stands before that of the plate. */
static bool is_county_plate(const struct people *people, const struct number *number, size_t away)
{
	const struct word *first = &people->words[number->from];
	bool form = number->pieces == 2 && first->folded.len <= COUNTY_DIGITS && sign_is(people, first->next, '-');
	return form && away <= COUNTY_AWAY && number->digits >= COUNTY_LEAST && number->digits <= COUNTY_MOST &&
	       !number_yearly(people, number, YEARS) && !number_like_report(people, number);
}

bool number_plate(const struct people *people, const struct number *number, size_t away)
{
	unsigned length = number->digits + number->letters;
	unsigned most = number->pieces > 2 ? 9 : 8, least = number->mixed ? 2 : 3;
	/* "a blue Outback, GOTEAM1" */
	if (number->pieces == 1 && number->digits == 1 && number->letters >= 3 && length >= 5 && length <= 7 && away == 1)
		return true;
	if (number->letters == 0 && away <= 3 && people->words[number->from - 1].place)
		return number->pieces == 2 && number->digits >= 5; /* "The Tahoe, Wyoming 21-4419" */
	if (number->letters == 0)
		return is_county_plate(people, number, away);
	if (number->letters > 5 || number->digits < least || length < 5 || length > most)
		return false;
	if (number->pieces == 1)
		return length >= 6 || away > 1;
	/* a plain word of capitals and a number: "UNIT 44" */
	return number->mixed || has_letter_word(people, number);
}

/* Four groups of four; a letter and three groups of three; three digits and three letters that are no word. */
bool number_known_form(const struct people *people, const struct number *number)
{
	const struct word *last = &people->words[number->to - 1];
	if (number->pieces == 4 && number->shape == 4444)
		return true;
	if (number->pieces == 4 && number->shape == 333 && number->letters <= 2 && people->words[number->from].kind == TOKEN_WORD)
		return true;
	/* "62-FSH", "62-FSH 9": also what somebody remembers of a plate */
	const struct word *letters = number->from + 2 < number->to ? &people->words[number->from + 2] : last;
	bool part = (number->pieces == 2 && number->shape == 20) || (number->pieces == 3 && number->shape / 10 == 20);
	if (part && number->letters == 3 && letters->kind == TOKEN_WORD && letters->from == people->words[number->from].to + 1)
		return !letters->caps && letters->entry->common == 0 && letters->entry->given == 0 &&
		       !word_has(people, number->from + 2, CUE_MONTH) && !number_yearly(people, number, YEARS) &&
		       !number_small(people, number->from + 2);
	return number->pieces == 2 && number->shape == 30 && number->letters == 3 && !last->caps && last->entry->common == 0 &&
	       last->entry->given == 0;
}

/* "67 A 402": the letter between the number of a county and that of the plate is no word. */
bool number_middle_letter(const struct people *people, size_t at, size_t letter)
{
	const struct word *first = &people->words[at], *middle = &people->words[letter];
	size_t last = middle->next;
	if (first->kind != TOKEN_NUMBER || first->folded.len > COUNTY_DIGITS || middle->kind != TOKEN_WORD || middle->letters != CASE_UPPER ||
	    middle->folded.len != 1 || middle->from != first->to + 1 || last >= people->word_count)
		return false;
	const struct word *serial = &people->words[last];
	return serial->kind == TOKEN_NUMBER && serial->from == middle->to + 1 &&
	       serial->folded.len > SERIAL_LEAST && serial->folded.len <= SERIAL_MOST;
}

/* The name of a child, relative or of somebody whom nothing places, or a word for a child or relative, ends before the word `end`. */
static bool names_family(const struct people *people, size_t end)
{
	if (end == 0)
		return false;
	int32_t mention = people->words[end - 1].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
	if (person != NOBODY)
		return of_child_side(&people->persons[person]) || people->persons[person].who == WHO_UNPLACED;
	return (people->ends_in[end - 1] & (cue_bit(CUE_CHILD) | cue_bit(CUE_KIN))) != 0;
}

/* "Luz (NPG 772140)", "NPG 772140 (Luz)", "NPG 772141 (boy)". */
bool number_in_bracket(const struct people *people, const struct number *number)
{
	unsigned length = number->digits + number->letters;
	bool form = length >= BRACKET_LENGTH && number->digits >= SERIAL_LEAST && (number->letters > 0 || number->digits >= BRACKET_DIGITS);
	if (!form || number->from < 2 || number_yearly(people, number, YEARS) || number_like_report(people, number))
		return false;
	size_t end = number->to;
	bool closed = sign_is(people, end, ')') || sign_is(people, end, ',') || sign_is(people, end, ';');
	if (closed && sign_is(people, number->from - 1, '(') && names_family(people, number->from - 1))
		return true;
	if (!sign_is(people, end, '(') || end + 1 >= people->word_count)
		return false;
	size_t close = end + 1;
	for (unsigned steps = 0; steps < PREFIX_MOST && close < people->word_count && people->words[close].kind == TOKEN_WORD; steps++)
		close = people->words[close].next;
	return close > end + 1 && sign_is(people, close, ')') && names_family(people, close);
}

/* "HG 5832-G", "RBR 256374", "4410 5664 1737", of which a rule took a part for the number of a person: what it took it for. */
enum what number_of_part(const struct people *people, const struct number *number)
{
	const struct word *first = &people->words[number->from];
	struct span span = {first->from, people->words[number->to - 1].to};
	bool letters = first->kind == TOKEN_WORD && first->to - first->from <= PREFIX_MOST && first->mention == NOBODY && !first->place;
	bool groups = number->letters == 0 && number->pieces > 2 && number->shape % 1111 == 0 && number->digits == 4 * number->pieces;
	size_t at = 0;
	for (const struct finding *finding; (letters || groups) && (finding = finding_over(people, span, &at)) != NULL;) {
		bool rest = finding->span.to == span.to && finding->span.from > first->to && finding->span.from <= first->to + 1u;
		bool begins = finding->span.from == span.from && finding->span.to < span.to;
		if (finding->what == WHAT_OTHER_ID && ((letters && rest) || (groups && begins)))
			return WHAT_OTHER_ID;
	}
	return WHAT_NONE;
}
