/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Addresses of shops and other places that are open to all: "Vulcan Tire, 900 S Foundry", "LOC GAS N GO 14 TOWN LINE RD". The name
 * of the place stands right before its address. Whatever hints at somebody's home there leaves it an address. */
#include "people/internal.h"

enum { NAME_WORDS = 6, LIVES_WORDS = 8, NOUN_WORDS = 4, PHRASE_WORDS = 5, BRACKET_WORDS = 6, BEHIND_WORDS = 6, CORNER_WORDS = 3 };

static bool ends_name(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_LINE || word->bar || word->sign == '.' || word->sign == ':' || word->sign == ',' || is_double_quote(people, at))
		return true;
	if (at > 0 && sign_is(people, at - 1, '&'))
		return false;
	const cue_set small_words = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PRONOUN);
	if (word->blocked == WHAT_ADDRESS || (word->caps && word_has_any(people, at, small_words) && !word_is(people, at, "of")))
		return true;
	bool small = word->kind == TOKEN_WORD && word->letters == CASE_LOWER;
	return small || word_has_any(people, at, cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(LABEL_PLACE) | cue_bit(LABEL_ADDRESS) |
						     cue_bit(CUE_AUXILIARY));
}

/* Where the name that ends before the address begins; `to` if there is none. */
static size_t name_begins(const struct people *people, size_t to)
{
	size_t from = to;
	for (unsigned count = 0; from > 0 && count < NAME_WORDS && !ends_name(people, from - 1); from--) {
		count += people->words[from - 1].kind == TOKEN_WORD;
		if (people->words[from - 1].gap || people->words[from - 1].line_start)
			return from - 1;
	}
	return from;
}

/* "bus stop", "skate park": words for one public place that end before `to`. */
static bool public_ends(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		const struct cue_hit *hit = cue_at(people, at, CUE_PUBLIC_PLACE);
		if (hit && hit->to == to)
			return true;
	}
	return false;
}

/* The "Brook" of "the Brook Barn", "Grandma's Garage": a child's family has it. */
static bool is_family_word(const struct people *people, size_t before)
{
	if (people->words[before].kind == TOKEN_TAIL || word_has_any(people, before, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY)))
		return true;
	for (const struct bearer *bearer = NULL; (bearer = bearer_next(people, bearer, people->words[before].folded)) != NULL;)
		if (person_protected(&people->persons[bearer->person]))
			return true;
	return false;
}

/* "library"; "barn" and "yard" in a name only, behind another word of it: "Dollar Barn". */
static bool is_public_noun(const struct people *people, size_t from, size_t at)
{
	struct str kind;
	if (!word_in(people, at, LIST_PUBLIC_NOUN, &kind))
		return false;
	bool named = at > from && people->words[at].letters != CASE_LOWER && people->words[at - 1].kind != TOKEN_SIGN &&
		     !word_has_any(people, at - 1, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN));
	return kind.len == 0 || (named && !(str_equal(kind, STR("yard")) && is_family_word(people, at - 1)));
}

/* A word for a shop or hall, and none for a house with homes in it. */
static bool names_public(const struct people *people, size_t from, size_t to)
{
	bool public = false;
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		const struct cue_hit *hit = cue_at(people, at, CUE_PUBLIC_PLACE);
		hit = hit ? hit : cue_at(people, at, CUE_LAW_AGENCY);
		if (hit && hit->to > word->next && hit->to <= to) {
			public = true; /* "bus shelter": a shelter alone is lived in */
			at = hit->to - 1;
			continue;
		}
		const cue_set homes = cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_DWELLING) | cue_bit(CUE_KIN) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE);
		bool shop = at > from && sign_is(people, at - 1, '&'); /* "Feed & Home" */
		if (!shop && (word_has_any(people, at, homes) || word_in(people, at, LIST_LODGING, NULL)))
			return false;
		if (word->blocked == WHAT_SCHOOL)
			return false;
		bool person = word->mention != NOBODY && word->entry->surname >= 5;
		bool couple = at + 1 < to && people->words[at + 1].mention != NOBODY; /* "Al & Bea Wolcott" */
		public = public || (sign_is(people, at, '&') && !couple) ||
			 (!person && word->kind == TOKEN_WORD &&
			  (word_has_any(people, at, cue_bit(CUE_ORGANISATION) | cue_bit(CUE_PUBLIC_PLACE)) || is_public_noun(people, from, at))) ||
			 (at == from && word_has(people, at, CUE_CHAIN) && word->mention == NOBODY);
	}
	return public;
}

/* A sentence, or in a dispatcher's log an entry: what stands before it is of something else. */
static bool begins_saying(const struct people *people, size_t at)
{
	return people->words[at].sentence_start || (people->log && people->words[at].line_start);
}

/* "in the rooms over" right before the name, "lives", "stays at" earlier. */
static bool is_lived_at(const struct people *people, size_t name)
{
	if (name > 0 && word_in(people, name - 1, LIST_HOME_OVER, NULL))
		return true;
	size_t colon = name - (name > 0);
	for (size_t least = colon - (colon < CORNER_WORDS ? colon : CORNER_WORDS);
	     colon > least && people->words[colon].kind == TOKEN_WORD && !people->words[colon].line_start;)
		colon--; /* "Home: corner of Vine St and Hale St" */
	if (sign_is(people, colon, ':') && !cue_before(people, colon, LABEL_PLACE) &&
	    (cue_before(people, colon, LABEL_ADDRESS) || cue_before(people, colon, CUE_LIVES)))
		return true; /* "Home: Oak St & Maple St" */
	for (size_t at = name, count = 0; at > 0 && count < LIVES_WORDS && !begins_saying(people, at); at--, count++)
		if (word_has(people, at - 1, LABEL_PLACE))
			return false;
		else if (word_has(people, at - 1, CUE_LIVES) || word_in(people, at - 1, LIST_HOME_SAID, NULL))
			return true;
	return false;
}

/* The label of where something happened, "INCIDENT ADDR:", that heads the line and ends before `at`; or NULL. */
static const struct cue_hit *place_label(const struct people *people, size_t at)
{
	size_t first = at < people->word_count ? line_from(people, people->words[at].line) : SIZE_MAX;
	const struct cue_hit *label = first == SIZE_MAX ? NULL : cue_at(people, first, LABEL_PLACE);
	if (!label && first != SIZE_MAX)
		label = cue_at(people, first, LABEL_PLACE_NAME);
	bool ends = label && label->to <= at && (sign_is(people, label->to, ':') || sign_is(people, label->to, '/') ||
					       people->words[label->to].wide);
	return ends ? label : NULL;
}

/* "the child's home", "HER MOTHERS": a relative whose the place is, right behind it; but "STAFF ADV CHILD THERE". */
static bool is_familys(const struct people *people, size_t at, size_t end)
{
	const cue_set family = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	if (!word_has_any(people, at, family))
		return false;
	bool own = at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_TAIL;
	for (size_t i = end; i < at; i++)
		if (people->words[i].kind == TOKEN_WORD && !word_has_any(people, i, cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER)))
			return own;
	return true;
}

/* Somebody lives there, or it says "apartment", "rear", "#4" before the name or in the address. */
static bool is_home(const struct people *people, size_t name, const struct finding *finding)
{
	const struct cue_hit *label = place_label(people, name);
	for (size_t at = name, count = 0; at > (label ? label->to : 0) && count < LIVES_WORDS && !begins_saying(people, at); at--, count++)
		if (word_has_any(people, at - 1, cue_bit(CUE_HOME_NOUN) | cue_bit(LABEL_ADDRESS)) || word_in(people, at - 1, LIST_UNIT_NOUN, NULL) ||
		    (word_has(people, at - 1, CUE_DWELLING) && (is_numeric(people, at) || word_is(people, at, "of"))))
			return true;
	/* "19 Dock": the first word behind the number is the street's */
	for (size_t at = tokens_at(people->tokens, finding->span.from) + 2; at < people->word_count && people->words[at].from < finding->span.to; at++)
		if ((word_has(people, at, CUE_DWELLING) && !word_in(people, at, LIST_OFFICE_UNIT, NULL)) || sign_is(people, at, '#'))
			return true;
	size_t end = tokens_at(people->tokens, finding->span.to);
	for (size_t at = end; at < people->word_count && at < end + BEHIND_WORDS && !begins_saying(people, at); at++)
		if (word_has(people, at, CUE_LIVES) || is_familys(people, at, end) || word_is(people, at, "home"))
			return true;
	size_t next = end + (end < people->word_count && sign_is(people, end, '.'));
	for (size_t at = next; at < people->word_count && at < next + BEHIND_WORDS && !sign_is(people, at, '.'); at++)
		if (word_has(people, at, CUE_LIVES) && (word_is(people, at + 1, "there") || word_is(people, at + 1, "upstairs")))
			return true; /* "Hilltop Market, 900 Fair St. Mia lives upstairs." */
	return is_lived_at(people, name);
}

/* The address is a person's only because it stands somewhere below the entry, in running text, or where something happened: no label and no
 * cell gives it. */
static bool is_nobodys(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	if (finding->person == NOBODY || (at < people->word_count && place_label(people, at)))
		return true;
	if (at >= people->word_count || people->words[at].fact || people->lines[people->words[at].line].cells > 0)
		return false;
	if (cue_before(people, at - (at > 0 && sign_is(people, at - 1, ':')), LABEL_ADDRESS))
		return false;
	uint32_t record = people->words[at].record;
	return record && people->records[record].person == finding->person && people->records[record].line < people->words[at].line;
}

/* The same house is the address of a person who is protected. */
static bool is_somebodys(const struct people *people, const struct finding *finding)
{
	size_t own = tokens_at(people->tokens, finding->span.from);
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *other = &people->findings->list[i];
		bool same = other->span.from < finding->span.to && finding->span.from < other->span.to;
		if (same || other->what != WHAT_ADDRESS || other->person == NOBODY ||
		    !person_protected(&people->persons[other->person]) || is_nobodys(people, other))
			continue;
		size_t at = tokens_at(people->tokens, other->span.from);
		if (str_equal(people->words[at].folded, people->words[own].folded))
			return true;
	}
	return false;
}

/* "the library", "his store", "the bus stop": where the small-letter words for one public place begin that end before `to`, with
 * what stands before them; `to` if there are none. */
static size_t noun_begins(const struct people *people, size_t to)
{
	size_t from = to;
	while (from > 0 && to - from < NOUN_WORDS && people->words[from - 1].kind == TOKEN_WORD &&
	       (people->words[from - 1].letters == CASE_LOWER || people->words[from - 1].caps) &&
	       !word_has_any(people, from - 1, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) |
						       cue_bit(CUE_AUXILIARY) | cue_bit(CUE_DETERMINER)))
		from--;
	bool kind = from < to && (is_public_noun(people, to - 1, to - 1) || public_ends(people, from, to));
	if (!kind)
		return to;
	return from - (from > 0 && word_has(people, from - 1, CUE_DETERMINER));
}

/* "Hatch Pawn and Feed" before "at 9 Depot Square": a name of capitals with a word for a shop in it; `to` if there is none. */
static size_t firm_begins(const struct people *people, size_t to)
{
	size_t from = to, words = 0;
	bool shop = false;
	for (; from > 0 && words < NAME_WORDS; from--, words++) {
		const struct word *word = &people->words[from - 1];
		bool capital = word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->caps;
		bool joined = word->kind == TOKEN_TAIL || (words && (word_is(people, from - 1, "and") || sign_is(people, from - 1, '&')));
		if (!(capital || joined) || word->sentence_start || word_has_any(people, from - 1, cue_bit(CUE_RANK) | cue_bit(CUE_HONORIFIC)))
			break;
		shop |= capital && word_in(people, from - 1, LIST_PUBLIC_NOUN, NULL);
		shop |= capital && word_has(people, from - 1, CUE_PUBLIC_PLACE);
	}
	bool chain = from < to && word_has(people, from, CUE_CHAIN) && people->words[from].mention == NOBODY; /* "McDonald's" */
	return (shop && words > 1) || chain ? from : to;
}

/* "8 Ball Lanes": what begins like a house number is part of a firm's name. */
static bool is_firm(const struct people *people, const struct finding *finding)
{
	size_t from = tokens_at(people->tokens, finding->span.from), last = words_behind(people, from, finding->span.to);
	const struct cue_hit *kind = last > from + 2 ? cue_at(people, last - 1, CUE_PUBLIC_PLACE) : NULL;
	return kind && kind->to == last && str_equal(kind->value, STR("firm")) && is_numeric(people, from) &&
	       !has_numeric(people, from + 1, last) && !is_home(people, from, finding);
}

/* Where the name of the place right before the address begins; SIZE_MAX: no name stands there. */
static size_t name_before(const struct people *people, const struct finding *finding, size_t *to)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	if (at > 0 && at + 2 < people->word_count && word_is(people, at, "lot") && sign_is(people, at + 1, ',') && is_numeric(people, at + 2))
		at += 2; /* "the Ride-On lot, 1001 Stadium Dr" */
	bool building = at < people->word_count && (word_in(people, at, LIST_DOOR_BUILDING, NULL) || word_in(people, at, LIST_OFFICE_UNIT, NULL)) &&
			people->words[at].from == finding->span.from; /* "Flea Market, Bldg C, 900 Fair St" */
	if (at == 0 || at >= people->word_count || (!is_numeric(people, at) && !building) || people->words[at].line_start)
		return SIZE_MAX;
	*to = at - (sign_is(people, at - 1, ',') || sign_is(people, at - 1, '('));
	size_t from = name_begins(people, *to);
	if (from < *to)
		return from;
	if (word_is(people, *to - 1, "at") || word_is(people, *to - 1, "on"))
		--*to;
	from = firm_begins(people, *to);
	if (from < *to)
		return from;
	from = noun_begins(people, *to);
	return from < *to ? from : SIZE_MAX;
}

/* A phrase of the list ends before `at`. */
static bool phrase_before(const struct people *people, size_t at, enum word_list list)
{
	for (size_t back = 1; back <= PHRASE_WORDS && back <= at; back++)
		if (list_match(people, at - back, list) == back)
			return true;
	return false;
}

/* "works at Desert Yard, 40 Airport Rd", "is to appear at 1000 Court Row": whatever the name, it is no home. */
static bool is_attended(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from), to;
	if (at >= people->word_count || at == 0 || people->words[at].line_start)
		return false;
	size_t from = name_before(people, finding, &to);
	size_t start = from == SIZE_MAX ? at : from;
	start -= start > 0 && word_has(people, start - 1, CUE_DETERMINER);
	bool court = start >= 2 && word_is(people, start - 2, "appear"); /* a bare address behind "works at" can be a family's */
	for (size_t back = 1; back <= PHRASE_WORDS && back <= start && !court; back++)
		court = word_is(people, start - back, "court") || word_is(people, start - back, "hearing");
	return (from != SIZE_MAX || court) && phrase_before(people, start, LIST_ATTENDED) && !is_home(people, start, finding);
}

/* "7010 Lantana (Circle Stop)": what the place is stands in brackets behind it. */
static bool named_behind(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.to);
	if (at >= people->word_count || !sign_is(people, at, '('))
		return false;
	size_t end = at + 1;
	while (end < people->word_count && end <= at + BRACKET_WORDS && !sign_is(people, end, ')') && people->words[end].kind != TOKEN_LINE)
		end++;
	return end < people->word_count && sign_is(people, end, ')') && names_public(people, at + 1, end) &&
	       !is_home(people, tokens_at(people->tokens, finding->span.from), finding);
}

/* "LOC 44 WATER ST HARBOR BAIT AND TACKLE": in capitals what the place is stands behind its address, to the end of the line. */
static bool named_after(const struct people *people, const struct finding *finding)
{
	size_t at = tokens_at(people->tokens, finding->span.from);
	if (at == 0 || at >= people->word_count || !people->words[at].caps || !is_numeric(people, at) || !cue_before(people, at, LABEL_PLACE))
		return false;
	size_t line = line_to(people, people->words[at].line), name = at + 1;
	while (name < line && name < at + NAME_WORDS && !word_in(people, name, LIST_STREET_KIND, NULL))
		name++;
	size_t end = ++name;
	bool public = false; /* the last word is what the place is: "YARD SALE SIGN" and "POOL IN BACK" are at a home */
	for (; end < line && end < name + NAME_WORDS && !people->words[end].gap; end++) {
		if ((people->words[end].kind != TOKEN_WORD && !sign_is(people, end, '&')) || people->words[end].mention != NOBODY ||
		    word_has_any(people, end, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE)))
			return false;
		struct str kind = {0}; /* "DETACHED GARAGE", "SWIMMING POOL" */
		bool noun = word_in(people, end, LIST_PUBLIC_NOUN, &kind) && !str_equal(kind, STR("yard"));
		public = (noun && is_public_noun(people, name, end)) || word_has(people, end, CUE_PUBLIC_PLACE);
	}
	return public && names_public(people, name, end) && !is_home(people, at, finding);
}

/* A school, or a home by its name, ends right before `to`: "Tiny Tots Center, 44 Water St", "Hilltop Market Apartments, 900 Fair St". */
static bool is_found_name(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		size_t next = 0;
		struct span span = {people->words[at].from, people->words[at].to};
		for (const struct finding *found; (found = finding_over(people, span, &next)) != NULL;)
			if (found->what == WHAT_SCHOOL || found->what == WHAT_ADDRESS)
				return true;
	}
	return false;
}

static bool is_public(const struct people *people, const struct finding *finding)
{
	size_t to, from = name_before(people, finding, &to);
	bool named = from != SIZE_MAX && !is_found_name(people, from, to) && names_public(people, from, to) && !is_home(people, from, finding);
	size_t at = tokens_at(people->tokens, finding->span.from);
	bool head = at < people->word_count && in_letterhead(people, at);
	return (named || head || named_behind(people, finding) || named_after(people, finding) ||
		is_attended(people, finding)) && !is_somebodys(people, finding);
}

static void set_all(struct people *people, struct finding *finding, enum what what)
{
	enum what old = finding->what;
	for (size_t at = 0; finding_over(people, finding->span, &at);) {
		struct finding *same = &people->findings->list[at - 1];
		if (same != finding && same->what == old && same->span.from >= finding->span.from && same->span.to <= finding->span.to)
			same->what = what;
	}
	finding->what = what;
}

static bool is_named_elsewhere(const struct people *people, const struct mention *mention)
{
	for (size_t i = 0; i < people->mention_count; i++)
		if (&people->mentions[i] != mention && people->mentions[i].person == mention->person && people->mentions[i].from < people->mentions[i].to)
			return true;
	return false;
}

/* "22 S Aspen": a street in it looked like somebody. */
static void drop_names(struct people *people, const struct finding *finding)
{
	size_t end = tokens_at(people->tokens, finding->span.to);
	for (size_t at = tokens_at(people->tokens, finding->span.from); at < end && at < people->word_count; at++) {
		struct mention *mention = people->words[at].mention == NOBODY ? NULL : &people->mentions[people->words[at].mention];
		if (mention && mention->source != SOURCE_FACT && mention->from == at && mention->from < mention->to && mention->to <= end &&
		    !is_named_elsewhere(people, mention))
			mention->to = mention->from;
	}
}

/* "She stays at the Harbor Motel, 60 Old State Rd": a rule knew a place by its name, but somebody lives there. */
static bool is_lived_in(const struct people *people, const struct finding *finding)
{
	size_t to, from = name_before(people, finding, &to);
	size_t street = tokens_at(people->tokens, finding->span.from) + 1;
	bool street_first = from == SIZE_MAX && street > 1 && street <= people->word_count && !people->words[street - 1].line_start;
	if (street_first)
		from = street - 1; /* "stays at the Walmart lot, 700 Mill Race Rd" */
	return from != SIZE_MAX && !word_is(people, street, "block") && !word_is(people, street, "blk") && is_lived_at(people, from);
}

/* "Incident address: Hilltop Market, 900 Fair St", where a child or relative lives at 900 Fair St. */
static bool holds_home(const struct people *people, const struct finding *finding)
{
	size_t end = tokens_at(people->tokens, finding->span.to);
	for (size_t at = tokens_at(people->tokens, finding->span.from); at + 1 < people->word_count && at < end; at++) {
		if (!is_numeric(people, at) || people->words[at + 1].kind != TOKEN_WORD || word_is(people, at + 1, "block"))
			continue;
		for (size_t i = 0; i < people->findings->count; i++) {
			const struct finding *home = &people->findings->list[i];
			size_t own = home->what == WHAT_ADDRESS && home->person != NOBODY ? tokens_at(people->tokens, home->span.from) : SIZE_MAX;
			if (own < people->word_count - 1 && of_child_side(&people->persons[home->person]) &&
			    str_equal(people->words[own].folded, people->words[at].folded) &&
			    str_equal(people->words[own + 1].folded, people->words[at + 1].folded))
				return true;
		}
	}
	return false;
}

/* "17 Oct": a day, whatever it looks like; but somebody may live at 17 May. */
static bool is_day(const struct people *people, const struct finding *finding)
{
	enum { DAY_DIGITS = 2 };
	size_t at = tokens_at(people->tokens, finding->span.from);
	return at + 1 < people->word_count && people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len <= DAY_DIGITS &&
	       word_has(people, at + 1, CUE_MONTH) && people->words[at + 1].to == finding->span.to && finding->person == NOBODY &&
	       !is_lived_at(people, at);
}

void publics_read(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_ADDRESS && ((is_nobodys(people, finding) && is_public(people, finding)) || is_firm(people, finding)))
			set_all(people, finding, WHAT_PLACE), drop_names(people, finding);
		else if (finding->what == WHAT_ADDRESS && is_day(people, finding))
			set_all(people, finding, WHAT_DATE);
		else if (finding->what == WHAT_PLACE && (is_lived_in(people, finding) || holds_home(people, finding)))
			set_all(people, finding, WHAT_ADDRESS);
	}
}
