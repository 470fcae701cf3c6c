/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What shows that a mention names somebody in office: a rank, an agency beside the name, a signature, an introduction in the
 * first person, work that only officials do. */
#include "people/internal.h"

enum { KIN_REACH = 5, BADGE_DIGITS = 5, NUMBERED_NEAR = 500 };

/* "the Children's Division worker for Finn, Mr. Gale Redmond": the word "for", or `at`. */
static size_t before_charge(const struct people *people, size_t at)
{
	size_t before = word_previous(people, at);
	if (before == SIZE_MAX || people->words[before].mention == NOBODY)
		return at;
	size_t of = word_previous(people, people->mentions[people->words[before].mention].from);
	return of != SIZE_MAX && word_is(people, of, "for") ? of : at;
}

/* "cc: Youth Services Bureau, D. Acheson": who gets a copy there, by a letter and a surname. */
static bool is_copied_to(const struct people *people, const struct mention *mention)
{
	uint32_t line = people->words[mention->from].line;
	return word_is(people, line_from(people, line), "cc") && people->words[mention->from].folded.len == 1 && mention_is_full(people, mention) &&
	       mention->to >= line_to(people, line);
}

/* An agency or office right before a titled or full name: "Children's Division (Ms. Fern Adeleke)", "the Juvenile Officer,
 * Mr. Hale", "His caseworker, Augusta Penn of the", "det.will@agency (Adrian Will)". */
static bool office_before(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	bool titled = false, sign = false, attended = false;
	const struct cue_hit *title = cue_before(people, at, CUE_TITLE);
	if (title) {
		at = title->from;
		titled = true;
	}
	bool full = mention->to > people->words[mention->from].next;
	for (unsigned steps = 0; steps < 3 && at > 0; steps++) {
		size_t before = word_previous(people, at);
		if (before == SIZE_MAX)
			return false;
		if (titled && word_is(people, before, "a") && before > 0 && sign_is(people, before - 1, ',')) {
			at = before;
			continue;
		}
		if (sign_is(people, before, '(') && before > 0 && people->words[before - 1].blocked == WHAT_AGENCY)
			return true;
		bool dotted = sign_is(people, before, '.') && before > 0 && word_is(people, before - 1, "attn");
		bool attention = dotted || word_is(people, before, "attn") || word_is(people, before, "attention");
		if (attention && sign_is(people, before, '.'))
			before--;
		if (!attention && !sign_is(people, before, '(') && !sign_is(people, before, ',') && !sign_is(people, before, '-') &&
		    !sign_is(people, before, '/') && !sign_is(people, before, ':'))
			break;
		sign = true;
		attended = attended || attention;
		at = before;
	}
	if (!sign || !(titled || full) || at >= people->word_count)
		return false;
	attended |= is_copied_to(people, mention);
	at = titled ? before_charge(people, at) : at;
	for (uint32_t i = people->words[at].ends; i; i = people->cues[i - 1].next_end) {
		const struct cue_hit *hit = &people->cues[i - 1];
		size_t earlier = word_previous(people, hit->from);
		bool named = earlier != SIZE_MAX && people->words[earlier].mention != NOBODY; /* "Det. Rowe, ..." is another person */
		if (hit->cue == CUE_LAW_AGENCY && (titled || attended))
			return true; /* "Human Services, attn. Bev Rasmussen" */
		const struct word *first = &people->words[hit->from];
		bool letters = first->folded.len == 3 && first->letters == CASE_UPPER && !first->caps && earlier != SIZE_MAX &&
			       word_has(people, earlier, CUE_DETERMINER); /* "the SRO, Dale Orr" */
		if (hit->cue == CUE_OFFICIAL_AFTER ||
		    (hit->cue == CUE_RANK && !named && (first->folded.len > 4 || letters || hit->to > hit->from + 1)))
			return true;
	}
	return false;
}

/* "Assigned Lori Stancil.", "Assigned to Carlotta Voss", "Pilar Osgood assigned." */
static bool is_assigned(const struct people *people, const struct mention *mention)
{
	if (mention->to <= people->words[mention->from].next)
		return false;
	size_t before = word_previous(people, mention->from), next = mention->to;
	if (before != SIZE_MAX && word_is(people, before, "to"))
		before = word_previous(people, before);
	return (before != SIZE_MAX && word_is(people, before, "assigned")) ||
	       (next + 1 < people->word_count && word_is(people, next, "assigned") && people->words[next + 1].kind != TOKEN_WORD);
}

/* "Ann Lind called CPS.", "LIND ADV OFC 12": a verb stands behind the name, and no comma. */
static bool is_told(const struct people *people, const struct mention *mention, size_t at)
{
	bool lower = people->words[at].letters == CASE_LOWER && (verb_form(people, at) == VERB_PAST || word_has(people, at, CUE_AUXILIARY));
	bool verb = at > mention->to && people->words[at - 1].kind == TOKEN_WORD && !word_has(people, at - 1, CUE_BADGE);
	return lower || (verb && word_has(people, at, CUE_RANK));
}

/* The line is a signature: a name at its start, behind it only a rank, a number, an agency; near the end, or with a number. */
static bool is_signature(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from, line = people->words[at].line;
	if (people->lines[line].cell || (people->view->table && people->lines[line].bars))
		return false;
	for (size_t before = line_from(people, line); before < at; before++)
		if (people->words[before].kind == TOKEN_WORD && !word_has(people, before, CUE_RANK) && !word_has(people, before, CUE_TITLE) &&
		    !word_is(people, before, "s"))
			return false;
	bool number = false, office = false;
	size_t words = 0;
	for (at = mention->to; at < people->word_count && people->words[at].line == line; at++) {
		if (word_has(people, at, CUE_LIVES) || word_has(people, at, LABEL_AGE) || is_told(people, mention, at))
			return false; /* "TY DUNN AGE 9 LIVES AT 1711 CONSTABLE LANE", "Ann Lind called CPS." */
		if (people->words[at].kind == TOKEN_NUMBER)
			number = number || people->words[at].folded.len >= 2;
		else if (people->words[at].blocked == WHAT_ADDRESS)
			words++;
		else if (word_has(people, at, CUE_RANK) || word_has(people, at, CUE_BADGE) || word_has(people, at, CUE_OFFICIAL_AFTER))
			office = true, at = people->cues[people->words[at].cues - 1].to - 1;
		else if (people->words[at].kind == TOKEN_WORD)
			words++;
	}
	bool last = line + 12 > people->line_count;
	bool full = mention->to > people->words[mention->from].next;
	return last && (full || number) && words <= (office ? 4u : 0u) && (office || number);
}

/* The name of an agency of police, prosecution, courts or child welfare, capitalised words before it included: "the Sedley
 * police", "Children's Division". */
static bool names_agency(const struct people *people, size_t at)
{
	if (word_is(people, at, "the") || word_is(people, at, "our")) {
		at = word_next(people, at);
		/* "from the Department" */
		if (at < people->word_count && people->words[at].letters == CASE_TITLE && word_has(people, at, CUE_AGENCY) &&
		    people->words[at].folded.len >= 6 && people->words[people->words[at].next].letters != CASE_TITLE)
			return true;
	}
	for (unsigned steps = 0; steps < 5 && at < people->word_count; steps++, at = word_next(people, at)) {
		const struct word *word = &people->words[at];
		if (word_has(people, at, CUE_LAW_AGENCY))
			return true;
		if (word->kind != TOKEN_WORD || word->letters == CASE_LOWER || word->mention != NOBODY)
			return false;
	}
	return false;
}

static bool is_court(const struct people *people, size_t at)
{
	if (word_is(people, at, "the"))
		at = word_next(people, at);
	const struct cue_hit *hit = at < people->word_count ? cue_at(people, at, CUE_LAW_AGENCY) : NULL;
	return hit && word_is(people, hit->to - 1, "court");
}

/* "Thread with: Tamsin Rusk CPS": the letters of an agency behind a name, and nothing behind them. */
static bool is_agency_alone(const struct people *people, size_t at)
{
	const struct cue_hit *hit = at < people->word_count && people->words[at].letters == CASE_UPPER && !people->words[at].caps
					    ? cue_at(people, at, CUE_LAW_AGENCY) : NULL;
	return hit && people->words[at].folded.len <= 5 && (hit->to >= people->word_count || people->words[hit->to].kind == TOKEN_LINE);
}

/* "Tamsin Rusk at Children's Division", "Officer Tillis of the Sedley police", "Osei, Comfort (Children's Division)" */
static bool agency_after(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to, before = word_previous(people, mention->from);
	if (at < people->word_count && people->words[at].kind == TOKEN_TAIL)
		at++; /* "Ms. Sharp's (Children's Division) letter" */
	const struct entry *entry = people->words[mention->from].entry;
	bool given = !mention_is_full(people, mention) && !mention->titled && entry->surname <= entry->given + 1;
	bool from = word_is(people, at, "from") || word_is(people, at, "in");
	if (given && !(from && people->words[mention->from].letters == CASE_TITLE)) /* "Jen from Victim Services", "Peggy in dispatch" */
		return false;
	if (is_handed_over(people, before))
		return false;
	bool bracket = sign_is(people, at, '('), preposition = false;
	for (unsigned steps = 0; steps < 3 && (sign_is(people, at, ',') || sign_is(people, at, '(')); steps++)
		at++;
	if (word_in(people, at, LIST_AGENCY_OF, NULL))
		preposition = true, at = word_next(people, at);
	else if (word_is(people, at, "in") && !is_court(people, word_next(people, at)))
		preposition = true, at = word_next(people, at); /* "Ms. Abiola in DHS intake", but not "in juvenile court" */
	if (word_is(people, word_previous(people, at), "for") && word_is(people, at, "the") && word_has(people, word_next(people, at), CUE_RANK))
		return mention_is_full(people, mention); /* "Peter Yoon for the Juvenile Officer" */
	if (!bracket && !preposition)
		return mention_is_full(people, mention) && is_agency_alone(people, at);
	const struct cue_hit *agency = at < people->word_count ? cue_at(people, at, CUE_LAW_AGENCY) : NULL;
	if (preposition && agency && word_in(people, agency->to, LIST_IN_CARE, NULL))
		return false; /* "Tyler Whitcomb from Children's Division care" */
	bool numbered = bracket && word_in(people, people->words[at].next, LIST_NUMBER_BEHIND, NULL); /* "(OKDHS ref. 552)" */
	return !numbered && names_agency(people, at);
}

/* Work that only officials do: "took the report", "cleared the call"; or "collected by", "my partner," before the name. */
static bool has_duty(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	if (!title)
		title = cue_before(people, mention->from, CUE_OCCUPATION); /* "Transcribed by Clerk R. Nakashian" */
	if (cue_before(people, mention->from, CUE_DUTY_BY) || (title && cue_before(people, title->from, CUE_DUTY_BY)))
		return true;
	/* a given name alone can be anybody's: "Shane interviewed for a job" */
	const struct entry *entry = people->words[mention->from].entry;
	if (!mention_is_full(people, mention) && !mention->titled && entry->given >= entry->surname && entry->given)
		return false;
	size_t at = mention->to;
	for (unsigned steps = 0; steps < 3 && at < people->word_count; steps++, at = word_next(people, at)) {
		if (word_has(people, at, CUE_DUTY))
			return true;
		if (!sign_is(people, at, ',') && !word_has(people, at, CUE_ADVERB))
			return false;
	}
	return false;
}

static bool is_office(const struct people *people, size_t at)
{
	return people->words[at].kind == TOKEN_WORD && people->words[at].mention == NOBODY &&
	       (word_has(people, at, CUE_RANK) || word_has(people, at, CUE_LAW_AGENCY) || word_has(people, at, CUE_OFFICIAL_AFTER));
}

/* An office within three words, or the name of an agency. */
static bool office_near(const struct people *people, size_t at)
{
	if (names_agency(people, at))
		return true;
	for (unsigned steps = 0; steps < 4 && at < people->word_count; steps++, at = word_next(people, at)) {
		if (is_office(people, at))
			return true;
		if (people->words[at].kind != TOKEN_WORD || word_has(people, at, CUE_PRONOUN) || word_has(people, at, CUE_KIN))
			return false;
	}
	return false;
}

/* "I am a deputy", "I'm with the police" */
static bool claims_office(const struct people *people, size_t at)
{
	const cue_set kin = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD);
	const struct cue_hit *claim = at < people->word_count ? cue_at(people, at, CUE_CLAIM) : NULL;
	for (size_t i = claim ? claim->to : people->word_count; i < people->word_count && i < claim->to + KIN_REACH; i++)
		if (people->words[i].kind == TOKEN_TAIL && word_has_any(people, i + 1, kin))
			return false; /* "I am a deputy's wife" */
	return claim && office_near(people, claim->to);
}

/* "I'm Marta Dale, a caseworker with the county" */
static bool claims_after_comma(const struct people *people, size_t at)
{
	if (word_is(people, at, "a") || word_is(people, at, "an"))
		return is_office(people, at + 1) || is_office(people, at + 2);
	return false;
}

/* "I, Temperance Holt, of lawful age, being sworn, say: (a) I am an investigator": the first claim behind the name counts. */
static bool swears(const struct people *people, const struct mention *mention)
{
	size_t comma = mention->from;
	if (comma < 2 || !sign_is(people, comma - 1, ',') || !word_is(people, comma - 2, "i") || people->words[comma - 2].letters != CASE_UPPER ||
	    !mention_is_full(people, mention))
		return false;
	for (size_t at = mention->to; at < people->word_count && at < mention->to + 40u; at++) {
		if (word_has(people, at, CUE_CLAIM))
			return claims_office(people, at);
		if (people->words[at].mention != NOBODY || word_has(people, at, CUE_KIN))
			return false;
	}
	return false;
}

/* "My name is Emmeline Sadler. I am a deputy with the ...", "I'm Neil Abara, I work with Children's Division", "I am a
 * caseworker with the Division. My name is Orla Kinsey". */
static bool introduces(const struct people *people, const struct mention *mention)
{
	bool tail = mention->from > 0 && people->words[mention->from - 1].kind == TOKEN_TAIL; /* "My name's" */
	const struct cue_hit *self = cue_before(people, mention->from - tail, CUE_SELF_NAMED);
	if (!self)
		return swears(people, mention);
	size_t at = mention->to;
	while (at < people->word_count && at < mention->to + 4u && (people->words[at].kind == TOKEN_SIGN || people->words[at].kind == TOKEN_LINE))
		at++;
	if (word_is(people, at, "and"))
		at = word_next(people, at); /* "My name is Marta Dale and I am a deputy" */
	if (claims_office(people, at) || (at > mention->to && !sign_is(people, at - 1, '.') && claims_after_comma(people, at)))
		return true;
	at = self->from;
	for (size_t steps = 0; steps < 20 && at > 0; steps++) {
		at--;
		if (people->words[at].kind == TOKEN_LINE && at > 0 && people->words[at - 1].kind == TOKEN_LINE)
			return false;
		if (word_has(people, at, CUE_CLAIM))
			return claims_office(people, at);
	}
	return false;
}

/* A line that gives an office and nothing else: "Assistant Prosecuting Attorney", "Detective | 314-555-0103". */
static bool is_office_line(const struct people *people, uint32_t line)
{
	if (line >= people->line_count)
		return false;
	size_t at = line_from(people, line), end = line_to(people, line);
	if (at >= end || !is_office(people, at) || people->words[at].letters == CASE_LOWER || people->words[at].blocked == WHAT_ADDRESS)
		return false;
	const struct cue_hit *rank = cue_at(people, at, CUE_RANK);
	for (size_t office = at = rank ? rank->to : at; at < end && (at == office || !people->words[at].wide); at++) /* "Guardian ad litem" */
		if (sign_is(people, at, ':') || people->words[at].mention != NOBODY ||
		    (people->words[at].kind == TOKEN_WORD && people->words[at].letters == CASE_LOWER && people->words[at].folded.len > 3))
			return false;
	return true;
}

/* A name alone on its line, over a line that gives the office. */
static bool stands_over_office(const struct people *people, const struct mention *mention)
{
	uint32_t line = people->words[mention->from].line;
	for (size_t at = line_from(people, line); at < mention->from; at++)
		if (people->words[at].kind == TOKEN_WORD && people->words[at].folded.len > 1 && !word_has(people, at, CUE_TITLE))
			return false;
	if (!mention_is_full(people, mention))
		return false;
	size_t at = mention->to;
	while (at < people->word_count && people->words[at].line == line)
		if (people->words[at++].kind == TOKEN_WORD && !word_has(people, at - 1, CUE_SUFFIX) && !word_has(people, at - 1, CUE_BADGE) &&
		    !word_is(people, at - 1, "no"))
			return false;
	return is_office_line(people, line + 1);
}

/* "To: Ramirez, Tony; Patel, Anika": one of several names as an agency's own directory writes it, without an address, in a mail with a mailbox
 * of an agency. */
static bool is_addressee(const struct people *people, const struct mention *mention)
{
	uint32_t line = people->words[mention->from].line;
	size_t first = line_from(people, line), comma = people->words[mention->from].next;
	while (first < mention->from && people->words[first].kind == TOKEN_SIGN)
		first++;
	bool inverted = mention->source == SOURCE_FACT && (sign_is(people, comma, ',') || sign_is(people, people->words[comma].next, ','));
	size_t behind = mention->to + (sign_is(people, mention->to, '.') && people->words[mention->to - 1].folded.len == 1); /* "Osei, D.;" */
	bool listed = sign_is(people, behind, ';') || (mention->from > 0 && sign_is(people, mention->from - 1, ';'));
	if (!word_has(people, first, CUE_MAIL_HEAD) || !sign_is(people, people->words[first].next, ':') || !listed ||
	    !(inverted || !mention_is_full(people, mention)))
		return false;
	bool agency = false;
	for (size_t i = 0; i < people->findings->count; i++) {
		const struct finding *finding = &people->findings->list[i];
		size_t head = line_from(people, people->words[tokens_at(people->tokens, finding->span.from)].line);
		if (finding->what == WHAT_EMAIL && word_has(people, head, CUE_MAIL_HEAD))
			return false; /* somebody outside takes part */
		agency = agency || finding->what == WHAT_AGENCY;
	}
	return agency;
}

/* "PIO Janelle Whitcomb", "DAG Shanice Whitlow": letters that stand for no role or kin of the lists, before a full name in small
 * letters. */
static bool is_behind_acronym(const struct people *people, const struct mention *mention)
{
	if (mention->from == 0 || mention->source == SOURCE_FACT || people->words[mention->from - 1].next != mention->from)
		return false;
	size_t at = mention->from - 1;
	const cue_set persons = cue_bit(CUE_KIN) | cue_bit(CUE_KIN_ANY) | cue_bit(CUE_KIN_CHILD) | cue_bit(CUE_CHILD) | cue_bit(CUE_ROLE) |
				cue_bit(CUE_TEACHER);
	/* "SUP Deborah Quist: keep open": who writes the entry */
	if (sign_is(people, mention->to, ':') && mention_is_full(people, mention) && word_has(people, at, CUE_LABEL_OFFICIAL) &&
	    !word_has_any(people, at, persons))
		return people->words[at].letters == CASE_UPPER && !people->words[mention->from].caps;
	return people->words[at].has == 0 && is_unknown(&people->words[at]) && is_acronym_before(people, at, mention->to) &&
	       (at == 0 || !sign_is(people, at - 1, '/'));
}

/* "notified FAP, Ms. Corliss Vega": letters that no list knows, a comma, a title and a full name. */
static bool is_titled_behind_acronym(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	if (!title || title->from < 2 || !mention_is_full(people, mention) || !sign_is(people, title->from - 1, ','))
		return false;
	const struct word *word = &people->words[title->from - 2];
	return word->kind == TOKEN_WORD && word->letters == CASE_UPPER && !word->caps && word->folded.len >= 3 && word->folded.len <= 5 &&
	       is_unknown(word) && word->has == 0;
}

/* "Chaplain Rev. Obi Grace", "Juvenile Officer Sister Agnes Boyle": a title of the clergy, which is no kinship here. */
static const struct cue_hit *clergy_before(const struct people *people, size_t at)
{
	static const enum cue cues[] = {CUE_TEACHER, CUE_KIN_CHILD, CUE_KIN};
	for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
		const struct cue_hit *hit = cue_before(people, at, cues[i]);
		if (hit && hit->to == hit->from + 1 && people->words[hit->from].letters == CASE_TITLE && !people->words[hit->from].caps &&
		    !people->words[hit->from].sentence_start)
			return hit;
	}
	return NULL;
}

/* "Supervisor Mrs. Whitelaw", "Lenore Haskell, Esq." */
static bool has_title_of_office(const struct people *people, const struct mention *mention)
{
	const struct cue_hit *title = cue_before(people, mention->from, CUE_TITLE);
	size_t behind = mention->to + sign_is(people, mention->to, ',');
	if (mention_is_full(people, mention) && (word_has(people, mention->to - 1, CUE_OFFICIAL_AFTER) ||
					  (behind < people->word_count && behind > mention->to && word_has(people, behind, CUE_SUFFIX) &&
					   word_has(people, behind, CUE_OFFICIAL_AFTER))))
		return true;
	if (!title)
		title = clergy_before(people, mention->from);
	const struct cue_hit *rank = title ? cue_before(people, title->from, CUE_RANK) : NULL;
	if (!rank || rank->to != title->from)
		return false;
	/* "your deputy Mr Price", but not "I told the deputy Mr Price hit him" */
	bool yours = rank->from > 0 && (word_is(people, rank->from - 1, "your") || word_is(people, rank->from - 1, "our"));
	return yours || people->words[rank->from].letters != CASE_LOWER;
}

/* "I called Code Enforcement (Bart Lindgren, 555-0156)": who is reached there. */
static bool is_reached_at(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	bool agency = at >= 2 && sign_is(people, at - 1, '(') && (people->ends_in[at - 1] & cue_bit(CUE_LAW_AGENCY));
	size_t number = mention->to + 1u;
	return agency && mention_is_full(people, mention) && sign_is(people, mention->to, ',') && number < people->word_count &&
	       people->words[number].kind == TOKEN_NUMBER && people->words[number].folded.len == 3 && sign_is(people, number + 1, '-');
}

/* "Medic 22 (Ogle, Pruett)": surnames in brackets behind a crew's number. */
static bool rides_in(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	if (mention_is_full(people, mention))
		return false;
	for (unsigned steps = 0; steps < 6 && at > 2 && !sign_is(people, at - 1, '('); steps++)
		at--;
	if (at <= 3 || !sign_is(people, at - 1, '(') || people->words[at].line != people->words[mention->from].line)
		return false;
	for (size_t i = at; i < mention->to; i++)
		if (people->words[i].mention == NOBODY && !sign_is(people, i, ',') && !sign_is(people, i, '/') && !sign_is(people, i, '&'))
			return false;
	size_t number = at - 2;
	const struct entry *entry = people->words[mention->from].entry;
	return people->words[number].kind == TOKEN_NUMBER && people->words[number].folded.len <= 3 && word_has(people, number - 1, CUE_CREW) &&
	       people->words[number - 1].letters != CASE_LOWER && !word_is(people, number - 1, "unit") &&
	       !word_has(people, number - 1, CUE_RADIO_UNIT) &&
	       entry->surname >= entry->given;
}

/* "217 (Hatch) checking" in a log, "Unit 14 (Wyatt)", "car 9 (Pruitt)" */
static bool holds_unit(const struct people *people, const struct mention *mention)
{
	size_t bracket = mention->from;
	const struct entry *entry = people->words[bracket].entry;
	bool comma = bracket >= 3 && sign_is(people, bracket - 1, ',') && entry->surname > entry->given && !mention_is_full(people, mention) &&
		     people->words[bracket - 3].kind == TOKEN_WORD && people->words[bracket - 2].blocked != WHAT_ADDRESS;
	if (bracket < 2 || (!comma && (!sign_is(people, bracket - 1, '(') || !sign_is(people, mention->to, ')'))))
		return false; /* "Unit 4, Salter" */
	size_t unit = bracket - 2;
	const struct word *number = &people->words[unit];
	if ((number->kind != TOKEN_NUMBER && number->kind != TOKEN_MIXED) || number->folded.len > 5 || number->line != people->words[bracket].line)
		return false;
	if (log_time_before(people, unit + 1))
		return true;
	return unit > 0 && (word_has(people, unit - 1, CUE_RANK) || word_is(people, unit - 1, "unit") || word_is(people, unit - 1, "car"));
}

/* "Hatch (FTO)", "Sloan, M. (Det.)", "Onyekachi, D. (Ofc. 8802)": a rank and no more in brackets behind the name. */
static bool is_ranked_in_bracket(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to;
	if (sign_is(people, at, ',') && at + 2 < people->word_count && people->words[at + 1].folded.len == 1 && sign_is(people, at + 2, '.'))
		at += 3;
	else if (sign_is(people, at, '.') && people->words[at - 1].folded.len == 1)
		at++;
	if (!sign_is(people, at, '(') || at + 1 >= people->word_count || letters_behind(people, mention))
		return false;
	const struct cue_hit *rank = cue_at(people, at + 1, CUE_RANK);
	if (!rank || people->words[at + 1].letters == CASE_LOWER)
		return false;
	at = rank->to + sign_is(people, rank->to, '.');
	at += at < people->word_count && people->words[at].kind == TOKEN_NUMBER;
	return sign_is(people, at, ')');
}

/* 'Detective Augustin "Gus" Prewitt', 'Constable H. R. "Buddy" Lusk': the nickname and the surname are of who has the rank. */
static bool is_behind_nickname(const struct people *people, const struct mention *mention)
{
	size_t at = mention->from;
	if (at < 3 || !is_double_quote(people, at - 1))
		return false;
	at--;
	if (people->words[at].from > people->words[at - 1].to) {
		/* the quote opens here: the nickname itself */
	} else {
		for (unsigned steps = 0; steps < 4 && at > 2; steps++)
			if (is_double_quote(people, --at))
				break;
		if (!is_double_quote(people, at))
			return false;
	}
	size_t first = at;
	while (first > 0 && people->words[first - 1].line == people->words[at].line && at - first < 8 &&
	       (people->words[first - 1].mention != NOBODY || sign_is(people, first - 1, '.') ||
		(people->words[first - 1].kind == TOKEN_WORD && people->words[first - 1].folded.len == 1)))
		first--;
	while (first < at && people->words[first].kind != TOKEN_WORD)
		first++;
	return first < at && rank_before(people, first);
}

/* The number right behind a name, or SIZE_MAX. */
static size_t number_behind(const struct people *people, const struct mention *mention)
{
	size_t at = mention->to;
	bool number = at < people->word_count && people->words[at].kind == TOKEN_NUMBER && !people->words[at].wide &&
		      people->words[at].line == people->words[mention->from].line;
	bool ends = number && (at + 1 >= people->word_count || people->words[at + 1].sign != '/') && !people->words[at].blocked;
	return ends && people->words[at].folded.len >= 2 && people->words[at].folded.len <= BADGE_DIGITS ? at : SIZE_MAX;
}

/* "E. Quist 12 ... E. Quist 12", "SAYRE 344": a name that has the same number behind it twice. Two digits may be an age, but not of
 * somebody who has a letter for a first name. */
static bool bears_number(const struct people *people, const struct mention *mention)
{
	size_t at = number_behind(people, mention);
	if (at == SIZE_MAX || (people->words[at].folded.len == 2 && people->words[mention->from].folded.len > 1))
		return false;
	struct str name = people->words[at - 1].folded, number = people->words[at].folded;
	size_t own = (size_t)(mention - people->mentions), last = own + NUMBERED_NEAR;
	for (size_t i = own > NUMBERED_NEAR ? own - NUMBERED_NEAR : 0; i < people->mention_count && i < last; i++) {
		const struct mention *other = &people->mentions[i];
		size_t behind = other != mention && other->to > other->from ? number_behind(people, other) : SIZE_MAX;
		if (behind != SIZE_MAX && behind != at && str_equal(people->words[behind].folded, number) &&
		    str_equal(people->words[behind - 1].folded, name))
			return true;
	}
	return false;
}

uint32_t office_evidence(const struct people *people, const struct mention *mention)
{
	uint32_t evidence = 0;
	if (mention->source != SOURCE_FACT && !is_agencys_case(people, mention) &&
	    (rank_before(people, mention->from) || office_before(people, mention) || is_assigned(people, mention)))
		evidence |= BECAUSE_RANK;
	if (introduces(people, mention) || is_named_official(people, mention) || is_behind_nickname(people, mention))
		evidence |= BECAUSE_RANK;
	if (is_signature(people, mention) || stands_over_office(people, mention))
		evidence |= BECAUSE_SIGNED;
	if (people->words[mention->from].console || is_in_list(people, mention) || holds_unit(people, mention) || rides_in(people, mention) ||
	    is_behind_acronym(people, mention) ||
	    has_title_of_office(people, mention) || is_ranked_in_bracket(people, mention) || on_roster(people, mention->from) ||
	    is_on_staff(people, mention) || works_beside(people, mention) || is_contact(people, mention) ||
	    is_titled_behind_acronym(people, mention) || radio_unit_before(people, mention) ||
	    radio_console_before(people, mention) || radio_legend_before(people, mention) ||
	    rides_in_unit(people, mention) || rides_in_known_unit(people, mention) ||
	    is_addressee(people, mention) || is_at_console(people, mention) ||
	    agency_after(people, mention) || bears_number(people, mention) ||
	    holds_by_words(people, mention) || is_reached_at(people, mention) || has_duty(people, mention))
		evidence |= BECAUSE_DUTY;
	return is_kin_at_work(people, mention) ? evidence | BECAUSE_KIN : evidence;
}
