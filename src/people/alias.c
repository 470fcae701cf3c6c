/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Letters that stand for a name: "S.E.V.", "Justice B.", a speaker's "TM:". */
#include <string.h>

#include "people/initial.h"
#include "people/turns.h"

/* The speaker's letters stand before a colon at the start of lines. */
static bool is_speaker(const struct people *people, struct str letters)
{
	size_t lines = 0;
	for (size_t at = 0; at + 1 < people->word_count && lines < 2; at++)
		lines += people->words[at].line_start && sign_is(people, at + 1, ':') && people->words[at].letters == CASE_UPPER &&
			 str_equal(people->words[at].folded, letters);
	return lines >= 2;
}

/* "Theo Marchbanks (TM)": the letters are that person's from here on. */
static void give_letters(struct people *people, struct str letters, int32_t person)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		const struct word *word = &people->words[mention->from];
		if (word->next == mention->to && word->letters == CASE_UPPER && str_equal(word->folded, letters) &&
		    (sign_is(people, mention->to, ':') || sign_is(people, mention->to, ')'))) {
			struct person *other = mention->person == NOBODY || mention->person == person ? NULL : &people->persons[mention->person];
			if (other && other->part_count == 1)
				other->part_count = 0; /* nobody else was meant */
			mention->person = person;
		}
	}
}

static void read_legends(struct people *people)
{
	for (size_t i = 0, count = people->mention_count; i < count; i++) {
		const struct mention *mention = &people->mentions[i];
		size_t at = mention->to;
		if (mention->person == NOBODY || at + 2 >= people->word_count || !sign_is(people, at, '(') || !sign_is(people, at + 2, ')'))
			continue;
		const struct word *word = &people->words[at + 1];
		if (word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->folded.len < 2 || word->folded.len > 4)
			continue;
		/* each letter begins a word of the name, in their order: "Ana Bell Cruz (AB)" */
		size_t letter = 0;
		for (size_t w = mention->from; w < mention->to && letter < word->folded.len; w = people->words[w].next)
			if (people->words[w].kind == TOKEN_WORD)
				letter += people->words[w].folded.ptr[0] == word->folded.ptr[letter];
		if ((word->folded.ptr[0] == people->words[mention->from].folded.ptr[0] && letter == word->folded.len) ||
		    is_speaker(people, word->folded)) {
			person_part(&people->persons[mention->person], word->folded, PART_NICK);
			give_letters(people, word->folded, mention->person);
		}
	}
}

/* "AF = Abdirahman Farah (student)" at the head of a transcript. */
static void read_equations(struct people *people)
{
	for (size_t i = 0, count = people->mention_count; i < count; i++) {
		const struct mention *mention = &people->mentions[i];
		size_t line = line_from(people, people->words[mention->from].line);
		const struct word *letters = &people->words[line];
		if (mention->person == NOBODY || mention->from < line + 2 || mention->from > line + 6u || !sign_is(people, line + 1, '=') ||
		    letters->kind != TOKEN_WORD || letters->letters != CASE_UPPER || letters->folded.len > 4 || letters->mention != NOBODY)
			continue;
		bool first = true;
		for (size_t at = line + 2; at < mention->from; at++)
			first = first && people->words[at].mention == NOBODY;
		if (first)
			person_part(&people->persons[mention->person], letters->folded, PART_NICK);
	}
}

static void add_speaker(struct people *people, size_t word, int32_t person)
{
	if (people->words[word].mention == NOBODY && !people->words[word].blocked)
		mention_add(people, word, word + 1, SOURCE_CUE)->person = person;
}

/* "The child = T." at the head of a transcript: the letter before a colon at the start of a line is the child. */
static void read_speakers(struct people *people)
{
	for (size_t at = 1; text_has(people, '=') && at + 2 < people->word_count; at++) {
		const struct word *letter = &people->words[at + 1];
		if (!sign_is(people, at, '=') || !word_has(people, at - 1, CUE_CHILD) || letter->kind != TOKEN_WORD ||
		    letter->folded.len > 3 || letter->letters != CASE_UPPER || letter->blocked || people->words[at + 1].mention != NOBODY)
			continue;
		struct person *person = person_new(people);
		person->is.evidence = BECAUSE_JUVENILE;
		person->first = (struct span){letter->from, letter->to};
		person_part(person, letter->folded, letter->folded.len == 1 ? PART_INITIAL : PART_NICK);
		int32_t number = (int32_t)people->person_count - 1;
		add_speaker(people, at + 1, number);
		for (size_t word = at + 2; word + 1 < people->word_count; word++)
			if (people->words[word].line_start && sign_is(people, word + 1, ':') &&
			    str_equal(people->words[word].folded, letter->folded) && people->words[word].letters == CASE_UPPER)
				add_speaker(people, word, number);
		return;
	}
}

struct letters {
	char list[5];
	size_t count, end; /* end: the word after the last dot */
};

/* The "H" of "T.H" in capitals: the last of letters whose writer leaves the dots at the end of words out. */
bool lacks_dot(const struct people *people, size_t at, size_t count)
{
	const struct word *word = &people->words[at];
	size_t next = at + 1;
	if (count == 0 || at == 0 || !word->caps || word->kind != TOKEN_WORD || word->folded.len != 1 || people->words[at - 1].to != word->from)
		return false;
	bool joined = next < people->word_count && people->words[next].from == word->to && people->words[next].kind != TOKEN_LINE &&
		      people->words[next].kind != TOKEN_TAIL;
	return !joined || (people->words[next].sign && strchr(",;:)\"/", people->words[next].sign));
}

/* "3 P.M", "21 O.S 843", "PA.C.S 2904": letters without a last dot that belong to a number or to what stands before. */
bool is_numbered(const struct people *people, size_t at, size_t end)
{
	bool joined = at > 0 && people->words[at - 1].to == people->words[at].from && sign_is(people, at - 1, '.');
	return joined || (at > 0 && is_numeric(people, at - 1)) || is_numeric(people, end);
}

/* "S.E.V.", "J. R.", "D . F ." */
static struct letters letters_at(const struct people *people, size_t at)
{
	struct letters letters = {.end = at};
	if (at >= 2 && sign_is(people, at - 1, '.') && people->words[at - 1].to == people->words[at].from &&
	    people->words[at - 2].folded.len == 1)
		return letters; /* "D.O.B." is nobody called O.B. */
	while (letters.count < 4 && letters.end + 1 < people->word_count) {
		const struct word *word = &people->words[letters.end];
		if (letters.count && word->folded.len == 1 && word->letters == CASE_LOWER && word->kind == TOKEN_WORD &&
		    word->from == people->words[letters.end - 1].to && sign_is(people, letters.end + 1, '.') &&
		    letters.end + 2 < people->word_count && people->words[letters.end + 2].folded.len == 1) {
			letters.end += 2; /* "W.M.v.O." */
			continue;
		}
		if (word->kind != TOKEN_WORD || word->folded.len != 1 || word->letters != CASE_UPPER || word->blocked ||
		    word->mention != NOBODY)
			break;
		bool last = lacks_dot(people, letters.end, letters.count);
		if (!last && !sign_is(people, letters.end + 1, '.'))
			break;
		letters.list[letters.count++] = word->folded.ptr[0];
		letters.end += 2 - last;
		if (last && is_numbered(people, at, letters.end))
			return (struct letters){.end = at};
		if (last)
			break;
		size_t hyphen = letters.end; /* "S.A.-N." */
		if (sign_is(people, hyphen, '-') && people->words[hyphen].from == people->words[hyphen - 1].to && letters.count < 4 &&
		    hyphen + 2 < people->word_count && people->words[hyphen + 1].folded.len == 1 &&
		    (sign_is(people, hyphen + 2, '.') || lacks_dot(people, hyphen + 1, letters.count)))
			letters.end++;
	}
	return letters;
}

static bool has_letter(const struct person *person, char letter, bool surname)
{
	for (size_t i = 0; i < person->part_count; i++)
		if ((person->parts[i].kind == PART_SURNAME) == surname && person->parts[i].folded.ptr[0] == letter)
			return true;
	return false;
}

/* The person whose name begins with these letters; of several one who is no official. */
static int32_t person_of_letters(const struct people *people, const struct letters *letters)
{
	int32_t found = NOBODY;
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		size_t hits = 0;
		for (size_t j = 1; j < letters->count; j++)
			hits += has_letter(person, letters->list[j], false) || has_letter(person, letters->list[j], true);
		/* one letter of three or more may be a particle's: "S.E.V." of Sophie Elise van der Meer */
		bool fits = has_letter(person, letters->list[0], false) && hits + 1 + (letters->count > 2) >= letters->count;
		if (fits && (found == NOBODY || (people->persons[found].is.evidence & BECAUSE_RANK)))
			found = (int32_t)i;
	}
	return found;
}

/* "T.A." for Theo, whose mother is Noemi Archambeau: a child of whom no surname is told, and the surname of kin. */
static int32_t child_of_family(const struct people *people, const struct letters *letters)
{
	int32_t child = NOBODY;
	bool family = false;
	for (size_t i = 0; letters->count == 2 && i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		const uint32_t office = BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_WORK;
		bool surname = false, young = (person->is.age_low >= 0 && person->is.age_low < people->under) || date_full(person->birth) ||
					      (person->is.evidence & (BECAUSE_BIRTH | BECAUSE_CHILD_KIN));
		for (size_t j = 0; j < person->part_count; j++)
			surname |= person->parts[j].kind == PART_SURNAME;
		if (person->is.evidence & office)
			continue;
		if (!surname && young && has_letter(person, letters->list[0], false))
			child = (int32_t)i;
		family |= (person->is.evidence & BECAUSE_KIN) && has_letter(person, letters->list[1], true);
	}
	return family ? child : NOBODY;
}

/* "the M.E. came"; not "the K.L. children" */
static bool is_behind_article(const struct people *people, size_t before, size_t next)
{
	bool article = before != SIZE_MAX && (word_is(people, before, "the") || word_is(people, before, "an") || word_is(people, before, "a"));
	return article && !word_has_any(people, next, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD));
}

/* Abbreviations with dots that are no initials. */
static bool is_abbreviation(const struct people *people, size_t at, const struct letters *letters)
{
	char text[5] = {0};
	for (size_t i = 0; i < letters->count; i++)
		text[i] = letters->list[i];
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, (struct str){text, letters->count}));
	bool phrase = false;
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start)
		phrase = phrase || people->cues[i - 1].to + 1 >= letters->end;
	/* nobody writes "A.N." for "an"; "A.M.", "U.S.", "the M.E." are none of them */
	size_t before = word_previous(people, at);
	/* "G.O. 9.4", "D.O.B" */
	bool numbered = letters->end < people->word_count &&
			(is_numeric(people, letters->end) || people->words[letters->end].folded.len == 1);
	bool small = letters->count == 2 && entry->classes && (entry->classes & ~people->plain) == 0 && text[1] != 'm' && before != SIZE_MAX &&
		     !is_behind_article(people, before, letters->end) && !numbered;
	return small ? text[0] == 'u' && text[1] == 's' : phrase || entry->classes || (letters->count == 2 && text[0] == 'u' && text[1] == 's');
}

static void add_letters(struct people *people, size_t at, const struct letters *letters, int32_t person)
{
	if (person == NOBODY) {
		struct person *fresh = person_new(people);
		fresh->first = (struct span){people->words[at].from, people->words[letters->end - 1].to};
		person = (int32_t)people->person_count - 1;
	}
	struct mention *mention = mention_add(people, at, letters->end, SOURCE_SWEEP);
	mention->person = person;
	mention->letters = true;
}

static bool letters_same(const struct people *people, size_t at, const struct letters *letters)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (!mention->letters || mention->from == at)
			continue;
		struct letters other = {0};
		for (size_t w = mention->from; w < mention->to && other.count < 4; w++)
			if (people->words[w].kind == TOKEN_WORD)
				other.list[other.count++] = people->words[w].folded.ptr[0];
		bool same = other.count == letters->count;
		for (size_t j = 0; same && j < other.count; j++)
			same = other.list[j] == letters->list[j];
		if (same)
			return true;
	}
	return false;
}

/* Before letters of nobody who is named: "Child: A.O.", "in the interest of R.L.L., B.L.L. and V.L.", "minor". */
static bool letters_cued(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 12; steps++) {
		if (people->words[at].mention != NOBODY && people->mentions[people->words[at].mention].letters)
			return true;
		if (word_has(people, at, LABEL_BIRTH) || word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_KIN) ||
		    word_has(people, at, CUE_KIN_CHILD) ||
		    word_has(people, at, CUE_KIN_ANY) || word_is(people, at, "interest") || word_is(people, at, "initials") ||
		    word_is(people, at, "re") || word_in(people, at, LIST_HEREAFTER, NULL) ||
		    (word_has(people, at, CUE_ROLE) && people->words[at].folded.len > 2))
			return true;
		at = word_previous(people, at);
		if (at == SIZE_MAX || sign_is(people, at, ';'))
			return false;
	}
	return false;
}

/* "J.N. told her", "J.N.'s mom" */
static bool goes_on(const struct people *people, size_t next)
{
	if (next + 1 >= people->word_count)
		return false;
	const struct word *word = &people->words[next];
	return word->kind == TOKEN_TAIL || (word->kind == TOKEN_WORD && word->letters == CASE_LOWER) ||
	       (sign_is(people, next, '\'') && word_is(people, next + 1, "s"));
}

/* Letters with dots that begin nobody's name here are somebody's all the same, unless officials sign or are addressed so. */
static bool letters_ordinary(const struct people *people, size_t at, const struct letters *letters)
{
	size_t before = word_previous(people, at), next = letters->end;
	if (people->words[at].caps && letters->count == 2)
		return true;
	if (letters->count > 2 || (people->words[at].line_start && goes_on(people, next)))
		return false;
	/* "Signed, M.R." may be an officer; "the juvenile M.R.", "M.R. stated" is not */
	if (before == SIZE_MAX || rank_before(people, at) || word_is(people, before, "by") || word_is(people, before, "per") ||
	    word_is(people, before, "initials") || word_is(people, before, "initial") || people->words[before].kind == TOKEN_SIGN)
		return true;
	bool name = next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters != CASE_LOWER &&
		    !people->words[next].sentence_start;
	return name || people->words[at].line_start;
}

/* A small word, or in capitals one that is hardly a name. */
static bool is_small(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && (word->letters == CASE_LOWER || (word->caps && word->entry->common > name_level(word) + 2));
}

/* "WAS", "TOLD": in capitals what a person does. */
static bool acts_small(const struct people *people, size_t at)
{
	return at < people->word_count && is_small(people, at) &&
	       (word_has_any(people, at, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_SPEECH)) || verb_form(people, at) >= VERB_THIRD);
}

/* Behind initials, and before no name: "J.F., D.R.O. and C.T.O. are" */
static bool among_letters(const struct people *people, size_t at, const struct letters *letters)
{
	size_t before = at, next = letters->end;
	for (unsigned steps = 0; steps < 2; steps++) {
		before = word_previous(people, before);
		if (before == SIZE_MAX || (!sign_is(people, before, ',') && !word_is(people, before, "and") &&
					   people->words[before].mention == NOBODY))
			return false;
		if (people->words[before].mention != NOBODY &&
		    people->words[people->mentions[people->words[before].mention].from].folded.len == 1)
			return next >= people->word_count || people->words[next].kind != TOKEN_WORD || is_small(people, next);
	}
	return false;
}

/* "C.O. took longer", in a report about Chidi Obi: neither "the C.O." nor "C.O. Hale" nor "C. D. worker". */
static bool stands_for_child(const struct people *people, size_t at, const struct letters *letters, int32_t person)
{
	size_t before = word_previous(people, at), next = letters->end;
	bool grown = person == NOBODY || (people->persons[person].is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_WORK)) ||
		     people->persons[person].is.age_low >= people->under;
	bool apart = people->words[next - 1].to - people->words[at].from > 2 * letters->count + 1;
	if (grown || apart || (before != SIZE_MAX && (word_has(people, before, CUE_DETERMINER) || rank_before(people, at))))
		return false;
	bool beside = people->words[at].caps && before != SIZE_MAX && before + 1 == at;
	if (beside && !is_small(people, before))
		return sign_is(people, before, '.') && acts_small(people, next); /* neither "3 P.M WAS" nor "HARBOR P.D SENT" */
	return people->words[at].caps ? acts_small(people, next) : next < people->word_count && people->words[next].kind == TOKEN_WORD &&
								     people->words[next].letters == CASE_LOWER;
}

/* '"O.K." the little boy' */
static bool said_of_child(const struct people *people, size_t at, size_t end)
{
	bool child = false, quoted = at > 0 && is_double_quote(people, at - 1) && is_double_quote(people, end);
	for (size_t i = end + 1; quoted && !child && i < end + 5 && i < people->word_count && people->words[i].kind == TOKEN_WORD; i++)
		child = word_has_any(people, i, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD));
	return child;
}

static void read_letters(struct people *people)
{
	for (size_t i = 0, at = 0; i < people->striking_count; i++) {
		if (people->striking[i] < at)
			continue;
		at = people->striking[i];
		if (people->words[at].kind != TOKEN_WORD || people->words[at].folded.len != 1)
			continue;
		struct letters letters = letters_at(people, at);
		bool inside = at > 1 && sign_is(people, at - 1, '.') && people->words[at - 1].to == people->words[at].from &&
			      people->words[at - 2].folded.len == 1; /* of "D.O.B." */
		if (letters.count < 2 || inside)
			continue;
		bool abbreviation = is_abbreviation(people, at, &letters);
		int32_t person = person_of_letters(people, &letters);
		if (person == NOBODY || (people->persons[person].is.evidence & BECAUSE_RANK)) {
			int32_t child = child_of_family(people, &letters);
			person = child != NOBODY ? child : person;
		}
		if (abbreviation && !stands_for_child(people, at, &letters, person))
			person = NOBODY;
		size_t before = word_previous(people, at);
		/* among other initials an abbreviation is somebody's letters too: "J.F., D.R.O. and C.T.O." */
		abbreviation = abbreviation && !said_of_child(people, at, letters.end);
		abbreviation = abbreviation || is_behind_article(people, before, letters.end);
		bool cued = abbreviation ? among_letters(people, at, &letters) : letters_cued(people, before == SIZE_MAX ? at : before);
		if (person != NOBODY || cued ||
		    (!abbreviation && (!letters_ordinary(people, at, &letters) || letters_same(people, at, &letters)))) {
			add_letters(people, at, &letters, person);
			at = letters.end;
		}
	}
}

/* "CALLOWAY, P was": a surname and the letter of a given name. */
static bool inverted_letter(const struct people *people, const struct mention *mention, const struct person *person, struct letters *letters)
{
	size_t at = mention->to + 1u;
	if (!sign_is(people, mention->to, ',') || at >= people->word_count || people->words[at].kind != TOKEN_WORD ||
	    people->words[at].folded.len != 1 || people->words[at].letters != CASE_UPPER || people->words[at].mention != NOBODY ||
	    people->words[at].line != people->words[mention->to - 1].line)
		return false;
	size_t next = at + 1;
	if (sign_is(people, next, '-') && next + 1 < people->word_count && people->words[next + 1].kind == TOKEN_NUMBER)
		return false; /* "Y. BANKS, D-207" */
	if (people->words[at].caps && people->words[at].folded.ptr[0] == 'a' && !sign_is(people, next, '.') && !ends_phrase(people, next))
		return false; /* "HAROLD SIKES, A WHITE MALE" */
	if (people->words[mention->to - 1].letters != CASE_UPPER) {
		/* "Lanwi, K., born", "Jurisic, N. none" */
		size_t after = next + 1;
		if (!sign_is(people, next, '.') || (after < people->word_count && people->words[after].kind == TOKEN_WORD &&
						     people->words[after].letters != CASE_LOWER && !people->words[after].gap))
			return false;
		next++;
	}
	*letters = (struct letters){.list = {people->words[at].folded.ptr[0]}, .count = 1, .end = next};
	return !(person->is.evidence & BECAUSE_RANK);
}

/* "TANNER W: Yes.": a letter between the name and what its bearer says. */
static bool speaking_letter(const struct people *people, const struct mention *mention, struct letters *letters)
{
	size_t at = mention->to, said = said_behind(people, mention->from, 4);
	if (said <= at + 1 || people->words[at].kind != TOKEN_WORD || people->words[at].folded.len != 1 || people->words[at].letters != CASE_UPPER ||
	    people->words[at].mention != NOBODY || people->words[at].blocked || people->words[at + 1].kind == TOKEN_WORD)
		return false;
	*letters = (struct letters){.list = {people->words[at].folded.ptr[0]}, .count = 1, .end = at + 1};
	return true;
}

/* "Justice B.", "Hope S.C.": letters right behind a name. */
static void extend_names(struct people *people)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		struct mention *mention = &people->mentions[i];
		if (mention->person == NOBODY || mention->ranked || mention->letters || people->words[mention->to - 1].kind != TOKEN_WORD)
			continue;
		struct letters letters = letters_at(people, mention->to);
		const struct person *person = &people->persons[mention->person];
		bool inverted = letters.count == 0 && inverted_letter(people, mention, person, &letters);
		inverted = inverted || (letters.count < 2 && speaking_letter(people, mention, &letters));
		if (letters.count == 0)
			continue;
		if (letters.count == 1 && !inverted && mention->source != SOURCE_FACT &&
		    !has_letter(person, letters.list[0], true) && !has_letter(person, letters.list[0], false))
			continue;
		for (size_t at = mention->to; at < letters.end; at++)
			people->words[at].mention = (int32_t)i;
		mention->to = (uint32_t)letters.end;
	}
}

static bool child_begins(const struct people *people, char letter, int32_t *person)
{
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *child = &people->persons[i];
		bool adult = child->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_WORK | BECAUSE_KIN) || child->is.age_low >= people->under;
		for (size_t j = 0; j < child->part_count && !adult; j++)
			if ((child->parts[j].kind == PART_GIVEN || child->parts[j].kind == PART_NICK) && child->parts[j].folded.ptr[0] == letter) {
				*person = (int32_t)i;
				return true;
			}
	}
	return false;
}

/* One letter for a name: signed with the letter W; in quoted notes, "H out 9:05. N bed." */
static void read_single_letters(struct people *people)
{
	bool quoted = false;
	uint32_t line = 0;
	for (size_t at = 0; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->folded.len > 1 || word->kind == TOKEN_LINE)
			continue;
		if (word->sign == 0 && (word->folded.len != 1 || word->letters != CASE_UPPER))
			continue;
		if (word->line > line + 6)
			quoted = false;
		if (is_double_quote(people, at)) {
			quoted = !quoted;
			line = word->line;
		}
		if (word->kind != TOKEN_WORD || word->folded.len != 1 || word->letters != CASE_UPPER || word->mention != NOBODY ||
		    word->blocked || word->caps || at == 0)
			continue;
		size_t before = word_previous(people, at), next = word->next;
		bool told = before != SIZE_MAX && (word_is(people, before, "letter") || word_is(people, before, "initial") ||
						   (is_double_quote(people, before) && next + 1 < people->word_count &&
						    (is_double_quote(people, next) || is_double_quote(people, next + 1))));
		bool noted = quoted && word->folded.ptr[0] != 'i' && word->folded.ptr[0] != 'a' && next < people->word_count &&
			     people->words[next].kind == TOKEN_WORD && people->words[next].letters == CASE_LOWER;
		int32_t person;
		if ((told || noted) && child_begins(people, word->folded.ptr[0], &person)) {
			struct mention *mention = mention_add(people, at, next, SOURCE_SWEEP);
			mention->person = person;
			mention->letters = true;
		}
	}
}

void letters_read(struct people *people)
{
	read_letters(people);
	extend_names(people);
	read_single_letters(people);
}

void legends_read(struct people *people)
{
	read_legends(people);
	read_equations(people);
	read_speakers(people);
}

/* "Marcus Ogle (MO)": the letters of the name, by which the speaker is called, and no code for kin. */
bool letters_behind(const struct people *people, const struct mention *mention)
{
	size_t open = mention->to, letters = open + 1 + (is_double_quote(people, open + 1) ? 1 : 0);
	if (!sign_is(people, open, '(') || letters >= people->word_count || people->words[letters].letters != CASE_UPPER)
		return false;
	struct str folded = people->words[letters].folded;
	size_t count = 0;
	for (size_t at = mention->from; at < mention->to && count < folded.len; at++)
		if (people->words[at].kind == TOKEN_WORD && people->words[at].folded.ptr[0] == folded.ptr[count])
			count++;
		else if (count == 0)
			return false;
	return count == folded.len && count >= 2;
}
