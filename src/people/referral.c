/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers of calls to those who protect children and of their files. They have the same forms as numbers of the police: only what
 * stands before them tells. "The Children's Division has it as report 118730", "DFP case DF-2025-04471", "DHS told, took it as
 * 2023-08-12440"; in a paper of theirs it is the number in the head. */
#include "people/numbers.h"

enum { CASE_NEAR = 5, WELFARE_NEAR = 40, SENTENCE_NEAR = 36, WELFARE_DIGITS = 6, OWN_DIGITS = 8, LETTERS_SAME = 2, ACRONYM_MOST = 5 };
enum { OTHERS_NEAR = 4 };
enum { REGION_GROUPS = 4, REGION_DIGITS = 8, REGION_LAST = 3 };
enum { HEAD_LINES = 3, HEAD_NUMBERS = 14, TITLE_WORDS = 16 };

static bool is_welfare(const struct numbers *numbers, size_t at)
{
	const struct people *people = numbers->people;
	if (list_match(people, at, LIST_CHILD_AGENCY) > 0 || list_match(people, at, LIST_WELFARE_LINE) > 0)
		return true;
	for (size_t i = 0; i < numbers->agency_count; i++)
		if (people->words[at].letters == CASE_UPPER && str_equal(people->words[at].folded, numbers->agencies[i]))
			return true;
	return false;
}

/* "DFP worker", "FS CASEWORKER": letters that are no word, before a word for who works for child welfare. */
static void learn_agency(struct numbers *numbers, size_t at)
{
	const struct people *people = numbers->people;
	const struct word *word = &people->words[at];
	size_t next = word->next;
	if (next >= people->word_count || list_match(people, next, LIST_WELFARE_WORKER) == 0 || word_has(people, at, CUE_LAW_AGENCY) ||
	    list_match(people, at, LIST_CHILD_AGENCY) > 0)
		return;
	for (size_t i = 0; i < numbers->agency_count; i++)
		if (str_equal(numbers->agencies[i], word->folded))
			return;
	if (numbers->agency_count < WELFARE_AGENCIES)
		numbers->agencies[numbers->agency_count++] = word->folded;
}

/* A line of a head: short, with no sentence in it. */
static bool is_title(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	if (to - from > TITLE_WORDS)
		return false;
	for (size_t at = from; at < to; at++)
		if (word_has(people, at, CUE_AUXILIARY) || word_has(people, at, CUE_VERB_PAST) || word_has(people, at, CUE_PRONOUN))
			return false;
	return true;
}

/* The first lines name child welfare and, before it, no police: in a title, not as who sent or gets it. */
static bool is_paper_of_theirs(const struct numbers *numbers)
{
	const struct people *people = numbers->people;
	for (size_t at = 0; at < people->word_count && people->words[at].line < HEAD_LINES; at++) {
		if (is_welfare(numbers, at))
			return is_title(people, people->words[at].line);
		if (word_has(people, at, CUE_LAW_AGENCY) || word_has(people, at, CUE_RANK) || sign_is(people, at, ':') || sign_is(people, at, '@'))
			return false;
	}
	return false;
}

/* Some number has as many groups as those that begin with a region: only of such is asked who is spoken of. */
static bool has_groups(const struct people *people)
{
	size_t groups = 0;
	for (size_t at = 0; at < people->word_count && groups < REGION_GROUPS; at++) {
		bool goes_on = groups > 0 && at >= 2 && sign_is(people, at - 1, '-') && is_numeric(people, at - 2);
		if (is_numeric(people, at))
			groups = goes_on ? groups + 1 : 1;
		else if (!sign_is(people, at, '-'))
			groups = 0;
	}
	return groups == REGION_GROUPS;
}

void welfare_learn(struct numbers *numbers)
{
	const struct people *people = numbers->people;
	for (size_t at = 0; at < people->word_count && numbers->agency_count < WELFARE_AGENCIES; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len >= 2 && word->folded.len <= ACRONYM_MOST &&
		    word->entry->common == 0)
			learn_agency(numbers, at);
	}
	bool groups = has_groups(people);
	for (size_t at = 0; groups && at < people->word_count && !numbers->tells_of_welfare; at++)
		numbers->tells_of_welfare = is_welfare(numbers, at);
	numbers->of_welfare = is_paper_of_theirs(numbers);
}

/* "report", "case number", "ref" before the number, with nothing but small words between: where, or SIZE_MAX. */
static size_t file_word(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	if (people->words[number->from].kind == TOKEN_WORD && list_match(people, number->from, LIST_NUMBER_FILE) > 0)
		return number->from; /* "PSR 2024-11-3307" */
	for (size_t at = number->from; at-- > 0 && number->from - at <= CASE_NEAR && number_goes_on(numbers, number, at);) {
		if (list_match(people, at, LIST_NUMBER_FILE) > 0)
			return at;
		const struct word *word = &people->words[at];
		bool between = word->kind != TOKEN_WORD || number_small(people, at) || number_word(numbers, at) || is_welfare(numbers, at);
		if ((word->kind == TOKEN_NUMBER && !number_year(word)) || !between)
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* Child welfare is spoken of before, and police not since. */
static bool is_spoken_of(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	for (size_t at = number->from; at-- > 0 && number->from - at <= WELFARE_NEAR;) {
		if (people->words[at].kind == TOKEN_LINE && at > 0 && people->words[at - 1].kind == TOKEN_LINE)
			return false;
		if (is_welfare(numbers, at))
			return true;
		if (word_has(people, at, CUE_LAW_AGENCY))
			return false;
	}
	return false;
}

/* "our", "my" and "this": of a number it says that it is the writer's. */
static bool is_own_word(const struct people *people, size_t at)
{
	return word_is(people, at, "our") || word_is(people, at, "my") || word_is(people, at, "this");
}

/* The sentence names child welfare, and behind it says that this is their number: "DHS told at 7:20 PM, took it as ...". Such a
 * number may begin with the year. */
static bool is_said_theirs(const struct numbers *numbers, const struct number *number, size_t file)
{
	const struct people *people = numbers->people;
	size_t before = number->from > 0 ? number->from - 1 : 0;
	bool taken = file != SIZE_MAX || number_word(numbers, before) || word_is(people, before, "under") || word_is(people, before, "as");
	if (file == number->from && is_welfare(numbers, file))
		return true;
	for (size_t at = number->from; at-- > 0 && number->from - at <= SENTENCE_NEAR;) {
		const struct word *behind = &people->words[at + 1];
		bool blank = people->words[at].kind == TOKEN_LINE && (behind->fact || (at > 0 && people->words[at - 1].kind == TOKEN_LINE));
		bool numbered = at > 0 && at + 1 == number->from && number_word(numbers, at) && is_welfare(numbers, at - 1); /* "CPS # 25-0330-112" */
		taken |= numbered || list_match(people, at, LIST_NUMBER_TAKEN) > 0;
		if (is_welfare(numbers, at))
			return taken;
		if (blank || (number_stop(people, at) && !number_word(numbers, at)) || is_own_word(people, at) ||
		    list_match(people, at, LIST_POLICE_SAID) > 0 || word_has(people, at, CUE_LAW_AGENCY) ||
		    (word_has(people, at, CUE_RANK) && !word_is(people, at, "on") && /* but "on call Dana Lee" */
		     list_match(people, at, LIST_WELFARE_WORKER) == 0) ||
		    (behind->sentence_start && (people->words[at].kind == TOKEN_SIGN || people->words[at].kind == TOKEN_LINE)) || behind->wide ||
		    list_match(people, at, LIST_NUMBER_OTHERS) > 0)
			return false;
	}
	return false;
}

/* Behind a number with a word for it stands whose it is: "ref. no. 24-118-06 was given by the state", "# 24-118-06 per CPS". */
static bool is_theirs_behind(const struct numbers *numbers, const struct number *number, size_t file)
{
	const struct people *people = numbers->people;
	bool from = false;
	if (file == SIZE_MAX && (number->from == 0 || !number_word(numbers, number->from - 1)))
		return false;
	for (size_t at = number->to; at < people->word_count && at - number->to <= OTHERS_NEAR; at++) {
		if (people->words[at].kind != TOKEN_WORD || people->words[at].sentence_start || number_stop(people, at))
			return false;
		bool given = word_is(people, at, "by") && list_match(people, at - 1, LIST_NUMBER_TAKEN) > 0;
		from |= given || word_is(people, at, "from") || word_is(people, at, "per");
		if (from && is_welfare(numbers, at))
			return true;
	}
	return false;
}

/* "Ref: 40931760", "Referral #   2024-09": a label of the paper's own, not "the court file is" or "your ref.". */
static bool is_label(const struct people *people, const struct number *number, size_t file)
{
	if (file == SIZE_MAX || word_is(people, file, "case"))
		return false;
	size_t before = file > line_from(people, people->words[file].line) ? file - 1 : SIZE_MAX;
	bool sign = people->words[number->from].gap;
	for (size_t at = file; at < number->from; at++)
		sign |= sign_is(people, at, ':') || sign_is(people, at, '#');
	return sign && (before == SIZE_MAX || list_match(people, before, LIST_POSSESSIVE) == 0);
}

/* In the head of their paper, or of the form of what stands there, on a line that names no police: "Ref: 40931760". */
static bool is_in_their_paper(const struct numbers *numbers, const struct number *number, size_t file)
{
	const struct people *people = numbers->people;
	uint32_t line = people->words[number->from].line;
	bool head = line < HEAD_NUMBERS && is_label(people, number, file);
	/* "Prior: 2023-04-02216", of the form of their own */
	bool alike = numbers->of_welfare && number->digits >= OWN_DIGITS && number_like_known(people, number);
	if (!numbers->of_welfare || (!head && !alike))
		return false;
	for (size_t at = line_from(people, line); at < number->from; at++)
		if (list_match(people, at, LIST_POLICE_SAID) > 0 || word_has(people, at, CUE_RANK) ||
		    (word_has(people, at, CUE_LAW_AGENCY) && !is_welfare(numbers, at)))
			return false;
	return true;
}

/* "DFP case DF-2025-04471": the number begins as the letters before the word for it do, and those are no police's, whose end in D or
 * O: departments and offices. */
static bool is_of_letters(const struct numbers *numbers, const struct number *number, size_t file)
{
	const struct people *people = numbers->people;
	size_t before = file == SIZE_MAX || file == number->from || number->letters < LETTERS_SAME ? SIZE_MAX : word_previous(people, file);
	if (before == SIZE_MAX || before + 1 != file || people->words[before].letters != CASE_UPPER ||
	    people->words[before].entry->common > 0 || word_has(people, before, CUE_LAW_AGENCY))
		return false;
	struct str letters = people->words[before].folded, own = people->words[number->from].folded;
	char last = letters.len ? letters.ptr[letters.len - 1] : 'd';
	return last != 'd' && last != 'o' && letters.len >= LETTERS_SAME && letters.len <= ACRONYM_MOST && own.len >= LETTERS_SAME &&
	       own.len <= letters.len && memcmp(own.ptr, letters.ptr, LETTERS_SAME) == 0;
}

/* "citation number 24-118877", "court case 24HO-CR00118", "24CR-118877 from the circuit court": of a court, a tow or a thing. */
static bool is_of_others(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	for (size_t at = number->from; at-- > 0 && number->from - at <= OTHERS_NEAR && number_goes_on(numbers, number, at);) {
		if (list_match(people, at, LIST_NUMBER_OTHERS) > 0)
			return true;
		if ((number_stop(people, at) && !number_word(numbers, at)) || sign_is(people, at, ',') || is_welfare(numbers, at))
			break;
	}
	for (size_t at = number->to; at < people->word_count && at - number->to <= OTHERS_NEAR && people->words[at].kind == TOKEN_WORD; at++)
		if (list_match(people, at, LIST_NUMBER_OTHERS) > 0)
			return true;
	return false;
}

/* "6-25-04-0292": region, year, month and a running number, where the report's own has another form. Police begin with the year. */
bool number_of_region(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	const struct word *first = &people->words[number->from];
	bool tight = people->words[number->to - 1].to - first->from == number->digits + REGION_GROUPS - 1;
	bool year = first->folded.len != 1 && !(first->folded.len == 2 && first->folded.ptr[0] == '0');
	bool form = tight && !year && number->pieces == REGION_GROUPS && number->letters == 0 && number->digits >= REGION_DIGITS &&
		    people->words[number->to - 1].folded.len >= REGION_LAST;
	return form && numbers->tells_of_welfare && !number_like_report(people, number);
}

bool number_of_welfare(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	if (number->digits + (number->letters > 0) < WELFARE_DIGITS)
		return false;
	size_t file = file_word(numbers, number);
	if (is_in_their_paper(numbers, number, file))
		return true;
	if (number_like_report(people, number) || is_of_others(numbers, number))
		return false;
	return (file != SIZE_MAX && !number_yearly(people, number, YEARS_NEAR) && is_spoken_of(numbers, number)) ||
	       is_of_letters(numbers, number, file) || is_said_theirs(numbers, number, file) || is_theirs_behind(numbers, number, file);
}
