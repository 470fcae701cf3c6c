/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Runs of words that look like a person's name in running text. How much a word looks like a name is weighed from its
 * shape, how common it is as a given name, as a surname and as an ordinary word, and from what stands beside it. */
#include "base/mem.h"
#include "people/capital.h"
#include "people/internal.h"

struct mention *mention_add(struct people *people, size_t from, size_t to, enum source source)
{
	people->mentions = mem_room(people->mentions, people->mention_count, &people->mention_cap, sizeof *people->mentions);
	struct mention *mention = &people->mentions[people->mention_count];
	*mention = (struct mention){.from = (uint32_t)from, .to = (uint32_t)to, .person = NOBODY, .source = (uint8_t)source};
	for (size_t i = from; i < to; i++)
		people->words[i].mention = (int32_t)people->mention_count;
	mention->record = people->words[from].record;
	people->mention_count++;
	return mention;
}

size_t mention_last(const struct people *people, const struct mention *mention)
{
	size_t last = mention->from;
	for (size_t at = mention->from; at < mention->to; at = people->words[at].next)
		if (people->words[at].kind == TOKEN_WORD)
			last = at;
	return last;
}

static bool adjacent(const struct people *people, size_t left, size_t right)
{
	/* "left right", "left-right", "J. right", also over one line end */
	size_t at = people->words[left].next;
	bool hyphen = false, line = false;
	for (; at < right; at++) {
		if (people->words[at].kind == TOKEN_LINE && !is_wrapped(people, at))
			return false;
		if (sign_is(people, at, '-') && people->words[at].from == people->words[at - 1].to)
			hyphen = true;
		else if (sign_is(people, at, '.') && (people->words[left].folded.len <= 2 || word_has(people, left, CUE_SUFFIX)))
			continue;
		else if (people->words[at].kind == TOKEN_LINE && !line)
			line = true;
		else if (!(line && sign_is(people, at, '>')))
			return false;
	}
	if (hyphen)
		return !line || people->words[right].line_start;
	return line || !people->words[right].wide;
}

/* "W" is "with" in a dispatcher's hand, "I" and "A" are words: without a dot they end no name. */
static bool ends_as_initial(const struct people *people, size_t at)
{
	char letter = people->words[at].folded.ptr[0];
	bool dot = at + 1 < people->word_count && sign_is(people, at + 1, '.');
	return dot || !people->words[at].caps || (letter != 'w' && letter != 'a' && letter != 'i' && letter != 'x');
}

static bool is_initial(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	bool numbered = at > 0 && people->words[at - 1].kind == TOKEN_NUMBER && people->words[at - 1].line_start;
	if ((word->line_start || numbered) && (word->folded.ptr[0] == 'a' || word->folded.ptr[0] == 'q'))
		return false; /* question and answer, in numbered lines too */
	if (at >= 2 && sign_is(people, at - 1, '-') && people->words[at - 1].to == word->from && is_numeric(people, at - 2) &&
	    people->words[at - 2].to == people->words[at - 1].from)
		return false; /* the end of a number: "TDCJ 88120-W. Oxford" */
	if (at >= 2 && sign_is(people, at - 1, '/') && word_is(people, at - 2, "w") && people->words[at - 2].to == people->words[at - 1].from)
		return false; /* "W/O ADA FITZ" */
	if (sign_is(people, at + 1, '/') && people->words[at + 1].from == word->to &&
	    word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_LABEL_OFFICIAL)))
		return false; /* "AT 1919 KESSLER R/O SAW" */
	if (is_half_of_day(people, at) || (word->caps && is_versus(people, at)))
		return false;
	return word->kind == TOKEN_WORD && word->folded.len == 1 && word->letters == CASE_UPPER && !word->blocked && !is_race_and_sex(people, at) &&
	       !(word->folded.ptr[0] == 'i' && !(at + 1 < people->word_count && sign_is(people, at + 1, '.'))) &&
	       !(word->caps && word->folded.ptr[0] == 'a' && !(at + 1 < people->word_count && sign_is(people, at + 1, '.')));
}

static size_t next_name_word(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	while (next < people->word_count && (people->words[next].kind == TOKEN_SIGN || people->words[next].kind == TOKEN_LINE) &&
	       next - at <= 4)
		next++;
	return next < people->word_count ? next : SIZE_MAX;
}

/* "Elsie Trask PH. 573-555-0189": a label, not a part of the name before it. */
static bool labels_number(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	bool label = word_has_any(people, at, cue_bit(LABEL_PHONE) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_AGE) | cue_bit(LABEL_OTHER));
	while (label && next < people->word_count && next < at + 4 && people->words[next].kind == TOKEN_SIGN)
		next++;
	return label && next < people->word_count && people->words[next].kind == TOKEN_NUMBER;
}

static bool is_particle(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && !word->blocked && (word_has(people, at, CUE_PARTICLE) || ends_particle(people, at));
}

/* A capitalised word that may go on a run, however common: "Hope Standing Crow". */
static bool may_continue(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->blocked || word->letters == CASE_LOWER || word->mention != NOBODY || word->short_form ||
	    (word_has(people, at, CUE_REPORT_WORD) && word->folded.len > 1) || labels_number(people, at) || is_day_behind(people, at))
		return false;
	if (is_initial(people, at))
		return true;
	bool dotted = at >= 2 && sign_is(people, at - 1, '.') && people->words[at - 2].folded.len == 1;
	const cue_set small = cue_bit(CUE_PRONOUN) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PREPOSITION);
	if (dotted && (word_has_any(people, at, small) || name_level(word) >= 4))
		return !word_has_any(people, at, small); /* "SGT. R. DEAN"; "Hope L. She" is another sentence */
	if (word->caps && at > 0 && is_given_beside(people, at, word->next) && people->words[at - 1].entry->given >= 7)
		return true; /* "PENNY JO DAY" */
	if (word->caps && verb_form(people, at) == VERB_PAST && word->entry->given < 9)
		return false;
	if (word->caps && ((word->entry->common >= 13 && word->entry->given < 8) || verb_form(people, at) == VERB_THIRD))
		return false;
	if (word->caps)
		return name_score(people, at) >= 1 || (name_level(word) >= 4 && name_level(word) + 1 >= word->entry->common) ||
		       (word->entry->surname >= 7 && verb_form(people, word->next) != VERB_BASE && !word_is(people, word->next, "have") &&
			context_score(people, at) >= 0);
	/* "... H. Sten", and on the next line "The file": the line begins with a small word */
	if (word->line_start && word->entry->common >= 13 && word->entry->given < 7 && !is_particle(people, at))
		return false;
	if (word->letters == CASE_UPPER && word->folded.len <= 5 && word_has(people, at, CUE_LAW_AGENCY) && word->entry->given < 3)
		return false; /* "Maria Brooks DHS" */
	return !is_cue(people, at) && !word->sentence_start && word->folded.len > 1;
}

/* "HUNTER CROSS": both are ordinary words, but the first is a given name, the second a surname, and what stands around the
 * two speaks for a person. */
static bool is_pair(const struct people *people, size_t first, size_t second)
{
	if (second == SIZE_MAX || !adjacent(people, first, second))
		return false;
	const struct word *given = &people->words[first], *surname = &people->words[second];
	if (given->entry->given < 7 || surname->entry->surname < 6 || surname->letters == CASE_LOWER || surname->blocked ||
	    surname->entry->common >= 13 || names_other(people, second) || is_cue(people, second) || goes_on_verb(people, second))
		return false;
	int weight = given->entry->given - given->entry->common + surname->entry->surname - surname->entry->common;
	return is_reached_behind(people, second) || weight + context_of_pair(people, first, second) >= 1;
}

/* "Doyce Minor", "PHAEDRA LYNNETTE MINOR": a cue that is a surname too, behind a given name and before no further name. */
static bool is_surname_cue(const struct people *people, size_t from, size_t last, size_t at)
{
	const struct word *word = &people->words[at], *given = &people->words[last];
	if (word->kind != TOKEN_WORD || word->blocked || word->letters != given->letters || word->letters == CASE_LOWER ||
	    word->mention != NOBODY || word->line_start || word->short_form || word->entry->surname < 5 || given->folded.len < 2)
		return false;
	const struct entry *entry = people->words[from].entry;
	bool first = entry->given >= 7 && entry->given > entry->common + 1 && !is_cue(people, from);
	bool inner = last != from || entry->given > entry->surname || entry->common == 0;
	bool verb = word->caps && (verb_form(people, at) != VERB_NONE || word->entry->surname < 7 || word->entry->common >= 14);
	if (!first || !inner || verb) /* "ASKED ANN DOE TO" */
		return false;
	size_t next = word->next;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].wide)
		return true;
	if (word->caps)
		return people->words[next].entry->common >= 10;
	return people->words[next].letters == CASE_LOWER;
}

/* "(NAN THIDAR WAR)": a run that begins in brackets goes to their end, if only a word is left. */
static size_t bracket_end(const struct people *people, size_t from, size_t to)
{
	if (from == 0 || !sign_is(people, from - 1, '(') || to + 1 >= people->word_count || people->words[to].next == to ||
	    people->words[to].kind != TOKEN_WORD || people->words[to].letters == CASE_LOWER || people->words[to].blocked ||
	    !sign_is(people, people->words[to].next, ')'))
		return to;
	return people->words[to].next;
}

/* "Hyun-jin Seo": the small half of a given name, with a surname behind it. */
static bool is_second_half(const struct people *people, size_t first, size_t half)
{
	const struct word *word = &people->words[half];
	if (half != first + 2 || !sign_is(people, first + 1, '-') || word->kind != TOKEN_WORD || word->letters != CASE_LOWER ||
	    word->folded.len < 2 || word->folded.len > 5 || people->words[first].folded.len > 5 || people->words[first].letters != CASE_TITLE ||
	    people->words[first].entry->common >= 8 || word->entry->common >= 8)
		return false;
	size_t surname = word->next;
	return surname < people->word_count && people->words[surname].kind == TOKEN_WORD && people->words[surname].letters == CASE_TITLE &&
	       may_continue(people, surname);
}

/* "DESHAWN SAID MAKE ME": in capitals a verb of speech says what the name before it does, unless the name ends there: "AHMED SAID, 12",
 * "AHMED SAID WAS". */
static bool is_said(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	return people->words[at].caps && word_has(people, at, CUE_SPEECH) && next < people->word_count && people->words[next].kind == TOKEN_WORD &&
	       !word_has(people, next, CUE_SPEECH) && !word_has(people, next, CUE_AUXILIARY) && verb_form(people, next) < VERB_THIRD;
}

/* Where the run that starts at `from` ends. */
static size_t run_end(const struct people *people, size_t from)
{
	size_t last = from;
	for (unsigned count = 1; count < 8; count++) {
		size_t next = next_name_word(people, last);
		if (next == SIZE_MAX || !adjacent(people, last, next) || is_said(people, next) || are_two(people, last, next) ||
		    is_next_label(people, next))
			break;
		if (is_second_half(people, last, next)) {
			last = next;
			continue;
		}
		size_t at = next;
		while (is_particle(people, at) && next_name_word(people, at) != SIZE_MAX &&
		       adjacent(people, at, next_name_word(people, at)) && at - next < 6)
			at = next_name_word(people, at);
		if (at != next && may_continue(people, at)) {
			last = at; /* particles belong to what follows */
			continue;
		}
		if (!may_continue(people, next) && !word_has(people, next, CUE_SUFFIX) && !(last == from && is_pair(people, last, next)) &&
		    !is_surname_cue(people, from, last, next))
			break;
		if (people->words[last].caps != people->words[next].caps && people->words[next].line != people->words[last].line)
			break;
		if (people->words[last].console)
			break;
		if (is_initial(people, next) && !ends_as_initial(people, next)) {
			size_t after = next_name_word(people, next);
			if (after == SIZE_MAX || !adjacent(people, next, after) || !may_continue(people, after) || is_initial(people, after))
				break;
		}
		last = next;
	}
	return bracket_end(people, from, people->words[last].next);
}

/* How much a run looks like a name, by the scores of its words (look.c). */
struct weight {
	int best, least, total;
	unsigned words;
	bool given; /* one of them is a given name more than an ordinary word */
	bool other; /* one of them begins or ends the name of a thing, place or day */
};

static struct weight weigh_run(const struct people *people, size_t from, size_t to)
{
	struct weight weight = {.best = NEVER, .least = -NEVER};
	for (size_t at = from; at < to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word->folded.len < 2)
			continue;
		int score = name_score(people, at);
		weight.words++;
		weight.total += score;
		if (score > weight.best)
			weight.best = score;
		if (score < weight.least)
			weight.least = score;
		weight.given = weight.given || (word->entry->given >= 4 && word->entry->given + 2 >= word->entry->common);
		weight.other = weight.other || names_other(people, at);
	}
	return weight;
}

static bool beside_capital(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at), next = word_next(people, at);
	return (before != SIZE_MAX && people->words[before].kind == TOKEN_WORD && people->words[before].letters != CASE_LOWER &&
		!people->words[before].sentence_start) ||
	       (next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters != CASE_LOWER &&
		!people->words[next].sentence_start) ||
	       verb_form(people, at) != VERB_NONE;
}

static bool accept_single(const struct people *people, size_t at, bool before, bool after)
{
	const struct word *word = &people->words[at];
	if (word->syllables || is_named_kin(people, at) || is_aged(people, at) || is_family_name(people, at))
		return true;
	int score = name_score(people, at), common = word->entry->common;
	bool open = word->caps || word->sentence_start || opens_cell(people, at); /* the capital says nothing */
	if (names_other(people, at) && word->entry->given < 5 && word->entry->surname < 6)
		return false;
	if (word_has(people, at, CUE_REPORT_WORD) || (!before && !after && !word->caps && word->letters == CASE_UPPER && word->folded.len <= 3))
		return false;
	if (before)
		return score > (open ? -2 : -6) || (word->entry->given >= 5 && context_score(people, at) > 3);
	if (is_unknown(word)) {
		if (place_before(people, at) || (!word->caps && word->letters != CASE_TITLE))
			return false;
		if (!open)
			return word->folded.len >= 3 && word->letters == CASE_TITLE;
		return after || (word->folded.len >= 4 && context_score(people, at) >= (word->caps ? 4 : 3));
	}
	if (open && common >= 3 && name_level(word) >= 4) {
		int need = common > name_level(word) + 2 ? 6 : common > name_level(word) ? 5 : common + 3 > name_level(word) && word->caps ? 4 : 3;
		return context_score(people, at) >= need - (after ? 1 : 0);
	}
	/* a rare name says no less than one that no list has */
	if (open && common < 3 && word->folded.len >= 4 && !word->place && !place_before(people, at) &&
	    (after || context_score(people, at) >= (word->caps ? 4 : 3)))
		return true;
	int need = word->caps ? 5 : 6;
	if (place_before(people, at))
		need += 4;
	else if (!open && !names_other(people, at) && !is_cue(people, at) && !word_has(people, at, CUE_MONTH))
		need = name_level(word) >= 7                                   ? 0
		       : people->words[word->next].kind == TOKEN_NUMBER         ? need
		       : common <= 7 && !beside_capital(people, at)             ? -4
									       : need;
	return score >= need - (after ? 3 : 0);
}

/* The last word says what it is, "Grace Chapel", and is not a surname behind a given name, "Russell Day". */
static bool ends_other(const struct people *people, size_t from, size_t to)
{
	const struct entry *last = people->words[to - 1].entry, *first = people->words[from].entry;
	bool name = last->surname >= 7 && first->given >= (people->words[from].place ? 9 : 7);
	return word_has(people, to - 1, CUE_ORGANISATION) && (place_before(people, from) || !name);
}

/* "Precious Long": a common word that is a given name, before a surname, at the start of a sentence. */
static bool is_given_before(const struct people *people, size_t at, size_t to)
{
	const struct word *word = &people->words[at];
	size_t next = word->next;
	if (word->entry->given < 3 || next >= to || people->words[next].kind != TOKEN_WORD || word->entry->common >= 12)
		return false;
	const struct entry *after = people->words[next].entry;
	return after->surname >= 6 && after->surname > after->given && verb_form(people, at) == VERB_NONE;
}

/* "K. BANKS" */
static bool is_initialled(const struct people *people, size_t from, size_t to)
{
	if (people->words[from].folded.len != 1 || !sign_is(people, from + 1, '.') || people->words[to - 1].kind != TOKEN_WORD)
		return false;
	const struct word *word = &people->words[to - 1];
	return word->folded.len >= 3 && (is_unknown(word) || name_level(word) + 2 >= word->entry->common);
}

/* "CITY OF LUTESVILLE FORKS", "County of Pike's Reach" */
static bool is_seat(const struct people *people, size_t from)
{
	size_t of = word_previous(people, from), seat = of == SIZE_MAX ? SIZE_MAX : word_previous(people, of);
	return seat != SIZE_MAX && word_is(people, of, "of") && word_has(people, seat, CUE_SEAT) && people->words[seat].letters != CASE_LOWER;
}

/* "St. Hilary's Hospital", and "St. Hilary's" alone. */
static bool is_saint(const struct people *people, size_t from, size_t to)
{
	if (from < 2 || people->words[from].next != to || !sign_is(people, from - 1, '.') || !word_is(people, from - 2, "st") ||
	    to >= people->word_count)
		return false;
	size_t next = people->words[to].kind == TOKEN_TAIL ? to + 1 : to;
	return next > to || (word_has(people, next, CUE_ORGANISATION) && people->words[next].letters != CASE_LOWER);
}

/* "Child Advocacy Center", "Juvenile Court": the word for a child is part of the name of an office. */
static bool is_office_of_children(const struct people *people, size_t from, size_t to)
{
	size_t child = from - (from > 1 && sign_is(people, from - 1, ','));
	if (from == 0 || people->words[from].line_start || !word_has(people, child - 1, CUE_CHILD) || people->words[child - 1].kind != TOKEN_WORD ||
	    people->words[child - 1].letters == CASE_LOWER || people->words[child - 1].letters != people->words[from].letters)
		return false;
	if (child < from)
		return people->words[from].next < to && word_has(people, to - 1, CUE_AGENCY); /* "Det. Holloway, Juvenile, Westerly Twp" */
	return inside_agency(people, from) || word_has(people, to - 1, CUE_AGENCY) ||
	       (word_has(people, to - 1, CUE_ORGANISATION) && people->words[to - 1].entry->surname < 7);
}

/* Does the run name a person? What stands beside it counts more than its words do; in capitals it must be surer of them. */
static bool is_name(const struct people *people, size_t from, size_t to)
{
	struct weight weight = weigh_run(people, from, to);
	if (weight.words == 0)
		return false;
	bool before = cued_before(people, from) || is_person_behind(people, from, to), after = cued_after(people, to);
	bool caps = people->words[from].caps;
	if (!before && business_is(people, from, to))
		return false;
	if (before && is_office_of_children(people, from, to))
		return false;
	if (!before && (place_is(people, from, to) || is_agency(people, to) || is_saint(people, from, to) || is_seat(people, from)))
		return false;
	/* "TC-2025-00702" */
	if (!before && to + 1 < people->word_count && sign_is(people, to, '-') && people->words[to].from == people->words[to - 1].to &&
	    people->words[to + 1].kind == TOKEN_NUMBER)
		return false;
	for (size_t at = from; at < to && !before; at = people->words[at].next)
		if (at > from && word_has(people, at, CUE_AGENCY))
			return false;
	bool family = weight.words == 1 && is_family_name(people, from);
	if (weight.other && !before && !family && !(weight.given && weight.words >= 2 && !ends_other(people, from, to)))
		return false;
	if (weight.words == 1) {
		size_t at = from;
		while (people->words[at].folded.len < 2)
			at = people->words[at].next;
		if (at == from && people->words[at].next == to)
			return accept_single(people, at, before, after);
	}
	if (weight.words == 2 && people->words[from].folded.len > 1 &&
	    ((caps && is_pair(people, from, next_name_word(people, from))) || is_given_before(people, from, to)))
		return true;
	if (weight.words == 1 && (is_initialled(people, from, to) || is_before_letter(people, from)))
		return true;
	bool all_other = !weight.given;
	for (size_t at = from; at < to && all_other; at = people->words[at].next)
		all_other = people->words[at].kind != TOKEN_WORD || names_other(people, at);
	if (before)
		return weight.best > (caps ? -2 : -6) && !all_other;
	if (weight.words == 1) {
		return weight.best >= (caps ? 5 : 6) - (after ? 3 : 0);
	}
	if (word_has(people, from, CUE_HONORIFIC))
		return weight.best > -3;
	if (weight.given)
		return weight.total >= (caps ? 4 : 6) || weight.best >= (caps ? 6 : 8);
	/* two words in capitals that are no words: "NEVENKA JURISIC" */
	if (caps && weight.words >= 2 && weight.least >= 2 && !people->broken && !place_before(people, from))
		return true;
	return after ? weight.best >= 6 : weight.best >= 9 && !place_before(people, from);
}

bool is_acronym_before(const struct people *people, size_t at, size_t to)
{
	const struct word *word = &people->words[at];
	size_t next = word->next;
	if (word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->caps || word->folded.len < 3 || word->folded.len > 5 ||
	    word->mention != NOBODY || name_level(word) >= 4 || next >= to || people->words[next].kind != TOKEN_WORD ||
	    people->words[next].letters != CASE_TITLE || word->line != people->words[next].line)
		return false;
	size_t last = to - 1;
	return last > next && people->words[last].letters == CASE_TITLE;
}

/* Words before the name that a capital letter drew in: "When Marcus", "Ms Whitfield", "On Friday Grace". */
static size_t trim_start(const struct people *people, size_t from, size_t to)
{
	while (from < to) {
		const struct word *word = &people->words[from];
		if (word_has(people, from, CUE_HONORIFIC) && word->next < to)
			return from;
		if (is_named_kin(people, from) || is_aged(people, from) || is_family_name(people, from) || word->told)
			return from;
		if (is_acronym_before(people, from, to)) {
			from = word->next;
			continue;
		}
		bool hyphen = sign_is(people, from + 1, '-') && people->words[from + 1].from == word->to; /* "Sun-Hee" is no day */
		bool point = word->folded.len == 1 && is_what_was_done(people, word->next + sign_is(people, word->next, '.'), to);
		bool troop = word->folded.len == 1 && from > 0 && word_is(people, from - 1, "troop"); /* "TO STATE PATROL TROOP E. OLIVE" */
		bool drop = word->kind != TOKEN_WORD || troop || point || is_what_was_done(people, from, to) || is_cue(people, from) ||
			    /* not of "Ofc. Sunday Brandt" */
			    (word_has(people, from, CUE_WEEKDAY) && !hyphen && !(word->next < to && rank_before(people, from))) ||
			    (word_has(people, from, CUE_MONTH) && !month_is_name(people, from)) ||
			    (word->folded.len > 1 && word->entry->common >= 13 && word->entry->given < 7) ||
			    (word->sentence_start && !word->caps && word->entry->common && word->entry->given == 0 &&
			     word->entry->surname == 0 && word->next < to && !hyphen) || /* "Afterward Marshall" */
			    (word->sentence_start && word->entry->common >= 6 && word->entry->given < 7 && name_score(people, from) < 0 &&
			     !is_given_before(people, from, to));
		if (!drop)
			return from;
		from = word->next;
	}
	return to;
}

/* "Corporal Buck, Star 19", "MoBar 70061": a badge and its number, which is no child's age. */
static bool is_numbered(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at], *number = &people->words[word->next];
	bool phone = word_has(people, at, LABEL_PHONE) && word->next < people->word_count && number->blocked == WHAT_PHONE;
	if (phone || begins_number(people, at) || is_day_of_month(people, at) || is_badge_label(people, at))
		return true;
	bool letters = word->letters == CASE_MIXED || word_has(people, at, CUE_BADGE);
	return letters && at > 0 && sign_is(people, at - 1, ',') && word->next < people->word_count && number->kind == TOKEN_NUMBER &&
	       (number->folded.len > 2 || (number->folded.len == 2 && (number->folded.ptr[0] > '1' || number->folded.ptr[1] > '7')));
}

/* "SON JUNE 8 YOA": what looks like a date is a name and an age. */
static bool is_month_in_years(const struct people *people, size_t at)
{
	bool unit = false;
	return people->words[at].blocked == WHAT_DATE && word_has(people, at, CUE_MONTH) && is_aged(people, at) &&
	       evidence_years(people, people->words[at].next, &unit) > 0 && unit;
}

static bool can_start(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->mention != NOBODY || word->letters == CASE_LOWER || word->short_form ||
	    (word->fact && !is_sure_name(people, at)) || (word->blocked && !is_month_in_years(people, at)))
		return false;
	if (is_named_kin(people, at) || is_aged(people, at) || word->console || word->told)
		return true;
	bool degree = word_has(people, at, CUE_SUFFIX) && word_has(people, at, CUE_OFFICIAL_AFTER); /* "Jo Apple, Esq., GAL" */
	if (inside_title(people, at) || is_numbered(people, at) || degree)
		return false;
	if (word->caps && word_has(people, at, CUE_SPEECH) && word->entry->common >= 10)
		return false; /* "MOM SAID" */
	if (is_initial(people, at)) {
		if (word->caps && !ends_as_initial(people, at))
			return false;
		/* "R. Young", "E.J." */
		size_t next = next_name_word(people, at);
		return next != SIZE_MAX && adjacent(people, at, next) && may_continue(people, next);
	}
	if (word_has(people, at, CUE_HONORIFIC)) {
		size_t next = next_name_word(people, at), third = next == SIZE_MAX ? SIZE_MAX : next_name_word(people, next);
		/* "Saw Dre" is a note, "Saw Htoo Lwin" a name */
		bool verb = verb_form(people, at) != VERB_NONE &&
			    !(third != SIZE_MAX && adjacent(people, next, third) && may_continue(people, third));
		if (!verb && next != SIZE_MAX && adjacent(people, at, next) && may_continue(people, next) && name_score(people, next) > 0 &&
		    verb_form(people, next) == VERB_NONE)
			return true;
	}
	if (is_cue(people, at) && name_score(people, at) < 0)
		return false;
	if (is_particle(people, at) && name_score(people, at) < 2) {
		size_t next = next_name_word(people, at);
		if (next != SIZE_MAX && adjacent(people, at, next) && ends_particle(people, next))
			return true; /* "Mac an Bhaird" */
		return next != SIZE_MAX && word->letters == CASE_TITLE && adjacent(people, at, next) && may_continue(people, next) &&
		       cued_before(people, at);
	}
	if (!word->caps || name_score(people, at) >= 2 || (cued_before(people, at) && name_score(people, at) > -3))
		return true;
	/* a common word that is a name too: by what stands beside it, or before a surname */
	if (name_level(word) < 7)
		return false;
	size_t next = next_name_word(people, at);
	if (is_pair(people, at, next))
		return true;
	return context_score(people, at) >= 3 || (next != SIZE_MAX && adjacent(people, at, next) && !people->words[next].blocked &&
						   people->words[next].letters != CASE_LOWER && name_score(people, next) >= 4);
}

/* Behind a rank, title or office of several words, or of one that is no name. */
static size_t skip_cue(const struct people *people, size_t at)
{
	static const enum cue cues[] = {CUE_RANK, CUE_TITLE, CUE_DOCTOR, CUE_OCCUPATION, CUE_TEACHER, CUE_KIN, CUE_KIN_ANY, CUE_KIN_CHILD};
	const cue_set any = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER) |
			    cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD); /* "MOTHER IN LAW" */
	size_t end = people->words[at].next;
	if (people->words[at].letters == CASE_LOWER || !word_has_any(people, at, any))
		return end;
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_at(people, at, cues[i]);
		if (hit && hit->to > end)
			end = hit->to;
	}
	return end;
}

/* A second look must not take it for a name; it can be somebody's name elsewhere. */
static void mark_other(struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		people->words[at].town = true;
}

void runs_read(struct people *people)
{
	ranks_mark(people);
	radio_mark(people);
	units_mark(people);
	for (size_t i = 0, at = 0; i < people->striking_count; i++) {
		if (people->striking[i] < at)
			continue; /* read with a word before it */
		at = people->striking[i];
		size_t next = skip_cue(people, at);
		if (next > people->words[at].next) {
			mark_other(people, at, next);
			at = next; /* "P.O. Lund", "school resource officer Hill", "Town Justice Oberholtzer" */
			continue;
		}
		next = people->words[at].next;
		if (!can_start(people, at)) {
			if (is_numbered(people, at))
				mark_other(people, at, next);
			at = next;
			continue;
		}
		size_t end = run_end(people, at), from = trim_start(people, at, end);
		if (from < end && (people->words[from].console || people->words[from].told || is_name(people, from, end)))
			mention_add(people, from, end, SOURCE_RUN);
		else if (from < end && business_is(people, from, end))
			mark_other(people, from, end);
		at = from < end ? end : (next > from ? next : from);
	}
}
