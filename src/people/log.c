/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Logs of dispatchers: each line begins with a time and then with who speaks, "21:17:22 4B12 OUT WITH WILL". Who speaks is a
 * unit, a console or a channel, never a person of the report, and what follows begins a sentence. */
#include "people/internal.h"

enum { UNITS = 40, LINES_LEAST = 3, LINES_MOST = 300 };

struct units {
	struct str words[UNITS]; /* "adam" of ADAM 4, "loring" of LORING 11 */
	size_t count;
	struct str codes[UNITS]; /* "pos3" */
	size_t code_count;
};

static bool is_digits(const struct people *people, size_t at, size_t least, size_t most)
{
	return at < people->word_count && people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len >= least &&
	       people->words[at].folded.len <= most;
}

static bool is_clock(const struct people *people, size_t at)
{
	struct str folded = people->words[at].folded;
	return is_digits(people, at, 4, 4) && (folded.ptr[0] < '2' || (folded.ptr[0] == '2' && folded.ptr[1] < '4')) && folded.ptr[2] < '6';
}

/* "07 51 19" */
static bool is_spaced_clock(const struct people *people, size_t at, size_t to)
{
	static const char limit[] = "266"; /* the first digit of hours, minutes and seconds is below */
	for (size_t i = 0; i < 3; i++)
		if (at + i >= to || !is_digits(people, at + i, 2, 2) || people->words[at + i].folded.ptr[0] > limit[i] - (i > 0))
			return false;
	return at + 3 < to && people->words[at + 3].kind != TOKEN_NUMBER && people->words[at + 3].kind != TOKEN_SIGN;
}

/* The word behind the time that begins a line, 0 if none does: "2117:22", "21:17", "0233", "04/12/25 21:17:22". */
static size_t behind_time(const struct people *people, size_t from, size_t to)
{
	size_t at = from + (sign_is(people, from, '[') && people->words[from + (from + 1 < to)].blocked == WHAT_DATE);
	while (at < to && at < from + 6 && (people->words[at].blocked == WHAT_DATE || people->words[at].blocked == WHAT_INCIDENT_DATE))
		at++;
	if (sign_is(people, at, '[') || sign_is(people, at, '('))
		at++;
	bool clock = at < to && is_clock(people, at);
	size_t end = at + 1;
	if (is_spaced_clock(people, at, to))
		return at + 3;
	if (!clock && !(is_digits(people, at, 1, 2) && sign_is(people, at + 1, ':') && is_digits(people, at + 2, 2, 2)))
		return 0;
	while (end + 1 < to && sign_is(people, end, ':') && is_digits(people, end + 1, 2, 2))
		end += 2;
	while (end < to && people->words[end].kind == TOKEN_SIGN)
		end++;
	return end < to ? end : 0;
}

/* "RIDGE 9 YOA", "MARY 4 AND" is a child and an age. */
static bool is_age(const struct people *people, size_t number)
{
	return word_in(people, number + 1, LIST_AGE_UNIT, NULL);
}

static bool is_unit_pair(const struct people *people, size_t at)
{
	return at + 1 < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_UPPER &&
	       is_digits(people, at + 1, 1, word_has(people, at, CUE_RANK) ? 4 : 3) && !is_age(people, at + 1) &&
	       people->words[at].line == people->words[at + 1].line;
}

static bool is_known(const struct units *units, struct str word)
{
	for (size_t i = 0; i < units->count; i++)
		if (str_equal(units->words[i], word))
			return true;
	return false;
}

static bool is_known_code(const struct units *units, struct str word)
{
	for (size_t i = 0; i < units->code_count; i++)
		if (str_equal(units->codes[i], word))
			return true;
	return false;
}

/* How many lines have this word behind their time. */
static size_t lines_with(const struct people *people, struct str word)
{
	size_t count = 0;
	for (uint32_t line = 0; line < people->line_count && line < LINES_MOST && count < LINES_LEAST; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		size_t at = from < to ? behind_time(people, from, to) : 0;
		count += at && str_equal(people->words[at].folded, word);
	}
	return count;
}

/* "CALLTAKER 12" says this and that; "DEP 12 HILL" is a name. */
static bool says_this_and_that(const struct people *people, size_t pair)
{
	struct str first = {0};
	for (uint32_t line = 0; line < people->line_count && line < LINES_MOST; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		size_t at = from < to ? behind_time(people, from, to) : 0;
		if (!at || at + 2 >= to || !str_equal(people->words[at].folded, people->words[pair].folded) ||
		    !str_equal(people->words[at + 1].folded, people->words[pair + 1].folded))
			continue;
		if (first.len && !str_equal(first, people->words[at + 2].folded))
			return true;
		first = people->words[at + 2].folded;
	}
	return false;
}

/* A word in capitals that can be a surname. */
static bool may_sit(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at < people->word_count && word->kind == TOKEN_WORD && word->letters == CASE_UPPER && word->folded.len >= 3 &&
	       word->entry->common < 8 && word->entry->surname > 0 && !word_has(people, at, CUE_RADIO) && !word_has(people, at, CUE_REPORT_WORD);
}

/* Reads who speaks at `at`; returns where what is said begins. */
static size_t read_speaker(struct people *people, struct units *units, size_t at, size_t to)
{
	for (unsigned parts = 0; parts < 3 && at < to; parts++) {
		size_t end = at;
		const struct word *word = &people->words[at];
		bool rank = word_has(people, at, CUE_RANK);
		if (is_unit_pair(people, at) && (word_has(people, at, CUE_SPELLED) ||
						 (rank ? says_this_and_that(people, at) : lines_with(people, word->folded) >= 2))) {
			end = at + 2;
			if (units->count < UNITS && !is_known(units, word->folded))
				units->words[units->count++] = word->folded;
		} else if (word->kind == TOKEN_MIXED && word->folded.len <= 6 && !rank) { /* not K9 */
			end = at + 1;
			if (units->code_count < UNITS && !is_known_code(units, word->folded))
				units->codes[units->code_count++] = word->folded;
		} else if (word->kind == TOKEN_NUMBER && word->folded.len <= 4 && !is_age(people, at)) {
			end = at + 1;
		} else if (parts == 0 && word->kind == TOKEN_WORD && !rank && lines_with(people, word->folded) >= LINES_LEAST &&
			   word->entry->given < 7 && !may_sit(people, at)) { /* a surname may be a mother's: "0930 KELSO HERE FOR HER SON" */
			end = at + 1;
		}
		if (end == at)
			break;
		words_block(people, at, end);
		at = end;
		while (at < to && people->words[at].kind == TOKEN_SIGN && !sign_is(people, at, '"'))
			at++;
	}
	return at;
}

/* "MOM KAREN SAYS", "RP HALL": whom the report is about, not who speaks. */
static bool is_party(const struct people *people, size_t at)
{
	const cue_set parties = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) |
				cue_bit(CUE_ROLE) | cue_bit(CUE_TITLE);
	return word_has_any(people, at, parties);
}

/* A rank, "DSP" for a dispatcher, a letter and a digit: nobody else of the report is called so. */
static bool is_duty_code(const struct people *people, size_t at)
{
	const struct cue_hit *cell = cue_at(people, at, CUE_ROLE_CELL);
	return people->words[at].kind == TOKEN_MIXED || word_has(people, at, CUE_RANK) || (cell && str_equal(cell->value, STR("official")));
}

/* "D2 KESSLER ...", "CT PEREZ ...": one short code and one surname behind it, in two lines or more, with this and that behind
 * them; no line has the code with anything else. */
static size_t operator_lines(const struct people *people, size_t code, size_t name)
{
	const struct word *is = &people->words[name];
	bool rank = word_has(people, code, CUE_RANK);
	if (people->words[code].folded.len > 4 || people->words[code].letters != CASE_UPPER || is_party(people, code) ||
	    name != people->words[code].next || is->kind != TOKEN_WORD || is->letters != CASE_UPPER || is->folded.len < 3 ||
	    word_has(people, name, CUE_RADIO) || word_has(people, name, CUE_REPORT_WORD) || is->entry->common >= 8)
		return 0;
	size_t lines = 0;
	bool other = false;
	struct str first = {0};
	for (uint32_t line = 0; line < people->line_count && line < LINES_MOST; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		size_t at = from < to ? behind_time(people, from, to) : 0;
		if (!at || !str_equal(people->words[at].folded, people->words[code].folded))
			continue;
		if (at + 2 >= to || !str_equal(people->words[at + 1].folded, is->folded))
			return 0;
		other = other || (first.len && !str_equal(first, people->words[at + 2].folded));
		first = people->words[at + 2].folded;
		lines++;
	}
	return other && (lines >= 3 || (lines == 2 && !rank && is->entry->surname > is->entry->given)) ? lines : 0;
}

static bool is_log(const struct people *people)
{
	size_t lines = 0, timed = 0;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		lines += to > from;
		timed += to > from && people->words[from].caps && behind_time(people, from, to);
	}
	return timed >= LINES_LEAST && timed * 3 >= lines;
}

/* ---- who sits at the desk --------------------------------------------------------------------------------------------- */

enum { DESKS = 8, ENTRIES_LEAST = 5, ENTRIES_SHARE = 4, STARTS_LEAST = 3, LETTERED_OVER = 2, ACTS_LEAST = 2, OWN_WORDS = 5 };

static void add_desk(struct people *people, struct units *desks, size_t at)
{
	people->words[at].listed = people->words[at].console = people->words[at].desk = true;
	if (desks->count < DESKS && !is_known(desks, people->words[at].folded))
		desks->words[desks->count++] = people->words[at].folded;
}

/* "DESK HOBART" in the head of a sheet, and "1500 HOBART OFF TWEEDY ON" where one goes and the next comes; then they stand behind the
 * times of what they do. */
static void mark_desks(struct people *people)
{
	struct units desks = {0};
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line), at = from < to ? behind_time(people, from, to) : 0;
		bool again = at && to > at + 2 && lines_with(people, people->words[at].folded) >= 2 &&
			     lines_with(people, people->words[at + 2].folded) >= 2;
		if (again && at + 4 == to && may_sit(people, at) && word_is(people, at + 1, "off") && may_sit(people, at + 2) &&
		    word_is(people, at + 3, "on")) {
			add_desk(people, &desks, at);
			add_desk(people, &desks, at + 2);
		} else if (!at && to > from + 1 && may_sit(people, to - 1) && word_has(people, to - 2, CUE_LABEL_OFFICIAL) &&
			   lines_with(people, people->words[to - 1].folded) >= 2) {
			add_desk(people, &desks, to - 1);
		}
	}
	for (uint32_t line = 0; desks.count && line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line), at = from < to ? behind_time(people, from, to) : 0;
		if (at && is_known(&desks, people->words[at].folded))
			people->words[at].listed = people->words[at].console = people->words[at].desk = true;
	}
}

/* What stands behind the first name or two of an entry: nothing telling, what the named person is or does, or what begins anew. */
enum behind { BEHIND_ANY, BEHIND_OWN, BEHIND_NEW };

static enum behind what_is_behind(const struct people *people, size_t at, size_t to)
{
	const cue_set own = cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_CONJUNCTION) | cue_bit(CUE_PREPOSITION) |
			    cue_bit(CUE_PREPOSITION_PLACE) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	const cue_set anew = cue_bit(CUE_RADIO) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_ROLE);
	if (at >= to || word_is(people, at, "no"))
		return BEHIND_ANY;
	enum verb_form form = verb_form(people, at);
	if (word_in(people, at, LIST_NOMINATIVE, NULL) || word_has(people, at, CUE_DETERMINER) || word_is(people, at, "who"))
		return BEHIND_NEW; /* "KUHN THEIR DEPUTY IS", "KUHN HE WALKED IN" */
	if (word_has_any(people, at, own) || form == VERB_THIRD)
		return BEHIND_OWN; /* "BAKER IS ASLEEP", "BAKER MOTHER CALLED" */
	bool age = is_numeric(people, at) && people->words[at].folded.len <= 2;
	if (word_has_any(people, at, anew) || (is_numeric(people, at) && !age))
		return BEHIND_NEW;
	return form == VERB_BASE && people->words[at].entry->common > name_level(&people->words[at]) ? BEHIND_NEW : BEHIND_ANY;
}

/* "KUHN CANCEL", "D LUELLA SENT 4", "D LUELLA DHS ON CALL": what is done from a desk, or for whom. */
static bool is_desk_act(const struct people *people, size_t at, size_t to)
{
	if (at >= to)
		return false;
	size_t act = list_match_as(people, at, LIST_CONSOLE, STR("act"));
	if (act)
		return at + act >= to || is_numeric(people, at + act);
	const cue_set desk = cue_bit(CUE_RADIO) | cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY);
	return word_has_any(people, at, desk) ||
	       (verb_form(people, at) == VERB_BASE && people->words[at].entry->common > name_level(&people->words[at]));
}

/* "KELSO WANTS HER SON BACK": whose child it is. */
static bool tells_of_own(const struct people *people, size_t at, size_t to)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	for (size_t i = at; i + 1 < to && i < at + OWN_WORDS; i++)
		if ((word_is(people, i, "her") || word_is(people, i, "his") || word_is(people, i, "my")) && word_has_any(people, i + 1, kin))
			return true;
	return false;
}

/* Does the word stand anywhere but behind a time, or where the log says who did something, "PER KUHN"? */
static bool stands_in_telling(const struct people *people, struct str folded)
{
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		if (!str_equal(people->words[at].folded, folded) || log_behind_time(people, people->words[at].line) == at)
			continue;
		const cue_set offices = cue_bit(CUE_RANK) | cue_bit(CUE_LABEL_OFFICIAL);
		if (at == 0 || !(word_is(people, at - 1, "per") || word_is(people, at - 1, "by") || word_has_any(people, at - 1, offices)))
			return true;
	}
	return false;
}

/* "0511 KUHN CALL FROM", "0512 KUHN THEIR DEPUTY IS", "0610 KUHN WHO IS": a surname behind the times of a large part of the log, and what is
 * behind it begins anew. Who is watched, "0510 BAKER ASLEEP", "0530 BAKER IS UP", does and is what the entry says. */
static bool writes_entries(const struct people *people, size_t name, size_t timed)
{
	const struct word *word = &people->words[name];
	size_t lines = 0, own = 0, count = 0, acts = 0;
	struct str starts[STARTS_LEAST];
	if (!may_sit(people, name) || word->entry->surname <= word->entry->given)
		return false;
	for (uint32_t line = 0; line < people->line_count && line < LINES_MOST; line++) {
		size_t at = log_behind_time(people, line);
		if (!at || !str_equal(people->words[at].folded, word->folded))
			continue;
		size_t next = people->words[at].next;
		enum behind behind = what_is_behind(people, next, line_to(people, line));
		bool known = behind != BEHIND_NEW || count == STARTS_LEAST;
		for (size_t i = 0; i < count && !known; i++)
			known = str_equal(starts[i], people->words[next].folded);
		if (!known)
			starts[count++] = people->words[next].folded;
		if (tells_of_own(people, next, line_to(people, line)))
			return false;
		acts += is_desk_act(people, next, line_to(people, line));
		own += behind == BEHIND_OWN;
		lines++;
	}
	return acts >= ACTS_LEAST && lines >= ENTRIES_LEAST && lines * ENTRIES_SHARE >= timed && count == STARTS_LEAST &&
	       own * ENTRIES_SHARE <= lines &&
	       !stands_in_telling(people, word->folded);
}

/* Who writes most of a log by surname alone. */
static void mark_writers(struct people *people)
{
	struct units writers = {0};
	struct str asked[DESKS];
	size_t timed = 0, count = 0;
	for (uint32_t line = 0; line < people->line_count && line < LINES_MOST; line++)
		timed += log_behind_time(people, line) > 0;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t at = log_behind_time(people, line);
		if (!at || people->words[at].desk)
			continue;
		bool known = count == DESKS || people->words[at].kind != TOKEN_WORD;
		for (size_t i = 0; i < count && !known; i++)
			known = str_equal(asked[i], people->words[at].folded);
		if (!known && may_sit(people, at) && lines_with(people, people->words[at].folded) >= LINES_LEAST) {
			asked[count++] = people->words[at].folded;
			if (writes_entries(people, at, timed))
				add_desk(people, &writers, at);
		}
		if (is_known(&writers, people->words[at].folded))
			people->words[at].listed = people->words[at].console = people->words[at].desk = true;
	}
}

/* "13:03 D LUELLA SENT 4": a letter before a given name is no initial, and she does what is done from a desk. */
static bool is_lettered_seat(const struct people *people, size_t code, size_t name)
{
	const struct word *word = &people->words[name];
	if (people->words[code].folded.len != 1 || strchr("mfcvswj", people->words[code].folded.ptr[0]) ||
	    word->entry->given <= word->entry->surname + LETTERED_OVER)
		return false;
	size_t acts = 0;
	for (uint32_t line = 0; line < people->line_count && line < LINES_MOST; line++) {
		size_t at = log_behind_time(people, line), to = line_to(people, line);
		if (!at || !str_equal(people->words[at].folded, people->words[code].folded))
			continue;
		if (tells_of_own(people, at + 2, to) ||
		    (what_is_behind(people, at + 2, to) == BEHIND_OWN && !word_has(people, at + 2, CUE_KIN)))
			return false;
		acts += is_desk_act(people, at + 2, to);
	}
	return acts >= ACTS_LEAST;
}

/* "CALLER STS SON GONE", "RP SAYS HER KID IS OK": whoever calls is the child's. */
static bool caller_is_kin(const struct people *people)
{
	for (size_t at = 0; at + 3 < people->word_count; at++) {
		if (!people->words[at].caps || (!word_is(people, at, "caller") && !word_is(people, at, "rp")))
			continue;
		for (size_t i = at + 1; i < at + 4 && i < people->word_count && people->words[i].kind == TOKEN_WORD; i++) {
			bool own = word_is(people, i - 1, "her") || word_is(people, i - 1, "his") || word_is(people, i - 1, "my");
			if (word_has(people, i, CUE_KIN_CHILD) || (own && word_has(people, i, CUE_CHILD)))
				return true;
			if (word_has_any(people, i, cue_bit(CUE_DETERMINER) | cue_bit(CUE_PREPOSITION) | cue_bit(CUE_CONJUNCTION)) &&
			    !word_is(people, i, "her") && !word_is(people, i, "his") && !word_is(people, i, "my"))
				break;
		}
	}
	return false;
}

void logs_mark(struct people *people)
{
	people->log = is_log(people);
	people->kin_calls = caller_is_kin(people);
	if (!people->log)
		return;
	struct units units = {0};
	mark_desks(people);
	mark_writers(people);
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t from = line_from(people, line), to = line_to(people, line);
		size_t at = from < to ? behind_time(people, from, to) : 0;
		if (at == 0)
			continue;
		if (people->words[at].console) {
			people->words[at].sentence_start = people->words[at].spoken = true;
			continue;
		}
		size_t name = at + 1;
		size_t lines = name < to ? operator_lines(people, at, name) : 0;
		if (lines) {
			bool surname = people->words[name].entry->surname > people->words[name].entry->given;
			people->words[name].listed =
				lines >= LINES_LEAST && (is_lettered_seat(people, at, name) || (surname && is_duty_code(people, at)));
			words_block(people, at, name);
			people->words[name].console = true;
			people->words[name + 1].sentence_start = true;
			continue;
		}
		at = read_speaker(people, &units, at, to);
		if (at < to)
			people->words[at].sentence_start = people->words[at].spoken = at > from;
	}
	for (size_t at = 0; (units.count || units.code_count) && at < people->word_count; at++)
		if (units.count && is_unit_pair(people, at) && is_known(&units, people->words[at].folded))
			words_block(people, at, at + 2);
		else if (people->words[at].kind == TOKEN_MIXED && people->words[at].caps && is_known_code(&units, people->words[at].folded))
			words_block(people, at, at + 1);
}

/* Who writes a log by surname, or rides in a unit of it, is nobody else's namesake: a person of its own. */
int32_t log_writer(struct people *people, const struct mention *mention)
{
	const struct word *word = &people->words[mention->from];
	bool rides = people->log && (rides_in_unit(people, mention) || rides_in_known_unit(people, mention));
	if (!(word->desk || rides) || word->next != mention->to)
		return NOBODY;
	for (size_t i = 0; i < people->person_count; i++)
		if (people->persons[i].part_count == 1 && (people->persons[i].is.evidence & BECAUSE_RANK) &&
		    str_equal(people->persons[i].parts[0].folded, word->folded))
			return (int32_t)i;
	struct person *person = person_new(people);
	person->is.evidence = BECAUSE_RANK;
	person->first = (struct span){word->from, word->to};
	person_part(person, word->folded, PART_SURNAME);
	return (int32_t)people->person_count - 1;
}

size_t log_behind_time(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	return from < to ? behind_time(people, from, to) : 0;
}

/* "14:11  217 (Hatch)" */
bool log_time_before(const struct people *people, size_t at)
{
	uint32_t line = people->words[at].line;
	size_t from = line_from(people, line), behind = behind_time(people, from, line_to(people, line));
	return behind && behind < at && at <= behind + 2;
}
