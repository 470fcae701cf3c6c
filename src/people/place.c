/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names of towns and agencies, which look like names of persons. */
#include "people/internal.h"

bool place_before(const struct people *people, size_t from)
{
	/* "in Maysburg", "at Skyline": an unknown word after these is a place more often than a person */
	size_t before = word_previous(people, from);
	if (before == SIZE_MAX)
		return false;
	if (word_is(people, before, "of")) {
		/* "the city of Maysburg", but "of Brooks and of Vivvy" */
		size_t earlier = word_previous(people, before);
		return earlier == SIZE_MAX || word_has(people, earlier, CUE_ORGANISATION) || people->words[earlier].letters != CASE_LOWER;
	}
	/* "tells me that Sawyer has not slept" */
	size_t next = people->words[from].next;
	if (word_is(people, before, "that") && (word_has(people, next, CUE_AUXILIARY) || word_has(people, next, CUE_MODAL) ||
						 verb_form(people, next) == VERB_PAST || verb_form(people, next) == VERB_THIRD))
		return false;
	return word_has(people, before, CUE_PREPOSITION_PLACE) || word_has(people, before, CUE_DETERMINER);
}

/* Words in a row after the run, up to one that says what it all is: "WINSLOW TWP POLICE", "Flat River Marshal". */
bool is_agency(const struct people *people, size_t to)
{
	bool owned = false, comma = false;
	for (unsigned steps = 0; steps < 5 && to < people->word_count; steps++) {
		const struct word *word = &people->words[to];
		if (word->kind == TOKEN_TAIL || sign_is(people, to, ',') || sign_is(people, to, '-')) {
			owned = owned || word->kind == TOKEN_TAIL;
			comma = comma || sign_is(people, to, ',');
			to++;
			continue;
		}
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || (word->wide && steps))
			return false;
		const struct cue_hit *law = cue_at(people, to, CUE_LAW_AGENCY);
		if (law && !comma && law->to > word->next && word_has(people, to, CUE_CHILD) && people->words[law->to - 1].letters == word->letters)
			return true; /* "TRI-RIVERS CHILD ADVOCACY NETWORK" */
		if (word_has(people, to, CUE_AGENCY) || (owned && steps > 1 && word_has(people, to, CUE_ORGANISATION)))
			return true;
		bool falls = word_has(people, to, CUE_ORGANISATION) && word->letters == CASE_TITLE; /* "Dunmore Falls Police" */
		if ((verb_form(people, to) != VERB_NONE && !falls) || word_has(people, to, CUE_AUXILIARY) || word_has(people, to, CUE_PREPOSITION) ||
		    word_has(people, to, CUE_CONJUNCTION) || word_has(people, to, CUE_PREPOSITION_PLACE) || word_has(people, to, CUE_KIN) ||
		    (steps < 2 && word_has(people, to, CUE_CHILD)) || word->folded.len < 3)
			return false;
		to = word->next;
	}
	return false;
}

/* All of the run is the name of a town, county, state or people, and nothing shows a person of that name. */
bool place_is(const struct people *people, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	for (size_t at = from; at < to; at = people->words[at].next)
		if (people->words[at].kind == TOKEN_WORD && !people->words[at].place)
			return false;
	if (word->places >= 2 || from + word->places < to)
		return true; /* "Cape Girardeau", "Beaumont Texas" */
	size_t next = word->next;
	bool state = sign_is(people, next, ',') && next + 1 < people->word_count && people->words[next + 1].place;
	bool does = next < people->word_count && (verb_form(people, next) == VERB_PAST || word_has(people, next, CUE_SPEECH));
	return state || place_before(people, from) || word->entry->given < 7 || (word->town && !does);
}

/* "RE: Harrow City PD 24-66120", "RE: Polk County Sheriff": a town's agency, one or two words from its kind. */
bool begins_agency(const struct people *people, size_t at)
{
	const cue_set agencies = cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY);
	for (size_t seat = at + 1; seat <= at + 2 && seat + 1 < people->word_count; seat++)
		if (word_has(people, seat, CUE_SEAT) && people->words[seat + 1].line == people->words[at].line && !people->words[seat + 1].wide &&
		    people->words[seat + 1].letters != CASE_LOWER && word_has_any(people, seat + 1, agencies))
			return true;
	return false;
}

/* "PD", "Twp": short for an agency or what it serves, and nothing else. */
static bool is_short_agency(const struct people *people, const struct cue_hit *hit)
{
	return hit->to == hit->from + 1 && people->words[hit->from].folded.len <= 4 && people->words[hit->from].entry->common < 5;
}

/* The words right before an agency that can be the name of its town: where they begin; `end` when there are none. */
static size_t town_before(const struct people *people, size_t end)
{
	const cue_set never = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_ROLE) | cue_bit(CUE_OFFICIAL_AFTER) |
			      cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY);
	size_t from = end;
	for (unsigned words = 0; words < 3 && from > 0; words++) {
		const struct word *word = &people->words[from - 1];
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->folded.len < 2 || word->line != people->words[end].line ||
		    people->words[from].wide || word->fact || word_has_any(people, from - 1, never))
			break;
		from--;
		if (word->line_start || word->sentence_start)
			break;
	}
	return from;
}

static bool may_be_town(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_KIN) || word_has(people, at, CUE_PREPOSITION) ||
		    word_has(people, at, CUE_CONJUNCTION) || word_has(people, at, CUE_AUXILIARY) || word_has(people, at, CUE_DETERMINER) ||
		    word_has(people, at, CUE_PREPOSITION_PLACE) || verb_form(people, at) == VERB_PAST)
			return false;
	const struct entry *first = people->words[from].entry, *last = people->words[to - 1].entry;
	if (to == from + 1)
		return (first->given < 3 && first->surname < 3) || (word_has(people, to, CUE_SEAT) && first->given < 7);
	/* "Emily Carter Police" is no town's, "Tamsin Oyarzun CPS" neither, "Alder Falls Police" is */
	if (first->given >= 5 && first->given > first->common + 3 && last->common == 0 && !word_has(people, to - 1, CUE_ORGANISATION))
		return false;
	return first->given < 7 || last->surname < 3 || word_has(people, to - 1, CUE_ORGANISATION);
}

/* Behind the words from `from` on that stand here again, also over a line end; `at` when they do not. */
static size_t town_end(const struct people *people, size_t at, size_t from, size_t count)
{
	size_t end = at;
	for (size_t i = 0; i < count; i++, end++) {
		end += i > 0 && end < people->word_count && people->words[end].kind == TOKEN_LINE;
		if (end >= people->word_count || people->words[end].letters == CASE_LOWER ||
		    !str_equal(people->words[end].folded, people->words[from + i].folded))
			return at;
	}
	return end;
}

/* Wherever it stands; of "Port Callis" only the second word may be a striking one. */
static void mark_town(struct people *people, size_t from, size_t to)
{
	size_t count = to - from;
	for (size_t i = 0; i < people->striking_count; i++)
		for (size_t back = 0; back < count && back <= people->striking[i]; back++) {
			size_t at = people->striking[i] - back;
			size_t end = town_end(people, at, from, count);
			for (size_t j = at; j < end; j++)
				people->words[j].place = people->words[j].town = true;
			if (end == at)
				continue;
			if (people->words[at].places < count)
				people->words[at].places = (uint8_t)count;
		}
}

enum { KINDS_MOST = 6, ZIP_DIGITS = 5, PLACE_WORDS = 12 }; /* words of one agency that say what kind it is */

/* "SWIFT CROSSING IA POLICE" */
static bool is_state_code(const struct people *people, size_t at)
{
	return people->words[at].folded.len == 2 && people->words[at].letters == CASE_UPPER && word_in(people, at, LIST_US_STATE, NULL);
}

/* "HARLAN VALLEY REGIONAL POLICE", "ELKHORN CITY POLICE": what kind of agency it is stands between the town and what it does. */
static size_t before_kind(const struct people *people, size_t end)
{
	for (unsigned kinds = 0; kinds < KINDS_MOST; kinds++) {
		size_t kind = end;
		bool and = kind > 2 && (sign_is(people, kind - 1, '&') || word_is(people, kind - 1, "and"));
		if (and && people->words[kind - 1].line == people->words[end].line)
			kind--; /* "FIRE & POLICE" */
		if (kind < 2 || people->words[kind - 1].kind != TOKEN_WORD || people->words[kind - 1].letters == CASE_LOWER ||
		    people->words[kind - 1].line != people->words[end].line || people->words[kind - 2].kind != TOKEN_WORD ||
		    !(word_has_any(people, kind - 1, cue_bit(CUE_AGENCY) | cue_bit(CUE_SEAT)) || is_state_code(people, kind - 1)))
			return end;
		end = kind - 1;
	}
	return end;
}

/* In capitals "MARCUS POLICE" may be anything, but a line or cell of its own is a heading. */
static bool is_heading(const struct people *people, const struct cue_hit *hit)
{
	size_t from = hit->from, steps = 0;
	while (steps++ < 5 && from > 0 && !people->words[from].gap && people->words[from - 1].kind == TOKEN_WORD &&
	       people->words[from - 1].letters == CASE_UPPER &&
	       !people->words[from].line_start)
		from--;
	bool starts = people->words[from].line_start || people->words[from].gap ||
		      (from > 0 && (people->words[from - 1].bar || sign_is(people, from - 1, '/')));
	size_t to = hit->to;
	while (to < people->word_count && to < hit->to + KINDS_MOST && people->words[to].kind == TOKEN_WORD && !people->words[to].gap &&
	       word_has(people, to, CUE_AGENCY))
		to++;
	return starts && (to >= people->word_count || people->words[to].kind == TOKEN_LINE || people->words[to].gap || people->words[to].bar ||
			    sign_is(people, to, '|'));
}

bool inside_agency(const struct people *people, size_t at)
{
	static const enum cue cues[] = {CUE_LAW_AGENCY, CUE_OFFICIAL_AFTER};
	for (size_t back = 1; back <= 4 && back <= at; back++) {
		const struct word *first = &people->words[at - back];
		bool begins = first->letters != CASE_LOWER && (first->has & (cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_OFFICIAL_AFTER)));
		for (size_t i = 0; begins && i < sizeof cues / sizeof *cues; i++) {
			const struct cue_hit *hit = cue_at(people, at - back, cues[i]);
			if (hit && hit->to > at && people->words[hit->to - 1].letters != CASE_LOWER)
				return true;
		}
	}
	return false;
}

bool inside_title(const struct people *people, size_t at)
{
	for (size_t back = 1; back <= 3 && back <= at; back++) {
		const struct word *first = &people->words[at - back];
		if (!word_has(people, at - back, CUE_RANK))
			continue;
		bool like = first->letters == people->words[at].letters && first->folded.len > 1 && people->words[at].folded.len > 1;
		const struct cue_hit *hit = like ? cue_at(people, at - back, CUE_RANK) : NULL;
		if (hit && hit->to > at && !people->words[at - back].proper)
			return true;
	}
	return inside_agency(people, at);
}

/* "the Fallon boat launch", "the Cape Merritt station": a public place by the small words behind. */
static bool is_public_place(const struct people *people, size_t to)
{
	for (unsigned steps = 0; steps < 3 && to < people->word_count && people->words[to].kind == TOKEN_WORD &&
				 people->words[to].letters == CASE_LOWER; steps++, to++) {
		if (word_has(people, to, CUE_PUBLIC_PLACE))
			return true;
		if (people->words[to].entry->common >= 12 || word_has(people, to, CUE_PREPOSITION) || verb_form(people, to) == VERB_PAST)
			return false;
	}
	return false;
}

/* "Fort Cadwell", "Cape Merritt": two words, and the first says what it is. "Attendance Liaison": an office. */
static bool is_titled_place(const struct people *people, size_t from, size_t to)
{
	size_t last = people->words[from].next;
	const struct entry *first = people->words[from].entry;
	if (last >= to)
		return word_has(people, from, CUE_OFFICE_HEAD) && first->given < 3 && first->surname < 5;
	if (people->words[last].next != to || people->words[last].kind != TOKEN_WORD || first->given >= 5)
		return false;
	return word_has(people, from, CUE_PLACE_PREFIX) || (word_has(people, last, CUE_OFFICE_HEAD) && people->words[last].entry->surname < 5);
}

/* "Casey's, 300 block W. 4th", "McDonald's, US 40 at Post Rd": a place that is no home stands behind. */
static bool place_behind(const struct people *people, size_t at)
{
	return sign_is(people, at, ',') && at + 1 < people->word_count && people->words[at + 1].blocked == WHAT_PLACE;
}

/* "Verdun Ambulance", "Hale Rescue": the crew that is called after its town. */
static bool is_crew(const struct people *people, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	return to < people->word_count && word->next == to && word->letters == CASE_TITLE && !word->caps && word->entry->given < 5 &&
	       people->words[to].letters == CASE_TITLE && !people->words[to].wide && people->words[to].folded.len >= 6 &&
	       word_has(people, to, CUE_CREW) && word_has(people, to, CUE_ORGANISATION);
}

/* "Conway Expy", "SAVE-MOR OUTLET": the last word says that nobody lives there and that it is nobody. */
static bool ends_in_public(const struct people *people, size_t from, size_t to)
{
	size_t last = to - 1;
	if (people->words[from].next >= to)
		return false;
	if (word_in(people, last, LIST_THROUGH_ROAD, NULL))
		return true;
	if (people->words[from].entry->given >= 4 || people->words[last].entry->surname >= 4 || word_has(people, last, CUE_HOME_NOUN))
		return false;
	return word_has(people, last, CUE_PUBLIC_PLACE) && !word_in(people, last, LIST_LODGING, NULL);
}

/* "Feed & Saddle": two things, and no couple. */
static bool is_half_of_firm(const struct people *people, size_t from, size_t to)
{
	size_t sign = word_previous(people, from), thing = sign == SIZE_MAX ? SIZE_MAX : word_previous(people, sign);
	if (people->words[from].next != to || thing == SIZE_MAX || !sign_is(people, sign, '&') || people->words[from].entry->given >= 4)
		return false;
	const struct word *word = &people->words[thing];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && word->mention == NOBODY && word->entry->common >= 4 &&
	       word->entry->given < 3 && word->entry->surname < 4;
}

/* A sign that parts what a line says of a place: "BLUE LINE, CEDAR YARDS STATION, NB". */
static bool parts_place(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->bar || word->wide || (word->sign && word->sign != ':' && word->sign != '.' && word->sign != '-');
}

/* The label of a place that begins the line or a cell before the word, and behind it only words and commas: where its value begins; or 0. */
static size_t place_value(const struct people *people, size_t word)
{
	size_t first = line_from(people, people->words[word].line), at = word;
	for (unsigned steps = 0; at > first && steps < PLACE_WORDS; steps++) {
		at--;
		const struct cue_hit *label = cue_at(people, at, LABEL_PLACE);
		bool cell = at == first || people->words[at].wide || people->words[at - 1].bar;
		bool bar = label && label->to < word && (people->words[label->to].bar || sign_is(people, label->to, ':'));
		if (label && label->to <= word && cell)
			return label->to + bar;
		if (people->words[at].bar && !(at > first && word_has(people, at - 1, LABEL_PLACE)))
			return 0;
	}
	return 0;
}

/* "LOC GREEN LINE PLATFORM 2 HARKNESS CENTRAL": the line says where it was, by a place that is open to all, and of nobody. Behind the
 * name and at the end of what it says such a word leaves no doubt: "PLACE | BLUE LINE, CEDAR YARDS STATION, NB". */
static bool is_in_place(const struct people *people, size_t from, size_t to)
{
	const cue_set others = cue_bit(CUE_DWELLING) | cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_LIVES) | cue_bit(LABEL_ADDRESS) | cue_bit(CUE_KIN) |
			       cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) | cue_bit(CUE_HONORIFIC) | cue_bit(CUE_RANK);
	size_t value = place_value(people, from), line_end = line_to(people, people->words[from].line), begin = from, end = to;
	if (value == 0 || value > from)
		return false;
	while (begin > value && !parts_place(people, begin - 1))
		begin--;
	while (end < line_end && end < to + PLACE_WORDS && !parts_place(people, end))
		end++;
	bool public = false, given = false;
	for (size_t at = begin; at < end; at++) {
		if (word_has_any(people, at, others) && people->words[at].folded.len > 1)
			return false;
		public |= (at < from || at >= to) && word_has(people, at, CUE_PUBLIC_PLACE);
		given |= at >= from && at < to && people->words[at].entry->given >= 6;
	}
	bool ends = end > to && people->words[end - 1].entry->surname < 4 && word_has(people, end - 1, CUE_PUBLIC_PLACE);
	return public && (!given || ends);
}

/* "Checked Sinclair Station", "CK SINCLAIR STATION HWY 18": behind a word that is no given name a place that is open to all, written with a
 * capital; in capitals, where "TOOK SINCLAIR HOSPITAL" may be said of a patient, only on a highway. */
static bool is_before_public(const struct people *people, size_t from, size_t to)
{
	if (to >= people->word_count || people->words[to].kind != TOKEN_WORD || people->words[to].letters == CASE_LOWER || people->words[to].wide ||
	    people->words[from].entry->given >= 9 || people->words[from].next != to || people->words[to].entry->surname >= 4 ||
	    people->words[to].entry->given > 0 || !word_has(people, to, CUE_PUBLIC_PLACE) || cued_before(people, from))
		return false;
	return !people->words[from].caps || (word_in(people, to + 1, LIST_ROAD_KIND, NULL) && is_numeric(people, to + 2));
}

/* "Ofc. Mulroney of Calumet Park"; a school's officer is of the school. */
bool is_officers_town(const struct people *people, size_t from)
{
	size_t of = word_previous(people, from);
	if (of == SIZE_MAX || of == 0 || !word_is(people, of, "of") || people->words[of - 1].mention == NOBODY)
		return false;
	size_t name = people->mentions[people->words[of - 1].mention].from;
	const struct cue_hit *rank = rank_before(people, name) ? cue_before(people, name, CUE_RANK) : NULL;
	for (size_t at = rank ? rank->from : name; at < name; at++)
		if (word_is(people, at, "sro") || word_is(people, at, "resource") || word_is(people, at, "school") ||
		    word_has(people, at, CUE_TEACHER))
			return false;
	return rank != NULL;
}

bool business_is(const struct people *people, size_t from, size_t to)
{
	if (cued_before_any(people, from, cue_bit(CUE_TOWED)))
		return true; /* "TOWED BY WAGGONER'S GARAGE", "Tow: Big Chief Heavy" */
	if (ends_in_public(people, from, to) || is_half_of_firm(people, from, to) || is_in_place(people, from, to) ||
	    is_before_public(people, from, to))
		return true;
	if (is_titled_place(people, from, to) || is_crew(people, from, to))
		return true;
	size_t before = word_previous(people, from);
	if (people->words[from].caps || before == SIZE_MAX || to >= people->word_count)
		return false;
	/* "Duffy's Tavern", "Casey's General Store" */
	if (people->words[to].kind == TOKEN_TAIL && to + 1 < people->word_count && people->words[to + 1].letters == CASE_TITLE &&
	    (word_has(people, to + 1, CUE_ORGANISATION) || word_has(people, to + 1, CUE_PUBLIC_PLACE)) && !word_has(people, to + 1, CUE_MONTH) &&
	    !word_has(people, to + 1, CUE_WEEKDAY))
		return true;
	if (is_officers_town(people, from))
		return true;
	bool the = word_is(people, before, "the"), at = word_has(people, before, CUE_PREPOSITION_PLACE);
	if ((the || at) && is_public_place(people, to))
		return true;
	if (!(the || at) || people->words[from].next >= to)
		return false;
	if (the && place_behind(people, to))
		return true; /* "the Golden Drover, 3400 blk Boulder Strip" */
	/* "the Silver Dollar", "outside the Brandt Hills Skate Plaza", "at Memorial Hermann", "in Gap Mills" */
	const struct entry *first = people->words[from].entry;
	size_t last = to - 1;
	bool plural = str_ends_nocase(people->words[last].folded, STR("s"));
	if (people->words[to].kind == TOKEN_TAIL || word_has(people, to, CUE_SPEECH) || word_has(people, from, CUE_PARTICLE) || first->given >= 4)
		return false;
	bool ordinary = first->common >= 4 && first->common > first->given + 2;
	bool thing = word_has(people, last, CUE_ORGANISATION) || word_has(people, last, CUE_PUBLIC_PLACE) || word_has(people, from, CUE_ORGANISATION);
	return thing || (ordinary && !(the && plural));
}

/* "at the Casey's on 97", "drove to the Sinclair.": a chain of shops, when nothing shows whose house or children these are. */
static bool is_chain(const struct people *people, size_t at, size_t next)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	bool owned = next < people->word_count && people->words[next].kind == TOKEN_TAIL;
	next += owned;
	if (word->letters != CASE_LOWER && (owned || word->entry->given == 0) && place_behind(people, next))
		return true;
	if (before == SIZE_MAX || !(word->letters == CASE_TITLE || word->caps) || !word_is(people, before, "the"))
		return false;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD)
		return true;
	if (word->caps && word_has(people, next, CUE_CONJUNCTION))
		return false; /* "THE SINCLAIR AND HALE BOYS" */
	return word_has_any(people, next, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) |
							  cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_LANDMARK));
}

/* "Department of Child Safety": what stands behind the child of an agency's long name is no child's name; "Juvenile Justice" may be. */
static void mark_agency(struct people *people, const struct cue_hit *hit)
{
	for (size_t at = hit->from + 1; at < hit->to; at++)
		if (word_has(people, at - 1, CUE_CHILD) && people->words[at].letters != CASE_LOWER && !people->words[at].blocked)
			people->words[at].blocked = WHAT_AGENCY;
}

/* "a Cub Scout", "vacation Bible school": several words that name nobody, whatever each of them may be. */
static void mark_goods(struct people *people)
{
	for (size_t i = 0; i < people->cue_count; i++) {
		const struct cue_hit *hit = &people->cues[i];
		if (hit->cue == CUE_LAW_AGENCY && hit->to > hit->from + 2)
			mark_agency(people, hit);
		bool phrase = hit->cue == CUE_GOODS && hit->to > people->words[hit->from].next;
		for (size_t at = hit->from; phrase && at < hit->to; at++)
			if (!people->words[at].blocked)
				people->words[at].blocked = WHAT_AGENCY;
	}
}

static void mark_chains(struct people *people)
{
	if (!(people->has & cue_bit(CUE_CHAIN)))
		return;
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct cue_hit *chain = cue_at(people, at, CUE_CHAIN);
		for (size_t to = chain && is_chain(people, at, chain->to) ? chain->to : at, word = at; word < to; word++)
			if (!people->words[word].blocked)
				people->words[word].blocked = WHAT_AGENCY;
	}
}

/* "COUNTY OF BRAZEAU", "the Town of Windermere": the name behind, to the end of a line or phrase. */
static void learn_behind(struct people *people, const struct cue_hit *seat)
{
	size_t from = seat->to + 1, to = from;
	if (!word_is(people, seat->to, "of") || people->words[seat->from].letters == CASE_LOWER)
		return;
	while (to < people->word_count && to < from + 3 && people->words[to].kind == TOKEN_WORD && people->words[to].letters != CASE_LOWER &&
	       people->words[to].line == people->words[seat->from].line && !people->words[to].wide && !word_has(people, to, CUE_AGENCY) &&
	       !word_has(people, to, CUE_LAW_AGENCY))
		to++;
	bool person = to > from && (people->words[from].mention != NOBODY || people->words[from].fact);
	if (to > from && to < from + 3 && !person && (to >= people->word_count || people->words[to].kind == TOKEN_LINE || people->words[to].wide ||
						      word_has_any(people, to, cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY))) &&
	    may_be_town(people, from, to))
		mark_town(people, from, to);
}

/* "Minnesota", "WA 98101", but "Hossain, Md Rafi", "Ortiz, Tennessee, 9": letters in capitals, and no name, age or date goes on. */
static bool stands_as_state(const struct people *people, size_t at)
{
	const struct word *state = &people->words[at];
	size_t next = state->next;
	if (state->folded.len == 2 && (state->letters != CASE_UPPER || state->caps))
		return false;
	if (next >= people->word_count || people->words[next].kind == TOKEN_LINE || sign_is(people, next, '.') || people->words[next].wide)
		return true;
	return people->words[next].kind == TOKEN_NUMBER ? people->words[next].folded.len == ZIP_DIGITS
							: people->words[next].kind == TOKEN_WORD && people->words[next].letters == CASE_LOWER;
}

/* "Orrin, Minnesota", "Port Ellery, WA": the words before a state, at the start of a line or behind a comma, a gap or a small word. */
static void learn_before_state(struct people *people)
{
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t last = people->striking[i], from = last;
		if (!sign_is(people, last + 1, ',') || !word_in(people, last + 2, LIST_US_STATE, NULL) ||
		    people->words[last + 2].letters == CASE_LOWER)
			continue;
		if (!stands_as_state(people, last + 2))
			continue;
		const struct word *word = &people->words[last];
		if (from > 0 && people->words[from - 1].kind == TOKEN_WORD && people->words[from - 1].letters == word->letters && !word->wide)
			from--;
		const struct word *first = &people->words[from];
		bool opens = first->line_start || first->wide || sign_is(people, from - 1, ',') || word_has(people, from - 1, CUE_PREPOSITION_PLACE);
		if (opens && first->entry->given < 9 && !first->fact && !word->fact && !is_cue(people, from))
			mark_town(people, from, last + 1);
	}
}

void places_learn(struct people *people)
{
	mark_chains(people);
	mark_goods(people);
	agency_letters_mark(people);
	letterhead_mark(people);
	for (size_t i = 0; i < people->cue_count; i++)
		if (people->cues[i].cue == CUE_SEAT)
			learn_behind(people, &people->cues[i]);
	for (size_t i = 0; i < people->cue_count; i++) {
		const struct cue_hit *hit = &people->cues[i];
		if (hit->cue != CUE_AGENCY && hit->cue != CUE_LAW_AGENCY && hit->cue != CUE_SEAT)
			continue;
		const struct word *word = &people->words[hit->from];
		if (word->letters == CASE_LOWER ||
		    (word->caps && hit->to == hit->from + 1 && !is_short_agency(people, hit) && !is_heading(people, hit)))
			continue;
		size_t end = before_kind(people, hit->from), from = town_before(people, end);
		bool marked = from < end && people->words[from].town && people->words[from].places == end - from; /* with the first such name */
		if (from < end && !marked && may_be_town(people, from, end))
			mark_town(people, from, end);
	}
	learn_before_state(people);
}

/* Do the two words stand together in a home or school that was found? */
static bool stand_together(const struct people *people, size_t first, size_t second)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_SCHOOL && finding->what != WHAT_ADDRESS)
			continue;
		for (size_t at = tokens_at(people->tokens, finding->span.from);
		     at + 1 < people->word_count && people->words[at].from < finding->span.to; at++)
			if (str_equal(people->words[at].folded, people->words[first].folded) &&
			    str_equal(people->words[people->words[at].next].folded, people->words[second].folded))
				return true;
	}
	return false;
}

/* "Turkey Creek bridge", "the Pine Ridge jail" of the town of that name, "Midland CAC": a place or office, though a school has the name. */
static bool is_place_behind(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	for (unsigned steps = 0; steps < 2 && next < people->word_count && people->words[next].letters == people->words[at].letters; steps++)
		next = people->words[next].kind == TOKEN_WORD && !people->words[next].wide ? people->words[next].next : people->word_count;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].line != people->words[at].line ||
	    people->words[next].mention != NOBODY || people->words[next].wide)
		return false;
	const struct word *kind = &people->words[next];
	bool letters = kind->letters == CASE_UPPER && !kind->caps && kind->folded.len <= 4 &&
		       word_has_any(people, next, cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY));
	bool open = kind->letters == CASE_LOWER && (word_in(people, next, LIST_OPEN_PLACE, NULL) ||
						    (people->words[at].town && word_has(people, next, CUE_PUBLIC_PLACE)));
	if (!letters && !open)
		return false;
	for (size_t before = at; people->words[before].next < next; before = people->words[before].next)
		if (!stand_together(people, before, people->words[before].next))
			return false;
	return true;
}

/* "Sable Bowl" beside Sable Middle School, "Loutre Creek bridge" beside the Loutre Valley Swim Club: another place of the same
 * town or valley, by the kind of place that stands behind. */
bool is_other_place(const struct people *people, size_t at, bool school)
{
	if (school && is_place_behind(people, at))
		return true;
	const cue_set kinds = cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_LANDMARK) | cue_bit(CUE_AGENCY);
	size_t next = people->words[at].next, kind = 0;
	for (unsigned steps = 0; !kind && steps < 3 && next < people->word_count && people->words[next].kind == TOKEN_WORD; steps++) {
		if (people->words[next].letters != people->words[at].letters || people->words[next].wide ||
		    people->words[next].line != people->words[at].line || people->words[next].mention != NOBODY)
			return false;
		if (word_has_any(people, next, kinds) && (!people->words[next].caps || !verb_form(people, next)))
			kind = next;
		next = people->words[next].next;
	}
	/* all homes and schools are asked only for the few words that a kind of place follows */
	for (size_t before = at; kind && before < kind; before = people->words[before].next)
		if (stand_together(people, before, people->words[before].next))
			return false;
	return kind > 0;
}
