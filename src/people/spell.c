/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that are spelled: "A-B-D-I", "Q, U, Y, N, H", "T as in Tom, H, I, B as in boy", "X RAY INDIA OSCAR". */
#include "people/internal.h"

enum { SPELLED_MOST = 40, SPELLED_LEAST = 3, SPELL_REACH = 24, SPELL_NEAR = 4, NAME_REACH = 4 };

struct spelling {
	char text[SPELLED_MOST];
	size_t len;
	size_t end;   /* behind the last letter */
	bool small;   /* all letters are small ones */
	bool words;   /* letters by words: Adam, Boy, Charles */
	bool tied;    /* hyphens without spaces part all letters: nothing else is written so */
};

/* The letter that stands at `at`, 0 none; `end` is behind it and behind its "as in Tom". */
static char letter_at(const struct people *people, size_t at, bool words, size_t *end)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || (word->mention != NOBODY && !words) || (words && word->letters == CASE_LOWER))
		return 0;
	if (words) {
		if (!word_has(people, at, CUE_SPELLED))
			return 0;
		*end = at + 1;
		while (*end < at + 3 && word->folded.len == 1 && !word_is(people, *end - 1, "ray"))
			++*end; /* X-RAY */
		return word->folded.ptr[0];
	}
	if (word->folded.len != 1)
		return 0;
	*end = at + 1;
	bool like = word_is(people, at + 1, "as") && word_is(people, at + 2, "in") && at + 3 < people->word_count;
	if (like && people->words[at + 3].kind == TOKEN_WORD && people->words[at + 3].folded.ptr[0] == word->folded.ptr[0])
		*end = at + 4;
	return word->folded.ptr[0];
}

/* What parts two letters: a comma, hyphen, dot or space; a line may end behind a comma or hyphen. */
static size_t skip_parts(const struct people *people, size_t at)
{
	size_t end = at;
	while (end < at + 2 && (sign_is(people, end, ',') || sign_is(people, end, '-') || sign_is(people, end, '.')))
		end++;
	if (end > at && end < people->word_count && people->words[end].kind == TOKEN_LINE && !sign_is(people, end - 1, '.'))
		end++;
	return end;
}

/* A hyphen without spaces stands before `at`. */
static bool is_tied(const struct people *people, size_t at)
{
	return sign_is(people, at - 1, '-') && people->words[at - 1].from == people->words[at - 2].to &&
	       people->words[at].from == people->words[at - 1].to;
}

static struct spelling spelling_at(const struct people *people, size_t at, bool words)
{
	struct spelling spelling = {.end = at, .words = words, .tied = !words};
	size_t next = at;
	while (next < people->word_count && spelling.len < SPELLED_MOST) {
		size_t end;
		/* "B-R-double-O-K" */
		size_t letter_of = !words && word_is(people, next, "double") ? skip_parts(people, next + 1) : next;
		bool twice = letter_of > next && letter_of < people->word_count && spelling.len + 1 < SPELLED_MOST;
		if (spelling.len && people->words[next].gap && !people->words[next].line_start)
			break; /* a question's Q */
		char letter = letter_at(people, twice ? letter_of : next, words, &end);
		if (!letter)
			break;
		spelling.tied = spelling.tied && (spelling.len == 0 || is_tied(people, next));
		if (twice)
			spelling.text[spelling.len++] = letter;
		spelling.small = (spelling.small || spelling.len == 0) && people->words[next].letters == CASE_LOWER;
		spelling.text[spelling.len++] = letter;
		spelling.end = end;
		next = skip_parts(people, end);
	}
	return spelling;
}

static int32_t person_of(const struct people *people, const char *text, size_t len)
{
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; j < people->persons[i].part_count; j++) {
			struct str part = people->persons[i].parts[j].folded;
			if (part.len == len && memcmp(part.ptr, text, len) == 0)
				return (int32_t)i;
		}
	return NOBODY;
}

/* "spell that", "spelled", "spelling" in the words before. */
static bool is_spelling(const struct people *people, size_t at, size_t reach)
{
	for (size_t steps = 0; steps < reach && at > 0; steps++) {
		const struct word *word = &people->words[--at];
		if (word->kind == TOKEN_WORD && word->folded.len >= 5 && memcmp(word->folded.ptr, "spell", 5) == 0)
			return true;
	}
	return false;
}

/* The same, or a name right before it. */
static bool is_announced(const struct people *people, size_t at)
{
	for (size_t before = at; before > 0 && before + NAME_REACH > at; before--)
		if (people->words[before - 1].mention != NOBODY)
			return true;
	return is_spelling(people, at, SPELL_REACH);
}

/* "Spells it B O K", of Bokmej: no more than the beginning of a given name. */
static int32_t person_beginning(const struct people *people, const struct spelling *spelling)
{
	for (size_t i = 0; i < people->person_count; i++)
		for (size_t j = 0; j < people->persons[i].part_count; j++) {
			const struct name_part *part = &people->persons[i].parts[j];
			if (part->kind != PART_SURNAME && str_starts(part->folded, (struct str){spelling->text, spelling->len}))
				return (int32_t)i;
		}
	return NOBODY;
}

/* Whose name is spelled here; `*fresh`: of nobody who is named elsewhere. */
static int32_t person_spelled(const struct people *people, size_t at, const struct spelling *spelling, bool *fresh)
{
	*fresh = false;
	if (spelling->len < SPELLED_LEAST)
		return NOBODY;
	int32_t person = person_of(people, spelling->text, spelling->len);
	bool near = person == NOBODY && !spelling->small && is_spelling(people, at, SPELL_NEAR);
	if (near)
		person = person_beginning(people, spelling);
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, (struct str){spelling->text, spelling->len}));
	bool alone = spelling->tied && !spelling->small && spelling->len > SPELLED_LEAST && entry->common <= entry->given;
	*fresh = person == NOBODY && (near || alone || (spelling->len > SPELLED_LEAST && !spelling->small && is_announced(people, at)));
	return person;
}

static void add_spelled(struct people *people, size_t at, const struct spelling *spelling, int32_t person)
{
	if (person == NOBODY) {
		struct person *fresh = person_new(people);
		fresh->first = (struct span){people->words[at].from, people->words[spelling->end - 1].to};
		person_part(fresh, people_keep(people, (struct str){spelling->text, spelling->len}), PART_SURNAME);
		person = (int32_t)people->person_count - 1;
	}
	/* "OSCAR" is a letter here, and so is the Tom of "T as in Tom" */
	for (size_t i = at; i < spelling->end; i++) {
		struct mention *inside = people->words[i].mention == NOBODY ? NULL : &people->mentions[people->words[i].mention];
		if (inside && inside->from >= at && inside->to <= spelling->end)
			inside->to = inside->from;
		people->words[i].mention = NOBODY;
	}
	mention_add(people, at, spelling->end, SOURCE_SWEEP)->person = person;
}

void spelled_read(struct people *people)
{
	for (size_t at = 0, done = 0; at < people->word_count; at++) {
		const struct word *first = &people->words[at];
		if (at < done || first->kind != TOKEN_WORD || (first->folded.len > 1 && !word_has(people, at, CUE_SPELLED)))
			continue;
		for (int words = first->folded.len == 1 ? 0 : 1; words < 2 && (words == 0 || word_has(people, at, CUE_SPELLED)); words++) {
			struct spelling spelling = spelling_at(people, at, words);
			/* the name may end before letters that go on: "XIONG THEN GARZA" */
			bool fresh;
			int32_t person = person_spelled(people, at, &spelling, &fresh);
			if (person == NOBODY && !fresh)
				continue;
			add_spelled(people, at, &spelling, person);
			done = spelling.end;
			break;
		}
	}
}
