/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A school's name is often longer than what was found of it, "St. Brendan's" or "Tumble & Thrive Learning Den", and afterwards shorter:
 * "the Den", "the Academy", HAA for Hobart Arts Academy. */
#include "people/internal.h"
#include "people/values.h"

enum { WORDS_MOST = 5, NAMES_MOST = 24, LETTERS_LEAST = 3, LETTERS_MOST = 8, SCORE = 82 };

static bool is_end(const struct people *people, size_t at)
{
	return at >= people->word_count || people->words[at].kind == TOKEN_LINE || people->words[at].bar || people->words[at].wide;
}

/* What begins something else: an office, a title, kin, a day. */
static bool begins_other(const struct people *people, size_t at)
{
	const cue_set other = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) |
			      cue_bit(CUE_TEACHER) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_KIN) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_ROLE) |
			      cue_bit(CUE_OFFICE_HEAD) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_REPORT_WORD) | cue_bit(CUE_CHILD) |
			      cue_bit(CUE_DETERMINER) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_NO_VALUE) |
			      cue_bit(LABEL_SCHOOL);
	const struct word *word = &people->words[at];
	return word_has_any(people, at, other) || (word->blocked && word->blocked != WHAT_SCHOOL) || names_unprotected(people, at);
}

/* A word with a capital where not every word has one. */
static bool is_capital(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && !word->caps && word->folded.len > 1 && !begins_other(people, at);
}

static bool is_near(const struct people *people, size_t at)
{
	return at > 0 && people->words[at].from <= people->words[at - 1].to + 1;
}

static bool is_saint(const struct people *people, size_t at)
{
	return word_is(people, at, "st") || word_is(people, at, "saint") || word_is(people, at, "mt") || word_is(people, at, "mount");
}

static bool goes_on(const struct people *people, size_t at)
{
	return !is_end(people, at) && (is_capital(people, at) || word_has(people, at, CUE_SCHOOL_PART));
}

/* The part of the name that follows, or `at`: a capital, "& Vine", "of the Lakes", a word for a part of schools. */
static size_t part_behind(const struct people *people, size_t at)
{
	if (is_end(people, at) || !is_near(people, at))
		return at;
	const struct cue_hit *part = cue_at(people, at, CUE_SCHOOL_PART);
	if (part)
		return part->to;
	size_t joined = at + (sign_is(people, at, '&') || sign_is(people, at, '-'));
	if (joined > at)
		return goes_on(people, joined) ? people->words[joined].next : at;
	if (word_is(people, at, "of") || word_is(people, at, "de") || word_is(people, at, "for")) {
		size_t behind = at + 1 + word_is(people, at + 1, "the") + word_is(people, at + 1, "la");
		return !is_end(people, behind) && is_capital(people, behind) ? people->words[behind].next : at;
	}
	return is_capital(people, at) ? people->words[at].next : at;
}

/* "St. Brendan's" where no noun of theirs follows. */
static size_t tail_behind(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].kind != TOKEN_TAIL)
		return at;
	size_t next = at + 1;
	if (!is_end(people, next) && part_behind(people, next) > next)
		return next;
	bool sign = !is_end(people, next) && people->words[next].kind == TOKEN_SIGN;
	const cue_set words = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY);
	bool small = !is_end(people, next) && word_has_any(people, next, words);
	return is_end(people, next) || sign || small ? next : at;
}

/* The part of the name before, or `at`. */
static size_t part_before(const struct people *people, size_t at)
{
	if (at == 0 || is_end(people, at - 1) || people->words[at].bar || people->words[at].wide || !is_near(people, at))
		return at;
	size_t before = at - 1;
	if (sign_is(people, before, '.') && before > 0 && is_saint(people, before - 1))
		return before - 1;
	if (is_saint(people, before) && people->words[before].letters != CASE_LOWER)
		return before;
	bool joined = sign_is(people, before, '&') || (sign_is(people, before, '-') && people->words[before].to == people->words[at].from);
	if (joined && before > 0)
		before--;
	bool certain = people->words[before].entry->common < 7 || !people->words[before].sentence_start;
	bool alike = people->words[before].letters == people->words[at].letters && !people->words[before].fact;
	return is_capital(people, before) && certain && alike ? before : at;
}

static void add_school(struct people *people, struct span span)
{
	struct finding *finding = finding_add(people->findings, span, WHAT_SCHOOL, RULE_PEOPLE);
	finding->score = SCORE;
	finding->who = WHO_CHILD;
}

static void grow_school(struct people *people, struct span span)
{
	size_t from = tokens_at(people->tokens, span.from), to = words_behind(people, from, span.to);
	size_t first = from, last = to;
	for (unsigned words = 0; words < WORDS_MOST && from < people->word_count; words++) {
		size_t left = part_before(people, from), right = part_behind(people, to);
		right = right == to ? tail_behind(people, to) : right;
		if (left == from && right == to)
			break;
		from = left;
		to = right;
	}
	if (from == first && to == last)
		return;
	add_school(people, (struct span){people->words[from].from, people->words[to - 1].to});
}

/* "St. Lucy's": who is taken for a person there is a school or church all the same. */
static void read_saint(struct people *people, size_t at)
{
	size_t name = at + 1 + sign_is(people, at + 1, '.');
	if (people->words[at].letters == CASE_LOWER || name >= people->word_count || !is_near(people, name) || is_end(people, name))
		return;
	size_t behind = people->words[name].next;
	/* "112 Barrow St. Roman came" */
	if (at > 0 && people->words[at - 1].kind <= TOKEN_MIXED && is_near(people, at) && people->words[at - 1].letters != CASE_LOWER &&
	    !word_has_any(people, at - 1, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION)))
		return;
	if (people->words[at].place || people->words[at].places || people->words[name].place || people->words[name].places ||
	    (!is_end(people, behind) && word_has_any(people, behind, cue_bit(CUE_ORGANISATION) | cue_bit(CUE_PUBLIC_PLACE))))
		return;
	int32_t mention = people->words[name].mention, person = mention == NOBODY ? NOBODY : people->mentions[mention].person;
	if (person == NOBODY || !person_protected(&people->persons[person]) || people->mentions[mention].from != name)
		return;
	size_t to = tail_behind(people, behind);
	add_school(people, (struct span){people->words[at].from, people->words[to - 1].to});
}

/* What a known school is called in short. */
struct short_name {
	char letters[LETTERS_MOST + 1];
	struct str kind; /* "academy"; empty: the last word is no kind of school */
};

static void read_short(const struct people *people, struct span span, struct short_name *name)
{
	size_t len = 0;
	*name = (struct short_name){0};
	const cue_set small = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_CONJUNCTION);
	size_t at = tokens_at(people->tokens, span.from);
	for (; at < people->word_count && people->words[at].from < span.to; at = people->words[at].next) {
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word_has_any(people, at, small))
			continue;
		if (len < LETTERS_MOST)
			name->letters[len++] = word->folded.ptr[0];
		const struct cue_hit *kind = cue_at(people, at, CUE_SCHOOL_KIND);
		name->kind = kind && len > 1 ? word->folded : (struct str){0};
	}
	if (len < LETTERS_LEAST)
		name->letters[0] = 0;
}

static bool is_letters(const struct people *people, size_t at, const char *letters)
{
	const struct word *word = &people->words[at];
	return letters[0] && word_is(people, at, letters) && !word->caps && word->letters == CASE_UPPER && !word->blocked &&
	       !begins_other(people, at) && word->entry->common < 5;
}

/* "the Academy": with a capital inside a sentence, and no other name before or behind it. */
static bool is_kind(const struct people *people, size_t at, struct str kind)
{
	const struct word *word = &people->words[at];
	if (!kind.len || !str_equal(word->folded, kind) || word->letters != CASE_TITLE || word->caps || word->blocked || at == 0 ||
	    !word_is(people, at - 1, "the"))
		return false;
	size_t next = word->next;
	bool name = !is_end(people, next) && (is_capital(people, next) || word_is(people, next, "of"));
	return !name;
}

static void find_short(struct people *people, const struct short_name *names, size_t count)
{
	for (size_t at = 0; at < people->word_count; at++) {
		if (people->words[at].kind != TOKEN_WORD || people->words[at].letters == CASE_LOWER)
			continue;
		for (size_t i = 0; i < count; i++) {
			if (!is_letters(people, at, names[i].letters) && !is_kind(people, at, names[i].kind))
				continue;
			add_school(people, (struct span){people->words[at].from, people->words[at].to});
			break;
		}
	}
}

void saints_read(struct people *people)
{
	for (size_t at = 0; at + 1 < people->word_count; at++)
		if (word_is(people, at, "st") || word_is(people, at, "saint"))
			read_saint(people, at);
}

void schools_read(struct people *people)
{
	struct short_name names[NAMES_MOST];
	size_t count = 0;
	pupils_read(people);
	size_t found = people->findings->count;
	for (size_t i = 0; i < found; i++)
		if (people->findings->list[i].what == WHAT_SCHOOL)
			grow_school(people, people->findings->list[i].span);
	for (size_t i = 0; i < people->findings->count && count < NAMES_MOST; i++) {
		if (people->findings->list[i].what != WHAT_SCHOOL)
			continue;
		read_short(people, people->findings->list[i].span, &names[count]);
		count += names[count].letters[0] || names[count].kind.len;
	}
	if (count)
		find_short(people, names, count);
}
