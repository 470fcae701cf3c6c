/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands behind a name in a form without saying what it is: "TOMASZEWSKI, JUDE  M 16", "W/M  41  father", "ARRESTED". */
#include "people/layout.h"

enum { ROLE_CODE_LEN = 5 };

static bool is_letter(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].folded.len == 1;
}

static bool is_age(const struct people *people, size_t at, size_t to)
{
	return at < to && people->words[at].kind == TOKEN_NUMBER && people->words[at].folded.len <= 2;
}

/* "M 16", "W/F", "(14)", "DOB" */
static bool describes_person(const struct people *people, size_t at, size_t to)
{
	static const cue_set labels = (cue_set)1 << LABEL_BIRTH | (cue_set)1 << LABEL_AGE | (cue_set)1 << LABEL_SEX;
	at += at < to && sign_is(people, at, '(');
	bool sex = word_is(people, at, "m") || word_is(people, at, "f");
	if (sex && at + 1 < to && people->words[at + 1].gap && word_has_any(people, at + 1, labels))
		return true; /* "F    DOB 03/03/2016" */
	return word_has_any(people, at, labels) || is_age(people, at, to) ||
	       (is_letter(people, at) && (sign_is(people, at + 1, '/') || is_age(people, at + 1, to)));
}

static bool ends_cell(const struct people *people, size_t at, size_t to)
{
	return at >= to || people->words[at].gap || people->words[at].kind == TOKEN_LINE || sign_is(people, at, '(');
}

static bool is_label_word(const struct people *people, size_t at)
{
	for (uint32_t i = people->words[at].cues; i; i = people->cues[i - 1].next_start)
		if (is_label(&people->cues[i - 1]))
			return true;
	return false;
}

/* "48 lbs", "52 in", "61 -": weights and heights are no ages. */
static bool is_measure(const struct people *people, size_t at, size_t to)
{
	size_t next = at + 1;
	bool sign = next < to && people->words[next].kind != TOKEN_WORD && !sign_is(people, next, ',') && !sign_is(people, next, ';') &&
		    !sign_is(people, next, ')');
	return !ends_cell(people, next, to) && !people->words[next].bar &&
	       (sign || (people->words[next].kind == TOKEN_WORD && !word_in(people, next, LIST_AGE_UNIT, NULL) && !is_label_word(people, next)));
}

/* "grade 8", "student", "juvenile", a school: who stands in the row is young, whatever number stands there too. */
static bool tells_of_youth(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (word_in(people, at, LIST_PUPIL, NULL) || word_has(people, at, LABEL_SCHOOL) ||
		    (word_has(people, at, CUE_CHILD) && ends_cell(people, at + 1, to)))
			return true;
	return false;
}

/* "13   M   3": the age stands before the sex, and what is behind is a code of something else. */
static bool is_age_before(const struct people *people, size_t at, size_t to)
{
	return is_age(people, at, to) && people->words[at].gap && at + 1 < to && people->words[at + 1].gap &&
	       (word_is(people, at + 1, "m") || word_is(people, at + 1, "f")) && (at + 2 == to || people->words[at + 2].gap);
}

/* "M 16", "W/M/41", "M, W, 38", "M / W / age 8": the number behind letters of sex and race. */
static bool is_age_cell(const struct people *people, size_t from, size_t at, size_t to)
{
	bool sex = false, signs = false;
	if (!is_age(people, at, to) || sign_is(people, at + 1, '/') || is_measure(people, at, to))
		return false;
	if (is_age_before(people, at, to))
		return true;
	for (unsigned letters = 0; letters < 2 && at > from; letters++) {
		size_t before = at - 1;
		signs |= sign_is(people, before, '/') || sign_is(people, before, ',');
		before -= sign_is(people, before, '/') || sign_is(people, before, ',');
		if (before < from || !is_letter(people, before))
			break;
		sex |= word_is(people, before, "m") || word_is(people, before, "f");
		at = before;
		if (sex && !signs)
			break;
	}
	if (sex && at > from && is_age_before(people, at - 1, to))
		return false;
	return sex && (!signs || people->words[at].gap || at == from || people->words[at - 1].kind != TOKEN_WORD);
}

/* "Driver Loretta Gamble": a name stands in the cell already. */
static bool names_somebody(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return word->kind == TOKEN_WORD && word->cues == 0 && word->letters != CASE_LOWER && name_level(word) > word->entry->common;
}

/* "mother", "FATHER OF V-01", "mother's husband", "victim's uncle": a cell of a few words in which a kinship is named. */
static size_t kin_end(const struct people *people, size_t at, size_t to)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	bool named = false;
	size_t end = at;
	for (; !(end > at && (ends_cell(people, end, to) || sign_is(people, end, ','))); end++)
		if (end >= to || end > at + 6 || sign_is(people, end, ':') || is_label_word(people, end) || names_somebody(people, end))
			return at;
		else
			named |= word_has_any(people, end, kin);
	return named ? end : at;
}

/* A word that may be part of a street's name, and is not counted: no "14 YRS", "2 COUNTS", "3 SIBLINGS", "102 OFC HALE". */
static bool is_street_word(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_CHILD) | cue_bit(CUE_KIN) | cue_bit(CUE_ROLE) | cue_bit(CUE_RANK) | cue_bit(CUE_GOODS) |
			       cue_bit(CUE_AGENCY) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_MONTH) | cue_bit(CUE_WEEKDAY) | cue_bit(CUE_NO_VALUE) |
			       cue_bit(CUE_ARRESTED) | cue_bit(LABEL_BIRTH) | cue_bit(LABEL_SEX) | cue_bit(LABEL_AGE);
	const struct word *word = &people->words[at];
	bool compass = word->folded.len == 1 && strchr("nsew", word->folded.ptr[0]);
	return word->kind == TOKEN_WORD && word->letters != CASE_LOWER && (word->folded.len > 2 || compass) && !word->blocked &&
	       !word_has_any(people, at, others) && !word_in(people, at, LIST_NUMBER_UNIT, NULL) && !word_in(people, at, LIST_AGE_UNIT, NULL);
}

/* The cell that ends there stands before a telephone or a number of the person: what is written there is where the person lives. */
static bool before_contact(const struct people *people, size_t end, size_t to)
{
	size_t next = end + (end < to && people->words[end].bar);
	while (next < to && sign_is(people, next, '('))
		next++;
	if (next + 1 >= to)
		return false;
	uint8_t taken = people->words[next].blocked ? people->words[next].blocked : people->words[next + 1].blocked; /* "STU LH-4" */
	return taken == WHAT_PHONE || (taken >= WHAT_SSN && taken <= WHAT_OTHER_ID) ||
	       word_has_any(people, next, cue_bit(LABEL_PHONE) | cue_bit(LABEL_ID));
}

/* "6764 FROG POND", "44-22 S OLD PLANK", "25 Vista Hermosa #14" before a telephone: a cell that is a number and a few capitals, in the
 * entry of a person, is a house, whatever the street is called. Where the cell ends, or `at`. */
size_t house_end(const struct people *people, size_t at, size_t to)
{
	enum { DIGITS_MOST = 6, WORDS_MOST = 3, UNIT_WORDS = 3 };
	size_t end = at + 1, words = 0;
	if (at >= to || !is_numeric(people, at) || people->words[at].blocked || people->words[at].folded.len > DIGITS_MOST ||
	    word_has(people, end, LABEL_SCHOOL) || word_is(people, end, "grade"))
		return at;
	if (end + 1 < to && sign_is(people, end, '-') && people->words[end + 1].kind == TOKEN_NUMBER)
		end += 2;
	for (; end < to && words < WORDS_MOST && !people->words[end].gap && !people->words[end].bar && is_street_word(people, end); end++)
		words += people->words[end].folded.len > 1;
	if (!words)
		return at;
	bool unit = end < to && !people->words[end].gap && (sign_is(people, end, '#') || word_has(people, end, CUE_DWELLING));
	for (size_t more = 0; unit && more < UNIT_WORDS && end < to && !people->words[end].gap && !people->words[end].bar; more++)
		end++;
	bool ends = end < to && (people->words[end].gap || people->words[end].bar);
	return ends && before_contact(people, end, line_to(people, people->words[at].line)) ? end : at;
}

static bool has_kin(const struct people *people, size_t from, size_t to)
{
	while (from < to && !word_has(people, from, CUE_KIN))
		from++;
	return from < to;
}

/* Who is called unrelated is so only with an age, and no relative beside it; who is arrested, only if nothing tells of youth. */
bool read_unlabelled(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	uint32_t record = layout->record;
	bool young = record && tells_of_youth(people, from, to), aged = false;
	for (size_t at = from; record && at < to; at++) {
		bool age = !young && is_age_cell(people, from, at, to), gap = people->words[at].gap || people->words[at].line_start;
		if (age)
			add_fact(people, at, at + 1, WHAT_AGE, record);
		aged |= age || people->words[at].blocked == WHAT_BIRTH_DATE || word_has(people, at, LABEL_BIRTH);
		if (!gap && (at == 0 || !sign_is(people, at - 1, ',')))
			continue;
		size_t said = aged && !has_kin(people, from, to) ? unrelated_end(people, at) : at;
		size_t kin = said > at && ends_cell(people, said, to) ? said : at;
		if (gap && said == at)
			kin = kin_end(people, at, to);
		if (kin > at)
			add_fact(people, at, kin, WHAT_RELATION, record);
		size_t house = gap && aged ? house_end(people, at, to) : at;
		if (house > at)
			add_fact(people, at, house, WHAT_ADDRESS, record);
		if (gap && !young && word_has(people, at, CUE_ARRESTED) && people->records[record].role.len == 0)
			people->records[record].role = STR("arrestee");
	}
	struct str *role = record ? &people->records[record].role : NULL;
	if (young && (role->len == 0 || str_equal(*role, STR("arrestee"))))
		*role = STR("juvenile");
	return aged && !young;
}

/* The name [name, name_to) of the open entry on the line [from, to), and all that stands behind it. Whether that tells of an adult. */
static bool read_entry(struct layout *layout, size_t from, size_t name, size_t name_to, size_t to)
{
	layout->due = inverted_coded(layout->people, name, to) > 0; /* "Judge, Emmett T.   M  12", whatever the words mean */
	add_name(layout, name, name_to, WHAT_NAME, false);
	layout->due = false;
	bool adult = read_unlabelled(layout, name_to, to);
	read_labels(layout, name_to, to);
	mark_record(layout->people, from, to, layout->record);
	layout->pending = CUE_COUNT;
	return adult;
}

bool is_value_name(const struct people *people, size_t from, size_t to)
{
	size_t names = 0, words = 0;
	for (size_t at = from; at < to && (at == from || !people->words[at].gap); at = people->words[at].next) {
		if (sign_is(people, at, ',') && at + 1 < to && people->words[at + 1].kind == TOKEN_NUMBER)
			break; /* "Ann Doe, 13" */
		if (people->words[at].kind != TOKEN_WORD)
			continue;
		if (people->words[at].letters == CASE_LOWER)
			return false;
		words++;
		names += name_score(people, at) >= 2;
	}
	return words >= 2 && words <= 4 && names * 2 >= words;
}

/* The first cell of the line is a label of few words, and no office: where the next cell begins, or `to`. */
static size_t behind_head(const struct people *people, size_t from, size_t to)
{
	const cue_set offices = cue_bit(CUE_RANK) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_OFFICIAL_AFTER) | cue_bit(CUE_AGENCY) |
				cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_NO_VALUE) | cue_bit(LABEL_PLACE) | cue_bit(LABEL_PLACE_NAME);
	if (!people->words[from].line_start || people->words[from].letters != CASE_TITLE)
		return to;
	for (size_t at = from; at < to && at < from + 6; at++)
		if (at > from && people->words[at].wide)
			return at;
		else if (word_has_any(people, at, offices) || people->words[at].blocked || names_somebody(people, at) ||
			 sign_is(people, at, ':') || sign_is(people, at, ','))
			return to;
	return to;
}

bool read_headed(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	size_t name = behind_head(people, from, to);
	const struct cue_hit *role = cue_at(people, from, CUE_ROLE);
	if (name >= to || (!inverted_name(people, name, to) && !(role && role->to == name && is_value_name(people, name, to))))
		return false;
	open_record(layout, line, role && people->words[from].folded.len > 2 ? role->value : (struct str){0});
	for (size_t at = from; at < name; at++)
		people->words[at].fact = true;
	bool adult = read_entry(layout, from, name, value_end(people, name, to), to);
	if (adult || !word_has(people, from, CUE_ARRESTED)) /* only of an adult is an arrest told */
		add_fact(people, from, name, WHAT_RELATION, layout->record);
	else if (str_equal(people->records[layout->record].role, STR("arrestee")))
		people->records[layout->record].role = (struct str){0};
	return true;
}

/* "REPORTER" alone on its line, and below "Bryce Tolland, night manager": the role heads who is named there. */
bool read_under_role(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	const struct people *people = layout->people;
	const struct record *record = layout->record && !layout->named ? &people->records[layout->record] : NULL;
	if (!record || record->role.len == 0 || record->line + 1 != line)
		return false;
	size_t end = from, value;
	while (end < to && (people->words[end].kind == TOKEN_WORD || sign_is(people, end, '.') || sign_is(people, end, '-')))
		end++;
	bool closed = end == to || sign_is(people, end, ',') || sign_is(people, end, '(') || people->words[end].gap;
	if (!closed || label_at(people, from, to, &value, true) || !is_value_name(people, from, end))
		return false;
	add_name(layout, from, end, WHAT_NAME, false);
	read_labels(layout, end, to);
	mark_record(layout->people, from, to, layout->record);
	layout->pending = CUE_COUNT;
	return true;
}

/* "VIC RIVERS B 4127": a code for a role, one or two words, a letter and a number, all in capitals. The cell's end, or 0. */
static size_t coded_cell(const struct people *people, size_t from, size_t to, struct cue_hit *role, size_t *name_to)
{
	const cue_set others = cue_bit(CUE_RANK) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_OFFICIAL_AFTER);
	const struct cue_hit *hit = cue_at(people, from, CUE_ROLE);
	size_t at = from + 1, words = 0;
	if (!hit || hit->to != at || people->words[from].letters != CASE_UPPER || people->words[from].folded.len > ROLE_CODE_LEN ||
	    word_has_any(people, from, others))
		return 0;
	for (; at < to && people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1 && !people->words[at].gap; at++, words++)
		if (people->words[at].letters != CASE_UPPER || is_label_word(people, at) || people->words[at].blocked)
			return 0;
	bool lettered = is_letter(people, at) && at < to && people->words[at].letters == CASE_UPPER && !people->words[at].gap;
	*role = *hit;
	*name_to = at + lettered;
	at += lettered;
	bool numbered = at < to && people->words[at].kind == TOKEN_NUMBER && !people->words[at].gap;
	return lettered && words >= 1 && words <= 2 ? at + numbered : 0;
}

bool read_role_row(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	struct cue_hit role;
	size_t cells = 0, at = from, end, name_to;
	for (; at < to && (at == from || people->words[at].gap); at = end, cells++)
		if (!(end = coded_cell(people, at, to, &role, &name_to)))
			return false;
	if (cells < 2 || at < to)
		return false;
	for (at = from; at < to; at = end) {
		end = coded_cell(people, at, to, &role, &name_to);
		open_record(layout, line, role.value);
		people->words[at].fact = true;
		add_name(layout, at + 1, name_to, WHAT_NAME, false);
		mark_record(people, at, end, layout->record);
	}
	layout->pending = CUE_COUNT;
	return true;
}

/* "PRICE, CHASE R  M 14": the last letter is a sex, not that of a middle name. */
static size_t before_sex(const struct people *people, size_t from, size_t name_to, size_t to)
{
	bool letter = name_to > from + 2 && is_age(people, name_to, to) && people->words[name_to - 2].kind == TOKEN_WORD &&
		      (word_is(people, name_to - 1, "m") || word_is(people, name_to - 1, "f"));
	return letter ? name_to - 1 : name_to;
}

size_t behind_counter(const struct people *people, size_t from, size_t to)
{
	bool lettered = from + 2 < to && is_letter(people, from) && sign_is(people, from + 1, '.');
	const struct cue_hit *head = lettered ? cue_at(people, from + 2, CUE_ROLE) : NULL;
	if (head && head->to == to && people->words[from + 2].letters == CASE_UPPER)
		return from + 2; /* "A. REPORTER", the head of a section */
	size_t number = from + (sign_is(people, from, '#') || sign_is(people, from, '('));
	if (!is_age(people, number, to) || number + 1 >= to)
		return from;
	bool closed = sign_is(people, number + 1, ')') || sign_is(people, number + 1, '.') || sign_is(people, number + 1, ':');
	size_t next = number + 1 + closed;
	bool counts = closed || sign_is(people, from, '#') || people->words[next].gap;
	return counts && next < to && people->words[next].kind == TOKEN_WORD ? next : from;
}

/* "Driver SIKES, HAROLD D", "Pass. GILL, ANA": the name alone is in capitals, and the role before it is not. */
static bool is_role_before(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at], *name;
	size_t next = word->next + sign_is(people, word->next, '.');
	if (word->letters != CASE_TITLE || !word_has(people, at, CUE_ROLE) || next + 1 >= people->word_count)
		return false;
	name = &people->words[next];
	return name->kind == TOKEN_WORD && name->letters == CASE_UPPER && name->folded.len > 2 && !name->wide && sign_is(people, name->next, ',');
}

/* "V2", "05", "PRNT": no name, and short enough to say what the line is about. */
static bool is_code_word(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	bool short_word = word->letters == CASE_UPPER && word->folded.len <= 4;
	if (is_role_before(people, at))
		return true;
	if (word->kind == TOKEN_NUMBER || word->kind == TOKEN_MIXED)
		return word->folded.len <= (word->kind == TOKEN_NUMBER ? 2 : 4);
	bool marked = sign_is(people, word->next, ':') && word->letters == CASE_UPPER && word->folded.len <= 5 && word->entry->given < 4;
	return word->kind == TOKEN_WORD && (marked || (short_word && (word->folded.len == 1 || word_has(people, at, CUE_ROLE) || is_unknown(word))));
}

/* "M01 ORR, ANA", "PERS: V2 ORR, ANA", "07 PRNT ORR, ANA", "J-01 ORR, ANA": the word behind the codes, and the role that they tell. */
static size_t behind_codes(const struct people *people, size_t from, size_t to, struct str *role)
{
	size_t at = from, codes = 0;
	while (at < to && codes < 4 && !people->words[at].bar) {
		const struct cue_hit *hit = cue_at(people, at, CUE_ROLE);
		bool joint = codes && (sign_is(people, at, '-') || sign_is(people, at, ':') || sign_is(people, at, '/') || sign_is(people, at, '.'));
		if (!joint && !is_code_word(people, at))
			break;
		if (!joint && word_has_any(people, at, cue_bit(CUE_RANK) | cue_bit(CUE_LABEL_OFFICIAL)))
			return from;
		hit = hit && hit->to == at + 1 ? hit : cue_at(people, at, CUE_ROLE_CELL);
		if (!joint && hit && hit->to == at + 1)
			*role = hit->value;
		codes += !joint;
		at++;
	}
	return codes && at < to && people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_UPPER ? at : from;
}

/* "07 PRNT PAGE, KEISHONNA  MOTHER OF 05": an inverted name behind codes, with what forms say of persons behind it. */
static bool read_coded_line(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	static const cue_set labels = (cue_set)1 << LABEL_BIRTH | (cue_set)1 << LABEL_AGE | (cue_set)1 << LABEL_SEX | (cue_set)1 << LABEL_PHONE |
				      (cue_set)1 << LABEL_ADDRESS | (cue_set)1 << LABEL_ID;
	struct people *people = layout->people;
	struct str role = {0};
	size_t name = people->words[from].line_start ? behind_codes(people, from, to, &role) : from;
	bool box = word_has_any(people, name, labels) || (word_has(people, name, CUE_ROLE) && !sign_is(people, people->words[name].next, ','));
	size_t name_to = name == from || box ? 0 : role.len ? inverted_coded(people, name, to) : inverted_name(people, name, to);
	if (!name_to)
		return false;
	name_to = before_sex(people, name, name_to, to);
	if (!describes_person(people, name_to, to) && !word_has_any(people, name_to, labels | cue_bit(CUE_KIN)))
		return false;
	open_record(layout, line, role);
	for (size_t i = from; i < name; i++)
		people->words[i].fact = true;
	read_entry(layout, from, name, name_to, to);
	return true;
}

/* "Travis Nunnally   mother's paramour   approx 35": a name in its own order is a cell, and the next one is a kinship. The cell's
 * end, or 0. */
size_t cell_before_kin(const struct people *people, size_t from, size_t to)
{
	size_t end = from + 1;
	while (end < to && !people->words[end].gap)
		end++;
	return end < to && is_value_name(people, from, end) && kin_end(people, end, to) > end ? end : 0;
}

bool read_person_line(struct layout *layout, uint32_t line, size_t from, size_t to)
{
	struct people *people = layout->people;
	bool box = people->lines[line].boxed && behind_box_number(people, from, to) > from; /* "10 DRIVER ORR, ANA   11 DOB ..." */
	if (!box && read_coded_line(layout, line, from, to))
		return true;
	if (box)
		return false;
	bool starts = people->words[from].line_start;
	from = behind_counter(people, from, to);
	size_t value, name_to = starts && people->words[from].folded.len > 1 ? inverted_name(people, from, to) : 0;
	if (name_to && people->lines[people->words[from].line].boxed && people->words[from].cues && label_at(people, from, to, &value, true))
		return false; /* "17. SUSPECT NAME ORR, ANA   18. SEX F" */
	name_to = name_to && people->words[name_to - 1].kind == TOKEN_WORD ? before_sex(people, from, name_to, to) : 0;
	if (!name_to || !describes_person(people, name_to, to))
		name_to = starts ? cell_before_kin(people, from, to) : 0;
	if (!name_to)
		return false;
	if (!layout->record || layout->named) {
		layout->record = record_new(people, line);
		layout->named = false;
	}
	read_entry(layout, from, from, name_to, to);
	return true;
}
