/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Units that are sent, each with the surname of who rides in it: "DISP 219 MILES 212 PETTWAY", "V3 LUND V5 HARRIS ENRT", "OPENED BY D7
 * CORLISS", "Units: 2B11 (Doyle), 2B14 (Fink/Arce)". A number may also be somebody's age, and a unit may say something of somebody:
 * one pair alone counts only behind words that take nobody but a unit. */
#include "people/internal.h"

enum { CODE_MOST = 5, BRACKET_MOST = 8, LIST_MOST = 60, ROW_MOST = 8, BETWEEN = 4, AGE_DIGITS = 2 };

/* The words [from, to) of a unit's code: "219", "2B11", "3-14". */
struct code {
	size_t from, to;
};

/* "Ptl. Hargis, Ser. 14", "Garza Bdg 88", "Call sign 70": what no name is, or is shortened, before a number of a badge. */
bool is_badge_label(const struct people *people, size_t at)
{
	const struct cue_hit *badge = word_has(people, at, CUE_BADGE) ? cue_at(people, at, CUE_BADGE) : NULL;
	if (!badge)
		return false;
	size_t number = badge->to + sign_is(people, badge->to, '.');
	bool known = name_level(&people->words[at]) > 0 && number == at + 1;
	return !known && number < people->word_count && people->words[number].kind == TOKEN_NUMBER && people->words[number].folded.len >= 2 &&
	       people->words[number].line == people->words[at].line;
}

/* "12F", "9YO": how old somebody is, and of which sex. */
static bool is_age_and_sex(const struct people *people, size_t at)
{
	struct str text = people->words[at].folded;
	size_t digits = 0;
	while (digits < text.len && ascii_digit(text.ptr[digits]))
		digits++;
	struct str letters = {text.ptr + digits, text.len - digits};
	return digits > 0 && digits <= AGE_DIGITS && letters.len > 0 &&
	       words_has(people->words_list, letters, people->lists[LIST_AGE_LETTERS], NULL);
}

static bool is_code_word(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	bool number = word->kind == TOKEN_NUMBER || (word->kind == TOKEN_MIXED && !is_age_and_sex(people, at));
	return number && word->folded.len <= CODE_MOST && (!word->blocked || word->blocked == WHAT_CODE || word->blocked == WHAT_BADGE);
}

/* The code that ends right before the word; empty: none. */
static struct code code_before(const struct people *people, size_t at)
{
	struct code none = {at, at};
	if (at == 0 || !is_code_word(people, at - 1) || people->words[at].wide || people->words[at - 1].line != people->words[at].line)
		return none;
	if (at >= 3 && sign_is(people, at - 2, '-') && is_code_word(people, at - 3) && people->words[at - 3].to == people->words[at - 2].from &&
	    people->words[at - 2].to == people->words[at - 1].from)
		return (struct code){at - 3, at};
	return (struct code){at - 1, at};
}

/* The code that begins at the word. */
static struct code code_from(const struct people *people, size_t at)
{
	struct code none = {at, at};
	if (at >= people->word_count || !is_code_word(people, at))
		return none;
	if (at + 2 < people->word_count && sign_is(people, at + 1, '-') && is_code_word(people, at + 2))
		return (struct code){at, at + 3};
	return (struct code){at, at + 1};
}

static bool is_same(const struct people *people, struct code a, struct code b)
{
	return str_equal(people->words[a.to - 1].folded, people->words[b.to - 1].folded) &&
	       str_equal(people->words[a.from].folded, people->words[b.from].folded);
}

/* "3-8" and "3-14", "V3" and "V5": as one agency numbers its units, and not the same. */
static bool is_alike(const struct people *people, struct code a, struct code b)
{
	const struct word *one = &people->words[a.to - 1], *other = &people->words[b.to - 1];
	size_t more = one->folded.len > other->folded.len ? one->folded.len - other->folded.len : other->folded.len - one->folded.len;
	return a.to > a.from && b.to - b.from == a.to - a.from && one->kind == other->kind && more <= 1 && !is_same(people, a, b);
}

/* Nobody is so old: letters, a dash, three digits. */
static bool is_no_age(const struct people *people, struct code code)
{
	return code.to - code.from > 1 || people->words[code.from].kind == TOKEN_MIXED || people->words[code.from].folded.len > 2;
}

/* A surname in capitals, alone or with a letter. */
static bool is_rider(const struct people *people, const struct mention *mention)
{
	size_t words = 0;
	const struct entry *entry = NULL;
	for (size_t at = mention->from; at < mention->to; at++)
		if (people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1) {
			words++;
			entry = people->words[at].entry;
		}
	return words == 1 && entry->surname >= entry->given;
}

/* What is said of a unit that is sent may stand between two of them, or a comma, or "AND", "&", "W/". */
static size_t skip_between(const struct people *people, size_t at)
{
	const struct cue_hit *status = cue_at(people, at, CUE_RADIO);
	if (status)
		at = status->to;
	at += list_match(people, at, LIST_UNITS_JOINED);
	return at + (sign_is(people, at, ',') || sign_is(people, at, '/') || sign_is(people, at, '&'));
}

/* "DISP", "OPENED BY" ends before the word. */
static bool is_sent_before(const struct people *people, size_t at)
{
	for (size_t back = 1; back <= 2 && back <= at; back++)
		if (list_match(people, at - back, LIST_UNITS_SENT) == back)
			return true;
	return false;
}

/* Behind the unit with a name that stands right behind `at`, `at` if none does; `code` is that of the one before and becomes its own. */
static size_t unit_behind(const struct people *people, size_t at, struct code *code)
{
	struct code next = code_from(people, skip_between(people, at));
	if (!is_alike(people, *code, next) || people->words[next.from].line != people->words[code->from].line || next.to >= people->word_count ||
	    people->words[next.to].kind != TOKEN_WORD || word_has(people, next.to, CUE_RADIO))
		return at;
	*code = next;
	int32_t mention = people->words[next.to].mention;
	return mention == NOBODY ? next.to + 1 : people->mentions[mention].to;
}

/* A unit with a name stands right before the code, which becomes its own. */
static bool unit_ahead(const struct people *people, struct code *code)
{
	for (size_t at = code->from, steps = 0; at > 1 && steps < BETWEEN; at--, steps++) {
		size_t name = at - 1;
		if (people->words[name].sign == '&' || list_match(people, name, LIST_UNITS_JOINED) == at - name)
			continue;
		name -= name > 0 && people->words[name].kind == TOKEN_WORD && people->words[name - 1].kind == TOKEN_WORD &&
			people->words[name - 1].folded.len == 1;
		struct code earlier = code_before(people, name);
		if (word_has(people, at - 1, CUE_RADIO) || is_sent_before(people, at))
			continue;
		if (people->words[at - 1].kind == TOKEN_WORD && earlier.to > earlier.from) {
			bool alike = skip_between(people, at) == code->from && is_alike(people, *code, earlier);
			*code = alike ? earlier : *code;
			return alike;
		}
	}
	return false;
}

/* Another unit with a name stands beside it, and the row is of those who are sent: behind "DISP", or before "ENRT". */
static bool is_in_row(const struct people *people, const struct mention *mention, struct code code)
{
	struct code first = code, last = code;
	size_t units = 1, end = mention->to;
	while (units < ROW_MOST && unit_ahead(people, &first))
		units++;
	for (size_t next; units < 2 * ROW_MOST && (next = unit_behind(people, end, &last)) != end; units++)
		end = next;
	bool told = word_has(people, end, CUE_RADIO_UNIT) || (first.from == log_behind_time(people, people->words[first.from].line) &&
							     (word_has(people, end, CUE_RADIO) || list_match(people, end, LIST_UNITS_SENT)));
	return units > 1 && (told || is_sent_before(people, first.from));
}

/* Nothing is told of the name: the line ends, another unit follows, or what is said of a unit that comes. */
static bool ends_unit(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].kind == TOKEN_LINE || people->words[at].gap || sign_is(people, at, ',') ||
	    word_has(people, at, CUE_RADIO_UNIT) || is_sent_before(people, at + 1))
		return true;
	struct code code = code_from(people, at);
	return code.to > code.from && is_no_age(people, code);
}

/* "16:43:20 3C11 TEAGUE OFFERED", "1412 L-7 VOSS ENRT", "1425 90-1 WELLER TONED": a code of letters and digits, or of two numbers, opens
 * the entry, and a status ends it. */
static bool opens_entry(const struct people *people, struct code code, size_t behind)
{
	bool letters = people->words[code.to - 1].kind == TOKEN_MIXED || code.to - code.from > 1;
	size_t at = code.from;
	if (!letters && at >= 2 && sign_is(people, at - 1, '-') && people->words[at - 1].to == people->words[at].from) {
		at -= 2;
		letters = people->words[at].kind == TOKEN_WORD && people->words[at].folded.len <= 2 &&
			  people->words[at].to == people->words[at + 1].from;
	}
	if (!letters || !(word_has(people, behind, CUE_RADIO_UNIT) || list_match(people, behind, LIST_UNITS_SENT)))
		return false;
	while (at > 0 && (people->words[at - 1].kind == TOKEN_NUMBER || sign_is(people, at - 1, ':')))
		at--;
	return at == 0 || people->words[at - 1].kind == TOKEN_LINE;
}

static bool is_behind_code(const struct people *people, const struct mention *mention)
{
	if (!people->words[mention->from].caps)
		return false;
	struct code code = code_before(people, mention->from);
	bool by = code.from > 0 && word_is(people, code.from - 1, "by"); /* "OPENED BY D7 CORLISS", whatever the name */
	if (code.to == code.from || !(is_rider(people, mention) || (by && !mention_is_full(people, mention))) ||
	    !ends_unit(people, skip_between(people, mention->to)))
		return false;
	bool sent = is_sent_before(people, code.from);
	return opens_entry(people, code, mention->to) || (is_no_age(people, code) && (sent || is_in_row(people, mention, code)));
}

/* "RPT 412 KESSLER", "SENT U14 MERCER U9 BLESSING": a number that begins other entries of the log is a unit wherever it stands, and what
 * it does is not told here. */
bool rides_in_known_unit(const struct people *people, const struct mention *mention)
{
	if (!people->log || mention->from == mention->to || !people->words[mention->from].caps || !is_rider(people, mention))
		return false;
	struct code code = code_before(people, mention->from);
	return code.to > code.from && is_no_age(people, code) && ends_unit(people, skip_between(people, mention->to)) &&
	       log_behind_time(people, people->words[code.from].line) != code.from && radio_opens_entries(people, code.from, code.to - 1);
}

void units_mark(struct people *people)
{
	for (size_t i = 0; i < people->findings->count; i++) { /* "DISPATCHED 12A 14B": two units are no plate */
		struct finding *finding = &people->findings->list[i];
		size_t at = finding->what == WHAT_PLATE ? tokens_at(people->tokens, finding->span.from) : 0;
		if (at > 0 && at + 1 < people->word_count && people->words[at].kind == TOKEN_MIXED && people->words[at + 1].kind == TOKEN_MIXED &&
		    people->words[at + 1].to == finding->span.to && is_sent_before(people, at))
			finding->what = WHAT_CODE;
		size_t last = finding->what == WHAT_SCHOOL && people->log ? tokens_at(people->tokens, finding->span.to - 1) : 0;
		if (last > 0 && people->words[last].blocked == WHAT_CODE && people->words[last].kind == TOKEN_MIXED &&
		    radio_opens_entries(people, last, last)) /* "DISP LOVE SENT U14 MERCER U9": no team of so many years */
			finding->what = WHAT_CODE;
	}
	for (size_t at = 1; at < people->word_count; at++) {
		const struct word *word = &people->words[at];
		if (word->kind == TOKEN_MIXED && word->caps && !word->blocked && word->folded.len <= CODE_MOST && word_is(people, at - 1, "by") &&
		    is_sent_before(people, at))
			words_block(people, at, at + 1);
	}
}

/* ---- names in brackets ---------------------------------------------------------------------------------------------------- */

/* Where the bracket opens in which the word stands among names alone, "(Fink/Arce)"; SIZE_MAX: elsewhere. */
static size_t bracket_of(const struct people *people, size_t word)
{
	for (size_t at = word, steps = 0; at > 0 && steps < BRACKET_MOST; at--, steps++) {
		if (sign_is(people, at - 1, '('))
			return at - 1;
		if (people->words[at - 1].mention == NOBODY && !(people->words[at - 1].sign && strchr("/,&.", people->words[at - 1].sign)))
			return SIZE_MAX;
	}
	return SIZE_MAX;
}

/* A label of units with a colon begins the list: "UNITS: 2B11 (DOYLE), 2B14 (FINK/ARCE)". */
static bool is_behind_units_label(const struct people *people, size_t at)
{
	for (size_t first = line_from(people, people->words[at].line), steps = 0; at > first && steps < LIST_MOST; at--, steps++) {
		const struct word *word = &people->words[at - 1];
		if (word->sign == ':')
			return people->ends_in[at - 1] & (cue_bit(CUE_CREW) | cue_bit(CUE_ROSTER));
		bool code = is_code_word(people, at - 1);
		if (word->mention == NOBODY && !code && !(word->sign && strchr("(),;/&.-", word->sign)))
			return false;
	}
	return false;
}

static bool is_in_units_bracket(const struct people *people, const struct mention *mention)
{
	size_t open = bracket_of(people, mention->from);
	if (open == SIZE_MAX || open == 0 || !is_rider(people, mention))
		return false;
	struct code code = code_before(people, open);
	return code.to > code.from && is_no_age(people, code) && is_behind_units_label(people, code.from);
}

bool rides_in_unit(const struct people *people, const struct mention *mention)
{
	return mention->to > mention->from && (is_behind_code(people, mention) || is_in_units_bracket(people, mention));
}
