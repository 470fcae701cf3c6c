/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Officers who are introduced once, without a rank: in a list behind a label ("DEPUTIES: B. Altman 4471 / Josie Quezada 4460"), by
 * a number like a colleague's ("Reporting: Silvia 34  Assisting: Pacheco 41"), in the list of who gets a copy ("cc Poe, Sgt. Kloster"),
 * behind a rank in the plural ("Deputies Pike and Sims"), in a roster ("On: Page 314, Stone 208"), as who signs and who reads a report.
 * It is work that they do: any tie to a child counts more. */
#include "people/internal.h"

enum { CODES_TRIED = 4000, CELL_WORDS = 24, LIST_WORDS = 60, NUMBER_DIGITS = 5, COPIES_LEAST = 2, NAMES_MOST = 6, ROSTER_WORDS = 120 };

static const cue_set family = (cue_set)1 << CUE_KIN | (cue_set)1 << CUE_KIN_ANY | (cue_set)1 << CUE_KIN_CHILD | (cue_set)1 << CUE_CHILD |
			      (cue_set)1 << CUE_TEACHER;

static bool is_full(const struct people *people, const struct mention *mention)
{
	size_t words = 0;
	for (size_t at = mention->from; at < mention->to; at++)
		words += people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1;
	return words > 1;
}

/* Hardly a given name: as officers are called, and children are not. */
static bool is_surname(const struct people *people, const struct mention *mention)
{
	const struct entry *entry = people->words[mention_last(people, mention)].entry;
	return !is_full(people, mention) && (entry->surname > entry->given || entry->given == 0);
}

/* May stand between two names of a list: a sign, a number, a rank, "and". */
static bool joins(const struct people *people, size_t at)
{
	static const char signs[] = "/;,&().#-";
	const struct word *word = &people->words[at];
	if (word->sign)
		return strchr(signs, word->sign) != NULL;
	if (is_numeric(people, at))
		return word->folded.len <= NUMBER_DIGITS;
	return word_is(people, at, "and") || word_has(people, at, CUE_RANK) || word_has(people, at, CUE_BADGE) ||
	       word_has(people, at, CUE_LAW_AGENCY);
}

/* The colon of the label that heads the list in which the mention is not the first name; SIZE_MAX none. */
static size_t list_colon(const struct people *people, const struct mention *mention)
{
	bool earlier = false, parted = false;
	for (size_t at = mention->from, steps = 0; at > 1 && steps < LIST_WORDS; steps++) {
		const struct word *before = &people->words[at - 1];
		if (people->words[at].wide || before->kind == TOKEN_LINE)
			return SIZE_MAX;
		if (before->sign == ':')
			return earlier && parted ? at - 1 : SIZE_MAX;
		if (before->mention != NOBODY) {
			earlier = true;
			at = people->mentions[before->mention].from;
			continue;
		}
		if (!joins(people, at - 1))
			return SIZE_MAX;
		parted = parted || (before->sign && !earlier && strchr("/;,&", before->sign)) || word_is(people, at - 1, "and");
		at--;
	}
	return SIZE_MAX;
}

/* "DEPUTIES: B. Altman 4471 / Josie Quezada 4460", "Notified: Dep. Ruiz; Lyttle; Oakes": full names only behind a rank. */
static bool is_listed(const struct people *people, const struct mention *mention)
{
	size_t colon = list_colon(people, mention);
	if (colon == SIZE_MAX || !(people->ends_in[colon] & cue_bit(CUE_LABEL_OFFICIAL)))
		return false;
	return is_surname(people, mention) || (people->ends_in[colon] & cue_bit(CUE_RANK));
}

/* The number behind a labelled bare name, "Silvia 34", or SIZE_MAX. */
static size_t labelled_number(const struct people *people, const struct mention *mention)
{
	size_t number = mention->to;
	if (mention->from < 2 || !sign_is(people, mention->from - 1, ':') || is_full(people, mention) || number >= people->word_count ||
	    people->words[number].kind != TOKEN_NUMBER || people->words[number].wide || people->words[number].blocked ||
	    people->words[number].line != people->words[mention->from].line || people->words[number].folded.len < 2 ||
	    people->words[number].folded.len > NUMBER_DIGITS)
		return SIZE_MAX;
	const struct word *behind = number + 1 < people->word_count ? &people->words[number + 1] : NULL;
	return !behind || behind->wide || behind->kind == TOKEN_LINE ? number : SIZE_MAX;
}

/* "Reporting: Silvia 34   Assisting: Pacheco 41": named, labelled and numbered as an officer of the same line is. */
static bool is_numbered_alike(const struct people *people, const struct mention *mention)
{
	const cue_set persons = cue_bit(CUE_ROLE) | cue_bit(LABEL_NAME) | cue_bit(LABEL_ROLE) | cue_bit(LABEL_RELATION) | family;
	size_t number = labelled_number(people, mention);
	if (number == SIZE_MAX || ((people->ends_in[mention->from - 1] & persons) && !word_is(people, mention->from - 2, "reporting")))
		return false;
	uint32_t line = people->words[mention->from].line;
	for (size_t at = line_from(people, line), end = line_to(people, line); at < end; at++) {
		if (people->words[at].mention == NOBODY)
			continue;
		const struct mention *other = &people->mentions[people->words[at].mention];
		size_t like = other != mention ? labelled_number(people, other) : SIZE_MAX;
		if (like != SIZE_MAX && (people->ends_in[other->from - 1] & cue_bit(CUE_LABEL_OFFICIAL)) &&
		    people->words[like].folded.len == people->words[number].folded.len)
			return true;
		at = other->to - 1u;
	}
	return false;
}

static size_t count_digits(struct str folded)
{
	size_t digits = 0;
	for (size_t i = 0; i < folded.len; i++)
		digits += folded.ptr[i] >= '0' && folded.ptr[i] <= '9';
	return digits;
}

/* "#T331": a code behind the sign or word of a badge that begins with the same letter and is as long. */
static bool is_colleagues_code(const struct people *people, size_t code)
{
	struct str folded = people->words[code].folded;
	bool signs = (people->signs['#' >> 6] >> ('#' & 63) & 1) || (people->has & cue_bit(CUE_BADGE));
	for (size_t i = 0; signs && i < people->striking_count && i < CODES_TRIED; i++) {
		size_t at = people->striking[i];
		struct str other = people->words[at].folded;
		if (at > 0 && people->words[at].kind == TOKEN_MIXED && other.len == folded.len && other.ptr[0] == folded.ptr[0] &&
		    !str_equal(other, folded) && count_digits(other) == count_digits(folded) &&
		    (sign_is(people, at - 1, '#') || (people->ends_in[at] & cue_bit(CUE_BADGE))))
			return true;
	}
	return false;
}

/* "T334 (Brandon Sykes)" beside "Ofc. Greer, #T331": the name in brackets behind a code like that of a badge. */
static bool is_behind_code(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	bool alone = at >= 3 && people->words[at - 3].kind != TOKEN_WORD; /* "Bed T312 (Emmy)" */
	return alone && sign_is(people, at - 1, '(') && sign_is(people, mention->to, ')') && people->words[at - 2].kind == TOKEN_MIXED &&
	       count_digits(people->words[at - 2].folded) >= 2 && is_colleagues_code(people, at - 2);
}

/* ---- lists behind a rank in the plural ----------------------------------------------------------------------------------- */

/* The name before the comma or "and" right before `at`, a number behind it skipped; NULL none. Behind an "and" the list ends. */
static const struct mention *name_listed_before(const struct people *people, size_t at, bool last)
{
	size_t sign = word_previous(people, at);
	if (sign == SIZE_MAX || !(sign_is(people, sign, ',') || (last && (word_is(people, sign, "and") || sign_is(people, sign, '&')))))
		return NULL;
	size_t before = word_previous(people, sign);
	if (before != SIZE_MAX && !sign_is(people, sign, ',') && sign_is(people, before, ','))
		before = word_previous(people, before);
	if (before == SIZE_MAX)
		return NULL;
	if (before >= 3 && sign_is(people, before, ')') && is_numeric(people, before - 1) && sign_is(people, before - 2, '('))
		before -= 3;
	else if (before >= 1 && is_numeric(people, before) && people->words[before].folded.len <= NUMBER_DIGITS)
		before--;
	return people->words[before].mention == NOBODY ? NULL : &people->mentions[people->words[before].mention];
}

/* "Deputies", "Ofcs.", "EMTs": a rank, or the word for a crew, in the plural right before a name. */
static uint32_t plural_evidence(const struct people *people, size_t at)
{
	static const enum cue cues[] = {CUE_RANK, CUE_DOCTOR, CUE_OCCUPATION};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_before(people, at, cues[i]);
		struct str word = hit ? people->words[hit->to - 1].folded : (struct str){0};
		if (word.len > 3 && !is_told_to(people, hit) && str_ends_nocase(word, STR("s")))
			return cues[i] == CUE_RANK ? BECAUSE_RANK : BECAUSE_WORK;
	}
	return 0;
}

/* "Deputies Marlow, Pike and Sims", "Officers Leroux (4) and Bixby (7)", "Medics Orr, Crane": what is said of the first is said of all. The
 * second is beyond doubt, of whom the plural is said too; a third may be somebody else who was there. */
uint32_t plural_before(const struct people *people, const struct mention *mention, bool *sure)
{
	size_t at = mention->from;
	for (unsigned names = 0; names < NAMES_MOST; names++) {
		const struct mention *earlier = name_listed_before(people, at, names == 0);
		if (!earlier)
			return 0;
		at = earlier->from;
		uint32_t evidence = plural_evidence(people, at);
		if (sure)
			*sure = evidence == BECAUSE_RANK && names == 0;
		if (evidence)
			return evidence;
		if (cue_before(people, at, CUE_RANK))
			return 0;
	}
	return 0;
}

/* ---- who gets a copy ----------------------------------------------------------------------------------------------------- */

/* "cc", "c:", "Distribution:" ends before the word, and nothing stands before it on the line, in the column or in the sentence. */
static bool is_copies_head(const struct people *people, size_t first, size_t at)
{
	bool colon = sign_is(people, at - 1, ':') && at - 1 > first;
	size_t head = at - 1 - colon;
	bool edge = head == first || people->words[head].wide || (colon && people->words[head].sentence_start);
	if (!edge || people->words[head].mention != NOBODY)
		return false;
	bool copies = word_is(people, head, "cc") || word_is(people, head, "bcc") || word_is(people, head, "xc") ||
		      (colon && word_is(people, head, "c"));
	return copies ? people->words[head].letters != CASE_TITLE || colon : colon && word_in(people, head, LIST_COPIES, NULL);
}

/* The word behind the "cc" or "c:" that begins the list. */
size_t copies_from(const struct people *people, size_t at)
{
	for (size_t first = line_from(people, people->words[at].line); at > first && at - first < LIST_WORDS; at--)
		if (is_copies_head(people, first, at))
			return at;
	return SIZE_MAX;
}

/* "cc Poe, Sgt. Kloster, SAO (Hanne Vik)": only names, offices and agencies to the end of the line, and a rank among them; where a mother
 * is told she has her title or her whole name. */
static bool gets_copy(const struct people *people, const struct mention *mention)
{
	size_t from = copies_from(people, mention->from), names = 0;
	bool office = false;
	if (from == SIZE_MAX || !is_surname(people, mention))
		return false;
	for (size_t at = from; at < people->word_count && people->words[at].kind != TOKEN_LINE; at++) {
		if (word_has_any(people, at, family | cue_bit(CUE_TITLE) | cue_bit(CUE_SCHOOL_KIND)))
			return false;
		office = office || (word_has(people, at, CUE_RANK) && people->words[at].mention == NOBODY);
		if (people->words[at].mention != NOBODY) {
			names++;
			at = people->mentions[people->words[at].mention].to - 1u;
		} else if (!joins(people, at) && people->words[at].letters == CASE_LOWER && !word_is(people, at, "file")) {
			return false;
		}
	}
	return office && names >= COPIES_LEAST;
}

/* "By Stilley; witness Ofc. Dell Ganus": at the start of a line with ranks, and nothing before or behind it. */
static bool writes_by(const struct people *people, const struct mention *mention)
{
	size_t by = mention->from, line = people->words[by].line;
	if (by == 0 || !is_surname(people, mention) || by - 1 != line_from(people, line) || !word_is(people, by - 1, "by") ||
	    people->words[by - 1].letters == CASE_LOWER || !sign_is(people, mention->to, ';'))
		return false;
	bool rank = false;
	for (size_t at = mention->to; at < people->word_count && people->words[at].kind != TOKEN_LINE; at++) {
		if (word_has_any(people, at, family))
			return false;
		rank = rank || (word_has(people, at, CUE_RANK) && people->words[at].mention == NOBODY);
	}
	return rank;
}

/* "Det.", "Ofc": letters for a rank that are nobody's name. */
static bool is_no_name(const struct people *people, const struct cue_hit *rank)
{
	const struct word *word = &people->words[rank->from];
	bool dotted = sign_is(people, rank->to, '.');
	return word->entry->given == 0 && word->entry->surname == 0 && (dotted || word->folded.len >= 3);
}

/* "O3 | Ranger Faye Kettleman | park", "Contact: Inv. Paul Tran": a rank begins the cell or the value, and a given name follows, as behind
 * no name, or the rank is no name itself. */
static bool is_ranked_in_cell(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *rank = mention->source == SOURCE_FACT ? cue_before(people, mention->from, CUE_RANK) : NULL;
	const struct entry *first = people->words[mention->from].entry;
	if (!rank || rank->from == 0 || people->words[rank->from].letters == CASE_LOWER)
		return false;
	bool given = is_full(people, mention) && first->given > first->surname;
	bool cell = people->words[rank->from - 1].bar || people->words[rank->from].wide;
	bool value = sign_is(people, rank->from - 1, ':') &&
	       !(people->ends_in[rank->from - 1] & (family | cue_bit(LABEL_NAME) | cue_bit(LABEL_GIVEN)));
	if (!(cell && given) && !((cell || value) && is_no_name(people, rank)))
		return false;
	for (size_t at = rank->to; at < mention->from; at++)
		if (!sign_is(people, at, '.'))
			return false;
	return true;
}

/* What was done to a report right before the name, "reviewed"; SIZE_MAX none. */
static size_t done_before(const struct people *people, size_t at)
{
	size_t verb = word_previous(people, at);
	if (verb != SIZE_MAX && sign_is(people, verb, ':'))
		verb = word_previous(people, verb);
	if (verb == SIZE_MAX || people->words[verb].line != people->words[at].line || !word_in(people, verb, LIST_SIGN_OFF, NULL))
		return SIZE_MAX;
	return verb;
}

/* "B. Lunde": as who signs a form of an agency, and no parent does. */
static bool is_letter_and_surname(const struct people *people, const struct mention *mention)
{
	const struct word *first = &people->words[mention->from], *last = &people->words[mention_last(people, mention)];
	return first->folded.len == 1 && last != first && last->entry->surname >= last->entry->given;
}

/* "Submitted J. Bergstrom 212": the line says no more than what was done, by whom, and a badge. */
static bool signs_with_badge(const struct people *people, const struct mention *mention, size_t verb)
{
	size_t badge = mention->to;
	return people->words[verb].line_start && !word_is(people, verb, "signed") && badge + 1 < people->word_count &&
	       people->words[badge].kind == TOKEN_NUMBER && people->words[badge].folded.len >= 2 && people->words[badge].folded.len <= 5 &&
	       people->words[badge].line == people->words[verb].line && people->words[badge + 1].kind == TOKEN_LINE;
}

/* "SIGNED B. Lunde reviewed D. Marsh": two names of a letter and a surname, each behind something else that is done to a report, on a line
 * that names no kin and gives nobody a title; nor does it say what is signed, as "Safety plan signed" by a mother does. */
static bool signs_off(const struct people *people, const struct mention *mention)
{
	size_t mine = done_before(people, mention->from);
	if (mine == SIZE_MAX || !is_letter_and_surname(people, mention))
		return false;
	if (signs_with_badge(people, mention, mine))
		return true;
	size_t from = line_from(people, people->words[mention->from].line), to = line_to(people, people->words[mention->from].line);
	bool other = false;
	for (size_t at = from; at < to && at < from + LIST_WORDS; at++) {
		if (people->words[at].mention == NOBODY) {
			if (word_has_any(people, at, family | cue_bit(CUE_TITLE) | cue_bit(CUE_ROLE)))
				return false;
			continue;
		}
		const struct mention *named = &people->mentions[people->words[at].mention];
		size_t done = done_before(people, named->from);
		if (done != SIZE_MAX && done > from && people->words[done - 1].kind == TOKEN_WORD && people->words[done - 1].mention == NOBODY)
			return false;
		other = other || (done != SIZE_MAX && is_letter_and_surname(people, named) &&
				  !str_equal(people->words[done].folded, people->words[mine].folded));
		at = named->to - 1u;
	}
	return other;
}

/* ---- rosters ------------------------------------------------------------------------------------------------------------- */

/* "ROSTER ON CALL", "OFFICERS": a line in capitals or with a colon that says no more than who stands under it. */
static bool is_roster_head(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line), words = 0;
	bool roster = false;
	for (size_t at = from; at < to; at++) {
		bool day = people->words[at].blocked == WHAT_DATE || people->words[at].blocked == WHAT_INCIDENT_DATE; /* "ROSTER 06/14/2024" */
		if (people->words[at].kind == TOKEN_LINE || people->words[at].mention != NOBODY || (is_numeric(people, at) && !day) ||
		    word_has_any(people, at, family))
			return false;
		words += !day;
		roster = roster || word_has_any(people, at, cue_bit(CUE_ROSTER) | cue_bit(CUE_RANK)) || word_is(people, at, "roster");
	}
	return roster && to > from && words <= 6 && (people->words[from].letters == CASE_UPPER || sign_is(people, to - 1, ':'));
}

/* Where the first cell of the line ends: two spaces, dots, a bar or a comma; the line must have another. */
static size_t first_cell_to(const struct people *people, uint32_t line)
{
	size_t from = line_from(people, line), to = line_to(people, line);
	for (size_t at = from + 1; at < to && at - from <= CELL_WORDS; at++)
		if (people->words[at].gap || sign_is(people, at, '|') || (sign_is(people, at, '.') && sign_is(people, at + 1, '.')))
			return at;
	return SIZE_MAX;
}

/* A cell behind the first that has letters and digits like those of a unit, "2D9", or the number of a badge, `digits` long: 0 before the
 * first row that has one. */
static bool has_unit_cell(const struct people *people, uint32_t line, size_t at, size_t *digits)
{
	for (size_t to = line_to(people, line); at < to; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_MIXED && word->folded.len <= NUMBER_DIGITS)
			return true;
		bool badge = word->kind == TOKEN_NUMBER && !word->blocked && word->gap && word->folded.len >= 3 && word->folded.len <= NUMBER_DIGITS;
		if (badge && (*digits == 0 || *digits == word->folded.len)) {
			*digits = word->folded.len;
			return true;
		}
	}
	return false;
}

/* The name begins a row under the head of a roster; all rows have a unit, one of them a rank, none a child or relative. */
static bool is_on_list_of_duty(const struct people *people, const struct mention *mention)
{
	uint32_t line = people->words[mention->from].line, head = line, rows = 0;
	size_t cell = first_cell_to(people, line);
	if (cell == SIZE_MAX || mention->to > cell || line == 0)
		return false;
	while (head > 0 && line_from(people, head) < line_to(people, head) && first_cell_to(people, head) != SIZE_MAX && line - head < LIST_WORDS)
		head--;
	if (!is_roster_head(people, head))
		return false;
	bool rank = false;
	size_t digits = 0;
	for (uint32_t row = head + 1; row < people->line_count; row++, rows++) {
		size_t from = line_from(people, row), to = line_to(people, row), end = from < to ? first_cell_to(people, row) : SIZE_MAX;
		if (end == SIZE_MAX)
			break;
		if (!has_unit_cell(people, row, end, &digits))
			return false;
		for (size_t at = from; at < to; at++)
			if (word_has_any(people, at, family))
				return false;
		rank = rank || word_has(people, from, CUE_RANK);
	}
	return rank && rows >= 2;
}

/* ---- surnames with the numbers of badges ---------------------------------------------------------------------------------- */

struct numbered {
	size_t to;                  /* behind the list */
	size_t items, given, digits; /* names, those that are given names first of all, and digits of each number */
	bool here;                  /* the mention is one of them */
};

/* "and" or a sign between two of a list. */
static bool parts_items(const struct people *people, size_t at)
{
	return (people->words[at].sign && strchr(",;/&", people->words[at].sign)) || word_is(people, at, "and");
}

/* "Reyes 418", "Reyes (418)", "Reyes #418 (desk)": where it ends, `at` if none begins there. */
static size_t numbered_item(const struct people *people, size_t at, size_t *number)
{
	const struct word *name = &people->words[at];
	size_t end = at + 1;
	if (name->kind != TOKEN_WORD || name->letters == CASE_LOWER || name->folded.len < 3 || (name->letters == CASE_UPPER && !name->caps))
		return at;
	bool bracket = sign_is(people, end, '(');
	end += bracket + sign_is(people, end + bracket, '#');
	if (end >= people->word_count || people->words[end].kind != TOKEN_NUMBER || people->words[end].blocked ||
	    people->words[end].line != name->line)
		return at;
	*number = end++;
	if (bracket)
		return sign_is(people, end, ')') ? end + 1 : at;
	for (size_t close = end + 1; sign_is(people, end, '(') && close < end + 5; close++)
		if (sign_is(people, close, ')'))
			return close + 1;
	return end;
}

/* The list that begins at the word: all numbers have as many digits, and no two are the same. */
static struct numbered numbered_list(const struct people *people, const struct mention *mention, size_t at)
{
	struct numbered list = {.to = at};
	size_t number = 0, before = 0;
	while (at < people->word_count && list.items < LIST_WORDS) {
		size_t end = numbered_item(people, at, &number);
		struct str digits = people->words[number].folded;
		if (end == at || (list.items && (digits.len != list.digits || str_equal(digits, people->words[before].folded))))
			break;
		const struct entry *entry = people->words[at].entry;
		list.given += entry->given > entry->surname;
		list.here |= at == mention->from;
		list.digits = digits.len;
		list.items++;
		list.to = at = end;
		before = number;
		while (at < people->word_count && at < end + 2 && parts_items(people, at))
			at++;
		if (at == end)
			break;
	}
	return list;
}

/* The label says who works, "On:", "Units:", "Night shift -", and names nobody. */
static bool heads_duty(const struct people *people, size_t sign)
{
	const cue_set heads = cue_bit(CUE_ROSTER) | cue_bit(CUE_RANK) | cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_CREW) | cue_bit(CUE_LAW_AGENCY);
	size_t last = sign - 1;
	bool numbered = is_numeric(people, last) && last > 0; /* "Patrol 1:" */
	cue_set ends = people->ends_in[last + 1 - numbered];
	bool on = word_is(people, last, "on") && (people->words[last].line_start || people->words[last].sentence_start);
	return !(ends & family) && ((ends & heads) || on);
}

/* "On: Page 314, Chance 322, Stone 208. Port: Rivers 88, Winters 71.": surnames with numbers behind a label of who works; nobody is so many
 * years old. Numbers of two digits only behind such a list on the same line, and with names that are no given names. */
static bool is_in_numbered_roster(const struct people *people, const struct mention *mention)
{
	if (people->words[mention->from].next != mention->to)
		return false;
	uint32_t line = people->words[mention->from].line;
	size_t at = line_from(people, line) + 1, end = line_to(people, line);
	bool duty = false;
	for (size_t i = mention->to; i < end && i < mention->to + LIST_WORDS; i++)
		if (!sign_is(people, i + 1, ':') && word_has_any(people, i, cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_DWELLING) | cue_bit(CUE_LIVES)))
			return false; /* "Units: Larkin 204, Boone 208: tenants on the same floor" */
	for (at = mention->from > at + ROSTER_WORDS ? mention->from - ROSTER_WORDS : at; at + 1 < end && at <= mention->from; at++) {
		if (!sign_is(people, at, ':') && !(sign_is(people, at, '-') && people->words[at].from > people->words[at - 1].to))
			continue;
		struct numbered list = numbered_list(people, mention, at + 1);
		bool numbers = list.items >= 2 && list.digits >= 3 && list.digits <= NUMBER_DIGITS;
		bool badges = numbers && list.given * 3 <= list.items && heads_duty(people, at);
		bool more = duty && list.items >= 1 && list.digits == 2 && list.given == 0 &&
			    !(people->ends_in[at] & (family | cue_bit(CUE_ROLE) | cue_bit(CUE_HOME_NOUN)));
		if (list.here)
			return badges || more;
		duty = duty || badges;
	}
	return false;
}

/* ---- numbers like those of officials -------------------------------------------------------------------------------------- */

enum { DIGITS_LEAST = 3, OTHERS_MOST = 300 };

/* The number behind the name and its sign, "Marsh #4417", "J. Doyle, #4422"; empty: none. */
static struct str signed_number(const struct people *people, const struct mention *mention)
{
	size_t sign = mention->to + sign_is(people, mention->to, ',');
	if (!sign_is(people, sign, '#') || sign + 1 >= people->word_count || people->words[sign + 1].kind != TOKEN_NUMBER)
		return (struct str){0};
	struct str digits = people->words[sign + 1].folded;
	return digits.len < DIGITS_LEAST || digits.len > NUMBER_DIGITS ? (struct str){0} : digits;
}

/* "Marsh #4417 backed" where "Ofc. R. Colson #4410" stands elsewhere: a surname, or a letter and a surname, with a number as long as
 * that of somebody with a rank, and no other. A whole name with a number may be a pupil's. */
static bool is_numbered_as_official(const struct people *people, const struct mention *mention)
{
	struct str number = signed_number(people, mention);
	if (number.len == 0 || !(is_surname(people, mention) || is_letter_and_surname(people, mention)) ||
	    (people->ends_in[mention->from] & (family | cue_bit(CUE_DWELLING))))
		return false;
	size_t asked = 0;
	for (size_t i = 0; i < people->mention_count && asked < OTHERS_MOST; i++) {
		const struct mention *other = &people->mentions[i];
		struct str theirs = other != mention && other->to > other->from ? signed_number(people, other) : (struct str){0};
		asked += theirs.len > 0;
		if (theirs.len == number.len && !str_equal(theirs, number) && rank_before(people, other->from))
			return true;
	}
	return false;
}

/* ---- rows of those who write and approve --------------------------------------------------------------------------------- */

/* The cell right before that of the name is a label of who writes or approves a report, and a number is the last of its own. */
static bool is_signed_cell(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, number = mention->to;
	if (at < 2 || !people->words[at - 1].bar || !(people->ends_in[at - 1] & cue_bit(CUE_LABEL_OFFICIAL)) || is_full(people, mention))
		return false;
	const struct word *digits = number < people->word_count ? &people->words[number] : NULL;
	bool ends = number + 1 >= people->word_count || people->words[number + 1].bar || people->words[number + 1].kind == TOKEN_LINE;
	return digits && digits->kind == TOKEN_NUMBER && digits->line == people->words[at].line && digits->folded.len <= NUMBER_DIGITS && ends;
}

/* "RO|PETTWAY 212|APPR|BISHOP 203": who writes the report and who approves it, one beside the other. */
static bool is_in_signed_row(const struct people *people, const struct mention *mention)
{
	if (!is_signed_cell(people, mention))
		return false;
	uint32_t line = people->words[mention->from].line;
	size_t labels = 0;
	for (size_t at = line_from(people, line) + 1; at < line_to(people, line) && at < line_from(people, line) + LIST_WORDS; at++) {
		if (word_has_any(people, at, family | cue_bit(CUE_ROLE) | cue_bit(LABEL_BIRTH)))
			return false;
		labels += people->words[at].bar && (people->ends_in[at] & cue_bit(CUE_LABEL_OFFICIAL)) != 0;
	}
	return labels >= 2;
}

bool is_on_staff(const struct people *people, const struct mention *mention)
{
	return is_listed(people, mention) || is_numbered_alike(people, mention) || is_behind_code(people, mention) ||
	       is_ranked_in_cell(people, mention) || gets_copy(people, mention) || writes_by(people, mention) ||
	       is_on_list_of_duty(people, mention) ||
	       is_in_numbered_roster(people, mention) || signs_off(people, mention) || is_numbered_as_official(people, mention) ||
	       is_in_signed_row(people, mention);
}

/* Introduced so that no company of the name can make anybody doubt it. */
bool on_staff_for_sure(const struct people *people, const struct person *person)
{
	for (size_t i = 0; i < people->mention_count; i++)
		if (people->mentions[i].person == (int32_t)(person - people->persons) &&
		    (is_numbered_alike(people, &people->mentions[i]) || works_for_sure(people, &people->mentions[i]) ||
		     is_on_list_of_duty(people, &people->mentions[i]) || gets_copy(people, &people->mentions[i]) ||
		     is_in_numbered_roster(people, &people->mentions[i]) || rides_in_unit(people, &people->mentions[i]) ||
		     is_in_signed_row(people, &people->mentions[i]) || radio_unit_chained(people, &people->mentions[i])))
			return true;
	return false;
}
