/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Messages to the files of wanted and missing persons (NCIC and those of states), whose fields are a code, a slash and a value, parted
 * by dots or spaces:
 *     EM.MO0950000.MJ.
 *     NAM/CARTER, EMILY JUNE.SEX/F.RAC/W.DOB/20140609.
 *     OCA/24-000417.MIS/LAST SEEN AT THE POOL
 * Which codes there are is in patterns/words/values.words; the value of the word is the kind of thing behind the slash. */
#include "people/layout.h"

enum { CODE_LEN = 3, CODES_LEAST = 2, ORI_LEN = 9, TYPE_LEN = 4, PHONE_LOCAL = 7, PHONE_WHOLE = 10 };

/* A code that begins at the word, tight against its slash; *what is the kind of its value. */
static bool is_code(const struct people *people, size_t at, size_t to, enum what *what)
{
	const struct word *word = &people->words[at];
	struct str value = {0};
	if (at + 2 >= to || word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->folded.len != CODE_LEN ||
	    !sign_is(people, at + 1, '/') || people->words[at + 1].from != word->to || people->words[at + 2].from != people->words[at + 1].to ||
	    (at > 0 && (sign_is(people, at - 1, '/') || people->words[at - 1].bar)) ||
	    words_match(people->words_list, people->tokens, at, people->lists[LIST_FIELD_CODE], &value) != 1)
		return false;
	*what = value.len ? what_of(value) : WHAT_NONE;
	return true;
}

static size_t codes_in(const struct people *people, size_t from, size_t to)
{
	size_t count = 0;
	enum what what;
	for (size_t at = from; at + 2 < to; at++)
		count += people->words[at + 1].sign == '/' && is_code(people, at, to, &what);
	return count;
}

static size_t value_to(const struct people *people, size_t at, size_t to)
{
	enum what what;
	for (; at < to; at++) {
		bool dot = sign_is(people, at, '.');
		if (is_code(people, at, to, &what) || (dot && (at + 1 >= to || is_code(people, at + 1, to, &what) || people->words[at + 1].gap)))
			return at;
	}
	return to;
}

/* "CARTER, EMILY JUNE": the surname stands before the comma, whatever its words mean elsewhere. Each name is an entry of its own, the
 * last but other names is that of the message. */
static void add_person(struct layout *layout, size_t from, size_t to, bool alias)
{
	struct people *people = layout->people;
	size_t comma = from;
	while (comma < to && !sign_is(people, comma, ','))
		comma++;
	uint32_t record = record_new(people, people->words[from].line);
	if (!alias)
		layout->record = record;
	layout->named = true;
	if (comma == to || comma == from || comma + 1 == to) {
		add_fact(people, from, to, WHAT_NAME, record);
		return;
	}
	size_t given = people->words[comma + 1].next;
	add_fact(people, from, comma, WHAT_NAME_SURNAME, record);
	add_fact(people, comma + 1, given < to ? given : to, WHAT_NAME_GIVEN, record);
	if (given < to)
		add_fact(people, given, to, WHAT_NAME_MIDDLE, record);
}

/* What stands behind a code for nothing of a person is no name and no birth date. */
static void block(struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to && people->words[at].kind != TOKEN_WORD; at++)
		if (people->words[at].folded.len != PHONE_LOCAL && people->words[at].folded.len != PHONE_WHOLE &&
		    (!people->words[at].blocked || people->words[at].blocked == WHAT_DATE))
			people->words[at].blocked = WHAT_CODE;
}

static bool has_words(const struct people *people, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++)
		if (people->words[at].kind == TOKEN_WORD)
			return true;
	return false;
}

static void read_value(struct layout *layout, enum what what, size_t from, size_t to)
{
	struct people *people = layout->people;
	if (from >= to)
		return;
	if ((what == WHAT_NAME || what == WHAT_NAME_ALIAS) && has_words(people, from, to))
		add_person(layout, from, to, what == WHAT_NAME_ALIAS);
	else if (what == WHAT_NONE)
		block(people, from, to);
	else if (what != WHAT_NAME && what != WHAT_NAME_ALIAS)
		add_fact(people, from, to, what, what == WHAT_PLACE ? 0 : layout->record);
}

/* "EM.MO0950000.MJ.": the kind of message, who sends it, the file. */
static bool read_header(struct people *people, size_t from, size_t to)
{
	bool header = from + 3 < to && people->words[from].letters == CASE_UPPER && people->words[from].folded.len <= TYPE_LEN &&
		      sign_is(people, from + 1, '.') && people->words[from + 2].from == people->words[from + 1].to &&
		      people->words[from + 2].kind == TOKEN_MIXED && people->words[from + 2].folded.len == ORI_LEN && sign_is(people, from + 3, '.');
	for (size_t at = from; header && at < to && !people->words[at].gap; at++) {
		enum what what;
		if (is_code(people, at, to, &what))
			break;
		people->words[at].blocked = people->words[at].blocked ? people->words[at].blocked : WHAT_CODE;
	}
	return header;
}

bool read_teletype(struct layout *layout, size_t from, size_t to)
{
	struct people *people = layout->people;
	if (from >= to || (!text_has(people, '/') && !layout->fields))
		return false;
	bool header = read_header(people, from, to);
	size_t codes = codes_in(people, from, to);
	enum what what;
	if (codes < CODES_LEAST && !header && !(layout->fields && codes && is_code(people, from, to, &what)))
		return header;
	layout->fields = true;
	for (size_t at = from; at < to;) {
		if (!is_code(people, at, to, &what)) {
			at++;
			continue;
		}
		people->words[at].fact = true;
		size_t end = value_to(people, at + 2, to);
		read_value(layout, what, at + 2, end);
		at = end > at + 2 ? end : at + 2;
	}
	mark_record(people, from, to, layout->record);
	return true;
}
