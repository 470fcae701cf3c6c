/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Messages between cars and consoles, "MSG 00412 19 02 FROM CAR 17 DEL BARRIO TO CAR 6": who sends and gets them is on duty. And house
 * numbers that are none: "1407 ARR SQ 3", "2251 315 KEIRA HERE", where 315 is a car that has much to say. */
#include "people/internal.h"

enum { HEADS_LEAST = 3, BEFORE_MOST = 6, PARTY_MOST = 7, CLOCK = 4, TOLD_MOST = 300, UNIT_DIGITS = 4, SHORT_RANK = 3 };

/* Words [from, to) between FROM and TO, and [to + 1, end). */
struct message {
	size_t from, to, end;
};

static bool is_number(const struct people *people, size_t at)
{
	return people->words[at].kind == TOKEN_NUMBER || people->words[at].kind == TOKEN_MIXED;
}

static bool is_party(const struct people *people, size_t from, size_t to)
{
	if (from >= to || to > from + PARTY_MOST)
		return false;
	for (size_t at = from; at < to; at++)
		if (people->words[at].kind == TOKEN_WORD && people->words[at].letters != CASE_UPPER)
			return false;
	return true;
}

static bool has_unit(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (is_number(people, at) && people->words[at].folded.len <= UNIT_DIGITS && at > from &&
		    word_has_any(people, at - 1, cue_bit(CUE_CREW) | cue_bit(CUE_RADIO_UNIT)))
			return true;
	return false;
}

/* A line in capitals with one word and numbers at most before FROM. */
static bool read_message(const struct people *people, uint32_t line, struct message *message)
{
	size_t first = line_from(people, line), at = first, words = 0;
	message->end = line_to(people, line);
	for (; at < message->end && at < first + BEFORE_MOST && !word_is(people, at, "from"); at++)
		words += people->words[at].kind == TOKEN_WORD;
	if (at >= message->end || !word_is(people, at, "from") || people->words[at].letters != CASE_UPPER || words > 1)
		return false;
	message->from = at + 1;
	for (at++; at < message->end && !word_is(people, at, "to");)
		at++;
	message->to = at;
	return at < message->end && is_party(people, message->from, message->to) && is_party(people, message->to + 1, message->end);
}

/* "DESK ROACH", "CAR 6", "TREVINO": but "ILSA BRZEZINSKI" may be anybody. */
static bool is_on_duty(const struct people *people, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t at = from; at < to; at++) {
		if (word_has_any(people, at, cue_bit(CUE_CREW) | cue_bit(CUE_RADIO_UNIT) | cue_bit(CUE_RANK)))
			return true;
		words += people->words[at].kind == TOKEN_WORD;
		if (words == 1 && people->words[at].kind == TOKEN_WORD && (at + 1 >= to || people->words[at + 1].kind != TOKEN_WORD))
			return at == from;
	}
	return false;
}

static void mark_party(struct people *people, size_t from, size_t to)
{
	if (!is_on_duty(people, from, to))
		return;
	for (size_t at = from; at < to; at++) {
		struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD)
			word->listed = word->console = !word_has(people, at, CUE_CREW);
		else if (is_number(people, at) && !word->blocked && word->folded.len <= UNIT_DIGITS)
			word->blocked = WHAT_CODE;
	}
}

static void mark_messages(struct people *people)
{
	struct message message;
	size_t heads = 0, units = 0;
	for (uint32_t line = 0; line < people->line_count; line++)
		if (read_message(people, line, &message)) {
			heads++;
			units += has_unit(people, message.from, message.end);
		}
	if (heads < HEADS_LEAST || units * 2 < heads)
		return;
	for (uint32_t line = 0; line < people->line_count; line++) {
		if (!read_message(people, line, &message))
			continue;
		for (size_t at = line_from(people, line); at + 1 < message.from; at++)
			if (is_number(people, at) && !people->words[at].blocked)
				people->words[at].blocked = WHAT_CODE;
		mark_party(people, message.from, message.to);
		mark_party(people, message.to + 1, message.end);
	}
}

/* ---- house numbers that are none ---------------------------------------------------------------------------------------- */

/* Right behind a time of day. */
static bool is_behind_clock(const struct people *people, size_t at)
{
	if (at < 2 || people->words[at - 1].kind != TOKEN_NUMBER || people->words[at - 1].line != people->words[at].line)
		return false;
	return people->words[at - 1].folded.len == CLOCK || (people->words[at - 1].folded.len == 2 && sign_is(people, at - 2, ':'));
}

/* Twice behind a time, with this and that behind it: a home would have its street there. */
static bool speaks(const struct people *people, size_t number)
{
	struct str first = {0};
	size_t from = number > TOLD_MOST * 8 ? number - TOLD_MOST * 8 : 2, to = number + TOLD_MOST * 8;
	for (size_t at = from; at + 1 < people->word_count && at < to; at++) {
		if (!str_equal(people->words[at].folded, people->words[number].folded) || !is_behind_clock(people, at))
			continue;
		if (first.len && !str_equal(first, people->words[at + 1].folded))
			return true;
		first = people->words[at + 1].folded;
	}
	return false;
}

static bool is_unit(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (!is_number(people, at) || !word->caps || at == 0 || at + 1 >= people->word_count)
		return false;
	bool same = people->words[at - 1].line == word->line;
	bool crew = same && word_has(people, at - 1, CUE_CREW) && !word_has(people, at - 1, CUE_DWELLING);
	return word->listed || word_has(people, at + 1, CUE_RADIO) || crew || speaks(people, at);
}

/* The time of a log's entry, or a part of it: "1818 D1 DR 88104", "16 41 19 P34 ARR TAMARACK POINT". */
static bool is_time_of_entry(const struct people *people, size_t at)
{
	uint32_t line = people->words[at].line;
	if (!people->log || at >= log_behind_time(people, line) || at + 1 >= people->word_count)
		return false;
	/* "1405 MAPLE AVE IS AUNTS HOME" goes on with a line above, or may do so */
	const struct word *next = &people->words[at + 1];
	return at > line_from(people, line) || next->kind == TOKEN_MIXED || next->console || next->listed || word_has(people, at + 1, CUE_RADIO) ||
	       word_has_any(people, at + 1, cue_bit(CUE_CHILD) | cue_bit(CUE_REPORT_WORD)); /* "1110 JUV PROB ROOSEVELT PARK" */
}

/* "1711 DEPUTY LANE ENRT", "At 1711 Trooper Pike arrived": a time, a rank and a surname that is a kind of street too, and then what officers
 * do; behind a home stands something else. */
static bool is_rank_behind_clock(const struct people *people, const struct finding *finding, size_t at)
{
	const struct word *clock = &people->words[at];
	size_t name = at + 1;
	if (clock->kind != TOKEN_NUMBER || clock->folded.len != CLOCK || clock->folded.ptr[0] > '2' || clock->folded.ptr[2] > '5' ||
	    (clock->folded.ptr[0] == '2' && clock->folded.ptr[1] > '3'))
		return false;
	while (name < people->word_count && people->words[name].to < finding->span.to)
		name++;
	if (name >= people->word_count || name == at + 1 || people->words[name].from >= finding->span.to)
		return false;
	size_t before = word_previous(people, at); /* "Mother of 1711 Colonel Drive said", "HOME AT 1711 MARSHAL LANE ADVISED" */
	bool begins = before == SIZE_MAX || people->words[at].line_start || people->words[before].sentence_start || people->words[before].line_start;
	const cue_set places = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_LIVES);
	bool place = !begins && word_has_any(people, before, places);
	const struct cue_hit *rank = cue_before(people, name, CUE_RANK);
	if (place || !rank || rank->from != at + 1)
		return false;
	/* "1633 PTL FIELD AT BEACH": no street is called by the letters for a rank */
	struct str letters = people->words[at + 1].folded;
	const struct entry *entry = people->words[at + 1].entry;
	if (people->log && rank->to == at + 2 && letters.len <= SHORT_RANK && entry->given + entry->surname < 3)
		return true;
	const cue_set acts = cue_bit(CUE_RADIO) | cue_bit(CUE_RADIO_UNIT) | cue_bit(CUE_DUTY) | cue_bit(CUE_SPEECH);
	return name + 1 < people->word_count && word_has_any(people, name + 1, acts);
}

/* The finding is of the number alone, and says nothing of a home; the words behind it are read like others. */
static void give_back(struct people *people, struct finding *finding, size_t at)
{
	for (size_t i = at; i < people->word_count && people->words[i].from < finding->span.to; i++)
		if (people->words[i].blocked == WHAT_ADDRESS)
			people->words[i].blocked = i == at ? WHAT_CODE : 0;
	finding->what = WHAT_CODE;
	finding->span.to = people->words[at].to;
}

/* "0334 NEIGHBOR LOT 11 ALMA": what is behind the time may be a unit by itself. */
static void drop_time(struct people *people, struct finding *finding, size_t at)
{
	size_t unit = at + 1;
	while (unit + 1 < people->word_count && people->words[unit].from < finding->span.to &&
	       !(word_has(people, unit, CUE_DWELLING) && is_number(people, unit + 1)))
		unit++;
	size_t end = finding->span.to;
	give_back(people, finding, at);
	if (unit + 1 >= people->word_count || people->words[unit].from >= end)
		return;
	finding->what = WHAT_ADDRESS;
	finding->span = (struct span){people->words[unit].from, end};
	for (size_t i = unit; i < people->word_count && people->words[i].from < end; i++)
		people->words[i].blocked = people->words[i].blocked ? people->words[i].blocked : WHAT_ADDRESS;
}

/* "1819 D1 SACRED WATERS DAY SCHOOL": who speaks is no part of the school. */
static void drop_speaker(const struct people *people, struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	if (!people->log || at + 1 >= people->word_count || people->words[at].kind != TOKEN_MIXED || people->words[at].folded.len > 4 ||
	    log_behind_time(people, people->words[at].line) != at || people->words[at + 1].from >= finding->span.to)
		return;
	people->words[at].blocked = WHAT_CODE;
	finding->span.from = people->words[at + 1].from;
}

void messages_mark(struct people *people)
{
	mark_messages(people);
	for (size_t i = 0; i < people->findings->count; i++)
		if (people->findings->list[i].what == WHAT_SCHOOL)
			drop_speaker(people, &people->findings->list[i]);
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		size_t at = finding->what == WHAT_ADDRESS ? tokens_at(people->tokens, finding->span.from) : people->word_count;
		if (at < people->word_count && is_time_of_entry(people, at))
			drop_time(people, finding, at);
		else if (at < people->word_count && (is_unit(people, at) || is_rank_behind_clock(people, finding, at)))
			give_back(people, finding, at);
	}
}
