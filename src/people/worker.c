/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who is named only once, beside the agency he or she works for: "Dispatch (Penny Voight)", "Tonya Beck, DHS,", "Human Services was
 * informed, Denise Rohr;", "Tonya Beck on call", "ASST PRICE J 5032". It is work that they do: any tie to a child counts more. */
#include "people/internal.h"

enum { BADGE_LEAST = 3, BADGE_MOST = 5, LETTERS_MOST = 6, SENTENCE_WORDS = 30, YEAR_FIRST = 1900, YEAR_LAST = 2040 };

static bool is_full(const struct people *people, const struct mention *mention)
{
	return mention->to > people->words[mention->from].next;
}

/* The letters of an agency: "DHS", "EFPD". A court's are never so short. */
static bool is_agency_word(const struct people *people, size_t at)
{
	if (at >= people->word_count || people->words[at].letters != CASE_UPPER || people->words[at].folded.len > LETTERS_MOST ||
	    people->words[at].folded.len < 2)
		return false;
	const struct cue_hit *hit = cue_at(people, at, CUE_LAW_AGENCY);
	return (hit && hit->to == at + 1) || people->words[at].blocked == WHAT_AGENCY;
}

/* The agency that ends right before `at` and whose people do what is written of them; SIZE_MAX none. Courts, and places where
 * somebody is brought, have other people's names beside them. */
static size_t agency_to(const struct people *people, size_t at)
{
	if (at == 0)
		return SIZE_MAX;
	size_t last = at - 1;
	if (is_agency_word(people, last))
		return last;
	for (uint32_t i = people->words[at].ends; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		bool office = hit->to > hit->from + 1 ? !word_is(people, last, "court") : word_has(people, hit->from, CUE_LABEL_OFFICIAL);
		if (hit->cue == CUE_LAW_AGENCY && office && people->words[hit->from].letters != CASE_LOWER)
			return hit->from;
	}
	return SIZE_MAX;
}

/* "released to DHS (Ava Lane)": who is handed to an agency does not work there. */
static bool is_handed_to(const struct people *people, size_t agency)
{
	size_t at = agency;
	for (unsigned steps = 0; steps < 6; steps++) {
		at = word_previous(people, at);
		if (at == SIZE_MAX || people->words[at].kind == TOKEN_SIGN)
			return false;
		if (word_has(people, at, CUE_HANDED_OVER))
			return true;
	}
	return false;
}

/* "Dispatch (Penny Voight) confirmed it.", "cc Poe, DSS (Ada Running)": the agency begins the sentence or is one of a list; of whom it
 * is told anything may be in brackets, "I told Code Enforcement (Hedy Lindau)". */
static bool is_in_agencys_bracket(const struct people *people, const struct mention *mention)
{
	if (mention->from < 2 || !sign_is(people, mention->from - 1, '(') || !sign_is(people, mention->to, ')') || !is_full(people, mention))
		return false;
	size_t agency = agency_to(people, mention->from - 1);
	if (agency == SIZE_MAX || is_handed_to(people, agency))
		return false;
	return people->words[agency].line_start || people->words[agency].sentence_start ||
	       (agency > 0 && (sign_is(people, agency - 1, ',') || sign_is(people, agency - 1, ';')));
}

/* "Tonya Beck, DHS, will keep it open", "told Tonya Beck, DHS.": what is done by officials, or told to them. Not one of a list, "Mary Price,
 * DHS, and the school", and not a ward, "Tyler Price, DHS, ran away". */
static bool is_before_agency(const struct people *people, const struct mention *mention)
{
	size_t agency = mention->to + 1, behind = agency + 1;
	if (!is_full(people, mention) || !sign_is(people, mention->to, ',') || !is_agency_word(people, agency) || behind >= people->word_count)
		return false;
	size_t before = word_previous(people, mention->from), next = word_next(people, behind);
	if (!sign_is(people, behind, ',')) {
		bool closed = people->words[behind].sign && strchr(".;)", people->words[behind].sign);
		return closed && before != SIZE_MAX && word_in(people, before, LIST_TOLD, NULL);
	}
	return word_has_any(people, next, cue_bit(CUE_MODAL) | cue_bit(CUE_DUTY) | cue_bit(CUE_OFFICE_ACT));
}

/* "Human Services was informed, Denise Rohr;": who was told there, and nothing more is said of the name. */
static bool is_told_for_agency(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from - (mention->from > 0), verb = word_previous(people, comma);
	if (!is_full(people, mention) || !sign_is(people, comma, ',') || verb == SIZE_MAX || !word_in(people, verb, LIST_TOLD, NULL))
		return false;
	if (mention->to < people->word_count && !(people->words[mention->to].sign && strchr(";.)", people->words[mention->to].sign)))
		return false;
	size_t at = verb;
	if (at > 0 && word_has(people, at - 1, CUE_AUXILIARY))
		at--;
	size_t agency = agency_to(people, at);
	return agency != SIZE_MAX;
}

static bool agency_in_sentence(const struct people *people, size_t at)
{
	for (unsigned steps = 0; steps < SENTENCE_WORDS && at > 0; steps++) {
		at--;
		if (sign_is(people, at, '.') && at + 1 < people->word_count && people->words[at + 1].sentence_start)
			return false;
		if (word_has(people, at, CUE_LAW_AGENCY) && people->words[at].letters != CASE_LOWER)
			return true;
	}
	return false;
}

/* "DHS told at 7:20, took it as 40-2, Tonya Beck on call." */
static bool is_on_call(const struct people *people, const struct mention *mention)
{
	size_t on = mention->to + (sign_is(people, mention->to, ',') || sign_is(people, mention->to, '('));
	if (!is_full(people, mention) || !word_is(people, on, "on") || people->words[on].wide)
		return false;
	size_t call = on + 1 + sign_is(people, on + 1, '-'), behind = call + 1;
	if (!(word_is(people, call, "call") || word_is(people, call, "duty")))
		return false;
	bool ends = behind >= people->word_count || people->words[behind].kind == TOKEN_LINE ||
		    (people->words[behind].sign && strchr(".;,)", people->words[behind].sign));
	return ends && agency_in_sentence(people, mention->from);
}

static bool is_year(struct str digits)
{
	int year = 0;
	for (size_t i = 0; i < digits.len; i++)
		year = year * 10 + (digits.ptr[i] - '0');
	return year >= YEAR_FIRST && year <= YEAR_LAST;
}

static bool is_badge(const struct people *people, size_t at)
{
	return at < people->word_count && people->words[at].kind == TOKEN_NUMBER && !people->words[at].blocked &&
	       people->words[at].folded.len >= BADGE_LEAST && people->words[at].folded.len <= BADGE_MOST && !is_year(people->words[at].folded) &&
	       !sign_is(people, at + 1, '/') && !sign_is(people, at + 1, '-');
}

static bool is_officials_label(const struct people *people, size_t at)
{
	return at > 0 && (people->ends_in[at] & (cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_RANK)));
}

/* An officer of the same line has a label that says so: "RO STORM F 4419  ASST PRICE J 5032". */
static bool has_colleague(const struct people *people, size_t at)
{
	uint32_t line = people->words[at].line;
	for (size_t badge = line_from(people, line) + 3; badge < line_to(people, line); badge++)
		if ((badge < at || badge > at + 2) && is_badge(people, badge) && people->words[badge - 1].folded.len == 1 &&
		    people->words[badge - 2].kind == TOKEN_WORD && people->words[badge - 2].letters == CASE_UPPER &&
		    is_officials_label(people, badge - 2))
			return true;
	return false;
}

/* "RO RIVERS B 4127": label, surname, letter and badge number, as systems print them at the foot of a report. */
static bool is_in_footer(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, letter = mention->to - 1u;
	if (people->words[at].next < mention->to && word_has_any(people, at, cue_bit(CUE_LABEL_OFFICIAL) | cue_bit(CUE_RANK)))
		at = people->words[at].next; /* the label was read as a part of the name */
	if (people->words[letter].folded.len != 1 || letter == at)
		letter = mention->to;
	size_t badge = letter + 1;
	return letter < people->word_count && people->words[letter].kind == TOKEN_WORD && people->words[letter].folded.len == 1 &&
	       people->words[letter].letters == CASE_UPPER && people->words[at].letters == CASE_UPPER && people->words[at].next == letter &&
	       !people->words[letter].wide && is_badge(people, badge) && !people->words[badge].wide &&
	       (is_officials_label(people, at) || has_colleague(people, at));
}

/* "Specialist 4471, D. Fuqua": an office and its number before the name. */
static bool is_behind_number(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from - (mention->from > 0);
	if (comma < 2 || !is_full(people, mention) || !sign_is(people, comma, ','))
		return false;
	size_t number = comma - 1;
	return people->words[number].kind == TOKEN_NUMBER && people->words[number].folded.len <= BADGE_MOST &&
	       people->words[number].blocked != WHAT_ADDRESS && is_officials_label(people, number) && !word_has(people, number - 1, CUE_CREW) &&
	       !word_has(people, number - 1, CUE_DWELLING) && people->words[number - 1].letters != CASE_LOWER;
}

/* "interviewed at the Harbor Light Advocacy Center on March 12 by Tamsyn Ferrar": work that only officials do, and where or when between. */
static bool is_doer(const struct people *people, const struct mention *mention)
{
	size_t by = word_previous(people, mention->from);
	if (by == SIZE_MAX || by == 0 || !word_is(people, by, "by") || !is_full(people, mention))
		return false;
	bool agency = false;
	for (size_t at = by, steps = 0; at > 0 && steps < SENTENCE_WORDS / 2; steps++) {
		at--;
		if (people->words[at].mention != NOBODY || sign_is(people, at, ';') || (sign_is(people, at, '.') && people->words[at + 1].sentence_start))
			return false;
		agency = agency || word_has_any(people, at, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY));
		if (word_in(people, at, LIST_DONE_BY, NULL))
			return agency;
	}
	return false;
}

/* "STATE INTAKE NOTIFIED, REF 40823390. SPECIALIST D FROST": behind the word for who takes calls there, the letter and surname. */
static bool is_specialist(const struct people *people, const struct mention *mention)
{
	size_t before = word_previous(people, mention->from), first = mention->from;
	if (before == SIZE_MAX || !word_is(people, before, "specialist") || people->words[before].letters == CASE_LOWER ||
	    people->words[first].folded.len != 1 || !is_full(people, mention))
		return false;
	for (size_t at = before, steps = 0; at > 0 && steps < SENTENCE_WORDS / 2; steps++)
		if (word_has(people, --at, CUE_LAW_AGENCY))
			return true;
	return false;
}

/* "To: leland.park@jcs.example ... Leland -": the first line of a mail calls its reader by the given name of an agency's mailbox. */
static bool is_greeted(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, behind = mention->to;
	if (!people->words[at].line_start || is_full(people, mention) || !text_has(people, '@') || people->words[at].entry->given == 0 ||
	    !(sign_is(people, behind, ',') || sign_is(people, behind, '-') || sign_is(people, behind, ':')) ||
	    (behind + 1 < people->word_count && people->words[behind + 1].kind != TOKEN_LINE))
		return false;
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		if (finding->what != WHAT_AGENCY || finding->span.from > people->words[at].from)
			continue;
		size_t first = tokens_at(people->tokens, finding->span.from);
		bool mailbox = false, named = false;
		for (size_t word = first; word < people->word_count && people->words[word].from < finding->span.to && !mailbox; word++) {
			mailbox = sign_is(people, word, '@');
			named = named || str_equal(people->words[word].folded, people->words[at].folded);
		}
		if (mailbox && named)
			return true;
	}
	return false;
}

bool leads_pupils(const struct people *people, size_t at)
{
	if (!word_in(people, at, LIST_AGENCY_OF, NULL) && !word_is(people, at, "in") && !word_is(people, at, "on"))
		return false;
	for (unsigned steps = 0; steps < 4 && at < people->word_count; steps++, at++) {
		if (word_in(people, at, LIST_PLAYED_IN, NULL))
			return true;
		if (people->words[at].kind != TOKEN_WORD && people->words[at].kind != TOKEN_TAIL)
			return false;
	}
	return false;
}

/* Introduced so that no company of the name can make anybody doubt it. */
bool works_for_sure(const struct people *people, const struct mention *mention)
{
	return mention->to > mention->from && (is_told_for_agency(people, mention) || is_on_call(people, mention) || is_in_footer(people, mention) ||
					       is_behind_number(people, mention));
}

bool works_beside(const struct people *people, const struct mention *mention)
{
	if (mention->to <= mention->from)
		return false;
	return is_in_agencys_bracket(people, mention) || is_before_agency(people, mention) || is_told_for_agency(people, mention) ||
	       is_on_call(people, mention) || is_in_footer(people, mention) || is_behind_number(people, mention) || is_greeted(people, mention) ||
	       is_doer(people, mention) || is_specialist(people, mention);
}
