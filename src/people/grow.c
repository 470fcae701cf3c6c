/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A home is more than its street: "Unit 6-D, 2 Breakwater Plaza, the yellow duplex, left side". What was found is made longer, to both
 * sides, by what tells one door from the next: units, house numbers, and where the house stands. */
#include "people/internal.h"

enum { STREET_WORDS = 3, SHORTENED = 5, SEGMENTS_MOST = 4, SEGMENT_WORDS = 9, NUMBER_WORDS = 4, HOUSE_DIGITS = 5,
       UNIT_LEN = 5, NAME_WORDS = 2, NAME_COMMON = 4 };

/* A rule found something else there, or it is the name of somebody who is no part of an address. */
static bool is_other(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return (word->blocked && word->blocked != WHAT_ADDRESS) || names_unprotected(people, at);
}

/* ---- to the right ------------------------------------------------------------------------------------------------ */

/* "3A", "305", "9", "B", "fourteen-oh-two": what stands behind "apt", or behind a comma. The end, or `at` if it is none. */
static size_t unit_number(const struct people *people, size_t at)
{
	size_t end = at + sign_is(people, at, '#'), words = 0;
	for (size_t i = end; i < people->word_count && words < NUMBER_WORDS; i++) {
		const struct word *word = &people->words[i];
		bool letter = word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters != CASE_LOWER;
		bool number = is_numeric(people, i) && word->folded.len <= UNIT_LEN && (words == 0 || sign_is(people, i - 1, '-'));
		if (sign_is(people, i, '-') && words && word->from == people->words[i - 1].to)
			continue;
		if (word->blocked && word->blocked != WHAT_ADDRESS && word->blocked != WHAT_BADGE)
			break;
		bool behind = words == 0 || sign_is(people, i - 1, '-') || word_has(people, i - 1, CUE_NUMBER); /* "twelve B" */
		if (!number && !(letter && behind) && !word_has(people, i, CUE_NUMBER))
			break;
		words++;
		end = i + 1;
	}
	bool joined = words && end + 1 < people->word_count && sign_is(people, end, '-') && people->words[end].from == people->words[end - 1].to;
	return joined && word_has(people, end + 1, CUE_DWELLING) ? end + 2 : words ? end : at; /* "C-building" */
}

/* "Apt 3A", "lower level", "bldg 3": the end, or `at`. */
static size_t unit_end(const struct people *people, size_t at)
{
	size_t end = at;
	while (end < people->word_count && !is_other(people, end) && word_has(people, end, CUE_DWELLING) && people->words[end].kind == TOKEN_WORD) {
		end++;
		size_t number = end + sign_is(people, end, '.');
		number += number < people->word_count && people->words[number].kind == TOKEN_LINE;
		size_t behind = unit_number(people, number);
		end = behind > number ? behind : end;
	}
	return end;
}

/* The label of what comes next: "SSN", "Phone". */
static bool is_heading(const struct people *people, size_t at)
{
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start)
		if (people->cues[i - 1].cue >= LABEL_NAME && people->cues[i - 1].cue <= LABEL_OTHER)
			return true;
	return false;
}

/* The phrase ends, or the line does and the next one begins with a label. */
static bool ends_part(const struct people *people, size_t at)
{
	return ends_phrase(people, at) || (people->words[at].kind == TOKEN_LINE && at + 1 < people->word_count && is_heading(people, at + 1));
}

/* "the yellow duplex", "over the shoe shop", "third trailer past the low-water bridge": up to where the phrase ends; a house, or
 * what houses stand beside, is in it, and nothing is said of anybody. `at` if it is none. */
static size_t place_end(const struct people *people, size_t at, bool comma)
{
	cue_set begins = cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_DWELLING) | (comma ? cue_bit(CUE_DETERMINER) : 0);
	bool stands = comma && word_in(people, at, LIST_ABOVE, NULL) && word_has(people, at + 1, CUE_DETERMINER);
	bool off = comma && word_has_any(people, at, cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_PREPOSITION));
	size_t end = at;
	if (!word_has_any(people, at, begins) && !(comma && (people->words[at].letters == CASE_LOWER || is_numeric(people, at))))
		return at;
	for (; !ends_phrase(people, end); end++) {
		/* ", off Grange Hall Rd", also beside a school of that name */
		bool street = off && end > at + 1 && (people->words[end].blocked || people->words[end].letters != CASE_LOWER) &&
			      word_in(people, end, LIST_STREET_KIND, NULL);
		bool school = off && people->words[end].blocked == WHAT_SCHOOL && !names_unprotected(people, end);
		if (end >= at + SEGMENT_WORDS || (is_other(people, end) && !school) || (!(off && end == at) && is_statement(people, end)))
			return at;
		stands |= street || word_has_any(people, end, cue_bit(CUE_DWELLING) | cue_bit(CUE_LANDMARK));
	}
	return stands && !(sign_is(people, end, '/')) ? end : at;
}

/* "Lebanon", "Pattonsburg, MO 64670" behind a comma: a name and nothing else. */
static size_t town_end(const struct people *people, size_t at)
{
	size_t end = at;
	cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_CONJUNCTION) |
			cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_GOODS) | cue_bit(CUE_PROPERTY);
	while (end < at + 3 && end < people->word_count && people->words[end].kind == TOKEN_WORD && people->words[end].letters != CASE_LOWER &&
	       !word_has_any(people, end, small) && !is_heading(people, end) &&
	       (!is_other(people, end) || people->words[end].blocked == WHAT_SCHOOL) &&
	       !is_agency(people, end) && !word_has(people, end, CUE_RANK))
		end++;
	bool zip = end < people->word_count && people->words[end].kind == TOKEN_NUMBER && people->words[end].folded.len == 5 && end > at;
	end += zip;
	bool line = end + 1 < people->word_count && people->words[end].kind == TOKEN_LINE && people->words[end + 1].letters != CASE_LOWER;
	bool when = end < people->word_count && people->words[end].letters == CASE_LOWER && word_in(people, end, LIST_TOWN_END, NULL);
	return end > at && (zip || line || when || ends_phrase(people, end)) ? end : at;
}

/* "6600 Gateway", "County Road 511" behind the number of a room or cabin and a comma: the street of the place. */
static size_t street_end(const struct people *people, size_t at)
{
	size_t end = at + is_numeric(people, at), words = 0;
	bool road = end > at;
	for (; words < STREET_WORDS && end < people->word_count; words++, end++) {
		const struct word *word = &people->words[end];
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->wide)
			break;
		if ((is_other(people, end) && word->blocked != WHAT_SCHOOL) || is_heading(people, end) ||
		    word_has_any(people, end, cue_bit(CUE_RANK) | cue_bit(CUE_MONTH)))
			return at;
		road |= word_in(people, end, LIST_STREET_KIND, NULL);
	}
	end += words && end < people->word_count && is_numeric(people, end) && people->words[end].folded.len <= HOUSE_DIGITS;
	return words && road && ends_part(people, end) ? end : at;
}

/* "88 TOWER RD MARL STAYING": a town right behind the street, in a text that has no small letters or commas. */
static bool is_bare_town(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	bool unknown = word->folded.len >= 4 && word->entry->common == 0 && word->cues == 0;
	return word->kind == TOKEN_WORD && word->caps && word->letters == CASE_UPPER && at > 0 && word_in(people, at - 1, LIST_STREET_KIND, NULL) &&
	       word->mention == NOBODY && (word->town || word->places == 1 || unknown) && !is_other(people, at) && !word_has(people, at, CUE_RANK);
}

/* "90 CARVER LOOP 3A": digits and one letter behind the kind of street. */
static bool is_flat(const struct people *people, size_t at)
{
	struct str flat = people->words[at].folded;
	return people->words[at].kind == TOKEN_MIXED && flat.len >= 2 && flat.len <= 4 && flat.ptr[flat.len - 1] > '9' &&
	       ascii_digit(flat.ptr[0]) && ascii_digit(flat.ptr[flat.len - 2]) && word_has(people, at - 1, CUE_ORGANISATION) && !is_other(people, at);
}

/* "Gap Towers 412", "County Rd 340": a number that ends the sentence or line. */
static size_t number_behind(const struct people *people, size_t at)
{
	if (at == 0 || at >= people->word_count || people->words[at - 1].kind != TOKEN_WORD || people->words[at].wide ||
	    people->words[at].line != people->words[at - 1].line)
		return at;
	if (is_flat(people, at))
		return at + 1;
	if (people->words[at].caps && people->words[at].folded.len > 3)
		return at;
	size_t end = unit_number(people, at);
	bool ends = end > at && is_numeric(people, end - 1) && ends_phrase(people, end);
	return ends && !sign_is(people, end, ':') && !sign_is(people, end, '/') ? end : at;
}

/* "Rd.", "Bldg." and "3.5": what stands behind the dot of something shortened, or of a number, goes on; else `at`. */
static size_t behind_dot(const struct people *people, size_t at)
{
	if (at == 0 || !sign_is(people, at, '.') || at + 1 >= people->word_count)
		return at;
	const struct word *before = &people->words[at - 1], *next = &people->words[at + 1];
	if (before->kind == TOKEN_NUMBER)
		return next->kind == TOKEN_NUMBER && next->from == people->words[at].to ? at + 2 : at;
	bool kind = word_in(people, at - 1, LIST_STREET_KIND, NULL) ||
		    word_has_any(people, at - 1, cue_bit(CUE_DWELLING) | cue_bit(CUE_ORGANISATION));
	if (before->kind != TOKEN_WORD || before->folded.len > SHORTENED || !(kind || before->folded.len == 1))
		return at;
	bool numbered = word_in(people, at - 1, LIST_DOOR_SHORT, NULL);
	size_t number = at + 1 + (numbered && next->kind == TOKEN_LINE && is_wrapped(people, at + 1));
	bool unit = number < people->word_count && ((numbered && is_numeric(people, number)) || sign_is(people, number, '#') ||
						    word_has(people, number, CUE_DWELLING));
	size_t end = unit ? unit_end(people, number) : number;
	end = unit && end == number ? unit_number(people, number) : end;
	if (end > number && is_numeric(people, end - 1))
		return end;
	return sign_is(people, at + 1, ',') || sign_is(people, at + 1, '(') ? at + 1 : at;
}

/* "house [and garage]": the end, or `at`. */
static size_t with_end(const struct people *people, size_t at)
{
	size_t end = at + 1;
	if (!(at < people->word_count && (word_has(people, at, CUE_CONJUNCTION) || sign_is(people, at, '&'))) || end >= people->word_count)
		return at;
	end += word_has(people, end, CUE_DETERMINER);
	bool stands = word_has_any(people, end, cue_bit(CUE_DWELLING) | cue_bit(CUE_LANDMARK)) && !is_other(people, end) &&
		      verb_form(people, end) != VERB_PAST; /* "gave 31 and left" */
	return stands && ends_part(people, end + 1) ? end + 1 : at;
}

/* One more part behind the home that ends before `at`; `at` if there is none. */
static size_t grow_right(const struct people *people, size_t at)
{
	size_t from = behind_dot(people, at);
	if (from > at + 1)
		return from;
	bool comma = sign_is(people, from, ',');
	bool part = comma || sign_is(people, from, '(') || sign_is(people, from, ';') || is_dash(people, from);
	from += part;
	if (from < people->word_count && people->words[from].kind == TOKEN_LINE && comma)
		from++;
	if (from >= people->word_count || people->words[from].kind == TOKEN_LINE || people->words[from].bar || people->words[from].wide)
		return at;
	size_t end = unit_end(people, from);
	size_t more = end > from ? with_end(people, end) : end;
	if (more > end || (end > from && (ends_part(people, end) || is_numeric(people, end - 1))))
		return more;
	if (!part && is_bare_town(people, from))
		return from + 1;
	end = from + list_match(people, from, LIST_DOOR_END); /* "rear", "in back", "gar. apt" */
	if (end > from && ends_part(people, end))
		return end;
	end = with_end(people, from);
	if (end > from)
		return end;
	end = comma && at > 0 && is_numeric(people, at - 1) ? street_end(people, from) : from;
	if (end > from)
		return end;
	end = unit_number(people, from);
	if (end > from && (sign_is(people, from, '#') || (comma && ends_phrase(people, end) && !sign_is(people, end, '/') &&
							  !sign_is(people, end, ':'))))
		return end;
	end = part ? from : number_behind(people, from);
	if (end > from)
		return end;
	end = place_end(people, from, part);
	if (end == from && comma)
		end = town_end(people, from);
	return end > from ? end : at;
}

/* ---- to the left ------------------------------------------------------------------------------------------------- */

/* A house number before the name of a street: not the time of a log's entry, nor the number of a unit or day. */
bool is_house_number(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (!is_numeric(people, at) || is_other(people, at) || word->folded.len > HOUSE_DIGITS || word->line_start || at == 0)
		return false;
	if (word->kind == TOKEN_MIXED && word->letters == CASE_LOWER && word->folded.len >= 3 && !ascii_digit(word->folded.ptr[word->folded.len - 2]))
		return false; /* "the 31st": two small letters behind the digits */
	size_t before = at - 1;
	cue_set other = cue_bit(CUE_MONTH) | cue_bit(CUE_RANK) | cue_bit(CUE_RADIO) | cue_bit(CUE_RADIO_UNIT) | cue_bit(CUE_BADGE);
	if (word_has_any(people, before, other) || is_numeric(people, before))
		return false;
	return !people->words[before].sign || !strchr("/-:.$", people->words[before].sign) || word->from > people->words[before].to;
}

static bool has_street(const struct people *people, size_t from, size_t to)
{
	bool street = has_numeric(people, from, to);
	for (size_t at = from; at < to && !street; at++)
		street = word_in(people, at, LIST_STREET_KIND, NULL);
	return street;
}

/* "Unit 6-D,", "rear hse,", "the 11th floor of", "c/o Turner,": where it begins, or `at`. */
static size_t unit_before(const struct people *people, size_t at, size_t to)
{
	size_t from = at, number;
	bool stands = from && word_is(people, from - 1, "at"); /* "building C at 905 Wheatland" */
	if (from && (sign_is(people, from - 1, ',') || word_is(people, from - 1, "of") || stands))
		from--;
	for (number = from; number && (is_numeric(people, number - 1) || sign_is(people, number - 1, '-') || sign_is(people, number - 1, '#') ||
				       (people->words[number - 1].kind == TOKEN_WORD && people->words[number - 1].folded.len == 1)); number--)
		if (from - number >= NUMBER_WORDS || is_other(people, number - 1))
			return at;
	size_t unit = number;
	unit -= unit > 1 && number < from && sign_is(people, unit - 1, '.');
	size_t behind = unit;
	while (unit && people->words[unit - 1].kind == TOKEN_WORD && word_has(people, unit - 1, CUE_DWELLING) && !is_other(people, unit - 1))
		unit--;
	if (unit == behind)
		return at;
	bool numbered = is_numeric(people, at) && sign_is(people, at + 1, ',') && has_street(people, at + 2, to); /* "cabin 9, County Road 511" */
	if (number == from && stands)
		return at; /* "the apartment at 41 Oak" */
	if (number == from && from == at && !word_is(people, at - 1, "of") && !numbered)
		return at; /* "the house 41 Oak": a word alone is none */
	unit -= unit && is_numeric(people, unit - 1) && people->words[unit - 1].kind == TOKEN_MIXED; /* "11th floor" */
	return unit;
}

/* "the blue duplex,", "c/o Bosch, the coach house,", "the upstairs of": what people live in, before where it is. */
static size_t noun_before(const struct people *people, size_t at)
{
	size_t from = at;
	from -= from > 0 && (sign_is(people, from - 1, ',') || word_is(people, from - 1, "of") || word_is(people, from - 1, "on") ||
			     word_is(people, from - 1, "at"));
	size_t noun = SIZE_MAX;
	for (size_t back = 1; back <= 3 && back <= from && noun == SIZE_MAX; back++) {
		const struct cue_hit *hit = cue_at(people, from - back, CUE_HOME_NOUN);
		if (hit && hit->to == from)
			noun = from - back;
	}
	if (noun == SIZE_MAX || is_other(people, noun))
		return at;
	for (unsigned words = 0; noun > 0 && words < NUMBER_WORDS && !word_has(people, noun, CUE_DETERMINER); words++) {
		const struct word *word = &people->words[noun - 1];
		bool joined = word->sign == '-' || word->kind == TOKEN_TAIL;
		if ((word->kind != TOKEN_WORD && !joined) || is_other(people, noun - 1) || is_statement(people, noun - 1) ||
		    word_has(people, noun - 1, CUE_PREPOSITION) || word_has(people, noun - 1, CUE_PREPOSITION_PLACE) ||
		    word_has(people, noun - 1, CUE_LIVES))
			break;
		noun--;
	}
	/* "the house on Larch": nothing in it tells the house from others */
	bool plain = !sign_is(people, from, ',') && !word_is(people, from, "of") && from - noun <= 2;
	return plain ? at : noun;
}

/* "c/o Bosch," */
static size_t care_before(const struct people *people, size_t at)
{
	size_t from = at - sign_is(people, at - 1, ',');
	for (unsigned words = 0; from > 3 && words < NUMBER_WORDS && from < at; words++, from--)
		if (sign_is(people, from - 2, '/') && word_is(people, from - 1, "o") && word_is(people, from - 3, "c"))
			return from - 3;
	return at;
}

/* "Unit arrives Hawthorn [Trailer Ct, lot 22]": the name before the kind of place with which the home begins. */
static size_t name_before(const struct people *people, size_t at)
{
	size_t from = at;
	if (!word_has(people, at, CUE_DWELLING) && !word_in(people, at, LIST_STREET_KIND, NULL))
		return at;
	for (unsigned words = 0; words < NAME_WORDS && from > 0; words++, from--) {
		const struct word *word = &people->words[from - 1];
		if (word->kind != TOKEN_WORD || word->letters != CASE_TITLE || word->caps || word->sentence_start || word->mention != NOBODY ||
		    people->words[from].wide || word->entry->common > NAME_COMMON || is_other(people, from - 1) || is_heading(people, from - 1))
			break;
	}
	return from;
}

static size_t grow_left(const struct people *people, size_t at, size_t to)
{
	if (at == 0)
		return at;
	size_t name = people->words[at].letters == CASE_TITLE ? name_before(people, at) : at;
	if (name < at)
		return name;
	size_t noun = noun_before(people, at);
	if (noun < at)
		return noun;
	size_t care = care_before(people, at);
	if (care < at)
		return care;
	if (!is_numeric(people, at) && is_house_number(people, at - 1))
		return at - 1;
	size_t from = unit_before(people, at, to);
	if (from < at)
		return from;
	/* spelled: "eighteen oh six Clementine" */
	while (from && (word_has(people, from - 1, CUE_NUMBER) || (from < at && sign_is(people, from - 1, '-'))))
		from--;
	return from < at && !is_numeric(people, at) ? from : at;
}

void homes_grow(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		size_t from = tokens_at(people->tokens, finding->span.from);
		if (finding->what != WHAT_ADDRESS || finding->who == WHO_ADULT || from >= people->word_count)
			continue;
		size_t to = words_behind(people, from, finding->span.to);
		for (int segments = 0; segments < SEGMENTS_MOST; segments++) {
			size_t left = grow_left(people, from, to), right = grow_right(people, to);
			if (left == from && right == to)
				break;
			from = left;
			to = right;
		}
		if (people->words[from].from < finding->span.from)
			finding->span.from = people->words[from].from;
		if (to > 0 && people->words[to - 1].to > finding->span.to)
			finding->span.to = people->words[to - 1].to;
	}
}

/* ---- numbers -------------------------------------------------------------------------------------------------------------- */

/* Digits or capitals, as numbers are made of. */
static bool is_piece(const struct people *people, size_t at)
{
	return people->words[at].kind != TOKEN_LINE && (is_numeric(people, at) || people->words[at].letters == CASE_UPPER);
}

/* A hyphen without a space joins the pieces before and behind `at`. */
static bool is_hyphen(const struct people *people, size_t at)
{
	return at > 0 && at + 1 < people->word_count && sign_is(people, at, '-') && people->words[at - 1].to == people->words[at].from &&
	       people->words[at].to == people->words[at + 1].from && is_piece(people, at - 1) && is_piece(people, at + 1);
}

/* The whole of a number of which a piece is known: "24-[0099127]", "[2024]-S-06640". */
void number_grow(const struct people *people, size_t *from, size_t *to)
{
	while (*from > 1 && is_hyphen(people, *from - 1) && !people->words[*from - 2].blocked)
		*from -= 2;
	while (is_hyphen(people, *to) && !people->words[*to + 1].blocked)
		*to = people->words[*to + 1].next;
}
