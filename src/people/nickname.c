/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that are no names by themselves: nicknames in quotes ("Peanut"), after "goes by" or "calls her"; and those that only what
 * stands behind them tells, because their words are words: "Poison is what they call her", 'the baby is BIG RED for a nickname',
 * "JAYBIRD (SO CALLED)", '"SPROUT" LNU', "* Little Man, boy, 4". */
#include "people/internal.h"

enum { NICK_WORDS = 3, CALLERS_MOST = 5, QUOTE_WORDS = 4 };

static bool is_small(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			     cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_VERB_PAST) |
			     cue_bit(CUE_SPEECH) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
			     cue_bit(CUE_NO_VALUE) | cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_NAMED);
	return word_has_any(people, at, cues);
}

static bool may_be_nick(const struct people *people, size_t at, size_t last)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->mention == NOBODY && !word->blocked && !word->fact && word->letters != CASE_LOWER &&
	       (word->letters == CASE_TITLE) == (people->words[last].letters == CASE_TITLE) && word->folded.len > 1 && !is_small(people, at);
}

/* The first word behind the mark of a list: "* Little Man, boy, 4" */
static bool opens_item(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at > 0 && word->kind == TOKEN_WORD && word->letters == CASE_TITLE && word->mention == NOBODY && !word->blocked &&
	       people->words[at - 1].kind == TOKEN_SIGN && (at < 2 || people->words[at - 1].line_start);
}

/* The capitalised words that end before `end`, quoted or not; `end` if there are none. */
static size_t nick_begin(const struct people *people, size_t end)
{
	size_t at = end;
	while (at > 0 && end - at < NICK_WORDS && (may_be_nick(people, at - 1, end - 1) || (at < end && opens_item(people, at - 1))) &&
	       people->words[at - 1].next == at && !(at < end && people->words[at].wide))
		at--;
	return at;
}

static void add_nick(struct people *people, size_t end)
{
	size_t from = nick_begin(people, end);
	if (from < end)
		mention_add(people, from, end, SOURCE_RUN)->alias = true;
}

/* "Little Man" of whom only "Man" was taken for a name. */
static bool widen_nick(struct people *people, size_t end)
{
	int32_t number = people->words[end - 1].mention;
	if (number == NOBODY || people->mentions[number].to != end)
		return number != NOBODY;
	struct mention *mention = &people->mentions[number];
	size_t from = mention->from;
	while (from > 0 && end - from < NICK_WORDS && (may_be_nick(people, from - 1, end - 1) || opens_item(people, from - 1)) &&
	       people->words[from - 1].next == from && !people->words[from].wide)
		people->words[--from].mention = number;
	mention->from = (uint32_t)from;
	return true;
}

/* Back over quote marks and what else may stand between a name and what is said of it. */
static size_t before_signs(const struct people *people, size_t at)
{
	while (at > 0 && (is_double_quote(people, at - 1) || people->words[at - 1].kind == TOKEN_LINE || sign_is(people, at - 1, '(') ||
			  sign_is(people, at - 1, ',') || sign_is(people, at - 1, '.')))
		at--;
	return at;
}

/* "is what Trav calls him": behind the words stands that somebody calls one so. */
static bool is_calling(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < CALLERS_MOST && at < people->word_count && people->words[at].kind == TOKEN_WORD; steps++, at++)
		if (word_has(people, at, CUE_NAMED))
			return true;
	return false;
}

/* '"SPROUT" LNU': the letters that stand for a surname are part of the name; else what stands before says how somebody is called. */
static void read_called(struct people *people, const struct cue_hit *hit)
{
	if (str_equal(hit->value, STR("calls")) && !is_calling(people, hit->to))
		return;
	size_t end = before_signs(people, hit->from);
	int32_t number = end > 0 ? people->words[end - 1].mention : NOBODY;
	if (number == NOBODY) {
		add_nick(people, end);
		number = end > 0 ? people->words[end - 1].mention : NOBODY;
	}
	if (number != NOBODY && str_equal(hit->value, STR("surname")) && people->mentions[number].to == end && hit->from <= end + 2u) {
		people->mentions[number].to = hit->to;
		for (size_t at = end; at < hit->to; at++)
			people->words[at].mention = number;
	}
}

/* ", boy, 4" */
static bool lists_child(const struct people *people, const struct cue_hit *hit)
{
	size_t at = hit->from;
	return at > 1 && sign_is(people, at - 1, ',') && sign_is(people, hit->to, ',') && hit->to + 1u < people->word_count &&
	       people->words[hit->to + 1].kind == TOKEN_NUMBER && people->words[hit->to + 1].folded.len <= 2 && !people->words[at - 2].caps;
}

static void nicknames_read(struct people *people)
{
	for (size_t i = 0; i < people->cue_count; i++) {
		const struct cue_hit *hit = &people->cues[i];
		if (hit->cue == CUE_CALLED && hit->from > 0)
			read_called(people, hit);
		else if (hit->cue == CUE_CHILD && lists_child(people, hit) && !widen_nick(people, hit->from - 1u))
			add_nick(people, hit->from - 1u);
	}
}

/* ---- in quotes, and behind what says how somebody is called -------------------------------------------------- */

static bool is_function_word(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			     cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_KIN) |
			     cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_TITLE);
	if (word_has_any(people, at, cues))
		return true;
	return people->words[at].entry->common >= 14;
}

/* The words of a quotation of one to four words, none of them small or spoken: a name could stand there. */
static bool may_be_alias(const struct people *people, size_t from, size_t to)
{
	size_t words = 0;
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD) {
			if (word->blocked || word->letters == CASE_LOWER || verb_form(people, at) == VERB_PAST)
				return false;
			if (word->folded.len > 1 && is_function_word(people, at) && word->entry->given < 8 &&
			    !(words && sign_is(people, at - 1, '-')))
				return false;
			words++;
		} else if (!sign_is(people, at, '-') && !sign_is(people, at, '&') && !sign_is(people, at, '.') &&
			   !(sign_is(people, at, ',') && at + 1 == to) && word->kind != TOKEN_LINE) {
			return false;
		}
	}
	return words > 0 && words <= QUOTE_WORDS;
}

static bool is_person_cue_before(const struct people *people, size_t at)
{
	return cue_before(people, at, CUE_NAMED) || cue_before(people, at, CUE_KIN) || cue_before(people, at, CUE_KIN_ANY) ||
	       cue_before(people, at, CUE_KIN_CHILD) || cue_before(people, at, CUE_CHILD);
}

/* A single word that is hardly an ordinary one needs no cue when it stands in quotes with a capital. */
static bool is_nickname_alone(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word->folded.len < 2)
			continue;
		int common = word->entry->common, given = word->entry->given;
		if (common > 5 && given < common)
			return false;
		if (word->place || word_has(people, at, CUE_GOODS) || word_has(people, at, CUE_ORGANISATION))
			return false;
		return word->letters == CASE_TITLE || (word->letters == CASE_UPPER && word->folded.len >= 3);
	}
	return false;
}

static bool follows_speech(const struct people *people, size_t quote)
{
	size_t before = word_previous(people, quote);
	return before != SIZE_MAX && sign_is(people, before, ',') && before > 0 && word_has(people, before - 1, CUE_SPEECH);
}

static void add_alias(struct people *people, size_t from, size_t to)
{
	while (from < to && people->words[from].kind != TOKEN_WORD)
		from++;
	while (to > from && people->words[to - 1].kind != TOKEN_WORD)
		to--;
	while (from < to && people->words[from].mention != NOBODY)
		from++;
	size_t end = from;
	while (end < to && people->words[end].mention == NOBODY && !sign_is(people, end, '&'))
		end++;
	if (end < to)
		add_alias(people, end + 1, to);
	if (from < end)
		mention_add(people, from, end, SOURCE_RUN)->alias = true;
}

/* 'Friends: "Turtle", "Juice"': the quotation before this one is a name. */
static bool follows_quoted_name(const struct people *people, size_t open)
{
	size_t at = word_previous(people, open);
	if (at == SIZE_MAX || at < 2 || (!sign_is(people, at, ',') && !word_has(people, at, CUE_CONJUNCTION) && !is_double_quote(people, at - 1)))
		return false;
	at -= sign_is(people, at, ',') || word_has(people, at, CUE_CONJUNCTION);
	if (!is_double_quote(people, at) || at == 0)
		return false;
	at -= sign_is(people, at - 1, ',') && at > 1 ? 2 : 1;
	return people->words[at].mention != NOBODY;
}

static void read_quote(struct people *people, size_t open, size_t close)
{
	size_t from = open + 1, before = word_previous(people, open), next = close + 1;
	const struct cue_hit *rank = cue_at(people, from, CUE_RANK);
	if (before != SIZE_MAX && before > 0 && sign_is(people, before, '(') && sign_is(people, next, ')'))
		before = word_previous(people, before); /* 'Tyquan Mosley ("TQ")' */
	if (!may_be_alias(people, from, close) || (rank && !people->words[from].proper && rank->to < close))
		return; /* "Officer Hunter" */
	bool listed = before != SIZE_MAX && sign_is(people, before, '.') && before > 0 && people->words[before - 1].kind == TOKEN_NUMBER;
	bool beside = (before != SIZE_MAX && people->words[before].mention != NOBODY) ||
		      (next < people->word_count && people->words[next].mention != NOBODY && !sign_is(people, close - 1, ','));
	bool cue = is_person_cue_before(people, open) || (before != SIZE_MAX && word_has(people, before, CUE_ROLE));
	for (size_t at = from; at < close; at++)
		beside = beside || people->words[at].mention != NOBODY;
	if (cue || beside || listed || follows_quoted_name(people, open) ||
	    (is_nickname_alone(people, from, close) && !follows_speech(people, open)))
		add_alias(people, from, close);
}

static void read_quotes(struct people *people)
{
	if (!text_has(people, '"') && !text_has(people, QUOTE_OPEN) && !text_has(people, QUOTE_CLOSE))
		return;
	for (size_t at = 0; at < people->word_count; at++) {
		if (!is_double_quote(people, at))
			continue;
		size_t close = at + 1;
		while (close < people->word_count && close < at + 10 && !is_double_quote(people, close))
			close++;
		if (close >= people->word_count || close >= at + 10 || close == at + 1)
			continue;
		/* an opening quote has no space behind it */
		if (people->words[at].to != people->words[at + 1].from)
			continue;
		read_quote(people, at, close);
		at = close;
	}
}

/* "they call him Two", "called Boy by everyone": with a capital that nothing asks for, a number or word for a child is a name too. */
static bool is_told_anyway(const struct people *people, const struct cue_hit *hit, size_t at)
{
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_KIN) |
			      cue_bit(CUE_KIN_ANY) | cue_bit(CUE_TITLE);
	const struct word *word = &people->words[at];
	if (word->letters != CASE_TITLE || word->caps || is_neighbour_capital(people, word->next) ||
	    (word_has_any(people, at, small) && !word_has(people, at, CUE_NUMBER)))
		return false;
	size_t by = word->next;
	by += by < people->word_count && !word_is(people, by, "by");
	bool said_by = word_is(people, by, "by") && word_has_any(people, by + 1, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_KIN)) &&
		       !people->words[hit->from].sentence_start;
	return hit->to > hit->from + 1 || said_by;
}

/* "KID CALLED DISPATCH", "BOY CALLED HOME": in capitals, whom somebody can phone. */
static bool is_phoned(const struct people *people, const struct cue_hit *hit, size_t at)
{
	const cue_set others = cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_ORGANISATION) | cue_bit(CUE_HOME_NOUN) |
			       cue_bit(CUE_RANK) |
			       cue_bit(CUE_ADVERB) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_RADIO) |
			       cue_bit(CUE_LIVES);
	return word_is(people, hit->from, "called") &&
	       (word_is(people, at, "back") || word_has_any(people, at, others) || people->words[at].entry->common >= 13);
}

/* "A KID CALLED SPIDER", "JUV AKA SPIDER", "AND ONE NAMED SPIDER" */
static bool tells_of_child(const struct people *people, const struct cue_hit *hit)
{
	size_t before = word_previous(people, hit->from);
	return before != SIZE_MAX && (cue_before(people, hit->from, CUE_CHILD) || cue_before(people, hit->from, CUE_KIN_CHILD) ||
				      word_is(people, before, "one")) && !word_has(people, hit->to, CUE_NO_VALUE);
}

/* "goes by BISCUIT", "who they all call Bug": whatever stands behind is a name, unless it is a small word. */
static void read_named(struct people *people)
{
	for (size_t i = 0; i < people->cue_count; i++) {
		const struct cue_hit *hit = &people->cues[i];
		if (hit->cue != CUE_NAMED || is_phoning(people, hit) || hit->to >= people->word_count || hit->to == hit->from)
			continue;
		size_t at = hit->to;
		while (at < people->word_count && (sign_is(people, at, ':') || sign_is(people, at, ',') || is_double_quote(people, at) ||
						   people->words[at].kind == TOKEN_LINE) && at < hit->to + 3u)
			at++;
		const struct word *word = &people->words[at];
		if (at >= people->word_count || word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->blocked ||
		    word->mention != NOBODY || word->fact || word->folded.len < 2)
			continue;
		size_t next = word->next;
		if (word_has(people, at, CUE_RANK) && !word->proper && next < people->word_count && people->words[next].mention != NOBODY)
			continue; /* "My name is Deputy Marisol Ybarra" */
		bool anyway = is_told_anyway(people, hit, at);
		if (is_function_word(people, at) && !anyway)
			continue;
		bool single = hit->to == hit->from + 1;
		bool names = word->entry->given >= 4 || word->entry->surname >= 4 || word->entry->common == 0;
		if (word->caps && single && (is_phoned(people, hit, at) || (!names && !tells_of_child(people, hit))))
			continue;
		bool plain = word->entry->common >= 10 && !word_has(people, at, CUE_WEEKDAY); /* "HIS NAME IS SUNDAY" */
		if (word->caps && !single && (plain || verb_form(people, at) == VERB_PAST))
			continue;
		if (single && !word->caps && word_is(people, hit->from, "called") && !names && !anyway)
			continue;
		add_alias(people, at, word->next);
	}
}

void aliases_read(struct people *people)
{
	read_quotes(people);
	read_named(people);
	nicknames_read(people);
	told_read(people);
	threads_read(people);
	answers_read(people);
	evident_read(people);
}
