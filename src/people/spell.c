/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Names that are spelled: "A-B-D-I", "Q, U, Y, N, H", "T as in Tom, H, I, B as in boy", "X RAY INDIA OSCAR". */
#include "people/internal.h"

enum { SPELLED_MOST = 40 };

struct spelling {
	char text[SPELLED_MOST];
	size_t len;
	size_t end;   /* behind the last letter */
	bool words;   /* letters by words: Adam, Boy, Charles */
};

/* The letter that stands at `at`, 0 none; `end` is behind it and behind its "as in Tom". */
static char letter_at(const struct people *people, size_t at, bool words, size_t *end)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || (word->mention != NOBODY && !words))
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

static struct spelling spelling_at(const struct people *people, size_t at, bool words)
{
	struct spelling spelling = {.end = at, .words = words};
	size_t next = at;
	while (next < people->word_count && spelling.len < SPELLED_MOST) {
		size_t end;
		if (spelling.len && people->words[next].gap && !people->words[next].line_start)
			break; /* a question's Q */
		char letter = letter_at(people, next, words, &end);
		if (!letter)
			break;
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

/* "spell that", "spelled", "spelling" not far before, or a name right before it. */
static bool is_announced(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 24 && at > 0; steps++) {
		at--;
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD && word->folded.len >= 5 && memcmp(word->folded.ptr, "spell", 5) == 0)
			return true;
		if (steps < 4 && word->mention != NOBODY)
			return true;
	}
	return false;
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
	for (size_t i = 0, done = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct word *first = &people->words[at];
		if (at < done || first->kind != TOKEN_WORD || first->letters == CASE_LOWER)
			continue;
		for (int words = first->folded.len == 1 ? 0 : 1; words < 2 && (words == 0 || word_has(people, at, CUE_SPELLED)); words++) {
			struct spelling spelling = spelling_at(people, at, words);
			/* the name may end before letters that go on: "XIONG THEN GARZA" */
			int32_t person = spelling.len >= 3 ? person_of(people, spelling.text, spelling.len) : NOBODY;
			if (person == NOBODY && !(spelling.len >= 4 && is_announced(people, at)))
				continue;
			add_spelled(people, at, &spelling, person);
			done = spelling.end;
			break;
		}
	}
}
