/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How much one word looks like a name, and what right beside it says that it is one. */
#include "people/capital.h"
#include "people/internal.h"

/* So many places of ranks are asked about, each of which goes over all words; so many ranks that are names too. */
enum { PROPER_MOST = 100, RANKS_MOST = 16, ROOM_SLACK = 10 };

int name_level(const struct word *word)
{
	const struct entry *entry = word->entry;
	return entry->given > entry->surname ? entry->given : entry->surname;
}

bool is_rank_word(const struct people *people, size_t at)
{
	const struct cue_hit *rank = cue_at(people, at, CUE_RANK);
	return rank && rank->to == at + 1;
}

bool is_unknown(const struct word *word)
{
	return word->entry->given == 0 && word->entry->surname == 0 && word->entry->common == 0 && !word->short_form;
}

/* Of dispatchers' hand: SSN, DOB. */
static bool is_unnamed(const struct word *word)
{
	return word->entry->classes != 0 && word->entry->given == 0 && word->entry->surname == 0;
}

/* The capitalised word is a surname elsewhere, behind a given name and before no further one: "Repeka Leota". */
static bool is_surname_elsewhere(const struct people *people, size_t at)
{
	for (size_t n = 0; n < people->striking_count; n++) {
		size_t other = people->striking[n], next = people->words[other].next;
		const struct word *word = &people->words[other], *given = &people->words[other ? other - 1 : 0];
		if (other == 0 || other == at || word->entry != people->words[at].entry || !str_equal(word->folded, people->words[at].folded))
			continue;
		bool ends = next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].letters == CASE_LOWER;
		if (ends && given->kind == TOKEN_WORD && given->next == other && given->letters == CASE_TITLE &&
		    (given->entry->common == 0 || given->entry->given > given->entry->common) && given->cues == 0)
			return true;
	}
	return false;
}

/* "Major Ellen Crowe" is an officer also where a boy is called Major, unless the surname is that of a family: "Major Leota". */
static bool is_rank_of_other(const struct people *people, size_t at, unsigned *asked)
{
	size_t next = people->words[at].next;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].letters == CASE_LOWER)
		return false;
	size_t after = people->words[next].next;
	bool full = after < people->word_count && people->words[after].kind == TOKEN_WORD && people->words[after].letters != CASE_LOWER;
	return (*asked)++ < PROPER_MOST && !is_surname_elsewhere(people, full ? after : next);
}

static cue_set kin_cues(void)
{
	return cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
}

/* "Ivy and Major went home", "Major's seat belt", "what he calls Major": a rank where only a name can stand. */
static bool is_proper_rank(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || (word->letters != CASE_TITLE && !word->caps) || word->fact || word->cues == 0 ||
	    word->entry->given < 5 || word->blocked || !is_rank_word(people, at))
		return false;
	if (word->caps)
		return word->entry->given >= 7 && is_rank_alone(people, at) &&
		       (cued_before_any(people, at, kin_cues()) || cue_before(people, at, CUE_NAMED) || kin_is(people, at, NULL));
	size_t next = word->next, before = word_previous(people, at);
	next += next < people->word_count && people->words[next].kind == TOKEN_LINE; /* "a letter from Judge\nImelda Foss" */
	bool capital = next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters != CASE_LOWER;
	if (!capital && (cue_before(people, at, CUE_NAMED) || (before != SIZE_MAX && word_has(people, before, CUE_NAMED))))
		return true;
	bool determined = before != SIZE_MAX && (word_has(people, before, CUE_DETERMINER) || people->words[before].letters == CASE_TITLE);
	if (capital || (determined && !word->sentence_start))
		return false;
	if (next < people->word_count && people->words[next].kind == TOKEN_TAIL)
		return true;
	return !word->sentence_start && !sign_is(people, next, '.') && !sign_is(people, before, ',');
}

/* "Hill, Judge Lawrence   age 14", "Deputy Harmon (that is his given name)", "Judge Hill is the child's name": behind the rank and one or two
 * words with capitals, what is said of no officer. */
static bool is_told_rank(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->blocked || !is_rank_word(people, at))
		return false;
	if (at > 0 && word->entry->given >= 8 && word->letters == CASE_TITLE &&
	    word_has_any(people, at - 1, cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD)))
		return true; /* "her uncle Marshal Brook" */
	if (is_rank_in_family(people, at))
		return true;
	size_t end = word->next;
	for (unsigned count = 0; count < 2 && end < people->word_count && people->words[end].kind == TOKEN_WORD &&
				 people->words[end].letters != CASE_LOWER && !word_has_any(people, end, cue_bit(CUE_CALLED) | cue_bit(LABEL_AGE)); count++)
		end = people->words[end].next;
	size_t sign = end;
	bool unit = false, comma = sign_is(people, end, ',') || sign_is(people, end, '(');
	end += comma;
	bool labelled = word_has(people, end, LABEL_AGE);
	end += labelled;
	int years = evidence_years(people, end, &unit);
	bool apposed = comma && word->entry->given >= 5 && is_numeric(people, end) && ends_phrase(people, end + 1);
	if (years > 0 && years < people->under && (labelled || apposed || (word->caps && unit && word->entry->given >= 5)))
		return true;
	size_t said = years >= 0 && is_numeric(people, end) ? end + 1 : sign;
	said += sign_is(people, said, '(') || sign_is(people, said, ',');
	return word_has(people, said, CUE_CALLED);
}

/* Where a rank is told to be a name, so it is wherever no officer's name can follow, and before the same word. */
static void mark_told_ranks(struct people *people)
{
	unsigned told = 0;
	for (size_t n = 0; n < people->striking_count && told < RANKS_MOST; n++) {
		size_t at = people->striking[n];
		if (people->words[at].cues == 0 || people->words[at].proper || !is_told_rank(people, at))
			continue;
		told++;
		const struct word *word = &people->words[at], *follows = &people->words[word->next];
		for (size_t i = 0; i < people->striking_count; i++) {
			struct word *other = &people->words[people->striking[i]];
			const struct word *next = &people->words[other->next];
			bool capital = other->next < people->word_count && next->kind == TOKEN_WORD && next->letters != CASE_LOWER;
			bool same = capital && follows->kind == TOKEN_WORD && str_equal(next->folded, follows->folded);
			if (other->entry == word->entry && other->letters != CASE_LOWER && (same || (!capital && !other->caps)))
				other->proper = other->told = true;
		}
		people->words[at].proper = people->words[at].told = true;
	}
}

/* "Major" and "Judge" can be given names: they are in this report if they stand there alone where a rank would not. Beyond so many
 * places that need a look at the whole text, the word is taken for the name. */
static void mark_proper_ranks(struct people *people)
{
	const struct entry *done[RANKS_MOST];
	size_t count = 0;
	unsigned asked = 0;
	for (size_t n = 0; n < people->striking_count && count < RANKS_MOST; n++) {
		size_t at = people->striking[n], known = 0;
		while (known < count && done[known] != people->words[at].entry)
			known++;
		if (known < count || people->words[at].proper || !is_proper_rank(people, at))
			continue;
		done[count++] = people->words[at].entry;
		for (size_t i = 0; i < people->striking_count; i++) {
			struct word *other = &people->words[people->striking[i]];
			if (other->entry != done[count - 1] || other->proper)
				continue;
			if (other->caps)
				other->proper = is_rank_alone(people, people->striking[i]);
			else if (other->letters == CASE_TITLE)
				other->proper = !is_rank_of_other(people, people->striking[i], &asked);
		}
	}
}

/* "ELROY DEAN JUDGE", "Rosa Marshal": a rank that is the surname of somebody here, where no officer's name follows it. */
static bool is_rank_surname(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->cues == 0 || word->entry->surname < 6 || word->folded.len < 5 ||
	    word->wide || !is_rank_word(people, at) || at == 0 || people->words[at - 1].kind != TOKEN_WORD || people->words[at - 1].next != at)
		return false;
	const struct word *given = &people->words[at - 1], *after = &people->words[word->next];
	if (given->letters != word->letters || given->blocked || given->entry->given < 6 || given->entry->given <= given->entry->common + 1)
		return false;
	return word->next >= people->word_count || after->kind != TOKEN_WORD || after->letters == CASE_LOWER ||
	       (word->caps && (after->entry->common >= 9 || verb_form(people, word->next) != VERB_NONE || is_unnamed(after)));
}

/* Where a rank is a family's surname, it is one before a given name too: "JUDGE KASHTYN", "RESP JUDGE MARLIN". */
static void mark_rank_surnames(struct people *people)
{
	for (size_t n = 0; n < people->striking_count; n++) {
		size_t at = people->striking[n];
		struct word *found = &people->words[at];
		if (found->kind != TOKEN_WORD || found->proper || !word_has(people, at, CUE_RANK))
			continue;
		bool surname = is_rank_surname(people, at);
		for (size_t i = 0; i < people->person_count && !surname && found->letters != CASE_LOWER; i++)
			surname = !(people->persons[i].is.evidence & BECAUSE_RANK) && is_rank_word(people, at) &&
				  person_has_kind(&people->persons[i], found->folded, PART_SURNAME);
		for (size_t i = 0; i < people->word_count && surname; i++) {
			struct word *word = &people->words[i];
			const struct word *next = &people->words[word->next];
			bool given = next->kind == TOKEN_WORD && next->entry->given <= next->entry->surname && next->entry->surname;
			if (word->entry == found->entry && word->letters != CASE_LOWER && !given)
				word->proper = next->kind == TOKEN_WORD ? next->letters == word->letters && !is_rank_word(people, word->next) : i == at;
		}
		if (surname)
			found->proper = true;
	}
}

/* "DEEP AND OFF. JUNE STATED": a word that is a rank with a dot ends a sentence before the given name of somebody with an entry, who
 * bears no surname like that. */
static void mark_ending_ranks(struct people *people)
{
	for (size_t n = 0; n < people->cue_count; n++) {
		size_t at = people->cues[n].from, name = at + 2;
		struct word *word = &people->words[at];
		if (people->cues[n].cue != CUE_RANK || people->cues[n].to != at + 1 || !word_has(people, at, CUE_PREPOSITION_PLACE) ||
		    word->line_start || name >= people->word_count ||
		    !sign_is(people, at + 1, '.') || people->words[name].kind != TOKEN_WORD || word_has(people, people->words[name].next, CUE_BADGE))
			continue;
		bool given = false, surname = false;
		for (size_t i = 0; i < people->person_count; i++) {
			const struct person *person = &people->persons[i];
			given = given || (person->record && person_has_kind(person, people->words[name].folded, PART_GIVEN) &&
					  !(person->is.evidence & BECAUSE_RANK));
			surname = surname || person_has_kind(person, people->words[name].folded, PART_SURNAME);
		}
		word->proper = word->proper || (given && !surname);
	}
}

/* Words of these kinds begin or end other things than persons. */
bool names_other(const struct people *people, size_t at)
{
	if (word_has(people, at, CUE_ORGANISATION) || word_has(people, at, CUE_WEEKDAY))
		return true;
	/* "Christian" can be a faith and a boy */
	return word_has(people, at, CUE_GOODS) && (people->words[at].entry->given < 8 || context_score(people, at) < 0);
}

bool is_cue(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_RANK) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) |
			     cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER);
	return word_has_any(people, at, cues) && !people->words[at].proper && !short_given(people, at);
}

bool is_half_of_day(const struct people *people, size_t at)
{
	bool last = word_is(people, at, "m");
	size_t first = last ? at - 2 : at;
	if ((last && at < 3) || first == 0 || first + 2 >= people->word_count)
		return false;
	return (word_is(people, first, "a") || word_is(people, first, "p")) && sign_is(people, first + 1, '.') &&
	       word_is(people, first + 2, "m") && is_numeric(people, first - 1);
}

/* "April, 6, who cried", "June (9) was": whom an age follows is no month, unless a day or year could stand there. */
static bool is_month_with_age(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at), sign = people->words[at].next, age = sign + 1, end = age + 1;
	if (people->words[at].letters == CASE_LOWER || end + 1 >= people->word_count || !is_numeric(people, age) ||
	    people->words[age].folded.len > 2 ||
	    (before != SIZE_MAX && (people->words[before].kind == TOKEN_NUMBER || word_in(people, before, LIST_MONTH_BEFORE, NULL))))
		return false;
	bool apposed = sign_is(people, sign, ',') && sign_is(people, end, ',') && people->words[end + 1].kind == TOKEN_WORD &&
		       !word_has(people, end + 1, CUE_DETERMINER); /* "On April, 6, the car" */
	return apposed || (sign_is(people, sign, '(') && sign_is(people, end, ')'));
}

/* "June Haskett": a month before a surname, not "June 5", "in June". */
bool month_is_name(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->entry->given >= 7 && is_month_with_age(people, at))
		return true;
	size_t next = word->next, before = word_previous(people, at);
	bool number = (before != SIZE_MAX && is_numeric(people, before)) || is_numeric(people, next);
	if (word->entry->given >= 7 && !number && (word->caps || word->sentence_start) && context_score(people, at) >= 3)
		return true;
	if (word->entry->given < 7 || next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].wide)
		return false;
	const struct word *after = &people->words[next];
	return after->letters != CASE_LOWER && (after->entry->surname >= 3 || after->entry->common == 0) &&
	       after->entry->common < after->entry->surname + 3;
}

/* Bytes from the margin to the end of a line of running text; 0: it is empty, or has cells. */
static size_t width_of_line(const struct people *people, uint32_t line)
{
	if (line >= people->line_count)
		return 0;
	size_t from = line_from(people, line), to = line_to(people, line);
	if (from >= to || to >= people->word_count)
		return 0;
	for (size_t at = from + 1; at < to; at++)
		if (people->words[at].wide || people->words[at].bar)
			return 0;
	return people->words[to].from - (from ? people->words[from - 1].to : 0);
}

/* The first word of the next line had room in this one, as the lines beside them show: nobody wraps a line so. */
static bool has_room(const struct people *people, size_t line_end)
{
	uint32_t line = people->words[line_end].line;
	const struct word *next = &people->words[line_end + 1];
	size_t from = line_from(people, line) ? people->words[line_from(people, line) - 1].to : 0;
	size_t filled = people->words[line_end].from - from + 1 + (next->to - next->from);
	bool cells = width_of_line(people, line) == 0;
	if (cells && width_of_line(people, line + 1) == 0)
		return true; /* two rows */
	size_t slack = cells ? 0 : ROOM_SLACK;
	size_t before = line > 0 ? width_of_line(people, line - 1) : 0, after = width_of_line(people, line + 1);
	if (!cells && before && after)
		return before >= filled + slack && after >= filled + slack;
	slack += cells ? 0 : ROOM_SLACK; /* with one line beside it, more must show it */
	return before >= filled + slack || after >= filled + slack;
}

/* A line that ends here goes on in the next: it is about as long as lines of running text are. */
bool is_wrapped(const struct people *people, size_t line_end)
{
	uint32_t line = people->words[line_end].line;
	if (sign_is(people, line_end + 2, ':'))
		return false; /* a speaker or label */
	const struct word *next = &people->words[line_end + 1];
	if (line_end + 3 < people->word_count && sign_is(people, line_end + 2, '-') && next[1].from > next->to && next[2].from > next[1].to)
		return false; /* "Orr - court at 9", an item of a list */
	if (line_end + 1 >= people->word_count || people->words[line_end + 1].kind == TOKEN_LINE)
		return false; /* an empty line parts paragraphs */
	if (line_end + 2 < people->word_count && people->words[line_end + 2].wide)
		return false; /* "CHARGE     Theft": the head of a row */
	return people->words[line_end].from - people->words[line_from(people, line)].from >= 45 && !has_room(people, line_end);
}

bool ends_phrase(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].bar || people->words[at].wide)
		return true;
	if (people->words[at].kind == TOKEN_LINE)
		return !is_wrapped(people, at);
	return people->words[at].sign && strchr(".,;:)|\"!?/", people->words[at].sign);
}

/* A capital that says nothing: an ordinary word, hardly a name, at the start of a cell or of a line that no longer line runs
 * into ("Classification:", "(5) Young person", "[ ] Permissive"). */
bool opens_cell(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (name_level(word) >= word->entry->common)
		return false;
	if (word->gap)
		return true;
	for (; at > 0; at--) {
		const struct word *before = &people->words[at - 1];
		if (before->kind == TOKEN_LINE)
			return !is_wrapped(people, at - 1);
		if (sign_is(people, at - 1, '|') || sign_is(people, at - 1, ']'))
			return true;
		if (before->kind != TOKEN_SIGN && before->kind != TOKEN_NUMBER)
			return false;
	}
	return true;
}

/* "No. 24418", "No. JG-22-014" */
static bool is_number_sign(const struct people *people, size_t at)
{
	if (!(word_is(people, at, "no") || word_is(people, at, "nos")) || !sign_is(people, at + 1, '.') || at + 3 >= people->word_count)
		return false;
	const struct word *next = &people->words[at + 2];
	return next->kind == TOKEN_NUMBER || next->kind == TOKEN_MIXED ||
	       (next->kind == TOKEN_WORD && next->letters == CASE_UPPER && people->words[at + 3].kind != TOKEN_WORD && next->to == people->words[at + 3].from);
}

int name_score(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD || word->blocked || word->letters == CASE_LOWER || word->folded.len < 2 || word->short_form ||
	    word_has(people, at, CUE_REPORT_WORD))
		return NEVER;
	if (is_number_sign(people, at))
		return NEVER;
	bool gerund = word->folded.len > 5 && str_ends_nocase(word->folded, STR("ing")) && word->entry->given < 5 && word->entry->common;
	if (word->caps && gerund)
		return NEVER;
	int names = name_level(word), common = word->entry->common;
	int score = is_unknown(word) ? (word->folded.len >= 3 ? 4 : 0) : names - common;
	if (names_other(people, at) || (word_has(people, at, CUE_MONTH) && !month_is_name(people, at)))
		score -= 6;
	if (word->place && word->entry->given < 7)
		score -= 4;
	if (is_cue(people, at))
		score -= names > common + 2 ? 3 : 12;
	if (word->caps) {
		if (common >= 4 && names < common + 3)
			score -= 4;
	} else if (!word->sentence_start && !opens_cell(people, at)) {
		score += 5; /* a capital where none is needed */
	} else if (common >= 6) {
		score -= 4;
	}
	return score;
}

enum { FAMILY_LEVEL = 7, CHILDREN_LEVEL = 4, STEM_LEAST = 4 };

/* "Kowalskis", "Brookses": a surname that hardly is a word, in the plural. */
static bool is_surname_many(const struct people *people, struct str folded)
{
	for (size_t cut = 1; cut <= 2 && folded.len >= STEM_LEAST + cut && folded.ptr[folded.len - 1] == 's'; cut++) {
		struct str stem = {folded.ptr, folded.len - cut};
		if (cut == 2 && folded.ptr[folded.len - 2] != 'e')
			return false;
		const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, stem));
		if (entry->surname >= FAMILY_LEVEL && entry->common + 4 <= entry->surname)
			return true;
	}
	return false;
}

/* "the Sears boys", "They're the Kowalskis.": whatever else is called so. */
bool is_family_name(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t before = word_previous(people, at), next = word->next;
	if (word->letters != CASE_TITLE || word->caps || before == SIZE_MAX || !word_is(people, before, "the"))
		return false;
	bool children = next < people->word_count && people->words[next].letters == CASE_LOWER &&
			word_has_any(people, next, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD));
	if (word->entry->surname >= CHILDREN_LEVEL && children)
		return true;
	bool goes_on = next < people->word_count && people->words[next].kind == TOKEN_WORD && people->words[next].letters != CASE_LOWER;
	return !goes_on && !word->place && !word->town && word->entry->common == 0 && is_surname_many(people, word->folded);
}

/* "daughter of Hoyt", "caretaker of Brooks" */
bool kin_of(const struct people *people, size_t from)
{
	size_t of = word_previous(people, from);
	if (of == SIZE_MAX || !word_is(people, of, "of"))
		return false;
	return cued_before_any(people, of, kin_cues());
}

/* "his cousin is Nestor", "MOM IS SHAUNA", "the third kid is Lark", "grandparents, the Oglesbys", "her stepfather was identified as Corey" */
bool kin_is(const struct people *people, size_t from, size_t *cue)
{
	size_t is = word_previous(people, from);
	for (unsigned steps = 0; steps < 4 && is != SIZE_MAX && word_in(people, is, LIST_KIN_AS, NULL); steps++)
		is = word_previous(people, is);
	if (is == SIZE_MAX || !(word_in(people, is, LIST_KIN_IS, NULL) || sign_is(people, is, '='))) /* "Mom's bf = Corey" */
		return false;
	if (word_is(people, is, "the") && (is == 0 || !sign_is(people, is - 1, ',')))
		return false;
	if (!cued_before_any(people, is, kin_cues()))
		return false;
	if (cue)
		*cue = is;
	return true;
}

/* Something beside the run says that it is a person. */
bool cued_before(const struct people *people, size_t from)
{
	const cue_set cues = kin_cues() | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR) | cue_bit(CUE_OCCUPATION) | cue_bit(CUE_TEACHER);
	if (cued_before_any(people, from, cues) || cue_before(people, from, CUE_NAMED))
		return true;
	return rank_before(people, from) || kin_of(people, from) || kin_is(people, from, NULL);
}

bool cued_after(const struct people *people, size_t to)
{
	if (to >= people->word_count)
		return false;
	/* "Fanshaw kids" */
	bool family = people->words[to].letters == CASE_LOWER && !people->words[to].wide &&
		      (word_has(people, to, CUE_CHILD) || word_has(people, to, CUE_KIN_CHILD));
	if (people->words[to].kind == TOKEN_TAIL || family || word_has(people, to, CUE_SPEECH))
		return true;
	/* "Marcus, 8", "Marcus (8 YOA", "FAITH, HIS LITTLE SISTER" */
	size_t next = to + 1;
	if (sign_is(people, to, ',') && word_is(people, next, "last") && word_is(people, next + 1, "name"))
		return true; /* "Gift, last name unknown" */
	if (next < people->word_count && word_has(people, next, CUE_DETERMINER))
		next++;
	return (sign_is(people, to, ',') || sign_is(people, to, '(')) && next < people->word_count &&
	       (people->words[next].kind == TOKEN_NUMBER || word_has(people, next, CUE_KIN) || word_has(people, next, CUE_KIN_CHILD) ||
		word_has(people, next, CUE_CHILD));
}

/* "his sister Per", "her mother, Gift", "Mrs Minor": a capital where none is needed, and only a name can stand there. */
bool is_named_kin(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const cue_set before = cue_bit(CUE_TITLE) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	const cue_set other = cue_bit(CUE_WEEKDAY) | cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_DETERMINER) |
			      cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_TITLE) | cue_bit(CUE_DOCTOR);
	if (word->letters != CASE_TITLE || word->caps || word->sentence_start || word->folded.len < 2 ||
	    !cued_before_any(people, at, before) || word_has_any(people, at, other) || is_rank_word(people, at))
		return false;
	if (word_has(people, at, CUE_CHILD))
		return word->entry->surname >= 5 && (word->entry->given >= 7 || cue_before(people, at, CUE_TITLE)); /* "Mrs Minor", "his dad Ward" */
	return !is_agency(people, at) && !(names_other(people, at) && word->entry->given < 3 && word->entry->surname < 5);
}

/* "WILL 10 YOA", "JUSTICE 7 AND MAI", in a dispatcher's hand */
bool is_aged(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	const bool about = word_in(people, word->next, LIST_AGE_ABOUT, NULL); /* "A GIRL POPPY APPROX 7" */
	size_t next = word->next + about, after = next + 1;
	if (about && !(word->entry->given >= 7 && cued_before_any(people, at, cue_bit(CUE_CHILD) | cue_bit(CUE_KIN_CHILD))))
		return false;
	if (!word->caps || word->entry->given < 5 || next >= people->word_count || people->words[next].kind != TOKEN_NUMBER ||
	    people->words[next].folded.len > 2 || people->words[next].line != word->line)
		return false;
	bool unit;
	int years = evidence_years(people, next, &unit);
	if (years < 1 || years >= people->under)
		return false;
	return unit || about || (word->entry->given >= 7 && !word_has(people, at, LABEL_OTHER) &&
			(after >= people->word_count || people->words[after].kind == TOKEN_LINE || word_has(people, after, CUE_CONJUNCTION) ||
	       word_is(people, after, "who") || sign_is(people, after, ',') || people->words[after].entry->given >= 6));
}

/* "Ilsa Brzezin / F / 15 / DOB": the letter between the bars. */
bool is_sex_cell(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].folded.len == 1 && strchr("mfxu", people->words[at].folded.ptr[0]) &&
	       people->words[at].letters == CASE_UPPER && sign_is(people, people->words[at].next, '/');
}

bool is_race_and_sex(const struct people *people, size_t at)
{
	return at + 2 < people->word_count && people->words[at].folded.len == 1 && people->words[at].letters == CASE_UPPER &&
	       strchr("wbhaiuopmf", people->words[at].folded.ptr[0]) && sign_is(people, at + 1, '/') && people->words[at + 2].folded.len == 1 &&
	       people->words[at + 2].letters == CASE_UPPER && strchr("mfuxwbhaiop", people->words[at + 2].folded.ptr[0]);
}

bool is_between_commas(const struct people *people, size_t at, enum cue cue)
{
	return at > 0 && word_has(people, at, cue) && sign_is(people, at - 1, ',') && sign_is(people, at + 1, ',');
}

/* "Lott, Marcus Dale (arr, theft)" */
bool is_arrestee_in_bracket(const struct people *people, size_t at)
{
	const struct cue_hit *role = sign_is(people, at, '(') ? cue_at(people, at + 1, CUE_ROLE) : NULL;
	return role && str_equal(role->value, STR("arrestee")) && (sign_is(people, role->to, ')') || sign_is(people, role->to, ','));
}

void ranks_mark(struct people *people)
{
	mark_told_ranks(people);
	mark_proper_ranks(people);
	mark_rank_surnames(people);
	mark_ending_ranks(people);
}

/* "PLF-25-0209-03", "PLF-0209": capitals that no list of names has, with a number of three digits or several groups behind a hyphen. */
bool begins_number(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t digits = word->next + 1;
	if (word->letters != CASE_UPPER || word_has(people, at, CUE_MONTH) || digits >= people->word_count || !sign_is(people, word->next, '-') ||
	    people->words[digits].kind != TOKEN_NUMBER || people->words[digits].from != word->to + 1)
		return false;
	bool groups = sign_is(people, digits + 1, '-') && is_numeric(people, digits + 2) &&
		      people->words[digits + 2].from == people->words[digits].to + 1;
	if (name_level(word) > 0) /* "SO-22-03309" */
		return groups && word->folded.len <= 4 && people->words[digits].folded.len % 2 == 0 && people->words[digits + 2].folded.len > 2;
	return people->words[digits].folded.len > 2 || groups;
}

/* "the incident of 27 April": a day of the month behind a small word. */
bool is_day_of_month(const struct people *people, size_t at)
{
	const struct word *day = at > 1 ? &people->words[at - 1] : NULL;
	return day && word_has(people, at, CUE_MONTH) && day->kind == TOKEN_NUMBER && day->folded.len <= 2 &&
	       word_has_any(people, at - 2, cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE));
}

/* "G. SIGNED B. Lunde reviewed D. Marsh": what was done, in capitals among small letters. */
bool is_what_was_done(const struct people *people, size_t at, size_t to)
{
	const struct word *word = &people->words[at];
	return at < to && word->kind == TOKEN_WORD && word->letters == CASE_UPPER && !word->caps && word->entry->common && !word->entry->given &&
	       !word->entry->surname && word->next < to && verb_form(people, at) == VERB_PAST;
}

/* "Submitted: B. Lunde  Approved: D. Marsh": the label of the next official. */
bool is_next_label(const struct people *people, size_t at)
{
	size_t colon = people->words[at].next;
	return sign_is(people, colon, ':') && word_has(people, at, CUE_LABEL_OFFICIAL) && (people->ends_in[colon] & cue_bit(CUE_LABEL_OFFICIAL));
}

/* "Trinity B. asked", "Summer K. (9th)": a word that is a given name as often, before a letter with a dot. */
bool is_before_letter(const struct people *people, size_t from)
{
	const struct word *word = &people->words[from], *letter = &people->words[word->next];
	return word->next + 1u < people->word_count && word->letters == CASE_TITLE && !word->caps && letter->kind == TOKEN_WORD &&
	       letter->folded.len == 1 && letter->letters == CASE_UPPER && sign_is(people, word->next + 1, '.') &&
	       word->entry->given >= 9 && word->entry->given + 2 >= word->entry->common && !word_has(people, from, CUE_REPORT_WORD);
}
