/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Newborns without a given name: "Baby Boy Lindgrin", "WILKERSON, BABY BOY", "Wilkerson, Boy A", "Twin B Ramos". The words beside the
 * family's name are the child's name until it has another; who bears it is a child, whatever the surname's other bearers are. */
#include "people/internal.h"

/* Words of the class beside a name. */
struct birth_words {
	size_t count;
	bool tells; /* one of them is said of nobody but a small child: "baby", not "boy" */
	bool twin;  /* says something with a letter only: "Twin A Ramos", but "Twin Lakes" */
};

/* By which a child is known nowhere else. */
bool is_newborn_word(const struct people *people, size_t at, size_t from, size_t to)
{
	return people->words[from].next < to && people->words[at].kind == TOKEN_WORD && word_in(people, at, LIST_NEWBORN, NULL);
}

static bool is_title(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	while (people->words[at].folded.len < 2 && people->words[at].next < mention->to)
		at = people->words[at].next;
	return people->words[at].letters == CASE_TITLE;
}

static bool is_birth_word(const struct people *people, size_t at, const struct mention *mention, struct birth_words *words)
{
	struct str value;
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->mention != NOBODY || word->blocked || word->letters == CASE_LOWER ||
	    (word->letters == CASE_TITLE) != is_title(people, mention) ||
	    !word_in(people, at, LIST_NEWBORN, &value))
		return false;
	words->count++;
	words->tells = words->tells || str_equal(value, STR("small"));
	words->twin = words->twin || str_equal(value, STR("twin"));
	return true;
}

/* "A" of "Twin A", "Boy B" */
static bool is_twin_letter(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->mention == NOBODY && word->letters == CASE_UPPER && word->folded.len == 1 &&
	       word->folded.ptr[0] >= 'a' && word->folded.ptr[0] <= 'd';
}

/* Of somebody with a given name, too. */
static bool is_surname(const struct people *people, struct str name)
{
	for (size_t i = 0; i < people->person_count; i++)
		if (person_has_kind(&people->persons[i], name, PART_SURNAME) && person_has_given(&people->persons[i]))
			return true;
	return false;
}

/* "Baby Carter" beside Emily Carter, but "the Baby Gap", "a Baby Ruth bar": somebody has the surname. */
static bool is_family(const struct people *people, const struct mention *mention)
{
	return mention->source == SOURCE_FACT || people->words[mention->from].next < mention->to ||
	       is_surname(people, people->words[mention->from].folded);
}

/* Where the name begins: "BABY BOY Gaddis", "Baby Sefina", but "HER BABY PRINCE" and "the Boy Scouts". */
static size_t begin_of(const struct people *people, const struct mention *mention)
{
	struct birth_words words = {0};
	size_t at = mention->from, letter = at;
	uint32_t line = people->words[at].line;
	if (at > 1 && !people->words[at].wide && is_twin_letter(people, at - 1) && people->words[at - 1].line == line)
		letter = at - 1;
	while (letter > 0 && words.count < 3 && people->words[letter - 1].line == line && !people->words[letter].wide &&
	       is_birth_word(people, letter - 1, mention, &words))
		letter--;
	if (words.count == 0)
		return at;
	bool lettered = is_twin_letter(people, at - 1) || people->words[at].folded.len == 1;
	if (words.twin && !lettered)
		return at;
	bool owned = letter > 0 && (people->words[letter - 1].kind == TOKEN_TAIL ||
				     word_has_any(people, letter - 1, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN)));
	bool single = words.count == 1 && !lettered;
	if (single && is_title(people, mention) && !is_family(people, mention))
		return at;
	if (words.tells)
		return single && people->words[letter].caps && owned ? at : letter;
	return single && (people->words[letter].caps || people->words[letter].sentence_start || owned) ? at : letter;
}

/* Where it ends: "WILKERSON, BABY BOY", "Wilkerson, Boy A", "GADDIS BABY GIRL". */
static size_t end_of(const struct people *people, const struct mention *mention)
{
	struct birth_words words = {0};
	size_t at = mention->to, last = at;
	bool comma = sign_is(people, at, ',');
	uint32_t line = people->words[mention->from].line;
	at += comma;
	while (at < people->word_count && people->words[at].kind == TOKEN_LINE)
		at++;
	while (at < people->word_count && words.count < 3 && people->words[at].line <= line + comma && (comma || !people->words[at].wide) &&
	       is_birth_word(people, at, mention, &words))
		last = ++at;
	if (words.count == 0)
		return mention->to;
	bool letter = at < people->word_count && !people->words[at].wide && is_twin_letter(people, at);
	bool said = words.tells ? comma || words.count > 1 : comma && letter;
	return said ? last + letter : mention->to;
}

/* A newborn is nobody else of that surname. */
static int32_t newborn_of(struct people *people, const struct mention *mention, const int32_t *known, size_t known_count)
{
	struct str surname = people->words[mention->from].folded;
	if (people->words[mention->from].next != mention->to)
		return mention->person;
	if (!is_surname(people, surname))
		return mention->person;
	for (size_t i = 0; i < known_count; i++)
		if (person_has(&people->persons[known[i]], surname))
			return known[i];
	struct person *person = person_new(people);
	person->first = (struct span){people->words[mention->from].from, people->words[mention->to - 1].to};
	person_part(person, surname, PART_SURNAME);
	return (int32_t)people->person_count - 1;
}

void newborns_read(struct people *people)
{
	int32_t known[8];
	size_t known_count = 0;
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || mention->ranked || mention->titled || people->words[mention->from].letters == CASE_LOWER)
			continue;
		size_t from = begin_of(people, mention), to = end_of(people, mention);
		if (from == mention->from && to == mention->to)
			continue;
		int32_t person = newborn_of(people, mention, known, known_count);
		if (person != mention->person && known_count < sizeof known / sizeof *known)
			known[known_count++] = person;
		if (from < mention->from && to == mention->to && to < people->word_count && !people->words[to].wide && is_twin_letter(people, to) &&
		    people->words[to].line == people->words[from].line)
			to++; /* "Baby Girl Jones B" */
		mention->person = person;
		people->persons[person].is.evidence |= BECAUSE_JUVENILE;
		mention->from = (uint32_t)from;
		mention->to = (uint32_t)to;
		for (size_t at = from; at < to; at++)
			people->words[at].mention = (int32_t)i;
	}
}
