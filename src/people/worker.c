/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who is named only once, beside the agency he or she works for: "Dispatch (Penny Voight)", "Tonya Beck, DHS,", "Human Services was
 * informed, Denise Rohr;", "Tonya Beck on call", "ASST PRICE J 5032". It is work that they do: any tie to a child counts more. */
#include "people/internal.h"

enum { BADGE_LEAST = 3, BADGE_MOST = 5, LETTERS_MOST = 6, SENTENCE_WORDS = 30, WORK_WORDS = 8, KIN_WORDS = 4, TIME_WORDS = 8,
       YEAR_FIRST = 1900, YEAR_LAST = 2040, GIVEN_MOST = 3 };

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
size_t agency_to(const struct people *people, size_t at)
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
bool is_handed_to(const struct people *people, size_t agency)
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

/* "foster", "custody", "a ward of": the sentence of the word is about somebody in an agency's care. */
bool tells_of_care(const struct people *people, size_t word)
{
	const cue_set cues = cue_bit(CUE_HOME_NOUN) | cue_bit(CUE_SCHOOL_KIND) | cue_bit(CUE_DWELLING);
	for (unsigned way = 0; way < 2; way++) {
		size_t at = word;
		for (unsigned steps = 0; steps < SENTENCE_WORDS && at < people->word_count; steps++) {
			bool stop = sign_is(people, at, '.') && at + 1 < people->word_count && people->words[at + 1].sentence_start;
			if (people->words[at].kind == TOKEN_LINE || (at != word && stop))
				break;
			if (word_in(people, at, LIST_IN_CARE, NULL) || (people->words[at].mention == NOBODY && word_has_any(people, at, cues)))
				return true;
			at = way ? at + 1 : at - 1; /* before the first word is SIZE_MAX */
		}
	}
	return false;
}

static bool ends_clause(const struct people *people, size_t at)
{
	return at >= people->word_count || people->words[at].kind == TOKEN_LINE || (people->words[at].sign && strchr(".;)", people->words[at].sign));
}

/* "will keep it open", and not what happens to a ward: "will be returned", "will stay". */
static bool is_workers_modal(const struct people *people, size_t at)
{
	return word_has(people, at, CUE_MODAL) && !word_has(people, at + 1, CUE_AUXILIARY) && !word_in(people, at + 1, LIST_WARDS_VERB, NULL);
}

/* "DSS (Ada Running) has been told", "confirmed it": what an agency answers, and what is told to it. A child of whom it has the case has
 * other things behind the bracket: "has an open case", "was closed", a date, what he or she said. */
static bool answers(const struct people *people, size_t at)
{
	if (word_has(people, at, CUE_DUTY) || word_in(people, at, LIST_ANSWERS, NULL) || is_workers_modal(people, at))
		return true;
	bool auxiliary = false;
	for (; at < people->word_count && word_has(people, at, CUE_AUXILIARY); at++)
		auxiliary = true;
	return auxiliary && word_in(people, at, LIST_INFORMED, NULL);
}

bool is_agencys_case(const struct people *people, const struct mention *mention)
{
	size_t open = mention->from - (mention->from > 0), behind = mention->to + 1u;
	if (open == 0 || !sign_is(people, open, '(') || !sign_is(people, mention->to, ')') || !is_agency_word(people, open - 1))
		return false;
	if (is_numeric(people, behind + sign_is(people, behind, ',')) || tells_of_care(people, open - 1))
		return true;
	return word_has(people, behind, CUE_AUXILIARY) && !answers(people, behind);
}

/* "cc Poe, Sgt. Kloster, DSS (Ada Running)": one of a list of copies, or in which somebody has a rank; nothing else stands behind. */
static bool is_listed_with_rank(const struct people *people, size_t agency, size_t bracket)
{
	size_t behind = bracket + 1;
	if (agency == 0 || !(sign_is(people, agency - 1, ',') || sign_is(people, agency - 1, ';')))
		return false;
	if (!ends_clause(people, behind) && !(sign_is(people, behind, ',') && behind + 1 < people->word_count &&
					      people->words[behind + 1].kind == TOKEN_WORD &&
					      !word_has(people, behind + 1, CUE_MONTH)))
		return false;
	uint32_t line = people->words[agency].line;
	for (size_t at = line_from(people, line); at < line_to(people, line); at++)
		if ((word_has(people, at, CUE_RANK) && people->words[at].mention == NOBODY) || (at < agency && word_is(people, at, "cc")))
			return true;
	return false;
}

/* "I called", or "Called" at the start: who writes did it. "She called DHS (Ada Running) on us" may tell who called. */
static bool is_reached_by_me(const struct people *people, size_t verb)
{
	if (!word_in(people, verb, LIST_REACHED_ONE, NULL))
		return false;
	size_t who = word_previous(people, verb);
	return people->words[verb].sentence_start || people->words[verb].line_start ||
	       (who != SIZE_MAX && (word_is(people, who, "i") || word_is(people, who, "we")));
}

/* "I spoke with the Sedley DHS (Ada Running)", "the worker from DSS (Ada Running)": before the agency stands that somebody there was
 * reached, or an office. "Open with DSS (Eli Price)" is a case. */
static bool is_reached_agency(const struct people *people, size_t agency)
{
	size_t at = word_previous(people, agency);
	for (unsigned steps = 0; steps < 3 && at != SIZE_MAX; steps++) {
		if (people->words[at].letters != CASE_TITLE || people->words[at].mention != NOBODY)
			break;
		at = word_previous(people, at);
	}
	if (at != SIZE_MAX && word_is(people, at, "the"))
		at = word_previous(people, at);
	if (at == SIZE_MAX || people->words[at].line + 1 < people->words[agency].line)
		return false;
	if (!word_in(people, at, LIST_AGENCY_OF, NULL))
		return is_reached_by_me(people, at);
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX)
		return false;
	if (word_is(people, at, "with") && is_reached_by_me(people, before))
		return true;
	const struct cue_hit *rank = cue_before(people, at, CUE_RANK);
	return rank && rank->from > 0 && word_has(people, word_previous(people, rank->from), CUE_DETERMINER);
}

/* "DSS (Ada Running) has been told.", "cc Sgt. Poe, DSS (Ada Running)": the agency begins the sentence or is one of a list; of whom it
 * is told anything may be in brackets, "I told Code Enforcement (Hedy Lindau)". */
static bool is_in_agencys_bracket(const struct people *people, const struct mention *mention)
{
	if (mention->from < 2 || !sign_is(people, mention->from - 1, '(') || !sign_is(people, mention->to, ')') || !mention_is_full(people, mention))
		return false;
	size_t agency = agency_to(people, mention->from - 1);
	if (agency == SIZE_MAX || is_handed_to(people, agency) || tells_of_care(people, agency))
		return false;
	bool begins = people->words[agency].line_start || people->words[agency].sentence_start;
	return (begins && answers(people, mention->to + 1u)) || is_listed_with_rank(people, agency, mention->to) ||
	       is_reached_agency(people, agency);
}

/* "Denise said ...", "She lives next door": what follows is about that name as about no worker; "she will call" is. */
bool is_told_of(const struct people *people, const struct mention *mention, size_t end)
{
	size_t next = end + 1;
	while (next < people->word_count && people->words[next].kind != TOKEN_WORD && next < end + 4)
		next++;
	if (next >= people->word_count || people->words[next].kind != TOKEN_WORD)
		return false;
	for (size_t part = mention->from; part < mention->to; part = people->words[part].next)
		if (str_equal(people->words[part].folded, people->words[next].folded))
			return true;
	if (word_in(people, next, LIST_OF_WHOM, NULL))
		return !word_has(people, next + 1, CUE_MODAL);
	return word_is(people, next, "the") && word_in(people, next + 1, LIST_OF_WHOM, NULL);
}

/* "Tonya Beck, DHS, will keep it open", "told Tonya Beck, DHS.": what is done by officials, or told to them. Not one of a list, "Mary Price,
 * DHS, and the school", and not a ward, "Tyler Price, DHS, ran away", "will be returned to his foster home". */
static bool is_before_agency(const struct people *people, const struct mention *mention)
{
	size_t agency = mention->to + 1, behind = agency + 1;
	if (!mention_is_full(people, mention) || !sign_is(people, mention->to, ',') ||
	    !is_agency_word(people, agency) || behind >= people->word_count)
		return false;
	size_t before = word_previous(people, mention->from), next = word_next(people, behind);
	if (!sign_is(people, behind, ',')) {
		bool closed = people->words[behind].sign && strchr(".;)", people->words[behind].sign);
		return closed && before != SIZE_MAX && word_in(people, before, LIST_TOLD, NULL) && !is_told_of(people, mention, behind);
	}
	if (next == SIZE_MAX || tells_of_care(people, agency))
		return false;
	return is_workers_modal(people, next) || word_has_any(people, next, cue_bit(CUE_DUTY) | cue_bit(CUE_OFFICE_ACT));
}

/* "Human Services was informed, Denise Rohr;": who was told there, and nothing more is said of the name. Who "was called" may have called. */
static bool is_told_for_agency(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from - (mention->from > 0), verb = word_previous(people, comma);
	if (!mention_is_full(people, mention) || !sign_is(people, comma, ',') || verb == SIZE_MAX || !word_in(people, verb, LIST_INFORMED, NULL))
		return false;
	if (!ends_clause(people, mention->to))
		return false;
	size_t at = verb;
	if (at > 0 && word_has(people, at - 1, CUE_AUXILIARY))
		at--;
	return agency_to(people, at) != SIZE_MAX && !is_told_of(people, mention, mention->to) && !people->hotline;
}

/* An agency that was told begins the sentence, "DHS told at 7:20", and between that and the word nobody else is spoken of, and no home. */
static bool agency_in_clause(const struct people *people, size_t at)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_HOME_NOUN) |
			       cue_bit(CUE_DWELLING) | cue_bit(CUE_ROLE) | cue_bit(CUE_BYSTANDER) | cue_bit(CUE_OCCUPATION);
	size_t told = SIZE_MAX, auxiliary = SIZE_MAX;
	for (unsigned steps = 0; steps < SENTENCE_WORDS && at > 0; steps++) {
		at--;
		if (sign_is(people, at, '.') && at + 1 < people->word_count && people->words[at + 1].sentence_start)
			return false;
		if (word_has(people, at, CUE_LAW_AGENCY) && people->words[at].letters != CASE_LOWER)
			return (people->words[at].line_start || people->words[at].sentence_start) && told != SIZE_MAX &&
			       (auxiliary == SIZE_MAX || auxiliary + 1 == told);
		if (people->words[at].mention != NOBODY || word_has_any(people, at, others) || word_in(people, at, LIST_OF_WHOM, NULL) ||
		    (auxiliary != SIZE_MAX && auxiliary + 1 != told))
			return false;
		told = word_in(people, at, LIST_INFORMED, NULL) ? at : told;
		auxiliary = word_has(people, at, CUE_AUXILIARY) ? at : auxiliary;
	}
	return false;
}

/* "DHS told at 7:20, took it as 40-2, Tonya Beck on call." */
static bool is_on_call(const struct people *people, const struct mention *mention)
{
	size_t on = mention->to + (sign_is(people, mention->to, ',') || sign_is(people, mention->to, '('));
	if (!mention_is_full(people, mention) || !word_is(people, on, "on") || people->words[on].wide)
		return false;
	size_t call = on + 1 + sign_is(people, on + 1, '-'), behind = call + 1;
	if (!(word_is(people, call, "call") || word_is(people, call, "duty")))
		return false;
	bool ends = ends_clause(people, behind) || sign_is(people, behind, ',');
	return ends && agency_in_clause(people, mention->from) && !is_told_of(people, mention, behind);
}

/* "On call for DCFS this weekend is Trent Gaskill", "DCFS on call is Ann Poe" */
static bool is_named_on_call(const struct people *people, const struct mention *mention)
{
	size_t at = word_previous(people, mention->from);
	if (at == SIZE_MAX || !word_is(people, at, "is") || !mention_is_full(people, mention))
		return false;
	bool call = false, agency = false;
	for (unsigned steps = 0; steps < WORK_WORDS && !people->words[at].sentence_start && at > 0; steps++) {
		at--;
		if (people->words[at].mention != NOBODY || people->words[at].kind != TOKEN_WORD)
			return false;
		call = call || (word_is(people, at, "on") && word_is(people, at + 1, "call"));
		agency = agency || word_has(people, at, CUE_LAW_AGENCY);
	}
	return call && agency;
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

/* "COMP", "RP", "VIC": the code of somebody's part in the matter. */
static bool is_role_code(const struct people *people, size_t at)
{
	return at > 0 && (people->ends_in[at] & (cue_bit(CUE_ROLE) | cue_bit(LABEL_ROLE) | cue_bit(LABEL_RELATION) | cue_bit(LABEL_NAME) |
						 cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD)));
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
	       (is_officials_label(people, at) || (has_colleague(people, at) && !is_role_code(people, at)));
}

/* "CALL TAKER: Specialist 4471, D. Fuqua": an office and its number before the name, and nothing is told of it: "Officer 4471, Jason Stack
 * is the father" begins another clause. */
static bool is_behind_number(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from - (mention->from > 0);
	if (comma < 2 || !mention_is_full(people, mention) || !sign_is(people, comma, ',') || !ends_clause(people, mention->to) ||
	    is_told_of(people, mention, mention->to))
		return false;
	size_t number = comma - 1, office = number - 1;
	const cue_set others = cue_bit(CUE_CREW) | cue_bit(CUE_DWELLING) | cue_bit(CUE_RADIO);
	/* "Call taker: Position 6," */
	bool seat = office > 0 && sign_is(people, office - 1, ':') && list_match_as(people, office, LIST_CONSOLE, STR("")) == 1;
	return people->words[number].kind == TOKEN_NUMBER && (seat || people->words[number].folded.len >= BADGE_LEAST) &&
	       people->words[number].folded.len <= BADGE_MOST && people->words[number].blocked != WHAT_ADDRESS &&
	       (seat || is_officials_label(people, number)) && !word_has_any(people, office, others) && people->words[office].letters != CASE_LOWER;
}

/* "interviewed at the Harbor Light Advocacy Center on March 12 by Tamsyn Ferrar": work that only officials do, and where or when between. */
static bool is_doer(const struct people *people, const struct mention *mention)
{
	size_t by = word_previous(people, mention->from);
	if (by == SIZE_MAX || by == 0 || !word_is(people, by, "by") || !mention_is_full(people, mention))
		return false;
	bool agency = false;
	struct str value;
	for (size_t at = by, steps = 0; at > 0 && steps < SENTENCE_WORDS / 2; steps++) {
		at--;
		if (people->words[at].mention != NOBODY || sign_is(people, at, ';') || (sign_is(people, at, '.') && people->words[at + 1].sentence_start))
			return false;
		agency = agency || word_has_any(people, at, cue_bit(CUE_LAW_AGENCY) | cue_bit(CUE_AGENCY));
		if (word_in(people, at, LIST_DONE_BY, &value)) /* "Transcribed 4/9/24 by S. Halonen." */
			return agency || (people->words[at].sentence_start && str_equal(value, STR("paper")));
	}
	return false;
}

/* "Ofc. Brandt and Osei responded", "by Ofc. Brandt and Osei.": a bare surname, no given name, behind a colleague with a rank. */
static bool is_colleague(const struct people *people, const struct mention *mention)
{
	size_t and = word_previous(people, mention->from), first = and == SIZE_MAX ? SIZE_MAX : word_previous(people, and);
	if (first == SIZE_MAX || !(word_is(people, and, "and") || sign_is(people, and, '&')) || people->words[first].mention == NOBODY)
		return false;
	const struct word *word = &people->words[mention->from];
	if (mention->titled || word->next < mention->to || word->entry->given > GIVEN_MOST || word->folded.len < 3)
		return false;
	const struct mention *ranked = &people->mentions[people->words[first].mention];
	const struct cue_hit *rank = cue_before(people, ranked->from, CUE_RANK);
	size_t before = rank ? word_previous(people, rank->from) : SIZE_MAX;
	bool by = before != SIZE_MAX && word_is(people, before, "by");
	return rank && people->words[rank->from].letters != CASE_LOWER &&
	       (word_in(people, mention->to, LIST_COLLEAGUES_DID, NULL) || (by && ends_clause(people, mention->to)));
}

/* "STATE INTAKE NOTIFIED, REF 40823390. SPECIALIST D FROST": behind the word for who takes calls there, the letter and surname. */
static bool is_specialist(const struct people *people, const struct mention *mention)
{
	size_t before = word_previous(people, mention->from), first = mention->from;
	if (before == SIZE_MAX || !word_is(people, before, "specialist") || people->words[before].letters == CASE_LOWER ||
	    people->words[first].folded.len != 1 || !mention_is_full(people, mention))
		return false;
	for (size_t at = before, steps = 0; at > 0 && steps < SENTENCE_WORDS / 2; steps++)
		if (word_has(people, --at, CUE_LAW_AGENCY))
			return true;
	return false;
}

enum { MAIL_WORDS = 400 }; /* from the head of a mail to whom it greets */

/* "leland.park" before the sign of an agency's mailbox. */
static bool is_mailbox_of(const struct people *people, size_t sign, struct str name)
{
	for (size_t at = sign; at > 0 && people->words[at - 1].to == people->words[at].from && people->words[at - 1].blocked == WHAT_AGENCY; at--)
		if (str_equal(people->words[at - 1].folded, name))
			return people->words[sign].blocked == WHAT_AGENCY;
	return false;
}

/* `To: "Tully, Chase" <ctully@lakepd.example> ...` and below an empty line "Chase, please": the reader, by a name before the mailbox. */
static bool is_reader(const struct people *people, size_t at, size_t mailbox)
{
	size_t name = mailbox - (mailbox > 0 && is_double_quote(people, mailbox - 1));
	if (name == 0 || !has_agency_mail(people, mailbox) || people->words[name - 1].mention == NOBODY)
		return false;
	const struct mention *mention = &people->mentions[people->words[name - 1].mention];
	for (size_t part = mention->from; part < mention->to; part++)
		if (str_equal(people->words[part].folded, people->words[at].folded))
			return at > 1 && people->words[at - 1].kind == TOKEN_LINE && people->words[at - 2].kind == TOKEN_LINE;
	return false;
}

/* "To: leland.park@jcs.example ... Leland -": the first line of a mail calls its reader by the given name of an agency's mailbox. */
static bool is_greeted(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, behind = mention->to;
	if (!people->words[at].line_start || mention_is_full(people, mention) || !text_has(people, '@') || people->words[at].entry->given == 0 ||
	    !(sign_is(people, behind, ',') || sign_is(people, behind, '-') || sign_is(people, behind, ':')))
		return false;
	const size_t next = behind + 1;
	const bool alone = next >= people->word_count || people->words[next].kind == TOKEN_LINE;
	const cue_set others = cue_bit(CUE_DETERMINER) | cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD);
	const bool goes_on = !alone && people->words[next].kind == TOKEN_WORD && !word_has_any(people, next, others);
	for (size_t back = at, steps = 0; back > 0 && steps < MAIL_WORDS; back--, steps++)
		if ((alone && sign_is(people, back - 1, '@') && is_mailbox_of(people, back - 1, people->words[at].folded)) ||
		    ((alone || goes_on) && sign_is(people, back - 1, '<') && is_reader(people, at, back - 1)))
			return true;
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

/* The sentence behind the name, or the `next` too, speaks of family or of a home. */
static bool tells_of_family(const struct people *people, size_t behind, bool next)
{
	const cue_set others = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_HOME_NOUN) |
			       cue_bit(CUE_DWELLING) | cue_bit(CUE_ROLE);
	for (size_t at = behind; at < behind + SENTENCE_WORDS && at < people->word_count; at++) {
		if (people->words[at].kind == TOKEN_LINE && at + 1 < people->word_count && people->words[at + 1].kind == TOKEN_LINE)
			break;
		if (!next && sign_is(people, at, '.') && at + 1 < people->word_count && people->words[at + 1].sentence_start)
			break;
		bool denied = word_is(people, at - 1, "not") || word_is(people, at - 2, "not"); /* "is not a caretaker" */
		if ((word_has_any(people, at, others) && !denied) || word_is(people, at, "hers"))
			return true;
	}
	return false;
}

/* No other mention has a part of the name, and neither its sentence nor the next speaks of family or of a home. */
static bool is_named_once(const struct people *people, const struct mention *mention)
{
	for (size_t i = 0; i < people->mention_count; i++)
		for (size_t part = mention->from; part < mention->to; part++)
			for (size_t at = people->mentions[i].from; &people->mentions[i] != mention && at < people->mentions[i].to; at++)
				if (people->words[part].folded.len > 1 && str_equal(people->words[part].folded, people->words[at].folded))
					return false;
	return !tells_of_family(people, mention->to, true);
}

/* "CHILDRENS DIVISION NADIA FERRANTE ON SCENE", "Children's Division lady Sunny Achebe": the agency, and who came or called from there. */
static bool is_behind_agency(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, behind = mention->to;
	bool staff = at > 0 && list_match_as(people, at - 1, LIST_CONSOLE, STR("staff")) == 1;
	if (at < 2 || !mention_is_full(people, mention) || people->words[at].gap)
		return false;
	size_t agency = agency_to(people, at - staff);
	if (agency == SIZE_MAX || is_handed_to(people, agency) || tells_of_care(people, agency))
		return false;
	bool comes = word_has_any(people, behind, cue_bit(CUE_RADIO_UNIT) | cue_bit(CUE_DUTY));
	return staff || (comes && !tells_of_family(people, behind, false));
}

/* "JOY PETRAKIS OCFP CALLED BACK": the name begins the entry of a log, the letters of an agency stand behind it, and what is done from there. */
static bool is_acting_for_agency(const struct people *people, const struct mention *mention)
{
	size_t agency = mention->to, behind = agency + 1;
	if (!mention_is_full(people, mention) || !people->words[mention->from].caps || !is_agency_word(people, agency) ||
	    people->words[mention->from].line_start ||
	    mention->from > line_from(people, people->words[mention->from].line) + TIME_WORDS)
		return false;
	for (size_t at = line_from(people, people->words[mention->from].line); at < mention->from; at++)
		if (people->words[at].kind == TOKEN_WORD)
			return false; /* more than a day and a time stands before it */
	bool acts = word_has(people, behind, CUE_RADIO_UNIT) || (word_is(people, behind, "called") && word_is(people, behind + 1, "back")) ||
		    (word_is(people, behind, "adv") && word_has(people, behind + 1, CUE_RADIO_UNIT));
	return acts && !tells_of_care(people, agency) && !tells_of_family(people, behind, false);
}

/* "Robin Field from Children's Division said", over a line end too: a name of several words of the agency, and what its people do. */
static bool is_from_agency(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to;
	at += at < people->word_count && people->words[at].kind == TOKEN_LINE;
	if (!mention_is_full(people, mention) || !(word_is(people, at, "from") || word_is(people, at, "with")))
		return false;
	size_t name = word_next(people, at);
	const struct cue_hit *agency = name < people->word_count ? cue_at(people, name, CUE_LAW_AGENCY) : NULL;
	if (!agency || agency->to < name + 2 || people->words[name].letters == CASE_LOWER || tells_of_care(people, name))
		return false;
	return word_has_any(people, agency->to, cue_bit(CUE_SPEECH) | cue_bit(CUE_DUTY)) && !word_has(people, agency->to, CUE_AUXILIARY);
}

/* Introduced so that no company of the name can make anybody doubt it. */
bool works_for_sure(const struct people *people, const struct mention *mention)
{
	if (mention->to <= mention->from)
		return false;
	return is_in_footer(people, mention) || is_at_console(people, mention) || is_behind_agency(people, mention) || is_greeted(people, mention) ||
	       is_from_agency(people, mention) || is_acting_for_agency(people, mention) ||
	       ((is_told_for_agency(people, mention) || is_on_call(people, mention)) && is_named_once(people, mention));
}

bool works_beside(const struct people *people, const struct mention *mention)
{
	if (mention->to <= mention->from)
		return false;
	return is_in_agencys_bracket(people, mention) || is_before_agency(people, mention) || is_told_for_agency(people, mention) ||
	       is_on_call(people, mention) || is_in_footer(people, mention) || is_behind_number(people, mention) || is_greeted(people, mention) ||
	       is_behind_agency(people, mention) || is_from_agency(people, mention) || is_acting_for_agency(people, mention) ||
	       is_doer(people, mention) || is_specialist(people, mention) || is_colleague(people, mention) ||
	       is_named_on_call(people, mention);
}

/* The rank before the name or right behind it; NULL when it has another reason. */
static const struct cue_hit *rank_beside(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *hit = cue_before(people, mention->from, CUE_RANK);
	for (size_t at = mention->to; !hit && at < mention->to + 5u && at < people->word_count && people->words[at].kind != TOKEN_LINE; at++) {
		hit = cue_at(people, at, CUE_OFFICIAL_AFTER);
		hit = hit ? hit : cue_at(people, at, CUE_RANK);
	}
	return hit;
}

bool ranked_by_any_firm(const struct people *people, const struct person *person)
{
	bool firm = false;
	if (person->is.evidence & BECAUSE_SIGNED)
		return false;
	for (size_t i = 0; i < people->mention_count; i++) {
		const struct mention *mention = &people->mentions[i];
		if (mention->person != (int32_t)(person - people->persons) || mention->to <= mention->from ||
		    !(mention->ranked || (mention->is.evidence & BECAUSE_RANK)))
			continue;
		const struct cue_hit *rank = rank_beside(people, mention);
		if (!rank || !word_in(people, rank->to - 1u, LIST_ANY_FIRM, NULL))
			return false;
		firm = true;
	}
	return firm;
}

/* "..., supervisor at the plant, is Mia's mother" behind the name. */
static bool is_kin_behind_work(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to + 1u;
	if (!sign_is(people, mention->to, ','))
		return false;
	bool firm = false;
	for (unsigned steps = 0; steps < WORK_WORDS && at < people->word_count && people->words[at].kind == TOKEN_WORD; steps++, at++)
		firm = firm || word_in(people, at, LIST_ANY_FIRM, NULL);
	if (!firm || !sign_is(people, at, ',') || !word_has(people, at + 1, CUE_AUXILIARY))
		return false;
	at += 2;
	for (unsigned steps = 0; steps < KIN_WORDS && at < people->word_count; steps++, at++) {
		if (word_has(people, at, CUE_KIN))
			return true;
		if (people->words[at].kind != TOKEN_WORD && people->words[at].kind != TOKEN_TAIL)
			return false;
	}
	return false;
}

/* "Mia's mother, Records Manager Renee Stack". */
static bool is_kin_before_work(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	if (at == 0 || !word_in(people, at - 1, LIST_ANY_FIRM, NULL))
		return false;
	for (unsigned steps = 0; steps < WORK_WORDS && at > 0 && people->words[at - 1].kind == TOKEN_WORD; steps++)
		at--;
	return at > 1 && sign_is(people, at - 1, ',') && (people->ends_in[at - 1] & cue_bit(CUE_KIN));
}

bool is_kin_at_work(const struct people *people, const struct mention *mention)
{
	return mention->to > mention->from && (is_kin_behind_work(people, mention) || is_kin_before_work(people, mention));
}
