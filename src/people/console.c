/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who sits at the telephone of an agency and is named with the seat: "CT 27 HESTER CLR ADV", "DESK 3 - H. OYAMA", "Dispatch (D. Weeks) put
 * out", "intake #12 Lorna". A console may also tell of others, "DISP 14 KAREN CARTER ADV": what stands behind the name decides. */
#include "people/internal.h"

enum { NUMBER_DIGITS = 3, DRIVER_REACH = 24 };

static bool same_line(const struct people *people, size_t a, size_t b)
{
	return b < people->word_count && people->words[a].line == people->words[b].line;
}

/* "CLR ADV", "RP STATES": the caller begins to tell. */
static bool is_caller_telling(const struct people *people, size_t at)
{
	return list_match_as(people, at, LIST_CONSOLE, STR("caller")) == 1 && same_line(people, at, at + 1) &&
	       word_has_any(people, at + 1, cue_bit(CUE_SPEECH) | cue_bit(CUE_RADIO));
}

/* "SENDS PF3", "SENT" at the line's end: what is done from the seat, to a unit; a child is "SENT HOME", "STARTED CRYING". */
static bool is_acting(const struct people *people, size_t at)
{
	size_t act = list_match_as(people, at, LIST_CONSOLE, STR("act")), behind = at + act;
	bool ends = behind >= people->word_count || people->words[behind].kind == TOKEN_LINE;
	const cue_set units = cue_bit(CUE_RADIO_UNIT) | cue_bit(CUE_RANK);
	return act > 0 && (ends || people->words[behind].kind == TOKEN_MIXED || word_has_any(people, behind, units));
}

/* Another seat or its work stands before it in the heading: "CALL TAKER LOG - DESK 3 - H. OYAMA"; a classroom has desks too. */
static bool is_in_heading(const struct people *people, size_t seat)
{
	for (size_t at = line_from(people, people->words[seat].line); at < seat; at++)
		if (list_match_as(people, at, LIST_CONSOLE, STR("")) > 0)
			return true;
	return false;
}

/* "DISP 14 ROWENA LEGG SENDS PF3", "CT 27 HESTER CLR ADV", "CAR 77 HALVORSEN SENT", "DESK 3 - H. OYAMA" in a heading. */
static bool sits_at_console(const struct people *people, const struct mention *mention)
{
	size_t number = mention->from, behind = mention->to;
	bool dash = number > 0 && sign_is(people, number - 1, '-');
	if (number < 2u + dash || !people->words[number].caps)
		return false;
	number -= 1u + dash;
	const struct word *digits = &people->words[number];
	if (digits->kind != TOKEN_NUMBER || digits->folded.len > NUMBER_DIGITS || digits->blocked == WHAT_ADDRESS || digits->wide ||
	    !same_line(people, number, mention->from) || !same_line(people, number - 1, number))
		return false;
	struct str kind;
	if (!word_in(people, number - 1, LIST_CONSOLE, &kind) || (kind.len > 0 && !str_equal(kind, STR("car"))))
		return false;
	bool ends = behind >= people->word_count || people->words[behind].kind == TOKEN_LINE;
	const struct entry *entry = people->words[mention->to - 1].entry;
	bool heading = log_behind_time(people, digits->line) == 0;
	if (ends && !dash) /* "OPENED 12/24/24 20:51:40 POSITION 03 PAWLAK" */
		return kind.len == 0 && heading && people->log && entry->surname >= entry->given;
	if (ends)
		return is_in_heading(people, number - 1) && heading;
	if (str_equal(kind, STR("car")) && (mention_is_full(people, mention) || entry->given > entry->surname))
		return false;
	return is_acting(people, behind) || (kind.len == 0 && is_caller_telling(people, behind));
}

/* "0517 1603 DESK MEYER L ASKS HOW MANY": a seat, and a surname with a letter who says something; the seat's own number is no part of it. */
static bool speaks_from_seat(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, behind = mention->to;
	struct str kind;
	if (at == 0 || !people->words[at].caps || !same_line(people, at - 1, at) || people->words[at].gap ||
	    !word_in(people, at - 1, LIST_CONSOLE, &kind) ||
	    kind.len > 0 || word_has_any(people, at - 1, cue_bit(CUE_RADIO) | cue_bit(CUE_LAW_AGENCY)))
		return false;
	size_t before = word_previous(people, at - 1); /* "AT DESK HOLT M STATES": who came to it */
	if (before != SIZE_MAX && word_has_any(people, before, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE)))
		return false;
	size_t letter = people->words[at].next;
	behind += behind == letter && letter < people->word_count && people->words[letter].kind == TOKEN_WORD &&
	       people->words[letter].folded.len == 1;
	if (word_in(people, behind + 1, LIST_NOMINATIVE, NULL))
		return false; /* "STATES SHE WAS HIT" */
	const struct entry *entry = people->words[at].entry;
	return behind == letter + 1 && people->words[letter].kind == TOKEN_WORD && people->words[letter].folded.len == 1 &&
	       entry->surname > entry->given && same_line(people, at, behind) &&
	       word_has_any(people, behind, cue_bit(CUE_SPEECH) | cue_bit(CUE_RADIO));
}

/* "when Dispatch (D. Weeks) put out a call": who did there what follows; but not "I told dispatch (Karen Carter)". */
static bool is_dispatch(const struct people *people, const struct mention *mention)
{
	size_t open = mention->from - (mention->from > 0), behind = mention->to + 1u;
	if (open == 0 || !sign_is(people, open, '(') || !sign_is(people, mention->to, ')') || behind >= people->word_count)
		return false;
	size_t office = open - 1, before = word_previous(people, office);
	if (!list_match_as(people, office, LIST_CONSOLE, STR("")) || people->words[office].letters == CASE_LOWER)
		return false;
	if (people->words[office].line_start && sign_is(people, behind, ':'))
		return true; /* "DISPATCH (VERA): Last name?" */
	if (!mention_is_full(people, mention))
		return false;
	bool object = before != SIZE_MAX && !people->words[office].sentence_start &&
		      (word_has_any(people, before, cue_bit(CUE_SPEECH) | cue_bit(CUE_HANDED_OVER) | cue_bit(CUE_PREPOSITION)) ||
		       verb_form(people, before) == VERB_PAST);
	return !object && verb_form(people, behind) == VERB_PAST;
}

/* "called, intake #12 Lorna, ref HL-0720": a number instead of a surname. */
static bool has_seat_number(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, behind = mention->to;
	if (at < 3 || people->words[at - 1].kind != TOKEN_NUMBER || people->words[at - 1].folded.len > NUMBER_DIGITS + 1 ||
	    !sign_is(people, at - 2, '#'))
		return false;
	bool ends = behind >= people->word_count || people->words[behind].kind == TOKEN_LINE ||
		    (people->words[behind].sign && strchr(",.;)", people->words[behind].sign));
	struct str kind;
	bool told = word_in(people, word_next(people, behind), LIST_NOMINATIVE, NULL); /* "; she is nine" */
	return ends && !told && word_in(people, at - 3, LIST_CONSOLE, &kind) && str_equal(kind, STR("seat"));
}

bool is_at_console(const struct people *people, const struct mention *mention)
{
	return mention->to > mention->from &&
	       (sits_at_console(people, mention) || speaks_from_seat(people, mention) || is_dispatch(people, mention) ||
	       has_seat_number(people, mention));
}

/* "Veh 1: Op COSTA, MARIA", "OPR COSTA, MARIA  DOB 4/4/84": who drives, where a vehicle or a birth date stands on the line. */
bool is_driver(const struct people *people, size_t op)
{
	if (!word_in(people, op, LIST_DRIVES, NULL))
		return false;
	if (op > 1 && people->words[op - 1].kind == TOKEN_NUMBER && word_is(people, op - 2, "unit"))
		return true; /* "Unit 1 Operator: Maria Costa" */
	size_t to = line_to(people, people->words[op].line), far = op + DRIVER_REACH;
	for (size_t at = line_from(people, people->words[op].line); at < to && at < far; at++)
		if (word_has(people, at, LABEL_BIRTH) ? at != op : word_in(people, at, LIST_VEHICLE, NULL))
			return true;
	return false;
}
