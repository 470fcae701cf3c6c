/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Words that the sentence says are somebody's name, whatever else they mean: "known to the desk as Tiny", "would not name Ghost",
 * "gave her name as Storm or Rain", "his sister Baby Girl", "living with the Aldermans". */
#include <string.h>

#include "people/internal.h"

enum { AS_MOST = 8, BEFORE_MOST = 6, STAY_MOST = 10, STEM_MOST = 40, NEAR_MOST = 6, CODE_MOST = 5, CONTACT_MOST = 3, COMMON_WORD = 11,
       SMALL_GIVEN = 7, SMALL_SURNAME = 5, FAMILY_WORDS = 2, ADDRESS_COMMON = 6, SIZED_MOST = 16, ASKED_MOST = 32 };

/* A capitalised word of no other kind: neither small nor a rank or agency, nor, unless it is surely a name, a thing or place. */
static bool may_be_told(const struct people *people, size_t at, bool sure)
{
	const cue_set small = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_NO_VALUE) |
			      cue_bit(CUE_SPEECH) | cue_bit(CUE_ADVERB) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	const cue_set other = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) |
			      cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_NAMED) | cue_bit(CUE_ARRESTED) |
			      (sure ? 0 : cue_bit(CUE_ORGANISATION));
	if (at >= people->word_count)
		return false;
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->mention != NOBODY || word->blocked || word->fact || word->short_form || (word->place && !sure) ||
	    word->letters == CASE_LOWER || word->folded.len < 2 || (word_has_any(people, at, small | other) && !word->proper))
		return false;
	return !word->caps ||
	       (word->entry->common < (sure ? 13 : 10) && verb_form(people, at) != VERB_PAST && !word_has(people, at, CUE_REPORT_WORD));
}

/* The words from `at` on, one in a text of capitals, are somebody's name. */
static void tell(struct people *people, size_t at, bool sure)
{
	while (at < people->word_count && (is_double_quote(people, at) || people->words[at].kind == TOKEN_LINE))
		at++;
	if (!may_be_told(people, at, sure))
		return;
	size_t end = people->words[at].next;
	if (!people->words[at].caps && may_be_told(people, end, false) && !people->words[end].wide &&
	    people->words[end].line == people->words[at].line)
		end = people->words[end].next;
	mention_add(people, at, end, SOURCE_RUN)->alias = true;
}

/* Somebody is spoken of in the words before: "Child known", "A boy of 15, known", "he is known". */
static bool speaks_of_person(const struct people *people, size_t at)
{
	const cue_set persons = cue_bit(CUE_CHILD) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	for (unsigned steps = 0; at > 0 && steps < BEFORE_MOST; steps++) {
		if (people->words[at].sentence_start)
			return false;
		at--;
		if (word_has_any(people, at, persons) || people->words[at].mention != NOBODY || word_in(people, at, LIST_NOMINATIVE, NULL))
			return true;
	}
	return false;
}

/* "known to the desk as Tiny", "Known on the block as Ghost, the boy" */
static void read_known(struct people *people, size_t known)
{
	size_t at = people->words[known].next;
	for (unsigned steps = 0; steps < AS_MOST && !word_is(people, at, "as"); steps++) {
		if (at >= people->word_count || people->words[at].kind != TOKEN_WORD)
			return;
		at = word_next(people, at);
	}
	if (at >= people->word_count || !word_is(people, at, "as"))
		return;
	size_t name = word_next(people, at);
	bool aged = name + 2 < people->word_count && sign_is(people, people->words[name].next, ',') &&
		    (is_numeric(people, people->words[name].next + 1u) || word_has(people, people->words[name].next + 1u, CUE_DETERMINER));
	if (speaks_of_person(people, known) || (people->words[known].sentence_start && aged))
		tell(people, name, false);
}

/* "would not name Ghost", "never named Ghost", "refused to name Ghost" */
static void read_naming(struct people *people, size_t verb)
{
	size_t before = word_previous(people, verb), name = word_next(people, verb);
	if (before == SIZE_MAX || name >= people->word_count || people->words[verb].letters != CASE_LOWER)
		return;
	bool denied = people->words[before].short_form || word_is(people, before, "not") || word_is(people, before, "never") ||
		      word_is(people, before, "to") || word_has(people, before, CUE_MODAL);
	if (denied && people->words[name].letters == CASE_TITLE && !people->words[name].caps)
		tell(people, name, false);
}

/* "gave the name Stone or Storm", "NAME PER RP RIVERS SOMETHING OR RIVER", "gave his name as Lee, later Leo": the other of two. */
static void read_other(struct people *people, size_t at)
{
	size_t end = people->words[at].next;
	int32_t number = people->words[at].mention;
	if (number != NOBODY)
		end = people->mentions[number].to;
	for (unsigned steps = 0; steps < 2 && end < people->word_count &&
				 (is_double_quote(people, end) || sign_is(people, end, ',') || sign_is(people, end, '?') ||
				  word_in(people, end, LIST_NAME_UNSURE, NULL)); steps++)
		end++;
	if (end >= people->word_count || !word_in(people, end, LIST_NAME_OTHER, NULL) || people->words[end].line != people->words[at].line ||
	    !may_be_told(people, people->words[end].next, true))
		return;
	tell(people, people->words[end].next, true);
	tell(people, at, true);
}

/* "NOTE SPELLS SUBJ2 POW WANG", "the list has V1 as Lily Brook": how somebody's name is written whom the report calls by a code. */
static void read_coded(struct people *people, size_t code)
{
	const struct word *word = &people->words[code];
	size_t before = word_previous(people, code), name = word->next;
	if (word->kind != TOKEN_MIXED || word->letters != CASE_UPPER || word->folded.len > CODE_MOST || before == SIZE_MAX ||
	    !(people->ends_in[code] & cue_bit(CUE_NAMED)))
		return;
	name += word_is(people, name, "as");
	tell(people, name, true);
	size_t other = name < people->word_count ? people->words[name].next : name;
	if (other < people->word_count && people->words[other].line == word->line && people->words[other].mention == NOBODY)
		tell(people, other, true);
}

/* '"bondo" 339-555-0189', '"lil chip" (339-555-0190)': how a telephone calls its contacts; what follows the quotes is the number. */
static void read_contact(struct people *people, size_t quote)
{
	const cue_set other = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) |
			      cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY) | cue_bit(CUE_NO_VALUE);
	size_t from = quote + 1, end = from;
	for (; end < people->word_count && end < from + CONTACT_MOST && people->words[end].kind == TOKEN_WORD; end = people->words[end].next)
		if (people->words[end].mention != NOBODY || people->words[end].blocked || word_has_any(people, end, other) ||
		    people->words[end].entry->common >= COMMON_WORD)
			return;
	size_t number = end + 1;
	if (end == from || !is_double_quote(people, end) || people->words[from].folded.len < 3)
		return;
	number += sign_is(people, number, '(') || sign_is(people, number, ',') || sign_is(people, number, ':');
	if (number < people->word_count && people->words[number].blocked == WHAT_PHONE)
		mention_add(people, from, end, SOURCE_RUN)->alias = true;
}

/* Where the name behind "name is", "NAME PER RP" or "goes by" stands. */
static size_t name_behind(const struct people *people, const struct cue_hit *hit)
{
	size_t at = hit->to;
	while (at < people->word_count && at < hit->to + 3u &&
	       (is_double_quote(people, at) || sign_is(people, at, ':') || people->words[at].kind == TOKEN_LINE))
		at++;
	return at;
}

/* The end of "Baby Girl" or "BABY BOY" that nobody is said to own, beside no further name; 0: there is none. */
static size_t baby_end(const struct people *people, size_t at)
{
	struct str value;
	const struct word *word = &people->words[at];
	size_t next = word->next;
	if (word->kind != TOKEN_WORD || word->mention != NOBODY || word->blocked || word->letters == CASE_LOWER || word->fact ||
	    next >= people->word_count || !word_in(people, at, LIST_NEWBORN, &value) || !str_equal(value, STR("small")))
		return 0;
	const struct word *kind = &people->words[next];
	if (kind->kind != TOKEN_WORD || kind->letters != word->letters || kind->mention != NOBODY || kind->blocked || kind->wide ||
	    !word_in(people, next, LIST_NEWBORN, &value) || !str_equal(value, STR("any")))
		return 0;
	size_t before = word_previous(people, at);
	bool owned = before != SIZE_MAX && !word->sentence_start && word_has_any(people, before, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN));
	bool named = is_neighbour_capital(people, kind->next) && !people->words[kind->next].wide && !people->words[kind->next].sentence_start;
	return owned || named ? 0 : kind->next;
}

/* "Baby Girl" where a name stands; in capitals what is beside it must say so: "SISTER BABY GIRL IN CRIB", "ROYAL AND BABY GIRL". */
static bool is_told_baby(const struct people *people, size_t at, size_t end)
{
	size_t before = word_previous(people, at);
	const cue_set cues = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_NAMED);
	if (!people->words[at].caps || cued_before_any(people, at, cues))
		return true;
	if (before == SIZE_MAX)
		return false;
	if (people->words[before].mention != NOBODY || (end < people->word_count && people->words[end].mention != NOBODY))
		return true;
	bool paired = word_has(people, before, CUE_CONJUNCTION);
	for (size_t step = 1; paired && step <= NEAR_MOST && step <= before; step++)
		if (people->words[before - step].mention != NOBODY)
			return true;
	return false;
}

/* A baby that is called so once is called so wherever the same words stand. */
static void read_babies(struct people *people)
{
	bool told = false;
	for (size_t at = 0; at < people->word_count && !told; at++) {
		size_t end = baby_end(people, at);
		told = end > 0 && is_told_baby(people, at, end);
	}
	int32_t baby = NOBODY;
	for (size_t at = 0; at < people->word_count && told; at++) {
		size_t end = baby_end(people, at);
		if (!end)
			continue;
		if (baby == NOBODY) { /* of no name that stands elsewhere alone */
			struct person *person = person_new(people);
			person->first = (struct span){people->words[at].from, people->words[end - 1].to};
			person->is.evidence |= BECAUSE_JUVENILE;
			baby = (int32_t)people->person_count - 1;
		}
		mention_add(people, at, end, SOURCE_RUN)->person = baby;
	}
}

/* How common the word without its plural is as a surname. */
static int stem_surname(const struct people *people, struct str word)
{
	char stem[STEM_MOST];
	int best = 0;
	if (word.len >= sizeof stem)
		return 0;
	memcpy(stem, word.ptr, word.len);
	for (size_t cut = 1; cut <= 2; cut++) {
		const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, (struct str){stem, word.len - cut}));
		if (entry->surname > best && (cut == 1 || stem[word.len - cut] == 'e'))
			best = entry->surname;
	}
	return best;
}

/* Within a few words before, somebody lives, stays, is placed. */
static bool stays(const struct people *people, size_t at)
{
	for (unsigned steps = 0; at > 0 && steps < STAY_MOST; steps++) {
		if (people->words[at].sentence_start)
			return false;
		at--;
		if (word_has(people, at, CUE_LIVES) || word_in(people, at, LIST_STAYED, NULL))
			return true;
	}
	return false;
}

/* "at a place in Sorrel with the Aldermans", "sleep over at the Kowalskis" */
static void read_household(struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->mention != NOBODY || word->blocked || word->fact || word->letters != CASE_TITLE || word->caps ||
	    word->folded.len < 5 || word->folded.ptr[word->folded.len - 1] != 's' || is_neighbour_capital(people, word->next))
		return;
	size_t the = word_previous(people, at), before = the == SIZE_MAX ? SIZE_MAX : word_previous(people, the);
	if (before == SIZE_MAX || !word_is(people, the, "the"))
		return;
	bool there = word_is(people, before, "with") || word_is(people, before, "at") || word_is(people, before, "to") ||
		     word_is(people, before, "from");
	if (!there || !stays(people, before))
		return;
	const cue_set other = cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_GOODS) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_CHILD) |
			      cue_bit(CUE_CHILD);
	int surname = stem_surname(people, word->folded);
	/* "went to the Marines", "moved to the Heights" */
	bool known = word->entry->common > 0 && !word_is(people, before, "with");
	bool is_surname = surname >= 5 || (word->entry->common == 0 && !word->place);
	if (is_surname && !known && !word_has_any(people, at, other) && !place_is(people, at, word->next))
		mention_add(people, at, word->next, SOURCE_RUN);
}

/* ", her dad's people", ", my cousin's family" */
static bool is_kins_family(const struct people *people, size_t comma)
{
	size_t kin = comma + 2, family = kin + 1;
	if (family + 1 >= people->word_count || !sign_is(people, comma, ',') ||
	    !word_has_any(people, comma + 1, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN)) ||
	    !word_has_any(people, kin, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY)))
		return false;
	family += people->words[family].kind == TOKEN_TAIL;
	return word_in(people, family, LIST_KINFOLK, NULL);
}

/* "She stays with the Fast Dogs, her dad's people": a family whose name is words. */
static void read_kinfolk(struct people *people, size_t the)
{
	size_t from = people->words[the].next, end = from;
	for (unsigned words = 0; words < FAMILY_WORDS && may_be_told(people, end, true) && people->words[end].letters == CASE_TITLE; words++)
		end = people->words[end].next;
	if (end == from || people->words[the].caps || people->words[end - 1].folded.ptr[people->words[end - 1].folded.len - 1] != 's' ||
	    !is_kins_family(people, end))
		return;
	struct mention *mention = mention_add(people, from, end, SOURCE_RUN);
	mention->alias = true;
	mention->is.evidence |= BECAUSE_KIN;
}

/* "Rubes, her mother says, don't", '"Bunny," his dad said': who is spoken to, by a name that nothing else tells. */
static void read_addressed(struct people *people, size_t at)
{
	size_t comma = people->words[at].next;
	bool starts = people->words[at].sentence_start || (at > 0 && sign_is(people, at - 1, ']'));
	if (!starts || people->words[at].letters != CASE_TITLE || !sign_is(people, comma, ','))
		return;
	size_t whose = comma + 1 + is_double_quote(people, comma + 1), kin = whose + 1, says = kin + 1;
	bool spoken = says < people->word_count && word_has_any(people, whose, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN)) &&
		      people->words[whose].letters == CASE_LOWER && word_has_any(people, kin, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY)) &&
		      word_has(people, says, CUE_SPEECH);
	const struct word *word = &people->words[at];
	if (spoken && word->folded.len > 3 && word->entry->common <= ADDRESS_COMMON && !word_in(people, at, LIST_NO_ANSWER, NULL) &&
	    !word_in(people, at, LIST_ANSWER_FILLER, NULL) && may_be_told(people, at, true))
		mention_add(people, at, comma, SOURCE_RUN)->alias = true;
}

/* "mrs haddad said", "her name is dana": what somebody types who uses no capitals. */
static void read_small(struct people *people, size_t at, bool title)
{
	const cue_set other = cue_bit(CUE_DETERMINER) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION) |
			      cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_RANK) | cue_bit(CUE_KIN);
	const struct word *word = &people->words[at];
	if (at >= people->word_count || word->kind != TOKEN_WORD || word->letters != CASE_LOWER || word->mention != NOBODY || word->blocked ||
	    word->fact || word->folded.len < 2 || word_has_any(people, at, other))
		return;
	bool given = word->entry->given >= SMALL_GIVEN && word->entry->given + 3 >= word->entry->common;
	if (title ? word->entry->surname >= SMALL_SURNAME || word->entry->common == 0 : given)
		mention_add(people, at, word->next, SOURCE_RUN)->titled = title;
}

/* "MR. HER", "MRS. DO": behind a title and its stop every word is a surname, even in a text of capitals. */
static void read_capital(struct people *people, size_t title)
{
	const cue_set other = cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_NO_VALUE) | cue_bit(CUE_TITLE) | cue_bit(CUE_RANK) | cue_bit(CUE_KIN);
	size_t at = title + 2;
	if (!people->words[title].caps || at >= people->word_count || !sign_is(people, title + 1, '.') || people->words[at].gap)
		return;
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_WORD && word->caps && word->mention == NOBODY && !word->blocked && word->folded.len > 1 && !word->line_start &&
	    word->from > people->words[title + 1].to && !word_has_any(people, at, other))
		mention_add(people, at, word->next, SOURCE_RUN)->titled = true;
}

/* "Juice was driving." "Juice who?": somebody asks for the rest of a name. It stands elsewhere, too: not "Guess who?". */
static void read_who(struct people *people, size_t who)
{
	size_t at = who > 0 ? who - 1 : who;
	if (at == who || people->words[at].letters != CASE_TITLE || !may_be_told(people, at, true))
		return;
	size_t others = 0;
	for (size_t i = 0; i < people->word_count; i++)
		others += i != at && people->words[i].letters == CASE_TITLE && str_equal(people->words[i].folded, people->words[at].folded);
	for (size_t i = 0; others && i < people->word_count; i++)
		if (people->words[i].letters == CASE_TITLE && str_equal(people->words[i].folded, people->words[at].folded))
			tell(people, i, true);
}

/* "Big Tone", "Little J": the end, or `at` if none stands there; what follows may be half a name. */
static size_t sized_end(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].letters != CASE_TITLE || people->words[at].mention != NOBODY ||
	    !word_in(people, at, LIST_NAME_SIZE, NULL))
		return at;
	size_t next = people->words[at].next;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].letters == CASE_LOWER ||
	    people->words[next].blocked || people->words[next].place || people->words[next].gap || people->words[next].caps ||
	    word_has_any(people, next, cue_bit(CUE_ORGANISATION) | cue_bit(CUE_PUBLIC_PLACE) | cue_bit(CUE_AGENCY) | cue_bit(CUE_KIN)))
		return at;
	return people->words[next].next;
}

/* "Trey and Big Tone", "Me and Big Tone", "Big Tone - that's Anthony", "How old's Little J?": it is named as persons are. */
static bool is_sized_person(const struct people *people, size_t at, size_t end)
{
	size_t before = word_previous(people, at);
	if (people->words[end - 1].mention != NOBODY)
		return true;
	bool joined = before != SIZE_MAX && (word_is(people, before, "and") || sign_is(people, before, ','));
	size_t other = joined && before > 0 ? before - 1 : SIZE_MAX;
	if (other != SIZE_MAX && (people->words[other].mention != NOBODY || word_is(people, other, "me")))
		return true;
	if (before != SIZE_MAX && word_has(people, before, CUE_PREPOSITION_PLACE))
		return false; /* "at Big Lots and Little Caesars" */
	bool told = sign_is(people, end, '-') && word_is(people, end + 1, "that");
	bool first = (word_is(people, end, "and") || sign_is(people, end, ',')) && end + 1 < people->word_count &&
		     people->words[end + 1].mention != NOBODY;
	return told || first || word_has(people, end, CUE_SPEECH);
}

/* Once such a name is somebody's, it is wherever it stands. */
static void read_sized(struct people *people)
{
	size_t known[SIZED_MOST], count = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t at = 0; at < people->word_count; at++) {
			size_t end = people->words[at].letters == CASE_TITLE ? sized_end(people, at) : at;
			if (end == at)
				continue;
			bool somebody = pass == 0 && is_sized_person(people, at, end);
			for (size_t i = 0; i < count && pass && !somebody; i++)
				somebody = str_equal(people->words[known[i]].folded, people->words[end - 1].folded);
			if (pass == 0 && somebody && count < SIZED_MOST)
				known[count++] = end - 1;
			if (pass && somebody && people->words[end - 1].mention == NOBODY)
				mention_add(people, at, end, SOURCE_RUN)->alias = true;
		}
}

void told_read(struct people *people)
{
	unsigned asked = 0;
	for (size_t i = 0; i < people->cue_count; i++)
		if (people->cues[i].cue == CUE_NAMED && people->cues[i].to > people->cues[i].from && !is_phoning(people, &people->cues[i])) {
			size_t at = name_behind(people, &people->cues[i]);
			if (at < people->word_count && people->words[at].letters != CASE_LOWER && people->words[at].kind == TOKEN_WORD)
				read_other(people, at);
			else
				read_small(people, at, false);
		}
	for (size_t at = 0; at < people->word_count; at++) {
		if (is_double_quote(people, at))
			read_contact(people, at);
		if (people->words[at].kind == TOKEN_MIXED)
			read_coded(people, at);
		if (people->words[at].kind != TOKEN_WORD)
			continue;
		if (people->words[at].letters == CASE_LOWER && word_has(people, at, CUE_TITLE) && !word_is(people, at, "miss"))
			read_small(people, at + 1 + sign_is(people, at + 1, '.'), true);
		else if (people->words[at].caps && word_has(people, at, CUE_TITLE) && !word_is(people, at, "miss"))
			read_capital(people, at);
		else if (word_is(people, at, "the"))
			read_kinfolk(people, at);
		else if (word_is(people, at, "known"))
			read_known(people, at);
		else if (word_is(people, at, "name"))
			read_naming(people, at);
		else if (word_is(people, at, "who") && sign_is(people, at + 1, '?') && asked++ < ASKED_MOST)
			read_who(people, at);
		read_household(people, at);
		read_addressed(people, at);
	}
	read_sized(people);
	read_babies(people);
}
