/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where a home or a school is named again in short: "the Larkspur house", "OUT AT TAMARACK PT", "Apt 2B"; in this document and in others
 * of the case. */
#include <stdlib.h>

#include "base/mem.h"
#include "people/internal.h"

enum { PLACE_WORDS = 7, NAME_LEVEL = 5 };

struct keyword {
	struct str folded;
	struct str before; /* in the name of a school: "lake" of Lake Amity; else empty */
	uint8_t what;
	bool unit; /* 2B, 310: an apartment */
	bool plain; /* "Elm", "Market": too short or too common to be a street but behind "on" */
	size_t at, to; /* the word in the address where it was read, and the end of that; 0: elsewhere */
};

struct keywords {
	struct keyword *list;
	size_t count, cap;
	uint64_t sketches; /* of all: what is not in it is none */
};

static uint64_t sketch_of(struct str folded)
{
	unsigned ends = (unsigned char)folded.ptr[0] * 5u + (unsigned char)folded.ptr[folded.len - 1];
	return (uint64_t)1 << ((ends + folded.len * 11) & 63);
}

static struct keyword *add_keyword(struct keywords *keywords, struct str folded, enum what what, bool unit)
{
	for (size_t i = 0; i < keywords->count; i++)
		if (str_equal(keywords->list[i].folded, folded))
			return &keywords->list[i];
	keywords->list = mem_room(keywords->list, keywords->count, &keywords->cap, sizeof *keywords->list);
	struct keyword *keyword = &keywords->list[keywords->count++];
	*keyword = (struct keyword){.folded = folded, .what = (uint8_t)what, .unit = unit};
	keywords->sketches |= sketch_of(folded);
	return keyword;
}

/* The word before in the name of the school, if it is one with a capital. */
static struct str word_of_name(const struct people *people, const struct finding *finding, size_t at)
{
	const struct word *before = at > 0 ? &people->words[at - 1] : NULL;
	bool part = before && before->from >= finding->span.from && before->kind == TOKEN_WORD && before->letters != CASE_LOWER &&
		    before->line == people->words[at].line;
	return part ? before->folded : (struct str){0};
}

/* "Lanes" of "8 Ball Lanes": it says what a firm is. */
static bool is_kind_of_firm(const struct people *people, size_t at)
{
	const struct cue_hit *kind = cue_at(people, at, CUE_PUBLIC_PLACE);
	return kind && str_equal(kind->value, STR("firm"));
}

/* Three letters in capitals that are no word and nothing that schools are called by. */
static bool is_own_letters(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const cue_set kinds = cue_bit(CUE_SCHOOL_PART) | cue_bit(CUE_SCHOOL_KIND) | cue_bit(CUE_ORGANISATION) | cue_bit(CUE_LAW_AGENCY) |
			      cue_bit(CUE_AGENCY) | cue_bit(CUE_TITLE) | cue_bit(CUE_RANK) | cue_bit(CUE_REPORT_WORD) | cue_bit(CUE_GOODS);
	return word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len == 3 && word->entry->common == 0 &&
	       name_level(word) == 0 && !word->town && word->cues == 0 && !word_has_any(people, at, kinds) &&
	       !word_in(people, at, LIST_SCHOOL_NOUN, NULL);
}

/* "Elm" of "33 Elm", "Market" of "12 N. Market St": right behind the number of the house. */
static bool is_plain_street(const struct people *people, const struct finding *finding, size_t at)
{
	enum { LETTERS_LEAST = 3 };
	const struct word *word = &people->words[at];
	size_t first = tokens_at(people->tokens, finding->span.from);
	size_t before = at > first ? at - 1 : at;
	before -= before > first && sign_is(people, before, '.');
	before -= before > first && people->words[before].kind == TOKEN_WORD && people->words[before].folded.len <= 2;
	return finding->what == WHAT_ADDRESS && before == first && is_numeric(people, first) && word->kind == TOKEN_WORD &&
	       word->letters != CASE_LOWER && word->folded.len >= LETTERS_LEAST && !word_has(people, at, CUE_PARTICLE);
}

/* What is particular in the name of a street or school: words that are neither its kind nor very common. */
static void read_keywords(const struct people *people, const struct finding *finding, struct keywords *keywords)
{
	bool numbered = false, added = false;
	for (size_t at = tokens_at(people->tokens, finding->span.from);
	     at < people->word_count && people->words[at].from < finding->span.to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		numbered = numbered || (word->kind == TOKEN_NUMBER && word->folded.len >= 2);
		if (finding->what == WHAT_ADDRESS && sign_is(people, at, ',') && numbered && added)
			break; /* what follows is the town */
		if (word->kind == TOKEN_WORD && word->folded.len >= 4 && !word_has(people, at, CUE_ORGANISATION) &&
		    !word_has(people, at, CUE_PARTICLE) && word->entry->common < 9 && !is_kind_of_firm(people, at)) {
			struct keyword *keyword = add_keyword(keywords, word->folded, finding->what, false);
			if (keyword->to == 0 && finding->what == WHAT_ADDRESS)
				keyword->at = at, keyword->to = words_behind(people, at, finding->span.to);
			if (keyword->before.len == 0 && finding->what == WHAT_SCHOOL)
				keyword->before = word_of_name(people, finding, at);
			added = numbered;
		} else if (finding->what == WHAT_SCHOOL && is_own_letters(people, at)) {
			add_keyword(keywords, word->folded, finding->what, false); /* "LSE" of LSE Middle */
		} else if (is_plain_street(people, finding, at)) {
			add_keyword(keywords, word->folded, finding->what, false)->plain = true;
		} else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_MIXED && word->folded.len <= 4 &&
			 at > 0 && word->from > finding->span.from && word->folded.ptr[word->folded.len - 1] >= 'a' &&
			 !word_has(people, at, CUE_SUFFIX))
			add_keyword(keywords, word->folded, finding->what, true);
		else if (finding->what == WHAT_ADDRESS && word->kind == TOKEN_NUMBER && at > 0 && word->folded.len >= 2 &&
			 word_in(people, at - 1, LIST_UNIT_NOUN, NULL))
			add_keyword(keywords, word->folded, finding->what, true);
	}
}

static bool is_short_form(const struct people *people, const struct keyword *keyword, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at);
	if (keyword->plain) { /* "home on Elm", but no "on Elm Creek" */
		const struct word *next = word->next < people->word_count ? &people->words[word->next] : NULL;
		bool ends = !next || next->kind == TOKEN_LINE || next->kind == TOKEN_SIGN || next->letters == CASE_LOWER ||
			    word_in(people, word->next, LIST_STREET_KIND, NULL);
		bool on = before != SIZE_MAX && (word_is(people, before, "on") || word_is(people, before, "off"));
		return ends && on && word->letters == CASE_TITLE;
	}
	if (keyword->unit) {
		if (word->kind == TOKEN_MIXED)
			return word->letters == CASE_UPPER;
		return before != SIZE_MAX && (word_is(people, before, "in") || word_is(people, before, "outside") || word_is(people, before, "at") ||
					      word_is(people, before, "to") || sign_is(people, before, '#') ||
					      word_in(people, before, LIST_UNIT_NOUN, NULL));
	}
	if (word->letters == CASE_LOWER)
		return word->entry->common == 0 && word->folded.len >= 5;
	return word->entry->common < 5 || !word->sentence_start || verb_form(people, word->next) == VERB_PAST; /* "Rays won" */
}

/* "City of Porter's Landing", "City Callow" in a form: the town. */
static bool is_town(const struct people *people, size_t at)
{
	size_t label = at > 0 ? at - 1 - (at > 1 && sign_is(people, at - 1, ':')) : SIZE_MAX;
	if (label != SIZE_MAX && word_is(people, label, "city") && people->words[label].letters != CASE_LOWER &&
	    (people->words[label].gap || people->words[label].line_start))
		return true;
	for (unsigned steps = 0; steps < 4; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX)
			return false;
		if (word_is(people, before, "of")) {
			size_t kind = word_previous(people, before);
			return kind != SIZE_MAX && (word_is(people, kind, "city") || word_is(people, kind, "town") ||
						    word_is(people, kind, "village") || word_is(people, kind, "county"));
		}
		if (people->words[before].letters == CASE_LOWER || people->words[before].kind == TOKEN_SIGN)
			return false;
		at = before;
	}
	return false;
}

/* "the Casey's in Tipton", "a gas station in Tipton": a town that the school has its name from. */
static bool is_where_shops_are(const struct people *people, size_t at)
{
	size_t in = word_previous(people, at), thing = in == SIZE_MAX ? in : word_previous(people, in);
	if (thing == SIZE_MAX || thing == 0 || !word_is(people, in, "in"))
		return false;
	return people->words[thing].kind == TOKEN_TAIL ? people->words[thing - 1].mention == NOBODY && people->words[thing - 1].letters != CASE_LOWER
						       : (people->ends_in[thing] & cue_bit(CUE_PUBLIC_PLACE)) != 0;
}

/* "NEW MEXICO", "MARL HARBOR, MICHIGAN" beside Mexico Elementary and Marl Harbor High. */
static bool is_seat(const struct people *people, const struct keyword *keyword, size_t at)
{
	if (keyword->what != WHAT_SCHOOL)
		return false;
	size_t next = people->words[at].next;
	bool police = next < people->word_count && (word_has_any(people, next, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY)) ||
						    word_is(people, next, "substation") || word_is(people, next, "dispatch"));
	if (police || is_where_shops_are(people, at))
		return true; /* "the Cimarron substation", "the Casey's in Tipton" */
	const struct word *before = at > 0 ? &people->words[at - 1] : NULL;
	if (before && before->places >= 2 && !str_equal(before->folded, keyword->before))
		return true;
	size_t end = people->words[at].next;
	if (end < people->word_count && people->words[end].kind == TOKEN_WORD && people->words[end].letters == people->words[at].letters)
		end = people->words[end].next;
	return sign_is(people, end, ',') && end + 1 < people->word_count && people->words[end + 1].places && !people->words[end + 1].line_start;
}

/* POINT, or PT for it. */
static bool is_or_shortens(const struct people *people, size_t at, size_t word)
{
	struct str is = people->words[at].folded, full = people->words[word].folded;
	if (people->words[at].kind != TOKEN_WORD || people->words[word].kind != TOKEN_WORD || people->words[at].letters == CASE_LOWER)
		return false;
	return str_equal(is, full) || (is.len >= 2 && is.len <= 4 && is.len < full.len && is.ptr[0] == full.ptr[0] &&
				       is.ptr[is.len - 1] == full.ptr[full.len - 1]);
}

/* "TAMARACK PT" of the home at 6613 TAMARACK POINT RD: how far the words behind `at` are those of the home. */
static size_t street_goes_on(const struct people *people, const struct keyword *keyword, size_t at)
{
	size_t last = at;
	for (size_t own = keyword->to ? people->words[keyword->at].next : 0; own && own < keyword->to; own = people->words[own].next) {
		size_t next = word_next(people, last); /* also on the next line */
		if (next >= people->word_count || !is_or_shortens(people, next, own))
			break;
		last = next;
	}
	return people->words[last].next;
}

/* "Lake Amity" of Lake Amity Middle School begins with the word before. */
static uint32_t short_from(const struct people *people, const struct keyword *keyword, size_t at)
{
	const struct word *word = &people->words[at], *before = at > 0 ? word - 1 : NULL;
	bool same = before && keyword->before.len && before->letters != CASE_LOWER && before->line == word->line &&
		    str_equal(before->folded, keyword->before);
	return same ? before->from : word->from;
}

/* "16 Dec from Seaward: present": one word of the school, hardly a name, that nothing but its place in the sentence makes somebody in office. */
static void doubt_placed(struct people *people, size_t at)
{
	int32_t number = people->words[at].mention == NOBODY ? NOBODY : people->mentions[people->words[at].mention].person;
	struct person *person = number == NOBODY ? NULL : &people->persons[number];
	if (!person || person->part_count != 1 || name_level(&people->words[at]) >= NAME_LEVEL || person->is.evidence != BECAUSE_PLACED)
		return;
	person->is.evidence |= BECAUSE_DOUBTED;
	person->who = WHO_UNPLACED;
}

static void find_short_forms(struct people *people, const struct keywords *keywords)
{
	for (size_t at = 0; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->folded.len == 0 || !(keywords->sketches & sketch_of(word->folded)) || word->blocked)
			continue;
		bool street = word->next < people->word_count && word_is(people, word->next, "court");
		for (size_t i = 0; i < keywords->count; i++) {
			const struct keyword *keyword = &keywords->list[i];
			if (!str_equal(keyword->folded, word->folded) || !is_short_form(people, keyword, at) ||
			    (is_agency(people, at) && !street) || is_town(people, at) || is_seat(people, keyword, at) ||
			    (!keyword->unit && !street && is_other_place(people, at, keyword->what == WHAT_SCHOOL)))
				continue;
			size_t end = street_goes_on(people, keyword, at);
			if (keyword->what == WHAT_SCHOOL)
				doubt_placed(people, at);
			if ((word->mention != NOBODY || (word->town && keyword->to && !keyword->unit)) && end == word->next)
				continue; /* "Harrow", the town of Harrow PD, is not Harrow Lanes, where somebody lives */
			/* "Saddlehorn Court", "Seven Larches School": the kind goes with the name */
			if (!keyword->unit && end < people->word_count && word_has(people, end, CUE_ORGANISATION) &&
			    people->words[end].letters != CASE_LOWER && !people->words[end].caps)
				end = people->words[end].next;
			struct finding *finding = finding_add(people->findings,
							      (struct span){short_from(people, keyword, at), people->words[end - 1].to},
							      (enum what)keyword->what, RULE_PEOPLE);
			finding->who = WHO_CHILD;
			finding->score = 80;
			break;
		}
	}
}

struct person *person_keeper(struct people *people)
{
	struct person *keeper = NULL;
	for (size_t i = 0; i < people->person_count; i++) {
		struct person *person = &people->persons[i];
		if (person->first.to == 0 || person->outside || !of_child_side(person))
			continue;
		if (!keeper || (keeper->who == WHO_RELATIVE && person->who != WHO_RELATIVE))
			keeper = person;
	}
	return keeper;
}

/* Homes and schools go with a child (or whoever is protected) into the other documents of the case. */
static void keep_places(struct people *people, const struct keywords *keywords)
{
	struct person *keeper = person_keeper(people);
	for (size_t i = 0; keeper && i < keywords->count && i < PLACE_WORDS; i++)
		keeper->places[i] = (struct person_place){keywords->list[i].folded, keywords->list[i].what,
							  keywords->list[i].plain  ? PLACE_PLAIN
							  : keywords->list[i].unit ? PLACE_UNIT
										   : PLACE_WORD};
}

/* An adult's address in the child's street or house tells the child's. */
static void protect_neighbours(struct people *people, const struct keywords *keywords)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_ADDRESS || finding->who != WHO_ADULT)
			continue;
		for (size_t at = tokens_at(people->tokens, finding->span.from);
		     at < people->word_count && people->words[at].from < finding->span.to; at++)
			for (size_t k = 0; k < keywords->count; k++)
				if (keywords->list[k].what == WHAT_ADDRESS && !keywords->list[k].unit &&
				    str_equal(keywords->list[k].folded, people->words[at].folded))
					finding->who = WHO_CHILD;
	}
}

void shorts_read(struct people *people, size_t count)
{
	struct keywords keywords = {0};
	for (size_t i = 0; i < count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_SCHOOL ||
		    (finding->what == WHAT_ADDRESS && finding->who != WHO_ADULT && !street_before(people, finding)))
			read_keywords(people, finding, &keywords);
	}
	keep_places(people, &keywords);
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; people->persons[i].outside && j < PERSON_PLACES && people->persons[i].places[j].folded.len; j++) {
			const struct person_place *place = &people->persons[i].places[j];
			size_t known = keywords.count;
			if (place->kind == PLACE_WORD || place->kind == PLACE_UNIT || place->kind == PLACE_PLAIN)
				add_keyword(&keywords, place->folded, (enum what)place->what, place->kind == PLACE_UNIT);
			if (place->kind == PLACE_PLAIN && keywords.count > known)
				keywords.list[known].plain = true;
		}
	if (keywords.count) {
		protect_neighbours(people, &keywords);
		find_short_forms(people, &keywords);
	}
	free(keywords.list);
}
