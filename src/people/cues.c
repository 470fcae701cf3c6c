/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Cues: what the word lists say of words and phrases, where one starts, and which stand right before a word. All of it is
 * read once; who asks looks at bits. */
#include "base/mem.h"
#include "people/internal.h"

enum { WHOLE_COMMON = 6 };

/* A line end, or the > that quotes a mail at the start of a line. */
static bool is_break(const struct people *people, size_t word)
{
	const struct word *at = &people->words[word];
	return at->kind == TOKEN_LINE || (at->line_start && at->sign == '>');
}

size_t word_previous(const struct people *people, size_t word)
{
	while (word-- > 0)
		if (!is_break(people, word))
			return word;
	return SIZE_MAX;
}

size_t word_next(const struct people *people, size_t word)
{
	for (word = people->words[word].next; word < people->word_count; word++)
		if (!is_break(people, word))
			return word;
	return people->word_count;
}

const struct cue_hit *cue_find(const struct people *people, size_t word, enum cue cue)
{
	for (uint32_t i = people->words[word].cues; i; i = people->cues[i - 1].next_start)
		if (people->cues[i - 1].cue == cue)
			return &people->cues[i - 1];
	return NULL;
}

static const struct cue_hit *cue_ending(const struct people *people, size_t word, enum cue cue)
{
	if (!(people->ends_in[word] & cue_bit(cue)))
		return NULL;
	for (uint32_t i = people->words[word].ends; i; i = people->cues[i - 1].next_end)
		if (people->cues[i - 1].cue == cue)
			return &people->cues[i - 1];
	return NULL;
}

const struct cue_hit *cue_before_find(const struct people *people, size_t word, enum cue cue)
{
	const struct cue_hit *hit;
	while ((hit = cue_ending(people, word, cue)) == NULL && word > 0)
		word--;
	return hit;
}

/* "She called Officer Tom Marlow": a rank before a name. */
static bool is_named_officer(const struct people *people, size_t at)
{
	const struct cue_hit *rank = cue_at(people, at, CUE_RANK);
	if (!rank || people->words[at].proper || people->words[at].entry->given >= 5)
		return false;
	size_t name = rank->to + sign_is(people, rank->to, '.');
	return name < people->word_count && people->words[name].mention != NOBODY;
}

/* "Fuller called Moss back", "I called Farris", "then called Boone County": somebody does it; "a boy called Junior" is a name. */
bool is_phoning(const struct people *people, const struct cue_hit *hit)
{
	if (!word_is(people, hit->from, "called"))
		return false;
	if (is_named_officer(people, hit->to + is_double_quote(people, hit->to)))
		return true; /* 'called her "Officer Sunny"': no more than the rank is new */
	if (hit->to != hit->from + 1)
		return false;
	size_t before = word_previous(people, hit->from);
	/* "a man she called Chick" names somebody */
	return before != SIZE_MAX && (people->words[before].mention != NOBODY || word_is(people, before, "i") || word_is(people, before, "we") ||
				      word_has(people, before, CUE_ADVERB));
}

/* "Sgt", "Ofcr"; but "Sarge", "Chief" and "Judge" are whole words. */
static bool is_short_form(const struct word *word)
{
	bool whole = word->folded.len == 5 && (word->folded.ptr[4] == 'e' || word->entry->common >= WHOLE_COMMON);
	return word->folded.len <= 5 && !whole && (word->letters != CASE_LOWER || word->folded.len == 1);
}

/* Of the cues that end just before the word, those whose last word is an abbreviation. A dot behind belongs to one of these
 * only: "Det. Young", but not "... to his mother. Faith". */
static cue_set abbreviated(const struct people *people, size_t word)
{
	cue_set seen = 0, found = 0;
	for (uint32_t i = people->words[word].ends; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		const struct word *last = &people->words[hit->to - 1];
		if (!(seen & cue_bit(hit->cue)) && is_short_form(last))
			found |= cue_bit(hit->cue);
		seen |= cue_bit(hit->cue);
	}
	return found;
}

/* The cues that stand before a word: over a quote mark, a comma, a line end, the dot of an abbreviation: "Det. Young", "his
 * mother, Celia", `goes by "Bo"`. Of each class the nearest counts. */
cue_set cues_before(const struct people *people, size_t word)
{
	cue_set found = 0, open = ~(cue_set)0;
	bool dot = false, comma = false;
	size_t next = people->words[word].next;
	bool label = sign_is(people, next, ':') || sign_is(people, next, '='); /* a speaker or label of a line of its own */
	for (unsigned steps = 0; steps < 4; steps++) {
		cue_set here = people->ends_in[word] & open;
		found |= here && dot ? here & abbreviated(people, word) : here;
		open &= ~here;
		if (word-- == 0)
			return found;
		bool line = people->words[word].kind == TOKEN_LINE;
		if (line && (label || (word > 0 && people->words[word - 1].kind == TOKEN_LINE)))
			return found; /* another paragraph */
		uint8_t sign = people->words[word].sign;
		if (sign == '.' && !dot) {
			dot = true;
		} else if (sign == ',' && !comma) {
			comma = true;
			open &= ~(cue_bit(CUE_RANK) | cue_bit(CUE_TITLE)); /* nothing stands between these and the name */
		} else if (!is_break(people, word) && sign != '"' && sign != '(') {
			return found;
		}
	}
	return found;
}

/* "with Officer 412, Jason Stack answered the door": behind the comma begins another clause. "Dispatcher 44, R. Gaines made the entry" is one. */
static bool begins_clause(const struct people *people, size_t name)
{
	const cue_set verbs = cue_bit(CUE_VERB) | cue_bit(CUE_VERB_PAST) | cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL) | cue_bit(CUE_SPEECH);
	size_t at = name;
	if (name + 2 < people->word_count && people->words[name].folded.len == 1 && sign_is(people, name + 1, '.') &&
	    people->words[name + 2].next < people->word_count)
		return word_has_any(people, people->words[name + 2].next, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL));
	for (unsigned steps = 0; steps < 5 && at < people->word_count && people->words[at].letters != CASE_LOWER; steps++) {
		if (people->words[at].kind != TOKEN_WORD && !sign_is(people, at, '.') && !sign_is(people, at, '-'))
			return false;
		if (at > name && people->words[at].caps && word_has_any(people, at, verbs))
			return true;
		at++;
	}
	return at < people->word_count && people->words[at].kind == TOKEN_WORD && word_has_any(people, at, verbs);
}

/* "Dispatcher 44, R. Gaines", "worker ID 7720 (T. Yancey)" */
static const struct cue_hit *numbered_rank(const struct people *people, size_t word)
{
	size_t at = word;
	for (unsigned steps = 0; steps < 3 && at > 0; steps++) {
		at--;
		if (people->words[at].kind == TOKEN_NUMBER)
			break;
		if (!sign_is(people, at, ',') && !sign_is(people, at, '(') && !sign_is(people, at, '/') && !sign_is(people, at, '-'))
			return NULL;
	}
	if (people->words[at].kind != TOKEN_NUMBER || people->words[at].line != people->words[word].line)
		return NULL;
	if (sign_is(people, word - 1, ',') && begins_clause(people, word))
		return NULL;
	if (at > 0 && (word_is(people, at - 1, "id") || sign_is(people, at - 1, '#')))
		at--;
	const struct cue_hit *hit = cue_ending(people, at, CUE_RANK);
	if (hit && at + 1 == word && word_has(people, hit->from, CUE_RADIO) && people->words[word].entry->given > people->words[word].entry->surname)
		return NULL; /* "DISP 412 MIA CRYING": the unit is sent, and a child cries */
	return hit && (people->words[hit->from].letters != CASE_LOWER || at + 1 < word) ? hit : NULL;
}

bool short_given(const struct people *people, size_t word)
{
	const struct word *at = &people->words[word];
	size_t behind = word + 1 + sign_is(people, word + 1, '.');
	bool shortened = behind > word + 1 && behind < people->word_count && people->words[behind].kind == TOKEN_WORD; /* "Jo. Lusk" */
	return at->letters == CASE_TITLE && at->folded.len <= 3 && at->entry->given >= 1 && !shortened;
}

/* "SHE LEFT WITH ADA FITZGERALD": in capitals a given name before a surname; before a whole name, "ADA LORCAN FITZ", it is an office. */
static bool is_given_in_caps(const struct people *people, size_t word)
{
	const struct word *at = &people->words[word], *surname = &people->words[at->next];
	if (!at->caps || at->folded.len > 3 || at->entry->given < 6 || at->next >= people->word_count)
		return false;
	size_t after = surname->next;
	bool whole = after < people->word_count && people->words[after].kind == TOKEN_WORD && people->words[after].letters == CASE_UPPER &&
		     !people->words[after].wide && people->words[after].entry->surname >= people->words[after].entry->common &&
		     surname->entry->given >= surname->entry->common;
	const struct entry *second = surname->entry; /* "JO ANN" */
	bool double_name = at->folded.len == 2 && surname->folded.len <= 4 && at->entry->female > 80 && second->female > 80 && second->female <= 100;
	return (!whole || double_name) && surname->kind == TOKEN_WORD;
}

bool is_given_beside(const struct people *people, size_t word, size_t name)
{
	const struct word *at = &people->words[word];
	return at->kind == TOKEN_WORD && at->mention == NOBODY && !at->blocked && at->next == name && at->line == people->words[name].line &&
	       word_has(people, word, CUE_RANK) && is_given_in_caps(people, word);
}

/* Behind a small word or a verb of saying a new phrase begins: "ADV OFF SMITH", "AND OFF SMITH". */
static bool begins_phrase(const struct people *people, size_t at)
{
	size_t before = at - 1;
	return word_has(people, before, CUE_CONJUNCTION) || word_has(people, before, CUE_PREPOSITION) ||
	       word_has(people, before, CUE_DETERMINER) || word_has(people, before, CUE_PREPOSITION_PLACE) ||
	       (word_has(people, before, CUE_SPEECH) && !word_has(people, before, CUE_VERB_PAST)) || word_has(people, before, CUE_REPORT_WORD);
}

/* "told the", "advised" right before the word. */
static bool is_told(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at);
	if (before != SIZE_MAX && before > 0 && word_has(people, before, CUE_DETERMINER))
		before--;
	return before != SIZE_MAX && word_in(people, before, LIST_INFORMED, NULL);
}

/* "told officers Mia fell", "told the deputy Mia and Eli were asleep": who heard it has no name here, and whose name stands behind did something. */
bool is_told_to(const struct people *people, const struct cue_hit *hit)
{
	const struct word *last = &people->words[hit->to - 1];
	bool told = is_told(people, hit->from), many = last->folded.len > 4 && str_ends_nocase(last->folded, STR("s"));
	if ((!many && !told) || (last->letters != CASE_LOWER && !(last->caps && many)))
		return false;
	size_t at = hit->to, names = 0;
	for (unsigned steps = 0; at < people->word_count && steps < 6; steps++) {
		bool joins = told && names > 0 && (sign_is(people, at, ',') || word_is(people, at, "and"));
		bool does = !joins && (verb_form(people, at) == VERB_PAST || word_has_any(people, at, cue_bit(CUE_AUXILIARY) | cue_bit(CUE_MODAL)));
		if (names > 0 && (does || people->words[at].kind == TOKEN_TAIL))
			return true;
		if (!joins && (people->words[at].kind != TOKEN_WORD || people->words[at].letters == CASE_LOWER || word_has(people, at, CUE_CONJUNCTION)))
			return false;
		names += !joins;
		at = people->words[at].next;
	}
	return false;
}

/* "officer" may be small, "off", "sa" or "det" may not. */
bool rank_before(const struct people *people, size_t word)
{
	if (people->words[word].spoken)
		return false; /* "CALLTAKER 12 GRANT IS 8" */
	while (word >= 2 && !cue_before(people, word, CUE_RANK) && sign_is(people, word - 1, '.') && people->words[word - 2].folded.len == 1 &&
	       people->words[word - 2].letters == CASE_UPPER)
		word -= 2; /* "SGT. R. DEAN" */
	if (word >= 2 && people->words[word - 1].kind == TOKEN_WORD && people->words[word - 1].folded.len == 1 && people->words[word].caps &&
	    people->words[word - 1].letters == CASE_UPPER && cue_before(people, word - 1, CUE_RANK))
		word--; /* "OFC D CHURCH" */
	const struct cue_hit *hit = cue_before(people, word, CUE_RANK);
	if (!hit)
		hit = numbered_rank(people, word);
	/* "Jo Prewitt" is no juvenile officer */
	if (!hit || people->words[hit->from].proper || is_told_to(people, hit) || is_driver(people, hit->from) || (hit->to == hit->from + 1 &&
							     (short_given(people, hit->from) || is_given_in_caps(people, hit->from))))
		return false;
	/* "SUMMARY BY DETECTIVE", and below it a sentence: a heading */
	if (people->words[hit->from].line != people->words[word].line && people->words[hit->from].caps && !people->words[word].caps &&
	    people->words[word].line_start && people->words[people->words[word].next].letters == CASE_LOWER)
		return false;
	/* "ARGUMENT FOR A JUDGE. CHARITY TOLD ME" */
	if (people->words[hit->from].caps && sign_is(people, hit->to, '.') && hit->to < word && people->words[hit->to - 1].folded.len >= 5 &&
	    people->words[hit->to - 1].entry->common >= 6)
		return false;
	/* the same in capitals, below a short line; "TI-JO" is none either */
	if (people->words[hit->from].caps && people->words[word].caps &&
	    ((people->words[word].line_start && hit->to < word && people->words[hit->to].kind == TOKEN_LINE && !is_wrapped(people, hit->to) &&
	      !people->words[hit->from].line_start) ||
	     (hit->from > 0 && sign_is(people, hit->from - 1, '-') && people->words[hit->from - 1].to == people->words[hit->from].from)))
		return false;
	/* "cool off. terrell wanted ..." */
	if (people->words[hit->from].raised && hit->to == hit->from + 1 && people->words[hit->from].folded.len <= 4 &&
	    people->words[hit->from].entry->common >= 8 && word_has(people, hit->from, CUE_PREPOSITION_PLACE))
		return false;
	/* "I TURNED THE OVEN OFF. MARCUS": in capitals a short word that is no rank elsewhere begins something, or is none */
	if (people->words[hit->from].caps && hit->to == hit->from + 1 && people->words[hit->from].folded.len <= 4 &&
	    word_has(people, hit->from, CUE_PREPOSITION_PLACE) && hit->from > 0 && people->words[hit->from - 1].kind == TOKEN_WORD &&
	    !begins_phrase(people, hit->from))
		return false;
	const struct word *last = &people->words[hit->to - 1];
	bool abbreviation = last->folded.len >= 3 && is_unknown(last); /* "wkr", "cpl": no other word */
	return people->words[hit->from].letters != CASE_LOWER || last->folded.len > 4 || hit->to > hit->from + 1 || abbreviation;
}

static void add_hit(struct people *people, struct cue_hit hit)
{
	people->cues = mem_room(people->cues, people->cue_count, &people->cue_cap, sizeof *people->cues);
	hit.next_start = people->words[hit.from].cues;
	people->cues[people->cue_count++] = hit;
	people->words[hit.from].cues = (uint32_t)people->cue_count;
	people->words[hit.from].has |= cue_bit(hit.cue);
}

/* "her aunt, P.O. Box 6": a probation officer would have no box. */
static bool is_post_box(const struct people *people, size_t at)
{
	at += sign_is(people, at, '.');
	return word_is(people, at, "box") || word_is(people, at, "drawer");
}

/* "Harlan, MO 64010", "Erie, PA 16501": a state before its ZIP code, no mother or father. */
static bool is_state_of_zip(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	size_t zip = word->next;
	return word->folded.len == 2 && word->letters == CASE_UPPER && zip < people->word_count && people->words[zip].kind == TOKEN_NUMBER &&
	       people->words[zip].folded.len == 5 && people->words[zip].line == word->line;
}

/* "Beth, Jo and Sue", "Casa Paloma": the offices are JO and CASA. */
static bool is_name_by_case(const struct people *people, size_t at)
{
	return short_given(people, at) || (word_is(people, at, "casa") && people->words[at].letters == CASE_TITLE);
}

/* "ADDED ZAHRA SO SHE", "RAPPORT WITH PAXTON, SO SEND HER": no sheriff's office. */
static bool is_so(const struct people *people, size_t at)
{
	if (!word_is(people, at, "so"))
		return false;
	const struct word *next = at + 1 < people->word_count ? &people->words[at + 1] : NULL;
	static const enum cue cues[] = {CUE_PRONOUN, CUE_ADVERB};
	for (size_t i = 0; next && i < sizeof cues / sizeof *cues; i++)
		if (words_has(people->words_list, next->folded, people->class_of[cues[i]], NULL))
			return true; /* what begins at the next word is not known yet */
	return at > 0 && sign_is(people, at - 1, ',');
}

static void add_cues(struct people *people, size_t at)
{
	const struct entry *entry = people->words[at].entry;
	if (entry->classes == 0 && !entry->begins)
		return;
	for (uint64_t plain = entry->classes & people->plain; plain; plain &= plain - 1)
		people->words[at].has |= cue_bit(people->cue_of[__builtin_ctzll(plain)]);
	people->has |= people->words[at].has;
	if ((entry->classes & ~people->plain) == 0 && !entry->begins)
		return;
	struct words_hit hits[16];
	size_t count = words_all(people->words_list, people->tokens, at, hits, 16);
	for (size_t i = count; i-- > 0;) {
		uint8_t cue = people->cue_of[hits[i].class];
		if ((cue == CUE_KIN || cue == CUE_ROLE) && hits[i].len == 1 && is_state_of_zip(people, at))
			continue;
		if (cue == CUE_RANK && (is_post_box(people, at + hits[i].len) || (hits[i].len == 1 && is_name_by_case(people, at))))
			continue;
		if (cue == CUE_AGENCY && is_so(people, at))
			continue;
		if (cue == NO_CUE || (hits[i].class < WORDS_CLASS_BITS && people->plain >> hits[i].class & 1))
			continue;
		people->words[at].has |= cue_bit(cue);
		if (cue == CUE_SPELLED || cue == CUE_OFFICE_PART || cue == CUE_OFFICE_HEAD)
			continue; /* given names, most of them, and parts of titles: no more is asked than that */
		add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)at + hits[i].len, .value = hits[i].value, .cue = cue});
	}
	people->has |= people->words[at].has;
}

/* ---- titles of office put together from parts ------------------------------------------------------------------------- */

static bool is_numeral(const struct people *people, size_t at)
{
	const struct word *word = &people->words[at];
	return at < people->word_count && word->kind == TOKEN_WORD && word->letters == CASE_UPPER &&
	       (word_is(people, at, "ii") || word_is(people, at, "iii") || word_is(people, at, "iv"));
}

/* Over the dot of a shortened word, a slash, "and": where the next part of a title begins. */
static size_t behind_part(const struct people *people, size_t at)
{
	if (sign_is(people, at, '.') && people->words[at - 1].folded.len <= 5)
		at++;
	if (sign_is(people, at, '/') || sign_is(people, at, '&') || word_is(people, at, "and"))
		at++;
	return at;
}

/* "Asst. Co. Atty.", "Youth Services Worker", "Case Processor": one or more parts and what the office is. Returns where the
 * title that starts at `at` ends, `at` if none does. */
static size_t title_end(const struct people *people, size_t at)
{
	size_t end = at, next = at;
	for (unsigned parts = 0; parts < 6 && next < people->word_count; parts++) {
		if (people->words[next].kind != TOKEN_WORD || people->words[next].letters == CASE_LOWER ||
		    people->words[next].line != people->words[at].line)
			break;
		if (parts && word_has(people, next, CUE_OFFICE_HEAD))
			end = next + words_match(people->words_list, people->tokens, next, people->class_of[CUE_OFFICE_HEAD], NULL);
		if (!word_has(people, next, CUE_OFFICE_PART))
			break;
		next = behind_part(people, next + words_match(people->words_list, people->tokens, next, people->class_of[CUE_OFFICE_PART], NULL));
	}
	return end;
}

/* A title that is known as something else in one piece, "youth care worker", is that. */
static bool is_other_title(const struct people *people, size_t from, size_t to)
{
	static const enum cue cues[] = {CUE_TEACHER, CUE_OCCUPATION, CUE_DOCTOR, CUE_KIN, CUE_RANK};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_at(people, from, cues[i]);
		if (hit && hit->to >= to)
			return true;
	}
	return false;
}

/* "Supervisor approval", "Sgt. review", "Worker of record": an office and what it does with a report, as a label or before a
 * comma. */
static void add_act(struct people *people, size_t from, size_t to)
{
	size_t at = to + sign_is(people, to, '.');
	const struct cue_hit *act = at < people->word_count ? cue_at(people, at, CUE_OFFICE_ACT) : NULL;
	if (!act || people->words[at].line != people->words[from].line)
		return;
	enum cue cue = sign_is(people, act->to, ':') ? CUE_LABEL_OFFICIAL : CUE_OFFICIAL_AFTER;
	add_hit(people, (struct cue_hit){.from = (uint32_t)from, .to = act->to, .cue = cue});
}

/* "Clerk of Superior Court:", "Counsel for the State:" */
static void add_office_label(struct people *people, size_t from, size_t to)
{
	if (!word_is(people, to, "of") && !word_is(people, to, "for"))
		return;
	size_t at = to + 1;
	while (at < to + 6 && at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].line == people->words[from].line)
		at++;
	bool office = word_has_any(people, at - 1, cue_bit(CUE_ORGANISATION) | cue_bit(CUE_AGENCY) | cue_bit(CUE_RANK) | cue_bit(CUE_LAW_AGENCY));
	if (sign_is(people, at, ':') && office && people->words[at - 1].letters != CASE_LOWER)
		add_hit(people, (struct cue_hit){.from = (uint32_t)from, .to = (uint32_t)at, .cue = CUE_LABEL_OFFICIAL});
}

/* Where "of Probation", "of Social Services" ends; 0: there is no such thing. */
static size_t unit_of(const struct people *people, size_t of)
{
	if (!word_is(people, of, "of"))
		return 0;
	size_t at = of + 1;
	const cue_set units = cue_bit(CUE_OFFICE_PART) | cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY);
	while (at < of + 4 && at < people->word_count && people->words[at].kind == TOKEN_WORD && people->words[at].letters != CASE_LOWER &&
	       people->words[at].line == people->words[of].line && word_has_any(people, at, units) && people->words[at].entry->given < 7)
		at++;
	return at > of + 1 ? at : 0;
}

/* "0fc.", "0pr.": a rank of which a scanner read a letter as a digit. */
static void add_misread_rank(struct people *people, size_t at)
{
	static const char read[] = "olzeasgtbq"; /* for 0 to 9 */
	struct str folded = people->words[at].folded;
	char text[8];
	if (people->words[at].kind != TOKEN_MIXED || folded.len < 3 || folded.len > sizeof text || people->words[at].entry->classes)
		return;
	for (size_t i = 0; i < folded.len; i++)
		text[i] = ascii_digit(folded.ptr[i]) ? read[folded.ptr[i] - '0'] : folded.ptr[i];
	const struct entry *entry = lexicon_get(people->lexicon, lexicon_find(people->lexicon, (struct str){text, folded.len}));
	if (people->class_of[CUE_RANK] < WORDS_CLASS_BITS && (entry->classes >> people->class_of[CUE_RANK] & 1))
		add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)at + 1, .cue = CUE_RANK});
}

/* "ECC specialist", "the DHS screener": an agency and what somebody is there, whatever the list of ranks has. */
static void add_staff(struct people *people, const struct cue_hit *agency)
{
	size_t at = agency ? agency->to : 0, from = agency ? agency->from : 0;
	if (at == 0 || at >= people->word_count || people->words[from].letters == CASE_LOWER || !word_has(people, at, CUE_OFFICE_HEAD))
		return;
	size_t end = at + words_match(people->words_list, people->tokens, at, people->class_of[CUE_OFFICE_HEAD], NULL);
	if (end > at && people->words[at].line == people->words[from].line && !is_other_title(people, from, end))
		add_hit(people, (struct cue_hit){.from = (uint32_t)from, .to = (uint32_t)end, .cue = CUE_RANK});
}

static void add_titles(struct people *people)
{
	if (!(people->has & cue_bit(CUE_OFFICE_HEAD)))
		return;
	for (size_t at = 0; at < people->word_count; at++) {
		if (word_has(people, at, CUE_LAW_AGENCY))
			add_staff(people, cue_at(people, at, CUE_LAW_AGENCY));
		size_t end = word_has(people, at, CUE_OFFICE_PART) ? title_end(people, at) : at;
		if (end > at && !is_other_title(people, at, end))
			add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)end, .cue = CUE_RANK});
		const struct cue_hit *rank = people->words[at].letters != CASE_LOWER ? cue_at(people, at, CUE_RANK) : NULL;
		if (rank && is_numeral(people, rank->to)) { /* "Caseworker II" */
			add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = rank->to + 1, .cue = CUE_RANK});
			rank = cue_at(people, at, CUE_RANK);
		}
		size_t of = rank ? unit_of(people, rank->to) : 0;
		if (of > 0) { /* "Chief of Probation" */
			add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)of, .cue = CUE_RANK});
			rank = cue_at(people, at, CUE_RANK);
		}
		if (rank)
			add_act(people, rank->from, rank->to);
		bool head = !rank && people->words[at].letters != CASE_LOWER && word_has(people, at, CUE_OFFICE_HEAD);
		if (rank || head)
			add_office_label(people, at, rank ? rank->to : at + 1);
	}
}

/* "Children's / Division", "Deputy Juvenile / Officer": titles and agencies over the end of a wrapped line. */
static void add_wrapped_title(struct people *people, size_t at, size_t next)
{
	static const enum cue cues[] = {CUE_RANK, CUE_LAW_AGENCY, CUE_OFFICIAL_AFTER};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		size_t len = words_match_wrapped(people->words_list, people->tokens, at, people->class_of[cues[i]], NULL);
		if (at + len > next)
			add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)(at + len), .cue = (uint8_t)cues[i]});
	}
}

/* What labels and cells say stands on one line. */
static bool may_wrap(uint8_t cue)
{
	return cue != NO_CUE && !(cue >= LABEL_NAME && cue <= CUE_NO_VALUE) && cue != CUE_ROLE && cue != CUE_ROLE_CELL && cue != LABEL_HEAD &&
	       cue != CUE_SPELLED && cue != CUE_OFFICE_PART && cue != CUE_OFFICE_HEAD && cue != CUE_MAIL_HEAD && cue != CUE_SPEAKER;
}

/* "goes / by", "asks to remain / unnamed": any phrase that goes on in small letters. */
static void add_wrapped_phrase(struct people *people, size_t at, size_t next)
{
	struct words_hit hits[16];
	size_t count = words_all_wrapped(people->words_list, people->tokens, at, hits, 16);
	for (size_t i = count; i-- > 0;) {
		uint8_t cue = people->cue_of[hits[i].class];
		if (at + hits[i].len <= next || !may_wrap(cue))
			continue;
		people->words[at].has |= cue_bit(cue);
		people->has |= cue_bit(cue);
		add_hit(people, (struct cue_hit){.from = (uint32_t)at, .to = (uint32_t)(at + hits[i].len), .value = hits[i].value, .cue = cue});
	}
}

static void add_wrapped(struct people *people, size_t line_end)
{
	size_t next = line_end + 1;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD || people->words[next].caps || !is_wrapped(people, line_end))
		return;
	bool lower = people->words[next].letters == CASE_LOWER;
	for (size_t at = line_end, words = 0; at-- > 0 && words < 3 && people->words[at].line == people->words[line_end].line;) {
		if (people->words[at].kind != TOKEN_WORD)
			continue;
		words++;
		if (!lower && people->words[at].letters == CASE_LOWER)
			return;
		if (!lexicon_get(people->lexicon, people->tokens->list[at].entry)->begins)
			continue; /* no phrase of more than one word */
		if (lower)
			add_wrapped_phrase(people, at, next);
		else
			add_wrapped_title(people, at, next);
	}
}

static void chain_ends(struct people *people)
{
	for (size_t i = people->cue_count; i-- > 0;) {
		struct cue_hit *hit = &people->cues[i];
		if (hit->to >= people->word_count)
			continue;
		hit->next_end = people->words[hit->to].ends;
		people->words[hit->to].ends = (uint32_t)i + 1;
		people->ends_in[hit->to] |= cue_bit(hit->cue);
	}
}

void cues_read(struct people *people)
{
	people->cue_count = 0;
	people->has = 0;
	for (size_t at = 0; at < people->word_count; at++)
		if (people->words[at].kind == TOKEN_WORD || people->words[at].kind == TOKEN_MIXED)
			add_cues(people, at);
	add_titles(people);
	for (uint32_t line = 0; line + 1 < people->line_count; line++)
		if (!people->lines[line].cell && !people->lines[line].bars)
			add_wrapped(people, line_to(people, line));
	for (size_t at = 0; at + 1 < people->word_count; at++)
		if (people->words[at].kind == TOKEN_MIXED && sign_is(people, at + 1, '.'))
			add_misread_rank(people, at);
	chain_ends(people);
}
