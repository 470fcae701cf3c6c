/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* One letter with a dot for a name, as notes and lists write it: "Z. and D. but not the baby", "T. is fine", "M.'s mom"; and
 * the letters of a child whom nothing else names: "J.M., age 9", the speaker "JM:". */
#include "people/initial.h"

enum { GROUP_MOST = 6, BIRTH_REACH = 9, BIRTH_PIVOT = 2035 };

static bool is_letter(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].folded.len == 1 &&
	       people->words[at].letters == CASE_UPPER && sign_is(people, at + 1, '.') && people->words[at + 1].from == people->words[at].to;
}

/* No surname and no further letter follows. */
static bool ends_there(const struct people *people, size_t at)
{
	size_t next = at + 2;
	if (next >= people->word_count)
		return true;
	const struct word *word = &people->words[next];
	if (word->kind == TOKEN_WORD)
		return word->letters == CASE_LOWER;
	return word->kind == TOKEN_TAIL || word->kind == TOKEN_LINE || sign_is(people, next, ',') || sign_is(people, next, ')') ||
	       sign_is(people, next, ';') || sign_is(people, next, '"') || sign_is(people, next, '\'') || sign_is(people, next, '&');
}

/* "A. unlocked, B. opened" down the page: numbers of a list. */
static bool is_listed(const struct people *people, size_t at)
{
	if (!people->words[at].line_start)
		return false;
	char letter = people->words[at].folded.ptr[0];
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t first = line_from(people, line);
		if (first != at && is_letter(people, first) && (people->words[first].folded.ptr[0] == letter + 1 ||
								  people->words[first].folded.ptr[0] == letter - 1))
			return true;
	}
	return letter == 'q' || letter == 'a';
}

static bool may_begin(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (at > 0 && people->words[at - 1].to == word->from && (sign_is(people, at - 1, '-') || sign_is(people, at - 1, '/')))
		return false;
	/* so a note is signed, or its reader addressed: "Thanks, J.", "J., can you" */
	bool last = at + 2 >= people->word_count || people->words[at + 2].kind == TOKEN_LINE;
	if (word->line_start || word->sentence_start)
		return !last && !sign_is(people, at + 2, ',');
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX)
		return true;
	if (word_is(people, before, "per") || word_is(people, before, "by") || word_is(people, before, "cc") || word_is(people, before, "thanks"))
		return false;
	if (people->words[before].kind == TOKEN_SIGN)
		return !last && !sign_is(people, before, '/') && !sign_is(people, before, '#') && !sign_is(people, before, '&');
	static const enum cue cues[] = {CUE_CONJUNCTION, CUE_PREPOSITION, CUE_AUXILIARY, CUE_KIN, CUE_KIN_ANY, CUE_KIN_CHILD, CUE_CHILD,
					CUE_NAMED, CUE_SPEECH, CUE_TITLE};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
		if (word_has(people, before, cues[i]) || cue_before(people, at, cues[i]))
			return true;
	return false;
}

static bool is_grown(const struct people *people, const struct person *person)
{
	return (person->is.evidence & (BECAUSE_RANK | BECAUSE_SIGNED | BECAUSE_WORK | BECAUSE_KIN | BECAUSE_ADULT | BECAUSE_TITLE)) ||
	       person->is.age_low >= people->under;
}

/* An age below the limit stands beside one of the person's mentions. */
static bool is_young(const struct people *people, size_t person)
{
	for (size_t i = 0; i < people->mention_count; i++)
		if (people->mentions[i].person == (int32_t)person && people->mentions[i].is.age_low >= 0 &&
		    people->mentions[i].is.age_low < people->under)
			return true;
	return false;
}

/* The child whose given name, nickname or only letter this is. */
static int32_t child_of(const struct people *people, char letter)
{
	int32_t found = NOBODY;
	for (size_t i = 0; i < people->person_count; i++) {
		const struct person *person = &people->persons[i];
		for (size_t j = 0; j < person->part_count && !is_grown(people, person); j++) {
			enum part_kind kind = (enum part_kind)person->parts[j].kind;
			/* of "B. Dabrowski, 15" the letter alone: "B. cried" */
			bool named = kind == PART_GIVEN || kind == PART_NICK ||
				     (kind == PART_INITIAL && (person->part_count == 1 || is_young(people, i)));
			if (named && person->parts[j].folded.ptr[0] == letter && (found == NOBODY || person->is.age_low >= 0))
				found = (int32_t)i;
		}
	}
	return found;
}

/* "child is "T."", "the boy, K.", "Little D.", "the mother's boyfriend, J.": the letter is all the report gives. */
static bool is_introduced(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < 4; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX)
			return false;
		at = before;
		if (word_has(people, at, CUE_CHILD) || word_has(people, at, CUE_KIN_CHILD) || word_in(people, at, LIST_HEREAFTER, NULL))
			return true;
		if (word_is(people, at, "little") || (steps > 0 && word_has(people, at, CUE_KIN) && people->words[at].folded.len > 2))
			return true;
		if (!word_is(people, at, "is") && !word_is(people, at, "called") && !word_is(people, at, "named") &&
		    people->words[at].kind != TOKEN_SIGN)
			return false;
	}
	return false;
}

/* "T. 2013 Aug 3 / K. 2018 Jan 19": a birth date stands right behind. */
static bool is_born_behind(const struct people *people, size_t at)
{
	size_t next = at + 2 + sign_is(people, at + 2, ',');
	if (people->words[at].line_start && (people->words[at].folded.ptr[0] == 'a' || people->words[at].folded.ptr[0] == 'q'))
		return false; /* an answer */
	return next < people->word_count && people->words[next].blocked == WHAT_BIRTH_DATE;
}

/* "K. = Kaibah": the name that the letter begins, or SIZE_MAX. */
static size_t name_of_letter(const struct people *people, size_t at)
{
	size_t name = at + 3;
	if (!sign_is(people, at + 2, '=') || name >= people->word_count)
		return SIZE_MAX;
	const struct word *word = &people->words[name];
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && word->folded.len > 1 && !word->blocked &&
	       word->entry->common <= name_level(word) && word->folded.ptr[0] == people->words[at].folded.ptr[0] ? name : SIZE_MAX;
}

static bool stands_for(const struct people *people, size_t at)
{
	return is_born_behind(people, at) || name_of_letter(people, at) != SIZE_MAX;
}

/* Nobody is named whose letter it is, but it stands so twice: once is not enough. */
static bool stands_again(const struct people *people, size_t at)
{
	size_t again = at + 1;
	for (; again < people->word_count && again < at + 4000; again++)
		if (is_letter(people, again) && people->words[again].folded.ptr[0] == people->words[at].folded.ptr[0] &&
		    people->words[again].mention == NOBODY && !people->words[again].caps &&
		    (stands_for(people, again) ||
		     (ends_there(people, again) && may_begin(people, again) && !people->words[again].line_start)))
			return true;
	return false;
}

static void add_letter(struct people *people, size_t at, int32_t child)
{
	if (child == NOBODY) {
		struct person *person = person_new(people);
		person->is.evidence = BECAUSE_JUVENILE;
		person->first = (struct span){people->words[at].from, people->words[at].to};
		person_part(person, people->words[at].folded, PART_INITIAL);
		child = (int32_t)people->person_count - 1;
	}
	size_t name = name_of_letter(people, at);
	if (name != SIZE_MAX && people->words[name].mention == NOBODY) {
		mention_add(people, name, people->words[name].next, SOURCE_CUE)->person = child;
		person_part(&people->persons[child], people->words[name].folded, PART_GIVEN);
	}
	struct mention *mention = mention_add(people, at, at + 2, SOURCE_SWEEP);
	mention->person = child;
	mention->letters = true;
}

/* Somebody of whom nothing is known but the name. */
static bool is_nobody(const struct people *people, int32_t person)
{
	return person == NOBODY || (people->persons[person].is.evidence & ~(uint32_t)BECAUSE_LEARNED) == 0;
}

/* The speaker's letters, where "J.M., age 9" is one of those present. */
static void add_speakers(struct people *people, const struct mention *mention)
{
	char text[5];
	size_t len = 0;
	int32_t person = mention->person;
	for (size_t at = mention->from; at < mention->to && len < 4; at++)
		if (people->words[at].kind == TOKEN_WORD)
			text[len++] = people->words[at].folded.ptr[0];
	for (uint32_t line = 0; len >= 2 && line < people->line_count; line++) {
		size_t at = line_from(people, line);
		if (at + 1 >= people->word_count || people->words[at].letters != CASE_UPPER ||
		    !str_equal(people->words[at].folded, (struct str){text, len}) || !sign_is(people, at + 1, ':'))
			continue;
		int32_t taken = people->words[at].mention;
		if (taken == NOBODY)
			mention_add(people, at, at + 1, SOURCE_CUE)->person = person;
		else if (is_nobody(people, people->mentions[taken].person))
			people->mentions[taken].person = person;
	}
}

/* "C.J.M. (b. 5/1/2014)", "P.M., DOB 8/8/2020": the birth date of somebody under the limit. */
static bool is_born_young(const struct people *people, size_t at)
{
	for (size_t next = at + 1; next < at + BIRTH_REACH && next < people->word_count; next++) {
		if (people->words[next].blocked != WHAT_BIRTH_DATE)
			continue;
		size_t end = next;
		while (end + 1 < people->word_count && people->words[end + 1].blocked == WHAT_BIRTH_DATE)
			end++;
		struct date birth;
		struct span span = {people->words[next].from, people->words[end].to};
		return date_parse(str_part(buf_str(&people->view->text), span), BIRTH_PIVOT, &birth) &&
		       (people->reference.year == 0 || date_years(birth, people->reference) < people->under);
	}
	return false;
}

bool is_young_behind(const struct people *people, size_t at)
{
	if (!sign_is(people, at, ',') && !sign_is(people, at, '('))
		return false;
	if (is_born_young(people, at))
		return true;
	size_t which = at + 1 + word_has(people, at + 1, CUE_DETERMINER);
	if (word_has(people, which, CUE_CHILD))
		return true; /* "G.P., a minor" */
	if ((word_is(people, which, "female") || word_is(people, which, "male")) && sign_is(people, which + 1, ','))
		at = which + 1; /* "G.P., a female, age 12" */
	at += 1 + (size_t)(word_is(people, at + 1, "age") || word_is(people, at + 1, "aged"));
	bool unit;
	int years = evidence_years(people, at, &unit);
	return years >= 0 && years < people->under && (sign_is(people, at + 1, ',') || sign_is(people, at + 1, ')') || unit ||
							  sign_is(people, at + 1, ';') || sign_is(people, at + 1, '.') ||
							  at + 1 >= people->word_count || people->words[at + 1].kind == TOKEN_LINE);
}

/* Letters with dots, "J.M.", "N.A.K.-D.", "C.v.d.B.": the end, or `at`. */
static size_t group_end(const struct people *people, size_t at)
{
	size_t end = at, letters = 0;
	bool joined = at > 0 && people->words[at - 1].to == people->words[at].from && people->words[at - 1].kind != TOKEN_LINE;
	if (!is_letter(people, at) || (joined && !sign_is(people, at - 1, '"') && !sign_is(people, at - 1, '(')))
		return at;
	while (letters < GROUP_MOST && end + 1 < people->word_count) {
		size_t letter = end + (letters && sign_is(people, end, '-'));
		const struct word *word = &people->words[letter];
		bool last = letter < people->word_count && lacks_dot(people, letter, letters);
		if (word->kind != TOKEN_WORD || word->folded.len != 1 || (!last && !sign_is(people, letter + 1, '.')) || word->mention != NOBODY ||
		    word->blocked || (letters && word->from > people->words[letter - 1].to))
			break;
		end = letter + 2 - last;
		letters++;
		if (last && is_numbered(people, at, end))
			return at;
		if (last)
			break;
	}
	return letters >= 2 ? end : at;
}

/* "by initials, A.R., J.R. and R.C.", "(initials R.C.)" */
static bool is_called_initials(const struct people *people, size_t at)
{
	size_t before = at;
	while (before > 0 && before + 2 > at && people->words[before - 1].kind == TOKEN_SIGN)
		before--;
	return before > 0 && (word_is(people, before - 1, "initials") || word_is(people, before - 1, "initial"));
}

/* "RE: J.M.", "In the interest of J.M." */
static bool is_subject(const struct people *people, size_t at)
{
	size_t line = line_from(people, people->words[at].line);
	return word_is(people, line, "re") ||
	       (word_is(people, line, "in") && (word_is(people, line + 1, "re") || word_is(people, line + 2, "interest") ||
										 word_is(people, line + 2, "matter")));
}

/* Another such group, or somebody's letters, one comma or "and" away, before or behind. */
static bool stands_beside(const struct people *people, size_t at, size_t end)
{
	size_t next = end + sign_is(people, end, ',');
	next += word_is(people, next, "and");
	if (next > end && next < people->word_count && people->words[next].mention != NOBODY &&
	    people->mentions[people->words[next].mention].letters)
		return true;
	size_t before = at;
	before -= before > 0 && word_is(people, before - 1, "and");
	before -= before > 0 && sign_is(people, before - 1, ',');
	if (before == at || before == 0)
		return false;
	int32_t mention = people->words[before - 1].mention;
	return mention != NOBODY && people->mentions[mention].letters;
}

/* No surname and no number of a road or statute stands behind, and it is no abbreviation. */
static bool may_be_somebody(const struct people *people, size_t at, size_t end)
{
	const struct cue_hit *short_form = cue_at(people, at, CUE_ABBREVIATION);
	bool listed = people->words[at].letters == CASE_UPPER && (is_called_initials(people, at) || stands_beside(people, at, end));
	bool shortened = short_form && short_form->to + 1 >= end && !listed;
	if (shortened || place_is(people, at, end))
		return false;
	if (end >= people->word_count || people->words[end].kind != TOKEN_WORD)
		return end >= people->word_count || (people->words[end].kind != TOKEN_NUMBER && people->words[end].kind != TOKEN_MIXED);
	const struct word *word = &people->words[end];
	return word->letters == CASE_LOWER || word->entry->common > name_level(word);
}

/* It does something: "G.A.S. gave", "J.M.'s bag". */
static bool acts(const struct people *people, size_t end)
{
	if (end >= people->word_count)
		return false;
	return people->words[end].kind == TOKEN_TAIL ||
	       word_has_any(people, end, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_SPEECH) | cue_bit(CUE_MODAL)) ||
	       ((people->words[end].letters == CASE_LOWER || people->words[end].caps) && verb_form(people, end) >= VERB_THIRD);
}

/* "the victim is G.P.", "her mother, R.P.,": sure enough that letters which stand for something elsewhere are somebody's. */
static uint32_t surely(const struct people *people, size_t at, size_t end)
{
	size_t is = word_previous(people, at);
	bool be = is != SIZE_MAX && (word_is(people, is, "is") || word_is(people, is, "was"));
	const struct cue_hit *role = cue_before(people, be ? is : at, CUE_ROLE);
	size_t whose = end + 1; /* "T.B., her mother": who has one here is a child */
	bool with_kin = sign_is(people, end, ',') && list_match(people, whose, LIST_POSSESSIVE) > 0 && word_has(people, whose + 1, CUE_KIN);
	if (is_young_behind(people, end) || with_kin || (role && role_is_victim(role->value) && people->words[role->to - 1].folded.len > 2))
		return BECAUSE_JUVENILE;
	return cue_before(people, at, CUE_KIN) && !cue_before(people, at, CUE_RANK) ? BECAUSE_KIN : 0;
}

static bool is_same_group(const struct people *people, const struct mention *mention, size_t at, size_t end)
{
	bool same = mention->letters && mention->to - mention->from == end - at && mention->person != NOBODY;
	for (size_t word = 0; same && word < end - at; word++)
		same = str_equal(people->words[at + word].folded, people->words[mention->from + word].folded);
	return same;
}

/* Another group of the same letters that is a child or relative, or NOBODY. */
static int32_t person_of_group(const struct people *people, size_t at, size_t end)
{
	for (size_t i = 0; i < people->mention_count; i++)
		if (is_same_group(people, &people->mentions[i], at, end) &&
		    (people->persons[people->mentions[i].person].is.evidence & (BECAUSE_JUVENILE | BECAUSE_KIN)))
			return people->mentions[i].person;
	return NOBODY;
}

static void add_group(struct people *people, size_t at, size_t end, uint32_t because)
{
	int32_t other = person_of_group(people, at, end);
	if (other == NOBODY) {
		struct person *person = person_new(people);
		person->is.evidence = because ? because : BECAUSE_JUVENILE;
		person->first = (struct span){people->words[at].from, people->words[end - 1].to};
		other = (int32_t)people->person_count - 1;
		for (size_t i = 0; i < people->mention_count; i++)
			if (is_same_group(people, &people->mentions[i], at, end) && is_nobody(people, people->mentions[i].person))
				people->mentions[i].person = other;
	}
	struct mention *mention = mention_add(people, at, end, SOURCE_SWEEP);
	mention->person = other;
	mention->letters = true;
	add_speakers(people, mention);
}

/* Children whom the report names by letters alone: "J.M., age 9", "the juvenile J.M.", and those who stand with them. */
static void read_groups(struct people *people)
{
	bool used = false; /* the report writes names so */
	for (size_t i = 0; i < people->mention_count && !used; i++)
		used = people->mentions[i].letters && people->mentions[i].to > people->mentions[i].from + 2;
	for (bool more = true; more;) {
		more = false;
		for (size_t at = 0, end; at < people->word_count; at++) {
			if (people->words[at].folded.len != 1 || (end = group_end(people, at)) == at)
				continue;
			uint32_t because = surely(people, at, end);
			if (!because && at > 0 && people->words[at - 1].kind == TOKEN_NUMBER)
				continue; /* "4 P.M." */
			if (!because && person_of_group(people, at, end) == NOBODY &&
			    (!may_be_somebody(people, at, end) ||
			     (!is_introduced(people, at) && !is_subject(people, at) && !is_called_initials(people, at) &&
								  !stands_beside(people, at, end) && !(used && acts(people, end)))))
				continue;
			add_group(people, at, end, because);
			used = more = true;
		}
	}
}

/* "Coach T", "Ms. K": what is left of a surname behind a title. */
static bool is_titled(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->folded.len != 1 || word->letters != CASE_UPPER || word->line_start || word->blocked || word->fact ||
	    word->mention != NOBODY || !cued_before_any(people, at, cue_bit(CUE_TITLE) | cue_bit(CUE_TEACHER)))
		return false;
	size_t next = word->next;
	if (next >= people->word_count || people->words[next].from > word->to)
		return next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].letters == CASE_LOWER ||
		       word_has_any(people, next, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_SPEECH) | cue_bit(CUE_VERB_PAST));
	return people->words[next].kind == TOKEN_TAIL || sign_is(people, next, ',') || sign_is(people, next, ')') || sign_is(people, next, ':') ||
	       sign_is(people, next, ';') || sign_is(people, next, '"') || sign_is(people, next, '?') ||
	       (sign_is(people, next, '.') && ends_there(people, at));
}

static void add_titled(struct people *people, size_t at)
{
	struct str letter = people->words[at].folded;
	bool teacher = cue_before(people, at, CUE_TEACHER) != NULL;
	int32_t found = NOBODY;
	for (size_t i = 0; i < people->person_count && found == NOBODY; i++) {
		const struct person *person = &people->persons[i];
		if (person->part_count == 1 && person->parts[0].kind == PART_INITIAL && str_equal(person->parts[0].folded, letter))
			found = (int32_t)i;
	}
	if (found == NOBODY) {
		struct person *person = person_new(people);
		person->first = (struct span){people->words[at].from, people->words[at].to};
		person_part(person, letter, PART_INITIAL);
		found = (int32_t)people->person_count - 1;
	}
	people->persons[found].is.evidence |= teacher ? BECAUSE_TEACHER : BECAUSE_TITLE;
	mention_add(people, at, at + 1, SOURCE_SWEEP)->person = found;
}

static void read_titled(struct people *people)
{
	for (size_t at = 0; at < people->word_count; at++)
		if (people->words[at].folded.len == 1 && is_titled(people, at))
			add_titled(people, at);
}

/* ---- a letter without a dot ------------------------------------------------------------------------------------------ */

/* One capital among small letters, joined to nothing: not the article, not "I", not the Q of an interview. */
static bool is_bare(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->folded.len != 1 || word->letters != CASE_UPPER || word->caps || word->fact || word->blocked ||
	    word->mention != NOBODY || strchr("aioq", word->folded.ptr[0]))
		return false;
	bool before = at > 0 && people->words[at - 1].to == word->from && !is_double_quote(people, at - 1) && !sign_is(people, at - 1, '(');
	const struct word *next = at + 1 < people->word_count ? &people->words[at + 1] : NULL;
	bool behind = next && next->from == word->to && next->kind != TOKEN_LINE && next->kind != TOKEN_TAIL && next->kind != TOKEN_SIGN;
	bool group = sign_is(people, at + 1, '.') && at + 2 < people->word_count && people->words[at + 2].from == people->words[at + 1].to &&
		     people->words[at + 2].kind <= TOKEN_MIXED; /* "D.W.I." */
	return (!before || people->words[at - 1].kind == TOKEN_LINE) && !behind && !group &&
	       !(next && next->from == word->to && strchr("-/&:+'", next->sign ? next->sign : ' '));
}

/* "goes by T", "gone with S, back Saturday", "to keep D company", "X says she won't", `"P - don't be mad"`. */
static bool is_of_somebody(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at), next = at + 1;
	bool ends = next >= people->word_count || people->words[next].kind != TOKEN_WORD;
	bool gap = sign_is(people, next, '-') && people->words[next].from > people->words[at].to;
	if (before == SIZE_MAX || people->words[before].folded.len == 1)
		return false;
	if (cue_before(people, at, CUE_NAMED))
		return ends || word_has(people, next, CUE_CONJUNCTION);
	if (is_double_quote(people, before))
		return gap || sign_is(people, next, ',');
	bool alone = people->words[at].sentence_start || people->words[before].kind == TOKEN_SIGN || word_has(people, before, CUE_CONJUNCTION);
	if (alone && acts(people, next))
		return true;
	if (word_has(people, before, CUE_PREPOSITION) && !word_is(people, before, "of") && !word_is(people, before, "by"))
		return ends && !gap && !sign_is(people, next, '#');
	return people->words[before].letters == CASE_LOWER && verb_form(people, before) != VERB_NONE && !ends &&
	       people->words[next].letters == CASE_LOWER && !word_has(people, before, CUE_AUXILIARY) && !acts(people, next) &&
	       !word_has_any(people, next, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION));
}

/* "Off. Haddad (H)": the letter is what the report calls an officer. */
static bool is_of_officer(const struct people *people, struct str letter)
{
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		size_t bracket = mention->to;
		if (sign_is(people, bracket, '(') && sign_is(people, bracket + 2, ')') && str_equal(people->words[bracket + 1].folded, letter) &&
		    (mention->ranked || rank_before(people, mention->from)))
			return true;
	}
	return false;
}

/* The letter of a child who is named here. */
static void read_bare(struct people *people)
{
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		if (!is_bare(people, at) || !is_of_somebody(people, at) || is_of_officer(people, people->words[at].folded))
			continue;
		int32_t child = child_of(people, people->words[at].folded.ptr[0]);
		if (child == NOBODY)
			continue;
		struct mention *mention = mention_add(people, at, at + 1, SOURCE_SWEEP);
		mention->person = child;
		mention->letters = true;
	}
}

/* "was told by Z.", where a child is called no more than "Z." before. */
static int32_t told_by_letter(const struct people *people, size_t at)
{
	size_t by = word_previous(people, at);
	int32_t child = by != SIZE_MAX && word_is(people, by, "by") ? child_of(people, people->words[at].folded.ptr[0]) : NOBODY;
	bool letter = child != NOBODY && people->persons[child].part_count == 1 && people->persons[child].parts[0].kind == PART_INITIAL;
	return letter && (people->persons[child].is.evidence & BECAUSE_JUVENILE) ? child : NOBODY;
}

/* '"T - BACK SOON. TELL NOBODY. S."', "dont rob the hens. R." before an empty line: whom a note is for, and who signs it. */
static bool is_in_note(const struct people *people, size_t at)
{
	size_t end = at + 1 + sign_is(people, at + 1, '.'), before = word_previous(people, at);
	if (end >= people->word_count || before == SIZE_MAX)
		return false;
	if (is_double_quote(people, at - 1) && people->words[at - 1].to == people->words[at].from)
		return sign_is(people, at + 1, '-') || sign_is(people, at + 1, ',') || sign_is(people, at + 1, ':');
	bool sentence = sign_is(people, before, '.') || sign_is(people, before, '!') || sign_is(people, before, '?');
	bool alone = people->words[before].line != people->words[at].line; /* who wrote the report may sign like that */
	if (!sentence || alone || before == 0 || people->words[before - 1].folded.len < 2)
		return false;
	if (is_double_quote(people, end))
		return true;
	size_t next = word_next(people, at + 1);
	bool last = people->words[end].kind == TOKEN_LINE && (next >= people->word_count || people->words[next].line > people->words[at].line + 1);
	return last && end > at + 1 && people->words[before - 1].letters == CASE_LOWER;
}

static void read_notes(struct people *people)
{
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct word *word = &people->words[at];
		if (at == 0 || word->folded.len != 1 || word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->mention != NOBODY ||
		    word->blocked || !is_in_note(people, at))
			continue;
		int32_t child = child_of(people, word->folded.ptr[0]);
		if (child == NOBODY)
			continue;
		struct mention *mention = mention_add(people, at, at + 1, SOURCE_SWEEP);
		mention->person = child;
		mention->letters = true;
	}
}

void initials_read(struct people *people)
{
	read_titled(people);
	read_groups(people);
	read_bare(people);
	read_notes(people);
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct word *word = &people->words[at];
		if (!is_letter(people, at) || word->mention != NOBODY || word->blocked || word->caps || word->folded.ptr[0] == 'i' ||
		    (at > 0 && sign_is(people, at - 1, '.') && people->words[at - 1].to == word->from) ||
		    !(ends_there(people, at) || stands_for(people, at)))
			continue;
		bool introduced = is_introduced(people, at) || stands_for(people, at);
		bool due = introduced || (may_begin(people, at) && !is_listed(people, at));
		int32_t child = due ? child_of(people, word->folded.ptr[0]) : told_by_letter(people, at);
		if (child != NOBODY || introduced || (due && !word->line_start && stands_again(people, at)))
			add_letter(people, at, child);
	}
}
