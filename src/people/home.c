/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Where people live, however it is written: "Address: Casita 2, the old mill road past the silos", "lives at Heron Pointe,
 * bldg 3, 305". The rules of the packs know streets by their form; here the form or the verb says that it is a home. */
#include "people/internal.h"

enum { HOME_WORDS = 18, WAY = 4 };

/* A rule found something else there. */
static bool is_taken(const struct word *word)
{
	return word->blocked && word->blocked != WHAT_ADDRESS && word->blocked != WHAT_SCHOOL;
}

static bool is_prose(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->letters == CASE_UPPER)
		return false;
	const cue_set small = cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_NO_VALUE);
	return word_has_any(people, at, small) || (word->letters == CASE_LOWER && verb_form(people, at) == VERB_PAST);
}

/* A point that ends a sentence: not that of "St." or "Apt.". */
static bool ends_sentence(const struct people *people, size_t at)
{
	if (!sign_is(people, at, '.') && !sign_is(people, at, '!') && !sign_is(people, at, '?'))
		return false;
	size_t next = at + 1;
	return next >= people->word_count || people->words[next].sentence_start || people->words[next].kind == TOKEN_LINE;
}

/* The end of the labelled home in [from, to). */
static size_t label_end(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		if (is_taken(&people->words[at]) || is_prose(people, at) || ends_sentence(people, at) || sign_is(people, at, '(') ||
		    sign_is(people, at, ';') || sign_is(people, at, '"'))
			return at;
		if (sign_is(people, at, '-') && at > from && people->words[at].from > people->words[at - 1].to)
			return at;
	}
	return to;
}

static size_t trim_end(const struct people *people, size_t from, size_t to)
{
	while (to > from && people->words[to - 1].kind != TOKEN_WORD && !is_numeric(people, to - 1))
		to--;
	return to;
}

/* Nothing but the name of a town or state, an agency, or of somebody. */
static bool is_other(const struct people *people, size_t from, size_t to)
{
	const struct word *word = &people->words[from];
	if (place_is(people, from, to) || is_agency(people, from) || people->words[from].blocked == WHAT_PLACE)
		return true;
	if (word->mention == NOBODY)
		return false;
	for (size_t at = from; at < to; at++)
		if (word_has(people, at, CUE_ORGANISATION) || word_has(people, at, CUE_DWELLING))
			return false;
	return true;
}

static void add_home(struct people *people, size_t from, size_t to, uint8_t score)
{
	struct span span = {people->words[from].from, people->words[to - 1].to};
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_ADDRESS && finding->span.from <= span.from && finding->span.to >= span.to)
			return;
	}
	finding_add(people->findings, span, WHAT_ADDRESS, RULE_PEOPLE)->score = score;
}

/* ---- labels ---------------------------------------------------------------------------------------------------- */

/* "past the feed store, second gate on left", "white trailer behind the co-op": small letters, and nothing is said of anybody. */
static bool tells_where(const struct people *people, size_t from, size_t to)
{
	bool stands = false;
	for (size_t at = from; at < to; at++) {
		if (is_statement(people, at) && !(at > from && sign_is(people, at - 1, '-')))
			return false;
		stands |= word_has_any(people, at, cue_bit(CUE_LANDMARK) | cue_bit(CUE_DWELLING) | cue_bit(CUE_HOME_NOUN)) ||
			  word_in(people, at, LIST_STREET_KIND, NULL);
	}
	return stands;
}

static void read_label(struct people *people, const struct fact *fact)
{
	size_t from = fact->from, to = fact->to;
	while (from < to && people->words[from].kind == TOKEN_SIGN && !sign_is(people, from, '#'))
		from++;
	to = trim_end(people, from, label_end(people, from, to));
	if (from >= to || to - from > HOME_WORDS || word_has(people, from, CUE_NO_VALUE))
		return;
	const struct word *word = &people->words[from];
	if (word->blocked == WHAT_ADDRESS)
		return; /* a rule knows where it ends: what follows is the town */
	bool number = has_numeric(people, from, to);
	bool begins = is_numeric(people, from) || word->letters != CASE_LOWER || word_has(people, from, CUE_DETERMINER) ||
		      tells_where(people, from, to);
	if (!begins || (!number && (to - from < 2 || is_other(people, from, to))))
		return;
	add_home(people, from, to, 80);
}

/* ---- verbs ----------------------------------------------------------------------------------------------------- */

/* "Apt B", "bldg 3", "305", "lower", "second floor" behind a comma. */
static bool is_unit(const struct people *people, size_t at)
{
	if (at >= people->word_count)
		return false;
	size_t next = people->words[at].next; /* "two doors down" is none */
	bool counts = next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters == CASE_LOWER &&
		      !word_has(people, next, CUE_DWELLING);
	return is_numeric(people, at) || word_has(people, at, CUE_DWELLING) || (word_has(people, at, CUE_NUMBER) && !counts);
}

static bool is_named(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at < people->word_count && word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !is_taken(word) &&
	       !word_has(people, at, CUE_MONTH) && !word_has(people, at, CUE_WEEKDAY) && !word_has(people, at, CUE_PRONOUN);
}

/* "of", "&", "and the", "on" between two capitals. */
static size_t over_joiner(const struct people *people, size_t at)
{
	size_t start = at;
	while (at < people->word_count && at < start + 2 &&
	       (sign_is(people, at, '&') || word_has(people, at, CUE_PARTICLE) || word_in(people, at, LIST_HOME_JOIN, NULL)))
		at++;
	return at > start && at < people->word_count && is_named(people, at) && !people->words[at].sentence_start ? at : start;
}

/* The end of a name of a place that begins at `from`: capitals and numbers, and units behind commas. */
static size_t place_end(const struct people *people, size_t from)
{
	size_t at = from, end = from;
	while (at < people->word_count && at < from + HOME_WORDS) {
		const struct word *word = &people->words[at];
		if (is_taken(word) || (at > from && word->sentence_start))
			break;
		if (is_numeric(people, at) || is_named(people, at)) {
			end = at = word->next;
		} else if (sign_is(people, at, ',') && is_unit(people, at + 1)) {
			for (at++; is_unit(people, at) && !is_taken(&people->words[at]); at = people->words[at].next)
				end = people->words[at].next;
		} else if (sign_is(people, at, '-') || sign_is(people, at, '#') || sign_is(people, at, '/') ||
			   (sign_is(people, at, '.') && !ends_sentence(people, at)) || word->kind == TOKEN_TAIL) {
			at++;
		} else {
			size_t over = over_joiner(people, at);
			if (over == at)
				break;
			at = over;
		}
	}
	return end;
}

/* Over "with her aunt", "in a cabin", "now" to the preposition of place or the value. SIZE_MAX: no home follows. */
static size_t value_behind(const struct people *people, size_t at, bool moved)
{
	for (unsigned steps = 0; steps <= WAY + 2; steps++, at++) {
		if (at >= people->word_count || people->words[at].kind == TOKEN_LINE)
			return SIZE_MAX;
		if (word_in(people, at, LIST_HOME_AT, NULL) || (moved && word_in(people, at, LIST_HOME_MOVED, NULL))) {
			size_t next = at + 1;
			next += word_has(people, next, CUE_DETERMINER) && people->words[next].letters == CASE_LOWER;
			if (next < people->word_count &&
			    (is_numeric(people, next) || is_named(people, next) || word_has(people, next, CUE_NUMBER)))
				return next;
			continue;
		}
		if (people->words[at].kind != TOKEN_WORD || people->words[at].letters != CASE_LOWER || people->words[at].mention != NOBODY)
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* ---- phrases ----------------------------------------------------------------------------------------------------- */

enum { PHRASE_WORDS = 10, ADJECTIVES = 4 };

/* The phrase of where a house stands does not go on here. "op" of "co-op" says nothing by itself. */
static bool stops(const struct people *people, size_t at)
{
	bool joined = at > 0 && sign_is(people, at - 1, '-') && people->words[at - 1].to == people->words[at].from;
	bool shop = people->words[at].blocked == WHAT_AGENCY || people->words[at].blocked == WHAT_PLACE; /* "behind the Conoco" */
	return (is_taken(&people->words[at]) && !shop) || (is_statement(people, at) && !joined);
}

/* "behind the tire shop on Zarzamora": a preposition of place, then a name or a thing that everybody there knows. The end, or `at`. */
static size_t where_end(const struct people *people, size_t at)
{
	size_t last = at;
	if (!word_has(people, at, CUE_PREPOSITION_PLACE) || people->words[at].letters != CASE_LOWER)
		return at;
	for (size_t end = at + 1; end < at + PHRASE_WORDS && !ends_phrase(people, end) && !sign_is(people, end, '(') && !stops(people, end); end++)
		if (word_has(people, end, CUE_LANDMARK) || is_numeric(people, end) ||
		    (is_named(people, end) && !people->words[end].caps))
			last = people->words[end].next;
	bool number = last > at && is_numeric(people, last - 1) && !word_in(people, last - 2, LIST_STREET_KIND, NULL); /* but "Highway 5" */
	return last > at && !number ? trim_end(people, at, last) : at;
}

/* Over "about two miles", "a half mile" to "past"; `at` when it is no such measure. */
static size_t over_measure(const struct people *people, size_t at)
{
	size_t end = at, words = 0;
	for (; words < WAY && (is_numeric(people, end) || word_has_any(people, end, cue_bit(CUE_NUMBER) | cue_bit(CUE_DETERMINER)) ||
			       word_in(people, end, LIST_MEASURE, NULL)); words++)
		end = people->words[end].next;
	return words && word_in(people, end - 1, LIST_MEASURE, NULL) ? end : at;
}

/* "lives over the laundromat on Front", "a mile past the Conoco on County Road 520" */
static void read_where(struct people *people, const struct cue_hit *hit)
{
	size_t from = hit->to;
	from += word_is(people, from, "is") || word_is(people, from, "was"); /* "Their home is behind the office at ..." */
	bool verb = from > hit->to || verb_form(people, hit->from) == VERB_BASE || verb_form(people, hit->from) == VERB_THIRD; /* no "house" */
	size_t measure = verb ? over_measure(people, from) : from, end = where_end(people, measure);
	end = end > measure ? end : from;
	if (end > from && !word_is(people, from, "in") && !word_is(people, from, "at") && !word_is(people, from, "on"))
		add_home(people, from, end, 60);
}

/* The home that begins there; where it ends, or SIZE_MAX if none begins. */
static size_t take_home(struct people *people, size_t from, bool moved)
{
	size_t to = from == SIZE_MAX ? 0 : place_end(people, from);
	/* "moved to Unit 1": a car in a crash as well */
	if (to <= from || people->words[from].caps || from == SIZE_MAX || (moved && word_has(people, from, CUE_DWELLING)))
		return SIZE_MAX;
	bool number = has_numeric(people, from, to), inside = word_is(people, word_previous(people, from), "in");
	bool one = people->words[from].next >= to;
	if (is_numeric(people, from) && one)
		return SIZE_MAX; /* "lives at 5" */
	if (!number && (one || inside || is_other(people, from, to)))
		return SIZE_MAX;
	add_home(people, from, to, 70);
	return to;
}

static void read_verb(struct people *people, const struct cue_hit *hit)
{
	bool moved = hit->value.len > 0;
	size_t before = word_previous(people, hit->from);
	if (moved && before != SIZE_MAX && word_has(people, before, CUE_AUXILIARY))
		return; /* "was moved to Property Crimes" */
	size_t to = take_home(people, value_behind(people, hit->to, moved), moved);
	if (moved && to < people->word_count && word_in(people, to, LIST_HOME_MOVED, NULL)) /* "from the Elms to Cobble Arms" */
		take_home(people, value_behind(people, to, true), true);
}

/* ---- what people live in ------------------------------------------------------------------------------------------ */

/* "the yellow house behind the tire shop": an article, a few small words, what people live in, and where it stands. */
static void read_phrase(struct people *people, const struct cue_hit *hit)
{
	size_t from = hit->from, end = where_end(people, hit->to);
	if (end == hit->to || people->words[hit->from].letters != CASE_LOWER)
		return;
	for (unsigned words = 0; from > 0 && words < ADJECTIVES && !word_has(people, from, CUE_DETERMINER); words++) {
		if (people->words[from - 1].kind != TOKEN_WORD || people->words[from - 1].letters != CASE_LOWER || stops(people, from - 1))
			return;
		from--;
	}
	if (word_has(people, from, CUE_DETERMINER))
		add_home(people, from, end, 60);
}

/* "9 Bobwhite": a number before a name that nobody bears is that of a house. */
static void read_number(struct people *people, const struct mention *mention)
{
	if (mention->from == 0 || mention->source != SOURCE_RUN || mention->person == NOBODY)
		return;
	size_t at = mention->from - 1, before = word_previous(people, at);
	const struct person *person = &people->persons[mention->person];
	bool nobody = person->who == WHO_UNPLACED && !(person->is.evidence & ~(uint32_t)(BECAUSE_LEARNED));
	cue_set ways = cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_LIVES);
	bool way = before != SIZE_MAX && word_has_any(people, before, ways);
	bool beside = !people->words[at].wide && !people->words[mention->from].gap && people->words[at].line == people->words[mention->from].line;
	if (!nobody || !beside || !is_house_number(people, at) ||
	    (people->words[mention->from].caps && !way))
		return;
	add_home(people, at, mention->to, 60);
}

/* "the Sumners", "the Sumner kids": a family. Where the words end, or `at` behind one alone: "Mrs. Sumner". */
static size_t family_end(const struct people *people, const struct mention *mention, bool *family)
{
	size_t at = mention->to, before = word_previous(people, mention->from);
	const struct str last = people->words[mention->to - 1].folded;
	bool many = before != SIZE_MAX && word_is(people, before, "the") && str_ends_nocase(last, STR("s"));
	size_t noun = list_match_as(people, at, LIST_HOME_FAMILY, STR(""));
	bool whose = at < people->word_count && people->words[at].kind == TOKEN_TAIL; /* "at Tucker's, on Possum Trot" */
	*family = many || noun > 0 || whose;
	if (whose)
		return at + 1;
	return at + noun;
}

/* "Tucker Breeding, on Possum Trot.": two words with capitals or more, and nothing else before the phrase ends. */
static bool is_where_told(const struct people *people, size_t at)
{
	size_t words = 0;
	for (; at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_TITLE &&
	       people->words[at].mention == NOBODY && !people->words[at].blocked; at++)
		words++;
	return words == 2 && (sign_is(people, at, '.') || sign_is(people, at, ',') || sign_is(people, at, ';'));
}

/* "the Sumners on Walnut", "the Sumner kids, over on Walnut", "Mrs. Sumner, out on Sawmill": a street without a number or its kind. */
static void read_family(struct people *people, const struct mention *mention)
{
	bool family;
	size_t at = family_end(people, mention, &family);
	if (mention->person == NOBODY || !person_protected(&people->persons[mention->person]) || people->words[mention->to - 1].caps)
		return;
	bool comma = sign_is(people, at, ',');
	at += comma;
	size_t way = list_match_as(people, at, LIST_HOME_FAMILY, STR("way"));
	at += way;
	bool told = comma && of_child_side(&people->persons[mention->person]) && is_where_told(people, at + 1);
	if ((!family && !way && !told) || !word_is(people, at, "on") || !is_named(people, at + 1) || is_taken(&people->words[at + 1]))
		return;
	size_t to = place_end(people, at + 1);
	bool highway = !way && has_numeric(people, at + 1, to); /* "met the Sumners on Highway 19" */
	if (to > at + 1 && to <= at + 4 && !highway && !is_agency(people, at + 1) && people->words[at + 1].blocked != WHAT_ADDRESS)
		add_home(people, at + 1, to, 60);
}

static void read_names(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		read_number(people, &people->mentions[i]);
		read_family(people, &people->mentions[i]);
	}
}

/* "the old freight house on Depot St": the noun ends the words for a public place. "The fight took place at ..." */
static bool is_public(const struct people *people, const struct cue_hit *hit)
{
	const struct cue_hit *place = hit->from > 0 ? cue_at(people, hit->from - 1, CUE_PUBLIC_PLACE) : NULL;
	bool took = hit->from > 0 && word_is(people, hit->from, "place") && verb_form(people, hit->from - 1) != VERB_NONE;
	const struct word *word = &people->words[hit->from]; /* "the Farm & Home on Depot Street", "at Dunn Funeral Home on Elm" */
	const struct word *before = hit->from > 0 ? word - 1 : word;
	bool firm = before < word && word->letters == CASE_TITLE && !word->caps && !word->sentence_start && !sign_is(people, hit->to, ':') &&
		    (before->sign == '&' || (before->letters == CASE_TITLE && !before->wide));
	return took || firm || (place && place->to >= hit->to);
}

void homes_read(struct people *people)
{
	for (size_t i = 0; i < people->cue_count; i++)
		if (people->cues[i].cue == CUE_HOME_NOUN && !is_public(people, &people->cues[i]))
			read_phrase(people, &people->cues[i]);
	read_names(people);
	for (size_t i = 0; i < people->fact_count; i++)
		if (people->facts[i].what == WHAT_ADDRESS)
			read_label(people, &people->facts[i]);
	for (size_t i = 0; i < people->cue_count; i++)
		if (people->cues[i].cue == CUE_LIVES && !is_public(people, &people->cues[i])) {
			read_verb(people, &people->cues[i]);
			read_where(people, &people->cues[i]);
		}
}
