/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What stands at the edges of the lines that officers write, and looks like names: the halves of the day behind a time ("9:02 AM
 * ROWE:"), the letter of a shift behind a day ("6/13 E Spoke with"), the writer's letters under an entry ("Fed the horses. TBW"),
 * call signs of the phonetic alphabets ("Adam 6, Adam 9, respond"); and lists of those on duty. */
#include "people/internal.h"

enum { LETTERS_KINDS = 24, LETTERS_MOST = 4, SHIFT_LINES = 3, SHIFT_KINDS = 5, SIGN_DIGITS = 3, SIGNS_MOST = 400, ROSTER_WORDS = 80 };
enum { HEAD_LETTERS = 6, HEAD_ROWS = 4 };

static bool is_number(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_NUMBER;
}

/* "9:02 AM", "7 pm" */
static void mark_hours(struct people *people)
{
	if (!(people->has & cue_bit(CUE_HOURS)))
		return;
	for (size_t at = 1; at < people->word_count; at++)
		if (word_has(people, at, CUE_HOURS) && is_number(people, at - 1) && people->words[at - 1].line == people->words[at].line) {
			words_block(people, at, at + 1);
			bool speaker = sign_is(people, at + 2, ':'); /* whose capital is that of a name */
			if (!speaker && at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_WORD)
				people->words[at + 1].sentence_start = true;
		}
}

/* ---- heads of rows ------------------------------------------------------------------------------------------------------- */

/* "HFPD|24-0019733|": the letters of an agency and a number, at the head of most rows of an export. */
static void mark_heads(struct people *people)
{
	size_t rows = 0, same = 0, first = SIZE_MAX;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t at = line_from(people, line), to = line_to(people, line);
		if (!people->lines[line].bars || at + 3 >= to || !sign_is(people, at + 1, '|'))
			continue;
		rows++;
		bool letters = people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_UPPER && is_unknown(&people->words[at]) &&
			       people->words[at].folded.len <= HEAD_LETTERS && is_number(people, at + 2);
		if (letters && first == SIZE_MAX)
			first = at;
		same += letters && str_equal(people->words[at].folded, people->words[first].folded);
	}
	if (same < HEAD_ROWS || same * 2 < rows)
		return;
	for (size_t i = 0; i < people->striking_count; i++)
		if (str_equal(people->words[people->striking[i]].folded, people->words[first].folded))
			words_block(people, people->striking[i], people->striking[i] + 1);
}

/* ---- letters of shifts -------------------------------------------------------------------------------------------------- */

/* The letter behind the day that begins a line, 0 if there is none: "6/13 E". */
static size_t shift_letter(const struct people *people, uint32_t line)
{
	size_t at = line_from(people, line), to = line_to(people, line), numbers = 0;
	for (; at < to && numbers < 3 && is_number(people, at) && people->words[at].folded.len <= 4; at++) {
		numbers++;
		if (!sign_is(people, at + 1, '/') && !sign_is(people, at + 1, '-'))
			break;
		at++;
	}
	size_t letter = at + 1;
	bool is = numbers >= 2 && letter + 1 < to && people->words[letter].kind == TOKEN_WORD && people->words[letter].folded.len == 1 &&
		  people->words[letter].letters == CASE_UPPER && !sign_is(people, letter + 1, '.');
	return is ? letter : 0;
}

static void mark_shifts(struct people *people)
{
	size_t lines = 0, kinds = 0;
	uint32_t seen = 0;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t at = shift_letter(people, line);
		if (at == 0)
			continue;
		uint32_t bit = 1u << (people->words[at].folded.ptr[0] & 31);
		kinds += !(seen & bit);
		seen |= bit;
		lines++;
	}
	if (lines < SHIFT_LINES || kinds > SHIFT_KINDS || kinds == lines)
		return;
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t at = shift_letter(people, line);
		if (at == 0)
			continue;
		words_block(people, at, at + 1);
		people->words[at + 1].sentence_start = true;
	}
}

/* ---- letters under entries ---------------------------------------------------------------------------------------------- */

struct letters {
	struct str list[LETTERS_KINDS];
	uint32_t lines[LETTERS_KINDS];
	size_t count, all;
};

/* The next line that has anything begins with a number, as an entry does; or there is none. */
static bool entry_follows(const struct people *people, uint32_t line)
{
	while (++line < people->line_count) {
		size_t at = line_from(people, line);
		if (at >= line_to(people, line))
			continue;
		at += sign_is(people, at, '[') || sign_is(people, at, '(');
		return is_number(people, at) || people->words[at].kind == TOKEN_MIXED;
	}
	return true;
}

/* The letters that end the line behind a finished sentence; 0: none. */
static size_t letters_under(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	if (to < from + 4 || to > people->word_count)
		return 0;
	const struct word *word = &people->words[to - 1];
	if (word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->caps || word->folded.len < 2 || word->folded.len > LETTERS_MOST)
		return 0;
	static const char ends[] = ".!?)";
	return people->words[to - 2].sign && strchr(ends, people->words[to - 2].sign) && entry_follows(people, line) ? to - 1 : 0;
}

static void count_letters(struct letters *letters, struct str word)
{
	size_t i = 0;
	while (i < letters->count && !str_equal(letters->list[i], word))
		i++;
	if (i == LETTERS_KINDS)
		return;
	letters->list[i] = word;
	letters->count += i == letters->count;
	letters->lines[i]++;
	letters->all++;
}

/* Letters that end an entry twice are somebody's who writes entries. */
static void mark_letters(struct people *people)
{
	struct letters letters = {0};
	for (uint32_t line = 0; line < people->line_count; line++) {
		size_t at = letters_under(people, line);
		if (at)
			count_letters(&letters, people->words[at].folded);
	}
	for (size_t i = 0; letters.all >= 3 && i < people->striking_count; i++) {
		size_t at = people->striking[i];
		const struct word *word = &people->words[at];
		if (word->kind != TOKEN_WORD || word->letters != CASE_UPPER || word->caps)
			continue;
		for (size_t j = 0; j < letters.count; j++)
			if (letters.lines[j] >= 2 && str_equal(letters.list[j], word->folded))
				words_block(people, at, at + 1);
	}
}

/* ---- call signs --------------------------------------------------------------------------------------------------------- */

/* "Adam 6": a word of a phonetic alphabet and a number, or its word, that is no age. */
static bool is_sign(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t next = at + 1;
	if (!word_has(people, at, CUE_SPELLED) || word->letters == CASE_LOWER || word->blocked || next >= people->word_count ||
	    people->words[next].line != word->line || people->words[next].wide)
		return false;
	bool unit;
	bool number = is_number(people, next) && people->words[next].folded.len <= SIGN_DIGITS;
	if (!number && !cue_at(people, next, CUE_NUMBER))
		return false;
	evidence_years(people, next, &unit);
	return !unit && !(number && (sign_is(people, next + 1, '.') || sign_is(people, next + 1, ':')) && is_number(people, next + 2) &&
			       people->words[next + 2].from == people->words[next + 1].to);
}

/* "A6" for "Adam 6" */
static bool has_short(const struct people *people, size_t sign)
{
	struct str number = people->words[sign + 1].folded;
	for (size_t i = 0; i < people->striking_count; i++) {
		struct str folded = people->words[people->striking[i]].folded;
		if (people->words[people->striking[i]].kind == TOKEN_MIXED && folded.len == number.len + 1 &&
		    folded.ptr[0] == people->words[sign].folded.ptr[0] && memcmp(folded.ptr + 1, number.ptr, number.len) == 0)
			return true;
	}
	return false;
}

/* What stands beside it says that it is a unit's; or another number stands behind the same word. */
static bool is_units(const struct people *people, size_t at)
{
	if (at > 0 && word_has(people, at - 1, CUE_CREW) && people->words[at - 1].line == people->words[at].line)
		return true;
	if (!is_number(people, at + 1))
		return false;
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t other = people->striking[i];
		if (str_equal(people->words[other].folded, people->words[at].folded) && is_sign(people, other) && is_number(people, other + 1) &&
		    !str_equal(people->words[other + 1].folded, people->words[at + 1].folded))
			return true;
	}
	return has_short(people, at);
}

/* "ENG 2", "MED 4": letters for a crew and its number. */
static void mark_crews(struct people *people)
{
	if (!(people->has & cue_bit(CUE_CREW)))
		return;
	for (size_t i = 0; i < people->striking_count; i++) {
		size_t at = people->striking[i];
		if (word_has(people, at, CUE_CREW) && people->words[at].letters == CASE_UPPER && is_number(people, at + 1) &&
		    people->words[at + 1].folded.len <= SIGN_DIGITS && people->words[at + 1].line == people->words[at].line &&
		    !word_has_any(people, at, cue_bit(CUE_ORGANISATION) | cue_bit(CUE_DWELLING)) &&
		    people->words[at].entry->given < 3)
			words_block(people, at, at + 1);
	}
}

/* Every word that is one of a unit's is so wherever a number stands behind it. */
static void mark_signs(struct people *people)
{
	if (!(people->has & cue_bit(CUE_SPELLED)))
		return;
	size_t signs[SIGNS_MOST], count = 0;
	for (size_t i = 0; i < people->striking_count && count < SIGNS_MOST; i++)
		if (is_sign(people, people->striking[i]))
			signs[count++] = people->striking[i];
	for (size_t i = 0; i < count; i++) {
		if (people->words[signs[i]].blocked || !is_units(people, signs[i]))
			continue;
		struct str folded = people->words[signs[i]].folded;
		for (size_t j = 0; j < count; j++)
			if (str_equal(people->words[signs[j]].folded, folded))
				words_block(people, signs[j], signs[j] + 2);
	}
}

void shifts_mark(struct people *people)
{
	mark_hours(people);
	mark_heads(people);
	mark_shifts(people);
	mark_letters(people);
	mark_signs(people);
	mark_crews(people);
}

/* ---- lists of those on duty --------------------------------------------------------------------------------------------- */

/* The colon of the label that heads the list in which the word stands; SIZE_MAX none. */
static size_t roster_colon(const struct people *people, size_t at)
{
	const cue_set heads = cue_bit(CUE_ROSTER) | cue_bit(CUE_LAW_AGENCY);
	size_t from = line_from(people, people->words[at].line);
	for (size_t colon = at; colon > from + 1 && at - colon < ROSTER_WORDS; colon--)
		if (sign_is(people, colon - 1, ':'))
			return word_has(people, colon - 2, CUE_ROSTER) || (people->ends_in[colon - 1] & heads) ? colon - 1 : SIZE_MAX;
	return SIZE_MAX;
}

/* "Human Services: Maud Bell (sup.), Cora Dash": names of two words and more, parted by commas, one of them in brackets at most. */
static bool lists_names(const struct people *people, size_t colon)
{
	size_t names = 0, depth = 0;
	for (size_t at = colon + 1; at < people->word_count && people->words[at].kind != TOKEN_LINE && !people->words[at].wide; at++) {
		if (at > colon + 2 * ROSTER_WORDS)
			return false;
		if (sign_is(people, at, '(') || sign_is(people, at, ')')) {
			depth = sign_is(people, at, '(');
		} else if (people->words[at].mention != NOBODY) {
			const struct mention *mention = &people->mentions[people->words[at].mention];
			if (mention->to <= people->words[mention->from].next)
				return false;
			names++;
			at = mention->to - 1u;
		} else if (people->words[at].kind != TOKEN_SIGN && !depth) {
			return false;
		}
	}
	return names >= 2;
}

/* A given name and a surname, and no rank before them. */
static bool is_full_unranked(const struct people *people, size_t at)
{
	const struct mention *mention = &people->mentions[people->words[at].mention];
	size_t words = 0;
	for (size_t i = mention->from; i < mention->to; i++)
		words += people->words[i].kind == TOKEN_WORD && people->words[i].folded.len > 1;
	return words > 1 && people->words[people->words[mention->from].next].kind == TOKEN_WORD && !rank_before(people, mention->from);
}

/* Words of a group of a list, between semicolons: does it end in the name of an agency in brackets? */
static bool is_office_group(const struct people *people, size_t from, size_t to)
{
	const cue_set family = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_TEACHER);
	for (size_t at = from; at < to; at++) {
		if (word_has_any(people, at, family) && people->words[at].mention == NOBODY)
			return false;
		/* "(Children's Division)", "(Harrow PD)", but not "(DHS custody)" */
		if (sign_is(people, at, '(') && sign_is(people, to - 1, ')') && (people->ends_in[to - 1] & cue_bit(CUE_LAW_AGENCY)))
			return true;
	}
	return false;
}

/* "Present: Det. Abel Finch (Kestrel Bay PD); Felix Nowak and Tamsin Rowe (Children's Division); minutes P. Lark": groups between
 * semicolons, two of them of agencies; whoever is in such a group, or writes the minutes, is on duty. */
bool in_office_group(const struct people *people, size_t at)
{
	size_t colon = roster_colon(people, at);
	if (colon == SIZE_MAX)
		return false;
	size_t end = line_to(people, people->words[at].line), from = colon + 1, groups = 0;
	bool here = false;
	if (people->words[colon].line != people->words[at].line)
		return false;
	end = end < at + ROSTER_WORDS ? end : at + ROSTER_WORDS;
	for (size_t i = colon + 1; i <= end; i++) {
		if (i < end && !sign_is(people, i, ';'))
			continue;
		size_t last = i > from && sign_is(people, i - 1, '.') ? i - 1 : i;
		bool office = is_office_group(people, from, last), within = at >= from && at < i;
		groups += office;
		here = here || (within && (office || (word_in(people, from, LIST_MINUTES, NULL) && at == from + 1)));
		from = i + 1;
	}
	return here && groups >= 2;
}

/* "Also in room: Bram Lunde, juvenile intake", "Present: Cheryl Odom - DSS; ...": under such a label a full name, an agency of two words
 * or its letters, and the end of the clause. */
static bool is_present_for_agency(const struct people *people, size_t at)
{
	const struct mention *mention = people->words[at].mention == NOBODY ? NULL : &people->mentions[people->words[at].mention];
	if (!mention || !mention_is_full(people, mention) ||
	    !(sign_is(people, mention->to, ',') || sign_is(people, mention->to, '-') || sign_is(people, mention->to, '/')))
		return false;
	size_t from = mention->to + 1u;
	const struct cue_hit *agency = cue_at(people, from, CUE_LAW_AGENCY);
	bool letters = agency && people->words[from].letters == CASE_UPPER && !people->words[from].caps;
	if (!agency || (agency->to < agency->from + 2 && !letters))
		return false;
	size_t end = agency->to;
	return end >= people->word_count || people->words[end].kind == TOKEN_LINE || sign_is(people, end, ';') || sign_is(people, end, '.') ||
	       (letters && sign_is(people, end, ','));
}

/* "Present: Det. Lund, Mia, Ms. Hale": a given name alone is that of no official. */
static bool is_given_alone(const struct people *people, size_t at)
{
	const struct mention *mention = people->words[at].mention == NOBODY ? NULL : &people->mentions[people->words[at].mention];
	if (!mention || mention_is_full(people, mention) || rank_before(people, mention->from))
		return false;
	const struct entry *entry = people->words[mention->from].entry;
	return entry->given >= 6 && entry->given > entry->surname;
}

/* "Present: ..., Family Services: Joan Pell": the label of an agency, within a list of who is present. */
static bool follows_roster(const struct people *people, size_t colon)
{
	for (size_t at = line_from(people, people->words[colon].line); at < colon; at++)
		if (sign_is(people, at, ':'))
			return at > 0 && (people->ends_in[at] & cue_bit(CUE_ROSTER)) != 0;
	return false;
}

/* "PRESENT: Bui, Lim, PPO Irons": a list under such a label in which somebody has a rank, and nobody is kin, a child or aged. */
bool on_roster(const struct people *people, size_t at)
{
	size_t colon = roster_colon(people, at);
	if (colon == SIZE_MAX)
		return false;
	if (in_office_group(people, at) || is_present_for_agency(people, at))
		return true;
	if (is_given_alone(people, at))
		return false;
	bool agency = (people->ends_in[colon] & cue_bit(CUE_LAW_AGENCY)) != 0;
	bool one = agency && people->words[at].mention != NOBODY && mention_is_full(people, &people->mentions[people->words[at].mention]) &&
		   follows_roster(people, colon);
	if (one || (agency && lists_names(people, colon)))
		return true;
	const cue_set family = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_TEACHER);
	bool rank = false;
	for (size_t i = colon + 1; i < people->word_count && people->words[i].kind != TOKEN_LINE && i < colon + ROSTER_WORDS; i++) {
		if (word_has_any(people, i, family) && people->words[i].mention == NOBODY)
			return false;
		if (!agency && people->words[i].mention != NOBODY && is_full_unranked(people, i))
			return false; /* who comes to a meeting may be anybody */
		rank = rank || (word_has(people, i, CUE_RANK) && people->words[i].letters != CASE_LOWER && people->words[i].mention == NOBODY);
		if (sign_is(people, i, ':'))
			break;
	}
	return rank;
}
