/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbers that no rule knows by their form: what stands behind a word for the number of a person or of a thing, in whatever
 * groups it is written ("frame number, WBK 20417 T"); a plate behind a vehicle ("a tan Corolla, PC 441908"); the next of a list.
 * What the nearest word before it calls an agency's own stays. The words are in patterns/words/values.words. */
#include "people/numbers.h"
#include "people/values.h"

enum { PIECES = 6, LETTERS_MOST = 4, NUMBER_LENGTH = 17, LOOK_BACK = 12, NEAR = 4, CHAIN = 8, BARS_MOST = 3, SCORE = 60 };
enum { OWN_SCORE = 90, FORM_ALONE = 55 }; /* rules that know a number by its form alone have lower scores */
enum { PART_LEAST = 5, FIRST_YEAR = 2010, LAST_YEAR = 2029, LAST_MOST = 6 }; /* of numbers that have a year in them; of the last digits of one */

enum say { SAY_NOTHING, SAY_PERSON, SAY_AGENCY, SAY_VEHICLE };

static struct str text_of(const struct people *people, size_t from, size_t to)
{
	return str_part(buf_str(&people->view->text), (struct span){people->words[from].from, people->words[to - 1].to});
}

static char byte_at(const struct people *people, size_t at)
{
	return at < people->view->text.len ? people->view->text.ptr[at] : '\n';
}

/* A letter that a scanner reads for a digit counts as one where digits stand. */
static bool is_misread(char c)
{
	return c == 'O' || c == 'o' || c == 'l' || c == 'I';
}

/* Capitals before digits that look like a name and are none: "NQ-0338", "LKT 905". */
static bool is_code(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t next = word->next;
	if (next + 2 >= people->word_count)
		return false;
	bool joined = sign_is(people, next, '-') && people->words[next + 1].kind == TOKEN_NUMBER && people->words[next + 1].from == word->to + 1;
	if (joined && people->words[next + 1].folded.len >= 3)
		return true; /* "RA-0774", whoever is called Ra */
	if (word->entry->common || name_level(word) > 0)
		return false;
	next += sign_is(people, next, '-');
	return people->words[next].kind == TOKEN_NUMBER && people->words[next].folded.len >= 2 && people->words[next].from - word->to <= 1;
}

/* Digits, capitals, or both; of words only short ones. */
static bool read_piece(const struct people *people, size_t at, unsigned *digits, unsigned *letters)
{
	const struct word *word = &people->words[at];
	*digits = *letters = 0;
	if ((word->kind != TOKEN_NUMBER && word->kind != TOKEN_MIXED && word->kind != TOKEN_WORD) || word->to - word->from > NUMBER_LENGTH)
		return false;
	bool number = word->kind != TOKEN_WORD;
	for (size_t i = word->from; i < word->to; i++) {
		char c = byte_at(people, i);
		if (ascii_digit(c) || (number && is_misread(c)))
			++*digits;
		else if (ascii_upper(c))
			++*letters;
		else
			return false;
	}
	return number || (*letters <= LETTERS_MOST && (word->mention == NOBODY || is_code(people, at)));
}

bool number_small(const struct people *people, size_t at)
{
	const cue_set cues = cue_bit(CUE_PREPOSITION) | cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_DETERMINER) |
			     cue_bit(CUE_PRONOUN) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_VERB) | cue_bit(CUE_RANK) |
			     cue_bit(LABEL_ID) | cue_bit(LABEL_OTHER) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_PHONE) | cue_bit(LABEL_AGE) |
			     cue_bit(CUE_NO_VALUE) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_BADGE) | cue_bit(CUE_NUMBER);
	return word_has_any(people, at, cues);
}

/* Capitals that may be part of a number: no small word, label or month; between other capitals none that the lists know. */
static bool is_letters(const struct people *people, size_t at, bool last)
{
	const struct word *word = &people->words[at];
	if (word->kind != TOKEN_WORD)
		return true;
	/* "IN-2025-41180" */
	size_t joined = word->next;
	if (!last && word->letters == CASE_UPPER && sign_is(people, joined, '-') && people->words[joined].from == word->to &&
	    joined + 1 < people->word_count && people->words[joined + 1].kind == TOKEN_NUMBER && people->words[joined + 1].from == word->to + 1)
		return true;
	if (number_small(people, at) || list_match(people, at, LIST_NUMBER_NOUN) > 0)
		return false;
	bool rare = word->entry->common == 0;
	return !word->caps || (last ? rare && word->folded.len <= 3 : rare || word->folded.len <= 2);
}

/* Most words end in a small letter: no number begins there. */
static bool may_begin(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	char last = word->to > word->from ? byte_at(people, word->to - 1) : 0;
	return word->kind <= TOKEN_MIXED && !(word->kind == TOKEN_WORD && ascii_lower(last));
}

static bool is_end(const struct people *people, size_t at)
{
	return at >= people->word_count || people->words[at].kind == TOKEN_LINE;
}

/* The piece that goes on with the number behind `at`, or 0: over a hyphen or slash, or up to three spaces. */
static size_t next_piece(const struct people *people, size_t at)
{
	size_t next = people->words[at].next;
	if (is_end(people, next) || people->words[next].bar || people->words[next].wide)
		return 0;
	bool joined = sign_is(people, next, '-') || sign_is(people, next, '/');
	size_t piece = joined ? people->words[next].next : next;
	if (is_end(people, piece) || people->words[piece].bar || people->words[piece].wide ||
	    people->words[piece].from - people->words[at].to > (joined ? 5u : 3u))
		return 0;
	unsigned digits, letters;
	if (!read_piece(people, piece, &digits, &letters))
		return 0;
	for (size_t i = people->words[at].to; i < people->words[piece].from; i++)
		if (byte_at(people, i) == '\t')
			return 0;
	bool tight = joined && people->words[piece].from - people->words[at].to == 1;
	return tight || number_middle_letter(people, at, piece) || is_letters(people, piece, true) ? piece : 0;
}

static bool read_number(const struct people *people, size_t at, struct number *number)
{
	*number = (struct number){.from = at};
	size_t before = at;
	for (size_t piece = at; number->pieces < PIECES; number->pieces++) {
		unsigned digits, letters;
		if (!read_piece(people, piece, &digits, &letters) || (piece == at && !is_letters(people, piece, false)))
			return false;
		/* a word behind the first number is the last piece */
		bool word = people->words[piece].kind == TOKEN_WORD;
		number->digits += digits;
		number->letters += letters;
		number->mixed |= digits && letters;
		number->shape = number->shape * 10 + (digits < 9 ? digits : 9);
		number->to = people->words[piece].next;
		before = piece;
		size_t next = next_piece(people, before);
		if (next == 0 || (word && piece != at && people->words[next].kind == TOKEN_WORD)) {
			number->pieces++;
			break;
		}
		piece = next;
	}
	return number->digits > 0 && number->digits + number->letters >= NEAR;
}

/* Part of something else: an amount, a time, a web address, a fraction, hours or feet. */
static bool is_other(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	size_t from = people->words[number->from].from, to = people->words[number->to - 1].to;
	char before = from > 0 ? byte_at(people, from - 1) : ' ', after = byte_at(people, to), then = byte_at(people, to + 1);
	if (before == '$' || before == '@' || before == '_' || before == '\\' || after == '@' || after == '_' || after == '%' ||
	    ((before == '.' || before == ':' || before == '/' || before == '-') && from > 1 && ascii_digit(byte_at(people, from - 2))) ||
	    ((after == '.' || after == ':' || after == '/') && ascii_digit(then)))
		return true;
	bool two = number->pieces == 2 && number->shape == 44; /* "visits 2019-2022" */
	if (two && number_year(&people->words[number->from]) && number_year(&people->words[number->to - 1]))
		return true;
	/* of hyphens and letters no amount is made: "REF 2024-S-06702 KIDS STAY" */
	return (number->pieces < 3 || number->letters == 0) && list_match(people, number->to, LIST_NUMBER_UNIT) > 0;
}

static bool is_id(enum what what)
{
	return what >= WHAT_SSN && what <= WHAT_OTHER_ID;
}

/* What rules have read it as: WHAT_NONE where they know nothing of it, or only a part as a number of a person. */
static enum what read_before(const struct people *people, const struct number *number)
{
	struct span span = {people->words[number->from].from, people->words[number->to - 1].to};
	enum what what = WHAT_NONE;
	size_t at = 0;
	for (const struct finding *finding; (finding = finding_over(people, span, &at)) != NULL;) {
		if (finding->what == WHAT_NAME || finding->what == WHAT_OFFENCE || finding->what == WHAT_AGE)
			continue;
		bool part = finding->span.from > span.from || finding->span.to < span.to;
		if ((finding->what == WHAT_PHONE || finding->what == WHAT_BADGE || finding->what == WHAT_SCHOOL) && part)
			continue;
		if (!is_id(finding->what))
			return finding->what;
		if (finding->span.from <= span.from && span.to <= finding->span.to)
			what = finding->what;
	}
	return what;
}

static bool is_official(const struct people *people, size_t at)
{
	int32_t mention = people->words[at].mention;
	if (mention == NOBODY)
		return false;
	int32_t person = people->mentions[mention].person;
	return people->mentions[mention].ranked || (person != NOBODY && people->persons[person].who == WHO_OFFICIAL);
}

/* A sentence or a cell ends here. */
bool number_stop(const struct people *people, size_t at)
{
	if (sign_is(people, at, '.'))
		return at + 1 < people->word_count && people->words[at + 1].from > people->words[at].to && at > 0 &&
		       people->words[at - 1].folded.len > LETTERS_MOST && list_match(people, at + 1, LIST_NUMBER_NOUN) == 0;
	return sign_is(people, at, ';') || sign_is(people, at, '?') || sign_is(people, at, '!');
}

/* What the nearest word of the lists that ends before the number says, and how many words are between. */
struct said {
	enum say say;
	bool dated, always, own; /* own: letters with which an agency's numbers begin */
	size_t end, len, away;
};

static void read_say(const struct numbers *numbers, size_t at, size_t limit, struct said *said)
{
	const struct people *people = numbers->people;
	if (people->words[at].kind != TOKEN_WORD && people->words[at].kind != TOKEN_MIXED)
		return;
	struct words_hit hits[16];
	size_t count = words_all(people->words_list, people->tokens, at, hits, 16);
	for (size_t i = 0; i < count; i++) {
		enum say say = hits[i].class == people->lists[LIST_NUMBER_PERSON]  ? SAY_PERSON
			       : hits[i].class == people->lists[LIST_NUMBER_AGENCY] ? SAY_AGENCY
			       : hits[i].class == people->lists[LIST_VEHICLE]       ? SAY_VEHICLE
										    : SAY_NOTHING;
		size_t end = at + hits[i].len;
		bool own = say == SAY_AGENCY && str_equal(hits[i].value, STR("own")), door = say == SAY_AGENCY && str_equal(hits[i].value, STR("door"));
		bool always = say == SAY_AGENCY && !own && !door && hits[i].value.len > 0;
		if (door && limit > end && !(limit == end + 1 && number_word(numbers, end)))
			continue; /* "in the lot still, 47-W273" */
		if (say == SAY_NOTHING || end > limit || said->always ||
		    (!always && (end < said->end || (end == said->end && hits[i].len < said->len))))
			continue;
		if (end == said->end && hits[i].len == said->len && said->say == SAY_PERSON)
			continue;
		*said = (struct said){say, hits[i].value.len > 0, always, own, end, hits[i].len, 0};
	}
}

/* Of a time or a day of the month. */
static bool is_time(const struct people *people, const struct word *word)
{
	struct str text = str_part(buf_str(&people->view->text), (struct span){word->from, word->to});
	return text.len <= 2 || (text.len == 4 && text.ptr[0] <= '2' && text.ptr[2] <= '5');
}

/* A time at the start of a line, in a log or in a column. */
static bool begins_entry(const struct people *people, const struct number *number)
{
	const struct word *first = &people->words[number->from];
	struct str text = text_of(people, number->from, number->to);
	bool tight = number->pieces > 1 && (memchr(text.ptr, ' ', text.len) == NULL || (sign_is(people, first->next, '-') && first[2].kind == TOKEN_WORD));
	if (tight && number->digits >= PART_LEAST && (number->letters > 0 || !is_time(people, first)))
		return false; /* "ends in\n5518-03", "a Silverado, NE\n34-K 902" */
	return first->caps || (first->kind == TOKEN_NUMBER && (first->folded.len == 4 || first->folded.len <= 2));
}

/* "no.", "number", "#" */
bool number_word(const struct numbers *numbers, size_t at)
{
	const struct people *people = numbers->people;
	at -= sign_is(people, at, '.') && at > 0;
	return sign_is(people, at, '#') || list_match(people, at, LIST_NUMBER_NOUN) > 0;
}

/* "one intake in 2022, 37705219" */
bool number_year(const struct word *word)
{
	return word->folded.len == 4 && (memcmp(word->folded.ptr, "19", 2) == 0 || memcmp(word->folded.ptr, "20", 2) == 0);
}

/* Looking stops at the end of a sentence or cell, at another number, at an official. */
bool number_goes_on(const struct numbers *numbers, const struct number *number, size_t at)
{
	const struct people *people = numbers->people;
	const struct word *word = &people->words[at];
	if (word->kind == TOKEN_LINE)
		return at + 1 == number->from && !begins_entry(people, number);
	if (number_stop(people, at) || is_official(people, at))
		return false;
	bool value = (word->kind == TOKEN_NUMBER && word->folded.len >= NEAR && !number_year(word)) ||
		     (word->kind == TOKEN_MIXED && word->folded.len > NEAR);
	return !value || (at >= numbers->last.from && at < numbers->last.to);
}

static struct said listen_before(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	struct said said = {0};
	read_say(numbers, number->from, number->to, &said);
	/* "IEP-5520", "BWC-SD7-0502", "F150": what it begins with says what it is */
	if (said.own)
		return said;
	if ((said.say == SAY_PERSON && people->words[number->from].kind == TOKEN_WORD) || (said.say == SAY_VEHICLE && number->mixed)) {
		said.dated = said.say == SAY_PERSON; /* "ICWA-18-77" */
		said.say = said.say == SAY_PERSON ? SAY_PERSON : SAY_AGENCY;
		return said;
	}
	said = (struct said){0};
	unsigned bars = 0, gaps = people->words[number->from].wide;
	unsigned gaps_most = number->from > 0 && number_word(numbers, number->from - 1) ? 2 : 1;
	for (size_t at = number->from; at-- > 0 && number->from - at <= LOOK_BACK;) {
		if (!number_goes_on(numbers, number, at) || (bars += people->words[at].bar) > BARS_MOST)
			break;
		struct said here = said;
		read_say(numbers, at, number->from, &here);
		/* cells further away: only those of the vehicle */
		if (bars <= 1 || here.say == SAY_VEHICLE)
			said = here;
		if ((gaps += people->words[at].wide) > gaps_most)
			break;
	}
	said.away = number->from - said.end;
	/* "Det. Marsh, ID 44120" */
	size_t name = said.say == SAY_PERSON ? said.end - said.len : 0;
	while (name > 0 && (sign_is(people, name - 1, ',') || sign_is(people, name - 1, '(')))
		name--;
	if (name > 0 && said.away <= 2 && !said.dated && is_official(people, name - 1))
		said.say = SAY_AGENCY;
	return said;
}

/* "22-118840", "AB-25-00719": a year not long before the report's and a running number. */
bool number_yearly(const struct people *people, const struct number *number, int years)
{
	struct str text = text_of(people, number->from, number->to);
	int year = 0, report = people->reference.year ? people->reference.year : people->last.year;
	size_t at = 0;
	while (at < text.len && !ascii_digit(text.ptr[at]))
		at++;
	size_t from = at;
	for (; at < text.len && at < from + 5 && ascii_digit(text.ptr[at]); at++)
		year = year * 10 + (text.ptr[at] - '0');
	size_t len = at - from;
	/* "PCSO 25-0339": the letters of an agency may stand apart */
	bool spaced = memchr(text.ptr + from, ' ', text.len - from) != NULL;
	if ((len != 2 && len != 4) || number->pieces < 2 || (spaced && number->pieces > 2))
		return false;
	if (len == 2)
		year += 2000;
	return report ? year <= report + 1 && year >= report - years : year >= FIRST_YEAR && year <= LAST_YEAR;
}

static bool same_form(struct str a, struct str b)
{
	if (a.len != b.len || a.ptr == b.ptr)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_digit(a.ptr[i]) != ascii_digit(b.ptr[i]))
			return false;
	return true;
}

bool number_like_report(const struct people *people, const struct number *number)
{
	return same_form(people->report_number, text_of(people, number->from, number->to));
}

bool number_like_known(const struct people *people, const struct number *number)
{
	struct str text = text_of(people, number->from, number->to);
	for (size_t i = 0; i < people->findings->count; i++)
		if ((people->findings->list[i].what == WHAT_CASE_ID || people->findings->list[i].what == WHAT_OTHER_ID) &&
		    same_form(str_part(buf_str(&people->view->text), people->findings->list[i].span), text))
			return true;
	return false;
}

/* "Last four of the VIN off the registration card are 8841" */
static bool is_last_digits(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	if (number->pieces > 1 || number->letters > 0 || number->digits > LAST_MOST)
		return false;
	for (size_t at = number->from; at-- > 0 && number->from - at <= LOOK_BACK && number_goes_on(numbers, number, at);)
		if (list_match(people, at, LIST_LAST_DIGITS) > 0)
			return true;
	return false;
}

static bool is_of_person(const struct numbers *numbers, const struct number *number, const struct said *said)
{
	const struct people *people = numbers->people;
	bool near = said->away <= NEAR || sign_is(people, number->from - 1, ':') || number_word(numbers, number->from - 1);
	if (is_last_digits(numbers, number))
		return true;
	if (number->digits + number->letters < 5 || number->digits < (number->letters > 0 ? 3u : 5u))
		return false;
	bool dated = said->dated && near;
	return (near || number->digits >= 6) && (dated || !number_yearly(people, number, near ? YEARS_NEAR : YEARS));
}

/* Letters of the number, without one that stands apart before it and tells whose it is: "A 1140-0226   B 1140-0391". */
static unsigned letters_of(const struct people *people, const struct number *number)
{
	const struct word *first = &people->words[number->from];
	return number->letters - (number->pieces > 1 && first->kind == TOKEN_WORD && first->to - first->from == 1 && first[1].from > first->to);
}

/* The next number of a list: as long as the last, with names, signs and "and" between. */
static bool goes_with_last(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	const struct number *last = &numbers->last;
	if (last->to == 0 || number->from < last->to || number->from - last->to > CHAIN || last->shape != number->shape ||
	    letters_of(people, last) != letters_of(people, number) || number->digits + number->letters <= NEAR)
		return false;
	for (size_t at = last->to; at < number->from; at++) {
		const struct word *word = &people->words[at];
		bool small = word->kind == TOKEN_WORD && word->letters == CASE_LOWER && !word_has(people, at, CUE_CONJUNCTION);
		bool line = word->kind == TOKEN_LINE && !is_wrapped(people, at);
		if (word->kind == TOKEN_NUMBER || word->kind == TOKEN_MIXED || line || small || number_stop(people, at))
			return false;
	}
	return true;
}

static enum what kind_of(struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	struct said said = listen_before(numbers, number);
	if (number_of_welfare(numbers, number) || number_of_region(numbers, number))
		return WHAT_CASE_ID;
	if (said.say == SAY_AGENCY)
		return WHAT_NONE;
	if ((said.say == SAY_PERSON && is_of_person(numbers, number, &said)) || goes_with_last(numbers, number) ||
	    number_in_bracket(people, number))
		return WHAT_OTHER_ID;
	if (said.say == SAY_VEHICLE && number_plate(people, number, said.away))
		return WHAT_PLATE;
	return number_known_form(people, number) ? WHAT_OTHER_ID : WHAT_NONE;
}

static bool is_same(const struct people *people, struct span a, struct span b)
{
	return str_equal(str_part(buf_str(&people->view->text), a), str_part(buf_str(&people->view->text), b));
}

/* The year of the report stands in it, or it is called a report's elsewhere: "SE2-20-004417", "EOT|B-11207-19". */
static bool is_of_report(const struct people *people, const struct finding *finding)
{
	for (size_t i = 0; i < people->findings->count; i++)
		if (people->findings->list[i].what == WHAT_REPORT_NUMBER && is_same(people, people->findings->list[i].span, finding->span))
			return true;
	int report = people->reference.year ? people->reference.year : people->last.year;
	struct str text = str_part(buf_str(&people->view->text), finding->span);
	size_t groups = 0;
	bool year = false;
	for (size_t at = 0; at < text.len; at++) {
		while (at < text.len && ascii_upper(text.ptr[at]))
			at++; /* "H25-016-0355" */
		size_t from = at;
		while (at < text.len && text.ptr[at] != '-')
			at++;
		groups++;
		year |= at - from == 2 && report && ascii_digit(text.ptr[from]) &&
			(text.ptr[from] - '0') * 10 + (text.ptr[from + 1] - '0') == report % 100;
	}
	return year && groups >= 3;
}

/* "her number in our file, 808-555-0192": a rule knows it as a telephone. */
static bool is_phone_too(const struct people *people, const struct finding *finding)
{
	for (size_t i = 0; i < people->findings->count; i++)
		if (people->findings->list[i].what == WHAT_PHONE && people->findings->list[i].span.from == finding->span.from &&
		    people->findings->list[i].span.to == finding->span.to)
			return true;
	return false;
}

/* "CITS C-31107 C-31108": the next of a list whose first is the agency's. */
static bool follows(const struct people *people, const struct finding *last, const struct finding *finding)
{
	struct str text = buf_str(&people->view->text);
	return last && last->span.to <= finding->span.from && finding->span.from - last->span.to <= NEAR + 1 &&
	       same_form(str_part(text, last->span), str_part(text, finding->span));
}

/* What was taken for a number of a person by its form alone. */
static void give_back(const struct numbers *numbers)
{
	const struct people *people = numbers->people;
	const struct finding *last = NULL;
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (is_of_own(people, finding) || is_agencys_tag(people, finding) || is_of_paper(people, finding)) {
			finding->what = WHAT_REPORT_NUMBER;
			finding->score = OWN_SCORE;
		}
		if (finding->what != WHAT_OTHER_ID || finding->score >= FORM_ALONE)
			continue;
		struct span span = finding->span;
		struct number number = {.from = tokens_at(people->tokens, span.from), .to = tokens_at(people->tokens, span.to)};
		if (number_of_welfare(numbers, &number) || number_of_region(numbers, &number))
			continue;
		struct said said = listen_before(numbers, &number);
		if (is_phone_too(people, finding))
			continue;
		if ((said.say == SAY_AGENCY && said.away <= NEAR) || (said.say != SAY_PERSON && is_of_report(people, finding)) ||
		    follows(people, last, finding)) {
			finding->what = WHAT_REPORT_NUMBER;
			finding->score = 80;
			last = finding;
		}
	}
}

/* "state file number", "patient file": the words that call it somebody's end in those that a rule takes for a report's. */
static bool is_persons_file(const struct numbers *numbers, const struct number *number)
{
	const struct people *people = numbers->people;
	struct said said = listen_before(numbers, number);
	if (said.say != SAY_PERSON || said.len < 2 || said.away > 2 || number->digits < PART_LEAST || number_like_report(people, number))
		return false;
	for (size_t at = said.end - said.len + 1; at < said.end; at++)
		if (list_match(people, at, LIST_NUMBER_FILE) > 0)
			return true;
	return false;
}

/* "FS CASE FS-0061198" among what a child's or relative's entry says, without a year and unlike the report's number. */
static bool is_of_row(const struct people *people, const struct number *number)
{
	const struct person *owner = owner_at(people, number->from);
	struct str text = text_of(people, number->from, number->to);
	size_t before = word_previous(people, number->from);
	bool called = before != SIZE_MAX && list_match(people, before, LIST_NUMBER_FILE) > 0;
	return called && owner && of_child_side(owner) && number->letters > 0 && number->digits >= PART_LEAST && number->pieces > 1 &&
	       text.ptr != people->report_number.ptr && memchr(text.ptr, ' ', text.len) == NULL && !number_yearly(people, number, YEARS) &&
	       !number_like_report(people, number);
}

/* What a rule read as the number of a report. */
static enum what give_to_person(const struct people *people, const struct number *number, enum what what)
{
	for (size_t i = 0; i < people->findings->count; i++) {
		struct finding *finding = &people->findings->list[i];
		if (finding->what == WHAT_REPORT_NUMBER && finding->span.from >= people->words[number->from].from &&
		    finding->span.to <= people->words[number->to - 1].to)
			finding->what = what;
	}
	return what;
}

void numbers_read(struct people *people)
{
	struct numbers numbers = {.people = people};
	welfare_learn(&numbers);
	give_back(&numbers);
	for (size_t at = 0; at < people->word_count;) {
		struct number number;
		if (!may_begin(people, at) || !read_number(people, at, &number)) {
			at = people->words[at].next;
			continue;
		}
		at = number.to;
		if (is_other(&numbers, &number))
			continue;
		enum what before = read_before(people, &number);
		if (before == WHAT_REPORT_NUMBER && number_of_welfare(&numbers, &number))
			before = give_to_person(people, &number, WHAT_CASE_ID);
		else if (before == WHAT_REPORT_NUMBER &&
			 (is_persons_file(&numbers, &number) || goes_with_last(&numbers, &number) || is_of_row(people, &number)))
			before = give_to_person(people, &number, WHAT_OTHER_ID);
		enum what what = before ? before : kind_of(&numbers, &number);
		if (what == WHAT_NONE)
			what = number_of_part(people, &number);
		if (is_id(before))
			numbers.last = number;
		if (before || what == WHAT_NONE)
			continue;
		struct span span = {people->words[number.from].from, people->words[number.to - 1].to};
		finding_add(people->findings, span, what, RULE_PEOPLE)->score = SCORE;
		numbers.last = number;
	}
}
