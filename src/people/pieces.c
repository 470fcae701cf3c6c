/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that were found in pieces.
 * "PRICE, CHASE R", "Delgado, Renee (F/14)": surname first in running text. The two halves are one name where the first can be
 * a surname, the second a given name, and what stands behind or around them is what stands behind a whole name, not between the
 * names of a list ("Ann, Zeke and Joy").
 * "Octavio "Tico" Lemus", "James (Jimbo) Walters": what a person is called stands between the given name and the surname. */
#include "people/internal.h"

enum { WORDS_MOST = 3, OPEN_SURNAME = 7 };

static size_t count_words(const struct people *people, const struct mention *mention)
{
	size_t count = 0;
	for (size_t at = mention->from; at < mention->to; at = people->words[at].next)
		count += people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1;
	return count;
}

static bool can_be_surname(const struct people *people, const struct mention *mention)
{
	size_t last = mention_last(people, mention), count = count_words(people, mention);
	const struct entry *entry = people->words[last].entry;
	return mention->source == SOURCE_RUN && !mention->alias && !cue_before(people, mention->from, CUE_TITLE) && count > 0 && count < WORDS_MOST &&
	       people->words[last].folded.len > 1 && people->words[mention->from].folded.len > 1 && entry->given <= entry->surname + 1;
}

static bool can_be_given(const struct people *people, const struct mention *mention)
{
	size_t last = mention_last(people, mention), count = count_words(people, mention);
	const struct entry *first = people->words[mention->from].entry, *end = people->words[last].entry;
	return mention->source == SOURCE_RUN && !mention->alias && count > 0 &&
	       count < WORDS_MOST && people->words[mention->from].folded.len > 1 && first->given >= 3 && first->given + 2 >= first->surname &&
	       (count == 1 || end->given >= end->surname);
}

/* "M/46", "F 14", "W/M": a sex or race as forms give it, before a number or another one. */
static bool is_sex(const struct people *people, size_t at)
{
	if (at + 1 >= people->word_count || people->words[at].kind != TOKEN_WORD || people->words[at].folded.len != 1 ||
	    people->words[at].letters != CASE_UPPER)
		return false;
	size_t next = at + 1 + sign_is(people, at + 1, '/');
	return next < people->word_count && (people->words[next].kind == TOKEN_NUMBER || (next > at + 1 && people->words[next].folded.len == 1));
}

static bool is_age(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len <= 2 &&
	       !sign_is(people, at + 1, '/') && !sign_is(people, at + 1, '-') && !sign_is(people, at + 1, ':');
}

/* What only a whole name has behind it: an age, a sex, a birth date, a badge. */
static bool has_traits(const struct people *people, size_t at)
{
	static const cue_set labels = (cue_set)1 << LABEL_BIRTH | (cue_set)1 << LABEL_AGE | (cue_set)1 << LABEL_SEX | (cue_set)1 << CUE_BADGE;
	bool apart = sign_is(people, at, ',') || sign_is(people, at, '(') || sign_is(people, at, ';');
	size_t next = at + apart;
	return is_sex(people, next) || word_has_any(people, next, labels) ||
	       (apart && (is_age(people, next) || word_has_any(people, next, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD))));
}

static bool is_edge(const struct people *people, size_t at)
{
	return at >= people->word_count || people->words[at].kind == TOKEN_LINE || sign_is(people, at, ';') || sign_is(people, at, '|') ||
	       people->words[at].gap;
}

/* `Pruett, Dean <dpruett@...>`, `"Tully, Chase" <...>`, `Poe, Dana [mailto:...]`: the address of the one who is named. */
static bool has_mailbox(const struct people *people, size_t at)
{
	at += at < people->word_count && is_double_quote(people, at);
	bool opens = sign_is(people, at, '<') || sign_is(people, at, '[');
	size_t next = at + 1;
	return opens && next < people->word_count && (people->words[next].blocked == WHAT_AGENCY || people->words[next].blocked == WHAT_EMAIL ||
						      word_is(people, next, "mailto"));
}

static bool is_whole(const struct people *people, const struct mention *surname, const struct mention *given)
{
	if (has_mailbox(people, given->to))
		return true;
	const struct word *first = &people->words[surname->from], *second = &people->words[given->from];
	size_t before = surname->from;
	bool listed = before > 1 && sign_is(people, before - 1, ',') && people->words[before - 2].mention != NOBODY;
	bool initial = people->words[mention_last(people, given)].folded.len == 1;
	bool contrast = first->letters == CASE_UPPER && !first->caps && second->letters == CASE_TITLE;
	if (has_traits(people, given->to) || initial || contrast)
		return !listed || initial || contrast;
	const struct cue_hit *role = before > 0 ? cue_at(people, before - 1, CUE_ROLE) : NULL; /* "suspect Odom, Terrence" */
	bool accused = role && people->words[role->from].folded.len > 3 &&
		       (str_equal(role->value, STR("suspect")) || str_equal(role->value, STR("arrestee")));
	bool opens = accused || first->line_start || first->gap || sign_is(people, before - 1, ':') || sign_is(people, before - 1, ';') ||
		     sign_is(people, before - 1, '|');
	bool cell = before > 0 && sign_is(people, before - 1, '|') && sign_is(people, given->to, '('); /* "|Beasley, Nona (store clerk)" */
	return cell || (opens && is_edge(people, given->to));
}

/* The mention that begins behind the comma that ends this one: NOBODY none. */
static int32_t behind_comma(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->to, next = comma + 1;
	if (!sign_is(people, comma, ',') || next >= people->word_count)
		return NOBODY;
	int32_t number = people->words[next].mention;
	return number != NOBODY && people->mentions[number].from == next ? number : NOBODY;
}

/* The sign that closes what the sign at `open` opens, one or two names further on, or 0. */
static size_t nickname_end(const struct people *people, size_t open)
{
	bool quote = is_double_quote(people, open), words = false;
	if (!quote && !sign_is(people, open, '('))
		return 0;
	for (size_t at = open + 1; at < people->word_count && at <= open + 4; at++) {
		const struct word *word = &people->words[at];
		if (words && (quote ? is_double_quote(people, at) : word->sign == ')'))
			return at;
		if (word->kind != TOKEN_WORD ? !sign_is(people, at, '-') : word->letters == CASE_LOWER || word->folded.len < 2 || word->blocked ||
		    (word->mention == NOBODY && (!quote || word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_KIN) | cue_bit(CUE_ROLE)))))
			return 0;
		words = true;
	}
	return 0;
}

/* 'Ji-hoon "Juni" Park, 10': a surname that is a word or place too; between quotes and such a word nothing else stands. */
static bool is_open_surname(const struct people *people, size_t close, size_t at)
{
	const struct word *word = &people->words[at];
	return is_double_quote(people, close) && word->kind == TOKEN_WORD && word->entry->surname >= OPEN_SURNAME && !word->blocked &&
	       !word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_ROLE) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY));
}

/* The surname of a nickname's bearer ends there: or 0. */
static size_t surname_behind(const struct people *people, const struct mention *given, size_t close)
{
	size_t next = close + 1;
	if (next >= people->word_count || people->words[next].wide)
		return 0;
	if (people->words[next].mention == NOBODY)
		return is_open_surname(people, close, next) && people->words[given->from].letters == people->words[next].letters ? people->words[next].next : 0;
	const struct mention *surname = &people->mentions[people->words[next].mention];
	const struct entry *first = people->words[next].entry;
	if (surname->from != next || surname->source != SOURCE_RUN || count_words(people, surname) >= WORDS_MOST ||
	    people->words[next].folded.len < 2 || first->given > first->surname + 3)
		return 0;
	return people->words[given->from].letters == people->words[next].letters ? surname->to : 0;
}

/* Takes [mention->to, end) and the mentions in it into the mention. */
static void absorb(struct people *people, struct mention *mention, size_t end)
{
	for (size_t at = mention->to; at < end; at++) {
		int32_t other = people->words[at].mention;
		if (other != NOBODY)
			people->mentions[other].from = people->mentions[other].to = 0;
	}
	mention->to = (uint32_t)end;
}

static bool join_nickname(struct people *people, struct mention *given)
{
	if (given->from >= given->to || given->source != SOURCE_RUN || people->words[given->from].folded.len < 2 ||
	    count_words(people, given) >= WORDS_MOST)
		return false;
	size_t close = nickname_end(people, given->to), end = close ? surname_behind(people, given, close) : 0;
	if (end)
		absorb(people, given, end);
	return end > 0;
}

static bool join_inverted(struct people *people, struct mention *surname)
{
	int32_t next = surname->from < surname->to ? behind_comma(people, surname) : NOBODY;
	if (next == NOBODY)
		return false;
	const struct mention *given = &people->mentions[next];
	bool quoted = surname->from > 0 && is_double_quote(people, surname->from - 1) && is_double_quote(people, given->to) &&
		      has_mailbox(people, given->to);
	if (!quoted && (!can_be_surname(people, surname) || !can_be_given(people, given) || !is_whole(people, surname, given)))
		return false;
	absorb(people, surname, given->to);
	return true;
}

static void drop_taken(struct people *people)
{
	size_t kept = 0;
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		if (mention->from >= mention->to)
			continue;
		for (size_t at = mention->from; at < mention->to; at++)
			people->words[at].mention = (int32_t)kept;
		people->mentions[kept++] = *mention;
	}
	people->mention_count = kept;
}

void names_join(struct people *people)
{
	bool any = surnames_read(people);
	for (size_t i = 0; i < people->mention_count; i++)
		any |= join_nickname(people, &people->mentions[i]) || join_inverted(people, &people->mentions[i]);
	if (any)
		drop_taken(people);
}
